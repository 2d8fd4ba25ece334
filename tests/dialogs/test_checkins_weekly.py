"""Dialogs of the weekly check-in: its form, its day, and whom it leaves alone."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from bot.checkins.rhythms import first_wakes
from bot.people import Roster
from bot.requests import Outcome
from bot.times import Away
from tests.dialogs.peer import Core
from tests.dialogs.talk import Talk
from tests.dialogs.world import MONDAY, PEOPLE, TEAM, World

NEW_YORK, LONDON, MANILA = "America/New_York", "Europe/London", "Asia/Manila"


@pytest.fixture
def begins() -> Outcome:
    """The sample team on Monday morning, with the jobs that the check-ins begin with."""
    return Outcome(wakes=first_wakes(TEAM, Roster(PEOPLE), (), MONDAY))


async def test_c2_the_weekly_check_in_asks_each_in_their_own_zone_and_one_form_answers_all(talk: Talk) -> None:
    await talk.says("olivia", "/promise Publish the landing page by Friday 17:00")
    await talk.says("olivia", "/promise Write to Rosa by Friday 18:00")
    await talk.says("pat", "/promise Call three clients by Friday 16:00")
    await talk.attends("olivia", "pat")
    await talk.time_is("2026-11-27 15:00", LONDON)
    await talk.hears("pat", "Check-in with Olivia", "One promise is due.", "Call three clients", buttons=["Check in"])
    await talk.hears_nothing("olivia")
    await talk.presses("pat", "Kept")
    await talk.time_is("2026-11-27 15:00", NEW_YORK)
    await talk.hears("olivia", "Check-in with Pat", "2 promises are due.")
    await talk.presses("olivia", "Check in")
    await talk.fills("olivia", said_1="kept", said_2="moved", note_2="gibberish")
    form = await talk.form("olivia", "Check-in")
    assert form.values["said_1"] == "kept"
    assert set(form.errors) == {"note_2"}
    await talk.fills("olivia", note_2="mon 5pm, waiting for the designer")
    await talk.hears("olivia", "Checked in: 1 kept · 1 moved.")
    await talk.hears("pat", "Write to Rosa", "waiting for the designer")
    await talk.attends("olivia", "pat")
    await talk.time_is("2026-11-28 17:30", NEW_YORK)
    await talk.hears_nothing("olivia")


async def test_c2_a_check_in_without_an_answer_says_what_to_do(talk: Talk) -> None:
    await talk.says("olivia", "/checkin")
    await talk.hears("olivia", "You have no promise open.")
    await talk.says("olivia", "/promise Publish it by Thursday")
    await talk.says("olivia", "/checkin")
    await talk.fills("olivia")
    await talk.hears("olivia", "Choose at least one answer")


async def test_c2_missed_in_the_check_in_asks_why_at_its_field(talk: Talk) -> None:
    await talk.says("olivia", "/promise Publish it by Thursday")
    await talk.says("olivia", "/checkin")
    await talk.fills("olivia", said_1="missed")
    assert "why" in (await talk.form("olivia")).errors["note_1"]


async def test_c2_a_quiet_week_is_asked_for_a_promise_and_one_not_yet_due_is_left_alone(talk: Talk) -> None:
    await talk.says("olivia", "/promise Publish it by 10 Dec")
    await talk.attends("olivia", "pat")
    await talk.time_is("2026-11-27 16:00", NEW_YORK)
    await talk.hears("pat", "You have no open promise to Olivia", buttons=["Promise something"])
    await talk.hears_nothing("olivia")


async def test_c2_the_day_of_the_check_in_is_set_by_either_and_told_to_the_other(talk: Talk) -> None:
    await talk.says("pat", "/checkin day wed 10:00")
    await talk.hears("pat", "Your check-in with Olivia has moved. The next one is Wed 25 Nov 10:00")
    await talk.hears("olivia", "Pat moved your check-in. The next one is Wed 25 Nov 10:00")
    await talk.attends("olivia", "pat")
    await talk.time_is("2026-11-25 10:00", LONDON)
    await talk.hears("pat", "Check-in with Olivia")
    await talk.time_is("2026-11-25 10:00", NEW_YORK)
    await talk.attends("olivia", "pat")
    await talk.time_is("2026-12-01 10:00", NEW_YORK)
    await talk.hears_nothing("pat")
    await talk.hears_nothing("olivia")
    await talk.says("pat", "/checkin day sometimes")
    await talk.hears("pat", "I cannot read “sometimes” as a day and time.")


async def test_c4_another_day_says_the_rhythm_that_stays(talk: Talk) -> None:
    await talk.says("pat", "/checkin every 2 weeks")
    await talk.attends("olivia", "pat")
    await talk.says("pat", "/checkin day wed 10:00")
    await talk.hears("pat", "The next one is Wed 25 Nov 10:00, then every 2 weeks at that time.")
    await talk.hears("olivia", "Pat moved your check-in.", "then every 2 weeks at that time.")


async def test_c2_after_downtime_one_late_check_in_is_sent_and_a_stale_one_is_dropped(talk: Talk) -> None:
    await talk.down_until("2026-11-29 02:00", LONDON)
    await talk.hears_nothing("pat")  # it is the night to Sunday
    await talk.time_is("2026-11-30 09:00", LONDON)
    await talk.hears("pat", "Check-in with Olivia", "Sent late: this was meant for Fri 27 Nov 15:00")
    await talk.attends("pat", "olivia")
    await talk.down_until("2026-12-22 09:00", LONDON)
    await talk.hears_nothing("pat")
    await talk.time_is("2026-12-25 15:00", LONDON)
    await talk.hears("pat", "Check-in with Olivia")
    assert "not sent, as its time has passed" in talk.peer.world.log


async def test_c2_whoever_is_away_is_asked_nothing_until_back() -> None:
    absent = replace(PEOPLE[0], away=(Away(date(2026, 11, 25), date(2026, 11, 29)),))
    people = (absent, *PEOPLE[1:])
    world = World(people=people)
    await world.seed(outcome=Outcome(wakes=first_wakes(TEAM, Roster(people), (), MONDAY)))
    talk = Talk(Core(world))
    await talk.says("olivia", "/promise Publish it by Wednesday")
    await talk.attends("olivia")
    await talk.time_is("2026-11-30 08:59", NEW_YORK)
    await talk.hears_nothing("olivia")
    await talk.time_is("2026-11-30 09:00", NEW_YORK)
    await talk.hears("olivia", "Without an answer by Tue 1 Dec 09:00 it counts as missed.")


async def test_c2_whoever_moves_is_asked_at_the_agreed_time_of_the_new_zone(talk: Talk) -> None:
    await talk.says("olivia", "/checkin day wed 10:00")
    await talk.says("pat", "/baton timezone Manila")
    await talk.time_is("2026-11-25 09:59", MANILA)
    await talk.attends("pat")
    await talk.time_is("2026-11-25 10:00", MANILA)
    await talk.hears("pat", "Check-in with Olivia")
    await talk.time_is("2026-11-29 12:00", MANILA)
    await talk.attends("pat")
    await talk.time_is("2026-12-02 09:59", MANILA)
    await talk.hears_nothing("pat")
    await talk.time_is("2026-12-02 10:00", MANILA)
    await talk.hears("pat", "Check-in with Olivia")


async def test_c2_whoever_goes_away_is_not_asked_to_check_in(talk: Talk) -> None:
    await talk.says("pat", "/baton away fri until fri")
    await talk.time_is("2026-11-28 12:00", LONDON)
    assert "Check-in with Olivia" not in await talk.screen("pat")
    await talk.time_is("2026-12-04 15:00", LONDON)
    await talk.hears("pat", "Check-in with Olivia")


async def test_c2_on_a_holiday_nobody_is_asked_until_the_next_working_day() -> None:
    people = [replace(p, country="GB") if p.id == "pat" else p for p in PEOPLE]
    world = World(people=people)
    await world.seed(outcome=Outcome(wakes=first_wakes(TEAM, Roster(tuple(people)), (), MONDAY)))
    talk = Talk(Core(world))
    await talk.time_is("2026-12-24 12:00", LONDON)
    await talk.says("pat", "/promise Read three chapters by 6pm")
    await talk.presses("pat", "Kept")
    await talk.time_is("2026-12-24 18:00", LONDON)
    await talk.attends("pat")
    await talk.time_is("2026-12-25 18:00", LONDON)
    assert "Check-in" not in " ".join(seen.text for seen in await talk.news("pat"))
    await talk.time_is("2026-12-29 09:00", LONDON)
    await talk.hears("pat", "Check-in with Olivia")


async def test_c4_after_two_silent_check_ins_a_smaller_rhythm_is_offered_to_that_person_alone(talk: Talk) -> None:
    for friday in ("2026-11-27", "2026-12-04"):
        await talk.time_is(f"{friday} 15:01", NEW_YORK)
        await talk.hears("olivia", "Check-in with Pat", "What will be done by next week?")
    await talk.attends("pat")
    await talk.time_is("2026-12-11 14:00", NEW_YORK)
    await talk.attends("pat", "olivia")
    await talk.time_is("2026-12-11 15:01", NEW_YORK)
    buttons = ["Every 2 weeks", "Every 4 weeks", "Keep every week", "Check in"]
    await talk.hears("olivia", "Two check-ins with Pat went by without a word.", "only you see this", buttons=buttons)
    await talk.hears_nothing("pat")
    await talk.presses("olivia", "Every 2 weeks")
    await talk.hears("olivia", "You and Pat check in every 2 weeks. The next is Fri 25 Dec 15:00")
    await talk.hears("pat", "Olivia would like to check in every 2 weeks. The next is Fri 25 Dec")
    await talk.attends("olivia")
    await talk.time_is("2026-12-18 16:00", NEW_YORK)
    assert "Check-in with Pat" not in "".join(seen.text for seen in await talk.news("olivia"))


async def test_c4_an_old_offer_does_not_undo_what_was_agreed_since(talk: Talk) -> None:
    await talk.time_is("2026-12-11 15:01", NEW_YORK)
    await talk.hears("olivia", "Two check-ins with Pat went by without a word.")
    await talk.says("pat", "/checkin every 4 weeks")
    await talk.attends("pat")
    await talk.presses("olivia", "Every 2 weeks")
    await talk.hears("olivia", "You and Pat have agreed on every 4 weeks since that was offered.")
    await talk.hears_nothing("pat")


async def test_c4_whoever_answers_or_promises_is_offered_nothing(talk: Talk) -> None:
    await talk.time_is("2026-11-27 15:01", NEW_YORK)
    await talk.says("olivia", "/promise Publish the landing page by Thu 3 Dec")
    await talk.time_is("2026-12-03 12:00", NEW_YORK)
    await talk.presses("olivia", "Kept")
    for friday in ("2026-12-04", "2026-12-11"):
        await talk.time_is(f"{friday} 15:01", NEW_YORK)
        await talk.hears("olivia", "Check-in with Pat")
    assert "check-ins with Pat went by without a word" not in await talk.screen("olivia")


async def test_c4_the_rhythm_is_set_by_a_line_and_what_is_unclear_says_how(talk: Talk) -> None:
    await talk.says("pat", "/checkin every 4 weeks")
    await talk.hears("pat", "You and Olivia check in every 4 weeks.")
    await talk.says("pat", "/checkin every week")
    await talk.hears("pat", "You and Olivia check in every week.")
    await talk.says("pat", "/checkin every other week")
    await talk.hears("pat", "You and Olivia check in every 2 weeks.")
    for wrong in ("9 weeks", "0 weeks", "now and then", "2 months", "2 days"):
        await talk.says("pat", f"/checkin every {wrong}")
        await talk.hears("pat", "Say how often, from every week to every 8 weeks")
    await talk.says("ana", "/checkin every 2 weeks")
    await talk.hears("ana", "Promises and check-ins are between the owner and a partner.")
