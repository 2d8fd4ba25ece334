"""An event loop on which nobody waits: when all who work sleep, it is at once the hour of the first to wake."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


class _Skipping(selectors.DefaultSelector):
    """Never waits; the time it was to wait is over."""

    waited = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        assert timeout is not None, "everybody waits for something that will never happen"
        self.waited += max(timeout, 0.0)
        return super().select(0)


class SimulatedLoop(asyncio.SelectorEventLoop):
    """`time()` begins at 0; for programs that speak to nobody outside."""

    def __init__(self) -> None:
        self._skipping = _Skipping()
        super().__init__(self._skipping)

    def time(self) -> float:
        return self._skipping.waited


def simulated(work: Coroutine[Any, Any, T]) -> T:
    """Run to the end on simulated time; in a thread of its own where a loop runs already."""
    with asyncio.Runner(loop_factory=SimulatedLoop) as runner:
        return runner.run(work)
