"""The action of the director: four slots, each with a few concrete options.

This is the one table that the policies sample from, the prompt enricher executes, the
report explains and the documentation prints. Adding an option means adding a line here
and its execution in `rushes.writing.enricher`; a test holds the two together.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from itertools import product

SLOTS: Mapping[str, Mapping[str, str]] = {
    "structure": {
        "subject_first": "who and what they do, then the place, then light and camera",
        "setting_first": "the place and its light, then who enters it",
        "camera_first": "shot size and camera move, then what they reveal",
        "action_first": "the event in its verbs, then who and where",
        "beats": "the action as two timed beats: first this, then that",
    },
    "emphasis": {
        "character": "every identity descriptor, and the face or head named twice",
        "setting": "every descriptor of the place and its depth planes",
        "action": "how the body moves, step by step, and secondary motion",
        "light": "key light direction, colour temperature, shadows and haze",
        "balanced": "one clause for each of character, setting, action and light",
    },
    "continuity": {
        "identity_lock": "the character descriptors verbatim and exactly as before",
        "palette_lock": "the colours of the place and the hour, exactly as before",
        "last_frame": "begin from the last image of the previous scene",
        "recap": "one clause that recalls what the previous scene left",
        "none": "no continuity clause",
    },
    "style": {
        "document": "the style of the creative document, in its own words",
        "noir": "high contrast, hard single-source light, deep shadows",
        "watercolour": "soft washed edges, paper grain, muted palette",
        "neon": "saturated neon accents on dark ground",
        "vintage": "faded film stock, warm cast, grain and vignette",
        "documentary": "naturalistic available light, restrained colour",
    },
}
"""Slot -> option -> what the option does to the prompt (and, where meant, to control strength)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Direction:
    """One choice per slot: the RL action that is executed for one take.

    Raises:
        ValueError: an option is not in `SLOTS`.
    """

    structure: str
    emphasis: str
    continuity: str
    style: str

    def __post_init__(self) -> None:
        for slot, options in SLOTS.items():
            if getattr(self, slot) not in options:
                raise ValueError(f"{slot}={getattr(self, slot)!r} is not one of {', '.join(options)}")

    def words(self) -> tuple[str, str, str, str]:
        """The four options in slot order: the response tokens of the policy."""
        return (self.structure, self.emphasis, self.continuity, self.style)

    def __str__(self) -> str:
        return " · ".join(self.words())


DEFAULT = Direction(
    structure="subject_first", emphasis="balanced", continuity="identity_lock", style="document"
)
"""What the `fixed` policy always chooses: the plain good practice of Wan's prompt guide."""


def every_direction() -> tuple[Direction, ...]:
    """All legal directions, in a stable order (slot-major, as in `SLOTS`)."""
    return tuple(Direction(**dict(zip(SLOTS, words, strict=True))) for words in product(*SLOTS.values()))


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneState:
    """What the policy knows before it directs one take. Closed vocabulary, built by code alone.

    Nothing written by a language model enters here, so the state can neither carry an injected
    instruction nor grow without bound.
    """

    scene: int
    """Scene number, from 1."""
    scenes: int
    """Scenes in the film."""
    attempt: int
    """Attempt number within the scene, from 1."""
    cast: str
    """``none``, ``new``, ``returning`` or ``mixed``."""
    cast_size: int
    gap: int
    """Scenes since the most recently seen cast member appeared; 0 when nobody returns."""
    place: str
    """``new``, ``same`` (as the scene before) or ``returning``."""
    interior: bool
    motion: str
    """``still``, ``some`` or ``strong``: what the action and camera ask for."""
    shot_size: str
    engine: str
    previous_reward: float | None = None
    """Reward of the previous attempt at this scene, 0..1; None on the first attempt."""
    weakest: str | None = None
    """Weakest reward component of the previous attempt; None on the first attempt."""
    previous: Direction | None = None
    """Direction of the previous attempt at this scene."""
    history: tuple[tuple[Direction, float], ...] = ()
    """The latest executed directions of the film with their rewards, oldest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A policy's decision, with everything it knew when it took it."""

    direction: Direction
    policy: str
    version: str = ""
    """Version of the policy that chose, such as ``v000012``; empty when it has none."""
    probabilities: tuple[tuple[str, tuple[tuple[str, float], ...]], ...] = ()
    """Per slot: (option, probability) in table order. Empty when the policy is deterministic."""
    log_probability: float | None = None
    predicted: float | None = None
    """Reward expected before seeing it, 0..1; None when the policy does not predict."""
    value: float | None = None


assert tuple(SLOTS) == tuple(field.name for field in fields(Direction))
