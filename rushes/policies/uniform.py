"""The baseline that every claim of learning must beat: every direction equally likely."""

import math
from collections.abc import Mapping
from pathlib import Path
from typing import Final, final

import numpy as np

from rushes.direction import SLOTS, Choice, SceneState
from rushes.policies.features import OPTIONS, SIZES, direction
from rushes.policies.storage import read_card, write_card

UNIFORM: Final = tuple(
    (slot, tuple((option, 1 / len(options)) for option in options)) for slot, options in SLOTS.items()
)
"""The table of probabilities of a choice in which every option is equally likely."""


@final
class RandomPolicy:
    """Draws every slot uniformly; learns nothing. Keeping the best of n such takes is best-of-n random."""

    name = "random"
    version = ""

    def choose(self, state: SceneState, rng: np.random.Generator) -> Choice:
        """Draw one of the legal directions, each with the same probability."""
        chosen = [int(rng.integers(size)) for size in SIZES]
        return Choice(
            direction=direction(chosen),
            policy=self.name,
            probabilities=UNIFORM,
            log_probability=-sum(math.log(len(options)) for options in OPTIONS),
        )

    def learn(self, state: SceneState, choice: Choice, reward: float) -> Mapping[str, float]:
        return {}

    def save(self, folder: Path) -> None:
        write_card(folder, self.name)

    def load(self, folder: Path) -> None:
        read_card(folder, self.name)
