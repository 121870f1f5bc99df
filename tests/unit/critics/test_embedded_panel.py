"""The embedded critics on drawings with known truth: who, where, and what is wrong."""

from dataclasses import replace

import numpy as np
import pytest

from rushes.critics import adversaries, embedded
from rushes.critics.attributes import attribute_of, colour_word, demand, named_colour
from rushes.critics.identity import CharacterConsistency
from rushes.critics.picture import ImageQuality, defects
from rushes.critics.presence import PresenceGate
from rushes.critics.scenery import LocationConsistency
from rushes.critics.subjects import assign, labelled_samples
from rushes.critics.tables import read, shipped, write
from rushes.errors import CriticError
from rushes.film import COMPONENTS, Character, Descriptor
from rushes.reward import RewardModel, SelfCritic

MODEL = RewardModel(weights=dict(zip(COMPONENTS, (0.25, 0.35, 0.20, 0.20), strict=True)))
MARA = Character(
    id="mara",
    name="Mara",
    role="keeper",
    kind="person",
    descriptors=(
        Descriptor(attribute="hair", phrase="short silver hair"),
        Descriptor(attribute="coat", phrase="yellow oilskin coat"),
        Descriptor(attribute="bottom", phrase="dark blue trousers"),
    ),
)


@pytest.fixture
def honest(stage, people):
    """A viewing of one known person walking in the known place."""
    references = stage.references(people.look(3)) + stage.place_references(2)
    return stage.view(stage.take([people.look(3)], scenery=2, seed=4), references)


def reward(viewing):
    return MODEL.score([critic.watch(viewing) for critic in embedded()])


def test_the_panel_covers_every_component_once(honest):
    """Each component of the reward has exactly one embedded critic; the rest are gates."""
    verdicts = [critic.watch(honest) for critic in embedded()]
    assert sorted(v.component for v in verdicts if not v.gate) == sorted(COMPONENTS)
    assert {v.component for v in verdicts if v.gate} == {
        "motion",
        "presence",
        "flicker",
        "copy_paste",
        "look",
    }


def test_watching_twice_gives_the_same_verdicts(honest):
    """The critics are deterministic."""
    assert [c.watch(honest) for c in embedded()] == [c.watch(honest) for c in embedded()]


@pytest.mark.parametrize("light", ["noon", "golden hour", "dusk", "night"])
@pytest.mark.parametrize("style", ["document", "noir", "vintage"])
def test_light_and_style_do_not_change_who_it_is(stage, people, light, style):
    """The same person at night or in a noir grade is still more likely the same than not."""
    person = people.look(7)
    take = stage.take([person], scenery=2, light=light, style=style, seed=5)
    view = stage.view(take, stage.references(person), time_of_day=light)
    verdict = CharacterConsistency().watch(view)
    assert verdict.score > 0.5, verdict.note


@pytest.mark.parametrize("who", range(10, 16))
def test_another_person_is_not_the_same(stage, people, who):
    """A different person scores below even odds."""
    take = stage.take([people.look(who)], scenery=2, seed=who)
    verdict = CharacterConsistency().watch(stage.view(take, stage.references(people.look(who + 40))))
    assert verdict.score < 0.5, verdict.note


@pytest.mark.parametrize("attribute", ["coat", "bottom"])
@pytest.mark.parametrize("who", [3, 7, 21])
def test_one_changed_garment_is_caught_and_named(stage, people, who, attribute):
    """Another coat asks for a retry, and the note says so with a place on the body and two colours."""
    person = people.look(who)
    take = stage.take([people.twin(person, attribute)], scenery=2, light="dusk", seed=who)
    verdict = CharacterConsistency().watch(stage.view(take, stage.references(person)))
    assert verdict.score < 0.65
    assert "drifted in" in verdict.note
    assert verdict.constraints[0].subject == "mara"


def test_a_swap_half_way_is_felt(stage, people):
    """The worst frames pull a clip that changes its person below the retry threshold."""
    one, two = people.look(3), people.look(30)
    take = stage.take([[one] * 6 + [two] * 6], scenery=2, seed=1)
    verdict = CharacterConsistency().watch(stage.view(take, stage.references(one)))
    assert verdict.score < 0.65
    assert "of 5 frames" in verdict.note


def test_two_characters_are_told_apart_by_pixels_alone(stage, people):
    """Whatever order the tracks come in, each character finds its own figure."""
    one, two = people.look(3), people.look(30)
    references = stage.references(one, "mara") + stage.references(two, "john")
    for order in ([one, two], [two, one]):
        take = stage.take(order, scenery=2, walk=0.2, seed=1)
        verdict = CharacterConsistency().watch(stage.view(take, references, ("mara", "john")))
        assert verdict.score >= 0.65, verdict.note


def test_an_absent_character_scores_zero(stage, people, honest):
    """Not found is not skipped: a required character that no frame shows gets 0, and is asked for."""
    verdict = CharacterConsistency().watch(replace(honest, footage=adversaries.vanished(honest.footage)))
    assert verdict.score == 0
    assert "not in the picture" in verdict.note
    assert "visible" in verdict.constraints[0].demand


@pytest.mark.parametrize("light", ["noon", "dusk", "night"])
def test_a_place_is_known_in_any_light(stage, people, light):
    """The same place at night scores above another place at noon."""
    references = stage.place_references(2)
    same = stage.view(stage.take([people.look(3)], scenery=2, light=light, seed=3), references)
    other = stage.view(stage.take([people.look(3)], scenery=6, seed=3), references)
    critic = LocationConsistency()
    assert critic.watch(same).score > 0.5 > critic.watch(other).score


def test_critics_abstain_when_they_cannot_tell(stage, people, honest):
    """No masks, no references, nobody required: None with the reason, never a number."""
    blind = replace(honest, footage=replace(honest.footage, labels=None, tracks=None))
    assert CharacterConsistency().watch(blind).score is None
    assert "no masks" in CharacterConsistency().watch(blind).note
    assert PresenceGate().watch(blind).score is None
    bare = replace(honest, references=())
    assert CharacterConsistency().watch(bare).note == "no reference of Mara"
    assert "no reference" in LocationConsistency().watch(bare).note
    empty = stage.view(stage.take([people.look(3)], seed=1), (), ())
    assert "nobody" in CharacterConsistency().watch(empty).note


ADVERSARIES = {
    "frozen": ("motion", lambda v, w: adversaries.frozen(v.footage)),
    "panned": ("motion", lambda v, w: adversaries.panned(v.footage)),
    "flickering": ("flicker", lambda v, w: adversaries.flickering(v.footage)),
    "background jump": ("location_consistency", lambda v, w: adversaries.spliced(v.footage, w.footage)),
    "pasted": ("copy_paste", lambda v, w: adversaries.pasted(v.footage, v.references[2])),
    "absent": ("presence", lambda v, w: adversaries.vanished(v.footage)),
}


@pytest.mark.parametrize("name", ADVERSARIES)
def test_every_trick_ranks_below_the_honest_walk(stage, people, honest, name):
    """Each adversarial clip loses at least .15 of reward, and the named gate or component catches it."""
    catcher, trick = ADVERSARIES[name]
    elsewhere = stage.view(stage.take([people.look(3)], scenery=8, seed=4))
    found = reward(replace(honest, footage=trick(honest, elsewhere)))
    assert found.value <= reward(honest).value - 0.15
    assert {**found.parts, **found.gates}[catcher] < 0.5


def test_two_for_one_is_counted(stage, people, honest):
    """A second figure where one was asked for lowers the presence gate."""
    take = stage.take([people.look(3), people.look(30)], scenery=2, walk=0.2, seed=4)
    verdict = PresenceGate().watch(replace(honest, footage=take))
    assert verdict.score == pytest.approx(np.exp(-1))
    assert "nobody else" in verdict.constraints[0].demand


@pytest.mark.parametrize("how", adversaries.DAMAGES)
def test_a_damaged_picture_scores_lower(honest, how):
    """Each kind of damage lowers the visual quality and is measured by the figure of its name."""
    rng = np.random.default_rng(1)
    spoiled = np.stack([adversaries.damaged(f, how, rng) for f in honest.footage.frames])
    before, after = (
        ImageQuality().watch(v)
        for v in (honest, replace(honest, footage=replace(honest.footage, frames=spoiled)))
    )
    assert after.score < before.score
    assert getattr(defects(spoiled[0]), how) > getattr(defects(honest.footage.frames[0]), how)


def test_the_retry_is_told_what_to_hold(stage, people, honest):
    """The self-critic turns a wrong figure into words and an order for the enricher."""
    wrong = replace(honest, footage=stage.take([people.look(30)], scenery=2, seed=4))
    critique = SelfCritic(threshold=0.65).review([c.watch(wrong) for c in embedded()])
    assert not critique.passed
    assert "Mara drifted in 5 of 5 frames" in critique.summary
    assert critique.constraints[0].component == "character_consistency"


def test_a_drift_is_named_after_the_descriptor_it_hit():
    """A yellow at chest height is the oilskin coat; a grey at the head is the hair."""
    coat = attribute_of(MARA, np.array([0.9, 0.75, 0.2]), 0.4)
    assert demand(MARA, coat) == "Mara wears yellow oilskin coat"
    assert (
        demand(MARA, attribute_of(MARA, np.array([0.75, 0.75, 0.78]), 0.08)) == "Mara has short silver hair"
    )
    assert "exactly as before" in demand(MARA, None)


def test_colours_have_names():
    """Plain colours get their plain names, and phrases give up the colour they name."""
    assert colour_word(np.array([0.12, 0.18, 0.37])) == "navy"
    assert named_colour("golden hair") == "gold"
    assert named_colour("a tall man") is None


def test_assignment_is_the_best_sum():
    """Greedy would take .9 and lose; the best pairing is found, and nobody is used twice."""
    assert assign(np.array([[0.9, 0.8], [0.85, 0.1]])) == [1, 0]
    assert sorted(assign(np.array([[0.5], [0.9]]))) == [-1, 0]
    assert assign(np.zeros((2, 0))) == [-1, -1]


def test_label_frames_need_not_be_the_samples(honest):
    """An engine that labelled other frames is judged on those, at most as many as the samples."""
    sparse = replace(honest.footage, labels=honest.footage.labels[1::2], label_frames=(1, 3, 5, 7, 9, 11))
    assert [f for f, _ in labelled_samples(replace(honest, footage=sparse, samples=(0, 2)))] == [1, 11]


def test_the_table_survives_a_round_trip(tmp_path):
    """Writing and reading the shipped table changes nothing; a damaged one is told, with what to do."""
    path = tmp_path / "table.json"
    write(shipped(), path)
    assert read(path).same == shipped().same
    path.write_text("{}")
    with pytest.raises(CriticError, match="cannot be used"):
        read(path)
