"""The baseline of good practice: one direction, always."""

from collections.abc import Mapping
from pathlib import Path
from typing import final

import numpy as np

from rushes.direction import DEFAULT, Choice, SceneState
from rushes.policies.storage import read_card, write_card


@final
class FixedPolicy:
    """Directs every take by `rushes.direction.DEFAULT`; learns nothing."""

    name = "fixed"
    version = ""

    def choose(self, state: SceneState, rng: np.random.Generator) -> Choice:
        """Return the default direction; `rng` is not touched."""
        return Choice(direction=DEFAULT, policy=self.name)

    def learn(self, state: SceneState, choice: Choice, reward: float) -> Mapping[str, float]:
        return {}

    def save(self, folder: Path) -> None:
        write_card(folder, self.name)

    def load(self, folder: Path) -> None:
        read_card(folder, self.name)
