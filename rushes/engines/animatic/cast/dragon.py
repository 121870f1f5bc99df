"""A dragon on the four-legged rig: long neck, horns, crest, bat wings, fire."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Glow
from rushes.engines.animatic.cast import dress, rig_head
from rushes.engines.animatic.cast.rig_coat import Coat, dressed
from rushes.engines.animatic.cast.rig_form import Point, Tone, dark, form, hexa, said
from rushes.engines.animatic.cast.rig_head import Ear, Head, scar
from rushes.engines.animatic.cast.rig_quadruped import Leg, Rig, Species, Tail, quadruped, tail_points
from rushes.engines.animatic.figure import Creature, Look, Pose
from rushes.engines.animatic.paths import Path

BODY = (
    (-0.86, -0.72, -0.52, 0.06),
    (-0.74, -0.86, -0.44, 0.16),
    (-0.46, -0.96, -0.36, 0.23),
    (-0.1, -0.98, -0.32, 0.26),
    (0.24, -1.02, -0.34, 0.25),
    (0.46, -1.02, -0.42, 0.2),
    (0.6, -0.92, -0.56, 0.12),
)
SKULL = (
    (-0.36, -0.12, 0.14, 0.14),
    (-0.26, -0.26, 0.27, 0.25),
    (-0.04, -0.31, 0.33, 0.28),
    (0.14, -0.2, 0.3, 0.23),
    (0.34, -0.1, 0.26, 0.17),
    (0.58, -0.1, 0.24, 0.15),
    (0.74, -0.12, 0.2, 0.13),
    (0.82, -0.02, 0.12, 0.06),
)


def coat(look: Look) -> Coat:
    c = dressed(
        look,
        ("#3f7f5a", "#8f2f2f", "#3b5f8a", "#5a4a7a", "#54666b", "#9a6a2f"),
        eyes=("#f0c23c", "#e8783a", "#a8e06a"),
        nose="#2a2326",
        hoof="#e6dcc0",
        belly="#e3cd94",
        inner="#d99a8a",
    )
    return c


def plates(r: Rig) -> None:
    """Marks: the banded belly."""
    if r.body.front < -0.5:
        return
    for i in range(9):
        x = -0.6 + i * 0.14
        r.c.line(
            [r.b(x, -0.46, 0.2), r.b(x + 0.05, -0.38, 0.24), r.b(x + 0.06, -0.26, 0.2)],
            dark(r.coat.belly, 1.0),
            0.016,
            0.6,
        )
    rng = r.look.rng("scales")
    for _ in range(14):
        x, y = r.b(float(rng.uniform(-0.6, 0.4)), float(rng.uniform(-0.92, -0.6)), 0.2)
        r.c.line([(x - 0.025, y), (x, y + 0.022), (x + 0.025, y)], dark(r.coat.main, 0.8), 0.012, 0.6)


def crest(r: Rig) -> None:
    """Behind: spines along neck, back and tail."""
    ridge = said(r.look, hexa(r.coat.main, -0.16, 1.1), "spine", "spike", "crest", "ridge")
    skull, base = r.h(-0.3, -0.18), r.b(0.4, -1.0)
    line: list[Point] = [
        (skull[0] + (base[0] - skull[0]) * k, skull[1] + (base[1] - skull[1]) * k)
        for k in (0.1, 0.32, 0.54, 0.76)
    ]
    line = [(x - 0.09 * r.body.side, y - 0.03) for x, y in line]
    line += [r.b(x, -0.96) for x in (0.3, 0.08, -0.14, -0.36, -0.58)] + tail_points(r)[1:6]
    for i, (x, y) in enumerate(line):
        k = 0.11 * (1 - 0.045 * i)
        r.c.poly(
            [(x + 0.06, y + 0.05), (x - 0.05 * max(r.body.side, 0.2) - 0.02, y - k), (x - 0.06, y + 0.05)],
            ridge,
        )


def tail_spade(r: Rig) -> None:
    """Behind: the arrow at the end of the tail."""
    points = tail_points(r)
    (x0, y0), (x1, y1) = points[-2], points[-1]
    a = float(np.rad2deg(np.arctan2(y1 - y0, x1 - x0)))
    with r.c.at(x1, y1, turn=a):
        r.c.curve(
            [(-0.04, 0), (0.02, -0.13), (0.24, 0), (0.02, 0.13)], hexa(r.coat.main, -0.16, 1.1), tension=0.5
        )


@dataclass(frozen=True, slots=True)
class Spread:
    """How far a wing is open: the pose in three figures."""

    arm: float
    """Angle of the arm above the horizontal, radians."""
    hand: float
    """Angle of the fingers, radians."""
    open: float
    """1 flying, less when folded."""
    lean: float
    """How far the fingers point back, withers heights."""


def _rad(degrees: float) -> float:
    return float(np.deg2rad(degrees))


def _spread(p: Pose) -> Spread:
    if p.gait == "fly":
        beat = 2 * np.pi * p.phase
        arm, hand = 24 + 40 * float(np.sin(beat)), 10 + 52 * float(np.sin(beat - 0.8))
        return Spread(_rad(arm), _rad(hand), 1.0, 0.0)
    if p.gait in ("fall", "run", "fight", "dance"):
        return Spread(_rad(48 + 14 * float(np.sin(p.t * 3))), _rad(40), 1.0, 0.0)
    return Spread(_rad(56 + 3 * float(np.sin(p.t * 1.3))), _rad(18), 0.62, 0.5)


def wing(r: Rig, side: int) -> None:
    """A bat wing: arm, three fingers, webs of skin between them."""
    if r.look.has("wingless"):
        return
    s = _spread(r.pose)
    root, wrist = _on_wing(r, s, side, 0, 0.04), _on_wing(r, s, side, 0.7, 0.2 * s.open)
    tips = [
        _on_wing(r, s, side, 0.7 + 1.15 * s.open, -0.3 - s.lean),
        _on_wing(r, s, side, 0.7 + 0.75 * s.open, -0.85 - s.lean),
        _on_wing(r, s, side, 0.7 + 0.2 * s.open, -1.15 - 0.5 * s.lean),
        _on_wing(r, s, side, 0.12, -0.85),
    ]
    skin = said(r.look, hexa(r.coat.main, -0.05, 1.15), "wing", "membrane")
    far = r.body.facing(0, side) < -0.05
    web, bone = (dark(skin, 1.5), dark(r.coat.main, 1.2)) if far else (skin, dark(r.coat.main, 0.4))
    form(r.c, _membrane(root, wrist, tips), web, 0.06)
    _wing_bones(r, root, wrist, tips[:3], bone)


def _on_wing(r: Rig, s: Spread, side: int, u: float, v: float) -> Point:
    """A point of the wing on the picture: `u` out along arm and fingers (the wrist at 0.7), `v` ahead."""
    inner, outer = min(u, 0.7), max(u - 0.7, 0.0)
    up = inner * np.sin(s.arm) + outer * np.sin(s.hand)
    out = inner * np.cos(s.arm) + outer * np.cos(s.hand)
    x, y = r.b(0.24 + v, -0.98 - float(up), side * (0.14 + float(out)))
    return x, y + 0.24 * r.body.depth(0, 0, side * float(out))


def _membrane(root: Point, wrist: Point, tips: list[Point]) -> Path:
    """The outline of the skin: it sags towards the wrist between the tips."""
    edge = [root, wrist, tips[0]]
    for a, b in pairwise(tips):
        sag = ((a[0] + b[0]) / 2 * 0.74 + wrist[0] * 0.26, (a[1] + b[1]) / 2 * 0.74 + wrist[1] * 0.26)
        edge += [sag, b]
    return paths.curve(edge, True, 0.45)


def _wing_bones(r: Rig, root: Point, wrist: Point, tips: list[Point], bone: Tone) -> None:
    """Fingers, arm and the claw at the wrist."""
    for tip in tips:
        knuckle = ((wrist[0] + tip[0]) / 2, (wrist[1] + tip[1]) / 2 - 0.02)
        r.c.limb([wrist, knuckle, tip], (0.06, 0.04, 0.012), bone)
    elbow = ((root[0] + wrist[0]) / 2 - 0.03, (root[1] + wrist[1]) / 2)
    r.c.limb([root, elbow, wrist], (0.13, 0.09, 0.07), bone)
    r.c.limb([wrist, (wrist[0] + 0.08 * r.body.side, wrist[1] - 0.1)], (0.05, 0.01), "#e6dcc0")


def horns(r: Rig) -> None:
    """Crown: two swept horns, brow and nostril."""
    k = r.species.head.size
    swept = ((-0.16, -0.22, 0.16), (-0.42, -0.42, 0.26), (-0.72, -0.46, 0.3), (-0.86, -0.6, 0.26))
    rig_head.horns(r, swept, (0.14, 0.11, 0.07, 0.012), said(r.look, "#e6d8b4", "horn"), 1.2)
    if r.head.front > -0.3:
        for side in (-1, 1):
            if r.head.facing(0.3, side) > 0.1:
                r.c.limb(
                    [
                        r.h(0.3, -0.16, side * 0.2),
                        r.h(0.12, -0.24, side * 0.25),
                        r.h(-0.02, -0.2, side * 0.26),
                    ],
                    (0.03 * k, 0.08 * k, 0.04 * k),
                    dark(r.coat.main, 0.7),
                )
        r.c.poly([r.h(0.7, 0.18, 0.12), r.h(0.62, 0.19, 0.13), r.h(0.66, 0.29, 0.12)], "#f6f0e0")


def fire(r: Rig) -> None:
    """Crown: a jet of flame while the mouth is open."""
    if not (
        r.pose.mouth > 0.5 or r.pose.gait == "fight" or r.look.has("fire-breathing", "breathing")
    ) or r.look.has("baby", "hatchling", "ice"):
        return
    x, y = r.h(0.82, 0.26)
    t, side = r.pose.t, max(r.head.side, 0.15)
    down = -float(np.sin(np.deg2rad(r.head.pitch)))
    for k, tone in ((1.0, "#ff7a2a"), (0.72, "#ffb53c"), (0.42, "#fff0b0")):
        reach = 1.5 * k * (1 + 0.08 * float(np.sin(t * 13)))
        wobble = 0.05 * float(np.sin(t * 17 + k * 5))
        end = (x + reach * side, y + reach * down + wobble)
        w = 0.42 * k
        r.c.curve(
            [
                (x, y - 0.03),
                (x + reach * 0.5 * side, y + reach * 0.5 * down - w * 0.6),
                (end[0], end[1] - w * 0.3),
                (end[0] + 0.15 * side, end[1]),
                (end[0] - 0.08, end[1] + w * 0.45),
                (x + reach * 0.5 * side, y + reach * 0.5 * down + w * 0.55),
                (x, y + 0.05),
            ],
            Glow(tone),
            0.92,
        )
    r.c.glow(x + 0.7 * side, y + 0.7 * down, 1.5, "#ff9a3c", 0.45)


SPECIES = Species(
    size=2.2,
    body=BODY,
    neck_base=(0.5, -0.82),
    neck_length=0.86,
    neck_angle=52,
    neck_widths=(0.44, 0.26),
    head_pitch=-10,
    head=Head(
        0.5,
        SKULL,
        (0.12, -0.08, 0.22, 0.062),
        (0.72, -0.04, 0.03, 0.022),
        ((0.8, 0.1, 0.03), (0.56, 0.15, 0.12), (0.24, 0.17, 0.2)),
        Ear("leaf", (-0.28, -0.02, 0.22), (-0.26, -0.06, 0.14), 0.2),
        muzzle=(0.5, 0.28, 0.4, 0.12),
        nostril=True,
        brow=False,
    ),
    hind=Leg(-0.5, -0.66, 0.2, 0.32, 0.27, 0.22, (0.42, 0.24, 0.14, 0.15), "paw", 0.2),
    fore=Leg(0.36, -0.6, 0.2, 0.27, 0.25, 0.15, (0.28, 0.18, 0.13, 0.13), "paw", 0.19),
    tail=Tail(-0.8, -0.66, 1.5, (0.34, 0.26, 0.18, 0.1, 0.04), -22, 48),
    dress=coat,
    stride=0.8,
    run_stride=2.2,
    behind=(tail_spade, lambda r: wing(r, -1), crest),
    marks=(dress.belly, dress.pattern, plates),
    over=(lambda r: wing(r, 1), dress.collar),
    crown=(horns, fire, scar),
)

CREATURES = (
    Creature(
        "dragon",
        ("dragon", "wyvern", "drake", "griffin", "wyrm"),
        "creature",
        height=4.2,
        length=6.6,
        draw=quadruped(SPECIES),
        stride=1.76,
        run_stride=4.84,
        speed=1.4,
        run_speed=6,
        focus=(2.4, -3.3),
        focus_size=1.5,
    ),
)
