"""What a language-model policy and its network say to each other; free of any heavy import."""

from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

Figures: TypeAlias = NDArray[np.float32]
"""float32 (n, `reading.ROWS`, 5): what the model may read of its belief, one row per state."""

SLOWEST: Final = 1e-4
"""Learning rates below do not move the policy within a film."""
SMALLEST: Final = 8
"""Batches below hold too few directions to compare."""


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


def remarks(step: StepSettings) -> tuple[str, ...]:
    """What about these settings keeps the policy from learning, one sentence each; empty when all is well."""
    told = []
    if step.learning_rate < SLOWEST:
        told.append(
            f"learning rate {step.learning_rate:g} will not move the policy within a film: as specified, PPO "
            "equals random after 1000 attempts (RL_LEARNING_RATE=3e-3 learns)"
        )
    if step.batch < SMALLEST:
        told.append(
            f"batch size {step.batch} teaches nothing: advantages are whitened over the batch, so the reward "
            "cancels out (PPO_BATCH_SIZE=64 learns)"
        )
    if step.kl > 1.0:
        told.append(
            f"KL weight {step.kl:g} pins the policy to where it started (RL_KL_PENALTY=0.1 lets it learn)"
        )
    return tuple(told)


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
