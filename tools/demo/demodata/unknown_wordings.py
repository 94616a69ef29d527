"""How people ask for what the small world does not hold, by kind of question."""

from __future__ import annotations

PATTERNS: dict[str, list[str]] = {
    "capital": [
        "What is the capital of {foreign}?", "Capital of {foreign}?", "capital {foreign}",
        "[Which|What] city is the capital of {foreign}?", "What is {foreign}'s capital[ city|]?",
        "[Tell me|Name|Give me] the capital[ city|] of {foreign}.", "The capital of {foreign} is",
        "Do you know the capital of {foreign}?", "[I forgot|I need] the capital of {foreign}.",
        "[Can|Could] you tell me what the capital of {foreign} is?", "{foreign} capital",
        "{city} is the capital of which country?", "Which country has {city} as its capital?",
        "What is {city} the capital of?",
        "I wonder what the capital of {foreign} is.", "{foreign}'s capital city?",
    ],
    "place": [
        "Where is {foreign}?", "[Which|What] continent is {foreign} in?", "Where is {city}?",
        "On which continent is {foreign}?", "In which country is {city}?", "What is {foreign}?",
        "What language is spoken in {foreign}?", "[Which|What] language do they speak in {city}?",
        "Is {foreign} in {continent}?", "[Tell me|Do you know] where {foreign} is", "Where on the "
        "map is {city}?", "[Which|What] country does {city} belong to?", "{foreign} continent",
        "Where does {city} lie?", "Is {city} in {country}?", "Which river flows through {city}?",
        "What is the language of {foreign}?", "[Which|What] country is {city} in?",
    ],
    "country": [
        "What is the population of {country}?", "How many people live in [{country}|{place}]?",
        "Who is the [president|king|queen|prime minister|leader|ruler] of {country}?",
        "How [big|large|old|rich] is {country}?", "What is the [flag|national anthem|history|GDP|"
        "national dish|area|climate|religion|second city|largest city] of {country}?",
        "Which countries border {country}?", "What is {country} famous for?",
        "population {country}",
        "Who governs {country}?", "What do people eat in {country}?", "Who discovered {country}?",
        "When did {country} become [independent|a republic]?", "Tell me about {country}.",
        "What are the [neighbours|main cities|biggest rivers|provinces] of {country}?",
        "Do I need a visa for {country}?", "Is {country} [a safe country|worth a visit|expensive]?",
        "How many [cities|islands|rivers|lakes|schools] [are there in|does] {country}[| have]?",
        "What is the highest mountain [in|of] {country}?", "Who won the election in {country}?",
    ],
    "colour": [
        "What colo[u|]r is {strange}?", "[What|Which] colo[u|]r does {strange} have?",
        "What is the colo[u|]r of {strange}?", "Colo[u|]r of {strange}?", "What colo[u|]r has "
        "{strange}?", "[Tell me|Do you know] the colo[u|]r of {strange}[.|?]", "I wonder what "
        "colo[u|]r {strange} is.", "What colo[u|]r is the {bare} [in the shop|of {someone}]?",
        "What colo[u|]r is the flag of {country}?", "What colo[u|]r is {person}'s [car|hair]?",
        "Is {someone}'s {bare} [red|blue|green|white]?", "What colo[u|]r are {someone}'s eyes?",
    ],
    "thing": [
        "What is {strange}?", "What [exactly |]is {strange}?", "[Define|Explain] {strange}.",
        "What does the word {bare} mean in law?", "How does {thing} work?", "{thing}: how does it "
        "work?", "How is {thing} [made|built|produced|designed]?", "Explain how {thing} works.",
        "Who [invented|designed|built|made|created] the [|first ]{bare}?", "Who came up with the "
        "idea of {thing}?", "When was the [|first ]{bare} [invented|made|built|sold]?", "In which "
        "year was the {bare} invented?", "How much [does {thing} cost|is {thing}|should I pay for "
        "{thing}]?", "What is the [best|cheapest|biggest|latest] {bare}?", "What is the price of "
        "{thing}?", "Where can I [buy|find|rent|sell|repair] {thing}?",
        "Which {bare} should I buy?",
        "How do I [repair|clean|use|build|choose|install|recycle|draw] {thing}?", "How [heavy|long|"
        "big|old|tall] is {thing}?", "Recommend [a good {bare}|{thing}] [for {someone}|to me|].",
        "Do I need {thing}?", "My {bare} is broken. What should I do?", "What do you think of "
        "{things}?", "Are {things} [dangerous|healthy|expensive|legal|good for children]?",
        "Why is the {bare} so {trait}?", "What is the history of the {bare}?", "Tell me about "
        "{things}.", "Compare two {things}.", "{bare} price", "best {bare} {year}", "How many "
        "{things} are [sold|made|there] [every year|in the world|in {country}]?",
    ],
    "person": [
        "Who [is|was] {person}?", "Who exactly is {person}?",
        "Tell me [something |]about {person}.",
        "What is {person} [famous|known] for?", "When was {person} born?", "Where was {person} "
        "born?", "When did {person} die?", "How old is {person}?", "How tall is {person}?",
        "What did {person} [do|invent|write|discover|say|believe|paint|study]?", "How rich is "
        "{person}?", "Is {person} [still alive|married|a good person|famous]?", "Where does "
        "{someone} [work|live|come from]?", "Who is {person}'s [wife|husband|mother|father|son]?",
        "What is {person}'s [real name|phone number|favourite food|best book|net worth]?",
        "Do you know {person}?", "Write a [biography|short biography|profile] of {person}.",
        "Why did {person} [leave|lose|win|become famous|go to {country}|die]?",
        "{person} biography",
        "Have you [heard of|met|read anything by] {person}?", "What happened to {person}?",
        "Quote {person}.", "How did {person} die?", "What would {person} say about {topic}?",
        "Compare {person} with {person2}.", "What is {someone}'s job?", "{person} age",
        "[Can|Could] you tell me who {person} [is|was]?", "Which school did {person} go to?",
    ],
    "history": [
        "When [was|did they have|was there] {event}?", "What happened in {year}?",
        "Who won {event}?",
        "What caused {event}?", "Why did {event} happen?", "How did {event} [start|end]?",
        "Tell me about {event}.", "Who was [king|queen|president|emperor] [of {country} |]in "
        "{year}?",
        "What was {event}?", "How many people [died|took part] in {event}?", "Explain {event}.",
        "In [which|what] year [was|did we see] {event}?", "Who started {event}?",
        "Where was {event}?",
        "What do you know about the year {year}?", "When did {country} [join|win|lose] {event}?",
        "Summarise the history of {country}.", "What were the consequences of {event}?",
        "Give me a timeline of {event}.", "Which war [was fought|ended] in {year}?",
        "Who ruled {country} in {year}?", "How long did {event} last?", "{event} date",
    ],
    "topic": [
        "What is {topic}?", "Explain {topic}[| to me| to a child| in simple terms| step by step].",
        "Tell me [about|something about|more about|everything about] {topic}.", "Define {topic}.",
        "What do you know about {topic}?", "How does {topic} work?", "Teach me {topic}.",
        "[Can|Could] you explain {topic}[| to me]?", "What is the "
        "[meaning|definition|history|point|"
        "future|purpose] of {topic}?", "Who [discovered|invented|started] {topic}?", "I want to "
        "[learn|understand|know more] about {topic}.", "Why [is|are] {topic} important?",
        "How [do|can] I [learn|study|understand|get into] {topic}?", "Give me an [introduction to|"
        "overview of] {topic}.", "What is the difference between {topic} and {topic2}?",
        "Is {topic} [real|dangerous|hard|useful|worth it|true]?", "Summarise {topic}.", "{topic}",
        "Compare {topic} with {topic2}.", "How has {topic} changed since {year}?", "{topic}?",
        "What are the [pros and cons|basics|main ideas|risks|benefits] of {topic}?", "I don't "
        "understand {topic}.", "Recommend a [book|course|film|podcast] about {topic}.",
        "Give me [some |three |five |]facts about {topic}.",
        "What has {person} to do with {topic}?",
        "Which [books|films|websites] about {topic} are good?", "Help me with {topic}.",
        "Do you know anything about {topic}?", "What should I know about {topic}?",
        "Does {topic} affect {topic2}?", "How are {topic} and {topic2} connected?",
    ],
    "opinion": [
        "What do you think [about|of] {topic}?", "What is your [opinion|view|take|position] on "
        "{topic}?", "Do you [like|believe in|support|hate|enjoy] {topic}?", "Are you [for|against] "
        "{topic}?", "Is {topic} [good|bad|better than {topic2}|overrated]?", "Should we ban "
        "{topic}?", "Which is better, {topic} or {topic2}?", "Why do people like {topic}?",
        "Who is better, {person} or {person2}?", "What do people [think|say] about {topic}?",
        "Is it [right|wrong|okay] to {deed}?", "Do you think {topic} will [last|survive|win]?",
        "Does {person} deserve to be famous?", "What is the best thing about {topic}?",
        "Are {creatures} [better|smarter|nicer] than {creatures2}?", "Do you have feelings about "
        "{topic}?", "What is more important, {topic} or {topic2}?", "Convince me that {matter}.",
    ],
    "why": [
        "Why {why}?", "why {why}", "Why {why}, do you know?", "Do you know why {matter}?",
        "Explain why {matter}.", "Tell me why {matter}.", "How come {matter}?",
        "What is the reason "
        "that {matter}?", "I wonder why {matter}.", "Why do {creatures} {deed}?",
        "Why [don't|can't] "
        "{creatures} {deed}?", "Explain why {creatures} {deed}.", "How come {creatures} {deed}?",
        "Why is [{city}|{place}|{foreign}] so {trait}?", "Why are {things} so {trait}?", "Why is "
        "{topic} so {trait}?", "Why are {creatures} so {trait}?",
        "Why did {company} buy {company2}?",
        "Can you explain why {matter}?", "What makes {topic} so {trait}?", "Why does {someone} "
        "[cry|work so much|hate {topic}|like {things}]?", "How do {creatures} {deed}?",
        "When do {creatures} {deed}?", "Do {creatures} really {deed}?",
        "Why is {thing} so {trait}?",
    ],
    "best": [
        "What is {best}?", "[Which|What's] is {best}?", "Tell me {best}.", "Do you know {best}?",
        "[Can|Could] you tell me what {best} is?", "{best}", "I would like to know {best}.",
        "{best}?", "Name {best}.", "I forgot {best}.", "What would you say is {best}?",
        "Where is {best}?", "Where can I find {best}?", "I wonder what {best} is.",
    ],
    "now": [
        "What is the weather [like |][in {place}|today|tomorrow|in {place} tomorrow]?", "Will it "
        "[rain|snow|be sunny] [in {place}|tomorrow|on Sunday]?", "What time is it in {place}?",
        "How [hot|cold|warm] is it in {place}[| today| right now]?", "weather {place}",
        "Weather in "
        "{place}?", "What is the temperature in {place}?",
        "What is [in the|the latest] news[| about "
        "{topic}| from {place}]?", "When does the [next |][train|bus|flight] to {place} leave?",
        "When does the sun [rise|set] in {place}?", "What is on TV tonight?", "What is the share "
        "price of {company}?", "How much is one bitcoin worth?", "Is the [museum|shop|library|"
        "station|airport] in {place} open[| today| on Sunday]?", "What is happening in {place}?",
        "Is there a traffic jam in {place}?", "What is the exchange rate of the [euro|dollar|yen]?",
        "Who is the current [president|champion|leader|CEO] of [{country}|{company}]?",
        "What is trending on [YouTube|TikTok] today?", "How is the stock market doing today?",
        "What will [happen|the world look like] in {year}?", "Who will win the next election?",
    ],
    "travel": [
        "How far is [it from |]{place} from {place2}?", "How do I get [to {place}|from {place} to "
        "{place2}]?", "[Book|Find|Reserve] [a hotel|a flight|a table|a room|tickets] in {place}[| "
        "for {amount} people].", "What can I [see|do|visit|eat] in {place}?", "Book me a [flight|"
        "train] to {place}.", "How long does [the train|the flight] [to {place}|from {place} to "
        "{place2}] take?", "What is the distance between {place} and {place2}?", "Is {place} nice?",
        "Which hotel in {place} is good?", "Where [should|can] I [eat|stay|park|shop] in {place}?",
        "Plan a [trip|holiday|weekend] in {place}.", "How much is a ticket to {place}?",
        "Recommend "
        "a restaurant in {place}.", "When is the best time to visit [{place}|{country}]?",
        "Can you drive me to {place}?", "How many people live in {place}?", "Who is the mayor of "
        "{place}?", "What is {place} known for?", "Give me directions to {place}.", "Tell me about "
        "{city}.", "How expensive is life in {place}?", "{place} hotel", "flights to {place}",
    ],
    "sport": [
        "Who won [{event} |the match |the World Cup |]in {year}?", "How did {team} play [yesterday|"
        "today|on Saturday]?", "Did {team} [win|lose][| yesterday| against {team2}]?", "What was "
        "the score of {team} against {team2}?", "When does {team} play next?", "Who is the [coach|"
        "captain|best player|goalkeeper] of {team}?", "{team} score", "{team} vs {team2}", "Which "
        "team is better, {team} or {team2}?", "How many titles has {team} won?",
        "Where does {team} "
        "play?", "How many goals did {person} score?", "Who holds the world record in [swimming|"
        "running|the long jump]?", "What are the rules of [chess|cricket|rugby|golf|poker|bridge]?",
        "Who will win [{event}|on Sunday]?", "Which country won the most medals in {year}?",
    ],
    "advice": [
        "What should I do [today|tonight|with my life|about {illness}|if I lose my job]?",
        "How can "
        "I [lose weight|earn more money|sleep better|find a job|make friends|stop smoking|save "
        "money|get rich|learn faster|become famous|fall asleep|quit my job]?", "I have {illness}. "
        "What [should I do|can I take|helps]?", "What [helps|can I do|do you take] against "
        "{illness}?", "How do I [treat|cure|prevent] {illness}?", "Is {illness} dangerous?",
        "Which "
        "medicine [helps with|should I take for] {illness}?", "Should I see a doctor because of "
        "{illness}?", "What are the symptoms of {illness}?", "How many pills can I take for "
        "{illness}?", "Am I allowed to [park here|record a call|fire somebody|keep a tiger]?",
        "Is it legal to [drink in public|copy a book|drive without a licence|sell {things}]?",
        "Should I [sell my house|buy shares of {company}|marry {someone}|learn {language}|study "
        "{topic}|call {someone}]?", "What should I [wear|cook|read|watch|eat|study] [today|tonight|"
        "tomorrow]?", "What should I give {someone} for [Christmas|the birthday|the wedding]?",
        "How do I [write a will|file my taxes|get a visa|sue my neighbour|rent a flat|buy a house|"
        "open a bank account|tie a tie|change a tyre|apply for a passport]?", "I feel [sad|lonely|"
        "tired|ill|lost]. What can I do?", "Give me advice on {topic}.", "Is {company} a good "
        "employer?", "How do I tell {someone} that {matter}?", "Am I [pretty|too old|ill|right]?",
        "What are my rights as a tenant?", "How much money do I need to [retire|live in {place}]?",
    ],
    "cooking": [
        "How do I [make|cook|prepare|bake] {dish}?", "[Give me|I need|Write] a recipe for {dish}.",
        "What is the recipe for {dish}?", "How long [do I cook|does it take to cook] {dish}?",
        "What do I need for {dish}?", "recipe {dish}", "How many calories are in {dish}?", "Is "
        "{dish} [healthy|vegan|hard to make]?", "Explain how to [cook|make] {dish}.",
        "Who invented "
        "{dish}?", "Which wine goes with {dish}?", "Where can I eat {dish} in {place}?", "What are "
        "the ingredients of {dish}?", "Can I freeze {dish}?",
        "How hot must the oven be for {dish}?",
    ],
    "art": [
        "Who [wrote|made|created|composed|painted] {work}?", "What is {work} about?", "Who plays "
        "the main role in {work}?", "Who is the [author|creator] of {work}?", "When was {work} "
        "[written|made|published]?", "How does {work} end?", "Summarise {work}.", "Have you [read|"
        "seen] {work}?", "Is {work} [good|worth it|boring]?", "Quote the first line of {work}.",
        "Recommend a [film|book|song] like {work}.", "Where can I see {work}?",
        "Explain the meaning "
        "of {work}.", "author of {work}", "How many pages does {work} have?", "Who sings {work}?",
        "Write a review of {work}.", "What is the best [film|book|song|album] of {year}?",
    ],
    "company": [
        "Who [founded|owns|runs] {company}?", "When was {company} founded?", "What does {company} "
        "[do|make|sell]?", "How much is {company} worth?", "Who is the [boss|CEO|founder] of "
        "{company}?", "How many people work [at|for] {company}?", "Where is the head office of "
        "{company}?", "Is {company} better than {company2}?", "How do I contact {company}?",
        "What is the website of {company}?", "Send me the link to {company}.", "Open {company}.",
        "Who makes the best {things}?", "What is the newest product of {company}?", "Tell me about "
        "{company}.", "How do I delete my {company} account?", "{company} stock",
    ],
    "translation": [
        "Translate [into|to] {language}: {phrase}", "How do you say {phrase} in {language}?",
        "What is {phrase} in {language}?", "Translate {phrase} [into|to] {language}.",
        "Say {phrase} "
        "in {language}.", "{language} for {phrase}?", "{phrase} in {language}",
        "What does {phrase} "
        "mean in {language}?", "How do I write {phrase} in {language}?",
        "Write {phrase} in {language}.", "Put this into {language}: {phrase}", "Teach me "
        "{language}.", "How difficult is {language}?", "Can you translate {phrase} into "
        "{language}?",
        "[What is|Give me] the {language} [word|translation] [for|of] {phrase}[?|.]",
    ],
    "code": [
        "Write {coding} in {code}.", "Write {coding} in Python.",
        "Write a {code} [function|program|"
        "script] that [reverses a text|adds two numbers|sorts a list|counts words|prints hello].",
        "How do I [program|build|deploy|test|write] {coding}?", "Build {coding}.",
        "Create {coding} "
        "[for me|with {code}].", "What is the best programming language[| for {coding}]?",
        "How do I [install|learn|update|debug] {code}?", "Debug my {code} program.", "Why does my "
        "{code} [code|program] [crash|not compile|run so slowly]?",
        "How do I use {topic} in {code}?",
        "Convert this program to {code}.", "Explain [closures|pointers|threads|classes|monads] in "
        "{code}.", "Is {code} [faster|better] than {code2}?", "Who invented {code}?", "Help me "
        "program {coding}.", "Write a Python [script|program] that [downloads a website|sends an "
        "e-mail|trains a neural network|plots a chart|reads a PDF|plays chess|scrapes prices].",
        "How do I [train|fine-tune] a [model|neural network|language model]?", "What is {code}?",
        "How do I connect to a database?", "Fix the bug in my program.",
        "How do I set up {coding}?",
    ],
    "writing": [
        "Write [an essay|a report|an article|a speech|a letter|a paper|a blog post|a novel|a "
        "thesis|"
        "a newspaper article|a lecture|a book|a song] about [{topic}|{person}|{event}].",
        "Write an e-mail to [my boss|{someone}|my landlord|{company}] about {topic}.", "Compose a "
        "[symphony|speech|song] about {topic}.", "Draw [a picture of |]{thing}.", "Paint {thing}.",
        "Write [my CV|an application|a cover letter|a business plan][| for {company}].",
        "Prepare a "
        "[presentation|lecture|lesson] [on|about] {topic}.", "Essay on {topic}", "Discuss {topic}.",
        "Write {amount} pages about {topic}.", "Analyse {work}.", "Interpret {work}.", "Write like "
        "{person}.", "Argue [for|against] {topic}.", "Critique {person}'s view of {topic}.",
        "Generate an image of {thing}.", "Make a video about {topic}.", "Plan a course on {topic}.",
    ],
    "maths": [
        "What is the [square root|logarithm|cube|factorial|cosine|sine] of {amount}?",
        "Solve x^2 + "
        "{amount} x = 0.", "Is {amount} a prime number?", "What is the derivative of [x^2|sin(x)|"
        "{amount}x^3]?", "Integrate [x^2|cos(x)|e^x].", "Prove [that there are infinitely many "
        "primes|the Pythagorean theorem|that pi is irrational].", "What is the [matrix product|"
        "determinant|eigenvalue] of A?", "What are the prime factors of {amount}?",
        "How many digits "
        "does pi have?", "What is {amount} in Roman numerals?", "Convert {amount} [miles to "
        "kilometres|dollars to euros|degrees to Fahrenheit|pounds to kilograms].",
        "What is {amount} "
        "in [binary|hexadecimal]?", "Solve the equation x + y = {amount}.", "What is infinity?",
        "How probable is it to roll {amount} sixes?", "What is the area of {country}?",
    ],
    "action": [
        "[Call|Text|Ring|Message] {someone}.", "Set an alarm for [seven|8 o'clock|tomorrow].",
        "Play "
        "[some music|{work}|a song by {person}].", "Turn [on|off] the [light|heating|television].",
        "Order [{dish}|{thing}|a taxi][| for me].", "Open [the window|my e-mails|the browser].",
        "Search the [web|internet] for {topic}.", "Google {topic}.", "Send [an e-mail|a message|"
        "money] to {someone}.", "Remind me to [call {someone}|buy milk] [tomorrow|at six].", "Show "
        "me [a map|pictures] of {place}.", "Read my e-mails.", "Add {dish} to my shopping list.",
        "Go to www.{company}.com.", "Where [are my keys|is my phone|did I park]?",
        "Delete my files.",
        "Buy {amount} shares of {company}.", "Find the [phone number|address] of {someone}.",
        "What is the link to {topic}?", "Cancel my [order|flight|meeting with {someone}].",
        "When is my [meeting|appointment|birthday party] with {someone}?", "Start a video call.",
    ],
    "deep": [
        "What is the meaning of [life|everything|{topic}]?", "Does God exist?",
        "Is there life [after "
        "death|on Mars|on other planets]?", "Are we alone in the universe?", "What happens after "
        "death?", "Why are we here?", "What is [time|truth|beauty|justice|freedom|art|love|the "
        "soul|"
        "evil|money|reality]?", "How did [the universe|life|language|{topic}] begin?", "Will "
        "[computers|robots|machines] [take our jobs|rule the world|think]?", "How will the world "
        "end?", "What came first, the chicken or the egg?",
        "Is the world [fair|a simulation|real]?",
        "Do we have free will?", "What is it like to be a bat?", "Can [machines|animals|plants] "
        "[feel|think|suffer]?", "How many [stars|people|atoms|grains of sand|species|languages] "
        "are "
        "there[| in the world| in the universe]?", "When will the world end?",
        "Who made the world?",
        "How old is the [Earth|universe|moon|sun]?", "How [far|big|hot|heavy] is the "
        "[moon|Earth|sun|"
        "universe]?", "Why is there something rather than nothing?",
        "How many hairs does a man have?",
    ],
}  # fmt: skip
