"""What a person does with a film that is there: retake a scene, choose a take, replace a reference, recut.

Each act enters a decision and runs the production again. What the decision does not touch is on
file and stays, byte for byte: only the scene's new pictures, the film and its report are made.
"""

import argparse
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rushes.commands import Order, layout, shoot
from rushes.config import MEANINGS
from rushes.decisions import Decisions
from rushes.errors import RequestError
from rushes.files import write_bytes
from rushes.film import Character, CreativeDocument, Location, slug
from rushes.images import Picture, read_user_reference, write_png
from rushes.memory import ConsistencyMemory, Layout, asked
from rushes.settings import load

_NOTE = 500
"""Characters of a note; longer ones are screenplays."""

Change = Callable[[ConsistencyMemory, Decisions], Decisions]
Subject = Character | Location
Mask = NDArray[np.bool_]


def retake(args: argparse.Namespace) -> int:
    """Shoot one more take of a scene, with a note if there is one, and show it."""
    note = " ".join(args.note.split())
    if len(note) > _NOTE:
        raise RequestError(f"the note has {len(note)} characters; {_NOTE} is the most", todo="shorten it")

    def change(memory: ConsistencyMemory, decisions: Decisions) -> Decisions:
        _check_scene(memory, args.scene)
        return decisions.retake(args.scene, _attempts(memory.layout, args.scene) + 1, note)

    return _act(args, change)


def choose(args: argparse.Namespace) -> int:
    """Show another take of a scene."""

    def change(memory: ConsistencyMemory, decisions: Decisions) -> Decisions:
        _check_scene(memory, args.scene)
        there = _attempts(memory.layout, args.scene)
        if not 1 <= args.take <= there:
            raise RequestError(
                f"scene {args.scene} has takes 1 to {there}, not {args.take}", todo="choose one of them"
            )
        return decisions.choose(args.scene, args.take)

    return _act(args, change)


def reference(args: argparse.Namespace) -> int:
    """Put another picture in the place of a character's or location's references; shoot anew what shows them.

    The takes that were shot with the old picture stay on file; new ones are shot until one is good enough.
    """
    from rich.markup import escape

    from rushes.terminal import say

    pixels, mask = read_user_reference(args.image)

    def change(memory: ConsistencyMemory, decisions: Decisions) -> Decisions:
        document = _document(memory)
        subject = _subject(document, args.name)
        views = _views(memory.layout, subject, args.view)
        for path in views:
            _replace(memory, path, *_prepared(subject, pixels, mask))
        scenes = [s.number for s in document.scenes if subject.id in (*s.characters, s.location)]
        for scene in scenes:
            decisions = _shot_anew(memory.layout, decisions, scene)
        say(
            f"{escape(subject.name)}: {', '.join(path.stem for path in views)} replaced; "
            f"shot anew: {', '.join(f'scene {n}' for n in scenes) or 'nothing'}"
        )
        return decisions

    return _act(args, change)


def _prepared(subject: Subject, pixels: Picture, mask: Mask | None) -> tuple[Picture, Mask | None]:
    """A location's picture as it is; a character cut out on white, as the illustrators paint them."""
    if mask is None and isinstance(subject, Character):
        from rushes.preproduction.diffusion import cut

        mask = cut(pixels)
    if mask is not None:
        pixels = np.where(mask[..., None], pixels, np.uint8(255))
    return pixels, mask if isinstance(subject, Character) else None


def _replace(memory: ConsistencyMemory, path: Path, pixels: Picture, mask: Mask | None) -> None:
    of, subject, view = path.parent.parent.name.removesuffix("s"), path.parent.name, path.stem
    old = memory.layout.replaced(of, subject, view)
    write_bytes(old, path.read_bytes())
    write_png(path, pixels, mask)
    memory.note("replaced", file=memory.relative(path), old=memory.relative(old))


def _shot_anew(place: Layout, decisions: Decisions, scene: int) -> Decisions:
    """What somebody asked for in the take that is shown is asked for again; otherwise the reward chooses."""
    shown = decisions.choices.get(scene)
    asked = None if shown is None else decisions.asked(scene, shown)
    if asked is None:
        return decisions.release(scene)
    return decisions.retake(scene, _attempts(place, scene) + 1, asked.note)


def _subject(document: CreativeDocument, name: str) -> Subject:
    everybody: list[Subject] = [*document.characters, *document.locations]
    for subject in everybody:
        if slug(name) in (subject.id, slug(subject.name)):
            return subject
    known = ", ".join(subject.id for subject in everybody)
    raise RequestError(f"nobody and no place in this film is called {name!r}", todo=f"name one of: {known}")


def _views(place: Layout, subject: Subject, view: str | None) -> list[Path]:
    """The pictures that are replaced: one view, or all of them, so that no two disagree."""
    of = "character" if isinstance(subject, Character) else "location"
    there = sorted(place.reference(of, subject.id, "any").parent.glob("*.png"))
    wanted = [path for path in there if view in (None, path.stem)]
    if not wanted:
        views = ", ".join(path.stem for path in there) or "none yet: run the film first"
        raise RequestError(f"{subject.name} has no {view or 'painted'} view", todo=f"there are: {views}")
    return wanted


def recut(args: argparse.Namespace) -> int:
    """Cut the film and write its report again, from the takes that are chosen."""

    def change(memory: ConsistencyMemory, decisions: Decisions) -> Decisions:
        memory.layout.cut.unlink(missing_ok=True)
        return decisions

    return _act(args, change)


def _act(args: argparse.Namespace, change: Change) -> int:
    from rushes.premiere import decide, decided
    from rushes.terminal import say

    film = _film(args)
    film.crew.require()

    def busy() -> None:
        say("This film is being shot right now; the act begins when that is done. Ctrl-C leaves it undone.")

    shoot(film, lambda memory: decide(memory, change(memory, decided(memory))), busy)
    return 0


def _film(args: argparse.Namespace) -> Order:
    """The film that lies there, with the settings it was shot with."""
    first = load(args.set)
    there = asked(layout(first.settings, args.output))
    if there.get("mode") != "cinematic":
        raise RequestError(
            f"there is no film in {args.output.resolve()}",
            todo="name its folder with --output, or make one first",
        )
    differing = [
        f"{name}={value}"
        for name, value in there.items()
        if name in MEANINGS and value != getattr(first.settings, name)
    ]
    loaded = load([*differing, *args.set])
    place = layout(loaded.settings, args.output)
    return Order(loaded=loaded, place=place, prompt=str(there["prompt"]), seed=int(there["seed"]))


def _document(memory: ConsistencyMemory) -> CreativeDocument:
    path = memory.layout.document
    if not path.exists():
        raise RequestError("the screenplay is not written yet", todo="run the film first")
    return memory.read(path, CreativeDocument)


def _check_scene(memory: ConsistencyMemory, scene: int) -> None:
    scenes = len(_document(memory).scenes)
    if not 1 <= scene <= scenes or not _attempts(memory.layout, scene):
        raise RequestError(
            f"scene {scene} was not shot; the film has {scenes} scenes", todo="name a scene that was shot"
        )


def _attempts(place: Layout, scene: int) -> int:
    """How many takes of a scene are on file, counted without gaps."""
    number = 0
    while _record(place, scene, number + 1).exists():
        number += 1
    return number


def _record(place: Layout, scene: int, number: int) -> Path:
    return place.clip(scene, f"take-{number:02}").with_suffix(".json")


def board(args: argparse.Namespace) -> int:
    """Serve the live page of a run until Ctrl-C."""
    from rich.markup import escape

    from rushes.errands import Errands
    from rushes.premiere import crew_lines
    from rushes.screening import Screening
    from rushes.terminal import say
    from rushes.web.server import Board

    film = _film(args)
    place = film.place
    errands = Errands(root=place.root, log=place.now.with_name("board.log"))
    screening = Screening(place, film.loaded, errands, crew_lines(film.crew))
    show = Board(
        root=place.root,
        folder=place.report.parent.relative_to(place.root).as_posix(),
        page=screening.page,
        now=screening.now,
        act=screening.act,
        hand_in=screening.hand_in,
    )
    try:
        serving = show.serve(args.port)
    except (OSError, OverflowError) as error:
        raise RequestError(
            f"port {args.port} cannot be used: {getattr(error, 'strerror', '') or 'they go from 0 to 65535'}",
            todo="name another --port, or leave it out",
        ) from error
    with serving as server:
        say(
            f"The board: [bold]{show.address(server)}[/]\nCtrl-C stops it; a film that is being shot goes on."
        )
        try:
            server.serve_forever()
        finally:
            for title in errands.waiting():
                say(f"Not begun: {escape(title)}")
    return 0
