"""The page in a real browser: it opens from disk, everything plays, nothing is fetched, nothing overflows."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rushes.editing.delivery import deliver
from rushes.editing.report import ReportData

pytestmark = pytest.mark.browser
Make = Callable[..., ReportData]


class Visit:
    """One opened page, with everything it complained of or asked for."""

    def __init__(self, browser: Any, path: Path, width: int, **context: Any) -> None:
        self.complaints: list[str] = []
        self.asked: list[str] = []
        self.page = browser.new_context(viewport={"width": width, "height": 900}, **context).new_page()
        self.page.on(
            "console", lambda m: self.complaints.append(m.text) if m.type in ("error", "warning") else None
        )
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        start = time.perf_counter()
        self.page.goto(path.as_uri(), wait_until="load")
        self.seconds = time.perf_counter() - start

    def until(self, truth: str, seconds: float = 15) -> None:
        """Wait until the expression holds. (The page's own policy forbids the browser driver's polling.)"""
        limit = time.monotonic() + seconds
        while not self.page.evaluate(truth):
            assert time.monotonic() < limit, truth
            time.sleep(0.03)


@pytest.fixture
def report(on_disk: Make, tmp_path: Path) -> Path:
    data = deliver(
        on_disk(3, 2), tmp_path, report="production_report.json", breakdown="reward_breakdown.json"
    )
    return tmp_path / data.files["page"]


@pytest.mark.parametrize("width", [390, 768, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_fits_every_width(browser: Any, report: Path, width: int, scheme: str) -> None:
    """Nothing is wider than the window or complained of, and only files beside the page are asked for."""
    visit = Visit(browser, report, width, color_scheme=scheme)
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= width
    assert visit.complaints == []
    assert all(url.startswith((report.parent.as_uri(), "data:")) for url in visit.asked)
    visit.page.close()


def test_the_film_plays_to_its_end(browser: Any, report: Path) -> None:
    """The browser decodes the film from its first to its last frame, and chapters jump into scenes."""
    visit = Visit(browser, report, 1440)
    film = visit.page.locator("#film")
    film.evaluate("v => { v.muted = true; v.playbackRate = 4; return v.play(); }")
    visit.until("document.getElementById('film').ended")
    assert film.evaluate("v => v.duration") == pytest.approx(84 / 24, abs=0.02)
    assert film.evaluate("v => v.getVideoPlaybackQuality().corruptedVideoFrames") == 0
    film.evaluate("v => { v.playbackRate = 0.0625; }")  # slowest: what is read is where it jumped
    visit.page.get_by_role("button", name="Scene 2").click()
    assert film.evaluate("v => v.currentTime") == pytest.approx((30 + 0.5) / 24, abs=0.3)
    assert visit.complaints == []
    visit.page.close()


def test_every_take_plays(browser: Any, report: Path) -> None:
    """Each take can be decoded: the pointer starts it, leaving stops it, Enter and Space work too."""
    visit = Visit(browser, report, 1440)
    takes = visit.page.locator(".take-video")
    assert takes.count() == 6
    for i in range(6):
        takes.nth(i).hover()
        visit.until(f"document.querySelectorAll('.take-video')[{i}].currentTime > 0")
    visit.page.mouse.move(2, 2)
    assert takes.evaluate_all("all => all.every(v => v.paused)")
    takes.nth(1).focus()
    visit.page.keyboard.press("Enter")
    visit.until("!document.querySelectorAll('.take-video')[1].paused")
    visit.page.keyboard.press("Space")
    visit.until("document.querySelectorAll('.take-video')[1].paused")
    assert visit.complaints == []
    visit.page.close()


def test_a_viewer_who_wants_less_motion_gets_it(browser: Any, report: Path) -> None:
    """With reduced motion, pointing at a take does not start it."""
    visit = Visit(browser, report, 1440, reduced_motion="reduce")
    visit.page.locator(".take-video").first.hover()
    visit.page.wait_for_timeout(300)
    assert visit.page.locator(".take-video").first.evaluate("v => v.paused")
    visit.page.close()


def test_light_and_dark_can_be_chosen(browser: Any, report: Path) -> None:
    """The button turns a light page dark and back."""
    visit = Visit(browser, report, 1440, color_scheme="light")
    shade = "getComputedStyle(document.body).backgroundColor"
    light = visit.page.evaluate(shade)
    visit.page.locator("#theme").click()
    assert visit.page.evaluate(shade) != light
    visit.page.locator("#theme").click()
    assert visit.page.evaluate(shade) == light
    visit.page.close()


def test_a_long_film_opens_at_once(browser: Any, on_disk: Make, tmp_path: Path) -> None:
    """Twelve scenes of three takes: loaded in under 2 s, under 3 MB."""
    data = deliver(
        on_disk(12, 3), tmp_path, report="production_report.json", breakdown="reward_breakdown.json"
    )
    path = tmp_path / data.files["page"]
    assert path.stat().st_size < 3_000_000
    visit = Visit(browser, path, 390)
    assert visit.seconds < 2
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 390
    visit.page.close()
