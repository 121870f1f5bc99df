"""Clothes on the torso: each garment draws itself over the body's measures."""

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Linear
from rushes.engines.animatic.skeleton import Body, Joints
from rushes.engines.animatic.torso import Torso
from rushes.engines.animatic.wardrobe import Outfit, darker, lighter


def _front(body: Body) -> tuple[float, float]:
    """Where the front's middle line lies across the torso (-1..1 of its half width), and how much of it
    is seen."""
    a = np.deg2rad(body.turn)
    return float(0.9 * np.cos(a)), float(np.sin(a))


def _skirt(
    c: Canvas, o: Outfit, j: Joints, body: Body, k: float, s: Torso, hem: float, flare: float, colour: str
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
    c.curve(
        [
            s.middle - s.across * s.waist,
            s.hip - s.across * (s.hips + 0.02 * k),
            np.array([left + drift, y]),
            np.array([(left + right) / 2 + drift, y + 0.025 * k]),
            np.array([right + drift, y]),
            s.hip + s.across * (s.hips + 0.02 * k),
            s.middle + s.across * s.waist,
        ],
        colour,
        tension=0.75,
    )
    for u in (0.3, 0.62):
        x = left + (right - left) * u + drift
        c.line(
            [s.hip + s.across * s.hips * (2 * u - 1), np.array([x, y])],
            darker(colour, 0.06),
            0.014 * k,
            opacity=0.7,
        )


def draw_shirt(c: Canvas, o: Outfit, j: Joints, body: Body, k: float, s: Torso) -> None:
    """Draw a shirt over the torso."""
    hem = s.across * s.hips * 1.01
    c.curve(
        [
            s.hip - hem - (0, 0.05 * k),
            s.hip - hem + (0, 0.02 * k),
            s.hip + hem + (0, 0.02 * k),
            s.hip + hem - (0, 0.05 * k),
        ],
        darker(o.cloth, 0.03),
        tension=0.4,
    )
    left, front, right = s.neckline()
    if s.seen > -0.15:
        low = s.hip * 0.9 + s.chest * 0.1 + s.across * s.hips * s.facing * 0.7
        c.line([front, low], darker(o.cloth, 0.06), 0.009 * k)
        for u in (0.2, 0.45, 0.7):
            x, y = front * (1 - u) + low * u
            c.circle(x, y, 0.009 * k, darker(o.cloth, 0.12))
        for way, neck in ((-1.0, left), (1.0, right)):
            up = s.down * 0.016 * k
            point = front + s.across * way * 0.042 * k + s.down * 0.045 * k
            c.poly([neck - up, front - up * 0.4, point, neck + up * 1.4], darker(o.cloth, 0.05 + 0.015 * way))
    else:
        _collar(c, s, body, k, darker(o.cloth, 0.06))


def _sweater(c: Canvas, o: Outfit, j: Joints, body: Body, k: float, s: Torso) -> None:
    c.limb(
        [s.hip - s.across * s.hips * 1.02, s.hip + s.across * s.hips * 1.02],
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


def _collar(c: Canvas, s: Torso, body: Body, k: float, colour: str) -> None:
    """A band along the neckline; from behind it stands up at the nape."""
    high = 0.034 if s.seen > -0.15 else 0.055
    c.limb(s.neckline(), (0.026 * k, high * k, 0.026 * k), colour)


def _lapels(c: Canvas, o: Outfit, s: Torso, body: Body, k: float, low: "np.ndarray") -> None:
    """The opening of a coat or jacket when the front is seen: shirt, lapels, buttons; else the back seam."""
    if s.seen < -0.15:
        c.line([s.at(0, 0.05), low], darker(o.cloth, 0.06), 0.012 * k)
        return
    left, front, right = s.neckline()
    apex = s.chest * 0.36 + s.middle * 0.64 + s.across * s.waist * s.facing * 0.72
    bottom = low + s.across * s.hips * s.facing
    _shirt_front(c, o, (left, front, right), apex)
    for way, neck in ((-1.0, left), (1.0, right)):
        wide = 0.078 * k * (1 - 0.6 * max(way * s.facing, 0.0))
        notch = neck * 0.5 + apex * 0.5 + s.across * way * wide
        outer = neck + s.across * way * 0.4 * wide - s.down * 0.012 * k
        tone = darker(o.cloth, 0.075 + 0.02 * way)
        c.poly(
            [neck * 0.9 + front * 0.1 - s.down * 0.012 * k, outer, notch - s.down * 0.035 * k, notch, apex],
            tone,
        )
    c.line([apex, bottom], darker(o.cloth, 0.12), 0.012 * k)
    for u in (0.12, 0.42, 0.72):
        p = apex * (1 - u) + bottom * u + s.across * 0.028 * k
        c.circle(p[0], p[1], 0.014 * k, o.trim)


def _nape(c: Canvas, o: Outfit, s: Torso) -> None:
    """The collar of a coat from behind."""
    if s.seen < -0.15:
        c.limb(s.neckline(), (0.03 * s.k, 0.06 * s.k, 0.03 * s.k), darker(o.cloth, 0.08))


def _shirt_front(
    c: Canvas, o: Outfit, neckline: tuple["np.ndarray", "np.ndarray", "np.ndarray"], apex: "np.ndarray"
) -> None:
    """The shirt in the opening of a coat: a closed collar whose points lie on it."""
    left, front, right = neckline
    c.poly([left, front, right, apex], darker(o.under, 0.03))
    tip = front * 0.62 + apex * 0.38
    for neck in (left, right):
        c.poly(
            [neck, front, front * 0.9 + apex * 0.1, tip * 0.7 + neck * 0.3, neck * 0.78 + apex * 0.22],
            o.under,
        )
    c.line([front, apex], darker(o.under, 0.1), 0.006, smooth=False)


def _bodysuit(c: Canvas, o: Outfit, j: Joints, body: Body, k: float, s: Torso) -> None:
    belt = s.hip * 0.8 + s.middle * 0.2
    side = s.across * s.hips * 1.02
    c.limb([belt - side, belt + side], (0.05 * k, 0.05 * k), o.trim if o.cape else darker(o.cloth, 0.08))
    if s.seen > 0.05 and o.cape:
        x, y = s.chest * 0.68 + s.hip * 0.32 + s.across * s.shoulder * s.facing * 0.55
        wide = 0.075 * k * (0.35 + 0.65 * s.seen)
        c.poly([(x - wide, y - 0.05 * k), (x + wide, y - 0.05 * k), (x, y + 0.075 * k)], o.trim)
    _collar(c, s, body, k, darker(o.cloth, 0.07))


def _swimsuit(c: Canvas, o: Outfit, j: Joints, body: Body, k: float, s: Torso) -> None:
    hem = s.across * s.hips
    c.curve(
        [
            s.hip - hem * 1.02,
            s.hip + hem * 1.02,
            s.hip + hem * 0.5 + s.down * 0.1 * k,
            s.hip - hem * 0.5 + s.down * 0.1 * k,
        ],
        o.cloth,
    )
    c.limb(
        [s.middle - s.across * s.waist, s.middle + s.across * s.waist],
        (0.03 * k, 0.03 * k),
        lighter(o.cloth, 0.1),
    )


def _coat(c: Canvas, o: Outfit, j: Joints, body: Body, k: float, s: Torso) -> None:
    hem = 0.20 if o.long else 0.47
    _skirt(c, o, j, body, k, s, hem, 0.045, o.cloth)
    _lapels(c, o, s, body, k, np.add(s.hip, (0, 0.22 * k)))
    belt = s.across * s.waist * 1.05
    c.limb([s.middle - belt, s.middle + belt], (0.045 * k, 0.045 * k), darker(o.cloth, 0.1))
    _nape(c, o, s)


def _jacket(c: Canvas, o: Outfit, j: Joints, body: Body, k: float, s: Torso) -> None:
    c.curve(
        [
            s.middle - s.across * s.waist,
            s.hip - s.across * s.hips * 1.14 + (0, 0.08 * k),
            np.add(s.hip, (0, 0.1 * k)),
            s.hip + s.across * s.hips * 1.14 + (0, 0.08 * k),
            s.middle + s.across * s.waist,
        ],
        o.cloth,
        tension=0.7,
    )
    _lapels(c, o, s, body, k, np.add(s.hip, (0, 0.06 * k)))
    _nape(c, o, s)


def _labcoat(c: Canvas, o: Outfit, j: Joints, body: Body, k: float, s: Torso) -> None:
    _skirt(c, o, j, body, k, s, 0.45, 0.03, o.cloth)
    _lapels(c, o, s, body, k, np.add(s.hip, (0, 0.25 * k)))
    _nape(c, o, s)


def _robe(c: Canvas, o: Outfit, j: Joints, body: Body, k: float, s: Torso) -> None:
    _skirt(c, o, j, body, k, s, 0.05, 0.07, o.cloth)
    x, seen = _front(body)
    if seen > -0.2:
        left, front, right = s.neckline()
        apex = s.chest * 0.4 + s.middle * 0.6 + s.across * s.waist * x * 0.7
        c.poly([left, front, right, apex], darker(o.under, 0.02))
        for neck in (left, right):
            c.limb([neck, apex], (0.05 * k, 0.04 * k), darker(o.cloth, 0.06))
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


def _dress(c: Canvas, o: Outfit, j: Joints, body: Body, k: float, s: Torso) -> None:
    _skirt(c, o, j, body, k, s, 0.36, 0.10, o.cloth)
    c.limb(
        [s.middle - s.across * s.waist * 1.02, s.middle + s.across * s.waist * 1.02],
        (0.05 * k, 0.05 * k),
        darker(o.cloth, 0.1),
    )
    if s.seen < -0.15:
        c.line([s.at(0, 0.0), s.middle], darker(o.cloth, 0.06), 0.01 * k)
    _collar(c, s, body, 0.6 * k, darker(o.cloth, 0.05))


def _overalls(c: Canvas, o: Outfit, j: Joints, body: Body, k: float, s: Torso) -> None:
    x, seen = _front(body)
    chest = s.chest * 0.62 + s.hip * 0.38
    bib = s.across * s.waist * (0.75 if seen > -0.2 else 0.6)
    shift = s.across * s.waist * x * 0.3
    c.curve(
        [
            s.middle - s.across * s.waist * 1.02,
            s.hip - s.across * s.hips * 1.03,
            np.add(s.hip, (0, 0.06 * k)),
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


def _hoodie(c: Canvas, o: Outfit, j: Joints, body: Body, k: float, s: Torso) -> None:
    _sweater(c, o, j, body, k, s)
    if s.seen < -0.15:
        x, y = s.at(-0.03 * s.facing, 0.0)
        c.ellipse(x, y, 0.12 * k, 0.085 * k, darker(o.cloth, 0.07))
        return
    _, front, _ = s.neckline()
    for way in (-1, 1):
        top = front + s.across * 0.022 * k * way
        c.line([top, top + s.down * 0.1 * k], lighter(o.cloth, 0.16), 0.009 * k)
    pocket = s.hip * 0.78 + s.middle * 0.22 + s.across * s.hips * s.facing * 0.5
    wide = s.across * s.hips * (0.25 + 0.3 * max(s.seen, 0.0))
    c.line(
        [
            pocket - wide,
            pocket - wide * 0.6 - s.down * 0.09 * k,
            pocket + wide * 0.6 - s.down * 0.09 * k,
            pocket + wide,
        ],
        darker(o.cloth, 0.07),
        0.01 * k,
        smooth=False,
    )


def _armour(c: Canvas, o: Outfit, j: Joints, body: Body, k: float, s: Torso) -> None:
    plate = Linear(
        tuple(s.chest - s.across * s.shoulder),
        tuple(s.chest + s.across * s.shoulder),
        [darker(o.cloth, 0.08), lighter(o.cloth, 0.12), darker(o.cloth, 0.12)],
    )
    c.curve(
        [
            s.chest - s.across * s.shoulder * 0.98,
            s.middle - s.across * s.waist * 1.1,
            np.add(s.middle, (0, 0.05 * k)),
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


def _spacesuit(c: Canvas, o: Outfit, j: Joints, body: Body, k: float, s: Torso) -> None:
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


GARMENTS = {
    "coat": _coat,
    "jacket": _jacket,
    "labcoat": _labcoat,
    "robe": _robe,
    "dress": _dress,
    "overalls": _overalls,
    "hoodie": _hoodie,
    "sweater": _sweater,
    "shirt": draw_shirt,
    "armour": _armour,
    "spacesuit": _spacesuit,
    "bodysuit": _bodysuit,
    "swimsuit": _swimsuit,
}
