"""Where a message goes: which platform, account, channel and thread a place stands for right now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import structlog

from bot.people import Person, Team
from bot.ports import Address, Chat, ChatBusy, ChatRefused, Outgoing, Spot, Store
from bot.requests import Channel, Direct, Thread

NOT_CONNECTED_SECONDS = 3600.0

log = structlog.get_logger()


class HeadMissing(Exception):
    """The message that heads a thread is not on the platform yet."""


class Destination(NamedTuple):
    """`platform` is the name of `chat`."""

    chat: Chat
    platform: str
    address: Address


class Addresses:
    """Looks places up. Knows which places wait for the first message of their thread."""

    def __init__(self, store: Store, chats: Mapping[str, Chat]) -> None:
        self._store = store
        self._chats = chats
        self._headless: dict[Spot, tuple[str, str]] = {}

    def headless(self) -> set[Spot]:
        """Places whose thread has no first message yet."""
        return set(self._headless)

    def arrived(self, team: str, key: str) -> None:
        """A message is there or given up: whoever waited for it as the head of a thread may go on."""
        for spot in [spot for spot, head in self._headless.items() if head == (team, key)]:
            del self._headless[spot]

    async def of(self, row: Outgoing) -> Destination:
        """ChatRefused when there can be none, ChatBusy or HeadMissing when not now."""
        team = await self._store.get(Team, "", row.team)
        thread = ""
        match row.to:
            case Direct(person=id):
                where = await self._account(row.team, id)
            case Channel(id=id):
                where = _channel(team, id)
            case Thread(channel=id, of=head):
                where = _channel(team, id)
                thread = await self._head(row, head)
        platform = where.partition(":")[0]
        chat = self._chats.get(platform)
        if chat is None:
            raise ChatBusy(NOT_CONNECTED_SECONDS)
        workspaces = team.workspaces if team else ()
        workspace = next((one for one in workspaces if one.startswith(f"{platform}:")), "")
        if isinstance(row.to, Direct):
            return Destination(chat, platform, Address(team=row.team, workspace=workspace, account=where))
        address = Address(team=row.team, workspace=workspace, channel=where, thread=thread)
        return Destination(chat, platform, address)

    async def _account(self, team: str, id: str) -> str:
        """The account on the platform the person prefers, else the first on a connected one, else the first."""
        person = await self._store.get(Person, team, id)
        if person is None or not person.accounts:
            raise ChatRefused("this person has no account on any platform")
        connected = [account for account in person.accounts if account.partition(":")[0] in self._chats]
        preferred = (account for account in connected if account.partition(":")[0] == person.prefers)
        return next(preferred, next(iter(connected), person.accounts[0]))

    async def _head(self, row: Outgoing, key: str) -> str:
        """The platform's id of the thread's first message. While it is not sent, the thread's place waits."""
        spot = row.team, row.to
        self._headless[spot] = (row.team, key)
        head = await self._store.outgoing(row.team, key)
        if head is not None and head.dropped and not head.message:
            self._headless.pop(spot, None)
            raise ChatRefused(f"the message {key} that heads the thread was given up")
        if head is None or not head.message:
            if head is None:
                log.warning("thread waits for a message that nobody has posted", team=row.team, key=row.key, head=key)
            raise HeadMissing(key)
        self._headless.pop(spot, None)
        return head.message


def _channel(team: Team | None, id: str) -> str:
    """The channel itself, or for the empty id the team's; ChatBusy while the owner has not chosen one."""
    where = id or (team.channel.id if team else "")
    if not where:
        raise ChatBusy(NOT_CONNECTED_SECONDS)
    return where
