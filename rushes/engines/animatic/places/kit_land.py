"""Land forms that several places share: mountain ranges, hills, rocks, grass, flowers, bushes."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Glow, Linear
from rushes.engines.animatic.colour import RGB, mix
from rushes.engines.animatic.paths import Path
from rushes.engines.animatic.places.kit_space import fill_all
from rushes.engines.animatic.setting import Setting


def hill(
    s: Setting,
    name: str,
    y: float,
    height: float,
    *,
    first: int = 2,
    octaves: int = 3,
    tilt: float = 0,
    bottom: float | None = None,
) -> Path:
    """A rolling skyline across the whole view; `tilt` raises the right end."""
    v = s.view
    path = paths.ridge(
        v.left,
        v.right,
        y,
        height,
        v.bottom if bottom is None else bottom,
        s.rng(name),
        first=first,
        octaves=octaves,
    )
    path.points[:-2, 1] -= tilt * path.points[:-2, 0]
    return path


def fade(c: Canvas, s: Setting, path: Path, colour: "str | RGB", depth: float, mist: float = 0.6) -> None:
    """Fill a land form at `depth` that sinks into haze towards its foot."""
    _, y0, _, _ = path.bounds()
    y1 = max(s.view.horizon + 0.02, y0 + 0.05)
    lit = s.light.on(colour, depth)
    c.fill(path, Linear((0, y0), (0, y1), [Glow(lit), Glow(mix(lit, s.light.haze, mist))]))


def hill_rows(
    c: Canvas,
    s: Setting,
    name: str,
    rows: Sequence[tuple[float, float]],
    colour: "str | RGB",
    *,
    rough: float,
    mist: float = 0.5,
    tilt: float = 0.0,
    first: int = 2,
) -> None:
    """Hills one before the other; `rows` are (metres away, height above the horizon in picture heights), the
    farthest first, tilted to alternate sides."""
    for k, (depth, rise) in enumerate(rows):
        y = s.view.horizon - rise
        fade(c, s, hill(s, f"{name} {k}", y, rough, first=first, tilt=tilt * (-1) ** k), colour, depth, mist)


def _flank(
    rng: np.random.Generator, top: tuple[float, float], foot: tuple[float, float], n: int = 6
) -> NDArray[np.float64]:
    """A jagged line from `top` down to `foot`."""
    f = np.linspace(0, 1, n)[:, None]
    line = np.array(top) * (1 - f) + np.array(foot) * f
    size = abs(foot[0] - top[0])
    line[1:-1] += rng.uniform(-0.09, 0.09, (n - 2, 2)) * size * (1, 0.5)
    return line


def peak(
    c: Canvas,
    s: Setting,
    x: float,
    foot: float,
    width: float,
    height: float,
    rock: "str | RGB",
    rng: np.random.Generator,
    snow: "str | RGB | None" = None,
    snowline: float = 0.4,
) -> None:
    """One mountain: mass, a shaded flank away from the sun, and a torn snow cap on top."""
    light = s.light
    top = (x + width * rng.uniform(-0.08, 0.08), foot - height)
    left, right = _flank(rng, top, (x - width / 2, foot)), _flank(rng, top, (x + width / 2, foot))
    spine = _flank(rng, top, (x + width * rng.uniform(-0.08, 0.14), foot))
    mass = np.concatenate([left[::-1], right[1:]])
    bright, dark = light.lift(rock, 0.5), light.dim(rock, 0.8)
    hazed = mix(c.ink(bright), light.haze, 0.55)
    c.poly(mass, Linear(top, (x, foot), [bright, Glow(hazed)]))
    shaded = np.concatenate([spine, (left if light.side > 0 else right)[::-1]])
    c.poly(shaded, Linear(top, (x, foot), [dark, Glow(mix(c.ink(dark), light.haze, 0.55))]))
    if snow is not None:
        _cap(c, s, left, right, spine, snow, snowline, rng)


def _cut(line: NDArray[np.float64], y: float) -> NDArray[np.float64]:
    """The part of a falling line above `y`, with its end on it."""
    above = line[line[:, 1] < y]
    x = np.interp(y, np.maximum.accumulate(line[:, 1]), line[:, 0])
    return np.concatenate([above, [(x, y)]]) if len(above) else np.array([line[0], (x, y)])


def _cap(
    c: Canvas,
    s: Setting,
    left: NDArray[np.float64],
    right: NDArray[np.float64],
    spine: NDArray[np.float64],
    snow: "str | RGB",
    line: float,
    rng: np.random.Generator,
) -> None:
    height = left[-1, 1] - left[0, 1]
    y = left[0, 1] + line * height
    a, b, mid = _cut(left, y), _cut(right, y), _cut(spine, y * 0.6 + left[-1, 1] * 0.4 - 0.2 * height)
    n = 9
    f = np.linspace(0, 1, n)[:, None]
    edge = a[-1] * (1 - f) + b[-1] * f
    edge[1:-1, 1] += np.where(np.arange(n - 2) % 2, -0.10, 0.12) * height * rng.uniform(0.5, 1.2, n - 2)
    cap = np.concatenate([a, edge[1:-1], b[::-1]])
    c.poly(cap, snow)
    flank = left if s.light.side > 0 else right
    side = np.concatenate([mid, [(float(flank[-1, 0]), float(mid[-1, 1]))], flank[::-1]])
    with c.group(clip=paths.poly(cap)):
        c.poly(side, s.light.dim(mix(snow, s.light.shadow, 0.25), 0.35))


def peaks(
    c: Canvas,
    s: Setting,
    name: str,
    depth: float,
    foot: float,
    height: float,
    rock: "str | RGB",
    snow: "str | RGB | None" = None,
    n: int = 6,
    snowline: float = 0.4,
    spread: float = 0.35,
) -> None:
    """A range across the view, tallest in the middle of `spread`."""
    v, rng = s.view, s.rng(name)
    centres = np.linspace(v.left - 0.1, v.right + 0.1, n) + rng.uniform(-0.12, 0.12, n)
    heights = height * rng.uniform(0.5, 1.0, n)
    with c.distance(depth):
        for i in np.argsort(-heights):
            peak(
                c,
                s,
                float(centres[i]),
                foot,
                float(heights[i]) * rng.uniform(1.9, 2.8) + spread * 0.5,
                float(heights[i]),
                rock,
                rng,
                snow,
                snowline * rng.uniform(0.75, 1.2),
            )


def rock(
    c: Canvas,
    s: Setting,
    x: float,
    y: float,
    w: float,
    h: float,
    colour: "str | RGB",
    rng: np.random.Generator,
    cap: "str | RGB | None" = None,
) -> None:
    """A boulder with a lit top plane and a shaded flank; `cap` is snow or moss on top."""
    light = s.light
    outline = np.array([(-1, 0.06), (-0.86, -0.5), (-0.4, -0.92), (0.25, -1), (0.72, -0.6), (1, 0.06)])
    outline = (outline + rng.normal(0, 0.07, (6, 2))) * (w, h) + (x, y)
    c.poly(outline, Linear((x, y - h), (x, y), [light.lift(colour, 0.3), light.dim(colour, 0.7)]))
    inner = np.array([(x + w * rng.uniform(-0.15, 0.15), y - h * 0.45), (x + w * 0.1, y)])
    dark = outline[:3] if light.side > 0 else outline[3:]
    c.poly(
        np.concatenate([dark, inner] if light.side > 0 else [inner[::-1], dark]), light.dim(colour, 1.1), 0.55
    )
    if cap is not None:
        top = np.concatenate([outline[1:5], inner[:1] - (0, 0.22 * h)])
        c.curve(top, cap, tension=0.6)


def rocks(
    c: Canvas,
    s: Setting,
    name: str,
    colour: "str | RGB",
    n: int,
    near: float,
    far: float,
    clear: float = 0.45,
    size: tuple[float, float] = (0.3, 1.2),
    cap: "str | RGB | None" = None,
) -> None:
    """Boulders on the ground left and right of the stage's middle, far ones first."""
    v, rng = s.view, s.rng(name)
    for depth in sorted(rng.uniform(near, far, n), reverse=True):
        m = v.metre(float(depth))
        x = rng.choice([-1, 1]) * rng.uniform(clear, clear + 0.75)
        w = rng.uniform(*size) * m
        rock(c, s, x, v.ground(float(depth)), w, w * rng.uniform(0.55, 0.95), colour, rng, cap)


def tuft(
    rng: np.random.Generator,
    x: float,
    y: float,
    h: float,
    n: int = 5,
    lean: float = 0.15,
    width: float = 0.05,
) -> list[Path]:
    """Blades of grass from one root."""
    out = []
    for k in range(n):
        tip = h * (rng.uniform(-0.5, 0.5) + lean), -h * rng.uniform(0.55, 1)
        w = h * width
        root = x + (k - n / 2) * w * 0.9
        out.append(
            paths.curve(
                [
                    (root - w / 2, y),
                    (root + tip[0] * 0.4 - w * 0.2, y + tip[1] * 0.6),
                    (x + tip[0], y + tip[1]),
                    (root + tip[0] * 0.45 + w * 0.4, y + tip[1] * 0.5),
                    (root + w / 2, y),
                ],
                True,
                0.7,
            )
        )
    return out


def tufts(
    c: Canvas,
    s: Setting,
    name: str,
    colour: "str | RGB",
    n: int,
    near: float,
    far: float,
    height: float = 0.35,
) -> None:
    """Tufts of grass all over the ground between two distances."""
    v, rng = s.view, s.rng(name)
    light_parts: list[Path] = []
    dark_parts: list[Path] = []
    for _ in range(n):
        depth = float(1 / rng.uniform(1 / far, 1 / near))
        h = height * v.metre(depth) * rng.uniform(0.5, 1.2)
        part = tuft(rng, rng.uniform(v.left, v.right), v.ground(depth), h, 3)
        (light_parts if rng.random() < 0.5 else dark_parts).extend(part)
    with c.distance(near * 2):
        fill_all(c, dark_parts, s.light.dim(colour, 0.7), 0.8)
        fill_all(c, light_parts, s.light.lift(colour, 0.6), 0.8)


def verge(
    c: Canvas,
    s: Setting,
    name: str,
    colour: "str | RGB",
    n: int = 60,
    height: float = 0.26,
    inner: float = 0.5,
) -> None:
    """Tall grass close to the camera in both lower corners: a frame for the picture."""
    rng = s.rng(name)
    for shade in (1.1, 0.7, 0.25):
        parts: list[Path] = []
        for _ in range(n // 3):
            side = rng.choice([-1, 1])
            x = side * (inner + abs(rng.normal(0, 0.34)))
            h = height * rng.uniform(0.6, 1.25) * min(1.0, 0.35 + (abs(x) - inner) * 1.6)
            parts += tuft(rng, x, 1.10 + rng.uniform(0, 0.1), h + 0.1, 4, 0.1 * side, 0.035)
        fill_all(c, parts, s.light.dim(colour, shade))


def flowers(
    c: Canvas,
    s: Setting,
    name: str,
    colours: Sequence["str | RGB"],
    n: int,
    near: float,
    far: float,
    height: float = 0.3,
    size: float = 0.05,
) -> None:
    """Blossoms scattered over the ground, one fill per colour."""
    v, rng = s.view, s.rng(name)
    for colour in colours:
        parts = []
        for _ in range(n // len(colours)):
            depth = float(1 / rng.uniform(1 / far, 1 / near))
            m = v.metre(depth)
            r = max(size * m * rng.uniform(0.6, 1.3), 0.0016)
            x, y = rng.uniform(v.left, v.right), v.ground(depth) - height * m * rng.uniform(0.3, 1)
            parts.append(paths.ellipse(x, y, r, r * 0.8))
        with c.distance(near * 2):
            fill_all(c, parts, colour)


def bush(
    c: Canvas,
    s: Setting,
    x: float,
    y: float,
    w: float,
    h: float,
    colour: "str | RGB",
    rng: np.random.Generator,
    rough: float = 0.1,
) -> None:
    """A rounded shrub: dark body, lit crown towards the key light."""
    light = s.light
    body = [
        paths.blob(x + k * w * 0.55, y - h * (0.42 - 0.1 * abs(k)), w * 0.55, h * 0.5, rng, rough)
        for k in (-1, 0, 1)
    ]
    fill_all(c, body, Linear((x, y - h), (x, y), [colour, light.dim(colour, 1)]))
    crown = [
        paths.blob(
            x + (k * 0.5 + 0.16 * light.side) * w,
            y - h * (0.6 - 0.1 * abs(k)),
            w * 0.33,
            h * 0.24,
            rng,
            rough,
        )
        for k in (-1, 0, 1)
    ]
    fill_all(c, crown, light.lift(colour, 0.8), 0.75)
