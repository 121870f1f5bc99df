"""The offline screenwriter: from a seed prompt to a whole creative document, with no model to call.

The prompt is parsed (spaCy), its nouns are classed (WordNet), and what it says becomes the film: the
people and places it names, the events it tells, its hour and weather. What it leaves open is drawn
from the seed. It understands English; of other languages only what `rushes.writing.foreign` says.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import final

import numpy as np

from rushes.film import Brief, Character, CreativeDocument, Location, Scene, TimeOfDay
from rushes.writing import scenery, staging
from rushes.writing.asked import Asked, read_asked, without_numbers
from rushes.writing.casting_call import cast
from rushes.writing.cues import DEFAULT_STYLES, clean, story
from rushes.writing.events import Event
from rushes.writing.lexicon import noun_class
from rushes.writing.locations import Spot, locations
from rushes.writing.obedience import check_limits, obey, with_looks
from rushes.writing.plots import LANDSCAPE, PASSING, SKIES, mood
from rushes.writing.plotting import Meaning, Step, line_for, outline, presence, stage_of, tell
from rushes.writing.reading import Reading, read_prompt
from rushes.writing.telling import sentence, spoken
from rushes.writing.titles import arc, headline, logline, title

SCENES = 5
MOST_SCENES = 6
MOST_CHARACTERS = 4


@final
@dataclass(frozen=True, slots=True)
class OfflineScreenwriter:
    """A `rushes.seams.Writer` without a language model; deterministic by (prompt, seed).

    Another seed changes only what the prompt leaves open: looks, hours, camera, phrasing.
    """

    name: str = field(default="offline screenwriter", init=False)

    def write(self, brief: Brief) -> CreativeDocument:
        """Write the whole film on paper, within the limits of `brief`.

        Raises:
            EngineUnavailable: spaCy or its pinned English model is missing.
            RequestError: the prompt asks for more scenes, characters or places than `brief` allows.
        """
        asked = read_asked(brief.prompt)
        check_limits(asked, brief)
        told = asked.story if asked.count or asked.looks or asked.seconds else brief.prompt
        reading = read_prompt(f"{told} {' '.join(sentence(shot.action) for shot in asked.shots)}")
        rng = _generator(brief)
        if asked.shots:
            return obey(asked, reading, brief, rng, self.name)
        found = with_looks(reading.cast, asked.looks)
        most = max(MOST_CHARACTERS, len(asked.looks))
        people, meaning = cast(found, min(brief.max_characters, most), rng)
        spots = locations(reading, brief, rng)
        steps = _steps(reading, _count(asked, reading, brief), people, meaning, spots, rng)
        if asked.seconds:
            brief = replace(brief, seconds_per_scene=asked.seconds / len(steps))
        scenes = _scenes(steps, reading, brief, spots, rng)
        seen = {id for scene in scenes for id in scene.characters}
        kept = tuple(c for c in people if c.id in seen)
        visited = {scene.location for scene in scenes}
        return CreativeDocument(
            title=headline(asked.title)
            if asked.title
            else title(told, reading.text, kept, _named_first(spots)),
            logline=logline(_told_of(brief.prompt, asked)),
            style=reading.cues.style or DEFAULT_STYLES[int(rng.integers(len(DEFAULT_STYLES)))],
            arc=arc(scenes, kept),
            characters=kept,
            locations=tuple(s.place for s in spots if s.place.id in visited),
            scenes=scenes,
            source=self.name,
        )


def _told_of(prompt: str, asked: Asked) -> str:
    """The prompt as the logline tells it: without *a film about* and without figures that the film has."""
    return story(clean(without_numbers(prompt) if asked.count or asked.seconds else prompt))


def _named_first(spots: Sequence[Spot]) -> list[Location]:
    """The places that the prompt names before one that it leaves open."""
    return [s.place for s in sorted(spots, key=lambda s: not s.heads)]


def _generator(brief: Brief) -> np.random.Generator:
    key = f"{brief.seed}\0{brief.prompt}".encode("utf-8", "replace")
    return np.random.default_rng(int.from_bytes(hashlib.sha256(key).digest()[:16], "big"))


def _count(asked: Asked, reading: Reading, brief: Brief) -> int:
    """The scenes that were asked for; else five, or six for a prompt of many events."""
    usual = MOST_SCENES if sum(bool(e.predicate) for e in reading.events) > SCENES else SCENES
    return asked.count or min(brief.max_scenes, usual)


def _steps(
    reading: Reading,
    count: int,
    people: tuple[Character, ...],
    meaning: Meaning,
    spots: Sequence[Spot],
    rng: np.random.Generator,
) -> list[tuple[Step, Spot]]:
    happening = [e for e in reading.events if e.predicate]
    if not people:
        return _landscape(happening, count, reading, spots, rng)
    if not happening:
        return _presence(count, people, spots)
    steps, used, route = [], set[str](), _route(happening, spots)
    star = {h for h, who in meaning.items() if set(who) & set(people[:1])}
    peopled = [i for i, e in enumerate(happening) if any(meaning.get(h) for h in e.agents)]
    starring = [i for i in peopled if star & {*happening[i].agents, *happening[i].others}]
    main = (starring or peopled or [len(happening) - 1])[-1]
    for stage, index in outline(count, len(happening), main):
        event, spot = happening[index], _spot_of(stage, route[index], spots)
        if stage == "event":
            action, seen = tell(event, meaning)
        else:
            action, seen = line_for(stage, stage_of(event, meaning, people[:1], spot.where), used, rng)
        said = event.said if stage == "event" else ""
        plot = stage_of(event, meaning, people[:1], spot.where).plot
        steps.append((Step(stage, plot, action, seen, index, said, event.thing), spot))
    return _everybody(steps, people)


def _route(happening: Sequence[Event], spots: Sequence[Spot]) -> list[Spot]:
    """Where each event plays: where the prompt says, else where the story is by then."""
    named = [next((s for s in spots if e.place in s.heads), None) for e in happening]
    first = next((s for s in named if s and not s.destination), None) or next(
        (s for s in spots if not s.destination), spots[0]
    )
    route, here = [], first
    for spot in named:
        here = spot if spot and not spot.destination else here
        route.append(here)
        here = spot or here
    return route


def _spot_of(stage: str, here: Spot, spots: Sequence[Spot]) -> Spot:
    """A film that heads for a place ends there."""
    goal = next((s for s in spots if s.destination), None)
    return goal if goal and stage == "after" else here


def _everybody(steps: list[tuple[Step, Spot]], people: Sequence[Character]) -> list[tuple[Step, Spot]]:
    """Bring those whom no scene shows into the last one, as lookers-on."""
    seen = {c.id for step, _ in steps for c in step.people}
    missing = [c for c in people if c.id not in seen]
    if not missing or not steps:
        return steps
    last, spot = steps[-1]
    watch = "watch" if len(missing) > 1 else "watches"
    names = " and ".join(spoken(c) for c in missing)
    action = sentence(f"{last.action.rstrip('.')} while {names} {watch}")
    return [*steps[:-1], (replace(last, action=action, people=(*last.people, *missing)), spot)]


def _presence(count: int, people: tuple[Character, ...], spots: Sequence[Spot]) -> list[tuple[Step, Spot]]:
    stages = ("before", "event", "develop", "peak", "after")
    told = presence(count, people, spots[0].where)
    steps = []
    for i, (action, seen) in enumerate(told):
        stage = stages[round(i * 4 / max(1, count - 1))]
        spot = spots[min(i * len(spots) // count, len(spots) - 1)]
        again = presence(count, people, spot.where)[i]
        steps.append((Step(stage, "any", again[0] or action, again[1] or seen, -1), spot))
    return _everybody(steps, people)


def _landscape(
    happening: Sequence[Event], count: int, reading: Reading, spots: Sequence[Spot], rng: np.random.Generator
) -> list[tuple[Step, Spot]]:
    """A film without anybody: the place, its events, its light and its weather."""
    spot = spots[0]
    sky = SKIES[reading.cues.hours[0]] if reading.cues.hours else "a wide sky"
    weather = PASSING[staging.weather_for(spot.place.kind, reading.cues, rng)]
    facts = [d.phrase for d in spot.place.descriptors if d.attribute != "palette"]
    facts += ["the ground"] * (3 - len(facts))
    names = {
        "Place": spot.place.name,
        "sky": sky,
        "weather": weather,
        "light": "Light",
        "fact0": facts[0],
        "fact1": facts[1],
    }
    many = scenery.plural_name(spot.place.name)
    lines = [_scenic(line, names, facts[2], many) for line in LANDSCAPE]
    told = [tell(e, {})[0] for e in happening][: max(0, count - 1)]
    light = [lines[1 + i % 3] for i in range(max(0, count - 2 - len(told)))]
    order = [lines[0], *told, *light][: max(1, count - 1)] + lines[4:]
    stages = ["before", *["event"] * len(order)]
    steps = [
        (Step(stages[i], "any", action, (), -1), spots[min(i * len(spots) // count, len(spots) - 1)])
        for i, action in enumerate(order[:count])
    ]
    return [*steps[:-1], (replace(steps[-1][0], stage="after"), steps[-1][1])] if len(steps) > 1 else steps


def _scenic(line: str, names: dict[str, str], last: str, many: bool) -> str:
    text = line.replace("{fact2:cap}", last).replace(
        "{shine}", "glow" if scenery.plural_name(last) else "glows"
    )
    text = text.replace("{lie}", "lie" if many else "lies").replace("{grow}", "grow" if many else "grows")
    for key, value in names.items():
        text = text.replace(f"{{{key}}}", value)
    return sentence(text)


def _scenes(
    steps: Sequence[tuple[Step, Spot]],
    reading: Reading,
    brief: Brief,
    spots: Sequence[Spot],
    rng: np.random.Generator,
) -> tuple[Scene, ...]:
    starry = any(s.place.kind in staging.STARRY for s in spots)
    plan = staging.time_plan(
        [s.stage for s, _ in steps], [s.said for s, _ in steps], reading.cues, starry, rng
    )
    weather = staging.weather_for(spots[0].place.kind, reading.cues, rng)
    scenes: list[Scene] = []
    used: list[staging.Framing] = []
    steps = _again(steps)
    for number, ((step, spot), beat) in enumerate(
        zip(steps, staging.beats(len(steps)), strict=True), start=1
    ):
        frame = staging.framing(step.stage, step.action, len(step.people), used, rng)
        used.append(frame)
        scenes.append(
            Scene(
                number=number,
                beat=beat,
                location=spot.place.id,
                characters=tuple(c.id for c in step.people),
                action=step.action,
                time_of_day=_hour(plan, number),
                weather=weather,
                mood=mood(step.plot, beat),
                shot_size=frame[0],
                camera=frame[1],
                angle=staging.angle_of(step.stage, step.people),
                motion=staging.motion_of(step.action),
                seconds=brief.seconds_per_scene,
                props=_props(step),
            )
        )
    return tuple(scenes)


def _again(steps: Sequence[tuple[Step, Spot]]) -> list[tuple[Step, Spot]]:
    """Steps whose actions all differ: what comes twice comes *again*, then *once more*, then counted."""
    seen: list[str] = []
    out = []
    for step, spot in steps:
        times = seen.count(step.action)
        seen.append(step.action)
        more = ("", " again", " once more")[times] if times < 3 else f", for the {times + 1}th time"
        out.append((replace(step, action=step.action.rstrip(".") + more + "."), spot))
    return out


def _hour(plan: Sequence[TimeOfDay], number: int) -> TimeOfDay:
    return plan[number - 1]


def _props(step: Step) -> tuple[str, ...]:
    thing = re.sub(r"^the ", "", step.thing)
    real = noun_class(thing.split()[-1]) in ("T", "G", "V") if thing else False
    return (thing,) if real and thing in step.action else ()
