"""Reference pictures by FLUX or SDXL through diffusers, characters cut out on white.

Every view of a subject is painted from the same seed with the same identity clause word for word;
that, and nothing stronger, is what holds the views of one character together. The cut-out is
GrabCut (Rother et al. 2004, in OpenCV), which suffices for the plain background that is asked for.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, final

import numpy as np
from numpy.typing import NDArray

from rushes.errors import EngineUnavailable, OutOfMemory, RenderError
from rushes.film import Character, CreativeDocument, Location, ReferenceImage
from rushes.quiet import quiet

Kind = Literal["flux", "sdxl"]

_VIEWS: Mapping[str, str] = {
    "front": "front portrait, head and shoulders, facing the camera",
    "three-quarter": "three-quarter portrait, head and shoulders, turned slightly aside",
    "full-body": "full body from head to feet, standing, facing the camera",
    "wide": "wide establishing shot, nobody in the picture",
    "detail": "close detail of its materials and textures, nobody in the picture",
}
_PLAIN = "alone on a plain pure white background, even studio light, nothing else in the picture"
_AVOID = "text, watermark, frame, several people, cropped, blurred, shadow on the wall"
_LEAST, _MOST = 0.02, 0.95
"""Share of a picture that a believable cut-out covers."""


@final
@dataclass(frozen=True, kw_only=True)
class DiffusionIllustrator:
    """Paints references with a diffusion model.

    The same subject, view, document and seed give the same picture on the same machine. Models
    return to main memory after each picture, so that the video engine finds the GPU free.
    """

    kind: Kind
    source: str
    """Diffusers folder or hub id."""
    device: str = "auto"
    side: int = 1024
    """Side of a square picture in pixels; wide views are 16:9 of the same area."""
    steps: int = 0
    """Denoising steps; 0 = 4 for a distilled FLUX (schnell), 28 for FLUX, 30 for SDXL."""
    _loaded: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def name(self) -> str:
        return self.kind

    def draw(
        self, subject: Character | Location, view: str, document: CreativeDocument, seed: int
    ) -> ReferenceImage:
        """Paint one view; see `rushes.seams.Illustrator`.

        Raises:
            EngineUnavailable: weights, a package or the device is missing.
            RenderError: the model failed on this picture.
        """
        pixels = self._paint(words(subject, view, document), view, seed)
        if isinstance(subject, Location):
            return ReferenceImage(
                subject=subject.id, name=subject.name, of="location", view=view, pixels=pixels
            )
        mask = cut(pixels)
        if mask is not None:
            pixels = np.where(mask[..., None], pixels, np.uint8(255))
        return ReferenceImage(
            subject=subject.id, name=subject.name, of="character", view=view, pixels=pixels, mask=mask
        )

    def _paint(self, text: str, view: str, seed: int) -> NDArray[np.uint8]:
        import torch

        pipe = self._pipe()
        width, height = self._size(view)
        arguments: dict[str, Any] = {"width": width, "height": height, "num_inference_steps": self._steps()}
        if self.kind == "sdxl":
            arguments["negative_prompt"] = _AVOID
        elif self._distilled():
            arguments |= {"guidance_scale": 0.0, "max_sequence_length": 256}
        generator = torch.Generator("cpu").manual_seed(seed)
        try:
            with torch.inference_mode():
                image = pipe(text, generator=generator, output_type="np", **arguments).images[0]
        except torch.OutOfMemoryError as error:
            raise OutOfMemory(
                f"{self.kind} ran out of GPU memory at {width}x{height}",
                todo="set REFERENCE_IMAGE_MODEL=sdxl or animatic",
            ) from error
        if not np.isfinite(image).all():
            raise RenderError(
                f"{self.kind} painted no numbers (NaN) for this reference", todo="try another seed"
            )
        pixels: NDArray[np.uint8] = np.round(np.clip(image, 0, 1) * 255).astype(np.uint8)
        return pixels

    def _size(self, view: str) -> tuple[int, int]:
        if view != "wide":
            return self.side, self.side
        wide = round(self.side * 4 / 3 / 16) * 16
        return wide, round(wide * 9 / 16 / 16) * 16

    def _distilled(self) -> bool:
        return self.kind == "flux" and "schnell" in self.source.lower()

    def _steps(self) -> int:
        return self.steps or (30 if self.kind == "sdxl" else 4 if self._distilled() else 28)

    def _pipe(self) -> Any:
        if "pipe" not in self._loaded:
            self._loaded["pipe"] = self._load()
        return self._loaded["pipe"]

    def _load(self) -> Any:
        try:
            import diffusers
            import torch

            gpu = torch.cuda.is_available() and self.device != "cpu"
            cls = diffusers.FluxPipeline if self.kind == "flux" else diffusers.StableDiffusionXLPipeline
            dtype = torch.bfloat16 if gpu else torch.float32
            with quiet():
                pipe = cls.from_pretrained(self.source, dtype=dtype, use_safetensors=True)
        except (ImportError, OSError, ValueError) as error:
            raise EngineUnavailable(
                f"cannot load {self.kind}: {str(error).splitlines()[0][:200]}",
                todo="`rushes doctor` names what is missing and the command that fetches it",
            ) from error
        pipe.set_progress_bar_config(disable=True)
        if gpu:
            pipe.enable_model_cpu_offload()
        return pipe


def words(subject: Character | Location, view: str, document: CreativeDocument) -> str:
    """The prompt of one view: what it is, its identity clause, how it is seen, the film's style."""
    if isinstance(subject, Character):
        who = subject.role if subject.name == subject.role else f"{subject.name}, {subject.role}"
        return f"{_VIEWS[view]} of {who}, {subject.appearance()}. {_PLAIN}. {document.style}"
    return f"{_VIEWS[view]} of {subject.name}, {subject.appearance()}. {document.style}"


def cut(pixels: NDArray[np.uint8]) -> NDArray[np.bool_] | None:
    """Where the subject is, bool (H, W); None when nothing believable stands out from the border."""
    import cv2

    height, width = pixels.shape[:2]
    small = cv2.resize(pixels, (max(32, width // 2), max(32, height // 2)), interpolation=cv2.INTER_AREA)
    guess = np.full(small.shape[:2], cv2.GC_PR_FGD, np.uint8)
    border = np.median(np.concatenate([small[0], small[:, 0], small[:, -1]]), axis=0)
    alike = np.abs(small.astype(np.int16) - border).max(axis=2) < 12
    guess[alike] = cv2.GC_PR_BGD
    guess[:2] = guess[:, :2] = guess[:, -2:] = cv2.GC_BGD
    if alike.mean() > 1 - _LEAST:
        return None
    cv2.setRNGSeed(0)
    models = np.zeros((1, 65)), np.zeros((1, 65))
    cv2.grabCut(cv2.cvtColor(small, cv2.COLOR_RGB2BGR), guess, None, *models, 4, cv2.GC_INIT_WITH_MASK)
    found = np.isin(guess, (cv2.GC_FGD, cv2.GC_PR_FGD)).astype(np.uint8)
    mask: NDArray[np.bool_] = cv2.resize(found, (width, height), interpolation=cv2.INTER_LINEAR) > 0
    return mask if _LEAST < float(mask.mean()) < _MOST else None
