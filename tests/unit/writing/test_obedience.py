"""What a prompt asks for by list is what is planned."""

from pathlib import Path

import pytest

from rushes.errors import RequestError
from rushes.film import Brief, CreativeDocument
from rushes.writing.asked import Asked, read_asked
from rushes.writing.obedience import compare, with_article
from rushes.writing.screenwriter import OfflineScreenwriter

FOUNTAIN = Path(__file__).parents[2] / "fixtures/prompts/fountain"
SHOT_LISTS = {
    "camera": "1. Wide shot: a fox runs across a field. The camera pans left.\n2. Close-up: the fox looks"
    " up.\n",
    "hours": "Scene 1: A boy wakes up at dawn.\nScene 2: The boy walks to school at noon.\nScene 3: The boy"
    " sleeps at night.",
    "seconds": "Shot 1: Medium shot, 3 s: Mara opens a door.\nShot 2: Full shot, 5.5 seconds: Mara runs.\n",
    "weather": "1) A dog waits in the rain.\n2) The dog sleeps in the snow.\n3) The dog runs in the wind.",
    "angles": "1. Low angle: a giant stands up.\n2. High angle: the giant waves at a small village.",
    "looks": "Ada: an old woman with white hair and a red coat\nBo: a boy, black hair, yellow boots\n"
    "1. Ada sits down.\n2. Bo runs to Ada.\n3. Ada and Bo dance.",
    "title": "Title: The Long Road\n1. A car drives through a desert.\n2. The car stops.",
    "many": "\n".join(f"{n}. The robot lifts box number {n}." for n in range(1, 13)),
    "two": "1: Establishing shot: a harbour in the fog.\n2: Extreme close-up: a hand holds a rope.",
    "story": "A short film about a knight and a dragon.\n\nShots:\n1. Wide: the knight walks up a hill.\n"
    "2. Over-the-shoulder shot: the dragon sleeps.\n3. Medium: the knight sits beside the dragon.",
    "moves": "1. The camera zooms in: a clock.\n2. Tracking shot: a cat runs.\n3. Handheld: the cat"
    " jumps.\n4. Static: a street.",
    "long": "A 48-second film.\n1. Waves roll in.\n2. A boat sails by.\n3. The sun sets over the sea.\n4."
    " Stars come out at night.",
}
EXPECTED = {
    "camera": {"scene 1 camera": "pan left", "scene 1 shot size": "wide", "scene 2 shot size": "close-up"},
    "hours": {"scene 1 time of day": "dawn", "scene 2 time of day": "noon", "scene 3 time of day": "night"},
    "seconds": {"scene 1 seconds": "3.0", "scene 2 seconds": "5.5", "scene 1 shot size": "medium"},
    "weather": {"scene 1 weather": "rain", "scene 2 weather": "snow", "scene 3 weather": "wind"},
    "angles": {"scene 1 angle": "low", "scene 2 angle": "high"},
    "looks": {"Ada looks": "a red coat", "scenes": "3", "Bo looks": "yellow boots"},
    "title": {"title": "The Long Road", "scenes": "2"},
    "many": {"scenes": "12", "scene 12 action": "The robot lifts box number 12."},
    "two": {"scene 1 shot size": "extreme wide", "scene 2 shot size": "extreme close-up"},
    "story": {"scene 2 shot size": "over-shoulder", "scene 1 action": "The knight walks up a hill."},
    "moves": {"scene 1 camera": "zoom in", "scene 2 camera": "truck right", "scene 3 camera": "handheld"},
    "long": {"seconds": "48", "scenes": "4", "scene 4 time of day": "night"},
}


def planned(prompt: str, **limits: int) -> tuple[Asked, CreativeDocument]:
    given = {"max_scenes": 12, "max_characters": 8, "max_locations": 8, **limits}
    brief = Brief(prompt=prompt, seed=3, seconds_per_scene=6.25, **given)
    return read_asked(prompt), OfflineScreenwriter().write(brief)


@pytest.mark.parametrize("name", SHOT_LISTS)
def test_twelve_shot_lists_are_planned_as_asked(name: str) -> None:
    """Every field that a list fixes is in the document, and each list is read as a person reads it."""
    asked, document = planned(SHOT_LISTS[name])
    lines = compare(asked, document)
    assert all(line.kept for line in lines), [line for line in lines if not line.kept]
    table: dict[str, list[str]] = {}
    for line in lines:
        table.setdefault(line.what, []).append(line.planned)
    for what, value in EXPECTED[name].items():
        assert value in table.get(what, []), (what, table)


@pytest.mark.parametrize("name", ["the_key", "last_stop", "rover"])
def test_three_screenplays_are_planned_as_asked(name: str) -> None:
    """One scene per heading, in its place, at its hour, with its people."""
    asked, document = planned((FOUNTAIN / f"{name}.fountain").read_text(encoding="utf-8"))
    assert len(document.scenes) == len(asked.shots) >= 2
    missed = [line for line in compare(asked, document) if not line.kept]
    assert not missed


def test_a_screenplay_is_read_line_by_line() -> None:
    """Title page, headings, introductions, cues; no notes, dialogue or comments in the action."""
    asked, document = planned((FOUNTAIN / "the_key.fountain").read_text(encoding="utf-8"))
    assert document.title == "The Key"
    assert [(s.location, s.interior, s.time_of_day) for s in asked.shots] == [
        ("the kitchen", True, "night"),
        ("the beach", False, "dawn"),
    ]
    assert {c.name for c in document.characters} == {"Mara", "Tom"}
    assert "silver hair" in document.character("mara").appearance()
    told = " ".join(s.action for s in document.scenes)
    assert "Who is there" not in told
    assert "LAMP" not in told
    later = planned((FOUNTAIN / "last_stop.fountain").read_text(encoding="utf-8"))[1]
    told = " ".join(s.action for s in later.scenes)
    assert not any(word in told for word in ("focus", "longer scene", "every evening"))
    assert {c.name for c in later.characters} == {"Ivo", "Lena"}


@pytest.mark.parametrize("count", ["one", "two", "three", "seven", "9", "12"])
@pytest.mark.parametrize(
    "story",
    [
        "A fox crosses a frozen lake",
        "Two robots play chess on the moon",
        "Waves on a beach",
        "The Last Train",
    ],
)
def test_a_number_of_scenes_is_kept(story: str, count: str) -> None:
    """*In nine scenes* is nine scenes, each with an action of its own."""
    asked, document = planned(f"{story} in {count} scenes.")
    assert asked.scenes == len(document.scenes)
    assert len({scene.action for scene in document.scenes}) == len(document.scenes)


def test_a_duration_is_kept_and_a_storys_minutes_are_not_taken_for_one() -> None:
    """*A 30-second film* sets the length; *waits ten minutes* does not."""
    _, document = planned("A 30-second film about a dog that waits for a bus.")
    assert sum(scene.seconds for scene in document.scenes) == pytest.approx(30)
    asked, _ = planned("A dog waits ten minutes for a bus.")
    assert asked.seconds is None


@pytest.mark.parametrize(
    ("prompt", "limits", "setting"),
    [
        (SHOT_LISTS["many"], {"max_scenes": 5}, "MAX_SCENES"),
        (SHOT_LISTS["looks"], {"max_characters": 1}, "MAX_CHARACTERS"),
        (
            "INT. KITCHEN - DAY\n\nA cat sits.\n\nEXT. BEACH - DAY\n\nA cat runs.\n",
            {"max_locations": 1},
            "MAX_LOCATIONS",
        ),
    ],
)
def test_more_than_allowed_is_told(prompt: str, limits: dict[str, int], setting: str) -> None:
    """A list is never shortened in silence: the error names the setting and the number."""
    with pytest.raises(RequestError, match=setting):
        planned(prompt, **limits)


@pytest.mark.parametrize(
    "prompt",
    [
        "Noir: a tired detective hunts a thief.",
        "The night train to Istanbul: a pickpocket falls in love.",
        "In 1999, two men met. It was 12 o'clock.",
        "A girl counts 1. 2. 3. and jumps",
    ],
)
def test_ordinary_prose_asks_for_nothing(prompt: str) -> None:
    """Colons, years and numbers in a sentence are no lists."""
    asked = read_asked(prompt)
    assert (asked.shots, asked.looks, asked.count, asked.seconds) == ((), (), None, None)


def test_articles_go_where_english_wants_them() -> None:
    """A raincoat takes one, hair and boots do not."""
    got = [
        with_article(p) for p in ("yellow raincoat", "orange cap", "red hair", "brown boots", "the old hat")
    ]
    assert got == ["a yellow raincoat", "an orange cap", "red hair", "brown boots", "the old hat"]
