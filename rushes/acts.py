"""What a person does with a film that is there: have a scene shot again, choose another take, cut it anew.

Each act enters a decision and runs the production again. What the decision does not touch is on
file and stays, byte for byte: only the scene's new pictures, the film and its report are made.
"""

import argparse
from collections.abc import Callable
from pathlib import Path

from rushes.commands import Order, layout, shoot
from rushes.config import MEANINGS
from rushes.decisions import Decisions
from rushes.errors import RequestError
from rushes.film import CreativeDocument
from rushes.memory import ConsistencyMemory, Layout, asked
from rushes.settings import load

_NOTE = 500
"""Characters of a note; longer ones are screenplays."""

Change = Callable[[ConsistencyMemory, Decisions], Decisions]


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


def recut(args: argparse.Namespace) -> int:
    """Cut the film and write its report again, from the takes that are chosen."""

    def change(memory: ConsistencyMemory, decisions: Decisions) -> Decisions:
        memory.layout.cut.unlink(missing_ok=True)
        return decisions

    return _act(args, change)


def _act(args: argparse.Namespace, change: Change) -> int:
    from rushes.premiere import decide, decided

    film = _film(args)
    film.crew.require()
    shoot(film, lambda memory: decide(memory, change(memory, decided(memory))))
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


def _check_scene(memory: ConsistencyMemory, scene: int) -> None:
    path = memory.layout.document
    scenes = len(memory.read(path, CreativeDocument).scenes) if path.exists() else 0
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
    from rushes.screening import Screening
    from rushes.terminal import say
    from rushes.web.server import Board

    film = _film(args)
    place = film.place
    screening = Screening(place, film.loaded)
    show = Board(
        root=place.root,
        folder=place.report.parent.relative_to(place.root).as_posix(),
        page=screening.page,
        version=screening.version,
        act=screening.act,
    )
    with show.serve(args.port) as server:
        say(
            f"The board: [bold]{show.address(server)}[/]\nCtrl-C stops it; a film that is being shot goes on."
        )
        server.serve_forever()
    return 0
