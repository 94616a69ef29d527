"""What reviews are about and the words of opinion, each with the number of stars it stands for.

The opinions are patterns without a final full stop. Their fields: {p} thing ({ap} with its
article), {x}, {y} and {xs} are its aspects, {w} a person, {who} somebody who uses it, {t} a time
span, {c} a city, {name} and {kin} people they know; {a} and {b} are adjectives ({a}
often with an adverb), {an} is one with its article, {pa} one for people; {g} is a good adjective
and {d} a bad one.
"""

from __future__ import annotations

from dataclasses import dataclass

from .text import phrases, words

ADJECTIVES: dict[int, list[str]] = {
    5: words(
        "amazing perfect excellent fantastic wonderful brilliant great superb outstanding awesome "
        "incredible magnificent marvellous phenomenal stunning terrific exceptional fabulous "
        "splendid flawless spectacular unbeatable first-class first-rate world-class top-notch "
        "breathtaking gorgeous delightful sublime heavenly glorious remarkable impressive superior "
        "extraordinary sensational exquisite astonishing unforgettable mind-blowing faultless "
        "ideal unmatched divine legendary epic stellar dazzling impeccable beautiful amazing "
        "magical tremendous masterful jaw-dropping unrivalled exemplary wonderful great perfect "
        "excellent fantastic great awesome"
    ),
    4: words(
        "good nice solid pleasant reliable likeable decent enjoyable lovely charming satisfying "
        "pleasing useful handy practical well-made well-designed high-quality clever neat cool "
        "smart fun agreeable worthwhile dependable attractive elegant convenient comfortable "
        "clean fresh generous helpful cheerful cosy user-friendly sturdy robust durable smooth "
        "stylish modern welcoming tidy interesting entertaining refreshing trustworthy efficient "
        "effective respectable commendable polished well-balanced appealing likable good nice "
        "good nice easy relaxing thoughtful original promising valuable"
    ),
    3: phrases(
        "okay|ok|average|fine|ordinary|acceptable|passable|tolerable|adequate|standard|normal|"
        "middling|unremarkable|so-so|moderate|typical|plain|basic|fair|sufficient|satisfactory|"
        "all right|alright|reasonable|unexceptional|run-of-the-mill|bog-standard|common|"
        "middle-of-the-road|conventional|everyday|regular|routine|medium|modest|bearable|"
        "presentable|usual|okay|ok|average|fine|okay|neutral|generic|unspectacular|okayish|mixed"
    ),
    2: words(
        "bad weak poor cheap disappointing noisy mediocre underwhelming unpleasant inferior "
        "lacking sloppy boring dull slow clumsy awkward uncomfortable flimsy overpriced overrated "
        "tedious tiresome annoying irritating frustrating confusing unreliable shoddy messy dirty "
        "stale lame bland forgettable unsatisfying unimpressive inadequate second-rate sub-par "
        "substandard disorganised careless rushed dated tacky faulty defective inconvenient "
        "cramped uninspired uninspiring lacklustre stingy impractical dodgy dubious uneven grubby "
        "unclear inconsistent unfinished patchy wobbly crummy chaotic monotonous predictable bad "
        "bad poor complicated outdated unfriendly unhelpful unsatisfactory"
    ),
    1: words(
        "terrible awful horrible useless dreadful atrocious appalling disgusting abysmal "
        "horrendous pathetic worthless ghastly vile unbearable disgraceful shocking hideous "
        "hopeless catastrophic disastrous revolting nasty horrid shameful unacceptable unusable "
        "laughable miserable outrageous abominable painful infuriating ridiculous rotten lousy "
        "diabolical dire insulting scandalous unforgivable inexcusable deplorable lamentable "
        "wretched foul nightmarish insufferable terrible awful horrible terrible awful repulsive "
        "intolerable sickening horrific unspeakable trash garbage"
    ),
}
"""Adjectives by stars; the commonest are listed more than once."""

NOT_BEFORE_NOUNS = frozenset({"lacking", "all right", "trash", "garbage", "mixed"})
PERSON_ADJECTIVES: dict[int, list[str]] = {
    5: words("amazing wonderful fantastic brilliant outstanding lovely superb incredible great"),
    4: words(
        "friendly helpful kind polite patient attentive pleasant nice professional welcoming "
        "considerate cheerful competent knowledgeable courteous caring charming good"
    ),
    3: words("okay average fine ordinary unremarkable alright adequate ok"),
    2: words(
        "unfriendly unhelpful impolite impatient inattentive grumpy slow careless moody cold "
        "incompetent unprofessional disorganised clueless bored dismissive forgetful"
    ),
    1: words("rude arrogant awful terrible horrible aggressive hostile nasty insulting dreadful"),
}
ADVERBS: dict[int, list[str]] = {
    5: phrases("|||absolutely|simply|truly|really|just|so|totally|completely|utterly|genuinely"),
    4: phrases("|||very|really|quite|pretty|rather|so|surprisingly|consistently"),
    3: phrases("||||just|fairly|pretty|only|kind of|more or less|sort of|rather"),
    2: phrases("|||very|really|quite|rather|pretty|a bit|a little|so|fairly|surprisingly"),
    1: phrases("|||absolutely|simply|truly|really|just|so|totally|completely|utterly|downright"),
}


@dataclass(frozen=True)
class Domain:
    """A kind of thing that people review, with the opinions and asides only it gets."""

    things: list[str]
    aspects: list[str]
    plurals: list[str]
    people: list[str]
    opinions: dict[int, list[str]]
    asides: list[str]


OPINIONS: dict[int, list[str]] = {
    5: [
        "I [|absolutely |really |just |simply |truly ]love [this|the|my|my new|our] {p}",
        "I [|absolutely |really |just ]love it",
        "I [|absolutely |really |just ]loved [it|this {p}|the {p}]",
        "[We|I|My {kin} and I] [|really |absolutely ]adore [it|this {p}|the {x}]",
        "{who} [loves|adores] [it|this {p}|the {p}|the {x}]",
        "{who} [absolutely |really |]loved [it|this {p}|the {x}|every minute]",
        "[I am|I'm|I was|We were] [blown away|over the moon|thrilled|delighted|amazed|ecstatic|"
        "in love]", "[I|We|I would|I can] highly recommend [it|this {p}]",
        "I can [only|warmly|wholeheartedly] recommend [it|this {p}]",
        "[Highly|Warmly|Strongly] recommended",
        "[This|It] [is|was] the best {p} [ever|I know|I have ever had|of my life]",
        "[The best|Best] {p} [ever|in the world|I know]",
        "[It|The {p}|The {x}] [exceeded|surpassed|far exceeded] [all my|my|our] expectations",
        "[It|This {p}] [could not|couldn't] be better",
        "[I|We] [could not|couldn't] be [happier|more pleased|more satisfied]",
        "[It|The {x}|The {p}] blew [me|us] away",
        "[It|This {p}] is [a gem|a dream|pure joy|a delight|a treasure|perfection|a triumph|pure "
        "magic|a winner|worth every penny]", "I have never [had|seen|known] a better {p}",
        "The {x} [amazed|thrilled|delighted|stunned] [me|us]",
        "Everything [is|was] [perfect|wonderful|amazing|flawless|great|fantastic]",
        "I can't [praise it enough|imagine life without it|stop raving about it]",
        "[Five|5] stars[ from me|]", "[I would|I'd] give it [ten|six|a hundred] stars if I could",
        "I am a [big|huge] fan[ of this {p}|]", "[This|The|My] {p} rocks",
        "I [expected|feared] the worst, but [it|the {p}] [is|was] {b}",
        "It made [my day|me so happy]", "[No|Not a single] complaint, [everything|it] was perfect",
        "I love everything about it",
    ],
    4: [
        "I [|really |quite |do ]like [this|the|my|my new|our] {p}",
        "I [|really |quite |do ]like it", "I [|really |quite ]liked [it|this {p}|the {p}|the {x}]",
        "[I|We] [|really |quite |very much ][enjoy|enjoyed] [it|this {p}|the {p}|the {x}]",
        "{who} [likes|enjoys|appreciates] [it|this {p}|the {p}|the {x}]",
        "{who} [liked|enjoyed] [it|this {p}|the {p}|the {x}]",
        "[I am|I'm|I was|We are|We were] [|very |really |quite |pretty ][happy|pleased|satisfied|"
        "content|glad] with [it|this {p}|the {p}|my {p}|the {x}]",
        "{who} is [|very |quite ][happy|pleased|satisfied] with [it|the {p}]",
        "[I|We] [|can |would ]recommend [it|this {p}|the {p}]", "[Recommended|Would recommend]",
        "[I would|I'd|We would|I will] [do|choose|take|pick] it again",
        "[It|This {p}|The {p}|The {x}] [is|was] not bad[ at all|]",
        "[Not bad|Not bad at all|Not bad, not bad]",
        "[It|The {p}|The {x}] [isn't|wasn't] bad[ at all|]",
        "[Never|I was never|We were never|I have never been] disappointed",
        "[It|The {p}|The {x}] [did not|didn't|does not|doesn't|never] [disappoint|let me down|"
        "let us down]",
        "[No complaints|Nothing to complain about|I can't complain|I have no complaints|No "
        "regrets|I do not regret it]",
        "[It|The {p}] [is|was] better than [I expected|I thought|expected|the last one|its "
        "reputation]",
        "[It|The {p}|The {x}] [surprised me in a good way|pleased me|was a pleasant surprise]",
        "[A|It is a|It was a] [good|nice|solid|safe] [choice|buy|idea|surprise]",
        "[Thumbs up|A thumbs up from me|Well done|Good job|Nice job|Good stuff|Keep it up]",
        "[I|We] appreciate the {x}", "The {x} [impressed|pleased|charmed] me",
        "The {p} [lives|lived] up to [my|our] expectations", "[Four|4] stars", "[Good|Nice] {p}",
        "What a [nice|good|lovely|pleasant] {p}",
        "[I was|We were] sceptical, but [it|the {p}] [is|was] {b}",
        "[I'd|I would] [gladly |happily |]come back to it",
        "[I have|We have] had no [problems|trouble|issues][ with it|]", "It [makes|made] me smile",
        "It [grew on me|won me over]",
    ],
    3: [
        "[It|The {p}|This {p}] [is|was] neither good nor bad",
        "[It|The {p}|The {x}] [is|was] not [great, not terrible|great but not terrible either|"
        "good, not bad|great, but not bad either]",
        "[Not great, not terrible|Neither good nor bad|Not good, not bad|Not great but not bad "
        "either]",
        "[I have|I've got|I have got] no [strong feelings|strong opinion|opinion] [about|on] [it|"
        "this {p}]", "[It is|It's|It was|Just|Simply] [just |][another {p}|{ap}]",
        "[It is|It's] [just|only] {ap}[, nothing more|, nothing else|]",
        "[It|The {p}|The {x}] [is|was] nothing special",
        "[Nothing special|Nothing to write home about|Nothing remarkable|Nothing out of the "
        "ordinary]",
        "[It is|It's|It was] [okay|ok|fine|all right|alright][, I guess|, I suppose| I guess|, "
        "nothing more]",
        "[I|We] [neither liked nor disliked|neither love nor hate|don't love or hate] [it|this "
        "{p}|the {p}]",
        "[I am|I'm|We are] [undecided|neutral|in two minds|torn|indifferent|not sure what to "
        "think][ about it|]",
        "[It|The {p}] [is|was] [about |just |more or less |][what|as] I expected, [nothing more|"
        "no more, no less|not more and not less]",
        "[It|The {p}] has [its pros and cons|good and bad sides|its ups and downs|strengths and "
        "weaknesses]",
        "[A mixed bag|It is a mixed bag|Mixed feelings|I have mixed feelings about it|Hit and "
        "miss|A bit of both]",
        "[It|The {p}|The {x}] [could be better, could be worse|could be worse]",
        "[It|The {p}] [does|did] [the job|its job|what it should][, nothing more|, nothing else|"
        ", that is all|]",
        "[You can|One can] [live with it|use it, but you do not need it|take it or leave it]",
        "[Take it or leave it|Middle of the road|Somewhere in the middle|Three stars|3 stars|"
        "Fifty-fifty]", "{who} thinks it is [okay|ok|fine|average|all right]",
        "{who} [finds|found] [it|the {x}] [okay|average|ordinary|acceptable]",
        "I [expected more, but it is okay|would not say good, would not say bad|can't say it is "
        "good or bad]", "[It|The {p}] left me [indifferent|neither happy nor sad]",
        "It is like [any|every] other {p}", "There are better ones and there are worse ones",
        "[It|The {p}] [will do|is usable|is good enough, I guess|is fine for the price, nothing "
        "more]",
    ],
    2: [
        "I [do not|don't|did not|didn't] [|really ]like [it|this {p}|the {p}|the {x}]",
        "I [dislike|disliked|regret] [it|this {p}|the {p}]",
        "I [do not|don't|did not|didn't] enjoy [it|this {p}|the {p}]",
        "{who} [does not|doesn't|did not|didn't] [like|enjoy] [it|this {p}|the {p}|the {x}]",
        "{who} [is|was] [|very |really ][disappointed|unhappy|annoyed|not happy|frustrated|"
        "dissatisfied]",
        "[I am|I'm|I was|We are|We were] [|very |really |a bit |quite ][disappointed|unhappy|"
        "dissatisfied|annoyed|frustrated|underwhelmed|bored|let down]",
        "[I am|I'm|We are|We were] not [|very |really ][happy|pleased|satisfied|impressed|"
        "convinced][ with it| with the {p}| with the {x}|]",
        "[It|This {p}|The {p}|The {x}] [is|was] not [|very |really |that |so ]good",
        "[It|The {p}|The {x}] [isn't|wasn't] [|very |really |that ][good|great|nice]",
        "[Not good|Not great|Not worth it|Not impressed|Not happy|Not for me|Not recommended|Not "
        "worth the money|Not a fan]",
        "I [expected|wanted|hoped for] [|much |a lot |so much ]more[ from this {p}| from it|]",
        "[I would|We would|I'd|I will] not [buy|choose|do|recommend|take] it[ again|]",
        "[I|We] [wouldn't|cannot|can't|would not|could not] recommend [it|this {p}|the {p}]",
        "[Would not|Wouldn't|Cannot|Can't|Do not] recommend",
        "[I have|I've|We have|We've] [seen|had|known] better[ ones|]",
        "[What a|A big|A real|A|Such a|Quite a] [disappointment|letdown|let-down|pity|shame]",
        "[It|The {p}|The {x}] [disappointed|annoyed|bored|frustrated|irritated] [me|us]",
        "[It|The {p}|The {x}] let [me|us] down",
        "[It|The {p}|The {x}] [is|was] [a disappointment|a letdown|a step backwards|a mistake|a "
        "bad idea|a bad choice|below average|not up to standard|worse than expected]",
        "[I regret|We regret] [buying|choosing|trying] it", "[Two|2] stars",
        "[It|The {p}] [did not|does not|didn't|failed to] [live up to|meet] [my|our|the] "
        "expectations", "[It|The {x}] [could|should] be [much|a lot|far] better",
        "[It|The {p}] [needs|has] [a lot of work|many problems|serious problems|too many flaws]",
        "[I|We] had [nothing but trouble|a lot of problems|many problems|a bad time][ with it|]",
        "[Thumbs down|Could do better|Overpriced|Save your money|Look elsewhere|Better avoid it|"
        "Too expensive for what it is|Once was enough]",
        "I [wanted to like it|had high hopes], but [it|the {p}] [is|was] {b}",
        "The {x} leaves a lot to be desired",
        "[Nothing|Hardly anything|Not much] [works|was good|is good] [here|about it]",
        "I [can't|cannot] say anything good about it", "I got tired of it",
        "It [makes|made] me sad",
    ],
    1: [
        "I [|absolutely |really |just ]hate [this|the|my|our] {p}",
        "I [|absolutely |really |just ]hate it",
        "I [|absolutely |really ]hated [it|this {p}|the {x}|every minute]",
        "[I|We] [|absolutely ][loathe|despise|detest|can't stand|cannot stand] [it|this {p}|the "
        "{x}]", "{who} [hates|despises|can't stand] [it|this {p}|the {x}]",
        "{who} hated [it|this {p}|every minute of it]",
        "[This|It] [is|was] the worst {p} [ever|I know|I have ever had|of my life]",
        "[Worst|The worst] {p} [ever|in the world|I know|of all time]",
        "[A |Such a |What a |]complete waste of [money|time]",
        "[A waste|Waste|Total waste|What a waste] of [money|time]",
        "[A total|A complete|Total|Complete|What a|Such a] [rip-off|disaster|nightmare|fraud|"
        "scam|joke|failure|mess|catastrophe]",
        "[It|The {p}|This {p}] [is|was] [a total |a complete |a |an absolute ][rip-off|disaster|"
        "nightmare|scam|joke|mess|failure|catastrophe|disgrace]",
        "[It|This {p}|The {x}] [sucks|stinks|is rubbish|is garbage|is trash|is crap|is a bad joke]",
        "[Garbage|Trash|Rubbish|Junk|Crap|Hell|Horror|Hideous|Shame on them]",
        "[Never again|Never ever again|Stay away|Avoid|Avoid at all costs|Run away|Hands off|"
        "Don't bother]", "[Do not|Don't|Never] [buy|try|touch|trust] [it|this {p}]",
        "I want [my money|a refund|my time] back",
        "[I would not|I wouldn't] [take it for free|wish it on my worst enemy|use it if you paid "
        "me]", "[It|The {x}] [disgusted|infuriated|horrified|enraged] [me|us]",
        "[I am|I'm|I was|We were] [furious|disgusted|horrified|appalled|shocked|outraged|livid|"
        "speechless with anger]",
        "[It|The {p}] [ruined|spoiled] [my|our] [day|week|evening|weekend]",
        "[One|1] star[ is too much| and that is generous|]", "[Zero|No|0] stars",
        "[I would|I'd] give it [zero|no|minus] stars if I could",
        "[It|This {p}] [could not|couldn't] be worse", "I have never [seen|had|known] a worse {p}",
        "Everything [is|was] [terrible|awful|horrible|wrong|a disaster]",
        "I [expected|hoped for] a good {p}, but [it|this] [is|was] {b}",
        "[It|The {p}] made me [angry|cry with anger|so angry]",
    ],
}  # fmt: skip
"""Opinions about anything, by stars."""

MIXED: list[str] = [
    "{good}[, but |, however, | but |, although |, yet |, though ]{bad}",
    "{bad}[, but |, however, | but |, although |, yet ]{good}",
    "{good}. [On the other hand, |But |However, |Unfortunately, |Sadly, |Then again, ]{bad}",
    "{bad}. [On the other hand, |But |However, |Still, |On the plus side, |At least ]{good}",
    "Although {good}, {bad}", "While {good}, {bad}", "[Even though|Although] {bad}, {good}",
    "{good}. {bad}", "[Good|Great|Nice] {x}, [bad|poor|terrible|weak] {y}",
    "[I like|I love|I liked|I loved] the {x}, but [not the {y}|I hate the {y}|I don't like the "
    "{y}|the {y} is [bad|awful|poor]]", "[Pros: {x}. Cons|Plus: {x}. Minus|Good: {x}. Bad]: {y}",
    "The {x} is {g}, the {y} is {d}",
    "[Half good, half bad|Some good, some bad|Part of me likes it, part of me does not]",
    "The good: {x}. The bad: {y}",
]  # fmt: skip
"""Reviews that praise one thing and complain about another; {good} and {bad} are clauses."""

FRAGMENTS: dict[int, list[str]] = {
    5: phrases(
        "10/10|5/5|10 out of 10|5 out of 5|five out of five|wow|Wow, just wow|yay|Love it|Loved it|"
        "Love this|Loved every minute|A+|A plus|Top|Top marks|Bravo|Chapeau|Hooray|"
        "Yes, yes, yes|The best|Simply the best|Perfect in every way|Pure joy|Absolute bliss|Magic|"
        "Pure class|Must have|A must|In love|Just wow|Nailed it|Fire|Legend|Sensational stuff|"
        "Two thumbs up|Hats off|Best ever|9/10|9 out of 10|Best thing ever"
    ),
    4: phrases(
        "8/10|4/5|4 out of 5|7/10|8 out of 10|Like it|Liked it|Pretty good|Very good|Really good|"
        "Quite good|Really nice|Very nice|Good|Nice|Well done|Thumbs up|I approve|Nice one|"
        "Not half bad|Satisfied|Happy|Happy customer|Pleased|Glad I tried it|Better than expected|"
        "All good|Good value|Will be back|Enjoyed it|Pretty cool|Cool"
    ),
    3: phrases(
        "meh|Meh|5/10|3/5|3 out of 5|5 out of 10|6/10|so-so|okay|ok|It's fine I guess|It is okay|"
        "It's okay|It is ok|It's ok|It is fine|It was fine|fine, I guess|Average|Just average|"
        "All right|Alright, I suppose|Hm, okay|Could be worse|"
        "Whatever|Nothing special|Neutral|No opinion|Undecided|I don't mind it|Fair enough|"
        "Not sure|It's a thing|It exists|It is what it is|OK"
    ),
    2: phrases(
        "4/10|2/5|2 out of 5|3/10|3 out of 10|4 out of 10|Didn't like it|Don't like it|Pretty bad|"
        "Very bad|Really bad|Quite bad|Bad|Disappointed|Very disappointed|Poor|Very poor|Not good|"
        "Not great|Boring|So boring|Too expensive|Unhappy|Unhappy customer|Could be much better|"
        "Below average|Sadly not good|Thumbs down|Nope|Worse than expected|Overrated|Expected more|"
        "Won't be back|Weak|No thanks|Underwhelming|Regret it"
    ),
    1: phrases(
        "0/10|1/10|1/5|0/5|0 out of 10|1 out of 5|1 out of 10|zero out of ten|yuck|ugh|Ew|Yikes|"
        "Hate it|Hated it|Hate this|Hated every minute|The worst|Worst ever|Simply the worst|"
        "Terrible, just terrible|Horrible in every way|Total rip-off|What a rip-off|Rip-off|Scam|"
        "Garbage|Total garbage|Trash|Rubbish|Pure rubbish|Never again|Avoid|Stay away|Useless|"
        "Broken|Disaster|A disaster|Nightmare|Pathetic|Disgusting|Fail|Epic fail|Total failure|"
        "Worst thing ever"
    ),
}  # fmt: skip
"""Short reviews without a subject, by stars."""

ASIDES: list[str] = [
    "[I am|I'm] [a student|a teacher|from {c}|an engineer|a mother of two|retired|a beginner]",
    "My [friend|neighbour|colleague|cousin] {name} told me about it",
    "[It is|It was] my [first|second|third] {p}",
    "[It was|It is] a [present|gift] [from|for] my {kin}", "My {kin} has [one|the same one] too",
    "This is my first review", "[Here is|This is] my [honest |]opinion",
    "[So|Well|OK|Hi], [here is|this is] my review",
    "I read about it in [a magazine|the paper|a blog]",
    "[It was|It is] [Monday|summer|winter|raining]", "{name} was with me",
    "I tried it [yesterday|last week|today|in {c}|twice]", "We live in {c}",
    "I do not write reviews often", "I will keep it short",
    "I have tried [three|many|several] others before", "[We went|I went] with my {kin}",
]  # fmt: skip
"""Remarks without an opinion."""

PEOPLE = phrases(
    "My wife|My husband|My son|My daughter|My mother|My father|My sister|My brother|My boss|My cat|"
    "My dog|My friend|My grandmother|My grandfather|My aunt|My uncle|My neighbour|My boyfriend|"
    "My girlfriend|My team|My family|My whole family|Everyone|Everybody|The whole family|My baby|"
    "My cousin|My partner|My colleague|My mum|My dad|My nephew|My niece|The baby|The reviewer|"
    "The customer|The client|Our guest|She|He|My class|My flatmate|My teacher|My best friend"
)
KIN = words(
    "sister brother mother father wife husband son daughter cousin aunt uncle friend neighbour "
    "niece nephew boss colleague grandmother grandfather mum dad partner flatmate"
)
SPANS = phrases(
    "a day|a week|a month|a year|one day|one week|an hour|ten minutes|five minutes|two days|"
    "three days|two weeks|three weeks|six weeks|two months|three months|six months|two years|"
    "three years|half a year|half an hour|a few days|a few weeks|two hours|a weekend|one month|"
    "10 days|3 days|2 weeks|5 weeks|4 months|20 minutes|30 days|one year|several weeks"
)

SENTENCES: list[str] = [
    "The {x} [is|was] {a}", "The {x} [is|was] {a}", "The {x} [is|was] {a}",
    "The {xs} [are|were] {a}", "[This|The|My|Our] {p} [is|was] {a}", "[This|The] {p} [is|was] {a}",
    "The {w} [is|was] {pa}", "The {w} [is|was] {pa}", "It [is|was] {a}",
    "[It's|It is|It was|That was|This is] {a}", "I [find|found] [it|the {x}|the {p}|the {xs}] {b}",
    "{B} {x}", "{B} {p}", "{B} {x} and {b} {y}", "{B} {xs}",
    "[It is|This is|It was|Such|What] {an} {p}", "The {x} [is|was] {a} and the {y} [is|was] {b}",
    "The {x} and the {y} [are|were] {a}", "[It|The {x}|The {p}] [looks|feels|seems] {a}",
    "[It|The {p}] [has|had] {an} {x}", "{A}", "{A}", "{who} [says|thinks] [it|the {x}] is {b}",
    "I [think|thought] [it was|the {p} was|the {x} was] {a}",
    "[In my opinion|Honestly|To be honest|Overall|All in all|If you ask me|In short|For me|"
    "Frankly], [it|the {p}|the {x}] [is|was] {a}",
    "[I must say|I have to say|I can say] [it|the {x}|the {p}] [is|was] {a}",
    "Everything about [it|this {p}] [is|was] {a}", "[The {w} was {pa}, the {x} {b}|The {x}: {b}]",
    "[Also, |And |Plus, |Besides, ]the {x} [is|was] {b}", "{B} {p}, {b} {x}", "{an} {p}",
    "The {p} [turned out to be|proved|remained] {b}", "The {x} of this {p} [is|was] {a}",
    "The {x} [has been|had been] {b} [so far|from the start|from day one]",
]  # fmt: skip
"""Sentences that stand for the stars of their adjective."""

NEGATED: dict[int, list[str]] = {
    4: [
        "The {x} [is|was] [not|never] [bad|boring|disappointing|noisy|slow|dull]",
        "[It|The {p}] [isn't|wasn't] [bad|boring|weak|dull|disappointing][ at all|]",
        "The {w} [was not|wasn't|was never] [rude|unfriendly|impatient]",
        "[Nobody|No one] was [bored|disappointed|unhappy]",
    ],
    2: [
        "The {x} [is|was] [not|not very|not really|never] [good|great|nice|reliable|pleasant|"
        "enjoyable|helpful|clean|fun|useful]",
        "[It|The {p}|The {x}] [isn't|wasn't] [very |particularly |at all |][good|great|nice|"
        "comfortable|interesting|fun|pleasant|useful]",
        "The {xs} [aren't|weren't|are not|were not] [very |][good|nice|great|useful|clean]",
        "The {w} [was not|wasn't] [very |][friendly|helpful|polite|nice|professional]",
        "[Nobody|No one] was [happy|satisfied|impressed]",
        "There is nothing [good|nice|positive] about [it|the {x}]",
    ],
}  # fmt: skip
"""Negations, which turn the meaning of a word round."""
