"""Things that shine or burn: lantern, candle, torch, table lamp, camp fire, crystal."""

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Glow, Linear
from rushes.engines.animatic.cast.rig_form import Frame, dark, form, pale, said
from rushes.engines.animatic.cast.rig_prop import held, standing
from rushes.engines.animatic.cast.rig_solid import ring, soft
from rushes.engines.animatic.figure import Look, Pose

FIRE = ("#ffb347", "#ffd873", "#fff3c9")


def flame(
    c: Canvas, x: float, y: float, h: float, t: float, colour: str = FIRE[0], heart: str = FIRE[2]
) -> None:
    """A flickering flame standing on (x, y), `h` high."""
    lean = 0.14 * h * float(np.sin(t * 5.1 + x * 7))
    tall = h * (1 + 0.1 * float(np.sin(t * 11 + x)))
    for k, tone in ((1.0, colour), (0.68, FIRE[1]), (0.4, heart)):
        w, up = 0.3 * h * k, tall * k
        points = [
            (x - w, y - 0.22 * up),
            (x - 0.62 * w + lean * 0.3, y - 0.55 * up),
            (x + lean * k, y - up),
            (x + 0.72 * w + lean * 0.4, y - 0.5 * up),
            (x + w, y - 0.2 * up),
            (x, y + 0.03 * up),
        ]
        c.curve(points, Glow(tone), tension=0.9)


def lit(look: Look) -> bool:
    """A lamp burns unless the text puts it out."""
    return not look.has("unlit", "extinguished", "dark", "broken", "dead", "out")


def lantern(c: Canvas, look: Look, pose: Pose) -> None:
    metal = look.main_colour("#3e4148", "#8a6a35", "#6b4a34", "#4d5a52")
    light = said(look, "#ffc65c", "light", "flame", "glow")
    swing = 5 * float(np.sin(pose.t * 2.1))
    with c.at(0, 0, turn=swing):
        c.stroke(
            paths.curve([(-0.085, 0.14), (-0.075, 0.04), (0, 0.0), (0.075, 0.04), (0.085, 0.14)], False),
            metal,
            0.014,
        )
        c.fill(soft([(-0.035, 0.05), (0.035, 0.05), (0.1, 0.13), (-0.1, 0.13)], 0.02), metal)
        glass = soft(
            [(-0.085, 0.13), (0.085, 0.13), (0.1, 0.24), (0.085, 0.34), (-0.085, 0.34), (-0.1, 0.24)], 0.02
        )
        if lit(look):
            c.glow(0, 0.24, 0.95, light, 0.3 + 0.45 * pose.lights + 0.04 * float(np.sin(pose.t * 9)))
            c.fill(glass, Linear((0, 0.13), (0, 0.34), [Glow("#ffe9b0"), Glow(light)]), 0.92)
            flame(c, 0, 0.33, 0.13, pose.t)
        else:
            c.fill(glass, "#8fa3a8", 0.8)
        for x in (-0.09, 0.0, 0.09):
            c.line([(x * 0.9, 0.13), (x, 0.24), (x * 0.9, 0.34)], metal, 0.011)
        form(c, soft([(-0.1, 0.335), (0.1, 0.335), (0.115, 0.395), (-0.115, 0.395)], 0.015), metal, 0.012)
        c.line([(-0.07, 0.105), (0.03, 0.105)], pale(metal, 1.6), 0.008, 0.7)


def candle(c: Canvas, look: Look, pose: Pose) -> None:
    wax = look.main_colour("#f1e7cf", "#e8d9b8", "#d9c8c0")
    c.ellipse(0, 0.02, 0.1, 0.03, "#9a7a3c")
    c.fill(ring(0.12, 0.01, 0.035, 0.03, 0.012), "#9a7a3c")
    form(c, soft([(-0.04, 0.01), (-0.04, -0.2), (0.04, -0.22), (0.042, 0.01)], 0.015), wax, 0.02)
    c.limb([(-0.03, -0.2), (-0.035, -0.15), (-0.033, -0.1)], (0.012, 0.018, 0.01), pale(wax, 0.6))
    if lit(look):
        c.glow(0, -0.28, 0.7, "#ffc96b", 0.3 + 0.45 * pose.lights)
        flame(c, 0, -0.21, 0.13, pose.t)


def torch(c: Canvas, look: Look, pose: Pose) -> None:
    c.limb([(0, 0.3), (0, 0.0), (0.01, -0.3)], (0.035, 0.05, 0.07), look.main_colour("#6d4b2f", "#5a3d28"))
    form(c, soft([(-0.06, -0.24), (0.07, -0.24), (0.085, -0.36), (-0.07, -0.36)], 0.02), "#4a382b", 0.015)
    c.glow(0, -0.5, 1.3, "#ffab4a", 0.4 + 0.4 * pose.lights)
    flame(c, 0.005, -0.33, 0.34, pose.t)


def lamp(c: Canvas, look: Look, pose: Pose) -> None:
    shade = said(look, look.main_colour("#d9b98a", "#8fae9a", "#c9705a", "#e8dcc0"), "shade", "lampshade")
    base = said(look, "#7a5a3c", "base", "stand")
    form(c, soft([(-0.1, 0.0), (-0.08, -0.05), (0.08, -0.05), (0.1, 0.0)], 0.02), base, 0.01)
    c.limb([(0, -0.04), (0, -0.14), (0, -0.26)], (0.05, 0.09, 0.03), base)
    on = lit(look)
    if on:
        c.glow(0, -0.36, 1.1, "#ffd58a", 0.2 + 0.45 * pose.lights)
    outline = soft([(-0.09, -0.5), (0.09, -0.5), (0.18, -0.24), (-0.18, -0.24)], 0.02)
    c.fill(
        outline,
        Linear((0, -0.5), (0, -0.24), [shade, Glow("#ffe3a3")]) if on and pose.lights > 0.2 else shade,
    )
    c.line([(-0.17, -0.26), (0.17, -0.26)], dark(shade, 0.8), 0.014)


def campfire(c: Canvas, look: Look, pose: Pose) -> None:
    rng = look.rng("stones")
    c.glow(0, -0.35, 2.6, "#ff9a3c", 0.35 + 0.35 * pose.lights + 0.05 * float(np.sin(pose.t * 8)))
    for a in np.linspace(0.15, np.pi - 0.15, 6):
        x, y = 0.5 * float(np.cos(a)), -0.06 - 0.1 * float(np.sin(a))
        form(c, paths.blob(x, y, 0.11, 0.08, rng, 0.1, 8), "#6b6a6c", 0.02)
    for x0, x1, y1 in ((-0.42, 0.2, -0.24), (0.42, -0.2, -0.26), (-0.1, 0.12, -0.34)):
        c.limb([(x0, -0.03), (x1, y1)], (0.11, 0.08), "#4a3324")
    for x, h in ((-0.17, 0.5), (0.17, 0.46), (0.0, 0.78)):
        flame(c, x, -0.1, h, pose.t + x * 9, look.main_colour("#ff8f35"))
    for x0, x1 in ((-0.38, 0.14), (0.4, -0.16)):
        c.limb([(x0, -0.03), (x1, -0.13)], (0.12, 0.09), "#5b3f2b")
        c.circle(x0, -0.03, 0.05, "#8a6545")
    for i in range(8):
        k = (pose.t * 0.5 + i / 8) % 1
        c.circle(
            0.24 * float(np.sin(i * 2.3 + k * 3)) * (0.5 + k),
            -0.5 - 1.1 * k,
            0.016 * (1 - k) + 0.004,
            Glow("#ffcf7a"),
            opacity=1 - k,
        )
    for a in np.linspace(-2.9, -0.24, 6):
        x, y = 0.56 * float(np.cos(a)), -0.01 - 0.06 * float(np.sin(a))
        form(c, paths.blob(x, y, 0.12, 0.085, rng, 0.1, 8), "#7b797a", 0.025)


def crystal(c: Canvas, look: Look, pose: Pose) -> None:
    hue = look.main_colour("#7fd8e8", "#b08be0", "#8ce0b0", "#f0a0c8")
    pulse = 0.75 + 0.25 * float(np.sin(pose.t * 2.3))
    c.glow(0, -0.06, 0.8, hue, (0.2 + 0.35 * pose.lights) * pulse)
    for x, h, w, lean in ((-0.07, 0.2, 0.05, -0.06), (0.08, 0.17, 0.045, 0.07), (0.0, 0.32, 0.07, 0.01)):
        top, left, right = (
            (x + lean, 0.08 - h),
            (x - w + lean * 0.5, 0.12 - h * 0.62),
            (x + w + lean * 0.5, 0.12 - h * 0.62),
        )
        c.poly([(x - w * 0.7, 0.1), left, top, right, (x + w * 0.7, 0.1)], hue)
        c.poly(
            [(x, 0.1), (x + lean * 0.5 + 0.01, 0.12 - h * 0.55), top, right, (x + w * 0.7, 0.1)],
            dark(hue, 1.2),
        )
        c.poly([left, top, (x + lean * 0.5 + 0.01, 0.12 - h * 0.55)], pale(hue, 1.3))


def orb(c: Canvas, look: Look, pose: Pose) -> None:
    hue = look.main_colour("#8fd0f0", "#c79cf0", "#f0d48a", "#9cf0c4")
    y = -0.16 + 0.015 * float(np.sin(pose.t * 1.8))
    c.glow(0, y, 0.9, hue, 0.18 + 0.35 * pose.lights)
    c.fill(
        paths.ellipse(0, y, 0.14),
        Linear((-0.1, y - 0.14), (0.1, y + 0.14), [Glow(pale(hue, 1.2)), Glow(dark(hue, 0.6))]),
    )
    with c.group(clip=paths.ellipse(0, y, 0.14)):
        for i in range(3):
            dx = 0.05 * float(np.sin(pose.t * 1.2 + i * 2))
            c.curve(
                [
                    (-0.13, y + 0.05 * i - 0.04),
                    (dx, y + 0.05 * i - 0.1),
                    (0.13, y + 0.04 * i - 0.02),
                    (dx, y + 0.05 * i - 0.02),
                ],
                Glow("#ffffff"),
                opacity=0.28,
            )
    c.ellipse(-0.05, y - 0.07, 0.035, 0.025, Glow("#ffffff"), opacity=0.9)


def star(c: Canvas, look: Look, pose: Pose) -> None:
    hue = look.main_colour("#ffe08a")
    r = 0.16 * (1 + 0.04 * float(np.sin(pose.t * 4)))
    a = -np.pi / 2 + np.arange(10) * np.pi / 5
    k = np.where(np.arange(10) % 2, 0.48, 1.0) * r
    c.glow(0, -0.18, 1.0, hue, 0.25 + 0.3 * pose.lights)
    c.fill(soft(np.stack([k * np.cos(a), -0.18 + k * np.sin(a)], 1), 0.02), Glow(hue))
    c.circle(-0.03, -0.22, 0.025, Glow("#ffffff"), opacity=0.8)


def flashlight(c: Canvas, look: Look, pose: Pose) -> None:
    body = look.main_colour("#33363c", "#a83a32", "#d9b03c")
    f = Frame(0)
    c.poly(
        [(0.16, -0.05), (1.6, -0.5), (1.6, 0.45), (0.16, 0.05)],
        Linear((0.16, 0), (1.6, 0), [(Glow("#fff2c0"), 0.35 + 0.3 * pose.lights), (Glow("#fff2c0"), 0.0)]),
    )
    form(
        c,
        soft(
            [(-0.16, -0.03), (0.08, -0.03), (0.16, -0.06), (0.16, 0.06), (0.08, 0.03), (-0.16, 0.03)], 0.012
        ),
        body,
        0.015,
    )
    c.glow(*f.p(0.17, 0), 0.35, "#fff2c0", 0.6)


CREATURES = (
    held("lantern", ("lantern", "oil lamp", "storm lantern"), lantern, 0.42, 0.28, 0.4),
    held("candle", ("candle", "candlestick", "taper"), candle, 0.38, 0.26, 0.05),
    held("torch", ("torch", "firebrand"), torch, 1.0, 0.4, 0.3, 0),
    held(
        "crystal",
        ("crystal", "gem", "gemstone", "jewel", "diamond", "amulet"),
        crystal,
        0.4,
        0.3,
        0.1,
    ),
    held("orb", ("orb", "crystal ball"), orb, 0.36, 0.32, 0.02),
    held("fallen star", ("fallen star", "magic star"), star, 0.4, 0.36, 0.02),
    held("flashlight", ("flashlight", "torchlight"), flashlight, 0.14, 0.36, 0.06),
    standing("table lamp", ("table lamp", "desk lamp", "lamp"), lamp, 0.52, 0.4),
    standing("campfire", ("campfire", "camp fire", "bonfire", "fire"), campfire, 1.1, 1.3),
)
