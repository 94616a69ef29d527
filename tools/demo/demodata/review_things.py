"""Things that people review and keep: products, clothes, films, books and apps."""

from __future__ import annotations

from .review_words import Domain
from .text import phrases, words

PRODUCTS = Domain(
    phrases(
        "lamp|phone|laptop|tablet|camera|watch|speaker|radio|keyboard|mouse|monitor|printer|"
        "charger|toaster|kettle|blender|mixer|fridge|oven|heater|fan|vacuum cleaner|robot|drone|"
        "headset|television|bike|scooter|tent|backpack|chair|table|sofa|bed|mattress|pillow|desk|"
        "mug|bottle|pan|knife|toy|puzzle|doll|guitar|piano|microphone|drill|hammer|ladder|clock|"
        "mirror|coffee machine|hairdryer|razor|umbrella|stroller|cable|battery|router|projector|"
        "power bank|product|item|gadget|device|machine|model|washing machine|car|helmet|rug"
    ),
    words(
        "battery screen sound design quality price handle colour size finish service delivery "
        "picture motor lid cable display keyboard lens case packaging manual weight shape material "
        "cover surface software warranty performance assembly build value setup volume"
    ),
    words("buttons instructions materials speakers controls wheels legs features settings colours"),
    words("seller support manufacturer salesman"),
    {
        5: [
            "Works [perfectly|flawlessly|like a dream|like a charm|like magic]",
            "Best {p} [I ever|I have ever|I've ever] [had|bought|owned|used]",
            "[I would|I'd] buy this {p} again and again", "Worth every [penny|cent]",
            "I use it every day and [still love it|could not live without it]",
            "Such [great|amazing|superb] quality", "Changed my life", "A real game changer",
            "This {p} is [so much|way|miles] better than my old one",
        ],
        4: [
            "[It|The {p}] works [well|fine and looks good|nicely|really well|just as I hoped]",
            "Good value[ for money|]", "[I would|I'd] buy it again",
            "[Easy|Simple] to [use|set up|clean|put together]",
            "[It|The {p}] is well [made|built|designed]",
            "[It|The {p}] [looks|feels] [good|nice|solid|well made]",
            "The {x} [works well|is better than I expected]",
            "Does [exactly |]what it [says|promises|should] and does it well",
            "Still [going strong|works like new] after {t}",
        ],
        3: [
            "It does the job, nothing more",
            "[It|The {p}] [does the job|works|works okay|is usable]", "It is just another {p}",
            "Neither cheap nor expensive, neither good nor bad",
        ],
        2: [
            "[It|The {p}] feels [cheap|flimsy|fragile|badly made]",
            "The {x} is [too small|too big|too loud|too weak|not as described]",
            "[It|The {p}] [looks|is] worse than in the [photo|picture]s",
            "[The box|It] arrived [damaged|scratched|with a part missing]",
            "[It|The {p}] is [too expensive|not worth the money|not worth it]",
            "Hard to [use|set up|clean]",
            "The {x} [does not work properly|is not what I expected|scratches easily]",
            "[It|The {p}] gets [too hot|very hot]", "I had to send it back",
            "The {xs} are [badly made|hard to use]",
        ],
        1: [
            "[It|The {p}|This {p}] [broke|died|fell apart|stopped working|gave "
            "up|exploded|burned out] after {t}",
            "[It|The {p}] [is|was|arrived] broken", "It never [worked|worked properly]",
            "[It|The {p}] did not even turn on",
            "[Broke|Dead|Fell apart|Stopped working] after {t}",
            "Total [junk|rubbish|garbage|crap]", "[Does not|Doesn't|Didn't] work[ at all|]",
            "I threw it [away|in the bin]", "I want my money back",
            "[It|The {p}] is [useless|worthless|a piece of junk]",
            "The {x} broke [immediately|on the first day]",
        ],
    },
    [
        "I bought this {p} [last week|a month ago|for my {kin}|online|in {c}]",
        "I use the {p} [every day|at work|in the kitchen|at home]",
        "The {p} came in a [red|big|brown|white] box", "I ordered it [online|on Monday|in March]",
        "I [own|have had] it for {t}",
    ],
)  # fmt: skip

CLOTHES = Domain(
    phrases(
        "jacket|coat|dress|shirt|sweater|hat|scarf|skirt|T-shirt|bag|wallet|suit|belt|hoodie|"
        "necklace|ring|purse|cap|pair of shoes|pair of jeans|perfume|shampoo|cream|lipstick|"
        "handbag|sleeping bag"
    ),
    words(
        "fabric fit size colour zip cut material stitching pocket lining pattern quality smell "
        "style price texture"
    ),
    words("sleeves seams buttons pockets colours laces soles"), words("seller shop"),
    {
        5: [
            "[Fits|It fits] [perfectly|like a glove]", "I get compliments [all the time|every day]",
            "[Looks|It looks] [stunning|gorgeous|amazing] on me",
            "So soft, I never want to take it off",
        ],
        4: [
            "[It|The {p}] fits [well|nicely]",
            "[It|The {p}] is [soft and warm|comfortable to wear|true to size]",
            "The colour is just like in the picture and I like it", "[It|The {p}] suits me",
        ],
        3: [
            "The size is what it says on the label, the rest is ordinary",
            "It is a plain {p}, no more and no less",
        ],
        2: [
            "[It|The {p}] is too [small|tight|big|short|thin]",
            "[It|The {p}] [shrank|lost its colour|faded] [in the wash|after one wash]",
            "The {p} [itches|scratches|smells of plastic]", "The colour is nothing like the photo",
        ],
        1: [
            "[It|The {p}] ripped [the first time I wore it|after {t}|on the first day]",
            "The {x} came apart in my hands", "It gave me a rash",
            "The seams fell apart after one wash",
        ],
    },
    [
        "I [bought|got] the {p} for [a wedding|the winter|my {kin}]",
        "I ordered size [small|medium|large]", "I wore it [yesterday|to work]",
    ],
)  # fmt: skip

FILMS = Domain(
    phrases(
        "film|movie|series|show|documentary|comedy|thriller|drama|cartoon|musical|horror film|"
        "sequel|play|episode|romance|western|adaptation|podcast|first season"
    ),
    words(
        "plot acting ending soundtrack story script cast dialogue pacing humour opening music "
        "camerawork cinematography twist lighting editing finale"
    ),
    words("actors effects jokes characters songs dialogues costumes scenes visuals"),
    words("director actress actor lead hero narrator villain"),
    {
        5: [
            "A [true |real |]masterpiece", "I [laughed|cried] from start to finish",
            "[Best|The best] {p} [of the year|I have seen in years|ever]",
            "I could watch it [again and again|a hundred times]", "A must-see",
            "I was glued to the screen",
        ],
        4: [
            "[It|The {p}] kept me [entertained|interested|guessing]",
            "I [laughed a lot|had a good time]", "Well [acted|directed|told|made]",
            "Worth [watching|seeing|a look]", "A [good|nice|fun|pleasant] evening at the cinema",
        ],
        3: [
            "You can watch it once", "[Some|A few] [parts|scenes|jokes] were good, others were not",
            "It passes the time", "The first half was good, the second half was weak",
        ],
        2: [
            "I [fell asleep|nearly fell asleep|got bored|looked at my watch all the time]",
            "[Too|Far too|Much too] long",
            "The [plot|story] [makes no sense|goes nowhere|has too many holes]",
            "None of the jokes [worked|were funny]", "The book was much better",
            "I expected more from this director",
        ],
        1: [
            "I walked out [after {t}|halfway through]",
            "Two hours of my life I will never get back",
            "[Worst|The worst] {p} [of the year|I have ever seen|ever made]",
            "I could not watch it to the end", "The acting made me cringe",
        ],
    },
    [
        "I saw it [last night|on Friday|on a plane|with my {kin}|at the cinema in {c}]",
        "It is about [a detective|two sisters|a family|a robot|a war|a school]",
        "The {p} is two hours long",
    ],
)  # fmt: skip

BOOKS = Domain(
    phrases(
        "book|novel|biography|cookbook|poem|audiobook|guide|textbook|comic|story|magazine|diary|"
        "memoir|short story|crime novel|fairy tale|article"
    ),
    words(
        "plot story ending style language writing beginning translation cover dialogue chapter "
        "topic prose message idea"
    ),
    words("characters chapters illustrations recipes examples pictures poems descriptions"),
    words("author narrator translator hero heroine writer"),
    {
        5: [
            "[I could not|I couldn't|Could not|Couldn't] put it down",
            "I read it in one [sitting|night|day]", "A [true |]page-turner",
            "[It|This {p}] [moved me to tears|stayed with me for weeks|changed the way I think]",
            "A must-read", "I did not want it to end",
        ],
        4: [
            "I learned a lot[ from it|]", "[A good|An enjoyable|A nice|An entertaining] read",
            "Well [written|researched]", "Easy to read and [interesting|useful|fun]",
            "I will read more by this author",
        ],
        3: [
            "You can read it on a train, but you need not",
            "Half of it was interesting, half of it was not", "It has good chapters and weak ones",
        ],
        2: [
            "I [gave up|stopped reading] after {t}", "I could not get into it",
            "[Badly|Poorly|Clumsily] [written|translated|edited]",
            "Full of [mistakes|typos|clichés]", "The {x} is [hard to follow|confusing|predictable]",
            "I had to force myself to finish it",
        ],
        1: [
            "I threw it across the room", "[Worst|The worst] {p} I have ever read",
            "A waste of paper", "I want those hours back", "The {x} is an insult to the reader",
        ],
    },
    [
        "I [read|finished] it [last week|on holiday|in two days|for school]",
        "The {p} has three hundred pages", "My {kin} gave it to me", "It is set in {c}",
    ],
)  # fmt: skip

APPS = Domain(
    phrases(
        "app|game|website|update|program|video game|browser|board game|card game|quiz|tool|site|"
        "platform|editor|calendar app|map|search engine|chatbot|online shop|plugin|software|"
        "library|notebook|new version|phone game|music app"
    ),
    words(
        "interface design menu graphics gameplay music story update search support sync login "
        "multiplayer price layout speed navigation documentation version chat tutorial "
        "performance"
    ),
    words(
        "levels controls graphics features ads notifications servers updates rules menus puzzles"
    ),
    words("support developer team"),
    {
        5: [
            "I am [addicted|hooked]",
            "[I|We] play it [for hours|every evening] and never get bored",
            "[Best|The best] {p} [out there|on my phone|ever made]",
            "[It|This {p}] saves me hours every week", "I can't stop playing",
            "Everyone should have this {p}",
        ],
        4: [
            "[It|The {p}] runs [smoothly|well|fast]", "Easy to [learn|use|install|understand]",
            "[It|The {p}] [saves me time|helps me a lot|keeps me organised]",
            "The {xs} are [fun|useful|well made]", "No ads and no problems",
            "Good fun[ with friends|]",
        ],
        3: [
            "It has the usual features", "Fun for a day, then you forget it",
            "Some levels are fun, some are dull", "It works, but so do the others",
        ],
        2: [
            "[Too|Far too|Much too] many [ads|bugs|notifications|adverts]",
            "[It|The {p}] [is slow|keeps freezing|drains my battery|lags|asks for too much data]",
            "Full of [bugs|ads|errors]", "The new {x} is [worse than before|confusing|a step back]",
            "I [deleted|uninstalled] it", "You have to pay for everything",
        ],
        1: [
            "[It|The {p}] crashes [all the time|every time|every five minutes|constantly]",
            "[It|The {p}] [deleted all my data|stole my data|ruined my phone]",
            "[It|The {p}] does not even [open|start|load]", "Unplayable", "Pure spam",
            "[It|The {p}] is a virus",
        ],
    },
    [
        "I [downloaded|installed] it [yesterday|last week|on my phone]",
        "I play on [the train|my tablet]", "I have version two", "My {kin} uses the same {p}",
    ],
)  # fmt: skip
