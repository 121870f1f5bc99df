"""People: one rig for every age, build and outfit, seen from any side."""

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.accessories import draw_apron, draw_cape, draw_folded_hood
from rushes.engines.animatic.arms import draw_arm
from rushes.engines.animatic.canvas import Canvas
from rushes.engines.animatic.garments import GARMENTS, draw_shirt
from rushes.engines.animatic.heads import draw_back_hair, draw_head, head_radius
from rushes.engines.animatic.skeleton import Body, Joints, pose
from rushes.engines.animatic.torso import Torso, draw_neck, torso_of
from rushes.engines.animatic.wardrobe import Outfit, darker

Point = tuple[float, float]


def draw_person(c: Canvas, o: Outfit, body: Body, key: int = 0) -> Joints:
    """Draw a person in figure space (metres, feet at the origin); returns the joints."""
    j = pose(body, o.tall)
    k = o.tall / 1.75
    radius = head_radius(o)
    sway = 0.10 * np.sin(body.t * 2.1) * (0.3 + body.wind) - 0.12 * (body.gait in ("run", "fly")) * np.cos(
        np.deg2rad(body.turn)
    )
    far, near = ("right", "left") if j.near("right shoulder") < j.near("left shoulder") else ("left", "right")
    backward = np.sin(np.deg2rad(body.turn)) < -0.3
    with c.at(turn=body.roll) if body.roll else _plain():
        head_x, head_y = j["head"]
        if not backward:
            with c.at(head_x, head_y, radius):
                draw_back_hair(c, o, j.head_turn, sway)
        if o.bag and not backward:
            _satchel_strap(c, o, j)
        torso = torso_of(o, j, body, k, sway)
        if o.cape and not backward:
            draw_cape(c, o, torso, body)
        draw_arm(c, o, j, far, k, shade=0.05)
        _legs(c, o, j, far, near, k, body)
        _torso(c, o, j, body, torso)
        if not backward:
            _head(c, o, j, body, radius, key)
        draw_arm(c, o, j, near, k, shade=0.0)
        if o.cape and backward:
            draw_cape(c, o, torso, body)
        if backward:
            _head(c, o, j, body, radius, key)
            with c.at(head_x, head_y, radius):
                draw_back_hair(c, o, j.head_turn, sway)
    return j


class _plain:
    def __enter__(self) -> None: ...
    def __exit__(self, *unused: object) -> None: ...


def _head(c: Canvas, o: Outfit, j: Joints, body: Body, radius: float, key: int) -> None:
    x, y = j["head"]
    with c.at(x, y, radius, turn=body.lean * 0.25 * np.cos(np.deg2rad(body.turn))):
        draw_head(c, o, body, j.head_turn, key)
    if o.scarf:
        nx, ny = j["neck"]
        c.ellipse(nx, ny - 0.005, 0.115, 0.06, o.scarf)
        tail = 0.06 * np.sin(body.t * 3) + 0.10 * body.wind
        side = -1 if np.cos(np.deg2rad(body.turn)) >= 0 else 1
        c.limb(
            [
                (nx + 0.05 * side, ny + 0.01),
                (nx + (0.12 + tail) * side, ny + 0.17),
                (nx + (0.10 + 1.8 * tail) * side, ny + 0.32),
            ],
            (0.07, 0.085, 0.09),
            darker(o.scarf, 0.05),
        )


def _legs(c: Canvas, o: Outfit, j: Joints, far: str, near: str, k: float, body: Body) -> None:
    wide = (
        {"spacesuit": 1.45, "armour": 1.15, "overalls": 1.12}.get(o.garment, 1.0)
        * k
        * (0.55 + 0.45 * o.girth)
    )
    cloth = o.cloth if o.garment in ("spacesuit", "overalls", "armour", "bodysuit") else o.trousers
    for side, shade in ((far, 0.06), (near, 0.0)):
        hip, knee, foot = j[f"{side} hip"], j[f"{side} knee"], j[f"{side} foot"]
        ankle = (foot[0], foot[1] - 0.075 * k)
        bare = o.garment in ("dress", "swimsuit")
        colour = darker(o.skin if bare else cloth, shade) if shade else (o.skin if bare else cloth)
        _shoe(c, o, j, side, k, shade)
        w = (0.19, 0.165, 0.135, 0.115, 0.10) if not bare else (0.16, 0.13, 0.10, 0.095, 0.065)
        c.limb([hip, _mid(hip, knee), knee, _mid(knee, ankle), ankle], [v * wide for v in w], colour)


def _mid(a: Point, b: Point) -> Point:
    return (a[0] + b[0]) / 2, (a[1] + b[1]) / 2


def _shoe(c: Canvas, o: Outfit, j: Joints, side: str, k: float, shade: float) -> None:
    x, y = j[f"{side} foot"]
    knee = j[f"{side} knee"]
    ahead = np.cos(np.deg2rad(j.turn))
    across = abs(np.sin(np.deg2rad(j.turn)))
    lift = np.clip(-(y) * 1.2, 0, 0.5)
    shoes = o.skin if o.garment == "swimsuit" else o.shoes
    colour = darker(shoes, shade) if shade else shoes
    long, heel = 0.20 * k * ahead, 0.075 * k
    with c.at(x, y, turn=float(np.sign(ahead) * 70 * lift)):
        c.curve(
            [
                (-0.07 * k * np.sign(ahead or 1), -0.10 * k),
                (-heel - 0.01 * across, -0.01),
                (-heel * 0.9, 0.018 * k),
                (long, 0.02 * k + 0.012 * across * k),
                (long + 0.025 * k * np.sign(ahead or 1), -0.02 * k),
                (long * 0.55, -0.075 * k),
                (0.055 * k, -0.11 * k),
            ],
            colour,
            tension=0.8,
        )
        if across > 0.55:
            c.ellipse(0.02 * long, -0.012 * k, 0.068 * k, 0.05 * k, colour)
    del knee


def _torso(c: Canvas, o: Outfit, j: Joints, body: Body, s: Torso) -> None:
    if o.garment == "hoodie":
        draw_folded_hood(c, o, s)
    draw_neck(c, o, j, s)
    c.curve(s.outline(), o.under if o.garment == "overalls" else o.cloth, tension=0.9)
    GARMENTS.get(o.garment, draw_shirt)(c, o, j, body, s.k, s)
    if o.apron:
        draw_apron(c, o, s, s.k, body)


def _satchel_strap(c: Canvas, o: Outfit, j: Joints) -> None:
    x, y = j["hip"]
    c.fill(paths.rect(x - 0.27, y - 0.02, 0.2, 0.2, 0.04), o.bag)
