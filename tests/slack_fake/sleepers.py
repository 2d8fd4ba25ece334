"""Sleep on a clock that nobody waits for: when all who work sleep, it is at once the hour of the first to wake."""

from __future__ import annotations

import asyncio
import heapq
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Sleepers:
    """`monotonic` reads the clock and `move` moves it on by seconds; `working` marks who may be going to sleep.

    So a hundred workers who sleep beside each other wake in the order of their hours, each when what others do in
    between is done, as they would on a real clock.
    """

    def __init__(self, monotonic: Callable[[], float], move: Callable[[float], None]) -> None:
        self._monotonic = monotonic
        self._move = move
        self._beds: list[tuple[float, int, asyncio.Future[None]]] = []
        self._count = 0
        self._working = 0

    @contextmanager
    def working(self) -> Iterator[None]:
        self._working += 1
        try:
            yield
        finally:
            self._working -= 1
            asyncio.get_running_loop().call_soon(self._turn)

    async def sleep(self, seconds: float) -> None:
        loop = asyncio.get_running_loop()
        wakes: asyncio.Future[None] = loop.create_future()
        self._count += 1
        heapq.heappush(self._beds, (self._monotonic() + max(0.0, seconds), self._count, wakes))
        loop.call_soon(self._turn)
        await wakes

    def _turn(self) -> None:
        self._beds = [bed for bed in self._beds if not bed[2].done()]
        if not self._beds or len(self._beds) < self._working:
            return
        heapq.heapify(self._beds)
        at, _, wakes = heapq.heappop(self._beds)
        self._move(max(0.0, at - self._monotonic()))
        wakes.set_result(None)
