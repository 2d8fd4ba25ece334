"""When a platform did not answer for long, or did not let Baton in: noticed by the messages that wait, told once."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

import structlog

from bot.ports import ChatBarred, ChatBusy, ChatUncertain

WORTH_TELLING = timedelta(minutes=10)
ONE_TRIES = timedelta(seconds=60)  # so long for the answer to the one message that tries for all

log = structlog.get_logger()


class Outage(NamedTuple):
    """A team's messages waited for the platform since then."""

    team: str
    platform: str
    since: datetime


class Outages:
    """Kept in memory: after a restart in the middle of one, its first part is not told of."""

    def __init__(self) -> None:
        self._since: dict[tuple[str, str], datetime] = {}
        self._barred: dict[tuple[str, str], tuple[ChatBarred, datetime]] = {}

    def barred(self, team: str, platform: str, now: datetime) -> ChatBarred | None:
        """Why it is of no use to try now: another message of the team was not let in, and tries again first."""
        known, until = self._barred.get((team, platform), (None, now))
        if known is None:
            return None
        if now < until:
            return ChatBarred(str(known), (until - now).total_seconds())
        self._barred[team, platform] = (known, now + ONE_TRIES)
        return None

    def shut(self, team: str, platform: str, why: ChatBarred, until: datetime) -> None:
        """A message was not let in, and tries again by then. Logged once for each reason."""
        known, _ = self._barred.get((team, platform), (None, until))
        if str(known) != str(why):
            log.error(
                "a platform does not let Baton in: messages wait, baton doctor says how to mend it",
                team=team,
                platform=platform,
                why=str(why),
            )
        self._barred[team, platform] = (why, until)

    def over(self, team: str, platform: str, result: str | Exception, now: datetime) -> Outage | None:
        """The outage that this attempt shows to be over. A wait that the platform asked for is none."""
        waits = isinstance(result, ChatBarred | ChatUncertain)
        if waits or (isinstance(result, ChatBusy) and result.seconds is None):
            self._since.setdefault((team, platform), now)
            return None
        if not isinstance(result, str):
            return None
        if self._barred.pop((team, platform), None):
            log.warning("a platform lets Baton in again", team=team, platform=platform)
        since = self._since.pop((team, platform), None)
        return Outage(team, platform, since) if since and now - since >= WORTH_TELLING else None
