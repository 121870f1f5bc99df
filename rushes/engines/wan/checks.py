"""Every constraint of Wan2.1 in diffusers, checked before any denoising.

Most of these end, unchecked, in a silent rounding, a misaligned picture or an obscure shape
error after minutes of work.
"""

from math import isfinite
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rushes.errors import ConfigError, RenderError
from rushes.film import Shot

REFERENCE_SIDE = 16
"""Smallest side of a usable reference, in pixels: one token."""


def check_steps(setting: str, steps: int) -> None:
    """Raises ConfigError, naming `setting`, when `steps` is no whole number from 1 to 1000."""
    if isinstance(steps, bool) or not isinstance(steps, int) or not 1 <= steps <= 1000:
        raise ConfigError(
            f"{setting} must be a whole number from 1 to 1000, got {steps!r}", todo=f"set {setting}=50"
        )


def check_range(setting: str, value: float, low: float, high: float) -> None:
    """Raises ConfigError, naming `setting`, when `value` is no number within [low, high]."""
    if not _number(value) or not isfinite(value) or not low <= value <= high:
        raise ConfigError(
            f"{setting} must lie in [{low:g}, {high:g}], got {value!r}", todo=f"correct {setting}"
        )


def check_choice(setting: str, value: str, choices: tuple[str, ...]) -> None:
    """Raises ConfigError when `value` is none of `choices`."""
    if value not in choices:
        raise ConfigError(
            f"{setting}={value!r} is not one of {', '.join(choices)}", todo=f"correct {setting}"
        )


def check_shot(shot: Shot) -> None:
    """Check everything about a shot that the model would misread.

    Raises:
        ConfigError: a number is out of range.
        RenderError: a picture cannot be used.
    """
    _check_words(shot)
    if not _number(shot.reference_scale) or not 0 <= shot.reference_scale <= 1:
        raise ConfigError(
            f"reference_scale must lie in [0, 1], got {shot.reference_scale!r}", todo="set IP_ADAPTER_SCALE"
        )
    _check_pictures(shot)
    _check_control(shot)


def _number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _check_words(shot: Shot) -> None:
    for name in ("prompt", "negative"):
        value: object = getattr(shot, name)
        if not isinstance(value, str):
            raise RenderError(f"{name} must be text, got {type(value).__name__}")
    if isinstance(shot.seed, bool) or not isinstance(shot.seed, int) or not 0 <= shot.seed < 2**63:
        raise ConfigError(f"seed must be a whole number from 0 to 2^63-1, got {shot.seed!r}")


def _check_pictures(shot: Shot) -> None:
    for name, picture in (("first_frame", shot.first_frame), ("last_frame", shot.last_frame)):
        if picture is not None:
            _check_picture(name, picture)
    if shot.last_frame is not None and shot.first_frame is None:
        raise RenderError(
            "a last frame was ordered without a first frame", todo="order both, or the first alone"
        )
    for reference in shot.references:
        name = f"reference {reference.subject}/{reference.view}"
        _check_picture(name, reference.pixels)
        if min(reference.pixels.shape[:2]) < REFERENCE_SIDE:
            raise RenderError(f"{name} is smaller than {REFERENCE_SIDE} pixels", todo="paint it larger")
        if reference.mask is not None and reference.mask.shape != reference.pixels.shape[:2]:
            raise RenderError(f"{name}: its mask has another size than its picture")


def _check_picture(name: str, picture: NDArray[np.uint8]) -> None:
    if not isinstance(picture, np.ndarray) or picture.dtype != np.uint8:
        raise RenderError(f"{name} must be an array of uint8, got {getattr(picture, 'dtype', type(picture))}")
    if picture.ndim != 3 or picture.shape[2] != 3 or 0 in picture.shape:
        raise RenderError(
            f"{name} must have shape (height, width, 3), got {picture.shape}", todo="convert it to RGB"
        )


def _check_control(shot: Shot) -> None:
    if shot.control is None:
        if shot.control_mask is not None:
            raise RenderError("a control mask was ordered without a control video")
        return
    shape = (shot.frames, shot.height, shot.width, 3)
    if (
        not isinstance(shot.control, np.ndarray)
        or shot.control.dtype != np.uint8
        or shot.control.shape != shape
    ):
        raise RenderError(
            f"the control video must be uint8 of shape {shape}, got {getattr(shot.control, 'shape', None)}",
            todo="render the control video at the size, rate and length of the shot",
        )
    if shot.control_mask is not None and shot.control_mask.shape != shape[:3]:
        raise RenderError(f"the control mask must have shape {shape[:3]}, got {shot.control_mask.shape}")
