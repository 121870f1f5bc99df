"""Legs of four-legged animals: joints, coat and feet.

Lengths are in withers heights, as in `rig_quadruped`.
"""

from typing import TYPE_CHECKING

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.cast.rig_form import Frame, Point, Tone, bones, dark, pale

if TYPE_CHECKING:
    from rushes.engines.animatic.cast.rig_quadruped import Leg, Rig


def _joints(r: "Rig", i: int) -> tuple[Point, Point, Point, Point]:
    """Hip, knee, hock and foot of leg `i` in body space (x, y)."""
    s = r.species
    hind = i < 2
    leg = s.hind if hind else s.fore
    x, y, _ = r.body.world(leg.x - s.hind.x, leg.y - s.hind.y)
    foot = r.stance.feet[i]
    lift = r.stance.lifts[i]
    lean = float(np.arctan2(x - foot[0], max(foot[1] - y, 0.2)))
    angle = (-0.32 if hind else 0.10) + 0.45 * lean + lift * (0.35 if hind else 0.95)
    if r.stance.pitch > 25 and r.pose.gait == "sit" and hind:
        angle = -1.25
    if r.pose.gait == "lie":
        angle = -1.35
    ankle = (
        foot[0] + leg.meta * float(np.sin(angle)),
        foot[1] - leg.meta * float(np.cos(angle)) - 0.25 * leg.size,
    )
    knee = bones((x, y), ankle, leg.upper, leg.lower, 1.0 if hind else -1.0)
    return (x, y), knee, ankle, foot


def paint(r: "Rig", i: int, z: float) -> None:
    """Leg `i` (hind left, hind right, fore left, fore right) on the side `z` of the body."""
    s, c = r.species, r.c
    leg = s.hind if i < 2 else s.fore
    far = z < 0 and r.pose.turn < 70 and r.pose.turn > -70
    whole = r.coat.legs if r.look.has("panda") else r.coat.main
    tone = dark(whole, 0.9) if far else whole
    sock = dark(r.coat.legs, 0.9) if far else r.coat.legs
    flat = Frame(r.pose.turn)
    hip, knee, ankle, foot = (flat.p(x, y, z) for x, y in _joints(r, i))
    w = leg.widths
    sole = (foot[0], foot[1] - max(0.4 * leg.size, 0.46 * leg.widths[3]))
    path = paths.limb(
        [hip, ((hip[0] + knee[0]) / 2, (hip[1] + knee[1]) / 2), knee, ankle, sole],
        (w[0], (w[0] + w[1]) * 0.52, *w[1:]),
    )

    def marks() -> None:
        if r.coat.legs != r.coat.main:
            lower = paths.limb([knee, ankle, (sole[0], sole[1] + 0.05)], (w[1] * 0.2, w[2] * 1.9, w[3] * 2.2))
            c.fill(lower, sock)
        if far:
            return
        c.fill(
            paths.limb([hip, knee, ankle, sole], [v * 0.5 for v in w]).moved(-0.3 * w[1] - 0.02, 0),
            pale(tone, 0.35),
            0.6,
        )

    c.fill(path, tone)
    with c.group(clip=path):
        marks()
    _foot(r, leg, foot, ankle, sock)


def _foot(r: "Rig", leg: "Leg", foot: Point, ankle: Point, tone: Tone) -> None:
    tilt = float(np.clip((foot[0] - ankle[0]) * 20, -25, 20)) if leg.foot == "hoof" else 0.0
    with r.c.at(*foot, turn=tilt * 0.2):
        if leg.foot == "hoof":
            _hoof(r, leg)
        elif leg.foot == "pad":
            _pad(r, leg, tone)
        else:
            _paw(r, leg, tone)


def _hoof(r: "Rig", leg: "Leg") -> None:
    k, w, side = leg.size, leg.widths[3] * 0.5, max(r.body.side, 0.0)
    wall = [(-w * 0.95, -k * 0.9), (w * 0.9, -k * 0.9), (w * 1.25 + 0.25 * k * side, 0), (-w * 1.1, 0)]
    r.c.poly(wall, r.coat.hoof)


def _pad(r: "Rig", leg: "Leg", tone: Tone) -> None:
    """The round foot of an elephant or a sauropod, with three nails."""
    k, w = leg.size, leg.widths[3] * 0.5
    top, sole = [(-w, -k * 0.9), (w, -k * 0.9)], [(w * 0.9, 0), (-w * 0.9, 0)]
    r.c.curve([*top, (w * 1.15, -0.1 * k), *sole, (-w * 1.15, -0.1 * k)], tone)
    for j in (-0.5, 0.15, 0.75):
        r.c.ellipse(w * j + 0.15 * w, -0.12 * k, w * 0.22, k * 0.14, r.coat.hoof)


def _paw(r: "Rig", leg: "Leg", tone: Tone) -> None:
    k, side = leg.size, max(r.body.side, 0.0)
    long, heel = k * (0.45 + 0.55 * side), -0.45 * k
    toes = [(heel + long * 1.15, -0.45 * k), (heel + long * 1.35, -0.05 * k)]
    r.c.curve([(heel, 0), (heel, -0.55 * k), (0.1 * k, -0.72 * k), *toes], tone)
    for j in (0.55, 0.9):
        x = heel + long * (0.5 + 0.6 * j) if abs(r.body.front) < 0.7 else (j - 0.72) * k
        r.c.line([(x, -0.04 * k), (x - 0.04 * k, -0.3 * k)], dark(tone, 1.2), 0.014, smooth=False)
