"""Dialogs of a standup’s clock: clock changes, leave, holidays, downtime, and changes in mid-run (S1, S4, S9)."""

from __future__ import annotations

from tests.dialogs.standup import answers, set_up
from tests.dialogs.talk import Talk

NEW_YORK, MANILA, BUCHAREST = "America/New_York", "Asia/Manila", "Europe/Bucharest"


async def asked_on(talk: Talk, person: str, day: str) -> bool:
    return f"Standup Daily, {day}. Your turn" in await talk.screen(person)


async def test_s1_in_spring_the_question_comes_at_the_same_local_time(talk: Talk) -> None:
    await talk.time_is("2027-03-26 18:00", BUCHAREST)  # a Friday; the clocks go forward on Sunday
    await set_up(talk, people="ben")
    await talk.time_is("2027-03-29 09:29", BUCHAREST)
    assert not await asked_on(talk, "ben", "Mon 29 Mar")
    await talk.time_is("2027-03-29 09:31", BUCHAREST)
    await talk.hears("ben", "Standup Daily, Mon 29 Mar. Your turn until Mon 29 Mar 12:30.")


async def test_s1_in_autumn_the_question_comes_once_at_the_same_local_time(talk: Talk) -> None:
    await talk.time_is("2027-10-29 18:00", BUCHAREST)  # a Friday; the clocks go back on Sunday
    await set_up(talk, people="ben", days="every day", time="3:30")
    await talk.says("ben", "/baton days every day")
    await talk.says("ben", "/baton hours 1-9")
    await talk.attends("ben")
    await talk.time_is("2027-10-31 06:00", BUCHAREST)
    found = [seen for seen in await talk.peer.screen("ben") if "Sun 31 Oct. " in seen.text]
    assert len(found) == 1, "half past three is there twice on that Sunday"
    await talk.time_is("2027-11-01 03:31", BUCHAREST)
    await talk.hears("ben", "Standup Daily, Mon 1 Nov. Your turn until Mon 1 Nov 06:30.")


async def test_s4_a_holiday_of_a_region_is_free_for_those_who_live_there_alone(talk: Talk) -> None:
    await talk.says("ana", "/baton holidays DE-BY")
    await talk.says("ben", "/baton holidays DE-BE")
    await set_up(talk)
    await talk.time_is("2027-01-06 12:31", BUCHAREST)  # Epiphany: a holiday in Bavaria and not in Berlin
    assert not await asked_on(talk, "ana", "Wed 6 Jan")
    await talk.hears("olivia", "Wed 6 Jan, is closed: nobody answered", "Away Ana", "No answer Ben")


async def test_s4_whoever_takes_the_rest_of_the_day_off_is_away_and_not_missing(talk: Talk) -> None:
    await set_up(talk, people="ana")
    await talk.time_is("2026-11-24 09:31", MANILA)
    await talk.hears("ana", "Standup Daily, Tue 24 Nov. Your turn")
    await talk.says("ana", "/baton away today")
    await talk.attends("ana", "olivia")
    await talk.time_is("2026-11-24 12:31", MANILA)
    assert "closes at" not in "".join(seen.text for seen in await talk.news("ana") if "It closed at" not in seen.text)
    assert "No answer" not in await talk.screen("olivia")
    await talk.time_is("2026-11-25 09:31", MANILA)
    assert await asked_on(talk, "ana", "Wed 25 Nov")


async def test_t4_a_reminder_that_was_due_while_baton_was_down_comes_once_before_the_close(talk: Talk) -> None:
    await set_up(talk, people="ana")
    await talk.time_is("2026-11-24 09:31", MANILA)
    await talk.attends("ana")
    await talk.down_until("2026-11-24 12:20", MANILA)
    await talk.hears("ana", "Standup Daily closes at 12:30.")
    await talk.attends("ana")
    await talk.time_is("2026-11-24 12:29", MANILA)
    await talk.hears_nothing("ana")


async def test_t4_a_reminder_found_after_the_close_is_not_sent(talk: Talk) -> None:
    await set_up(talk, people="ana")
    await talk.time_is("2026-11-24 09:31", MANILA)
    await talk.down_until("2026-11-24 14:00", MANILA)
    assert "Standup Daily closes at" not in await talk.screen("ana")
    await talk.hears("ana", "It closed at Tue 24 Nov 12:30. You can still answer", buttons=["Answer late"])


async def test_s9_paused_in_the_middle_of_a_day_that_day_ends_as_usual(talk: Talk) -> None:
    await set_up(talk)
    await talk.time_is("2026-11-24 09:31", MANILA)
    await talk.says("olivia", "/standup pause")
    await answers(talk, "ana")
    await talk.time_is("2026-11-24 09:31", BUCHAREST)
    await talk.hears("ben", "Standup Daily, Tue 24 Nov. Your turn")
    await talk.attends("olivia")
    await talk.time_is("2026-11-24 12:31", BUCHAREST)
    await talk.hears("olivia", "Tue 24 Nov, is closed: 1 of 2 answered")
    await talk.time_is("2026-11-26 09:31", BUCHAREST)
    assert not await asked_on(talk, "ben", "Wed 25 Nov")
    assert not await asked_on(talk, "ben", "Thu 26 Nov")


async def test_s9_who_joins_in_the_middle_of_a_day_is_asked_from_the_next_on(talk: Talk) -> None:
    await set_up(talk)
    await talk.time_is("2026-11-24 09:31", MANILA)
    await talk.says("olivia", "/team role @gil assistant")
    await talk.time_is("2026-11-24 17:00", NEW_YORK)
    assert not await asked_on(talk, "gil", "Tue 24 Nov")
    await talk.time_is("2026-11-25 09:31", NEW_YORK)
    await talk.hears("gil", "Standup Daily, Wed 25 Nov. Your turn")


async def test_s9_who_leaves_in_the_middle_of_a_day_is_not_missing(talk: Talk) -> None:
    await set_up(talk)
    await talk.time_is("2026-11-24 09:31", MANILA)
    await talk.peer.world.leaves("ana")
    await talk.time_is("2026-11-24 12:31", BUCHAREST)
    summary = await talk.hears("olivia", "Tue 24 Nov, is closed: nobody answered", "No answer Ben")
    assert "Ana" not in summary.text


async def test_s9_the_teams_time_moves_with_the_owner_and_no_day_is_asked_twice(talk: Talk) -> None:
    await talk.time_is("2026-11-23 10:00", NEW_YORK)
    await set_up(talk, people="gil", zone="team")
    await talk.time_is("2026-11-24 09:31", NEW_YORK)
    await talk.hears("gil", "Standup Daily, Tue 24 Nov. Your turn until Tue 24 Nov 12:30.")
    await talk.says("olivia", "/baton timezone Chicago")
    await talk.time_is("2026-11-24 17:00", NEW_YORK)
    found = [seen for seen in await talk.peer.screen("gil") if "Standup Daily, Tue 24 Nov" in seen.text]
    assert len([seen for seen in found if "It closed at" in seen.text]) == 1
    await talk.time_is("2026-11-25 12:31", NEW_YORK)
    assert len([seen for seen in await talk.peer.screen("gil") if "Wed 25 Nov" in seen.text and seen.buttons]) == 1


async def test_s2_every_standup_asks_at_its_own_time(talk: Talk) -> None:
    await set_up(talk, people="ana")
    await talk.says("olivia", "/standup setup End of day")
    await talk.fills("olivia", people="ana")
    await talk.time_is("2026-11-24 09:31", MANILA)
    await answers(talk, "ana")
    await talk.time_is("2026-11-24 15:59", MANILA)
    assert "Standup End of day" not in await talk.screen("ana")
    await talk.time_is("2026-11-24 16:01", MANILA)
    await talk.hears("ana", "Standup End of day, Tue 24 Nov. Your turn until Tue 24 Nov 18:00.")


async def test_s2_whoever_moves_west_once_the_day_is_open_is_asked_while_they_work_there(talk: Talk) -> None:
    await set_up(talk)
    await talk.time_is("2026-11-24 09:31", MANILA)
    await talk.says("ben", "/baton timezone New York")
    await talk.attends("ben", "olivia")
    await talk.time_is("2026-11-24 08:59", NEW_YORK)
    await talk.hears_nothing("ben")
    await talk.time_is("2026-11-24 09:01", NEW_YORK)
    await talk.hears("ben", "Standup Daily, Tue 24 Nov", buttons=["Answer", "Skip today"])
    assert "is closed" not in str([seen.text for seen in await talk.news("olivia")])
    await answers(talk, "ben")
    await talk.time_is("2026-11-24 12:01", NEW_YORK)
    await talk.hears("olivia", "Standup Daily, Tue 24 Nov, is closed: 1 of 2 answered", "Answered Ben")


async def test_s2_whoever_moves_east_once_the_day_is_open_is_not_asked_at_night(talk: Talk) -> None:
    await set_up(talk, people="ana, gil")
    await talk.time_is("2026-11-24 09:31", MANILA)
    await talk.says("gil", "/baton timezone Manila")
    await talk.attends("gil")
    await talk.time_is("2026-11-25 02:00", MANILA)
    assert "Your turn" not in str([seen.text for seen in await talk.news("gil")])
    assert "No answer Ana" in (await talk.hears("olivia", "Tue 24 Nov, is closed")).text
    await talk.time_is("2026-11-25 09:31", MANILA)
    await talk.hears("gil", "Standup Daily, Wed 25 Nov", buttons=["Answer", "Skip today"])


async def test_s2_in_quiet_hours_nobody_is_asked(talk: Talk) -> None:
    await talk.says("ana", "/baton quiet 22-10")
    await set_up(talk)
    await talk.time_is("2026-11-24 09:59", MANILA)
    await talk.hears_nothing("ana")
    await talk.time_is("2026-11-24 10:01", MANILA)
    await talk.hears("ana", "Standup Daily, Tue 24 Nov", buttons=["Answer", "Skip today"])
    await talk.time_is("2026-11-24 12:59", MANILA)
    await answers(talk, "ana")


async def test_s4_whoever_moves_once_asked_is_not_reminded_at_night(talk: Talk) -> None:
    await set_up(talk, people="ben")
    await talk.time_is("2026-11-24 09:31", BUCHAREST)
    await talk.says("ben", "/baton timezone New York")
    await talk.time_is("2026-11-24 12:29", BUCHAREST)
    assert "Standup Daily closes at" not in await talk.screen("ben")
