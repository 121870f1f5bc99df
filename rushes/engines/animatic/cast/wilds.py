"""Bear, monkey and a long-necked dinosaur on the four-legged rig."""

from rushes.engines.animatic.cast import dress
from rushes.engines.animatic.cast.rig_coat import Coat, dressed
from rushes.engines.animatic.cast.rig_form import hexa, said
from rushes.engines.animatic.cast.rig_head import Ear, Head, scar
from rushes.engines.animatic.cast.rig_quadruped import Leg, Rig, Species, Tail, animal, young
from rushes.engines.animatic.figure import Look

BEAR_BODY = (
    (-0.8, -0.76, -0.5, 0.1),
    (-0.74, -0.92, -0.38, 0.24),
    (-0.46, -1.0, -0.3, 0.31),
    (-0.06, -0.98, -0.28, 0.33),
    (0.26, -1.06, -0.32, 0.32),
    (0.5, -1.04, -0.38, 0.27),
    (0.66, -0.88, -0.5, 0.16),
)


BEAR_SKULL = (
    (-0.4, -0.14, 0.2, 0.2),
    (-0.32, -0.32, 0.34, 0.36),
    (-0.06, -0.4, 0.42, 0.42),
    (0.16, -0.3, 0.38, 0.34),
    (0.32, -0.12, 0.34, 0.24),
    (0.52, -0.08, 0.32, 0.19),
    (0.64, -0.04, 0.26, 0.14),
    (0.68, 0.04, 0.18, 0.08),
)


APE_BODY = (
    (-0.6, -0.74, -0.52, 0.1),
    (-0.54, -0.86, -0.42, 0.2),
    (-0.3, -0.92, -0.38, 0.24),
    (0.04, -0.94, -0.36, 0.25),
    (0.32, -0.98, -0.4, 0.24),
    (0.5, -0.86, -0.52, 0.14),
)


APE_SKULL = (
    (-0.46, -0.1, 0.14, 0.22),
    (-0.38, -0.32, 0.28, 0.4),
    (-0.1, -0.44, 0.4, 0.46),
    (0.16, -0.38, 0.44, 0.42),
    (0.32, -0.16, 0.46, 0.34),
    (0.42, 0.06, 0.4, 0.26),
    (0.46, 0.2, 0.34, 0.16),
)


SAUROPOD_BODY = (
    (-0.9, -0.74, -0.56, 0.1),
    (-0.76, -0.9, -0.42, 0.24),
    (-0.4, -1.02, -0.34, 0.34),
    (0.0, -1.04, -0.32, 0.36),
    (0.34, -0.98, -0.36, 0.31),
    (0.58, -0.88, -0.5, 0.18),
)


SAUROPOD_SKULL = (
    (-0.4, -0.14, 0.16, 0.16),
    (-0.26, -0.28, 0.26, 0.26),
    (0.0, -0.32, 0.3, 0.29),
    (0.26, -0.22, 0.28, 0.24),
    (0.52, -0.12, 0.24, 0.19),
    (0.66, 0.0, 0.16, 0.1),
)


def bear_coat(look: Look) -> Coat:
    if look.has("polar"):
        return dressed(look, ("#efece2",), muzzle="#e3dccb", hoof="#3a3432", inner="#cfc4b4")
    if look.has("panda"):
        return dressed(look, ("#f1eee6",), legs="#26262b", ears="#26262b", inner="#3a393e", hoof="#26262b")
    muzzle = "#c9a27a"
    return dressed(
        look, ("#6b452c", "#4f3626", "#8a5f3c", "#35302e"), muzzle=muzzle, inner="#b58a6a", hoof="#2e2724"
    )


def monkey_coat(look: Look) -> Coat:
    face = "#d9b08c" if not look.has("gorilla") else "#4a4444"
    return dressed(
        look,
        ("#2f2d30",) if look.has("gorilla") else ("#7a5030", "#5c4030", "#a87a4a"),
        belly="#d9b992" if not look.has("gorilla") else None,
        muzzle=face,
        ears=face,
        inner="#c99478",
        nose="#4a332c",
        legs=None,
    )


def sauropod_coat(look: Look) -> Coat:
    return dressed(
        look,
        ("#6f8a5a", "#7a7f6a", "#5f7f8a", "#a08a5a"),
        belly="#d9cf9f",
        inner="#8a7a5a",
        hoof="#d9cfb0",
        patterns=("plain", "striped", "spotted"),
    )


def panda_eyes(r: Rig) -> None:
    """Crown: a panda's eye patches; the eyes are set in them."""
    if not r.look.has("panda") or r.head.front < -0.4:
        return
    k = r.species.head.size
    x, y, z, er = r.species.head.eye
    for side in (-1, 1):
        if r.head.facing(0.42, side * 0.9) > 0.1:
            px, py = r.h(x, y + 0.03, side * z)
            r.c.ellipse(px, py, 0.12 * k, 0.15 * k, "#26262b")
            r.c.circle(px + 0.02 * k, py - 0.02 * k, er * k * 0.95, "#f4f0e8")
            r.c.circle(px + 0.03 * k, py - 0.02 * k, er * k * 0.7, "#141316")


def pale_face(r: Rig) -> None:
    """Crown: a monkey's heart-shaped face is painted by the muzzle; here the tuft of hair above it."""
    k = r.species.head.size
    if r.look.has("gorilla"):
        return
    r.c.poly(
        [r.h(-0.2, -0.36), r.h(-0.1, -0.6), r.h(-0.02, -0.44), r.h(0.06, -0.58), r.h(0.12, -0.36)],
        hexa(r.coat.main, -0.04),
    )
    if r.head.front > -0.3 and said(r.look, "", "fez", "hat"):
        x, y = r.h(-0.06, -0.42)
        r.c.poly(
            [
                (x - 0.15 * k, y),
                (x + 0.15 * k, y),
                (x + 0.12 * k, y - 0.26 * k),
                (x - 0.12 * k, y - 0.26 * k),
            ],
            said(r.look, "#b8352f", "fez", "hat"),
        )


BEAR = Species(
    size=1.1,
    body=BEAR_BODY,
    neck_base=(0.52, -0.84),
    neck_length=0.34,
    neck_angle=16,
    neck_widths=(0.56, 0.5),
    head_pitch=-8,
    head=Head(
        0.5,
        BEAR_SKULL,
        (0.22, -0.06, 0.26, 0.042),
        (0.66, 0.06, 0.08, 0.065),
        ((0.66, 0.16, 0.01), (0.54, 0.24, 0.1), (0.34, 0.24, 0.2)),
        Ear("round", (-0.16, -0.34, 0.3), (-0.08, -0.18, 0.1), 0.26),
        muzzle=(0.52, 0.14, 0.24, 0.22),
    ),
    hind=Leg(-0.52, -0.64, 0.19, 0.26, 0.24, 0.2, (0.44, 0.28, 0.2, 0.2), "paw", 0.22),
    fore=Leg(0.42, -0.62, 0.19, 0.25, 0.25, 0.16, (0.36, 0.27, 0.21, 0.21), "paw", 0.22),
    tail=Tail(-0.78, -0.74, 0.1, (0.12, 0.1), -30),
    dress=bear_coat,
    stride=0.75,
    run_stride=1.8,
    sitting=48,
    marks=(dress.belly, dress.pattern),
    over=(dress.collar, dress.plates),
    crown=(panda_eyes, scar),
)


MONKEY = Species(
    size=0.55,
    body=APE_BODY,
    neck_base=(0.4, -0.84),
    neck_length=0.3,
    neck_angle=48,
    neck_widths=(0.34, 0.32),
    head_pitch=0,
    head=Head(
        0.52,
        APE_SKULL,
        (0.28, -0.1, 0.2, 0.06),
        (0.45, 0.12, 0.04, 0.025),
        ((0.45, 0.24, 0.01), (0.42, 0.28, 0.12), (0.34, 0.25, 0.22)),
        Ear("round", (-0.1, 0.0, 0.44), (-0.06, 0.0, 0.14), 0.3),
        muzzle=(0.34, 0.08, 0.22, 0.34),
        nostril=True,
    ),
    hind=Leg(-0.36, -0.62, 0.16, 0.27, 0.24, 0.17, (0.3, 0.18, 0.11, 0.11), "paw", 0.2),
    fore=Leg(0.34, -0.76, 0.17, 0.33, 0.33, 0.14, (0.22, 0.16, 0.11, 0.11), "paw", 0.18),
    tail=Tail(-0.56, -0.76, 1.25, (0.09, 0.08, 0.07, 0.06, 0.05), 25, 190),
    dress=monkey_coat,
    stride=0.8,
    run_stride=1.9,
    sitting=62,
    marks=(dress.belly, dress.pattern),
    over=(dress.collar,),
    crown=(pale_face, scar),
)


SAUROPOD = Species(
    size=3.4,
    body=SAUROPOD_BODY,
    neck_base=(0.5, -0.78),
    neck_length=1.25,
    neck_angle=44,
    neck_widths=(0.42, 0.17),
    head_pitch=-12,
    head=Head(
        0.32,
        SAUROPOD_SKULL,
        (0.2, -0.08, 0.22, 0.075),
        (0.6, -0.02, 0.03, 0.025),
        ((0.66, 0.1, 0.02), (0.46, 0.14, 0.12), (0.2, 0.1, 0.2)),
        Ear("round", (-0.2, 0.0, 0.2), (0.0, 0.0, 0.0), 0.02),
        nostril=True,
        brow=False,
    ),
    hind=Leg(-0.5, -0.62, 0.24, 0.27, 0.24, 0.14, (0.4, 0.27, 0.2, 0.2), "pad", 0.1),
    fore=Leg(0.38, -0.6, 0.24, 0.25, 0.24, 0.14, (0.32, 0.24, 0.19, 0.19), "pad", 0.1),
    tail=Tail(-0.84, -0.68, 1.7, (0.34, 0.26, 0.17, 0.1, 0.03), -14, 30),
    dress=sauropod_coat,
    stride=0.75,
    run_stride=1.3,
    sitting=16,
    marks=(dress.belly, dress.pattern),
    over=(dress.collar,),
    crown=(scar,),
)


CREATURES = (
    animal(
        "bear", ("bear", "grizzly", "panda", "polar bear"), BEAR, 1.3, 1.9, 1.0, 5, (0.95, -0.95), face=1.4
    ),
    animal("cub", ("cub", "bear cub"), young(BEAR), 1.3, 1.9, 0.7, 3, (0.9, -0.95), face=1.4),
    animal(
        "monkey",
        ("monkey", "ape", "chimpanzee", "gorilla", "orangutan", "lemur"),
        MONKEY,
        1.5,
        1.8,
        0.8,
        3,
        (0.6, -1.1),
        face=1.4,
    ),
    animal(
        "dinosaur",
        ("dinosaur", "brontosaurus", "sauropod", "diplodocus"),
        SAUROPOD,
        2.0,
        3.6,
        1.6,
        4,
        (1.5, -1.6),
        face=1.4,
    ),
)
