"""`DirectorAgent`: writes the film on paper, directs every take and learns from its reward."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import final

import numpy as np

from rushes.direction import Choice, Direction, SceneState
from rushes.film import Brief, Constraint, CreativeDocument, LogEntry, Prompt, Scene, Take
from rushes.reward import RewardModel
from rushes.seams import Enricher, Policy, Writer
from rushes.seeds import derive

HISTORY = 12
"""How many of the latest takes the policy is told about."""


def scene_state(
    document: CreativeDocument,
    scene: Scene,
    takes: Sequence[Take],
    film: Sequence[Take],
    rewards: RewardModel,
    engine: str,
) -> SceneState:
    """What the policy knows before it directs the next take of `scene`.

    Args:
        takes: The takes of this scene so far, oldest first.
        film: The takes of the whole film so far, oldest first, this scene's included.
    """
    earlier = document.scenes[: scene.number - 1]
    last = takes[-1] if takes else None
    return SceneState(
        scene=scene.number,
        scenes=len(document.scenes),
        attempt=len(takes) + 1,
        cast=_cast(scene, earlier),
        cast_size=len(scene.characters),
        gap=_gap(scene, earlier),
        place=_place(scene, earlier),
        interior=document.location(scene.location).interior,
        motion=scene.motion,
        shot_size=scene.shot_size,
        engine=engine,
        previous_reward=last.reward if last else None,
        weakest=rewards.score(last.verdicts).weakest if last else None,
        previous=last.direction if last else None,
        history=_history(film),
    )


def _history(film: Sequence[Take]) -> tuple[tuple[Direction, float], ...]:
    scored = [(t.direction, t.reward) for t in film if t.reward is not None and t.prompt.executed]
    return tuple(scored[-HISTORY:])


def _cast(scene: Scene, earlier: Sequence[Scene]) -> str:
    seen = {id for past in earlier for id in past.characters}
    returning = [id in seen for id in scene.characters]
    if not returning:
        return "none"
    return "returning" if all(returning) else "mixed" if any(returning) else "new"


def _gap(scene: Scene, earlier: Sequence[Scene]) -> int:
    gaps = [scene.number - past.number for past in earlier if set(past.characters) & set(scene.characters)]
    return min(gaps, default=0)


def _place(scene: Scene, earlier: Sequence[Scene]) -> str:
    if earlier and earlier[-1].location == scene.location:
        return "same"
    return "returning" if any(past.location == scene.location for past in earlier) else "new"


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class DirectorAgent:
    """The specification's director: an author (writer, enricher) and a policy that learns."""

    writer: Writer
    enricher: Enricher
    policy: Policy
    seed: int
    learns: bool = True
    """`POLICY_LEARN`: False freezes the policy."""

    def write(self, brief: Brief) -> CreativeDocument:
        """The creative document. Raises `WriterError` when none comes back."""
        return self.writer.write(brief)

    def direct(self, state: SceneState) -> Choice:
        """Choose the direction of one take; the same state and seed give the same choice."""
        rng = np.random.default_rng(derive("direction", self.seed, state.scene, state.attempt))
        return self.policy.choose(state, rng)

    def order(
        self,
        scene: Scene,
        document: CreativeDocument,
        choice: Choice,
        constraints: Sequence[Constraint],
        log: Sequence[LogEntry],
    ) -> Prompt:
        """Compile the chosen direction into the prompt that is shot."""
        return self.enricher.enrich(scene, document, choice.direction, constraints, log)

    def learn(
        self, state: SceneState, choice: Choice, prompt: Prompt, reward: float | None
    ) -> Mapping[str, float]:
        """One policy update, unless the take was not executed, was not measured, or learning is off."""
        if not self.learns or not prompt.executed or reward is None:
            return {}
        return self.policy.learn(state, choice, reward)
