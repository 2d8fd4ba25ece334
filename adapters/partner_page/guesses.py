"""How often somebody may try links that are none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from ipaddress import ip_address

MOST = 20
WITHIN = timedelta(hours=1)
KNOWN_MOST = 10_000


class Guesses:
    """Kept in memory, by the address they come from; links have 192 bits, so this only keeps the noise down."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._tries: dict[str, tuple[int, datetime]] = {}

    def too_many(self, who: str) -> bool:
        count, since = self._tries.get(who, (0, self._now()))
        return count >= MOST and self._now() - since < WITHIN

    def wrong(self, who: str) -> None:
        count, since = self._tries.pop(who, (0, self._now()))
        if self._now() - since >= WITHIN:
            count, since = 0, self._now()
        self._tries[who] = (count + 1, since)
        while len(self._tries) > KNOWN_MOST:
            del self._tries[next(iter(self._tries))]


def came_from(peer: str, forwarded: str) -> str:
    """The address asked from: what a proxy near by, as before a container, says last; else the other end itself."""
    try:
        near = ip_address(peer).is_private
    except ValueError:
        return peer
    return (forwarded.rpartition(",")[2].strip()[:64] or peer) if near else peer
