"""From 16 native frames/s to the ordered rate, count and size, exactly.

Final takes are interpolated along dense optical flow (DIS, Kroeger et al. 2016, in OpenCV), each
new frame warped from both neighbours and blended; drafts repeat the nearest frame. Across a cut,
where flow means nothing, the nearest frame is taken. Deterministic.
"""

from collections.abc import Iterator
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from rushes.engines.wan.conditioning import resize
from rushes.engines.wan.timing import NATIVE_FPS, NativePlan
from rushes.film import Frames

How = Literal["flow", "nearest"]
_CUT = 45.0
"""Mean absolute difference (of 255) after warping above which two frames belong to two pictures."""


def conform(native: Frames, plan: NativePlan, how: How, rate: float = NATIVE_FPS) -> Frames:
    """Bring frames (T, h, w, 3) at `rate` frames/s to the order: uint8 (frames, height, width, 3)."""
    full = _to_final_size(native, plan)
    cropped = full[:, : plan.ordered_height, : plan.ordered_width]
    if plan.ordered_fps == rate and len(cropped) >= plan.ordered_frames:
        return np.ascontiguousarray(cropped[: plan.ordered_frames])
    times = [min(i / plan.ordered_fps * rate, len(cropped) - 1.0) for i in range(plan.ordered_frames)]
    if how == "nearest":
        return np.ascontiguousarray(cropped[[round(t) for t in times]])
    return np.stack(list(_along_flow(cropped, times)))


def _to_final_size(native: Frames, plan: NativePlan) -> Frames:
    if native.shape[1:3] == (plan.final_height, plan.final_width):
        return native
    return np.stack([resize(frame, plan.final_width, plan.final_height) for frame in native])


def _along_flow(frames: Frames, times: list[float]) -> Iterator[NDArray[np.uint8]]:
    flows: dict[int, tuple[Any, Any] | None] = {}
    for time in times:
        left = min(int(time), len(frames) - 1)
        part = time - left
        if part < 1e-6 or left + 1 >= len(frames):
            yield frames[left]
            continue
        if left not in flows:
            flows = {left: _flow_pair(frames[left], frames[left + 1])}
        pair = flows[left]
        if pair is None:
            yield frames[left + round(part)]
        else:
            yield _between(frames[left], frames[left + 1], pair, part)


def _flow_pair(a: NDArray[np.uint8], b: NDArray[np.uint8]) -> tuple[Any, Any] | None:
    """Forward and backward flow, float32 (h, w, 2); None when the two frames are different pictures."""
    import cv2

    grey_a, grey_b = cv2.cvtColor(a, cv2.COLOR_RGB2GRAY), cv2.cvtColor(b, cv2.COLOR_RGB2GRAY)
    if min(grey_a.shape) < 16:
        return None
    dis = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_FAST)
    forward, backward = dis.calc(grey_a, grey_b, None), dis.calc(grey_b, grey_a, None)
    met = _warp(b, forward, 1.0)
    if float(np.abs(met.astype(np.int16) - a.astype(np.int16)).mean()) > _CUT:
        return None
    return forward, backward


def _between(
    a: NDArray[np.uint8], b: NDArray[np.uint8], flows: tuple[Any, Any], part: float
) -> NDArray[np.uint8]:
    import cv2

    from_a, from_b = _warp(a, flows[1], part), _warp(b, flows[0], 1 - part)
    return np.asarray(cv2.addWeighted(from_a, 1 - part, from_b, part, 0.0), np.uint8)


def _warp(frame: NDArray[np.uint8], flow: NDArray[np.float32], amount: float) -> NDArray[np.uint8]:
    import cv2

    height, width = frame.shape[:2]
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    where = (x + np.float32(amount) * flow[..., 0], y + np.float32(amount) * flow[..., 1])
    return np.asarray(cv2.remap(frame, *where, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE), np.uint8)
