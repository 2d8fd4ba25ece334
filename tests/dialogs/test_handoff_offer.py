"""Dialogs of the handoff room. Offering: H1 to H3, and who may."""

from __future__ import annotations

import pytest

from tests.dialogs.talk import Talk
from tests.dialogs.tasks import ARTICLE, offered


async def test_h1_delegate_in_one_line_echoes_both_zones_and_offers_undo(talk: Talk) -> None:
    await talk.says("olivia", ARTICLE)
    await talk.hears(
        "olivia",
        "Offered to Ana: #1 Write a 600-word article on leveraged buyouts",
        "Fri 27 Nov 17:00 your time, which is Sat 28 Nov 06:00 in Manila, outside Ana’s hours",
        "≈ 2 h",
        "3 sources, passes Copyscape",
        buttons=["Move to Fri 27 Nov 17:00 Manila", "Keep", "Undo", "Change"],
    )
    await talk.hears(
        "ana",
        "Olivia offers you #1 Write a 600-word article on leveraged buyouts",
        "Sat 28 Nov 06:00 your time, which is Fri 27 Nov 17:00 in New York",
        buttons=["Accept", "Ask", "Suggest another date", "Decline"],
    )
    await talk.hears_nothing("ben")
    await talk.hears_nothing("pat")


async def test_h1_the_due_time_moves_to_the_holders_zone_in_one_press(talk: Talk) -> None:
    await offered(talk)
    await talk.presses("olivia", "Move to Fri 27 Nov 17:00 Manila")
    await talk.hears("olivia", "Fri 27 Nov 04:00 your time, which is 17:00 in Manila", buttons=["Undo", "Change"])
    await talk.hears("ana", "Fri 27 Nov 17:00 your time")


async def test_h1_undo_takes_an_offer_back_until_it_is_accepted(talk: Talk) -> None:
    await offered(talk)
    await talk.presses("olivia", "Undo")
    await talk.hears("olivia", "Cancelled: #1")
    await talk.hears("ana", "Taken back by Olivia: #1", buttons=[])


async def test_h1_in_a_channel_the_answer_is_private_and_short(talk: Talk) -> None:
    await talk.says("olivia", ARTICLE, where="general")
    await talk.hears("olivia", "Offered: #1 Write a 600-word article")
    await talk.hears_nothing("ben")


async def test_h2_a_title_alone_opens_the_form_filled_and_may_be_kept_as_a_draft(talk: Talk) -> None:
    await talk.says("olivia", "/delegate @ana Write the article by Fri 5pm")
    form = await talk.form("olivia", "Hand over a task")
    assert form.values["outcome"] == "Write the article"
    assert form.values["due"] == "Fri 5pm"
    assert form.values["person"] == "ana"
    assert "how both of you will know" in form.errors["done_when"]
    await talk.hears_nothing("ana")
    await talk.fills("olivia", then="draft")
    await talk.hears("olivia", "Your draft #1 Write the article", buttons=["Finish", "Undo"])
    await talk.hears_nothing("ana")
    await talk.presses("olivia", "Finish")
    await talk.fills("olivia", done_when="3 sources")
    await talk.hears("ana", "Olivia offers you #1 Write the article", "3 sources")


async def test_h2_the_form_keeps_what_was_typed_when_a_field_is_wrong(talk: Talk) -> None:
    await talk.says("olivia", "/delegate")
    await talk.fills("olivia", person="ana", outcome="Sort invoices", due="fri 5pmish", effort="a while")
    form = await talk.form("olivia")
    assert form.values["outcome"] == "Sort invoices"
    assert "fri 5pmish" in form.errors["due"]
    assert "2h" in form.errors["effort"]
    assert "done_when" in form.errors


async def test_h2_a_draft_thrown_away_is_never_seen_by_others_and_comes_back_as_a_draft(talk: Talk) -> None:
    await talk.says("olivia", "/delegate @ana Write the article by Fri 5pm")
    await talk.fills("olivia", then="draft")
    await talk.presses("olivia", "Undo")
    await talk.hears("olivia", "Cancelled: #1")
    await talk.hears_nothing("ana")
    await talk.says("ana", "/tasks 1")
    await talk.hears("ana", "#1 is not one of your tasks")
    await talk.attends("ana")
    await talk.presses("olivia", "Reopen")
    await talk.hears("olivia", "Your draft #1", buttons=["Finish", "Undo"])
    await talk.hears_nothing("ana")


async def test_h3_accept_starts_the_work_and_the_givers_card_says_so_quietly(talk: Talk) -> None:
    await offered(talk)
    await talk.presses("ana", "Accept")
    await talk.hears("ana", "Yours: #1", buttons=["Hand in", "Ask", "Blocked", "Hand to somebody", "Note"])
    await talk.hears("olivia", "With Ana: #1", "Accepted by Ana")


async def test_h3_another_date_is_suggested_and_taken(talk: Talk) -> None:
    await offered(talk)
    await talk.presses("ana", "Suggest another date")
    await talk.fills("ana", due="Mon 30 Nov 12:00")
    await talk.hears("olivia", "Ana suggests another date for #1", "Sun 29 Nov 23:00")
    await talk.presses("olivia", "Take that date")
    await talk.hears("ana", "Yours: #1", "Mon 30 Nov 12:00")


async def test_h3_another_date_is_suggested_and_the_first_kept(talk: Talk) -> None:
    await offered(talk)
    await talk.presses("ana", "Suggest another date")
    await talk.fills("ana", due="Mon 30 Nov 12:00")
    await talk.presses("olivia", "Keep the first date")
    await talk.hears("ana", "Olivia offers you #1", buttons=["Accept", "Ask", "Suggest another date", "Decline"])


async def test_h3_decline_says_why(talk: Talk) -> None:
    await offered(talk)
    await talk.presses("ana", "Decline")
    await talk.fills("ana", why="")
    await talk.refused_at("ana", why="Say why")
    await talk.fills("ana", why="I am full this week")
    await talk.hears("olivia", "Ana declined #1", "I am full this week", buttons=["Hand to somebody", "Reopen"])


async def test_h3_what_was_declined_goes_to_somebody_else_in_one_form(talk: Talk) -> None:
    await offered(talk)
    await talk.presses("ana", "Decline")
    await talk.fills("ana", why="I am full this week")
    await talk.presses("olivia", "Hand to somebody")
    await talk.fills("olivia", newcomer="ana", context="Next week will do")
    await talk.hears("ana", "Olivia offers you #1", "Next week will do")
    await talk.presses("ana", "Decline")
    await talk.fills("ana", why="Next week I am away")
    await talk.presses("olivia", "Hand to somebody")
    await talk.fills("olivia", newcomer="ben", context="Ana is full")
    await talk.hears("ana", "Offered to Ben: #1", buttons=[])
    await talk.hears("ben", "Olivia offers you #1", "Ana is full")
    await talk.presses("ben", "Accept")
    await talk.hears("olivia", "With Ben: #1")


async def test_h3_no_answer_nudges_once_and_then_tells_the_giver(talk: Talk) -> None:
    await offered(talk)  # Monday 22:00 in Manila: four working hours end Tuesday 13:00 there
    await talk.time_is("2026-11-24 12:55", "Asia/Manila")
    await talk.hears_nothing("ana")
    await talk.time_is("2026-11-24 13:05", "Asia/Manila")
    await talk.hears("ana", "Olivia offers you #1", "waiting to hear whether you take this on")
    await talk.attends("ana")
    await talk.hears_nothing("olivia")
    await talk.time_is("2026-11-24 09:30", "America/New_York")
    await talk.hears(
        "olivia",
        "Ana has not answered yet",
        "Likely: Ben (no work like it yet",
        buttons=["Hand to somebody", "Undo", "Change", "Snooze", "Why this?"],
    )
    await talk.attends("ana", "olivia")
    await talk.time_is("2026-11-25 18:00", "America/New_York")
    await talk.hears_nothing("ana")
    await talk.hears_nothing("olivia")


async def test_h3_what_nobody_answered_goes_to_somebody_else_in_one_form(talk: Talk) -> None:
    await offered(talk)
    await talk.time_is("2026-11-24 09:30", "America/New_York")
    await talk.presses("olivia", "Hand to somebody")
    await talk.fills("olivia", newcomer="ben", context="Ana may be away")
    await talk.hears(
        "ben",
        "#1 Write a 600-word article",
        "Ana may be away",
        buttons=["Accept", "Ask", "Suggest another date", "Decline"],
    )
    await talk.hears("ana", "#1 Write a 600-word article", buttons=[])
    await talk.presses("ben", "Accept")
    await talk.hears("olivia", "With Ben: #1")


async def test_roles_are_rules_a_partner_and_a_guest_hear_why_not(talk: Talk) -> None:
    await talk.says("pat", ARTICLE)
    await talk.hears("pat", "Handing out tasks is for the owner and assistants.")
    await talk.says("gil", ARTICLE)
    await talk.hears("gil", "Handing out tasks is for the owner and assistants.")
    await talk.says("olivia", "/delegate @pat Read my plan by Fri 5pm done when: read")
    assert "sees promises only" in (await talk.form("olivia")).errors["person"]


async def test_a_guest_who_is_handed_a_first_task_becomes_an_assistant(talk: Talk) -> None:
    await talk.says("olivia", "/delegate @gil Draw the logo by Fri 5pm done when: two variants")
    await talk.hears("gil", "Olivia offers you #1 Draw the logo")
    await talk.presses("gil", "Accept")
    await talk.says("gil", "/delegate @ana Check the logo by Fri 5pm done when: seen")
    await talk.hears("ana", "Gil offers you #2")


async def test_an_unknown_person_or_date_opens_the_form_with_the_reason(talk: Talk) -> None:
    await talk.says("olivia", "/delegate @anna Sort invoices by yesterday done when: filed")
    form = await talk.form("olivia")
    assert "@ana" in form.errors["person"]
    assert "already passed" in form.errors["due"]
    assert form.values["outcome"] == "Sort invoices"


async def test_a3_a_brief_for_somebody_who_is_not_there_is_kept_and_says_how_they_come(talk: Talk) -> None:
    await talk.says("olivia", "/delegate @zoe Write the article by Fri 5pm done when: 3 sources")
    await talk.no_form("olivia")
    await talk.hears("olivia", "“@zoe” is not on the team yet, so #1 is kept as your draft.", buttons=["Finish"])
    await talk.presses("olivia", "Finish", on="kept as your draft")
    await talk.fills("olivia", person="ana")
    await talk.hears("ana", "Olivia offers you #1")


async def test_a3_with_more_to_mend_the_form_says_it_at_the_person(talk: Talk) -> None:
    await talk.says("olivia", "/delegate @zoe Write the article")
    opened = await talk.form("olivia", "Hand over a task")
    assert "Mention them with /delegate" in opened.errors["person"]


async def test_h1_what_may_be_meant_otherwise_opens_the_form_and_offers_nothing(talk: Talk) -> None:
    await talk.says("olivia", "/delegate @ana Test the scoreboard, 3-4 hours, by Fri 5pm done when: all lamps work")
    form = await talk.form("olivia", "Hand over a task")
    assert form.errors.get("effort", "How long").startswith("How long")  # on Discord it stands on the second page
    await talk.hears_nothing("ana")
    await talk.fills("olivia", effort="4h")
    await talk.hears("ana", "Olivia offers you #1", "≈ 4 h")


@pytest.mark.parametrize("typed", ["Ana: ", "Ana, ", "ana , ", "ANA:  "])
async def test_h1_a_name_before_a_comma_needs_no_sign(talk: Talk, typed: str) -> None:
    await talk.says("olivia", f"/delegate {typed}crop the team photos by Fri 5pm done when: all are square")
    await talk.hears("olivia", "Offered to Ana: #1 crop the team photos")


@pytest.mark.parametrize("typed", ["Ana, Ben: ", "Post: ", "Photos, texts, prices: ", "Anastasia, "])
async def test_h1_two_names_or_none_that_is_known_are_asked_about(talk: Talk, typed: str) -> None:
    await talk.says("olivia", f"/delegate {typed}crop the team photos by Fri 5pm done when: all are square")
    await talk.hears_nothing("ana")
    await talk.hears("olivia", f"Who should get #1? {typed.strip()}")
