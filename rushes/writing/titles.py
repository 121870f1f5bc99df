"""Title, logline and arc of a film."""

import re
from collections.abc import Sequence

from rushes.film import Character, Location, Scene
from rushes.writing.cues import clean

SMALL = frozenset("a an the and of in on at to for with by from into beneath under over".split())
LONGEST_LOGLINE = 280


def title(prompt: str, text: str, people: Sequence[Character], spots: Sequence[Location]) -> str:
    """A short prompt is its own title; else the two it is about, or the one and the place."""
    words = text.rstrip(".!?").split()
    if 0 < len(words) <= 4:
        return headline(" ".join(words))
    names = [c.name if c.name != c.role else f"the {c.role}" for c in people[:2]]
    if len(names) == 2:
        return headline(f"{names[0]} and {names[1]}")
    where = spots[0].name if spots else "the wide world"
    if names:
        joint = "of" if re.match(r"[A-Z]", where) else "and"
        return headline(f"{names[0]} {joint} {where}")
    return headline(where)


def headline(text: str) -> str:
    """Title case, small words small except first."""
    words = text.split()
    cased = [w if i and w.lower() in SMALL else w[:1].upper() + w[1:] for i, w in enumerate(words)]
    return " ".join(cased)[:80]


def logline(prompt: str) -> str:
    """The prompt's own opening sentences, at most `LONGEST_LOGLINE` characters."""
    text = clean(prompt) or "A film without words"
    if len(text) > LONGEST_LOGLINE:
        cut = text[:LONGEST_LOGLINE]
        end = max(cut.rfind(mark) for mark in ".!?")
        text = cut[: end + 1] if end > 40 else cut.rpartition(" ")[0] + "…"
    return text[:1].upper() + text[1:] + ("" if text[-1:] in ".!?…" else ".")


def arc(scenes: Sequence[Scene], people: Sequence[Character]) -> str:
    """How the film moves, mood by mood."""
    moods = list(dict.fromkeys(scene.mood for scene in scenes))
    who = "The film"
    if people:
        who = people[0].name if people[0].name != people[0].role else f"The {people[0].role}"
    return f"{who} goes from {', then '.join(moods)}." if len(moods) > 1 else f"{who} stays {moods[0]}."
