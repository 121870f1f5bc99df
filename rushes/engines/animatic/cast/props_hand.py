"""Things for the hand: umbrella, key, sword, cup, instruments, flower, balloon, kite, food, tools."""

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Glow
from rushes.engines.animatic.cast.rig_form import coat, dark, form, hexa, pale, said
from rushes.engines.animatic.cast.rig_prop import held
from rushes.engines.animatic.cast.rig_solid import ring, rod, soft
from rushes.engines.animatic.figure import Look, Pose


def umbrella(c: Canvas, look: Look, pose: Pose) -> None:
    cloth, second = coat(look, "#b8352f", "#2f4f7a", "#e0ab34", "#2b2c33", "#3f7f6b")
    second = second or hexa(cloth, -0.05)
    c.stroke(paths.curve([(0, -0.1), (0, 0.1), (0.03, 0.15), (0.075, 0.12)], False), "#6b4629", 0.03)
    if look.has("closed", "folded", "furled"):
        c.limb([(0, 0.0), (0, -0.3), (0, -0.7)], (0.1, 0.09, 0.02), cloth)
        return
    sway = 2.5 * float(np.sin(pose.t * 1.9)) * (0.5 + pose.wind)
    with c.at(0, 0, turn=sway):
        rod(c, [(0, 0.0), (0, -0.82)], 0.02, "#8d8f94")
        n = 6
        edge = [(0.62 * float(np.cos(np.pi - np.pi * i / n)), -0.55 + 0.02) for i in range(n + 1)]
        top = (0.0, -0.93)
        for i in range(n):
            (x0, y0), (x1, y1) = edge[i], edge[i + 1]
            tone = cloth if i % 2 else second
            shade = (i - n / 2 + 0.5) / n
            bow = [
                (x0, y0),
                ((x0 + x1) / 2, y0 - 0.05),
                (x1, y1),
                (x1 * 0.78, -0.79),
                top,
                (x0 * 0.78, -0.79),
            ]
            c.curve(
                bow, dark(tone, 0.2 + 0.8 * max(shade, 0)) if shade > -0.1 else pale(tone, 0.5), tension=0.55
            )
        c.line([top, (0, -0.99)], "#6b4629", 0.02)


def key(c: Canvas, look: Look, pose: Pose) -> None:
    metal, _ = coat(look, "#c9a04a", "#8f8a80", "#7a5a3c")
    c.fill(ring(0, -0.05, 0.055, 0.05, 0.02), metal)
    rod(c, [(0, 0.0), (0, 0.17)], 0.024, metal)
    for y, w in ((0.115, 0.05), (0.155, 0.06)):
        c.rect(0, y, w, 0.022, metal, 0.004)
    if look.has("glowing", "magic", "golden", "gold"):
        c.glow(0, 0.03, 0.4, "#ffe6a0", 0.35)


def sword(c: Canvas, look: Look, pose: Pose) -> None:
    steel, _ = coat(look, "#c3ccd4", "#d5dbe0")
    hilt = said(look, "#b98d3c", "hilt", "handle", "guard")
    with c.at(0, 0, turn=18 if pose.gait != "lie" else 0):
        blade = [(-0.03, -0.1), (-0.026, -0.72), (0, -0.86), (0.026, -0.72), (0.03, -0.1)]
        c.poly(blade, steel)
        c.poly([(0, -0.1), (0, -0.86), (0.026, -0.72), (0.03, -0.1)], dark(steel, 1.2))
        c.fill(soft([(-0.13, -0.12), (0.13, -0.12), (0.14, -0.085), (-0.14, -0.085)], 0.015), hilt)
        c.rect(-0.018, -0.09, 0.036, 0.17, "#4a3226", 0.01)
        c.circle(0, 0.1, 0.032, hilt)
        if look.has("glowing", "magic", "flaming", "enchanted"):
            c.glow(0, -0.45, 0.8, said(look, "#9fdcff", "blade", "glow"), 0.5)


def cup(c: Canvas, look: Look, pose: Pose) -> None:
    glaze, _ = coat(look, "#e6dccb", "#b5523f", "#4f7f8a", "#3b4a5a")
    c.fill(ring(0.07, -0.02, 0.045, 0.042, 0.016), dark(glaze, 0.6))
    form(c, soft([(-0.07, -0.08), (0.07, -0.08), (0.06, 0.055), (-0.06, 0.055)], 0.025), glaze, 0.015)
    c.ellipse(0, -0.08, 0.07, 0.016, "#4a2f22")
    for i in range(2):
        s = pose.t * 1.4 + i * 1.7
        c.line(
            [
                (-0.02 + 0.04 * i, -0.11),
                (-0.03 + 0.04 * i + 0.02 * float(np.sin(s)), -0.17),
                (-0.02 + 0.04 * i, -0.23),
            ],
            "#ffffff",
            0.014,
            0.35,
        )


def telescope(c: Canvas, look: Look, pose: Pose) -> None:
    brass, _ = coat(look, "#c39b4a", "#8a6a4a", "#4a4d55")
    with c.at(0, 0, turn=-16):
        for x0, x1, w, tone in (
            (-0.3, -0.06, 0.06, "#5a3a2a"),
            (-0.08, 0.18, 0.08, brass),
            (0.16, 0.44, 0.105, "#5a3a2a"),
        ):
            form(
                c,
                soft([(x0, -w / 2), (x1, -w / 2 - 0.006), (x1, w / 2 + 0.006), (x0, w / 2)], 0.008),
                tone,
                0.014,
            )
            c.rect(x1 - 0.03, -w / 2 - 0.01, 0.035, w + 0.02, brass, 0.006)
        c.ellipse(0.445, 0, 0.014, 0.055, "#bfe3ec")


def violin(c: Canvas, look: Look, pose: Pose) -> None:
    wood, _ = coat(look, "#a3592b", "#8a4522", "#b86f36")
    _strings(c, wood, 0.5, pose)
    if pose.gait != "lie":
        y = -0.1 + 0.06 * float(np.sin(pose.t * 4))
        c.line([(-0.26, y + 0.2), (0.3, y - 0.14)], "#5a3a24", 0.012, smooth=False)
        c.line([(-0.24, y + 0.22), (0.3, y - 0.11)], "#efe8da", 0.006, smooth=False)


def guitar(c: Canvas, look: Look, pose: Pose) -> None:
    wood, _ = coat(look, "#c98a45", "#a8622e", "#6b3a22", "#b3342c")
    _strings(c, wood, 1.0, pose)


def _strings(c: Canvas, wood: str, k: float, pose: Pose) -> None:
    """A waisted body, its neck and strings; `k` 1 is a guitar."""
    with c.at(0, 0, k, turn=32 if pose.gait != "lie" else 0):
        c.limb([(0, -0.2), (0, -0.82)], (0.07, 0.055), "#4a2e20")
        c.fill(soft([(-0.045, -0.8), (0.045, -0.8), (0.06, -0.96), (-0.06, -0.96)], 0.02), dark(wood, 0.9))
        body = paths.curve(
            [
                (0, -0.3),
                (0.14, -0.25),
                (0.13, -0.09),
                (0.2, 0.06),
                (0.15, 0.22),
                (0, 0.26),
                (-0.15, 0.22),
                (-0.2, 0.06),
                (-0.13, -0.09),
                (-0.14, -0.25),
            ]
        )
        form(c, body, wood, 0.03)
        c.circle(0, -0.03, 0.065, "#3a2218")
        c.rect(-0.07, 0.12, 0.14, 0.028, "#3a2218", 0.006)
        for x in (-0.018, -0.006, 0.006, 0.018):
            c.line([(x, 0.12), (x, -0.84)], "#efe6d0", 0.004, smooth=False)


def flower(c: Canvas, look: Look, pose: Pose) -> None:
    petal, _ = coat(look, "#d9485f", "#f0c23c", "#f3eee4", "#8a63c2", "#ef8f5a", "#5f8fd9")
    rose = look.has("rose", "red rose", "white rose", "tulip", "poppy")
    heart = said(look, "#e3a92f", "centre", "center", "heart")
    bunch = look.has("bouquet", "flowers", "bunch")
    heads = ((-0.1, -0.3), (0.09, -0.34), (0.0, -0.42)) if bunch else ((0.0, -0.34),)
    with c.at(0, 0, turn=3 * float(np.sin(pose.t * 1.7)) * (0.6 + pose.wind)):
        for x, y in heads:
            _stem(c, x, y)
            if rose:
                _rose(c, x, y, petal)
            else:
                _daisy(c, x, y, petal, heart)
        if look.has("glowing"):
            c.glow(0, -0.34, 0.6, petal, 0.6)


def _stem(c: Canvas, x: float, y: float) -> None:
    """The stem up to the head at (x, y), with a leaf."""
    c.line([(0, 0.1), (x * 0.4, y * 0.5), (x, y)], "#5a8a3f", 0.016)
    leaf = [(x * 0.3, -0.1), (x * 0.3 + 0.07, -0.17), (x * 0.3 + 0.12, -0.16), (x * 0.3 + 0.06, -0.1)]
    c.curve(leaf, "#6a9a4a")


def _rose(c: Canvas, x: float, y: float, petal: str) -> None:
    """A closed head."""
    right = [(x + 0.06, y - 0.06), (x + 0.055, y + 0.03)]
    left = [(x - 0.055, y + 0.03), (x - 0.06, y - 0.06)]
    form(c, paths.curve([(x, y - 0.08), *right, (x, y + 0.06), *left]), petal, 0.015)
    c.line([(x - 0.03, y - 0.04), (x, y), (x + 0.035, y - 0.045)], dark(petal, 1.2), 0.01)


def _daisy(c: Canvas, x: float, y: float, petal: str, heart: str) -> None:
    """An open head: petals around a heart."""
    for i in range(7):
        a = 2 * np.pi * i / 7 + 0.2
        px, py = x + 0.06 * float(np.cos(a)), y + 0.06 * float(np.sin(a))
        c.circle(px, py, 0.04, petal if i % 2 else dark(petal, 0.35))
    c.circle(x, y, 0.036, heart)


def balloon(c: Canvas, look: Look, pose: Pose) -> None:
    colour, second = coat(look, "#d13b34", "#3f82c4", "#efb93a", "#5aa56a", "#c56fb0")
    many = look.has("balloons", "bunch")
    spots = (
        ((0.0, -1.35, colour), (-0.22, -1.18, second or "#efb93a"), (0.24, -1.12, "#3f82c4"))
        if many
        else ((0.0, -1.2, colour),)
    )
    for i, (x, y, tone) in enumerate(spots):
        dx = x + (0.1 + 0.25 * pose.wind) * float(np.sin(pose.t * 1.1 + i)) * 0.6 - 0.2 * pose.wind
        c.line([(0, 0), (dx * 0.25, y * 0.4), (dx, y + 0.2)], "#e9e4da", 0.007, 0.9)
        form(
            c,
            paths.curve(
                [
                    (dx, y - 0.21),
                    (dx + 0.17, y - 0.1),
                    (dx + 0.13, y + 0.09),
                    (dx, y + 0.2),
                    (dx - 0.13, y + 0.09),
                    (dx - 0.17, y - 0.1),
                ]
            ),
            tone,
            0.035,
        )
        c.poly([(dx, y + 0.19), (dx + 0.025, y + 0.23), (dx - 0.025, y + 0.23)], dark(tone))
        c.ellipse(dx - 0.07, y - 0.1, 0.025, 0.05, "#ffffff", opacity=0.65)


def kite(c: Canvas, look: Look, pose: Pose) -> None:
    colour, second = coat(look, "#d1483a", "#3f82c4", "#efb93a", "#7a5ab0")
    second = second or "#f2e6c8"
    x, y = -0.9 + 0.12 * float(np.sin(pose.t * 1.2)), -2.3 + 0.1 * float(np.sin(pose.t * 1.7))
    c.line([(0, 0), (x * 0.4, y * 0.35), (x, y)], "#e9e4da", 0.008)
    with c.at(x, y, turn=-24 + 6 * float(np.sin(pose.t * 1.5))):
        c.poly([(0, -0.5), (-0.34, -0.08), (0, 0.42)], colour)
        c.poly([(0, -0.5), (0.34, -0.08), (0, 0.42)], dark(colour, 0.6))
        c.poly([(-0.34, -0.08), (0, 0.42), (0, -0.08)], second)
        c.poly([(0.34, -0.08), (0, 0.42), (0, -0.08)], dark(second, 0.5))
        tail = [(0.06 * i * float(np.sin(pose.t * 3 - i * 0.9)), 0.42 + 0.17 * i) for i in range(6)]
        c.line(tail, "#e9e4da", 0.012)
        for px, py in tail[1::2]:
            for k in (-1, 1):
                c.poly([(px, py), (px + 0.08 * k, py - 0.045), (px + 0.08 * k, py + 0.045)], colour)


def apple(c: Canvas, look: Look, pose: Pose) -> None:
    skin, _ = coat(look, "#c4342e", "#7fa53c", "#d9a83c")
    form(
        c,
        paths.curve(
            [
                (0, -0.07),
                (0.05, -0.09),
                (0.095, -0.03),
                (0.07, 0.06),
                (0, 0.08),
                (-0.07, 0.06),
                (-0.095, -0.03),
                (-0.05, -0.09),
            ]
        ),
        skin,
        0.02,
    )
    c.line([(0, -0.07), (0.012, -0.12)], "#5a3a24", 0.014)
    c.curve([(0.012, -0.1), (0.06, -0.14), (0.1, -0.12), (0.05, -0.09)], "#6a9a4a")
    c.ellipse(-0.04, -0.035, 0.014, 0.022, "#ffffff", opacity=0.6)


def bread(c: Canvas, look: Look, pose: Pose) -> None:
    crust, _ = coat(look, "#c98a45", "#b8762f")
    form(
        c,
        paths.curve([(-0.2, 0.02), (-0.16, -0.07), (0, -0.1), (0.16, -0.07), (0.2, 0.02), (0, 0.05)]),
        crust,
        0.02,
    )
    for x in (-0.1, 0.0, 0.1):
        c.limb([(x - 0.02, -0.06), (x + 0.03, 0.0)], (0.012, 0.02), "#f0d9a8")


def staff(c: Canvas, look: Look, pose: Pose) -> None:
    wood, _ = coat(look, "#6d4b2f", "#8a6a45", "#4a3a30")
    c.limb([(0.01, 0.75), (-0.01, 0.2), (0.01, -0.3), (0.0, -0.75)], (0.035, 0.045, 0.045, 0.06), wood)
    if look.has("wizard", "magic", "glowing", "crystal", "wand"):
        hue = said(look, "#8fe0ff", "crystal", "gem", "stone", "tip")
        c.circle(0, -0.82, 0.06, Glow(hue))
        c.glow(0, -0.82, 0.7, hue, 0.6)
    else:
        c.stroke(paths.curve([(0, -0.74), (-0.02, -0.84), (0.06, -0.88), (0.1, -0.82)], False), wood, 0.05)


def tool(c: Canvas, look: Look, pose: Pose) -> None:
    """An axe, a hammer, a shovel."""
    with c.at(0, 0, turn=20 if pose.gait != "lie" else 0):
        c.limb([(0, 0.25), (0, -0.5)], (0.04, 0.035), "#8a6038")
        steel = look.main_colour("#8f969d", "#7a7f86")
        if look.has("shovel", "spade", "oar", "paddle"):
            c.fill(
                soft([(-0.09, -0.45), (0.09, -0.45), (0.085, -0.7), (0, -0.76), (-0.085, -0.7)], 0.03), steel
            )
        elif look.has("hammer", "mallet"):
            form(c, soft([(-0.12, -0.56), (0.12, -0.56), (0.12, -0.44), (-0.12, -0.44)], 0.015), steel, 0.015)
        else:
            c.curve(
                [
                    (0, -0.56),
                    (0.12, -0.6),
                    (0.2, -0.62),
                    (0.17, -0.46),
                    (0.19, -0.34),
                    (0.1, -0.42),
                    (0, -0.42),
                ],
                steel,
                tension=0.6,
            )
            c.line([(0.195, -0.61), (0.168, -0.47), (0.187, -0.35)], pale(steel, 1.4), 0.014)


def compass(c: Canvas, look: Look, pose: Pose) -> None:
    brass, _ = coat(look, "#c39b4a", "#b9bec4")
    c.fill(ring(0, -0.1, 0.022, 0.026, 0.01), brass)
    c.circle(0, 0, 0.082, brass)
    c.circle(0, 0, 0.064, "#f3ead6")
    a = 0.5 * float(np.sin(pose.t * 1.3)) - 0.8
    dx, dy = 0.05 * float(np.cos(a)), 0.05 * float(np.sin(a))
    c.limb([(0, 0), (dx, dy)], (0.018, 0.002), "#b8352f")
    c.limb([(0, 0), (-dx, -dy)], (0.018, 0.002), "#3a3f4a")


def feather(c: Canvas, look: Look, pose: Pose) -> None:
    vane, _ = coat(look, "#f1ece2", "#2f3138", "#c4523f", "#3f82c4")
    c.curve([(0, 0.05), (-0.05, -0.08), (-0.05, -0.24), (0.03, -0.36), (0.06, -0.22), (0.04, -0.06)], vane)
    c.line([(0, 0.09), (-0.005, -0.12), (0.025, -0.33)], dark(vane, 1.2), 0.008)


def bell(c: Canvas, look: Look, pose: Pose) -> None:
    brass, _ = coat(look, "#c39b4a", "#9aa0a6")
    with c.at(0, 0, turn=9 * float(np.sin(pose.t * 7))):
        c.rect(-0.018, -0.09, 0.036, 0.11, "#5a3a2a", 0.012)
        c.circle(0, 0.15, 0.022, dark(brass, 1.4))
        form(
            c,
            paths.curve(
                [(-0.04, 0.02), (0.04, 0.02), (0.055, 0.09), (0.095, 0.14), (-0.095, 0.14), (-0.055, 0.09)],
                True,
                0.6,
            ),
            brass,
            0.02,
        )


CREATURES = (
    held("umbrella", ("umbrella", "parasol"), umbrella, 1.15, 1.26, 0.14),
    held("key", ("key", "skeleton key"), key, 0.3, 0.14, 0.03, 90),
    held("sword", ("sword", "dagger", "sabre", "katana", "knife"), sword, 1.0, 0.3, 0.03, 90),
    held("cup", ("cup", "mug", "teacup", "goblet"), cup, 0.2, 0.2, 0.055),
    held("telescope", ("telescope", "spyglass", "binoculars"), telescope, 0.3, 0.8, 0.07, 12),
    held("violin", ("violin", "fiddle", "cello"), violin, 0.7, 0.6, 0.12, 90),
    held("guitar", ("guitar", "lute", "banjo", "ukulele"), guitar, 1.2, 0.9, 0.2, 90),
    held(
        "flower",
        ("flower", "tulip", "bouquet", "sunflower", "blossom"),
        flower,
        0.5,
        0.3,
        0.1,
    ),
    held("balloon", ("balloon", "balloons"), balloon, 1.5, 0.6, 0.0),
    held("kite", ("kite",), kite, 3.2, 1.6, 0.0),
    held("apple", ("apple", "fruit", "pear"), apple, 0.2, 0.2, 0.08),
    held("bread", ("bread", "loaf", "baguette", "cake"), bread, 0.16, 0.42, 0.05),
    held("staff", ("staff", "cane", "walking stick", "wand", "crook", "spear"), staff, 1.65, 0.2, 0.75),
    held("tool", ("axe", "hammer", "shovel", "spade", "pickaxe", "rake", "broom"), tool, 1.0, 0.3, 0.04, 90),
    held(
        "compass",
        ("compass", "pocket watch", "medallion", "locket", "coin", "medal"),
        compass,
        0.2,
        0.17,
        0.08,
    ),
    held("feather", ("feather", "quill", "plume"), feather, 0.46, 0.12, 0.04, 70),
    held("bell", ("bell", "handbell"), bell, 0.28, 0.2, 0.16),
)
