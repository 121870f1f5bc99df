"""The look gate: one film, one look. A scene that turns grey or neon on its own breaks the film."""

import math
from dataclasses import dataclass
from typing import final

import cv2
import numpy as np
from numpy.typing import NDArray

from rushes.film import Verdict, Viewing

THUMBNAIL = (64, 36)
FULL, NONE = 0.6, 1.6
"""Doublings of chroma that cost nothing, and that cost everything. Measured over the hours of one place in
one style: at most 0.65; between styles: documentary 0.6, neon up to 1.3, noir 2.3 to 3.3
(`docs/decisions.md`)."""
LEAST = 0.15
"""Share of the frame that must show the place and not the cast."""


@final
@dataclass(frozen=True, slots=True)
class LookGate:
    """Compares how colourful the place is in the take and in its reference (mean CIELAB chroma)."""

    name: str = "look_gate"
    component: str = "look"

    def watch(self, viewing: Viewing) -> Verdict:
        """1 within `FULL` doublings of the reference's chroma, 0 beyond `NONE`, a ramp between."""
        wide = [r for r in viewing.references if r.subject == viewing.scene.location and r.view == "wide"]
        if not wide:
            return self._verdict(None, {}, "the place has no wide reference")
        seen = [c for c in (_chroma(*frame) for frame in _frames(viewing)) if c is not None]
        if not seen:
            return self._verdict(None, {}, "subjects cover the place in every frame")
        wanted = _chroma(wide[0].pixels, np.zeros(wide[0].pixels.shape[:2], np.bool_)) or 0.0
        # One unit of chroma is added to both: near grey, ratios of chroma mean nothing.
        doublings = math.log2((float(np.median(seen)) + 1) / (wanted + 1))
        score = min(1.0, max(0.0, (NONE - abs(doublings)) / (NONE - FULL)))
        told = (
            "the film's look" if score == 1 else "greyer than the film" if doublings < 0 else "more colourful"
        )
        raw = {"chroma": float(np.median(seen)), "reference_chroma": wanted}
        return self._verdict(score, raw, f"{told}: chroma {raw['chroma']:.0f}, the reference {wanted:.0f}")

    def _verdict(self, score: float | None, raw: dict[str, float], note: str) -> Verdict:
        return Verdict(critic=self.name, component=self.component, gate=True, score=score, raw=raw, note=note)


def _frames(viewing: Viewing) -> list[tuple[NDArray[np.uint8], NDArray[np.bool_]]]:
    """The sampled frames, each with a mask of its cast (empty where the engine gave none)."""
    footage = viewing.footage
    frames = []
    for index in viewing.samples:
        cast = np.zeros(footage.frames.shape[1:3], np.bool_)
        if footage.labels is not None and index in footage.label_frames:
            cast = footage.labels[footage.label_frames.index(index)] > 0
        frames.append((footage.frames[index], cast))
    return frames


def _chroma(pixels: NDArray[np.uint8], cast: NDArray[np.bool_]) -> float | None:
    """Mean CIELAB chroma outside `cast`; None when too little of the place is seen."""
    small = cv2.resize(pixels, THUMBNAIL, interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    place = cv2.resize(cast.astype(np.uint8), THUMBNAIL, interpolation=cv2.INTER_NEAREST) == 0
    if place.mean() < LEAST:
        return None
    lab = cv2.cvtColor(small, cv2.COLOR_RGB2LAB)
    return float(np.hypot(lab[..., 1], lab[..., 2])[place].mean())
