"""How often Discord lets an app ask for what, with sources, counted on a clock that is handed in."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

PAGE = "https://docs.discord.com/developers/topics/rate-limits"
ISSUE = "https://github.com/discord/discord-api-docs/issues/20"


class Limit(NamedTuple):
    """`most` requests in any `seconds` that begin with the first of them."""

    most: int
    seconds: float
    source: str


# "All bots can make up to 50 requests per second to our API", interactions apart; whoever goes over is told `global`.
GLOBAL = Limit(50, 1.0, PAGE)
# Each channel and webhook has its own; "read headers" says the page, and these are the numbers that headers hold.
CHANNEL = Limit(5, 5.0, ISSUE)
# Nobody at Discord says how often; this is "a 5/5 global DM rate limit", the one number there ever was. Code 40003.
OPENING = Limit(5, 5.0, ISSUE)


class Window:
    """One limit of one bucket; `monotonic` is in seconds."""

    def __init__(self, limit: Limit, monotonic: Callable[[], float]) -> None:
        self.limit = limit
        self._monotonic = monotonic
        self._began = float("-inf")
        self._used = 0

    def take(self) -> float:
        """0 when one more may pass, which counts it; else the seconds until one may."""
        if self._monotonic() >= self._began + self.limit.seconds:
            self._began, self._used = self._monotonic(), 0
        if self._used >= self.limit.most:
            return self.resets_in
        self._used += 1
        return 0.0

    @property
    def left(self) -> int:
        return self.limit.most - self._used

    @property
    def resets_in(self) -> float:
        return self._began + self.limit.seconds - self._monotonic()
