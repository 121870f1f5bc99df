"""FLUX and SDXL references: prompts, cut-outs and seeds, on a stand-in for the pipeline."""

from types import SimpleNamespace

import numpy as np
import pytest

torch = pytest.importorskip("torch")
cv2 = pytest.importorskip("cv2")

from rushes.errors import EngineUnavailable, RenderError  # noqa: E402
from rushes.preproduction.diffusion import DiffusionIllustrator, cut  # noqa: E402
from tests.support.document import BEACH, FILM, HERO  # noqa: E402


class Painter:
    """Paints a dark ellipse on white, textured from the generator, and remembers what it was asked."""

    def __init__(self, value=0.2):
        self.calls, self.value = [], value

    def __call__(self, text, *, generator, width, height, **more):
        self.calls.append({"text": text, "width": width, "height": height, **more})
        image = np.ones((height, width, 3), np.float32)
        mask = np.zeros((height, width), np.uint8)
        cv2.ellipse(mask, (width // 2, height // 2), (width // 4, height // 3), 0, 0, 360, 1, -1)
        grain = torch.rand((height, width, 3), generator=generator).numpy() * 0.2
        image[mask > 0] = (self.value + grain)[mask > 0]
        return SimpleNamespace(images=[image])


def illustrator(kind="sdxl", painter=None, **more):
    made = DiffusionIllustrator(kind=kind, source="x/FLUX.1-schnell", side=256, **more)
    made._loaded["pipe"] = painter or Painter()
    return made


def test_a_character_stands_alone_on_white_and_its_mask_is_its_shape():
    """Outside the mask every pixel is white; the mask is within a few percent of the truth."""
    image = illustrator().draw(HERO, "front", FILM, 3)
    assert image.mask is not None
    assert (image.pixels[~image.mask] == 255).all()
    truth = np.pi * 64 * 85 / 256**2
    assert abs(image.mask.mean() - truth) < 0.03


def test_every_view_repeats_the_identity_and_the_style():
    """Word for word, with the view's own framing; places are painted without people."""
    painter = Painter()
    made = illustrator(painter=painter)
    for view in ("front", "three-quarter", "full-body"):
        made.draw(HERO, view, FILM, 3)
    made.draw(BEACH, "wide", FILM, 3)
    texts = [call["text"] for call in painter.calls]
    assert all("Mara, lighthouse keeper, navy-blue pea coat" in text for text in texts[:3])
    assert all("muted watercolour" in text for text in texts)
    assert len(set(texts)) == 4
    assert "nobody" in texts[3]
    assert painter.calls[3]["width"] > painter.calls[3]["height"]


def test_the_same_seed_paints_the_same_picture():
    """And another seed another."""
    made = illustrator()
    a, b, c = (made.draw(HERO, "front", FILM, seed).pixels for seed in (3, 3, 4))
    assert np.array_equal(a, b)
    assert not np.array_equal(a, c)


def test_schnell_is_called_as_it_was_distilled():
    """Four steps without guidance; SDXL gets its steps and a negative prompt."""
    flux, sdxl = Painter(), Painter()
    illustrator("flux", flux).draw(HERO, "front", FILM, 1)
    illustrator("sdxl", sdxl).draw(HERO, "front", FILM, 1)
    assert flux.calls[0]["num_inference_steps"] == 4
    assert flux.calls[0]["guidance_scale"] == 0.0
    assert sdxl.calls[0]["num_inference_steps"] == 30
    assert sdxl.calls[0]["negative_prompt"]


def test_nothing_to_cut_out_gives_no_mask():
    """An even picture has no subject; no mask is invented."""
    assert cut(np.full((64, 64, 3), 255, np.uint8)) is None


def test_numbers_that_are_none_are_an_error():
    """NaN pictures are not saved as black ones."""
    with pytest.raises(RenderError, match="NaN"):
        illustrator(painter=Painter(value=np.nan)).draw(HERO, "front", FILM, 1)


def test_missing_weights_are_an_error_with_the_way_out(tmp_path):
    """Before anything is painted."""
    made = DiffusionIllustrator(kind="sdxl", source=str(tmp_path / "gone"))
    with pytest.raises(EngineUnavailable, match="cannot load sdxl"):
        made.draw(HERO, "front", FILM, 1)
