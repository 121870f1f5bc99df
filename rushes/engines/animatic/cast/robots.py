"""Robots on two legs: humanoid and boxy."""

from dataclasses import dataclass

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Glow
from rushes.engines.animatic.cast.rig_form import (
    Frame,
    Point,
    bones,
    coat,
    dark,
    form,
    hexa,
    pale,
    said,
    step,
)
from rushes.engines.animatic.cast.rig_solid import box, extrude, plate, soft
from rushes.engines.animatic.cast.robot_head import paint_head
from rushes.engines.animatic.figure import Creature, Look, Pose


@dataclass(slots=True)
class Robot:
    """One robot at one instant."""

    c: Canvas
    look: Look
    pose: Pose
    paint: str
    joint: str
    trim: str
    lamp: str
    body: Frame
    head: Frame
    boxy: bool


def colours(look: Look) -> tuple[str, str, str, str]:
    """Paint, joints, trim and lamps."""
    worn = look.has("rusty", "rusted", "old", "battered", "weathered")
    main, other = coat(
        look, *(("#a0693f", "#8d7a66") if worn else ("#c9d0d6", "#e4e0d6", "#8fb2b8", "#d9b45a", "#7d8aa0"))
    )
    trim = said(look, other or hexa(main, -0.13), "trim", "stripe", "panel", "chest")
    lamp = said(
        look,
        ("#66e0ff", "#ffc94d", "#8dff9a", "#ff7a5c")[int(look.rng("lamp").integers(4))],
        "eye",
        "light",
        "lamp",
        "visor",
    )
    return main, "#4a4d55", trim, lamp


PITCH = {
    "run": -12.0,
    "walk": -3.0,
    "sit": 4.0,
    "fly": -68.0,
    "swim": -74.0,
    "fall": 24.0,
    "fight": -8.0,
    "lie": 12.0,
}
"""How far the body leans, degrees."""


def robot(c: Canvas, look: Look, pose: Pose, boxy: bool) -> None:
    body = _body(pose)
    r = Robot(c, look, pose, *colours(look), body, _head(pose, body), boxy)
    _arm(r, -1)
    _leg(r, -1)
    _leg(r, 1)
    for part in (paint_head, _torso) if pose.turn < -50 else (_torso, paint_head):
        part(r)
    _arm(r, 1)
    if look.has("glowing"):
        c.glow(0, -0.9, 1.2, r.lamp, 0.3)


def _body(pose: Pose) -> Frame:
    """The body in its gait."""
    beat = float(np.cos(4 * np.pi * pose.phase))
    low = {"sit": 0.44, "lie": 0.44, "fall": 0.1, "eat": 0.05}.get(pose.gait, 0.0)
    bobs = {"walk": 0.012 * beat, "run": 0.03 * beat, "dance": 0.04 * float(np.sin(pose.t * 6))}
    bob = bobs.get(pose.gait, 0.006 * float(np.sin(pose.t * 1.6)))
    return Frame(pose.turn, 0.0, -0.86 + low + bob, 0.0, PITCH.get(pose.gait, 0.0))


def _head(pose: Pose, body: Frame) -> Frame:
    """The head on the body: it looks about, nods, and looks ahead when the body leans."""
    yaw = 6 * float(np.sin(pose.t * 0.7))
    if pose.gait == "look":
        yaw = 40 * float(np.clip(1.7 * np.sin(pose.t * 1.1), -1, 1)) + 25
    if pose.turn < -20:
        yaw = 0.0
    nod = 6 * float(np.sin(pose.t * 5)) if pose.gait == "dance" else 2 * float(np.sin(pose.t * 0.8))
    tilt = 12 * pose.head + nod + 0.6 * -min(body.pitch, 0)
    return Frame(pose.turn, *body.world(0.02, -0.66, 0.0), tilt + 0.4 * body.pitch, yaw)


def _foot(r: Robot, side: int) -> tuple[Point, float]:
    p, phase = r.pose, r.pose.phase + (0.5 if side < 0 else 0.0)
    if p.gait in ("walk", "run"):
        dx, lift = step(phase, 0.6 if p.gait == "walk" else 0.38, 0.9 if p.gait == "walk" else 1.7)
        return (dx, -0.1 * lift * (1 if p.gait == "walk" else 2)), lift
    if p.gait in ("sit", "lie"):
        return (0.46 + 0.03 * side, 0.0), 0.0
    if p.gait in ("fly", "swim", "fall"):
        hip = r.body.world(0, 0.06)
        kick = 0.1 * float(np.sin(p.t * 5 + side))
        a = np.deg2rad(r.body.pitch)
        return (hip[0] + float(np.sin(a)) * 0.72, hip[1] + 0.72 * float(np.cos(a)) + kick), 0.3
    if p.gait == "dance":
        return (0.12 * side, -0.1 * max(0.0, side * float(np.sin(p.t * 6)))), 0.0
    return (0.16 * side if p.gait == "fight" else 0.05 * side, 0.0), 0.0


def _leg(r: Robot, side: int) -> None:
    c = r.c
    (fx, fy), lift = _foot(r, side)
    x, y, _ = r.body.world(0, 0.06)
    ankle = (fx - 0.02, fy - 0.1)
    knee = bones((x, y), ankle, 0.37, 0.37, 1.0)
    flat, z = Frame(r.pose.turn), side * 0.15
    hip_s, knee_s, ankle_s = (flat.p(*q, z) for q in ((x, y), knee, ankle))
    tone = dark(r.paint, 1.0) if side < 0 and r.body.side > 0.3 else r.paint
    joint = dark(r.joint, 0.6) if side < 0 and r.body.side > 0.3 else r.joint
    w = 1.25 if r.boxy else 1.0
    c.limb([hip_s, knee_s], (0.1, 0.085), joint)
    c.limb([knee_s, ankle_s], (0.085, 0.07), joint)
    form(c, _shell(hip_s, knee_s, 0.12, 0.86, 0.17 * w, 0.14 * w), tone, 0.015)
    form(c, _shell(knee_s, ankle_s, 0.1, 1.0, 0.13 * w, 0.17 * w), tone, 0.015)
    c.circle(*knee_s, 0.062, joint)
    c.circle(*knee_s, 0.032, pale(joint, 1.0))
    toe = -22 * lift
    sole = Frame(r.pose.turn, fx, fy, z, toe)
    box(c, sole, -0.12, 0.2, -0.1, 0.0, 0.085, tone, 0.04)


def _shell(a: Point, b: Point, k0: float, k1: float, w0: float, w1: float) -> paths.Path:
    """A hard shell around a bone, from share `k0` to `k1` of its length."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    d = float(np.hypot(dx, dy)) or 1e-6
    px, py = -dy / d / 2, dx / d / 2
    x0, y0, x1, y1 = a[0] + dx * k0, a[1] + dy * k0, a[0] + dx * k1, a[1] + dy * k1
    return soft(
        [
            (x0 + px * w0, y0 + py * w0),
            (x1 + px * w1, y1 + py * w1),
            (x1 - px * w1, y1 - py * w1),
            (x0 - px * w0, y0 - py * w0),
        ],
        0.35 * min(w0, w1),
    )


def _hand(r: Robot, side: int, x: float, y: float) -> Point:
    p = r.pose
    swing = float(np.sin(2 * np.pi * p.phase + (0 if side < 0 else np.pi)))
    idle = 0.02 * float(np.sin(p.t * 1.4 + side))
    reach: dict[str, Point] = {
        "walk": (0.3 * swing + 0.05, 0.52 - 0.06 * abs(swing)),
        "run": (0.36 * swing + 0.16, 0.36 - 0.2 * max(swing, 0)),
        "sit": (0.36, 0.36),
        "lie": (0.3, 0.4),
        "fight": (0.42 + 0.1 * swing, -0.02 + 0.08 * side),
        "eat": (0.28, -0.02 if side > 0 else 0.4),
        "dance": (0.3 * float(np.sin(p.t * 6)) * side, -0.42 + 0.2 * float(np.sin(p.t * 6 + side))),
        "fall": (0.25 * side, -0.5),
        "fly": (0.5, -0.06),
        "swim": (0.5 * float(np.cos(p.t * 3 + side)), 0.3 * float(np.sin(p.t * 3 + side))),
        "look": (0.3, -0.38) if side > 0 else (0.05, 0.55),
    }
    dx, dy = reach.get(p.gait, (0.06 + idle, 0.56))
    return x + dx, y + dy


def _arm(r: Robot, side: int) -> None:
    c = r.c
    x, y, _ = r.body.world(0.0, -0.44)
    hand = _hand(r, side, x, y)
    elbow = bones((x, y), hand, 0.31, 0.29, -1.0)
    flat, z = Frame(r.pose.turn), side * (0.3 if not r.boxy else 0.36)
    a, b, h = flat.p(x, y, z), flat.p(*elbow, z * 1.1), flat.p(*hand, z * 1.02)
    far = side < 0 and r.body.side > 0.3
    tone = dark(r.paint, 1.0) if far else r.paint
    joint = dark(r.joint, 0.6) if far else r.joint
    c.limb([a, b], (0.075, 0.065), joint)
    c.limb([b, h], (0.065, 0.05), joint)
    form(c, _shell(a, b, 0.22, 0.86, 0.12, 0.11), tone, 0.012)
    form(c, _shell(b, h, 0.16, 0.9, 0.1, 0.125), tone, 0.012)
    form(c, paths.ellipse(*a, 0.1, 0.1), dark(r.trim, 0.8) if far else r.trim, 0.02)
    dx, dy = h[0] - b[0], h[1] - b[1]
    d = float(np.hypot(dx, dy)) or 1e-6
    ux, uy = dx / d, dy / d
    for k in (-0.8, 0.0, 0.8):
        c.limb(
            [
                h,
                (h[0] + 0.06 * ux - 0.04 * k * uy, h[1] + 0.06 * uy + 0.04 * k * ux),
                (h[0] + 0.12 * ux - 0.02 * k * uy, h[1] + 0.12 * uy + 0.02 * k * ux),
            ],
            (0.045, 0.04, 0.025),
            joint,
        )


def _torso(r: Robot) -> None:
    c, f = r.c, r.body
    if r.boxy:
        box(c, f, -0.22, 0.22, -0.56, 0.06, 0.32, r.paint, 0.05)
        box(c, f, -0.16, 0.16, 0.04, 0.14, 0.22, r.joint, 0.03)
    else:
        box(c, f, -0.1, 0.1, -0.2, 0.02, 0.14, r.joint, 0.03)
        extrude_chest(r)
        box(c, f, -0.12, 0.12, -0.04, 0.12, 0.19, r.paint, 0.05)
    _panel(r)
    _wear(r)


def extrude_chest(r: Robot) -> None:
    extrude(
        r.c,
        r.body,
        [(-0.16, -0.54), (0.12, -0.56), (0.2, -0.42), (0.12, -0.14), (-0.12, -0.14), (-0.2, -0.36)],
        0.26,
        r.paint,
        0.06,
        depth=0.02,
    )


def _panel(r: Robot) -> None:
    """Chest panel with a lamp; a seam and bolts at the side; a hatch behind."""
    c, f = r.c, r.body
    deep = 0.225 if r.boxy else 0.17
    if f.front > 0.15:
        _chest_panel(r, deep)
    if f.front < -0.3:
        hatch = [(-deep, -0.44, -0.14), (-deep, -0.44, 0.14), (-deep, -0.2, 0.12), (-deep, -0.2, -0.12)]
        plate(c, f, hatch, dark(r.paint, 0.9), 0.02)
    if f.side > 0.3:
        z = 0.33 if r.boxy else 0.27
        c.line([f.p(-0.13, -0.3, z), f.p(0.15, -0.3, z)], dark(r.paint, 1.5), 0.012)
        for x in (-0.1, 0.1):
            c.circle(*f.p(x, -0.22, z), 0.012, dark(r.paint, 1.8))


def _chest_panel(r: Robot, deep: float) -> None:
    """A plate with a lamp and two slots, `deep` metres in front of the body's middle."""
    c, f = r.c, r.body
    front = [(deep, -0.46, -0.15), (deep, -0.46, 0.15), (deep, -0.24, 0.12), (deep, -0.24, -0.12)]
    plate(c, f, front, r.trim, 0.03)
    x, y = f.p(deep + 0.01, -0.36, 0.05)
    c.circle(x, y, 0.035, Glow(r.lamp))
    c.glow(x, y, 0.2, r.lamp, 0.4)
    for k in (0, 1):
        top, bottom = -0.32 + 0.04 * k, -0.305 + 0.04 * k
        slot = [(deep, top, -0.1), (deep, top, 0.0), (deep, bottom, 0.0), (deep, bottom, -0.1)]
        plate(c, f, slot, dark(r.trim, 1.4), 0.005)


def _wear(r: Robot) -> None:
    """Patches of rust, a scarf: what the text says."""
    c, f = r.c, r.body
    if r.look.has("rusty", "rusted", "battered", "weathered"):
        rng = r.look.rng("rust")
        for _ in range(6):
            x, y = f.p(float(rng.uniform(-0.14, 0.16)), float(rng.uniform(-0.5, -0.02)), 0.3)
            c.fill(
                paths.blob(
                    x, y, float(rng.uniform(0.02, 0.06)), float(rng.uniform(0.015, 0.04)), rng, 0.2, 8
                ),
                hexa("#7a3c1e", float(rng.uniform(-0.05, 0.06))),
                0.75,
            )
    if r.look.has("scarf"):
        x, y = f.p(0.02, -0.6)
        scarf = said(r.look, "#c23a34", "scarf")
        blow = 0.1 * float(np.sin(r.pose.t * 3)) + 0.2 * r.pose.wind
        c.limb(
            [
                (x - 0.1, y),
                (x - 0.26, y + 0.1 - blow * 0.3),
                (x - 0.46 * (0.4 + 0.6 * f.side), y + 0.2 - blow),
            ],
            (0.1, 0.12, 0.15),
            dark(scarf, 0.6),
        )
        c.fill(paths.ellipse(x, y, 0.19, 0.07), scarf)


def humanoid(c: Canvas, look: Look, pose: Pose) -> None:
    robot(c, look, pose, look.has("boxy", "square", "tin", "box"))


def boxy(c: Canvas, look: Look, pose: Pose) -> None:
    robot(c, look, pose, True)


CREATURES = (
    Creature(
        "robot",
        ("robot", "android", "automaton", "droid", "cyborg", "mech"),
        "robot",
        height=2.05,
        length=0.6,
        draw=humanoid,
        stride=0.9,
        run_stride=1.7,
        speed=0.9,
        run_speed=2.6,
        focus=(0.05, -1.7),
        focus_size=0.55,
    ),
    Creature(
        "boxy robot",
        ("boxy robot", "tin robot", "toy robot"),
        "robot",
        height=2.1,
        length=0.6,
        draw=boxy,
        stride=0.9,
        run_stride=1.7,
        speed=0.8,
        run_speed=2.2,
        focus=(0.05, -1.7),
        focus_size=0.6,
    ),
)
