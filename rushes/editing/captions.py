"""Captions: what happens in each scene, timed to the film, as SubRip and WebVTT."""

import html
import textwrap
from dataclasses import dataclass

from rushes.film import CreativeDocument, Film

WIDTH = 42
"""Characters per line, the usual limit of broadcast captions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """One scene's caption."""

    start: float
    """Seconds."""
    end: float
    text: str


def captions(document: CreativeDocument, film: Film) -> tuple[Caption, ...]:
    """One caption per scene of the film; it changes in the middle of each fade."""
    changes = [0, *(join.start + join.frames // 2 for join in film.joins), film.frames]
    return tuple(
        Caption(start=a / film.fps, end=b / film.fps, text=" ".join(scene.action.split()))
        for scene, a, b in zip(document.scenes, changes, changes[1:], strict=False)
    )


def srt(lines: tuple[Caption, ...]) -> str:
    """SubRip text. Angle brackets, which players take for styling, become typographic ones."""
    blocks = [
        f"{number}\n{_clock(one.start, ',')} --> {_clock(one.end, ',')}\n{_wrapped(_unstyled(one.text))}\n"
        for number, one in enumerate(lines, 1)
    ]
    return "\n".join(blocks)


def vtt(lines: tuple[Caption, ...]) -> str:
    """WebVTT text, with what would be markup escaped."""
    blocks = [
        f"{_clock(one.start, '.')} --> {_clock(one.end, '.')}\n{_escaped(_wrapped(one.text))}\n"
        for one in lines
    ]
    return "\n".join(["WEBVTT\n", *blocks])


def _wrapped(text: str) -> str:
    return "\n".join(textwrap.wrap(text, WIDTH)) or "…"


def _unstyled(text: str) -> str:
    return text.replace("<", "‹").replace(">", "›")


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)


def _clock(seconds: float, point: str) -> str:
    whole = round(seconds * 1000)
    minutes, rest = divmod(whole, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02}{point}{rest % 1000:03}"
