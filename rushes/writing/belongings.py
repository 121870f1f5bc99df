"""What a phrase says that somebody wears, carries or has."""

from rushes.writing.lexicon import noun_class
from rushes.writing.sentences import Text, Word


def phrase(text: Text, word: Word) -> list[Word]:
    """The head with its adjectives and compounds, in text order."""
    inner = [
        w for c in text.children(word, "compound", "amod", "nmod") if c.i < word.i for w in text.under(c)
    ]
    return sorted(
        [word, *(w for w in inner if w.dep not in ("det", "punct") or w.text == "-")], key=lambda w: w.i
    )


def belongings(text: Text, word: Word) -> tuple[tuple[str, ...], set[int]]:
    """Clothes, features and things carried that the prompt gives, and the words that say so."""
    phrases, span = [], set()
    for child in text.children(word, "prep", "acl"):
        if child.dep == "prep" and child.lemma in ("in", "with", "of"):
            nouns, letters = text.children(child, "pobj"), "GT" if child.lemma == "with" else "G"
        elif child.lemma in ("wear", "carry", "hold", "dress"):
            nouns, letters = [*text.children(child, "dobj"), *_under_prep(text, child)], "GT"
        elif child.lemma in ("name", "call", "dub"):
            nouns, letters = [], ""
            span |= {
                child.i,
                *(w.i for c in text.children(child, "oprd", "dobj", "attr") for w in phrase(text, c)),
            }
        else:
            continue
        worn = [n for noun in nouns for n in [noun, *text.children(noun, "conj")] if _looks(n, letters)]
        phrases += [_plain(text, n) for n in worn]
        span |= {w.i for w in text.under(child)} if worn else set()
    return tuple(phrases), span


def _under_prep(text: Text, word: Word) -> list[Word]:
    return [n for p in text.children(word, "prep") for n in text.children(p, "pobj")]


def _looks(noun: Word, letters: str) -> bool:
    return noun.is_noun and worn(noun.lemma.lower(), letters)


def worn(noun: str, letters: str = "GT") -> bool:
    """Whether somebody can wear, carry or have what `noun` names, so that it is seen."""
    forms = (noun, noun.removesuffix("s"))
    return any((noun_class(n) or "-") in letters or n in FEATURES for n in forms)


def _plain(text: Text, noun: Word) -> str:
    skip = frozenset(c.i for c in text.children(noun, "cc", "conj", "punct", "relcl"))
    return " ".join(w.text.lower() for w in text.under(noun, skip)).replace(" - ", "-")


FEATURES = frozenset(
    "hair beard moustache braid braids eye eyes wing wings fur skin scar glasses curl freckle leg arm hand"
    " hook tooth tusk horn tail mane whisker tattoo nose ear antler shell beak face overalls boots".split()
)
