"""The policy network with its optimiser and reference: arrays in, arrays out, torch within.

Importing this module imports torch and transformers; TRL only for PPO.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Final, final

import numpy as np
import torch
from numpy.typing import NDArray

from rushes.direction import SceneState
from rushes.errors import PolicyError
from rushes.policies.backbone import load_backbone
from rushes.policies.state_text import words
from rushes.policies.step import Drawn, Figures, StepSettings
from rushes.policies.trl_ppo import TrlPPO, add_value_head, frozen_copy


@final
class Network:
    """A causal language model with value head, its frozen reference and its optimiser.

    Args:
        backbone: ``builtin``, or the folder or hub id of a causal language model.
        algorithm: ``ppo`` (by TRL) or ``grpo``.
        step: Sizes of one update.
        seed: Draws the initial weights of the built-in backbone and of the parts that are added to others.
    """

    def __init__(self, backbone: str, algorithm: str, step: StepSettings, seed: int) -> None:
        self.step: Final = step
        self.algorithm: Final = algorithm
        self._small: Final = backbone == "builtin"
        self.tokenizer, body = load_backbone(backbone, seed)
        self.model = add_value_head(body)
        self.reference = frozen_copy(self.model)
        self._stepper = self._new_stepper()
        self._ids = dict(self.tokenizer.get_vocab())

    @property
    def body(self) -> Any:
        return self.model.pretrained_model

    @contextmanager
    def _threads(self) -> Iterator[None]:
        # In matrices as small as the built-in network's, threads wait for each other longer than they work
        # (many times longer beside a busy core), and the last bits would depend on their number.
        before = torch.get_num_threads()
        torch.set_num_threads(1 if self._small else before)
        try:
            yield
        finally:
            torch.set_num_threads(before)

    def speak_up(self) -> None:
        """Give the language model its full voice from the start: for a policy that reads no belief."""
        with torch.no_grad():
            for model in (self.model, self.reference):
                model.pretrained_model.voice.fill_(1.0)

    def read_by(self, sure: float, early: float) -> None:
        """Let the reader's index start from these weights of the figures ``sure`` and ``early``."""
        with torch.no_grad():
            for model in (self.model, self.reference):
                model.pretrained_model.reader.index.weight.copy_(torch.tensor([[0.0, 0.0, 0.0, sure, early]]))

    def _new_stepper(self) -> Any:
        if self.algorithm == "ppo":
            return TrlPPO(self.model, self.reference, self.tokenizer, self.step)
        from rushes.policies.grpo import GroupRelative

        return GroupRelative(self.model, self.reference, self.step)

    def queries(self, states: Sequence[SceneState]) -> torch.Tensor:
        """Token ids of the states' queries, int64 (n, `LENGTH`); state i reads register i."""
        register = 0 if self.body.desk.per_row else 1
        return torch.tensor(
            [[self._ids[w] for w in words(state, i * register)] for i, state in enumerate(states)]
        )

    def draw(
        self, states: Sequence[SceneState], figures: Figures, copies: int, uniforms: NDArray[np.float64]
    ) -> Drawn:
        """Sample `copies` directions per state, who reads the `figures` of its own row.

        Args:
            figures: float32 (n, `ROWS`, 5), see `rushes.policies.reading`.
            uniforms: float64 (n * copies, 4) in [0, 1), all the randomness there is.
        """
        self.model.eval()
        self.body.desk.lay(figures)
        with torch.no_grad(), self._threads():
            sampled = self.body.direct(self.queries(states), torch.arange(len(states)), copies, uniforms)
            values = self.model.v_head(sampled.state).squeeze(-1)
        return Drawn(
            numbers=sampled.numbers.numpy(),
            tables=tuple(table.numpy() for table in sampled.tables),
            words=sampled.log_probabilities().numpy(),
            values=values.double().numpy(),
        )

    def responses(self, numbers: NDArray[np.int64]) -> torch.Tensor:
        """Token ids of directions, int64 (n, 4)."""
        ids = self.body.option_ids
        return torch.tensor([[ids[slot][number] for slot, number in enumerate(row)] for row in numbers])

    def log_probability(self, state: SceneState, figures: Figures, numbers: NDArray[np.int64]) -> float:
        """Log-probability of one direction, option numbers (4,), in one state."""
        self.model.eval()
        self.body.desk.lay(figures)
        ids = torch.cat([self.queries([state]), self.responses(numbers[None])], dim=1)
        with torch.no_grad(), self._threads():
            table = self.body(input_ids=ids).logits[0, -5:-1].double().log_softmax(-1)
        return float(table.gather(-1, ids[0, -4:, None]).sum())

    def update(
        self,
        states: Sequence[SceneState],
        figures: Figures,
        which: NDArray[np.int64],
        numbers: NDArray[np.int64],
        scores: NDArray[np.float64],
        seed: int,
    ) -> dict[str, float]:
        """One update on scored directions; direction i answers state ``which[i]``.

        Returns ``kl`` to the reference and ``entropy`` (nats per direction), ``policy_loss``, ``value_loss``,
        ``clip_fraction`` and ``moved``; nothing, and does nothing, at learning rate 0.
        """
        if not self.step.learning_rate:
            return {}
        self.body.desk.lay(figures)
        queries = self.queries(states)[torch.from_numpy(which)]
        responses = self.responses(numbers)
        with self._threads():
            figures_of: dict[str, float] = self._stepper.step(
                list(queries), list(responses), [float(s) for s in scores], seed
            )
        if not all(bool(torch.isfinite(p).all()) for p in self.model.parameters()):
            raise PolicyError(
                "the policy's weights are no longer finite after an update",
                todo="lower RL_LEARNING_RATE, or raise PPO_BATCH_SIZE above 1",
            )
        return figures_of

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Weights, value head, optimiser, and the reference where it differs, as named arrays."""
        weights = self.model.state_dict()
        found = {f"policy/{name}": tensor for name, tensor in weights.items()}
        for name, tensor in self.reference.state_dict().items():
            if not torch.equal(tensor, weights[name]):
                found[f"reference/{name}"] = tensor
        for number, moments in self._stepper.optimiser.state_dict()["state"].items():
            found |= {f"adam/{number}/{name}": tensor for name, tensor in moments.items()}
        return {name: tensor.detach().cpu().numpy().copy() for name, tensor in found.items()}

    def shapes(self) -> dict[str, tuple[int, ...]]:
        """The names and shapes of the arrays that every saved network has."""
        return {f"policy/{name}": tuple(tensor.shape) for name, tensor in self.model.state_dict().items()}

    def take_over(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        """Take over what `arrays` gave, optimiser included when it is there."""
        weights = {name: arrays[f"policy/{name}"] for name in self.model.state_dict()}
        _copy_into(self.model, weights)
        _copy_into(self.reference, {n: arrays.get(f"reference/{n}", w) for n, w in weights.items()})
        self._stepper = self._new_stepper()
        moments: dict[int, dict[str, torch.Tensor]] = {}
        for key, value in arrays.items():
            if key.startswith("adam/"):
                _, number, name = key.split("/")
                moments.setdefault(int(number), {})[name] = torch.from_numpy(value.copy())
        if moments:
            state = self._stepper.optimiser.state_dict()
            self._stepper.optimiser.load_state_dict({**state, "state": moments})


def _copy_into(model: Any, values: Mapping[str, NDArray[Any]]) -> None:
    # TRL's wrapper renames keys in load_state_dict and would drop the value head; copy by name instead.
    with torch.no_grad():
        for name, tensor in model.state_dict().items():
            tensor.copy_(torch.from_numpy(values[name].copy()))
