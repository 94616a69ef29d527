"""Words and patterns of the word problems: what happens, to what, and what is asked."""

from __future__ import annotations

from .text import words

ITEMS = words(
    "apple pear banana orange plum lemon egg cookie cake sweet biscuit muffin pancake sandwich nut "
    "carrot onion bean book pen pencil card stamp coin shell stone marble sticker button bead "
    "toy doll ball balloon kite puzzle game photo poster letter ticket badge flower rose seed "
    "candle cup plate spoon fork bowl bottle sock hat scarf shirt key rock stick feather brick "
    "screw bolt crayon brush ribbon magnet token chocolate melon cupcake waffle bun grape olive "
    "magazine comic notebook folder envelope chair lamp pillow towel bucket basket rope fish chip"
)
ANIMALS = words(
    "bird cat dog duck cow horse frog bee rabbit lion hen goat pig owl ant butterfly squirrel "
    "penguin seal swan turtle parrot child student girl boy player guest visitor pupil worker"
)
PLACES = words(
    "park garden field room hall pond forest yard house boat classroom shop street farm zoo "
    "station village bus train cage barn lake castle museum"
)
CONTAINERS = words(
    "bag box basket jar shelf tray packet drawer crate bowl sack tin pack row table bucket carton "
    "folder tent room page chest case cart boat bench"
)
WARES = words(
    "pen book apple ticket cake lamp ball hat cup toy kite mug stamp comic sandwich candle "
    "card plant chair sock melon coffee pizza burger pencil brush scarf puzzle bottle poster badge"
)
CURRENCIES = words("dollar dollar dollar euro euro pound pound coin cent franc crown")
SIGNS = {"dollar": "$", "euro": "€", "pound": "£"}
PRONOUNS = {True: ("she", "her", "her"), False: ("he", "him", "his")}
IRREGULAR = {"child": "children", "fish": "fish", "shelf": "shelves", "scarf": "scarves"}
# Fields: {n} a name, {m} another, {he}, {him}, {his} pronouns; {a}, {b} numbers; {i} items, {ai}
# and {bi} numbers of items; {ac} a number of containers, {c1} one of them; {k}, {ak} animals in
# {p}, a place; {w}, {ws}, {one} wares; {u} a currency, {au} and {bu} prices. A field that begins a
# sentence gets a capital by itself.
STARTS = [
    "{n} [has|had|has got|owns|starts with|holds|begins with] {ai}", "{n} [has|had] {ai}",
    "[There are|There were] {ai} in {n}'s [bag|room|box|basket|house|pocket|garden]",
    "{n} [bought|found|made|collected|got|counted|brought|picked] {ai}",
    "At first {n} [has|had] {ai}", "{n}'s [bag|box|basket|collection] [holds|has|contains] {ai}",
    "[In the morning|On Monday|Yesterday|Last week|Before lunch] {n} had {ai}",
]  # fmt: skip
GAINS = [
    "[gets|got|receives|received|is given|was given|earns|wins|won] {b} more",
    "[buys|bought|finds|found|makes|made|collects|collected|picks up|adds|takes] {b} more",
    "[buys|bought|finds|found|gets|got|receives|wins] [{bi}|another {b}|{b} extra|{b} new ones]",
    "[gets|got|receives|received|is given] [{bi}|{b} more|another {b}] from {m}",
]  # fmt: skip
GIVERS = [
    "{m} [gives|gave] {n} {b} more[ {i}|]", "{m} [gives|gave] {him} [another {b}|{bi}|{b} more]",
    "[A friend|The teacher|Grandma|{his} [sister|brother|mother|father|uncle]] [gives|gave] {him} "
    "[{b} more|{bi}|another {b}]", "{m} [brings|brought|sends|sent|hands] {him} [{b} more|{bi}]",
    "Then [{b} more|another {b}] [arrive|are added|come|appear]",
]  # fmt: skip
LOSSES = [
    "[loses|lost|sells|sold|breaks|broke|drops|throws away|gives away|gave away] {b}[ of them|]",
    "[uses|used|uses up|removes|hands out|donates|lends out|returns|forgets] {b}[ of them|]",
    "[gives|gave|sends|sells|hands|passes|lends] [{b}|{bi}|{b} of them] to [{m}|a friend|{m}]",
    "[gives|gave] {m} [{b}|{bi}|{b} of them]", "[loses|lost|sells|breaks|gives away] {bi}",
]  # fmt: skip
TAKERS = [
    "{m} [takes|took|steals|borrows|borrowed|buys|bought|gets|grabs] {b}[ of them|]",
    "{b} [get lost|are lost|break|were stolen|are sold|disappear|fall down|are broken|go missing]",
    "Then {b} of them [are gone|vanish|are taken away|are given away|get lost]",
]  # fmt: skip
JOINS = [" and {e}", " and then {e}", ", then {e}", ". {n} {e}", ". {he} {e}", ". Then {he} {e}",
          ". Later {he} {e}", ". After that {n} {e}", ". Now {he} {e}", ". {he} then {e}",
          ", and {e}", ". Next day {he} {e}"]  # fmt: skip
NOW = [
    "How many [{i} |]does [{n}|{he}] have[ now| in total| in the end| altogether| then|]?",
    "How many {i} does {n} have[ now|]?", "How many {i} does {he} have now?", "How many now?",
    "How many {i} [are there|are there now|has {he} got|has {n} got|does {n} own]?",
    "[What is|Tell me|Find|Calculate|Compute|Work out] the number of {i} {n} has now[.|]",
    "How many {i} [would|will] {n} have?", "What number of {i} does {n} have now?",
    "[Can|Could] you tell me how many {i} {n} has now?", "How many {i} is that?",
    "How many {i} [does {n} end up with|does {he} own now|are now with {n}]?",
    "[Tell me|Say|Work out|Calculate] how many {i} {n} has[ now| in the end|].",
    "The number of {i} {n} has now is", "Number of {i} now?", "{n} now has how many {i}?",
]  # fmt: skip
TOTAL = [
    "[What|How much] is the total[ number of {i}|]?", "How many {i} is that [in total|altogether]?",
    "How many {i} [in total|altogether|all together|in all]?", "What is [{n}'s|the new] total?",
]  # fmt: skip
LEFT = [
    "How many [{i} |][are left|remain|are still there|are left over|stay]?", "How many are left?",
    "How many [{i} |]does [{n}|{he}] [have left|still have|keep|have left over]?",
    "How many {i} [has|does] {n} still [got|own]?", "How many {i} left?", "What is left?",
    "[Calculate|Find|Tell me|Work out] how many {i} [are left|remain|{n} still has|{he} keeps].",
]  # fmt: skip
ASKED_FIRST = [
    "How many {i} does {n} have [if|when] {he} {w}?", "How many {i} does {n} have after {he} {w}?",
    "If {n} {w}, how many {i} does {he} have[ now| then| in the end|]?",
    "Suppose {n} {w}. How many {i} does {n} have?", "When {n} {w}, how many {i} are there?",
]  # fmt: skip
CHANGE = {
    True: [
        "has {ai} and [gets|buys|finds|receives|wins|adds] {b} more", "starts with {ai} and gets "
        "[{b} more|another {b}]", "had {ai} and [got|bought|found|received] {b} more",
        "had {ai} and {m} gave {him} {b} more", "has {ai} and {m} gives {him} {b}",
        "[buys|finds|gets] {ai} and then [{b} more|another {b}]",
    ],
    False: [
        "has {ai} and [loses|sells|gives away|breaks|uses] {b}[ of them|]", "starts with {ai} and "
        "[loses|sells|gives away|uses] {b}", "had {ai} and [lost|sold|gave away|used] {b}",
        "had {ai} but {m} took {b}", "has {ai} and gives {b} to {m}",
    ],
}  # fmt: skip
EACH_OF_TWO = [
    "{n} has {ai} and {m} has {b}[ {i}|]", "{n} has {ai}. {m} has {b}[ {i}|]",
    "{n} [found|bought|made|sold|collected|picked|ate|counted] {ai} and {m} {same} {b}",
    "{n} and {m} have {a} and {b} {i}", "{n} owns {ai}, {m} owns {b}", "{n}: {ai}. {m}: {bi}",
    "{n} [brings|brought|carries|takes] {ai} and {m} [brings|brought|carries|takes] {b}",
    "There are {ai} in {n}'s [bag|box|basket] and {b} in {m}'s",
    "{n} got {ai} and {his} friend {m} got {b}", "{n} has {ai}, {m} has {bi}",
]  # fmt: skip
TOGETHER = [
    "How many [{i} |][do they have |]together?", "How many {i} do they have [in total|altogether]?",
    "How many {i} [do|did] [they|the two|both|{n} and {m}] have [together|in total|altogether]?",
    "How many {i} are there [in total|altogether|in all|together]?", "How many together?",
    "What is the [total|total number of {i}|sum]?", "How many is that [together|in total]?",
    "[Tell me|Work out|Calculate|Find|Say] how many {i} they have [together|in total].",
    "[Calculate|Find|Compute|Give] the total[ number of {i}|][.|]", "Total?", "Together?",
    "How many if they put them together?", "How many {i} do both of them have?",
]  # fmt: skip
PAST = words("found bought made sold collected picked ate counted")
MORE = [
    "How many more [{i} |]does {n} have[ than {m}|]?", "How many {i} more has {n} got than {m}?",
    "How many [{i} fewer|fewer {i}|fewer] does {m} have[ than {n}|]?", "What is the difference?",
    "By how many {i} [is {n} ahead|does {n} lead|do they differ]?", "How many more has {n}?",
    "[Tell me|Work out|Find|Calculate] how many more {i} {n} has[ than {m}|].",
    "[Find|Calculate|Give me] the difference[.|]", "How many does {m} need to have as many as {n}?",
    "How many more {i} does {m} need to catch up[ with {n}|]?", "{n} has how many more?",
    "How big is the difference?", "How many {i} is {m} behind?",
]  # fmt: skip
NEEDS = [
    "{n} has {bi} [and|but] [needs|wants] {a}", "{n} [needs|wants] {ai} [and|but] has only {b}",
    "{n} [needs|wants] {ai}. {he} has {b}[ already|]", "{n} wants {ai} and already has {b}",
]  # fmt: skip
MISSING = [
    "How many more [{i} |]does {he} need?", "How many [{i} |]are missing?", "How many are missing?",
    "How many [more |]must {he} [get|buy|find|collect]?", "How many {i} does {n} still need?",
    "How many more?", "[Tell me|Work out|Calculate] how many {i} are missing.",
]  # fmt: skip
GROUPS = [
    "{n} has {ac} with {bi} [each|in each|in each {c1}]", "{n} [fills|packs|buys|has] {ac}. "
    "[Each {c1}|Every {c1}|Each one|Each] [has|holds|contains] {bi}",
    "There are {ac} with {bi} [each|in each|in each {c1}]", "{ac}, {bi} [each|in each|per {c1}]",
    "There are {bi} in [each|every|one] {c1}. {n} has {ac}", "{ac} with {bi} each",
    "[Each|Every|One|A] {c1} [holds|has|contains] {bi}. {n} [has|buys|carries|takes] {ac}",
    "{n} puts {bi} [into each of|in each of] {ac}", "{n} has {ac} of {bi}",
]  # fmt: skip
ALL = [
    "How many {i} [are there|are there in total|are there altogether|in total|altogether]?",
    "How many {i} [is that|in all|all together|are there in all]?", "How many {i}?",
    "What is the total number of {i}?", "[Tell me|Work out|Calculate|Find] how many {i} there are.",
    "How many {i} do we have[ in total|]?", "How many is that?", "Total number of {i}?",
    "[Calculate|Find|Give] the [total|number of {i}][.|]", "How many {i} are in all of them?",
]  # fmt: skip
MORE_GROUPS = [
    "How many {i} are [in|there in] {ac} [with {bi} each|of {bi}|with {bi} in each]?",
    "If one {c1} [has|holds|contains] {bi}, how many {i} [are in|fit into] {ac}?",
    "{n} [makes|sells|collects|finds|uses] {bi} [a|every|each|per] day. How many {i} is that "
    "[in|after] {a} days?", "How many {i} does {n} have in {ac} of {bi}?",
]  # fmt: skip
PRICES = [
    "{one} [costs|is|costs just|sells for] {bu}. [How much|How many {u}|What] [do|would|will] {a} "
    "{ws} cost?", "{one} costs {bu}. [How much|What] do {a}[ {ws}| of them|] cost?",
    "{one} costs {bu}. {n} [buys|wants|orders|takes] {a}[ of them| {ws}|]. "
    "[How much|How many {u}] [does|must|will] {he} [pay|spend]?",
    "If [one {w}|{one}] costs {bu}, [how much|what] do {a} {ws} cost?", "[How much|What] do {a} "
    "{ws} cost [if|when] one costs {bu}?", "{n} buys {a} {ws} [for|at] {bu} each. "
    "[How much|How many {u}] [is that|does {he} [pay|spend]|is it in total]?",
    "What is the price of {a} {ws} at {bu} each?", "{ws} cost {bu} each. How much are {a}?",
    "One {w} is {bu}. What is the [total|price] for {a}?", "{a} {ws} at {bu} each. Total?",
    "{n} sells {a} {ws} for {bu} each. How [much|many {u}] does {he} [get|earn|make]?",
    "{n} [earns|saves|spends|gets] {bu} [a|each|every|per] [day|week|hour|month]. "
    "How [much|many {u}] is that [in|after] {a} [days|weeks|hours|months]?",
    "How much are {a} {ws} at {bu} apiece?",
]  # fmt: skip
SPENDING = [
    "{n} [has|had] {au} and [spends|spent|pays|paid] {bu}[ on {one}| for {one}|].",
    "{n} [has|had] {au}. {he} [spends|spent|pays|uses] {bu}[ on {one}|].",
    "{n} [has|had] {au} and buys {one} for {bu}.", "{n} [has|had] {au}. {one} costs {bu}.",
    "{n} [has|had] {au}. {he} [buys|bought] {one} [for|that costs|which costs] {bu}.",
    "{n} pays with {au} for {one} that costs {bu}.", "{n} goes shopping with {au} and spends {bu}.",
    "{n} has {au} and gives {bu} to {m}.", "From {au}, {n} spends {bu}.",
    "{n} has saved {au}. {he} spends {bu}.", "{n} got {au} from {m} and has spent {bu}.",
]  # fmt: skip
REST = [
    "How much [money |]does {he} have left?", "How much [money |]is left?", "How much is left?",
    "How many {u} [are left|does {n} have left|remain|has {he} got left|does {he} still have]?",
    "How much [money |]does {n} [have left|have now|still have|keep]?", "What is left?",
    "How much [money |]remains?", "How much change [does {he} get|is there|is that]?",
    "[Tell me|Work out|Calculate] how much [money |][is left|{n} has left|{he} still has].",
    "How many {u} does {he} have afterwards?", "What does {he} have left?", "Money left?",
]  # fmt: skip
AGES = {
    True: [
        "{n} is {a}[ years old|]. {m} is {b} years older[ than {n}|]. How old is {m}?",
        "{n} is {a} years old[ now| today|]. How old will {he} be in {b} years?",
        "{m} is {b} years older than {n}. {n} is {a}. [How old is {m}|What is {m}'s age]?",
        "In {b} years, how old will {n} be if {he} is {a} now?", "If {n} is {a} and {m} is {b} "
        "years older, how old is {m}?", "{n} is {a} now. What will {his} age be in {b} years?",
    ],
    False: [
        "{n} is {a}[ years old|]. {m} is {b} years younger[ than {n}|]. How old is {m}?",
        "{n} is {a} years old[ now| today|]. How old was {he} {b} years ago?",
        "{m} is {b} years younger than {n}. {n} is {a}. [How old is {m}|What is {m}'s age]?",
        "If {n} is {a} and {m} is {b} years younger, how old is {m}?",
        "{n} is {a}[ years old|] and {m} is {b}. How many years older is {n}?",
    ],
}  # fmt: skip
SCENES = [
    "There [are|were] {ak} in the {p}", "{ak} [are|were|sit|sat|play|wait|live] in the {p}",
    "[We see|We saw|I see|I counted|Someone saw] {ak} in the {p}", "In the {p} [are|were] {ak}",
    "[In|Inside] the {p} there [are|were] {ak}", "A {p} has {ak}", "The {p} is home to {ak}",
]  # fmt: skip
ARRIVE = [
    "{b} more [arrive|come|join them|join|come in|appear|enter|follow|show up|came|arrived|joined]",
    "[Then|Later|After a while|In the evening|Soon] {b} more [arrive|come|join them|came|appear]",
    "[Another|Yet another] {b} [arrive|come|join them|came|follow]",
]  # fmt: skip
LEAVE = [
    "{b}[ of them|] [leave|go away|go home|run away|walk away|disappear|left|ran away|went home]",
    "[Then|Later|After a while|In the evening|Soon] {b} [leave|go away|left|go home|run off]",
]  # fmt: skip
STAY = {
    True: [
        "How many {k} are there[ now| in total| altogether|]?", "How many {k} are in the {p} now?",
        "How many [{k} |]now?", "How many {k} [in total|altogether]?", "How many are there?",
        "[Tell me|Work out|Calculate] how many {k} there are now.", "The number of {k} now?",
    ],
    False: [
        "How many {k} [are left|remain|stay|are still there|are there now]?", "How many are left?",
        "How many {k} are [still |left ]in the {p}?", "How many [remain|stay|are still there]?",
        "[Tell me|Work out|Calculate] how many {k} are left.", "How many {k} stay behind?",
    ],
}  # fmt: skip
I_HAVE = {
    True: ["How many {i} do I have[ now| in total|]?", "How many do I have[ now|]?", "How many?",
           "How many {i} have I got[ now|]?", "What is my total?"],
    False: ["How many {i} do I have left?", "How many are left?", "How many {i} do I have[ now|]?",
            "How many have I got left?", "How many do I still have?", "What is left?"],
}  # fmt: skip
MY = {
    True: ["get {b} more", "buy {b} more", "find {b} more", "am given {b} more", "make {b} more",
           "receive another {b}", "get another {b} from {m}", "win {bi}"],
    False: ["lose {b}", "give away {b}", "sell {b} of them", "give {b} to {m}", "use {b}",
            "break {b}", "throw away {b}", "lend {b} to {m}"],
}  # fmt: skip
FRAMES = [
    "[Solve|Solve this|Problem|Word problem|Maths problem|Maths|Exercise|Riddle]: {}",
    "Q: {}\nA:", "{}\n[Answer|Number|Result]:", "{} [Just the number.|Only the number.]",
    "Solve [this|the] [problem|word problem]:\n{}",
]  # fmt: skip
