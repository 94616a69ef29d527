"""Plots of stories, first part: what is lost, found, wished for, won, saved or misunderstood.

A beat starts with "!" (always told) or "?" (told when there is room); each line is one way to tell
it, and always one sentence. Any line must fit every line before it: only what a "!" beat has
introduced may be taken up later. The first beat brings the hero and the place, the second one the
thing. Fields: {intro} is the hero at first sight, {s} and {S} the hero, {a_t} and {t} the thing,
{a_f} and {f} a second character, {in_a}, {in_the} and {place} the place.
"""

OPENING = """
! Once upon a time there was {intro} who lived {in_a}.
| Once upon a time, {in_a}, there lived {intro}.
| Long ago, {intro} lived {in_a}.
| There was once {intro} who had a [small|crooked|warm] house {in_a}.
| Far away, {in_a}, lived {intro}.
| This is the story of {intro} who lived {in_a}.
| Many years ago, {intro} came to live {in_a}.
| {In_a} there lived {intro}.
"""
PAIR_OPENING = """
! Once upon a time there were {intro} and {a_f} who lived {in_a}.
| Once upon a time, {intro} and {a_f} lived {in_a}.
| Far away, {in_a}, {intro} and {a_f} lived [together|next door to each other|in one house].
| This is the story of {intro} and {a_f} who lived {in_a}.
| Long ago there lived {intro} and {a_f} {in_a}.
"""
ENDING = """
? And {s} lived happily ever after.
| The end.
| And that is how the story ends.
| And that was the best [day|week|year] of all.
| Since then, {s} [smiles|sings|laughs] every [morning|evening|day].
| People still talk about it today.
"""

LOST = """
! One [rainy|windy|cold|foggy] [day|morning|evening], {s} lost {a_t}.
| What {s} loved most was {a_t}, but one [morning|day] it was gone.
| {S} owned {a_t}, and one [night|summer day|Sunday] it [disappeared|was gone].
| One [day|evening], {s} came home and could not find {a_t} anywhere.
? {S} looked [behind every door|under every stone|in every corner], but it was not there.
| {S} searched the whole day and found only [an old sock|a lot of dust|a sleepy snail].
| {S} asked [all the neighbours|the moon|every bird], but nobody had seen it.
| {S} cried a little and then began to search.
? At night, {s} could not sleep and counted [the stars|sheep|clouds].
| It rained for three days, and still there was no sign of it.
| {S} put up a note on every [door|tree|wall], but nobody came.
? {A_f} came by and offered to help.
| {A_f} said, "[Look where you laughed last|Think of yesterday|Go back to the start]!"
| Even {a_f} from far away joined the search.
? {S} thought hard and remembered [the old bridge|the picnic|yesterday's game].
| Suddenly {s} had an idea and [ran|hurried|walked] back home.
| Then something [shone|rattled|glittered] in the dark.
! In the end, the {t} was [under the bed|in a hollow tree|inside a boot|behind the stove] all along.
| At last, {s} found the {t} [on top of the roof|behind a waterfall|in a bird's nest].
| A little bird had kept the {t} safe and [gladly|kindly] gave it back to {s}.
| When {s} stopped looking, the {t} [fell out of a coat|lay right there on the path].
? {S} [laughed|danced|jumped] for joy.
| {S} promised to take better care of it.
| {S} was so glad that everyone got a [cake|hug|song].
"""

FOUND = """
! One [morning|evening|day], {s} found {a_t} under [a stone|an old tree|a bridge|the stairs].
| While [digging|walking|playing], {s} saw something shine, and it was {a_t}.
| Once, after a long rain, {s} found {a_t} in the mud.
| One [summer|winter|spring] day, {s} pulled {a_t} out of [the water|a bush|a deep hole].
? Nobody knew where it came from.
| It was [dusty|heavy|cold|warm], and strange letters were written on it.
| It began to [hum|glow|shake] as soon as {s} touched it.
| "Who could have lost this?" asked {s}.
? {S} [hid|kept] it under the bed for one night.
| {S} showed it to everyone, and everyone wanted to have it.
| {S} [cleaned|polished|washed] it until it looked like new.
? {A_f} offered a [bag|box|cart] full of gold for it, but {s} said no.
| {A_f} wanted to steal it, but {s} was faster.
| {A_f} told {s} that it was a hundred years old.
? So {s} went from house to house and asked for its owner.
| So {s} carried it [over the hills|for three days|through the rain].
| So {s} [asked the wind|wrote a letter|rang a bell] to find out whose it was.
! In the end, {s} gave the {t} back to [a child|the queen|a poor farmer|an old sailor].
| At last, an old [woman|man] came and [thanked|hugged] {s} for finding the {t}.
| Nobody came for the {t}, so {s} shared it with [everyone|all the neighbours|the children].
| With the {t}, {s} opened a [secret door|garden gate], and behind it was [a feast|the sea].
? {S} felt [proud|happy|warm inside|light as a feather].
| As a reward, {s} got [a big cake|a new hat|seven apples|a medal].
| From that day on, everybody trusted {s}.
"""

WISH = """
! More than anything, {s} wanted {a_t}.
| Every [night|evening|summer], {s} dreamed of {a_t}.
| When a star fell from the sky, {s} wished for {a_t}.
| {S} had everything, but not {a_t}, and that was the only wish.
? {S} saved [every coin|each penny] for a whole year.
| {S} [wished|hoped|sang] so loudly that the moon heard it.
| {S} drew a picture of it and [hung it over the bed|looked at it every day].
? Everyone [laughed|smiled] and said, "That will never happen!"
| "You are too small for that," said the neighbours.
| Only the [wind|owl|moon] believed in it.
? Then {a_f} knocked on the door with [a parcel|a riddle|good news].
| Then {a_f} whispered, "[Be patient|Work hard|Never give up]!"
| One night, {a_f} came and asked for [bread|a bed|some soup], and {s} shared gladly.
? {S} worked [from morning to night|in the rain|every single day].
| {S} waited and waited until the first snow fell.
| {S} closed both eyes and counted to [ten|a hundred|seven].
! At last the wish came true, and {s} held the {t} [with both hands|and cried for joy|and danced].
| One morning the {t} lay in front of the door, and {s} [cheered|laughed|could not believe it].
| In the end, {s} did not find the {t}, but found [a true friend|a new home|happiness] instead.
| After a long time, {s} got the {t} and [shared it with everyone|never let it go].
? Wishes do come true sometimes.
| From then on, {s} believed in [wishes|stars|miracles].
| The stars [laughed|winked|shone] that night.
"""

HELP = """
! One [cold|stormy|hot] day, {s} met {a_f} who had lost {a_t}.
| On the way home, {s} heard {a_f} cry because {a_t} had fallen into [the river|a well|a hole].
| One day, {a_f} was stuck and held on to {a_t}, and only {s} stopped to help.
| {S} saw {a_f} carry {a_t} that was far too heavy.
? "Do not [worry|cry|be afraid], I will help you," said {s}.
| Everyone else just walked by, but {s} stopped.
| {S} was in a hurry, but stayed.
? {S} fetched [a rope|a ladder|a lantern|a long stick].
| {S} shared [some bread|a warm soup|two apples] first.
| {S} called all the neighbours, and [ten|seven|twelve] of them came.
? It took [the whole afternoon|three hours|until midnight].
| The wind blew and the rain fell, but {s} did not give up.
| First it went wrong, and they both fell [into the mud|over] and laughed.
! Together they [saved|got back] the {t}, and {f} thanked {s} [a thousand times|with a big hug].
| In the end, {s} and {f} carried the {t} home and [ate pancakes|drank tea].
| When it was done, {f} gave the {t} to {s} as a present.
| With the help of {s}, {f} had the {t} again before the sun went down.
? "You have a good heart," said {f}.
| Later, {f} helped {s} to [build a house|paint the fence|find a treasure].
| From that day on, {s} and {f} were friends.
? Whoever helps others is never alone.
| They still visit each other every [Sunday|summer|week].
"""

CONTEST = """
! One day there was a great [race|contest|singing contest], and the prize was {a_t}.
| The [king|queen|mayor] promised {a_t} to the winner of the [race|game], and {s} joined in.
| Every [spring|year|summer] there was a contest, and this time {s} wanted to win the prize, {a_t}.
| A poster said: "Win {a_t} in the great [race|quiz|cooking contest]!", and {s} wanted to try.
? {S} practised [every morning|day and night|for seven weeks].
| {S} was nervous and could not eat a thing.
| "I am too [slow|small|shy]," thought {s}, but went there all the same.
? {A_f} was the favourite and [laughed at|smiled at] {s}.
| {A_f} cheered for {s} from the first row.
| {A_f} was faster and stronger than anybody else.
? The [drums|trumpets|bells] sounded, and the contest began.
| Hundreds of [people|guests|animals] came to watch.
| At first, {s} was in [last|third|fifth] place.
? Halfway, {s} stopped to help somebody who had fallen.
| Then it began to [rain|snow|hail], and many gave up.
| {S} stumbled, got up and went on.
! In the end, {s} won the {t}, and everybody [cheered|clapped|threw flowers].
| {S} came second, but the winner [shared|gave away] the {t}, and both were happy.
| To everyone's surprise, {s} won and [gave the {t} to a child|carried the {t} home].
| {S} did not win the {t}, but won [many friends|a big hug|the respect of all].
? That night there was [music|a feast|dancing] until sunrise.
| "Trying is what counts," said {s}.
| The year after, {s} [came again|was the judge|taught the others].
"""

STORM = """
! One night a terrible storm came, and {s} had only {a_t} [to keep safe|for comfort].
| When the [storm|flood|blizzard] came, {s} grabbed {a_t} and ran.
| Dark clouds came up, and the wind tore {a_t} away from {s}.
| The biggest storm in a hundred years began just when {s} was carrying {a_t} home.
? The thunder [roared|rolled] and the [lightning flashed|windows shook].
| Trees fell, and the road was gone.
| It was so dark that {s} could not see a thing.
? {S} crept into [a cave|a hollow tree|an empty barrel] and waited.
| {S} held on to a [rock|root|post] and sang loudly.
| {S} counted the seconds between lightning and thunder.
? Soon {a_f} came in, wet and cold, and they kept each other warm.
| Somewhere {a_f} was calling for help, and {s} [answered|called back].
| Even {a_f} was afraid, but {s} stayed calm.
? For [three|two|seven] days it did not stop.
| Suddenly everything became quiet.
| In the morning, a rainbow stood in the sky.
! When the sun came back, {s} [still held|found] the {t}, and all was well.
| After the storm, {s} used the {t} to [help the neighbours|rebuild the house|make a fire].
| At sunrise, {s} [dried the {t}|put the {t} in the sun] and went home [singing|with a smile].
| In the end, the wind brought the {t} back and put it right in front of {s}.
? Everyone came out and [repaired the roofs|made soup|hugged each other].
| Nobody {in_the} ever forgot that night.
| {S} was never afraid of [thunder|rain|the dark] again.
"""

MISTAKE = """
! One evening, {s} saw a [huge|strange|dark] shadow and ran away, but it was only {a_t}.
| Everyone said a monster lived {in_the}, and {s} went to look and found {a_t}.
| {S} thought that {a_f} had stolen {a_t}, and was very angry.
| One day, {s} heard that {a_t} [had been stolen|was cursed], and everybody believed it.
? The news ran [from door to door|faster than the wind].
| Soon nobody dared to go outside.
| {S} told it to everyone, and each time it became [bigger|worse|stranger].
? Some [shouted|cried], some hid under their beds.
| The mayor [rang the bell|called for the guards].
| For a whole [day|week], nobody spoke a word.
? {S} lay awake and thought about it.
| "[Wait|Stop]," said {s}, "something is wrong here."
| In the end, only {s} was brave enough to ask.
? {S} took a lantern and [went to see|looked again|followed the tracks].
| {S} asked [three|four|five] questions and listened.
| An old owl said, "Look twice before you speak!"
! It was all a mistake, and everyone [laughed|smiled] when {s} showed them the {t}.
| Then the truth came out: the {t} had been [in the attic|in the cellar|on the shelf] all the time.
| {S} said sorry, and the {t} got a [place of honour|ribbon|new home].
| When the sun rose, {s} saw the {t} clearly and [blushed|had to laugh].
? From then on, {s} always looked [twice|first] and talked later.
| They still laugh about it today.
| "I will never believe a rumour again," said {s}.
"""

JOURNEY = """
! An old [book|song|letter] said that {a_t} lay hidden at the end of the world, so {s} set off.
| One morning, {s} packed {a_t} and some [bread|apples|cheese] and went to see the world.
| {S} was told to bring {a_t} to the [king|queen|wise woman] on the other side of the mountains.
| With nothing but {a_t}, {s} left home to look for [the sea|adventure|the end of the rainbow].
? {S} walked [for three days|over seven hills|through a dark valley].
| {S} crossed a wide river on [a raft|a log|the back of a turtle].
| {S} followed the [stars|birds|river] to the north.
? On the way, {a_f} asked a riddle, and {s} knew the answer.
| At a crossroads, {a_f} showed the right way.
| One night, {s} shared a fire with {a_f}.
? Once {s} wanted to turn back, but did not.
| The nights were [cold|long|full of stars], and {s} sang to stay brave.
| A [tall gate|wall of ice|deep canyon] blocked the road, but {s} found a way around.
? {S} saw [whales|deserts|floating islands|cities of glass] on the way.
| {S} learned [three new songs|to read the stars|to make fire].
| A letter from home said, "[We miss you|Good luck|Come back soon]!"
! At the end of the journey, {s} [held the {t} high|put down the {t}] and saw how big the world is.
| At last, {s} came home with the {t} and a hundred stories to tell.
| After a long time, {s} arrived, and the {t} [began to shine|was worth every step].
| When {s} reached the goal, the {t} opened the way to [a golden hall|a new land|a quiet garden].
? The way back was much shorter.
| Home had never looked so [beautiful|small|warm].
| "The best thing was the way itself," said {s}.
"""
