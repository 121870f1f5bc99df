"""Things of known size in true perspective: metres to picture space, boxes, floors, water."""

from collections.abc import Iterable, Sequence

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Colour, Glow, Linear, Paint
from rushes.engines.animatic.colour import RGB, mix, toned
from rushes.engines.animatic.paths import Path
from rushes.engines.animatic.setting import Setting, View

Point3 = tuple[float, float, float]
"""Metres: right of the camera's axis, above the ground, away from the camera."""


def spot(v: View, x: float, y: float, d: float) -> tuple[float, float]:
    """Picture position of the point `x` metres right, `y` metres up, `d` metres away."""
    m = v.metre(d)
    return x * m, v.horizon + (v.eye - y) * m


def quad(v: View, corners: Iterable[Point3]) -> Path:
    """The outline of a flat polygon given in metres."""
    return paths.poly([spot(v, *corner) for corner in corners])


def face(c: Canvas, s: Setting, corners: Iterable[Point3], paint: Paint, opacity: float = 1) -> None:
    """Fill a flat polygon given in metres."""
    c.fill(quad(s.view, corners), paint, opacity)


def joined(parts: Sequence[Path]) -> Path | None:
    """Many outlines as one shape (one fill), None when there are none."""
    if not parts:
        return None
    return Path(np.concatenate([p.commands for p in parts]), np.concatenate([p.points for p in parts]))


def fill_all(c: Canvas, parts: Sequence[Path], paint: Paint, opacity: float = 1) -> None:
    """Fill many outlines with one paint."""
    whole = joined(parts)
    if whole is not None:
        c.fill(whole, paint, opacity)


def soft(
    c: Canvas, x: float, y: float, rx: float, ry: float, paint: Paint, strength: float = 0.5, steps: int = 9
) -> None:
    """A soft-edged ellipse: light on a floor, a nebula, a pool of shade (rings that add up)."""
    each = 1 - (1 - strength) ** (1 / steps)
    for k in range(steps):
        f = 1 - k / steps
        c.ellipse(x, y, rx * f, ry * f, paint, each)


def upright(v: View, d: float, x0: float, x1: float, y0: float, y1: float) -> Path:
    """A rectangle facing the camera, metres."""
    return quad(v, [(x0, y0, d), (x0, y1, d), (x1, y1, d), (x1, y0, d)])


def along(v: View, x: float, d0: float, d1: float, y0: float, y1: float) -> Path:
    """A rectangle on a wall that runs away from the camera at `x`, metres."""
    return quad(v, [(x, y0, d0), (x, y1, d0), (x, y1, d1), (x, y0, d1)])


def flat(v: View, x0: float, x1: float, d0: float, d1: float, y: float = 0) -> Path:
    """A level rectangle (rug, table top, road marking) at height `y`, metres."""
    return quad(v, [(x0, y, d0), (x0, y, d1), (x1, y, d1), (x1, y, d0)])


def side_tone(s: Setting, colour: "str | RGB", x: float, strength: float = 0.7) -> RGB:
    """`colour` on the flank that a body at `x` shows to the camera: lit when it faces the key light."""
    faces = -1 if x > 0 else 1
    lit = faces * s.light.side
    return s.light.lift(colour, strength * lit) if lit > 0 else s.light.dim(colour, -strength * lit * 1.4)


def box(
    c: Canvas,
    s: Setting,
    x: tuple[float, float],
    y: tuple[float, float],
    d: tuple[float, float],
    colour: "str | RGB",
    top: "str | RGB | None" = None,
) -> None:
    """A box with its visible flank, its top when seen from above, and its front."""
    v, light = s.view, s.light
    (x0, x1), (y0, y1), (d0, d1) = x, y, d
    if x0 > 0 or x1 < 0:
        edge = x0 if x0 > 0 else x1
        c.fill(along(v, edge, d0, d1, y0, y1), side_tone(s, colour, edge))
    if y1 < v.eye:
        c.fill(flat(v, x0, x1, d0, d1, y1), top if top is not None else light.lift(colour, 0.8))
    p0, p1 = spot(v, x0, y0, d0), spot(v, x0, y1, d0)
    c.fill(upright(v, d0, x0, x1, y0, y1), Linear(p1, p0, [colour, light.dim(colour, 0.45)]))


DEPTHS = (240.0, 120.0, 70.0, 40.0, 20.0, 10.0, 5.0, 2.4)


def terrain(
    c: Canvas, s: Setting, near: "str | RGB", far: "str | RGB | None" = None, outline: Path | None = None
) -> None:
    """Ground from the bottom of the view up to the horizon (or inside `outline`), hazed by true distance."""
    v = s.view
    far = near if far is None else far
    span = v.bottom - v.horizon
    cool = 0.22 * s.light.night

    def lit(colour: "str | RGB", depth: float) -> Glow:
        return Glow(mix(s.light.on(colour, depth), s.light.haze, cool))

    offsets, stops = [0.0], [lit(far, DEPTHS[0])]
    for i, depth in enumerate(DEPTHS[1:], 1):
        share = i / (len(DEPTHS) - 1)
        offsets.append((v.ground(depth) - v.horizon) / span)
        stops.append(lit(mix(far, near, share), depth))
    offsets.append(1.0)
    stops.append(lit(s.light.dim(near, 0.5), 1.0))
    whole = outline or paths.rect(v.left, v.horizon, v.right - v.left, span)
    c.fill(whole, Linear((0, v.horizon), (0, v.bottom), stops, offsets))


def mottle(
    c: Canvas,
    s: Setting,
    name: str,
    colour: "str | RGB",
    n: int = 60,
    size: float = 0.6,
    opacity: float = 0.3,
    nearest: float = 2.4,
    farthest: float = 40,
) -> None:
    """Flat patches lying on the ground, smaller with distance: ruts, tufts, drifts, light."""
    v, rng = s.view, s.rng(name)
    parts = []
    for _ in range(n):
        depth = float(1 / rng.uniform(1 / farthest, 1 / nearest))
        m = v.metre(depth)
        w = size * m * rng.uniform(0.3, 1.6)
        parts.append(
            paths.ellipse(rng.uniform(v.left, v.right), v.ground(depth), w, w * rng.uniform(0.03, 0.08))
        )
    with c.distance(nearest * 2):
        fill_all(c, parts, colour, opacity)


def water(c: Canvas, s: Setting, colour: "str | RGB", outline: Path | None = None, near: float = 4) -> None:
    """Open water that mirrors the sky at the horizon and shows its own colour near by."""
    v, light = s.view, s.light
    own = light.on(colour)
    stops = [
        Glow(mix(light.sky[3], own, 0.12)),
        Glow(mix(light.sky[2], own, 0.45)),
        Glow(mix(light.sky[1], own, 0.7)),
        Glow(toned(own, -0.05)),
    ]
    end = v.ground(near)
    whole = outline or paths.rect(v.left, v.horizon, v.right - v.left, v.bottom - v.horizon)
    c.fill(whole, Linear((0, v.horizon), (0, end), stops, (0, 0.12, 0.45, 1)))
    swell(c, s, colour, near)


def swell(c: Canvas, s: Setting, colour: "str | RGB", near: float) -> None:
    v, rng = s.view, s.rng("swell")
    light_parts: list[Path] = []
    dark_parts: list[Path] = []
    for depth in np.geomspace(260, near * 1.1, 24):
        y, m = v.ground(float(depth)), v.metre(float(depth))
        for k in range(4):
            x, w = rng.uniform(v.left, v.right), rng.uniform(1.5, 7) * m
            (light_parts if k % 2 else dark_parts).append(paths.ellipse(x, y, w, 0.045 * m))
    fill_all(c, light_parts, Glow(mix(s.light.sky[2], s.light.on(colour), 0.3)), 0.35)
    fill_all(c, dark_parts, s.light.dim(colour, 1), 0.3)


def glints(c: Canvas, s: Setting, t: float, near: float = 6, far: float = 150, n: int = 24) -> None:
    """Sun or moon glints that twinkle on water below the sun (for `moving`)."""
    v, rng = s.view, s.rng("glints")
    clear = 1 - 0.8 * s.light.soft
    for i in range(n):
        depth = float(np.exp(rng.uniform(np.log(near), np.log(far))))
        twinkle = max(0.0, float(np.sin(t * rng.uniform(1, 2.4) + i * 2.4)))
        w = rng.uniform(0.4, 1.2) * v.metre(depth) * 1.5
        x = 0.62 * s.light.side + rng.normal(0, 0.05 + 0.4 / depth)
        c.ellipse(x, v.ground(depth), w, w * 0.07, Glow(s.light.sun), opacity=0.8 * twinkle * clear)


def mirrored(
    c: Canvas,
    s: Setting,
    x: float,
    depth: float,
    width: float,
    height: float,
    colour: Colour,
    opacity: float = 0.35,
) -> None:
    """The broken reflection of an upright thing on water; metres, `x` in picture space."""
    v = s.view
    y, m = v.ground(depth), v.metre(depth)
    for k in range(7):
        f = (k + 0.5) / 7
        w = width * m * (0.55 - 0.2 * f) * (1 if k % 2 else 0.7)
        c.ellipse(x, y + f * height * m, w, 0.022 * height * m, colour, opacity * (1 - 0.7 * f))
