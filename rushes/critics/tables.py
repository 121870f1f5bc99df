"""The fitted numbers behind the scores: one versioned table, shipped beside the code, refitted by a command.

`calibration.json` states the population that it was fitted on; its version ends in a print of its content.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from rushes.critics.likeness import GradePrior
from rushes.errors import CriticError
from rushes.reward import Logistic

SHIPPED = Path(__file__).with_name("calibration.json")
SCHEMA = 3


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Calibration:
    """One calibration table."""

    version: str
    population: str
    """What it was fitted on, for the report."""
    grades: Mapping[str, tuple[GradePrior, ...]]
    """Region (``character``) -> priors over colour changes, one per look, with a mean for each light."""
    same: Mapping[str, Logistic]
    """Entry such as ``person:head`` or ``clip-vit-b32:crop`` -> P(same) from its figures."""
    ramps: Mapping[str, tuple[float, float]]
    """Gate figure -> (the value that scores 1, the value that scores 0)."""
    scales: Mapping[str, tuple[float, float]]
    """Quality figure -> (mean, standard deviation) in the population."""

    def ramp(self, name: str, raw: float) -> float:
        """Score of a gate's figure: linear between its two fitted values, clipped to [0, 1]."""
        full, none = self.ramps[name]
        return float(np.clip((raw - none) / (full - none), 0.0, 1.0))


def read(path: Path) -> Calibration:
    """Read a table.

    Raises:
        CriticError: the file is missing, damaged or of a newer schema.
    """
    try:
        return _parse(json.loads(path.read_text("utf-8")))
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise CriticError(
            f"the calibration table {path.name} cannot be used: {problem}",
            todo="run `rushes calibrate` to fit a new one",
        ) from problem


def _parse(data: Mapping[str, Any]) -> Calibration:
    if data["schema"] != SCHEMA:
        raise ValueError(f"schema {data['schema']} is not {SCHEMA}")
    return Calibration(
        version=data["version"],
        population=data["population"],
        grades={k: tuple(_prior(g) for g in modes) for k, modes in data["grades"].items()},
        same={k: Logistic(weights=tuple(s["weights"]), bias=s["bias"]) for k, s in data["same"].items()},
        ramps={k: (r[0], r[1]) for k, r in data["ramps"].items()},
        scales={k: (s[0], s[1]) for k, s in data["scales"].items()},
    )  # fmt: skip


def _prior(data: Mapping[str, Any]) -> GradePrior:
    return GradePrior(np.array(data["mean"]), np.array(data["covariance"]), data["noise"])


def write(table: Calibration, path: Path) -> None:
    """Write a table that `read` takes; numbers are rounded to 5 significant digits."""
    data = {
        "schema": SCHEMA,
        "version": table.version,
        "population": table.population,
        "grades": {
            k: [{f.name: _short(getattr(g, f.name)) for f in fields(GradePrior)} for g in modes]
            for k, modes in table.grades.items()
        },
        "same": {k: {"weights": _short(s.weights), "bias": _short(s.bias)} for k, s in table.same.items()},
        "ramps": {k: _short(r) for k, r in table.ramps.items()},
        "scales": {k: _short(s) for k, s in table.scales.items()},
    }
    path.write_text(_lines(data) + "\n", "utf-8")


def _lines(data: Any) -> str:
    """JSON with one line for each innermost list: a table that can be read and compared."""
    text = json.dumps(data, indent=1)
    return re.sub(r"\[[^\[\]{}]*\]", lambda found: " ".join(found[0].split()), text)


def _short(value: Any) -> Any:
    if np.ndim(value) == 0:
        return float(f"{float(value):.5g}")
    return [_short(v) for v in value]


@lru_cache(maxsize=1)
def shipped() -> Calibration:
    """The table that comes with the program."""
    return read(SHIPPED)
