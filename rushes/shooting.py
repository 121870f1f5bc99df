"""One attempt at a scene: direct it, shoot it, have it judged, learn from it, keep it."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import final

import numpy as np
from numpy.typing import NDArray

from rushes.direction import Choice, SceneState
from rushes.director import DirectorAgent, scene_state
from rushes.errors import RushesError
from rushes.film import (
    Constraint,
    CreativeDocument,
    Footage,
    LogEntry,
    Prompt,
    Quality,
    ReferenceImage,
    Scene,
    Shot,
    Take,
    Verdict,
)
from rushes.images import read_png, write_png
from rushes.memory import ConsistencyMemory
from rushes.reward import RewardModel, SelfCritic
from rushes.scene_generator import SceneGenerator, Stopwatch
from rushes.seams import Progress, Report
from rushes.seeds import derive
from rushes.sightings import appearances


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """One thing worth telling while a film is made."""

    stage: str
    """``writing``, ``references``, ``shooting`` or ``cutting``."""
    scene: int = 0
    scenes: int = 0
    attempt: int = 0
    quality: Quality = "final"
    progress: Progress | None = None
    take: Take | None = None
    """The take that has just been judged."""
    resumed: bool = False
    """True when `take` was on file already."""


Tell = Callable[[News], None]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Situation:
    """What surrounds every take of one scene."""

    scene: Scene
    document: CreativeDocument
    references: tuple[ReferenceImage, ...]
    log: tuple[LogEntry, ...]
    """The scenes before this one."""
    film: tuple[Take, ...]
    """Every attempt at the scenes before this one, oldest first (full shoots of drafts are none)."""
    fingerprints: Mapping[str, str] = field(default_factory=dict)
    """``subject/view`` -> fingerprint of every reference of this scene's cast and place, as it is now."""

    def stale(self, take: Take) -> bool:
        """Whether a take of this scene was shot with a reference that has been replaced since."""
        return bool(take.references) and take.references != self.fingerprints


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What one take is to be, before it is shot."""

    number: int
    quality: Quality
    state: SceneState
    choice: Choice
    prompt: Prompt
    seed: int
    constraints: tuple[Constraint, ...]

    @property
    def name(self) -> str:
        """How the take's files are called."""
        return f"take-{self.number:02}"


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Shooting:
    """The unit on set."""

    director: DirectorAgent
    generator: SceneGenerator
    rewards: RewardModel
    self_critic: SelfCritic
    memory: ConsistencyMemory
    seed: int
    drafts: bool
    """Attempts are drafts; the best one is shot in full afterwards."""
    tell: Tell
    clock: Stopwatch = field(default_factory=Stopwatch)

    @property
    def quality(self) -> Quality:
        """The quality of an attempt."""
        return "draft" if self.drafts else "final"

    def attempt(self, at: Situation, takes: Sequence[Take], note: str = "") -> Take:
        """The next take of a scene; one that is on file is only learned from again.

        `note` is what somebody who asked for this take wants, in their words.
        """
        take = self.on_file(at, f"take-{len(takes) + 1:02}")
        if take is not None:
            self.director.learn(take.state, take.choice, take.prompt, take.reward)
            self.tell(self._news(at, take.number, take.quality, take=take, resumed=True))
            return take
        order = self._order(at, takes, note)
        take = self._shoot(at, order, order.name)
        take = self._learn(take)
        self._keep(at, order.name, take)
        self.tell(self._news(at, take.number, take.quality, take=take))
        return take

    def _learn(self, take: Take) -> Take:
        """One update of the policy on a take; returns the take with the figures of it, if there was one."""
        watch, director = Stopwatch(), self.director
        with watch.time("learn"):
            learning = director.learn(take.state, take.choice, take.prompt, take.reward)
        self.clock.add("learning", watch.seconds["learn"])
        if not learning:
            return take
        seconds = {**take.seconds, **watch.seconds}
        return replace(take, learning=learning, policy_after=director.policy.version, seconds=seconds)

    def finish(self, at: Situation, draft: Take, name: str = "final") -> Take:
        """Shoot the chosen draft in full: same prompt, same seed. Scored again, not learned from again."""
        take = self.on_file(at, name)
        if take is not None:
            self.tell(self._news(at, take.number, "final", take=take, resumed=True))
            return take
        order = Order(
            number=draft.number,
            quality="final",
            state=draft.state,
            choice=draft.choice,
            prompt=draft.prompt,
            seed=draft.seed,
            constraints=draft.constraints,
        )
        take = self._shoot(at, order, name)
        self._keep(at, name, take)
        self.tell(self._news(at, take.number, "final", take=take))
        return take

    def on_file(self, at: Situation, name: str) -> Take | None:
        """The take kept under `name`; None when it, its clip or its last frame is not there."""
        clip = self.memory.layout.clip(at.scene.number, name)
        files = (clip.with_suffix(".json"), clip, self.memory.layout.last_frame(at.scene.number, name))
        return self.memory.read(files[0], Take) if all(file.exists() for file in files) else None

    def _keep(self, at: Situation, name: str, take: Take) -> None:
        self.memory.keep(self.memory.layout.clip(at.scene.number, name).with_suffix(".json"), Take, take)

    def _order(self, at: Situation, takes: Sequence[Take], note: str) -> Order:
        engine, scene, number = self.generator.engine.name, at.scene, len(takes) + 1
        state = scene_state(at.document, scene, takes, [*at.film, *takes], self.rewards, engine)
        choice = self.director.direct(state)
        asked = (Constraint(component="note", subject="", demand=note),) if note else ()
        constraints = (*asked, *self._constraints([take for take in takes if not at.stale(take)]))
        return Order(
            number=number,
            quality=self.quality,
            state=state,
            choice=choice,
            prompt=self.director.order(scene, at.document, choice, constraints, at.log),
            seed=derive("take", self.seed, scene.number, number),
            constraints=constraints,
        )

    def _constraints(self, takes: Sequence[Take]) -> tuple[Constraint, ...]:
        """What the critics named in the takes so far, the latest first, each once."""
        named = (c for take in reversed(takes) for c in self.self_critic.review(take.verdicts).constraints)
        return tuple(dict.fromkeys(named))

    def _shoot(self, at: Situation, order: Order, name: str) -> Take:
        """Render, then keep the clip and its last frame while every critic watches."""
        watch = Stopwatch()
        first = self._first_frame(at, order.choice)
        shot = self.generator.order(at.scene, order.prompt, order.seed, order.quality, at.references, first)
        try:
            with watch.time("render"):
                footage = self.generator.shoot(shot, self._report(at, order))
            with ThreadPoolExecutor(1) as laboratory:  # the encoder works outside of Python
                clip = laboratory.submit(self._develop, at, footage, shot, name, watch)
                with watch.time("critics"):
                    verdicts = self.generator.watch(
                        footage, shot, at.scene, at.document, at.references, at.log
                    )
                size = clip.result()
        except RushesError as error:
            raise error.at(f"scene {at.scene.number}, take {order.number}") from error
        for stage, seconds in watch.seconds.items():
            self.clock.add(stage, seconds)
        return self._take(at, order, name, shot, size, footage, verdicts, watch)

    def _develop(
        self, at: Situation, footage: Footage, shot: Shot, name: str, watch: Stopwatch
    ) -> tuple[int, int, int]:
        layout, scene = self.memory.layout, at.scene.number
        metadata = {"title": f"{at.document.title}, scene {scene}", "seed": str(shot.seed)}
        with watch.time("encode"):
            size = self.generator.develop(footage, shot, layout.clip(scene, name), metadata)
            write_png(layout.last_frame(scene, name), footage.frames[-1])
        return size

    def _take(
        self,
        at: Situation,
        order: Order,
        name: str,
        shot: Shot,
        size: tuple[int, int, int],
        footage: Footage,
        verdicts: tuple[Verdict, ...],
        watch: Stopwatch,
    ) -> Take:
        frames, height, width = size
        return Take(
            scene=at.scene.number,
            number=order.number,
            quality=order.quality,
            choice=order.choice,
            state=order.state,
            prompt=order.prompt,
            seed=order.seed,
            constraints=order.constraints,
            clip=self.memory.relative(self.memory.layout.clip(at.scene.number, name)),
            frames=frames,
            height=height,
            width=width,
            fps=shot.fps * frames / shot.frames,
            verdicts=verdicts,
            reward=self.rewards.score(verdicts).value,
            seconds=dict(watch.seconds),
            notes=dict(footage.notes),
            appearances=appearances(footage),
            references=dict(at.fingerprints),
        )

    def _first_frame(self, at: Situation, choice: Choice) -> NDArray[np.uint8] | None:
        """The previous clip's last frame, when this scene goes on in its place or the direction asks."""
        if not at.log or at.log[-1].scene != at.scene.number - 1:
            return None
        previous = at.log[-1]
        if previous.location != at.scene.location and choice.direction.continuity != "last_frame":
            return None
        return read_png(self.memory.absolute(previous.last_frame))[0]

    def _report(self, at: Situation, order: Order) -> Report:
        def report(progress: Progress) -> None:
            self.tell(self._news(at, order.number, order.quality, progress=progress))

        return report

    @staticmethod
    def _news(
        at: Situation,
        attempt: int,
        quality: Quality,
        *,
        progress: Progress | None = None,
        take: Take | None = None,
        resumed: bool = False,
    ) -> News:
        return News(
            stage="shooting",
            scene=at.scene.number,
            scenes=len(at.document.scenes),
            attempt=attempt,
            quality=quality,
            progress=progress,
            take=take,
            resumed=resumed,
        )
