"""Dialogs of the handoff room. Declined, or left behind by somebody who is gone: who hears of it (H3, H4, H7)."""

from __future__ import annotations

from tests.dialogs.talk import Talk
from tests.dialogs.tasks import accepted, offered


async def test_h3_what_was_declined_says_who_else_is_likely_and_goes_to_them_in_one_form(talk: Talk) -> None:
    await offered(talk)
    await talk.presses("ana", "Decline")
    await talk.fills("ana", why="I am full this week")
    await talk.hears(
        "olivia",
        "Ana declined #1",
        "I am full this week",
        "Likely: Ben (no work like it yet",
        buttons=["Hand to somebody", "Reopen"],
    )
    await talk.presses("olivia", "Hand to somebody")
    await talk.fills("olivia", newcomer="ben", context="Ana is full this week")
    await talk.hears("ben", "Olivia offers you #1", "Ana is full this week")
    await talk.hears("ana", "Offered to Ben: #1", buttons=[])
    await talk.presses("ben", "Accept")
    await talk.hears("olivia", "With Ben: #1")


async def test_h3_what_was_declined_is_handed_on_by_command_but_not_by_who_declined(talk: Talk) -> None:
    await offered(talk)
    await talk.presses("ana", "Decline")
    await talk.fills("ana", why="I am full this week")
    await talk.says("ana", "/handoff 1 @ben Take it please")
    await talk.hears("ana", "#1 was declined", "Olivia can hand it to somebody else or reopen it.")
    await talk.says("olivia", "/handoff 1 @ben Ana is full this week")
    await talk.hears("ben", "Olivia offers you #1", "Ana is full this week")


async def test_h7_a_handoff_to_somebody_who_leaves_comes_back_and_its_holder_hears_it(talk: Talk) -> None:
    await accepted(talk)
    await talk.says("ana", "/handoff 1 @ben Draft is in the folder")
    await talk.attends("olivia", "ana")
    await talk.peer.world.leaves("ben")
    await talk.hears(
        "ana", "Ben has left", "Yours: #1", buttons=["Hand in", "Ask", "Blocked", "Hand to somebody", "Note"]
    )
    await talk.hears("olivia", "Ben has left")


async def test_h4_a_question_to_a_giver_who_has_left_goes_to_the_owner_at_once(talk: Talk) -> None:
    await accepted(talk, "/delegate @ana Sort the parcels by Fri 17:00 Manila done when: sorted")
    await talk.says("ben", "/delegate @ana Check the shop by Fri 17:00 Manila done when: checked")
    await talk.presses("ana", "Accept", on="#2")
    await talk.attends("olivia", "ana")
    await talk.peer.world.leaves("ben")
    await talk.attends("olivia", "ana")
    await talk.presses("ana", "Ask", on="#2")
    await talk.fills("ana", question="Which shop?")
    await talk.hears("olivia", "Ana asks about #2", "Which shop?", buttons=["Answer", "Change", "Cancel"])
    await talk.presses("olivia", "Answer", on="#2")
    await talk.fills("olivia", answer="The new one")
    await talk.presses("ana", "Hand in", on="#2")
    await talk.fills("ana", work="Checked")
    await talk.hears("olivia", "Ana handed in #2", buttons=["Approve", "Return", "Note"])
