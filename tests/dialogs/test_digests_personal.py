"""Dialogs of what people are told of themselves alone: the day that begins, and an assistant's week (D3)."""

from __future__ import annotations

import pytest

from bot.people import Roster
from bot.requests import Outcome
from bot.team.rules import NOTHING_YET, planned
from tests.dialogs.standup import answers, set_up
from tests.dialogs.talk import Talk
from tests.dialogs.tasks import accepted
from tests.dialogs.world import MONDAY, PEOPLE, TEAM

NEW_YORK, MANILA, LONDON = "America/New_York", "Asia/Manila", "Europe/London"
TUESDAY = "/delegate @ana Write the article by Tue 4pm Manila ~2h done when: 3 sources"


@pytest.fixture
def begins() -> Outcome:
    """The sample team on Monday morning, with the jobs that every team begins with."""
    return planned(TEAM, Roster(PEOPLE), NOTHING_YET, MONDAY)


async def turned_on(talk: Talk, who: str = "ana", first: str = "Tue 24 Nov 09:00") -> None:
    await talk.says(who, "/digest daily on")
    await talk.hears(who, "Your day is sent to you as it begins", f"first on {first}")
    await talk.attends(who)


async def test_d3_the_day_begins_with_what_is_due_late_and_waiting(talk: Talk) -> None:
    await accepted(talk, TUESDAY)
    await talk.says("olivia", "/delegate @ana Sort the photos by Mon 10:30am ~10m done when: named")
    await talk.presses("ana", "Accept", on="Sort the photos")
    await talk.says("olivia", "/delegate @ana Call the printer by Thu 5pm ~1h done when: price known")
    await talk.says("olivia", "/delegate @ben Send the refund by Tue 4pm ~1h done when: booked")
    await turned_on(talk)
    await talk.time_is("2026-11-24 08:59", MANILA)
    await talk.attends("ana")
    await talk.time_is("2026-11-24 09:00", MANILA)
    seen = await talk.hears(
        "ana",
        "Your day, Tue 24 Nov",
        "Past its time: 1",
        "#2 Sort the photos, was due Mon 23 Nov 23:30",
        "Due today: 1",
        "#1 Write the article, by 16:00",
        "Waiting on you: 1",
        "#3 Call the printer — offered to you, since Mon 23 Nov",
        "/digest daily off stops it.",
        buttons=["#2", "#1", "#3", "Open tasks"],
    )
    assert "refund" not in seen.text
    await talk.presses("ana", "#1", on="Your day")
    await talk.hears("ana", "Write the article", "3 sources")


async def test_d3_nothing_to_tell_is_no_message_and_nobody_gets_it_unasked(talk: Talk) -> None:
    await turned_on(talk)
    await talk.says("olivia", "/delegate @ben Send the refund by Wed 4pm ~1h done when: booked")
    await talk.time_is("2026-11-24 12:00", MANILA)
    await talk.hears_nothing("ana")
    await talk.time_is("2026-11-25 12:00", "Europe/Bucharest")
    assert "Your day, " not in await talk.screen("ben")


async def test_d3_what_the_owner_has_to_answer_review_and_clear(talk: Talk) -> None:
    await accepted(talk, "/delegate @ana Write the article by Thu 4pm ~2h done when: 3 sources")
    await talk.presses("ana", "Ask")
    await talk.fills("ana", question="Which sources?")
    await accepted(talk, "/delegate @ana Sort the photos by Thu 4pm ~1h done when: named")
    await talk.presses("ana", "Hand in")
    await talk.fills("ana", work="Named")
    await turned_on(talk, "olivia")
    await talk.time_is("2026-11-24 09:00", NEW_YORK)
    await talk.hears(
        "olivia",
        "Your day, Tue 24 Nov",
        "Waiting on you: 2",
        "#1 Write the article — a question from Ana, since Mon 23 Nov",
        "#2 Sort the photos — handed in by Ana, since Mon 23 Nov",
    )


async def test_d3_who_asked_is_told_with_whom_it_is_now(talk: Talk) -> None:
    await accepted(talk, TUESDAY)
    await talk.presses("ana", "Ask")
    await talk.fills("ana", question="Which sources?")
    await turned_on(talk)
    await talk.time_is("2026-11-24 09:00", MANILA)
    await talk.hears("ana", "Due today: 1", "#1 Write the article, by 16:00 — with Olivia now")


async def test_d3_what_is_in_somebodys_way_is_there_until_it_is_cleared(talk: Talk) -> None:
    await turned_on(talk, "olivia")
    await set_up(talk, people="ana")
    await talk.time_is("2026-11-24 09:31", MANILA)
    await answers(talk, "ana", q3="No access to the shop")
    await talk.time_is("2026-11-24 09:00", NEW_YORK)
    line = "Ana: No access to the shop · since today, with you"
    await talk.hears("olivia", "In somebody’s way, for you to clear: 1", line, buttons=["B1", "Open tasks"])
    await talk.presses("olivia", "B1")
    await talk.presses("olivia", "Cleared", on="No access")
    await talk.attends("olivia")
    await talk.time_is("2026-11-25 12:00", NEW_YORK)
    assert not [seen for seen in await talk.news("olivia") if "Your day, " in seen.text]


async def test_d3_a_task_on_its_way_to_somebody_waits_on_them(talk: Talk) -> None:
    await accepted(talk, TUESDAY)
    await turned_on(talk, "ben")
    await talk.says("ana", "/handoff 1 @ben Half of it is written")
    await talk.time_is("2026-11-24 09:00", "Europe/Bucharest")
    await talk.hears("ben", "Waiting on you: 1", "#1 Write the article — offered to you, since Mon 23 Nov")


async def test_d3_who_stands_in_is_told_what_waits_on_the_one_away(talk: Talk) -> None:
    await accepted(talk, TUESDAY)
    await talk.presses("ana", "Hand in")
    await talk.fills("ana", work="Done.")
    await turned_on(talk, "ben")
    await talk.says("olivia", "/baton away until Dec 5 stand-in @ben")
    await talk.time_is("2026-11-24 09:00", "Europe/Bucharest")
    await talk.hears("ben", "Your day, Tue 24 Nov", "#1 Write the article — handed in by Ana")


async def test_d3_no_day_on_leave_or_at_the_weekend(talk: Talk) -> None:
    await accepted(talk, "/delegate @ana Write the article by Tue 1 Dec 4pm ~2h done when: 3 sources")
    await turned_on(talk)
    await talk.says("olivia", "/delegate @ana Call the printer by Wed 2 Dec 5pm ~1h done when: price known")
    await talk.says("ana", "/baton away tue until fri")
    await talk.time_is("2026-11-29 23:00", MANILA)
    assert "Your day, " not in await talk.screen("ana")
    await talk.time_is("2026-11-30 09:00", MANILA)
    await talk.hears("ana", "Your day, Mon 30 Nov", "#2 Call the printer — offered to you")


async def test_d3_the_day_follows_hours_and_zone_and_comes_once(talk: Talk) -> None:
    await accepted(talk, "/delegate @ana Write the article by Mon 10:30am ~10m done when: 3 sources")
    await turned_on(talk)
    await talk.says("ana", "/baton hours 10-18")
    await talk.time_is("2026-11-24 09:59", MANILA)
    assert "Your day, " not in await talk.screen("ana")
    await talk.time_is("2026-11-24 10:00", MANILA)
    await talk.hears("ana", "Your day, Tue 24 Nov")
    await talk.says("ana", "/baton hours 11-19")
    await talk.says("ana", "/baton timezone London")
    await talk.attends("ana")
    await talk.time_is("2026-11-24 10:59", LONDON)
    assert not [seen for seen in await talk.news("ana") if "Your day, " in seen.text]
    await talk.time_is("2026-11-25 11:00", LONDON)
    await talk.hears("ana", "Your day, Wed 25 Nov")


async def test_d3_after_downtime_the_day_is_told_once_while_it_lasts(talk: Talk) -> None:
    await accepted(talk, "/delegate @ana Write the article by Mon 10:30am ~10m done when: 3 sources")
    await turned_on(talk)
    await talk.down_until("2026-11-24 14:00", MANILA)
    await talk.hears("ana", "Your day, Tue 24 Nov", "Sent late: this was meant for Tue 24 Nov 09:00.")
    await talk.attends("ana")
    await talk.down_until("2026-11-26 20:00", MANILA)
    assert not [seen for seen in await talk.news("ana") if "Your day, " in seen.text]
    assert "not sent, as its time has passed" in talk.peer.world.log
    await talk.time_is("2026-11-27 09:00", MANILA)
    seen = await talk.hears("ana", "Your day, Fri 27 Nov")
    assert "Sent late" not in seen.text


async def test_d3_the_day_is_turned_off_and_looked_at_at_any_time(talk: Talk) -> None:
    await accepted(talk, TUESDAY)
    await talk.says("ana", "/digest daily")
    await talk.hears("ana", "Your day, Mon 23 Nov", "/digest daily on sends it")
    await turned_on(talk)
    await talk.says("ana", "/digest daily off")
    await talk.hears("ana", "Your day is no longer sent to you.")
    await talk.time_is("2026-11-24 12:00", MANILA)
    assert "Your day, Tue" not in await talk.screen("ana")
    await talk.says("pat", "/digest daily on")
    await talk.hears("pat", "The daily digest is about tasks, which partners do not have.")


async def ana_works(talk: Talk) -> None:
    """One approved the first time, with a question that waited an hour, and one that is late with her."""
    await accepted(talk, "/delegate @ana Write the secret article by Thu 9:00 Manila ~2h done when: 3 sources")
    await talk.presses("ana", "Ask")
    await talk.fills("ana", question="Which sources?")
    await talk.time_is("2026-11-23 10:00", NEW_YORK)
    await talk.presses("olivia", "Answer")
    await talk.fills("olivia", answer="The invoices.")
    await talk.presses("ana", "Hand in")
    await talk.fills("ana", work="Done.")
    await talk.presses("olivia", "Approve")
    await talk.says("olivia", "/delegate @ana Sort the photos by Wed 4pm Manila ~1h done when: named")
    await talk.presses("ana", "Accept", on="Sort the photos")


async def test_d3_an_assistant_reads_her_week_on_friday_at_five_of_her_own(talk: Talk) -> None:
    await ana_works(talk)
    await talk.time_is("2026-11-27 16:59", MANILA)
    await talk.attends("ana")
    await talk.time_is("2026-11-27 17:00", MANILA)
    seen = await talk.hears(
        "ana",
        "Your week, Fri 20 Nov – Fri 27 Nov",
        "Handed in 1 · approved 1, the first time · late 1 (1 with you)",
        "Hours of effort done: 2 h.",
        "You asked 1 question; 1 answered, after 1 h of the giver’s working time on average.",
        "#2 Sort the photos — with you, due Wed 25 Nov 16:00",
        "/digest weekly off stops it.",
        buttons=["Open tasks", "Week by week"],
    )
    assert "$" not in seen.text
    assert "Your week" not in await talk.screen("ben")  # nothing happened in his


async def test_d3_the_week_counts_her_own_standups(talk: Talk) -> None:
    await set_up(talk)
    await talk.time_is("2026-11-24 09:31", MANILA)
    await answers(talk, "ana")
    await talk.time_is("2026-11-27 17:00", MANILA)
    await talk.hears("ana", "Your week, ", "Standups: 1 of 4 answered.")
    await talk.time_is("2026-11-27 17:00", "Europe/Bucharest")
    await talk.hears("ben", "Your week, ", "Standups: 0 of 4 answered.")


async def test_d3_nobody_sees_anothers_week(talk: Talk) -> None:
    await ana_works(talk)
    await talk.says("ana", "/digest")
    await talk.hears("ana", "Handed in 1")
    for line in ("/digest", "/digest partner @ana", "/digest daily"):
        await talk.says("ben", line)
    screen = await talk.screen("ben")
    assert "Nothing was handed in, asked or due in these days." in screen
    assert "article" not in screen
    assert "photos" not in screen


async def test_d3_the_week_is_turned_off_and_on_again(talk: Talk) -> None:
    await ana_works(talk)
    await talk.says("ana", "/digest weekly off")
    await talk.hears("ana", "Your week is no longer sent to you.")
    await talk.time_is("2026-11-28 12:00", MANILA)
    assert "Your week, " not in await talk.screen("ana")
    await talk.says("ana", "/digest weekly on")
    await talk.hears("ana", "next on Fri 4 Dec 17:00")
    await talk.says("olivia", "/delegate @ana Call the printer by Thu 3 Dec 5pm ~1h done when: price known")
    await talk.presses("ana", "Accept", on="printer")
    await talk.presses("ana", "Hand in", on="printer")
    await talk.fills("ana", work="12 dollars")
    await talk.time_is("2026-12-04 17:00", MANILA)
    await talk.hears("ana", "Your week, Fri 27 Nov – Fri 4 Dec", "Handed in 1 · approved 0 · nothing newly late")


async def test_d3_guests_have_no_week(talk: Talk) -> None:
    await talk.says("gil", "/digest weekly on")
    await talk.hears("gil", "The weekly digest goes to the owner, the partners and the assistants.")


async def test_d1_the_week_comes_on_the_day_and_at_the_time_its_reader_chose(talk: Talk) -> None:
    await talk.says("olivia", "/digest weekly wed 8:30")
    await talk.hears("olivia", "next on Wed 25 Nov 08:30")
    await talk.time_is("2026-11-25 08:29", NEW_YORK)
    await talk.attends("olivia")
    await talk.time_is("2026-11-25 08:30", NEW_YORK)
    await talk.hears("olivia", "Your week, Wed 18 Nov – Wed 25 Nov")
    await talk.attends("olivia")
    await talk.says("olivia", "/digest weekly fri 16:00")
    await talk.hears("olivia", "next on Fri 4 Dec 16:00")  # this week's has come
    await talk.time_is("2026-12-04 15:59", NEW_YORK)
    await talk.attends("olivia")
    await talk.time_is("2026-12-04 16:00", NEW_YORK)
    await talk.hears("olivia", "Your week, Wed 25 Nov – Fri 4 Dec")
    await talk.says("olivia", "/digest weekly some day")
    await talk.hears("olivia", "Type on, off, or a day and a time: /digest weekly fri 16:00.")


async def test_d1_after_weeks_of_downtime_one_digest_tells_of_all_of_them(talk: Talk) -> None:
    await accepted(talk, TUESDAY)
    await talk.presses("ana", "Hand in")
    await talk.fills("ana", work="Done.")
    await talk.presses("olivia", "Approve")
    await talk.attends("olivia", "pat", "ana")
    await talk.down_until("2026-12-15 12:00", NEW_YORK)
    await talk.attends("olivia", "pat", "ana")
    await talk.time_is("2026-12-18 16:59", NEW_YORK)
    assert not [seen for seen in await talk.news("olivia") if "Your week" in seen.text]
    await talk.time_is("2026-12-18 17:00", NEW_YORK)
    seen = await talk.hears("olivia", "Your week, Fri 20 Nov – Fri 18 Dec", "Done 1")
    assert "Sent late" not in seen.text
    assert len([one for one in await talk.news("olivia") if "Your week" in one.text]) == 1


async def test_d3_a_guest_whom_a_first_task_makes_an_assistant_reads_of_that_week(talk: Talk) -> None:
    await talk.says("olivia", "/delegate @gil Sort the photos by Wed 5pm ~1h done when: named")
    await talk.presses("gil", "Accept")
    await talk.presses("gil", "Hand in")
    await talk.fills("gil", work="Done.")
    await talk.presses("olivia", "Approve")
    await talk.attends("gil")
    await talk.time_is("2026-11-27 17:01", "America/New_York")
    await talk.hears("gil", "Your week")
