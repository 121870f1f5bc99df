"""What an unknown noun is most like, from a small table derived from WordNet 3.0 (see data/NOTICE)."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

TABLE = Path(__file__).parent / "data" / "nearest.txt"


@cache
def _table() -> dict[str, tuple[str, ...]]:
    """Noun -> the things it is a kind of, the nearest first."""
    rows = (line.rstrip("\n").split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines())
    return {noun: tuple(kinds.split(" ")) for noun, kinds in rows}


def nearest(noun: str, kinds: Iterable[str]) -> str | None:
    """The one of `kinds` that `noun` is most nearly a kind of, or None."""
    chain = _table().get(noun, ())
    wanted = set(kinds)
    return next((kind for kind in chain if kind in wanted), None)
