"""Machines that are not shaped like people: a rover and a drone."""

import numpy as np

from rushes.engines.animatic.canvas import Canvas, Glow
from rushes.engines.animatic.cast.rig_form import Frame, Point, dark, form
from rushes.engines.animatic.cast.rig_solid import box, plate, ring, soft, wheel
from rushes.engines.animatic.cast.robots import colours
from rushes.engines.animatic.figure import Creature, Look, Pose

ROVER_AXLES = (-0.24, 0.0, 0.24)


def rover(c: Canvas, look: Look, pose: Pose) -> None:
    """A small robot on wheels or tracks, with a long neck and two round eyes."""
    paint, joint, trim, lamp = colours(look)
    bounce = 0.01 * float(np.sin(pose.t * (12 if pose.gait in ("walk", "run") else 2)))
    f = Frame(pose.turn, 0, bounce, 0)
    rolled = 2 * np.pi * pose.phase
    for x in ROVER_AXLES:
        wheel(c, f, (x, -0.13), 0.13, -0.24, (dark(joint, 0.8), dark(trim, 0.8)), rolled, width=0.1)
    box(c, f, -0.32, 0.32, -0.5, -0.2, 0.24, paint, 0.06)
    _rover_panels(c, f, joint, trim, lamp)
    for x in ROVER_AXLES:
        wheel(c, f, (x, -0.13), 0.13, 0.26, (joint, trim), rolled, width=0.1)
    lean = {"eat": -0.3, "sit": -0.16, "lie": -0.24}.get(pose.gait, 0.02 * float(np.sin(pose.t * 1.3)))
    top = (0.16, -0.92 - lean)
    c.limb([f.p(0.02, -0.48), f.p(0.0, -0.7 - lean * 0.4), f.p(*top)], (0.1, 0.06, 0.07), joint)
    _rover_head(c, pose, top, paint, lamp)


def _rover_panels(c: Canvas, f: Frame, joint: str, trim: str, lamp: str) -> None:
    """Plates at the front and at the side, with a lamp."""
    if f.front > 0.15:
        front = [(0.325, -0.44, -0.14), (0.325, -0.44, 0.14), (0.325, -0.28, 0.14), (0.325, -0.28, -0.14)]
        plate(c, f, front, trim, 0.03)
    if f.side > 0.2:
        side = [(-0.26, -0.44, 0.245), (0.0, -0.44, 0.245), (0.0, -0.28, 0.245), (-0.26, -0.28, 0.245)]
        plate(c, f, side, trim, 0.03)
        c.circle(*f.p(0.16, -0.36, 0.25), 0.05, joint)
        c.circle(*f.p(0.16, -0.36, 0.25), 0.03, Glow(lamp))


def _rover_head(c: Canvas, pose: Pose, top: Point, paint: str, lamp: str) -> None:
    """The box at the end of the neck, and its eyes."""
    yaw = 45 * float(np.sin(pose.t * 1.2)) if pose.gait in ("look", "dance") else 0.0
    head = Frame(pose.turn, *top, 0.0, 10 * pose.head + 4 * float(np.sin(pose.t * 0.9)), yaw)
    box(c, head, -0.14, 0.12, -0.12, 0.1, 0.19, paint, 0.06)
    lid = 0.15 if pose.t % 3.7 < 0.12 else 1.0
    for side in (-1, 1):
        show = head.facing(0.9, side * 0.35)
        if show > 0.0:
            x, y = head.p(0.13, 0, side * 0.1)
            c.ellipse(x, y, 0.085 * (0.45 + 0.55 * show), 0.085, "#22262d")
            c.ellipse(x, y, 0.06 * (0.4 + 0.6 * show), 0.06 * lid, Glow(lamp))
            c.ellipse(x, y, 0.028 * (0.4 + 0.6 * show), 0.028 * lid, "#14161a")
            c.glow(x, y, 0.24, lamp, 0.25 + 0.3 * pose.lights)


def drone(c: Canvas, look: Look, pose: Pose) -> None:
    """A quadcopter with a camera eye."""
    paint, joint, trim, lamp = colours(look)
    lean = -12.0 if pose.gait in ("run", "fly", "walk") else 0.0
    f = Frame(pose.turn, 0, 0.03 * float(np.sin(pose.t * 2.2)), 0, lean)
    corners = ((x, z) for x in (-0.34, 0.34) for z in (-0.34, 0.34))
    far, distant, near, nearest = sorted(corners, key=lambda q: f.depth(q[0], 0, q[1]))
    for rotor in (far, distant):
        _rotor(c, f, pose, rotor, paint, joint)
    _drone_body(c, f, paint)
    for rotor in (near, nearest):
        _rotor(c, f, pose, rotor, paint, joint)
    if f.front > -0.4:
        x, y = f.p(0.17, 0.05, 0.0)
        c.circle(x, y, 0.085, joint)
        c.circle(x + 0.01, y, 0.055, Glow(lamp))
        c.circle(x + 0.015, y, 0.025, "#14161a")
        c.glow(x, y, 0.3, lamp, 0.4)
    c.fill(ring(*f.p(-0.05, 0.12), 0.1, 0.04, 0.02), trim)


def _rotor(c: Canvas, f: Frame, pose: Pose, at: Point, paint: str, joint: str) -> None:
    """One arm with its motor and the blur of its blades; `at` is (x, z)."""
    x, z = at
    tip, root = f.p(x, -0.08, z), f.p(x * 0.3, -0.03, z * 0.3)
    reach, top = 0.23 * float(np.cos(pose.t * 60)), tip[1] - 0.07
    c.limb([root, tip], (0.06, 0.045), dark(paint, 0.6))
    c.line([(tip[0], tip[1] + 0.03), (tip[0], tip[1] - 0.06)], joint, 0.05)
    c.ellipse(tip[0], top, 0.24, 0.035, "#dfe6ea", opacity=0.35)
    c.line([(tip[0] - reach, top), (tip[0] + reach, top)], joint, 0.015, 0.7, smooth=False)


def _drone_body(c: Canvas, f: Frame, paint: str) -> None:
    if f.side > 0.4:
        upper = [f.p(-0.22, 0.0), f.p(-0.16, -0.1), f.p(0.16, -0.1), f.p(0.24, 0.0)]
        lower = [f.p(0.14, 0.1), f.p(-0.14, 0.1)]
    else:
        x, y = f.p(0, 0)
        upper = [(x - 0.2, y), (x - 0.14, y - 0.1), (x + 0.14, y - 0.1), (x + 0.2, y)]
        lower = [(x + 0.12, y + 0.1), (x - 0.12, y + 0.1)]
    form(c, soft([*upper, *lower], 0.05), paint, 0.03)


CREATURES = (
    Creature(
        "rover",
        ("rover", "wheeled robot"),
        "robot",
        height=1.1,
        length=0.9,
        draw=rover,
        stride=0.82,
        run_stride=0.82,
        speed=0.6,
        run_speed=2,
        focus=(0.18, -0.95),
        focus_size=0.4,
    ),
    Creature(
        "drone",
        ("drone", "quadcopter"),
        "robot",
        height=0.4,
        length=1.15,
        draw=drone,
        stride=2,
        run_stride=3,
        speed=2.5,
        run_speed=7,
        element="air",
        focus=(0.15, 0.03),
        focus_size=0.4,
    ),
)
