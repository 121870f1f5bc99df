"""Desert: dunes with knife edges, mesas in the haze, cacti, bones of old trees."""

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Linear
from rushes.engines.animatic.colour import mix
from rushes.engines.animatic.paths import Path
from rushes.engines.animatic.places.kit_land import rock, rocks
from rushes.engines.animatic.places.kit_space import fill_all, mirrored, mottle, terrain, water
from rushes.engines.animatic.places.kit_tree import palm
from rushes.engines.animatic.setting import Place, Plane, Setting


def sand(s: Setting) -> str:
    return s.colour("sand", "#dba766", "#d99a5b", "#e2b878", "#cf8a55")


def stone(s: Setting) -> str:
    return s.colour("rock", "#a4583c", "#9a5a48", "#b06a44")


def rocky(s: Setting) -> bool:
    """Mesas and cacti rather than a sea of dunes."""
    if s.has("canyon", "mesa", "cactus", "cacti", "badlands", "rocky", "western"):
        return True
    return not s.has("dune", "sahara", "oasis", "sand") and bool(s.rng("rocky").random() < 0.45)


def build(s: Setting) -> list[Plane]:
    planes = [
        Plane("far", 1400, mesas if rocky(s) else far_dunes, rim=0.4),
        Plane("dunes", 300, dunes, rim=0.4),
        Plane("sand", 90, sand_ground, ground=True, rim=0),
        Plane("near dune", 14, near_dune, rim=0.5),
        Plane("things", 11, things),
        Plane("front", 2.6, front, blur=0.004, rim=0.6),
    ]
    if s.has("oasis") or (not rocky(s) and s.maybe("oasis", 0.2)):
        planes.append(Plane("oasis", 40, oasis))
    return planes


def mesas(c: Canvas, s: Setting) -> None:
    v, rng = s.view, s.rng("mesas")
    for depth, n, scale in ((420, 5, 1.0), (260, 4, 1.3), (150, 2, 1.9)):
        with c.distance(depth):
            for _ in range(n):
                x = (
                    rng.uniform(v.left, v.right)
                    if scale < 1.5
                    else rng.choice([-1, 1]) * rng.uniform(0.45, 1.1)
                )
                mesa(
                    c,
                    s,
                    float(x),
                    v.horizon + 0.02,
                    rng.uniform(0.08, 0.2) * scale,
                    rng.uniform(0.08, 0.16) * scale,
                    rng,
                )


def mesa(c: Canvas, s: Setting, x: float, y: float, w: float, h: float, rng: np.random.Generator) -> None:
    """A table mountain: a steep cap in bands over a skirt of rubble."""
    light, colour = s.light, stone(s)
    shape = _table(x, y, w, h, rng)
    c.fill(shape, Linear((x, y - h), (x, y), [light.lift(colour, 0.5), mix(colour, sand(s), 0.35)]))
    with c.group(clip=shape):
        for f in (0.18, 0.34, 0.4, 0.62):
            thick = h * rng.uniform(0.03, 0.07)
            c.rect(x - 2 * w, y - h * (1 - f), 4 * w, thick, light.dim(colour, 0.9), opacity=0.45)
        side = 1 if light.side < 0 else -1
        edge = x + side * w * rng.uniform(0.0, 0.3)
        c.poly(_shaded_face(edge, y, w, h, side, x), light.dim(colour, 1.2), opacity=0.7)
        for _ in range(5):
            px = x + rng.uniform(-0.6, 0.6) * w
            gully = [(px, y - h), (px + rng.normal(0, 0.03) * w, y - 0.45 * h)]
            c.limb(gully, (0.05 * w, 0.01 * w), light.dim(colour, 1.4), 0.5)


def _table(x: float, y: float, w: float, h: float, rng: np.random.Generator) -> Path:
    """The outline: rubble, cap, rubble."""
    n, shoulder = 7, y - 0.45 * h
    top = np.linspace(-0.62, 0.62, n) * w
    cap = np.stack([x + top, y - h + rng.uniform(0, 0.05, n) * h], 1)
    left = [(x - 1.25 * w, y), (x - 0.74 * w, shoulder)]
    right = [(x + 0.76 * w, shoulder), (x + 1.3 * w, y)]
    return paths.poly(np.concatenate([left, cap, right]))


def _shaded_face(edge: float, y: float, w: float, h: float, side: int, x: float) -> list[tuple[float, float]]:
    """What lies away from the light, beyond a ragged `edge`."""
    ragged = [
        (edge, y - h * 1.1),
        (edge + 0.06 * w, y - 0.6 * h),
        (edge - 0.04 * w, y - 0.4 * h),
        (edge + side * 0.2 * w, y),
    ]
    return [*ragged, (x + side * 3 * w, y), (x + side * 3 * w, y - h * 1.1)]


def far_dunes(c: Canvas, s: Setting) -> None:
    for depth, rise, size in ((480, 0.13, 0.26), (330, 0.09, 0.2)):
        _dune_row(c, s, f"far {depth}", depth, rise, size, 5)


def dunes(c: Canvas, s: Setting) -> None:
    scale = 0.4 if rocky(s) else 1.0
    for depth, rise, size in ((210, 0.07, 0.16), (120, 0.035, 0.12)):
        _dune_row(c, s, f"dune {depth}", depth, rise * scale, size * scale, 4)


def _dune_row(c: Canvas, s: Setting, name: str, depth: float, rise: float, size: float, n: int) -> None:
    """Overlapping dunes, each a lit windward slope and a slip face in shadow, parted by an S-shaped crest."""
    v, rng, light, colour = s.view, s.rng(name), s.light, sand(s)
    k = -1 if light.side < 0 else 1
    with c.distance(depth):
        xs = np.linspace(v.left, v.right, n) + rng.uniform(-0.2, 0.2, n)
        for x in xs[rng.permutation(n)]:
            h, w = rise + size * rng.uniform(0.1, 0.55), rng.uniform(0.7, 1.1)
            y = v.horizon + 0.03
            px, py = float(x), y - h
            crest = [
                (px, py),
                (px - k * 0.03 * w, py + 0.35 * h),
                (px - k * 0.2 * w, py + 0.7 * h),
                (px - k * 0.14 * w, y),
            ]
            c.curve(
                [
                    (px - w, y + 0.01),
                    (px - 0.5 * w, y - 0.4 * h),
                    (px - 0.12 * w, py + 0.06 * h),
                    (px, py),
                    (px + 0.14 * w, py + 0.1 * h),
                    (px + 0.55 * w, y - 0.33 * h),
                    (px + w, y + 0.01),
                ],
                Linear((px, py), (px, y), [light.lift(colour, 0.7), colour]),
                tension=0.8,
            )
            slip = [
                (px - k * w, y + 0.01),
                (px - k * 0.5 * w, y - (0.4 if k > 0 else 0.33) * h),
                (px - k * 0.12 * w, py + 0.08 * h),
                *crest,
            ]
            c.fill(paths.curve(slip, True, 0.8), light.dim(colour, 1.3), 0.75)


def sand_ground(c: Canvas, s: Setting) -> None:
    v, light, colour = s.view, s.light, sand(s)
    terrain(c, s, mix(colour, stone(s), 0.25) if rocky(s) else colour, colour)
    rng = s.rng("ripples")
    parts_dark, parts_light = [], []
    for depth in np.geomspace(2.4, 45, 44):
        m, y = v.metre(float(depth)), v.ground(float(depth))
        for _ in range(2):
            x, w = rng.uniform(v.left, v.right), rng.uniform(1.2, 3.2) * m
            curve = [
                (x - w, y),
                (x - 0.3 * w, y - 0.035 * m),
                (x + 0.4 * w, y + 0.02 * m),
                (x + w, y - 0.01 * m),
            ]
            parts_dark.append(paths.limb(curve, (0.004 * m, 0.03 * m, 0.03 * m, 0.004 * m)))
            parts_light.append(parts_dark[-1].moved(0, -0.03 * m))
    fill_all(c, parts_dark, light.dim(colour, 0.9), 0.4)
    fill_all(c, parts_light, light.lift(colour, 0.9), 0.4)
    mottle(c, s, "pebbles", light.dim(stone(s), 0.8), 30 if rocky(s) else 6, 0.12, 0.6, farthest=14)


def near_dune(c: Canvas, s: Setting) -> None:
    """One flank of sand rises at a side of the stage."""
    v, light, colour = s.view, s.light, sand(s)
    side = float(s.rng("near dune").choice([-1, 1]))
    y = v.ground(12)
    line = [
        (side * 0.3, y + 0.02),
        (side * 0.62, y - 0.05),
        (side * 0.95, y - 0.12),
        (side * 1.35, y - 0.14),
        (side * 2, y - 0.1),
        (side * 2, y + 0.1),
        (side * 1.0, y + 0.08),
    ]
    facing = light.lift(colour, 0.5) if side * light.side < 0 else light.dim(colour, 0.8)
    c.curve(line, Linear((0, y - 0.14), (0, y + 0.09), [facing, colour]), tension=0.7)


def things(c: Canvas, s: Setting) -> None:
    v, rng = s.view, s.rng("things")
    rocks(c, s, "rocks", stone(s), 5 if rocky(s) else 2, 9, 14, 0.45, (0.3, 1.2))
    if rocky(s):
        for _ in range(4):
            depth = float(rng.uniform(9, 20))
            x = rng.choice([-1, 1]) * rng.uniform(0.42, 0.95)
            with c.distance(depth):
                cactus(c, s, float(x), v.ground(depth), v.metre(depth) * rng.uniform(2, 3.6), rng)
        return
    if s.maybe("skeleton", 0.6) or s.has("bone", "tree"):
        x = rng.choice([-1, 1]) * rng.uniform(0.5, 0.75)
        dead_tree(c, s, float(x), v.ground(11), v.metre(11) * 3.2, rng)


def cactus(c: Canvas, s: Setting, x: float, y: float, h: float, rng: np.random.Generator) -> None:
    """A saguaro with one to three arms."""
    colour = s.colour("cactus", "#5c7748", "#6a7b4c")
    w = 0.13 * h
    tone = Linear(
        (x - w * s.light.side, 0),
        (x + w * s.light.side, 0),
        [s.light.dim(colour, 1), s.light.lift(colour, 0.7)],
    )
    c.limb([(x, y), (x, y - 0.5 * h), (x, y - h)], (w * 0.85, w, w * 0.8), tone)
    for k in rng.permutation([-1, 1])[: int(rng.integers(1, 3))]:
        at, reach, up = rng.uniform(0.4, 0.6) * h, 0.22 * h, rng.uniform(0.25, 0.42) * h
        c.limb(
            [
                (x, y - at),
                (x + k * reach * 0.7, y - at - 0.01 * h),
                (x + k * reach, y - at - 0.1 * h),
                (x + k * reach, y - at - up),
            ],
            (0.6 * w, 0.62 * w, 0.62 * w, 0.5 * w),
            tone,
        )


def dead_tree(c: Canvas, s: Setting, x: float, y: float, h: float, rng: np.random.Generator) -> None:
    """A bleached, leafless tree."""
    bone = s.light.dim("#8d7560", 0.5)
    c.limb(
        [(x, y), (x + 0.05 * h, y - 0.4 * h), (x - 0.04 * h, y - 0.8 * h)],
        (0.11 * h, 0.07 * h, 0.03 * h),
        bone,
    )
    for _ in range(6):
        f, k = rng.uniform(0.35, 0.8), rng.choice([-1, 1])
        px, py = x + 0.03 * h, y - f * h
        c.limb(
            [
                (px, py),
                (px + k * 0.16 * h, py - 0.1 * h),
                (px + k * 0.22 * h, py - rng.uniform(0.2, 0.36) * h),
            ],
            (0.035 * h, 0.022 * h, 0.006 * h),
            bone,
        )


def oasis(c: Canvas, s: Setting) -> None:
    """A pool with palms."""
    v, rng = s.view, s.rng("oasis")
    x, depth = 0.4 * float(rng.choice([-1, 1])), 40.0
    m, y = v.metre(depth), v.ground(depth)
    water(c, s, "#3f8f95", paths.blob(x, y + 0.012, 0.26, 0.022, rng, 0.05))
    for _ in range(8):
        px = x + rng.uniform(-0.24, 0.24)
        palm(c, s, px, y + rng.uniform(-0.012, 0.004), m * rng.uniform(6, 10), "#557a45", rng)
        mirrored(c, s, px, depth - 2, 0.5, 2, "#3d5a3c", 0.3)


def front(c: Canvas, s: Setting) -> None:
    rng = s.rng("front")
    side = float(s.rng("near dune").choice([-1, 1]))
    colour = s.light.dim(sand(s), 0.9)
    c.fill(
        paths.blob(side * 1.15, 1.16, 0.62, 0.24, rng, 0.04),
        Linear((0, 0.9), (0, 1.2), [s.light.lift(colour, 0.2), s.light.dim(colour, 0.8)]),
    )
    rock(c, s, -side * 0.98, 1.1, 0.26, 0.2, s.light.dim(stone(s), 0.9), rng)


PLACE = Place(
    "desert",
    ("desert", "dune", "sahara", "canyon", "mesa", "oasis", "badlands", "wasteland", "steppe", "savanna"),
    build,
)
