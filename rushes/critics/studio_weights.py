"""Where the studio critics' weights lie, which of their files are missing, and which weights they are.

A model is named by a folder or by a hub id. Nothing here imports torch: the preflight asks every time.
"""

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_MIB = 1 << 20
_WEIGHTS, _WORDS = "'*.json' '*.txt' '*.safetensors'", "'*.json' '*.txt'"
"""Hub repositories also hold the same weights for other frameworks, four times as much to fetch."""


@dataclass(frozen=True, slots=True)
class Gap:
    """One file that is not there, and the command that fetches it."""

    file: str
    command: str


def located(source: str, root: Path) -> str:
    """`source` as a folder below `root` when it lies there, else as it was given.

    ``openai/clip-vit-large-patch14`` is looked for as ``root/clip-vit-large-patch14``.
    """
    below = root / Path(source).name
    return str(below) if source and not Path(source).exists() and below.exists() else source


def folder(source: str, environ: Mapping[str, str] = os.environ) -> Path | None:
    """The folder that holds a model: `source` itself, or its snapshot in the hub cache; None when neither."""
    if Path(source).is_dir():
        return Path(source)
    home = Path(environ.get("HF_HOME", Path.home() / ".cache" / "huggingface"))
    stored = Path(environ.get("HF_HUB_CACHE", home / "hub")) / f"models--{source.replace('/', '--')}"
    main = stored / "refs" / "main"
    if not main.is_file():
        return None
    snapshot = stored / "snapshots" / main.read_text("utf-8").strip()
    return snapshot if snapshot.is_dir() else None


def model_gaps(source: str, root: Path, *, weights: bool = True, words: bool = False) -> Iterator[Gap]:
    """What a model lacks.

    Args:
        source: A folder or a hub id.
        root: Where the command puts what it fetches.
        weights: Whether it needs a configuration and safetensors.
        words: Whether it needs a tokenizer.
    """
    include = _WEIGHTS if weights else _WORDS
    command = f"hf download {source} --include {include} --local-dir {root / Path(source).name}"
    place = folder(source)
    if place is None:
        yield Gap(source, command)
        return
    needed: dict[str, tuple[str, ...]] = {}
    if weights:
        needed = {"config.json": ("config.json",), "*.safetensors": ("*.safetensors",)}
    if words:
        needed["tokenizer.json"] = ("tokenizer.json", "vocab.json", "vocab.txt")
    for file, patterns in needed.items():
        if not any(any(place.glob(pattern)) for pattern in patterns):
            yield Gap(f"{place / file}", command)


def file_gap(path: str, command: str) -> Iterator[Gap]:
    """What is missing when `path` is no file."""
    if not Path(path).is_file():
        yield Gap(path, command)


def identity(source: str) -> str:
    """Which weights these are: the last part of their name, and eight hex digits of their content.

    A calibration belongs to weights, not to a folder's name. Only the name when there is nothing to read.
    """
    name = source.rstrip("/").rsplit("/", 1)[-1]
    place = folder(source)
    files = sorted(place.glob("*.safetensors")) if place else [Path(source)] if Path(source).is_file() else []
    stamps = tuple((str(f), f.stat().st_size, f.stat().st_mtime_ns) for f in files)
    return f"{name}@{_digest(stamps)}" if stamps else name


@lru_cache(maxsize=64)
def _digest(stamps: tuple[tuple[str, int, int], ...]) -> str:
    """Of each file's size, first and last MiB: reading gigabytes for a name would be too slow."""
    found = hashlib.blake2b(digest_size=4)
    for path, size, _ in stamps:
        found.update(str(size).encode())
        with Path(path).open("rb") as file:
            found.update(file.read(_MIB))
            file.seek(max(0, size - _MIB))
            found.update(file.read(_MIB))
    return found.hexdigest()
