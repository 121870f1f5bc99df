"""A whale: swimming, breaching, or stranded on the sand."""

import numpy as np

from rushes.engines.animatic.canvas import Canvas, Glow, Linear
from rushes.engines.animatic.figure import Creature, Look, Pose
from rushes.engines.animatic import paths

SPINE = np.array([(5.2, 0.25), (4.4, -0.7), (2.6, -1.25), (0.2, -1.35), (-2.2, -0.85), (-4.2, -0.25), (-5.3, 0.0)])
BELLY = np.array([(-5.3, 0.15), (-4.0, 0.4), (-2.0, 1.0), (0.4, 1.45), (2.6, 1.4), (4.3, 0.95)])


def bend(points: np.ndarray, pose: Pose) -> np.ndarray:
    """The swimming wave: it grows towards the tail."""
    amount = {"swim": 0.5, "fly": 0.45, "lie": 0.03}.get(pose.gait, 0.1) * (0.5 + pose.effort)
    tail = np.clip((1.5 - points[:, 0]) / 6.8, 0, 1) ** 1.6
    wave = np.sin(2 * np.pi * pose.phase + points[:, 0] * 0.35)
    return points + np.stack([0 * tail, amount * tail * wave], 1)


def draw(c: Canvas, look: Look, pose: Pose) -> None:
    skin = look.main_colour("#3f5d78", "#4a5a68", "#35506b", "#5a6470")
    belly = look.colour("belly", "#d9dcd4", "#c9d3d8")
    dark = "#1c2530"
    breath = 1 + 0.015 * np.sin(pose.t * 1.6)
    squash = 0.35 + 0.65 * abs(np.cos(np.deg2rad(pose.turn)))
    with c.at(0, 0, (squash, breath)):
        flukes(c, skin, pose)
        spine, under = bend(SPINE, pose), bend(BELLY, pose)
        body = paths.curve(np.concatenate([spine, under]))
        c.fill(body, Linear((0, -1.5), (0, 1.5), [skin, skin], (0, 1)))
        with c.group(clip=body):
            c.fill(paths.curve(np.concatenate([under + (0, 0.3), [(5.6, 0.6), (3.4, 0.45), (0.5, 0.62), (-3, 0.45)]])), belly)
            for i in range(7):
                y = 0.62 + i * 0.14
                c.line([(4.6 - i * 0.1, y), (2.4, y + 0.12), (0.4 - 0.2 * i, y + 0.1)], skin, 0.03, opacity=0.5)
            c.ellipse(1, -1.6, 5, 0.75, "#ffffff", opacity=0.10)
        c.line([(5.05, 0.45), (4.2, 0.42 + 0.35 * pose.mouth), (3.3, 0.66)], dark, 0.05, opacity=0.8)
        blink = 0.15 if pose.t % 4.3 < 0.12 else 1.0
        c.ellipse(3.35, 0.28, 0.15, 0.15 * blink, "#0d1116")
        c.circle(3.4, 0.23, 0.045, Glow("#ffffff"), opacity=0.9)
        fin = 14 * np.sin(2 * np.pi * pose.phase + 1) if pose.gait in ("swim", "fly") else 4 * np.sin(pose.t)
        with c.at(2.0, 0.85, turn=fin):
            c.curve([(0.3, -0.2), (-0.4, 0.1), (-1.5, 1.15), (-1.1, 1.25), (0.1, 0.6), (0.6, 0.1)], skin)
        if look.has("glowing", "luminous", "bioluminescent", "shining"):
            for x, y in zip(np.linspace(4, -4, 15), 0.2 * np.sin(np.arange(15) * 1.7), strict=True):
                c.circle(x, -0.2 + y, 0.07, Glow("#c8fff4"), opacity=0.6 + 0.4 * np.sin(pose.t * 2 + x))


def flukes(c: Canvas, skin: str, pose: Pose) -> None:
    root = bend(np.array([(-5.2, 0.05)]), pose)[0]
    with c.at(root[0], root[1], turn=18 * np.cos(2 * np.pi * pose.phase) if pose.gait in ("swim", "fly") else 0):
        c.curve([(0.4, -0.15), (-0.5, -0.45), (-1.5, -1.1), (-1.2, -0.3), (-0.9, 0.05), (-1.25, 0.35), (-1.6, 0.95), (-0.5, 0.5), (0.4, 0.2)], skin)


CREATURE = Creature("whale", ("whale", "orca", "cachalot", "leviathan"), "animal", height=2.9, length=11.8, draw=draw, stride=5, run_stride=7,
                    speed=1.8, run_speed=4, element="water", focus=(3.6, 0.2), focus_size=1.8)  # fmt: skip
