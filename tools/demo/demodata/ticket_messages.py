"""What customers write to each team, as patterns without a final full stop.

Fields: {p} device, {g} goods of any kind, {s} subscription, {n} order number, {d} amount of money,
{k} small number, {t} time span, {day}, {month}, {c} city, {name}, {e} error code.
"""

from __future__ import annotations

MESSAGES: dict[str, list[str]] = {
    "billing": [
        "[I was|We were|I have been|I've been] [charged|billed|debited] [twice|two times|double|"
        "three times|again][ for a {g}| for my {g}| for order {n}| for the {s}| this month|]",
        "[My|The] [invoice|bill|receipt|statement][ for the {g}| for order {n}| for {month}|] "
        "[is|looks|seems] [wrong|incorrect|too high|not right|not correct]",
        "[I want|I'd like|I would like|I need|Please give me|Can I get|I am asking for|I "
        "demand] a [refund|full refund|partial refund][ for order {n}| for the {g}| for my {s}|]",
        "[Why did I|Why did you make me|Why do I have to|Why should I] pay {d}[ for the {g}| "
        "for this| more|]?",
        "[My|Our] [card|credit card|account|bank account] was [charged|debited] {d}[ too much| "
        "twice| without my permission| by mistake| for nothing|]",
        "[I|We] paid [twice|too much|double|two times][ for order {n}| for the {g}| for my {s}|]",
        "The price on [my|the] [invoice|bill|receipt] is [wrong|higher than on the website|not "
        "what I agreed to]",
        "[Please send me|Can you send me|I need|I never got|I have not received|Could I have|"
        "Where can I find|Where is] [the|an|my] [invoice|receipt|bill][ for my {g}| for order "
        "{n}| for {month}| for the tax office|]",
        "[I was|We were] charged {d} [too much|extra|more than agreed]",
        "[My|The] payment[ for the {g}| for order {n}|] [failed|was declined|did not go through|"
        "was rejected|was refused|is still pending|bounced]",
        "[I want|I'd like|Give me|Please give me] my money back[ for the {g}|]",
        "My [credit card|card|debit card|PayPal account] [was declined|is not accepted|gets "
        "rejected|is refused at checkout]",
        "[I want to|I'd like to|I need to|How do I|How can I|Can I] cancel my {s}",
        "[Please cancel|Cancel|Stop|Please stop|End] my {s}",
        "[I cancelled|We cancelled] my {s}[ last month| in {month}|] [but you still take money|"
        "but I am still charged|and I still get bills]",
        "[The|My|Your] [discount|coupon|voucher|promo|gift card] code [does not work|was not "
        "applied|is not accepted|has expired|was rejected]",
        "[I did not get|I forgot to use|Where is|You forgot] [my|the] [student |]discount[ of "
        "{k} percent|]",
        "[Can I|May I|Could we|Is it possible to] pay [by bank transfer|with PayPal|in "
        "instalments|by invoice|in {month}|in cash|later|with a credit card]?",
        "[Which|What] [payment methods|cards|credit cards] do you accept?",
        "[How much|What] does the [{s}|{g}] cost[ per month| per year|]?",
        "[How much do I owe you|What is my balance|Do I still owe you anything|How much is left "
        "to pay]?",
        "[The|Your] price[ of the {s}| of my {s}|] [went up|has gone up|was raised] [without "
        "warning|by {d}|again]", "[Is|Are] [VAT|sales tax|tax|taxes] included in the price?",
        "The [VAT|tax|sales tax] [on my invoice |]is [wrong|missing|too high]",
        "[Please add|I need] our [VAT number|company name|tax number] on the [invoice|bill|"
        "receipt]",
        "[I was|I am] [charged|billed] for [a {s}|something|a {g}] [I never ordered|I did not "
        "order|I do not have|I cancelled]",
        "There is [an unknown|a strange|an unexpected|a wrong] [charge|payment|debit] of {d} on my "
        "[card|account|statement|bank statement]",
        "[I have not received|Where is|When will I get|I am still waiting for] my refund[ for "
        "order {n}| of {d}|]",
        "[You|Your company] [took|withdrew|charged] {d} from my [account|card|bank]",
        "[I want to|I'd like to|How can I|Please help me] change my [payment method|credit card|"
        "bank details|billing address]",
        "My [credit card|card] [has expired|expires in {month}|was stolen], how do I [update it|"
        "change it for the payment]?",
        "[I got|I received|We received] a [payment reminder|reminder|late fee|dunning letter|"
        "final notice], but I [have already paid|paid on time|paid on {day}]",
        "[I do not understand|Can you explain|Please explain|What is] [this|the] [fee|charge|"
        "cost|amount][ of {d}|] on my [bill|invoice|statement]",
        "[Why is|Why was] my [bill|invoice] [so high|higher this month|{d} higher]?",
        "My [free trial|trial] [ended|is over] and [I was charged|you charged me] {d}",
        "[I want|I'd like] to [upgrade|downgrade|renew|pause] my {s}",
        "[I was promised|You promised] a [discount|refund|credit|cheaper price]",
        "[The|Your] [checkout|shop] charged [me in the wrong currency|the wrong amount|my card "
        "two times]",
        "[I returned|I sent back] the {g}, but [I did not get my money|the money is not back|my "
        "refund is missing]", "[Can|Could] you [lower|reduce] the price?",
        "[The {g}|It] is now {d} cheaper, can I get the difference back?",
        "[Please|Can you] [correct|change|fix] the [amount|name|address|date] on [my|the] "
        "[invoice|bill]",
        "[I transferred|I sent|I paid] [the money|{d}|the invoice] on {day}, did you [get it|"
        "receive it]?",
        "[My bank says|The bank told me] [the payment was rejected|you charged me twice|the "
        "direct debit failed]", "[I am|We are] [disputing|contesting] a charge of {d}",
        "[Your|The] [direct debit|standing order] [failed|is wrong|was too early]",
        "[I overpaid|I underpaid|I paid the wrong amount][ by {d}|]",
        "[Do you offer|Is there] a [student discount|family price|yearly price|group discount]?",
        "[My|The] gift card [has no balance|was not deducted|shows the wrong amount]",
        "[Question|I have a question] about [my bill|my invoice|my payment|a charge|the price|"
        "payment|a refund]", "[I|We] need [a copy of |]last month's [invoice|receipt|bill]",
        "[Please|Can you] [extend|change] [my|the] [payment date|due date|payment deadline]",
        "[Double charge|Wrong invoice|Refund request|Payment failed|Card declined|Billing "
        "question|Invoice missing|Overcharged]",
        "[Overcharged|Charged twice][ for order {n}| again| by {d}|]",
        "[Is it free|What is the price|Are there extra costs|Are there hidden fees]?",
        "[I lost|I deleted] my [invoice|receipt], can you send it again?",
        "[My|The] {s} was renewed [without asking|automatically|against my will] and I [want my "
        "money back|was charged {d}]", "You [still owe me|owe me] {d}",
        "[I canceled|I cancelled] order {n} [but was charged anyway|and want my money back]",
        "[The amount|The total|The sum] [on my bill |]does not [add up|match my order]",
        "[How do I|How can I|Where do I|Where can I] [pay my bill|pay the invoice|enter my card "
        "number|redeem my voucher|see my invoices|download my invoice]?",
    ],
    "shipping": [
        "[My|The|Our] {g} [has not arrived|hasn't arrived|never arrived|did not arrive|has not "
        "come|is not here][ yet|]",
        "The [package|parcel|box] with the {g} is [late|lost|missing|delayed|damaged]",
        "[Where is|Where's] [order {n}|my order|my package|my parcel|my {g}|our delivery|my "
        "delivery]?",
        "[Please change|I need to change|Can I change|I'd like to change|How do I change|I want "
        "to correct] the [delivery|shipping] address[ of order {n}| of my order|]",
        "[When will|When does|When is] my [{g}|order|package|parcel|delivery] [arrive|come|get "
        "here|be here]?",
        "[The|My] [{g}|package|parcel|order] was [sent|delivered|shipped] to the wrong [city|"
        "address|house|country|person|street]",
        "[My|The|Our] [parcel|package|delivery|order] is [lost|late|stuck|missing|delayed|"
        "overdue][ in {c}|]",
        "[My|Our|The] order[ {n}|] [has not been|hasn't been|was not|wasn't|was never] "
        "[delivered|shipped|sent|dispatched][ yet|]",
        "The delivery of my {g} is [late|delayed|overdue|taking too long]",
        "The [box|package|parcel] with the {g} never arrived",
        "[The|My|Your] tracking [number|link|code|page] [does not work|is invalid|shows nothing|"
        "has not changed for {t}|says nothing|is wrong]",
        "[I need|Please send me|Can I have|I did not get|Where is] [the|a|my] tracking [number|"
        "link|code][ for order {n}|]",
        "The tracking says [delivered|it was delivered|it is in {c}], but [I have nothing|I did "
        "not get it|nothing came|there is no parcel]",
        "[I|We] have been waiting [for {t} |][for my {g}|for my parcel|for the delivery|for "
        "order {n}]",
        "The courier [did not come|never rang|left the parcel in the rain|went to the wrong "
        "house|threw the box over the fence|was rude|could not find my house]",
        "[The postman|The driver|The courier|The delivery man] left [the parcel|my package|it] "
        "[with a neighbour|outside|at the wrong door|in the garden|somewhere]",
        "[I|We] [got|received|were sent] the wrong [item|product|{g}|colour|size|model|parcel]",
        "[I ordered|We ordered] a {g} [but got|but received|and you sent me] [something else|a "
        "different one|a {p}|the wrong colour|the wrong size]",
        "[The|My] {g} was [damaged|broken|smashed|crushed] [in transit|during shipping|during "
        "transport|in the post|by the courier|on the way]",
        "The [box|package|parcel] arrived [damaged|open|empty|wet|torn|crushed|half empty]",
        "[One|Part|Half] of my order is missing[ from the box| in the parcel|]",
        "[There was|There were] only {k} [items|boxes|parcels] in the delivery, [one is|two "
        "are] missing", "[Do you|Can you|Could you] [ship|deliver|send][ it| the {g}|] to {c}?",
        "[How long does|How long will] [delivery|shipping|the delivery] [take|to {c} take]?",
        "[How much is|What does|What are] [shipping|delivery|the shipping costs|postage] to {c}?",
        "[Do you offer|Is there|Can I get] [express|overnight|next day|free|faster] [shipping|"
        "delivery]?",
        "[My|The] [parcel|package|order] is [stuck|held|waiting] [at customs|in customs]",
        "[Customs|The customs office] [want|asks for] [papers|documents|a form] for my [parcel|"
        "package]", "[How do I|How can I|Where do I] [return|send back] the {g}?",
        "[I want|I'd like|I need] to [return|send back] [the|my] {g}[, please send a label| "
        "because it is too big|]",
        "[Please|Can you|Could you] [pick up|collect] the [return|{g}|old {g}|parcel][ on {day}|]",
        "[I need|Please send me|I did not get] a return label[ for order {n}|]",
        "[The return|The pickup|Collection] was [planned|booked] for {day}, but nobody came",
        "[I moved|We moved|I am moving] to {c}, please [send|deliver] [it|my order|the {g}] "
        "[there|to my new address]",
        "[Can|Could] [you deliver|I have it delivered|I get it] on {day}?",
        "[I will not be|I am not|Nobody is|Nobody will be] at home on {day}, [please deliver "
        "later|can you come another day|leave it with the neighbour]",
        "[I missed|We missed] the [delivery|courier|driver|postman]",
        "Has [my order|order {n}|my {g}] [been shipped|been sent|left the warehouse][ yet|]?",
        "[Please|Can you] [hold|stop|delay|speed up|hurry up with] the [delivery|shipment][ of "
        "order {n}|]", "[My|The] neighbour [got|received|has] my [parcel|package|{g}]",
        "[The address|My address|The street|The postcode] [on the parcel |on the label |]is wrong",
        "I typed the wrong [street|house number|address|postcode|city][ in my order| for order "
        "{n}|]",
        "[The delivery|My parcel|It] should have [come|arrived] [on {day}|{t} ago|last week|in "
        "{month}]", "[The|My] parcel [was returned to you|went back to the sender|was sent back]",
        "[Somebody|A thief|Someone] stole the [parcel|package] from my [door|porch|doorstep]",
        "[Nothing|No parcel|No package] has [arrived|come] [yet|so far|in {t}]",
        "[It|The {g}] has been [on the way|in transit|in {c}] for {t}",
        "[You sent|I got|I received] [two|too many|{k}] {p}s instead of one",
        "[I need|We need] the {g} [by|before|on] {day}, will it [arrive|be here|come] in time?",
        "[Can I|May I|Could I] [pick up|collect] [my order|the {g}|it] [myself|in the shop|in "
        "{c}|at a post office]?",
        "[The|My] [parcel shop|pickup point|locker|post office] [cannot find|does not have] my "
        "[parcel|package|order]",
        "[Lost parcel|Late delivery|Wrong address|Missing package|Where is my order|Tracking "
        "number|Delivery question|Wrong item delivered|Parcel damaged in transit]",
        "[Delivery|Shipping|Parcel|Shipment] [delayed|late|lost|missing|question]",
        "[The shipment|My shipment|The delivery] [of order {n} |]is [incomplete|delayed|lost|"
        "stuck]", "[Can|Could] you [send|ship] order {n} [faster|to my office|to {c}|as a gift]?",
        "[I have a question|Question] about [my delivery|the delivery|shipping|my parcel|the "
        "courier|delivery times]",
        "[Who delivers|Which company delivers|Which courier brings] my [parcel|{g}|order]?",
        "[Please|Can you] [send|deliver] [the {g}|my order|it] to my [office|neighbour|new "
        "address|parents|work]",
        "[It was sent|You shipped it|It left {c}] {t} ago and [still is not here|I have nothing|"
        "has not arrived]",
        "[The|My] [delivery date|arrival date] [keeps changing|was moved again|is wrong]",
        "[What day|What time|Which day] will [the courier|the parcel|my order|the driver] [come|"
        "arrive]?",
        "[My|The] [replacement|spare part|new {p}] [has not arrived|is still on the way|never "
        "came]",
        "[The|Your] website says [shipped|dispatched|out for delivery], but [nothing came|I "
        "have no parcel]",
        "[Still no|No] [parcel|package|delivery|sign of my {g}|{g}][ after {t}|]",
    ],
    "technical": [
        "[The|My|Our] {p} [does not|doesn't|won't|will not|cannot|can't] [turn on|switch on|"
        "start|power on|boot|turn off|start up]",
        "[My|The|Our] {p} [shows|displays|gives|reports|has] error[ code|] {e}",
        "[I cannot|I can't|How do I|I am unable to|We cannot] connect the {p} to [the wifi|the "
        "internet|my phone|my computer|Bluetooth|the network|the printer]",
        "[The|My] {p} [is|gets|becomes|runs] [too hot|very hot|hot|very slow|too loud|slow][ "
        "after {t}|]",
        "The screen of my {p} [stays black|is black|flickers|is frozen|went blank|is cracked|"
        "shows lines]", "My {p} is [broken|dead|frozen|defective|faulty|stuck]",
        "The app [crashes|freezes|does not open|does not load|hangs|closes by itself|keeps "
        "crashing|is very slow][ all the time| when I open it| on my phone|]",
        "[How do I|How can I|Please help me|I need help to|Can you help me] [reset|restart|"
        "install|set up|update|connect|configure|unlock|pair|use] [the|my] {p}",
        "[My|The|Our] {p} [stopped working|keeps crashing|keeps restarting|froze|died|does not "
        "work|doesn't work|does not respond|turns itself off][ after {t}| today| since {day}|]",
        "[I cannot|I can't|I am unable to|We can't|It won't let me] log in[ to my account| on "
        "my phone| to the app|]",
        "[The|My] {p} makes [a strange|a loud|an odd|a clicking|a buzzing|a funny] noise",
        "[The|My] {p} [will not|won't|does not|doesn't|cannot] [charge|print|scan|connect|"
        "update|respond|heat up|record|sync]",
        "[I forgot|I lost|I don't remember|I cannot remember] my [password|PIN|login|user name|"
        "username]", "[I want to|How do I|How can I|I need to] reset my password",
        "[The|Your] password reset [does not work|link has expired|email never comes|fails]",
        "[The|My] battery [of my {p} |][dies|is empty|runs out|drains][ after {t}| very fast| "
        "too fast|]",
        "[The|My] battery [of the {p} |][does not charge|will not charge|does not hold a charge|"
        "is swollen]",
        "[Bluetooth|The wifi|The internet|The camera|The microphone|The sound|The touch screen|"
        "The keyboard|The speaker] [does not work|stopped working|keeps cutting out|is not "
        "working][ on my {p}|]",
        "[The|Your|Our] [wifi|internet|internet connection|connection|signal|network] [drops|is "
        "slow|is down|cuts out|keeps disconnecting|is unstable]",
        "[Since|After] the [last |latest |new |]update[, | ][the {p}|the app|my {p}|it] [does "
        "not work|crashes|is slow|freezes|will not start|shows error {e}]",
        "The [update|installation|download|upgrade|backup|sync] [failed|fails|stops at {k} "
        "percent|does not finish|never ends|hangs]",
        "[I cannot|I can't|How do I|I am trying to] install the [app|software|driver|update|"
        "program][ on my {p}|]",
        "[I get|I keep getting|There is|We see|I see] [an error|error {e}|an error message|a "
        "blue screen|a black screen|a blank page|a red light]", "What does error[ code|] {e} mean?",
        "[The|Your] [website|page|site|server|portal|service] [is down|does not load|is offline|"
        "is very slow|gives error {e}|is not reachable]",
        "[The|My] [screen|display|monitor] [stays black|is black|flickers|freezes|is too dark|"
        "does not react]",
        "There is no [sound|picture|signal|power|internet|image|response][ on my {p}| from the "
        "{p}|]",
        "[The|My] [button|power button|switch|knob|display|remote] [of the {p} |on the {p} |"
        "]does not [work|react|respond]",
        "My account is [locked|blocked|disabled][ after too many passwords|]",
        "[The|My] [verification|login|security|confirmation] code [does not arrive|is not "
        "accepted|does not work]",
        "[The|My] {p} [is not recognised|is not found|is not detected] by my [computer|phone|"
        "laptop|TV]",
        "[The|My] {p} [loses|keeps losing|drops] the [connection|wifi|signal|Bluetooth connection]",
        "[Is|Are] [the {p}|this {p}|your app] compatible with [my phone|Windows|Mac|Linux|"
        "Android|my old {p}]?",
        "[Which|What] [driver|software|cable|version|operating system] do I need for [the|my] {p}?",
        "[Where can I find|I need|Do you have|Can you send me] the [manual|user guide|driver|"
        "firmware|instructions] for the {p}",
        "[I have lost|The app deleted|The update deleted|I lost] all my [data|photos|files|"
        "settings|contacts]",
        "[I found|There is] a bug in [the app|your software|the website|version {k}]",
        "[The|My] {p} [keeps|started] [beeping|blinking|rebooting|restarting|turning off|"
        "flashing|overheating|smoking]",
        "[A|The] [red|green|blue|orange] light [is blinking|keeps blinking|is flashing|stays "
        "on][ on my {p}|]", "[Smoke|A burning smell|Water|Steam] comes out of [the|my] {p}",
        "[The|My] {p} [smells of burning|sparks|leaks|vibrates|shakes|hums]",
        "[The|My] [settings|menu|language|clock|time] [of the {p} |on my {p} |]cannot be changed",
        "[How do I|How can I|Where do I|Can I] [change the language|turn off the alarm|save my "
        "data|delete my account data|make a backup|update the firmware|turn on Bluetooth|use "
        "the timer|pair my headphones|connect a second {p}]?",
        "[The|My] {p} [does not|doesn't] [find|see|recognise] the [wifi|network|printer|memory "
        "card|phone]",
        "[Login|Password|Sign in|Sign-in] [problem|does not work|fails|issue|not possible|error]",
        "[App crash|Login problem|Error {e}|Blue screen|No wifi|Black screen|Software bug|"
        "Update failed|Device does not turn on|Battery problem|Technical problem]",
        "[It|The {p}|My {p}] [just |suddenly |]went [dead|black|off][ after {t}| this morning|]",
        "[It|The app|The software|The program|The game] [freezes|hangs|crashes|lags] [all the "
        "time|at the start|every {k} minutes|on every click|since {day}]",
        "[I pressed|I press] the [button|power button|start button] and nothing happens",
        "[I tried|I have tried] [everything|to restart it|another cable|a new battery], but "
        "[the {p}|it] [still does not work|stays off|does not start]",
        "The {p} [broke|stopped working|died] after {t}",
        "[The|My] {p} does not [work|start][ any more| anymore| properly|]",
        "[The|My] [fingerprint sensor|face unlock|camera|voice control|microphone|fan|motor|"
        "heating] [does not work|is broken|failed]",
        "[Can you|Could somebody|Can someone] [fix|repair|look at] [my|our] {p}?",
        "[I need|We need] [help with|support for|someone to repair|a technician for] [my|the|"
        "our] {p}",
        "[Help|Please help], my {p} [is frozen|is not working|does not start|shows strange signs]",
        "[The|My] [files|photos|messages|videos] [do not|will not|won't] [load|open|sync|play|"
        "download]",
        "[The|Your] [app|software|program] [uses too much memory|drains my battery|asks for my "
        "password again and again|logs me out]",
        "[My computer|My phone|My laptop|My tablet] [has a virus|was hacked|says the disk is "
        "full|cannot open the file]",
        "[I cannot|I can't] [open|upload|save|download|print|see] [the file|my files|my photos|"
        "the page|the document|anything]",
        "[The|My] {p} is not working[ properly| correctly| at all|]",
        "[I have a question|Question] about [the settings|the software|my password|the setup|"
        "the installation|an error message|the app]",
    ],
}  # fmt: skip
"""At least sixty patterns per team."""
