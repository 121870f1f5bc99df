"""How well the policies direct: mean quality of the chosen directions in synthetic worlds they never met.

    python benchmarks/policy.py --jobs 16 --lives FILE # everything, writes results/policy.json
    python benchmarks/policy.py --lives FILE --table   # the same table from what has finished so far
    python benchmarks/policy.py --only ppo --seeds 2   # a quick look, writes nothing

Every seed is another world (`rushes.policies.rehearsal.world`); seeds 0..19 were used for no tuning, and
rehearsal draws its worlds from 1,000,000 upwards. A policy sees noisy rewards, the table shows noise-free
quality. `kept` is the quality of the attempt with the best observed reward of each scene: what the film would
show. Figures are means over seeds with the half-width of the 95 % confidence interval; differences are paired
by seed.
"""

import argparse
import json
import multiprocessing
import os
import resource
import subprocess
import time
import warnings
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import replace
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
from machine import machine
from policy_lineup import BANDITS, LINEUP, Teaching

from rushes.direction import Choice, SceneState
from rushes.policies.rehearsal.world import ATTEMPTS, SCENES, World, yardsticks
from rushes.policies.uniform import RandomPolicy
from rushes.seams import Policy

RESULTS = Path(__file__).parent / "results" / "policy.json"
HORIZONS = (36, 200, 1000)
STRENGTHS = {"strong": 1.0, "weak": 0.4}
FILM = SCENES * ATTEMPTS
GAMMA = 0.99


class Teacher:
    """Hands takes to a policy: with their own reward, with a stranger's, or with the film's return."""

    def __init__(self, policy: Policy, teaching: Teaching, seed: int) -> None:
        self.policy, self.teaching = policy, teaching
        self.stranger, self.rng = World(500_000 + seed), np.random.default_rng([seed, 6])
        self.film: list[tuple[SceneState, Choice, float]] = []

    def sees(self, state: SceneState) -> SceneState:
        if self.teaching != "shuffled":
            return state
        return replace(state, previous_reward=None, weakest=None, history=())

    def hand(self, state: SceneState, choice: Choice, reward: float) -> None:
        if self.teaching == "shuffled":
            reward = self.stranger.shoot(RandomPolicy().choose(state, self.rng).direction)[0]
        if self.teaching != "film return":
            self.policy.learn(state, choice, reward)
            return
        self.film.append((state, choice, reward))
        if len(self.film) == FILM:
            rewards = np.array([r for _, _, r in self.film])
            for at, (earlier, chosen, _) in enumerate(self.film):
                weights = GAMMA ** np.arange(FILM - at)
                self.policy.learn(earlier, chosen, float(rewards[at:] @ weights / weights.sum()))
            self.film = []


def live(name: str, strength: float, seed: int, horizon: int) -> dict[str, Any]:
    """One policy in one world: quality and reward of every attempt, CPU milliseconds per attempt."""
    warnings.simplefilter("ignore")
    entry = LINEUP[name]
    world, policy = World(seed, strength), entry.make(seed)
    teacher, rng = Teacher(policy, entry.teaching, seed), np.random.default_rng([seed, 5])
    qualities, rewards, started = [], [], time.process_time()
    for _ in range(horizon):
        state = teacher.sees(world.state())
        choice = policy.choose(state, rng)
        reward, quality = world.shoot(choice.direction)
        teacher.hand(state, choice, reward)
        qualities.append(quality)
        rewards.append(reward)
    cost = (time.process_time() - started) / horizon * 1e3
    return {"quality": qualities, "reward": rewards, "cpu_ms": cost}


def single_thread() -> None:
    import torch

    torch.set_num_threads(1)


def half_width(values: np.ndarray) -> float:
    return float(1.96 * values.std(ddof=1) / len(values) ** 0.5)


def kept(qualities: np.ndarray, rewards: np.ndarray) -> np.ndarray:
    """Quality of the best-rewarded attempt per scene, mean over scenes; (seeds, attempts) -> (seeds,)."""
    scenes = qualities.shape[1] // ATTEMPTS
    shape = (len(qualities), scenes, ATTEMPTS)
    best = rewards[:, : scenes * ATTEMPTS].reshape(shape).argmax(2)[..., None]
    return np.take_along_axis(qualities[:, : scenes * ATTEMPTS].reshape(shape), best, 2).mean((1, 2))


def summary(runs: list[dict[str, Any]]) -> tuple[dict[str, Any], dict[int, np.ndarray]]:
    """One row of the table, and the per-seed means that paired differences need."""
    quality = np.array([run["quality"] for run in runs])
    reward = np.array([run["reward"] for run in runs])
    row: dict[str, Any] = {}
    means: dict[int, np.ndarray] = {}
    for horizon in HORIZONS:
        if horizon > quality.shape[1]:
            continue
        means[horizon] = quality[:, :horizon].mean(1)
        row[str(horizon)] = [round(float(means[horizon].mean()), 4), round(half_width(means[horizon]), 4)]
        shown = kept(quality[:, :horizon], reward[:, :horizon])
        row[f"kept_{horizon}"] = [round(float(shown.mean()), 4), round(half_width(shown), 4)]
    row["cpu_ms_per_attempt"] = round(float(np.mean([run["cpu_ms"] for run in runs])), 2)
    row["seeds"] = len(runs)
    return row, means


def difference(ours: np.ndarray, theirs: np.ndarray) -> list[float]:
    """Mean and half-width over the seeds that both rows lived (rows begin at seed 0)."""
    ours, theirs = ours[: len(theirs)], theirs[: len(ours)]
    return [round(float((ours - theirs).mean()), 4), round(half_width(ours - theirs), 4)]


def verdicts(means: dict[str, dict[int, np.ndarray]]) -> dict[str, Any]:
    """`ppo` and `ppo_rehearsed` against every bandit, and what the online updates add, paired by seed."""
    pairs = [(ours, theirs) for ours in ("ppo_rehearsed", "ppo") for theirs in (*BANDITS, "random")]
    pairs += [("ppo", "ppo_frozen"), ("ppo_rehearsed", "ppo_rehearsed_frozen"), ("placebo", "random")]
    return {
        f"{ours} - {theirs}": {
            str(horizon): difference(means[ours][horizon], means[theirs][horizon])
            for horizon in HORIZONS
            if horizon in means.get(ours, {}) and horizon in means.get(theirs, {})
        }
        for ours, theirs in pairs
    }


def costs() -> dict[str, float]:
    """The rehearsed policy alone in this process: median wall milliseconds, peak resident MB."""
    single_thread()
    world, policy = World(0), LINEUP["ppo_rehearsed"].make(0)
    rng, act, update = np.random.default_rng(0), [], []
    for _ in range(40):
        state = world.state()
        started = time.perf_counter()
        choice = policy.choose(state, rng)
        act.append(time.perf_counter() - started)
        reward, _ = world.shoot(choice.direction)
        started = time.perf_counter()
        policy.learn(state, choice, reward)
        update.append(time.perf_counter() - started)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "act_ms": round(1e3 * float(np.median(act[5:])), 1),
        "update_ms": round(1e3 * float(np.median(update[5:])), 1),
        "peak_mb": round(peak),
    }


def provenance() -> dict[str, Any]:
    """Machine and commit; a copy of the tree without its history has no commit to name."""
    try:
        return dict(machine())
    except (subprocess.CalledProcessError, FileNotFoundError):
        return {"cores": os.cpu_count(), "commit": "unknown"}


def tasks(only: list[str], seeds: int, longest: int) -> list[tuple[str, str, int, int]]:
    """(row, strength, seed, attempts): what matters most first, which is also what takes longest."""
    wanted = [
        (name, strength, seed, min(longest, entry.horizon if strength == "strong" else entry.weak_horizon))
        for name, entry in LINEUP.items()
        if not only or name in only
        for strength in STRENGTHS
        for seed in range(seeds)
    ]
    rank = {name: (-entry.horizon, not entry.heavy) for name, entry in LINEUP.items()}
    return sorted((t for t in wanted if t[3]), key=lambda t: (t[1] == "weak", rank[t[0]]))


def show(synthetic: dict[str, dict[str, Any]]) -> None:
    for strength, rows in synthetic.items():
        print(f"\n{strength:24s}" + "".join(f"{f'1..{h}':>16s}" for h in HORIZONS) + "   kept 1..36   cpu ms")
        for name, row in rows.items():
            cells = [
                f"{row[str(h)][0]:.3f} ± {row[str(h)][1]:.3f}" if str(h) in row else "" for h in HORIZONS
            ]
            told = "".join(f"{cell:>16s}" for cell in cells)
            print(
                f"{name:24s}{told}   {row.get('kept_36', [0.0])[0]:10.3f}   {row['cpu_ms_per_attempt']:6.1f}"
            )


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--only", nargs="*", default=[], choices=sorted(LINEUP))
    parser.add_argument("--longest", type=int, default=1000, help="attempts per lifetime at most")
    parser.add_argument("--out", type=Path, default=RESULTS)
    parser.add_argument("--lives", type=Path, help="keep finished lifetimes here, and go on from them")
    parser.add_argument("--table", action="store_true", help="write the table of --lives, run nothing")
    return parser.parse_args()


Runs = dict[tuple[str, str], dict[int, dict[str, Any]]]
Facts = dict[str, Any]


def recorded(lives: Path | None) -> tuple[Runs, Facts]:
    """Lifetimes that an earlier, interrupted run has finished, and on which machine."""
    runs: Runs = {}
    facts: Facts = {}
    lines = lives.read_text().splitlines() if lives is not None and lives.exists() else []
    for line in lines:
        found = json.loads(line)
        if isinstance(found, dict):
            facts = found
        else:
            strength, name, seed, life = found
            runs.setdefault((strength, name), {})[seed] = life
    return runs, facts


def record(lives: Path | None, life: list[Any] | Facts) -> None:
    if lives is not None:
        with lives.open("a") as file:
            file.write(json.dumps(life) + "\n")


def unbroken(lives: dict[int, dict[str, Any]]) -> list[dict[str, Any]]:
    """The lives of seeds 0, 1, 2, … up to the first one that is missing, so that rows pair by seed."""
    return [lives[seed] for seed in range(len(lives)) if all(s in lives for s in range(seed + 1))]


def run_all(args: argparse.Namespace, runs: Runs) -> Runs:
    started = time.time()
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(args.jobs, mp_context=context, initializer=single_thread) as pool:
        work = {
            pool.submit(live, name, STRENGTHS[strength], seed, horizon): (name, strength, seed)
            for name, strength, seed, horizon in tasks(args.only, args.seeds, args.longest)
            if seed not in runs.get((strength, name), {})
        }
        for number, future in enumerate(as_completed(work), 1):
            name, strength, seed = work[future]
            runs.setdefault((strength, name), {})[seed] = future.result()
            record(args.lives, [strength, name, seed, future.result()])
            if number % 20 == 0 or number == len(work):
                print(f"{number}/{len(work)} lifetimes, {time.time() - started:.0f} s", flush=True)
    return runs


def tabulate(runs: Runs, seeds: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """Rows per strength, and the paired differences per strength."""
    rows: dict[str, Any] = {}
    paired: dict[str, Any] = {}
    for strength, scale in STRENGTHS.items():
        whole = {name: unbroken(runs.get((strength, name), {})) for name in LINEUP}
        told = {name: summary(lives) for name, lives in whole.items() if len(lives) > 1}
        rows[strength] = {name: row for name, (row, _) in told.items()}
        worlds = [yardsticks(World(seed, scale)) for seed in range(seeds)]
        possible = {k: round(float(np.mean([w[k] for w in worlds])), 4) for k in worlds[0]}
        paired[strength] = {
            "possible": possible,
            **verdicts({name: means for name, (_, means) in told.items()}),
        }
    return rows, paired


def main() -> None:
    args = arguments()
    runs, facts = recorded(args.lives)
    if not facts:  # before anything else runs here: these are an idle machine's figures
        facts = {"costs": costs(), "machine": provenance()}
        record(args.lives, facts)
    if not args.table:
        runs = run_all(args, runs)
    rows, paired = tabulate(runs, args.seeds)
    show(rows)
    print(json.dumps({"paired": paired, "costs": facts["costs"]}, indent=1))
    if args.only or args.longest < max(HORIZONS):
        return
    old = json.loads(args.out.read_text()) if args.out.exists() else {}
    result = {
        **{key: value for key, value in old.items() if key == "film"},
        "synthetic": rows["strong"],
        "synthetic_weak": rows["weak"],
        "paired_differences": paired,
        **facts,
        "seeds": f"held out: 0..{args.seeds - 1}; each row says how many of them were run",
    }
    args.out.parent.mkdir(parents=True, exist_ok=True)
    args.out.write_text(json.dumps(result, indent=1) + "\n")
    print(f"written: {args.out}")


if __name__ == "__main__":
    main()
