"""What a language-model policy and its network say to each other; free of any heavy import."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Figures: TypeAlias = NDArray[np.float32]
"""float32 (n, `reading.ROWS`, 4): what the model may read of its belief, one row per state."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepSettings:
    """How one update is made."""

    learning_rate: float = 3e-3
    kl: float = 0.1
    """Weight of the KL to the reference, against scores in reward units (0..1)."""
    gamma: float = 0.99
    """Discount over the tokens of one direction."""
    batch: int = 64
    """Directions per update."""
    mini_batch: int = 64
    """Directions per gradient step."""
    epochs: int = 1


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Drawn:
    """Directions sampled from a policy."""

    numbers: NDArray[np.int64]
    """(n, 4): option numbers in slot order."""
    tables: tuple[NDArray[np.float64], ...]
    """Per slot (n, options): log-probability of every option, given the words before."""
    words: NDArray[np.float64]
    """(n, 4): log-probability of each word that was drawn."""
    values: NDArray[np.float64]
    """(states,): what the value head expects of each state, relative to the belief's own expectation."""

    @property
    def log_probabilities(self) -> NDArray[np.float64]:
        """(n,): of the whole direction."""
        return np.asarray(self.words.sum(axis=1))
