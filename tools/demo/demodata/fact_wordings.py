"""How people ask about the small world, for the reasons of things, and for one word only.

A kind of fact has direct questions, and noun phrases and clauses that stand in many frames. The
first pattern of each kind is the plainest question, which is never held out.
"""

from __future__ import annotations

from .fact_frames import asked

PATTERNS: dict[str, list[str]] = {
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
        ["Where does {w} live?", "Where do {ws} live?", "Where [is {w} at home|does {w} sleep|"
         "can I find {w}]?", "In what does {w} live?", "{W} lives in", "{WS} live where?",
         "{n} home", "What is the home of {w} called?", "What [is|do you call] {w}'s home?",
         "{W} lives where?", "What [does {w}|do {ws}] live in?",
         "Where [is|are] {ws} [at home|found|living]?"],
        ["the home of {w}", "{w}'s home", "the place where {w} lives", "the place where {ws} live"],
        ["where {w} lives", "where {ws} live", "where the home of {w} is", "what {w} lives in"],
    ),
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
    "next": asked(
        ["Which {u} comes {d} {x}?", "What {u} is {d} {x}?", "[What|Which] {u} [comes|is] {d} {x}?",
         "[What|Which] {u} [comes|is] [right|directly|just|immediately] {d} {x}?", "{u} {d} {x}",
         "{D} {x}, [which|what] {u} [comes|is it|do we have]?", "[What|Which] {u} {g} {x}?",
         "{D} {x} comes", "{D} {x} comes [which|what] {u}?", "[Which|What] of the {u}s is {d} {x}?",
         "Which is the {u} {d} {x}?", "The {u} {d} {x}?", "{D} {x} comes ___.", "What {g} {x}?",
         "The {u} {d} {x} is[| called]", "What [comes|is] {d} {x}?", "[In the order of the {u}s|In "
         "order], what comes {d} {x}?", "What is the name of the {u} {d} {x}?"],
        ["the {u} {d} {x}", "the {u} that comes {d} {x}", "the {u} that {g} {x}"],
        ["which {u} comes {d} {x}", "what {u} is {d} {x}", "what comes {d} {x}",
         "which {u} {g} {x}"],
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
}  # fmt: skip

# What is recited.
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
ROWS = asked(
    ["Name the {x}.", "[List|Name|Recite|Say|Write|Give me|Tell me|Enumerate|Write down] [all "
     "|]the {x}.", "What are the {x}?", "Which {x} are there?", "[All|The] {x}",
     "What {x} are there?", "What are the {x} called?",
     "[Can|Could] you [list|name|say|recite] [all |]the {x}?",
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
