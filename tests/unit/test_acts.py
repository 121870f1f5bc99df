"""The acts' bad input: each refusal says what is there, exits 2 and changes nothing."""

import json
from pathlib import Path

import pytest

from rushes.cli import main


def run_of_two_scenes(root: Path) -> None:
    """The records that an act looks at before it begins: a request, a document of two scenes, two takes."""
    from rushes.commands import Order, layout
    from rushes.film import CreativeDocument
    from rushes.memory import ConsistencyMemory
    from rushes.settings import load
    from tests.support.crew import document

    loaded = load(["CREW=embedded", "RL_ALGORITHM=FIXED"])
    film = Order(loaded=loaded, place=layout(loaded.settings, root), prompt="a fox", seed=3)
    with ConsistencyMemory(film.place, film.request) as memory:
        memory.keep(memory.layout.document, CreativeDocument, document(2))
        for number in (1, 2):
            record = memory.layout.clip(1, f"take-{number:02}").with_suffix(".json")
            record.parent.mkdir(parents=True, exist_ok=True)
            record.write_text("{}")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["choose", "1", "3"], "scene 1 has takes 1 to 2, not 3"),
        (["choose", "1", "0"], "scene 1 has takes 1 to 2, not 0"),
        (["choose", "7", "1"], "scene 7 was not shot; the film has 2 scenes"),
        (["retake", "--scene", "2"], "scene 2 was not shot; the film has 2 scenes"),
        (["retake", "--scene", "1", "--note", "x" * 501], "the note has 501 characters"),
    ],
)
def test_what_is_not_there_cannot_be_chosen(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], told: str
) -> None:
    """Scenes and takes that do not exist, and endless notes are refused; nothing is decided."""
    run_of_two_scenes(tmp_path)
    assert main([*words, "--output", str(tmp_path)]) == 2
    assert told in capsys.readouterr().err
    assert not (tmp_path / "memory/decisions.json").exists()


@pytest.mark.parametrize("words", [["retake", "--scene", "1"], ["choose", "1", "1"], ["recut"]])
def test_an_empty_folder_has_no_film(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    """Acts on a folder without a film are refused and leave it empty."""
    assert main([*words, "--output", str(tmp_path)]) == 2
    assert "there is no film in" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_settings_of_the_run_need_not_be_said_again(tmp_path: Path) -> None:
    """An act finds the film's own settings: the request is the one that was shot, digest and all."""
    import argparse

    from rushes.acts import _film

    run_of_two_scenes(tmp_path)
    film = _film(argparse.Namespace(set=[], output=tmp_path))
    asked = json.loads((tmp_path / "memory/state.json").read_text())["asked"]
    assert film.request == asked
    assert (film.prompt, film.seed, film.loaded.settings.RL_ALGORITHM) == ("a fox", 3, "FIXED")
