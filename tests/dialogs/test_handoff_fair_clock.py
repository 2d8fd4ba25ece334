"""Dialogs of the handoff room. The fair clock: whose working time a task took, and what was not counted (H15)."""

from __future__ import annotations

from tests.dialogs.talk import Talk
from tests.dialogs.tasks import ARTICLE, accepted, offered

MANILA = "Asia/Manila"
LONG = ARTICLE.replace("Fri 5pm", "Fri Dec 11 5pm")


async def _hands_in(talk: Talk, who: str = "ana") -> None:
    await talk.presses(who, "Hand in")
    await talk.fills(who, work="Article attached")


async def test_h15_nights_and_the_wait_for_an_answer_are_not_counted(talk: Talk) -> None:
    await accepted(talk)  # Mon 22:00 in Manila
    await talk.time_is("2026-11-24 12:00", MANILA)
    await talk.presses("ana", "Ask")
    await talk.fills("ana", question="Which angle?")
    await talk.time_is("2026-11-25 09:30", MANILA)
    await talk.presses("olivia", "Answer")
    await talk.fills("olivia", answer="For beginners")
    await talk.time_is("2026-11-25 11:30", MANILA)
    await _hands_in(talk)
    await talk.hears("olivia", "Ana’s clock", "5 h of working time; 5 h 30 min of waiting not counted")
    await talk.hears("ana", "Your clock", "5 h of working time; 5 h 30 min of waiting not counted")


async def test_h15_a_blocker_holidays_and_leave_are_not_counted(talk: Talk) -> None:
    await talk.says("ana", "/baton holidays PH")
    await accepted(talk, LONG)
    await talk.time_is("2026-11-24 10:00", MANILA)
    await talk.presses("ana", "Blocked")
    await talk.fills("ana", reason="No access to the shop", unblocker="ben")
    await talk.time_is("2026-11-26 09:00", MANILA)
    await talk.presses("ben", "Not blocked any more")
    await talk.says("ana", "/baton away Dec 1 until Dec 2")
    await talk.time_is("2026-12-03 10:00", MANILA)  # 30 November is Bonifacio Day
    await _hands_in(talk)
    await talk.hears("olivia", "Ana’s clock", "18 h of working time; 15 h of waiting not counted")


async def test_h15_review_and_what_was_returned_after_it(talk: Talk) -> None:
    await accepted(talk)
    await talk.time_is("2026-11-24 10:00", MANILA)
    await _hands_in(talk)
    await talk.hears("olivia", "Ana’s clock", "1 h of working time")
    await talk.time_is("2026-11-25 10:00", MANILA)
    await talk.presses("olivia", "Return")
    await talk.fills("olivia", missing="The third source")
    assert "clock" not in (await talk.news("ana"))[-1].text.replace("the clock runs", "")
    await talk.time_is("2026-11-25 10:45", MANILA)
    await _hands_in(talk)
    await talk.hears("olivia", "1 h 45 min of working time; 8 h of waiting not counted")
    await talk.presses("olivia", "Approve")
    await talk.hears("ana", "Approved: #1", "Your clock", "1 h 45 min of working time")


async def test_h15_each_holder_is_counted_for_the_own_part(talk: Talk) -> None:
    await accepted(talk)
    await talk.time_is("2026-11-24 11:00", MANILA)
    await talk.says("ana", "/handoff 1 @ben Outline is done")
    await talk.time_is("2026-11-24 10:00", "Europe/Bucharest")
    await talk.presses("ben", "Take it on")
    await talk.time_is("2026-11-24 13:00", "Europe/Bucharest")
    await _hands_in(talk, "ben")
    await talk.hears("olivia", "Ben’s clock", "3 h of working time; before that Ana, 7 h")
    await talk.hears("ben", "Your clock", "3 h of working time; before that Ana, 7 h")


async def test_h15_work_done_wholly_in_free_time_is_not_told_as_no_time_at_all(talk: Talk) -> None:
    await accepted(talk)  # Mon 22:00 in Manila
    await talk.time_is("2026-11-23 22:30", MANILA)
    await _hands_in(talk)
    assert "clock" not in (await talk.hears("olivia", "Ana handed in #1")).text
    assert "clock" not in (await talk.hears("ana", "Waiting for Olivia to review: #1")).text


async def test_h15_of_work_done_in_free_time_only_the_waiting_is_told(talk: Talk) -> None:
    await accepted(talk)
    await talk.presses("ana", "Ask")
    await talk.fills("ana", question="Which angle?")
    await talk.time_is("2026-11-24 18:00", MANILA)
    await talk.presses("olivia", "Answer")
    await talk.fills("olivia", answer="For beginners")
    await talk.time_is("2026-11-24 20:00", MANILA)
    await _hands_in(talk)
    said = await talk.hears("olivia", "Ana’s clock 8 h of waiting not counted")
    assert "0 min" not in said.text


async def test_h15_who_took_over_in_free_time_is_told_beside_who_held_it_before(talk: Talk) -> None:
    await accepted(talk)
    await talk.time_is("2026-11-24 11:00", MANILA)
    await talk.says("ana", "/handoff 1 @ben Outline is done")
    await talk.time_is("2026-11-24 18:00", "Europe/Bucharest")
    await talk.presses("ben", "Take it on")
    await _hands_in(talk, "ben")
    await talk.hears("olivia", "Ben’s clock", "0 min of working time; before that Ana, 8 h")


async def test_h15_a_week_in_which_the_clocks_change_is_as_long_as_any(talk: Talk) -> None:
    await talk.time_is("2027-03-26 09:00", "Europe/Bucharest")
    await offered(talk, "/delegate @ben Sort the photos by Apr 9 17:00 ~2h done when: each has a label")
    await talk.presses("ben", "Accept")
    await talk.time_is("2027-03-29 10:00", "Europe/Bucharest")
    await _hands_in(talk, "ben")
    await talk.hears("olivia", "Ben’s clock", "9 h of working time")


async def test_h15_nobody_is_chased_while_they_wait_however_late_it_is(talk: Talk) -> None:
    await accepted(talk)
    await talk.time_is("2026-11-24 12:00", MANILA)
    await talk.presses("ana", "Ask")
    await talk.fills("ana", question="Which angle?")
    await talk.attends("ana")
    await talk.time_is("2026-12-04 12:00", MANILA)
    await talk.hears_nothing("ana")
    await talk.says("olivia", "/tasks overdue")
    await talk.hears("olivia", "#1 Write a 600-word article", "Ana asks", "late")
