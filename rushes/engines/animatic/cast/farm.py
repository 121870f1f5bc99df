"""Of the farm: goat, sheep and lamb, pig."""

import numpy as np

from rushes.engines.animatic.cast import dress, rig_head
from rushes.engines.animatic.cast.herd import COW_BODY, LONG_SKULL
from rushes.engines.animatic.cast.rig_coat import Coat, dressed
from rushes.engines.animatic.cast.rig_form import dark, pale, said
from rushes.engines.animatic.cast.rig_head import Ear, Head, scar
from rushes.engines.animatic.cast.rig_quadruped import Leg, Rig, Species, Tail, animal, young
from rushes.engines.animatic.figure import Look

SHEEP_BODY = (
    (-0.74, -0.82, -0.56, 0.12),
    (-0.68, -0.98, -0.42, 0.26),
    (-0.4, -1.06, -0.36, 0.33),
    (0.0, -1.06, -0.34, 0.35),
    (0.38, -1.06, -0.36, 0.31),
    (0.6, -0.98, -0.44, 0.24),
    (0.7, -0.8, -0.58, 0.12),
)


PIG_BODY = (
    (-0.86, -0.76, -0.52, 0.12),
    (-0.78, -0.94, -0.36, 0.26),
    (-0.42, -1.04, -0.26, 0.34),
    (0.06, -1.04, -0.24, 0.36),
    (0.46, -0.98, -0.28, 0.32),
    (0.72, -0.86, -0.38, 0.22),
)


PIG_SKULL = (
    (-0.4, -0.14, 0.2, 0.2),
    (-0.28, -0.32, 0.34, 0.34),
    (-0.02, -0.36, 0.38, 0.37),
    (0.22, -0.22, 0.34, 0.28),
    (0.42, -0.14, 0.26, 0.19),
    (0.56, -0.14, 0.22, 0.18),
    (0.58, -0.12, 0.2, 0.16),
)


def goat_coat(look: Look) -> Coat:
    return dressed(
        look,
        ("#e6dccb", "#8a6a4c", "#55493f", "#b59a78"),
        muzzle=None,
        inner="#d9a99a",
        eyes=("#d9b04a",),
        hoof="#3a3230",
        patterns=("plain", "patched"),
    )


def sheep_coat(look: Look) -> Coat:
    c = dressed(
        look,
        ("#f1ece0", "#e3dccd", "#5a524c"),
        hoof="#2f2a28",
        legs="#3a3433" if look.rng("face").random() < 0.6 else "#d9cbb8",
    )
    return c


def pig_coat(look: Look) -> Coat:
    return dressed(
        look,
        ("#e8a79c", "#e5b3a3", "#8a6f66"),
        muzzle="#e0938b",
        nose="#a8605c",
        inner="#d98b84",
        hoof="#7a564e",
        patterns=("plain", "plain", "patched"),
    )


def swept(r: Rig) -> None:
    """Crown: a goat's horns swept back, and its beard."""
    k = r.species.head.size
    swept = ((-0.08, -0.24, 0.1), (-0.2, -0.62, 0.18), (-0.56, -0.78, 0.28), (-0.8, -0.6, 0.34))
    rig_head.horns(r, swept, (0.14, 0.13, 0.08, 0.015), said(r.look, "#8a7a62", "horn"))
    if r.head.front > -0.4:
        sway = 0.04 * float(np.sin(r.pose.t * 2.2))
        r.c.limb(
            [r.h(0.46, 0.16), r.h(0.44 + sway, 0.34), r.h(0.38 + sway, 0.52)],
            (0.16 * k, 0.12 * k, 0.02 * k),
            pale(r.coat.main, 0.4),
        )


def fleece(r: Rig) -> None:
    """Over: curls of wool along the outline."""
    rng = r.look.rng("wool")
    points = (
        [(x, -1.0 + 0.05 * abs(x)) for x in np.linspace(-0.66, 0.6, 8)]
        + [(x, -0.42) for x in np.linspace(0.5, -0.6, 7)]
        + [(-0.7, -0.75), (0.66, -0.72), (-0.68, -0.55)]
    )
    for x, y in points:
        cx, cy = r.b(float(x), float(y))
        size = float(rng.uniform(0.1, 0.14))
        spread = 1.0 if r.body.side > 0.4 else 0.0
        if spread or y < -0.9:
            r.c.circle(cx, cy, size, dark(r.coat.main, 0.35) if y > -0.6 else r.coat.main)
    if abs(r.body.front) > 0.6:
        cx, cy = r.b(0.1, -0.7)
        for a in np.linspace(0, 2 * np.pi, 12, endpoint=False):
            r.c.circle(
                cx + 0.34 * float(np.cos(a)),
                cy + 0.34 * float(np.sin(a)),
                0.11,
                r.coat.main if np.sin(a) < 0.3 else dark(r.coat.main, 0.35),
            )
    for _ in range(9):
        cx, cy = r.b(float(rng.uniform(-0.55, 0.5)), float(rng.uniform(-0.95, -0.5)), 0.3)
        r.c.line([(cx - 0.05, cy), (cx, cy + 0.035), (cx + 0.05, cy)], dark(r.coat.main, 0.7), 0.02, 0.5)


def dark_face(r: Rig) -> None:
    """Crown: the cap of wool between a sheep's ears."""
    k = r.species.head.size
    for x, z in ((-0.22, 0.0), (-0.08, 0.1), (-0.08, -0.1), (0.04, 0.0)):
        cx, cy = r.h(x, -0.24, z)
        r.c.circle(cx, cy, 0.15 * k, r.coat.main)


def curly(r: Rig) -> None:
    """Behind: a pig's curled tail."""
    x, y = r.b(-0.86, -0.72)
    a = np.linspace(0, 3.6 * np.pi, 14)
    points = np.stack(
        [x - 0.02 - 0.016 * a * max(r.body.side, 0.25), y - 0.05 * np.sin(a + r.pose.t) - 0.01 * a], 1
    )
    r.c.line(points, dark(r.coat.main, 0.4), 0.03)


def snout(r: Rig) -> None:
    """Crown: the pig's flat disc."""
    k = r.species.head.size
    if r.head.front < -0.4:
        return
    x, y = r.h(0.59, 0.04)
    wide = k * (0.07 + 0.13 * abs(r.head.front))
    r.c.ellipse(x, y, wide, 0.17 * k, pale(r.coat.muzzle, 0.3))
    for side in (-1, 1):
        if r.head.facing(0.9, side * 0.3) > 0:
            px, py = r.h(0.61, 0.02, side * 0.07)
            r.c.ellipse(px, py, 0.024 * k, 0.045 * k, r.coat.nose)


GOAT = Species(
    size=0.72,
    body=COW_BODY,
    neck_base=(0.58, -0.84),
    neck_length=0.4,
    neck_angle=52,
    neck_widths=(0.36, 0.26),
    head_pitch=-22,
    head=Head(
        0.46,
        LONG_SKULL,
        (0.1, -0.06, 0.19, 0.05),
        (0.66, 0.0, 0.03, 0.03),
        ((0.7, 0.07, 0.02), (0.54, 0.11, 0.08), (0.42, 0.09, 0.12)),
        Ear("leaf", (-0.18, -0.1, 0.18), (-0.26, 0.12, 0.22), 0.18),
        muzzle=(0.6, 0.06, 0.16, 0.12),
        nostril=True,
    ),
    hind=Leg(-0.58, -0.72, 0.16, 0.28, 0.27, 0.26, (0.32, 0.17, 0.09, 0.08), "hoof", 0.09),
    fore=Leg(0.46, -0.68, 0.16, 0.25, 0.25, 0.22, (0.24, 0.14, 0.09, 0.08), "hoof", 0.09),
    tail=Tail(-0.8, -0.92, 0.2, (0.09, 0.1, 0.03), 40, 20),
    dress=goat_coat,
    stride=0.85,
    run_stride=2.1,
    sitting=22,
    marks=(dress.belly, dress.pattern),
    over=(dress.collar, dress.plates),
    crown=(swept, scar),
)


SHEEP = Species(
    size=0.72,
    body=SHEEP_BODY,
    neck_base=(0.5, -0.84),
    neck_length=0.36,
    neck_angle=30,
    neck_widths=(0.44, 0.34),
    head_pitch=-24,
    head=Head(
        0.44,
        LONG_SKULL,
        (0.12, -0.04, 0.19, 0.055),
        (0.66, 0.0, 0.04, 0.035),
        ((0.7, 0.07, 0.02), (0.54, 0.11, 0.08), (0.4, 0.09, 0.12)),
        Ear("leaf", (-0.14, -0.08, 0.2), (-0.2, 0.12, 0.26), 0.2),
        muzzle=(0.28, 0.02, 0.56, 0.36),
    ),
    hind=Leg(-0.44, -0.6, 0.16, 0.24, 0.22, 0.24, (0.24, 0.14, 0.09, 0.08), "hoof", 0.08),
    fore=Leg(0.38, -0.58, 0.16, 0.21, 0.22, 0.22, (0.2, 0.12, 0.09, 0.08), "hoof", 0.08),
    tail=Tail(-0.72, -0.8, 0.18, (0.13, 0.14, 0.06), -60, 0),
    dress=sheep_coat,
    stride=0.8,
    run_stride=1.9,
    sitting=16,
    over=(fleece, dress.collar),
    crown=(dark_face, scar),
)


PIG = Species(
    size=0.66,
    body=PIG_BODY,
    neck_base=(0.56, -0.7),
    neck_length=0.28,
    neck_angle=4,
    neck_widths=(0.6, 0.5),
    head_pitch=-10,
    head=Head(
        0.62,
        PIG_SKULL,
        (0.18, -0.1, 0.27, 0.045),
        (0.58, 0.02, 0.03, 0.03),
        ((0.54, 0.24, 0.04), (0.4, 0.28, 0.12), (0.28, 0.24, 0.2)),
        Ear("point", (-0.06, -0.28, 0.22), (0.14, -0.28, 0.14), 0.28),
        muzzle=(0.5, 0.04, 0.14, 0.2),
        brow=False,
    ),
    hind=Leg(-0.56, -0.58, 0.18, 0.22, 0.2, 0.2, (0.34, 0.18, 0.11, 0.1), "hoof", 0.09),
    fore=Leg(0.42, -0.54, 0.18, 0.19, 0.2, 0.18, (0.26, 0.16, 0.11, 0.1), "hoof", 0.09),
    tail=Tail(-0.84, -0.72, 0.04, (0.05, 0.03), 30, 0),
    dress=pig_coat,
    stride=0.7,
    run_stride=1.7,
    sitting=24,
    behind=(curly,),
    marks=(dress.belly, dress.pattern),
    over=(dress.collar,),
    crown=(snout, scar),
)


CREATURES = (
    animal("lamb", ("lamb",), young(SHEEP), 1.25, 1.8, 0.5, 2, (0.9, -1.0)),
    animal("goat", ("goat", "ibex", "ram", "billy goat"), GOAT, 1.6, 2.0, 0.9, 4, (0.95, -1.15)),
    animal("sheep", ("sheep", "ewe", "alpaca", "llama"), SHEEP, 1.25, 1.8, 0.7, 3, (0.95, -1.0)),
    animal("pig", ("pig", "piglet", "hog", "boar"), PIG, 1.1, 2.0, 0.6, 2.5, (1.0, -0.7)),
)
