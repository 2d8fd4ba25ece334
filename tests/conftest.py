"""What any test may ask for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.logged import Line, all_logged


@pytest.fixture
def logged() -> Iterator[list[Line]]:
    """What is logged meanwhile."""
    with all_logged() as lines:
        yield lines
