"""The tables of the wardrobe: skins, hair, cloth, garments, hats and what a role wears."""

SKINS = {
    "pale": "#f3d3bd",
    "fair": "#f0c9ae",
    "light": "#eec3a2",
    "olive": "#d1a072",
    "tan": "#cf9a6b",
    "tanned": "#cf9a6b",
    "bronze": "#b97b4c",
    "brown": "#96603c",
    "dark": "#68402a",
    "black": "#5a3826",
    "freckled": "#f0c6a6",
    "weathered": "#d9a580",
}


SKIN_RANGE = ("#f1cbb0", "#e8b892", "#d9a173", "#b97f52", "#8f5b39", "#6a432c")


HAIR_RANGE = ("#2a2124", "#4a2f22", "#6b4128", "#8a4b26", "#b98a4a", "#1f1c22", "#5a2a1e")


CLOTH_RANGE = (
    "#31527a",
    "#a8483a",
    "#d0983a",
    "#4a7358",
    "#7a4a68",
    "#c8c0ae",
    "#3f4a55",
    "#b86b46",
    "#5e7f94",
    "#8c8f5a",
)


DARK_RANGE = ("#33363f", "#4a4038", "#3b4a5f", "#574b45", "#2b3440", "#5b5d55")


GARMENTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("spacesuit", ("spacesuit", "space suit", "diving suit", "astronaut suit", "hazmat")),
    ("armour", ("armour", "armor", "chainmail", "breastplate")),
    ("bodysuit", ("bodysuit", "wetsuit", "catsuit", "leotard", "superhero suit", "superhero costume")),
    (
        "swimsuit",
        (
            "swimsuit",
            "bathing suit",
            "bikini",
            "swimming trunks",
            "swim trunks",
            "trunks",
            "swimming costume",
        ),
    ),
    ("robe", ("robe", "robes", "cloak", "habit", "cassock", "kimono", "gown", "toga")),
    ("dress", ("dress", "sundress", "frock", "sari", "tutu")),
    (
        "coat",
        (
            "coat",
            "raincoat",
            "overcoat",
            "trench",
            "parka",
            "oilskin",
            "poncho",
            "mantle",
            "greatcoat",
            "duster",
            "anorak",
        ),
    ),
    ("labcoat", ("lab coat", "smock")),
    (
        "jacket",
        ("jacket", "blazer", "suit", "uniform", "tuxedo", "vest", "waistcoat", "cardigan", "tracksuit"),
    ),
    ("overalls", ("overalls", "dungarees", "jumpsuit", "boilersuit")),
    ("hoodie", ("hoodie", "hood")),
    ("sweater", ("sweater", "jumper", "pullover", "jersey")),
    ("shirt", ("shirt", "t-shirt", "blouse", "tunic", "top", "tank", "apron")),
)


HATS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("spacehelmet", ("space helmet", "round helmet", "brass helmet", "diving helmet", "visor")),
    ("helmet", ("helmet", "hard hat")),
    ("crown", ("crown", "tiara", "coronet", "diadem")),
    ("wizard", ("pointed hat", "wizard hat", "witch hat", "tall pointed")),
    ("tophat", ("top hat",)),
    ("chef", ("chef's hat", "baker's cap", "toque", "chef hat")),
    ("sou", ("oilskin hat", "sou'wester", "rain hat", "bucket hat")),
    (
        "brim",
        (
            "straw hat",
            "wide hat",
            "fedora",
            "cowboy hat",
            "sun hat",
            "sunhat",
            "brimmed hat",
            "three-cornered hat",
            "tricorn",
            "stetson",
        ),
    ),
    (
        "beanie",
        (
            "knitted cap",
            "knitted hat",
            "woolly hat",
            "wool cap",
            "wool hat",
            "knit cap",
            "beanie",
            "bobble hat",
            "woollen hat",
        ),
    ),
    (
        "peaked",
        ("peaked cap", "uniform cap", "captain's hat", "captain's cap", "baseball cap", "flat cap", "cap"),
    ),
    ("beret", ("beret",)),
    ("hood", ("hood", "hooded")),
    ("scarfhat", ("headscarf", "turban", "bandana", "veil", "hijab")),
    ("brim", ("hat",)),
)


WORN = frozenset(word for _, words in (*GARMENTS, *HATS) for phrase in words for word in phrase.split()) | {
    "boot",
    "shoe",
    "glasses",
}
"""Nouns of what people wear."""


ROLE_OUTFITS: tuple[tuple[str, str, str, str], ...] = (
    # role words, garment, hat, colour of the garment
    ("superhero superheroine", "bodysuit", "", "#2f4f9c"),
    ("surfer", "bodysuit", "", "#2b3a4d"),
    ("swimmer lifeguard", "swimsuit", "", "#c0463a"),
    ("astronaut cosmonaut spaceman", "spacesuit", "spacehelmet", "#e8e6e0"),
    ("diver", "spacesuit", "spacehelmet", "#b08a4a"),
    ("knight gladiator", "armour", "helmet", "#a9b0b8"),
    ("samurai ronin swordsman", "robe", "", "#3a3f55"),
    ("king queen emperor empress", "robe", "crown", "#7c2438"),
    ("prince princess", "robe", "crown", "#6a7fb0"),
    ("witch wizard sorcerer sorceress druid magician", "robe", "wizard", "#3f3566"),
    ("monk nun priest bishop pope shaman", "robe", "", "#7a5230"),
    ("chef cook baker", "shirt", "chef", "#efece4"),
    ("doctor scientist nurse researcher inventor professor surgeon chemist", "labcoat", "", "#ecebe6"),
    ("detective spy investigator inspector", "coat", "brim", "#9a835c"),
    ("keeper ferryman fisherman sailor fisher", "coat", "beanie", "#26344f"),
    (
        "captain conductor pilot postman policeman policewoman police officer guard soldier general",
        "jacket",
        "peaked",
        "#2c3a55",
    ),
    ("farmer gardener beekeeper shepherd mechanic miner builder", "overalls", "brim", "#4a6284"),
    ("firefighter fireman", "coat", "helmet", "#b8452f"),
    ("dancer ballerina bride", "dress", "", "#d98a9a"),
    ("pirate", "coat", "brim", "#5a2430"),
    ("cowboy sheriff bandit outlaw", "jacket", "brim", "#7a5638"),
    ("painter artist sculptor", "labcoat", "beret", "#b9b2a0"),
    (
        "explorer traveller traveler hiker hitchhiker courier messenger wanderer climber mountaineer",
        "jacket",
        "",
        "#a8623a",
    ),
)
