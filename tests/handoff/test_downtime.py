"""T4: Baton was down for an hour, a day, a fortnight; over changes of the clocks and a leap day; timers far ahead."""

from __future__ import annotations

import pytest

from tests.dialogs.peer import Core
from tests.dialogs.talk import Talk
from tests.dialogs.tasks import accepted
from tests.dialogs.world import World

MANILA, NEW_YORK = "Asia/Manila", "America/New_York"
THURSDAY = "/delegate @ana Write the article by Thu 15:00 Manila done when: 3 sources"


async def begun(line: str = THURSDAY, who: str = "ana") -> Talk:
    """A task that `who` holds, on the core alone."""
    world = World()
    await world.seed()
    talk = Talk(Core(world))
    await talk.says("olivia", line)
    await talk.presses(who, "Accept")
    await talk.attends("olivia", who)
    return talk


async def heard(talk: Talk, who: str) -> list[str]:
    return [seen.text for seen in await talk.news(who)]


@pytest.mark.parametrize(
    ("until", "said"),
    [
        ("2026-11-25 16:00", "Due soon, Thu 26 Nov 15:00."),  # an hour
        ("2026-11-26 15:30", "Due now."),  # a day, and two reminders missed
        ("2026-12-09 11:00", "Overdue."),  # a fortnight
    ],
)
async def test_t4_after_an_hour_a_day_or_a_fortnight_one_message_is_sent_and_marked_late(until: str, said: str) -> None:
    talk = await begun()
    await talk.time_is("2026-11-25 14:55", MANILA)
    await talk.down_until(until, MANILA)
    [text] = await heard(talk, "ana")
    assert text.startswith(said)
    assert text.count("Sent late: this was meant for Wed 25 Nov 15:00.") == 1
    assert len(await heard(talk, "olivia")) <= 1
    await talk.attends("ana", "olivia")
    await talk.down_until(until, MANILA)
    assert await heard(talk, "ana") + await heard(talk, "olivia") == [], "it fires once"


async def test_t4_what_is_stale_is_dropped_with_a_note_in_the_log() -> None:
    talk = await begun()
    await talk.down_until("2026-12-09 11:00", MANILA)
    assert await heard(talk, "ana") != []
    assert "not sent, as its time has passed" in talk.peer.world.log


async def test_t4_what_is_missed_at_night_waits_for_the_morning_and_still_says_that_it_is_late() -> None:
    talk = await begun()
    await talk.down_until("2026-11-25 23:30", MANILA)
    assert await heard(talk, "ana") == []
    await talk.time_is("2026-11-26 09:01", MANILA)
    [text] = await heard(talk, "ana")
    assert text.startswith("Due soon")
    assert "Sent late: this was meant for Wed 25 Nov 15:00." in text


async def test_t4_many_things_missed_are_one_list_and_no_flood() -> None:
    world = World()
    await world.seed()
    talk = Talk(Core(world))
    for number in range(12):
        await talk.says(
            "olivia", f"/delegate @ana Write article {number} by Thu {9 + number % 6}:00 Manila done when: a"
        )
        await talk.presses("ana", "Accept", on=f"article {number}")
    await talk.attends("ana", "olivia")
    await talk.down_until("2026-12-09 23:30", MANILA)  # 10:30 in New York
    assert await heard(talk, "ana") == []
    [to_olivia] = await heard(talk, "olivia")
    assert to_olivia.startswith("12 things wait for somebody else. Sent late")
    assert "and 4 more" in to_olivia
    await talk.time_is("2026-12-10 09:01", MANILA)
    [to_ana] = await heard(talk, "ana")
    assert to_ana.startswith("12 things are waiting for you.")


@pytest.mark.parametrize(
    ("due", "soon", "said"),
    [
        ("16 March 2027 10:00", "2027-03-15 10:00", "Tue 16 Mar"),  # forward on the 14th, 112 days ahead
        ("9 Nov 2027 10:00", "2027-11-08 10:00", "Tue 9 Nov"),  # back on the 7th, 350 days ahead
        ("29 Feb 2028 10:00", "2028-02-28 10:00", "Tue 29 Feb"),  # a leap day
        ("1 March 2028 10:00", "2028-02-29 10:00", "Wed 1 Mar"),  # reminded on the leap day
    ],
)
async def test_t4_far_ahead_it_comes_once_at_the_wall_time_and_not_a_minute_before(
    due: str, soon: str, said: str
) -> None:
    talk = await begun(f"/delegate @gil Write the article by {due} done when: 3 sources", "gil")
    await talk.time_is(soon.replace("10:00", "09:59"), NEW_YORK)
    assert await heard(talk, "gil") == []
    await talk.time_is(soon, NEW_YORK)
    [text] = await heard(talk, "gil")
    assert text.startswith(f"Due soon, {said}")
    assert "Sent late" not in text


@pytest.mark.parametrize(
    ("due", "back", "said"),
    [
        ("16 March 2027 10:00", "2027-03-16 09:30", "Mon 15 Mar 2027 10:00"),
        ("9 Nov 2027 10:00", "2027-11-09 09:30", "Mon 8 Nov 2027 10:00"),
        ("1 March 2028 10:00", "2028-03-01 09:30", "Tue 29 Feb 2028 10:00"),
    ],
)
async def test_t4_down_over_a_change_of_the_clocks_or_a_leap_day_it_is_sent_once(
    due: str, back: str, said: str
) -> None:
    talk = await begun(f"/delegate @gil Write the article by {due} done when: 3 sources", "gil")
    await talk.down_until(back, NEW_YORK)
    [text] = await heard(talk, "gil")
    assert text.startswith("Due soon")
    assert f"Sent late: this was meant for {said.replace(' 2027', '').replace(' 2028', '')}" in text


async def test_t4_who_has_moved_to_another_zone_meanwhile_hears_once_and_by_the_new_clock() -> None:
    talk = await begun()
    await talk.says("ana", "/baton timezone Los Angeles")
    await talk.attends("ana")
    await talk.time_is("2026-11-25 08:59", "America/Los_Angeles")  # due at 23:00 on Wednesday there
    assert await heard(talk, "ana") == []
    await talk.time_is("2026-11-25 09:01", "America/Los_Angeles")
    assert len(await heard(talk, "ana")) == 1
    await talk.says("ana", "/baton hours 6-12")
    await talk.attends("ana")
    await talk.down_until("2026-11-27 08:00", "America/Los_Angeles")
    [text] = await heard(talk, "ana")
    assert text.startswith("Overdue.")
    assert "Sent late: this was meant for Thu 26 Nov 22:00." in text  # 6:00 there, said in the zone the test reads in


async def test_t4_nothing_fires_twice_when_its_job_is_asked_for_again() -> None:
    talk = await begun()
    await accepted(talk, "/delegate @ana Sort the invoices by Thu 15:00 Manila done when: filed")
    for _ in range(3):
        await talk.down_until("2026-11-25 16:00", MANILA)
    [text] = await heard(talk, "ana")
    assert text.startswith("2 things are waiting for you. Sent late")
