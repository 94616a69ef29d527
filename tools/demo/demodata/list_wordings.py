"""How lists are asked for."""

from __future__ import annotations

# {c} is a number and things ("three colours"), {C} the same at the start of a sentence.
COUNTED = [
    "[List|Name] {c}.", "[List|Name|Give me|Tell me|Write down|Show me] {c}.", "[List|Name] {c}",
    "[Give|Tell|Show|Send|Suggest|Bring] me {c}.", "[Write|Note|Jot|Put] down {c}.",
    "[Make|Write|Create|Give me|Prepare|Draw up|Produce|Compile] a list of {c}.",
    "[Make|Write|Create|Give me|Produce] a [short|simple|small|little|quick] list of {c}.",
    "[Can|Could] you [name|list|tell me|give me|think of|write down|come up with] {c}?",
    "[Do|Would] you know {c}?",
    "[I need|I want|I would like|I'm looking for|I am looking for] {c}.",
    "[I need|I want|I'd like] [a list of|you to name|you to list|to know|to see|to hear] {c}.",
    "{C}[.|, please.|!|]", "[What are|Which are|What would be] {c}?", "Which {c} do you know?",
    "[Mention|State|Provide|Recite|Pick|Choose|Find|Generate|Suggest|Identify] {c}.",
    "[Think of|Come up with|Make me a list of|Let me have|Let me hear|Let me see] {c}.",
    "[A list of|List of|List with|Here is a list of|A list with] {c}[:|.|]",
    "[Please|Kindly|Just|Quickly] [list|name|give me] {c}.",
    "What {c} can you [name|list|think of]?",
    "[Help me|Please help me] [find|name|list|think of] {c}.", "[Any ideas for|Ideas for] {c}?",
    "My [teacher|homework|son|daughter|boss] [wants|asks for] {c}.", "Tell me the names of {c}.",
    "[Are you able to|Is it possible to] [name|list] {c}?", "I bet you can't name {c}.",
    "For a [quiz|game|test|lesson], [I need|give me|name] {c}.", "[Examples|Example]: {c}",
    "[Give|Show|Tell] me [examples|an example list] of {c}.", "How about {c}?", "Quick: {c}!",
    "[Fill|Complete] a list with {c}.", "List: {c}", "What {c} exist?", "Type {c}.",
    "The task is to [name|list] {c}.", "I forgot: what are {c}?", "Could I have {c}?",
]  # fmt: skip
# Without a number: {p} is only the things.
UNCOUNTED = [
    "[List|Name|List me] {p}.", "[Make|Write|Create|Give me] a list of {p}.", "List of {p}",
    "[Can|Could] you [name|list] {p}?", "[I need|I want] a list of {p}.", "[A list of|List of] {p}",
    "[Which|What] {p} do you know?", "[Which|What] {p} are there?", "Tell me {p} you know.",
    "[Give|Show|Tell] me examples of {p}.", "[What are|Give me] examples of {p}?",
    "[Examples of|Example list of|Some examples of] {p}[:|.|]", "Give me {p}.", "Write down {p}.",
    "What {p} can you [name|think of]?", "Do you know any {p}?", "Can you think of any {p}?",
    "List your favourite {p}.", "Tell me about {p} in a list.", "List: {p}",
    "What are your favourite {p}?", "[Show|Give] me a [short|simple|little] list of {p}.",
    "I would like to see a list of {p}.", "Please name {p} that you know.",
    "Mention {p} you can think of.", "What {p} exist?",
]  # fmt: skip

STYLES: dict[str, list[str]] = {
    "bullets": [
        "as [bullets|bullet points|a bullet list|a bulleted list|a list of bullets|bullet items]",
        "in [bullet points|bullets|a bullet list|bullet form|bullet point form]", "with bullets",
        "as a [markdown|Markdown|dashed|bullet point|markdown bullet] list", "with dashes",
        "in [markdown|Markdown|a markdown list|list form|list format]", "as a list",
        "[one per line|one on each line|each on its own line|each on a new line|line by line]",
        "using [bullet points|bullets|markdown|dashes]", "formatted as a list",
        "with [bullet points|a bullet for each|a dash before each|dashes in front]",
    ],
    "numbers": [
        "as [a numbered|an ordered|a numbered markdown] list", "numbered", "with numbers",
        "in [a numbered|an ordered] list", "and number them", "numbered from 1", "in numbered form",
        "with [numbers|numbering|a number before each|a number in front of each]", "numbering them",
        "using numbers", "as an enumerated list", "numbered 1, 2, 3", "with each item numbered",
        "and give each a number", "in an ordered list",
    ],
    "commas": [
        "separated by commas", "separated with commas", "with commas", "as a comma-separated list",
        "comma-separated", "comma separated", "on one line", "in one line", "in a single line",
        "with commas between them", "divided by commas", "separated by a comma", "in a row",
        "on one line, separated by commas", "using commas", "as comma-separated values",
        "without bullets", "in one line with commas", "joined by commas", "as CSV",
    ],
}  # fmt: skip
BY_STYLE: dict[str, list[str]] = {
    "bullets": [
        "[Give|Write|Make|Show] me a [bullet|bulleted|markdown|bullet point] list of {c}.",
        "[Make|Write|Create|Produce] a [bullet|bulleted|markdown|bullet point] list of {c}.",
        "[Bullet|Bulleted|Markdown] list[:| of|] {c}", "Bullet points: {c}", "Bullets: {c}",
        "[I need|I want|I'd like] a [bullet|bulleted|markdown] list of {c}.",
        "[Use|Using] [bullets|bullet points|markdown|dashes] to list {c}.", "{C} as bullet points",
        "Can you [make|write|give me] a [bullet|bulleted|markdown] list of {c}?",
        "[Bullet|Put] {c} in a [bullet|markdown] list.",
        "A [bullet|markdown] list with {c}, please.",
    ],
    "numbers": [
        "[Give|Write|Make|Show] me [a numbered|an ordered] list of {c}.", "Number {c} from 1.",
        "Enumerate {c}.", "[Make|Write|Create|Produce] [a numbered|an ordered] list of {c}.",
        "{C}, numbered", "[Numbered|Ordered] list[:| of|] {c}",
        "I need [a numbered|an ordered] list of {c}.",
        "[I want|I'd like] [a numbered|an ordered] list of {c}.", "{C} as a numbered list",
        "Can you [make|write|give me] [a numbered|an ordered] list of {c}?", "List and number {c}.",
        "[Use|Using] numbers to list {c}.", "[A numbered|An ordered] list with {c}, please.",
    ],
    "commas": [
        "[Give|Write|Make|Show] me a [comma-separated|comma separated] list of {c}.",
        "[Make|Write|Create|Produce] a comma-separated list of {c}.", "{C}, separated by commas",
        "[Comma-separated|Comma separated] list[:| of|] {c}", "{C} on one line",
        "[I need|I want] a [comma-separated|comma separated] list of {c}.", "{C} with commas",
        "Can you [make|write] a comma-separated list of {c}?", "On one line: {c}",
        "[Use|Using] commas, list {c}.", "A comma-separated list with {c}, please.",
    ],
}  # fmt: skip

# {a} is one thing ("a fruit"), {c} its bare name, {p} the plural.
ONE = [
    "Name {a}.", "[Tell|Give|Show|Suggest|Bring] me {a}.", "[Name|Give me|Tell me|Pick] one {c}.",
    "[Can|Could] you [name|tell me|give me|think of] {a}?", "[Pick|Choose|Select|Mention] {a}.",
    "[Name|Say|Give me|Tell me] [any|some|just one|a single|a random|another] {c}.", "Say {a}.",
    "I [need|want] {a}.", "What is {a}, for example?", "[An example of|Example of] {a}[?|:|]",
    "[Give|Tell|Show] me an example of {a}.", "What is an example of {a}?", "[Any|A random] {c}?",
    "Think of {a}.", "Which {c} [do you know|can you name|comes to mind]?", "One {c}, please.",
    "Write [down |]{a}.", "Name one of the {p}.", "[Tell|Give] me the name of {a}.", "Type {a}.",
    "[Tell|Give] me one of the {p}.", "What is the name of {a}?", "Do you know {a}?",
    "I am looking for {a}.", "I can't think of {a}. Can you?", "Come up with {a}.",
    "What's one {c}?", "Just one {c}", "Only one {c}, please.", "Random {c}", "Generate one {c}.",
    "Help me think of {a}.", "My teacher asks for {a}.", "A {c} is for example",
]  # fmt: skip

GIVEN: dict[str, list[str]] = {
    "bullets": [
        "[Turn|Make|Convert|Change|Put] [this|these|the following|it] into a [list|bullet "
        "list|bulleted list|markdown list]",
        "[Bullet list|Bullets|As bullets|Bullet points|Bulleted list]",
        "[Write|Put|Show|Give me|List|Print] [this|these|them|the following] as [bullet "
        "points|bullets|a bullet list|a markdown list|a list]",
        "[Markdown list|In markdown|As a list]",
        "[Make|Write|Create|Give me] a [list|bullet list|markdown list|bulleted list] "
        "[of|from|with][ this| these| these things| the following| these items|]",
        "[List|List these|List them]",
        "[Format|Rewrite|Reformat] [this|these|them] as [a list|bullets|a bullet list|markdown]",
        "[Write|Put|Print] [each|each thing|every item] on [its own|a new|a separate] line",
        "Can you [make|write] a [list|bullet list|markdown list] of [this|these|these things]?",
        "[Write|Make|Create] a shopping list[ with| of| from|]", "Shopping list with", "To-do list",
        "I [need|want] [these|this|them] as [bullet points|bullets|a list|a markdown list]",
        "[Itemise|Itemize] [this|these|them]", "[Break|Split] [this|it] into bullet points",
        "[Use|With] bullet points", "[Put|Write] a [dash|bullet] before each [item|thing|of them]",
        "How does this look as a [bullet|markdown] list?", "One per line", "List the following",
    ],
    "numbers": [
        "[Turn|Make|Convert|Change|Put] [this|these|it] into [a numbered|an ordered] list",
        "[Numbered list|Ordered list|Numbered|As a numbered list|With numbers|Number the items]",
        "[Write|Put|Show|Give me|List] [this|these|them|the following] as [a numbered|an "
        "ordered] list", "[Number|Number these|Number them|Enumerate|Enumerate these]",
        "Give each a number",
        "[Make|Write|Create|Give me] a numbered list [of|from|with][ this| these| these things|]",
        "[Format|Rewrite] [this|these|them] as a numbered list", "Numbered shopping list",
        "Can you [make|write] a numbered list of [this|these|these things]?", "Number each item",
        "I [need|want] [these|this|them] [numbered|as a numbered list]", "Make an ordered list",
        "[Put|Write] a number before each [item|thing|of them]", "List with numbers",
        "How does this look as a numbered list?", "List [these|them] numbered from 1",
    ],
    "commas": [
        "[Turn|Make|Convert|Change] [this|the list|it] into a comma-separated [list|line]",
        "[Write|Put|Show|Give me] [this|the list|the items] on one line", "Comma-separated",
        "[Write|Put|Join|Give me] [this|the items|the list] with commas", "On one line with commas",
        "[Separate|Join] the items [by|with] commas", "[Remove|Drop] the bullets and use commas",
        "Make one line of this list", "Put the list on one line, separated by commas",
        "Can you write the list on one line?", "I need this list on one line with commas",
        "[Make|Create|Write] a comma-separated list", "[List|Items] separated by commas",
        "Comma-separated list", "All on one line", "Use commas instead of lines",
    ],
}  # fmt: skip
GIVEN_INLINE: dict[str, list[str]] = {
    "bullets": [
        "[Turn|Make|Convert|Change|Put] {t} into a [list|bullet list|markdown list|bulleted list].",
        "[Write|Put|Show|List|Print|Give me] {t} as [bullet points|bullets|a list|a bullet list].",
        "[Make|Write|Create|Give me] a [list|bullet list|markdown list|shopping list|to-do list] "
        "[with|of|from] {t}.", "List {t}", "{t} as [a list|bullet points|bullets|a markdown list]",
        "[I need|I want] a [list|bullet list|markdown list|shopping list] [with|of] {t}.",
        "I have to buy {t}. [Make|Write] a [list|shopping list].",
        "Put {t} on [a|my] shopping list.",
        "[Can|Could] you [make|write] a [list|bullet list|shopping list] [with|of] {t}?",
        "I have {t}. [Make|Write] a [list|bullet list].", "Add {t} to a list.", "Itemise {t}.",
        "My list has {t}. Show it [in markdown|as bullets].", "{t}: [as a list|in bullets|bullets]",
    ],
    "numbers": [
        "[Turn|Make|Convert|Change|Put] {t} into [a numbered|an ordered] list.", "Number {t}",
        "[Write|Put|Show|List|Give me] {t} as [a numbered|an ordered] list.",
        "[Make|Write|Create|Give me] [a numbered|an ordered] list [with|of|from] {t}.",
        "[I need|I want] a numbered list [with|of] {t}.", "{t} as a numbered list",
        "[Can|Could] you [make|write] a numbered list [with|of] {t}?", "Enumerate {t}.",
        "I have to buy {t}. Make a numbered list.", "List {t} with numbers.", "{t}: numbered",
        "I have {t}. Number them.", "Put {t} in a numbered list.",
    ],
}  # fmt: skip
