"""Dialogs of the handoff room. Working: questions, blockers, hand-ins, handoffs (H4 to H7)."""

from __future__ import annotations

from tests.dialogs.talk import Talk
from tests.dialogs.tasks import accepted, handed_in, offered


async def test_h4_a_question_pauses_and_the_answer_resumes(talk: Talk) -> None:
    await accepted(talk)
    await talk.presses("ana", "Ask")
    await talk.fills("ana", question="Which angle? @everyone")
    await talk.hears("olivia", "Ana asks about #1", "Which angle? @everyone", buttons=["Answer", "Change", "Cancel"])
    await talk.hears("ana", "Waiting for Olivia to answer: #1", "the clock stands still")
    await talk.presses("olivia", "Answer")
    await talk.fills("olivia", answer="For beginners")
    await talk.hears("ana", "Olivia answered. Yours: #1", "For beginners", "the clock runs")


async def test_h4_a_question_before_acceptance_returns_to_the_offer(talk: Talk) -> None:
    await offered(talk)
    await talk.presses("ana", "Ask")
    await talk.fills("ana", question="Which angle?")
    await talk.presses("olivia", "Answer")
    await talk.fills("olivia", answer="For beginners")
    await talk.hears("ana", "Olivia offers you #1", "For beginners")


async def test_h5_blocked_work_is_not_chased_and_reaches_the_giver(talk: Talk) -> None:
    await accepted(talk)
    await talk.presses("ana", "Blocked")
    await talk.fills("ana", reason="No access to the shop", unblocker="ben")
    await talk.hears("olivia", "Blocked, with Ana: #1", "No access to the shop", "@Ben can clear it")
    await talk.hears("ben", "No access to the shop", buttons=["Not blocked any more"])
    await talk.attends("ana", "olivia", "ben")
    await talk.time_is("2026-11-30 09:30", "America/New_York")
    await talk.hears_nothing("ana")
    await talk.hears(
        "olivia", "Still blocked. Blocked, with Ana: #1", "Blocked since Mon 23 Nov 09:00. It may need you."
    )
    await talk.presses("ana", "Not blocked any more")
    await talk.hears("ana", "Yours: #1")
    await talk.hears("olivia", "With Ana: #1")


async def test_h5_whoever_can_clear_a_blocker_says_so_in_one_press(talk: Talk) -> None:
    await accepted(talk)
    await talk.presses("ana", "Blocked")
    await talk.fills("ana", reason="No access to the shop", unblocker="ben")
    await talk.attends("ana", "olivia")
    await talk.presses("ben", "Not blocked any more")
    await talk.hears("ana", "Not blocked any more. Yours: #1", "Unblocked by Ben")
    await talk.hears("ben", "With Ana: #1", buttons=[])


async def test_h6_hand_in_return_hand_in_again_and_approve(talk: Talk) -> None:
    await accepted(talk)
    await talk.presses("ana", "Hand in")
    await talk.fills("ana", work="Article attached", link="not a link")
    assert "https://" in (await talk.form("ana")).errors["link"]
    await talk.fills("ana", link="https://docs.example/article", work="Article attached")
    await talk.hears("olivia", "Ana handed in #1", "Article attached", buttons=["Approve", "Return", "Note"])
    await talk.presses("olivia", "Return")
    await talk.fills("olivia", missing="The third source")
    await talk.hears("ana", "Olivia returned it. Yours: #1", "The third source")
    await talk.presses("ana", "Hand in")
    await talk.fills("ana", work="Added it", link="")
    await talk.presses("olivia", "Approve")
    await talk.hears("ana", "Approved: #1", buttons=[])
    await talk.hears("olivia", "Done by Ana: #1", buttons=["Reopen"])


async def test_h6_a_hand_in_may_have_several_links_files_among_them(talk: Talk) -> None:
    await accepted(talk)
    await talk.presses("ana", "Hand in")
    await talk.fills("ana", work="All three", link="https://docs.example/a https://files.example/b.pdf no-address")
    await talk.refused_at("ana", link="“no-address” is no web address")
    await talk.fills("ana", work="All three", link="https://docs.example/a https://files.example/b.pdf")
    await talk.hears("olivia", "Ana handed in #1", "All three", "Open the work:", "docs.example", "files.example")


async def test_h6_a_hand_in_not_reviewed_reminds_the_giver_and_never_the_holder(talk: Talk) -> None:
    await handed_in(talk)
    await talk.time_is("2026-11-24 16:00", "America/New_York")
    await talk.hears("olivia", "Waiting for your review. Ana handed in #1")
    await talk.attends("olivia")
    await talk.time_is("2026-11-25 16:00", "America/New_York")
    await talk.hears("olivia", "Waiting for your review. Ana handed in #1")
    await talk.hears_nothing("ana")


async def test_h7_handoff_keeps_the_holder_until_the_newcomer_accepts(talk: Talk) -> None:
    await accepted(talk)
    await talk.says("ana", "/handoff 1 @ben Draft is in the folder, pictures are missing")
    await talk.hears(
        "ben", "Will you take over #1", "from Ana?", "pictures are missing", buttons=["Take it on", "Not for me"]
    )
    await talk.hears("ana", "Yours: #1", "Ben is asked to take it over.")
    await talk.presses("ben", "Take it on")
    await talk.hears("ben", "Yours: #1", "pictures are missing")
    await talk.hears("olivia", "Ben took it on. With Ben: #1", "Taken on by Ben")
    await talk.hears("ana", "With Ben: #1", buttons=[])


async def test_h7_the_giver_may_hand_it_on_too_and_former_holders_cards_stay_true(talk: Talk) -> None:
    await accepted(talk)
    await talk.presses("olivia", "Hand to somebody")
    await talk.fills("olivia", newcomer="ben", context="Ana is on leave")
    await talk.presses("ben", "Take it on")
    await talk.presses("ben", "Hand in")
    await talk.fills("ben", work="Done")
    await talk.presses("olivia", "Approve")
    await talk.hears("ana", "Done by Ben: #1", buttons=[])


async def test_h7_a_handoff_nobody_answers_is_nudged_and_told_to_the_holder(talk: Talk) -> None:
    await accepted(talk)
    await talk.says("ana", "/handoff 1 @ben Draft is in the folder")
    await talk.attends("ana", "ben")
    await talk.time_is("2026-11-24 12:30", "Europe/Bucharest")
    await talk.hears("ben", "Ana is waiting to hear whether you take this on")
    await talk.time_is("2026-11-25 09:30", "Asia/Manila")
    await talk.hears("ana", "Ben has not answered yet")


async def test_h7_a_newcomer_may_pass_and_it_stays_where_it_was(talk: Talk) -> None:
    await accepted(talk)
    await talk.says("ana", "/handoff 1 @ben Draft is in the folder")
    await talk.presses("ben", "Not for me")
    await talk.fills("ben", why="On leave from tomorrow")
    await talk.hears("ana", "Yours: #1", "Passed by Ben")


async def test_h7_a_handoff_without_a_note_opens_its_form_filled(talk: Talk) -> None:
    await accepted(talk)
    await talk.says("ana", "/handoff #1 @ben")
    form = await talk.form("ana", "Hand to somebody else")
    assert form.values["newcomer"] == "ben"


async def test_h7_the_word_that_discord_wants_before_the_number_is_understood_everywhere(talk: Talk) -> None:
    await accepted(talk)
    await talk.says("ana", "/handoff task 1 @ben Draft is in the folder")
    await talk.hears("ben", "#1", "Draft is in the folder", buttons=["Take it on", "Not for me"])
