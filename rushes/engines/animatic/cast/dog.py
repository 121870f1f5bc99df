"""A dog, and a robot dog where the text makes one of metal."""

from rushes.engines.animatic.canvas import Canvas
from rushes.engines.animatic.cast import dress
from rushes.engines.animatic.cast.rig_coat import Coat, dressed
from rushes.engines.animatic.cast.rig_head import Ear, Head, scar
from rushes.engines.animatic.cast.rig_quadruped import Leg, Species, Tail, quadruped, young
from rushes.engines.animatic.figure import Creature, Look, Pose

BODY = (
    (-0.66, -0.86, -0.66, 0.05),
    (-0.6, -0.94, -0.58, 0.13),
    (-0.42, -0.98, -0.52, 0.17),
    (-0.12, -0.95, -0.5, 0.18),
    (0.2, -0.97, -0.42, 0.2),
    (0.42, -1.0, -0.42, 0.19),
    (0.56, -0.94, -0.5, 0.14),
    (0.63, -0.84, -0.62, 0.06),
)
SKULL = (
    (-0.36, -0.14, 0.12, 0.16),
    (-0.26, -0.3, 0.24, 0.28),
    (-0.06, -0.36, 0.3, 0.33),
    (0.14, -0.3, 0.29, 0.28),
    (0.28, -0.14, 0.28, 0.2),
    (0.46, -0.09, 0.27, 0.16),
    (0.64, -0.07, 0.22, 0.13),
    (0.71, 0.0, 0.14, 0.07),
)


def coat(look: Look) -> Coat:
    return dressed(
        look,
        ("#b9793f", "#8a5a34", "#d8b27a", "#3d3632", "#c8b8a2", "#e9dfcf"),
        belly="#efe3cd",
        muzzle="#efe3cd" if look.rng("muzzle").random() < 0.5 else None,
        patterns=("plain", "plain", "patched", "saddle"),
    )


def species(floppy: bool, curled: bool) -> Species:
    ear = (
        Ear("flop", (-0.1, -0.26, 0.26), (-0.1, 0.52, 0.06), 0.3)
        if floppy
        else Ear("point", (-0.16, -0.3, 0.2), (-0.1, -0.42, 0.06), 0.3)
    )
    return Species(
        size=0.6,
        body=BODY,
        neck_base=(0.44, -0.86),
        neck_length=0.4,
        neck_angle=52,
        neck_widths=(0.4, 0.3),
        head_pitch=-8,
        head=Head(
            0.5,
            SKULL,
            (0.14, -0.08, 0.24, 0.062),
            (0.69, 0.02, 0.075, 0.07),
            ((0.68, 0.1, 0.02), (0.5, 0.18, 0.12), (0.3, 0.15, 0.18)),
            ear,
        ),
        hind=Leg(-0.46, -0.74, 0.12, 0.31, 0.28, 0.24, (0.34, 0.19, 0.1, 0.1), "paw", 0.15),
        fore=Leg(0.36, -0.68, 0.12, 0.27, 0.28, 0.15, (0.25, 0.15, 0.11, 0.11), "paw", 0.15),
        tail=Tail(-0.62, -0.86, 0.5, (0.09, 0.11, 0.08, 0.02), 35, 95 if curled else 30),
        dress=coat,
        stride=0.85,
        run_stride=2.3,
        marks=(dress.belly, dress.pattern),
        over=(dress.collar, dress.plates),
        crown=(scar,),
    )


DOGS = {(ear, curl): quadruped(species(ear, curl)) for ear in (True, False) for curl in (True, False)}
PUPPIES = {
    (ear, curl): quadruped(young(species(ear, curl))) for ear in (True, False) for curl in (True, False)
}


def kind(look: Look) -> tuple[bool, bool]:
    """Floppy ears or pointed ones, a curled tail or a straight one."""
    ear, tail = look.pick("ear shape", "floppy", "pointed"), look.pick("tail shape", "curled", "straight")
    return ear == "floppy", tail == "curled"


def dog(c: Canvas, look: Look, pose: Pose) -> None:
    DOGS[kind(look)](c, look, pose)


def puppy(c: Canvas, look: Look, pose: Pose) -> None:
    PUPPIES[kind(look)](c, look, pose)


DOG = Creature(
    "dog",
    (
        "dog",
        "hound",
        "terrier",
        "labrador",
        "retriever",
        "spaniel",
        "collie",
        "sheepdog",
        "poodle",
        "mutt",
        "canine",
    ),
    "animal",
    height=0.95,
    length=1.15,
    draw=dog,
    stride=0.51,
    run_stride=1.38,
    speed=0.9,
    run_speed=4.5,
    focus=(0.5, -0.75),
    focus_size=0.36,
)
PUPPY = Creature(
    "puppy",
    ("puppy", "pup"),
    "animal",
    height=0.52,
    length=0.62,
    draw=puppy,
    stride=0.265,
    run_stride=0.72,
    speed=0.6,
    run_speed=2.4,
    focus=(0.27, -0.4),
    focus_size=0.26,
)
CREATURES = (DOG, PUPPY)
