"""A fox and a wolf."""

from rushes.engines.animatic.cast import dress
from rushes.engines.animatic.cast.rig_coat import Coat, dressed
from rushes.engines.animatic.cast.rig_head import Ear, Head, scar
from rushes.engines.animatic.cast.rig_quadruped import Leg, Species, Tail, quadruped
from rushes.engines.animatic.figure import Creature, Look

FOX_BODY = (
    (-0.72, -0.84, -0.7, 0.05),
    (-0.66, -0.93, -0.6, 0.13),
    (-0.46, -0.97, -0.54, 0.17),
    (-0.1, -0.95, -0.54, 0.17),
    (0.22, -0.97, -0.48, 0.18),
    (0.46, -1.0, -0.47, 0.17),
    (0.62, -0.94, -0.52, 0.13),
    (0.68, -0.84, -0.64, 0.06),
)
FOX_SKULL = (
    (-0.36, -0.12, 0.12, 0.2),
    (-0.26, -0.28, 0.24, 0.34),
    (-0.04, -0.35, 0.3, 0.38),
    (0.14, -0.26, 0.29, 0.31),
    (0.3, -0.1, 0.25, 0.19),
    (0.52, -0.03, 0.21, 0.11),
    (0.72, 0.03, 0.17, 0.07),
    (0.78, 0.07, 0.13, 0.04),
)
WOLF_SKULL = (
    (-0.36, -0.14, 0.14, 0.2),
    (-0.26, -0.3, 0.26, 0.33),
    (-0.06, -0.36, 0.33, 0.37),
    (0.14, -0.27, 0.31, 0.3),
    (0.3, -0.13, 0.28, 0.21),
    (0.5, -0.09, 0.26, 0.16),
    (0.68, -0.06, 0.21, 0.12),
    (0.75, 0.01, 0.13, 0.06),
)


def fox_coat(look: Look) -> Coat:
    white = "#f3eadb"
    arctic = bool({"arctic", "white", "snow"} & set(look.epithet().split()))
    return dressed(
        look,
        ("#d2662a", "#c95a24", "#dc7a35", "#b9542a"),
        belly=white,
        muzzle=white,
        legs=None if arctic else "#3a2a26",
        ears=None,
        tip=white,
        inner="#4a322c",
        eyes=("#d79a35", "#c07f2b"),
    )


def wolf_coat(look: Look) -> Coat:
    return dressed(
        look,
        ("#7d828a", "#6a6e77", "#8f8a83", "#54585f", "#a39d94"),
        belly="#d9d6ce",
        muzzle="#d9d6ce",
        inner="#8d7770",
        eyes=("#e0b23c", "#c9c46a", "#d99536"),
        patterns=("saddle", "plain"),
    )


FOX = Species(
    size=0.42,
    body=FOX_BODY,
    neck_base=(0.48, -0.86),
    neck_length=0.36,
    neck_angle=48,
    neck_widths=(0.42, 0.34),
    head_pitch=-6,
    head=Head(
        0.6,
        FOX_SKULL,
        (0.16, -0.06, 0.25, 0.06),
        (0.76, 0.08, 0.06, 0.055),
        ((0.75, 0.14, 0.02), (0.55, 0.2, 0.08), (0.3, 0.19, 0.17)),
        Ear("point", (-0.14, -0.26, 0.24), (-0.08, -0.5, 0.07), 0.34),
        muzzle=(0.42, 0.24, 0.5, 0.15),
        cheek=0.16,
    ),
    hind=Leg(-0.5, -0.76, 0.11, 0.32, 0.29, 0.24, (0.3, 0.16, 0.08, 0.08), "paw", 0.13),
    fore=Leg(0.4, -0.7, 0.11, 0.28, 0.29, 0.15, (0.22, 0.13, 0.09, 0.09), "paw", 0.13),
    tail=Tail(-0.68, -0.84, 1.0, (0.1, 0.22, 0.34, 0.32, 0.2, 0.03), -12, 26),
    dress=fox_coat,
    stride=0.85,
    run_stride=2.4,
    marks=(dress.belly, dress.pattern),
    over=(dress.ruff, dress.collar, dress.plates),
    crown=(scar,),
)

WOLF = Species(
    size=0.82,
    body=FOX_BODY,
    neck_base=(0.46, -0.86),
    neck_length=0.42,
    neck_angle=28,
    neck_widths=(0.5, 0.42),
    head_pitch=-6,
    head=Head(
        0.5,
        WOLF_SKULL,
        (0.16, -0.07, 0.25, 0.05),
        (0.73, 0.02, 0.075, 0.065),
        ((0.72, 0.1, 0.02), (0.52, 0.19, 0.12), (0.26, 0.17, 0.19)),
        Ear("point", (-0.14, -0.28, 0.2), (-0.08, -0.34, 0.05), 0.28),
        muzzle=(0.44, 0.24, 0.42, 0.15),
        cheek=0.2,
    ),
    hind=Leg(-0.5, -0.76, 0.12, 0.32, 0.29, 0.24, (0.34, 0.18, 0.1, 0.1), "paw", 0.15),
    fore=Leg(0.4, -0.7, 0.12, 0.28, 0.29, 0.16, (0.26, 0.15, 0.11, 0.11), "paw", 0.15),
    tail=Tail(-0.68, -0.84, 0.68, (0.1, 0.17, 0.22, 0.18, 0.03), -48, 12),
    dress=wolf_coat,
    stride=0.85,
    run_stride=2.4,
    marks=(dress.belly, dress.pattern),
    over=(dress.ruff, dress.collar, dress.plates),
    crown=(scar,),
)

CREATURES = (
    Creature(
        "fox",
        ("fox", "vixen", "kitsune"),
        "animal",
        height=0.68,
        length=1.1,
        draw=quadruped(FOX),
        stride=0.36,
        run_stride=1.0,
        speed=0.7,
        run_speed=4,
        focus=(0.4, -0.5),
        focus_size=0.3,
    ),
    Creature(
        "wolf",
        ("wolf", "werewolf", "coyote", "jackal", "direwolf"),
        "animal",
        height=1.15,
        length=1.9,
        draw=quadruped(WOLF),
        stride=0.7,
        run_stride=1.97,
        speed=1.1,
        run_speed=6,
        focus=(0.8, -0.9),
        focus_size=0.5,
    ),
)
