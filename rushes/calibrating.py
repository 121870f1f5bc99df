"""What ``rushes calibrate`` does: learn from one's own clips what the critics' figures mean."""

import argparse
import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from rushes.calibration_clips import viewings
from rushes.casting import embedded, studio_critics
from rushes.casting.members import Call
from rushes.commands import layout, settle
from rushes.critics.studio_fit import PASS, Row, fit_all
from rushes.critics.studio_tables import CalibrationLibrary
from rushes.film import Viewing
from rushes.memory import Layout
from rushes.terminal import say


def calibrate(args: argparse.Namespace) -> int:
    """Fit every critic's model that is there on the clips, keep the table, and print it.

    Raises:
        RequestError: a folder holds no clips.
        CriticError: the clips are too few to fit anything on.
        EngineUnavailable: weights cannot be read.
    """
    loaded = settle(args)
    call = Call(settings=loaded.settings, seed=0, root=Path.cwd())
    places = [layout(loaded.settings, folder) for folder in args.folders or [Path()]]
    fits, left_out = studio_critics.fits(call)
    for why in left_out:
        say(f"[dim]{_plain(why)}[/]")
    clips: list[Viewing | None] = []
    library = CalibrationLibrary.at_home(call.environ)
    table, rows = fit_all(library.latest(), _told(places, call, clips), fits)
    population = f"{len(clips)} clips of {', '.join(place.root.name for place in places)}"
    path, new = library.add(replace(table, population=population))
    say(_table(rows))
    say(f"[dim]mean: of the cosines; pass: P(same) of at least {PASS}, each take judged by the others[/]")
    for row in rows:
        if note := f"not fitted, {row.reason}" if row.reason else _scale(row):
            say(f"[yellow]{_plain(row.entry)}: {_plain(note)}[/]")
    say(f"Kept as {_plain(str(path))}; every film that begins from now on is scored by it." if new else
        f"Nothing has changed: {_plain(str(path))} says the same already.")  # fmt: skip
    return 0


def _told(places: Sequence[Layout], call: Call, clips: list[Viewing | None]) -> Iterator[Viewing]:
    for place in places:
        for number, viewing in enumerate(viewings(place, lambda: embedded.ENGINE.build(call)), 1):
            clips.append(None)
            cast = ", ".join(viewing.scene.characters) or "nobody"
            say(f"[dim]{_plain(place.root.name)}, clip {number}: {cast} at {viewing.scene.location}[/]")
            yield viewing


def _table(rows: Sequence[Row]) -> Any:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("fitted", overflow="fold")
    for column in ("same", "mean", "pass", "others", "mean", "pass"):
        table.add_column(column, justify="right", no_wrap=True)
    for row in (r for r in rows if r.different or r.reason):
        table.add_row(
            _plain(row.entry),
            *(str(row.same), _number(row.same_mean, ".3f"), _number(row.same_pass, ".0%")),
            *(str(row.different), _number(row.different_mean, ".3f"), _number(row.different_pass, ".0%")),
        )
    return table


def _scale(row: Row) -> str:
    if row.different or math.isnan(row.different_mean):
        return ""
    return f"mean {row.same_mean:.2f}, standard deviation {row.different_mean:.2f}"


def _number(value: float, form: str) -> str:
    return "" if math.isnan(value) else format(value, form)


def _plain(text: str) -> str:
    from rich.markup import escape

    return escape(text)
