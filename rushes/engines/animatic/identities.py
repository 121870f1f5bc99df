"""Which mentions of a text speak of the same figure, and of which reference."""

from rushes.engines.animatic import lexicon as lx
from rushes.engines.animatic.deeds import Mention, Person, sex_of
from rushes.engines.animatic.phrases import ARTICLES
from rushes.engines.animatic.tokens import Token

Names = tuple[tuple[str, str], ...]


def resolve(tokens: list[Token], mentions: list[Mention], names: Names) -> list[Person]:
    """One `Person` per mention, the same object for the same figure."""
    out: list[Person] = []
    for n, mention in enumerate(mentions):
        before = mentions[n - 1] if n else None
        if before and before.count > 1 and mention.count == 1 and _listed(tokens, before, mention):
            out[-1].count = 0  # "two children, a girl and a boy": the children are named one by one
        person = _known(tokens, mentions, n, out)
        if person is None:
            person = _new(tokens, mention)
            if not mention.reference:
                _bind(person, mentions, out, names)
        elif mention.kind and mention.noun not in person.nouns:
            if person.kind == "person" and mention.kind != "person" and person.name:
                person.kind, person.note = mention.kind, mention.note
            person.nouns.append(mention.noun)
        if mention.reference:
            person.reference = mention.reference
            person.name = dict(names)[mention.reference]
        person.phrases.append((mention.first, mention.index + 1))
        out.append(person)
    return out


def _new(tokens: list[Token], mention: Mention) -> Person:
    return Person(
        mention.kind or "person",
        [mention.noun],
        mention.name,
        count=mention.count,
        note=mention.note,
        start=tokens[mention.first].start,
    )


def _bind(person: Person, mentions: list[Mention], others: list[Person], names: Names) -> None:
    """Bind a new figure to the reference whose name calls it, unless another figure is bound to that."""
    taken = {m.reference for m in mentions} | {p.reference for p in others}
    for identity, name in names:
        words = name.lower().split()
        called = person.name.lower() in words if person.name else lx.singular((words or [""])[-1])
        if words and identity not in taken and (called is True or called in person.nouns):
            person.reference, person.name = identity, person.name or name
            return


def _known(tokens: list[Token], mentions: list[Mention], n: int, out: list[Person]) -> Person | None:
    """The figure among `out` that mention `n` speaks of again."""
    mention = mentions[n]
    apposed = bool(out) and _apposition(tokens, mentions, n, out)
    if apposed and mention.noun in lx.GENERIC:
        mention.reference = ""  # "Maren, a young woman", where somebody else is called "woman"
    if mention.reference:
        bound = next((p for p in out if p.reference == mention.reference), None)
        if bound:
            return bound
    free = [p for p in out if not (mention.reference and p.reference)]
    if apposed and out[-1] in free:
        return out[-1]
    if n and _another(tokens, mentions[n - 1], mention):
        return None
    return next((p for p in reversed(free) if _again(tokens, mention, p, out)), None)


def _again(tokens: list[Token], mention: Mention, person: Person, out: list[Person]) -> bool:
    if mention.name and _christened(tokens, mention, person, out):
        person.name = mention.name
    return person.name.lower().split()[:1] == [mention.name.lower()] or _called_again(person, mention)


def _christened(tokens: list[Token], mention: Mention, person: Person, out: list[Person]) -> bool:
    """``a girl named Mara``."""
    just = out[-1] is person and not person.name
    return just and tokens[mention.index - 1].low in ("named", "called")


def _called_again(person: Person, mention: Mention) -> bool:
    if mention.name:
        return False
    if mention.noun in person.nouns:
        return mention.definite or mention.count == person.count
    anyone = mention.definite and mention.noun in lx.GENERIC and person.kind == "person"
    return anyone and sex_of(person.nouns) in ("", sex_of([mention.noun]))


def _another(tokens: list[Token], before: Mention, mention: Mention) -> bool:
    """``a man in a red shirt and a man in a blue shirt``: two of a kind, one after the other."""
    new = tokens[mention.first].low in ("a", "an", "another") and tokens[before.first].low in (
        "a",
        "an",
        "one",
    )
    joined = mention.first > before.index and tokens[mention.first - 1].low == "and"
    return new and joined and mention.noun == before.noun


def _listed(tokens: list[Token], before: Mention, mention: Mention) -> bool:
    return (
        tokens[before.index].closes in (",", ":")
        and mention.first == before.index + 1
        and mention.kind == before.kind
    )


def _apposition(tokens: list[Token], mentions: list[Mention], n: int, out: list[Person]) -> bool:
    """``Elias, an elderly lighthouse keeper``; ``the keeper, an old man with``; ``a child, a little boy``."""
    mention = mentions[n]
    if not n or mention.name:
        return False
    before = mentions[n - 1]
    touching = tokens[before.index].closes == "," and mention.first == before.index + 1
    if not touching or tokens[mention.first].low not in ("a", "an", "the"):
        return False
    if before.name or _introduced(mentions, n - 1, out):
        return True
    if before.count > 1 or not before.kind == mention.kind == "person" or _differ(tokens, before, mention):
        return False
    if mention.noun in lx.GENERIC:
        return not _goes_on(tokens, mention, ("and", "or"), ARTICLES)
    again = any(m.noun == mention.noun for m in mentions if m is not mention)
    return not again and not _goes_on(tokens, mention, ("and", "or"), ARTICLES | {"and", "or"})


def _introduced(mentions: list[Mention], n: int, out: list[Person]) -> bool:
    """Mention `n` says who a name is: ``Elias, a younger pupil``."""
    return n > 0 and bool(mentions[n - 1].name) and out[n] is out[n - 1]


def _goes_on(
    tokens: list[Token], mention: Mention, bare: tuple[str, ...], after_comma: frozenset[str]
) -> bool:
    """The mention is an item of a list: ``a man, a boy and a dog``."""
    after = tokens[mention.index + 1] if mention.index + 1 < len(tokens) else None
    if after is None or after.sentence != tokens[mention.index].sentence:
        return False
    return after.low in (after_comma if tokens[mention.index].closes else bare)


def _differ(tokens: list[Token], one: Mention, other: Mention) -> bool:
    """A man is no woman, a child no grown-up."""
    sexes = {sex_of([one.noun]), sex_of([other.noun])} - {""}
    children = [m.noun in lx.CHILDREN for m in (one, other)]
    grown = [_grown(tokens, m) for m in (one, other)]
    return len(sexes) == 2 or (children[0] and grown[1]) or (grown[0] and children[1])


def _grown(tokens: list[Token], mention: Mention) -> bool:
    said = {t.low for t in tokens[mention.first : mention.index]}
    return mention.noun in lx.ADULTS or bool(said & lx.OLD)
