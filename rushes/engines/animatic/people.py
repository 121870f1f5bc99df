"""People: one rig for every age, build and outfit, seen from any side."""

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Linear
from rushes.engines.animatic.heads import draw_back_hair, draw_head
from rushes.engines.animatic.skeleton import Body, Joints, pose
from rushes.engines.animatic.wardrobe import Outfit, darker, lighter

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
        _arm(c, o, j, far, k, shade=0.05)
        _legs(c, o, j, far, near, k, body)
        _torso(c, o, j, body, k, sway)
        _neck(c, o, j, k)
        if not backward:
            _head(c, o, j, body, radius, key)
        _arm(c, o, j, near, k, shade=0.0)
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


def _arm(c: Canvas, o: Outfit, j: Joints, side: str, k: float, shade: float) -> None:
    a, b, h = j[f"{side} shoulder"], j[f"{side} elbow"], j[f"{side} hand"]
    wide = (
        {"spacesuit": 1.5, "coat": 1.22, "robe": 1.45, "armour": 1.25, "sweater": 1.12, "hoodie": 1.15}.get(
            o.garment, 1.0
        )
        * k
        * (0.6 + 0.4 * o.girth)
    )
    bare = o.garment in ("dress", "overalls", "shirt") and o.garment != "overalls"
    sleeve = o.under if o.garment == "overalls" else o.cloth
    sleeve = darker(sleeve, shade) if shade else sleeve
    skin = darker(o.skin, shade) if shade else o.skin
    if bare:
        c.limb([a, b, h], (0.095 * wide, 0.08 * wide, 0.062 * wide), skin)
        half = ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
        c.limb([a, half, b], (0.125 * wide, 0.125 * wide, 0.11 * wide), sleeve)
    hand = "#d9d6cf" if o.garment == "spacesuit" else skin
    along = _unit(b, h)
    c.limb([(h[0] - 0.03 * k * along[0], h[1] - 0.03 * k * along[1]), (h[0] + 0.035 * k * along[0], h[1] + 0.035 * k * along[1]),
            (h[0] + 0.10 * k * along[0], h[1] + 0.10 * k * along[1])], (0.062 * k, 0.088 * k, 0.052 * k), hand)  # fmt: skip
    if not bare:
        flare = 1.9 if o.garment == "robe" else 1.12
        c.limb([a, ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2), b, ((b[0] + h[0]) / 2, (b[1] + h[1]) / 2), h],
               (0.13 * wide, 0.125 * wide, 0.112 * wide, 0.1 * wide * (flare**0.5), 0.085 * wide * flare), sleeve)  # fmt: skip
        cuff = (h[0] - 0.022 * k * along[0], h[1] - 0.022 * k * along[1])
        c.line(
            [cuff, (cuff[0] + 0.03 * along[0], cuff[1] + 0.03 * along[1])],
            darker(sleeve, 0.07),
            0.088 * wide * flare**0.5,
        )


def _unit(a: Point, b: Point) -> Point:
    x, y = b[0] - a[0], b[1] - a[1]
    n = max(float(np.hypot(x, y)), 1e-6)
    return x / n, y / n


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
        c.curve([(-0.07 * k * np.sign(ahead or 1), -0.10 * k), (-heel - 0.01 * across, -0.01), (-heel * 0.9, 0.018 * k), (long, 0.02 * k + 0.012 * across * k),
                 (long + 0.025 * k * np.sign(ahead or 1), -0.02 * k), (long * 0.55, -0.075 * k), (0.055 * k, -0.11 * k)], colour, tension=0.8)  # fmt: skip
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
    outline = [chest - across * shoulder, middle - across * waist, hip - across * hips, hip + (0, 0.05 * k), hip + across * hips,
               middle + across * waist, chest + across * shoulder, top + across * shoulder * 0.45, top - across * shoulder * 0.45]  # fmt: skip
    cloth = o.under if o.garment == "overalls" else o.cloth
    c.curve(outline, cloth, tension=0.9)
    _GARMENTS.get(o.garment, _shirt)(
        c, o, j, body, k, _Shape(chest, middle, hip, across, shoulder, waist, hips, sway)
    )
    if o.apron:
        _apron(c, o, _Shape(chest, middle, hip, across, shoulder, waist, hips, sway), k, body)


def _across(chest: "np.ndarray", hip: "np.ndarray") -> "np.ndarray":
    d = hip - chest
    n = max(float(np.hypot(*d)), 1e-6)
    return np.array([d[1], -d[0]]) / n


class _Shape:
    """The torso's measures for the garments."""

    __slots__ = ("across", "chest", "hip", "hips", "middle", "shoulder", "sway", "waist")

    def __init__(
        self,
        chest: "np.ndarray",
        middle: "np.ndarray",
        hip: "np.ndarray",
        across: "np.ndarray",
        shoulder: float,
        waist: float,
        hips: float,
        sway: float,
    ) -> None:
        self.chest, self.middle, self.hip, self.across = chest, middle, hip, across
        self.shoulder, self.waist, self.hips, self.sway = shoulder, waist, hips, sway


def _front(body: Body) -> tuple[float, float]:
    """Where the front's middle line lies across the torso (-1..1 of its half width), and how much of it is seen."""
    a = np.deg2rad(body.turn)
    return float(0.9 * np.cos(a)), float(np.sin(a))


def _skirt(
    c: Canvas, o: Outfit, j: Joints, body: Body, k: float, s: _Shape, hem: float, flare: float, colour: str
) -> None:
    """Cloth from the waist to `hem` metres above the ground that follows the knees and the wind."""
    knees = [j["right knee"][0], j["left knee"][0]]
    feet = [j["right foot"][0], j["left foot"][0]]
    low = max(j["right foot"][1], j["left foot"][1])
    y = min(low - hem * k, low - 0.02)
    t = np.clip((y - s.hip[1]) / max(low - s.hip[1], 1e-3), 0.1, 1)
    left = min(min(knees) * (1 - t) + min(feet) * t, s.hip[0] - s.hips) - flare * k * t
    right = max(max(knees) * (1 - t) + max(feet) * t, s.hip[0] + s.hips) + flare * k * t
    drift = s.sway * 0.6 * t
    c.curve([s.middle - s.across * s.waist, s.hip - s.across * (s.hips + 0.02 * k), (left + drift, y), ((left + right) / 2 + drift, y + 0.025 * k), (right + drift, y),
             s.hip + s.across * (s.hips + 0.02 * k), s.middle + s.across * s.waist], colour, tension=0.75)  # fmt: skip
    for u in (0.3, 0.62):
        x = left + (right - left) * u + drift
        c.line(
            [s.hip + s.across * s.hips * (2 * u - 1), (x, y)], darker(colour, 0.06), 0.014 * k, opacity=0.7
        )


def _shirt(c: Canvas, o: Outfit, j: Joints, body: Body, k: float, s: _Shape) -> None:
    c.curve([s.hip - s.across * s.hips * 1.04 - (0, 0.05 * k), s.hip - s.across * s.hips * 1.06 + (0, 0.02 * k), s.hip + s.across * s.hips * 1.06 + (0, 0.02 * k),
             s.hip + s.across * s.hips * 1.04 - (0, 0.05 * k)], darker(o.cloth, 0.04))  # fmt: skip
    _collar(c, s, body, k, darker(o.cloth, 0.06))


def _sweater(c: Canvas, o: Outfit, j: Joints, body: Body, k: float, s: _Shape) -> None:
    c.limb(
        [s.hip - s.across * s.hips * 1.08, s.hip + s.across * s.hips * 1.08],
        (0.085 * k, 0.085 * k),
        darker(o.cloth, 0.06),
    )
    for u in (0.32, 0.55):
        row = s.chest * (1 - u) + s.hip * u
        c.line(
            [row - s.across * s.waist * 0.9, row + s.across * s.waist * 0.9],
            lighter(o.cloth, 0.05),
            0.02 * k,
            opacity=0.7,
        )
    _collar(c, s, body, k, darker(o.cloth, 0.08))


def _collar(c: Canvas, s: _Shape, body: Body, k: float, colour: str) -> None:
    x, seen = _front(body)
    middle = s.chest + s.across * s.shoulder * x * 0.4
    c.ellipse(s.chest[0] + 0.02 * x, s.chest[1] - 0.035 * k, 0.088 * k, 0.045 * k, colour)
    del middle, seen


def _lapels(c: Canvas, o: Outfit, s: _Shape, body: Body, k: float, low: "np.ndarray") -> None:
    """The opening of a coat or jacket, with lapels and buttons, when the front is seen."""
    x, seen = _front(body)
    if seen < -0.15:
        c.line([s.chest + (0, 0.05 * k), low], darker(o.cloth, 0.06), 0.012 * k)
        return
    top, bottom = s.chest + s.across * s.shoulder * x * 0.42 - (0, 0.02 * k), low + s.across * s.hips * x
    wide = s.across * 0.085 * k * (0.35 + 0.65 * max(seen, 0))
    mid = top * 0.55 + bottom * 0.45
    c.poly([top - wide * 0.9, top + wide * 0.9, mid + wide * 0.1], o.under)
    c.poly([top - wide * 1.5, top - wide * 0.6, mid], darker(o.cloth, 0.07))
    c.poly([top + wide * 1.5, top + wide * 0.6, mid], darker(o.cloth, 0.1))
    c.line([mid, bottom], darker(o.cloth, 0.12), 0.014 * k)
    for u in (0.12, 0.42, 0.72):
        p = mid * (1 - u) + bottom * u + wide * 0.45
        c.circle(p[0], p[1], 0.014 * k, lighter(o.trim, 0.0))


def _coat(c: Canvas, o: Outfit, j: Joints, body: Body, k: float, s: _Shape) -> None:
    hem = 0.20 if o.long else 0.47
    _skirt(c, o, j, body, k, s, hem, 0.045, o.cloth)
    _lapels(c, o, s, body, k, s.hip + (0, 0.22 * k))
    c.limb(
        [s.middle - s.across * s.waist * 0.9, s.middle + s.across * s.waist * 0.9],
        (0.045 * k, 0.045 * k),
        darker(o.cloth, 0.1),
    )
    _collar(c, s, body, k, darker(o.cloth, 0.09))


def _jacket(c: Canvas, o: Outfit, j: Joints, body: Body, k: float, s: _Shape) -> None:
    c.curve([s.middle - s.across * s.waist, s.hip - s.across * s.hips * 1.14 + (0, 0.08 * k), s.hip + (0, 0.10 * k), s.hip + s.across * s.hips * 1.14 + (0, 0.08 * k), s.middle + s.across * s.waist],
            o.cloth, tension=0.7)  # fmt: skip
    _lapels(c, o, s, body, k, s.hip + (0, 0.06 * k))
    _collar(c, s, body, k, darker(o.cloth, 0.09))


def _labcoat(c: Canvas, o: Outfit, j: Joints, body: Body, k: float, s: _Shape) -> None:
    _skirt(c, o, j, body, k, s, 0.45, 0.03, o.cloth)
    _lapels(c, o, s, body, k, s.hip + (0, 0.25 * k))
    _collar(c, s, body, k, darker(o.cloth, 0.06))


def _robe(c: Canvas, o: Outfit, j: Joints, body: Body, k: float, s: _Shape) -> None:
    _skirt(c, o, j, body, k, s, 0.05, 0.07, o.cloth)
    x, seen = _front(body)
    if seen > -0.2:
        top = s.chest + s.across * s.shoulder * x * 0.42
        c.poly(
            [
                top - s.across * 0.07 * k * seen,
                top + s.across * 0.07 * k * seen,
                s.middle + s.across * s.waist * x * 0.8,
            ],
            o.under,
        )
    c.limb(
        [s.middle - s.across * s.waist * 0.9, s.middle + s.across * s.waist * 0.9],
        (0.06 * k, 0.06 * k),
        o.trim,
    )
    low = max(j["right foot"][1], j["left foot"][1])
    c.line(
        [(s.hip[0] + s.hips * x, s.hip[1]), (s.hip[0] + s.hips * x + s.sway * 0.4, low - 0.09 * k)],
        darker(o.cloth, 0.09),
        0.02 * k,
    )


def _dress(c: Canvas, o: Outfit, j: Joints, body: Body, k: float, s: _Shape) -> None:
    _skirt(c, o, j, body, k, s, 0.36, 0.10, o.cloth)
    c.limb(
        [s.middle - s.across * s.waist * 0.9, s.middle + s.across * s.waist * 0.9],
        (0.05 * k, 0.05 * k),
        darker(o.cloth, 0.1),
    )
    c.ellipse(s.chest[0], s.chest[1] - 0.015 * k, 0.09 * k, 0.05 * k, o.skin)


def _overalls(c: Canvas, o: Outfit, j: Joints, body: Body, k: float, s: _Shape) -> None:
    x, seen = _front(body)
    chest = s.chest * 0.62 + s.hip * 0.38
    bib = s.across * s.waist * (0.75 if seen > -0.2 else 0.6)
    shift = s.across * s.waist * x * 0.3
    c.curve(
        [
            s.middle - s.across * s.waist * 1.02,
            s.hip - s.across * s.hips * 1.03,
            s.hip + (0, 0.06 * k),
            s.hip + s.across * s.hips * 1.03,
            s.middle + s.across * s.waist * 1.02,
        ],
        o.cloth,
        tension=0.6,
    )
    c.poly(
        [
            chest - bib + shift,
            chest + bib + shift,
            s.middle + s.across * s.waist * 1.0,
            s.middle - s.across * s.waist * 1.0,
        ],
        o.cloth,
    )
    for side in (-0.8, 0.8):
        c.limb(
            [chest + bib * side + shift, s.chest + s.across * s.shoulder * 0.5 * side],
            (0.04 * k, 0.04 * k),
            darker(o.cloth, 0.05),
        )
    if seen > 0.2:
        p = s.middle + shift
        c.fill(paths.rect(p[0] - 0.06 * k, p[1] - 0.14 * k, 0.12 * k, 0.09 * k, 0.015), darker(o.cloth, 0.08))


def _hoodie(c: Canvas, o: Outfit, j: Joints, body: Body, k: float, s: _Shape) -> None:
    _sweater(c, o, j, body, k, s)
    c.ellipse(
        s.chest[0] - 0.05 * np.cos(np.deg2rad(body.turn)) * k,
        s.chest[1] - 0.03 * k,
        0.15 * k,
        0.075 * k,
        darker(o.cloth, 0.06),
    )


def _armour(c: Canvas, o: Outfit, j: Joints, body: Body, k: float, s: _Shape) -> None:
    plate = Linear(
        tuple(s.chest - s.across * s.shoulder),
        tuple(s.chest + s.across * s.shoulder),
        [darker(o.cloth, 0.08), lighter(o.cloth, 0.12), darker(o.cloth, 0.12)],
    )
    c.curve(
        [
            s.chest - s.across * s.shoulder * 0.98,
            s.middle - s.across * s.waist * 1.1,
            s.middle + (0, 0.05 * k),
            s.middle + s.across * s.waist * 1.1,
            s.chest + s.across * s.shoulder * 0.98,
        ],
        plate,
        tension=0.8,
    )
    _skirt(c, o, j, body, k, s, 0.62, 0.03, darker(o.cloth, 0.1))
    for side in ("right", "left"):
        x, y = j[f"{side} shoulder"]
        c.ellipse(x, y, 0.105 * k, 0.085 * k, lighter(o.cloth, 0.05))
        x, y = j[f"{side} knee"]
        c.ellipse(x, y, 0.075 * k, 0.08 * k, lighter(o.cloth, 0.03))


def _spacesuit(c: Canvas, o: Outfit, j: Joints, body: Body, k: float, s: _Shape) -> None:
    x, seen = _front(body)
    c.limb([s.hip - s.across * s.hips * 1.2, s.hip + s.across * s.hips * 1.2], (0.14 * k, 0.14 * k), o.cloth)
    c.limb(
        [
            s.middle - s.across * s.waist * 1.2 + (0, 0.05 * k),
            s.middle + s.across * s.waist * 1.2 + (0, 0.05 * k),
        ],
        (0.05 * k, 0.05 * k),
        darker(o.cloth, 0.16),
    )
    if seen > -0.1:
        p = s.chest * 0.62 + s.hip * 0.38 + s.across * s.waist * x * 0.8
        w = 0.11 * k * (0.4 + 0.6 * max(seen, 0))
        c.fill(paths.rect(p[0] - w, p[1] - 0.07 * k, 2 * w, 0.15 * k, 0.025 * k), darker(o.cloth, 0.13))
        for i, colour in enumerate(("#c8473c", "#e0b040", "#4a86b8")):
            c.circle(p[0] - w * 0.55 + i * w * 0.55, p[1] - 0.02 * k, 0.016 * k, colour)
    else:
        c.fill(
            paths.rect(s.chest[0] - 0.17 * k, s.chest[1] + 0.0 * k, 0.34 * k, 0.4 * k, 0.06 * k),
            darker(o.cloth, 0.1),
        )
    for side in ("right", "left"):
        (ax, ay), (bx, by) = j[f"{side} shoulder"], j[f"{side} elbow"]
        c.limb(
            [(ax * 0.5 + bx * 0.5, ay * 0.5 + by * 0.5), (ax * 0.42 + bx * 0.58, ay * 0.42 + by * 0.58)],
            (0.15 * k, 0.15 * k),
            o.trim,
        )


def _apron(c: Canvas, o: Outfit, s: _Shape, k: float, body: Body) -> None:
    x, seen = _front(body)
    if seen < -0.1:
        return
    wide = 0.35 + 0.65 * max(seen, 0)
    top = s.chest * 0.66 + s.hip * 0.34 + s.across * s.waist * x * 0.75
    low = s.hip + (0, 0.30 * k) + s.across * s.hips * x * 0.7
    c.curve([top - s.across * 0.09 * k * wide, s.hip - s.across * s.hips * wide * 0.9 + s.across * s.hips * x * 0.5, low - s.across * 0.16 * k * wide,
             low + s.across * 0.16 * k * wide, s.hip + s.across * s.hips * wide * 0.9 + s.across * s.hips * x * 0.5, top + s.across * 0.09 * k * wide], o.apron, tension=0.4)  # fmt: skip
    c.limb(
        [s.middle - s.across * s.waist * 0.9, s.middle + s.across * s.waist * 0.9],
        (0.028 * k, 0.028 * k),
        darker(o.apron, 0.08),
    )


def _satchel_strap(c: Canvas, o: Outfit, j: Joints) -> None:
    x, y = j["hip"]
    c.fill(paths.rect(x - 0.27, y - 0.02, 0.2, 0.2, 0.04), o.bag)


_GARMENTS = {"coat": _coat, "jacket": _jacket, "labcoat": _labcoat, "robe": _robe, "dress": _dress, "overalls": _overalls, "hoodie": _hoodie,
             "sweater": _sweater, "shirt": _shirt, "armour": _armour, "spacesuit": _spacesuit}  # fmt: skip
