"""Dialogs of the handoff room. Reminders of tasks (T2 to T4)."""

from __future__ import annotations

from tests.dialogs.talk import Talk
from tests.dialogs.tasks import SHORT, accepted, offered


async def test_t2_due_soon_due_overdue_and_then_up_to_the_giver(talk: Talk) -> None:
    await accepted(talk, SHORT)
    await talk.time_is("2026-11-25 09:05", "Asia/Manila")
    await talk.hears(
        "ana",
        "Due soon, Thu 26 Nov 09:00. Yours: #1",
        buttons=["Hand in", "Ask", "Blocked", "Snooze", "Why this?"],
    )
    await talk.attends("ana", "olivia")
    await talk.time_is("2026-11-26 10:05", "Asia/Manila")
    await talk.hears("ana", "Overdue. Yours: #1", "It was due Thu 26 Nov 09:00")
    await talk.hears_nothing("olivia")
    await talk.attends("ana")
    await talk.time_is("2026-11-27 09:05", "America/New_York")
    await talk.hears("olivia", "Overdue. With Ana: #1", "It was due", "and is not handed in yet")


async def test_t2_an_offer_that_nobody_answers_is_never_silently_late(talk: Talk) -> None:
    await offered(talk, SHORT)
    await talk.time_is("2026-11-26 08:00", "America/New_York")
    await talk.attends("olivia")
    await talk.time_is("2026-11-26 09:30", "America/New_York")
    await talk.hears("olivia", "It was due", "Ana has not taken it on")
    await talk.attends("olivia")
    await talk.time_is("2026-11-27 09:30", "America/New_York")
    await talk.hears("olivia", "Ana has not taken it on")


async def test_t2_snooze_moves_the_reminder(talk: Talk) -> None:
    await accepted(talk, SHORT)
    await talk.time_is("2026-11-25 09:05", "Asia/Manila")
    await talk.presses("ana", "Snooze")
    await talk.fills("ana", length="pick", until="Thu 14:00")
    await talk.attends("ana")
    await talk.time_is("2026-11-26 13:55", "Asia/Manila")
    await talk.hears_nothing("ana")
    await talk.time_is("2026-11-26 14:05", "Asia/Manila")
    await talk.hears("ana", "It was due Thu 26 Nov 09:00")


async def test_t4_what_was_missed_while_down_is_sent_once_and_marked_late(talk: Talk) -> None:
    await accepted(talk, SHORT)
    await talk.down_until("2026-11-30 11:00", "Asia/Manila")
    seen = await talk.hears("ana", "It was due Thu 26 Nov 09:00", "Sent late")
    assert seen.text.count("Sent late") == 1
    assert len([s for s in await talk.peer.screen("ana") if "It was due" in s.text]) == 1


async def test_h14_new_hours_make_cards_true_and_the_giver_hears_once_that_the_due_time_lies_outside(
    talk: Talk,
) -> None:
    await offered(talk, SHORT)
    await talk.attends("ana", "olivia")
    await talk.says("ana", "/baton hours 13-17")
    seen = await talk.hears("olivia", "Ana’s hours have changed", "outside Ana’s hours")
    assert seen.buttons[0].startswith("Move to")
    await talk.says("ana", "/baton hours 14-17")
    assert "have changed" not in await talk.screen("olivia")


async def test_h14_a_new_zone_is_on_the_open_cards(talk: Talk) -> None:
    await accepted(talk, SHORT)
    await talk.says("ana", "/baton timezone Tokyo")
    await talk.hears("olivia", "With Ana: #1", "which is Thu 26 Nov 10:00 in Tokyo")
