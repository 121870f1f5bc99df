"""On two wheels: bicycle, motorcycle, scooter."""

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Glow
from rushes.engines.animatic.cast.rig_form import Frame, coat, form
from rushes.engines.animatic.cast.rig_solid import box, ring, rod, soft, wheel
from rushes.engines.animatic.cast.road import CHROME, TYRE, rolled, shake, vehicle
from rushes.engines.animatic.figure import Look, Pose

BICYCLE_WHEEL, MOTORCYCLE_WHEEL, SCOOTER_WHEEL = 0.35, 0.33, 0.25
"""Radii, metres."""
HUB, SEAT, STEERING, CRANK = (-0.52, -BICYCLE_WHEEL), (-0.2, -0.78), (0.36, -0.8), (-0.06, -0.3)
"""Where the tubes of a bicycle meet."""
FORK = 0.72
"""Where the front axle of a motorcycle is."""


def bicycle(c: Canvas, look: Look, pose: Pose) -> None:
    main, _ = coat(look, "#b8433a", "#2f7f80", "#3b3f47", "#d9a83c", "#7fa7b5")
    f = Frame(pose.turn)
    turned = rolled(pose, 2.2, BICYCLE_WHEEL)
    for x in (-0.52, 0.52):
        _spoked_wheel(c, f, x, turned)
    _diamond_frame(c, f, main)
    c.limb([f.p(-0.34, -0.9), f.p(-0.22, -0.91), f.p(-0.08, -0.88)], (0.09, 0.07, 0.04), "#4a3527")
    grips = [f.p(0.33, -0.96, -0.22), f.p(0.34, -0.97), f.p(0.33, -0.96, 0.22), f.p(0.24, -0.95, 0.24)]
    c.line(grips, "#3a3a3f", 0.04)
    _pedals(c, f, turned * 0.5)
    if look.has("basket") or look.rng("basket").random() < 0.4:
        box(c, f, 0.42, 0.68, -1.0, -0.76, 0.15, "#b98a55", 0.03)
    c.circle(*f.p(0.42, -0.86), 0.04, Glow("#fff0b0") if pose.lights > 0.3 else CHROME)
    c.glow(*f.p(0.44, -0.86), 0.5, "#ffe6a0", 0.7 * pose.lights)


def _spoked_wheel(c: Canvas, f: Frame, at: float, turned: float) -> None:
    r, wide = BICYCLE_WHEEL, max(f.side, 0.08)
    x, y = f.p(at, -r)
    c.fill(ring(x, y, r * wide, r, 0.035), TYRE)
    for i in range(6):
        angle = turned + i * np.pi / 6
        dx, dy = float(np.cos(angle)) * (r - 0.03) * wide, float(np.sin(angle)) * (r - 0.03)
        c.line([(x - dx, y - dy), (x + dx, y + dy)], "#b9bec4", 0.008, 0.7, smooth=False)


def _diamond_frame(c: Canvas, f: Frame, main: str) -> None:
    """The tubes, with the fork, the seat post and the stem."""
    stays = ((HUB, SEAT), (HUB, CRANK))
    triangle = ((CRANK, SEAT), (CRANK, STEERING), (SEAT, STEERING))
    fork, post, stem = (STEERING, (0.52, -BICYCLE_WHEEL)), (SEAT, (-0.23, -0.88)), (STEERING, (0.33, -0.94))
    for start, end in (*stays, *triangle, fork, post, stem):
        rod(c, [f.p(*start), f.p(*end)], 0.04, main)


def _pedals(c: Canvas, f: Frame, turned: float) -> None:
    for k in (0, np.pi):
        dx, dy = 0.16 * float(np.cos(turned + k)), 0.16 * float(np.sin(turned + k))
        x, y = f.p(CRANK[0] + dx, CRANK[1] + dy)
        c.line([f.p(*CRANK), (x, y)], "#6c7076", 0.025, smooth=False)
        c.rect(x - 0.05, y - 0.02, 0.1, 0.03, "#33353a", 0.01)


def motorcycle(c: Canvas, look: Look, pose: Pose) -> None:
    scooter = look.has("scooter", "moped", "vespa")
    colours = ("#7fb5a8", "#e3c08a", "#c9574b") if scooter else ("#8f2f2b", "#2b2e35", "#35597a")
    main, _ = coat(look, *colours)
    f, r = Frame(pose.turn, 0, shake(pose) * 0.6), SCOOTER_WHEEL if scooter else MOTORCYCLE_WHEEL
    for x in (-0.66, FORK):
        wheel(c, Frame(pose.turn), (x, -r), r, 0.05, (TYRE, "#b9bec4"), rolled(pose, 3, r), 7, width=0.14)
    rod(c, [f.p(FORK, -r), f.p(0.44, -0.98)], 0.07, CHROME)
    if scooter:
        _step_through(c, f, main)
    else:
        _motor(c, f)
        _tank_and_tail(c, f, main)
    c.limb([f.p(-0.86, -0.82), f.p(-0.5, -0.78), f.p(-0.1, -0.8)], (0.12, 0.14, 0.09), "#3d2c24")
    grips = [f.p(0.4, -1.04, -0.3), f.p(0.42, -1.05), f.p(0.4, -1.04, 0.3), f.p(0.28, -1.02, 0.34)]
    c.line(grips, "#33353a", 0.05)
    x, y = f.p(0.56, -0.9)
    c.circle(x, y, 0.11, CHROME)
    c.circle(x + 0.02 * f.side, y, 0.085, Glow("#fff3c4") if pose.lights > 0.3 else "#f2ead2")
    c.glow(x, y, 1.2, "#ffe6a0", 0.8 * pose.lights)


def _step_through(c: Canvas, f: Frame, main: str) -> None:
    """A scooter's body: engine cover, foot board and leg shield in one."""
    cover = [f.p(-0.95, -0.62), f.p(-0.75, -0.78), f.p(-0.1, -0.74), f.p(-0.02, -0.3)]
    shield = [f.p(0.4, -0.3), f.p(0.5, -0.95), f.p(0.62, -0.92), f.p(0.56, -0.22)]
    under = [f.p(-0.5, -0.2), f.p(-0.9, -0.32)]
    form(c, soft([*cover, *shield, *under], 0.09), main, 0.05)


def _motor(c: Canvas, f: Frame) -> None:
    """The motor with its cooling fins, and the exhaust."""
    block = [f.p(-0.2, -0.62), f.p(0.32, -0.6), f.p(0.34, -0.25), f.p(-0.16, -0.22)]
    form(c, soft(block, 0.06), "#54585f", 0.05)
    for y in (-0.5, -0.42, -0.34):
        c.line([f.p(-0.08, y), f.p(0.26, y)], "#8f949a", 0.03, smooth=False)
    rod(c, [f.p(0.1, -0.24), f.p(-0.3, -0.2), f.p(-1.0, -0.26)], 0.08, CHROME)


def _tank_and_tail(c: Canvas, f: Frame, main: str) -> None:
    tank = [f.p(-0.12, -0.8), f.p(0.2, -0.96), f.p(0.46, -0.9), f.p(0.44, -0.74), f.p(0.0, -0.7)]
    form(c, paths.curve(tank), main, 0.05)
    tail = [f.p(-1.02, -0.62), f.p(-0.8, -0.74), f.p(-0.4, -0.66), f.p(-0.46, -0.58), f.p(-0.9, -0.5)]
    form(c, paths.curve(tail), main, 0.03)


CREATURES = (
    vehicle("bicycle", ("bicycle", "bike"), bicycle, 1.0, 1.75, 2.2, 3),
    vehicle("motorcycle", ("motorcycle", "motorbike", "scooter", "moped"), motorcycle, 1.1, 2.1, 3, 6),
)
