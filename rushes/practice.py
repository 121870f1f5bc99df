"""Small films for rehearsals and measurements: real frames and real critics, and nothing else.

Attempts are drafts, all of them are shot, none is accepted early; no clip is encoded, nothing is shot in full
and nothing is cut. So a take costs its rendering and its critics alone.
"""

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast, final

from rushes import casting
from rushes.casting.members import Call
from rushes.config import Settings, reward_weights
from rushes.director import DirectorAgent
from rushes.film import Brief, CreativeDocument, Film, Footage, Shot, Take, Verdict, Viewing
from rushes.memory import ConsistencyMemory, Layout
from rushes.preproduction.reference_generator import ReferenceGenerator
from rushes.production import Production
from rushes.reward import RewardModel, SelfCritic
from rushes.scene_generator import SceneGenerator
from rushes.seams import Critic, Policy, Report, silent
from rushes.settings import load
from rushes.shooting import Shooting
from rushes.writing.documents import load_document

SETTINGS: Final = (
    *("CREW=embedded", "VIDEO_MODEL=animatic", "WORKERS=1", "RL_EPISODES_PER_SCENE=3"),
    *("RL_REWARD_THRESHOLD=1", "DEFAULT_WIDTH=416", "DEFAULT_HEIGHT=240", "DEFAULT_NUM_FRAMES=60"),
)


def small_settings(takes: int = 3) -> Settings:
    """The settings of a small film with so many takes per scene; the user's own play no part."""
    return load((*SETTINGS, f"RL_EPISODES_PER_SCENE={takes}"), environ={}).settings


@final
@dataclass(frozen=True, slots=True)
class _Handed:
    """A writer who was handed the document."""

    document: CreativeDocument
    name: str = "document"

    def write(self, brief: Brief) -> CreativeDocument:
        return self.document


@final
@dataclass(slots=True)
class _DraftEngine:
    """Shoots what is to be shot in full as the draft that was just shot."""

    engine: Any
    drafts: tuple[tuple[str, int, Footage], ...] = ()

    @property
    def name(self) -> str:
        return str(self.engine.name)

    def render(self, shot: Shot, report: Report = silent) -> Footage:
        order = (shot.prompt, shot.seed)
        if shot.quality == "final":
            return next(footage for *drafted, footage in self.drafts if tuple(drafted) == order)
        footage: Footage = self.engine.render(shot, report)
        self.drafts = (*self.drafts, (*order, footage))[-8:]
        return footage


@final
@dataclass(frozen=True, slots=True)
class _DraftCritic:
    """A critic who watches drafts alone."""

    critic: Critic

    @property
    def name(self) -> str:
        return self.critic.name

    @property
    def component(self) -> str:
        return self.critic.component

    def watch(self, viewing: Viewing) -> Verdict:
        if viewing.shot.quality == "final":
            return Verdict(critic=self.name, component=self.component, score=None, note="drafts alone count")
        return self.critic.watch(viewing)


@final
class _Unrecorded:
    """A `SceneGenerator` that keeps no clip: an empty file stands where it would lie."""

    def __init__(self, generator: SceneGenerator) -> None:
        self._generator = generator

    def __getattr__(self, name: str) -> Any:
        return getattr(self._generator, name)

    def develop(self, footage: Footage, shot: Shot, path: Path, metadata: object) -> tuple[int, int, int]:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
        frames, height, width = footage.frames.shape[:3]
        return frames, height, width


@final
@dataclass(frozen=True, slots=True)
class _NoCut:
    """An editor who cuts nothing."""

    def cut(
        self,
        title: str,
        clips: Sequence[Path],
        out: Path,
        *,
        metadata: Mapping[str, str],
        report: Report = silent,
    ) -> Film:
        return Film(title=title, path=str(out), clips=(), joins=(), frames=0, fps=24.0, width=0, height=0)


def small_film(
    script: Path, policy: Policy, seed: int, *, takes: int = 3, auditors: Sequence[Critic] = ()
) -> list[list[Take]]:
    """Shoot the screenplay at `script` directed by `policy`, which learns; its drafts, scene by scene.

    Args:
        auditors: Critics whose verdicts are kept with each take; a component outside the reward counts for
            nothing in it.

    Deterministic: the same script, policy and seed give the same takes on one machine.
    """
    settings = small_settings(takes)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        crew = casting.cast(Call(settings=settings, seed=seed, root=root), {})
        with ConsistencyMemory(Layout(root=root), {"script": script.name, "seed": seed}) as memory:
            handed = _Handed(load_document(script))
            record = _production(crew, handed, policy, memory, auditors).make(_brief(seed))
    return [[take for take in scene if take.quality == "draft"] for scene in record.takes]


def _brief(seed: int) -> Brief:
    return Brief(
        prompt="x", seed=seed, max_scenes=12, max_characters=8, max_locations=8, seconds_per_scene=2.5
    )


def _production(
    crew: casting.Cast, writer: _Handed, policy: Policy, memory: ConsistencyMemory, auditors: Sequence[Critic]
) -> Production:
    settings, seed = crew.call.settings, crew.call.seed
    generator = SceneGenerator(
        engine=_DraftEngine(crew.build("engine")),
        critics=tuple(_DraftCritic(critic) for critic in (*crew.panel(), *auditors)),
        width=settings.DEFAULT_WIDTH,
        height=settings.DEFAULT_HEIGHT,
        fps=settings.VIDEO_FPS,
        reference_scale=settings.IP_ADAPTER_SCALE,
        samples=settings.FRAMES_TO_SAMPLE_FOR_REWARD,
        fade=0,
        embedder=crew.build("embedder"),
    )
    director = DirectorAgent(writer=writer, enricher=crew.build("enricher"), policy=policy, seed=seed)
    return Production(
        shooting=Shooting(
            director=director,
            generator=cast(SceneGenerator, _Unrecorded(generator)),
            rewards=RewardModel(weights=reward_weights(settings)),
            self_critic=SelfCritic(threshold=settings.CLIP_CONSISTENCY_THRESHOLD),
            memory=memory,
            seed=seed,
            drafts=True,
            tell=lambda news: None,
        ),
        preproduction=ReferenceGenerator(
            illustrator=crew.build("illustrator"),
            memory=memory,
            seed=seed,
            per_character=settings.REFERENCE_IMAGES_PER_CHARACTER,
            per_location=settings.REFERENCE_IMAGES_PER_LOCATION,
        ),
        editor=_NoCut(),
        max_takes=settings.RL_EPISODES_PER_SCENE,
        threshold=settings.RL_REWARD_THRESHOLD,
    )
