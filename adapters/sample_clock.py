"""The clock of the sample team: real time and a stored offset, moved ahead by jumps that run what is due on the way."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Protocol

from adapters.clock import Clock
from adapters.deliver import Delivery
from adapters.problems import Problem
from adapters.storage.disk import Disk
from adapters.web_chat.sample import Jump
from bot.errors import StoreClosed
from bot.times import local, next_local, to_utc

FRIDAY = 4
SILENT_AT_MOST = timedelta(days=7)
FURTHEST = timedelta(days=36_500)


class ClockUnreadable(Problem):
    """The stored offset cannot be read, or is no number."""


class Steered(Protocol):
    """A clock that can be told where to stand, and to go on from there."""

    def now(self) -> datetime: ...

    async def stand(self, at: datetime) -> None: ...

    def go_on(self) -> None: ...


class SampleTime:
    """The real time and an offset that is kept in a file; during a jump it stands still."""

    def __init__(self, file: Path, real: Callable[[], datetime]) -> None:
        """Raises ClockUnreadable."""
        self._file = file
        self._real = real
        self._offset = _read_offset(file)
        self._standing: datetime | None = None

    def now(self) -> datetime:
        return self._standing or self._real() + self._offset

    async def stand(self, at: datetime) -> None:
        """Stop at this instant; after a crash the clock goes on from here, durably.

        Raises StoreClosed when that cannot be written; then the clock is as it was.
        """
        before = self._standing, self._offset
        self._standing, self._offset = at, at - self._real()
        try:
            await asyncio.to_thread(Disk().put, self._file, f"{self._offset.total_seconds()}\n".encode())
        except OSError as error:
            self._standing, self._offset = before
            raise StoreClosed(
                f"the clock of the sample team cannot be kept in {self._file}: {error.strerror}. "
                "Make room or mend the disk; then try again, a restart is not needed."
            ) from error

    def go_on(self) -> None:
        if self._standing is not None:
            self._offset = self._standing - self._real()
            self._standing = None


class SampleClock:
    """Moves the sample team ahead; every job on the way is dispatched, and its posts delivered, at its own time."""

    def __init__(self, time: Steered, clock: Clock, delivery: Delivery) -> None:
        self._time = time
        self._clock = clock
        self._delivery = delivery
        self._jumping = asyncio.Lock()

    def now(self) -> datetime:
        return self._time.now()

    async def jump(self, to: Jump, zone: str) -> datetime:
        """Run what falls due on the way, then stop at the target, which is returned; `zone` is the asker's.

        `next` goes on over jobs that say nothing to anybody, such as those of a holiday.
        """
        async with self._jumping:
            said, latest = self._delivery.sent, self.now() + SILENT_AT_MOST
            await self._move(await self._target(to, zone))
            while to == "next" and self._is_silent_since(said) and (at := await self._clock.next_at()) and at < latest:
                await self._move(max(at, self.now()))
            return self.now()

    def _is_silent_since(self, sent: int) -> bool:
        return self._delivery.sent == sent and not self._clock.stopping

    async def move_to(self, target: datetime) -> None:
        """Run what falls due on the way, then stop at the target."""
        async with self._jumping:
            await self._move(target)

    async def _move(self, target: datetime) -> None:
        try:
            await self._time.stand(self.now())
            await self._run_until(target)
        finally:
            self._time.go_on()
            self._clock.ring()
            self._delivery.poke()

    async def _run_until(self, target: datetime) -> None:
        while not self._clock.stopping and (at := await self._clock.next_at()) is not None and at <= target:
            await self._step(max(at, self.now()))
        if not self._clock.stopping:
            await self._step(target)

    async def _step(self, at: datetime) -> None:
        await self._time.stand(at)
        await self._clock.fire_due()
        await self._delivery.drain()

    async def _target(self, to: Jump, zone: str) -> datetime:
        now = self.now()
        match to:
            case "next":
                return max(await self._clock.next_at() or now, now)
            case "tomorrow":
                return to_utc(datetime.combine(local(now, zone).date() + timedelta(days=1), time(9)), zone)
            case "friday":
                return next_local(now, zone, 17 * 60, (FRIDAY,))


def _read_offset(file: Path) -> timedelta:
    try:
        offset = timedelta(seconds=float(file.read_text("utf-8")))
        if abs(offset) > FURTHEST:
            raise ValueError(offset)
        return offset
    except FileNotFoundError:
        return timedelta(0)
    except (OSError, ValueError, OverflowError):
        raise ClockUnreadable(f"{file} is not readable; remove it and the sample team returns to real time.") from None
