"""How often Slack lets an app call what, with sources, counted on a clock that is handed in."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

TIERS = "https://docs.slack.dev/apis/web-api/rate-limits"
"""Tier 1: 1+ a minute, 2: 20+, 3: 50+, 4: 100+, "with occasional bursts"; counted per method, app and workspace."""


@dataclass(frozen=True)
class Limit:
    """`per_minute` calls, refilled evenly; of those that were not used at most `burst` may come at once."""

    per_minute: float
    burst: int
    source: str


def _tier(per_minute: int, method: str) -> Limit:
    return Limit(per_minute, per_minute, f"https://docs.slack.dev/reference/methods/{method}")


METHODS: dict[str, Limit] = {
    # "Special": hundreds of calls a minute; the page of auth.test.
    **{method: _tier(300, method) for method in ("auth.test", "chat.getPermalink")},
    # Tier 1 says 1+ a minute and "a small amount of burst behavior is tolerated"; ten connections may be open.
    "apps.connections.open": Limit(10, 10, "https://docs.slack.dev/reference/methods/apps.connections.open"),
    **{method: _tier(20, method) for method in ("users.list", "conversations.list")},
    **{
        method: _tier(50, method)
        for method in (
            "conversations.open",
            "conversations.info",
            "conversations.history",
            "conversations.replies",
            "conversations.join",
            "users.conversations",
            "chat.update",
            "chat.delete",
            "team.info",
        )
    },
    **{
        method: _tier(100, method)
        for method in (
            "users.info",
            "chat.postEphemeral",
            "views.open",
            "views.push",
            "views.update",
            "views.publish",
            "files.getUploadURLExternal",
            "files.completeUploadExternal",
            "oauth.v2.access",
        )
    },
}
# "one message per second per channel", "short bursts >1 allowed" without a guarantee: two more are let through.
CHANNEL = Limit(60, 3, TIERS)
# "several hundred messages per minute" for the workspace as a whole; how many of them at once is not said.
WORKSPACE = Limit(300, 20, TIERS)
# Non-Marketplace apps that are distributed, since 2025-05-29: one call a minute and 15 messages.
UNLISTED_HISTORY = Limit(1, 1, TIERS)
UNLISTED_OBJECTS = 15


class Meter:
    """Counts calls per method and workspace, and messages per channel; `monotonic` is in seconds.

    With `unlisted` the app is one that is sold outside the Marketplace.
    """

    def __init__(self, monotonic: Callable[[], float], *, unlisted: bool = False) -> None:
        self._monotonic = monotonic
        self.unlisted = unlisted
        self.strict = True
        self._left: dict[tuple[str, ...], tuple[float, float]] = {}

    def wait_for(self, method: str, workspace: str, channel: str) -> int:
        """0 when the call may pass, which counts it; else the whole seconds of Retry-After, which count nothing."""
        wanted = self._limits(method, workspace, channel)
        wait = max((self._wait(key, limit) for key, limit in wanted.items()), default=0.0)
        if wait > 0 and self.strict:
            return math.ceil(wait)
        for key in wanted:
            left, at = self._left[key]
            self._left[key] = left - 1, at
        return 0

    def _limits(self, method: str, workspace: str, channel: str) -> dict[tuple[str, ...], Limit]:
        if method == "chat.postMessage":
            return {("channel", workspace, channel): CHANNEL, ("post", workspace): WORKSPACE}
        if self.unlisted and method in ("conversations.history", "conversations.replies"):
            return {(method, workspace): UNLISTED_HISTORY}
        limit = METHODS.get(method)
        return {(method, workspace): limit} if limit else {}

    def _wait(self, key: tuple[str, ...], limit: Limit) -> float:
        """Seconds until one more may pass."""
        now, each = self._monotonic(), 60 / limit.per_minute
        left, at = self._left.get(key, (float(limit.burst), now))
        left = min(limit.burst, left + (now - at) / each)
        self._left[key] = left, now
        return 0.0 if left >= 1 - 1e-9 else (1 - left) * each
