"""Birds: songbird, crow, owl, gull, parrot, eagle, dove, and the walkers chicken, duck and penguin."""

import numpy as np

from rushes.engines.animatic.cast.rig_bird import Bird, Flight, Plumage, bird, plumage
from rushes.engines.animatic.cast.rig_form import dark, eye, pale
from rushes.engines.animatic.figure import Creature, Look


def song(look: Look) -> Plumage:
    kinds = (("#8a6a4a", "#d9713c"), ("#4a76b8", "#e9b987"), ("#c9a13a", "#f0e6bd"), ("#6f7a5b", "#e2dcb4"))
    main, belly = kinds[int(look.rng("kind").integers(len(kinds)))]
    return plumage(
        look, (main,), belly=belly, beak="#e3a23c" if look.rng("beak").random() < 0.5 else "#4a4038"
    )


def crow(look: Look) -> Plumage:
    return plumage(
        look,
        ("#26272f", "#2b2b31"),
        belly="#2f313b",
        wing="#22242d",
        quill="#191a22",
        beak="#1c1c20",
        leg="#2a2729",
        eyes="#8f959c",
    )


def owl(look: Look) -> Plumage:
    return plumage(
        look,
        ("#8a6b4c", "#7a6a58", "#a58560", "#d9d2c6"),
        belly="#e3d3b4",
        face="#ecdfc6",
        beak="#d8a94a",
        leg="#b99a68",
        eyes="#efb02e",
    )


def gull(look: Look) -> Plumage:
    return plumage(
        look,
        ("#f0efec",),
        belly="#ffffff",
        wing="#aab4bd",
        quill="#4d545d",
        beak="#eaa92f",
        leg="#e09a5a",
        eyes="#e6d37a",
    )


def parrot(look: Look) -> Plumage:
    kinds = (
        ("#c8302c", "#e0a52f", "#2f62b5"),
        ("#3f9c4b", "#d8c23a", "#2f62b5"),
        ("#2f7fc0", "#f0b92f", "#2a5a9a"),
        ("#8f9298", "#b5b7bb", "#b03a35"),
    )
    main, wing, quill = kinds[int(look.rng("kind").integers(len(kinds)))]
    return plumage(
        look,
        (main,),
        belly=main,
        wing=wing,
        quill=quill,
        face="#f1ebdf",
        beak="#33302f",
        leg="#55504c",
        eyes="#e9d27a",
    )


def eagle(look: Look) -> Plumage:
    return plumage(
        look,
        ("#5c4330", "#6b4d35", "#7a5a3c"),
        belly="#6f5540",
        head="#f0ece2" if look.rng("bald").random() < 0.5 else None,
        beak="#e6ac34",
        leg="#d9a03a",
        eyes="#e9c04a",
    )


def dove(look: Look) -> Plumage:
    return plumage(look, ("#f3f1ec", "#9aa2ad", "#c9b8a4"), beak="#8f7a70", leg="#c9736b")


def discs(f: Flight) -> None:
    """Crown: an owl's facial discs, big eyes and ear tufts."""
    k = f.bird.head
    if f.head.front < -0.4:
        return
    for side in (-1, 1):
        root, tip = f.h(0.1, -0.8, side * 0.5), f.h(0.0, -1.35, side * 0.85)
        f.c.limb([root, tip], (0.36 * k, 0.03 * k), dark(f.plumage.head, 0.5))
    for side in (-1, 1):
        show = f.head.facing(0.8, side * 0.6)
        if show > 0.05:
            x, y = f.h(0.62, -0.1, side * 0.44)
            f.c.ellipse(x, y, 0.46 * k * (0.4 + 0.6 * show), 0.5 * k, f.plumage.face)
            f.c.ellipse(x, y, 0.34 * k * (0.4 + 0.6 * show), 0.37 * k, dark(f.plumage.face, 0.7), opacity=0.5)
            eye(f.c, (x, y), 0.26 * k, f.look, f.pose.t, f.plumage.eyes, show)
    tip, root = f.h(0.98, 0.4), f.h(0.9, 0.05)
    f.c.limb([root, tip], (0.24 * k, 0.03 * k), f.plumage.beak)


def flecks(f: Flight) -> None:
    """Over: rows of flecks on the breast."""
    if f.body.front < -0.4:
        return
    for i in range(3):
        for j in range(3):
            x, y = f.body.p(0.3 - 0.16 * i, 0.06 + 0.06 * j + 0.02 * i, 0.1 * (j - 1) * abs(f.body.front))
            f.c.ellipse(x, y, 0.022, 0.03, dark(f.plumage.main, 0.5), opacity=0.8)


def crest(f: Flight) -> None:
    """Crown: feathers raised on a parrot's head."""
    lift = 0.2 * float(np.sin(f.pose.t * 1.4))
    k = f.bird.head
    for j, reach in enumerate((1.5, 1.35, 1.15)):
        f.c.limb(
            [f.h(0.1 - 0.3 * j, -0.8), f.h(-0.5 - 0.25 * j, -reach - lift)],
            (0.34 * k, 0.05 * k),
            pale(f.plumage.head, 0.4 * j),
        )


ROUND = (
    (-0.46, -0.06, 0.1, 0.1),
    (-0.34, -0.2, 0.24, 0.22),
    (-0.1, -0.3, 0.34, 0.31),
    (0.14, -0.31, 0.33, 0.31),
    (0.34, -0.24, 0.24, 0.24),
    (0.46, -0.1, 0.1, 0.1),
)


SONG = Bird(0.13, song, head=0.25, body=ROUND, perch=(0.32, -0.28), beak=(0.17, 0.1, 0.0))


CROW = Bird(0.3, crow, head=0.19, beak=(0.28, 0.13, 0.04), tail=(0.52, 0.22), span=1.35, neck=(0.5, -0.14))


OWL = Bird(
    0.34,
    owl,
    head=0.34,
    body=ROUND,
    perch=(0.2, -0.38),
    pitch=58,
    beak=(0.02, 0.05, 0.0),
    tail=(0.32, 0.24),
    leg=0.16,
    span=1.4,
    neck=(0.46, -0.14),
    eye=(0.3, -9.0, 0.0),
    neck_width=(0.5, 0.5),
    over=(flecks,),
    crown=(discs,),
)


GULL = Bird(
    0.34,
    gull,
    head=0.18,
    beak=(0.24, 0.09, 0.06),
    tail=(0.34, 0.2),
    span=1.75,
    chord=0.75,
    neck=(0.5, -0.12),
    webbed=True,
)


PARROT = Bird(
    0.3,
    parrot,
    head=0.22,
    pitch=56,
    perch=(0.3, -0.38),
    beak=(0.17, 0.26, 0.1),
    tail=(0.95, 0.13),
    leg=0.16,
    span=1.2,
    crown=(crest,),
)


EAGLE = Bird(
    0.55,
    eagle,
    head=0.17,
    beak=(0.2, 0.13, 0.1),
    tail=(0.4, 0.3),
    span=1.75,
    chord=1.15,
    neck=(0.5, -0.1),
    pitch=48,
    leg=0.24,
)


DOVE = Bird(0.24, dove, head=0.17, beak=(0.13, 0.06, 0.0), tail=(0.42, 0.26), span=1.25, neck=(0.48, -0.16))


def _flyer(name: str, words: tuple[str, ...], kind: Bird, speed: float = 4) -> Creature:
    k = kind.size
    return Creature(
        name,
        words,
        "animal",
        height=(1.25 + 0.7 * max(kind.tail[0] - 0.5, 0) + 0.9 * max(kind.head - 0.2, 0)) * k,
        length=1.5 * k,
        draw=bird(kind),
        stride=0.9 * speed / 4,
        run_stride=1.6 * speed / 4,
        speed=speed,
        run_speed=2 * speed,
        element="air",
        focus=(0.34 * k, -0.34 * k),
        focus_size=0.7 * k,
    )


CREATURES = (
    _flyer(
        "bird",
        (
            "bird",
            "songbird",
            "sparrow",
            "robin",
            "finch",
            "canary",
            "nightingale",
            "hummingbird",
            "bluebird",
        ),
        SONG,
    ),
    _flyer("crow", ("crow", "raven", "blackbird", "jackdaw", "magpie"), CROW, 5),
    _flyer("owl", ("owl", "owlet"), OWL, 4),
    _flyer("gull", ("gull", "seagull", "albatross", "seabird"), GULL, 6),
    _flyer("parrot", ("parrot", "macaw", "cockatoo", "parakeet"), PARROT, 5),
    _flyer("eagle", ("eagle", "hawk", "falcon", "vulture", "kestrel", "buzzard", "phoenix"), EAGLE, 8),
    _flyer("dove", ("dove", "pigeon"), DOVE, 5),
)
