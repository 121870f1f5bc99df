"""From events to the steps of a small story: what each scene shows, in order."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from rushes.film import Character
from rushes.writing.events import Event
from rushes.writing.lexicon import noun_class
from rushes.writing.plots import PLOTS, PRESENCE
from rushes.writing.telling import (
    SWIMMERS,
    Party,
    fill,
    listed,
    moves_by_itself,
    plain_party,
    sentence,
    spoken,
)
from rushes.writing.verbs import agree, verb_class

WAYS = frozenset("swim fly sail row ride drive crawl climb drift float skate ski march".split())
"""Verbs of the prompt that say how somebody moves through the rest of the film."""
TOGETHER = frozenset("travel perform wait search escape make share".split())
Meaning = Mapping[int, tuple[Character, ...]]
SPLIT = frozenset("fight talk share perform".split())


@dataclass(frozen=True, slots=True)
class Step:
    """One scene before it is staged."""

    stage: str
    """``before event develop peak after``"""
    plot: str
    """The class of its verb."""
    action: str
    people: tuple[Character, ...]
    event: int
    """Index of the event it belongs to; -1 when there is none."""
    said: str = ""
    thing: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """Who acts in an event and where, ready for the lines of its plot."""

    doer: Party
    other: Party | None
    thing: str
    where: dict[str, str]
    plot: str


def outline(count: int, events: int, main: int) -> list[tuple[str, int]]:
    """Which `count` (stage, event) steps tell a story of `events` events.

    The events themselves come first; then, as room allows, what leads to the first of them, what
    comes of the last one that somebody does (`main`), its decisive moment, and what happens between.
    """
    if events >= count:
        picked = sorted({round(i * (events - 1) / max(1, count - 1)) for i in range(count)})
        return [("event", i) for i in picked]
    wished = [("before", 0), ("after", main), ("peak", main), *(("develop", i) for i in range(events))]
    wished += [("peak", i) for i in range(events) if i != main] + [("before", i) for i in range(1, events)]
    wished += [("develop", main)] * count
    chosen = [("event", i) for i in range(events)] + wished[: count - events]
    rank = ("before", "event", "develop", "peak", "after")
    closing = [("peak", main), ("after", main)]
    return sorted(chosen, key=lambda step: (events if step in closing else step[1], rank.index(step[0])))


def stage_of(event: Event, meaning: Meaning, hero: Sequence[Character], where: dict[str, str]) -> Stage:
    """Put the cast into the roles of the plot of `event`."""
    doers = _meant(event.agents, meaning, ()) or list(hero)
    plot, doers, others = _company(event, meaning, doers[:1] if event.single else doers)
    if plot == "fight" and len(doers) > 1:
        others = [c for c in others if c not in _meant(_prizes(event), meaning, ())]
    if plot in {*SPLIT, "help", "peace"} and len(doers) > 1 and not others:
        doers, others = doers[:1], doers[1:]
    if all(c.kind in ("vehicle", "object") for c in doers):
        plot = "thing"
    whom = plain_party(others[:2]) if others else None
    thing = GAMES.get(event.thing, event.thing)
    thing = thing if noun_class(thing.split()[-1] if thing else "-") else ""
    way = event.verb if event.verb in WAYS and not event.thing else ""
    return Stage(replace(plain_party(doers), way=way), whom, thing, where, plot)


def _prizes(event: Event) -> list[int]:
    """Whom a fight is for: *compete for the last customer*."""
    after = [b for a, b in pairwise(event.predicate) if a == "for"]
    return [int(m.group(1)) for word in after if (m := re.fullmatch(r"\{(-?\d+)\}", word))]


def _meant(heads: Sequence[int], meaning: Meaning, without: Sequence[Character]) -> list[Character]:
    return [c for head in heads for c in meaning.get(head, ()) if c not in without]


def _company(
    event: Event, meaning: Meaning, doers: list[Character]
) -> tuple[str, list[Character], list[Character]]:
    """The plot of an event, who does it together, and whom it concerns."""
    plot = _plot(event)
    others = _meant(event.others, meaning, doers)
    with_them = _meant(event.companions, meaning, doers)
    if plot == "wait" and event.verb != "wait":
        return plot, doers, []
    if event.foes and not others:
        return "fight", doers, _meant(event.foes, meaning, doers)
    if plot == "share" and with_them:
        return plot, doers, with_them
    if plot in TOGETHER:
        return plot, doers + with_them, [c for c in others if c not in with_them]
    swimmer = any(re.search(SWIMMERS, c.role) for c in others)
    return "stranded" if swimmer and re.search(r"stranded|beached", event.said) else plot, doers, others


PHRASES = (
    (r"\bin love\b|\bpick(?:s|ed)? up\b|\b(?:becomes?|makes?)\b.*\bfriends?\b", "help"),
    (r"\b(?:falls?|fell|fast) asleep\b|\btakes? a nap\b", "sleep"),
    (r"\b(?:wakes?|awakens?|awakes?)\b", "wake"),
    (r"\b(?:breaks?|sneaks?|steals?|creeps?) (?:in|into)\b", "search"),
    (r"\b(?:gets?|is|are|be|was|were) (?:stuck|trapped|locked|caught)\b", "trapped"),
    (r"\b(?:gets?|is|are|be|was|were) lost\b", "search"),
    (r"\b(?:truce|peace|pact|ceasefire)\b", "peace"),
    (r"\b(?:makes?|takes?) (?:a|the|his|her|their) (?:\w+ )?(?:journey|trip|voyage|way|path)\b", "travel"),
    (r"\bmakes? (?:a|the|his|her|their) (?:\w+ )?(?:wish|choice|decision|promise|vow)\b", "decide"),
    (r"\bsets? (?:off|out|sail)\b", "travel"),
)
"""Phrases that tell another sort of event than their verb does alone."""
GAMES = {"the chess": "the chessboard", "the checkers": "the board", "the poker": "the cards"}
"""What is seen of a game."""
KEPT_SECRET = frozenset("hide bury conceal lock".split())


def _plot(event: Event) -> str:
    """The class of the verb, or of the phrase that it stands in."""
    phrase = next((plot for pattern, plot in PHRASES if re.search(pattern, event.said, re.I)), "")
    if phrase or (event.verb in KEPT_SECRET and event.thing):
        return phrase or "hide"
    if event.verb == "learn" and "that" in event.predicate:
        return "discover"
    if event.predicate[:1] == ("@be",):
        return "any"
    return "perform" if event.verb == "fly" and event.thing else verb_class(event.verb)


def tell(event: Event, meaning: Meaning) -> tuple[str, tuple[Character, ...]]:
    """The event as one present-tense sentence, and everybody in it."""
    doers = [c for head in event.agents for c in meaning.get(head, ())]
    doers = doers[:1] if event.single else doers
    subject = listed([spoken(c) for c in doers]) or event.subject
    plural = len(doers) > 1 or (
        not doers
        and re.search(r"(?:[^s]s|people|children|men|mice|police)$", event.subject.split(" of ")[0])
        is not None
    )
    words: list[str] = []
    people = list(doers)
    for word in event.predicate:
        found = re.fullmatch(r"\{(-?\d+)\}", word)
        if found:
            named = meaning.get(int(found.group(1)), ())
            people += named
            words += ["and"] if named and words and words[-1].endswith("\0") else []
            words += [listed([spoken(c) for c in named]) + "\0"] if named else []
        else:
            words.append(agree(word[1:], plural) if word.startswith("@") else word)
    return sentence(f"{subject} {' '.join(words)}".replace("\0", "")), tuple(dict.fromkeys(people))


def line_for(
    stage: str, at: Stage, used: set[str], rng: np.random.Generator
) -> tuple[str, tuple[Character, ...]]:
    """A line of the plot that fits its people, not used before if possible."""
    options = [o for o in PLOTS[at.plot][stage] if _fits(o, at)] or [
        o for o in PLOTS["any"][stage] if _fits(o, at)
    ]
    spare = [o for s in ("develop", "before") for o in PLOTS["any"][s] if _fits(o, at)]
    fresh = [o for o in options if o not in used] or [o for o in spare if o not in used] or options
    need = fresh[0].partition("|")[0]
    same = [o for o in fresh if o.partition("|")[0] == need]
    chosen = same[int(rng.integers(len(same)))]
    used.add(chosen)
    return _spoken(chosen, at)


def presence(
    count: int, people: Sequence[Character], where: dict[str, str]
) -> list[tuple[str, tuple[Character, ...]]]:
    """Steps about people of whom the prompt tells no deed."""
    first, rest = people[:1], people[1:3]
    at = Stage(plain_party(first), plain_party(rest) if rest else None, "", where, "any")
    inert = all(c.kind in ("vehicle", "object") for c in first)
    lines = PRESENCE["two" if rest else "thing" if inert else "one"]
    picked = [lines[round(i * (len(lines) - 1) / max(1, count - 1))] for i in range(count)]
    return [_spoken(line, at) for line in picked]


def _fits(line: str, at: Stage) -> bool:
    needs = line.partition("|")[0]
    checks = {
        "c": at.other is not None,
        "t": at.other is None and bool(at.thing),
        "T": bool(at.thing),
        "h": at.doer.hands,
        "n": not at.doer.hands,
        "d": "goal" in at.where,
        "v": all(c.kind == "vehicle" or moves_by_itself(c) for c in at.doer.members),
    }
    return all(checks[need] for need in needs)


def _spoken(line: str, at: Stage) -> tuple[str, tuple[Character, ...]]:
    text = line.partition("|")[2]
    people = list(at.doer.members) if re.search(r"\{AO?\}", text) else []
    people += at.other.members if at.other and re.search(r"\{A?O\}", text) else ()
    return fill(text, at.doer, at.other, at.thing, at.where), tuple(people)
