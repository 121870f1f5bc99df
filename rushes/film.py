"""The nouns of a production: frozen, typed, serialisable, free of any heavy import.

`Frames` is the one picture type: ``uint8`` sRGB of shape ``(T, H, W, 3)``.
Times are seconds, rates are frames per second, colours are sRGB, scores are in [0, 1] or None.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from rushes.direction import Choice, Direction, SceneState
from rushes.vocabulary import CHARACTER_VIEWS as CHARACTER_VIEWS
from rushes.vocabulary import COMPONENTS as COMPONENTS
from rushes.vocabulary import LOCATION_VIEWS as LOCATION_VIEWS
from rushes.vocabulary import Beat as Beat
from rushes.vocabulary import CameraAngle as CameraAngle
from rushes.vocabulary import CameraMove as CameraMove
from rushes.vocabulary import CharacterView as CharacterView
from rushes.vocabulary import Kind as Kind
from rushes.vocabulary import LocationView as LocationView
from rushes.vocabulary import Motion as Motion
from rushes.vocabulary import Quality as Quality
from rushes.vocabulary import ShotSize as ShotSize
from rushes.vocabulary import TimeOfDay as TimeOfDay
from rushes.vocabulary import Weather as Weather
from rushes.vocabulary import slug as slug

Frames: TypeAlias = NDArray[np.uint8]
"""uint8 sRGB, shape (T, H, W, 3)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Descriptor:
    """One stable visual fact about a character or place, repeated word for word in every prompt."""

    attribute: str
    """What it describes: ``age``, ``hair``, ``beard``, ``hat``, ``coat``, ``top``, ``fur``, ``mark``…"""
    phrase: str
    """How a prompt says it, such as ``short silver hair`` or ``navy-blue pea coat``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Character:
    """Somebody (or something) whose identity must hold through the film."""

    id: str
    """Slug made by us, never by a language model; unique within the document."""
    name: str
    """What prompts call them; may equal `role` when the prompt names nobody."""
    role: str
    """Noun phrase such as ``lighthouse keeper`` or ``glowing whale``."""
    kind: Kind
    descriptors: tuple[Descriptor, ...]

    def appearance(self) -> str:
        """The identity clause, word for word the same in every prompt."""
        return ", ".join(d.phrase for d in self.descriptors)


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """A place whose look must hold through the film."""

    id: str
    name: str
    """Noun phrase such as ``the beach below the lighthouse``."""
    kind: str
    """One common noun for what it is: ``beach``, ``kitchen``, ``spaceship``…"""
    interior: bool
    descriptors: tuple[Descriptor, ...]

    def appearance(self) -> str:
        return ", ".join(d.phrase for d in self.descriptors)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One unit of action in one place at one time."""

    number: int
    """From 1, without gaps."""
    beat: Beat
    location: str
    """`Location.id`."""
    characters: tuple[str, ...]
    """`Character.id` of everybody who must be visible; may be empty."""
    action: str
    """One present-tense sentence that names the characters as prompts do."""
    time_of_day: TimeOfDay
    weather: Weather
    mood: str
    shot_size: ShotSize
    camera: CameraMove
    angle: CameraAngle = "eye level"
    motion: Motion = "some"
    """How much the action asks to move; the motion gate judges against it."""
    seconds: float
    props: tuple[str, ...] = ()
    """Things in play, such as ``brass lantern``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CreativeDocument:
    """What the writer makes: the whole film on paper.

    Raises:
        ValueError: an id is repeated, a scene names somebody or somewhere unknown, scene numbers
            have gaps, or there is no scene. The message names the field.
    """

    title: str
    logline: str
    style: str
    arc: str
    characters: tuple[Character, ...]
    locations: tuple[Location, ...]
    scenes: tuple[Scene, ...]
    source: str = ""
    """Who wrote it, such as ``offline screenwriter``."""

    def __post_init__(self) -> None:
        _unique("characters", [c.id for c in self.characters])
        _unique("locations", [place.id for place in self.locations])
        if not self.scenes:
            raise ValueError("scenes: a film needs at least one scene")
        if not self.locations:
            raise ValueError("locations: a film needs at least one location")
        people, places = {c.id for c in self.characters}, {place.id for place in self.locations}
        for index, scene in enumerate(self.scenes):
            _check_scene(scene, index, people, places)

    def character(self, id: str) -> Character:
        return next(c for c in self.characters if c.id == id)

    def location(self, id: str) -> Location:
        return next(place for place in self.locations if place.id == id)


def _unique(what: str, ids: list[str]) -> None:
    for id in ids:
        if id != slug(id):
            raise ValueError(f"{what}: id {id!r} is not a slug")
        if ids.count(id) > 1:
            raise ValueError(f"{what}: id {id!r} appears twice")


def _check_scene(scene: Scene, index: int, people: set[str], places: set[str]) -> None:
    at = f"scenes[{index}]"
    if scene.number != index + 1:
        raise ValueError(f"{at}.number: expected {index + 1}, got {scene.number}")
    if scene.location not in places:
        raise ValueError(f"{at}.location: {scene.location!r} is not a location of this document")
    if not scene.seconds > 0:
        raise ValueError(f"{at}.seconds: must be above 0, got {scene.seconds}")
    for unknown in set(scene.characters) - people:
        raise ValueError(f"{at}.characters: {unknown!r} is not a character of this document")


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What the writer is asked for, and the limits that bind it."""

    prompt: str
    seed: int
    max_scenes: int
    max_characters: int
    max_locations: int
    seconds_per_scene: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ReferenceImage:
    """One view of a character or place that every shot must agree with."""

    subject: str
    """`Character.id` or `Location.id`."""
    name: str
    of: Literal["character", "location"]
    view: str
    pixels: NDArray[np.uint8]
    """uint8 sRGB, shape (H, W, 3); characters stand on white."""
    mask: NDArray[np.bool_] | None = None
    """bool, shape (H, W): where the subject is. None when the illustrator cannot tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraint:
    """One thing the next take must hold more tightly, named by a critic and executed by the enricher."""

    component: str
    """Which score fell: a name of `COMPONENTS` or of a gate."""
    subject: str
    """`Character.id` or `Location.id`; empty when it concerns the whole picture."""
    demand: str
    """A clause that a prompt can carry, such as ``Mara wears the yellow oilskin coat``."""
    avoid: str = ""
    """A clause for the negative prompt, such as ``blue coat``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """A compiled prompt, with the proof that the direction left its mark."""

    text: str
    negative: str
    executed: bool
    """False when a slot of the direction left no mark in `text`; such takes are never trained on."""
    marks: Mapping[str, str] = field(default_factory=dict)
    """Slot -> the words in `text` that carry it out."""
    polish: str = ""
    """What became of the optional polish: ``kept``, ``rejected: …`` with what was lost; empty: not asked."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shot:
    """The complete order to an engine. The same shot gives the same footage on the same machine."""

    prompt: str
    negative: str
    frames: int
    """Exactly how many frames come back."""
    width: int
    height: int
    fps: float
    seed: int
    quality: Quality = "final"
    references: tuple[ReferenceImage, ...] = ()
    reference_scale: float = 0.7
    """How strongly references bind, 0..1 (`IP_ADAPTER_SCALE`)."""
    first_frame: NDArray[np.uint8] | None = None
    """uint8 (H, W, 3): start from this picture (the last frame of the previous clip)."""
    last_frame: NDArray[np.uint8] | None = None
    control: Frames | None = None
    """uint8 (T, H, W, 3): control video (depth, lines or the place itself)."""
    control_mask: NDArray[np.bool_] | None = None
    """bool (T, H, W): True where the engine may paint."""
    passes: tuple[str, ...] = ()
    """Extra passes wanted beside the beauty pass: ``depth``, ``lines``, ``pose``."""
    label_frames: tuple[int, ...] | None = None
    """For which frames subject masks are wanted; None = every frame, () = none."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Track:
    """Where one subject is, frame by frame."""

    label: str
    """How the prompt calls it."""
    reference: str | None
    """`Character.id` of the reference that the engine bound it to; None when it bound none."""
    boxes: NDArray[np.float32]
    """float32 (T, 4): x0, y0, x1, y1 in pixels; NaN where the subject is out of frame."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Footage:
    """What an engine returns."""

    frames: Frames
    fps: float
    tracks: tuple[Track, ...] | None = None
    """Every subject in the picture; None when the engine cannot tell."""
    labels: NDArray[np.uint8] | None = None
    """uint8 (K, H, W): 0 background, i+1 = ``tracks[i]``; one per entry of `label_frames`."""
    label_frames: tuple[int, ...] = ()
    passes: Mapping[str, Frames] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    """Plain facts for the report, such as ``place: glacier drawn as snowfield``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One critic's judgement of one take."""

    critic: str
    component: str
    """A name of `COMPONENTS`, or the gate's name (``motion``, ``flicker``, ``copy_paste``, ``presence``…)."""
    gate: bool = False
    """True: multiplies the composite; False: is a part of its weighted mean."""
    score: float | None
    """Calibrated, 0..1. None: could not be measured, and `note` says why."""
    raw: Mapping[str, float] = field(default_factory=dict)
    """The figures before calibration, by name."""
    note: str = ""
    constraints: tuple[Constraint, ...] = ()
    calibration: str = ""
    """Version and entry of the fitted table that made `score` of `raw`; empty when none was needed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """One line of the continuity log: what the audience has seen so far."""

    scene: int
    summary: str
    location: str
    characters: tuple[str, ...]
    time_of_day: TimeOfDay
    weather: Weather
    props: tuple[str, ...] = ()
    reward: float | None
    clip: str
    """Path relative to the run folder."""
    last_frame: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Viewing:
    """Everything that lies before the critics when they watch one take."""

    footage: Footage
    shot: Shot
    scene: Scene
    document: CreativeDocument
    references: tuple[ReferenceImage, ...]
    log: tuple[LogEntry, ...]
    samples: tuple[int, ...]
    """Frame indices to judge (`FRAMES_TO_SAMPLE_FOR_REWARD` of them, evenly spread)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """Where one character is best seen in a take."""

    subject: str
    """`Character.id`."""
    at: float
    """When, as a share of the clip's time, 0..1."""
    box: tuple[float, float, float, float]
    """x0, y0, x1, y1 as shares of the picture's width and height, 0..1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Take:
    """One attempt at a scene, kept whatever it scored."""

    scene: int
    number: int
    """From 1 within the scene; the full-quality shoot of a chosen draft has the draft's number."""
    quality: Quality
    choice: Choice
    state: SceneState
    prompt: Prompt
    seed: int
    clip: str
    """Path relative to the run folder."""
    frames: int
    fps: float
    width: int
    height: int
    verdicts: tuple[Verdict, ...]
    reward: float | None
    """Weighted mean of what was measured times the gates, 0..1; None when nothing was measured."""
    constraints: tuple[Constraint, ...] = ()
    """What this take was asked to hold more tightly."""
    seconds: Mapping[str, float] = field(default_factory=dict)
    """Stage -> wall-clock seconds (render, encode, critics, learn)."""
    learning: Mapping[str, float] = field(default_factory=dict)
    policy_after: str = ""
    """Figures of the policy's update on this take and its version after it; empty when it did not learn."""
    notes: Mapping[str, str] = field(default_factory=dict)
    appearances: tuple[Appearance, ...] = ()
    """Where the engine showed each character best; empty when it cannot tell."""
    references: Mapping[str, str] = field(default_factory=dict)
    """``subject/view`` -> fingerprint of the reference that it was shot with; another one makes it stale."""

    @property
    def direction(self) -> Direction:
        return self.choice.direction


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """A crossfade between two consecutive clips of the film."""

    frames: int
    start: int
    """Frame of the film on which the fade begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Film:
    """The cut."""

    title: str
    path: str
    """Relative to the run folder."""
    clips: tuple[str, ...]
    joins: tuple[Join, ...]
    frames: int
    fps: float
    width: int
    height: int

    @property
    def seconds(self) -> float:
        return self.frames / self.fps
