"""Prompt pairs that differ in one word: the picture differs where that word says so."""

from collections.abc import Callable

import numpy as np
import pytest

from rushes.film import Footage
from tests.unit.animatic.filming import (
    chroma,
    colour,
    drift,
    film,
    fizz,
    greenness,
    heights,
    luma,
    middles,
    seen,
    spread,
    warmth,
)

MEADOW = "Wide shot, {}, clear. A meadow. Static camera."
SKY = "Wide shot, noon, {}. A meadow. Static camera."
COAT = (
    "Full shot, noon, clear. Mara, a woman with black hair and a {} coat, stands in the "
    "meadow. Static camera."
)
PLACE = "Wide shot, noon, clear. {}. Static camera."
STYLE = "Wide shot, noon, clear. A village. Static camera. {}"
FRAME = "{}, noon, clear. A man with a red coat stands in the meadow. Static camera."
ACT = "Wide shot, noon, clear. A man with a red coat {} in the meadow. Static camera."
CAST = "Wide shot, noon, clear. {} in the meadow. Static camera."
FOLLOWED = "Full shot, noon, clear. A man with a red coat stands in the meadow. The camera {}."
CAMERA = "Wide shot, noon, clear. A village square. {}"


def travel(f: Footage) -> float:
    return float(np.nanmax(middles(f)[:, 0]) - np.nanmin(middles(f)[:, 0]))


def bounce(f: Footage) -> float:
    return float(np.nanstd(middles(f)[:, 1]))


def height(f: Footage) -> float:
    return float(np.nanmax(heights(f)))


def area(f: Footage) -> float:
    """Share of the picture that figures fill."""
    assert f.labels is not None
    return float((f.labels > 0).mean())


def last_height(f: Footage) -> float:
    return float(heights(f)[-1])


def growth(f: Footage) -> float:
    return float(heights(f)[-1] / heights(f)[0])


def lift(f: Footage) -> float:
    assert f.tracks is not None
    return float(-np.nanmean(f.tracks[0].boxes[:, 3]))


def sky_share(f: Footage) -> float:
    return float((f.passes["depth"][3, ..., 0] < 8).mean())


def leans(channel: int) -> Callable[[Footage], float]:
    """How far the coat leans to one channel."""

    def measure(f: Footage) -> float:
        c = colour(f)
        return float(c[channel] - c.mean())

    return measure


def body(f: Footage) -> float:
    return float(colour(f, 0.2, 0.8).mean())


def redness(f: Footage) -> float:
    c = colour(f, 0.2, 0.8)
    return float(c[0] - c[2])


def head(channel: int) -> Callable[[Footage], float]:
    def measure(f: Footage) -> float:
        c = colour(f, 0.0, 0.09)
        return float(c[channel] - c.mean())

    return measure


def brown_sky(f: Footage) -> float:
    return warmth(f)


def darkest(f: Footage) -> float:
    """Mean of the darkest frame: without lightning."""
    return float(f.frames.mean((1, 2, 3)).min())


def shift_x(f: Footage) -> float:
    return float(drift(f)[0])


def shift_y(f: Footage) -> float:
    return float(drift(f)[1])


PAIRS: tuple[tuple[str, str, str, Callable[[Footage], float], float], ...] = (
    # frame of the prompt, the word that gives more, the word that gives less, of what, by at least
    (MEADOW, "noon", "night", luma, 60),
    (MEADOW, "noon", "dusk", luma, 20),
    (MEADOW, "dawn", "night", luma, 30),
    (MEADOW, "golden hour", "noon", warmth, 30),
    (MEADOW, "golden hour", "night", warmth, 50),
    (MEADOW, "afternoon", "night", luma, 50),
    (SKY, "rain", "clear", fizz, 0.5),
    (SKY, "snow", "clear", fizz, 0.5),
    (SKY, "clear", "fog", spread, 4),
    (SKY, "clear", "storm", darkest, 25),
    (SKY, "clear", "overcast", chroma, 8),
    (SKY, "wind", "clear", fizz, 0.05),
    (COAT, "red", "blue", leans(0), 60),
    (COAT, "blue", "red", leans(2), 60),
    (COAT, "green", "purple", leans(1), 30),
    (COAT, "white", "black", body, 40),
    (COAT, "yellow", "navy-blue", leans(0), 40),
    (COAT.replace("coat", "dress"), "red", "green", leans(0), 50),
    (COAT.replace("a {} coat", "a {} hat"), "yellow", "blue", head(0), 30),
    (CAST, "A white cat stands", "A black cat stands", body, 50),
    (CAST, "A red fox stands", "A grey fox stands", redness, 25),
    (CAST, "A brown horse stands", "A white horse stands", redness, 15),
    (PLACE, "A forest", "A city street", greenness, 4),
    (PLACE, "A desert", "A snowfield", warmth, 40),
    (PLACE, "A meadow", "A desert", greenness, 15),
    (PLACE, "A beach", "A cave", luma, 40),
    (PLACE, "A snowfield", "A forest", luma, 30),
    (FRAME, "Close-up", "Wide shot", height, 60),
    (FRAME, "Medium shot", "Full shot", area, 0.04),
    (FRAME, "Wide shot", "Extreme wide shot", height, 15),
    (ACT, "runs", "walks", travel, 15),
    (ACT, "walks", "stands", travel, 60),
    (ACT, "stands", "sits", height, 8),
    (ACT, "jumps", "stands", bounce, 1.5),
    (ACT, "stands", "falls", last_height, 25),
    (ACT, "flies", "stands", lift, 15),
    (CAST, "Two men stand", "A man stands", lambda f: float(seen(f)), 1),
    (CAST, "Three women stand", "Two women stand", lambda f: float(seen(f)), 1),
    (CAST, "A huge dog stands", "A tiny dog stands", height, 8),
    (CAMERA, "The camera pans left.", "The camera pans right.", shift_x, 8),
    (CAMERA, "The camera tilts up.", "The camera tilts down.", shift_y, 6),
    (FOLLOWED, "dollies in", "dollies out", growth, 0.2),
    (FOLLOWED, "zooms in", "zooms out", growth, 0.2),
    (STYLE, "Documentary look.", "Noir look.", chroma, 8),
    (STYLE, "Neon look.", "Documentary look.", chroma, 15),
    (STYLE, "Vintage film look.", "Documentary look.", warmth, 5),
    (STYLE, "Noir look.", "Watercolour look.", spread, 8),
)


@pytest.mark.parametrize(
    ("frame", "more", "less", "measure", "margin"), PAIRS, ids=[f"{m} / {n}" for _, m, n, _, _ in PAIRS]
)
def test_one_word_changes_what_it_speaks_of(
    frame: str, more: str, less: str, measure: Callable[[Footage], float], margin: float
) -> None:
    """The measured figure is larger for the first word than for the second, by a stated margin."""
    high, low = (measure(film(frame.format(word))) for word in (more, less))
    assert high - low >= margin, f"{more}: {high:.2f}, {less}: {low:.2f}"


def test_a_low_camera_sees_more_sky_than_a_high_one() -> None:
    """The angle moves the horizon."""
    text = "Wide shot, noon, clear, {} angle. A meadow. Static camera."
    low, high = (sky_share(film(text.format(word), passes=("depth",))) for word in ("low", "high"))
    assert low > high + 0.1


def test_there_are_at_least_forty_pairs() -> None:
    """The promise is forty."""
    assert len(PAIRS) >= 40
