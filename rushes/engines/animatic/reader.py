"""Reads a prompt as a video model does: what it says is staged, what it leaves out comes from the seed."""

import re
import zlib
from dataclasses import dataclass
from typing import cast

import numpy as np

from rushes.engines.animatic import lexicon as lx
from rushes.engines.animatic.mentions import FigureSpec, find_figures
from rushes.engines.animatic.rows import Stand
from rushes.engines.animatic.tokens import Token, tokenise
from rushes.engines.animatic.whereabouts import find_place, is_the_place
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
    hour_named: bool = True
    """False: the text leaves the hour open."""
    view: str = ""
    """Side from which the text shows the first figure: ``front``, ``three-quarter``, ``side``, ``back``;
    empty when it does not say."""
    weather_named: bool = True
    """False: the text leaves the weather open."""
    stands: tuple[Stand, ...] = ()
    """Where the picture before shows the figures that were found in it."""
    gaze: float | None = None
    """What lay in the middle of the picture before, x in picture space; None when that is not known."""


def key(*parts: object) -> int:
    """A 32-bit seed of `parts`, the same on every machine."""
    return zlib.crc32("\x1f".join(map(str, parts)).encode())


Names = tuple[tuple[str, str], ...]
"""(id, name) of references."""


def read(prompt: str, seed: int, names: Names = (), locations: Names = ()) -> Staging:
    """Stage a prompt. Any text in any language gives a sane shot; never raises.

    `names` and `locations` are the (id, name) of the character and location references.
    """
    tokens, text = _affirmed(prompt[:6000])
    rng = np.random.default_rng((seed, key("staging")))
    figures, props = find_figures(tokens, names, seed, tuple(name for _, name in locations))
    place, word, note = find_place(tokens, text, locations, figures, rng)
    if place == "open sea" and _aboard(figures):
        place, word = "ship deck", "deck"
    figures = _shown(figures, props, place, word)
    size, move, angle = _framing(text, figures, rng)
    named_hour = lx.first_match(lx.HOURS, text)
    hour = named_hour or _one(rng, "morning", "noon", "afternoon", "golden hour", "dusk")
    named_weather = _weather(text)
    weather = named_weather or _one(rng, "clear", "clear", "cloudy", "wind")
    styles = tuple(name for pattern, name in lx.STYLES if re.search(rf"\b(?:{pattern})\b", text))
    notes = note | {f"figure {f.label}": f"{f.label}: drawn as {f.kind}" for f in figures if f.note}
    return Staging(
        size=size,
        move=move,
        angle=angle,
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
        side=-0.6 if key(_spot(text, locations) or word, "side") % 2 else 0.6,
        hour_named=named_hour is not None,
        view=lx.first_match(lx.VIEWS, text) or "",
        weather_named=named_weather is not None,
    )


def _aboard(figures: tuple[FigureSpec, ...]) -> bool:
    """Somebody steers a ship: then we are on its deck."""
    ships = {figure.label for figure in figures if figure.kind == "ship"}
    return any(action == "drive" and to in ships for figure in figures for action, to in figure.actions)


_NEGATED = re.compile(r"\b(?:no|without(?: an?| any)?)\s+[\w-]+")


def _affirmed(prompt: str) -> tuple[list[Token], str]:
    """The tokens of what a prompt does not negate, and the same as running text, lower case."""
    plain = _NEGATED.sub(" ", prompt)
    return tokenise(plain), " ".join(plain.lower().replace("’", "'").split())


def _shown(
    figures: tuple[FigureSpec, ...], props: tuple[FigureSpec, ...], place: str, word: str
) -> tuple[FigureSpec, ...]:
    """Who is staged, with up to two things that nobody holds; not what only names the place."""
    staged = tuple(f for f in figures if not is_the_place(f, place, word))
    return staged + tuple(p for p in props if not p.owner and p.label != word)[:2]


def _framing(
    text: str, figures: tuple[FigureSpec, ...], rng: np.random.Generator
) -> tuple[ShotSize, CameraMove, CameraAngle]:
    """Size, move and angle: as the text says, else by seed and at eye level."""
    size = lx.first_match(lx.SIZES, text) or _seeded_size(rng, figures)
    move = _move(text) or _one(rng, "dolly in", "truck right", "truck left", "static", "pan right")
    angle = lx.first_match(lx.ANGLES, text) or "eye level"
    return cast(ShotSize, size), cast(CameraMove, move), cast(CameraAngle, angle)


def _one(rng: np.random.Generator, *options: str) -> str:
    return options[int(rng.integers(len(options)))]


def _move(text: str) -> str | None:
    return lx.first_match(lx.MOVES, text) or lx.first_match(lx.LOOSE_MOVES, text)


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


ARRANGEMENTS = 6
"""In how many ways a place without a reference is arranged: few enough to tell which one a picture shows."""


def arrangements(word: str) -> tuple[int, ...]:
    """The layouts of a place without a reference, called `word`."""
    return tuple(key("place", n, word) for n in range(ARRANGEMENTS))


def _layout(word: str, text: str, locations: tuple[tuple[str, str], ...], seed: int) -> int:
    spot = _spot(text, locations)
    return key("place", spot) if spot else arrangements(word)[seed % ARRANGEMENTS]


def _spot(text: str, locations: tuple[tuple[str, str], ...]) -> str:
    """The id of the location that the text names, or of the only one there is; else empty."""
    named = [identity for identity, name in locations if name.lower() in text]
    return named[0] if named else locations[0][0] if len(locations) == 1 else ""
