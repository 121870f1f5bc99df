"""What is worn over or behind the clothes: capes, folded hoods, aprons."""

import numpy as np

from rushes.engines.animatic.canvas import Canvas
from rushes.engines.animatic.skeleton import Body
from rushes.engines.animatic.torso import Torso
from rushes.engines.animatic.wardrobe import Outfit, darker


def draw_cape(c: Canvas, o: Outfit, s: Torso, body: Body) -> None:
    """A cape from the shoulders to the calves, blown back by wind and speed."""
    k, behind = s.k, -s.facing
    blown = (0.10 + 0.32 * body.wind) * behind + 0.06 * float(np.sin(body.t * 4.0))
    low = 1.12 - 0.18 * body.wind
    wide = s.shoulder / k
    flap = 0.05 * float(np.sin(body.t * 5.3))
    c.curve(
        [
            s.at(-wide * 0.85, -0.02),
            s.at(-wide * 1.15 + 0.5 * blown, 0.5 * low),
            s.at(-wide * 1.35 + blown + flap, low),
            s.at(blown, low + 0.05 - flap),
            s.at(wide * 1.35 + blown - flap, low),
            s.at(wide * 1.15 + 0.5 * blown, 0.5 * low),
            s.at(wide * 0.85, -0.02),
        ],
        o.cape,
        tension=0.7,
    )
    for u in (-0.45, 0.3):
        fold = [
            s.at(u * wide, 0.1),
            s.at(1.2 * u * wide + 0.5 * blown, 0.5 * low),
            s.at(1.5 * u * wide + blown, low),
        ]
        c.line(fold, darker(o.cape, 0.08), 0.016 * k, opacity=0.7)


def draw_folded_hood(c: Canvas, o: Outfit, s: Torso) -> None:
    """The hood of a hoodie, lying behind the neck."""
    x, y = s.at(-0.05 * s.facing, -0.04)
    c.ellipse(x, y, 0.125 * s.k, 0.075 * s.k, darker(o.cloth, 0.07))


def draw_apron(c: Canvas, o: Outfit, s: Torso, k: float, body: Body) -> None:
    """Draw an apron over the clothes."""
    x, seen = s.facing, s.seen
    if seen < -0.1:
        return
    wide = 0.35 + 0.65 * max(seen, 0)
    top = s.chest * 0.66 + s.hip * 0.34 + s.across * s.waist * x * 0.75
    low = s.hip + (0, 0.30 * k) + s.across * s.hips * x * 0.7
    c.curve(
        [
            top - s.across * 0.09 * k * wide,
            s.hip - s.across * s.hips * wide * 0.9 + s.across * s.hips * x * 0.5,
            low - s.across * 0.16 * k * wide,
            low + s.across * 0.16 * k * wide,
            s.hip + s.across * s.hips * wide * 0.9 + s.across * s.hips * x * 0.5,
            top + s.across * 0.09 * k * wide,
        ],
        o.apron,
        tension=0.4,
    )
    c.limb(
        [s.middle - s.across * s.waist * 0.9, s.middle + s.across * s.waist * 0.9],
        (0.028 * k, 0.028 * k),
        darker(o.apron, 0.08),
    )
