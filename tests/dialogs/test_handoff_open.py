"""Work that nobody in particular is asked to do: put up, claimed by whoever is first, handed back."""

from __future__ import annotations

from tests.dialogs.talk import Talk

ANYONE = "/delegate anyone Sort the receipts by Fri 5pm ~1h done when: each has a category"
EITHER = "/delegate @ana or @ben Sort the receipts by Fri 5pm ~1h done when: each has a category"


async def test_h8_what_anyone_may_claim_is_posted_in_the_channel_and_the_first_has_it(talk: Talk) -> None:
    await talk.says("olivia", ANYONE)
    await talk.hears("olivia", "Free for anyone to take: #1 Sort the receipts", buttons=["Change", "Undo", "Note"])
    await talk.hears(
        "ana", "Free to take: #1 Sort the receipts", "each has a category", "From Olivia", buttons=["Take it"]
    )
    await talk.presses("ben", "Take it")
    await talk.hears("ben", "Yours: #1", buttons=["Hand in", "Ask", "Blocked", "Hand it back", "Note"])
    await talk.hears("ana", "Ben has taken #1", buttons=[])
    await talk.hears("olivia", "Ben has taken it.", "With Ben: #1", "Taken by Ben")


async def test_h8_several_are_asked_in_private_and_whoever_claims_has_it(talk: Talk) -> None:
    await talk.says("olivia", EITHER)
    await talk.hears("olivia", "Free for Ana or Ben to take: #1 Sort the receipts")
    await talk.hears("ana", "Free to take, from Olivia: #1 Sort the receipts", buttons=["Take it"])
    await talk.hears("ben", "Free to take, from Olivia: #1 Sort the receipts", buttons=["Take it"])
    await talk.hears_nothing("gil")
    await talk.presses("ana", "Take it")
    await talk.hears("ben", "With Ana: #1", buttons=[])
    await talk.says("ben", "/tasks open")
    await talk.hears("ben", "Free to take (0)")


async def test_h8_handed_back_it_is_free_again_and_the_giver_hears_why(talk: Talk) -> None:
    await talk.says("olivia", ANYONE)
    await talk.presses("ana", "Take it")
    await talk.attends("olivia", "ana", "ben")
    await talk.presses("ana", "Hand it back")
    await talk.fills("ana", why="A client came first")
    await talk.hears("olivia", "Ana handed it back.", "Free for anyone to take: #1", "A client came first")
    await talk.hears("ben", "Free to take: #1", buttons=["Take it"])
    await talk.presses("ben", "Take it")
    await talk.hears("olivia", "With Ben: #1")


async def test_h8_one_task_has_one_holder_so_two_at_once_are_refused_with_the_reason(talk: Talk) -> None:
    await talk.says("olivia", "/delegate @ana and @ben Sort the receipts by Fri 5pm done when: sorted")
    form = await talk.form("olivia", "Hand over a task")
    assert "One task has one holder" in form.errors["person"]
    assert form.values["outcome"] == "Sort the receipts"
    await talk.fills("olivia", person="anyone")
    await talk.hears("olivia", "Free for anyone to take: #1")


async def test_h8_unclaimed_after_a_working_day_the_giver_hears_once_a_day(talk: Talk) -> None:
    await talk.says("olivia", ANYONE)
    await talk.attends("olivia", "ana", "ben")
    await talk.time_is("2026-11-24 09:05", "America/New_York")
    await talk.hears("olivia", "Nobody has taken it yet", "take it back")
    await talk.attends("olivia")
    await talk.time_is("2026-11-24 16:00", "America/New_York")
    await talk.hears_nothing("olivia")


async def test_h8_taken_back_it_is_no_longer_free_and_a_guest_who_was_not_named_cannot_take_it(talk: Talk) -> None:
    await talk.says("olivia", ANYONE)
    await talk.says("gil", "/tasks open")
    await talk.hears("gil", "Free to take (0)")
    await talk.says("gil", "/tasks 1")
    await talk.hears("gil", "#1 is not one of your tasks")
    await talk.presses("olivia", "Undo")
    await talk.hears("ana", "No longer free: #1", buttons=[])
    await talk.presses("olivia", "Reopen")
    await talk.hears("olivia", "Your draft #1", buttons=["Finish", "Undo"])
    await talk.presses("olivia", "Finish")
    assert (await talk.form("olivia")).values["person"] == "anyone"
