"""Which words of a text are the heads of noun phrases, and which only describe what follows."""

from functools import cache

from rushes.engines.animatic import lexicon as lx
from rushes.engines.animatic import verbs as vb
from rushes.engines.animatic.cast import creatures
from rushes.engines.animatic.nearest import nearest
from rushes.engines.animatic.outfits import WORN
from rushes.engines.animatic.phrases import ARTICLES, BECOME, COMPOUND, LIKE, MARKS, PARTS, PRONOUNS, STOPS
from rushes.engines.animatic.places import places
from rushes.engines.animatic.tokens import Token
from rushes.engines.animatic.words import COLOURS, SHADES


@cache
def creature_nouns() -> dict[str, str]:
    """Noun -> the creature, vehicle or thing that it means."""
    return {word: c.name for c in creatures().values() for word in (c.name, *c.words)}


@cache
def kind_of(noun: str) -> tuple[str, bool]:
    """What `noun` is drawn as (empty: nobody), and whether that is only the nearest kind."""
    if noun in lx.PERSONS:
        return "person", False
    if noun in creature_nouns():
        return creature_nouns()[noun], False
    near = "person" if noun in lx.AGENTS else nearest(noun, ["person", *creatures(), *places()])
    return ("", False) if near is None or near in places() else (near, True)


def acts_next(tokens: list[Token], i: int) -> bool:
    """``a chef cooks``, ``a burglar steals a ring``: the word after the noun at `i` is a deed, no plural."""
    if i + 1 >= len(tokens) or tokens[i].closes or tokens[i].low != tokens[i].noun:
        return False
    after = tokens[i + 1]
    says = after.low.endswith("s") and not after.low.endswith(("ss", "us", "'s"))
    if not says or after.sentence != tokens[i].sentence:
        return False
    if tokens[i].noun in lx.PERSONS and vb.verb_of(after.low) != "":
        return True
    # "a chef with a white apron cooks soup"
    if tokens[i].noun in WORN and i + 2 < len(tokens) and not vb.verb_of(tokens[i + 2].low):
        return vb.verb_of(after.low) != ""
    follows = tokens[i + 2].low if i + 2 < len(tokens) and not after.closes else ""
    return kind_of(tokens[i].noun)[0] == "person" and follows in _OBJECTS


_OBJECTS = (ARTICLES | PRONOUNS.keys()) - {"he", "she", "they"}
"""What follows a verb and no noun: ``loses his lion``."""


def acts_here(tokens: list[Token], i: int) -> bool:
    """``a dog and a wolf guard the flock``: a word for a person that is a deed, right after who does it."""
    if not 0 < i < len(tokens) - 1 or tokens[i].low not in _DEEDS:
        return False
    before, after = tokens[i - 1], tokens[i + 1]
    subject = kind_of(before.noun)[0] != "" or (before.text[:1].isupper() and before.low not in ARTICLES)
    joined = before.sentence == tokens[i].sentence and not before.closes and not tokens[i].closes
    return subject and joined and after.low in _OBJECTS


_DEEDS = frozenset("guard pilot judge model cook guide nurse coach host".split())
"""Words for a person that are deeds as well."""


def ends_phrase(tokens: list[Token], i: int) -> bool:
    """The head of its noun phrase: a stop, a preposition or a verb follows, and it is no colour."""
    if tokens[i].low in COLOURS or tokens[i].low in SHADES:
        return False
    after = tokens[i + 1].low if i + 1 < len(tokens) else ""
    if tokens[i].closes or not after or after in STOPS:
        return True
    return bool(vb.verb_of(after)) or acts_next(tokens, i)


def after_article(tokens: list[Token], i: int) -> bool:
    """An article or a number stands shortly before."""
    return any(t.low in ARTICLES and t.sentence == tokens[i].sentence for t in tokens[max(0, i - 3) : i])


def describes_next(tokens: list[Token], i: int) -> bool:
    """The head of ``fisherman's hut``, ``horse cart`` or ``cat burglar`` is the next noun; ``wolf fur`` is
    no wolf."""
    if i + 1 >= len(tokens) or tokens[i].closes:
        return False
    after = tokens[i + 1]
    if after.sentence != tokens[i].sentence:
        return False
    person = after.noun in lx.PERSONS | lx.AGENTS
    if (vb.verb_of(after.low) and not person) or acts_next(tokens, i) or acts_here(tokens, i + 1):
        return False  # "an owl flies"
    return person or after.noun in creature_nouns() or after.noun in COMPOUND or _titled(tokens, i + 1)


def _titled(tokens: list[Token], i: int) -> bool:
    """An uncommon noun for a person closes the noun phrase: ``burglar``."""
    return kind_of(tokens[i].noun)[0] == "person" and ends_phrase(tokens, i)


def compared(tokens: list[Token], i: int) -> bool:
    """``shaped like a dog``, ``become friends``: nobody more is there; but a ``toy maker`` is no toy."""
    for j in range(max(0, i - 4), i):
        if tokens[j].sentence != tokens[i].sentence or tokens[j].low not in LIKE | BECOME:
            continue
        apart = any(t.low in ARTICLES | STOPS or t.closes for t in tokens[j:i])
        if apart or tokens[j].low in BECOME | {"like", "as"} or kind_of(tokens[i].noun)[0] != "person":
            return True
    return False


def part_of_body(tokens: list[Token], i: int) -> bool:
    """``a white patch on the chest``, ``her chest``, ``a chest lamp``: no treasure."""
    if i and tokens[i - 1].noun == "chest" and not tokens[i - 1].closes:
        return True
    if tokens[i].noun != "chest":
        return False
    before = [t for t in tokens[max(0, i - 4) : i] if t.sentence == tokens[i].sentence]
    whose = bool(before) and before[-1].low in PRONOUNS
    return whose or bool({t.noun for t in before} & MARKS) or not ends_phrase(tokens, i)


def only_owns(tokens: list[Token], i: int) -> bool:
    """``the king's crown``: a crown is there, but not the king; ``a boy's hand`` shows the boy."""
    return tokens[i].owner and not {t.noun for t in tokens[i + 1 : i + 4]} & PARTS
