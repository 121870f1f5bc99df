"""The offline screenwriter writes the film that the prompt asks for."""

import json
import re
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from rushes.errors import EngineUnavailable
from rushes.film import Brief, CreativeDocument
from rushes.writing import grammar
from rushes.writing.screenwriter import OfflineScreenwriter

PROMPTS = json.loads(
    (Path(__file__).parents[2] / "fixtures/prompts/prompts.json").read_text(encoding="utf-8")
)
ORDINARY = PROMPTS[:20]


@cache
def written(
    prompt: str, seed: int = 7, scenes: int = 12, people: int = 8, spots: int = 8
) -> CreativeDocument:
    brief = Brief(
        prompt=prompt,
        seed=seed,
        max_scenes=scenes,
        max_characters=people,
        max_locations=spots,
        seconds_per_scene=6.25,
    )
    return OfflineScreenwriter().write(brief)


def called(document: CreativeDocument) -> list[str]:
    """What the prompt would call each character: the role, or the name it gave."""
    return [f"{c.name} {c.role}" for c in document.characters]


@pytest.mark.parametrize("case", PROMPTS, ids=lambda case: case["id"])
def test_every_prompt_gives_a_whole_document(case: dict[str, object]) -> None:
    """Thirty prompts of every kind: a valid document, three to six scenes that each show something."""
    document = written(str(case["prompt"]))
    assert 3 <= len(document.scenes) <= 6
    assert len(document.characters) <= 4
    assert 1 <= len(document.locations) <= 3
    assert all((document.title, document.logline, document.style, document.arc))
    for scene in document.scenes:
        assert re.fullmatch(r"[^\x00-\x1f<>{}\[\]]+\.", scene.action), scene.action
        assert scene.seconds == 6.25
    assert all(len(c.descriptors) >= 2 for c in document.characters)
    assert all(len(place.descriptors) >= 2 for place in document.locations)


def test_the_fixture_has_thirty_prompts() -> None:
    """The promise is about thirty prompts, twenty of them ordinary."""
    assert len(PROMPTS) == 30
    assert len({p["id"] for p in PROMPTS}) == 30


@pytest.mark.parametrize("case", [p for p in PROMPTS if "characters" in p], ids=lambda case: case["id"])
def test_the_named_characters_are_the_ones_in_the_film(case: dict[str, list[str]]) -> None:
    """Everybody that the prompt names is in the film, and nobody else."""
    document = written(str(case["prompt"]))
    assert len(document.characters) == len(case["characters"]), called(document)
    for expected, got in zip(case["characters"], document.characters, strict=True):
        assert expected in (got.name, got.role) or f"'s {expected}" in got.role, called(document)


@pytest.mark.parametrize("case", [p for p in PROMPTS if p.get("places")], ids=lambda case: case["id"])
def test_the_named_places_are_the_ones_in_the_film(case: dict[str, list[str]]) -> None:
    """Every place that the prompt names is visited, and no other is invented."""
    names = {place.name.removeprefix("the ") for place in written(str(case["prompt"])).locations}
    assert names == set(case["places"])


@pytest.mark.parametrize("case", [p for p in PROMPTS if "hours" in p], ids=lambda case: case["id"])
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_no_scene_leaves_the_hour_that_the_prompt_sets(case: dict[str, list[str]], seed: int) -> None:
    """A film set at night has no noon, whatever the seed."""
    assert {scene.time_of_day for scene in written(str(case["prompt"]), seed).scenes} <= set(case["hours"])


@pytest.mark.parametrize("case", [p for p in PROMPTS if "weather" in p], ids=lambda case: case["id"])
def test_no_scene_leaves_the_weather_that_the_prompt_sets(case: dict[str, str]) -> None:
    """Rain is rain in every scene."""
    assert {scene.weather for scene in written(str(case["prompt"])).scenes} == {case["weather"]}


def test_clothes_of_the_prompt_are_worn() -> None:
    """A girl in a red raincoat wears a red raincoat and no second coat."""
    (girl,) = written(ORDINARY[1]["prompt"]).characters
    coats = [d.phrase for d in girl.descriptors if d.attribute == "coat"]
    assert coats == ["a red raincoat"]


@pytest.mark.parametrize("role", ["sailor", "knight", "chef", "detective", "pirate", "painter", "astronaut"])
def test_no_visible_garment_is_left_to_chance(role: str) -> None:
    """Whoever wears no robe or dress has the legs described too, and shoes and hat are not crowded out."""
    for seed in range(3):
        (who,) = written(f"An old {role} waits at a bus stop.", seed).characters
        kinds = [d.attribute for d in who.descriptors]
        assert "bottom" in kinds, who.appearance()
        assert len(kinds) == len(set(kinds)) <= 8


def test_a_robe_hides_the_legs() -> None:
    """A queen's robe needs no trousers."""
    (queen,) = written("A queen waits at a bus stop.").characters
    assert "bottom" not in [d.attribute for d in queen.descriptors]


def test_a_glow_of_the_prompt_is_seen() -> None:
    """A glowing whale glows in role and descriptors, and is an animal."""
    whale = written(ORDINARY[0]["prompt"]).characters[1]
    assert (whale.kind, whale.role) == ("animal", "glowing whale")
    assert any("glow" in d.phrase for d in whale.descriptors)


def test_robots_have_no_hair_and_queens_no_tails() -> None:
    """Looks fit the kind: the robot gardener is plated, the blind queen is a person."""
    (robot,) = written("a lonely robot gardener on Mars finds a living seed").characters
    assert robot.kind == "robot"
    assert "hair" not in robot.appearance()
    queen = written(ORDINARY[3]["prompt"]).characters[1]
    assert queen.kind == "person"
    assert "tail" not in queen.appearance()


@pytest.mark.parametrize("case", ORDINARY, ids=lambda case: case["id"])
def test_two_characters_can_be_told_apart(case: dict[str, str]) -> None:
    """No two characters of a film share their appearance or their main colour phrase."""
    people = written(case["prompt"]).characters
    looks = [c.appearance() for c in people]
    assert len(set(looks)) == len(looks)
    coats = [d.phrase for c in people for d in c.descriptors if d.attribute in ("coat", "fur")]
    assert len(set(coats)) == len(coats)


@pytest.mark.parametrize("case", ORDINARY, ids=lambda case: case["id"])
def test_the_scenes_are_a_story_and_not_a_list(case: dict[str, str]) -> None:
    """Actions differ, shot sizes vary, the beats run from setup to resolution."""
    scenes = written(case["prompt"]).scenes
    assert len({scene.action for scene in scenes}) == len(scenes)
    assert len({scene.shot_size for scene in scenes}) >= 3
    assert (scenes[0].beat, scenes[-1].beat) == ("setup", "resolution")
    assert all(a.shot_size != b.shot_size for a, b in pairwise(scenes))


def test_the_events_of_the_prompt_are_told_in_order() -> None:
    """*Plants … waits … blooms* become three scenes in that order, in the present tense."""
    document = written("A lonely astronaut plants a sunflower on Mars and waits for it to bloom.")
    told = " ".join(scene.action for scene in document.scenes)
    assert re.search(r"plants a sunflower.*waits.*sunflower blooms", told)


def test_the_same_brief_gives_the_same_document() -> None:
    """Deterministic by (prompt, seed); another seed changes looks but not the people and places."""
    prompt = ORDINARY[0]["prompt"]
    again = OfflineScreenwriter().write(
        Brief(prompt=prompt, seed=7, max_scenes=12, max_characters=8, max_locations=8, seconds_per_scene=6.25)
    )
    assert again == written(prompt)
    other = written(prompt, seed=8)
    assert other != again
    assert [c.role for c in other.characters] == [c.role for c in again.characters]
    assert [place.name for place in other.locations] == [place.name for place in again.locations]


@pytest.mark.parametrize("case", PROMPTS[::3], ids=lambda case: case["id"])
def test_limits_are_never_exceeded(case: dict[str, str]) -> None:
    """Limits of one are obeyed by every kind of prompt."""
    document = written(case["prompt"], scenes=1, people=1, spots=1)
    assert len(document.scenes) == 1
    assert len(document.characters) <= 1
    assert len(document.locations) == 1


def test_nobody_is_invented() -> None:
    """A lone subject stays alone, and a landscape stays empty."""
    assert (
        len(written("A tired waitress dances alone in an empty diner during a thunderstorm.").characters) == 1
    )
    assert not written("Waves crash against the cliffs under a stormy sky.").characters


def test_pronouns_decide_sex() -> None:
    """*My … her*: a chef who loses her sense of taste is a woman whatever the seed."""
    for seed in range(4):
        (chef,) = written("A chef loses her sense of taste in Naples.", seed).characters
        assert "woman" in chef.appearance()


def test_hostile_text_stays_text() -> None:
    """Markup, control characters and paths of the prompt never reach ids, names or actions."""
    document = written(
        "A <b>baker</b>\x00 named ../../etc meets a {{cat}} <script>alert(1)</script> at noon\x1b[31m"
    )
    for character in document.characters:
        assert re.fullmatch(r"[a-z0-9-]+", character.id)
    assert "script" not in document.title.lower()
    assert "<" not in document.logline


def test_a_model_that_is_not_the_pinned_one_is_refused(tmp_path: Path) -> None:
    """One changed byte of the grammar model is an error that says what to install."""
    (tmp_path / "config.cfg").write_text("[nlp]\n")
    assert grammar.digest(tmp_path) != grammar.PIN
    grammar.model.cache_clear()
    real, grammar.model_folder = grammar.model_folder, lambda: tmp_path  # type: ignore[assignment]
    try:
        with pytest.raises(EngineUnavailable, match="pip install"):
            grammar.parse("A dog runs.")
    finally:
        grammar.model_folder = real  # type: ignore[assignment]
        grammar.model.cache_clear()


def test_the_installed_model_is_the_pinned_one() -> None:
    """The bytes on disk have the pinned digest."""
    assert grammar.digest(grammar.model_folder()) == grammar.PIN
