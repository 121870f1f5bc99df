"""A person's joints: a small 3-D skeleton posed by gait and gesture, seen from any side.

BODY SPACE: metres, X forward, Y down (0 the ground), Z to the person's right. `Turned.at` projects:
turn 0 looks right, 90 faces the camera, 180 looks left, -90 shows the back.
"""

from dataclasses import dataclass, field
from typing import Literal

import numpy as np

Point = tuple[float, float, float]
Hand = Literal["rest", "open", "fist", "grip", "point", "flat"]
"""What a hand does: hangs, is spread, clenched, closed about something, points, or lies against something."""


@dataclass(frozen=True, slots=True)
class Arm:
    """Angles in degrees. `lift` 0 hangs down, 90 points ahead, 180 up; `out` sideways; `bend` of the
    elbow."""

    lift: float = 6.0
    out: float = 7.0
    bend: float = 14.0
    twist: float = 0.0
    """Swings the forearm across the body."""
    hand: Hand = "rest"


@dataclass(frozen=True, slots=True)
class Body:
    """A person's pose at one instant."""

    turn: float = 40.0
    gait: str = "stand"
    """``stand walk run sit kneel lie swim fly fall ride cycle climb surf``."""
    phase: float = 0.0
    lean: float = 0.0
    """Degrees forward."""
    drop: float = 0.0
    """Metres that the hips sink."""
    right: Arm = field(default_factory=Arm)
    left: Arm = field(default_factory=Arm)
    head: float = 0.0
    """Degrees the head turns to the person's left (+) beyond the body; positive turn is towards more
    `turn`."""
    nod: float = 0.0
    """Degrees, + looks down."""
    mouth: float = 0.0
    brow: float = 0.0
    """+1 raised (surprise), -1 drawn together (anger)."""
    smile: float = 0.3
    blink: float = 0.0
    wind: float = 0.2
    t: float = 0.0
    lift: float = 0.0
    """Metres above the ground (jumping, flying, floating)."""
    roll: float = 0.0
    """Degrees the whole figure is tipped in the picture (swimming, falling, lying)."""
    stretch: float = 1.0
    tears: bool = False


@dataclass(frozen=True, slots=True)
class Joints:
    """Projected joints: screen x, y (metres) and nearness (metres towards the camera)."""

    points: dict[str, Point]
    turn: float
    head_turn: float
    size: float = 1.0
    """1 for a body of 1.75 m."""
    hands: dict[str, Hand] = field(default_factory=dict)
    """What the ``right`` and the ``left`` hand do; ``rest`` when left out."""

    def __getitem__(self, name: str) -> tuple[float, float]:
        x, y, _ = self.points[name]
        return x, y

    def near(self, name: str) -> float:
        return self.points[name][2]


def stride_of(tall: float, gait: str) -> float:
    """Metres covered in one cycle (two steps)."""
    return (1.55 if gait == "run" else 0.74) * tall


def pose(body: Body, tall: float) -> Joints:
    """Joints of a person `tall` metres high."""
    k = tall / 1.75
    hip_y, shoulder = -0.91 * k, 0.5 * k
    lean = np.deg2rad(body.lean)
    bob, feet = _feet(body, k)
    hip = np.array([0.0, hip_y + body.drop + bob, 0.0])
    spine = np.array([np.sin(lean), -np.cos(lean), 0.0])
    chest = hip + spine * shoulder
    neck = hip + spine * (0.575 * k)
    swing = _swing(body)
    points: dict[str, np.ndarray] = {"hip": hip, "chest": chest, "neck": neck}
    nod = np.deg2rad(body.nod + body.lean * 0.6)
    points["head"] = neck + np.array([np.sin(nod) * 0.11 + 0.02, -np.cos(nod) * 0.153, 0.0]) * k
    points["crown"] = neck + np.array([np.sin(nod), -np.cos(nod), 0.0]) * 0.3 * k
    for side, z, arm in (("right", 1.0, body.right), ("left", -1.0, body.left)):
        root = np.add(hip, (0, 0, 0.085 * k * z))
        foot = feet[side] + (0, 0, 0.08 * k * z)
        points[f"{side} hip"] = root
        points[f"{side} foot"] = foot
        points[f"{side} knee"] = _knee(root, foot - (0, 0.07 * k, 0), 0.4225 * k)
        top = chest + np.array([0, 0.052 * k, 0.168 * k * z])
        elbow, wrist = _arm(top, arm, swing * z, z, k, lean)
        points[f"{side} shoulder"], points[f"{side} elbow"], points[f"{side} hand"] = top, elbow, wrist
    return _projected(points, body, k)


def _feet(body: Body, k: float) -> tuple[float, dict[str, np.ndarray]]:
    """Hip bob and the ground points of both feet."""
    gait, tall = body.gait, 1.75 * k
    if gait in ("walk", "run"):
        feet, share, lift = {}, (0.36 if gait == "run" else 0.6), (0.2 if gait == "run" else 0.085)
        stride = stride_of(tall, gait)
        for side, offset in (("right", 0.0), ("left", 0.5)):
            p = (body.phase + offset) % 1.0
            if p < share:  # planted: goes back exactly as fast as the body goes forward
                feet[side] = np.array([(share / 2 - p) * stride, 0.0, 0.0])
            else:
                u = (p - share) / (1 - share)
                x = -share / 2 * stride + u * u * (3 - 2 * u) * share * stride
                feet[side] = np.array([x, -lift * k * np.sin(np.pi * u) ** 0.9, 0.0])
        wave = np.cos(4 * np.pi * body.phase)
        return (
            0.012 * k + 0.013 * k * wave
            if gait == "walk"
            else 0.03 * k + 0.045 * k * np.cos(4 * np.pi * (body.phase - 0.18))
        ), feet
    if gait == "sit":
        ahead = 0.42 * k
        return 0.0, {"right": np.array([ahead, 0.0, 0.0]), "left": np.array([ahead + 0.05 * k, 0.0, 0.0])}
    if gait == "kneel":
        return 0.0, {"right": np.array([-0.34 * k, 0.0, 0.0]), "left": np.array([0.26 * k, 0.0, 0.0])}
    if gait in _STANCES:
        turn = np.sin(2 * np.pi * body.phase)
        return 0.0, {
            side: np.array([x, y + lift * turn * z, 0.0]) * k for side, x, y, lift, z in _stance(gait)
        }
    if gait in ("swim", "fly", "fall"):
        kick = 0.14 * k * np.sin(2 * np.pi * body.phase)
        return 0.0, {
            "right": np.array([-0.06 * k + kick, 0.0, 0.0]),
            "left": np.array([-0.06 * k - kick, -0.05 * k, 0.0]),
        }
    return 0.0, {"right": np.array([0.035 * k, 0.0, 0.0]), "left": np.array([-0.035 * k, 0.0, 0.0])}


_STANCES: dict[str, tuple[tuple[float, float], tuple[float, float], float]] = {
    "ride": ((0.16, -0.06), (0.16, -0.06), 0.0),
    "cycle": ((0.12, -0.12), (0.12, -0.12), 0.13),
    "climb": ((0.20, -0.26), (0.20, -0.26), 0.15),
    "surf": ((0.30, -0.05), (-0.34, -0.05), 0.0),
}
"""Where the right and the left foot are (ahead, down), and how far they rise and sink in turn; metres."""


def _stance(gait: str) -> list[tuple[str, float, float, float, float]]:
    right, left, lift = _STANCES[gait]
    return [("right", *right, lift, 1.0), ("left", *left, lift, -1.0)]


def _knee(hip: np.ndarray, ankle: np.ndarray, bone: float) -> np.ndarray:
    """Where the knee is: two equal bones, bending forward."""
    span = ankle - hip
    length = float(np.linalg.norm(span))
    middle = (hip + ankle) / 2
    if length >= 2 * bone:
        return np.asarray(middle)
    rise = np.sqrt(bone**2 - (length / 2) ** 2)
    forward = np.array([-span[1], span[0], 0.0])
    norm = float(np.linalg.norm(forward))
    forward = forward / norm if norm > 1e-6 else np.array([1.0, 0, 0])
    forward = forward if forward[0] >= 0 or (abs(forward[0]) < 1e-6 and forward[1] < 0) else -forward
    return np.asarray(middle + forward * rise)


def _swing(body: Body) -> float:
    size = {"walk": 24.0, "run": 46.0}.get(body.gait, 0.0)
    return -size * np.sin(2 * np.pi * (body.phase + 0.2)) if size else 0.0


def _arm(
    top: np.ndarray, arm: Arm, swing: float, z: float, k: float, lean: float
) -> tuple[np.ndarray, np.ndarray]:
    a, out = np.deg2rad(arm.lift + swing) + lean, np.deg2rad(arm.out)
    upper = np.array([np.sin(a) * np.cos(out), np.cos(a) * np.cos(out), z * np.sin(out)])
    b = a + np.deg2rad(arm.bend + max(0.0, swing) * 0.5)
    side = np.deg2rad(arm.out * 0.6 - arm.twist)
    lower = np.array([np.sin(b) * np.cos(side), np.cos(b) * np.cos(side), z * np.sin(side)])
    elbow = top + upper * 0.285 * k
    return elbow, elbow + lower * 0.275 * k


def _projected(points: dict[str, np.ndarray], body: Body, k: float) -> Joints:
    a = np.deg2rad(body.turn)
    c, s = np.cos(a), np.sin(a)
    seen: dict[str, Point] = {}
    for name, (x, y, z) in points.items():
        # Feet that stand nearer sit a little lower in the picture.
        near = x * s + z * c
        ground = 0.10 * near if name.endswith(("foot", "knee")) else 0.03 * near
        seen[name] = (float(x * c - z * s), float(y + ground - body.lift), float(near))
    hands: dict[str, Hand] = {"right": body.right.hand, "left": body.left.hand}
    return Joints(seen, body.turn, body.turn + body.head, k, hands)
