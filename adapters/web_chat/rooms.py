"""Who is in a channel of the chat page: everybody on the team, as there is nobody else."""

from __future__ import annotations

from collections.abc import Collection

from bot.people import Person
from bot.ports import ChatRefused, Members, Store
from bot.requests import Profile


class WebRooms:
    """`channels` are names as in `general`."""

    def __init__(self, store: Store, team: str, channels: Collection[str]) -> None:
        self._store = store
        self._team = team
        self._channels = channels

    async def members(self, _workspace: str, channel: str) -> Members:
        if channel not in self._channels:
            raise ChatRefused(f"there is no channel {channel}")
        people = [person for person in await self._store.all(Person, self._team) if person.active]
        accounts = (account for person in people for account in person.accounts if account.startswith("web:"))
        return Members(name=channel, accounts=tuple(accounts))

    async def profile_of(self, _workspace: str, _account: str) -> Profile | None:
        return None
