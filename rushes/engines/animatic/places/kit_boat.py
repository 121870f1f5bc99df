"""Boats, sails, piers and mooring gear that several places share."""

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Glow, Linear
from rushes.engines.animatic.colour import RGB
from rushes.engines.animatic.paths import Path
from rushes.engines.animatic.places.kit_build import lit
from rushes.engines.animatic.places.kit_space import fill_all, flat
from rushes.engines.animatic.setting import Setting

HULLS = ("#b23a33", "#2c5f86", "#3d7a63", "#d9a33c", "#35445c")


def hull(c: Canvas, s: Setting, length: float, colour: "str | RGB", white: str = "#efe8da") -> None:
    """A sea boat's hull in metres, bow to the right, water line at y = 0 (y down)."""
    light, n = s.light, length / 2
    body = [
        (-n, -0.9),
        (-0.92 * n, 0.25),
        (0.68 * n, 0.25),
        (1.05 * n, -1.5),
        (0.45 * n, -1.05),
        (-0.3 * n, -0.85),
    ]
    c.curve(
        body, Linear((0, -1.3), (0, 0.25), [light.lift(colour, 0.4), light.dim(colour, 0.7)]), tension=0.35
    )
    c.limb(
        [(-n, -0.86), (-0.3 * n, -0.82), (0.45 * n, -1.02), (1.04 * n, -1.48)], (0.16, 0.16, 0.16, 0.1), white
    )
    c.curve(
        [(-0.93 * n, 0.02), (-0.92 * n, 0.27), (0.68 * n, 0.27), (0.76 * n, 0.02)],
        light.dim(colour, 1.6),
        tension=0.2,
    )


def trawler(c: Canvas, s: Setting, length: float, colour: "str | RGB", rng: np.random.Generator) -> None:
    """A fishing boat: hull, wheelhouse with lit windows, mast, boom and lines."""
    light, n = s.light, length / 2
    house = "#ece4d4"
    c.line([(-0.15 * n, -1), (-0.15 * n, -1.1 * n - 1.6)], "#4a3d33", 0.13)
    c.line([(-0.15 * n, -0.9 * n - 1.2), (-0.95 * n, -0.55 * n - 1)], "#4a3d33", 0.09)
    c.line([(-0.15 * n, -1.1 * n - 1.5), (1.02 * n, -1.5)], "#3c3a3a", 0.03)
    c.line([(-0.15 * n, -1.1 * n - 1.5), (-n, -0.9)], "#3c3a3a", 0.03)
    c.rect(
        0.05 * n, -2.9, 0.42 * n, 2.1, Linear((0, -2.9), (0, -0.8), [house, light.dim(house, 0.7)]), r=0.06
    )
    c.rect(0.01 * n, -3.05, 0.5 * n, 0.2, light.dim(colour, 0.2), r=0.05)
    for k in range(2):
        c.rect((0.1 + 0.18 * k) * n, -2.6, 0.13 * n, 0.62, Glow("#ffd58a") if lit(s) else "#46606c", r=0.04)
    hull(c, s, length, colour)
    if lit(s):
        c.glow(0.25 * n, -2.3, 3.5, "#ffd08a", 0.35)
        c.circle(-0.15 * n, -1.1 * n - 1.6, 0.12, Glow("#fff2c8"))
        c.glow(-0.15 * n, -1.1 * n - 1.6, 2.6, "#ffe2a8", 0.5)
    for _ in range(3):
        c.circle(rng.uniform(-0.8, 0.3) * n, -0.42, 0.2, "#e8732c" if rng.random() < 0.5 else "#e9e2d0")


def sailboat(
    c: Canvas, s: Setting, length: float, colour: "str | RGB", sail: "str | RGB" = "#f2ead9"
) -> None:
    """A small yacht under sail."""
    light, h = s.light, length * 1.25
    c.line([(0, -0.6), (0, -h)], "#5a4a3c", 0.1)
    c.curve(
        [(-0.12, -h + 0.2), (-0.12, -1.1), (-0.52 * length, -1.0), (-0.3 * length, -0.5 * h)],
        Linear((-0.5 * length, 0), (0, 0), [light.lift(sail, 0.5), light.dim(sail, 0.4)]),
        tension=0.3,
    )
    c.curve(
        [(0.12, -h + 0.9), (0.12, -1.1), (0.45 * length, -1.0), (0.26 * length, -0.42 * h)],
        light.dim(sail, 0.6),
        tension=0.3,
    )
    hull(c, s, length, colour)


def rowboat(c: Canvas, s: Setting, length: float, colour: "str | RGB") -> None:
    """An open boat seen from the side, with its thwarts and an oar."""
    light, n = s.light, length / 2
    c.curve(
        [
            (-n, -0.55),
            (-0.7 * n, 0.12),
            (0.7 * n, 0.12),
            (1.08 * n, -0.72),
            (0.5 * n, -0.5),
            (-0.5 * n, -0.46),
        ],
        Linear((0, -0.6), (0, 0.12), [light.lift(colour, 0.4), light.dim(colour, 0.8)]),
        tension=0.4,
    )
    c.limb(
        [(-n, -0.54), (-0.4 * n, -0.45), (0.5 * n, -0.49), (1.06 * n, -0.7)],
        (0.09, 0.09, 0.09, 0.05),
        light.lift(colour, 1),
    )
    c.line([(-0.2 * n, -0.62), (0.75 * n, 0.1)], "#8a6b48", 0.06)


def piles(
    c: Canvas, s: Setting, spots: list[tuple[float, float]], height: float, colour: "str | RGB" = "#5c4837"
) -> None:
    """Mooring posts at (x, depth) metres, standing `height` metres out of the water."""
    v = s.view
    for x, d in sorted(spots, key=lambda p: -p[1]):
        m, px, y = v.metre(d), x * v.metre(d), v.ground(d)
        with c.distance(d):
            c.rect(
                px - 0.16 * m,
                y - height * m,
                0.32 * m,
                height * m + 0.3 * m,
                Linear(
                    (px - 0.16 * m, 0),
                    (px + 0.16 * m, 0),
                    [s.light.dim(colour, 0.7), s.light.lift(colour, 0.4)],
                ),
            )
            c.ellipse(px, y - height * m, 0.16 * m, 0.04 * m, s.light.lift(colour, 0.9))
            c.rect(px - 0.17 * m, y - 0.5 * height * m, 0.34 * m, 0.12 * m, "#d8cbae")


def planks(
    c: Canvas,
    s: Setting,
    x0: float,
    x1: float,
    near: float,
    far: float,
    colour: "str | RGB",
    width: float = 0.32,
    y: float = 0.0,
) -> None:
    """A boardwalk whose boards lie across it, metres."""
    v, rng, light = s.view, s.rng("planks"), s.light
    with c.distance(near * 2):
        c.fill(
            flat(v, x0, x1, near, far, y),
            Linear((0, v.ground(far)), (0, v.ground(near)), [light.dim(colour, 0.2), colour]),
        )
        gaps: list[Path] = []
        tones: dict[int, list[Path]] = {0: [], 1: []}
        depth = near
        while depth < far:
            step = width * (1 if depth < 12 else 3)
            gaps.append(flat(v, x0, x1, depth, depth + 0.05 * step / width, y))
            if rng.random() < 0.5:
                tones[int(rng.integers(2))].append(flat(v, x0, x1, depth, depth + step, y))
            depth += step
        fill_all(c, tones[0], light.lift(colour, 0.5), 0.4)
        fill_all(c, tones[1], light.dim(colour, 0.7), 0.4)
        fill_all(c, gaps, light.dim(colour, 1.8), 0.75)


def net(c: Canvas, s: Setting, x: float, y: float, m: float, rng: np.random.Generator) -> None:
    """Crates, floats and a heap of net; `m` is a metre there."""
    for k in range(3):
        px = x + k * 0.75 * m
        top = 0.5 * m * (1 + (k == 1))
        c.rect(
            px,
            y - top,
            0.7 * m,
            top,
            Linear((px, y - top), (px, y), [s.light.lift("#9a6f45", 0.3), s.light.dim("#9a6f45", 0.7)]),
        )
        c.rect(px, y - 0.5 * m, 0.7 * m, 0.05 * m, s.light.dim("#9a6f45", 1.3))
    c.fill(paths.blob(x - 0.5 * m, y - 0.22 * m, 0.7 * m, 0.3 * m, rng, 0.1), s.light.dim("#4f8079", 0.4))
    for _ in range(5):
        c.circle(
            x - 0.5 * m + rng.uniform(-0.5, 0.5) * m, y - rng.uniform(0.15, 0.45) * m, 0.09 * m, "#e0702f"
        )
