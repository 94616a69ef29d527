"""How people ask for the sentiment and the stars of a review.

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
_STARS = "[stars|stars|points]"
ASK_STARS = [
    f"How many {_STARS}[ from 1 to 5| out of 5| (1-5)| between 1 and 5|] [does|would|did] "
    f"{_THIS} [give|get|deserve]?",
    f"How many {_STARS}[ from 1 to 5| out of five| (1 to 5)|] [does|did|would] [the|this] "
    f"{_PERSON} give?",
    f"How many {_STARS} [is this|is it|is that|are these|is this worth]?",
    "How many stars[| from 1 to 5| out of 5| here| in total]?",
    f"[Rate|Score|Grade|Mark] {_THIS} [from 1 to 5|on a scale from 1 to 5|with 1 to 5 stars|out "
    "of 5|from one to five|(1-5)]",
    "[Rate|Score] [this|it|the text|][ from 1 to 5| with 1 to 5 stars| out of 5]",
    f"Give {_THIS} [1 to 5 stars|a rating from 1 to 5|a star rating|a score from 1 to 5|between "
    "1 and 5 stars|one to five stars]",
    "[Stars|Star rating|Rating|Score|Number of stars][| (1-5)| from 1 to 5| out of 5| 1-5]",
    f"[What|Which] [star rating|rating|score|number of stars] [does|would|should] {_THIS} [get|"
    "have|deserve|give]?",
    f"What is the [star rating|rating|score][| of {_THIS}| here| from 1 to 5]?",
    "[Predict|Guess|Estimate|Determine|Find|Infer|Work out] the [star rating|number of stars|"
    f"rating|stars] of {_THIS}",
    f"[Predict|Guess|Estimate] [how many stars|the stars] [the|this] {_PERSON} [gave|gives]",
    "[Tell me|I need|I want|I'd like|Give me] the [star rating|number of stars|rating from 1 "
    f"to 5|stars] of {_THIS}",
    f"[Tell me|Say|I wonder] how many stars {_THIS} [gives|is worth|deserves]",
    "On a scale [of|from] 1 to 5, how [good|happy|positive|satisfied] is this[ review| customer|]?",
    f"From 1 to 5, how [positive|happy|good] is {_THIS}?",
    f"[Convert|Turn|Translate] {_THIS} [to|into] [stars|a star rating|a number of stars|a "
    "rating from 1 to 5]",
    f"How would you [rate|score] {_THIS} from 1 to 5?",
    f"[Assign|Give] [a star rating|stars|1-5 stars|a rating from 1 to 5] to {_THIS}",
    f"If {_THIS} had stars, how many[ of 5|] would it have?",
    "[Answer|Reply|Respond] with [a number from 1 to 5|one digit from 1 to 5|the number of "
    "stars|1, 2, 3, 4 or 5]",
    "1, 2, 3, 4 or 5 stars?", "[1 to 5|1-5] stars?",
    f"[Read|Look at] {_THIS} and [give|tell me|guess] the [stars|star rating|number of stars]",
    f"[Pick|Choose|Select] a [star rating|rating from 1 to 5|number of stars] for {_THIS}",
    f"[What|Which] rating from 1 (worst) to 5 (best) fits {_THIS}?",
    f"How satisfied is the {_PERSON} from 1 to 5?",
    "How many stars out of 5 [did|would] they [give|leave]?",
]  # fmt: skip
STARS_FRAMES = [
    "[Review|Text|Comment|Feedback]: {r}\n[Stars|Rating|Star rating|Stars (1-5)|Score]:",
    "[Review|Text]: {r} [Stars|Star rating|Rating (1-5)]:",
    f"A {_PERSON} [writes|wrote|says]: {{r}} How many stars?", "{r}\n[Stars|Rating|Star rating]:",
    '[How many stars is|Rate|Stars for] "{r}"',
    f"Here is a {_REVIEW}: {{r}} How many stars [is that|would you give it|does it give]?",
]  # fmt: skip
_KEYS = (
    "[sentiment and stars|the sentiment and the stars|the sentiment and the number of stars|"
    "sentiment and star rating|both sentiment and stars|sentiment, stars|the sentiment and stars]"
)
_JSON = "[as JSON|as JSON|in JSON|as a JSON object|in JSON format|as json]"
ASK_BOTH = [
    "[Return|Give|Output|Produce|Write|Print|Create|Respond with|Answer with|Reply with] [JSON|"
    f"a JSON object|json|valid JSON] with {_KEYS}",
    "[Give|Return|Extract|Get|Find|Tell me|Output|Show|I need|I want|Give me|Determine] "
    f"{_KEYS} {_JSON}",
    f"[Give|Return|Extract|Get|Output] {_KEYS} of {_THIS} {_JSON}",
    f"[Analyse|Analyze|Classify|Rate|Parse|Summarise|Evaluate|Label] {_RATED} {_JSON}",
    f"[Turn|Convert|Transform] {_THIS} into [JSON|a JSON object] with {_KEYS}",
    "[Turn|Convert] [this|the|the following] review [into|to] [JSON|a JSON object]",
    f"{_THIS_ONE} {_JSON}: sentiment and stars",
    "[Sentiment and stars|Sentiment, stars|Sentiment + stars|Stars and sentiment] [as JSON|in "
    "JSON|(JSON)|as a JSON object]",
    "JSON [with|of|for] [sentiment and stars|keys sentiment and stars]",
    "[What is the sentiment and how many stars|What are the sentiment and the stars]? Answer "
    "[as|in|with] JSON",
    f"[What are|What is] {_KEYS} of {_THIS} {_JSON}?",
    f"[Classify|Rate|Analyse] {_THIS} and [return|answer with|give me|output] [JSON|a JSON "
    f"object][| with {_KEYS}]",
    f"[Fill in|Complete|Make] a JSON object with the keys sentiment and stars for {_THIS}",
    f"[Extract|Get|Return] [JSON|a JSON object] [from|for|of] {_THIS} with [keys|fields|the "
    "keys|the fields] sentiment and stars",
    '[Return|Output|Answer in the form] {{"sentiment": ..., "stars": ...}} for [this|the] review',
    f"[Give me|I need|I want] the {_MOOD} and [the |]star[s| rating] of {_THIS} {_JSON}",
    f"[Give|Return|Report] the sentiment of {_THIS} {_JSON}",
    f"[How does the {_PERSON} feel|Did the {_PERSON} like it] and how many stars [are these|is "
    "that]? [Use|Answer in|Reply in] JSON",
    f"Structured [output|data|result], please: {_KEYS} {_JSON}",
    f"Both, the sentiment and the stars, {_JSON}", f"[Sentiment|Sentiment analysis] {_JSON}",
    f"[Make|Build|Prepare] [JSON|a JSON object] [from|out of] {_THIS}: sentiment and stars",
    f"[Report|List|State|Describe] {_KEYS} [of this review |]{_JSON}",
    f"[Write|Put] {_KEYS} of {_THIS} [into|in] a JSON object",
    "review to JSON[ (sentiment, stars)|]", f"[Can I have|Could I get|May I have] {_KEYS} {_JSON}?",
]  # fmt: skip
