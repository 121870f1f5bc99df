"""How everybody looks: a few drawable facts per character, from the prompt first and the seed second."""

import re
from collections.abc import Sequence

import numpy as np

from rushes.film import Descriptor, Kind
from rushes.writing.costumes import (
    ANIMAL_COLOURS,
    BOTTOMS,
    CHILD_TOPS,
    CHILDREN,
    COATS,
    COLOUR_WORDS,
    COLOURS,
    CREATURES,
    DARK_HAIRED,
    EXTRAS,
    EYES,
    FEMALE,
    FITTINGS,
    GARMENT_COLOURS,
    HAIR_COLOURS,
    HAIR_STYLES,
    LENSES,
    MALE,
    MARKS,
    MENS,
    MOST_LOOKS,
    NUMBER_OF_EXTRAS,
    OLD,
    PLATE_COLOURS,
    PLATING,
    SELF_EVIDENT,
    SENIOR,
    SKINS,
    SMOOTH_MARKS,
    TOPS,
    UNIFORMS,
    WHOLE,
    YOUNG,
)


class Wardrobe:
    """Hands out looks; no two characters get the same colour. One wardrobe per document."""

    def __init__(self, rng: np.random.Generator) -> None:
        self._rng = rng
        self._used: list[str] = []

    def dress(
        self, role: str, kind: Kind, words: frozenset[str], said: Sequence[str]
    ) -> tuple[Descriptor, ...]:
        """Two to eight descriptors: what the prompt says, then what `kind` and `role` suggest.

        Args:
            role: Noun phrase such as ``glowing whale``.
            kind: What is being dressed.
            words: Lemmas of everything the prompt calls them, for age, gender and colour.
            said: Clothes and features in the prompt's own words.
        """
        words = words | frozenset(role.lower().split())
        given = [Descriptor(attribute=attribute(phrase), phrase=phrase) for phrase in said]
        makers = {
            "person": self._person,
            "animal": self._animal,
            "robot": self._robot,
            "creature": self._creature,
        }
        made = makers.get(kind, self._thing)(role, words)
        taken = {d.attribute for d in given}
        taken |= {"top", "coat"} if taken & {"top", "coat"} else set()
        kept = [d for d in made if d.attribute not in taken]
        return tuple([*kept[:1], *given, *kept[1:]][: max(MOST_LOOKS, 1 + len(given))]) + self._glow(words)

    def _glow(self, words: frozenset[str]) -> tuple[Descriptor, ...]:
        lit = {"glowing", "glow", "luminous", "shining", "bioluminescent"} & words
        return (Descriptor(attribute="glow", phrase="a soft blue glow over the whole body"),) if lit else ()

    def _pick(self, options: Sequence[str]) -> str:
        """One of `options` that is not in use yet, if there is one."""
        free = [o for o in options if o not in self._used] or list(options)
        choice = free[int(self._rng.integers(len(free)))]
        self._used.append(choice)
        return choice

    def _dye(self, words: frozenset[str], colours: Sequence[str]) -> str:
        own = [w for w in sorted(words) if w in COLOUR_WORDS]
        return own[0] if own else self._pick(colours)

    def _person(self, role: str, words: frozenset[str]) -> list[Descriptor]:
        sex, age = gender(words), how_old(words)
        sex = sex if sex != "any" else ("woman", "man")[int(self._rng.integers(2))]
        known = role.rpartition(" ")[2] in SELF_EVIDENT
        facts = [] if known else [("age", _age_noun(age, sex))]
        facts += [("hair", self._hair(words, sex, age))]
        if "bearded" in words or (sex == "man" and age == "old" and self._rng.random() < 0.6):
            facts.append(("beard", "a short white beard" if age == "old" else "a short dark beard"))
        facts.append(("skin", self._pick(SKINS)))
        outfit = uniform(role)
        if outfit:
            colour = self._pick(GARMENT_COLOURS)
            outfit = tuple(MENS.get(p, p) for p in outfit) if sex == "man" else outfit
            worn = [(attribute(p), p.format(colour)) for p in outfit]
            facts += [*worn[:1], *self._legs(outfit, colour), *worn[1:]]
        else:
            facts.append(
                (
                    "coat",
                    self._pick(CHILD_TOPS if age == "child" else TOPS).format(
                        self._dye(words, GARMENT_COLOURS)
                    ),
                )
            )
            facts.append(("bottom", self._pick(BOTTOMS)))
            if self._rng.random() < NUMBER_OF_EXTRAS:
                extra = self._pick(EXTRAS).format(self._pick(GARMENT_COLOURS))
                facts.append((attribute(extra), extra))
        return _descriptors(facts)

    def _legs(self, outfit: Sequence[str], colour: str) -> list[tuple[str, str]]:
        """What an outfit that says nothing of the legs wears on them; nothing under a robe or a dress."""
        said = " ".join(outfit)
        if re.search(r"\b(?:robe|dress|kimono|gown)\b", said) or "bottom" in map(attribute, outfit):
            return []
        whole = next((own for pattern, own in WHOLE if re.search(rf"\b(?:{pattern})\b", said)), "")
        return [("bottom", whole.format(colour) or self._pick(BOTTOMS))]

    def _hair(self, words: frozenset[str], sex: str, age: str) -> str:
        if "bald" in words:
            return "a bald head"
        if own := next((w for w in sorted(words) if w.endswith("haired")), ""):
            return f"{own.removesuffix('haired').strip('-')} hair"
        if age == "old":
            return self._pick(
                ("short white hair", "silver hair in a bun")
                if sex == "woman"
                else ("short silver hair", "thin white hair")
            )
        colours = ("black",) if words & DARK_HAIRED else HAIR_COLOURS
        return self._pick(HAIR_STYLES[sex]).format(self._pick(colours)).replace("a auburn", "an auburn")

    def _animal(self, role: str, words: frozenset[str]) -> list[Descriptor]:
        own = next((w for w in sorted(words) if w in COLOUR_WORDS), "")
        coat = next((phrase for pattern, phrase in COATS if re.search(rf"\b(?:{pattern})\b", role)), "{} fur")
        covering = coat.split()[-1]
        colour = own or self._pick(ANIMAL_COLOURS)
        phrase = (
            f"{own} {covering}"
            if own and covering in ("fur", "feathers", "skin", "wool", "scales")
            else coat.format(colour)
        )
        marks = MARKS if covering in ("fur", "coat", "wool") else SMOOTH_MARKS
        facts = [("fur" if covering in ("fur", "coat", "wool", "mane") else "body", phrase)]
        facts += [("size", size)] if (size := how_big(words)) else []
        facts += [
            ("eyes", "clouded pale eyes" if "blind" in words else self._pick(EYES)),
            ("mark", self._pick(marks)),
        ]
        job = uniform(role) if "giant" not in role else None
        facts += [(attribute(job[0]), job[0].format(self._pick(GARMENT_COLOURS)))] if job else []
        return _descriptors(facts)

    def _robot(self, role: str, words: frozenset[str]) -> list[Descriptor]:
        colour = self._dye(words, PLATE_COLOURS)
        facts = [("body", self._pick(PLATING).format(colour)), ("eyes", self._pick(LENSES))]
        facts += [("size", size)] if (size := how_big(words)) else []
        facts.append(("mark", self._pick(FITTINGS)))
        if "gardener" in role or "farmer" in role:
            facts.append(("hat", "a wide straw hat"))
        return _descriptors(facts)

    def _creature(self, role: str, words: frozenset[str]) -> list[Descriptor]:
        found = next((facts for pattern, facts in CREATURES if re.search(rf"\b(?:{pattern})", role)), None)
        colour = self._dye(words, GARMENT_COLOURS)
        phrases = found or ("smooth {} skin", "bright round eyes", "long fingers")
        facts = [(attribute(p), p.format(colour)) for p in phrases]
        facts += [("size", size)] if (size := how_big(words)) else []
        return _descriptors(facts)

    def _thing(self, role: str, words: frozenset[str]) -> list[Descriptor]:
        colour = "white" if "paper" in words else self._dye(words, COLOURS)
        facts = [
            ("body", f"{_article(colour)} {colour} body"),
            ("mark", self._pick(("a thin dark stripe", "worn edges"))),
        ]
        return _descriptors([*facts, ("size", how_big(words) or "a clear simple shape")])


def _descriptors(facts: Sequence[tuple[str, str]]) -> list[Descriptor]:
    unique = dict(reversed(facts))
    return [Descriptor(attribute=a, phrase=p) for a, p in facts if unique[a] == p]


def uniform(role: str) -> tuple[str, ...] | None:
    """What this trade wears, with ``{}`` for its colour; None for a trade without a dress of its own."""
    job = role.rpartition("'s ")[2].lower()
    return next((facts for pattern, facts in UNIFORMS if re.search(rf"\b(?:{pattern})\b", job)), None)


ATTRIBUTES: tuple[tuple[str, str], ...] = (
    (r"hair|bald|braid|curls", "hair"),
    (r"beard|moustache", "beard"),
    (r"hat|cap|crown|helmet|hood|fedora|beret|bonnet|turban", "hat"),
    (r"glasses|spectacles|goggles|monocle", "glasses"),
    (r"scarf|shawl|headscarf|veil", "scarf"),
    (r"boots|shoes|sandals|feet|sneakers|slippers", "shoes"),
    (r"trousers|jeans|skirt|shorts|leggings", "bottom"),
    (
        r"coat|jacket|raincoat|cloak|cape|robe|armour|spacesuit|kimono|suit|overalls|uniform|gown|dress",
        "coat",
    ),
    (
        r"shirt|jersey|tracksuit|breastplate|sweater|tunic|smock|apron|waistcoat|vest|blouse|t-shirt|hoodie|pullover",
        "coat",
    ),
    (r"eyes?", "eyes"),
    (r"wings?", "wings"),
    (r"fur|mane|wool", "fur"),
    (r"skin|scales|body|plating|shell|feathers|clay|tail", "body"),
    (r"glow", "glow"),
    (r"scar|patch|stripe|horns?|freckles?|ribbons|stripes|joints|nose", "mark"),
)


def attribute(phrase: str) -> str:
    """The attribute that a phrase describes: ``a red raincoat`` -> ``coat``; ``prop`` when none fits."""
    return next((a for pattern, a in ATTRIBUTES if re.search(rf"\b(?:{pattern})\b", phrase)), "prop")


def gender(words: frozenset[str]) -> str:
    """``woman``, ``man`` or ``any``, from what the prompt calls them."""
    if words & FEMALE:
        return "woman"
    return "man" if words & MALE or any(w.endswith("man") and w != "woman" for w in words) else "any"


def how_old(words: frozenset[str]) -> str:
    """The age that these words tell; empty when they tell none."""
    if words & OLD:
        return "old"
    if words & CHILDREN:
        return "child"
    if words & SENIOR:
        return "young" if words & {"student", "pupil", "apprentice"} else "middle-aged"
    return "young" if words & YOUNG else "adult"


def how_big(words: frozenset[str]) -> str:
    """The build that these words tell; empty when they tell none."""
    if words & {"tiny", "small", "little", "smaller", "mini"}:
        return "a very small size"
    return (
        "a huge size"
        if words & {"giant", "huge", "enormous", "gigantic", "colossal", "large", "towering"}
        else ""
    )


def _age_noun(age: str, sex: str) -> str:
    if age == "child":
        return "a little girl" if sex == "woman" else "a little boy"
    adults = {"old": f"an elderly {sex}", "middle-aged": f"a middle-aged {sex}", "young": f"a young {sex}"}
    return adults.get(age, f"a {sex}")


def _article(word: str) -> str:
    return "an" if word[:1] in "aeiou" else "a"
