"""The production that these tests look at."""

from tests.support.paper import on_disk, production

__all__ = ["on_disk", "production"]
