"""How people act: from a mark and a beat to a pose."""

from dataclasses import dataclass, replace

import numpy as np

from rushes.engines.animatic.gestures import GESTURES
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


def deed_at(mark: Mark, u: float) -> str:
    """What is acted at share `u`: without a mount, whoever drives stands at the wheel of the place or waits
    by the vehicle."""
    action = beat_at(mark, u)[0]
    if action != "drive" or mark.mount >= 0:
        return action
    return "steer" if mark.partner < 0 else "stand"


def person_body(
    mark: Mark, i: int, t: float, u: float, phase: float, wind: float, key: int, facing_camera: float
) -> Body:
    """The pose of a person on frame `i`."""
    action, share = deed_at(mark, u), beat_at(mark, u)[1]
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
    gesture = GESTURES.get(action)
    if gesture is not None and not (
        moving
        and action in ("discover", "approach", "meet", "enter", "follow", "chase", "leave", "walk", "run")
    ):
        body = gesture(body, t + offset, share)
    return _felt(_stayed(body, mark, u), mark.spec.words)


@dataclass(frozen=True, slots=True)
class _Mood:
    words: frozenset[str]
    smile: float
    brow: float
    mouth: float = 0.0


_MOODS = (
    _Mood(frozenset("smile smiles smiling happy cheerful joyful grin proud".split()), 1.0, 0.2),
    _Mood(frozenset("laugh laughs laughing".split()), 1.0, 0.4, 0.45),
    _Mood(frozenset("sad cries crying weeps weeping tearful mourns lonely".split()), -0.8, 0.3),
    _Mood(frozenset("angry furious angrily rage scowls".split()), -0.7, -1.0),
    _Mood(frozenset("scared afraid terrified surprised astonished frightened amazed".split()), 0.2, 1.0, 0.4),
)


_TEARS = frozenset("cry cries crying weep weeps weeping tears tearful sob sobs sobbing".split())


def _felt(body: Body, words: frozenset[str]) -> Body:
    """The face that the text gives somebody; talking mouths go on talking."""
    mood = next((mood for mood in _MOODS if mood.words & words), None)
    if mood is None:
        return body
    tears = mood.smile < 0 and bool(_TEARS & words)
    return replace(body, smile=mood.smile, brow=mood.brow, mouth=max(mood.mouth, body.mouth), tears=tears)


_STOOPED = frozenset(("hug", "reach", "lean"))
_UPRIGHT = frozenset("read write type knit reach hold look talk listen discover wave point work cook".split())
"""Deeds that whoever sat or knelt down before does without getting up."""


def _stayed(body: Body, mark: Mark, u: float) -> Body:
    """Who sat or knelt down stays so through what the hands do next."""
    down = ""
    for start, _, action, _ in mark.beats:
        if start > u:
            break
        kneels = action == "kneel" or (mark.stoops and action in _STOOPED)
        down = "kneel" if kneels else "sit" if action == "sit" else down if action in _UPRIGHT else ""
    if mark.stoops and deed_at(mark, u) == "push":
        low = {"right": replace(body.right, lift=26.0), "left": replace(body.left, lift=22.0)}
        return replace(body, lean=body.lean + 22, drop=0.16, nod=-14, right=low["right"], left=low["left"])
    if not down or body.gait != "stand":
        return body
    return replace(body, gait=down, drop=0.44 if down == "sit" else 0.40)
