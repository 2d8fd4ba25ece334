"""Dialogs of leave with a stand-in, and of what waits on the way back (T3, T2 up the chain)."""

from __future__ import annotations

import pytest

from tests.dialogs.talk import Talk
from tests.dialogs.tasks import SHORT, accepted, handed_in, offered

MANILA, NEW_YORK, BUCHAREST = "Asia/Manila", "America/New_York", "Europe/Bucharest"
AWAY = "/baton away until Dec 5 stand-in @ben"


async def test_t3_a_stand_in_hears_at_once_what_waits_and_what_he_may(talk: Talk) -> None:
    await handed_in(talk)
    await talk.says("olivia", AWAY)
    await talk.hears("olivia", "Your hours", "Away Mon 23 Nov – Sat 5 Dec, Ben stands in")
    seen = await talk.hears(
        "ben",
        "You stand in for Olivia until Sat 5 Dec.",
        "You may answer questions, approve or return, decide on dates and unblock.",
        "1 thing waits:",
        "#1 Write a 600-word article on leveraged buyouts",
        buttons=["#1"],
    )
    assert "change" not in seen.buttons
    await talk.presses("ben", "#1")
    await talk.hears("ben", "Ana handed in #1", "You stand in for Olivia", buttons=["Approve", "Return", "Note"])
    await talk.presses("ben", "Approve")
    await talk.hears("ana", "Approved: #1")
    await talk.hears("olivia", "Done by Ana: #1", "Approved by Ben")


async def test_t3_questions_and_hand_ins_of_those_days_reach_the_stand_in(talk: Talk) -> None:
    await accepted(talk)
    await talk.says("olivia", AWAY)
    await talk.attends("ben", "olivia", "ana")
    await talk.presses("ana", "Ask")
    await talk.fills("ana", question="Which sources?")
    await talk.hears("ben", "Ana asks about #1", "You stand in for Olivia", buttons=["Answer", "Note"])
    await talk.presses("ben", "Answer")
    await talk.fills("ben", answer="The three from last week")
    await talk.hears("ana", "Ben answered. Yours: #1", "The three from last week")
    await talk.presses("ana", "Hand in")
    await talk.fills("ana", work="Here it is")
    await talk.hears("ben", "Ana handed in #1", buttons=["Approve", "Return", "Note"])
    await talk.says("ben", "/tasks review")
    await talk.hears("ben", "To review (1)")


async def test_t3_a_stand_in_neither_changes_nor_cancels_nor_reviews_his_own_work(talk: Talk) -> None:
    await talk.says("olivia", "/delegate @ben Sort the invoices by Fri 5pm done when: all filed")
    await talk.presses("ben", "Accept")
    await talk.says("olivia", AWAY)
    await talk.presses("ben", "Hand in", on="#1")
    await talk.fills("ben", work="Sorted")
    await talk.attends("ben")
    await talk.says("ben", "/tasks 1")
    seen = await talk.hears("ben", "Waiting for Olivia to review: #1")
    assert "Approve" not in seen.buttons
    await talk.hears("olivia", "Ben handed in #1", buttons=["Approve", "Return", "Note"])


async def test_t2_what_is_overdue_goes_up_to_the_stand_in_in_his_hours(talk: Talk) -> None:
    await accepted(talk, SHORT)
    await talk.says("olivia", AWAY)
    await talk.attends("ben", "olivia", "ana")
    await talk.time_is("2026-11-26 10:05", MANILA)
    await talk.hears("ana", "Overdue. Yours: #1")
    await talk.hears_nothing("ben")
    await talk.time_is("2026-11-26 09:05", BUCHAREST)
    await talk.hears("ben", "Overdue. With Ana: #1", "You stand in for Olivia")
    await talk.presses("ben", "Why this?")
    await talk.hears("ben", "Because #1 was due", "You get it because you stand in for Olivia.")


async def test_t3_what_is_due_while_the_holder_is_away_is_offered_to_the_stand_in(talk: Talk) -> None:
    await accepted(talk)
    await talk.says("ana", AWAY)
    await talk.hears("ben", "You stand in for Ana until Sat 5 Dec.", "1 thing waits:", "#1 Write a 600-word")
    await talk.presses("ben", "#1")
    await talk.hears(
        "ben", "Will you take over #1", "from Ana?", "Ana is away until Sat 5 Dec", buttons=["Take it on", "Not for me"]
    )
    await talk.presses("ben", "Take it on")
    await talk.hears("olivia", "Ben took it on. With Ben: #1")


async def test_t3_an_offer_to_somebody_on_leave_is_shown_to_the_stand_in_too(talk: Talk) -> None:
    await talk.says("ana", AWAY)
    await talk.attends("ben", "ana")
    await talk.says("olivia", SHORT)
    await talk.hears("ana", "Olivia offers you #1")
    await talk.hears("ben", "Will you take over #1", "from Ana?", "Ana is away until Sat 5 Dec")
    await talk.presses("ben", "Take it on")
    await talk.hears("olivia", "Ben took it on. With Ben: #1")


async def test_t3_what_was_declined_and_goes_to_somebody_on_leave_is_shown_to_the_stand_in_too(talk: Talk) -> None:
    await talk.says("ana", "/baton away until Dec 5 stand-in @gil")
    await offered(talk, SHORT.replace("@ana", "@ben"))
    await talk.presses("ben", "Decline")
    await talk.fills("ben", why="I am full this week")
    await talk.attends("gil", "olivia")
    await talk.presses("olivia", "Hand to somebody")
    await talk.fills("olivia", newcomer="ana", context="Ben is full")
    await talk.hears("ana", "Olivia offers you #1")
    await talk.hears("gil", "Will you take over #1", "from Ana?", "Ana is away until Sat 5 Dec")
    await talk.presses("gil", "Take it on")
    await talk.hears("olivia", "Gil took it on. With Gil: #1")


async def test_t3_what_is_reopened_while_its_holder_is_on_leave_is_shown_to_the_stand_in_too(talk: Talk) -> None:
    await handed_in(talk)
    await talk.presses("olivia", "Approve")
    await talk.says("ana", AWAY)
    await talk.attends("ben")
    await talk.presses("olivia", "Reopen")
    await talk.hears("ben", "Will you take over #1", "from Ana?", buttons=["Take it on", "Not for me"])


async def test_t3_a_change_of_what_the_stand_in_was_asked_to_take_over_does_not_take_it_from_him(talk: Talk) -> None:
    await accepted(talk, SHORT)
    await talk.says("ana", AWAY)
    await talk.attends("ben", "olivia")
    await talk.presses("olivia", "Change")
    await talk.fills("olivia", done_when="5 sources")
    await talk.hears("ben", "Will you take over #1", "5 sources", buttons=["Take it on", "Not for me"])
    await talk.presses("ben", "Take it on")
    await talk.hears("olivia", "Ben took it on. With Ben: #1", buttons=["Note", "Change", "Hand to somebody", "Cancel"])


async def test_t3_a_leave_to_come_begins_by_itself(talk: Talk) -> None:
    await accepted(talk)
    await talk.says("olivia", "/baton away Nov 25 until Nov 27 deputy @ben")
    await talk.hears("ben", "You stand in for Olivia from Wed 25 Nov until Fri 27 Nov.")
    await talk.attends("ben")
    await talk.presses("ana", "Ask")
    await talk.fills("ana", question="Which sources?")
    await talk.hears_nothing("ben")
    await talk.time_is("2026-11-25 00:05", NEW_YORK)
    await talk.hears("ben", "You stand in for Olivia until Fri 27 Nov.", "#1 Write a 600-word")
    await talk.time_is("2026-11-30 09:05", NEW_YORK)
    await talk.says("ben", "/tasks waiting")
    await talk.hears("ben", "Waiting on you (0)")


async def test_t3_the_first_day_back_begins_with_one_summary(talk: Talk) -> None:
    await accepted(talk)
    await talk.says("olivia", AWAY)
    await talk.presses("ana", "Ask")
    await talk.fills("ana", question="Which sources?")
    await talk.presses("ben", "Answer")
    await talk.fills("ben", answer="These")
    await talk.presses("ana", "Hand in")
    await talk.fills("ana", work="Here it is")
    await talk.attends("olivia")
    await talk.time_is("2026-12-07 08:55", NEW_YORK)
    await talk.hears_nothing("olivia")
    await talk.time_is("2026-12-07 09:05", NEW_YORK)
    seen = await talk.hears(
        "olivia",
        "While you were away, Mon 23 Nov – Sat 5 Dec",
        "1 thing waits for you:",
        "#1 Write a 600-word article",
        "Done for you meanwhile:",
        "#1 Write a 600-word article on leveraged buyouts · Answered by Ben",
        buttons=["#1", "Waiting on me"],
    )
    assert len(await talk.news("olivia")) == 1, "what waits is said once"
    assert seen.text.count("Answered by Ben") == 1
    assert "the clock" not in seen.text
    await talk.attends("ben")
    await talk.says("ben", "/tasks 1")
    assert "Approve" not in (await talk.news("ben"))[-1].buttons


async def test_t3_what_is_overdue_by_then_is_in_the_summary_and_not_beside_it(talk: Talk) -> None:
    await accepted(talk, SHORT)
    await talk.says("olivia", "/baton away until Nov 29")
    await talk.attends("olivia")
    await talk.time_is("2026-11-30 09:05", NEW_YORK)
    await talk.hears(
        "olivia",
        "While you were away, Mon 23 Nov – Sun 29 Nov",
        "1 thing waits for you:",
        "#1 Write the article · with Ana",
    )
    assert len(await talk.news("olivia")) == 1


async def test_t3_coming_back_early_ends_the_stand_in_at_once(talk: Talk) -> None:
    await accepted(talk)
    await talk.says("olivia", AWAY)
    await talk.presses("ana", "Hand in")
    await talk.fills("ana", work="Here it is")
    await talk.attends("olivia", "ben")
    await talk.time_is("2026-11-24 10:00", NEW_YORK)
    await talk.says("olivia", "/baton back")
    await talk.hears("olivia", "While you were away", "1 thing waits for you:", "#1 Write a 600-word article")
    await talk.hears("ben", "You no longer stand in for Olivia.")
    await talk.says("ben", "/tasks waiting")
    await talk.hears("ben", "Waiting on you (0)")


async def test_t3_it_is_set_in_a_form_and_by_the_owner_for_anybody(talk: Talk) -> None:
    await talk.says("ana", "/baton settings")
    await talk.presses("ana", "Time away")
    assert set((await talk.form("ana", "Time away")).values) == {"when", "stand_in"}
    await talk.fills("ana", when="Dec 5", stand_in="ben")
    await talk.hears("ana", "Away Mon 23 Nov – Sat 5 Dec, Ben stands in")
    await talk.says("olivia", "/baton away @ben until Dec 12 stand-in @gil")
    await talk.hears("olivia", "Away Mon 23 Nov – Sat 12 Dec, Gil stands in")
    await talk.hears("gil", "You stand in for Ben until Sat 12 Dec.")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("/baton away until Dec 5 stand-in @ana", "Nobody stands in for themselves"),
        ("/baton away until Dec 5 stand-in @pat", "Pat is a partner and sees promises only"),
        ("/baton away until Dec 5 stand-in @nobody", "Nobody here is called “@nobody”"),
        ("/baton away until Dec 5 stand-in @ben", "Ben is away then too"),
    ],
)
async def test_t3_a_stand_in_has_to_be_somebody_else_who_works_then(talk: Talk, line: str, said: str) -> None:
    await talk.says("ben", "/baton away Nov 30 until Dec 1")
    await talk.says("ana", line)
    await talk.hears("ana", said)
    await talk.says("ana", "/baton settings")
    assert "Away" not in (await talk.hears("ana", "Your hours")).text


async def test_t3_nothing_waiting_and_nothing_done_says_nothing(talk: Talk) -> None:
    await offered(talk)
    await talk.says("gil", "/baton away until Nov 24")
    await talk.attends("gil")
    await talk.time_is("2026-11-25 12:00", NEW_YORK)
    await talk.hears_nothing("gil")


async def test_h6_a_return_written_for_an_earlier_hand_in_is_not_put_on_the_newer_one(talk: Talk) -> None:
    await handed_in(talk)
    await talk.says("olivia", AWAY)
    await talk.presses("ben", "#1")
    await talk.presses("ben", "Return")
    await talk.presses("olivia", "Return")
    await talk.fills("olivia", missing="The third source")
    await talk.presses("ana", "Hand in")
    await talk.fills("ana", work="Added it", link="")
    await talk.fills("ben", missing="The second source")
    await talk.refused_at("ben", missing="#1 has changed since that card was made")
    await talk.hears("olivia", "Ana handed in #1", "Added it", buttons=["Approve", "Return", "Note"])
    await talk.presses("ben", "Approve")
    await talk.hears("ana", "Approved: #1")


async def test_t3_when_a_stand_in_leaves_both_the_owner_and_whoever_is_away_hear_it(talk: Talk) -> None:
    await talk.says("ana", AWAY)
    await talk.attends("olivia", "ana")
    await talk.peer.world.leaves("ben")
    await talk.hears("ana", "Ben has left.", "Nobody stands in any more for Ana, as Ben did. /baton away")
    await talk.hears("olivia", "Ben has left.", "Nobody stands in any more for Ana, as Ben did.")
