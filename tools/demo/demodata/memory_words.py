"""Words for what people tell about themselves: likes, jobs, hobbies and the like."""

from __future__ import annotations

from .text import phrases, words
from .world import DAYS, MONTHS

ANIMALS = words(
    "cat dog horse fox wolf bear lion tiger elephant giraffe zebra monkey rabbit mouse owl eagle "
    "penguin parrot duck swan dolphin whale shark octopus turtle frog snake lizard crocodile bee "
    "butterfly spider camel koala kangaroo panda otter badger hedgehog squirrel deer goat sheep "
    "cow pig donkey hamster crow raven robin seal crab snail unicorn dragon llama"
)
WORDS = words(
    "banana river castle purple rocket window candle mountain tiger pepper violin lantern garden "
    "dragon marble button thunder biscuit velvet pocket island mirror cactus penguin umbrella "
    "whisper copper feather puzzle meadow saffron bridge kitten pancake sunset compass walnut robin"
)
FAVOURITES: dict[str, list[str]] = {
    "colour": words(
        "red blue green yellow orange purple pink brown black white grey turquoise violet gold "
        "silver beige crimson navy indigo lilac magenta maroon teal mint olive scarlet"
    ),
    "food": phrases(
        "pizza|pasta|sushi|curry|soup|bread|cheese|rice|pancakes|spaghetti|lasagne|tacos|burgers|"
        "chips|salad|fish and chips|noodles|dumplings|paella|risotto|ramen|falafel|hummus|omelette|"
        "stew|potatoes|chocolate|sandwiches|fried rice|tomato soup|roast chicken|meatballs|"
        "sausages|beans|waffles|porridge|eggs|mushrooms|couscous|gnocchi|kebab|toast|ravioli|"
        "lentil soup|apple pie"
    ),
    "drink": phrases(
        "tea|coffee|water|milk|juice|lemonade|cola|orange juice|apple juice|hot chocolate|cocoa|"
        "wine|beer|green tea|iced tea|ginger ale|cider|espresso|cappuccino|sparkling water|"
        "mint tea|black coffee|tomato juice|milkshake|smoothies|coconut water|chai|root beer"
    ),
    "sport": phrases(
        "football|tennis|basketball|swimming|running|cycling|rugby|cricket|hockey|golf|volleyball|"
        "skiing|judo|boxing|karate|rowing|sailing|surfing|climbing|handball|badminton|baseball|"
        "table tennis|ice hockey|gymnastics|athletics|diving|fencing|snowboarding|yoga|darts|"
        "archery"
    ),
    "season": words("spring summer autumn winter fall"),
    "book genre": phrases(
        "fantasy|crime|science fiction|romance|horror|history|poetry|biography|adventure|mystery|"
        "comics|thrillers|drama|humour|travel|fairy tales|detective stories|short stories|classics"
    ),
    "fruit": words(
        "apple apples banana bananas pear cherries grapes mango strawberries plums peach oranges "
        "melon kiwi pineapple lemons raspberries blueberries figs papaya apricots"
    ),
    "vegetable": words(
        "carrots peas broccoli spinach cabbage onions beans corn cucumber lettuce leek pumpkin "
        "cauliflower peppers tomatoes asparagus kale beetroot courgettes celery"
    ),
    "school subject": phrases(
        "maths|history|biology|physics|chemistry|geography|music|art|English|French|German|sport|"
        "computer science|religion|Latin|Spanish|economics|philosophy"
    ),
    "music": phrases(
        "jazz|rock|pop|classical music|blues|techno|hip hop|opera|folk|country|metal|reggae|soul|"
        "punk|disco|funk|swing|house|rap|choir music"
    ),
    "instrument": phrases(
        "the piano|the guitar|the violin|the flute|the drums|the cello|the trumpet|the harp|"
        "the organ|the saxophone|the clarinet|the accordion|the ukulele|the banjo|the trombone"
    ),
    "day": DAYS,
    "month": MONTHS,
    "flower": phrases(
        "the rose|roses|tulips|the sunflower|daisies|the lily|lavender|orchids|violets|poppies|"
        "the tulip|daffodils|peonies|jasmine|the iris"
    ),
    "dessert": phrases(
        "ice cream|apple pie|chocolate cake|cheesecake|tiramisu|pudding|brownies|cookies|"
        "fruit salad|carrot cake|pancakes|trifle|mousse|sorbet|custard|doughnuts"
    ),
    "game": phrases(
        "chess|poker|checkers|dominoes|hide and seek|bridge|Go|tag|solitaire|bingo|darts|"
        "snakes and ladders|backgammon|card games|video games|hopscotch"
    ),
    "country": words(
        "Norway Sweden Italy France Spain Japan Canada Brazil Peru India Kenya Iceland Greece "
        "Ireland Mexico Portugal Turkey Chile Egypt Vietnam Poland Scotland"
    ),
    "snack": phrases(
        "crisps|popcorn|nuts|biscuits|crackers|dried fruit|chocolate bars|olives|pretzels|"
        "apple slices"
    ),
    "breakfast": phrases(
        "porridge|toast|cereal|pancakes|eggs on toast|muesli|yoghurt|croissants|waffles|"
        "bread and jam"
    ),
    "programming language": words(
        "Python Rust Java C Go Julia Ruby Haskell JavaScript Kotlin R Swift"
    ),
    "planet": words("Mars Venus Saturn Jupiter Mercury Neptune Uranus Earth"),
    "tree": phrases("the oak|oaks|the birch|pine|the willow|maple|the beech|palm trees|the ash"),
    "toy": phrases(
        "the train|lego|dolls|the teddy bear|puzzles|a kite|the red car|marbles|the robot"
    ),
    "shape": phrases("the circle|the square|the triangle|the star|the hexagon|the oval|the heart"),
    "flavour": words(
        "vanilla chocolate strawberry lemon mint pistachio caramel coffee cherry hazelnut"
    ),
    "weather": words("sunshine rain snow wind fog thunderstorms frost drizzle"),
}
PLURALS = {
    "music": "kinds of music", "country": "countries", "weather": "kinds of weather",
}  # fmt: skip
JOBS = phrases(
    "a teacher|a nurse|an engineer|a doctor|a baker|a painter|a pilot|a farmer|a lawyer|a writer|"
    "a student|a designer|an architect|a chef|a driver|a singer|a scientist|a plumber|a gardener|"
    "a librarian|a waiter|a carpenter|a journalist|a programmer|an electrician|a dentist|a cook|"
    "a photographer|a musician|an actor|a tailor|a vet|a postman|a translator|a biologist|"
    "a chemist|a software developer|a data scientist|a bus driver|a police officer|"
    "a shop assistant|a judge|a physicist|a football coach|a history teacher|a tour guide|"
    "a sales manager|a firefighter|a researcher|a data engineer|a math teacher|"
    "a primary school teacher|a lecturer|a professor"
)
HOBBIES = phrases(
    "painting|chess|hiking|cooking|reading|swimming|dancing|cycling|fishing|running|gardening|jazz|"
    "baking|long walks|playing the piano|football|tennis|photography|singing|sailing|climbing|yoga|"
    "knitting|board games|travelling|science fiction|bird watching|skiing|poetry|video games|"
    "pottery|crossword puzzles|karate|drawing|sewing|astronomy|woodwork|playing the guitar|"
    "collecting stamps"
)
