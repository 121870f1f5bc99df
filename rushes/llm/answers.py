"""The JSON object in whatever a model said."""

import itertools
import json
import re
from typing import Any

from rushes.llm.conversation import LONGEST_ANSWER


def find_json(text: str) -> Any:
    """The JSON object in an answer, whatever prose or code fence stands around it.

    Raises:
        ValueError: there is none, it is cut off, nested too deep, or holds NaN or Infinity.
    """
    text = text[:LONGEST_ANSWER]
    decoder = json.JSONDecoder(strict=False, parse_constant=_no_constant)
    reason = "no JSON object in the answer"
    for match in itertools.islice(re.finditer(r"\{", text), 50):
        try:
            found, _ = decoder.raw_decode(text, match.start())
        except RecursionError:
            raise ValueError("the JSON is nested too deep") from None
        except json.JSONDecodeError as error:
            if error.pos >= len(text.rstrip()) - 1 or error.msg.startswith("Unterminated"):
                raise ValueError("the JSON is cut off before its end") from None
            reason = f"not JSON: {error.msg} at character {error.pos}"
            continue
        if isinstance(found, dict):
            return found
    raise ValueError(reason)


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not a number in JSON")
