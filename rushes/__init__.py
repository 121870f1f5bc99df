"""Rushes: from one seed prompt to a multi-scene film, by a director that learns from its own takes."""

__version__ = "0.1.0"
