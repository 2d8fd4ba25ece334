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


async def test_s5_whoever_skipped_may_still_answer_and_is_asked_nothing(talk: Talk) -> None:
    await set_up(talk, people="ana")
    await talk.time_is("2026-11-24 09:00", MANILA)
    await talk.says("ana", "/standup skip")
    await talk.hears("ana", "You skip this one; it does not count as missing", buttons=["Answer"])
    await talk.time_is("2026-11-24 12:01", MANILA)
    await talk.says("ana", "/standup")
    await talk.hears("ana", "Daily Tue 24 Nov, skipped", buttons=["Answer", "Answer the next one"])
    assert "Your turn" not in await talk.screen("ana")
    assert "closes at" not in await talk.screen("ana")
    await talk.presses("ana", "Answer", on="how it stands for you")
    await talk.fills("ana", q1="Refund batch", q2="Product photos")
    await talk.time_is("2026-11-24 12:31", MANILA)
    await talk.hears("olivia", "Tue 24 Nov, is closed: 1 of 1 answered", "Answered Ana")


async def test_s9_resumed_before_the_question_or_the_close_no_day_is_lost_and_none_asked_twice(talk: Talk) -> None:
    await set_up(talk)
    await talk.says("olivia", "/standup pause")
    await talk.time_is("2026-11-24 09:00", MANILA)
    await talk.says("olivia", "/standup resume")
    await talk.hears("olivia", "Running again: the standup Daily.", "Next Tue 24 Nov")
    await talk.time_is("2026-11-24 09:31", MANILA)
    await talk.hears("ana", "Standup Daily, Tue 24 Nov. Your turn")
    await talk.says("olivia", "/standup pause")
    await talk.says("olivia", "/standup resume")
    await talk.hears("olivia", "Running again: the standup Daily.", "Next Wed 25 Nov")
    await talk.attends("ana")
    await talk.time_is("2026-11-24 12:31", "Europe/Bucharest")
    await talk.hears("olivia", "Tue 24 Nov, is closed: nobody answered", "No answer Ana, Ben")
    assert not [seen for seen in await talk.news("ana") if "Your turn" in seen.text]


async def test_s4_a_weekly_one_on_a_monday_that_is_a_holiday_for_one_lists_that_one_as_away(talk: Talk) -> None:
    await talk.says("ana", "/baton holidays PH")
    await talk.says("olivia", "/standup setup weekly")
    await talk.fills("olivia", days="Mon", time="9:30")
    await talk.time_is("2026-11-30 12:31", BUCHAREST)  # Bonifacio Day in the Philippines
    assert "Your turn" not in await talk.screen("ana")
    await talk.hears("olivia", "Weekly, Mon 30 Nov, is closed: nobody answered", "Away Ana", "No answer Ben")


async def test_s5_an_answer_in_the_very_minute_of_the_close_is_late_and_in_the_summary(talk: Talk) -> None:
    await set_up(talk, people="ana")
    await talk.time_is("2026-11-24 09:31", MANILA)
    await talk.presses("ana", "Answer")
    await talk.time_is("2026-11-24 12:30", MANILA)
    await talk.hears("olivia", "is closed: nobody answered")
    await talk.fills("ana", q1="Refund batch", q2="Product photos")
    await talk.hears("ana", "Your answer is posted and marked late.")
    await talk.hears("olivia", "Tue 24 Nov, is closed: 1 of 1 answered", "Late Ana")
