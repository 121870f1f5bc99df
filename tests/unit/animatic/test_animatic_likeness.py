"""What a character's picture shows is worn in the shot, where the text says nothing of it."""

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from rushes.engines.animatic.illustrator import AnimaticIllustrator
from rushes.engines.animatic.likeness import likeness
from rushes.film import Character, CreativeDocument, Descriptor, Footage, Location, ReferenceImage, Scene
from tests.unit.animatic.filming import film

DOCUMENT = CreativeDocument(
    title="T",
    logline="",
    style="",
    arc="",
    characters=(),
    locations=(Location(id="meadow", name="the meadow", kind="meadow", interior=False, descriptors=()),),
    scenes=(
        Scene(
            number=1,
            beat="setup",
            location="meadow",
            characters=(),
            action="Nothing.",
            time_of_day="noon",
            weather="clear",
            mood="",
            shot_size="full",
            camera="static",
            seconds=1.0,
        ),
    ),
)
LOOKS = {
    "sun hat": ("woman", "a yellow sun hat", "long black hair", "a crimson red coat", "navy trousers"),
    "fair": ("woman", "short blonde hair", "a green jacket", "grey trousers", "black shoes"),
    "captain": (
        "man",
        "a navy peaked cap",
        "short white hair",
        "a white beard",
        "a blue coat",
        "grey trousers",
    ),
    "headscarf": ("woman", "a green headscarf", "black hair", "a brown coat", "black trousers"),
    "boy": ("boy", "curly black hair", "a yellow t-shirt", "red trousers", "blue shoes"),
}
HATTED = {"sun hat", "captain", "headscarf"}
ZONES = {"top": (0.0, 0.05), "coat": (0.30, 0.42), "trousers": (0.74, 0.84)}
"""What lies between which heights of somebody who stands, as shares from the top."""


def ada(look: str, view: str = "full-body") -> ReferenceImage:
    role, *phrases = LOOKS[look]
    descriptors = tuple(Descriptor(attribute=phrase.split()[-1], phrase=phrase) for phrase in phrases)
    someone = Character(id=f"ada-{look}", name="Ada", role=role, kind="person", descriptors=descriptors)
    return AnimaticIllustrator().draw(someone, view, DOCUMENT, 1)


def shot(look: str, more: str = "", **changes: object) -> Footage:
    return film(
        f"Full shot, noon, clear. Ada, a {LOOKS[look][0]}{more}, stands in the meadow. Static camera.",
        references=(ada(look),),
        reference_scale=1.0,
        frames=2,
        **changes,
    )


def zone(pixels: NDArray[np.uint8], mask: NDArray[np.bool_], name: str) -> NDArray[np.float32]:
    """The usual colour in a zone of a figure, CIELAB."""
    rows = np.flatnonzero(mask.any(1))
    top, bottom = (rows[0] + int(share * len(rows)) for share in ZONES[name])
    usual = np.median(pixels[top:bottom][mask[top:bottom]], 0).astype(np.float32) / 255
    return np.asarray(cv2.cvtColor(usual[None, None], cv2.COLOR_RGB2LAB)[0, 0], np.float32)


def apart(f: Footage, look: str, name: str) -> float:
    """CIELAB distance of a zone in the shot from the same zone of the reference."""
    assert f.labels is not None
    reference = ada(look)
    assert reference.mask is not None
    seen, meant = (
        zone(f.frames[0], f.labels[0] == 1, name),
        zone(reference.pixels, reference.mask, name),
    )
    return float(np.linalg.norm(seen - meant))


@pytest.mark.parametrize("name", ZONES)
@pytest.mark.parametrize("look", LOOKS)
def test_what_the_text_leaves_out_is_worn_as_in_the_picture(look: str, name: str) -> None:
    """The prompt names nothing but ``Ada, a woman``; hat or hair, coat and trousers are the reference's
    within 12 CIELAB units."""
    assert apart(shot(look), look, name) < 12


@pytest.mark.parametrize("look", LOOKS)
def test_hats_and_hair_are_read(look: str) -> None:
    """A hat is seen where there is one and nowhere else; so is a beard."""
    role = LOOKS[look][0]
    seen = likeness(ada(look), "woman" if role == "woman" else "man", "child" if role == "boy" else "")
    assert seen is not None
    assert bool(seen.traits["hat"]) == (look in HATTED)
    assert bool(seen.traits["beard"]) == (look == "captain")


def test_the_text_ranks_above_the_picture() -> None:
    """A blue coat in the prompt is blue, whatever the reference wears; the trousers stay the reference's."""
    f = shot("sun hat", " with a bright blue coat")
    assert f.labels is not None
    assert zone(f.frames[0], f.labels[0] == 1, "coat")[2] < -20
    assert apart(f, "sun hat", "trousers") < 12


def test_takes_of_all_seeds_wear_the_same() -> None:
    """What comes from the reference does not change with the seed."""
    assert max(apart(shot("boy", seed=n), "boy", name) for n in (1, 2) for name in ZONES) < 12


@pytest.mark.parametrize("build", ["slim", "stout"])
def test_the_build_is_read(build: str) -> None:
    """A broad silhouette is read as broader than a slim one."""
    someone = Character(
        id="bo",
        name="Bo",
        role="man",
        kind="person",
        descriptors=(
            Descriptor(attribute="build", phrase=build),
            Descriptor(attribute="coat", phrase="a blue sweater"),
        ),
    )
    seen = likeness(AnimaticIllustrator().draw(someone, "full-body", DOCUMENT, 1), "man", "")
    assert seen is not None
    assert (float(seen.traits["girth"]) > 1.1) == (build == "stout")


def test_a_picture_on_white_needs_no_mask() -> None:
    """As a user puts it in: small, compressed, without a mask; hat and coat are there, in their colours."""
    drawn = ada("sun hat")
    small = cv2.resize(drawn.pixels, (240, 320), interpolation=cv2.INTER_AREA)
    _, code = cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, 85])
    seen = likeness(_reference(cv2.imdecode(code, cv2.IMREAD_COLOR)), "woman", "")
    assert seen is not None
    assert seen.traits["hat"]
    assert seen.traits["garment"] == "coat"
    drawn_like = likeness(drawn, "woman", "")
    assert drawn_like is not None
    for part in ("hat", "cloth", "trousers"):
        a, b = (
            np.array([int(x.colours[part][i : i + 2], 16) for i in (1, 3, 5)]) for x in (seen, drawn_like)
        )
        assert np.abs(a - b).max() < 16


def _reference(pixels: NDArray[np.uint8]) -> ReferenceImage:
    return ReferenceImage(subject="x", name="X", of="character", view="full-body", pixels=pixels)


def _no_person(kind: str) -> ReferenceImage:
    rng, sheet = np.random.default_rng(0), np.full((640, 480, 3), 255, np.uint8)
    if kind == "portrait":
        return _reference(ada("fair", "front").pixels)
    if kind == "ellipse":
        cv2.ellipse(sheet, (240, 320), (90, 280), 0, 0, 360, (40, 90, 200), -1)
    elif kind == "fir":
        cv2.fillPoly(sheet, [np.array([[240, 60], [330, 600], [150, 600]])], (60, 140, 60))
    elif kind == "static":
        sheet[60:600, 150:330] = rng.integers(0, 256, (540, 180, 3), np.uint8)
    elif kind == "landscape":
        sheet[:] = rng.integers(0, 200, (640, 480, 3), np.uint8)
    elif kind == "small":
        return _reference(cv2.resize(ada("fair").pixels, (48, 64), interpolation=cv2.INTER_AREA))
    return _reference(sheet)


@pytest.mark.parametrize("kind", ["blank", "portrait", "ellipse", "fir", "static", "landscape", "small"])
def test_a_picture_of_nobody_who_stands_gives_nothing(kind: str) -> None:
    """Nothing is read from it, and the shot goes on as if it were not there."""
    picture = _no_person(kind)
    assert likeness(picture, "woman", "") is None
    text = "Full shot, noon, clear. X, a woman, stands in the meadow. Static camera."
    bound = film(text, references=(picture,), frames=1)
    other = film(text, references=(_no_person("blank"),), frames=1)
    np.testing.assert_array_equal(bound.frames, other.frames)
