"""A scripted crew: real members in miniature, so that the loop is tested without any heavy one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from rushes.direction import DEFAULT, Choice, Direction, SceneState
from rushes.film import (
    Brief,
    Character,
    Constraint,
    CreativeDocument,
    Descriptor,
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
from rushes.seams import Progress, Report, silent


def document(scenes: int = 3, seconds: float = 0.5) -> CreativeDocument:
    """A small whole document: one character, two places that alternate in pairs."""
    mara = Character(
        id="mara",
        name="Mara",
        role="keeper",
        kind="person",
        descriptors=(Descriptor(attribute="coat", phrase="a red coat"),),
    )
    places = tuple(
        Location(id=id, name=f"the {id}", kind=id, interior=False, descriptors=())
        for id in ("beach", "forest")
    )
    return CreativeDocument(
        title="The Keeper <of> ../../Light",
        logline="A keeper walks.",
        style="flat",
        arc="there and back",
        characters=(mara,),
        locations=places,
        scenes=tuple(
            Scene(
                number=n,
                beat="rising",
                location=places[(n - 1) // 2 % 2].id,
                characters=("mara",),
                action="Mara walks.",
                time_of_day="dawn",
                weather="clear",
                mood="calm",
                shot_size="wide",
                camera="static",
                seconds=seconds,
            )
            for n in range(1, scenes + 1)
        ),
    )


@dataclass
class ScriptedWriter:
    scenes: int = 3
    calls: int = 0
    name: str = "scripted"

    def write(self, brief: Brief) -> CreativeDocument:
        self.calls += 1
        return document(self.scenes)


class PlainEnricher:
    """Says the direction and the demands, nothing else."""

    def enrich(
        self,
        scene: Scene,
        document: CreativeDocument,
        direction: Direction,
        constraints: Sequence[Constraint],
        log: Sequence[LogEntry],
    ) -> Prompt:
        demands = " ".join(c.demand for c in constraints)
        return Prompt(text=f"{scene.action} {direction} {demands}".strip(), negative="", executed=True)


@dataclass
class ColourEngine:
    """One colour per seed, brighter with time."""

    shots: list[Shot] = field(default_factory=list)
    name: str = "colour"

    def render(self, shot: Shot, report: Report = silent) -> Footage:
        self.shots.append(shot)
        base = np.array([shot.seed % 97, shot.seed % 89, shot.seed % 83], np.uint8)
        frames = np.empty((shot.frames, shot.height, shot.width, 3), np.uint8)
        for t in range(shot.frames):
            frames[t] = base + np.uint8(t)
            report(Progress(done=t + 1, total=shot.frames))
        return Footage(frames=frames, fps=shot.fps, notes={"engine": "colour"})


class ColourIllustrator:
    name = "colour"

    def draw(
        self, subject: Character | Location, view: str, document: CreativeDocument, seed: int
    ) -> ReferenceImage:
        of = "character" if isinstance(subject, Character) else "location"
        pixels = np.full((8, 8, 3), seed % 251, np.uint8)
        mask = np.ones((8, 8), np.bool_) if of == "character" else None
        return ReferenceImage(
            subject=subject.id, name=subject.name, of=of, view=view, pixels=pixels, mask=mask
        )


@dataclass
class ScriptedCritic:
    """Gives the scores it was told to, in turn; the last one for ever."""

    scores: Sequence[float | None] = (0.9,)
    component: str = "character_consistency"
    name: str = "scripted"
    seen: list[Viewing] = field(default_factory=list)

    def watch(self, viewing: Viewing) -> Verdict:
        score = self.scores[min(len(self.seen), len(self.scores) - 1)]
        self.seen.append(viewing)
        constraint = Constraint(component=self.component, subject="mara", demand="Mara wears the red coat")
        return Verdict(
            critic=self.name,
            component=self.component,
            score=score,
            note="" if score is not None else "cannot tell",
            constraints=() if score is None or score >= 0.65 else (constraint,),
        )


class CountingPolicy:
    """Chooses by what it has learned so far, so that a lost or doubled update shows in the film."""

    name = "counting"
    version = "v1"

    def __init__(self) -> None:
        self.total = 0.0

    def choose(self, state: SceneState, rng: np.random.Generator) -> Choice:
        styles = ("document", "noir", "watercolour", "neon")
        style = styles[int(self.total * 1000 + rng.integers(4)) % 4]
        direction = Direction(
            structure=DEFAULT.structure, emphasis=DEFAULT.emphasis, continuity=DEFAULT.continuity, style=style
        )
        return Choice(direction=direction, policy=self.name, version=self.version)

    def learn(self, state: SceneState, choice: Choice, reward: float) -> Mapping[str, float]:
        self.total = self.total * 0.9 + reward
        return {"total": self.total}

    def save(self, folder: Path) -> None:
        (folder / "total.txt").write_text(repr(self.total))

    def load(self, folder: Path) -> None:
        self.total = float((folder / "total.txt").read_text())


class ListingEditor:
    """Writes the names of the clips; the real editor has tests of its own."""

    def cut(
        self,
        title: str,
        clips: Sequence[Path],
        out: Path,
        *,
        metadata: Mapping[str, str],
        report: Report = silent,
    ) -> Film:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text("\n".join(clip.name for clip in clips))
        return Film(title=title, path=str(out), clips=(), joins=(), frames=1, fps=24, width=32, height=16)
