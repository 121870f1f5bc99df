"""The policies of `benchmarks/policy.py`: how each is made, how it is taught, how far it is followed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from rushes.policies.belief import cold_prior
from rushes.policies.fixed import FixedPolicy
from rushes.policies.linear import LinearBandit
from rushes.policies.ppo import LanguagePolicy, LearnerSettings
from rushes.policies.shipped import FOLDER, shipped_prior
from rushes.policies.step import StepSettings
from rushes.policies.uniform import RandomPolicy
from rushes.seams import Policy

Teaching = Literal["reward", "shuffled", "film return"]


@dataclass(frozen=True)
class Entry:
    """One row of the table."""

    make: Callable[[int], Policy]
    horizon: int = 1000
    weak_horizon: int = 0
    """Attempts in worlds with weak effects; 0 = not run there."""
    teaching: Teaching = "reward"
    heavy: bool = True


def _cold(**settings: object) -> Callable[[int], Policy]:
    return lambda seed: LanguagePolicy(LearnerSettings(**settings), seed=seed)  # type: ignore[arg-type]


def _rehearsed(learning_rate: float | None = None, **settings: object) -> Callable[[int], Policy]:
    def make(seed: int) -> Policy:
        step = StepSettings() if learning_rate is None else StepSettings(learning_rate=learning_rate)
        policy = LanguagePolicy(LearnerSettings(step=step, **settings), seed=seed)  # type: ignore[arg-type]
        policy.load(FOLDER)
        return policy

    return make


_NAIVE = StepSettings(learning_rate=1e-5, kl=0.1, batch=1, mini_batch=1, epochs=4)
_SHORT = 200

LINEUP: dict[str, Entry] = {
    "random": Entry(lambda seed: RandomPolicy(), 1000, 1000, heavy=False),
    "fixed": Entry(lambda seed: FixedPolicy(), 1000, 1000, heavy=False),
    "linucb": Entry(lambda seed: LinearBandit("ucb", cold_prior(), 2.0), 1000, 1000, heavy=False),
    "thompson": Entry(lambda seed: LinearBandit("thompson", cold_prior()), 1000, 1000, heavy=False),
    "linucb_rehearsed": Entry(lambda s: LinearBandit("ucb", shipped_prior(), 1.5), 1000, 1000, heavy=False),
    "thompson_rehearsed": Entry(lambda s: LinearBandit("thompson", shipped_prior()), 1000, 1000, heavy=False),
    "ppo_naive": Entry(_cold(step=_NAIVE, imagine=False, reads_belief=False), 1000),
    "ppo": Entry(_cold(), 1000, _SHORT),
    "ppo_rehearsed": Entry(_rehearsed(), 1000, _SHORT),
    "grpo": Entry(_cold(algorithm="grpo"), _SHORT, _SHORT),
    "placebo": Entry(_cold(), _SHORT, teaching="shuffled"),
    "ppo_frozen": Entry(_cold(step=StepSettings(learning_rate=0.0)), _SHORT),
    "ppo_rehearsed_frozen": Entry(_rehearsed(0.0), 1000),
    "ppo_history_hidden": Entry(_cold(reads_belief=False), _SHORT),
    "ppo_no_reward_model": Entry(_cold(imagine=False, reads_belief=False), _SHORT),
    "ppo_kl_0.01": Entry(_cold(step=StepSettings(kl=0.01)), _SHORT),
    "ppo_window_kl_0.1": Entry(
        _cold(imagine=False, reads_belief=False, step=StepSettings(kl=0.1, epochs=4)), _SHORT
    ),
    "ppo_batch_1": Entry(_cold(step=StepSettings(batch=1, mini_batch=1)), _SHORT),
    "ppo_film_return": Entry(_cold(), _SHORT, teaching="film return"),
}
"""Row name -> entry. Row names are stable: they are the keys of `results/policy.json`."""

BANDITS = ("linucb", "thompson", "linucb_rehearsed", "thompson_rehearsed")
"""What `ppo_rehearsed` must not fall below."""
