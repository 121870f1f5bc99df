"""Vehicles on wheels: car, taxi, truck, bus, bicycle, motorcycle, train engine."""

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Glow
from rushes.engines.animatic.cast.rig_form import Frame, coat, dark, form, hexa, pale, said
from rushes.engines.animatic.cast.rig_solid import Outline, box, extrude, patch, plate, ring, rod, soft, wheel
from rushes.engines.animatic.figure import Creature, Look, Pose

TYRE, CHROME, GLASS = "#26262b", "#c9ced3", "#6f8b9c"
MODERN: tuple[Outline, Outline] = (
    [(-2.1, -0.92), (-1.5, -0.98), (1.0, -0.94), (1.9, -0.8), (2.12, -0.66), (2.12, -0.32), (-2.12, -0.32), (-2.16, -0.7)],
    [(-1.75, -0.94), (-1.15, -1.42), (0.15, -1.46), (1.05, -0.93)],
)
VINTAGE: tuple[Outline, Outline] = (
    [(-2.05, -0.62), (-1.7, -0.98), (-0.2, -1.02), (0.3, -1.02), (1.7, -0.98), (1.86, -0.86), (1.86, -0.4), (-2.0, -0.4)],
    [(-1.6, -1.0), (-1.42, -1.56), (-1.1, -1.68), (0.05, -1.68), (0.3, -1.0)],
)


def rolled(pose: Pose, stride: float, r: float) -> float:
    """Angle of a wheel of radius `r` after the way covered, radians."""
    return pose.phase * stride / r


def shake(pose: Pose) -> float:
    """The body rocking on its springs."""
    return 0.012 * float(np.sin(pose.t * 13)) if pose.gait in ("walk", "run") else 0.004 * float(np.sin(pose.t * 21))


def glass(pose: Pose) -> "str | Glow":
    return Glow("#ffdf9a") if pose.lights > 0.5 else GLASS


def lamps(c: Canvas, f: Frame, x: float, y: float, z: float, pose: Pose, r: float = 0.12) -> None:
    """A pair of headlamps at the front, lit by night."""
    for side in (-1, 1):
        if f.front < -0.05:
            continue
        px, py = f.p(x, y, side * z)
        wide = r * max(f.front, 0.35)
        c.ellipse(px, py, wide * 1.15, r * 1.15, CHROME)
        c.ellipse(px, py, wide, r, Glow("#fff3c4") if pose.lights > 0.3 else "#f2ead2")
        c.glow(px, py, 1.3, "#ffe6a0", 0.75 * pose.lights)


def tails(c: Canvas, f: Frame, x: float, y: float, z: float, pose: Pose) -> None:
    """Tail lamps."""
    for side in (-1, 1):
        if f.front < 0.1 and (side > 0 or f.front < -0.3):
            plate(c, f, [(x, y - 0.09, side * z), (x, y - 0.09, side * (z - 0.24)), (x, y + 0.09, side * (z - 0.24)), (x, y + 0.09, side * z)], Glow("#ff4a3a") if pose.lights > 0.3 else "#a8261f", 0.03)
            c.glow(*f.p(x, y, side * z), 0.7, "#ff3a2a", 0.5 * pose.lights)


def car(c: Canvas, look: Look, pose: Pose) -> None:
    taxi = look.name == "taxi" or look.has("taxi", "cab")
    old = look.has("vintage", "classic", "antique", "old", "retro", "limousine")
    main, second = coat(look, "#e8b92e") if taxi else coat(look, "#b8433a", "#3c6f96", "#d7cfbf", "#4f7a5f", "#34383f", "#cf8a3a")
    lower, cabin = VINTAGE if old else MODERN
    f = Frame(pose.turn, 0, shake(pose), 0)
    low, rim = dark(main, 1.6), "#e9e4d6" if old else "#b4bac0"
    axles = (-1.3, 1.28)
    r = 0.38 if old else 0.34
    for x in axles:
        wheel(c, Frame(pose.turn), (x, -r), r, -0.8, (dark(TYRE, 0.4), dark(rim, 1)))
        if f.side < 0.3:
            wheel(c, Frame(pose.turn), (x, -r), r, 0.8, (TYRE, rim))
    box(c, f, -1.9, 1.9, -0.5, -0.22, 0.62, low, 0.05)
    extrude(c, f, cabin, 0.66, second or hexa(main, 0.02 if not old else -0.05), 0.14, depth=0.04)
    _windows(c, f, pose, cabin, old)
    extrude(c, f, lower, 0.82, main, 0.16 if not old else 0.1, lambda: _panels(c, f, main, old), depth=0.07)
    _front(c, f, pose, old, main)
    for x in axles:
        if f.side > 0.1:
            px, py = f.p(x, -r, 0.83)
            c.ellipse(px, py - 0.02, (r + 0.1) * f.side, r + 0.1, dark(low, 1.0))
        if f.side >= 0.3:
            wheel(c, Frame(pose.turn), (x, -r), r, 0.84, (TYRE, rim), rolled(pose, 4, r))
        if old and f.side > 0.1:
            px, py = f.p(x, -r, 0.86)
            with c.group(clip=paths.rect(px - 0.7, py - 0.62, 1.4, 0.56)):
                c.fill(ring(px, py, 0.54 * f.side, 0.52, 0.13), hexa(main, -0.06))
    if taxi:
        x, y = f.p(-0.4, -1.56)
        form(c, soft([(x - 0.26, y - 0.1), (x + 0.26, y - 0.1), (x + 0.3, y + 0.1), (x - 0.3, y + 0.1)], 0.04), Glow("#fff2c0") if pose.lights > 0.3 else "#f3ead0", 0.02)


def _windows(c: Canvas, f: Frame, pose: Pose, cabin: Outline, old: bool) -> None:
    """Glass all round, with a bar of reflected sky."""
    paint = glass(pose)
    (x0, y0), (x1, y1), *_ = cabin
    top = min(y for _, y in cabin)
    xs = (-1.32, -0.62, -0.5, 0.1) if old else (-1.3, -0.52, -0.42, 0.62)
    foot = -1.06 if old else -0.99
    rear, front = (-1.3, 0.06) if old else (-1.06, 0.1)
    patch(c, f, [(xs[0], foot), (rear if not old else -1.26, top + 0.12), (xs[1], top + 0.11), (xs[1], foot)], 0.67, paint, 0.05)
    patch(c, f, [(xs[2], foot), (xs[2], top + 0.11), (front, top + 0.12), (xs[3], foot)], 0.67, paint, 0.05)
    if pose.lights < 0.5:
        patch(c, f, [(-0.3, foot), (-0.12, top + 0.12), (0.0, top + 0.12), (-0.16, foot)], 0.67, "#e6f0f2", 0.01, 0.5)
    if f.front > 0.12:
        nose, brow = (cabin[-1][0], cabin[-1][1]), cabin[-2]
        k = 0.12
        a = (brow[0] + (nose[0] - brow[0]) * k + 0.02, brow[1] + (nose[1] - brow[1]) * k)
        b = (brow[0] + (nose[0] - brow[0]) * 0.86 + 0.02, brow[1] + (nose[1] - brow[1]) * 0.86)
        plate(c, f, [(*a, -0.56), (*a, 0.56), (*b, 0.6), (*b, -0.6)], paint, 0.05)
    if f.front < -0.12:
        plate(c, f, [(x1 - 0.06, y1 + 0.1, -0.52), (x1 - 0.06, y1 + 0.1, 0.52), (x0 + 0.14, y0 - 0.1, 0.56), (x0 + 0.14, y0 - 0.1, -0.56)], paint, 0.05)


def _panels(c: Canvas, f: Frame, main: str, old: bool) -> None:
    """Doors, handles and a chrome strip."""
    line = dark(main, 1.3)
    for x in (-1.35, -0.46, 0.48) if not old else (-1.45, -0.55, 0.3):
        c.line([f.p(x, -0.97, 0.82), f.p(x + 0.03, -0.45, 0.82)], line, 0.022, 0.8, smooth=False)
    c.line([f.p(-2.1, -0.66, 0.82), f.p(2.0, -0.64, 0.82)], CHROME if old else pale(main, 0.9), 0.032 if old else 0.025, 0.9, smooth=False)
    for x in (-0.74, 0.12) if not old else (-0.84, 0.02):
        c.line([f.p(x, -0.82, 0.82), f.p(x + 0.16, -0.82, 0.82)], CHROME, 0.035, smooth=False)


def _front(c: Canvas, f: Frame, pose: Pose, old: bool, main: str) -> None:
    nose, tail = (1.88, -2.02) if old else (2.13, -2.15)
    if f.front > 0.1:
        if old:
            plate(c, f, [(nose, -0.98, -0.3), (nose, -0.98, 0.3), (nose, -0.42, 0.26), (nose, -0.42, -0.26)], CHROME, 0.1)
            for z in (-0.16, -0.05, 0.06, 0.17):
                c.line([f.p(nose, -0.92, z), f.p(nose, -0.48, z)], "#4a4d52", 0.035, smooth=False)
        else:
            plate(c, f, [(nose, -0.6, -0.42), (nose, -0.6, 0.42), (nose, -0.44, 0.4), (nose, -0.44, -0.4)], "#2c2f35", 0.04)
    for x in (nose, tail) if f.side > 0 else ():
        if x * f.front > -0.4:
            plate(c, f, [(x, -0.42, -0.84), (x, -0.42, 0.86), (x, -0.3, 0.86), (x, -0.3, -0.84)], CHROME if old else dark(main, 1.5), 0.03)
    lamps(c, f, nose - 0.05, -0.74 if old else -0.66, 0.6, pose, 0.16 if old else 0.12)
    tails(c, f, tail + 0.04, -0.68, 0.8, pose)


def _axles(c: Canvas, f: Frame, axles: tuple[float, ...], r: float, z: float) -> None:
    """The far wheels; from the front and from behind both sides."""
    for x in axles:
        wheel(c, Frame(f.turn), (x, -r), r, -z, (dark(TYRE, 0.4), "#8d9297"), width=0.3)
        if f.side < 0.3:
            wheel(c, Frame(f.turn), (x, -r), r, z, (TYRE, "#8d9297"), width=0.3)


def _near_wheels(c: Canvas, f: Frame, axles: tuple[float, ...], r: float, z: float, turned: float) -> None:
    if f.side >= 0.3:
        for x in axles:
            wheel(c, Frame(f.turn), (x, -r), r, z, (TYRE, "#b9bec2"), turned, width=0.3)


def truck(c: Canvas, look: Look, pose: Pose) -> None:
    van = look.has("van", "ambulance", "minivan")
    main, _ = coat(look, "#f0ece2") if look.has("ambulance") else coat(look, "#3f7390", "#b9473b", "#6f7f4f", "#d0a03c", "#e3ded2")
    load = said(look, main if van else ("#8f6f4e", "#b9b4a8", "#6a7078")[int(look.rng("load").integers(3))], "bed", "cargo", "trailer", "container")
    f = Frame(pose.turn, 0, shake(pose), 0)
    r, axles = 0.46, (-2.0, -1.0, 1.75)
    _axles(c, f, axles, r, 1.06)
    box(c, f, -2.8, 2.5, -0.72, -0.4, 0.9, "#3a3c42", 0.05)

    def bed() -> None:
        box(c, f, -2.85, 1.0, -2.7 if not look.has("pickup") else -1.2, -0.62, 1.1, load, 0.06)
        if f.side > 0.1:
            for x in np.linspace(-2.5, 0.6, 7):
                c.line([f.p(float(x), -2.6, 1.11), f.p(float(x), -0.74, 1.11)], dark(load, 0.8), 0.03, 0.6, smooth=False)

    def cab() -> None:
        extrude(c, f, [(1.06, -2.2), (2.0, -2.24), (2.42, -1.45), (2.62, -1.3), (2.62, -0.5), (1.06, -0.5)], 1.02, main, 0.14, depth=0.08)
        patch(c, f, [(1.3, -1.4), (1.3, -2.0), (1.9, -2.02), (2.2, -1.4)], 1.03, glass(pose), 0.08)
        patch(c, f, [(1.2, -0.62), (1.2, -1.3), (2.1, -1.3), (2.1, -0.62)], 1.03, pale(main, 0.35), 0.06)
        patch(c, f, [(1.3, -1.12), (1.52, -1.12), (1.52, -1.06), (1.3, -1.06)], 1.04, CHROME, 0.02)
        if f.front > 0.1:
            plate(c, f, [(2.06, -2.1, -0.86), (2.06, -2.1, 0.86), (2.42, -1.48, 0.9), (2.42, -1.48, -0.9)], glass(pose), 0.08)
            plate(c, f, [(2.63, -1.15, -0.6), (2.63, -1.15, 0.6), (2.63, -0.72, 0.6), (2.63, -0.72, -0.6)], "#34373d", 0.05)
            for y in (-1.04, -0.93, -0.82):
                c.line([f.p(2.64, y, -0.55), f.p(2.64, y, 0.55)], CHROME, 0.03, smooth=False)
        if look.has("ambulance", "police", "siren"):
            c.circle(*f.p(1.6, -2.32), 0.14, Glow("#ff5a4a" if float(np.sin(pose.t * 8)) > 0 else "#5a8aff"))

    for part in (bed, cab) if f.front > -0.2 else (cab, bed):
        part()
    lamps(c, f, 2.6, -0.7, 0.8, pose, 0.14)
    tails(c, f, -2.86, -0.8, 1.0, pose)
    _near_wheels(c, f, axles, r, 1.08, rolled(pose, 4, r))


def bus(c: Canvas, look: Look, pose: Pose) -> None:
    school = look.has("school")
    main, second = coat(look, "#e9b12c") if school else coat(look, "#c0392f", "#2f6f9a", "#e0a634", "#4f8a5b")
    band = said(look, second or "#f1e9d8", "stripe", "band")
    f = Frame(pose.turn, 0, shake(pose), 0)
    r, axles = 0.5, (-2.6, 2.5)
    _axles(c, f, axles, r, 1.2)
    double = look.has("double-decker", "decker")
    top = -4.3 if double else -2.95
    extrude(c, f, [(-4.0, top + 0.1), (3.7, top), (4.1, -1.6), (4.15, -0.4), (-4.1, -0.4)], 1.22, main, 0.25, depth=0.12)
    for base in (-1.5, -2.95) if double else (-1.5,):
        if f.side > 0.1:
            for x in np.linspace(-3.4, 2.2, 6):
                patch(c, f, [(float(x) - 0.38, base), (float(x) - 0.38, base - 0.9), (float(x) + 0.38, base - 0.9), (float(x) + 0.38, base)], 1.23, glass(pose), 0.08)
        if f.front > 0.1:
            plate(c, f, [(3.87, base - 0.95, -1.0), (3.87, base - 0.95, 1.0), (4.13, base + 0.1, 1.05), (4.13, base + 0.1, -1.05)], glass(pose), 0.1)
    patch(c, f, [(2.75, -0.55), (2.75, -2.4), (3.55, -2.4), (3.65, -0.55)], 1.23, glass(pose), 0.08)
    patch(c, f, [(-4.02, -1.3), (2.7, -1.3), (2.7, -1.12), (-4.05, -1.12)], 1.23, band, 0.02)
    lamps(c, f, 4.14, -0.8, 0.9, pose, 0.16)
    tails(c, f, -4.1, -0.9, 1.1, pose)
    _near_wheels(c, f, axles, r, 1.24, rolled(pose, 5, r))


def bicycle(c: Canvas, look: Look, pose: Pose) -> None:
    main, _ = coat(look, "#b8433a", "#2f7f80", "#3b3f47", "#d9a83c", "#7fa7b5")
    f, r = Frame(pose.turn), 0.35
    a = rolled(pose, 2.2, r)
    for x in (-0.52, 0.52):
        px, py = f.p(x, -r)
        wide = max(f.side, 0.08)
        c.fill(ring(px, py, r * wide, r, 0.035), TYRE)
        for i in range(6):
            dx, dy = float(np.cos(a + i * np.pi / 6)) * (r - 0.03) * wide, float(np.sin(a + i * np.pi / 6)) * (r - 0.03)
            c.line([(px - dx, py - dy), (px + dx, py + dy)], "#b9bec4", 0.008, 0.7, smooth=False)
    hub, seat, head, crank = (-0.52, -r), (-0.2, -0.78), (0.36, -0.8), (-0.06, -0.3)
    for p, q in ((hub, seat), (hub, crank), (crank, seat), (crank, head), (seat, head), (head, (0.52, -r)), (seat, (-0.23, -0.88)), (head, (0.33, -0.94))):
        rod(c, [f.p(*p), f.p(*q)], 0.04, main)
    c.limb([f.p(-0.34, -0.9), f.p(-0.22, -0.91), f.p(-0.08, -0.88)], (0.09, 0.07, 0.04), "#4a3527")
    c.line([f.p(0.33, -0.96, -0.22), f.p(0.34, -0.97), f.p(0.33, -0.96, 0.22), f.p(0.24, -0.95, 0.24)], "#3a3a3f", 0.04)
    for k in (0, np.pi):
        dx, dy = 0.16 * float(np.cos(a * 0.5 + k)), 0.16 * float(np.sin(a * 0.5 + k))
        c.line([f.p(*crank), f.p(crank[0] + dx, crank[1] + dy)], "#6c7076", 0.025, smooth=False)
        x, y = f.p(crank[0] + dx, crank[1] + dy)
        c.rect(x - 0.05, y - 0.02, 0.1, 0.03, "#33353a", 0.01)
    if look.has("basket") or look.rng("basket").random() < 0.4:
        box(c, f, 0.42, 0.68, -1.0, -0.76, 0.15, "#b98a55", 0.03)
    c.circle(*f.p(0.42, -0.86), 0.04, Glow("#fff0b0") if pose.lights > 0.3 else CHROME)
    c.glow(*f.p(0.44, -0.86), 0.5, "#ffe6a0", 0.7 * pose.lights)


def motorcycle(c: Canvas, look: Look, pose: Pose) -> None:
    scooter = look.has("scooter", "moped", "vespa")
    main, _ = coat(look, "#7fb5a8", "#e3c08a", "#c9574b") if scooter else coat(look, "#8f2f2b", "#2b2e35", "#35597a")
    f, r = Frame(pose.turn, 0, shake(pose) * 0.6), 0.33 if not scooter else 0.25
    back, front = -0.66, 0.72
    for x in (back, front):
        wheel(c, Frame(pose.turn), (x, -r), r, 0.05, (TYRE, "#b9bec4"), rolled(pose, 3, r), 7, width=0.14)
    rod(c, [f.p(front, -r), f.p(0.44, -0.98)], 0.07, CHROME)
    if scooter:
        form(c, soft([f.p(-0.95, -0.62), f.p(-0.75, -0.78), f.p(-0.1, -0.74), f.p(-0.02, -0.3), f.p(0.4, -0.3), f.p(0.5, -0.95), f.p(0.62, -0.92), f.p(0.56, -0.22), f.p(-0.5, -0.2), f.p(-0.9, -0.32)], 0.09), main, 0.05)
    else:
        form(c, soft([f.p(-0.2, -0.62), f.p(0.32, -0.6), f.p(0.34, -0.25), f.p(-0.16, -0.22)], 0.06), "#54585f", 0.05)
        for y in (-0.5, -0.42, -0.34):
            c.line([f.p(-0.08, y), f.p(0.26, y)], "#8f949a", 0.03, smooth=False)
        rod(c, [f.p(0.1, -0.24), f.p(-0.3, -0.2), f.p(-1.0, -0.26)], 0.08, CHROME)
        form(c, paths.curve([f.p(-0.12, -0.8), f.p(0.2, -0.96), f.p(0.46, -0.9), f.p(0.44, -0.74), f.p(0.0, -0.7)]), main, 0.05)
        form(c, paths.curve([f.p(-1.02, -0.62), f.p(-0.8, -0.74), f.p(-0.4, -0.66), f.p(-0.46, -0.58), f.p(-0.9, -0.5)]), main, 0.03)
    c.limb([f.p(-0.86, -0.82), f.p(-0.5, -0.78), f.p(-0.1, -0.8)], (0.12, 0.14, 0.09), "#3d2c24")
    c.line([f.p(0.4, -1.04, -0.3), f.p(0.42, -1.05), f.p(0.4, -1.04, 0.3), f.p(0.28, -1.02, 0.34)], "#33353a", 0.05)
    x, y = f.p(0.56, -0.9)
    c.circle(x, y, 0.11, CHROME)
    c.circle(x + 0.02 * f.side, y, 0.085, Glow("#fff3c4") if pose.lights > 0.3 else "#f2ead2")
    c.glow(x, y, 1.2, "#ffe6a0", 0.8 * pose.lights)


def engine(c: Canvas, look: Look, pose: Pose) -> None:
    """A steam engine with its rods, chimney and steam."""
    main, second = coat(look, "#2f4f43", "#7d2f2a", "#2b2f38", "#32507a")
    trim = said(look, second or "#c9a24a", "trim", "band", "brass")
    f = Frame(pose.turn, 0, shake(pose), 0)
    r, a = 0.72, rolled(pose, 4.5, 0.72)
    for x in (-2.4, -0.8, 0.8):
        wheel(c, Frame(pose.turn), (x, -r), r, -0.7, (dark("#3a3338", 0.8), dark("#8f2f2a", 0.8)), a, 8, 0.12)
    box(c, f, -3.8, 3.3, -1.4, -0.9, 0.8, "#2c2d33", 0.04)

    def boiler() -> None:
        if f.front > 0.1:
            c.ellipse(*f.p(3.0, -2.1), max(0.95 * f.front, 0.1), 0.92, dark(main, 0.5))
        if f.side > 0.05:
            form(c, soft([f.p(-1.6, -3.0), f.p(3.0, -3.0), f.p(3.05, -1.2), f.p(-1.6, -1.2)], 0.25), main, 0.2)
            for x in (-0.9, 0.4, 1.7, 2.8):
                c.limb([f.p(x, -2.98), f.p(x + 0.05, -2.1), f.p(x, -1.22)], (0.12, 0.14, 0.12), trim)
        if f.front > 0.1:
            x, y = f.p(3.08, -2.1)
            c.ellipse(x, y, 0.8 * f.front, 0.78, main)
            c.ellipse(x, y, 0.5 * f.front, 0.5, dark(main, 0.9))
            c.circle(x, y, 0.1, trim)
        for x, w, h in ((2.4, 0.34, 0.95), (0.9, 0.42, 0.45), (-0.5, 0.4, 0.4)):
            px, py = f.p(x, -2.95)
            wide = w * 0.62
            form(c, soft([(px - wide * 0.8, py), (px - wide * (1.25 if h > 0.9 else 0.9), py - h), (px + wide * (1.25 if h > 0.9 else 0.9), py - h), (px + wide * 0.8, py)], 0.08), main if h > 0.9 else trim, 0.06)

    def cab() -> None:
        box(c, f, -3.7, -1.6, -3.7, -1.2, 1.15, main, 0.06)
        patch(c, f, [(-3.2, -3.3), (-2.1, -3.3), (-2.1, -2.4), (-3.2, -2.4)], 1.16, glass(pose), 0.12)
        box(c, f, -3.95, -1.35, -3.85, -3.68, 1.25, dark(main, 0.8), 0.05)

    for part in (cab, boiler) if f.front > -0.2 else (boiler, cab):
        part()
    extrude(c, f, [(3.3, -1.1), (3.95, -0.25), (3.3, -0.25)], 0.9, "#8f2f2a", 0.04)
    lamps(c, f, 3.15, -3.15, 0.02, pose, 0.2)
    for x in (-2.4, -0.8, 0.8):
        wheel(c, Frame(pose.turn), (x, -r), r, 0.85, ("#3a3338", "#a83a32"), a, 8, 0.12)
    for x in (2.15, 2.95):
        wheel(c, Frame(pose.turn), (x, -0.4), 0.4, 0.85, ("#3a3338", "#a83a32"), a * 1.8, 6, 0.12)
    dx, dy = 0.4 * float(np.cos(a)), 0.4 * float(np.sin(a))
    if f.side > 0.2:
        rod(c, [f.p(-2.4 + dx, -r + dy, 0.9), f.p(0.8 + dx, -r + dy, 0.9)], 0.12, CHROME)
        rod(c, [f.p(0.8 + dx, -r + dy, 0.9), f.p(2.3, -0.95, 0.9)], 0.1, CHROME)
        box(c, f, 2.1, 3.1, -1.25, -0.8, 0.95, main, 0.08)
    x, y = f.p(2.4, -3.95)
    for i in range(6):
        k = (pose.t * 0.55 + i / 6) % 1
        c.circle(x - (1.2 + 2.6 * (pose.gait in ("walk", "run"))) * k, y - 1.9 * k, 0.25 + 0.7 * k, "#f2f2f0", opacity=0.55 * (1 - k))


def _vehicle(name: str, words: tuple[str, ...], draw: "object", height: float, length: float, stride: float, speed: float) -> Creature:
    return Creature(name, words, "vehicle", height=height, length=length, draw=draw, stride=stride, run_stride=stride, speed=speed, run_speed=2.2 * speed,  # type: ignore[arg-type]
                    focus=(0.2 * length, -0.6 * height), focus_size=0.8 * height)  # fmt: skip


CREATURES = (
    _vehicle("car", ("car", "automobile", "sedan", "convertible", "coupe", "jeep", "limousine", "auto", "hatchback"), car, 1.7, 4.4, 4, 6),
    _vehicle("taxi", ("taxi", "cab"), car, 1.75, 4.4, 4, 6),
    _vehicle("truck", ("truck", "lorry", "van", "ambulance", "pickup", "tractor"), truck, 2.8, 5.6, 4, 6),
    _vehicle("bus", ("bus", "coach", "tram", "trolley", "streetcar"), bus, 3.0, 8.4, 5, 6),
    _vehicle("bicycle", ("bicycle", "bike", "cycle"), bicycle, 1.0, 1.75, 2.2, 3),
    _vehicle("motorcycle", ("motorcycle", "motorbike", "scooter", "moped"), motorcycle, 1.1, 2.1, 3, 6),
    _vehicle("train engine", ("train", "locomotive", "engine", "steam engine"), engine, 4.2, 8, 4.5, 6),
)
