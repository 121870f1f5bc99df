"""Screenplays by a language model that never break the production: two passes, validated and repaired.

The model fills in drafts (`rushes.writing.drafts`); ids, limits and everything that the prompt asks for
explicitly (`rushes.writing.asked`) are ours. An answer that cannot be used goes back with the exact
fields that are wrong, a few times; after that there is a `WriterError`, never a half document.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TypeVar, final

from pydantic import ValidationError

from rushes.errors import WriterError
from rushes.film import (
    Brief,
    Character,
    CreativeDocument,
    Descriptor,
    Location,
    Scene,
    slug,
)
from rushes.llm import Answer, Chat, Message, Question, find_json
from rushes.writing.asked import Asked, AskedLook, AskedShot, read_asked
from rushes.writing.drafts import (
    CharacterDraft,
    Draft,
    LocationDraft,
    LookDraft,
    SceneDraft,
    ScenesDraft,
    StoryDraft,
    plain,
    scene_problems,
    story_problems,
    told,
    wire_schema,
)
from rushes.writing.obedience import check_limits, with_article
from rushes.writing.telling import sentence
from rushes.writing.titles import headline
from rushes.writing.wardrobe import attribute

D = TypeVar("D", bound=Draft)
LONGEST_PROMPT = 12_000
"""Characters of the prompt that a model is shown."""
LONGEST_ECHO = 8_000
"""Characters of a wrong answer that a model is shown again."""


class UnusableAnswers(WriterError):
    """The model never gave a usable document; `answers` holds what it said, raw, in order."""

    answers: tuple[str, ...] = ()


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageModelWriter:
    """A `rushes.seams.Writer` on any `Chat`.

    Args:
        chat: The model.
        repairs: How often each pass may be sent back.
        temperature: Sampling temperature; the seed comes from the brief.
    """

    chat: Chat
    repairs: int = 3
    temperature: float = 0.7

    @property
    def name(self) -> str:
        return self.chat.name

    def write(self, brief: Brief) -> CreativeDocument:
        """Write the film in two passes.

        Raises:
            UnusableAnswers: no usable document after the last repair.
            ServiceError: the server failed, refused, or the budget is spent.
            RequestError: the prompt asks for more than `brief` allows.
        """
        asked = read_asked(brief.prompt)
        check_limits(asked, brief)
        shown = f"Seed prompt:\n<<<\n{_shown(brief.prompt)}\n>>>"
        rules = _system("story", StoryDraft, characters=brief.max_characters, locations=brief.max_locations)
        story = self._draft(
            StoryDraft,
            "story",
            [rules, {"role": "user", "content": shown}],
            lambda draft: story_problems(draft, brief) + _missing(draft, asked),
            brief,
        )
        rules = _system("scenes", ScenesDraft, count=_count_rule(asked, brief))
        settled = f"{shown}\n\nThe story:\n{story.model_dump_json(indent=1)}{_list(asked)}"
        scenes = self._draft(
            ScenesDraft,
            "scenes",
            [rules, {"role": "user", "content": settled}],
            lambda draft: scene_problems(draft, story, brief, asked.count),
            brief,
        )
        return build(story, scenes, asked, brief, self.name)

    def _draft(
        self,
        model: type[D],
        purpose: str,
        messages: Sequence[Message],
        check: Callable[[D], list[str]],
        brief: Brief,
    ) -> D:
        answers: list[str] = []
        problems: list[str] = []
        for turn in range(self.repairs + 1):
            answer = self.chat.ask(
                Question(
                    messages=messages,
                    schema=wire_schema(model),
                    purpose=purpose if turn == 0 else f"{purpose}, repair {turn}",
                    seed=brief.seed + turn,
                    temperature=self.temperature,
                )
            )
            answers.append(answer.text)
            draft, problems = judge(answer, model, check)
            if draft is not None:
                return draft
            repair = _template("repair").format(problems="\n".join(f"- {p}" for p in problems))
            messages = [
                *messages[:2],
                {"role": "assistant", "content": answer.text[:LONGEST_ECHO]},
                {"role": "user", "content": repair},
            ]
        error = UnusableAnswers(
            f"{self.chat.name} gave no usable {purpose} in {len(answers)} tries; last:"
            f" {'; '.join(problems[:3])}"[:500],
            todo="try another LLM_MODEL, or set LLM_PROVIDER=offline",
        )
        error.answers = tuple(answers)
        raise error


def judge(answer: Answer, model: type[D], check: Callable[[D], list[str]]) -> tuple[D | None, list[str]]:
    """The draft in an answer, or None with every problem in words."""
    try:
        found = find_json(answer.text)
    except ValueError as error:
        cut = ["answer: it was cut off; write shorter phrases"] if answer.truncated else []
        return None, [*cut, f"answer: {plain(str(error))[:200]}"]
    try:
        draft = model.model_validate(found)
    except ValidationError as error:
        return None, told(error)
    except RecursionError:
        return None, ["answer: nested too deep"]
    problems = check(draft)
    return (None, problems[:25]) if problems else (draft, [])


@cache
def _template(name: str) -> str:
    return files("rushes.writing").joinpath(f"prompts/{name}.md").read_text(encoding="utf-8")


def _system(name: str, model: type[Draft], **values: object) -> Message:
    text = _template(name)
    for key, value in {**values, "schema": json.dumps(wire_schema(model))}.items():
        text = text.replace(f"{{{key}}}", str(value))
    return {"role": "system", "content": text}


def _shown(prompt: str) -> str:
    text = prompt.encode("utf-8", "replace").decode().replace("\0", " ")
    return text if len(text) <= LONGEST_PROMPT else text[:LONGEST_PROMPT].rpartition(" ")[0]


def _count_rule(asked: Asked, brief: Brief) -> str:
    if asked.count:
        return f"Exactly {asked.count} scenes."
    most = min(brief.max_scenes, 6)
    return f"{min(3, most)} to {most} scenes." if most > 1 else "Exactly 1 scene."


def _list(asked: Asked) -> str:
    if not asked.shots:
        return ""
    lines = "\n".join(f"{i}. {shot.action}" for i, shot in enumerate(asked.shots, start=1))
    return f"\n\nThe scenes that are asked for, in this order; one scene each, nothing added:\n{lines}"


def _missing(story: StoryDraft, asked: Asked) -> list[str]:
    """Names that the prompt asks for by list and the story leaves out."""
    people = {c.name.casefold() for c in story.characters}
    spots = {p.name.casefold() for p in story.locations}
    names = [*(look.name for look in asked.looks), *(n for s in asked.shots for n in s.characters)]
    found = [
        f"characters: {n!r} is asked for and missing"
        for n in dict.fromkeys(names)
        if n.casefold() not in people
    ]
    wanted = dict.fromkeys(s.location for s in asked.shots if s.location)
    return found + [f"locations: {n!r} is asked for and missing" for n in wanted if n.casefold() not in spots]


def build(
    story: StoryDraft, scenes: ScenesDraft, asked: Asked, brief: Brief, source: str
) -> CreativeDocument:
    """The document of two valid drafts; what the prompt asks for wins over what the model wrote."""
    people = _people(story.characters, asked)
    places = _places(story.locations, asked)
    by_name = {c.name.casefold(): c.id for c in people}
    spots = {p.name.casefold(): p.id for p in places}
    whole = asked.seconds / len(scenes.scenes) if asked.seconds else brief.seconds_per_scene
    planned = [_scene(draft, n, by_name, spots, whole) for n, draft in enumerate(scenes.scenes, start=1)]
    planned = [
        _obeyed(scene, shot, by_name, spots)
        for scene, shot in zip(planned, asked.shots or [None] * len(planned), strict=True)
    ]
    visited = {scene.location for scene in planned}
    seen = {id for scene in planned for id in scene.characters}
    return CreativeDocument(
        title=headline(asked.title) if asked.title else story.title,
        logline=story.logline,
        style=story.style,
        arc=story.arc,
        characters=tuple(c for c in people if c.id in seen),
        locations=tuple(p for p in places if p.id in visited),
        scenes=tuple(planned),
        source=source,
    )


def _ids(names: Sequence[str], fallback: str) -> list[str]:
    """Slugs of our own making, unique, whatever the names hold."""
    out: list[str] = []
    for name in names:
        base = slug(name, fallback, 40)
        n = 1
        while (id := base if n == 1 else f"{base}-{n}") in out:
            n += 1
        out.append(id)
    return out


def _people(drafts: Sequence[CharacterDraft], asked: Asked) -> list[Character]:
    ids = _ids([d.name for d in drafts], "character")
    wanted = {look.name.casefold(): look for look in asked.looks}
    return [
        Character(
            id=id,
            name=d.name,
            role=d.role,
            kind=d.kind,
            descriptors=_descriptors(d.looks, wanted.get(d.name.casefold())),
        )
        for id, d in zip(ids, drafts, strict=True)
    ]


def _descriptors(looks: Sequence[LookDraft], asked: AskedLook | None) -> tuple[Descriptor, ...]:
    given = [
        Descriptor(attribute=attribute(p), phrase=with_article(p)) for p in (asked.looks if asked else ())
    ]
    taken = {d.attribute for d in given}
    own = [
        Descriptor(attribute=look.attribute, phrase=look.phrase)
        for look in looks
        if look.attribute not in taken
    ]
    return (*given, *(d for d in own if attribute(d.phrase) not in taken - {"prop"}))


def _places(drafts: Sequence[LocationDraft], asked: Asked) -> list[Location]:
    ids = _ids([d.name for d in drafts], "place")
    inside = {s.location.casefold(): s.interior for s in asked.shots if s.location and s.interior is not None}
    return [
        Location(
            id=id,
            name=d.name,
            kind=d.kind,
            interior=inside.get(d.name.casefold(), d.interior),
            descriptors=tuple(Descriptor(attribute=x.attribute, phrase=x.phrase) for x in d.looks),
        )
        for id, d in zip(ids, drafts, strict=True)
    ]


def _scene(
    draft: SceneDraft, number: int, people: dict[str, str], spots: dict[str, str], seconds: float
) -> Scene:
    return Scene(
        number=number,
        beat=draft.beat,
        location=spots[draft.location.casefold()],
        characters=tuple(dict.fromkeys(people[name.casefold()] for name in draft.characters)),
        action=sentence(draft.action),
        time_of_day=draft.time_of_day,
        weather=draft.weather,
        mood=draft.mood,
        shot_size=draft.shot_size,
        camera=draft.camera,
        angle=draft.angle,
        motion=draft.motion,
        seconds=seconds,
        props=draft.props,
    )


def _obeyed(scene: Scene, shot: AskedShot | None, people: dict[str, str], spots: dict[str, str]) -> Scene:
    """The scene with every field of the asked shot put in."""
    if shot is None:
        return scene
    listed = tuple(people[name.casefold()] for name in shot.characters)
    return replace(
        scene,
        action=sentence(shot.action),
        location=spots[shot.location.casefold()] if shot.location else scene.location,
        characters=tuple(dict.fromkeys([*listed, *scene.characters])),
        shot_size=shot.shot_size or scene.shot_size,
        camera=shot.camera or scene.camera,
        angle=shot.angle or scene.angle,
        time_of_day=shot.time_of_day or scene.time_of_day,
        weather=shot.weather or scene.weather,
        seconds=shot.seconds or scene.seconds,
    )
