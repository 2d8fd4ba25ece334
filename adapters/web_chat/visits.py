"""Who is looking at which room."""

from __future__ import annotations

import msgspec
from aiohttp import web

from adapters.web_chat.messages import ChatMessage, Room, rooms_of
from adapters.web_chat.security import token_of
from adapters.web_chat.setup import WebSetup
from adapters.web_chat.spans import Reader
from bot.checkins.rules import others
from bot.people import Person, Role, Roster, Team


class Gone(Exception):
    """Nothing is at this address for this person; `str(error)` says what to do."""

    def __init__(self, said: str = "There is nothing at this address. Start again from the first page.") -> None:
        super().__init__(said)


class Visit(msgspec.Struct, frozen=True, kw_only=True):
    """One person looking at one room."""

    team: Team
    roster: Roster
    person: Person
    room: Room
    rooms: tuple[Room, ...]
    reader: Reader
    token: str

    @property
    def at(self) -> str:
        return f"/as/{self.person.id}/{self.room.slug}"

    @property
    def people(self) -> tuple[Person, ...]:
        """Those who have an account on this page."""
        return acting(self.roster)

    @property
    def addressed(self) -> tuple[Person, ...]:
        """Those of them whom this person deals with: the team among itself, a partner and a guest with the owner."""
        match self.person.role:
            case Role.PARTNER:
                dealt_with = others(self.person, self.roster)
            case Role.GUEST:
                dealt_with = self.roster.with_role(Role.OWNER)
            case _:
                return self.people
        return tuple(person for person in self.people if person in dealt_with)

    def sees(self, message: ChatMessage) -> Room | None:
        """The room in which this person may read the message."""
        mine = message.visible_to(self.person.id)
        return next((room for room in self.rooms if mine and room.term == message.place), None)


class Visits:
    """Reads the person and the room from the address; only those of the team who have an account here are found."""

    def __init__(self, setup: WebSetup) -> None:
        self._setup = setup

    async def first(self, wanted: str) -> tuple[Person, Room]:
        """Whom the page opens as: the one wanted, else the owner, else anybody; raises Gone when there is nobody."""
        team, roster = await self._team()
        people = acting(roster)
        for wish in (wanted, team.owner, *(person.id for person in people)):
            person = next((person for person in people if person.id == wish), None)
            if person:
                return person, self._rooms(person)[0]
        raise Gone

    async def of(self, request: web.Request, session: str) -> Visit:
        """The visit that the address names; raises Gone."""
        return await self._visit(request.match_info["person"], request.match_info.get("room", ""), token_of(session))

    async def again(self, visit: Visit) -> Visit:
        """The same visit as it is now, with the person's role and zone of now; raises Gone when there is none now."""
        return await self._visit(visit.person.id, visit.room.slug, visit.token)

    async def _visit(self, name: str, slug: str, token: str) -> Visit:
        team, roster = await self._team()
        person = next((p for p in acting(roster) if p.id == name), None)
        rooms = self._rooms(person) if person else ()
        slug = slug or rooms[0].slug if rooms else ""
        room = next((room for room in rooms if room.slug == slug), None)
        if person is None or room is None:
            raise Gone
        return Visit(
            team=team,
            roster=roster,
            person=person,
            room=room,
            rooms=rooms,
            reader=Reader(person.zone, person.locale, self._setup.now(), f"/as/{person.id}"),
            token=token,
        )

    def _rooms(self, person: Person) -> tuple[Room, ...]:
        return rooms_of(person, self._setup.channels)

    async def _team(self) -> tuple[Team, Roster]:
        team = await self._setup.store.get(Team, "", self._setup.team)
        if team is None:
            raise Gone
        return team, Roster(tuple(await self._setup.store.all(Person, team.id)))


def acting(roster: Roster) -> tuple[Person, ...]:
    return tuple(person for person in roster.people if person.active and f"web:{person.id}" in person.accounts)
