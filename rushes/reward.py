"""From raw figures to one reward that means something: calibration, composite, critique, acceptance.

Pure functions and frozen values; nothing here looks at a pixel.

The scale: a consistency score is a calibrated probability that both pictures show the same
subject, under equal priors. 0.50 is no evidence, 0.65 is odds of 1.9 to 1, 0.75 is 3 to 1. A
quality score is a percentile of a stated population.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from rushes.film import COMPONENTS, Constraint, Verdict

CAP = 0.95
"""No consistency score goes above this: past it, more likeness is only more copying."""

CONSISTENCY = ("character_consistency", "location_consistency")
"""The components that `SelfCritic` holds to the retry threshold."""

FLOORS: Mapping[str, float] = {"visual_quality": 0.25, "narrative_coherence": 0.40}
"""Below these a take is not accepted whatever its sum. Without them a take that contradicts the
story (narrative 0.2) still sums to 0.79. The consistency components have the retry threshold."""

GATE_FLOOR = 0.5
"""Below this a gate is named in the critique. Acceptance needs no floor for gates: a gate of
0.5 takes a quarter of the reward, so that 0.75 cannot be reached."""


def phi(z: float) -> float:
    """Percentile of a standard normal: 0 -> .50, .385 -> .65, .674 -> .75, 1 -> .84."""
    return 0.5 * (1.0 + math.erf(z / math.sqrt(2.0)))


def percentile(raw: float, mean: float, deviation: float) -> float:
    """Share of a normal population (`mean`, `deviation` > 0) that lies below `raw`."""
    return phi((raw - mean) / deviation)


def clip_score(frames: Sequence[float]) -> float:
    """Score of a clip from its sampled frames: 0.7 mean + 0.3 minimum, so one bad frame is felt.

    Raises:
        ValueError: there is no frame.
    """
    if not frames:
        raise ValueError("a clip score needs at least one frame")
    return 0.7 * math.fsum(frames) / len(frames) + 0.3 * min(frames)


@dataclass(frozen=True, slots=True, kw_only=True)
class Logistic:
    """P(same) from one or more similarity figures (Platt scaling with equal class priors)."""

    weights: tuple[float, ...]
    """Per figure, in units of the raw figure."""
    bias: float

    def probability(self, figures: Sequence[float]) -> float:
        """Probability in (0, 1) for one observation of ``len(weights)`` finite figures."""
        z = self.bias + math.fsum(w * x for w, x in zip(self.weights, figures, strict=True))
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, z))))


def fit_logistic(
    same: NDArray[np.float64], different: NDArray[np.float64], ridge: float = 1e-2, steps: int = 200
) -> Logistic:
    """Fit `Logistic` by damped Newton steps on standardised figures; deterministic.

    Args:
        same: (N,) or (N, D) figures of pairs that show the same subject.
        different: (M,) or (M, D) figures of pairs that do not.
        ridge: L2 penalty on the standardised weights; keeps separable data finite.
        steps: Newton steps.

    Raises:
        ValueError: a class is empty or the widths differ.
    """
    if not len(same) or not len(different) or same.shape[1:] != different.shape[1:]:
        raise ValueError("fit_logistic needs both classes, with the same figures")
    same, different = (np.asarray(x, np.float64).reshape(len(x), -1) for x in (same, different))
    x = np.concatenate([same, different])
    y = np.repeat([1.0, 0.0], [len(same), len(different)])
    prior = np.repeat([0.5 / len(same), 0.5 / len(different)], [len(same), len(different)])
    mean, scale = x.mean(0), np.maximum(x.std(0), 1e-9)
    design = np.column_stack([(x - mean) / scale, np.ones(len(x))])
    theta = _newton(design, y, prior, np.diag([ridge] * x.shape[1] + [1e-6]), steps)
    weights = theta[:-1] / scale
    return Logistic(weights=tuple(map(float, weights)), bias=float(theta[-1] - weights @ mean))


def fit_monotone(
    same: NDArray[np.float64], different: NDArray[np.float64], signs: Sequence[int], ridge: float = 1e-2
) -> Logistic:
    """As `fit_logistic`, with weights of known direction: no figure may count the wrong way round.

    Figures that tell nearly the same get weights of opposite signs, which is well where they were fitted and
    nonsense beyond. The weight that is wrong by most is dropped until none is (backward elimination).

    Args:
        same: (N, D), see `fit_logistic`.
        different: (M, D).
        signs: D times -1 (more of it is less the same), 1 (more is more) or 0 (either way).
        ridge: See `fit_logistic`.

    Raises:
        ValueError: see `fit_logistic`; or the number of signs differs, or every figure counts the wrong way.
    """
    if same.shape[1:] != (len(signs),):
        raise ValueError(f"{len(signs)} signs for figures of shape {same.shape}")
    kept, scale = list(range(len(signs))), np.concatenate([same, different]).std(0)
    while True:
        found = fit_logistic(same[:, kept], different[:, kept], ridge)
        wrong = [-signs[k] * w * scale[k] for k, w in zip(kept, found.weights, strict=True)]
        if max(wrong, default=0.0) <= 0:
            break
        kept.pop(int(np.argmax(wrong)))
        if not kept:
            raise ValueError("no figure counts the way it should")
    weights = dict(zip(kept, found.weights, strict=True))
    return Logistic(weights=tuple(weights.get(k, 0.0) for k in range(len(signs))), bias=found.bias)


def _newton(
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    prior: NDArray[np.float64],
    penalty: NDArray[np.float64],
    steps: int,
) -> NDArray[np.float64]:
    theta = np.zeros(x.shape[1])
    for _ in range(steps):
        p = 1.0 / (1.0 + np.exp(-np.clip(x @ theta, -30, 30)))
        gradient = x.T @ (prior * (p - y)) + penalty @ theta
        curvature = (x * (prior * p * (1 - p))[:, None]).T @ x + penalty + 1e-9 * np.eye(len(theta))
        move = np.clip(np.linalg.solve(curvature, gradient), -2, 2)
        theta = theta - move
        if np.abs(move).max() < 1e-10:
            break
    return theta


@dataclass(frozen=True, slots=True, kw_only=True)
class Reward:
    """The composite of one take and what it is made of."""

    value: float | None
    """Weighted mean of `parts` times ``0.5 + 0.5 * gate``, 0..1; None when no part was measured."""
    parts: Mapping[str, float]
    """Component -> score, for the components that were measured."""
    gates: Mapping[str, float]
    """Gate -> score, for the gates that were measured."""
    missing: Mapping[str, str] = field(default_factory=dict)
    """Component or gate that could not be measured -> why."""

    @property
    def gate(self) -> float:
        """The lowest gate; 1 when none was measured."""
        return min(self.gates.values(), default=1.0)

    @property
    def weakest(self) -> str | None:
        """The lowest measured component; None when nothing was measured."""
        return min(self.parts, key=self.parts.__getitem__, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class RewardModel:
    """The specification's composite: a weighted mean of the components that exist, gated.

    Gates multiply by ``0.5 + 0.5 * lowest gate``, outside the weighted mean: what they catch
    (a frozen clip, an absent subject) cannot be bought back by the other components.

    Raises:
        ValueError: a weight is negative or missing, or all are 0.
    """

    weights: Mapping[str, float]
    """Component -> weight, for each of `COMPONENTS`."""

    def __post_init__(self) -> None:
        if set(self.weights) != set(COMPONENTS):
            raise ValueError(f"weights must name exactly {', '.join(COMPONENTS)}")
        if min(self.weights.values()) < 0 or sum(self.weights.values()) <= 0:
            raise ValueError("weights must not be negative, and not all 0")

    def score(self, verdicts: Iterable[Verdict]) -> Reward:
        """Composite of `verdicts`. Several critics of one component or gate count by their mean."""
        parts, gates, missing = _scores(verdicts)
        for component in COMPONENTS:
            if component not in parts:
                missing.setdefault(component, "no critic watched for it")
        weight = math.fsum(self.weights[c] for c in parts)
        if weight <= 0:
            return Reward(value=None, parts=parts, gates=gates, missing=missing)
        mean = math.fsum(self.weights[c] * parts[c] for c in parts) / weight
        value = mean * (0.5 + 0.5 * min(gates.values(), default=1.0))
        return Reward(value=min(1.0, max(0.0, value)), parts=parts, gates=gates, missing=missing)


def _scores(verdicts: Iterable[Verdict]) -> tuple[dict[str, float], dict[str, float], dict[str, str]]:
    parts: dict[str, list[float]] = {}
    gates: dict[str, list[float]] = {}
    missing: dict[str, str] = {}
    for verdict in verdicts:
        if verdict.score is None:
            missing[verdict.component] = verdict.note or f"{verdict.critic} could not tell"
        else:
            (gates if verdict.gate else parts).setdefault(verdict.component, []).append(verdict.score)
    measured = parts.keys() | gates.keys()
    missing = {name: why for name, why in missing.items() if name not in measured}
    ordered = {c: _mean(parts[c]) for c in COMPONENTS if c in parts}
    return ordered, {name: _mean(gates[name]) for name in sorted(gates)}, missing


def _mean(values: list[float]) -> float:
    return math.fsum(values) / len(values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Critique:
    """What the self-critic says about one take, and what the next take must hold."""

    passed: bool
    """True unless a consistency score lies below the threshold."""
    summary: str
    """In words: what drifted, where and by how much."""
    constraints: tuple[Constraint, ...]
    """What the next take must hold more tightly, the most serious first; when nothing lies below
    its floor, what the weakest verdict asks for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfCritic:
    """Reads the verdicts as a director would: what must be shot again, and with which order.

    Raises:
        ValueError: the threshold is outside [0, 1].
    """

    threshold: float
    """`CLIP_CONSISTENCY_THRESHOLD`: a consistency score below it asks for a retry."""

    def __post_init__(self) -> None:
        if not 0 <= self.threshold <= 1:
            raise ValueError(f"threshold must lie in [0, 1], got {self.threshold}")

    def review(self, verdicts: Iterable[Verdict]) -> Critique:
        """Judge the consistency verdicts; a score that is None cannot fail, and is said."""
        verdicts = tuple(verdicts)
        low = sorted((v for v in verdicts if self._low(v)), key=lambda v: v.score or 0.0)
        unmeasured = [v for v in verdicts if v.score is None and v.component in CONSISTENCY]
        told = [_tell(v, self._floor(v)) for v in low]
        told += [f"{_words(v.component)} not measured: {v.note}" for v in unmeasured]
        named = low or sorted((v for v in verdicts if v.score is not None), key=lambda v: v.score or 0.0)[:1]
        return Critique(
            passed=not any(v.component in CONSISTENCY for v in low),
            summary="; ".join(told) or "nothing drifted",
            constraints=tuple(dict.fromkeys(c for v in named for c in v.constraints)),
        )

    def _floor(self, verdict: Verdict) -> float:
        if verdict.gate:
            return GATE_FLOOR
        return self.threshold if verdict.component in CONSISTENCY else FLOORS.get(verdict.component, 0.0)

    def _low(self, verdict: Verdict) -> bool:
        return verdict.score is not None and verdict.score < self._floor(verdict)


def _words(component: str) -> str:
    return component.replace("_", " ")


def _tell(verdict: Verdict, floor: float) -> str:
    detail = f": {verdict.note}" if verdict.note else ""
    return f"{_words(verdict.component)} {verdict.score:.2f}, below {floor:.2f}{detail}"


def accepts(reward: Reward, critique: Critique, threshold: float) -> bool:
    """True when a take needs no retry.

    It does when the composite reaches `threshold` (`RL_REWARD_THRESHOLD`), the self-critic
    passed it and no component lies below its floor (`FLOORS`). A take of which nothing could
    be measured is never accepted: nobody saw that it is good.
    """
    sound = all(reward.parts[c] >= floor for c, floor in FLOORS.items() if c in reward.parts)
    return reward.value is not None and reward.value >= threshold and critique.passed and sound
