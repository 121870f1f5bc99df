"""Parsed prompts as plain words, with the parser's commonest mistake repaired.

A short prompt such as *Amira races across the rooftops* is often read as two nouns. When a sentence
comes back without a finite verb, the first word that could be one is swapped for an unmistakable
verb of the same form, the sentence is parsed again, and the word is put back.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from rushes.writing.grammar import parse
from rushes.writing.lexicon import LIVING, noun_class
from rushes.writing.verbs import CLASS_OF, third

AMBIGUOUS = frozenset(
    "race search duel hunt plant walk dance fight dream fish chase cook travel hum work play guard watch"
    " paint run"
    " drift swim climb ride sail return escape visit dive drive skate surf wait rest sleep circle cross"
    " train water"
    " build land crash march parade battle farm fly jump journey cruise trek camp row stroll wander patrol"
    " box".split()
)
NOT_SUBJECTS = ("det", "amod", "nummod")
AGES = ("young", "old", "elderly", "blind", "deaf", "wounded")
"""Adjectives that may also be nouns, so that the word after them is taken for a verb."""
SUBORDINATE = ("relcl", "advcl")
"""Clauses whose verb does not make the sentence around them one."""
MOST_REPAIRS = 3
SOMEBODY = "man"
"""Stands in for a noun of somebody that was read as a verb."""


@dataclass(frozen=True, slots=True)
class Word:
    """One token. `head` is an index into the same sequence; a root's head is itself."""

    i: int
    text: str
    lemma: str
    tag: str
    dep: str
    head: int
    ent: str
    sentence: int

    @property
    def is_verb(self) -> bool:
        return self.tag.startswith("VB")

    @property
    def is_noun(self) -> bool:
        return self.tag.startswith("NN")


@dataclass(frozen=True, slots=True)
class Text:
    """A parsed text."""

    words: tuple[Word, ...]

    def __iter__(self) -> Iterator[Word]:
        return iter(self.words)

    def children(self, word: Word, *deps: str) -> list[Word]:
        """The words that hang on `word`, in text order; only those with one of `deps`, if any are given."""
        found = (w for w in self.words if w.head == word.i and w.i != word.i)
        return [w for w in found if not deps or w.dep in deps]

    def child(self, word: Word, *deps: str) -> Word | None:
        return next(iter(self.children(word, *deps)), None)

    def head(self, word: Word) -> Word:
        return self.words[word.head]

    def under(self, word: Word, skip: frozenset[int] = frozenset()) -> list[Word]:
        """`word` and everything below it in text order, without the subtrees rooted in `skip`."""
        found = [word]
        for child in self.children(word):
            if child.i not in skip:
                found += self.under(child, skip)
        return sorted(found, key=lambda w: w.i)


def read(text: str) -> Text:
    """Parse `text`; deterministic. Raises EngineUnavailable as `rushes.writing.grammar.parse`."""
    words = _with_subjects(_words(text))
    stand_ins: dict[int, str] = {}
    for _ in range(MOST_REPAIRS):
        found = {w.i: s for sentence in _sentences(words) for w, s in _suspects(sentence)}
        found = {i: stand_in for i, stand_in in found.items() if i not in stand_ins}
        again = _repaired(words, stand_ins | found) if found else None
        if again is None:
            break
        words, stand_ins = again, stand_ins | found
    return Text(words)


def _repaired(words: tuple[Word, ...], stand_ins: dict[int, str]) -> tuple[Word, ...] | None:
    """The words as they parse with the stand-ins, put back; None when that does not help."""
    again = _with_subjects(_words(" ".join(stand_ins.get(w.i, w.text) for w in words)))
    if len(again) != len(words):
        return None
    fits = all(again[i].is_noun if s == SOMEBODY else again[i].is_verb for i, s in stand_ins.items())
    return tuple(_put_back(w, words[w.i], stand_ins) for w in again) if fits else None


def _put_back(parsed: Word, original: Word, stand_ins: dict[int, str]) -> Word:
    if parsed.i not in stand_ins:
        return parsed
    somebody = stand_ins[parsed.i] == SOMEBODY
    lemma = original.text.lower() if somebody else _verb(original)
    return replace(parsed, text=original.text, lemma=lemma)


def _words(text: str) -> tuple[Word, ...]:
    document = parse(text)
    starts = [span.start for span in document.sents]
    return tuple(
        Word(
            t.i,
            t.text,
            _lemma(t.text.lower(), t.tag_, t.lemma_),
            t.tag_,
            t.dep_,
            t.head.i,
            t.ent_type_,
            sum(start <= t.i for start in starts) - 1,
        )
        for t in document
    )


def _lemma(text: str, tag: str, lemma: str) -> str:
    """The parser's lemma, unless its verb form is another: *spares* is of *spare*, not of *spar*."""
    if tag != "VBZ" or third(lemma) == text or lemma in ("be", "have", "do", "'s", "’s"):
        return lemma
    options = (text[:-1], text[:-2], f"{text[:-3]}y")
    return next((option for option in options if len(option) > 2 and third(option) == text), lemma)


def _with_subjects(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Make the noun before a subjectless verb its subject: *a tired detective hunts* read as one compound."""
    fixed = list(words)
    for noun in words:
        verb = words[noun.head]
        named = noun.is_noun or (noun.i == verb.i - 1 and noun_class(noun.text.lower()) in LIVING)
        loose = noun.dep in ("compound", "amod", "nmod") and named
        if not loose or verb.tag not in ("VBZ", "VBP", "VBD"):
            continue
        if any(w.head == verb.i and w.dep.startswith("nsubj") for w in words):
            continue
        fixed[noun.i] = replace(noun, dep="nsubj", tag=noun.tag if noun.is_noun else "NN")
        for w in words[: noun.i]:
            if w.head == verb.i and w.dep in NOT_SUBJECTS:
                fixed[w.i] = replace(w, head=noun.i)
    return _joined(tuple(fixed))


def _joined(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Two subjects of one verb with *and* between them, made one: *a burglar and a cat rob*."""
    fixed = list(words)
    for first in words:
        seconds = [
            w for w in words if w.head == first.head and w.i > first.i and w.dep == first.dep == "nsubj"
        ]
        if seconds and any(w.head == first.i and w.dep == "cc" for w in words):
            fixed[seconds[0].i] = replace(seconds[0], head=first.i, dep="conj")
    return tuple(fixed)


def _sentences(words: tuple[Word, ...]) -> list[list[Word]]:
    return [[w for w in words if w.sentence == n] for n in range(words[-1].sentence + 1)] if words else []


def _suspects(sentence: list[Word]) -> list[tuple[Word, str]]:
    """Words that are read as what they cannot be, and what to parse in their place."""
    somebody = next((w for w in sentence if _misread(w, sentence)), None)
    if somebody is not None:
        return [(somebody, SOMEBODY)]
    verb = _suspect(sentence)
    return [(verb, "carries" if verb.text.endswith("s") else "carry")] if verb is not None else []


def _misread(word: Word, sentence: list[Word]) -> bool:
    """Whether *scribe* in *a young scribe discovers* was read as a verb or an adjective."""
    before = next((w for w in sentence if w.i == word.i - 1), None)
    after = next((w for w in sentence if w.i == word.i + 1), None)
    return (
        before is not None
        and after is not None
        and (word.is_verb or word.tag == "JJ")
        and (before.tag in ("DT", "JJ", "PRP$") or before.text.lower() in AGES)
        and after.tag in ("VBZ", "VBD", "VBP", "MD")
        and noun_class(word.text.lower()) in LIVING
    )


def _suspect(sentence: list[Word]) -> Word | None:
    """The noun that ought to be a verb: where no verb is finite, or where one stands in a row of verbs."""
    finite = any(w.tag in ("VBZ", "VBP", "VBD", "MD") and w.dep not in SUBORDINATE for w in sentence)
    for before, word in pairwise(sentence):
        somebody = before.is_noun or noun_class(before.text.lower()) in LIVING
        plain = _verb(word) in AMBIGUOUS or (not finite and _verb(word) in CLASS_OF)
        nominal = word.is_noun or (word.tag == "VB" and before.is_noun)
        stands = nominal and (somebody or before.text == ",") and plain
        if stands and (not finite or _between(before, word, sentence)):
            return word
        if _in_a_row(before, word, sentence) or _after_one(before, word, sentence):
            return word
    return None


def _after_one(before: Word, word: Word, sentence: list[Word]) -> bool:
    """Whether *shrinks* in *a librarian shrinks* was read as a plural, which *a* cannot have."""
    one = any(w.head == word.i and w.text.lower() in ("a", "an") for w in sentence)
    after = next((w for w in sentence if w.i == word.i + 1), None)
    goes_on = after is not None and not after.is_noun and after.tag not in ("VBZ", "VBD", "VBP")
    return one and word.tag == "NNS" and goes_on and noun_class(before.lemma.lower()) in LIVING


def _in_a_row(before: Word, word: Word, sentence: list[Word]) -> bool:
    """Whether *bakes* in *wakes, bakes bread, burns his hand* was read as a noun."""
    after = next((w for w in sentence if w.i == word.i + 1), None)
    return (
        before.text == ","
        and word.tag == "NNS"
        and _verb(word) in CLASS_OF
        and any(w.tag == "VBZ" and w.i < word.i for w in sentence)
        and after is not None
        and (after.is_noun or after.tag in ("DT", "PRP$", "IN", "RP", "RB", "PRP", "JJ"))
    )


def _between(before: Word, word: Word, sentence: list[Word]) -> bool:
    """Whether a plural noun such as *lands* follows somebody and is followed by a preposition."""
    after = next((w for w in sentence if w.i == word.i + 1), None)
    somebody = noun_class(before.lemma.lower(), before.text.lower()) in LIVING and word.tag == "NNS"
    return somebody and after is not None and after.tag == "IN"


def _verb(word: Word) -> str:
    low = word.text.lower()
    stems = (low, low[:-1], low[:-2], low[:-3] + "y") if low.endswith("s") else (low,)
    for stem in stems:
        if stem in AMBIGUOUS or stem in CLASS_OF:
            return stem
    return word.lemma.lower()
