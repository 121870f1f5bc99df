"""Words of a text with their places, lower case and singular forms."""

import re
from dataclasses import dataclass

from rushes.engines.animatic.lexicon import singular

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*|[.!?;]+|[,:()\n]")


@dataclass(frozen=True, slots=True)
class Token:
    """One word of the text with its place in it."""

    text: str
    low: str
    noun: str
    """Lower case, singular, without a possessive ending."""
    start: int
    sentence: int
    opens: bool
    """First word of its sentence."""
    closes: str
    """Punctuation right after it: ``,`` ``:`` ``.`` or empty."""
    owner: bool
    """Ends in a possessive 's."""


def tokenise(text: str) -> list[Token]:
    """Words in order; punctuation becomes `sentence`, `opens` and `closes`."""
    tokens: list[Token] = []
    sentence, opens = 0, True
    for match in _WORD.finditer(text):
        word = match.group()
        if not word[0].isalnum():
            if tokens and not tokens[-1].closes:
                last = tokens[-1]
                tokens[-1] = Token(
                    last.text, last.low, last.noun, last.start, last.sentence, last.opens, word[0], last.owner
                )
            if word[0] in ".!?;\n":
                sentence, opens = sentence + 1, True
            continue
        low = word.lower().replace("’", "'")
        owner = low.endswith("'s")
        tokens.append(
            Token(word, low, singular(low.removesuffix("'s")), match.start(), sentence, opens, "", owner)
        )
        opens = False
    return tokens
