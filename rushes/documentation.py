"""Writes the generated parts of the documentation, or checks that they are fresh (``--check``)."""

import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from rushes.direction import SLOTS
from rushes.tables import settings_markdown


def directions_markdown() -> str:
    """The table of directions."""
    lines = ["| slot | option | what it does |", "|---|---|---|"]
    for slot, options in SLOTS.items():
        lines += [f"| {slot} | `{option}` | {what} |" for option, what in options.items()]
    return "\n".join(lines) + "\n"


PARTS: Mapping[str, Callable[[], str]] = {"settings": settings_markdown, "directions": directions_markdown}
"""Name in the markers ``<!-- generated: NAME -->`` … ``<!-- end -->`` -> what stands between them."""


def fresh(text: str) -> str:
    """`text` with every generated part written anew."""

    def part(match: re.Match[str]) -> str:
        return f"<!-- generated: {match[1]} -->\n\n{PARTS[match[1]]().strip()}\n\n<!-- end -->"

    return re.sub(r"<!-- generated: (\w+) -->.*?<!-- end -->", part, text, flags=re.S)


def main(arguments: list[str]) -> int:
    """0 when everything is fresh or was written; 1 when ``--check`` found stale parts."""
    stale = []
    for path in (Path("DOCS.md"), Path("README.md")):
        text = path.read_text(encoding="utf-8")
        if fresh(text) != text:
            stale.append(path.name)
            if "--check" not in arguments:
                path.write_text(fresh(text), encoding="utf-8")
    if stale and "--check" in arguments:
        sys.stderr.write(f"stale: {', '.join(stale)}; run `make docs`\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
