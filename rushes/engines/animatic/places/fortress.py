"""Castle and ruins on their hill, the throne hall within, and the temple."""

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Glow, Linear
from rushes.engines.animatic.colour import mix
from rushes.engines.animatic.paths import Path
from rushes.engines.animatic.places.kit_build import lit
from rushes.engines.animatic.places.kit_land import bush, fade, hill, peaks, rocks, tufts, verge
from rushes.engines.animatic.places.kit_room import Room, dark, pool, sunbeam, tiles, walls, window
from rushes.engines.animatic.places.kit_space import along, box, face, fill_all, flat, mottle, soft, spot, terrain
from rushes.engines.animatic.places.kit_tree import crown, fir, wood
from rushes.engines.animatic.setting import Place, Plane, Setting


def ruined(s: Setting) -> bool:
    return s.has("ruin", "ruins", "ruined", "abandoned", "crumbling", "overgrown")


def stone(s: Setting) -> str:
    return s.colour("castle", s.colour("wall", s.colour("stone", "#9a958c", "#a3927c", "#8b8f9a")))


def build_castle(s: Setting) -> list[Plane]:
    return [
        Plane("peaks", 1200, castle_peaks, rim=0.4),
        Plane("castle", 160, castle, rim=0.8, moving=flags),
        Plane("land", 90, land, ground=True, rim=0),
        Plane("trees", 30, trees, rim=0.6, sway=0.05),
        Plane("walls", 12, near_walls, rim=0.7),
        Plane("front", 2.5, castle_front, blur=0.004, sway=0.3, rim=0.7),
    ]


def castle_peaks(c: Canvas, s: Setting) -> None:
    v = s.view
    peaks(c, s, "castle peaks", 460, v.horizon + 0.02, 0.3, "#77809a", "#eef1f6", 5, 0.35)
    for k, depth in enumerate((300, 210)):
        with c.distance(depth):
            fade(c, s, hill(s, f"castle hill {k}", v.horizon - 0.06 + 0.025 * k, 0.04), "#6f8158", depth, 0.5)


def side_of(s: Setting) -> float:
    return float(s.rng("castle side").choice([-1, 1]))


def _crag(c: Canvas, s: Setting, x: float) -> float:
    """The hill that carries the castle; returns its top."""
    v, rng, light = s.view, s.rng("crag"), s.light
    top, foot = v.horizon - 0.14, v.horizon + 0.03
    rock, grass = "#6f6a66", "#76864f" if s.weather != "snow" else "#dfe6ec"
    body = paths.curve([(x - 0.62, foot), (x - 0.4, top + 0.12), (x - 0.27, top + 0.02), (x, top - 0.005), (x + 0.25, top + 0.01), (x + 0.4, top + 0.1), (x + 0.66, foot)], True, 0.7)
    c.fill(body, Linear((0, top), (0, foot), [light.lift(grass, 0.2), Glow(mix(c.ink(grass), light.haze, 0.35))]))
    with c.group(clip=body):
        for _ in range(12):
            px, w = x + rng.uniform(-0.42, 0.42), rng.uniform(0.02, 0.06)
            y = top + 0.02 + abs(px - x) * 0.22
            c.poly([(px - w, y + 0.02), (px, y - 0.01), (px + w, y + 0.03), (px + 0.5 * w, y + 0.1), (px - 0.6 * w, y + 0.09)], light.dim(rock, rng.uniform(0, 0.9)), 0.8)
    wood(c, s, "crag wood", "#55704a", 150, foot - 0.006, 0.05, 0.02, wave=0.015, mist=0.2)
    return top


def tower(c: Canvas, s: Setting, x: float, y: float, w: float, h: float, roof: bool, rng: np.random.Generator) -> None:
    """A round tower in picture units: shaded drum, battlements or a cone, slits lit at night."""
    light, k, wall = s.light, s.light.side, stone(s)
    tone = Linear((x + w / 2 * k, 0), (x - w / 2 * k, 0), [light.lift(wall, 0.6), wall, light.dim(wall, 1.4)], (0, 0.4, 1))
    broken = ruined(s) and rng.random() < 0.7
    if broken:
        h *= rng.uniform(0.45, 0.8)
        n = 7
        top = np.stack([np.linspace(x - w / 2, x + w / 2, n), y - h + rng.uniform(-0.3, 0.3, n) * w], 1)
        c.poly(np.concatenate([top, [(x + w / 2, y), (x - w / 2, y)]]), tone)
    else:
        c.rect(x - w / 2, y - h, w, h, tone)
        c.rect(x - 0.6 * w, y - h - 0.14 * w, 1.2 * w, 0.34 * w, tone)
        fill_all(c, [paths.rect(x - 0.6 * w + j * 0.26 * w, y - h - 0.34 * w, 0.16 * w, 0.22 * w) for j in range(5)], tone)
        if roof:
            colour = s.colour("roof", "#4f6382", "#8a4a3c", "#5a6f62")
            c.poly([(x - 0.7 * w, y - h - 0.12 * w), (x, y - h - 1.7 * w), (x + 0.7 * w, y - h - 0.12 * w)],
                   Linear((x + 0.6 * w * k, 0), (x - 0.6 * w * k, 0), [light.lift(colour, 0.6), light.dim(colour, 1.1)]))  # fmt: skip
    for j in range(max(1, int(h / w / 1.1))):
        wy = y - h + (0.5 + 1.0 * j) * w
        if rng.random() < 0.75 and wy < y - 0.2 * w:
            glow = lit(s) and not ruined(s)
            c.rect(x - 0.09 * w, wy, 0.18 * w, 0.34 * w, Glow("#ffd58a") if glow else light.dim(wall, 2.2), r=0.08 * w)
            if glow:
                c.glow(x, wy + 0.15 * w, 1.3 * w, "#ffc873", 0.4)


def castle(c: Canvas, s: Setting) -> None:
    v, rng, light, wall = s.view, s.rng("castle"), s.light, stone(s)
    x = 0.26 * side_of(s)
    y = _crag(c, s, x) + 0.012
    _ = v
    spots = [(-0.17, 0.042, 0.16, True), (0.18, 0.045, 0.14, True), (-0.07, 0.05, 0.26, True), (0.055, 0.06, 0.21, False), (0.115, 0.035, 0.27, True)]
    for dx, w, h, roof in spots:
        tower(c, s, x + dx, y, w, h * rng.uniform(0.9, 1.1), roof, rng)
    c.rect(x - 0.11, y - 0.14, 0.21, 0.15, Linear((0, y - 0.14), (0, y), [light.lift(wall, 0.2), light.dim(wall, 0.6)]))
    c.poly([(x - 0.125, y - 0.138), (x - 0.09, y - 0.20), (x + 0.085, y - 0.20), (x + 0.12, y - 0.138)], light.dim(s.colour("roof", "#4f6382", "#8a4a3c", "#5a6f62"), 0.3))
    base = paths.rect(x - 0.23, y - 0.075, 0.47, 0.09)
    merlons = [paths.rect(x - 0.23 + 0.0205 * j, y - 0.09, 0.0125, 0.017) for j in range(23)]
    fill_all(c, [base, *merlons], Linear((0, y - 0.08), (0, y + 0.02), [wall, light.dim(wall, 0.9)]))
    for dx, w in ((-0.23, 0.042), (0.24, 0.044), (-0.045, 0.034), (0.045, 0.034)):
        tower(c, s, x + dx, y + 0.012, w, 0.115, False, rng)
    c.fill(paths.curve([(x - 0.022, y + 0.014), (x - 0.022, y - 0.03), (x, y - 0.052), (x + 0.022, y - 0.03), (x + 0.022, y + 0.014)], True, 0.6), light.dim("#4a3524", 0.8))
    if lit(s) and not ruined(s):
        for k in (-1, 1):
            c.glow(x + 0.035 * k, y - 0.03, 0.05, "#ffb45c", 0.7)
            c.circle(x + 0.03 * k, y - 0.028, 0.0035, Glow("#ffdf9a"))


def flags(c: Canvas, s: Setting, t: float) -> None:
    if ruined(s):
        return
    x, y = 0.26 * side_of(s), s.view.horizon - 0.128
    colour = s.colour("flag", s.colour("banner", "#b8382f", "#2f5f9a", "#c9a03c"))
    for k, (dx, h) in enumerate(((-0.07, 0.36), (0.115, 0.345), (0.18, 0.23))):
        px, py = x + dx, y - h
        c.line([(px, py + 0.03), (px, py - 0.035)], "#3a3a40", 0.002)
        wave = [(px + 0.045 * f, py - 0.03 + 0.004 * np.sin(6 * f - 4 * t + k)) for f in np.linspace(0, 1, 5)]
        c.poly([*wave, *[(qx, qy + 0.018 * (1.15 - (qx - px) / 0.07)) for qx, qy in wave[::-1]]], colour)


def land(c: Canvas, s: Setting) -> None:
    v, light = s.view, s.light
    grass = s.colour("grass", "#83934f", "#7a8d50") if s.weather != "snow" else "#e5eaef"
    terrain(c, s, grass)
    mottle(c, s, "shade", light.dim(grass, 0.8), 60, 1.2, 0.3)
    path = s.colour("road", s.colour("path", "#bda57e"))
    left, right = [], []
    for d in np.geomspace(1.8, 85, 20):
        m = v.metre(float(d))
        px = (side_of(s) * 0.0016 * d**2.05 * (1 + 0.3 * np.sin(d * 0.11))) * m
        left.append((px - 1.7 * m, v.ground(float(d))))
        right.append((px + 1.7 * m, v.ground(float(d))))
    c.fill(paths.curve(left + right[::-1], True, 0.8), Linear((0, v.horizon), (0, 1), [Glow(light.on(path, 90)), Glow(light.on(path, 3))]), 0.85)
    tufts(c, s, "tufts", grass, 140, 2.6, 24, 0.26)


def trees(c: Canvas, s: Setting) -> None:
    v, rng = s.view, s.rng("castle trees")
    for d in sorted(rng.uniform(22, 60, 14), reverse=True):
        x, m = -side_of(s) * rng.uniform(0.25, 1.3) if rng.random() < 0.7 else side_of(s) * rng.uniform(0.75, 1.4), v.metre(float(d))
        with c.distance(float(d)):
            if rng.random() < 0.6:
                fir(c, s, float(x), v.ground(float(d)), m * rng.uniform(5, 10), "#44604c", rng, "#eef2f6" if s.weather == "snow" else None)
            else:
                bush(c, s, float(x), v.ground(float(d)), m * 1.8, m * 1.6, "#5f7d46", rng)


def near_walls(c: Canvas, s: Setting) -> None:
    """Low walls and fallen blocks beside the road, a broken arch when the text speaks of ruins."""
    v, light, rng = s.view, s.light, s.rng("near walls")
    wall, y, m = stone(s), v.ground(12), v.metre(12)
    side = -side_of(s)
    if ruined(s):
        x = side * 0.62
        tone = Linear((x - 0.1, 0), (x + 0.1, 0), [light.dim(wall, 0.9), light.lift(wall, 0.4)])
        arch = paths.curve([(x - 0.17, y), (x - 0.17, y - 0.24), (x - 0.08, y - 0.36), (x + 0.06, y - 0.35), (x + 0.17, y - 0.24), (x + 0.18, y - 0.13), (x + 0.12, y - 0.16), (x + 0.1, y - 0.22), (x, y - 0.29), (x - 0.09, y - 0.22), (x - 0.1, y)], True, 0.35)
        c.fill(arch, tone)
        crown(c, s, x - 0.14, y - 0.3, 0.07, 0.045, "#5f7d46", rng, 6)
    for k in (-1, 1):
        x0 = k * 0.5
        for j in range(7):
            x, h = x0 + k * j * 0.11, m * (0.75 + 0.25 * np.sin(3 * j + k)) * (0.6 if ruined(s) and j % 3 == 0 else 1)
            c.rect(min(x, x + k * 0.11), y - h, 0.112, h, Linear((0, y - h), (0, y), [light.lift(wall, 0.35), light.dim(wall, 0.7)]))
            for row in range(2):
                c.rect(min(x, x + k * 0.11) + 0.02 * row, y - h + 0.03 + row * 0.03, 0.06, 0.004, light.dim(wall, 1.1), opacity=0.6)
    rocks(c, s, "blocks", wall, 5, 8.5, 11.5, 0.45, (0.25, 0.7))


def castle_front(c: Canvas, s: Setting) -> None:
    rng, side = s.rng("castle front"), side_of(s)
    c.limb([(side * 1.35, -0.05), (side * 0.95, 0.06), (side * 0.62, 0.02)], (0.05, 0.03, 0.006), s.light.dim("#43352b", 1))
    if s.weather != "snow":
        for _ in range(5):
            crown(c, s, side * rng.uniform(0.68, 1.1), rng.uniform(-0.1, 0.05), 0.15, 0.08, s.light.dim("#55753f", 1.1), rng, 6)
    verge(c, s, "verge", "#74874c" if s.weather != "snow" else "#aab5b4", 48, 0.22, 0.5)


HALL = Room(5.0, 12.0, 7.4)


def build_hall(s: Setting) -> list[Plane]:
    return [
        Plane("floor", 12.6, hall_floor, ground=True, rim=0),
        Plane("walls", 12.0, hall_walls, rim=0),
        Plane("throne", 10.6, throne, rim=0.4),
        Plane("columns", 8.4, columns, rim=0.3, moving=torches),
        Plane("banner", 2.6, hall_front, blur=0.004, rim=0.5),
    ]


def hall_floor(c: Canvas, s: Setting) -> None:
    v = s.view
    tiles(c, s, HALL, s.colour("floor", "#a39b8e", "#8f8a86"), "#7d766e", 1.1)
    c.fill(flat(v, -1.1, 1.1, 1.4, 11), s.colour("carpet", "#8f2430", "#2f3f7a", "#5a2a5f"))
    for k in (-1, 1):
        c.fill(flat(v, k * 0.98, k * 1.06, 1.4, 11), "#d0a94e")
    for x in (-2.7, 0.0, 2.7):
        sunbeam(c, s, 11.6, (x - 0.6, x + 0.6), 5.6)
    pool(c, s, -3.2, 7.0, 2.2)
    pool(c, s, 3.2, 7.0, 2.2)


def hall_walls(c: Canvas, s: Setting) -> None:
    v, light, wall = s.view, s.light, stone(s)
    walls(c, s, HALL, wall, light.dim(wall, 1.2), None)
    for x in (-2.9, 0.0, 2.9):
        w = 0.85 if x else 1.15
        window(c, s, 12.0, (x - w, x + w), (2.6, 6.9 if not x else 6.3), panes=(3, 5), frame=light.dim(wall, 0.6), arch=True)
    for k in range(5):
        d = 2.2 + 2.2 * k
        box(c, s, (-5, 5), (6.9, 7.4), (d, d + 0.4), light.dim("#5a4433", 0.5))
    for side in (-1, 1):
        for d in (4.4, 6.6, 8.8):
            c.fill(along(v, side * 4.98, d, d + 1.1, 2.6, 6.2), light.dim(wall, 1.3))


def throne(c: Canvas, s: Setting) -> None:
    """Steps, the throne under its canopy, banners left and right."""
    v, light = s.view, s.light
    gold, cloth = "#c99f45", s.colour("throne", "#8f2430", "#2f3f7a", "#5a2a5f")
    for k in range(3):
        box(c, s, (-2.3 + 0.4 * k, 2.3 - 0.4 * k), (0.2 * k, 0.2 * k + 0.2), (10.2 + 0.4 * k, 11.8), "#9a9186")
    m = v.metre(11)
    x, y = spot(v, 0, 0.6, 11)
    c.poly([(x - 0.75 * m, y), (x - 0.8 * m, y - 2.3 * m), (x - 0.45 * m, y - 2.75 * m), (x, y - 3.2 * m), (x + 0.45 * m, y - 2.75 * m), (x + 0.8 * m, y - 2.3 * m), (x + 0.75 * m, y)],
           Linear((x - 0.7 * m, 0), (x + 0.7 * m, 0), [light.lift(gold, 0.5), light.dim(gold, 0.7)]))  # fmt: skip
    c.rect(x - 0.5 * m, y - 2.3 * m, m, 2.0 * m, light.dim(cloth, 0.2), r=0.1 * m)
    c.rect(x - 0.62 * m, y - 0.75 * m, 1.24 * m, 0.4 * m, light.lift(cloth, 0.3), r=0.06 * m)
    for k in (-1, 1):
        c.rect(x + k * 0.7 * m - 0.12 * m, y - 1.1 * m, 0.24 * m, 1.1 * m, light.dim(gold, 0.2), r=0.06 * m)
        bx, by = spot(v, k * 1.75, 6.2, 11.6)
        c.poly([(bx - 0.45 * m, by), (bx + 0.45 * m, by), (bx + 0.45 * m, by + 2.7 * m), (bx, by + 3.1 * m), (bx - 0.45 * m, by + 2.7 * m)], light.dim(cloth, 0.1))
        c.circle(bx, by + 1.2 * m, 0.26 * m, gold)


def columns(c: Canvas, s: Setting) -> None:
    """Two rows of columns with arches between them."""
    v, light, wall = s.view, s.light, light_stone(s)
    for d in (10.5, 8.4, 6.2, 4.4):
        m = v.metre(d)
        for k in (-1, 1):
            x, y = spot(v, k * 3.7, 0, d)
            top = spot(v, 0, 5.6, d)[1]
            tone = Linear((x - 0.4 * m, 0), (x + 0.4 * m, 0), [light.dim(wall, 0.9), light.lift(wall, 0.4), light.dim(wall, 0.9)] if k * light.side > 0 else [light.dim(wall, 0.5), light.lift(wall, 0.3), light.dim(wall, 1.2)])
            c.rect(x - 0.36 * m, top, 0.72 * m, y - top, tone)
            c.rect(x - 0.5 * m, y - 0.4 * m, m, 0.4 * m, tone, r=0.05 * m)
            c.poly([(x - 0.38 * m, top + 0.3 * m), (x - 0.62 * m, top - 0.1 * m), (x + 0.62 * m, top - 0.1 * m), (x + 0.38 * m, top + 0.3 * m)], tone)
            c.rect(x - 0.7 * m, top - 2.4 * m, 1.4 * m, 2.35 * m, light.dim(wall, 1.0))


def light_stone(s: Setting) -> str:
    return stone(s)


def torches(c: Canvas, s: Setting, t: float) -> None:
    """Torches on the columns that flicker."""
    v = s.view
    burning = dark(s) or s.has("torch", "candle")
    for j, (k, d) in enumerate(((-1, 8.4), (1, 8.4), (-1, 6.2), (1, 6.2), (-1, 4.4), (1, 4.4))):
        x, y = spot(v, k * 3.32, 2.5, d)
        m = v.metre(d)
        c.line([(x, y + 0.4 * m), (x - k * 0.08 * m, y)], "#3a2c22", 0.08 * m)
        if burning:
            f = 1 + 0.18 * np.sin(9 * t + 2.1 * j) + 0.1 * np.sin(17 * t + j)
            c.curve([(x - 0.1 * m, y), (x - 0.02 * m, y - 0.36 * m * f), (x + 0.1 * m, y)], Glow("#ffb347"))
            c.curve([(x - 0.05 * m, y), (x, y - 0.2 * m * f), (x + 0.05 * m, y)], Glow("#fff0b8"))
            c.glow(x, y - 0.1 * m, 1.7 * m * f, "#ff9f45", 0.5)


def hall_front(c: Canvas, s: Setting) -> None:
    side = float(s.rng("hall front").choice([-1, 1]))
    cloth = s.light.dim(s.colour("banner", "#8f2430", "#2f3f7a", "#5a2a5f"), 0.8)
    c.poly([(side * 0.66, -0.7), (side * 1.2, -0.7), (side * 1.2, 0.30), (side * 0.93, 0.40), (side * 0.66, 0.30)], cloth)
    c.line([(side * 0.70, -0.7), (side * 0.70, 0.27), (side * 0.93, 0.355), (side * 1.2, 0.27)], s.light.dim("#c99f45", 0.4), 0.008, smooth=False)


def build_temple(s: Setting) -> list[Plane]:
    return [
        Plane("hills", 800, temple_hills, rim=0.3),
        Plane("temple", 60, temple, rim=0.7),
        Plane("court", 50, court, ground=True, rim=0),
        Plane("garden", 22, garden, rim=0.6, sway=0.05),
        Plane("braziers", 9.5, braziers, rim=0.6, moving=flames),
        Plane("front", 2.5, temple_front, blur=0.005, sway=0.25, rim=0.7),
    ]


def eastern(s: Setting) -> bool:
    """A pagoda rather than a portico of columns."""
    if s.has("pagoda", "shrine", "japanese", "chinese", "buddhist", "zen", "monastery", "torii"):
        return True
    return not s.has("greek", "roman", "column", "marble", "egyptian") and bool(s.rng("eastern").random() < 0.5)


def temple_hills(c: Canvas, s: Setting) -> None:
    v = s.view
    for k, (depth, rise) in enumerate(((420, 0.17), (300, 0.11), (200, 0.05))):
        with c.distance(depth):
            fade(c, s, hill(s, f"temple hill {k}", v.horizon - rise, 0.08, first=3), "#6a8062", depth, 0.6)
    wood(c, s, "temple wood", "#50704f", 130, v.horizon + 0.01, 0.08, 0.04, broad=True, wave=0.03, mist=0.3)


def temple(c: Canvas, s: Setting) -> None:
    v = s.view
    with c.at(0, v.ground(45), v.metre(45)):
        (_pagoda if eastern(s) else _portico)(c, s)


def _steps(c: Canvas, s: Setting, half: float, colour: str, n: int = 5) -> None:
    for k in range(n):
        w = half + 0.5 * (n - k)
        c.rect(-w, -0.4 * (k + 1), 2 * w, 0.42, s.light.lift(colour, 0.35) if k % 2 else s.light.dim(colour, 0.2))


def _pagoda(c: Canvas, s: Setting) -> None:
    light, k = s.light, s.light.side
    timber, roof = s.colour("temple", "#a83c2f", "#8a3a30", "#7a4a34"), s.colour("roof", "#3f5560", "#4a4f5f", "#3f6257")
    _steps(c, s, 9, "#a39a8c", 4)
    y = -1.6
    for level, (w, h) in enumerate(((8.5, 4.2), (6.4, 3.3), (4.6, 2.8))):
        c.rect(-w, y - h, 2 * w, h, Linear((w * k, 0), (-w * k, 0), [light.lift("#d9c39c", 0.2), light.dim("#d9c39c", 0.9)]))
        for x in np.linspace(-w, w, 7):
            c.rect(float(x) - 0.22, y - h, 0.44, h, light.dim(timber, 0.2))
        for x in np.linspace(-w * 0.83, w * 0.83, 6):
            glow = lit(s)
            c.rect(float(x) - 0.1 * w, y - 0.75 * h, 0.2 * w, 0.6 * h, Glow("#ffcf7d") if glow else light.dim("#4a3a30", 0.3))
        if lit(s):
            c.glow(0, y - h / 2, w * 1.1, "#ffb45c", 0.35)
        e = w * 1.42
        top = y - h
        c.curve([(-e, top - 0.55), (-e * 0.72, top + 0.25), (0, top + 0.35), (e * 0.72, top + 0.25), (e, top - 0.55), (w * 0.75, top - 1.1), (w * 0.55, top - 2.0), (-w * 0.55, top - 2.0), (-w * 0.75, top - 1.1)],
                Linear((0, top - 2), (0, top + 0.3), [light.lift(roof, 0.4), light.dim(roof, 0.8)]), tension=0.55)  # fmt: skip
        c.line([(-e, top - 0.5), (-e * 0.72, top + 0.22), (0, top + 0.32), (e * 0.72, top + 0.22), (e, top - 0.5)], light.dim(timber, 0.1), 0.3)
        y = top - 1.9
        _ = level
    c.line([(0, y + 0.2), (0, y - 3.4)], "#c99f45", 0.35)
    for j in range(4):
        c.ellipse(0, y - 0.6 - 0.7 * j, 0.75 - 0.13 * j, 0.16, "#c99f45")


def _portico(c: Canvas, s: Setting) -> None:
    light, k = s.light, s.light.side
    marble = s.colour("temple", s.colour("column", "#ddd2bd", "#d3c3a3", "#cfcac0"))
    _steps(c, s, 11, marble, 4)
    c.rect(-10.6, -9, 21.2, 7.5, light.dim(marble, 1.9))
    if lit(s):
        c.rect(-1.6, -6.6, 3.2, 5.0, Glow("#ffb45c"), opacity=0.85)
        c.glow(0, -4, 9, "#ffb45c", 0.5)
    broken = int(s.rng("broken").integers(1, 5)) if ruined(s) else -1
    for i, x in enumerate(np.linspace(-9.8, 9.8, 7)):
        top = -9.0 if i != broken else -4.6
        px = float(x)
        c.rect(px - 0.75, top, 1.5, -1.6 - top, Linear((px + 0.75 * k, 0), (px - 0.75 * k, 0), [light.lift(marble, 0.6), marble, light.dim(marble, 1.1)], (0, 0.4, 1)))
        for dx in (-0.3, 0.1, 0.42):
            c.rect(px + dx, top, 0.09, -1.6 - top, light.dim(marble, 0.7), opacity=0.6)
        c.rect(px - 1.0, top - 0.4, 2.0, 0.5, light.lift(marble, 0.2))
        c.rect(px - 1.0, -2.0, 2.0, 0.45, light.dim(marble, 0.3))
    c.rect(-11.4, -10.8, 22.8, 1.5, Linear((0, -10.8), (0, -9.3), [light.lift(marble, 0.4), light.dim(marble, 0.4)]))
    c.poly([(-11.8, -10.8), (0, -15.0), (11.8, -10.8)], light.lift(marble, 0.2))
    c.poly([(-9.3, -11.1), (0, -14.3), (9.3, -11.1)], light.dim(marble, 0.8))
    c.circle(0, -12.2, 0.8, "#c99f45")


def court(c: Canvas, s: Setting) -> None:
    v, light = s.view, s.light
    paving = s.colour("floor", s.colour("court", "#b8aa90", "#a8a296")) if s.weather != "snow" else "#e2e8ee"
    grass = "#7f9252" if s.weather != "snow" else "#e8edf1"
    terrain(c, s, grass)
    mottle(c, s, "moss", light.dim(grass, 0.8), 40, 1.0, 0.35)
    c.fill(flat(v, -4.2, 4.2, 1.3, 46), Linear((0, v.horizon), (0, 1.05), [Glow(light.on(paving, 60)), Glow(light.on(paving, 6)), Glow(light.on(light.dim(paving, 0.4), 2))], (0, 0.3, 1)))
    with c.distance(8):
        seams = [flat(v, -4.2, 4.2, float(d), float(d) + 0.05) for d in np.geomspace(1.6, 40, 22)]
        seams += [flat(v, x, x + 0.04, 1.4, 44) for x in (-2.8, -1.4, 0.0, 1.4, 2.8)]
        fill_all(c, seams, light.dim(paving, 1.1), 0.55)
    tufts(c, s, "tufts", grass, 80, 3, 22, 0.2)


def garden(c: Canvas, s: Setting) -> None:
    v, rng = s.view, s.rng("temple garden")
    blossom = s.colour("blossom", "#e3a0b4", "#7f9a58", "#c9683f") if eastern(s) else "#54704c"
    for d in (34.0, 27.0, 20.0):
        m = v.metre(d)
        for k in (-1, 1):
            x = k * (7.5 + rng.uniform(0, 2)) * m
            with c.distance(d):
                if eastern(s):
                    c.limb([(x, v.ground(d)), (x + 0.2 * k * m, v.ground(d) - 1.6 * m), (x - 0.4 * k * m, v.ground(d) - 3 * m)], (0.4 * m, 0.3 * m, 0.12 * m), "#4a3a30")
                    crown(c, s, x - 0.2 * k * m, v.ground(d) - 3.6 * m, 2.2 * m, 1.3 * m, blossom, rng)
                else:
                    fir(c, s, x, v.ground(d), 6.5 * m, "#3f5f4a", rng, slim=0.2)


def braziers(c: Canvas, s: Setting) -> None:
    """Stone lanterns or bowls of fire that line the way."""
    v, light = s.view, s.light
    for d in (18.0, 13.0, 9.5):
        m = v.metre(d)
        for k in (-1, 1):
            x, y = k * 4.7 * m, v.ground(d)
            tone = Linear((x - 0.4 * m, 0), (x + 0.4 * m, 0), [light.dim("#8f897f", 0.6), light.lift("#8f897f", 0.4)])
            c.rect(x - 0.2 * m, y - 1.1 * m, 0.4 * m, 1.1 * m, tone)
            c.rect(x - 0.4 * m, y - 0.2 * m, 0.8 * m, 0.2 * m, tone)
            c.poly([(x - 0.3 * m, y - 1.1 * m), (x - 0.5 * m, y - 1.35 * m), (x + 0.5 * m, y - 1.35 * m), (x + 0.3 * m, y - 1.1 * m)], tone)
            if eastern(s):
                c.rect(x - 0.34 * m, y - 1.75 * m, 0.68 * m, 0.42 * m, Glow("#ffcf7d") if lit(s) else "#d9d2c2")
                c.curve([(x - 0.7 * m, y - 1.74 * m), (x, y - 2.2 * m), (x + 0.7 * m, y - 1.74 * m), (x, y - 1.82 * m)], light.dim("#8f897f", 0.5), tension=0.5)


def flames(c: Canvas, s: Setting, t: float) -> None:
    if not (lit(s) or s.has("fire", "torch", "flame")):
        return
    v = s.view
    for j, (k, d) in enumerate(((-1, 13.0), (1, 13.0), (-1, 9.5), (1, 9.5))):
        m = v.metre(d)
        x, y = k * 4.7 * m, v.ground(d) - 1.35 * m
        f = 1 + 0.2 * np.sin(8 * t + 2 * j)
        if not eastern(s):
            c.curve([(x - 0.35 * m, y), (x - 0.1 * m, y - 0.8 * m * f), (x + 0.35 * m, y)], Glow("#ff9f45"))
            c.curve([(x - 0.2 * m, y), (x + 0.03 * m, y - 0.45 * m * f), (x + 0.2 * m, y)], Glow("#ffe39a"))
        c.glow(x, y - 0.2 * m, 2.4 * m * f, "#ffab52", 0.5)


def temple_front(c: Canvas, s: Setting) -> None:
    rng, side = s.rng("temple front"), float(s.rng("temple front").choice([-1, 1]))
    leaf = s.light.dim(s.colour("blossom", "#e3a0b4", "#7f9a58", "#c9683f") if eastern(s) else "#5a7a4c", 0.7)
    c.limb([(side * 1.35, -0.1), (side * 0.95, 0.07), (side * 0.55, 0.05)], (0.05, 0.028, 0.005), s.light.dim("#43352b", 1))
    for _ in range(5):
        crown(c, s, side * rng.uniform(0.6, 1.05), rng.uniform(-0.06, 0.08), 0.12, 0.055, leaf, rng, 6)
    verge(c, s, "verge", "#74874c", 30, 0.17, 0.6)
    _: list[Path] = []
    _ = face, soft


CASTLE = Place("castle", ("castle", "fortress", "ruin", "ruins", "citadel", "kingdom", "palace", "fort", "stronghold"), build_castle)
THRONE = Place("throne room", ("throne room", "throne", "great hall", "hall", "ballroom", "court", "cathedral", "church"), build_hall, interior=True,
               sky=False, lamps=0.6, standing=(4.4, 8.2), horizon=0.54)  # fmt: skip
TEMPLE = Place("temple", ("temple", "shrine", "pagoda", "monastery", "sanctuary", "abbey"), build_temple)
PLACES = (CASTLE, THRONE, TEMPLE)
