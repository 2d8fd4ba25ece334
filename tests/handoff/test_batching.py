"""What comes at one moment is one message, also to somebody with more open tasks than are read through."""

from __future__ import annotations

from datetime import timedelta

from bot.handoff.batching import NEWEST
from bot.handoff.records import Event, State, Task
from bot.ports import Commit
from bot.requests import Outcome, Wake
from tests.dialogs.peer import Core
from tests.dialogs.world import MONDAY, World

MANY = NEWEST + 25


def handed_in(number: int) -> Task:
    return Task(
        team="studio",
        id=str(number),
        giver="olivia",
        holder="ana",
        outcome=f"Article {number}",
        state=State.HANDED_IN,
        created_at=MONDAY,
        offered_at=MONDAY,
        accepted_at=MONDAY,
        handed_in_at=MONDAY,
        events=(Event(kind="hand_in", at=MONDAY, by="ana"),),
    )


async def test_hundreds_that_wait_for_one_person_are_one_message() -> None:
    world = World()
    await world.seed()
    peer = Core(world)
    tomorrow = MONDAY + timedelta(days=1)
    outcome = Outcome(
        records=tuple(handed_in(number) for number in range(1, MANY + 1)),
        wakes=tuple(
            Wake(key=f"task:{number}", at=tomorrow, action="handoff.remind", arguments={"task": str(number)})
            for number in range(1, MANY + 1)
        ),
    )
    await (await world.store.commit(Commit(request_id="fill", team="studio", at=MONDAY, outcome=outcome)))
    await world.clock_to(tomorrow + timedelta(minutes=1))
    [seen] = await peer.screen("olivia")
    assert seen.text.startswith(f"{MANY} things are waiting for you. #1 Article 1 · handed in")
    assert f"and {MANY - 8} more" in seen.text
    await world.clock_to(tomorrow + timedelta(hours=20))
    assert await peer.screen("olivia") == [seen], "once a day"
