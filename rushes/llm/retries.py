"""Calling a server again when it may help, as often as allowed, as late as it asks."""

import re
from collections.abc import Callable
from typing import Any, TypeVar

R = TypeVar("R")

LONGEST_PAUSE = 30.0
"""Seconds that a server may ask us to wait between two attempts."""


def retrying(attempts: int, pause: Callable[[float], None] | None) -> Callable[[Callable[[], R]], R]:
    """Call again what may pass, as often as allowed, waiting as long as the server asks."""
    import tenacity

    def wait(state: Any) -> float:
        asked = _retry_after(state.outcome.exception())
        return min(LONGEST_PAUSE, asked if asked is not None else 0.5 * 2**state.attempt_number)

    return tenacity.Retrying(
        stop=tenacity.stop_after_attempt(attempts),
        wait=wait,
        retry=tenacity.retry_if_exception(_may_pass),
        reraise=True,
        sleep=pause or tenacity.nap.sleep,
    )


def _may_pass(error: BaseException) -> bool:
    status = getattr(error, "status_code", None) or getattr(
        getattr(error, "response", None), "status_code", None
    )
    if status is not None and unknown_form(error):
        return False
    if status is not None:
        return int(status) in (408, 409, 429) or int(status) >= 500
    names = {kind.__name__ for kind in type(error).__mro__}
    return bool(names & {"APIConnectionError", "TransportError", "TimeoutError"})


def unknown_form(error: BaseException) -> bool:
    """Whether a server complains of the form that it was asked to answer in, whatever its status."""
    return re.search(r"response_format|json_schema|schema|grammar", str(error)) is not None


def _retry_after(error: BaseException | None) -> float | None:
    headers = getattr(getattr(error, "response", None), "headers", None) or {}
    try:
        return max(0.0, float(headers.get("retry-after", "")))
    except ValueError:
        return None
