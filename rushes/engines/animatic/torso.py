"""The torso under the clothes: its measures, its outline, and the neck that rises out of it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rushes.engines.animatic.canvas import Canvas
from rushes.engines.animatic.skeleton import Body, Joints
from rushes.engines.animatic.wardrobe import Outfit, darker

Vector = NDArray[np.float64]
NECKLINES: dict[str, tuple[float, float, float]] = {
    "dress": (-0.018, 0.075, 0.092),
    "swimsuit": (-0.012, 0.085, 0.1),
    "shirt": (-0.036, 0.03, 0.075),
    "sweater": (-0.045, 0.018, 0.072),
    "armour": (-0.05, 0.0, 0.07),
    "spacesuit": (-0.055, 0.0, 0.08),
}
"""Where a garment ends at the neck: below the chest, how far it dips in front, half its width; metres of a
grown-up."""
NECKLINE = (-0.046, 0.03, 0.072)
"""The same of all other garments."""
WIDER = {"coat": 1.06, "spacesuit": 1.26, "armour": 1.12, "robe": 1.06, "sweater": 1.03}
"""How much wider than the shoulders a garment is."""


@dataclass(frozen=True, slots=True)
class Torso:
    """Measures of a torso as it is seen, metres in figure space."""

    chest: Vector
    middle: Vector
    hip: Vector
    across: Vector
    """Unit vector to the right of the picture, square to the spine."""
    shoulder: float
    """Half the width at the shoulders; `waist` and `hips` likewise."""
    waist: float
    hips: float
    sway: float
    k: float
    """Size of the body: 1 for 1.75 m."""
    facing: float
    """-1..1: how far the middle line of the front lies to the right, of the half width."""
    seen: float
    """1 seen from the front, 0 from the side, -1 from behind."""
    collar: tuple[float, float, float]
    """The row of `NECKLINES` of its garment."""

    @property
    def down(self) -> Vector:
        """Unit vector down the spine."""
        return np.array([-self.across[1], self.across[0]])

    def at(self, aside: float, below: float) -> Vector:
        """The point `aside` of the spine and `below` the chest, metres of a grown-up."""
        return self.chest + self.across * (aside * self.k) + self.down * (below * self.k)

    def neckline(self) -> tuple[Vector, Vector, Vector]:
        """Where the garment ends at the neck: left, front (from behind: the nape), right."""
        (high, dip, wide), x = self.collar, self.facing
        front = high + 0.014 + 0.02 * min(self.seen, 0.0) + dip * max(self.seen, 0.35 * abs(x))
        return (
            self.at(-wide, high + 0.02 * max(-x, 0.0)),
            self.at(0.05 * x, front),
            self.at(wide, high + 0.02 * max(x, 0.0)),
        )

    def outline(self) -> list[Vector]:
        """The silhouette: sloping shoulders, waist, hips."""
        left, front, right = self.neckline()
        low = self.hip + self.down * 0.05 * self.k
        return [left, front, right, *self._side(1.0), low, *self._side(-1.0)[::-1]]

    def _side(self, way: float) -> list[Vector]:
        """From the shoulder down to the hips on one side."""
        out, down = self.across * self.shoulder * way, self.down * self.k
        return [
            self.chest + out * 0.62 - down * 0.014,
            self.chest + out * 0.96 + down * 0.035,
            self.chest + out * 0.95 + down * 0.13,
            self.middle + self.across * self.waist * way,
            self.hip + self.across * self.hips * way,
        ]


def torso_of(o: Outfit, j: Joints, body: Body, k: float, sway: float) -> Torso:
    """The torso of a person in the pose `j`; `k` is its size, `sway` how far cloth is blown aside."""
    a = np.deg2rad(body.turn)
    front, profile = abs(float(np.sin(a))), abs(float(np.cos(a)))
    g = o.girth * (0.93 if o.woman else 1.0) * k
    breath = 1 + 0.012 * float(np.sin(body.t * 1.9))
    chest, hip = np.array(j["chest"]), np.array(j["hip"])
    d = hip - chest
    n = max(float(np.hypot(*d)), 1e-6)
    return Torso(
        chest=chest,
        middle=chest * 0.42 + hip * 0.58,
        hip=hip,
        across=np.array([d[1], -d[0]]) / n,
        shoulder=float(np.hypot(0.203 * front, 0.130 * profile)) * g * breath * WIDER.get(o.garment, 1.0),
        waist=float(np.hypot(0.152 * front, 0.126 * profile))
        * g
        * (0.9 if o.woman else 1.0)
        * (1.1 if o.girth > 1.2 else 1),
        hips=float(np.hypot(0.167 * front, 0.138 * profile)) * g * (1.06 if o.woman else 1.0),
        sway=sway,
        k=k,
        facing=0.9 * float(np.cos(a)),
        seen=float(np.sin(a)),
        collar=NECKLINES.get(o.garment, NECKLINE),
    )


def draw_neck(c: Canvas, o: Outfit, j: Joints, s: Torso) -> None:
    """Neck and upper chest, in the shadow of the chin."""
    skin, k = darker(o.skin, 0.045), s.k
    low = s.at(0.02 * s.facing, 0.05)
    if o.garment in ("dress", "swimsuit"):
        c.curve([s.at(-0.084, -0.03), s.at(0.084, -0.03), s.at(0.08, 0.09), s.at(-0.08, 0.09)], o.skin)
    head = np.array(j["head"])
    c.limb([low, (low + head) / 2, head], (0.15 * k, 0.108 * k, 0.112 * k), skin)
