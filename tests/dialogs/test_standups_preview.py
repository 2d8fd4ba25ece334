"""Dialogs of what is told about a standup's days: the preview of the newest one, and when the next one asks (S6)."""

from __future__ import annotations

from tests.dialogs.standup import answers, set_up
from tests.dialogs.talk import Talk

NEW_YORK, MANILA, BUCHAREST = "America/New_York", "Asia/Manila", "Europe/Bucharest"


async def test_s6_the_preview_says_whether_the_day_still_goes_on_and_when_the_next_one_asks(talk: Talk) -> None:
    await set_up(talk)
    await talk.time_is("2026-11-24 09:31", MANILA)
    await answers(talk, "ana")
    await talk.says("olivia", "/standup preview")
    going_on = await talk.hears("olivia", "Preview of Daily, Tue 24 Nov: 1 of 2 answered so far", buttons=["Status"])
    assert "next one" not in going_on.text
    await talk.time_is("2026-11-24 12:31", BUCHAREST)
    await talk.says("olivia", "/standup preview")
    over = await talk.hears(
        "olivia",
        "Standup Daily, Tue 24 Nov, is closed: 1 of 2 answered",
        "Answered Ana No answer Ben",
        "The next one: Wed 25 Nov, first asked at Tue 24 Nov 20:30 your time",
        buttons=["Status"],
    )
    assert "so far" not in over.text


async def test_s6_a_day_on_which_nobody_is_there_is_said_to_be_one(talk: Talk) -> None:
    await talk.says("ana", "/baton away 24 Nov")
    await talk.says("ben", "/baton away 24 Nov")
    await set_up(talk)
    await talk.time_is("2026-11-24 10:00", BUCHAREST)
    await talk.says("olivia", "/standup preview")
    await talk.hears("olivia", "Standup Daily, Tue 24 Nov: nobody is there to answer", "Away Ana, Ben")
    await talk.time_is("2026-11-24 12:31", BUCHAREST)
    await talk.says("olivia", "/standup preview")
    await talk.hears("olivia", "Standup Daily, Tue 24 Nov: nobody is there to answer", "The next one: Wed 25 Nov")


async def test_s6_a_paused_standups_preview_says_that_nobody_is_asked_next(talk: Talk) -> None:
    await set_up(talk, people="ana")
    await talk.time_is("2026-11-24 12:31", MANILA)
    await talk.says("olivia", "/standup pause")
    await talk.says("olivia", "/standup preview")
    await talk.hears("olivia", "is closed: nobody answered", "The next one: paused; nobody is asked")


async def test_s4_next_is_the_day_on_which_that_person_works_and_can_be_answered_ahead(talk: Talk) -> None:
    await set_up(talk)
    await talk.says("ana", "/baton away 24 Nov until 27 Nov")
    await talk.says("ana", "/standup status")
    await talk.hears("ana", "how it stands for you", "Next Mon 30 Nov 09:30")
    await talk.presses("ana", "Answer the next one")
    await talk.fills("ana", q1="Refund batch", q2="Product photos")
    await talk.hears("ana", "Standup Daily, Mon 30 Nov. Your answer is kept and posted when the day begins")
    await talk.time_is("2026-11-27 18:00", MANILA)
    assert "Refund batch" not in await talk.screen("olivia"), "Ben’s days go on meanwhile"
    await talk.time_is("2026-11-30 09:31", MANILA)
    await talk.hears("olivia", "Refund batch", "Product photos")
    assert "Your turn" not in await talk.screen("ana")


async def test_s4_after_weeks_in_which_everybody_is_away_next_is_when_somebody_is_back(talk: Talk) -> None:
    await talk.says("ana", "/baton away 24 Nov until 1 Jan")
    await talk.says("ben", "/baton away 24 Nov until 8 Jan")
    await talk.says("olivia", "/standup setup")
    await talk.fills("olivia")
    await talk.hears("olivia", "Set up: the standup Daily", "Next Mon 4 Jan 2027, first asked at Sun 3 Jan 2027 20:30")
    await talk.time_is("2027-01-04 09:31", MANILA)
    await talk.hears("ana", "Standup Daily, Mon 4 Jan. Your turn")


async def test_s9_while_it_is_paused_whoever_asks_hears_what_starts_it_again(talk: Talk) -> None:
    await set_up(talk)
    await talk.says("olivia", "/standup pause")
    await talk.says("ana", "/standup")
    await talk.hears(
        "ana", "No standup is waiting for you, and none is planned. The owner starts it again with /standup resume."
    )


async def test_s9_a_standup_whose_people_have_all_left_says_that_it_asks_nobody(talk: Talk) -> None:
    await set_up(talk, people="@ben")
    await talk.peer.world.leaves("ben")
    await talk.says("olivia", "/standup status")
    await talk.hears("olivia", "People nobody", "Next nobody is there to be asked; Change names others")
    await talk.says("olivia", "/standup preview")
    await talk.hears("olivia", "Preview of Daily: nobody is there to be asked; Change names others")
    await talk.presses("olivia", "Change", on="nobody is there")
    await talk.fills("olivia", people="@gil")
    await talk.hears("olivia", "Changed: the standup Daily", "People Gil", "Next Mon 23 Nov")


async def test_s6_what_was_picked_is_in_the_summary_and_words_are_in_the_thread(talk: Talk) -> None:
    await set_up(talk, questions="What did you do?\nHow sure are you? [1-5]\n!Is anything in your way? [yes / no]")
    await talk.time_is("2026-11-24 09:31", MANILA)
    await answers(talk, "ana", q1="Refund batch", q2="4", q3="no")
    await talk.time_is("2026-11-24 09:31", BUCHAREST)
    await answers(talk, "ben", q1="Newsletter", q2="2", q3="no")
    await talk.time_is("2026-11-24 12:31", BUCHAREST)
    closed = await talk.hears("olivia", "is closed: 2 of 2 answered", "How sure are you? Ana: 4, Ben: 2")
    assert "in your way" not in closed.text
    assert "Refund batch" not in closed.text


async def test_s2_whoever_types_the_command_is_answered_below_it_and_whoever_presses_on_the_card(talk: Talk) -> None:
    await set_up(talk, people="ana")
    await talk.time_is("2026-11-24 09:31", MANILA)
    await talk.says("ana", "/standup answer done: newsletter next: photos")
    await talk.fills("ana")
    await talk.hears("ana", "Your answer is posted. You can change it until Tue 24 Nov 12:30.", buttons=["Change"])
    assert (await talk.screen("ana")).count("Your answer is posted") == 2
    await talk.time_is("2026-11-25 09:31", MANILA)
    await answers(talk, "ana")
    assert (await talk.screen("ana")).count("Your answer is posted") == 2, "the card of Wednesday and Tuesday’s reply"
