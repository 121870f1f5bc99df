"""Rehearsal on a real engine: small animatic films, watched by the embedded critics, until it is known.

First films directed at random tell what each option is worth; films directed on that knowledge look closer at
what seems good. All takes together become the prior and the policy that films of this engine start from.
Resumable: every film's takes are kept in the work folder.
"""

import math
import multiprocessing
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from itertools import product
from pathlib import Path
from typing import Final

import numpy as np

from rushes.policies.belief import EFFECTS, Belief, Prior
from rushes.policies.features import FILM_AT, direction, indices
from rushes.policies.linear import LinearBandit
from rushes.policies.shipped import FOLDER, shipped_prior
from rushes.policies.storage import CARD, Taken, add_facts, read_takes, write_takes
from rushes.policies.uniform import RandomPolicy
from rushes.seams import Policy

NOISES: Final = (0.04, 0.06, 0.09, 0.13)
"""sds of one reward that are considered."""
SCENE_SDS: Final = (0.04, 0.08, 0.15)
"""How much scenes may differ, sd."""
DRIFT: Final = 0.01
"""sd added to every effect: the next film is not quite like the rehearsal's."""
COMMAND: Final = "rushes rehearse --films {films} --scripts benchmarks/screenplays/rehearsal --ship OUT"
Tell = Callable[[str, int, int, Mapping[str, float]], None]


@dataclass(frozen=True, slots=True)
class _Shoot:
    """One film to be shot: in which turn, from which screenplay, with which seed."""

    turn: int
    script: Path
    seed: int

    @property
    def name(self) -> str:
        return f"{self.turn}-{self.script.stem}-{self.seed:03}.jsonl"


def rehearse_films(
    scripts: Sequence[Path], films: int, work: Path, *, jobs: int, tell: Tell
) -> tuple[Prior, list[list[Taken]]]:
    """Shoot `films` small films, a third of them at random; returns the prior they teach, and their takes.

    Raises:
        RushesError: a film could not be shot; what was shot stays in `work`.
    """
    work.mkdir(parents=True, exist_ok=True)
    shoots = [
        _Shoot(0 if n < films // 3 else 1, scripts[n % len(scripts)], n // len(scripts)) for n in range(films)
    ]
    taken: list[list[Taken]] = []
    prior = shipped_prior()
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context) as pool:
        for turn in (0, 1):
            if taken:
                prior = learned(taken)
            part = [shoot for shoot in shoots if shoot.turn == turn]
            shot = pool.map(partial(_takes, prior, work), part)
            for done, takes in enumerate(shot, 1):
                taken.append(takes)
                mean = float(np.mean([take.reward for take in takes])) if takes else math.nan
                tell(("films at random", "films directed")[turn], done, len(part), {"mean reward": mean})
    return learned(taken), taken


def _takes(prior: Prior, work: Path, shoot: _Shoot) -> list[Taken]:
    path = work / shoot.name
    if not path.exists():
        from rushes.practice import small_film

        policy: Policy = LinearBandit("thompson", prior) if shoot.turn else RandomPolicy()
        film = small_film(shoot.script, policy, seed=1000 * shoot.turn + shoot.seed)
        found = [
            Taken(take.state, indices(take.direction), take.reward)
            for scene in film
            for take in scene
            if take.reward is not None and take.prompt.executed
        ]
        write_takes(path.with_suffix(".partial"), found)
        path.with_suffix(".partial").replace(path)
    return read_takes(path)


def learned(films: Sequence[Sequence[Taken]]) -> Prior:
    """What these films teach about their engine: the general prior's posterior, as a prior for the next film.

    Noise and the scenes' spread are those under which the rewards were likeliest (type-II likelihood, Bishop
    2006, 3.5); effects keep their posterior means and sds, one by one, plus `DRIFT`.
    """
    start = shipped_prior()
    tried = [
        _read(replace(start, noise=noise, scene_sd=scene_sd), films)
        for noise, scene_sd in product(NOISES, SCENE_SDS)
    ]
    belief = max(tried, key=lambda pair: pair[1])[0]
    weights, means = belief.weights, belief.means
    mean = weights @ means
    spread = np.array([np.diag(covariance) for covariance in belief.covariances])
    variance = weights @ (spread + (means - mean) ** 2)
    return Prior(
        mean=mean[:EFFECTS],
        sd=np.sqrt(variance[:EFFECTS] + DRIFT**2),
        scales=np.ones(1),
        weights=np.ones(1),
        level=float(mean[FILM_AT]),
        level_sd=0.08,
        scene_sd=belief.prior.scene_sd,
        noise=belief.prior.noise,
    )


def _read(prior: Prior, films: Sequence[Sequence[Taken]]) -> tuple[Belief, float]:
    belief, evidence = Belief(prior), 0.0
    for take in (take for film in films for take in film):
        mean, sd = belief.observe(take.state, take.numbers, take.reward)
        evidence -= math.log(sd) + 0.5 * ((take.reward - mean) / sd) ** 2
    return belief, evidence


def ship_engine(prior: Prior, films: Sequence[Sequence[Taken]], out: Path, *, engine: str) -> None:
    """Write the policy for films of `engine` into `out`: the rehearsed network with the engine's prior."""
    from rushes.policies.ppo import LanguagePolicy
    from rushes.policies.rehearsal.shipping import draw_curve

    out.mkdir(parents=True, exist_ok=True)
    policy = LanguagePolicy(prior=prior)
    policy.load(FOLDER)
    policy.belief = Belief(prior)
    policy.save(out)
    means = [float(np.mean([take.reward for take in film])) for film in films if film]
    third = len(films) // 3
    add_facts(
        out / CARD,
        origin="shipped",
        engine=engine,
        made_by=COMMAND.format(films=len(films)),
        films=0,
        parent="the general rehearsed policy",
        rehearsed={"films": len(films), "takes": sum(map(len, films))},
        evaluation={
            "mean_reward_at_random": round(float(np.mean(means[:third])), 4),
            "mean_reward_directed": round(float(np.mean(means[third:])), 4),
            "noise": prior.noise,
            "scene_sd": prior.scene_sd,
            "expects_best": str(direction(_best(prior))),
        },
    )
    curve = [{"first_36": at, "all": float(np.mean(means[: n + 1]))} for n, at in enumerate(means)]
    labels = {"first_36": "each film", "all": "all films so far"}
    told = f"film (1 to {len(means)}; from {third + 1} on directed by what was learned); mean reward, 0 to 1"
    (out / "curve.svg").write_text(draw_curve(curve, labels, told), encoding="utf-8")


def _best(prior: Prior) -> tuple[int, ...]:
    """The option per slot that is worth most in every context together."""
    from rushes.policies.features import SIZES, STARTS, WIDTH

    always = prior.mean[: sum(SIZES) * WIDTH : WIDTH]
    return tuple(
        int(always[start : start + size].argmax()) for start, size in zip(STARTS, SIZES, strict=True)
    )
