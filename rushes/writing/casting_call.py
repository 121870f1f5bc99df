"""From mentions to characters: individuals with ids, names, roles and looks."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from rushes.film import Character, slug
from rushes.writing.mentions import RELATIVES, Mention
from rushes.writing.sentences import Text
from rushes.writing.wardrobe import Wardrobe, gender

AGES = {2: ("older", "younger"), 3: ("eldest", "middle", "youngest"), 4: ("tall", "short", "stout", "slim")}
SIZES = {2: ("large", "small"), 3: ("large", "middle-sized", "small"), 4: ("tall", "short", "round", "slim")}
POOLS: Mapping[str, tuple[str, ...]] = {
    "woman": ("Ines", "Odile", "Tove", "Samira", "Maren", "Yuna"),
    "man": ("Anselm", "Idris", "Tomas", "Kenji", "Levi", "Dario"),
    "other": ("Pim", "Juno", "Bolt", "Nori", "Moss", "Echo", "Lumo", "Biscuit"),
}
"""First names for several figures that the prompt calls by one and the same noun."""
FEMALE_NAMES = frozenset(
    "ingrid carmen ruth yael miriam esther alice grace iris rose jane anne margaret yuki".split()
)
MALE_NAMES = frozenset(
    "luca noah joshua elijah sasha nikita andrea ezra mustafa musa issa jonah micah isa akira".split()
)


def narrator(text: Text) -> Mention | None:
    """The *I* of the prompt, if it acts: the grandchild in *my grandfather teaches me*."""
    me = [
        w
        for w in text
        if w.text.lower() in ("i", "me", "we", "us") and w.dep in ("nsubj", "dobj", "iobj", "dative")
    ]
    if not me:
        return None
    kin = [w for w in text if any(c.text.lower() == "my" for c in text.children(w, "poss"))]
    role = next((RELATIVES[w.lemma.lower()] for w in kin if w.lemma.lower() in RELATIVES), "narrator")
    return Mention(head=-1, span=frozenset(), role=role, kind="person", words=frozenset({role}))


def individuals(mention: Mention, rng: np.random.Generator) -> list[Mention]:
    """One mention per figure: *three sisters* become Ines, the eldest sister, and so on."""
    if mention.members:
        return [
            replace(mention, role=role, count=1, words=mention.words | set(role.split()))
            for role in mention.members
        ]
    if mention.count == 1:
        return [mention]
    table = AGES if mention.kind == "person" else SIZES
    labels = table.get(mention.count, table[4])[: mention.count]
    pool = list(
        POOLS[gender(mention.words)]
        if gender(mention.words) in POOLS
        else POOLS["woman"][::2] + POOLS["man"][::2]
    )
    pool = pool if mention.kind == "person" else list(POOLS["other"])
    names = [pool[int(i)] for i in rng.permutation(len(pool))]
    return [
        replace(
            mention,
            name=name,
            role=f"{label} {re.sub(r'^(?:old|young|elderly) ', '', mention.role)}",
            count=1,
            words=mention.words | {label} | _sexed(name),
        )
        for label, name in zip(labels, names, strict=False)
    ]


def _sexed(name: str) -> set[str]:
    return {"woman"} if name in POOLS["woman"] else {"man"} if name in POOLS["man"] else set()


def cast(
    found: Sequence[Mention], limit: int, rng: np.random.Generator
) -> tuple[tuple[Character, ...], Mapping[int, tuple[Character, ...]]]:
    """Dress at most `limit` figures; return them all, and whom each mention stands for."""
    wardrobe = Wardrobe(rng)
    everybody: list[Character] = []
    meaning: dict[int, tuple[Character, ...]] = {}
    for mention in found:
        room = limit - len(everybody)
        figures = individuals(mention, rng)[:room]
        made = tuple(_character(f, wardrobe, [c.id for c in everybody], n) for n, f in enumerate(figures))
        if made:
            meaning[mention.head] = _distinct(made)
            everybody += meaning[mention.head]
    return tuple(everybody), meaning


def _character(mention: Mention, wardrobe: Wardrobe, taken: Sequence[str], number: int) -> Character:
    role = mention.role or role_of_name(mention)
    words = mention.words | frozenset(role.split())
    if mention.name and mention.kind == "person" and gender(words) == "any":
        words |= {role_of_name(mention).rpartition(" ")[2]}
    name = mention.name or role
    base = slug(name, "character", 40)
    id = base
    while id in taken:
        number += 1
        id = f"{base}-{number + 1}"
    looks = wardrobe.dress(role, mention.kind, words, mention.said)
    return Character(id=id, name=name, role=role, kind=mention.kind, descriptors=looks)


def _distinct(made: tuple[Character, ...]) -> tuple[Character, ...]:
    seen: list[str] = []
    out = []
    for character in made:
        id = character.id
        while id in seen:
            id += "-b"
        seen.append(id)
        out.append(replace(character, id=id))
    return tuple(out)


def role_of_name(mention: Mention) -> str:
    """A named person of whom nothing else is said is a woman or a man by the sound of the name."""
    if mention.kind != "person":
        return mention.kind
    if not mention.name.split():
        return "person"
    first = (
        mention.name.split()[-1].lower()
        if mention.name.split()[:1] == ["Old"]
        else mention.name.split()[0].lower()
    )
    age = "old " if mention.words & {"old"} else ""
    if first in MALE_NAMES:
        return f"{age}man"
    return (
        f"{age}woman"
        if first in FEMALE_NAMES or first.endswith(("a", "ie", "elle", "ette", "yn", "ine"))
        else f"{age}man"
    )
