"""An alarm: something that waits a while and can be rung early. Injected, so that tests never wait."""

from __future__ import annotations

import asyncio
from typing import Protocol

LONGEST_SECONDS = 60.0  # so that a jump of the machine's clock is noticed within a minute


class Alarm(Protocol):
    """Rings are never lost: one that comes while nobody waits ends the next wait at once."""

    def ring(self) -> None: ...

    async def wait(self, seconds: float) -> None:
        """Return after `seconds`, after a minute at the latest, or as soon as it is rung."""
        ...


class TimerAlarm:
    """Waits on the event loop's own timer."""

    def __init__(self) -> None:
        self._bell = asyncio.Event()

    def ring(self) -> None:
        self._bell.set()

    async def wait(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(min(max(seconds, 0.0), LONGEST_SECONDS)):
                await self._bell.wait()
        except TimeoutError:
            return
        finally:
            self._bell.clear()
