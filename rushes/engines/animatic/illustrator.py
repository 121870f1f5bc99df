"""Reference pictures, drawn by the hand that draws the shots."""

from dataclasses import dataclass, replace
from typing import final

import numpy as np
from numpy.typing import NDArray

from rushes.engines.animatic.canvas import Canvas
from rushes.engines.animatic.cast import creatures
from rushes.engines.animatic.figure import Pose
from rushes.engines.animatic.figures import look_of
from rushes.engines.animatic.layers import over
from rushes.engines.animatic.light import HOURS, Light
from rushes.engines.animatic.mentions import FigureSpec
from rushes.engines.animatic.people import draw_person
from rushes.engines.animatic.reader import read
from rushes.engines.animatic.shading import shaded
from rushes.engines.animatic.skeleton import Arm, Body
from rushes.engines.animatic.stage import Order, build
from rushes.engines.animatic.wardrobe import dress
from rushes.film import Character, CreativeDocument, Location, ReferenceImage

STUDIO: Light = replace(HOURS["noon"], tint=(1.0, 1.0, 1.0), sun=(1.0, 0.98, 0.94), rim=0.3, soft=0.4)
"""White, even light: colours come out as they are."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class AnimaticIllustrator:
    """Paints characters on white and places without their cast."""

    width: int = 832
    height: int = 480
    portrait: int = 640
    """Side of a character picture, pixels (full-body is 3:4 of it wide)."""
    name: str = "animatic"

    def draw(
        self, subject: Character | Location, view: str, document: CreativeDocument, seed: int
    ) -> ReferenceImage:
        """Paint one view; see `rushes.seams.Illustrator`."""
        if isinstance(subject, Character):
            pixels, mask = self._character(subject, view, seed)
            return ReferenceImage(
                subject=subject.id, name=subject.name, of="character", view=view, pixels=pixels, mask=mask
            )
        return ReferenceImage(
            subject=subject.id,
            name=subject.name,
            of="location",
            view=view,
            pixels=self._location(subject, view, document, seed),
            mask=None,
        )

    def _character(
        self, subject: Character, view: str, seed: int
    ) -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
        spec = character_spec(subject, seed)
        tall, wide = (
            self.portrait,
            self.portrait * 3 // 4 if view == "full-body" and spec.kind == "person" else self.portrait,
        )
        picture = np.full((tall, wide, 4), 255, np.uint8)
        layer = (
            _person(spec, view, wide, tall) if spec.kind == "person" else _creature(spec, view, wide, tall)
        )
        over(picture, layer)
        return np.ascontiguousarray(picture[..., :3]), layer[..., 3] > 127

    def _location(
        self, place: Location, view: str, document: CreativeDocument, seed: int
    ) -> NDArray[np.uint8]:
        scene = next((s for s in document.scenes if s.location == place.id), document.scenes[0])
        size = "wide shot" if view == "wide" else "close-up"
        what = f"{place.name}: {place.appearance()}. {place.kind}"
        text = f"{size}, {scene.time_of_day}. {what}. Style: {document.style}. static camera"
        staging = read(text, seed, (), ((place.id, place.name),))
        staging = replace(staging, figures=(), props=(), weather="clear", time=scene.time_of_day)
        order = Order(staging=staging, width=self.width, height=self.height, frames=1, fps=24.0, empty=True)
        return build(order).picture(0, False).frame


def introduction(subject: Character) -> str:
    """The sentence that introduces a character, built as prompts build it: who, what, with which looks.

    Age and build say what somebody *is*; after ``with`` they would be read as a second person.
    """
    is_: list[str] = []
    has: list[str] = []
    for descriptor in subject.descriptors:
        (is_ if descriptor.attribute in ("age", "build") else has).append(descriptor.phrase)
    role = f"{'an' if subject.role[:1].lower() in 'aeiou' else 'a'} {subject.role}"
    who = role if subject.name == subject.role else f"{subject.name}, {role}"
    return ", ".join([who, *is_]) + (f", with {', '.join(has)}." if has else ".")


def character_spec(subject: Character, seed: int) -> FigureSpec:
    """The figure that the character's own words describe: the one that its prompts will show."""
    text = introduction(subject)
    found = read(text, seed, ((subject.id, subject.name),))
    figures = [f for f in found.figures if f.reference == subject.id] or list(found.figures)
    if figures:
        return figures[0]
    kind = {"animal": "dog", "vehicle": "car", "robot": "robot", "creature": "dragon"}.get(
        subject.kind, "person"
    )
    words = frozenset(text.lower().replace(",", " ").split())
    return FigureSpec(
        label=subject.name,
        reference=subject.id,
        kind=kind if kind in creatures() else "person",
        text=text.lower(),
        words=words,
        key=seed,
    )


def _person(spec: FigureSpec, view: str, wide: int, tall: int) -> NDArray[np.uint8]:
    outfit = dress(look_of(spec), spec.sex, spec.age)
    if view == "full-body":
        scale = 0.86 * tall / (outfit.tall * 1.06)
        matrix = np.array([[scale, 0, wide / 2], [0, scale, 0.95 * tall], [0, 0, 1.0]])
    else:
        scale = 0.92 * tall / (0.42 * outfit.tall)
        matrix = np.array(
            [[scale, 0, wide / 2], [0, scale, 0.58 * tall + 0.86 * outfit.tall * scale], [0, 0, 1.0]]
        )
    c = Canvas(wide, tall, matrix, STUDIO, None)
    turn = {"front": 84.0, "three-quarter": 44.0}.get(view, 64.0)
    draw_person(
        c, outfit, Body(turn=turn, t=0.6, smile=0.4, right=Arm(4, 9, 12), left=Arm(3, 9, 12)), spec.key
    )
    return shaded(c.pixels(), STUDIO, 0.06 * scale)


def _creature(spec: FigureSpec, view: str, wide: int, tall: int) -> NDArray[np.uint8]:
    creature = creatures()[spec.kind]
    ground = creature.element == "ground"
    if view in ("front", "three-quarter") and creature.focus != (0.0, 0.0):
        size = 2.6 * (creature.focus_size or creature.height / 3)
        centre, turn = creature.focus, 62.0 if view == "front" else 25.0
    else:
        size, centre, turn = (
            1.15 * max(creature.height, creature.length),
            (0.0, -0.5 * creature.height * ground),
            10.0,
        )
    scale = tall / size
    matrix = np.array(
        [[scale, 0, wide / 2 - centre[0] * scale], [0, scale, tall / 2 - centre[1] * scale], [0, 0, 1.0]]
    )
    c = Canvas(wide, tall, matrix, STUDIO, None)
    creature.draw(c, look_of(spec), Pose(t=0.6, turn=turn, gait="stand" if ground else "swim"))
    return shaded(c.pixels(), STUDIO, 0.03 * tall)
