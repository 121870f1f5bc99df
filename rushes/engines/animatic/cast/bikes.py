"""On two wheels: bicycle, motorcycle, scooter."""

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Glow
from rushes.engines.animatic.cast.rig_form import Frame, coat, form
from rushes.engines.animatic.cast.rig_solid import box, ring, rod, soft, wheel
from rushes.engines.animatic.cast.road import CHROME, TYRE, rolled, shake, vehicle
from rushes.engines.animatic.figure import Look, Pose


def bicycle(c: Canvas, look: Look, pose: Pose) -> None:
    main, _ = coat(look, "#b8433a", "#2f7f80", "#3b3f47", "#d9a83c", "#7fa7b5")
    f, r = Frame(pose.turn), 0.35
    a = rolled(pose, 2.2, r)
    for x in (-0.52, 0.52):
        px, py = f.p(x, -r)
        wide = max(f.side, 0.08)
        c.fill(ring(px, py, r * wide, r, 0.035), TYRE)
        for i in range(6):
            dx, dy = (
                float(np.cos(a + i * np.pi / 6)) * (r - 0.03) * wide,
                float(np.sin(a + i * np.pi / 6)) * (r - 0.03),
            )
            c.line([(px - dx, py - dy), (px + dx, py + dy)], "#b9bec4", 0.008, 0.7, smooth=False)
    hub, seat, head, crank = (-0.52, -r), (-0.2, -0.78), (0.36, -0.8), (-0.06, -0.3)
    for p, q in (
        (hub, seat),
        (hub, crank),
        (crank, seat),
        (crank, head),
        (seat, head),
        (head, (0.52, -r)),
        (seat, (-0.23, -0.88)),
        (head, (0.33, -0.94)),
    ):
        rod(c, [f.p(*p), f.p(*q)], 0.04, main)
    c.limb([f.p(-0.34, -0.9), f.p(-0.22, -0.91), f.p(-0.08, -0.88)], (0.09, 0.07, 0.04), "#4a3527")
    c.line(
        [f.p(0.33, -0.96, -0.22), f.p(0.34, -0.97), f.p(0.33, -0.96, 0.22), f.p(0.24, -0.95, 0.24)],
        "#3a3a3f",
        0.04,
    )
    for k in (0, np.pi):
        dx, dy = 0.16 * float(np.cos(a * 0.5 + k)), 0.16 * float(np.sin(a * 0.5 + k))
        c.line([f.p(*crank), f.p(crank[0] + dx, crank[1] + dy)], "#6c7076", 0.025, smooth=False)
        x, y = f.p(crank[0] + dx, crank[1] + dy)
        c.rect(x - 0.05, y - 0.02, 0.1, 0.03, "#33353a", 0.01)
    if look.has("basket") or look.rng("basket").random() < 0.4:
        box(c, f, 0.42, 0.68, -1.0, -0.76, 0.15, "#b98a55", 0.03)
    c.circle(*f.p(0.42, -0.86), 0.04, Glow("#fff0b0") if pose.lights > 0.3 else CHROME)
    c.glow(*f.p(0.44, -0.86), 0.5, "#ffe6a0", 0.7 * pose.lights)


def motorcycle(c: Canvas, look: Look, pose: Pose) -> None:
    scooter = look.has("scooter", "moped", "vespa")
    main, _ = (
        coat(look, "#7fb5a8", "#e3c08a", "#c9574b")
        if scooter
        else coat(look, "#8f2f2b", "#2b2e35", "#35597a")
    )
    f, r = Frame(pose.turn, 0, shake(pose) * 0.6), 0.33 if not scooter else 0.25
    back, front = -0.66, 0.72
    for x in (back, front):
        wheel(c, Frame(pose.turn), (x, -r), r, 0.05, (TYRE, "#b9bec4"), rolled(pose, 3, r), 7, width=0.14)
    rod(c, [f.p(front, -r), f.p(0.44, -0.98)], 0.07, CHROME)
    if scooter:
        form(
            c,
            soft(
                [
                    f.p(-0.95, -0.62),
                    f.p(-0.75, -0.78),
                    f.p(-0.1, -0.74),
                    f.p(-0.02, -0.3),
                    f.p(0.4, -0.3),
                    f.p(0.5, -0.95),
                    f.p(0.62, -0.92),
                    f.p(0.56, -0.22),
                    f.p(-0.5, -0.2),
                    f.p(-0.9, -0.32),
                ],
                0.09,
            ),
            main,
            0.05,
        )
    else:
        form(
            c,
            soft([f.p(-0.2, -0.62), f.p(0.32, -0.6), f.p(0.34, -0.25), f.p(-0.16, -0.22)], 0.06),
            "#54585f",
            0.05,
        )
        for y in (-0.5, -0.42, -0.34):
            c.line([f.p(-0.08, y), f.p(0.26, y)], "#8f949a", 0.03, smooth=False)
        rod(c, [f.p(0.1, -0.24), f.p(-0.3, -0.2), f.p(-1.0, -0.26)], 0.08, CHROME)
        form(
            c,
            paths.curve(
                [f.p(-0.12, -0.8), f.p(0.2, -0.96), f.p(0.46, -0.9), f.p(0.44, -0.74), f.p(0.0, -0.7)]
            ),
            main,
            0.05,
        )
        form(
            c,
            paths.curve(
                [f.p(-1.02, -0.62), f.p(-0.8, -0.74), f.p(-0.4, -0.66), f.p(-0.46, -0.58), f.p(-0.9, -0.5)]
            ),
            main,
            0.03,
        )
    c.limb([f.p(-0.86, -0.82), f.p(-0.5, -0.78), f.p(-0.1, -0.8)], (0.12, 0.14, 0.09), "#3d2c24")
    c.line(
        [f.p(0.4, -1.04, -0.3), f.p(0.42, -1.05), f.p(0.4, -1.04, 0.3), f.p(0.28, -1.02, 0.34)],
        "#33353a",
        0.05,
    )
    x, y = f.p(0.56, -0.9)
    c.circle(x, y, 0.11, CHROME)
    c.circle(x + 0.02 * f.side, y, 0.085, Glow("#fff3c4") if pose.lights > 0.3 else "#f2ead2")
    c.glow(x, y, 1.2, "#ffe6a0", 0.8 * pose.lights)


CREATURES = (
    vehicle("bicycle", ("bicycle", "bike"), bicycle, 1.0, 1.75, 2.2, 3),
    vehicle("motorcycle", ("motorcycle", "motorbike", "scooter", "moped"), motorcycle, 1.1, 2.1, 3, 6),
)
