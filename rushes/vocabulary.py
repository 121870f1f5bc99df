"""The closed vocabularies of a production, and the rule that makes a safe name."""

import re
import unicodedata
from typing import Literal, get_args

TimeOfDay = Literal["dawn", "morning", "noon", "afternoon", "golden hour", "dusk", "night"]
Weather = Literal["clear", "cloudy", "overcast", "rain", "storm", "snow", "fog", "wind"]
ShotSize = Literal["extreme wide", "wide", "full", "medium", "close-up", "extreme close-up", "over-shoulder"]
CameraMove = Literal[
    "static",
    "pan left",
    "pan right",
    "tilt up",
    "tilt down",
    "dolly in",
    "dolly out",
    "truck left",
    "truck right",
    "crane up",
    "crane down",
    "orbit",
    "handheld",
    "zoom in",
    "zoom out",
]
CameraAngle = Literal["eye level", "low", "high"]
Motion = Literal["still", "some", "strong"]
Kind = Literal["person", "animal", "creature", "robot", "vehicle", "object"]
Beat = Literal["setup", "inciting", "rising", "crisis", "climax", "resolution"]
Quality = Literal["draft", "final"]
CharacterView = Literal["front", "three-quarter", "full-body"]
LocationView = Literal["wide", "detail"]

CHARACTER_VIEWS: tuple[CharacterView, ...] = get_args(CharacterView)
LOCATION_VIEWS: tuple[LocationView, ...] = get_args(LocationView)

COMPONENTS = ("visual_quality", "character_consistency", "location_consistency", "narrative_coherence")
"""The four reward components of the specification, in its order."""


def slug(text: str, fallback: str = "untitled", limit: int = 48) -> str:
    """A name that is safe as a path segment: ``[a-z0-9-]`` only, never empty, at most `limit` long."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_text.lower())[:limit].strip("-") or fallback
