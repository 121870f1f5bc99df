"""What the board shows is what the run folder holds, and its acts are the command line's own."""

import sys
from pathlib import Path

import pytest

from rushes import screening
from rushes.memory import Layout
from rushes.screening import WAITING, Screening, figures
from rushes.settings import load
from tests.unit.test_decisions import Decisions, make


def test_the_board_shows_every_take_of_the_run(tmp_path: Path) -> None:
    """Takes, chosen ones, log and film are those of the production; the page has a form for each act."""
    record = make(tmp_path, Decisions(), drafts=True)
    data = figures(Layout(root=tmp_path), load([]))
    assert data is not None
    assert data.takes == tuple(take for takes in record.takes for take in takes)
    assert data.chosen == {take.scene: take for take in record.chosen}
    assert [entry.scene for entry in data.log] == [1, 2, 3]
    html = Screening(Layout(root=tmp_path), load([])).page()
    assert html.count('data-act="retake"') == 3
    assert html.count('data-act="recut"') == 1
    drafts = sum(take.quality == "draft" for takes in record.takes for take in takes)
    assert html.count('data-act="choose"') == drafts - len(record.chosen)


def test_before_the_screenplay_the_board_waits(tmp_path: Path) -> None:
    """An empty run folder gives a page that says so."""
    assert figures(Layout(root=tmp_path), load([])) is None
    assert Screening(Layout(root=tmp_path), load([])).page() == WAITING


def test_a_report_has_no_buttons(tmp_path: Path) -> None:
    """The report on disk cannot act: it has neither forms nor a connection."""
    from rushes.editing.page import page
    from rushes.editing.pictures import Pictures

    make(tmp_path, Decisions(), drafts=False)
    data = figures(Layout(root=tmp_path), load([]))
    assert data is not None
    html = page(data, Pictures(tmp_path))
    assert "<form" not in html
    assert "connect-src" not in html


@pytest.mark.parametrize(
    ("form", "words"),
    [
        (
            {"act": "retake", "scene": "3", "note": "closer; rm -rf /"},
            ["retake", "--scene", "3", "--note=closer; rm -rf /"],
        ),
        (
            {"act": "retake", "scene": "3", "note": "--set X=1"},
            ["retake", "--scene", "3", "--note=--set X=1"],
        ),
        ({"act": "choose", "scene": "3", "take": "2"}, ["choose", "3", "2"]),
        ({"act": "recut", "set": "X=1"}, ["recut"]),
    ],
)
def test_an_act_is_a_command_with_its_words_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: dict[str, str], words: list[str]
) -> None:
    """What a person types is one word of the command, never an option and never a shell's."""
    ran: list[list[str]] = []

    class Started:
        def __init__(self, command: list[str], **options: object) -> None:
            assert "shell" not in options
            assert options["start_new_session"] is True
            ran.append(command)

        def poll(self) -> None:
            return None

    (tmp_path / "memory").mkdir()
    monkeypatch.setattr(screening.subprocess, "Popen", Started)
    board = Screening(Layout(root=tmp_path), load([]))
    assert "Working on it" in board.act(form)
    assert ran == [[sys.executable, "-m", "rushes", *words, "--output", str(tmp_path)]]
    assert "One thing at a time" in board.act(form)
    assert len(ran) == 1


@pytest.mark.parametrize(
    "form", [{}, {"act": "doctor"}, {"act": "choose", "scene": "3"}, {"act": "retake", "scene": "--x"}]
)
def test_senseless_acts_are_refused(tmp_path: Path, form: dict[str, str]) -> None:
    """Unknown acts and scenes that are no numbers begin nothing."""
    with pytest.raises(ValueError, match=r"no such act|invalid literal"):
        Screening(Layout(root=tmp_path), load([])).act(form)


def test_a_failed_act_is_told_on_the_board(tmp_path: Path) -> None:
    """The command's own words reach the page: here, that there is no film to cut."""
    (tmp_path / "memory").mkdir()
    board = Screening(Layout(root=tmp_path), load([]))
    board.act({"act": "recut"})
    assert board._work is not None
    board._work.wait(60)
    assert "there is no film in" in board.version().split("\n")[1]
