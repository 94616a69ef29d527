"""Chats in which people tell things about themselves, and ask for them later."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .draw import Draw, Example, Foreign
from .memory_topics import AGE, CITY, JOB, KINDS, NAME, Kind
from .memory_words import ANIMALS, FAVOURITES, HOBBIES, JOBS, PLURALS, WORDS
from .names import held_out, invented_name


@dataclass(frozen=True)
class Memory:
    """Something that the user tells, what is said to it, and how it is asked for later."""

    topic: str
    statement: str
    reply: str
    question: str
    answer: str


_TELLINGS = [
    *["{C}."] * 8, "{C}", "{C}!", "[Hi|Hello|Hey|Hi there|Good morning|Hey there]! {C}.",
    "[Hi|Hello|Hey|Hi there|Oh|Well|OK|So|Now], {c}.",
    "[By the way|Just so you know|FYI|Oh, by the way], {c}.", "You should know that {c}.",
    "[Please remember|Remember|Please note|Note|Keep in mind] that {c}.",
    "{C}. [Please remember that|Remember it|Keep that in mind|Don't forget it|Please keep this in "
    "mind].",
    "{C}, [I have a question|can you help me|please remember that|by the way|you know|just so you "
    "know].", "I [want|would like|need|have] to [tell you|say|mention] that {c}.",
    "Did [I mention|you know] that {c}?", "[Let me tell|I can tell|May I tell] you that {c}.",
    "I should [say|mention|add] that {c}.",
    "[One thing about me|About me|To introduce myself|A fact about me|Something about me|"
    "Remember]: {c}.",
    "[For the record|First of all|As you may know|To start with|For your information], {c}.",
    "[Hi|Hello]! {C}. [I have a question|Can you help me|I am new here|I need some help].",
    "{C}. [I have a question|Nice to meet you|I thought you should know|That's me|Just saying].",
    "[I forgot to say|I think I told you|It is true] that {c}.", "Have I told you that {c}?",
]  # fmt: skip
_TELLING_NAME = [
    *["My name is {v}."] * 5,
    "[Just |Please |]call me {v}.", "[Hi, |Hello, |Hey, |]{v} here.", "{v} is my name.",
    "Name: {v}", "[It's|It is] {v}.",
    "[Hi|Hello|Hey], [I'm|I am] {v}[|!|, nice to meet you.|, how are you?]",
    "[I'm|I am] {v}, [I have a question|and I need help|and I'm new here|and I like notebooks].",
    "[Hi|Hello|Hey], my name is {v}!", "The name is {v}.", "[Hi|Hello], {v} speaking.", "me: {v}",
    "My name is {v}. What can you do for me?", "Let me introduce myself: I am {v}.",
    "I'm called {v}.",
    "[Let me introduce myself|Allow me to introduce myself]. [My name is|I'm|I am] {v}.",
]  # fmt: skip
_CORRECTIONS = [
    "[Actually|No|Sorry|Wait|Oh|Sorry, no|Oh no|In fact|Oops|Hold on|Well, actually], {c}.",
    "[Correction|I have to correct myself|That was wrong|Let me correct that|Not any more]: {c}.",
    "[I made a mistake|I was wrong|I got that wrong|I was joking|That was not true|I lied|No, "
    "that is wrong|Forget that]. {C}.", "[I meant|I meant to say|It turns out] that {c}.",
    "{C}, not {old}.", "[No|Actually|Sorry], {c}, not {old}.", "{C} now.",
    "{C}, not {old} any more.",
    "[Things changed|I changed my mind|That changed|There was a change]: {c}.", "Update: {c}.",
]  # fmt: skip
_PAIRS = [
    *["{C} and {d}."] * 4, "{C}. {D}.", "{C}, {d}.", "{C}, and {d}.", "[Hi|Hello]! {C} and {d}.",
    "[Hi|Hello|Hey], {c} and {d}.",
    "{C} and {d}. [I have a question|Remember that|Nice to meet you].", "{C}. Also, {d}.",
    "{C}. And {d}.", "[By the way|Just so you know], {c} and {d}.",
    "[You should know|Remember|Please remember] that {c} and that {d}.", "About me: {c}, {d}.",
]  # fmt: skip
_NAME_AND = {
    CITY.topic: [
        "[I'm|I am|My name is|It's] {v} from {w}.", "[Hi|Hello], I'm {v} from {w}[!|.]",
        "{v} from {w} here.", "[I'm|I am] {v} and [live in|come from|am from] {w}.",
        "I'm {v}, I'm from {w}.",
    ],
    AGE.topic: [
        "[I'm|I am] {v}, {w} years old.", "[I'm|I am|My name is] {v} and [I'm|I am] {w}.",
        "[Hi|Hello], I'm {v}, {w}.", "{v}, {w} years old.", "[I'm|I am] {v}, aged {w}.",
    ],
    JOB.topic: [
        "[I'm|I am] {v}, {w}.", "[I'm|I am] {v} and I work as {w}.", "My name is {v}, I am {w}.",
        "[Hi|Hello], I'm {v}, {w}.", "[Hi|Hello], I'm {v} and I'm {w}.",
    ],
}  # fmt: skip


_FOREIGN_REPLIES = [
    "[OK|Okay|Got it|Noted|Understood|Alright|Sure|Great|Nice|Thanks|Good|I see|Fine|Right][.|!]",
    "[Great|Nice|Lovely|Wonderful|OK|Good]! [I will|I'll] [remember|keep in mind|note] [that|it].",
    "[I will|I'll] [remember|keep in mind|note|not forget] [that|this|it].", "Good to know[.|!]",
    "[Thank you|Thanks] for [telling|letting] me[ know|][.|!]", "That is [nice|good|great][.|!]",
    "[I will|I'll] remember {v}.", "{v}, [noted|got it|understood|of course|great]!", "{v}[!|.]",
    "[Hello|Hi]! How can I help[ you|][ today|]?", "[A pleasure|Pleased] to meet you!",
    "[Nice|Great] to meet you[!|.] {v} is [noted|lovely|great].", "So it is {v}. [Noted|OK|Good].",
    "{v} is [lovely|great|a fine choice|wonderful|beautiful]!", "What can I do for you?",
    "[OK|Okay|Sure], {v}. [What next?|What else?|Anything else?]",
]  # fmt: skip
_OTHER_WORDS = [
    "[Sure|Of course|OK|Well]! {a}", "{a} [Anything else?|I hope this helps.]", "{last}", "{Last}.",
    "[It is|That is|The answer is] {last}.", "[I think|I believe] it is {last}.", "{Last}!",
]  # fmt: skip


@dataclass(frozen=True)
class _Thing:
    kind: Kind
    key: str
    value: str

    @property
    def topic(self) -> str:
        return _topic(self.kind, self.key)

    @property
    def answer(self) -> str:
        return _keyed(self.kind.answer, self.key).format(v=self.value)


def _topic(kind: Kind, key: str) -> str:
    return f"{kind.topic} {key}".strip()


def _keyed(pattern: str, key: str) -> str:
    return pattern.replace("{k}", key).replace("{p}", PLURALS.get(key, key + "s"))


def _invented(draw: Draw) -> str:
    while True:
        name = invented_name(draw.rng)
        if held_out("name:" + name) == (draw.split == "test"):
            return name.lower()


def _favourite(draw: Draw, key: str) -> str:
    if key == "number":
        return str(draw.number(1, 99))
    if key == "animal" and draw.chance(0.1):
        return draw.pick([draw.pick(["the ", ""]) + _invented(draw), f"{_invented(draw)}s"])
    if key == "animal":
        animal = draw.pick(ANIMALS)
        many = {"mouse": "mice", "wolf": "wolves", "deer": "deer", "sheep": "sheep"}
        several = many.get(animal, animal + ("es" if animal[-1] in "xs" else "s"))
        return draw.pick([f"the {animal}", several, several, animal])
    if key in ("singer", "band", "actor", "author", "football team"):
        return draw.full_name()
    if key == "city":
        return draw.city()
    if key == "word":
        return draw.pick(WORDS)
    if key in ("film", "book"):
        return draw.first_name() if draw.chance(0.5) else f"The {draw.pick(WORDS).capitalize()}"
    closed = key in ("day", "month", "season", "country", "planet")
    return _invented(draw) if draw.chance(0.1) and not closed else draw.pick(FAVOURITES[key])


def _value(draw: Draw, kind: Kind, key: str) -> str:
    values: dict[str, Callable[[], str]] = {
        "name": lambda: draw.full_name() if draw.chance(0.3) else draw.first_name(),
        "city": draw.city,
        "age": lambda: str(draw.number(6, 90)),
        "job": lambda: draw.pick(JOBS),
        "favourite": lambda: _favourite(draw, key),
        "pet": draw.first_name,
        "hobby": lambda: draw.pick(HOBBIES),
    }
    value = values[kind.topic]()
    return value.lower() if draw.noisy and draw.chance(0.03) else value


def _draw_thing(draw: Draw, topics: Sequence[str] = ()) -> _Thing:
    """Draw something whose topic is not among these."""
    while True:
        kind = draw.pick(KINDS)
        key = draw.pick(kind.keys)
        if _topic(kind, key) not in topics:
            return _Thing(kind, key, _value(draw, kind, key))


def _clause(draw: Draw, thing: _Thing) -> str:
    clause = draw.wording([_keyed(draw.pattern(thing.kind.clauses), thing.key)])
    article = "an" if thing.key[:1] in tuple("aeiou") else "a"
    return clause.replace(f"a {thing.key}", f"{article} {thing.key}") if thing.key else clause


def _upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]


def _say(draw: Draw, patterns: Sequence[str], thing: _Thing, **fields: str) -> str:
    clause = _clause(draw, thing)
    pattern = draw.pick(patterns).replace("{C}", _upper_first(clause)).replace("{c}", clause)
    return draw.ask([pattern], v=thing.value, **fields)


def _tell(draw: Draw, things: Sequence[_Thing]) -> tuple[str, str]:
    """Return a statement that tells one thing, or two, and the reply to it."""
    first = things[0]
    reply = _keyed(first.kind.reply, first.key).format(v=first.value)
    if len(things) == 1:
        if first.kind is NAME and draw.chance(0.35):
            return draw.ask(_TELLING_NAME, v=first.value), reply
        return _say(draw, _TELLINGS, first), reply
    second = things[1]
    joint = _NAME_AND.get(second.kind.topic, []) if first.kind is NAME else []
    if joint and draw.chance(0.5):
        return draw.ask(joint, v=first.value, w=second.value), reply
    clause = _clause(draw, second).replace("{v}", "{w}")
    pattern = draw.pick(_PAIRS).replace("{d}", clause).replace("{D}", _upper_first(clause))
    # A name deserves its own reply; two other things get the common one.
    return _say(draw, [pattern], first, w=second.value), (
        reply if first.kind is NAME else "Good to know!"
    )


def _ask(draw: Draw, kind: Kind, key: str) -> str:
    return draw.ask([_keyed(draw.pattern(kind.questions), key)])


def _pair(draw: Draw, topics: Sequence[str] = ()) -> list[_Thing]:
    """Draw two things of different topics, the name first."""
    first = _draw_thing(draw, topics)
    second = _draw_thing(draw, [*topics, first.topic])
    return [second, first] if second.kind is NAME else [first, second]


def draw_memory(draw: Draw) -> Memory:
    """Draw something to remember, in a few cases told together with something else."""
    things = _pair(draw) if draw.chance(0.15) else [_draw_thing(draw)]
    asked = draw.pick(things)
    statement, reply = _tell(draw, things)
    return Memory(asked.topic, statement, reply, _ask(draw, asked.kind, asked.key), asked.answer)


def not_told(draw: Draw, topics: set[str]) -> list[str]:
    """Return a question about something that was not told, and the honest answer, or nothing."""
    kind = draw.pick(KINDS)
    key = draw.pick(kind.keys)
    if _topic(kind, key) in topics:
        return []
    return [_ask(draw, kind, key), _keyed(kind.unknown, key)]


def _correct(draw: Draw, told: dict[str, _Thing]) -> list[str]:
    """Return the turns that change one thing that was told; the latest counts."""
    old = told[draw.pick(list(told))]
    value = _value(draw, old.kind, old.key)
    while value.lower() == old.value.lower():
        value = _value(draw, old.kind, old.key)
    new = _Thing(old.kind, old.key, value)
    told[new.topic] = new
    reply = _keyed(new.kind.reply, new.key).format(v=new.value)
    return [_say(draw, _CORRECTIONS, new, old=old.value), reply]


def _reply(draw: Draw, reply: str, thing: _Thing) -> str:
    """Return the reply to what was told, or, among noise, what another assistant may reply."""
    if not draw.noisy or draw.chance(0.6):
        return reply
    return Foreign(draw.wording(_FOREIGN_REPLIES).format(v=thing.value))


def _exchange(draw: Draw, example: Example) -> list[str]:
    """Return a question and its answer, which another assistant may word differently."""
    answer = example.answer
    if draw.noisy and "\n" not in answer and draw.chance(0.25):
        last = answer.rstrip(".!?").split(" ")[-1]
        wording = draw.wording(_OTHER_WORDS)
        return [
            example.question,
            Foreign(wording.format(a=answer, last=last, Last=_upper_first(last))),
        ]
    return [example.question, answer]


def remembering(draw: Draw, longest: int, chatter: Callable[[Draw], Example]) -> list[str]:
    """Return the turns of a chat that tells things, wanders off, and asks for them.

    Parameters
    ----------
    draw : Draw
        Where everything is drawn from.
    longest : int
        Upper bound of the exchanges between telling and asking.
    chatter : callable
        Draws one exchange about something else.
    """

    def wander(exchanges: int) -> list[str]:
        return [turn for _ in range(exchanges) for turn in _exchange(draw, chatter(draw))]

    turns = wander(draw.pick([0, 0, 1]))
    if draw.chance(0.08):
        turns += not_told(draw, set())
    told: dict[str, _Thing] = {}
    for _ in range(draw.pick([1, 1, 2, 3])):
        things = _pair(draw, list(told)) if draw.chance(0.2) else [_draw_thing(draw, list(told))]
        told.update({thing.topic: thing for thing in things})
        statement, reply = _tell(draw, things)
        turns += [statement, _reply(draw, reply, things[0]), *wander(draw.pick([0, 0, 0, 1]))]
    if draw.chance(0.06):
        turns += _correct(draw, told)
    if draw.chance(0.25):
        turns += not_told(draw, set(told))
    turns += wander(draw.number(0, longest - 1) if draw.chance(0.5) else 0)
    asked = draw.pick_several(list(told.values()), len(told))
    if draw.chance(0.12):
        asked.append(draw.pick(asked))
    for thing in asked:
        turns += [_ask(draw, thing.kind, thing.key), thing.answer]
    return turns
