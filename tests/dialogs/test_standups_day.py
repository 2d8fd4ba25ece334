"""Dialogs of a standup's day: who is asked and reminded, what is late, the summary, and days that Baton missed."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from bot.times import Away
from tests.dialogs.peer import Core
from tests.dialogs.standup import answers, set_up
from tests.dialogs.talk import Talk
from tests.dialogs.world import PEOPLE, World

NEW_YORK, MANILA, BUCHAREST = "America/New_York", "Asia/Manila", "Europe/Bucharest"
AUCKLAND = "Pacific/Auckland"


async def test_s4_only_who_has_not_answered_is_reminded_privately(talk: Talk) -> None:
    await set_up(talk, zone="team", time="3:30")
    await talk.time_is("2026-11-24 03:31", NEW_YORK)
    await answers(talk, "ana")
    await talk.attends("ana", "ben", "olivia")
    await talk.time_is("2026-11-24 06:01", NEW_YORK)
    await talk.hears("ben", "Standup Daily closes at 13:30.", buttons=["Answer", "Skip today"])
    await talk.hears_nothing("ana")
    await talk.hears_nothing("olivia")


async def test_s4_who_skips_is_not_reminded_and_not_missing(talk: Talk) -> None:
    await set_up(talk, zone="team")
    await talk.time_is("2026-11-24 09:31", NEW_YORK)
    await talk.presses("ben", "Skip today")
    await talk.hears("ben", "You skip this one", buttons=["Answer"])
    await talk.attends("ben")
    await talk.time_is("2026-11-24 12:15", NEW_YORK)
    await talk.hears_nothing("ben")
    await talk.time_is("2026-11-24 12:31", NEW_YORK)
    await talk.hears("olivia", "Standup Daily, Tue 24 Nov, is closed: nobody answered", "Skipped Ben", "No answer Ana")
    await talk.hears("ben", "It closed at", buttons=["Answer late"])


async def test_s4_holidays_away_and_days_off_are_not_asked_and_listed_as_away() -> None:
    away = (Away(date(2026, 11, 24), date(2026, 11, 24)),)
    people = tuple(replace(p, away=away) if p.id == "ana" else p for p in PEOPLE)
    people = tuple(replace(p, country="RO") if p.id == "ben" else p for p in people)
    world = World(people=people)
    await world.seed()
    talk = Talk(Core(world))
    await set_up(talk)
    await talk.time_is("2026-11-24 09:31", BUCHAREST)
    await talk.hears_nothing("ana")
    await answers(talk, "ben", q3="Shop access")
    await talk.time_is("2026-11-24 12:31", BUCHAREST)
    await talk.hears("olivia", "is closed: 1 of 1 answered", "Answered Ben", "Away Ana", "In the way:", "Shop access")
    await talk.attends("olivia", "ben")
    await talk.time_is("2026-11-30 09:31", BUCHAREST)  # St Andrew's Day in Romania
    assert "Mon 30 Nov" not in "".join(seen.text for seen in await talk.peer.screen("ben"))


async def test_s4_whoever_moves_east_is_asked_at_half_past_nine_there(talk: Talk) -> None:
    await set_up(talk)
    await talk.says("ana", "/baton timezone Auckland")
    await talk.attends("ana")
    await talk.time_is("2026-11-24 09:29", AUCKLAND)
    await talk.hears_nothing("ana")
    await talk.time_is("2026-11-24 09:31", AUCKLAND)
    await talk.hears("ana", "Standup Daily, Tue 24 Nov", buttons=["Answer", "Skip today"])
    await answers(talk, "ana")
    await talk.time_is("2026-11-24 12:31", BUCHAREST)
    await talk.hears("olivia", "is closed: 1 of 2 answered", "Answered Ana", "No answer Ben")


async def test_s4_a_day_that_is_over_where_somebody_moved_to_is_passed_over(talk: Talk) -> None:
    await set_up(talk, people="ana", time="16:00")
    await talk.time_is("2026-11-24 15:00", MANILA)
    await talk.says("ana", "/baton timezone Auckland")
    await talk.attends("ana")
    await talk.time_is("2026-11-25 15:59", AUCKLAND)
    await talk.hears_nothing("ana")
    await talk.time_is("2026-11-25 16:01", AUCKLAND)
    await talk.hears("ana", "Standup Daily, Wed 25 Nov")


async def test_s4_whoever_goes_away_is_not_asked_and_listed_as_away(talk: Talk) -> None:
    await set_up(talk)
    await talk.says("ana", "/baton away tomorrow until tomorrow")
    await talk.time_is("2026-11-24 12:31", BUCHAREST)
    assert "Your turn" not in await talk.screen("ana")
    await talk.hears("olivia", "is closed", "Away Ana", "No answer Ben")
    await talk.time_is("2026-11-25 09:31", MANILA)
    await talk.hears("ana", "Standup Daily, Wed 25 Nov")


async def test_s4_a_new_assistant_who_lives_further_east_opens_the_day(talk: Talk) -> None:
    await set_up(talk, people="", time="9:30")
    await talk.says("olivia", "/team role @ana guest")
    await talk.says("olivia", "/team role @ana assistant")
    await talk.attends("ana")
    await talk.time_is("2026-11-24 09:31", MANILA)
    await talk.hears("ana", "Standup Daily, Tue 24 Nov")


async def test_s5_an_answer_is_edited_where_it_stands_until_the_close(talk: Talk) -> None:
    await set_up(talk)
    await talk.time_is("2026-11-24 09:31", MANILA)
    await answers(talk, "ana")
    await talk.presses("ana", "Change")
    assert (await talk.form("ana")).values["q1"] == "Refund batch"
    await talk.fills("ana", q1="Refund batch and invoices")
    await talk.hears("olivia", "Refund batch and invoices", "edited")
    assert len([s for s in await talk.peer.screen("olivia") if "What did you finish?" in s.text]) == 1
    await talk.presses("ana", "Change")
    await talk.time_is("2026-11-24 12:31", MANILA)
    await talk.fills("ana", q1="Too late")
    await talk.hears("ana", "closed at Tue 24 Nov 12:30, so your answer stands")


async def test_s5_a_late_answer_is_posted_marked_and_corrects_the_summary(talk: Talk) -> None:
    await set_up(talk)
    await talk.time_is("2026-11-24 12:31", BUCHAREST)
    await talk.hears("olivia", "is closed: nobody answered", "No answer Ana, Ben")
    await talk.attends("olivia", "ben")
    await talk.presses("ben", "Answer late")
    await talk.fills("ben", q1="Ads", q2="Mails")
    await talk.hears("ben", "marked late")
    await talk.hears("olivia", "Ben · late", "Ads")
    await talk.hears("olivia", "is closed: 1 of 2 answered", "Late Ben", "No answer Ana")
    await talk.hears("olivia", "1 of 2 answered: Ben (late)", "Closed.")


async def test_s5_a_silent_week_leaves_one_card_and_its_days_can_still_be_answered(talk: Talk) -> None:
    await set_up(talk, people="ana")
    await talk.time_is("2026-11-27 12:31", MANILA)
    cards = [seen for seen in await talk.peer.screen("ana") if "Standup Daily" in seen.text and seen.buttons]
    assert [card.buttons for card in cards] == [("Answer late",)]
    assert "Fri 27 Nov" in cards[0].text
    for day in ("Fri 27 Nov", "Thu 26 Nov", "Wed 25 Nov"):
        await talk.says("ana", "/standup answer")
        await talk.fills("ana", q1="Ads", q2="Mails")
        await talk.hears("ana", day, "posted and marked late")
    await talk.hears("olivia", "Wed 25 Nov, is closed: 1 of 1 answered", "Late Ana")
    await talk.says("ana", "/standup")
    await talk.hears("ana", "Daily Tue 24 Nov, not answered; you still can", buttons=["Answer", "Answer the next one"])


async def test_s5_a_late_answer_leaves_the_card_of_a_newer_day_alone(talk: Talk) -> None:
    await set_up(talk, people="ana")
    await talk.time_is("2026-11-24 12:31", MANILA)
    await talk.presses("ana", "Answer late")
    await talk.time_is("2026-11-25 09:31", MANILA)
    await talk.fills("ana", q1="Ads", q2="Mails")
    await talk.hears("olivia", "Tue 24 Nov", "1 of 1 answered: Ana (late)")
    await talk.presses("ana", "Answer", on="Wed 25 Nov. Your turn")


async def test_s6_the_summary_waits_for_the_last_window_and_mentions_nobody(talk: Talk) -> None:
    await set_up(talk)
    await talk.time_is("2026-11-24 09:31", MANILA)
    await answers(talk, "ana", q3="No access to the shop")
    await talk.attends("olivia")
    await talk.time_is("2026-11-24 13:00", MANILA)
    await talk.hears_nothing("olivia")
    await talk.says("olivia", "/standup preview")
    await talk.hears("olivia", "Preview of Daily", "1 of 2 answered so far", "Not answered yet Ben")
    await talk.time_is("2026-11-24 12:31", BUCHAREST)
    summary = await talk.hears("olivia", "is closed: 1 of 2 answered", "Answered Ana", "No answer Ben", "No access")
    assert "@" not in summary.text


async def test_t4_a_prompt_found_late_is_sent_once_and_says_so(talk: Talk) -> None:
    await set_up(talk)
    await talk.down_until("2026-11-24 12:10", MANILA)
    await talk.hears("ana", "Your turn until Tue 24 Nov 12:30", "Sent late: this was meant for Tue 24 Nov 09:30")
    await talk.attends("ana")
    await talk.time_is("2026-11-24 12:29", MANILA)
    await talk.hears_nothing("ana")


async def test_t4_after_days_of_downtime_only_what_can_still_be_answered_is_asked(talk: Talk) -> None:
    await set_up(talk)
    await talk.down_until("2026-11-26 10:00", BUCHAREST)
    assert "Your turn" not in await talk.screen("ana")
    asked = [seen for seen in await talk.peer.screen("ben") if "Your turn" in seen.text]
    assert len(asked) == 1
    assert "Standup Daily, Thu 26 Nov. Your turn until Thu 26 Nov 12:30." in asked[0].text
    await talk.attends("olivia")
    await talk.time_is("2026-11-26 12:31", BUCHAREST)
    await talk.hears("olivia", "Thu 26 Nov", "nobody answered", "No answer Ben", "Not asked in time Ana")


async def test_t4_a_day_that_closed_while_baton_was_down_is_summed_up_late(talk: Talk) -> None:
    await set_up(talk)
    await talk.time_is("2026-11-24 09:31", MANILA)
    await talk.down_until("2026-11-24 15:00", BUCHAREST)
    await talk.hears(
        "olivia", "nobody answered", "No answer Ana", "Not asked in time Ben", "Sent late: this was meant for"
    )
    assert "Your turn" not in await talk.screen("ben")


async def test_s1_at_one_team_time_nobody_is_asked_outside_their_hours_and_the_owner_is_told_who(talk: Talk) -> None:
    await set_up_at_half_past_nine(talk)
    await talk.hears(
        "olivia",
        "Set up: the standup Daily",
        "Ana: it is 22:30 there, so the question comes Tue 24 Nov 16:30 their time",
        buttons=["Use each person’s own time", "Preview", "Change", "Pause", "Duplicate"],
    )
    await talk.time_is("2026-11-24 16:31", MANILA)
    await talk.hears("ana", "Standup Daily, Tue 24 Nov. Your turn until Wed 25 Nov 01:30.")
    await talk.attends("ana")
    await talk.time_is("2026-11-24 09:31", NEW_YORK)
    await talk.hears("ben", "Standup Daily, Tue 24 Nov. Your turn until Tue 24 Nov 19:30.")
    await talk.hears_nothing("ana")
    await talk.time_is("2026-11-24 12:31", NEW_YORK)
    await talk.hears("olivia", "Standup Daily, Tue 24 Nov, is closed")
    assert "closes at" not in await talk.screen("ana"), "it is the middle of the night there"


async def test_s1_one_press_asks_everybody_in_their_own_time_instead(talk: Talk) -> None:
    await set_up_at_half_past_nine(talk)
    await talk.presses("olivia", "Use each person’s own time")
    await talk.hears("olivia", "Daily asks everybody in their own time.", "09:30, each person's own time")
    await talk.time_is("2026-11-24 09:31", MANILA)
    await talk.hears("ana", "Standup Daily, Tue 24 Nov. Your turn until Tue 24 Nov 12:30.")


async def set_up_at_half_past_nine(talk: Talk) -> None:
    """In New York, from Tuesday on: then it is evening in Manila."""
    await talk.time_is("2026-11-23 10:00", NEW_YORK)
    await talk.says("olivia", "/standup setup")
    await talk.fills("olivia", zone="team")


async def test_s1_who_works_at_night_is_asked_as_the_night_begins(talk: Talk) -> None:
    await talk.says("ana", "/baton hours 22-6")
    await set_up(talk, people="ana")
    await talk.time_is("2026-11-24 21:59", MANILA)
    assert "Your turn" not in await talk.screen("ana")
    await talk.time_is("2026-11-24 22:01", MANILA)
    await talk.hears("ana", "Standup Daily, Tue 24 Nov", "Your turn until Wed 25 Nov 01:00")


async def test_h14_a_window_that_is_over_leaves_only_the_late_answer_while_the_day_goes_on(talk: Talk) -> None:
    await set_up(talk)
    await talk.time_is("2026-11-24 09:31", MANILA)
    await talk.hears("ana", "Your turn until Tue 24 Nov 12:30.", buttons=["Answer", "Skip today"])
    await talk.attends("ana", "olivia")
    await talk.time_is("2026-11-24 12:31", MANILA)
    await talk.hears("ana", "It closed at Tue 24 Nov 12:30. You can still answer", buttons=["Answer late"])
    await talk.hears_nothing("olivia")
    await talk.time_is("2026-11-24 09:31", BUCHAREST)
    await answers(talk, "ben")
    await talk.time_is("2026-11-24 12:29", BUCHAREST)
    await talk.hears("ben", "You can change it until Tue 24 Nov 12:30", buttons=["Change"])


async def test_s4_who_becomes_a_partner_in_mid_run_is_neither_asked_nor_missing(talk: Talk) -> None:
    await set_up(talk)
    await talk.time_is("2026-11-24 10:00", MANILA)
    await talk.says("olivia", "/team role @ben partner")
    await talk.attends("olivia", "ben")
    await talk.time_is("2026-11-24 13:00", "Europe/Bucharest")
    assert not [seen.text for seen in await talk.news("ben") if "Ben" in seen.text or "Your turn" in seen.text]
    assert "Ben" not in (await talk.hears("olivia", "Standup Daily", "is closed: nobody answered")).text


async def test_s4_the_next_day_is_told_as_one_on_which_somebody_works_and_a_holiday_past_is_no_news(talk: Talk) -> None:
    await set_up(talk)
    await talk.says("ana", "/baton away tomorrow until Wed")
    await talk.says("ben", "/baton away tomorrow until tomorrow")
    await talk.says("olivia", "/standup status")
    await talk.hears("olivia", "Next Wed 25 Nov, first asked at Wed 25 Nov 02:30 your time")
    await talk.time_is("2026-11-26 09:31", MANILA)
    await talk.says("ana", "/standup status")
    assert "away" not in (await talk.hears("ana", "Daily Thu 26 Nov, not answered yet")).text
    await talk.time_is("2026-12-01 08:00", MANILA)
    await talk.says("ana", "/standup status")
    told = await talk.hears("ana", "Daily Mon 30 Nov, not answered; you still can, marked late")
    assert told.text.count("marked late") == 1
