"""What a person does in place, one function per deed: (pose so far, seconds, share of the deed) to a pose."""

from dataclasses import replace

import numpy as np

from rushes.engines.animatic import stunts
from rushes.engines.animatic.skeleton import Arm, Body
from rushes.engines.animatic.stunts import soft


def _look(b: Body, t: float, s: float) -> Body:
    sweep = np.sin(t * 1.15)
    up = soft(s, 0.3) * max(0.0, np.sin(t * 0.55))
    return replace(
        b,
        head=34 * sweep,
        turn=b.turn + 9 * sweep,
        nod=-4,
        brow=0.35,
        right=Arm(6 + 112 * up, 14, 14 + 106 * up, hand="flat"),
    )


def _reach(b: Body, t: float, s: float) -> Body:
    k = soft(s, 0.4)
    return replace(
        b,
        turn=b.turn - 15 * k,
        lean=7 * k,
        right=Arm(6 + 78 * k + 2 * np.sin(t * 2), 5, 14 - 4 * k, hand="open"),
        brow=0.3,
    )


def _lean(b: Body, t: float, s: float) -> Body:
    """The weight on one shoulder and hand."""
    k = soft(s, 0.3)
    return replace(
        b,
        turn=b.turn - 8 * k,
        roll=9 * k,
        right=Arm(20 + 44 * k, 16, 30 + 12 * k, hand="flat"),
        left=Arm(8, 8, 26),
        smile=0.5,
        nod=4 * k,
    )


def _point(b: Body, t: float, s: float) -> Body:
    k = soft(s, 0.25)
    return replace(
        b,
        turn=b.turn - 14 * k,
        right=Arm(6 + 80 * k + 2 * np.sin(t * 3), 6, 14 - 10 * k, hand="point"),
        brow=0.4,
    )


def _read(b: Body, t: float, s: float) -> Body:
    return replace(
        b,
        right=Arm(30 + np.sin(t * 1.2), 4, 66, 16, hand="grip"),
        left=Arm(28, 4, 70, 22, hand="grip"),
        nod=15,
        head=3 * np.sin(t * 1.6),
        lean=2,
    )


def _write(b: Body, t: float, s: float) -> Body:
    return replace(
        b,
        gait="sit",
        drop=0.44,
        turn=min(b.turn, 40),
        lean=9,
        right=Arm(34 + 2 * np.sin(t * 7), 6, 50 + 3 * np.sin(t * 2), 12, hand="grip"),
        left=Arm(34, 8, 48, 16, hand="flat"),
        nod=18,
        head=3 * np.sin(t * 0.7),
    )


def _cook(b: Body, t: float, s: float) -> Body:
    stir = t * 3.6
    return replace(
        b,
        turn=min(b.turn, 46),
        right=Arm(36 + 5 * np.sin(stir), 10 + 6 * np.cos(stir), 58, 12, hand="grip"),
        left=Arm(26, 14, 56, 8, hand="flat"),
        nod=13,
        lean=4,
    )


def _hold(b: Body, t: float, s: float) -> Body:
    return replace(
        b,
        right=Arm(34 + 2 * np.sin(t * 1.4), 6, 72, 22, hand="grip"),
        left=Arm(30 + 2 * np.sin(t * 1.5), 6, 76, 22, hand="grip"),
        nod=6,
    )


def _raise(b: Body, t: float, s: float) -> Body:
    k = soft(s, 0.35)
    return replace(
        b,
        right=Arm(38 + 22 * k, 34, 62 - 14 * k + 3 * np.sin(t * 1.5), -14 * k, hand="grip"),
        left=Arm(8, 8, 14),
        nod=-4 * k,
    )


def _hug(b: Body, t: float, s: float) -> Body:
    k = soft(s, 0.3)
    return replace(
        b,
        turn=b.turn * (1 - k) + 12 * k,
        lean=5 * k,
        right=Arm(30 * k, 6, 14 + 86 * k, hand="flat"),
        left=Arm(50 * k, 6, 14 + 78 * k, hand="flat"),
        smile=1,
        blink=max(b.blink, 0.8 * k),
        nod=8 * k + 2 * np.sin(t),
    )


def _discover(b: Body, t: float, s: float) -> Body:
    k = soft(max(s - 0.15, 0), 0.35)
    return replace(
        b,
        turn=b.turn - 8,
        lean=-4 * k + 6 * soft(max(s - 0.65, 0), 0.3),
        right=Arm(8 + 56 * k + 3 * np.sin(t * 2), 26, 30 + 24 * k, hand="open"),
        left=Arm(6 + 30 * k, 26, 30 + 30 * k, hand="open"),
        brow=k,
        mouth=0.5 * k,
        smile=0.5,
    )


def syllables(t: float) -> float:
    """How far a talking mouth is open, 0..1."""
    return float(np.clip(0.45 * np.sin(t * 11) + 0.35 * np.sin(t * 7.3 + 1) + 0.3 * np.sin(t * 2.1), 0, 1))


def _talk(b: Body, t: float, s: float) -> Body:
    hand = 0.5 + 0.5 * np.sin(t * 1.3)
    return replace(
        b,
        mouth=syllables(t),
        right=Arm(16 + 34 * hand, 14, 40 + 42 * hand, 8, hand="open"),
        left=Arm(10 + 16 * (1 - hand), 10, 26 + 30 * (1 - hand)),
        head=6 * np.sin(t * 0.9),
        nod=3 * np.sin(t * 2.2),
        brow=0.3 * np.sin(t * 1.1),
    )


def _listen(b: Body, t: float, s: float) -> Body:
    return replace(b, nod=4 + 4 * np.sin(t * 1.6), head=4 * np.sin(t * 0.6), smile=0.5)


def _sit(b: Body, t: float, s: float) -> Body:
    return replace(
        b,
        gait="sit",
        drop=0.44,
        turn=b.turn - 10,
        lean=4,
        right=Arm(34, 6, 46, 10, hand="flat"),
        left=Arm(30, 6, 50, 10, hand="flat"),
        head=8 * np.sin(t * 0.5),
    )


def _kneel(b: Body, t: float, s: float) -> Body:
    return replace(
        b,
        gait="kneel",
        drop=0.40,
        turn=b.turn - 12,
        lean=8,
        right=Arm(58, 6, 22 + 3 * np.sin(t * 1.3), hand="flat"),
        left=Arm(20, 8, 40),
        nod=10,
    )


def _work(b: Body, t: float, s: float) -> Body:
    k = np.sin(t * 4.2)
    return replace(
        b,
        right=Arm(46 + 9 * k, 6, 62 - 10 * k, 14, hand="grip"),
        left=Arm(40, 6, 68, 16, hand="grip"),
        nod=16,
        lean=5,
        head=3 * np.sin(t * 0.7),
    )


def _wave(b: Body, t: float, s: float) -> Body:
    k = soft(s, 0.2)
    return replace(
        b,
        turn=max(b.turn, 55),
        right=Arm(10 + 140 * k, 22, 30 + 26 * np.sin(t * 7), hand="open"),
        smile=1,
        mouth=0.3,
        brow=0.4,
    )


def _drive(b: Body, t: float, s: float) -> Body:
    return replace(
        _sit(b, t, s),
        turn=20,
        right=Arm(58 + 3 * np.sin(t * 2), 6, 26, hand="grip"),
        left=Arm(54, 6, 30, hand="grip"),
    )


def _type(b: Body, t: float, s: float) -> Body:
    left, right = np.sin(t * 9.0), np.sin(t * 8.2 + 1)
    return replace(
        _write(b, t, s),
        right=Arm(34, 5, 48 + 3 * right, 8, hand="flat"),
        left=Arm(36, 5, 46 + 3 * left, 8, hand="flat"),
    )


def _paint(b: Body, t: float, s: float) -> Body:
    return replace(
        b,
        turn=min(b.turn, 42),
        right=Arm(58 + 9 * np.sin(t * 1.4), 8, 44 + 8 * np.sin(t * 2.3), hand="grip"),
        left=Arm(22, 10, 68, 8, hand="grip"),
        head=4 * np.sin(t * 0.8),
    )


def _knit(b: Body, t: float, s: float) -> Body:
    k = np.sin(t * 5.0)
    return replace(
        b,
        right=Arm(24 + 3 * k, 8, 74, 24, hand="grip"),
        left=Arm(24 - 3 * k, 8, 74, 24, hand="grip"),
        nod=15,
    )


def _steer(b: Body, t: float, s: float) -> Body:
    way = np.sin(t * 0.9)
    return replace(
        b,
        turn=min(b.turn, 34),
        right=Arm(60 + 10 * way, 14, 28, hand="grip"),
        left=Arm(58 - 10 * way, 14, 32, hand="grip"),
        nod=-3,
    )


def _cry(b: Body, t: float, s: float) -> Body:
    sob = abs(float(np.sin(t * 3.1)))
    return replace(
        b,
        nod=9 + 3 * sob,
        lean=3,
        brow=0.4,
        smile=-0.9,
        right=Arm(34 + 5 * sob, 10, 112, 20),
        left=Arm(5, 7, 12),
    )


GESTURES = {
    "look": _look,
    "reach": _reach,
    "push": stunts.push,
    "lean": _lean,
    "climb": stunts.climb,
    "point": _point,
    "read": _read,
    "write": _write,
    "cook": _cook,
    "type": _type,
    "paint": _paint,
    "knit": _knit,
    "steer": _steer,
    "ride": stunts.ride,
    "surf": stunts.surf,
    "hold": _raise,
    "carry": _hold,
    "hug": _hug,
    "fight": stunts.fight,
    "fall": stunts.fall,
    "fly": stunts.fly,
    "float": stunts.hover,
    "swim": stunts.swim,
    "discover": _discover,
    "talk": _talk,
    "listen": _listen,
    "cry": _cry,
    "dance": stunts.dance,
    "jump": stunts.jump,
    "sit": _sit,
    "kneel": _kneel,
    "sleep": stunts.sleep,
    "work": _work,
    "wave": _wave,
    "drive": _drive,
    "meet": _talk,
    "approach": _look,
}
