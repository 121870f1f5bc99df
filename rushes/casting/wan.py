"""The members that diffusers plays: Wan2.1, the video server, FLUX and SDXL."""

import socket
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from rushes.casting.members import Call, Member, lacks, load

_PACKAGES = ("torch", "diffusers", "transformers", "accelerate", "peft", "ftfy", "safetensors")


def sources(call: Call) -> Any:
    """Where the settings say that Wan's weights are."""
    settings = call.settings
    files = load("rushes.engines.wan.weights:OriginalFiles")(
        diffusion=settings.WAN_DIFFUSION_MODEL,
        t5=settings.WAN_T5_PATH,
        vae=settings.WAN_VAE_PATH,
        clip=settings.WAN_CLIP_PATH,
        tokenizer=settings.WAN_TOKENIZER_PATH,
    )
    models = tuple(name.strip() for name in settings.WAN_MODEL.split(",") if name.strip())
    return load("rushes.engines.wan.catalogue:Sources")(
        models=models, root=Path(settings.WAN_MODEL_ROOT), files=files
    )


def _engine(call: Call) -> object:
    settings = call.settings
    kept = (
        Path(settings.WAN_EMBEDDINGS)
        if settings.WAN_EMBEDDINGS
        else call.root / settings.MEMORY_DIR / "embeddings"
    )
    return load("rushes.engines.wan.engine:WanEngine")(
        checkpoints=load("rushes.engines.wan.catalogue:checkpoints")(sources(call)),
        steps=settings.WAN_STEPS,
        draft_steps=settings.WAN_DRAFT_STEPS,
        draft_scale=settings.WAN_DRAFT_SCALE,
        guidance=settings.WAN_GUIDANCE,
        flow_shift=settings.WAN_FLOW_SHIFT,
        reference_form=settings.WAN_REFERENCE,
        location=settings.WAN_LOCATION,
        control_scale=settings.WAN_CONTROL_SCALE,
        loras=load("rushes.engines.wan.lora:parse_loras")(settings.WAN_LORA),
        distilled=settings.WAN_DISTILLED,
        memory=settings.WAN_MEMORY,
        attention=settings.WAN_ATTENTION,
        compile=settings.WAN_COMPILE,
        cache=settings.WAN_CACHE,
        device=settings.WAN_DEVICE,
        vae_dtype=settings.WAN_VAE,
        embeddings=kept,
    )


def _missing(call: Call) -> str:
    gaps = load("rushes.engines.wan.catalogue:missing")(sources(call))
    if gaps:
        commands = dict.fromkeys(gap.command for gap in gaps)
        return f"missing {', '.join(gap.file for gap in gaps)}; fetch with: {'; '.join(commands)}"
    extra = ("cache_dit",) if call.settings.WAN_CACHE != "off" else ()
    return lacks(*_PACKAGES, *extra) or _no_gpu(call)


def _no_gpu(call: Call) -> str:
    """Asked last, since it imports torch: only somebody who has all the weights waits for it."""
    if call.settings.WAN_DEVICE != "auto":
        return ""
    import torch

    return "" if torch.cuda.is_available() else "no CUDA device (WAN_DEVICE=cpu tries without, very slowly)"


def _urls(call: Call) -> tuple[str, ...]:
    return tuple(url.strip() for url in call.settings.VIDEO_SERVER_URL.split(",") if url.strip())


def _no_server(call: Call) -> str:
    """Whether any of the servers listens; asks no more of them than a connection."""
    silent = [url for url in _urls(call) if not _listens(url)]
    return lacks("openai") or (f"{', '.join(silent)} does not answer" if silent == [*_urls(call)] else "")


def _listens(url: str) -> bool:
    parts = urlsplit(url)
    try:
        port = parts.port or (443 if parts.scheme == "https" else 80)
        with socket.create_connection((parts.hostname or "", port), timeout=1.0):
            return True
    except (OSError, ValueError):
        return False


def _server(call: Call) -> object:
    settings = call.settings
    return load("rushes.engines.server:ServerEngine")(
        urls=_urls(call),
        model=settings.VIDEO_SERVER_MODEL,
        key=call.environ.get(settings.VIDEO_SERVER_KEY_ENV, "none"),
        timeout=float(settings.VIDEO_SERVER_TIMEOUT_SECONDS),
    )


def _painter(kind: str, setting: str) -> Member:
    def build(call: Call) -> object:
        return load("rushes.preproduction.diffusion:DiffusionIllustrator")(
            kind=kind, source=_local(call, getattr(call.settings, setting)), device=call.settings.WAN_DEVICE
        )

    def missing(call: Call) -> str:
        source = _local(call, getattr(call.settings, setting))
        if not Path(source).is_dir() and not load("rushes.engines.wan.catalogue:in_hub_cache")(source):
            folder = Path(call.settings.WAN_MODEL_ROOT) / Path(source).name
            return f"missing {source}; fetch with: hf download {source} --local-dir {folder}"
        return lacks(*_PACKAGES) or _no_gpu(call)

    return Member(
        part="illustrator",
        name=kind,
        build=build,
        missing=missing,
        todo="fetch the weights, or choose another model",
    )


def _local(call: Call, source: str) -> str:
    """The folder of a model below WAN_MODEL_ROOT when it is there, else the name as it was given."""
    folder = Path(call.settings.WAN_MODEL_ROOT) / Path(source).name
    return str(folder) if (folder / "model_index.json").is_file() else source


ENGINE = Member(
    part="engine",
    name="wan2.1",
    build=_engine,
    missing=_missing,
    todo="fetch the weights with the command above, or set WAN_MODEL, WAN_MODEL_ROOT or WAN_DIFFUSION_MODEL",
)
SERVER = Member(
    part="engine",
    name="server",
    build=_server,
    missing=_no_server,
    todo="pip install 'rushes[llm]', and set VIDEO_SERVER_URL",
)
FLUX = _painter("flux", "FLUX_MODEL")
SDXL = _painter("sdxl", "SDXL_MODEL")
