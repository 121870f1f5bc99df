"""Bear, rabbit, mouse, squirrel, hedgehog, monkey and a long-necked dinosaur on the four-legged rig."""

import numpy as np

from rushes.engines.animatic.cast import dress
from rushes.engines.animatic.cast.rig_coat import Coat, dressed
from rushes.engines.animatic.cast.rig_form import dark, pale
from rushes.engines.animatic.cast.rig_head import Ear, Head, scar
from rushes.engines.animatic.cast.rig_quadruped import Leg, Rig, Species, Tail, animal
from rushes.engines.animatic.figure import Look

RABBIT_BODY = (
    (-0.66, -0.6, -0.36, 0.1),
    (-0.6, -0.82, -0.2, 0.24),
    (-0.34, -0.98, -0.14, 0.31),
    (0.0, -0.9, -0.16, 0.29),
    (0.3, -0.82, -0.22, 0.24),
    (0.46, -0.7, -0.34, 0.14),
)


RABBIT_SKULL = (
    (-0.42, -0.1, 0.16, 0.2),
    (-0.34, -0.28, 0.3, 0.34),
    (-0.06, -0.36, 0.36, 0.38),
    (0.18, -0.28, 0.36, 0.34),
    (0.36, -0.12, 0.32, 0.25),
    (0.46, 0.02, 0.24, 0.14),
)


MOUSE_BODY = (
    (-0.8, -0.4, -0.16, 0.1),
    (-0.72, -0.68, -0.04, 0.26),
    (-0.42, -0.92, 0.0, 0.37),
    (-0.02, -0.86, 0.0, 0.36),
    (0.3, -0.72, -0.04, 0.28),
    (0.5, -0.56, -0.14, 0.16),
)


MOUSE_SKULL = (
    (-0.42, -0.1, 0.16, 0.22),
    (-0.32, -0.28, 0.28, 0.34),
    (-0.06, -0.33, 0.32, 0.36),
    (0.2, -0.2, 0.27, 0.26),
    (0.44, -0.02, 0.2, 0.14),
    (0.6, 0.06, 0.15, 0.06),
)


def rabbit_coat(look: Look) -> Coat:
    return dressed(
        look,
        ("#b59a7c", "#8f857c", "#efeae0", "#c99d6e", "#5a514c"),
        belly="#f3ecdf",
        tip="#f7f2e8",
        inner="#e0a9a0",
        nose="#c98a86",
    )


def mouse_coat(look: Look) -> Coat:
    return dressed(
        look,
        ("#9a948e", "#8a6f58", "#e9e4da", "#6f6a68"),
        belly="#e8dfd2",
        ears="#c9a39a",
        legs="#d9a79c",
        inner="#e0aaa2",
        nose="#d98a86",
    )


def squirrel_coat(look: Look) -> Coat:
    return dressed(look, ("#a85f2c", "#8f6a4a", "#8a8580"), belly="#f1e6d2", inner="#c98f78", tip=None)


def hedgehog_coat(look: Look) -> Coat:
    return dressed(
        look, ("#d9bf98", "#c9ab84"), belly="#ecdcc0", second="#5c4634", inner="#c99a84", nose="#2a2322"
    )


def quills(r: Rig) -> None:
    """Over: a coat of spines."""
    rng = r.look.rng("quills")
    if abs(r.body.front) > 0.6:
        cx, cy = r.b(-0.1, -0.4)
        for ring, reach in ((0, 0.52), (1, 0.4), (2, 0.26)):
            for a in (
                np.linspace(-np.pi * 1.12, np.pi * 0.12, 17 - 3 * ring)
                if r.body.front > 0
                else np.linspace(0, 2 * np.pi, 18 - 3 * ring)
            ):
                dx, dy = float(np.cos(a)), float(np.sin(a))
                tone = (r.coat.second, pale(r.coat.second, 1.0), dark(r.coat.second, 0.7))[
                    int(rng.integers(3))
                ]
                r.c.poly(
                    [
                        (cx + dx * reach * 0.6 - dy * 0.07, cy + dy * reach * 0.6 + dx * 0.07),
                        (cx + dx * reach * 1.08, cy + dy * reach),
                        (cx + dx * reach * 0.6 + dy * 0.07, cy + dy * reach * 0.6 - dx * 0.07),
                    ],
                    tone,
                )
        return
    for row in range(5):
        for x in np.linspace(-0.72, 0.3, 13):
            y = -0.3 - 0.14 * row * (1 - ((x + 0.2) / 0.9) ** 2) - 0.06
            px, py = r.b(float(x) + float(rng.uniform(-0.03, 0.03)), float(y), 0.2)
            lean = 0.14 * r.body.side
            tone = (r.coat.second, pale(r.coat.second, 1.0), dark(r.coat.second, 0.7))[int(rng.integers(3))]
            r.c.poly(
                [
                    (px - 0.03, py + 0.05),
                    (px - lean - float(rng.uniform(0, 0.05)), py - 0.15),
                    (px + 0.04, py + 0.02),
                ],
                tone,
            )


def cape(r: Rig) -> None:
    """Marks: the base of the spines."""
    if abs(r.body.front) > 0.6:
        r.c.ellipse(*r.b(-0.1, -0.45), 0.46, 0.42, r.coat.second)
        return
    r.c.curve(
        [r.b(-0.9, -0.2), r.b(-0.5, -0.34), r.b(0.2, -0.3), r.b(0.4, -0.5), r.b(0.3, -1.1), r.b(-0.9, -1.1)],
        r.coat.second,
    )


RABBIT = Species(
    size=0.26,
    body=RABBIT_BODY,
    neck_base=(0.34, -0.62),
    neck_length=0.32,
    neck_angle=48,
    neck_widths=(0.44, 0.42),
    head_pitch=-6,
    head=Head(
        0.66,
        RABBIT_SKULL,
        (0.16, -0.06, 0.3, 0.075),
        (0.46, 0.1, 0.045, 0.035),
        ((0.45, 0.15, 0.01), (0.4, 0.22, 0.06), (0.3, 0.22, 0.14)),
        Ear("long", (-0.12, -0.28, 0.14), (-0.22, -0.86, 0.08), 0.22),
        muzzle=(0.36, 0.2, 0.16, 0.14),
        whiskers=True,
        brow=False,
    ),
    hind=Leg(-0.34, -0.42, 0.19, 0.24, 0.22, 0.3, (0.5, 0.28, 0.12, 0.12), "paw", 0.28),
    fore=Leg(0.26, -0.42, 0.14, 0.18, 0.18, 0.12, (0.24, 0.15, 0.12, 0.12), "paw", 0.15),
    tail=Tail(-0.64, -0.52, 0.12, (0.16, 0.2, 0.16), 10),
    dress=rabbit_coat,
    stride=0.8,
    run_stride=2.4,
    sitting=30,
    marks=(dress.belly, dress.pattern),
    over=(dress.collar,),
    crown=(scar,),
)


MOUSE = Species(
    size=0.07,
    body=MOUSE_BODY,
    neck_base=(0.38, -0.44),
    neck_length=0.28,
    neck_angle=20,
    neck_widths=(0.52, 0.46),
    head_pitch=-6,
    head=Head(
        0.8,
        MOUSE_SKULL,
        (0.2, -0.04, 0.24, 0.075),
        (0.58, 0.08, 0.055, 0.045),
        ((0.56, 0.13, 0.01), (0.44, 0.19, 0.05), (0.34, 0.18, 0.12)),
        Ear("round", (-0.16, -0.28, 0.26), (-0.1, -0.2, 0.16), 0.46),
        whiskers=True,
        brow=False,
    ),
    hind=Leg(-0.42, -0.28, 0.2, 0.16, 0.14, 0.14, (0.34, 0.2, 0.1, 0.09), "paw", 0.2),
    fore=Leg(0.24, -0.26, 0.16, 0.13, 0.13, 0.08, (0.2, 0.13, 0.09, 0.09), "paw", 0.15),
    tail=Tail(-0.76, -0.24, 1.2, (0.07, 0.06, 0.045, 0.02), 4, 60),
    dress=mouse_coat,
    stride=0.6,
    run_stride=1.4,
    sitting=42,
    marks=(dress.belly, dress.pattern),
    over=(dress.collar,),
    crown=(scar,),
)


SQUIRREL = Species(
    size=0.16,
    body=RABBIT_BODY,
    neck_base=(0.34, -0.64),
    neck_length=0.28,
    neck_angle=44,
    neck_widths=(0.42, 0.4),
    head_pitch=-6,
    head=Head(
        0.58,
        MOUSE_SKULL,
        (0.2, -0.06, 0.24, 0.075),
        (0.58, 0.08, 0.05, 0.045),
        ((0.56, 0.13, 0.01), (0.44, 0.19, 0.05), (0.34, 0.18, 0.12)),
        Ear("point", (-0.14, -0.26, 0.2), (-0.06, -0.34, 0.06), 0.26),
        muzzle=(0.42, 0.18, 0.26, 0.12),
        whiskers=True,
        brow=False,
    ),
    hind=Leg(-0.34, -0.42, 0.18, 0.24, 0.2, 0.24, (0.46, 0.26, 0.12, 0.12), "paw", 0.24),
    fore=Leg(0.26, -0.42, 0.14, 0.18, 0.18, 0.12, (0.2, 0.13, 0.1, 0.1), "paw", 0.15),
    tail=Tail(-0.58, -0.44, 1.5, (0.14, 0.32, 0.44, 0.46, 0.3), 62, 150),
    dress=squirrel_coat,
    stride=0.8,
    run_stride=2.2,
    sitting=44,
    marks=(dress.belly, dress.pattern),
    over=(dress.collar,),
    crown=(scar,),
)


HEDGEHOG = Species(
    size=0.15,
    body=MOUSE_BODY,
    neck_base=(0.38, -0.36),
    neck_length=0.22,
    neck_angle=6,
    neck_widths=(0.5, 0.42),
    head_pitch=-6,
    head=Head(
        0.62,
        MOUSE_SKULL,
        (0.18, -0.04, 0.24, 0.06),
        (0.6, 0.08, 0.07, 0.06),
        ((0.56, 0.15, 0.01), (0.44, 0.2, 0.05), (0.34, 0.18, 0.12)),
        Ear("round", (-0.1, -0.24, 0.24), (-0.04, -0.1, 0.1), 0.2),
        brow=False,
    ),
    hind=Leg(-0.42, -0.24, 0.2, 0.14, 0.12, 0.12, (0.26, 0.18, 0.11, 0.1), "paw", 0.18),
    fore=Leg(0.24, -0.24, 0.16, 0.12, 0.12, 0.08, (0.2, 0.13, 0.1, 0.1), "paw", 0.15),
    tail=Tail(-0.74, -0.2, 0.06, (0.06, 0.03), 0),
    dress=hedgehog_coat,
    stride=0.5,
    run_stride=0.9,
    sitting=26,
    marks=(cape,),
    over=(quills,),
    crown=(scar,),
)


CREATURES = (
    animal("rabbit", ("rabbit", "hare", "bunny"), RABBIT, 1.7, 1.5, 0.5, 3, (0.6, -0.85), face=1.4),
    animal(
        "mouse",
        ("mouse", "rat", "hamster", "shrew", "guinea pig"),
        MOUSE,
        1.1,
        2.4,
        0.25,
        1.0,
        (0.7, -0.55),
        face=1.4,
    ),
    animal("squirrel", ("squirrel", "chipmunk"), SQUIRREL, 1.7, 1.9, 0.5, 2, (0.6, -0.8), face=1.4),
    animal("hedgehog", ("hedgehog", "porcupine"), HEDGEHOG, 1.05, 1.7, 0.2, 0.5, (0.7, -0.4), face=1.4),
)
