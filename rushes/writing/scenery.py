"""How places look: what kind of place it is, whether it has a roof, and three drawable facts."""

import re
from functools import cache
from importlib.resources import files

import numpy as np

from rushes.film import Descriptor
from rushes.writing.lexicon import noun_class

ROLE_PLACES: tuple[tuple[str, str, str], ...] = (
    (r"nomad|camel|caravan|bedouin|pharaoh|cactus", "the wide desert", "desert"),
    (r"goalkeeper|footballer|striker|soccer|penalty|sprinter|relay|athlete", "the stadium", "stadium"),
    (r"boxer|wrestler|gymnast|weightlifter|karate|judo", "the gym", "gym"),
    (r"comedian|magician|actor|actress|juggler|clown|ventriloquist", "the small theatre", "theatre"),
    (r"monk|nun|priest|abbot", "the temple courtyard", "temple courtyard"),
    (r"submarine|squid|octopus|jellyfish|seahorse|coral|diver", "the deep sea", "underwater"),
    (r"surgeon|nurse|doctor|patient", "the hospital", "hospital"),
    (r"prisoner|jailer|convict", "the prison", "prison"),
    (r"street food|street vendor|street musician|busker", "the market street", "street"),
    (r"cowboy|rancher|sheriff|outlaw", "the dusty main street", "western town"),
    (r"bak(?:er|es)|bread|dough", "the bakery", "bakery"),
    (r"chef|cook|waiter|grandmother", "the kitchen", "kitchen"),
    (r"gardener|beekeeper|bees?", "the garden", "garden"),
    (r"spaceship|starship|spacecraft|rocket|satellite|comet", "deep space", "space"),
    (r"astronaut|alien|starship", "the grey planet", "planet"),
    (r"teacher|student|pupil", "the classroom", "classroom"),
    (r"librarian|scholar|book", "the old library", "library"),
    (r"violin\w*|piano|pianist|music\w*|orchestra|singer|dancer", "the old concert hall", "hall"),
    (
        r"fish\w*|whale|sailor|captain|pirate|mermaid|boat|ship|longship|sailboat|raft|swim\w*|shark|dolphin",
        "the open sea",
        "ocean",
    ),
    (r"knight|king|queen|princess|prince|dragon", "the castle courtyard", "castle"),
    (r"detective|thief|pickpocket|spy", "the narrow street", "street"),
    (
        r"clockmaker|inventor|tailor|carpenter|puppet\w*|watches|engineer|mechanic",
        "the small workshop",
        "workshop",
    ),
    (r"robots?|android", "the empty factory yard", "factory"),
    (r"shepherd|goats?|sheep|mountain", "the mountain pasture", "mountain"),
    (r"train", "the train station", "train station"),
    (r"bird|balloon|kite|fly|flies", "the windy hill", "hill"),
    (r"snow\w*|penguin|polar", "the white snowfield", "glacier"),
    (r"fox|bear|wolf|deer|owl|rabbit|hare|witch|elf|fairy", "the quiet forest", "forest"),
    (r"girl|boy|child|children|dog|cat|street|taxi|car|umbrella", "the quiet street", "street"),
)
ANYWHERE = (("the wide meadow", "meadow"), ("the quiet town", "town"), ("the long hillside", "hillside"))
ALONG = ("beach", "road", "river", "harbour", "street", "bridge", "lake", "cliff")
ACROSS = (
    "desert",
    "field",
    "mars",
    "moon",
    "planet",
    "rooftop",
    "glacier",
    "ocean",
    "mountain",
    "square",
    "island",
    "ship",
)
ON_NAMES = (
    r"mars|moon|island|bridge|rooftops?|roof|pier|beach|cliffs?|highway|road|street|platform|hill"
    r"|hillside|deck|stage"
)
ON_MORE = (
    r"mountain|planet|battlefield|train|ship|boat|shore|ice|glacier|meadow|raft|ferry|crosswalk"
    r"|pasture|snowfield|headland|ridge|summit|peak|hilltop|field|farm|pitch|pond|terrace|balcony|skyscraper|stairs|staircase"
)
AT_NAMES = r"airport|festival|bus stop|harbour|harbor|market|crossing|lake|lighthouse"
MODIFIERS: tuple[tuple[str, str], ...] = (
    (r"snow\w*|snowbound", "deep white snow"),
    (r"neon", "glowing neon signs"),
    (r"burning", "lines of orange flame"),
    (r"drowned|sunken|sinking|flooded", "dark water over the ground"),
    (r"foggy|misty", "low grey mist"),
    (r"frozen|icy", "a sheet of pale ice"),
    (r"burned|burnt|charred", "charred black beams"),
    (r"bombed|war-torn|destroyed", "heaps of grey rubble"),
    (r"haunted", "long crooked shadows"),
    (r"ruined|abandoned|old", "weathered cracked walls"),
    (r"moonlit", "silver moonlight"),
    (r"glass", "walls of clear glass"),
    (r"floating", "nothing but air beneath"),
)


@cache
def table() -> tuple[tuple[str, bool, str, tuple[str, ...]], ...]:
    """Rows of ``data/places.txt``: pattern, whether it is an interior, common noun, drawable facts."""
    text = files("rushes.writing").joinpath("data/places.txt").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return tuple(
        (pattern, inside == "in", noun, tuple(facts.split("; "))) for pattern, inside, noun, facts in rows
    )


def look_up(name: str, kind: str) -> tuple[str, bool, tuple[str, ...]]:
    """Return the common noun for a place, whether it is an interior, and how it looks."""
    for text in (kind, name):
        for pattern, interior, noun, facts in table():
            if re.search(rf"\b(?:{pattern})\b", text, re.I):
                return noun, interior, facts
    if noun_class(kind.lower()) == "B":
        return kind, False, ("tall plain walls", "rows of windows", "a paved yard")
    return kind, False, ("a wide open ground", "a low line of trees", "soft distant shapes")


def describe(name: str, kind: str, rng: np.random.Generator) -> tuple[Descriptor, ...]:
    """Three or four descriptors of a place: what its name says, its features, and its colours."""
    _, interior, facts = look_up(name, kind)
    said = [phrase for pattern, phrase in MODIFIERS if re.search(rf"\b(?:{pattern})\b", name, re.I)]
    if "under" in name or "beneath" in name:
        said.append("dim light from above")
    palettes = INSIDE if interior else OUTSIDE
    palette = palettes[int(rng.integers(len(palettes)))]
    features = [("feature", f) for f in dict.fromkeys([*said, *facts])][:3]
    return tuple(Descriptor(attribute=a, phrase=p) for a, p in [*features, ("palette", palette)])


OUTSIDE = (
    "muted blue and sand tones",
    "cool teal and grey tones",
    "soft green and ochre tones",
    "slate blue and rust tones",
)
INSIDE = ("warm amber and brown tones", "soft cream and green tones", "deep blue and gold tones")


FAR_PLANETS = r"mercury|saturn|jupiter|neptune|uranus|pluto"
"""Nobody stands on them: a film plays near them."""


def within(name: str) -> str:
    """The preposition for being there: ``on`` the moon, ``at`` the bus stop, ``in`` the forest."""
    first = name.partition(" of ")[0]
    if re.fullmatch(FAR_PLANETS, first, re.I):
        return "near"
    if re.search(r"\b(?:space station|spaceship|submarine|starship)\b", first):
        return "aboard"
    if re.search(rf"\b(?:{AT_NAMES})\b", first, re.I):
        return "at"
    if re.search(r"station\b", first):
        return "at"
    if re.search(r"\bdeep sea\b", first, re.I):
        return "in"
    if re.search(r"\b(?:sea|ocean|atlantic|pacific)\b", first, re.I):
        return "on"
    last = first.split(" in ")[0].split()[-1].lower() if first.split() else ""
    if last == "streets" or last == "street":
        return "in"
    return "on" if re.fullmatch(f"{ON_NAMES}|{ON_MORE}", last) else "in"


def through(noun: str, interior: bool, name: str = "") -> str:
    """The preposition for moving there: ``along`` a beach, ``across`` a desert, ``through`` a forest."""
    if re.search(r"\b(?:bus stop|lighthouse|crosswalk|crossing)\b", name):
        return "around"
    if re.fullmatch(FAR_PLANETS, name, re.I):
        return "past"
    if re.search(r"\b(?:skyscraper|stairs|staircase)\b", name):
        return "up"
    if re.search(r"\bstage\b", name):
        return "across"
    if noun in ALONG:
        return "along"
    if noun in ACROSS:
        return "across"
    return (
        "around"
        if interior and noun in ("kitchen", "room", "cabin", "shop", "classroom", "elevator", "gym", "cell")
        else "through"
    )


def usual_place(roles: str, text: str, rng: np.random.Generator, outdoors: bool) -> tuple[str, str]:
    """Name and kind of the place where such people are at home, when the prompt names none."""
    for said in (roles, text):
        for pattern, name, kind in ROLE_PLACES:
            if re.search(rf"\b(?:{pattern})\b", said, re.I) and not (outdoors and look_up(name, kind)[1]):
                return name, kind
    return ANYWHERE[int(rng.integers(len(ANYWHERE)))]


def plural_name(name: str) -> bool:
    """Whether a place name takes a plural verb: ``the cliffs``, ``the rooftops of Cairo``."""
    head = re.split(r" (?:of|in|beneath|under|below|near|on|by) ", name)[0].split()[-1:] or [""]
    return head[0].islower() and re.search(r"[^su]s$", head[0]) is not None
