"""How people ask about words, time, kinds of things, uses, comparisons and reasons."""

from __future__ import annotations

from .fact_frames import asked
from .fact_wordings import WORLD_PATTERNS

_NEXT_IN_A_ROW = asked(
    ["Which {u} comes {d} {x}?", "What {u} is {d} {x}?", "[What|Which] {u} [comes|is] {d} {x}?",
     "[What|Which] {u} [comes|is] [right|directly|just|immediately] {d} {x}?", "{u} {d} {x}",
     "{D} {x}, [which|what] {u} [comes|is it|do we have]?", "[What|Which] {u} {g} {x}?",
     "{D} {x} comes", "{D} {x} comes [which|what] {u}?", "[Which|What] of the {u}s is {d} {x}?",
     "Which is the {u} {d} {x}?", "The {u} {d} {x}?", "{D} {x} comes ___.", "What {g} {x}?",
     "The {u} {d} {x} is[| called]", "What [comes|is] {d} {x}?", "[In the order of the {u}s|In "
     "order], what comes {d} {x}?", "What is the name of the {u} {d} {x}?"],
    ["the {u} {d} {x}", "the {u} that comes {d} {x}", "the {u} that {g} {x}"],
    ["which {u} comes {d} {x}", "what {u} is {d} {x}", "what comes {d} {x}", "which {u} {g} {x}"],
)  # fmt: skip

_OTHER_PATTERNS: dict[str, list[str]] = {
    "class": asked(
        ["What kind of animal is {w}?", "[What|Which] [kind|type|sort] of animal is {w}?",
         "[What|Which] [class|group] of animals does {w} belong to?", "{n}: [mammal|bird], fish, "
         "insect or reptile?", "Is {w} a mammal, a bird, a fish, an insect or a reptile?",
         "Is {w} a bird, a fish, an insect, a reptile or a mammal?", "What animal class is {w}?",
         "In biology, what kind of animal is {w}?", "{W} is what kind of animal?",
         "{n} animal class",
         "[To which|In which] [animal class|class of animals] does {w} belong?", "What sort of "
         "animals are {ws}?", "Mammal, bird, fish, insect or reptile: what is {w}?"],
        ["the animal class of {w}", "the kind of animal that {w} is"],
        ["what kind of animal {w} is", "which class of animals {w} belongs to"],
    ),
    "member": asked(
        ["What kind of thing is {w}?", "What is {w}?", "What [sort|type] of thing is {w}?",
         "[Which|What] category does {w} belong to?", "What category is {w} in?", "{n}: category?",
         "[Which|What] group does {w} [belong to|fall into]?", "{W} is what kind of thing?",
         "How would you [classify|categorise|categorize] {w}?", "Category of {n}?", "{n} category",
         "[To which category|In which group] [does {w} belong|would you put {w}]?", "{W} is",
         "What would you call {w} in general?", "{W} is an example of what?", "{W} belongs to "
         "which [category|group]?", "What do you mean by {n}, what kind of thing is it?",
         "What on earth is {w}?", "[Explain|Define|Describe in one sentence] what {w} is."],
        ["the category of {w}", "the kind of thing that {w} is", "the general word for {w}"],
        ["what {w} is", "what kind of thing {w} is", "which category {w} belongs to"],
    ),
    "member_either": asked(
        ["Is {w} {a} or {b}?", "{W}: {a} or {b}?", "What is {w}, {a} or {b}?", "{n} - {a} or {b}?",
         "{A} or {b}: what is {w}?", "Would you call {w} {a} or {b}?", "Is {w} {a}, or is it {b}?",
         "Which is {w}, {a} or {b}?", "{W} is what: {a} or {b}?", "Is {w} rather {a} or {b}?",
         "Does {w} count as {a} or as {b}?", "{W}, is that {a} or {b}?", "Do you say that {w} is "
         "{a} or {b}?", "Choose: {w} is {a} or {b}.", "Should I call {w} {a} or {b}?"],
        clauses=["if {w} is {a} or {b}", "whether {w} is {a} or {b}", "what {w} is, {a} or {b}"],
    ),
    "member_check": asked(
        ["Is {w} {a}?", "Is {w} {a} or not?", "Is {w} really {a}?", "Does {w} count as {a}?",
         "Would you [call|consider] {w} {a}?", "Can you call {w} {a}?", "{n}: is it {a}?",
         "Is {w} an example of {a}?", "Is {w} a kind of {o}?"],
        claims=["{w} is {a}", "{w} counts as {a}"],
    ),
    "opposite": asked(
        ["What is the opposite of {w}?", "Opposite of {w}?", "opposite {w}", "{w} opposite",
         "[What|Which] word is the [opposite|antonym|contrary] of {w}?", "{w}: opposite?",
         "[What|Which] word means the opposite of {w}?", "The opposite of {w} is", "{w} <->",
         "The opposite of {w} is [___|...].", "{w} is the opposite of [what|which word]?",
         "What's a word that means the opposite of {w}?", "If it is not {w}, it is", "antonym {w}",
         "What do you call it when something is not {w} but the opposite?", "Not {w} but",
         "[Find|Give|Name|Suggest|Say|Write] [the|an|the exact] [opposite|antonym] [of|for] {w}.",
         "Something is the opposite of {w}. What is it?", "Opposites: {w} and ___.", "{w} vs",
         "[Opposite|Antonym|Contrary][: | of: | of ]{w}", "Turn {w} into its opposite.",
         "{w} and its opposite: {w} and", "What is the exact [contrary|reverse|opposite] of {w}?"],
        ["the opposite of {w}", "the antonym of {w}", "the contrary of {w}", "an antonym for {w}",
         "the word that is opposite to {w}", 'the opposite of "{w}"', "the opposite of '{w}'",
         "the opposite of the word {w}", "the antonym of the word {w}"],
        ["what the opposite of {w} is", "what is the opposite of {w}", "which word is the "
         "opposite of {w}", "what the antonym of {w} is"],
    ),
    "next": _NEXT_IN_A_ROW,
    "relative_day": asked(
        ["If today is {x}, what day is {r}?", "[Today|It] is {x}. What day [is|will it be] {r}?",
         "Today is {x}. [Which|What] day [is|of the week is] {r}?", "If it is {x} today, [what|"
         "which] day is {r}?", "Suppose today is {x}. What day is {r}?", "It's {x} today. What is "
         "{r}?", "Today: {x}. {R}: ?", "today {x}, {r}?", "[When|As] today is {x}, what is {r}?",
         "[Assume|Imagine|Say] today is {x}. [What|Which] day is {r}?", "{R} is what day if today "
         "is {x}?", "What day is {r} if today is {x}?", "Which day is {r} when today is {x}?",
         "Given that today is {x}, what day is {r}?", "Today is {x}. {R} is"],
        clauses=["what day {r} is if today is {x}", "which day {r} is when today is {x}"],
    ),
    "nth": asked(
        ["What is the {o} {u} of the {v}?", "[Which|What] {u} is the {o} of the {v}?",
         "[Which|What] is the {o} {u}?", "{o} {u}", "The {o} {u} of the {v} is", "{o} {u} of the "
         "{v}", "The {o} {u} is called", "[Which|What] {u} comes {o} in the {v}?",
         "Which {u} is number {i}?", "{u} number {i}", "What {u} is {u} number {i}?"],
        ["the {o} {u} of the {v}", "the {o} {u}", "{u} number {i} of the {v}"],
        ["what the {o} {u} of the {v} is", "which {u} is the {o} of the {v}"],
    ),
    "season": asked(
        ["In which season is {x}?", "[Which|What] season is {x}[ in|]?", "What season is it in "
         "{x}?", "Which season do we have in {x}?", "{x}: season?", "{x} season", "season {x}",
         "{x} is in which season?", "{x} is in", "Is {x} in spring, summer, autumn or winter?",
         "Spring, summer, autumn or winter: when is {x}?", "{x} belongs to which season?",
         "[Which|What] season does {x} [belong to|fall into]?", "To which season does {x} belong?"],
        ["the season of {x}", "the season that {x} is in"],
        ["which season {x} is in", "in which season {x} is", "what season it is in {x}"],
    ),
    "next_number": asked(
        ["What comes {d} {x}?", "[What|Which] number [comes|is] [|right ]{d} {x}?", "{x}, what "
         "number comes {d} that?", "Which number {g} {x}?", "number {d} {x}", "{D} {x} comes",
         "[When|If] I count, what comes {d} {x}?", "Counting: what [is|comes] {d} {x}?", "{D} {x}?",
         "{D} the number {x} comes [which|what] number?", "[What|Which] is the number {d} {x}?",
         "I am counting. [What|Which number] comes {d} {x}?", "{D} {x}, what number comes?"],
        ["the number {d} {x}", "the number that comes {d} {x}", "the number right {d} {x}"],
        ["what comes {d} {x}", "which number comes {d} {x}", "what number is {d} {x}"],
    ),
    "use": asked(
        ["What do we use to {a}?", "What do you [use|need|take] to {a}?", "What can I use to {a}?",
         "[With what|With which thing] [do|can] we {a}?", "What do we {a} with?", "What do people "
         "use to {a}?", "What is used to {a}?", "What [helps|helps us|is needed|is good] to {a}?",
         "I want to {a}. What do I need?", "What should I use if I want to {a}?", "To {a}, we use",
         "To {a} we need what?", "I need [something|a thing] to {a}, what is it?", "How [do|can] "
         "we {a}, with what?", "[Which|What] thing do we need to {a}?", "We {a} with", "thing to "
         "{a}", "What would you use to {a}?", "What do I need if I have to {a}?"],
        ["the thing we use to {a}", "the thing to {a} with", "something to {a} with"],
        ["what we use to {a}", "what is used to {a}", "what I need to {a}", "what to use to {a}"],
    ),
    "made": asked(
        ["What is {x} made of?", "What is {x} made from?", "[Out of|From] what is {x} made?",
         "Which material is {x} made [of|from]?", "What do we make {x} [from|out of]?", "{X} is "
         "made [of|from|out of]", "{X} is made of what?", "What do you need to make {x}?",
         "What does {x} consist of?", "What is in {x}?", "{X} consists of", "material of {x}",
         "What is the [main |][material|ingredient|substance] of {x}?", "Of what is {x} made?",
         "What do people use to make {x}?", "[Which|What] stuff is {x} made of?"],
        ["the material of {x}", "the main ingredient of {x}", "the stuff {x} is made of"],
        ["what {x} is made of", "what {x} is made from", "what {x} consists of"],
    ),
    "superlative": asked(
        ["What is {x}?", "Which is {x}?", "{X}?", "Do you know {x}?", "{X} is", "{x}",
         "[What|Which one] is called {x}?", "What would you say is {x}?"],
        ["{x}"],
        ["what {x} is", "what is {x}", "which is {x}"],
    ),
    "compare": asked(
        ["Which is {m}, {a} or {b}?", "What is {m}, {a} or {b}?", "{a} or {b}, which is {m}?",
         "[Which|What] is {m}: {a} or {b}?", "Is {a} or {b} {m}?", "{a} or {b}: [which|what] is "
         "{m}?", "Of {a} and {b}, which is {m}?", "[Which|What] of the two is {m}, {a} or {b}?",
         "{m}: {a} or {b}?", "{a} vs {b}: which is {m}?", "[Compare|Take] {a} and {b}. Which is "
         "{m}?", "Between {a} and {b}, [which|what] is {m}?", "Which one is {m}, {a} or {b}?",
         "There [is|are] {a} and {b}. Which is {m}?", "Is {a} {m}, or {b}?", "{m}, {a} or {b}"],
        clauses=["which is {m}, {a} or {b}", "what is {m}, {a} or {b}", "whether {a} or {b} is "
                 "{m}", "if {a} or {b} is {m}"],
    ),
    "compare_check": asked(
        ["Is {a} {m} than {b}?", "Is {a} [really|always|usually] {m} than {b}?", "Would you say "
         "{a} is {m} than {b}?", "Is {a} {m} than {b} or not?", "Compared with {b}, is {a} {m}?"],
        claims=["{a} is {m} than {b}", "{a} is {m} compared to {b}"],
    ),
}  # fmt: skip
PATTERNS = WORLD_PATTERNS | _OTHER_PATTERNS

# What is recited; "list" ones also take the frames of noun phrases.
COUNT = asked(
    ["Count to {n}.", "Count [up |]to {n}[| for me| please].", "Count from [1|one] to {n}.",
     "[Can|Could] you count to {n}?", "[Say|List|Write|Name|Print|Show] the numbers [from |]1 to "
     "{n}.", "Count up [from 1 |]to {n}.", "Let us count to {n}.", "numbers 1 to {n}", "1 to {n}",
     "[I want|I would like] you to count to {n}.", "Start at 1 and count to {n}.", "1 ... {n}",
     "Do you know how to count to {n}?", "Show me how you count to {n}.", "counting to {n}",
     "Give me [all |]the numbers [up to|until|through|from 1 to] {n}.", "[All|The] numbers from 1 "
     "to {n}[.|, please]", "[Teach my child|Show a child] to count to {n}.", "1, 2, ... {n}"],
    ["the numbers from 1 to {n}", "all numbers from 1 to {n}"],
)  # fmt: skip
COUNT_DOWN = asked(
    ["Count down from {n}.", "Count [down|backwards] from {n}[| to 1| to one].", "countdown {n}",
     "[Can|Could] you count [down|backwards] from {n}[| to 1]?", "[Do|Start|Give me] a countdown "
     "from {n}[| to 1].", "[Say|List|Write|Print] the numbers from {n} [down |]to 1.", "{n} to 1",
     "Start at {n} and count down[| to 1].", "Countdown from {n}[| to 1], please.", "Numbers from "
     "{n} down to 1.", "Count from {n} to 1.", "Count in reverse from {n}[| to 1]."],
    ["a countdown from {n}", "the numbers from {n} down to 1"],
)  # fmt: skip
ROWS = asked(
    ["Name the {x}.", "[List|Name|Recite|Say|Write|Give me|Tell me|Enumerate|Write down] [all "
     "|]the "
     "{x}.", "What are the {x}?", "Which {x} are there?", "[All|The] {x}", "What {x} are there?",
     "What are the {x} called?", "[Can|Could] you [list|name|say|recite] [all |]the {x}?",
     "Do you know [all |]the {x}?", "[I need|I want] a list of [all |]the {x}.", "{x}",
     "Which are the {x}?", "[List of|Names of] [all |]the {x}", "Show me [all |]the {x}."],
    ["all the {x}", "the names of the {x}", "the {x}"],
    ["what the {x} are", "what the {x} are called", "which {x} there are"],
)  # fmt: skip

SHORT_AFTER = [
    "[Answer|Reply|Respond] [with|in] [one|a single] word[| only].", "[One|A single] word[| only].",
    "[Just|Only] the [answer|word].", "[In|With] [one|a single] word.", "(one word)", "(one word "
    "only)", "[Give|Tell] me [just|only] [the answer|one word].", "[Be brief|Short answer|Keep it "
    "short].", "[No|Without a] [full |]sentence[| please].", "[Only|Just] [one|a single] word "
    "please.", "One-word answer[.|, please.| only.]", "[Use|Say|Write] [only |just |]one word.",
    "Short.", "[I want|I need] [just|only] the answer.", "No explanation, just the answer.",
]  # fmt: skip
SHORT_BEFORE = [
    "[Answer|Reply|Respond] [with|in] [one|a single] word[| only][:|.]", "In [one|a single] word:",
    "[One|A single] word[| only]:", "[Just|Only] the answer:", "[Short answer|One-word answer]:",
    "[Give|Tell] me [just|only] the answer[:|.]", "With one word[:|,]", "Briefly:",
    "[Be brief|Keep it short]. ", "No sentence, [only|just] one word:", "Use one word[:|.]",
    "[Answer|Reply] briefly[:|.]", "[Answer|Reply] [shortly|as briefly as you can][:|.]",
]  # fmt: skip

WHY = [
    "Why {q}?", "How come {s}?", "How come that {s}?", "What makes {m}?", "Why is it that {s}?",
    "[Tell me|Explain|Say|Describe|Explain to me|Teach me|Show me] why {s}.", "why {q}",
    "[Can|Could|Would] you [tell me|explain|explain to me|say] why {s}?", "{s}, but why?",
    "[Do you know|Do you understand|Any idea|Does anybody know] why {s}?", "{s} - why?",
    "[What is|What's|Tell me|Give me|Do you know] the [reason|cause] [that {s}|why {s}]?",
    "[I wonder|I was wondering|I'm wondering|I ask myself|I'm curious|I never understood] why {s}.",
    "[I want|I would like|I need|I'd like] to [know|understand|learn] why {s}.",
    "For [what|which] reason {q}?", "[What causes|What leads to the fact] that {s}?",
    "[My son|My daughter|A child|My pupil] [asks|asked me|wants to know] why {s}.",
    "Why exactly {q}?", "Why {q}, actually?", "And why {q}?", "So why {q}?", "But why {q}?",
    "[Give|Find|Name|State] [the|a] reason why {s}.", "[Explain|Reason]: why {q}?",
    "What is the explanation for the fact that {s}?", "How do you explain that {s}?",
    "[How is it|How is it possible] that {s}?", "[I see|I know|It is true] that {s}. Why[| is "
    "that]?",
    "[Because of what|On what grounds] {q}?", "reason why {s}", "Why oh why {q}?",
    "[Help me understand|I do not understand|I can't explain|Nobody told me] why {s}.",
    "Science question: why {q}?", "Explain like I'm five: why {q}?", "What is the science behind "
    "why {s}?", "{s} because", "The reason why {s} is", "Is there a reason why {s}?",
]  # fmt: skip
