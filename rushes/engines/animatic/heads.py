"""Heads: face, hair, beard, hat. Drawn about the head's centre, radius 1, seen from any turn."""

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Glow
from rushes.engines.animatic.hats import TOPS, draw_hat, draw_hood
from rushes.engines.animatic.skeleton import Body
from rushes.engines.animatic.wardrobe import Outfit, blush, darker, lighter


def _on(turn: float, azimuth: float, radius: float = 1.0) -> tuple[float, float]:
    """Screen x and nearness of a point on the head at `azimuth` degrees to the person's right of the nose."""
    a = np.deg2rad(turn + azimuth)
    return float(radius * np.cos(a)), float(np.sin(a))


DETAIL = 18.0
"""Pixels per head radius from which light and shade on skin and hair are drawn."""


def head_radius(o: Outfit) -> float:
    """Metres; heads are a little larger than life, children's much more."""
    return 0.148 * (o.tall / 1.75 * 0.55 + 0.45) * (1.06 if o.child else 1.0)


def head_reach(o: Outfit) -> tuple[float, float]:
    """How far hair and hat reach above the head's centre, and chin and beard below it, head radii."""
    hair = {"bun": 1.5, "curly": 1.52}.get(o.hair_style, 1.28)
    above = TOPS[o.hat] if o.hat else hair
    return above, 1.58 if o.beard == "full" else 1.14


LONG = ((-0.95, -0.5, 0), (-1.12, 0.6, 0), (-0.95, 2.1, 1), (-0.2, 2.45, 1.4), (0.75, 2.2, 1))
"""Outline of long hair: x, y, and how far the point sways."""
LONG_FRONT = ((1.08, 0.7, 0), (0.95, -0.5, 0), (0, -1.0, 0))
BOB = ((-1.02, -0.4, 0), (-1.14, 0.5, 0), (-0.9, 1.12, 0), (0, 1.0, 0), (0.9, 1.12, 0), (1.14, 0.5, 0))
BOB_TOP = ((1.02, -0.4, 0), (0, -1, 0))


def draw_back_hair(c: Canvas, o: Outfit, turn: float, sway: float) -> None:
    """What hangs behind the shoulders; drawn before the body."""
    back, away = _on(turn, 180)
    style = o.hair_style
    if style in ("long", "bob"):
        x = (0.35 if style == "long" else 0.3) * back
        outline = (*LONG, *LONG_FRONT) if style == "long" else (*BOB, *BOB_TOP)
        c.curve([(x + px + k * sway, py) for px, py, k in outline], darker(o.hair, 0.05))
        for u in (-0.62, 0.1, 0.66) if c.unit > DETAIL else ():
            low = 1.9 if style == "long" else 0.95
            strand = [(x + u * 1.05, -0.2), (x + u * 1.15, 0.5 * low), (x + u + 0.9 * sway * (low > 1), low)]
            c.line(strand, lighter(o.hair, 0.05) if u < 0 else darker(o.hair, 0.1), 0.05, opacity=0.55)
    elif style in ("ponytail", "braid") and away < 0.75:
        root, tip = (0.95 * back, -0.25), (1.45 * back + 2.2 * sway, 1.9)
        middle = [(1.5 * back + 0.6 * sway, 0.35), (1.5 * back + 1.4 * sway, 1.2)]
        c.limb([root, *middle, tip], (0.42, 0.55, 0.42, 0.1), darker(o.hair, 0.04))


def draw_head(c: Canvas, o: Outfit, body: Body, turn: float, key: int) -> None:
    """Skull, ears, face, hair and hat at the origin, one head radius per unit."""
    facing, front = _on(turn, 0)
    seen = front > -0.45
    hair_back = o.hair_style not in ("bald", "thin")
    skull_x = -0.10 * facing
    if o.hat == "hood":
        draw_hood(c, o, facing)
    if hair_back:
        _skull_hair(c, o, skull_x, facing, front, key)
    else:
        c.ellipse(skull_x, -0.12, 0.98, 0.98, o.skin)
    for azimuth in (92, -92):
        x, near = _on(turn, azimuth, 0.92)
        if near > -0.25 and o.hair_style not in ("long", "bob"):
            c.ellipse(x, 0.12, 0.15 + 0.08 * abs(near), 0.24, darker(o.skin, 0.04))
    if seen:
        _face(c, o, body, turn, facing, front)
    else:
        _nape(c, o, skull_x)
    draw_hat(c, o, facing, front)


def _nape(c: Canvas, o: Outfit, x: float) -> None:
    """The back of the head."""
    if o.hair_style == "thin":
        c.curve([(-0.95, 0), (-0.8, 0.75), (0, 0.85), (0.8, 0.75), (0.95, 0), (0, 0.25)], o.hair)
    elif o.hair_style not in ("bald", "short"):
        c.ellipse(x, 0.1, 0.98, 1.0, o.hair)


def _skull_hair(c: Canvas, o: Outfit, x: float, facing: float, front: float, key: int) -> None:
    if o.hair_style == "bun" and o.hat not in ("helmet", "spacehelmet", "chef", "peaked", "sou"):
        c.circle(-0.75 * facing, -1.0, 0.42, darker(o.hair, 0.02))
    if o.hair_style == "curly":
        rng = np.random.default_rng(key)
        for a in np.linspace(150, 390, 13):
            r, size = np.deg2rad(a), 0.36 + 0.07 * rng.random()
            if o.hat and np.sin(r) < -0.35:
                continue  # under the hat
            c.circle(x + 0.86 * np.cos(r), -0.22 + 0.86 * np.sin(r), size, o.hair)
    volume = {"short": 1.04, "curly": 1.08, "bun": 1.04, "ponytail": 1.04, "braid": 1.05}.get(
        o.hair_style, 1.1
    )
    c.ellipse(x, -0.16, 1.0 * volume, 1.0 * volume, o.hair)
    if c.unit > DETAIL and not o.hat:
        _sheen(c, o.hair, x, volume)
    if front < -0.2:
        c.curve(
            [(x - 0.98, -0.2), (x - 0.85, 0.6), (x, 0.95), (x + 0.85, 0.6), (x + 0.98, -0.2)],
            darker(o.hair, 0.03),
        )


def _key_side(c: Canvas) -> float:
    """-1 when the key light comes from the left of the picture, else +1."""
    return -1.0 if c.light is None or c.light.side < 0 else 1.0


def _sheen(c: Canvas, hair: str, x: float, volume: float) -> None:
    """A band of light along the hair on the side of the key."""
    side = _key_side(c)
    for r, wide, tone in ((0.80, 0.15, 0.055), (0.62, 0.06, 0.08)):
        arc = [np.deg2rad(-90 + side * a) for a in (8, 32, 58, 82)]
        points = [(x + r * volume * np.cos(a), -0.16 + r * volume * np.sin(a)) for a in arc]
        c.limb(points, (0.02, wide, wide, 0.02), lighter(hair, tone), opacity=0.6)


def _form(c: Canvas, o: Outfit, fx: float, wide: float) -> None:
    """Shade on the cheek away from the key, under the hair and under the lip; drawn inside the face."""
    side, shade = -_key_side(c), darker(o.skin, 0.05)
    cheek = [(0.5, -0.9), (0.66, -0.1), (0.6, 0.5), (0.2, 1.1), (1.3, 1.2), (1.4, -0.8)]
    c.curve([(fx + side * wide * px, py) for px, py in cheek], shade, opacity=0.62)
    if o.hair_style not in ("bald", "thin") or o.hat:
        brow = [(-1.2, -1.2), (-1.0, -0.08), (0.0, -0.5), (1.0, -0.1), (1.2, -1.2)]
        c.curve([(fx + px, py) for px, py in brow], shade, opacity=0.7)
    glow = [(-0.62, 0.02), (-0.3, 0.24), (-0.42, 0.44), (-0.72, 0.3)]
    c.curve([(fx + side * wide * px, py) for px, py in glow], lighter(o.skin, 0.035), opacity=0.5)


def _face(c: Canvas, o: Outfit, body: Body, turn: float, facing: float, front: float) -> None:
    fx, wide = 0.24 * facing, 0.86 - 0.12 * abs(facing)
    face = _oval(o, fx, wide, facing, 0.05 * body.nod / 10)
    c.fill(face, o.skin)
    if o.hair_style == "thin":
        for azimuth in (80, -80):
            x, near = _on(turn, azimuth, 0.95)
            if near > -0.3:
                c.ellipse(x, 0.0, 0.13, 0.34, o.hair)
    if o.beard:
        _beard(c, o, face, fx, wide, facing, body)
    with c.group(clip=face):
        if c.unit > DETAIL and not o.beard:
            _form(c, o, fx, wide)
        _features(c, o, body, turn, facing)
    _nose(c, o, turn, front)
    if o.hair_style not in ("bald", "thin"):
        _fringe(c, o, face, fx, wide, facing)
    if o.glasses:
        _glasses(c, turn)


def _oval(o: Outfit, fx: float, wide: float, facing: float, nod: float) -> paths.Path:
    """The outline of a face."""
    if o.hair_style in ("bald", "thin"):
        return paths.ellipse(fx * 0.4, -0.1, 0.97, 0.99) + paths.ellipse(fx, 0.3, wide * 0.9, 0.74)
    jaw = 0.5 if o.woman else 0.62
    return paths.curve(
        [
            (fx - wide, -0.25),
            (fx - wide * 0.96, 0.25),
            (fx - wide * jaw, 0.82 + nod),
            (fx + 0.10 * facing, 1.04 + nod),
            (fx + wide * jaw, 0.82 + nod),
            (fx + wide * 0.96, 0.25),
            (fx + wide, -0.25),
            (fx + wide * 0.6, -0.78),
            (fx, -0.88),
            (fx - wide * 0.6, -0.78),
        ]
    )


def _features(c: Canvas, o: Outfit, body: Body, turn: float, facing: float) -> None:
    nod = 0.12 * body.nod / 10
    for azimuth in (24, -24):
        x, near = _on(turn, azimuth, 0.88)
        if near >= 0.08:
            _eye(c, o, body, (x, nod), 0.25 + 0.75 * min(1.0, near * 1.15), facing, azimuth > 0)
    for azimuth in (40, -40):
        x, near = _on(turn, azimuth, 0.82)
        if near > 0.1:
            c.ellipse(x, 0.36 + nod, 0.2 * near, 0.13, blush(o.skin), opacity=0.35 if not o.old else 0.2)
            if o.old:
                c.line(
                    [(x - 0.1, 0.2 + nod), (x + 0.08, 0.24 + nod)], darker(o.skin, 0.12), 0.03, opacity=0.6
                )
    if body.tears:
        _tears(c, body, turn, nod)
    _mouth(c, o, body, turn, nod)


def _eye(
    c: Canvas, o: Outfit, body: Body, at: tuple[float, float], width: float, facing: float, right: bool
) -> None:
    """One eye with its brow; `width` is how much of it is seen."""
    x, nod = at
    if o.patch and right:
        c.ellipse(x, 0.04 + nod, 0.24 * width, 0.2, "#1d1b1f")
        return
    if body.blink > 0.6:
        lid = [(x - 0.17 * width, 0.04 + nod), (x, 0.11 + nod), (x + 0.17 * width, 0.04 + nod)]
        c.line(lid, "#2a2026", 0.06)
    else:
        open_, ahead = 1 - body.blink, x + 0.035 * facing
        c.ellipse(x, 0.03 + nod, 0.165 * width, 0.15 * open_, "#fbf6ee")
        c.ellipse(ahead, 0.035 + nod, 0.105 * width, 0.135 * open_, o.eyes)
        c.ellipse(ahead + 0.03, -0.01 + nod, 0.035 * width, 0.04 * open_, Glow("#ffffff"), opacity=0.8)
        if c.unit > DETAIL:
            lid = [(x - 0.18 * width, -0.02 + nod), (x, -0.135 + nod), (x + 0.18 * width, -0.03 + nod)]
            c.line(lid, "#2a2026", 0.05)
    dark = darker(o.hair if not o.old else "#8d8a88", 0.05)
    brow = -0.27 - 0.09 * body.brow + nod
    inner = 0.09 * min(0.0, body.brow) * (1 if right else -1)
    points = [(x - 0.19 * width, brow - inner), (x, brow - 0.045), (x + 0.19 * width, brow + inner)]
    c.line(points, dark, 0.075)


def _tears(c: Canvas, body: Body, turn: float, nod: float) -> None:
    """One running down each cheek."""
    for azimuth, late in ((40, 0.3), (-40, 0.0)):
        x, near = _on(turn, azimuth, 0.82)
        run = 0.5 * ((0.45 * body.t + late) % 1.0)
        if near > 0.1:
            c.limb([(x - 0.1, 0.22 + nod), (x - 0.12, 0.3 + run + nod)], (0.05, 0.12), "#cfe6f2", 0.85)


def _mouth(c: Canvas, o: Outfit, body: Body, turn: float, nod: float) -> None:
    x, near = _on(turn, 0, 0.74)
    if near < 0.05:
        return
    w = 0.26 * (0.35 + 0.65 * near)
    y = 0.56 + nod
    lip = "#8c3b36" if o.woman else darker(o.skin, 0.22)
    if body.mouth > 0.12:
        c.ellipse(x, y + 0.03, w * 0.8, 0.05 + 0.16 * body.mouth, "#4a1f24")
    else:
        c.line(
            [(x - w, y - 0.06 * body.smile), (x, y + 0.07 * body.smile), (x + w, y - 0.06 * body.smile)],
            lip,
            0.07,
        )
        if c.unit > DETAIL and not o.beard:
            c.line(
                [(x - 0.45 * w, y + 0.17), (x + 0.45 * w, y + 0.17)], darker(o.skin, 0.08), 0.04, opacity=0.7
            )


def _nose(c: Canvas, o: Outfit, turn: float, front: float) -> None:
    x, near = _on(turn, 0, 1.0)
    x0 = _on(turn, 0, 0.80)[0]
    shade = darker(o.skin, 0.06)
    if near > 0.75:
        c.curve([(x0 - 0.03, 0.0), (x0 + 0.12, 0.32), (x0 - 0.12, 0.32)], shade, opacity=0.75)
    else:
        tip = x0 + 0.30 * np.sign(x) * (1 - near * 0.5)
        c.curve(
            [
                (x0 - 0.05 * np.sign(x), -0.08),
                (tip, 0.24),
                (tip - 0.06 * np.sign(x), 0.34),
                (x0 - 0.08 * np.sign(x), 0.36),
            ],
            o.skin,
            tension=0.8,
        )
        c.curve(
            [
                (x0, 0.3),
                (tip - 0.03 * np.sign(x), 0.27),
                (tip - 0.08 * np.sign(x), 0.37),
                (x0 - 0.05 * np.sign(x), 0.37),
            ],
            shade,
            opacity=0.8,
        )
    del front


def _beard(c: Canvas, o: Outfit, face: paths.Path, fx: float, wide: float, facing: float, body: Body) -> None:
    nod = 0.05 * body.nod / 10
    if o.beard == "stubble":
        c.curve(
            [
                (fx - wide, 0.3),
                (fx - wide * 0.6, 0.9),
                (fx, 1.05),
                (fx + wide * 0.6, 0.9),
                (fx + wide, 0.3),
                (fx, 0.45),
            ],
            darker(o.beard_colour, 0.02),
            opacity=0.3,
        )
        return
    if o.beard != "moustache":
        low = 1.5 if o.beard == "full" else 1.14
        top = 0.22
        c.curve(
            [
                (fx - wide * 0.98, top - 0.2),
                (fx - wide * 0.9, 0.75),
                (fx - wide * 0.45, low - 0.12),
                (fx + 0.12 * facing, low + nod),
                (fx + wide * 0.45, low - 0.12),
                (fx + wide * 0.9, 0.75),
                (fx + wide * 0.98, top - 0.2),
                (fx + wide * 0.62, 0.36),
                (fx + 0.1 * facing, 0.42),
                (fx - wide * 0.62, 0.36),
            ],
            o.beard_colour,
        )
        _strands(c, o.beard_colour, (fx, 0.06 * facing), wide, low - 0.3 + nod)
    x = 0.62 * facing
    c.curve(
        [(x - 0.36, 0.56), (x - 0.14, 0.36), (x + 0.14, 0.36), (x + 0.36, 0.56), (x, 0.48)],
        darker(o.beard_colour, 0.03) if o.beard != "moustache" else o.beard_colour,
    )


def _strands(c: Canvas, beard: str, at: tuple[float, float], wide: float, low: float) -> None:
    """Lines down a beard about x = `at[0]`, leaning by `at[1]`."""
    fx, lean = at
    if c.unit <= DETAIL:
        return
    for u in (-0.5, -0.18, 0.16, 0.48):
        c.line(
            [(fx + u * wide, 0.72), (fx + 0.7 * u * wide + lean, low)],
            darker(beard, 0.07),
            0.035,
            opacity=0.6,
        )


def _fringe(c: Canvas, o: Outfit, face: paths.Path, fx: float, wide: float, facing: float) -> None:
    """The hairline over the forehead, swept away from where the face looks."""
    light = lighter(o.hair, 0.04)
    sweep = -0.35 if facing >= 0 else 0.35
    with c.group(clip=paths.ellipse(-0.10 * facing, -0.16, 1.05)):
        c.curve(
            [
                (fx - wide - 0.3, 0.05),
                (fx - wide * 0.82, -0.25),
                (fx - wide * 0.4 + sweep, -0.62),
                (fx + wide * 0.35 + sweep, -0.56),
                (fx + wide * 0.86, -0.28),
                (fx + wide + 0.3, 0.05),
                (fx + wide + 0.3, -1.4),
                (fx - wide - 0.3, -1.4),
            ],
            o.hair,
        )
        c.line([(fx - wide * 0.7, -0.75), (fx, -0.92), (fx + wide * 0.6, -0.82)], light, 0.10, opacity=0.5)


def _glasses(c: Canvas, turn: float) -> None:
    ends = []
    for azimuth in (24, -24):
        x, near = _on(turn, azimuth, 0.92)
        if near > 0.02:
            c.stroke(paths.ellipse(x, 0.04, 0.27 * (0.3 + 0.7 * near), 0.25), "#33302e", 0.06)
            ends.append(x)
    if len(ends) == 2:
        c.line([(ends[0], 0.0), (ends[1], 0.0)], "#33302e", 0.05)
