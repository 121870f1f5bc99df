"""Every setting, in one place, under the specification's own names.

A name means the same everywhere: ``RL_LEARNING_RATE`` in the environment, in ``rushes.toml`` and
in ``--set RL_LEARNING_RATE=3e-5``. Precedence, lowest first: the defaults below, ``rushes.toml``
in the working directory, the environment, ``--set`` (`rushes.settings` settles them).
``rushes config`` prints what is in force and where each value came from; the table in DOCS.md
is generated from the same fields.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Annotated, get_args, get_origin, get_type_hints

from rushes.errors import ConfigError
from rushes.specified import Of, SpecifiedSettings, Value

__all__ = ["MEANINGS", "NAMES", "Of", "Settings", "Value", "reward_weights"]

_OURS = "Production"
_WAN, _CRITICS = "Wan2.1", "Critics"


@dataclass(frozen=True)
class Settings(SpecifiedSettings):
    """All values of one production: the specified ones and ours. Attribute names are the setting names."""

    # Production (ours)
    CREW: Annotated[
        str,
        Of(
            _OURS,
            "`studio` = every specified model or blocked; `embedded` = no needs at all; "
            "`auto` = each specified member whose needs are met, else its understudy",
            choices=("auto", "studio", "embedded"),
        ),
    ] = "auto"
    DRAFTS: Annotated[
        bool, Of(_OURS, "explore takes as drafts on the animatic engine, shoot only the chosen one in full")
    ] = True
    RL_ATTEMPT_BUDGET: Annotated[
        int,
        Of(
            _OURS,
            "takes of the whole film, spent on the scenes that gain most; each gets one; 0 = no such limit",
            "takes",
            low=0,
            high=768,
        ),
    ] = 0
    POLICY_LEARN: Annotated[bool, Of(_OURS, "let the policy learn from this film's takes")] = True
    WORKERS: Annotated[
        int,
        Of(_OURS, "processes that draw; 0 = one per CPU core", low=0, high=256, pixels=False),
    ] = 0

    # Wan2.1
    WAN_MODEL: Annotated[
        str,
        Of(
            _WAN,
            "diffusers folders or hub ids, commas apart, one per kind; VACE alone serves every shot",
        ),
    ] = "Wan-AI/Wan2.1-VACE-1.3B-diffusers"
    WAN_MODEL_ROOT: Annotated[
        str,
        Of(
            _WAN, "folder in which weights are looked for, diffusers folders and original files", pixels=False
        ),
    ] = "./models"
    WAN_DIFFUSION_MODEL: Annotated[
        str, Of(_WAN, "the authors' transformer file, or its folder of shards; empty = use WAN_MODEL")
    ] = ""
    WAN_T5_PATH: Annotated[str, Of(_WAN, "the authors' text encoder file; empty = below WAN_MODEL_ROOT")] = ""
    WAN_VAE_PATH: Annotated[str, Of(_WAN, "the authors' VAE file; empty = below WAN_MODEL_ROOT")] = ""
    WAN_CLIP_PATH: Annotated[
        str, Of(_WAN, "the authors' image encoder file; empty = below WAN_MODEL_ROOT")
    ] = ""
    WAN_TOKENIZER_PATH: Annotated[str, Of(_WAN, "folder of the tokenizer; empty = below WAN_MODEL_ROOT")] = ""
    WAN_STEPS: Annotated[int, Of(_WAN, "denoising steps of a final take", "steps", low=1, high=1000)] = 50
    WAN_GUIDANCE: Annotated[
        float, Of(_WAN, "classifier-free guidance on the prompt; 1 or less turns it off", low=0, high=50)
    ] = 5.0
    WAN_FLOW_SHIFT: Annotated[
        float,
        Of(_WAN, "timestep shift: 3 suits 480p, 5 suits 720p; 0 = the checkpoint's own", low=0, high=20),
    ] = 0.0
    WAN_REFERENCE: Annotated[
        str,
        Of(
            _WAN,
            "how IP_ADAPTER_SCALE binds references: `tokens` scales their hints, free; `guidance` is exact "
            "between without and with, and costs a second pass",
            choices=("tokens", "guidance"),
        ),
    ] = "tokens"
    WAN_LOCATION: Annotated[
        str,
        Of(
            _WAN,
            "how a location reference binds: `layout` = grey control video, `reference` = reference image",
            choices=("layout", "reference", "off"),
        ),
    ] = "layout"
    WAN_CONTROL_SCALE: Annotated[
        float, Of(_WAN, "strength of the location's control video", low=0, high=1)
    ] = 0.5
    WAN_LORA: Annotated[str, Of(_WAN, "LoRA files with strengths: a.safetensors:0.8, b.safetensors")] = ""
    WAN_DISTILLED: Annotated[
        bool, Of(_WAN, "the weights are step-distilled: 4 steps without guidance, at their own timesteps")
    ] = False
    WAN_DRAFTS: Annotated[
        bool, Of(_WAN, "explore takes as drafts on Wan too, and shoot only the chosen one in full")
    ] = True
    WAN_DRAFT_STEPS: Annotated[int, Of(_WAN, "denoising steps of a draft", "steps", low=1, high=1000)] = 16
    WAN_DRAFT_SCALE: Annotated[
        float, Of(_WAN, "side of a draft's picture over the final's", low=0.1, high=1)
    ] = 0.5
    WAN_CACHE: Annotated[
        str,
        Of(
            _WAN,
            "reuse blocks between steps (cache-dit): `mild` computes 3 of 5 steps, `fast` every second",
            choices=("off", "mild", "fast"),
        ),
    ] = "off"
    WAN_ATTENTION: Annotated[
        str,
        Of(
            _WAN,
            "attention kernel; `auto` = FlashAttention-3 (fa3-fwd) on Hopper, else PyTorch's choice",
            choices=("auto", "native", "cudnn", "flash3"),
        ),
    ] = "auto"
    WAN_COMPILE: Annotated[
        str, Of(_WAN, "compile the repeated blocks; `auto` = on a GPU", choices=("auto", "on", "off"))
    ] = "auto"
    WAN_MEMORY: Annotated[
        str,
        Of(
            _WAN,
            "how weights lie in GPU memory; `auto` = fastest that fits; `int8`, `fp8` change the picture",
            choices=("auto", "resident", "offload", "tiled", "leaf", "int8", "fp8"),
        ),
    ] = "auto"
    WAN_VAE: Annotated[
        str,
        Of(
            _WAN,
            "precision of the VAE; `auto` = float16 on a GPU (as precise as the TF32 it uses for float32)",
            choices=("auto", "float16", "float32"),
        ),
    ] = "auto"
    WAN_DEVICE: Annotated[str, Of(_WAN, "`auto` = the CUDA device; or cuda:1, cpu", pixels=False)] = "auto"
    WAN_EMBEDDINGS: Annotated[
        str,
        Of(_WAN, "folder that keeps prompt embeddings between films; empty = within the run", pixels=False),
    ] = ""

    # Video server
    VIDEO_SERVER_URL: Annotated[
        str,
        Of(
            _WAN,
            "OpenAI videos API for VIDEO_MODEL=server; several URLs, commas apart, take turns",
            pixels=False,
        ),
    ] = "http://localhost:8000/v1"
    VIDEO_SERVER_MODEL: Annotated[str, Of(_WAN, "model name at the video server")] = (
        "Wan-AI/Wan2.1-T2V-14B-Diffusers"
    )
    VIDEO_SERVER_KEY_ENV: Annotated[
        str, Of(_WAN, "environment variable that holds the video server's key", pixels=False)
    ] = "VIDEO_SERVER_KEY"
    VIDEO_SERVER_TIMEOUT_SECONDS: Annotated[
        int, Of(_WAN, "longest wait for one clip", "s", low=1, high=86400, pixels=False)
    ] = 1800

    # Reference images
    FLUX_MODEL: Annotated[str, Of(_WAN, "FLUX checkpoint: diffusers folder or hub id")] = (
        "black-forest-labs/FLUX.1-schnell"
    )
    SDXL_MODEL: Annotated[str, Of(_WAN, "SDXL checkpoint: diffusers folder or hub id")] = (
        "stabilityai/stable-diffusion-xl-base-1.0"
    )

    # Critics (ours)
    CLIP_MODEL: Annotated[
        str,
        Of(
            _CRITICS,
            "CLIP of the consistency critics: folder, hub id or name below WAN_MODEL_ROOT; empty = without",
        ),
    ] = "openai/clip-vit-large-patch14"
    DINO_MODEL: Annotated[str, Of(_CRITICS, "DINOv2, the second opinion on characters; empty = without")] = (
        "facebook/dinov2-base"
    )
    DETECTOR_MODEL: Annotated[
        str, Of(_CRITICS, "OWLv2, which finds the characters where an engine cannot tell; empty = without")
    ] = "google/owlv2-base-patch16-ensemble"
    IMAGE_REWARD_CHECKPOINT: Annotated[
        str,
        Of(_CRITICS, "the published ImageReward.pt, looked for below WAN_MODEL_ROOT too; empty = without"),
    ] = "ImageReward.pt"
    IMAGE_REWARD_TOKENIZER: Annotated[
        str, Of(_CRITICS, "BERT tokenizer of ImageReward: folder, hub id or name below WAN_MODEL_ROOT")
    ] = "google-bert/bert-base-uncased"
    FACE_DETECTOR: Annotated[
        str, Of(_CRITICS, "YuNet of the OpenCV Zoo, looked for below WAN_MODEL_ROOT too; empty = no faces")
    ] = "face_detection_yunet_2023mar.onnx"
    FACE_RECOGNISER: Annotated[
        str, Of(_CRITICS, "SFace of the OpenCV Zoo, looked for below WAN_MODEL_ROOT too; empty = no faces")
    ] = "face_recognition_sface_2021dec.onnx"
    CRITICS_DEVICE: Annotated[
        str,
        Of(
            _CRITICS,
            "where the critics' models run; `auto` = the CUDA device if there is one, else the CPU",
            pixels=False,
        ),
    ] = "auto"

    def __post_init__(self) -> None:
        _check_together(self)


def _check_together(settings: Settings) -> None:
    if not sum(reward_weights(settings).values()) > 0:
        raise ConfigError("all four REWARD_ weights are 0", todo="give at least one of them a value above 0")
    _check_paths(settings)
    for name in ("DEFAULT_WIDTH", "DEFAULT_HEIGHT"):
        if getattr(settings, name) % 2:
            raise ConfigError(
                f"{name}={getattr(settings, name)} is odd, and yuv420p video needs even sizes",
                todo=f"use {name}={getattr(settings, name) + 1}",
            )
    fade = round(settings.CROSSFADE_DURATION * settings.VIDEO_FPS)
    if 2 * fade > settings.DEFAULT_NUM_FRAMES:
        raise ConfigError(
            f"DEFAULT_NUM_FRAMES={settings.DEFAULT_NUM_FRAMES} is less than two crossfades of {fade} frames",
            todo="lengthen the scene or shorten CROSSFADE_DURATION",
        )


def _check_paths(settings: Settings) -> None:
    for name in ("OUTPUT_DIR", "STORY_BIBLE_DIR", "MEMORY_DIR", "CLIPS_DIR", "REFERENCES_DIR"):
        path = PurePath(getattr(settings, name))
        if path.is_absolute() or ".." in path.parts or path == PurePath():
            raise ConfigError(
                f"{name}={getattr(settings, name)!r} is not a folder below --output",
                todo="give a relative folder such as ./output; --output chooses the place",
            )
    for name in ("PRODUCTION_REPORT_NAME", "MEMORY_STATE_FILE", "REWARD_BREAKDOWN_FILE"):
        if len(PurePath(getattr(settings, name)).parts) != 1:
            raise ConfigError(
                f"{name}={getattr(settings, name)!r} is not a file name", todo="leave out folders"
            )


def reward_weights(settings: Settings) -> dict[str, float]:
    """Component -> weight, as the specification gives them."""
    return {
        "visual_quality": settings.REWARD_VISUAL_QUALITY,
        "character_consistency": settings.REWARD_CHARACTER_CONSISTENCY,
        "location_consistency": settings.REWARD_LOCATION_CONSISTENCY,
        "narrative_coherence": settings.REWARD_NARRATIVE_COHERENCE,
    }


def meanings() -> dict[str, tuple[type, Of]]:
    """Every setting's type and meaning, in the specification's order."""
    hints = get_type_hints(Settings, include_extras=True)
    return {name: get_args(hint)[:2] for name, hint in hints.items() if get_origin(hint) is Annotated}


MEANINGS: Mapping[str, tuple[type, Of]] = meanings()
NAMES = tuple(MEANINGS)
