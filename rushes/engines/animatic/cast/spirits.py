"""Creatures of the imagination: ghost, blob, monster, giant, alien, tyrannosaur."""

from dataclasses import replace

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Glow, Linear
from rushes.engines.animatic.cast.rig_form import (
    Frame,
    Station,
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
from rushes.engines.animatic.figure import Creature, Look, Pose


def face(c: Canvas, f: Frame, x: float, y: float, gap: float, r: float, look: Look, pose: Pose, iris: str = "#2a2a30", white: str = "#f6f1e6") -> None:
    """Two round eyes on a front at `x`, `gap` either side of the middle."""
    lid = blink(look, pose.t)
    for side in (-1, 1):
        show = f.facing(0.8, side * 0.6)
        if show < 0.02:
            continue
        px, py = f.p(x, y, side * gap)
        wide = r * (0.5 + 0.5 * show)
        c.ellipse(px, py, wide, r, white)
        c.ellipse(px + 0.25 * wide * f.side, py, wide * 0.55, r * 0.55 * lid, iris)
        c.ellipse(px + 0.2 * wide + 0.25 * wide * f.side, py - 0.25 * r, wide * 0.16, r * 0.16, Glow("#ffffff"))


def quarter(pose: Pose) -> Pose:
    """Broad two-legged figures read best a little turned to the camera."""
    return replace(pose, turn=max(pose.turn, 28.0)) if pose.turn > -20 else pose


def ghost(c: Canvas, look: Look, pose: Pose) -> None:
    hue, _ = coat(look, "#e6eef2", "#d9e6f0", "#e9e6f2", "#d9efe4")
    t = pose.t
    y0 = 0.06 * float(np.sin(t * 1.6))
    f = Frame(pose.turn if pose.turn > 0 else pose.turn + 20 if pose.turn > -20 else pose.turn)
    hem = []
    for i in range(9):
        k = i / 8
        hem.append((0.5 - k * 1.0 - 0.14 * (1 - abs(2 * k - 1)) * 0, 0.72 + (0.1 if i % 2 else -0.05) + 0.05 * float(np.sin(t * 3 + i * 1.3))))
    lean = -0.28 if pose.gait in ("fly", "run", "walk", "swim") else -0.06
    hem = [(x + lean * f.side, y) for x, y in hem]
    outline = paths.curve([(-0.42, 0.1), (-0.4, -0.42), (-0.24, -0.78), (0.0, -0.9), (0.24, -0.78), (0.4, -0.42), (0.44, 0.1), *hem])
    with c.at(0, y0):
        c.glow(0, 0, 1.5, hue, 0.12 + 0.25 * pose.lights)
        with c.group(opacity=0.86):
            c.fill(outline, Linear((0, -0.9), (0, 0.85), [Glow(pale(hue, 0.5)), (hue, 1.0), (dark(hue, 0.6), 0.35)]))
            with c.group(clip=outline):
                c.curve([(0.1, -0.9), (0.6, -0.5), (0.6, 0.9), (0.2, 0.9), (0.3, 0.0)], dark(hue, 1.3), opacity=0.35)
            for side in (-1, 1):
                wave = 0.08 * float(np.sin(t * 2 + side))
                x = side * (0.38 * max(abs(f.front), 0.3)) + 0.12 * f.side
                c.limb([(x, -0.15), (x + 0.2 * side * abs(f.front) + 0.16 * f.side, -0.08 + wave), (x + 0.3 * side * abs(f.front) + 0.26 * f.side, 0.04 + wave)], (0.2, 0.16, 0.08), pale(hue, 0.3))
        if f.front > -0.4:
            lid = blink(look, t)
            for side in (-1, 1):
                x, y = f.p(0.2, -0.5, side * 0.13)
                c.ellipse(x, y, 0.06, 0.1 * lid, Glow(said(look, "#ff6a4a", "eye")) if look.has("evil", "angry") or "eye" in look.text else "#2f3440")
            x, y = f.p(0.22, -0.28)
            c.ellipse(x, y, 0.055, 0.05 + 0.08 * pose.mouth + 0.015 * float(np.sin(t * 2)), "#2f3440")


def blob(c: Canvas, look: Look, pose: Pose) -> None:
    hue, _ = coat(look, "#6fbf73", "#7a8fd9", "#d97fb0", "#e0a24a", "#5fb8b0")
    t = pose.t
    squash = 0.1 * float(np.sin(t * 3)) if pose.gait not in ("walk", "run") else 0.22 * float(np.sin(2 * np.pi * pose.phase))
    jump = 0.18 * max(0.0, float(np.sin(2 * np.pi * pose.phase + 0.8))) if pose.gait in ("walk", "run", "dance") else 0.0
    w, h = 0.55 * (1 - squash), 0.85 * (1 + squash) * (0.6 if pose.gait in ("lie", "sit") else 1)
    f = Frame(pose.turn + 25 if 0 <= pose.turn < 40 else pose.turn)
    with c.at(0, -jump):
        outline = paths.curve([(-w, -0.02), (-w * 1.05, -h * 0.4), (-w * 0.6, -h * 0.88), (0.02, -h), (w * 0.62, -h * 0.86), (w * 1.04, -h * 0.38), (w, -0.02), (0, 0.03)])

        def marks() -> None:
            rng = look.rng("bubbles")
            for _ in range(7):
                c.circle(float(rng.uniform(-0.4, 0.4)), -h * float(rng.uniform(0.1, 0.8)), float(rng.uniform(0.02, 0.06)), pale(hue, 1.0), opacity=0.6)
            c.ellipse(-w * 0.45, -h * 0.75, 0.12, 0.07, "#ffffff", opacity=0.55)

        form(c, outline, hue, 0.09, marks)
        if f.front > -0.4:
            face(c, f, 0.36, -h * 0.6, 0.17, 0.12, look, pose)
            x, y = f.p(0.42, -h * 0.38)
            c.curve([(x - 0.12, y - 0.02), (x, y), (x + 0.12, y - 0.02), (x, y + 0.06 + 0.14 * pose.mouth)], dark(hue, 2.6))
    if look.has("glowing"):
        c.glow(0, -0.4, 1.3, hue, 0.45)


def _limbs(c: Canvas, f: Frame, pose: Pose, hip: tuple[float, float, float], shoulder: tuple[float, float, float], size: float, tone: object, foot: object, side: int, hairy: bool) -> None:
    """A thick leg and a long arm of a two-legged giant; `hip` and `shoulder` are (x, y, z)."""
    near = tone if side > 0 or f.side < 0.3 else dark(tone, 0.9)  # type: ignore[arg-type]
    shoe = foot if side > 0 or f.side < 0.3 else dark(foot, 0.9)  # type: ignore[arg-type]
    dx, lift = (step(pose.phase + (0.5 if side < 0 else 0), 0.62, 0.9 * size) if pose.gait in ("walk", "run") else ((0.5 if pose.gait in ("sit", "lie") else 0.05 * side) * size, 0.0))
    flat = Frame(pose.turn)
    foot_at = (dx, -0.12 * size * lift)
    knee = bones((hip[0], hip[1]), (foot_at[0], foot_at[1] - 0.1 * size), 0.42 * size, 0.4 * size, 1.0)
    a, b, e = flat.p(hip[0], hip[1], side * hip[2]), flat.p(*knee, side * hip[2]), flat.p(*foot_at, side * hip[2])
    c.limb([a, b, (e[0], e[1] - 0.08 * size)], (0.42 * size, 0.32 * size, 0.26 * size), near)  # type: ignore[arg-type]
    c.curve([(e[0] - 0.16 * size, e[1]), (e[0] - 0.14 * size, e[1] - 0.17 * size), (e[0] + 0.08 * size, e[1] - 0.19 * size), (e[0] + (0.14 + 0.2 * f.side) * size, e[1] - 0.06 * size), (e[0] + (0.14 + 0.2 * f.side) * size, e[1])], shoe)  # type: ignore[arg-type]


def _arm(c: Canvas, f: Frame, pose: Pose, shoulder: tuple[float, float, float], size: float, tone: object, hand: object, side: int) -> None:
    near = tone if side > 0 or f.side < 0.3 else dark(tone, 0.9)  # type: ignore[arg-type]
    palm = hand if side > 0 or f.side < 0.3 else dark(hand, 0.9)  # type: ignore[arg-type]
    swing = float(np.sin(2 * np.pi * pose.phase + (np.pi if side > 0 else 0))) if pose.gait in ("walk", "run") else 0.12 * float(np.sin(pose.t * 1.4 + side))
    up = {"fight": 1.0, "dance": 0.9, "look": 0.7 if side > 0 else 0.0, "fall": 1.0}.get(pose.gait, 0.0)
    x, y, z = shoulder
    reach = (x + (0.3 * swing + 0.08) * size + 0.4 * up * size, y + (0.92 - 0.1 * abs(swing)) * size - 1.25 * up * size)
    elbow = bones((x, y), reach, 0.48 * size, 0.46 * size, -1.0)
    flat = Frame(pose.turn)
    a, b, e = flat.p(x, y, side * z), flat.p(*elbow, side * z * 1.16), flat.p(*reach, side * z * 1.1)
    c.limb([a, b, e], (0.32 * size, 0.25 * size, 0.2 * size), near)  # type: ignore[arg-type]
    c.circle(*e, 0.14 * size, palm)  # type: ignore[arg-type]
    for k in (-1, 0, 1):
        c.limb([e, (e[0] + 0.08 * k * size, e[1] + (0.17 if up < 0.5 else -0.17) * size)], (0.09 * size, 0.05 * size), palm)  # type: ignore[arg-type]


def monster(c: Canvas, look: Look, pose: Pose) -> None:
    """Big, furry, horned; kind or fierce by its words."""
    pose = quarter(pose)
    fur, _ = coat(look, "#5f7fb8", "#7a5a9a", "#4f8f7a", "#b8653c", "#6b6f78")
    belly = said(look, hexa(fur, 0.13, 0.75), "belly")
    low = 0.5 if pose.gait in ("sit", "lie") else 0.0
    f = Frame(pose.turn, 0, low + 0.02 * float(np.sin(pose.t * 2)), 0)
    turn = f
    rng = look.rng("fur")
    hip, shoulder = (0.0, f.y - 0.72, 0.3), (0.02, f.y - 1.62, 0.62)
    _arm(c, f, pose, shoulder, 1.0, fur, dark(fur, 0.5), -1)
    for side in (-1, 1):
        _limbs(c, f, pose, hip, shoulder, 1.0, fur, dark(fur, 0.6), side, True)
    body: tuple[Station, ...] = ((-0.62, -1.3, -0.8, 0.3), (-0.5, -1.85, -0.55, 0.6), (-0.15, -2.25, -0.42, 0.78), (0.2, -2.2, -0.44, 0.76), (0.48, -1.8, -0.6, 0.55), (0.58, -1.3, -0.85, 0.3))
    outline = loft(Frame(max(abs(pose.turn), 1) if pose.turn > -20 else pose.turn, 0, f.y), body)

    def marks() -> None:
        if f.front > -0.4:
            x, y = f.p(0.32, -0.95)
            c.ellipse(x, y, 0.34 + 0.14 * f.front, 0.48, belly)
        for _ in range(16):
            x, y = float(rng.uniform(-0.6, 0.6)), f.y + float(rng.uniform(-2.0, -0.6))
            c.line([(x - 0.05, y), (x, y + 0.07), (x + 0.05, y)], dark(fur, 0.8), 0.028, 0.6)

    form(c, outline, fur, 0.14, marks)
    x0, y0, x1, y1 = outline.bounds()
    for i in range(7):
        x = x0 + (x1 - x0) * (0.3 + 0.4 * i / 6)
        c.poly([(x - 0.1, y1 - 0.12), (x + 0.1, y1 - 0.12), (x, y1 + 0.08)], dark(fur, 0.6))
    for side in (-1, 1):
        horn = [turn.p(0.0, -2.05, side * 0.34), turn.p(0.0, -2.38, side * 0.5), turn.p(0.06, -2.6, side * 0.4)]
        c.limb(horn, (0.2, 0.14, 0.02), said(look, "#ead9b4", "horn"))
    if f.front > -0.4:
        one = look.has("one-eyed", "cyclops") or (not look.has("eyes") and look.rng("eyes").random() < 0.2)
        face(c, turn, 0.5, -1.78, 0.0 if one else 0.2, 0.24 if one else 0.15, look, pose, said(look, "#3a5a3a", "eye"))
        mx, my = turn.p(0.56, -1.4)
        gape = 0.1 + 0.22 * pose.mouth + (0.12 if pose.gait == "fight" else 0)
        c.curve([(mx - 0.3, my - 0.02), (mx, my + 0.03), (mx + 0.3, my - 0.02), (mx + 0.18, my + gape), (mx - 0.18, my + gape)], "#3a1f2b")
        for k in (-0.18, 0.16):
            c.poly([(mx + k - 0.05, my - 0.01), (mx + k + 0.05, my - 0.01), (mx + k, my + 0.1)], "#fbf6ea")
        if look.has("angry", "fierce", "evil", "terrible") or pose.gait == "fight":
            for side in (-1, 1):
                bx, by = turn.p(0.5, -2.0, side * 0.2)
                c.line([(bx - side * 0.16, by + 0.1), (bx + side * 0.14, by - 0.04)], dark(fur, 2), 0.07)
    _arm(c, f, pose, shoulder, 1.0, fur, dark(fur, 0.5), 1)


def _hair(c: Canvas, head: Frame, hair: str) -> None:
    """A cap of hair inside the head's outline."""
    if abs(head.front) > 0.7:
        x, y = head.p(0, -0.42 if head.front > 0 else 0.3)
        c.rect(x - 1, y - 1.2, 2, 1.2, hair)
        return
    c.curve([head.p(-0.9, -0.9), head.p(0.7, -0.95), head.p(0.4, -0.46), head.p(0.0, -0.44), head.p(-0.2, 0.1), head.p(-0.3, 0.4), head.p(-0.9, 0.4)], hair, tension=0.5)


def giant(c: Canvas, look: Look, pose: Pose) -> None:
    """A troll or a stone giant, several metres tall."""
    pose = quarter(pose)
    stone = look.has("stone", "rock", "golem", "mossy", "troll") or look.rng("stone").random() < 0.4
    skin, _ = coat(look, "#8a8f88", "#7a8478") if stone else coat(look, "#c99a78", "#b5835f", "#9aa57a")
    cloth = said(look, ("#6b4f35", "#5a5f4a", "#7a4a3a")[int(look.rng("cloth").integers(3))], "tunic", "cloth", "clothes", "shirt")
    low = 1.1 if pose.gait in ("sit", "lie") else 0.0
    f = Frame(pose.turn, 0, low + 0.04 * float(np.sin(pose.t * 1.4)), 0, -4 if pose.gait in ("walk", "run") else 0)
    hip, shoulder = (0.0, f.y - 1.75, 0.55), (0.05, f.y - 3.75, 1.2)
    _arm(c, f, pose, shoulder, 2.2, skin, skin, -1)
    for side in (-1, 1):
        _limbs(c, f, pose, hip, shoulder, 2.2, dark(cloth, 0.6) if not stone else skin, dark(skin, 0.6), side, False)
    body: tuple[Station, ...] = ((-0.9, -3.2, -1.7, 0.7), (-0.75, -4.1, -1.45, 1.1), (0.0, -4.5, -1.35, 1.35), (0.7, -4.1, -1.5, 1.1), (0.85, -3.2, -1.9, 0.7))
    top: tuple[Station, ...] = body

    def marks() -> None:
        if stone:
            rng = look.rng("moss")
            for _ in range(9):
                c.fill(paths.blob(float(rng.uniform(-1.2, 1.2)), f.y + float(rng.uniform(-4.4, -1.6)), 0.3, 0.16, rng, 0.2, 8), "#6d7f3b", 0.8 if look.has("mossy") or rng.random() < 0.5 else 0.0)
            for _ in range(7):
                x, y = float(rng.uniform(-1, 1)), f.y + float(rng.uniform(-4, -1.8))
                c.line([(x, y), (x + 0.2, y + 0.25), (x + 0.1, y + 0.5)], dark(skin, 1.3), 0.05, 0.7, smooth=False)
        else:
            c.rect(-2, f.y - 1.95, 4, 0.3, "#3f2e22")

    form(c, loft(Frame(pose.turn, 0, f.y), top), skin if stone else cloth, 0.25, marks)
    head = Frame(pose.turn, 0.3, f.y - 4.75, 0, 8 * pose.head - 6)
    c.limb([f.p(0.1, -4.2), head.p(0, 0.1)], (0.9, 0.75), skin)
    form(c, loft(head, ((-0.55, -0.3, 0.25, 0.3), (-0.4, -0.6, 0.45, 0.5), (0.0, -0.72, 0.6, 0.58), (0.35, -0.55, 0.62, 0.5), (0.55, -0.2, 0.5, 0.3))), skin, 0.14, lambda: None if stone else _hair(c, head, said(look, "#6b4429", "hair")))
    for side in (-1, 1):
        if head.facing(0, side) > -0.3:
            c.ellipse(*head.p(-0.08, -0.02, side * 0.58), 0.16, 0.22, dark(skin, 0.5))
    if head.front > -0.4:
        for side in (-1, 1):
            if head.facing(0.5, side * 0.8) > 0.02:
                x, y = head.p(0.42, -0.14, side * 0.26)
                c.ellipse(x, y, 0.1, 0.09 * blink(look, pose.t), Glow("#ffd873") if stone else "#f6f1e6")
                c.circle(x + 0.02, y, 0.045, "#2a2420")
                c.limb([head.p(0.5, -0.3, side * 0.06), head.p(0.44, -0.34, side * 0.42)], (0.13, 0.08), dark(skin, 1.2))
        c.limb([head.p(0.5, -0.16), head.p(0.74, 0.12), head.p(0.6, 0.18)], (0.14, 0.26, 0.16), pale(skin, 0.2))
        x, y = head.p(0.56, 0.36)
        c.line([(x - 0.2, y), (x, y + 0.04), (x + 0.16, y - 0.02)], dark(skin, 2.0), 0.07)
        if not stone and (look.has("beard", "bearded") or look.rng("beard").random() < 0.5):
            beard = said(look, "#7a4a2c", "beard", "hair")
            c.curve([head.p(0.5, 0.42, -0.2), head.p(0.62, 0.44, 0.2), head.p(0.6, 0.95), head.p(0.25, 0.85), head.p(0.1, 0.4, 0.5)], beard)
    _arm(c, f, pose, shoulder, 2.2, skin, skin, 1)


def alien(c: Canvas, look: Look, pose: Pose) -> None:
    """Slender, with a great head and dark almond eyes."""
    pose = quarter(pose)
    skin, _ = coat(look, "#8fbf8a", "#9ab8c4", "#b9a8d0", "#a8b58a")
    low = 0.3 if pose.gait in ("sit", "lie") else 0.0
    f = Frame(pose.turn, 0, low + 0.012 * float(np.sin(pose.t * 2)))
    hip, shoulder = (0.0, f.y - 0.52, 0.09), (0.0, f.y - 0.86, 0.16)
    _arm(c, f, pose, shoulder, 0.48, skin, skin, -1)
    for side in (-1, 1):
        _limbs(c, f, pose, hip, shoulder, 0.62, skin, dark(skin, 0.5), side, False)
    form(c, loft(f, ((-0.12, -0.86, -0.5, 0.1), (0.0, -0.94, -0.44, 0.17), (0.11, -0.86, -0.5, 0.1))), skin, 0.03)
    head = Frame(pose.turn, 0.03, f.y - 1.16, 0, 8 * pose.head + 3 * float(np.sin(pose.t)))
    c.limb([f.p(0, -0.86), head.p(0, 0.1)], (0.09, 0.09), skin)
    form(c, loft(head, ((-0.24, -0.18, 0.06, 0.12), (-0.14, -0.29, 0.12, 0.22), (0.02, -0.31, 0.2, 0.25), (0.15, -0.2, 0.22, 0.2), (0.2, -0.02, 0.18, 0.1))), skin, 0.04)
    if head.front > -0.4:
        for side in (-1, 1):
            if head.facing(0.7, side * 0.7) > 0.0:
                x, y = head.p(0.15, -0.02, side * 0.12)
                with c.at(x, y, turn=side * 24 * head.front + 14 * head.side):
                    c.ellipse(0, 0, 0.085, 0.058 * blink(look, pose.t), Glow(said(look, "#101418", "eye")))
                    c.ellipse(0.02, -0.02, 0.02, 0.012, "#ffffff", opacity=0.8)
        x, y = head.p(0.19, 0.13)
        c.line([(x - 0.03, y), (x + 0.02, y + 0.005)], dark(skin, 1.8), 0.014)
    for side in (-1, 1):
        tip = head.p(-0.06, -0.48, side * 0.12)
        c.line([head.p(0, -0.28, side * 0.07), tip], skin, 0.02)
        c.circle(*tip, 0.03, Glow("#c8ffb0"))
    _arm(c, f, pose, shoulder, 0.48, skin, skin, 1)
    if look.has("glowing"):
        c.glow(0, -0.8, 1.0, skin, 0.45)


def tyrannosaur(c: Canvas, look: Look, pose: Pose) -> None:
    skin, _ = coat(look, "#6f7f4a", "#8a6a45", "#5a6f6b", "#9a5a3c")
    belly = said(look, hexa(skin, 0.14, 0.8), "belly")
    stride, duty = (2.6, 0.6) if pose.gait == "walk" else (4.4, 0.38)
    bob = 0.05 * float(np.cos(4 * np.pi * pose.phase)) if pose.gait in ("walk", "run") else 0.02 * float(np.sin(pose.t * 1.6))
    low = 1.0 if pose.gait in ("sit", "lie") else 0.0
    f = Frame(pose.turn, 0, -2.3 + bob + low, 0, {"run": -4.0, "eat": -22.0, "fight": 10.0, "dance": 14.0}.get(pose.gait, 6.0))
    body: tuple[Station, ...] = ((-3.4, -0.12, 0.06, 0.06), (-2.2, -0.34, 0.24, 0.22), (-1.0, -0.66, 0.62, 0.5), (0.1, -0.82, 0.86, 0.62), (0.9, -0.8, 0.66, 0.52), (1.5, -0.86, 0.1, 0.36), (1.9, -1.0, -0.3, 0.3))

    def leg(side: int) -> None:
        tone = dark(skin, 1.0) if side < 0 and f.side > 0.3 else dark(skin, 0.15)
        dx, lift = step(pose.phase + (0.5 if side < 0 else 0), duty, stride) if pose.gait in ("walk", "run") else (0.25 * side + (0.7 if low else 0), 0.0)
        hip = f.world(-0.1, 0.1)
        foot = (hip[0] + dx, -0.55 * lift)
        ankle = (foot[0] - 0.35 - 0.2 * lift, foot[1] - 0.7)
        knee = bones((hip[0], hip[1]), ankle, 1.05, 0.95, 1.0)
        flat, z = Frame(pose.turn), side * 0.42
        points = [flat.p(*q, z) for q in ((hip[0], hip[1]), knee, ankle, (foot[0] - 0.05, foot[1] - 0.12))]
        c.limb(points, (1.1, 0.66, 0.3, 0.28), tone)
        x, y = flat.p(*foot, z)
        c.curve([(x - 0.25, y), (x - 0.1, y - 0.3), (x + 0.25 * f.side + 0.1, y - 0.2), (x + 0.6 * f.side + 0.22, y - 0.02), (x + 0.6 * f.side + 0.22, y)], tone)
        for k in (0.3, 0.55):
            c.poly([(x + k * f.side, y - 0.1), (x + (k + 0.16) * f.side + 0.03, y), (x + k * f.side - 0.04, y)], "#efe6d0")

    def marks() -> None:
        c.curve([f.p(-2.4, 0.1), f.p(0, 0.4), f.p(1.4, 0.0), f.p(2, -0.4), f.p(1.4, 0.8), f.p(0, 1.3), f.p(-2, 0.7)], belly)
        for x in np.linspace(-2.4, 1.2, 10):
            c.limb([f.p(float(x), -0.95), f.p(float(x) - 0.08, -0.5, 0.3), f.p(float(x), -0.25, 0.4)], (0.16, 0.1, 0.02), dark(skin, 1.0), 0.8)

    def head() -> None:
        hx, hy, _ = f.world(2.0, -0.85)
        gape = 0.1 + 0.9 * pose.mouth + (0.6 if pose.gait in ("fight", "eat") else 0)
        h = Frame(pose.turn, hx, hy, 0, -4 + 10 * pose.head + 3 * float(np.sin(pose.t)) + (-30 if pose.gait == "eat" else 0))
        jaw = Frame(pose.turn, *h.world(-0.1, 0.22), h.pitch - 26 * gape)
        c.fill(loft(h, ((-0.2, 0.0, 0.4, 0.2), (0.6, 0.05, 0.42, 0.2), (0.95, 0.1, 0.3, 0.14))), "#5a1f26")
        form(c, loft(jaw, ((-0.2, -0.12, 0.16, 0.2), (0.4, -0.1, 0.2, 0.24), (0.95, -0.08, 0.12, 0.18), (1.1, -0.04, 0.04, 0.1))), dark(skin, 0.3), 0.05)
        for x in np.linspace(0.25, 0.95, 5):
            c.poly([jaw.p(float(x) - 0.06, -0.08, 0.2), jaw.p(float(x) + 0.06, -0.08, 0.2), jaw.p(float(x), -0.24, 0.2)], "#fbf6ea")
        form(c, loft(h, ((-0.55, -0.3, 0.3, 0.28), (-0.3, -0.5, 0.36, 0.36), (0.1, -0.46, 0.26, 0.34), (0.6, -0.3, 0.2, 0.27), (1.1, -0.26, 0.16, 0.22), (1.28, -0.06, 0.1, 0.1))), skin, 0.08)
        for x in np.linspace(0.3, 1.15, 6):
            c.poly([h.p(float(x) - 0.06, 0.17, 0.22), h.p(float(x) + 0.06, 0.17, 0.22), h.p(float(x), 0.34, 0.22)], "#fbf6ea")
        for side in (-1, 1):
            if h.facing(0.4, side * 0.9) > 0.08 and h.front > -0.4:
                x, y = h.p(0.08, -0.22, side * 0.33)
                c.ellipse(x, y, 0.1, 0.085 * blink(look, pose.t), said(look, "#f0c23c", "eye"))
                c.ellipse(x + 0.01, y, 0.03, 0.075 * blink(look, pose.t), "#161418")
                c.line([h.p(-0.08, -0.38, side * 0.34), h.p(0.28, -0.28, side * 0.32)], dark(skin, 1.6), 0.09)
                c.circle(*h.p(1.12, -0.12, side * 0.14), 0.035, dark(skin, 2))

    def arm(side: int) -> None:
        tone = dark(skin, 0.9) if side < 0 and f.side > 0.3 else skin
        wave = 0.06 * float(np.sin(pose.t * 3 + side))
        c.limb([f.p(1.2, 0.1, side * 0.4), f.p(1.3, 0.5, side * 0.46), f.p(1.6, 0.42 + wave, side * 0.46)], (0.24, 0.16, 0.1), tone)

    order = [lambda: leg(-1), lambda: arm(-1), trunk_of(c, f, body, skin, marks), lambda: leg(1), lambda: arm(1), head]
    if f.front < -0.3:
        order = [head, lambda: arm(-1), lambda: arm(1), lambda: leg(-1), lambda: leg(1), trunk_of(c, f, body, skin, marks)]
    for part in order:
        part()


def trunk_of(c: Canvas, f: Frame, body: tuple[Station, ...], skin: str, marks: "object") -> "object":
    """The body with its tail swinging, as a part to draw later."""
    return lambda: form(c, loft(f, body), skin, 0.16, marks)  # type: ignore[arg-type]


CREATURES = (
    Creature("ghost", ("ghost", "spirit", "phantom", "spectre", "wraith", "spook"), "creature", height=1.8, length=1.1, draw=ghost, stride=0.8, run_stride=1.2, speed=0.8, run_speed=2,
             element="air", focus=(0.1, -0.5), focus_size=0.8),
    Creature("blob", ("blob", "slime", "goo", "jelly"), "creature", height=0.95, length=1.2, draw=blob, stride=0.5, run_stride=0.8, speed=0.5, run_speed=1.2, focus=(0.15, -0.5),
             focus_size=0.7),
    Creature("monster", ("monster", "beast", "yeti", "bigfoot", "ogre", "gruffalo", "minotaur", "demon"), "creature", height=2.5, length=1.8, draw=monster, stride=0.9, run_stride=0.9,
             speed=0.9, run_speed=2, focus=(0.2, -1.75), focus_size=1.1),
    Creature("giant", ("giant", "troll", "titan", "colossus", "cyclops", "golem"), "creature", height=5.5, length=3.2, draw=giant, stride=1.98, run_stride=1.98, speed=1.6, run_speed=3.5,
             focus=(0.4, -4.8), focus_size=1.9),
    Creature("alien", ("alien", "extraterrestrial", "martian", "goblin", "elf", "gnome"), "creature", height=1.65, length=0.7, draw=alien, stride=0.56, run_stride=0.56, speed=0.7,
             run_speed=2, focus=(0.05, -1.2), focus_size=0.55),
    Creature("tyrannosaur", ("tyrannosaur", "t-rex", "tyrannosaurus", "raptor", "velociraptor", "godzilla", "kaiju"), "animal", height=3.9, length=6.8, draw=tyrannosaur, stride=2.6,
             run_stride=4.4, speed=2, run_speed=6, focus=(2.2, -3.2), focus_size=1.6),
)  # fmt: skip
