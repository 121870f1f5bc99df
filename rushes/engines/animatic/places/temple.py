"""A temple: pagoda or portico, its court, lanterns and fires."""

import numpy as np

from rushes.engines.animatic.canvas import Canvas, Glow, Linear
from rushes.engines.animatic.places.castle import ruined
from rushes.engines.animatic.places.kit_build import lit
from rushes.engines.animatic.places.kit_land import hill_rows, tufts, verge
from rushes.engines.animatic.places.kit_space import (
    fill_all,
    flat,
    mottle,
    terrain,
)
from rushes.engines.animatic.places.kit_tree import crown, fir, wood
from rushes.engines.animatic.setting import Place, Plane, Setting


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
    return not s.has("greek", "roman", "column", "marble", "egyptian") and bool(
        s.rng("eastern").random() < 0.5
    )


def temple_hills(c: Canvas, s: Setting) -> None:
    v = s.view
    rows = ((420, 0.17), (300, 0.11), (200, 0.05))
    hill_rows(c, s, "temple hill", rows, "#6a8062", rough=0.08, mist=0.6, first=3)
    wood(c, s, "temple wood", "#50704f", 130, v.horizon + 0.01, 0.08, 0.04, broad=True, wave=0.03, mist=0.3)


def temple(c: Canvas, s: Setting) -> None:
    v = s.view
    with c.at(0, v.ground(45), v.metre(45)):
        (_pagoda if eastern(s) else _portico)(c, s)


def _steps(c: Canvas, s: Setting, half: float, colour: str, n: int = 5) -> None:
    for k in range(n):
        w = half + 0.5 * (n - k)
        c.rect(
            -w, -0.4 * (k + 1), 2 * w, 0.42, s.light.lift(colour, 0.35) if k % 2 else s.light.dim(colour, 0.2)
        )


def _pagoda(c: Canvas, s: Setting) -> None:
    """Three storeys with curved roofs on a flight of steps, metres about its foot."""
    timber = s.colour("temple", "#a83c2f", "#8a3a30", "#7a4a34")
    _steps(c, s, 9, "#a39a8c", 4)
    y = -1.6
    for w, h in ((8.5, 4.2), (6.4, 3.3), (4.6, 2.8)):
        _storey(c, s, y, w, h, timber)
        _curved_roof(c, s, y - h, w, timber)
        y -= h + 1.9
    c.line([(0, y + 0.2), (0, y - 3.4)], "#c99f45", 0.35)
    for j in range(4):
        c.ellipse(0, y - 0.6 - 0.7 * j, 0.75 - 0.13 * j, 0.16, "#c99f45")


def _storey(c: Canvas, s: Setting, y: float, w: float, h: float, timber: str) -> None:
    """Wall, posts and windows; `w` is half the width."""
    light, k = s.light, s.light.side
    plaster = [light.lift("#d9c39c", 0.2), light.dim("#d9c39c", 0.9)]
    c.rect(-w, y - h, 2 * w, h, Linear((w * k, 0), (-w * k, 0), plaster))
    for x in np.linspace(-w, w, 7):
        c.rect(float(x) - 0.22, y - h, 0.44, h, light.dim(timber, 0.2))
    pane = Glow("#ffcf7d") if lit(s) else light.dim("#4a3a30", 0.3)
    for x in np.linspace(-w * 0.83, w * 0.83, 6):
        c.rect(float(x) - 0.1 * w, y - 0.75 * h, 0.2 * w, 0.6 * h, pane)
    if lit(s):
        c.glow(0, y - h / 2, w * 1.1, "#ffb45c", 0.35)


def _curved_roof(c: Canvas, s: Setting, y: float, w: float, timber: str) -> None:
    """A roof with upturned eaves over a storey whose wall ends at `y`."""
    light, e = s.light, w * 1.42
    roof = s.colour("roof", "#3f5560", "#4a4f5f", "#3f6257")
    eaves = [(-e, -0.55), (-e * 0.72, 0.25), (0, 0.35), (e * 0.72, 0.25), (e, -0.55)]
    slopes = [(w * 0.75, -1.1), (w * 0.55, -2.0), (-w * 0.55, -2.0), (-w * 0.75, -1.1)]
    tones = [light.lift(roof, 0.4), light.dim(roof, 0.8)]
    outline = [(x, y + dy) for x, dy in [*eaves, *slopes]]
    c.curve(outline, Linear((0, y - 2), (0, y + 0.3), tones), tension=0.55)
    edge = ((-e, -0.5), (-e * 0.72, 0.22), (0, 0.32), (e * 0.72, 0.22), (e, -0.5))
    c.line([(x, y + dy) for x, dy in edge], light.dim(timber, 0.1), 0.3)


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
        c.rect(
            px - 0.75,
            top,
            1.5,
            -1.6 - top,
            Linear(
                (px + 0.75 * k, 0),
                (px - 0.75 * k, 0),
                [light.lift(marble, 0.6), marble, light.dim(marble, 1.1)],
                (0, 0.4, 1),
            ),
        )
        for dx in (-0.3, 0.1, 0.42):
            c.rect(px + dx, top, 0.09, -1.6 - top, light.dim(marble, 0.7), opacity=0.6)
        c.rect(px - 1.0, top - 0.4, 2.0, 0.5, light.lift(marble, 0.2))
        c.rect(px - 1.0, -2.0, 2.0, 0.45, light.dim(marble, 0.3))
    c.rect(
        -11.4,
        -10.8,
        22.8,
        1.5,
        Linear((0, -10.8), (0, -9.3), [light.lift(marble, 0.4), light.dim(marble, 0.4)]),
    )
    c.poly([(-11.8, -10.8), (0, -15.0), (11.8, -10.8)], light.lift(marble, 0.2))
    c.poly([(-9.3, -11.1), (0, -14.3), (9.3, -11.1)], light.dim(marble, 0.8))
    c.circle(0, -12.2, 0.8, "#c99f45")


def court(c: Canvas, s: Setting) -> None:
    v, light = s.view, s.light
    paving = s.colour("floor", s.colour("court", "#b8aa90", "#a8a296")) if s.weather != "snow" else "#e2e8ee"
    grass = "#7f9252" if s.weather != "snow" else "#e8edf1"
    terrain(c, s, grass)
    mottle(c, s, "moss", light.dim(grass, 0.8), 40, 1.0, 0.35)
    c.fill(
        flat(v, -4.2, 4.2, 1.3, 46),
        Linear(
            (0, v.horizon),
            (0, 1.05),
            [
                Glow(light.on(paving, 60)),
                Glow(light.on(paving, 6)),
                Glow(light.on(light.dim(paving, 0.4), 2)),
            ],
            (0, 0.3, 1),
        ),
    )
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
                    c.limb(
                        [
                            (x, v.ground(d)),
                            (x + 0.2 * k * m, v.ground(d) - 1.6 * m),
                            (x - 0.4 * k * m, v.ground(d) - 3 * m),
                        ],
                        (0.4 * m, 0.3 * m, 0.12 * m),
                        "#4a3a30",
                    )
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
            tone = Linear(
                (x - 0.4 * m, 0), (x + 0.4 * m, 0), [light.dim("#8f897f", 0.6), light.lift("#8f897f", 0.4)]
            )
            c.rect(x - 0.2 * m, y - 1.1 * m, 0.4 * m, 1.1 * m, tone)
            c.rect(x - 0.4 * m, y - 0.2 * m, 0.8 * m, 0.2 * m, tone)
            c.poly(
                [
                    (x - 0.3 * m, y - 1.1 * m),
                    (x - 0.5 * m, y - 1.35 * m),
                    (x + 0.5 * m, y - 1.35 * m),
                    (x + 0.3 * m, y - 1.1 * m),
                ],
                tone,
            )
            if eastern(s):
                c.rect(
                    x - 0.34 * m, y - 1.75 * m, 0.68 * m, 0.42 * m, Glow("#ffcf7d") if lit(s) else "#d9d2c2"
                )
                c.curve(
                    [
                        (x - 0.7 * m, y - 1.74 * m),
                        (x, y - 2.2 * m),
                        (x + 0.7 * m, y - 1.74 * m),
                        (x, y - 1.82 * m),
                    ],
                    light.dim("#8f897f", 0.5),
                    tension=0.5,
                )


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
    c.limb(
        [(side * 1.35, -0.1), (side * 0.95, 0.07), (side * 0.55, 0.05)],
        (0.05, 0.028, 0.005),
        s.light.dim("#43352b", 1),
    )
    for _ in range(5):
        crown(c, s, side * rng.uniform(0.6, 1.05), rng.uniform(-0.06, 0.08), 0.12, 0.055, leaf, rng, 6)
    verge(c, s, "verge", "#74874c", 30, 0.17, 0.6)


PLACE = Place("temple", ("temple", "shrine", "pagoda", "monastery", "sanctuary", "abbey"), build_temple)
