"""Footage with known truth for calibration and benchmarks: a crew shoots people and places of our own.

Every prompt speaks every identity descriptor, so that whoever stands in the picture is who the prompt
names. Hours, styles, shot sizes and camera moves are mixed on purpose: a score must mean the same in all of
them. The same seed gives the same population; other seeds give people and places not seen before.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import cast, get_args

import numpy as np

from rushes.critics.calibration import Specimen
from rushes.critics.colour import lab
from rushes.direction import SLOTS, Direction
from rushes.film import (
    CHARACTER_VIEWS,
    LOCATION_VIEWS,
    Character,
    CreativeDocument,
    Descriptor,
    Kind,
    Location,
    Quality,
    ReferenceImage,
    Scene,
    Shot,
    Viewing,
)
from rushes.seams import Engine, Enricher, Illustrator
from rushes.vocabulary import CameraMove, ShotSize, TimeOfDay, Weather

CLOTH = (
    "red",
    "navy",
    "yellow",
    "green",
    "white",
    "black",
    "brown",
    "grey",
    "purple",
    "orange",
    "teal",
    "pink",
)
HAIR = ("black", "white", "blond", "auburn", "grey", "dark brown")
SKIN = ("pale", "tan", "brown", "dark brown")
ROLES = ("traveller", "student", "teacher", "musician", "villager", "writer", "neighbour", "stranger")
PLACES: tuple[tuple[str, bool, str], ...] = (
    ("beach", False, "pale sand, low waves with white foam, dark rocks"),
    ("forest", False, "tall dark trees, mossy ground, ferns along a path"),
    ("kitchen", True, "a wooden table, copper pans, a window over the sink"),
    ("city", False, "tall buildings, rows of lit windows, a wide street"),
    ("desert", False, "rippled orange dunes, a bare horizon, scattered rocks"),
    ("field", False, "tall golden grass, a low horizon, a lone tree"),
    ("village", False, "tall narrow houses, a cobbled street, lit windows"),
    ("library", True, "tall wooden shelves, rows of books, a reading lamp"),
    ("mountain", False, "steep grey peaks, a rocky path, layers of distant ridges"),
)
BEASTS: tuple[tuple[str, Kind, str], ...] = (
    ("whale", "animal", "skin"),
    ("dog", "animal", "fur"),
    ("horse", "animal", "coat"),
    ("fox", "animal", "fur"),
    ("cat", "animal", "fur"),
    ("bear", "animal", "fur"),
    ("elephant", "animal", "skin"),
    ("dragon", "creature", "scales"),
    ("robot", "robot", "body"),
)
HIDES = ("grey", "brown", "white", "black", "orange", "blue-grey", "green", "red")
STYLES = {
    "flat illustration": "document",
    "cinematic naturalism, soft window light, gentle film grain": "document",
    "painterly cinematic illustration, muted colour with one warm accent": "document",
    "wide-screen storybook realism, clear shapes": "document",
    "high-contrast film noir, hard single-source light": "noir",
    "soft watercolour, visible paper grain": "watercolour",
}
"""Style of a document -> which look that is, in the words of `rushes.direction.SLOTS`."""
ACTIONS = ("walks slowly across", "walks along", "looks around in", "waves in", "stands and talks in")
SIZES: tuple[ShotSize, ...] = ("wide", "full", "full", "medium", "close-up", "extreme wide")
CAMERAS: tuple[CameraMove, ...] = (
    "static",
    "static",
    "pan left",
    "dolly in",
    "truck right",
    "handheld",
    "zoom in",
    "crane up",
)
ATTRIBUTES = ("coat", "bottom", "hair", "hat", "skin")
"""What a twin may have in another colour."""
CLEARLY, VISIBLE = 15.0, 0.02
"""Delta E, and the share of a figure that must differ by it, for a change that can be seen."""
WEATHERS: tuple[Weather, ...] = ("clear", "clear", "cloudy", "rain", "snow", "fog")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A crew that shoots a population, and in which format."""

    enricher: Enricher
    engine: Engine
    illustrator: Illustrator
    frames: int = 13
    drafts: bool = True
    """Every second take is a draft, as most takes of a film are."""
    width: int = 832
    height: int = 480
    fps: float = 24.0
    samples: int = 5

    def quality(self, rng: np.random.Generator) -> Quality:
        """Of the next take."""
        return "draft" if self.drafts and rng.random() < 0.5 else "final"

    def references(self, document: CreativeDocument, seed: int) -> tuple[ReferenceImage, ...]:
        """Every view of every character and location of the document."""
        wanted: list[tuple[Character | Location, str]] = [
            (c, v) for c in document.characters for v in CHARACTER_VIEWS
        ]
        wanted += [(p, v) for p in document.locations for v in LOCATION_VIEWS]
        return tuple(self.illustrator.draw(subject, v, document, seed) for subject, v in wanted)

    def shoot(
        self,
        scene: Scene,
        document: CreativeDocument,
        references: Sequence[ReferenceImage],
        style: str,
        seed: int,
        bound: bool = True,
        quality: Quality = "final",
    ) -> Viewing:
        """One take whose prompt speaks every descriptor.

        `bound` False keeps the references from the engine, which then knows only the prompt; the
        viewing holds them all the same.
        """
        direction = Direction(
            structure="subject_first", emphasis="character", continuity="identity_lock", style=style
        )
        picks = tuple(int(i) for i in np.linspace(0, self.frames - 1, self.samples).round())
        ours = tuple(r for r in references if r.subject in (*scene.characters, scene.location))
        shot = Shot(
            prompt=self.enricher.enrich(scene, document, direction, (), ()).text,
            negative="",
            frames=self.frames,
            width=self.width,
            height=self.height,
            fps=self.fps,
            seed=seed,
            quality=quality,
            references=ours if bound else (),
            label_frames=picks,
        )
        footage = self.engine.render(shot)
        return Viewing(
            footage=footage, shot=shot, scene=scene, document=document, references=ours, log=(), samples=picks
        )


def person(id: str, rng: np.random.Generator) -> Character:
    """Somebody with every telling attribute said, none left to chance."""

    def pick(of: Sequence[str]) -> str:
        return str(rng.choice(list(of)))

    man = rng.random() < 0.5
    hair = pick(HAIR)
    garment = pick(("coat", "jacket", "sweater") if man else ("coat", "jacket", "sweater", "dress"))
    said = [
        ("age", "a man" if man else "a woman"),
        ("hair", f"{'short' if man else pick(('long', 'short'))} {hair} hair"),
        ("skin", f"{pick(SKIN)} skin"),
        ("coat", f"a {pick(CLOTH)} {garment}"),
        ("bottom", f"{pick(CLOTH)} trousers"),
        ("shoes", f"{pick(('black', 'brown', 'red', 'white'))} boots"),
    ]
    if rng.random() < 0.5:
        said.append(("hat", f"a {pick(CLOTH)} {pick(('knitted cap', 'beret', 'brimmed hat'))}"))
    if man:
        said.append(("beard", f"a full {hair} beard"))
    role = pick(ROLES)
    descriptors = tuple(Descriptor(attribute=a, phrase=p) for a, p in said)
    return Character(id=id, name=role, role=role, kind="person", descriptors=descriptors)


def beast(id: str, rng: np.random.Generator) -> Character:
    """An animal or machine of one colour, with a mark or a glow."""
    role, kind, part = BEASTS[int(rng.integers(len(BEASTS)))]
    colour = str(rng.choice(list(HIDES)))
    said = [(part, f"{colour} {part}")]
    if rng.random() < 0.3:
        said.append(("glow", "a soft blue glow over the whole body"))
    descriptors = tuple(Descriptor(attribute=a, phrase=p) for a, p in said)
    return Character(id=id, name=role, role=role, kind=kind, descriptors=descriptors)


def twin(character: Character, attribute: str, rng: np.random.Generator) -> Character | None:
    """The same character with one attribute in another colour; None when it has none to change."""
    changed = []
    for d in character.descriptors:
        colours = HAIR if attribute in ("hair", "beard") else SKIN if attribute == "skin" else CLOTH
        old = next((c for c in sorted(colours, key=len, reverse=True) if c in d.phrase), None)
        if d.attribute != attribute or old is None:
            changed.append(d)
            continue
        new = str(rng.choice([c for c in colours if _far(c, old)]))
        changed.append(replace(d, phrase=d.phrase.replace(old, new)))
    made = replace(character, descriptors=tuple(changed))
    return None if made == character else made


_NEAR = (
    {"black", "navy", "dark brown"},
    {"black", "brown", "dark brown"},
    {"white", "pink", "grey"},
    {"yellow", "orange"},
    {"red", "orange", "brown", "auburn"},
    {"teal", "green"},
    {"purple", "navy"},
    {"pale", "tan"},
    {"tan", "brown"},
    {"brown", "dark brown"},
    {"white", "grey"},
    {"white", "blond"},
    {"red", "pink"},
    {"grey", "teal"},
)


def _far(one: str, other: str) -> bool:
    return one != other and not any({one, other} <= near for near in _NEAR)


def document_of(
    people: Sequence[Character], place: Location, rng: np.random.Generator, scenes: int
) -> CreativeDocument:
    """A film of one place; its scenes show one or all of the people, in mixed hours and framings."""
    made = []
    style = str(rng.choice(list(STYLES)))
    for number in range(1, scenes + 1):
        who = people if len(people) > 1 and number % 2 == 0 else people[:1]
        names = " and the ".join(c.name for c in who)
        verb = str(rng.choice(ACTIONS)) if len(who) == 1 else "walk slowly across"
        made.append(
            Scene(
                number=number,
                beat="setup",
                location=place.id,
                characters=tuple(c.id for c in who),
                action=f"The {names} {verb} {place.name}.",
                time_of_day=cast(TimeOfDay, str(rng.choice(get_args(TimeOfDay)))),
                weather=cast(Weather, str(rng.choice(WEATHERS))),
                mood="calm",
                shot_size=cast(ShotSize, "full" if len(who) > 1 else str(rng.choice(SIZES))),
                camera=cast(CameraMove, str(rng.choice(CAMERAS))),
                motion="some",
                seconds=2.0,
            )
        )
    return CreativeDocument(
        title="Population", logline="", style=style, arc="", characters=tuple(people),
        locations=(place,), scenes=tuple(made), source="population",
    )  # fmt: skip


def films(seed: int, count: int, scenes: int) -> Iterator[CreativeDocument]:
    """`count` documents of two new people, every second of a person and a beast, and one place.

    Ids are unique across seeds.
    """
    for number in range(count):
        rng = np.random.default_rng([seed, number])
        one, two = (person(f"s{seed}-{number}-{i}", rng) for i in range(2))
        if number % 2:
            two = beast(two.id, rng)
        while two.name == one.name:
            two = person(two.id, rng)
        kind, interior, facts = PLACES[number % len(PLACES)]
        place = Location(
            id=f"s{seed}-{kind}-{number}",
            name=f"the {kind}",
            kind=kind,
            interior=interior,
            descriptors=tuple(Descriptor(attribute="feature", phrase=f) for f in facts.split(", ")),
        )
        yield document_of((one, two), place, rng, scenes)


def population(unit: Unit, seed: int, count: int, scenes: int) -> Iterator[Specimen]:
    """Honest takes of `count` films of `scenes` scenes.

    Half of them are in the look of their references, which most takes of a film should have.
    """
    for number, document in enumerate(films(seed, count, scenes)):
        yield from shot(unit, document, seed, number)


def shot(unit: Unit, document: CreativeDocument, seed: int, number: int) -> Iterator[Specimen]:
    """Honest takes of every scene of one film, half of them in the look of its references."""
    rng = np.random.default_rng([seed, number, 1])
    references = unit.references(document, seed + number)
    meant = STYLES.get(document.style, "document")
    for scene in document.scenes:
        style = "document" if rng.random() < 0.5 else str(rng.choice(list(SLOTS["style"])[1:]))
        shot_seed = int(rng.integers(1 << 31))
        take = unit.shoot(scene, document, references, style, shot_seed, quality=unit.quality(rng))
        yield Specimen(take, meant if style == "document" else style, style in ("document", meant))


def twins(unit: Unit, document: CreativeDocument, seed: int, number: int) -> Iterator[tuple[str, Specimen]]:
    """(attribute, take in which the first character has it in another colour), where that can be seen.

    Each is shot beside the same take without the change. A change that shows in less than `VISIBLE` of the
    figure (trousers under a dress, red turned green in black and white) is no change: no critic of pictures
    could tell.
    """
    rng = np.random.default_rng([seed, number, 7])
    references, who = unit.references(document, seed + number), document.characters[0]
    meant = STYLES.get(document.style, "document")
    for attribute in ATTRIBUTES:
        other = twin(who, attribute, rng)
        if other is None:
            continue
        size = cast(ShotSize, str(rng.choice(("full", "full", "medium", "wide", "close-up"))))
        verb, scene = str(rng.choice(ACTIONS)), document.scenes[int(rng.integers(len(document.scenes)))]
        place = document.location(scene.location)
        scene = replace(
            scene, characters=(who.id,), shot_size=size, action=f"The {who.name} {verb} {place.name}."
        )
        changed = replace(document, characters=(other, *document.characters[1:]))
        shot_seed, quality = int(rng.integers(1 << 31)), unit.quality(rng)
        plain, made = (
            unit.shoot(scene, d, references, "document", shot_seed, bound=False, quality=quality)
            for d in (document, changed)
        )
        if _differs(plain, made):
            yield attribute, Specimen(replace(made, document=document), meant, True, who.id)


def _differs(plain: Viewing, changed: Viewing) -> bool:
    """Whether enough of the first subject is clearly of another colour, in the frame that shows it most."""
    one, other = plain.footage, changed.footage
    if one.labels is None or not (one.labels == 1).any():
        return False
    row = int((one.labels == 1).sum((1, 2)).argmax())
    frame, here = one.label_frames[row], one.labels[row] == 1
    first, second = (lab(f.frames[frame][here] / 255) for f in (one, other))
    return bool((np.linalg.norm(first - second, axis=-1) > CLEARLY).mean() >= VISIBLE)
