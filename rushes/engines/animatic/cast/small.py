"""Small and soft: snail, turtle, frog, snake, octopus, jellyfish, crab, spider, butterfly, bee, beetle."""

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Glow
from rushes.engines.animatic.cast.rig_coat import pattern_of
from rushes.engines.animatic.cast.rig_form import (
    Frame,
    blink,
    coat,
    dark,
    eye,
    form,
    hexa,
    loft,
    pale,
    said,
    step,
)
from rushes.engines.animatic.figure import Creature, Look, Pose


def _moving(pose: Pose) -> bool:
    return pose.gait in ("walk", "run", "swim", "fly", "dance", "fight")


def snail(c: Canvas, look: Look, pose: Pose) -> None:
    skin = said(look, "#c9a878", "skin", "body", "foot")
    shell, _ = coat(look, "#a8643c", "#c98a45", "#8a5a6b", "#6b7a4a")
    f = Frame(pose.turn)
    ripple = 0.004 * float(np.sin(2 * np.pi * pose.phase * 3)) if _moving(pose) else 0.0
    tuck = 0.6 if pose.gait in ("lie", "fall") else 0.0
    reach = 0.2 * (1 - tuck)
    body = [f.p(-0.24, -0.01), f.p(-0.1, -0.055 + ripple), f.p(0.06, -0.06), f.p(reach - 0.03, -0.14), f.p(reach + 0.02, -0.19), f.p(reach + 0.06, -0.16), f.p(reach + 0.03, -0.05), f.p(reach + 0.01, 0.0), f.p(0, 0.003 - ripple), f.p(-0.2, 0.0)]
    if f.side < 0.5:
        k = f.side
        body = [(-0.06 - 0.1 * k, 0), (-0.05, -0.1), (-0.035, -0.18), (0.035, -0.18), (0.05, -0.1), (0.06 + 0.1 * k, 0)]

    def foot() -> None:
        form(c, paths.curve(body), skin, 0.012)
        if f.front < -0.4:
            return
        for side in (-1, 1):
            root = f.p(reach + 0.015, -0.17, side * 0.02)
            sway = 0.012 * float(np.sin(pose.t * 1.7 + side))
            tip = f.p(reach + 0.05 + sway, -0.27 + 0.1 * tuck, side * 0.045)
            c.limb([root, tip], (0.018, 0.012), skin)
            c.circle(*tip, 0.015, "#24201e")
            c.circle(tip[0] + 0.004, tip[1] - 0.005, 0.004, Glow("#ffffff"))
        c.line([f.p(reach + 0.055, -0.14, 0.02), f.p(reach + 0.03, -0.128, 0.03)], dark(skin, 1.4), 0.006)

    def house() -> None:
        x, y = f.p(-0.05, -0.15)
        wide = 0.12 * (0.62 + 0.38 * f.side)
        form(c, paths.ellipse(x, y, wide, 0.125), shell, 0.025)
        a = np.linspace(0.3, 4.9 * np.pi, 30)
        r = np.linspace(0.95, 0.08, 30)
        c.line(np.stack([x + wide * r * np.cos(a) * 0.86, y + 0.12 * r * np.sin(a) * 0.88], 1), dark(shell, 1.2), 0.014)

    for part in (house, foot) if f.front > 0.4 else (foot, house):
        part()
    if f.side > 0.4:
        house()


def turtle(c: Canvas, look: Look, pose: Pose) -> None:
    skin = said(look, "#8a9a5a", "skin", "head", "flipper")
    shell, _ = coat(look, "#5f7a4a", "#7a6a3f", "#4a6b5f")
    f = Frame(pose.turn, 0, 0.02 * float(np.sin(pose.t * 1.5)) if pose.gait == "swim" else 0.0)
    sea = pose.gait in ("swim", "fly")
    ground = 0.0

    def leg(x: float, z: float, start: float) -> None:
        tone = dark(skin, 0.9) if z < 0 and f.side > 0.3 else skin
        if sea:
            a = float(np.sin(2 * np.pi * pose.phase + (0 if x > 0 else 2.0)))
            k = 1.0 if x > 0 else 0.55
            c.limb([f.p(x, -0.16, z), f.p(x - 0.06 * k, -0.1 + 0.16 * a * k, z * 1.9), f.p(x - 0.2 * k, -0.02 + 0.3 * a * k, z * 2.5)], (0.1, 0.13, 0.04), tone)
            return
        dx, lift = step(pose.phase - start, 0.7, 0.22) if pose.gait in ("walk", "run") else (0.0, 0.0)
        c.limb([f.p(x, -0.15, z), f.p(x + 0.04 + dx * 0.5, -0.08, z * 1.1), f.p(x + dx + 0.03, ground - 0.03 - 0.05 * lift, z * 1.15)], (0.12, 0.11, 0.1), tone)

    for x, start in ((-0.22, 0.5), (0.2, 0.0)):
        leg(x, -0.16, start)
    out = 0.0 if pose.gait == "lie" else 1.0
    head = f.on(0.3 + 0.12 * out, -0.2 - 0.07 * out - 0.05 * pose.head, 0, 6 * float(np.sin(pose.t)) + 10 * pose.head)

    def neck() -> None:
        c.limb([f.p(0.2, -0.16), f.p(0.3, -0.2), head.p(0, 0)], (0.15, 0.12, 0.11), skin)
        form(c, loft(head, ((-0.08, -0.04, 0.05, 0.04), (-0.02, -0.085, 0.07, 0.075), (0.06, -0.07, 0.065, 0.065), (0.11, -0.01, 0.04, 0.03))), skin, 0.015)
        for side in (-1, 1):
            show = head.facing(0.5, side)
            if show > 0.05 and head.front > -0.4:
                eye(c, head.p(0.045, -0.03, side * 0.065), 0.018, look, pose.t, None, show)
                c.line([head.p(0.108, 0.025, side * 0.01), head.p(0.05, 0.035, side * 0.055)], dark(skin, 1.4), 0.008)

    def carapace() -> None:
        under = ((-0.38, -0.14, -0.08, 0.1), (-0.3, -0.18, -0.06, 0.26), (0.0, -0.2, -0.05, 0.32), (0.3, -0.18, -0.07, 0.24), (0.36, -0.14, -0.1, 0.1))
        c.fill(loft(f, under), said(look, "#d9c98a", "belly"))
        dome = ((-0.42, -0.14, -0.1, 0.1), (-0.34, -0.26, -0.11, 0.26), (-0.14, -0.38, -0.12, 0.34), (0.1, -0.39, -0.12, 0.34), (0.3, -0.27, -0.12, 0.25), (0.38, -0.16, -0.12, 0.1))

        def plates() -> None:
            for x in (-0.28, -0.1, 0.08, 0.26):
                c.line([f.p(x, -0.42, 0.0), f.p(x - 0.02, -0.26, 0.3), f.p(x, -0.1, 0.32)], dark(shell, 1.3), 0.014)
            c.line([f.p(-0.42, -0.23, 0.3), f.p(0, -0.25, 0.32), f.p(0.4, -0.23, 0.3)], dark(shell, 1.3), 0.014)
            if abs(f.front) > 0.6:
                for z in (-0.14, 0.14):
                    c.line([(z * 0.6, -0.42), (z, -0.26), (z * 1.3, -0.1)], dark(shell, 1.3), 0.014)

        form(c, loft(f, dome), shell, 0.04, plates)
        c.line([f.p(-0.4, -0.12, 0.2), f.p(-0.15, -0.11, 0.33), f.p(0.15, -0.11, 0.33), f.p(0.37, -0.13, 0.2)], pale(shell, 1.0), 0.028)

    for part in (carapace, neck) if f.front > 0.3 else (neck, carapace):
        part()
    c.poly([f.p(-0.4, -0.12), f.p(-0.5, -0.07), f.p(-0.38, -0.07)], skin)
    for x, start in ((-0.22, 0.0), (0.2, 0.5)):
        leg(x, 0.16, start)


def frog(c: Canvas, look: Look, pose: Pose) -> None:
    skin, _ = coat(look, "#6fa53c", "#4f8f4a", "#8aa53f", "#b5823c")
    belly = said(look, "#e3e0a8", "belly")
    jump = abs(float(np.sin(np.pi * pose.phase))) if pose.gait in ("walk", "run", "dance") else (0.6 if pose.gait in ("swim", "fly", "fall") else 0.0)
    puff = 0.008 * float(np.sin(pose.t * 4))
    f = Frame(pose.turn, 0, -0.1 - (0.2 * jump if pose.gait in ("walk", "run", "dance") else 0.0), 0, 24 - 16 * jump)
    floor = Frame(pose.turn)
    air = -0.24 * jump
    for side in (-1, 1):
        tone = dark(skin, 0.8) if side < 0 and f.side > 0.3 else skin
        hip = f.p(-0.1, -0.05, side * 0.07)
        knee, heel = f.p(0.0 - 0.16 * jump, -0.06 + 0.08 * jump, side * 0.14), floor.p(-0.14 - 0.22 * jump, -0.03 + air * 0.6, side * 0.13)
        toe = floor.p(0.02 - 0.4 * jump, -0.01 + air * 0.5, side * 0.16)
        if side > 0 and f.side > 0.3:
            continue
        c.limb([hip, knee, heel, toe], (0.06, 0.07, 0.035, 0.03), tone)
    body = ((-0.16, -0.06, 0.0, 0.05), (-0.1, -0.11, 0.03, 0.1), (0.02, -0.15, 0.05 + puff, 0.12), (0.12, -0.14, 0.03 + puff, 0.11), (0.18, -0.08, -0.01, 0.07))
    form(c, loft(f, body), skin, 0.02, lambda: c.curve([f.p(-0.1, 0.01), f.p(0.05, -0.02), f.p(0.2, -0.06), f.p(0.2, 0.1), f.p(-0.1, 0.1)], belly))
    if look.has("spotted", "spots") or look.rng("spots").random() < 0.5:
        for x, y in ((-0.06, -0.07), (0.0, -0.1), (0.05, -0.06)):
            c.circle(*f.p(x, y, 0.1), 0.012, dark(skin, 1.0))
    for side in (-1, 1):
        tone = dark(skin, 0.6) if side < 0 and f.side > 0.3 else skin
        hand = floor.p(0.16, -0.01 + air, side * 0.1)
        c.limb([f.p(0.09, 0.0, side * 0.08), f.p(0.07, 0.06, side * 0.11), hand], (0.05, 0.035, 0.025), tone)
        if side > 0 and f.side > 0.3:
            hip, knee = f.p(-0.08, -0.03, 0.1), f.p(0.02 - 0.2 * jump, -0.05 + 0.08 * jump, 0.13)
            heel, toe = floor.p(-0.17 - 0.24 * jump, -0.03 + air * 0.6, 0.12), floor.p(0.02 - 0.42 * jump, -0.01 + air * 0.5, 0.15)
            c.limb([hip, knee, heel], (0.07, 0.085, 0.04), pale(skin, 0.2))
            c.limb([heel, toe], (0.035, 0.05), pale(skin, 0.2))
    for side in (-1, 1):
        show = f.facing(0.5, side)
        x, y = f.p(0.1, -0.155, side * 0.065)
        c.circle(x, y, 0.036, dark(skin, 0.5) if show < 0 else skin)
        if show > 0 and f.front > -0.4:
            c.ellipse(x, y, 0.026, 0.026 * blink(look, pose.t), said(look, "#e9c93f", "eye"))
            c.ellipse(x, y, 0.017, 0.01 * blink(look, pose.t), "#1a1718")
        if show > 0.1 and f.front > -0.4:
            c.line([f.p(0.185, -0.05, side * 0.02), f.p(0.13, -0.035, side * 0.085), f.p(0.06, -0.05, side * 0.1)], dark(skin, 1.8), 0.007)


def snake(c: Canvas, look: Look, pose: Pose) -> None:
    skin, _ = coat(look, "#7a8f3f", "#a8743c", "#4f7a5a", "#8a3f35")
    belly = said(look, hexa(skin, 0.14, 0.8), "belly")
    flat = max(abs(np.cos(np.deg2rad(pose.turn))), 0.35)
    coiled = pose.gait in ("sit", "lie", "stand", "look", "fight")
    n = 26
    k = np.linspace(0, 1, n)
    if coiled:
        a = k[: n - 6] * 4.4 * np.pi
        r = 0.34 - 0.17 * k[: n - 6]
        x, y = r * np.cos(a), -0.05 - 0.2 * k[: n - 6] + 0.075 * np.sin(a)
        sway = 0.05 * float(np.sin(pose.t * 1.6))
        rise = 0.18 if pose.gait == "lie" else 0.5
        up = np.linspace(0, 1, 6)
        neck = np.stack([x[-1] * (1 - up) + up * (0.12 + sway) + 0.06 * np.sin(up * 5), y[-1] - rise * up], 1)
        points = np.concatenate([np.stack([x * flat, y], 1), neck * (flat, 1)])
    else:
        wave = 2 * np.pi * (pose.phase + 1.6 * k)
        points = np.stack([(-0.75 + 1.4 * k) * flat, -0.05 + 0.07 * np.sin(wave) * (1.2 - k * 0.5) - 0.09 * np.clip((k - 0.8) * 5, 0, 1)], 1)
    widths = 0.1 * np.clip(np.minimum(k * 4 + 0.12, 1), 0, 1) * np.where(k > 0.9, 0.86, 1)
    for i in range(0, n - 2, 1):
        seg = points[i : i + 3]
        c.limb(seg, list(widths[i : i + 3]), dark(skin, 0.5) if i % 4 < 2 or pattern_of(look, "banded", "plain") == "plain" else said(look, hexa(skin, -0.13), "band", "stripe"))
        c.limb(seg - (0, 0.012), list(widths[i : i + 3] * 0.72), skin if i % 4 < 2 else hexa(skin, -0.04))
    (x0, y0), (x1, y1) = points[-2], points[-1]
    head = Frame(pose.turn, 0, 0, 0, 10 * pose.head + 6 * float(np.sin(pose.t * 1.1)))
    with c.at(float(x1), float(y1)):
        tongue = max(0.0, float(np.sin(pose.t * 5)) - 0.4) * 0.2
        if tongue > 0.01:
            a, b = head.p(0.13, 0.02), head.p(0.14 + tongue, 0.02)
            c.line([a, b], "#b8322f", 0.008)
            c.line([(b[0] + 0.02, b[1] - 0.015), b, (b[0] + 0.02, b[1] + 0.015)], "#b8322f", 0.007, smooth=False)
        form(c, loft(head, ((-0.08, -0.05, 0.05, 0.045), (0.0, -0.06, 0.055, 0.065), (0.08, -0.045, 0.05, 0.055), (0.14, -0.01, 0.035, 0.025))), skin, 0.015,
             lambda: c.curve([head.p(-0.1, 0.03), head.p(0.16, 0.02), head.p(0.16, 0.08), head.p(-0.1, 0.08)], belly))  # fmt: skip
        for side in (-1, 1):
            if head.facing(0.4, side) > 0.05 and head.front > -0.4:
                eye(c, head.p(0.05, -0.02, side * 0.055), 0.017, look, pose.t, said(look, "#e3b93c", "eye"), head.facing(0.4, side))


def octopus(c: Canvas, look: Look, pose: Pose) -> None:
    skin, _ = coat(look, "#c9576b", "#b5653c", "#7a5aa8", "#3f7f8f")
    pulse = float(np.sin(2 * np.pi * pose.phase + pose.t * 1.2))
    open_ = 0.75 + 0.25 * pulse
    f = Frame(pose.turn)
    order = sorted(range(8), key=lambda i: np.sin(2 * np.pi * (i + 0.5) / 8))
    for i in order:
        a = 2 * np.pi * (i + 0.5) / 8
        x, z = float(np.cos(a)), float(np.sin(a))
        points = [f.p(0.16 * x, 0.12, 0.16 * z)]
        for j in range(1, 7):
            k = j / 6
            curl = 0.12 * float(np.sin(pose.t * 1.8 + i * 1.3 + k * 4)) * k
            out = 0.18 + 0.62 * k * open_
            points.append(f.p(out * x + curl, 0.12 + 0.5 * k - 0.2 * k * k * open_ + 0.08 * float(np.cos(pose.t * 1.5 + i + 3 * k)) * k, out * z))
        tone = dark(skin, 0.9) if z < 0 else skin
        c.limb(points, (0.2, 0.17, 0.14, 0.11, 0.08, 0.055, 0.02), tone)
        if z > 0:
            for p in points[1:6]:
                c.circle(p[0], p[1] + 0.035, 0.018, hexa(skin, 0.14, 0.7))
    head = paths.curve([(-0.2, 0.16), (-0.3, -0.1), (-0.36, -0.44), (-0.16, -0.74 - 0.03 * pulse), (0.14, -0.74 - 0.03 * pulse), (0.34, -0.44), (0.26, -0.1), (0.2, 0.16), (0, 0.22)])
    form(c, head, skin, 0.07, lambda: [c.circle(x, y, r, hexa(skin, -0.07)) for x, y, r in ((-0.14, -0.52, 0.06), (0.1, -0.6, 0.045), (0.2, -0.42, 0.035), (-0.2, -0.34, 0.035))] and None)
    if f.front < -0.4:
        return
    for side in (-1, 1):
        x, y = f.p(0.1 + 0.06 * f.side, -0.06, side * 0.2)
        if f.facing(0.7, side * 0.7) > -0.1:
            c.circle(x, y, 0.105, hexa(skin, 0.06))
            c.circle(x, y, 0.082, "#f6efe0")
            c.ellipse(x + 0.02 * f.side, y, 0.05, 0.05 * blink(look, pose.t), "#1b191d")
            c.circle(x + 0.035, y - 0.025, 0.016, Glow("#ffffff"))
    if f.front > -0.2:
        x, y = f.p(0.24, 0.08)
        c.line([(x - 0.07, y), (x - 0.01, y + 0.03), (x + 0.05, y)], dark(skin, 1.6), 0.02)


def jellyfish(c: Canvas, look: Look, pose: Pose) -> None:
    hue, _ = coat(look, "#d99ad0", "#8fc4e8", "#f0b39a", "#a8e0d0")
    pulse = float(np.sin(2 * np.pi * pose.phase + pose.t * 1.5))
    w, h = 0.32 - 0.05 * pulse, 0.3 + 0.05 * pulse
    c.glow(0, -0.1, 0.9, hue, 0.15 + 0.35 * pose.lights)
    for i in range(9):
        x = -w * 0.8 + 1.6 * w * i / 8
        line = [(x + 0.05 * k * float(np.sin(pose.t * 1.4 + i + k)), 0.12 * k) for k in range(1, 8)]
        c.line([(x, 0), *line], hue, 0.014 if i % 2 else 0.03, 0.75)
    dome = paths.curve([(-w, 0.02), (-w * 0.96, -h * 0.5), (-w * 0.5, -h), (0, -h * 1.12), (w * 0.5, -h), (w * 0.96, -h * 0.5), (w, 0.02), (w * 0.5, -0.03), (0, 0.02), (-w * 0.5, -0.03)])
    form(c, dome, hue, 0.06)
    for x in (-0.5, 0, 0.5):
        c.line([(x * w, -0.02), (x * w * 0.8, -h * 0.5), (x * w * 0.3, -h * 0.95)], pale(hue, 1.2), 0.02, 0.6)


def crab(c: Canvas, look: Look, pose: Pose) -> None:
    shell, _ = coat(look, "#c9503a", "#d98a45", "#7a8f8a")
    for side in (-1, 1):
        for i in range(3):
            dx, lift = step(pose.phase + 0.33 * i + 0.5 * (side > 0), 0.6, 0.1) if _moving(pose) else (0.0, 0.0)
            x = side * (0.14 + 0.06 * i)
            c.limb([(side * 0.12, -0.1), (x + side * 0.06, -0.17), (x + side * 0.09 + dx, -0.04 * lift)], (0.035, 0.03, 0.012), dark(shell, 0.7))
        wave = 0.04 * float(np.sin(pose.t * 2.5 + side)) + (0.08 if pose.gait in ("fight", "dance") else 0)
        c.limb([(side * 0.14, -0.14), (side * 0.25, -0.17), (side * 0.25, -0.26 - wave)], (0.05, 0.045, 0.05), shell)
        x, y = side * 0.25, -0.31 - wave
        form(c, paths.curve([(x - 0.05, y + 0.05), (x - 0.055, y - 0.05), (x - 0.01, y - 0.09), (x, y - 0.02), (x + 0.02, y - 0.09), (x + 0.055, y - 0.04), (x + 0.045, y + 0.05)]), shell, 0.015)
        c.line([(side * 0.05, -0.19), (side * 0.06, -0.26)], shell, 0.018)
        c.circle(side * 0.06, -0.27, 0.028, "#f6efe0")
        c.ellipse(side * 0.06 + 0.006, -0.27, 0.014, 0.014 * blink(look, pose.t), "#1b191d")
    form(c, paths.curve([(-0.2, -0.12), (-0.13, -0.2), (0, -0.22), (0.13, -0.2), (0.2, -0.12), (0.12, -0.05), (0, -0.035), (-0.12, -0.05)]), shell, 0.025)
    c.line([(-0.05, -0.09), (0, -0.075), (0.05, -0.09)], dark(shell, 1.6), 0.01)


def spider(c: Canvas, look: Look, pose: Pose) -> None:
    skin, _ = coat(look, "#35323a", "#5a4030", "#2b2c33")
    f = Frame(pose.turn)
    for near in (-1, 1):
        for i in range(4):
            start = 0.5 * ((i + (near > 0)) % 2)
            dx, lift = step(pose.phase - start, 0.6, 0.1) if _moving(pose) else (0.0, 0.0)
            a = 0.5 + 0.72 * i
            x0, x1, z1 = 0.04 - 0.03 * i, 0.02 + 0.22 * float(np.cos(a)), near * (0.06 + 0.15 * float(np.sin(a)))
            root, foot = f.p(x0, -0.09, near * 0.03), f.p(x1 + dx, -0.05 * lift, z1)
            knee = f.p(0.3 * x0 + 0.7 * x1 + dx * 0.5, -0.19 - 0.02 * lift, z1 * 0.7)
            c.limb([root, knee, foot], (0.018, 0.015, 0.006), dark(skin, 0.9) if near < 0 else skin)
        if near < 0:
            x, y = f.p(-0.09, -0.11)
            form(c, paths.ellipse(x, y, 0.075 + 0.01 * f.side, 0.068), skin, 0.015, lambda: c.circle(x - 0.01, y - 0.01, 0.025, said(look, "#b8402f", "mark", "spot", "hourglass")))
            x, y = f.p(0.03, -0.09)
            form(c, paths.ellipse(x, y, 0.046, 0.042), skin, 0.01)
    if f.front > -0.4:
        for z, y0, r in ((-0.018, -0.1, 0.013), (0.018, -0.1, 0.013), (-0.03, -0.115, 0.008), (0.03, -0.115, 0.008)):
            if f.facing(0.7, z) > -0.4:
                x, y = f.p(0.065, y0, z)
                c.circle(x, y, r, "#f0ece2")
                c.circle(x + 0.003, y, r * 0.5, "#161418")


WING = ((0.0, 0.0), (0.12, -0.16), (0.42, -0.34), (0.6, -0.28), (0.58, -0.08), (0.34, 0.04), (0.44, 0.18), (0.36, 0.34), (0.16, 0.26), (0.02, 0.08))
"""(outwards, down) outline of a butterfly's wing."""


def butterfly(c: Canvas, look: Look, pose: Pose) -> None:
    hue, second = coat(look, "#e38a2f", "#4f8fd0", "#e9c43f", "#b56fc9", "#e9e4da")
    edge = said(look, second or "#2b262b", "edge", "tip")
    spot = said(look, "#f6efe0", "spot")
    fast = pose.gait in ("fly", "walk", "run", "fall", "dance")
    beat = 0.62 + 0.38 * float(np.sin(2 * np.pi * pose.phase * 1.0 + pose.t * (9 if fast else 1.6)))
    glowing = look.has("glowing", "luminous")
    with c.at(0, 0.02 * float(np.sin(pose.t * 5)), turn=-22 * float(np.cos(np.deg2rad(pose.turn)))):
        for side in (-1, 1):
            k = side * (0.2 + 0.8 * beat) * (0.72 if side < 0 and pose.turn < 60 else 1)
            tone = dark(hue, 0.8) if side < 0 and pose.turn < 60 else hue
            outline = [(x * k, y) for x, y in WING]
            c.curve(outline, edge)
            c.curve([(x * k * 0.84 + 0.01 * side, y * 0.84) for x, y in WING], Glow(tone) if glowing else tone)
            for x, y, r in ((0.44, -0.2, 0.03), (0.5, -0.1, 0.02), (0.32, 0.24, 0.025), (0.36, -0.27, 0.018)):
                c.ellipse(x * k, y, r * abs(k), r, spot)
            c.line([(0, 0), (0.25 * k, -0.14), (0.44 * k, -0.24)], dark(hue, 1.0), 0.008, 0.6)
        c.limb([(0, -0.2), (0, -0.05), (0, 0.26)], (0.045, 0.055, 0.015), "#2b262b")
        c.circle(0, -0.22, 0.034, "#2b262b")
        for side in (-1, 1):
            c.line([(0, -0.24), (side * 0.06, -0.34), (side * 0.1, -0.4)], "#2b262b", 0.008)
            c.circle(side * 0.1, -0.4, 0.012, "#2b262b")
    if glowing:
        c.glow(0, 0, 1.2, hue, 0.5)


def bee(c: Canvas, look: Look, pose: Pose) -> None:
    fire = look.name == "firefly" or look.has("firefly")
    hue, _ = coat(look, "#efb92f") if not fire else coat(look, "#5a4a3c")
    f = Frame(pose.turn, 0, 0.02 * float(np.sin(pose.t * 6)))
    buzz = float(np.sin(pose.t * 70))
    for side in (-1, 1):
        for x0, x1, k in ((0.04, 0.1, 1.0), (-0.02, -0.16, 0.75)):
            up = (0.24 + 0.05 * buzz) * k
            c.curve([f.p(x0, -0.12, side * 0.05), f.p(x1 + 0.07, -0.12 - up, side * 0.12), f.p(x1 - 0.03, -0.14 - up, side * 0.14), f.p(x0 - 0.05, -0.1, side * 0.05)], "#e3f0f3", opacity=0.7)
    body = ((-0.24, -0.02, 0.03, 0.02), (-0.18, -0.1, 0.09, 0.09), (-0.04, -0.14, 0.12, 0.13), (0.1, -0.12, 0.1, 0.11), (0.17, -0.05, 0.04, 0.05))

    def bands() -> None:
        for x in (-0.16, -0.06, 0.04):
            c.limb([f.p(x, -0.16), f.p(x + 0.015, 0, 0.1), f.p(x, 0.16)], (0.045, 0.05, 0.045), "#2b262b")

    if fire:
        c.poly([f.p(-0.24, 0.0), f.p(-0.16, -0.1), f.p(-0.06, -0.12), f.p(-0.06, 0.12), f.p(-0.16, 0.1)], Glow("#eaff8a"))
        form(c, loft(f, ((-0.08, -0.1, 0.1, 0.1), (0.06, -0.12, 0.1, 0.1), (0.17, -0.05, 0.04, 0.05))), hue, 0.02)
        c.glow(*f.p(-0.16, 0), 0.6, "#eaff8a", (0.12 + 0.5 * pose.lights) * (0.7 + 0.3 * float(np.sin(pose.t * 3))))
    else:
        form(c, loft(f, body), hue, 0.03, bands)
        c.limb([f.p(-0.22, 0), f.p(-0.3, 0.02)], (0.03, 0.002), "#2b262b")
    x, y = f.p(0.2, -0.02)
    form(c, paths.ellipse(x, y, 0.075, 0.072), "#3a332f" if not fire else dark(hue), 0.015)
    for side in (-1, 1):
        if f.facing(0.6, side) > -0.1 and f.front > -0.4:
            px, py = f.p(0.24, -0.03, side * 0.04)
            c.circle(px, py, 0.024, "#f6efe0")
            c.circle(px + 0.006, py, 0.012, "#161418")
        c.line([f.p(0.22, -0.08, side * 0.03), f.p(0.28, -0.15, side * 0.06)], "#2b262b", 0.01)
        for dx in (-0.04, 0.03, 0.09):
            c.line([f.p(dx, 0.09, side * 0.05), f.p(dx - 0.02, 0.15, side * 0.07)], "#2b262b", 0.012)


def beetle(c: Canvas, look: Look, pose: Pose) -> None:
    lady = look.has("ladybug", "ladybird")
    hue, _ = coat(look, "#c9342c") if lady else coat(look, "#3f6b4f", "#35507a", "#6b3f2c", "#2f2e35")
    f = Frame(pose.turn)
    for near in (-1, 1):
        for i in range(3):
            dx, lift = step(pose.phase - 0.5 * ((i + (near > 0)) % 2), 0.6, 0.09) if _moving(pose) else (0.0, 0.0)
            x = 0.1 - 0.1 * i
            c.limb([f.p(x, -0.06, near * 0.08), f.p(x + 0.02 + dx * 0.5, -0.08, near * 0.14), f.p(x + dx, -0.03 * lift, near * 0.17)], (0.025, 0.02, 0.01), "#2a262a")
        if near < 0:
            dome = ((-0.2, -0.06, -0.03, 0.05), (-0.15, -0.13, -0.035, 0.11), (-0.02, -0.17, -0.04, 0.13), (0.09, -0.14, -0.04, 0.11), (0.13, -0.08, -0.04, 0.07))

            def marks() -> None:
                c.line([f.p(0.12, -0.15), f.p(-0.02, -0.175), f.p(-0.2, -0.07)], dark(hue, 1.5), 0.009)
                if lady or look.has("spotted"):
                    for x, y in ((0.05, -0.1), (-0.05, -0.13), (-0.06, -0.07), (-0.14, -0.09)):
                        c.circle(*f.p(x, y, 0.1), 0.02, "#26222a")
                c.ellipse(*f.p(-0.02, -0.15, 0.05), 0.05, 0.012, "#ffffff", opacity=0.4)

            form(c, loft(f, dome), hue, 0.025, marks)
            head = loft(f, ((0.1, -0.11, -0.03, 0.08), (0.16, -0.1, -0.03, 0.07), (0.2, -0.06, -0.04, 0.04)))
            c.fill(head, "#2a262a")
    for side in (-1, 1):
        c.line([f.p(0.18, -0.09, side * 0.03), f.p(0.25, -0.14, side * 0.06)], "#2a262a", 0.009)
        if f.facing(0.7, side) > 0 and f.front > -0.4:
            c.circle(*f.p(0.17, -0.075, side * 0.06), 0.014, "#f4f0e8")
            c.circle(*f.p(0.174, -0.075, side * 0.063), 0.007, "#161418")


CREATURES = (
    Creature("snail", ("snail", "slug"), "animal", height=0.3, length=0.5, draw=snail, stride=0.08, run_stride=0.1, speed=0.03, run_speed=0.06, focus=(0.2, -0.19), focus_size=0.16),
    Creature("turtle", ("turtle", "tortoise", "sea turtle"), "animal", height=0.42, length=1.0, draw=turtle, stride=0.22, run_stride=0.22, speed=0.15, run_speed=0.3,
             focus=(0.44, -0.27), focus_size=0.22),
    Creature("frog", ("frog", "toad"), "animal", height=0.24, length=0.4, draw=frog, stride=0.5, run_stride=0.8, speed=0.4, run_speed=1.2, focus=(0.12, -0.16), focus_size=0.16),
    Creature("snake", ("snake", "serpent", "cobra", "python", "viper", "worm", "eel"), "animal", height=0.8, length=1.4, draw=snake, stride=0.6, run_stride=0.9, speed=0.4, run_speed=1.2,
             focus=(0.15, -0.55), focus_size=0.3),
    Creature("octopus", ("octopus", "squid", "kraken"), "animal", height=1.4, length=1.6, draw=octopus, stride=0.8, run_stride=1.2, speed=0.6, run_speed=2, element="water",
             focus=(0.1, -0.1), focus_size=0.6),
    Creature("jellyfish", ("jellyfish", "medusa"), "animal", height=1.2, length=0.8, draw=jellyfish, stride=0.4, run_stride=0.6, speed=0.25, run_speed=0.6, element="water",
             focus=(0, -0.1), focus_size=0.5),
    Creature("crab", ("crab", "lobster", "crayfish"), "animal", height=0.42, length=0.66, draw=crab, stride=0.1, run_stride=0.1, speed=0.2, run_speed=0.6, focus=(0, -0.2), focus_size=0.25),
    Creature("spider", ("spider", "tarantula", "scorpion"), "animal", height=0.24, length=0.46, draw=spider, stride=0.1, run_stride=0.1, speed=0.2, run_speed=0.6,
             focus=(0.04, -0.09), focus_size=0.16),
    Creature("butterfly", ("butterfly", "moth", "fairy"), "animal", height=0.75, length=1.1, draw=butterfly, stride=0.5, run_stride=0.8, speed=0.7, run_speed=2, element="air",
             focus=(0, -0.1), focus_size=0.6),
    Creature("bee", ("bee", "bumblebee", "wasp", "hornet", "dragonfly", "mosquito", "fly"), "animal", height=0.5, length=0.6, draw=bee, stride=0.5, run_stride=0.8, speed=0.9, run_speed=3,
             element="air", focus=(0.18, -0.02), focus_size=0.25),
    Creature("firefly", ("firefly", "glowworm"), "animal", height=0.5, length=0.6, draw=bee, stride=0.5, run_stride=0.8, speed=0.6, run_speed=2, element="air",
             focus=(0.18, -0.02), focus_size=0.25),
    Creature("beetle", ("beetle", "ladybug", "ladybird", "insect", "ant", "cockroach", "cricket", "grasshopper"), "animal", height=0.2, length=0.46, draw=beetle, stride=0.09, run_stride=0.09,
             speed=0.12, run_speed=0.4, focus=(0.12, -0.08), focus_size=0.14),
)  # fmt: skip
