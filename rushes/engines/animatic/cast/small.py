"""Low to the ground: snail, turtle, frog, snake."""

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Glow
from rushes.engines.animatic.cast.rig_form import (
    Frame,
    Station,
    blink,
    coat,
    dark,
    eye,
    form,
    loft,
    pale,
    said,
    step,
)
from rushes.engines.animatic.colour import RGB
from rushes.engines.animatic.figure import Creature, Look, Pose


def _moving(pose: Pose) -> bool:
    return pose.gait in ("walk", "run", "swim", "fly", "dance", "fight")


def snail(c: Canvas, look: Look, pose: Pose) -> None:
    skin = said(look, "#c9a878", "skin", "body", "foot")
    shell, _ = coat(look, "#a8643c", "#c98a45", "#8a5a6b", "#6b7a4a")
    f = Frame(pose.turn)
    tuck = 0.6 if pose.gait in ("lie", "fall") else 0.0
    if f.front > 0.4:
        _snail_shell(c, f, shell)
    _snail_foot(c, f, pose, skin, tuck)
    if f.front <= 0.4:
        _snail_shell(c, f, shell)


def _snail_foot(c: Canvas, f: Frame, pose: Pose, skin: str, tuck: float) -> None:
    """Foot, neck, the eyes on their stalks."""
    ripple = 0.004 * float(np.sin(2 * np.pi * pose.phase * 3)) if _moving(pose) else 0.0
    reach, k = 0.2 * (1 - tuck), f.side
    body = [
        f.p(-0.24, -0.01),
        f.p(-0.1, -0.055 + ripple),
        f.p(0.06, -0.06),
        f.p(reach - 0.03, -0.14),
        f.p(reach + 0.02, -0.19),
        f.p(reach + 0.06, -0.16),
        f.p(reach + 0.03, -0.05),
        f.p(reach + 0.01, 0.0),
        f.p(0, 0.003 - ripple),
        f.p(-0.2, 0.0),
    ]
    if k < 0.5:
        body = [
            (-0.06 - 0.1 * k, 0),
            (-0.05, -0.1),
            (-0.035, -0.18),
            (0.035, -0.18),
            (0.05, -0.1),
            (0.06 + 0.1 * k, 0),
        ]
    form(c, paths.curve(body), skin, 0.012)
    if f.front < -0.4:
        return
    for side in (-1, 1):
        sway = 0.012 * float(np.sin(pose.t * 1.7 + side))
        tip = f.p(reach + 0.05 + sway, -0.27 + 0.1 * tuck, side * 0.045)
        c.limb([f.p(reach + 0.015, -0.17, side * 0.02), tip], (0.018, 0.012), skin)
        c.circle(*tip, 0.015, "#24201e")
        c.circle(tip[0] + 0.004, tip[1] - 0.005, 0.004, Glow("#ffffff"))
    c.line([f.p(reach + 0.055, -0.14, 0.02), f.p(reach + 0.03, -0.128, 0.03)], dark(skin, 1.4), 0.006)


def _snail_shell(c: Canvas, f: Frame, shell: str) -> None:
    x, y = f.p(-0.05, -0.15)
    wide = 0.12 * (0.62 + 0.38 * f.side)
    form(c, paths.ellipse(x, y, wide, 0.125), shell, 0.025)
    a, r = np.linspace(0.3, 4.9 * np.pi, 30), np.linspace(0.95, 0.08, 30)
    c.line(
        np.stack([x + wide * r * np.cos(a) * 0.86, y + 0.12 * r * np.sin(a) * 0.88], 1),
        dark(shell, 1.2),
        0.014,
    )


SHELL: tuple[Station, ...] = (
    (-0.42, -0.14, -0.1, 0.1),
    (-0.34, -0.26, -0.11, 0.26),
    (-0.14, -0.38, -0.12, 0.34),
    (0.1, -0.39, -0.12, 0.34),
    (0.3, -0.27, -0.12, 0.25),
    (0.38, -0.16, -0.12, 0.1),
)


PLASTRON: tuple[Station, ...] = (
    (-0.38, -0.14, -0.08, 0.1),
    (-0.3, -0.18, -0.06, 0.26),
    (0.0, -0.2, -0.05, 0.32),
    (0.3, -0.18, -0.07, 0.24),
    (0.36, -0.14, -0.1, 0.1),
)


def turtle(c: Canvas, look: Look, pose: Pose) -> None:
    skin = said(look, "#8a9a5a", "skin", "head", "flipper")
    shell, _ = coat(look, "#5f7a4a", "#7a6a3f", "#4a6b5f")
    f = Frame(pose.turn, 0, 0.02 * float(np.sin(pose.t * 1.5)) if pose.gait == "swim" else 0.0)
    for x, start in ((-0.22, 0.5), (0.2, 0.0)):
        _turtle_leg(c, f, pose, x, -0.16, start, skin)
    if f.front > 0.3:
        _carapace(c, f, look, shell)
        _turtle_head(c, f, look, pose, skin)
    else:
        _turtle_head(c, f, look, pose, skin)
        _carapace(c, f, look, shell)
    c.poly([f.p(-0.4, -0.12), f.p(-0.5, -0.07), f.p(-0.38, -0.07)], skin)
    for x, start in ((-0.22, 0.0), (0.2, 0.5)):
        _turtle_leg(c, f, pose, x, 0.16, start, skin)


def _turtle_leg(c: Canvas, f: Frame, pose: Pose, x: float, z: float, start: float, skin: str) -> None:
    """A stumpy leg; a long flipper when it swims."""
    tone = dark(skin, 0.9 if z < 0 and f.side > 0.3 else 0.0)
    if pose.gait in ("swim", "fly"):
        a = float(np.sin(2 * np.pi * pose.phase + (0 if x > 0 else 2.0)))
        k = 1.0 if x > 0 else 0.55
        c.limb(
            [
                f.p(x, -0.16, z),
                f.p(x - 0.06 * k, -0.1 + 0.16 * a * k, z * 1.9),
                f.p(x - 0.2 * k, -0.02 + 0.3 * a * k, z * 2.5),
            ],
            (0.1, 0.13, 0.04),
            tone,
        )
        return
    dx, lift = step(pose.phase - start, 0.7, 0.22) if pose.gait in ("walk", "run") else (0.0, 0.0)
    c.limb(
        [
            f.p(x, -0.15, z),
            f.p(x + 0.04 + dx * 0.5, -0.08, z * 1.1),
            f.p(x + dx + 0.03, -0.03 - 0.05 * lift, z * 1.15),
        ],
        (0.12, 0.11, 0.1),
        tone,
    )


def _turtle_head(c: Canvas, f: Frame, look: Look, pose: Pose, skin: str) -> None:
    out = 0.0 if pose.gait == "lie" else 1.0
    head = f.on(
        0.3 + 0.12 * out, -0.2 - 0.07 * out - 0.05 * pose.head, 0, 6 * float(np.sin(pose.t)) + 10 * pose.head
    )
    c.limb([f.p(0.2, -0.16), f.p(0.3, -0.2), head.p(0, 0)], (0.15, 0.12, 0.11), skin)
    form(
        c,
        loft(
            head,
            (
                (-0.08, -0.04, 0.05, 0.04),
                (-0.02, -0.085, 0.07, 0.075),
                (0.06, -0.07, 0.065, 0.065),
                (0.11, -0.01, 0.04, 0.03),
            ),
        ),
        skin,
        0.015,
    )
    for side in (-1, 1):
        show = head.facing(0.5, side)
        if show > 0.05 and head.front > -0.4:
            eye(c, head.p(0.045, -0.03, side * 0.065), 0.018, look, pose.t, None, show)
            c.line(
                [head.p(0.108, 0.025, side * 0.01), head.p(0.05, 0.035, side * 0.055)], dark(skin, 1.4), 0.008
            )


def _carapace(c: Canvas, f: Frame, look: Look, shell: str) -> None:
    c.fill(loft(f, PLASTRON), said(look, "#d9c98a", "belly"))
    form(c, loft(f, SHELL), shell, 0.04, lambda: _scutes(c, f, shell))
    c.line(
        [f.p(-0.4, -0.12, 0.2), f.p(-0.15, -0.11, 0.33), f.p(0.15, -0.11, 0.33), f.p(0.37, -0.13, 0.2)],
        pale(shell, 1.0),
        0.028,
    )


def _scutes(c: Canvas, f: Frame, shell: str) -> None:
    """The plates of the shell."""
    for x in (-0.28, -0.1, 0.08, 0.26):
        c.line([f.p(x, -0.42, 0.0), f.p(x - 0.02, -0.26, 0.3), f.p(x, -0.1, 0.32)], dark(shell, 1.3), 0.014)
    c.line([f.p(-0.42, -0.23, 0.3), f.p(0, -0.25, 0.32), f.p(0.4, -0.23, 0.3)], dark(shell, 1.3), 0.014)
    if abs(f.front) > 0.6:
        for z in (-0.14, 0.14):
            c.line([(z * 0.6, -0.42), (z, -0.26), (z * 1.3, -0.1)], dark(shell, 1.3), 0.014)


def frog(c: Canvas, look: Look, pose: Pose) -> None:
    skin, _ = coat(look, "#6fa53c", "#4f8f4a", "#8aa53f", "#b5823c")
    jump = (
        abs(float(np.sin(np.pi * pose.phase)))
        if pose.gait in ("walk", "run", "dance")
        else 0.6 * (pose.gait in ("swim", "fly", "fall"))
    )
    f = Frame(
        pose.turn,
        0,
        -0.1 - (0.12 * jump if pose.gait in ("walk", "run", "dance") else 0.0),
        0,
        24 - 16 * jump,
    )
    for side in (-1, 1):
        if side < 0 or f.side <= 0.3:
            _frog_thigh(c, f, side, jump, dark(skin, 0.8 if f.side > 0.3 else 0.0))
    _frog_body(c, f, look, pose, skin)
    for side in (-1, 1):
        _frog_arm(c, f, side, jump, dark(skin, 0.6 if side < 0 and f.side > 0.3 else 0.0))
    if f.side > 0.3:
        _frog_thigh(c, f, 1, jump, pale(skin, 0.2))
    for side in (-1, 1):
        _frog_eye(c, f, look, pose, skin, side)


def _frog_body(c: Canvas, f: Frame, look: Look, pose: Pose, skin: str) -> None:
    puff = 0.008 * float(np.sin(pose.t * 4))
    belly = said(look, "#e3e0a8", "belly")
    body = (
        (-0.16, -0.06, 0.0, 0.05),
        (-0.1, -0.11, 0.03, 0.1),
        (0.02, -0.15, 0.05 + puff, 0.12),
        (0.12, -0.14, 0.03 + puff, 0.11),
        (0.18, -0.08, -0.01, 0.07),
    )
    form(
        c,
        loft(f, body),
        skin,
        0.02,
        lambda: c.curve(
            [f.p(-0.1, 0.01), f.p(0.05, -0.02), f.p(0.2, -0.06), f.p(0.2, 0.1), f.p(-0.1, 0.1)], belly
        ),
    )
    if look.has("spotted", "spots") or look.rng("spots").random() < 0.5:
        for x, y in ((-0.06, -0.07), (0.0, -0.1), (0.05, -0.06)):
            c.circle(*f.p(x, y, 0.1), 0.012, dark(skin, 1.0))


def _frog_thigh(c: Canvas, f: Frame, side: int, jump: float, tone: "RGB") -> None:
    """The folded hind leg; stretched in a jump."""
    floor, air = Frame(f.turn), -0.15 * jump
    hip, knee = f.p(-0.08, -0.03, side * 0.1), f.p(0.02 - 0.2 * jump, -0.05 + 0.08 * jump, side * 0.13)
    heel, toe = (
        floor.p(-0.17 - 0.24 * jump, -0.045 + air * 0.6, side * 0.12),
        floor.p(0.02 - 0.42 * jump, -0.04 + air * 0.5, side * 0.15),
    )
    c.limb([hip, knee, heel], (0.07, 0.085, 0.04), tone)
    c.limb([heel, toe], (0.035, 0.05), tone)


def _frog_arm(c: Canvas, f: Frame, side: int, jump: float, tone: "RGB") -> None:
    hand = Frame(f.turn).p(0.16, -0.025 - 0.24 * jump, side * 0.1)
    c.limb([f.p(0.09, 0.0, side * 0.08), f.p(0.07, 0.06, side * 0.11), hand], (0.05, 0.035, 0.025), tone)


def _frog_eye(c: Canvas, f: Frame, look: Look, pose: Pose, skin: str, side: int) -> None:
    """A bulging eye, and the mouth on its side."""
    show = f.facing(0.5, side)
    x, y = f.p(0.1, -0.155, side * 0.065)
    c.circle(x, y, 0.036, dark(skin, 0.5 if show < 0 else 0.0))
    if show > 0 and f.front > -0.4:
        lid = blink(look, pose.t)
        c.ellipse(x, y, 0.026, 0.026 * lid, said(look, "#e9c93f", "eye"))
        c.ellipse(x, y, 0.017, 0.01 * lid, "#1a1718")
    if show > 0.1 and f.front > -0.4:
        c.line(
            [f.p(0.185, -0.05, side * 0.02), f.p(0.13, -0.035, side * 0.085), f.p(0.06, -0.05, side * 0.1)],
            dark(skin, 1.8),
            0.007,
        )


CREATURES = (
    Creature(
        "snail",
        ("snail", "slug"),
        "animal",
        height=0.3,
        length=0.5,
        draw=snail,
        stride=0.08,
        run_stride=0.1,
        speed=0.03,
        run_speed=0.06,
        focus=(0.2, -0.19),
        focus_size=0.16,
    ),
    Creature(
        "turtle",
        ("turtle", "tortoise", "sea turtle"),
        "animal",
        height=0.42,
        length=1.0,
        draw=turtle,
        stride=0.22,
        run_stride=0.22,
        speed=0.15,
        run_speed=0.3,
        focus=(0.44, -0.27),
        focus_size=0.22,
    ),
    Creature(
        "frog",
        ("frog", "toad"),
        "animal",
        height=0.36,
        length=0.4,
        draw=frog,
        stride=0.5,
        run_stride=0.8,
        speed=0.4,
        run_speed=1.2,
        focus=(0.1, -0.27),
        focus_size=0.16,
    ),
)
