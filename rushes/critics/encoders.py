"""Image encoders and the open-vocabulary detector of the studio critics, through `transformers` alone.

Pictures are prepared here (bicubic with antialiasing, as Pillow does), because the library's fast
processors need torchvision. Models load on first use or by `load`, in eval mode, and stay on their device.
"""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol, final

import numpy as np
from numpy.typing import NDArray

from rushes.critics.studio_weights import folder, identity
from rushes.errors import CriticError, EngineUnavailable
from rushes.film import Frames

CLIP_MEAN, CLIP_STD = (0.48145466, 0.4578275, 0.40821073), (0.26862954, 0.26130258, 0.27577711)
IMAGENET_MEAN, IMAGENET_STD = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)
KEPT_SEARCHES = 64
"""Frames whose boxes a detector remembers: several critics ask about the same ones."""
BATCH = 32
"""Pictures that go through a network at once; keeps memory flat however many subjects a scene has."""


class Encoder(Protocol):
    """Turns pictures into unit vectors."""

    @property
    def name(self) -> str:
        """Names the calibration entries: other weights, other name."""
        ...

    def embed(self, pictures: Sequence[Frames]) -> NDArray[np.float64]:
        """(N, D) unit vectors of N uint8 pictures (h, w, 3) of any sizes, N >= 1."""
        ...


class Finder(Protocol):
    """Finds what words describe."""

    def find(self, picture: Frames, phrases: Sequence[str]) -> list[tuple[NDArray[np.float64], float]]:
        """For each phrase its best box (x0, y0, x1, y1 in pixels) and confidence in [0, 1]."""
        ...


def prepare(
    pictures: Sequence[Frames],
    size: int,
    mean: Sequence[float],
    std: Sequence[float],
    device: str,
    frame: Literal["letterbox", "crop"] = "letterbox",
) -> Any:
    """(N, 3, size, size) float32 tensor: each picture made square, resized, normalised.

    Args:
        frame: ``letterbox`` puts white beside the shorter side, as cut-outs stand on white;
            ``crop`` keeps the middle square, as CLIP and ImageReward were trained.
    """
    import torch
    from torch.nn.functional import interpolate, pad

    made = []
    for picture in pictures:
        x = torch.from_numpy(np.ascontiguousarray(picture)).to(device).permute(2, 0, 1)[None].float() / 255
        height, width = x.shape[-2:]
        if frame == "crop":
            side = min(height, width)
            top, left = (height - side) // 2, (width - side) // 2
            x = x[..., top : top + side, left : left + side]
        else:
            spare = max(height, width) - width, max(height, width) - height
            edges = (spare[0] // 2, spare[0] - spare[0] // 2, spare[1] // 2, spare[1] - spare[1] // 2)
            x = pad(x, edges, value=1.0)
        made.append(interpolate(x, (size, size), mode="bicubic", antialias=True).clamp(0, 1))
    shift, scale = (torch.tensor(v, device=device).view(1, 3, 1, 1) for v in (mean, std))
    return (torch.cat(made) - shift) / scale


def load_model(kind: str, source: str, device: str, dtype: str) -> Any:
    """A `transformers` model of class `kind` from a folder or the hub cache, ready to be asked.

    Nothing is fetched: a film does not begin with a download that nobody asked for.

    Raises:
        EngineUnavailable: it cannot be loaded; the remedy names the command.
    """
    import torch
    import transformers

    transformers.utils.logging.disable_progress_bar()  # the terminal belongs to the film
    try:
        model = getattr(transformers, kind).from_pretrained(
            str(folder(source) or source),
            dtype=getattr(torch, dtype),
            use_safetensors=True,
            local_files_only=True,
        )
    except (OSError, ValueError, RuntimeError) as problem:
        raise EngineUnavailable(
            f"{kind} cannot be loaded from {source!r}: {str(problem).splitlines()[0]}",
            todo=f"download the model (hf download {source}) or give its folder",
        ) from problem
    return model.eval().to(device)


@contextmanager
def fitting(name: str) -> Iterator[None]:
    """Turn a full GPU into a verdict that could not be given, with what to do.

    Raises:
        CriticError: the network did not fit beside the engine.
    """
    import torch

    try:
        yield
    except torch.OutOfMemoryError as problem:
        torch.cuda.empty_cache()
        raise CriticError(
            f"{name} does not fit beside the engine in GPU memory; CRITICS_DEVICE=cpu keeps it out of there"
        ) from problem


def _unit(x: Any) -> NDArray[np.float64]:
    x = x.float().cpu().numpy().astype(np.float64)
    return np.asarray(x / np.maximum(np.linalg.norm(x, axis=-1, keepdims=True), 1e-12))


def _batches(pictures: Sequence[Frames]) -> Iterator[Sequence[Frames]]:
    for start in range(0, len(pictures), BATCH):
        yield pictures[start : start + BATCH]


@final
@dataclass(slots=True, kw_only=True)
class ClipEncoder:
    """CLIP (Radford et al. 2021) image and text embeddings.

    Args:
        source: A folder or hub id of a `transformers.CLIPModel` with safetensors.
        device, dtype: Where and in which precision it runs, such as ``cuda`` and ``bfloat16``.
    """

    source: str = "openai/clip-vit-large-patch14"
    device: str = "cpu"
    dtype: str = "float32"
    model: Any = None
    """The loaded model; None until first use."""

    @property
    def name(self) -> str:
        return "clip:" + identity(self.source)

    def load(self) -> Any:
        """The model, loaded now if it was not. Raises EngineUnavailable."""
        self.model = self.model or load_model("CLIPModel", self.source, self.device, self.dtype)
        return self.model

    def embed(self, pictures: Sequence[Frames]) -> NDArray[np.float64]:
        """See `Encoder.embed`."""
        import torch

        model, made = self.load(), []
        size = model.config.vision_config.image_size
        with torch.inference_mode(), fitting("CLIP"):
            for some in _batches(pictures):
                pixels = prepare(some, size, CLIP_MEAN, CLIP_STD, self.device).to(model.dtype)
                found = model.get_image_features(pixel_values=pixels)
                made.append(_unit(getattr(found, "pooler_output", found)))
        return np.concatenate(made)

    def embed_ids(self, input_ids: Any, attention_mask: Any) -> NDArray[np.float64]:
        """(N, D) unit vectors of N tokenised captions, in the space of `embed`."""
        import torch

        with torch.inference_mode(), fitting("CLIP"):
            found = self.load().get_text_features(input_ids=input_ids, attention_mask=attention_mask)
        return _unit(getattr(found, "pooler_output", found))


@final
@dataclass(slots=True, kw_only=True)
class DinoEncoder:
    """DINOv2 (Oquab et al. 2023) class-token embeddings: the second opinion, and the auditor of a choice.

    Args:
        source: A folder or hub id of a `transformers.Dinov2Model` with safetensors.
        device, dtype: As for `ClipEncoder`.
        size: Side of the square that it sees, pixels; a multiple of its patches of 14.
    """

    source: str = "facebook/dinov2-base"
    device: str = "cpu"
    dtype: str = "float32"
    size: int = 224
    model: Any = None

    @property
    def name(self) -> str:
        return "dino:" + identity(self.source)

    def load(self) -> Any:
        """The model, loaded now if it was not. Raises EngineUnavailable."""
        self.model = self.model or load_model("Dinov2Model", self.source, self.device, self.dtype)
        return self.model

    def embed(self, pictures: Sequence[Frames]) -> NDArray[np.float64]:
        """See `Encoder.embed`."""
        import torch

        model, made = self.load(), []
        with torch.inference_mode(), fitting("DINOv2"):
            for some in _batches(pictures):
                pixels = prepare(some, self.size, IMAGENET_MEAN, IMAGENET_STD, self.device).to(model.dtype)
                made.append(_unit(model(pixel_values=pixels).pooler_output))
        return np.concatenate(made)


@final
@dataclass(slots=True, kw_only=True)
class Owlv2Finder:
    """OWLv2 (Minderer et al. 2023) open-vocabulary detection: the best box per phrase.

    Args:
        source: A folder or hub id of a `transformers.Owlv2ForObjectDetection` with its tokenizer.
        device, dtype: As for `ClipEncoder`.
        tokenizer: Called with a list of phrases; loaded from `source` when None.
    """

    source: str = "google/owlv2-base-patch16-ensemble"
    device: str = "cpu"
    dtype: str = "float32"
    tokenizer: Any = None
    model: Any = None
    _words: dict[tuple[str, ...], Any] = field(default_factory=dict)
    _found: dict[bytes, list[tuple[NDArray[np.float64], float]]] = field(default_factory=dict)

    def load(self) -> Any:
        """The model, loaded now if it was not. Raises EngineUnavailable."""
        self.model = self.model or load_model("Owlv2ForObjectDetection", self.source, self.device, self.dtype)
        return self.model

    def find(self, picture: Frames, phrases: Sequence[str]) -> list[tuple[NDArray[np.float64], float]]:
        """See `Finder.find`. OWLv2 sees the picture padded to a square at the right and bottom, in grey."""
        key = hashlib.blake2b(picture.tobytes())
        key.update(repr((picture.shape, tuple(phrases))).encode())
        if (known := self._found.get(key.digest())) is not None:
            return known
        found = self._search(picture, tuple(phrases))
        while len(self._found) >= KEPT_SEARCHES:
            del self._found[next(iter(self._found))]
        self._found[key.digest()] = found
        return found

    def _search(self, picture: Frames, phrases: tuple[str, ...]) -> list[tuple[NDArray[np.float64], float]]:
        import torch

        model = self.load()
        words = self._tokens(phrases)
        with torch.inference_mode(), fitting("the detector"):
            found = model(**words, pixel_values=self._pixels(picture))
        confidence = found.logits[0].float().sigmoid().cpu().numpy()
        boxes = found.pred_boxes[0].float().cpu().numpy().astype(np.float64)
        return [self._best(boxes, confidence[:, i], picture) for i in range(len(phrases))]

    def _tokens(self, phrases: tuple[str, ...]) -> Any:
        if phrases not in self._words:
            if self.tokenizer is None:
                self.tokenizer = load_tokenizer(self.source)
            made = self.tokenizer(
                list(phrases), padding="max_length", max_length=16, truncation=True, return_tensors="pt"
            )
            self._words[phrases] = {k: made[k].to(self.device) for k in ("input_ids", "attention_mask")}
        return self._words[phrases]

    def _pixels(self, picture: Frames) -> Any:
        import torch
        from torch.nn.functional import interpolate

        size = self.model.config.vision_config.image_size
        height, width = picture.shape[:2]
        square = np.full((max(height, width), max(height, width), 3), 128, np.uint8)
        square[:height, :width] = picture
        x = torch.from_numpy(square).to(self.device).permute(2, 0, 1)[None].float() / 255
        x = interpolate(x, (size, size), mode="bilinear", antialias=True)
        shift, scale = (torch.tensor(v, device=self.device).view(1, 3, 1, 1) for v in (CLIP_MEAN, CLIP_STD))
        return ((x - shift) / scale).to(self.model.dtype)

    def _best(
        self, boxes: NDArray[np.float64], confidence: NDArray[np.float64], picture: Frames
    ) -> tuple[NDArray[np.float64], float]:
        height, width = picture.shape[:2]
        best = int(confidence.argmax())
        x, y, w, h = boxes[best] * max(height, width)
        box = np.array([x - w / 2, y - h / 2, x + w / 2, y + h / 2])
        return np.clip(box, 0, [width, height, width, height]), float(confidence[best])


def load_tokenizer(source: str) -> Any:
    """The tokenizer in a folder or in the hub cache.

    Raises:
        EngineUnavailable: there is none.
    """
    from transformers import AutoTokenizer

    try:
        return AutoTokenizer.from_pretrained(str(folder(source) or source), local_files_only=True)
    except (OSError, ValueError) as problem:
        raise EngineUnavailable(
            f"no tokenizer in {source!r}: {str(problem).splitlines()[0]}",
            todo=f"download it (hf download {source}) or give its folder",
        ) from problem
