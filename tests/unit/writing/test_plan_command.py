"""`rushes plan` stops before shooting; `--document` shoots what a person edited."""

import json
from pathlib import Path

import pytest

from rushes.cli import main
from rushes.film import Brief
from rushes.writing.documents import dump_document
from rushes.writing.screenwriter import OfflineScreenwriter

from .test_llm_film import SMALL

OFFLINE = [f"--set={value}" for value in (*SMALL, "LLM_PROVIDER=offline")]
SHOTS = (
    "1. Wide shot: a fox walks along a beach at dawn. The camera pans left.\n2. Close-up: the fox sleeps.\n"
)


def saved(path: Path, scenes: int = 2) -> Path:
    """A document of the offline screenwriter, as a file."""
    brief = Brief(
        prompt="A fox crosses a frozen lake.",
        seed=1,
        max_scenes=scenes,
        max_characters=8,
        max_locations=8,
        seconds_per_scene=1.0,
    )
    path.write_text(dump_document(OfflineScreenwriter().write(brief), path), encoding="utf-8")
    return path


def test_plan_shows_planned_beside_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The table says that everything is kept, the file is saved, nothing is shot."""
    file = tmp_path / "plan.yaml"
    assert main(["plan", "--prompt", SHOTS, "--save", str(file), *OFFLINE]) == 0
    out = capsys.readouterr().out
    assert "7 of 7 demands are planned as asked." in out
    assert "pan left" in out
    assert [p.name for p in tmp_path.iterdir()] == ["plan.yaml"]
    assert main(["plan", "--document", str(file), *OFFLINE]) == 0


def test_plan_opens_the_editor_and_checks_what_comes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A misspelt field that a person wrote is told with its line."""
    editor = tmp_path / "editor.py"
    editor.write_text(
        "import sys, pathlib\np = pathlib.Path(sys.argv[1])\np.write_text(p.read_text().replace('mood:',"
        " 'moood:', 1))\n"
    )
    monkeypatch.setenv("VISUAL", f"python3 {editor}")
    monkeypatch.chdir(tmp_path)
    assert main(["plan", "--prompt", "A fox sleeps.", "--edit", *OFFLINE]) == 2
    assert "moood: no such field" in capsys.readouterr().err


def test_a_document_is_shot_as_it_is(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """The film has the document's scenes; another document in the same folder is refused."""
    file, run = saved(tmp_path / "fox.yaml"), tmp_path / "run"
    order = ["cinematic", "--document", str(file), "--output", str(run), *OFFLINE]
    assert main(order) == 0
    bible = json.loads((run / "story_bible/creative_document.json").read_text(encoding="utf-8"))["value"]
    assert [s["seconds"] for s in bible["scenes"]] == [1.0, 1.0]
    assert main(order) == 0
    saved(file, scenes=3)
    assert main(order) == 2
    assert "--fresh" in capfd.readouterr().err
