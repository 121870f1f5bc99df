"""Which checkpoint serves a shot, and how the shot's pictures condition it.

| the shot has                  | first choice | else                                  |
|-------------------------------|--------------|---------------------------------------|
| references or a control video | VACE         | ignored, and said in the notes        |
| first and last frame          | FLF2V        | Fun-InP, VACE, I2V (first frame only) |
| first frame                   | I2V          | Fun-InP, VACE, T2V by latent hold     |
| text alone                    | T2V          | VACE                                  |

*Latent hold* keeps the first latent frames of a text-to-video model at the known picture, noised
to each step's level (the replacement method of Song et al. 2021, "Score-based generative
modeling through SDEs", appendix I.2), since that model has no picture input.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

from rushes.errors import ConfigError
from rushes.film import Shot

Kind = Literal["t2v", "i2v", "flf2v", "vace", "fun-inp"]
KINDS: tuple[Kind, ...] = ("t2v", "i2v", "flf2v", "vace", "fun-inp")

OVERLAP: Mapping[Kind, int] = {"t2v": 5, "i2v": 1, "flf2v": 1, "vace": 5, "fun-inp": 1}
"""Frames a continued chunk begins with: what each kind can be shown of the chunk before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mode:
    """How one shot is made."""

    kind: Kind
    first: bool
    last: bool
    references: bool
    control: bool
    ignored: tuple[str, ...]
    """Parts of the order that the cast checkpoints have no input for."""

    def notes(self) -> Mapping[str, str]:
        """The mode in words, for the report."""
        used = [name for name in ("first", "last", "references", "control") if getattr(self, name)]
        notes = {"mode": f"{self.kind}" + (f" with {', '.join(used)}" if used else "")}
        if self.ignored:
            notes["not used"] = f"{', '.join(self.ignored)}: the {self.kind} checkpoint has no input for it"
        return notes


def choose(shot: Shot, kinds: Collection[Kind]) -> Mode:
    """Choose the checkpoint kind for `shot` among those that are cast.

    Raises:
        ConfigError: no kind that is cast can serve the shot.
    """
    kind = next((k for k in _wishes(shot) if k in kinds), None)
    if kind is None:
        raise ConfigError(
            f"none of the cast Wan checkpoints ({', '.join(sorted(kinds)) or 'none'}) can make this shot",
            todo="add a T2V or VACE checkpoint to WAN_MODEL, or start the film with --image for an I2V one",
        )
    has = {
        "first frame": shot.first_frame is not None,
        "last frame": shot.last_frame is not None,
        "references": bool(shot.references),
        "control video": shot.control is not None,
    }
    takes = _takes(kind)
    return Mode(
        kind=kind,
        first=has["first frame"],
        last=has["last frame"] and "last frame" in takes,
        references=has["references"] and "references" in takes,
        control=has["control video"] and "control video" in takes,
        ignored=tuple(name for name, there in has.items() if there and name not in takes),
    )


def _wishes(shot: Shot) -> tuple[Kind, ...]:
    if shot.references or shot.control is not None:
        wanted: tuple[Kind, ...] = ("vace",)
    else:
        wanted = ()
    if shot.first_frame is not None and shot.last_frame is not None:
        return (*wanted, "flf2v", "fun-inp", "vace", "i2v", "t2v")
    if shot.first_frame is not None:
        return (*wanted, "i2v", "fun-inp", "vace", "t2v")
    return (*wanted, "t2v", "vace")


def _takes(kind: Kind) -> frozenset[str]:
    everything = frozenset({"first frame", "last frame", "references", "control video"})
    if kind == "vace":
        return everything
    if kind in ("flf2v", "fun-inp"):
        return frozenset({"first frame", "last frame"})
    return frozenset({"first frame"})
