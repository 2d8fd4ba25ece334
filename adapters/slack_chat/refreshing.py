"""Tokens that rotate: renewed early, and the old one serves as long as it lives when that goes wrong.

docs.slack.dev/authentication/using-token-rotation
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import structlog

from adapters.slack_chat.installations import Installations
from adapters.slack_chat.records import SlackInstallation
from adapters.slack_chat.setup import SlackSetup
from bot.errors import Refused, StoreClosed
from bot.people import Team
from bot.ports import ChatBarred, ChatBusy, ChatRefused, ChatUncertain
from bot.requests import Request

TRIES_AGAIN_AFTER = timedelta(minutes=1)

log = structlog.get_logger()
Exchange = Callable[[str], Awaitable[SlackInstallation]]


class Refreshing:
    """`exchange` turns a refresh token into an installation that is durable."""

    def __init__(self, setup: SlackSetup, installations: Installations, exchange: Exchange) -> None:
        self._setup = setup
        self._installations = installations
        self._exchange = exchange
        self._one_at_a_time: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._again_at: dict[str, datetime] = {}
        self._spent: dict[str, str] = {}

    async def token(self, found: SlackInstallation) -> str:
        """Renewed once for all who ask; empty where Baton was taken out.

        A refresh token is good once. When its answer is lost, or the process ends before the answer is on the disk,
        the old token serves to its end, and the owner is told meanwhile to install Baton again. Raises ChatBusy,
        and ChatBarred when only that helps.
        """
        if not found.gone and self._installations.is_due(found):
            async with self._one_at_a_time[found.id]:
                found = await self._renewed(await self._installations.get(found.id) or found)
        if found.gone:
            return ""
        if found.expires_at is not None and found.expires_at <= self._setup.now():
            if self._is_spent(found):
                raise ChatBarred("Slack has ended the token of this workspace: install Baton again at /slack/install")
            raise ChatBusy(None)
        return self._installations.opened(found.token)

    async def _renewed(self, found: SlackInstallation) -> SlackInstallation:
        now = self._setup.now()
        if not self._installations.is_due(found) or self._is_spent(found) or now < self._again_at.get(found.id, now):
            return found
        self._again_at[found.id] = now + TRIES_AGAIN_AFTER
        refresh = self._installations.opened(found.refresh)
        if not refresh:
            return found
        try:
            await self._setup.store.ping()  # what cannot be kept is not asked for
            return await self._exchange(refresh)
        except (ChatBusy, ChatUncertain, StoreClosed) as waiting:
            log.warning("a token could not be renewed yet", workspace=found.id, why=repr(waiting))
        except ChatRefused as refused:
            log.error("Slack does not renew a token", workspace=found.id, why=str(refused))
            if "invalid_refresh_token" in str(refused):
                self._spent[found.id] = found.refresh
                await self._tell_owners(found)
        return found

    def _is_spent(self, found: SlackInstallation) -> bool:
        return self._spent.get(found.id) == found.refresh

    async def _tell_owners(self, found: SlackInstallation) -> None:
        """While there is a token to tell them with; once for each, also after a restart."""
        until = found.expires_at or self._setup.now()
        for team in await self._setup.store.find(Team, "", f"workspace:slack:{found.id}"):
            job = f"reinstall:{found.id}:{until.isoformat()}"
            request = Request(
                id=f"job:{team.id}/{job}",
                team=team.id,
                action="joining.reinstall",
                arguments={"platform": "slack", "page": "/slack/install", "until": until.isoformat()},
                at=self._setup.now(),
                job=job,
            )
            try:
                await self._setup.dispatch(request)
            except (Refused, StoreClosed) as refused:
                log.error("nobody could be told", job=job, why=str(refused))
