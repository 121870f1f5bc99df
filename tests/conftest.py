"""Shared by all tests: no network, fixed threads."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--renew-golden`` draws the golden pictures anew instead of comparing with them."""
    parser.addoption(
        "--renew-golden", action="store_true", help="store what is drawn now as the golden pictures"
    )
