"""How well the policies direct real films: the animatic engine and the embedded critics, small and short.

    python benchmarks/policy_film.py --jobs 8 --prompts 20 --seeds 5

Every policy shoots the same prompts with the same seeds and the same number of takes per scene; no take is
accepted early, so that attempts are equal. RANDOM's kept take is best-of-3 random. Figures are means over
films with a 95 % interval from a bootstrap over films; differences are paired by film. The results join
`results/policy.json` under ``film``.
"""

import argparse
import json
import multiprocessing
import os
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
from machine import machine

from rushes import casting
from rushes.casting.members import Call
from rushes.commands import brief, layout
from rushes.memory import ConsistencyMemory
from rushes.premiere import production
from rushes.settings import load

RESULTS = Path(__file__).parent / "results" / "policy.json"
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
POLICIES = ("PPO", "LINUCB", "THOMPSON", "RANDOM", "FIXED")
TAKES = 3
ACCEPTED = 0.75
SMALL = (
    *("CREW=embedded", "VIDEO_MODEL=animatic", "WORKERS=1", f"RL_EPISODES_PER_SCENE={TAKES}"),
    *("RL_REWARD_THRESHOLD=1", "DEFAULT_WIDTH=416", "DEFAULT_HEIGHT=240", "DEFAULT_NUM_FRAMES=60"),
)


def film(policy: str, prompt: int, seed: int, home: str) -> dict[str, Any]:
    """Shoot one film; rewards of every draft, scene by scene."""
    os.environ["RUSHES_HOME"] = home
    if policy == "PPO":
        import torch

        torch.set_num_threads(1)
    started = time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        settings = load((*SMALL, f"RL_ALGORITHM={policy}"), environ={}).settings
        call = Call(settings=settings, seed=seed, root=Path(folder))
        crew = casting.cast(call, {})
        with ConsistencyMemory(layout(settings, Path(folder)), {"film": [policy, prompt, seed]}) as memory:
            record = production(crew, memory, lambda news: None).make(brief(PROMPTS[prompt], call))
    takes = [
        [t.reward for t in scene if t.quality == "draft" or not settings.DRAFTS] for scene in record.takes
    ]
    return {"rewards": takes, "cpu": time.process_time() - started}


def figures(run: dict[str, Any]) -> dict[str, float]:
    """One film in four numbers."""
    scenes = [[r for r in scene if r is not None] for scene in run["rewards"]]
    scenes = [scene for scene in scenes if scene]
    firsts = [next((i + 1 for i, r in enumerate(scene) if r >= ACCEPTED), None) for scene in scenes]
    accepted = [first for first in firsts if first is not None]
    return {
        "mean_reward": float(np.mean([r for scene in scenes for r in scene])),
        "kept_reward": float(np.mean([max(scene) for scene in scenes])),
        "share_accepted": len(accepted) / len(scenes),
        "attempts_per_scene": float(np.mean([first or TAKES for first in firsts])),
    }


def interval(values: np.ndarray) -> list[float]:
    """Mean and 95 % half-width, films resampled."""
    rng = np.random.default_rng(0)
    draws = values[rng.integers(len(values), size=(2000, len(values)))].mean(1)
    low, high = np.quantile(draws, [0.025, 0.975])
    return [round(float(values.mean()), 4), round(float(high - low) / 2, 4)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--prompts", type=int, default=len(PROMPTS))
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--policies", nargs="*", default=list(POLICIES), choices=POLICIES)
    parser.add_argument("--out", type=Path, default=RESULTS)
    args = parser.parse_args()
    runs: dict[str, dict[tuple[int, int], dict[str, Any]]] = {name: {} for name in args.policies}
    with (
        tempfile.TemporaryDirectory() as home,
        ProcessPoolExecutor(args.jobs, mp_context=multiprocessing.get_context("spawn")) as pool,
    ):
        work = {
            pool.submit(film, name, prompt, seed, home): (name, prompt, seed)
            for prompt in range(args.prompts)
            for seed in range(args.seeds)
            for name in args.policies
        }
        for number, future in enumerate(as_completed(work), 1):
            name, prompt, seed = work[future]
            runs[name][prompt, seed] = future.result()
            print(f"{number}/{len(work)} films", flush=True)
    told = {name: {key: figures(run) for key, run in sorted(of.items())} for name, of in runs.items()}
    table: dict[str, Any] = {
        name: {
            figure: interval(np.array([film[figure] for film in films.values()]))
            for figure in next(iter(films.values()))
        }
        for name, films in told.items()
    }
    for name in args.policies[1:]:
        lead, other = told[args.policies[0]], told[name]
        table[f"{args.policies[0]} - {name}"] = {
            figure: interval(np.array([lead[key][figure] - other[key][figure] for key in lead]))
            for figure in next(iter(lead.values()))
        }
    for name, row in table.items():
        print(
            f"{name:20s}"
            + "  ".join(f"{figure} {mean:+.3f} ± {half:.3f}" for figure, (mean, half) in row.items())
        )
    result = json.loads(args.out.read_text()) if args.out.exists() else {}
    result["film"] = {
        **table,
        "films": args.prompts * args.seeds,
        "takes_per_scene": TAKES,
        "machine": machine(),
        "note": "empty library: shipped policy or prior; one film each; embedded critics on drafts",
    }
    args.out.write_text(json.dumps(result, indent=1) + "\n")


if __name__ == "__main__":
    main()
