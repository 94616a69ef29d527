"""How people ask for the team of a message, and what customers write around their problem."""

from __future__ import annotations

_MESSAGE = (
    "[message|message|ticket|ticket|email|request|complaint|question|enquiry|inquiry|"
    "customer message|support ticket|support request|case|mail|text|customer request|issue|note]"
)
_THIS = f"[this|this|the|the following] {_MESSAGE}"
_TEAM = "[team|team|department|department|group|desk|queue|unit|people]"

ASK_TEAM = [
    f"[Classify|Label|Categorise|Categorize|Tag|Mark|Sort] {_THIS} as {{labels}}",
    f"[Classify|Label|Categorise|Categorize|Tag] {_THIS} as {{labels}}",
    "[Classify|Label|Categorise|Sort|Tag] [this |it |]as {labels}",
    f"[Route|Send|Assign|Forward|Direct|Pass] {_THIS} to {{labels}}",
    f"[Route|Send|Assign|Forward|Direct] {_THIS} to the right {_TEAM}: {{labels}}",
    f"[Route|Sort|Assign|Triage] {_THIS}",
    f"[Route|Forward|Send] {_THIS} to the [right|correct|responsible] {_TEAM}",
    "[Route to|Forward to|Send to|Assign to|Pass on to|Goes to] {labels}",
    f"Which {_TEAM} [should answer|should handle|answers|handles|takes care of|is responsible "
    f"for|deals with|should get|must solve|will reply to] {_THIS}: {{labels}}?",
    f"Which {_TEAM} [should answer|handles this|handles it|is responsible|should handle this|"
    "deals with this|takes this|is this for|does this belong to|should I send this to|can help]?",
    f"Which {_TEAM} [should answer|handles this|is responsible|takes care of this|can help], "
    f"{{labels}}?",
    f"What {_TEAM} [should answer|handles this|is responsible for this|does this go to|deals "
    "with this]?",
    "Who should [deal with|handle|answer|get|take care of|solve|receive|look at] [this|it]: "
    "{labels}?",
    f"Who should [deal with|handle|answer|get|receive] {_THIS}?",
    "Who [handles|answers|deals with|takes|is responsible for] [this|it], {labels}?",
    "Who [can help|should help|is responsible|should I send this to|has to answer][| this "
    "customer]? {Labels}?",
    f"[Is|Was] {_THIS} [about|for|on] {{labels}}?",
    "Is [this|it] [about |for |][a matter of |]{labels}?",
    "[Is this a|Is it a] {labels} [problem|question|issue|matter|case]?", "{Labels}?", "{Labels}?",
    "[Team|Department|Category|Topic|Queue|Label|Route|Class|Group] ({labels})",
    "[Team|Department|Route|Which team|Which department|Right team|Responsible team|Who handles "
    "this]?",
    "[Team|Department|Category|Queue|Route|Topic|Ticket category|Ticket routing]",
    f"[Topic|Category|Team|Department] [of|for] {_THIS}",
    "[What is|Tell me|Give me|Name|Find|Determine|Identify|Predict|State] the [topic|category|"
    f"team|department|right team|right department|responsible team|label] [of|for] {_THIS}",
    f"What is the [topic|category|team|department|right label] [of|for] {_THIS}: {{labels}}?",
    f"[Choose|Pick|Select|Find|Name|Suggest] [a|the right|the best|the correct] {_TEAM} for "
    f"{_THIS}: {{labels}}",
    "[Choose|Pick|Select] [a team|a department|one|a category|a label|one team|the right word]: "
    "{labels}",
    f"[Choose|Pick|Select] the [team|department] that [should answer|handles] {_THIS}: {{labels}}",
    f"[Decide|Tell me|Say|Determine|Check] [whether|if] {_THIS} [is about|is for|belongs to|"
    f"goes to|concerns] {{labels}}",
    "[Decide|Tell me|Say] [who|which team|which department] [should answer|handles|gets] "
    f"{_THIS}[: {{labels}}|]",
    f"Where should {_THIS} [go|be sent|belong]: {{labels}}?",
    f"Where [should I send|do I send|must I forward|do I route|should we put] {_THIS}[: "
    f"{{labels}}|]?",
    f"Where does {_THIS} belong[: {{labels}}|]?",
    f"To [which|what] {_TEAM} [should I send|do I forward|should I route] {_THIS}?",
    "[Answer|Reply|Respond] with [one word|one team|the team only|a single word|one of these]: "
    "{labels}",
    "[Answer|Reply|Say|Write|Output|Return] [only |just |]{labels}",
    f"[I need|I want|I'd like] to [know which team handles|route|sort|forward] {_THIS}[: "
    f"{{labels}}|]",
    f"I wonder [which {_TEAM} handles this|who should answer this|where this belongs][: "
    f"{{labels}}|]",
    "I [don't know|am not sure|can't tell] [who should answer|which team gets|where to send] "
    f"{_THIS}[: {{labels}}|]",
    "You [route|sort|classify] support tickets. [Team for this one|Which team gets this one|"
    "Answer {labels}]",
    f"Our teams are {{labels}}. [Which one|Who] should [answer|handle|get] {_THIS}?",
    "[There are three teams|We have three teams|The teams are|Possible teams|Options|Labels|"
    "Categories|Departments]: {labels}. [Which one fits|Who should answer|Which one is right]?",
    f"[Does|Should] {_THIS} go to {{labels}}?",
    f"Would {_THIS} [belong to|be a case for|be something for] {{labels}}?",
    "[Help me|I have to] [route|sort|classify] this[ as {labels}|]",
    f"[Read|Look at] {_THIS} and [choose|name|pick|tell me] the [team|department]: {{labels}}",
    "[Classify|Triage|Route|Sort] [the|this] [ticket|support ticket|customer's message|customer "
    "message]",
    "[A customer needs help|A customer wrote to us|We got this message|This came in|New "
    "ticket], which [team|department][ should answer| gets it| handles it]?",
    "[Which|What] [kind|type|category|sort] of [problem|issue|question|request] is this: "
    "{labels}?",
    "[Who gets this|Whose job is this|Who takes this one|Who is in charge]: {labels}?",
    "[Whose job is this|Who takes this one|Who is in charge of this|Which colleague team helps]?",
]  # fmt: skip
FRAMES = [
    "[Ticket|Message|Email|Customer|Request|Text|Input|Issue|Complaint]: {m}\n[Team|Department|"
    "Category|Label|Route|Queue|Topic|Output]:",
    "[Ticket|Message|Request]: {m} [Team|Department|Route]:",
    "[A|One] customer [writes|wrote|says|asks]: {m} {Labels}?",
    "[A|One|Our] customer [writes|wrote|says|asks]: {m} [Which team|Which department|Who] "
    "should [answer|handle it|help]?",
    "[A|One] [client|user|buyer] [writes|wrote|asks]: {m}\n[Which team should answer|Who "
    "handles this|Which department is it]: {labels}?",
    "[Customer|Client|User] [message|email|request]: {m} [Who should answer|Which team|Which "
    "department]?",
    "Here is a [ticket|message|request]: {m} [Which team gets it|Is it {labels}|Who should "
    "answer]?",
    '[Classify|Route|Team for|Which team answers] "{m}"', 'Is "{m}" [about |for |]{labels}?',
    "{m}\n\nTeam:", "{m} - {labels}?", "{m}\n[Department|Team|Category|Route]:",
    "Teams: {labels}\n[Ticket|Message]: {m}\n[Team|Answer]:",
    'If a customer [says|writes] "{m}", [which team should answer|who handles it|which '
    'department is it]?',
    'Somebody [wrote|asked] "{m}". [Which team|Which department|{Labels}]?',
    "[I got|We got|I received] this [message|email|ticket]: {m} [Who should answer it|Which "
    "team should answer it|Is it {labels}]?",
    "Task: route [tickets|the ticket] to {labels}.\n[Ticket|Message|Input]: {m}\n[Team|Output|"
    "Answer]:",
]  # fmt: skip
OPENINGS = [
    "[Hello|Hi|Good morning|Good evening|Good afternoon|Hey|Hi there|Hello there|Dear team|Dear "
    "support|Greetings|Dear Sir or Madam]. ",
    "[Hello|Hi|Good morning]! ", "[Hello|Hi], [this is|I am|my name is] {name}. ", "Hi {name}. ",
    "[Sorry to bother you|Quick question|Excuse me|Urgent|Important|One question|Hello again]: ",
]  # fmt: skip
EMOTIONS = [
    "[I am|I'm] [really |very |so |quite |][angry|frustrated|annoyed|upset|disappointed|worried|"
    "confused|unhappy]",
    "[This is|That is|It is] [very |so |really |][annoying|frustrating|unacceptable|urgent|bad|"
    "ridiculous|strange]",
    "[Please help|Please help me|Help|I need your help|Can you help me?|Could you help?|What "
    "can I do?|What should I do?|What is going on?]",
    "[I have been a customer for years|I am a new customer|I am a loyal customer]",
    "[I already called twice|I called on {day}|I wrote to you on {day}|Nobody answers|This is "
    "my second message]",
    "[This is the third time|It happened again|Again|Not again]",
    "[I have a problem|There is a problem|I think something went wrong|Something is wrong]",
]  # fmt: skip
REMARKS = [
    "I [bought|ordered] [a|the] {g} [last week|on {day}|in {month}|from you|online|in your shop|"
    "for my sister]",
    "My order number is {n}", "It is about order {n}",
    "I am writing about [my {g}|order {n}|the {g} I bought]", "I [have|own] [a|your] {p}",
    "My customer number is {n}", "I live in {c}", "We are a small company in {c}",
]  # fmt: skip
CLOSINGS = [
    "[Thanks|Thank you|Many thanks|Best regards|Kind regards|Regards|Cheers|Best wishes|Yours|"
    "Thank you for your help|Thanks in advance]",
    "[Thanks|Best regards|Regards|Kind regards|Best], {name}",
    "[Please answer soon|Please reply quickly|I look forward to your answer|Please fix this|I "
    "hope you can help|Please get back to me|I am waiting for your answer|Please check this]",
]  # fmt: skip
