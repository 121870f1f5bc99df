"""A cat, and the big cats: lion and tiger."""

import numpy as np

from rushes.engines.animatic import paths
from rushes.engines.animatic.cast import dress
from rushes.engines.animatic.cast.rig_coat import Coat, dressed
from rushes.engines.animatic.cast.rig_form import dark, form
from rushes.engines.animatic.cast.rig_head import Ear, Head, scar
from rushes.engines.animatic.cast.rig_quadruped import Leg, Rig, Species, Tail, quadruped, young
from rushes.engines.animatic.figure import Creature, Look

CAT_BODY = (
    (-0.72, -0.86, -0.68, 0.06),
    (-0.66, -0.96, -0.56, 0.15),
    (-0.44, -1.0, -0.48, 0.19),
    (-0.08, -0.94, -0.44, 0.2),
    (0.24, -0.95, -0.44, 0.19),
    (0.44, -0.99, -0.46, 0.17),
    (0.56, -0.95, -0.54, 0.13),
    (0.62, -0.86, -0.66, 0.06),
)
CAT_SKULL = (
    (-0.5, -0.08, 0.14, 0.22),
    (-0.42, -0.28, 0.28, 0.42),
    (-0.16, -0.4, 0.38, 0.54),
    (0.12, -0.36, 0.38, 0.5),
    (0.32, -0.18, 0.36, 0.36),
    (0.46, -0.02, 0.32, 0.24),
    (0.52, 0.06, 0.24, 0.14),
)
LION_BODY = (
    (-0.76, -0.8, -0.66, 0.06),
    (-0.7, -0.9, -0.54, 0.15),
    (-0.48, -0.95, -0.46, 0.2),
    (-0.1, -0.92, -0.44, 0.2),
    (0.24, -0.96, -0.42, 0.21),
    (0.48, -1.0, -0.42, 0.2),
    (0.64, -0.94, -0.5, 0.16),
    (0.7, -0.84, -0.62, 0.07),
)
LION_SKULL = (
    (-0.46, -0.1, 0.14, 0.22),
    (-0.38, -0.28, 0.3, 0.36),
    (-0.14, -0.37, 0.4, 0.42),
    (0.12, -0.3, 0.42, 0.38),
    (0.3, -0.16, 0.42, 0.3),
    (0.5, -0.11, 0.4, 0.25),
    (0.6, -0.04, 0.34, 0.18),
    (0.64, 0.06, 0.24, 0.1),
)


def cat_coat(look: Look) -> Coat:
    return dressed(
        look,
        ("#4b4a4f", "#d98a44", "#8d8f97", "#efe6d6", "#2c2a2e", "#b98d63"),
        belly="#f1e8da",
        muzzle=None,
        nose="#c9827e",
        legs="#f1e8da" if look.rng("socks").random() < 0.35 else None,
        eyes=("#9dbf4a", "#e0b23c", "#6fb3a4", "#7fb0d8"),
        inner="#d9a09a",
        patterns=("plain", "striped", "striped", "patched"),
    )


def lion_coat(look: Look) -> Coat:
    return dressed(
        look,
        ("#d1a35c", "#c99a50", "#dcb26c"),
        belly="#ecd9ae",
        muzzle="#f0e2c0",
        mane="#8a4f26",
        tip="#5f3820",
        nose="#6b3f38",
        eyes=("#c9913a", "#b87f2c"),
        inner="#8d6248",
        hoof="#7b5a3a",
    )


def tiger_coat(look: Look) -> Coat:
    if look.has("panther", "puma"):
        panther = look.has("panther")
        return dressed(
            look,
            ("#2b2a33",) if panther else ("#b98d5f",),
            belly="#34333d" if panther else "#e6d3b8",
            muzzle="#3b3a45" if panther else "#ead9c2",
            nose="#1d1c22" if panther else "#8a5f52",
            eyes=("#d8c04a", "#a8c26a"),
            inner="#4a4650" if panther else "#d9b79a",
            patterns=("plain",),
        )
    return dressed(
        look,
        ("#e08a32", "#d97f2c"),
        belly="#f5ebda",
        muzzle="#f5ebda",
        nose="#c47a74",
        eyes=("#d8b04a", "#a8c26a"),
        second="#2a2124",
        inner="#f0d9c4",
        patterns=("striped",),
    )


def mane(r: Rig) -> None:
    """Behind the head: the lion's mane, in two layers of locks."""
    if r.look.has("lioness", "cub"):
        return
    k = r.species.head.size
    rng = r.look.rng("mane")
    for layer, (reach, shade) in enumerate(((1.0, 0.8), (0.76, 0.0))):
        cx, cy = r.h(-0.2 + 0.14 * layer, 0.14, 0)
        n = 17
        sway = 0.03 * np.sin(r.pose.t * 2 + np.arange(2 * n))
        angle = np.arange(2 * n) * np.pi / n + 0.2 * layer
        radius = (
            k
            * reach
            * np.where(np.arange(2 * n) % 2, 0.78, 1.0)
            * (1 + sway + rng.uniform(-0.05, 0.05, 2 * n))
        )
        squeeze = 0.78 + 0.22 * abs(r.head.front)
        points = np.stack([cx + radius * np.cos(angle) * squeeze, cy + radius * np.sin(angle) * 1.12], 1)
        form(r.c, paths.curve(points, True, 0.7), dark(r.coat.mane, shade), 0.06 * k)


def face_stripes(r: Rig) -> None:
    """Crown: bars on forehead and cheeks of a striped cat."""
    if r.coat.pattern != "striped" or r.head.front < -0.4:
        return
    k = r.species.head.size
    for side in (-1, 1):
        if r.head.facing(0.2, side) < 0.1:
            continue
        for x, y, dx, dy in (
            (0.0, -0.3, 0.06, 0.16),
            (-0.14, -0.32, 0.03, 0.16),
            (-0.24, 0.04, 0.18, 0.03),
            (-0.26, 0.2, 0.2, -0.02),
        ):
            root, end = r.h(x, y, side * 0.3), r.h(x + dx, y + dy, side * 0.34)
            r.c.limb([root, end], (0.06 * k, 0.01 * k), r.coat.second)


CAT = Species(
    size=0.29,
    body=CAT_BODY,
    neck_base=(0.42, -0.84),
    neck_length=0.42,
    neck_angle=50,
    neck_widths=(0.42, 0.38),
    head_pitch=-2,
    head=Head(
        0.62,
        CAT_SKULL,
        (0.2, -0.02, 0.3, 0.085),
        (0.51, 0.1, 0.05, 0.04),
        ((0.51, 0.14, 0.01), (0.47, 0.22, 0.07), (0.34, 0.24, 0.2)),
        Ear("point", (-0.16, -0.32, 0.32), (-0.06, -0.36, 0.08), 0.38),
        muzzle=(0.4, 0.22, 0.24, 0.16),
        whiskers=True,
        brow=False,
    ),
    hind=Leg(-0.48, -0.74, 0.12, 0.31, 0.29, 0.24, (0.38, 0.2, 0.11, 0.11), "paw", 0.15),
    fore=Leg(0.36, -0.7, 0.12, 0.27, 0.29, 0.16, (0.25, 0.15, 0.12, 0.12), "paw", 0.15),
    tail=Tail(-0.68, -0.88, 1.05, (0.1, 0.11, 0.11, 0.11, 0.05), 30, 105),
    dress=cat_coat,
    stride=0.85,
    run_stride=2.4,
    marks=(dress.belly, dress.pattern),
    over=(dress.collar, dress.plates),
    crown=(face_stripes, scar),
)

_BIG_HIND = Leg(-0.54, -0.72, 0.13, 0.31, 0.29, 0.23, (0.36, 0.19, 0.13, 0.13), "paw", 0.19)
_BIG_FORE = Leg(0.44, -0.68, 0.14, 0.27, 0.28, 0.17, (0.3, 0.19, 0.15, 0.15), "paw", 0.2)
_BIG_HEAD = Head(
    0.48,
    LION_SKULL,
    (0.2, -0.04, 0.26, 0.05),
    (0.62, 0.06, 0.07, 0.06),
    ((0.63, 0.14, 0.01), (0.55, 0.26, 0.1), (0.3, 0.28, 0.24)),
    Ear("round", (-0.16, -0.3, 0.3), (-0.1, -0.2, 0.1), 0.28),
    muzzle=(0.46, 0.24, 0.28, 0.2),
    whiskers=True,
)

LION = Species(
    size=1.05,
    body=LION_BODY,
    neck_base=(0.52, -0.84),
    neck_length=0.42,
    neck_angle=34,
    neck_widths=(0.5, 0.42),
    head_pitch=-4,
    head=_BIG_HEAD,
    hind=_BIG_HIND,
    fore=_BIG_FORE,
    tail=Tail(-0.72, -0.84, 0.95, (0.07, 0.05, 0.045, 0.045), -62, 70, "tuft"),
    dress=lion_coat,
    stride=0.8,
    run_stride=2.3,
    marks=(dress.belly,),
    over=(mane,),
    crown=(scar,),
)

TIGER = Species(
    size=0.98,
    body=LION_BODY,
    neck_base=(0.52, -0.84),
    neck_length=0.38,
    neck_angle=26,
    neck_widths=(0.48, 0.42),
    head_pitch=-4,
    head=_BIG_HEAD,
    hind=_BIG_HIND,
    fore=_BIG_FORE,
    tail=Tail(-0.72, -0.84, 1.0, (0.09, 0.08, 0.08, 0.07, 0.04), -50, 70),
    dress=tiger_coat,
    stride=0.8,
    run_stride=2.3,
    marks=(dress.belly, dress.pattern),
    over=(dress.collar, dress.plates),
    crown=(face_stripes, scar),
)

CREATURES = (
    Creature(
        "cat",
        ("cat", "tomcat", "kitty", "feline"),
        "animal",
        height=0.45,
        length=0.7,
        draw=quadruped(CAT),
        stride=0.25,
        run_stride=0.7,
        speed=0.6,
        run_speed=3,
        focus=(0.24, -0.38),
        focus_size=0.2,
    ),
    Creature(
        "kitten",
        ("kitten",),
        "animal",
        height=0.25,
        length=0.36,
        draw=quadruped(young(CAT)),
        stride=0.128,
        run_stride=0.36,
        speed=0.4,
        run_speed=1.6,
        focus=(0.13, -0.21),
        focus_size=0.14,
    ),
    Creature(
        "lion",
        ("lion", "lioness"),
        "animal",
        height=1.5,
        length=2.6,
        draw=quadruped(LION),
        stride=0.84,
        run_stride=2.4,
        speed=1.1,
        run_speed=6,
        focus=(1.05, -1.15),
        focus_size=0.8,
    ),
    Creature(
        "tiger",
        ("tiger", "leopard", "panther", "jaguar", "cheetah", "puma", "lynx"),
        "animal",
        height=1.3,
        length=2.6,
        draw=quadruped(TIGER),
        stride=0.78,
        run_stride=2.25,
        speed=1.1,
        run_speed=6,
        focus=(1.0, -1.0),
        focus_size=0.6,
    ),
)
