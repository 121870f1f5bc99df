"""On and under the water: rowing boat, sailing ship, motor boat, paper boat, submarine."""

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Glow
from rushes.engines.animatic.cast.rig_form import (
    Frame,
    Station,
    Tone,
    coat,
    dark,
    form,
    hexa,
    loft,
    pale,
    said,
)
from rushes.engines.animatic.cast.rig_solid import box, patch, plate
from rushes.engines.animatic.figure import Creature, Look, Pose

ROW: tuple[Station, ...] = (
    (-1.7, -0.5, -0.1, 0.42),
    (-1.3, -0.47, 0.12, 0.56),
    (0, -0.42, 0.18, 0.66),
    (1.1, -0.5, 0.12, 0.5),
    (1.75, -0.68, -0.2, 0.16),
    (1.9, -0.74, -0.5, 0.03),
)


MOTOR: tuple[Station, ...] = (
    (-3.0, -1.0, 0.1, 1.1),
    (-1.5, -1.0, 0.35, 1.2),
    (1.0, -1.1, 0.35, 1.1),
    (2.6, -1.35, 0.0, 0.6),
    (3.4, -1.5, -0.9, 0.05),
)


def rock(pose: Pose, amount: float = 3.0) -> Frame:
    """A hull riding the swell."""
    k = 1.5 if pose.gait == "run" else (0.25 if pose.gait == "lie" else 1.0)
    heave = 0.05 * k * float(np.sin(pose.t * 1.3))
    return Frame(
        pose.turn,
        0,
        heave,
        0,
        amount * k * float(np.sin(pose.t * 1.1 + 0.7)) + (4 if pose.gait == "run" else 0),
    )


def hull(
    c: Canvas, f: Frame, shape: tuple[Station, ...], colour: str, strakes: int, below: str | None = None
) -> None:
    """A lofted hull with planks and, below, another colour."""
    path = loft(f, shape)
    x0, x1 = shape[0][0], shape[-1][0]
    top, deep = min(s[1] for s in shape), max(s[2] for s in shape)

    def planks() -> None:
        for i in range(1, strakes):
            k = i / strakes
            mid = [f.p(x, t + (b - t) * k, w * f.side) for x, t, b, w in shape]
            c.line(mid, dark(colour, 1.1), 0.018 * (x1 - x0) ** 0.6, 0.6)
        if below:
            c.curve(
                [
                    f.p(x0 - 0.5, deep - 0.45),
                    f.p(0, deep - 0.3),
                    f.p(x1 + 0.5, deep - 0.5),
                    f.p(x1 + 0.5, deep + 1),
                    f.p(x0 - 0.5, deep + 1),
                ],
                below,
            )

    form(c, path, colour, 0.09 * (deep - top), planks)


def wake(c: Canvas, f: Frame, length: float, pose: Pose) -> None:
    """Foam at the waterline."""
    if pose.gait == "lie":
        return
    wide = length * (0.5 * abs(f.side) + 0.22 * abs(f.front))
    for i in range(5):
        k = i / 4 - 0.5
        c.ellipse(
            2 * k * wide * 0.8,
            0.05 + 0.02 * float(np.sin(pose.t * 3 + i * 2)),
            wide * 0.3,
            0.022 * length**0.5,
            "#f4f6f4",
            opacity=0.6,
        )
    if pose.gait in ("run", "walk", "swim"):
        for i in range(4):
            c.ellipse(
                -wide * (1 + 0.25 * i) * (1 if f.side > 0.2 else 0),
                0.06,
                wide * 0.22,
                0.02 * length**0.5,
                "#f4f6f4",
                opacity=0.5 - 0.1 * i,
            )


def rowing(c: Canvas, look: Look, pose: Pose) -> None:
    main, second = coat(look, "#8c5a36", "#3f7080", "#a8473a", "#e6dcc8", "#5f7a56")
    rim = said(look, second or hexa(main, 0.12, 0.9), "rim", "stripe", "trim")
    f = rock(pose)
    inner = paths.curve(
        [
            f.p(x, y, z)
            for x, y, z in (
                (-1.68, -0.5, -0.36),
                (0, -0.42, -0.62),
                (1.2, -0.52, -0.42),
                (1.9, -0.74, 0),
                (1.2, -0.5, 0.42),
                (0, -0.4, 0.62),
                (-1.68, -0.5, 0.36),
            )
        ]
    )
    c.fill(inner, dark(main, 2.2))
    for x in (-0.9, 0.1, 0.95):
        plate(
            c,
            f,
            [(x, -0.42, -0.5), (x + 0.26, -0.42, -0.5), (x + 0.26, -0.36, 0.52), (x, -0.36, 0.52)],
            pale(rim, 0.2),
            0.02,
        )
    stroke = (
        pose.phase * 2 * np.pi if pose.gait in ("walk", "run", "swim") else 0.6 * float(np.sin(pose.t * 0.7))
    )
    _oar(c, f, -1, stroke)
    hull(c, f, ROW, main, 4)
    edge = [f.p(x, t + 0.02, w * 0.98) for x, t, _, w in ROW]
    c.line(edge, rim, 0.075)
    _oar(c, f, 1, stroke)
    wake(c, f, 3.6, pose)


def _oar(c: Canvas, f: Frame, side: int, a: float) -> None:
    grip = f.p(-0.15 - 0.25 * float(np.cos(a)), -0.62 + 0.1 * float(np.sin(a)), side * 0.2)
    lock = f.p(0.15, -0.48, side * 0.66)
    blade = f.p(0.3 + 0.7 * float(np.cos(a)), 0.06 - 0.2 * max(0.0, float(np.sin(a))), side * 1.5)
    c.line([grip, lock, blade], "#b98d5c", 0.05, smooth=False)
    c.limb(
        [(lock[0] + (blade[0] - lock[0]) * 0.7, lock[1] + (blade[1] - lock[1]) * 0.7), blade],
        (0.06, 0.19),
        "#c79c6a",
    )


def motor(c: Canvas, look: Look, pose: Pose) -> None:
    """A fishing boat with its wheelhouse, or a sailing boat where the text gives it a sail."""
    main, second = coat(look, "#b8433a", "#2f6488", "#e8e2d4", "#3f7a6a", "#d9a03c")
    f = rock(pose)
    if look.has("sail", "sails", "sailboat", "yacht", "sailing") or look.name == "sailboat":
        mast(c, f, pose, said(look, "#f1ead9", "sail", "sails"))
    else:
        _wheelhouse(c, f, pose, said(look, second or "#f0ebdf", "cabin", "wheelhouse"), dark(main, 0.4))
        _derrick(c, f, pose)
    hull(c, f, MOTOR, main, 4, said(look, hexa(main, -0.2), "keel"))
    rail = [f.p(x, t + 0.09, w) for x, t, _, w in MOTOR]
    c.line(rail, said(look, "#f1ead9", "stripe", "rim", "trim"), 0.13)
    if f.side > 0.3:
        _fenders(c, f, main)
    wake(c, f, 6.4, pose)


def _wheelhouse(c: Canvas, f: Frame, pose: Pose, wall: str, roof: Tone) -> None:
    glass = Glow("#ffdf9a") if pose.lights > 0.4 else "#6f8b9c"
    box(c, f, -1.6, 0.4, -2.5, -0.9, 0.75, wall, 0.08)
    box(c, f, -1.75, 0.6, -2.65, -2.5, 0.85, roof, 0.05)
    for x in (-1.3, -0.45):
        patch(c, f, [(x, -2.25), (x + 0.6, -2.25), (x + 0.6, -1.7), (x, -1.7)], 0.76, glass, 0.06)
    if f.front > 0.1:
        pane = [(0.42, -2.25, -0.55), (0.42, -2.25, 0.55), (0.42, -1.7, 0.55), (0.42, -1.7, -0.55)]
        plate(c, f, pane, glass, 0.06)


def _derrick(c: Canvas, f: Frame, pose: Pose) -> None:
    """The pole with its stay and its lamp."""
    c.line([f.p(-0.6, -2.6), f.p(-0.6, -4.1)], "#5a4634", 0.09, smooth=False)
    c.line([f.p(-0.6, -3.9), f.p(2.9, -1.5)], "#5a4634", 0.025, smooth=False)
    c.circle(*f.p(-0.6, -4.1), 0.09, Glow("#ffe6a0") if pose.lights > 0.3 else "#d9d2c0")
    c.glow(*f.p(-0.6, -4.1), 1.4, "#ffe6a0", 0.6 * pose.lights)


def _fenders(c: Canvas, f: Frame, main: str) -> None:
    """Tyres that hang along the side."""
    for x in (-2.2, -0.6, 1.0):
        px, py = f.p(x, -0.35, 1.1)
        c.ellipse(px, py, 0.16, 0.2, "#2b2c31")
        c.ellipse(px, py, 0.07, 0.09, dark(main, 0.6))


def mast(c: Canvas, f: Frame, pose: Pose, sail: str) -> None:
    """Mainsail and jib."""
    fill = 0.35 + 0.3 * pose.wind + 0.05 * float(np.sin(pose.t * 1.5))
    c.limb([f.p(0.3, -0.9), f.p(0.3, -7.2)], (0.14, 0.07), "#7a5a3c")
    out = 0.9 * abs(f.front)
    form(
        c,
        paths.curve(
            [
                f.p(0.18, -7.0),
                f.p(-0.9 - fill * 0.3, -4.4, out),
                f.p(-2.6, -1.75, out * 1.2),
                f.p(0.15, -1.6),
            ],
            True,
            0.45,
        ),
        sail,
        0.15,
    )
    form(
        c,
        paths.curve(
            [f.p(0.5, -6.4), f.p(1.9 + fill, -3.8, -out * 0.6), f.p(3.1, -1.7), f.p(0.7, -1.8)], True, 0.45
        ),
        pale(sail, 0.4),
        0.15,
    )
    c.line([f.p(0.3, -1.6), f.p(-2.7, -1.7, out * 1.2)], "#7a5a3c", 0.1, smooth=False)


def paper(c: Canvas, look: Look, pose: Pose) -> None:
    """A folded paper boat."""
    main, _ = coat(look, "#f3efe6", "#f3efe6", "#e9d9b8", "#d9e3e8")
    f = rock(pose, 6)
    peak, left, right = f.p(0, -0.2), f.p(-0.12, -0.05), f.p(0.12, -0.05)
    bow, stern = f.p(0.22, -0.115), f.p(-0.22, -0.115)
    if f.side < 0.45:
        bow, stern = (0.13, bow[1]), (-0.13, stern[1])
        left, right = (-0.07, left[1]), (0.07, right[1])
    c.poly([peak, left, right], main)
    c.poly([peak, (peak[0], right[1]), right], dark(main, 0.7))
    foot_l, foot_r, middle = f.p(-0.13, 0.0), f.p(0.13, 0.0), f.p(0.0, -0.06)
    if f.side < 0.45:
        foot_l, foot_r = (-0.07, foot_l[1]), (0.07, foot_r[1])
    c.poly([stern, middle, bow, foot_r, foot_l], pale(main, 0.3))
    c.poly([middle, bow, foot_r], dark(main, 0.5))
    c.line([stern, foot_l, foot_r, bow], dark(main, 1.0), 0.003, 0.6, smooth=False)
    if look.has("newspaper", "written", "letter", "printed"):
        for i in range(4):
            c.line(
                [f.p(-0.14 + 0.01 * i, -0.075 + 0.016 * i), f.p(-0.02, -0.05 + 0.012 * i)], "#8d8a84", 0.004
            )


CREATURES = (
    Creature(
        "rowing boat",
        ("rowing boat", "rowboat", "dinghy", "canoe", "kayak", "gondola", "raft"),
        "vehicle",
        height=0.9,
        length=3.7,
        draw=rowing,
        stride=1.6,
        run_stride=2,
        speed=0.8,
        run_speed=1.8,
        element="water",
        focus=(0.6, -0.4),
        focus_size=1.2,
    ),
    Creature(
        "boat",
        ("boat", "fishing boat", "trawler", "ferry", "motorboat", "tugboat", "steamboat"),
        "vehicle",
        height=4.4,
        length=6.6,
        draw=motor,
        stride=3,
        run_stride=4,
        speed=2,
        run_speed=5,
        element="water",
        focus=(0, -1.6),
        focus_size=2.4,
    ),
    Creature(
        "sailboat",
        ("sailboat", "yacht", "sailing boat", "catamaran"),
        "vehicle",
        height=7.6,
        length=6.6,
        draw=motor,
        stride=3,
        run_stride=4,
        speed=2,
        run_speed=4,
        element="water",
        focus=(0, -2),
        focus_size=3,
    ),
    Creature(
        "paper boat",
        ("paper boat", "toy boat", "paper ship"),
        "object",
        height=0.22,
        length=0.46,
        draw=paper,
        stride=0.4,
        run_stride=0.6,
        speed=0.2,
        run_speed=0.6,
        element="water",
        focus=(0, -0.1),
        focus_size=0.25,
    ),
)
