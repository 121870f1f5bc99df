"""What a `WanEngine` keeps between shots: loaded pipelines, embeddings, the rung of the memory plan."""

import gc
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rushes.engines.wan import lora, parallel, plan, speed, text, weights
from rushes.engines.wan.lora import Lora
from rushes.engines.wan.weights import Checkpoint
from rushes.errors import EngineUnavailable

_log = logging.getLogger("rushes.wan")


@dataclass(slots=True, eq=False)
class Loaded:
    """A pipeline on its device."""

    pipe: Any
    rung: plan.Rung
    attention: str
    compiled: bool
    stay: int = 0
    """Blocks that stay on the GPU where the others come and go."""
    even: bool = False
    """Over several processes: laid out for numbers of tokens that they share out evenly."""

    @property
    def layout(self) -> str:
        """The memory plan in words."""
        return self.rung + (f", {self.stay} blocks stay" if self.stay else "")

    def serves(self, tokens: int) -> bool:
        """Whether it can render a clip of that many tokens."""
        return not self.even or tokens % parallel.world() == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """How checkpoints are loaded: plain values of the engine."""

    device: str
    dtype: str
    attention: str
    compile: bool
    memory: str
    loras: tuple[Lora, ...]
    distilled: bool
    guided: bool
    flow_shift: float
    vae_dtype: str
    embeddings: Path | None


@dataclass(slots=True, eq=False)
class Studio:
    """Loads on demand and remembers. One clip at a time; not for threads."""

    loaded: dict[Checkpoint, Loaded] = field(default_factory=dict)
    rungs: dict[Checkpoint, plan.Rung] = field(default_factory=dict)
    embedded: dict[str, Any] = field(default_factory=dict)
    encoder: Any = None

    def pipeline(self, checkpoint: Checkpoint, setup: Setup, tokens: int, pixels: int) -> Loaded:
        """The pipeline of `checkpoint`, loaded and laid out for a clip of that many tokens.

        Raises:
            EngineUnavailable: weights, a package or the device is missing.
            OutOfMemory: it does not fit, even on the last rung.
        """
        if checkpoint in self.loaded and not self.loaded[checkpoint].serves(tokens):
            del self.loaded[checkpoint]
            self._clear()
        if checkpoint not in self.loaded:
            self.loaded[checkpoint] = self._load(checkpoint, setup, tokens, pixels)
        return self.loaded[checkpoint]

    def step_down(self, checkpoint: Checkpoint) -> plan.Rung:
        """Forget the pipeline that ran out of memory and note the next rung.

        Raises:
            OutOfMemory: there is none.
        """
        rung = self.loaded.pop(checkpoint).rung
        self.rungs[checkpoint] = plan.below(rung)
        self._clear()
        return self.rungs[checkpoint]

    def embed(self, checkpoint: Checkpoint, setup: Setup, texts: Sequence[str]) -> list[Any]:
        """Embeddings of `texts`; the encoder is loaded for missing ones alone, and leaves the GPU again."""

        def encoder() -> Any:
            if self.encoder is None:
                self.encoder = weights.load_text(checkpoint, dtype_of(setup))
            _to_gpu_if_it_fits(self.encoder.text_encoder, setup.device)
            return self.encoder

        name = checkpoint.source or (checkpoint.files.t5 if checkpoint.files else "")
        found = text.embed(texts, f"{name}:{setup.dtype}", setup.embeddings, self.embedded, encoder)
        if self.encoder is not None and self.encoder.text_encoder.device.type != "cpu":
            self.encoder.text_encoder.to("cpu")
            self._clear()
        return found

    def _load(self, checkpoint: Checkpoint, setup: Setup, tokens: int, pixels: int) -> Loaded:
        pipe = weights.load_pipeline(checkpoint, dtype_of(setup), setup.guided)
        if setup.loras:
            lora.apply(pipe, setup.loras)
        if setup.distilled:
            pipe.scheduler = lora.distilled_scheduler()
        elif setup.flow_shift > 0:
            pipe.scheduler = type(pipe.scheduler).from_config(
                pipe.scheduler.config, flow_shift=setup.flow_shift
            )
        wide = 4 if setup.vae_dtype == "float32" else 2
        sizes = plan.sizes_of(pipe.transformer, tokens, pixels, wide)
        return self._lay_out(pipe, checkpoint, setup, sizes)

    def _lay_out(self, pipe: Any, checkpoint: Checkpoint, setup: Setup, sizes: plan.Sizes) -> Loaded:
        wanted = self.rungs.get(checkpoint) or setup.memory
        free = plan.free_memory(setup.device)
        rung = plan.choose(wanted, sizes, free)
        # After a step down the estimate has been wrong once: nothing is kept on it a second time.
        stay = 0 if checkpoint in self.rungs else plan.staying(rung, sizes, free)
        even = parallel.world() > 1 and sizes.tokens % parallel.world() == 0
        kernel = _attention(pipe.transformer, setup)
        if rung != "leaf":
            speed.fuse(pipe.transformer, gelu=rung not in plan.QUANTISED)
        compiled = setup.compile and rung != "leaf" and (even or parallel.world() == 1)
        whole = parallel.world() == 1 and rung not in ("offload", "tiled")
        if compiled and not whole:
            speed.compile_inside(pipe.transformer)
        plan.place(pipe, rung, setup.device, setup.vae_dtype, stay)
        if parallel.world() > 1:
            parallel.enable(pipe.transformer, even)
        if compiled and whole:
            speed.compile_blocks(pipe.transformer)
        _log.info("%s: plan %s, attention %s, compiled %s", checkpoint.label, rung, kernel, compiled)
        return Loaded(pipe=pipe, rung=rung, attention=kernel, compiled=compiled, even=even, stay=stay)

    def _clear(self) -> None:
        gc.collect()
        import torch

        if torch.cuda.is_available():
            torch.cuda.empty_cache()
            release_pinned = getattr(torch._C, "_host_emptyCache", None)
            if release_pinned is not None:  # offloaded weights lie in page-locked memory
                release_pinned()


def _attention(transformer: Any, setup: Setup) -> str:
    if parallel.world() > 1:
        return parallel.attention(transformer, setup.attention, setup.device)
    return speed.attention(transformer, setup.attention, setup.device)


def dtype_of(setup: Setup) -> Any:
    """The torch dtype of a setup: bfloat16 on a GPU and float32 on a CPU unless named."""
    import torch

    if setup.dtype != "auto":
        return {"bfloat16": torch.bfloat16, "float16": torch.float16, "float32": torch.float32}[setup.dtype]
    return torch.float32 if torch.device(setup.device).type == "cpu" else torch.bfloat16


def device_of(wanted: str) -> str:
    """Settle ``auto``: the CUDA device, else the CPU.

    Raises:
        EngineUnavailable: torch is missing, or the device that was named is.
    """
    try:
        import torch
    except ImportError as error:
        raise EngineUnavailable("torch is not installed", todo="pip install 'rushes[wan]'") from error
    there = torch.cuda.is_available()
    if wanted == "auto":
        return "cuda" if there else "cpu"
    if wanted.startswith("cuda") and not there:
        raise EngineUnavailable(
            "no CUDA device is available", todo="set WAN_DEVICE=auto, or check nvidia-smi"
        )
    return wanted


def _to_gpu_if_it_fits(encoder: Any, device: str) -> None:
    free = plan.free_memory(device)
    size = sum(p.numel() * p.element_size() for p in encoder.parameters())
    if free is not None and size * 1.15 + plan.GIB < free:
        encoder.to(device)
