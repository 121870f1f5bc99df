"""Would a policy take over what lies in a folder? Found without building it, for the preflight."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from rushes.errors import PolicyError
from rushes.policies.belief import Belief, Prior
from rushes.policies.state_text import schema
from rushes.policies.storage import check_arrays, read_arrays, read_card, read_takes, whole_number

BELIEF: Final = "belief.npz"
NETWORK: Final = "network.npz"
TAKES: Final = "takes.jsonl"


def read_learner_card(folder: Path, policy: str, backbone: str) -> Mapping[str, Any]:
    """The card of a language-model policy.

    Raises:
        PolicyError: as `read_card`, or another network or state text was learned with.
    """
    card = read_card(folder, policy)
    if (card.get("backbone"), card.get("state_text")) != (backbone, schema()):
        raise PolicyError(
            f"{folder} was learned by another network or with another state text",
            todo="set PPO_POLICY_MODEL_NAME to the network it was learned with, or start anew",
        )
    return card


def inspect(folder: Path, policy: str, *, backbone: str = "", like: Path | None = None) -> None:
    """Check everything that `load` of a learning policy checks, short of reading its weights.

    Args:
        policy: ``ppo``, ``grpo`` or a linear bandit.
        backbone: The network of a language-model policy; empty for a bandit.
        like: Folder of a policy with the same network; None when the network's shape is not known here.

    Raises:
        PolicyError: the policy would refuse the folder.
    """
    card = read_learner_card(folder, policy, backbone) if backbone else read_card(folder, policy)
    scales, count = whole_number(card, "scales"), whole_number(card, "attempts")
    whole = count > 0 or not backbone
    read_arrays(folder / BELIEF, Belief.shapes(scales) if whole else Prior.shapes(scales))
    if backbone:
        check_arrays(folder / NETWORK, (like or folder) / NETWORK, "policy/")
    if backbone and count:
        read_takes(folder / TAKES)
