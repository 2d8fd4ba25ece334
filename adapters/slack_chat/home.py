"""The App Home: one's desk, brought up to date when something on it changed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import structlog

from adapters.slack_chat.api import Api
from adapters.slack_chat.people import People
from adapters.slack_chat.render import message
from bot.ports import ChatBusy, ChatRefused, ChatUncertain
from bot.ui import Card

GATHER_SECONDS = 2.0  # several changes in a row are one look

log = structlog.get_logger()
Where = tuple[str, str]


class Homes:
    """`look` gives the card of somebody's desk; `spawn` lets something go on in the background."""

    def __init__(
        self,
        api: Api,
        people: People,
        look: Callable[[str, str], Awaitable[Card | None]],
        sleep: Callable[[float], Awaitable[None]],
        spawn: Callable[[Awaitable[None]], None],
    ) -> None:
        self._api = api
        self._people = people
        self._look = look
        self._sleep = sleep
        self._spawn = spawn
        self._opened: set[Where] = set()
        self._due: set[Where] = set()

    async def publish(self, workspace: str, user: str, card: Card) -> None:
        """Show it, and from now on keep it true."""
        self._opened.add((workspace, user))
        said = message(card, await self._people.reader_in(workspace, user))
        view: dict[str, Any] = {"type": "home", "blocks": said.blocks}
        try:
            await self._api.call(workspace, "views.publish", user_id=user, view=view)
        except (ChatBusy, ChatRefused, ChatUncertain) as error:
            log.warning("the home was not shown", why=repr(error))

    def changed(self, workspace: str, user: str) -> None:
        """Something was said to that person; who never opened the home has none to be kept."""
        where = workspace, user
        if where in self._opened and where not in self._due:
            self._due.add(where)
            self._spawn(self._again(where))

    async def _again(self, where: Where) -> None:
        await self._sleep(GATHER_SECONDS)
        self._due.discard(where)
        card = await self._look(*where)
        if card is not None:
            await self.publish(*where, card)
