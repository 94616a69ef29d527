"""How people ask about countries, colours, numbers of things and animals.

A kind has direct questions, and often noun phrases and clauses that stand in many frames. The first
pattern of each kind is the plainest question, which is never held out.
"""

from __future__ import annotations

from .fact_frames import asked

WORLD_PATTERNS: dict[str, list[str]] = {
    "capital": asked(
        ["What is the capital of {c}?", "Capital of {c}?", "capital {b}", "{b} capital",
         "{b} capital[ city|?| city?|: |, please]", "Which [city|town] is the capital of {c}?",
         "What is {c}'s capital[| city]?", "{c}'s capital[ city|]?", "{b}: capital?",
         "What [is the capital city|are we calling the capital] of {c}?",
         "[What|Which] city is [{c}'s capital|the seat of government of {c}]?",
         "[In which|Which|What] city does {c} have as its capital?",
         "What capital [does {c} have|has {c}|belongs to {c}]?", "{c} has which capital?",
         "[Which|What] city serves as [the|a] capital of {c}?",
         "The capital of {c} is", "The capital of {c} is called what?", "The capital of {c}?",
         "[For|About] {c}: what is the capital[| city]?", "{c} - what is its capital?",
         "I am thinking of {c}. What is its capital?", "How is the capital of {c} called?",
         "Where is the government of {c}[|, in which city]?", "[Which|What] is {c}'s capital?",
         "If I want to see the capital of {c}, which city do I visit?",
         "We are flying to the capital of {c}. Which city is that?"],
        ["the capital of {c}", "the capital city of {c}", "{c}'s capital", "the name of the "
         "capital of {c}", "the capital of the country {b}"],
        ["what the capital of {c} is", "which city is the capital of {c}", "what is the capital "
         "of {c}", "what {c}'s capital is", "what the capital city of {c} is called"],
    ),
    "country": asked(
        ["{k} is the capital of which country?", "Which country has {k} as its capital[| city]?",
         "[Which|What] country has the capital {k}?", "{k} is the capital of [what|where]?",
         "Of which country is {k} the capital?", "What country is {k} the capital of?",
         "Which country's capital is {k}?", "{k} is the capital [city |]of",
         "Whose capital is {k}?", "[Which|What] country is {k} capital of?",
         "{k} is the capital city of which [country|nation|state]?", "capital {k}, which country",
         "[The|A] country with the capital {k}[?| is]", "{k} is capital of ___.",
         "Name the country [whose capital is|that has the capital] {k}.",
         "If {k} is the capital, [which|what] is the country?"],
        ["the country whose capital is {k}", "the country with the capital {k}",
         "the country that has {k} as its capital"],
        ["which country {k} is the capital of", "of which country {k} is the capital",
         "which country has {k} as its capital"],
    ),
    "capital_check": asked(
        ["Is {k} the capital of {c}?", "Is the capital of {c} {k}?", "Is {c}'s capital {k}?",
         "Does {c} have {k} as its capital?", "Is {k} [really|actually] the capital of {c}?",
         "[Has {c}|Does {c} have] the capital {k}?", "{k} = capital of {c}?"],
        claims=["{k} is the capital of {c}", "the capital of {c} is {k}", "{c}'s capital is {k}"],
    ),
    "city": asked(
        ["Where is {k}?", "[In which|Which|What] country is {k}[ in|]?", "Where [does {k} lie|is "
         "{k} located|can I find {k}|is the city of {k}]?", "{k} is in which country?",
         "Which country does {k} belong to?", "{k} is a city in [which|what] country?",
         "[In which|In what] country [do I find|is|lies] {k}?", "{k} is located in", "{k}: which "
         "country?", "{k}, in which country is that?", "{k} country", "If I am in {k}, which "
         "country am I in?", "I am flying to {k}. Which country is that[| in]?",
         "On a map, where do I find {k}?"],
        ["the country that {k} is in", "the country {k} lies in", "the country where {k} is"],
        ["where {k} is", "which country {k} is in", "where {k} lies", "in which country {k} is"],
    ),
    "continent": asked(
        ["On which continent is {c}?", "[Which|What] continent is {c} [in|on|part of]?",
         "Where is {c}?", "In [which|what] continent is {c}[| located| situated]?",
         "{c} is on which continent?", "Where [does {c} lie|is {c} located|can I find {c}|in the "
         "world is {c}]?", "{c}: which continent?", "[continent of {c}|{b} continent|{c} "
         "continent]",
         "Which continent does {c} belong to?", "{c} is part of which continent?",
         "[Which|What] part of the world is {c} in?", "{c} is in", "{c} lies in [which|what] "
         "continent?", "If I travel to {c}, which continent am I on?", "What is {c}'s continent?",
         "Where on [Earth|the map|the globe] is {c}?", "{c} belongs to the continent of"],
        ["the continent of {c}", "the continent that {c} is in", "the continent {c} belongs to"],
        ["which continent {c} is in", "on which continent {c} is", "where {c} is",
         "which continent {c} belongs to"],
    ),
    "continent_check": asked(
        ["Is {c} in {t}?", "Is {c} [part of|located in|a country in|somewhere in] {t}?",
         "Does {c} [belong to|lie in] {t}?", "Do I find {c} in {t}?", "{c} is in {t}, or not?",
         "Is {c} [a part of|on the continent of] {t}?", "Would I [go|travel] to {t} to see {c}?"],
        claims=["{c} is in {t}", "{c} lies in {t}", "{c} belongs to {t}", "{c} is part of {t}"],
    ),
    "language": asked(
        ["What language is spoken in {c}?", "[Which|What] language do [people|they|we] speak in "
         "{c}?", "Which language is spoken in {c}?", "[language of {c}|{b} language|language {b}]",
         "What do [people|they] speak in {c}?", "What is {c}'s language?", "In {c}, which language "
         "do people speak?", "People in {c} speak", "[Which|What] language do I [need|hear|have to "
         "learn] in {c}?", "What is the language in {c}?", "In {c} people speak what language?",
         "[Which|What] is the [main|official] language of {c}?", "I am travelling to {c}. Which "
         "language do they speak?", "How do people [speak|talk] in {c}, in which language?"],
        ["the language of {c}", "the official language of {c}", "the main language in {c}"],
        ["what language is spoken in {c}", "which language people speak in {c}",
         "what they speak in {c}"],
    ),
    "colour": asked(
        ["What colour is {x}?", "What color is {x}?", "Which colo[u|]r is {x}?",
         "[What|Which] colo[u|]r does {x} have?", "[What|Which] colo[u|]r has {x}?",
         "Colo[u|]r of {x}?", "{n} colo[u|]r", "colo[u|]r {n}", "{n}: colo[u|]r?",
         "{X} is what colo[u|]r?", "{X} is of which colo[u|]r?", "{X} has which colo[u|]r?",
         "In [what|which] colo[u|]r would you paint {x}?", "How is {x} colo[u|]red?",
         "Of [what|which] colo[u|]r is {x}?", "What is {x}'s colo[u|]r?", "The colo[u|]r of {x} is",
         "[I draw|I am drawing|I'm painting|I paint] {x}, which colo[u|]r do I [need|use|take]?",
         "[Think of|Imagine|Picture] {x}. [What|Which] colo[u|]r is it?",
         "[What|Which] colo[u|]r [do we see when we look at|would you expect of] {x}?",
         "If you see {x}, what colo[u|]r is it?"],
        ["the colo[u|]r of {x}", "{x}'s colo[u|]r", "the usual colo[u|]r of {x}"],
        ["what colo[u|]r {x} is", "which colo[u|]r {x} has", "what colo[u|]r is {x}",
         "what the colo[u|]r of {x} is"],
    ),
    "colour_many": asked(
        ["What colour are {xs}?", "[What|Which] colo[u|]r are {xs}?",
         "[What|Which] colo[u|]r do {xs} have?",
         "{xs} colo[u|]r", "{XS} are what colo[u|]r?", "Colo[u|]r of {xs}?",
         "{XS} usually have [which|what] colo[u|]r?"],
        ["the colo[u|]r of {xs}"],
        ["what colo[u|]r {xs} are", "which colo[u|]r {xs} have"],
    ),
    "colour_check": asked(
        ["Is {x} {y}?", "Is the colo[u|]r of {x} {y}?", "Is {x} [usually|normally|really] {y}?",
         "Does {x} look {y}?", "Is {y} the colo[u|]r of {x}?", "Would you paint {x} {y}?",
         "Is {x} {y} or not?", "Does {x} have the colo[u|]r {y}?"],
        claims=["{x} is {y}", "the colo[u|]r of {x} is {y}", "{x} has the colo[u|]r {y}"],
    ),
    "unit": asked(
        ["How many {u} are in {v}?", "How many {u} are there in {v}?", "How many {u} in {v}?",
         "How many {u} does {v} [have|contain|consist of]?", "How many {u} has {v}[| got]?",
         "How many {u} [make|make up|form|are|is] {v}?", "{V} has how many {u}?",
         "{V} [is|has|equals|contains] [___|...] {u}.", "How many {u} [fit into|go into|belong to] "
         "{v}?", "{u} in {v}", "{u} in {v}[?|=]", "{V}: how many {u}?", "{V} in {u}?",
         "[Count|Give me] the {u} in {v}.", "There are how many {u} in {v}?",
         "If I have {v}, how many {u} [is that|are in it]?", "There are ___ {u} in {v}."],
        ["the number of {u} in {v}", "the number of {u} that {v} has"],
        ["how many {u} are in {v}", "how many {u} there are in {v}", "how many {u} {v} has"],
    ),
    "parts": asked(
        ["How many {u} does {w} have?", "How many {u} do {ws} have?", "How many {u} [has {w}|have "
         "{ws}] got?", "How many {u} are [there |]on {w}?", "{n} {u}", "How many {u} [has {w}|have "
         "{ws}]?", "{W} has how many {u}?", "{WS} have how many {u}?", "{W} has [___|...] {u}.",
         "{n}: how many {u}?", "How many {u} can you [count|find|see] on {w}?", "number of {u} {n}",
         "[Count|Name the number of] the {u} of {w}.", "I draw {w}. How many {u} does it need?",
         "With how many {u} [is {w} born|do you draw {w}|does {w} come]?"],
        ["the number of {u} of {w}", "the number of {u} that {w} has"],
        ["how many {u} {w} has", "how many {u} {ws} have", "how many {u} there are on {w}"],
    ),
    "sound": asked(
        ["What sound does {w} make?", "What does {w} say?", "[What|Which] [sound|noise] [does {w}|"
         "do {ws}] make?", "What do {ws} say?", "[What|Which] [sound|noise] comes from {w}?",
         "How does {w} [sound|go|speak|talk]?", "How do {ws} [sound|talk]?", "{n} [sound|noise]",
         "{W} [says|goes|makes]", "What do you hear from {w}?", "{W} says what?", "What is {w}'s "
         "[sound|noise|call]?", "Make the [sound|noise] of {w}.", "[Imitate|Talk like] {w}.",
         "What would {w} say[| if it could talk]?"],
        ["the sound of {w}", "the noise of {w}", "the sound that {w} makes", "the call of {w}"],
        ["what sound {w} makes", "what {w} says", "what noise {w} makes", "how {w} sounds"],
    ),
    "young": asked(
        ["What is a baby {n} called?", "What do you call a [baby|young] {n}?", "baby {n}",
         "What is a young {n} called?", "What do we call a baby {n}?", "A baby {n} is called",
         "[What|Which] is the [word|name] for a [baby|young] {n}?", "A [young|baby] {n} is what?",
         "How do you call [a baby|the young of a|the child of a] {n}?", "young {n} name",
         "What is the [child|baby|young|offspring] of {w}[| called]?", "What are baby {ns} called?",
         "What are young {ns} called?", "What is the name of a baby {n}?", "{n} baby name"],
        ["the word for a baby {n}", "the name for a baby {n}", "the name of a young {n}",
         "the baby of {w}"],
        ["what a baby {n} is called", "what you call a young {n}", "what a young {n} is called"],
    ),
    "home": asked(
        ["Where does {w} live?", "Where do {ws} live?", "Where [is {w} at home|does {w} sleep|can "
         "I "
         "find {w}]?", "In what does {w} live?", "{W} lives in", "{WS} live where?", "{n} home",
         "What is the home of {w} called?", "What [is|do you call] {w}'s home?", "{W} lives where?",
         "What [does {w}|do {ws}] live in?", "Where [is|are] {ws} [at home|found|living]?"],
        ["the home of {w}", "{w}'s home", "the place where {w} lives", "the place where {ws} live"],
        ["where {w} lives", "where {ws} live", "where the home of {w} is", "what {w} lives in"],
    ),
    "eats": asked(
        ["What does {w} eat?", "What do {ws} eat?", "What do {ws} [like to eat|feed on|live on]?",
         "What [does {w}|would {w}] like to eat?", "What is the food of {w}?", "{n} food",
         "{W} eats", "{W} eats what?", "{WS} eat what?", "What [can|should|do] I [feed|give] {w}?",
         "What do you feed {w} with?", "[Which|What] food does {w} [eat|like|need]?",
         "What is [on the menu of|the favourite food of|the diet of] {w}?", "{n} diet"],
        ["the food of {w}", "the food that {w} eats", "the diet of {w}", "{w}'s food"],
        ["what {w} eats", "what {ws} eat", "what food {w} likes", "what to feed {w}"],
    ),
    "can": asked(
        ["Can {w} {v}?", "Can {ws} {v}?", "Is {w} able to {v}?", "Are {ws} able to {v}?",
         "Does {w} {v}?", "Do {ws} {v}?", "Does {w} know how to {v}?", "Do {ws} know how to {v}?",
         "Is it possible for {w} to {v}?", "Can {w} {v} or not?", "Could {w} {v}?",
         "Can you see {w} {v}?", "{n}: can it {v}?"],
        claims=["{w} can {v}", "{ws} can {v}", "{w} is able to {v}", "{ws} are able to {v}"],
    ),
}  # fmt: skip
