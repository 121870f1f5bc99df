"""`PromptEnricher`: compiles a `Direction` into the prompt that Wan2.1 is given, and proves that it did.

Nothing here is random and no model is asked: the same scene, direction, constraints and log give the
same prompt. Every option of every slot has one home below; `Prompt.marks` quotes the words of the
text that carry each slot out, and ``executed`` is False when one of them is missing.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import final

from rushes.direction import SLOTS, Direction
from rushes.film import Character, Constraint, CreativeDocument, Descriptor, Location, LogEntry, Prompt, Scene
from rushes.writing import phrases
from rushes.writing.scenery import plural_name, within
from rushes.writing.telling import listed, sentence, spoken

SHORTEST, LONGEST = 60, 130
"""Words of a prompt. Descriptors that are due, and constraints, are never cut for length."""
ALL = 99
FIGURES_SPOKEN = {"character": ALL, "balanced": 3, "action": 2, "setting": 1, "light": 1}
"""Emphasis -> how many descriptors of each character are spoken (`identity_lock`: all)."""
PLACES_SPOKEN = {"setting": ALL, "balanced": 2, "action": 1, "character": 1, "light": 1}
"""Emphasis -> how many descriptors of the place are spoken (`palette_lock`: all)."""
TELLING = ("coat", "fur", "body", "glow", "hair", "age", "hat", "size", "wings", "beard", "eyes", "mark")
"""Attributes by how much of the picture they decide; the first are spoken when few are."""
ORDERS = {
    "subject_first": ("cast", "action", "place", "emphasis", "camera", "continuity"),
    "setting_first": ("place", "cast", "action", "emphasis", "camera", "continuity"),
    "camera_first": ("camera", "place", "cast", "action", "emphasis", "continuity"),
    "action_first": ("action", "cast", "emphasis", "place", "camera", "continuity"),
    "beats": ("cast", "beats", "place", "emphasis", "camera", "continuity"),
}
"""Structure -> the order of the clauses; constraints and style close every prompt."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class PromptEnricher:
    """A `rushes.seams.Enricher` for Wan2.1.

    Args:
        default_negative: What no take may show; critics' words are added to it.
    """

    default_negative: str

    def enrich(
        self,
        scene: Scene,
        document: CreativeDocument,
        direction: Direction,
        constraints: Sequence[Constraint],
        log: Sequence[LogEntry],
    ) -> Prompt:
        """Compile one prompt of 60 to 130 words (more only where locked descriptors need it)."""
        take = _Take(scene, document, direction, tuple(log))
        clauses = take.clauses()
        demands = [sentence(_plain(c.demand)) for c in constraints if _plain(c.demand)]
        body = [clauses[name] for name in ORDERS[direction.structure] if clauses[name]]
        text = " ".join([*body, *dict.fromkeys(demands), sentence(take.style())])
        if len(text.split()) < SHORTEST:
            text = " ".join([*body, *dict.fromkeys(demands), *take.filling(), sentence(take.style())])
        marks = take.marks(clauses, body[0])
        avoid = [_plain(c.avoid) for c in constraints if _plain(c.avoid)]
        return Prompt(
            text=text,
            negative=", ".join(dict.fromkeys([self.default_negative, *avoid])),
            executed=executed(direction, text, marks),
            marks=marks,
        )


def executed(direction: Direction, text: str, marks: Mapping[str, str]) -> bool:
    """Whether every slot of `direction` left its mark in `text`.

    ``structure`` must open the text; the other slots' words must stand in it. ``continuity="none"`` asks
    for no words and is carried out by their absence.
    """
    if set(marks) != set(SLOTS) or not marks["structure"] or not text.startswith(marks["structure"]):
        return False
    if direction.structure == "beats" and not ("First, " in text and " Then " in text):
        return False
    silent = direction.continuity == "none" and not marks["continuity"]
    return all(marks[slot] and marks[slot] in text for slot in ("emphasis", "style")) and (
        silent or (bool(marks["continuity"]) and marks["continuity"] in text)
    )


@dataclass(frozen=True, slots=True)
class _Take:
    scene: Scene
    document: CreativeDocument
    direction: Direction
    log: tuple[LogEntry, ...]

    @property
    def people(self) -> tuple[Character, ...]:
        return tuple(self.document.character(id) for id in self.scene.characters)

    @property
    def place(self) -> Location:
        return self.document.location(self.scene.location)

    def clauses(self) -> dict[str, str]:
        return {
            "cast": " ".join(self.introduction(c) for c in self.people),
            "action": sentence(_plain(self.scene.action)),
            "beats": self.beats(),
            "place": self.setting(),
            "camera": self.camera(),
            "emphasis": sentence(self.emphasis()),
            "continuity": sentence(self.continuity()),
        }

    def introduction(self, character: Character) -> str:
        """``Amira, a young courier with …``; ``A lighthouse keeper with …`` when nobody is named."""
        locked = self.direction.continuity == "identity_lock"
        count = ALL if locked else FIGURES_SPOKEN[self.direction.emphasis]
        spoken_of = chosen(character.descriptors, count)
        looks = listed([_plain(d.phrase) for d in spoken_of if d.attribute != "age"])
        role = _plain(character.role) or character.kind
        noun = ", ".join(
            [f"{article(role)} {role}", *(_plain(d.phrase) for d in spoken_of if d.attribute == "age")]
        )
        who = noun if character.name == character.role else f"{_plain(character.name)}, {noun}"
        return sentence(f"{who} with {looks}" if looks else who)

    def setting(self) -> str:
        """Where, with which features, at what hour and in what weather."""
        locked = self.direction.continuity == "palette_lock"
        count = ALL if locked else PLACES_SPOKEN[self.direction.emphasis]
        looks = listed([_plain(d.phrase) for d in self.place.descriptors[:count]])
        name = _plain(self.place.name)
        weather = phrases.OUTSIDE if self.place.interior else phrases.WEATHERS
        words = (
            f"{within(name)} {name} {phrases.HOURS[self.scene.time_of_day]}, {weather[self.scene.weather]}"
        )
        return sentence(f"{words}, with {looks}" if looks else words)

    def camera(self) -> str:
        scene = self.scene
        return sentence(
            f"{phrases.SIZES[scene.shot_size]}, {phrases.ANGLES[scene.angle]}, {phrases.MOVES[scene.camera]}"
        )

    def beats(self) -> str:
        """The action as two timed beats."""
        action = _plain(self.scene.action).rstrip(".")
        first, joint, second = (
            re.split(r"(, and | and (?=[a-z]+s\b)| while )", action, maxsplit=1)
            if _splits(action)
            else (action, "", "")
        )
        doer = listed([spoken(c) for c in self.people[:2]]) or "the light"
        if not joint:
            pause = "hold still" if len(self.people) > 1 else "holds still"
            return f"{sentence(f'First, {doer} {pause} for a moment')} {sentence(f'Then {_lower(action)}')}"
        again = (
            "" if joint in (", and ", " while ") else f"{spoken(self.people[0]) if self.people else doer} "
        )
        return f"{sentence(f'First, {_lower(first)}')} {sentence(f'Then {again}{second}')}"

    def emphasis(self) -> str:
        """The clause that this take dwells on."""
        option, scene = self.direction.emphasis, self.scene
        if option == "light":
            return phrases.LIGHT[scene.time_of_day]
        if option == "action":
            return phrases.BODY[scene.motion]
        if option == "setting":
            return self.planes()
        if option == "character" and self.people:
            first = self.people[0]
            part = (
                "face"
                if first.kind in ("person", "creature")
                else "head"
                if first.kind in ("animal", "robot")
                else "shape"
            )
            owner = _owner(spoken(first))
            return f"{owner} {part} is clearly seen, and every detail of the {part} stays sharp"
        if option == "character":
            return "Every detail of the subject is clearly seen and stays sharp"
        return f"A balanced composition in {phrases.GLOW[scene.time_of_day]}, the mood {_plain(scene.mood)}"

    def planes(self) -> str:
        """The place in depth: foreground, middle ground, background."""
        looks = [_plain(d.phrase) for d in self.place.descriptors if d.attribute != "palette"]
        depth = [*looks, *["open ground"] * 3][:3]
        return (
            f"Deep layered space, {depth[-1]} in the foreground, {depth[0]} in the middle and {depth[1]}"
            f" far behind"
        )

    def continuity(self) -> str:
        """What ties this take to the ones before; empty for ``none`` and where nothing came before."""
        option = self.direction.continuity
        if option == "identity_lock":
            whom = listed([spoken(c) for c in self.people]) or _plain(self.place.name)
            many = len(self.people) > 1 or (not self.people and plural_name(whom))
            return f"{whom} look{'' if many else 's'} exactly as before, the same in every detail"
        if option == "palette_lock":
            own = next(
                (_plain(d.phrase) for d in self.place.descriptors if d.attribute == "palette"),
                "the same colours",
            )
            return f"Colours exactly as before: {own}, {phrases.TONES[self.scene.time_of_day]}"
        if option == "last_frame" and self.log:
            return (
                "The shot begins from the last image of the previous scene and continues it without a break"
            )
        if option == "recap" and self.log:
            return f"Just before this, {_recalled(self.log[-1].summary)}"
        return ""

    def style(self) -> str:
        own = _plain(self.document.style) or "cinematic naturalism"
        return phrases.STYLES.get(self.direction.style, f"Style: {own}")

    def filling(self) -> list[str]:
        """Clauses that bring a short prompt to the length that Wan2.1 was trained on."""
        mood = f"The mood is {_plain(self.scene.mood)}, told through posture and pace"
        props = (
            f"{listed([article(p) + ' ' + _plain(p) for p in self.scene.props])} can be seen"
            if self.scene.props
            else ""
        )
        rest = "Clear silhouettes, natural proportions, fluid movement and a readable composition"
        return [sentence(t) for t in (mood, props, rest) if t]

    def marks(self, clauses: Mapping[str, str], opening: str) -> dict[str, str]:
        """Slot -> the words that carry it out."""
        return {
            "structure": opening,
            "emphasis": clauses["emphasis"],
            "continuity": clauses["continuity"],
            "style": sentence(self.style()),
        }


def chosen(descriptors: Sequence[Descriptor], count: int) -> list[Descriptor]:
    """The `count` most telling descriptors, in their own order; all of them verbatim when `count` allows."""
    rank = {attribute: n for n, attribute in enumerate(TELLING)}
    best = sorted(descriptors, key=lambda d: rank.get(d.attribute, len(TELLING)))[:count]
    return [d for d in descriptors if d in best]


def article(noun: str) -> str:
    """``a`` or ``an``."""
    return "an" if noun[:1].lower() in "aeiou" else "a"


def _splits(action: str) -> bool:
    return len(re.split(r", and | and (?=[a-z]+s\b)| while ", action, maxsplit=1)) > 1


def _lower(text: str) -> str:
    """Lower the first letter of an ordinary sentence opening; names keep theirs."""
    return text[:1].lower() + text[1:] if re.match(r"(?:The|A|An|Then|Light)\b", text) else text


def _owner(name: str) -> str:
    return f"{name}'" if name.endswith("s") else f"{name}'s"


HOUR_OR_WEATHER = re.compile(
    r"\s*\b(?:(?:at|in|under|by|through|on) )?(?:the |a |an )?(?:dawn|dusk|night|noon|morning|afternoon"
    r"|evening|sunset|sunrise"
    r"|golden hour|midnight|moonlight|rain|storm|snow|fog|mist)\b",
    re.IGNORECASE,
)


def _recalled(summary: str) -> str:
    """What the previous scene left, without its hour and weather, which are not this scene's."""
    first = re.split(r"(?<=[.!?])\s", _plain(summary))[0]
    words = HOUR_OR_WEATHER.sub("", first).split()
    return _lower(" ".join(words[:24])) or "the story paused"


def _plain(text: str) -> str:
    """Text that can stand inside a prompt: one line, no markup, no control characters, no brackets."""
    text = re.sub(r"<[^<>]{0,200}>", " ", text)
    text = re.sub(r"[\x00-\x1f\x7f\u2028\u2029<>{}\[\]\\`|]", " ", text)
    return re.sub(r"\s+", " ", text).strip()[:400]
