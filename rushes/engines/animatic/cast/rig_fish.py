"""The swimmer's rig: a lofted body with a wave running down it, fins and flukes, in any view.

Lengths are in metres at true size; the origin is the middle of the body, the head at positive x.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import pi, sin

import numpy as np

from rushes.engines.animatic.canvas import Canvas
from rushes.engines.animatic.cast.rig_form import Array, Frame, Point, Station, Tone, dark, loft
from rushes.engines.animatic.figure import Look, Pose
from rushes.engines.animatic.paths import Path

MOVING = ("swim", "fly", "run", "walk", "dance", "fight")


@dataclass(slots=True)
class Swimmer:
    """One swimmer at one instant."""

    c: Canvas
    look: Look
    pose: Pose
    body: tuple[Station, ...]
    frame: Frame
    amount: float
    """Height of the wave at the tail, metres; up and down for whales, side to side (seen as yaw) for fish."""
    upright: bool
    """The wave goes up and down."""

    @property
    def half(self) -> float:
        return (self.body[-1][0] - self.body[0][0]) / 2

    def wave(self, x: "float | Array") -> Array:
        """Displacement of the spine at `x`, growing towards the tail."""
        k = np.clip((0.35 * self.half - np.asarray(x, np.float64)) / (1.35 * self.half), 0, 1) ** 1.5
        out: Array = (
            self.amount
            * k
            * np.sin(2 * np.pi * self.pose.phase + self.pose.t * 0.8 + 2.1 * np.asarray(x) / self.half)
        )
        return out + self._sag(np.asarray(x, np.float64))

    def _sag(self, x: Array) -> Array:
        """How far the tail of a stranded swimmer sinks to the ground, metres."""
        if self.pose.gait != "lie" or not self.upright:
            return np.zeros_like(x)
        deep = max(station[2] for station in self.body)
        low = np.interp(x, [s[0] for s in self.body], [s[2] for s in self.body])
        sunk: Array = 0.82 * (deep - low) * np.clip((0.2 * self.half - x) / (0.5 * self.half), 0, 1)
        return sunk

    def _at(self, x: float) -> float:
        """`wave` of one point, without the cost of arrays."""
        if self.pose.gait == "lie":
            return float(self.wave(x))
        k: float = float(min(max((0.35 * self.half - x) / (1.35 * self.half), 0.0), 1.0)) ** 1.5
        return self.amount * k * sin(2 * pi * self.pose.phase + self.pose.t * 0.8 + 2.1 * x / self.half)

    def p(self, x: float, y: float, z: float = 0.0) -> Point:
        """A point of the bending body on the picture."""
        shift = self._at(x)
        return self.frame.p(x, y + (shift if self.upright else 0.0), z + (0.0 if self.upright else shift))

    def outline(self) -> Path:
        """The body in this view."""
        if self.upright:
            return loft(self.frame, self.body, bend=self.wave)
        return loft(self.frame, self.body, bend=lambda x: 0.12 * self.wave(x))

    def fin(self, points: Sequence[tuple[float, float, float]], colour: Tone, tension: float = 0.8) -> None:
        """A fin through points of the body."""
        self.c.curve([self.p(*q) for q in points], colour, tension=tension)

    def rays(self, root: Point, tips: Sequence[Point], colour: Tone, width: float) -> None:
        """The rays of a fin."""
        for tip in tips:
            self.c.line([root, tip], colour, width, 0.45, smooth=False)


def swimmer(
    c: Canvas, look: Look, pose: Pose, body: tuple[Station, ...], amount: float, upright: bool = False
) -> Swimmer:
    """A swimmer posed; it lies still on land, hangs nose down when it falls."""
    lively = {"lie": 0.08, "sit": 0.1, "stand": 0.3, "look": 0.35, "eat": 0.35}.get(
        pose.gait, 0.6 + 0.6 * pose.effort
    )
    pitch = {"fall": -50.0, "eat": -16.0, "dance": 18.0 * float(np.sin(pose.t * 2))}.get(
        pose.gait, 2.5 * float(np.sin(pose.t * 0.9))
    )
    yaw = 20 * float(np.sin(pose.t * 1.1)) if pose.gait == "look" else 0.0
    length = body[-1][0] - body[0][0]
    bob = 0.012 * length * float(np.sin(pose.t * 1.3)) if pose.gait != "lie" else 0.0
    frame = Frame(pose.turn, 0.0, bob, 0.0, (0.0 if pose.gait == "lie" else pitch) + 10 * pose.head, yaw)
    return Swimmer(c, look, pose, body, frame, amount * lively, upright)


def layered(s: Swimmer, parts: Sequence[tuple[float, Callable[[], None]]]) -> None:
    """Draw parts given with the x where they sit, far ones first for this view."""
    for _, part in sorted(parts, key=lambda item: item[0] * s.frame.front):
        part()


def pair(s: Swimmer, side: int, points: Sequence[tuple[float, float, float]], colour: Tone) -> None:
    """One of a pair of side fins: the far one darker."""
    far = s.frame.facing(0, side) < -0.05
    s.fin([(x, y, side * z) for x, y, z in points], dark(colour, 1.0) if far else colour)


def clipped(s: Swimmer, path: Path, marks: Sequence[Callable[[], None]]) -> None:
    """Paint inside an outline."""
    with s.c.group(clip=path):
        for mark in marks:
            mark()
