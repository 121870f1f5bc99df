"""People whom a sentence introduces with their looks: *Kim, a stout man with a blue apron, and …*.

An apposition between commas is what makes parsers lose the sentence around it. Here it is taken out and
kept as what it is: a name, a role and looks that the prompt asks for.
"""

import re

from rushes.writing.lexicon import LIVING, noun_class
from rushes.writing.mentions import GROUPS, TITLES

NAME = r"[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+){0,2}"
APPOSED = re.compile(
    rf"(?P<name>{NAME}),\s+(?P<what>(?:an?|the|his|her|their)\s[^,;:.!?]{{2,60}}?)"
    r"(?P<looks>(?:\s(?:with|wearing|in|who wears|dressed in)\s[^;:.!?]{3,160}?)?),\s*"
    r"(?=and\b|who\b|[a-z]+s\b|[a-z]+\b)"
)
GROUP = re.compile(
    rf"(?P<whole>(?:(?i:an?|the|two|three|four|his|her)\s)(?:[\w'-]+\s){{0,4}}(?P<noun>[a-z]+)),\s+"
    rf"(?P<names>{NAME}(?:(?:,\s+(?:and\s+)?|\s+and\s+){NAME})+),?\s+(?=[a-z])"
)


LEAD = re.compile(rf"\b(?:The|the|An?|an?)\s[a-z][^,;:.!?]{{2,50}},\s+(?P<name>{NAME})\s(?=[a-z]+s\b)")
"""*The captain of a ship, Ada* before her verb: one person, named twice."""


def introductions(text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """`text` without its appositions, and each name with what was said of it; deterministic."""
    found: list[tuple[str, str]] = []

    def keep(match: re.Match[str]) -> str:
        name, what = match.group("name"), match.group("what")
        if noun_class(what.split()[-1].lower()) not in LIVING:
            return match.group(0)
        found.append((name, f"{what}{match.group('looks')}"))
        follows = text[match.end() :]
        return f"{name}, " if re.match(rf"{NAME},", follows) else f"{name} "

    bare = APPOSED.sub(keep, text)
    bare = re.sub(r"\s+", " ", bare)
    bare = LEAD.sub(r"\g<name> ", bare) if found else bare
    return GROUP.sub(lambda m: _named(m, found), bare), tuple(_plain(found))


def _named(match: re.Match[str], found: list[tuple[str, str]]) -> str:
    """*An elderly couple, Otto and Marie,* as *Otto and Marie*, each of them elderly."""
    words = match.group("whole").split()
    noun = match.group("noun")
    names = re.split(r",\s+(?:and\s+)?|\s+and\s+", match.group("names"))
    roles = _roles(noun, len(names))
    if roles is None:
        return match.group(0)
    adjectives = " ".join(words[1:-1]).replace("rival ", "").replace("rival", "")
    known = {name for name, _ in found}
    for name, role in zip(names, roles, strict=True):
        if name not in known:
            found.append((name, " ".join(["a", *adjectives.split(), role])))
    return f"{match.group('names')} "


def _roles(noun: str, count: int) -> list[str] | None:
    """What each of `count` people is when *noun* names them all; None when it names nobody."""
    if len(GROUPS.get(noun, ())) == count:
        # Who of a couple is the man and who the woman, their names say.
        return ["person"] * count if noun in ("couple", "pair") else list(GROUPS[noun])
    single = noun[:-3] + "man" if noun.endswith("men") else noun.removesuffix("s")
    single = {"children": "child", "wives": "wife", "thieves": "thief"}.get(noun, single)
    return [single] * count if single != noun and noun_class(single) in LIVING else None


def _plain(found: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Titles belong to the role: *Captain Iris* is Iris, a captain."""
    out = []
    for name, what in found:
        first, _, rest = name.partition(" ")
        out.append((rest if rest and first.lower() in TITLES else name, what))
    return out
