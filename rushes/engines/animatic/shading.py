"""Light on the cast: form shadow, rim, the key that figures get, and shadows on the floor."""

from dataclasses import replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from rushes.engines.animatic import paths
from rushes.engines.animatic.canvas import Canvas, Glow, Radial
from rushes.engines.animatic.colour import mix, toned
from rushes.engines.animatic.layers import cv, over, rim_lit
from rushes.engines.animatic.light import Light

Pixels = NDArray[np.uint8]


def shaded(pixels: Pixels, light: Light, width: float) -> Pixels:
    """Form: the side away from the key falls into shadow `width` pixels wide, the other one gets a rim."""
    cv2 = cv()
    alpha = cv2.extractChannel(pixels, 3)
    x, y, w, h = cv2.boundingRect(alpha)
    if 0 < w * h < 0.7 * alpha.size:  # the rest is the halo of what glows
        pixels[y : y + h, x : x + w] = shaded(
            np.ascontiguousarray(pixels[y : y + h, x : x + w]), light, width
        )
        return pixels
    h, w = alpha.shape
    width = float(np.clip(width, 1.0, 40.0))
    k = 1 if width <= 5 else 2 if width <= 10 else 4
    small = cv2.resize(alpha, (-(-w // k), -(-h // k)), interpolation=cv2.INTER_AREA) if k > 1 else alpha
    move = np.array([[1, 0, light.side * width / k * 1.1], [0, 1, -0.5 * width / k]])
    lit = cv2.warpAffine(small, move, (small.shape[1], small.shape[0]), flags=cv2.INTER_LINEAR)
    dark = cv2.GaussianBlur(cv2.subtract(small, lit), (0, 0), max(width / k * 0.45, 0.6))
    tones = cv2.LUT(cv2.merge((dark, dark, dark, dark)), _fall(light))
    if k > 1:
        tones = cv2.resize(tones, (w, h), interpolation=cv2.INTER_LINEAR)
    out = cv2.multiply(pixels, tones, scale=1 / 255)
    return rim_lit(
        out, light.sun, light.side, 0.62 * light.rim * (1 - 0.5 * light.soft), max(0.9, 0.16 * width), alpha
    )


@lru_cache(16)
def _fall(light: Light) -> Pixels:
    """What each depth of form shadow leaves of red, green, blue and alpha, (1, 256, 4)."""
    strength = 0.34 * (1 - 0.55 * light.soft)
    tone = np.array([255 * (1 - strength * (1 - c * 0.8)) for c in light.shadow] + [255.0])
    dark = np.arange(256)[:, None] / 255
    return np.asarray((255 + (tone - 255) * dark).round().astype(np.uint8)[None])


def figure_light(light: Light) -> Light:
    """The cast is lit a little better than the world, as on a film set, so that colours stay true."""
    r, g, b = (min(v, 1.0) for v in light.tint)
    tint = mix((r, g, b), "#ffffff", 0.42 + 0.14 * light.night)
    return replace(light, tint=tint, haze_metres=light.haze_metres * 1.6, chroma=0.5 + 0.5 * light.chroma)


def shadow_ellipse(
    c: Canvas, half: float, m: float, colour: tuple[float, float, float], strength: float
) -> None:
    """The contact shadow under a figure at the origin: `half` metres wide each way, `m` pixels per metre."""
    r = half * m
    with c.at(0, 0, (1, max(0.2 * min(half, 0.8) / half, 0.07))):
        c.fill(
            paths.ellipse(0, 0, r),
            Radial(
                (0, 0),
                r,
                [(Glow(colour), strength), (Glow(colour), strength * 0.7), (Glow(colour), 0)],
                (0, 0.45, 1),
            ),
        )


def shadow_colour(light: Light) -> tuple[float, float, float]:
    """Colour of a cast shadow under this light, sRGB 0..1."""
    return toned(light.shadow, -0.08)


def afloat(pixels: Pixels, line: float, unit: float, light: Light, t: float) -> Pixels:
    """A swimmer at the surface: what is under the water line (row `line`) shows through it faintly, and
    ripples ring the body where it breaks the surface. `unit` is pixels per metre."""
    h, w = pixels.shape[:2]
    rows = np.arange(h, dtype=np.float32)[:, None]
    wave = line + 0.03 * unit * np.sin(np.arange(w) / max(0.35 * unit, 2.0) + 2.0 * t)[None]
    seen = np.clip((wave - rows) / max(0.02 * unit, 1.0), 0, 1) * 0.86 + 0.14
    out = np.asarray((pixels * seen[..., None]).round(), np.uint8)
    row = int(np.clip(line, 1, h - 1))
    across = np.flatnonzero(pixels[row, :, 3] > 127)
    if not len(across) or not 0 < line < h:
        return out
    x0, x1 = int(across[0]), int(across[-1])
    c = Canvas(w, h, np.eye(3))
    foam = mix(light.sky[3], "#ffffff", 0.55)
    for k, (wide, strength) in enumerate(((0.54, 0.8), (0.62, 0.35))):
        half = wide * (x1 - x0) + 0.06 * unit * np.sin(1.4 * t + k)
        ring = paths.ellipse((x0 + x1) / 2, line + 0.01 * unit * k, half, (0.035 + 0.03 * k) * unit)
        c.stroke(ring, Glow(foam), max(0.03 * unit, 1.0), strength * (1 - 0.5 * light.night))
    ripples = c.pixels()
    ripples[: max(row - max(1, int(0.02 * unit)), 0)] = 0
    over(out, ripples)
    return out
