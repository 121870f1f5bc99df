"""The extra passes: depth, lines and pose, at the size and length of the picture."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from rushes.engines.animatic.layers import cv

if TYPE_CHECKING:
    from rushes.engines.animatic.camera import Camera
    from rushes.engines.animatic.figures import Drawn, Figure
    from rushes.engines.animatic.setting import View
    from rushes.engines.animatic.stage import Layer, Order

Pixels = NDArray[np.uint8]
BONES = (
    ("neck", "right shoulder"),
    ("right shoulder", "right elbow"),
    ("right elbow", "right hand"),
    ("neck", "left shoulder"),
    ("left shoulder", "left elbow"),
    ("left elbow", "left hand"),
    ("neck", "right hip"),
    ("right hip", "right knee"),
    ("right knee", "right foot"),
    ("neck", "left hip"),
    ("left hip", "left knee"),
    ("left knee", "left foot"),
    ("neck", "head"),
)
"""Limbs in the order and colours of OpenPose (Cao et al. 2017), which control models were trained on."""


def _hue(n: int, of: int) -> tuple[int, int, int]:
    rgb = np.clip(np.abs((6.0 * n / of + np.array([0, 4, 2])) % 6 - 3) - 1, 0, 1)
    return (int(255 * rgb[0]), int(255 * rgb[1]), int(255 * rgb[2]))


@dataclass(slots=True)
class Passes:
    """Collects what the passes need while the frame is painted."""

    wanted: tuple[str, ...]
    width: int
    height: int
    near: "NDArray[np.float32] | None"
    """1 / metres at every pixel."""
    camera: "Camera"
    view: "View"
    bones: list[dict[str, tuple[float, float]]] = field(default_factory=list)

    @staticmethod
    def of(order: "Order", camera: "Camera", view: "View") -> "Passes":
        near = (
            np.zeros((order.height, order.width), np.float32)
            if {"depth", "lines"} & set(order.passes)
            else None
        )
        return Passes(order.passes, order.width, order.height, near, camera, view)

    def plane(self, layer: "Layer", pixels: Pixels, x: int, y: int) -> None:
        if self.near is None:
            return
        h, w = pixels.shape[:2]
        solid = pixels[..., 3] > 127
        target = self.near[y : y + h, x : x + w]
        if layer.plane.ground:
            rows = (np.arange(y, y + h) + 0.5) / self.height
            drop = (rows - 0.5) / self.camera.zoom + 0.5 + self.camera.tilt - self.view.horizon
            inverse = np.maximum(drop, 1e-4) / ((self.view.eye + self.camera.y) * self.view.focal)
            target[solid] = np.broadcast_to(inverse[:, None], solid.shape)[solid]
        else:
            target[solid] = 1 / max(self.camera.distance(layer.depth), 0.5)

    def figure(self, figure: "Figure", drawn: "Drawn", distance: float) -> None:
        if self.near is not None:
            h, w = drawn.pixels.shape[:2]
            self.near[drawn.y : drawn.y + h, drawn.x : drawn.x + w][drawn.pixels[..., 3] > 127] = 1 / distance
        if drawn.joints:
            self.bones.append(drawn.joints)
        del figure

    def finish(self, frame: Pixels, label: Pixels | None) -> dict[str, Pixels]:
        """RGB uint8 (H, W, 3) per wanted pass."""
        makers = {"depth": self._depth, "lines": lambda: self._lines(frame), "pose": self._pose}
        return {name: makers[name]() for name in self.wanted if name in makers}

    def _depth(self) -> Pixels:
        """Near is white, as depth estimators give it: inverse depth, 1 m or nearer at 255."""
        assert self.near is not None
        grey = (255 * np.clip(self.near * 1.4, 0, 1) ** 0.6).round().astype(np.uint8)
        return np.repeat(grey[..., None], 3, -1)

    def _lines(self, frame: Pixels) -> Pixels:
        """White contours on black: edges of colour and of depth."""
        cv2 = cv()
        grey = cv2.cvtColor(frame, cv2.COLOR_RGBA2GRAY)
        edges = cv2.Canny(cv2.GaussianBlur(grey, (0, 0), 0.9), 40, 110)
        edges = cv2.max(edges, cv2.Canny(self._depth()[..., 0], 24, 70))
        return np.asarray(cv2.cvtColor(edges, cv2.COLOR_GRAY2RGB))

    def _pose(self) -> Pixels:
        cv2 = cv()
        out = np.zeros((self.height, self.width, 3), np.uint8)
        for joints in self.bones:
            for n, (a, b) in enumerate(BONES):
                p, q = (tuple(round(v) for v in joints[name]) for name in (a, b))
                cv2.line(out, p, q, _hue(n, len(BONES)), 4, cv2.LINE_AA)
            for n, point in enumerate(joints.values()):
                cv2.circle(out, (round(point[0]), round(point[1])), 4, _hue(n, len(joints)), -1, cv2.LINE_AA)
        return out
