"""Whole films through the documented launcher, on the embedded crew, small."""

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from rushes.video import probe, read_frames

ROOT = Path(__file__).parents[2]
SMALL = {
    "DEFAULT_NUM_FRAMES": "16",
    "DEFAULT_WIDTH": "208",
    "DEFAULT_HEIGHT": "120",
    "CROSSFADE_DURATION": "0.125",
    "MAX_SCENES": "3",
    "RL_EPISODES_PER_SCENE": "2",
    "WORKERS": "1",
    "CREW": "embedded",
    "RL_ALGORITHM": "THOMPSON",
}
PROMPT = "A fox and an old woman cross a snowy forest at night"


def command(output: Path, *more: str, prompt: str = PROMPT) -> list[str]:
    launcher = [sys.executable, str(ROOT / "inference.py"), "--mode", "cinematic"]
    return [*launcher, "--prompt", prompt, "--output", str(output), *more]


def run(output: Path, *more: str, prompt: str = PROMPT, **environ: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, **SMALL, **environ, "RUSHES_HOME": str(output / "home")}
    return subprocess.run(
        command(output, *more, prompt=prompt),
        env=env,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=300,
        check=False,
    )


def film_of(output: Path) -> Path:
    (film,) = (output / "output").glob("*.mp4")
    return film


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One uninterrupted film that several tests look at."""
    output = tmp_path_factory.mktemp("whole")
    done = run(output)
    assert done.returncode == 0, done.stdout + done.stderr
    return output


def test_the_film_is_what_was_ordered(whole):
    """Frames = sum of clips - (n-1) fades; size and rate as set."""
    clips = sorted((whole / "output/clips").glob("scene-*/final.mp4"))
    film = probe(film_of(whole))

    assert len(clips) == 3
    assert film.frames == 3 * 16 - 2 * 3
    assert (film.width, film.height, film.fps) == (208, 120, 24)


def test_everything_that_the_specification_names_is_there(whole):
    """The run folder holds the documented paths."""
    report = json.loads((whole / "output/production_report.json").read_text())

    for path in (
        "output/reward_breakdown.json",
        "story_bible/creative_document.json",
        "memory/state.json",
        "memory/reward-history.npy",
        "memory/ledger.jsonl",
    ):
        assert (whole / path).is_file(), path
    for character in json.loads((whole / "story_bible/creative_document.json").read_text())["value"][
        "characters"
    ]:
        views = whole / "story_bible/references/characters" / character["id"]
        assert sorted(p.name for p in views.iterdir()) == ["front.png", "full-body.png", "three-quarter.png"]
    assert report["schema"] == 1


def test_the_same_request_gives_the_same_film(whole, tmp_path):
    """Bit for bit, whatever the number of workers; another seed gives another film."""
    again = run(tmp_path / "again", WORKERS="2")
    other = run(tmp_path / "other", "--seed", "1")

    assert again.returncode == other.returncode == 0, again.stderr + other.stderr
    assert digest(film_of(tmp_path / "again")) == digest(film_of(whole))
    assert digest(film_of(tmp_path / "other")) != digest(film_of(whole))


def test_what_was_learned_since_does_not_change_a_film_that_is_made_again(tmp_path):
    """Two films of one request with one library: the first teaches it, the second equals it."""
    one, two = tmp_path / "one", tmp_path / "two"
    for output in (one, two):
        done = subprocess.run(
            command(output),
            env={**os.environ, **SMALL, "RUSHES_HOME": str(tmp_path / "home")},
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, done.stderr

    assert digest(film_of(one)) == digest(film_of(two))


def test_a_finished_run_is_not_made_again(whole):
    """The same command on a finished film changes no clip."""
    clips = {path: path.stat().st_mtime_ns for path in (whole / "output").rglob("*.mp4")}

    assert run(whole).returncode == 0
    assert {path: path.stat().st_mtime_ns for path in (whole / "output").rglob("*.mp4")} == clips


def test_kill_9_at_any_instant_loses_nothing(whole, tmp_path):
    """Killed again and again at random instants, the same command ends in the very same film."""
    instants, output = random.Random(20), tmp_path / "killed"
    began = time.monotonic()
    assert run(tmp_path / "timing").returncode == 0
    alone = time.monotonic() - began
    kills = 0
    env = {**os.environ, **SMALL, "RUSHES_HOME": str(output / "home")}
    while kills < KILLS:
        process = subprocess.Popen(
            command(output),
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            process.wait(timeout=instants.uniform(0.1, 0.8) * alone)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        kills += 1
    done = run(output)

    assert done.returncode == 0, done.stderr
    assert (read_frames(film_of(output)) == read_frames(film_of(whole))).all()
    assert not list(output.rglob("*.partial"))


KILLS = int(os.environ.get("RUSHES_TEST_KILLS", "20"))


def test_ctrl_c_stops_politely(tmp_path):
    """SIGINT ends with 130 and one sentence, no traceback."""
    env = {**os.environ, **SMALL, "RUSHES_HOME": str(tmp_path / "home"), "DEFAULT_NUM_FRAMES": "240"}
    process = subprocess.Popen(
        command(tmp_path),
        env=env,
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    while not (tmp_path / "memory/state.json").exists() and process.poll() is None:
        time.sleep(0.05)
    time.sleep(1.0)
    process.send_signal(signal.SIGINT)
    _, stderr = process.communicate(timeout=60)

    assert process.returncode == 130, stderr
    assert "the same command goes on" in stderr
    assert "Traceback" not in stderr
