"""The board in a real browser: it follows the run, its acts arrive, and clips can be sought in."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from rushes.editing.page import page
from rushes.editing.pictures import Pictures
from rushes.editing.report import ReportData
from rushes.web.server import Board

pytestmark = pytest.mark.browser
Make = Callable[..., ReportData]


class Shoot:
    """A run that moves on when the test says so."""

    def __init__(self, root: Path, data: ReportData) -> None:
        self.data, self.stamp, self.acts = data, "1", []
        self.board = Board(
            root=root, folder="output", page=lambda: page(self.data, Pictures(root), live=True),
            version=lambda: f"{self.stamp}\n", act=self.act,
        )  # fmt: skip
        self.server = self.board.serve()

    def act(self, form: Mapping[str, str]) -> str:
        self.acts.append(dict(form))
        return "Working on it."


@pytest.fixture
def shoot(on_disk: Make, tmp_path: Path) -> Iterator[Shoot]:
    running = Shoot(tmp_path, on_disk(2, 2))
    thread = threading.Thread(target=running.server.serve_forever)
    thread.start()
    yield running
    running.server.shutdown()
    thread.join()
    running.server.server_close()


def wait(truth: Callable[[], Any]) -> None:
    limit = time.monotonic() + 15
    while not truth():
        assert time.monotonic() < limit
        time.sleep(0.05)


def opened(browser: Any, shoot: Shoot, width: int = 1440) -> tuple[Any, list[str]]:
    visit = browser.new_context(viewport={"width": width, "height": 900}).new_page()
    complaints: list[str] = []
    visit.on("console", lambda m: complaints.append(m.text) if m.type in ("error", "warning") else None)
    visit.on("pageerror", lambda error: complaints.append(str(error)))
    visit.goto(shoot.board.address(shoot.server))
    return visit, complaints


@pytest.mark.parametrize("width", [390, 1440])
def test_acts_arrive_as_they_were_typed(browser: Any, shoot: Shoot, width: int) -> None:
    """Retake with a note, choose and recut reach the server, and the page says so; it fits the window."""
    visit, complaints = opened(browser, shoot, width)
    assert visit.evaluate("document.documentElement.scrollWidth") <= width
    visit.locator("#scene-2 input[name=note]").fill('closer & "slower"')
    visit.locator("#scene-2").get_by_role("button", name="Retake").click()
    visit.locator("#scene-1").get_by_role("button", name="Show this take").first.click()
    visit.get_by_role("button", name="Cut the film again").click()
    wait(lambda: len(shoot.acts) == 3)
    assert {"act": "retake", "scene": "2", "note": 'closer & "slower"'} in shoot.acts
    other = next(n for n in (1, 2) if n != shoot.data.chosen[1].number)
    assert {"act": "choose", "scene": "1", "take": str(other)} in shoot.acts
    assert {"act": "recut"} in shoot.acts
    wait(lambda: visit.locator("#told").inner_text() == "Working on it.")
    assert complaints == []
    visit.close()


def test_the_page_follows_the_run_in_two_browsers(browser: Any, shoot: Shoot) -> None:
    """When the run moves on both pages show it, but not while somebody writes a note."""
    visits = [opened(browser, shoot)[0] for _ in range(2)]
    visits[1].locator("#scene-1 input[name=note]").fill("wait for me")
    time.sleep(2)
    shoot.data, shoot.stamp = shoot.data.__class__(**{**fields(shoot.data), "prompt": "moved on"}), "2"
    wait(lambda: "moved on" in visits[0].inner_text(".about"))
    wait(lambda: visits[1].locator("#fresh").is_visible())
    assert "moved on" not in visits[1].inner_text(".about")
    visits[1].locator("#fresh").click()
    wait(lambda: "moved on" in visits[1].inner_text(".about"))
    for visit in visits:
        visit.close()


def fields(data: ReportData) -> dict[str, Any]:
    import dataclasses

    return {f.name: getattr(data, f.name) for f in dataclasses.fields(data)}


def test_the_film_plays_and_can_be_sought_in(browser: Any, shoot: Shoot) -> None:
    """Over the board's server too, the film jumps to a scene and plays on."""
    visit, complaints = opened(browser, shoot)
    visit.get_by_role("button", name="Scene 2").click()
    wait(lambda: visit.evaluate("document.getElementById('film').currentTime > 1.2"))
    assert complaints == []
    visit.close()
