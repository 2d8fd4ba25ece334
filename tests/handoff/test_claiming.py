"""Two people claim the same task at the same moment: one has it, the other hears who."""

from __future__ import annotations

import asyncio

from bot.errors import Refused
from bot.handoff.records import State, Task
from bot.requests import Channel, Request
from bot.ui import as_text
from tests.dialogs.world import MONDAY, World
from tests.handoff.test_rules import task


async def test_h8_of_two_who_claim_in_the_same_instant_one_has_it_and_the_other_hears_who() -> None:
    world = World()
    await world.seed(task(State.UNCLAIMED, giver="olivia", holder="", newcomer="", unblocker="", open_to=("anyone",)))
    answers = await asyncio.gather(*(claim(world, who) for who in ("ana", "ben")), return_exceptions=True)
    refused = [answer for answer in answers if isinstance(answer, Refused)]
    assert [as_text(one.text) for one in refused] == ["#1 is accepted and with Ana."]
    held = await world.store.get(Task, "studio", "1")
    assert held
    assert (held.holder, held.state) == ("ana", State.ACCEPTED)


async def claim(world: World, who: str) -> object:
    request = Request(
        id=f"claim-{who}", team="studio", action="handoff.claim", account=f"web:{who}", arguments={"task": "1"},
        place=Channel("web:general"), at=MONDAY,
    )  # fmt: skip
    return await world.dispatcher.dispatch(request)
