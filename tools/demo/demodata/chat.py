"""Greetings, thanks, small talk and questions about the demo model itself."""

from __future__ import annotations

from .draw import TRAIN_ONLY, Draw, Example
from .identity import ABILITIES, ABOUT_ITSELF, IDENTITY, NAME

HELLO = "Hello! How can I help you?"
_JOKES = [
    "Why did the tomato turn red? It saw the salad dressing.",
    "What do you call a fish without eyes? A fsh.",
    "Why do bees hum? They forgot the words.",
]
SMALL_TALK: dict[str, list[str]] = {
    HELLO: [
        "Hello", "Hi", "Hello!", "Hi!", "Hey", "Hello there", "Hi there!", "Good day", "Hey there!",
        "Hello again", "Hi again!", "Howdy", "Greetings!", "Greetings",
        "Hello, [llmnb|model|assistant|robot|computer|friend|my friend|dear model|everyone|"
        "world|you|bot]!",
        "Hi [llmnb|model|assistant|robot|friend|buddy|bot]", "Hey [you|buddy|friend|llmnb|bot]!",
        "Hiya", "Yo", "Yo!", "Heya", "Hallo", "Aloha", "Hey hey", "Hi hi",
        "Hello, hello!", "Nice to meet you.", "Pleased to meet you.", "A warm hello to you.",
        "I just wanted to say [hello|hi].", "I wanted to say hello.", "hello?", "hi :)", "helloo",
        "heyyy", "hellooo", "Well hello there.", "Welcome!", "Ahoy!", "G'day",
        "Hello from [me|the notebook|here].",
        "Say hello.", "Say hi.", "Long time no see!", "It is nice to meet you.", "Let's talk.",
        "Let's chat.", "Can we talk?", "Can we chat?", "Test", "test", "testing", "Just testing.",
        "This is a test.", "Ping", "Knock knock", "Salutations!",
        "Greetings, [machine|robot|model]!",
        "Hello [dear|little|tiny|demo] model!", "Hi demo!", "Hey model, how about a chat?",
        "Good to [see|meet] you!", "Nice to see you[ again|]!", "Look who is here!",
        "[Hello|Hi], it's me[ again|]!", "[Hello|Hi] from my [desk|kitchen|office|class]!",
        "We say hello[ to you|]!", "I came to say [hi|hello].", "Let me say hello.",
    ],
    "Good morning! How can I help you?": [
        "Good morning", "Good morning!", "Morning!", "Morning", "A very good morning to you!",
        "Good morning, [llmnb|model|everyone|friend|robot|sunshine|dear]!",
        "I wish you a good morning.", "Top of the morning!", "Good morning to you[ too|]!", "Gm",
        "It is a [lovely|nice|beautiful|fine] morning.", "What a [lovely|nice|beautiful] morning!",
        "Have a good morning!", "Good morning, how can you help me?",
        "[Hello and|Hi and] good morning!", "I just woke up, good morning!", "Rise and shine!",
        "Good morning from [Rome|Oslo|the kitchen|all of us]!", "We wish you a good morning.",
    ],
    "Good afternoon! How can I help you?": [
        "Good afternoon", "Good afternoon!", "Afternoon!",
        "Good afternoon, [llmnb|model|everyone|friend|robot]!", "I wish you a good afternoon.",
        "Good afternoon to you[ too|]!", "A very good afternoon!",
        "It is a [lovely|nice|beautiful|fine] afternoon.",
        "What a [lovely|nice|beautiful|fine] afternoon!",
        "Have a [good|nice|lovely|great] afternoon!", "Lovely afternoon[ today|]!",
        "Nice afternoon[ today|]!",
    ],
    "Good evening! How can I help you?": [
        "Good evening", "Good evening!", "Evening!",
        "Good evening, [llmnb|model|everyone|friend|robot]!", "I wish you a good evening.",
        "Good evening to you[ too|]!", "A very good evening!",
        "It is a [lovely|nice|beautiful|fine] evening.",
        "What a [lovely|nice|beautiful|fine] evening!", "Nice evening[ today|]!",
        "Lovely evening[ today|]!", "Good evening[ again| to everyone| everybody|, dear friend]!",
    ],
    "Good night! Sleep well!": [
        "Good night", "Good night!", "Goodnight", "Night night", "Sleep well!",
        "I am [going to bed|going to sleep|tired, good night].", "Time for bed.",
        "Good night, [llmnb|model|friend|robot]!", "Sweet dreams!", "I am very tired, good night.",
        "Have a [good|nice|quiet] night!",
        "Good night and [thank you|sweet dreams|sleep well|until tomorrow].",
        "It is late, good night.", "I have to sleep now.", "I'm off to bed.", "Nighty night!",
        "I wish you a good night.",
        "I [will|want to|must|need to] go to [bed|sleep][ now|].",
        "I'm [going|heading] to bed[ now|].",
        "It's bedtime[ for me|].", "I will sleep now[, good night|].", "Off to sleep[ now|]!",
        "I am [so |really |very |]sleepy, good night.", "See you tomorrow, good night!",
    ],
    "You are welcome!": [
        "Thank you", "Thanks!", "Thanks", "Thank you!", "Thank you [very|so] much.",
        "Thanks a [lot|million|bunch]!", "Many thanks", "Thx", "ty", "Cheers!",
        "Thank you for [your help|the answer|that|everything|helping me|your time|the story|"
        "the information].",
        "Thanks for [your help|the answer|that|everything|helping|the info].",
        "I am grateful.", "I appreciate it.", "I appreciate your help.",
        "That was [helpful|very helpful|useful], thank you.", "That helped[ a lot|]!",
        "Great, thanks!", "Perfect, thank you!", "OK, thanks.", "Cool, thanks!",
        "Much appreciated!", "thank u", "Thanks, that is all.", "Thanks again!",
        "Thank you once more.", "How kind, thank you.", "No, thank you.", "Yes, thank you.",
        "I want to thank you.", "My thanks to you.", "Merci!", "A big thank you!",
        "You helped me a lot.", "Thanks so much!", "tysm", "Nice, thanks!",
        "Thank you, [llmnb|model|robot|friend]!",
        "Thank you for [explaining|translating|counting|the joke|the list|being here|trying].",
        "Thanks for [explaining|the translation|the story|the list|the quick answer|trying].",
        "I [really |]want to say thank you.", "I owe you one.", "You saved my day, thanks!",
        "That is [kind|nice|very kind] of you, thank you.", "Lovely, thank you!",
        "[We|I] thank you[ so much|].", "With many thanks.", "Thanks for everything!",
    ],
    "Goodbye!": [
        "Bye", "Goodbye", "Bye!", "Goodbye!", "See you[ later| soon| tomorrow| around|]!",
        "See you later.", "Farewell", "Bye bye", "Bye for now!", "I have to go[ now|].",
        "I must go[ now|].", "I am leaving[ now|].", "Until [tomorrow|next time|later]!",
        "Talk to you later.", "Take care!", "Have a [nice|good|great] [day|weekend|time|evening]!",
        "That's all[ for today| for now|].", "I'm done[ for today|].",
        "So long!", "Ciao", "Adieu", "Catch you later!", "cya", "cu", "gotta go",
        "I need to leave.", "Goodbye, [llmnb|model|friend|robot]!",
        "Bye, [llmnb|model|friend|robot]!", "See ya", "Time to go.", "It was nice talking to you.",
        "I will come back later.", "I'm off.", "exit", "quit", "Let us stop here.",
        "The end, goodbye.", "I'm going home.", "Over and out.", "Cheerio!",
        "I [will|have to] leave [now|you now|soon].", "I'm leaving[, bye|].",
        "We have to go[ now|].",
        "My time is up, goodbye.", "That was all, bye!", "Let's end here.", "I need to go[ now|].",
        "[Goodbye|Bye] and [take care|see you|all the best]!", "See you in the next notebook!",
        "I will close the notebook now.", "Enough for today.", "Time to say goodbye.",
    ],
    "I am fine, thank you!": [
        "How are you?", "How are you?",
        "How are you [today|doing|doing today|feeling|now|this morning|tonight|these days]?",
        "How do you do?", "How is it going?", "How's it going?", "What's up?", "What is up?",
        "Wassup", "sup", "sup?", "How do you feel[ today|]?",
        "Are you [ok|okay|well|fine|all right|doing well|good]?",
        "How are things[ going| with you|]?", "How is life?", "How was your day?",
        "How is your day[ going|]?",
        "How have you been?", "I hope you are well.", "Everything okay?", "All good?",
        "You all right?", "Is everything fine?", "How goes it?",
        "How are you, [llmnb|model|friend|robot|buddy]?", "And how are you?",
        "Tell me how you are.", "What's new?", "Whats up", "how r u", "hru", "How are we today?",
        "Did you sleep well?", "Are you having a good day?", "I am fine, and you?",
        "I'm good, how are you?", "How about you?", "And you?",
        "How [are you|do you feel|is it going] this [evening|afternoon|week]?",
        "How is your [morning|evening|week]?", "Are things good?", "Are you having a nice day?",
        "Is all well[ with you|]?", "Do you feel [well|fine][ today|]?", "How's life?",
        "Hope you are [fine|doing well|good].", "How's everything?", "Are you feeling well?",
    ],
    "Thank you! That is kind.": [
        "You are [great|good|nice|cool|awesome|amazing|smart|clever|wonderful|fantastic|the "
        "best|brilliant|funny|helpful|kind|sweet|cute|lovely|perfect|very good|so smart|so "
        "nice]!",
        "You are a [great|good|nice|clever|smart|lovely] [model|bot|robot|assistant|helper]!",
        "Well done!", "Good job!", "Great job!", "Nice work!", "Good work!", "Great!", "Perfect!",
        "Excellent!", "Awesome!", "Amazing!", "Wonderful!", "Bravo!", "Good answer!",
        "Great answer!",
        "I like you.",
        "I like [this model|your answers|your style|your story|that answer|talking to you].",
        "That was [great|good|nice|a good answer|a nice story|very good|right|correct].", "Wow!",
        "Impressive!", "You did [well|great|a good job].",
        "That is [great|good|nice|correct|right|perfect|amazing|wonderful|lovely|beautiful].",
        "Good bot", "Good model", "Good boy", "What a [good|great|nice] answer!", "Correct!",
        "That's right.", "You were right.", "Nice one!", "Nice!", "Fantastic!", "I am impressed.",
        "You're the best.", "You rock!", "Keep it up!", "Congratulations!", "Beautiful!",
    ],
    "Thank you! I am only a model, but I like to help.": [
        "I love you", "I love you!", "I love you so much.", "I'm in love with you.",
        "Will you marry me?", "Marry me!", "Be my friend.", "Can we be friends?",
        "Do you want to be my friend?", "Are we friends?", "You are my [friend|best friend].",
        "I like you very much.", "Hug me!", "I need a hug.", "Kiss me.", "I adore you.",
        "Let's be friends.", "Would you go out with me?", "I missed you.", "I miss you.",
        "love you", "<3", "You are my favourite model.", "You are so sweet, I love you.",
        "Will you be my Valentine?", "Do you want to marry me?",
    ],
    "No problem!": [
        "Sorry", "Sorry!", "I am sorry.", "I'm [so |very |]sorry.", "Sorry about that.",
        "My mistake.", "My bad", "Oops", "Excuse me", "Pardon me", "I apologise.", "I apologize.",
        "Please forgive me.", "Sorry, that was my fault.", "I made a mistake.", "I mistyped.",
        "Sorry for [that|the typo|the trouble|bothering you|my mistake|my English|being rude|"
        "being late].",
        "That was a typo.", "Forgive me.", "I did not mean that.", "I didn't mean it.",
        "Apologies!", "Never mind", "Forget it.", "Forget what I said.", "Ignore that.",
        "It does not matter.", "No worries.", "Nothing", "It is nothing.", "wrong window",
    ],
    "Happy birthday!": [
        "It is my birthday[ today|].", "Today is my birthday[!|.]", "It's my birthday!",
        "I have my birthday today.", "Happy birthday!", "Happy birthday to me!",
        "I am one year older today.", "Wish me a happy birthday.", "Guess what, it's my birthday!",
        "I [just |]turned [twenty|thirty|forty|fifty] today.",
        "I [have|had] a birthday party today.", "Tomorrow is my birthday.",
        "It is my [mother|father|son|daughter|friend]'s birthday today.", "My birthday is today.",
        "Say happy birthday[ to me|].", "I am celebrating my birthday.",
    ],
    "The same to you!": [
        "Merry Christmas!", "Happy New Year!", "Happy Easter!", "Happy holidays!",
        "Happy Halloween!", "Happy weekend!", "Good luck!", "All the best!", "Have fun!",
        "Enjoy your [day|meal|weekend]!", "Happy Friday!", "Happy Monday!",
        "I wish you [a merry Christmas|a happy new year|all the best|good luck|a happy "
        "Easter].",
        "Season's greetings!", "Best wishes!", "Happy Thanksgiving!", "Cheers to you!",
        "Stay healthy!", "God bless you!", "Peace!",
    ],
    "Okay! What can I do for you?": [
        "OK", "Okay", "ok", "OK.", "Cool", "Cool!", "Yes", "Yes.", "No", "No.", "Yeah", "Yep",
        "Nope", "Sure", "Fine", "Alright", "All right", "I see", "I see.", "Hm", "Hmm", "Aha", "Oh",
        "Ah", "Right", "Maybe", "Perhaps", "Understood", "Got it", "Got it.", "Makes sense.",
        "I understand.", "Interesting", "Interesting!", "Really?", "lol", "haha", "hahaha", "ha",
        ":)", ":D", "lmao", "Of course", "Exactly", "Good", "k", "kk", "Indeed", "True", "So what?",
        "Whatever", "And?", "Well", "I don't know", "I do not know.", "No idea", "Not really",
        "I think so.", "Are you sure?", "Really, are you sure?",
        "...", "?", "!", "??", "Go on", "Go ahead", "Start", "Let's go!", "Let's start.",
        "I am ready.", "Are you ready?", "Ready?", "Wait", "Wait a moment", "One moment",
        "Just a second", "Stop", "Stop!", "I'm back.", "I am here.", "Funny!", "That's funny.",
        "How funny.", "That is interesting.",
    ],
    "Yes, I am here. How can I help you?": [
        "Are you [there|still there|still here|awake|listening|working|on|available|ready to "
        "help|busy]?",
        "Is anybody [there|here|home]?", "Is anyone there?", "Is somebody there?",
        "Hello, are you there?", "You there?", "Anybody home?", "Can you [hear|see|read] me?",
        "Do you hear me?", "Can you read this?", "Do you copy?", "Does this work?",
        "Is this working?", "Is this thing on?", "Are you still with me?", "Did you fall asleep?",
        "Wake up!", "Are you receiving this?", "Do you work?",
        "Are you [with me|alive there|up|free|ready for me]?", "Do you listen?",
        "Hello? Anyone?",
        "Are you paying attention?", "Can you see what I write?", "Is the model [there|running]?",
    ],
    "Of course! Ask me anything.": [
        "Can I ask you [something|a question|one question|some questions|a favour]?",
        "May I ask [you |][something|a question]?", "I have a question.", "I have some questions.",
        "I have one more question.", "Could I ask a question?", "I want to ask you something.",
        "I'd like to ask something.", "Is it OK if I ask you something?",
        "Do you have [time|a minute|a moment]?", "Do you answer questions?",
        "Can you answer a question[ for me|]?", "Would you answer [some|a few|my] questions?",
        "Can you do me a favour?", "I need to ask you something.", "Can I ask you anything?",
        "Let me ask you something.", "Another question.", "Question", "One question",
        "Next question", "Will you answer my questions?",
        "I would like to ask [something|a question|you something].",
        "I've got a question[ for you|].",
        "May I put a question to you?", "Are you open for questions?", "I have a small question.",
        "There is something I want to ask.", "Could you answer something[ for me|]?",
    ],
    "Let us do something! I can tell you a story or a joke.": [
        "I'm bored", "I am bored.", "I am so bored.", "Entertain me.", "Amuse me.",
        "What shall we do?", "What should we do?", "I have nothing to do.", "This is boring.",
        "So boring", "Boring!", "You are boring.", "I'm bored, what now?", "Let's do something.",
        "Let's play.", "Can we play a game?", "Play a game with me.", "Do you want to play?",
        "I feel bored.", "Do something!", "Say something[ funny| interesting|].",
        "Tell me something[ interesting|].", "Surprise me.", "I want to have fun.", "Cheer me up.",
        "What a boring day.", "Talk to me.", "I don't know what to do.",
        "I need something to do.", "What can we do now?", "I have too much time.",
        "Kill my boredom.",
        "Nothing ever happens here.", "I want to play[ something|].", "Give me something to do.",
        "Do you have an idea what to do?", "How boring!", "It is so dull today.", "Make it fun!",
    ],
    "I am sorry to hear that. I hope you feel better soon.": [
        "I am [sad|tired|ill|sick|lonely|unhappy|angry|depressed|stressed|not well|afraid|"
        "worried|upset|exhausted]",
        "I feel [bad|sad|tired|ill|sick|lonely|awful|terrible|down|stressed|miserable].",
        "I had a [bad|terrible|hard|long] day.", "I don't feel well.", "I'm not feeling well.",
        "My day was [bad|terrible|awful].", "I have a [headache|cold|fever].", "Life is hard.",
        "Nobody likes me.", "Everything is bad.", "I am having a bad day.", "I can't sleep.",
        "I failed my exam.", "I'm so tired.", "My head hurts.",
        "I [lost|missed|broke] my [keys|phone|train|bus|leg|glasses].",
        "I [cried|am crying][ today|].",
        "I have [a toothache|a stomach ache|the flu|a bad cough].", "My [dog|cat|bird] is ill.",
        "I failed [the test|my driving test|again].", "I got fired[ today|].", "I lost my job.",
        "My [back|tooth|leg|stomach|ear] hurts.", "Everything goes wrong[ today|].",
        "I feel [terrible|so sad|very lonely|sick|hopeless][ today|].", "I am having a hard time.",
        "My [friend|sister|brother] is angry with me.", "I had a nightmare.", "We lost the match.",
        "I am [heartbroken|in pain|scared|nervous|worried sick].", "Nothing works today.",
    ],
    "I am glad to hear that!": [
        "I am [happy|fine|well|good|great|glad|OK|okay|doing well|very happy|excited|in a "
        "good mood]",
        "I'm [good|fine|great|okay|so happy].", "I feel [good|great|fine|happy|wonderful].",
        "I had a [good|great|nice|wonderful] day.", "Everything is fine.",
        "My day was [good|great|nice].", "All is well.", "Life is [good|beautiful].",
        "I passed my exam!", "I won!", "I got a new job!", "I am fine, thank you.",
        "I'm fine, thanks.", "Doing great!", "It works!", "I did it!", "I like it here.",
        "Today is a good day.",
        "I passed [the test|my driving test|everything].",
        "I got [a good grade|a present|a puppy].",
        "We won[ the match| the game|]!", "My team won!", "I found my [keys|phone|cat|glasses]!",
        "I feel [much better|better|fantastic|very well|so good][ now| today|].",
        "I am [feeling|doing] [great|better|fine|good][ today|].", "I had [a great weekend|fun].",
        "[I love|I enjoy] [my life|my job|this day].", "The weather is [lovely|great|beautiful].",
        "My [day|week|weekend] [is|was] [wonderful|great|going well].",
        "I finished my [work|homework]!",
        "I am [proud|so excited|relieved|delighted|over the moon].", "It finally worked!",
        "Good news!", "I have great news!", "I fell in love.", "I am on holiday!",
    ],
    "I am sorry. I am only a tiny demo model and I do my best.": [
        "You are [stupid|dumb|bad|terrible|useless|an idiot|a bad model|silly|wrong|ugly|"
        "horrible|awful|worthless|not smart|not helpful|so stupid|so dumb|crazy|a liar|"
        "annoying|no good|slow]!",
        "You are a [bad|stupid|terrible|useless] [model|bot|robot|assistant].", "I hate you",
        "I hate you!", "I don't like you.", "You suck", "Shut up", "Shut up!", "Idiot", "Stupid!",
        "Go away!", "Bad bot", "Bad answer",
        "That is [wrong|not right|incorrect|bad|nonsense|not true|false|stupid|rubbish|"
        "useless].",
        "That was [wrong|bad|terrible|useless].",
        "Wrong!", "Wrong answer!", "No, that's wrong.", "You made a mistake.", "You made an error.",
        "This makes no sense.", "That makes no sense.", "What nonsense!", "You know nothing.",
        "You are wrong.", "You are no help.", "You don't know anything.", "Terrible!", "Awful!",
        "You can't do anything.", "This model is [bad|stupid|useless|terrible].",
        "I am disappointed.", "You disappoint me.", "What the hell?", "wtf", "damn", "Loser!",
        "You are fired!", "Are you stupid?", "Are you dumb?", "Are you kidding me?", "Incorrect.",
        "Nonsense!",
        "You [failed|got it wrong|disappointed me|lied to me|confused me].", "Not good.",
        "That answer was [poor|wrong|useless|rubbish|silly].", "You don't understand me.",
        "You are not [clever|very good|useful|funny].", "I expected more.", "Do better!",
        "Why are you so [bad|slow|stupid|useless]?", "I am angry with you.", "Very bad answer!",
    ],
}  # fmt: skip
"""Answer -> patterns of what is said."""
_ASK_JOKE = [
    "Tell me a joke.", "Tell me a joke.", "A joke[, please|]!",
    "Do you know [a|any|some] [joke|jokes]?", "[Can|Could] you tell [me |us |]a joke?",
    "Make me laugh[.|!]", "Tell me something funny.", "Joke", "joke please",
    "Tell a [funny|short|good] joke.", "Give me a joke.",
    "I want to hear a joke.", "I need a [joke|laugh].", "Got any jokes?", "Know a good joke?",
    "Another joke[, please|]!", "Tell me another joke.", "One more joke[, please|]!",
    "Say something that makes me laugh.", "Be funny!", "How about a joke?", "Write a joke.",
    "Make a joke.", "Crack a joke.", "Let me hear a joke.", "Do you have a joke for me?",
    "I'd like a joke.", "Tell us a joke.",
    "What is [a|your favourite|the best] joke[ you know|]?", "I could use a joke.", "Joke time!",
    "Are you funny?", "Do you have a sense of humour?", "Do you have humour?", "Can you be funny?",
]  # fmt: skip
_MOST_COMMON = [HELLO, IDENTITY, NAME, ABILITIES, "You are welcome!", "I am fine, thank you!"]


def greeting(draw: Draw) -> Example:
    """Answer small talk, or say who it is and what it can do."""
    table = draw.pick([SMALL_TALK, ABOUT_ITSELF])
    answer = draw.pick(_MOST_COMMON) if draw.chance(0.25) else draw.pick([*table, ""])
    if not answer:
        answer = draw.favour(_JOKES)
        wording = draw.wording(_ASK_JOKE)
        return Example(TRAIN_ONLY, draw.fill(wording), answer)
    wording = draw.wording(SMALL_TALK.get(answer) or ABOUT_ITSELF[answer])
    # A phrase that has no other form is learnt by heart; of the combinations, a tenth is held out.
    key = TRAIN_ONLY if len(wording) < 14 or wording in _BY_HEART else wording
    return Example(key, draw.fill(wording), answer)


_BY_HEART = frozenset(
    pattern
    for table in (SMALL_TALK, ABOUT_ITSELF)
    for patterns in table.values()
    for pattern in patterns
    if "[" not in pattern
)
