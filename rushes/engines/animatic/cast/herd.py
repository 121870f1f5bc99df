"""Grazers: deer, cow, goat, sheep, pig, elephant, giraffe, camel, zebra-striped kin."""

from rushes.engines.animatic.cast import dress, rig_head
from rushes.engines.animatic.cast.rig_coat import Coat, dressed
from rushes.engines.animatic.cast.rig_form import said
from rushes.engines.animatic.cast.rig_head import Ear, Head, scar
from rushes.engines.animatic.cast.rig_quadruped import Leg, Rig, Species, Tail, animal, young
from rushes.engines.animatic.figure import Look

DEER_BODY = (
    (-0.66, -0.88, -0.74, 0.06),
    (-0.6, -0.98, -0.64, 0.13),
    (-0.42, -1.02, -0.58, 0.17),
    (-0.08, -0.97, -0.54, 0.18),
    (0.22, -0.97, -0.52, 0.18),
    (0.42, -1.0, -0.54, 0.16),
    (0.56, -0.94, -0.62, 0.1),
)


COW_BODY = (
    (-0.84, -0.88, -0.6, 0.1),
    (-0.78, -0.99, -0.46, 0.22),
    (-0.5, -1.0, -0.36, 0.29),
    (0.0, -0.97, -0.32, 0.31),
    (0.36, -1.0, -0.36, 0.28),
    (0.6, -1.02, -0.4, 0.23),
    (0.76, -0.9, -0.5, 0.12),
)


LONG_SKULL = (
    (-0.3, -0.12, 0.14, 0.12),
    (-0.22, -0.24, 0.26, 0.2),
    (-0.04, -0.27, 0.3, 0.23),
    (0.16, -0.2, 0.25, 0.19),
    (0.4, -0.12, 0.18, 0.13),
    (0.6, -0.08, 0.15, 0.1),
    (0.72, -0.03, 0.11, 0.06),
)


COW_SKULL = (
    (-0.3, -0.14, 0.16, 0.16),
    (-0.22, -0.24, 0.28, 0.25),
    (0.0, -0.27, 0.32, 0.27),
    (0.24, -0.2, 0.28, 0.23),
    (0.48, -0.15, 0.25, 0.2),
    (0.68, -0.13, 0.25, 0.2),
    (0.78, -0.02, 0.18, 0.1),
)


def deer_coat(look: Look) -> Coat:
    return dressed(
        look,
        ("#a8703f", "#b58150", "#8f6240"),
        belly="#ecdcc0",
        muzzle=None,
        tip="#f3ead9",
        inner="#d9b09a",
        patterns=("plain", "spotted"),
        second="#ecdcc0",
        hoof="#3a2f2a",
    )


def cow_coat(look: Look) -> Coat:
    pick = int(look.rng("breed").integers(3))
    mains, second = (
        (("#efe9de",), "#2b2a2d")
        if pick == 0
        else ((("#8a5434",), "#f0e6d6") if pick == 1 else (("#efe4d2",), "#9a5a34"))
    )
    return dressed(
        look,
        mains,
        belly=None,
        muzzle="#dba598",
        second=second,
        patterns=("patched",),
        nose="#5a3a38",
        inner="#d99f94",
        hoof="#3a3230",
        tip="#3a322e",
    )


def antlers(r: Rig) -> None:
    """Crown: a stag's antlers (a doe and a fawn have none)."""
    if r.look.has("doe", "fawn") or not (
        r.look.has("stag", "antlers", "antler", "reindeer", "elk", "moose", "buck")
        or r.look.rng("antlers").random() < 0.65
    ):
        return
    k = r.species.head.size
    horn = said(r.look, "#c9ab82", "antler")
    for side in (-1, 1):
        tone = rig_head.horn_tone(r, side, horn, 1.2)
        beam = [(-0.1, -0.24, 0.1), (-0.24, -0.6, 0.26), (-0.2, -1.0, 0.46), (0.04, -1.3, 0.5)]
        r.c.limb([r.h(x, y, side * z) for x, y, z in beam], (0.1 * k, 0.08 * k, 0.06 * k, 0.015 * k), tone)
        for root, tip in (
            ((-0.18, -0.46, 0.2), (0.12, -0.66, 0.26)),
            ((-0.24, -0.78, 0.34), (-0.52, -1.06, 0.52)),
            ((-0.16, -1.08, 0.48), (-0.36, -1.38, 0.62)),
        ):
            a, b = r.h(*root[:2], side * root[2]), r.h(*tip[:2], side * tip[2])
            r.c.limb(
                [a, ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2 + 0.02), b], (0.07 * k, 0.05 * k, 0.012 * k), tone
            )


def horns(r: Rig) -> None:
    """Crown: short curved horns."""
    curved = ((-0.16, -0.24, 0.14), (-0.2, -0.42, 0.34), (-0.08, -0.6, 0.4))
    rig_head.horns(r, curved, (0.12, 0.09, 0.012), said(r.look, "#d9cba8", "horn"))


def bell(r: Rig) -> None:
    """Over: the bell on a cow's neck."""
    if r.look.has("bell", "cowbell"):
        x, y = r.b(0.74, -0.5)
        r.c.poly([(x - 0.05, y), (x + 0.05, y), (x + 0.07, y + 0.12), (x - 0.07, y + 0.12)], "#c9a04a")


SLIM_HIND = Leg(-0.48, -0.8, 0.11, 0.3, 0.29, 0.31, (0.28, 0.15, 0.065, 0.05), "hoof", 0.07)


SLIM_FORE = Leg(0.38, -0.76, 0.11, 0.27, 0.27, 0.28, (0.2, 0.11, 0.06, 0.05), "hoof", 0.07)


DEER = Species(
    size=1.0,
    body=DEER_BODY,
    neck_base=(0.44, -0.88),
    neck_length=0.52,
    neck_angle=58,
    neck_widths=(0.32, 0.2),
    head_pitch=-20,
    head=Head(
        0.44,
        LONG_SKULL,
        (0.1, -0.06, 0.19, 0.062),
        (0.68, 0.0, 0.06, 0.05),
        ((0.7, 0.07, 0.02), (0.52, 0.1, 0.08), (0.36, 0.09, 0.12)),
        Ear("leaf", (-0.16, -0.16, 0.18), (-0.22, -0.3, 0.2), 0.24),
        muzzle=(0.6, 0.06, 0.16, 0.12),
    ),
    hind=SLIM_HIND,
    fore=SLIM_FORE,
    tail=Tail(-0.64, -0.9, 0.16, (0.1, 0.11, 0.03), -50, -10),
    dress=deer_coat,
    stride=1.0,
    run_stride=2.6,
    sitting=24,
    marks=(dress.belly, dress.pattern),
    over=(dress.collar, dress.plates),
    crown=(antlers, scar),
)


COW = Species(
    size=1.4,
    body=COW_BODY,
    neck_base=(0.6, -0.84),
    neck_length=0.32,
    neck_angle=24,
    neck_widths=(0.46, 0.34),
    head_pitch=-28,
    head=Head(
        0.5,
        COW_SKULL,
        (0.12, -0.06, 0.24, 0.05),
        (0.72, 0.02, 0.035, 0.03),
        ((0.76, 0.14, 0.04), (0.66, 0.17, 0.12), (0.54, 0.16, 0.16)),
        Ear("leaf", (-0.16, -0.1, 0.24), (-0.16, 0.02, 0.3), 0.2),
        muzzle=(0.66, 0.06, 0.18, 0.22),
        nostril=True,
    ),
    hind=Leg(-0.6, -0.74, 0.18, 0.28, 0.27, 0.25, (0.36, 0.19, 0.12, 0.1), "hoof", 0.09),
    fore=Leg(0.48, -0.68, 0.18, 0.24, 0.25, 0.22, (0.26, 0.16, 0.11, 0.1), "hoof", 0.09),
    tail=Tail(-0.82, -0.92, 0.6, (0.05, 0.04, 0.035), -78, -8, "tuft"),
    dress=cow_coat,
    stride=0.9,
    run_stride=2.0,
    sitting=18,
    marks=(dress.belly, dress.pattern),
    over=(dress.collar, bell, dress.plates),
    crown=(horns, scar),
)


CREATURES = (
    animal(
        "deer",
        ("deer", "stag", "doe", "reindeer", "elk", "moose", "antelope", "gazelle"),
        DEER,
        1.85,
        1.6,
        1.2,
        7,
        (0.78, -1.35),
    ),
    animal(
        "cow",
        ("cow", "bull", "ox", "cattle", "buffalo", "bison", "yak"),
        COW,
        1.35,
        2.1,
        0.9,
        4,
        (1.0, -0.95),
    ),
    animal("fawn", ("fawn",), young(DEER), 1.75, 1.6, 0.8, 4, (0.75, -1.2)),
    animal("calf", ("calf",), young(COW), 1.35, 2.1, 0.7, 3, (0.95, -0.95)),
)
