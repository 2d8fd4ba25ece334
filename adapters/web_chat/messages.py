"""What is said on the chat page: the stored message, the rooms it is said in, and how both are found."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from datetime import datetime

import msgspec

from bot.errors import Conflict
from bot.people import Person, Role
from bot.ports import Commit, Store
from bot.requests import Channel, Direct, Outcome, Place, Record
from bot.ui import Card

PAGE = 50
PRIVATE_ROOM = "baton"
IN_CHANNELS = frozenset({Role.OWNER, Role.ASSISTANT})
# Where a message is found, the same for everybody; each person's own page leads there.
ADDRESS = re.compile(r"/message/([0-9]{1,12})")


class ChatMessage(Record, frozen=True, kw_only=True):
    """One message. `id` is its place in the order of the whole chat, twelve digits; a moved message gets a new one.

    `place` is `web:general` or `direct:ana`; `author` a person's id, empty for Baton; `thread` the key of the message
    it stands under. `wanted` is the outbox's count of cards asked for under this `key`.
    """

    place: str
    key: str
    at: datetime
    author: str = ""
    words: str = ""
    card: Card | None = None
    only_for: str = ""
    thread: str = ""
    wanted: int = 0
    edited_at: datetime | None = None

    @property
    def sequence(self) -> int:
        return int(self.id)

    @property
    def address(self) -> str:
        return f"/message/{self.sequence}"

    @property
    def spoken(self) -> bool:
        """Whether a person wrote it to be read, and not as a command."""
        return bool(self.author) and self.card is None and not self.words.startswith("/")

    def terms(self) -> tuple[str, ...]:
        where = f"under:{self.thread}" if self.thread else f"in:{self.place}"
        return (f"{where}:for:{self.only_for}" if self.only_for else where, f"key:{self.key}")

    def visible_to(self, person: str) -> bool:
        return self.only_for in ("", person)


class Room(msgspec.Struct, frozen=True):
    """A place as the page lists it: `slug` in the address, `title` on the page."""

    slug: str
    title: str
    place: Place

    @property
    def term(self) -> str:
        return term_of(self.place)

    @property
    def private(self) -> bool:
        return isinstance(self.place, Direct)


def term_of(place: Place) -> str:
    """`web:general` or `direct:ana`; a thread is in its channel."""
    match place:
        case Direct(person=person):
            return f"direct:{person}"
        case Channel(id=id):
            return id
        case _:
            return place.channel


def rooms_of(person: Person, channels: tuple[str, ...]) -> tuple[Room, ...]:
    """The chat with Baton first, then the channels; a partner and a guest see only what they are given."""
    own = Room(PRIVATE_ROOM, "Baton", Direct(person.id))
    shared = channels if person.role in IN_CHANNELS else ()
    return (own, *(Room(name, name, Channel(f"web:{name}")) for name in shared))


class Messages:
    """The messages of one team, read from and written to the store."""

    def __init__(self, store: Store, team: str, now: Callable[[], datetime]) -> None:
        self._store = store
        self._team = team
        self._now = now

    async def newest(self, room: Room, person: str, most: int = PAGE) -> tuple[list[ChatMessage], bool]:
        """The newest of the room that this person may see, oldest first, and whether there are earlier ones."""
        found = await self._visible(f"in:{room.term}", person, most + 1)
        return found[-most:], len(found) > most

    async def replies(self, message: ChatMessage, person: str) -> list[ChatMessage]:
        """What stands under a message, oldest first."""
        return await self._visible(f"under:{message.key}", person, None)

    async def _visible(self, term: str, person: str, newest: int | None) -> list[ChatMessage]:
        public = await self._store.find(ChatMessage, self._team, term, newest=newest)
        private = await self._store.find(ChatMessage, self._team, f"{term}:for:{person}", newest=newest)
        return sorted(public + private, key=lambda message: message.sequence)

    async def get(self, id: str) -> ChatMessage | None:
        return await self._store.get(ChatMessage, self._team, id)

    async def at(self, address: str) -> ChatMessage | None:
        found = ADDRESS.fullmatch(address)
        return await self.get(f"{int(found[1]):012d}") if found else None

    async def since(self, message: ChatMessage, room: Room, person: str, most: int) -> int:
        """How many messages the room shows from this one, or the one it stands under, to the newest; up to `most`."""
        head = await self.with_key(message.thread) if message.thread else None
        shown = await self._visible(f"in:{room.term}", person, most)
        return sum(one.sequence >= (head or message).sequence for one in shown)

    async def with_key(self, key: str) -> ChatMessage | None:
        found = await self._store.find(ChatMessage, self._team, f"key:{key}", newest=1)
        return found[0] if found else None

    async def next_id(self) -> str:
        return f"{await self._store.next_number(self._team, 'chat'):012d}"

    async def said(self, message: ChatMessage) -> ChatMessage | None:
        """Store a new message durably under its key; None when that key was said before (a form sent twice)."""
        placed = msgspec.structs.replace(message, id=await self.next_id())
        try:
            await self.save(f"said:{message.key}", Outcome(records=(placed,)))
        except Conflict:
            return None
        return placed

    async def save(self, request_id: str, outcome: Outcome) -> None:
        """One durable commit; raises Conflict for a known id or a stale record, StoreClosed when nothing is taken."""
        durable: Awaitable[None] = await self._store.commit(
            Commit(request_id=request_id, team=self._team, at=self._now(), outcome=outcome)
        )
        await durable

    def blank(self, place: Place, key: str) -> ChatMessage:
        """A message not yet stored, to be filled with words or a card."""
        thread = "" if isinstance(place, Direct | Channel) else place.of
        return ChatMessage(team=self._team, id="", place=term_of(place), key=key, at=self._now(), thread=thread)
