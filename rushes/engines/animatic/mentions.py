"""Who is in a text: names, roles, animals, things; what it says they look like and do."""

import zlib
from dataclasses import dataclass, field

from rushes.engines.animatic import lexicon as lx
from rushes.engines.animatic.cast import creatures
from rushes.engines.animatic.nearest import nearest
from rushes.engines.animatic.tokens import Token
from rushes.engines.animatic.words import COLOURS, SHADES

MOST = 6
"""Figures drawn in one shot at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureSpec:
    """One figure of a shot, plain values only."""

    label: str
    """How the prompt calls it."""
    reference: str | None
    kind: str
    """``person`` or the name of a creature."""
    text: str
    """What the text says about it, lower case."""
    words: frozenset[str]
    key: int
    """Seed of what the text leaves open."""
    actions: tuple[tuple[str, str], ...] = ()
    """(action, label of whom it is done to or empty), in the order of the text."""
    sex: str = ""
    """``woman``, ``man`` or empty."""
    age: str = ""
    """``child``, ``teen``, ``young``, ``old`` or empty."""
    owner: str = ""
    """Of a thing: the label of who holds it; empty when it stands by itself."""
    note: bool = False
    """True when the word is drawn as the nearest kind."""
    start: int = 0
    colours: tuple[tuple[str, str], ...] = ()
    """(attribute, colour) taken from a reference picture."""


@dataclass(slots=True)
class _Mention:
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


@dataclass(slots=True)
class _Person:
    """A figure while the text is being read."""

    kind: str
    nouns: list[str]
    name: str = ""
    reference: str | None = None
    count: int = 1
    note: bool = False
    spans: list[tuple[int, int]] = field(default_factory=list)
    actions: list[tuple[str, str]] = field(default_factory=list)
    start: int = 0
    held: "_Person | None" = None

    @property
    def label(self) -> str:
        return self.name or self.nouns[0]


_ARTICLES = frozenset(
    "a an one another the his her their its this that our my some two three four five six both several".split()
)
_LIKE = frozenset(
    "like as statue painting picture drawing photo photograph portrait shape shadow voice sound poster toy memory".split()
)
_PRONOUNS = {
    "he": "man",
    "his": "man",
    "him": "man",
    "she": "woman",
    "her": "woman",
    "it": "",
    "its": "",
    "they": "",
    "their": "",
    "them": "",
}
_NOT_NAMES = frozenset(
    "the a an in on at from with and but then first when while as it he she they his her their its this that these those there one two "
    "three slowly suddenly finally later next after before camera wide medium close full extreme over low high eye static handheld style "
    "mood light soft golden dawn morning noon afternoon dusk night rain snow fog storm no every each shot scene hand hand-painted warm cold "
    "same keep begin exactly previously now meanwhile inside outside beneath above below behind far mid near cinematic film key colours "
    "colors palette background foreground depth is are was were has have whose who where both together".split()
)


def find_figures(
    tokens: list[Token], names: tuple[tuple[str, str], ...], seed: int
) -> tuple[tuple[FigureSpec, ...], tuple[FigureSpec, ...]]:
    """Everybody in the text, and the things in play, in order of appearance."""
    mentions = _mentions(tokens, names)
    cast = _resolve(tokens, mentions, names)
    _spans(tokens, mentions, cast)
    people = list(dict.fromkeys(id(p) for p in cast))
    found = [next(p for p in cast if id(p) == i) for i in people]
    for person in found:
        _act(tokens, person, found)
    specs = [spec for person in found for spec in _specs(tokens, person, found, seed)]
    figures = [s for s in specs if not _is_thing(s.kind)]
    return tuple(figures[:MOST]), tuple(s for s in specs if _is_thing(s.kind))[:4]


def _is_thing(kind: str) -> bool:
    return kind in creatures() and creatures()[kind].kind == "object"


def _creature_nouns() -> dict[str, str]:
    return {word: c.name for c in creatures().values() for word in (c.name, *c.words)}


def _mentions(tokens: list[Token], names: tuple[tuple[str, str], ...]) -> list[_Mention]:
    nouns, found = _creature_nouns(), []
    wanted = {
        name.lower().split()[0]: name
        for _, name in names
        if name and not name.lower().startswith(("the ", "a "))
    }
    wanted |= {t.noun: t.text for i, t in enumerate(tokens) if _is_name(tokens, i, wanted)}
    skip = -1
    unseen = _behind_camera(tokens)
    for i, token in enumerate(tokens):
        if i <= skip or i in unseen:
            continue
        pair = f"{token.noun} {tokens[i + 1].noun}" if i + 1 < len(tokens) and not token.closes else ""
        if pair in nouns:
            skip = i + 1
            found.append(_mention(tokens, i + 1, pair, nouns[pair], extra=1))
        elif _is_name(tokens, i, wanted):
            found.append(
                _Mention(i, i, token.noun, "", name=token.text.removesuffix("'s").removesuffix("’s"))
            )
        elif mention := _common(tokens, i, nouns):
            found.append(mention)
    return found


def _behind_camera(tokens: list[Token]) -> set[int]:
    """Words of clauses about the camera: a crane there is no bird."""
    hidden: set[int] = set()
    for i, token in enumerate(tokens):
        if token.noun in ("camera", "shot"):
            j = i
            while j < len(tokens) and tokens[j].sentence == token.sentence:
                hidden.add(j)
                if tokens[j].closes:
                    break
                j += 1
            hidden |= {i - 1} if i and token.noun == "shot" else set()
    return hidden


def _common(tokens: list[Token], i: int, nouns: dict[str, str]) -> _Mention | None:
    noun = tokens[i].noun
    kind = "person" if noun in lx.PERSONS else nouns.get(noun, "")
    note = False
    if not kind and not lx.verb_of(tokens[i].low) and _after_article(tokens, i) and _ends_phrase(tokens, i):
        near = nearest(noun, ["person", *creatures()])
        kind, note = near or "", near is not None
    if not kind or _part_of_compound(tokens, i, nouns) or _compared(tokens, i):
        return None
    return _mention(tokens, i, noun, kind, note=note)


def _ends_phrase(tokens: list[Token], i: int) -> bool:
    """The head of its noun phrase: a stop, a preposition or a verb follows, and it is no colour."""
    if tokens[i].low in COLOURS or tokens[i].low in SHADES:
        return False
    after = tokens[i + 1].low if i + 1 < len(tokens) else ""
    return bool(tokens[i].closes) or not after or after in _STOPS or bool(lx.verb_of(after))


def _after_article(tokens: list[Token], i: int) -> bool:
    return any(t.low in _ARTICLES and t.sentence == tokens[i].sentence for t in tokens[max(0, i - 3) : i])


def _part_of_compound(tokens: list[Token], i: int, nouns: dict[str, str]) -> bool:
    """The head of ``fisherman's hut`` or ``horse cart`` is the next noun; ``wolf fur`` is no wolf."""
    if i + 1 >= len(tokens) or tokens[i].closes:
        return False
    after = tokens[i + 1]
    if after.sentence != tokens[i].sentence:
        return False
    return after.noun in lx.PERSONS or after.noun in nouns or after.noun in _COMPOUND


_COMPOUND = frozenset(
    "fur skin scale tail wool feather leather hide horn house cage stable hut bowl tank food market bone hat coat cap track print "
    "road park station shop gate cart mask costume suit uniform tooth bed statue light sign mark noise sound".split()
)


def _compared(tokens: list[Token], i: int) -> bool:
    return any(t.low in _LIKE and t.sentence == tokens[i].sentence for t in tokens[max(0, i - 4) : i])


def _mention(
    tokens: list[Token], i: int, noun: str, kind: str, extra: int = 0, note: bool = False
) -> _Mention:
    first, count, definite = i - extra, 1, False
    for j in range(i - extra - 1, max(-1, i - extra - 6), -1):
        token = tokens[j]
        if token.sentence != tokens[i].sentence or (
            token.closes and j < i - extra - 1 and token.closes != ","
        ):
            break
        if token.low in lx.COUNTS or token.noun in lx.COUNTS:
            count, first = max(lx.COUNTS.get(token.low, 1), lx.COUNTS.get(token.noun, 1)), j
            continue
        if token.low in _ARTICLES or token.owner:
            first, definite = j, token.low == "the" or token.owner
            break
        if (
            token.low in _STOPS
            or lx.verb_of(token.low) in lx.ACTION_OF
            and not token.low.endswith(("ing", "ed"))
        ):
            break
        first = j
    plural = noun not in lx.COUNTS and tokens[i].low != tokens[i].noun and not tokens[i].owner
    count = count if count > 1 else (2 if plural or noun in ("couple", "twin") else 1)
    if (
        i + 1 < len(tokens)
        and not tokens[i].closes
        and tokens[i + 1].low in ("pack", "herd", "flock", "couple", "pair", "twins", "team", "family")
    ):
        count = max(count, lx.COUNTS.get(tokens[i + 1].noun, 1))
    count = 5 if noun in ("crowd", "people") and count <= 2 else count
    return _Mention(i, first, noun, kind, count=min(count, MOST), note=note, definite=definite)


_STOPS = frozenset(
    "in on at of with by from to and or but for into onto over under near is are was were be that which who then".split()
)


def _is_name(tokens: list[Token], i: int, wanted: dict[str, str]) -> bool:
    token = tokens[i]
    if token.noun in wanted and token.text[:1].isupper():
        return True
    if (
        not token.text[:1].isupper()
        or token.low in _NOT_NAMES
        or token.text.isupper()
        and len(token.text) > 1
    ):
        return False
    if token.noun in lx.PERSONS or token.noun in _creature_nouns() or not token.text.isalpha():
        return False
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    before = tokens[i - 1].low if i and not token.opens else ""
    if before in ("named", "called"):
        return True
    if after is None or after.sentence != token.sentence:
        return False
    apposed = token.closes == "," and after.low in ("a", "an", "the") and _person_within(tokens, i + 2, 7)
    verb = lx.verb_of(after.low) if after.low != lx.verb_of(after.low) else ""
    acting = (
        not token.closes
        and verb != ""
        and len(token.text) > 2
        and nearest(token.noun, ["person"]) is None
        and token.opens
    )
    return apposed or acting


def _person_within(tokens: list[Token], start: int, reach: int) -> bool:
    nouns = _creature_nouns()
    return any(t.noun in lx.PERSONS or t.noun in nouns for t in tokens[start : start + reach])


def _resolve(
    tokens: list[Token], mentions: list[_Mention], names: tuple[tuple[str, str], ...]
) -> list[_Person]:
    """One `_Person` per mention, the same object for the same figure."""
    out: list[_Person] = []
    for n, mention in enumerate(mentions):
        before = mentions[n - 1] if n else None
        if (
            before is not None
            and before.count > 1
            and mention.count == 1
            and _listed(tokens, before, mention)
        ):
            out[-1].count = 0  # "two children, a girl and a boy": the children are named one by one
        person = _known(tokens, mention, before, out)
        if person is None:
            person = _Person(mention.kind or "person", [mention.noun], mention.name, count=mention.count, note=mention.note,
                             start=tokens[mention.first].start)  # fmt: skip
            person.reference, better = _reference(person, names)
            person.name = person.name or better
        elif mention.kind and mention.noun not in person.nouns:
            if person.kind == "person" and mention.kind != "person" and person.name:
                person.kind, person.note = mention.kind, mention.note
            person.nouns.append(mention.noun)
        out.append(person)
    return out


def _reference(person: _Person, names: tuple[tuple[str, str], ...]) -> tuple[str | None, str]:
    for identity, name in names:
        words = name.lower().split()
        if words and (
            person.name.lower() in words or (not person.name and lx.singular(words[-1]) in person.nouns)
        ):
            return identity, name
    return None, ""


def _known(
    tokens: list[Token], mention: _Mention, before: _Mention | None, out: list[_Person]
) -> _Person | None:
    if before is not None and _apposition(tokens, before, mention):
        return out[-1]
    for person in reversed(out):
        if mention.name:
            if person.name.lower().split()[:1] == [mention.name.lower()]:
                return person
            if (
                not person.name
                and before is not None
                and out[-1] is person
                and tokens[mention.index - 1].low in ("named", "called")
            ):
                person.name = mention.name
                return person
        elif mention.noun in person.nouns and (mention.definite or mention.count == person.count):
            return person
        elif (
            mention.definite
            and mention.noun in lx.GENERIC
            and person.kind == "person"
            and _sex(person.nouns) in ("", _sex([mention.noun]))
        ):
            return person
    return None


def _listed(tokens: list[Token], before: _Mention, mention: _Mention) -> bool:
    return (
        tokens[before.index].closes in (",", ":")
        and mention.first == before.index + 1
        and mention.kind == before.kind
    )


def _apposition(tokens: list[Token], before: _Mention, mention: _Mention) -> bool:
    """``Elias, an elderly lighthouse keeper``; ``the keeper, an old man with``."""
    touching = (
        tokens[before.index].closes == ","
        and mention.first == before.index + 1
        and tokens[mention.first].low in ("a", "an", "the")
    )
    if not touching or mention.name:
        return False
    if before.name:
        return True
    if before.count > 1:
        return False
    return (
        mention.kind == before.kind == "person"
        and mention.noun in lx.GENERIC
        and before.noun not in lx.GENERIC
    )


def _sex(nouns: list[str]) -> str:
    if lx.FEMALE & set(nouns):
        return "woman"
    return "man" if lx.MALE & set(nouns) else ""


def _spans(tokens: list[Token], mentions: list[_Mention], cast: list[_Person]) -> None:
    """Give every figure the stretches of text that speak of it."""
    owners: list[tuple[int, _Person]] = []
    for mention, person in zip(mentions, cast, strict=True):
        owners.append((mention.first, person))
    owners += _pronoun_owners(tokens, mentions, cast)
    owners.sort(key=lambda pair: pair[0])
    for n, (start, person) in enumerate(owners):
        stop = owners[n + 1][0] if n + 1 < len(owners) else len(tokens)
        end = start
        while end < stop and tokens[end].sentence == tokens[start].sentence and tokens[end].low != "camera":
            end += 1
        person.spans.append((start, end))


def _pronoun_owners(
    tokens: list[Token], mentions: list[_Mention], cast: list[_Person]
) -> list[tuple[int, _Person]]:
    found = []
    for i, token in enumerate(tokens):
        if token.low not in _PRONOUNS:
            continue
        earlier = [p for m, p in zip(mentions, cast, strict=True) if m.index < i and not _is_thing(p.kind)]
        fit = [p for p in earlier if _fits(p, token.low)]
        if fit:
            found.append((i, fit[-1]))
    return found


def _fits(person: _Person, pronoun: str) -> bool:
    wanted = _PRONOUNS[pronoun]
    if pronoun in ("it", "its"):
        return person.kind != "person"
    if pronoun in ("they", "their", "them"):
        return person.count > 1 or bool(person.name)
    return (person.kind == "person" or bool(person.name)) and _sex(person.nouns) in ("", wanted)


def _act(tokens: list[Token], person: _Person, everybody: list[_Person]) -> None:
    for start, end in person.spans:
        for i in range(start, _shared_end(tokens, start, end, everybody)):
            verb = lx.verb_of(tokens[i].low)
            if not verb or _noun_here(tokens, i) or _resembles(tokens, i):
                continue
            action = lx.ACTION_OF[verb]
            if not person.actions or person.actions[-1][0] != action:
                person.actions.append((action, _target(i, person, everybody)))


def _shared_end(tokens: list[Token], start: int, end: int, everybody: list[_Person]) -> int:
    """``Anselm, Levi and the dragon fight``: a bare subject shares the verbs of the one after it."""
    while end < len(tokens) and end - start <= 4 and all(lx.verb_of(t.low) == "" for t in tokens[start:end]):
        if tokens[end].sentence != tokens[start].sentence or not (
            tokens[end - 1].low == "and" or tokens[end - 1].closes == "," or tokens[end].low == "and"
        ):
            break
        later = [s for p in everybody for s in p.spans if s[0] == end]
        if not later:
            break
        start, end = end, max(s[1] for s in later)
    return end


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
    return (
        before in ("a", "an", "the", "of") and not tokens[i].low.endswith(("ing", "ed")) or before == "to be"
    )


def _target(i: int, person: _Person, everybody: list[_Person]) -> str:
    later = [(s[0], p) for p in everybody for s in p.spans if p is not person and i < s[0] <= i + 9]
    return min(later, key=lambda pair: pair[0])[1].label if later else ""


def _specs(tokens: list[Token], person: _Person, everybody: list[_Person], seed: int) -> list[FigureSpec]:
    words = [t for start, end in person.spans for t in tokens[start:end]]
    text = ", ".join(
        " ".join(t.low + ("," if t.closes else "") for t in tokens[s:e]) for s, e in person.spans
    )
    bag = frozenset(w for t in words for w in (t.low, t.noun, *t.low.split("-"))) | set(person.nouns)
    age = next(
        (
            a
            for a, table in (("old", lx.OLD), ("child", lx.CHILDREN), ("teen", lx.TEENS), ("young", lx.YOUNG))
            if table & bag
        ),
        "",
    )
    sex = _sex(person.nouns) or _sex(
        [t.low for t in words if t.low in ("he", "she", "his", "her", "man", "woman", "beard", "bearded")]
    )
    sex = sex or ("man" if {"beard", "moustache"} & bag else "") or _by_name(person.name)
    owner = _owner(person, everybody) if _is_thing(person.kind) else ""
    source = person.reference or f"{seed}"
    return [
        FigureSpec(
            label=person.label if n == 0 else f"{person.label} {n + 1}", reference=person.reference if n == 0 else None,
            kind=person.kind, text=text, words=bag, key=zlib.crc32(f"{source}|{person.label.lower()}|{n}".encode()),
            actions=tuple(person.actions), sex=sex, age=age, owner=owner, note=person.note, start=person.start,
        )
        for n in range(person.count)
    ]  # fmt: skip


def _by_name(name: str) -> str:
    """Most first names that end in -a are women's; other endings tell nothing."""
    return (
        "woman"
        if name.lower().endswith(("a", "elle", "ette", "lyn"))
        and name.lower() not in ("luca", "joshua", "noa", "nikita", "sasha")
        else ""
    )


def _owner(thing: _Person, everybody: list[_Person]) -> str:
    """Who speaks of the thing just before: ``Elias lifts a lantern``, ``a woman with an umbrella``."""
    for other in everybody:
        if other is thing or _is_thing(other.kind):
            continue
        for start, end in other.spans:
            if end == thing.spans[0][0] and end - start < 16:
                return (
                    other.label
                    if any(a in ("hold", "carry", "reach", "work", "fight", "wave") for a, _ in other.actions)
                    else ""
                )
    return ""
