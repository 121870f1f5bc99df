"""How long and how much a server may talk.

The time limits of an HTTP library hold between two pieces of an answer: a server that sends one byte a
second is never too slow for them. These hold for the whole answer.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

MOST_BYTES = 32_000_000
"""Of one answer; no document comes near."""


def bounded(seconds: float) -> Mapping[str, list[Callable[[Any], None]]]:
    """Event hooks for an httpx client that limit every answer as a whole.

    Raises (in the client): TimeoutError past `seconds`, ValueError past `MOST_BYTES`.
    """

    def limit(response: Any) -> None:
        inner = response.stream
        # The stream of the library at hand: the openai client may carry an httpx of its own.
        kind = next(base for base in type(inner).__mro__ if base.__name__ == "SyncByteStream")
        response.stream = type(
            "Bounded",
            (kind,),
            {"__iter__": lambda self: metered(inner, seconds), "close": lambda self: inner.close()},
        )()

    return {"response": [limit]}


def metered(pieces: Iterable[bytes], seconds: float) -> Iterator[bytes]:
    """`pieces`, until they have taken too long or become too many."""
    end, size = time.monotonic() + seconds, 0
    for piece in pieces:
        size += len(piece)
        if time.monotonic() > end:
            raise TimeoutError(f"no whole answer within {seconds:g} s")
        if size > MOST_BYTES:
            raise ValueError(f"the answer is larger than {MOST_BYTES // 10**6} MB")
        yield piece
