"""Robots: humanoid, boxy, on wheels, and a drone."""

from collections.abc import Callable
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
from rushes.engines.animatic.cast.rig_solid import box, extrude, plate, ring, soft, wheel
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
    main, other = coat(look, *(("#a0693f", "#8d7a66") if worn else ("#c9d0d6", "#e4e0d6", "#8fb2b8", "#d9b45a", "#7d8aa0")))
    trim = said(look, other or hexa(main, -0.13), "trim", "stripe", "panel", "chest")
    lamp = said(look, ("#66e0ff", "#ffc94d", "#8dff9a", "#ff7a5c")[int(look.rng("lamp").integers(4))], "eye", "light", "lamp", "visor")
    return main, "#4a4d55", trim, lamp


def robot(c: Canvas, look: Look, pose: Pose, boxy: bool) -> None:
    paint, joint, trim, lamp = colours(look)
    beat = float(np.cos(4 * np.pi * pose.phase))
    low = {"sit": 0.44, "lie": 0.44, "fall": 0.1, "eat": 0.05}.get(pose.gait, 0.0)
    bob = {"walk": 0.012 * beat, "run": 0.03 * beat, "dance": 0.04 * float(np.sin(pose.t * 6))}.get(pose.gait, 0.006 * float(np.sin(pose.t * 1.6)))
    pitch = {"run": -12.0, "walk": -3.0, "sit": 4.0, "fly": -68.0, "swim": -74.0, "fall": 24.0, "fight": -8.0, "lie": 12.0}.get(pose.gait, 0.0)
    body = Frame(pose.turn, 0.0, -0.86 + low + bob, 0.0, pitch)
    yaw = 40 * float(np.clip(1.7 * np.sin(pose.t * 1.1), -1, 1)) + 25 if pose.gait == "look" else 6 * float(np.sin(pose.t * 0.7))
    if pose.turn < -20:
        yaw = 0.0
    tilt = 12 * pose.head + (6 * float(np.sin(pose.t * 5)) if pose.gait == "dance" else 2 * float(np.sin(pose.t * 0.8))) + 0.6 * -min(pitch, 0)
    head = Frame(pose.turn, *body.world(0.02, -0.66, 0.0), tilt + 0.4 * pitch, yaw)
    r = Robot(c, look, pose, paint, joint, trim, lamp, body, head, boxy)
    near: list[Callable[[], None]] = [lambda: _leg(r, 1), lambda: _torso(r), lambda: _head(r), lambda: _arm(r, 1)]
    if pose.turn < -50:
        near = [lambda: _leg(r, 1), lambda: _head(r), lambda: _torso(r), lambda: _arm(r, 1)]
    for part in (lambda: _arm(r, -1), lambda: _leg(r, -1), *near):
        part()
    if look.has("glowing"):
        c.glow(0, -0.9, 1.2, lamp, 0.3)


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
    return soft([(x0 + px * w0, y0 + py * w0), (x1 + px * w1, y1 + py * w1), (x1 - px * w1, y1 - py * w1), (x0 - px * w0, y0 - py * w0)], 0.35 * min(w0, w1))


def _hand(r: Robot, side: int, x: float, y: float) -> Point:
    p = r.pose
    swing = float(np.sin(2 * np.pi * p.phase + (0 if side < 0 else np.pi)))
    idle = 0.02 * float(np.sin(p.t * 1.4 + side))
    reach: dict[str, Point] = {
        "walk": (0.3 * swing + 0.05, 0.52 - 0.06 * abs(swing)), "run": (0.36 * swing + 0.16, 0.36 - 0.2 * max(swing, 0)),
        "sit": (0.36, 0.36), "lie": (0.3, 0.4), "fight": (0.42 + 0.1 * swing, -0.02 + 0.08 * side), "eat": (0.28, -0.02 if side > 0 else 0.4),
        "dance": (0.3 * float(np.sin(p.t * 6)) * side, -0.42 + 0.2 * float(np.sin(p.t * 6 + side))), "fall": (0.25 * side, -0.5), "fly": (0.5, -0.06),
        "swim": (0.5 * float(np.cos(p.t * 3 + side)), 0.3 * float(np.sin(p.t * 3 + side))), "look": (0.3, -0.38) if side > 0 else (0.05, 0.55),
    }  # fmt: skip
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
        c.limb([h, (h[0] + 0.06 * ux - 0.04 * k * uy, h[1] + 0.06 * uy + 0.04 * k * ux), (h[0] + 0.12 * ux - 0.02 * k * uy, h[1] + 0.12 * uy + 0.02 * k * ux)],
               (0.045, 0.04, 0.025), joint)  # fmt: skip


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
    extrude(r.c, r.body, [(-0.16, -0.54), (0.12, -0.56), (0.2, -0.42), (0.12, -0.14), (-0.12, -0.14), (-0.2, -0.36)], 0.26, r.paint, 0.06, depth=0.02)


def _panel(r: Robot) -> None:
    """Chest panel with a lamp; a seam and bolts at the side; a hatch behind."""
    c, f = r.c, r.body
    deep = 0.225 if r.boxy else 0.17
    if f.front > 0.15:
        plate(c, f, [(deep, -0.46, -0.15), (deep, -0.46, 0.15), (deep, -0.24, 0.12), (deep, -0.24, -0.12)], r.trim, 0.03)
        x, y = f.p(deep + 0.01, -0.36, 0.05)
        c.circle(x, y, 0.035, Glow(r.lamp))
        c.glow(x, y, 0.2, r.lamp, 0.4)
        for k in (0, 1):
            plate(c, f, [(deep, -0.32 + 0.04 * k, -0.1), (deep, -0.32 + 0.04 * k, 0.0), (deep, -0.305 + 0.04 * k, 0.0), (deep, -0.305 + 0.04 * k, -0.1)], dark(r.trim, 1.4), 0.005)
    if f.front < -0.3:
        plate(c, f, [(-deep, -0.44, -0.14), (-deep, -0.44, 0.14), (-deep, -0.2, 0.12), (-deep, -0.2, -0.12)], dark(r.paint, 0.9), 0.02)
    if f.side > 0.3:
        z = 0.33 if r.boxy else 0.27
        c.line([f.p(-0.13, -0.3, z), f.p(0.15, -0.3, z)], dark(r.paint, 1.5), 0.012)
        for x in (-0.1, 0.1):
            c.circle(*f.p(x, -0.22, z), 0.012, dark(r.paint, 1.8))


def _wear(r: Robot) -> None:
    """Patches of rust, a scarf: what the text says."""
    c, f = r.c, r.body
    if r.look.has("rusty", "rusted", "battered", "weathered"):
        rng = r.look.rng("rust")
        for _ in range(6):
            x, y = f.p(float(rng.uniform(-0.14, 0.16)), float(rng.uniform(-0.5, -0.02)), 0.3)
            c.fill(paths.blob(x, y, float(rng.uniform(0.02, 0.06)), float(rng.uniform(0.015, 0.04)), rng, 0.2, 8), hexa("#7a3c1e", float(rng.uniform(-0.05, 0.06))), 0.75)
    if r.look.has("scarf"):
        x, y = f.p(0.02, -0.6)
        scarf = said(r.look, "#c23a34", "scarf")
        blow = 0.1 * float(np.sin(r.pose.t * 3)) + 0.2 * r.pose.wind
        c.limb([(x - 0.1, y), (x - 0.26, y + 0.1 - blow * 0.3), (x - 0.46 * (0.4 + 0.6 * f.side), y + 0.2 - blow)], (0.1, 0.12, 0.15), dark(scarf, 0.6))
        c.fill(paths.ellipse(x, y, 0.19, 0.07), scarf)


def _head(r: Robot) -> None:
    c, f = r.c, r.head
    c.limb([r.body.p(0.0, -0.5), f.p(0, 0.04)], (0.12, 0.1), r.joint)
    if r.boxy:
        box(c, f, -0.18, 0.2, -0.36, 0.0, 0.2, r.paint, 0.04)
    else:
        form(c, soft([f.p(-0.15, 0.0, 0), *_dome(f)], 0.05), r.paint, 0.03)
    for side in (-1, 1):
        if f.facing(0, side) > -0.2:
            x, y = f.p(0.0, -0.17, side * (0.21 if r.boxy else 0.17))
            c.ellipse(x, y, 0.055 * max(f.side, 0.35), 0.06, r.joint)
            c.ellipse(x, y, 0.03 * max(f.side, 0.35), 0.034, r.trim)
    _antenna(r)
    if f.front > -0.35:
        _visor(r)


def _dome(f: Frame) -> list[Point]:
    """The outline of an egg-shaped head."""
    wide = 0.17 * abs(f.side) + 0.18 * abs(f.front)
    x, y = f.p(0.02, -0.17)
    angles = np.linspace(-np.pi * 1.12, np.pi * 0.12, 13)
    return [(x + 1.04 * wide * float(np.cos(a)), y + 0.2 * float(np.sin(a))) for a in angles] + [(x + wide * 0.62, y + 0.17), (x - wide * 0.62, y + 0.17)]


def _visor(r: Robot) -> None:
    c, f = r.c, r.head
    face = 0.205 if r.boxy else 0.17
    turned = abs(f.front)
    k = -0.19
    if turned > 0.3 or r.boxy:
        plate(c, f, [(face, k - 0.09, -0.15), (face, k - 0.09, 0.15), (face, k + 0.08, 0.14), (face, k + 0.08, -0.14)], "#20242c", 0.04)
    plate(c, f, [(face * 0.3, k - 0.08, 0.17), (face * 0.98, k - 0.08, 0.16), (face * 0.98, k + 0.07, 0.16), (face * 0.35, k + 0.06, 0.17)], "#20242c", 0.04, 1.0 if f.side > 0.5 and not r.boxy else 0.0)
    lid = 0.15 if (r.pose.t + 1.1) % 4.1 < 0.12 else 1.0
    spots = ((-1, -0.08), (1, 0.08))
    for side, z in spots:
        if r.boxy or turned > 0.3:
            if f.facing(0.9, side * 0.3) < 0.05:
                continue
            x, y = f.p(face + 0.01, k, z)
            wide = 0.042 * max(turned, 0.35)
        else:
            if side < 0:
                continue
            x, y = f.p(face * 0.72, k, 0.17)
            wide = 0.042
        c.ellipse(x, y, wide, 0.042 * lid, Glow(r.lamp))
        c.ellipse(x, y, wide * 0.5, 0.02 * lid, Glow("#ffffff"), opacity=0.85)
        c.glow(x, y, 0.2, r.lamp, 0.35 + 0.4 * r.pose.lights)
    if r.boxy and turned > 0.2:
        plate(c, f, [(face, -0.08, -0.1), (face, -0.08, 0.1), (face, -0.05 + 0.05 * r.pose.mouth, 0.1), (face, -0.05 + 0.05 * r.pose.mouth, -0.1)], dark(r.paint, 1.6), 0.01)
    elif r.boxy and f.side > 0.3:
        c.circle(*f.p(0.09, k, 0.21), 0.055, "#20242c")
        c.circle(*f.p(0.09, k, 0.21), 0.04, Glow(r.lamp))


def _antenna(r: Robot) -> None:
    if not (r.boxy or r.look.has("antenna") or r.look.rng("antenna").random() < 0.5):
        return
    root, sway = r.head.p(-0.06, -0.34), 0.02 * float(np.sin(r.pose.t * 4))
    tip = (root[0] - 0.03 + sway, root[1] - 0.18)
    r.c.line([root, tip], r.joint, 0.018, smooth=False)
    on = float(np.sin(r.pose.t * 3)) > -0.3
    r.c.circle(*tip, 0.032, Glow(r.lamp) if on else dark(r.lamp, 2))


def humanoid(c: Canvas, look: Look, pose: Pose) -> None:
    robot(c, look, pose, look.has("boxy", "square", "tin", "box"))


def boxy(c: Canvas, look: Look, pose: Pose) -> None:
    robot(c, look, pose, True)


def rover(c: Canvas, look: Look, pose: Pose) -> None:
    """A small robot on wheels or tracks, with a long neck and two round eyes."""
    paint, joint, trim, lamp = colours(look)
    bounce = 0.01 * float(np.sin(pose.t * (12 if pose.gait in ("walk", "run") else 2)))
    f = Frame(pose.turn, 0, bounce, 0)
    rolled = 2 * np.pi * pose.phase
    for x in (-0.24, 0.0, 0.24):
        wheel(c, f, (x, -0.13), 0.13, -0.24, (dark(joint, 0.8), dark(trim, 0.8)), rolled, width=0.1)
    box(c, f, -0.32, 0.32, -0.5, -0.2, 0.24, paint, 0.06)
    if f.front > 0.15:
        plate(c, f, [(0.325, -0.44, -0.14), (0.325, -0.44, 0.14), (0.325, -0.28, 0.14), (0.325, -0.28, -0.14)], trim, 0.03)
    if f.side > 0.2:
        plate(c, f, [(-0.26, -0.44, 0.245), (0.0, -0.44, 0.245), (0.0, -0.28, 0.245), (-0.26, -0.28, 0.245)], trim, 0.03)
        c.circle(*f.p(0.16, -0.36, 0.25), 0.05, joint)
        c.circle(*f.p(0.16, -0.36, 0.25), 0.03, Glow(lamp))
    for x in (-0.24, 0.0, 0.24):
        wheel(c, f, (x, -0.13), 0.13, 0.26, (joint, trim), rolled, width=0.1)
    lean = {"eat": -0.3, "sit": -0.16, "lie": -0.24}.get(pose.gait, 0.02 * float(np.sin(pose.t * 1.3)))
    yaw = 45 * float(np.sin(pose.t * 1.2)) if pose.gait in ("look", "dance") else 0.0
    top = (0.16, -0.92 - lean)
    c.limb([f.p(0.02, -0.48), f.p(0.0, -0.7 - lean * 0.4), f.p(*top)], (0.1, 0.06, 0.07), joint)
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
    spin = float(np.cos(pose.t * 60))
    arms = sorted(((x, z) for x in (-0.34, 0.34) for z in (-0.34, 0.34)), key=lambda q: f.depth(q[0], 0, q[1]))
    for i, (x, z) in enumerate(arms):
        if i == 2:
            form(c, soft([f.p(-0.22, 0.0), f.p(-0.16, -0.1), f.p(0.16, -0.1), f.p(0.24, 0.0), f.p(0.14, 0.1), f.p(-0.14, 0.1)] if f.side > 0.4 else
                         [(q[0] + f.p(0, 0)[0], q[1] + f.p(0, 0)[1]) for q in ((-0.2, 0.0), (-0.14, -0.1), (0.14, -0.1), (0.2, 0.0), (0.12, 0.1), (-0.12, 0.1))], 0.05), paint, 0.03)  # fmt: skip
        tip, root = f.p(x, -0.08, z), f.p(x * 0.3, -0.03, z * 0.3)
        c.limb([root, tip], (0.06, 0.045), dark(paint, 0.6))
        c.line([(tip[0], tip[1] + 0.03), (tip[0], tip[1] - 0.06)], joint, 0.05)
        c.ellipse(tip[0], tip[1] - 0.07, 0.24, 0.035, "#dfe6ea", opacity=0.35)
        c.line([(tip[0] - 0.23 * spin, tip[1] - 0.07), (tip[0] + 0.23 * spin, tip[1] - 0.07)], joint, 0.015, 0.7, smooth=False)
    if f.front > -0.4:
        x, y = f.p(0.17, 0.05, 0.0)
        c.circle(x, y, 0.085, joint)
        c.circle(x + 0.01, y, 0.055, Glow(lamp))
        c.circle(x + 0.015, y, 0.025, "#14161a")
        c.glow(x, y, 0.3, lamp, 0.4)
    c.fill(ring(*f.p(-0.05, 0.12), 0.1, 0.04, 0.02), trim)


CREATURES = (
    Creature("robot", ("robot", "android", "automaton", "droid", "cyborg", "mech", "machine"), "robot", height=1.9, length=0.9, draw=humanoid, stride=0.9,
             run_stride=1.7, speed=0.9, run_speed=2.6, focus=(0.05, -1.7), focus_size=0.55),
    Creature("boxy robot", ("boxy robot", "tin robot", "toy robot"), "robot", height=1.95, length=0.9, draw=boxy, stride=0.9, run_stride=1.7,
             speed=0.8, run_speed=2.2, focus=(0.05, -1.7), focus_size=0.6),
    Creature("rover", ("rover", "wheeled robot"), "robot", height=1.1, length=0.9, draw=rover, stride=0.82, run_stride=0.82, speed=0.6, run_speed=2,
             focus=(0.18, -0.95), focus_size=0.4),
    Creature("drone", ("drone", "quadcopter"), "robot", height=0.5, length=1.15, draw=drone, stride=2, run_stride=3, speed=2.5, run_speed=7, element="air",
             focus=(0.15, 0.03), focus_size=0.4),
)  # fmt: skip
