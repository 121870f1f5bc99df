"""The board in a real browser: it follows the run, its acts arrive, and clips can be sought in."""

import dataclasses
import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from rushes.editing.page import page
from rushes.editing.pictures import Pictures, address
from rushes.editing.report import ReportData
from rushes.images import write_png
from rushes.web.server import Board

pytestmark = pytest.mark.browser
Make = Callable[..., ReportData]


class Shoot:
    """A run that moves on when the test says so."""

    def __init__(self, root: Path, data: ReportData) -> None:
        self.data, self.stamp, self.acts, self.doing = data, "1", [], None
        self.pictures: list[tuple[dict[str, str], bytes]] = []
        self.board = Board(
            root=root, folder="output", page=lambda: page(self.data, Pictures(root), live=True),
            now=self.now, act=self.act, hand_in=self.hand_in,
        )  # fmt: skip
        self.server = self.board.serve()

    def now(self) -> str:
        return json.dumps({"stamp": self.stamp, "now": self.doing, "acts": []})

    def hand_in(self, form: Mapping[str, str], picture: bytes) -> str:
        self.pictures.append((dict(form), picture))
        return "Working on it."

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
    """When the run moves on both pages show it, but what somebody is writing in waits until they say so."""
    visits = [opened(browser, shoot)[0] for _ in range(2)]
    visits[1].locator("#scene-1 input[name=note]").fill("wait for me")
    more = dataclasses.replace(shoot.data.takes[0], number=3)
    takes = (*shoot.data.takes, more)
    shoot.data, shoot.stamp = dataclasses.replace(shoot.data, prompt="moved on", takes=takes), "2"
    for visit in visits:
        wait(lambda page=visit: "moved on" in page.inner_text(".about"))
    wait(lambda: visits[0].locator("#scene-1 .take").count() == 3)
    wait(lambda: visits[1].locator("#fresh").is_visible())
    assert visits[1].locator("#scene-1 .take").count() == 2
    assert visits[1].locator("#scene-1 input[name=note]").input_value() == "wait for me"
    visits[1].locator("#fresh").click()
    wait(lambda: visits[1].locator("#scene-1 .take").count() == 3)
    for visit in visits:
        visit.close()


def test_what_is_being_shot_is_seen(browser: Any, shoot: Shoot) -> None:
    """Scene, take, progress and the latest frames appear, change, and go when all is done."""
    visit, complaints = opened(browser, shoot, 390)
    assert not visit.locator("#now").is_visible()
    frame = address(np.full((48, 80, 3), 120, np.uint8), 80)
    doing = {"stage": "shooting", "scene": 2, "scenes": 5, "take": 3, "quality": "draft", "done": 30,
             "total": 150, "unit": "frames", "frames": [frame] * 3, "alive": True}  # fmt: skip
    shoot.doing = doing
    wait(lambda: visit.locator("#now-what").inner_text() == "Scene 2 of 5, take 3 as a draft")
    assert visit.locator("#now-how").inner_text() == "30 of 150 frames"
    assert visit.locator("#now-frames img").count() == 3
    assert visit.locator("#now-bar").evaluate("bar => bar.value") == 0.2
    assert visit.evaluate("document.documentElement.scrollWidth") <= 390
    shoot.doing = {**doing, "done": 150, "alive": False}
    wait(lambda: "has ended" in visit.locator("#now-how").inner_text())
    shoot.doing = None
    wait(lambda: not visit.locator("#now").is_visible())
    assert complaints == []
    visit.close()


def test_a_new_take_appears_and_the_rest_stays(browser: Any, shoot: Shoot) -> None:
    """Only the scene that changed is renewed: the page is not loaded again, what was opened stays open."""
    visit, complaints = opened(browser, shoot)
    visit.evaluate("window.mine = document.getElementById('scene-1')")
    visit.locator("#scene-2 summary").first.click()
    more = dataclasses.replace(shoot.data.takes[-1], number=3)
    shoot.data, shoot.stamp = dataclasses.replace(shoot.data, takes=(*shoot.data.takes, more)), "2"
    wait(lambda: visit.locator("#scene-2 .take").count() == 3)
    assert visit.evaluate("window.mine === document.getElementById('scene-1')")
    assert visit.locator("#scene-2 details").first.evaluate("details => details.open")
    visit.locator("#scene-2 .take-video").nth(2).hover()
    wait(lambda: visit.locator("#scene-2 .take-video").nth(2).evaluate("video => video.currentTime > 0"))
    assert complaints == []
    visit.close()


def test_a_picture_can_be_handed_in(browser: Any, shoot: Shoot, tmp_path: Path) -> None:
    """A file chosen beside a reference arrives with the subject's id, byte for byte."""
    visit, complaints = opened(browser, shoot)
    picture = tmp_path / "mine.png"
    write_png(picture, np.full((70, 90, 3), 9, np.uint8))
    row = visit.locator("#continuity tr", has_text="Mara")
    row.locator("summary").click()
    row.locator("input[type=file]").set_input_files(str(picture))
    row.get_by_role("button", name="Replace").click()
    wait(lambda: shoot.pictures)
    assert shoot.pictures == [({"subject": "mara"}, picture.read_bytes())]
    assert complaints == []
    visit.close()


def test_the_film_plays_and_can_be_sought_in(browser: Any, shoot: Shoot) -> None:
    """Over the board's server too, the film jumps to a scene and plays on."""
    visit, complaints = opened(browser, shoot)
    visit.get_by_role("button", name="Scene 2").click()
    wait(lambda: visit.evaluate("document.getElementById('film').currentTime > 1.2"))
    assert complaints == []
    visit.close()
