"""Dialogs of what is repeated until it is acknowledged (T6)."""

from __future__ import annotations

from tests.dialogs.talk import Talk
from tests.dialogs.tasks import accepted

MANILA = "Asia/Manila"
ACK = "/delegate @ana Pay the rent by Thu 10:00 Manila !ack done when: receipt filed"


async def test_t6_what_is_due_is_said_again_every_so_many_working_hours_until_it_is_acknowledged(talk: Talk) -> None:
    await accepted(talk, ACK)
    await talk.time_is("2026-11-26 10:01", MANILA)
    seen = await talk.hears("ana", "Due now. Yours: #1 Pay the rent", "Once due every 2 working hours until")
    assert seen.buttons == ("Got it", "Hand in", "Ask", "Snooze", "Why this?")
    await talk.attends("ana")
    await talk.time_is("2026-11-26 12:01", MANILA)
    await talk.hears("ana", "Still due, and not acknowledged. Yours: #1", "Press Got it, hand it in")
    await talk.attends("ana")
    await talk.time_is("2026-11-26 14:01", MANILA)
    await talk.hears("ana", "Still due, and not acknowledged.")
    await talk.presses("ana", "Why this?")
    await talk.hears("ana", "Because #1 is repeated every 2 working hours until you acknowledge it")
    await talk.presses("ana", "Got it")
    await talk.hears("olivia", "Acknowledged by Ana, Thu 26 Nov 01:01")
    await talk.attends("ana")
    await talk.time_is("2026-11-27 08:59", MANILA)
    await talk.hears_nothing("ana")
    await talk.time_is("2026-11-27 12:00", MANILA)
    await talk.hears("ana", "Overdue. Yours: #1")
    assert "Got it" not in (await talk.news("ana"))[-1].buttons


async def test_t6_it_is_repeated_also_when_due_soon_was_said_on_the_day_it_is_due(talk: Talk) -> None:
    await accepted(talk, ACK.replace("Thu 10:00", "Dec 7 10:00"))
    await talk.time_is("2026-12-07 09:01", MANILA)
    await talk.hears("ana", "Due soon, Mon 7 Dec 10:00.")
    await talk.attends("ana")
    await talk.time_is("2026-12-07 11:59", MANILA)
    await talk.hears_nothing("ana")
    await talk.time_is("2026-12-07 12:01", MANILA)
    await talk.hears("ana", "Still due, and not acknowledged. Yours: #1")


async def test_t6_it_is_repeated_in_working_hours_only_and_ends_with_the_hand_in(talk: Talk) -> None:
    await accepted(talk, ACK.replace("10:00", "16:00"))
    await talk.time_is("2026-11-26 16:01", MANILA)
    await talk.hears("ana", "Due now.")
    await talk.attends("ana")
    await talk.time_is("2026-11-27 08:59", MANILA)
    await talk.hears_nothing("ana")
    await talk.time_is("2026-11-27 09:01", MANILA)
    await talk.hears("ana", "Overdue. Yours: #1")
    await talk.time_is("2026-11-27 11:01", MANILA)
    await talk.hears("ana", "Still due, and not acknowledged.")
    await talk.presses("ana", "Hand in")
    await talk.fills("ana", work="Paid")
    await talk.attends("ana")
    await talk.time_is("2026-12-01 15:00", MANILA)
    await talk.hears_nothing("ana")


async def test_t6_it_comes_in_quiet_hours_too_as_it_was_asked_for(talk: Talk) -> None:
    await accepted(talk, ACK)
    await talk.says("ana", "/baton quiet 11-15")
    await talk.time_is("2026-11-26 10:01", MANILA)
    await talk.attends("ana")
    await talk.time_is("2026-11-26 12:01", MANILA)
    await talk.hears("ana", "Still due, and not acknowledged.")


async def test_t6_it_is_a_choice_of_the_form_and_others_may_not_acknowledge(talk: Talk) -> None:
    await talk.says("olivia", "/delegate @ana Pay the rent by Thu 10:00 Manila")
    assert (await talk.form("olivia")).values["ack"] == "0"
    await talk.fills("olivia", done_when="receipt filed", ack="4")
    await talk.presses("ana", "Accept")
    await talk.time_is("2026-11-26 10:01", MANILA)
    await talk.attends("ana")
    await talk.time_is("2026-11-26 13:59", MANILA)
    await talk.hears_nothing("ana")
    await talk.time_is("2026-11-26 14:01", MANILA)
    await talk.hears("ana", "Still due, and not acknowledged.", "every 4 working hours until acknowledged")
