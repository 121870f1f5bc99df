"""Shot size, angle and camera move turned into a camera for every frame."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rushes.engines.animatic.camera import Camera, ease
from rushes.engines.animatic.setting import View
from rushes.film import CameraAngle, CameraMove, ShotSize

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Target:
    """What the camera frames, frame by frame."""

    x: Array
    """Metres right, (T,)."""
    depth: Array
    """Metres away at rest, (T,)."""
    focus: Array
    """Metres above ground of the face, (T,)."""
    height: float
    """Metres of the whole subject."""
    span: float
    """Metres from side to side that must be seen."""
    face: float
    """Metres of the face's height."""
    level: float
    """Metres above its feet of the face."""


FRAMES: dict[ShotSize, tuple[float, float, float]] = {
    # metres of subject seen from top to bottom (of height, of face), y of the anchor
    "full": (1.32, 0, 0.53),
    "medium": (0.60, 0, 0.36),
    "over-shoulder": (0.66, 0, 0.36),
    "close-up": (0, 2.1, 0.47),
    "extreme close-up": (0, 1.12, 0.5),
}


def cameras(
    view: View,
    target: Target | None,
    size: ShotSize,
    angle: CameraAngle,
    move: CameraMove,
    frames: int,
    fps: float,
    aspect: float,
    rng: np.random.Generator,
    shaky: float = 0.0,
) -> list[Camera]:
    """One camera per frame, every move eased in and out."""
    base = _framed(view, target, size, angle, frames, fps, aspect)
    u = np.linspace(0, 1, frames) if frames > 1 else np.zeros(1)
    moved = _moved(base, move, ease(u), view, target)
    if move == "handheld" or shaky:
        moved = _shaken(moved, frames, fps, rng, 1.0 if move == "handheld" else shaky)
    return moved


def _angle(angle: CameraAngle, reach: float) -> tuple[float, float]:
    """Camera height and tilt at `reach` metres from the subject."""
    if angle == "low":
        return -min(1.15, 0.35 * reach), -0.15
    return (min(2.6, 0.8 * reach), 0.14) if angle == "high" else (0.0, 0.0)


def _framed(
    view: View,
    target: Target | None,
    size: ShotSize,
    angle: CameraAngle,
    frames: int,
    fps: float,
    aspect: float,
) -> list[Camera]:
    if (
        target is not None
        and size == "wide"
        and (seen := _wide(target, aspect)) < 0.95 * float(target.depth.mean()) / view.focal
    ):
        x, depth = _smooth(target.x, fps), _smooth(target.depth, fps)
        middle = _smooth(target.focus, fps) - target.level + 0.5 * target.height
        return [
            _aim(view, 0.7 * float(x[i]), float(depth[i]), float(middle[i]), seen, 0.62, angle)
            for i in range(frames)
        ]
    if target is None or size in ("wide", "extreme wide"):
        high, tilt = _angle(angle, 4)
        zoom = (
            1.0 if target is not None or size not in FRAMES else (1.25 if size in ("full", "medium") else 1.7)
        )
        follow = 0.0 if target is None else 0.35 * _smooth(target.x, fps)
        return [Camera(x=float(v), y=high, tilt=tilt, zoom=zoom) for v in np.broadcast_to(follow, frames)]
    of_height, of_face, anchor = FRAMES[size]
    seen = max(
        of_height * target.height + of_face * target.face, target.span / aspect * (1.1 if of_height else 0.0)
    )
    x, depth, focus = (_smooth(v, fps) for v in (target.x, target.depth, target.focus))
    if size == "full":
        focus = focus - target.level + target.height * 0.5
    return [
        _aim(view, float(x[i]), float(depth[i]), float(focus[i]), seen, anchor, angle) for i in range(frames)
    ]


def _wide(target: Target, aspect: float) -> float:
    """Metres that a wide shot shows from top to bottom: room to move, but the subject stays the subject."""
    return max(
        2.75 * target.height,
        1.7 * target.span / aspect,
        2.0 + 0.8 * target.height,
        1.25 * float(np.ptp(target.x)) / aspect,
    )


def _aim(
    view: View, x: float, depth: float, focus: float, seen: float, anchor: float, angle: CameraAngle
) -> Camera:
    # Metres to the subject: close shots also come closer, so that the background stays a place.
    reach = float(np.clip(1.9 * seen**0.75 + 0.25, 1.35, depth))
    if reach < view.focal * seen:
        # Nothing is painted outside the resting view: stay back there rather than zoom out of it.
        reach, seen = depth, min(seen, depth / view.focal)
    zoom = reach / (view.focal * seen)
    # Low subjects are met at their own eye level.
    high = _angle(angle, reach)[0] - 0.8 * max(0.0, min(view.eye - max(1.1 * focus, 0.5), 1.2)) * (seen < 4.5)
    eye = view.eye + high
    # y of the focus in the moved, unzoomed picture; tilt and pan bring it to the anchor
    y = view.horizon + (eye - focus) * view.focal / reach
    tilt = y - 0.5 - (anchor - 0.5) / zoom
    return Camera(x=x, y=high, z=depth - reach, zoom=zoom, tilt=tilt)


def _smooth(values: Array, fps: float) -> Array:
    """A camera operator's lag: a moving average over 1.2 seconds."""
    n = min(len(values) - 1 | 1, max(1, int(1.2 * fps)) | 1)
    if n < 3:
        return values
    for _ in range(2):
        padded = np.concatenate([np.full(n // 2, values[0]), values, np.full(n // 2, values[-1])])
        values = np.convolve(padded, np.ones(n) / n, "valid")
    return values


def _moved(base: list[Camera], move: CameraMove, u: Array, view: View, target: Target | None) -> list[Camera]:
    depths = [6.0] * len(base) if target is None else [float(d) for d in target.depth]
    return [
        _one(camera, move, float(k), view, depth) for camera, k, depth in zip(base, u, depths, strict=True)
    ]


def _one(c: Camera, move: CameraMove, u: float, view: View, depth: float) -> Camera:
    reach = max(depth - c.z, 1.0)
    wide = reach / (view.focal * c.zoom)  # metres of the subject's plane from top to bottom
    s = 2 * u - 1
    match move:
        case "pan left" | "pan right":
            return _with(c, pan=c.pan + (1 if move == "pan right" else -1) * (0.34 * u - 0.26) / c.zoom)
        case "tilt up" | "tilt down":
            return _with(c, tilt=c.tilt + (0.30 * (1 - u) if move == "tilt up" else -0.34 * (1 - u)) / c.zoom)
        case "dolly in" | "dolly out":
            k = u if move == "dolly in" else 1 - u
            # Half of the way lies behind the framing, as far as there is room behind it.
            behind = min(0.45, max(0.0, c.z) / (0.34 * reach))
            return _dollied(c, view, reach, 0.34 * reach * (k - behind))
        case "truck left" | "truck right":
            return _with(c, x=c.x + (1 if move == "truck right" else -1) * 0.26 * wide * s)
        case "crane up" | "crane down":
            k = u if move == "crane up" else 1 - u
            lift = 0.55 * min(wide, 4.5) * k
            return _with(c, y=c.y + lift, tilt=c.tilt + 0.72 * lift * view.focal / reach)
        case "orbit":
            x = np.tan(np.deg2rad(20 * s)) * reach
            return _with(c, x=c.x + x, pan=c.pan - x * view.focal / reach)
        case "zoom in" | "zoom out":
            k = u if move == "zoom in" else 1 - u
            return _with(c, zoom=c.zoom * 1.5**k)
        case _:
            return c


def orbit_angle(move: str, u: float) -> float:
    """By how many degrees an orbiting camera has gone round."""
    return float(20 * (2 * ease(u) - 1)) if move == "orbit" else 0.0


def _dollied(c: Camera, view: View, reach: float, ahead: float) -> Camera:
    """Forward along the line of sight: what is framed stays framed."""
    k = reach / (reach - ahead)
    offset = c.tilt + 0.5 - view.horizon
    return _with(c, z=c.z + ahead, tilt=view.horizon - 0.5 + offset * (1 + 0.6 * (k - 1)))


def _with(c: Camera, **changes: float) -> Camera:
    from dataclasses import replace

    return replace(c, **changes)


def _shaken(
    base: list[Camera], frames: int, fps: float, rng: np.random.Generator, amount: float
) -> list[Camera]:
    t = np.arange(frames) / fps

    def wobble(size: float) -> Array:
        out = np.zeros(frames)
        for rate in (0.45, 0.9, 1.7, 3.1):
            out += np.sin(2 * np.pi * (rate * t * rng.uniform(0.8, 1.2) + rng.random())) / (1 + rate)
        return out * size * amount

    pan, tilt, roll = wobble(0.016), wobble(0.013), wobble(0.45)
    return [
        _with(
            c,
            pan=c.pan + float(p) / c.zoom,
            tilt=c.tilt + float(q) / c.zoom,
            roll=float(r),
            zoom=c.zoom * 1.03,
        )
        for c, p, q, r in zip(base, pan, tilt, roll, strict=True)
    ]
