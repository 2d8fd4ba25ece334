"""What any test may ask for."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from functools import _lru_cache_wrapper

import pytest
from hypothesis import Phase, settings

from tests.logged import Line, all_logged

# The library takes these settings where it sees that it runs in CI: the same examples each time. So everywhere.
settings.load_profile("ci")
if "MUTANT_UNDER_TEST" in os.environ:  # a fault is noticed by any example; the smallest is for people
    settings.register_profile("mutants", settings.default, phases=(Phase.explicit, Phase.generate))
    settings.load_profile("mutants")


def pytest_sessionstart() -> None:
    """A fault that mutmut tries must not hide behind an answer remembered from before it."""
    if "MUTANT_UNDER_TEST" in os.environ:
        for remembers in [thing for thing in gc.get_objects() if isinstance(thing, _lru_cache_wrapper)]:
            remembers.cache_clear()


@pytest.fixture
def logged() -> Iterator[list[Line]]:
    """What is logged meanwhile."""
    with all_logged() as lines:
        yield lines
