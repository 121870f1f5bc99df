"""Bad input: a clear message, exit 2, nothing lost."""

import json
import os
import shutil
import subprocess
import sys

import pytest

from rushes.cli import inference
from rushes.memory import ConsistencyMemory, Layout

PROMPT = ["--prompt", "A fox crosses a frozen lake"]
SMALL = [
    *("--set", "DEFAULT_NUM_FRAMES=8"),
    *("--set", "DEFAULT_WIDTH=64"),
    *("--set", "DEFAULT_HEIGHT=48"),
    *("--set", "CROSSFADE_DURATION=0.1"),
    *("--set", "WORKERS=1"),
    *("--set", "CREW=embedded"),
    *("--set", "RL_ALGORITHM=FIXED"),
    *("--set", "RL_EPISODES_PER_SCENE=1"),
]


@pytest.fixture(autouse=True)
def away(tmp_path, monkeypatch):
    """No settings file or environment of the machine reaches a test."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("RUSHES_HOME", str(tmp_path / "home"))


def says(capsys, *argv: str) -> str:
    """Run the launcher; it must exit 2 with a message and advice."""
    assert inference(list(argv)) == 2
    message = capsys.readouterr().err
    assert message.startswith("rushes: ")
    assert "What to do:" in message
    assert "Traceback" not in message
    return message


@pytest.mark.parametrize("prompt", ["", "   ", "\n\t", "...", "!?"])
def test_an_empty_prompt(capsys, prompt):
    """There is nothing to film."""
    assert "prompt is empty" in says(capsys, "--prompt", prompt)


def test_a_missing_prompt(capsys):
    """Neither a prompt nor a run to go on with."""
    assert "prompt is empty" in says(capsys, "--mode", "cinematic")


def test_a_book_as_a_prompt(capsys):
    """Beyond 100,000 characters it is refused, not truncated."""
    assert "100001 characters" in says(capsys, "--prompt", "a" * 100_001)


def test_an_unknown_setting(capsys):
    """The nearest name is given."""
    assert "did you mean VIDEO_FPS" in says(capsys, *PROMPT, "--set", "VIDEO_FSP=24")


def test_a_value_out_of_range(capsys):
    """The range is given with its unit."""
    assert "1 to 120 frames/s" in says(capsys, *PROMPT, "--set", "VIDEO_FPS=0")


def test_an_unknown_engine(capsys):
    """The known ones are listed."""
    assert "animatic" in says(capsys, *PROMPT, "--engine", "animatik")


def test_a_missing_image(capsys, tmp_path):
    """Simple mode names the file."""
    assert "there is no such file" in says(
        capsys, "--mode", "simple", *PROMPT, "--image", str(tmp_path / "no.png")
    )


@pytest.mark.parametrize("content", [b"", b"not a picture", b"\x89PNG\r\n\x1a\n broken"])
def test_a_broken_image(capsys, tmp_path, content):
    """Simple mode does not start on half a picture."""
    image = tmp_path / "broken.png"
    image.write_bytes(content)

    assert "not a picture" in says(capsys, "--mode", "simple", *PROMPT, "--image", str(image))


def test_an_image_in_cinematic_mode(capsys, tmp_path):
    """It would be ignored, so it is refused."""
    assert "simple" in says(capsys, *PROMPT, "--image", str(tmp_path / "x.png"))


def test_an_output_folder_that_is_a_file(capsys, tmp_path):
    """Told before anything is made."""
    (tmp_path / "taken").write_text("mine")

    assert "cannot write" in says(capsys, *PROMPT, "--output", str(tmp_path / "taken"), *SMALL)
    assert (tmp_path / "taken").read_text() == "mine"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_an_output_folder_without_permission(capsys, tmp_path):
    """Told before anything is made."""
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o500)

    assert "cannot write" in says(capsys, *PROMPT, "--output", str(folder), *SMALL)


def test_another_prompt_in_a_used_folder(capsys, tmp_path):
    """It says what differs, and the old run is untouched."""
    assert inference([*PROMPT, "--output", str(tmp_path), *SMALL]) == 0
    before = {p: p.stat().st_mtime_ns for p in (tmp_path / "output").rglob("*.mp4")}
    capsys.readouterr()

    message = says(capsys, "--prompt", "A wolf howls", "--output", str(tmp_path), *SMALL)

    assert "prompt" in message
    assert "--fresh" in message
    assert {p: p.stat().st_mtime_ns for p in (tmp_path / "output").rglob("*.mp4")} == before


def test_a_corrupted_state_is_kept_and_the_run_goes_on(capsys, tmp_path):
    """First a message and the damaged file aside; the same command again finishes from what is whole."""
    argv = [*PROMPT, "--output", str(tmp_path), *SMALL]
    assert inference(argv) == 0
    state = tmp_path / "memory/state.json"
    state.write_text('{"schema": 1, "requ')
    capsys.readouterr()

    assert "kept as" in says(capsys, *argv)
    assert inference(argv) == 0
    assert state.with_name("state.json.damaged-1").read_text() == '{"schema": 1, "requ'
    assert json.loads(state.read_text())["continuity_log"]


def test_a_second_process_on_the_folder(capsys, tmp_path):
    """The second one is told, and the first one is not disturbed."""
    holder = (
        "import sys, time; from pathlib import Path; from rushes.memory import ConsistencyMemory, Layout\n"
        "with ConsistencyMemory(Layout(root=Path(sys.argv[1])), {'prompt': 'x'}):\n"
        "    print('held', flush=True); time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holder, str(tmp_path)], stdout=subprocess.PIPE, text=True
    ) as other:
        try:
            assert other.stdout.readline() == "held\n"
            assert "another process" in says(capsys, *PROMPT, "--output", str(tmp_path), *SMALL)
        finally:
            other.kill()


def test_a_full_disk(capsys, tmp_path, monkeypatch):
    """The message says to free space; the same command then finishes, every earlier file unchanged."""
    from rushes import files

    argv = [*PROMPT, "--output", str(tmp_path), *SMALL]
    publish, left = files.publish, [6]

    def filling(partial, path):
        if not left[0]:
            raise OSError(28, "No space left on device")
        left[0] -= 1
        publish(partial, path)

    with monkeypatch.context() as patch:
        patch.setattr(files, "publish", filling)
        patch.setattr("rushes.video.publish", filling)
        message = says(capsys, *argv)
    kept = {p: p.read_bytes() for p in tmp_path.rglob("*.png")}

    assert "no room left" in message
    assert not list(tmp_path.rglob("*.partial"))
    assert inference(argv) == 0
    assert {p: p.read_bytes() for p in kept} == kept


def test_fresh_keeps_the_old_run(tmp_path):
    """--fresh moves, never deletes."""
    assert inference([*PROMPT, "--output", str(tmp_path), *SMALL]) == 0
    old = sorted(p.name for p in (tmp_path / "output").rglob("*.mp4"))

    assert inference(["--prompt", "A wolf howls", "--output", str(tmp_path), "--fresh", *SMALL]) == 0
    assert sorted(p.name for p in (tmp_path / "previous-runs/001/output").rglob("*.mp4")) == old


def test_without_a_prompt_the_run_that_is_there_goes_on(tmp_path):
    """The folder knows its own request; clips and film that were deleted are made again."""
    assert inference([*PROMPT, "--output", str(tmp_path), *SMALL]) == 0
    shutil.rmtree(tmp_path / "output")

    assert inference(["--output", str(tmp_path), *SMALL]) == 0
    assert len(list((tmp_path / "output").glob("*.mp4"))) == 1


def test_the_launcher_asks_to_resume(tmp_path, monkeypatch, capsys):
    """With a person at the terminal, a run that is there is asked about; y goes on."""
    assert inference([*PROMPT, "--output", str(tmp_path), *SMALL]) == 0
    asked = []
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda question: asked.append(question) or "y")

    assert inference([*PROMPT, "--output", str(tmp_path), *SMALL]) == 0
    assert asked == ["Resume it? [y/n] "]


def test_memory_is_released_after_an_error(tmp_path):
    """A failed open does not hold the lock."""
    layout = Layout(root=tmp_path)
    with ConsistencyMemory(layout, {"prompt": "a"}):
        pass
    with pytest.raises(Exception, match="another request"):
        ConsistencyMemory(layout, {"prompt": "b"}).__enter__()
    with ConsistencyMemory(layout, {"prompt": "a"}):
        pass
