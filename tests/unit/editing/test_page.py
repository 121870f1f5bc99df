"""The page is whole in itself, tells every take, and lets nothing from outside become markup."""

import dataclasses
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import numpy as np
import pytest

from rushes.editing.charts import curve
from rushes.editing.delivery import deliver
from rushes.editing.page import marked, page, view, write_page
from rushes.editing.pictures import Pictures
from rushes.editing.report import ReportData
from rushes.film import Appearance

Make = Callable[..., ReportData]
VOID = {"meta", "link", "img", "br", "input", "hr"}
SVG_SHAPES = {"rect", "line", "circle", "polyline", "text", "title", "g", "svg"}


class Reader(HTMLParser):
    """Collects addresses and texts, and insists on balanced tags."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.addresses: list[tuple[str, str, str]] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)
        self.tags.append((tag, dict(attrs)))
        for name, value in attrs:
            if name in ("src", "href", "poster", "action", "srcset", "data"):
                self.addresses.append((tag, name, value or ""))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    return reader


def test_every_file_the_page_names_is_there(on_disk: Make, tmp_path: Path) -> None:
    """The film and every take are played from relative addresses that exist; nothing is fetched elsewhere."""
    data = on_disk(3, 2)
    write_page(data, tmp_path, tmp_path / "output/report.html")
    reader = read((tmp_path / "output/report.html").read_text())
    videos = [address for tag, name, address in reader.addresses if tag == "video" and name == "src"]
    assert len(videos) == 7
    for address in videos:
        assert (tmp_path / "output" / unquote(address)).is_file()
    for tag, name, address in reader.addresses:
        inside = address.startswith(("data:", "#")) or not re.match(r"[a-z]+:|//", address)
        assert inside, (tag, name, address)
    assert "@import" not in (tmp_path / "output/report.html").read_text()


def test_every_take_is_told(on_disk: Make, tmp_path: Path) -> None:
    """Reward, options, scores, raw figures, prompt, seed and the reason for a retake are in the text."""
    data = on_disk(2, 2)
    reader = read(page(data, Pictures(tmp_path)))
    words = " ".join(" ".join(reader.words).split())
    for take in data.takes:
        assert f"{take.reward:.2f}" in words
        assert str(take.seed) in words
        assert take.prompt.text in words
        for verdict in take.verdicts:
            assert verdict.note in words
        if take.number == 1:
            assert f"Shot again: reward {take.reward:.2f}, 0.75 wanted" in words
    assert [attrs.get("class") for _, attrs in reader.tags].count("take kept") == 2


def test_nothing_from_outside_becomes_markup(production: Make, tmp_path: Path) -> None:
    """Titles, prompts, notes and names full of markup are text on the page, in attributes too."""
    data = production(2, 1)
    evil = '"><script>alert(1)</script><img src=x onerror=alert(2)> {{ 7*7 }}'
    people = tuple(dataclasses.replace(c, name=evil) for c in data.document.characters)
    scenes = tuple(dataclasses.replace(s, action=evil, mood=evil) for s in data.document.scenes)
    paper = dataclasses.replace(data.document, title=evil, style=evil, characters=people, scenes=scenes)
    takes = tuple(
        dataclasses.replace(
            t,
            prompt=dataclasses.replace(t.prompt, text=evil, negative=evil, marks={evil: "script"}),
            notes={evil: evil},
            verdicts=tuple(dataclasses.replace(v, note=evil, raw={evil: 1.0}) for v in t.verdicts),
        )
        for t in data.takes
    )
    data = dataclasses.replace(
        data, prompt=evil, document=paper, takes=takes, notes=(evil,), settings_changed={evil: evil}
    )
    plain = read(page(production(2, 1), Pictures(tmp_path)))
    reader = read(page(data, Pictures(tmp_path)))
    assert [t for t, _ in reader.tags].count("script") == [t for t, _ in plain.tags].count("script") == 1
    assert not any(name.startswith("on") for _, attrs in reader.tags for name in attrs)
    assert not any(attrs.get("src") == "x" for _, attrs in reader.tags)
    assert "{{ 7*7 }}" in "".join(reader.words)


def test_the_same_film_gives_the_same_page(on_disk: Make, tmp_path: Path) -> None:
    """No clock and no order of chance is in it."""
    data = on_disk(2, 1)
    assert page(data, Pictures(tmp_path)) == page(data, Pictures(tmp_path))


def test_pictures_speak_and_controls_are_named(on_disk: Make, tmp_path: Path) -> None:
    """Every image has an alternative text, every video, drawing and scrolling region a name."""
    reader = read(page(on_disk(3, 1), Pictures(tmp_path)))
    for tag, attrs in reader.tags:
        if tag == "img":
            assert attrs.get("alt")
        if tag in ("video", "svg") or attrs.get("role") == "region":
            assert attrs.get("aria-label")
    assert [attrs.get("lang") for tag, attrs in reader.tags if tag == "html"] == ["en"]


def test_a_damaged_clip_is_said_not_hidden(on_disk: Make, tmp_path: Path) -> None:
    """The page of a run with a lost clip appears, without its picture and with a sentence about it."""
    data = on_disk(2, 2)
    (tmp_path / data.takes[0].clip).write_bytes(b"nothing")
    words = " ".join(read(page(data, Pictures(tmp_path))).words)
    assert "take-01.mp4 is damaged" in words


def test_an_unfinished_film_has_a_page_too(production: Make, tmp_path: Path) -> None:
    """Before the cut, and before the first take, the page says so."""
    data = dataclasses.replace(production(2, 1), takes=(), chosen={})
    words = " ".join(read(page(data, Pictures(tmp_path))).words)
    assert "The film is not cut yet." in words
    assert words.count("Not shot yet.") == 2


def test_a_character_is_cropped_where_it_was_seen(on_disk: Make, tmp_path: Path) -> None:
    """The continuity grid shows the box that the engine gave, at that moment; else the whole frame."""
    from base64 import b64decode
    from io import BytesIO

    from PIL import Image

    data = on_disk(1, 1)
    take = dataclasses.replace(
        data.takes[0], appearances=(Appearance(subject="mara", at=0.5, box=(0.25, 0.32, 0.40, 0.78)),)
    )

    def opened(address: str) -> np.ndarray:
        return np.asarray(Image.open(BytesIO(b64decode(address.partition(",")[2]))).convert("RGB"))

    crop = opened(Pictures(tmp_path).appearance(take, "mara"))
    whole = opened(Pictures(tmp_path).appearance(take, "whale"))
    assert crop.shape[1] < whole.shape[1]
    assert np.abs(crop[crop.shape[0] // 2, crop.shape[1] // 2].astype(int) - (230, 190, 40)).max() < 30


def test_continuity_counts_the_scenes_away(on_disk: Make, tmp_path: Path) -> None:
    """First seen, seen in the scene before, or away for so many scenes; absent cells stay empty."""
    rows = {row["name"]: row["cells"] for row in view(on_disk(5, 1), Pictures(tmp_path))["grid"]}
    assert [c and c["since"] for c in rows["Mara"]] == [
        "first seen", "from the scene before", None, None, "after 3 scenes",
    ]  # fmt: skip
    assert [c and c["since"] for c in rows["the beach"]] == [
        "first seen",
        None,
        "after 2 scenes",
        None,
        "after 2 scenes",
    ]


def test_a_score_is_the_subject_s_own_where_there_is_one(production: Make, tmp_path: Path) -> None:
    """A critic's figure per character is shown for that character, not the lowest of all."""
    data = production(2, 1)
    two = data.takes[1]
    verdicts = tuple(
        dataclasses.replace(v, raw={"score:mara": 0.91, "score:whale": 0.4}, score=0.4)
        if v.component == "character_consistency"
        else v
        for v in two.verdicts
    )
    two = dataclasses.replace(two, verdicts=verdicts)
    data = dataclasses.replace(data, takes=(data.takes[0], two), chosen={2: two})
    rows = {row["name"]: row["cells"] for row in view(data, Pictures(tmp_path))["grid"]}
    assert rows["Mara"][1]["score"] == 0.91
    assert rows["the whale"][1]["score"] == 0.4


def test_the_prompt_shows_what_each_slot_wrote() -> None:
    """The words of a slot are marked once; overlapping marks do not duplicate text."""
    text = "Gouache. Mara, in a yellow coat, kneels. Long shadows."
    pieces = marked(
        text,
        {"style": "Gouache", "emphasis": "yellow coat", "continuity": "in a yellow coat", "structure": ""},
    )
    assert "".join(piece for piece, _ in pieces) == text
    assert [(piece, slot) for piece, slot in pieces if slot] == [
        ("Gouache", "style"),
        ("in a yellow coat", "continuity"),
    ]
    assert marked("plain", {}) == [("plain", "")]


def test_the_curve_stays_inside_its_drawing(production: Make) -> None:
    """Every dot lies within the plot, higher for a higher reward; one ring per scene in the film."""
    data = production(4, 3)
    drawing = curve(data)
    heights = [(take.reward, dot.y) for take, dot in zip(data.all_attempts(), drawing.dots, strict=True)]
    assert [y for _, y in sorted(heights)] == sorted((y for _, y in heights), reverse=True)
    assert all(0 < dot.x < drawing.width and 0 < dot.y < drawing.base for dot in drawing.dots)
    assert sum(dot.kept for dot in drawing.dots) == 4


@pytest.mark.parametrize(("scenes", "takes"), [(12, 3)])
def test_a_long_film_weighs_little(production: Make, tmp_path: Path, scenes: int, takes: int) -> None:
    """Twelve scenes of three takes, with lively pictures of full size everywhere: under 3 MB."""
    rng = np.random.default_rng(0)
    small = rng.integers(0, 255, (60, 104, 3), np.uint8)
    lively = np.kron(small, np.ones((8, 8, 1), np.uint8))

    from rushes.editing.pictures import address

    pictures = {width: address(lively, width) for width in (320, 300, 150)}

    class Everywhere:
        missing: tuple[str, ...] = ()

        def poster(self, clip: str) -> str:
            return pictures[320]

        def edges(self, clip: str) -> tuple[str, str]:
            return pictures[300], pictures[300]

        def appearance(self, take: object, subject: str) -> str:
            return pictures[150]

        def reference(self, path: str) -> str:
            return pictures[150]

    html = page(production(scenes, takes), Everywhere())  # type: ignore[arg-type]
    assert html.count("data:image/jpeg") > 50
    assert len(html.encode()) < 3_000_000


def test_delivery_writes_everything_it_names(on_disk: Make, tmp_path: Path) -> None:
    """Report, breakdown and page lie where the returned data say, and the report names them."""
    data = deliver(
        on_disk(2, 1), tmp_path, report="production_report.json", breakdown="reward_breakdown.json"
    )
    for name in ("page", "report", "reward_breakdown"):
        assert (tmp_path / data.files[name]).is_file()
    report = json.loads((tmp_path / "output/production_report.json").read_text())
    assert report["assets"]["page"] == "production_report.html"
    assert (tmp_path / "output" / report["film"]["path"]).is_file()


def test_stills_are_made_once_and_again_when_the_clip_is_another(on_disk: Make, tmp_path: Path) -> None:
    """A page that is made again reuses its stills, but never shows those of a clip that was replaced."""
    import os

    data = on_disk(1, 2)
    first = Pictures(tmp_path)
    before = first.poster(data.takes[0].clip)
    again = Pictures(tmp_path, kept=first.kept)
    assert again.poster(data.takes[0].clip) is before
    other = tmp_path / data.takes[1].clip
    os.utime(other, (1, 1))
    other.replace(tmp_path / data.takes[0].clip)
    assert again.poster(data.takes[0].clip) != before
