"""Many tasks at once through the door: another team does not wait until all of them are done."""

from __future__ import annotations

import asyncio

from msgspec.structs import replace

from bot.handoff.records import Event, State, Task
from bot.ports import Commit
from bot.requests import Direct, Outcome, Post, Request
from bot.ui import Card
from tests.dialogs.world import MONDAY, PEOPLE, TEAM, World

MANY = 100
OTHERS = replace(TEAM, id="bakery", name="Bakery", owner="zoe", workspaces=("web:bakery",))
ZOE = replace(PEOPLE[0], team="bakery", id="zoe", name="Zoe", handle="zoe", accounts=("web:zoe",))


async def test_another_team_is_answered_while_many_tasks_are_handed_over() -> None:
    world = await _seeded()
    await world.dispatcher.dispatch(_asked("olivia", "handoff.hand_over", person="@ana", newcomer="@ben"))
    handing = asyncio.ensure_future(world.dispatcher.dispatch(_asked("olivia", "handoff.do_bulk", bulk="1")))
    answered = 0
    while not handing.done():
        await world.dispatcher.dispatch(_asked("zoe", "handoff.tasks", team="bakery"))
        await asyncio.sleep(0)  # whoever else is there
        answered += 1
    await handing
    tasks = await world.store.all(Task, "studio")
    assert [task.newcomer for task in tasks] == ["ben"] * MANY
    assert answered > 5


async def _seeded() -> World:
    """Each task with the cards that its giver and its holder have been sent."""
    world = World()
    await world.seed()
    made = tuple(_task(number) for number in range(1, MANY + 1))
    card = Card(title=("Yours",))
    posts = tuple(
        Post(key=f"task:{task.id}@{person}", to=Direct(person), card=card)
        for task in made
        for person in ("olivia", "ana")
    )
    for team, outcome in (
        ("bakery", Outcome(records=(OTHERS, ZOE))),
        ("studio", Outcome(records=made, posts=posts)),
    ):
        await (await world.store.commit(Commit(request_id=f"seed:{team}", team=team, at=MONDAY, outcome=outcome)))
    return world


def _asked(who: str, action: str, /, team: str = "studio", **arguments: str) -> Request:
    return Request(
        id=f"{action}:{who}",
        team=team,
        action=action,
        account=f"web:{who}",
        arguments=arguments,
        place=Direct(who),
        at=MONDAY,
    )


def _task(number: int) -> Task:
    return Task(
        team="studio",
        id=str(number),
        giver="olivia",
        holder="ana",
        outcome=f"Write article number {number}",
        state=State.ACCEPTED,
        created_at=MONDAY,
        accepted_at=MONDAY,
        events=(Event(kind="accept", at=MONDAY, by="ana"),),
    )
