"""What takes the whole body: falling, flying, swimming, fighting, dancing, riding, climbing."""

from dataclasses import replace

import numpy as np

from rushes.engines.animatic.skeleton import Arm, Body


def soft(share: float, rise: float = 0.25) -> float:
    """How far a rise that takes the first `rise` of a deed has come at its share `share`, 0..1, eased."""
    v = min(max(share / rise, 0.0), 1.0)
    return v * v * (3 - 2 * v)


def push(b: Body, t: float, s: float) -> Body:
    """Weight against something, both hands flat."""
    k, heave = soft(s, 0.3), np.sin(t * 2.6)
    return replace(
        b,
        turn=20,
        lean=6 + 12 * k + 3 * heave,
        right=Arm(6 + 68 * k, 5, 22 - 8 * heave * k, hand="flat"),
        left=Arm(6 + 62 * k, 5, 26 - 8 * heave * k, hand="flat"),
        brow=-0.5,
        smile=-0.2,
        drop=0.05 * k,
    )


def climb(b: Body, t: float, s: float) -> Body:
    """Hand over hand."""
    pull = np.sin(t * 2.2)
    return replace(
        b,
        gait="climb",
        turn=16,
        phase=t * 2.2 / (2 * np.pi),
        lean=7,
        right=Arm(140 + 22 * pull, 6, 26 - 18 * pull, hand="grip"),
        left=Arm(140 - 22 * pull, 6, 26 + 18 * pull, hand="grip"),
        nod=-24,
        brow=0.2,
    )


def ride(b: Body, t: float, s: float) -> Body:
    """In the saddle, reins or handlebar in hand."""
    bounce = np.sin(t * 6.0)
    return replace(
        b,
        gait="ride",
        turn=14,
        drop=0.25 + 0.012 * bounce,
        lean=6,
        right=Arm(46 + 2 * bounce, 6, 34, hand="grip"),
        left=Arm(44 + 2 * bounce, 6, 36, hand="grip"),
        wind=0.8,
    )


def surf(b: Body, t: float, s: float) -> Body:
    """Low on a board, arms out for balance."""
    sway = np.sin(t * 1.7)
    return replace(
        b,
        gait="surf",
        turn=26 + 8 * sway,
        drop=0.20 + 0.03 * sway,
        lean=12 + 3 * sway,
        roll=3 * sway,
        right=Arm(72 + 8 * sway, 34, 18, hand="open"),
        left=Arm(-42 - 8 * sway, 34, 18, hand="open"),
        brow=0.3,
        smile=0.9,
        wind=0.9,
    )


def fight(b: Body, t: float, s: float) -> Body:
    """Punches from a guard."""
    beat = t * 2.3
    hit, other = max(0.0, np.sin(beat)) ** 3, max(0.0, np.sin(beat + np.pi)) ** 3
    return replace(
        b,
        turn=18,
        lean=9 + 9 * hit,
        drop=0.05 + 0.04 * abs(np.sin(beat)),
        right=Arm(42 + 52 * hit, 8, 105 - 95 * hit, hand="fist"),
        left=Arm(46 + 46 * other, 8, 108 - 92 * other, hand="fist"),
        brow=-1,
        smile=-0.6,
        mouth=0.4 * hit,
        gait="stand",
        lift=0.03 * abs(np.sin(beat)),
    )


def fall(b: Body, t: float, s: float) -> Body:
    """Tips over and lies."""
    k = soft(s, 0.62)
    return replace(
        b,
        gait="fall" if k > 0.15 else "stand",
        roll=86 * k**1.5,
        drop=0.12 * np.sin(np.pi * k),
        right=Arm(60 + 80 * np.sin(np.pi * k), 30, 20, hand="open"),
        left=Arm(30 + 90 * np.sin(np.pi * k), 30, 25, hand="open"),
        brow=1,
        mouth=0.8 * np.sin(np.pi * min(k * 1.2, 1)),
        phase=t * 1.5,
    )


def fly(b: Body, t: float, s: float) -> Body:
    """One fist ahead, through the air."""
    return replace(
        b,
        gait="fly",
        turn=18,
        roll=62,
        phase=t * 0.5,
        right=Arm(165, 10, 6, hand="fist"),
        left=Arm(20, 14, 10),
        nod=-10,
        wind=1.0,
        lift=0.0,
    )


def hover(b: Body, t: float, s: float) -> Body:
    """Drifts weightless."""
    return replace(
        b,
        gait="fly",
        turn=50,
        roll=8 * np.sin(t * 0.5),
        phase=t * 0.18,
        right=Arm(38 + 9 * np.sin(t * 0.7), 34, 30),
        left=Arm(30 + 9 * np.sin(t * 0.6 + 1), 34, 34),
    )


def swim(b: Body, t: float, s: float) -> Body:
    """Crawls at the surface."""
    stroke = (t * 0.8) % 1.0 * 360
    return replace(
        b,
        gait="swim",
        turn=14,
        roll=74,
        phase=t * 1.4,
        right=Arm(180 - stroke if stroke < 180 else stroke - 180, 10, 14),
        left=Arm(stroke if stroke < 180 else 360 - stroke, 10, 14),
        nod=-10,
    )


def dance(b: Body, t: float, s: float) -> Body:
    """Turns, steps and sways."""
    beat = t * 4.2
    return replace(
        b,
        turn=50 + 38 * np.sin(t * 1.05),
        lift=0.055 * abs(np.sin(beat)),
        lean=4 * np.sin(beat / 2),
        right=Arm(105 + 48 * np.sin(beat / 2), 38, 42, hand="open"),
        left=Arm(105 - 48 * np.sin(beat / 2), 38, 42, hand="open"),
        drop=0.035 * abs(np.cos(beat)),
        head=9 * np.sin(beat / 2),
        smile=1,
        wind=0.9,
        phase=t * 0.95,
        gait="walk",
    )


def jump(b: Body, t: float, s: float) -> Body:
    """Hops on the spot."""
    k = abs(np.sin(t * 3.4))
    return replace(
        b,
        lift=0.22 * k,
        drop=0.10 * (1 - k),
        right=Arm(40 + 110 * k, 22, 25, hand="fist"),
        left=Arm(40 + 110 * k, 22, 25, hand="open"),
        smile=1,
        brow=0.6,
    )


def sleep(b: Body, t: float, s: float) -> Body:
    """Lies asleep."""
    return replace(
        b, roll=-86, turn=62, blink=1, right=Arm(20, 10, 60), left=Arm(8, 6, 20), smile=0.2, lift=0.0
    )
