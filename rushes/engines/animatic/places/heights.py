"""Mountains and snow: ranges behind ranges, firs on the slopes, drifts, a glacier, a cabin's light."""

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Linear
from rushes.engines.animatic.colour import mix
from rushes.engines.animatic.places.kit_build import house
from rushes.engines.animatic.places.kit_land import fade, flowers, hill, peaks, rock, rocks, tufts, verge
from rushes.engines.animatic.places.kit_space import mottle, terrain
from rushes.engines.animatic.places.kit_tree import fir, wood
from rushes.engines.animatic.setting import Place, Plane, Setting


def build_mountain(s: Setting) -> list[Plane]:
    planes = [
        Plane("high range", 1600, high_range, rim=0.5),
        Plane("near range", 800, near_range, rim=0.5),
        Plane("wooded slopes", 250, slopes, rim=0.2),
        Plane("alp", 60, alp, ground=True, rim=0),
        Plane("firs", 26, firs, rim=0.7),
        Plane("boulders", 10, boulders),
        Plane("framing", 2.6, framing, blur=0.004, sway=0.25),
    ]
    if s.maybe("cabin", 0.35) or s.has("hut", "chalet", "cottage"):
        planes.append(Plane("cabin", 45, cabin))
    return planes


def stone(s: Setting) -> str:
    return s.colour("mountain", "#6b7386", "#75706f", "#5f6f7c")


def snow(s: Setting) -> str:
    return s.colour("snow", "#f0f3f7", "#e9eef6")


def needle(s: Setting) -> str:
    return s.colour("pine", "#3a5a4a", "#42593f", "#345558")


def winter(s: Setting) -> bool:
    return s.weather == "snow" or s.has("snow", "snowy", "winter", "icy", "ice")


def high_range(c: Canvas, s: Setting) -> None:
    v = s.view
    peaks(c, s, "high", 420, v.horizon + 0.02, 0.46, stone(s), snow(s), 5, 0.52)


def near_range(c: Canvas, s: Setting) -> None:
    v = s.view
    peaks(
        c,
        s,
        "near",
        230,
        v.horizon + 0.03,
        0.25,
        s.light.dim(stone(s), 0.4),
        snow(s) if winter(s) else None,
        6,
        0.4,
    )


def slopes(c: Canvas, s: Setting) -> None:
    v = s.view
    side = float(s.rng("slope side").choice([-1, 1]))
    for k, (depth, rise) in enumerate(((300, 0.07), (180, 0.05), (100, 0.03))):
        tilt = side * (0.10 - 0.02 * k) * (1 if k % 2 else -1)
        green = s.colour("slopes", "#6d8256", "#7a8450")
        land = hill(s, f"slope {k}", v.horizon - rise + 0.04, 0.035, tilt=tilt)
        with c.distance(depth):
            fade(c, s, land, snow(s) if winter(s) else mix(green, needle(s), 0.4), depth, 0.5)
        rng = s.rng(f"slope wood {k}")
        line = land.points[:-2]
        with c.distance(depth):
            for i in range(0, len(line), 2):
                if rng.random() < 0.55:
                    h = v.metre(depth) * rng.uniform(6, 13)
                    fir(c, s, float(line[i, 0]), float(line[i, 1]) + 0.012, h, needle(s), rng, slim=0.32)


def alp(c: Canvas, s: Setting) -> None:
    grass = s.colour("grass", "#83954f", "#8a9356", "#76904f")
    near = snow(s) if winter(s) else grass
    terrain(c, s, near)
    mottle(c, s, "patches", s.light.dim(near, 0.7), 60, 1.0, 0.3)
    mottle(c, s, "light patches", s.light.lift(near, 0.8), 40, 1.2, 0.3)
    if winter(s):
        return
    tufts(c, s, "tufts", grass, 120, 2.6, 22, 0.2)
    flowers(c, s, "alpine flowers", ("#f2e6c4", "#d9a2b8", "#8fa5dc"), 90, 2.6, 16, 0.15, 0.04)


def cabin(c: Canvas, s: Setting) -> None:
    v, rng = s.view, s.rng("cabin")
    x, depth = 0.42 * float(rng.choice([-1, 1])), 40.0
    colour = s.colour("cabin", "#7a5638", "#6a4a35")
    with c.at(x, v.ground(depth), v.metre(depth)):
        house(c, s, 8, 3, colour, snow(s) if winter(s) else "#5a4a44", rng, door="#3a2a20")


def firs(c: Canvas, s: Setting) -> None:
    v, rng = s.view, s.rng("firs")
    side = float(s.rng("fir side").choice([-1, 1]))
    for depth in sorted(rng.uniform(18, 42, 15), reverse=True):
        d = float(depth)
        x = side * rng.uniform(0.3, 1.3) if rng.random() < 0.7 else -side * rng.uniform(0.6, 1.4)
        with c.distance(d):
            fir(
                c,
                s,
                x,
                v.ground(d),
                v.metre(d) * rng.uniform(6, 12),
                needle(s),
                rng,
                snow(s) if winter(s) else None,
            )


def boulders(c: Canvas, s: Setting) -> None:
    rocks(
        c,
        s,
        "boulders",
        s.colour("rock", "#72747a", "#7a756e"),
        6,
        8.5,
        14,
        0.4,
        (0.4, 1.3),
        snow(s) if winter(s) else None,
    )


def framing(c: Canvas, s: Setting) -> None:
    """A crag in one corner and a fir's boughs in the other."""
    rng = s.rng("framing")
    side = float(s.rng("fir side").choice([-1, 1]))
    rock(
        c,
        s,
        -side * 1.0,
        1.12,
        0.4,
        0.36,
        s.light.dim(s.colour("rock", "#72747a", "#7a756e"), 0.8),
        rng,
        snow(s) if winter(s) else None,
    )
    verge(c, s, "verge", "#6f7c4a" if not winter(s) else "#8e9a9c", 36, 0.16, 0.55)
    fir(c, s, side * 1.02, 1.25, 1.25, s.light.dim(needle(s), 1.1), rng, snow(s) if winter(s) else None, 0.42)


def build_snowfield(s: Setting) -> list[Plane]:
    return [
        Plane("ice peaks", 1500, ice_peaks, rim=0.6),
        Plane("glacier", 500, glacier, rim=0.3),
        Plane("snow", 90, snow_ground, ground=True, rim=0),
        Plane("firs", 32, snow_firs, rim=0.6),
        Plane("drifts", 13, drifts, rim=0.3),
        Plane("front drift", 2.6, front_drift, blur=0.004, rim=0.4),
    ]


def ice_peaks(c: Canvas, s: Setting) -> None:
    v = s.view
    rock_colour = s.colour("mountain", "#7d8ea6", "#8592a3")
    peaks(c, s, "ice far", 380, v.horizon + 0.02, 0.30, rock_colour, snow(s), 6, 0.8)
    peaks(c, s, "ice near", 240, v.horizon + 0.03, 0.19, rock_colour, snow(s), 7, 0.75)


def glacier(c: Canvas, s: Setting) -> None:
    """A tongue of blue ice with crevasses between the snow hills."""
    v, rng = s.view, s.rng("glacier")
    for k, depth in enumerate((420, 240)):
        fade(
            c, s, hill(s, f"snow hill {k}", v.horizon - 0.03 + 0.022 * k, 0.03, first=3), snow(s), depth, 0.25
        )
    if not (s.has("glacier", "ice", "iceberg", "arctic", "crevasse") or rng.random() < 0.5):
        return
    x, ice = rng.uniform(0.25, 0.55) * float(rng.choice([-1, 1])), s.colour("ice", "#8fc3de", "#9fd0e2")
    with c.distance(200):
        for _i in range(9):
            w, h = rng.uniform(0.02, 0.06), rng.uniform(0.02, 0.075)
            px = x + rng.normal(0, 0.16)
            c.poly(
                [
                    (px - w, v.horizon + 0.02),
                    (px - w * 0.7, v.horizon - h * 0.8),
                    (px - 0.1 * w, v.horizon - h),
                    (px + w * 0.6, v.horizon - 0.6 * h),
                    (px + w, v.horizon + 0.02),
                ],
                Linear(
                    (px, v.horizon - h),
                    (px, v.horizon + 0.02),
                    [s.light.lift(ice, 0.9), s.light.dim(ice, 0.5)],
                ),
            )
            c.poly(
                [
                    (px - 0.1 * w, v.horizon - h),
                    (px + w * 0.6, v.horizon - 0.6 * h),
                    (px + w, v.horizon + 0.02),
                    (px + 0.1 * w, v.horizon + 0.02),
                ],
                s.light.dim(ice, 0.9),
                0.5,
            )


def snow_ground(c: Canvas, s: Setting) -> None:
    v, light, white = s.view, s.light, snow(s)
    terrain(c, s, mix(white, "#c3d6f0", 0.35), mix(white, "#8fb0dc", 0.5))
    blue = light.dim(mix(white, "#7fa3d6", 0.6), 0.5)
    # long soft shadows of drifts, each a crescent that lies across the field
    rng = s.rng("crescents")
    for depth in sorted(rng.uniform(3, 60, 26), reverse=True):
        m, y = v.metre(float(depth)), v.ground(float(depth))
        x, w = rng.uniform(v.left, v.right), rng.uniform(1.5, 5) * m
        c.curve([(x - w, y), (x, y - 0.16 * m), (x + w, y), (x + 0.2 * w, y + 0.05 * m)], blue, 0.42)
        c.curve(
            [(x - w * 0.8, y - 0.02 * m), (x, y - 0.2 * m), (x + w * 0.7, y - 0.03 * m), (x, y - 0.12 * m)],
            light.lift(white, 1),
            0.5,
        )
    if s.maybe("tracks", 0.7):
        footprints(c, s, blue)


def footprints(c: Canvas, s: Setting, blue: object) -> None:
    v, rng = s.view, s.rng("footprints")
    bend, start = rng.uniform(-1.5, 1.5), rng.uniform(-0.5, 0.5)
    for k, depth in enumerate(np.arange(3.2, 40, 0.75)):
        m = v.metre(float(depth))
        x = (start + bend * np.sin(depth * 0.12) + (0.14 if k % 2 else -0.14)) * m
        c.ellipse(
            float(x) + 0.15, v.ground(float(depth)), 0.12 * m, 0.045 * m, s.light.dim("#a9bfdd", 0.6), 0.6
        )


def snow_firs(c: Canvas, s: Setting) -> None:
    v, rng = s.view, s.rng("firs")
    side = float(rng.choice([-1, 1]))
    for depth in sorted(rng.uniform(22, 70, 14), reverse=True):
        d = float(depth)
        x = side * rng.uniform(0.35, 1.4) if rng.random() < 0.75 else -side * rng.uniform(0.6, 1.5)
        with c.distance(d):
            fir(c, s, x, v.ground(d) + 0.004, v.metre(d) * rng.uniform(5, 11), needle(s), rng, snow(s))


def drifts(c: Canvas, s: Setting) -> None:
    v, rng, white = s.view, s.rng("drifts"), snow(s)
    for side in (-1, 1):
        x = side * rng.uniform(0.75, 1.0)
        y = v.ground(12)
        c.fill(
            paths.blob(x, y + 0.03, 0.42, 0.085, rng, 0.06),
            Linear(
                (x, y - 0.06),
                (x, y + 0.08),
                [s.light.lift(white, 0.7), mix(s.light.dim(white, 0.4), "#b6c8e4", 0.4)],
            ),
        )
    rocks(c, s, "rocks", s.colour("rock", "#5d6674", "#666a70"), 3, 9, 13, 0.45, (0.4, 1.0), white)


def front_drift(c: Canvas, s: Setting) -> None:
    rng, white = s.rng("front drift"), snow(s)
    side = float(rng.choice([-1, 1]))
    tone = Linear(
        (0, 0.86), (0, 1.2), [s.light.lift(white, 0.4), s.light.dim(mix(white, "#9db4d8", 0.5), 0.7)]
    )
    c.fill(paths.blob(side * 1.0, 1.14, 0.62, 0.24, rng, 0.04), tone)
    c.fill(paths.blob(-side * 1.1, 1.16, 0.46, 0.16, rng, 0.04), tone)
    fir(c, s, side * 1.0, 1.2, 1.2, s.light.dim(needle(s), 0.9), rng, white, 0.4)


def tundra_wood(c: Canvas, s: Setting) -> None:
    wood(c, s, "tundra", needle(s), 200, s.view.horizon, 0.06, 0.03)


MOUNTAIN = Place(
    "mountain",
    ("mountain", "peak", "alp", "summit", "valley", "ridge", "highland", "mountainside", "mountain pass"),
    build_mountain,
)
SNOWFIELD = Place(
    "snowfield",
    ("snowfield", "glacier", "tundra", "snow", "arctic", "antarctica", "snowscape", "north pole"),
    build_snowfield,
)
PLACES = (MOUNTAIN, SNOWFIELD)
