"""The call sheet: from the seed prompt to the cut film.

It says what happens and in which order, and nothing about how. It imports nouns and seams,
never a member. Every step is kept in memory: calling again goes on where the last call stopped
and makes nothing twice.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol, final

from rushes.decisions import Decisions
from rushes.film import Brief, CreativeDocument, Film, LogEntry, ReferenceImage, Scene, Take
from rushes.reward import accepts
from rushes.seams import Editor, Progress, Report, silent
from rushes.shooting import News, Shooting, Situation


class Preproduction(Protocol):
    """Prepares the references of a document (`ReferenceGenerator`)."""

    def prepare(self, document: CreativeDocument, report: Report = silent) -> tuple[ReferenceImage, ...]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Everything a finished production knows."""

    document: CreativeDocument
    references: tuple[ReferenceImage, ...]
    takes: tuple[tuple[Take, ...], ...]
    """Per scene, every take oldest first; with drafts the last one is the full shoot."""
    chosen: tuple[Take, ...]
    film: Film
    seconds: Mapping[str, float]
    """Stage -> wall-clock seconds in this run of the program."""


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Production:
    """Everybody on set, and the order they work in."""

    shooting: Shooting
    preproduction: Preproduction
    editor: Editor
    max_takes: int
    """`RL_EPISODES_PER_SCENE`."""
    threshold: float
    """`RL_REWARD_THRESHOLD`."""
    decisions: Decisions = field(default_factory=Decisions)
    """What a person decided; it goes before the reward."""

    def make(self, brief: Brief) -> Record:
        """Make one film, or finish it.

        Raises:
            RushesError: any of them, naming the scene and take; everything made so far is kept.
        """
        document = self._write(brief)
        references = self._paint(document)
        film: list[tuple[Take, ...]] = []
        for scene in document.scenes:
            film.append(self._shoot(scene, document, references, film))
        chosen = tuple(self.shown(takes) for takes in film)
        return Record(
            document=document,
            references=references,
            takes=tuple(film),
            chosen=chosen,
            film=self._cut(document, chosen),
            seconds=self.shooting.clock.seconds,
        )

    def _write(self, brief: Brief) -> CreativeDocument:
        memory, director = self.shooting.memory, self.shooting.director
        self.shooting.tell(News(stage="writing"))
        with self.shooting.clock.time("writing"):
            return memory.once(memory.layout.document, CreativeDocument, director.write, brief)

    def _paint(self, document: CreativeDocument) -> tuple[ReferenceImage, ...]:
        with self.shooting.clock.time("references"):
            return self.preproduction.prepare(document, self._report("references"))

    def _shoot(
        self,
        scene: Scene,
        document: CreativeDocument,
        references: tuple[ReferenceImage, ...],
        film: Sequence[tuple[Take, ...]],
    ) -> tuple[Take, ...]:
        """Take after take until one is good enough; with drafts, then the best one in full."""
        at = Situation(
            scene=scene,
            document=document,
            references=references,
            log=self.shooting.memory.log(before=scene.number),
            film=tuple(take for takes in film for take in takes if take.quality == self.shooting.quality),
        )
        takes: list[Take] = []
        while not self.satisfied(takes) or len(takes) < self.decisions.wanted(scene.number):
            asked = self.decisions.asked(scene.number, len(takes) + 1)
            takes.append(self.shooting.attempt(at, takes, asked.note if asked else ""))
        if self.shooting.drafts:
            takes += self._finish(at, takes)
        self._remember(scene, takes)
        return tuple(takes)

    def _finish(self, at: Situation, drafts: Sequence[Take]) -> list[Take]:
        """In full: the best of the director's own drafts, and the one that a person chose instead."""
        scene = at.scene.number
        own = best([take for take in drafts if self.decisions.asked(scene, take.number) is None])
        finals, number = [self.shooting.finish(at, own)], self.decisions.choices.get(scene, own.number)
        for take in drafts:
            if take.number == number != own.number:
                finals.append(self.shooting.finish(at, take, f"final-{number:02}"))
        return finals

    def shown(self, takes: Sequence[Take]) -> Take:
        """The take of a scene that the film shows: the chosen one, else the best of the director's own."""
        scene = takes[0].scene
        number = self.decisions.choices.get(scene)
        finals = [take for take in takes if take.quality == "final"]
        own = [take for take in takes if self.decisions.asked(scene, take.number) is None]
        return next((take for take in finals if take.number == number), best(own))

    def satisfied(self, takes: Sequence[Take]) -> bool:
        """Whether a scene needs no further take."""
        return len(takes) >= self.max_takes or (bool(takes) and self.accepted(takes[-1]))

    def accepted(self, take: Take) -> bool:
        """Whether one take is good enough by reward and consistency."""
        reward = self.shooting.rewards.score(take.verdicts)
        return accepts(reward, self.shooting.self_critic.review(take.verdicts), self.threshold)

    def _remember(self, scene: Scene, takes: Sequence[Take]) -> None:
        memory, shown = self.shooting.memory, self.shown(takes)
        name = shown.clip.rsplit("/", 1)[-1].removesuffix(".mp4")
        entry = LogEntry(
            scene=scene.number,
            summary=scene.action,
            location=scene.location,
            characters=scene.characters,
            time_of_day=scene.time_of_day,
            weather=scene.weather,
            props=scene.props,
            reward=shown.reward,
            clip=shown.clip,
            last_frame=memory.relative(memory.layout.last_frame(scene.number, name)),
        )
        memory.remember(entry, tuple(take.reward for take in takes))

    def _cut(self, document: CreativeDocument, chosen: Sequence[Take]) -> Film:
        memory = self.shooting.memory
        if not memory.layout.film(document.title).exists() or self._stale(chosen):
            memory.layout.cut.unlink(missing_ok=True)
        with self.shooting.clock.time("cutting"):
            return memory.once(memory.layout.cut, Film, self._join, document, chosen)

    def _stale(self, chosen: Sequence[Take]) -> bool:
        """Whether the cut on file shows other clips."""
        memory = self.shooting.memory
        cut = memory.read(memory.layout.cut, Film) if memory.layout.cut.exists() else None
        return cut is not None and cut.clips != tuple(take.clip for take in chosen)

    def _join(self, document: CreativeDocument, chosen: Sequence[Take]) -> Film:
        memory = self.shooting.memory
        out = memory.layout.film(document.title)
        seeds = " ".join(str(take.seed) for take in chosen)
        chapters = "\n".join(
            f"{scene.number}. {document.location(scene.location).name}" for scene in document.scenes
        )
        film = self.editor.cut(
            document.title,
            [memory.absolute(take.clip) for take in chosen],
            out,
            metadata={
                "title": document.title,
                "logline": document.logline,
                "seeds": seeds,
                "chapters": chapters,
            },
            report=self._report("cutting"),
        )
        return replace(film, path=memory.relative(out), clips=tuple(take.clip for take in chosen))

    def _report(self, stage: str) -> Report:
        def report(progress: Progress) -> None:
            self.shooting.tell(News(stage=stage, progress=progress))

        return report


def best(takes: Sequence[Take]) -> Take:
    """The take that the film shows: the best rewarded full shoot, or draft if there is no other."""
    finals = [take for take in takes if take.quality == "final"] or takes
    return max(finals, key=lambda take: -1.0 if take.reward is None else take.reward)
