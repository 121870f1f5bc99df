"""Creative documents as files that people edit: JSON or YAML, with errors that name the line."""

import dataclasses
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, final

import yaml
from pydantic import TypeAdapter, ValidationError

from rushes.errors import RequestError
from rushes.film import Brief, Character, CreativeDocument, Descriptor, Location, Scene

LARGEST = 4_000_000
"""Bytes. A document of this size would be a thousand scenes."""
PARTS: Mapping[str, type] = {
    "characters": Character,
    "locations": Location,
    "scenes": Scene,
    "descriptors": Descriptor,
}
"""Field of a list -> what its entries are."""


def load_document(path: Path) -> CreativeDocument:
    """Read and validate a hand-edited document.

    A file that a run wrote (``story_bible/creative_document.json``) is read as well.

    Raises:
        RequestError: the file is missing, no JSON or YAML, or wrong; each problem is told as
            ``file:line: field: what is wrong``.
    """
    text = _text(path)
    root = _tree(text, path)
    lines = dict(_lines(root, ()))
    value = _value(root, path)
    at: tuple[str | int, ...] = ()
    if isinstance(value, dict) and "value" in value and "schema" in value:
        value, at = value["value"], ("value",)
    problems = [(at + loc, told) for loc, told in _unknown(value, CreativeDocument, ())]
    document = None
    if not problems:
        document, found = _validated(value)
        problems = [(at + loc, told) for loc, told in found]
    if document is None:
        raise RequestError(
            "\n".join(
                f"{path.name}:{_line(lines, loc)}: {_told(loc[len(at) :])}{told}"
                for loc, told in problems[:20]
            ),
            todo="correct the lines above; `rushes plan` shows what a right document looks like",
        )
    return document


def _validated(value: Any) -> tuple[CreativeDocument | None, list[tuple[tuple[str | int, ...], str]]]:
    try:
        return TypeAdapter(CreativeDocument).validate_python(value), []
    except ValidationError as error:
        return None, [_problem(e) for e in error.errors()]


def _problem(error: Any) -> tuple[tuple[str | int, ...], str]:
    """A pydantic error as (where, what); our own checks name their field in the message."""
    told = re.sub(r"^Value error, ", "", str(error["msg"]))
    named = re.match(r"^(\w+)(?:\[(\d+)\])?(?:\.(\w+))?: (.*)$", told)
    if not error["loc"] and named:
        part, index, field, rest = named.groups()
        loc = [part, *([int(index)] if index else []), *([field] if field else [])]
        return tuple(loc), rest
    return tuple(error["loc"]), told


def dump_document(document: CreativeDocument, path: Path) -> str:
    """The document as text for `path`: YAML for ``.yaml`` and ``.yml``, else JSON."""
    value = TypeAdapter(CreativeDocument).dump_python(document, mode="json")
    if path.suffix.lower() in (".yaml", ".yml"):
        text: str = yaml.safe_dump(value, sort_keys=False, allow_unicode=True, width=100)
        return text
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"


@final
@dataclass(frozen=True, slots=True)
class DocumentWriter:
    """A `rushes.seams.Writer` that hands in a document from a file."""

    path: Path
    name: str = "document"

    def write(self, brief: Brief) -> CreativeDocument:
        """The document of the file; the brief's limits bind it too.

        Raises:
            RequestError: as `load_document`, or it has more scenes, characters or locations than allowed.
        """
        document = load_document(self.path)
        for what, items, limit, setting in (
            ("scenes", document.scenes, brief.max_scenes, "MAX_SCENES"),
            ("characters", document.characters, brief.max_characters, "MAX_CHARACTERS"),
            ("locations", document.locations, brief.max_locations, "MAX_LOCATIONS"),
        ):
            if len(items) > limit:
                raise RequestError(
                    f"{self.path.name}: {len(items)} {what}; {setting} allows {limit}",
                    todo=f"--set {setting}={len(items)}",
                )
        return document


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise RequestError(f"cannot read {path}: {error.strerror}", todo="name an existing file") from error
    if len(data) > LARGEST:
        raise RequestError(f"{path.name} has {len(data)} bytes; {LARGEST} are the most", todo="shorten it")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise RequestError(f"{path.name}:{line}: not UTF-8", todo="save the file as UTF-8") from error


def _tree(text: str, path: Path) -> Any:
    """The YAML node tree (JSON is a part of YAML); syntax errors name their line."""
    if path.suffix.lower() == ".json":
        try:
            json.loads(text)
        except (ValueError, RecursionError) as error:
            line = getattr(error, "lineno", 1)
            raise RequestError(
                f"{path.name}:{line}: {getattr(error, 'msg', 'nested too deep')}", todo="correct this line"
            ) from error
        text = text.replace("\t", "  ")
    try:
        # Anchors are refused: a few lines of them can stand for billions of values.
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=yaml.SafeLoader)):
            raise RequestError(f"{path.name}: YAML anchors and aliases are not read", todo="write it out")
        return yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise RequestError(
            f"{path.name}:{line}: {getattr(error, 'problem', None) or 'not YAML'}", todo="correct this line"
        ) from error


def _value(root: Any, path: Path) -> Any:
    """The plain values of a node tree; tags that would build anything else are refused."""
    if root is None:
        return None
    try:
        return _plain(yaml.SafeLoader("").construct_document(root))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise RequestError(
            f"{path.name}:{mark.line + 1 if mark else 1}: {getattr(error, 'problem', error)}",
            todo="use plain text, numbers, lists and fields only",
        ) from error


def _lines(node: Any, loc: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], int]]:
    """Where each value begins: path -> line, from 1."""
    if node is None or len(loc) > 8:
        return
    yield loc, node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield (*loc, str(key.value)), key.start_mark.line + 1
            yield from (
                (inner, line)
                for inner, line in _lines(value, (*loc, str(key.value)))
                if inner[len(loc) + 1 :]
            )
    elif isinstance(node, yaml.SequenceNode):
        for i, value in enumerate(node.value):
            yield from _lines(value, (*loc, i))


def _plain(value: Any) -> Any:
    """YAML's own dates and odd keys back to what the document's fields take."""
    if isinstance(value, dict):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_plain(v) for v in value]
    return value if isinstance(value, str | int | float | bool | type(None)) else str(value)


def _unknown(
    value: Any, kind: type, loc: tuple[str | int, ...]
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Fields that no document has, such as a misspelt one."""
    if not isinstance(value, dict):
        return
    known = {f.name for f in dataclasses.fields(kind)}
    for key, inner in value.items():
        if key not in known:
            yield (*loc, key), f"no such field; there are {', '.join(sorted(known))}"
        elif key in PARTS and isinstance(inner, list) and not (key == "characters" and kind is Scene):
            for i, entry in enumerate(inner):
                yield from _unknown(entry, PARTS[key], (*loc, key, i))


def _line(lines: Mapping[tuple[str | int, ...], int], loc: tuple[str | int, ...]) -> int:
    while loc and loc not in lines:
        loc = loc[:-1]
    return lines.get(loc, 1)


def _told(loc: tuple[str | int, ...]) -> str:
    return f"{'.'.join(map(str, loc))}: " if loc else ""
