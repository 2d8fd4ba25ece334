"""Dialogs of the desk: one list of what I owe and what I wait for, tasks or not (H10)."""

from __future__ import annotations

from tests.dialogs.standup import set_up
from tests.dialogs.talk import Talk
from tests.dialogs.tasks import accepted

MANILA = "Asia/Manila"
VIEWS = ["My tasks", "Waiting on me", "Given by me", "Overdue"]


async def test_h10_a_standup_that_waits_stands_on_the_desk_until_it_is_answered(talk: Talk) -> None:
    await set_up(talk, people="ana")
    await accepted(talk, "/delegate @ana Product photos by Fri 5pm ~1h done when: sent")
    await talk.time_is("2026-11-24 09:31", MANILA)
    await talk.says("ana", "/tasks")
    await talk.hears(
        "ana",
        "You owe 2 things: Standup Daily, Tue 24 Nov: your answer, until 12:30 #1 Product photos",
        buttons=["Answer the standup", *VIEWS],
    )
    await talk.presses("ana", "Answer the standup")
    await talk.form("ana", "Your standup")
    await talk.fills("ana", q1="Refunds", q2="Photos")
    await talk.says("ana", "/tasks")
    await talk.hears("ana", "You owe 1 thing: #1 Product photos", buttons=VIEWS)


async def test_h10_promises_both_ways_stand_on_the_owners_desk(talk: Talk) -> None:
    await talk.says("olivia", "/promise Publish the landing page by Thursday")
    await talk.says("pat", "/promise Call three clients by Wednesday")
    await talk.says("olivia", "/tasks")
    await talk.hears(
        "olivia",
        "You owe 1 thing: Promised to Pat: Publish the landing page, due Thu 26 Nov 17:00",
        "You wait for 1 thing: Pat promised you: Call three clients, due Wed 25 Nov 12:00",
        buttons=[*VIEWS, "Whole team"],
    )
    await talk.says("ana", "/tasks")
    assert "promised" not in (await talk.hears("ana", "You owe nothing right now.")).text.casefold()
