"""Of hot countries: elephant, giraffe, zebra, camel."""

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.cast import dress
from rushes.engines.animatic.cast.herd import COW_BODY, DEER_BODY, LONG_SKULL, SLIM_FORE, SLIM_HIND
from rushes.engines.animatic.cast.rig_coat import Coat, dressed
from rushes.engines.animatic.cast.rig_form import dark, form, hexa, said
from rushes.engines.animatic.cast.rig_head import Ear, Head, scar
from rushes.engines.animatic.cast.rig_quadruped import Leg, Rig, Species, Tail, animal
from rushes.engines.animatic.figure import Look

ELEPHANT_BODY = (
    (-0.66, -0.78, -0.52, 0.14),
    (-0.6, -0.9, -0.4, 0.26),
    (-0.36, -0.98, -0.34, 0.34),
    (0.0, -1.02, -0.32, 0.37),
    (0.32, -0.98, -0.34, 0.34),
    (0.52, -0.92, -0.42, 0.24),
    (0.6, -0.8, -0.54, 0.14),
)


ELEPHANT_SKULL = (
    (-0.46, -0.1, 0.2, 0.2),
    (-0.36, -0.34, 0.38, 0.34),
    (-0.1, -0.48, 0.46, 0.4),
    (0.16, -0.4, 0.46, 0.36),
    (0.32, -0.2, 0.42, 0.26),
    (0.38, 0.0, 0.32, 0.18),
)


def elephant_coat(look: Look) -> Coat:
    return dressed(look, ("#8b8d94", "#7d8088", "#98938f"), inner="#b89a98", hoof="#d9d3c6", muzzle=None)


def giraffe_coat(look: Look) -> Coat:
    return dressed(
        look,
        ("#e3bf7c", "#dcb36c"),
        belly="#f0e0b8",
        second="#a8682f",
        patterns=("patched",),
        inner="#d9a88a",
        hoof="#4a3a30",
        tip="#4a3020",
        legs=None,
    )


def zebra_coat(look: Look) -> Coat:
    return dressed(
        look,
        ("#f1eee6",),
        muzzle="#3a3636",
        second="#26252a",
        patterns=("striped",),
        mane="#2b2a2e",
        inner="#b09a92",
        tip="#26252a",
        hoof="#2b2829",
    )


def camel_coat(look: Look) -> Coat:
    return dressed(
        look, ("#c99c62", "#b98a54", "#d9b27c"), hoof="#7a5a3c", muzzle=None, mane="#a87a48", tip="#7a5434"
    )


def trunk(r: Rig) -> None:
    """Crown: trunk and tusks."""
    k, p = r.species.head.size, r.pose
    lift = (
        1.0
        if p.gait in ("fight", "dance") or p.mouth > 0.5
        else (0.45 if p.gait in ("look", "eat", "lie", "sit") else 0.0)
    )
    sway = 0.07 * float(np.sin(p.t * 1.5)) + (
        0.1 * float(np.sin(2 * np.pi * p.phase)) if p.gait in ("walk", "run") else 0
    )
    rest = [(0.26, 0.1), (0.44, 0.5), (0.42 + sway, 0.95), (0.5 + 2 * sway, 1.28), (0.66 + 2 * sway, 1.34)]
    high = [(0.26, 0.1), (0.56, 0.3), (0.84, 0.06), (0.96, -0.42), (0.84, -0.66)]
    points = [
        r.h(a[0] + (b[0] - a[0]) * lift, a[1] + (b[1] - a[1]) * lift) for a, b in zip(rest, high, strict=True)
    ]
    if r.head.front > -0.5:
        form(r.c, paths.limb(points, [v * k for v in (0.42, 0.34, 0.25, 0.18, 0.13)]), r.coat.main, 0.02)
        for i, (x, y) in enumerate(points[1:4]):
            for d in (-0.03, 0.04):
                r.c.line(
                    [(x - (0.13 - 0.03 * i) * k, y + d), (x + (0.1 - 0.02 * i) * k, y + d + 0.01)],
                    dark(r.coat.main, 1.0),
                    0.01,
                    0.6,
                )
        for side in (-1, 1):
            if r.head.facing(0.5, side) > -0.2:
                tusk = [r.h(0.26, 0.32, side * 0.2), r.h(0.52, 0.56, side * 0.24), r.h(0.78, 0.5, side * 0.2)]
                r.c.limb(tusk, (0.1 * k, 0.08 * k, 0.015 * k), said(r.look, "#f1e8d2", "tusk"))
        for side in (-1, 1):
            show = r.head.facing(0.42, side * 0.9)
            if show > 0.12:
                x, y = r.h(0.16, -0.08, side * 0.32)
                r.c.circle(x, y, 0.042 * k, "#17161a")
                r.c.circle(x + 0.012 * k, y - 0.014 * k, 0.012 * k, "#ffffff")


def fans(r: Rig) -> None:
    """Over: an elephant's near ear, flapping."""
    flap = 0.1 * float(np.sin(r.pose.t * 1.9))
    for side in (-1, 1):
        if r.head.facing(0.2, side) < -0.35 and r.head.side > 0.3:
            continue
        out = 0.34 + 0.5 * abs(r.head.front)
        points = [
            (-0.06, -0.3, 0.3),
            (-0.26 - flap, -0.42, out + 0.2),
            (-0.62 - flap, -0.24, out + 0.34),
            (-0.66 - flap, 0.16, out + 0.3),
            (-0.42, 0.56, out + 0.1),
            (-0.1, 0.36, 0.36),
        ]
        path = paths.curve([r.h(x, y, side * z) for x, y, z in points])
        form(r.c, path, dark(r.coat.main, 0.45), 0.04)
        inner = [
            (-0.14, -0.18, 0.34),
            (-0.5 - flap, -0.16, out + 0.22),
            (-0.54 - flap, 0.14, out + 0.2),
            (-0.36, 0.42, out + 0.06),
            (-0.14, 0.22, 0.36),
        ]
        r.c.fill(paths.curve([r.h(x, y, side * z) for x, y, z in inner]), r.coat.inner, 0.55)


def net(r: Rig) -> None:
    """Over: a giraffe's patches on the neck, and the short mane."""
    base, skull = r.b(0.5, -0.86), r.h(-0.2, 0.0)
    rng = r.look.rng("net")
    for k in np.linspace(0.08, 0.92, 9):
        x, y = base[0] + (skull[0] - base[0]) * k, base[1] + (skull[1] - base[1]) * k
        for dx in (-0.05, 0.05):
            r.c.fill(
                paths.blob(x + dx * (1.3 - 0.6 * k), y + dx * 0.4, 0.042, 0.045, rng, 0.12, 6), r.coat.second
            )
    crest = []
    for k in np.linspace(0.02, 0.98, 5):
        lean = (0.15 - 0.07 * k) * r.body.side
        crest.append((base[0] + (skull[0] - base[0]) * k - lean, base[1] + (skull[1] - base[1]) * k - 0.04))
    r.c.limb(crest, (0.04, 0.06, 0.06, 0.055, 0.03), hexa(r.coat.second, -0.06))


def knobs(r: Rig) -> None:
    """Crown: a giraffe's two horns."""
    k = r.species.head.size
    for side in (-1, 1):
        a, b = r.h(-0.1, -0.24, side * 0.12), r.h(-0.16, -0.52, side * 0.14)
        r.c.limb([a, b], (0.09 * k, 0.07 * k), r.coat.main)
        r.c.circle(*b, 0.07 * k, hexa(r.coat.second, -0.1))


def brush(r: Rig) -> None:
    """Over: a zebra's upright mane."""
    base, skull = r.b(0.34, -1.02), r.h(-0.18, -0.22)
    for i, k in enumerate(np.linspace(0, 1, 11)):
        x = base[0] + (skull[0] - base[0]) * k - 0.06 * r.body.side
        y = base[1] + (skull[1] - base[1]) * k - 0.01
        tone = r.coat.mane if i % 2 else r.coat.main
        r.c.limb(
            [(x + 0.05, y + 0.05), (x - 0.01, y - 0.01), (x - 0.045, y - 0.06)], (0.09, 0.09, 0.075), tone
        )


def neck_bars(r: Rig) -> None:
    """Marks: a zebra's stripes on the neck."""
    base, skull = r.b(0.46, -0.86), r.h(-0.1, 0.1)
    for k in np.linspace(0.05, 0.85, 6):
        x, y = base[0] + (skull[0] - base[0]) * k, base[1] + (skull[1] - base[1]) * k
        r.c.limb([(x - 0.16, y - 0.12), (x, y), (x + 0.16, y + 0.1)], (0.05, 0.04, 0.015), r.coat.second)


def humps(r: Rig) -> None:
    """Marks cannot leave the outline, so the hump is drawn over the back."""
    for x in (-0.3, 0.2) if r.look.has("bactrian", "two-humped") else (-0.08,):
        form(
            r.c,
            paths.curve(
                [
                    r.b(x - 0.28, -0.92),
                    r.b(x - 0.16, -1.12),
                    r.b(x, -1.24),
                    r.b(x + 0.16, -1.1),
                    r.b(x + 0.26, -0.92),
                    r.b(x, -0.86),
                ]
            ),
            r.coat.main,
            0.05,
        )


ELEPHANT = Species(
    size=2.9,
    body=ELEPHANT_BODY,
    neck_base=(0.46, -0.82),
    neck_length=0.3,
    neck_angle=18,
    neck_widths=(0.46, 0.4),
    head_pitch=-4,
    head=Head(
        0.44,
        ELEPHANT_SKULL,
        (0.16, -0.08, 0.32, 0.0),
        (0.3, 0.3, 0.0, 0.0),
        ((0.2, 0.42, 0.1), (0.1, 0.44, 0.2), (0.04, 0.4, 0.24)),
        Ear("round", (-0.1, 0.0, 0.2), (-0.1, 0.0, 0.0), 0.02),
        nostril=True,
        brow=False,
    ),
    hind=Leg(-0.42, -0.66, 0.2, 0.28, 0.24, 0.17, (0.38, 0.26, 0.21, 0.21), "pad", 0.1),
    fore=Leg(0.34, -0.66, 0.2, 0.28, 0.26, 0.17, (0.3, 0.24, 0.2, 0.2), "pad", 0.1),
    tail=Tail(-0.64, -0.76, 0.42, (0.05, 0.04, 0.03), -76, -10, "tuft"),
    dress=elephant_coat,
    stride=0.8,
    run_stride=1.3,
    sitting=22,
    marks=(dress.pattern,),
    over=(dress.collar,),
    crown=(trunk, fans, scar),
)


GIRAFFE = Species(
    size=2.6,
    body=DEER_BODY,
    neck_base=(0.42, -0.9),
    neck_length=0.98,
    neck_angle=62,
    neck_widths=(0.32, 0.16),
    head_pitch=-20,
    head=Head(
        0.34,
        LONG_SKULL,
        (0.1, -0.06, 0.19, 0.06),
        (0.66, 0.0, 0.03, 0.03),
        ((0.7, 0.08, 0.02), (0.52, 0.11, 0.08), (0.38, 0.1, 0.12)),
        Ear("leaf", (-0.2, -0.12, 0.16), (-0.22, -0.12, 0.2), 0.18),
        nostril=True,
    ),
    hind=SLIM_HIND,
    fore=SLIM_FORE,
    tail=Tail(-0.64, -0.88, 0.4, (0.05, 0.03, 0.03), -70, -8, "tuft"),
    dress=giraffe_coat,
    stride=0.95,
    run_stride=2.3,
    sitting=20,
    marks=(dress.belly, dress.pattern),
    over=(net, dress.collar),
    crown=(knobs, scar),
)


ZEBRA = Species(
    size=1.3,
    body=COW_BODY,
    neck_base=(0.54, -0.86),
    neck_length=0.5,
    neck_angle=48,
    neck_widths=(0.42, 0.26),
    head_pitch=-36,
    head=Head(
        0.48,
        LONG_SKULL,
        (0.1, -0.06, 0.19, 0.05),
        (0.66, 0.0, 0.03, 0.03),
        ((0.7, 0.08, 0.02), (0.56, 0.11, 0.08), (0.44, 0.1, 0.12)),
        Ear("leaf", (-0.2, -0.18, 0.14), (0.0, -0.3, 0.06), 0.18),
        muzzle=(0.62, 0.06, 0.18, 0.16),
        nostril=True,
    ),
    hind=Leg(-0.58, -0.76, 0.15, 0.29, 0.28, 0.28, (0.32, 0.18, 0.09, 0.075), "hoof", 0.08),
    fore=Leg(0.46, -0.7, 0.15, 0.26, 0.26, 0.24, (0.24, 0.14, 0.085, 0.075), "hoof", 0.08),
    tail=Tail(-0.82, -0.9, 0.5, (0.05, 0.04, 0.035), -66, -10, "tuft"),
    dress=zebra_coat,
    stride=0.95,
    run_stride=2.5,
    sitting=22,
    marks=(dress.pattern, neck_bars),
    over=(brush,),
    crown=(scar,),
)


CAMEL = Species(
    size=1.75,
    body=DEER_BODY,
    neck_base=(0.46, -0.78),
    neck_length=0.66,
    neck_angle=46,
    neck_widths=(0.3, 0.2),
    head_pitch=-8,
    head=Head(
        0.4,
        LONG_SKULL,
        (0.1, -0.08, 0.19, 0.055),
        (0.66, 0.0, 0.03, 0.03),
        ((0.7, 0.08, 0.02), (0.52, 0.13, 0.08), (0.34, 0.12, 0.12)),
        Ear("leaf", (-0.22, -0.16, 0.14), (-0.06, -0.18, 0.08), 0.14),
        nostril=True,
    ),
    hind=SLIM_HIND,
    fore=SLIM_FORE,
    tail=Tail(-0.64, -0.88, 0.36, (0.05, 0.03, 0.03), -70, -8, "tuft"),
    dress=camel_coat,
    stride=1.0,
    run_stride=2.3,
    sitting=16,
    behind=(humps,),
    marks=(dress.belly,),
    over=(dress.collar,),
    crown=(scar,),
)


CREATURES = (
    animal("elephant", ("elephant", "mammoth"), ELEPHANT, 1.2, 1.7, 1.4, 4, (0.8, -0.85)),
    animal("giraffe", ("giraffe",), GIRAFFE, 2.05, 1.7, 1.5, 6, (1.0, -1.8)),
    animal("zebra", ("zebra",), ZEBRA, 1.5, 2.0, 1.2, 7, (1.0, -1.2)),
    animal("camel", ("camel", "dromedary"), CAMEL, 1.5, 1.7, 1.2, 5, (1.0, -1.25)),
)
