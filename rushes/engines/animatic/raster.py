"""ThorVG (https://www.thorvg.org), the vector rasteriser, bound to numpy through its C interface.

The Python classes of ``thorvg-python`` copy every point through ctypes one by one; these few
functions hand numpy arrays over whole, which makes a path of 40 points cost about 25 µs.
Buffers are premultiplied RGBA, uint8, shape (H, W, 4).
"""

import ctypes as C
from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rushes.errors import EngineUnavailable

Pixels = NDArray[np.uint8]

_BLENDS = {
    "normal": 0,
    "multiply": 1,
    "screen": 2,
    "overlay": 3,
    "darken": 4,
    "lighten": 5,
    "dodge": 6,
    "soft": 9,
    "add": 16,
}
_CAPS = {"butt": 0, "round": 1, "square": 2}


class _Stop(C.Structure):
    _fields_ = [("offset", C.c_float), ("r", C.c_uint8), ("g", C.c_uint8), ("b", C.c_uint8), ("a", C.c_uint8)]


_VOID, _F, _U8, _U32, _INT, _BOOL, _DOUBLE = (
    C.c_void_p,
    C.c_float,
    C.c_uint8,
    C.c_uint32,
    C.c_int,
    C.c_bool,
    C.c_double,
)
_SIGNATURES: dict[str, tuple[Any, ...]] = {
    "engine_init": (_INT, _U32),
    "swcanvas_create": (_VOID, _U8),
    "swcanvas_set_target": (_INT, _VOID, _VOID, _U32, _U32, _U32, _U8),
    "canvas_add": (_INT, _VOID, _VOID),
    "canvas_remove": (_INT, _VOID, _VOID),
    "canvas_draw": (_INT, _VOID, _BOOL),
    "canvas_sync": (_INT, _VOID),
    "canvas_destroy": (_INT, _VOID),
    "shape_new": (_VOID,),
    "shape_append_path": (_INT, _VOID, _VOID, _U32, _VOID, _U32),
    "shape_set_fill_color": (_INT, _VOID, _U8, _U8, _U8, _U8),
    "shape_set_fill_rule": (_INT, _VOID, _INT),
    "shape_set_gradient": (_INT, _VOID, _VOID),
    "shape_set_stroke_width": (_INT, _VOID, _F),
    "shape_set_stroke_color": (_INT, _VOID, _U8, _U8, _U8, _U8),
    "shape_set_stroke_gradient": (_INT, _VOID, _VOID),
    "shape_set_stroke_cap": (_INT, _VOID, _INT),
    "shape_set_stroke_join": (_INT, _VOID, _INT),
    "linear_gradient_new": (_VOID,),
    "linear_gradient_set": (_INT, _VOID, _F, _F, _F, _F),
    "radial_gradient_new": (_VOID,),
    "radial_gradient_set": (_INT, _VOID, _F, _F, _F, _F, _F, _F),
    "gradient_set_color_stops": (_INT, _VOID, _VOID, _U32),
    "gradient_set_transform": (_INT, _VOID, _VOID),
    "scene_new": (_VOID,),
    "scene_add": (_INT, _VOID, _VOID),
    "scene_add_effect_gaussian_blur": (_INT, _VOID, _DOUBLE, _INT, _INT, _INT),
    "paint_set_clip": (_INT, _VOID, _VOID),
    "paint_set_opacity": (_INT, _VOID, _U8),
    "paint_set_blend_method": (_INT, _VOID, _INT),
}


class _ThorVG:
    """The C functions with their argument types set once."""

    def __init__(self, lib: C.CDLL) -> None:
        for name, (result, *arguments) in _SIGNATURES.items():
            function = getattr(lib, f"tvg_{name}")
            function.restype, function.argtypes = result, arguments
            setattr(self, name, function)
        self.engine_init(0)  # 0 helper threads: the frames of a shot are what runs in parallel
        self.canvas = self.swcanvas_create(1)

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(name)


@cache
def thorvg() -> _ThorVG:
    """The library, loaded on first use.

    Raises:
        EngineUnavailable: ``thorvg-python`` is not installed or has no build for this machine.
    """
    try:
        from thorvg_python.engine import THORVG_LIB
    except ImportError:
        THORVG_LIB = None
    if THORVG_LIB is None:
        raise EngineUnavailable("the animatic engine needs thorvg-python", todo="pip install thorvg-python")
    return _ThorVG(THORVG_LIB)


RGBA = tuple[int, int, int, int]


def gradient_linear(x0: float, y0: float, x1: float, y1: float, stops: Sequence[tuple[float, RGBA]]) -> int:
    """Handle of a linear gradient from (x0, y0) to (x1, y1)."""
    vg = thorvg()
    handle = vg.linear_gradient_new()
    vg.linear_gradient_set(handle, x0, y0, x1, y1)
    return _stops(handle, stops)


def gradient_radial(
    x: float, y: float, r: float, stops: Sequence[tuple[float, RGBA]], matrix: NDArray[np.float64]
) -> int:
    """`x`, `y` and `r` are in the units of `matrix` (3x3, to pixels), which may squash the circles."""
    vg = thorvg()
    handle = vg.radial_gradient_new()
    vg.radial_gradient_set(handle, x, y, max(r, 1e-6), x, y, 0.0)
    vg.gradient_set_transform(handle, np.ascontiguousarray(matrix, np.float32).tobytes())
    return _stops(handle, stops)


def _stops(handle: int, stops: Sequence[tuple[float, RGBA]]) -> int:
    array = (_Stop * len(stops))(*(_Stop(offset, *colour) for offset, colour in stops))
    thorvg().gradient_set_color_stops(handle, array, len(stops))
    return handle


def shape(commands: NDArray[np.uint8], points: NDArray[np.float32]) -> int:
    """A new shape; `commands` are ThorVG's (0 close, 1 move, 2 line, 3 cubic), `points` float32 (N, 2)."""
    vg = thorvg()
    handle: int = vg.shape_new()
    vg.shape_append_path(handle, commands.tobytes(), len(commands), points.tobytes(), len(points))
    return handle


def scene(*, opacity: float, blend: str, blur: float, clip: int | None) -> int:
    """A new group; `blur` is a Gaussian sigma in pixels, `clip` a shape that is used up."""
    vg = thorvg()
    handle: int = vg.scene_new()
    if opacity < 1:
        vg.paint_set_opacity(handle, round(255 * max(opacity, 0)))
    if blend != "normal":
        vg.paint_set_blend_method(handle, _BLENDS[blend])
    if blur > 0:
        vg.scene_add_effect_gaussian_blur(handle, blur, 0, 0, 60)
    if clip is not None:
        vg.paint_set_clip(handle, clip)
    return handle


def stroke(handle: int, width: float, cap: str) -> None:
    """Give a shape a stroke of `width`, with round or butt caps."""
    vg = thorvg()
    vg.shape_set_stroke_width(handle, width)
    vg.shape_set_stroke_cap(handle, _CAPS[cap])
    vg.shape_set_stroke_join(handle, 1)


def blend(handle: int, method: str) -> None:
    """Set how a paint is blended with what lies below it."""
    thorvg().paint_set_blend_method(handle, _BLENDS[method])


def draw(paints: Sequence[int], height: int, width: int) -> Pixels:
    """Rasterise `paints` (used up) over transparency: premultiplied RGBA uint8 (height, width, 4)."""
    vg = thorvg()
    buffer = np.empty((height, width, 4), np.uint8)  # ThorVG clears it
    vg.swcanvas_set_target(vg.canvas, buffer.ctypes.data, width, width, height, 0)
    for paint in paints:
        vg.canvas_add(vg.canvas, paint)
    vg.canvas_draw(vg.canvas, True)
    vg.canvas_sync(vg.canvas)
    vg.canvas_remove(vg.canvas, None)
    return buffer
