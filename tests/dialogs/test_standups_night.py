"""Dialogs of a standup with somebody who works at night: the night is of the day on which it began (S1, S2, S4)."""

from __future__ import annotations

from tests.dialogs.standup import answers, set_up
from tests.dialogs.talk import Talk

NEW_YORK, MANILA = "America/New_York", "Asia/Manila"


async def test_s4_fridays_night_is_no_day_off_where_the_team_has_one_time(talk: Talk) -> None:
    await talk.says("ana", "/baton hours 21-6")
    await talk.time_is("2026-11-26 09:00", NEW_YORK)
    await set_up(talk, people="ana", days="Fri", time="14:00", zone="team")
    await talk.time_is("2026-11-27 14:01", NEW_YORK)  # three o'clock on Saturday where she works until six
    await talk.hears("ana", "Standup Daily, Fri 27 Nov. Your turn until Sat 28 Nov 06:00.")
    await talk.time_is("2026-11-28 05:31", MANILA)
    await talk.hears("ana", "Standup Daily closes at 06:00.")
    await answers(talk, "ana")
    await talk.time_is("2026-11-27 17:01", NEW_YORK)
    await talk.hears("olivia", "Fri 27 Nov, is closed: 1 of 1 answered")


async def test_s4_whoever_takes_that_friday_off_is_away_in_its_night(talk: Talk) -> None:
    await talk.says("ana", "/baton hours 21-6")
    await talk.says("ana", "/baton away 27 Nov")
    await talk.time_is("2026-11-26 09:00", NEW_YORK)
    await set_up(talk, days="Fri", time="14:00", zone="team")
    await talk.time_is("2026-11-27 17:01", NEW_YORK)
    assert "Your turn" not in await talk.screen("ana")
    await talk.hears("olivia", "Fri 27 Nov, is closed: nobody answered", "Away Ana", "No answer Ben")


async def test_s4_in_fridays_night_the_reminder_comes_as_in_every_other(talk: Talk) -> None:
    await talk.says("ana", "/baton hours 22-6")
    await set_up(talk, people="ana")
    await talk.time_is("2026-11-27 22:01", MANILA)
    await talk.hears("ana", "Standup Daily, Fri 27 Nov. Your turn until Sat 28 Nov 01:00.")
    await talk.attends("ana")
    await talk.time_is("2026-11-28 00:31", MANILA)
    await talk.hears("ana", "Standup Daily closes at 01:00.")


async def test_s2_in_quiet_hours_that_end_in_the_night_nobody_is_asked(talk: Talk) -> None:
    await talk.says("ana", "/baton hours 22-6")
    await talk.says("ana", "/baton quiet 20-1")
    await talk.time_is("2026-11-24 02:00", MANILA)
    await set_up(talk, people="ana")
    await talk.time_is("2026-11-25 00:59", MANILA)
    await talk.hears_nothing("ana")
    await talk.time_is("2026-11-25 01:01", MANILA)
    await talk.hears("ana", "Standup Daily, Tue 24 Nov. Your turn until Wed 25 Nov 04:00.")


async def test_s1_in_both_nights_of_the_clock_change_a_night_worker_is_asked_once(talk: Talk) -> None:
    await talk.says("gil", "/baton hours 22-6")
    await talk.says("gil", "/baton days every day")
    await talk.time_is("2027-03-13 12:00", NEW_YORK)
    await set_up(talk, people="gil", days="every day", time="2:30")
    await talk.time_is("2027-03-14 03:29", NEW_YORK)  # half past two is not there that night
    assert "Your turn" not in await talk.screen("gil")
    await talk.time_is("2027-03-14 03:31", NEW_YORK)
    await talk.hears("gil", "Standup Daily, Sun 14 Mar. Your turn until Sun 14 Mar 06:30.")
    await talk.says("olivia", "/standup pause")
    await talk.time_is("2027-11-06 12:00", NEW_YORK)
    await talk.says("olivia", "/standup setup Daily")
    await talk.fills("olivia", time="1:30")
    await talk.says("olivia", "/standup resume")
    await talk.time_is("2027-11-07 06:30", NEW_YORK)  # half past one is there twice that night
    found = [seen for seen in await talk.peer.screen("gil") if "Standup Daily, Sun 7 Nov. " in seen.text]
    assert ["It closed at Sun 7 Nov 03:30" in seen.text for seen in found] == [True]
