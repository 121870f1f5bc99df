"""The bridge of a spaceship with its great window."""

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Glow, Linear
from rushes.engines.animatic.colour import mix
from rushes.engines.animatic.paths import Path
from rushes.engines.animatic.places.kit_space import along, box, face, fill_all, flat, quad, spot, upright
from rushes.engines.animatic.places.kit_stars import TINTS, blinks, planet, screen, starfield
from rushes.engines.animatic.setting import Place, Plane, Setting

BACK = 8.0


def build_bridge(s: Setting) -> list[Plane]:
    return [
        Plane("space", 900, outer_space, rim=0),
        Plane("deck", 9.6, deck, ground=True, rim=0),
        Plane("hull", 8.0, hull, rim=0),
        Plane("consoles", 6.9, consoles, rim=0.3, moving=console_lights),
        Plane("sides", 4.6, side_banks, rim=0.3, moving=bank_lights),
        Plane("seat", 2.6, seat, blur=0.003, rim=0.8),
    ]


def metal(s: Setting) -> str:
    return s.colour("wall", s.colour("hull", "#6d7890", "#78808c", "#667c86", "#857f7a"))


def accent(s: Setting) -> str:
    return s.colour("light", "#55e0ea", "#ffb45c", "#7fb2ff", "#ff7d6b")


def world(s: Setting) -> str:
    """The planet in the window."""
    if s.has("mars"):
        return "#c9603a"
    if s.has("earth"):
        return "#3f83c9"
    return s.colour("planet", "#4a8fb8", "#c97f4f", "#8a6fc0", "#5fa38a", "#d0a565")


def outer_space(c: Canvas, s: Setting) -> None:
    v, rng = s.view, s.rng("outer")
    nebula = ("#5a3f8f", "#2f5f8f", "#8f3f5f")[int(rng.integers(3))]
    starfield(c, s, (v.left, v.top, v.right, 1.0), 300, nebula)
    side = float(rng.choice([-1, 1]))
    planet(
        c,
        s,
        side * rng.uniform(0.2, 0.36),
        rng.uniform(0.26, 0.34),
        rng.uniform(0.14, 0.2),
        world(s),
        rings=s.has("ring", "rings", "saturn") or rng.random() < 0.35,
        bands=rng.random() < 0.4,
        side=s.light.side,
    )
    planet(
        c,
        s,
        -side * rng.uniform(0.25, 0.5),
        rng.uniform(0.12, 0.25),
        rng.uniform(0.02, 0.045),
        "#b9bcc6",
        side=s.light.side,
    )


def opening(s: Setting) -> Path:
    """The outline of the great window, anticlockwise so that it cuts a hole."""
    v = s.view
    corners = [(-4.0, 0.95), (-4.85, 2.3), (-3.7, 3.95), (3.7, 3.95), (4.85, 2.3), (4.0, 0.95)]
    return quad(v, [(x, y, BACK) for x, y in corners[::-1]])


def hull(c: Canvas, s: Setting) -> None:
    """Walls and ceiling around the window: ribs, light strips, panels."""
    v, light, steel = s.view, s.light, metal(s)
    hole = opening(s)
    base = paths.poly([spot(v, x, y, BACK) for x, y in ((-5.2, 0), (5.2, 0), (5.2, 4.4), (-5.2, 4.4))])
    if np.sign(_area(base)) == np.sign(_area(hole)):
        hole = Path(hole.commands, hole.points[::-1])
    c.fill(base + hole, Linear((0, 0.1), (0, 0.7), [light.dim(steel, 1.0), light.dim(steel, 0.3)]))
    ceiling = [(-5.2, 4.4, BACK), (5.2, 4.4, BACK), (5.2, 4.4, 1.2), (-5.2, 4.4, 1.2)]
    face(c, s, ceiling, Linear((0, -0.5), (0, 0.2), [light.dim(steel, 1.2), light.dim(steel, 0.7)]))
    for side in (-1, 1):
        c.fill(
            along(v, side * 5.2, 1.2, BACK, 0, 4.4),
            Linear((side * 0.9, 0), (side * 0.55, 0), [light.dim(steel, 1.3), light.dim(steel, 0.6)]),
        )
        fill_all(
            c,
            [along(v, side * 5.19, d, d + 0.3, 0, 4.4) for d in (1.9, 3.2, 4.8, 6.6)],
            light.lift(steel, 0.2),
        )
        c.fill(along(v, side * 5.15, 1.2, BACK, 2.95, 3.05), Glow(accent(s)), 0.9)
        c.fill(along(v, side * 5.15, 1.2, BACK, 0.25, 0.31), Glow(accent(s)), 0.5)
    for x in (-1.7, 1.7):
        c.fill(flat(v, x - 0.16, x + 0.16, 1.4, BACK, 4.39), Glow(mix(accent(s), "#ffffff", 0.5)), 0.9)
        px, py = spot(v, x, 4.3, 6)
        c.glow(px, py, 0.3, accent(s), 0.3)
    for d in (2.6, 4.4, 6.6):
        box(c, s, (-5.2, 5.2), (4.15, 4.4), (d, d + 0.35), light.dim(steel, 0.4))
    _frame(c, s)


def _area(path: Path) -> float:
    x, y = path.points.T
    return float(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y))


def _frame(c: Canvas, s: Setting) -> None:
    v, light, steel, m = s.view, s.light, metal(s), s.view.metre(BACK)
    hole = opening(s)
    c.stroke(hole, light.dim(steel, 0.9), 0.28 * m)
    c.stroke(hole, Glow(accent(s)), 0.04 * m, 0.9)
    for a, b in (((-1.5, 0.95), (-1.3, 3.95)), ((1.5, 0.95), (1.3, 3.95))):
        c.line([spot(v, *a, BACK), spot(v, *b, BACK)], light.dim(steel, 0.9), 0.12 * m, smooth=False)
    # the planet's and the stars' light lies on the sill
    p0, p1 = spot(v, -4.0, 0.95, BACK), spot(v, 4.0, 0.85, BACK)
    c.rect(p0[0], p0[1], p1[0] - p0[0], p1[1] - p0[1], mix(light.lift(steel, 0.6), world(s), 0.3))


def deck(c: Canvas, s: Setting) -> None:
    v, light = s.view, s.light
    steel = s.colour("floor", light_floor(s))
    far = spot(v, 0, 0, BACK)[1]
    c.rect(
        v.left,
        far,
        v.right - v.left,
        v.bottom - far,
        Linear((0, far), (0, 1.1), [light.dim(steel, 0.2), light.dim(steel, 0.5), light.dim(steel, 1.1)]),
    )
    seams = [flat(v, x, x + 0.04, 1.4, BACK) for x in np.arange(-6, 6.1, 1.2)]
    seams += [flat(v, -6, 6, d, d + 0.05) for d in np.arange(1.6, BACK, 1.2)]
    fill_all(c, seams, light.dim(steel, 1.5), 0.7)
    plates = [
        flat(v, x + 0.1, x + 1.1, d + 0.1, d + 1.1)
        for x, d in ((-2.4, 4.0), (1.2, 5.2), (-1.2, 6.4), (0.0, 2.8), (2.4, 6.4))
    ]
    fill_all(c, plates, light.lift(steel, 0.4), 0.4)
    for x in (-2.6, 2.6):
        c.fill(flat(v, x - 0.05, x + 0.05, 1.4, BACK), Glow(accent(s)), 0.55)
    # reflections of the window and of the strips
    c.fill(flat(v, -3.0, 3.0, 5.4, BACK), Glow(world(s)), 0.14)
    for x in (-1.7, 1.7):
        c.fill(flat(v, x - 0.5, x + 0.5, 1.4, BACK), Glow(accent(s)), 0.07)


def light_floor(s: Setting) -> str:
    return ("#4c5568", "#505560", "#48585e")[int(s.rng("deck").integers(3))]


def _console(c: Canvas, s: Setting, x: tuple[float, float], d: tuple[float, float], name: str) -> None:
    """A sloping desk with screens on it."""
    v, rng, light = s.view, s.rng(name), s.light
    steel = light.dim(metal(s), 0.6)
    box(c, s, x, (0, 0.75), d, steel)
    face(
        c,
        s,
        [(x[0], 0.75, d[0]), (x[1], 0.75, d[0]), (x[1], 1.05, d[1]), (x[0], 1.05, d[1])],
        light.lift(steel, 0.3),
    )
    n = max(2, round((x[1] - x[0]) / 0.7))
    w = (x[1] - x[0]) / n
    for k in range(n):
        a, b = x[0] + k * w + 0.07, x[0] + (k + 1) * w - 0.07
        y0, y1 = 0.80, 1.0
        area = quad(v, [(a, y0, d[0] + 0.12), (b, y0, d[0] + 0.12), (b, y1, d[1] - 0.1), (a, y1, d[1] - 0.1)])
        screen(c, s, area, TINTS[int(rng.integers(5))] if rng.random() < 0.5 else accent(s), rng)
    c.fill(upright(v, d[0], x[0], x[1], 0.1, 0.14), Glow(accent(s)), 0.8)


def consoles(c: Canvas, s: Setting) -> None:
    v, rng, _light = s.view, s.rng("holo"), s.light
    _console(c, s, (-3.7, -1.5), (6.8, 7.6), "console a")
    _console(c, s, (1.5, 3.7), (6.8, 7.6), "console b")
    for x in (-2.6, 2.6):
        _chair(c, s, x, 6.2)
    if s.has("hologram") or rng.random() < 0.4:
        px, py = spot(v, 0, 0, 7.2)
        m = v.metre(7.2)
        c.fill(
            paths.poly(
                [
                    (px - 0.3 * m, py - 0.4 * m),
                    (px + 0.3 * m, py - 0.4 * m),
                    (px + 0.8 * m, py - 1.7 * m),
                    (px - 0.8 * m, py - 1.7 * m),
                ]
            ),
            Linear((px, py), (px, py - 1.7 * m), [(Glow(accent(s)), 0.4), (Glow(accent(s)), 0.03)]),
        )
        c.stroke(paths.ellipse(px, py - 1.3 * m, 0.42 * m), Glow(accent(s)), 0.02 * m, 0.8)
        for k in (0.15, 0.3):
            c.stroke(paths.ellipse(px, py - 1.3 * m, 0.42 * m, k * m), Glow(accent(s)), 0.012 * m, 0.7)


def _chair(c: Canvas, s: Setting, x: float, d: float) -> None:
    """A pilot's chair from behind."""
    v, m = s.view, s.view.metre(d)
    px, py = spot(v, x, 0, d)
    tone = s.colour("seat", "#3a4152", "#5a3a36")
    c.rect(px - 0.06 * m, py - 0.5 * m, 0.12 * m, 0.5 * m, s.light.dim(tone, 1))
    c.ellipse(px, py, 0.32 * m, 0.07 * m, s.light.dim(tone, 1.2))
    c.rect(px - 0.36 * m, py - 0.62 * m, 0.72 * m, 0.2 * m, s.light.dim(tone, 0.6), r=0.06 * m)
    c.curve(
        [
            (px - 0.3 * m, py - 0.5 * m),
            (px - 0.33 * m, py - 1.1 * m),
            (px - 0.2 * m, py - 1.42 * m),
            (px + 0.2 * m, py - 1.42 * m),
            (px + 0.33 * m, py - 1.1 * m),
            (px + 0.3 * m, py - 0.5 * m),
        ],
        Linear(
            (px - 0.3 * m * s.light.side, 0),
            (px + 0.3 * m * s.light.side, 0),
            [s.light.dim(tone, 0.8), s.light.lift(tone, 0.6)],
        ),
        tension=0.7,
    )


def console_lights(c: Canvas, s: Setting, t: float) -> None:
    rng = s.rng("console spots")
    spots = [
        spot(s.view, k * rng.uniform(1.6, 3.6), rng.uniform(0.25, 0.65), 6.79)
        for _ in range(7)
        for k in (-1, 1)
    ]
    blinks(c, s, t, spots, 0.0028)


def side_banks(c: Canvas, s: Setting) -> None:
    """Banks of instruments along both walls."""
    v, light = s.view, s.light
    steel = light.dim(metal(s), 0.4)
    for side in (-1, 1):
        rng = s.rng(f"bank {side}")
        x0, x1 = sorted((side * 4.1, side * 5.2))
        box(c, s, (x0, x1), (0, 0.95), (3.6, 7.6), steel)
        box(
            c,
            s,
            (x0 + 0.25 * (side > 0), x1 - 0.25 * (side < 0)),
            (1.35, 2.6),
            (3.8, 7.4),
            light.dim(steel, 0.3),
        )
        wall = side * 4.33
        for d in np.arange(4.0, 7.2, 0.85):
            tint = accent(s) if rng.random() < 0.5 else TINTS[int(rng.integers(5))]
            screen(c, s, along(v, wall, float(d), float(d) + 0.7, 1.5, 2.4), tint, rng)
        for d in np.arange(3.8, 7.4, 0.6):
            c.fill(along(v, side * 4.08, float(d), float(d) + 0.45, 0.25, 0.75), light.dim(steel, 0.8))
        c.fill(along(v, side * 4.07, 3.6, 7.6, 0.86, 0.9), Glow(accent(s)), 0.85)


def bank_lights(c: Canvas, s: Setting, t: float) -> None:
    rng = s.rng("bank spots")
    spots = [
        spot(s.view, k * 4.07, rng.uniform(0.3, 0.7), rng.uniform(3.9, 7.2))
        for _ in range(7)
        for k in (-1, 1)
    ]
    blinks(c, s, t, spots, 0.0032)


def seat(c: Canvas, s: Setting) -> None:
    """The back of the captain's seat in a lower corner, rimmed by the window's light."""
    side = float(s.rng("seat side").choice([-1, 1]))
    tone = s.light.dim("#2b3040", 0.6)
    x = side * 0.80
    c.curve(
        [
            (x - 0.2, 1.4),
            (x - 0.21, 0.9),
            (x - 0.12, 0.70),
            (x + 0.12, 0.70),
            (x + 0.21, 0.9),
            (x + 0.2, 1.4),
        ],
        Linear(
            (x - 0.2, 0),
            (x + 0.2, 0),
            [
                s.light.lift(tone, 0.3 * (side > 0)),
                s.light.dim(tone, 0.6),
                s.light.lift(tone, 0.3 * (side < 0)),
            ],
        ),
        tension=0.8,
    )
    c.line(
        [(x - 0.15, 0.83), (x - 0.09, 0.74), (x + 0.09, 0.74), (x + 0.15, 0.83)], Glow(accent(s)), 0.006, 0.8
    )


PLACE = Place(
    "spaceship",
    ("spaceship", "starship", "cockpit", "spacecraft", "spaceship bridge", "starship bridge", "control room"),
    build_bridge,
    interior=True,
    sky=False,
    lamps=0.55,
    standing=(4.4, 6.4),
    horizon=0.50,
    eye=1.5,
)
