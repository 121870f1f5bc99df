"""Image quality without a reference: the embedded critic. A defect detector, not a judge of taste.

It measures what is known to spoil a picture (blur, noise, block edges, crushed and blown tones,
flatness) and how well subjects stand out, and turns the figures into P(undamaged) by a fit on clean
renders against damaged copies of them. What it cannot see: anatomy, composition, beauty. ImageReward is the
studio critic for those.
"""

from dataclasses import astuple, dataclass, field

import numpy as np
from numpy.typing import NDArray

from rushes.critics.colour import Floats, lab
from rushes.critics.subjects import labelled_samples
from rushes.critics.tables import Calibration, shipped
from rushes.film import Constraint, Frames, Verdict, Viewing
from rushes.reward import clip_score, percentile

ADVICE = {
    "blur": ("sharp, clearly drawn edges", "blurry"),
    "noise": ("clean surfaces", "noise, heavy grain"),
    "blocks": ("smooth gradients", "compression artefacts"),
    "crushed": ("readable shadows, enough fill light", "underexposed"),
    "blown": ("controlled highlights", "overexposed"),
    "flat": ("clear tonal contrast between near and far", "flat, washed out"),
}


@dataclass(frozen=True, slots=True)
class Defects:
    """What may spoil one frame; larger is worse."""

    blur: float
    """Crete et al. 2007: 0 sharp .. 1 blurred."""
    noise: float
    """Immerkaer 1996: standard deviation of the noise, in levels of 255."""
    blocks: float
    """Mean step across 8-pixel block edges over the mean step elsewhere, minus 1."""
    crushed: float
    """Share of pixels below L* 4."""
    blown: float
    """Share of pixels above L* 97."""
    flat: float
    """100 - (95th - 5th percentile of L*)."""


def defects(frame: Frames) -> Defects:
    """Measure one frame of at least 24 x 24 pixels at its own size (at most 832 wide)."""
    grey = _grey(frame)
    lightness = lab(frame[::6, ::6].astype(np.float64) / 255)[..., 0]
    low, high = np.percentile(lightness, [5, 95])
    return Defects(
        blur=blur(grey),
        noise=_noise(grey),
        blocks=_blocks(grey),
        crushed=float((lightness < 4).mean()),
        blown=float((lightness > 97).mean()),
        flat=float(100 - (high - low)),
    )


def halved(frame: Frames) -> Frames:
    """A frame at half its size, at which drafts are drawn: repeated pixels are no blur."""
    import cv2

    size = (frame.shape[1] // 2, frame.shape[0] // 2)
    return np.asarray(cv2.resize(frame, size, interpolation=cv2.INTER_AREA), np.uint8)


def _grey(frame: Frames) -> NDArray[np.float32]:
    import cv2

    if frame.shape[1] > 832:
        size = (832, max(24, round(frame.shape[0] * 832 / frame.shape[1])))
        frame = np.asarray(cv2.resize(frame, size, interpolation=cv2.INTER_AREA), np.uint8)
    return np.asarray(cv2.cvtColor(frame, cv2.COLOR_RGB2GRAY), np.float32)


def blur(grey: NDArray[np.float32]) -> float:
    """How little a further blur changes: the larger of both directions."""
    import cv2

    worst = 0.0
    for axis, size in ((1, (9, 1)), (0, (1, 9))):
        before = np.abs(np.diff(grey, axis=axis))
        after = np.abs(np.diff(cv2.blur(grey, size), axis=axis))
        total = float(before.sum())
        lost = float(np.maximum(before - after, 0).sum())
        worst = max(worst, 1.0 - lost / total if total > 0 else 1.0)
    return worst


def _noise(grey: NDArray[np.float32]) -> float:
    """Median of the Laplacian difference, so that drawn edges do not count as noise."""
    import cv2

    kernel = np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], np.float32)
    response = np.abs(cv2.filter2D(grey, cv2.CV_32F, kernel))[::2, ::2]
    return float(np.median(response) / (6 * 0.6745))


def _blocks(grey: NDArray[np.float32]) -> float:
    ratios = []
    for axis in (0, 1):
        step = np.abs(np.diff(grey, axis=axis)).mean(1 - axis)
        edge = np.arange(len(step)) % 8 == 7
        ratios.append(float(step[edge].mean() / (step[~edge].mean() + 0.05)) - 1)
    return max(0.0, float(np.mean(ratios)))


def separation(frame: Frames, mask: NDArray[np.bool_]) -> float | None:
    """Delta E between both sides of a silhouette; None when the mask is too small or fills the frame."""
    import cv2

    solid = mask.astype(np.uint8)
    reach = np.ones((9, 9), np.uint8)
    rim = np.asarray(cv2.dilate(solid, reach)) > 0
    outside = rim & ~(np.asarray(cv2.dilate(solid, np.ones((3, 3), np.uint8))) > 0)
    inside = mask & ~(np.asarray(cv2.erode(solid, reach)) > 0)
    if inside.sum() < 64 or outside.sum() < 64:
        return None
    means: list[Floats] = [lab(frame[m].astype(np.float64) / 255) for m in (inside, outside)]
    spread = [np.percentile(m, [25, 50, 75], axis=0) for m in means]
    return float(np.linalg.norm(spread[0] - spread[1], axis=1).mean())


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageQuality:
    """The embedded visual-quality critic.

    Score: 0.7 mean + 0.3 minimum over the sampled frames of P(undamaged) x (0.5 + 0.5 x the percentile, in
    the calibration's population, of how far subjects stand out from the ground; 0.5 when no mask tells).
    Drafts are judged at half size, at which they are drawn. None for frames smaller than 24 pixels.
    """

    table: Calibration = field(default_factory=shipped)
    name: str = "image-measures"
    component: str = "visual_quality"

    def watch(self, viewing: Viewing) -> Verdict:
        """Judge one take; see the class."""
        frames = viewing.footage.frames
        if min(frames.shape[1:3]) < (48 if viewing.shot.quality == "draft" else 24):
            return Verdict(
                critic=self.name, component=self.component, score=None, note="frames under 24 pixels"
            )
        draft = viewing.shot.quality == "draft"
        found = {i: defects(halved(frames[i]) if draft else frames[i]) for i in viewing.samples}
        sound = {i: self.table.same["undamaged"].probability(astuple(d)) for i, d in found.items()}
        apart = self._apart(viewing)
        standing = percentile(apart, *self.table.scales["separation"]) if apart is not None else 0.5
        score = clip_score(list(sound.values())) * (0.5 + 0.5 * standing)
        worst = self._worst(list(found.values()))
        raw = {name: float(np.mean([getattr(d, name) for d in found.values()])) for name in ADVICE}
        raw["undamaged"] = float(np.mean(list(sound.values())))
        if apart is not None:
            raw["separation"] = apart
        return Verdict(
            critic=self.name,
            component=self.component,
            score=score,
            raw=raw,
            note=self._note(raw["undamaged"], standing, worst, apart is not None),
            constraints=(self._order(raw["undamaged"], worst),),
        )

    def _apart(self, viewing: Viewing) -> float | None:
        labels = viewing.footage.labels
        if labels is None:
            return None
        found = [separation(viewing.footage.frames[f], labels[r] > 0) for f, r in labelled_samples(viewing)]
        told = [x for x in found if x is not None]
        return float(np.median(told)) if told else None

    def _worst(self, found: list[Defects]) -> str:
        """The defect that costs most against the population."""
        mean = np.mean([astuple(d) for d in found], axis=0)
        cost = [
            -w * (x - self.table.scales[name][0])
            for name, w, x in zip(ADVICE, self.table.same["undamaged"].weights, mean, strict=True)
        ]
        return list(ADVICE)[int(np.argmax(cost))]

    def _note(self, undamaged: float, standing: float, worst: str, masked: bool) -> str:
        told = f"P(undamaged) {undamaged:.2f}" + (f", most for {worst}" if undamaged < 0.9 else "")
        where = (
            f"stands out more than {standing:.0%} of the population"
            if masked
            else "no masks: separation unknown"
        )
        return f"{told}; {where}"

    def _order(self, undamaged: float, worst: str) -> Constraint:
        if undamaged < 0.9:
            demand, avoid = ADVICE[worst]
        else:
            demand, avoid = "the subject stands out clearly from the background, rim light", "busy background"
        return Constraint(component=self.component, subject="", demand=demand, avoid=avoid)
