"""Cars and taxis, and what all vehicles on wheels share."""

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Glow, Paint
from rushes.engines.animatic.cast.rig_form import Frame, Point, coat, dark, form, hexa, pale
from rushes.engines.animatic.cast.rig_prop import Draw
from rushes.engines.animatic.cast.rig_solid import Outline, box, extrude, patch, plate, ring, soft, wheel
from rushes.engines.animatic.figure import Creature, Look, Pose

TYRE, CHROME, GLASS = "#26262b", "#c9ced3", "#6f8b9c"
MODERN: tuple[Outline, Outline] = (
    [
        (-2.1, -0.92),
        (-1.5, -0.98),
        (1.0, -0.94),
        (1.9, -0.8),
        (2.12, -0.66),
        (2.12, -0.32),
        (-2.12, -0.32),
        (-2.16, -0.7),
    ],
    [(-1.75, -0.94), (-1.15, -1.42), (0.15, -1.46), (1.05, -0.93)],
)
VINTAGE: tuple[Outline, Outline] = (
    [
        (-2.05, -0.62),
        (-1.7, -0.98),
        (-0.2, -1.02),
        (0.3, -1.02),
        (1.7, -0.98),
        (1.86, -0.86),
        (1.86, -0.4),
        (-2.0, -0.4),
    ],
    [(-1.6, -1.0), (-1.42, -1.56), (-1.1, -1.68), (0.05, -1.68), (0.3, -1.0)],
)


def rolled(pose: Pose, stride: float, r: float) -> float:
    """Angle of a wheel of radius `r` after the way covered, radians."""
    return pose.phase * stride / r


def shake(pose: Pose) -> float:
    """The body rocking on its springs."""
    return (
        0.012 * float(np.sin(pose.t * 13))
        if pose.gait in ("walk", "run")
        else 0.004 * float(np.sin(pose.t * 21))
    )


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
            plate(
                c,
                f,
                [
                    (x, y - 0.09, side * z),
                    (x, y - 0.09, side * (z - 0.24)),
                    (x, y + 0.09, side * (z - 0.24)),
                    (x, y + 0.09, side * z),
                ],
                Glow("#ff4a3a") if pose.lights > 0.3 else "#a8261f",
                0.03,
            )
            c.glow(*f.p(x, y, side * z), 0.7, "#ff3a2a", 0.5 * pose.lights)


def car(c: Canvas, look: Look, pose: Pose) -> None:
    taxi = look.name == "taxi" or look.has("taxi", "cab")
    old = look.has("vintage", "classic", "antique", "old", "retro", "limousine")
    main, second = (
        coat(look, "#e8b92e")
        if taxi
        else coat(look, "#b8433a", "#3c6f96", "#d7cfbf", "#4f7a5f", "#34383f", "#cf8a3a")
    )
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
            c.ellipse(px, py - 0.07, (r + 0.06) * f.side, r + 0.05, dark(low, 2.4))
        if f.side >= 0.3:
            wheel(c, Frame(pose.turn), (x, -r), r, 0.84, (TYRE, rim), rolled(pose, 4, r))
        if old and f.side > 0.1:
            px, py = f.p(x, -r, 0.86)
            with c.group(clip=paths.rect(px - 0.7, py - 0.62, 1.4, 0.56)):
                c.fill(ring(px, py, 0.54 * f.side, 0.52, 0.13), hexa(main, -0.06))
    if taxi:
        x, y = f.p(-0.4, -1.56)
        form(
            c,
            soft([(x - 0.26, y - 0.1), (x + 0.26, y - 0.1), (x + 0.3, y + 0.1), (x - 0.3, y + 0.1)], 0.04),
            Glow("#fff2c0") if pose.lights > 0.3 else "#f3ead0",
            0.02,
        )


def _windows(c: Canvas, f: Frame, pose: Pose, cabin: Outline, old: bool) -> None:
    """Glass all round."""
    _side_windows(c, f, pose, min(y for _, y in cabin), old)
    if f.front > 0.12:
        _windscreen(c, f, cabin[-2], cabin[-1], glass(pose))
    if f.front < -0.12:
        (x0, y0), (x1, y1) = cabin[:2]
        brow, foot = (x1 - 0.06, y1 + 0.1), (x0 + 0.14, y0 - 0.1)
        plate(c, f, [(*brow, -0.52), (*brow, 0.52), (*foot, 0.56), (*foot, -0.56)], glass(pose), 0.05)


def _side_windows(c: Canvas, f: Frame, pose: Pose, top: float, old: bool) -> None:
    """The rear and the front window of the near side, with a bar of reflected sky."""
    foot = -1.06 if old else -0.99
    back, post, door, nose = (-1.32, -0.62, -0.5, 0.1) if old else (-1.3, -0.52, -0.42, 0.62)
    rear, front = (-1.26, 0.06) if old else (-1.06, 0.1)
    behind = [(back, foot), (rear, top + 0.12), (post, top + 0.11), (post, foot)]
    patch(c, f, behind, 0.67, glass(pose), 0.05)
    ahead = [(door, foot), (door, top + 0.11), (front, top + 0.12), (nose, foot)]
    patch(c, f, ahead, 0.67, glass(pose), 0.05)
    if pose.lights < 0.5:
        bar = [(-0.3, foot), (-0.12, top + 0.12), (0.0, top + 0.12), (-0.16, foot)]
        patch(c, f, bar, 0.67, "#e6f0f2", 0.01, 0.5)


def _windscreen(c: Canvas, f: Frame, brow: Point, nose: Point, paint: Paint) -> None:
    """Glass between the edge of the roof (`brow`) and the foot of the cabin (`nose`)."""

    def at(k: float) -> Point:
        return brow[0] + (nose[0] - brow[0]) * k + 0.02, brow[1] + (nose[1] - brow[1]) * k

    plate(c, f, [(*at(0.12), -0.56), (*at(0.12), 0.56), (*at(0.86), 0.6), (*at(0.86), -0.6)], paint, 0.05)


def _panels(c: Canvas, f: Frame, main: str, old: bool) -> None:
    """Doors, handles and a chrome strip."""
    line = dark(main, 1.3)
    for x in (-1.35, -0.46, 0.48) if not old else (-1.45, -0.55, 0.3):
        c.line([f.p(x, -0.97, 0.82), f.p(x + 0.03, -0.45, 0.82)], line, 0.022, 0.8, smooth=False)
    c.line(
        [f.p(-2.1, -0.66, 0.82), f.p(2.0, -0.64, 0.82)],
        CHROME if old else pale(main, 0.9),
        0.032 if old else 0.025,
        0.9,
        smooth=False,
    )
    for x in (-0.74, 0.12) if not old else (-0.84, 0.02):
        c.line([f.p(x, -0.82, 0.82), f.p(x + 0.16, -0.82, 0.82)], CHROME, 0.035, smooth=False)


def _front(c: Canvas, f: Frame, pose: Pose, old: bool, main: str) -> None:
    nose, tail = (1.88, -2.02) if old else (2.13, -2.15)
    if f.front > 0.1:
        if old:
            plate(
                c,
                f,
                [(nose, -0.98, -0.3), (nose, -0.98, 0.3), (nose, -0.42, 0.26), (nose, -0.42, -0.26)],
                CHROME,
                0.1,
            )
            for z in (-0.16, -0.05, 0.06, 0.17):
                c.line([f.p(nose, -0.92, z), f.p(nose, -0.48, z)], "#4a4d52", 0.035, smooth=False)
        else:
            plate(
                c,
                f,
                [(nose, -0.6, -0.42), (nose, -0.6, 0.42), (nose, -0.44, 0.4), (nose, -0.44, -0.4)],
                "#2c2f35",
                0.04,
            )
    for x in (nose, tail) if f.side > 0 else ():
        if x * f.front > -0.4:
            plate(
                c,
                f,
                [(x, -0.42, -0.84), (x, -0.42, 0.86), (x, -0.3, 0.86), (x, -0.3, -0.84)],
                CHROME if old else dark(main, 1.5),
                0.03,
            )
    lamps(c, f, nose - 0.05, -0.74 if old else -0.66, 0.6, pose, 0.16 if old else 0.12)
    tails(c, f, tail + 0.04, -0.68, 0.8, pose)


def vehicle(
    name: str, words: tuple[str, ...], draw: Draw, height: float, length: float, stride: float, speed: float
) -> Creature:
    return Creature(
        name,
        words,
        "vehicle",
        height=height,
        length=length,
        draw=draw,
        stride=stride,
        run_stride=stride,
        speed=speed,
        run_speed=2.2 * speed,
        focus=(0.2 * length, -0.6 * height),
        focus_size=0.8 * height,
    )


CREATURES = (
    vehicle(
        "car",
        ("car", "automobile", "sedan", "convertible", "coupe", "jeep", "limousine", "hatchback"),
        car,
        1.7,
        4.4,
        4,
        6,
    ),
    vehicle("taxi", ("taxi",), car, 1.75, 4.4, 4, 6),
)
