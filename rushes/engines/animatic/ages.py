"""How old a text says that somebody is."""

import re

from rushes.engines.animatic import lexicon as lx
from rushes.engines.animatic.deeds import Person
from rushes.engines.animatic.phrases import STOPS
from rushes.engines.animatic.tokens import Token

_TABLES = (("old", lx.OLD), ("child", lx.CHILDREN), ("teen", lx.TEENS), ("young", lx.YOUNG))
_ANYTHING = frozenset("old ancient young".split()) | lx.CHILDREN
"""Words that streets, coats and books may be given as well (``a children's book``)."""
_YEARS = re.compile(r"\b(\d{1,3})[- ]years?[- ]old\b")


def age_of(tokens: list[Token], person: Person) -> str:
    """``child``, ``teen``, ``young``, ``old`` or empty, from what the person is called and said to be."""
    spoken = [range(start, end) for start, end in person.spans]
    text = " ".join(tokens[i].low for span in spoken for i in span)
    if counted := _YEARS.search(text):
        return _of_years(int(counted[1]))
    said = {word for i in _telling(tokens, person) for word in _words(tokens[i])} | set(person.nouns)
    said |= {w for span in spoken for i in span for w in _words(tokens[i]) if w not in _ANYTHING}
    return next((age for age, table in _TABLES if table & said), "")


def _words(token: Token) -> tuple[str, ...]:
    return (token.low, token.noun, *token.low.split("-"))


def _of_years(years: int) -> str:
    limits = (("child", 13), ("teen", 20), ("young", 30), ("", 60))
    return next((age for age, limit in limits if years < limit), "old")


def _telling(tokens: list[Token], person: Person) -> list[int]:
    """The words of the noun phrases that call the person, and those that describe nothing else (``is old``,
    ``old and tired``)."""
    calling = [i for start, end in person.phrases for i in range(start, end)]
    alone = [i for start, end in person.spans for i in range(start, end) if _alone(tokens, i)]
    return calling + alone


def _alone(tokens: list[Token], i: int) -> bool:
    if tokens[i].low not in ("old", "ancient", "young"):
        return False
    before, after = (tokens[j].low if 0 <= j < len(tokens) else "" for j in (i - 1, i + 1))
    return bool(tokens[i].closes) or after in STOPS or before in _BEING


_BEING = frozenset("is was are were looks seems very so too".split())
