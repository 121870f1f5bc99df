"""A prompt that holds a shot list or a screenplay is planned exactly as it asks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from rushes.errors import RequestError
from rushes.film import Brief, Character, CreativeDocument, Location, Scene, TimeOfDay
from rushes.writing import scenery, staging
from rushes.writing.asked import Asked, AskedLook, AskedShot
from rushes.writing.casting_call import cast, role_of_name
from rushes.writing.cues import DEFAULT_STYLES, cues, hours
from rushes.writing.lexicon import LIVING, noun_class
from rushes.writing.locations import make_location
from rushes.writing.mentions import KINDS, Mention
from rushes.writing.plots import mood
from rushes.writing.reading import Reading
from rushes.writing.telling import sentence
from rushes.writing.titles import arc, headline, logline, title
from rushes.writing.verbs import verb_class


def check_limits(asked: Asked, brief: Brief) -> None:
    """Raises RequestError when more is asked for than the settings allow, naming the setting."""
    wanted = (
        ("scenes", asked.count or 0, brief.max_scenes, "MAX_SCENES"),
        ("characters with looks", len(asked.looks), brief.max_characters, "MAX_CHARACTERS"),
        ("locations", len({s.location for s in asked.shots} - {None}), brief.max_locations, "MAX_LOCATIONS"),
    )
    for what, count, limit, setting in wanted:
        if count > limit:
            raise RequestError(
                f"the prompt asks for {count} {what}; {setting} allows {limit}",
                todo=f"--set {setting}={count}, or ask for fewer",
            )


def with_looks(
    found: Sequence[Mention], looks: Sequence[AskedLook], names: Sequence[str] = ()
) -> list[Mention]:
    """The cast of the prompt with the looks that it gives, and with everybody it lists by name.

    Args:
        names: Names that a screenplay puts into its scenes.
    """
    kept = list(found)
    for number, look in enumerate([*looks, *(AskedLook(name=n, role="", looks=()) for n in names)]):
        at = next((i for i, m in enumerate(kept) if _means(m, look)), None)
        if at is None:
            kept.append(_introduced(look, -10 - number))
        elif not look.role and not kept[at].name:
            kept[at] = replace(kept[at], name=look.name, role="", kind="person")
        elif look.role:
            new, old = _introduced(look, kept[at].head), kept[at]
            kept[at] = replace(new, span=old.span, again=old.again, words=new.words | old.words)
    return kept


def _means(mention: Mention, look: AskedLook) -> bool:
    said, asked = (mention.name or mention.role).casefold(), look.name.casefold()
    return said == asked or said.split()[:1] == asked.split()[:1]


def _introduced(look: AskedLook, head: int) -> Mention:
    letter = noun_class(look.role.split()[-1]) if look.role else "P"
    role = look.role
    if role.split()[-1:] == ["person"]:
        named = Mention(head=head, span=frozenset(), role="", kind="person", name=look.name)
        role = f"{role.removesuffix('person')}{role_of_name(named)}"
    return Mention(
        head=head,
        span=frozenset(),
        role=role,
        kind=KINDS[letter] if letter in LIVING and letter is not None else "person",
        name=look.name,
        said=tuple(with_article(phrase) for phrase in look.looks),
        words=frozenset(re.findall(r"[a-z]+", role.lower())),
    )


def with_article(phrase: str) -> str:
    """``yellow raincoat`` -> ``a yellow raincoat``; ``red hair`` and ``brown boots`` stay."""
    last = phrase.split()[-1].lower()
    counted = last not in ("hair", "fur", "skin", "armour", "clothes", "plating") and not last.endswith("s")
    if re.match(r"(?i)(?:an?|the|his|her|its|their|no|two|one)\b", phrase) or not counted:
        return phrase
    return f"{'an' if phrase[0].lower() in 'aeiou' else 'a'} {phrase}"


@dataclass(slots=True)
class _Plan:
    """The film as far as it is planned; one shot after the other."""

    reading: Reading
    asked: Asked
    brief: Brief
    rng: np.random.Generator
    people: tuple[Character, ...]
    places: list[Location]
    used: list[staging.Framing]
    scenes: list[Scene]


def obey(
    asked: Asked, reading: Reading, brief: Brief, rng: np.random.Generator, source: str
) -> CreativeDocument:
    """The document of a shot list: one scene per shot, each field as asked; the rest as offline always."""
    names = list(dict.fromkeys(n for shot in asked.shots for n in shot.characters))
    people, _ = cast(with_looks(reading.cast, asked.looks, names), brief.max_characters, rng)
    plan = _Plan(reading, asked, brief, rng, people, [], [], [])
    plan.places = _places(asked, reading, brief, rng)
    times = _times(asked, reading, plan.places, rng)
    for number, shot in enumerate(asked.shots, start=1):
        plan.scenes.append(_scene(plan, shot, number, times[number - 1]))
    seen = {id for scene in plan.scenes for id in scene.characters}
    kept = tuple(c for c in people if c.id in seen)
    visited = {scene.location for scene in plan.scenes}
    return CreativeDocument(
        title=headline(asked.title) if asked.title else title(reading.text, reading.text, kept, plan.places),
        logline=logline(asked.story or asked.shots[0].action),
        style=reading.cues.style or DEFAULT_STYLES[int(rng.integers(len(DEFAULT_STYLES)))],
        arc=arc(plan.scenes, kept),
        characters=kept,
        locations=tuple(place for place in plan.places if place.id in visited),
        scenes=tuple(plan.scenes),
        source=source,
    )


def _places(asked: Asked, reading: Reading, brief: Brief, rng: np.random.Generator) -> list[Location]:
    found: list[Location] = []
    named = [(shot.location, _kind(shot.location)) for shot in asked.shots if shot.location]
    read = [] if named else [(p.name, p.kind) for p in reading.places][: brief.max_locations]
    for name, kind in dict.fromkeys(named or read):
        place = make_location(name, kind, [p.id for p in found], rng)
        inside = next(
            (s.interior for s in asked.shots if s.location == name and s.interior is not None), None
        )
        found.append(place if inside is None else replace(place, interior=inside))
    if not found or (
        named and any(s.location is None for s in asked.shots) and len(found) < brief.max_locations
    ):
        roles = " ".join(m.role for m in reading.cast)
        found.append(
            make_location(*scenery.usual_place(roles, reading.text, rng, False), [p.id for p in found], rng)
        )
    return found


def _kind(name: str) -> str:
    return name.removeprefix("the ").split(" of ")[0].split()[-1]


def _times(
    asked: Asked, reading: Reading, places: Sequence[Location], rng: np.random.Generator
) -> list[TimeOfDay]:
    """The asked hours; an hour holds until another is asked."""
    starry = any(p.kind in staging.STARRY for p in places)
    stages = [_stage(i, len(asked.shots)) for i in range(len(asked.shots))]
    free = staging.time_plan(stages, [s.action for s in asked.shots], cues(reading.text), starry, rng)
    if not any(s.time_of_day for s in asked.shots):
        return free
    now = next(s.time_of_day for s in asked.shots if s.time_of_day)
    now = next(iter(hours(asked.story.split("\n")[0])), now)
    out = []
    for shot in asked.shots:
        now = shot.time_of_day or now
        out.append(now)
    return out


def _stage(index: int, count: int) -> str:
    return "before" if index == 0 else "after" if index == count - 1 else "event"


def _scene(plan: _Plan, shot: AskedShot, number: int, time: TimeOfDay) -> Scene:
    count = len(plan.asked.shots)
    beat, stage = staging.beats(count)[number - 1], _stage(number - 1, count)
    who = _who(plan, shot)
    place = _where(plan, shot)
    framed = staging.framing(stage, shot.action, len(who), plan.used, plan.rng)
    frame = (shot.shot_size or framed[0], shot.camera or framed[1])
    plan.used.append(frame)
    whole = plan.asked.seconds / count if plan.asked.seconds else plan.brief.seconds_per_scene
    verbs = [w for w in re.findall(r"[a-z]+", shot.action.lower()) if verb_class(w.rstrip("s")) != "any"]
    return Scene(
        number=number,
        beat=beat,
        location=place.id,
        characters=tuple(c.id for c in who),
        action=sentence(shot.action),
        time_of_day=time,
        weather=shot.weather
        or staging.weather_for(place.kind, plan.reading.cues, np.random.default_rng(plan.brief.seed)),
        mood=mood(verb_class(verbs[0].rstrip("s")) if verbs else "any", beat),
        shot_size=frame[0],
        camera=frame[1],
        angle=shot.angle or staging.angle_of(stage, who),
        motion=staging.motion_of(shot.action),
        seconds=shot.seconds or whole,
    )


def _who(plan: _Plan, shot: AskedShot) -> tuple[Character, ...]:
    """Everybody the shot names; *she* and *they* at its start are those of the shot before."""
    low = f" {shot.action.lower()} "
    named = tuple(c for c in plan.people if c.name in shot.characters or _spoken_of(c, low))
    if named or not plan.scenes or not re.match(r"(?i)(?:s?he|they|it|his|her|their)\b", shot.action):
        return named
    before = plan.scenes[-1].characters
    return tuple(c for c in plan.people if c.id in before)


def _spoken_of(character: Character, low: str) -> bool:
    words = {character.name.split()[0].lower(), character.role.split()[-1].lower()}
    words -= {"old", "young", "the", "person", "man", "woman"} if character.name != character.role else set()
    return any(re.search(rf"\b{re.escape(word)}s?\b", low) for word in words)


def _where(plan: _Plan, shot: AskedShot) -> Location:
    if shot.location:
        return next(p for p in plan.places if p.name == shot.location)
    low = shot.action.lower()
    said = next((p for p in plan.places if re.search(rf"\b{re.escape(_kind(p.name).lower())}\b", low)), None)
    if said is not None or not plan.scenes:
        return said or plan.places[0]
    return next(p for p in plan.places if p.id == plan.scenes[-1].location)


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the planned-versus-asked table."""

    what: str
    asked: str
    planned: str

    @property
    def kept(self) -> bool:
        return self.asked == self.planned


def compare(asked: Asked, document: CreativeDocument) -> list[Line]:
    """Everything that was asked for beside what is planned, field by field."""
    lines = []
    if asked.title:
        lines.append(Line("title", headline(asked.title), document.title))
    if asked.count:
        lines.append(Line("scenes", str(asked.count), str(len(document.scenes))))
    if asked.seconds:
        lines.append(Line("seconds", f"{asked.seconds:g}", f"{sum(s.seconds for s in document.scenes):g}"))
    for look in asked.looks:
        who = next((c for c in document.characters if c.name == look.name), None)
        worn = {d.phrase for d in who.descriptors} if who else set()
        for phrase in look.looks:
            said = with_article(phrase)
            lines.append(Line(f"{look.name} looks", said, said if said in worn else "missing"))
    for shot, scene in zip(asked.shots, document.scenes, strict=False):
        lines += _shot_lines(shot, scene, document)
    return lines


def _shot_lines(shot: AskedShot, scene: Scene, document: CreativeDocument) -> list[Line]:
    place = document.location(scene.location)
    pairs = {
        "action": (sentence(shot.action), scene.action),
        "shot size": (shot.shot_size, scene.shot_size),
        "camera": (shot.camera, scene.camera),
        "angle": (shot.angle, scene.angle),
        "place": (shot.location, place.name),
        "interior": (shot.interior, place.interior),
        "time of day": (shot.time_of_day, scene.time_of_day),
        "weather": (shot.weather, scene.weather),
        "seconds": (shot.seconds, scene.seconds),
        "characters": (
            ", ".join(shot.characters) or None,
            ", ".join(
                n for n in shot.characters if n in {document.character(i).name for i in scene.characters}
            ),
        ),
    }
    wanted = {what: (want, got) for what, (want, got) in pairs.items() if want is not None}
    return [Line(f"scene {scene.number} {what}", str(want), str(got)) for what, (want, got) in wanted.items()]
