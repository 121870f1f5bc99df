"""The acts' bad input: each refusal says what is there, exits 2 and changes nothing."""

import json
import socket
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from rushes.cli import main
from rushes.images import read_user_reference


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


def picture(path: Path, size: tuple[int, int] = (80, 120), mode: str = "RGB", colour: Any = 7) -> Path:
    Image.new(mode, size, colour).save(path)
    return path


def painted(root: Path) -> Path:
    """The run of two scenes with one painted view of Mara."""
    run_of_two_scenes(root)
    view = root / "story_bible/references/characters/mara/front.png"
    view.parent.mkdir(parents=True)
    return picture(view)


def handed_in(folder: Path, kind: str) -> Path:
    """A file that is no usable reference."""
    path = folder / f"{kind}.png"
    if kind == "no-picture":
        path.write_text("<svg onload=alert(1)>")
    elif kind == "cut-off":
        whole = picture(path, (200, 200)).read_bytes()
        path.write_bytes(whole[: len(whole) // 2])
    elif kind == "huge":
        picture(path, (20_000, 6_000), "1", 0)
    elif kind == "strip":
        picture(path, (4000, 20))
    elif kind == "tiny":
        picture(path, (63, 400))
    elif kind == "deep":
        picture(path, (80, 80), "I;16", 700)
    elif kind == "unseen":
        picture(path, (80, 80), "RGBA", (9, 9, 9, 0))
    return path


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("missing", "there is no such file"),
        ("no-picture", "this is not a picture that can be read"),
        ("cut-off", "this is not a picture that can be read"),
        ("huge", "20000x6000 is too large"),
        ("strip", "4000x20 is too small or too narrow"),
        ("tiny", "63x400 is too small or too narrow"),
        ("deep", "its colours are deeper than 8 bits"),
        ("unseen", "it is wholly transparent"),
    ],
)
def test_what_is_no_picture_replaces_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str, told: str
) -> None:
    """Broken, endless, tiny, deep and empty pictures are refused in words, and the reference stays."""
    view = painted(tmp_path)
    before = view.read_bytes()
    words = ["reference", "mara", "--image", str(handed_in(tmp_path, kind)), "--output", str(tmp_path)]
    assert main(words) == 2
    assert told in capsys.readouterr().err
    assert view.read_bytes() == before
    assert not (tmp_path / "memory/decisions.json").exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["reference", "nobody"], "name one of: mara, beach, forest"),
        (["reference", "../../nobody"], "name one of: mara, beach, forest"),
        (["reference", "mara", "--view", "back"], "there are: front"),
        (["reference", "mara", "--view", "../front"], "there are: front"),
        (["reference", "beach"], "none yet: run the film first"),
    ],
)
def test_only_painted_views_of_the_film_s_own_can_be_replaced(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], told: str
) -> None:
    """Unknown names, unknown views and paths for names are refused with what there is."""
    view = painted(tmp_path)
    before = view.read_bytes()
    image = picture(tmp_path / "new.png")
    assert main([*words, "--image", str(image), "--output", str(tmp_path)]) == 2
    assert told in capsys.readouterr().err
    assert view.read_bytes() == before


@pytest.mark.parametrize("mode", ["L", "LA", "P", "RGBA", "CMYK", "1"])
def test_every_usual_kind_of_picture_will_do(tmp_path: Path, mode: str) -> None:
    """Grey, indexed, print colours, transparent: all become 8-bit sRGB no larger than 1024 pixels."""
    path = tmp_path / ("new.tif" if mode == "CMYK" else "new.png")
    Image.new(mode, (2048, 512)).save(path)
    if mode in ("LA", "RGBA"):
        half = Image.new(mode, (2048, 512))
        half.putalpha(Image.new("L", (1024, 512), 255).resize((2048, 512)))
        half.save(path)
    pixels, mask = read_user_reference(path)
    assert (pixels.shape, pixels.dtype) == ((256, 1024, 3), np.uint8)
    assert mask is None


def test_a_picture_with_holes_brings_its_own_mask(tmp_path: Path) -> None:
    """What is transparent is not the character."""
    planes = np.zeros((100, 100, 4), np.uint8)
    planes[20:80, 30:70] = (200, 10, 10, 255)
    Image.fromarray(planes).save(tmp_path / "new.png")
    pixels, mask = read_user_reference(tmp_path / "new.png")
    assert mask is not None
    assert mask.sum() == 60 * 40
    assert (pixels[mask] == (200, 10, 10)).all()


@pytest.mark.parametrize("words", [["retake", "--scene", "1"], ["choose", "1", "1"], ["recut"]])
def test_an_empty_folder_has_no_film(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    """Acts on a folder without a film are refused and leave it empty."""
    assert main([*words, "--output", str(tmp_path)]) == 2
    assert "there is no film in" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("port", ["-1", "65536", "taken"])
def test_a_port_that_cannot_be_used_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], port: str
) -> None:
    """Impossible and taken ports are refused in words."""
    run_of_two_scenes(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as other:
        number = str(other.getsockname()[1]) if port == "taken" else port
        assert main(["board", "--port", number, "--output", str(tmp_path)]) == 2
    assert f"port {number} cannot be used" in capsys.readouterr().err


def test_settings_of_the_run_need_not_be_said_again(tmp_path: Path) -> None:
    """An act finds the film's own settings: the request is the one that was shot, digest and all."""
    import argparse

    from rushes.acts import _film

    run_of_two_scenes(tmp_path)
    film = _film(argparse.Namespace(set=[], output=tmp_path))
    asked = json.loads((tmp_path / "memory/state.json").read_text())["asked"]
    assert film.request == asked
    assert (film.prompt, film.seed, film.loaded.settings.RL_ALGORITHM) == ("a fox", 3, "FIXED")
