"""Checkpoints: from a diffusers folder, a hub id or the original files to a pipeline.

Only safetensors are read, unless a file that was named is a ``.pth``, which is loaded with
``weights_only=True``. Time embedding, norms and modulation stay float32, as the authors trained
them: that is why a dtype is given at load and models are never cast afterwards.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rushes.engines.wan.modes import KINDS, Kind
from rushes.errors import ConfigError, EngineUnavailable
from rushes.quiet import quiet


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginalFiles:
    """Files as the Wan authors publish them."""

    diffusion: str
    """The transformer: a file, or a folder of shards."""
    t5: str
    vae: str
    tokenizer: str
    """Folder of the UMT5 tokenizer."""
    clip: str = ""
    """Image encoder; needed by I2V, FLF2V and Fun-InP."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """One set of Wan weights."""

    kind: Kind
    source: str = ""
    """A diffusers folder or hub id; empty when `files` is given."""
    files: OriginalFiles | None = None

    @property
    def label(self) -> str:
        """A short name for reports: no path of the machine."""
        return Path(self.source or (self.files.diffusion if self.files else "?")).name


def kind_of(source: str) -> Kind:
    """The kind of a diffusers folder (from its configuration) or of a hub id (from its name).

    Raises:
        ConfigError: neither tells.
    """
    config = _local_config(Path(source))
    if config is not None:
        return _kind_from(config, source)
    name = source.lower().replace("_", "-")
    if "fun" in name and "inp" in name:
        return "fun-inp"
    for kind in ("vace", "flf2v", "i2v", "t2v"):
        if kind in name:
            return next(k for k in KINDS if k == kind)
    raise ConfigError(
        f"cannot tell what kind of Wan checkpoint {source!r} is",
        todo="name a diffusers folder, or a hub id that contains T2V, I2V, FLF2V, VACE or Fun-InP",
    )


def _local_config(folder: Path) -> Mapping[str, Any] | None:
    path = folder / "transformer" / "config.json"
    if not path.is_file():
        return None
    found = json.loads(path.read_text("utf-8"))
    return found if isinstance(found, dict) else None


def _kind_from(config: Mapping[str, Any], source: str) -> Kind:
    if "VACE" in str(config.get("_class_name")):
        return "vace"
    if config.get("pos_embed_seq_len"):
        return "flf2v"
    if config.get("in_channels") == 36:
        return "fun-inp" if "inp" in source.lower() else "i2v"
    return "t2v"


def load_pipeline(checkpoint: Checkpoint, dtype: Any, guided: bool) -> Any:
    """A pipeline on the CPU without its text encoder.

    Args:
        checkpoint: What to load.
        dtype: torch dtype of the transformer; the VAE and image encoder are float32.
        guided: Load VACE with the reference-guided transformer.

    Raises:
        EngineUnavailable: a file is missing or cannot be read.
    """
    load = _original_parts if checkpoint.files else _parts
    try:
        with quiet():
            parts = load(checkpoint, dtype, guided)
    except (OSError, ValueError, RuntimeError, KeyError, ImportError) as error:
        raise EngineUnavailable(
            f"cannot load {checkpoint.label}: {type(error).__name__}: {str(error).splitlines()[0][:300]}",
            todo="`rushes doctor` names each missing file and the command that fetches it",
        ) from error
    pipe = _pipeline_class(checkpoint.kind)(tokenizer=None, text_encoder=None, **parts)
    pipe.set_progress_bar_config(disable=True)
    return pipe


def load_text(checkpoint: Checkpoint, dtype: Any) -> Any:
    """A pipeline that holds the tokenizer and text encoder alone, on the CPU.

    Raises:
        EngineUnavailable: a file is missing or cannot be read.
    """
    from diffusers import WanPipeline

    load = _original_text if checkpoint.files else _text
    try:
        with quiet():
            tokenizer, encoder = load(checkpoint, dtype)
    except (OSError, ValueError, RuntimeError, KeyError, ImportError) as error:
        raise EngineUnavailable(
            f"cannot load the text encoder of {checkpoint.label}: {str(error).splitlines()[0][:300]}",
            todo="`rushes doctor` names each missing file and the command that fetches it",
        ) from error
    return WanPipeline(tokenizer=tokenizer, text_encoder=encoder, vae=None, scheduler=None, transformer=None)


def _pipeline_class(kind: Kind) -> Any:
    import diffusers

    if kind in ("i2v", "flf2v"):
        return diffusers.WanImageToVideoPipeline
    if kind == "fun-inp":
        return _fun_inp()
    return diffusers.WanVACEPipeline if kind == "vace" else diffusers.WanPipeline


def _fun_inp() -> Any:
    from diffusers import WanImageToVideoPipeline

    class FunInPPipeline(WanImageToVideoPipeline):  # type: ignore[misc]
        """I2V-shaped, with an end frame of which the image encoder sees nothing, as it was trained."""

        def encode_image(self, image: Any, device: Any = None) -> Any:
            return super().encode_image(image[0] if isinstance(image, list) else image, device)

    return FunInPPipeline


def transformer_class(kind: Kind, guided: bool) -> Any:
    """The transformer class of a kind."""
    import diffusers

    from rushes.engines.wan.guidance import guided_class

    if kind != "vace":
        return diffusers.WanTransformer3DModel
    return guided_class() if guided else diffusers.WanVACETransformer3DModel


def _parts(checkpoint: Checkpoint, dtype: Any, guided: bool) -> dict[str, Any]:
    import torch
    from diffusers import AutoencoderKLWan, UniPCMultistepScheduler

    source, safe = checkpoint.source, {"use_safetensors": True}
    parts = {
        "transformer": transformer_class(checkpoint.kind, guided).from_pretrained(
            source, subfolder="transformer", dtype=dtype, **safe
        ),
        "vae": AutoencoderKLWan.from_pretrained(source, subfolder="vae", dtype=torch.float32, **safe),
        "scheduler": UniPCMultistepScheduler.from_pretrained(source, subfolder="scheduler"),
    }
    if checkpoint.kind in ("i2v", "flf2v", "fun-inp"):
        parts |= _image_encoder(source)
    return parts


def _image_encoder(source: str) -> dict[str, Any]:
    import torch
    from transformers import CLIPImageProcessor, CLIPVisionModel

    return {
        "image_encoder": CLIPVisionModel.from_pretrained(
            source, subfolder="image_encoder", dtype=torch.float32, use_safetensors=True
        ),
        "image_processor": CLIPImageProcessor.from_pretrained(source, subfolder="image_processor"),
    }


def _text(checkpoint: Checkpoint, dtype: Any) -> tuple[Any, Any]:
    from transformers import AutoTokenizer, UMT5EncoderModel

    encoder = UMT5EncoderModel.from_pretrained(
        checkpoint.source, subfolder="text_encoder", dtype=dtype, use_safetensors=True
    )
    return AutoTokenizer.from_pretrained(checkpoint.source, subfolder="tokenizer"), encoder.eval()


def _original_parts(checkpoint: Checkpoint, dtype: Any, guided: bool) -> dict[str, Any]:
    import rushes.engines.wan.original as original

    assert checkpoint.files is not None
    cls = transformer_class(checkpoint.kind, guided)
    parts = {
        "transformer": original.transformer(checkpoint.files.diffusion, cls, dtype),
        "vae": original.vae(checkpoint.files.vae),
        "scheduler": original.scheduler(checkpoint.files.diffusion),
    }
    if checkpoint.kind in ("i2v", "flf2v", "fun-inp"):
        parts |= original.image_encoder(checkpoint.files.clip)
    return parts


def _original_text(checkpoint: Checkpoint, dtype: Any) -> Any:
    import rushes.engines.wan.original as original

    assert checkpoint.files is not None
    return original.text(checkpoint.files.tokenizer, checkpoint.files.t5, dtype)
