"""Where a prompt plays: every place it names, with the words that name it."""

import re
from dataclasses import dataclass

from rushes.writing.lexicon import noun_class
from rushes.writing.mentions import FORCES
from rushes.writing.scenery import look_up
from rushes.writing.sentences import Text, Word

NOT_PLACES = frozenset(
    "door window wall gate world earth end way side edge surface corner floor ceiling step stair land ground"
    " head"
    " direction distance oven seat bench table bed top bottom middle horizon star sun sky line part point"
    " home path"
    " track trail bar heaven hell life story vision vacuum memory roofline place area spot region"
    " range north south east west past future".split()
)
BARE_PLACES = frozenset("home sky space underwater sea earth".split())
CROSSING = frozenset(
    "cross climb explore enter leave visit reach traverse roam wander sail circle inhabit".split()
)
NOT_BY = frozenset("of without like as about with than".split())
TOWARDS = frozenset("to toward towards into for".split())
SPEAKING = frozenset("write speak talk sing pray whisper read listen call say belong wave confess".split())
"""What is done to a place from where one is."""
ABOARD = frozenset("in on aboard inside into within".split())
RIDDEN = frozenset(
    "tractor bicycle bike motorcycle scooter skateboard sled sledge horse swing surfboard".split()
)
"""One rides on them through a place and is not in them."""
PROPER = ("GPE", "LOC", "FAC")


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the prompt."""

    head: int
    span: frozenset[int]
    """The words of its phrase, the preposition included."""
    name: str
    """``the rooftops of Cairo``"""
    kind: str
    """``rooftop``"""
    vehicle: bool = False
    destination: bool = False
    """True for *toward a train station*: reached, not started from."""


def places(text: Text, taken: frozenset[int], somebody: bool) -> list[Place]:
    """The places of the prompt in text order; `taken` are words that already name a character."""
    spots = [w for w in text if w.i not in taken and _names_a_place(text, w, somebody)]
    outer = [w for w in spots if not any(_inside(text, w, other) for other in spots)]
    strong = [w for w in outer if _plays_there(text, w)]
    strong = [w for w in strong if not (somebody and w.dep.startswith("nsubj"))] or strong
    if not outer:
        outer = [w for w in text if w.i not in taken and _crossed(text, w)]
    found = [_place(text, w, taken) for w in strong or outer]
    found = [p for p in found if not p.vehicle] or found
    unique = {p.name.lower().removeprefix("the "): p for p in reversed(found)}
    return sorted(unique.values(), key=lambda p: p.head)


def _names_a_place(text: Text, word: Word, somebody: bool) -> bool:
    low = word.text.lower() if word.text.lower() == "woods" else word.lemma.lower()
    if low in RIDDEN:
        return False
    if not (word.is_noun or low == "underwater") or word.dep in ("compound", "nmod", "amod"):
        return False
    if low in ("earth", "world", "god"):
        return False
    if word.tag.startswith("NNP") and word.ent in PROPER:
        return word.dep != "poss"
    under = text.head(word).lemma.lower() if word.dep == "pobj" else ""
    if _holds_a_place(text, word):
        return True
    if low in NOT_PLACES and not (low in BARE_PLACES and under in ABOARD):
        return False
    before = [w.text for w in text.children(word, "compound")][-1:]
    letter = noun_class(" ".join([*before, low]), low)
    if letter == "V":
        return somebody and under in ABOARD
    return letter in ("L", "B")


CASES = frozenset("freezer elevator lift corner aisle window vault cell bathtub wardrobe".split())
"""Things that people are in as if they were places."""


def _holds_a_place(text: Text, word: Word) -> bool:
    """Whether somebody is *in a supermarket freezer* or *in an elevator*."""
    inside = word.dep == "pobj" and text.head(word).lemma.lower() in ("in", "inside", "into")
    return inside and word.lemma.lower() in CASES - {"corner", "window"}


def _plays_there(text: Text, word: Word) -> bool:
    head = text.head(word)
    if word.dep in ("pobj", "conj"):
        if head.lemma.lower() == "from" and not text.head(head).is_verb:
            return False
        return head.lemma.lower() not in NOT_BY or text.head(head).lemma == "story"
    if word.dep == "dobj":
        return head.lemma in CROSSING
    return True


def _crossed(text: Text, word: Word) -> bool:
    """Whether an unknown noun must be a place, since somebody goes through, across or along it."""
    head = text.head(word)
    way = word.dep == "pobj" and head.lemma.lower() in ("through", "across", "inside", "along")
    way = way and word.lemma.lower() not in NOT_PLACES | FORCES
    return (
        way
        and word.is_noun
        and bool(text.children(word, "det"))
        and noun_class(word.lemma.lower()) in (None, "T")
    )


def _inside(text: Text, word: Word, other: Word) -> bool:
    """Whether `word` only says where `other` is: *Cairo* in *the rooftops of Cairo*."""
    if word.dep != "pobj" or word.i == other.i:
        return False
    preposition = text.head(word)
    sought = other.dep == "pobj" and text.head(other).lemma == "for"
    return text.head(preposition).i == other.i and preposition.dep == "prep" and not sought


def _place(text: Text, word: Word, taken: frozenset[int]) -> Place:
    inner = [c for c in text.children(word, "compound", "amod", "nmod", "poss") if c.i < word.i]
    parts = sorted({w for c in inner for w in text.under(c)} | {word}, key=lambda w: w.i)
    sought = word.dep == "pobj" and text.head(word).lemma == "for"
    tail = [c for c in text.children(word, "prep") if _short(text, c) and not sought]
    words = [*parts, *(w for c in tail for w in text.under(c))]
    proper = word.tag.startswith("NNP") and word.ent in PROPER
    article = "" if word.tag.startswith("NNP") and not text.children(word, "det") else "the "
    article = "" if any(c.dep == "poss" for c in inner) or word.lemma in ("space", "home") else article
    head = text.head(word)
    span = {w.i for w in text.under(word)} | ({head.i} if word.dep == "pobj" else set())
    return Place(
        head=word.i,
        span=frozenset(span),
        name=article + _spell(words, word),
        kind=_kind_of(text, word, proper),
        vehicle=noun_class(word.lemma.lower()) == "V",
        destination=_ahead(text, word) and not _falls_there(text, word, taken),
    )


def _falls_there(text: Text, word: Word, taken: frozenset[int]) -> bool:
    """Whether a mere thing goes there (*the moon falls into a lake*), so that nobody's way leads there."""
    subject = text.child(text.head(text.head(word)), "nsubj")
    return subject is not None and subject.is_noun and subject.i not in taken


def _ahead(text: Text, word: Word) -> bool:
    """Whether the way leads there; *for* only after verbs of seeking and setting out."""
    preposition = text.head(word)
    if preposition.lemma == "to" and text.head(preposition).lemma in SPEAKING:
        return False
    seeking = text.head(preposition).lemma in (
        "search",
        "look",
        "head",
        "leave",
        "hunt",
        "long",
        "set",
        "make",
    )
    return (
        word.dep == "pobj"
        and preposition.lemma.lower() in TOWARDS
        and (preposition.lemma != "for" or seeking)
    )


def _kind_of(text: Text, word: Word, proper: bool) -> str:
    low = word.lemma.lower()
    if low in ("mercury", "saturn", "jupiter", "neptune", "uranus", "pluto"):
        return "space"
    if low in ("mars", "moon", "venus", "antarctica", "arctic", "atlantic", "pacific", "sahara"):
        return {"atlantic": "ocean", "pacific": "ocean", "sahara": "desert"}.get(low, low)
    if proper:
        return low if look_up(low, low)[0] != low else "city"
    before = [w.text.lower() for w in text.children(word, "compound")][-1:]
    pair = " ".join([*before, low])
    return pair if pair in KNOWN_PAIRS else low


KNOWN_PAIRS = frozenset(
    {"space station", "train station", "bus stop", "wheat field", "bamboo forest", "sardine can"}
)


def _short(text: Text, preposition: Word) -> bool:
    """Whether *of Cairo*, *beneath the lake* belongs to the name (an hour of the day does not)."""
    inside = text.under(preposition)
    noun = text.child(preposition, "pobj")
    leads = noun_class(text.head(preposition).lemma.lower()) == "V" and preposition.lemma == "to"
    said = noun is not None and noun.lemma.lower() not in ("rain", "snow", "fog", "mist", "storm", "wind")
    said = said and (
        leads or preposition.lemma.lower() in ("of", "in", "beneath", "under", "below", "near", "on", "by")
    )
    return bool(noun) and said and len(inside) <= 4 and not any(w.ent in ("TIME", "DATE") for w in inside)


def _spell(words: list[Word], head: Word) -> str:
    kept = [w for w in words if w.dep not in ("punct",) or w.text == "-"]
    text = " ".join(w.text if w.tag.startswith("NNP") and (w.i or w.ent) else w.text.lower() for w in kept)
    text = re.sub(r"^(?:his|her|its|their|my|our|an?) ", "the ", text)
    text = re.sub(r"^(the |)(?:same|own|wrong|nearest|next) ", r"\1", text)
    text = text.replace(" 's", "'s").replace(" - ", "-")
    return text.replace(" a ", " the ").replace(" an ", " the ")
