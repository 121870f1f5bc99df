"""Contextual bandits on the Bayesian reward model: linear Thompson sampling and LinUCB, numpy alone."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final, Literal, final

import numpy as np

from rushes.direction import Choice, SceneState
from rushes.policies.belief import Belief, Outlook, Prior, cold_prior, grid, optimism, sample
from rushes.policies.features import Vector, direction, indices
from rushes.policies.inspection import BELIEF
from rushes.policies.storage import read_arrays, read_card, whole_number, write_arrays, write_card

Rule = Literal["thompson", "ucb"]


@final
class LinearBandit:
    """Directs each take by the direction that looks best under its belief.

    Args:
        rule: ``thompson`` looks at one joint draw from the belief; ``ucb`` at mean + `alpha` sds per
            option, and does not touch the generator it is given.
        prior: What is believed before the first take; `cold_prior` when None.
        alpha: Optimism of ``ucb``, in posterior sds.
    """

    def __init__(self, rule: Rule = "thompson", prior: Prior | None = None, alpha: float = 1.0) -> None:
        self.rule: Final = rule
        self.alpha: Final = alpha
        self.belief = Belief(prior or cold_prior())
        self._origin = "new"

    @property
    def name(self) -> str:
        return f"linear_{self.rule}"

    @property
    def version(self) -> str:
        """The library entry that was loaded (or ``new``), and how many takes it rests on."""
        return f"{self._origin}+{self.belief.count}"

    def choose(self, state: SceneState, rng: np.random.Generator) -> Choice:
        """Take the direction whose value is highest under this policy's reading of its belief."""
        outlook = self.belief.outlook(state)
        values = grid(self._values(outlook, rng))
        chosen = tuple(int(i) for i in np.unravel_index(int(values.argmax()), values.shape))
        expected = float(grid(outlook.weights @ outlook.means)[chosen]) + outlook.level
        return Choice(
            direction=direction(chosen),
            policy=self.name,
            version=self.version,
            predicted=min(1.0, max(0.0, expected)),
        )

    def _values(self, outlook: Outlook, rng: np.random.Generator) -> Vector:
        return sample(outlook, rng) if self.rule == "thompson" else optimism(outlook, self.alpha)

    def learn(self, state: SceneState, choice: Choice, reward: float) -> Mapping[str, float]:
        """Update the belief on one take.

        Returns ``expected`` and ``expected_sd`` (what was believed before the reward was seen) and
        ``surprise``, the reward's distance from it in sds.
        """
        mean, sd = self.belief.observe(state, indices(choice.direction), reward)
        return {"expected": mean, "expected_sd": sd, "surprise": (reward - mean) / sd}

    def save(self, folder: Path) -> None:
        write_arrays(folder / BELIEF, self.belief.arrays())
        scales = len(self.belief.prior.scales)
        write_card(folder, self.name, scales=scales, attempts=self.belief.count, origin=self._origin)

    def load(self, folder: Path) -> None:
        card = read_card(folder, self.name)
        self.belief = Belief.of(read_arrays(folder / BELIEF, Belief.shapes(whole_number(card, "scales"))))
        self._origin = str(card.get("origin", folder.name))
