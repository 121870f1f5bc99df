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
    table.add_column("fitted", no_wrap=True)
    for column in ("same", "other", f"same ≥ {PASS}", f"other ≥ {PASS}"):
        table.add_column(column, justify="right", no_wrap=True)
    table.add_column("note", overflow="fold")
    for row in rows:
        table.add_row(
            _plain(row.entry),
            _pair(row.same, row.same_mean),
            _pair(row.different, row.different_mean),
            _share(row.same_pass),
            _share(row.different_pass),
            f"[yellow]not fitted: {_plain(row.reason)}[/]" if row.reason else _scale(row),
        )
    return table


def _scale(row: Row) -> str:
    if row.different or math.isnan(row.different_mean):
        return ""
    return f"mean {row.same_mean:.2f}, standard deviation {row.different_mean:.2f}"


def _pair(count: int, mean: float) -> str:
    return f"{count}" if math.isnan(mean) or not count else f"{count} at {mean:.3f}"


def _share(value: float) -> str:
    return "" if math.isnan(value) else f"{value:.0%}"


def _plain(text: str) -> str:
    from rich.markup import escape

    return escape(text)
