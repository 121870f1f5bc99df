"""The one file that knows TRL: PPO updates by `PPOTrainer.step` of trl 0.11.4.

That release is the last whose trainer takes externally scored (query, response) pairs one update at a time;
PPO was removed from TRL in 1.13. Algorithm: Schulman et al. 2017 (arXiv:1707.06347), with TRL's per-token KL
to a reference, GAE over the tokens of a response and advantages whitened over the batch, which is why a batch
of one learns nothing.

Importing this module imports torch and trl.
"""

import random
import sys
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import deepcopy
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any, final

import numpy as np
import torch

from rushes.policies.step import StepSettings

_UNUSED: Mapping[str, tuple[str, ...]] = {"datasets": ("Dataset",), "pandas": ("DataFrame", "Series")}
"""Packages that TRL imports for loaders and tables that are never made here, and what it names of them."""


@contextmanager
def _lightly() -> Iterator[None]:
    """Spare TRL's import what it does not need: 80 MB resident for `datasets`, 60 MB for `pandas`."""
    absent = [name for name in _UNUSED if name not in sys.modules]
    for name in absent:
        stand_in = ModuleType(name)
        stand_in.__spec__ = ModuleSpec(name, None)
        for kind in _UNUSED[name]:
            setattr(stand_in, kind, type(kind, (), {}))
        sys.modules[name] = stand_in
    try:
        yield
    finally:
        for name in absent:
            del sys.modules[name]


with warnings.catch_warnings(), _lightly():
    warnings.simplefilter("ignore")
    from accelerate.state import AcceleratorState, GradientState, PartialState
    from trl import AutoModelForCausalLMWithValueHead, PPOConfig, PPOTrainer


@contextmanager
def seeded(seed: int) -> Iterator[None]:
    """Run with the global generators seeded (TRL draws from them) and put them back afterwards."""
    states = random.getstate(), np.random.get_state()
    with torch.random.fork_rng(devices=[]):
        random.seed(seed)
        np.random.seed(seed % 2**32)
        torch.manual_seed(seed)
        try:
            yield
        finally:
            random.setstate(states[0])
            np.random.set_state(states[1])


class Apart:
    """Accelerate's process-wide state, kept apart: PPO's own, on the CPU, whoever else uses a GPU.

    Accelerate decides on a device once per process, and refuses ``cpu=True`` once anybody has begun on CUDA.
    """

    def __init__(self) -> None:
        self._own: dict[Any, dict[str, Any]] = {
            kind: {} for kind in (PartialState, AcceleratorState, GradientState)
        }

    def __enter__(self) -> None:
        self._others = {kind: dict(kind._shared_state) for kind in self._own}
        self._swap(self._own)
        PartialState(cpu=True)  # the first to ask decides, and TRL's own parts ask without saying

    def __exit__(self, *error: object) -> None:
        self._own = {kind: dict(kind._shared_state) for kind in self._own}
        self._swap(self._others)

    @staticmethod
    def _swap(states: dict[Any, dict[str, Any]]) -> None:
        for kind, state in states.items():
            shared: dict[str, Any] = kind._shared_state
            shared.clear()
            shared.update(state)


_APART = Apart()


def add_value_head(model: Any) -> Any:
    """Wrap a causal language model with TRL's value head, which starts at 0 everywhere, without dropout."""
    with _APART, seeded(0):
        headed = AutoModelForCausalLMWithValueHead.from_pretrained(model, summary_dropout_prob=0.0)
    torch.nn.init.zeros_(headed.v_head.summary.weight)
    torch.nn.init.zeros_(headed.v_head.summary.bias)
    return headed


@final
class TrlPPO:
    """PPO on a language model with value head, by TRL.

    Args:
        model: What `add_value_head` returned; trained in place.
        reference: Frozen model that the KL is measured against.
        tokenizer: The model's tokenizer (TRL pads with it).
    """

    def __init__(self, model: Any, reference: Any, tokenizer: Any, settings: StepSettings) -> None:
        self.settings = settings
        self.optimiser = torch.optim.Adam(model.parameters(), lr=settings.learning_rate)
        with _APART, seeded(0), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # "deprecated": known, and the reason for the pin
            config = PPOConfig(
                batch_size=settings.batch,
                mini_batch_size=min(settings.mini_batch, settings.batch),
                learning_rate=settings.learning_rate,
                init_kl_coef=settings.kl,
                adap_kl_ctrl=False,
                gamma=settings.gamma,
                ppo_epochs=settings.epochs,
                accelerator_kwargs={"cpu": True},
            )
            self._trainer = PPOTrainer(config, model, reference, tokenizer, optimizer=self.optimiser)

    def step(
        self,
        queries: Sequence[torch.Tensor],
        responses: Sequence[torch.Tensor],
        scores: Sequence[float],
        seed: int,
    ) -> dict[str, float]:
        """One PPO update on as many scored responses as `settings.batch`.

        Returns ``kl`` to the reference and ``entropy`` (nats per direction, before the update),
        ``policy_loss``, ``value_loss``, ``clip_fraction`` and ``moved``, the approximate KL of the update.
        """
        with _APART, seeded(seed), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # an estimated KL may be negative
            stats = self._trainer.step(list(queries), list(responses), [torch.tensor(s) for s in scores])
        tokens = len(responses[0])
        return {
            "kl": float(stats["objective/kl"]),
            "entropy": float(stats["ppo/policy/entropy"]) * tokens,
            "policy_loss": float(stats["ppo/loss/policy"]),
            "value_loss": float(stats["ppo/loss/value"]),
            "clip_fraction": float(stats["ppo/policy/clipfrac"]),
            "moved": float(stats["ppo/policy/approxkl"]),
        }


def frozen_copy(model: Any) -> Any:
    """A reference model: the same weights, never trained."""
    return deepcopy(model).requires_grad_(False).eval()
