"""What becomes of a message that a platform will never take: somebody is told, through the same door as a click."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime

import structlog

from adapters.outages import Outage
from bot.errors import Refused
from bot.ports import ChatClosed, ChatRefused, Outgoing
from bot.requests import Direct, Request

log = structlog.get_logger()
Dispatch = Callable[[Request], Awaitable[object]]


class Refusals:
    """Asks the joining room to knock on a closed door, or to tell the owner what stands or stood in the way."""

    def __init__(self, dispatch: Dispatch, now: Callable[[], datetime]) -> None:
        self._dispatch = dispatch
        self._now = now

    async def tell(self, row: Outgoing, platform: str, refused: ChatRefused) -> None:
        """Once per card that was refused, also when a crash comes between this and its settling."""
        if isinstance(row.to, Direct):
            about = {"person": row.to.person, "key": row.key, "platform": platform}
            if isinstance(refused, ChatClosed):
                await self._ask("joining.unreachable", row, about)
            elif platform:
                log.error("a defect: a platform does not take this card", key=row.key, why=str(refused))
                await self._ask("joining.unshown", row, about | {"why": str(refused)})
        else:
            about = {"place": getattr(row.to, "channel", "") or getattr(row.to, "id", ""), "why": str(refused)}
            about |= {"key": row.key}
            await self._ask("joining.trouble", row, about | {"platform": platform})

    async def tell_outage(self, outage: Outage) -> None:
        """Once for each: the owner reads that messages came late, and why."""
        since = outage.since.isoformat()
        about = {"platform": outage.platform, "since": since}
        await self._request("joining.outage", outage.team, f"outage:{outage.platform}:{since}", about)

    async def _ask(self, action: str, row: Outgoing, about: dict[str, str]) -> None:
        await self._request(action, row.team, f"refused:{row.key}~{row.wanted}", about)

    async def _request(self, action: str, team: str, job: str, about: dict[str, str]) -> None:
        """As a job, which Baton's own clock would ask; its id is the same after a crash."""
        request = Request(id=f"job:{team}/{job}", team=team, action=action, arguments=about, at=self._now(), job=job)
        try:
            await self._dispatch(request)
        except Refused as refused:
            log.error("nobody could be told", job=job, why=str(refused))
