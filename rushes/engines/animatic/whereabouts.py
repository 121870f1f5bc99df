"""Where a prompt is set: the place that it names, the nearest kind, or where such things are found."""

import re

import numpy as np

from rushes.engines.animatic import lexicon as lx
from rushes.engines.animatic import verbs as vb
from rushes.engines.animatic.cast import creatures
from rushes.engines.animatic.mentions import FigureSpec
from rushes.engines.animatic.nearest import nearest
from rushes.engines.animatic.outfits import WORN
from rushes.engines.animatic.places import places
from rushes.engines.animatic.tokens import Token

_SHIP_BRIDGE = re.compile(r"\bbridge of [\w ]{0,20}?(?:spaceship|starship|spacecraft|space ship)\b")
_INSIDE = {
    "train": "train carriage wagon locomotive compartment",
    "ship deck": "ship boat sailboat ferry galleon",
    "spaceship": "spaceship starship shuttle rocket spacecraft",
    "space station": "spaceship station shuttle spacecraft",
}
"""Interior -> the vehicles that a prompt names to say where we are, not who is there."""
_TRAVELS = ("fly", "sail", "swim", "walk", "run", "fall")


def is_the_place(figure: FigureSpec, place: str, word: str) -> bool:
    """Whether a vehicle is the place itself, seen from inside."""
    if not _is_vehicle(figure.kind) or any(verb in _TRAVELS for verb, _ in figure.actions):
        return False
    return figure.label == word or figure.label.split()[-1] in _INSIDE.get(place, "").split()


def _is_vehicle(kind: str) -> bool:
    return kind in creatures() and creatures()[kind].kind == "vehicle"


_BEFORE = frozenset(
    "in on at inside through across along into near under over onto toward towards around beside "
    "upon within of above".split()
)


_NO_PLACE = frozenset("neon wave light shadow sand wood".split())
"""Words of places that more often mean something else."""


def place_words() -> dict[str, str]:
    """Noun -> place name."""
    return {word: name for name, place in places().items() for word in reversed((name, *place.words))}


def find_place(
    tokens: list[Token],
    text: str,
    locations: tuple[tuple[str, str], ...],
    figures: tuple[FigureSpec, ...],
    rng: np.random.Generator,
) -> tuple[str, str, dict[str, str]]:
    """The place's name, the word that named it, and a note when it is drawn as something near."""
    if _ON_THE_MOON.search(text):
        return "planet", "moon", {}
    known = place_words()
    spans = [(text.find(name.lower()), len(name)) for _, name in locations if name and name.lower() in text]
    best: tuple[float, str, str] | None = None
    for i, token in enumerate(tokens):
        found = _named(tokens, i, known)
        if found is None:
            continue
        name, word = found
        score = _place_score(tokens, i) + 1.2 * (word in known) + 0.3 * (word != token.noun) - 0.004 * i
        score -= 0.9 * (name == "open sea")  # "a beach by the sea" is a beach
        score += 4 * any(start <= token.start < start + length for start, length in spans)
        if best is None or score > best[0]:
            best = (score, name, word)
    if best is None:
        return _default_place(tokens, figures, rng)
    _, name, word = best
    if name == "bridge" and _SHIP_BRIDGE.search(text):
        return "spaceship", word, {}
    drawn = _at_sea(tokens, figures) if name == "open sea" else name
    note = {} if word in known and drawn == name else {"place": f"{word} drawn as {drawn}"}
    return drawn, word, note


def _named(tokens: list[Token], i: int, known: dict[str, str]) -> tuple[str, str] | None:
    """The place and the word for it that begins at token `i`."""
    token = tokens[i]
    if token.noun in ("sky", "cloud") and {"under", "beneath", "below"} & {
        t.low for t in tokens[max(0, i - 4) : i]
    }:
        return None  # "under a clear sky" is weather
    pair = f"{token.noun} {tokens[i + 1].noun}" if i + 1 < len(tokens) else ""
    for word in (pair, token.noun):
        name = known.get(word) or (nearest(word, known.values()) if word and word == token.noun else None)
        modifies = _is_modifier(tokens, i + (word == pair))
        if name and word not in _NO_PLACE and not modifies and not _travels(tokens, i):
            return name, word
    return None


def _is_modifier(tokens: list[Token], i: int) -> bool:
    """``lighthouse keeper``, ``mountain goat``, ``city lights``'s first noun is no place."""
    if i + 1 >= len(tokens) or tokens[i + 1].sentence != tokens[i].sentence or tokens[i].closes:
        return False
    after = tokens[i + 1].noun
    return after in _WORN or after in lx.PERSONS or after in _creature_words() or after in lx.COUNTS


_WORN = WORN | {"light", "style"}


def _creature_words() -> frozenset[str]:
    return frozenset(word for creature in creatures().values() for word in creature.words)


def _place_score(tokens: list[Token], i: int) -> float:
    before = [t.low for t in tokens[max(0, i - 4) : i] if t.sentence == tokens[i].sentence]
    score = 1.0 if _BEFORE & set(before) else 0.0
    score += 1.5 if before and before[-1] in ("the", "a", "an") and len(before) < 2 else 0.0
    score += 1.0 if tokens[i].closes == ":" else 0.0
    score -= (
        2.5
        if tokens[i].noun in ("sky", "cloud", "space") and not {"in", "into", "through"} & set(before)
        else 0.0
    )
    if before[-2:-1] == ["below"] or "below" in before or "from" in before:
        score -= 1.0  # "the beach below the lighthouse" is a beach
    return score


def _travels(tokens: list[Token], i: int) -> bool:
    """``a ship sails``, ``the train crosses``: a vehicle that does something is no place."""
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if tokens[i].noun not in _vehicle_words() or after is None or tokens[i].closes:
        return False
    acts = vb.verb_of(after.low) or vb.EITHER.get(after.low, "")
    return after.sentence == tokens[i].sentence and acts != ""


def _vehicle_words() -> frozenset[str]:
    return frozenset(word for c in creatures().values() if c.kind == "vehicle" for word in (c.name, *c.words))


def _at_sea(tokens: list[Token], figures: tuple[FigureSpec, ...]) -> str:
    """Boats and swimmers are on the sea, what lives in its depths under it, others on deck or ashore."""
    said = {t.low for t in tokens} | {t.noun for t in tokens}
    swims = [f for f in figures if _swims(f)]
    if swims and said & {"deep", "depth", "under", "beneath", "below", "bottom", "underneath"}:
        return "underwater"
    if not figures or swims or any(_is_vehicle(f.kind) or _flies(f) for f in figures):
        return "open sea"
    aboard = {"ship", "deck", "boat", "sailor", "captain", "pirate", "aboard"}
    return "ship deck" if said & aboard else "beach"


def _swims(figure: FigureSpec) -> bool:
    creature = creatures().get(figure.kind)
    at_home = creature is not None and creature.element == "water" and creature.kind != "vehicle"
    return at_home or "swim" in {action for action, _ in figure.actions}


def _flies(figure: FigureSpec) -> bool:
    return figure.kind in creatures() and creatures()[figure.kind].element == "air"


_ON_THE_MOON = re.compile(
    r"\b(?:on|across|over) the (?:(?:far|dark) side of the |surface of the )?moon(?:'s)?\b"
    r"|\b(?:moon's surface|lunar (?:surface|landscape|crater|base))\b"
)


def _home(tokens: list[Token], figures: tuple[FigureSpec, ...]) -> str | None:
    """Where what the text speaks of is mostly found, when it names no place."""
    called = {word for f in figures for word in (*f.label.lower().split(), f.kind)}
    named = sorted((t.noun for t in tokens if t.noun in HOME_OF), key=lambda noun: noun in called)
    if named:
        return HOME_OF[named[0]]
    return next((HOME_OF[f.kind] for f in figures if f.kind in HOME_OF), None)


HOMES: dict[str, str] = {
    "snowfield": "penguin iceberg ice igloo sled skier reindeer",
    "open sea": "surfer wave ship boat sailboat submarine sail",
    "forest": "wolf bear deer fox owl squirrel rabbit hedgehog druid lumberjack hunter fawn",
    "jungle": "tiger monkey parrot frog snake gorilla",
    "meadow": "horse cow sheep lamb calf foal unicorn butterfly bee goat kite shepherd farmer picnic",
    "desert": "camel lion elephant giraffe zebra cowboy nomad rhino",
    "mountain": "eagle climber mountaineer giant hiker skydiver",
    "castle": "dragon knight wizard king queen prince princess squire sorcerer witch",
    "temple": "samurai monk ninja",
    "garden": "blossom gardener snail rose tulip swing",
    "living room": "windowsill sofa couch armchair fireplace kitten piano",
    "bedroom": "bed pillow nurse patient surgeon",
    "kitchen": "chef cook baker stove oven",
    "cafe": "waiter waitress barista bartender",
    "laboratory": "scientist inventor chemist",
    "planet": "astronaut cosmonaut alien rover lander",
    "space station": "satellite",
    "theatre": "ballerina actor actress singer pianist violinist magician acrobat clown",
    "ship deck": "pirate sailor captain",
    "harbour": "fisherman",
    "underwater": "diver mermaid shark octopus jellyfish reef coral",
    "library": "librarian scholar",
    "classroom": "teacher student pupil professor",
    "workshop": "blacksmith carpenter clockmaker watchmaker mechanic",
    "alley": "detective spy thief",
    "road": "car truck motorcycle biker cyclist bus",
    "bridge": "train",
    "sky": "aeroplane airship balloon pilot helicopter",
    "cave": "miner bat",
}
HOME_OF = {word.replace("_", " "): place for place, words in HOMES.items() for word in words.split()}


def _default_place(
    tokens: list[Token], figures: tuple[FigureSpec, ...], rng: np.random.Generator
) -> tuple[str, str, dict[str, str]]:
    table = places()
    home = _home(tokens, figures)
    if home in table:
        return home, home, {"place": f"the text names no place; {home}, where such things are found"}
    element = next((creatures()[f.kind].element for f in figures if f.kind in creatures()), "ground")
    liked = {
        "water": ("underwater", "open sea", "beach"),
        "air": ("mountain", "meadow"),
        "space": ("planet",),
    }.get(element, ("meadow", "village", "street", "forest", "beach", "mountain"))
    name = liked[int(rng.integers(len(liked)))]
    return name, name, {"place": f"the text names no place; {name} by seed"}
