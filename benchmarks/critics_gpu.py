"""The studio panel at full size on a GPU: milliseconds per clip and peak memory, with random weights.

    python benchmarks/critics_gpu.py [--frames 5] [--subjects 2] [--repeat 5] [--device cuda]

CLIP ViT-L/14, DINOv2-base, OWLv2-base and ImageReward (BLIP ViT-L/16) are built from their published
configurations and run through the same code as in a production: OWLv2 searches each sampled frame for
two subjects, CLIP and DINOv2 embed crops, frames and references, ImageReward rates the frames.
Random weights cost the same time and memory as trained ones. The detector's tokens are given as
numbers, so that nothing is downloaded.
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import torch
import transformers

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from rushes.critics import image_reward  # noqa: E402
from rushes.critics.encoders import CLIP_MEAN, CLIP_STD, ClipEncoder, DinoEncoder, Owlv2Finder, prepare  # noqa: E402

OUT = Path(__file__).parent / "results" / "critics_gpu.json"
SEED = 7


def clip_l14() -> Any:
    text = {"hidden_size": 768, "intermediate_size": 3072, "num_hidden_layers": 12, "num_attention_heads": 12}
    vision = {
        "hidden_size": 1024,
        "intermediate_size": 4096,
        "num_hidden_layers": 24,
        "num_attention_heads": 16,
    }
    config = transformers.CLIPConfig(
        text_config=text, vision_config={**vision, "patch_size": 14, "image_size": 224}, projection_dim=768
    )
    return transformers.CLIPModel(config)


def owlv2_base() -> Any:
    vision = {"image_size": 960, "patch_size": 16}
    return transformers.Owlv2ForObjectDetection(transformers.Owlv2Config(vision_config=vision))


def tokens(phrases: list[str], **_: Any) -> dict[str, torch.Tensor]:
    ids = torch.randint(1, 40000, (len(phrases), 16))
    return {"input_ids": ids, "attention_mask": torch.ones_like(ids)}


def placed(make: Callable[[], Any], options: argparse.Namespace) -> Any:
    """The model, made where it runs: filling it with random numbers takes minutes on a CPU."""
    with torch.device(options.device):
        model = make()
    return model.eval().to(options.device, getattr(torch, options.dtype))


def dinov2_base() -> Any:
    return transformers.Dinov2Model(transformers.Dinov2Config(image_size=518))


def reward_model() -> Any:
    return image_reward.build(image_reward.config())


class Panel:
    """Every studio critic's network, and what each does for one clip."""

    def __init__(self, options: argparse.Namespace) -> None:
        torch.manual_seed(SEED)
        where = {"device": options.device, "dtype": options.dtype}
        self.options = options
        self.clip = ClipEncoder(model=placed(clip_l14, options), **where)
        self.dino = DinoEncoder(model=placed(dinov2_base, options), **where)
        self.finder = Owlv2Finder(model=placed(owlv2_base, options), tokenizer=tokens, **where)
        self.reward = placed(reward_model, options)
        rng = np.random.default_rng(SEED)
        self.frames = [rng.integers(0, 256, (480, 832, 3), dtype=np.uint8) for _ in range(options.frames)]
        crops = options.frames * options.subjects
        self.crops = [rng.integers(0, 256, (300, 140, 3), dtype=np.uint8) for _ in range(crops)]
        self.references = [
            rng.integers(0, 256, (640, 480, 3), dtype=np.uint8) for _ in range(3 * options.subjects + 2)
        ]

    def detect(self) -> None:
        phrases = [f"subject {i}" for i in range(self.options.subjects)]
        for frame in self.frames:
            self.finder.find(frame, phrases)

    def embed_clip(self) -> None:
        self.clip.embed([*self.crops, *self.frames, *self.references])

    def embed_dino(self) -> None:
        self.dino.embed([*self.crops, *self.frames, *self.references])

    def rate(self) -> None:
        pixels = prepare(self.frames, 224, CLIP_MEAN, CLIP_STD, self.options.device)
        ids = torch.randint(1, 30000, (len(self.frames), 35), device=self.options.device)
        dtype = next(self.reward.parameters()).dtype
        image_reward.score(self.reward, pixels.to(dtype), ids, torch.ones_like(ids)).cpu()

    def everything(self) -> None:
        for part in (self.detect, self.embed_clip, self.embed_dino, self.rate):
            part()


def milliseconds(work: Callable[[], None], options: argparse.Namespace) -> float:
    times = []
    for _ in range(options.repeat + 2):
        if options.device == "cuda":
            torch.cuda.synchronize()
        start = time.perf_counter()
        work()
        if options.device == "cuda":
            torch.cuda.synchronize()
        times.append(time.perf_counter() - start)
    return round(1000 * float(np.median(times[2:])), 1)


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
    parser.add_argument("--frames", type=int, default=5)
    parser.add_argument("--subjects", type=int, default=2)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--device", default="cuda")
    parser.add_argument("--dtype", default="bfloat16")
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    panel = Panel(options)
    parts = ("detect", "embed_clip", "embed_dino", "rate", "everything")
    result: dict[str, Any] = {f"{p}_ms": milliseconds(getattr(panel, p), options) for p in parts}
    if options.device == "cuda":
        result["peak_gib"] = round(torch.cuda.max_memory_allocated() / 2**30, 2)
        result["device"] = torch.cuda.get_device_name()
    result |= {
        "frames": options.frames, "subjects": options.subjects, "dtype": options.dtype, "seed": SEED,
        "torch": torch.__version__, "transformers": transformers.__version__, "commit": commit(),
        "weights": "random, published sizes",
    }  # fmt: skip
    for key, value in result.items():
        print(f"{key:16s} {value}")
    options.out.write_text(json.dumps(result, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
