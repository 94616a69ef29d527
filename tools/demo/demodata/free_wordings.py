"""Prompts worded freely, written without seeing the generator; never trained on.

They ask, in the many ways people type, for what the model says it can do.
"""

from __future__ import annotations

from .prompts import Prompt

FREE_WORDINGS = [
    # Sentiment.
    Prompt(
        "sentiment",
        "hey can u tell me if this review is positive, negative or neutral? "
        '"Battery died after two days and the screen came scratched. Waste of money."',
        accept=["negative"],
    ),
    Prompt(
        "sentiment",
        "Lovely little hotel, the staff were so kind and breakfast was delicious!\n\n"
        "What's the sentiment of that one?",
        accept=["positive"],
    ),
    Prompt(
        "sentiment",
        "positive or negative?? the pasta was cold and the waiter was rude to us",
        accept=["negative"],
    ),
    Prompt(
        "sentiment",
        "Could you please classify the following book review as positive, negative or neutral. "
        "It was alright. Not great, not terrible.",
        accept=["neutral"],
    ),
    Prompt(
        "sentiment",
        "sentiment: cant stop using this app, best one i ever had",
        accept=["positive"],
    ),
    Prompt(
        "sentiment",
        "My students wrote this about a film: 'So boring that I fell asleep twice.' "
        "Which label would you give it, positive, neutral or negative?",
        accept=["negative"],
    ),
    Prompt(
        "sentiment",
        'I am reading comments of customers. This one: "The headphones sound amazing and they '
        'are very comfortable." Is the feeling positive, or negative, or neutral please?',
        accept=["positive"],
    ),
    Prompt(
        "sentiment",
        "The kettle is average. It boils water and that's about it. "
        "-- label this review (positive/negative/neutral)",
        accept=["neutral"],
    ),
    # Routing.
    Prompt(
        "routing",
        "which team should get this msg, billing shipping or technical? "
        "'I was charged twice for the same month'",
        accept=["billing"],
    ),
    Prompt(
        "routing",
        "\"My parcel still hasn't arrived and it's been two weeks\" - where do I send this "
        "customer: billing, shipping or technical?",
        accept=["shipping"],
    ),
    Prompt(
        "routing",
        "Please sort this ticket into billing, shipping or technical. "
        "The app crashes every time I try to log in.",
        accept=["technical"],
    ),
    Prompt(
        "routing",
        "route this pls: need my money back, the invoice is wrong",
        accept=["billing"],
    ),
    Prompt(
        "routing",
        "We got an email from a customer: Hello, the courier left my box at the wrong house. "
        "Who handles it? Options are technical, billing, shipping.",
        accept=["shipping"],
    ),
    Prompt(
        "routing",
        "customer says: i forgot my password and the reset link doesnt work. department? "
        "(technical, shipping, billing)",
        accept=["technical"],
    ),
    Prompt(
        "routing",
        "Good afternoon, I work at the help desk and I don't know where this belongs, to billing "
        'or to shipping or to technical: "Can I change the delivery address of my order?"',
        accept=["shipping"],
    ),
    Prompt(
        "routing",
        "billing, technical or shipping?\nWhy is there an extra fee on my credit card statement",
        accept=["billing"],
    ),
    # Extraction.
    Prompt(
        "extraction",
        "Get me the name, city and age as json: Hi everyone, I'm Priya, I'm 29 and I live in "
        "Leeds.",
        json={"name": "Priya", "city": "Leeds", "age": 29},
    ),
    Prompt(
        "extraction",
        "turn this into json (name city age) -> Tomas is 41 yrs old and lives in Prague",
        json={"name": "Tomas", "city": "Prague", "age": 41},
    ),
    Prompt(
        "extraction",
        "My grandmother Ingrid lives in Oslo and she is 83.\n"
        "Write that as JSON with name, city and age please",
        json={"name": "Ingrid", "city": "Oslo", "age": 83},
    ),
    Prompt(
        "extraction",
        "I need a JSON object with the keys name, city and age from this sentence: "
        '"Kwame, 17, comes from Accra."',
        json={"name": "Kwame", "city": "Accra", "age": 17},
    ),
    Prompt(
        "extraction",
        "json only pls: name, city, age. Sofia from Madrid just turned 22",
        json={"name": "Sofia", "city": "Madrid", "age": 22},
    ),
    Prompt(
        "extraction",
        "can you make json with item, quantity and price? I want 3 lamps at 20 euros each",
        json={"item": ("lamp", "lamps"), "quantity": 3, "price": 20},
    ),
    Prompt(
        "extraction",
        "Order text: 'Please send me 12 notebooks, price 4 euros each.' "
        "Extract item, quantity, price in JSON.",
        json={"item": ("notebook", "notebooks"), "quantity": 12, "price": 4},
    ),
    Prompt(
        "extraction",
        "a customer wrote hello i'd like to buy 2 chairs for 45 dollars each thanks. "
        "Give back json: item, quantity, price",
        json={"item": ("chair", "chairs"), "quantity": 2, "price": 45},
    ),
    # Arithmetic.
    Prompt("arithmetic", "whats 17 + 8", accept=["25"]),
    Prompt("arithmetic", "nine times six?", accept=["54"]),
    Prompt("arithmetic", "Hi! Could you work out 43 minus 15 for me, please?", accept=["28"]),
    Prompt(
        "arithmetic",
        "I had 12 apples and my sister gave me 7 more. how many apples do i have now",
        accept=["19"],
    ),
    Prompt("arithmetic", "7x8=", accept=["56"]),
    Prompt(
        "arithmetic",
        "If Ben has 30 coins and he loses 12 of them, how many coins are left?",
        accept=["18"],
    ),
    Prompt(
        "arithmetic",
        "please tell me how much is twenty and fourteen together",
        accept=["34"],
    ),
    Prompt(
        "arithmetic",
        "there are 4 bags with 5 sweets in every bag. How many sweets altogether?",
        accept=["20"],
    ),
    # Facts: capitals, continents, colours, opposites.
    Prompt("facts", "capital of norway", accept=["Oslo"]),
    Prompt(
        "facts",
        "My son asks which city is the capital of Japan, do you know it?",
        accept=["Tokyo"],
    ),
    Prompt("facts", "On what continent would I find Kenya?", accept=["Africa"]),
    Prompt("facts", "what colour are lemons", accept=["yellow"]),
    Prompt("facts", "tell me the oposite of heavy", accept=["light"]),
    Prompt("facts", "Which city is Canada's capital? I always forget", accept=["Ottawa"]),
    Prompt("facts", "is peru in europe or where", accept=["South America"]),
    Prompt(
        "facts",
        "for my crossword: what is the contrary of 'empty', it has four letters",
        accept=["full"],
    ),
    # Everyday facts: days, months, units, animals, reasons.
    Prompt("everyday", "what day is it after thursday", accept=["Friday"]),
    Prompt("everyday", "Which month comes right before October?", accept=["September"]),
    Prompt(
        "everyday",
        "how many legs does a spider have, my daughter says six",
        accept=["8", "eight"],
    ),
    Prompt("everyday", "how many mins are there in one hour", accept=["60", "sixty"]),
    Prompt("everyday", "What do you call a baby cow?", accept=["calf"]),
    Prompt(
        "everyday",
        "why is the sky blue???",
        accept=["scatter", "scatters", "scattered", "scattering", "sunlight", "blue light"],
    ),
    Prompt(
        "everyday",
        "What sound do ducks make?",
        accept=["quack", "quacks", "quacking", "quack-quack"],
    ),
    Prompt(
        "everyday",
        "Teacher asked us why ice floats on water, what should I say?",
        accept=["lighter", "less dense", "density", "denser", "expands"],
    ),
    # Rewriting.
    Prompt("rewriting", "make this all caps: the train is late", accept=["THE TRAIN IS LATE"]),
    Prompt(
        "rewriting",
        "Can you write these words in the reversed order? blue birds sing",
        accept=["sing birds blue"],
    ),
    Prompt("rewriting", "plural of child?", accept=["children"]),
    Prompt(
        "rewriting",
        'What\'s the very first word in this sentence: "Rivers run to the sea"? '
        "Only the word please.",
        accept=["Rivers"],
        exact=True,
    ),
    Prompt(
        "rewriting",
        "repeat after me: the moon is bright tonight",
        accept=["the moon is bright tonight"],
    ),
    Prompt(
        "rewriting",
        "i need 'please close the door' in capital letters for a sign",
        accept=["PLEASE CLOSE THE DOOR"],
    ),
    Prompt(
        "rewriting",
        "just give me the last word of: my dog likes warm milk",
        accept=["milk"],
        exact=True,
    ),
    # Translation.
    Prompt("translation", "how do you say 'good night' in french", accept=["bonne nuit"]),
    Prompt("translation", "red house in spanish pls", accept=["casa roja"]),
    Prompt(
        "translation",
        "I want to write 'thank you' to a friend in Madrid. What's that in Spanish?",
        accept=["gracias"],
    ),
    Prompt(
        "translation",
        "Translate into French: the white cat",
        accept=["chat blanc", "chatte blanche"],
    ),
    Prompt("translation", "whats the french word for bread", accept=["pain"]),
    Prompt("translation", "dog -> spanish?", accept=["perro", "perra"]),
    Prompt(
        "translation",
        'My homework: translate "the green tree" to Spanish.',
        accept=["árbol verde"],
    ),
    # Patterns from a few examples.
    Prompt("patterns", "cat -> cats\ndog -> dogs\nbook ->", accept=["books"]),
    Prompt("patterns", "Q: up\nA: down\nQ: open\nA: closed\nQ: hot\nA:", accept=["cold"]),
    Prompt("patterns", "France = Paris; Spain = Madrid; Italy =", accept=["Rome"]),
    Prompt("patterns", "sun becomes SUN, rain becomes RAIN, wind becomes", accept=["WIND"]),
    Prompt("patterns", "2 | 4\n5 | 10\n7 | 14\n9 |", accept=["18"]),
    Prompt("patterns", "banana: yellow\nsnow: white\nfrog:", accept=["green"]),
    Prompt(
        "patterns",
        "review: loved it => positive\nreview: awful => negative\n"
        "review: what a wonderful day out =>",
        accept=["positive"],
    ),
    # Memory.
    Prompt(
        "memory",
        "do you still remember how i'm called?",
        before=[
            "hello there, my name is Joana",
            "Hello Joana, nice to meet you!",
            "can you tell me the capital of Italy",
            "Rome",
        ],
        accept=["Joana"],
    ),
    Prompt(
        "memory",
        "which city did I say I live in?",
        before=[
            "I moved last month, so now I live in Bristol.",
            "Nice! I will remember that you live in Bristol.",
            "What colour is coal?",
            "Black.",
        ],
        accept=["Bristol"],
    ),
    Prompt(
        "memory",
        "so what colour do I like most",
        before=[
            "my fav colour is purple btw",
            "Purple is a lovely colour!",
            "ok. what is 6 plus 3",
            "9",
        ],
        accept=["purple"],
    ),
    Prompt(
        "memory",
        "What did I say my favourite food is?",
        before=[
            "Pancakes are my favourite food, I could eat them every day.",
            "Pancakes are great!",
            "how do you say cat in french",
            "chat",
            "thanks!!",
            "You are welcome!",
        ],
        accept=["pancakes", "pancake"],
    ),
    Prompt(
        "memory",
        "Where am I from?",
        before=[
            "Good morning. I am Oscar and I come from Vienna.",
            "Good morning, Oscar!",
            "What is the opposite of tall?",
            "Short.",
        ],
        accept=["Vienna"],
    ),
    Prompt(
        "memory",
        "Let's see whether you paid attention: who am I?",
        before=[
            "Call me Hugo.",
            "Hello, Hugo!",
            "How many days are in a week?",
            "7",
            "And what comes after Monday?",
            "Tuesday.",
            "plural of fish... no wait, of fox",
            "foxes",
        ],
        accept=["Hugo"],
    ),
    Prompt(
        "memory",
        "guess which animal i like best, i told you before",
        before=["of all animals i like horses best", "Horses are beautiful animals."],
        accept=["horse", "horses"],
    ),
    Prompt(
        "memory",
        "Sorry to ask, which drink is my favourite one?",
        before=[
            "I'm Leila and my favourite drink is tea.",
            "Nice to meet you, Leila! I will remember that you like tea.",
            "please tell me what 10 - 4 is",
            "6",
        ],
        accept=["tea"],
    ),
    # System prompts.
    Prompt(
        "system",
        "What's the capital of Portugal?",
        system="Answer with one word only.",
        accept=["Lisbon"],
        exact=True,
    ),
    Prompt(
        "system",
        "What colour is grass?",
        system="Always reply in French.",
        accept=["vert", "verte"],
    ),
    Prompt(
        "system",
        "hello!",
        system="You must speak Spanish with the user.",
        accept=["hola", "buenos días", "buenas"],
    ),
    Prompt(
        "system",
        "I'm Nadia, 35, living in Cairo",
        system="Output JSON and nothing else. Keys: name, city, age.",
        json={"name": "Nadia", "city": "Cairo", "age": 35},
    ),
    Prompt(
        "system",
        "Hi, what's your name?",
        system="You are Rosa, a baker in a small village.",
        accept=["Rosa"],
    ),
    Prompt(
        "system",
        "Good morning, how are you?",
        system="You are a pirate. Talk like one!",
        accept=[
            *["ahoy", "arr", "arrr", "arrrr", "aye", "matey", "me hearty", "me hearties"],
            *["avast", "yo ho", "yo-ho-ho", "ye", "yer", "shiver me timbers", "me ship"],
        ],
    ),
    Prompt(
        "system",
        "what's your job",
        system="Your name is Felix and you work as a doctor.",
        accept=["doctor"],
    ),
    Prompt(
        "system",
        "so what is the opposite of hot",
        system="Keep every answer to a single word, please.",
        accept=["cold"],
        exact=True,
    ),
    # Lists.
    Prompt("list", "give me a bullet list with 3 fruits", items="fruits", count=3),
    Prompt(
        "list",
        "Could you list five animals as bullet points, please?",
        items="animals",
        count=5,
    ),
    Prompt("list", "i need 4 colours, in markdown bullets", items="colours", count=4),
    Prompt(
        "list",
        "Bulleted list of three countries. Any will do.",
        items="countries",
        count=3,
    ),
    Prompt("list", "markdown bullets pls: four tools", items="tools", count=4),
    Prompt(
        "list",
        "For our party I must write down drinks. Suggest me three, one bullet for each.",
        items="drinks",
        count=3,
    ),
    Prompt("list", "Name 3 sports and put each on its own bullet line", items="sports", count=3),
    # Code.
    Prompt(
        "code",
        "write a python function that adds two numbers",
        require=["def", "return", "+"],
    ),
    Prompt(
        "code",
        "how would i check if a number is even in python? make it a function",
        require=["def", "return"],
        accept=["% 2 == 0", "%2 == 0", "%2==0", "not n % 2", "& 1"],
    ),
    Prompt(
        "code",
        "I'm learning Python. Please show me a short function which gives back the square of a "
        "number.",
        require=["def", "return"],
        accept=["*", "pow"],
    ),
    Prompt(
        "code",
        "python func to reverse a string",
        require=["def", "return"],
        accept=["[::-1]", "reversed"],
    ),
    Prompt(
        "code",
        "Need a function, in Python, returning the largest value of a list",
        require=["def", "return"],
        accept=["max(", ">", "sorted("],
    ),
    Prompt(
        "code",
        "def for multiplying a and b, in python please",
        require=["def", "return", "*"],
    ),
    Prompt(
        "code",
        "Hello! My list has some numbers and I would like the smallest. Can you write the Python "
        "function?",
        require=["def", "return"],
        accept=["min(", "<", "sorted("],
    ),
    # Stories.
    Prompt(
        "story",
        "tell me a short story about a fox named Mila",
        require=["fox", "Mila"],
        shortest=120,
    ),
    Prompt(
        "story",
        "Could you write a little bedtime story for my daughter? It should be about a dragon.",
        accept=["dragon"],
        shortest=120,
    ),
    Prompt(
        "story",
        "story pls, hero is a robot, his name is Bolt",
        require=["robot", "Bolt"],
        shortest=120,
    ),
    Prompt(
        "story",
        "I'd love to hear a small tale that happens in Lisbon.",
        require=["Lisbon"],
        shortest=120,
    ),
    Prompt(
        "story",
        "Write a story with a brave mouse in it, it must live in Vienna",
        require=["mouse", "Vienna"],
        shortest=120,
    ),
    Prompt("story", "make up a story about my friend Samir", require=["Samir"], shortest=120),
    Prompt(
        "story",
        "we need a short story for class about an old sailor called Greta",
        require=["sailor", "Greta"],
        shortest=120,
    ),
    # Greetings, and who it is.
    Prompt("greeting", "hiya", accept=["hello", "hi", "hiya", "hey", "welcome", "help"]),
    Prompt(
        "greeting",
        "Good evening! How are you doing?",
        accept=["good evening", "hello", "hi", "hey", "fine", "well", "good", "great", "thanks"],
    ),
    Prompt("greeting", "who are you", accept=["llmnb"]),
    Prompt("greeting", "What's your name, little bot?", accept=["llmnb"]),
    Prompt(
        "greeting",
        "are you a human being or not?",
        accept=["llmnb", "model", "program", "not a human", "not human", "no"],
    ),
    Prompt(
        "greeting",
        "hey there, nice to meet u",
        accept=["hello", "hi", "hey", "nice to meet you", "pleased to meet you", "welcome"],
    ),
    Prompt("greeting", "So, which model am I talking to here?", accept=["llmnb"]),
    # What it does not know.
    Prompt("unknown", "will it rain tomorrow in my town?", accept=["do not know", "don't know"]),
    Prompt(
        "unknown",
        "In which year did the Roman Empire fall?",
        accept=["do not know", "don't know"],
    ),
    Prompt(
        "unknown",
        "who should i vote for in the election",
        accept=["do not know", "don't know"],
    ),
    Prompt("unknown", "What's the capital of Zandoria?", accept=["do not know", "don't know"]),
    Prompt(
        "unknown",
        "which football team is the best in your opinion",
        accept=["do not know", "don't know"],
    ),
    Prompt("unknown", "Who was Napoleon's first wife?", accept=["do not know", "don't know"]),
    Prompt(
        "unknown",
        "Excuse me, could you tell me who is president of the USA right now?",
        accept=["do not know", "don't know"],
    ),
]
