"""Who a prompt speaks of: every person, animal, creature, robot or acting thing, once."""

from dataclasses import dataclass, field, replace

from rushes.film import Kind
from rushes.writing.belongings import belongings, phrase
from rushes.writing.lexicon import LIVING, noun_class
from rushes.writing.sentences import AGES, Text, Word

KINDS: dict[str, Kind] = {"P": "person", "A": "animal", "C": "creature", "R": "robot", "V": "vehicle"}
NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "2": 2, "3": 3, "4": 4, "both": 2, "twin": 2}
GROUPS: dict[str, tuple[str, ...]] = {
    "twins": ("twin sister", "twin brother"),
    "couple": ("woman", "man"),
    "pair": ("woman", "man"),
    "family": ("mother", "father", "child"),
    "crew": ("captain", "crew member"),
    "trio": ("pianist", "bassist", "drummer"),
    "band": ("singer", "guitarist", "drummer"),
    "orchestra": ("conductor", "violinist"),
    "choir": ("choir leader", "singer"),
    "parent": ("mother", "father"),
    "army": ("officer", "soldier"),
}
CROWDS = frozenset(
    "people crowd person human folk everyone audience public nobody passenger commuter".split()
)
RELATIVES = {
    **dict.fromkeys("grandfather grandmother grandpa grandma granddad grandparent".split(), "grandchild"),
    **dict.fromkeys("father mother dad mom mum parent".split(), "child"),
    **dict.fromkeys("son daughter".split(), "parent"),
    **dict.fromkeys("brother sister twin".split(), "sibling"),
}
MACHINES = frozenset("robot robotic android mechanical clockwork cyborg automaton".split())
MADE_OF = frozenset("toy paper wooden clay tin paper glass stone straw knitted".split())
LIFELESS = frozenset("paper stone clay glass wooden plastic chocolate stuffed dead painted".split())
"""What is made so is a thing, unless it acts."""
YOUNG_ANIMALS = frozenset("cub pup puppy kitten calf foal chick hatchling duckling piglet".split())
OF_ANIMALS = frozenset(
    "burglar walker thief hunter watcher tamer charmer farmer trainer breeder whisperer catcher rider owner"
    " seller keeper lady woman man girl boy vet lover".split()
)
"""Trades that go with an animal and are none: *dog walker*; a *fox detective* is a fox."""
NOBODY = frozenset("nobody someone anyone anybody everybody everyone somebody none".split())
INVARIABLE = frozenset("samurai ninja sheep fish deer ronin salmon trout koi moose".split())
MENTAL = frozenset(
    "decide dream learn want remember refuse love sing speak wonder think hope fear wish hate forget"
    " choose".split()
)
MOVING = frozenset("travel sail drive roll drift float fly wander escape journey".split())
COMPANIONABLE = frozenset(
    "meet befriend chase race follow rescue save fight help find carry play hide".split()
)
"""A vehicle that does this with somebody is one of the cast."""
FORCES = frozenset(
    "wave rain wind cloud sun moon star snow leaf light storm fog mist sea ocean river water tide lightning"
    " sunlight"
    " sky mountain forest city jungle night day dawn raindrop snowflake flame fire smoke shadow petal sand"
    " dune"
    " waterfall grass aurora cliff field desert town village street kitchen house world glacier ice"
    " valley".split()
)
STARTED_BY = ("nsubj", "nsubjpass")
NOT_A_ROLE = frozenset(
    "other same such own many several few one first second third single rival twin only".split()
)


@dataclass(frozen=True, slots=True)
class Mention:
    """One noun phrase that names somebody; `count` of them when it is plural."""

    head: int
    span: frozenset[int]
    """Every word that a later name replaces."""
    role: str
    kind: Kind
    name: str = ""
    count: int = 1
    members: tuple[str, ...] = ()
    """Roles of the individuals, when the noun itself names a group."""
    said: tuple[str, ...] = ()
    """What the prompt says they wear or carry, such as ``a red raincoat``."""
    plural: bool = False
    again: tuple[tuple[int, frozenset[int]], ...] = ()
    """Later phrases that mean the same: head and span of each."""
    words: frozenset[str] = field(default_factory=frozenset)
    """The lemmas of the phrase, for looks and gender."""


def mentions(text: Text) -> list[Mention]:
    """Everybody the prompt puts into the film, in text order; empty for a landscape."""
    found = [_mention(text, w, letter) for w in text if (letter := living(text, w)) and _takes_part(text, w)]
    found += [_mention(text, w, letter) for w in text if (letter := _acting_thing(text, w, bool(found)))]
    crowds = [m for m in found if m.words & CROWDS and not m.name]
    if 0 < len(crowds) < len(found):
        found = [m for m in found if m not in crowds]
    return _merge(sorted(found, key=lambda m: m.head))


def living(text: Text, word: Word) -> str | None:
    """P, A, C or R when `word` heads a phrase that names somebody; else None."""
    if not word.is_noun or (word.dep in ("compound", "npadvmod", "amod", "nmod") and not doing(text, word)):
        return None
    names = [w.text for w in text.children(word, "compound", "amod", "nmod") if w.text.lower() not in AGES]
    if word.lemma.lower() in NOBODY or is_herd(text, word):
        return None
    letter = noun_class(" ".join([*names[-1:], word.lemma.lower()]), word.lemma.lower())
    if {n.lower() for n in names} & LIFELESS and word.dep not in STARTED_BY:
        return None
    letter = noun_class(word.lemma.lower()) if {n.lower() for n in names} & MADE_OF else letter
    if {w.text.lower() for w in phrase(text, word)[:-1]} & MACHINES and letter in ("P", "A", "R", None):
        return "R"
    before = [w.text for w in text.children(word, "compound") if w.text.lower() not in AGES][-1:]
    if word.lemma.lower() in YOUNG_ANIMALS:
        return "A"
    with_animal = any(noun_class(n) == "A" and n.islower() for n in before)
    if with_animal and (letter == "P" or word.lemma.lower() in OF_ANIMALS):
        return "P" if word.lemma.lower() in OF_ANIMALS else "A"
    place = word.ent in ("GPE", "LOC", "FAC") and word.tag.startswith("NNP")
    if letter in LIVING and not (place and (word.i > 0 or word.dep != "nsubj")):
        return letter
    return _proper(text, word, letter)


def doing(text: Text, word: Word) -> bool:
    """Whether *a child singing* was read as a compound; the child is meant, not the singing."""
    head = text.head(word)
    return (
        word.dep == "compound"
        and head.text.endswith("ing")
        and head.tag == "NN"
        and head.dep in ("dobj", "pobj")
    )


def _proper(text: Text, word: Word, letter: str | None) -> str | None:
    """A capitalised name is a person when the parser says so, or when it acts like one."""
    if not word.tag.startswith("NNP"):
        return None
    company = text.head(word)
    if word.ent == "PERSON" or (word.dep == "conj" and company.ent == "PERSON" and word.ent != "LOC"):
        return "P"
    kin = text.child(word, "appos")
    if kin is not None and noun_class(kin.lemma.lower()) in LIVING:
        return noun_class(kin.lemma.lower())
    acts = (
        word.dep in STARTED_BY
        and letter is None
        and word.ent in ("", "ORG", "PRODUCT", "NORP", "WORK_OF_ART")
    )
    return "P" if acts and not text.child(word, "det") else None


def _takes_part(text: Text, word: Word) -> bool:
    head = text.head(word)
    if word.dep == "poss":
        return (word.tag == "NNP" or _met_again(text, word)) and not (
            head.is_noun and noun_class(head.lemma.lower()) in LIVING
        )
    if word.dep == "attr" and not text.children(head, "expl"):
        return False
    if word.dep in ("appos", "oprd") and (head.tag.startswith("NNP") or head.lemma in ("name", "call", "be")):
        return False
    if word.dep != "pobj":
        return not any(c.text.lower() in ("no", "without") for c in text.children(word, "det"))
    above = text.head(head)
    if head.lemma in ("like", "as", "without", "than") or above.lemma in ("full", "make"):
        return False
    if above.lemma in ("afraid", "scared", "tired", "fond") and word.tag == "NNS":
        return False
    if head.lemma == "of" and is_herd(text, above):
        return True
    return not (
        head.lemma == "of" and above.is_noun and noun_class(above.lemma.lower()) in {*LIVING, "L", "B", "T"}
    )


def _met_again(text: Text, owner: Word) -> bool:
    """Whether *a scientist* of *a scientist's hat* is met again: a later *her* or *him* means them."""
    new = any(c.text.lower() in ("a", "an") for c in text.children(owner, "det"))
    return new and any(w.i > owner.i and w.text.lower() in ("her", "him") and w.tag == "PRP" for w in text)


def _acting_thing(text: Text, word: Word, somebody: bool) -> str | None:
    """V or T for a thing that acts by itself: the only subject there is, or one that decides and dreams."""
    if not word.is_noun or living(text, word) or word.lemma.lower() in HERDS:
        return None
    verb = text.head(word)
    if word.dep == "pobj" and verb.lemma == "with" and text.head(verb).lemma in ("love", "fall"):
        return noun_class(word.lemma.lower()) or "T"
    if word.dep in STARTED_BY and word.dep != "nsubjpass" and verb.lemma in MENTAL:
        return noun_class(word.lemma.lower()) or "T"
    letter = noun_class(word.lemma.lower()) or "T"
    if word.dep == "nsubj" and any(w.lemma in ("alive", "life") for w in text.under(verb)):
        return letter
    if letter == "V" and verb.lemma in COMPANIONABLE and word.dep == "nsubj":
        return letter
    if letter in "TV" and verb.lemma in MOVING and word.dep == "nsubj" and word.lemma.lower() not in FORCES:
        return letter
    subject = word.dep == "nsubj" or (word.dep == "ROOT" and _is_title(text))
    if (
        somebody
        or not subject
        or letter in "LB"
        or word.lemma.lower() in FORCES
        or word.ent in ("GPE", "LOC")
    ):
        return None
    known = noun_class(word.lemma.lower()) in ("V", "T", "G")
    return letter if known and word.tag != "NNS" else None


def _is_title(text: Text) -> bool:
    return not any(w.is_verb and w.tag != "VBG" for w in text)


def _mention(text: Text, word: Word, letter: str) -> Mention:
    kin = _kin(text, word)
    name, role = _name_and_role(text, word, kin)
    said, owned = belongings(text, word)
    span, lemmas = _span(text, word) | owned, {w.lemma.lower() for w in phrase(text, word)}
    if kin is not None:
        more, theirs = belongings(text, kin)
        said, span = tuple(dict.fromkeys([*said, *more])), span | theirs | _apposed(text, word, kin)
        lemmas |= {w.lemma.lower() for w in phrase(text, kin)}
    plural, members = _is_plural(text, word), GROUPS.get(word.lemma.lower(), ())
    return Mention(
        head=word.i,
        span=frozenset(span),
        role=role,
        kind=KINDS.get(letter, "object"),
        name=name,
        count=len(members) or _count(text, word, plural),
        members=members,
        said=said,
        plural=plural or bool(members),
        words=frozenset(lemmas),
    )


def _kin(text: Text, word: Word) -> Word | None:
    """Who a name belongs to: *a painter* of *Mara, a painter*."""
    kin = text.child(word, "appos") if word.tag.startswith("NNP") else None
    if kin is None or not kin.is_noun or noun_class(kin.lemma.lower()) not in {*LIVING, None}:
        return None
    return kin


def _name_and_role(text: Text, word: Word, kin: Word | None) -> tuple[str, str]:
    """``Stone`` and ``detective`` of *Detective Stone*; the name is empty for *a detective*."""
    parts = phrase(text, word)
    common = noun_class(word.lemma.lower()) in LIVING and not (word.ent == "PERSON" and len(parts) > 1)
    if common or not word.tag.startswith("NNP"):
        return _named(text, word), _role(text, kin if kin is not None else word) or "stranger"
    titled = [w for w in parts[:-1] if w.text.lower().rstrip(".") in TITLES]
    name = " ".join(w.text for w in parts if w not in titled)
    if titled:
        title = titled[0].text.lower()
        return name, TITLES_SPOKEN.get(title, title)
    return name, _role(text, kin) if kin is not None else ""


def _span(text: Text, word: Word) -> frozenset[int]:
    """The words of the phrase, with its article, its number, its owner and *a gang of* before it."""
    span = {w.i for w in [*phrase(text, word), *text.children(word, "det", "poss", "nummod", "predet")]}
    span |= {w.i for c in text.children(word, "poss", "nummod") for w in text.under(c)} - {word.i}
    if doing(text, word):
        span |= {w.i for w in text.children(text.head(word), "det")}
    return frozenset(span | _herd(text, word))


def _apposed(text: Text, word: Word, kin: Word) -> frozenset[int]:
    """The words of an apposition and the comma before it."""
    commas = {w.i for w in text.children(word, "punct") if w.i < kin.i}
    return frozenset(commas | {w.i for w in text.under(kin)})


def _is_plural(text: Text, word: Word) -> bool:
    if word.tag == "NNPS" or (word.tag == "NNS" and word.lemma.lower() != word.text.lower()):
        return True
    many = text.head(word).tag in ("VBP", "VB") and not text.children(word, "conj")
    return word.lemma.lower() in INVARIABLE and word.dep == "nsubj" and many


TITLES_SPOKEN = {"dr.": "doctor", "dr": "doctor", "prof.": "professor"}
TITLES = frozenset(
    "detective captain doctor dr professor king queen princess prince lady lord sir inspector officer"
    " sergeant general"
    " grandma grandpa grandmother grandfather aunt uncle father mother sister brother agent commander"
    " chef".split()
)
HERDS = frozenset("colony gang group pack crowd band flock army team herd swarm crew trio pair bunch".split())


def is_herd(text: Text, word: Word) -> bool:
    """Whether *a gang of cyborgs*, *an orchestra of animals* says with *of* who is in it."""
    low, of = word.lemma.lower(), next((c for c in text.children(word, "prep") if c.lemma == "of"), None)
    if low in HERDS:
        return bool(text.children(word, "prep"))
    return (
        low in GROUPS
        and of is not None
        and any(noun_class(n.lemma.lower()) in LIVING for n in text.children(of, "pobj"))
    )


def _herd(text: Text, word: Word) -> set[int]:
    """The words *a gang of* before *cyborgs*."""
    of = text.head(word)
    herd = text.head(of)
    if word.dep != "pobj" or of.lemma != "of" or not is_herd(text, herd):
        return set()
    return {of.i, herd.i, *(c.i for c in text.children(herd, "det", "amod"))}


def _role(text: Text, word: Word) -> str:
    parts = [
        w for w in phrase(text, word) if w.lemma.lower() not in NOT_A_ROLE and w.tag not in ("CD", "JJS")
    ]
    words = [(w.lemma if w.i == word.i else w.text) if w.ent == "NORP" else _common(w, word) for w in parts][
        -4:
    ]
    owner = text.child(word, "poss")
    owned = owner is not None and owner.tag in ("NN", "NNP") and not text.children(owner, "poss")
    whose = (
        [" ".join(w.text.lower() for w in phrase(text, owner)) + "'s"] if owner is not None and owned else []
    )
    return " ".join([*whose, *words]).replace(" - ", "-")


def _common(word: Word, head: Word) -> str:
    return word.lemma.lower() if word.i == head.i else word.text.lower()


def _named(text: Text, word: Word) -> str:
    """``Luna`` of *a girl named Luna* or *an old man, Luna*; else empty."""
    clause = next((c for c in text.children(word, "acl") if c.lemma in ("name", "call", "dub")), None)
    spot = text.child(clause, "oprd", "dobj", "attr") if clause else None
    spot = spot or next((c for c in text.children(word, "appos") if _is_name(text, c)), None)
    return " ".join(w.text for w in phrase(text, spot)) if spot else ""


def _is_name(text: Text, word: Word) -> bool:
    """Whether an apposition is a person's name; *Oklahoma* of *a teacher in 1930s Oklahoma* is none."""
    where = word.ent in ("GPE", "LOC", "FAC", "DATE") and text.words[word.i - 1].text != ","
    return word.tag.startswith("NNP") and not where


def _count(text: Text, word: Word, plural: bool) -> int:
    for w in text.children(word, "nummod", "amod", "det", "compound"):
        if w.text.lower() in NUMBERS:
            return NUMBERS[w.text.lower()]
    return 2 if plural else 1


def _merge(found: list[Mention]) -> list[Mention]:
    """Drop later mentions of somebody already met: same name, or *the girl* after *a deaf girl*."""
    kept: list[Mention] = []
    for mention in found:
        at = next((n for n, m in enumerate(kept) if _same(mention, m)), None)
        if at is None:
            kept.append(mention)
        else:
            kept[at] = replace(kept[at], again=(*kept[at].again, (mention.head, mention.span)))
    return kept


def _same(later: Mention, first: Mention) -> bool:
    if first.name and later.role.lower() == first.name.lower() and not later.plural:
        return True
    if later.name:
        return later.name in (first.name, first.name.partition(" ")[0], first.name.rpartition(" ")[2])
    last = later.role.rpartition(" ")[2]
    return bool(last) and last == first.role.rpartition(" ")[2] and later.plural == first.plural
