"""bot/digests/sending.py and figures.py: what is kept, of whom, and how much of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from bot.digests.records import Delivered, Sent, sent_term, stamp
from bot.errors import NotAllowed, Refused
from bot.handoff.records import State, Task
from bot.ui import Items
from tests.dialogs.world import MONDAY, World
from tests.digests.test_handlers import FRIDAY, card_for, job
from tests.handoff.test_forged import door

WEEK = timedelta(weeks=1)


async def all_sent(world: World, person: str) -> list[Sent]:
    return await world.store.find(Sent, "studio", sent_term(person))


async def test_half_a_year_of_digests_is_kept_of_each_and_the_last_twelve_are_listed() -> None:
    world = World()
    world.refuses = True  # nobody looks at the messages here
    await world.seed()
    for week in range(30):
        await world.clock_to(FRIDAY + WEEK * week)
        await card_for(world, "olivia", "digests.send")
    kept = await all_sent(world, "olivia")
    assert len(kept) == 26
    assert min(sent.end for sent in kept) > FRIDAY + 3 * WEEK
    (items,) = [
        block for block in (await card_for(world, "olivia", "digests.history")).blocks if isinstance(block, Items)
    ]
    assert len(items.items) == 12
    assert await all_sent(world, "pat") == []


async def test_a_digest_sent_by_hand_while_baton_was_late_is_not_sent_again() -> None:
    world = World()
    await world.seed()
    await world.clock_to(FRIDAY + timedelta(hours=1))
    await card_for(world, "olivia", "digests.send")
    await world.dispatcher.dispatch(job("olivia", FRIDAY, world.now + timedelta(hours=1)))
    assert len(await all_sent(world, "olivia")) == 1
    told = await world.store.get(Delivered, "studio", "olivia")
    assert told is not None
    assert told.through > FRIDAY


async def test_a_long_list_has_pages() -> None:
    offered = Task(
        team="studio", id="1", giver="olivia", holder="ana", outcome="Write", created_at=MONDAY, state=State.OFFERED
    )
    tasks = [replace(offered, id=str(number)) for number in range(1, 12)]
    world = World()
    await world.seed(*tasks)
    card = await card_for(world, "olivia", "digests.handed")
    assert [button.label for button in card.buttons] == ["#1", "#2", "#3", "More", "CSV"]
    more = card.buttons[-2]
    (items,) = (await card_for(world, "olivia", more.action, **more.arguments)).blocks
    assert isinstance(items, Items)
    assert len(items.items) == 3


@pytest.mark.parametrize("until", ["", "nonsense", "00010101000000000000", "99991231000000000000"])
async def test_a_time_that_no_digest_has_is_now(until: str) -> None:
    world = World()
    await world.seed()
    assert "0 tasks late" in str(await card_for(world, "olivia", "digests.late", until=until))


async def test_nobody_opens_a_digest_that_was_sent_to_another_or_in_another_role() -> None:
    world = World()
    await world.seed()
    await card_for(world, "olivia", "digests.send")
    (sent,) = await all_sent(world, "olivia")
    assert "Your week" in str(await card_for(world, "olivia", "digests.opened", until=stamp(sent.end)))
    with pytest.raises(Refused, match="not kept any more"):
        await card_for(world, "pat", "digests.opened", until=stamp(sent.end))
    with pytest.raises(NotAllowed, match="Only the owner sends"):
        await card_for(world, "pat", "digests.send_now", who="pat", told="0")
    for action in ("handed", "done", "late", "overdue", "waiting", "blocked", "questions", "returned"):
        with pytest.raises(NotAllowed, match="Only the owner opens"):
            await card_for(world, "pat", f"digests.{action}", until=stamp(sent.end))


async def test_nothing_is_sent_to_a_partner_who_left_after_the_preview() -> None:
    opened = await door()
    await opened.gets("olivia", "digests.send", who="@pat")
    await opened.loses("pat")
    said = await opened.gets("olivia", "digests.send_now", who="pat", told="0")
    assert said.startswith("Pat is not a partner.")
    assert await opened.world.store.all(Sent, "studio") == []
