"""Does the clip move as the shot asked, and does it hold still where it should? Gates on small grey pictures.

Motion follows VBench's dynamic degree (Huang et al. 2024): the mean of the largest 5 % of optical flow
between pictures an eighth of a second apart, here DIS flow (Kroeger et al. 2016, OpenCV) on pictures about
208 pixels wide, in shares of the short side. What a camera move explains (one affine flow) is told apart
from what moves by itself, so that a still picture that is panned does not pass for action.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from rushes.critics.subjects import evenly
from rushes.critics.tables import Calibration, shipped
from rushes.film import Constraint, Footage, Frames, Verdict, Viewing

WIDTH = 208
"""Width, in pixels, of the pictures that flow is measured on."""
PAIRS = 12
"""Pairs of pictures per clip."""
RATE = 8.0
"""Pictures of a pair are 1/8 s apart, as in VBench."""

Grey = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Movement:
    """How a clip moves per 1/8 s, median over pairs of pictures."""

    own: float
    """Largest 5 % of what the camera does not explain, in shares of the short side."""
    camera: float
    """Mean length of the camera's affine flow, in shares of the short side."""
    body: float | None
    """How far the liveliest fifth of the subjects moves against the ground, in shares of their size;
    None without masks."""


def thumbnail(frame: Frames, width: int = WIDTH) -> Grey:
    """Grey picture about `width` wide, by area averaging."""
    import cv2

    height = max(16, round(frame.shape[0] * width / frame.shape[1]))
    return np.asarray(
        cv2.cvtColor(cv2.resize(frame, (width, height), interpolation=cv2.INTER_AREA), cv2.COLOR_RGB2GRAY)
    )


def movement(footage: Footage, pairs: int = PAIRS) -> Movement | None:
    """Measure `footage`; None for fewer than two frames."""
    import cv2

    count = len(footage.frames)
    step = max(1, min(count - 1, round(footage.fps / RATE)))
    if count < 2:
        return None
    flow = cv2.DISOpticalFlow.create(cv2.DISOpticalFlow_PRESET_ULTRAFAST)
    masks = _masks(footage)
    starts = {
        *evenly(range(count - step), pairs if not masks else pairs // 2),
        *(f for f in masks if f < count - step),
    }
    found, bodies = [], []
    for start in sorted(starts):
        first, second = thumbnail(footage.frames[start]), thumbnail(footage.frames[start + step])
        field_ = np.asarray(flow.calc(first, second, None), np.float64)
        own, camera, rest = _split(field_)
        found.append((own, camera))
        if start in masks:
            bodies += _bodies(rest, masks[start])
    rate = footage.fps / RATE / step
    own, camera = np.median(np.array(found), axis=0) * rate
    body = float(np.median(bodies)) * rate if bodies else None
    return Movement(float(own), float(camera), body)


def _masks(footage: Footage) -> dict[int, NDArray[np.uint8]]:
    """Label maps by frame; empty when the engine gave none."""
    if footage.labels is None:
        return {}
    picked = evenly(range(len(footage.label_frames)), 6)
    return {footage.label_frames[i]: footage.labels[i] for i in picked}


def _bodies(rest: NDArray[np.float64], labels: NDArray[np.uint8]) -> list[float]:
    """Of each subject of at least 12 pixels the 80th percentile of its motion, over its size."""
    rows = np.linspace(0, labels.shape[0] - 1, rest.shape[0]).round().astype(int)
    columns = np.linspace(0, labels.shape[1] - 1, rest.shape[1]).round().astype(int)
    small = labels[np.ix_(rows, columns)]
    made = []
    for label in np.unique(small[small > 0]):
        mask = small == label
        if mask.sum() >= 12:
            made.append(float(np.percentile(rest[mask], 80) / np.sqrt(mask.sum())))
    return made


def _split(flow: NDArray[np.float64]) -> tuple[float, float, NDArray[np.float64]]:
    """(own, camera) motion of one flow field in shares of the short side, and the rest per pixel."""
    height, width = flow.shape[:2]
    ys, xs = (grid.ravel() for grid in np.mgrid[0:height, 0:width])
    everywhere = np.column_stack([xs / width - 0.5, ys / height - 0.5, np.ones(len(xs))])
    some = ((ys % 4 == 0) & (xs % 4 == 0)).nonzero()[0]
    basis, field_ = everywhere[some], flow.reshape(-1, 2)[some]
    weight = np.ones(len(basis))
    affine: NDArray[np.float64] = np.zeros((3, 2))
    for _ in range(4):
        solved = np.linalg.lstsq(basis * weight[:, None], field_ * weight[:, None], rcond=None)[0]
        affine = solved.astype(np.float64)
        off = np.linalg.norm(field_ - basis @ affine, axis=1)
        weight = 1.0 / (1.0 + (off / (np.median(off) + 0.1)) ** 2)
    rest = np.linalg.norm(flow.reshape(-1, 2) - everywhere @ affine, axis=1)
    top = np.sort(rest[some])[::-1][: max(1, len(some) // 20)]
    short = min(height, width)
    camera = np.linalg.norm(basis @ affine, axis=1).mean()
    return float(top.mean() / short), float(camera / short), rest.reshape(height, width)


@dataclass(frozen=True, slots=True, kw_only=True)
class MotionGate:
    """Judges motion against what the scene's action and camera asked for.

    A scene that asks for no motion is exempt from the lower ramp; a static camera that drifts and a
    moving camera that does not move cost up to half. None for a clip of one frame.
    """

    table: Calibration = field(default_factory=shipped)
    name: str = "motion"
    component: str = "motion"

    def watch(self, viewing: Viewing) -> Verdict:
        """Judge one take; see the class."""
        moved = movement(viewing.footage)
        if moved is None:
            return Verdict(
                critic=self.name, component=self.component, gate=True, score=None, note="one frame only"
            )
        wanted, camera = viewing.scene.motion, viewing.scene.camera
        acted = moved.own if moved.body is None else moved.body
        action = self.table.ramp(f"{'motion' if moved.body is None else 'body'}:{wanted}", acted)
        moving = 1.0 if camera == "static" else 0.5 + 0.5 * self.table.ramp("camera", moved.camera)
        of = "of the frame" if moved.body is None else "of the subjects' size"
        note = f"the action moves {acted:.1%} {of}, the camera {moved.camera:.1%} of the frame per 1/8 s"
        orders = []
        if action < 1:
            less = wanted == "still"
            orders.append(
                "nobody moves, calm and still" if less else "clear, continuous movement of the body"
            )
        if moving < 1:
            orders.append(f"the camera moves: {camera}")
        return Verdict(
            critic=self.name,
            component=self.component,
            gate=True,
            score=min(action, moving),
            raw={"own": moved.own, "camera": moved.camera}
            | ({} if moved.body is None else {"body": moved.body}),
            note=note + (f"; {wanted} action with camera {camera} was asked" if orders else ""),
            constraints=tuple(Constraint(component=self.component, subject="", demand=o) for o in orders),
        )


@dataclass(frozen=True, slots=True)
class Steadiness:
    """What jumps in a clip."""

    flicker: float
    """Mean second difference of the picture's brightness, in levels of 255; slow fades cost nothing."""
    jump: float
    """Largest change of the picture between neighbours, brightness removed, over the clip's usual change."""


def steadiness(frames: Frames) -> Steadiness | None:
    """Measure every frame on a grid of about 52 x 30 pixels; None for fewer than four frames."""
    if len(frames) < 4:
        return None
    step = max(1, frames.shape[1] // 30), max(1, frames.shape[2] // 52)
    small = frames[:, :: step[0], :: step[1]].astype(np.float32).mean(-1)
    level = small.mean((1, 2))
    bend = np.abs(np.diff(level, n=2)) / 2
    flat = (small - level[:, None, None]) / (small.std((1, 2))[:, None, None] + 4.0)
    change = np.abs(np.diff(flat, axis=0)).mean((1, 2))
    return Steadiness(float(bend.mean()), float(change.max() - np.median(change)))


@dataclass(frozen=True, slots=True, kw_only=True)
class FlickerGate:
    """Catches brightness that flickers and pictures that jump within one take. None under four frames."""

    table: Calibration = field(default_factory=shipped)
    name: str = "flicker"
    component: str = "flicker"

    def watch(self, viewing: Viewing) -> Verdict:
        """Judge one take; see the class."""
        found = steadiness(viewing.footage.frames)
        if found is None:
            return Verdict(
                critic=self.name,
                component=self.component,
                gate=True,
                score=None,
                note="fewer than four frames",
            )
        allowed = 2.0 if viewing.scene.weather == "storm" else 1.0
        flicker = self.table.ramp("flicker", found.flicker / allowed)
        jump = self.table.ramp("jump", found.jump)
        orders: Sequence[str] = ()
        if min(flicker, jump) < 1:
            orders = ("steady, even light",) if flicker <= jump else ("one continuous unbroken shot",)
        return Verdict(
            critic=self.name,
            component=self.component,
            gate=True,
            score=min(flicker, jump),
            raw={"flicker": found.flicker, "jump": found.jump},
            note="steady"
            if not orders
            else ("brightness flickers" if flicker <= jump else "the picture jumps"),
            constraints=tuple(
                Constraint(component=self.component, subject="", demand=o, avoid="flickering, jump cut")
                for o in orders
            ),
        )
