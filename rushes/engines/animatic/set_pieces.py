"""What a deed needs around it: rock to climb, board and wave to surf, a table to write at, a stove.

Drawn in figure space facing right, at the feet, for a grown-up. Set pieces belong to nobody's mask.
"""

import itertools
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Glow, Linear
from rushes.engines.animatic.wardrobe import darker, lighter

Draw = Callable[[Canvas, float, int], None]
BOARDS = ("#e8e2d0", "#d8574a", "#e2b04a", "#3f8f9c")
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class SetPiece:
    """One thing that stands with a person for as long as a deed lasts."""

    draw: Draw
    """Draws it at second t with a seed, metres of a grown-up."""
    front: bool = False
    """True: it hides what is behind it of the person."""
    grounded: bool = False
    """True: it stays on the ground when the person rises."""


def _rock(c: Canvas, t: float, key: int) -> None:
    rng = np.random.default_rng(key)
    edge = [(0.36, 0.3), (0.30, -0.9), (0.44, -1.7), (0.38, -2.8), (0.62, -4.2), (0.8, -6.0), (1.5, -7.6)]
    stone = "#7b746c"
    wall = [*edge, (9.0, -8.5), (9.0, 0.5)]
    c.poly(wall, Linear((0.3, 0), (3.0, 0), [lighter(stone, 0.05), darker(stone, 0.07)]))
    with c.group(clip=paths.poly(wall)):
        for _ in range(16):
            x, y = float(rng.uniform(0.4, 5.0)), float(rng.uniform(-7, 0))
            w, h = float(rng.uniform(0.3, 0.9)), float(rng.uniform(0.4, 1.1))
            tone = (
                darker(stone, float(rng.uniform(0.02, 0.09))) if rng.random() < 0.6 else lighter(stone, 0.05)
            )
            c.poly(
                [(x, y), (x + w, y + 0.25 * h), (x + 0.7 * w, y + h), (x - 0.2 * w, y + 0.7 * h)], tone, 0.7
            )
        for (x0, y0), (x1, y1) in itertools.pairwise(edge):
            c.poly([(x0, y0), (x0 + 0.35, y0 - 0.05), (x1 + 0.22, y1), (x1, y1)], lighter(stone, 0.09), 0.6)


def _surf(c: Canvas, t: float, key: int) -> None:
    water, lip = "#2d8296", 0.08 * float(np.sin(t * 2.1))
    back: list[Point] = [(-6.0, 0.3), (-3.4, -0.25), (-2.3, -1.0), (-1.5, -1.9), (-0.5, -2.45)]
    curl = [(0.5, -2.45 + lip), (1.1, -1.95 + lip), (0.55, -2.05 + lip)]
    face = [(0.0, -1.75), (-0.25, -1.1), (0.2, -0.4), (1.5, 0.05), (3.4, 0.3)]
    c.curve(
        [*back, *curl, *face], Linear((0, -2.4), (0, 0.3), [lighter(water, 0.09), water, darker(water, 0.03)])
    )
    for k in (0.35, 0.6, 0.85):
        streak = [(-2.2 + k, -0.2), (-1.5 + 0.9 * k, -1.2), (-0.8 + 0.8 * k, -1.9)]
        c.line(streak, lighter(water, 0.12), 0.035, opacity=0.6)
    foam = "#f1f6f4"
    c.limb(
        [(-1.3, -2.08), (-0.5, -2.46), (0.5, -2.44 + lip), (1.1, -1.93 + lip)], (0.03, 0.12, 0.2, 0.14), foam
    )
    for n in range(9):
        u = (n / 9 + 0.35 * t) % 1.0
        c.circle(1.1 + 0.25 * np.sin(n * 2.4), -1.9 + 2.0 * u, 0.05 + 0.06 * (1 - u), foam, 0.75 * (1 - u))
    c.limb([(-4.2, 0.16), (-2.4, 0.08), (-0.7, 0.06)], (0.02, 0.16, 0.1), foam, 0.7)
    _board(c, t, BOARDS[key % len(BOARDS)], foam)


def _board(c: Canvas, t: float, board: str, foam: str) -> None:
    """The board under the feet, with the spray behind it."""
    c.curve(
        [
            (-1.02, 0.02),
            (-0.5, -0.02),
            (0.5, -0.02),
            (1.0, -0.10),
            (1.12, -0.15),
            (0.9, 0.03),
            (0.4, 0.085),
            (-0.7, 0.085),
        ],
        board,
    )
    c.limb([(-0.85, 0.055), (0.3, 0.06), (0.85, 0.0)], (0.02, 0.022, 0.015), darker(board, 0.16))
    for n in range(6):
        u = (n / 6 + 0.9 * t) % 1.0
        c.circle(
            -0.9 - 1.0 * u,
            0.03 - 0.35 * u * (1 - u) * 4 * (0.5 + 0.1 * n),
            0.05 * (1.2 - u),
            foam,
            0.8 * (1 - u),
        )


def _table(c: Canvas) -> None:
    wood = "#7a5535"
    c.rect(0.26, -0.64, 0.94, 0.66, darker(wood, 0.09), 0.02)
    for x in (0.32, 0.78):
        c.rect(x, -0.56, 0.36, 0.2, darker(wood, 0.05), 0.02)
        c.circle(x + 0.18, -0.46, 0.018, "#d9b45a")
    c.rect(0.12, -0.69, 1.16, 0.06, lighter(wood, 0.03), 0.015)


def _desk(c: Canvas, t: float, key: int) -> None:
    _table(c)
    c.poly([(0.3, -0.69), (0.62, -0.69), (0.68, -0.735), (0.38, -0.735)], "#f1e8d2")
    c.rect(0.78, -0.77, 0.08, 0.08, "#2b2c38", 0.02)
    c.rect(1.02, -0.88, 0.05, 0.19, "#efe4cc", 0.01)
    flame = 0.012 * float(np.sin(t * 9))
    c.curve([(1.015, -0.91), (1.045 + flame, -1.0), (1.075, -0.91), (1.045, -0.88)], Glow("#ffd37a"))
    c.glow(1.045, -0.94, 0.7, "#ffc66b", 0.34)


def _computer(c: Canvas, t: float, key: int) -> None:
    _table(c)
    shell = "#4a4f5a"
    c.rect(0.38, -0.71, 0.4, 0.025, shell, 0.01)
    c.poly([(0.76, -0.7), (0.80, -0.7), (0.95, -1.07), (0.90, -1.07)], shell)
    c.poly([(0.755, -0.71), (0.765, -0.71), (0.905, -1.06), (0.89, -1.06)], Glow("#8fd3f0"))
    c.glow(0.74, -0.92, 0.6, "#8fd3f0", 0.3 + 0.03 * float(np.sin(t * 11)))


def _easel(c: Canvas, t: float, key: int) -> None:
    wood = "#8a6239"
    for x0, x1 in ((0.82, 0.6), (0.96, 1.3), (0.9, 0.98)):
        c.line([(x0, -1.75), (x1, 0.0)], wood, 0.045, smooth=False)
    c.poly([(0.60, -1.62), (1.16, -1.72), (1.16, -0.84), (0.60, -0.9)], "#f4efe2")
    hills = ("#7fa8c4", "#d9a25a", "#6b8f5a")
    for n, hill in enumerate(hills):
        y = -1.5 + 0.19 * n
        c.poly([(0.63, y), (0.9, y - 0.08 * (n % 2)), (1.13, y - 0.02), (1.13, -0.87), (0.63, -0.92)], hill)
    c.rect(0.56, -0.9, 0.64, 0.045, darker(wood, 0.05), 0.01)


def _wheel(c: Canvas, t: float, key: int) -> None:
    wood, turn = "#7a4f2c", 28 * float(np.sin(t * 0.9))
    c.rect(0.50, -0.95, 0.2, 0.96, darker(wood, 0.07), 0.03)
    with c.at(0.6, -1.12, (0.62, 1.0)), c.at(turn=turn):
        for a in range(0, 180, 45):
            x, y = 0.46 * float(np.cos(np.deg2rad(a))), 0.46 * float(np.sin(np.deg2rad(a)))
            c.line([(-x, -y), (x, y)], lighter(wood, 0.04), 0.05, smooth=False)
        c.stroke(paths.ellipse(0, 0, 0.34), wood, 0.075)
        c.circle(0, 0, 0.09, "#d9b45a")


def _cauldron(c: Canvas, t: float, key: int) -> None:
    iron = "#33363d"
    for x in (0.3, 0.86):
        c.limb([(x + 0.05, -0.12), (x, 0.02)], (0.06, 0.05), darker(iron, 0.04))
    for n, x in enumerate((0.42, 0.58, 0.74)):
        flame = 0.05 * float(np.sin(t * 8 + n * 2))
        c.curve(
            [(x - 0.09, 0.03), (x - 0.03, -0.13), (x + flame, -0.28), (x + 0.08, -0.1), (x + 0.1, 0.03)],
            Glow("#f29b3f"),
        )
    c.curve([(0.22, -0.72), (0.94, -0.72), (1.0, -0.42), (0.86, -0.14), (0.3, -0.14), (0.16, -0.42)], iron)
    c.ellipse(0.58, -0.73, 0.37, 0.07, Glow("#7fd08a"))
    c.stroke(paths.ellipse(0.58, -0.73, 0.38, 0.075), lighter(iron, 0.1), 0.04)
    c.glow(0.58, -0.8, 0.9, "#8be0a0", 0.3)
    for n in range(4):
        u = (n / 4 + 0.25 * t) % 1.0
        c.circle(
            0.58 + 0.14 * float(np.sin(5 * u + n)), -0.8 - 0.7 * u, 0.06 + 0.1 * u, "#d7efdc", 0.3 * (1 - u)
        )


def _stove(c: Canvas, t: float, key: int) -> None:
    iron = "#3d4048"
    c.rect(0.24, -0.84, 1.25, 0.86, iron, 0.03)
    c.rect(0.34, -0.62, 0.5, 0.42, darker(iron, 0.07), 0.03)
    c.rect(0.4, -0.55, 0.38, 0.2, Glow("#e8803a"), 0.03, 0.7)
    c.rect(0.18, -0.88, 1.37, 0.06, lighter(iron, 0.1), 0.02)
    pot = "#b5683c"
    c.curve(
        [(0.36, -1.1), (0.84, -1.1), (0.82, -0.92), (0.76, -0.875), (0.44, -0.875), (0.38, -0.92)],
        pot,
        tension=0.5,
    )
    c.rect(0.33, -1.125, 0.54, 0.045, lighter(pot, 0.09), 0.02)
    c.limb([(0.87, -1.04), (0.97, -1.05)], (0.035, 0.03), darker(pot, 0.12))
    for n in range(4):
        u = (n / 4 + 0.28 * t) % 1.0
        x = 0.6 + 0.09 * float(np.sin(5 * u + n))
        c.circle(x, -1.16 - 0.6 * u, 0.06 + 0.1 * u, "#f4f4f2", 0.3 * (1 - u) * min(1.0, 6 * u))


PIECES = {
    "climb": SetPiece(_rock, grounded=True),
    "surf": SetPiece(_surf),
    "write": SetPiece(_desk, front=True),
    "cook": SetPiece(_stove, front=True),
    "type": SetPiece(_computer, front=True),
    "paint": SetPiece(_easel),
    "steer": SetPiece(_wheel, front=True),
}
"""By action."""


def _quill(c: Canvas) -> None:
    c.line([(-0.005, 0.035), (0.05, -0.06), (0.1, -0.16)], "#efe9dc", 0.012)
    c.curve([(0.03, -0.03), (0.1, -0.12), (0.14, -0.24), (0.07, -0.17)], "#efe9dc")


def _spoon(c: Canvas) -> None:
    c.limb([(-0.03, -0.12), (0.04, 0.2)], (0.022, 0.026), "#b5824f")


def _brush(c: Canvas) -> None:
    c.limb([(-0.09, 0.03), (0.1, -0.05)], (0.014, 0.018), "#b5824f")
    c.limb([(0.1, -0.05), (0.16, -0.075)], (0.024, 0.01), "#c8473c")


def _needles(c: Canvas) -> None:
    c.curve([(0.0, 0.02), (0.16, 0.0), (0.2, 0.2), (0.1, 0.3), (0.0, 0.22)], "#c0564a")
    for y in (0.07, 0.13, 0.19):
        c.line([(0.02, y), (0.18, y - 0.01)], "#d98a7c", 0.012)
    c.line([(-0.06, 0.05), (0.22, -0.12)], "#d9d2c0", 0.012, smooth=False)
    c.line([(0.24, 0.05), (-0.02, -0.12)], "#d9d2c0", 0.012, smooth=False)


TOOLS: dict[str, Callable[[Canvas], None]] = {
    "write": _quill,
    "cook": _spoon,
    "paint": _brush,
    "knit": _needles,
}
"""What an empty hand takes up for an action, drawn about the hand facing right."""


OUTDOORS = {"cook": SetPiece(_cauldron, front=True)}
"""By action, where there is no kitchen."""


def _stool(c: Canvas, t: float, key: int) -> None:
    c.fill(paths.rect(-0.26, -0.44, 0.5, 0.09, 0.03), "#7a5a3c")
    c.fill(paths.rect(-0.21, -0.37, 0.40, 0.37, 0.03), "#5f452e")


STOOL = SetPiece(_stool)
"""What whoever sits sits on, where the deed brings nothing else."""


def piece_for(action: str, indoors: bool) -> SetPiece | None:
    """The set piece of an action, None for most."""
    piece = PIECES.get(action)
    return piece if indoors else OUTDOORS.get(action, piece)
