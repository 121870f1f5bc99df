"""The user's own calibrations: numbered tables beside the policy library, the latest in use from then on.

A table holds only what was fitted on the user's clips; it lies over the shipped one, which a new version of
the program may renew.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import final

from rushes.critics.tables import Calibration, read, write
from rushes.errors import CriticError
from rushes.files import PARTIAL, friendly, publish


def opened(path: Path) -> Calibration:
    """Read one table.

    Raises:
        CriticError: it is damaged; the remedy names the file, since fitting anew would read it too.
    """
    try:
        return read(path)
    except CriticError as problem:
        raise CriticError(
            problem.message, todo=f"move {path} away; what was kept before it counts"
        ) from problem


@final
@dataclass(frozen=True, slots=True)
class CalibrationLibrary:
    """The numbered tables in one folder."""

    root: Path

    @staticmethod
    def at_home(environ: Mapping[str, str] = os.environ) -> "CalibrationLibrary":
        """In ``RUSHES_HOME``, or in the user's data folder of this operating system."""
        if environ.get("RUSHES_HOME"):
            return CalibrationLibrary(Path(environ["RUSHES_HOME"]).expanduser() / "calibrations")
        from platformdirs import user_data_path

        return CalibrationLibrary(user_data_path("rushes", appauthor=False) / "calibrations")

    def files(self) -> list[Path]:
        """Every table, oldest first."""
        return sorted(self.root.glob("c[0-9][0-9][0-9][0-9].json"))

    def latest(self) -> Calibration:
        """What was fitted last; an empty table when nothing was. Raises CriticError when it is damaged."""
        files = self.files()
        if files:
            return opened(files[-1])
        return Calibration(version="", population="", grades={}, same={}, ramps={}, scales={})

    def over(self, shipped: Calibration) -> Calibration:
        """The latest table laid over the shipped one; its version names both."""
        own = self.latest()
        if not own.version:
            return shipped
        return replace(
            shipped,
            version=f"{shipped.version}+{own.version}",
            population=f"{shipped.population}; {own.population}",
            same={**shipped.same, **own.same},
            scales={**shipped.scales, **own.scales},
        )

    def add(self, table: Calibration) -> tuple[Path, bool]:
        """Keep `table` as the next number; the file, and whether it is new.

        What is the same as the latest is not kept again.

        Raises:
            DiskFull, MemoryError_: it cannot be written.
        """
        number = len(self.files()) and int(self.files()[-1].stem[1:])
        with friendly(self.root / "c.json"):
            self.root.mkdir(parents=True, exist_ok=True)
            path = self.root / f"c{number + 1:04}.json"
            partial = path.with_name(path.name + PARTIAL)
            write(replace(table, version=path.stem), partial)
        fresh, files = read(partial), self.files()
        if files and _content(opened(files[-1])) == _content(fresh):
            partial.unlink()
            return files[-1], False
        publish(partial, path)
        return path, True


def _content(table: Calibration) -> tuple[object, ...]:
    return dict(table.same), dict(table.scales), table.population
