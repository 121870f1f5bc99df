"""The production report: everything that was made, what it scored, and why.

`production_report` and `reward_breakdown` are pure: `ReportData` in, plain JSON values out. Every
path in them is relative to the report itself, so that a run folder can be moved or sent.
"""

import math
import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from rushes.film import COMPONENTS, CreativeDocument, Film, LogEntry, Take

SCHEMA = 1
Json = dict[str, Any]
Plain = bool | int | float | str


@dataclass(frozen=True, slots=True, kw_only=True)
class CrewLine:
    """Who played one part, and whether that was the specified member."""

    part: str
    """``writer``, ``illustrator``, ``engine``, ``visual_quality``, ``policy``…"""
    member: str
    status: Literal["ready", "understudy", "blocked"]
    reason: str = ""
    """Why the specified member did not play; empty when it did."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceFile:
    """One reference image on disk."""

    subject: str
    """`Character.id` or `Location.id`."""
    of: Literal["character", "location"]
    view: str
    path: str
    """Relative to the run folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportData:
    """Everything that the reports, the page and the timeline are made from.

    All paths are relative to the run folder, with forward slashes. A film that is still being
    shot is reported as far as it is: `film` is None and `chosen` holds the finished scenes.
    """

    prompt: str
    """The seed prompt."""
    seed: int
    digest: str
    """The request's digest (`ConsistencyMemory.digest`)."""
    document: CreativeDocument
    takes: tuple[Take, ...]
    """Every take in the order it was shot: drafts, then the full-quality shoot of a chosen draft."""
    chosen: Mapping[int, Take]
    """Scene number -> the take that is in the film."""
    film: Film | None
    weights: Mapping[str, float]
    """Reward component -> weight (`REWARD_*`)."""
    reward_threshold: float
    """`RL_REWARD_THRESHOLD`."""
    consistency_threshold: float
    """`CLIP_CONSISTENCY_THRESHOLD`."""
    crew: tuple[CrewLine, ...]
    references: tuple[ReferenceFile, ...] = ()
    log: tuple[LogEntry, ...] = ()
    policy: Mapping[str, Plain] = field(default_factory=dict)
    """Plain facts about the policy: name, version, updates; the honest sentence under ``note``."""
    stage_seconds: Mapping[str, float] = field(default_factory=dict)
    """Stage -> wall-clock seconds of this process: writing, references, shooting, stitching…"""
    peak_memory_mb: float | None = None
    """Largest resident set so far; None when the system does not tell."""
    versions: Mapping[str, str] = field(default_factory=dict)
    """Package -> version, with ``rushes`` and ``python``."""
    settings_changed: Mapping[str, Plain] = field(default_factory=dict)
    """Settings that differ from their defaults, secrets left out."""
    notes: tuple[str, ...] = ()
    """Sentences that the reader must see, such as what the writer had to invent."""
    folder: str = "output"
    """Where the report itself lies, relative to the run folder."""

    def attempts(self, scene: int) -> tuple[Take, ...]:
        """The takes of one scene that were directed: the re-shoot of a chosen draft is none."""
        takes = [take for take in self.takes if take.scene == scene]
        return tuple(
            t for i, t in enumerate(takes) if all(t.number != earlier.number for earlier in takes[:i])
        )
