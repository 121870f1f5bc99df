"""Human faces: found with YuNet (Wu et al. 2023) and compared with SFace (Zhong et al. 2021), in OpenCV.

Works on photographs and photo-real film. Drawings have no faces for it: then it abstains.
"""

from dataclasses import dataclass, field
from typing import Any, final

import numpy as np

from rushes.critics.studio import fitted
from rushes.critics.studio_weights import identity
from rushes.critics.subjects import references_of
from rushes.critics.tables import Calibration, shipped
from rushes.errors import EngineUnavailable
from rushes.film import Frames, Verdict, Viewing
from rushes.reward import CAP, clip_score

SAME_FACE = 0.363
"""Cosine above which OpenCV's sample calls two faces the same."""


@final
@dataclass(slots=True, kw_only=True)
class FaceEncoder:
    """Face embeddings.

    Args:
        detector, recogniser: Paths of OpenCV Zoo's YuNet and SFace ONNX files.
    """

    detector: str
    recogniser: str
    _models: tuple[Any, Any] | None = None

    @property
    def name(self) -> str:
        """Names the calibration entry: other weights, other name."""
        return "sface:" + identity(self.recogniser)

    def load(self) -> tuple[Any, Any]:
        """Detector and recogniser, loaded now if they were not. Raises EngineUnavailable."""
        self._models = self._models or self._load()
        return self._models

    def faces(self, picture: Frames) -> np.ndarray[Any, np.dtype[np.float64]]:
        """(N, 128) unit vectors of the faces in a picture, largest first; N may be 0.

        Raises:
            EngineUnavailable: a model file cannot be read.
        """
        import cv2

        find, know = self.load()
        height, width = picture.shape[:2]
        find.setInputSize((width, height))
        image = cv2.cvtColor(np.ascontiguousarray(picture), cv2.COLOR_RGB2BGR)
        boxes = find.detect(image)[1]
        ranked = [] if boxes is None else sorted(boxes, key=lambda b: -float(b[2] * b[3]))
        found = [know.feature(know.alignCrop(image, box)).ravel() for box in ranked]
        if not found:
            return np.zeros((0, 128))
        vectors = np.array(found, np.float64)
        return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9))

    def known(self, viewing: Viewing, character: str) -> np.ndarray[Any, np.dtype[np.float64]]:
        """(N, 128) unit vectors of the largest face of each reference that shows one."""
        found = [self.faces(r.pixels)[:1] for r in references_of(viewing, character)]
        return np.concatenate([f for f in found if len(f)] or [np.zeros((0, 128))])

    def _load(self) -> tuple[Any, Any]:
        import cv2

        try:
            return (
                cv2.FaceDetectorYN.create(self.detector, "", (320, 320), 0.7),
                cv2.FaceRecognizerSF.create(self.recogniser, ""),
            )
        except cv2.error as problem:
            raise EngineUnavailable(
                "the face models cannot be read", todo="download YuNet and SFace from the OpenCV Zoo"
            ) from problem


@dataclass(frozen=True, slots=True, kw_only=True)
class FaceConsistency:
    """A second opinion on people, by their faces.

    Score: over the people whose reference shows a face, the lowest 0.7 mean + 0.3 minimum of P(same face)
    over the frames that show any face. None when no reference or no frame shows one, or without a
    calibration of these weights.
    """

    encoder: FaceEncoder
    table: Calibration = field(default_factory=shipped)
    component: str = "character_consistency"

    @property
    def name(self) -> str:
        return f"{self.encoder.name} face"

    def watch(self, viewing: Viewing) -> Verdict:
        """Judge one take; see the class."""
        curve = fitted(self.table, f"{self.encoder.name}:face", viewing.document.style)
        if curve is None:
            return self._cannot(f"no calibration for {self.encoder.name}:face; run `rushes calibrate`")
        known = {c: self.encoder.known(viewing, c) for c in viewing.scene.characters}
        shown = [f for i in viewing.samples if len(f := self.encoder.faces(viewing.footage.frames[i]))]
        people = {c: v for c, v in known.items() if len(v)}
        if not people or not shown:
            return self._cannot("no face in " + ("the references" if not people else "the samples"))
        cosines = {c: [float((f @ v.T).max()) for f in shown] for c, v in people.items()}
        scores = {c: clip_score([curve[1].probability([x]) for x in xs]) for c, xs in cosines.items()}
        worst = min(scores, key=scores.__getitem__)
        return Verdict(
            critic=self.name,
            component=self.component,
            score=min(CAP, scores[worst]),
            raw={f"cosine:{c}": float(np.mean(xs)) for c, xs in cosines.items()},
            note=f"{viewing.document.character(worst).name}: P(same face) {scores[worst]:.2f}",
            calibration=f"{self.table.version} {curve[0]}",
        )

    def _cannot(self, why: str) -> Verdict:
        return Verdict(critic=self.name, component=self.component, score=None, note=why)
