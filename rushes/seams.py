"""The places where a production can be changed without touching it.

Each seam is a Protocol with one verb where possible. Members are final frozen dataclasses:
to alter one, wrap it, do not subclass it. A member reads no settings: it takes plain values.
Names are lower-case and stable; they are the keys in settings, ledgers and reports.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from rushes.direction import Choice, Direction, SceneState
from rushes.film import (
    Brief,
    Character,
    Constraint,
    CreativeDocument,
    Film,
    Footage,
    Location,
    LogEntry,
    Prompt,
    ReferenceImage,
    Scene,
    Shot,
    Verdict,
    Viewing,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a piece of work is."""

    done: float
    """Units done so far."""
    total: float
    unit: str = "frames"
    frame: NDArray[np.uint8] | None = field(default=None, compare=False, repr=False)
    """The latest finished picture, uint8 sRGB (H, W, 3), to look at during the call and not to keep."""


Report = Callable[[Progress], None]
"""Called by long work every now and then. May raise KeyboardInterrupt to stop it."""


def silent(progress: Progress) -> None:
    """A `Report` that tells nobody."""


class Writer(Protocol):
    """Turns a seed prompt into a creative document."""

    @property
    def name(self) -> str: ...

    def write(self, brief: Brief) -> CreativeDocument:
        """Write the whole film on paper. The same brief gives the same document.

        Raises:
            WriterError: no usable document came back.
        """
        ...


class Enricher(Protocol):
    """Compiles a direction into the prompt that an engine is given."""

    def enrich(
        self,
        scene: Scene,
        document: CreativeDocument,
        direction: Direction,
        constraints: Sequence[Constraint],
        log: Sequence[LogEntry],
    ) -> Prompt:
        """Write the prompt of one take. Pure: the same arguments give the same prompt."""
        ...


class Illustrator(Protocol):
    """Paints the reference images."""

    @property
    def name(self) -> str: ...

    def draw(
        self, subject: Character | Location, view: str, document: CreativeDocument, seed: int
    ) -> ReferenceImage:
        """Paint one view (`CHARACTER_VIEWS` or `LOCATION_VIEWS`) of one subject, deterministically.

        Raises:
            EngineUnavailable, RenderError: as for an engine.
        """
        ...


class Engine(Protocol):
    """Turns one shot into moving pictures."""

    @property
    def name(self) -> str: ...

    def render(self, shot: Shot, report: Report = silent) -> Footage:
        """Render `shot`.

        Returns footage whose ``frames`` are uint8 sRGB of shape (T, H, W, 3) with
        T == shot.frames, H == shot.height and W == shot.width. An engine with a coarser
        grid renders the next larger size and crops; it never returns another shape.
        ``quality="draft"`` may be computed smaller and slower-paced but keeps the layout,
        and comes back at the ordered shape.

        The same shot gives the same footage on the same machine.

        Raises:
            EngineUnavailable: a package, weight file or device is missing.
            RenderError: this shot failed; another seed may work.
        """
        ...


@runtime_checkable
class Preparing(Protocol):
    """An engine that takes a while before its first shot."""

    def prepare(self) -> None:
        """Begin, in the background, what the first shot would have to wait for; returns at once."""
        ...


class Critic(Protocol):
    """Judges one take."""

    @property
    def name(self) -> str: ...

    @property
    def component(self) -> str:
        """The reward component or gate that the verdict speaks of."""
        ...

    def watch(self, viewing: Viewing) -> Verdict:
        """Judge one take, deterministically; ``score=None`` with a note when it cannot tell.

        Raises:
            CriticError: the critic failed. The take's verdict becomes None with the message.
        """
        ...


class Embedder(Protocol):
    """Describes what a subject looks like, for the continuity memory."""

    @property
    def name(self) -> str: ...

    def embed(self, pixels: NDArray[np.uint8], mask: NDArray[np.bool_]) -> NDArray[np.float32]:
        """Describe the masked part of uint8 sRGB (H, W, 3); float32 of one fixed length, NaN when empty."""
        ...


class Policy(Protocol):
    """Chooses directions and learns from their rewards.

    Knowledge is a fold over takes: replaying `learn` over a film's takes from the same start
    gives the same policy, bit for bit. That is how an interrupted film goes on.
    """

    @property
    def name(self) -> str: ...

    @property
    def version(self) -> str: ...

    def choose(self, state: SceneState, rng: np.random.Generator) -> Choice:
        """Direct one take. All randomness comes from `rng`."""
        ...

    def learn(self, state: SceneState, choice: Choice, reward: float) -> Mapping[str, float]:
        """Update on one executed, scored take (reward 0..1); return the figures of the update."""
        ...

    def save(self, folder: Path) -> None:
        """Write everything that `load` needs into an existing empty folder."""
        ...

    def load(self, folder: Path) -> None:
        """Take over what `save` wrote.

        Raises:
            PolicyError: the folder is corrupt, foreign or newer.
        """
        ...


class Editor(Protocol):
    """Cuts the chosen clips into one film."""

    def cut(
        self,
        title: str,
        clips: Sequence[Path],
        out: Path,
        *,
        metadata: Mapping[str, str],
        report: Report = silent,
    ) -> Film:
        """Join `clips` with crossfades into `out` (a path that does not exist yet).

        Raises:
            EditError: a clip is missing, unreadable or shorter than its fades.
        """
        ...
