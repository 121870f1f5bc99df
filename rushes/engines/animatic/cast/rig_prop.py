"""Things: how a prop is held (origin at the grip) or stands on the ground (origin below it)."""

from collections.abc import Callable

from rushes.engines.animatic.canvas import Canvas
from rushes.engines.animatic.figure import Creature, Look, Pose

Draw = Callable[[Canvas, Look, Pose], None]


def held(
    name: str,
    words: tuple[str, ...],
    draw: Draw,
    height: float,
    length: float,
    drop: float,
    lean: float = 0.0,
) -> Creature:
    """A hand prop: `draw` has its origin at the grip. With ``pose.gait == "lie"`` it rests on the ground
    instead: `drop` metres from grip to ground, turned by `lean` degrees."""

    def drawn(c: Canvas, look: Look, pose: Pose) -> None:
        if pose.gait != "lie":
            draw(c, look, pose)
            return
        with c.at(0, -drop, turn=lean):
            draw(c, look, pose)

    return Creature(
        name, words, "object", height=height, length=length, draw=drawn, focus=(0.0, 0.0), focus_size=height
    )


def standing(
    name: str,
    words: tuple[str, ...],
    draw: Draw,
    height: float,
    length: float,
    focus: tuple[float, float] | None = None,
) -> Creature:
    """A prop that stands on the ground, its origin below it."""
    at = focus or (0.0, -0.55 * height)
    return Creature(
        name, words, "object", height=height, length=length, draw=draw, focus=at, focus_size=height, glow=at
    )
