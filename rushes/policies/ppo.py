"""The director that learns: a language model whose sampled words are the direction that is shot.

After every take the online reward model (`rushes.policies.belief`) takes in the real reward; then one policy
update is made on imagined directions, drawn from the policy itself for scenes that were really met and
scored optimistically by the reward model, the real take among them. One rendered clip thus buys a whole
batch, in the manner of RLHF (Ouyang et al. 2022, arXiv:2203.02155) and Dyna (Sutton 1991). Since the query
carries the belief, a policy that rehearsed in many worlds explores a new engine as it learned to (RL^2,
Duan et al. 2016, arXiv:1611.02779).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, Literal, final

import numpy as np

from rushes.direction import SLOTS, Choice, SceneState
from rushes.policies.belief import Belief, Outlook, Prior, cold_prior, grid, optimism
from rushes.policies.features import direction, indices
from rushes.policies.inspection import BELIEF, NETWORK, TAKES, read_learner_card
from rushes.policies.reading import FIGURES, ROWS, read
from rushes.policies.state_text import RECENT, schema
from rushes.policies.step import SMALLEST, Figures, StepSettings
from rushes.policies.storage import (
    Taken,
    read_arrays,
    read_takes,
    whole_number,
    write_arrays,
    write_card,
    write_takes,
)

Algorithm = Literal["ppo", "grpo"]
CONTEXTS: Final = 8
"""Scenes that one update imagines directions for."""
WINDOW: Final = 8
"""Latest real takes that one update learns from when nothing is imagined."""
REPLAY: Final = 64
"""Latest scene states that are remembered for imagining."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnerSettings:
    """What kind of learner the policy is."""

    algorithm: Algorithm = "ppo"
    step: StepSettings = field(default_factory=StepSettings)
    backbone: str = "builtin"
    """``builtin``, or the folder or hub id of a causal language model."""
    optimism: float = 1.0
    """Posterior sds added to an imagined direction's score, per option."""
    imagine: bool = True
    """False: learn from the latest `WINDOW` real takes alone."""
    reads_belief: bool = True
    """False: the query is blind to everything that happened before (an ablation)."""


@final
class LanguagePolicy:
    """A causal language model with value head, updated once per take.

    Deterministic: `choose` draws from its generator alone, `learn` from the policy's own seed and count.

    Args:
        settings: Algorithm and sizes.
        prior: What is believed of an engine before its first take; `cold_prior` when None.
        seed: Draws the initial weights and, with the number of takes, everything `learn` imagines.
    """

    def __init__(
        self, settings: LearnerSettings | None = None, *, prior: Prior | None = None, seed: int = 0
    ) -> None:
        self.settings: Final = settings or LearnerSettings()
        self.seed = seed
        self.belief = Belief(prior or cold_prior())
        from rushes.policies.network import Network  # brings torch

        self.network = Network(self.settings.backbone, self.settings.algorithm, self.settings.step, seed)
        if not self.settings.reads_belief:
            self.network.speak_up()
        self._taken: list[Taken] = []
        self._origin = "new"

    @property
    def name(self) -> str:
        return self.settings.algorithm

    @property
    def version(self) -> str:
        """The library entry that was loaded (or ``new``), and how many takes it rests on."""
        return f"{self._origin}+{self.belief.count}"

    def _see(
        self, states: Sequence[SceneState], outlooks: Sequence[Outlook]
    ) -> tuple[Figures, list[SceneState]]:
        """The figures and states that the model may read."""
        if self.settings.reads_belief:
            return np.array([read(outlook) for outlook in outlooks]), list(states)
        blank = np.zeros((len(states), ROWS, len(FIGURES)), np.float32)
        return blank, [replace(s, history=(), previous_reward=None, previous=None) for s in states]

    def choose(self, state: SceneState, rng: np.random.Generator) -> Choice:
        """Sample the four words of a direction; `rng` gives one uniform number per word."""
        outlook = self.belief.outlook(state)
        figures, states = self._see([state], [outlook])
        drawn = self.network.draw(states, figures, 1, rng.random((1, 4)))
        chosen = drawn.numbers[0]
        expected = float(grid(outlook.weights @ outlook.means)[tuple(chosen)]) + outlook.level
        tables = zip(SLOTS.items(), drawn.tables, strict=True)
        return Choice(
            direction=direction([int(i) for i in chosen]),
            policy=self.name,
            version=self.version,
            probabilities=tuple(
                (slot, tuple(zip(options, (float(p) for p in np.exp(table[0])), strict=True)))
                for (slot, options), table in tables
            ),
            log_probability=float(drawn.log_probabilities[0]),
            predicted=min(1.0, max(0.0, expected)),
            value=float(drawn.values[0]),
        )

    def learn(self, state: SceneState, choice: Choice, reward: float) -> Mapping[str, float]:
        """One update on one executed, scored take.

        Returns ``expected`` and ``expected_sd`` (what was believed before the reward was seen), ``surprise``
        in sds, ``advantage`` (the reward beyond what the policy's own directions were expected to earn here),
        and the figures of the update (`Network.update`).
        """
        numbers = indices(choice.direction)
        mean, sd = self.belief.observe(state, numbers, reward)
        short = replace(state, history=state.history[-RECENT:])
        self._taken = [*self._taken, Taken(short, numbers, reward)][-REPLAY:]
        rng = np.random.default_rng([self.seed, self.belief.count])
        figures = self._imagine(rng) if self._imagines() else self._replay(rng)
        return {"expected": mean, "expected_sd": sd, "surprise": (reward - mean) / sd, **figures}

    def _imagines(self) -> bool:
        # In fewer than 8 directions there is nothing to compare: such a batch is real takes alone.
        return self.settings.imagine and self.settings.step.batch >= SMALLEST

    def _imagine(self, rng: np.random.Generator) -> dict[str, float]:
        """One update on directions imagined for this scene and others, the real take among them."""
        batch = self.settings.step.batch
        count = max(1, min(CONTEXTS, batch // 8))
        others = rng.integers(len(self._taken), size=count - 1)
        scenes = [self._taken[-1], *(self._taken[int(i)] for i in others)]
        outlooks = [self.belief.outlook(scene.state) for scene in scenes]
        figures, states = self._see([scene.state for scene in scenes], outlooks)
        copies = -(-batch // count)
        drawn = self.network.draw(states, figures, copies, rng.random((count * copies, 4)))
        numbers = drawn.numbers.reshape(count, copies, 4)
        plain = grid(outlooks[0].weights @ outlooks[0].means)[tuple(numbers[0].T)]
        advantage = self._taken[-1].reward - float(plain.mean()) - outlooks[0].level
        numbers[0, 0] = self._taken[-1].numbers
        scores = np.empty((count, copies))
        for row, outlook in enumerate(outlooks):
            values = grid(optimism(outlook, self.settings.optimism))[tuple(numbers[row].T)]
            scores[row] = values - values.mean()
        which = np.repeat(np.arange(count), copies)[:batch]
        figures_of = self.network.update(
            states, figures, which, numbers.reshape(-1, 4)[:batch], scores.ravel()[:batch], _draw(rng)
        )
        return {"advantage": advantage, **figures_of}

    def _replay(self, rng: np.random.Generator) -> dict[str, float]:
        """One update on the latest real takes, repeated until the batch is full."""
        batch = self.settings.step.batch
        window = self._taken[-min(WINDOW, batch) :]
        outlooks = [self.belief.outlook(taken.state) for taken in window]
        figures, states = self._see([taken.state for taken in window], outlooks)
        which = np.arange(batch) % len(window)
        rewards = np.array([taken.reward for taken in window])
        advantage = float(rewards[-1] - rewards.mean())
        if len(window) < min(4, batch):
            return {"advantage": advantage}
        numbers = np.array([taken.numbers for taken in window])[which]
        figures_of = self.network.update(states, figures, which, numbers, rewards[which], _draw(rng))
        return {"advantage": advantage, **figures_of}

    def save(self, folder: Path) -> None:
        """Write belief, weights, value head, reference, optimiser and replay into an empty folder."""
        if self.belief.count:
            write_arrays(folder / BELIEF, self.belief.arrays())
            write_takes(folder / TAKES, self._taken)
        else:  # an untouched belief is its prior
            write_arrays(folder / BELIEF, self.belief.prior.arrays())
        write_arrays(folder / NETWORK, self.network.arrays())
        write_card(
            folder,
            self.name,
            attempts=self.belief.count,
            scales=len(self.belief.prior.scales),
            origin=self._origin,
            seed=self.seed,
            backbone=self.settings.backbone,
            state_text=schema(),
        )

    def load(self, folder: Path) -> None:
        """Take over what `save` wrote.

        Raises:
            PolicyError: the folder is damaged, of another policy, backbone or state text, or newer.
        """
        card = read_learner_card(folder, self.name, self.settings.backbone)
        scales, count = whole_number(card, "scales"), whole_number(card, "attempts")
        seed = whole_number(card, "seed")
        shapes = Belief.shapes(scales) if count else Prior.shapes(scales)
        beliefs = read_arrays(folder / BELIEF, shapes)
        weights = read_arrays(folder / NETWORK, self.network.shapes(), more=("adam/", "reference/"))
        taken = read_takes(folder / TAKES) if count else []
        self.network.take_over(weights)
        self.belief = Belief.of(beliefs) if count else Belief(Prior.of(beliefs))
        self._taken, self.seed = taken, seed
        self._origin = str(card.get("origin", folder.name))


def _draw(rng: np.random.Generator) -> int:
    return int(rng.integers(2**31))
