"""The clips that `rushes calibrate` learns from: films that were made here, and folders of one's own clips.

A film's run folder is read as it lies. Footage of the animatic engine is drawn again, since a clip on disk
no longer tells where its subjects are; every other clip is decoded, and searched by the detector.

A folder of one's own says by its names who is seen where::

    characters/mara/*.png      references: the subject on white, or cut out (alpha)
    locations/beach/*.png      the empty place
    clips/mara+john@beach-2.mp4
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Literal, TypeVar

import numpy as np
from pydantic import TypeAdapter

from rushes.errors import RequestError
from rushes.film import (
    Character,
    CreativeDocument,
    Footage,
    Location,
    LogEntry,
    ReferenceImage,
    Scene,
    Shot,
    Take,
    Viewing,
    slug,
)
from rushes.images import read_reference, read_user_image
from rushes.memory import Layout, asked, read_json
from rushes.seams import Engine
from rushes.video import probe, read_frames

T = TypeVar("T")
LOOKS = 12
"""Frames of each clip that are looked at, evenly spread."""
_PICTURES = (".png", ".jpg", ".jpeg", ".webp")


def viewings(place: Layout, drawn_again: Callable[[], Engine]) -> Iterator[Viewing]:
    """The takes that a film shows, or one's own clips, one by one.

    Args:
        place: The folder; a film when it holds a screenplay.
        drawn_again: Makes the animatic engine.

    Raises:
        RequestError: the folder holds neither.
        CorruptRun, EditError: a file is damaged.
    """
    if place.document.is_file() and place.state.is_file():
        yield from _film(place, drawn_again)
    elif (place.root / "clips").is_dir():
        yield from _own(place.root)
    else:
        raise RequestError(
            f"there are no clips to calibrate on in {place.root}",
            todo="name folders of finished films, or a folder with characters/, locations/ and clips/ "
            "(see `Calibration` in DOCS.md)",
        )


def _value(path: Path, kind: type[T]) -> T:
    return TypeAdapter(kind).validate_python(read_json(path)["value"])


def _film(place: Layout, drawn_again: Callable[[], Engine]) -> Iterator[Viewing]:
    document = _value(place.document, CreativeDocument)
    references = _references(place, document)
    log = TypeAdapter(tuple[LogEntry, ...]).validate_python(read_json(place.state)["continuity_log"])
    drawn = asked(place).get("crew", {}).get("engine") == "animatic"
    for entry in log:
        take = _value((place.root / entry.clip).with_suffix(".json"), Take)
        shot = _shot(take, document.scenes[entry.scene - 1], references)
        footage = drawn_again().render(shot) if drawn else _decoded(place.root / take.clip)
        yield Viewing(
            footage=footage,
            shot=shot,
            scene=document.scenes[entry.scene - 1],
            document=document,
            references=references,
            log=(),
            samples=spread(take.frames) if drawn else tuple(range(len(footage.frames))),
        )


def _references(place: Layout, document: CreativeDocument) -> tuple[ReferenceImage, ...]:
    subjects: list[tuple[str, Character | Location]] = [("character", c) for c in document.characters]
    subjects += [("location", where) for where in document.locations]
    return tuple(
        read_reference(file, subject=subject.id, name=subject.name, of=of, view=file.stem)
        for of, subject in subjects
        for file in sorted(place.reference(of, subject.id, "any").parent.glob("*.png"))
    )


def _shot(take: Take, scene: Scene, references: Sequence[ReferenceImage]) -> Shot:
    subjects = {*scene.characters, scene.location}
    return Shot(
        prompt=take.prompt.text,
        negative=take.prompt.negative,
        frames=take.frames,
        width=take.width,
        height=take.height,
        fps=take.fps,
        seed=take.seed,
        references=tuple(r for r in references if r.subject in subjects),
        label_frames=spread(take.frames),
    )


def spread(frames: int) -> tuple[int, ...]:
    """At most `LOOKS` frame numbers, evenly spread over a clip of `frames`."""
    return tuple(dict.fromkeys(round(float(i)) for i in np.linspace(0, frames - 1, min(LOOKS, frames))))


def _decoded(clip: Path) -> Footage:
    """Only the frames that are looked at: a long clip does not fit in memory."""
    told = probe(clip)
    return Footage(frames=read_frames(clip, spread(told.frames)), fps=told.fps)


# ---------------------------------------------------------------- clips of one's own


def _own(root: Path) -> Iterator[Viewing]:
    references = tuple(
        _picture(file, of=kind.removesuffix("s"), subject=slug(folder.name))
        for kind in ("characters", "locations")
        for folder in sorted((root / kind).glob("*/"))
        for file in sorted(folder.iterdir())
        if file.suffix.lower() in _PICTURES
    )
    people = tuple(dict.fromkeys(r.subject for r in references if r.of == "character"))
    places = tuple(dict.fromkeys(r.subject for r in references if r.of == "location"))
    for clip in sorted((root / "clips").glob("*.mp4")):
        cast, where = _named(clip, people, places)
        document = _document(root.name, people, places, cast, where)
        footage = _decoded(clip)
        count, height, width = footage.frames.shape[:3]
        shot = Shot(prompt="", negative="", frames=count, width=width, height=height, fps=footage.fps, seed=0)
        yield Viewing(
            footage=footage,
            shot=shot,
            scene=document.scenes[0],
            document=document,
            references=references,
            log=(),
            samples=tuple(range(count)),
        )


def _picture(path: Path, of: str, subject: str) -> ReferenceImage:
    made = None
    if path.suffix.lower() == ".png":
        made = read_reference(path, subject=subject, name=subject, of=of, view=path.stem)
    if made is not None and made.mask is not None:
        return made
    kind: Literal["character", "location"] = "character" if of == "character" else "location"
    return ReferenceImage(
        subject=subject, name=subject, of=kind, view=path.stem, pixels=read_user_image(path)
    )


def _named(clip: Path, people: Sequence[str], places: Sequence[str]) -> tuple[tuple[str, ...], str]:
    """Who is seen where, by the clip's name: ``mara+john@beach-2.mp4``."""
    cast_words, at, place_words = clip.stem.partition("@")
    cast = tuple(slug(word) for word in cast_words.split("+") if word.strip())
    where = slug(place_words)
    found = [p for p in places if where == p or where.startswith(f"{p}-")]
    unknown = [who for who in cast if who not in people]
    if not at or not found or unknown:
        wrong = f"no references of {', '.join(unknown)}" if unknown else "its name tells no known place"
        raise RequestError(
            f"{clip.name}: {wrong}",
            todo="name a clip after folders of characters/ and locations/: mara+john@beach-2.mp4",
        )
    return cast, max(found, key=len)


def _document(
    title: str, people: Sequence[str], places: Sequence[str], cast: tuple[str, ...], where: str
) -> CreativeDocument:
    scene = Scene(
        number=1, beat="setup", location=where, characters=cast, action=" and ".join(cast) or where,
        time_of_day="noon", weather="clear", mood="", shot_size="full", camera="static", seconds=1.0,
    )  # fmt: skip
    return CreativeDocument(
        title=title,
        logline="",
        style="",
        arc="",
        characters=tuple(
            Character(id=c, name=c, role=c.replace("-", " "), kind="person", descriptors=()) for c in people
        ),
        locations=tuple(Location(id=p, name=p, kind=p, interior=False, descriptors=()) for p in places),
        scenes=(scene,),
    )
