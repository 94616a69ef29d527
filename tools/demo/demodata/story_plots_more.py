"""Plots of stories, second part: secrets, birthdays, friends, inventions, noises, skills, swaps.

The form is explained in `story_plots`.
"""

SECRET = """
! Nobody knew that {s} had a secret: {a_t}, hidden [in the cellar|under the floor|in an old trunk].
| {S} kept {a_t} secret and looked at it only [at night|when nobody was home].
| "Tell nobody!" said the grandmother, and gave {s} {a_t}.
| Every [night|Sunday], {s} went away alone, for there was a secret: {a_t}.
? The secret grew heavier every day.
| {S} became very quiet and did not laugh any more.
| The neighbours began to [whisper|wonder].
? One evening, {a_f} followed {s} on tiptoe.
| {A_f} asked, "Why are you always so tired?"
| {A_f} nearly found out, but {s} was quick.
? {S} wrote it in a diary and [threw away the key|hid the diary].
| {S} told it only to [the moon|a snail|the old well].
| "What if they laugh at me?" thought {s}.
? Then came a night when {s} could not bear it any longer.
| Then somebody knocked [three|seven] times.
| Then the wind blew the door open.
! At last, {s} showed the {t} to everyone, and [nobody laughed|they all clapped].
| In the end, {s} told a friend about the {t}, and the secret was only half as heavy.
| When the {t} came to light, it turned out that everybody had known it [for years|all along].
| {S} gave the {t} away and slept [well|deeply] for the first time in weeks.
? Shared secrets are the best ones.
| From then on, {s} kept only [small|happy] secrets.
| That night there was light in every window.
"""

BIRTHDAY = """
! It was the birthday of {s}, and on the table lay {a_t}.
| {S} wanted to give {a_f} a birthday present and made {a_t}.
| On the morning of the birthday, {s} found nothing but {a_t} in front of the door.
| For the birthday, {s} wished for a party and got {a_t}.
? There was no card, no cake and no song.
| The cake was [burnt|too small|as big as a wheel].
| {S} put on the best [hat|coat|scarf] and waited.
? Nobody came, and {s} became [sad|quiet].
| The clock struck [three|four|five], and nothing happened.
| Outside it began to [rain|snow].
? Then {a_f} came with a [drum|balloon|candle].
| Then {a_f} called, "[Surprise|Come outside|Happy birthday]!"
| Then {s} heard {a_f} giggle behind the curtain.
? All the lights went [on|out].
| Suddenly the whole garden was full of [guests|lanterns|music].
| One after another, the guests [came in|sang a song|told a joke].
? They [danced|sang|played] until the moon was high.
| There were [pancakes|cherries|cookies] for everyone.
| Somebody fell into the cake, and nobody minded.
! When the party was over, {s} held the {t} and said, "This was my best birthday!"
| In the end, everyone [sang|danced] around the {t}, and {s} was the happiest of all.
| {S} blew out the candles, looked at the {t} and wished for nothing more.
| Late at night, {s} put the {t} next to the bed and fell asleep with a smile.
? The next morning there were still crumbs everywhere.
| "Next year again!" they all shouted.
| There were [nine|eleven|thirteen] candles, and the last one burned until dawn.
"""

FRIEND = """
! {S} was lonely until one day {a_f} came by with {a_t}.
| {S} had no friends, only {a_t}, and then {a_f} moved in next door.
| One [morning|evening], {s} and {a_f} both reached for {a_t} at the same time.
| While {s} was playing with {a_t}, {a_f} stopped and watched.
? "Who are you?" asked {s}.
| At first, both were [shy|too proud to speak].
| {S} did not know what to say and said, "Nice weather!"
? {F} [smiled|nodded|waved] and sat down.
| {F} was very different from {s}.
| {F} knew a game that {s} had never heard of.
? They [played|talked|sang] until it was dark.
| They shared [an apple|a blanket|their lunch].
| They built a [hut|raft|kite] together.
? Once they quarrelled, and neither of them slept that night.
| One day {f} was ill, and {s} brought [soup|flowers|a book].
| When winter came, {s} and {f} kept each other warm.
! From then on, {s} and {f} shared the {t} and were best friends.
| In the end, {s} gave the {t} to {f} and said, "[A friend is worth more|You are my friend]!"
| They put the {t} between their two houses, and {s} was never lonely again.
| The {t} broke one day, but the friendship of {s} and {f} did not.
? Two is better than one.
| Everybody {in_the} [knew|loved] those two.
| Every [summer|Sunday], they meet at the same place.
"""

INVENTION = """
! {S} liked to invent things, and one day {s} wanted to build a flying machine out of {a_t}.
| In the workshop of {s} stood {a_t}, and it was going to become a great invention.
| One day, {s} took {a_t}, some wire and a spring, and built something new.
| "I need a machine that [cooks|sings|paints]," said {s}, and took {a_t} apart.
? Every night, there was [hammering|banging|light] in the workshop.
| {S} drew a hundred plans and threw away ninety-nine.
| {S} forgot to eat and to sleep.
? The first try ended with a loud bang.
| The first machine ran away and [jumped into a pond|ate the curtains].
| At first, only smoke came out.
? The neighbours shook their heads.
| {A_f} laughed, "That will never work!"
| {A_f} brought [a screw|some oil|a better idea].
? {S} tried it again and again.
| {S} turned one wheel the other way round.
| Then {s} noticed that one tiny part was missing.
! At last, the {t} began to [hum|fly|glow], and {s} shouted, "It works!"
| In the end, the machine with the {t} [made the best soup|brushed teeth], and {s} became famous.
| The invention did not fly, but the {t} [played music|made everyone laugh], and {s} was content.
| Finally {s} pressed the button, and the {t} rose [into the air|as high as a house].
? Since then, everybody {in_the} wants one.
| The [king|mayor|queen] ordered ten of them.
| And {s} was already thinking about the next idea.
"""

NOISE = """
! One night, {s} heard a strange noise and took {a_t} for protection.
| In the middle of the night something [scratched|knocked|howled], and {s} hid behind {a_t}.
| {S} could not sleep because {a_t} was making a strange noise.
| One night, {s} woke up because somebody was whispering near {a_t}.
? "Who is there?" called {s}, but there was no answer.
| {S} pulled the blanket up to the ears.
| The clock struck twelve.
? The floor [creaked|cracked], and a shadow moved.
| The noise came closer and closer.
| Then it was silent for a moment, and that was even worse.
? {S} lit a candle and [went down the stairs|opened the door].
| {S} took a deep breath and counted to three.
| On tiptoe, {s} went from room to room.
? Something [soft|cold|wet] touched {s}.
| Two [green|yellow|round] eyes looked out of the dark.
| {S} wanted to run, but both feet stood still.
! It was only [a mouse|a kitten|the wind] playing with the {t}, and {s} laughed out loud.
| Behind the door sat a hungry [puppy|bird|hedgehog], and {s} put the {t} down and fed it.
| It was {a_f} who was afraid too, so they sat next to the {t} until morning.
| The noise was only the rain on the roof, so {s} put the {t} away and slept.
? Since that night, {s} is not afraid of the dark.
| In the morning, everything looked [friendly|bright] again.
| "Next time I will ask first," said {s}.
"""

SKILL = """
! {S} could not [swim|sing|dance|read|whistle], and whoever learned it got {a_t}.
| {S} wanted to learn [magic|to paint|to fly|to juggle] and had only {a_t} to practise with.
| One day, {s} got {a_t} and did not know how to use it.
| Everyone {in_the} knew how to use {a_t}, but {s} did not.
? The first day was a disaster.
| {S} tried it in secret, and everything went wrong.
| "I will never learn it," said {s}.
? {A_f} said, "[One step at a time|Everyone starts small|Try it slowly]!"
| {A_f} became the teacher of {s}.
| {A_f} showed how it was done.
? {S} practised every [morning|evening] until the stars came out.
| {S} fell down [ten|twenty|a hundred] times and got up again.
| {S} read every book about it.
? After a [week|month|year], it went a little better.
| Slowly, {s} made fewer mistakes.
| One day it was suddenly easy.
? The big day came, and {s} was shaking.
| All the neighbours came to watch.
| There was not a sound when {s} began.
! In the end, {s} could do it, and the {t} [shone in the sun|was the proof].
| At last, {s} mastered it and showed everyone the {t} with pride.
| When it finally worked, {s} kissed the {t} and laughed.
| Now {s} [teaches|shows] the little ones how it is done, with the same old {t}.
? Practice makes perfect.
| "It was not so hard," said {s}.
| And the next day, {s} began to learn something new.
"""

SWAP = """
! {S} went to the market and swapped {a_t} for a [cow|hat|wheel of cheese].
| One day, {a_f} said to {s}, "Give me your [hat|horse|coat], and I will give you {a_t}!"
| {S} had {a_t} that nobody wanted, so {s} set out to swap it.
| Every [week|month], {s} swapped something, and this time it was {a_t}.
? It looked like a good deal.
| "That was a mistake," said the neighbours.
| {S} whistled and was content.
? On the way home, {s} met a [miller|sailor|shepherd] and swapped again.
| Next, {s} got a goose, then a hen, then an egg.
| Then {s} got a bag of [nuts|nails|beans].
? A wheel of the cart broke, and it was a long way home.
| It began to rain, and {s} sat down under a tree.
| {S} was hungry and thought of home.
? {S} missed the old things more every hour.
| Suddenly {s} understood something important.
| A voice said, "What do you really need?"
! In the end, {s} had the {t} and nothing else, and that was enough.
| At last, somebody swapped the {t} for [a warm meal|a good song], and {s} was happy.
| {S} ran back, got the {t} again and never swapped it any more.
| In the evening, {s} gave the {t} away for free and got a [friend|smile] for it.
? Not everything can be bought.
| The next day, {s} stayed at home.
| "What a day!" said {s}.
"""

PROMISE = """
! {S} promised to guard {a_t} until the [first snow|full moon|summer], whatever happened.
| An old [woman|man|traveller] left {a_t} with {s} and said, "Keep it safe!"
| {S} borrowed {a_t} and promised to bring it back before sunset.
| "I will take care of it," promised {s} when {a_t} came with the post.
? The first days were easy.
| {S} did not let it out of sight.
| {S} built a little fence around it.
? Then {a_f} offered [gold|honey|a castle] for it.
| Then {a_f} asked {s} to come and play.
| Then {a_f} tried to trick {s}.
? "[A promise is a promise|I gave my word]," said {s}.
| {S} thought about it for a long time and shook the head.
| {S} nearly said yes.
? One night it was so cold that the water froze.
| One day, {s} fell asleep and woke up in a fright.
| Everyone went to the [fair|beach|feast], but {s} stayed.
? Day after day went by.
| {S} looked down the road every evening.
| The leaves fell, and still {s} waited.
! When the day came, {s} handed over the {t} and had kept the promise.
| In the end, the owner came back and said, "The {t} is yours, {h}, because I can trust you!"
| {S} ran all the way and brought the {t} back just in time.
| At last, the {t} was picked up, and {s} got a [golden coin|big hug|field of flowers] as thanks.
? Everyone {in_the} knows that {s} keeps a promise.
| That evening, {s} slept very well.
| And nobody was prouder than {s}.
"""
