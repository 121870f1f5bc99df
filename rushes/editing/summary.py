"""What the terminal shows when a film is done: its scenes, the curve, what is missing, where it lies."""

from typing import TYPE_CHECKING

from rushes.editing.report import ReportData
from rushes.film import COMPONENTS, Scene
from rushes.reward import CONSISTENCY, FLOORS

if TYPE_CHECKING:
    from rich.console import Group, RenderableType
    from rich.table import Table
    from rich.text import Text

_BARS = "▁▂▃▄▅▆▇█"
_SHORT = dict(zip(COMPONENTS, ("look", "character", "place", "story"), strict=True))


def summary(data: ReportData, root: str = ".") -> "Group":
    """A rich renderable of one production.

    Args:
        data: The production.
        root: The run folder as the user would type it; every path is told relative to it.
    """
    from rich.console import Group

    parts: list[RenderableType] = [_headline(data), "", _scenes(data), "", _curve(data)]
    if gaps := _gaps(data):
        parts += ["", *gaps]
    return Group(*parts, "", _assets(data, root))


def sparkline(rewards: list[float | None]) -> str:
    """One block per reward in [0, 1], eight levels high; a dot where nothing was measured."""
    return "".join("·" if r is None else _BARS[min(7, int(max(0.0, r) * 8))] for r in rewards)


def _headline(data: ReportData) -> "RenderableType":
    from rich.panel import Panel
    from rich.text import Text

    told = Text(data.document.logline)
    if data.film is not None:
        film = data.film
        told.append(
            f"\n{_clock(film.seconds)} · {film.width}x{film.height} · {film.fps:g} frames/s · "
            f"{len(film.clips)} scenes, {len(film.joins)} crossfades",
            style="dim",
        )
    return Panel(told, title=Text(data.document.title, style="bold"), title_align="left", expand=False)


def _scenes(data: ReportData) -> "Table":
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="dim")
    for name in ("scene", "what happens", "takes", "kept", "reward", *_SHORT.values()):
        if name == "what happens":
            table.add_column(name, ratio=1)
        else:
            table.add_column(name, justify="right", no_wrap=True, min_width=max(4, len(name)))
    for scene in data.document.scenes:
        table.add_row(*_row(data, scene))
    return table


def _row(data: ReportData, scene: Scene) -> "list[RenderableType]":
    from rich.text import Text

    kept, attempts = data.chosen.get(scene.number), len(data.attempts(scene.number))
    start = [Text(str(scene.number)), Text(scene.action), Text(str(attempts))]
    if kept is None:
        return [*start, Text("–", style="dim"), Text("open", style="dim")]
    parts = data.reward(kept).parts
    figures = [_figure(parts.get(c), _floor(data, c)) for c in COMPONENTS]
    return [*start, Text(str(kept.number)), _figure(kept.reward, data.reward_threshold, bold=True), *figures]


def _floor(data: ReportData, component: str) -> float:
    return data.consistency_threshold if component in CONSISTENCY else FLOORS.get(component, 0.0)


def _figure(score: float | None, threshold: float, bold: bool = False) -> "Text":
    from rich.text import Text

    if score is None:
        return Text("–", style="dim")
    colour = "green" if score >= threshold else "yellow"
    return Text(f"{score:.2f}", style=f"bold {colour}" if bold else colour)


def _curve(data: ReportData) -> "Text":
    from rich.text import Text

    line = Text("rewards  ", style="dim")
    for scene in data.document.scenes:
        line.append(sparkline([take.reward for take in data.attempts(scene.number)]) + " ", style="cyan")
    mean, attempts = data.mean_reward(), len(data.all_attempts())
    told = f" {attempts} takes, {data.retries()} of them retakes"
    line.append(
        told + (f"; the film's mean reward is {mean:.2f}" if mean is not None else ""), style="default"
    )
    if note := data.policy.get("note"):
        line.append(f"\n{note}", style="dim")
    return line


def _gaps(data: ReportData) -> "list[RenderableType]":
    """What a reader must know before believing the figures: stand-ins, missing scores, notes."""
    from rich.text import Text

    lines = [
        f"{line.part}: {line.member} stands in ({line.reason.partition('; fetch with')[0]})"
        for line in data.crew
        if line.status == "understudy"
    ]
    for name, reasons in data.unmeasured().items():
        takes = sum(name in data.reward(take).missing for take in data.takes)
        more = f", and {len(reasons) - 1} other reasons" if len(reasons) > 1 else ""
        where = f"not measured in {takes} of {len(data.takes)} takes"
        lines.append(f"{name.replace('_', ' ')}: {where} ({reasons[0]}{more})")
    lines += list(data.notes)
    return [Text(f"• {line}", style="yellow") for line in lines]


def _assets(data: ReportData, root: str) -> "Table":
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    films = [("film", data.film.path)] if data.film else []
    for name, path in [*films, *data.files.items()]:
        table.add_row(
            Text(name.replace("_", " "), style="dim"),
            Text(path, style="bold" if name == "film" else ""),
        )
    table.add_row(Text("in", style="dim"), Text(root))
    shooting = sum(sum(take.seconds.values()) for take in data.takes)
    spent = f"{sum(data.stage_seconds.values()):.1f} s in this run; takes cost {shooting:.1f} s in all"
    memory = f"; at most {data.peak_memory_mb:.0f} MB" if data.peak_memory_mb is not None else ""
    table.add_row(Text("spent", style="dim"), Text(spent + memory))
    return table


def _clock(seconds: float) -> str:
    return f"{int(seconds // 60)}:{seconds % 60:04.1f}"
