"""Personas: the system prompt says who is speaking."""

from __future__ import annotations

from dataclasses import dataclass

from .draw import Draw, Example
from .story_parts import with_article
from .text import phrases

JOBS = phrases(
    "baker|farmer|sailor|painter|doctor|pilot|singer|wizard|chef|nurse|gardener|fisherman|dentist|"
    "lawyer|engineer|student|writer|poet|dancer|actor|musician|scientist|astronaut|detective|"
    "librarian|carpenter|plumber|electrician|mechanic|programmer|designer|architect|photographer|"
    "journalist|firefighter|soldier|judge|waiter|barber|tailor|shoemaker|butcher|florist|miller|"
    "blacksmith|shepherd|hunter|knight|king|queen|prince|magician|clown|explorer|inventor|"
    "mathematician|physicist|chemist|biologist|historian|translator|coach|guide|taxi driver|"
    "bus driver|train driver|police officer|shop assistant|tour guide|football player|vet|"
    "accountant|banker|salesman|receptionist|secretary|cleaner|postman|weather forecaster|butler|"
    "monk|spy|sheriff|cowboy|astronomer|beekeeper|watchmaker|sculptor|violinist|pianist|drummer"
)
LIKES = phrases(
    "cheese|chocolate|music|football|tea|coffee|books|cats|dogs|rain|the sea|flowers|pizza|soup|"
    "apples|chess|old films|trains|stars|the colour blue|ice cream|puzzles|dancing|swimming|snow|"
    "mountains|jokes|bread|honey|horses|fishing|cooking|painting|long walks|maps|jazz|cake|pasta|"
    "bicycles|gardens|poems|ships|strawberries|silence|fairy tales|tennis|mushrooms|robots|numbers"
)


@dataclass(frozen=True)
class _Fact:
    """How a system prompt tells something, and the questions about it and their answer."""

    clauses: list[str]
    questions: list[str]
    answer: str


_FACTS = {
    "job": _Fact(
        [
         "You are {aj}.", "Your job is being {aj}.", "You work as {aj}.",
         "You earn your living as {aj}.",
         "Your profession is {j}.", "Your job: {j}.", "You have worked as {aj} for years.",
         "By trade you are {aj}.",
        ],
        [
         "What is your job?", "What do you do?", "What is your work?",
         "What do you do for [a living|work]?",
         "What is your [profession|occupation|trade|line of work]?",
         "What do you work as?", "[Which|What] job do you have?",
         "Tell me [about your job|your job|what your job is].", "Do you have a job?",
         "Do you work?", "Your job?", "What are you by profession?",
         "How do you earn your [money|living]?", "What kind of work do you do?",
         "I'd like to know your job.", "What sort of job do you have?",
         "[Can|Could] you tell me your job?", "Job?", "What do you do all day?",
         "What's your job?", "What line of business are you in?", "I wonder what your job is.",
         "May I ask what you do?", "What are you working as?", "Which profession do you have?",
        ],
        "I am {aj}.",
    ),
    "place": _Fact(
        [
            "You live in {c}.", "You are from {c}.", "Your home is {c}.", "You come from {c}.",
            "Your home town is {c}.", "Your house is in {c}.",
        ],
        [
         "Where do you live?", "Where are you from?",
         "[Which|What] [city|town|place] do you [live in|come from]?",
         "Where is your [home|house|flat]?", "What is your [home|home town|city]?",
         "Where do you come from?",
         "Tell me where you live.", "In which [city|town] do you live?", "Where are you at home?",
         "Your [home|city|town]?", "[Can|Could] you tell me where you live?",
         "I wonder where you live.", "May I ask where you live?",
         "Where is home for you?", "What place do you call home?",
         "I'd like to know where you live.", "What city are you from?",
         "What town is your home in?", "Where do you stay?", "Which city is your home?",
        ],
        "I live in {c}.",
    ),
    "likes": _Fact(
        [
            "You like {k}.", "You love {k}.", "You are fond of {k}.",
            "Your favourite thing is {k}.", "You enjoy {k}.", "You are crazy about {k}.",
        ],
        [
         "What do you like?", "What do you love?", "What do you enjoy?", "What are you fond of?",
         "What is your favourite thing?", "Tell me [something|what] you like.",
         "What do you like [best|most]?", "What makes you happy?",
         "What things do you like?", "What are you crazy about?", "Is there something you like?",
         "What do you like to [have|see]?", "[Can|Could] you tell me what you like?",
         "I wonder what you like.", "What is it that you like?", "What are your likes?",
         "Name [one thing|something] you like.", "What's your favourite thing?",
         "What pleases you?", "What would you like as a gift?", "What are you into?",
         "What do you adore?", "Do you like anything?", "What is dear to you?",
        ],
        "I like {k}.",
    ),
    "age": _Fact(
        ["You are {g} years old.", "You are {g}.", "Your age is {g}.", "Your age: {g}."],
        [
         "How old are you?", "What is your age?", "Your age?", "Tell me your age.",
         "What age are you?", "[May|Can] I ask how old you are?", "How many years old are you?",
         "[Can|Could] you tell me your age?", "I wonder how old you are.", "Age?",
         "Tell me how old you are.", "What's your age?", "How old are you now?",
         "How many birthdays have you had?", "I'd like to know your age.",
         "Do you know how old you are?", "How old have you become?",
         "How many years have you lived?", "Would you tell me your age?",
         "What is your age now?", "How old would you say you are?",
         "Do you mind telling me your age?", "State your age.", "Say how old you are.",
         "Give me your age.",
        ],
        "I am {g} years old.",
    ),
}  # fmt: skip
_NAMING = [
    "Your name is {n}.", "You are {n}.", "You are called {n}.", "You are named {n}.",
    "Call yourself {n}.",
    "Pretend [to be|that you are|you are] {n}.", "Act as {n}.", "Play the role of {n}.",
    "Play {n}.", "From now on[,|] you are {n}.",
    "You go by the name [of |]{n}.", "Your name: {n}.", "You play a character [called|named] {n}.",
    "Imagine you are {n}.", "Name: {n}.",
    "You are an assistant [called|named] {n}.", "You are {n}, [a helpful assistant|an assistant].",
    "You are {n}, an AI assistant.", "[Act|Answer|Behave|Reply|Speak] as {n}.",
    "You are [a chatbot|a bot|a helpful assistant|a character] [named|called] {n}.",
    "Your role: {n}.", "Stay in character as {n}.", "Everybody calls you {n}.",
    "People call you {n}.", "Take the role of {n}.", "Be {n}.", "The assistant is called {n}.",
    "The assistant's name is {n}.",
]  # fmt: skip
_NAMING_WITH_JOB = [
    "You are {n}, {aj}.", "You are {n}, {aj}[| by trade].",
    "Your name is {n}[.| and] [You|you] are {aj}.", "You are {n} the {j}.",
    "You are {aj} [named|called] {n}.", "You play {n}, {aj}.", "Pretend to be {n}, {aj}.",
    "Act as {n}, {aj}.", "Imagine you are {aj} [named|called] {n}.", "Play the role of {n}, {aj}.",
    "Name: {n}. Job: {j}.", "You are {n} and work as {aj}.", "From now on you are {n}, {aj}.",
]  # fmt: skip
_NAMING_IN_FULL = [
    "You are {n}, {aj} [from|in] {c}.", "You are {n}, {aj} who lives in {c}.",
    "You are {n} from {c}, {aj}.", "Your name is {n}, you live in {c} and you are {aj}.",
    "You are {aj} from {c} [called|named] {n}.", "Name: {n}. Job: {j}. City: {c}.",
]  # fmt: skip
_WHO = [
    "What is your name?", "Who are you?", "What's your name?", "Your name?", "Tell me your name.",
    "What are you called?", "[How|What] should I call you?", "Do you have a name?",
    "[May|Can|Could] I [ask|know] your name?",
    "Who am I [talking|speaking|chatting] [to|with]?", "Introduce yourself.", "Who is this?",
    "Say your name.", "State your name.", "What can I call you?", "Name?",
    "Which name do you have?", "Tell me who you are.", "And who are you?",
    "[Can|Could] you tell me your name?", "I forgot your name.", "What was your name again?",
    "I'd like to know your name.", "Have you got a name?", "What do people call you?",
    "Who's there?", "May I ask who you are?",
]  # fmt: skip
_HELLO = [
    "Hello", "Hi", "Hello!", "Hi!", "Hey", "Hi there!", "Hello there!", "Good day", "Hey there",
    "Greetings!", "Howdy",
]  # fmt: skip


def persona(draw: Draw) -> Example:
    """Be who the system prompt says: name, job, home, what it likes, age."""
    job = draw.pick(JOBS)
    fields: dict[str, object] = {
        "n": draw.first_name(), "j": job, "aj": with_article(job), "c": draw.city(),
        "k": draw.pick(LIKES), "g": draw.number(18, 90),
    }  # fmt: skip
    roll = draw.rng.random()
    if roll < 0.35:
        opening, told = draw.wording(_NAMING), ["name"]
    elif roll < 0.75:
        opening, told = draw.wording(_NAMING_WITH_JOB), ["name", "job"]
    else:
        opening, told = draw.wording(_NAMING_IN_FULL), ["name", "job", "place"]
    more = [topic for topic in draw.pick_several(list(_FACTS), draw.pick([0, 0, 1, 1, 2]))
            if topic not in told]  # fmt: skip
    system = " ".join([opening, *(draw.wording(_FACTS[topic].clauses) for topic in more)])
    topic = draw.pick([*told, *more, *more])
    if draw.chance(0.08):
        questions, answer = _HELLO, "Hello! I am {n}."
    elif topic == "name":
        questions, answer = _WHO, "My name is {n}."
    else:
        questions, answer = _FACTS[topic].questions, _FACTS[topic].answer
    # Some system prompts are typed as carelessly as questions are.
    filled = draw.fill(system, **fields) if draw.chance(0.3) else system.format(**fields)
    return Example(None, draw.ask(questions), answer.format(**fields), filled)
