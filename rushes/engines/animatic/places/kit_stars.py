"""What lies beyond the air: stars, nebulae, planets; and the panels and screens of ships."""

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Glow, Linear
from rushes.engines.animatic.colour import RGB, mix, toned
from rushes.engines.animatic.paths import Path
from rushes.engines.animatic.places.kit_space import fill_all, soft
from rushes.engines.animatic.setting import Setting

Box = tuple[float, float, float, float]
"""x0, y0, x1, y1 in picture space."""


def starfield(c: Canvas, s: Setting, area: Box, n: int = 160, nebula: str | None = "#5a3f8f") -> None:
    """Deep space with a band of nebula."""
    rng, (x0, y0, x1, y1) = s.rng("starfield"), area
    c.rect(
        x0,
        y0,
        x1 - x0,
        y1 - y0,
        Linear((0, y0), (0, y1), [Glow("#070a1c"), Glow("#0e1634"), Glow("#1a2350")]),
    )
    if nebula is not None:
        for k in range(5):
            x, y, r = rng.uniform(x0, x1), rng.uniform(y0, y1), (x1 - x0) * rng.uniform(0.14, 0.3)
            tint = (nebula, toned(nebula, 0.1, 1.2, 0.4), "#2f7fa8")[k % 3]
            soft(c, x, y, r * 1.3, r * 0.6, Glow(tint), 0.34)
    for size, opacity, count in ((0.0011, 0.6, n), (0.0018, 0.85, n // 3), (0.003, 1.0, n // 12)):
        dots = [paths.ellipse(rng.uniform(x0, x1), rng.uniform(y0, y1), size) for _ in range(count)]
        fill_all(c, dots, Glow("#eaf1ff"), opacity)


def planet(
    c: Canvas,
    s: Setting,
    x: float,
    y: float,
    r: float,
    colour: "str | RGB",
    *,
    rings: bool = False,
    bands: bool = False,
    side: float | None = None,
) -> None:
    """A planet lit from one side, with an air of light around it."""
    rng, lit_from = s.rng("planet"), s.light.side if side is None else side
    c.glow(x, y, r * 1.35, colour, 0.28)
    ball = paths.ellipse(x, y, r)
    c.fill(ball, Glow(colour))
    with c.group(clip=ball):
        for i in range(9 if bands else 12):
            tone = toned(colour, rng.uniform(-0.09, 0.09), rng.uniform(0.7, 1.2), rng.uniform(-0.3, 0.3))
            if bands:
                c.ellipse(x, y + r * (-0.9 + 0.22 * i), r * 1.2, r * rng.uniform(0.05, 0.13), Glow(tone), 0.8)
            else:
                c.fill(_continent(r, rng).moved(x, y), Glow(tone), 0.75)
        night = mix(colour, "#050818", 0.9)
        c.fill(paths.ellipse(x, y, 1.02 * r), _terminator(x, y, r, lit_from, night))
    if rings:
        _rings(c, x, y, r, toned(colour, 0.1, 0.7))


def _continent(r: float, rng: np.random.Generator) -> Path:
    """A patch on a disc of radius `r` about the origin."""
    a, f = rng.uniform(0, 2 * np.pi), rng.uniform(0, 0.85)
    size = r * rng.uniform(0.1, 0.35)
    return paths.blob(f * r * np.cos(a), f * r * np.sin(a), size, size * 0.5, rng, 0.2)


def _terminator(x: float, y: float, r: float, side: float, night: RGB) -> Linear:
    """Clear on the day side, dark on the other."""
    dark = Glow(night)
    day, far = (x + side * 0.75 * r, y - 0.35 * r), (x - side * 0.75 * r, y + 0.35 * r)
    return Linear(day, far, [(dark, 0), (dark, 0.1), (dark, 0.92)], (0, 0.42, 1))


def _rings(c: Canvas, x: float, y: float, r: float, tone: RGB) -> None:
    """The near halves of three rings."""
    for k, w in ((1.55, 0.1), (1.8, 0.07), (1.98, 0.03)):
        arc = [(k * r * np.cos(a), 0.3 * k * r * np.sin(a)) for a in np.linspace(-0.3, np.pi + 0.3, 24)]
        half = paths.curve(arc, False).turned(-14).moved(x, y)
        c.stroke(half, Glow(tone), w * r, 0.75, "butt")


TINTS = ("#4fe0e6", "#ffb347", "#ff5d6c", "#7dffb0", "#8da2ff")


def screen(c: Canvas, s: Setting, area: Path, tint: str, rng: np.random.Generator) -> None:
    """A lit display with a graph or a list on it."""
    x0, y0, x1, y1 = area.bounds()
    w, h = x1 - x0, y1 - y0
    c.fill(area, Glow(mix(tint, "#06121c", 0.78)))
    with c.group(clip=area):
        if rng.random() < 0.5:
            x = np.linspace(x0, x1, 16)
            c.line(
                np.stack([x, (y0 + y1) / 2 + 0.3 * h * paths.noise(16, rng, 2)], 1),
                Glow(tint),
                0.035 * h,
                smooth=False,
            )
            c.rect(x0, y1 - 0.12 * h, w * rng.uniform(0.3, 0.9), 0.05 * h, Glow(tint), opacity=0.8)
        else:
            bars = [
                paths.rect(x0 + 0.1 * w, y0 + (0.15 + 0.2 * k) * h, w * rng.uniform(0.2, 0.75), 0.08 * h)
                for k in range(4)
            ]
            fill_all(c, bars, Glow(tint), 0.85)
    c.glow((x0 + x1) / 2, (y0 + y1) / 2, 1.1 * max(w, h), tint, 0.12)


def blinks(c: Canvas, s: Setting, t: float, spots: "list[tuple[float, float]]", size: float) -> None:
    """Small lamps that switch on and off (for `moving`)."""
    rng = s.rng("blinks")
    for x, y in spots:
        tint, rate, phase = TINTS[int(rng.integers(5))], rng.uniform(0.5, 2.2), rng.uniform(0, 6.3)
        if np.sin(t * rate * 2 + phase) > -0.1:
            c.circle(x, y, size, Glow(tint))
            c.circle(x, y, size * 2.2, Glow(tint), opacity=0.25)
