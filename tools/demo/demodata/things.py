"""Things, animals, people and places, in the singular: words whose plural is regular or known."""

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
