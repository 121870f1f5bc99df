"""How people act: from a mark and a beat to a pose."""

from dataclasses import replace

import numpy as np

from rushes.engines.animatic.marks import Mark, size_of
from rushes.engines.animatic.skeleton import Arm, Body, stride_of


def phases(mark: Mark, tall: float, turn: float, fps: float) -> np.ndarray:
    """Gait cycles so far, from the way covered, so that planted feet stay where they are. (T,)"""
    way = np.concatenate([[0.0], np.cumsum(np.abs(np.diff(mark.x)))])
    if mark.creature is None:
        stride = stride_of(tall, "run" if mark.running else "walk") * max(np.cos(np.deg2rad(turn)), 0.3)
    else:
        stride = (mark.creature.run_stride if mark.running else mark.creature.stride) * size_of(mark.spec)
    cycles = way / max(stride, 0.05)
    if mark.element in ("air", "water", "space"):
        beat = 0.45 if mark.creature and mark.creature.height > 1.2 else 1.6 if mark.element == "air" else 0.8
        cycles = cycles * 0.5 + np.arange(len(way)) / fps * beat
    return np.asarray(cycles)


def beat_at(mark: Mark, u: float) -> tuple[str, float]:
    """The action at share `u` of the shot, and how far through it we are (0..1)."""
    for start, end, action, _ in mark.beats:
        if u <= end:
            return action, float(np.clip((u - start) / max(end - start, 1e-6), 0, 1))
    return mark.beats[-1][2], 1.0


def person_body(
    mark: Mark, i: int, t: float, u: float, phase: float, wind: float, key: int, facing_camera: float
) -> Body:
    """The pose of a person on frame `i`."""
    action, share = beat_at(mark, u)
    moving = mark.moving[i] > 0.05
    offset = (key % 97) / 97 * 6.28
    blink = 1.0 if (t + offset) % 3.7 < 0.13 else 0.0
    base = 24.0 if moving else facing_camera
    body = Body(
        turn=base,
        t=t + offset,
        wind=wind,
        blink=blink,
        phase=phase,
        right=Arm(5 + 2 * np.sin(t * 1.7 + offset), 8, 12),
        left=Arm(4 + 2 * np.sin(t * 1.9 + offset), 8, 14),
    )
    if moving and action not in ("swim", "fly", "float", "fall"):
        body = replace(body, gait="run" if mark.running else "walk", lean=13.0 if mark.running else 2.5)
        if mark.running:
            body = replace(
                body, right=Arm(8, 10, 78, hand="fist"), left=Arm(8, 10, 78, hand="fist"), brow=0.3
            )
        elif action == "carry":
            body = _hold(body, t, share)
    gesture = _GESTURES.get(action)
    if gesture is not None and not (
        moving
        and action in ("discover", "approach", "meet", "enter", "follow", "chase", "leave", "walk", "run")
    ):
        body = gesture(body, t + offset, share)
    return _stayed(body, mark, u)


_UPRIGHT = frozenset("read write reach hold look talk listen discover wave point work cook".split())
"""Deeds that whoever sat or knelt down before does without getting up."""


def _stayed(body: Body, mark: Mark, u: float) -> Body:
    """Who sat or knelt down stays so through what the hands do next."""
    down = ""
    for start, _, action, _ in mark.beats:
        if start >= u:
            break
        down = action if action in ("sit", "kneel") else down if action in _UPRIGHT else ""
    if not down or body.gait in ("sit", "kneel"):
        return body
    return replace(body, gait=down, drop=0.44 if down == "sit" else 0.40)


def _soft(share: float, rise: float = 0.25) -> float:
    v = min(max(share / rise, 0.0), 1.0)
    return v * v * (3 - 2 * v)


def _look(b: Body, t: float, s: float) -> Body:
    sweep = np.sin(t * 1.15)
    up = _soft(s, 0.3) * max(0.0, np.sin(t * 0.55))
    return replace(
        b,
        head=34 * sweep,
        turn=b.turn + 9 * sweep,
        nod=-4,
        brow=0.35,
        right=Arm(6 + 112 * up, 14, 14 + 106 * up, hand="flat"),
    )


def _reach(b: Body, t: float, s: float) -> Body:
    k = _soft(s, 0.4)
    return replace(
        b,
        turn=b.turn - 15 * k,
        lean=7 * k,
        right=Arm(6 + 78 * k + 2 * np.sin(t * 2), 5, 14 - 4 * k, hand="open"),
        brow=0.3,
    )


def _push(b: Body, t: float, s: float) -> Body:
    k, heave = _soft(s, 0.3), np.sin(t * 2.6)
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


def _lean(b: Body, t: float, s: float) -> Body:
    """The weight on one shoulder and hand."""
    k = _soft(s, 0.3)
    return replace(
        b,
        turn=b.turn - 8 * k,
        roll=9 * k,
        right=Arm(20 + 44 * k, 16, 30 + 12 * k, hand="flat"),
        left=Arm(8, 8, 26),
        smile=0.5,
        nod=4 * k,
    )


def _climb(b: Body, t: float, s: float) -> Body:
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


def _point(b: Body, t: float, s: float) -> Body:
    k = _soft(s, 0.25)
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


def _ride(b: Body, t: float, s: float) -> Body:
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


def _surf(b: Body, t: float, s: float) -> Body:
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


def _hold(b: Body, t: float, s: float) -> Body:
    return replace(
        b,
        right=Arm(34 + 2 * np.sin(t * 1.4), 6, 72, 22, hand="grip"),
        left=Arm(30 + 2 * np.sin(t * 1.5), 6, 76, 22, hand="grip"),
        nod=6,
    )


def _raise(b: Body, t: float, s: float) -> Body:
    k = _soft(s, 0.35)
    return replace(
        b,
        right=Arm(38 + 22 * k, 24, 62 - 14 * k + 3 * np.sin(t * 1.5), hand="grip"),
        left=Arm(8, 8, 14),
        nod=-4 * k,
    )


def _hug(b: Body, t: float, s: float) -> Body:
    k = _soft(s, 0.3)
    return replace(
        b,
        turn=b.turn * (1 - k) + 12 * k,
        lean=5 * k,
        right=Arm(56 * k, 6, 14 + 22 * k, hand="flat"),
        left=Arm(80 * k, 6, 14 + 8 * k, hand="flat"),
        smile=1,
        blink=max(b.blink, 0.8 * k),
        nod=8 * k + 2 * np.sin(t),
    )


def _fight(b: Body, t: float, s: float) -> Body:
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


def _fall(b: Body, t: float, s: float) -> Body:
    k = _soft(s, 0.62)
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


def _fly(b: Body, t: float, s: float) -> Body:
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


def _float(b: Body, t: float, s: float) -> Body:
    return replace(
        b,
        gait="fly",
        turn=50,
        roll=8 * np.sin(t * 0.5),
        phase=t * 0.18,
        right=Arm(38 + 9 * np.sin(t * 0.7), 34, 30),
        left=Arm(30 + 9 * np.sin(t * 0.6 + 1), 34, 34),
    )


def _swim(b: Body, t: float, s: float) -> Body:
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


def _discover(b: Body, t: float, s: float) -> Body:
    k = _soft(max(s - 0.15, 0), 0.35)
    return replace(
        b,
        turn=b.turn - 8,
        lean=-4 * k + 6 * _soft(max(s - 0.65, 0), 0.3),
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


def _dance(b: Body, t: float, s: float) -> Body:
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


def _jump(b: Body, t: float, s: float) -> Body:
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


def _sleep(b: Body, t: float, s: float) -> Body:
    return replace(
        b, roll=-86, turn=62, blink=1, right=Arm(20, 10, 60), left=Arm(8, 6, 20), smile=0.2, lift=0.0
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
    k = _soft(s, 0.2)
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


_GESTURES = {
    "look": _look,
    "reach": _reach,
    "push": _push,
    "lean": _lean,
    "climb": _climb,
    "point": _point,
    "read": _read,
    "write": _write,
    "cook": _cook,
    "ride": _ride,
    "surf": _surf,
    "hold": _raise,
    "carry": _hold,
    "hug": _hug,
    "fight": _fight,
    "fall": _fall,
    "fly": _fly,
    "float": _float,
    "swim": _swim,
    "discover": _discover,
    "talk": _talk,
    "listen": _listen,
    "dance": _dance,
    "jump": _jump,
    "sit": _sit,
    "kneel": _kneel,
    "sleep": _sleep,
    "work": _work,
    "wave": _wave,
    "drive": _drive,
    "meet": _talk,
    "approach": _look,
}
