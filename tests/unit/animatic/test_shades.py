"""A shade without a colour."""

from rushes.engines.animatic.words import colour_of


def test_a_shade_alone_needs_something_to_shade():
    """``bright eyes`` on an animal that has no colour of eyes of its own is no colour, and no crash."""
    assert colour_of("eye", "a monkey with bright eyes", "") is None
    assert colour_of("eye", "a monkey with bright eyes", "#336699") not in (None, "#336699")
    assert colour_of("eye", "a monkey with green eyes", "") is not None
