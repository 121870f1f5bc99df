"""Does the clip move as the shot asked, and does it hold still where it should? Gates on small grey pictures.

Pictures half a second apart are laid over each other by the affine map that explains them best (DIS flow:
Kroeger et al. 2016, RANSAC, then ECC: Evangelidis & Psarakis 2008, all OpenCV). The map is the camera;
what it leaves unexplained is alive: limbs, faces, water, parallax. A picture that is held or panned leaves
nothing, however fast it is panned, while somebody who only breathes leaves some.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from rushes.critics.subjects import evenly
from rushes.critics.tables import Calibration, shipped
from rushes.film import Constraint, Footage, Frames, Verdict, Viewing

WIDTH = 208
"""Width, in pixels, of the pictures that are compared."""
PAIRS = 6
"""Pairs of pictures per clip."""
APART = 0.5
"""Seconds between the pictures of a pair, where the clip is long enough."""
RATE = 8.0
"""The camera's motion is told per 1/8 s, as in VBench (Huang et al. 2024)."""
SHAKE = 0.8
"""Pixels by which the map may be off before a difference counts."""
GRAIN = 2.0
"""Levels of 255 that grain and compression may change."""
HELD = 0.05
"""Mean change in levels of 255 below which nothing has happened at all."""

UNSEEN = ("static", "orbit")
"""Camera moves that an affine map of the picture does not show."""

Grey = NDArray[np.uint8]
Affine = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Movement:
    """How a clip moves."""

    alive: float
    """Mean of the largest 2 % of what the camera does not explain, in levels of 255, over half a second;
    upper quartile over pairs of pictures."""
    camera: float
    """Mean length of the camera's motion per 1/8 s, in shares of the short side; median over pairs."""
    change: float
    """Mean change of the picture over half a second, in levels of 255; the largest of all pairs."""


def thumbnail(frame: Frames, width: int = WIDTH) -> Grey:
    """Grey picture about `width` wide, by area averaging."""
    import cv2

    height = max(16, round(frame.shape[0] * width / frame.shape[1]))
    return np.asarray(
        cv2.cvtColor(cv2.resize(frame, (width, height), interpolation=cv2.INTER_AREA), cv2.COLOR_RGB2GRAY)
    )


def movement(footage: Footage, pairs: int = PAIRS) -> Movement | None:
    """Measure `footage`; None for fewer than two frames. Deterministic."""
    count = len(footage.frames)
    if count < 2:
        return None
    step = max(1, min(count - 1, round(footage.fps * APART)))
    found = []
    for start in evenly(range(count - step), pairs):
        first, second = thumbnail(footage.frames[start]), thumbnail(footage.frames[start + step])
        change = float(np.abs(first.astype(np.float32) - second).mean())
        found.append((*_unexplained(first, second), change))
    alive, camera, changed = np.array(found).T
    rate = footage.fps / RATE / step
    return Movement(float(np.percentile(alive, 75)), float(np.median(camera)) * rate, float(changed.max()))


def _unexplained(first: Grey, second: Grey) -> tuple[float, float]:
    """(alive, camera) of one pair; see `Movement`. Of two ways to register them the better one counts."""
    found = [_left_over(first, second, _refined(first, second, s)) for s in _starts(first, second)]
    return min(found)


def _left_over(first: Grey, second: Grey, back: Affine) -> tuple[float, float]:
    import cv2

    height, width = first.shape
    how = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    laid = cv2.warpAffine(first, back, (width, height), flags=how).astype(np.float32)
    inside = cv2.warpAffine(np.ones_like(first), back, (width, height), flags=cv2.WARP_INVERSE_MAP)
    inside = cv2.erode(inside, np.ones((5, 5), np.uint8)) > 0
    seen = second.astype(np.float32)
    slope = np.hypot(*(cv2.Sobel(seen, cv2.CV_32F, *d, scale=0.125) for d in ((1, 0), (0, 1))))
    allowed = SHAKE * cv2.dilate(slope, np.ones((3, 3), np.uint8)) + GRAIN
    left = np.maximum(np.abs(seen - laid) - allowed, 0)[inside]
    if len(left) < 0.1 * first.size:
        return float("inf"), 0.0
    alive = float(np.sort(left)[-max(1, len(left) // 50) :].mean())
    ys, xs = np.mgrid[0:height:8, 0:width:8]
    here = np.stack([xs.ravel(), ys.ravel(), np.ones(xs.size)])
    moved = back @ here - here[:2]
    return alive, float(np.hypot(*moved).mean() / min(height, width))


def _starts(first: Grey, second: Grey) -> list[Affine]:
    """Maps from pixels of `second` to those of `first`: none, a shift however far, what the flow says."""
    import cv2

    window = cv2.createHanningWindow(first.shape[::-1], cv2.CV_32F)
    shift, _ = cv2.phaseCorrelate(second.astype(np.float32), first.astype(np.float32), window)
    still: Affine = np.eye(2, 3, dtype=np.float32)
    shifted = still + np.array([[0, 0, shift[0]], [0, 0, shift[1]]], np.float32)
    flown = _flown(first, second)
    return [still, shifted] if flown is None else [still, shifted, flown]


def _flown(first: Grey, second: Grey) -> Affine | None:
    """The affine map that most of the optical flow agrees on; None when too little is drawn."""
    import cv2

    flow = cv2.DISOpticalFlow.create(cv2.DISOpticalFlow_PRESET_ULTRAFAST).calc(first, second, None)
    height, width = first.shape
    ys, xs = (g.ravel() for g in np.mgrid[4 : height - 4 : 4, 4 : width - 4 : 4])
    slope = np.hypot(*(cv2.Sobel(first, cv2.CV_32F, *d) for d in ((1, 0), (0, 1))))[ys, xs]
    drawn = slope > np.percentile(slope, 40)
    if drawn.sum() < 12:
        return None
    here = np.column_stack([xs, ys]).astype(np.float32)[drawn]
    there = here + flow[ys, xs][drawn]
    cv2.setRNGSeed(0)
    found, _ = cv2.estimateAffine2D(here, there, method=cv2.RANSAC, ransacReprojThreshold=1.0, maxIters=300)
    if found is None or abs(np.linalg.det(found[:, :2])) < 0.1:
        return None
    return np.asarray(cv2.invertAffineTransform(found), np.float32)


def _refined(first: Grey, second: Grey, start: Affine) -> Affine:
    import cv2

    until = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, 15, 1e-4)
    try:
        found = cv2.findTransformECC(second, first, start.copy(), cv2.MOTION_AFFINE, until, None, 3)[1]
    except cv2.error:  # it does not converge where little is drawn: the start stands
        return start
    return np.asarray(found, np.float32)


@dataclass(frozen=True, slots=True, kw_only=True)
class MotionGate:
    """Judges motion against what the scene's action and camera asked for.

    A picture that is held scores 0. A picture that is only panned scores 0 where the scene asks for
    motion; a still scene is exempt. A moving camera that does not move costs up to half. What counts
    is that somebody or something moves of itself, not how much of the frame: a face that fills
    it moves little. None for a clip of one frame.
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
        action, moving = self._scores(moved, viewing.scene.motion, viewing.scene.camera)
        orders = ["clear, continuous movement of the body"] if action < 1 else []
        orders += [f"the camera moves: {viewing.scene.camera}"] if moving < 1 else []
        return Verdict(
            critic=self.name,
            component=self.component,
            gate=True,
            score=min(action, moving),
            raw={"alive": moved.alive, "camera": moved.camera, "change": moved.change},
            note=self._told(moved, viewing, bool(orders)),
            constraints=tuple(Constraint(component=self.component, subject="", demand=o) for o in orders),
        )

    def _scores(self, moved: Movement, wanted: str, camera: str) -> tuple[float, float]:
        """(action, camera), each 0..1."""
        if moved.change < HELD:
            return 0.0, 1.0
        action = 1.0 if wanted == "still" else self.table.ramp("alive", moved.alive)
        free = camera in UNSEEN or self.table.ramp("camera", moved.camera) == 1
        return action, 1.0 if free else 0.5 + 0.5 * self.table.ramp("camera", moved.camera)

    def _told(self, moved: Movement, viewing: Viewing, asked: bool) -> str:
        if moved.change < HELD:
            return "one picture, held"
        told = (
            f"alive by {moved.alive:.1f} levels, the camera moves {moved.camera:.1%} of the frame per 1/8 s"
        )
        what = f"; {viewing.scene.motion} action with camera {viewing.scene.camera} was asked"
        return told + (what if asked else "")


@dataclass(frozen=True, slots=True)
class Steadiness:
    """What jumps in a clip."""

    flicker: float
    """Mean second difference of the picture's brightness, in levels of 255; slow fades cost nothing."""
    jump: float
    """Largest change of the picture between neighbours, brightness removed, over the clip's usual change."""


def steadiness(frames: Frames) -> Steadiness | None:
    """Measure every frame on a grid of about 52 x 30 pixels; None for fewer than four frames.

    Pictures that are repeated (a draft shows each twice) count once.
    """
    if len(frames) < 4:
        return None
    step = max(1, frames.shape[1] // 30), max(1, frames.shape[2] // 52)
    small = frames[:, :: step[0], :: step[1]].astype(np.float32).mean(-1)
    fresh = np.append(True, np.abs(np.diff(small, axis=0)).max((1, 2)) > 0)
    small = small[fresh]
    if len(small) < 4:
        return Steadiness(0.0, 0.0)
    level = small.mean((1, 2))
    bend = np.abs(np.diff(level, n=2)) / 2
    flat = (small - level[:, None, None]) / (small.std((1, 2))[:, None, None] + 4.0)
    change = np.abs(np.diff(flat, axis=0)).mean((1, 2))
    return Steadiness(float(bend.mean()), float(change.max() - np.percentile(change, 75)))


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
