"""Records, cards and commits that the contract is tried with."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count

import msgspec

from bot.ports import Commit, Outgoing, Store
from bot.requests import Channel, Outcome, Place, Post, Record, Wake
from bot.searching import Sought
from bot.ui import Button, Card

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
ROOM = Channel("web:general")

_ids = count(1)


class Chore(Record, frozen=True, kw_only=True):
    """Something somebody holds, filed under its holder and its words."""

    holder: str = ""
    words: tuple[str, ...] = ()
    notes: dict[str, str] = msgspec.field(default_factory=dict)

    def terms(self) -> tuple[str, ...]:
        return (*((f"holder:{self.holder}",) if self.holder else ()), *self.words)


class Remark(Record, frozen=True, kw_only=True):
    """A record of another kind, which has no terms."""

    text: str = ""


class Letter(Record, frozen=True, kw_only=True):
    """A record that is searched."""

    title: str
    text: str = ""
    marks: tuple[str, ...] = ()
    at: datetime = NOW

    def sought(self) -> Sought:
        return Sought(title=self.title, text=self.text, marks=self.marks, at=self.at)


KINDS = (Chore, Remark, Letter)


def chore(id: str, holder: str = "", *, team: str = "t", revision: int = 0) -> Chore:
    return Chore(team=team, id=id, holder=holder, revision=revision)


def card(title: str, button: str = "") -> Card:
    buttons = (Button(label=button, action="x.y", arguments={"task": "1"}),) if button else ()
    return Card(title=(title,), buttons=buttons)


def post(key: str, title: str = "hello", *, to: Place = ROOM, fresh: bool = False) -> Post:
    return Post(key=key, to=to, card=card(title), fresh=fresh)


def wake(key: str, minutes: int | None = 0, action: str = "x.y") -> Wake:
    """A job so many minutes after NOW; None takes it back."""
    return Wake(key=key, at=None if minutes is None else NOW + timedelta(minutes=minutes), action=action)


def minutes(count: float) -> datetime:
    """So many after NOW."""
    return NOW + timedelta(minutes=count)


async def save(store: Store, outcome: Outcome, *, team: str = "t", job: str = "", id: str = "") -> None:
    """Commit and wait until it is durable; a new request id unless one is given."""
    request_id = id or f"request-{next(_ids)}"
    await (await store.commit(Commit(request_id=request_id, team=team, at=NOW, outcome=outcome, job=job)))


async def save_records(store: Store, *records: Record) -> None:
    await save(store, Outcome(records=records))


async def settle(store: Store, row: Outgoing, **fields: object) -> None:
    await (await store.settle(msgspec.structs.replace(row, **fields)))


async def sent(store: Store, row: Outgoing, message: str = "m1") -> None:
    """The row's newest card reached the platform."""
    await settle(store, row, sent=row.wanted, message=message, attempts=0, retry_at=None)


async def must(store: Store, key: str, team: str = "t") -> Outgoing:
    row = await store.outgoing(team, key)
    assert row is not None
    return row
