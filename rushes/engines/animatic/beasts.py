"""How animals, creatures, robots and vehicles act: from a mark and a beat to a pose."""

from typing import cast

import numpy as np

from rushes.engines.animatic.acting import beat_at
from rushes.engines.animatic.figure import Gait, Pose
from rushes.engines.animatic.gestures import syllables
from rushes.engines.animatic.marks import Mark


def creature_pose(
    mark: Mark, i: int, t: float, u: float, phase: float, wind: float, key: int, night: float
) -> Pose:
    """The pose of an animal, creature, robot or vehicle on frame `i`."""
    action = beat_at(mark, u)[0]
    offset = (key % 89) / 89 * 6.28
    moving = mark.moving[i] > 0.05
    gait = _creature_gait(mark, action, moving)
    mouth = (
        syllables(t + offset)
        if action in ("talk", "sing")
        else 0.6 * max(0.0, np.sin(t * 3))
        if action in ("fight", "breathe")
        else 0.0
    )
    turn = 0.0 if moving or gait in ("swim", "fly") else 22.0
    return Pose(
        t=t + offset,
        gait=cast(Gait, gait),
        phase=phase,
        turn=turn,
        head=0.4 * np.sin(t * 0.7 + offset),
        mouth=mouth,
        wind=wind,
        lights=night,
        effort=0.9 if mark.running or action in ("fight", "breathe") else 0.5,
    )


_CREATURE_GAITS = {
    "sit": "sit",
    "kneel": "sit",
    "sleep": "lie",
    "fight": "fight",
    "breathe": "fight",
    "dance": "dance",
    "look": "look",
    "discover": "look",
    "fall": "fall",
    "jump": "dance",
}


def _creature_gait(mark: Mark, action: str, moving: bool) -> str:
    """Where it is decides before what it does: in water it swims, in the air it flies, stranded it lies."""
    if mark.element in ("water", "space"):
        return "swim"
    if mark.element == "air":
        return "fly"
    if mark.creature is not None and mark.creature.element == "water":
        return "lie"
    if moving:
        return "run" if mark.running else "walk"
    return _CREATURE_GAITS.get(action, "stand")
