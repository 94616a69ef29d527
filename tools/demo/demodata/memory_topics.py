"""What people tell about themselves: how they say it, what is replied, and how they ask for it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """One kind of thing to remember.

    Clauses, questions, `reply`, `answer` and `unknown` have the field `{v}` for the value; `{k}`
    stands for one of the `keys` of a family, such as the colour among the favourite things.
    """

    topic: str
    clauses: list[str]
    questions: list[str]
    reply: str
    answer: str
    unknown: str
    keys: tuple[str, ...] = ("",)


NAME = Kind(
    "name",
    [
        "my name is {v}", "my name is {v}", "my name's {v}", "I am {v}", "I'm {v}",
        "I am called {v}", "my first name is {v}", "people call me {v}",
        "[everybody|everyone] calls me {v}", "my friends call me {v}", "the name is {v}",
        "they call me {v}", "I go by {v}", "you can call me {v}", "you may call me {v}",
        "I was named {v}", "my parents named me {v}", "I go by the name of {v}",
        "the user's name is {v}", "you are talking to {v}", "this is {v}",
    ],
    [
        *["What is my name?"] * 5, "What's my name?", "Who am I?",
        "Do you know who I am?", "Do you [remember|know|recall] my name?",
        "Do you still [remember|know] my name?", "My name?",
        "Do you [remember|know|recall] [what I am called|what I'm called|who I am|what my name "
        "is]?", "What am I called?", "[Tell|Remind] me what my name is.",
        "[Tell|Remind] me who I am.", "[Tell me|Say|Repeat|Give me] my name.",
        "What did I say my name was?", "Who is talking to you?",
        "What name did I [give|tell|mention to] you?",
        "[Can|Could] you [tell me|say|repeat] my name?", "Who are you talking to?",
        "What do people call me?", "How am I called?", "Which name is mine?",
        "I forgot my name, [what is it|can you remind me]?", "What was my name[ again|]?",
        "By [what|which] name should you call me?", "What should you call me?", "My name is ...?",
        "And what is my name?", "Have you [kept|remembered|forgotten] my name?", "Guess my name.",
        "You know my name, [right|don't you|do you]?", "I told you my name. What is it?",
        "What did I tell you my name is?", "I wonder whether you remember my name.",
        "My name is what?", "Do you have any idea who I am?", "With whom are you speaking?",
        "What is the user's name?",
    ],
    "Nice to meet you, {v}!", "Your name is {v}.", "I do not know your name yet.",
)  # fmt: skip
CITY = Kind(
    "city",
    [
        "I live in {v}", "I live in {v}", "I am from {v}", "I'm from {v}", "I come from {v}",
        "I [just |recently |]moved to {v}", "my home is in {v}", "my home town is {v}",
        "I stay in {v}", "I am based in {v}", "I have lived in {v} for [years|a year|ten years]",
        "my city is {v}", "I have a [flat|house] in {v}", "I'm living in {v}[| now| at the moment]",
        "home is {v} for me", "I [grew up|was born] in {v}", "I reside in {v}",
        "I am a resident of {v}", "I settled in {v}", "my house is in {v}", "my flat is in {v}",
        "we live in {v}", "I am at home in {v}", "I'm [writing|calling] from {v}",
        "I am staying in {v}", "my family and I live in {v}",
    ],
    [
        "Where do I live?", "Where do I live?", "Where am I from?", "[Which|What] city am I from?",
        "[Which|What] [city|town|place] do I live in?",
        "In [which|what] [city|town|place] do I live?", "Where is my [home|house|flat]?",
        "What is my [city|home town|town]?", "Where do I come from?",
        "Do you [remember|know|recall] where I [live|am from|come from]?",
        "Where did I say I live?", "What did I say about where I live?",
        "[Tell|Remind] me where I [live|am from|come from].", "Where am I [based|at home|living]?",
        "My [city|town|home town]?", "Name [my city|the city I live in].",
        "What city did I [mention|tell you|name]?", "Which [city|town] is mine?",
        "Where do I stay?", "Can you [tell me|say|remember] where I live?", "I live in ...?",
        "I live in which [city|town]?", "What is the name of [my city|my town|the city I live in]?",
        "Where could you visit me?", "I told you where I live. Where is it?",
        "I forgot where I live, can you remind me?", "Do you still [know|remember] where I live?",
        "Which place did I say I am from?", "What place do I call home?",
        "Where should a letter to me go?", "Where is it that I live?",
        "I wonder if you remember where I live.", "You know where I live, don't you?",
    ],
    "{v} is a nice place!", "You live in {v}.", "I do not know where you live yet.",
)  # fmt: skip
AGE = Kind(
    "age",
    [
        "I am {v} years old", "I am {v}", "I'm {v}", "I'm {v} years old", "my age is {v}",
        "I [just |recently |have just |]turned {v}", "I am {v} years of age", "I am aged {v}",
        "I turned {v} [last week|last month|this year]", "I've been {v} since [May|last week|June]",
        "I am now {v}[ years old|]", "I have reached the age of {v}", "today I turn {v}",
        "I am already {v}", "I have just become {v}", "my current age is {v}", "I'm age {v}",
    ],
    [
        "How old am I?", "How old am I?", "What is my age?",
        "Do you [remember|know|recall] my age?",
        "Do you [remember|know|recall|still know] how old I am?", "[Tell|Remind] me how old I am.",
        "[Tell me|Say|Give me|State] my age.", "My age?", "How old did I say I [am|was]?",
        "I am how old?", "What age [am I|did I give|did I mention|did I say]?",
        "How many years old am I?", "Guess my age.", "What did I say about my age?",
        "[Can|Could] you [tell me|say] how old I am?", "I am ... years old?",
        "What was my age[ again|]?", "I told you my age. What is it?",
        "How many years have I lived?", "I forgot my age, what is it?", "My age is ...?",
        "Which age did I tell you?", "At what age am I now?", "I wonder if you remember my age.",
        "What is the user's age?", "Have you remembered my age?", "How many birthdays have I had?",
        "You know my age, don't you?",
    ],
    "Good to know!", "You are {v} years old.", "I do not know your age yet.",
)  # fmt: skip
JOB = Kind(
    "job",
    [
        "I am {v}", "I'm {v}", "I work as {v}", "my job is {v}", "I earn my money as {v}",
        "I have a job as {v}", "by profession I am {v}", "I got a job as {v}",
        "I'm employed as {v}", "I am working as {v}", "I make a living as {v}", "at work I am {v}",
        "I became {v}", "I have been {v} for [two|ten|many] years",
        "I [just |]started [work |]as {v}",
    ],
    [
        "What is my job?", "What is my job?", "What do I do for a living?", "What do I do?",
        "What is my profession?", "What do I work as?", "What is my [occupation|work]?", "My job?",
        "Do you [remember|know|recall] my job?", "Do you [remember|know|recall] what I do?",
        "[Tell|Remind] me what my job is.", "[Tell me|Say|Name] my [job|profession].",
        "What am I by profession?", "What job [do I have|did I mention|did I say I have]?",
        "Which job do I have?", "What work do I do?", "What did I say my job is?",
        "How do I earn [my|] money?", "What do I do at work?", "I work as ...?",
        "[Can|Could] you [tell me|say] what my job is?", "As what do I work?",
        "I forgot my job, what is it?", "What is it that I do for work?",
        "I told you my job. What is it?", "My profession is ...?",
    ],
    "That sounds like a good job!", "You are {v}.", "I do not know your job yet.",
)  # fmt: skip
FAVOURITE = Kind(
    "favourite",
    [
        "my [favourite|favourite|favorite] {k} is {v}", "my [favourite|favorite] {k} is {v}",
        "{v} is my [favourite|favorite] {k}", "the {k} I like [best|most] is {v}",
        "my best {k} is {v}", "the {k} I love [most|best] is {v}",
        "when it comes to {k}, I like {v} best", "I am a fan of the {k} {v}",
        "of all {p} I like {v} [best|most]", "my top {k} is {v}",
        "I like {v} more than any other {k}", "I prefer {v} to any other {k}",
        "as for {p}, I prefer {v}", "if I had to pick a {k}, I would take {v}",
        "no {k} is better than {v} for me", "for me the best {k} is {v}", "I love the {k} {v}",
        "the best {k} is {v} if you ask me", "{v} is the {k} I like [best|most]",
        "the {k} of my choice is {v}", "I think {v} is the best {k}",
        "I really like {v}, it is my favourite {k}", "my number one {k} is {v}",
    ],
    [
        "What is my [favourite|favorite] {k}?", "What's my [favourite|favorite] {k}?",
        "What is my [favourite|favorite] {k}?", "[Which|What] {k} do I like [best|most]?",
        "Do you [remember|know|recall] my [favourite|favorite] {k}?",
        "[Which|What] {k} do I [love|prefer]?",
        "Do you [remember|know|recall] which {k} I like [best|most]?",
        "My [favourite|favorite] {k}?", "[Tell me|Say|Name|Give me] my [favourite|favorite] {k}.",
        "What did I say my favourite {k} [is|was]?",
        "[Tell|Remind] me [which|what] {k} I like best.", "Which {k} is my [favourite|favorite]?",
        "What {k} did I [tell you I like|say I like|say I love]?",
        "Which {k} would I [pick|choose|take]?", "What is the {k} I like [best|most]?",
        "[Can|Could] you [tell me|name] my [favourite|favorite] {k}?",
        "I forgot my [favourite|favorite] {k}, what is it?",
        "What was my [favourite|favorite] {k}[ again|]?", "My [favourite|favorite] {k} is ...?",
        "What {k} am I a fan of?", "Guess my [favourite|favorite] {k}.",
        "Of all {p}, which do I like [best|most]?", "I told you my favourite {k}. What is it?",
        "Which {k} did I say is my favourite?", "What is my best-loved {k}?",
        "Which of the {p} do I prefer?", "Do you still know my [favourite|favorite] {k}?",
        "What is my top {k}?", "What {k} is best for me?",
        "I wonder if you remember my [favourite|favorite] {k}.", "And my [favourite|favorite] {k}?",
    ],
    "Ah, {v}! Good choice!", "Your favourite {k} is {v}.", "I do not know your favourite {k} yet.",
    ("colour", "colour", "colour", "food", "food", "animal", "animal", "drink", "sport", "season",
     "book genre", "fruit", "vegetable", "school subject", "music", "instrument", "day", "month",
     "flower", "dessert", "game", "number", "film", "book", "country", "snack", "breakfast",
     "planet", "programming language", "tree", "toy", "shape", "flavour", "weather", "singer",
     "band", "actor",
     "author", "football team", "city", "word"),
)  # fmt: skip
PET = Kind(
    "pet",
    [
        "my {k} is called {v}", "my {k}'s name is {v}", "the name of my {k} is {v}",
        "my {k} is named {v}", "I have a {k} called {v}", "I have a {k} named {v}",
        "I have a {k} and [his|her] name is {v}",
        "my {k} {v} is [at home|asleep|very kind|here|with me|on holiday]", "we call my {k} {v}",
        "{v} is my {k}", "{v} is the name of my {k}", "my {k} goes by {v}",
        "my {k} has the name {v}",
    ],
    [
        "What is my {k}'s name?", "What is the name of my {k}?", "What is my {k} called?",
        "My {k}'s name?",
        "Do you [remember|know|recall] [the name of my {k}|my {k}'s name|what my {k} is called]?",
        "What's my {k}'s name?", "[Tell me|Say|Give me] [the name of my {k}|my {k}'s name].",
        "Who is my {k}?", "[Tell|Remind] me what my {k} is called.",
        "What did I say my {k}'s name was?", "How is my {k} called?",
        "[Which|What] name does my {k} have?", "What do I call my {k}?", "My {k} is called ...?",
        "[Can|Could] you [tell me|say] my {k}'s name?", "What was the name of my {k}[ again|]?",
        "I forgot my {k}'s name, what is it?", "Name of my {k}?",
        "What name did I give for my {k}?", "And what is my {k} called?",
        "Which name did I mention for my {k}?", "And my {k}?",
        "I told you about my {k}. What is the name?", "Do you still know what my {k} is called?",
        "I wonder if you remember my {k}'s name.", "By what name do I call my {k}?",
    ],
    "{v} is a great name for a {k}!", "Your {k} is called {v}.",
    "I do not know what your {k} is called yet.",
    ("dog", "dog", "dog", "cat", "cat", "cat", "rabbit", "horse", "hamster", "parrot", "goldfish",
     "turtle", "bird", "guinea pig", "mouse", "snake", "puppy", "kitten", "pony", "lizard", "duck"),
)  # fmt: skip
HOBBY = Kind(
    "hobby",
    [
        "my hobby is {v}", "my hobby is {v}", "in my free time I like {v}",
        "my favourite hobby is {v}", "I spend my free time with {v}", "I enjoy {v} in my free time",
        "{v} is my hobby", "I enjoy {v} at the weekend", "as a hobby I do {v}",
        "after work I enjoy {v}", "I am into {v}", "my favourite pastime is {v}",
        "I am really into {v}", "my weekends are all about {v}",
    ],
    [
        "What is my hobby?", "What is my hobby?", "What do I do in my free time?", "My hobby?",
        "Do you [remember|know|recall] my hobby?", "[Tell me|Say|Name] my hobby.",
        "What hobby do I have?", "What do I [like|enjoy] [doing |]in my [free|spare] time?",
        "Which hobby did I [mention|tell you]?", "[Tell|Remind] me what my hobby is.",
        "What do I do for fun?", "How do I spend my [free|spare] time?",
        "What did I say my hobby is?", "[Can|Could] you [tell me|name] my hobby?",
        "What is my pastime?", "I forgot my hobby, what is it?", "My hobby is ...?",
        "What was my hobby[ again|]?", "What am I into?",
        "Do you [remember|know] what I do for fun?", "Which hobby is mine?",
        "I told you my hobby. What is it?", "What do I enjoy after work?",
        "What keeps me busy at weekends?", "And what is my hobby?", "Name the hobby that I have.",
    ],
    "That sounds like fun!", "Your hobby is {v}.", "I do not know your hobby yet.",
)  # fmt: skip
KINDS = [
    *[NAME] * 9, *[CITY] * 6, *[AGE] * 3, *[JOB] * 2, *[FAVOURITE] * 9, *[PET] * 4, *[HOBBY] * 2,
]  # fmt: skip
"""All kinds, as often as they are drawn."""
