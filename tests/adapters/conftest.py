"""What every test of the running process shares."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from structlog.testing import capture_logs


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """Log lines are kept instead of drawn; drawing a traceback takes longer than the test."""
    with capture_logs():
        yield
