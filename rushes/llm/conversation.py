"""What is asked of a language model and what comes back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

from rushes.llm.ledger import Ledger

Message: TypeAlias = Mapping[str, str]
"""``{"role": "system" | "user" | "assistant", "content": text}``"""
LONGEST_ANSWER = 400_000
"""Characters of an answer that are looked at; no document is longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One call of a model."""

    messages: Sequence[Message]
    purpose: str
    """What it is for, in the ledger: ``story``, ``scenes``, ``continuity``…"""
    seed: int
    temperature: float
    schema: Mapping[str, Any] | None = None
    """JSON Schema of the answer, enforced by the server where it can; None: free text."""

    @property
    def tokens(self) -> int:
        """A safe estimate of the tokens of the messages: a third of their characters."""
        return sum(len(m["content"]) for m in self.messages) // 3 + 8 * len(self.messages)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a model said."""

    text: str
    tokens_in: int
    tokens_out: int
    truncated: bool = False
    """True when the model ran out of room and the text is cut off."""


class Chat(Protocol):
    """A language model behind one verb."""

    @property
    def name(self) -> str: ...

    @property
    def ledger(self) -> Ledger: ...

    def ask(self, question: Question) -> Answer:
        """Ask once, with retries of what may pass.

        Raises:
            ServiceError: refused, failed or unreachable after the last attempt.
            BudgetSpent: not asked, because it could cost too much.
        """
        ...
