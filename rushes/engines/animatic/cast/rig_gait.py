"""How four legs stand, walk, gallop, sit, lie, swim, fall and eat: joint targets, no drawing.

Lengths are in withers heights. Legs are ordered hind far, hind near, fore far, fore near.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from rushes.engines.animatic.cast.rig_form import Point, step
from rushes.engines.animatic.figure import Pose

WALK = (0.5, 0.0, 0.25, 0.75)
"""Phase at which each foot comes down: the lateral sequence walk of most mammals."""
GALLOP = (0.0, 0.12, 0.48, 0.62)


@dataclass(frozen=True, slots=True)
class Build:
    """The measures of a body that its gaits depend on."""

    hip: Point
    shoulder: Point
    belly: float
    """y of the belly (negative: above the ground)."""
    neck: float
    """Angle of the neck above the horizontal, degrees."""
    head: float
    """Pitch of the head, degrees, nose up."""
    stride: float
    run_stride: float
    lift: float = 0.13
    sitting: float = 34.0
    """Pitch of the body when it sits."""


@dataclass(frozen=True, slots=True)
class Stance:
    """Where everything is at this instant."""

    feet: tuple[Point, ...]
    lifts: tuple[float, ...] = (0, 0, 0, 0)
    shift: Point = (0.0, 0.0)
    """Of the hip, from where it is when standing."""
    pitch: float = 0.0
    neck: float = 0.0
    head: float = 0.0
    yaw: float = 0.0
    tail: float = 0.0
    """Degrees that the tail is raised."""
    wag: float = 0.3
    graze: float = 0.0
    """0..1: head down at the ground."""


def stance(b: Build, pose: Pose) -> Stance:
    """The stance for `pose`."""
    s = _STANCES.get(pose.gait, _stand)(b, pose)
    return replace(s, neck=s.neck + 14 * pose.head, head=s.head + 16 * pose.head)


def _rest(b: Build) -> tuple[Point, ...]:
    (hx, _), (fx, _) = b.hip, b.shoulder
    return ((hx + 0.07, 0.0), (hx - 0.06, 0.0), (fx + 0.04, 0.0), (fx - 0.05, 0.0))


def _stand(b: Build, pose: Pose) -> Stance:
    breath = 0.006 * float(np.sin(pose.t * 2.2))
    nod = 2.5 * float(np.sin(pose.t * 0.9))
    return Stance(_rest(b), shift=(0.0, breath), neck=b.neck + nod * 0.5, head=b.head + nod)


def _look(b: Build, pose: Pose) -> Stance:
    glance = float(np.clip(1.6 * np.sin(pose.t * 1.1), -1, 1))
    s = _stand(b, pose)
    return replace(s, neck=b.neck + 10 + 3 * glance, head=b.head + 6, yaw=28 + 30 * glance, tail=8)


def _stepping(
    b: Build, phase: float, stride: float, duty: float, starts: tuple[float, ...], lift: float
) -> Stance:
    roots = (b.hip[0], b.hip[0], b.shoulder[0], b.shoulder[0])
    moves = [step(phase - start, duty, stride) for start in starts]
    feet = tuple((root + dx, -lift * up) for root, (dx, up) in zip(roots, moves, strict=True))
    return Stance(feet, tuple(up for _, up in moves))


def _walk(b: Build, pose: Pose) -> Stance:
    s = _stepping(b, pose.phase, b.stride, 0.64, WALK, b.lift)
    beat = float(np.cos(4 * np.pi * pose.phase))
    return replace(
        s,
        shift=(0.0, 0.012 * beat),
        pitch=0.8 * float(np.sin(4 * np.pi * pose.phase)),
        neck=b.neck - 4 + 3 * beat,
        head=b.head - 2 * beat,
        wag=0.6,
    )


def _run(b: Build, pose: Pose) -> Stance:
    s = _stepping(b, pose.phase, b.run_stride, 0.3, GALLOP, b.lift * 1.9)
    a = 2 * np.pi * pose.phase
    return replace(
        s,
        shift=(0.0, -0.05 - 0.05 * float(np.cos(a * 2))),
        pitch=6.5 * float(np.sin(a + 0.6)),
        tail=24,
        neck=b.neck * 0.62 - 8 * float(np.sin(a)),
        head=b.head * 0.6 + 4 + 7 * float(np.sin(a)),
        wag=0.9,
    )


def _sit(b: Build, pose: Pose) -> Stance:
    a = np.deg2rad(b.sitting)
    reach = (b.shoulder[0] - b.hip[0]) * float(np.cos(a)) + (b.shoulder[1] - b.hip[1]) * float(np.sin(a))
    drop = -b.hip[1] - 0.26
    dx = 0.08
    front = b.hip[0] + dx + reach + 0.02
    feet = ((b.hip[0] + 0.34, 0.0), (b.hip[0] + 0.28, 0.0), (front + 0.06, 0.0), (front - 0.03, 0.0))
    nod = 2 * float(np.sin(pose.t * 1.3))
    return Stance(
        feet,
        shift=(dx, drop),
        pitch=b.sitting,
        neck=b.neck + 22 + nod,
        head=b.head + 2 + nod,
        wag=0.8,
        tail=-48 - b.sitting,
    )


def _lie(b: Build, pose: Pose) -> Stance:
    drop = -b.belly - 0.03 + 0.006 * float(np.sin(pose.t * 1.6))
    (hx, _), (fx, _) = b.hip, b.shoulder
    feet = ((hx + 0.42, 0.0), (hx + 0.36, 0.0), (fx + 0.46, -0.01), (fx + 0.34, 0.0))
    return Stance(feet, shift=(0.0, drop), neck=b.neck * 0.75 - 8, head=b.head + 2, tail=-30, wag=0.25)


def _swim(b: Build, pose: Pose) -> Stance:
    feet, lifts = [], []
    for root, start in zip(
        (b.hip[0], b.hip[0], b.shoulder[0], b.shoulder[0]), (0.5, 0.0, 0.05, 0.55), strict=True
    ):
        a = 2 * np.pi * (pose.phase + pose.t * 0.6 - start)
        feet.append((root + 0.2 * float(np.cos(a)), -0.2 - 0.12 * float(np.sin(a))))
        lifts.append(0.5 + 0.3 * float(np.sin(a)))
    bob = 0.03 * float(np.sin(pose.t * 2.1))
    return Stance(
        tuple(feet), tuple(lifts), shift=(0.0, bob), pitch=7, neck=b.neck + 8, head=b.head + 8, tail=10
    )


def _fly(b: Build, pose: Pose) -> Stance:
    a = float(np.sin(2 * np.pi * pose.phase))
    (hx, hy), (fx, fy) = b.hip, b.shoulder
    feet = ((hx - 0.34, hy * 0.34), (hx - 0.42, hy * 0.28), (fx + 0.18, fy * 0.42), (fx + 0.06, fy * 0.36))
    return Stance(
        feet,
        (0.9, 0.9, 1.0, 0.7),
        shift=(0.0, 0.05 * a),
        pitch=6 + 2 * a,
        neck=b.neck - 8,
        head=b.head + 6,
        tail=14,
        wag=0.7,
    )


def _fall(b: Build, pose: Pose) -> Stance:
    a = [float(np.sin(pose.t * 7 + k)) for k in (0, 1.3, 2.1, 3.4)]
    (hx, _), (fx, _) = b.hip, b.shoulder
    feet = (
        (hx - 0.35 + 0.1 * a[0], -0.22),
        (hx - 0.18 + 0.1 * a[1], -0.1),
        (fx + 0.3 + 0.1 * a[2], -0.34),
        (fx + 0.42 + 0.1 * a[3], -0.22),
    )
    return Stance(
        feet,
        (0.5, 0.2, 0.4, 0.1),
        shift=(0.0, -0.1),
        pitch=-20,
        neck=b.neck + 20,
        head=b.head + 24,
        tail=45,
        wag=1.0,
    )


def _rear(b: Build, pose: Pose) -> Stance:
    """Up on the hind legs: dancing, or striking in a fight."""
    beat = float(np.sin(2 * np.pi * pose.phase + pose.t * 5))
    pitch = 36 + 5 * beat if pose.gait == "fight" else 26 + 9 * beat
    (hx, hy), (fx, fy) = b.hip, b.shoulder
    a = np.deg2rad(pitch)
    sx = hx + (fx - hx) * float(np.cos(a)) + (fy - hy) * float(np.sin(a))
    sy = hy - (fx - hx) * float(np.sin(a)) + (fy - hy) * float(np.cos(a))
    paws = ((sx + 0.34, sy + 0.34 + 0.08 * beat), (sx + 0.42, sy + 0.2 - 0.08 * beat))
    feet = ((hx + 0.12, 0.0), (hx - 0.02, 0.0), *paws)
    return Stance(
        feet,
        (0, 0, 0.8, 0.8),
        shift=(0.0, 0.06 + 0.02 * beat),
        pitch=pitch,
        neck=b.neck + 10,
        head=b.head + 8,
        tail=20,
        wag=1.0,
    )


def _eat(b: Build, pose: Pose) -> Stance:
    chew = float(np.sin(pose.t * 6))
    feet = _rest(b)
    feet = (feet[0], feet[1], (feet[2][0] + 0.08, 0.0), feet[3])
    return Stance(feet, pitch=-4, neck=-44, head=-52 + 2 * chew, graze=1.0)


_STANCES: dict[str, Callable[[Build, Pose], Stance]] = {
    "stand": _stand,
    "look": _look,
    "walk": _walk,
    "run": _run,
    "sit": _sit,
    "lie": _lie,
    "swim": _swim,
    "fly": _fly,
    "fall": _fall,
    "dance": _rear,
    "fight": _rear,
    "eat": _eat,
}
