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

from rushes.film import Brief, Character, CreativeDocument, Location, Scene, TimeOfDay, slug
from rushes.writing import scenery, staging
from rushes.writing.casting_call import cast, narrator
from rushes.writing.cues import DEFAULT_STYLES, Cues, clean, cues, story, unheaded
from rushes.writing.events import Event, events, resolve
from rushes.writing.foreign import is_foreign, read_foreign
from rushes.writing.lexicon import noun_class
from rushes.writing.mentions import Mention, mentions
from rushes.writing.places import Place, places
from rushes.writing.plots import LANDSCAPE, PASSING, SKIES, mood
from rushes.writing.plotting import Meaning, Step, line_for, outline, presence, stage_of, tell
from rushes.writing.sentences import Text, Word, read
from rushes.writing.telling import sentence, spoken
from rushes.writing.titles import arc, logline, title
from rushes.writing.wardrobe import gender

SCENES = 5
MOST_SCENES = 6
MOST_CHARACTERS = 4
MOST_LOCATIONS = 3


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything the prompt says, in order."""

    text: str
    cast: tuple[Mention, ...]
    places: tuple[Place, ...]
    events: tuple[Event, ...]
    cues: Cues


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
        """
        reading = read_prompt(brief.prompt)
        rng = _generator(brief)
        people, meaning = cast(reading.cast, min(brief.max_characters, MOST_CHARACTERS), rng)
        spots = _locations(reading, brief, rng)
        steps = _steps(reading, brief, people, meaning, spots, rng)
        scenes = _scenes(steps, reading, brief, spots, rng)
        seen = {id for scene in scenes for id in scene.characters}
        kept = tuple(c for c in people if c.id in seen)
        visited = {scene.location for scene in scenes}
        return CreativeDocument(
            title=title(brief.prompt, reading.text, kept, [s.place for s in spots]),
            logline=logline(brief.prompt),
            style=reading.cues.style or DEFAULT_STYLES[int(rng.integers(len(DEFAULT_STYLES)))],
            arc=arc(scenes, kept),
            characters=kept,
            locations=tuple(s.place for s in spots if s.place.id in visited),
            scenes=scenes,
            source=self.name,
        )


@dataclass(frozen=True, slots=True)
class Spot:
    """A location with what the prompt said of it."""

    place: Location
    heads: tuple[int, ...]
    """`Place.head` of every phrase that means it; empty for a place the prompt does not name."""
    destination: bool = False

    @property
    def where(self) -> dict[str, str]:
        noun, interior, _ = scenery.look_up(self.place.name, self.place.kind)
        return {
            "in": f"{scenery.within(self.place.name)} {self.place.name}",
            "through": f"{scenery.through(noun, interior, self.place.name)} {self.place.name}",
            "Place": self.place.name,
            **(
                {"in_walk": f"by {self.place.name}", "through_walk": f"along {self.place.name}"}
                if noun == "ocean"
                else {}
            ),
            **({"goal": self.place.name} if self.destination else {}),
        }


def read_prompt(prompt: str) -> Reading:
    """Understand a prompt: who, where, what happens, and what it fixes; deterministic."""
    text = clean(prompt)
    said = cues(text)
    if not text or is_foreign(text):
        return _read_foreign(text, said)
    parsed = read(unheaded(story(text)))
    found = mentions(parsed)
    me = narrator(parsed)
    found = [me, *found] if me else found
    taken = frozenset(i for m in found for i in (m.head, *m.span, *(j for _, span in m.again for j in span)))
    spots = places(parsed, taken, bool(found))
    told = events(parsed, found, spots)
    found = [_sexed(parsed, m, found) for m in found]
    active = sorted(found, key=lambda m: -sum((m.head in e.agents) * 2 + (m.head in e.others) for e in told))
    ranked = active if len(text) > 400 else found
    return Reading(text, tuple(ranked), tuple(spots), tuple(told), said)


def _sexed(parsed: Text, mention: Mention, found: Sequence[Mention]) -> Mention:
    """The mention with *woman* or *man* added when a pronoun of the prompt says so."""
    known = {m.head: m for m in found}
    said = [
        w.text.lower()
        for w in parsed
        if w.tag in ("PRP", "PRP$") and resolve(parsed, w, known) == [mention.head]
    ]
    own = [w.text.lower() for w in parsed if w.tag == "PRP$" and _subject_of(parsed, w) == mention.head]
    sexes = {"she": "woman", "her": "woman", "he": "man", "him": "man", "his": "man"}
    told = [sexes[w] for w in [*said, *own] if w in sexes]
    unknown = mention.kind == "person" and not mention.plural and gender(mention.words) == "any"
    return replace(mention, words=mention.words | {told[0]}) if told and unknown else mention


def _subject_of(parsed: Text, word: Word) -> int:
    """The subject of the clause in which *his* or *her* stands; -2 when it has none."""
    while not word.is_verb and word.head != word.i:
        word = parsed.head(word)
    subject = parsed.child(word, "nsubj")
    return subject.i if subject is not None else -2


def _read_foreign(text: str, said: Cues) -> Reading:
    found = read_foreign(text)
    spots = tuple(
        Place(head=n, span=frozenset(), name=f"the {name}", kind=name.split()[-1])
        for n, name in enumerate(found.places)
    )
    known = replace(said, hours=found.hours or said.hours, weather=found.weather or said.weather)
    return Reading(text, found.cast, spots, (), known)


def _generator(brief: Brief) -> np.random.Generator:
    key = f"{brief.seed}\0{brief.prompt}".encode("utf-8", "replace")
    return np.random.default_rng(int.from_bytes(hashlib.sha256(key).digest()[:16], "big"))


def _locations(reading: Reading, brief: Brief, rng: np.random.Generator) -> list[Spot]:
    """The places of the film: those the prompt names, else the one where its people are at home."""
    spots: list[Spot] = []
    for place in reading.places[: min(brief.max_locations, MOST_LOCATIONS)]:
        spots.append(
            Spot(
                _location(place.name, place.kind, [s.place.id for s in spots], rng),
                (place.head,),
                place.destination,
            )
        )
    if any(not s.destination for s in spots) or (spots and brief.max_locations == 1):
        return spots
    roles = " ".join([*(m.role for m in reading.cast), reading.text])
    return [
        Spot(
            _location(
                *scenery.usual_place(roles, rng, reading.cues.weather is not None),
                [s.place.id for s in spots],
                rng,
            ),
            (),
        ),
        *spots,
    ]


def _location(name: str, kind: str, taken: Sequence[str], rng: np.random.Generator) -> Location:
    id = slug(name.removeprefix("the "), "place", 40)
    id = id if id not in taken else f"{id}-{len(taken) + 1}"
    noun, interior, _ = scenery.look_up(name, kind)
    return Location(
        id=id, name=name, kind=noun, interior=interior, descriptors=scenery.describe(name, kind, rng)
    )


def _steps(
    reading: Reading,
    brief: Brief,
    people: tuple[Character, ...],
    meaning: Meaning,
    spots: Sequence[Spot],
    rng: np.random.Generator,
) -> list[tuple[Step, Spot]]:
    happening = [e for e in reading.events if e.predicate]
    count = min(brief.max_scenes, MOST_SCENES if len(happening) > SCENES else SCENES)
    if not people:
        return _landscape(happening, count, reading, spots, rng)
    if not happening:
        return _presence(count, people, spots)
    steps, used, route = [], set[str](), _route(happening, spots)
    main = max(
        (i for i, e in enumerate(happening) if any(meaning.get(h) for h in e.agents)),
        default=len(happening) - 1,
    )
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
    order = [lines[0], *told, *lines[1:4]][: max(1, count - 1)] + lines[4:]
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


def _hour(plan: Sequence[TimeOfDay], number: int) -> TimeOfDay:
    return plan[number - 1]


def _props(step: Step) -> tuple[str, ...]:
    thing = re.sub(r"^the ", "", step.thing)
    real = noun_class(thing.split()[-1]) in ("T", "G", "V") if thing else False
    return (thing,) if real and thing in step.action else ()
