"""What a person sees while a film is made: one live line, one line per take, the time left."""

import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, final

from rushes.casting import Cast
from rushes.examination import Finding
from rushes.film import Take
from rushes.shooting import News

_COLOURS = {"ready": "green", "understudy": "yellow", "blocked": "red"}
STAGES = {
    "writing": "Writing the screenplay",
    "references": "Painting references",
    "shooting": "Shooting",
    "cutting": "Cutting the film",
}


@final
@dataclass(slots=True)
class Terminal:
    """Tells `News` on a terminal; where there is none, one plain line per stage and take."""

    max_takes: int
    drafts: bool
    console: Any = field(default_factory=lambda: _console())
    began: float = field(default_factory=time.monotonic)
    _bar: Any = None
    _task: Any = None
    _stage: str = ""
    _shot: list[tuple[str, float]] = field(default_factory=list)

    def __enter__(self) -> "Terminal":
        from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        self._bar = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(bar_width=24),
            TextColumn("{task.fields[detail]}"),
            TimeElapsedColumn(),
            console=self.console,
            transient=True,
            disable=not self.console.is_terminal,
        )
        self._bar.start()
        self._task = self._bar.add_task("", total=1.0, detail="")
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def __call__(self, news: News) -> None:
        if news.stage != self._stage:
            self._enter(news.stage)
        if news.take is not None:
            self._take(news, news.take)
        if news.progress is not None:
            share = news.progress.done / max(news.progress.total, 1e-9)
            self._bar.update(
                self._task, completed=share, description=self._where(news), detail=self._left(news, share)
            )

    def _enter(self, stage: str) -> None:
        self._stage = stage
        if stage != "shooting" or not self.console.is_terminal:
            self.console.print(f"[bold]{STAGES.get(stage, stage)}[/]")
        self._bar.update(self._task, completed=0.0, description=STAGES.get(stage, stage), detail="")

    def _where(self, news: News) -> str:
        if news.stage != "shooting":
            return STAGES.get(news.stage, news.stage)
        what = "final" if news.quality == "final" and self.drafts else f"take {news.attempt}"
        step = news.progress if news.progress is not None and news.progress.unit == "steps" else None
        at = f", step {step.done:.0f}/{step.total:.0f}" if step else ""
        return f"Scene {news.scene}/{news.scenes}, {what}{at}"

    def _take(self, news: News, take: Take) -> None:
        if not news.resumed:
            self._shot.append((take.quality, sum(take.seconds.values())))
        self.console.print(take_line(news, take, self.drafts))

    def _left(self, news: News, share: float) -> str:
        """The time left, from the takes timed so far and the takes that a scene has needed so far."""
        if news.stage != "shooting" or not self._shot:
            return ""
        finals = [s for quality, s in self._shot if quality == "final"]
        drafts = [s for quality, s in self._shot if quality == "draft"]
        scenes_left = news.scenes - news.scene
        attempts = drafts if self.drafts else finals
        each = _mean(attempts) * min(self.max_takes, len(self._shot) / max(news.scene, 1))
        full = _mean(finals or [8 * _mean(drafts)]) if self.drafts else 0.0
        seconds = scenes_left * (each + full) + (1 - share) * _mean(attempts) + full
        return f"about {_duration(seconds)} left"


def take_line(news: News, take: Take, drafts: bool) -> str:
    """One line about one take, in rich markup."""
    what = "final " if drafts and take.quality == "final" else f"take {take.number}"
    reward = "  – " if take.reward is None else f"{take.reward:.2f}"
    scores = " ".join(f"{short} {_score(take, component)}" for component, short in _SHORT.items())
    kept = "[dim](kept from before)[/]" if news.resumed else f"[dim]{sum(take.seconds.values()):.1f} s[/]"
    return (
        f"  scene {take.scene} {what}  reward [bold]{reward}[/]  [dim]{scores}  {take.direction}[/]  {kept}"
    )


def _score(take: Take, component: str) -> str:
    """The mean of the component's critics, as the reward has it; a dash when none could tell."""
    known = [v.score for v in take.verdicts if v.component == component and v.score is not None]
    return f"{_mean(known):.2f}" if known else "–"


_SHORT = {
    "visual_quality": "look",
    "character_consistency": "cast",
    "location_consistency": "place",
    "narrative_coherence": "story",
}


def _mean(values: Iterable[float]) -> float:
    values = list(values)
    return sum(values) / len(values) if values else 0.0


def _duration(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"


def findings_table(findings: Iterable[Finding]) -> Any:
    """What the doctor found on this machine, with what to do about it."""
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("machine", "found", "status", "what to do"):
        table.add_column(column, overflow="fold")
    for finding in findings:
        status = Text(finding.status, style=_COLOURS[finding.status])
        table.add_row(finding.what, Text(finding.found), status, Text(finding.todo, style="dim"))
    return table


def crew_table(crew: Cast, *, advice: bool = False) -> Any:
    """Who plays each part: ready, understudy or blocked, and why."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold", title=None)
    for column in ("part", "played by", "status", "why"):
        table.add_column(column, overflow="fold")
    for part in crew.parts:
        instead = f"instead of {part.specified}: " if part.status == "understudy" else ""
        why = f"{instead}{part.reason}" + (f". {part.todo}" if advice and part.todo else "")
        table.add_row(
            part.part, part.member.name, f"[{_COLOURS[part.status]}]{part.status}[/]", f"[dim]{why}[/]"
        )
    return table


def say(what: Any) -> None:
    """Print one line of rich markup, or a renderable."""
    _console().print(what)


def _console() -> Any:
    from rich.console import Console

    return Console(highlight=False, soft_wrap=True)
