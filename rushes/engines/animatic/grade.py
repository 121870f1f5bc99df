"""The grade: bloom, contrast, colour, grain, vignette, and the looks that a style injection asks for."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rushes.engines.animatic.layers import cv

Pixels = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Look:
    """A photographic look. All figures are neutral at their defaults."""

    contrast: float = 1.06
    lift: float = 0.0
    """Added to the blacks, 0..1 (faded film)."""
    chroma: float = 1.04
    shadows: tuple[float, float, float] = (0.0, 0.0, 0.01)
    """Added to dark tones per channel."""
    lights: tuple[float, float, float] = (0.01, 0.005, 0.0)
    """Added to light tones per channel."""
    grain: float = 2.4
    """Standard deviation in 8-bit steps."""
    vignette: float = 0.16
    bloom: float = 0.16
    gain: float = 1.0
    paper: float = 0.0
    """Depth of a paper texture, 0..1."""
    wash: float = 0.0
    """Watercolour: edges pooled, tones softened, 0..1."""
    bars: bool = False


LOOKS: dict[str, Look] = {
    "noir": Look(
        contrast=1.45,
        chroma=0.10,
        shadows=(-0.03, -0.025, -0.01),
        lights=(0.03, 0.02, 0.0),
        grain=4.5,
        vignette=0.40,
        bloom=0.34,
        gain=1.04,
    ),
    "monochrome": Look(contrast=1.2, chroma=0.0, grain=4.0, vignette=0.25),
    "watercolour": Look(
        contrast=0.84,
        lift=0.11,
        chroma=0.88,
        grain=0.5,
        vignette=-0.22,
        bloom=0.05,
        paper=0.55,
        wash=1.0,
        gain=1.1,
    ),
    "neon": Look(
        contrast=1.26,
        chroma=1.55,
        shadows=(0.035, -0.03, 0.085),
        lights=(0.05, -0.03, 0.06),
        grain=2.0,
        vignette=0.34,
        bloom=0.60,
        gain=0.80,
    ),
    "vintage": Look(
        contrast=0.92,
        lift=0.075,
        chroma=0.72,
        shadows=(0.035, 0.012, -0.012),
        lights=(0.05, 0.022, -0.06),
        grain=7.0,
        vignette=0.34,
        bloom=0.18,
    ),
    "documentary": Look(
        contrast=1.0, chroma=0.74, shadows=(0, 0, 0), lights=(0, 0, 0), grain=3.2, vignette=0.06, bloom=0.05
    ),
    "storybook": Look(
        contrast=1.02,
        chroma=1.14,
        lights=(0.025, 0.012, -0.01),
        grain=1.2,
        vignette=0.10,
        bloom=0.2,
        paper=0.35,
    ),
    "pastel": Look(contrast=0.84, lift=0.08, chroma=0.78, grain=1.0, vignette=0.02, paper=0.3),
}


@dataclass(slots=True)
class Grade:
    """A look made ready for one frame size."""

    look: Look
    table: Pixels
    matrix: NDArray[np.float32]
    mask: Pixels | None
    noise: tuple[Pixels, Pixels]
    paper: Pixels | None

    def apply(self, frame: Pixels, index: int, flash: float = 0.0) -> Pixels:
        """Grade an opaque RGBA frame into RGB uint8 (H, W, 3). The same index gives the same grain."""
        cv2 = cv()
        picture = cv2.cvtColor(frame, cv2.COLOR_RGBA2RGB)
        if flash > 0:
            picture = cv2.add(picture, np.full_like(picture, round(110 * flash)))
        if self.look.wash:
            picture = _wash(picture)
        if self.look.bloom > 0:
            _bloom(picture, self.look.bloom)
        if self.matrix is not None and self.look.chroma != 1:
            picture = cv2.transform(picture, self.matrix)
        picture = cv2.LUT(picture, self.table)
        for texture in (self.mask, self.paper):
            if texture is not None:
                cv2.multiply(picture, texture, dst=picture, scale=1 / 235)
        self._grain(picture, index)
        return np.asarray(picture)

    def _grain(self, picture: Pixels, index: int) -> None:
        cv2 = cv()
        h, w = picture.shape[:2]
        rng = np.random.default_rng(index + 77)
        plus, minus = self.noise
        y, x = int(rng.integers(plus.shape[0] - h)), int(rng.integers(plus.shape[1] - w))
        cv2.add(picture, plus[y : y + h, x : x + w], dst=picture)
        cv2.subtract(picture, minus[y : y + h, x : x + w], dst=picture)


def make_grade(styles: tuple[str, ...], width: int, height: int, key: int, night: float = 0.0) -> Grade:
    """The grade of a shot; dark scenes turn their contrast about a darker tone, so that shadows keep
    drawing."""
    look = LOOKS[styles[0]] if styles else Look()
    for other in styles[1:2]:
        look = _blend(look, LOOKS[other])
    x = np.arange(256) / 255
    pivot = 0.46 - 0.26 * night
    curved = (x - pivot) * look.contrast + pivot
    curved = np.where(x < pivot, pivot * (x / pivot) ** look.contrast, curved)
    curved = np.where(curved > 0.9, 1 - 0.1 * np.exp(-np.maximum(curved - 0.9, 0) / 0.1), curved) * look.gain
    curved = look.lift + curved * (1 - look.lift)
    table = np.stack(
        [curved + s * (1 - x) + v * x for s, v in zip(look.shadows, look.lights, strict=True)], -1
    )
    grey = np.array([0.299, 0.587, 0.114])
    matrix = (look.chroma * np.eye(3) + (1 - look.chroma) * grey[None]).astype(np.float32)
    return Grade(
        look,
        (255 * table).clip(0, 255).round().astype(np.uint8)[:, None],
        matrix,
        _vignette(width, height, look.vignette),
        _noise(width, height, look.grain, key),
        _paper(width, height, look.paper) if look.paper else None,
    )


def _blend(a: Look, b: Look) -> Look:
    def half(u: float, v: float) -> float:
        return (u + v) / 2

    return Look(
        half(a.contrast, b.contrast),
        half(a.lift, b.lift),
        half(a.chroma, b.chroma),
        (
            half(a.shadows[0], b.shadows[0]),
            half(a.shadows[1], b.shadows[1]),
            half(a.shadows[2], b.shadows[2]),
        ),
        (half(a.lights[0], b.lights[0]), half(a.lights[1], b.lights[1]), half(a.lights[2], b.lights[2])),
        half(a.grain, b.grain),
        half(a.vignette, b.vignette),
        half(a.bloom, b.bloom),
        half(a.gain, b.gain),
        max(a.paper, b.paper),
        max(a.wash, b.wash),
    )


def _vignette(width: int, height: int, amount: float) -> Pixels | None:
    if not amount:
        return None
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    r = np.hypot((x / width - 0.5) * 2 * 0.82, (y / height - 0.5) * 2 * 0.82)
    fall = np.clip((r - 0.35) / 0.85, 0, 1) ** 2
    mask = 235 * (1 - amount * fall) if amount > 0 else 235 - 235 * amount * fall * 0.8
    return np.repeat(mask.clip(0, 255).round().astype(np.uint8)[..., None], 3, -1)


def _noise(width: int, height: int, sigma: float, key: int) -> tuple[Pixels, Pixels]:
    rng = np.random.default_rng((key, 5))
    h, w = height + 61, width + 83
    tone = rng.normal(0, sigma, (h, w, 1)) + rng.normal(0, sigma * 0.25, (h, w, 3))
    return tone.clip(0, 60).round().astype(np.uint8), (-tone).clip(0, 60).round().astype(np.uint8)


def _paper(width: int, height: int, depth: float) -> Pixels:
    """Cold-pressed paper: two scales of soft noise, fixed in the frame."""
    cv2 = cv()
    rng = np.random.default_rng(99)
    fine = cv2.GaussianBlur(rng.normal(0, 1, (height, width)).astype(np.float32), (0, 0), 1.1)
    wide = cv2.resize(
        rng.normal(0, 1, (height // 24 + 2, width // 24 + 2)).astype(np.float32),
        (width, height),
        interpolation=cv2.INTER_CUBIC,
    )
    tone = 232 + depth * (26 * fine + 5 * wide)
    return np.repeat(tone.clip(0, 255).round().astype(np.uint8)[..., None], 3, -1)


def _bloom(picture: Pixels, amount: float) -> None:
    """Light spills from what is bright."""
    cv2 = cv()
    h, w = picture.shape[:2]
    thin = np.ascontiguousarray(picture[1::2, 1::2]) if h >= 64 else picture
    small = cv2.resize(thin, (max(1, w // 8), max(1, h // 8)), interpolation=cv2.INTER_AREA)
    bright = cv2.subtract(small, np.full_like(small, 150))
    wide = cv2.GaussianBlur(bright, (0, 0), 4.5)
    glow = cv2.resize(
        cv2.multiply(wide, np.full_like(wide, 255), scale=amount * 1.5 / 255),
        (w, h),
        interpolation=cv2.INTER_LINEAR,
    )
    cv2.add(picture, glow, dst=picture)


def _wash(picture: Pixels) -> Pixels:
    """Watercolour: tones flattened, pigment pooled along edges."""
    cv2 = cv()
    h, w = picture.shape[:2]
    half = cv2.resize(picture, (w // 2, h // 2), interpolation=cv2.INTER_AREA)
    flat = cv2.medianBlur(half, 7 if h >= 360 else 3)
    grey = cv2.cvtColor(flat, cv2.COLOR_RGB2GRAY)
    edge = cv2.morphologyEx(grey, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))
    edge = cv2.GaussianBlur(
        cv2.min(cv2.multiply(edge, np.full_like(edge, 255), scale=0.9 / 255), np.full_like(edge, 46)),
        (0, 0),
        0.8,
    )
    pooled = cv2.subtract(flat, cv2.merge((edge, edge, edge)))
    full = cv2.resize(pooled, (w, h), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.addWeighted(full, 0.8, picture, 0.2, 0))
