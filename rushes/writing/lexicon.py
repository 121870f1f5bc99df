"""What kind of thing an English noun names: a table made from WordNet 3.0 (see ``data/``)."""

import gzip
from functools import cache
from importlib.resources import files
from typing import Literal

NounClass = Literal["P", "A", "C", "R", "V", "L", "B", "G", "T"]
"""Person, animal, creature, robot, vehicle, open place, built place, garment, other thing."""

LIVING: frozenset[str] = frozenset("PACR")
PLACES: frozenset[str] = frozenset("LB")
PERSON_ENDINGS = (
    "keeper",
    "maker",
    "smith",
    "ologist",
    "grapher",
    "herder",
    "woman",
    "man",
    "monger",
    "ician",
)


@cache
def table() -> dict[str, str]:
    """Lemma (lower case, compounds with ``_``) -> class letter."""
    data = files("rushes.writing").joinpath("data/nouns.tsv.gz").read_bytes()
    rows = (line.split("\t") for line in gzip.decompress(data).decode().splitlines())
    return {lemma: letter for letter, lemmas in rows for lemma in lemmas.split()}


def noun_class(*forms: str) -> str | None:
    """The class of the first of `forms` that is known, such as ``"space station", "station"``."""
    known = table()
    for form in forms:
        low = form.lower().replace(" ", "_")
        if letter := known.get(low) or (known.get(low[:-1]) if low.endswith("s") else None):
            return letter
    last = forms[-1].lower() if forms else ""
    return "P" if len(last) > 5 and last.endswith(PERSON_ENDINGS) else None
