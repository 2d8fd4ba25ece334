"""Whatever is done, in whatever order, the durable store reads as the memory store does, also after it was reopened."""

from __future__ import annotations

import asyncio
import tempfile
from datetime import timedelta
from pathlib import Path

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.storage.memory_store import MemoryStore
from adapters.storage.tinydb_store import TinyDBStore
from bot.errors import Conflict
from bot.ports import Commit, Store
from bot.requests import Channel, Outcome
from tests.contracts.samples import KINDS, NOW, Chore, chore, minutes, post, wake

TEAMS, IDS, HOLDERS, KEYS = ("t", "u"), ("1", "2", "3"), ("", "ana", "ben"), ("a", "b", "c")


class Reopen(msgspec.Struct, frozen=True):
    """Close and open again, or compact, as `how` says."""

    how: str


class Attempt(msgspec.Struct, frozen=True):
    """Settle the first row that may be tried."""

    worked: bool


class Forget(msgspec.Struct, frozen=True):
    before: int


Step = Commit | Reopen | Attempt | Forget

records = st.builds(
    chore, st.sampled_from(IDS), st.sampled_from(HOLDERS), team=st.sampled_from(TEAMS), revision=st.integers(0, 3)
)
rooms = st.sampled_from([Channel("web:a"), Channel("web:b")])
posts = st.builds(post, st.sampled_from(KEYS), st.sampled_from(["one", "two"]), to=rooms, fresh=st.booleans())
wakes = st.builds(wake, st.sampled_from(KEYS), st.none() | st.integers(0, 9))
outcomes = st.builds(
    Outcome,
    records=st.lists(records, max_size=2, unique_by=lambda r: (r.team, r.id)).map(tuple),
    removed=st.lists(records, max_size=1).map(tuple),
    posts=st.lists(posts, max_size=2).map(tuple),
    wakes=st.lists(wakes, max_size=2).map(tuple),
)
commits = st.builds(
    Commit,
    request_id=st.integers(0, 99).map(str),
    team=st.sampled_from(TEAMS),
    at=st.integers(0, 9).map(minutes),
    outcome=outcomes,
    job=st.sampled_from(["", "", *KEYS]),
)
steps = st.lists(
    st.one_of(
        commits,
        commits,
        commits,
        st.sampled_from([Reopen("close"), Reopen("compact")]),
        st.builds(Attempt, st.booleans()),
        st.builds(Forget, st.integers(0, 9)),
    ),
    max_size=25,
)


async def do(store: Store, step: Step) -> object:
    """What the caller hears."""
    match step:
        case Commit():
            try:
                await (await store.commit(step))
            except (Conflict, ValueError) as error:
                return type(error)
        case Attempt(worked=worked):
            for row in await store.next_outbox(NOW, 1):
                how = {"sent": row.wanted, "message": "m"} if worked else {"attempts": 1, "retry_at": minutes(5)}
                await (await store.settle(msgspec.structs.replace(row, **how)))
        case Forget(before=before):
            return await store.forget(minutes(before))
    return None


async def seen(store: Store) -> list[object]:
    """Everything that can be read."""
    return [
        *[await store.all(Chore, team) for team in TEAMS],
        *[await store.find(Chore, team, f"holder:{holder}") for team in TEAMS for holder in HOLDERS],
        *[await store.find(Chore, team, "holder:ana", newest=1) for team in TEAMS],
        *[await store.outgoing(team, key) for team in TEAMS for key in KEYS],
        *[await store.due_jobs(minutes(at), 3) for at in (0, 5, 9)],
        *[await store.next_outbox(NOW + timedelta(minutes=at), 3) for at in (0, 9)],
        *[await store.reply_to(str(number)) for number in range(100)],
        await store.next_job_at(),
        await store.next_retry_at(NOW),
    ]


async def compare(path: Path, done: list[Step]) -> None:
    memory, durable = MemoryStore(KINDS), await TinyDBStore.open(path, KINDS)
    for step in done:
        if isinstance(step, Reopen):
            await durable.compact()
            if step.how == "close":
                await durable.close()
                durable = await TinyDBStore.open(path, KINDS)
        assert await do(durable, step) == await do(memory, step)
        assert await seen(durable) == await seen(memory)
    await durable.close()


@settings(max_examples=60, deadline=None)
@given(steps)
def test_the_durable_store_reads_as_the_memory_store(done: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as path:
        asyncio.run(compare(Path(path) / "data", done))
