"""Screenplays in Fountain (https://fountain.io/syntax): scene headings, action, who speaks."""

import re
from dataclasses import dataclass, field

from rushes.film import TimeOfDay
from rushes.writing.asked import (
    ANGLES,
    MOVES,
    SIZES,
    Asked,
    AskedLook,
    AskedShot,
    camera_talk,
    find,
    split_looks,
)
from rushes.writing.cues import hours, weather
from rushes.writing.drafts import plain

HEADING = re.compile(
    r"^(?:\.(?=[A-Za-z])|(?=(?:INT|EXT|EST|INT\.?/EXT|I/E)[. ]))(.+?)(?:\s*#[\w.-]+#)?$", re.IGNORECASE
)
PLACE = re.compile(r"^(INT\.?/EXT|I/E|INT|EXT|EST)\.?\s+", re.IGNORECASE)
TRANSITION = re.compile(r"^(?:>.*[^<]|[A-Z ]+ TO:|FADE (?:IN|OUT|TO BLACK)[.:]?|CUT TO:?|THE END)$")
CUE = re.compile(r"^@?([A-Z][A-Z0-9 .'\-]{1,30})(?:\s*\([^)]*\))*\s*\^?$")
INTRODUCED = re.compile(r"\b([A-Z][A-Z'\-]+(?: [A-Z][A-Z'\-]+){0,2}) ?\(([^)]{3,120})\)")
LONGEST = 320
"""Characters of a scene's action; a shot shows no more."""


@dataclass(slots=True)
class _Scene:
    heading: str
    action: list[str] = field(default_factory=list)
    speakers: list[str] = field(default_factory=list)


def is_fountain(text: str) -> bool:
    """Whether `text` has a scene heading such as ``INT. KITCHEN - NIGHT`` on a line of its own."""
    lines = [line.strip() for line in text.splitlines()]
    forced = sum(bool(re.match(r"\.[A-Z][A-Z' ]+(?: - [A-Z' ]+)?$", line)) for line in lines)
    return forced > 1 or any(PLACE.match(line) and line[:3].isupper() for line in lines)


def read_fountain(text: str) -> Asked:
    """Read a screenplay: one asked shot per scene heading, in order; deterministic."""
    text = re.sub(r"/\*.*?\*/|\[\[.*?\]\]", "", text, flags=re.DOTALL)
    page, body = _title_page(text)
    scenes = _scenes(body)
    looks = _looks(" ".join(line for scene in scenes for line in scene.action))
    names = list(dict.fromkeys([*(look.name for look in looks), *(n for s in scenes for n in s.speakers)]))
    shots = tuple(_shot(scene, names) for scene in scenes)
    return Asked(story=" ".join(s.action for s in shots), shots=shots, looks=looks, title=page.get("title"))


def _title_page(text: str) -> tuple[dict[str, str], list[str]]:
    lines = text.strip("\n").splitlines()
    page: dict[str, str] = {}
    for i, line in enumerate(lines):
        found = re.match(r"^([A-Za-z ]{2,20}):\s*(.*)$", line)
        if not found or PLACE.match(line.strip()) or TRANSITION.match(line.strip()):
            return page, lines[i:]
        page[found.group(1).strip().lower()] = plain(re.sub(r"[*_]", "", found.group(2)))[:80]
    return page, []


def _scenes(lines: list[str]) -> list[_Scene]:
    scenes: list[_Scene] = []
    speaking = False
    for i, raw in enumerate(lines):
        line = raw.strip()
        after_blank = i == 0 or not lines[i - 1].strip()
        if not line:
            speaking = False
        elif HEADING.match(line) and after_blank:
            scenes.append(_Scene(HEADING.sub(r"\1", line)))
        elif not scenes or line[0] in "#=~" or TRANSITION.match(line):
            continue
        elif after_blank and CUE.match(line) and i + 1 < len(lines) and lines[i + 1].strip():
            scenes[-1].speakers.append(_name(CUE.sub(r"\1", line)))
            speaking = True
        elif not speaking:
            scenes[-1].action.append(line.lstrip("!"))
    return scenes


def _name(text: str) -> str:
    return " ".join(word.capitalize() for word in plain(text).split())


def _looks(action: str) -> tuple[AskedLook, ...]:
    found: dict[str, AskedLook] = {}
    for match in INTRODUCED.finditer(action):
        years = re.search(r"\b(\d{1,2})s?\b", match.group(2))
        rest = re.sub(r"^\s*\d{1,2}s?\s*,?\s*", "", match.group(2))
        role, looks = split_looks(rest) if rest else ("person", ())
        if re.search(r"\b(?:hair|coat|eyes|beard|dress|hat|jacket|sweater|scarf|glasses)\b", role):
            role, looks = "person", (role, *looks)
        age = _age(int(years.group(1))) if years else ""
        name = _name(match.group(1))
        found.setdefault(name, AskedLook(name=name, role=f"{age} {role}".strip(), looks=looks))
    return tuple(found.values())


def _age(years: int) -> str:
    return "young" if years < 30 else "old" if years >= 60 else ""


def _shot(scene: _Scene, names: list[str]) -> AskedShot:
    interior = scene.heading.upper().startswith(("INT", "I/E")) if PLACE.match(scene.heading) else None
    place, _, when = PLACE.sub("", scene.heading).partition(" - ")
    words = " ".join(scene.action)
    present = [
        n for n in names if re.search(rf"(?i)\b{re.escape(n.split()[0])}\b", words) or n in scene.speakers
    ]
    seen = " ".join(s for s in re.split(r"(?<=[.!?])\s+", words) if not camera_talk(s))
    action = _calmed(re.sub(INTRODUCED, lambda m: _name(m.group(1)), seen), names)
    return AskedShot(
        action=action or _talk(scene.speakers),
        shot_size=find(SIZES, words)
        if re.search(
            r"(?i)\b(?:shot|close[- ]?up|angle"
            r" on)\b",
            words,
        )
        else None,
        camera=find(MOVES, words),
        angle=find(ANGLES, words),
        location=f"the {plain(place).lower()}",
        interior=interior,
        time_of_day=_hour(when),
        weather=weather(words),
        characters=tuple(dict.fromkeys(present)),
    )


def _hour(text: str) -> TimeOfDay | None:
    found = hours(text)
    if found:
        return found[0]
    return "afternoon" if re.search(r"(?i)\bday\b", text) else None


def _calmed(text: str, names: list[str]) -> str:
    """Action without shouting: *MARA lifts the LAMP* -> *Mara lifts the lamp*, cut at a sentence."""
    known = {name.upper(): name for name in names} | {n.split()[0].upper(): n.split()[0] for n in names}
    calm = re.sub(r"\b[A-Z][A-Z'\-]{2,}\b", lambda m: known.get(m.group(0), m.group(0).lower()), plain(text))
    if len(calm) > LONGEST:
        end = calm.rfind(".", 0, LONGEST)
        calm = calm[: end + 1] if end > 40 else calm[:LONGEST].rpartition(" ")[0]
    return calm


def _talk(speakers: list[str]) -> str:
    who = list(dict.fromkeys(speakers))
    if len(who) > 1:
        return f"{who[0]} talks to {who[1]}."
    return f"{who[0]} talks." if who else "The place lies quiet."
