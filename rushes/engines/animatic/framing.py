"""Shot size, angle and camera move turned into a camera for every frame."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from rushes.engines.animatic.camera import Camera, ease
from rushes.engines.animatic.setting import View
from rushes.engines.animatic.targets import Target
from rushes.film import CameraAngle, CameraMove, ShotSize

Array = NDArray[np.float64]


FRAMES: dict[ShotSize, tuple[float, float, float]] = {
    # metres of subject seen from top to bottom (of height, of face), y of the face (full: of the middle)
    "full": (1.32, 0, 0.53),
    "medium": (0.60, 0, 0.36),
    "over-shoulder": (0.66, 0, 0.38),
    "close-up": (0, 2.1, 0.44),
    "extreme close-up": (0, 1.34, 0.45),
}
LARGEST: dict[ShotSize, float] = {
    "full": 0.5,
    "medium": 0.5,
    "over-shoulder": 0.5,
    "close-up": 0.6,
    "extreme close-up": 0.82,
}
"""How much of the picture's height a face may fill, whatever the camera does."""
FOLDED = 1.42
"""How much more of its height a medium shot shows of who kneels or sits: down to the knees."""
LAG: dict[ShotSize, float] = {"medium": 0.9, "over-shoulder": 0.9, "close-up": 0.5, "extreme close-up": 0.4}
"""Seconds over which the operator's following is evened out; 1.2 elsewhere."""
MARGIN = 0.02
"""Picture heights that stay free between a face and the edge."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What was asked of the camera."""

    size: ShotSize
    angle: CameraAngle
    move: CameraMove
    frames: int
    fps: float
    aspect: float
    shaky: float = 0.0


def cameras(view: View, target: Target | None, plan: Plan, rng: np.random.Generator) -> list[Camera]:
    """One camera per frame, every move eased in and out; from full shots inwards the leading face stays in
    the picture throughout."""
    base = _framed(view, target, plan)
    u = np.linspace(0, 1, plan.frames) if plan.frames > 1 else np.zeros(1)
    moved = _moved(base, plan, ease(u), view, target)
    if plan.move == "handheld" or plan.shaky:
        moved = _shaken(moved, plan, rng, 1.0 if plan.move == "handheld" else plan.shaky)
    return moved if target is None or plan.size not in LARGEST else _kept(moved, view, target, plan)


def _angle(angle: CameraAngle, reach: float) -> tuple[float, float]:
    """Camera height and tilt at `reach` metres from the subject; close by, the place stays in sight."""
    if angle == "low":
        return -min(1.15, (0.35 if reach > 3 else 0.2) * reach), -0.15
    return (min(2.6, 0.8 * reach), 0.14) if angle == "high" else (0.0, 0.0)


def _framed(view: View, target: Target | None, plan: Plan) -> list[Camera]:
    if target is None:
        return _empty(plan)
    lag = LAG.get(plan.size, 1.2)
    x, depth, up = (_smooth(v, plan.fps, lag) for v in (target.x, target.depth, target.face_up))
    middle = _smooth(target.feet, plan.fps, lag) + 0.5 * target.height
    anchor = 0.62
    if plan.size in ("wide", "extreme wide"):
        seen = _wide(target, plan.aspect)
        away = float(target.depth.mean())
        apart = away - target.nearest > 2.5  # going closer would leave somebody behind the lens
        if apart or plan.size == "extreme wide" or seen >= 0.95 * away / view.focal:
            return _resting(0.35 * x, plan)
        x, up = 0.7 * x, middle
    else:
        of_height, of_face, anchor = FRAMES[plan.size]
        of_height *= FOLDED if target.folded and plan.size in ("medium", "over-shoulder") else 1.0
        least = 2.2 * target.face if of_height else 0.0
        wide = target.span / plan.aspect * (1.1 if of_height else 0.0)
        seen = max(of_height * target.height + of_face * target.face, wide, least)
        if plan.size == "extreme close-up" and target.above:
            seen, anchor = _whole_head(target, seen, anchor)
        up = middle if plan.size == "full" else up + target.lift
    return [
        _aim(view, float(x[i]), float(depth[i]), float(up[i]), seen, anchor, plan.angle)
        for i in range(plan.frames)
    ]


def _whole_head(target: Target, seen: float, anchor: float) -> tuple[float, float]:
    """Room for chin and cap; only what towers above a head (a wizard's hat) is cut."""
    above, below = min(target.above, 1.65 * target.below), target.below
    seen = max(seen, HEADROOM * (above + below))
    return seen, min(max(anchor, above * HEADROOM / seen), 1 - below * HEADROOM / seen)


HEADROOM = 1.05
"""How much more than the head an extreme close-up shows."""


def _empty(plan: Plan) -> list[Camera]:
    """Nobody is there: the place itself, closer for closer sizes."""
    zoom = {"full": 1.25, "medium": 1.25}.get(plan.size, 1.7 if plan.size in FRAMES else 1.0)
    return _resting(np.zeros(plan.frames), plan, zoom)


def _resting(x: Array, plan: Plan, zoom: float = 1.0) -> list[Camera]:
    high, tilt = _angle(plan.angle, 4)
    return [Camera(x=float(v), y=high, tilt=tilt, zoom=zoom) for v in x]


def _wide(target: Target, aspect: float) -> float:
    """Metres that a wide shot shows from top to bottom: room to move, but the subject stays the subject."""
    return max(
        2.3 * target.height,
        1.7 * target.span / aspect,
        1.9 + 0.8 * target.height,
        0.75 * float(np.ptp(target.x)) / aspect,  # the camera goes along most of the way
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
    level = focus + 0.03 if seen < 1.0 else max(1.1 * focus, 0.5)
    share = 1.0 if seen < 1.0 else 0.8 if seen < 4.5 else 0.0
    high = _angle(angle, reach)[0] - share * max(0.0, min(view.eye - level, 1.2))
    eye = view.eye + high
    # y of the focus in the moved, unzoomed picture; tilt and pan bring it to the anchor
    y = view.horizon + (eye - focus) * view.focal / reach
    tilt = y - 0.5 - (anchor - 0.5) / zoom
    return Camera(x=x, y=high, z=depth - reach, zoom=zoom, tilt=tilt)


def _kept(plan_: list[Camera], view: View, target: Target, plan: Plan) -> list[Camera]:
    """Widen and turn the camera wherever the face would outgrow or leave the picture."""
    x, up = (_smooth(v, plan.fps, 0.25) for v in (target.face_x, target.face_up))
    return [
        _keep(camera, view, (float(x[i]), float(up[i]), float(target.depth[i])), target.face, plan)
        for i, camera in enumerate(plan_)
    ]


def _keep(c: Camera, view: View, at: tuple[float, float, float], face: float, plan: Plan) -> Camera:
    (x, up, depth), metre = at, view.metre(at[2])
    card = c.card(view, depth)
    radius = float(np.hypot(card[0, 0], card[1, 0])) * metre * face / 2
    least = min(1.0, LARGEST[plan.size] / (2 * radius))
    c, radius = _with(c, zoom=c.zoom * least), radius * least
    fx, fy, _ = c.card(view, depth) @ (x * metre, view.ground(depth) - up * metre, 1.0)
    side, top = max(plan.aspect / 2 - radius - MARGIN, 0.0), min(radius + MARGIN, 0.5)
    dx, dy = fx - np.clip(fx, -side, side), fy - np.clip(fy, top, 1 - top)
    return _with(c, pan=c.pan + float(dx) / c.zoom, tilt=c.tilt + float(dy) / c.zoom)


def _smooth(values: Array, fps: float, seconds: float) -> Array:
    """A camera operator's lag: a moving average, twice over."""
    n = min(len(values) - 1 | 1, max(1, int(seconds * fps)) | 1)
    if n < 3:
        return values
    for _ in range(2):
        padded = np.concatenate([np.full(n // 2, values[0]), values, np.full(n // 2, values[-1])])
        values = np.convolve(padded, np.ones(n) / n, "valid")
    return values


@dataclass(frozen=True, slots=True)
class Gauge:
    """How far the moves go: the closer the shot, the gentler; in shares of the whole."""

    dolly: float = 0.34
    """Of the way to the subject."""
    behind: float = 0.45
    """How much of a dolly or zoom lies behind the framing."""
    zoom: float = 1.5
    tilt: float = 0.30
    """Picture heights."""
    truck: float = 0.26
    crane: float = 0.55
    orbit: float = 20.0
    """Degrees to either side."""


GAUGES: dict[ShotSize, Gauge] = {
    "full": Gauge(behind=0.45, tilt=0.2),
    "medium": Gauge(0.28, 0.6, 1.35, 0.13, 0.22, 0.5),
    "over-shoulder": Gauge(0.24, 0.6, 1.3, 0.12, 0.08, 0.4, 6.0),
    "close-up": Gauge(0.26, 0.75, 1.32, 0.12, 0.2, 0.4),
    "extreme close-up": Gauge(0.24, 0.95, 1.3, 0.07, 0.16, 0.3),
}


def _moved(base: list[Camera], plan: Plan, u: Array, view: View, target: Target | None) -> list[Camera]:
    depths = [6.0] * len(base) if target is None else [float(d) for d in target.depth]
    gauge = GAUGES.get(plan.size, Gauge()) if target is not None else Gauge()
    return [
        _one(camera, plan.move, float(k), view, depth, gauge)
        for camera, k, depth in zip(base, u, depths, strict=True)
    ]


def _one(c: Camera, move: CameraMove, u: float, view: View, depth: float, gauge: Gauge) -> Camera:
    reach = max(depth - c.z, 1.0)
    wide = reach / (view.focal * c.zoom)  # metres of the subject's plane from top to bottom
    s = 2 * u - 1
    match move:
        case "pan left" | "pan right":
            return _with(c, pan=c.pan + (1 if move == "pan right" else -1) * (0.34 * u - 0.26) / c.zoom)
        case "tilt up" | "tilt down":
            way = gauge.tilt if move == "tilt up" else -1.13 * gauge.tilt
            return _with(c, tilt=c.tilt + way * (1 - u) / c.zoom)
        case "dolly in" | "dolly out":
            k = u if move == "dolly in" else 1 - u
            # Much of the way lies behind the framing, as far as there is room behind it.
            behind = min(gauge.behind, max(0.0, c.z) / (gauge.dolly * reach))
            return _dollied(c, view, reach, gauge.dolly * reach * (k - behind))
        case "truck left" | "truck right":
            return _with(c, x=c.x + (1 if move == "truck right" else -1) * gauge.truck * wide * s)
        case "crane up" | "crane down":
            k = u if move == "crane up" else 1 - u
            lift = gauge.crane * min(wide, 4.5) * k
            return _with(c, y=c.y + lift, tilt=c.tilt + 0.72 * lift * view.focal / reach)
        case "orbit":
            x = np.tan(np.deg2rad(gauge.orbit * s)) * reach
            return _with(c, x=c.x + x, pan=c.pan - x * view.focal / reach)
        case "zoom in" | "zoom out":
            k = u if move == "zoom in" else 1 - u
            # No wider than the place is painted.
            behind = gauge.behind if c.zoom * gauge.zoom**-gauge.behind >= 1 else 0.0
            return _with(c, zoom=c.zoom * gauge.zoom ** (k - behind))
        case _:
            return c


def _dollied(c: Camera, view: View, reach: float, ahead: float) -> Camera:
    """Forward along the line of sight: what is framed stays framed."""
    k = reach / (reach - ahead)
    offset = c.tilt + 0.5 - view.horizon
    return _with(c, z=c.z + ahead, tilt=view.horizon - 0.5 + offset * (1 + 0.6 * (k - 1)))


def _with(c: Camera, **changes: float) -> Camera:
    return replace(c, **changes)


def _shaken(base: list[Camera], plan: Plan, rng: np.random.Generator, amount: float) -> list[Camera]:
    t = np.arange(plan.frames) / plan.fps

    def wobble(size: float) -> Array:
        out = np.zeros(plan.frames)
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
