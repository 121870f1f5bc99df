"""What a prompt says, put together: who, where, what happens, and what it fixes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rushes.writing.casting_call import narrator
from rushes.writing.cues import Cues, clean, cues, story, unheaded
from rushes.writing.events import Event, events
from rushes.writing.foreign import is_foreign, read_foreign
from rushes.writing.mentions import Mention, mentions
from rushes.writing.places import Place, places
from rushes.writing.pronouns import resolve
from rushes.writing.sentences import Text, Word, read
from rushes.writing.wardrobe import gender


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything the prompt says, in order."""

    text: str
    cast: tuple[Mention, ...]
    places: tuple[Place, ...]
    events: tuple[Event, ...]
    cues: Cues


def read_prompt(prompt: str) -> Reading:
    """Understand a prompt: who, where, what happens, and what it fixes; deterministic."""
    text = clean(prompt)
    said = cues(text)
    if not text or is_foreign(text):
        return _read_foreign(text, said)
    parsed = read(re.sub(r"\b(hide) and (seek)\b", r"\1-and-\2", unheaded(story(text))))
    found = mentions(parsed)
    me = narrator(parsed)
    found = [me, *found] if me else found
    taken = frozenset(i for m in found for i in (m.head, *m.span, *(j for _, span in m.again for j in span)))
    spots = places(parsed, taken, bool(found))
    told = events(parsed, found, spots)
    found = [_sexed(parsed, m, found) for m in found]
    active = sorted(found, key=lambda m: -sum((m.head in e.agents) * 2 + (m.head in e.others) for e in told))
    ranked = active if len(text) > 400 else found
    return Reading(text, tuple(ranked), tuple(spots), tuple(told), said)


def _sexed(parsed: Text, mention: Mention, found: Sequence[Mention]) -> Mention:
    """The mention with *woman* or *man* added when a pronoun of the prompt says so."""
    known = {m.head: m for m in found}
    said = [
        w.text.lower()
        for w in parsed
        if w.tag in ("PRP", "PRP$") and resolve(parsed, w, known) == [mention.head]
    ]
    own = [w.text.lower() for w in parsed if w.tag == "PRP$" and _subject_of(parsed, w) == mention.head]
    sexes = {"she": "woman", "her": "woman", "he": "man", "him": "man", "his": "man"}
    told = [sexes[w] for w in [*said, *own] if w in sexes]
    unknown = mention.kind == "person" and not mention.plural and gender(mention.words) == "any"
    return replace(mention, words=mention.words | {told[0]}) if told and unknown else mention


def _subject_of(parsed: Text, word: Word) -> int:
    """Whose *his* or *her* is: whoever it is joined to, or the subject of its clause; -2 for nobody."""
    noun = parsed.head(word)
    if noun.dep == "conj" and parsed.head(noun).is_noun:
        return parsed.head(noun).i
    while not word.is_verb and word.head != word.i:
        word = parsed.head(word)
    if noun.dep in ("nsubj", "nsubjpass") and word.head != word.i:
        word = parsed.head(word)  # *his dog sleeps*: he is the one of the clause above
    subject = parsed.child(word, "nsubj")
    while subject is None and word.dep in ("conj", "advcl", "xcomp", "dep") and word.head != word.i:
        word = parsed.head(word)
        subject = parsed.child(word, "nsubj")
    return subject.i if subject is not None else -2


def _read_foreign(text: str, said: Cues) -> Reading:
    found = read_foreign(text)
    spots = tuple(
        Place(head=n, span=frozenset(), name=f"the {name}", kind=name.split()[-1])
        for n, name in enumerate(found.places)
    )
    known = replace(said, hours=found.hours or said.hours, weather=found.weather or said.weather)
    return Reading(text, found.cast, spots, found.events, known)
