"""The multiplane camera: what each layer of the stage looks like from where the camera is.

PICTURE SPACE in and out (see `setting`): the wide shot at rest maps every layer onto itself.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rushes.engines.animatic.setting import View

Matrix = NDArray[np.float64]
"""3x3, picture space to picture space."""
NEAREST = 0.55
"""Metres in front of the lens within which nothing is drawn."""


@dataclass(frozen=True, slots=True)
class Camera:
    """Where the camera is at one instant."""

    x: float = 0.0
    """Metres to the right of the rest position."""
    y: float = 0.0
    """Metres above the rest height."""
    z: float = 0.0
    """Metres forward."""
    zoom: float = 1.0
    pan: float = 0.0
    """Turned right by this much of picture height (before zoom)."""
    tilt: float = 0.0
    """Turned DOWN by this much of picture height (before zoom)."""
    roll: float = 0.0
    """Degrees."""

    def distance(self, depth: float) -> float:
        """Metres between the camera and what stands at `depth`."""
        return depth - self.z

    def card(self, view: View, depth: float) -> Matrix:
        """How an upright layer at `depth` appears."""
        k = depth / max(depth - self.z, NEAREST)
        m, h, zoom = view.metre(depth), view.horizon, self.zoom
        return self._rolled(
            np.array(
                [
                    [zoom * k, 0, zoom * (-k * self.x * m - self.pan)],
                    [0, zoom * k, zoom * (k * (self.y * m - h) + h - self.tilt - 0.5) + 0.5],
                    [0, 0, 1],
                ]
            )
        )

    def ground(self, view: View) -> Matrix:
        """How the ground plane appears: a true homography, so feet and floor agree under every move."""
        e, f, h, zoom = view.eye, view.focal, view.horizon, self.zoom
        below = np.array([[1, 0, 0], [0, 1, -h], [0, 0, 1]])
        move = np.array([[e * f, -self.x * f, 0], [0, (e + self.y) * f, 0], [0, -self.z, e * f]])
        frame = np.array(
            [[zoom, 0, -zoom * self.pan], [0, zoom, zoom * (h - self.tilt - 0.5) + 0.5], [0, 0, 1]]
        )
        return self._rolled(frame @ move @ below)

    def horizon(self, view: View) -> float:
        """y of the horizon in the picture."""
        return self.zoom * (view.horizon - self.tilt - 0.5) + 0.5

    def _rolled(self, matrix: Matrix) -> Matrix:
        if not self.roll:
            return matrix
        a = np.deg2rad(self.roll)
        c, s = np.cos(a), np.sin(a)
        turn = np.array([[c, -s, 0.5 * s], [s, c, 0.5 - 0.5 * c], [0, 0, 1]])
        return turn @ matrix


def ease(u: "float | NDArray[np.float64]") -> NDArray[np.float64]:
    """Start and stop gently, travel evenly between: 0..1 to 0..1."""
    u = np.clip(u, 0, 1)
    smooth = u * u * u * (u * (6 * u - 15) + 10)
    return np.asarray(0.55 * smooth + 0.45 * (u * u * (3 - 2 * u)))


def orbit_angle(move: str, u: float) -> float:
    """By how many degrees an orbiting camera has gone round at share `u` of the shot."""
    return float(20 * (2 * ease(u) - 1)) if move == "orbit" else 0.0
