"""The loop's promises, held with a scripted crew:

1. A scene is retaken until it is good enough, at most `max_takes` times; the best take is shown, all stay.
2. A retry demands what the critic named.
3. Running again makes nothing twice; what is lost is made again, the same as before.
4. The policy goes on exactly where it was, whatever was interrupted.
5. With drafts, only the chosen take is shot in full, with its prompt and seed.
"""

import json
from pathlib import Path

import pytest

from rushes.director import DirectorAgent
from rushes.errors import CriticError, RenderError
from rushes.film import Brief
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
SCORES = (0.2, 0.3, 0.4)
WEIGHTS = {
    "visual_quality": 0.25,
    "character_consistency": 0.35,
    "location_consistency": 0.2,
    "narrative_coherence": 0.2,
}


class Crew:
    """Everybody on a small set, so that a test can look at them afterwards."""

    def __init__(self, scores=(0.9,), scenes=3, critic=None):
        self.writer = ScriptedWriter(scenes=scenes)
        self.engine = ColourEngine()
        self.critic = critic or ScriptedCritic(scores=scores)
        self.policy = CountingPolicy()

    def make(self, root: Path, *, drafts=False, max_takes=3) -> Record:
        with ConsistencyMemory(Layout(root=root), {"prompt": "x", "seed": 7}) as memory:
            return self.production(memory, drafts, max_takes).make(BRIEF)

    def production(self, memory, drafts, max_takes) -> Production:
        generator = SceneGenerator(
            engine=self.engine,
            critics=(self.critic,),
            width=32,
            height=16,
            fps=24,
            reference_scale=0.7,
            samples=5,
            fade=2,
        )
        director = DirectorAgent(writer=self.writer, enricher=PlainEnricher(), policy=self.policy, seed=7)
        return Production(
            shooting=Shooting(
                director=director,
                generator=generator,
                rewards=RewardModel(weights=WEIGHTS),
                self_critic=SelfCritic(threshold=0.65),
                memory=memory,
                seed=7,
                drafts=drafts,
                tell=lambda news: None,
            ),
            preproduction=ReferenceGenerator(illustrator=ColourIllustrator(), memory=memory, seed=7),
            editor=ListingEditor(),
            max_takes=max_takes,
            threshold=0.75,
        )


def test_a_good_take_is_kept_at_once(tmp_path):
    """One accepted take per scene: no retry, and the film is those takes in order."""
    record = Crew(scores=(0.9,)).make(tmp_path)

    assert [len(takes) for takes in record.takes] == [1, 1, 1]
    assert record.film.clips == tuple(take.clip for take in record.chosen)
    assert all((tmp_path / clip).is_file() for clip in record.film.clips)


def test_a_poor_scene_is_retaken_and_the_best_take_is_shown(tmp_path):
    """At most `max_takes`; the best one is chosen although the last one is worse; every take stays."""
    record = Crew(scores=(0.2, 0.6, 0.5), scenes=1).make(tmp_path)

    assert [take.reward for take in record.takes[0]] == pytest.approx([0.2, 0.6, 0.5])
    assert record.chosen[0].number == 2
    assert len(list((tmp_path / "output/clips/scene-01").glob("*.mp4"))) == 3


def test_a_retry_demands_what_the_critic_named(tmp_path):
    """The second take's prompt carries the constraint; the first one's does not."""
    crew = Crew(scores=(0.2, 0.9), scenes=1)
    first, second = crew.make(tmp_path).takes[0]

    assert "Mara wears the red coat" not in first.prompt.text
    assert "Mara wears the red coat" in second.prompt.text
    assert crew.engine.shots[1].prompt == second.prompt.text


def test_unmeasured_takes_have_no_reward_and_teach_nothing(tmp_path):
    """A critic that cannot tell gives None, which is neither accepted nor learned from."""
    crew = Crew(scores=(None,), scenes=1)
    record = crew.make(tmp_path)

    assert [take.reward for take in record.takes[0]] == [None, None, None]
    assert crew.policy.total == 0.0


def test_a_failing_critic_is_a_verdict_with_its_reason(tmp_path):
    """The take goes on; the verdict is None with the critic's words, never a number."""

    class Broken(ScriptedCritic):
        def watch(self, viewing):
            raise CriticError("lost its glasses")

    record = Crew(scenes=1, critic=Broken()).make(tmp_path, max_takes=1)

    assert record.chosen[0].verdicts[0].score is None
    assert record.chosen[0].verdicts[0].note == "lost its glasses"


def test_running_again_makes_nothing_twice(tmp_path):
    """The second run writes, renders and scores nothing, and returns the same film."""
    first = Crew(scores=(0.2, 0.9)).make(tmp_path)
    again = Crew(scores=(0.1,))
    second = again.make(tmp_path)

    assert (again.writer.calls, again.engine.shots) == (0, [])
    assert second.film == first.film
    assert second.takes == first.takes


@pytest.mark.parametrize("drafts", [False, True])
@pytest.mark.parametrize("stop", [0, 1, 3, 4, 8])
def test_an_interrupted_film_goes_on_as_if_nothing_had_happened(tmp_path, stop, drafts):
    """Stopped in any shot, the same command finishes; takes and learning equal an uninterrupted run's."""
    whole = Crew(scores=SCORES).make(tmp_path / "whole", drafts=drafts)

    crew = Crew(scores=SCORES)
    render, seen = crew.engine.render, crew.critic.seen

    def failing(shot, report=lambda progress: None):
        if len(crew.engine.shots) == stop:
            raise RenderError("the lights went out")
        return render(shot, report)

    crew.engine.render = failing
    with pytest.raises(RenderError, match=r"scene \d, take \d: the lights went out"):
        crew.make(tmp_path / "cut", drafts=drafts)
    resumed = Crew(scores=SCORES)
    resumed.critic.seen.extend(seen)
    record = resumed.make(tmp_path / "cut", drafts=drafts)

    def plain(takes):
        return [(t.direction, t.prompt, t.seed, t.reward, t.learning) for scene in takes for t in scene]

    assert plain(record.takes) == plain(whole.takes)
    assert record.film.clips == whole.film.clips


def test_drafts_explore_and_the_chosen_one_is_shot_in_full(tmp_path):
    """The full shoot has the best draft's prompt and seed; it is what the film shows."""
    crew = Crew(scores=(0.2, 0.6, 0.5, 0.7), scenes=1)
    record = crew.make(tmp_path, drafts=True)

    assert [t.quality for t in record.takes[0]] == ["draft", "draft", "draft", "final"]
    best, final = record.takes[0][1], record.takes[0][3]
    assert (final.prompt, final.seed, final.number) == (best.prompt, best.seed, best.number)
    assert record.chosen == (final,)
    assert (best.width, best.height, best.frames, best.fps) == (16, 8, 6, 12)
    assert (final.width, final.height, final.frames, final.fps) == (32, 16, 12, 24)
    assert final.reward == pytest.approx(0.7)


def test_the_next_scene_starts_from_the_last_frame_in_the_same_place(tmp_path):
    """Scene 2 goes on where scene 1 ended; scene 3 is elsewhere and starts anew."""
    crew = Crew()
    crew.make(tmp_path)
    one, two, three = crew.engine.shots

    assert one.first_frame is None
    assert two.first_frame is not None
    assert (two.first_frame == crew.engine.render(one).frames[-1]).all()
    assert three.first_frame is None


def test_names_never_become_paths(tmp_path):
    """A title with markup and ../ ends as a slug inside the output folder."""
    record = Crew().make(tmp_path)

    assert record.film.path == "output/the-keeper-of-light.mp4"


def test_state_holds_the_continuity_log_and_the_reward_history(tmp_path):
    """memory/state.json tells what the audience has seen and what every attempt was worth."""
    Crew(scores=(0.2, 0.9)).make(tmp_path)
    state = json.loads((tmp_path / "memory/state.json").read_text())

    assert [entry["scene"] for entry in state["continuity_log"]] == [1, 2, 3]
    assert state["reward_history"]["1"] == pytest.approx([0.2, 0.9])
    assert (tmp_path / state["continuity_log"][0]["last_frame"]).is_file()
