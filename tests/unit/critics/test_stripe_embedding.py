"""The appearance embedding that the memory keeps."""

import numpy as np

from rushes.critics.embedding import SIZE, StripeEmbedding


def figure(top, bottom):
    pixels = np.full((60, 30, 3), 255, np.uint8)
    pixels[10:30, 10:20], pixels[30:50, 10:20] = top, bottom
    mask = np.zeros((60, 30), np.bool_)
    mask[10:50, 10:20] = True
    return pixels, mask


def test_it_is_a_unit_vector_that_ignores_the_background():
    """Only what the mask covers counts."""
    pixels, mask = figure((200, 30, 30), (30, 30, 200))
    elsewhere = np.where(mask[..., None], pixels, np.uint8(7))
    one, two = (StripeEmbedding().embed(p, mask) for p in (pixels, elsewhere))

    assert one.shape == (SIZE,)
    assert np.isclose(np.linalg.norm(one), 1)
    assert np.array_equal(one, two)


def test_the_same_figure_is_nearer_than_one_with_its_clothes_exchanged():
    """Where a colour is worn matters, not only that it is worn."""
    same, swapped, base = (
        StripeEmbedding().embed(*figure(*colours))
        for colours in (
            ((190, 35, 30), (35, 30, 190)),
            ((30, 30, 200), (200, 30, 30)),
            ((200, 30, 30), (30, 30, 200)),
        )
    )

    assert base @ same > 0.95
    assert base @ swapped < 0.5


def test_nobody_there_is_nan():
    """An absent subject has no embedding."""
    assert np.isnan(StripeEmbedding().embed(np.zeros((4, 4, 3), np.uint8), np.zeros((4, 4), np.bool_))).all()
