"""The animatic engine stages the cast of every committed screenplay, and nobody else."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from rushes.direction import SLOTS, Direction
from rushes.engines.animatic.cast import creatures
from rushes.engines.animatic.figures import look_of
from rushes.engines.animatic.illustrator import character_spec
from rushes.engines.animatic.mentions import FigureSpec
from rushes.engines.animatic.reader import read
from rushes.engines.animatic.wardrobe import dress
from rushes.engines.animatic.words import colour_in
from rushes.film import Character, CreativeDocument, Scene
from rushes.writing.documents import load_document
from rushes.writing.enricher import PromptEnricher

FOLDER = Path(__file__).parents[3] / "benchmarks" / "screenplays"
SCREENPLAYS = sorted(FOLDER.glob("*/*.json"))
DRAWN = {"hair": "hair", "beard": "beard_colour", "coat": "cloth", "bottom": "trousers", "shoes": "shoes"}
DRAWN |= {"hat": "hat_colour", "scarf": "scarf"}
"""Attribute of a descriptor -> what of an outfit shows its colour."""
EVERYTHING = Direction(
    structure="subject_first", emphasis="character", continuity="identity_lock", style="document"
)
"""Speaks every descriptor."""


def figures(scene: Scene, document: CreativeDocument, direction: Direction) -> tuple[FigureSpec, ...]:
    prompt = PromptEnricher(default_negative="").enrich(scene, document, direction, (), ()).text
    names = tuple((id, document.character(id).name) for id in scene.characters)
    place = document.location(scene.location)
    return read(prompt, 1, names, ((place.id, place.name),)).figures


def family(kind: str) -> str:
    return "person" if kind == "person" else creatures()[kind].kind


def suits(figure: FigureSpec, character: Character) -> bool:
    """Of the character's kind, or the very thing that the name says (a snowman is drawn as one)."""
    named = character.name.split()[-1]
    return family(figure.kind) == character.kind or named in (figure.kind, *creatures()[figure.kind].words)


def faults(scene: Scene, document: CreativeDocument, direction: Direction) -> Iterator[str]:
    """What is wrong with who is staged."""
    staged = figures(scene, document, direction)
    for id in scene.characters:
        character = document.character(id)
        bound = [f for f in staged if f.reference == id]
        if len(bound) != 1:
            yield f"{character.name} is staged {len(bound)} times"
        elif not suits(bound[0], character):
            yield f"{character.name}, a {character.kind}, is staged as a {bound[0].kind}"
    for figure in staged:
        if figure.reference is None and family(figure.kind) not in ("vehicle", "object"):
            yield f"{figure.label} is staged and not of the cast"


def colours(figure: FigureSpec, character: Character) -> Iterator[str]:
    """Named colours that the figure does not show."""
    outfit = dress(look_of(figure), figure.sex, figure.age)
    for descriptor in character.descriptors:
        words = re.findall(r"[a-z]+(?:-[a-z]+)*", descriptor.phrase.lower().split(" with ")[0])
        if descriptor.attribute in ("hair", "beard"):
            words = ["ginger" if part == "red" else part for word in words for part in word.split("-")]
        wanted = None if "over" in words else colour_in(words)
        shown = getattr(outfit, DRAWN.get(descriptor.attribute, "skin"))
        if wanted and descriptor.attribute in DRAWN and shown != wanted:
            yield f"{character.name}: {descriptor.phrase} is drawn {shown}"


@pytest.mark.parametrize("path", SCREENPLAYS, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_each_scene_shows_its_cast_once_each_and_nobody_else(path: Path) -> None:
    """Every structure of prompt stages and binds the cast, each of the right kind, and no other character."""
    document = load_document(path)
    for scene in document.scenes:
        assert list(faults(scene, document, EVERYTHING)) == []
    for n, structure in enumerate(SLOTS["structure"]):
        scene = document.scenes[n % len(document.scenes)]
        spare = Direction(structure=structure, emphasis="action", continuity="none", style="document")
        assert list(faults(scene, document, spare)) == []


@pytest.mark.parametrize("path", SCREENPLAYS, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_each_character_shows_what_its_descriptors_name(path: Path) -> None:
    """In the prompt and on the reference sheet: the same kind, sex and age, each named colour on its part,
    every phrase of an animal's looks with the animal."""
    document = load_document(path)
    for scene in document.scenes:
        staged = {f.reference: f for f in figures(scene, document, EVERYTHING)}
        for character in (document.character(id) for id in scene.characters):
            shown, sheet = staged[character.id], character_spec(character, 1)
            assert (shown.kind, shown.sex, shown.age) == (sheet.kind, sheet.sex, sheet.age)
            if character.kind == "person":
                assert [*colours(shown, character), *colours(sheet, character)] == []
            else:
                assert [d.phrase for d in character.descriptors if d.phrase not in shown.text] == []


def test_all_screenplays_are_looked_at() -> None:
    """The two sets lie where this test looks for them."""
    assert len(SCREENPLAYS) >= 44
