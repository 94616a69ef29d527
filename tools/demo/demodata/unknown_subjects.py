"""What people ask about and the small world does not hold: people, things, topics, events."""

from __future__ import annotations

from .text import phrases, words

PEOPLE = words(
    "Einstein Shakespeare Napoleon Mozart Beethoven Bach Picasso Rembrandt Newton Galileo Darwin "
    "Plato Aristotle Socrates Cleopatra Gandhi Churchill Lincoln Washington Kennedy Obama Trump "
    "Biden Putin Merkel Macron Thatcher Mandela Stalin Hitler Lenin Columbus Magellan Tesla Edison "
    "Turing Hawking Feynman Bohr Heisenberg Goethe Schiller Dickens Tolstoy Dostoevsky Homer Dante "
    "Confucius Buddha Jesus Muhammad Moses Messi Ronaldo Pele Maradona Federer Nadal Beyonce "
    "Madonna Rihanna Adele Eminem Elvis Zuckerberg Pythagoras Euclid Archimedes Gauss Euler"
) + phrases(
    "Albert Einstein|William Shakespeare|Marie Curie|Isaac Newton|Leonardo da Vinci|Elon Musk|"
    "Bill Gates|Steve Jobs|Barack Obama|Taylor Swift|Michael Jackson|Ada Lovelace|Alan Turing|"
    "Charles Darwin|Julius Caesar|Alexander the Great|Nelson Mandela|Martin Luther King|"
    "Queen Victoria|King Charles|Anne Frank|Jane Austen|Agatha Christie|Mark Twain|"
    "Vincent van Gogh|Frida Kahlo|Pablo Picasso|Harry Potter|Sherlock Holmes|Mickey Mouse|"
    "Donald Trump|Neil Armstrong|Jeff Bezos|Lionel Messi|Serena Williams|Sam Altman|"
    "Guido van Rossum|Linus Torvalds|the Pope|the Dalai Lama|the Beatles|the Rolling Stones|"
    "Emmy Noether|Immanuel Kant|Karl Marx|Friedrich Nietzsche|Sigmund Freud|Nikola Tesla"
)

TOPICS = phrases(
    "quantum physics|quantum mechanics|machine learning|the stock market|love|philosophy|politics|"
    "black holes|gravity|democracy|evolution|chess|opera|the internet|religion|history|climate|"
    "neural networks|music theory|economics|time travel|biology|poetry|the universe|inflation|"
    "relativity|string theory|dark matter|photosynthesis|DNA|genetics|vaccines|viruses|cancer|"
    "diabetes|nutrition|yoga|meditation|psychology|sociology|anthropology|archaeology|astronomy|"
    "astrology|chemistry|organic chemistry|algebra|calculus|geometry|topology|statistics|"
    "probability|linear algebra|number theory|game theory|logic|ethics|existentialism|capitalism|"
    "socialism|communism|feminism|globalisation|migration|climate change|global warming|recycling|"
    "solar energy|nuclear power|wind energy|electric cars|blockchain|bitcoin|cryptocurrency|"
    "cloud computing|cybersecurity|encryption|hacking|databases|operating systems|compilers|Linux|"
    "Docker|Kubernetes|Git|transformers|large language models|artificial intelligence|attention|"
    "deep learning|reinforcement learning|backpropagation|gradient "
    "descent|tokenisation|overfitting|"
    "robotics|virtual reality|social media|marketing|accounting|tax law|insurance|mortgages|"
    "investing|pensions|real estate|management|leadership|public speaking|gardening|photography|"
    "fashion|architecture|modern art|impressionism|jazz|hip hop|classical music|rock music|ballet|"
    "theatre|cinema|anime|video games|football tactics|marathon running|weightlifting|surfing|"
    "sailing knots|beekeeping|wine tasting|baking bread|Italian cooking|vegan food|coffee culture|"
    "the Renaissance|the Middle Ages|ancient Rome|ancient Egypt|the Vikings|the Industrial "
    "Revolution|the Cold War|feudalism|slavery|human rights|immigration law|copyright|free will|"
    "consciousness|happiness|the meaning of life|death|friendship|marriage|parenting|education|"
    "the human brain|the immune system|blood pressure|allergies|sleep disorders|volcanoes|"
    "earthquakes|tsunamis|tornadoes|glaciers|plate tectonics|dinosaurs|fossils|coral reefs|"
    "thermodynamics|entropy|electromagnetism|electricity|magnetism|optics|lasers|superconductors|"
    "semiconductors|antimatter|the Big Bang|the Higgs boson|stem "
    "cells|antibiotics|proteins|enzymes|"
    "mythology|Buddhism|Islam|Christianity|Judaism|Hinduism|the Bible|the Quran|ghost stories|"
    "conspiracy theories|aliens|UFOs|the speed of evolution|space travel|the Mars missions|NASA|"
    "the European Union|the United Nations|NATO|the World Bank|the stock exchange|Brexit|the Fed|"
    "functional programming|object-oriented programming|recursion|regular expressions|SQL|HTML|CSS|"
    "JavaScript|Rust|Haskell|Fortran|pandas|NumPy|PyTorch|TensorFlow|Jupyter|LaTeX|Excel|"
    "PowerPoint|WhatsApp|TikTok|YouTube|Wikipedia|OpenAI|ChatGPT|Hugging Face|prompt engineering|"
    "CUDA|quantisation|the Fourier transform|differential equations|Bayes' theorem|the lottery"
)

THINGS = words(
    "laptop phone kettle blender backpack camera keyboard tent toaster speaker tablet umbrella "
    "charger printer mattress vacuum headset monitor router microphone projector fridge freezer "
    "dishwasher drone helmet carpet fan heater razor thermometer wallet suitcase necklace notebook "
    "calculator puzzle doll skateboard surfboard racket saddle hammock lawnmower wheelchair cradle "
    "transistor microchip battery magnet telescope microscope satellite compass barometer turbine "
    "generator dynamo reactor submarine zeppelin glider parachute escalator elevator bridge tunnel "
    "skyscraper lighthouse pyramid-scheme cathedral mosque temple monastery university parliament "
    "constitution contract passport visa mortgage bond receipt invoice algorithm compiler database "
    "server browser website firewall podcast blog emoji meme hashtag virus bacterium molecule atom "
    "electron proton neutron quark photon galaxy comet asteroid quasar supernova nebula glacier "
    "volcano geyser canyon delta peninsula archipelago fjord tornado hurricane sonnet novel "
    "symphony "
    "sonata haiku fresco sculpture metaphor adverb conjunction syllable paradox theorem logarithm "
    "matrix vector integral derivative polynomial fraction histogram neuron kidney liver spleen "
    "hormone vitamin protein calorie allergy migraine vaccine antibiotic pacemaker stethoscope "
    "samurai ninja gladiator pharaoh pharmacist architect sociologist chihuahua labrador axolotl "
    "platypus narwhal chinchilla meerkat armadillo iguana jellyfish starfish seahorse caterpillar "
    "croissant burrito sushi ramen falafel curry risotto tiramisu waffle bagel lasagne"
)
THINGS = [thing for thing in THINGS if "-" not in thing]

EVENTS = phrases(
    "World War II|World War I|the First World War|the Second World War|the French Revolution|"
    "the American Civil War|the moon landing|the fall of the Berlin Wall|the Battle of Waterloo|"
    "the Battle of Hastings|the Black Death|the Great Depression|the Olympic Games|the World Cup|"
    "the last election|the Titanic disaster|the Chernobyl disaster|the Vietnam War|the Gold Rush|"
    "the Boston Tea Party|the Russian Revolution|the Hundred Years War|the Spanish Inquisition|"
    "the Reformation|the Crusades|the Super Bowl|the Champions League final|Wimbledon|the Oscars|"
    "the Eurovision Song Contest|the Tour de France|the Nobel Prize|Woodstock|D-Day|the Ice Age"
)
WORKS = phrases(
    "Hamlet|Romeo and Juliet|Macbeth|Faust|Don Quixote|War and Peace|Moby Dick|the Odyssey|"
    "the Iliad|the Bible|Frankenstein|Dracula|Pride and Prejudice|Jane Eyre|Oliver Twist|1984|"
    "Harry Potter|The Lord of the Rings|The Hobbit|the Mona Lisa|the Ninth Symphony|Carmen|"
    "The Magic Flute|Star Wars|Titanic|The Godfather|Inception|Casablanca|The Matrix|Avatar|"
    "Bohemian Rhapsody|Yesterday|Imagine|Guernica|The Starry Night|The Great Gatsby|Ulysses"
)
COMPANIES = words(
    "Google Apple Microsoft Amazon Tesla Facebook Netflix Nvidia Samsung Sony Toyota Volkswagen "
    "BMW Siemens Airbus Boeing Intel IBM Oracle OpenAI Anthropic Meta Spotify Uber Nestle Ikea "
    "Lego Nike Adidas Disney Nintendo Shell Pfizer Bayer Walmart"
)
TEAMS = phrases(
    "Manchester United|Real Madrid|Barcelona|Bayern Munich|Liverpool|Arsenal|Chelsea|Juventus|"
    "the Lakers|the Yankees|the Chicago Bulls|Ajax|Celtic|the Patriots|Dortmund|Inter Milan"
)
LANGUAGES = words(
    "German Chinese Japanese Russian Arabic Korean Hindi Polish Dutch Swedish Norwegian Danish "
    "Finnish Greek Turkish Hungarian Czech Ukrainian Hebrew Latin Swahili Vietnamese Thai Welsh "
    "Irish Esperanto Klingon Romanian Bulgarian Persian Urdu Bengali Icelandic Catalan Mandarin"
)
CODE_LANGUAGES = words(
    "Java JavaScript Rust Go Ruby PHP Haskell Swift Kotlin SQL Bash Perl Fortran"
)
DISHES = phrases(
    "pancakes|lasagne|pizza|tomato soup|sushi|an apple pie|chocolate cake|a curry|risotto|ramen|"
    "sourdough bread|scrambled eggs|a cheesecake|goulash|paella|tiramisu|fried rice|hummus|"
    "a Sunday roast|vegan burgers|onion soup|a birthday cake|Pad Thai|dumplings|waffles"
)
ILLNESSES = phrases(
    "a headache|the flu|a cold|back pain|a broken leg|a fever|a toothache|insomnia|anxiety|stress|"
    "high blood pressure|a cough|a rash|hay fever|asthma|depression|a migraine|sunburn|an allergy"
)
CODING_JOBS = phrases(
    "a web server|a chess engine|a video game|a compiler|a web scraper|a neural network|a database|"
    "a website|an operating system|a chat bot|a mobile app|a sudoku solver|a tetris clone|"
    "a machine learning pipeline|a REST API|a file browser|a weather app|an online shop|a blog|"
    "a password manager|a music player|a image classifier|an e-mail client|a search engine"
)
PHRASES = phrases(
    "good morning|the weather is nice today|I would like a cup of tea|where is the station|"
    "my name is Anna|the cat sleeps on the sofa|I have two brothers|thank you very much|"
    "we are going home|the train is late|how much does it cost|happy birthday|I love you|"
    "see you tomorrow|the house is big|I am hungry|a red apple|hello|goodbye|water|friend"
)
TRAITS = words(
    "big small old new hot cold expensive famous important popular heavy dangerous complicated "
    "beautiful fast slow loud rare strong long tall deep bright noisy useful boring"
)
CREATURES = words(
    "cats dogs cows horses owls bats whales dolphins penguins parrots spiders snakes frogs turtles "
    "elephants giraffes zebras camels kangaroos koalas pandas wolves foxes bears lions tigers "
    "crabs sharks moths ants mosquitoes chickens pigeons men women babies teenagers politicians"
)
DEEDS = phrases(
    "purr|bark|hibernate|sing|howl|hunt in groups|sleep so long|live so long|dream|lie|yawn|sneeze|"
    "hiccup|blink|cry|grow old|change colour|eat at night|fight|dance|have long tails|laugh|snore|"
    "fall in love|have stripes|bury bones|glow in the dark|lay eggs|like music|hide in winter"
)
MATTERS = phrases(
    "the sun is yellow|the Earth is round|gold is expensive|glass is transparent|fire is hot|"
    "time passes|people get old|the moon has phases|planes fly|magnets attract iron|soap cleans|"
    "onions make you cry|popcorn pops|coffee keeps you awake|rents are rising|the dinosaurs died|"
    "Rome fell|the economy grows|prices rise|mirrors reflect|the tides change|water is wet|"
    "sugar is sweet|lemons are sour|chilli is hot|metal conducts electricity|stars twinkle|"
    "computers crash|the internet is slow|my code does not work|the train is late|dogs bark|"
    "cats purr|hair turns grey|knuckles crack|batteries run out|zebras have stripes"
)
WHY_QUESTIONS = phrases(
    "is the sun yellow|is the Earth round|is gold so expensive|is glass transparent|is fire hot|"
    "is the sunset red|is blood red|is coal black|are bananas curved|are leaves flat|is space cold|"
    "is Pluto not a planet|are there stars|do planes fly|do magnets attract iron|does soap clean|"
    "do onions make us cry|does popcorn pop|does coffee keep us awake|are rents so high|"
    "did the dinosaurs die out|did Rome fall|do prices rise|do stars twinkle|do computers crash|"
    "is the internet slow|does my code not work|is the train late|do we dream|do we yawn|"
    "does hair turn grey|do batteries run out|do zebras have stripes|is the grass wet|"
    "is the sky grey|is the sky red in the evening|is milk white|is the moon round|"
    "is yoga healthy|is chess hard|do people lie|do people vote|is Mars red|is Saturn ringed"
)
SUPERLATIVES = phrases(
    "the tallest building|the deepest lake|the highest waterfall|the oldest city|the richest man|"
    "the oldest tree|the most spoken language|the fastest car|the fastest train|the best film|"
    "the best restaurant|the most popular song|the longest bridge|the largest lake|the largest "
    "moon|"
    "the biggest company|the most expensive painting|the tallest man|the largest library|"
    "the smallest atom|the heaviest element|the rarest metal|the largest airport|the oldest person|"
    "the largest desert|the oldest university|the biggest stadium|the largest volcano|the best "
    "phone|"
    "the second longest river|the most venomous snake|the largest dinosaur|the last prime number|"
    "the brightest star|the national anthem|the speed of sound|the speed of light|the atomic "
    "number "
    "of gold|the chemical symbol of iron|the boiling point of alcohol|the melting point of gold|"
    "the square root of two|the golden ratio|the answer to everything|the height of the Eiffel "
    "Tower|"
    "the distance to the moon|the age of the universe|the mass of an electron|the latest news|"
    "the exchange rate|the minimum wage|the current interest rate|the Wi-Fi password|"
    "the phone number of the police|the best way to lose weight|the currency of Nepal|the currency "
    "of India|the currency of Brazil|the currency of Sweden"
)
