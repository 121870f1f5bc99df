"""Rehearsing in synthetic worlds: first the prior (empirical Bayes), then the policy (PPO over lifetimes).

Resumable: after every lesson the state lies in the work folder, and the same call goes on from there.
Importing this module imports torch.
"""

import json
import multiprocessing
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from numpy.typing import NDArray

from rushes.policies.belief import Prior
from rushes.policies.network import Network
from rushes.policies.ppo import LanguagePolicy, LearnerSettings
from rushes.policies.rehearsal.prior import Diary, fit_prior, keep_diary
from rushes.policies.rehearsal.school import (
    WORLDS_FROM,
    Lesson,
    Lifetimes,
    live,
    optimiser_for,
    slow_down,
    strength_of,
    teach,
)
from rushes.policies.rehearsal.search import SPANS, Search, Weights, best_reading, gain_of
from rushes.policies.rehearsal.world import World
from rushes.policies.step import StepSettings
from rushes.policies.storage import read_arrays, write_arrays

EXAM_FROM: Final = 4_000_000
"""First seed of the worlds of the exam."""
DIARIES_FROM: Final = 2_000_000
"""First seed of the worlds that the prior is fitted on."""
_STATE, _NOTES, _PRIOR, _READING = "network.npz", "notes.json", "prior.npz", "reading.json"

Tell = Callable[[str, int, int, Mapping[str, float]], None]
"""Called with stage, steps done, steps in all, and figures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a rehearsal consists of; the same plan gives the same policy on one machine."""

    lessons: int = 6
    lesson: Lesson = field(default_factory=Lesson)
    exam: int = 58
    """Unseen worlds in which the policy before the lessons and after them are compared; 0 = not."""
    search: Search = field(default_factory=Search)
    diaries: int = 150
    diary_attempts: int = 600
    rate: float = 6e-4
    seed: int = 0

    def card(self) -> dict[str, Any]:
        """The plan as plain JSON values."""
        return asdict(self)


@dataclass(frozen=True, slots=True, eq=False)
class Rehearsed:
    """What a rehearsal gave."""

    policy: LanguagePolicy
    curve: tuple[Mapping[str, float], ...]
    """Per lesson: mean quality of the first 36 attempts and of all, entropy and figures of the update."""
    exam: Mapping[str, float] = field(default_factory=dict)
    """Mean gain in unseen worlds before and after the lessons; the better of the two is the policy."""


def rehearse(plan: Plan, work: Path, *, jobs: int = 1, tell: Tell = lambda *told: None) -> Rehearsed:
    """Rehearse by `plan` in the folder `work`, or finish what lies there, with `jobs` processes."""
    work.mkdir(parents=True, exist_ok=True)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=_one_thread) as pool:
        prior = _prior(plan, work, pool, tell)
        untaught, network, curve = _school(plan, work, prior, pool, tell)
        taught = {k: v for k, v in network.arrays().items() if k.startswith("policy/")}
        gains = _examine(plan, prior, pool, [untaught, taught]) if plan.lessons and plan.exam else [0.0, 0.0]
    policy = LanguagePolicy(LearnerSettings(), prior=prior, seed=plan.seed)
    policy.network.take_over(taught if gains[1] >= gains[0] else untaught)
    exam = {"exam_before_lessons": gains[0], "exam_after_lessons": gains[1]}
    return Rehearsed(policy, tuple(curve), exam if plan.exam else {})


def _one_thread() -> None:
    torch.set_num_threads(1)


def _diary(seed: int, attempts: int) -> Diary:
    return keep_diary(World(seed, strength_of(seed)), attempts)


def _prior(plan: Plan, work: Path, pool: Executor, tell: Tell) -> Prior:
    path = work / _PRIOR
    if not path.exists():
        seeds = range(DIARIES_FROM + 10_000 * plan.seed, DIARIES_FROM + 10_000 * plan.seed + plan.diaries)
        diaries = []
        for diary in pool.map(_diary, seeds, [plan.diary_attempts] * plan.diaries):
            diaries.append(diary)
            tell("diaries", len(diaries), plan.diaries, {})
        prior = fit_prior(diaries, report=lambda step, change: tell("prior", step, 20, {"change": change}))
        write_arrays(path, prior.arrays())
    with np.load(path, allow_pickle=False) as file:
        return Prior.of({name: file[name] for name in file.files})


def _reading(plan: Plan, work: Path, prior: Prior, pool: Executor, tell: Tell) -> Weights:
    path = work / _READING
    if not path.exists():
        report: Callable[[int, int, float], None] = lambda done, rounds, gain: tell(  # noqa: E731
            "reading", done, rounds, {"gain": gain}
        )
        found = best_reading(plan.search, prior, pool, report)
        path.write_text(json.dumps(found), encoding="utf-8")
    sure, early = json.loads(path.read_text(encoding="utf-8"))
    return float(sure), float(early)


def _school(
    plan: Plan, work: Path, prior: Prior, pool: Executor, tell: Tell
) -> tuple[dict[str, NDArray[Any]], Network, list[dict[str, float]]]:
    network = Network("builtin", "ppo", StepSettings(), plan.seed)
    network.read_by(*_reading(plan, work, prior, pool, tell))
    untaught = {k: v for k, v in network.arrays().items() if k.startswith("policy/")}
    optimiser = optimiser_for(network, plan.rate)
    curve = _resume(work, network, optimiser)
    for number in range(len(curve), plan.lessons):
        first = WORLDS_FROM + 100_000 * plan.seed + number * plan.lesson.worlds
        seeds = list(range(first, first + plan.lesson.worlds))
        weights = {k: v for k, v in network.arrays().items() if k.startswith("policy/")}
        orders = [(weights, prior, [seed], plan.lesson, number) for seed in seeds]
        lived = _together(list(pool.map(_live, orders)))
        slow_down(optimiser, plan.rate * (1 - 0.8 * number / plan.lessons))
        figures = teach(network, optimiser, lived, plan.lesson, number)
        curve.append(
            {
                "first_36": float(lived.qualities[:, :, :36].mean()),
                "all": float(lived.qualities.mean()),
                **figures,
            }
        )
        _keep(work, network, optimiser, curve)
        tell("lessons", number + 1, plan.lessons, curve[-1])
    return untaught, network, curve


def _live(order: tuple[dict[str, NDArray[Any]], Prior, list[int], Lesson, int]) -> Lifetimes:
    weights, prior, seeds, lesson, number = order
    network = Network("builtin", "ppo", StepSettings(), 0)
    network.take_over(weights)
    return live(network, prior, seeds, lesson, hash_of(number, seeds[0]))


def _examine(
    plan: Plan, prior: Prior, pool: Executor, candidates: Sequence[Mapping[str, NDArray[Any]]]
) -> list[float]:
    """Mean gain of each candidate's weights in the same unseen worlds, as `search.live_by` counts it."""
    lesson, seeds = Lesson(copies=1, attempts=max(SPANS)), range(EXAM_FROM, EXAM_FROM + plan.exam)
    orders = [(dict(weights), prior, [seed], lesson, 0) for weights in candidates for seed in seeds]
    gains = [
        gain_of(lived.qualities[0, 0], strength_of(order[2][0]))
        for order, lived in zip(orders, pool.map(_live, orders), strict=True)
    ]
    return [float(np.mean(gains[at * plan.exam : (at + 1) * plan.exam])) for at in range(len(candidates))]


def hash_of(*numbers: int) -> int:
    """A seed that depends on all `numbers`."""
    return int(np.random.SeedSequence(numbers).generate_state(1)[0])


def _together(parts: Sequence[Lifetimes]) -> Lifetimes:
    names = ("queries", "figures", "numbers", "log_probabilities", "qualities")
    return Lifetimes(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))


def _keep(
    work: Path, network: Network, optimiser: torch.optim.Adam, curve: Sequence[Mapping[str, float]]
) -> None:
    arrays = {k: v for k, v in network.arrays().items() if k.startswith("policy/")}
    for number, moments in optimiser.state_dict()["state"].items():
        arrays |= {f"adam/{number}/{name}": tensor.numpy() for name, tensor in moments.items()}
    write_arrays(work / f"{_STATE}.new", arrays)
    (work / f"{_STATE}.new").replace(work / _STATE)
    (work / _NOTES).write_text(json.dumps(list(curve)), encoding="utf-8")


def _resume(work: Path, network: Network, optimiser: torch.optim.Adam) -> list[dict[str, float]]:
    if not (work / _NOTES).exists():
        return []
    arrays = read_arrays(work / _STATE, network.shapes(), more=("adam/",))
    network.take_over({k: v for k, v in arrays.items() if k.startswith("policy/")})
    moments: dict[int, dict[str, torch.Tensor]] = {}
    for key in (key for key in arrays if key.startswith("adam/")):
        _, number, name = key.split("/")
        moments.setdefault(int(number), {})[name] = torch.from_numpy(arrays[key].copy())
    optimiser.load_state_dict({**optimiser.state_dict(), "state": moments})
    curve: list[dict[str, float]] = json.loads((work / _NOTES).read_text(encoding="utf-8"))
    return curve
