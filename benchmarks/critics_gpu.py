"""The studio panel at full size on a GPU: milliseconds per clip and peak memory, with random weights.

    python benchmarks/critics_gpu.py [--out FILE] [--device cuda] [--tiny]

CLIP ViT-L/14, DINOv2-base, OWLv2-base and ImageReward (BLIP ViT-L/16) are built from their published
configurations, and the very critics of a production watch a clip of 832x480 without masks, as Wan gives it:
OWLv2 searches each of 5 sampled frames for two characters, CLIP and DINOv2 compare their crops with three
references each, CLIP compares the emptied frames with two of the place, ImageReward rates the frames.
Random weights cost the same time and memory as trained ones. Two things stand in: tokens are random
numbers, so that nothing is downloaded, and after the detector has run its boxes are replaced by two of
usual size, because random weights find nothing. Faces are left out: OpenCV runs those on the CPU.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
import transformers

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from rushes.critics import image_reward  # noqa: E402
from rushes.critics.encoders import ClipEncoder, DinoEncoder, Owlv2Finder  # noqa: E402
from rushes.critics.image_reward import ImageRewardJudge, ImageRewardQuality  # noqa: E402
from rushes.critics.studio import EncoderCharacterConsistency, EncoderLocationConsistency  # noqa: E402
from rushes.critics.tables import Calibration  # noqa: E402
from rushes.film import (  # noqa: E402
    Character,
    CreativeDocument,
    Footage,
    Location,
    ReferenceImage,
    Scene,
    Shot,
    Viewing,
)
from rushes.reward import Logistic  # noqa: E402
from rushes.seams import Critic  # noqa: E402

OUT = Path(__file__).parent / "results" / "critics-h200.json"
SEED, WIDTH, HEIGHT, FRAMES, SAMPLES, REPEATS, WARM_UP = 7, 832, 480, 81, 5, 7, 2
AIM = {"clip_ms": 1000, "peak_gib": 6}
BOXES = (np.array([120.0, 90.0, 330.0, 470.0]), np.array([480.0, 120.0, 660.0, 470.0]))
TINY = {"hidden_size": 64, "intermediate_size": 64, "num_hidden_layers": 1, "num_attention_heads": 1}


def clip(tiny: bool) -> Any:
    text = {"hidden_size": 768, "intermediate_size": 3072, "num_hidden_layers": 12, "num_attention_heads": 12}
    vision = {
        "hidden_size": 1024,
        "intermediate_size": 4096,
        "num_hidden_layers": 24,
        "num_attention_heads": 16,
    }
    return transformers.CLIPModel(
        transformers.CLIPConfig(
            text_config=TINY if tiny else text,
            vision_config={**(TINY if tiny else vision), "patch_size": 14, "image_size": 224},
            projection_dim=64 if tiny else 768,
        )
    )


def dino(tiny: bool) -> Any:
    return transformers.Dinov2Model(transformers.Dinov2Config(image_size=518, **(TINY if tiny else {})))


def owl(tiny: bool) -> Any:
    size = {"image_size": 96 if tiny else 960, "patch_size": 16}
    small = {"text_config": TINY, "projection_dim": 64} if tiny else {}
    vision = {**TINY, **size} if tiny else size
    return transformers.Owlv2ForObjectDetection(transformers.Owlv2Config(vision_config=vision, **small))


def blip(tiny: bool) -> Any:
    small = {"hidden": 64, "layers": 1, "wide": 64, "vision": 64, "vision_layers": 1, "vision_wide": 64}
    return image_reward.build(image_reward.config(**(small if tiny else {})))


def tokens(texts: Sequence[str], max_length: int, **_: Any) -> dict[str, torch.Tensor]:
    """As many random words as a tokenizer would give, the same for the same texts."""
    made = torch.Generator().manual_seed(sum(map(len, texts)))
    ids = torch.randint(1, 30000, (len(texts), max_length), generator=made)
    return {"input_ids": ids, "attention_mask": torch.ones_like(ids)}


@dataclass
class Placed:
    """The real detector's time and memory, with boxes of usual size instead of what random weights find."""

    finder: Owlv2Finder

    def find(self, picture: Any, phrases: Sequence[str]) -> Any:
        self.finder.find(picture, phrases)
        return [(box, 1.0) for box in BOXES[: len(phrases)]]


def put(make: Callable[[bool], Any], options: argparse.Namespace) -> Any:
    """The model, made where it runs: filling it with random numbers takes minutes on a CPU."""
    with torch.device(options.device):
        model = make(options.tiny)
    return model.eval().to(options.device, getattr(torch, options.dtype))


def viewing() -> Viewing:
    """Two characters in one place, with their references, on footage that says nothing of them."""
    rng = np.random.default_rng(SEED)
    people = tuple(
        Character(id=name, name=name.title(), role="keeper", kind="person", descriptors=())
        for name in ("mara", "john")
    )
    place = Location(id="pier", name="the pier", kind="pier", interior=False, descriptors=())
    scene = Scene(
        number=1, beat="setup", location="pier", characters=("mara", "john"), action="Mara meets John",
        time_of_day="noon", weather="clear", mood="calm", shot_size="full", camera="static", seconds=3.0,
    )  # fmt: skip
    document = CreativeDocument(
        title="t", logline="l", style="s", arc="a", characters=people, locations=(place,), scenes=(scene,)
    )

    def picture(height: int, width: int) -> Any:
        return rng.integers(0, 255, (height, width, 3), dtype=np.uint8)

    views = [(c.id, "character", v) for c in people for v in ("front", "three-quarter", "full-body")]
    views += [("pier", "location", v) for v in ("wide", "detail")]
    references = tuple(
        ReferenceImage(subject=who, name=who, of=of, view=view, pixels=picture(768, 768))  # type: ignore[arg-type]
        for who, of, view in views
    )
    footage = np.empty((FRAMES, HEIGHT, WIDTH, 3), np.uint8)
    samples = tuple(round(i) for i in np.linspace(0, FRAMES - 1, SAMPLES))
    for i in samples:
        footage[i] = picture(HEIGHT, WIDTH)
    shot = Shot(prompt="p", negative="", frames=FRAMES, width=WIDTH, height=HEIGHT, fps=24, seed=SEED)
    return Viewing(
        footage=Footage(frames=footage, fps=24), shot=shot, scene=scene, document=document,
        references=references, log=(), samples=samples,
    )  # fmt: skip


class Panel:
    """The studio critics with their networks, as casting makes them."""

    def __init__(self, options: argparse.Namespace) -> None:
        torch.manual_seed(SEED)
        where = {"device": options.device, "dtype": options.dtype}
        self.clip = ClipEncoder(source="clip", model=put(clip, options), **where)
        self.dino = DinoEncoder(source="dino", model=put(dino, options), **where)
        self.owl = Owlv2Finder(source="owl", model=put(owl, options), tokenizer=tokens, **where)
        judge = ImageRewardJudge(checkpoint="reward", model=put(blip, options), tokenizer=tokens, **where)
        finder, table = Placed(self.owl), calibration(self.clip.name, self.dino.name, judge.name)
        character = EncoderCharacterConsistency(encoder=self.clip, finder=finder, table=table)
        self.critics: dict[str, Critic] = {
            "image_reward": ImageRewardQuality(judge=judge, table=table),
            "clip_character": character,
            "dino_character": replace(character, encoder=self.dino),
            "clip_location": EncoderLocationConsistency(encoder=self.clip, finder=finder, table=table),
        }

    def watch(self, seen: Viewing) -> dict[str, float]:
        """Milliseconds of each critic on one clip; the detector's cost falls to the first that asks."""
        self.owl._found.clear()  # every clip has frames of its own
        spent = {}
        for name, critic in self.critics.items():
            start = time.perf_counter()
            verdict = critic.watch(seen)
            spent[name] = 1000 * (time.perf_counter() - start)
            assert verdict.score is not None, verdict.note
        return spent


def calibration(*names: str) -> Calibration:
    """Any curve will do: what is measured is how long the score takes."""
    clip, dino, judge = names
    entries = (f"{clip}:box", f"{dino}:box", f"{clip}:place")
    return Calibration(
        version="benchmark", population="none", grades={}, ramps={}, scales={judge: (0.0, 1.0)},
        same=dict.fromkeys(entries, Logistic(weights=(10.0,), bias=-5.0)),
    )  # fmt: skip


def rounding(panel: Panel, seen: Viewing) -> float:
    """Largest error of a cosine by the panel's precision against float32, over the clip's frames."""
    frames = [seen.footage.frames[i] for i in seen.samples]
    cosines = []
    for dtype in (panel.clip.model.dtype, torch.float32):
        panel.clip.model.to(dtype)
        vectors = panel.clip.embed(frames)
        cosines.append(vectors @ vectors.T)
    return float(np.abs(cosines[0] - cosines[1]).max())


def measured(options: argparse.Namespace) -> dict[str, Any]:
    """Everything that is measured, medians over the repeats after the warm-up."""
    began = time.perf_counter()
    cuda = options.device.startswith("cuda")
    panel, seen = Panel(options), viewing()
    built = time.perf_counter() - began
    if cuda:
        torch.cuda.synchronize()
        weights = torch.cuda.memory_allocated() / 2**30
        torch.cuda.reset_peak_memory_stats()
    rounds = [panel.watch(seen) for _ in range(WARM_UP + REPEATS)][WARM_UP:]
    whole = [sum(one.values()) for one in rounds]
    result: dict[str, Any] = {
        "clip_ms": round(float(np.median(whole)), 1),
        "clip_ms_spread": [round(min(whole), 1), round(max(whole), 1)],
        **{f"{name}_ms": round(float(np.median([one[name] for one in rounds])), 1) for name in rounds[0]},
    }
    if cuda:
        result["weights_gib"] = round(weights, 2)
        result["peak_gib"] = round(torch.cuda.max_memory_allocated() / 2**30, 2)
        result["reserved_gib"] = round(torch.cuda.max_memory_reserved() / 2**30, 2)
    result["cosine_rounding"] = float(f"{rounding(panel, seen):.2g}")
    result["build_s"] = round(built, 1)
    return result


def commit() -> str:
    try:
        done = subprocess.run(
            ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return done.stdout.strip()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--device", default="cuda")
    parser.add_argument("--dtype", default="bfloat16")
    parser.add_argument("--tiny", action="store_true", help="small networks: does it run at all?")
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--commit", default="", help="what is measured, where git cannot tell")
    options = parser.parse_args()
    result = measured(options)
    gpu = torch.cuda.get_device_name() if options.device.startswith("cuda") else "none"
    result |= {
        "aim": AIM, "size": f"{WIDTH}x{HEIGHT}", "samples": SAMPLES, "characters": 2, "dtype": options.dtype,
        "weights": "random, tiny" if options.tiny else "random, published sizes", "repeats": REPEATS,
        "machine": {
            "gpu": gpu, "cpu": platform.processor() or platform.machine(), "cores": os.cpu_count(),
            "python": platform.python_version(), "torch": torch.__version__,
            "transformers": transformers.__version__, "seed": SEED, "commit": options.commit or commit(),
        },
    }  # fmt: skip
    for key, value in result.items():
        print(f"{key:20s} {value}")
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(result, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
