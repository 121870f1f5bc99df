"""How the weights lie in the GPU's memory: the plan, and the rungs below it.

| rung     | transformer                                  | VAE   | picture          |
|----------|----------------------------------------------|-------|------------------|
| resident | on the GPU, compiled, projections fused      | whole | exact            |
| offload  | blocks come on a second stream, compiled     | whole | exact            |
| tiled    | the same                                     | tiled | VAE's tile seams |
| leaf     | layer by layer: slow, smallest               | tiled | VAE's tile seams |
| int8     | eight-bit weights on the GPU, compiled       | tiled | changed          |
| fp8      | the same in float8, products too             | tiled | changed          |

Where weights come and go, as many blocks as fit stay: the bus carries the rest meanwhile.

The first rung that fits the measured free memory is taken; running out of memory steps down
one rung and says so. Eight bits change the picture, so no automatic step leads there.
"""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

from rushes.engines.wan import vae
from rushes.engines.wan.quantise import Form, quantise
from rushes.errors import ConfigError, OutOfMemory

Rung = Literal["resident", "offload", "tiled", "leaf", "int8", "fp8"]
LADDER: tuple[Rung, ...] = ("resident", "offload", "tiled", "leaf")
"""The automatic rungs, fastest first; all but the VAE's tile seams give the same picture."""
QUANTISED: tuple[Form, ...] = ("int8", "fp8")
"""Rungs that are taken when they are named, never by themselves."""

GIB = 2**30
_MARGIN = 0.92
"""Share of the free memory that a plan may count on; the rest is fragmentation and kernels."""
_VAE_VALUES = {False: 5_500, True: 2_000}
"""Peak numbers per pixel of one frame while the VAE decodes, whole and tiled."""

_log = logging.getLogger("rushes.wan")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """What decides how much memory a clip takes."""

    weights: int
    """Bytes of the transformer."""
    blocks: int
    """Repeated blocks of the transformer."""
    dim: int
    ffn: int
    tokens: int
    """Tokens of one forward pass, references included."""
    pixels: int
    """Pixels of one frame."""
    vae_bytes: int = 2
    """Bytes of a number in the VAE."""


def sizes_of(transformer: Any, tokens: int, pixels: int, vae_bytes: int = 2) -> Sizes:
    """Measure a transformer."""
    config = transformer.config
    vace = len(getattr(config, "vace_layers", None) or ())
    return Sizes(
        weights=sum(p.numel() * p.element_size() for p in transformer.parameters()),
        blocks=config.num_layers + vace,
        dim=config.num_attention_heads * config.attention_head_dim,
        ffn=config.ffn_dim,
        tokens=tokens,
        pixels=pixels,
        vae_bytes=vae_bytes,
    )


def needed(rung: Rung, sizes: Sizes) -> int:
    """Estimated peak bytes of a clip on `rung`.

    One forward holds per token the hidden ffn layer and about twenty rows of the width (float32
    temporaries included), in 2 bytes each; the VAE decodes after the transformer is done.
    """
    hints = 2 * sizes.tokens * sizes.dim * max(0, sizes.blocks - 40)
    forward = 2 * sizes.tokens * (sizes.ffn + 11 * sizes.dim) + hints
    per_block = sizes.weights / max(1, sizes.blocks)
    held = {
        "resident": sizes.weights,
        "offload": 3 * per_block,
        "tiled": 3 * per_block,
        "leaf": per_block,
        "int8": 0.52 * sizes.weights,
        "fp8": 0.52 * sizes.weights,
    }[rung]
    values = sizes.pixels * _VAE_VALUES[rung not in ("resident", "offload")]
    pictures = values * sizes.vae_bytes + GIB // 2
    return int(held + max(forward, pictures)) + GIB // 2


def choose(wanted: str, sizes: Sizes, free: int | None) -> Rung:
    """The rung to start on.

    Args:
        wanted: ``auto`` or the name of a rung.
        sizes: Of the model and clip.
        free: Bytes that the GPU has free for us; None without a GPU.

    Raises:
        ConfigError: `wanted` is no rung.
        OutOfMemory: not even the last rung fits.
    """
    if wanted != "auto":
        for rung in (*LADDER, *QUANTISED):
            if rung == wanted:
                return rung
        raise ConfigError(
            f"WAN_MEMORY={wanted!r} is not one of auto, {', '.join((*LADDER, *QUANTISED))}",
            todo="set WAN_MEMORY=auto",
        )
    if free is None:
        return "resident"
    for rung in LADDER:
        if needed(rung, sizes) <= free * _MARGIN:
            return rung
    raise OutOfMemory(
        f"this clip needs {needed('leaf', sizes) / GIB:.1f} GiB on the smallest plan, "
        f"{free / GIB:.1f} GiB are free",
        todo="lower DEFAULT_WIDTH and DEFAULT_HEIGHT, choose the 1.3B model, or close what else uses the GPU",
    )


def below(rung: Rung) -> Rung:
    """The next rung down, logged.

    Raises:
        OutOfMemory: there is none.
    """
    order = (*LADDER, None) if rung in LADDER else (rung, "tiled")
    lower = order[order.index(rung) + 1]
    if lower is None:
        raise OutOfMemory(
            "the GPU ran out of memory on the last rung of the plan (layer-by-layer offload, tiled VAE)",
            todo="lower DEFAULT_WIDTH, DEFAULT_HEIGHT or DEFAULT_NUM_FRAMES, or choose the 1.3B model",
        )
    _log.warning("out of memory on plan %r: going on with %r", rung, lower)
    return lower


def staying(rung: Rung, sizes: Sizes, free: int | None) -> int:
    """How many blocks stay on the GPU while the others come and go."""
    if free is None or rung not in ("offload", "tiled"):
        return 0
    spare = free * _MARGIN - needed(rung, sizes)
    return max(0, min(sizes.blocks, int(spare // (sizes.weights / max(1, sizes.blocks)))))


def place(pipe: Any, rung: Rung, device: Any, vae_dtype: str = "auto", stay: int = 0) -> None:
    """Lay a freshly loaded pipeline out for `rung` on `device`, `stay` blocks of it for good."""
    vae.prepare(pipe.vae, device, vae_dtype)
    if rung not in ("resident", "offload"):
        pipe.vae.enable_tiling()
    if getattr(pipe, "image_encoder", None) is not None:
        pipe.image_encoder.to(device)
    if rung in QUANTISED:
        quantise(pipe.transformer, "int8" if rung == "int8" else "fp8", device)
    if rung == "resident" or rung in QUANTISED:
        pipe.transformer.to(device)
        return
    with _out_of_the_way(pipe.transformer, stay, device):
        pipe.transformer.enable_group_offload(**_offload(rung, device))


@contextmanager
def _out_of_the_way(transformer: Any, stay: int, device: Any) -> Iterator[None]:
    """Move `stay` blocks to `device`, hidden meanwhile; those that come and go are spread evenly between."""
    import torch

    lists = {
        name: transformer._modules[name] for name in ("vace_blocks", "blocks") if hasattr(transformer, name)
    }
    blocks = [block for whole in lists.values() for block in whole]
    moving = len(blocks) - stay
    passing = {id(blocks[int((i + 0.5) * len(blocks) / moving)]) for i in range(moving)}
    for name, whole in lists.items():
        transformer._modules[name] = torch.nn.ModuleList(b for b in whole if id(b) in passing)
    try:
        yield
    finally:
        transformer._modules.update(lists)
    for block in blocks:
        if id(block) not in passing:
            block.to(device)


def _offload(rung: Rung, device: Any) -> Mapping[str, Any]:
    import torch

    streams = torch.device(device).type == "cuda"
    common = {
        "onload_device": torch.device(device),
        "offload_device": torch.device("cpu"),
        "use_stream": streams,
    }
    if rung == "leaf":
        return {**common, "offload_type": "leaf_level"}
    return {**common, "offload_type": "block_level", "num_blocks_per_group": 1, "record_stream": streams}


def free_memory(device: Any) -> int | None:
    """Bytes that a new model may take on `device`; None when it is no GPU.

    Counts what the allocator holds without use, and honours a limit set with
    ``torch.cuda.set_per_process_memory_fraction``.
    """
    import torch

    if torch.device(device).type != "cuda":
        return None
    named = torch.device(device).index
    index = torch.cuda.current_device() if named is None else named
    free, total = torch.cuda.mem_get_info(index)
    held = torch.cuda.memory_reserved(index)
    used = torch.cuda.memory_allocated(index)
    fraction = getattr(torch.cuda, "get_per_process_memory_fraction", None)
    allowed = total * (fraction(index) if fraction else 1.0)
    return int(min(free + held - used, allowed - used))
