"""Retakes and choices: what a person decides is shown, everything else keeps its bytes.

Held with the scripted crew of the production's own tests.
"""

import hashlib
from pathlib import Path

import numpy as np
import pytest

from rushes.decisions import Decisions
from rushes.director import DirectorAgent
from rushes.film import Brief
from rushes.images import write_png
from rushes.memory import ConsistencyMemory, Layout
from rushes.preproduction.reference_generator import ReferenceGenerator
from rushes.production import Production, Record
from rushes.reward import RewardModel, SelfCritic
from rushes.scene_generator import SceneGenerator
from rushes.shooting import Shooting
from tests.support.crew import (
    ColourEngine,
    ColourIllustrator,
    CountingPolicy,
    ListingEditor,
    PlainEnricher,
    ScriptedCritic,
    ScriptedWriter,
)

BRIEF = Brief(prompt="x", seed=7, max_scenes=12, max_characters=8, max_locations=8, seconds_per_scene=0.5)
WEIGHTS = {
    "visual_quality": 0.25,
    "character_consistency": 0.35,
    "location_consistency": 0.2,
    "narrative_coherence": 0.2,
}


def make(root: Path, decisions: Decisions, drafts: bool, scores: tuple[float, ...] = (0.3, 0.2)) -> Record:
    """Run the production once more, with these decisions, as a new process would."""
    with ConsistencyMemory(Layout(root=root), {"prompt": "x", "seed": 7}) as memory:
        generator = SceneGenerator(
            engine=ColourEngine(), critics=(ScriptedCritic(scores=scores),), width=32, height=16, fps=24,
            reference_scale=0.7, samples=5, fade=2,
        )  # fmt: skip
        writer = ScriptedWriter(scenes=3)
        shooting = Shooting(
            director=DirectorAgent(writer=writer, enricher=PlainEnricher(), policy=CountingPolicy(), seed=7),
            generator=generator, rewards=RewardModel(weights=WEIGHTS), self_critic=SelfCritic(threshold=0.65),
            memory=memory, seed=7, drafts=drafts, tell=lambda news: None,
        )  # fmt: skip
        references = ReferenceGenerator(illustrator=ColourIllustrator(), memory=memory, seed=7)
        return Production(
            shooting=shooting, preproduction=references, editor=ListingEditor(), max_takes=2, threshold=0.75,
            decisions=decisions,
        ).make(BRIEF)  # fmt: skip


def hashes(root: Path) -> dict[str, str]:
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


ALWAYS = {"memory/film.json", "memory/ledger.jsonl", "memory/state.json", "memory/reward-history.npy"}


def changed(before: dict[str, str], after: dict[str, str]) -> set[str]:
    """Files that are new or other, but for the records that every run keeps."""
    assert before.keys() <= after.keys()
    return {name for name in after if before.get(name) != after[name]} - ALWAYS


both = pytest.mark.parametrize("drafts", [False, True], ids=["takes", "drafts"])


@both
def test_a_retake_changes_its_scene_and_the_film_alone(tmp_path: Path, drafts: bool) -> None:
    """The new take is shown whatever it scored; every other take, reference and document keeps its bytes."""
    first = make(tmp_path, Decisions(), drafts)
    before = hashes(tmp_path)
    decisions = Decisions().retake(2, 3, "closer")
    second = make(tmp_path, decisions, drafts)
    assert [take.number for take in second.chosen] == [first.chosen[0].number, 3, first.chosen[2].number]
    assert second.chosen[1].quality == "final"
    assert second.chosen[1].constraints[0].demand == "closer"
    names = {"take-03", "final-03"} if drafts else {"take-03"}
    expected = {f"output/clips/scene-02/{n}.{kind}" for n in names for kind in ("mp4", "json")}
    expected |= {f"memory/last_frames/scene-02-{n}.png" for n in names}
    assert changed(before, hashes(tmp_path)) == expected | {first.film.path}
    assert second.film.clips == tuple(take.clip for take in second.chosen)
    assert len(second.takes[1]) == len(first.takes[1]) + (2 if drafts else 1)


@both
def test_a_decided_film_is_the_same_on_every_replay(tmp_path: Path, drafts: bool) -> None:
    """Running again after a retake makes nothing."""
    make(tmp_path, Decisions(), drafts)
    decisions = Decisions().retake(2, 3, "closer")
    second = make(tmp_path, decisions, drafts)
    before = hashes(tmp_path)
    third = make(tmp_path, decisions, drafts)
    assert changed(before, hashes(tmp_path)) == set()
    assert (third.chosen, third.film) == (second.chosen, second.film)


@both
def test_choosing_back_brings_the_first_film_back(tmp_path: Path, drafts: bool) -> None:
    """Another take is shown when chosen, and choosing the first again gives the first film again."""
    first = make(tmp_path, Decisions(), drafts)
    mine = first.chosen[1].number
    other = 2 if mine == 1 else 1
    second = make(tmp_path, Decisions().choose(2, other), drafts)
    assert second.chosen[1].number == other
    assert second.chosen[1].quality == "final"
    assert second.film.clips != first.film.clips
    third = make(tmp_path, Decisions().choose(2, other).choose(2, mine), drafts)
    assert third.film == first.film


def test_two_retakes_are_two_takes(tmp_path: Path) -> None:
    """Each retake has its own number and note; the last one asked for is shown."""
    make(tmp_path, Decisions(), drafts=False)
    decisions = Decisions().retake(1, 3, "closer").retake(1, 4, "slower")
    film = make(tmp_path, decisions, drafts=False)
    demands = [take.constraints[0].demand for take in film.takes[0][2:]]
    assert demands == ["closer", "slower"]
    assert film.chosen[0].number == 4


def test_a_retake_does_not_become_the_director_s_choice(tmp_path: Path) -> None:
    """With another take chosen, a retake that scored best is not shown in its place."""
    make(tmp_path, Decisions(), False, scores=(0.3, 0.2))
    decisions = Decisions().retake(1, 3, "").choose(1, 2)
    film = make(tmp_path, decisions, False, scores=(0.3, 0.2, 0.99))
    assert film.chosen[0].number == 2


BEACH = "story_bible/references/locations/beach/wide.png"


def scores_anew(root: Path, decisions: Decisions, drafts: bool) -> Record:
    """The film again after the beach's picture was replaced; forest and Mara stay as they were."""
    write_png(root / BEACH, np.full((8, 8, 3), 250, np.uint8))
    return make(root, decisions, drafts)


@both
def test_a_replaced_reference_stales_the_takes_that_it_was_in(tmp_path: Path, drafts: bool) -> None:
    """Scenes at the beach (1, 2) are shot anew beside their old takes; scene 3, the forest, is untouched."""
    first = make(tmp_path, Decisions(), drafts)
    before = hashes(tmp_path)
    second = scores_anew(tmp_path, Decisions(), drafts)
    after = changed(before, hashes(tmp_path))
    assert all("scene-01" in n or "scene-02" in n or n in (BEACH, first.film.path) for n in after)
    assert not any(name in after for name in before if name not in (BEACH, first.film.path))
    assert second.chosen[2] == first.chosen[2]
    for old, new in zip(first.chosen[:2], second.chosen[:2], strict=True):
        assert new.number > old.number
        assert new.quality == "final"
        assert new.references["beach/wide"] != old.references["beach/wide"]
        assert new.references["mara/front"] == old.references["mara/front"]
        assert old in second.takes[old.scene - 1]
    assert second.film.clips == tuple(take.clip for take in second.chosen)


@both
def test_after_a_replaced_reference_nothing_more_is_made(tmp_path: Path, drafts: bool) -> None:
    """Running again makes nothing, and the old picture put back brings the first film back."""
    first = make(tmp_path, Decisions(), drafts)
    picture = (tmp_path / BEACH).read_bytes()
    second = scores_anew(tmp_path, Decisions(), drafts)
    before = hashes(tmp_path)
    third = make(tmp_path, Decisions(), drafts)
    assert changed(before, hashes(tmp_path)) == set()
    assert (third.chosen, third.film) == (second.chosen, second.film)
    (tmp_path / BEACH).write_bytes(picture)
    back = make(tmp_path, Decisions(), drafts)
    assert (back.chosen, back.film) == (first.chosen, first.film)


@both
def test_an_old_take_can_still_be_chosen(tmp_path: Path, drafts: bool) -> None:
    """A take of before the replacement is shown as it is on file when somebody chooses it."""
    first = make(tmp_path, Decisions(), drafts)
    scores_anew(tmp_path, Decisions(), drafts)
    before = hashes(tmp_path)
    film = make(tmp_path, Decisions().choose(1, first.chosen[0].number), drafts)
    assert film.chosen[0] == first.chosen[0]
    assert changed(before, hashes(tmp_path)) == {film.film.path}


def test_decisions_survive_the_disk(tmp_path: Path) -> None:
    """What was decided is read back as it was."""
    decisions = Decisions().retake(2, 3, 'say "closer" 🐋').choose(1, 2)
    with ConsistencyMemory(Layout(root=tmp_path), {"prompt": "x"}) as memory:
        memory.keep(tmp_path / "memory/decisions.json", Decisions, decisions)
        assert memory.read(tmp_path / "memory/decisions.json", Decisions) == decisions
