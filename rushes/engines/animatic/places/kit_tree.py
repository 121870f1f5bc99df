"""Trees: conifers, broad crowns, palms, birches, trunks close by, and whole tree lines."""

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Glow, Linear
from rushes.engines.animatic.colour import RGB, mix
from rushes.engines.animatic.paths import Path
from rushes.engines.animatic.places.kit_space import fill_all
from rushes.engines.animatic.setting import Setting


def conifer(
    rng: np.random.Generator, x: float, y: float, h: float, slim: float = 0.34, tiers: int = 6
) -> Path:
    """The silhouette of a fir, `h` high from the foot at (x, y)."""
    half = slim * h / 2
    right, left = [], []
    for i in range(tiers):
        _top, foot = i / tiers, (i + 1) / tiers
        reach = half * foot * rng.uniform(0.85, 1.12)
        right += [(reach, -h * (1 - foot * 0.93)), (reach * 0.5, -h * (1 - foot * 0.93) - 0.018 * h)]
        reach = half * foot * rng.uniform(0.85, 1.12)
        left += [(-reach, -h * (1 - foot * 0.93)), (-reach * 0.5, -h * (1 - foot * 0.93) - 0.018 * h)]
    stem = h * 0.025
    points = [(0, -h), *right, (stem, -0.05 * h), (stem, 0), (-stem, 0), (-stem, -0.05 * h), *left[::-1]]
    return paths.poly(points).moved(x, y)


def fir(
    c: Canvas,
    s: Setting,
    x: float,
    y: float,
    h: float,
    colour: "str | RGB",
    rng: np.random.Generator,
    snow: "str | RGB | None" = None,
    slim: float = 0.36,
) -> None:
    """A fir with a lit side, and snow on its tiers when `snow` is a colour."""
    light = s.light
    body = conifer(rng, x, y, h, slim, 7)
    c.fill(body, Linear((x, y - h), (x, y), [light.lift(colour, 0.35), light.dim(colour, 0.6)]))
    with c.group(clip=body):
        k = light.side
        c.poly(
            [(x, y - h), (x - k * h, y - h), (x - k * h, y), (x - 0.03 * h * k, y)],
            light.dim(colour, 1.2),
            0.55,
        )
    if snow is None:
        return
    with c.group(clip=body.moved(0, 0)):
        for i in range(1, 8):
            yy = y - h + h * (i / 7) * 0.93
            w = slim * h / 2 * (i / 7) * 1.1
            c.curve(
                [(x - w, yy - 0.01 * h), (x, yy - 0.13 * h), (x + w, yy - 0.01 * h), (x, yy - 0.06 * h)], snow
            )


def tree_line(
    s: Setting, name: str, y: float, height: float, step: float, *, broad: bool = False, wave: float = 0.03
) -> Path:
    """A whole wood against the sky as one silhouette: firs, or round crowns when `broad`."""
    v, rng = s.view, s.rng(name)
    n = int((v.right - v.left) / step) + 2
    rise = wave * paths.noise(n, rng, 3)
    parts = [paths.rect(v.left, y - height * 0.12, v.right - v.left, 0.4)]
    for i in range(n):
        x = v.left + i * step + rng.uniform(-0.4, 0.4) * step
        h = height * rng.uniform(0.55, 1.1)
        foot = y + rise[i] + 0.01
        if broad:
            parts.append(paths.blob(x, foot - h * 0.5, step * rng.uniform(0.8, 1.4), h * 0.55, rng, 0.1))
        else:
            parts.append(conifer(rng, x, foot, h, rng.uniform(0.3, 0.4), 5))
    return _sum(parts)


def _sum(parts: list[Path]) -> Path:
    return Path(np.concatenate([p.commands for p in parts]), np.concatenate([p.points for p in parts]))


def wood(
    c: Canvas,
    s: Setting,
    name: str,
    colour: "str | RGB",
    depth: float,
    y: float,
    height: float,
    step: float,
    *,
    broad: bool = False,
    wave: float = 0.03,
    mist: float = 0.45,
) -> None:
    """A tree line at `depth`, its foot sinking into haze."""
    lit = s.light.on(colour, depth)
    low = mix(lit, s.light.haze, mist)
    c.fill(
        tree_line(s, name, y, height, step, broad=broad, wave=wave),
        Linear((0, y - height), (0, y + 0.02), [Glow(lit), Glow(low)]),
    )


def crown(
    c: Canvas,
    s: Setting,
    x: float,
    y: float,
    w: float,
    h: float,
    colour: "str | RGB",
    rng: np.random.Generator,
    n: int = 8,
) -> None:
    """A broad crown centred at (x, y): dark underside, body, lit clumps towards the light."""
    light = s.light
    body = [*_boughs(x, y, w, h, rng, n), paths.blob(x, y, w * 0.66, h * 0.62, rng, 0.06)]
    fill_all(c, body, Linear((x, y - h), (x, y + h), [light.lift(colour, 0.1), light.dim(colour, 1.3)]))
    clumps = _clumps(x + 0.18 * light.side * w, y, w, h, rng, n)
    fill_all(c, clumps, light.lift(colour, 0.9), 0.7)


def _boughs(x: float, y: float, w: float, h: float, rng: np.random.Generator, n: int) -> list[Path]:
    """Roundels of foliage in a ring."""
    angles = np.arange(n) * 2 * np.pi / n + rng.uniform(0, 1)
    return [
        paths.blob(
            x + 0.55 * w * np.cos(a),
            y + 0.5 * h * np.sin(a),
            w * 0.42 * rng.uniform(0.8, 1.15),
            h * 0.42 * rng.uniform(0.8, 1.1),
            rng,
            0.09,
        )
        for a in angles
    ]


def _clumps(x: float, y: float, w: float, h: float, rng: np.random.Generator, n: int) -> list[Path]:
    """Small roundels in the upper half."""
    clumps = []
    for _ in range(n):
        a, r = rng.uniform(np.pi, 2 * np.pi), rng.uniform(0.2, 0.75)
        px, py = x + w * r * 0.7 * np.cos(a), y + h * (r * 0.75 * np.sin(a) - 0.08)
        clumps.append(paths.blob(px, py, w * rng.uniform(0.14, 0.26), h * rng.uniform(0.09, 0.18), rng, 0.14))
    return clumps


def tree(
    c: Canvas,
    s: Setting,
    x: float,
    y: float,
    h: float,
    colour: "str | RGB",
    rng: np.random.Generator,
    bark: "str | RGB" = "#5b4636",
    spread: float = 0.42,
) -> None:
    """A broadleaf tree `h` high with its foot at (x, y)."""
    lean = rng.uniform(-0.06, 0.06) * h
    trunk = s.light.dim(bark, 0.4)
    c.limb(
        [(x, y + 0.01 * h), (x + lean * 0.4, y - 0.3 * h), (x + lean, y - 0.6 * h)],
        (0.085 * h, 0.055 * h, 0.03 * h),
        trunk,
    )
    for k in (-1, 1):
        c.limb(
            [(x + lean * 0.4, y - 0.32 * h), (x + lean + k * 0.16 * h, y - 0.58 * h)],
            (0.04 * h, 0.015 * h),
            trunk,
        )
    crown(c, s, x + lean, y - 0.66 * h, spread * h, 0.34 * h, colour, rng)


def trunk(
    c: Canvas,
    s: Setting,
    x: float,
    y: float,
    w: float,
    colour: "str | RGB",
    rng: np.random.Generator,
    top: float = -0.7,
    lean: float = 0.0,
) -> None:
    """A great trunk that leaves the picture at its top, with roots, bark lines and a lit edge."""
    light, reach = s.light, 0.6 * w * s.light.side
    left = np.array([(-1.35, 0), (-0.72, -0.035), (-0.52, -0.16), (-0.47, -0.5), (-0.42, -1)])
    right = np.array([(0.42, -1), (0.46, -0.5), (0.54, -0.15), (0.76, -0.04), (1.5, 0.008)])
    points = np.concatenate([left, right]) + rng.normal(0, 0.03, (10, 2)) * (1, 0.1)
    points = points * (w, y - top) + (x, y)
    points[:, 0] += lean * (y - points[:, 1])
    body = paths.curve(points, True, 0.7)
    tones = [light.dim(colour, 1.2), colour, light.lift(colour, 0.7)]
    c.fill(body, Linear((x - reach, 0), (x + reach, 0), tones, (0, 0.62, 1)))
    with c.group(clip=body, opacity=0.45):
        for _ in range(7):
            _bark_line(c, x, y, w, y - top, light.dim(colour, 1.5), rng)


def _bark_line(
    c: Canvas, x: float, y: float, w: float, h: float, tone: RGB, rng: np.random.Generator
) -> None:
    """A furrow somewhere on a trunk `w` wide and `h` high."""
    px, py = x + rng.uniform(-0.45, 0.45) * w, y - rng.uniform(0, 0.8) * h
    length = h * rng.uniform(0.1, 0.3)
    furrow = [(px, py), (px + rng.normal(0, 0.05) * w, py - length / 2), (px, py - length)]
    c.limb(furrow, (0.01 * w, 0.07 * w, 0.01 * w), tone)


def birch(
    c: Canvas, s: Setting, x: float, y: float, w: float, rng: np.random.Generator, top: float = -0.7
) -> None:
    """A white trunk with dark marks."""
    trunk(c, s, x, y, w, "#e4dfd2", rng, top)
    for _ in range(9):
        py = y - rng.uniform(0.03, 0.75) * (y - top)
        side = rng.choice([-1, 1])
        c.limb(
            [(x + side * 0.46 * w, py), (x + side * rng.uniform(-0.1, 0.2) * w, py + 0.05 * w)],
            (0.16 * w, 0.03 * w),
            "#3b3734",
        )


def palm(
    c: Canvas,
    s: Setting,
    x: float,
    y: float,
    h: float,
    leaf: "str | RGB",
    rng: np.random.Generator,
    bark: "str | RGB" = "#7a5c41",
) -> None:
    """A palm that leans, with drooping fronds."""
    light, lean = s.light, rng.choice([-1, 1]) * rng.uniform(0.08, 0.28) * h
    top = (x + lean, y - h)
    c.limb(
        [(x, y), (x + lean * 0.25, y - 0.5 * h), top],
        (0.06 * h, 0.04 * h, 0.03 * h),
        Linear((x - 0.03 * h, 0), (x + 0.05 * h, 0), [light.dim(bark, 0.8), light.lift(bark, 0.4)]),
    )
    fronds = np.linspace(-200, 20, 10) + rng.uniform(-9, 9, 10)
    for i in rng.permutation(10):
        a = np.deg2rad(fronds[i])
        length = h * rng.uniform(0.32, 0.46)
        tip = (top[0] + length * np.cos(a), top[1] + length * (0.75 * np.sin(a) + 0.34))
        mid = (top[0] + 0.55 * length * np.cos(a), top[1] + length * (0.62 * np.sin(a) - 0.02))
        shade = light.lift(leaf, 0.6) if np.cos(a) * light.side > 0 else light.dim(leaf, 0.6)
        c.limb([top, mid, tip], (0.02 * h, 0.085 * h, 0.006 * h), shade)


def fern(rng: np.random.Generator, x: float, y: float, h: float) -> list[Path]:
    """Arching fronds from one root: ferns and jungle undergrowth."""
    out = []
    for a in np.linspace(-160, -20, 7) + rng.uniform(-8, 8, 7):
        r = np.deg2rad(a)
        length = h * rng.uniform(0.8, 1.2)
        mid = (x + 0.6 * length * np.cos(r), y + 0.85 * length * np.sin(r))
        tip = (x + 1.1 * length * np.cos(r), y + 0.55 * length * np.sin(r))
        out.append(paths.limb([(x, y), mid, tip], (0.03 * h, 0.15 * h, 0.01 * h)))
    return out


def big_leaf(
    rng: np.random.Generator, x: float, y: float, length: float, degrees: float
) -> tuple[Path, Path]:
    """A broad jungle leaf with its midrib, from its stalk at (x, y)."""
    leaf = paths.curve([(0, 0), (0.2, -0.2), (0.55, -0.24), (1, 0), (0.55, 0.2), (0.2, 0.16)]).scaled(length)
    rib = paths.limb([(0, 0), (0.5, -0.02), (0.95, 0)], (0.02, 0.014, 0.004)).scaled(length)
    turn = degrees + float(rng.uniform(-10, 10))
    return leaf.turned(turn).moved(x, y), rib.turned(turn).moved(x, y)
