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


async def test_h5_when_whoever_could_clear_a_blocker_leaves_both_are_asked_who_can_now(talk: Talk) -> None:
    await accepted(talk)
    await talk.presses("ana", "Blocked")
    await talk.fills("ana", reason="No access to the shop", unblocker="ben")
    await talk.attends("olivia", "ana")
    await talk.peer.world.leaves("ben")
    asked = "Ben, who could clear it, works here no more. Who can now?"
    await talk.hears(
        "ana", asked, buttons=["Not blocked any more", "Say who can clear it", "Hand in", "Hand to somebody", "Note"]
    )
    await talk.hears("olivia", asked, buttons=["Not blocked any more", "Say who can clear it", "Change", "Cancel"])
    await talk.presses("olivia", "Say who can clear it")
    await talk.fills("olivia", unblocker="gil")
    await talk.hears("gil", "No access to the shop", buttons=["Not blocked any more"])
    await talk.hears("ana", "@Gil can clear it")
    await talk.presses("gil", "Not blocked any more")
    await talk.hears("ana", "Not blocked any more. Yours: #1")


async def test_h5_who_can_clear_it_may_be_named_later(talk: Talk) -> None:
    await accepted(talk)
    await talk.presses("ana", "Blocked")
    await talk.fills("ana", reason="No access to the shop", unblocker="")
    await talk.presses("ana", "Say who can clear it")
    await talk.fills("ana", unblocker="ben")
    await talk.hears("ben", "No access to the shop", buttons=["Not blocked any more"])
    await talk.hears(
        "olivia", "Blocked, with Ana: #1", "@Ben can clear it", buttons=["Not blocked any more", "Change", "Cancel"]
    )


async def test_h6_a_holder_hears_who_answers_and_reviews_when_the_giver_leaves(talk: Talk) -> None:
    await talk.says("ben", "/delegate @ana Check the shop by Fri 17:00 Manila done when: checked")
    await talk.presses("ana", "Accept")
    await talk.attends("olivia", "ana")
    await talk.peer.world.leaves("ben")
    await talk.hears("ana", "Ben has left.", "Olivia answers and reviews from now on what Ben asked you for: #1.")
    await talk.hears("olivia", "Ben has left.", "What Ben asked others for is yours to answer and review", "#1")
    await talk.presses("ana", "Hand in")
    await talk.fills("ana", work="Checked")
    await talk.hears("ana", "Waiting for Olivia to review: #1")
    await talk.hears("olivia", "Ana handed in #1", buttons=["Approve", "Return", "Note"])


async def test_h6_what_waits_for_a_giver_who_leaves_waits_for_the_owner(talk: Talk) -> None:
    await talk.says("ben", "/delegate @ana Check the shop by Fri 17:00 Manila done when: checked")
    await talk.presses("ana", "Accept")
    await talk.presses("ana", "Hand in")
    await talk.fills("ana", work="Checked")
    await talk.attends("olivia", "ana")
    await talk.peer.world.leaves("ben")
    await talk.hears("ana", "Waiting for Olivia to review: #1")
    seen = await talk.hears("olivia", "Ben has left.", "is yours to answer and review from now on: #1.")
    await talk.presses("olivia", seen.buttons[-1])
    await talk.hears("olivia", "#1 Check the shop")
    await talk.attends("olivia")
    await talk.time_is("2026-11-25 12:00", "America/New_York")
    await talk.hears("olivia", "Ana handed in #1", buttons=["Approve", "Return", "Note", "Snooze", "Why this?"])


async def test_h6_what_somebody_gave_who_becomes_a_partner_is_the_owners(talk: Talk) -> None:
    await talk.says("ben", "/delegate @ana Check the shop by Fri 17:00 Manila done when: checked")
    await talk.presses("ana", "Accept")
    await talk.attends("olivia", "ana", "ben")
    await talk.says("olivia", "/team role @ben partner")
    await talk.hears(
        "ana", "Ben is a partner now", "Olivia answers and reviews from now on what Ben asked you for: #1."
    )
    await talk.presses("ana", "Hand in")
    await talk.fills("ana", work="Checked")
    await talk.hears("olivia", "Ana handed in #1", buttons=["Approve", "Return", "Note"])


async def test_h11_what_comes_back_by_somebody_who_has_left_is_handed_in_to_the_owner(talk: Talk) -> None:
    await talk.says("ben", "/delegate @ana Write a post every weekday 9am ~1h done when: it is online")
    await talk.presses("ana", "Accept")
    await talk.attends("olivia")
    await talk.peer.world.leaves("ben")
    await talk.hears("olivia", "is yours to answer and review from now on: #1, S1.")
    await talk.time_is("2026-11-25 10:00", "Asia/Manila")
    await talk.attends("olivia")
    await talk.presses("ana", "Hand in", on="#3")
    await talk.fills("ana", work="It is online")
    await talk.hears("olivia", "Ana handed in #3", "(S1)", buttons=["Approve", "Return", "Note"])


async def test_h11_a_project_of_somebody_who_has_left_goes_on_with_the_owner(talk: Talk) -> None:
    await talk.says("ben", "/tasks project Launch the shop")
    first, then = "@ana Write the texts by Fri 17:00 Manila done when: x", "@gil Build the page after 1 done when: y"
    steps = f"{first}\n{then} by Fri 17:00 Manila"
    await talk.fills("ben", outcome="The shop is open", due="in 9 days", steps=steps)
    await talk.presses("ana", "Accept")
    await talk.presses("ana", "Hand in")
    await talk.fills("ana", work="Written")
    await talk.peer.world.leaves("ben")
    await talk.says("olivia", "/tasks 1")
    await talk.presses("olivia", "Approve")
    await talk.hears("gil", "Olivia offers you #2 Build the page")


async def test_h11_what_comes_back_by_somebody_who_becomes_a_partner_is_handed_in_to_the_owner(talk: Talk) -> None:
    await talk.says("ben", "/delegate @ana Write a post every weekday 9am ~1h done when: it is online")
    await talk.presses("ana", "Accept")
    await talk.says("olivia", "/team role @ben partner")
    await talk.hears("ana", "Olivia answers and reviews from now on what Ben asked you for: #1.")
    await talk.attends("ben")
    await talk.time_is("2026-11-25 10:00", "Asia/Manila")
    await talk.attends("olivia")
    await talk.presses("ana", "Hand in", on="#3")
    await talk.fills("ana", work="It is online")
    await talk.hears("olivia", "Ana handed in #3", "(S1)", buttons=["Approve", "Return", "Note"])
    assert "#3" not in await talk.screen("ben")
