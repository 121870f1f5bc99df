"""A small production on paper, and on disk when a test needs to look at it."""

import dataclasses
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from rushes import video
from rushes.direction import Choice, Direction, SceneState, every_direction
from rushes.editing.report import CrewLine, ReferenceFile, ReportData
from rushes.editing.stitcher import VideoStitcher
from rushes.film import (
    COMPONENTS,
    Character,
    Constraint,
    CreativeDocument,
    Descriptor,
    Location,
    LogEntry,
    Prompt,
    Scene,
    Take,
    Verdict,
)
from rushes.images import write_png
from rushes.reward import RewardModel

WEIGHTS = dict(zip(COMPONENTS, (0.25, 0.35, 0.20, 0.20), strict=True))
FRAMES, WIDTH, HEIGHT = 36, 96, 64
UNBROKEN = "no CUDA device; looked in " + "models/" * 30
"""A reason with a word that is wider than a phone."""


def document(scenes: int) -> CreativeDocument:
    return CreativeDocument(
        title="The Keeper & the Whale",
        logline="A lighthouse keeper finds a glowing whale <stranded> on the beach at dawn.",
        style="flat gouache illustration, long shadows",
        arc="from solitude to care",
        characters=(
            Character(
                id="mara",
                name="Mara",
                role="lighthouse keeper",
                kind="person",
                descriptors=(Descriptor(attribute="coat", phrase="yellow oilskin coat"),),
            ),
            Character(
                id="whale",
                name="the whale",
                role="glowing whale",
                kind="animal",
                descriptors=(Descriptor(attribute="body", phrase="softly glowing blue skin"),),
            ),
        ),
        locations=(
            Location(id="beach", name="the beach", kind="beach", interior=False, descriptors=()),
            Location(id="lamp-room", name="the lamp room", kind="lighthouse", interior=True, descriptors=()),
        ),
        scenes=tuple(
            Scene(
                number=i + 1,
                beat=("setup", "rising", "climax", "resolution")[i % 4],
                location=("beach", "lamp-room")[i % 2],
                characters=(("mara",), ("mara", "whale"), ("whale",), ())[i % 4],
                action=f"Mara kneels beside the whale and listens, for the {i + 1}. time.",
                time_of_day="dawn",
                weather="fog",
                mood="tender",
                shot_size="wide",
                camera="dolly in",
                seconds=1.5,
            )
            for i in range(scenes)
        ),
        source="offline screenwriter",
    )


def verdicts(rng: np.random.Generator, cast: tuple[str, ...]) -> tuple[Verdict, ...]:
    scores = {name: round(float(rng.uniform(0.45, 0.95)), 3) for name in COMPONENTS}
    found = [
        Verdict(
            critic=f"{name}-critic",
            component=name,
            score=score,
            raw={"figure": score * 2},
            note=f"{name} seen",
        )
        for name, score in scores.items()
        if name != "character_consistency"
    ]
    if cast:
        constraint = Constraint(
            component="character_consistency", subject=cast[0], demand="Mara wears the yellow oilskin coat"
        )
        score = scores["character_consistency"]
        found.append(
            Verdict(
                critic="likeness",
                component="character_consistency",
                score=score,
                constraints=(constraint,),
                raw={f"similarity.{who}": score for who in cast},
                note="the coat turned blue",
            )
        )
    else:
        found.append(
            Verdict(
                critic="likeness",
                component="character_consistency",
                score=None,
                note="nobody is in this scene",
            )
        )
    found.append(Verdict(critic="motion", component="motion", gate=True, score=0.9, raw={"flow": 1.3}))
    return tuple(found)


def take(scene: Scene, number: int, rng: np.random.Generator, quality: str = "final") -> Take:
    options = every_direction()
    judged = verdicts(rng, scene.characters)
    direction: Direction = options[int(rng.integers(len(options)))]
    state = SceneState(
        scene=scene.number,
        scenes=5,
        attempt=number,
        cast="new",
        cast_size=1,
        gap=0,
        place="new",
        interior=False,
        motion="some",
        shot_size="wide",
        engine="animatic",
    )
    name = "final" if quality == "final" and number > 90 else f"take-{number:02}"
    return Take(
        scene=scene.number,
        number=number,
        quality=quality,
        state=state,
        choice=Choice(direction=direction, policy="linear_thompson", predicted=0.6),
        prompt=Prompt(
            text=f"{scene.action} Yellow oilskin coat.",
            negative="blurry",
            executed=True,
            marks={"style": "gouache"},
        ),
        seed=100 * scene.number + number,
        clip=f"output/clips/scene-{scene.number:02}/{name}.mp4",
        frames=FRAMES,
        fps=24.0,
        width=WIDTH,
        height=HEIGHT,
        verdicts=judged,
        reward=RewardModel(weights=WEIGHTS).score(judged).value,
        seconds={"render": 0.8, "encode": 0.1, "critics": 0.2},
        notes={"place": "drawn as beach"},
    )


@pytest.fixture
def production() -> Callable[..., ReportData]:
    """Make the figures of a film of `scenes` scenes with `takes` takes each; nothing lies on disk."""

    def make(scenes: int = 3, takes: int = 2, seed: int = 0) -> ReportData:
        rng = np.random.default_rng(seed)
        paper = document(scenes)
        shot = tuple(take(scene, n + 1, rng) for scene in paper.scenes for n in range(takes))
        best = {
            scene.number: max((t for t in shot if t.scene == scene.number), key=lambda t: t.reward or 0)
            for scene in paper.scenes
        }
        log = tuple(
            LogEntry(
                scene=s.number,
                summary=s.action,
                location=s.location,
                characters=s.characters,
                time_of_day=s.time_of_day,
                weather=s.weather,
                reward=best[s.number].reward,
                clip=best[s.number].clip,
                last_frame=f"memory/last_frames/scene-{s.number:02}.png",
            )
            for s in paper.scenes
        )
        return ReportData(
            prompt="A lighthouse keeper <discovers> a glowing whale",
            seed=7,
            digest="00ff00ff00ff00ff",
            document=paper,
            takes=shot,
            chosen=best,
            film=None,
            weights=WEIGHTS,
            reward_threshold=0.75,
            consistency_threshold=0.65,
            log=log,
            crew=(
                CrewLine(part="writer", member="offline", status="understudy", reason="no OPENAI_API_KEY"),
                CrewLine(part="engine", member="animatic", status="understudy", reason=UNBROKEN),
                CrewLine(part="policy", member="linear_thompson", status="ready"),
            ),
            references=(
                ReferenceFile(
                    subject="mara",
                    of="character",
                    view="front",
                    path="story_bible/references/characters/mara/front.png",
                ),
            ),
            policy={"name": "linear_thompson", "updates": len(shot)},
            stage_seconds={"writing": 0.2, "references": 1.1, "cutting": 0.9},
            peak_memory_mb=412.5,
            versions={"rushes": "0.1.0", "python": "3.11"},
            settings_changed={"CREW": "embedded"},
            notes=("The prompt names no second place; one was invented.",),
            files={"document": "story_bible/creative_document.json"},
        )

    return make


@pytest.fixture
def on_disk(production: Callable[..., ReportData], tmp_path: Path) -> Callable[..., ReportData]:
    """As `production`, with clips, references and the cut film under ``tmp_path``."""

    def make(scenes: int = 3, takes: int = 2, seed: int = 0) -> ReportData:
        data = production(scenes, takes, seed)
        for shot in data.takes:
            path = tmp_path / shot.clip
            path.parent.mkdir(parents=True, exist_ok=True)
            video.write_clip(path, picture(shot), shot.fps, keyframes=(12, FRAMES - 12))
        for reference in data.references:
            write_png(tmp_path / reference.path, np.full((80, 60, 3), 200, np.uint8))
        clips = [tmp_path / data.chosen[n].clip for n in sorted(data.chosen)]
        film = VideoStitcher().cut(
            data.document.title, clips, tmp_path / "output/the-keeper-the-whale.mp4", metadata={}
        )
        names = tuple(data.chosen[n].clip for n in sorted(data.chosen))
        film = dataclasses.replace(film, path="output/the-keeper-the-whale.mp4", clips=names)
        return dataclasses.replace(data, film=film)

    return make


def picture(shot: Take) -> np.ndarray:
    """A sky over a shore with something that walks, coloured by the take."""
    rng = np.random.default_rng(shot.seed)
    sky, shore = rng.integers(60, 230, 3), rng.integers(30, 160, 3)
    clip = np.empty((FRAMES, HEIGHT, WIDTH, 3), np.uint8)
    clip[:, : HEIGHT // 2], clip[:, HEIGHT // 2 :] = sky, shore
    for t in range(FRAMES):
        clip[t, 20:50, 6 + t : 22 + t] = (230, 190, 40)
    return clip
