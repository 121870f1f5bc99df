"""How everybody looks: a few drawable facts per character, from the prompt first and the seed second."""

import re
from collections.abc import Sequence

import numpy as np

from rushes.film import Descriptor, Kind

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


class Wardrobe:
    """Hands out looks; no two characters get the same colour. One wardrobe per document."""

    def __init__(self, rng: np.random.Generator) -> None:
        self._rng = rng
        self._used: list[str] = []

    def dress(
        self, role: str, kind: Kind, words: frozenset[str], said: Sequence[str]
    ) -> tuple[Descriptor, ...]:
        """Two to six descriptors: what the prompt says, then what `kind` and `role` suggest.

        Args:
            role: Noun phrase such as ``glowing whale``.
            kind: What is being dressed.
            words: Lemmas of everything the prompt calls them, for age, gender and colour.
            said: Clothes and features in the prompt's own words.
        """
        words = words | frozenset(role.lower().split())
        given = [Descriptor(attribute=attribute(phrase), phrase=phrase) for phrase in said]
        makers = {
            "person": self._person,
            "animal": self._animal,
            "robot": self._robot,
            "creature": self._creature,
        }
        made = makers.get(kind, self._thing)(role, words)
        taken = {d.attribute for d in given}
        taken |= {"top", "coat"} if taken & {"top", "coat"} else set()
        kept = [d for d in made if d.attribute not in taken]
        return tuple([*kept[:1], *given, *kept[1:]][: max(6, 1 + len(given))]) + self._glow(words)

    def _glow(self, words: frozenset[str]) -> tuple[Descriptor, ...]:
        lit = {"glowing", "glow", "luminous", "shining", "bioluminescent"} & words
        return (Descriptor(attribute="glow", phrase="a soft blue glow over the whole body"),) if lit else ()

    def _pick(self, options: Sequence[str]) -> str:
        """One of `options` that is not in use yet, if there is one."""
        free = [o for o in options if o not in self._used] or list(options)
        choice = free[int(self._rng.integers(len(free)))]
        self._used.append(choice)
        return choice

    def _dye(self, words: frozenset[str], colours: Sequence[str]) -> str:
        own = [w for w in sorted(words) if w in COLOUR_WORDS]
        return own[0] if own else self._pick(colours)

    def _person(self, role: str, words: frozenset[str]) -> list[Descriptor]:
        sex, age = gender(words), how_old(words)
        sex = sex if sex != "any" else ("woman", "man")[int(self._rng.integers(2))]
        known = role.rpartition(" ")[2] in SELF_EVIDENT
        facts = [] if known else [("age", _age_noun(age, sex))]
        facts += [("hair", self._hair(words, sex, age))]
        if "bearded" in words or (sex == "man" and age == "old" and self._rng.random() < 0.6):
            facts.append(("beard", "a short white beard" if age == "old" else "a short dark beard"))
        facts.append(("skin", self._pick(SKINS)))
        outfit = uniform(role)
        if outfit:
            colour = self._pick(GARMENT_COLOURS)
            facts += [(attribute(p), p.format(colour)) for p in outfit]
        else:
            facts.append(
                (
                    "coat",
                    self._pick(CHILD_TOPS if age == "child" else TOPS).format(
                        self._dye(words, GARMENT_COLOURS)
                    ),
                )
            )
            facts.append(("bottom", self._pick(BOTTOMS)))
            if self._rng.random() < NUMBER_OF_EXTRAS:
                extra = self._pick(EXTRAS).format(self._pick(GARMENT_COLOURS))
                facts.append((attribute(extra), extra))
        return _descriptors(facts)

    def _hair(self, words: frozenset[str], sex: str, age: str) -> str:
        if "bald" in words:
            return "a bald head"
        if own := next((w for w in sorted(words) if w.endswith("haired")), ""):
            return f"{own.removesuffix('haired').strip('-')} hair"
        if age == "old":
            return self._pick(
                ("short white hair", "silver hair in a bun")
                if sex == "woman"
                else ("short silver hair", "thin white hair")
            )
        colours = ("black",) if words & DARK_HAIRED else HAIR_COLOURS
        return self._pick(HAIR_STYLES[sex]).format(self._pick(colours)).replace("a auburn", "an auburn")

    def _animal(self, role: str, words: frozenset[str]) -> list[Descriptor]:
        own = next((w for w in sorted(words) if w in COLOUR_WORDS), "")
        coat = next((phrase for pattern, phrase in COATS if re.search(rf"\b(?:{pattern})\b", role)), "{} fur")
        covering = coat.split()[-1]
        colour = own or self._pick(ANIMAL_COLOURS)
        phrase = (
            f"{own} {covering}"
            if own and covering in ("fur", "feathers", "skin", "wool", "scales")
            else coat.format(colour)
        )
        marks = MARKS if covering in ("fur", "coat", "wool") else SMOOTH_MARKS
        facts = [("fur" if covering in ("fur", "coat", "wool", "mane") else "body", phrase)]
        facts += [("size", size)] if (size := how_big(words)) else []
        facts += [
            ("eyes", "clouded pale eyes" if "blind" in words else self._pick(EYES)),
            ("mark", self._pick(marks)),
        ]
        job = uniform(role) if "giant" not in role else None
        facts += [(attribute(job[0]), job[0].format(self._pick(GARMENT_COLOURS)))] if job else []
        return _descriptors(facts)

    def _robot(self, role: str, words: frozenset[str]) -> list[Descriptor]:
        colour = self._dye(words, PLATE_COLOURS)
        facts = [("body", self._pick(PLATING).format(colour)), ("eyes", self._pick(LENSES))]
        facts += [("size", size)] if (size := how_big(words)) else []
        facts.append(("mark", self._pick(FITTINGS)))
        if "gardener" in role or "farmer" in role:
            facts.append(("hat", "a wide straw hat"))
        return _descriptors(facts)

    def _creature(self, role: str, words: frozenset[str]) -> list[Descriptor]:
        found = next((facts for pattern, facts in CREATURES if re.search(rf"\b(?:{pattern})", role)), None)
        colour = self._dye(words, GARMENT_COLOURS)
        phrases = found or ("smooth {} skin", "bright round eyes", "long fingers")
        facts = [(attribute(p), p.format(colour)) for p in phrases]
        facts += [("size", size)] if (size := how_big(words)) else []
        return _descriptors(facts)

    def _thing(self, role: str, words: frozenset[str]) -> list[Descriptor]:
        colour = "white" if "paper" in words else self._dye(words, COLOURS)
        facts = [
            ("body", f"{_article(colour)} {colour} body"),
            ("mark", self._pick(("a thin dark stripe", "worn edges"))),
        ]
        return _descriptors([*facts, ("size", how_big(words) or "a clear simple shape")])


def _descriptors(facts: Sequence[tuple[str, str]]) -> list[Descriptor]:
    unique = dict(reversed(facts))
    return [Descriptor(attribute=a, phrase=p) for a, p in facts if unique[a] == p]


def uniform(role: str) -> tuple[str, ...] | None:
    """What this trade wears, with ``{}`` for its colour; None for a trade without a dress of its own."""
    job = role.rpartition("'s ")[2]
    return next((facts for pattern, facts in UNIFORMS if re.search(rf"\b(?:{pattern})\b", job)), None)


ATTRIBUTES: tuple[tuple[str, str], ...] = (
    (r"hair|bald|braid|curls", "hair"),
    (r"beard|moustache", "beard"),
    (r"hat|cap|crown|helmet|hood|fedora|beret|bonnet|turban", "hat"),
    (r"glasses|spectacles|goggles|monocle", "glasses"),
    (r"scarf|shawl", "scarf"),
    (r"boots|shoes|sandals|feet|sneakers|slippers", "shoes"),
    (r"trousers|jeans|skirt|shorts|leggings", "bottom"),
    (
        r"coat|jacket|raincoat|cloak|cape|robe|armour|spacesuit|kimono|suit|overalls|uniform|gown|dress",
        "coat",
    ),
    (r"shirt|sweater|tunic|smock|apron|waistcoat|vest|blouse|t-shirt|hoodie|pullover", "coat"),
    (r"eyes?", "eyes"),
    (r"wings?", "wings"),
    (r"fur|mane|wool", "fur"),
    (r"skin|scales|body|plating|shell|feathers|clay|tail", "body"),
    (r"glow", "glow"),
    (r"scar|patch|stripe|horns?|freckles?|ribbons|stripes|joints|nose", "mark"),
)


def attribute(phrase: str) -> str:
    """The attribute that a phrase describes: ``a red raincoat`` -> ``coat``; ``prop`` when none fits."""
    return next((a for pattern, a in ATTRIBUTES if re.search(rf"\b(?:{pattern})\b", phrase)), "prop")


def gender(words: frozenset[str]) -> str:
    """``woman``, ``man`` or ``any``, from what the prompt calls them."""
    if words & FEMALE:
        return "woman"
    return "man" if words & MALE or any(w.endswith("man") and w != "woman" for w in words) else "any"


def how_old(words: frozenset[str]) -> str:
    """The age that these words tell; empty when they tell none."""
    if words & OLD:
        return "old"
    if words & CHILDREN:
        return "child"
    if words & SENIOR:
        return "young" if words & {"student", "pupil", "apprentice"} else "middle-aged"
    return "young" if words & YOUNG else "adult"


def how_big(words: frozenset[str]) -> str:
    """The build that these words tell; empty when they tell none."""
    if words & {"tiny", "small", "little", "smaller", "mini"}:
        return "a very small size"
    return (
        "a huge size"
        if words & {"giant", "huge", "enormous", "gigantic", "colossal", "large", "towering"}
        else ""
    )


def _age_noun(age: str, sex: str) -> str:
    if age == "child":
        return "a little girl" if sex == "woman" else "a little boy"
    adults = {"old": f"an elderly {sex}", "middle-aged": f"a middle-aged {sex}", "young": f"a young {sex}"}
    return adults.get(age, f"a {sex}")


def _article(word: str) -> str:
    return "an" if word[:1] in "aeiou" else "a"
