"""Paper and luggage: book, letter, map, suitcase, chest, box, basket, bottle."""

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Glow
from rushes.engines.animatic.cast.rig_form import Frame, coat, dark, form, hexa, pale, said
from rushes.engines.animatic.cast.rig_prop import held, standing
from rushes.engines.animatic.cast.rig_solid import box, extrude, patch, plate, rod, soft
from rushes.engines.animatic.figure import Look, Pose


def book(c: Canvas, look: Look, pose: Pose) -> None:
    cover, _ = coat(look, "#8f3430", "#2f4f6b", "#4f6b3f", "#6b4a2c", "#5a3a63")
    trim = said(look, "#d9b45a", "clasp", "trim", "title")
    glowing = look.has("glowing", "magic", "magical")
    if look.has("open"):
        for side in (-1, 1):
            _open_half(c, cover, side)
        if glowing:
            c.glow(0, -0.05, 0.7, "#ffe6a0", 0.5)
    else:
        _closed_book(c, cover, trim)
        if glowing:
            c.glow(0, -0.12, 0.6, trim, 0.5)


def _open_half(c: Canvas, cover: str, side: int) -> None:
    """Board, page and lines of one side of an open book."""
    outer = [(side * 0.12, -0.07), (side * 0.23, -0.05), (side * 0.25, 0.1), (side * 0.12, 0.07)]
    c.curve([(0, -0.02), *outer, (0, 0.12)], dark(cover, 0.4), tension=0.4)
    inner = [(side * 0.12, -0.09), (side * 0.22, -0.07), (side * 0.235, 0.07), (side * 0.12, 0.045)]
    c.curve([(0, -0.04), *inner, (0, 0.1)], "#f3ead6" if side > 0 else "#e6dac2", tension=0.5)
    for i in range(4):
        y = -0.04 + 0.028 * i
        c.line([(side * 0.05, y - 0.015), (side * 0.19, y - 0.015)], "#a89c86", 0.006)


def _closed_book(c: Canvas, cover: str, trim: str) -> None:
    form(c, soft([(-0.1, -0.27), (0.12, -0.27), (0.12, 0.03), (-0.1, 0.03)], 0.012), cover, 0.02)
    c.fill(soft([(0.1, -0.255), (0.135, -0.245), (0.135, 0.02), (0.1, 0.02)], 0.004), "#efe4cc")
    c.rect(-0.1, -0.27, 0.035, 0.3, dark(cover, 1.1), 0.01)
    c.stroke(soft([(-0.04, -0.235), (0.09, -0.235), (0.09, -0.005), (-0.04, -0.005)], 0.008), trim, 0.007)
    c.ellipse(0.025, -0.13, 0.028, 0.034, trim)


def letter(c: Canvas, look: Look, pose: Pose) -> None:
    paper, _ = coat(look, "#f3ebd8", "#efe2c4", "#e8ecec")
    seal = said(look, "#a8322c", "seal", "stamp", "wax")
    flutter = 3 * float(np.sin(pose.t * 3)) * pose.wind * 3
    with c.at(0, 0, turn=-8 + flutter):
        if look.has("note", "paper", "page", "telegram", "unfolded"):
            c.curve([(-0.1, -0.27), (0.1, -0.26), (0.105, 0.0), (-0.095, 0.02)], paper, tension=0.12)
            for i in range(6):
                c.line(
                    [(-0.07, -0.22 + 0.035 * i), (0.07 - 0.03 * (i == 5), -0.22 + 0.035 * i)],
                    "#6d665c",
                    0.007,
                )
            return
        form(c, soft([(-0.15, -0.16), (0.15, -0.16), (0.15, 0.03), (-0.15, 0.03)], 0.008), paper, 0.012)
        c.poly([(-0.15, -0.16), (0.15, -0.16), (0, -0.045)], dark(paper, 0.35))
        c.line([(-0.15, -0.158), (0, -0.045), (0.15, -0.158)], dark(paper, 1.2), 0.006, smooth=False)
        c.circle(0, -0.05, 0.028, seal)
        c.circle(-0.006, -0.056, 0.012, pale(seal, 1.0))


def chart(c: Canvas, look: Look, pose: Pose) -> None:
    paper, _ = coat(look, "#e3cd9c", "#d9bf8a", "#ead8b4")
    curl = 0.012 * float(np.sin(pose.t * 2.4))
    upper = [(-0.24, -0.3), (0.0, -0.29 + curl), (0.24, -0.31), (0.23, -0.14)]
    lower = [(0.24, 0.03), (0.0, 0.02 - curl), (-0.24, 0.04), (-0.23, -0.14)]
    c.curve([*upper, *lower], paper, tension=0.5)
    for x in (-0.08, 0.08):
        c.rect(x, -0.29, 0.004, 0.31, dark(paper, 0.9))
    _islands(c)
    _route(c)
    for x in (-0.24, 0.24):
        roll = [(x - 0.022, -0.32), (x + 0.022, -0.32), (x + 0.022, 0.05), (x - 0.022, 0.05)]
        form(c, soft(roll, 0.02), dark(paper, 0.5), 0.008)


def _islands(c: Canvas) -> None:
    large = [(-0.19, -0.2), (-0.1, -0.25), (0.0, -0.2), (0.02, -0.1), (-0.06, -0.03), (-0.17, -0.07)]
    c.curve(large, "#9aa56b", opacity=0.8)
    c.curve([(0.08, -0.12), (0.17, -0.16), (0.2, -0.05), (0.12, -0.02)], "#9aa56b", opacity=0.8)


def _route(c: Canvas) -> None:
    """A dotted way to the cross that marks the spot."""
    for x, y in ((-0.12, -0.12), (-0.07, -0.15), (-0.02, -0.17), (0.04, -0.16), (0.09, -0.13)):
        c.circle(x, y, 0.008, "#7a4a35")
    for k in (-1, 1):
        stroke = [(0.13 - 0.025, -0.1 - 0.025 * k), (0.13 + 0.025, -0.1 + 0.025 * k)]
        c.line(stroke, "#a8322c", 0.013, smooth=False)


def suitcase(c: Canvas, look: Look, pose: Pose) -> None:
    leather, _ = coat(look, "#8a5a36", "#6b3f2c", "#3f5f6b", "#a5803f")
    f = Frame(pose.turn)
    with c.at(0, 0.52):
        box(c, f, -0.3, 0.3, -0.44, 0.0, 0.1, leather, 0.05)
        for x in (-0.19, 0.19):
            patch(
                c,
                f,
                [(x - 0.025, -0.44), (x + 0.025, -0.44), (x + 0.025, 0.0), (x - 0.025, 0.0)],
                0.101,
                dark(leather, 1.3),
                0.004,
            )
            patch(
                c,
                f,
                [(x - 0.03, -0.3), (x + 0.03, -0.3), (x + 0.03, -0.25), (x - 0.03, -0.25)],
                0.102,
                "#d1b06a",
                0.01,
            )
        for x, y in ((-0.3, -0.44), (0.3, -0.44), (-0.3, 0.0), (0.3, 0.0)):
            k = -1 if x > 0 else 1
            j = 1 if y < -0.1 else -1
            patch(c, f, [(x, y), (x + 0.08 * k, y), (x, y + 0.08 * j)], 0.101, dark(leather, 1.5), 0.006)
        patch(c, f, [(-0.1, -0.2), (0.06, -0.22), (0.07, -0.12), (-0.09, -0.1)], 0.102, "#d9cfae", 0.006)
        c.stroke(
            paths.curve([f.p(-0.09, -0.44), f.p(-0.07, -0.51), f.p(0.07, -0.51), f.p(0.09, -0.44)], False),
            dark(leather, 1.6),
            0.028,
        )


LID = [(-0.46, -0.5), (-0.42, -0.66), (-0.2, -0.76), (0.2, -0.76), (0.42, -0.66), (0.46, -0.5)]


def chest(c: Canvas, look: Look, pose: Pose) -> None:
    wood, _ = coat(look, "#7c5130", "#6b4429", "#8a6038")
    iron = said(
        look, "#c9a04a" if look.rng("iron").random() < 0.6 else "#5a5d63", "iron", "band", "lock", "trim"
    )
    f = Frame(pose.turn)
    opened = look.has("open", "opened", "overflowing") or pose.mouth > 0.2
    if opened:
        with c.at(*f.p(-0.4, -0.48), turn=-58 * f.side):
            extrude(c, Frame(pose.turn), [(x + 0.4, y + 0.48) for x, y in LID], 0.3, dark(wood, 0.4), 0.03)
        if look.has("gold", "treasure", "coins", "jewels") or look.rng("gold").random() < 0.5:
            _coins(c, f, look)
    extrude(c, f, [(-0.45, -0.5), (0.45, -0.5), (0.42, 0.0), (-0.42, 0.0)], 0.3, wood, 0.02)
    if not opened:
        extrude(c, f, LID, 0.31, hexa(wood, 0.02), 0.04)
    if f.side > 0.1:
        for y in (-0.34, -0.17):
            c.line([f.p(-0.43, y, 0.3), f.p(0.43, y, 0.3)], dark(wood, 1.1), 0.012, 0.8, smooth=False)
    _irons(c, f, iron, -0.5 if opened else -0.69)


def _coins(c: Canvas, f: Frame, look: Look) -> None:
    """A heap of gold in the open chest."""
    c.glow(*f.p(0, -0.55), 0.9, "#ffd873", 0.45)
    rng = look.rng("coins")
    for _ in range(16):
        x, y = f.p(
            float(rng.uniform(-0.38, 0.38)), float(rng.uniform(-0.58, -0.48)), float(rng.uniform(-0.2, 0.2))
        )
        c.ellipse(x, y, 0.055, 0.035, Glow("#f5cd5c") if rng.random() < 0.4 else "#d9a83c")


def _irons(c: Canvas, f: Frame, iron: str, top: float) -> None:
    """Bands, rivets and the lock."""
    for x in (-0.33, 0.33):
        patch(
            c,
            f,
            [(x - 0.045, top), (x + 0.045, top - 0.03), (x + 0.04, 0.0), (x - 0.04, 0.0)],
            0.312,
            iron,
            0.01,
        )
        for y in (-0.42, -0.1):
            c.circle(*f.p(x, y, 0.315), 0.014, pale(iron, 1.2))
    patch(c, f, [(-0.46, -0.52), (0.46, -0.52), (0.46, -0.46), (-0.46, -0.46)], 0.313, iron, 0.01)
    patch(c, f, [(-0.07, -0.56), (0.07, -0.56), (0.06, -0.38), (-0.06, -0.38)], 0.316, pale(iron, 0.5), 0.025)
    c.circle(*f.p(0, -0.47, 0.32), 0.018, "#2a2420")
    if f.front > 0.4:
        plate(
            c,
            f,
            [(0.46, -0.56, -0.06), (0.46, -0.56, 0.06), (0.45, -0.4, 0.06), (0.45, -0.4, -0.06)],
            pale(iron, 0.5),
            0.02,
        )


def crate(c: Canvas, look: Look, pose: Pose) -> None:
    """A wooden box, a present, or a cardboard parcel."""
    gift = look.has("gift", "present", "wrapped")
    colour, _ = coat(
        look, *(("#c0392f", "#3f7f6b", "#d9a83c") if gift else ("#a87c4c", "#8f6a42", "#bb9261"))
    )
    f = Frame(pose.turn)
    box(c, f, -0.22, 0.22, -0.4, 0.0, 0.2, colour, 0.015)
    if gift:
        ribbon = said(look, "#f1e6cf", "ribbon", "bow")
        patch(c, f, [(-0.035, -0.4), (0.035, -0.4), (0.035, 0), (-0.035, 0)], 0.205, ribbon, 0.004)
        patch(c, f, [(-0.22, -0.23), (0.22, -0.23), (0.22, -0.17), (-0.22, -0.17)], 0.206, ribbon, 0.004)
        x, y = f.p(0, -0.41)
        for k in (-1, 1):
            c.curve(
                [(x, y), (x + 0.06 * k, y - 0.1), (x + 0.14 * k, y - 0.08), (x + 0.11 * k, y - 0.01)], ribbon
            )
        c.circle(x, y - 0.01, 0.03, dark(ribbon, 0.6))
        return
    for y in (-0.27, -0.13):
        if f.side > 0.1:
            c.line([f.p(-0.21, y, 0.2), f.p(0.21, y, 0.2)], dark(colour, 1.2), 0.01, smooth=False)
    for x in (-0.18, 0.18):
        patch(
            c,
            f,
            [(x - 0.035, -0.4), (x + 0.035, -0.4), (x + 0.035, 0), (x - 0.035, 0)],
            0.205,
            hexa(colour, 0.04),
            0.004,
        )


def basket(c: Canvas, look: Look, pose: Pose) -> None:
    cane, _ = coat(look, "#b98a55", "#a87844")
    with c.at(0, 0.34):
        c.stroke(
            paths.curve([(-0.18, -0.2), (-0.14, -0.32), (0, -0.36), (0.14, -0.32), (0.18, -0.2)], False),
            dark(cane, 0.8),
            0.024,
        )
        fruit = "#c0392f" if look.has("apple", "apples") else ("#e8d9b8" if look.has("bread") else "#d9884a")
        for x in (-0.1, 0.0, 0.1):
            c.circle(x, -0.2, 0.06, fruit)
        outline = soft([(-0.2, -0.2), (0.2, -0.2), (0.15, 0.0), (-0.15, 0.0)], 0.02)
        form(c, outline, cane, 0.02)
        with c.group(clip=outline):
            for i in range(4):
                for j in range(7):
                    c.rect(
                        -0.21 + 0.06 * j + 0.03 * (i % 2),
                        -0.18 + 0.047 * i,
                        0.03,
                        0.022,
                        dark(cane, 0.9),
                        0.006,
                    )
        rod(c, [(-0.2, -0.2), (0.2, -0.2)], 0.03, cane)


def bottle(c: Canvas, look: Look, pose: Pose) -> None:
    glass, _ = coat(look, "#4f8f78", "#5f8fae", "#8a6a3c", "#9cb8b4")
    outline = soft(
        [
            (-0.028, -0.2),
            (0.028, -0.2),
            (0.03, -0.11),
            (0.065, -0.06),
            (0.065, 0.12),
            (-0.065, 0.12),
            (-0.065, -0.06),
            (-0.03, -0.11),
        ],
        0.03,
    )
    if look.has("message", "letter", "note"):
        c.limb([(-0.02, 0.08), (0.02, -0.05)], (0.06, 0.06), "#efe2c4")
    c.fill(outline, glass, 0.72)
    c.line([(-0.04, -0.04), (-0.042, 0.08)], "#ffffff", 0.012, 0.6)
    c.rect(-0.024, -0.235, 0.048, 0.045, "#a87c4c", 0.01)
    if look.has("potion", "glowing", "elixir"):
        c.glow(0, 0.03, 0.5, glass, 0.6)


CREATURES = (
    held(
        "book", ("book", "diary", "journal", "novel", "tome", "notebook", "spellbook"), book, 0.32, 0.26, 0.03
    ),
    held(
        "letter",
        ("letter", "envelope", "telegram", "postcard", "invitation"),
        letter,
        0.28,
        0.3,
        0.03,
    ),
    held("map", ("map", "scroll", "parchment", "blueprint"), chart, 0.38, 0.5, 0.05),
    held("suitcase", ("suitcase", "briefcase", "valise", "luggage"), suitcase, 0.55, 0.62, 0.52),
    held("basket", ("basket", "hamper"), basket, 0.38, 0.42, 0.34),
    held("bottle", ("bottle", "potion", "flask", "vial", "jar"), bottle, 0.36, 0.14, 0.12),
    standing("chest", ("chest", "treasure chest", "coffer"), chest, 0.78, 0.95),
    standing("box", ("box", "crate", "parcel", "gift", "package"), crate, 0.42, 0.5),
)
