"""What a prompt asks for beside its story: how many scenes, how long, which shots, who looks how."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from rushes.film import CameraAngle, CameraMove, ShotSize, TimeOfDay, Weather
from rushes.writing.belongings import worn
from rushes.writing.cues import hours, weather
from rushes.writing.drafts import plain
from rushes.writing.introductions import introductions

COUNTS = {
    w: n for n, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
}
NUMBER = r"(\d+|" + "|".join(list(COUNTS)[1:]) + ")"
SIZES: tuple[tuple[str, ShotSize], ...] = (
    (r"extreme close[- ]?up|macro", "extreme close-up"),
    (r"over[- ](?:the[- ])?shoulder", "over-shoulder"),
    (r"extreme wide|establishing|aerial|very wide", "extreme wide"),
    (r"close[- ]?up|\bCU\b", "close-up"),
    (r"full shot|full[- ]length|head to toe", "full"),
    (r"medium|mid[- ]shot|\bMS\b|waist[- ]up", "medium"),
    (r"wide|long shot|\bWS\b|\bLS\b", "wide"),
)
MOVES: tuple[tuple[str, CameraMove], ...] = (
    (r"pan(?:s|ning)? (?:to the )?left", "pan left"),
    (r"pan(?:s|ning)? (?:to the )?right", "pan right"),
    (r"tilt(?:s|ing)? up", "tilt up"),
    (r"tilt(?:s|ing)? down", "tilt down"),
    (r"(?:doll(?:y|ies)|push(?:es)?|track(?:s)?)(?: slowly)? (?:in|forward)|push[- ]in", "dolly in"),
    (r"(?:doll(?:y|ies)|pull(?:s)?)(?: slowly)? (?:out|back)|pull[- ]back", "dolly out"),
    (r"(?:truck|track)(?:s|ing)? (?:to the )?left", "truck left"),
    (r"(?:truck|track)(?:s|ing)? (?:to the )?right|tracking shot", "truck right"),
    (r"crane(?:s)? (?:shot )?up|camera rises", "crane up"),
    (r"crane(?:s)? (?:shot )?down|camera descends", "crane down"),
    (r"orbit(?:s|ing)?|circles around|arc shot", "orbit"),
    (r"hand[- ]?held|shaky", "handheld"),
    (r"zoom(?:s|ing)? in", "zoom in"),
    (r"zoom(?:s|ing)? out", "zoom out"),
    (r"static|locked[- ]off|still camera|tripod", "static"),
)
ANGLES: tuple[tuple[str, CameraAngle], ...] = (
    (r"low[- ]angle|from below", "low"),
    (r"high[- ]angle|from above|overhead|bird'?s[- ]eye", "high"),
    (r"eye[- ]level", "eye level"),
)
SHOT_LINE = re.compile(
    r"^[ \t]*(?:(?:shot|scene|sc\.?)[ \t]*)?#?(\d{1,3})[ \t]*[.):\-–][ \t]*(\S.*)$", re.IGNORECASE
)
CAST_LINE = re.compile(r"^[ \t]*[-*•]?[ \t]*([A-Z][\w'. -]{0,30}?)[ \t]*[:–—][ \t]+(an?|the)?[ \t]*(\S.*)$")
NOT_NAMES = re.compile(
    r"(?i)^(?:shots?|scenes?|characters?|cast|style|title|location|setting|duration|logline|note|tone)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedShot:
    """One shot of a shot list or screenplay; None where the list leaves it open."""

    action: str
    shot_size: ShotSize | None = None
    camera: CameraMove | None = None
    angle: CameraAngle | None = None
    location: str | None = None
    interior: bool | None = None
    time_of_day: TimeOfDay | None = None
    weather: Weather | None = None
    seconds: float | None = None
    characters: tuple[str, ...] = ()
    """Names that a screenplay puts into the scene."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedLook:
    """A character that the prompt introduces with looks."""

    name: str
    role: str
    looks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Everything a prompt demands; nothing here is guessed."""

    story: str
    """The prompt without the lists."""
    scenes: int | None = None
    seconds: float | None = None
    """Length of the whole film."""
    shots: tuple[AskedShot, ...] = ()
    looks: tuple[AskedLook, ...] = ()
    title: str | None = None

    @property
    def count(self) -> int | None:
        """How many scenes are asked for, by list or by number."""
        return len(self.shots) or self.scenes


def read_asked(prompt: str) -> Asked:
    """Find the demands in a prompt; deterministic."""
    from rushes.writing.fountain import is_fountain, read_fountain

    if is_fountain(prompt):
        return read_fountain(prompt)
    lines = prompt.splitlines()
    numbered = [(i, m) for i, line in enumerate(lines) if (m := SHOT_LINE.match(line))]
    in_order = [int(m.group(1)) for _, m in numbered] == list(range(1, len(numbered) + 1))
    listed = numbered if len(numbered) >= 2 and in_order else []
    rest = [line for i, line in enumerate(lines) if i not in {i for i, _ in listed}]
    several = sum(bool(line.strip()) for line in lines) > 1
    looks = [look for line in rest if several and (look := _look(line))]
    title = next((m.group(1) for line in rest if (m := re.match(r"(?i)\s*title\s*:\s*(\S.*)$", line))), None)
    prose = [line for line in rest if not (several and (_look(line) or _heading(line)))]
    story, scenes, seconds = _numbers("\n".join(prose))
    story, introduced = introductions(story) if not listed else (story, ())
    looks += [_introduced(name, what) for name, what in introduced]
    return Asked(
        story=story,
        scenes=None if listed else scenes,
        seconds=seconds,
        shots=tuple(asked_shot(m.group(2)) for _, m in listed),
        looks=tuple(looks),
        title=plain(title)[:80] if title else None,
    )


def asked_shot(text: str) -> AskedShot:
    """Read one line of a shot list: ``Close-up, 4 s: Mara lifts the lantern. The camera dollies in.``"""
    seconds = re.search(r"\b(\d+(?:\.\d+)?)\s*(?:s|sec|secs|seconds?)\b", text)
    lead = re.match(r"^([^:]{2,60}):\s+(\S.*)$", text)
    technical = lead is not None and (find(SIZES, lead.group(1)) or find(MOVES, lead.group(1)))
    action = lead.group(2) if lead is not None and technical else text
    sentences = [s for s in re.split(r"(?<=[.!?])\s+", action) if not camera_talk(s)] or [action]
    action = re.sub(r"\s*[(\[][^)\]]*(?:\d+\s*s(?:ec)?|shot|angle)[^)\]]*[)\]]", "", " ".join(sentences))
    return AskedShot(
        action=plain(action),
        shot_size=find(SIZES, text if not technical or lead is None else lead.group(1))
        if _sized(text)
        else None,
        camera=find(MOVES, text),
        angle=find(ANGLES, text),
        time_of_day=next(iter(hours(text)), None),
        weather=weather(text),
        seconds=float(seconds.group(1)) if seconds else None,
    )


def _sized(text: str) -> bool:
    """Whether a size word is said of a shot and not of a thing (*a wide river*)."""
    return (
        re.search(
            r"(?i)\b(?:shot|close[- ]?up|angle|view)\b|^\s*(?:extreme |very )?(?:wide|medium|full"
            r"|macro)\b\s*[:,]",
            text,
        )
        is not None
    )


def camera_talk(text: str) -> bool:
    """Whether a sentence only speaks of the camera."""
    return (
        re.match(r"(?i)^\s*(?:the )?(?:camera\b|(?:low|high|eye)[- ](?:level )?angle|hand[- ]?held)", text)
        is not None
    )


T = TypeVar("T", bound=str)


def find(table: Sequence[tuple[str, T]], text: str) -> T | None:
    """The value of the first row whose pattern occurs in `text`."""
    return next((value for pattern, value in table if re.search(rf"(?i)\b(?:{pattern})\b", text)), None)


def _look(line: str) -> AskedLook | None:
    found = CAST_LINE.match(line)
    if not found or NOT_NAMES.match(found.group(1)) or len(line) > 300:
        return None
    if found.group(2) is None and not re.search(
        r"\b(?:hair|coat|eyes|wears|wearing|dress|skin|beard|fur)\b", line
    ):
        return None
    role, looks = split_looks(found.group(3))
    return AskedLook(name=plain(found.group(1)), role=role, looks=looks)


def split_looks(text: str) -> tuple[str, tuple[str, ...]]:
    """``tall old woman with silver hair and a red coat`` -> role and the list of looks."""
    text = plain(text).rstrip(".")
    role, _, rest = re.sub(r"\b(?:wearing|who wears|dressed in|in)\b", "with", text, count=1).partition(
        " with "
    )
    head, _, more = role.partition(", ")
    parts = re.split(
        r",\s*(?:and\s+)?|\s+and\s+|\s+with\s+|\s+wearing\s+", ", ".join(t for t in (more, rest) if t)
    )
    return head.strip() or "person", tuple(p.strip() for p in parts if p.strip())


def _introduced(name: str, what: str) -> AskedLook:
    """A name with the looks that a sentence gives it; what cannot be seen is left to the story."""
    role, looks = split_looks(re.sub(r"^(?:an?|the|his|her|their)\s", "", what))
    seen = tuple(p for p in looks if worn(p.split()[-1].lower()))
    return AskedLook(name=plain(name), role=role, looks=seen)


def without_numbers(prompt: str) -> str:
    """The prompt without its number of scenes and its length, which the film has and does not tell."""
    return re.sub(r"^[\s:,.-]+", "", _numbers(prompt)[0])


def _heading(line: str) -> bool:
    return (
        re.match(r"(?i)^\s*(?:characters?|cast|shots?|shot list|scenes?|title)\s*:.{0,80}$", line) is not None
    )


def _numbers(text: str) -> tuple[str, int | None, float | None]:
    scenes = re.search(rf"(?i)\b(?:in|with|of|exactly)?\s*{NUMBER}[- ](?:scenes?|shots?)\b", text)
    long = re.search(
        rf"(?i)\b(?:lasting|duration(?: of)?:?|length:?|in|of|a|exactly)?\s*{NUMBER}[- ]?(seconds?|secs?"
        rf"|minutes?|mins?)"
        r"(?:[- ](?:long|film|movie|video|clip|short))?\b",
        text,
    )
    told = text
    for match in (scenes, long if long and _about_the_film(text, long) else None):
        told = told.replace(match.group(0), " ") if match else told
    count = _value(scenes.group(1)) if scenes else None
    seconds = None
    if long and _about_the_film(text, long):
        seconds = _value(long.group(1)) * (60.0 if long.group(2).lower().startswith("m") else 1.0)
    told = re.sub(r"\b(?:in|with|of|a|an)\s*(?=[,.]|$)", "", told)
    told = re.sub(r"[\s,]+(?=[.!?]|$)", "", told)
    return plain(told), count or None, seconds or None


def _about_the_film(text: str, match: re.Match[str]) -> bool:
    """Whether a duration is the film's (*a 30-second film*) and not the story's (*waits ten minutes*)."""
    around = text[max(0, match.start() - 24) : match.end() + 12]
    return (
        re.search(
            r"(?i)\b(?:film|movie|video|clip|long|lasting|duration|length|total|trailer|short)\b", around
        )
        is not None
    )


def _value(word: str) -> int:
    return int(word) if word.isdigit() else COUNTS[word.lower()]
