"""What the calls of one run have cost, and how much they may."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from rushes.errors import BudgetSpent

PRICES: Mapping[str, tuple[float, float]] = {
    "gpt-4o": (2.50, 10.00),
    "gpt-4o-mini": (0.15, 0.60),
    "gpt-4.1": (2.00, 8.00),
    "gpt-4.1-mini": (0.40, 1.60),
    "gpt-4.1-nano": (0.10, 0.40),
}
"""US dollars per million tokens in and out; others are estimated as ``gpt-4o``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """One call, for the report."""

    purpose: str
    model: str
    tokens_in: int
    tokens_out: int
    dollars: float
    """Estimated from list prices; 0 for a local server."""


@dataclass(slots=True)
class Ledger:
    """What the calls of one run have cost, and how much they may."""

    budget: float | None = None
    """US dollars, `LLM_BUDGET_USD`; None: no cap."""
    calls: list[Spent] = field(default_factory=list)
    save: Callable[[Sequence[Spent]], None] | None = field(default=None, repr=False)
    """Called with every call so far, after each."""

    def enter(self, purpose: str, model: str, tokens_in: int, tokens_out: int, priced: str) -> None:
        """Enter one call, at the list price of the model `priced` (``local``: free)."""
        dollars = cost(priced, tokens_in, tokens_out)
        self.calls.append(
            Spent(purpose=purpose, model=model, tokens_in=tokens_in, tokens_out=tokens_out, dollars=dollars)
        )
        if self.save:
            self.save(self.calls)

    @property
    def dollars(self) -> float:
        return sum(call.dollars for call in self.calls)

    def allow(self, dollars: float) -> None:
        """Raises `BudgetSpent` when a call of up to `dollars` could pass the cap."""
        if self.budget is not None and self.dollars + dollars > self.budget:
            raise BudgetSpent(
                f"the next call could cost ${dollars:.4f}, and ${self.dollars:.4f} of"
                f" ${self.budget:.2f} is spent",
                todo="raise LLM_BUDGET_USD, or choose a cheaper LLM_MODEL",
            )


def cost(model: str, tokens_in: int, tokens_out: int) -> float:
    """Estimated US dollars of a call; 0 for ``local``."""
    if model == "local":
        return 0.0
    price_in, price_out = PRICES.get(model, PRICES["gpt-4o"])
    return (tokens_in * price_in + tokens_out * price_out) / 1e6
