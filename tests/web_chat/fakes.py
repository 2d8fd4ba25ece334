"""The chat page over a store in memory, with a door that answers as each test says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from aiohttp import web
from aiohttp.test_utils import TestClient
from msgspec.structs import replace

from adapters.storage.attachments import MemoryAttachments
from adapters.storage.memory_store import MemoryStore
from adapters.web_chat.app import WebChat, WebSetup
from adapters.web_chat.sample import Jump
from bot.people import Person, Role, Team
from bot.ports import Commit, Outgoing
from bot.requests import Ask, Channel, Direct, Outcome, Place, Record, Reply, Request
from bot.ui import Card, Picture

NOON = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)
GENERAL = Channel("web:general")
Client = TestClient[web.Request, web.Application]
Answer = Callable[[Request], Reply | Ask | None]


def person(name: str, role: Role = Role.ASSISTANT, zone: str = "UTC") -> Person:
    handle = name.lower()
    return Person(team="studio", id=handle, name=name, handle=handle, role=role, zone=zone, accounts=(f"web:{handle}",))


PEOPLE = (
    person("Olivia", Role.OWNER),
    person("Ana", zone="Asia/Manila"),
    person("Pat", Role.PARTNER),
    person("Gil", Role.GUEST),
    Person(team="studio", id="sam", name="Sam", handle="sam", role=Role.ASSISTANT, accounts=("slack:U1",)),
)
TEAM = Team(team="", id="studio", name="The Studio", zone="UTC", channel=GENERAL, owner="olivia", created_at=NOON)


class House:
    """`asked` are the requests that came through; `answer` says what they are answered."""

    def __init__(
        self,
        *,
        sample: bool = True,
        hosts: frozenset[str] = frozenset(),
        drawn: bytes | None = None,
    ) -> None:
        self.store = MemoryStore()
        self.files = MemoryAttachments()
        self.at = NOON
        self.asked: list[Request] = []
        self.answer: Answer = lambda _: None
        self.jumps: list[tuple[Jump, str]] = []
        self._drawn = drawn
        self._ids = 0
        self.web = WebChat(
            WebSetup(
                dispatch=self._dispatch,
                store=self.store,
                now=self.now,
                new_id=self._new_id,
                files=self.files,
                team="studio",
                sample=self if sample else None,
                hosts=hosts,
                draw=self._draw if drawn else None,
            )
        )

    def now(self) -> datetime:
        return self.at

    async def jump(self, to: Jump, zone: str) -> datetime:
        self.jumps.append((to, zone))
        self.at += timedelta(hours=1)
        return self.at

    async def seed(self) -> None:
        await self.save(TEAM, *PEOPLE)

    async def becomes(self, id: str, role: Role, zone: str = "UTC") -> None:
        known = await self.store.get(Person, "studio", id)
        assert known is not None
        await self.save(replace(known, role=role, zone=zone))

    async def save(self, *records: Record) -> None:
        commit = Commit(request_id=self._new_id(), team="studio", at=NOON, outcome=Outcome(records=records))
        await (await self.store.commit(commit))

    async def _dispatch(self, request: Request) -> Reply | Ask | None:
        self.asked.append(request)
        return self.answer(request)

    async def _draw(self, picture: Picture, *, dark: bool = False) -> bytes:
        assert self._drawn is not None
        return self._drawn + picture.title.encode() + (b" dark" if dark else b"")

    def _new_id(self) -> str:
        self._ids += 1
        return f"id{self._ids}"


def row(key: str, card: Card, *, to: Place = GENERAL, wanted: int = 1, fresh: bool = False) -> Outgoing:
    return Outgoing(team="studio", key=key, to=to, card=card, wanted=wanted, fresh=fresh)


def titled(title: str) -> Card:
    return Card(title=(title,))


ALONE = Direct("ana")
