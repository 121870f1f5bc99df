"""How well the policies direct real films: the animatic engine and the embedded critics, small and short.

    python benchmarks/policy_film.py --jobs 16 --lives FILE     # everything; goes on where it stopped
    python benchmarks/policy_film.py --lives FILE --table       # the table of what has finished so far

Every policy shoots the same 20 held-out screenplays with the same seeds and the same number of drafts per
scene; nothing is accepted early, so that attempts are equal. `random`'s kept take is best-of-3 random. Each
film starts from what ships with the package (an empty library); `library` is a chain of films, each of which
starts where the last one ended, rotated so that every screenplay is film 1 once and film 10 once. Figures are
means over films; the 95 % intervals and the paired differences resample screenplays with all their seeds.
`audit` is a critic that is no part of the reward: how alike each character's colours, stripe by stripe from
head to foot, are to the front view of its reference sheet. The results join `results/policy.json` under
``film``.
"""

import argparse
import json
import multiprocessing
import os
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
from policy import provenance
from policy_lineup import LINEUP

from rushes.film import Verdict, Viewing
from rushes.policies.linear import LinearBandit
from rushes.policies.shipped import shipped_for, shipped_prior
from rushes.practice import small_film
from rushes.seams import Policy

RESULTS = Path(__file__).parent / "results" / "policy.json"
SCRIPTS = Path(__file__).parent / "screenplays" / "held-out"
PROMPTS = (
    "A retired clockmaker repairs the town clock on the night of a storm",
    "Two sisters race paper boats along a flooded street",
    "A fox leads a lost child home through a snowy forest",
    "An old robot waters the last garden on the roof of a tower",
    "A fisherman finds a letter in a bottle and rows out to answer it",
    "A young pianist plays to an empty theatre until a cat sits down to listen",
    "A baker opens her shop at dawn and meets a hungry dog",
    "A knight returns his sword to the lake in the rain",
    "A girl in a red coat follows a balloon across the city at dusk",
    "Two astronauts dance in the cargo bay of their spaceship",
    "A shepherd looks for her lost lamb on a foggy hill",
    "A detective waits in a cafe while the rain washes the street",
    "A boy and his grandfather build a kite and fly it on the beach",
    "A gardener discovers a tiny dragon sleeping in the greenhouse",
    "A postman walks across the desert to deliver one last parcel",
    "A dancer rehearses alone in a kitchen at midnight",
    "A scientist chases a runaway robot through the laboratory",
    "A sailor says goodbye at the harbour and the ship leaves in the morning",
    "A bear and a bird share a picnic in the meadow",
    "A photographer waits in the forest for the first snow",
)
TAKES = 3
ACCEPTED = 0.75
CHAIN = 10
CHAIN_SEED = 77


def _animatic_ppo(seed: int) -> Policy:
    from rushes.policies.ppo import LanguagePolicy

    policy = LanguagePolicy(prior=shipped_prior("animatic"), seed=seed)
    policy.load(shipped_for("animatic"))
    return policy


POLICIES: dict[str, Callable[[int], Policy]] = {
    "ppo_animatic": _animatic_ppo,
    "ppo_rehearsed": LINEUP["ppo_rehearsed"].make,
    "linucb_animatic": lambda seed: LinearBandit("ucb", shipped_prior("animatic"), 1.5),
    "thompson_animatic": lambda seed: LinearBandit("thompson", shipped_prior("animatic")),
    "random": LINEUP["random"].make,
    "fixed": LINEUP["fixed"].make,
    "linucb_rehearsed": LINEUP["linucb_rehearsed"].make,
    "ppo": LINEUP["ppo"].make,
}
"""Most important first; the first two are compared with every other one."""


@dataclass(frozen=True)
class Auditor:
    """Watches what the reward does not."""

    name: str = "auditor"
    component: str = "audit"

    def watch(self, viewing: Viewing) -> Verdict:
        from rushes.critics.embedding import StripeEmbedding

        footage, embed = viewing.footage, StripeEmbedding().embed
        fronts = {r.subject: r for r in viewing.references if r.of == "character" and r.view == "front"}
        alike = []
        for who in viewing.scene.characters:
            labels = [n + 1 for n, track in enumerate(footage.tracks or ()) if track.reference == who]
            if not labels or footage.labels is None or fronts[who].mask is None:
                alike.append(0.0)
                continue
            masks = footage.labels == labels[0]
            best = int(masks.sum(axis=(1, 2)).argmax())
            seen = embed(footage.frames[footage.label_frames[best]], masks[best])
            likeness = float(seen @ embed(fronts[who].pixels, fronts[who].mask))
            alike.append(0.0 if np.isnan(likeness) else likeness)
        score = float(np.mean(alike)) if alike else None
        return Verdict(
            critic=self.name, component=self.component, score=score, note="" if alike else "no cast"
        )


def shoot(policy: Policy, prompt: int, seed: int) -> dict[str, Any]:
    started = time.process_time()
    film = small_film(SCRIPTS / f"{prompt:02}.json", policy, seed, takes=TAKES, auditors=(Auditor(),))
    audits = [[next(v.score for v in t.verdicts if v.component == "audit") for t in s] for s in film]
    return {
        "rewards": [[take.reward for take in scene] for scene in film],
        "audits": audits,
        "directions": [[str(take.direction) for take in scene] for scene in film],
        "cpu": round(time.process_time() - started, 2),
    }


def film(name: str, prompt: int, seed: int) -> dict[str, Any]:
    """One film from what ships with the package."""
    return shoot(POLICIES[name](seed), prompt, seed)


def chain(name: str, first: int, seed: int) -> dict[str, Any]:
    """Ten films with one policy that goes on learning."""
    policy = POLICIES[name.removeprefix("library of ")](seed)
    films = [shoot(policy, (first + n) % len(PROMPTS), seed) for n in range(CHAIN)]
    return {"films": films, "cpu": sum(f["cpu"] for f in films)}


def single_thread() -> None:
    import torch

    torch.set_num_threads(1)


def figures(run: dict[str, Any]) -> dict[str, float]:
    """One film in five numbers."""
    scenes = [
        [(r, a) for r, a in zip(rewards, audits, strict=True) if r is not None]
        for rewards, audits in zip(run["rewards"], run["audits"], strict=True)
    ]
    scenes = [scene for scene in scenes if scene]
    firsts = [next((i + 1 for i, (r, _) in enumerate(scene) if r >= ACCEPTED), None) for scene in scenes]
    kept = [max(scene, key=lambda take: take[0]) for scene in scenes]
    audited = [a for scene in scenes for _, a in scene if a is not None]
    audited_kept = [a for _, a in kept if a is not None]
    return {
        "mean_reward": float(np.mean([r for scene in scenes for r, _ in scene])),
        "kept_reward": float(np.mean([r for r, _ in kept])),
        "share_accepted": sum(first is not None for first in firsts) / len(scenes),
        "attempts_per_scene": float(np.mean([first or TAKES for first in firsts])),
        "audit": float(np.mean(audited)) if audited else float("nan"),
        "audit_kept": float(np.mean(audited_kept)) if audited_kept else float("nan"),
    }


Films = dict[tuple[int, int], dict[str, float]]


def by_prompt(films: Films, figure: str) -> np.ndarray:
    """(prompts,): mean over the seeds of each screenplay."""
    prompts = sorted({prompt for prompt, _ in films})
    return np.array(
        [np.mean([f[figure] for (p, _), f in films.items() if p == prompt]) for prompt in prompts]
    )


def interval(values: np.ndarray) -> list[float]:
    """Mean and 95 % half-width of clusters, which are resampled."""
    values = values[np.isfinite(values)]
    if len(values) < 2:
        return []
    rng = np.random.default_rng(0)
    draws = values[rng.integers(len(values), size=(4000, len(values)))].mean(1)
    low, high = np.quantile(draws, [0.025, 0.975])
    return [round(float(values.mean()), 4), round(float(high - low) / 2, 4)]


def differences(ours: Films, theirs: Films) -> dict[str, Any]:
    """Paired by film: the same screenplay, the same seed."""
    shared = ours.keys() & theirs.keys()
    if not shared:
        return {}
    names = next(iter(ours.values()))
    apart = {key: {f: ours[key][f] - theirs[key][f] for f in names} for key in shared}
    return {**{f: interval(by_prompt(apart, f)) for f in names}, "films": len(shared)}


Runs = dict[str, dict[tuple[int, int], dict[str, Any]]]


def tabulate(runs: Runs) -> dict[str, Any]:
    told = {name: {key: figures(run) for key, run in runs.get(name, {}).items()} for name in POLICIES}
    told = {name: films for name, films in told.items() if films}
    table: dict[str, Any] = {
        name: {
            **{f: interval(by_prompt(films, f)) for f in next(iter(films.values()))},
            "attempts_per_accepted_scene": round(
                sum(f["attempts_per_scene"] for f in films.values())
                / max(1e-9, sum(f["share_accepted"] for f in films.values())),
                2,
            ),
            "films": len(films),
        }
        for name, films in told.items()
    }
    table["differences"] = {
        f"{ours} - {theirs}": differences(told[ours], told[theirs])
        for ours in list(POLICIES)[:2]
        for theirs in POLICIES
        if ours in told and theirs in told and ours != theirs
    }
    return {**table, **{name: library(lives) for name, lives in runs.items() if name.startswith("library")}}


def library(chains: dict[tuple[int, int], dict[str, Any]]) -> dict[str, Any]:
    """Film 1 and film 10 of the chains, and their difference on the same screenplays."""
    first = {(at, seed): figures(c["films"][0]) for (at, seed), c in chains.items()}
    last = {((at + CHAIN - 1) % len(PROMPTS), s): figures(c["films"][-1]) for (at, s), c in chains.items()}
    names = next(iter(first.values()))
    return {
        "film_1": {f: interval(by_prompt(first, f)) for f in names},
        "film_10": {f: interval(by_prompt(last, f)) for f in names},
        "film_10 - film_1": differences(last, first),
        "chains": len(chains),
    }


def tasks(policies: list[str], prompts: int, seeds: int, chains: int) -> list[tuple[str, int, int]]:
    """Most important first: every policy with the first seeds, then the libraries, then the other seeds."""
    films = [(name, prompt, seed) for seed in range(seeds) for name in policies for prompt in range(prompts)]
    early = [task for task in films if task[2] < 2]
    links = [("library of ppo_rehearsed", first, CHAIN_SEED) for first in range(chains)]
    return [*early, *links, *(task for task in films if task[2] >= 2)]


def recorded(lives: Path | None) -> Runs:
    runs: Runs = {}
    for line in lives.read_text().splitlines() if lives is not None and lives.exists() else []:
        name, prompt, seed, run = json.loads(line)
        runs.setdefault(name, {})[prompt, seed] = run
    return runs


def run_all(args: argparse.Namespace, runs: Runs) -> None:
    started, context = time.time(), multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(args.jobs, mp_context=context, initializer=single_thread) as pool:
        work = {
            pool.submit(chain if task[0].startswith("library") else film, *task): task
            for task in tasks(args.policies, args.prompts, args.seeds, args.chains)
            if task[1:] not in runs.get(task[0], {})
        }
        for number, future in enumerate(as_completed(work), 1):
            name, prompt, seed = work[future]
            if error := future.exception():  # told, and missing from the table; the other films go on
                print(f"FAILED {name}, screenplay {prompt:02}, seed {seed}: {error!r}", flush=True)
                continue
            runs.setdefault(name, {})[prompt, seed] = future.result()
            if args.lives is not None:
                with args.lives.open("a") as file:
                    file.write(json.dumps([name, prompt, seed, future.result()]) + "\n")
            if number % 20 == 0 or number == len(work):
                print(f"{number}/{len(work)}, {time.time() - started:.0f} s", flush=True)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--prompts", type=int, default=len(PROMPTS))
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--chains", type=int, default=len(PROMPTS))
    parser.add_argument("--policies", nargs="*", default=list(POLICIES), choices=POLICIES)
    parser.add_argument("--lives", type=Path, help="keep finished films here, and go on from them")
    parser.add_argument("--table", action="store_true", help="write the table of --lives, run nothing")
    parser.add_argument("--out", type=Path, default=RESULTS)
    return parser.parse_args()


def main() -> None:
    args = arguments()
    runs = recorded(args.lives)
    if not args.table:
        run_all(args, runs)
    table = tabulate(runs)
    print(json.dumps(table, indent=1))
    result = json.loads(args.out.read_text()) if args.out.exists() else {}
    result["film"] = {
        **table,
        "takes_per_scene": TAKES,
        "cpu_seconds_per_film": round(
            float(np.mean([r["cpu"] for n, of in runs.items() if n in POLICIES for r in of.values()])), 1
        ),
        "machine": provenance(),
        "note": "drafts of 416x240; embedded critics; each film starts from what ships with the package",
    }
    args.out.write_text(json.dumps(result, indent=1) + "\n")


if __name__ == "__main__":
    main()
