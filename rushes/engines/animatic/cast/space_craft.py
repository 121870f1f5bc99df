"""Beyond the air: rocket, flying saucer, spaceship."""

from collections.abc import Callable

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Glow
from rushes.engines.animatic.cast.props_light import flame
from rushes.engines.animatic.cast.rig_form import Frame, Station, Tone, coat, dark, form, loft, pale, said
from rushes.engines.animatic.cast.rig_solid import plate, soft
from rushes.engines.animatic.cast.sky_craft import craft, drift
from rushes.engines.animatic.figure import Look, Pose

ROCKET = (
    (0, -3.4),
    (0.62, -2.2),
    (0.85, -0.4),
    (0.8, 1.4),
    (0.55, 2.7),
    (-0.55, 2.7),
    (-0.8, 1.4),
    (-0.85, -0.4),
    (-0.62, -2.2),
)


def rocket(c: Canvas, look: Look, pose: Pose) -> None:
    """It stands on its fins; flying, it points where it goes."""
    main, second = coat(look, "#e9e6df", "#c9cdd2", "#d9503f")
    trim = said(look, second or "#c9402f", "fin", "fins", "nose", "stripe", "trim")
    flying = pose.gait in ("fly", "run", "swim", "walk")
    ahead, sway = 62 * float(np.cos(np.deg2rad(pose.turn))), 2 * float(np.sin(pose.t * 0.7))
    with c.at(0, 0, turn=ahead if flying else sway):
        if flying or look.has("launching", "blasting"):
            _exhaust(c, pose)
        for side in (-1, 1):
            _rocket_fin(c, side, trim if side < 0 else dark(trim, 0.7))
        c.fill(soft([(-0.5, 2.6), (0.5, 2.6), (0.65, 3.0), (-0.65, 3.0)], 0.05), "#4a4d54")
        form(c, paths.curve(ROCKET), main, 0.14, lambda: _rocket_marks(c, main, trim))
        _rocket_windows(c, pose, main)
        form(c, soft([(-0.1, 1.9), (0.1, 1.9), (0.1, 3.4), (-0.1, 3.4)], 0.06), dark(trim, 0.3), 0.04)


def _exhaust(c: Canvas, pose: Pose) -> None:
    flame(c, 0, 0.0, 0.1, pose.t)
    with c.at(0, 2.9, (1, -1)):
        flame(c, 0, 0, 3.0 + 0.3 * float(np.sin(pose.t * 20)), pose.t * 2)
    c.glow(0, 4.0, 3.6, "#ffab4a", 0.5)


def _rocket_fin(c: Canvas, side: int, tone: Tone) -> None:
    outer = [(side * 1.5, 2.2), (side * 1.55, 3.3), (side * 1.25, 3.3)]
    form(c, paths.curve([(side * 0.6, 0.9), *outer, (side * 0.55, 2.5)], True, 0.6), tone, 0.1)


def _rocket_marks(c: Canvas, main: str, trim: str) -> None:
    """The painted nose, the stripe, and the shadow on one side."""
    c.curve([(-1, -2.15), (0, -1.95), (1, -2.15), (0.6, -3.6), (-0.6, -3.6)], trim)
    c.rect(-1, 1.5, 2, 0.3, trim)
    c.curve([(0.35, -3.2), (1, -1), (1, 3), (0.35, 3), (0.5, 0)], dark(main, 1.6), opacity=0.4)


def _rocket_windows(c: Canvas, pose: Pose, main: str) -> None:
    for y, r in ((-1.0, 0.4), (0.3, 0.27)):
        c.circle(0, y, r, dark(main, 1.6))
        c.circle(0, y, r * 0.74, Glow("#ffe2a0") if pose.lights > 0.3 else "#7fb4c8")
        c.ellipse(-r * 0.25, y - r * 0.28, r * 0.2, r * 0.14, "#ffffff", opacity=0.7)


def saucer(c: Canvas, look: Look, pose: Pose) -> None:
    main, _ = coat(look, "#aab4bf", "#8f9aa8", "#b9c4b4")
    light = said(
        look, ("#7dffcf", "#8fd0ff", "#ffe08a")[int(look.rng("light").integers(3))], "light", "beam", "glow"
    )
    y = 0.15 * float(np.sin(pose.t * 1.4))
    with c.at(0, y, turn=4 * float(np.sin(pose.t * 1.1)) + (10 if pose.gait in ("fly", "run") else 0)):
        if look.has("beam", "abducting", "landing"):
            c.poly([(-0.8, 0.3), (0.8, 0.3), (2.0, 4.2), (-2.0, 4.2)], Glow(light), 0.25)
        c.fill(paths.ellipse(0, -0.5, 1.25, 1.0), Glow(pale(light, 0.3)), 0.55)
        c.fill(paths.curve([(-0.35, -0.4), (-0.3, -0.9), (0, -1.1), (0.3, -0.9), (0.35, -0.4)]), "#4f7a5f")
        for x in (-0.12, 0.12):
            c.ellipse(x, -0.82, 0.075, 0.1, "#16181c")
        c.ellipse(-0.5, -0.95, 0.16, 0.22, "#ffffff", opacity=0.5)
        form(
            c,
            paths.curve(
                [
                    (-2.9, 0.0),
                    (-1.5, -0.42),
                    (0, -0.52),
                    (1.5, -0.42),
                    (2.9, 0.0),
                    (1.6, 0.42),
                    (0, 0.55),
                    (-1.6, 0.42),
                ]
            ),
            main,
            0.14,
        )
        c.line([(-2.8, 0.02), (0, 0.16), (2.8, 0.02)], dark(main, 1.2), 0.06, 0.7)
        for i in range(7):
            x = -2.1 + 0.7 * i
            on = float(np.sin(pose.t * 4 - i)) > -0.2
            c.circle(x, 0.2 - 0.022 * x * x, 0.11, Glow(light) if on else dark(light, 2))
        c.ellipse(0, 0.48, 0.7, 0.14, Glow(light))
        c.glow(0, 0.5, 2.4, light, 0.25 + 0.25 * pose.lights)


SHUTTLE: tuple[Station, ...] = (
    (-3.4, -0.7, 0.6, 0.8),
    (-2.0, -0.85, 0.65, 0.9),
    (0.5, -0.75, 0.6, 0.8),
    (2.4, -0.35, 0.5, 0.5),
    (3.6, 0.15, 0.35, 0.1),
)


def spaceship(c: Canvas, look: Look, pose: Pose) -> None:
    """A shuttle with engines behind."""
    main, second = coat(look, "#c9cdd2", "#8f99a6", "#e3dfd6")
    trim = said(look, second or "#c9562f", "stripe", "trim", "wing")
    f = drift(pose)
    parts: list[Callable[[], None]] = [
        lambda: _jets(c, f, pose),
        lambda: _delta(c, f, main, trim, -1),
        lambda: _shuttle(c, f, pose, main, trim),
        lambda: _delta(c, f, main, trim, 1),
    ]
    for i in (0, 1, 2, 3) if f.front >= -0.3 else (1, 3, 2, 0):
        parts[i]()


def _jets(c: Canvas, f: Frame, pose: Pose) -> None:
    burn = 1.0 if pose.gait in ("fly", "run", "swim", "walk") else 0.45
    for yy, z in ((-0.3, -0.45), (-0.3, 0.45), (0.25, 0.0)):
        x, y = f.p(-3.5, yy, z)
        end = f.p(-3.5 - (1.6 + 0.2 * float(np.sin(pose.t * 23 + z))) * burn, yy, z)
        middle = ((x + end[0]) / 2, (y + end[1]) / 2)
        c.limb([(x, y), middle, end], (0.5, 0.36, 0.04), Glow("#7fc8ff"), 0.85)
        c.limb([(x, y), middle], (0.26, 0.1), Glow("#ffffff"))
        c.glow(x, y, 1.2, "#7fc8ff", 0.5 * burn)
        form(c, paths.ellipse(x, y, 0.18 + 0.22 * abs(f.front), 0.36), "#4a4e57", 0.05)


def _delta(c: Canvas, f: Frame, main: str, trim: str, side: int) -> None:
    """One wing."""
    tone = dark(main, 1.3 if side < 0 and f.side > 0.3 else 0.5)
    c.fill(
        soft(
            [
                f.p(0.8, 0.25, side * 0.7),
                f.p(-2.6, 0.5, side * 2.6),
                f.p(-3.4, 0.5, side * 2.6),
                f.p(-3.2, 0.3, side * 0.7),
            ],
            0.1,
        ),
        tone,
    )
    c.line([f.p(-2.5, 0.5, side * 2.5), f.p(-3.4, 0.5, side * 2.5)], trim, 0.16, smooth=False)


def _shuttle(c: Canvas, f: Frame, pose: Pose, main: str, trim: str) -> None:
    stripe = [
        f.p(-3.6, 0.1, 0.8),
        f.p(0, 0.15, 0.8),
        f.p(3.7, 0.2),
        f.p(3.7, 0.32),
        f.p(0, 0.36, 0.8),
        f.p(-3.6, 0.34, 0.8),
    ]
    form(c, loft(f, SHUTTLE), main, 0.16, lambda: c.curve(stripe, trim))
    c.curve([f.p(-1.8, -0.8), f.p(-2.9, -1.9), f.p(-3.6, -1.95), f.p(-3.3, -0.65)], trim, tension=0.35)
    pane = Glow("#ffe2a0") if pose.lights > 0.3 else "#35506b"
    if f.side > 0.35:
        c.curve(
            [f.p(1.1, -0.62, 0.3), f.p(2.0, -0.42, 0.3), f.p(2.7, -0.06, 0.3), f.p(1.3, -0.12, 0.6)],
            pane,
            tension=0.5,
        )
    elif f.front > 0.3:
        plate(c, f, [(1.9, -0.5, -0.4), (1.9, -0.5, 0.4), (2.7, -0.05, 0.35), (2.7, -0.05, -0.35)], pane, 0.1)
    if f.side > 0.25:
        for x in (-2.2, -1.5, -0.8, -0.1):
            c.circle(*f.p(x, -0.25, 0.85), 0.14, pane)


CREATURES = (
    craft("rocket", ("rocket", "missile"), rocket, 7.0, 3.4, 6),
    craft("flying saucer", ("flying saucer", "ufo", "saucer"), saucer, 2.6, 6.0, 4),
    craft(
        "spaceship",
        ("spaceship", "starship", "spacecraft", "shuttle", "space shuttle", "starfighter"),
        spaceship,
        3.2,
        8.6,
        6,
        "space",
    ),
)
