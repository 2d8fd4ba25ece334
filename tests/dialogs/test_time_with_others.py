"""Dialogs of reminders: what waits for the reader stands apart from what waits for somebody else (T2, H10)."""

from __future__ import annotations

from tests.dialogs.talk import Talk

MANILA, NEW_YORK = "Asia/Manila", "America/New_York"


async def test_t2_what_is_late_with_another_is_not_said_to_wait_for_the_reader(talk: Talk) -> None:
    for outcome in ("Write the article", "Sort the invoices"):
        await talk.says("olivia", f"/delegate @ana {outcome} by Tue 15:00 Manila done when: done")
        await talk.presses("ana", "Accept", on=outcome)
    await talk.presses("ana", "Hand in", on="Sort the invoices")
    await talk.fills("ana", work="All filed")
    await talk.attends("olivia")
    await talk.down_until("2026-11-25 09:30", NEW_YORK)
    seen = await talk.hears(
        "olivia",
        "1 thing is waiting for you. 1 waits for somebody else.",
        "#2 Sort the invoices · handed in",
        "With somebody else: #1 Write the article · with Ana, overdue since",
        "/tasks shows everything",
        buttons=["#2", "#1", "Snooze all", "Why this?"],
    )
    assert seen.text.index("#2 Sort") < seen.text.index("With somebody else") < seen.text.index("#1 Write")


async def test_t2_a_list_of_nothing_but_what_others_are_at_says_so(talk: Talk) -> None:
    for outcome in ("Write the article", "Sort the invoices"):
        await talk.says("olivia", f"/delegate @ana {outcome} by Tue 15:00 Manila done when: done")
        await talk.presses("ana", "Accept", on=outcome)
    await talk.attends("olivia")
    await talk.time_is("2026-11-25 09:30", NEW_YORK)
    seen = await talk.hears("olivia", "2 things wait for somebody else.", "#1 Write the article · with Ana, overdue")
    assert "waiting for you" not in seen.text
