"""Whom a pronoun means, and who does what a verb says."""

from collections.abc import Mapping

from rushes.writing.lexicon import noun_class
from rushes.writing.mentions import Mention
from rushes.writing.sentences import Text, Word
from rushes.writing.wardrobe import gender


def resolve(text: Text, word: Word, known: Mapping[int, Mention]) -> list[int]:
    """Whom a pronoun means: the latest earlier mention that fits; *them* is everybody met in other roles."""
    low = word.text.lower()
    earlier = list(dict.fromkeys(known[i] for i in sorted(known) if i < word.i))
    if low in ("i", "me", "we", "us", "myself"):
        return [m.head for m in earlier if m.head < 0]
    if word.tag == "CD" and any(c.lemma == "of" for c in text.children(word, "prep")):
        return [m.head for m in earlier if m.plural][-1:]
    if low in ("he", "him", "she", "her", "himself", "herself"):
        other = "man" if low in ("she", "her", "herself") else "woman"
        single = [m for m in earlier if not m.plural and gender(m.words) != other]
        people = [m for m in single if m.kind == "person"] or single
        if low in ("him", "her") and word.dep != "nsubj":
            own = _doers(text, word, known)
            people = [m for m in people if m.head not in own] or [m for m in single if m.head not in own]
        return [_nearest(text, word, people)] if people else []
    if low in ("they", "them", "themselves"):
        plural = [m for m in earlier if m.plural]
        own = _doers(text, word, known)
        return (
            [plural[-1].head]
            if plural and len(earlier) > 1
            else [m.head for m in earlier if m.head not in own]
        )
    if low == "it" and not _thing_before(text, word):
        return [m.head for m in earlier if m.kind != "person" and not m.plural][-1:]
    return []


def _doers(text: Text, word: Word, known: Mapping[int, Mention]) -> set[int]:
    """Who does the clause in which `word` stands."""
    verb = word
    while not verb.is_verb and verb.head != verb.i:
        verb = text.head(verb)
    doer = subject_of(text, verb) if verb.is_verb else None
    return {known[doer.i].head} if doer is not None and doer.i in known and doer.i != word.i else set()


def _nearest(text: Text, word: Word, people: list[Mention]) -> int:
    """A subject pronoun continues the latest subject; an object pronoun is somebody other than the doer."""
    if word.dep in ("nsubj", "nsubjpass"):
        subjects = [m for m in people if m.head >= 0 and text.words[m.head].dep in ("nsubj", "ROOT")]
        return (subjects or people)[-1].head
    doer = text.child(text.head(word), "nsubj")
    own = _doers(text, word, {m.head: m for m in people})
    others = [m for m in people if doer is None or m.head not in own]
    return (others or people)[-1].head


def _thing_before(text: Text, word: Word) -> bool:
    """Whether the nearest object before *it* is a mere thing."""
    nouns = [w for w in text if w.i < word.i and w.is_noun and w.dep in ("dobj", "nsubjpass")]
    return bool(nouns) and noun_class(nouns[-1].lemma.lower()) in ("T", "G", "V", None)


def subject_of(text: Text, verb: Word) -> Word | None:
    """Who does it: the verb's own subject, else that of the clause it continues."""
    while True:
        subjects = text.children(verb, "nsubj", "nsubjpass", "csubj")
        own = next((w for w in reversed(subjects) if w.i < verb.i), subjects[0] if subjects else None)
        if own is not None and own.lemma.lower() not in ("who", "which", "that"):
            return own
        head = text.head(verb)
        if head.i == verb.i:
            return None
        if head.dep == "attr":
            head = text.head(head)
        elif verb.dep == "relcl" or not head.is_verb:
            return head if head.is_noun else None
        verb = head


def owner_of(text: Text, word: Word, known: Mapping[int, Mention]) -> int | None:
    """Whose *his* or *her* is when it cannot be the doer's: the dog sleeps at the painter's feet."""
    if word.tag != "PRP$" or word.text.lower() not in ("his", "her"):
        return None
    doers = [m for m in known.values() if m.head in _doers(text, word, known)]
    if not doers or doers[0].kind == "person":
        return None
    other = "woman" if word.text.lower() == "his" else "man"
    people = [
        m for m in known.values() if m.kind == "person" and gender(m.words) != other and m.head < word.i
    ]
    return people[-1].head if people else None
