"""Whom a text speaks of, which stretches of it speak of them, and what they do there."""

from dataclasses import dataclass, field

from rushes.engines.animatic import lexicon as lx
from rushes.engines.animatic import verbs as vb
from rushes.engines.animatic.cast import creatures, is_thing
from rushes.engines.animatic.phrases import PRONOUNS
from rushes.engines.animatic.riding import carries
from rushes.engines.animatic.tokens import Token


@dataclass(slots=True)
class Mention:
    """One place in the text where a figure is spoken of."""

    index: int
    """Token index of the head word."""
    first: int
    """Token index where the noun phrase begins."""
    noun: str
    kind: str
    name: str = ""
    count: int = 1
    note: bool = False
    definite: bool = False
    reference: str = ""
    """The reference whose whole name is spoken here."""


@dataclass(slots=True)
class Person:
    """A figure while the text is being read."""

    kind: str
    nouns: list[str]
    name: str = ""
    reference: str | None = None
    count: int = 1
    note: bool = False
    spans: list[tuple[int, int]] = field(default_factory=list)
    phrases: list[tuple[int, int]] = field(default_factory=list)
    """The noun phrases that call it, token ranges."""
    actions: list[tuple[str, str]] = field(default_factory=list)
    start: int = 0
    held: "Person | None" = None

    @property
    def label(self) -> str:
        return self.name or self.nouns[0]


def sex_of(nouns: list[str]) -> str:
    """``woman``, ``man`` or empty, from the nouns that call a person."""
    if lx.FEMALE & set(nouns):
        return "woman"
    return "man" if lx.MALE & set(nouns) else ""


def give_spans(tokens: list[Token], mentions: list[Mention], cast: list[Person]) -> None:
    """Give every figure the stretches of text that speak of it."""
    owners: list[tuple[int, Person]] = []
    for mention, person in zip(mentions, cast, strict=True):
        owners.append((mention.first, person))
    owners += _pronoun_owners(tokens, mentions, cast)
    owners.sort(key=lambda pair: pair[0])
    for n, (start, person) in enumerate(owners):
        stop = owners[n + 1][0] if n + 1 < len(owners) else len(tokens)
        end = start
        while end < stop and tokens[end].sentence == tokens[start].sentence and tokens[end].low != "camera":
            end += 1
        before_at, before = owners[n - 1] if n else (start, person)
        holder = not is_thing(before.kind) and tokens[before_at].sentence == tokens[start].sentence
        own = _own_end(tokens, start, end) if is_thing(person.kind) and holder else end
        person.spans.append((start, own))
        if own < end:
            before.spans.append((own, end))


def _own_end(tokens: list[Token], start: int, end: int) -> int:
    """Where a text is done with a thing: ``a boy with a blue umbrella, red hair and a brown coat``."""
    for i in range(start, end):
        if tokens[i].low in ("and", "then", "while"):
            return i
        if tokens[i].closes == ",":
            return i + 1
    return end


def _pronoun_owners(
    tokens: list[Token], mentions: list[Mention], cast: list[Person]
) -> list[tuple[int, Person]]:
    found = []
    for i, token in enumerate(tokens):
        if token.low not in PRONOUNS:
            continue
        earlier = [p for m, p in zip(mentions, cast, strict=True) if m.index < i and not is_thing(p.kind)]
        fit = [p for p in earlier if _fits(p, token.low)]
        if fit:
            found.append((i, fit[-1]))
    return found


def _fits(person: Person, pronoun: str) -> bool:
    wanted = PRONOUNS[pronoun]
    if pronoun in ("it", "its"):
        return person.kind != "person"
    if pronoun in ("they", "their", "them"):
        return person.count > 1 or bool(person.name)
    return (person.kind == "person" or bool(person.name)) and sex_of(person.nouns) in ("", wanted)


def act(tokens: list[Token], person: Person, everybody: list[Person]) -> None:
    """Give a person the deeds that the text tells of them."""
    for start, end in person.spans:
        for i in range(start, _shared_end(tokens, start, end, everybody)):
            verb = vb.verb_of(tokens[i].low) or _verb_here(tokens, i)
            if not verb or _noun_here(tokens, i) or _resembles(tokens, i):
                continue
            action = _deed(tokens, i, verb, everybody)
            if not person.actions or person.actions[-1][0] != action:
                person.actions.append((action, _target(i, person, everybody)))


def _deed(tokens: list[Token], i: int, verb: str, everybody: list[Person]) -> str:
    """The action of a verb: waves are surfed, and without a mount nobody rides."""
    action = vb.ACTION_OF[verb]
    if action != "ride":
        return action
    after = [t.noun for t in tokens[i + 1 : i + 7] if t.sentence == tokens[i].sentence]
    if {"wave", "surfboard", "surf"} & set(after):
        return "surf"
    known = creatures()
    mounts = any(p.kind in known and carries(known[p.kind]) for p in everybody)
    return "ride" if mounts else "drive"


def _shared_end(tokens: list[Token], start: int, end: int, everybody: list[Person]) -> int:
    """``Anselm, Levi and the dragon fight``: a bare subject shares the verbs of the one after it."""
    while (
        end < len(tokens)
        and end - start <= (9 if tokens[end - 1].low == "and" else 4)
        and all(vb.verb_of(t.low) == "" for t in tokens[start:end])
    ):
        if tokens[end].sentence != tokens[start].sentence or not (
            tokens[end - 1].low == "and" or tokens[end - 1].closes == "," or tokens[end].low == "and"
        ):
            break
        later = [s for p in everybody for s in p.spans if s[0] == end]
        if not later:
            break
        start, end = end, max(s[1] for s in later)
    return end


def _verb_here(tokens: list[Token], i: int) -> str:
    """Words that are nouns as often as verbs (``waves``, ``steps``) are verbs right after their subject."""
    before = tokens[i - 1] if i else None
    after = tokens[i + 1].low if i + 1 < len(tokens) else ""
    if tokens[i].low in ("waves", "points") and after in _TOWARDS and i and not tokens[i].closes:
        return vb.EITHER[tokens[i].low]
    if before is None or not (
        before.closes == ","
        or before.low in _SUBJECT_ENDS
        or before.noun in lx.PERSONS
        or before.text[:1].isupper()
    ):
        return ""
    return vb.EITHER.get(tokens[i].low, "")


_TOWARDS = frozenset("to at from in goodbye farewell back hello her his their with".split())
_SUBJECT_ENDS = frozenset("and then who she he it they slowly quietly suddenly gently".split())


def _resembles(tokens: list[Token], i: int) -> bool:
    """``look exactly as before`` is no action."""
    after = tokens[i + 1].low if i + 1 < len(tokens) else ""
    return tokens[i].low in ("look", "looks", "stay", "stays", "remain", "remains") and after in (
        "exactly",
        "as",
        "the",
        "like",
        "identical",
        "unchanged",
    )


def _noun_here(tokens: list[Token], i: int) -> bool:
    """``a walk``, ``the fall``: an article before, or an ``-ing``/``-ed`` adjective inside a noun phrase."""
    before = tokens[i - 1].low if i else ""
    if tokens[i].low in ("wave", "point", "land") and i > 1 and tokens[i - 2].low in ("a", "an", "the"):
        return True
    return (
        before in ("a", "an", "the", "of") and not tokens[i].low.endswith(("ing", "ed"))
    ) or before == "to be"


def _target(i: int, person: Person, everybody: list[Person]) -> str:
    later = [(s[0], p) for p in everybody for s in p.spans if p is not person and i < s[0] <= i + 9]
    return min(later, key=lambda pair: pair[0])[1].label if later else ""


def sex_by_name(name: str) -> str:
    """Most first names that end in -a are women's; other endings tell nothing."""
    return (
        "woman"
        if name.lower().endswith(("a", "elle", "ette", "lyn"))
        and name.lower() not in ("luca", "joshua", "noa", "nikita", "sasha")
        else ""
    )


def owner_of(tokens: list[Token], thing: Person, everybody: list[Person]) -> str:
    """Who speaks of the thing just before: ``Elias lifts a lantern``, ``a woman with an umbrella``."""
    begin = thing.spans[0][0]
    for other in everybody:
        if other is thing or is_thing(other.kind):
            continue
        for start, end in other.spans:
            if end == begin and 0 < end - start < 16 and tokens[end - 1].sentence == tokens[begin].sentence:
                return _held_by(tokens[start:end], other)
    return ""


def _held_by(words: list[Token], other: Person) -> str:
    """The label of who holds what follows `words`, ``-`` for what is only worn, empty for what stands by."""
    given = words[-1].low in ("with", "holding", "carrying", "his", "her", "their")
    holding = ("hold", "carry", "work", "wave", "read", "write", "cook", "point", "paint", "knit")
    held = set(holding) & {action for action, _ in other.actions}
    grips = [vb.ACTION_OF.get(vb.verb_of(t.low), "") in holding for t in words]
    last_with = max((n for n, t in enumerate(words) if t.low == "with"), default=-1)
    worn = not given and last_with >= 0 and not any(grips[last_with:])
    return "-" if worn else other.label if given or held else ""
