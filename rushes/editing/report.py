"""The production report: everything that was made, what it scored, and why.

`production_report` and `reward_breakdown` are pure: `ReportData` in, plain JSON values out. Every
path in them is relative to the report itself, so that a run folder can be moved or sent.
"""

import math
import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from rushes.film import CreativeDocument, Film, LogEntry, Take, Verdict
from rushes.reward import CONSISTENCY, FLOORS, GATE_FLOOR, Reward, RewardModel, SelfCritic, accepts

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
    costs: Mapping[str, float] = field(default_factory=dict)
    """Purpose -> US dollars that language models cost, estimated from list prices."""
    peak_memory_mb: float | None = None
    """Largest resident set so far; None when the system does not tell."""
    versions: Mapping[str, str] = field(default_factory=dict)
    """Package -> version, with ``rushes`` and ``python``."""
    settings_changed: Mapping[str, Plain] = field(default_factory=dict)
    """Settings that differ from their defaults, secrets left out."""
    notes: tuple[str, ...] = ()
    """Sentences that the reader must see, such as what the writer had to invent."""
    files: Mapping[str, str] = field(default_factory=dict)
    """Other files of the run worth naming, such as ``document`` and ``state``, relative to the run folder."""
    folder: str = "output"
    """Where the report itself lies, relative to the run folder."""

    def of_scene(self, scene: int) -> tuple[Take, ...]:
        """Every take of one scene, in the order they were shot."""
        return tuple(take for take in self.takes if take.scene == scene)

    def attempts(self, scene: int) -> tuple[Take, ...]:
        """The directed takes of one scene; the full-quality shoot of a chosen draft is not one."""
        takes = self.of_scene(scene)
        return tuple(t for i, t in enumerate(takes) if all(t.number != seen.number for seen in takes[:i]))

    def all_attempts(self) -> tuple[Take, ...]:
        """The reward curve's points: every directed take of the film, in scene order."""
        return tuple(take for scene in self.document.scenes for take in self.attempts(scene.number))

    def retries(self) -> int:
        """How many attempts were beyond the first of their scene."""
        return sum(max(0, len(self.attempts(scene.number)) - 1) for scene in self.document.scenes)

    def reward(self, take: Take) -> Reward:
        """What one take's reward is made of."""
        return RewardModel(weights=self.weights).score(take.verdicts)

    def fault(self, take: Take) -> str:
        """Why a take was not good enough, in words; empty when it was."""
        critique = SelfCritic(threshold=self.consistency_threshold).review(take.verdicts)
        reward = self.reward(take)
        if accepts(reward, critique, self.reward_threshold):
            return ""
        if reward.value is None:
            return "nothing about it could be measured"
        low = f"reward {reward.value:.2f}, below {self.reward_threshold:.2f}"
        told = [low] if reward.value < self.reward_threshold else []
        return "; ".join([*told, *([critique.summary] if critique.constraints or not told else [])])

    def floor(self, verdict: Verdict) -> float:
        """The score below which a verdict speaks against its take."""
        if verdict.gate:
            return GATE_FLOOR
        if verdict.component in CONSISTENCY:
            return self.consistency_threshold
        return FLOORS.get(verdict.component, 0.0)

    def mean_reward(self) -> float | None:
        """Mean reward of the takes in the film, 0..1; None when none was measured."""
        known = [take.reward for take in self.chosen.values() if take.reward is not None]
        return math.fsum(known) / len(known) if known else None

    def unmeasured(self) -> dict[str, tuple[str, ...]]:
        """Component or gate -> every reason for which it could not be measured, in the order met."""
        found: dict[str, dict[str, None]] = {}
        for take in self.takes:
            for name, why in self.reward(take).missing.items():
                found.setdefault(name, {})[why] = None
        return {name: tuple(reasons) for name, reasons in found.items()}

    def beside(self, path: str) -> str:
        """`path`, given relative to the run folder, as seen from the report's folder."""
        return posixpath.relpath(path, self.folder)


def production_report(data: ReportData) -> Json:
    """The whole production as plain JSON values (finite numbers, text, lists, objects), schema 1.

    Pure and deterministic; figures that are not finite become null.
    """
    return _object(
        {
            "schema": SCHEMA,
            "title": data.document.title,
            "prompt": data.prompt,
            "seed": data.seed,
            "request": data.digest,
            "complete": data.film is not None,
            "film": _film(data),
            "mean_reward": data.mean_reward(),
            "retries": data.retries(),
            "reward_threshold": data.reward_threshold,
            "consistency_threshold": data.consistency_threshold,
            "reward_curve": _curve(data),
            "unmeasured": data.unmeasured(),
            "scenes": [_scene(data, scene.number) for scene in data.document.scenes],
            "document": _dumped(CreativeDocument, data.document),
            "continuity_log": [_log_entry(data, entry) for entry in data.log],
            "crew": [_dumped(CrewLine, line) for line in data.crew],
            "policy": dict(data.policy),
            "times": _times(data),
            "costs_usd": dict(data.costs),
            "peak_memory_mb": data.peak_memory_mb,
            "settings_changed": dict(data.settings_changed),
            "versions": dict(data.versions),
            "notes": list(data.notes),
            "assets": _assets(data),
        }
    )


def reward_breakdown(data: ReportData) -> Json:
    """How every take's reward came about, as plain JSON values, schema 1.

    Per take: each component's score, its weight among those measured and what it contributed;
    each gate; why anything is missing. The contributions add up to the reward.
    """
    scenes = [
        {"scene": scene.number, "takes": [_breakdown(data, take) for take in data.of_scene(scene.number)]}
        for scene in data.document.scenes
    ]
    whole = {"schema": SCHEMA, "title": data.document.title, "request": data.digest}
    return _object({**whole, "weights": dict(data.weights), "scenes": scenes})


def _breakdown(data: ReportData, take: Take) -> Json:
    reward = data.reward(take)
    measured = math.fsum(data.weights[name] for name in reward.parts)
    factor = 0.5 + 0.5 * reward.gate
    return {
        "take": take.number,
        "quality": take.quality,
        "reward": take.reward,
        "components": {
            name: {
                "score": score,
                "weight": data.weights[name] / measured if measured else 0.0,
                "contribution": factor * score * data.weights[name] / measured if measured else 0.0,
            }
            for name, score in reward.parts.items()
        },
        "gates": dict(reward.gates),
        "gate_factor": factor,
        "missing": dict(reward.missing),
    }


def _film(data: ReportData) -> Json | None:
    if data.film is None:
        return None
    film = _dumped(Film, data.film)
    clips = [data.beside(clip) for clip in data.film.clips]
    return {**film, "path": data.beside(data.film.path), "clips": clips, "seconds": data.film.seconds}


def _curve(data: ReportData) -> list[Json]:
    return [
        {
            "attempt": index,
            "scene": take.scene,
            "take": take.number,
            "reward": take.reward,
            "predicted": take.choice.predicted,
            "direction": str(take.direction),
        }
        for index, take in enumerate(data.all_attempts(), 1)
    ]


def _scene(data: ReportData, number: int) -> Json:
    chosen = data.chosen.get(number)
    return {
        "scene": number,
        "attempts": len(data.attempts(number)),
        "retries": max(0, len(data.attempts(number)) - 1),
        "chosen": {"take": chosen.number, "quality": chosen.quality, "reward": chosen.reward}
        if chosen
        else None,
        "takes": [_take(data, take, chosen) for take in data.of_scene(number)],
    }


def _take(data: ReportData, take: Take, chosen: Take | None) -> Json:
    """One take, with its direction spelled out; the state it was directed from stays in its own file."""
    body = _dumped(Take, take)
    choice = body.pop("choice")
    body.pop("state")
    body["clip"] = data.beside(take.clip)
    choice["version_after"] = body.pop("policy_after")
    return {
        **body,
        "chosen": take == chosen,
        "direction": choice.pop("direction"),
        "policy": choice,
        "not_good_enough_because": data.fault(take),
    }


def _log_entry(data: ReportData, entry: LogEntry) -> Json:
    body = _dumped(LogEntry, entry)
    return {**body, "clip": data.beside(entry.clip), "last_frame": data.beside(entry.last_frame)}


def _times(data: ReportData) -> Json:
    takes: dict[str, float] = {}
    for take in data.takes:
        for stage, seconds in take.seconds.items():
            takes[stage] = takes.get(stage, 0.0) + seconds
    return {"this_run_seconds": dict(data.stage_seconds), "all_takes_seconds": takes}


def _assets(data: ReportData) -> Json:
    return {
        "film": data.beside(data.film.path) if data.film else None,
        "clips": [data.beside(take.clip) for take in data.takes],
        "references": [{**_dumped(ReferenceFile, r), "path": data.beside(r.path)} for r in data.references],
        **{name: data.beside(path) for name, path in data.files.items()},
    }


def _dumped(kind: type[Any], value: Any) -> Json:
    from pydantic import TypeAdapter

    body: Json = TypeAdapter(kind).dump_python(value, mode="json")
    return body


def _object(value: Mapping[str, Any]) -> Json:
    return {str(key): _plain(item) for key, item in value.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, Mapping):
        return _object(value)
    return [_plain(item) for item in value] if isinstance(value, (list, tuple)) else value
