"""Coats: the colours of an animal's parts and the patterns on its body, from the text or the seed."""

from dataclasses import dataclass

from rushes.engines.animatic.cast.rig_form import coat, hexa, said
from rushes.engines.animatic.figure import Look


@dataclass(frozen=True, slots=True)
class Coat:
    """Local colours, ``#rrggbb``."""

    main: str
    belly: str
    ears: str
    inner: str
    """Inside of the ears."""
    legs: str
    tail: str
    tip: str
    """End of the tail."""
    muzzle: str
    nose: str
    eyes: str | None
    """Iris; None for dark eyes."""
    mane: str
    hoof: str
    second: str
    """Patches, stripes, spots."""
    pattern: str = "plain"
    """``plain``, ``patched``, ``spotted``, ``striped`` or ``saddle``."""


PATTERNS = {
    "spotted": ("spotted", "spots", "spot", "dappled", "speckled", "dalmatian", "leopard"),
    "striped": ("striped", "stripes", "stripe", "tabby", "tiger", "banded"),
    "patched": ("patched", "patches", "patch", "patchy", "piebald", "pinto", "calico"),
}


def pattern_of(look: Look, *choices: str) -> str:
    """The pattern that the text names, else one of `choices` by seed."""
    for name, words in PATTERNS.items():
        if look.has(*words):
            return name
    return choices[int(look.rng("pattern").integers(len(choices)))]


def dressed(
    look: Look,
    mains: tuple[str, ...],
    *,
    belly: str | None = None,
    legs: str | None = None,
    ears: str | None = None,
    tip: str | None = None,
    muzzle: str | None = None,
    mane: str | None = None,
    nose: str = "#2a2326",
    eyes: tuple[str, ...] = (),
    inner: str = "#d59a92",
    hoof: str = "#3b332f",
    second: str | None = None,
    patterns: tuple[str, ...] = ("plain",),
) -> Coat:
    """A coat: what the text names, else the species' colours (None: like the main colour)."""
    if look.has("robot", "robotic", "mechanical", "metal", "cyborg"):
        mains, patterns, inner = ("#b4bcc4", "#8f99a6", "#c9b98a"), ("plain",), "#5a6068"
        eyes = eyes or ("#6fe6ff", "#ffc94d")
    main, other = coat(look, *mains)
    tail = said(look, main, "tail")
    return Coat(
        main=main,
        belly=said(look, belly or hexa(main, 0.1, 0.7), "belly", "chest", "throat"),
        ears=said(look, ears or main, "ear"),
        inner=inner,
        legs=said(look, legs or main, "paw", "feet", "foot", "sock", "leg", "hoof", "hooves"),
        tail=tail,
        tip=said(look, tip or tail, "tip", "tail-tip"),
        muzzle=said(look, muzzle or main, "muzzle", "snout", "face"),
        nose=said(look, nose, "nose"),
        eyes=_iris(look, eyes),
        mane=said(look, mane or hexa(main, -0.14), "mane", "forelock"),
        hoof=hoof,
        second=said(look, other or second or hexa(main, -0.2), "spot", "patch", "stripe", "marking", "back"),
        pattern=_marking(look, patterns, named=main not in mains, two_tone=other is not None),
    )


def _marking(look: Look, patterns: tuple[str, ...], *, named: bool, two_tone: bool) -> str:
    """The pattern of a coat whose main colour the text names (`named`), or with another one (`two_tone`)."""
    # A colour that the text names is not broken up by markings that it does not name.
    unbroken = named and len(set(patterns)) > 1
    pattern = pattern_of(look, *(("plain",) if unbroken else patterns))
    return "patched" if two_tone and pattern == "plain" else pattern


def _iris(look: Look, eyes: tuple[str, ...]) -> str | None:
    """The colour of the eyes that the text names, else one of `eyes` by seed; None for dark ones."""
    return said(look, eyes[int(look.rng("eyes").integers(len(eyes)))] if eyes else "", "eye") or None
