"""Two-legged creatures: monster, giant, alien."""

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Glow
from rushes.engines.animatic.cast.rig_form import (
    Frame,
    Station,
    Tone,
    blink,
    bones,
    coat,
    dark,
    form,
    hexa,
    loft,
    pale,
    said,
    step,
)
from rushes.engines.animatic.cast.spirits import face, quarter
from rushes.engines.animatic.figure import Creature, Look, Pose
from rushes.engines.animatic.paths import Path


def leg(
    c: Canvas,
    f: Frame,
    pose: Pose,
    hip: tuple[float, float, float],
    size: float,
    tone: Tone,
    foot: Tone,
    side: int,
) -> None:
    """A thick leg of a two-legged giant, `size` times 1 m long; `hip` is (x, y, z)."""
    far = 0.9 if side < 0 and f.side >= 0.3 else 0.0
    dx, lift = (0.5 if pose.gait in ("sit", "lie") else 0.05 * side) * size, 0.0
    if pose.gait in ("walk", "run"):
        dx, lift = step(pose.phase + (0.5 if side < 0 else 0), 0.62, 0.9 * size)
    at = (dx, -0.12 * size * lift)
    knee = bones((hip[0], hip[1]), (at[0], at[1] - 0.1 * size), 0.42 * size, 0.4 * size, 1.0)
    flat, z = Frame(pose.turn), side * hip[2]
    a, b, (x, y) = flat.p(hip[0], hip[1], z), flat.p(*knee, z), flat.p(*at, z)
    c.limb([a, b, (x, y - 0.08 * size)], (0.42 * size, 0.32 * size, 0.26 * size), dark(tone, far))
    toe = x + (0.14 + 0.2 * f.side) * size
    c.curve(
        [
            (x - 0.16 * size, y),
            (x - 0.14 * size, y - 0.17 * size),
            (x + 0.08 * size, y - 0.19 * size),
            (toe, y - 0.06 * size),
            (toe, y),
        ],
        dark(foot, far),
    )


def arm(
    c: Canvas,
    f: Frame,
    pose: Pose,
    shoulder: tuple[float, float, float],
    size: float,
    tone: Tone,
    palm: Tone,
    side: int,
) -> None:
    """A long arm with three fingers; `shoulder` is (x, y, z)."""
    far = 0.9 if side < 0 and f.side >= 0.3 else 0.0
    swing = 0.12 * float(np.sin(pose.t * 1.4 + side))
    if pose.gait in ("walk", "run"):
        swing = float(np.sin(2 * np.pi * pose.phase + (np.pi if side > 0 else 0)))
    up = {"fight": 1.0, "dance": 0.9, "look": 0.7 if side > 0 else 0.0, "fall": 1.0}.get(pose.gait, 0.0)
    x, y, z = shoulder
    reach = (x + (0.3 * swing + 0.08 + 0.4 * up) * size, y + (0.92 - 0.1 * abs(swing) - 1.25 * up) * size)
    elbow = bones((x, y), reach, 0.48 * size, 0.46 * size, -1.0)
    flat = Frame(pose.turn)
    a, b, e = flat.p(x, y, side * z), flat.p(*elbow, side * z * 1.16), flat.p(*reach, side * z * 1.1)
    c.limb([a, b, e], (0.32 * size, 0.25 * size, 0.2 * size), dark(tone, far))
    c.circle(*e, 0.14 * size, dark(palm, far))
    for k in (-1, 0, 1):
        c.limb(
            [e, (e[0] + 0.08 * k * size, e[1] + (0.17 if up < 0.5 else -0.17) * size)],
            (0.09 * size, 0.05 * size),
            dark(palm, far),
        )


FUR: tuple[Station, ...] = (
    (-0.62, -1.3, -0.8, 0.3),
    (-0.5, -1.85, -0.55, 0.6),
    (-0.15, -2.25, -0.42, 0.78),
    (0.2, -2.2, -0.44, 0.76),
    (0.48, -1.8, -0.6, 0.55),
    (0.58, -1.3, -0.85, 0.3),
)


def monster(c: Canvas, look: Look, pose: Pose) -> None:
    """Big, furry, horned; kind or fierce by its words."""
    pose = quarter(pose)
    fur, _ = coat(look, "#5f7fb8", "#7a5a9a", "#4f8f7a", "#b8653c", "#6b6f78")
    low = 0.5 if pose.gait in ("sit", "lie") else 0.0
    f = Frame(pose.turn, 0, low + 0.02 * float(np.sin(pose.t * 2)), 0)
    hip, shoulder = (0.0, f.y - 0.72, 0.3), (0.02, f.y - 1.62, 0.62)
    arm(c, f, pose, shoulder, 1.0, fur, dark(fur, 0.5), -1)
    for side in (-1, 1):
        leg(c, f, pose, hip, 1.0, fur, dark(fur, 0.6), side)
    outline = loft(f, FUR)
    form(c, outline, fur, 0.14, lambda: _pelt(c, f, look, fur))
    _fringe(c, outline, fur)
    for side in (-1, 1):
        horn = [f.p(0.0, -2.05, side * 0.34), f.p(0.0, -2.38, side * 0.5), f.p(0.06, -2.6, side * 0.4)]
        c.limb(horn, (0.2, 0.14, 0.02), said(look, "#ead9b4", "horn"))
    if f.front > -0.4:
        _monster_face(c, f, look, pose, fur)
    arm(c, f, pose, shoulder, 1.0, fur, dark(fur, 0.5), 1)


def _pelt(c: Canvas, f: Frame, look: Look, fur: str) -> None:
    """Belly and tufts."""
    rng = look.rng("fur")
    if f.front > -0.4:
        x, y = f.p(0.32, -0.95)
        c.ellipse(x, y, 0.34 + 0.14 * f.front, 0.48, said(look, hexa(fur, 0.13, 0.75), "belly"))
    for _ in range(16):
        x, y = float(rng.uniform(-0.6, 0.6)), f.y + float(rng.uniform(-2.0, -0.6))
        c.line([(x - 0.05, y), (x, y + 0.07), (x + 0.05, y)], dark(fur, 0.8), 0.028, 0.6)


def _fringe(c: Canvas, outline: Path, fur: str) -> None:
    x0, _, x1, y1 = outline.bounds()
    for i in range(7):
        x = x0 + (x1 - x0) * (0.3 + 0.4 * i / 6)
        c.poly([(x - 0.1, y1 - 0.12), (x + 0.1, y1 - 0.12), (x, y1 + 0.08)], dark(fur, 0.6))


def _monster_face(c: Canvas, f: Frame, look: Look, pose: Pose, fur: str) -> None:
    one = look.has("one-eyed", "cyclops") or (not look.has("eyes") and look.rng("eyes").random() < 0.2)
    face(
        c, f, 0.5, -1.78, 0.0 if one else 0.2, 0.24 if one else 0.15, look, pose, said(look, "#3a5a3a", "eye")
    )
    mx, my = f.p(0.56, -1.4)
    gape = 0.1 + 0.22 * pose.mouth + (0.12 if pose.gait == "fight" else 0)
    c.curve(
        [
            (mx - 0.3, my - 0.02),
            (mx, my + 0.03),
            (mx + 0.3, my - 0.02),
            (mx + 0.18, my + gape),
            (mx - 0.18, my + gape),
        ],
        "#3a1f2b",
    )
    for k in (-0.18, 0.16):
        c.poly([(mx + k - 0.05, my - 0.01), (mx + k + 0.05, my - 0.01), (mx + k, my + 0.1)], "#fbf6ea")
    if look.has("angry", "fierce", "evil", "terrible") or pose.gait == "fight":
        for side in (-1, 1):
            bx, by = f.p(0.5, -2.0, side * 0.2)
            c.line([(bx - side * 0.16, by + 0.1), (bx + side * 0.14, by - 0.04)], dark(fur, 2), 0.07)


HULK: tuple[Station, ...] = (
    (-0.9, -3.2, -1.7, 0.7),
    (-0.75, -4.1, -1.45, 1.1),
    (0.0, -4.5, -1.35, 1.35),
    (0.7, -4.1, -1.5, 1.1),
    (0.85, -3.2, -1.9, 0.7),
)
SKULL: tuple[Station, ...] = (
    (-0.55, -0.3, 0.25, 0.3),
    (-0.4, -0.6, 0.45, 0.5),
    (0.0, -0.72, 0.6, 0.58),
    (0.35, -0.55, 0.62, 0.5),
    (0.55, -0.2, 0.5, 0.3),
)


def giant(c: Canvas, look: Look, pose: Pose) -> None:
    """A troll or a stone giant, several metres tall."""
    pose = quarter(pose)
    stone = look.has("stone", "rock", "golem", "mossy", "troll") or look.rng("stone").random() < 0.4
    skin, _ = coat(look, "#8a8f88", "#7a8478") if stone else coat(look, "#c99a78", "#b5835f", "#9aa57a")
    cloth = said(
        look,
        ("#6b4f35", "#5a5f4a", "#7a4a3a")[int(look.rng("cloth").integers(3))],
        "tunic",
        "cloth",
        "clothes",
        "shirt",
    )
    low = 1.1 if pose.gait in ("sit", "lie") else 0.0
    f = Frame(
        pose.turn, 0, low + 0.04 * float(np.sin(pose.t * 1.4)), 0, -4 if pose.gait in ("walk", "run") else 0
    )
    hip, shoulder = (0.0, f.y - 1.75, 0.55), (0.05, f.y - 3.75, 1.2)
    arm(c, f, pose, shoulder, 2.2, skin, skin, -1)
    for side in (-1, 1):
        leg(c, f, pose, hip, 2.2, skin if stone else dark(cloth, 0.6), dark(skin, 0.6), side)
    trunk = loft(Frame(pose.turn, 0, f.y), HULK)
    form(
        c,
        trunk,
        skin if stone else cloth,
        0.25,
        lambda: _moss(c, f, look, skin) if stone else c.rect(-2, f.y - 1.95, 4, 0.3, "#3f2e22"),
    )
    head = Frame(pose.turn, 0.3, f.y - 4.75, 0, 8 * pose.head - 6)
    c.limb([f.p(0.1, -4.2), head.p(0, 0.1)], (0.9, 0.75), skin)
    form(
        c,
        loft(head, SKULL),
        skin,
        0.14,
        lambda: None if stone else _hair(c, head, said(look, "#6b4429", "hair")),
    )
    _giant_face(c, head, look, pose, skin, stone)
    arm(c, f, pose, shoulder, 2.2, skin, skin, 1)


def _moss(c: Canvas, f: Frame, look: Look, skin: str) -> None:
    """Moss and cracks on a giant of stone."""
    rng = look.rng("moss")
    for _ in range(9):
        x, y, shown = float(rng.uniform(-1.2, 1.2)), f.y + float(rng.uniform(-4.4, -1.6)), rng.random() < 0.5
        if shown or look.has("mossy"):
            c.fill(paths.blob(x, y, 0.3, 0.16, rng, 0.2, 8), "#6d7f3b", 0.8)
    for _ in range(7):
        x, y = float(rng.uniform(-1, 1)), f.y + float(rng.uniform(-4, -1.8))
        c.line([(x, y), (x + 0.2, y + 0.25), (x + 0.1, y + 0.5)], dark(skin, 1.3), 0.05, 0.7, smooth=False)


def _giant_face(c: Canvas, head: Frame, look: Look, pose: Pose, skin: str, stone: bool) -> None:
    for side in (-1, 1):
        if head.facing(0, side) > -0.3:
            c.ellipse(*head.p(-0.08, -0.02, side * 0.58), 0.16, 0.22, dark(skin, 0.5))
        if head.front > -0.4 and head.facing(0.5, side * 0.8) > 0.02:
            x, y = head.p(0.42, -0.14, side * 0.26)
            c.ellipse(x, y, 0.1, 0.09 * blink(look, pose.t), Glow("#ffd873") if stone else "#f6f1e6")
            c.circle(x + 0.02, y, 0.045, "#2a2420")
            c.limb(
                [head.p(0.5, -0.3, side * 0.06), head.p(0.44, -0.34, side * 0.42)],
                (0.13, 0.08),
                dark(skin, 1.2),
            )
    if head.front <= -0.4:
        return
    c.limb([head.p(0.5, -0.16), head.p(0.74, 0.12), head.p(0.6, 0.18)], (0.14, 0.26, 0.16), pale(skin, 0.2))
    x, y = head.p(0.56, 0.36)
    c.line([(x - 0.2, y), (x, y + 0.04), (x + 0.16, y - 0.02)], dark(skin, 2.0), 0.07)
    if not stone and (look.has("beard", "bearded") or look.rng("beard").random() < 0.5):
        beard = said(look, "#7a4a2c", "beard", "hair")
        c.curve(
            [
                head.p(0.5, 0.42, -0.2),
                head.p(0.62, 0.44, 0.2),
                head.p(0.6, 0.95),
                head.p(0.25, 0.85),
                head.p(0.1, 0.4, 0.5),
            ],
            beard,
        )


def _hair(c: Canvas, head: Frame, hair: str) -> None:
    """A cap of hair inside the head's outline."""
    if abs(head.front) > 0.7:
        x, y = head.p(0, -0.42 if head.front > 0 else 0.3)
        c.rect(x - 1, y - 1.2, 2, 1.2, hair)
        return
    c.curve(
        [
            head.p(-0.9, -0.9),
            head.p(0.7, -0.95),
            head.p(0.4, -0.46),
            head.p(0.0, -0.44),
            head.p(-0.2, 0.1),
            head.p(-0.3, 0.4),
            head.p(-0.9, 0.4),
        ],
        hair,
        tension=0.5,
    )


ALIEN_BODY: tuple[Station, ...] = (
    (-0.12, -0.86, -0.5, 0.1),
    (0.0, -0.94, -0.44, 0.17),
    (0.11, -0.86, -0.5, 0.1),
)
ALIEN_HEAD: tuple[Station, ...] = (
    (-0.24, -0.18, 0.06, 0.12),
    (-0.14, -0.29, 0.12, 0.22),
    (0.02, -0.31, 0.2, 0.25),
    (0.15, -0.2, 0.22, 0.2),
    (0.2, -0.02, 0.18, 0.1),
)


def alien(c: Canvas, look: Look, pose: Pose) -> None:
    """Slender, with a great head and dark almond eyes."""
    pose = quarter(pose)
    skin, _ = coat(look, "#8fbf8a", "#9ab8c4", "#b9a8d0", "#a8b58a")
    low = 0.3 if pose.gait in ("sit", "lie") else 0.0
    f = Frame(pose.turn, 0, low + 0.012 * float(np.sin(pose.t * 2)))
    hip, shoulder = (0.0, f.y - 0.52, 0.09), (0.0, f.y - 0.86, 0.16)
    arm(c, f, pose, shoulder, 0.48, skin, skin, -1)
    for side in (-1, 1):
        leg(c, f, pose, hip, 0.62, skin, dark(skin, 0.5), side)
    form(c, loft(f, ALIEN_BODY), skin, 0.03)
    head = Frame(pose.turn, 0.03, f.y - 1.16, 0, 8 * pose.head + 3 * float(np.sin(pose.t)))
    c.limb([f.p(0, -0.86), head.p(0, 0.1)], (0.09, 0.09), skin)
    form(c, loft(head, ALIEN_HEAD), skin, 0.04)
    if head.front > -0.4:
        _alien_face(c, head, look, pose, skin)
    for side in (-1, 1):
        _feeler(c, head, skin, side)
    arm(c, f, pose, shoulder, 0.48, skin, skin, 1)
    if look.has("glowing"):
        c.glow(0, -0.8, 1.0, skin, 0.45)


def _feeler(c: Canvas, head: Frame, skin: str, side: int) -> None:
    tip = head.p(-0.06, -0.48, side * 0.12)
    c.line([head.p(0, -0.28, side * 0.07), tip], skin, 0.02)
    c.circle(*tip, 0.03, Glow("#c8ffb0"))


def _alien_face(c: Canvas, head: Frame, look: Look, pose: Pose, skin: str) -> None:
    for side in (-1, 1):
        if head.facing(0.7, side * 0.7) > 0.0:
            x, y = head.p(0.15, -0.02, side * 0.12)
            with c.at(x, y, turn=side * 24 * head.front + 14 * head.side):
                c.ellipse(0, 0, 0.085, 0.058 * blink(look, pose.t), Glow(said(look, "#101418", "eye")))
                c.ellipse(0.02, -0.02, 0.02, 0.012, "#ffffff", opacity=0.8)
    x, y = head.p(0.19, 0.13)
    c.line([(x - 0.03, y), (x + 0.02, y + 0.005)], dark(skin, 1.8), 0.014)


CREATURES = (
    Creature(
        "monster",
        ("monster", "beast", "yeti", "bigfoot", "ogre", "gruffalo", "minotaur", "demon"),
        "creature",
        height=2.5,
        length=1.8,
        draw=monster,
        stride=0.9,
        run_stride=0.9,
        speed=0.9,
        run_speed=2,
        focus=(0.2, -1.75),
        focus_size=1.1,
    ),
    Creature(
        "giant",
        ("giant", "troll", "titan", "colossus", "cyclops", "golem"),
        "creature",
        height=5.5,
        length=3.2,
        draw=giant,
        stride=1.98,
        run_stride=1.98,
        speed=1.6,
        run_speed=3.5,
        focus=(0.4, -4.8),
        focus_size=1.9,
    ),
    Creature(
        "alien",
        ("alien", "extraterrestrial", "martian", "goblin"),
        "creature",
        height=1.65,
        length=0.7,
        draw=alien,
        stride=0.56,
        run_stride=0.56,
        speed=0.7,
        run_speed=2,
        focus=(0.05, -1.2),
        focus_size=0.55,
    ),
)
