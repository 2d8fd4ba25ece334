"""As Baton runs it, people on Discord are asked in the thread, and people on Slack privately."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from adapters.run import House
from adapters.storage.attachments import MemoryAttachments
from adapters.storage.memory_store import MemoryStore
from bot.people import Person, Role
from bot.ports import Commit
from bot.requests import Channel, Direct, Outcome, Place, Request, Thread
from tests.standups.made import NOON, TEAM, run, seat

KEY = "standup:1:2026-11-24"


@pytest.mark.parametrize(
    ("platform", "asked_in"), [("discord", Thread("discord:1", KEY)), ("slack", Direct("ana")), ("web", Direct("ana"))]
)
async def test_where_a_standup_asks_by_default(platform: str, asked_in: Place) -> None:
    store = MemoryStore()
    channel = Channel(f"{platform}:1")
    ana = Person(
        team="t1", id="ana", name="Ana", handle="ana", role=Role.ASSISTANT, accounts=(f"{platform}:7",), zone="UTC"
    )
    made = replace(run(seat(state="waiting")), channel=channel)
    seed = Outcome(records=(replace(TEAM, channel=channel), ana, made))
    await (await store.commit(Commit(request_id="s", team="t1", at=NOON, outcome=seed)))
    house = House(store, lambda: NOON, MemoryAttachments())
    about = {"run": made.id, "person": "ana"}
    await house.dispatch(Request(id="j", team="t1", action="standups.prompt", arguments=about, at=NOON, job=KEY))
    rows = await store.next_outbox(NOON, 10)
    assert asked_in in [row.to for row in rows]
