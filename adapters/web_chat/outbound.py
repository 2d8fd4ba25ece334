"""The chat page as one of the chats that posts are delivered to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import msgspec

from adapters.web_chat.live import Edited, Hub, Said
from adapters.web_chat.messages import ChatMessage, Messages
from bot.errors import Conflict, StoreClosed
from bot.ports import Address, ChatBusy, ChatRefused, Outgoing
from bot.requests import Channel, Direct, Outcome, Place, Thread


class WebPosts:
    """Implements `bot.ports.Chat`: a post is one more stored message, and every open page is told."""

    def __init__(self, messages: Messages, hub: Hub, channels: tuple[str, ...], now: Callable[[], datetime]) -> None:
        self._messages = messages
        self._hub = hub
        self._channels = channels
        self._now = now

    async def ready(self) -> bool:
        return True

    async def show(self, to: Address, row: Outgoing) -> str:
        """`team/key`. Raises ChatRefused for a channel that the page does not have, ChatBusy when nothing is stored."""
        known = await self._messages.with_key(row.key)
        if known is None or known.wanted < row.wanted:
            await self._store(known, self._message(known, self._place(to), row), row)
        return f"{row.team}/{row.key}"

    def _place(self, to: Address) -> Place:
        if to.account:
            return Direct(to.account.removeprefix("web:"))
        name = to.channel.removeprefix("web:")
        if name not in self._channels:
            raise ChatRefused(f"the chat page has no channel {name[:40]!r}")
        channel = f"web:{name}"
        return Thread(channel, to.thread.partition("/")[2]) if to.thread else Channel(channel)

    def _message(self, known: ChatMessage | None, place: Place, row: Outgoing) -> ChatMessage:
        """The message as it shall stand; without an id when it goes to the end of the place."""
        blank = self._messages.blank(place, row.key)
        fresh = msgspec.structs.replace(blank, card=row.card, wanted=row.wanted)
        if known is None or row.fresh or (known.place, known.thread) != (fresh.place, fresh.thread):
            return fresh
        return msgspec.structs.replace(known, card=row.card, wanted=row.wanted, edited_at=self._now())

    async def _store(self, known: ChatMessage | None, message: ChatMessage, row: Outgoing) -> None:
        moved = not message.id
        if moved:
            message = msgspec.structs.replace(message, id=await self._messages.next_id())
        removed = (known,) if known and moved else ()
        request_id = f"show:{row.team}/{row.key}/{row.wanted}"
        try:
            await self._messages.save(request_id, Outcome(records=(message,), removed=removed))
        except StoreClosed as closed:
            raise ChatBusy(None) from closed
        except Conflict:
            await self._must_stand(row)
            return
        old = known.id if known and moved else ""
        self._hub.tell(Said(message, instead_of=old) if moved else Edited(message))

    async def _must_stand(self, row: Outgoing) -> None:
        """An attempt before this one may have been stored; if it was not, this one shall be tried again."""
        standing = await self._messages.with_key(row.key)
        if standing is None or standing.wanted < row.wanted:
            raise ChatBusy(None)
