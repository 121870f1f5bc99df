"""Meta-training: PPO over lifetimes in many random worlds, so that the policy learns how to explore.

The recurrent state of RL^2 (Duan et al. 2016, arXiv:1611.02779) is here the belief that the query carries.
Each world is lived through by several copies of the policy that meet the same scenes and the same noise; a
copy's advantage is its discounted return beyond the mean of its siblings at the same attempt (groups as in
Shao et al. 2024, arXiv:2402.03300), scaled so that weak and strong worlds count the same. Update: clipped
surrogate, Schulman et al. 2017 (arXiv:1707.06347). Importing this module imports torch.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import torch
from numpy.typing import NDArray

from rushes.policies.belief import Belief, Prior
from rushes.policies.features import direction
from rushes.policies.network import Network
from rushes.policies.reading import read
from rushes.policies.rehearsal.world import World

WORLDS_FROM: Final = 1_000_000
"""First seed of rehearsal worlds; held-out evaluation uses small seeds and can never meet them."""
STRENGTHS: Final = (0.3, 1.2)
"""Range of effect strengths, log-uniform."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """Sizes of the meta-training."""

    worlds: int = 24
    """Worlds per lesson."""
    copies: int = 4
    attempts: int = 200
    discount: float = 0.985
    sample: int = 4096
    """Attempts per lesson that the update looks at."""
    mini_batch: int = 512
    epochs: int = 2
    clip: float = 0.2


@dataclass(frozen=True, slots=True, eq=False)
class Lifetimes:
    """What copies of one policy lived through; leading axes (worlds, copies, attempts)."""

    queries: NDArray[np.int64]
    figures: NDArray[np.float32]
    numbers: NDArray[np.int64]
    log_probabilities: NDArray[np.float64]
    qualities: NDArray[np.float64]


def strength_of(seed: int) -> float:
    """The effect strength of a rehearsal world."""
    low, high = np.log(STRENGTHS)
    return float(np.exp(np.random.default_rng([seed, 80]).uniform(low, high)))


def live(network: Network, prior: Prior, seeds: Sequence[int], lesson: Lesson, seed: int) -> Lifetimes:
    """Let `lesson.copies` copies of the policy live through each world; the policy itself is not changed."""
    copies, rng = lesson.copies, np.random.default_rng(seed)
    worlds = [World(s, strength_of(s)) for s in seeds for _ in range(copies)]
    beliefs = [Belief(prior) for _ in worlds]
    steps: list[tuple[Any, ...]] = []
    network.body.desk.per_row = True
    for _ in range(lesson.attempts):
        states = [world.state() for world in worlds]
        figures = np.array([read(b.outlook(s)) for b, s in zip(beliefs, states, strict=True)])
        drawn = network.draw(states, figures, 1, rng.random((len(worlds), 4)))
        qualities = []
        for world, belief, state, numbers in zip(worlds, beliefs, states, drawn.numbers, strict=True):
            chosen = tuple(int(n) for n in numbers)
            reward, quality = world.shoot(direction(chosen))
            belief.observe(state, chosen, reward)  # type: ignore[arg-type]
            qualities.append(quality)
        steps.append(
            (network.queries(states).numpy(), figures, drawn.numbers, drawn.words, np.array(qualities))
        )
    network.body.desk.per_row = False
    stacked = [np.stack(parts, axis=1) for parts in zip(*steps, strict=True)]
    return Lifetimes(*(part.reshape(len(seeds), copies, *part.shape[1:]) for part in stacked))


def advantages(lived: Lifetimes, discount: float) -> NDArray[np.float64]:
    """Discounted return beyond the siblings' mean, in each world's own spread: (worlds, copies, attempts)."""
    returns = np.zeros_like(lived.qualities)
    running = np.zeros(lived.qualities.shape[:2])
    for step in reversed(range(returns.shape[2])):
        running = lived.qualities[:, :, step] + discount * running
        returns[:, :, step] = running
    apart = returns - returns.mean(axis=1, keepdims=True)
    spread = apart.std(axis=(1, 2), keepdims=True)
    return np.asarray(apart / (spread + 1e-6))


def optimiser_for(network: Network, rate: float) -> torch.optim.Adam:
    """Adam with a faster rate for the few weights that read the belief than for the language model."""
    reader = network.body.reader
    fast, medium = [reader.index.weight], list(reader.bend.parameters())
    known = {id(p) for p in (*fast, *medium)}
    rest = [p for p in network.body.parameters() if id(p) not in known]
    return torch.optim.Adam(
        [
            {"params": fast, "lr": 20 * rate},
            {"params": medium, "lr": 10 * rate},
            {"params": rest, "lr": rate},
        ]
    )


def slow_down(optimiser: torch.optim.Adam, rate: float) -> None:
    """Set the rate of the language model to `rate`, and the others in their proportion to it."""
    for group, factor in zip(optimiser.param_groups, (20.0, 10.0, 1.0), strict=True):
        group["lr"] = factor * rate


def teach(
    network: Network, optimiser: torch.optim.Adam, lived: Lifetimes, lesson: Lesson, seed: int
) -> dict[str, float]:
    """One PPO update on lifetimes; returns ``loss``, ``moved`` (approximate KL) and ``entropy``."""
    rng = np.random.default_rng(seed)
    gains = advantages(lived, lesson.discount).ravel()
    flat = [part.reshape(-1, *part.shape[3:]) for part in (lived.queries, lived.figures, lived.numbers)]
    old = lived.log_probabilities.reshape(-1, 4)
    told: list[tuple[float, float, float]] = []
    for _ in range(lesson.epochs):
        picked = rng.permutation(len(gains))[: lesson.sample]
        for start in range(0, len(picked), lesson.mini_batch):
            part = picked[start : start + lesson.mini_batch]
            told.append(
                _teach_some(network, optimiser, [f[part] for f in flat], old[part], gains[part], lesson)
            )
    loss, moved, entropy = np.mean(told, axis=0)
    return {"loss": float(loss), "moved": float(moved), "entropy": float(entropy)}


def _teach_some(
    network: Network,
    optimiser: torch.optim.Adam,
    data: Sequence[NDArray[Any]],
    old: NDArray[np.float64],
    gains: NDArray[np.float64],
    lesson: Lesson,
) -> tuple[float, float, float]:
    queries, figures, numbers = data
    desk = network.body.desk
    desk.per_row = True
    desk.lay(figures)
    ids = torch.cat([torch.from_numpy(queries), network.responses(numbers)], dim=1)
    table = network.body(input_ids=ids).logits[:, -5:-1].log_softmax(-1)
    desk.per_row = False
    new = table.gather(-1, ids[:, -4:, None]).squeeze(-1)
    before = torch.from_numpy(old).float()
    gain = torch.from_numpy(gains).float()[:, None]
    ratio = (new - before).exp()
    loss = -torch.minimum(ratio * gain, ratio.clamp(1 - lesson.clip, 1 + lesson.clip) * gain).mean()
    optimiser.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(network.body.parameters(), 1.0)
    optimiser.step()
    entropy = -(table.detach().exp() * table.detach()).sum(-1).sum(-1).mean()
    moved = 0.5 * ((new.detach() - before) ** 2).sum(1).mean()
    return float(loss.detach()), float(moved), float(entropy)
