"""Who can play what: one table of members, each with what it needs and how it is built.

This package is the only place that knows both the settings and the members. A third party adds a
member by an entry point in the group ``rushes.engines``, ``rushes.writers``, ``rushes.illustrators``,
``rushes.policies`` or ``rushes.critics``: the object it names is called with the `Call` and returns
the member.
"""

import importlib
import importlib.util
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

from rushes.config import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """What casting knows when it builds a member."""

    settings: Settings
    seed: int
    root: Path
    """The run folder."""
    environ: Mapping[str, str] = field(default_factory=lambda: os.environ)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One candidate for one part."""

    part: str
    name: str
    build: Callable[[Call], Any]
    missing: Callable[[Call], str] = lambda call: ""
    """What this member lacks, in words; empty when it can play."""
    todo: str = ""
    """What to do about it."""
    note: Callable[[Call], str] = lambda call: ""
    """What a ready member wants to be told about it; empty when there is nothing to tell."""


def load(target: str) -> Any:
    """Import ``module:name`` when it is needed, not before."""
    module, _, name = target.partition(":")
    return getattr(importlib.import_module(module), name)


def lacks(*packages: str) -> str:
    """Words for the packages that are not installed; empty when all are there."""
    absent = [name for name in packages if importlib.util.find_spec(name) is None]
    return f"{', '.join(absent)} not installed" if absent else ""


def guests(group: str) -> dict[str, Callable[[], Any]]:
    """Loaders of the members that other packages bring, by name."""
    return {point.name: point.load for point in entry_points(group=f"rushes.{group}")}
