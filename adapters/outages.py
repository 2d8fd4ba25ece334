"""When a platform did not answer for long: noticed by the messages that wait, told once when it is back."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from bot.ports import ChatBusy, ChatUncertain

WORTH_TELLING = timedelta(minutes=10)


class Outage(NamedTuple):
    """A team's messages waited for the platform since then."""

    team: str
    platform: str
    since: datetime


class Outages:
    """Kept in memory: after a restart in the middle of one, its first part is not told of."""

    def __init__(self) -> None:
        self._since: dict[tuple[str, str], datetime] = {}

    def over(self, team: str, platform: str, result: str | Exception, now: datetime) -> Outage | None:
        """The outage that this attempt shows to be over. A wait that the platform asked for is none."""
        if isinstance(result, ChatUncertain) or (isinstance(result, ChatBusy) and result.seconds is None):
            self._since.setdefault((team, platform), now)
            return None
        if not isinstance(result, str):
            return None
        since = self._since.pop((team, platform), None)
        return Outage(team, platform, since) if since and now - since >= WORTH_TELLING else None
