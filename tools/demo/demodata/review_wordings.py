"""How people ask for the sentiment of a review.

Fields: {labels} (and {Labels}) are the answers that the prompt offers, {r} is the review.
"""

from __future__ import annotations

_REVIEW = (
    "[review|review|review|text|comment|feedback|sentence|message|customer review|product review|"
    "opinion|statement|post|passage|user review|remark|note|tweet|customer comment]"
)
_THIS = f"[this|this|the|the following] {_REVIEW}"
_RATED = "[this|the|the following] [review|customer review|product review|feedback|comment|opinion]"
_THIS_ONE = f"[This|The following] {_REVIEW}"
_PERSON = "[customer|writer|author|reviewer|person|user|buyer|guest|client|speaker]"
_MOOD = "[sentiment|sentiment|sentiment|tone|mood|polarity|attitude|feeling|overall sentiment]"
ONE_WORD = (
    " [Answer with one word|Reply with one word|One word only|Just the label|"
    "Answer in one word|Only the label]"
)

ASK_SENTIMENT = [
    f"Classify the {_MOOD} of {_THIS} as {{labels}}",
    f"Classify the {_MOOD} of {_THIS} as {{labels}}",
    f"[Classify|Label|Categorise|Categorize|Rate|Mark|Judge|Tag] {_THIS} as {{labels}}",
    "[Classify|Label|Categorise|Rate] [this |it |the text |]as {labels}",
    "[Classify|Label|Determine|Identify|Detect|Predict|Find|Give|Name|State|Assess|Analyse|"
    f"Analyze|Evaluate] the {_MOOD} of {_THIS}",
    f"[Determine|Decide|Tell me|Say|Check|Judge] [whether|if] {_THIS} is {{labels}}",
    "[Decide|Tell me|Say|Determine|Check] [whether|if] [this|the following|it] is {labels}",
    f"What is the {_MOOD} of {_THIS}?",
    f"What is the {_MOOD}[| here| of this| expressed here| of the text]?",
    f"What [{_MOOD}|{_MOOD}|opinion] does {_THIS} [have|express|show|convey]?",
    f"Which [{_MOOD}|label|category|class] [does|fits|describes|suits] {_THIS}: {{labels}}?",
    f"Is {_THIS} {{labels}}?", f"Is {_THIS} {{labels}}?",
    "Is [this|it|that|the following] {labels}?",
    f"[Would you say|Do you think|Would you call] {_THIS} [is |]{{labels}}?", "{Labels}?",
    f"Is the {_MOOD}[ here| of this| in this text|] {{labels}}?",
    f"{_THIS_ONE}: {{labels}}?", "[Classify|Label] [this|the following|]",
    f"[Classify|Label|Analyse|Analyze] {_RATED}",
    "[Sentiment|Sentiment analysis|Sentiment classification|Opinion|Polarity|Tone|Mood|"
    "Sentiment label]",
    "[Sentiment|Polarity|Label|Tone|Class] ({labels})",
    "[Sentiment|Label] of [this|the following] text", f"Sentiment of {_THIS}",
    "[Do|Perform|Run] [a |]sentiment analysis[| on this| of this text]",
    f"[Did|Does] the {_PERSON} like it?",
    f"[Did|Does] the {_PERSON} [like|enjoy|love] [this|it|the product|what they got]?",
    "[Did|Do] they [like|enjoy|recommend] it?",
    f"How [does|did] the {_PERSON} feel[ about it| about this|]?",
    f"How does the {_PERSON} feel[ about it|]: {{labels}}?",
    f"How does [this|the] {_PERSON} feel, {{labels}}?",
    f"Is [this|the] {_PERSON} [happy|satisfied|pleased|content|unhappy|disappointed][ with it| "
    "or not|]?",
    f"Was the {_PERSON} [happy|satisfied|pleased|disappointed|unhappy]?",
    f"What does the {_PERSON} think[ of it| about it|]?",
    f"Is {_THIS} a [good|bad|positive|negative|nice] one?",
    f"[Is|Was] that {_REVIEW} [positive|negative|good|favourable]?",
    f"Is {_THIS} [positive|negative|favourable|good|bad][| or not]?",
    f"Is the {_PERSON}'s opinion {{labels}}?",
    f"[I need|I want|I'd like to know|I would like|Give me|Tell me|Show me] the {_MOOD} of {_THIS}",
    f"I wonder [whether|if] {_THIS} is {{labels}}",
    f"I [can't tell|am not sure|don't know] [whether|if] {_THIS} is {{labels}}",
    f"[Help me|I have to] [classify|label] {_RATED}[ as {{labels}}|]",
    "[Answer|Reply|Respond] with [one word|one of these words|exactly one word|a single word]: "
    "{labels}",
    "[Answer|Reply|Respond|Say|Write|Output|Return] [only |just |]{labels}",
    "[Pick|Choose|Select] [one|the right label|the best label|a label|the sentiment]: {labels}",
    f"[Assign|Give] [one of the labels|a label from] {{labels}} to {_THIS}",
    f"[Pick|Choose|Select] the [label|word|sentiment] that [fits|describes|matches] {_THIS}: "
    f"{{labels}}",
    f"[Read|Look at] {_THIS} and [say|tell me|decide] [whether|if] it is {{labels}}",
    f"[Read|Look at] {_THIS} and [classify|label|name|give] [its|the] {_MOOD}",
    "[Does|Did] this [sound|seem|look|read] {labels}[ to you|]?",
    "[Good or bad|Good or bad review|Thumbs up or thumbs down|Happy or unhappy|Like or dislike]?",
    f"[Thumbs up or thumbs down|Praise or complaint|Good or bad] [for|in] {_THIS}?",
    "[What kind of|Which kind of|What sort of] [opinion|feedback|review] is this?",
    "[What's|What is] the [vibe|verdict|general feeling|impression]?",
    f"You are a sentiment classifier.[ Answer {{labels}}.|] [Classify|Label] {_THIS}",
    f"[Positive|Negative] {_REVIEW} or not?",
    f"[Does|Would] the {_PERSON} [recommend it|buy it again|come back]?",
    f"How [positive|good|happy] is {_THIS}: {{labels}}?",
    f"Does {_THIS} [praise or criticise|praise or criticize|sound happy or unhappy]?",
    f"What is the {_PERSON}'s [opinion|attitude|view|feeling|verdict]?",
    f"How would you [classify|label|rate|describe] {_THIS}: {{labels}}?",
    f"How would you [classify|label|describe] the {_MOOD} of {_THIS}?",
]  # fmt: skip
SENTIMENT_FRAMES = [
    "[Review|Text|Comment|Input|Customer review|Sentence|Feedback|Tweet|Message]: "
    "{r}\n[Sentiment|Label|Class|Output|Answer|Polarity]:",
    "[Review|Text|Comment]: {r} [Sentiment|Label]:", "Sentiment: {r}",
    '[Classify the sentiment of|What is the sentiment of|Classify|Sentiment of] "{r}"',
    f"Here is a {_REVIEW}: {{r}} [Is it|Would you call it] {{labels}}?",
    f"[A|One|Our] {_PERSON} [writes|wrote|says|said]: {{r}} [Is this|Is that|Is it|Was it] "
    f"{{labels}}?",
    f"[A|One|Our] {_PERSON} [writes|wrote|says|said]: {{r}}\n[What is the sentiment|How do they "
    "feel|Did they like it|Are they happy]?",
    "Is '{r}' {labels}?", 'Is "{r}" [{labels}|a positive review|a negative review]?',
    f"[Classify|Rate the sentiment of|Label] {_RATED}.\n\nReview: {{r}}",
    "Classify the sentiment[ of the review|] as {labels}.\n\nReview: {r}\n[Sentiment|Answer]:",
    'Someone [said|wrote] "{r}". [Positive or negative|Did they like it|Are they happy|What is '
    'the sentiment]?',
    "{r}\n\nSentiment?", "{r} - {labels}?", "{r}\nSentiment:", "{r} => sentiment",
    "sentiment(\"{r}\")",
    "Task: sentiment [analysis|classification]\n[Labels: {labels}\n|][Input|Text|Review]: "
    "{r}\n[Output|Label|Sentiment]:",
    "[Does|Did] the [customer|author|writer] of '{r}' like it?",
    "I got this review: {r} [Is it|Is that] [good or bad|positive or negative|{labels}]?",
    'If a customer says "{r}", are they happy?', "Review - {r} - {labels}?",
]  # fmt: skip
