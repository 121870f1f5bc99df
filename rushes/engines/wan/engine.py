"""`WanEngine`: one shot in, moving pictures out, by Wan2.1 on diffusers."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, final

import numpy as np

from rushes.engines.wan import checks, conditioning, conform, denoise, guidance, modes, parallel, speed
from rushes.engines.wan.conditioning import Location
from rushes.engines.wan.denoise import Chunk
from rushes.engines.wan.guidance import Form
from rushes.engines.wan.lora import Lora
from rushes.engines.wan.modes import Mode
from rushes.engines.wan.plan import QUANTISED
from rushes.engines.wan.studio import Loaded, Setup, Studio, device_of
from rushes.engines.wan.timing import GRID, NativePlan, latent_frames, plan_clip
from rushes.engines.wan.vae import DTYPES
from rushes.engines.wan.weights import Checkpoint
from rushes.errors import ConfigError, RenderError
from rushes.film import Footage, Frames, Shot
from rushes.seams import Progress, Report, silent

DISTILLED_STEPS = 4


@final
@dataclass(frozen=True, kw_only=True)
class WanEngine:
    """Wan2.1: text, image, first-and-last-frame and reference conditioned video.

    The same shot gives the same footage on the same machine with the same settings. Weights are
    loaded at the first shot and kept.
    """

    checkpoints: tuple[Checkpoint, ...]
    steps: int = 50
    draft_steps: int = 16
    draft_scale: float = 0.5
    """Side of a draft's picture over the final one."""
    guidance: float = 5.0
    """Classifier-free guidance on the text; 1 or less turns it off (and halves the time)."""
    flow_shift: float = 0.0
    """Timestep shift; 0 keeps the checkpoint's own (3 at 480p, 5 at 720p)."""
    reference_form: Form = "tokens"
    location: Location = "layout"
    control_scale: float = 0.5
    """How strongly the location's control video binds, 0..1; an ordered control video binds fully."""
    loras: tuple[Lora, ...] = ()
    distilled: bool = False
    """The LoRA or checkpoint is step-distilled: 4 steps, no guidance, its own timesteps."""
    memory: str = "auto"
    attention: str = "auto"
    compile: Literal["auto", "on", "off"] = "auto"
    cache: str = "off"
    device: str = "auto"
    dtype: str = "auto"
    vae_dtype: str = "auto"
    """Of the VAE: float16 on a GPU unless named."""
    embeddings: Path | None = None
    """Where prompt embeddings are kept between runs; None keeps them in memory."""
    _studio: Studio = field(default_factory=Studio, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        checks.check_steps("WAN_STEPS", self.steps)
        checks.check_steps("WAN_DRAFT_STEPS", self.draft_steps)
        checks.check_range("WAN_GUIDANCE", self.guidance, 0, 50)
        checks.check_range("WAN_FLOW_SHIFT", self.flow_shift, 0, 20)
        checks.check_range("WAN_CONTROL_SCALE", self.control_scale, 0, 1)
        checks.check_range("WAN_DRAFT_SCALE", self.draft_scale, 0.1, 1)
        checks.check_choice("WAN_REFERENCE", self.reference_form, ("tokens", "guidance"))
        checks.check_choice("WAN_LOCATION", self.location, ("layout", "reference", "off"))
        checks.check_choice("WAN_VAE", self.vae_dtype, DTYPES)
        if self.cache != "off" and (
            self.distilled or self.guidance <= 1 or self.reference_form == "guidance"
        ):
            raise ConfigError(
                "WAN_CACHE counts two passes a step: guidance above 1 and token-scaled references",
                todo="set WAN_CACHE=off, or WAN_REFERENCE=tokens, WAN_GUIDANCE above 1 and no distilled LoRA",
            )

    @property
    def name(self) -> str:
        return "wan2.1"

    def render(self, shot: Shot, report: Report = silent) -> Footage:
        """Render `shot`; see `rushes.seams.Engine`.

        Raises:
            ConfigError, RenderError: a value or picture that the model would misread; before any denoising.
            EngineUnavailable: weights, a package or the device is missing.
            OutOfMemory: it does not fit, even on the plan's last rung.
        """
        checks.check_shot(shot)
        parallel.announce(self, shot)
        mode = modes.choose(shot, {c.kind for c in self.checkpoints})
        plan = self._plan(shot, mode)
        job = _Job(engine=self, shot=shot, mode=mode, plan=plan, setup=self._setup())
        how: conform.How = "nearest" if shot.quality == "draft" else "flow"
        while True:
            loaded = job.load()
            native = _unless_out_of_memory(job, loaded, report)
            if native is not None:
                notes = job.notes(loaded, how)
                return Footage(frames=conform.conform(native, plan, how), fps=shot.fps, notes=notes)
            # Nothing may hold the pipeline that failed while the next one is loaded: neither this
            # frame nor the traceback of the failure.
            del loaded
            self._studio.step_down(job.checkpoint)

    def stripped(self) -> "WanEngine":
        """The same engine with nothing loaded, small enough to send to another process."""
        return replace(self)

    def _plan(self, shot: Shot, mode: Mode) -> NativePlan:
        scale = self.draft_scale if shot.quality == "draft" else 1.0
        plan = plan_clip(
            shot.frames,
            shot.fps,
            shot.width,
            shot.height,
            overlap=modes.OVERLAP[mode.kind],
            draft_scale=scale,
        )
        if mode.last and mode.kind != "vace" and len(plan.chunks) > 1:
            raise RenderError(
                f"a {mode.kind} checkpoint can only end a clip of up to 81 native frames (5 s) on a "
                f"given frame, this one needs {plan.frames}",
                todo="order a shorter scene, or add a VACE checkpoint",
            )
        return plan

    def _setup(self) -> Setup:
        device = device_of(self.device)
        if parallel.world() > 1:
            parallel.check(self.reference_form, self.cache)
        return Setup(
            device=device,
            dtype=self.dtype,
            attention=self.attention,
            compile=self.compile == "on" or (self.compile == "auto" and device != "cpu"),
            memory=self.memory,
            loras=self.loras,
            distilled=self.distilled,
            guided=self.reference_form == "guidance",
            flow_shift=self.flow_shift,
            vae_dtype=self.vae_dtype,
            embeddings=self.embeddings,
        )


def _unless_out_of_memory(job: "_Job", loaded: Loaded, report: Report) -> Frames | None:
    import torch

    try:
        return job.native(loaded, report)
    except torch.OutOfMemoryError:
        return None


@dataclass(frozen=True, kw_only=True)
class _Job:
    """One shot on its way through the engine."""

    engine: WanEngine
    shot: Shot
    mode: Mode
    plan: NativePlan
    setup: Setup

    @property
    def checkpoint(self) -> Checkpoint:
        return next(c for c in self.engine.checkpoints if c.kind == self.mode.kind)

    @property
    def steps(self) -> int:
        if self.engine.distilled:
            return DISTILLED_STEPS
        return self.engine.draft_steps if self.shot.quality == "draft" else self.engine.steps

    @property
    def guidance(self) -> float:
        return 1.0 if self.engine.distilled else self.engine.guidance

    @property
    def strength(self) -> float:
        return self.shot.reference_scale

    def load(self) -> Loaded:
        size = (self.plan.final_height // GRID) * (self.plan.final_width // GRID)
        tokens = (latent_frames(self.plan.chunks[0]) + len(self._pictures())) * size
        self._embeddings()
        return self.engine._studio.pipeline(
            self.checkpoint, self.setup, tokens, self.plan.final_height * self.plan.final_width
        )

    def native(self, loaded: Loaded, report: Report) -> Frames:
        """All native frames of the clip, chunk after chunk."""
        clip: list[Frames] = []
        for chunk in self._chunks(loaded, clip, report):
            with _caching(loaded, self._cache(), self.steps):
                frames = denoise.run(loaded.pipe, chunk)
            clip.append(frames[self.plan.overlap :] if clip else frames)
        return np.concatenate(clip)

    def _chunks(self, loaded: Loaded, clip: list[Frames], report: Report) -> Iterator[Chunk]:
        import torch

        plan, generator = self.plan, torch.Generator("cpu").manual_seed(self.shot.seed)
        positive, negative = self._embeddings()
        for index, frames in enumerate(plan.chunks):
            known = clip[-1][-plan.overlap :] if index else self._first()
            ends = index == len(plan.chunks) - 1
            noise = self._noise(generator, frames)
            yield Chunk(
                kind=self.mode.kind,
                frames=frames,
                width=plan.width,
                height=plan.height,
                steps=self.steps,
                guidance=self.guidance,
                noise=noise,
                positive=positive,
                negative=negative if self.guidance > 1 else None,
                known=known,
                last=self._fitted(self.shot.last_frame) if ends and self.mode.last else None,
                paired=self._paired(loaded),
                tick=self._ticker(report, index),
                **self._vace(loaded, index, frames, known, ends, generator),
            )

    def _paired(self, loaded: Loaded) -> bool:
        """Drafts are small enough to compute both passes of a step at once."""
        small = self.shot.quality == "draft" and loaded.rung in ("resident", *QUANTISED)
        return small and self.guidance > 1 and parallel.world() == 1

    def _noise(self, generator: Any, frames: int) -> Any:
        plan = self.plan
        final, size = (plan.final_height, plan.final_width), (plan.height, plan.width)
        return denoise.draw_noise(generator, frames, final, size)

    def _ticker(self, report: Report, index: int) -> Any:
        total = self.steps * len(self.plan.chunks)
        return lambda step: report(Progress(done=index * self.steps + step, total=total, unit="steps"))

    def _vace(
        self, loaded: Loaded, index: int, frames: int, known: Frames | None, ends: bool, generator: Any
    ) -> dict[str, Any]:
        if self.mode.kind != "vace":
            return {}
        pictures, plan = self._pictures(), self.plan
        start = index * (plan.chunks[0] - plan.overlap)
        last = self._fitted(self.shot.last_frame) if ends and self.mode.last else None
        control = conditioning.vace_chunk(
            self._control(), start, frames, (plan.height, plan.width), known, last
        )
        more = {
            "references": pictures,
            "control": control,
            "scale": self._scale(loaded, frames, len(pictures)),
        }
        if pictures:
            more["reference_noise"] = self._noise(generator, 4 * len(pictures) - 3)
        return more

    def _scale(self, loaded: Loaded, frames: int, references: int) -> Any:
        pipe, plan = loaded.pipe, self.plan
        guided = self.engine.reference_form == "guidance"
        if guided:
            guidance.guide(pipe.transformer, references, self.strength)
        control = (
            1.0 if self.shot.control is not None or self._control() is None else self.engine.control_scale
        )
        reference = 1.0 if guided else self.strength
        if references == 0 or reference == control:
            return float(control if references == 0 else reference)
        return guidance.token_scale(
            len(pipe.transformer.config.vace_layers),
            references,
            frames,
            plan.height,
            plan.width,
            reference=reference,
            control=control,
        )

    def _pictures(self) -> tuple[Any, ...]:
        if not self.mode.references or self.strength == 0:
            return ()
        images, _ = conditioning.split_references(self.shot, self.engine.location)
        return tuple(conditioning.cutout(image) for image in images)

    def _control(self) -> conditioning.Control | None:
        if self.mode.kind != "vace":
            return None
        _, places = conditioning.split_references(self.shot, self.engine.location)
        binding = places if self.engine.control_scale > 0 else ()
        return conditioning.control_of(self.shot, self.plan, binding)

    def _first(self) -> Frames | None:
        fitted = self._fitted(self.shot.first_frame)
        return None if fitted is None else fitted[None]

    def _fitted(self, picture: Any) -> Any:
        plan = self.plan
        return None if picture is None else conditioning.fit(picture, plan.width, plan.height, plan)

    def _embeddings(self) -> list[Any]:
        texts = (
            [self.shot.prompt, self.shot.negative]
            if self.guidance > 1
            else [self.shot.prompt, self.shot.prompt]
        )
        return self.engine._studio.embed(self.checkpoint, self.setup, texts)

    def _cache(self) -> str:
        return self.engine.cache if self.shot.quality == "final" else "off"

    def notes(self, loaded: Loaded, how: str) -> dict[str, str]:
        """Everything that the report should say about this clip."""
        notes = {
            **self.mode.notes(),
            **self.plan.notes(),
            "weights": self.checkpoint.label,
            "steps": f"{self.steps}, guidance {self.guidance:g}",
            "memory plan": loaded.layout,
            "attention": loaded.attention + (", compiled" if loaded.compiled else ""),
            "conformed": "nearest frame" if how == "nearest" else "along optical flow",
        }
        if self._cache() != "off":
            computed = sum(speed.computed_steps(self.steps, self._cache()))
            notes["cache"] = f"{self._cache()}: {computed} of {self.steps} steps computed"
        return {**notes, **self._binding_notes()}

    def _binding_notes(self) -> dict[str, str]:
        notes = {}
        if self.mode.references:
            form = {"tokens": "per-token scale", "guidance": "reference guidance"}[self.engine.reference_form]
            count = len(self._pictures())
            notes["references"] = (
                f"{count} by {form} {self.strength:g}" if count else "left out at strength 0"
            )
        if self.mode.kind == "vace" and self.shot.control is None and self._control() is not None:
            notes["location"] = f"grey control video at {self.engine.control_scale:g}"
        if self.mode.kind == "t2v" and self.mode.first:
            notes["first frame"] = "held in the latents: this checkpoint has no picture input"
        return notes


class _caching:
    """The step cache for one pipeline call: set before, gone after, whatever happened."""

    def __init__(self, loaded: Loaded, how: str, steps: int) -> None:
        self.loaded, self.how, self.steps = loaded, how, steps

    def __enter__(self) -> None:
        if self.how != "off" and self.loaded.rung in ("offload", "tiled", "leaf"):
            raise ConfigError(
                f"WAN_CACHE={self.how} needs the weights on the GPU, the memory plan is {self.loaded.rung}",
                todo="set WAN_CACHE=off, or WAN_MEMORY=int8 if an eight-bit picture will do",
            )
        speed.cache(self.loaded.pipe, self.how, self.steps, self.loaded.compiled)

    def __exit__(self, *_: object) -> None:
        if self.how != "off":
            speed.uncache(self.loaded.pipe)
