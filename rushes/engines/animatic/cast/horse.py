"""A horse, and the unicorn and winged horse that the text may make of it."""

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.cast import dress
from rushes.engines.animatic.cast.rig_coat import Coat, dressed
from rushes.engines.animatic.cast.rig_form import dark, form, pale, said
from rushes.engines.animatic.cast.rig_head import Ear, Head, scar
from rushes.engines.animatic.cast.rig_quadruped import Leg, Rig, Species, Tail, quadruped, young
from rushes.engines.animatic.figure import Creature, Look

BODY = (
    (-0.72, -0.84, -0.7, 0.06),
    (-0.66, -0.96, -0.6, 0.14),
    (-0.46, -1.01, -0.53, 0.19),
    (-0.1, -0.94, -0.49, 0.2),
    (0.22, -0.96, -0.48, 0.2),
    (0.42, -1.0, -0.48, 0.18),
    (0.56, -0.95, -0.53, 0.14),
    (0.63, -0.84, -0.64, 0.06),
)
SKULL = (
    (-0.3, -0.1, 0.14, 0.1),
    (-0.22, -0.2, 0.28, 0.17),
    (-0.04, -0.22, 0.33, 0.2),
    (0.18, -0.18, 0.27, 0.17),
    (0.42, -0.14, 0.17, 0.12),
    (0.64, -0.12, 0.15, 0.11),
    (0.78, -0.09, 0.15, 0.11),
    (0.85, -0.01, 0.1, 0.06),
)


def coat(look: Look) -> Coat:
    magic = look.name == "unicorn" or look.has("unicorn", "pegasus")
    mains = (
        ("#f2efe9",)
        if magic
        else ("#7b4a2b", "#5c3822", "#9a6236", "#3a302d", "#b8a58c", "#e6e0d6", "#a8772f")
    )
    mane = (
        ("#d9a7d8" if look.rng("mane").random() < 0.5 else "#9db7e8")
        if magic
        else ("#2b2220" if look.rng("mane").random() < 0.6 else "#e3d3ae")
    )
    socks = "#efe8dc" if look.rng("socks").random() < 0.4 else None
    c = dressed(
        look,
        mains,
        muzzle=None,
        legs=socks,
        mane=mane,
        nose="#3a2c2a",
        inner="#c49a8c",
        hoof="#3b322e",
        patterns=("plain", "plain", "plain", "patched"),
    )
    return c


def mane(r: Rig) -> None:
    """Over: the mane along the crest, blown back."""
    base, skull = r.b(r.species.neck_base[0] - 0.2, r.species.neck_base[1] - 0.12), r.h(-0.16, -0.2)
    blow = (
        0.05 * float(np.sin(r.pose.t * 2.6))
        + 0.1 * r.pose.wind
        + (0.14 if r.pose.gait in ("run", "fly") else 0)
    )
    side = max(r.body.side, 0.3)
    for i, k in enumerate(np.linspace(0.0, 0.96, 9)):
        x, y = skull[0] + (base[0] - skull[0]) * k, skull[1] + (base[1] - skull[1]) * k
        lock = 0.03 * float(np.sin(r.pose.t * 3 + i))
        tip = (x - (0.06 + blow + 0.05 * (i % 2)) * side, y + 0.24 + lock)
        r.c.limb(
            [(x + 0.05 * side, y - 0.05), (x - 0.03 * side - blow * 0.3, y + 0.1), tip],
            (0.13, 0.12, 0.015),
            dark(r.coat.mane, 0.8 * (i % 2)),
        )


def forelock(r: Rig) -> None:
    """Crown: the lock between the ears, and the blaze."""
    if r.head.front < -0.4:
        return
    k = r.species.head.size
    if r.look.has("blaze") or (r.look.rng("blaze").random() < 0.4 and r.head.front > -0.2):
        r.c.limb(
            [r.h(0.08, -0.2), r.h(0.36, -0.16), r.h(0.6, -0.14)],
            (0.03 * k, (0.05 + 0.07 * abs(r.head.front)) * k, 0.02 * k),
            "#f1ece2",
        )
    r.c.limb(
        [r.h(-0.22, -0.22), r.h(-0.02, -0.24), r.h(0.14, -0.14, 0.08)],
        (0.12 * k, 0.13 * k, 0.02 * k),
        r.coat.mane,
    )


def horn(r: Rig) -> None:
    """Crown: the unicorn's horn."""
    if not (r.look.name == "unicorn" or r.look.has("unicorn", "horn")):
        return
    k = r.species.head.size
    colour = said(r.look, "#f0d48a", "horn")
    root, end = r.h(0.08, -0.2), r.h(0.36, -0.95)
    r.c.limb([root, end], (0.11 * k, 0.012 * k), colour)
    for j in (0.2, 0.45, 0.68):
        x, y = root[0] + (end[0] - root[0]) * j, root[1] + (end[1] - root[1]) * j
        r.c.line(
            [(x - 0.045 * k * (1 - j), y - 0.01), (x + 0.05 * k * (1 - j), y + 0.025 * k)],
            dark(colour, 1.2),
            0.016 * k,
        )
    r.c.glow(end[0], end[1], 0.25, "#fff2c0", 0.15 + 0.3 * r.pose.lights)


def saddle(r: Rig) -> None:
    """Over: saddle and bridle where the text names them."""
    if not r.look.has("saddle", "saddled", "bridle", "rider"):
        return
    leather = said(r.look, "#6b3f26", "saddle")
    cloth = said(r.look, "#8c2f2d", "blanket", "saddlecloth")
    if r.body.side > 0.3:
        r.c.curve(
            [r.b(-0.2, -0.96, 0.2), r.b(0.24, -0.97, 0.2), r.b(0.22, -0.68, 0.22), r.b(-0.16, -0.68, 0.22)],
            cloth,
            tension=0.5,
        )
        r.c.curve(
            [
                r.b(-0.2, -1.04, 0),
                r.b(-0.1, -0.98, 0.1),
                r.b(0.08, -0.98, 0.1),
                r.b(0.18, -1.06, 0),
                r.b(0.16, -0.84, 0.2),
                r.b(-0.1, -0.82, 0.2),
            ],
            leather,
        )
        r.c.line([r.b(0.04, -0.84, 0.22), r.b(0.05, -0.6, 0.22)], dark(leather), 0.022)
        x, y = r.b(0.05, -0.56, 0.24)
        r.c.circle(x, y, 0.035, pale("#8a8f96"))


WING = (
    (0.0, 0.0),
    (0.16, -0.36),
    (0.08, -0.86),
    (-0.2, -1.3),
    (-0.34, -1.12),
    (-0.5, -1.06),
    (-0.52, -0.86),
    (-0.66, -0.72),
    (-0.6, -0.54),
    (-0.66, -0.36),
    (-0.42, -0.2),
    (-0.3, 0.02),
)


def wings(r: Rig, near: bool) -> None:
    """Feathered wings of a winged horse."""
    if not (r.look.has("winged", "wings", "pegasus", "wing")):
        return
    colour = said(r.look, "#f4f1ea", "wing", "wings", "feather")
    tone = colour if near else dark(colour, 1.2)
    side = 0.14 if near else -0.14
    if r.pose.gait in ("fly", "run", "swim", "fall", "fight", "dance"):
        beat = float(np.sin(2 * np.pi * r.pose.phase))
        x, y = r.b(0.26, -0.94, side)
        with r.c.at(
            x,
            y,
            (0.35 + 0.65 * abs(r.body.side), 0.35 + 0.65 * abs(beat)) if beat > -0.3 else (1, -0.6),
            turn=-24 if not near else -8,
        ):
            form(r.c, paths.curve(WING, True, 0.8), tone, 0.05)
        return
    folded = (
        (0.3, -0.86),
        (0.24, -1.04),
        (0.04, -1.12),
        (-0.3, -1.2),
        (-0.78, -1.3),
        (-0.6, -1.1),
        (-0.66, -1.04),
        (-0.4, -0.9),
        (-0.42, -0.82),
        (-0.1, -0.72),
        (0.2, -0.7),
    )
    form(r.c, paths.curve([r.b(px, py, side) for px, py in folded], True, 0.8), tone, 0.04)
    for x0, y0, x1, y1 in ((0.1, -1.0, -0.6, -1.16), (0.1, -0.92, -0.5, -1.0), (0.1, -0.82, -0.34, -0.86)):
        r.c.line([r.b(x0, y0, side), r.b(x1, y1, side)], dark(tone, 0.8), 0.018, 0.7)


SPECIES = Species(
    size=1.55,
    body=BODY,
    neck_base=(0.46, -0.86),
    neck_length=0.62,
    neck_angle=56,
    neck_widths=(0.42, 0.24),
    head_pitch=-42,
    head=Head(
        0.5,
        SKULL,
        (0.08, -0.06, 0.17, 0.05),
        (0.78, -0.01, 0.035, 0.028),
        ((0.82, 0.08, 0.04), (0.68, 0.09, 0.1), (0.6, 0.08, 0.12)),
        Ear("leaf", (-0.22, -0.18, 0.12), (0.02, -0.3, 0.04), 0.14),
        muzzle=(0.74, 0.04, 0.2, 0.2),
        nostril=True,
    ),
    hind=Leg(-0.5, -0.78, 0.13, 0.31, 0.29, 0.29, (0.34, 0.19, 0.09, 0.07), "hoof", 0.09),
    fore=Leg(0.42, -0.74, 0.13, 0.28, 0.27, 0.25, (0.26, 0.14, 0.085, 0.07), "hoof", 0.09),
    tail=Tail(-0.68, -0.92, 0.72, (0.07, 0.14, 0.18, 0.16, 0.03), -40, -38, "hair"),
    dress=coat,
    stride=1.05,
    run_stride=2.7,
    sitting=26,
    behind=(lambda r: wings(r, False),),
    marks=(dress.belly, dress.pattern),
    over=(saddle, mane, dress.collar, dress.plates, lambda r: wings(r, True)),
    crown=(forelock, horn, scar),
)


CREATURES = (
    Creature(
        "horse",
        ("horse", "mare", "stallion", "pony", "steed", "pegasus", "donkey", "mule"),
        "animal",
        height=2.5,
        length=3.5,
        draw=quadruped(SPECIES),
        stride=1.63,
        run_stride=4.2,
        speed=1.6,
        run_speed=9,
        focus=(1.1, -1.95),
        focus_size=0.9,
    ),
    Creature(
        "foal",
        ("foal", "colt", "filly"),
        "animal",
        height=1.3,
        length=1.75,
        draw=quadruped(young(SPECIES)),
        stride=0.85,
        run_stride=2.2,
        speed=1.0,
        run_speed=5,
        focus=(0.55, -0.95),
        focus_size=0.6,
    ),
    Creature(
        "unicorn",
        ("unicorn",),
        "creature",
        height=2.6,
        length=3.6,
        draw=quadruped(SPECIES),
        stride=1.63,
        run_stride=4.2,
        speed=1.6,
        run_speed=9,
        focus=(1.1, -1.95),
        focus_size=1.0,
    ),
)
