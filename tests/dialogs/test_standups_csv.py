"""Dialogs of standups as files: the owner's of all, everybody else's own, the partner's none."""

from __future__ import annotations

from tests.dialogs.standup import answers, set_up
from tests.dialogs.talk import Talk

MANILA, NEW_YORK, BUCHAREST = "Asia/Manila", "America/New_York", "Europe/Bucharest"
DONE, NEXT = "What did you finish?", "What is next?"


async def a_day(talk: Talk) -> None:
    """Ana answers in time, with a blocker; Ben says nothing, until he answers late."""
    await set_up(talk)
    await talk.time_is("2026-11-24 09:30", MANILA)
    await answers(talk, "ana", q1="=1+1", q2="Photos,\nthen the shop", q3="No access to the shop")
    await talk.time_is("2026-11-24 12:31", BUCHAREST)


async def test_s5_the_owner_takes_all_answers_as_csv(talk: Talk) -> None:
    await a_day(talk)
    await talk.says("olivia", "/standup csv")
    await talk.hears("olivia", "Standups since", "standups-2026-11-24.csv", "2 rows")
    ana, ben = await talk.takes_table("olivia", "standups-2026-11-24.csv")
    assert (ana["Day"], ana["Standup"], ana["Who"]) == ("2026-11-24", "Daily", "Ana")
    assert (ana["How it stands"], ana["Counts"], ana["Answered"], ana["Late"]) == ("answered", "1", "1", "0")
    assert ana["Answered at (America/New_York)"] == "2026-11-23 20:30"
    assert (ana[DONE], ana[NEXT]) == ("'=1+1", "Photos,\nthen the shop")
    assert ana["Blockers"] == "B1 open"
    assert (ben["Who"], ben["How it stands"], ben["Answered at (America/New_York)"]) == ("Ben", "no answer", "")
    assert (ben["Counts"], ben["Answered"], ben[DONE]) == ("1", "0", "")
    await talk.has_no_file("ana", "standups-2026-11-24.csv")


async def test_s5_a_late_answer_and_a_cleared_blocker_are_in_the_file(talk: Talk) -> None:
    await a_day(talk)
    await talk.presses("ben", "Answer late")
    await talk.fills("ben", q1="Refund batch", q2="Product photos")
    await talk.presses("olivia", "Cleared", on="Ana is held up")
    await talk.says("olivia", "/standup csv daily")
    ana, ben = await talk.takes_table("olivia", "standups-2026-11-24.csv")
    assert (ben["How it stands"], ben["Answered"], ben["Late"]) == ("answered late", "1", "1")
    assert ana["Blockers"] == "B1 cleared 2026-11-24"
    await talk.says("olivia", "/standup csv weekly")
    await talk.hears("olivia", "There is no standup called “weekly”. Which one do you mean?", buttons=["Daily"])
    await talk.presses("olivia", "Daily")
    await talk.hears("olivia", "Standups since", "2 rows")


async def test_s5_an_assistant_takes_her_own_answers_alone(talk: Talk) -> None:
    await a_day(talk)
    await talk.says("ben", "/standup csv")
    await talk.hears("ben", "Standups since", "These are your own answers.", "1 row")
    (row,) = await talk.takes_table("ben", "standups-2026-11-24.csv")
    assert row["Who"] == "Ben"
    await talk.says("ana", "/standup csv")
    (row,) = await talk.takes_table("ana", "standups-2026-11-24.csv")
    assert (row["Who"], row["Answered at (Asia/Manila)"]) == ("Ana", "2026-11-24 09:30")


async def test_s5_a_partner_takes_no_answers_and_a_guest_only_own_ones(talk: Talk) -> None:
    await a_day(talk)
    await talk.says("pat", "/standup csv")
    await talk.has_no_file("pat", "standups-2026-11-24.csv")
    await talk.says("gil", "/standup csv")
    await talk.hears("gil", "Standups since", "There is nothing yet that a file could hold.")
    await talk.has_no_file("gil", "standups-2026-11-24.csv")


async def test_s5_what_is_asked_twice_in_a_day_is_in_the_file_twice(talk: Talk) -> None:
    await set_up(talk, questions="How is it?\nWhat is next?\nHow is it?")
    await talk.time_is("2026-11-24 09:30", MANILA)
    await talk.presses("ana", "Answer")
    await talk.fills("ana", q1="Slow", q2="Photos", q3="Better")
    await talk.says("ana", "/standup csv")
    [row] = await talk.takes_table("ana", "standups-2026-11-24.csv")
    assert (row["How is it?"], row[NEXT]) == ("Slow\nBetter", "Photos")
