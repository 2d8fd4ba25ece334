"""Dialogs of the handoff room. My desk, and finding any task one may see (H10)."""

from __future__ import annotations

from tests.dialogs.talk import Talk
from tests.dialogs.tasks import accepted, handed_in

PHOTOS = "/delegate @ana Product photos for the café by Thu 3pm Manila done when: ten photos, white background"
INVOICES = "/delegate @ben Sort the invoices by Wed 5pm done when: all filed"


async def test_h10_the_desk_says_what_i_owe_wait_for_and_may_take_the_overdue_first(talk: Talk) -> None:
    await accepted(talk, "/delegate @ana Write the newsletter by today 5pm done when: proofread")
    await accepted(talk, PHOTOS)
    await talk.says("olivia", "/delegate anyone Sort the receipts by Fri 5pm done when: each has a category")
    await talk.time_is("2026-11-25 00:30", "Asia/Manila")
    await talk.says("ana", "/tasks")
    desk = await talk.hears("ana", "My desk", "You owe 2 things: 1 is overdue.", "You wait for nothing.")
    assert desk.text.index("#1 Write the newsletter") < desk.text.index("#2 Product photos")
    assert "late by 18 h" in desk.text
    assert "1 day old" in desk.text
    assert "1 task is free to take: #3 Sort the receipts" in desk.text


async def test_h10_the_desk_says_which_drafts_are_not_offered_yet(talk: Talk) -> None:
    await talk.says("olivia", "/delegate @ana Tidy the photo archive")
    await talk.fills("olivia", then="draft")
    await talk.says("olivia", "/tasks")
    await talk.hears("olivia", "My desk", "1 draft of yours is not offered yet: #1 Tidy the photo archive")
    await talk.says("ana", "/tasks")
    desk = await talk.hears("ana", "My desk")
    assert "draft" not in desk.text


async def test_h10_search_finds_open_and_closed_by_the_beginnings_of_words_whatever_their_accents(talk: Talk) -> None:
    await handed_in(talk)
    await talk.presses("olivia", "Approve")
    await talk.says("olivia", PHOTOS)
    await talk.says("olivia", "/tasks pho cafe")
    await talk.hears("olivia", "“pho cafe” (1 found)", "#2 Product photos", buttons=["#2"])
    await talk.says("olivia", "/tasks BUYOUTS")
    await talk.hears("olivia", "(1 found)", "#1 Write a 600-word article", "done by Ana")
    await talk.says("ana", "/tasks copyscape")
    await talk.hears("ana", "(1 found)", "#1 Write a 600-word article")
    await talk.says("ana", "/tasks w")
    await talk.hears("ana", "(2 found)")


async def test_h10_search_looks_into_notes_questions_and_answers(talk: Talk) -> None:
    await accepted(talk)
    await talk.presses("ana", "Ask")
    await talk.fills("ana", question="Which tone, formal or playful?")
    await talk.presses("olivia", "Answer")
    await talk.fills("olivia", answer="As in the spring campaign")
    await talk.presses("ana", "Note")
    await talk.fills("ana", note="First half is drafted")
    for words in ("playful", "spring campaign", "drafted half"):
        await talk.says("ana", f"/tasks {words}")
        await talk.hears("ana", f"“{words}” (1 found)", "#1 Write")


async def test_h10_search_narrows_by_person_state_and_age(talk: Talk) -> None:
    await accepted(talk)
    await talk.presses("ana", "Blocked")
    await talk.fills("ana", reason="No access to the shop")
    await talk.says("olivia", INVOICES)
    for typed, found in (
        ("state:blocked", "#1 Write"),
        ("@ben", "#2 Sort"),
        ("in state:offered", "#2 Sort"),
        ("@ana open", "#1 Write"),
        ("shop", "#1 Write"),
    ):
        await talk.says("olivia", f"/tasks {typed}")
        assert "(1 found)" in (await talk.hears("olivia", found)).text, typed
    await talk.says("olivia", "/tasks closed")
    await talk.hears("olivia", "(0 found)", "No task that you can see has all of this.")
    await talk.time_is("2026-12-02 09:00", "America/New_York")
    await talk.says("olivia", "/delegate @ben Post the parcels by Fri 5pm done when: all posted")
    await talk.says("olivia", "/tasks older:7d")
    await talk.hears("olivia", "(2 found)", "#1 Write", "#2 Sort")
    await talk.says("olivia", "/tasks newer:1w @ben")
    await talk.hears("olivia", "(1 found)", "#3 Post the parcels")


async def test_h10_a_filter_that_does_not_exist_is_told_with_those_that_do(talk: Talk) -> None:
    await accepted(talk)
    for typed, told in (
        ("photos colour:red", "“colour:” is no filter. There are @somebody, state:blocked, older:7d"),
        ("state:sleeping", "No task is ever “sleeping”. There are: draft, free, offered"),
        ("older:soon", "I cannot read “soon” as an age. older: takes 7d, 2w"),
        ("newer:2026-02-30", "I cannot read “2026-02-30” as an age."),
        ("@nobody", "Nobody here is called @nobody"),
        ("x" * 201, "the most here is 200"),
    ):
        await talk.says("olivia", f"/tasks {typed}")
        await talk.hears("olivia", told)
    await talk.says("olivia", '/tasks "colour:red" article')
    await talk.hears("olivia", "(0 found)")


async def test_h10_nobody_finds_or_counts_what_they_may_not_see(talk: Talk) -> None:
    await accepted(talk)
    await talk.says("olivia", "/delegate @ben Write the rate card")
    await talk.fills("olivia", then="draft")
    for person in ("ben", "gil"):
        await talk.says(person, "/tasks write")
        await talk.hears(person, "“write” (0 found)")
        await talk.says(person, "/tasks @ana")
        await talk.hears(person, "(0 found)")
    await talk.says("olivia", "/tasks write")
    await talk.hears("olivia", "(2 found)")
    await talk.says("pat", "/tasks write")
    assert "found" not in (await talk.hears("pat", "Promises")).text


async def test_h10_what_is_found_is_shown_in_pages_the_best_first(talk: Talk) -> None:
    for number in range(1, 11):
        await talk.says("olivia", f"/delegate @ana Caption for picture {number} by Fri 5pm Manila done when: it fits")
    await talk.says("olivia", "/delegate @ben Post them by Fri 5pm done when: each caption fits")
    await talk.says("olivia", "/tasks caption")
    page = await talk.hears("olivia", "“caption” (11 found)", "#10 Caption", "#3 Caption", buttons=[*TOP, "More"])
    assert "#2 Caption" not in page.text
    await talk.presses("olivia", "More", on="#3 Caption")
    await talk.hears("olivia", "#2 Caption", "#1 Caption", "#11 Post them", buttons=["#2", "#1", "#11"])


TOP = ["#10", "#9", "#8", "#7"]


async def test_h10_search_may_be_said_before_the_words(talk: Talk) -> None:
    await talk.says("olivia", "/delegate @ana Take the photos by Fri 5pm ~1h done when: ten are there")
    await talk.says("olivia", "/tasks search photos")
    await talk.hears("olivia", "“photos” (1 found)", "#1 Take the photos")
    await talk.says("olivia", "/delegate @ana Tidy the search page by Fri 5pm ~1h done when: it is tidy")
    await talk.says("olivia", "/tasks search")
    await talk.hears("olivia", "“search” (1 found)", "#2 Tidy the search page")
