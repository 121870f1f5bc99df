"""Where the figures that a text names stand in a picture: each is drawn small and looked for in it."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rushes.engines.animatic.canvas import Canvas
from rushes.engines.animatic.cast import creatures
from rushes.engines.animatic.figure import Pose
from rushes.engines.animatic.figures import look_of
from rushes.engines.animatic.layers import cv
from rushes.engines.animatic.light import Light
from rushes.engines.animatic.mentions import FigureSpec
from rushes.engines.animatic.people import draw_person
from rushes.engines.animatic.rows import Stand
from rushes.engines.animatic.shading import figure_light
from rushes.engines.animatic.skeleton import Body
from rushes.engines.animatic.wardrobe import dress

Pixels = NDArray[np.uint8]
TALL = 96
"""Pixels to which a picture is reduced before anybody is looked for in it."""
SIZES = (0.16, 0.22, 0.3, 0.4, 0.54, 0.74, 1.0, 1.4, 2.0, 2.8)
"""Heights of a figure, in picture heights, that are tried."""
STENCIL = 150
"""Pixels of a figure's height as it is drawn."""
LARGER = 7.0
"""How much a doubled size is worth, in 8-bit steps: small stencils fit by chance."""
UNLIKE = 45.0
"""Root mean square difference, in 8-bit steps, above which nobody is taken for found."""


@dataclass(frozen=True, slots=True)
class _Find:
    off: float
    x: float
    y: float
    size: float


def spotted(picture: Pixels, figure: FigureSpec, light: Light) -> Stand | None:
    """Where `figure` stands in `picture` (H, W, 3 uint8 sRGB) and which way it looks; None when nothing
    there is like it in `light`."""
    height, width = picture.shape[:2]
    shape = (max(4, round(width * TALL / height)), TALL)
    small = np.ascontiguousarray(cv().resize(picture, shape, interpolation=cv().INTER_AREA))
    stencil = _stencil(figure, figure_light(light))
    finds = [find for size in SIZES for find in _finds(small, _sized(stencil, size, small), size)]
    if not finds:
        return None
    best = min(finds, key=lambda find: find.off - LARGER * np.log2(find.size))
    if best.off > UNLIKE:
        return None
    return Stand(figure.label, best.x / shape[0] * 2 - 1, _facing(small, stencil, best))


def _stencil(figure: FigureSpec, light: Light) -> Pixels:
    """The figure as it looks to the right, people to the knee; RGBA premultiplied, cut to its shape."""
    if figure.kind == "person":
        outfit = dress(look_of(figure), figure.sex, figure.age)
        scale = STENCIL / 1.06 / outfit.tall
        c = Canvas(STENCIL, round(0.72 * STENCIL), _at(scale, STENCIL / 2, 1.04 * STENCIL), light, None)
        draw_person(c, outfit, Body(turn=50.0, t=0.6), figure.key)
    else:
        creature = creatures()[figure.kind]
        scale, ground = STENCIL / creature.height, creature.element == "ground"
        width, height = round(1.1 * creature.length * scale) + 4, round(1.1 * STENCIL)
        feet = height - 2 if ground else height / 2
        c = Canvas(width, height, _at(scale, width / 2, feet), light, None)
        creature.draw(c, look_of(figure), Pose(t=0.6, turn=24, gait="stand" if ground else "swim"))
    pixels = c.pixels()
    x, y, w, h = cv().boundingRect((pixels[..., 3] > 100).astype(np.uint8))
    return np.ascontiguousarray(pixels[y : y + h, x : x + w])


def _at(scale: float, x: float, y: float) -> NDArray[np.float64]:
    return np.array([[scale, 0, x], [0, scale, y], [0, 0, 1.0]])


def _sized(stencil: Pixels, size: float, small: Pixels) -> Pixels:
    """The stencil for a figure of that size; its head and shoulders where more would leave the picture."""
    k = size * TALL / STENCIL
    how = cv().INTER_AREA if k < 1 else cv().INTER_LINEAR
    sized = cv().resize(stencil, None, fx=k, fy=k, interpolation=how)[: len(small) - 1]
    spare = max(0, sized.shape[1] - small.shape[1] + 1)
    return np.asarray(sized[:, spare // 2 : sized.shape[1] - (spare - spare // 2)])


def _finds(small: Pixels, sized: Pixels, size: float) -> Iterator[_Find]:
    """The best place for a stencil and for its mirror image."""
    for turned in (sized, sized[:, ::-1]):
        mask = (turned[..., 3] > 170).astype(np.uint8)
        shown = 3 * int(mask.sum())
        if shown < 72:
            continue
        off = _differences(small, turned, mask)
        row, column = np.unravel_index(int(off.argmin()), off.shape)
        middle, rise = float(column) + turned.shape[1] / 2, float(row)
        yield _Find(float(np.sqrt(max(off[row, column], 0.0) / shown)), middle, rise, size)


def _differences(small: Pixels, stencil: Pixels, mask: Pixels) -> NDArray[np.float32]:
    colours = np.ascontiguousarray(stencil[..., :3])
    return np.asarray(cv().matchTemplate(small, colours, cv().TM_SQDIFF, mask=cv().merge([mask] * 3)))


def _facing(small: Pixels, stencil: Pixels, find: _Find) -> float:
    """+1 where the figure found looks right, -1 left: which of the two agrees better in its pattern."""
    best = [-2.0, -2.0]
    for size in (find.size / 1.17, find.size, find.size * 1.17):
        sized = _sized(stencil, size, small)
        h, w = sized.shape[:2]
        x0 = max(0, min(round(find.x - w / 2) - 5, small.shape[1] - w))
        y0 = max(0, min(round(find.y) - 5, len(small) - h))
        part = small[y0 : y0 + h + 10, x0 : x0 + w + 10].astype(np.float32)
        for n, turned in enumerate((sized, sized[:, ::-1])):
            best[n] = max(best[n], _pattern(part, turned))
    return 1.0 if best[0] >= best[1] else -1.0


def _pattern(part: NDArray[np.float32], stencil: Pixels) -> float:
    """Correlation, -1..1, of a stencil with the best place in a part of a picture."""
    mask = cv().merge([(stencil[..., 3] > 170).astype(np.float32)] * 3)
    if mask.sum() < 72 or part.shape[0] < mask.shape[0] or part.shape[1] < mask.shape[1]:
        return -2.0
    colours = np.ascontiguousarray(stencil[..., :3]).astype(np.float32)
    found = cv().matchTemplate(part, colours, cv().TM_CCOEFF_NORMED, mask=mask)
    return float(np.nan_to_num(found, nan=-1.0, posinf=-1.0, neginf=-1.0).max())
