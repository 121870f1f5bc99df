"""A cave: stalactites, pools, crystals that glow, the light outside."""

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Glow, Linear, Radial
from rushes.engines.animatic.colour import mix, toned
from rushes.engines.animatic.places.kit_land import rock, rocks
from rushes.engines.animatic.places.kit_space import mottle, soft, terrain
from rushes.engines.animatic.setting import Place, Plane, Setting


def build_cave(s: Setting) -> list[Plane]:
    return [
        Plane("mouth", 60, cave_mouth, rim=0),
        Plane("floor", 30, cave_floor, ground=True, rim=0, moving=drips),
        Plane("arch", 26, far_arch, rim=0.3),
        Plane("hall", 13, hall, rim=0.4, moving=embers),
        Plane("near stones", 8.6, near_stones, rim=0.5),
        Plane("front", 2.4, cave_front, blur=0.004, rim=0.7),
    ]


def cave_stone(s: Setting) -> str:
    return s.colour("rock", s.colour("wall", "#5a5468", "#5f5750", "#4c5a66"))


def crystal(s: Setting) -> str:
    return s.colour("crystal", "#5fe0e8", "#b07cff", "#7dffb8", "#ffb45c")


def cave_mouth(c: Canvas, s: Setting) -> None:
    """The light outside at the end of the cave."""
    v, light = s.view, s.light
    c.rect(v.left, v.top, v.right - v.left, v.bottom - v.top, s.light.dim(cave_stone(s), 2.2))
    x = 0.1 * light.side
    c.fill(
        paths.ellipse(x, v.horizon - 0.1, 0.5),
        Radial(
            (x, v.horizon - 0.1),
            0.5,
            [Glow(mix(light.sky[3], "#ffffff", 0.15)), Glow(light.sky[2]), (Glow(light.sky[1]), 0)],
            (0, 0.4, 1),
        ),
    )
    c.fill(
        paths.ridge(x - 0.5, x + 0.5, v.horizon - 0.03, 0.03, v.horizon + 0.05, s.rng("outside")),
        Glow(mix(light.haze, light.on("#5f7a66"), 0.45)),
    )


def _vault(
    c: Canvas, s: Setting, name: str, depth: float, opening: tuple[float, float], shade: float
) -> None:
    """A wall of rock with a ragged opening, stalactites above and stalagmites below."""
    v, rng, light = s.view, s.rng(name), s.light
    w, h = opening
    n = 34
    a = np.linspace(np.pi, 2 * np.pi, n)
    radius = 1 + 0.11 * paths.noise(n, rng, 4)
    y = v.ground(depth)
    edge = np.stack([w * radius * np.cos(a), y + h * radius * np.sin(a)], 1)
    tall = rng.uniform(0, 1, n) ** 4 * 0.36 * h * np.sin(a - np.pi) ** 0.5
    inner = []
    for (px, py), t in zip(edge, tall, strict=True):
        if t < 0.03 * h:
            inner.append((px, py))
        else:
            thick = 0.008 + 0.14 * t
            inner += [(px - thick, py), (px - 0.25 * thick, py + 0.6 * t), (px, py + t), (px + thick, py)]
    tone_ = light.dim(cave_stone(s), shade)
    wall = paths.poly([(v.left, v.top), (v.left, y + 0.02), *inner, (v.right, y + 0.02), (v.right, v.top)])
    c.fill(
        wall,
        Radial(
            (0.1 * light.side, y - 0.5 * h),
            1.2,
            [light.lift(tone_, 0.7), tone_, light.dim(tone_, 1.2)],
            (0, 0.45, 1),
        ),
    )
    with c.group(clip=wall, opacity=0.5):
        for _ in range(16):
            px, py, r = rng.uniform(-1.3, 1.3), rng.uniform(-0.4, y), rng.uniform(0.05, 0.2)
            c.fill(
                paths.blob(px, py, r, r * 0.5, rng, 0.2, 8),
                light.dim(tone_, 0.7) if rng.random() < 0.6 else light.lift(tone_, 0.35),
            )


def far_arch(c: Canvas, s: Setting) -> None:
    _vault(c, s, "far arch", 26, (0.36, 0.36), 0.3)


def hall(c: Canvas, s: Setting) -> None:
    """The chamber: its vault, stalagmites, and crystals that glow in the dark."""
    v, rng, light = s.view, s.rng("hall"), s.light
    _vault(c, s, "vault", 13, (0.72, 0.60), 0.9)
    stone = cave_stone(s)
    for _ in range(9):
        x = rng.choice([-1, 1]) * rng.uniform(0.36, 0.85)
        h, w = rng.uniform(0.06, 0.2), rng.uniform(0.02, 0.045)
        y = v.ground(13) + rng.uniform(0, 0.03)
        c.curve(
            [(x - w, y), (x - 0.3 * w, y - 0.55 * h), (x, y - h), (x + 0.35 * w, y - 0.5 * h), (x + w, y)],
            Linear(
                (x - w * light.side, 0),
                (x + w * light.side, 0),
                [light.dim(stone, 1.6), light.dim(stone, 0.3)],
            ),
            tension=0.6,
        )
    if s.has("crystal", "gem", "glowing", "magic") or rng.random() < 0.6:
        for _k in range(4):
            _crystals(
                c,
                s,
                float(rng.choice([-1, 1]) * rng.uniform(0.42, 0.8)),
                v.ground(12) + 0.01,
                rng.uniform(0.05, 0.11),
                rng,
            )


def _crystals(c: Canvas, s: Setting, x: float, y: float, h: float, rng: np.random.Generator) -> None:
    tint = crystal(s)
    c.glow(x, y - 0.4 * h, 2.8 * h, tint, 0.55)
    for turn in (-34, 30, -14, 12, 0):
        k = h * rng.uniform(0.6, 1.0) * (1.15 if not turn else 0.8)
        with c.at(x, y, turn=turn):
            w = 0.13 * k
            c.poly(
                [(-w, 0), (-w, -0.7 * k), (0, -k), (w, -0.7 * k), (w, 0)], Glow(mix(tint, "#10142a", 0.25))
            )
            c.poly([(-w, 0), (-w, -0.7 * k), (0, -k), (-0.1 * w, 0)], Glow(toned(tint, 0.06)))


def cave_floor(c: Canvas, s: Setting) -> None:
    v, light, stone = s.view, s.light, cave_stone(s)
    floor = light.dim(s.colour("floor", stone), 0.5)
    terrain(c, s, light.dim(floor, 0.9), light.lift(floor, 0.5))
    x = 0.1 * light.side
    soft(c, x, v.ground(14), 0.5, 0.1, Glow(light.sky[3]), 0.5)
    mottle(c, s, "stones", light.dim(floor, 1.4), 60, 0.5, 0.5)
    if s.maybe("pool", 0.65) or s.has("lake", "water", "underground"):
        rng = s.rng("pool")
        px, py = 0.3 * float(rng.choice([-1, 1])), v.ground(9)
        pool = paths.blob(px, py, 0.36, 0.045, rng, 0.06)
        glow = crystal(s) if s.light.night > 0.3 else s.light.sky[3]
        c.fill(
            pool,
            Linear(
                (0, py - 0.04),
                (0, py + 0.05),
                [Glow(mix(glow, s.light.on("#234a5c"), 0.45)), Glow(s.light.on("#16323f"))],
            ),
        )


def drips(c: Canvas, s: Setting, t: float) -> None:
    """Rings where drops fall into the pool."""
    rng = s.rng("pool")
    px, py = 0.3 * float(rng.choice([-1, 1])), s.view.ground(9)
    if not (s.maybe("pool", 0.65) or s.has("lake", "water", "underground")):
        return
    for i in range(3):
        f = (0.45 * t + i / 3) % 1
        c.stroke(
            paths.ellipse(px + 0.1 * (i - 1), py + 0.008 * (i - 1), 0.07 * f, 0.008 * f),
            Glow("#dff3f6"),
            0.0014,
            0.6 * (1 - f),
        )


def embers(c: Canvas, s: Setting, t: float) -> None:
    """Motes that float in the light."""
    rng = s.rng("embers")
    tint = crystal(s)
    for i in range(16):
        x = rng.uniform(-0.6, 0.6) + 0.03 * np.sin(0.5 * t + i)
        y = (rng.uniform(0.1, 0.75) - 0.015 * t * rng.uniform(0.4, 1.2)) % 0.75 + 0.05
        c.circle(x, y, 0.0018, Glow(tint), 0.35 + 0.35 * np.sin(1.3 * t + 2 * i))


def near_stones(c: Canvas, s: Setting) -> None:
    rocks(c, s, "near stones", s.light.dim(cave_stone(s), 0.7), 7, 8, 12, 0.46, (0.4, 1.2))


def cave_front(c: Canvas, s: Setting) -> None:
    """The dark lip of rock that the camera looks through."""
    rng = s.rng("cave front")
    dark = s.light.dim(cave_stone(s), 2.0)
    top = [(-1.8, -0.7), (1.8, -0.7), (1.8, 0.9), (1.05, 0.75), (0.84, 0.34)]
    for x in np.linspace(0.75, -0.75, 9):
        base = -0.02 + 0.12 * abs(x) + rng.uniform(0, 0.03)
        top += [(x + 0.045, base), (x, base + rng.uniform(0.02, 0.13) * (0.4 + abs(x))), (x - 0.045, base)]
    top += [(-0.86, 0.36), (-1.02, 0.78), (-1.8, 0.9)]
    c.poly(top, dark)
    rock(c, s, 0.98 * float(rng.choice([-1, 1])), 1.14, 0.36, 0.26, dark, rng)


PLACE = Place(
    "cave",
    ("cave", "cavern", "grotto", "underground", "lair", "tunnel", "mineshaft"),
    build_cave,
    sky=False,
    interior=True,
    lamps=0.25,
    moonlit=1.25,
)
