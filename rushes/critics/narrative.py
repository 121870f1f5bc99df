"""Narrative coherence by rules over the continuity log: the embedded critic.

It knows no literature. It finds contradictions that can be decided: the dead who act, things that were
lost and are used, one person in two places, an hour that runs backwards, weather that turns over, an
hour the picture does not show, somebody in the picture who is not in the scene. Each names its scenes.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from rushes.critics.colour import lab
from rushes.critics.subjects import labelled_samples
from rushes.film import Character, Constraint, LogEntry, Verdict, Viewing

COMPONENT = "narrative_coherence"
HARD, SOFT = 0.35, 0.8
"""What a contradiction and an unexplained leap leave of the score. Two leaps (0.64) are a bad cut, one
contradiction lies below the acceptance floor of 0.40."""

HOURS = {"dawn": 0, "morning": 1, "noon": 2, "afternoon": 3, "golden hour": 4, "dusk": 5, "night": 6}


def _any(*words: str) -> str:
    return "(?:" + "|".join(words) + ")"


_LATER = re.compile(
    rf"\b{_any('next', 'following', 'later', 'another', 'days?', 'weeks?', 'months?', 'years?')}\b"
    rf"|\b{_any('tomorrow', 'yesterday', 'flashback', 'remembers?', 'dreams?', 'meanwhile')}\b",
    re.I,
)
_GHOST = re.compile(
    r"\b(ghost|spirit|memory|memories|remember\w*|flashback|grave|funeral|dream\w*|statue|portrait)\b", re.I
)
_DIES = _any("die[sd]", "(?:is|was) (?:dead|killed)", "drown(?:s|ed)", "perishe[sd]", "pass(?:es|ed) away")
_NEAR = r"\b(?:\W+\w+){0,4}?\W+"
_KILLS = _any("kill(?:s|ed)?", "murder(?:s|ed)?", "slays?", "slew")
_GONE = _any(
    "los(?:es?|t)", "breaks?", "broken?", "destroy(?:s|ed)?", "burns?", "burnt", "sinks?", "throws? away",
    "threw away", "smash\\w*", "shatter\\w*", "gives? away", "bur(?:ies|ied)",
)  # fmt: skip
_BACK = _any("finds?", "found", "recovers?", "recovered", "repairs?", "repaired", "mends?", "another", "new")
DARK, BRIGHT = 16.0, 62.0
"""Median L* of a picture below which it is no open daylight, and above which it is no night."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One broken rule."""

    weight: float
    """What it leaves of the score."""
    told: str
    demand: str
    subject: str = ""


Rule = Callable[[Viewing], Iterator[Finding]]


def _names(character: Character) -> str:
    ways = dict.fromkeys(
        [character.name.lower(), character.role.lower(), character.name.lower().removeprefix("the ")]
    )
    return "(?:" + "|".join(re.escape(w) for w in ways if w) + ")"


def the_dead(viewing: Viewing) -> Iterator[Finding]:
    """Nobody who died in an earlier scene acts in this one, unless as a ghost or memory."""
    for id in viewing.scene.characters:
        character = viewing.document.character(id)
        who = _names(character)
        died = re.compile(rf"\b{who}{_NEAR}{_DIES}\b|\b{_KILLS}{_NEAR}{who}\b", re.I)
        for entry in viewing.log:
            if died.search(entry.summary) and not _GHOST.search(viewing.scene.action):
                yield Finding(
                    weight=HARD,
                    told=f"{character.name} died in scene {entry.scene}, "
                    f"acts in scene {viewing.scene.number}",
                    demand=f"{character.name} appears only as a memory",
                    subject=id,
                )
                break


def lost_things(viewing: Viewing) -> Iterator[Finding]:
    """Nothing that was lost, broken or given away is used, unless it was found or mended since."""
    for prop in viewing.scene.props:
        thing = re.escape(prop.lower().split()[-1])
        gone = re.compile(rf"\b{_GONE}{_NEAR}{thing}\b|\b{thing}{_NEAR}(?:is|was|are) {_GONE}\b", re.I)
        back = re.compile(rf"\b{_BACK}{_NEAR}{thing}\b", re.I)
        last: LogEntry | None = None
        for entry in viewing.log:
            last = entry if gone.search(entry.summary) else None if back.search(entry.summary) else last
        if last is not None and not back.search(viewing.scene.action):
            yield Finding(
                weight=HARD,
                told=f"the {prop} was lost in scene {last.scene} and is used in scene {viewing.scene.number}",
                demand=f"no {prop} in the picture",
            )


def two_places(viewing: Viewing) -> Iterator[Finding]:
    """Nobody is in two places at the same moment ("meanwhile")."""
    if not viewing.log or not re.search(
        r"\b(meanwhile|at the same (?:time|moment))\b", viewing.scene.action, re.I
    ):
        return
    before = viewing.log[-1]
    for id in set(viewing.scene.characters) & set(before.characters):
        if before.location != viewing.scene.location:
            name = viewing.document.character(id).name
            yield Finding(
                weight=HARD,
                told=f"{name} is in {before.location} in scene {before.scene} and, at the same time, in "
                f"{viewing.scene.location} in scene {viewing.scene.number}",
                demand=f"without {name}",
                subject=id,
            )


def the_clock(viewing: Viewing) -> Iterator[Finding]:
    """The hour does not run backwards by less than a night without a word about it."""
    if not viewing.log or _LATER.search(viewing.scene.action):
        return
    before, now = viewing.log[-1], viewing.scene
    gap = HOURS[before.time_of_day] - HOURS[now.time_of_day]
    if 0 < gap <= 3 and now.time_of_day != "dawn":
        yield Finding(
            weight=SOFT,
            told=f"scene {before.scene} is at {before.time_of_day}, "
            f"scene {now.number} back at {now.time_of_day}",
            demand=f"the next day, at {now.time_of_day}",
        )


def the_weather(viewing: Viewing) -> Iterator[Finding]:
    """Weather does not turn over between two scenes at one place and hour without a word about it."""
    if not viewing.log or _LATER.search(viewing.scene.action):
        return
    before, now = viewing.log[-1], viewing.scene
    same_moment = before.location == now.location and before.time_of_day == now.time_of_day
    turned = {before.weather, now.weather} & {"snow", "storm"} and {before.weather, now.weather} & {"clear"}
    if same_moment and turned:
        yield Finding(
            weight=SOFT,
            told=f"{before.weather} in scene {before.scene} is {now.weather} "
            f"in scene {now.number}, at the same hour",
            demand=f"{before.weather} clearing to {now.weather}",
        )


def strangers(viewing: Viewing) -> Iterator[Finding]:
    """Nobody of the document who is not in the scene stands in its picture."""
    shown = {t.reference for t in viewing.footage.tracks or () if t.reference and np.isfinite(t.boxes).any()}
    for id in sorted(shown - set(viewing.scene.characters)):
        if id in {c.id for c in viewing.document.characters}:
            name = viewing.document.character(id).name
            yield Finding(
                weight=SOFT,
                told=f"{name} is in the picture of scene {viewing.scene.number}, which is not theirs",
                demand=f"without {name}",
                subject=id,
            )


def the_hour_shown(viewing: Viewing) -> Iterator[Finding]:
    """Outdoors, a night is not bright and a noon is not black."""
    place = viewing.document.location(viewing.scene.location)
    if place.interior:
        return
    light = _median_lightness(viewing)
    hour = viewing.scene.time_of_day
    if (hour == "night" and light > BRIGHT) or (hour in ("morning", "noon", "afternoon") and light < DARK):
        seen = "daylight" if hour == "night" else "darkness"
        yield Finding(
            weight=SOFT,
            told=f"scene {viewing.scene.number} is at {hour}, its picture shows {seen} (L* {light:.0f})",
            demand=f"clearly {hour} light",
            subject=place.id,
        )


def _median_lightness(viewing: Viewing) -> float:
    labels = dict(labelled_samples(viewing))
    found = []
    for frame in viewing.samples:
        pixels = viewing.footage.frames[frame][::8, ::8]
        if frame in labels and viewing.footage.labels is not None:
            ground = viewing.footage.labels[labels[frame]][::8, ::8] == 0
            pixels = pixels[ground] if ground.any() else pixels
        found.append(float(np.median(lab(pixels.reshape(-1, 3).astype(np.float64) / 255)[:, 0])))
    return float(np.median(found))


RULES: tuple[Rule, ...] = (
    the_dead,
    lost_things,
    two_places,
    the_clock,
    the_weather,
    strangers,
    the_hour_shown,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContinuityRules:
    """The embedded narrative critic: the product of what each broken rule leaves, 1 for none.

    A 1 means that no rule was broken, not that the story is good; the note says so. Deterministic.
    """

    name: str = "continuity-rules"
    component: str = COMPONENT

    def watch(self, viewing: Viewing) -> Verdict:
        """Judge one take; see the class."""
        found = [finding for rule in RULES for finding in rule(viewing)]
        score = float(np.prod([f.weight for f in found])) if found else 1.0
        return Verdict(
            critic=self.name,
            component=self.component,
            score=score,
            raw={
                "contradictions": float(len(found)),
                "rules": float(len(RULES)),
                "earlier_scenes": float(len(viewing.log)),
            },
            note="; ".join(f.told for f in found)
            or f"none of {len(RULES)} rules broken; no judgement of the story",
            constraints=tuple(
                Constraint(component=self.component, subject=f.subject, demand=f.demand) for f in found
            ),
        )
