"""Dialogs of the handoff room. What is kept: drafts, answers, and what was handed in before (H2 to H6, H16)."""

from __future__ import annotations

from bot.handoff.records import Task
from tests.dialogs.talk import Talk
from tests.dialogs.tasks import ARTICLE, accepted, handed_in, offered


async def test_h2_a_draft_is_found_again_on_the_desk_and_in_its_list_by_its_giver_alone(talk: Talk) -> None:
    await talk.says("olivia", "/delegate @ana Write the article by Fri 5pm")
    await talk.fills("olivia", then="draft")
    await talk.says("olivia", "/tasks")
    await talk.hears("olivia", "My desk", "1 draft of yours is not offered yet:", "#1 Write the article")
    await talk.says("olivia", "/tasks drafts")
    await talk.hears("olivia", "Your drafts (1)", "#1 Write the article")
    await talk.says("ana", "/tasks")
    await talk.hears("ana", "My desk")
    assert "draft" not in await talk.screen("ana")
    await talk.says("olivia", "/tasks 1")
    await talk.presses("olivia", "Finish")
    await talk.fills("olivia", done_when="3 sources")
    await talk.hears("ana", "Olivia offers you #1")


async def test_h3_a_first_date_that_was_kept_may_be_answered_with_another_and_in_the_end_be_accepted(
    talk: Talk,
) -> None:
    await offered(talk)
    await talk.presses("ana", "Suggest another date")
    await talk.fills("ana", due="Mon 30 Nov 12:00")
    await talk.presses("olivia", "Keep the first date")
    await talk.presses("ana", "Suggest another date")
    await talk.fills("ana", due="Tue 1 Dec 12:00")
    await talk.hears(
        "olivia",
        "Ana suggests another date for #1",
        buttons=[
            "Take that date",
            "Keep the first date",
            "Change",
            "Cancel",
        ],
    )
    await talk.presses("ana", "Accept")
    await talk.hears("olivia", "With Ana: #1", "Due Fri 27 Nov 17:00")


async def test_h3_a_suggested_date_that_nobody_answers_reminds_the_giver(talk: Talk) -> None:
    await offered(talk)
    await talk.presses("ana", "Suggest another date")
    await talk.fills("ana", due="Mon 30 Nov 12:00")
    await talk.attends("ana", "olivia")
    await talk.time_is("2026-11-24 16:55", "America/New_York")
    await talk.hears("olivia", "Waiting for your answer. Ana suggests another date for #1")
    await talk.hears_nothing("ana")


async def test_h4_a_second_question_pauses_again_and_a_hand_in_ends_what_was_asked(talk: Talk) -> None:
    await accepted(talk)
    for question, answer in (("Which angle?", "For beginners"), ("Which tone?", "Plain")):
        await talk.presses("ana", "Ask")
        await talk.fills("ana", question=question)
        await talk.hears("olivia", "Ana asks about #1", question, "the clock stands still")
        await talk.presses("olivia", "Answer")
        await talk.fills("olivia", answer=answer)
        await talk.hears("ana", "Olivia answered. Yours: #1", answer, "the clock runs")
    await talk.presses("ana", "Ask")
    await talk.fills("ana", question="Which length?")
    await talk.presses("ana", "Hand in")
    await talk.fills("ana", work="I chose 600 words")
    await talk.hears("olivia", "Ana handed in #1", buttons=["Approve", "Return", "Note"])


async def test_h5_a_blocker_says_its_age_on_the_card_and_in_lists_and_comes_back_daily(talk: Talk) -> None:
    await accepted(talk)
    await talk.presses("ana", "Blocked")
    await talk.fills("ana", reason="No access to the shop")
    await talk.attends("ana", "olivia")
    await talk.time_is("2026-11-25 16:55", "America/New_York")
    await talk.hears("olivia", "Still blocked", "Blocked since Mon 23 Nov 09:00. It may need you.")
    await talk.says("ana", "/tasks mine")
    await talk.hears("ana", "#1 Write a 600-word", "blocked, with Ana", "for 2 days")
    await talk.attends("olivia")
    await talk.time_is("2026-11-26 16:55", "America/New_York")
    await talk.hears("olivia", "Still blocked")


async def test_h6_returned_work_keeps_each_hand_in_with_its_words_and_links_and_counts_the_returns(talk: Talk) -> None:
    await handed_in(talk)
    await talk.presses("olivia", "Return")
    await talk.fills("olivia", missing="")
    await talk.refused_at("olivia", missing="Say what is missing")
    await talk.fills("olivia", missing="The third source")
    await talk.presses("ana", "Hand in")
    await talk.fills("ana", work="Added it")
    await talk.presses("olivia", "Approve")
    task = await talk.peer.world.store.get(Task, "studio", "1")
    assert task is not None
    said = [(event.kind, event.text, event.link) for event in task.events if event.kind in ("hand_in", "send_back")]
    assert said == [
        ("hand_in", "Article attached", "https://docs.example/article"),
        ("send_back", "The third source", ""),
        ("hand_in", "Added it", ""),
    ]
    assert task.returns == 1


async def test_h6_what_is_approved_at_once_was_never_returned(talk: Talk) -> None:
    await handed_in(talk)
    await talk.presses("olivia", "Approve")
    task = await talk.peer.world.store.get(Task, "studio", "1")
    assert task is not None
    assert task.returns == 0


async def test_h16_after_acceptance_undo_is_gone_and_cancel_stands_in_its_place(talk: Talk) -> None:
    await accepted(talk)
    card = next(seen for seen in await talk.peer.screen("olivia") if "With Ana: #1" in seen.text)
    assert "Undo" not in card.buttons
    assert "Cancel" in card.buttons
    await talk.presses("olivia", "Cancel")
    await talk.fills("olivia", why="")
    await talk.hears("ana", "Taken back by Olivia: #1")


async def test_h6_the_history_of_a_task_is_told_line_by_line_to_those_who_may_see_it(talk: Talk) -> None:
    await handed_in(talk)
    await talk.presses("olivia", "Return")
    await talk.fills("olivia", missing="The third source")
    await talk.presses("ana", "Hand in")
    await talk.fills("ana", work="Added it", link="")
    await talk.says("olivia", "/tasks 1 history")
    told = (await talk.hears("olivia", "What happened to #1 Write a 600-word article")).text
    order = [
        "Handed in by Ana",
        "Added it",
        "Returned by Olivia",
        "The third source",
        "Accepted by Ana",
        "Offered by Olivia",
    ]
    assert sorted(order, key=told.index) == order
    await talk.says("ben", "/tasks 1 history")
    await talk.hears("ben", "#1 is not one of your tasks")


async def test_h5_a_list_says_how_long_it_has_been_blocked(talk: Talk) -> None:
    await accepted(talk, ARTICLE.replace("Fri 5pm", "Fri Dec 11 5pm"))
    await talk.time_is("2026-11-25 09:00", "America/New_York")
    await talk.presses("ana", "Blocked")
    await talk.fills("ana", reason="No access to the shop", unblocker="ben")
    await talk.time_is("2026-11-28 10:00", "America/New_York")
    await talk.says("olivia", "/tasks given")
    await talk.hears("olivia", "#1 Write a 600-word article", "blocked, with Ana", "for 3 days")


async def test_h6_the_history_says_that_a_brief_was_changed_in_no_machines_words(talk: Talk) -> None:
    await accepted(talk)
    await talk.presses("olivia", "Change")
    await talk.fills("olivia", outcome="Write an 800-word article")
    await talk.says("olivia", "/tasks 1 history")
    told = (await talk.hears("olivia", "What happened to #1", "Brief changed by Olivia")).text
    assert "outcome:" not in told
