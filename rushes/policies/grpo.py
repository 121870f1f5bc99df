"""Group relative policy optimisation (Shao et al. 2024, arXiv:2402.03300), the critic-free sibling of PPO.

The directions that answer the same query are a group; an advantage is the score's distance from its group's
mean in the group's standard deviations. Clipped surrogate as in PPO, and a k3 estimate of the KL to the
reference in the loss. Importing this module imports torch.
"""

from collections.abc import Sequence
from typing import Any, final

import torch

from rushes.policies.step import StepSettings

_CLIP = 0.2
_SPREAD = 1e-3


@final
class GroupRelative:
    """GRPO on a language model (its value head stays untouched).

    Args:
        model: A language model with value head; trained in place.
        reference: Frozen model that the KL is measured against.
    """

    def __init__(self, model: Any, reference: Any, settings: StepSettings) -> None:
        self.settings, self._model, self._reference = settings, model, reference
        self.optimiser = torch.optim.Adam(model.pretrained_model.parameters(), lr=settings.learning_rate)

    def step(
        self,
        queries: Sequence[torch.Tensor],
        responses: Sequence[torch.Tensor],
        scores: Sequence[float],
        seed: int,
    ) -> dict[str, float]:
        """One update on responses grouped by equal queries; figures as `TrlPPO.step`. Ignores `seed`."""
        ids = torch.cat([torch.stack(list(queries)), torch.stack(list(responses))], dim=1)
        advantages = _within_groups(torch.stack(list(queries)), torch.tensor(scores))[:, None]
        with torch.no_grad():
            old, _ = _log_probabilities(self._model, ids)
            anchor, _ = _log_probabilities(self._reference, ids)
        for _ in range(self.settings.epochs):
            new, entropy = _log_probabilities(self._model, ids)
            ratio = (new - old).exp()
            gain = torch.minimum(ratio * advantages, ratio.clamp(1 - _CLIP, 1 + _CLIP) * advantages)
            apart = anchor - new
            loss = (self.settings.kl * (apart.exp() - 1 - apart) - gain).mean()
            self.optimiser.zero_grad()
            loss.backward()
            self.optimiser.step()
        return {
            "kl": float((old - anchor).sum(1).mean()),
            "entropy": float(entropy.detach().sum(1).mean()),
            "policy_loss": float(loss.detach()),
            "value_loss": 0.0,
            "clip_fraction": float(((ratio.detach() - 1).abs() > _CLIP).float().mean()),
            "moved": float((0.5 * (new.detach() - old) ** 2).mean()),
        }


def _within_groups(queries: torch.Tensor, scores: torch.Tensor) -> torch.Tensor:
    _, group = torch.unique(queries, dim=0, return_inverse=True)
    member = torch.nn.functional.one_hot(group).float()
    size = member.sum(0)
    mean = (scores @ member) / size
    spread = (((scores - mean[group]) ** 2) @ member / size).sqrt()
    return (scores - mean[group]) / (spread[group] + _SPREAD)


def _log_probabilities(model: Any, ids: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Log-probability of each response word and the entropy at its place, both (n, 4)."""
    table = model.pretrained_model(input_ids=ids).logits[:, -5:-1].log_softmax(-1)
    entropy = -(table.exp() * table).sum(-1)
    return table.gather(-1, ids[:, -4:, None]).squeeze(-1), entropy
