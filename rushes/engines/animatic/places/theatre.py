"""A theatre seen from the stalls: backdrop, wings, velvet, footlights."""

import itertools

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Glow, Linear
from rushes.engines.animatic.colour import mix
from rushes.engines.animatic.paths import Path
from rushes.engines.animatic.places.kit_room import Room, boards
from rushes.engines.animatic.places.kit_space import fill_all, soft
from rushes.engines.animatic.setting import Place, Plane, Setting


def build_theatre(s: Setting) -> list[Plane]:
    return [
        Plane("backdrop", 11, backdrop, rim=0),
        Plane("stage floor", 10.9, stage_floor, ground=True, rim=0),
        Plane("flats", 9.4, flats, rim=0.3),
        Plane("wings", 7.8, wings, rim=0.2),
        Plane("beams", 7.0, beams_behind, rim=0),
        Plane("proscenium", 3.4, proscenium, rim=0.3, moving=spotlights),
        Plane("audience", 2.2, audience, blur=0.002, rim=0.8),
    ]


def velvet(s: Setting) -> str:
    return s.colour("curtain", "#9a1f2b", "#7a1f3a", "#233f7a", "#5a1f5f")


def backdrop(c: Canvas, s: Setting) -> None:
    """A painted landscape at the back of the stage."""
    v, rng = s.view, s.rng("backdrop")
    scheme = (
        ("#2f4f8a", "#e6a87a", "#3f5a6a"),
        ("#5f9ac0", "#e9dfb0", "#6f8a5a"),
        ("#3a2f63", "#c97a8a", "#4a3f6a"),
    )[int(rng.integers(3))]
    c.rect(
        v.left,
        v.top,
        v.right - v.left,
        v.bottom - v.top,
        Linear((0, -0.1), (0, v.ground(11)), [scheme[0], scheme[1]]),
    )
    c.circle(0.18 * float(rng.choice([-1, 1])), 0.3, 0.07, mix(scheme[1], "#fff3cf", 0.6))
    for k in range(3):
        path = paths.ridge(
            v.left, v.right, 0.48 + 0.05 * k, 0.07 - 0.015 * k, v.bottom, s.rng(f"painted {k}"), first=4
        )
        c.fill(path, mix(scheme[2], scheme[1], 0.5 - 0.22 * k))


def stage_floor(c: Canvas, s: Setting) -> None:
    v, light = s.view, s.light
    timber = s.colour("floor", "#9a6b40", "#85603f")
    boards(c, s, Room(8, 11, 6), timber, 0.36)
    soft(c, 0, v.ground(5.8), 0.62, 0.13, Glow("#ffe9b5"), 0.42)
    soft(c, 0, v.ground(5.8), 0.32, 0.07, Glow("#fff6da"), 0.35)
    edge = v.ground(3.5)
    c.rect(
        v.left,
        edge,
        v.right - v.left,
        v.bottom - edge,
        Linear((0, edge), (0, 1.2), [light.dim("#5a3a24", 0.3), "#1c120e"]),
    )
    c.rect(v.left, edge - 0.004, v.right - v.left, 0.014, light.lift(timber, 0.7))


def flats(c: Canvas, s: Setting) -> None:
    """Painted trees or houses of the set."""
    v, rng, light = s.view, s.rng("flats"), s.light
    m, y = v.metre(9.4), v.ground(9.4)
    for k in (-1, 1):
        x = k * rng.uniform(0.3, 0.36)
        if rng.random() < 0.6:
            c.rect(x - 0.08 * m, y - 2.2 * m, 0.2 * m, 2.2 * m, "#5a4030")
            for dx, dy, r in ((0, 2.8, 0.9), (-0.6, 2.3, 0.6), (0.6, 2.4, 0.65)):
                c.circle(x + dx * m, y - dy * m, r * m, light.lift("#4f7a4c", 0.4 * (dx == 0)))
        else:
            c.rect(x - 0.9 * m, y - 2.2 * m, 1.8 * m, 2.2 * m, "#d9b98a")
            c.poly([(x - 1.1 * m, y - 2.2 * m), (x, y - 3.3 * m), (x + 1.1 * m, y - 2.2 * m)], "#a8503c")
            c.rect(x - 0.25 * m, y - 1.5 * m, 0.5 * m, 0.6 * m, Glow("#ffdf9a"))


def _drape(
    c: Canvas, s: Setting, x0: float, x1: float, y0: float, y1: float, folds: int, colour: str
) -> None:
    """Hanging velvet with vertical folds."""
    edges = np.linspace(x0, x1, folds + 1)
    for a, b in itertools.pairwise(edges):
        light = s.light
        c.rect(
            min(a, b),
            y0,
            abs(b - a) + 0.001,
            y1 - y0,
            Linear(
                (a, 0),
                (b, 0),
                [
                    light.dim(colour, 1.5),
                    light.lift(colour, 0.25),
                    light.dim(colour, 0.5),
                    light.dim(colour, 1.6),
                ],
                (0, 0.35, 0.7, 1),
            ),
        )


def wings(c: Canvas, s: Setting) -> None:
    v = s.view
    y = v.ground(7.8)
    for k in (-1, 1):
        _drape(c, s, k * 0.50, k * 0.66, -0.7, y, 3, s.light.dim(velvet(s), 0.9))  # type: ignore[arg-type]
    _drape(c, s, -0.7, 0.7, -0.7, 0.09, 22, s.light.dim(velvet(s), 0.8))  # type: ignore[arg-type]


def beams_behind(c: Canvas, s: Setting) -> None:
    """The great curtains drawn to the sides."""
    v, colour = s.view, velvet(s)
    y = v.ground(5.6)
    for k in (-1, 1):
        _drape(c, s, k * 0.60, k * 1.0, -0.7, y, 6, colour)
        c.rect(min(k * 0.60, k * 1.0), y - 0.012, 0.4, 0.014, "#d0a94e")
        c.curve(
            [
                (k * 0.58, 0.52),
                (k * 0.80, 0.55),
                (k * 1.02, 0.49),
                (k * 1.02, 0.53),
                (k * 0.80, 0.59),
                (k * 0.58, 0.56),
            ],
            "#d0a94e",
            tension=0.6,
        )


def proscenium(c: Canvas, s: Setting) -> None:
    """The gilded frame of the stage, its valance, and the footlights."""
    v, light = s.view, s.light
    gold, colour = s.colour("frame", "#b98f3f"), velvet(s)
    for k in (-1, 1):
        tone = Linear(
            (k * 0.74, 0), (k * 0.88, 0), [light.lift(gold, 0.5), light.dim(gold, 0.4), light.dim(gold, 1.2)]
        )
        c.rect(min(k * 0.755, k * 0.88), -0.7, 0.125, v.ground(3.5) + 0.7, tone)
        c.rect(min(k * 0.88, k * 1.8), -0.7, 0.92, 2.4, light.dim("#4a2f2a", 0.7))
        for y in (0.16, 0.42, 0.68):
            c.circle(k * 0.817, y, 0.03, light.lift(gold, 0.7))
            c.circle(k * 0.817, y, 0.016, light.dim(gold, 0.8))
    scallops: list[Path] = []
    for x in np.linspace(-0.8, 0.8, 9):
        scallops.append(
            paths.curve(
                [(x - 0.115, -0.7), (x - 0.1, 0.02), (x, 0.085), (x + 0.1, 0.02), (x + 0.115, -0.7)],
                True,
                0.6,
            )
        )
    for i, part in enumerate(scallops):
        c.fill(
            part, Linear((0, -0.2), (0, 0.09), [light.dim(colour, 1.2), light.lift(colour, 0.2 * (i % 2))])
        )
        c.line(
            [(-0.895 + 0.2 * i + 0.0, 0.02), (-0.8 + 0.2 * i, 0.075), (-0.705 + 0.2 * i, 0.02)],
            "#d0a94e",
            0.007,
        )
    y = v.ground(3.5) - 0.004
    for x in np.linspace(-0.66, 0.66, 12):
        c.curve(
            [(x - 0.02, y), (x - 0.016, y - 0.018), (x + 0.016, y - 0.018), (x + 0.02, y)],
            "#8a6a2f",
            tension=0.6,
        )
        c.glow(float(x), y - 0.02, 0.075, "#ffdf9a", 0.35)


def spotlights(c: Canvas, s: Setting, t: float) -> None:
    """Two beams from the gallery that breathe a little."""
    for k in (-1, 1):
        x0, x1 = k * 0.75, 0.03 * np.sin(0.5 * t + k) - 0.06 * k
        beam = paths.poly([(x0 - 0.012, -0.12), (x0 + 0.012, -0.12), (x1 + 0.22, 0.82), (x1 - 0.22, 0.82)])
        c.fill(beam, Linear((x0, -0.12), (x1, 0.85), [(Glow("#fff3cf"), 0.34), (Glow("#fff3cf"), 0.05)]))


def audience(c: Canvas, s: Setting) -> None:
    """Heads of the audience in the dark, rimmed by the stage light."""
    rng = s.rng("audience")
    for row, (y, r) in enumerate(((0.985, 0.036), (1.05, 0.045))):
        tone = s.light.dim("#1d1620", 0.5 + 0.5 * row)
        parts: list[Path] = []
        rims: list[Path] = []
        for x in np.arange(-1.3, 1.3, 2.75 * r):
            px, py = float(x) + rng.uniform(-0.01, 0.01), y + rng.uniform(-0.008, 0.012)
            parts += [
                paths.ellipse(px, py, r * rng.uniform(0.85, 1.0), r * 1.15),
                paths.ellipse(px, py + 2.2 * r, 1.9 * r, 1.4 * r),
            ]
            rims.append(paths.ellipse(px, py - 0.03 * r, r, r * 1.2))
        if row == 0:
            fill_all(c, rims, Glow("#c98a5a"), 0.5)
        fill_all(c, parts, tone)


PLACE = Place(
    "theatre",
    ("theatre", "theater", "stage", "opera", "concert", "circus", "cinema", "auditorium"),
    build_theatre,
    interior=True,
    sky=False,
    lamps=0.7,
    standing=(4.8, 7.0),
    horizon=0.50,
    eye=1.9,
)
