"""Sentences about the cast: names put in, verbs agreed, pronouns chosen."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rushes.film import Character
from rushes.writing.verbs import agree
from rushes.writing.wardrobe import gender

SWIMMERS = r"whale|fish|shark|dolphin|orca|mermaid|octopus|squid|salmon|trout|koi|jellyfish|turtle"
FLYERS = (
    r"firefly|fireflies|bat|hummingbird|bird|crow|raven|owl|swan|gull|seagull|dove|parrot|eagle|bee|butterfly|moth|sparrow|dragonfly"
    r"|pigeon|fairy"
)
MOVES: tuple[tuple[str, str], ...] = (
    (rf"\b(?:{SWIMMERS})s?\b", "swim"),
    (rf"\b(?:{FLYERS})s?\b", "fly"),
    (r"\b(?:balloon|kite|ghost|spirit|phantom|lantern|leaf|feather|cloud|drone)s?\b", "float"),
    (r"\b(?:snail|worm|snake|caterpillar)s?\b", "crawl"),
    (r"\b(?:boat|ship|raft|sailboat|canoe)s?\b", "drift"),
    (r"\b(?:car|train|taxi|truck|bus|tram|van|bicycle|tractor|ball)s?\b", "roll"),
    (r"\b(?:submarine|spaceship|starship|rocket)s?\b", "glide"),
)
RIDERS: tuple[tuple[str, str], ...] = (
    (r"\b(?:cyclist|biker|motorcyclist|horseman|jockey|cowboy)s?\b", "ride"),
    (r"\b(?:skater)s?\b", "skate"),
    (r"\b(?:diver|swimmer)s?\b", "swim"),
)
"""People who do not walk."""
HANDS = frozenset(("person", "robot", "creature"))


@dataclass(frozen=True, slots=True)
class Party:
    """One or several characters who act together."""

    members: tuple[Character, ...]
    genders: tuple[str, ...] = ()
    way: str = ""
    """How they move in this event, such as ``swim``; empty for how they usually do."""

    @property
    def plural(self) -> bool:
        return len(self.members) > 1

    @property
    def hands(self) -> bool:
        return bool(self.members) and all(m.kind in HANDS for m in self.members)

    def spoken(self) -> str:
        return listed([spoken(m) for m in self.members])

    def pronoun(self, case: int) -> str:
        """0 subject, 1 object, 2 possessive."""
        if self.plural:
            return ("they", "them", "their")[case]
        kind = self.members[0].kind
        sex = self.genders[0] if self.genders else "any"
        if kind not in ("person",):
            return ("it", "it", "its")[case]
        return {"woman": ("she", "her", "her"), "man": ("he", "him", "his")}.get(
            sex, ("they", "them", "their")
        )[case]

    def verb(self, lemma: str) -> str:
        return agree(self.going if lemma == "go" else lemma, self.plural)

    @property
    def going(self) -> str:
        if self.way:
            return self.way
        moves = {_move(m) for m in self.members}
        return moves.pop() if len(moves) == 1 else "go"


def moves_by_itself(character: Character) -> bool:
    """Whether a thing is one that moves, such as a balloon or a leaf."""
    return any(re.search(pattern, character.role.lower()) for pattern, _ in MOVES)


def _move(character: Character) -> str:
    role = character.role.lower()
    if character.kind == "person":
        return next((verb for pattern, verb in RIDERS if re.search(pattern, role)), "walk")
    still = "drift" if character.kind == "object" else "walk"
    return next((verb for pattern, verb in MOVES if re.search(pattern, role)), still)


def spoken(character: Character) -> str:
    """How sentences call somebody: their name, or *the* and their role."""
    return f"the {character.name}" if character.name == character.role else character.name


def listed(names: Sequence[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""


def sentence(text: str) -> str:
    """Tidy spaces and commas, capitalise and close with a full stop."""
    text = re.sub(r"\s+([,.;:!?'])", r"\1", re.sub(r"\s+", " ", text)).strip(" ,;:-")
    text = re.sub(r"(?:,\s*)+,", ",", text).replace(" - ", "-")
    return f"{text[:1].upper()}{text[1:].rstrip('.')}." if text else ""


def plain_party(characters: Sequence[Character]) -> Party:
    """The characters as one grammatical party."""
    words = [frozenset(re.findall(r"[a-z]+", f"{c.role} {c.appearance()}".lower())) for c in characters]
    return Party(tuple(characters), tuple(gender(w) for w in words))


def fill(
    line: str, doer: Party, other: Party | None, thing: str, places: dict[str, str], extra: str = ""
) -> str:
    """Put names and verb forms into one line of `rushes.writing.plots` (needs already stripped)."""
    both = Party((*doer.members, *other.members)) if other else doer
    parties = {"": doer, "O": other or doer, "O+": both}

    def verb(match: re.Match[str]) -> str:
        who, _, lemma = match.group(1).rpartition(":")
        if lemma == "is":
            return "are" if doer.pronoun(0) == "they" else "is"
        return agree(lemma, False) if who == "one" else parties[who].verb(lemma)

    text = re.sub(r"\[([^\]]+)\]", verb, line)
    names = {
        "A": doer.spoken(),
        "AO": both.spoken(),
        "O": other.spoken() if other else thing,
        "T": thing,
        "them": other.pronoun(1) if other else "it",
        "B": extra,
        "he": doer.pronoun(0),
        "him": doer.pronoun(1),
        "his": doer.pronoun(2),
        **places,
    }
    if doer.going == "walk":
        names |= {key: places[f"{key}_walk"] for key in ("in", "through") if f"{key}_walk" in places}
    for key, value in names.items():
        text = text.replace(f"{{{key}}}", value)
    return sentence(re.sub(r"\btheir (head|shoulder)\b", r"their \1s", text))
