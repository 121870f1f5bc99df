"""Title, logline and arc of a film."""

import re
from collections.abc import Sequence

from rushes.film import Character, Location, Scene
from rushes.writing.cues import clean
from rushes.writing.telling import listed

SMALL = frozenset("a an the and of in on at to for with by from into beneath under over".split())
LONGEST_LOGLINE = 280
LONGEST_TITLE = 70
"""Characters of a title; it is cut between words."""


def title(prompt: str, text: str, people: Sequence[Character], spots: Sequence[Location]) -> str:
    """A short prompt is its own title; else the two it is about, or the one and the place."""
    words = text.rstrip(".!?").split()
    if 0 < len(words) <= 4:
        return headline(" ".join(words))
    names = [c.name if c.name != c.role else f"the {c.role}" for c in people[:2]]
    if len(names) == 2 and _alike(people):
        return headline(f"the {COUNTS[min(len(people), 4)]} {_many(people[0].role)}")
    if len(names) == 2:
        return headline(f"{names[0]} and {names[1]}")
    where = spots[0].name if spots else "the wide world"
    if names:
        if "'s" in where and people[0].role.split()[-1] in where:
            return headline(where)
        joint = "of" if re.search(r"[A-Z]", where.split(" in ")[0]) else "and"
        return headline(f"{names[0]} {joint} {where}")
    return headline(where)


COUNTS = {2: "Two", 3: "Three", 4: "Four"}


def _alike(people: Sequence[Character]) -> bool:
    """Whether everybody has the same noun, and a name that the prompt did not give."""
    return len({c.role.rpartition(" ")[2] for c in people}) == 1 and all(c.name != c.role for c in people)


def _many(role: str) -> str:
    noun = role.partition(" ")[2] or role
    if noun.endswith("man"):
        return noun[:-3] + "men"
    if noun.endswith("child"):
        return noun + "ren"
    if noun in ("samurai", "fish", "sheep", "deer"):
        return noun
    return noun + ("es" if noun.endswith(("s", "sh", "ch", "x", "fox")) else "s")


def headline(text: str) -> str:
    """Title case, small words small except first."""
    words = text.split()
    cased = [w if i and w.lower() in SMALL else w[:1].upper() + w[1:] for i, w in enumerate(words)]
    while len(" ".join(cased)) > LONGEST_TITLE and len(cased) > 1:
        cased.pop()
    while len(cased) > 1 and cased[-1].lower().strip(",;:") in SMALL:
        cased.pop()
    return " ".join(cased)[:LONGEST_TITLE].rstrip(",;:")


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
    if len(moods) == 1:
        return f"{who} stays {moods[0]} throughout."
    through = f" through {listed(moods[1:-1])}" if len(moods) > 2 else ""
    return f"{who} moves from {moods[0]}{through} to {moods[-1]}."
