"""A whole film of three scenes on tiny random Wan weights, through the documented launcher."""

import json

import numpy as np
import pytest

pytest.importorskip("spacy")

from rushes import cli
from rushes.engines.wan.engine import WanEngine
from rushes.seams import silent
from rushes.video import probe, read_frames

SETTINGS = {
    "VIDEO_MODEL": "wan2.1",
    "WAN_MODEL": "tiny-vace",
    "WAN_DEVICE": "cpu",
    "WAN_STEPS": "1",
    "WAN_DRAFTS": "0",
    "DEFAULT_WIDTH": "96",
    "DEFAULT_HEIGHT": "64",
    "DEFAULT_NUM_FRAMES": "10",
    "CROSSFADE_DURATION": "0.125",
    "MAX_SCENES": "3",
    "RL_EPISODES_PER_SCENE": "1",
    "RL_ALGORITHM": "THOMPSON",
    "REFERENCE_IMAGE_MODEL": "animatic",
    "LLM_PROVIDER": "offline",
}


def shoot(output, root, *flags) -> int:
    words = ["--prompt", "A fox finds a lantern in the woods and carries it home", "--output", str(output)]
    sets = [f"{name}={value}" for name, value in {**SETTINGS, "WAN_MODEL_ROOT": str(root)}.items()]
    return cli.inference([*words, "--seed", "3", *(w for s in sets for w in ("--set", s)), *flags])


@pytest.fixture
def quiet_home(tmp_path, monkeypatch):
    """A policy library of its own, and SIGTERM left to pytest."""
    monkeypatch.setenv("RUSHES_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(cli, "_end_on_sigterm", lambda: None)


def film(output):
    (path,) = (output / "output").glob("*.mp4")
    return path


def test_a_film_is_shot_interrupted_and_resumed(tmp_path, folder, monkeypatch, quiet_home):
    """Three scenes with references; stopped in the second and run again, the same film comes out."""
    root = folder("vace").parent
    assert shoot(tmp_path / "whole", root) == 0
    report = json.loads((tmp_path / "whole/output/production_report.json").read_text())
    assert probe(film(tmp_path / "whole")).frames == 3 * 10 - 2 * 3
    told = json.dumps(report)
    assert "per-token scale 0.7" in told
    assert "10 frames at 24/s, 96x64" in told, "the ordered clip"
    assert "9 frames at 16/s, 96x64" in told, "the native clip"

    # Another library, so that the second film does not begin with what the first one learned.
    monkeypatch.setenv("RUSHES_HOME", str(tmp_path / "another home"))
    render, calls = WanEngine.render, []

    def stop_at_the_second(self, shot, report=None):
        calls.append(shot)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return render(self, shot)

    monkeypatch.setattr(WanEngine, "render", stop_at_the_second)
    assert shoot(tmp_path / "cut", root) == 130
    monkeypatch.setattr(
        WanEngine, "render", lambda self, shot, report=None: calls.append(shot) or render(self, shot)
    )
    assert shoot(tmp_path / "cut", root, "--resume") == 0
    assert len(calls) == 4, "the first scene was shot twice"
    a, b = read_frames(film(tmp_path / "whole")), read_frames(film(tmp_path / "cut"))
    assert np.array_equal(a, b)


def test_drafts_explore_and_one_final_is_shot_from_the_same_seed(tmp_path, folder, monkeypatch, quiet_home):
    """WAN_DRAFTS=1: two drafts a scene, the better one in full, with its own prompt and seed; and stopped
    between two denoising steps the folder goes on where it was."""
    shots, render = [], WanEngine.render

    def watched(self, shot, report=silent):
        shots.append(shot)
        if len(shots) == 2:

            def stop(progress):
                assert progress.unit == "steps"
                raise KeyboardInterrupt

            return render(self, shot, stop)
        return render(self, shot, report)

    monkeypatch.setattr(WanEngine, "render", watched)
    more = {"WAN_DRAFTS": "1", "RL_EPISODES_PER_SCENE": "2", "MAX_SCENES": "1", "RL_REWARD_THRESHOLD": "1"}
    flags = [w for name, value in more.items() for w in ("--set", f"{name}={value}")]
    assert shoot(tmp_path, folder("vace").parent, *flags) == 130
    assert len(list(tmp_path.rglob("take-*.mp4"))) == 1
    assert shoot(tmp_path, folder("vace").parent, "--resume", *flags) == 0
    assert [shot.quality for shot in shots] == ["draft", "draft", "draft", "final"]
    final = shots[-1]
    assert shots[1].seed == shots[2].seed, "the interrupted take is shot again as it was"
    assert any((s.prompt, s.seed) == (final.prompt, final.seed) for s in (shots[0], shots[2]))


def test_simple_mode_makes_one_clip_from_words_alone(tmp_path, folder, quiet_home, capsys):
    """Without `--image` it is text-to-video; the terminal says what was ordered and what was native."""
    assert (
        shoot(tmp_path / "one", folder("t2v").parent, "--mode", "simple", "--set", "WAN_MODEL=tiny-t2v") == 0
    )
    (path,) = (tmp_path / "one").rglob("*.mp4")
    assert probe(path).frames == 10
    assert "9 frames at 16/s" in capsys.readouterr().out


def test_simple_mode_makes_one_clip_from_a_picture(tmp_path, folder, quiet_home, noise_picture):
    """`--mode simple --image` is image-to-video: exact frames, size and rate."""
    from PIL import Image

    Image.fromarray(noise_picture(120, 90)).save(tmp_path / "x.png")
    flags = ("--mode", "simple", "--image", str(tmp_path / "x.png"))
    assert shoot(tmp_path / "one", folder("vace").parent, *flags) == 0
    (path,) = (tmp_path / "one").rglob("*.mp4")
    clip = probe(path)
    assert (clip.frames, clip.width, clip.height, clip.fps) == (10, 96, 64, 24.0)


def test_the_doctor_names_the_missing_weights_and_the_command(tmp_path, monkeypatch, capsys):
    """Without weights the engine is blocked when asked for by name, with what fetches them."""
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    code = cli.main(
        ["doctor", "--json", "--set", "VIDEO_MODEL=wan2.1", "--set", f"WAN_MODEL_ROOT={tmp_path}"]
    )
    told = capsys.readouterr().out
    assert code == 2
    assert "hf download Wan-AI/Wan2.1-VACE-1.3B-diffusers" in told
