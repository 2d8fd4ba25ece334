"""Dialogs of the handoff room. The desk, the live card, and nothing final by accident (H10 to H16)."""

from __future__ import annotations

from tests.dialogs.talk import Talk
from tests.dialogs.tasks import ARTICLE, accepted, handed_in, offered


async def test_h10_my_desk_says_what_i_owe_and_what_i_wait_for(talk: Talk) -> None:
    await handed_in(talk)
    await talk.says("olivia", "/delegate @ben Sort the invoices by Wed 5pm done when: all filed")
    await talk.says("olivia", "/tasks")
    await talk.hears(
        "olivia", "My desk", "You owe 1 thing:", "#1 Write a 600-word", "You wait for 1 thing:", "#2 Sort the invoices"
    )
    await talk.says("ben", "/tasks")
    await talk.hears("ben", "You owe 1 thing:", "You wait for nothing.")
    await talk.says("ben", "/tasks mine")
    await talk.hears("ben", "Your tasks (1)", "#2 Sort the invoices · offered to Ben · due Thu 26 Nov 00:00")
    await talk.says("ana", "/tasks team")
    await talk.hears("ana", "not open to your role")
    await talk.says("olivia", "/tasks review")
    await talk.hears("olivia", "To review (1)")
    await talk.says("olivia", "/tasks invoices")
    await talk.hears("olivia", "“invoices” (1 found)")
    await talk.says("ben", "/tasks 1")
    await talk.hears("ben", "#1 is not one of your tasks")


async def test_h14_there_is_one_live_card_per_person(talk: Talk) -> None:
    await offered(talk)
    await talk.presses("ana", "Accept")
    cards = [seen for seen in await talk.peer.screen("ana") if "#1" in seen.text]
    assert len(cards) == 1
    await talk.says("olivia", "/tasks 1")
    assert len([seen for seen in await talk.peer.screen("olivia") if "#1" in seen.text]) == 1


async def test_h16_another_brief_of_the_same_name_is_made(talk: Talk) -> None:
    await offered(talk)
    await talk.says("olivia", ARTICLE.replace("3 sources", "5 sources"))
    await talk.hears("ana", "Olivia offers you #2")


async def test_h16_the_same_task_within_two_minutes_is_shown_and_not_made_again(talk: Talk) -> None:
    await offered(talk)
    await talk.says("olivia", ARTICLE)
    await talk.hears("olivia", "This is #1", "not made twice")
    await talk.hears_nothing("ana")


async def test_h16_change_after_acceptance_needs_acceptance_again(talk: Talk) -> None:
    await accepted(talk)
    await talk.presses("olivia", "Change")
    await talk.fills("olivia", outcome="Write an 800-word article")
    await talk.hears("ana", "Olivia offers you #1 Write an 800-word article", "Brief changed by Olivia")


async def test_h16_a_change_not_accepted_yet_is_taken_back_alone(talk: Talk) -> None:
    await accepted(talk)
    await talk.presses("olivia", "Change")
    await talk.fills("olivia", outcome="Write an 800-word article")
    card = await talk.hears("olivia", "Offered to Ana: #1 Write an 800-word article")
    assert list(card.buttons[-3:]) == ["Undo the change", "Cancel", "Change"]
    await talk.presses("olivia", "Undo the change")
    await talk.hears("ana", "Olivia took the change back. Yours: #1 Write a 600-word article", "≈ 2 h")
    await talk.hears("olivia", "With Ana: #1 Write a 600-word article", "Change undone by Olivia")


async def test_h12_a_change_that_is_declined_leaves_what_was_agreed_within_one_press(talk: Talk) -> None:
    await accepted(talk)
    await talk.presses("olivia", "Change")
    await talk.fills("olivia", outcome="Write an 8,000-word article")
    await talk.presses("ana", "Decline")
    await talk.fills("ana", why="That is four days of work")
    await talk.hears(
        "olivia", "Ana declined #1", "four days of work", buttons=["Undo the change", "Hand to somebody", "Reopen"]
    )
    await talk.presses("olivia", "Undo the change")
    await talk.hears(
        "ana", "Olivia took the change back. Yours: #1 Write a 600-word article", "3 sources, passes Copyscape"
    )
    await talk.presses("ana", "Hand in")
    await talk.fills("ana", work="Article attached")
    await talk.hears("olivia", "Ana handed in #1 Write a 600-word article")


async def test_h16_a_brief_that_never_changed_has_no_change_to_undo(talk: Talk) -> None:
    await offered(talk)
    await talk.hears_nothing("olivia")
    assert "Undo the change" not in (await talk.peer.screen("olivia"))[-1].buttons


async def test_h16_cancel_and_reopen(talk: Talk) -> None:
    await accepted(talk)
    await talk.presses("olivia", "Cancel")
    await talk.fills("olivia", why="The client left")
    await talk.hears("ana", "Taken back by Olivia: #1", "The client left")
    await talk.presses("olivia", "Reopen")
    await talk.hears("ana", "Olivia offers you #1")


async def test_h16_too_many_words_are_told_at_their_field_and_kept(talk: Talk) -> None:
    await accepted(talk)
    await talk.presses("olivia", "Cancel")
    await talk.fills("olivia", why="x" * 20_000)
    form = await talk.refused_at("olivia", why="the most here is 2000")
    assert len(form.values["why"]) == 20_000


async def test_h16_a_note_reaches_the_other_without_touching_the_state(talk: Talk) -> None:
    await accepted(talk)
    await talk.presses("ana", "Note")
    await talk.fills("ana", note="First half is written")
    await talk.hears("olivia", "With Ana: #1", "First half is written")
