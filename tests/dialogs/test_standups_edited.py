"""Dialogs of a standup that is changed between an answer ahead and its day, and of several at once (S1, S2, S9)."""

from __future__ import annotations

from tests.dialogs.standup import answers, set_up
from tests.dialogs.talk import Talk

NEW_YORK, MANILA, BUCHAREST = "America/New_York", "Asia/Manila", "Europe/Bucharest"


async def answered_ahead(talk: Talk) -> None:
    """On Monday evening Ana answers Tuesday's standup, which asks her and Ben."""
    await set_up(talk)
    await talk.says("ana", "/standup ahead next: product photos")
    await talk.fills("ana", q1="Refund batch")
    await talk.hears("ana", "Tue 24 Nov. Your answer is kept and posted when the day begins")


async def test_s9_whom_it_asks_no_longer_is_in_the_day_that_was_answered_ahead_and_in_no_other(talk: Talk) -> None:
    await answered_ahead(talk)
    await talk.says("olivia", "/standup setup Daily")
    await talk.fills("olivia", people="@ben")
    await talk.attends("ana")
    await talk.time_is("2026-11-24 12:31", BUCHAREST)
    await talk.hears("olivia", "Ana", "Refund batch", "product photos")
    await talk.hears("olivia", "Tue 24 Nov, is closed: 1 of 2 answered", "Answered Ana No answer Ben")
    await talk.time_is("2026-11-25 12:31", BUCHAREST)
    wednesday = await talk.hears("olivia", "Wed 25 Nov, is closed: nobody answered", "No answer Ben")
    assert "Ana" not in wednesday.text
    assert "Your turn" not in await talk.screen("ana")


async def test_s9_what_was_kept_by_somebody_who_left_before_the_day_is_not_posted(talk: Talk) -> None:
    await answered_ahead(talk)
    await talk.peer.world.leaves("ana")
    await talk.time_is("2026-11-24 12:31", BUCHAREST)
    await talk.hears("olivia", "Tue 24 Nov, is closed: nobody answered", "No answer Ben")
    assert "Refund batch" not in await talk.screen("olivia")


async def test_s9_other_questions_and_another_time_leave_what_was_answered_ahead_as_it_is(talk: Talk) -> None:
    await answered_ahead(talk)
    await talk.says("olivia", "/standup setup Daily")
    await talk.fills("olivia", name="Morning", questions="How are you? [good / tired]\nWhat did you do?", time="11:00")
    await talk.attends("ana")
    await talk.time_is("2026-11-24 10:59", MANILA)
    assert "Refund batch" not in await talk.screen("olivia")
    await talk.time_is("2026-11-24 11:01", MANILA)
    await talk.hears("olivia", "What did you finish? Refund batch", "What is next? product photos")
    assert "Your turn" not in await talk.screen("ana")
    await talk.time_is("2026-11-24 11:01", BUCHAREST)
    await talk.hears("ben", "Standup Morning, Tue 24 Nov", "How are you? [good / tired]", "What did you do?")


async def test_s9_other_days_bring_it_to_the_next_of_them(talk: Talk) -> None:
    await answered_ahead(talk)
    await talk.says("olivia", "/standup setup Daily")
    await talk.fills("olivia", days="Wed, Fri")
    await talk.time_is("2026-11-24 23:00", MANILA)
    assert "Refund batch" not in await talk.screen("olivia")
    await talk.time_is("2026-11-25 12:31", BUCHAREST)
    await talk.hears("olivia", "Wed 25 Nov, is closed: 1 of 2 answered", "Answered Ana No answer Ben")


async def test_s9_a_change_between_the_question_and_the_close_is_of_the_next_day(talk: Talk) -> None:
    await set_up(talk)
    await talk.time_is("2026-11-24 09:31", MANILA)
    await talk.says("olivia", "/standup setup Daily")
    await talk.fills("olivia", name="Noon", people="@ana", time="14:00", close="1h", questions="What?")
    await talk.hears("olivia", "Changed: the standup Noon", "Next Wed 25 Nov")
    await answers(talk, "ana")
    await talk.time_is("2026-11-24 09:31", BUCHAREST)
    await talk.hears("ben", "Standup Daily, Tue 24 Nov. Your turn until Tue 24 Nov 12:30.", "What did you finish?")
    await talk.time_is("2026-11-24 12:31", BUCHAREST)
    await talk.hears("olivia", "Standup Daily, Tue 24 Nov, is closed: 1 of 2 answered", "Answered Ana No answer Ben")
    await talk.time_is("2026-11-25 14:01", MANILA)
    await talk.hears("ana", "Standup Noon, Wed 25 Nov. Your turn until Wed 25 Nov 15:00.", "What?")
    await talk.time_is("2026-11-25 15:01", MANILA)
    await talk.hears("olivia", "Standup Noon, Wed 25 Nov, is closed: nobody answered", "No answer Ana")


async def test_s1_three_at_once_ask_their_own_people_at_their_own_times_and_sum_up_apart(talk: Talk) -> None:
    await set_up(talk)
    await talk.says("olivia", "/standup setup Launch week")
    await talk.fills("olivia", people="@ana, @gil", zone="team", time="10:00", close="2h")
    await talk.says("olivia", "/standup setup End of day")
    await talk.fills("olivia", people="@ana, @ben")
    await talk.time_is("2026-11-24 09:31", MANILA)
    await answers(talk, "ana", q3="Shop access")
    await talk.time_is("2026-11-24 16:31", MANILA)  # the last half hour of her day is before ten in New York
    await talk.hears("ana", "Standup Launch week, Tue 24 Nov. Your turn until Wed 25 Nov 01:00.")
    await talk.hears("ana", "Standup End of day, Tue 24 Nov. Your turn until Tue 24 Nov 18:00.")
    await talk.presses("ana", "Skip today", on="End of day")
    await talk.time_is("2026-11-24 12:01", NEW_YORK)
    daily = await talk.hears("olivia", "Daily, Tue 24 Nov, is closed: 1 of 2 answered", "Answered Ana No answer Ben")
    launch = await talk.hears("olivia", "Launch week, Tue 24 Nov, is closed: nobody answered", "No answer Ana, Gil")
    evening = await talk.hears("olivia", "End of day, Tue 24 Nov, is closed: nobody answered", "Skipped Ana")
    assert "Shop access" in daily.text
    assert "Shop access" not in launch.text + evening.text
