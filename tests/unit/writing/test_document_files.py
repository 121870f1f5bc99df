"""A document is a file that people edit: it comes back as it was, and every mistake has a line."""

import json
from pathlib import Path

import pytest

from rushes.errors import RequestError
from rushes.film import Brief, CreativeDocument
from rushes.writing.documents import DocumentWriter, dump_document, load_document
from rushes.writing.screenwriter import OfflineScreenwriter

BRIEF = Brief(
    prompt="A fox and a crow cross a frozen lake at night.",
    seed=1,
    max_scenes=3,
    max_characters=8,
    max_locations=8,
    seconds_per_scene=5.0,
)


@pytest.fixture(scope="module")
def document() -> CreativeDocument:
    return OfflineScreenwriter().write(BRIEF)


@pytest.mark.parametrize("name", ["plan.yaml", "plan.yml", "plan.json"])
def test_what_is_written_is_read(document: CreativeDocument, tmp_path: Path, name: str) -> None:
    """Both formats, field by field the same."""
    path = tmp_path / name
    path.write_text(dump_document(document, path), encoding="utf-8")
    assert load_document(path) == document
    assert DocumentWriter(path).write(BRIEF) == document


def test_a_runs_own_file_is_read(document: CreativeDocument, tmp_path: Path) -> None:
    """The story bible of a finished run can be shot again."""
    path = tmp_path / "creative_document.json"
    body = json.loads(dump_document(document, path))
    path.write_text(json.dumps({"schema": 1, "request": "x", "value": body}), encoding="utf-8")
    assert load_document(path) == document


@pytest.mark.parametrize(
    ("old", "new", "line_of", "told"),
    [
        ("camera: ", "camera: swoosh ", "camera: swoosh", "scenes.0.camera"),
        ("time_of_day:", "time_off_day:", "time_off_day", "no such field"),
        ("number: 2", "number: 7", "number: 7", "expected 2, got 7"),
        ("seconds: 5.0", "seconds: -1", "- number: 1", "must be above 0"),
        ("kind: animal", "kind: dragonish", "kind: dragonish", "characters.0.kind"),
        ("interior: false", "interior: perhaps", "interior: perhaps", "locations.0.interior"),
        ("  - fox", "  - wolf", "  characters:", "'wolf' is not a character"),
    ],
)
def test_every_mistake_has_a_line(
    document: CreativeDocument, tmp_path: Path, old: str, new: str, line_of: str, told: str
) -> None:
    """The error names file, line and field."""
    path = tmp_path / "plan.yaml"
    text = dump_document(document, path)
    assert old in text
    text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RequestError) as caught:
        load_document(path)
    lines = [n for n, line in enumerate(text.splitlines(), start=1) if line_of in line]
    found = int(caught.value.message.split(":")[1])
    assert told in caught.value.message
    assert found in lines or "must be above" in told


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.json", b'{"title": }'),
        ("a.yaml", b"title: [unclosed"),
        ("a.yaml", b"\xff\xfe\x00"),
        ("a.yaml", b""),
        ("a.yaml", b"- just\n- a list\n"),
        ("a.yaml", b"a: &x [1]\nb: *x\n"),
        ("a.json", b"[" * 100_000),
        ("a.yaml", b"!!python/object/apply:os.system ['echo hello']"),
        ("a.json", b'{"value": 3, "schema": 1}'),
    ],
)
def test_what_is_no_document_is_told(tmp_path: Path, name: str, content: bytes) -> None:
    """Broken, hostile and empty files end in a RequestError that names the file."""
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(RequestError, match=r"a\.(json|yaml)"):
        load_document(path)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="cannot read"):
        load_document(tmp_path / "nowhere.yaml")


def test_limits_bind_documents_too(document: CreativeDocument, tmp_path: Path) -> None:
    """A document with more scenes than MAX_SCENES is refused, not cut."""
    path = tmp_path / "plan.yaml"
    path.write_text(dump_document(document, path), encoding="utf-8")
    tight = Brief(prompt="x", seed=0, max_scenes=2, max_characters=8, max_locations=8, seconds_per_scene=1.0)
    with pytest.raises(RequestError, match="MAX_SCENES"):
        DocumentWriter(path).write(tight)
