"""The query of the language-model policy: the scene's state in a closed vocabulary, one word per fact.

Every query has the same length, so that a word's position says which fact it is. The last two words are
``<belief-i>``, in whose place the model reads register i of its belief, and ``<direct>``, after which the
four words of the direction follow.
"""

import hashlib
import json
from collections.abc import Sequence
from typing import Final

from rushes.direction import SLOTS, Direction, SceneState
from rushes.film import COMPONENTS
from rushes.policies.features import setting

SCHEMA: Final = 1
"""Version of the state text; raised when a word changes its meaning."""
RECENT: Final = 2
"""How many of the latest takes are spelled out; the belief sums up all of them."""
REGISTERS: Final = 16
"""How many different states one batch may speak of."""
START, DIRECT, PAD, END, OTHER = "<state>", "<direct>", "<pad>", "<end>", "<other>"

_ENGINES = ("animatic", "wan", "server", "synthetic")
_REWARDS = ("none", "awful", "low", "fair", "good", "high")
_EDGES = (0.3, 0.45, 0.6, 0.75)
_NO_TAKE = "no-take"

OPTION_WORDS: Final = tuple(
    tuple(f"{slot}={option}" for option in options) for slot, options in SLOTS.items()
)
"""The response words, per slot in table order."""


def _vocabulary() -> tuple[str, ...]:
    facts = {
        "position": ("opening", "middle", "closing"),
        "cast": ("none", "new", "returning", "mixed"),
        "gap": ("0", "1", "2", "3+"),
        "place": ("new", "same", "returning"),
        "setting": ("inside", "outside", "landscape"),
        "motion": ("still", "some", "strong"),
        "try": ("1", "2", "3", "4+"),
        "before": _REWARDS,
        "weak": ("none", *COMPONENTS, "other"),
        "engine": (*_ENGINES, "other"),
        "earned": _REWARDS,
    }
    words = [PAD, END, OTHER, START, DIRECT, _NO_TAKE]
    words += [f"{fact}:{value}" for fact, values in facts.items() for value in values]
    words += [word for options in OPTION_WORDS for word in options]
    return (*words, *(register(index) for index in range(REGISTERS)))


def register(index: int) -> str:
    """The word in whose place register `index` of the belief is read."""
    return f"<belief-{index}>"


VOCABULARY: Final = _vocabulary()
"""Every word of queries and responses, in the order of their token ids."""


def schema() -> str:
    """Digest of the vocabulary and its version; weights learned under another one are foreign."""
    return hashlib.sha256(json.dumps([SCHEMA, RECENT, VOCABULARY]).encode()).hexdigest()[:16]


def _level(reward: float | None) -> str:
    return _REWARDS[0] if reward is None else _REWARDS[1 + sum(reward >= edge for edge in _EDGES)]


def _weakest(name: str | None) -> str:
    return "none" if name is None else name if name in COMPONENTS else "other"


def _engine(name: str) -> str:
    return next((known for known in _ENGINES if name.startswith(known)), "other")


def _takes(history: Sequence[tuple[Direction, float]]) -> list[str]:
    words: list[str] = []
    for taken, reward in history[-RECENT:]:
        words += [f"{slot}={word}" for slot, word in zip(SLOTS, taken.words(), strict=True)]
        words.append(f"earned:{_level(reward)}")
    return [_NO_TAKE] * (5 * RECENT - len(words)) + words


def words(state: SceneState, belief: int = 0) -> list[str]:
    """The query of one take; the belief is read from register `belief`.

    Pure, and made of `VOCABULARY` alone: nothing a language model or user wrote can enter.
    """
    last = state.scene > 1 and state.scene >= state.scenes - 1
    position = "opening" if state.scene == 1 else "closing" if last else "middle"
    return [
        START,
        f"position:{position}",
        f"cast:{state.cast}",
        f"gap:{state.gap if state.gap < 3 else '3+'}",
        f"place:{state.place}",
        f"setting:{('inside', 'outside', 'landscape')[setting(state)]}",
        f"motion:{state.motion}",
        f"try:{state.attempt if state.attempt < 4 else '4+'}",
        f"before:{_level(state.previous_reward)}",
        f"weak:{_weakest(state.weakest)}",
        f"engine:{_engine(state.engine)}",
        *_takes(state.history),
        register(belief),
        DIRECT,
    ]


LENGTH: Final = 13 + 5 * RECENT
"""Words of every query."""
