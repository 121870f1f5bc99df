"""What the board shows is what the run folder holds, and its acts are the command line's own."""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from rushes import errands
from rushes.bulletin import Bulletin
from rushes.errands import Errands
from rushes.memory import Layout
from rushes.screening import WAITING, Screening, figures
from rushes.seams import Progress
from rushes.settings import load
from rushes.shooting import News
from tests.unit.test_decisions import Decisions, make


def test_the_board_shows_every_take_of_the_run(tmp_path: Path) -> None:
    """Takes, chosen ones, log and film are those of the production; the page has a form for each act."""
    record = make(tmp_path, Decisions(), drafts=True)
    data = figures(Layout(root=tmp_path), load([]))
    assert data is not None
    assert data.takes == tuple(take for takes in record.takes for take in takes)
    assert data.chosen == {take.scene: take for take in record.chosen}
    assert [entry.scene for entry in data.log] == [1, 2, 3]
    html = board(tmp_path).page()
    assert html.count('data-act="retake"') == 3
    assert html.count('data-act="recut"') == 1
    drafts = sum(take.quality == "draft" for takes in record.takes for take in takes)
    assert html.count('data-act="choose"') == drafts - len(record.chosen)


def test_before_the_screenplay_the_board_waits(tmp_path: Path) -> None:
    """An empty run folder gives a page that says so."""
    assert figures(Layout(root=tmp_path), load([])) is None
    assert board(tmp_path).page() == WAITING


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
    tmp_path: Path, ran: "Ran", form: dict[str, str], words: list[str]
) -> None:
    """What a person types is one word of the command, never an option and never a shell's."""
    told = board(tmp_path).act(form)
    assert told.endswith(": begun.")
    ran.wait(1)
    assert ran.commands == [[sys.executable, "-m", "rushes", words[0], "--output", str(tmp_path), *words[1:]]]


def test_acts_wait_for_each_other(tmp_path: Path, ran: "Ran") -> None:
    """Acts of two browsers are carried out one after the other, in the order they were asked for."""
    ran.hold.clear()
    show = board(tmp_path)
    show.act({"act": "retake", "scene": "1"})
    ran.wait(1)
    assert "its turn" in show.act({"act": "choose", "scene": "2", "take": "1"})
    assert "its turn" in show.act({"act": "recut"})
    assert [act["state"] for act in acts(show)] == ["working", "waiting", "waiting"]
    assert show.errands.waiting() == ["Take 1 for scene 2", "New cut"]
    ran.hold.set()
    ran.wait(3)
    assert [command[3] for command in ran.commands] == ["retake", "choose", "recut"]
    until(lambda: [act["state"] for act in acts(show)] == ["done"] * 3)


def test_a_picture_becomes_a_command_and_is_cleared_away(tmp_path: Path, ran: "Ran") -> None:
    """The bytes lie in a file of our naming while the command runs; the subject is one word at its end."""
    ran.hold.clear()
    show = board(tmp_path)
    show.hand_in({"subject": "--fresh", "view": "../../x"}, b"picture")
    ran.wait(1)
    *start, image, view, end, subject = ran.commands[0]
    assert start == [sys.executable, "-m", "rushes", "reference", "--output", str(tmp_path)]
    assert (view, end, subject) == ("--view=../../x", "--", "--fresh")
    path = Path(image.removeprefix("--image="))
    assert path.parent == tmp_path / "memory"
    assert path.read_bytes() == b"picture"
    ran.hold.set()
    until(lambda: not path.exists())


@pytest.mark.parametrize(
    ("form", "picture"), [({}, b"x"), ({"subject": ""}, b"x"), ({"subject": "whale"}, b"")]
)
def test_a_picture_of_nobody_is_refused(tmp_path: Path, form: dict[str, str], picture: bytes) -> None:
    """Without a subject or without bytes nothing begins."""
    with pytest.raises(ValueError, match="no subject or no picture"):
        board(tmp_path).hand_in(form, picture)


@pytest.mark.parametrize(
    "form", [{}, {"act": "doctor"}, {"act": "choose", "scene": "3"}, {"act": "retake", "scene": "--x"}]
)
def test_senseless_acts_are_refused(tmp_path: Path, form: dict[str, str]) -> None:
    """Unknown acts and scenes that are no numbers begin nothing."""
    with pytest.raises(ValueError, match=r"no such act|invalid literal"):
        board(tmp_path).act(form)


def test_a_failed_act_is_told_on_the_board(tmp_path: Path) -> None:
    """The command's own words reach the page: here, that there is no film to cut."""
    show = board(tmp_path)
    show.act({"act": "recut"})
    until(lambda: acts(show)[0]["state"] == "failed", 60)
    assert "there is no film in" in acts(show)[0]["told"]


def test_what_is_done_is_told_while_it_is_done(tmp_path: Path) -> None:
    """Stage, take, progress and the latest frames stand in the bulletin, few at a time; then it is gone."""
    clock, show = [0.0], board(tmp_path)
    place = Layout(root=tmp_path)
    with Bulletin(place.now, clock=lambda: clock[0]) as bulletin:
        for done in range(1, 101):
            clock[0] += 0.1
            frame = np.full((48, 80, 3), done, np.uint8)
            bulletin(News(stage="shooting", scene=2, scenes=5, attempt=3, quality="draft",
                          progress=Progress(done=done, total=100, frame=frame)))  # fmt: skip
        told = json.loads(show.now())["now"]
        del told["pid"], told["schema"]
        latest, alive = told.pop("frames"), told.pop("alive")
        assert told == {
            "stage": "shooting", "scene": 2, "scenes": 5, "take": 3, "quality": "draft", "done": 100,
            "total": 100, "unit": "frames",
        }  # fmt: skip
        assert len(latest) == len(set(latest)) == 6
        assert all(address.startswith("data:image/jpeg;base64,") for address in latest)
        assert alive
        bulletin(News(stage="cutting"))
        assert json.loads(show.now())["now"]["frames"] == []
    assert json.loads(show.now())["now"] is None


def test_a_killed_shoot_is_told_as_one(tmp_path: Path) -> None:
    """A bulletin that was left behind by a process that is gone says so."""
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    show = board(tmp_path)
    (tmp_path / "memory/now.json").write_text(json.dumps({"pid": gone.pid, "stage": "cutting"}))
    assert json.loads(show.now())["now"]["alive"] is False


def board(root: Path) -> Screening:
    (root / "memory").mkdir(exist_ok=True)
    place = Layout(root=root)
    return Screening(place, load([]), Errands(root=root, log=root / "memory/board.log"))


def acts(show: Screening) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(show.now())["acts"]
    return found


def until(truth: Callable[[], bool], seconds: float = 10) -> None:
    limit = time.monotonic() + seconds
    while not truth():
        assert time.monotonic() < limit
        time.sleep(0.01)


class Ran:
    """Commands that were begun; they end when `hold` is set."""

    def __init__(self) -> None:
        self.commands: list[list[str]] = []
        self.hold = threading.Event()
        self.hold.set()

    def __call__(self, command: list[str], **options: object) -> "Ran":
        assert "shell" not in options
        assert options["start_new_session"] is True
        self.commands.append(command)
        return self

    def wait(self, count: int | None = None) -> int:
        """Called by the test: until so many began. Called by the code: until the command ends."""
        if count is None:
            assert self.hold.wait(20)
        else:
            until(lambda: len(self.commands) >= count)
        return 0


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> Iterator[Ran]:
    begun = Ran()
    monkeypatch.setattr(errands.subprocess, "Popen", begun)
    yield begun
    begun.hold.set()
