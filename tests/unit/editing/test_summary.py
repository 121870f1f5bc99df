"""The terminal summary tells the film at a glance, and only what is true."""

import dataclasses
import io
from collections.abc import Callable

import pytest
from rich.console import Console

from rushes.editing.report import ReportData
from rushes.editing.summary import sparkline, summary
from rushes.film import Film, Join

Make = Callable[..., ReportData]


def printed(data: ReportData, width: int = 110) -> str:
    console = Console(file=io.StringIO(), width=width, force_terminal=False)
    console.print(summary(data, "run"))
    text = console.file.getvalue()  # type: ignore[attr-defined]
    assert max(map(len, text.splitlines())) <= width
    return text


@pytest.mark.parametrize("width", [80, 110, 160])
def test_the_summary_names_scenes_rewards_and_paths(production: Make, width: int) -> None:
    """Every scene with its takes, the kept one and its reward; the film's length; where the file lies."""
    data = production(3, 2)
    film = Film(
        title=data.document.title, path="output/whale.mp4", clips=("a", "b", "c"),
        joins=(Join(frames=12, start=24), Join(frames=12, start=48)), frames=84, fps=24, width=96, height=64,
    )  # fmt: skip
    text = printed(dataclasses.replace(data, film=film), width)
    assert "The Keeper & the Whale" in text
    assert "0:03.5" in text
    assert "  output/whale.mp4" in text
    assert ["in", "run"] in [line.split() for line in text.splitlines()]
    rows = [line for line in text.splitlines() if "Mara" in line]
    assert len(rows) == 3
    for row, number in zip(rows, (1, 2, 3), strict=True):
        assert f"{data.chosen[number].reward:.2f}" in row
    assert "6 takes, 3 of them retakes" in text


def test_stand_ins_and_missing_scores_are_said(production: Make) -> None:
    """Understudies, components without a score, and notes appear with their reasons."""
    text = printed(production(4, 1), 160)
    assert "writer: offline stands in (no OPENAI_API_KEY)" in text
    assert "character consistency: not measured in 1 of 4 takes (nobody is in this scene)" in text
    assert "one was invented" in text


def test_text_from_outside_is_not_markup(production: Make) -> None:
    """A title that looks like terminal markup is printed as it is."""
    data = production(1, 1)
    paper = dataclasses.replace(data.document, title="[red]Whale[/red] [link=x]", logline="[bold]x[/bold]")
    text = printed(dataclasses.replace(data, document=paper))
    assert "[red]Whale[/red] [link=x]" in text
    assert "[bold]x[/bold]" in text


def test_an_unfinished_film_is_summed_up_too(production: Make) -> None:
    """Scenes without a kept take say so, and no film is claimed."""
    data = production(2, 1)
    text = printed(dataclasses.replace(data, chosen={1: data.takes[0]}))
    assert text.count("open") == 1
    assert ".mp4" not in text


def test_sparklines_show_height_and_gaps() -> None:
    """0 is the lowest block, 1 the highest, None a dot."""
    assert sparkline([0.0, 0.49, 1.0, None]) == "▁▄█·"
