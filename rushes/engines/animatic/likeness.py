"""What a reference picture shows of a person: build, hair, hat, beard, clothes and their colours.

Analysis by synthesis: people are drawn in one outfit after the other with every part in a colour of its own,
and laid over the picture. The outfit whose parts are each most nearly of one colour there, and whose outline
is most nearly the picture's, is what the person wears; its parts then tell where to read the colours.
"""

import zlib
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rushes.engines.animatic.canvas import Canvas
from rushes.engines.animatic.colour import hexed
from rushes.engines.animatic.figure import Look
from rushes.engines.animatic.garments import GARMENTS
from rushes.engines.animatic.layers import cv
from rushes.engines.animatic.light import HOURS
from rushes.engines.animatic.people import draw_person
from rushes.engines.animatic.skeleton import Arm, Body
from rushes.engines.animatic.wardrobe import Outfit, dress
from rushes.film import ReferenceImage

Pixels = NDArray[np.uint8]
Mask = NDArray[np.bool_]
TALL = 120
"""Pixels of height at which people are compared."""
WHITE = 238
"""Least value of the channels of white paper, compression's ripples included."""
WINGS = 30
"""Pixels left and right of the picture, for drawings that are wider."""
LEAST = 80
"""Pixels of height below which nothing is read."""
SLENDER, BROAD = 1.45, 6.0
"""Height over width of somebody who stands."""
OUT = 45.0
"""CIELAB units that a pixel counts for where only one of picture and drawing shows something."""
UNLIKE = 18.5
"""Mean CIELAB units per pixel above which the picture is taken for no standing person."""
TOLD = 0.85
"""Share of what one flat colour leaves unexplained that the parts of a person may leave."""
CLOSE = 10.0
"""CIELAB units within which two parts are one: a hat of the hair's colour is hair."""
EVEN = 9.0
"""CIELAB units from its usual colour that half of a part's pixels may lie away from it."""
PARTS = {
    "hat": "#ff00ff",
    "hair": "#00ff00",
    "beard": "#ffff00",
    "skin": "#ff8000",
    "cloth": "#0000ff",
    "trousers": "#ff0000",
    "shoes": "#00ffff",
    "shirt": "#808080",
}
"""Part -> the colour that it is drawn in: hues far apart, for light and dark shades of each are drawn."""
HATS = (
    "",
    "beanie",
    "peaked",
    "brim",
    "sou",
    "beret",
    "crown",
    "wizard",
    "chef",
    "tophat",
    "helmet",
    "scarfhat",
)
HAIR = ("short", "long", "bob", "bun", "ponytail", "curly", "thin", "bald")
BEARDS = ("", "full", "short", "moustache")
GIRTHS = (0.9, 1.0, 1.12, 1.28)
TURNS = (64.0, 116.0, 88.0)
EXTRA = {"hat": 0.35, "beard": 0.2}
"""CIELAB units per pixel by which a thing that may be absent must better the fit."""
DYED = 1.0
"""The same for hair in a colour that nobody is born with."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """What is seen of a person."""

    traits: dict[str, str] = field(default_factory=dict)
    """``girth``, ``garment``, ``hat`` (empty: none), ``hair style`` and ``beard``, as in an `Outfit`."""
    colours: dict[str, str] = field(default_factory=dict)
    """Part (a key of `PARTS`) -> ``#rrggbb``."""


_known: "OrderedDict[tuple[object, ...], Likeness | None]" = OrderedDict()


def likeness(reference: ReferenceImage, sex: str, age: str) -> Likeness | None:
    """What a full-body picture shows of somebody of that sex and age (each may be empty); None when it shows
    nobody who stands upright and alone on white (or in its mask), `LEAST` pixels high or more."""
    mask = b"" if reference.mask is None else reference.mask.tobytes()
    key = (zlib.crc32(reference.pixels.tobytes()), zlib.crc32(mask), reference.pixels.shape, sex, age)
    if key not in _known:
        while len(_known) >= 32:
            _known.popitem(last=False)
        cut = _cut_out(reference)
        _known[key] = None if cut is None else _read(*cut, sex, age)
    return _known[key]


def _cut_out(reference: ReferenceImage) -> tuple[Pixels, Mask] | None:
    """The person at `TALL` pixels of height and their shape."""
    mask = _outline(reference.pixels) if reference.mask is None else reference.mask
    if mask is None or mask.shape != reference.pixels.shape[:2] or not mask.any():
        return None
    x, y, w, h = cv().boundingRect(mask.astype(np.uint8))
    if h < LEAST or not SLENDER < h / w < BROAD or mask.mean() > 0.8:
        return None
    size = (max(8, round(TALL * w / h)), TALL)
    pixels = cv().resize(reference.pixels[y : y + h, x : x + w], size, interpolation=cv().INTER_AREA)
    shape = cv().resize(mask[y : y + h, x : x + w].astype(np.uint8), size, interpolation=cv().INTER_NEAREST)
    pixels, shape = (np.pad(a, ((0, 0), (WINGS, WINGS), (0, 0))[: a.ndim]) for a in (pixels, shape))
    return np.asarray(pixels), np.asarray(shape > 0)


def _outline(pixels: Pixels) -> Mask | None:
    """What is not the white around; None where the picture does not stand on white."""
    white = np.asarray((pixels >= WHITE).all(-1))
    if _border(white).mean() < 0.9:
        return None
    _, labels = cv().connectedComponents(white.astype(np.uint8))
    shape = (~(white & np.isin(labels, np.unique(_border(labels))))).astype(np.uint8)
    whole = cv().morphologyEx(shape, cv().MORPH_OPEN, np.ones((3, 3), np.uint8))
    _, labels, areas, _ = cv().connectedComponentsWithStats(whole)
    areas = areas[
        1:, cv().CC_STAT_AREA
    ]  # the specks that compression leaves about a figure are not part of it
    return np.asarray(labels == 1 + int(areas.argmax())) if len(areas) else None


def _border(picture: NDArray[Any]) -> NDArray[Any]:
    return np.concatenate([picture[0], picture[-1], picture[:, 0], picture[:, -1]])


@dataclass(slots=True)
class _Fit:
    """How well one drawing explains the picture."""

    outfit: Outfit
    turn: float
    cost: float
    parts: NDArray[np.int8]


def _read(pixels: Pixels, mask: Mask, sex: str, age: str) -> Likeness | None:
    lab = np.asarray(cv().cvtColor(pixels.astype(np.float32) / 255, cv().COLOR_RGB2LAB), np.float32)
    bare = _plain(sex, age)
    best = min((_fitted(bare, turn, lab, mask) for turn in TURNS), key=lambda fit: fit.cost)
    for choices in (_clothed, _heads, _hairdos, _beards, _clothed, _heads):
        best = min((_fitted(o, best.turn, lab, mask) for o in choices(best.outfit)), key=lambda fit: fit.cost)
    if best.cost > min(UNLIKE, TOLD * _flat(lab, mask)):
        return None
    o = best.outfit
    traits = {
        "girth": str(o.girth),
        "garment": o.garment,
        "hat": o.hat,
        "hair style": o.hair_style,
        "beard": o.beard,
    }
    return Likeness(traits, dict(_colours(best.parts, pixels, mask)))


def _flat(lab: NDArray[np.float32], mask: Mask) -> float:
    """What one colour for everything leaves unexplained, CIELAB units per pixel."""
    off = np.linalg.norm(lab[mask] - np.median(lab[mask], 0), axis=-1)
    return float(np.minimum(off, OUT).mean())


def _plain(sex: str, age: str) -> Outfit:
    """Somebody with every part in its own colour and nothing put on that may be absent."""
    outfit = dress(Look(name="person", text="", words=frozenset(), key=0), sex, age)
    return replace(
        outfit,
        skin=PARTS["skin"],
        hair=PARTS["hair"],
        beard_colour=PARTS["beard"],
        cloth=PARTS["cloth"],
        under=PARTS["shirt"],
        trim=PARTS["cloth"],
        trousers=PARTS["trousers"],
        shoes=PARTS["shoes"],
        hat_colour=PARTS["hat"],
        hat="",
        beard="",
        hair_style="short",
        garment="coat",
        girth=1.0,
        long=False,
    )


def _clothed(o: Outfit) -> Iterator[Outfit]:
    for garment in GARMENTS:
        yield replace(o, garment=garment, long=garment in ("robe", "dress"))
    for girth in GIRTHS:
        yield replace(o, girth=girth)


def _heads(o: Outfit) -> Iterator[Outfit]:
    for hat in HATS:
        under = dict.fromkeys((o.hair_style, "long" if o.woman else "short"))
        for style in under if hat else HAIR:  # without any hat, hair of every kind: curls are no helmet
            yield replace(o, hat=hat, hair_style=style)


def _hairdos(o: Outfit) -> Iterator[Outfit]:
    for style in HAIR:
        yield replace(o, hair_style=style)


def _beards(o: Outfit) -> Iterator[Outfit]:
    for beard in BEARDS if not o.child else ("",):
        yield replace(o, beard=beard)


def _fitted(o: Outfit, turn: float, lab: NDArray[np.float32], mask: Mask) -> _Fit:
    parts = _placed(_parts(o, turn), mask)
    shown = parts >= 0
    cost = OUT * float((shown != mask).sum())
    tones = {}
    for part in range(len(PARTS)):
        here = (parts == part) & mask
        if here.sum() < 4:
            continue
        tones[part] = np.median(lab[here], 0)
        cost += float(np.minimum(np.linalg.norm(lab[here] - tones[part], axis=-1), OUT).sum())
    cost = cost / float(mask.sum()) + _extra(o, tones)
    return _Fit(o, turn, cost, parts)


def _extra(o: Outfit, tones: dict[int, NDArray[np.float32]]) -> float:
    """What things cost that may be absent, more where they look like what they lie on; and green or blue
    hair, which mostly is a cloth about it."""
    names = list(PARTS)
    hair = tones.get(names.index("hair"))
    cost = DYED if hair is not None and (hair[1] < -10 or hair[2] < -14) else 0.0
    for worn, name, under in ((o.hat, "hat", "hair"), (o.beard, "beard", "skin")):
        if worn:
            pair = [tones.get(names.index(part)) for part in (name, under)]
            same = pair[0] is None or (pair[1] is not None and np.linalg.norm(pair[0] - pair[1]) < CLOSE)
            cost += EXTRA[name] * (4 if same else 1)
    return cost


_LABELS = np.array([[int(c[i : i + 2], 16) for i in (1, 3, 5)] for c in PARTS.values()], np.uint8)


@lru_cache(512)
def _parts(o: Outfit, turn: float) -> NDArray[np.int8]:
    """Which part of a drawn person each pixel belongs to, -1 outside, cut to the person and `TALL` high."""
    scale = TALL / 1.06 / o.tall
    wide, tall = 2 * TALL, round(1.4 * TALL)
    c = Canvas(
        wide, tall, np.array([[scale, 0, wide / 2], [0, scale, 0.97 * tall], [0, 0, 1.0]]), _WHITE, None
    )
    draw_person(c, o, Body(turn=turn, t=0.6, smile=0.4, right=Arm(4, 9, 12), left=Arm(3, 9, 12)))
    pixels = c.pixels()
    x, y, w, h = cv().boundingRect((pixels[..., 3] > 127).astype(np.uint8))
    pixels = pixels[y : y + h, x : x + w]
    hues = _hue(pixels[..., :3].reshape(-1, 3))[:, None] - _hue(_LABELS)[None]
    parts = np.linalg.norm(hues, axis=-1).argmin(1).reshape(h, w).astype(np.int16)
    parts[pixels[..., 3] <= 127] = -1
    size = (max(4, round(w * TALL / h)), TALL)
    return np.asarray(cv().resize(parts, size, interpolation=cv().INTER_NEAREST), np.int8)


_WHITE = replace(HOURS["noon"], tint=(1.0, 1.0, 1.0))


def _hue(colours: Pixels) -> NDArray[np.float32]:
    """The direction of a colour away from grey, (N, 2); greys near the origin."""
    lab = cv().cvtColor(colours[None].astype(np.float32) / 255, cv().COLOR_RGB2LAB)[0, :, 1:]
    return np.asarray(lab / (np.linalg.norm(lab, axis=-1, keepdims=True) + 12), np.float32)


def _placed(parts: NDArray[np.int8], mask: Mask) -> NDArray[np.int8]:
    """A drawing laid over the picture, the middle of one above the middle of the other."""
    out = np.full(mask.shape, -1, np.int8)
    shift = round(_middle(mask) - _middle(parts >= 0))
    x0, x1 = max(0, shift), min(mask.shape[1], shift + parts.shape[1])
    if x0 < x1:
        out[:, x0:x1] = parts[:, x0 - shift : x1 - shift]
    return out


def _middle(shape: Mask) -> float:
    return float(np.nonzero(shape)[1].mean()) if shape.any() else 0.0


def _colours(parts: NDArray[np.int8], pixels: Pixels, mask: Mask) -> Iterator[tuple[str, str]]:
    """The usual colour of every part that is large enough, and enough of one colour, to tell."""
    lab = cv().cvtColor(pixels.astype(np.float32) / 255, cv().COLOR_RGB2LAB)
    for n, name in enumerate(PARTS):
        inner = cv().erode(((parts == n) & mask).astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
        here = inner if inner.sum() >= 12 else (parts == n) & mask
        if here.sum() < 12:
            continue
        off = np.linalg.norm(lab[here] - np.median(lab[here], 0), axis=-1)
        if np.median(off) < EVEN:
            r, g, b = (float(v) / 255 for v in np.median(pixels[here], 0))
            yield name, hexed((r, g, b))
