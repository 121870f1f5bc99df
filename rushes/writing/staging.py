"""How a scene is shot: beat, hour, weather, shot size, camera, angle and how much it moves."""

import re
from collections.abc import Sequence

import numpy as np

from rushes.film import Beat, CameraAngle, CameraMove, Character, Motion, ShotSize, TimeOfDay, Weather
from rushes.writing.cues import Cues, hours

BEATS: dict[int, tuple[Beat, ...]] = {
    1: ("climax",),
    2: ("inciting", "resolution"),
    3: ("setup", "climax", "resolution"),
    4: ("setup", "inciting", "climax", "resolution"),
    5: ("setup", "inciting", "rising", "climax", "resolution"),
    6: ("setup", "inciting", "rising", "crisis", "climax", "resolution"),
}
DAYS: tuple[tuple[TimeOfDay, ...], ...] = (
    ("morning", "morning", "noon", "afternoon", "golden hour"),
    ("afternoon", "afternoon", "golden hour", "golden hour", "dusk"),
    ("dawn", "morning", "morning", "afternoon", "afternoon"),
)
STARRY = ("space", "moon", "spaceship")
Framing = tuple[ShotSize, CameraMove]
FRAMINGS: dict[str, tuple[Framing, ...]] = {
    "before": (
        ("extreme wide", "crane down"),
        ("wide", "pan right"),
        ("extreme wide", "pan left"),
        ("wide", "dolly in"),
    ),
    "event": (
        ("full", "dolly in"),
        ("medium", "truck right"),
        ("full", "truck left"),
        ("wide", "pan right"),
        ("medium", "dolly in"),
    ),
    "develop": (
        ("medium", "dolly in"),
        ("over-shoulder", "static"),
        ("medium", "orbit"),
        ("over-shoulder", "dolly in"),
        ("full", "orbit"),
        ("close-up", "pan right"),
    ),
    "peak": (
        ("close-up", "dolly in"),
        ("close-up", "static"),
        ("extreme close-up", "zoom in"),
        ("close-up", "handheld"),
    ),
    "after": (
        ("wide", "dolly out"),
        ("wide", "crane up"),
        ("extreme wide", "zoom out"),
        ("extreme wide", "crane up"),
    ),
    "running": (
        ("full", "truck right"),
        ("full", "truck left"),
        ("wide", "truck right"),
        ("medium", "handheld"),
    ),
}
STRONG = (
    r"run|runs|race|races|chase|chases|fight|fights|duel|duels|rush|rushes|fl(?:y|ies)|dance|dances|jump"
    r"|jumps|hurry"
    r"|hurries|crash|crashes|fall|falls|flee|flees|escape|escapes|gallop|gallops|storm|struggle|struggles"
    r"|leap|leaps"
)
STILL = (
    r"hold|holds|sit|sits|wait|waits|sleep|sleeps|rest|rests|stare|stares|lies|look|looks|stand|stands|stay"
    r"|stays|listen"
    r"|listens|watch|watches"
)
GOING = (
    r"walk|walks|swim|swims|climb|climbs|push|pushes|reach|reaches|hug|hugs|kneel|kneels|drift|drifts"
    r"|sail|sails|carry|carries"
)


def beats(count: int) -> tuple[Beat, ...]:
    """The beat of each of `count` scenes, from setup to resolution."""
    if count in BEATS:
        return BEATS[count]
    middle: list[Beat] = ["rising"] * (count - 5)
    return ("setup", "inciting", *middle, "crisis", "climax", "resolution")


def time_plan(
    stages: Sequence[str], said: Sequence[str], cues: Cues, starry: bool, rng: np.random.Generator
) -> list[TimeOfDay]:
    """The hour of each scene; what the prompt says holds, and time only moves forward.

    Args:
        stages: Stage of each scene (``before event develop peak after``).
        said: The prompt's words behind each scene, in which an hour may be named.
        cues: What the prompt fixes.
        starry: True where the sky is black at any hour (space, the moon).
        rng: Decides where the prompt says nothing.
    """
    if len(cues.hours) > 1:
        return _named_hours(said, cues.hours)
    if cues.hours:
        hour = cues.hours[0]
        return ["morning" if hour == "dawn" and stage == "after" else hour for stage in stages]
    if starry:
        return ["night"] * len(stages)
    day = DAYS[int(rng.integers(len(DAYS)))]
    last = max(1, len(stages) - 1)
    return [day[round(i / last * (len(day) - 1))] for i in range(len(stages))]


def _named_hours(said: Sequence[str], named: Sequence[TimeOfDay]) -> list[TimeOfDay]:
    plan, now = [], named[0]
    for words in said:
        own = hours(words)
        now = own[0] if own else now
        plan.append(now)
    return plan


def weather_for(noun: str, cues: Cues, rng: np.random.Generator) -> Weather:
    """The weather of the whole film: the prompt's, else mostly fair."""
    drawn: tuple[Weather, ...] = ("clear", "clear", "cloudy", "clear", "wind", "cloudy")
    choice = drawn[int(rng.integers(len(drawn)))]
    if cues.weather:
        return cues.weather
    fair = noun in ("space", "moon", "mars", "planet", "spaceship", "desert", "underwater", "submarine")
    return "clear" if fair else choice


def motion_of(action: str) -> Motion:
    """How much an action asks to move, from its verbs."""
    if re.search(rf"\b(?:{STRONG})\b", action, re.I):
        return "strong"
    return (
        "still"
        if re.search(rf"\b(?:{STILL})\b", action, re.I) and not re.search(rf"\b(?:{GOING})\b", action, re.I)
        else "some"
    )


def framing(
    stage: str, action: str, company: int, used: Sequence[Framing], rng: np.random.Generator
) -> Framing:
    """Shot size and camera move: fitting the stage, unlike the scene before, seldom twice in a film."""
    running = motion_of(action) == "strong" and stage in ("event", "develop", "peak")
    options = [f for f in FRAMINGS["running" if running else stage] if f[0] != "over-shoulder" or company > 1]
    if company == 0:
        options = [
            ("wide" if size in ("full", "medium", "over-shoulder") else size, move) for size, move in options
        ]
    start = int(rng.integers(len(options)))
    options = options[start:] + options[:start]
    fresh = [f for f in options if f not in used and (not used or f[0] != used[-1][0])]
    unlike = [f for f in options if not used or f[0] != used[-1][0]]
    return (fresh or unlike or [f for f in options if not used or f != used[-1]] or options)[0]


def angle_of(stage: str, people: Sequence[Character]) -> CameraAngle:
    """Low where somebody huge fills the frame, high over a landscape, else eye level."""
    huge = any(re.search(r"giant|whale|dragon|huge|elephant|golem", c.role) for c in people)
    if huge and stage in ("event", "peak"):
        return "low"
    return "high" if stage == "before" and not people else "eye level"
