"""Everyday English words, phrases and sentences, and texts to edit that are made of them."""

from __future__ import annotations

from itertools import pairwise

from . import names
from .draw import Draw
from .text import phrases, words

NOUNS = words("""
    house home flat room kitchen bedroom bathroom hall door window wall floor roof ceiling garden
    fence gate garage cellar attic balcony stair chimney chair table desk sofa bed shelf cupboard
    drawer lamp mirror carpet curtain pillow blanket mattress candle vase clock picture frame
    basket bucket broom brush towel soap sponge bath shower sink tap toilet bin bag box bottle jar
    can cup mug glass plate bowl dish fork knife spoon pan pot kettle oven fridge freezer toaster
    stove tray lid napkin apron recipe meal breakfast lunch dinner supper snack bread butter cheese
    milk cream egg meat fish chicken ham sausage bacon soup salad sandwich pizza pasta rice noodle
    potato tomato carrot onion garlic cabbage pea bean corn pepper mushroom cucumber pumpkin lettuce
    spinach apple banana orange lemon cherry grape plum peach pear strawberry melon mango berry nut
    cake pie cookie biscuit chocolate sugar salt honey jam oil flour water tea coffee juice lemonade
    wine beer cocoa ice pancake waffle toast cereal sauce dog cat horse cow pig sheep goat hen duck
    goose rabbit mouse rat hamster lion tiger bear wolf fox deer elephant monkey giraffe zebra camel
    kangaroo panda koala donkey bird owl eagle parrot pigeon sparrow crow swan penguin chick frog
    toad snake lizard turtle crocodile shark whale dolphin seal octopus crab snail worm spider bee
    wasp ant fly butterfly beetle mosquito moth puppy kitten calf lamb squirrel hedgehog otter bat
    tree flower rose tulip daisy grass leaf root branch seed bush forest wood field meadow farm hill
    mountain valley river lake sea ocean beach island coast pond stream waterfall desert cave cliff
    rock stone sand mud dust soil hole path volcano jungle sun moon star sky planet earth world
    cloud rain snow wind storm thunder lightning fog frost rainbow weather spring summer autumn
    winter season day night morning afternoon evening noon midnight week weekend month year hour
    minute second today tomorrow birthday holiday party wedding christmas festival calendar person
    man woman child boy girl baby adult friend neighbour guest family mother father parent brother
    sister son daughter aunt uncle cousin nephew niece grandmother grandfather husband wife lady
    gentleman king queen prince princess knight hero thief giant witch wizard pirate ghost dragon
    fairy monster robot angel doctor nurse dentist teacher pupil student farmer baker butcher cook
    waiter driver pilot sailor soldier lawyer judge engineer painter singer dancer actor writer
    poet artist musician tailor builder plumber gardener fisherman policeman fireman postman
    scientist hunter manager boss worker customer tourist captain chef clown coach head face hair
    eye ear nose mouth lip tooth tongue chin cheek neck shoulder arm elbow hand finger thumb nail
    back chest stomach leg knee foot toe heart brain bone skin blood beard voice smile tear shirt
    coat jacket dress skirt sweater sock shoe boot hat cap scarf glove belt tie pocket button
    zip ring necklace watch umbrella purse wallet uniform car bus train plane boat ship bike bicycle
    lorry truck taxi tram tractor van helicopter rocket wheel engine tyre ticket road street bridge
    tunnel corner traffic station airport harbour map trip journey tour passport suitcase backpack
    tent hotel city town village country capital square park museum library school church castle
    tower palace shop market bank hospital factory office restaurant cinema theatre prison bakery
    pharmacy stadium zoo pool playground kindergarten university college book page letter word
    sentence story poem novel newspaper magazine diary dictionary notebook paper pen pencil eraser
    ruler chalk board lesson homework exam test question answer mistake language number sum line
    circle triangle shape colour paint glue stamp envelope postcard parcel card gift present
    toy doll ball kite puzzle game chess balloon swing slide drum piano guitar violin flute trumpet
    harp song music tune concert radio television film photo camera phone computer laptop keyboard
    screen printer cable battery switch plug bulb machine tool hammer saw drill screw axe spade
    rake rope chain ladder hook needle thread knot wire pipe brick plank key lock bell flag sign
    coin penny money price bill dollar euro job plan idea dream wish hope fear joy love anger luck
    secret surprise joke trick truth lie fact reason problem solution choice chance rule law war
    peace fight race match team goal winner prize medal sport football tennis hockey rugby golf
    boxing swimming player fan noise sound smell taste touch light shadow fire smoke flame heat
    cold air energy power speed weight size height length age name address list note message email
    website code file folder model data signal sunflower snowman sandcastle
    treasure crown sword shield arrow bow spear cannon feather wing tail paw claw horn shell nest
    cage web hive kiss hug habit hobby skill health illness fever cough
    medicine pill bandage accident ambulance police army navy government president minister mayor
    election vote newsletter culture history science nature art maths physics biology chemistry
    geography atom cell gas metal gold silver iron copper steel plastic leather cotton wool silk
    loaf slice piece half quarter part group crowd pair dozen queue row side top bottom
    middle end start edge place area space distance direction north south east west entrance exit
    lift escalator visitor owner stranger enemy partner colleague member leader expert beginner
""")
ADJECTIVES = words("""
    big small large little tiny huge long short tall high low wide narrow deep shallow thick thin
    fat slim heavy light old young new modern ancient fresh hot cold warm cool wet dry icy frozen
    boiling clean dirty tidy messy empty full open closed hard soft rough smooth sharp blunt round
    flat straight crooked loud quiet noisy silent fast slow quick early late sudden bright dark
    pale shiny dull colourful plain red blue green yellow black white brown grey pink purple golden
    silvery happy sad angry calm nervous proud shy brave scared afraid worried excited bored tired
    sleepy awake hungry thirsty sick ill healthy fit strong weak rich poor cheap expensive free busy
    lazy kind mean nice rude polite friendly gentle cruel honest fair funny silly serious clever
    smart stupid wise foolish curious careful careless patient famous unknown lonely lucky unlucky
    good bad great terrible awful wonderful lovely beautiful pretty ugly handsome cute sweet sour
    bitter salty spicy tasty delicious rotten ripe raw juicy crispy sticky greasy creamy easy
    difficult simple complicated possible impossible true false real fake right wrong correct
    perfect broken useful useless helpful dangerous safe strange normal usual common rare special
    magic secret important different similar equal same other first last next final whole main
    local foreign public private wild tame alive dead blind deaf bald barefoot wooden stony woolly
    sunny rainy windy cloudy foggy snowy stormy southern northern crowded lively peaceful boring
    interesting exciting surprising amazing annoying fantastic brilliant favourite grateful jealous
    cheerful gloomy hopeful playful thoughtful generous greedy stubborn loyal steady steep sandy
    muddy dusty leafy spotted striped furry fluffy hairy scary spooky mighty royal modest daily
    weekly yearly double single extra ready sure certain clear ideal junior senior digital electric
""")
VERBS = words("""
    be have do go come get give take make put see look watch hear listen say tell speak talk ask
    answer read write draw paint sing dance play run walk jump hop climb swim dive fly ride
    drive sail row travel visit stay leave arrive enter follow lead bring carry hold catch throw
    kick hit push pull lift drop pick choose find lose hide seek open close shut lock start begin
    stop finish end wait hurry rest sleep dream wake rise stand sit lie fall slip stumble eat drink
    cook bake boil fry cut chop slice stir mix pour fill empty wash clean wipe sweep dry iron fold
    wear dress change buy sell pay spend save borrow lend owe add divide measure weigh think
    know believe guess wonder remember forget learn teach study understand explain show point mean
    like love hate want need hope wish try help thank greet meet invite join share trust forgive
    laugh smile cry shout whisper call phone send post email type print copy paste click search
    build fix repair break tear bend stretch tie untie hang stick glue nail dig plant water grow
    feed pet hunt fish chase escape fight win beat score train practise improve shine glow burn
    melt freeze rain snow blow float sink splash roll spin turn twist shake nod wave clap touch feel
    smell taste bite chew lick swallow breathe sneeze cough yawn snore live die exist become seem
    appear vanish happen matter belong depend agree refuse accept allow forbid promise warn worry
    enjoy celebrate decorate sketch sew knit weave solve check correct compare list plan
    organise prepare protect guard rescue cross pass reach return 
""")
SMALL = words("""
    the a an in on at to of for from with by about under over behind between near into onto after
    before during until and or but so because if when while as than is are was were am been has
    had does did can could will would should may might must not no yes my your his her its our
    their I you he she it we they me him us them this that these those here there where who what
    which why how very too quite really only just also still already always never often sometimes
    again soon now then up down out off all some any many much more most few both each every
""")
PHRASES = phrases(
    "good morning everyone|good evening|good night|good night and sleep well|see you tomorrow|"
    "see you soon|see you later|see you next week|happy birthday|happy birthday to you|"
    "happy new year|merry christmas|thank you|thank you very much|thanks a lot|many thanks|"
    "you are welcome|no problem|of course|never mind|not at all|not yet|hello world|hello there|"
    "hello again|hello my friend|hi everybody|good luck|good job|well done|nice to meet you|"
    "how are you|how are you today|how is it going|what a day|what a surprise|what a lovely day|"
    "what a mess|have a nice day|have a good trip|have fun|take care|take your time|take it easy|"
    "get well soon|welcome home|welcome back|welcome to our house|come in|come with me|come back|"
    "come here|go away|go home|go to bed|sit down|stand up|wake up|hurry up|be careful|be quiet|"
    "be kind|be happy|be brave|calm down|keep calm|keep going|keep calm and carry on|do not worry|"
    "do not panic|do not touch|do not give up|let it be|let us go|let us play|let me see|wait here|"
    "wait a minute|just a moment|one moment please|excuse me|please help me|please be quiet|"
    "please close the door|open the window|turn off the light|turn left|turn right|go straight on|"
    "stop the car|mind the gap|no smoking|keep out|for sale|out of order|lost and found|"
    "ladies and gentlemen|boys and girls|cats and dogs|bread and butter|fish and chips|"
    "salt and pepper|black and white|day and night|sun and moon|up and down|left and right|"
    "here and there|now and then|again and again|over and over|step by step|side by side|"
    "one by one|day by day|little by little|once upon a time|the end|the big bad wolf|"
    "long long ago|far far away|a long time ago|in the middle of the night|early in the morning|"
    "late at night|at the weekend|on the table|under the bed|in the garden|behind the house|"
    "over the rainbow|at the end of the road|by the sea|a cup of tea|a glass of water|"
    "a piece of cake|a loaf of bread|a bottle of milk|a bag of apples|a box of chocolates|"
    "a slice of pizza|a pair of shoes|a bunch of flowers|a walk in the park|a day at the beach|"
    "a good idea|a bad joke|a big surprise|a new car|an old friend|an open door|an easy question|"
    "my best friend|my little sister|my big brother|my favourite song|my first day at school|"
    "my name|our new house|your turn|his red bike|her blue dress|their old dog|the quick brown fox|"
    "the quick brown fox jumps|the lazy dog|the red house|the blue sky|the green tree|"
    "the black cat|the white horse|the old man and the sea|the king and the queen|the last train|"
    "the first snow|the best day ever|the little prince|the northern lights|the meaning of life|"
    "the sound of music|the lord of the rings|to be or not to be|all you need is love|all is well|"
    "all good things|all or nothing|better late than never|practice makes perfect|time flies|"
    "time is money|time for bed|time to go|less is more|home sweet home|no place like home|"
    "easy come easy go|first come first served|read me a story|tell me a joke|sing me a song|"
    "give me five|give it to me|bring it back|call me later|call the doctor|follow me|forget it|"
    "guess what|I love you|I miss you|I am here|I am hungry|I am so tired|I see|I think so|"
    "I do not know|I have no idea|me too|not me|you and me|you are great|you are my friend|"
    "you can do it|yes we can|yes please|no thank you|so far so good|so what|sounds good|"
    "sooner or later|more or less|sweet dreams|summer holidays|winter is coming|spring is here|"
    "snow white|ice cream|hot chocolate|orange juice|apple pie|chocolate cake|chicken soup|"
    "cheese sandwich|green tea|black coffee|fresh bread|football match|school bus|shopping list|"
    "birthday party|machine learning|deep learning|language model|data science|computer science|"
    "open source|python code|jupyter notebook|neural network|artificial intelligence|training data|"
    "hello from python|hello notebook|this is a test|just a test|testing one two three|"
    "one two three|one two three four five|a b c|a b c d|x y z|ready steady go|"
    "monday tuesday wednesday|red green blue|north south east west|mum and dad|salt and vinegar|"
    "rock and roll|peace and love|love is all around|dance with me|stay with us|work in progress|"
    "under construction|coming soon|special offer|two for one|best before|made with love|"
    "I don't know|I can't wait|let's go|let's go home|that's right|what's up|it's raining|I'm fine|"
    "I'm on my way|don't worry be happy|don't forget|it's a beautiful day|you're right|red apple|"
    "small dog|big house|cold water|happy family|tall tree|young lady|funny story"
)
SENTENCES = phrases(
    "the cat is black|the dog is asleep|the sun is shining|the sky is blue|the grass is green|"
    "the moon is full tonight|the stars are bright|the snow is white|the water is cold|"
    "the soup is hot|the milk is in the fridge|the tea is ready|the shop is closed today|"
    "the train is late again|the bus stops here|the car is in the garage|the door is open|"
    "the baby is sleeping|the children play in the garden|the birds sing in the morning|"
    "the fish swims in the lake|the horse runs across the field|the cat sat on the mat|"
    "the dog chased the cat|the mouse ate the cheese|the bear sleeps in winter|"
    "the teacher reads a story|the farmer feeds the cows|the king lives in a castle|"
    "the queen has a golden crown|the film starts at eight|the music is too loud|"
    "the book is on the table|the keys are in my bag|the picture hangs on the wall|"
    "the test was very easy|the meeting is on monday|the model is learning|"
    "the weather is lovely today|the wind blows from the north|the leaves fall in autumn|"
    "my dog is hungry|my cat likes milk|my brother plays football|my sister sings very well|"
    "my mother bakes a cake|my father drives a bus|my phone is broken|my shoes are wet|"
    "my room is small|my favourite colour is green|my friend lives in a big city|"
    "my birthday is in june|our house has a red roof|our team won the game|"
    "our garden is full of flowers|your coat is on the chair|your coffee is getting cold|"
    "his bike is new|her dress is very pretty|we love pizza|we are going home|we went to the beach|"
    "we live near the station|we play chess every evening|we had fish for dinner|"
    "we will meet again|we need more time|they are my friends|they walk to school|"
    "they bought a new car|they danced all night|she likes red apples|she has two cats|"
    "she reads a book|she can swim and dive|she works in a hospital|she is my best friend|"
    "he plays the guitar|he wants a glass of water|he lost his keys|he is late|"
    "he runs every morning|he cooks for his family|it is raining|it is cold outside|"
    "it is time to go|it was a long day|it works|I like ice cream|I like cats and dogs|"
    "I love summer|I love you very much|I am happy today|I am learning English|I am not tired|"
    "I can see the sea|I can not find my keys|I want to go home|I want a new bike|"
    "I have a red ball|I have two brothers|I need a holiday|I drink tea in the morning|"
    "I will be back soon|I live in a small village|I saw a rainbow yesterday|you are very kind|"
    "you can come with us|you look great today|this is my house|this is a good book|"
    "this soup tastes wonderful|that was a great idea|that is not my bag|these shoes are too small|"
    "there is a spider in the bath|there are ten apples in the box|today is a good day|"
    "tomorrow we go to the zoo|yesterday it rained all day|everybody likes chocolate|"
    "nobody is at home|please close the window|birds can fly|fish live in water|bees make honey|"
    "cows give milk|dogs bark at night|learning is fun|the quick brown fox jumps over the lazy dog|"
    "life is beautiful|apples grow on trees|a bird sings|a dog barks|"
    "a friend in need is a friend indeed|an apple a day keeps the doctor away|"
    "actions speak louder than words|every cloud has a silver lining|two dogs run in the park|"
    "three birds sit on the roof"
)

# Shapes of small phrases: N noun, A adjective, V verb, name and small words as they are.
_SHAPES = phrases(
    "N|A N|the N|my N|the A N|my A N|a A N|V the N|V my N|we V|I V|we love N|I like N|the N is A|"
    "my N is A|NAME is A|NAME and NAME|NAME likes N|the N and the N|A and A|N and N|NAME has a N|"
    "I V the N|they V it|we V a A N|the A N is A|this N is very A|is the N A|where is the N|"
    "NAME lives in a A N|my N and your N|a N for NAME|the N of NAME|please V the N|do not V the N|"
    "NAME and NAME V the N|the A A N|the N is in the N|a A N and a A N|I V and you V|hello NAME|"
    "good morning NAME|dear NAME|I want to V|you can V the A N|we V with NAME every N"
)


def random_word(draw: Draw) -> str:
    """Return a word of any kind, a name, or letters that were never a word."""
    roll = draw.rng.random()
    if roll < 0.40:
        return draw.pick(NOUNS)
    if roll < 0.54:
        return draw.pick(ADJECTIVES)
    if roll < 0.66:
        return draw.pick(VERBS)
    if roll < 0.74:
        return draw.pick(SMALL)
    if roll < 0.82:
        return draw.first_name()
    if roll < 0.97:
        return names.invented_name(draw.rng).lower()
    return str(draw.number(1, 99))


def _shaped(draw: Draw, shape: str) -> str:
    filled = []
    for part in shape.split():
        if part == "NAME":
            filled.append(draw.first_name())
        elif part in ("N", "A", "V"):
            filled.append(draw.pick({"N": NOUNS, "A": ADJECTIVES, "V": VERBS}[part]))
        else:
            filled.append(part)
    for at, (part, after) in enumerate(pairwise(filled)):
        if part == "a" and after[0].lower() in "aeiou":
            filled[at] = "an"
    return " ".join(filled)


def _by_length(texts: list[str]) -> dict[int, list[str]]:
    lengths: dict[int, list[str]] = {}
    for text in texts:
        lengths.setdefault(len(text.split()), []).append(text)
    return lengths


_SHAPES_OF, _PHRASES_OF, _SENTENCES_OF = map(_by_length, (_SHAPES, PHRASES, SENTENCES))


def text_to_edit(draw: Draw, low: int, high: int, *, punctuated: bool = True) -> str:
    """Return a text of some words: random ones, a phrase or a sentence, with names and nonsense.

    Parameters
    ----------
    draw : Draw
        Where the text is drawn from.
    low, high : int
        Bounds of the number of words, both included.
    punctuated : bool, default True
        Whether the text may end with a full stop or another mark.
    """
    length = draw.number(low, max(low, high))
    roll = draw.rng.random()
    if roll < 0.25 and length in _SHAPES_OF:
        text = _shaped(draw, draw.pick(_SHAPES_OF[length]))
    elif 0.25 <= roll < 0.37 and length in _PHRASES_OF:
        text = draw.pick(_PHRASES_OF[length])
    elif 0.37 <= roll < 0.47 and length in _SENTENCES_OF:
        text = draw.pick(_SENTENCES_OF[length])
    else:
        # Random words for half of the texts: they are what cannot be learnt by heart.
        text = " ".join(random_word(draw) for _ in range(length))
    roll = draw.rng.random()
    if roll < 0.07:
        text = " ".join(word.capitalize() for word in text.split()) if roll < 0.04 else text.upper()
    elif roll < 0.30 and (punctuated or roll < 0.15):
        text = text[0].upper() + text[1:]
    if punctuated and length > 1 and draw.chance(0.18):
        text += draw.pick([".", ".", ".", "!", "!", "?"])
    return text
