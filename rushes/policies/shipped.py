"""The rehearsed policy and prior that ship with the package."""

from pathlib import Path
from typing import Final

from rushes.policies.belief import Prior
from rushes.policies.storage import read_arrays, read_card

FOLDER: Final = Path(__file__).parent / "shipped"
"""Weights, prior, card and learning curve; made by the command that its card names."""


def shipped_prior() -> Prior:
    """What rehearsal taught about engines in general; for policies that start from it.

    Raises:
        PolicyError: the package's own files are missing or damaged.
    """
    scales = int(read_card(FOLDER, "ppo")["scales"])
    return Prior.of(read_arrays(FOLDER / "belief.npz", Prior.shapes(scales)))
