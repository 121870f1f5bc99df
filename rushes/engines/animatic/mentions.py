"""Who is in a text: names, roles, animals, things; what it says they look like and do."""

import zlib
from dataclasses import dataclass

from rushes.engines.animatic import lexicon as lx
from rushes.engines.animatic import verbs as vb
from rushes.engines.animatic.ages import age_of
from rushes.engines.animatic.cast import creatures, is_thing
from rushes.engines.animatic.deeds import Mention, Person, act, give_spans, owner_of, sex_by_name, sex_of
from rushes.engines.animatic.identities import resolve
from rushes.engines.animatic.nearest import nearest
from rushes.engines.animatic.nouns import (
    acts_here,
    acts_next,
    after_article,
    compared,
    creature_nouns,
    describes_next,
    ends_phrase,
    kind_of,
    only_owns,
    part_of_body,
)
from rushes.engines.animatic.phrases import ARTICLES, NOT_NAMES, STOPS
from rushes.engines.animatic.tokens import Token, tokenise
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
    traits: tuple[tuple[str, str], ...] = ()
    """(attribute, value) taken from a reference picture: build, hair, beard, hat, garment."""


def find_figures(
    tokens: list[Token], names: tuple[tuple[str, str], ...], seed: int, spots: tuple[str, ...] = ()
) -> tuple[tuple[FigureSpec, ...], tuple[FigureSpec, ...]]:
    """Everybody in the text, and the things in play, in order of appearance.

    `names` are the (id, name) of the character references, `spots` the names of the locations.
    """
    mentions = _mentions(tokens, names, spots)
    cast = resolve(tokens, mentions, names)
    give_spans(tokens, mentions, cast)
    people = list(dict.fromkeys(id(p) for p in cast))
    found = [next(p for p in cast if id(p) == i) for i in people]
    for person in found:
        act(tokens, person, found)
    found = _without_scenery(tokens, found)
    specs = [spec for person in found for spec in _specs(tokens, person, found, seed)]
    figures = [s for s in specs if not is_thing(s.kind)]
    return tuple(figures[:MOST]), tuple(s for s in specs if is_thing(s.kind))[:4]


def _without_scenery(tokens: list[Token], found: list[Person]) -> list[Person]:
    """Things and vehicles of sentences that speak of nobody (``the harbour: moored boats``) belong to the
    place."""

    def scenery(person: Person) -> bool:
        return is_thing(person.kind) or (
            person.kind in creatures() and creatures()[person.kind].kind == "vehicle"
        )

    peopled = {tokens[span[0]].sentence for p in found if not scenery(p) for span in p.spans}
    if not peopled:
        return found
    return [
        p
        for p in found
        if not scenery(p) or p.reference or {tokens[s[0]].sentence for s in p.spans} & peopled
    ]


def _mentions(
    tokens: list[Token], names: tuple[tuple[str, str], ...], spots: tuple[str, ...]
) -> list[Mention]:
    nouns, found = creature_nouns(), []
    wanted = {
        name.lower().split()[0]: name
        for _, name in names
        if name and not name.lower().startswith(("the ", "a "))
    }
    wanted |= {t.noun: t.text for i, t in enumerate(tokens) if _is_name(tokens, i, wanted)}
    skip = -1
    unseen = _behind_camera(tokens) | _of_places(tokens, spots)
    for i, token in enumerate(tokens):
        if i <= skip or i in unseen:
            continue
        if called := _called(tokens, i, names):
            skip = called.index
            found.append(called)
            continue
        pair = f"{token.noun} {tokens[i + 1].noun}" if i + 1 < len(tokens) and not token.closes else ""
        if pair in nouns:
            skip = i + 1
            found.append(_mention(tokens, i + 1, pair, nouns[pair], extra=1))
        elif _is_name(tokens, i, wanted):
            found.append(Mention(i, i, token.noun, "", name=token.text.removesuffix("'s").removesuffix("’s")))
        elif mention := _common(tokens, i):
            found.append(mention)
    seen = {m.noun for m in found if not only_owns(tokens, m.index)}
    return [m for m in found if m.name or m.reference or m.noun in seen]


def _behind_camera(tokens: list[Token]) -> set[int]:
    """Words of clauses about the camera or the mood: a crane there is no bird, ``patient`` nobody ill."""
    hidden: set[int] = set()
    for i, token in enumerate(tokens):
        if token.noun == "shot":
            hidden |= {i - 1, i}
        if token.noun not in ("camera", "mood"):
            continue
        for j in range(i, len(tokens)):
            if tokens[j].sentence != token.sentence:
                break
            hidden.add(j)
            if tokens[j].closes:
                break
    return hidden


def _of_places(tokens: list[Token], spots: tuple[str, ...]) -> set[int]:
    """Words that only say which place is meant: the owner of ``the cargo bay of their spaceship``."""
    hidden: set[int] = set()
    for spot in spots:
        words = [t.low for t in tokenise(spot)]
        head = next((n for n, word in enumerate(words) if word in STOPS), len(words)) - 1
        for i in range(len(tokens)):
            if words and [t.low for t in tokens[i : i + len(words)]] == words:
                hidden |= set(range(i, i + len(words))) - {i + head}
    return hidden


def _common(tokens: list[Token], i: int) -> Mention | None:
    """The figure that the common noun at `i` brings in, if it does."""
    noun, low = tokens[i].noun, tokens[i].low
    if i and (acts_next(tokens, i - 1) or acts_here(tokens, i)):
        return None
    deed = vb.verb_of(low) and not (i and tokens[i - 1].low in ARTICLES | set(COLOURS) | set(SHADES))
    if deed and noun not in lx.PERSONS:
        return None  # "flies", "swallows": what it does, not what it is
    if noun in ("fire", "flame", "smoke") and i and vb.verb_of(tokens[i - 1].low) == "breathe":
        return None  # what a dragon breathes stands nowhere by itself
    kind, note = kind_of(noun)
    uncommon = noun not in lx.PERSONS and noun not in creature_nouns()
    if uncommon and (vb.verb_of(low) or not after_article(tokens, i) or not ends_phrase(tokens, i)):
        return None
    if not kind or describes_next(tokens, i) or compared(tokens, i):
        return None
    if is_thing(kind) and part_of_body(tokens, i):
        return None
    if is_thing(kind) and low != noun and not after_article(tokens, i):
        return None  # "a meadow full of flowers"
    return _mention(tokens, i, noun, kind, note=note)


def _called(tokens: list[Token], i: int, names: tuple[tuple[str, str], ...]) -> Mention | None:
    """The figure whose whole name, a common noun phrase (``cat burglar``), begins at `i`."""
    best: Mention | None = None
    for identity, name in names:
        words = name.lower().replace("\u2019", "'").split()
        end = i + len(words) - 1
        if not words or name[0].isupper() or not _spoken(tokens, i, words):
            continue
        if describes_next(tokens, end) or compared(tokens, i):
            continue
        kind, note = kind_of(tokens[end].noun)
        made = _mention(tokens, end, tokens[end].noun, kind or "person", len(words) - 1, note or not kind)
        made.reference = identity
        best = made if best is None or made.index > best.index else best
    return best


def _spoken(tokens: list[Token], i: int, words: list[str]) -> bool:
    here = tokens[i : i + len(words)]
    said = [t.low for t in here[:-1]] + [t.noun for t in here[-1:]]
    whole = all(t.sentence == here[0].sentence and not t.closes for t in here[:-1])
    return whole and (said == words or said == [*words[:-1], lx.singular(words[-1])])


def _mention(
    tokens: list[Token], i: int, noun: str, kind: str, extra: int = 0, note: bool = False
) -> Mention:
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
        if token.low in ARTICLES or token.owner:
            first, definite = j, token.low == "the" or token.owner
            break
        if token.low == "of" and j and tokens[j - 1].noun in lx.COUNTS:
            count, first = lx.COUNTS[tokens[j - 1].noun], j - 1  # "a flock of sheep"
            continue
        if token.low in STOPS or (
            vb.verb_of(token.low) in vb.ACTION_OF and not token.low.endswith(("ing", "ed"))
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
    return Mention(i, first, noun, kind, count=min(count, MOST), note=note, definite=definite)


def _is_name(tokens: list[Token], i: int, wanted: dict[str, str]) -> bool:
    token = tokens[i]
    if token.noun in wanted and token.text[:1].isupper():
        return True
    if (
        not token.text[:1].isupper()
        or token.low in NOT_NAMES
        or (token.text.isupper() and len(token.text) > 1)
    ):
        return False
    if token.noun in lx.PERSONS or token.noun in creature_nouns() or not token.text.isalpha():
        return False
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    before = tokens[i - 1].low if i and not token.opens else ""
    if before in ("named", "called"):
        return True
    if after is None or after.sentence != token.sentence:
        return False
    apposed = token.closes == "," and after.low in ("a", "an", "the") and _person_within(tokens, i + 2, 7)
    verb = vb.verb_of(after.low) if after.low != vb.verb_of(after.low) else ""
    verb = verb or vb.EITHER.get(after.low, "")
    acting = (
        not token.closes
        and verb != ""
        and len(token.text) > 2
        and nearest(token.noun, ["person"]) is None
        and token.opens
    )
    return apposed or acting


def _person_within(tokens: list[Token], start: int, reach: int) -> bool:
    nouns = creature_nouns()
    return any(t.noun in lx.PERSONS or t.noun in nouns for t in tokens[start : start + reach])


def _specs(tokens: list[Token], person: Person, everybody: list[Person], seed: int) -> list[FigureSpec]:
    words = [t for start, end in person.spans for t in tokens[start:end]]
    text = ", ".join(
        " ".join(t.low + ("," if t.closes else "") for t in tokens[s:e]) for s, e in person.spans
    )
    bag = frozenset(w for t in words for w in (t.low, t.noun, *t.low.split("-"))) | set(person.nouns)
    age = age_of(tokens, person)
    sex = sex_of(person.nouns) or sex_of(
        [t.low for t in words if t.low in ("he", "she", "his", "her", "man", "woman", "beard", "bearded")]
    )
    sex = sex or ("man" if {"beard", "moustache"} & bag else "") or sex_by_name(person.name)
    owner = owner_of(tokens, person, everybody) if is_thing(person.kind) else ""
    # what the text leaves out is a matter of who it is, however a prompt calls them, or else of the seed
    source = person.reference or f"{seed}|{person.label.lower()}"
    return [
        FigureSpec(
            label=person.label if n == 0 else f"{person.label} {n + 1}",
            reference=person.reference if n == 0 else None,
            kind=person.kind,
            text=text,
            words=bag,
            key=zlib.crc32(f"{source}|{n}".encode()),
            actions=tuple(person.actions),
            sex=sex,
            age=age,
            owner=owner,
            note=person.note,
            start=person.start,
        )
        for n in range(person.count)
    ]
