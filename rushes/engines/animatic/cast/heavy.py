"""Heavy vehicles: truck, bus, steam engine."""

import numpy as np

from rushes.engines.animatic.canvas import Canvas, Glow
from rushes.engines.animatic.cast.rig_form import Frame, coat, dark, form, pale, said
from rushes.engines.animatic.cast.rig_solid import box, extrude, patch, plate, rod, soft, wheel
from rushes.engines.animatic.cast.road import CHROME, TYRE, glass, lamps, rolled, shake, tails, vehicle
from rushes.engines.animatic.figure import Look, Pose


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
    """A lorry; a van, an ambulance or a pick-up by its words."""
    main, _ = (
        coat(look, "#f0ece2")
        if look.has("ambulance")
        else coat(look, "#3f7390", "#b9473b", "#6f7f4f", "#d0a03c", "#e3ded2")
    )
    plain = ("#8f6f4e", "#b9b4a8", "#6a7078")[int(look.rng("load").integers(3))]
    load = said(
        look,
        main if look.has("van", "ambulance", "minivan") else plain,
        "bed",
        "cargo",
        "trailer",
        "container",
    )
    f = Frame(pose.turn, 0, shake(pose), 0)
    r, axles = 0.46, (-2.0, -1.0, 1.75)
    _axles(c, f, axles, r, 1.06)
    box(c, f, -2.8, 2.5, -0.72, -0.4, 0.9, "#3a3c42", 0.05)
    if f.front > -0.2:
        _bed(c, f, look, load)
        _cab(c, f, look, pose, main)
    else:
        _cab(c, f, look, pose, main)
        _bed(c, f, look, load)
    lamps(c, f, 2.6, -0.7, 0.8, pose, 0.14)
    tails(c, f, -2.86, -0.8, 1.0, pose)
    _near_wheels(c, f, axles, r, 1.08, rolled(pose, 4, r))


def _bed(c: Canvas, f: Frame, look: Look, load: str) -> None:
    box(c, f, -2.85, 1.0, -1.2 if look.has("pickup") else -2.7, -0.62, 1.1, load, 0.06)
    if f.side > 0.1 and not look.has("pickup"):
        for x in np.linspace(-2.5, 0.6, 7):
            c.line(
                [f.p(float(x), -2.6, 1.11), f.p(float(x), -0.74, 1.11)],
                dark(load, 0.8),
                0.03,
                0.6,
                smooth=False,
            )
    if f.side > 0.1 and look.has("ambulance"):
        patch(c, f, [(-1.1, -2.1), (-0.8, -2.1), (-0.8, -1.2), (-1.1, -1.2)], 1.12, "#c9342c", 0.01)
        patch(c, f, [(-1.4, -1.8), (-0.5, -1.8), (-0.5, -1.5), (-1.4, -1.5)], 1.12, "#c9342c", 0.01)


def _cab(c: Canvas, f: Frame, look: Look, pose: Pose, main: str) -> None:
    extrude(
        c,
        f,
        [(1.06, -2.2), (2.0, -2.24), (2.42, -1.45), (2.62, -1.3), (2.62, -0.5), (1.06, -0.5)],
        1.02,
        main,
        0.14,
        depth=0.08,
    )
    patch(c, f, [(1.3, -1.4), (1.3, -2.0), (1.9, -2.02), (2.2, -1.4)], 1.03, glass(pose), 0.08)
    patch(c, f, [(1.2, -0.62), (1.2, -1.3), (2.1, -1.3), (2.1, -0.62)], 1.03, pale(main, 0.35), 0.06)
    patch(c, f, [(1.3, -1.12), (1.52, -1.12), (1.52, -1.06), (1.3, -1.06)], 1.04, CHROME, 0.02)
    if f.front > 0.1:
        plate(
            c,
            f,
            [(2.06, -2.1, -0.86), (2.06, -2.1, 0.86), (2.42, -1.48, 0.9), (2.42, -1.48, -0.9)],
            glass(pose),
            0.08,
        )
        plate(
            c,
            f,
            [(2.63, -1.15, -0.6), (2.63, -1.15, 0.6), (2.63, -0.72, 0.6), (2.63, -0.72, -0.6)],
            "#34373d",
            0.05,
        )
        for y in (-1.04, -0.93, -0.82):
            c.line([f.p(2.64, y, -0.55), f.p(2.64, y, 0.55)], CHROME, 0.03, smooth=False)
    if look.has("ambulance", "police", "siren"):
        c.circle(*f.p(1.6, -2.32), 0.14, Glow("#ff5a4a" if float(np.sin(pose.t * 8)) > 0 else "#5a8aff"))


def bus(c: Canvas, look: Look, pose: Pose) -> None:
    colours = ("#e9b12c",) if look.has("school") else ("#c0392f", "#2f6f9a", "#e0a634", "#4f8a5b")
    main, second = coat(look, *colours)
    band = said(look, second or "#f1e9d8", "stripe", "band")
    f = Frame(pose.turn, 0, shake(pose), 0)
    r, axles = 0.5, (-2.6, 2.5)
    _axles(c, f, axles, r, 1.2)
    double = look.has("double-decker", "decker")
    top = -4.3 if double else -2.95
    body = [(-4.0, top + 0.1), (3.7, top), (4.1, -1.6), (4.15, -0.4), (-4.1, -0.4)]
    extrude(c, f, body, 1.22, main, 0.25, depth=0.12)
    for sill in (-1.5, -2.95) if double else (-1.5,):
        _bus_windows(c, f, pose, sill)
    patch(c, f, [(2.75, -0.55), (2.75, -2.4), (3.55, -2.4), (3.65, -0.55)], 1.23, glass(pose), 0.08)
    patch(c, f, [(-4.02, -1.3), (2.7, -1.3), (2.7, -1.12), (-4.05, -1.12)], 1.23, band, 0.02)
    lamps(c, f, 4.14, -0.8, 0.9, pose, 0.16)
    tails(c, f, -4.1, -0.9, 1.1, pose)
    _near_wheels(c, f, axles, r, 1.24, rolled(pose, 5, r))


def _bus_windows(c: Canvas, f: Frame, pose: Pose, sill: float) -> None:
    """The windows of one deck, and its windscreen."""
    for x in np.linspace(-3.4, 2.2, 6).tolist() if f.side > 0.1 else ():
        pane = [(x - 0.38, sill), (x - 0.38, sill - 0.9), (x + 0.38, sill - 0.9), (x + 0.38, sill)]
        patch(c, f, pane, 1.23, glass(pose), 0.08)
    if f.front > 0.1:
        brow, foot = (3.87, sill - 0.95), (4.13, sill + 0.1)
        plate(c, f, [(*brow, -1.0), (*brow, 1.0), (*foot, 1.05), (*foot, -1.05)], glass(pose), 0.1)


def engine(c: Canvas, look: Look, pose: Pose) -> None:
    """A steam engine with its rods, chimney and steam."""
    main, second = coat(look, "#2f4f43", "#7d2f2a", "#2b2f38", "#32507a")
    trim = said(look, second or "#c9a24a", "trim", "band", "brass")
    f = Frame(pose.turn, 0, shake(pose), 0)
    a = rolled(pose, 4.5, 0.72)
    for x in (-2.4, -0.8, 0.8):
        wheel(
            c,
            Frame(pose.turn),
            (x, -0.72),
            0.72,
            -0.7,
            (dark("#3a3338", 0.8), dark("#8f2f2a", 0.8)),
            a,
            8,
            0.12,
        )
    box(c, f, -3.8, 3.3, -1.4, -0.9, 0.8, "#2c2d33", 0.04)
    if f.front > -0.2:
        _driver(c, f, pose, main)
        _boiler(c, f, main, trim)
    else:
        _boiler(c, f, main, trim)
        _driver(c, f, pose, main)
    extrude(c, f, [(3.3, -1.1), (3.95, -0.25), (3.3, -0.25)], 0.9, "#8f2f2a", 0.04)
    lamps(c, f, 3.15, -3.15, 0.02, pose, 0.2)
    _rods(c, f, main, a)
    x, y = f.p(2.4, -3.95)
    for i in range(6):
        k = (pose.t * 0.55 + i / 6) % 1
        c.circle(
            x - (1.2 + 2.6 * (pose.gait in ("walk", "run"))) * k,
            y - 1.9 * k,
            0.25 + 0.7 * k,
            "#f2f2f0",
            opacity=0.55 * (1 - k),
        )


def _boiler(c: Canvas, f: Frame, main: str, trim: str) -> None:
    """The boiler with its bands, smokebox door, chimney and domes."""
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
    for x, w, h, flare, tone in (
        (2.4, 0.21, 0.95, 1.25, main),
        (0.9, 0.26, 0.45, 0.9, trim),
        (-0.5, 0.25, 0.4, 0.9, trim),
    ):
        px, py = f.p(x, -2.95)
        form(
            c,
            soft(
                [(px - w * 0.8, py), (px - w * flare, py - h), (px + w * flare, py - h), (px + w * 0.8, py)],
                0.08,
            ),
            tone,
            0.06,
        )


def _driver(c: Canvas, f: Frame, pose: Pose, main: str) -> None:
    """The driver's cab."""
    box(c, f, -3.7, -1.6, -3.7, -1.2, 1.15, main, 0.06)
    patch(c, f, [(-3.2, -3.3), (-2.1, -3.3), (-2.1, -2.4), (-3.2, -2.4)], 1.16, glass(pose), 0.12)
    box(c, f, -3.95, -1.35, -3.85, -3.68, 1.25, dark(main, 0.8), 0.05)


def _rods(c: Canvas, f: Frame, main: str, a: float) -> None:
    """The near wheels, coupling and connecting rods, the cylinder."""
    for x in (-2.4, -0.8, 0.8):
        wheel(c, Frame(f.turn), (x, -0.72), 0.72, 0.85, ("#3a3338", "#a83a32"), a, 8, 0.12)
    for x in (2.15, 2.95):
        wheel(c, Frame(f.turn), (x, -0.4), 0.4, 0.85, ("#3a3338", "#a83a32"), a * 1.8, 6, 0.12)
    dx, dy = 0.4 * float(np.cos(a)), 0.4 * float(np.sin(a))
    if f.side > 0.2:
        rod(c, [f.p(-2.4 + dx, -0.72 + dy, 0.9), f.p(0.8 + dx, -0.72 + dy, 0.9)], 0.12, CHROME)
        rod(c, [f.p(0.8 + dx, -0.72 + dy, 0.9), f.p(2.3, -0.95, 0.9)], 0.1, CHROME)
        box(c, f, 2.1, 3.1, -1.25, -0.8, 0.95, main, 0.08)


CREATURES = (
    vehicle("truck", ("truck", "lorry", "van", "ambulance", "pickup", "tractor"), truck, 2.8, 5.6, 4, 6),
    vehicle("bus", ("bus", "tram", "trolley", "streetcar"), bus, 3.0, 8.4, 5, 6),
    vehicle("train engine", ("train", "locomotive", "steam engine"), engine, 4.2, 8, 4.5, 6),
)
