"""On the way: the open road, a bridge, and the deck of a ship at sea."""

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Glow, Linear
from rushes.engines.animatic.colour import mix
from rushes.engines.animatic.places.city import skyline
from rushes.engines.animatic.places.kit_boat import planks
from rushes.engines.animatic.places.kit_build import lamp_post, lit
from rushes.engines.animatic.places.kit_land import bush, fade, hill, peaks, rocks, tufts, verge
from rushes.engines.animatic.places.kit_space import along, box, face, fill_all, flat, glints, mottle, side_tone, spot, terrain, upright, water
from rushes.engines.animatic.places.kit_tree import tree, wood
from rushes.engines.animatic.setting import Place, Plane, Setting


def build_road(s: Setting) -> list[Plane]:
    return [
        Plane("range", 1200, road_range, rim=0.4),
        Plane("hills", 300, road_hills, rim=0.2),
        Plane("land", 90, road_land, ground=True, rim=0),
        Plane("poles", 40, poles, rim=0.5),
        Plane("roadside", 14, roadside, rim=0.6),
        Plane("front", 2.5, road_front, blur=0.004, sway=0.4, rim=0.6),
    ]


def arid(s: Setting) -> bool:
    return s.has("desert", "dusty", "dry", "dirt", "arizona", "western") or bool(s.rng("arid").random() < 0.35)


def soil(s: Setting) -> str:
    if s.weather == "snow":
        return "#e4e9ee"
    return s.colour("ground", "#c9a26b", "#bd9460") if arid(s) else s.colour("grass", "#8a9a52", "#7d9450", "#a19a55")


def road_range(c: Canvas, s: Setting) -> None:
    rock = "#a0654a" if arid(s) else "#727d90"
    peaks(c, s, "road range", 430, s.view.horizon + 0.02, 0.24, rock, None if arid(s) else "#eef1f6", 6, 0.4)


def road_hills(c: Canvas, s: Setting) -> None:
    v = s.view
    for k, (depth, rise) in enumerate(((300, 0.05), (190, 0.022))):
        with c.distance(depth):
            fade(c, s, hill(s, f"road hill {k}", v.horizon - rise, 0.03, tilt=0.03 * (-1) ** k), soil(s), depth, 0.45)
    if not arid(s):
        wood(c, s, "road wood", "#55744c", 150, v.horizon + 0.006, 0.04, 0.03, broad=True, wave=0.015, mist=0.3)


def centre(s: Setting, d: float) -> float:
    """Where the middle of the road is at distance `d`, metres."""
    bend = float(s.rng("bend").choice([-1, 1])) * s.rng("bend").uniform(0.5, 1.2)
    return float(bend * 0.004 * d**2 * np.exp(-d / 90))


def _ribbon(s: Setting, a: float, b: float, near: float = 1.5, far: float = 90.0) -> paths.Path:
    v = s.view
    ds = np.geomspace(near, far, 26)
    left = [((centre(s, float(d)) + a) * v.metre(float(d)), v.ground(float(d))) for d in ds]
    right = [((centre(s, float(d)) + b) * v.metre(float(d)), v.ground(float(d))) for d in ds]
    return paths.poly(left + right[::-1])


def road_land(c: Canvas, s: Setting) -> None:
    v, light, ground = s.view, s.light, soil(s)
    terrain(c, s, ground)
    mottle(c, s, "shade", light.dim(ground, 0.8), 60, 1.3, 0.3)
    if s.weather != "snow":
        tufts(c, s, "tufts", ground if not arid(s) else "#9a8f55", 170, 2.6, 34, 0.3)
    asphalt = s.colour("road", s.colour("highway", "#57585f", "#625f62")) if not s.has("dirt", "path") else s.colour("road", "#b08c5f")
    if s.weather == "snow":
        asphalt = mix(asphalt, "#dfe5ea", 0.55)
    c.fill(_ribbon(s, -4.6, 4.6), light.dim(ground, 0.6))
    c.fill(_ribbon(s, -3.9, 3.9), Linear((0, v.horizon), (0, 1.05), [Glow(light.on(asphalt, 90)), Glow(light.on(asphalt, 10)), Glow(light.on(light.dim(asphalt, 0.3), 2))], (0, 0.25, 1)))
    if s.has("dirt", "path"):
        return
    with c.distance(8):
        for x in (-3.5, 3.4):
            c.fill(_ribbon(s, x, x + 0.12), "#e6e0d0", 0.8)
        for d in np.arange(1.6, 70, 5.0):
            c.fill(_ribbon(s, -0.08, 0.08, float(d), float(d) + 2.4), s.colour("line", "#e0b23c", "#e9e4d4"), 0.9)
    if s.weather in ("rain", "storm"):
        c.fill(_ribbon(s, -3.9, 3.9), Glow(s.light.sky[3]), 0.18)


def poles(c: Canvas, s: Setting) -> None:
    """Telegraph poles with their wires beside the road."""
    v, side = s.view, float(s.rng("poles").choice([-1, 1]))
    spots = []
    for d in (70.0, 50.0, 36.0, 26.0, 18.5, 13.0, 9.0, 6.0):
        m = v.metre(d)
        x, y = (centre(s, d) + side * 6.4) * m, v.ground(d)
        with c.distance(d):
            c.line([(x, y), (x, y - 7.2 * m)], s.light.dim("#5a4433", 0.2), 0.2 * m)
            for h in (6.9, 6.2):
                c.line([(x - 0.9 * m, y - h * m), (x + 0.9 * m, y - h * m)], s.light.dim("#5a4433", 0.2), 0.12 * m)
        spots.append((x, y - 6.9 * m, m))
    for (x0, y0, m0), (x1, y1, m1) in zip(spots, spots[1:], strict=False):
        for k in (-0.8, 0.8):
            a, b = (x0 + k * m0, y0), (x1 + k * m1, y1)
            c.line([a, ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2 + 0.35 * m1), b], s.light.dim("#3a3230", 0.3), 0.0013, 0.7)


def roadside(c: Canvas, s: Setting) -> None:
    v, rng = s.view, s.rng("roadside")
    side = -float(s.rng("poles").choice([-1, 1]))
    for _ in range(5):
        d = float(rng.uniform(13, 34))
        x = (centre(s, d) + side * rng.uniform(7, 16)) * v.metre(d)
        with c.distance(d):
            if arid(s):
                bush(c, s, x, v.ground(d), v.metre(d) * 0.9, v.metre(d) * 0.7, "#8a8a50", rng)
            else:
                tree(c, s, x, v.ground(d), v.metre(d) * rng.uniform(5, 9), "#5d7d46", rng)
    rocks(c, s, "road rocks", "#9a6a4f" if arid(s) else "#76787c", 4, 9, 14, 0.62, (0.3, 0.9))
    d = 11.0
    x, y, m = (centre(s, d) + side * 5.2) * v.metre(d), v.ground(d), v.metre(d)
    c.rect(x - 0.04 * m, y - 2.3 * m, 0.08 * m, 2.3 * m, "#8d8f96")
    if rng.random() < 0.5:
        c.poly([(x, y - 3.1 * m), (x + 0.55 * m, y - 2.55 * m), (x, y - 2.0 * m), (x - 0.55 * m, y - 2.55 * m)], s.colour("sign", "#e0b23c"))
        c.limb([(x - 0.1 * m, y - 2.3 * m), (x - 0.1 * m, y - 2.6 * m), (x + 0.15 * m, y - 2.78 * m)], (0.09 * m, 0.09 * m, 0.09 * m), "#2b2b30")
    else:
        c.rect(x - 0.9 * m, y - 3.0 * m, 1.8 * m, 0.75 * m, s.colour("sign", "#2f7050", "#2f5f8a"), r=0.06 * m)
        for k in range(2):
            c.rect(x - 0.7 * m, y - (2.85 - 0.28 * k) * m, (1.2 - 0.3 * k) * m, 0.12 * m, "#eef0ea")


def road_front(c: Canvas, s: Setting) -> None:
    verge(c, s, "road verge", soil(s) if s.weather != "snow" else "#aab3b0", 60, 0.24, 0.52)


def build_bridge(s: Setting) -> list[Plane]:
    return [
        Plane("skyline", 500, bridge_far, rim=0.3),
        Plane("river", 220, bridge_water, ground=True, rim=0, moving=bridge_glints),
        Plane("towers", 60, towers, rim=0.7),
        Plane("deck", 50, bridge_deck, ground=True, rim=0),
        Plane("rails", 9.2, rails, rim=0.6),
        Plane("front", 2.4, bridge_front, blur=0.004, rim=0.6),
    ]


def old(s: Setting) -> bool:
    """A bridge of stone rather than of steel."""
    return s.has("stone", "old", "medieval", "wooden", "footbridge", "village") or bool(s.rng("old").random() < 0.3)


def bridge_far(c: Canvas, s: Setting) -> None:
    v = s.view
    if old(s):
        for k, (depth, rise) in enumerate(((380, 0.12), (240, 0.06))):
            with c.distance(depth):
                fade(c, s, hill(s, f"bridge hill {k}", v.horizon - rise, 0.05), "#6b8060", depth, 0.5)
        wood(c, s, "bridge wood", "#55704c", 170, v.horizon + 0.004, 0.07, 0.03, wave=0.03, mist=0.35)
    else:
        skyline(c, s)


def bridge_water(c: Canvas, s: Setting) -> None:
    water(c, s, s.colour("river", s.colour("water", "#3a7185", "#3f6b80")), near=8)


def bridge_glints(c: Canvas, s: Setting, t: float) -> None:
    glints(c, s, t, near=18, far=160, n=24)


def steel(s: Setting) -> str:
    return s.colour("bridge", "#a8452f", "#4f6b70", "#7d858c") if not old(s) else s.colour("bridge", "#9a9184", "#a3947c")


def towers(c: Canvas, s: Setting) -> None:
    """Two towers of a suspension bridge and its cables, seen from the roadway; piers of stone on an old one."""
    v, light, colour = s.view, s.light, steel(s)
    if old(s):
        return
    for d in (90.0, 38.0):
        with c.distance(d):
            m = v.metre(d)
            y, top = v.ground(d), 26.0
            for k in (-1, 1):
                x = k * 6.2 * m
                c.poly([(x - 0.9 * m, y), (x - 0.65 * m, y - top * m), (x + 0.65 * m, y - top * m), (x + 0.9 * m, y)],
                       Linear((x + 0.9 * m * light.side, 0), (x - 0.9 * m * light.side, 0), [light.lift(colour, 0.6), light.dim(colour, 0.9)]))  # fmt: skip
            for h in (9.5, 17.0, 25.0):
                c.rect(-6.4 * m, y - h * m, 12.8 * m, 1.3 * m, light.dim(colour, 0.4))
            for a, b in ((9.5, 17.0), (17.0, 25.0)):
                c.line([(-5.8 * m, y - a * m), (5.8 * m, y - b * m)], light.dim(colour, 0.5), 0.4 * m)
                c.line([(5.8 * m, y - a * m), (-5.8 * m, y - b * m)], light.dim(colour, 0.5), 0.4 * m)
            if lit(s):
                for k in (-1, 1):
                    c.circle(k * 6.2 * m, y - 26.5 * m, 0.004, Glow("#ff5d4f"))
                    c.glow(k * 6.2 * m, y - 26.5 * m, 0.04, "#ff5d4f", 0.6)
    _cables(c, s, light.dim(colour, 0.5))


def _cables(c: Canvas, s: Setting, tone: object) -> None:
    v = s.view
    for k in (-1, 1):
        def height(d: float) -> float:
            """Height of the main cable over the deck."""
            return 26 - 21 * np.sin(np.pi * np.clip((d - 38) / 52, 0, 1)) if d > 38 else 4 + 22 * (max(d, 2.0) / 38) ** 1.6

        ds = np.geomspace(3.2, 90, 34)
        line = [spot(v, k * 6.2, height(float(d)), float(d)) for d in ds]
        c.line(line, tone, 0.0045)  # type: ignore[arg-type]
        for d in np.geomspace(4, 86, 26):
            c.line([spot(v, k * 6.2, 1.0, float(d)), spot(v, k * 6.2, height(float(d)), float(d))], tone, max(0.0009, 0.01 / float(d)), 0.8)  # type: ignore[arg-type]


def bridge_deck(c: Canvas, s: Setting) -> None:
    v, light = s.view, s.light
    far = 120.0
    if old(s):
        paving = s.colour("road", "#a69b88", "#988c78")
        shape = flat(v, -3.6, 3.6, 1.2, 60)
        c.fill(flat(v, -4.1, 4.1, 1.2, 60), light.dim(paving, 0.9))
        c.fill(shape, Linear((0, v.horizon), (0, 1.05), [Glow(light.on(paving, 60)), Glow(light.on(paving, 6)), Glow(light.on(light.dim(paving, 0.4), 2))], (0, 0.3, 1)))
        rng = s.rng("bridge cobbles")
        with c.distance(6), c.group(clip=shape):
            stones = [paths.ellipse(float(x) * v.metre(float(d)), v.ground(float(d)), 0.2 * v.metre(float(d)), 0.06 * v.metre(float(d)))
                      for d in np.geomspace(2.2, 22, 30) for x in np.arange(-3.5, 3.6, 0.5) + rng.uniform(0, 0.4) if rng.random() < 0.6]  # fmt: skip
            fill_all(c, stones, light.dim(paving, 0.7), 0.35)
        return
    asphalt = s.colour("road", "#5a5c63")
    c.fill(flat(v, -6.6, 6.6, 1.2, far), light.dim(steel(s), 0.6))
    c.fill(flat(v, -6.2, 6.2, 1.2, far), Linear((0, v.horizon), (0, 1.05), [Glow(light.on(asphalt, 120)), Glow(light.on(asphalt, 10)), Glow(light.on(light.dim(asphalt, 0.3), 2))], (0, 0.25, 1)))
    with c.distance(8):
        c.fill(flat(v, -6.2, -4.2, 1.2, far), light.lift("#8d8a86", 0.1))
        c.fill(flat(v, 4.2, 6.2, 1.2, far), light.lift("#8d8a86", 0.1))
        fill_all(c, [flat(v, -0.08, 0.08, float(d), float(d) + 2.2) for d in np.arange(1.6, 80, 5)], "#e9e4d4", 0.85)


def rails(c: Canvas, s: Setting) -> None:
    """Parapets of stone, or railings and lamps along the walkways."""
    v, light, colour = s.view, s.light, steel(s)
    for k in (-1, 1):
        if old(s):
            x = k * 3.6
            c.fill(along(v, x, 2.0, 60, 0, 1.0), Linear((0, v.horizon), (0, 1.0), [side_tone(s, colour, x), light.dim(colour, 0.9)]))
            face(c, s, [(x, 1.0, 2.0), (x, 1.0, 60), (x + k * 0.45, 1.0, 60), (x + k * 0.45, 1.0, 2.0)], light.lift(colour, 0.6))
            fill_all(c, [along(v, x, float(d), float(d) + 0.06, 0, 1.0) for d in np.geomspace(2.4, 50, 16)], light.dim(colour, 1.3), 0.5)
            for d in (30.0, 18.0, 11.0):
                m = v.metre(d)
                box(c, s, tuple(sorted((x, x + k * 0.6))), (0, 1.35), (d, d + 0.6), colour)  # type: ignore[arg-type]
                lamp_post(c, s, (x + k * 0.3) * m, spot(v, 0, 1.35, d)[1], m, 2.4)
            continue
        x = k * 6.2
        for y in (0.35, 0.75, 1.15):
            c.fill(along(v, x, 2.0, 110, y, y + 0.07), light.dim(colour, 0.3))
        fill_all(c, [along(v, x, float(d), float(d) + 0.12, 0, 1.15) for d in np.geomspace(5.5, 100, 40)], light.dim(colour, 0.3))
        for d in (50.0, 30.0, 19.0, 12.0):
            lamp_post(c, s, k * 5.9 * v.metre(d), v.ground(d), v.metre(d), 4.4)
    _ = upright


def bridge_front(c: Canvas, s: Setting) -> None:
    """A cable or a pier end close to the camera."""
    side = float(s.rng("bridge front").choice([-1, 1]))
    tone = s.light.dim(steel(s), 0.8)
    if old(s):
        x0 = side * 0.74
        c.rect(min(x0, x0 + side), 0.60, 1.0, 1.0, Linear((0, 0.6), (0, 1.1), [s.light.lift(tone, 0.4), s.light.dim(tone, 0.5)]))
        c.rect(min(x0 - side * 0.03, x0 + side), 0.575, 1.03, 0.04, s.light.lift(tone, 0.7), r=0.008)
    else:
        c.line([(side * 1.3, -0.3), (side * 0.7, 1.3)], tone, 0.035)
        c.line([(side * 1.42, -0.3), (side * 0.82, 1.3)], s.light.dim(tone, 0.5), 0.02)


def build_deck(s: Setting) -> list[Plane]:
    return [
        Plane("sea", 400, deck_sea, ground=True, rim=0, moving=deck_waves),
        Plane("bow", 17, bow, rim=0.5),
        Plane("deck", 16, ship_deck, ground=True, rim=0),
        Plane("masts", 13, masts, rim=0.6, moving=pennant),
        Plane("bulwarks", 9.4, bulwarks, rim=0.5),
        Plane("rigging", 2.5, rigging, blur=0.004, rim=0.6),
    ]


def deck_sea(c: Canvas, s: Setting) -> None:
    water(c, s, s.colour("sea", s.colour("water", "#23607f", "#2a6a80", "#1f5672")), near=10)
    if s.weather in ("storm", "wind"):
        v, rng = s.view, s.rng("crests")
        crests = []
        for _ in range(50):
            d = float(np.exp(rng.uniform(np.log(14), np.log(200))))
            m, x = v.metre(d), rng.uniform(v.left, v.right)
            crests.append(paths.limb([(x - 2 * m, v.ground(d)), (x, v.ground(d) - 0.25 * m), (x + 2 * m, v.ground(d))], (0.02 * m, 0.16 * m, 0.02 * m)))
        fill_all(c, crests, "#e6eef0", 0.5)


def deck_waves(c: Canvas, s: Setting, t: float) -> None:
    glints(c, s, t, near=22, far=220, n=24)


def timber(s: Setting) -> str:
    return s.colour("deck", "#9a7248", "#8a6a4a", "#a5804f")


def hull_edge(d: float) -> float:
    """Half width of the deck at distance `d`: it narrows to the bow."""
    return float(4.3 * np.sqrt(max(0.0, 1 - (max(d - 4, 0) / 12.4) ** 2)))


def ship_deck(c: Canvas, s: Setting) -> None:
    v, light = s.view, s.light
    ds = np.concatenate([np.linspace(1.3, 15.5, 24), [16.2, 16.38]])
    left = [spot(v, -hull_edge(float(d)), 0, float(d)) for d in ds]
    right = [spot(v, hull_edge(float(d)), 0, float(d)) for d in ds]
    shape = paths.poly(left + right[::-1])
    c.fill(shape, Linear((0, v.ground(16)), (0, 1.1), [light.dim(timber(s), 0.3), timber(s), light.dim(timber(s), 0.5)]))
    with c.group(clip=shape), c.distance(4):
        seams = [flat(v, float(x), float(x) + 0.03, 1.3, 16.4) for x in np.arange(-4.4, 4.4, 0.28)]
        fill_all(c, seams, light.dim(timber(s), 1.5), 0.6)
        butts = [flat(v, float(x), float(x) + 0.28, float(d), float(d) + 0.04) for x in np.arange(-4.2, 4.2, 0.56) for d in (3.0, 5.4, 8.8, 12.0)]
        fill_all(c, butts, light.dim(timber(s), 1.4), 0.5)
    hatch = flat(v, -1.0, 1.0, 9.6, 11.4, 0.0)
    c.fill(hatch, light.dim(timber(s), 1.0))
    fill_all(c, [flat(v, float(x), float(x) + 0.07, 9.7, 11.3) for x in np.arange(-0.9, 0.95, 0.25)], light.dim(timber(s), 2.0), 0.8)


def bow(c: Canvas, s: Setting) -> None:
    """Bowsprit and fore rail against the sea."""
    v, light = s.view, s.light
    x, y = spot(v, 0, 1.0, 16.3)
    c.limb([(x, y + 0.01), (x + 0.05, y - 0.05), (x + 0.16, y - 0.12)], (0.02, 0.014, 0.006), light.dim(timber(s), 0.6))


def bulwarks(c: Canvas, s: Setting) -> None:
    """The ship's side that curves to the bow, with its rail and posts."""
    v, light = s.view, s.light
    paintwork = s.colour("ship", s.colour("hull", "#4a5a63", "#6b4a38", "#3f5f6b"))
    ds = np.concatenate([np.linspace(2.2, 15.5, 22), [16.1, 16.38]])
    for k in (-1, 1):
        low = [spot(v, k * hull_edge(float(d)), 0, float(d)) for d in ds]
        high = [spot(v, k * hull_edge(float(d)), 0.85 + 0.03 * max(0.0, float(d) - 9), float(d)) for d in ds]
        tone = side_tone(s, paintwork, k * 4.0)
        c.poly(low + high[::-1], Linear((0, v.horizon), (0, 1.0), [light.dim(tone, 0.2), light.dim(tone, 0.9)]))
        c.limb(high, [0.012 + 0.05 / float(d) for d in ds], light.lift(timber(s), 0.5))
        for d in ds[::2]:
            a, b = spot(v, k * hull_edge(float(d)) * 0.99, 0, float(d)), spot(v, k * hull_edge(float(d)) * 0.99, 0.85, float(d))
            c.line([a, b], light.dim(timber(s), 0.4), 0.1 * v.metre(float(d)))
    rng = s.rng("deck gear")
    k = float(rng.choice([-1, 1]))
    for j, d in enumerate((9.4, 8.4)):
        x, y = spot(v, k * 3.0, 0, d)
        m = v.metre(d)
        c.rect(x - 0.34 * m, y - 0.8 * m, 0.68 * m, 0.8 * m, Linear((x - 0.34 * m, 0), (x + 0.34 * m, 0), [light.dim("#8a5f3a", 0.7), light.lift("#8a5f3a", 0.4), light.dim("#8a5f3a", 0.7)]), r=0.12 * m)
        for f in (0.18, 0.62):
            c.rect(x - 0.36 * m, y - (f + 0.08) * m, 0.72 * m, 0.07 * m, "#4a4d52")
        _ = j
    x, y = spot(v, -k * 3.1, 0, 8.6)
    m = v.metre(8.6)
    for f in (0.5, 0.38, 0.24):
        c.stroke(paths.ellipse(x, y - 0.08 * m, f * m, 0.3 * f * m), "#c9b080", 0.08 * m)


def masts(c: Canvas, s: Setting) -> None:
    """Mast, yards, furled or full sails, shrouds."""
    v, light = s.view, s.light
    d, m = 13.0, v.metre(13)
    y = v.ground(d)
    sail = s.colour("sail", "#efe5cf", "#e6d3b0", "#d9cdb8")
    wood_tone = light.dim(timber(s), 0.7)
    for k in (-1, 1):
        for dx in (2.4, 3.0, 3.5):
            c.line([(k * dx * m, y - 0.7 * m), (0, y - 10 * m)], "#3a332d", 0.0016, 0.8)
        for h in np.arange(1.5, 8, 0.8):
            f = 1 - h / 10
            c.line([(k * 2.4 * f * m, y - (0.7 + h * 0.93) * m), (k * 3.5 * f * m, y - (0.7 + h * 0.93) * m)], "#3a332d", 0.0012, 0.7)
    c.limb([(0, y), (0, y - 6 * m), (0, y - 13 * m)], (0.42 * m, 0.34 * m, 0.2 * m), Linear((-0.2 * m, 0), (0.2 * m, 0), [light.dim(wood_tone, 0.7), light.lift(wood_tone, 0.5)]))
    for h, w, drop in ((10.6, 3.6, 3.2), (6.6, 4.6, 3.1)):
        yy = y - h * m
        belly = 0.35 * m * s.light.side
        c.curve([(-w * m, yy), (w * m, yy), (0.93 * w * m + belly, yy + 0.55 * drop * m), (0.96 * w * m, yy + drop * m), (0, yy + (drop - 0.35) * m), (-0.96 * w * m, yy + drop * m), (-0.93 * w * m + belly, yy + 0.55 * drop * m)],
                Linear((w * m * s.light.side, yy), (-w * m * s.light.side, yy + drop * m), [light.lift(sail, 0.5), sail, light.dim(sail, 0.8)]), tension=0.3)  # fmt: skip
        for f in (-0.5, 0.0, 0.5):
            c.line([(f * w * m, yy), (f * w * m * 0.98 + 0.3 * belly, yy + drop * 0.92 * m)], light.dim(sail, 0.8), 0.0022, 0.6)
        c.limb([(-1.08 * w * m, yy), (0, yy - 0.03 * m), (1.08 * w * m, yy)], (0.1 * m, 0.22 * m, 0.1 * m), wood_tone)
    if lit(s):
        lx, ly = 0.35 * m, y - 2.6 * m
        c.rect(lx - 0.1 * m, ly, 0.2 * m, 0.3 * m, Glow("#ffd58a"), r=0.03 * m)
        c.glow(lx, ly + 0.15 * m, 2.2 * m, "#ffc873", 0.6)


def pennant(c: Canvas, s: Setting, t: float) -> None:
    v, m = s.view, s.view.metre(13)
    y = v.ground(13) - 12.9 * m
    wave = [(0.26 * m * f * 2, y + 0.08 * m * np.sin(1.4 * f * 3 - 5 * t)) for f in np.linspace(0, 3, 7)]
    c.poly([*wave, *[(x, yy + 0.5 * m * (1 - x / (1.7 * m))) for x, yy in wave[::-1]]], s.colour("flag", "#b8382f", "#2f5f9a", "#2b2b33"))


def rigging(c: Canvas, s: Setting) -> None:
    """Ropes and a block close to the camera."""
    side = float(s.rng("rigging").choice([-1, 1]))
    rope = s.light.dim("#8f7a55", 0.5)
    for k in range(3):
        c.line([(side * (0.62 + 0.1 * k), -0.3), (side * (0.86 + 0.07 * k), 1.3)], rope, 0.013)
    for j in range(7):
        y = 0.0 + 0.14 * j
        f = (y + 0.3) / 1.6
        c.line([(side * (0.62 + 0.24 * f), y), (side * (0.82 + 0.18 * f), y + 0.01)], rope, 0.008)
    c.ellipse(side * 0.79, 0.74, 0.03, 0.045, s.light.dim("#5a4030", 0.4))
    _ = planks


ROAD = Place("road", ("road", "highway", "roadside", "route", "lane", "racetrack", "path", "motorway", "freeway"), build_road)
BRIDGE = Place("bridge", ("bridge", "footbridge", "viaduct", "dam"), build_bridge)
DECK = Place("ship deck", ("deck", "ship", "boat", "sailing ship", "vessel", "ocean", "sea", "yacht", "ferry", "galleon"), build_deck, horizon=0.5, eye=1.8,
             standing=(4.5, 8.0))  # fmt: skip
PLACES = (ROAD, BRIDGE, DECK)
