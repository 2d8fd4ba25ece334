"""Dialogs of a standup that asks in the day's thread: usual on Discord, and elsewhere for those who chose it."""

from __future__ import annotations

import pytest

from adapters.platforms import SPARING
from bot.people import AskedIn
from tests.dialogs.standup import answers, set_up
from tests.dialogs.talk import Talk

NEW_YORK, MANILA, BUCHAREST = "America/New_York", "Asia/Manila", "Europe/Bucharest"
ASKED = ["Show me", "Answer", "Skip today"]


@pytest.fixture
def asked_in() -> AskedIn:
    """Nobody has chosen."""
    return ""


async def begun(talk: Talk, **values: str) -> None:
    """The standup Daily; where its questions are usually private, Ana and Ben have chosen the thread."""
    if talk.peer.world.home.platform not in SPARING:
        for person in ("ana", "ben"):
            await talk.says(person, "/standup thread")
            await talk.hears(person, "Standups ask you in the day's thread")
    await set_up(talk, **values)


async def test_s2_those_of_one_hour_are_mentioned_together_and_nobody_is_written_to(talk: Talk) -> None:
    await begun(talk, zone="team", time="3:15")
    await talk.time_is("2026-11-24 03:16", NEW_YORK)
    seen = await talk.hears("olivia", "Standup Daily, Tue 24 Nov. @Ana, @Ben: your turn until", buttons=ASKED)
    await talk.hears("olivia", "Standup Daily, Tue 24 Nov Answers are in the thread.", buttons=[])
    public = {one.key for one in await talk.news("olivia")}
    for person in ("ana", "ben"):
        assert {one.key for one in await talk.news(person)} <= public
    await talk.attends("olivia")
    await answers(talk, "ana")
    await talk.hears("ana", "Your answer is posted.", buttons=["Change"])
    await talk.hears("olivia", "Ana What did you finish? Refund batch")
    assert seen.key not in {one.key for one in await talk.news("olivia")}, "it would come to say who is silent"


async def test_s2_those_of_another_hour_are_asked_by_a_prompt_of_their_own(talk: Talk) -> None:
    await begun(talk)
    await talk.time_is("2026-11-24 09:31", MANILA)
    first = await talk.hears("olivia", "@Ana: your turn until", buttons=ASKED)
    assert "Ben" not in "".join(seen.text for seen in await talk.news("olivia"))
    await talk.attends("olivia")
    await talk.time_is("2026-11-24 09:31", BUCHAREST)
    second = await talk.hears("olivia", "@Ben: your turn until", buttons=ASKED)
    assert "Ana" not in second.text
    assert first.key != second.key


async def test_s2_a_question_for_all_to_see_promises_no_more_than_its_own_window(talk: Talk) -> None:
    await begun(talk)
    await talk.time_is("2026-11-24 09:31", BUCHAREST)
    await talk.attends("olivia")
    await talk.hears("ana", "It closed at Tue 24 Nov 12:30. You can still answer", buttons=["Answer late"])
    await talk.time_is("2026-11-24 12:31", BUCHAREST)
    await talk.hears("olivia", "It closed at", buttons=["Answer late"])
    assert "@Ana" not in await talk.screen("olivia")


async def test_s2_who_answered_early_or_is_away_is_not_mentioned(talk: Talk) -> None:
    await talk.says("gil", "/baton timezone Bucharest")
    await begun(talk, people="ana, ben, gil", zone="team", time="3:15")
    await talk.says("ben", "/baton away tomorrow until tomorrow")
    await talk.time_is("2026-11-24 02:30", NEW_YORK)
    await talk.says("gil", "/standup answer done: refunds next: photos")
    await talk.fills("gil")
    await talk.attends("olivia")
    await talk.time_is("2026-11-24 03:16", NEW_YORK)
    await talk.hears("olivia", "Tue 24 Nov. @Ana: your turn until", buttons=ASKED)


async def test_s3_what_is_drafted_is_shown_to_that_person_alone(talk: Talk) -> None:
    await begun(talk, people="ana")
    for outcome in ("Refund batch", "Product photos"):
        await talk.says("olivia", f"/delegate @ana {outcome} by Fri 5pm ~1h done when: sent")
        await talk.presses("ana", "Accept", on=outcome)
    await talk.presses("ana", "Hand in", on="Refund batch")
    await talk.fills("ana", work="All sent")
    await talk.attends("ben")
    await talk.time_is("2026-11-24 09:31", MANILA)
    await talk.presses("ana", "Show me")
    buttons = ["Post as drafted", "Change", "Skip today", "#1", "#2"]
    await talk.hears("ana", "What did you finish? #1 Refund batch", "/standup private", buttons=buttons)
    assert "Refund batch" not in "".join(seen.text for seen in await talk.news("ben"))
    await talk.presses("ana", "Post as drafted")
    await talk.hears("ana", "Your answer is posted.")
    await talk.hears("ben", "Ana What did you finish? #1 Refund batch")
    await talk.presses("ana", "Show me")
    await talk.hears("ana", "Your answer is posted.", buttons=["Change"])


async def test_s2_who_skips_or_is_not_asked_hears_it_alone(talk: Talk) -> None:
    await begun(talk)
    await talk.time_is("2026-11-24 09:31", MANILA)
    await talk.attends("ben", "olivia")
    await talk.presses("ana", "Skip today")
    await talk.hears("ana", "You skip this one", buttons=["Answer"])
    await talk.hears_nothing("olivia")
    await talk.presses("olivia", "Answer", on="@Ana")
    await talk.hears("olivia", "You are not in the standup Daily")
    await talk.hears_nothing("ben")


async def test_s4_the_reminder_is_private_and_becomes_that_persons_card(talk: Talk) -> None:
    await begun(talk, zone="team", time="3:15")
    await talk.time_is("2026-11-24 03:16", NEW_YORK)
    await answers(talk, "ana")
    await talk.attends("ana", "ben", "olivia")
    await talk.time_is("2026-11-24 05:46", NEW_YORK)
    reminder = await talk.hears("ben", "Standup Daily closes at 13:15.", buttons=["Answer", "Skip today"])
    await talk.hears_nothing("ana")
    await talk.hears_nothing("olivia")
    await talk.presses("ben", "Answer", on="closes at")
    await talk.fills("ben", q1="Ads", q2="Mails")
    posted = await talk.hears("ben", "Your answer is posted.", "You can change it until")
    assert posted.key == reminder.key


async def test_s6_once_it_is_closed_the_prompt_names_nobody_and_takes_late_answers(talk: Talk) -> None:
    await begun(talk, people="ana", reminder="none")
    await talk.time_is("2026-11-24 09:31", MANILA)
    await talk.attends("ana", "olivia")
    await talk.time_is("2026-11-24 12:31", MANILA)
    closed = await talk.hears("olivia", "Standup Daily, Tue 24 Nov. It closed at", buttons=["Answer late"])
    assert "Ana" not in closed.text
    await talk.hears("olivia", "is closed: nobody answered", "No answer Ana")
    await talk.hears("olivia", "Standup Daily, Tue 24 Nov Closed.")
    await talk.presses("ana", "Answer late")
    await talk.fills("ana", q1="Ads", q2="Mails")
    await talk.hears("ana", "posted and marked late")
    await talk.hears("olivia", "1 of 1 answered: Ana (late)")


async def test_s2_who_chose_a_private_message_is_asked_there_and_may_choose_again(talk: Talk) -> None:
    await begun(talk, zone="team", time="3:15")
    await talk.says("ana", "/standup private")
    await talk.hears("ana", "Standups ask you in a private message")
    await talk.says("ana", "/baton settings")
    await talk.hears("ana", "Standups ask you in a private message")
    await talk.attends("ana", "olivia")
    await talk.time_is("2026-11-24 03:16", NEW_YORK)
    await talk.hears("ana", "Your turn until", "Tue 24 Nov", buttons=["Answer", "Skip today"])
    await talk.hears("olivia", "Tue 24 Nov. @Ben: your turn until")
    await talk.says("ana", "/standup thread")
    await talk.attends("olivia")
    await talk.time_is("2026-11-25 03:16", NEW_YORK)
    await talk.hears("olivia", "Wed 25 Nov. @Ana, @Ben: your turn until", buttons=ASKED)
    await talk.says("pat", "/standup private")
    await talk.hears("pat", "Standups belong to the people who do the work")


async def test_t4_a_prompt_in_the_thread_that_is_found_late_says_so(talk: Talk) -> None:
    await begun(talk, zone="team", time="3:15")
    await talk.down_until("2026-11-24 05:50", NEW_YORK)
    await talk.hears("olivia", "@Ana, @Ben: your turn until", "Sent late: this was meant for")
    prompts = [seen for seen in await talk.peer.screen("olivia") if "your turn" in seen.text]
    assert len(prompts) == 1
