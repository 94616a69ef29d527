"""Places and services that people review: food, hotels, courses, concerts and shops."""

from __future__ import annotations

from .review_words import Domain
from .text import phrases, words

FOOD = Domain(
    phrases(
        "restaurant|cafe|pizza|burger|soup|salad|cake|coffee|meal|dinner|lunch|breakfast|steak|"
        "pasta|curry|sandwich|ice cream|wine|beer|dessert|pub|bar|bakery|bistro|canteen|food truck|"
        "buffet|sushi|tea|bread|cheese|chocolate|pie|sauce|menu|place|kebab|diner"
    ),
    words(
        "food service soup salad steak fish chicken rice pasta dessert coffee wine menu "
        "atmosphere portion taste sauce bread price music bill pizza flavour beer terrace starter "
        "cake"
    ),
    words(
        "waiters portions prices chips vegetables drinks desserts dishes cocktails noodles tables "
        "toilets"
    ),
    words("waiter waitress chef staff cook owner barman manager barista"),
    {
        5: [
            "[Absolutely |So |Simply |]delicious",
            "[Best|The best] {p} [in town|in {c}|I have ever had|I have ever eaten]",
            "The {x} [was|is] to die for", "[Heaven|Heaven on a plate]",
            "Every bite was [heaven|perfect|a joy]", "I could eat here every day",
            "The {x} melted in my mouth",
        ],
        4: [
            "[Very |Really |Quite |]tasty",
            "The {x} [was|is] [tasty|fresh|well cooked|hot and fresh|full of flavour]",
            "[We|I] will [come back|be back|return|go again]",
            "The {xs} were [tasty|fresh|generous]", "We left full and happy",
            "The {w} [gave us good tips|was quick and polite]",
        ],
        3: [
            "The food fills you up, that is all", "You can eat there if you are hungry",
            "It tastes like any other {p}", "The food was good, the service was not",
        ],
        2: [
            "The {x} was [cold|bland|dry|too salty|too "
            "sweet|tasteless|greasy|overcooked|watery|tough|stale|lukewarm]",
            "We waited [an hour|too long|forever|forty minutes][ for our food|]",
            "The portions are [tiny|far too small]",
            "The {w} [forgot our order|ignored us|got our order wrong|kept us waiting]",
            "Too [expensive|salty|greasy|sweet|loud]", "I [went home|left] hungry",
            "The {xs} were [cold|soggy|dirty|sticky]",
        ],
        1: [
            "[I|We|We all] got [sick|food poisoning]",
            "There was a [hair|fly|worm|stone] in my {x}",
            "The {x} was [raw|inedible|burnt|rotten|mouldy]",
            "The {w} [shouted at us|insulted us|was incredibly rude]",
            "I would not feed this to my dog", "[It|The {x}] made me sick",
            "Never eating here again",
        ],
    },
    [
        "We [ate|went] there [on Sunday|last night|for lunch|with our {kin}|on our trip to {c}]",
        "I had the [fish|soup|pasta|steak]", "We were a group of six", "They open at noon",
        "We sat [outside|by the window]",
    ],
)  # fmt: skip

HOTELS = Domain(
    phrases(
        "hotel|room|hostel|apartment|campsite|resort|flat|holiday home|guest house|cabin|beach|"
        "pool|spa|trip|holiday|cruise|flight|tour|city trip|safari|airline|train ride|journey|stay|"
        "weekend|museum|zoo|park|castle|island|vacation|motel"
    ),
    words(
        "room bed breakfast view location service shower bathroom pool garden food weather lobby "
        "balcony beach reception wifi cleaning price sauna lift organisation neighbourhood air"
    ),
    words("beds rooms towels walls staff views sheets windows guests prices seats"),
    words("receptionist host staff guide owner crew driver manager"),
    {
        5: [
            "[It was the|The|Our] best {p} [ever|of our lives|we ever had]",
            "We felt like [royalty|kings]", "[Paradise|A paradise|Heaven on earth]",
            "We did not want to leave", "The view took my breath away", "A dream come true",
            "We slept like babies",
        ],
        4: [
            "We [felt at home|had a good time|slept well|will come back|enjoyed our stay]",
            "[Clean|Quiet|Warm|Big] and [comfortable|tidy|welcoming]",
            "The {w} [helped us with everything|gave us good tips|made us feel welcome]",
            "[Close to|Not far from] the [beach|station|centre] and nice and quiet",
            "The {xs} were [clean|comfortable|fresh|pleasant]",
        ],
        3: [
            "[A bed is a bed|A place to sleep, nothing more]", "For one night it will do",
            "The room was lovely, the breakfast was poor", "Nice view, noisy street",
        ],
        2: [
            "The {x} was [dirty|cold|noisy|too small|smelly|out of order|far from everything]",
            "We could not sleep because of the [noise|heat|traffic]",
            "The {w} [was never there|did not care|was no help]",
            "[Not as|Nothing] like [in |]the pictures",
            "The {xs} were [dirty|old|stained|too thin|uncomfortable]",
            "Our flight was [late|delayed|cancelled]", "There was no hot water",
        ],
        1: [
            "There were [bed bugs|cockroaches|rats|ants|mice] [in the room|everywhere]",
            "We left after {t}", "It ruined our [holiday|weekend|honeymoon|trip]",
            "The {x} was [filthy|full of mould|disgusting|broken]",
            "They [lost our booking|stole our luggage|threw us out|lost our bags]",
            "[Worst|The worst] {p} of my life",
        ],
    },
    [
        "We [stayed|were there] [for {t}|in May|last summer|with our {kin}|for work]",
        "We booked it [online|in April]",
        "It is [near the station|in the centre of {c}|by the sea]", "We travelled from {c}",
    ],
)  # fmt: skip

SERVICES = Domain(
    phrases(
        "course|class|lesson|teacher|workshop|lecture|school|training|tutor|seminar|dentist|doctor|"
        "hairdresser|barber|plumber|garage|mechanic|bank|gym|taxi|hospital|cleaner|electrician|"
        "lawyer|insurance|hotline|bus|clinic|kindergarten|yoga class|driving school|"
        "language course|company|agency|webinar|tutorial|vet|coach"
    ),
    words(
        "service advice price organisation communication teaching repair treatment explanation "
        "work help material pace content appointment haircut attitude result consultation"
    ),
    words("teachers exercises examples prices lessons slides explanations employees"),
    words(
        "teacher trainer staff instructor doctor assistant technician nurse driver professor "
        "coach"
    ),
    {
        5: [
            "I learned more in {t} than in a whole year",
            "[Best|The best] {p} I [ever had|have ever had]",
            "The {w} [is|was] a true [master|professional|expert|angel]",
            "I wish every {p} were like this", "They saved my [day|life|car|house]",
            "They went the extra mile",
        ],
        4: [
            "I learned a lot",
            "The {w} [explained everything clearly|took the time to help|listened to me|knew the "
            "subject well|answered all my questions]",
            "[Quick|Fast|Friendly|Honest] and [reliable|professional|helpful]",
            "They [came on time|did a good job|fixed it quickly|kept their promise]",
            "I [feel|felt] in good hands",
        ],
        3: [
            "I learned a few things, but most I knew already",
            "They do what they are paid for, nothing more",
            "Some lessons were good, others were not", "Good teacher, bad material",
        ],
        2: [
            "I [learned|got] [nothing|very little]",
            "The {w} [was always late|did not listen|could not explain anything|read from the "
            "slides|seemed bored|did not know the subject]",
            "[I|We] had to wait [two hours|too long|for weeks]",
            "Nobody [answered|called back|helped me|picked up the phone]",
            "[Far too|Too] expensive", "They [came late|made a mess|forgot my appointment]",
            "The {p} was too [long|difficult|fast|superficial]",
        ],
        1: [
            "They [ripped me off|lied to me|took my money and ran|cheated us|made everything "
            "worse]",
            "The {w} [shouted at me|insulted me|laughed at me|was incredibly rude]",
            "I will [sue|report] them", "[Crooks|Thieves|Criminals]",
            "They [broke|ruined] my [car|hair|floor|tooth]", "Complete [amateurs|fraud|chaos]",
        ],
    },
    [
        "I [went|was] there [last week|with my {kin}|twice]", "It took {t}",
        "They are [in {c}|next to the station]", "There were ten of us",
        "{name} told me about them",
    ],
)  # fmt: skip

EVENTS = Domain(
    phrases(
        "concert|festival|party|band|exhibition|opera|match|album|song|circus|show|wedding|"
        "conference|market|ballet|gig|fair|quiz night|theatre|playlist|record|choir|performance|"
        "orchestra|talk|parade|DJ set"
    ),
    words(
        "music sound atmosphere singer band crowd stage light food organisation programme venue "
        "view voice drummer performance melody queue decoration encore"
    ),
    words("songs seats musicians dancers lights drinks toilets tickets lyrics speakers"),
    words("singer host speaker drummer conductor pianist guitarist staff"),
    {
        5: [
            "[A night|An evening|A day] I will never forget",
            "I had goosebumps [all the time|the whole evening]",
            "[Best|The best] {p} [of my life|I have ever been to|this year]", "We danced all night",
            "The crowd went wild", "Standing ovation",
        ],
        4: [
            "We had [fun|a good time|a nice evening|a lot of fun]",
            "The {w} was [in good form|in a good mood]",
            "[Good|Nice] [music|crowd|atmosphere] and [good|friendly] people", "I would go again",
        ],
        3: [
            "The first half was good, the second half was dull", "Good band, bad sound",
            "Fun, but too expensive", "You can go, but you miss nothing",
        ],
        2: [
            "[Far too|Much too|Too] [loud|short|crowded|expensive|long]",
            "[We|I] could not [hear|see] [anything|a thing]", "The queue was endless",
            "The {w} [sang out of tune|forgot the words|came an hour late|did not seem to care]",
            "We left [early|before the end]", "The sound was [muddy|too loud|bad]",
        ],
        1: [
            "They cancelled [it |]at the last minute and kept our money", "My ears hurt for days",
            "The {w} was drunk", "[Worst|The worst] {p} I have ever been to",
            "People [booed|walked out]",
        ],
    },
    [
        "We were there [on Saturday|with friends|with my {kin}]",
        "The {p} [began|started] at eight", "It was [in {c}|outside|sold out]",
        "We had seats in the third row",
    ],
)  # fmt: skip

SHOPS = Domain(
    phrases(
        "shop|store|supermarket|delivery|online shop|parcel|order|present|gift|bookshop|pharmacy|"
        "market|seller|bouquet|flower shop|department store|purchase|package|subscription|"
        "subscription box|furniture store|voucher|courier"
    ),
    words(
        "delivery service selection packaging price shipping advice staff communication checkout "
        "quality tracking range return"
    ),
    phrases("prices|products|flowers|shelves|offers|opening hours|queues"),
    words("seller cashier driver assistant courier staff manager shopkeeper"),
    {
        5: [
            "[Arrived|It arrived|The {p} arrived] [the next day|two days early] and everything "
            "was perfect",
            "[Best|The best] [shop|seller|service] [in town|ever|on the internet]",
            "I will never [shop|buy|order] anywhere else",
            "[Lightning|Incredibly] fast [delivery|shipping] and superb [service|quality]",
        ],
        4: [
            "[Fast|Quick|Prompt] [delivery|shipping|service]",
            "[It|The {p}|Everything] arrived [on time|early|quickly|safely|well packed]",
            "[Good|Fair|Low] prices and [friendly|helpful] staff",
            "The {w} [was friendly|helped me find it|gave me good advice]",
            "I will [order|buy|shop] [here |]again", "[Big|Good|Nice] selection",
        ],
        3: [
            "It came on the last possible day, but it came", "A shop like any other",
            "Fast delivery, but poor packaging", "Low prices, rude staff",
        ],
        2: [
            "[It|The {p}|My order] [arrived|came] [late|a week late|two weeks late|too late]",
            "[It|The {p}] was [badly packed|incomplete|not what I ordered]",
            "They sent [me |]the wrong [size|colour|item|model]",
            "Nobody answers [my emails|the phone|my messages]",
            "[Long|Endless] queues and [high prices|empty shelves]",
            "The {w} [left it in the rain|did not ring|ignored me|could not care less]",
            "The prices are too high",
        ],
        1: [
            "[It|The {p}|My order] never [arrived|came]",
            "They [never sent it|kept my money|refuse to pay me back|stole my money]",
            "[Scam|Fraud|Fake|A fake], stay away",
            "The {w} [threw it over the fence|insulted me|swore at me]",
            "I am still waiting after {t} and nobody cares", "Everything in the box was smashed",
        ],
    },
    [
        "I ordered [three things|it on Monday|for the first time]",
        "I [shop|buy] there [every week|sometimes|with my {kin}]", "They deliver to {c}",
        "I paid by card", "The parcel weighed two kilos",
    ],
)  # fmt: skip
