"""``production_report.html``: the whole production in one self-contained page."""

import math
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from rushes.direction import SLOTS
from rushes.editing.charts import curve
from rushes.editing.pictures import Pictures
from rushes.editing.report import Json, ReportData
from rushes.files import write_bytes
from rushes.film import COMPONENTS, Scene, Take, Verdict

_HERO = 832
"""Width of the film's own still, in pixels."""
_OPEN = 0.995
"""From here on a gate takes nothing away that two digits could show."""
_TITLES = {
    "visual_quality": "Picture",
    "character_consistency": "Characters",
    "location_consistency": "Place",
    "narrative_coherence": "Story",
}


def write_page(data: ReportData, root: Path, out: Path) -> None:
    """Write the page of the production in run folder `root` to `out`, which lies in ``data.folder``.

    The page holds its styles, script and stills itself and asks the network for nothing; the
    film and the takes are played from their files beside it. Clips that cannot be read leave an
    empty frame and a sentence at the top of the page.

    Raises:
        DiskFull, MemoryError_: the page could not be written; an older one is untouched.
    """
    write_bytes(out, page(data, Pictures(root)).encode())


def page(data: ReportData, pictures: Pictures, *, live: bool = False) -> str:
    """The page as HTML. Deterministic; all text from outside is escaped by the template engine.

    A live page follows the run through its server (`rushes.web.server`) and has the acts on buttons.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("rushes.editing", "page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["score"] = _score
    return environment.get_template("report.html").render(view(data, pictures), live=live)


def view(data: ReportData, pictures: Pictures) -> Json:
    """Everything that the template prints, in the order it prints it."""
    scenes = [_scene(data, scene, pictures) for scene in data.document.scenes]
    grid, boundaries = _grid(data, pictures), _boundaries(data, pictures)
    return {
        "data": data,
        "document": data.document,
        "film": _film(data, pictures),
        "mean": data.mean_reward(),
        "attempts": len(data.all_attempts()),
        "curve": curve(data),
        "slots": SLOTS,
        "scenes": scenes,
        "grid": grid,
        "boundaries": boundaries,
        "stages": _stages(data),
        "cost": _cost(data),
        "policy": {name: text(value) for name, value in data.policy.items() if name != "note"},
        "notices": _notices(data, pictures),
        "files": [(name, _url(data, path)) for name, path in data.files.items()],
    }


def text(value: object) -> str:
    """A plain value as people read it: four significant digits, no underscores added or taken."""
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def _score(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _url(data: ReportData, path: str) -> str:
    return quote(data.beside(path))


def _film(data: ReportData, pictures: Pictures) -> Json | None:
    film = data.film
    if film is None:
        return None
    starts = [0, *(join.start + join.frames // 2 for join in film.joins)]
    return {
        "url": _url(data, film.path),
        "poster": pictures.poster(film.path, _HERO),
        "clock": clock(film.seconds),
        "size": f"{film.width}×{film.height}",
        "fps": f"{film.fps:g}",
        "frames": film.frames,
        "chapters": [
            {
                "number": n,
                "at": f"{(start + 0.5) / film.fps if start else 0:.3f}",
                "clock": clock(start / film.fps),
            }
            for n, start in enumerate(starts, 1)
        ],
    }


def clock(seconds: float) -> str:
    """``1:02.5`` for 62.5 seconds."""
    return f"{int(seconds // 60)}:{seconds % 60:04.1f}"


def _notices(data: ReportData, pictures: Pictures) -> list[str]:
    """What must be known before the figures are believed."""
    stand_ins = [
        f"{line.part.replace('_', ' ')}: {line.member} stands in ({line.reason.partition('; fetch with')[0]})"
        for line in data.crew
        if line.status != "ready"
    ]
    gaps = [
        f"{_title(name)} was not measured in {sum(name in data.reward(t).missing for t in data.takes)} of "
        f"{len(data.takes)} takes: {'; '.join(reasons)}"
        for name, reasons in data.unmeasured().items()
    ]
    return [*data.notes, *stand_ins, *gaps, *pictures.missing]


def _title(component: str) -> str:
    return _TITLES.get(component, component.replace("_", " ").capitalize())


def _scene(data: ReportData, scene: Scene, pictures: Pictures) -> Json:
    takes, kept = data.of_scene(scene.number), data.chosen.get(scene.number)
    return {
        "scene": scene,
        "place": data.document.location(scene.location).name,
        "cast": ", ".join(data.document.character(who).name for who in scene.characters) or "nobody",
        "kept": kept,
        "takes": [_take(data, take, take == kept, pictures) for take in takes],
    }


def _take(data: ReportData, take: Take, kept: bool, pictures: Pictures) -> Json:
    reshoot = any(t.number == take.number and t != take for t in data.of_scene(take.scene)[: _at(data, take)])
    bars = _bars(data, take.verdicts, data.reward(take).missing)
    draft = next((t for t in data.attempts(take.scene) if t.number == take.number), take)
    again = not reshoot and take.number < max(t.number for t in data.of_scene(take.scene))
    gates = [bar for bar in bars if bar["gate"]]
    return {
        "take": take,
        "name": f"Take {take.number}, in full" if reshoot else f"Take {take.number}",
        "kept": kept,
        "first": not reshoot,
        "url": _url(data, take.clip),
        "poster": pictures.poster(take.clip),
        "fault": _fault(data, take),
        "verdict": "Shot again:" if again else "Not quite:",
        "draft": draft.reward if reshoot else None,
        "open": [bar["title"].lower() for bar in gates if (bar["score"] or 0) >= _OPEN],
        "closing": [bar for bar in gates if (bar["score"] or 0) < _OPEN],
        "words": list(zip(SLOTS, take.direction.words(), strict=True)),
        "bars": bars,
        "prompt": marked(take.prompt.text, take.prompt.marks),
        "facts": _facts(take),
    }


def _fault(data: ReportData, take: Take) -> str:
    """What was wrong in a few words; each low bar has its own note."""
    kept = data.chosen.get(take.scene)
    if kept is not None and take.references and take.references != kept.references:
        return "one of its references was replaced"
    if not data.fault(take):
        return ""
    low = [
        _title(v.component).lower() for v in take.verdicts if v.score is not None and v.score < data.floor(v)
    ]
    reward = (
        "no reward"
        if take.reward is None
        else f"reward {take.reward:.2f}, {data.reward_threshold:.2f} wanted"
    )
    return reward + (f"; low: {', '.join(low)}" if low else "")


def _at(data: ReportData, take: Take) -> int:
    return data.of_scene(take.scene).index(take)


def _bars(data: ReportData, verdicts: Iterable[Verdict], missing: Any) -> list[Json]:
    """One bar per verdict, the four components first, then the gates, then what nobody watched."""
    order = {name: i for i, name in enumerate(COMPONENTS)}
    ranked = sorted(verdicts, key=lambda v: (v.gate, order.get(v.component, len(order))))
    bars = [
        {
            "title": _title(v.component),
            "gate": v.gate,
            "score": v.score,
            "percent": round(100 * (v.score or 0)),
            "low": v.score is not None and v.score < data.floor(v),
            "note": v.note,
            "raw": ", ".join(f"{name} {text(figure)}" for name, figure in v.raw.items()),
            "critic": v.critic,
        }
        for v in ranked
    ]
    unwatched = set(missing) - {v.component for v in ranked}
    return bars + [
        {"title": _title(name), "gate": False, "score": None, "percent": 0, "low": False,
         "note": missing[name], "raw": "", "critic": ""}
        for name in missing if name in unwatched
    ]  # fmt: skip


def _facts(take: Take) -> list[tuple[str, str]]:
    choice = take.choice
    policy = f"{choice.policy} {choice.version}".strip()
    expected = "" if choice.predicted is None else f", expected a reward of {choice.predicted:.2f}"
    asked = "; ".join(c.demand for c in take.constraints)
    facts = [
        ("Seed", str(take.seed)),
        ("Directed by", policy + expected),
        ("Asked to hold", asked),
        ("Negative prompt", take.prompt.negative),
        ("Clip", f"{take.quality}, {take.frames} frames, {take.width}×{take.height}, {take.fps:g} frames/s"),
        ("Time", ", ".join(f"{stage} {seconds:.2f} s" for stage, seconds in take.seconds.items())),
        *((f"Chances, {slot}", _chances(options)) for slot, options in choice.probabilities),
        ("Value", "" if choice.value is None else text(choice.value)),
        ("Learned", ", ".join(f"{name} {text(value)}" for name, value in take.learning.items())),
        ("Policy afterwards", take.policy_after),
        *take.notes.items(),
    ]
    executed = [] if take.prompt.executed else [("Not executed", "a slot left no mark in the prompt")]
    return [(name, told) for name, told in [*facts, *executed] if told]


def _chances(options: Iterable[tuple[str, float]]) -> str:
    """The options of one slot with the probabilities they had, the likeliest first."""
    ranked = sorted(options, key=lambda pair: -pair[1])
    return ", ".join(f"{option.replace('_', ' ')} {chance:.0%}" for option, chance in ranked)


def marked(prompt: str, marks: Any) -> list[tuple[str, str]]:
    """`prompt` cut into (text, slot) pieces: where a slot left its words, its name; elsewhere empty."""
    found = sorted(
        (prompt.find(words), slot, words) for slot, words in marks.items() if words and words in prompt
    )
    pieces, at = [], 0
    for start, slot, words in found:
        if start < at:
            continue
        pieces += [(prompt[at:start], ""), (words, slot)]
        at = start + len(words)
    return [(piece, slot) for piece, slot in [*pieces, (prompt[at:], "")] if piece]


def _grid(data: ReportData, pictures: Pictures) -> list[Json]:
    """Every appearance of every character and place: picture, score, scenes since last seen."""
    views: dict[tuple[str, str, str], str] = {(r.of, r.subject, r.view): r.path for r in data.references}
    people = {c.id for c in data.document.characters if c.kind == "person"}
    any_view: dict[tuple[str, str], str] = {(r.of, r.subject): r.path for r in reversed(data.references)}
    subjects = [("character", c.id, c.name, c.appearance()) for c in data.document.characters]
    subjects += [("location", p.id, p.name, p.appearance()) for p in data.document.locations]
    rows = []
    for kind, id, name, looks in subjects:
        # A portrait shows a person; of an animal or a vehicle it would show a piece.
        view = "wide" if kind == "location" else "front" if id in people else "full-body"
        path = views.get((kind, id, view)) or any_view.get((kind, id))
        rows.append(
            {
                "kind": kind,
                "id": id,
                "name": name,
                "looks": looks,
                "reference": pictures.reference(path) if path else "",
                "cells": _cells(data, kind, id, pictures),
            }
        )
    return rows


def _cells(data: ReportData, kind: str, id: str, pictures: Pictures) -> list[Json | None]:
    cells: list[Json | None] = []
    last: int | None = None
    for scene in data.document.scenes:
        take = data.chosen.get(scene.number)
        if take is None or id not in (*scene.characters, scene.location):
            cells.append(None)
            continue
        since = "first seen" if last is None else _since(scene.number - last)
        cells.append(
            {"picture": pictures.appearance(take, id), "score": _held(take, kind, id), "since": since}
        )
        last = scene.number
    return cells


def _since(gap: int) -> str:
    return "from the scene before" if gap == 1 else f"after {gap} scenes"


def _held(take: Take, kind: str, id: str) -> float | None:
    """How well one subject held: its own figure where the critic gives it, else the component's."""
    component = f"{kind}_consistency"
    verdict = next((v for v in take.verdicts if v.component == component), None)
    return None if verdict is None else verdict.raw.get(f"score:{id}", verdict.score)


def _boundaries(data: ReportData, pictures: Pictures) -> list[Json]:
    if data.film is None:
        return []
    edges = [pictures.edges(clip) for clip in data.film.clips]
    return [
        {"before": n, "after": n + 1, "left": edges[n - 1][1], "right": edges[n][0],
         "seconds": f"{join.frames / data.film.fps:g}", "frames": join.frames}
        for n, join in enumerate(data.film.joins, 1)
    ]  # fmt: skip


def _cost(data: ReportData) -> str:
    """What the film cost, in a sentence: working time per second of film, and what was paid."""
    spent = math.fsum(float(stage["seconds"]) for stage in _stages(data))
    parts = [f"{spent / data.film.seconds:.1f} s of work for each second of film."] if data.film else []
    if data.costs:
        by = ", ".join(f"{purpose} ${dollars:.4f}" for purpose, dollars in data.costs.items())
        parts.append(f"Language models cost about ${math.fsum(data.costs.values()):.4f} ({by}).")
    elif data.film:
        parts.append("No language model was paid.")
    return " ".join(parts)


def _stages(data: ReportData) -> list[Json]:
    takes: dict[str, float] = {}
    for take in data.takes:
        for stage, seconds in take.seconds.items():
            takes[stage] = takes.get(stage, 0.0) + seconds
    spent = {**{k: v for k, v in data.stage_seconds.items() if k not in takes}, **takes}
    longest = max(spent.values(), default=0.0) or 1.0
    return [
        {"name": name, "seconds": f"{seconds:.2f}", "percent": round(100 * seconds / longest, 1),
         "over": "all takes" if name in takes else "this run"}
        for name, seconds in spent.items()
    ]  # fmt: skip
