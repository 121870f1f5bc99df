"""What a language model is asked to fill in, and every way in which its answer can be wrong.

Two passes: the story (people and places), then the scenes against it. The models here are the JSON
Schema that servers are given and the validation that runs on every answer. `problems` are sentences
that name the field, so that the model can repair exactly that.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from rushes.film import (
    Beat,
    Brief,
    CameraAngle,
    CameraMove,
    Kind,
    Motion,
    ShotSize,
    TimeOfDay,
    Weather,
)

LOOKS = (2, 8)
"""Fewest and most visual facts of a character or place."""


def plain(text: str) -> str:
    """One line of text without control characters, markup or template braces."""
    text = re.sub(r"<[^<>]{0,200}>", " ", text)
    text = re.sub(r"[\x00-\x1f\x7f\u2028\u2029<>{}\[\]\\`|]", " ", text)
    text = text.encode("utf-8", "replace").decode("utf-8", "replace")
    return re.sub(r"\s+", " ", text).strip()


def _filled(text: str) -> str:
    cleaned = plain(text)
    if not cleaned:
        raise ValueError("must not be empty")
    return cleaned


Short = Annotated[str, AfterValidator(_filled), Field(max_length=120)]
Long = Annotated[str, AfterValidator(_filled), Field(max_length=600)]


class Draft(BaseModel):
    """Nothing beside the declared fields is accepted."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class LookDraft(Draft):
    """One visual fact, as a model writes it."""

    attribute: Short
    phrase: Short


class CharacterDraft(Draft):
    """A character, as a model writes it."""

    name: Short
    role: Short
    kind: Kind
    looks: Annotated[tuple[LookDraft, ...], Field(min_length=LOOKS[0], max_length=LOOKS[1])]


class LocationDraft(Draft):
    """A place, as a model writes it."""

    name: Short
    kind: Short
    interior: bool
    looks: Annotated[tuple[LookDraft, ...], Field(min_length=LOOKS[0], max_length=LOOKS[1])]


class StoryDraft(Draft):
    """First pass: everything but the scenes."""

    title: Short
    logline: Long
    style: Long
    arc: Long
    characters: tuple[CharacterDraft, ...]
    locations: Annotated[tuple[LocationDraft, ...], Field(min_length=1)]


class SceneDraft(Draft):
    """A scene, as a model writes it."""

    beat: Beat
    location: Short
    characters: tuple[Short, ...]
    action: Long
    time_of_day: TimeOfDay
    weather: Weather
    mood: Short
    shot_size: ShotSize
    camera: CameraMove
    angle: CameraAngle
    motion: Motion
    props: tuple[Short, ...]


class ScenesDraft(Draft):
    """Second pass: the scenes, naming people and places of the story."""

    scenes: Annotated[tuple[SceneDraft, ...], Field(min_length=1)]


def wire_schema(model: type[Draft]) -> Mapping[str, Any]:
    """The JSON Schema of `model` in the subset that strict servers take: every field required."""
    found: Mapping[str, Any] = _strict(model.model_json_schema())
    return found


def _strict(node: Any) -> Any:
    if isinstance(node, list):
        return [_strict(item) for item in node]
    if not isinstance(node, dict):
        return node
    unsupported = ("minLength", "maxLength", "minItems", "maxItems", "title", "default", "description")
    out = {
        key: _strict(value)
        for key, value in node.items()
        if key not in unsupported or isinstance(value, dict)
    }
    if out.get("type") == "object" and "properties" in out:
        out |= {"required": list(out["properties"]), "additionalProperties": False}
    return out


def told(error: ValidationError) -> list[str]:
    """Every problem of a validation as ``scenes.2.camera: what is wrong``."""
    found = [f"{'.'.join(map(str, e['loc'])) or 'answer'}: {e['msg']}" for e in error.errors()]
    return [plain(line)[:300] for line in found][:25]


def story_problems(story: StoryDraft, brief: Brief) -> list[str]:
    """What a story that is well-formed gets wrong."""
    found = []
    groups: tuple[tuple[str, Sequence[CharacterDraft | LocationDraft], int], ...] = (
        ("characters", story.characters, brief.max_characters),
        ("locations", story.locations, brief.max_locations),
    )
    for field, items, limit in groups:
        if len(items) > limit:
            found.append(f"{field}: at most {limit} are allowed, there are {len(items)}")
        names = [item.name.casefold() for item in items]
        found += [
            f"{field}: the name {n!r} appears twice" for n in dict.fromkeys(names) if names.count(n) > 1
        ]
        for i, item in enumerate(items):
            found += [f"{field}.{i}.{p}" for p in _look_problems(item.looks)]
    return found


def _look_problems(looks: Sequence[LookDraft]) -> list[str]:
    attributes = [look.attribute.casefold() for look in looks]
    twice = [a for a in dict.fromkeys(attributes) if attributes.count(a) > 1 and a != "feature"]
    found = [f"looks: the attribute {a!r} appears twice" for a in twice]
    for i, look in enumerate(looks):
        if UNSEEN.search(look.phrase):
            found.append(
                f"looks.{i}.phrase: {look.phrase!r} cannot be seen; name a colour, shape, garment or feature"
            )
        if UNSTABLE.search(look.phrase):
            found.append(f"looks.{i}.phrase: {look.phrase!r} changes from scene to scene; name what stays")
    return found


UNSEEN = re.compile(
    r"\b(?:kind|loyal|brave|clever|wise|ambitious|determined|smart|personality|loves?|hates?|dreams? of"
    r"|believes?)\b",
    re.IGNORECASE,
)
UNSTABLE = re.compile(
    r"\b(?:smiling|crying|running|sitting|standing|walking|wet|angry|happy|sad)\b", re.IGNORECASE
)


def scene_problems(draft: ScenesDraft, story: StoryDraft, brief: Brief, count: int | None) -> list[str]:
    """What scenes that are well-formed get wrong against the story, the limits and what was asked.

    Args:
        count: Exactly how many scenes were asked for; None leaves it to the limits.
    """
    scenes = draft.scenes
    found = []
    if count is not None and len(scenes) != count:
        found.append(f"scenes: exactly {count} were asked for, there are {len(scenes)}")
    elif len(scenes) > brief.max_scenes:
        found.append(f"scenes: at most {brief.max_scenes} are allowed, there are {len(scenes)}")
    people = {c.name.casefold(): c.name for c in story.characters}
    spots = {p.name.casefold(): p.name for p in story.locations}
    for i, scene in enumerate(scenes):
        if scene.location.casefold() not in spots:
            found.append(f"scenes.{i}.location: {scene.location!r} is none of {', '.join(spots.values())}")
        for name in scene.characters:
            if name.casefold() not in people:
                known = ", ".join(people.values()) or "nobody"
                found.append(f"scenes.{i}.characters: {name!r} is none of {known}")
    actions = [scene.action.casefold() for scene in scenes]
    found += [
        f"scenes.{i}.action: the same as an earlier scene" for i, a in enumerate(actions) if a in actions[:i]
    ]
    return found + _arc_problems([scene.beat for scene in scenes])


def _arc_problems(beats: Sequence[Beat]) -> list[str]:
    if len(beats) < 3:
        return []
    found = [] if beats[0] == "setup" else ["scenes.0.beat: the first scene must be the setup"]
    if beats[-1] != "resolution":
        found.append(f"scenes.{len(beats) - 1}.beat: the last scene must be the resolution")
    return found


Source = Literal["openai", "ollama"]
