"""Which mentions speak of the same figure."""

from rushes.engines.animatic import lexicon as lx
from rushes.engines.animatic.deeds import Mention, Person, sex_of
from rushes.engines.animatic.tokens import Token


def resolve(tokens: list[Token], mentions: list[Mention], names: tuple[tuple[str, str], ...]) -> list[Person]:
    """One `Person` per mention, the same object for the same figure."""
    out: list[Person] = []
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
            person = Person(
                mention.kind or "person",
                [mention.noun],
                mention.name,
                count=mention.count,
                note=mention.note,
                start=tokens[mention.first].start,
            )
            person.reference, better = _reference(person, names)
            person.name = person.name or better
        elif mention.kind and mention.noun not in person.nouns:
            if person.kind == "person" and mention.kind != "person" and person.name:
                person.kind, person.note = mention.kind, mention.note
            person.nouns.append(mention.noun)
        out.append(person)
    return out


def _reference(person: Person, names: tuple[tuple[str, str], ...]) -> tuple[str | None, str]:
    for identity, name in names:
        words = name.lower().split()
        if words and (
            person.name.lower() in words or (not person.name and lx.singular(words[-1]) in person.nouns)
        ):
            return identity, name
    return None, ""


def _known(tokens: list[Token], mention: Mention, before: Mention | None, out: list[Person]) -> Person | None:
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
        elif before is not None and _another(tokens, before, mention):
            return None
        elif (mention.noun in person.nouns and (mention.definite or mention.count == person.count)) or (
            mention.definite
            and mention.noun in lx.GENERIC
            and person.kind == "person"
            and sex_of(person.nouns) in ("", sex_of([mention.noun]))
        ):
            return person
    return None


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


def _apposition(tokens: list[Token], before: Mention, mention: Mention) -> bool:
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
