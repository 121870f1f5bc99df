"""The call sheet: from the seed prompt to the cut film.

It says what happens and in which order, and nothing about how. It imports nouns and seams,
never a member. Every step is kept in memory: calling again goes on where the last call stopped
and makes nothing twice.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol, final

from rushes.budget import Account
from rushes.decisions import Decisions
from rushes.film import Brief, CreativeDocument, Film, LogEntry, ReferenceImage, Scene, Take
from rushes.images import fingerprints
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
    budget: int = 0
    """`RL_ATTEMPT_BUDGET`: takes of the whole film, spent where they gain most; 0 = no limit."""
    decisions: Decisions = field(default_factory=Decisions)
    """What a person decided; it goes before the reward."""

    def make(self, brief: Brief) -> Record:
        """Make one film, or finish it.

        Raises:
            RushesError: any of them, naming the scene and take; everything made so far is kept.
        """
        document = self._write(brief)
        references = self._paint(document)
        prints = fingerprints(references)
        film: list[tuple[Take, ...]] = []
        chosen: list[Take] = []
        for scene in document.scenes:
            at = self._situation(scene, document, references, prints, film)
            film.append(self._shoot(at))
            chosen.append(self._remember(at, film[-1]))
        return Record(
            document=document,
            references=references,
            takes=tuple(film),
            chosen=tuple(chosen),
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

    def _situation(
        self,
        scene: Scene,
        document: CreativeDocument,
        references: tuple[ReferenceImage, ...],
        prints: Mapping[str, str],
        film: Sequence[tuple[Take, ...]],
    ) -> Situation:
        subjects = {*scene.characters, scene.location}
        return Situation(
            scene=scene,
            document=document,
            references=references,
            log=self.shooting.memory.log(before=scene.number),
            film=tuple(take for takes in film for take in takes if take.quality == self.shooting.quality),
            fingerprints={name: p for name, p in prints.items() if name.split("/")[0] in subjects},
        )

    def _shoot(self, at: Situation) -> tuple[Take, ...]:
        """Take after take until one is good enough; with drafts, then the best one in full.

        Takes shot with a reference that was replaced since stay on file and count for nothing.
        """
        takes: list[Take] = []
        while self._goes_on(at, takes) or len(takes) < self.decisions.wanted(at.scene.number):
            asked = self.decisions.asked(at.scene.number, len(takes) + 1)
            takes.append(self.shooting.attempt(at, takes, asked.note if asked else ""))
        if self.shooting.drafts:
            takes += self._finish(at, takes)
        return tuple(takes)

    def _goes_on(self, at: Situation, takes: Sequence[Take]) -> bool:
        """Whether the director wants another take of a scene and may have it."""
        counted = fresh(at, takes)
        account = Account(
            budget=self.budget,
            used=len(at.film) + len(takes),
            to_come=sum(scene.number > at.scene.number for scene in at.document.scenes),
            most=self.max_takes,
        )
        rewards = [take.reward for take in counted]
        return not self.satisfied(counted) and account.allows(
            rewards, [*(take.reward for take in at.film), *rewards]
        )

    def _finish(self, at: Situation, drafts: Sequence[Take]) -> list[Take]:
        """In full: what is on file, the best of the director's own drafts, and the one a person chose."""
        names = ("final", *(f"final-{take.number:02}" for take in drafts))
        on_file = [take for name in names if (take := self.shooting.on_file(at, name)) is not None]
        stale = [take for take in on_file if at.stale(take)]
        own = best(self._own(fresh(at, drafts)))
        first = "final" if not stale else f"final-{own.number:02}"
        finals, number = [self.shooting.finish(at, own, first)], self.decisions.choices.get(at.scene.number)
        there = {take.number for take in (*stale, *finals)}
        for take in drafts:
            if take.number == number and number not in there:
                finals.append(self.shooting.finish(at, take, f"final-{number:02}"))
        return [*stale, *finals]

    def _own(self, takes: Sequence[Take]) -> list[Take]:
        """The takes that nobody asked for; all of them when every one was asked for."""
        asked = self.decisions.asked
        return [take for take in takes if asked(take.scene, take.number) is None] or list(takes)

    def shown(self, at: Situation, takes: Sequence[Take]) -> Take:
        """The take of a scene that the film shows: the chosen one, else the best of the director's own."""
        number = self.decisions.choices.get(at.scene.number)
        finals = [take for take in takes if take.quality == "final" and take.number == number]
        return finals[-1] if finals else best(self._own(fresh(at, takes)))

    def satisfied(self, takes: Sequence[Take]) -> bool:
        """Whether a scene needs no further take."""
        return len(takes) >= self.max_takes or (bool(takes) and self.accepted(takes[-1]))

    def accepted(self, take: Take) -> bool:
        """Whether one take is good enough by reward and consistency."""
        reward = self.shooting.rewards.score(take.verdicts)
        return accepts(reward, self.shooting.self_critic.review(take.verdicts), self.threshold)

    def _remember(self, at: Situation, takes: Sequence[Take]) -> Take:
        """Enter the scene into the continuity log; returns the take that the film shows of it."""
        memory, scene, shown = self.shooting.memory, at.scene, self.shown(at, takes)
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
        return shown

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


def fresh(at: Situation, takes: Sequence[Take]) -> list[Take]:
    """The takes that were shot with the references as they are now."""
    return [take for take in takes if not at.stale(take)]


def best(takes: Sequence[Take]) -> Take:
    """The take that the film shows: the best rewarded full shoot, or draft if there is no other."""
    finals = [take for take in takes if take.quality == "final"] or takes
    return max(finals, key=lambda take: -1.0 if take.reward is None else take.reward)
