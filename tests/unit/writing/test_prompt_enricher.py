"""The prompt enricher carries out every slot of a direction, and says so only when it did."""

import re
from dataclasses import replace

import pytest

from rushes.direction import DEFAULT, SLOTS, Direction, every_direction
from rushes.film import (
    Character,
    Constraint,
    CreativeDocument,
    Descriptor,
    Location,
    LogEntry,
    Prompt,
    Scene,
)
from rushes.writing.enricher import PromptEnricher, executed

MARA = Character(
    id="mara",
    name="Mara",
    role="old sailor",
    kind="person",
    descriptors=tuple(
        Descriptor(attribute=a, phrase=p)
        for a, p in (
            ("age", "an elderly woman"),
            ("hair", "short silver hair"),
            ("skin", "light brown skin"),
            ("coat", "a navy-blue pea coat"),
            ("hat", "a red knitted cap"),
        )
    ),
)
WHALE = Character(
    id="glowing-whale",
    name="glowing whale",
    role="glowing whale",
    kind="animal",
    descriptors=(
        Descriptor(attribute="body", phrase="blue-grey skin"),
        Descriptor(attribute="glow", phrase="a soft blue glow over the whole body"),
        Descriptor(attribute="eyes", phrase="amber eyes"),
    ),
)
BEACH = Location(
    id="beach",
    name="the beach",
    kind="beach",
    interior=False,
    descriptors=tuple(
        Descriptor(attribute=a, phrase=p)
        for a, p in (
            ("feature", "pale sand"),
            ("feature", "white foam"),
            ("feature", "dark rocks"),
            ("palette", "blue and sand tones"),
        )
    ),
)
SCENE = Scene(
    number=1,
    beat="setup",
    location="beach",
    characters=("mara", "glowing-whale"),
    action="Mara kneels beside the glowing whale and reaches out one hand.",
    time_of_day="dawn",
    weather="fog",
    mood="tender",
    shot_size="close-up",
    camera="dolly in",
    angle="low",
    seconds=6.25,
)
DOCUMENT = CreativeDocument(
    title="Mara and the Whale",
    logline="A sailor finds a whale.",
    style="painterly illustration, soft light",
    arc="From quiet to wonder.",
    characters=(MARA, WHALE),
    locations=(BEACH,),
    scenes=(SCENE,),
)
LOG = (
    LogEntry(
        scene=1,
        summary="Mara walks along the beach at night in the rain.",
        location="beach",
        characters=("mara",),
        time_of_day="night",
        weather="rain",
        reward=0.5,
        clip="a.mp4",
        last_frame="a.png",
    ),
)
ENRICHER = PromptEnricher(default_negative="worst quality")


def prompt(direction: Direction = DEFAULT, scene: Scene = SCENE, log: tuple[LogEntry, ...] = LOG) -> Prompt:
    return ENRICHER.enrich(scene, DOCUMENT, direction, (), log)


@pytest.mark.parametrize("cast", [("mara", "glowing-whale"), ("mara",), ()], ids=["two", "one", "nobody"])
def test_every_direction_gives_a_text_of_its_own(cast: tuple[str, ...]) -> None:
    """All 750 directions are executed, and no two give the same text."""
    scene = replace(SCENE, characters=cast, action=SCENE.action if cast else "Waves roll over the pale sand.")
    prompts = [prompt(direction, scene) for direction in every_direction()]
    assert all(p.executed for p in prompts)
    assert len({p.text for p in prompts}) == len(prompts) == 750


@pytest.mark.parametrize("slot", SLOTS)
def test_the_checker_sees_a_missing_mark(slot: str) -> None:
    """Taking the words of one slot out of the text makes it not executed."""
    good = prompt()
    damaged = good.text.replace(good.marks[slot], "", 1)
    assert executed(DEFAULT, good.text, good.marks)
    assert not executed(DEFAULT, damaged, good.marks)


@pytest.mark.parametrize("option", ["last_frame", "recap"])
def test_what_cannot_be_done_is_not_claimed(option: str) -> None:
    """The first scene has no previous one to begin from or recall: such a take is not executed."""
    assert not prompt(replace(DEFAULT, continuity=option), log=()).executed
    assert prompt(replace(DEFAULT, continuity=option)).executed


def test_identity_lock_speaks_every_descriptor_word_for_word() -> None:
    """Locked, each character is introduced once with all its descriptors."""
    text = prompt(replace(DEFAULT, continuity="identity_lock", emphasis="light")).text
    for character in (MARA, WHALE):
        assert all(d.phrase in text for d in character.descriptors)
    assert text.count("Mara, an old sailor, an elderly woman with short silver hair") == 1
    assert text.count("A glowing whale with blue-grey skin") == 1


def test_less_emphasis_speaks_fewer_descriptors() -> None:
    """character > balanced > action > light, counted; so what is left out is the engine's to choose."""
    spoken = [
        sum(
            d.phrase in prompt(replace(DEFAULT, continuity="none", emphasis=e)).text for d in MARA.descriptors
        )
        for e in ("character", "balanced", "action", "light")
    ]
    assert spoken == [5, 3, 2, 1]


def test_palette_lock_and_setting_speak_the_whole_place() -> None:
    """Both say every descriptor of the place; light says one."""
    for direction in (replace(DEFAULT, continuity="palette_lock"), replace(DEFAULT, emphasis="setting")):
        assert all(d.phrase in prompt(direction).text for d in BEACH.descriptors)
    light = prompt(replace(DEFAULT, emphasis="light", continuity="none")).text
    assert sum(d.phrase in light for d in BEACH.descriptors) == 1


@pytest.mark.parametrize("direction", every_direction()[::29], ids=str)
def test_camera_hour_and_weather_are_always_said(direction: Direction) -> None:
    """Shot size, angle, camera move, hour and weather stand in every prompt, once and uncontradicted."""
    text = prompt(direction).text
    for words in ("Close-up shot", "low angle", "the camera dollies in slowly", "at dawn", "drifting fog"):
        assert text.lower().count(words.lower()) == 1
    assert not re.search(r"\b(?:night|rain|noon)\b", text)


@pytest.mark.parametrize("direction", every_direction()[::29], ids=str)
def test_length_stays_near_wans_own(direction: Direction) -> None:
    """60 words at least, and at most 130 unless locked descriptors need more."""
    words = len(prompt(direction).text.split())
    locked = direction.continuity == "identity_lock" or direction.emphasis == "character"
    assert 60 <= words <= (160 if locked else 130)


def test_critics_are_obeyed() -> None:
    """A demand is a clause of the text; what to avoid joins the negative prompt after Wan's default."""
    order = Constraint(component="c", subject="mara", demand="Mara wears the yellow coat", avoid="blue coat")
    got = ENRICHER.enrich(SCENE, DOCUMENT, DEFAULT, (order, order), LOG)
    assert got.text.count("Mara wears the yellow coat.") == 1
    assert got.negative == "worst quality, blue coat"


def test_markup_of_others_never_reaches_the_prompt() -> None:
    """Control characters, tags and braces in names, actions and demands are taken out."""
    scene = replace(SCENE, action="Mara <b>runs</b>\x00\n{{7*7}} away.")
    order = Constraint(
        component="c", subject="", demand="<img src=x onerror=alert(1)> a red\x1b hat", avoid="`ls`"
    )
    got = ENRICHER.enrich(scene, DOCUMENT, DEFAULT, (order,), ())
    assert not re.search(r"[<>{}`\x00-\x1f]", got.text + got.negative)


def test_enriching_is_pure() -> None:
    """The same arguments give the same prompt."""
    assert prompt() == prompt()
