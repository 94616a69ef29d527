"""Facts about a person, extracted from a sentence or two: mostly to JSON, sometimes just one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .draw import Draw, Example
from .fields import as_json, instruct
from .text import phrases, words

_JOBS = phrases(
    "a teacher|a nurse|an engineer|a doctor|a baker|a painter|a pilot|a farmer|a lawyer|a writer|"
    "a student|a designer|an architect|a chef|a driver|a singer|a scientist|a plumber|a gardener|"
    "a librarian|a waiter|a carpenter|a journalist|a programmer|an electrician|a dentist|a cook|"
    "a photographer|a musician|an actor|a tailor|a vet|a postman|a translator|a biologist|"
    "a software developer|a data scientist|a bus driver|a police officer|a shop assistant|"
    "a physicist|a retired judge|a football coach|a history teacher|a tour guide|a sales manager"
)
_HOBBIES = phrases(
    "painting|chess|hiking|cooking|reading|swimming|dancing|cycling|fishing|running|gardening|"
    "old films|jazz|baking bread|long walks|playing the piano|football|tennis|photography|"
    "singing|sailing|climbing|yoga|knitting|board games|travelling|good coffee|science fiction|"
    "bird watching|skiing|poetry|video games|rock music|strong tea|crossword puzzles|karate"
)
_ASIDES = [
    "{He} is {j}.", "{He} works as {j}.", "{He} [loves|likes|enjoys] {h}.", "{His} hobby is {h}.",
    "{He} has [two|three|four|five] [cats|dogs|children|brothers|sisters|bikes].",
    "{He} has [a dog|a cat|a twin brother|an old car|a big family|no pets|2 cats|3 children].",
    "{He} speaks [French|two languages|Spanish and English|three languages].",
    "{He} [works at|works in|runs] a [bank|school|small shop|hospital|museum|bakery|startup].",
    "{He} is [married|very friendly|quite tall|always late|good at maths|a bit shy].",
    "{His} favourite colour is [red|blue|green|yellow].", "In {his} free time {he} likes {h}.",
    "{He} [started|joined us|began work] [last week|in May|on Monday|in 2019|last year].",
    "{He} is interested in {h}.",
    "{He} studied [biology|law|history|maths] for [three|four] years.",
]  # fmt: skip
_CITY_SENTENCES = [
    "{N} [lives|has lived|now lives|is living|still lives] in {c}.", "{N} [is|comes] from {c}.",
    "{N} [works|grew up|was born|is based|settled|studies|stays|resides] in {c}.",
    "{N} moved to {c}[| last year| recently| in spring].", "{N} has a [flat|house|home] in {c}.",
    "{N} lives [near the centre of|in the north of|with a friend in|with family in] {c}.",
    "{N} calls {c} home.", "{Ns} home [|town ]is {c}.", "{N} rents a [room|flat] in {c}.",
]  # fmt: skip
_AGE_SENTENCES = [
    "{N} is {a} years old.", "{N} is {a}.", "{N} [just|has just|recently] turned {a}.",
    "{N} is {a} years of age.", "{Ns} age is {a}.", "{N} [celebrated|had] {his} {a}{th} birthday.",
    "{N} turned {a} [last week|in May|yesterday|this year|on Sunday].", "{N} is aged {a}.",
    "{N} is now {a}[| years old].", "{N} is {an} {a}-year-old [{man}|person].",
]  # fmt: skip
_FULL = [
    *["{n} lives in {c} and is {a} years old."] * 3,
    *["{n} is {a} years old and lives in {c}."] * 2,
    "{n} [lives in|is from|comes from|works in] {c} and is {a}[ years old|].",
    "{n} is {a} [years old |]and [lives in|comes from|is from|was born in|works in] {c}.",
    "{n} is {a} years old, [lives in|is from] {c} and is {j}.", "{n}, {a}, {c}[.|]", "{n} {a} {c}",
    "{n}, {a}, [lives in|is from|from|comes from|works in|moved to|grew up in] {c}.",
    "{n}, [who is|aged|age] {a}, [lives in|is from|comes from|works in|was born in] {c}.",
    "{n}, who [lives in|comes from|is from] {c}, is {a}[ years old|].",
    "{n} ({a}) [comes from|lives in|is from|works in|moved to] {c}.", "{n} ({a}, {c})[.|]",
    "{n} ({c}, {a})[.|]", "{n} ({a}), {c}", "{n} from {c} is {a}[ years old| years of age|].",
    "{n} from {c} [just turned|turned|has turned] {a}[| last week| today].",
    "{An} {a}-year-old {j0} [from|in] {c} is called {n}.", "{a}-year-old {n} from {c}",
    "{An} {a}-year-old from {c}, {n}, [won a prize|likes {h}|is {j}].",
    "{a}-year-old {n} [lives in|comes from|is from|works in] {c}.",
    "The {a}-year-old {n} [lives in|comes from|is from|moved to] {c}.",
    "{n}, {an} {a}-year-old {j0} [from|living in|based in|in] {c}[, likes {h}|].",
    "{n} is {an} {a}-year-old {j0} [from|in|living in|who lives in|based in] {c}.",
    "Meet {n}[, {a}, from {c}| from {c}, aged {a}| ({a}) from {c}].",
    "Meet {n}, {a}, {j} from {c}.",
    "[This is|Here is|Say hello to] {n} from {c}, [aged {a}|{a}|{a} years old].",
    "[Our|My|The] [new colleague|neighbour|friend|boss|cousin|teacher|guest] {n} is {a} and "
    "[comes from|lives in|is from] {c}.",
    "[At|Aged|At the age of] {a}, {n} [moved to|lives in|left for|settled in|works in] {c}.",
    "[I met|Yesterday I met|We met] {n}, [who is {a}|{a}|aged {a}], in {c}.",
    "[In|From] {c}[ we have|:] {n}, [who is |aged |]{a}.", "In {c} lives {n}, [who is|aged] {a}.",
    "{n} was born in {c} {a} years ago.", "{n} has lived in {c} for all of {his} {a} years.",
    "{n} [is|works as] {j} in {c}[ and is| and|, and {he} is] {a} years old.",
    "{n} works as {j}, lives in {c} and is {a}[ years old|].",
    "[Dr|Mr|Mrs|Ms|Professor|Dr.] {n}, {a}, [works in|lives in|is from|is {j} in] {c}.",
    "[Dr|Mr|Mrs|Ms|Professor|Dr.] {n} [lives in|is from] {c} and is {a}[ years old|].",
    "Name: {n}[;|,|] [City|city|Town]: {c}[;|,|] [Age|age]: {a}", "Name: {n}\nCity: {c}\nAge: {a}",
    "Name: {n}\nAge: {a}\nCity: {c}", "Name: {n}, Age: {a}, City: {c}[.|]",
    "name={n} city={c} age={a}", "name = {n}, age = {a}, city = {c}", "Name {n}, age {a}, city {c}",
    "Age {a}, name {n}, city {c}", "{n} | {c} | {a}", "{n} | {a} | {c}", "{n}; {c}; {a}",
    "{n} - {c} - {a}", "{n} / {a} / {c}", "{n},{c},{a}", "{n};{a};{c}", "{c}: {n} ({a})",
    "{n}, {c} ({a})", "{n}, age {a}, {c}",
    "[Patient|Customer|Guest|Student|Player|User|Member|Applicant]: {n}, {a}[ years old|], [from |"
    "lives in |living in |]{c}[.|]",
    "The [customer|guest|student|winner|patient|player] is {n}, {a}[ years old|], from {c}.",
    "The name is {n}, the city is {c} and the age is {a}.",
    "{His} name is {n}. {He} lives in {c} and {he} is {a}[ years old|].",
    "{He} is called {n}, {he} is {a} and {he} lives in {c}.",
    "There is [a {man}|someone|a person] called {n} in {c} who is {a}[ years old|].",
    "[A {man}|Someone|A person] [called|named] {n}, aged {a}, [lives in|moved to] {c}.",
    "I know [a|one] {n} from {c}[ who is|, aged|, age] {a}.", "{c} is the home of {n}, who is {a}.",
    "{n} lives in {c}, {country}, and is {a} years old.", "{n}, {a}, from {c}, {country}[.|]",
    "Although {he} is [only|already] {a}, {n} [lives|works] alone in {c}.",
    "{n} loves {h}, lives in {c} and is {a}[ years old|].", "It is {n} from {c}. {He} is {a}.",
    "{n}, {j} of {a}, lives in {c}.",
    "{n} is {a} today! {He} [lives in|comes from] {c}.", "Happy {a}{th} birthday to {n} in {c}!",
    "[Did you know that|I think that|They say that|We heard that] {n} is {a} and lives in {c}?",
]  # fmt: skip
_FIRST_PERSON = [
    "[Hi, |Hello, |Hey, |Hi! |Hello! |]I'm {n}, {a}, from {c}[.|]",
    "I'm {n} from {c}, {a} years old.", "[Hi, |Hello, |]I am {n}, I am {a} and I live in {c}.",
    "I am {a}, my name is {n}, I live in {c}.",
    "[Hi, |Hello, |Hello! |]my name is {n}, I am {a} [years old |]and I live in {c}.",
    "My name is {n} and I live in {c}. I am {a}[ years old|].",
    "I am {n}, I live in {c}, I am {a}.",
    "My name is {n}. I am {a} years old. I [come from|live in|am from|work in] {c}.",
    "I am {n} from {c} and I am {a} years old.", "I live in {c}, I'm {a} and my name is {n}.",
    "I'm {an} {a}-year-old {j0} from {c}. [My name is|I am called|They call me] {n}.",
    "I am {n}. I [moved to|grew up in|was born in] {c} and I just turned {a}.",
    "Call me {n}. I'm {a} and based in {c}.", "{n} here, {a}, from {c}.",
    "I, {n}, am {a}, from {c}.", "Hello, this is {n} from {c}. I am {a} and I am {j}.",
    "I'm {n}, {j} from {c}, and I'm {a}.", "Hi! I'm {n}. I'm {a}, I live in {c} and I like {h}.",
    "Greetings from {c}! I am {n}, {a}.",
]  # fmt: skip
_NAME_CITY = [
    "{n} [lives in|comes from|is from|works in|moved to|was born in|grew up in] {c}.",
    "My name is {n} and I live in {c}.", "I am {n} from {c}.", "{n} is {j} in {c}.", "{n}, {c}",
    "[Hi|Hello], I'm {n} from {c}.", "{n} loves {h} and lives in {c}.", "In {c} lives {n}, {j}.",
    "[Dr|Mr|Mrs|Ms] {n} works in {c}.", "{n} from {c} likes {h}.", "Name: {n}, city: {c}",
]  # fmt: skip
_NAME_AGE = [
    "{n} is {a}[ years old|].", "{n} [just turned|turned|has turned] {a}.", "{n}, {a}, is {j}.",
    "My name is {n} and I am {a}[ years old|].", "I'm {n}, {a}.", "{n} ({a}) likes {h}.",
    "{n}, {a}", "{n} is {an} {a}-year-old {j0}.", "{a}-year-old {n} is {j}.", "Name: {n}, age: {a}",
]  # fmt: skip
_COUNTRIES = words("Norway France Spain Italy Canada Japan India Brazil Kenya Peru Germany Poland")

_KEY_WORDS: dict[str, list[str]] = {
    "name": ["name"] * 10 + ["person", "full name", "person's name", "who it is"],
    "city": ["city"] * 10 + ["town", "place", "home town", "location", "where they live"],
    "age": ["age"] * 10 + ["person's age", "years of age", "how old they are"],
}
"""How people name the keys; the keys in the answer stay the same."""

_KEYLESS = [
    "Extract JSON", "Extract JSON from [this|this text|the text|this sentence]", "To JSON",
    "As JSON",
    "[Turn|Convert|Transform|Change|Parse|Make|Put] [this|it|this text|this sentence|the text] "
    "[into|to] [|valid |a ]JSON[| object]", "JSON[|, please| only]",
    "[Give|Show|Return] [me |]this as JSON", "Text to JSON", "In JSON",
    "Extract the [data|facts|information|info|details|fields|entities] as JSON",
    "Make JSON [from|of] this",
    "Extract the [data|information|info|details|fields|entities|person]",
    "[Write|Say] this as JSON",
    "[Return|Output|Generate|Create|Write|Produce] [|the |a ]JSON [object |]for this [|text|"
    "person]", "Describe [this|the] person as JSON", "What is this as JSON?",
    "Express this as JSON", "What [would|does] this [|text ]look like [as|in] JSON?",
    "Can you make JSON out of this?", "Parse this[| text| sentence]",
    "Structure this [text|data] as JSON", "I need this as JSON",
    "Who is this person? Answer [in|with] JSON", "Extract everything about the person as JSON",
]  # fmt: skip
_ASK_NAME = [
    "What is the [|person's |full ]name[| in this text| mentioned| of the person| here]?",
    "[Which|What] name [is|do you see|appears|is mentioned|can you find] in [this|the] [text|"
    "sentence]?",
    "Who is [it|this|this about|the text about|this text about|described|mentioned|meant]?",
    "[Extract|Get|Find|Return|Pull out|Give me|Output|Identify] the [|person's ]name[| from this "
    "text]", "[Extract|Return|Get] [only |just ]the name", "Name[|?| only]", "The name[|?| only]",
    "Find the person", "What is [the person|he or she|this person] called?",
    "Who [lives there|do we meet here]?", "Just the name[|, please]",
    "What is [his|her|their] name?", "Who am I reading about?",
    "[Tell|Give|Show] me [the name|who this is|who it is|the person's name]",
    "I need [only |]the name", "Whose [age|city|home] is [given|mentioned]?",
    "Which person is [mentioned|this about|described]?", "Only [answer with|give|return] the name",
    "[Say|Write] the name of the person", "Can you find the name?", "What name is given?",
    "Name of the person", "Who is the person[| here]?", "I [would like|want] to know the name",
    "Which name do you read here?", "Read out the name", "Spot the name", "Person's name[|?]",
    "How is the person called?",
]  # fmt: skip
_ASK_CITY = [
    "Where does {they} [live|come from|stay|work]?", "Where is {they} [from|living|based]?",
    "What is the [city|town][| in this text| mentioned| here]?", "Where is [this|the] person from?",
    "[Which|What] [city|town|place] [is|appears|is mentioned|is named] in [this|the] [text|"
    "sentence]?", "[Which|What] [city|town] does {they} live in?",
    "[Which|What] [city|town] is {they} from?",
    "[Extract|Get|Find|Return|Pull out|Give me|Output|Identify] the [city|town|place][| from this "
    "text]", "[Extract|Return|Get] [only |just ]the city", "City[|?| only]", "The city[|?| only]",
    "Where[ is it|]?", "Just the city[|, please]",
    "[Tell|Give|Show] me [the city|where {they} lives|where this is]", "I need [only |]the city",
    "Only [answer with|give|return] the [city|place]", "Location?",
    "In [which|what] [city|town|place] does {they} live?", "In which city is {they}?",
    "What is [the|this] person's [city|town|home town]?", "Can you find the [city|town]?",
    "Which city is [mentioned|given|named|it]?", "I [would like|want] to know where {they} lives",
    "Where can I find {they}?", "Where is the home of {they}?", "What place does {they} live in?",
    "Name of the [city|town][|?]", "Home town[|?]", "Spot the [city|town]", "Place[|?]",
]  # fmt: skip
_ASK_AGE = [
    "How old is {they}[| now| today]?", "What is the [|person's ]age[| in this text| given| here]?",
    "[What|Which] age is [mentioned|given|named|stated|written] [|here|in this text]?",
    "[Extract|Get|Find|Return|Pull out|Give me|Output|Identify] the [|person's ]age[| from this "
    "text]", "[Extract|Return|Get] [only |just ]the age", "Age[|?| only]", "The age[|?| only]",
    "How old?", "Just the age[|, please]", "[Tell|Give|Show] me [the age|how old {they} is]",
    "Years old?", "I need [only |]the age", "Only [answer with|give|return] the [age|number]",
    "Find out the age", "How many years old is {they}?", "How many years has {they} lived?",
    "What age is {they}?", "What is the age of {they}?", "Can you find the age?",
    "Age of {they}[|?]", "Spot the age", "I [would like|want] to know [the age|how old {they} is]",
    "How old did {they} turn?", "At what age is {they}?", "Age in years[|?]", "Person's age[|?]",
    "How old would you say {they} is?", "Do you see how old {they} is?", "What number is the age?",
]  # fmt: skip
_QUESTIONS = {"name": _ASK_NAME, "city": _ASK_CITY, "age": _ASK_AGE}
_FIELDS = ["name", "city", "age"]
_SUBSETS = [["name", "city"], ["name", "age"], ["city", "age"], ["age", "name"], ["city", "name"]]
_TYPES = {
    "name": ('"..."', "string", "str", '""'),
    "city": ('"..."', "string", "str", '""'),
    "age": ("...", "number", "int", "0"),
}


@dataclass(frozen=True)
class _Person:
    text: str
    fields: dict[str, object]
    pronoun: str


def _composed(draw: Draw, given: Sequence[str]) -> str:
    """Return a pattern of single sentences: the first has the name, the others a pronoun."""
    sentences = [_CITY_SENTENCES] * ("city" in given) + [_AGE_SENTENCES] * ("age" in given)
    told = [draw.pick(each) for each in draw.pick_several(sentences, len(sentences))]
    told[0] = told[0].replace("{Ns}", "{n}'s").replace("{N}", "{n}")
    for _ in range(draw.pick([0, 0, 1, 1, 2])):
        told.insert(draw.number(1, len(told)), draw.pick(_ASIDES))
    again = draw.pick(["{He}", "{He}", "{n}"])
    return " ".join(told).replace("{Ns}", "{His}").replace("{N}", again)


def _person(draw: Draw, given: Sequence[str]) -> _Person:
    name, city = draw.full_name(), draw.city()
    age = draw.number(16, 89) if draw.chance(0.8) else draw.number(1, 99)
    patterns = {"name city age": _FULL, "name city": _NAME_CITY, "name age": _NAME_AGE}
    if draw.chance(0.3):
        pattern = _composed(draw, given)
    elif len(given) == 3 and draw.chance(0.2):
        pattern = draw.pick(_FIRST_PERSON)
    else:
        pattern = draw.pattern(patterns[" ".join(given)])
        if pattern.endswith(".") and draw.chance(0.12):
            pattern += " " + draw.pick(_ASIDES)
    wording = draw.wording([pattern])
    if draw.noisy and draw.chance(0.06) and wording.endswith("."):
        wording = wording[:-1]
    he, his, man = draw.pick([("he", "his", "man"), ("she", "her", "woman")])
    article = "an" if str(age)[0] == "8" or age in (11, 18) else "a"
    job = draw.pick(_JOBS)
    text = wording.format(
        n=name, c=city, a=age, an=article, An=article.capitalize(), he=he, He=he.capitalize(),
        his=his, His=his.capitalize(), man=man, th=_ordinal_ending(age), j=job,
        j0=job.split(" ", 1)[1], h=draw.pick(_HOBBIES), country=draw.pick(_COUNTRIES),
    )  # fmt: skip
    values: dict[str, object] = {"name": name, "city": city, "age": age}
    if draw.noisy and draw.chance(0.03):
        text, values = text.lower(), {"name": name.lower(), "city": city.lower(), "age": age}
    return _Person(text, {field: values[field] for field in given}, he)


def _ordinal_ending(number: int) -> str:
    if number in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def person(draw: Draw) -> Example:
    """Extract name, city and age of a person, mostly as JSON; a single one in plain words."""
    roll = draw.rng.random()
    if roll < 0.15:
        return _single_field(draw)
    fields, given, everything = _FIELDS, _FIELDS, roll >= 0.34
    if roll < 0.28:
        fields = draw.pick(_SUBSETS)
        if fields[0] == "name" and draw.chance(0.3):
            given = fields
    elif not everything:
        fields = [draw.pick(_FIELDS)]
    elif draw.chance(0.25):
        fields = draw.pick_several(_FIELDS, 3)
    made = _person(draw, given)
    if everything and draw.chance(0.15):
        return Example(None, draw.ask_about(_KEYLESS, made.text), as_json(made.fields))
    answer = as_json({field: made.fields[field] for field in fields})
    pattern = instruct(draw, fields, _KEY_WORDS, _TYPES)
    return Example(None, draw.ask_about([pattern], made.text), answer)


def _single_field(draw: Draw) -> Example:
    field = draw.pick(_FIELDS)
    made = _person(draw, _FIELDS)
    name = str(made.fields["name"])
    they = draw.pick(["the person", "this person", made.pronoun, "{who}", "{who}"])
    patterns = [pattern.replace("{they}", they) for pattern in _QUESTIONS[field]]
    question = draw.ask_about(patterns, made.text, who=draw.pick([name, name.split()[0]]))
    return Example(None, question, str(made.fields[field]))
