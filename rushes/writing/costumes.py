"""What people, animals, robots and creatures can look like: tables of drawable facts."""

COLOURS = (
    "red",
    "blue",
    "green",
    "yellow",
    "orange",
    "purple",
    "white",
    "black",
    "brown",
    "grey",
    "pink",
    "teal",
)
COLOUR_WORDS = frozenset(
    [
        *COLOURS,
        "gray",
        "golden",
        "silver",
        "crimson",
        "scarlet",
        "navy",
        "ginger",
        "turquoise",
        "violet",
        "copper",
    ]
)
GARMENT_COLOURS = (
    "mustard-yellow",
    "deep blue",
    "crimson red",
    "forest-green",
    "burnt-orange",
    "plum-purple",
    "teal",
    "cream-white",
)
HAIR_COLOURS = ("black", "dark brown", "auburn", "blond", "chestnut-brown", "copper-red")
HAIR_STYLES = {
    "woman": ("long {} hair", "{} hair in a bun", "a {} braid", "short {} hair", "curly {} hair"),
    "man": ("short {} hair", "curly {} hair", "tousled {} hair", "cropped {} hair"),
}
SKINS = ("light skin", "olive skin", "light brown skin", "brown skin", "dark brown skin")
TOPS = ("a {} coat", "a {} jacket", "a {} sweater", "a {} wool coat")
CHILD_TOPS = ("a {} sweater", "a {} jacket", "a {} hooded coat")
BOTTOMS = ("charcoal trousers", "dark blue trousers", "brown trousers", "grey trousers")
EXTRAS = ("round glasses", "a {} scarf", "a {} cap", "a {} knitted hat")
FEMALE = frozenset(
    "girl woman daughter mother sister queen grandmother princess lady widow waitress actress aunt bride nun"
    " grandma"
    " mum mom wife ballerina heroine seamstress she her granddaughter niece goddess mermaid hen vixen".split()
)
MALE = frozenset(
    "boy man son father brother king grandfather prince monk fisherman knight uncle groom samurai cowboy"
    " grandson"
    " grandpa dad husband policeman fireman nephew waiter he his him wizard blacksmith craftsman"
    " postman".split()
)
DARK_HAIRED = frozenset(
    "chinese japanese korean vietnamese thai mongolian inuit indian mexican samurai geisha ninja".split()
)
"""Peoples and trades whose figures a spectator expects with black hair when the prompt says nothing."""
SELF_EVIDENT = frozenset("girl boy man woman grandmother grandfather grandson granddaughter".split())
"""Roles that already say sex and age."""
CHILDREN = frozenset(
    "girl boy child kid toddler orphan grandson granddaughter grandchild princess prince".split()
)
YOUNG = frozenset("young teenage teenager teen student apprentice younger youngest daughter son".split())
OLD = frozenset(
    "old elderly aging ageing retired grandmother grandfather ancient grandpa grandma widow elder".split()
)
SENIOR = frozenset("older eldest".split())
UNIFORMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        r"astronaut|cosmonaut|spaceman",
        ("a white spacesuit", "a round helmet with a {} visor", "{} shoulder stripes"),
    ),
    (r"keeper|fisherman|sailor|captain|ferryman", ("a {} pea coat", "a {} knitted cap", "dark rubber boots")),
    (r"bride", ("a long white wedding dress", "a white veil")),
    (r"businessman|businesswoman|banker|lawyer|comedian|groom", ("a {} suit", "polished black shoes")),
    (r"boxer|wrestler|gymnast|karate|judo", ("a {} tracksuit", "white sneakers")),
    (r"goalkeeper|footballer|striker|sprinter|runner|athlete", ("a {} jersey", "white shorts", "dark boots")),
    (r"viking", ("a {} woollen tunic", "a grey fur cloak")),
    (r"nomad|bedouin", ("a long {} robe", "a {} headscarf")),
    (r"roman|legionary|gladiator", ("a red tunic", "a bronze breastplate", "a crested bronze helmet")),
    (r"cowboy|cowgirl|rancher|sheriff", ("a brown leather waistcoat", "a wide {} hat", "tall brown boots")),
    (r"chef|cook|baker", ("a white apron over a {} shirt", "a white baker's cap")),
    (r"knight", ("polished steel armour", "a {} cape")),
    (r"samurai|ronin|swordsman", ("a {} kimono", "a dark sash with a sword")),
    (r"king|queen|emperor|empress", ("a {} robe", "a golden crown")),
    (r"prince|princess", ("a {} robe", "a thin golden crown")),
    (r"detective|spy|investigator", ("a {} trench coat", "a grey fedora hat")),
    (r"witch|wizard|sorcer\w+|magician", ("a {} robe", "a tall pointed {} hat")),
    (r"monk|nun|priest", ("a {} robe", "rope sandals")),
    (r"doctor|scientist|nurse|inventor|researcher", ("a white lab coat over a {} shirt", "round glasses")),
    (r"gardener|farmer|beekeeper|shepherd", ("a pair of {} overalls", "a wide straw hat", "brown boots")),
    (r"pirate", ("a {} coat", "a black three-cornered hat", "a black eye patch")),
    (r"soldier|guard|officer|general", ("a {} uniform", "a {} cap", "black boots")),
    (
        r"inspector|conductor|driver|pilot|postman|policeman|police",
        ("a {} uniform jacket", "a dark peaked cap"),
    ),
    (
        r"courier|messenger|traveller|traveler|explorer|hitchhiker",
        ("a {} jacket", "a brown satchel", "brown boots"),
    ),
    (r"painter|artist|sculptor", ("a paint-flecked {} smock", "a {} beret")),
    (r"dancer|ballerina|acrobat", ("a {} dress", "{} ribbons")),
    (r"diver", ("a {} diving suit", "a round brass helmet")),
    (r"firefighter|fireman", ("a {} fire coat", "a red helmet")),
    (
        r"cartographer|scholar|librarian|professor|teacher|clockmaker|tailor",
        ("a {} waistcoat", "round glasses"),
    ),
    (r"giant", ("a patched {} tunic", "bare feet")),
)
COATS: tuple[tuple[str, str], ...] = (
    (r"polar bear|arctic fox|snow leopard|ermine", "white fur"),
    (r"fox", "rust-orange fur"),
    (r"wolf|husky", "grey fur"),
    (r"bear", "dark brown fur"),
    (r"panda", "black-and-white fur"),
    (r"crow|raven|blackbird", "glossy black feathers"),
    (r"owl", "speckled brown feathers"),
    (r"swan|seagull|gull|goose|dove|stork", "white feathers"),
    (r"parrot", "bright green feathers"),
    (r"penguin", "black-and-white feathers"),
    (r"bird|sparrow|robin|hummingbird|chicken|hen|duck|eagle|heron|crane|pigeon|nightingale", "{} feathers"),
    (r"whale|dolphin|orca|shark", "blue-grey skin"),
    (r"elephant|rhino\w*|hippo\w*", "grey skin"),
    (r"fish|salmon|trout|koi|goldfish|carp", "shining {} scales"),
    (r"snail", "a spiral {} shell"),
    (r"turtle|tortoise", "a domed green shell"),
    (r"beetle|ladybug|ant|bee|spider|cricket", "a glossy {} shell"),
    (r"butterfly|moth", "bright {} wings"),
    (r"frog|toad|lizard|snake|crocodile", "smooth green skin"),
    (r"octopus|squid|jellyfish", "soft {} skin"),
    (r"mouse|rat", "soft grey fur"),
    (r"rabbit|hare", "soft white fur"),
    (r"giraffe", "a golden coat with brown patches"),
    (r"zebra", "a white coat with black stripes"),
    (r"leopard|cheetah|jaguar", "golden fur with black spots"),
    (r"panda|badger|skunk", "black-and-white fur"),
    (r"koala|wolf|donkey", "thick grey fur"),
    (r"hedgehog|porcupine", "brown spines and a pale face"),
    (r"squirrel", "russet fur and a bushy tail"),
    (r"firefly|fireflies|glow-?worm", "a small dark body with a glowing yellow tail"),
    (r"ant|beetle|cricket|grasshopper|spider", "a glossy black shell"),
    (r"goat|sheep|lamb", "shaggy cream-white wool"),
    (r"lion", "golden fur and a full mane"),
    (r"tiger", "orange fur with black stripes"),
    (r"horse|pony|stallion|mare|donkey|deer|stag|cow|bull|camel", "a smooth {} coat"),
)
ANIMAL_COLOURS = ("brown", "golden", "dark grey", "chestnut", "cream-white", "black", "russet", "silver")
MARKS = (
    "a white patch on the chest",
    "a pale stripe along the back",
    "dark-tipped ears",
    "a white-tipped tail",
)
SMOOTH_MARKS = ("a pale belly", "a pale stripe along the side", "dark spots along the back")
EYES = ("amber eyes", "bright green eyes", "large dark eyes", "pale blue eyes")
PLATING = ("{} metal plating", "scuffed {} plating", "riveted {} plating")
PLATE_COLOURS = ("copper", "white", "steel-blue", "yellow", "dark green", "brass", "red")
LENSES = ("round amber eyes", "glowing blue eyes", "glowing green eyes", "a single glowing orange eye")
FITTINGS = ("a thin antenna", "a round chest lamp", "boxy shoulders", "a dented shoulder plate")
CREATURES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"dragon|wyvern|kraken|serpent", ("{} scales", "broad leathery wings", "curved horns")),
    (r"ghost|spirit|phantom", ("a pale translucent body", "a soft blue glow", "hollow dark eyes")),
    (r"vampire", ("pale white skin", "a long {} cape", "sharp white teeth")),
    (r"statue", ("grey marble skin", "folded stone robes", "blank stone eyes")),
    (r"snowman", ("a round white snow body", "a carrot nose", "a {} scarf")),
    (r"golem", ("a body of cracked grey clay", "glowing amber eyes")),
    (r"puppet|marionette|doll|pinocchio", ("a carved wooden body", "painted joints", "a {} jacket")),
    (r"scarecrow", ("a straw body", "a patched {} coat", "a floppy straw hat")),
    (r"unicorn", ("a white coat", "a spiral golden horn", "a {} mane")),
    (r"alien", ("smooth {} skin", "large black eyes", "long thin arms")),
    (r"mermaid", ("a shining {} tail", "long dark hair")),
    (r"fairy|angel|elf", ("pale glowing wings", "a {} tunic")),
    (r"giant|troll|ogre|yeti|monster|beast", ("a huge shaggy {} body", "small kind eyes", "heavy hands")),
)
NUMBER_OF_EXTRAS = 0.5

MENS = {"a {} dress": "a loose {} shirt", "{} ribbons": "black trousers"}
"""What a man wears in a trade whose dress is a woman's."""
WHOLE: tuple[tuple[str, str], ...] = (
    ("spacesuit", "white trousers"),
    ("armour", "steel-grey trousers"),
    ("suit|tracksuit|overalls|uniform|uniform jacket|fire coat", "{} trousers"),
)
"""Outfits that cover the legs in their own colour."""
MOST_LOOKS = 8
"""Descriptors of one character, the glow not counted."""
