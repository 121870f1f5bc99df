"""ImageReward (Xu et al. 2023, NeurIPS; THUDM, Apache-2.0) on `transformers`' own BLIP.

The published package pins versions that no longer import. This is a port: BLIP's vision tower and
text encoder with cross-attention come from `transformers`, the small head from here, and the published
``ImageReward.pt`` is renamed key by key. Scores come out in the authors' scale (mean 0, deviation 1 on
their test set). The text is cut at 35 tokens, so it gets a caption, not the prompt.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from pickle import UnpicklingError
from typing import Any, Protocol, final

from rushes.critics.encoders import CLIP_MEAN, CLIP_STD, fitting, load_tokenizer, prepare
from rushes.critics.studio_weights import identity
from rushes.critics.tables import Calibration, shipped
from rushes.errors import EngineUnavailable
from rushes.film import Frames, Scene, Verdict, Viewing
from rushes.reward import clip_score, percentile

MEAN, DEVIATION = 0.16717362830052426, 1.0333394966054072
"""The authors' normalisation of the head's output."""
TOKENS = 35
CAPTION_WORDS = 24
HEAD_WIDTH, PATCH = 64, 16
"""Of every attention head; pixels of a patch."""
HEAD = ((768, 1024), (1024, 128), (128, 64), (64, 16), (16, 1))

FETCH = "hf download THUDM/ImageReward ImageReward.pt --local-dir models"
"""The command that fetches the checkpoint."""

_RENAMED = (
    (r"^cls_token$", "embeddings.class_embedding"),
    (r"^pos_embed$", "embeddings.position_embedding"),
    (r"^patch_embed\.proj\.", "embeddings.patch_embedding."),
    (r"^blocks\.(\d+)\.norm1\.", r"encoder.layers.\1.layer_norm1."),
    (r"^blocks\.(\d+)\.norm2\.", r"encoder.layers.\1.layer_norm2."),
    (r"^blocks\.(\d+)\.attn\.qkv\.", r"encoder.layers.\1.self_attn.qkv."),
    (r"^blocks\.(\d+)\.attn\.proj\.", r"encoder.layers.\1.self_attn.projection."),
    (r"^blocks\.(\d+)\.mlp\.", r"encoder.layers.\1.mlp."),
    (r"^norm\.", "post_layernorm."),
)
"""The authors' names of the vision tower -> those of `transformers`."""


def renamed(state: Mapping[str, Any]) -> dict[str, Any]:
    """The published state dict with the key names of `build`'s model; unused BLIP heads are left out."""
    made = {}
    for key, value in state.items():
        if key.startswith("blip.visual_encoder."):
            made["vision." + _vision_key(key.removeprefix("blip.visual_encoder."))] = value
        elif key.startswith("blip.text_encoder.") and not key.endswith("embeddings.position_ids"):
            made["text." + key.removeprefix("blip.text_encoder.")] = value
        elif key.startswith("mlp.layers."):
            made["head." + key.removeprefix("mlp.layers.")] = value
    return made


def _vision_key(key: str) -> str:
    for pattern, instead in _RENAMED:
        key, count = re.subn(pattern, instead, key)
        if count:
            return key
    return key


def config(**changes: int) -> Any:
    """The `BlipConfig` of ImageReward (ViT-L/16 at 224, BERT-base).

    Args:
        changes: Other sizes: ``hidden``, ``layers``, ``wide``, ``vocabulary``, ``positions`` of the text
            encoder; ``vision``, ``vision_layers``, ``vision_wide``, ``image`` of the vision tower.
    """
    from transformers import BlipConfig

    size = {
        "hidden": 768, "layers": 12, "wide": 3072, "vocabulary": 30524, "positions": 512,
        "vision": 1024, "vision_layers": 24, "vision_wide": 4096, "image": 224,
        **changes,
    }  # fmt: skip
    return BlipConfig(
        vision_config={
            "hidden_size": size["vision"], "intermediate_size": size["vision_wide"],
            "image_size": size["image"], "num_hidden_layers": size["vision_layers"],
            "num_attention_heads": size["vision"] // HEAD_WIDTH, "patch_size": PATCH,
            "hidden_act": "gelu", "layer_norm_eps": 1e-6,
        },
        text_config={
            "hidden_size": size["hidden"], "intermediate_size": size["wide"],
            "vocab_size": size["vocabulary"], "num_hidden_layers": size["layers"],
            "num_attention_heads": size["hidden"] // HEAD_WIDTH,
            "max_position_embeddings": size["positions"], "hidden_act": "gelu", "layer_norm_eps": 1e-12,
            "pad_token_id": 0, "encoder_hidden_size": size["vision"], "add_cross_attention": True,
            "is_decoder": True,
        },
    )  # fmt: skip


def config_of(state: Mapping[str, Any]) -> Any:
    """The `BlipConfig` that a `renamed` state dict was made with, read off its shapes.

    Raises:
        KeyError: it is not ImageReward's.
    """

    def layers(prefix: str) -> int:
        return 1 + max(int(k.removeprefix(prefix).split(".")[0]) for k in state if k.startswith(prefix))

    words, positions = (state[f"text.embeddings.{n}_embeddings.weight"] for n in ("word", "position"))
    tokens = state["vision.embeddings.position_embedding"].shape[1]
    return config(
        hidden=words.shape[1],
        layers=layers("text.encoder.layer."),
        wide=state["text.encoder.layer.0.intermediate.dense.weight"].shape[0],
        vocabulary=words.shape[0],
        positions=positions.shape[0],
        vision=state["vision.embeddings.class_embedding"].shape[-1],
        vision_layers=layers("vision.encoder.layers."),
        vision_wide=state["vision.encoder.layers.0.mlp.fc1.weight"].shape[0],
        image=PATCH * math.isqrt(tokens - 1),
    )


def build(settings: Any) -> Any:
    """The whole scorer as one torch module with parts ``vision``, ``text`` and ``head``, random weights."""
    import torch
    from transformers import BlipForImageTextRetrieval

    blip = BlipForImageTextRetrieval(settings)
    widths = [(settings.text_config.hidden_size, HEAD[0][1]), *HEAD[1:]]
    dropout = (0.2, 0.2, 0.1)
    layers: list[Any] = []
    for index, (wide, narrow) in enumerate(widths):
        layers.append(torch.nn.Linear(wide, narrow))
        # As the authors': none between the last two, which fixes the numbering of the checkpoint.
        layers += [torch.nn.Dropout(dropout[index])] if index < len(dropout) else []
    head = torch.nn.Sequential(*layers)
    return torch.nn.ModuleDict({"vision": blip.vision_model, "text": blip.text_encoder, "head": head}).eval()


def score(model: Any, pixels: Any, input_ids: Any, attention_mask: Any) -> Any:
    """(N,) rewards in the authors' scale.

    Args:
        pixels: (N, 3, 224, 224), prepared as for CLIP.
        input_ids, attention_mask: (N, 35) BERT tokens of the caption.
    """
    import torch

    with torch.inference_mode():
        seen = model["vision"](pixel_values=pixels).last_hidden_state
        told = model["text"](
            input_ids=input_ids,
            attention_mask=attention_mask,
            encoder_hidden_states=seen,
            encoder_attention_mask=torch.ones(seen.shape[:-1], dtype=torch.long, device=seen.device),
            return_dict=True,
        ).last_hidden_state[:, 0]
        return (model["head"](told).float()[:, 0] - MEAN) / DEVIATION


class Judge(Protocol):
    """Rates pictures against a caption."""

    @property
    def name(self) -> str: ...

    def rate(self, pictures: Sequence[Frames], caption: str) -> list[float]:
        """One reward per picture; larger is better."""
        ...


@final
@dataclass(slots=True, kw_only=True)
class ImageRewardJudge:
    """ImageReward from its published checkpoint.

    Args:
        checkpoint: Path of ``ImageReward.pt`` (read with ``weights_only``).
        tokenizer: A BERT tokenizer, or the folder or hub id of one.
        device, dtype: Where and in which precision it runs.
        settings: Its `BlipConfig`; None is the published one.
    """

    checkpoint: str
    tokenizer: Any = "google-bert/bert-base-uncased"
    device: str = "cpu"
    dtype: str = "float32"
    settings: Any = None
    model: Any = None

    @property
    def name(self) -> str:
        return "image-reward:" + identity(self.checkpoint)

    def load(self) -> Any:
        """The model and its tokenizer, loaded now if they were not. Raises EngineUnavailable."""
        if self.model is None:
            self._load()
        if isinstance(self.tokenizer, str):
            self.tokenizer = load_tokenizer(self.tokenizer)
        return self.model

    def rate(self, pictures: Sequence[Frames], caption: str) -> list[float]:
        """See `Judge.rate`."""
        model = self.load()
        words = self.tokenizer(
            [caption] * len(pictures),
            padding="max_length",
            truncation=True,
            max_length=TOKENS,
            return_tensors="pt",
        )
        size = model["vision"].config.image_size
        with fitting("ImageReward"):
            pixels = prepare(pictures, size, CLIP_MEAN, CLIP_STD, self.device, "crop")
            ids, mask = (words[key].to(self.device) for key in ("input_ids", "attention_mask"))
            found = score(model, pixels.to(next(model.parameters()).dtype), ids, mask)
        return [float(x) for x in found.cpu()]

    def _load(self) -> None:
        import torch

        if not Path(self.checkpoint).is_file():
            raise EngineUnavailable(f"no ImageReward checkpoint at {self.checkpoint!r}", todo=FETCH)
        try:
            state = renamed(torch.load(self.checkpoint, map_location="cpu", weights_only=True, mmap=True))
            # Built without memory: filling 446 million parameters with random numbers takes a minute.
            with torch.device("meta"):
                model = build(self.settings or config_of(state))
            missing, unexpected = model.load_state_dict(state, strict=False, assign=True)
            places = torch.arange(model["text"].config.max_position_embeddings)
            model["text"].embeddings.position_ids = places[None]
        except (RuntimeError, OSError, ValueError, KeyError, AttributeError, UnpicklingError) as problem:
            raise EngineUnavailable(
                f"{self.checkpoint!r} is not the published checkpoint: {str(problem).splitlines()[0]}",
                todo=FETCH,
            ) from problem
        if missing or unexpected:
            raise EngineUnavailable(
                f"{self.checkpoint!r} does not fit: {len(missing)} missing, {len(unexpected)} unexpected",
                todo=FETCH,
            )
        self.model = model.to(self.device, getattr(torch, self.dtype)).eval()


def caption(scene: Scene, place: str) -> str:
    """What the picture should show, in at most 24 words: 35 tokens hold no prompt."""
    words = f"{scene.action.rstrip('.')}, {place}, {scene.time_of_day}, {scene.shot_size} shot".split()
    return " ".join(words[:CAPTION_WORDS])


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageRewardQuality:
    """Visual quality by ImageReward: the specified critic.

    Score: 0.7 mean + 0.3 minimum over the sampled frames of the percentile in the population of
    the judge's entry of ``scales``; None without one.
    """

    judge: Judge
    table: Calibration = field(default_factory=shipped)
    component: str = "visual_quality"

    @property
    def name(self) -> str:
        return self.judge.name

    def watch(self, viewing: Viewing) -> Verdict:
        """Judge one take; see the class."""
        if self.judge.name not in self.table.scales:
            note = f"no calibration for {self.judge.name}; run `rushes calibrate`"
            return Verdict(critic=self.name, component=self.component, score=None, note=note)
        place = viewing.document.location(viewing.scene.location).name
        frames = [viewing.footage.frames[i] for i in viewing.samples]
        raw = self.judge.rate(frames, caption(viewing.scene, place))
        mean, deviation = self.table.scales[self.judge.name]
        return Verdict(
            critic=self.name,
            component=self.component,
            score=clip_score([percentile(x, mean, deviation) for x in raw]),
            raw={"mean": sum(raw) / len(raw), "min": min(raw)},
            note=f"better than {percentile(sum(raw) / len(raw), mean, deviation):.0%} of its population",
            calibration=f"{self.table.version} {self.judge.name}",
        )
