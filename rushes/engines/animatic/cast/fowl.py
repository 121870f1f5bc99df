"""Birds that walk: chicken, duck, swan, penguin."""

from rushes.engines.animatic.cast.birds import ROUND
from rushes.engines.animatic.cast.rig_bird import Bird, Flight, Plumage, bird, plumage
from rushes.engines.animatic.cast.rig_form import said
from rushes.engines.animatic.figure import Creature, Look


def hen(look: Look) -> Plumage:
    return plumage(look, ("#f0e8da", "#a8602f", "#c98a42", "#3b3836"), beak="#e3a23c", leg="#dba13e")


def duck(look: Look) -> Plumage:
    if look.has("mallard") or look.rng("mallard").random() < 0.4:
        return plumage(
            look,
            ("#a39684",),
            belly="#d8d1c4",
            wing="#8f8474",
            quill="#4a5a78",
            head="#2f6b4c",
            beak="#e0b23c",
            leg="#e08a35",
        )
    return plumage(look, ("#f3efe4", "#eec94a"), belly="#ffffff", beak="#eb9a34", leg="#e68a30")


def swan(look: Look) -> Plumage:
    return plumage(
        look, ("#f6f4ef",), belly="#ffffff", wing="#f1eee8", quill="#dcd8d0", beak="#e4842f", leg="#3c3a3a"
    )


def penguin(look: Look) -> Plumage:
    return plumage(
        look,
        ("#2b303c", "#343a48"),
        belly="#f4f1ea",
        wing="#2b303c",
        quill="#20242e",
        face="#2b303c",
        beak="#e29a3a",
        leg="#e39436",
    )


def comb(f: Flight) -> None:
    """Crown: comb and wattle."""
    red = said(f.look, "#cf3b34", "comb")
    k = f.bird.head
    for dx, dy in ((0.4, -0.95), (0.0, -1.15), (-0.4, -1.05)):
        x, y = f.h(dx, dy)
        f.c.circle(x, y, 0.34 * k, red)
    x, y = f.h(0.85, 0.62)
    if f.head.front > -0.4:
        f.c.ellipse(x, y, 0.2 * k, 0.32 * k, red)


def apron(f: Flight) -> None:
    """Over: a penguin's white front from throat to feet."""
    if f.body.front > -0.4:
        k = 0.3 + 0.7 * max(f.body.front, 0.0)
        x, y = f.body.p(0.0, 0.16 - 0.1 * max(f.body.front, 0.0))
        f.c.ellipse(x + 0.03 * f.body.side, y, 0.2 * k + 0.03, 0.42, f.plumage.belly)


def bib(f: Flight) -> None:
    """Crown: a penguin's warm cheek."""
    if f.head.front > -0.4:
        for side in (-1, 1):
            if f.head.facing(0.1, side) > 0:
                x, y = f.h(-0.1, 0.3, side * 0.8)
                f.c.ellipse(x, y, 0.2 * f.bird.head, 0.36 * f.bird.head, "#efb24a")


UPRIGHT = (
    (-0.54, -0.14, 0.1, 0.12),
    (-0.42, -0.24, 0.2, 0.22),
    (-0.14, -0.28, 0.26, 0.27),
    (0.16, -0.24, 0.23, 0.25),
    (0.4, -0.18, 0.17, 0.19),
    (0.52, -0.1, 0.1, 0.1),
)


HEN = Bird(
    0.34,
    hen,
    head=0.17,
    body=ROUND,
    pitch=18,
    perch=(0.44, -0.42),
    beak=(0.14, 0.1, 0.03),
    tail=(0.34, 0.34),
    leg=0.4,
    span=0.8,
    walker=True,
    crown=(comb,),
)


DUCK = Bird(
    0.36,
    duck,
    head=0.19,
    body=ROUND,
    pitch=8,
    perch=(0.5, -0.4),
    beak=(0.26, 0.1, -0.03),
    tail=(0.26, 0.2),
    leg=0.2,
    span=1.2,
    walker=True,
    webbed=True,
    neck=(0.62, -0.14),
    neck_width=(0.3, 0.22),
)


SWAN = Bird(
    0.7,
    swan,
    head=0.14,
    body=ROUND,
    pitch=8,
    perch=(0.55, -0.86),
    beak=(0.2, 0.08, 0.02),
    tail=(0.28, 0.24),
    leg=0.22,
    span=1.5,
    walker=True,
    webbed=True,
    neck=(0.95, -0.2),
    neck_width=(0.24, 0.14),
)


PENGUIN = Bird(
    0.55,
    penguin,
    head=0.21,
    body=UPRIGHT,
    pitch=82,
    perch=(0.14, -0.58),
    beak=(0.17, 0.08, 0.03),
    tail=(0.14, 0.16),
    leg=0.34,
    span=0.7,
    chord=0.5,
    walker=True,
    webbed=True,
    neck=(0.56, -0.04),
    neck_width=(0.36, 0.34),
    over=(apron,),
    crown=(bib,),
)


def _walker(name: str, words: tuple[str, ...], kind: Bird, height: float, length: float = 1.4) -> Creature:
    k = kind.size
    return Creature(
        name,
        words,
        "animal",
        height=height,
        length=length * k,
        draw=bird(kind),
        stride=0.62 * k,
        run_stride=0.62 * k,
        speed=0.4,
        run_speed=1.0,
        focus=(0.3 * k, -height + 0.2 * k),
        focus_size=0.5 * k,
    )


CREATURES = (
    _walker("chicken", ("chicken", "hen", "rooster", "cockerel", "turkey"), HEN, 0.46),
    _walker("duck", ("duck", "duckling", "goose", "mallard"), DUCK, 0.42),
    _walker("swan", ("swan", "heron", "stork", "flamingo"), SWAN, 1.1),
    _walker("penguin", ("penguin",), PENGUIN, 0.86, 0.72),
)
