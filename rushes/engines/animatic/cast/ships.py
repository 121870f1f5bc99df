"""Ships under sail, and a submarine."""

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Glow
from rushes.engines.animatic.cast.boats import hull, rock, wake
from rushes.engines.animatic.cast.rig_form import Frame, Station, coat, dark, form, hexa, loft, pale, said
from rushes.engines.animatic.cast.rig_solid import box, patch, soft
from rushes.engines.animatic.figure import Creature, Look, Pose

SHIP: tuple[Station, ...] = (
    (-5.6, -2.6, -0.6, 1.3),
    (-4.6, -2.2, 0.3, 1.6),
    (-1, -1.5, 0.6, 1.9),
    (3, -1.6, 0.5, 1.6),
    (5.0, -2.1, -0.2, 0.7),
    (5.8, -2.4, -1.4, 0.1),
)
SUBMARINE: tuple[Station, ...] = (
    (-4.2, -0.2, 0.2, 0.2),
    (-3.4, -0.6, 0.6, 0.6),
    (-1.8, -1.05, 1.05, 1.05),
    (1.5, -1.15, 1.15, 1.15),
    (3.2, -0.85, 0.85, 0.9),
    (4.0, -0.3, 0.3, 0.35),
)


def ship(c: Canvas, look: Look, pose: Pose) -> None:
    pirate = look.has("pirate", "ghost", "black")
    main, second = coat(look, "#6d4428", "#7c5234", "#57392a")
    sail = said(look, second or ("#33302f" if look.has("pirate") else "#efe6d2"), "sail", "sails")
    f = rock(pose, 2.2)
    _spars(c, f, pose, sail, look, pirate)
    box(c, f, -5.5, -3.4, -3.3, -2.0, 1.3, main, 0.08)
    hull(c, f, SHIP, main, 6, said(look, "#4a2f28", "keel"))
    c.line([f.p(x, t + 0.25, w) for x, t, _, w in SHIP], said(look, "#c9a24a", "trim", "band"), 0.16)
    for x in np.linspace(-3.4, 3.2, 6):
        patch(
            c,
            f,
            [
                (float(x) - 0.2, -1.05),
                (float(x) + 0.2, -1.05),
                (float(x) + 0.2, -0.68),
                (float(x) - 0.2, -0.68),
            ],
            1.7,
            Glow("#ffcf7a") if pose.lights > 0.4 else "#2d201b",
            0.05,
        )
    for x in (-5.1, -4.5, -3.9):
        patch(
            c,
            f,
            [(x - 0.17, -2.9), (x + 0.17, -2.9), (x + 0.17, -2.45), (x - 0.17, -2.45)],
            1.32,
            Glow("#ffcf7a") if pose.lights > 0.4 else "#3d4a55",
            0.06,
        )
    wake(c, f, 11.5, pose)


def _spars(c: Canvas, f: Frame, pose: Pose, sail: str, look: Look, pirate: bool) -> None:
    """Masts, square sails full of wind, a jib, the flag."""
    wood = "#5a3c26"
    fill = 0.5 + 0.4 * pose.wind + 0.08 * float(np.sin(pose.t * 1.4))
    c.line([f.p(4.6, -2.0), f.p(7.4, -3.3)], wood, 0.2, smooth=False)
    masts = ((-3.1, 8.4, 1.5), (0.1, 10.6, 2.0), (3.1, 9.0, 1.7))
    for x, height, _ in masts:
        c.limb([f.p(x, -1.2), f.p(x, -height)], (0.3, 0.14), wood)
    c.curve(
        [f.p(3.3, -7.8), f.p(5.4 + 0.3 * fill, -5.0), f.p(7.2, -3.4), f.p(4.6, -3.6)],
        dark(sail, 0.5),
        tension=0.4,
    )
    for x, height, w in sorted(masts, key=lambda m: m[0] * f.front):
        for k, (top, low, grow) in enumerate(((0.96, 0.72, 0.72), (0.7, 0.42, 1.0))):
            _sail(c, f, x, height * top, height * low, w * grow, fill, pale(sail, 0.3) if k else sail)
    x, y = f.p(0.1, -10.6)
    flag = said(look, "#26242a" if pirate else "#b5392f", "flag")
    wave = [0.12 * float(np.sin(pose.t * 4 + i)) for i in range(3)]
    c.curve(
        [
            (x, y - 0.7),
            (x - 0.8, y - 0.7 + wave[0]),
            (x - 1.6, y - 0.65 + wave[1]),
            (x - 1.6, y - 0.1 + wave[2]),
            (x - 0.8, y - 0.1 + wave[0]),
            (x, y),
        ],
        flag,
        tension=0.6,
    )
    c.line([(x, y), (x, y - 0.8)], wood, 0.08, smooth=False)


def _sail(
    c: Canvas,
    f: Frame,
    x: float,
    top: float,
    low: float,
    w: float,
    fill: float,
    colour: "str | tuple[float, float, float]",
) -> None:
    belly = 0.9 * fill
    a, b = f.p(x, -top, -w), f.p(x, -top, w)
    d, e = f.p(x + 0.1, -low, -w * 1.25), f.p(x + 0.1, -low, w * 1.25)
    wide = 0.55 * w * abs(f.side)
    mid_y = (a[1] + e[1]) / 2
    out_x = f.p(x + belly, 0)[0]
    points = [
        (a[0] - wide, a[1]),
        (b[0] + wide * 0.8, b[1]),
        (max(out_x, b[0]) + wide, mid_y),
        (e[0] + wide * 1.1, e[1]),
        ((d[0] + e[0]) / 2, d[1] - 0.25),
        (d[0] - wide * 1.2, d[1]),
        (min(a[0], d[0]) - wide * 0.6 + belly * 0.4 * f.side, mid_y),
    ]
    form(c, paths.curve(points, True, 0.7), colour, 0.2)
    c.line([(a[0] - wide * 1.1, a[1]), (b[0] + wide, b[1])], "#5a3c26", 0.13, smooth=False)


def submarine(c: Canvas, look: Look, pose: Pose) -> None:
    main, _ = coat(look, "#e0b136", "#5c6b75", "#3f7d86", "#b9483c")
    f = Frame(pose.turn, 0, 0.06 * float(np.sin(pose.t)), 0, 2 * float(np.sin(pose.t * 0.7)) + 8 * pose.head)
    trim = said(look, hexa(main, -0.16), "trim", "fin")
    _rudder(c, f, trim)
    _screw(c, f, pose)
    _conning_tower(c, f, main, trim)
    seam = [f.p(-4, 0.62), f.p(0, 0.72), f.p(4, 0.55)]
    form(c, loft(f, SUBMARINE), main, 0.22, lambda: c.line(seam, dark(main, 1.0), 0.06, 0.7))
    if f.side > 0.2:
        _portholes(c, f, trim, lit=pose.lights > 0.2 or look.has("glowing"))
    if f.front > -0.3:
        x, y = f.p(3.75, 0.1)
        c.circle(x, y, 0.24, Glow("#fff2c0"))
        c.glow(x, y, 2.2, "#fff0b8", 0.55)
    _bubbles(c, f, pose)


def _rudder(c: Canvas, f: Frame, trim: str) -> None:
    upper = [f.p(-3.2, -0.3), f.p(-4.3, -1.4), f.p(-4.8, -1.4)]
    lower = [f.p(-4.8, 1.3), f.p(-4.3, 1.3), f.p(-3.2, 0.3)]
    c.curve([*upper, f.p(-4.3, 0), *lower], trim, tension=0.4)


def _screw(c: Canvas, f: Frame, pose: Pose) -> None:
    spin = abs(float(np.sin(pose.t * 14)))
    c.ellipse(*f.p(-4.6, 0), 0.12 + 0.1 * abs(f.front), 0.85 * max(spin, 0.25), "#c9a24a")


def _conning_tower(c: Canvas, f: Frame, main: str, trim: str) -> None:
    """The tower with its periscope."""
    outline = (
        soft([f.p(-0.9, -1.0), f.p(-0.7, -2.2), f.p(0.9, -2.2), f.p(1.2, -1.0)], 0.25)
        if f.side > 0.3
        else soft([(-0.5, -1.0), (-0.45, -2.2), (0.45, -2.2), (0.5, -1.0)], 0.2)
    )
    form(c, outline, hexa(main, -0.04), 0.12)
    c.line([f.p(0.3, -2.1), f.p(0.3, -3.2), f.p(0.75, -3.2)], trim, 0.13, smooth=False)


def _portholes(c: Canvas, f: Frame, trim: str, *, lit: bool) -> None:
    for at in (-1.6, -0.2, 1.2):
        x, y = f.p(at, -0.1, 0.9)
        c.ellipse(x, y, 0.42 * f.side, 0.42, trim)
        c.ellipse(x, y, 0.3 * f.side, 0.3, Glow("#ffe08a") if lit else "#a8d4dd")
        c.ellipse(x - 0.09, y - 0.1, 0.09 * f.side, 0.08, "#ffffff", opacity=0.7)


def _bubbles(c: Canvas, f: Frame, pose: Pose) -> None:
    """Bubbles that rise from the screw."""
    for i in range(5):
        k = (pose.t * 0.4 + i / 5) % 1
        c.circle(*f.p(-4.6 - 1.2 * k, -0.2 - 1.4 * k), 0.05 + 0.08 * k, "#dff3f5", opacity=0.6 * (1 - k))


CREATURES = (
    Creature(
        "ship",
        ("ship", "sailing ship", "galleon", "pirate ship", "schooner", "vessel", "frigate"),
        "vehicle",
        height=12.2,
        length=13.2,
        draw=ship,
        stride=5,
        run_stride=6,
        speed=2.4,
        run_speed=5,
        element="water",
        focus=(0, -4),
        focus_size=6,
    ),
    Creature(
        "submarine",
        ("submarine", "bathyscaphe", "submersible"),
        "vehicle",
        height=4.4,
        length=9,
        draw=submarine,
        stride=4,
        run_stride=5,
        speed=1.8,
        run_speed=4,
        element="water",
        focus=(1, -0.3),
        focus_size=2.4,
    ),
)
