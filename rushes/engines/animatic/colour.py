"""Colours: sRGB hex in, mixing in OKLab (Ottosson 2020), so that blends stay clean and even."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

RGB = tuple[float, float, float]
"""sRGB, each 0..1."""

_TO_LMS = np.array([[0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566],
                    [0.0883024619, 0.2817188376, 0.6299787005]])  # fmt: skip
_TO_LAB = np.array([[0.2104542553, 0.7936177850, -0.0040720468], [1.9779984951, -2.4285922050, 0.4505937099],
                    [0.0259040371, 0.7827717662, -0.8086757660]])  # fmt: skip
_FROM_LAB, _FROM_LMS = np.linalg.inv(_TO_LAB), np.linalg.inv(_TO_LMS)


def rgb(colour: "str | RGB") -> RGB:
    """``#rrggbb`` (or a triple, returned as it is) to sRGB 0..1."""
    if not isinstance(colour, str):
        return colour
    return _hex(colour)


@lru_cache(4096)
def _hex(colour: str) -> RGB:
    value = int(colour[1:7], 16)
    return ((value >> 16) / 255, (value >> 8 & 255) / 255, (value & 255) / 255)


def hexed(colour: RGB) -> str:
    """sRGB 0..1 to ``#rrggbb``, clipped."""
    return "#" + "".join(f"{round(255 * min(max(v, 0.0), 1.0)):02x}" for v in colour)


def linear(colour: RGB) -> NDArray[np.float64]:
    """Linear light, float64 (3,) in 0..1, of an sRGB colour."""
    v = np.asarray(colour, np.float64)
    return np.where(v <= 0.04045, v / 12.92, ((v + 0.055) / 1.055) ** 2.4)


def encoded(light: NDArray[np.float64]) -> RGB:
    """The sRGB colour of linear light, clipped to 0..1."""
    v = np.clip(light, 0, 1)
    out = np.where(v <= 0.0031308, 12.92 * v, 1.055 * v ** (1 / 2.4) - 0.055)
    return (float(out[0]), float(out[1]), float(out[2]))


def oklab(colour: "str | RGB") -> NDArray[np.float64]:
    """Lightness 0..1 and the two opponent axes (about -0.4..0.4)."""
    lab: NDArray[np.float64] = _TO_LAB @ np.cbrt(_TO_LMS @ linear(rgb(colour)))
    return lab


def from_oklab(lab: NDArray[np.float64]) -> RGB:
    """The sRGB colour of OKLab coordinates (Ottosson 2020)."""
    return encoded(_FROM_LMS @ (_FROM_LAB @ lab) ** 3)


@lru_cache(65536)
def mix(a: "str | RGB", b: "str | RGB", amount: float) -> RGB:
    """`a` at amount 0, `b` at 1, even steps between (OKLab)."""
    return from_oklab(oklab(a) * (1 - amount) + oklab(b) * amount)


@lru_cache(65536)
def toned(colour: "str | RGB", lightness: float = 0.0, chroma: float = 1.0, warm: float = 0.0) -> RGB:
    """`colour` with OKLab lightness added (-1..1), chroma multiplied, and a warm (+) or cool (-) lean."""
    lab = oklab(colour) * (1, chroma, chroma)
    return from_oklab(
        np.clip(np.add(lab, (lightness, 0.15 * warm, 0.35 * warm)), (0, -0.4, -0.4), (1, 0.4, 0.4))
    )
