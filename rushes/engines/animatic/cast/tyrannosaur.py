"""A tyrannosaur: huge hind legs, tiny arms, a great jaw."""

from collections.abc import Callable

import numpy as np

from rushes.engines.animatic.canvas import Canvas
from rushes.engines.animatic.cast.rig_form import (
    Frame,
    Station,
    blink,
    bones,
    coat,
    dark,
    form,
    hexa,
    loft,
    said,
    step,
)
from rushes.engines.animatic.figure import Creature, Look, Pose

BODY: tuple[Station, ...] = (
    (-3.4, -0.12, 0.06, 0.06),
    (-2.2, -0.34, 0.24, 0.22),
    (-1.0, -0.66, 0.62, 0.5),
    (0.1, -0.82, 0.86, 0.62),
    (0.9, -0.8, 0.66, 0.52),
    (1.5, -0.86, 0.1, 0.36),
    (1.9, -1.0, -0.3, 0.3),
)
SKULL: tuple[Station, ...] = (
    (-0.55, -0.3, 0.3, 0.28),
    (-0.3, -0.5, 0.36, 0.36),
    (0.1, -0.46, 0.26, 0.34),
    (0.6, -0.3, 0.2, 0.27),
    (1.1, -0.26, 0.16, 0.22),
    (1.28, -0.06, 0.1, 0.1),
)
JAW: tuple[Station, ...] = (
    (-0.2, -0.12, 0.16, 0.2),
    (0.4, -0.1, 0.2, 0.24),
    (0.95, -0.08, 0.12, 0.18),
    (1.1, -0.04, 0.04, 0.1),
)
THROAT: tuple[Station, ...] = ((-0.2, 0.0, 0.4, 0.2), (0.6, 0.05, 0.42, 0.2), (0.95, 0.1, 0.3, 0.14))


def tyrannosaur(c: Canvas, look: Look, pose: Pose) -> None:
    skin, _ = coat(look, "#6f7f4a", "#8a6a45", "#5a6f6b", "#9a5a3c")
    belly = said(look, hexa(skin, 0.14, 0.8), "belly")
    bob = (
        0.05 * float(np.cos(4 * np.pi * pose.phase))
        if pose.gait in ("walk", "run")
        else 0.02 * float(np.sin(pose.t * 1.6))
    )
    low = 1.0 if pose.gait in ("sit", "lie") else 0.0
    f = Frame(
        pose.turn,
        0,
        -2.3 + bob + low,
        0,
        {"run": -4.0, "eat": -22.0, "fight": 10.0, "dance": 14.0}.get(pose.gait, 6.0),
    )
    order: list[Callable[[], None]] = [
        lambda: leg(c, f, pose, skin, -1),
        lambda: arm(c, f, pose, skin, -1),
        lambda: form(c, loft(f, BODY), skin, 0.16, lambda: marks(c, f, skin, belly)),
        lambda: leg(c, f, pose, skin, 1),
        lambda: arm(c, f, pose, skin, 1),
        lambda: head(c, f, look, pose, skin),
    ]
    if f.front < -0.3:
        order = [order[i] for i in (5, 1, 4, 0, 3, 2)]
    for part in order:
        part()


def leg(c: Canvas, f: Frame, pose: Pose, skin: str, side: int) -> None:
    tone = dark(skin, 1.0 if side < 0 and f.side > 0.3 else 0.15)
    dx, lift = 0.25 * side + (0.7 if pose.gait in ("sit", "lie") else 0), 0.0
    if pose.gait in ("walk", "run"):
        duty, stride = (0.6, 2.6) if pose.gait == "walk" else (0.38, 4.4)
        dx, lift = step(pose.phase + (0.5 if side < 0 else 0), duty, stride)
    hip = f.world(-0.1, 0.1)
    foot = (hip[0] + dx, -0.55 * lift)
    ankle = (foot[0] - 0.35 - 0.2 * lift, foot[1] - 0.7)
    knee = bones((hip[0], hip[1]), ankle, 1.05, 0.95, 1.0)
    flat, z = Frame(pose.turn), side * 0.42
    c.limb(
        [flat.p(*q, z) for q in ((hip[0], hip[1]), knee, ankle, (foot[0] - 0.05, foot[1] - 0.12))],
        (1.1, 0.66, 0.3, 0.28),
        tone,
    )
    x, y = flat.p(*foot, z)
    toe = x + 0.6 * f.side + 0.22
    c.curve(
        [(x - 0.25, y), (x - 0.1, y - 0.3), (x + 0.25 * f.side + 0.1, y - 0.2), (toe, y - 0.02), (toe, y)],
        tone,
    )
    for k in (0.3, 0.55):
        c.poly(
            [(x + k * f.side, y - 0.1), (x + (k + 0.16) * f.side + 0.03, y), (x + k * f.side - 0.04, y)],
            "#efe6d0",
        )


def arm(c: Canvas, f: Frame, pose: Pose, skin: str, side: int) -> None:
    """Tiny."""
    wave = 0.06 * float(np.sin(pose.t * 3 + side))
    tone = dark(skin, 0.9 if side < 0 and f.side > 0.3 else 0.0)
    c.limb(
        [f.p(1.2, 0.1, side * 0.4), f.p(1.3, 0.5, side * 0.46), f.p(1.6, 0.42 + wave, side * 0.46)],
        (0.24, 0.16, 0.1),
        tone,
    )


def marks(c: Canvas, f: Frame, skin: str, belly: str) -> None:
    c.curve(
        [f.p(-2.4, 0.1), f.p(0, 0.4), f.p(1.4, 0.0), f.p(2, -0.4), f.p(1.4, 0.8), f.p(0, 1.3), f.p(-2, 0.7)],
        belly,
    )
    for x in np.linspace(-2.4, 1.2, 10):
        c.limb(
            [f.p(float(x), -0.95), f.p(float(x) - 0.08, -0.5, 0.3), f.p(float(x), -0.25, 0.4)],
            (0.16, 0.1, 0.02),
            dark(skin, 1.0),
            0.8,
        )


def head(c: Canvas, f: Frame, look: Look, pose: Pose, skin: str) -> None:
    """Skull and jaw, full of teeth."""
    hx, hy, _ = f.world(2.0, -0.85)
    gape = 0.1 + 0.9 * pose.mouth + (0.6 if pose.gait in ("fight", "eat") else 0)
    h = Frame(
        pose.turn,
        hx,
        hy,
        0,
        -4 + 10 * pose.head + 3 * float(np.sin(pose.t)) + (-30 if pose.gait == "eat" else 0),
    )
    jaw = Frame(pose.turn, *h.world(-0.1, 0.22), h.pitch - 26 * gape)
    c.fill(loft(h, THROAT), "#5a1f26")
    form(c, loft(jaw, JAW), dark(skin, 0.3), 0.05)
    for x in (0.25, 0.42, 0.6, 0.78, 0.95):
        c.poly([jaw.p(x - 0.06, -0.08, 0.2), jaw.p(x + 0.06, -0.08, 0.2), jaw.p(x, -0.24, 0.2)], "#fbf6ea")
    form(c, loft(h, SKULL), skin, 0.08)
    for x in (0.3, 0.47, 0.64, 0.81, 0.98, 1.15):
        c.poly([h.p(x - 0.06, 0.17, 0.22), h.p(x + 0.06, 0.17, 0.22), h.p(x, 0.34, 0.22)], "#fbf6ea")
    for side in (-1, 1):
        if h.facing(0.4, side * 0.9) > 0.08 and h.front > -0.4:
            x, y = h.p(0.08, -0.22, side * 0.33)
            lid = blink(look, pose.t)
            c.ellipse(x, y, 0.1, 0.085 * lid, said(look, "#f0c23c", "eye"))
            c.ellipse(x + 0.01, y, 0.03, 0.075 * lid, "#161418")
            c.line([h.p(-0.08, -0.38, side * 0.34), h.p(0.28, -0.28, side * 0.32)], dark(skin, 1.6), 0.09)
            c.circle(*h.p(1.12, -0.12, side * 0.14), 0.035, dark(skin, 2))


CREATURES = (
    Creature(
        "tyrannosaur",
        ("tyrannosaur", "t-rex", "tyrannosaurus", "raptor", "velociraptor", "godzilla", "kaiju"),
        "animal",
        height=3.9,
        length=6.8,
        draw=tyrannosaur,
        stride=2.6,
        run_stride=4.4,
        speed=2,
        run_speed=6,
        focus=(2.2, -3.2),
        focus_size=1.6,
    ),
)
