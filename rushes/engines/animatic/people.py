"""People: one rig for every age, build and outfit, seen from any side."""

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.arms import draw_arm
from rushes.engines.animatic.canvas import Canvas
from rushes.engines.animatic.garments import GARMENTS, Torso, draw_apron, draw_shirt
from rushes.engines.animatic.heads import draw_back_hair, draw_head
from rushes.engines.animatic.skeleton import Body, Joints, pose
from rushes.engines.animatic.wardrobe import Outfit, darker

Point = tuple[float, float]


def draw_person(c: Canvas, o: Outfit, body: Body, key: int = 0) -> Joints:
    """Draw a person in figure space (metres, feet at the origin); returns the joints."""
    j = pose(body, o.tall)
    k = o.tall / 1.75
    # Stylised proportions: heads a little larger than life, children's much more.
    radius = 0.148 * (k * 0.55 + 0.45) * (1.06 if o.child else 1.0)
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
        draw_arm(c, o, j, far, k, shade=0.05)
        _legs(c, o, j, far, near, k, body)
        _torso(c, o, j, body, k, sway)
        _neck(c, o, j, k)
        if not backward:
            _head(c, o, j, body, radius, key)
        draw_arm(c, o, j, near, k, shade=0.0)
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


def _neck(c: Canvas, o: Outfit, j: Joints, k: float) -> None:
    (x0, y0), (x1, y1) = j["chest"], j["head"]
    c.limb(
        [(x0, y0 + 0.02), ((x0 + x1) / 2, (y0 + y1) / 2), (x1, y1)],
        (0.12 * k, 0.105 * k, 0.11 * k),
        darker(o.skin, 0.055),
    )


def _legs(c: Canvas, o: Outfit, j: Joints, far: str, near: str, k: float, body: Body) -> None:
    wide = (
        {"spacesuit": 1.45, "armour": 1.15, "overalls": 1.12}.get(o.garment, 1.0)
        * k
        * (0.55 + 0.45 * o.girth)
    )
    cloth = o.cloth if o.garment in ("spacesuit", "overalls", "armour") else o.trousers
    for side, shade in ((far, 0.06), (near, 0.0)):
        hip, knee, foot = j[f"{side} hip"], j[f"{side} knee"], j[f"{side} foot"]
        ankle = (foot[0], foot[1] - 0.075 * k)
        bare = o.garment == "dress"
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
    colour = darker(o.shoes, shade) if shade else o.shoes
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


def _torso(c: Canvas, o: Outfit, j: Joints, body: Body, k: float, sway: float) -> None:
    a = np.deg2rad(body.turn)
    front, profile = abs(np.sin(a)), abs(np.cos(a))
    g = o.girth * (0.93 if o.woman else 1.0) * k
    shoulder = (0.205 * front + 0.13 * profile) * g
    waist = (0.150 * front + 0.125 * profile) * g * (0.9 if o.woman else 1.0) * (1.1 if o.girth > 1.2 else 1)
    hips = (0.165 * front + 0.135 * profile) * g * (1.06 if o.woman else 1.0)
    chest, hip = np.array(j["chest"]), np.array(j["hip"])
    middle = chest * 0.42 + hip * 0.58
    across = _across(chest, hip)
    breath = 1 + 0.012 * np.sin(body.t * 1.9)
    shoulder *= breath * {"coat": 1.08, "spacesuit": 1.3, "armour": 1.15, "robe": 1.08, "sweater": 1.04}.get(
        o.garment, 1.0
    )
    top = chest - np.array([across[1], -across[0]]) * -0.045 * k
    outline = [
        chest - across * shoulder,
        middle - across * waist,
        hip - across * hips,
        np.add(hip, (0, 0.05 * k)),
        hip + across * hips,
        middle + across * waist,
        chest + across * shoulder,
        top + across * shoulder * 0.45,
        top - across * shoulder * 0.45,
    ]
    cloth = o.under if o.garment == "overalls" else o.cloth
    c.curve(outline, cloth, tension=0.9)
    GARMENTS.get(o.garment, draw_shirt)(
        c, o, j, body, k, Torso(chest, middle, hip, across, shoulder, waist, hips, sway)
    )
    if o.apron:
        draw_apron(c, o, Torso(chest, middle, hip, across, shoulder, waist, hips, sway), k, body)


def _across(chest: "np.ndarray", hip: "np.ndarray") -> "np.ndarray":
    d = hip - chest
    n = max(float(np.hypot(*d)), 1e-6)
    return np.array([d[1], -d[0]]) / n


def _satchel_strap(c: Canvas, o: Outfit, j: Joints) -> None:
    x, y = j["hip"]
    c.fill(paths.rect(x - 0.27, y - 0.02, 0.2, 0.2, 0.04), o.bag)
