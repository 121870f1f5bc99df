"""How places look: what kind of place it is, whether it has a roof, and three drawable facts."""

import re

import numpy as np

from rushes.film import Descriptor

PLACES: tuple[tuple[str, bool, str, tuple[str, ...]], ...] = (
    (r"beach|shore|coast|seaside", False, "beach", ("pale sand", "low waves with white foam", "dark rocks")),
    (r"lighthouse", False, "lighthouse", ("a tall white lighthouse", "a rocky headland", "a grey sea")),
    (r"cliffs?|headland", False, "cliff", ("steep dark cliffs", "a wide sea below", "tufts of grass")),
    (r"atlantic|pacific|ocean|sea|waves|bay", False, "ocean", ("long rolling waves", "a wide open horizon", "drifting foam")),
    (r"underwater|reef|seabed|ocean floor", False, "underwater", ("blue-green water", "swaying kelp", "shafts of light")),
    (r"harbou?r|port|pier|dock|wharf|quay", False, "harbour", ("wooden piers", "moored boats", "coloured houses")),
    (r"lake|pond|lagoon", False, "lake", ("still water", "reeds along the shore", "low blue hills")),
    (r"river|stream|canal", False, "river", ("slow green water", "grassy banks", "leaning willows")),
    (r"island", False, "island", ("a small green island", "a ring of pale sand", "open water all round")),
    (r"bamboo forest|bamboo", False, "forest", ("tall green bamboo", "a narrow path", "thin shafts of light")),
    (r"jungle|rainforest", False, "jungle", ("huge green leaves", "hanging vines", "damp shade")),
    (r"forest|woods?|grove|woodland", False, "forest", ("tall dark trees", "mossy ground", "ferns along a path")),
    (r"wheat field|field|fields|meadow|prairie|farm|countryside", False, "field", ("tall golden grass", "a low horizon", "a lone tree")),
    (r"garden|orchard|vineyard|park", False, "garden", ("neat green beds", "a gravel path", "flowering trees")),
    (r"greenhouse|conservatory", True, "greenhouse", ("tall glass panes", "rows of green plants", "an iron frame")),
    (r"desert|dunes?|sahara|wasteland|outback", False, "desert", ("rippled orange dunes", "a bare horizon", "scattered rocks")),
    (r"mars", False, "mars", ("red dusty ground", "rust-coloured rocks", "a pale orange sky")),
    (r"moon", False, "moon", ("grey cratered ground", "a black starry sky", "the blue Earth above")),
    (r"planet|asteroid", False, "planet", ("strange violet rocks", "a huge ringed moon", "thin mist")),
    (r"highway|road|roads", False, "road", ("a long empty road", "low hills", "a line of poles")),
    (r"mountain village", False, "village", ("small timber houses", "steep white roofs", "mountains behind")),
    (r"mountains?|peak|summit|ridge|hills?|hillside|volcano", False, "mountain", ("steep grey peaks", "a rocky path", "layers of distant ridges")),
    (r"glacier|antarctica|arctic|ice|tundra|snowfield", False, "glacier", ("blue-white ice", "a flat white horizon", "wind-carved snow")),
    (r"cave|cavern|mine|tunnel", True, "cave", ("rough dark rock", "hanging stone", "a pool of light")),
    (r"canyon|gorge|valley", False, "valley", ("high red walls", "a winding river", "deep shadows")),
    (r"space station|spaceship|starship|spacecraft", True, "spaceship", ("curved white walls", "round windows full of stars", "blinking panels")),
    (r"space|cosmos|galaxy", False, "space", ("a black sky full of stars", "a glowing nebula", "a distant planet")),
    (r"submarine", True, "submarine", ("curved steel walls", "brass pipes", "a round porthole")),
    (r"train station|station|platform|subway|metro", True, "station", ("long platforms", "an iron roof", "a big round clock")),
    (r"train|carriage|wagon", True, "train", ("rows of seats", "windows with a passing landscape", "warm lamps")),
    (r"bus stop", False, "street", ("a small glass shelter", "a wet pavement", "shop signs")),
    (r"crosswalk|intersection|crossing", False, "street", ("white stripes on dark asphalt", "tall shop fronts", "traffic lights")),
    (r"taxi|car|truck|van|bus|sardine can|can", True, "vehicle", ("worn seats", "a cracked windscreen", "a small dashboard")),
    (r"ship|boat|deck|ferry|raft|canoe", False, "ship", ("a wooden deck", "ropes and rails", "open water around")),
    (r"rooftops?|roof", False, "rooftop", ("flat tiled roofs", "chimneys and water tanks", "a skyline behind")),
    (r"alley|street|streets|avenue|lane|road", False, "street", ("tall narrow houses", "a cobbled street", "lit windows")),
    (r"square|plaza|piazza", False, "square", ("a paved square", "a stone fountain", "old facades")),
    (r"market|bazaar", False, "market", ("striped awnings", "stalls of fruit", "hanging lamps")),
    (r"village|town", False, "village", ("small stone houses", "crooked chimneys", "a narrow lane")),
    (r"venice|lisbon|amsterdam|naples", False, "city", ("old coloured houses", "narrow steps", "water between the houses")),
    (r"tokyo|seoul|hong kong|shanghai|new york", False, "city", ("tall towers", "bright signs", "a busy crossing")),
    (r"cairo|marrakech|istanbul", False, "city", ("sand-coloured houses", "domes and slim towers", "flat roofs")),
    (r"city|metropolis|skyline|downtown|paris|rome|london|berlin", False, "city", ("tall buildings", "rows of lit windows", "a wide street")),
    (r"castle|palace|fortress", False, "castle", ("high stone walls", "round towers", "coloured banners")),
    (r"temple|shrine|church|cathedral|monastery", True, "temple", ("tall stone columns", "coloured glass", "rows of candles")),
    (r"ruins?|graveyard|cemetery", False, "ruins", ("broken stone walls", "ivy", "fallen columns")),
    (r"bridge", False, "bridge", ("a long arched bridge", "iron railings", "water far below")),
    (r"kitchen", True, "kitchen", ("copper pans on the wall", "a wooden table", "a tiled stove")),
    (r"bakery|restaurant|cafe|diner|bar|pub|shop|store|workshop|studio|forge|tavern", True, "shop", ("wooden shelves", "a long counter", "a warm hanging lamp")),
    (r"library|bookshop|bookstore|archive", True, "library", ("tall bookshelves", "a rolling ladder", "a green reading lamp")),
    (r"school|classroom|office", True, "classroom", ("rows of desks", "a tall window", "a dark board")),
    (r"museum|gallery|hall|theatre|theater|opera|stage|ballroom", True, "hall", ("a high ceiling", "red curtains", "a polished floor")),
    (r"hospital|laboratory|lab|factory|warehouse", True, "hall", ("white walls", "long lamps", "steel tables")),
    (r"cabin|hut|cottage|shed|barn|stable", True, "cabin", ("log walls", "a small window", "a stone fireplace")),
    (r"bedroom|room|house|home|attic|cellar|basement|apartment|living room|hotel|tower", True, "room", ("plain plaster walls", "a tall window", "a wooden floor")),
    (r"stadium|pitch|court|arena", False, "field", ("bright green grass", "white lines", "high stands")),
    (r"gutter", False, "street", ("a narrow gutter of running water", "wet cobblestones", "doorsteps")),
    (r"battlefield", False, "field", ("churned earth", "broken fences", "drifting smoke")),
    (r"sky|clouds?|heavens", False, "sky", ("banks of white cloud", "a wide blue depth", "a thin bright horizon")),
    (r"swamp|marsh|bog", False, "swamp", ("dark still water", "twisted trees", "hanging moss")),
)  # fmt: skip
ROLE_PLACES: tuple[tuple[str, str, str], ...] = (
    (r"bak(?:er|es)|bread|dough", "the bakery", "bakery"),
    (r"chef|cook|waiter|grandmother", "the kitchen", "kitchen"),
    (r"gardener|beekeeper|bees?", "the garden", "garden"),
    (r"astronaut|alien|starship", "the grey planet", "planet"),
    (r"teacher|student|pupil", "the classroom", "classroom"),
    (r"librarian|scholar|book", "the old library", "library"),
    (r"violin\w*|piano|pianist|music\w*|orchestra|singer|dancer", "the old concert hall", "hall"),
    (r"fish\w*|whale|sailor|captain|pirate|mermaid|boat|swim\w*|shark|dolphin", "the open sea", "ocean"),
    (r"knight|king|queen|princess|prince|dragon", "the castle courtyard", "castle"),
    (r"detective|thief|pickpocket|spy", "the narrow street", "street"),
    (r"clockmaker|inventor|tailor|carpenter|puppet\w*|watches|engineer|mechanic", "the small workshop", "workshop"),
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
ACROSS = ("desert", "field", "mars", "moon", "planet", "rooftop", "glacier", "ocean", "mountain", "square", "island", "ship")
ON_NAMES = r"mars|moon|island|bridge|rooftops?|roof|pier|beach|cliffs?|highway|road|street|platform|hill|hillside|deck|stage"
ON_MORE = r"mountain|planet|battlefield|train|ship|boat|shore|ice|glacier|meadow|raft|ferry|crosswalk|pasture|antarctica|snowfield|headland"
AT_NAMES = r"bus stop|harbour|harbor|market|crossing|lake|lighthouse"
MODIFIERS: tuple[tuple[str, str], ...] = (
    (r"snow\w*|snowbound", "deep white snow"),
    (r"neon", "glowing neon signs"),
    (r"burning", "lines of orange flame"),
    (r"drowned|sunken|sinking|flooded", "dark water over the ground"),
    (r"foggy|misty", "low grey mist"),
    (r"frozen|icy", "a sheet of pale ice"),
    (r"ruined|abandoned|old", "weathered cracked walls"),
    (r"moonlit", "silver moonlight"),
    (r"glass", "walls of clear glass"),
    (r"floating", "nothing but air beneath"),
)


def look_up(name: str, kind: str) -> tuple[str, bool, tuple[str, ...]]:
    """Return the common noun for a place, whether it is an interior, and how it looks."""
    for text in (kind, name):
        for pattern, interior, noun, facts in PLACES:
            if re.search(rf"\b(?:{pattern})\b", text, re.I):
                return noun, interior, facts
    return kind, False, ("a simple open view", "a few clear shapes", "a soft horizon")


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


OUTSIDE = ("muted blue and sand tones", "cool teal and grey tones", "soft green and ochre tones", "slate blue and rust tones")
INSIDE = ("warm amber and brown tones", "soft cream and green tones", "deep blue and gold tones")


def within(name: str) -> str:
    """The preposition for being there: ``on`` the moon, ``at`` the bus stop, ``in`` the forest."""
    first = name.partition(" of ")[0]
    if re.search(r"\b(?:space station|spaceship|submarine|starship)\b", first):
        return "aboard"
    if re.search(rf"\b(?:{AT_NAMES})\b", first, re.I):
        return "at"
    if re.search(r"station\b", first):
        return "at"
    if re.search(r"\b(?:sea|ocean|atlantic|pacific)\b", first, re.I):
        return "on"
    last = first.split(" in ")[0].split()[-1].lower() if first.split() else ""
    if last == "streets" or last == "street":
        return "in"
    return "on" if re.fullmatch(f"{ON_NAMES}|{ON_MORE}", last) else "in"


def through(noun: str, interior: bool, name: str = "") -> str:
    """The preposition for moving there: ``along`` a beach, ``across`` a desert, ``through`` a forest."""
    if name and within(name) == "at":
        return "toward"
    if noun in ALONG:
        return "along"
    if noun in ACROSS:
        return "across"
    return "around" if interior and noun in ("kitchen", "room", "cabin", "shop", "classroom") else "through"


def usual_place(text: str, rng: np.random.Generator) -> tuple[str, str]:
    """Name and kind of the place where such people are at home, when the prompt names none."""
    for pattern, name, kind in ROLE_PLACES:
        if re.search(rf"\b(?:{pattern})\b", text, re.I):
            return name, kind
    return ANYWHERE[int(rng.integers(len(ANYWHERE)))]


def plural_name(name: str) -> bool:
    """Whether a place name takes a plural verb: ``the cliffs``, ``the rooftops of Cairo``."""
    head = re.split(r" (?:of|in|beneath|under|below|near|on|by) ", name)[0].split()[-1:] or [""]
    return head[0].islower() and re.search(r"[^su]s$", head[0]) is not None
