"""Reads a prompt as a video model does: what it says is staged, what it leaves out comes from the seed."""

import re
import zlib
from dataclasses import dataclass, field, replace
from typing import cast

import numpy as np

from rushes.engines.animatic import lexicon as lx
from rushes.engines.animatic.cast import creatures
from rushes.engines.animatic.mentions import FigureSpec, find_figures
from rushes.engines.animatic.nearest import nearest
from rushes.engines.animatic.outfits import GARMENTS, HATS
from rushes.engines.animatic.places import places
from rushes.engines.animatic.tokens import Token, tokenise
from rushes.film import CameraAngle, CameraMove, ShotSize, TimeOfDay, Weather


@dataclass(frozen=True, slots=True, kw_only=True)
class Staging:
    """Everything that decides a shot's pixels, plain values only (it travels to the workers)."""

    size: ShotSize
    move: CameraMove
    angle: CameraAngle
    time: TimeOfDay
    weather: Weather
    styles: tuple[str, ...]
    place: str
    place_word: str
    text: str
    """The whole prompt, lower case, without negations."""
    words: frozenset[str]
    figures: tuple[FigureSpec, ...]
    props: tuple[FigureSpec, ...]
    seed: int
    layout: int
    """Seed of the place's arrangement: of the place's own words, so that a place named alike looks alike."""
    notes: tuple[tuple[str, str], ...] = ()
    side: float = -0.6
    """Where the key light comes from, -1 left .. +1 right."""
    extra: tuple[tuple[str, str], ...] = field(default=())


def key(*parts: object) -> int:
    """A 32-bit seed of `parts`, the same on every machine."""
    return zlib.crc32("\x1f".join(map(str, parts)).encode())


def read(
    prompt: str,
    seed: int,
    names: tuple[tuple[str, str], ...] = (),
    locations: tuple[tuple[str, str], ...] = (),
) -> Staging:
    """Stage a prompt. Any text in any language gives a sane shot; never raises.

    Args:
        names: (`Character.id`, name) of the character references.
        locations: (`Location.id`, name) of the location references.
    """
    plain = re.sub(r"\b(?:no|without(?: an?| any)?)\s+[\w-]+", " ", prompt[:6000])
    text = " ".join(plain.lower().replace("’", "'").split())
    tokens = tokenise(plain)
    rng = np.random.default_rng((seed, key("staging")))
    figures, props = find_figures(tokens, names, seed)
    place, word, note = find_place(tokens, text, locations, figures, rng)
    place, note = _on_the_sea(place, word, figures, note)
    if place == "bridge" and _SHIP_BRIDGE.search(text):
        place, note = "spaceship", {}
    figures = tuple(f for f in figures if not _is_the_place(f, place, word))
    figures += tuple(p for p in props if not p.owner and p.label != word)[:2]
    size = lx.first_match(lx.SIZES, text) or _seeded_size(rng, figures)
    move = (
        lx.first_match(lx.MOVES, text)
        or lx.first_match(lx.LOOSE_MOVES, text)
        or ("dolly in", "truck right", "truck left", "static", "pan right")[int(rng.integers(5))]
    )
    hour = (
        lx.first_match(lx.HOURS, text)
        or ("morning", "noon", "afternoon", "golden hour", "dusk")[int(rng.integers(5))]
    )
    weather = _weather(text) or ("clear", "clear", "cloudy", "wind")[int(rng.integers(4))]
    styles = tuple(name for pattern, name in lx.STYLES if re.search(rf"\b(?:{pattern})\b", text))
    notes = dict(note)
    notes |= {f"figure {f.label}": f"{f.label}: drawn as {f.kind}" for f in figures if f.note}
    return Staging(
        size=cast(ShotSize, size),
        move=cast(CameraMove, move),
        angle=cast(CameraAngle, lx.first_match(lx.ANGLES, text) or "eye level"),
        time=cast(TimeOfDay, hour),
        weather=cast(Weather, weather),
        styles=styles,
        place=place,
        place_word=word,
        text=text,
        words=_words(tokens),
        figures=figures,
        props=props,
        seed=seed,
        layout=_layout(word, text, locations, seed),
        notes=tuple(sorted(notes.items())),
        side=-0.6 if key(word, "side") % 2 else 0.6,
    )


_SHIP_BRIDGE = re.compile(r"\bbridge of [\w ]{0,20}?(?:spaceship|starship|spacecraft|space ship)\b")
_INSIDE = {
    "train": "train carriage wagon locomotive compartment",
    "ship deck": "ship boat sailboat ferry galleon",
    "spaceship": "spaceship starship shuttle rocket spacecraft",
    "space station": "spaceship station shuttle spacecraft",
}
"""Interior -> the vehicles that a prompt names to say where we are, not who is there."""
_TRAVELS = ("fly", "sail", "swim", "walk", "run", "fall")


def _is_the_place(figure: FigureSpec, place: str, word: str) -> bool:
    """Whether a vehicle is the place itself, seen from inside."""
    if not _is_vehicle(figure.kind) or any(verb in _TRAVELS for verb, _ in figure.actions):
        return False
    return figure.label == word or figure.label.split()[-1] in _INSIDE.get(place, "").split()


def _on_the_sea(
    place: str, word: str, figures: tuple[FigureSpec, ...], note: dict[str, str]
) -> tuple[str, dict[str, str]]:
    """The open sea is seen from a deck, unless boats are on it or animals in it."""
    if place != "ship deck" or word in ("ship", "deck", "boat", "ship deck"):
        return place, note
    afloat = [
        creatures()[f.kind]
        for f in figures
        if f.kind in creatures() and creatures()[f.kind].element == "water"
    ]
    if not afloat:
        return place, note
    place = "beach" if any(creature.kind == "vehicle" for creature in afloat) else "underwater"
    return place, {"place": f"{word} drawn as {place}"}


def _is_vehicle(kind: str) -> bool:
    return kind in creatures() and creatures()[kind].kind == "vehicle"


def _weather(text: str) -> str | None:
    # "clear" and "clouds" are weak words ("clear eyes"): a named weather anywhere outranks them.
    strong, weak = lx.WEATHERS[:5], lx.WEATHERS[5:]
    return lx.first_match(strong, text) or lx.first_match(weak, text)


def _seeded_size(rng: np.random.Generator, figures: tuple[FigureSpec, ...]) -> ShotSize:
    options: tuple[ShotSize, ...] = (
        ("wide", "full", "wide", "medium") if figures else ("wide", "extreme wide")
    )
    return options[int(rng.integers(len(options)))]


def _words(tokens: list[Token]) -> frozenset[str]:
    """Every word, singular, except nouns that only describe a person (``lighthouse keeper``)."""
    kept = set()
    for i, token in enumerate(tokens):
        after = tokens[i + 1] if i + 1 < len(tokens) else None
        if not (
            after
            and after.noun in lx.PERSONS
            and token.sentence == after.sentence
            and token.noun not in lx.GENERIC
        ):
            kept.add(token.noun)
            kept.add(token.low)
    return frozenset(kept)


def _layout(word: str, text: str, locations: tuple[tuple[str, str], ...], seed: int) -> int:
    for identity, name in locations:
        if name.lower() in text:
            return key("place", identity)
    return key("place", seed, word)


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
    known = place_words()
    spans = [(text.find(name.lower()), len(name)) for _, name in locations if name and name.lower() in text]
    best: tuple[float, str, str] | None = None
    for i, token in enumerate(tokens):
        pair = f"{token.noun} {tokens[i + 1].noun}" if i + 1 < len(tokens) else ""
        for word in (pair, token.noun):
            name = known.get(word) or (nearest(word, known.values()) if word and word == token.noun else None)
            if not name or word in _NO_PLACE or _is_modifier(tokens, i + (word == pair)):
                continue
            exact = word in known
            score = _place_score(tokens, i) + (1.2 if exact else 0) + 0.3 * (word == pair) - 0.004 * i
            score += 4 * any(start <= token.start < start + length for start, length in spans)
            if best is None or score > best[0]:
                best = (score, name, word)
            break
    if best is None:
        return _default_place(figures, rng)
    _, name, word = best
    note = {} if word in known else {"place": f"{word} drawn as {name}"}
    return name, word, note


def _is_modifier(tokens: list[Token], i: int) -> bool:
    """``lighthouse keeper``, ``mountain goat``, ``city lights``'s first noun is no place."""
    if i + 1 >= len(tokens) or tokens[i + 1].sentence != tokens[i].sentence or tokens[i].closes:
        return False
    after = tokens[i + 1].noun
    return after in _WORN or after in lx.PERSONS or after in _creature_words() or after in lx.COUNTS


_WORN = frozenset(word for _, words in (*GARMENTS, *HATS) for phrase in words for word in phrase.split()) | {
    "boot",
    "shoe",
    "glasses",
    "light",
    "style",
}


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


def _default_place(
    figures: tuple[FigureSpec, ...], rng: np.random.Generator
) -> tuple[str, str, dict[str, str]]:
    table = places()
    element = next((creatures()[f.kind].element for f in figures if f.kind in creatures()), "ground")
    liked = {
        "water": ("underwater", "ocean", "beach"),
        "air": ("mountain", "meadow"),
        "space": ("space", "planet"),
    }.get(element, ("meadow", "village", "street", "forest", "beach", "mountain"))
    options = [name for name in liked if name in table] or list(table)
    name = options[int(rng.integers(len(options)))]
    return name, name, {"place": f"the text names no place; {name} by seed"}


def styled(staging: Staging, **changes: object) -> Staging:
    """A copy of a staging with some of its fields changed."""
    return replace(staging, **changes)  # type: ignore[arg-type]
