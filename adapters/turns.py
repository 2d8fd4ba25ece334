"""Waiting for one's turn, so that a platform that allows so much and no more never has to say no."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

import msgspec

SHORT_SECONDS = 5.0
SEVERAL = 3
LONGEST_WAIT_SECONDS = 30.0  # whoever would wait longer is told to come back, and others go first


class Limit(msgspec.Struct, frozen=True):
    """So many a minute, evenly; `burst` of them may come at once after a quiet time."""

    per_minute: float
    burst: int


class ComeBack(Exception):
    """It is not one's turn for `seconds`."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"not for {seconds:.0f} s")
        self.seconds = seconds


class Turns:
    """Turns are given out in the order they are asked for; each `key` has a limit of its own."""

    def __init__(self, monotonic: Callable[[], float], sleep: Callable[[float], Awaitable[None]]) -> None:
        self._monotonic = monotonic
        self._sleep = sleep
        self._full_at: dict[tuple[str, ...], float] = {}
        self._refused_until: dict[tuple[str, ...], float] = {}

    async def take(self, wanted: dict[tuple[str, ...], Limit], longest_seconds: float = LONGEST_WAIT_SECONDS) -> None:
        """Wait until all of `wanted` allow one more. Raises ComeBack, having taken nothing, when that is longer."""
        now = self._monotonic()
        wait = max((self._wait(key, limit, now) for key, limit in wanted.items()), default=0.0)
        if wait > longest_seconds:
            raise ComeBack(wait)
        for key, limit in wanted.items():
            self._full_at[key] = max(self._full_at.get(key, 0.0), now + wait) + 60 / limit.per_minute
        if wait > 0:
            await self._sleep(wait)
        if len(self._full_at) > 10_000:
            self._full_at = {key: at for key, at in self._full_at.items() if at > now}

    def hold(self, key: tuple[str, ...], limit: Limit, seconds: float) -> None:
        """The platform has said no: nothing more for so long."""
        until = self._monotonic() + seconds + (limit.burst - 1) * 60 / limit.per_minute
        self._full_at[key] = max(self._full_at.get(key, 0.0), until)

    def refused(self, wanted: Mapping[tuple[str, ...], Limit], seconds: float) -> None:
        """The platform has said no and not of what: the longest key waits, as the narrowest of those in `wanted`.

        The wider ones wait along when it is for a moment, or when it was said at several keys below them.
        """
        narrowest, now = max(wanted, key=len, default=()), self._monotonic()
        self._refused_until = {key: until for key, until in self._refused_until.items() if until > now}
        self._refused_until[narrowest] = now + seconds
        for key, limit in wanted.items():
            beside = sum(other[: len(key)] == key for other in self._refused_until)
            if key == narrowest or seconds <= SHORT_SECONDS or beside >= SEVERAL:
                self.hold(key, limit, seconds)

    def _wait(self, key: tuple[str, ...], limit: Limit, now: float) -> float:
        """Of a limit that is used up evenly, the newest `burst` turns may be early."""
        spare = (limit.burst - 1) * 60 / limit.per_minute
        return max(0.0, self._full_at.get(key, 0.0) - spare - now)
