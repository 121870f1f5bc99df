"""What a person is made of: body, hair, clothes and colours, from the text first and the seed second."""

import re
from dataclasses import dataclass

from rushes.engines.animatic.colour import hexed, mix, toned
from rushes.engines.animatic.figure import Look
from rushes.engines.animatic.outfits import (
    CLOTH_RANGE,
    DARK_RANGE,
    GARMENTS,
    HAIR_RANGE,
    HATS,
    ROLE_OUTFITS,
    SKIN_RANGE,
    SKINS,
)
from rushes.engines.animatic.words import COLOURS, colour_in, colour_of


@dataclass(frozen=True, slots=True)
class Outfit:
    """Everything that is drawn of a person, settled once per shot."""

    tall: float
    """Metres."""
    girth: float
    """1 is slender-normal, 1.3 stout."""
    old: bool
    child: bool
    woman: bool
    skin: str
    hair: str
    hair_style: str
    """``short long bun ponytail braid curly bald thin bob``."""
    beard: str
    """``full short moustache stubble`` or empty."""
    beard_colour: str
    garment: str
    cloth: str
    under: str
    trousers: str
    shoes: str
    hat: str
    hat_colour: str
    scarf: str
    """Colour or empty."""
    glasses: bool
    apron: str
    """Colour or empty."""
    bag: str
    """Colour of a satchel or backpack, or empty."""
    cape: str
    """Colour or empty."""
    eyes: str
    long: bool
    """The garment reaches below the knee."""
    patch: bool
    trim: str


LEGWEAR = ("trousers", "pants", "jeans", "skirt", "shorts", "leggings", "breeches")
FOOTWEAR = ("boots", "boot", "shoes", "shoe", "sneakers", "sandals")
LEATHERS = ("#2b2624", "#4a3326", "#5a4030", "#22252c")
APRONS = ("apron", "chef", "baker", "cook", "blacksmith")
BAGS = ("satchel", "backpack", "rucksack", "bag", "knapsack")
STOUT = "stout fat chubby heavy plump burly round-bellied stocky broad-shouldered muscular".split()


def _build(look: Look, woman: bool, age: str) -> tuple[float, float]:
    """Height in metres and girth (1 is slender-normal)."""
    rng = look.rng("person")
    usual = {"child": 1.22, "teen": 1.58}.get(age, 1.66 if woman else 1.78)
    tall = usual * (0.97 if age == "old" else 1) * float(rng.uniform(0.98, 1.03))
    if look.has("tall", "giant", "towering"):
        tall *= 1.12
    elif look.has("short-statured", "small", "tiny", "petite"):
        tall *= 0.92
    if look.has(*STOUT):
        return tall, 1.28
    if look.has("thin", "slim", "slender", "skinny", "gaunt", "wiry"):
        return tall, 0.9
    usual_girth = float(rng.uniform(0.95, 1.08))
    return tall, float(look.traits.get("girth", usual_girth))


def dress(look: Look, sex: str, age: str) -> Outfit:
    """The outfit that the text describes; what it leaves out by ``look.key``."""
    woman = sex == "woman" or (sex == "" and look.rng("sex").random() < 0.5)
    old, child = age == "old", age == "child"
    garment, cloth, role_hat = _garment(look, woman)
    hair = _hair_colour(look, old)
    beard = _beard(look, woman, old, child)
    hat, hat_colour = _hat(look, role_hat)
    tall, girth = _build(look, woman, age)
    return Outfit(
        tall=tall,
        girth=girth,
        old=old,
        child=child,
        woman=woman,
        skin=_skin(look),
        hair=hair,
        hair_style=_hair_style(look, woman, old, child),
        beard=beard,
        beard_colour=colour_of("beard", _natural(look.text)) or look.colours.get("beard") or hair,
        garment=garment,
        cloth=cloth,
        under=look.colour("shirt", "#e9e3d6", "#c9d2d6", "#d8c3a0", "#7d8c93"),
        trousers=_any(look, LEGWEAR, DARK_RANGE, "trousers"),
        shoes=_any(look, FOOTWEAR, LEATHERS, "shoes"),
        hat=hat,
        hat_colour=hat_colour,
        scarf=look.colour("scarf", *CLOTH_RANGE) if look.has("scarf", "shawl", "neckerchief") else "",
        glasses=look.has("glasses", "spectacles", "goggles", "eyeglasses"),
        apron=look.colour("apron", "#ece6d8", "#8a5a44") if look.has(*APRONS) else "",
        bag=look.colour("satchel", "#7a5536") if look.has(*BAGS) else "",
        cape=look.colour("cape", "#a8322c", "#2b2f4a") if look.has("cape") else "",
        eyes=colour_of("eyes", look.text) or "#2a2026",
        long=garment in ("robe", "dress") or look.has("long coat", "ankle-length"),
        patch=look.has("eyepatch", "patch"),
        trim=look.colour("trim", "#d8b04a", "#e8e2d4", "#c05a3a"),
    )


def _any(look: Look, nouns: tuple[str, ...], choices: tuple[str, ...], part: str) -> str:
    for noun in nouns:
        named = colour_of(noun, look.text, choices[0])
        if named:
            return named
    return look.colour(part, *choices)


def _skin(look: Look) -> str:
    before = look.text.split(" skin")[0].split(",")[-1].split()[-3:] if " skin" in look.text else []
    tones = [SKINS[w] for w in before if w in SKINS]
    if len(before) > 1 and tones and "light" in before and "brown" in before:
        return "#b97f52"
    if tones:
        return tones[-1] if "dark" not in before or "brown" not in before else "#68402a"
    if before and (odd := colour_in(before)):
        return odd
    return look.colours.get("skin") or SKIN_RANGE[int(look.rng("skin").integers(len(SKIN_RANGE)))]


def _natural(text: str) -> str:
    """Nobody's hair is red like paint."""
    return re.sub(r"\bred\b", "ginger", text)


def _hair_colour(look: Look, old: bool) -> str:
    text = _natural(look.text)
    named = colour_of("hair", text, "#4a2f22") or next(
        (COLOURS[c] for w in look.words if w.endswith("haired") for c in [w.split("-")[0]] if c in COLOURS),
        None,
    )
    named = named or next(
        (COLOURS[w] for w in ("redhead", "blonde", "blond", "brunette") if w in look.words and w in COLOURS),
        None,
    )
    for noun in ("braid", "bun", "curls", "ponytail", "beard"):
        named = named or colour_of(noun, text, "#4a2f22")
    if named:
        return named
    return look.colour("hair", *(("#d8d6d2", "#bfc1c4", "#eceae6") if old else HAIR_RANGE))


def _hair_style(look: Look, woman: bool, old: bool, child: bool) -> str:
    for style, words in (
        ("bald", ("bald", "shaved", "hairless")),
        ("bun", ("bun", "chignon")),
        ("ponytail", ("ponytail",)),
        ("braid", ("braid", "braids", "plait", "pigtails")),
        ("curly", ("curly", "curls", "afro", "frizzy", "wavy")),
        ("bob", ("bob", "chin-length")),
        ("long", ("long", "flowing", "shoulder-length")),
        ("thin", ("thin", "balding", "receding")),
        ("short", ("short", "cropped", "tousled", "spiky", "buzzed", "close-cropped")),
    ):
        if any(w in _near_hair(look.text) for w in words):
            return style
    if "hair style" in look.traits:
        return look.traits["hair style"]
    options = (
        ("long", "bun", "bob", "ponytail", "curly", "braid")
        if woman
        else ("short", "short", "curly", "thin" if old else "short")
    )
    return options[int(look.rng("hair style").integers(len(options)))]


def _near_hair(text: str) -> frozenset[str]:
    """Words that can speak of hair: those just before and after the word, and its own synonyms."""
    words = text.replace(",", " , ").replace("-haired", " hair").split()
    near = {
        w
        for w in words
        if w
        in {
            "bald",
            "bun",
            "chignon",
            "ponytail",
            "braid",
            "braids",
            "plait",
            "pigtails",
            "afro",
            "curls",
            "bob",
            "balding",
        }
    }
    for i, word in enumerate(words):
        if word == "hair":
            start = max([j for j in range(i) if words[j] in (",", "with", "and", "a")] or [max(0, i - 3)])
            near |= {part for w in words[start : i + 4] for part in (w, *w.split("-"))}
    return frozenset(near)


def _beard(look: Look, woman: bool, old: bool, child: bool) -> str:
    if look.has("moustache", "mustache") and not look.has("beard"):
        return "moustache"
    if look.has("beard", "bearded"):
        return (
            "short"
            if (look.has("short", "stubble", "trimmed") and "short beard" in look.text)
            or "short white beard" in look.text
            else "full"
        )
    if look.has("stubble", "unshaven"):
        return "stubble"
    if "beard" in look.traits:
        return look.traits["beard"]
    if woman or child:
        return ""
    return ("", "", "short", "moustache", "full" if old else "")[int(look.rng("beard").integers(5))]


def _garment(look: Look, woman: bool) -> tuple[str, str, str]:
    role = next((row for row in ROLE_OUTFITS if look.has(*row[0].split())), None)
    for name, words in GARMENTS:
        for word in words:
            if _has_phrase(look.text, word):
                fallback = role[3] if role and role[1] == name else None
                named = _dyed(word, look.text, fallback or CLOTH_RANGE[0])
                return (
                    name,
                    named or look.colours.get("cloth") or fallback or look.colour("cloth", *CLOTH_RANGE),
                    role[2] if role else "",
                )
    if "garment" in look.traits:
        fallback = role[3] if role else look.colour("cloth", *CLOTH_RANGE)
        return look.traits["garment"], look.colours.get("cloth") or fallback, role[2] if role else ""
    if role:
        return role[1], look.colours.get("cloth") or role[3], role[2]
    options = (
        ("dress", "sweater", "coat", "jacket", "shirt")
        if woman
        else ("jacket", "sweater", "coat", "shirt", "hoodie")
    )
    garment = options[int(look.rng("garment").integers(len(options)))]
    dye = colour_of("clothes", look.text) or look.colours.get("cloth") or look.colour("cloth", *CLOTH_RANGE)
    return garment, dye, ""


def _hat(look: Look, role_hat: str) -> tuple[str, str]:
    for name, words in HATS:
        for word in words:
            if _has_phrase(look.text, word):
                default = {
                    "crown": "#e0b548",
                    "spacehelmet": "#e8e6e0",
                    "helmet": "#9aa0a8",
                    "chef": "#f2efe8",
                    "sou": "#e3b32f",
                }.get(name)
                named = _dyed(word, look.text, default or "#6a5138")
                return name, named or default or look.colours.get("hat") or look.colour(
                    "hat", "#7a5a38", "#3a4352", "#8a3f34", "#c2a468"
                )
    worn = look.traits.get("hat", role_hat)
    if worn:
        default = {
            "crown": "#e0b548",
            "spacehelmet": "#e8e6e0",
            "helmet": "#9aa0a8",
            "chef": "#f2efe8",
            "wizard": "#3f3566",
        }.get(worn)
        return worn, look.colours.get("hat") or default or look.colour(
            "hat", "#7a5a38", "#2c3a55", "#8a3f34", "#c2a468"
        )
    return "", "#000000"


def _dyed(phrase: str, text: str, base: str) -> str | None:
    """The colour that `text` gives to a garment, also inside its name: ``knitted blue cap``."""
    return colour_of(phrase, text, base) or colour_of(phrase.split()[-1], text, base)


def _has_phrase(text: str, phrase: str) -> bool:
    """True when the words stand in `text` in order, with colours allowed between them (``knitted blue
    cap``)."""
    at = text.find(phrase)
    if (
        at >= 0
        and (at == 0 or not text[at - 1].isalpha())
        and not text[at + len(phrase) : at + len(phrase) + 1].isalpha()
    ):
        return True
    first, *rest = phrase.split()
    if len(rest) != 1:
        return False
    words = text.replace(",", " ,").split()
    return any(
        w == first
        and rest[0] in words[i + 1 : i + 4]
        and "," not in words[i + 1 : i + 1 + words[i + 1 : i + 4].index(rest[0])]
        for i, w in enumerate(words)
        if rest[0] in words[i + 1 : i + 4]
    )


def darker(colour: str, amount: float = 0.08) -> str:
    """The same hue, darker by `amount` of OKLab lightness."""
    return hexed(toned(colour, -amount, 1.02))


def lighter(colour: str, amount: float = 0.07) -> str:
    """The same hue, lighter by `amount` of OKLab lightness."""
    return hexed(toned(colour, amount))


def blush(skin: str) -> str:
    """The colour of cheeks on this skin."""
    return hexed(mix(skin, "#c8403a", 0.3))
