"""Each action on drafts and on many tasks, tried by each role: who may; nobody else changes anything."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from bot.errors import Refused
from bot.handoff.bulk_records import Bulk
from bot.handoff.records import Event, State, Task
from bot.requests import Direct, Reply, Request
from bot.ui import as_text
from tests.dialogs.world import MONDAY, World

DRAFT = Task(
    team="studio", id="7", giver="olivia", holder="gil", outcome="Write", done_when="x", effort_minutes=60,
    due_at=MONDAY + timedelta(days=3), state=State.DRAFT, created_at=MONDAY,
)  # fmt: skip
HELD = replace(DRAFT, id="8", holder="ana", state=State.ACCEPTED, offered_at=MONDAY, accepted_at=MONDAY)
OTHER = replace(HELD, id="9", holder="gil")
PASSING = replace(HELD, id="10", newcomer="ben", events=(Event(kind="hand_off", at=MONDAY, by="olivia"),))
BULK = Bulk(team="studio", id="3", kind="hand_over", stage="done", by="olivia", at=MONDAY, former="ana", newcomer="ben")
PLANNED = replace(BULK, id="4", stage="planned", planned=(("8", 1),))
BULKS = (replace(BULK, before=(replace(PASSING, newcomer="", events=(), revision=0),)), PLANNED)
PEOPLE = ("olivia", "ana", "ben", "pat", "gil")

# Who may; everybody else is refused.
MAY: dict[tuple[str, str], str] = {
    ("handoff.offer_anyway", "task=7"): "olivia",
    ("handoff.offer_later", "task=7"): "olivia",
    ("handoff.ask_who", "task=7"): "olivia",
    ("handoff.give", "task=7&person=ben"): "olivia",
    ("handoff.give_way", "task=7&other=9&to=20261201T1700Z"): "olivia",
    ("handoff.tasks", "view=write"): "olivia ana ben gil",
    ("handoff.hand_over", "person=@ana&newcomer=@ben"): "olivia ana ben gil",
    ("handoff.leaving", "newcomer=@olivia"): "ana ben gil",
    ("handoff.move_several", "tasks=8&by=day"): "olivia ana",
    ("handoff.do_bulk", "bulk=4"): "olivia",
    ("handoff.undo_bulk", "bulk=3"): "olivia",
    ("handoff.take_all", "bulk=3"): "ben",
    ("handoff.pass_all", "bulk=3"): "ben",
    ("handoff.forget_bulk", "bulk=3"): "",
    ("handoff.give", "task=7&person=pat"): "",
    ("handoff.give", "task=7&person=nobody"): "",
    ("handoff.give_way", "task=7&other=8&to=20261201T1700Z"): "",
    ("handoff.give_way", "task=7&other=9&to=20201201T1700Z"): "",
    ("handoff.give_way", "task=7&other=9&to=soon"): "",
    ("handoff.give_way", "task=7&other=99&to=20261201T1700Z"): "",
    ("handoff.take_all", "bulk=99"): "",
    ("handoff.do_bulk", "bulk="): "",
}


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize(("action", "typed"), MAY)
async def test_each_action_is_for_whom_the_table_says(action: str, typed: str, who: str) -> None:
    world = World()
    await world.seed(DRAFT, HELD, OTHER, PASSING, *BULKS)
    arguments = dict(pair.split("=") for pair in typed.split("&"))
    request = Request(
        id="r", team="studio", action=action, account=f"web:{who}", arguments=arguments, place=Direct(who), at=MONDAY
    )
    may = who in MAY[action, typed].split()
    before = [await world.store.all(kind, "studio") for kind in (Task, Bulk)]
    refused, answer = "", None
    try:
        answer = await world.dispatcher.dispatch(request)
    except Refused as error:
        refused = as_text(error.text)
    if may:
        assert not refused
        return
    assert refused or isinstance(answer, Reply)
    assert [await world.store.all(kind, "studio") for kind in (Task, Bulk)] == before
