"""Dialogs of bad moments: two at once, somebody or something gone, days that not every month or year has."""

from __future__ import annotations

import asyncio
from datetime import datetime

import pytest
from msgspec.structs import replace

from adapters.zone_data import plan_anew
from bot.people import Team
from bot.ports import Commit
from bot.requests import Outcome, Wake
from bot.times import to_utc
from tests.dialogs.discord_peer import CHANNEL as DISCORD_CHANNEL
from tests.dialogs.discord_peer import Discord
from tests.dialogs.slack_peer import Slack
from tests.dialogs.talk import Talk
from tests.dialogs.tasks import SHORT, accepted, offered

MANILA = "Asia/Manila"
ANYONE = "/delegate anyone Sort the receipts by Fri 5pm ~1h done when: each has a category"


async def both(talk: Talk, first: tuple[str, str], second: tuple[str, str]) -> None:
    """Two people press at once, where the clients can."""
    if isinstance(talk.peer, Discord):
        pytest.skip("two acts never overlap on the simulated Discord")
    await asyncio.gather(talk.presses(*first), talk.presses(*second))


async def test_h8_two_who_take_it_in_the_same_second_get_one_holder_and_one_kind_answer(talk: Talk) -> None:
    await talk.says("olivia", ANYONE)
    await talk.attends("ana", "ben", "olivia")
    await both(talk, ("ana", "Take it"), ("ben", "Take it"))
    screens = {who: await talk.screen(who) for who in ("ana", "ben")}
    [first] = [who for who, said in screens.items() if "Yours: #1" in said]
    second = "ben" if first == "ana" else "ana"
    assert f"{first.title()} has taken" in screens[second] or f"With {first.title()}" in screens[second]
    await talk.hears("olivia", f"With {first.title()}: #1")


async def test_h3_accept_and_undo_in_the_same_second_end_in_one_state_for_both(talk: Talk) -> None:
    await offered(talk)
    await both(talk, ("ana", "Accept"), ("olivia", "Undo"))
    giver, holder = await talk.screen("olivia"), await talk.screen("ana")
    assert ("With Ana: #1" in giver) == ("Yours: #1" in holder)


async def test_h3_holder_declines_as_the_giver_changes_and_neither_is_lost(talk: Talk) -> None:
    await offered(talk)
    await talk.presses("ana", "Decline")
    await talk.presses("olivia", "Change")
    await talk.fills("olivia", outcome="Write a 900-word article")
    await talk.fills("ana", why="No time this week")
    await talk.hears("olivia", "declined", "900-word", "No time this week")


async def test_t2_what_was_handed_over_meanwhile_reminds_the_new_holder_alone(talk: Talk) -> None:
    await accepted(talk, SHORT)
    await talk.says("ana", "/handoff 1 @ben I am on another job")
    await talk.presses("ben", "Take it on")
    await talk.attends("ana", "ben")
    await talk.time_is("2026-11-26 12:00", "Asia/Manila")
    await talk.hears_nothing("ana")
    await talk.hears("ben", "#1 Write the article", "Thu 26 Nov")


async def test_t2_what_a_person_who_left_still_holds_is_never_silently_late(talk: Talk) -> None:
    await accepted(talk, SHORT)
    await talk.peer.world.leaves("ana")
    await talk.attends("olivia")
    await talk.time_is("2026-11-26 09:30", "America/New_York")
    await talk.hears("olivia", "Overdue", "#1")


@pytest.mark.parametrize(
    ("length", "still", "then"),
    [("1h", "2026-11-25 10:04", "2026-11-25 10:06"), ("tomorrow", "2026-11-26 08:55", "2026-11-26 09:05")],
    ids=["an hour", "tomorrow"],
)
async def test_t2_a_snooze_of_an_hour_or_until_tomorrow(talk: Talk, length: str, still: str, then: str) -> None:
    await accepted(talk, SHORT)
    await talk.time_is("2026-11-25 09:05", "Asia/Manila")
    await talk.presses("ana", "Snooze")
    await talk.fills("ana", length=length)
    await talk.attends("ana")
    await talk.time_is(still, "Asia/Manila")
    await talk.hears_nothing("ana")
    await talk.time_is(then, "Asia/Manila")
    await talk.hears("ana", "Yours: #1")


@pytest.mark.parametrize(
    ("until", "said"),
    [("2026-11-26 10:30", "It was due"), ("2026-11-27 10:00", "It was due"), ("2026-12-10 10:00", "It was due")],
    ids=["an hour", "a day", "a fortnight"],
)
async def test_t4_down_for_an_hour_a_day_or_a_fortnight_it_is_said_once_and_marked_late(
    talk: Talk, until: str, said: str
) -> None:
    await accepted(talk, SHORT)
    await talk.time_is("2026-11-26 08:55", "Asia/Manila")
    await talk.attends("ana", "olivia")
    await talk.down_until(until, "Asia/Manila")
    seen = await talk.hears("ana", said, "Sent late")
    assert seen.text.count("Sent late") == 1
    assert len(await talk.news("ana")) == 1


async def test_h11_the_31st_of_every_month_is_the_last_day_of_a_shorter_one(talk: Talk) -> None:
    await talk.says("olivia", "/delegate @ana Close the books on the 31st of every month 5pm done when: all is booked")
    await talk.hears("olivia", "S1", "Close the books", "first on Mon 30 Nov", "Next Thu 31 Dec")


async def test_h11_29_february_is_the_28th_in_most_years_and_moves_off_a_sunday(talk: Talk) -> None:
    await talk.says("olivia", "/delegate @ana File the leap report every 29 February 5pm done when: it is filed")
    await talk.hears("olivia", "every year on 29 February", "first on Mon 1 Mar 2027", "Next Tue 29 Feb 2028")


async def test_h11_a_system_whose_holder_left_the_workspace_rests_and_its_giver_chooses_another(talk: Talk) -> None:
    await talk.says("olivia", "/delegate @ana Write a post every weekday 9am ~1h done when: it is online")
    await talk.presses("ana", "Accept")
    await talk.peer.world.leaves("ana")
    await talk.attends("ana", "olivia")
    await talk.time_is("2026-11-27 09:30", "America/New_York")
    await talk.hears("olivia", "S1 rests, nobody does it", "Choose somebody", buttons=["Change", "Stop"])
    await talk.hears("olivia", "Overdue. With Ana: #1")
    await talk.hears_nothing("ana")


async def test_t2_what_moved_together_is_not_called_overdue_at_its_old_time(talk: Talk) -> None:
    for number in range(3):
        await talk.says("olivia", f"/delegate @ana Job {number} by Thu 9:00 Manila ~1h done when: it is there")
        await talk.presses("ana", "Accept", on=f"#{number + 1} ")
    await talk.time_is("2026-11-25 09:05", "Asia/Manila")
    await talk.hears("ana", "3 things are waiting for you.", "due soon, Thu 26 Nov 09:00")
    await talk.says("olivia", "/tasks given")
    await talk.presses("olivia", "Move several")
    await talk.fills("olivia", tasks="1, 2, 3", by="week")
    await talk.presses("olivia", "Move all 3")
    await talk.presses("ana", "Accept all 3")
    await talk.attends("ana", "olivia")
    await talk.time_is("2026-12-01 16:00", "Asia/Manila")
    await talk.hears_nothing("ana")
    await talk.hears_nothing("olivia")
    await talk.time_is("2026-12-02 09:05", "Asia/Manila")
    await talk.hears("ana", "3 things are waiting for you.", "due soon, Thu 3 Dec 09:00")


def channel_is_deleted(talk: Talk) -> None:
    """The team's channel is there no more, as the platform says it."""
    talk.peer.world.refuses = True
    match talk.peer:
        case Slack() as slack:
            slack.fake.faults.error("chat.postMessage", "channel_not_found")
        case Discord() as discord:
            path = f"/channels/{DISCORD_CHANNEL}/messages"
            discord.env.inject_error("POST", path, status=404, code=10003, times=None)
        case _:
            pytest.skip("nobody deletes the channel there")


async def test_h8_in_a_deleted_channel_nothing_is_lost_and_the_owner_hears_how_to_mend_it(talk: Talk) -> None:
    await talk.says("olivia", "/tasks")
    channel_is_deleted(talk)
    await talk.says("olivia", ANYONE)
    await talk.peer.world.deliver()
    assert "I cannot post in" in await talk.screen("olivia")
    await talk.says("ana", "/tasks open")
    await talk.hears("ana", "Free to take (1)", "#1 Sort the receipts")
    if isinstance(talk.peer, Discord):
        talk.peer.env.backend.faults.clear()


async def test_t2_a_zone_whose_rules_changed_since_a_reminder_was_planned_reminds_by_the_new_ones(talk: Talk) -> None:
    """Where the clocks are no longer put forward, what was planned by the old rules comes an hour too early."""
    await accepted(talk, SHORT)  # due Thursday 9:00 in Manila; due soon a day before
    world = talk.peer.world
    early = to_utc(datetime.fromisoformat("2026-11-25T08:00"), MANILA)
    job = Wake(key="task:1", at=early, action="handoff.remind", arguments={"task": "1"})
    planned = Commit(request_id="old rules", team="studio", at=world.now, outcome=Outcome(wakes=(job,)))
    await (await world.store.commit(planned))
    await talk.time_is("2026-11-25 08:59", MANILA)
    await talk.hears_nothing("ana")
    await talk.time_is("2026-11-25 09:01", MANILA)
    await talk.hears("ana", "Due soon")


async def test_t2_a_zone_whose_clocks_now_go_forward_is_planned_anew_at_the_next_start(talk: Talk) -> None:
    """What was planned by the old rules would come too late, which nothing notices when it fires."""
    await accepted(talk, SHORT)  # due Thursday 9:00 in Manila; due soon a day before
    world = talk.peer.world
    late = to_utc(datetime.fromisoformat("2026-11-25T11:00"), MANILA)
    job = Wake(key="task:1", at=late, action="handoff.remind", arguments={"task": "1"})
    team = await world.store.get(Team, "", "studio")
    assert team is not None
    old = Outcome(records=(replace(team, zone_rules="those of last year"),), wakes=(job,))
    await (await world.store.commit(Commit(request_id="old rules", team="studio", at=world.now, outcome=old)))
    await plan_anew(world.store, world.now)
    await talk.time_is("2026-11-25 08:59", MANILA)
    await talk.hears_nothing("ana")
    await talk.time_is("2026-11-25 09:01", MANILA)
    await talk.hears("ana", "Due soon")
