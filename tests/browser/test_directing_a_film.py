"""A real film shot while the browser watches, and directed from there."""

import hashlib
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from rushes.images import write_png
from rushes.video import read_frames

pytestmark = pytest.mark.browser
SMALL = {
    "DEFAULT_NUM_FRAMES": "16", "DEFAULT_WIDTH": "208", "DEFAULT_HEIGHT": "120",
    "CROSSFADE_DURATION": "0.125", "MAX_SCENES": "3", "RL_EPISODES_PER_SCENE": "1", "WORKERS": "1",
    "CREW": "embedded", "RL_ALGORITHM": "FIXED",
}  # fmt: skip
FADE, FRAMES = 3, 16
PROMPT = "A fox and an old woman cross a snowy forest at night"


class Set:
    """A run folder, and the processes that work on it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.env = {**os.environ, **SMALL, "RUSHES_HOME": str(root.parent / "home")}

    def begin(self, *words: str) -> "subprocess.Popen[str]":
        command = [sys.executable, "-m", "rushes", words[0], "--output", str(self.root), *words[1:]]
        return subprocess.Popen(
            command, env=self.env, text=True, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip

    @contextmanager
    def board(self) -> Iterator[tuple["subprocess.Popen[str]", str]]:
        """A running board and its address."""
        process = self.begin("board")
        try:
            assert process.stdout is not None
            lines = iter(process.stdout.readline, "")
            address = next(found[0] for line in lines if (found := re.search(r"http://\S+", line)))
            yield process, address
        finally:
            process.kill()
            process.communicate()

    def hashes(self) -> dict[str, str]:
        files = [path for path in sorted(self.root.rglob("*")) if path.is_file()]
        return {
            path.relative_to(self.root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in files
        }

    def film(self) -> Path:
        (film,) = (self.root / "output").glob("*.mp4")
        return film


RECORDS = re.compile(
    r"memory/(film|decisions|state|report)\.json|memory/(ledger\.jsonl|board\.log|\.lock|reward-history\.npy)"
    r"|output/(production_report\.(json|html)|reward_breakdown\.json|film\.(otio|xml|edl))"
)
"""What every act writes anew: the records, the report and the timelines."""


def changed(before: dict[str, str], after: dict[str, str]) -> set[str]:
    assert before.keys() <= after.keys()
    return {name for name in after if before.get(name) != after[name] and not RECORDS.fullmatch(name)}


def until(truth: Callable[[], Any], seconds: float = 180) -> None:
    limit = time.monotonic() + seconds
    while not truth():
        assert time.monotonic() < limit
        time.sleep(0.1)


@pytest.fixture(scope="module")
def directed(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Set:
    """A film shot while two browsers watched; midway a retake was asked for and the board killed."""
    stage = Set(tmp_path_factory.mktemp("directed") / "run")
    shoot = stage.begin("cinematic", "--prompt", PROMPT)
    until(lambda: (stage.root / "memory/state.json").exists() or shoot.poll() is not None)
    with stage.board() as (server, address):
        visits = [browser.new_context().new_page() for _ in range(2)]
        for visit in visits:
            visit.goto(address)
        # The waiting page renews itself; from the screenplay on the board follows by itself.
        for visit in visits:
            until(lambda page=visit: page.locator("#scene-1 .take").count())
        until(lambda: visits[0].locator("#now").is_visible())
        visits[1].locator("#scene-1 input[name=note]").fill("closer")
        visits[1].locator("#scene-1").get_by_role("button", name="Retake").click()
        for visit in visits:
            until(lambda page=visit: "Retake of scene 1: working" in page.locator("#acts").inner_text())
        log = stage.root / "memory/board.log"
        until(lambda: "being shot right now" in log.read_text() or shoot.poll() is not None)
        assert shoot.poll() is None, "the film was done before the board could be killed"
        server.send_signal(signal.SIGKILL)
        server.wait()
        until(lambda: "was stopped" in visits[0].locator("#told").inner_text())
        for visit in visits:
            visit.close()
    told, _ = shoot.communicate(timeout=300)
    assert shoot.returncode == 0, told
    until(lambda: "library" in log.read_text() or "timeline edl" in log.read_text())
    until(lambda: not (stage.root / "memory/now.json").exists())
    return stage


def test_a_retake_asked_for_during_the_shoot_is_shot_after_it(directed: Set) -> None:
    """Board killed or not: the film was finished first, then scene 1 was shot again with the note."""
    retake = (directed.root / "output/clips/scene-01/take-02.json").read_text()
    assert '"demand": "closer"' in retake
    assert '"clips/scene-01/final-02.mp4"' in (directed.root / "output/production_report.json").read_text()
    assert not (directed.root / "output/clips/scene-02/take-02.json").exists()


def test_a_retake_from_the_browser_changes_its_scene_and_the_film_alone(browser: Any, directed: Set) -> None:
    """Every other file keeps its hash, and the film every frame that lies outside scene 2 and its joins."""
    before, old = directed.hashes(), read_frames(directed.film())
    with directed.board() as (_, address):
        visit = browser.new_context().new_page()
        visit.goto(address)
        visit.locator("#scene-2").get_by_role("button", name="Retake").click()
        until(lambda: "Retake of scene 2: done" in visit.locator("#acts").inner_text())
        until(lambda: visit.locator("#scene-2 .take.kept", has_text="Take 2, in full").count())
        visit.close()
    names = {"take-02", "final-02"}
    expected = {f"output/clips/scene-02/{n}.{kind}" for n in names for kind in ("mp4", "json")}
    expected |= {f"memory/last_frames/scene-02-{n}.png" for n in names}
    film = directed.film().relative_to(directed.root).as_posix()
    assert changed(before, directed.hashes()) == expected | {film}
    new = read_frames(directed.film())
    assert new.shape == old.shape
    first, last = FRAMES - FADE, 2 * (FRAMES - FADE) + FADE
    assert (new[:first] == old[:first]).all()
    assert (new[last:] == old[last:]).all()
    assert (new[first + FADE : last - FADE] != old[first + FADE : last - FADE]).any()


def test_a_reference_handed_in_from_the_browser_is_what_the_film_shows(browser: Any, directed: Set) -> None:
    """Only what shows the fox is shot anew; old takes keep their bytes; what is no picture is told."""
    before = directed.hashes()
    picture = directed.root.parent / "green.png"
    planes = np.full((300, 300, 3), 255, np.uint8)
    planes[60:260, 40:260] = (20, 160, 60)
    write_png(picture, planes)
    broken = directed.root.parent / "broken.png"
    broken.write_text("no picture")
    with directed.board() as (_, address):
        visit = browser.new_context().new_page()
        visit.goto(address)
        row = visit.locator("#continuity tbody tr", has_text="fox").first
        for file, end in ((broken, "failed"), (picture, "done")):
            if not row.locator("details").evaluate("details => details.open"):
                row.locator("summary").click()
            row.locator("input[type=file]").set_input_files(str(file))
            row.get_by_role("button", name="Replace").click()
            until(lambda end=end: f"fox: {end}" in visit.locator("#acts").inner_text())
            assert end == "done" or "not a picture" in visit.locator("#acts").inner_text()
        visit.close()
    after = directed.hashes()
    replaced = {name for name in before if before[name] != after.get(name) and not RECORDS.fullmatch(name)}
    views = {name for name in replaced if name.startswith("story_bible/references/characters/fox/")}
    assert len(views) == 3
    assert replaced == views | {directed.film().relative_to(directed.root).as_posix()}
    assert not list((directed.root / "memory").glob("handed-in-*"))
