"""What people have in hand: how the arms take it, and where it is drawn."""

from dataclasses import replace

import numpy as np

from rushes.engines.animatic.canvas import Canvas
from rushes.engines.animatic.figure import Creature, Look, Pose
from rushes.engines.animatic.set_pieces import TOOLS
from rushes.engines.animatic.skeleton import Arm, Body, Joints

PLAYED = frozenset({"guitar", "violin"})
"""Held before the body with both hands."""


def taken(body: Body, held: str, t: float) -> Body:
    """The pose of somebody who holds the thing called `held`."""
    if held == "umbrella":
        return replace(body, right=Arm(24, 9, 116, hand="grip"))
    if held in PLAYED:
        strum = 7 * float(np.sin(t * 7))
        return replace(
            body, right=Arm(10, 16, 84 + strum, 30, hand="grip"), left=Arm(34, 22, 74, 0, hand="grip")
        )
    if body.right.hand == "grip":
        return body
    return replace(body, right=replace(body.right, hand="grip"))


def draw_held(c: Canvas, creature: Creature, look: Look, j: Joints, pose: Pose) -> None:
    """Draw a thing in the right hand, or before the body; the joints are those of its holder."""
    right = bool(np.cos(np.deg2rad(j.turn)) >= 0)
    if creature.name in PLAYED:
        (cx, cy), (hx, hy) = j["chest"], j["hip"]
        profile = abs(float(np.cos(np.deg2rad(j.turn)))) > 0.75
        with c.at(
            0.4 * cx + 0.6 * hx, 0.4 * cy + 0.6 * hy, (-1.0, 1.0) if profile and not right else 1.0, turn=34
        ):
            creature.draw(c, look, pose)
        return
    x, y = j["right hand"]
    small = min(1.0, j.size) if creature.name == "umbrella" else 1.0
    hang = 0.92 * creature.height if creature.focus != (0.0, 0.0) else 0.0
    with c.at(x, y + hang, (small if right else -small, small)):
        creature.draw(c, look, pose)


def draw_tool(c: Canvas, deed: str, j: Joints) -> None:
    """Draw what the right hand takes up for a deed, if anything."""
    tool = TOOLS.get(deed)
    if tool is not None and j.hands.get("right") == "grip":
        with c.at(*j["right hand"], 1.0 if np.cos(np.deg2rad(j.turn)) >= 0 else (-1.0, 1.0)):
            tool(c)
