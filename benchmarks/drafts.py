"""Do drafts choose as full shoots would? Rewards of the same takes as drafts and in full.

    python benchmarks/drafts.py [--scenes 22] [--takes 3]

People, places, hours and styles are drawn by seed. The takes of a scene differ in style, seed and in
whether the references are bound to them, as the takes of a film do; every take is shot twice, as a draft
(half size, half rate) and in full, and judged by the embedded critics both times.

spearman      rank correlation of the two rewards over all takes
same_choice   share of scenes whose best draft is also the best full shoot
regret        full reward of the best full shoot minus that of the chosen draft's, mean over scenes
chance        what the two would be if the take were chosen blindly (expected share, mean regret)
"""

import argparse
import json
import time
from pathlib import Path

import numpy as np
from machine import machine
from numpy.typing import NDArray

from rushes.critics import embedded
from rushes.critics.population import Unit, films
from rushes.direction import SLOTS
from rushes.engines.animatic.engine import AnimaticEngine
from rushes.engines.animatic.illustrator import AnimaticIllustrator
from rushes.film import COMPONENTS, CreativeDocument, Quality, ReferenceImage, Scene
from rushes.reward import RewardModel
from rushes.writing.enricher import PromptEnricher

SEED = 4242
MODEL = RewardModel(weights=dict(zip(COMPONENTS, (0.25, 0.35, 0.20, 0.20), strict=True)))
OUT = Path(__file__).parent / "results" / "drafts.json"
QUALITIES: tuple[Quality, Quality] = ("draft", "final")
Rewards = NDArray[np.float64]


def pair(
    crew: Unit,
    scene: Scene,
    document: CreativeDocument,
    references: tuple[ReferenceImage, ...],
    rng: np.random.Generator,
) -> tuple[float, ...]:
    """Rewards of one take as a draft and in full; NaN for one that could not be scored."""
    style, seed = str(rng.choice(list(SLOTS["style"]))), int(rng.integers(1 << 31))
    bound = bool(rng.random() < 0.7)
    found = []
    for quality in QUALITIES:
        viewing = crew.shoot(scene, document, references, style, seed, bound=bound, quality=quality)
        value = MODEL.score([critic.watch(viewing) for critic in embedded()]).value
        found.append(float("nan") if value is None else value)
    return tuple(found)


def scenes(crew: Unit, count: int, takes: int) -> Rewards:
    """Rewards of `takes` takes of `count` scenes, (scenes, takes, 2): draft, final."""
    made: list[list[tuple[float, ...]]] = []
    for number, document in enumerate(films(SEED, -(-count // 2), 2)):
        rng = np.random.default_rng([SEED, number, 3])
        references = crew.references(document, SEED + number)
        for scene in document.scenes[: count - len(made)]:
            made.append([pair(crew, scene, document, references, rng) for _ in range(takes)])
            print(f"scene {len(made):2d}", *(f"{d:.3f}/{f:.3f}" for d, f in made[-1]), flush=True)
    return np.array(made)


def ranks(values: Rewards) -> Rewards:
    """Ranks from 0, the mean of them for equal values."""
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    upper = np.cumsum(counts)
    return np.asarray((upper - (counts + 1) / 2)[inverse], np.float64)


def spearman(one: Rewards, other: Rewards) -> float:
    return float(np.corrcoef(ranks(one), ranks(other))[0, 1])


def figures(rewards: Rewards) -> dict[str, float]:
    """Agreement of the two rewards, (scenes, takes, 2)."""
    scored = rewards[np.isfinite(rewards).all((1, 2))]
    drafts, finals = scored[..., 0], scored[..., 1]
    best = finals.max(1)
    chosen = np.take_along_axis(finals, drafts.argmax(1)[:, None], 1)[:, 0]
    return {
        "takes": float(drafts.size),
        "spearman": spearman(drafts.ravel(), finals.ravel()),
        "same_choice": float((drafts.argmax(1) == finals.argmax(1)).mean()),
        "same_choice_chance": 1 / drafts.shape[1],
        "regret": float((best - chosen).mean()),
        "regret_chance": float((best - finals.mean(1)).mean()),
        "mean_difference": float((drafts - finals).mean()),
        "spread_within_scenes": float(finals.std(1).mean()),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--scenes", type=int, default=22)
    parser.add_argument("--takes", type=int, default=3)
    parser.add_argument("--frames", type=int, default=13)
    parser.add_argument("--output", type=Path, default=OUT)
    asked = parser.parse_args()
    crew = Unit(
        enricher=PromptEnricher(default_negative=""),
        engine=AnimaticEngine(workers=1),
        illustrator=AnimaticIllustrator(),
        frames=asked.frames,
    )
    start = time.process_time()
    rewards = scenes(crew, asked.scenes, asked.takes)
    result = figures(rewards)
    facts = {"seed": SEED, "frames": asked.frames, "cpu_s": time.process_time() - start, **machine()}
    pairs = rewards.round(4).tolist()
    asked.output.write_text(json.dumps({**result, **facts, "rewards": pairs}, indent=1) + "\n", "utf-8")
    for name, value in result.items():
        print(f"{name:>22} {value:8.3f}")


if __name__ == "__main__":
    main()
