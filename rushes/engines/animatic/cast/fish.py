"""Fish, sharks and dolphins."""

from functools import partial

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Glow
from rushes.engines.animatic.cast.rig_coat import pattern_of
from rushes.engines.animatic.cast.rig_fish import Swimmer, layered, pair, swimmer
from rushes.engines.animatic.cast.rig_form import Station, blink, coat, dark, eye, form, hexa, pale, said
from rushes.engines.animatic.figure import Creature, Look, Pose

FISH: tuple[Station, ...] = (
    (-0.34, -0.035, 0.035, 0.015),
    (-0.26, -0.06, 0.06, 0.03),
    (-0.12, -0.14, 0.14, 0.06),
    (0.06, -0.19, 0.19, 0.09),
    (0.22, -0.16, 0.17, 0.09),
    (0.33, -0.08, 0.1, 0.06),
    (0.37, -0.02, 0.05, 0.03),
)
SHARK: tuple[Station, ...] = (
    (-1.6, -0.08, 0.06, 0.04),
    (-1.2, -0.14, 0.12, 0.09),
    (-0.5, -0.32, 0.26, 0.24),
    (0.3, -0.42, 0.36, 0.34),
    (0.9, -0.36, 0.34, 0.3),
    (1.35, -0.2, 0.22, 0.2),
    (1.62, -0.06, 0.06, 0.08),
)
DOLPHIN: tuple[Station, ...] = (
    (-1.1, -0.05, 0.05, 0.03),
    (-0.8, -0.1, 0.1, 0.07),
    (-0.3, -0.24, 0.2, 0.17),
    (0.25, -0.3, 0.24, 0.22),
    (0.65, -0.24, 0.2, 0.18),
    (0.86, -0.16, 0.13, 0.12),
    (0.98, -0.03, 0.1, 0.06),
    (1.16, 0.0, 0.075, 0.035),
)


def fish(c: Canvas, look: Look, pose: Pose) -> None:
    main, other = coat(look, "#e8873a", "#d9a83c", "#4f8fb8", "#c4523f", "#7d98a8", "#e6c14f")
    belly = said(look, other or hexa(main, 0.13, 0.6), "belly")
    fin = said(look, hexa(main, -0.07, 1.1), "fin", "tail")
    s = swimmer(c, look, pose, FISH, 0.09)
    wag = float(s.wave(-0.34)) * 2
    tall = float(look.rng("shape").uniform(0.85, 1.25))
    layered(
        s,
        [
            (-0.34, partial(tail_fin, s, fin, wag, tall)),
            (-0.02, partial(back_fins, s, fin, tall)),
            (-0.01, partial(pair, s, -1, _PECTORAL, fin)),
            (0.0, partial(fish_body, s, main, belly, hexa(main, -0.16))),
            (0.05, partial(pair, s, 1, _paddle(pose), fin)),
        ],
    )


_PECTORAL = ((0.14, 0.06, 0.08), (0.04, 0.16, 0.16), (-0.02, 0.17, 0.15), (0.06, 0.08, 0.09))


def _paddle(pose: Pose) -> tuple[tuple[float, float, float], ...]:
    k = 0.03 * float(np.sin(pose.t * 6))
    return (
        (0.13, 0.02, 0.09),
        (0.04, 0.0 + k, 0.14),
        (-0.05, 0.06 + k, 0.17),
        (-0.02, 0.12 + k, 0.15),
        (0.09, 0.08, 0.09),
    )


def tail_fin(s: Swimmer, fin: str, wag: float, tall: float) -> None:
    """A fan that swings sideways, so in the side view it narrows and widens."""
    reach = 0.2 * (1 - 0.35 * abs(float(np.cos(2 * np.pi * s.pose.phase))))
    points = [
        (-0.3, -0.03, 0),
        (-0.36 - reach, -0.17 * tall, wag),
        (-0.34 - reach * 0.7, 0.0, wag * 0.7),
        (-0.36 - reach, 0.17 * tall, wag),
        (-0.3, 0.03, 0),
    ]
    s.fin(points, fin, 0.7)
    s.rays(
        s.p(-0.31, 0),
        [s.p(-0.34 - reach * 0.9, 0.1 * k * tall, wag) for k in (-1.2, -0.6, 0.6, 1.2)],
        dark(fin, 1.2),
        0.008,
    )


def back_fins(s: Swimmer, fin: str, tall: float) -> None:
    s.fin(
        [
            (0.2, -0.14, 0),
            (0.08, -0.17 - 0.13 * tall, 0),
            (-0.12, -0.13 - 0.11 * tall, 0),
            (-0.2, -0.09, 0),
            (0, -0.1, 0),
        ],
        fin,
    )
    s.fin([(0.0, 0.14, 0), (-0.1, 0.15 + 0.1 * tall, 0), (-0.2, 0.1 + 0.06 * tall, 0), (-0.2, 0.05, 0)], fin)


def fish_body(s: Swimmer, main: str, belly: str, second: str) -> None:
    form(s.c, s.outline(), main, 0.045, lambda: _fish_marks(s, main, belly, second))
    for side in (-1, 1):
        if s.frame.front > -0.5 and s.frame.facing(0.35, side) > 0.08:
            _fish_face(s, main, side)
    if s.look.has("glowing", "luminous"):
        s.c.glow(0, 0, 0.6, said(s.look, "#b9fff0", "glow", "light"), 0.5)


def _fish_marks(s: Swimmer, main: str, belly: str, second: str) -> None:
    """Belly, stripes or spots, scales."""
    p, c = s.p, s.c
    c.curve([p(0.4, 0.05), p(0.1, 0.08), p(-0.3, 0.02), p(-0.3, 0.2), p(0.1, 0.3), p(0.4, 0.2)], belly)
    pattern = pattern_of(s.look, "plain", "striped", "striped")
    if pattern == "striped":
        for x in (0.14, -0.02, -0.18):
            c.limb(
                [p(x, -0.24, 0), p(x + 0.025, 0, 0.1), p(x, 0.24, 0)],
                (0.05, 0.06, 0.05),
                said(s.look, "#f5efe2", "stripe", "band"),
            )
    elif pattern == "spotted":
        rng = s.look.rng("spots")
        for _ in range(12):
            c.circle(
                *p(float(rng.uniform(-0.26, 0.16)), float(rng.uniform(-0.14, 0.08)), 0.08), 0.016, second
            )
    for i in range(12):
        x, y = p(0.06 - 0.07 * (i % 4), -0.07 + 0.06 * (i // 4), 0.08)
        c.line([(x, y - 0.02), (x - 0.016, y), (x, y + 0.02)], dark(main, 1.0), 0.006, 0.4)


def _fish_face(s: Swimmer, main: str, side: int) -> None:
    """Gill, eye and mouth of one side."""
    p, c = s.p, s.c
    c.line(
        [p(0.2, -0.1, side * 0.08), p(0.165, 0.0, side * 0.1), p(0.2, 0.1, side * 0.08)],
        dark(main, 1.2),
        0.01,
        0.6,
    )
    x, y = p(0.27, -0.035, side * 0.075)
    c.circle(x, y, 0.036, "#f6f1e6")
    c.ellipse(x + 0.006, y, 0.022, 0.022 * blink(s.look, s.pose.t), said(s.look, "#17161a", "eye"))
    c.circle(x + 0.012, y - 0.008, 0.007, Glow("#ffffff"))
    c.line(
        [p(0.37, 0.035, side * 0.01), p(0.32, 0.055 + 0.02 * s.pose.mouth, side * 0.05)],
        dark(main, 1.8),
        0.009,
    )


_SHARK_FIN = ((0.7, 0.18, 0.26), (0.35, 0.36, 0.5), (-0.05, 0.62, 0.9), (0.0, 0.44, 0.7), (0.2, 0.24, 0.28))
_SHARK_BACK = ((0.45, -0.36, 0), (0.12, -0.72, 0), (-0.02, -0.86, 0), (-0.1, -0.62, 0), (-0.12, -0.34, 0))
_SHARK_SECOND = ((-0.9, -0.2, 0), (-1.1, -0.36, 0), (-1.14, -0.14, 0))


def shark(c: Canvas, look: Look, pose: Pose) -> None:
    skin, _ = coat(look, "#6f7f8c", "#5d6e7d", "#7d8791", "#56636d")
    belly = said(look, "#e6e6e0", "belly")
    s = swimmer(c, look, pose, SHARK, 0.3)
    layered(
        s,
        [
            (-1.5, partial(shark_tail, s, skin)),
            (-0.02, partial(s.fin, _SHARK_BACK, skin)),
            (-0.01, partial(s.fin, _SHARK_SECOND, skin)),
            (-0.01, partial(pair, s, -1, _SHARK_FIN, skin)),
            (0.0, partial(shark_body, s, skin, belly)),
            (0.02, partial(pair, s, 1, _SHARK_FIN, skin)),
        ],
    )


def shark_tail(s: Swimmer, skin: str) -> None:
    """The long upper and the short lower lobe, swinging sideways."""
    wag = float(s.wave(-1.6)) * 1.6
    upper = [(-1.75, -0.45, wag), (-2.0, -0.72, wag), (-1.85, -0.25, wag), (-1.78, 0.0, wag)]
    lower = [(-1.9, 0.34, wag), (-1.6, 0.14, wag)]
    s.fin([(-1.45, -0.06, 0), *upper, *lower, (-1.45, 0.06, 0)], skin)


def shark_body(s: Swimmer, skin: str, belly: str) -> None:
    p, c = s.p, s.c
    pale_side = [p(1.7, 0.04), p(1.2, 0.1), p(0.2, 0.12), p(-1.3, 0.04)]
    under = [p(-1.2, 0.3), p(0.2, 0.6), p(1.7, 0.4)]
    form(c, s.outline(), skin, 0.09, lambda: c.curve([*pale_side, *under], belly))
    if s.frame.front < -0.4:
        return
    for side in (-1, 1):
        if s.frame.facing(0.45, side) >= 0.08:
            _jaws(s, side * 0.22)
            _gills(s, skin, side * 0.22 * 1.2)
            _shark_eye(s, skin, side)
    if s.look.has("scar", "scarred"):
        c.line([p(1.0, -0.28, 0.2), p(0.86, -0.08, 0.24)], pale(skin, 2), 0.025)


def _jaws(s: Swimmer, z: float) -> None:
    """The open mouth and its teeth."""
    p = s.p
    gape = 0.05 + 0.16 * s.pose.mouth + (0.12 if s.pose.gait == "fight" else 0)
    upper = [p(1.42, 0.13, z * 0.4), p(1.15, 0.14, z), p(0.9, 0.1, z)]
    lower = [p(1.12, 0.15 + gape, z), p(1.36, 0.15 + gape * 0.8, z * 0.4)]
    s.c.curve([*upper, *lower], "#54202a")
    for x in (1.36, 1.26, 1.16, 1.06):
        tooth = [p(x + 0.04, 0.125, z * 0.9), p(x - 0.04, 0.125, z * 0.9), p(x, 0.12 + 0.07, z * 0.9)]
        s.c.poly(tooth, "#fbf8f0")


def _gills(s: Swimmer, skin: str, z: float) -> None:
    for x in (0.62, 0.7, 0.78):
        s.c.line([s.p(x, -0.16, z), s.p(x - 0.04, -0.02, z), s.p(x, 0.1, z)], dark(skin, 1.4), 0.022, 0.8)


def _shark_eye(s: Swimmer, skin: str, side: int) -> None:
    """An eye below a heavy brow."""
    x, y = s.p(1.18, -0.1, side * 0.22)
    eye(s.c, (x, y), 0.045, s.look, s.pose.t, said(s.look, "", "eye") or None, s.frame.facing(0.3, side))
    s.c.line([(x - 0.07, y - 0.07), (x + 0.07, y - 0.04)], dark(skin, 1.6), 0.026)


_DOLPHIN_FIN = ((0.5, 0.14, 0.16), (0.3, 0.26, 0.26), (0.08, 0.46, 0.4), (0.14, 0.3, 0.3), (0.3, 0.16, 0.17))
_DOLPHIN_BACK = ((0.18, -0.28, 0), (-0.06, -0.46, 0), (-0.22, -0.52, 0), (-0.2, -0.36, 0), (-0.22, -0.22, 0))


def dolphin(c: Canvas, look: Look, pose: Pose) -> None:
    skin, _ = coat(look, "#6c8597", "#7d92a1", "#58738a")
    belly = said(look, "#e3e6e4", "belly")
    s = swimmer(c, look, pose, DOLPHIN, 0.24, upright=True)
    layered(
        s,
        [
            (-1.0, partial(dolphin_flukes, s, skin)),
            (-0.02, partial(s.fin, _DOLPHIN_BACK, skin)),
            (-0.01, partial(pair, s, -1, _DOLPHIN_FIN, skin)),
            (0.0, partial(dolphin_body, s, skin, belly)),
            (0.02, partial(pair, s, 1, _DOLPHIN_FIN, skin)),
        ],
    )


def dolphin_flukes(s: Swimmer, skin: str) -> None:
    """Both halves of the tail, beating up and down."""
    tilt = 0.14 * float(np.cos(2 * np.pi * s.pose.phase))
    x, y = s.p(-1.08, 0)
    for side in (-1, 1):
        lift, wide = -side * 0.17 * abs(s.frame.side), side * 0.3 * s.frame.front
        fluke = [
            (x + 0.1 * s.frame.side, y),
            (x - 0.22 * s.frame.side - wide, y + lift + tilt),
            (x - 0.36 * s.frame.side - wide * 1.2, y + 1.3 * lift + tilt * 1.3),
            (x - 0.18 * s.frame.side, y + 0.1 * lift + tilt * 0.4),
        ]
        form(s.c, paths.curve(fluke), dark(skin, 0.5 if side > 0 else 1.0), 0.02)


def dolphin_body(s: Swimmer, skin: str, belly: str) -> None:
    p, c = s.p, s.c
    form(
        c,
        s.outline(),
        skin,
        0.06,
        lambda: c.curve(
            [p(1.2, 0.06), p(0.8, 0.1), p(0.1, 0.08), p(-0.8, 0.03), p(-0.8, 0.2), p(0.2, 0.5), p(1.2, 0.3)],
            belly,
        ),
    )
    if s.frame.front < -0.4:
        return
    for side in (-1, 1):
        if s.frame.facing(0.4, side) > 0.08:
            z = side * 0.13
            c.line(
                [p(1.15, 0.035, z * 0.2), p(0.98, 0.04 + 0.05 * s.pose.mouth, z * 0.6), p(0.78, 0.02, z)],
                dark(skin, 1.8),
                0.02,
            )
            eye(c, p(0.72, -0.05, z), 0.035, s.look, s.pose.t, None, s.frame.facing(0.3, side))


CREATURES = (
    Creature(
        "fish",
        ("fish", "goldfish", "salmon", "trout", "carp", "koi", "clownfish", "minnow", "tuna", "piranha"),
        "animal",
        height=0.56,
        length=1.0,
        draw=fish,
        stride=0.5,
        run_stride=0.8,
        speed=0.5,
        run_speed=1.6,
        element="water",
        focus=(0.22, 0),
        focus_size=0.3,
    ),
    Creature(
        "shark",
        ("shark", "megalodon"),
        "animal",
        height=1.6,
        length=3.7,
        draw=shark,
        stride=1.6,
        run_stride=2.2,
        speed=1.6,
        run_speed=5,
        element="water",
        focus=(1.2, 0),
        focus_size=0.8,
    ),
    Creature(
        "dolphin",
        ("dolphin", "porpoise", "narwhal", "beluga"),
        "animal",
        height=1.0,
        length=2.6,
        draw=dolphin,
        stride=1.4,
        run_stride=2.0,
        speed=2,
        run_speed=5,
        element="water",
        focus=(0.75, 0),
        focus_size=0.5,
    ),
)
