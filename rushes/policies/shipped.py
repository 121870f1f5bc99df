"""The rehearsed policy and prior that ship with the package."""

from pathlib import Path
from typing import Final

from rushes.policies.belief import Prior
from rushes.policies.storage import read_arrays, read_card

FOLDER: Final = Path(__file__).parent / "shipped"
"""Weights, prior, card and learning curve; made by the command that its card names."""


def shipped_for(engine: str) -> Path:
    """The policy that films of `engine` start from: its own where one was rehearsed, else the general one."""
    own = FOLDER / engine
    return own if engine and (own / "card.json").is_file() else FOLDER


def shipped_prior(engine: str = "") -> Prior:
    """What rehearsal taught about `engine`, or about engines in general; for policies that start from it.

    Raises:
        PolicyError: the package's own files are missing or damaged.
    """
    folder = shipped_for(engine)
    scales = int(read_card(folder, "ppo")["scales"])
    return Prior.of(read_arrays(folder / "belief.npz", Prior.shapes(scales)))
