"""The sky: gradient, sun or moon, stars, clouds, painted for any hour and weather."""

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Glow, Linear, Radial, Stop
from rushes.engines.animatic.colour import mix, toned
from rushes.engines.animatic.setting import Setting


def sun_place(s: Setting) -> tuple[float, float]:
    """Where the sun or moon hangs, in picture space."""
    return 0.62 * s.light.side, s.view.horizon - 0.03 - 0.42 * s.light.height


def sky(c: Canvas, s: Setting) -> None:
    """Everything behind the farthest plane, static."""
    v, light = s.view, s.light
    stops: list[Stop] = [Glow(colour) for colour in light.sky]
    c.rect(
        v.left,
        v.top,
        v.right - v.left,
        v.bottom - v.top,
        Linear((0, v.horizon - 0.62), (0, v.horizon + 0.02), stops, (0, 0.42, 0.76, 1)),
    )
    if light.night > 0.4 and light.soft < 0.5:
        stars(c, s)
    disc(c, s)


def disc(c: Canvas, s: Setting) -> None:
    """Paint the sun or the moon with its halo."""
    light, (x, y) = s.light, sun_place(s)
    moon = s.time == "night"
    clear = 1 - light.soft
    halo = 0.75 if not moon else 0.45
    c.fill(
        paths.ellipse(x, y, halo),
        Radial(
            (x, y),
            halo,
            [(Glow(light.sun), 0.55 * clear + 0.08), (Glow(light.sun), 0.2 * clear), (Glow(light.sun), 0)],
            (0, 0.3, 1),
        ),
    )
    if clear < 0.3:
        return
    r = 0.036 if moon else 0.048 - 0.012 * light.height
    c.circle(x, y, r * 1.6, Glow(light.sun), opacity=0.25 * clear)
    c.circle(x, y, r, Glow(mix(light.sun, "#ffffff", 0.55)), opacity=clear)
    if moon:
        for dx, dy, k in ((-0.3, -0.2, 0.22), (0.25, 0.3, 0.16), (0.3, -0.35, 0.12)):
            c.circle(x + dx * r, y + dy * r, k * r, Glow(mix(light.sun, light.sky[1], 0.25)), opacity=0.5)


def stars(c: Canvas, s: Setting) -> None:
    """Paint the stars of the night."""
    v, rng = s.view, s.rng("stars")
    for _ in range(230):
        x, y = rng.uniform(v.left, v.right), v.horizon - abs(rng.uniform(0.05, 1.1))
        fade = np.clip((v.horizon - y - 0.08) / 0.4, 0, 1) * (s.light.night - 0.3)
        c.circle(
            x, y, 0.0009 + 0.0016 * rng.random() ** 3, Glow("#eaf1ff"), opacity=fade * rng.uniform(0.4, 1)
        )


COVER = {"clear": 2, "wind": 4, "cloudy": 8, "overcast": 13, "rain": 13, "storm": 14, "snow": 11, "fog": 3}


def clouds(c: Canvas, s: Setting) -> None:
    """One bank of clouds; the stage lets it drift."""
    v, light, rng = s.view, s.light, s.rng("clouds")
    lit = toned(mix(light.sky[3], "#ffffff", 0.35 * (1 - light.night)), 0.02 - 0.10 * light.night)
    dark = toned(mix(light.sky[1], light.sky[2], 0.5), -0.07 * (s.weather == "storm"))
    for i in range(COVER[s.weather]):
        height = rng.uniform(0.06, 0.48) if i else 0.3
        x, y = rng.uniform(v.left, v.right), v.horizon - height
        size = rng.uniform(0.10, 0.26) * (0.55 + height)
        opacity = 0.55 + 0.35 * rng.random() if s.weather != "clear" else 0.5
        cloud(c, x, y, size, rng, lit, dark, opacity)


def cloud(
    c: Canvas,
    x: float,
    y: float,
    size: float,
    rng: np.random.Generator,
    lit: tuple[float, float, float],
    dark: tuple[float, float, float],
    opacity: float,
) -> None:
    """A flat-bottomed bank of roundels with a lit top."""
    n = 9
    along = np.linspace(-1, 1, n)
    bulge = (1 - along**2) * rng.uniform(0.7, 1.3, n)
    paint = Linear(
        (x, y - 0.5 * size),
        (x, y + 0.12 * size),
        [(Glow(lit), 1), (Glow(mix(lit, dark, 0.6)), 0.85), (Glow(dark), 0.25)],
        (0, 0.6, 1),
    )
    with c.group(opacity=opacity):
        for a, b in zip(along, bulge, strict=True):
            c.fill(
                paths.blob(
                    x + a * size,
                    y - b * size * 0.13,
                    size * (0.1 + 0.16 * b),
                    size * (0.05 + 0.16 * b),
                    rng,
                    0.05,
                ),
                paint,
            )
        c.fill(paths.rect(x - 1.15 * size, y, 2.3 * size, size * 0.05, size * 0.03), paint)
