"""Dialogs of the handoff room. A message that somebody wrote becomes a brief (H9)."""

from __future__ import annotations

import pytest

from tests.dialogs.talk import Talk

ROSA = "Somebody should call Rosa about the spring fair"


async def test_h9_a_message_becomes_the_brief_and_the_card_leads_back_to_it(talk: Talk) -> None:
    await talk.peer.delegate("olivia", await talk.peer.write("ben", ROSA))
    assert (await talk.form("olivia", "Hand over a task")).values["outcome"] == ROSA
    await talk.fills("olivia", person="ana", done_when="a date is set", due="Fri 17:00 Manila")
    await talk.hears(
        "ana", f"Olivia offers you #1 {ROSA}", "From this message", "if it is still there; what it said is kept here"
    )


async def test_h9_the_message_says_which_task_it_has_become(talk: Talk) -> None:
    message = await talk.peer.write("ben", ROSA)
    await talk.peer.delegate("olivia", message)
    assert "has become" not in (await talk.form("olivia")).intro
    await talk.fills("olivia", person="ana", done_when="a date is set", due="Fri 17:00 Manila")
    await talk.presses("ana", "Accept")
    await talk.peer.delegate("olivia", message)
    assert "This message has become #1 already: /tasks 1 shows it." in (await talk.form("olivia")).intro
    await talk.peer.delegate("ana", message)
    assert "has become #1 already" in (await talk.form("ana")).intro
    await talk.peer.delegate("olivia", await talk.peer.write("ben", ROSA))
    assert "has become" not in (await talk.form("olivia")).intro


async def test_h9_whoever_may_not_see_the_task_is_not_told_that_the_message_became_one(talk: Talk) -> None:
    message = await talk.peer.write("olivia", ROSA)
    await talk.peer.delegate("olivia", message)
    await talk.fills("olivia", person="ana", done_when="a date is set", due="Fri 17:00 Manila")
    await talk.peer.delegate("ben", message)
    assert "has become" not in (await talk.form("ben")).intro


async def test_h9_a_message_leads_to_its_task_also_when_that_is_closed(talk: Talk) -> None:
    message = await talk.peer.write("ben", ROSA)
    await talk.peer.delegate("olivia", message)
    await talk.fills("olivia", person="ana", done_when="a date is set", due="Fri 17:00 Manila")
    await talk.presses("ana", "Decline")
    await talk.fills("ana", why="I do not know Rosa")
    await talk.peer.delegate("olivia", message)
    assert "has become #1 already" in (await talk.form("olivia")).intro


@pytest.mark.parametrize("now", ["Nobody need call Rosa", ""], ids=["edited", "deleted"])
async def test_h9_a_message_edited_or_deleted_since_leaves_the_brief_as_it_was_handed_over(
    talk: Talk, now: str
) -> None:
    message = await talk.peer.write("ben", ROSA)
    await talk.peer.delegate("olivia", message)
    await talk.peer.rewrite("ben", message, now)
    await talk.fills("olivia", person="ana", done_when="a date is set", due="Fri 17:00 Manila")
    await talk.presses("ana", "Accept")
    await talk.attends("ana")
    await talk.says("ana", "/tasks 1")
    await talk.hears("ana", f"#1 {ROSA}", "if it is still there; what it said is kept here")


async def test_h9_a_long_message_is_cut_in_the_outcome_and_kept_below(talk: Talk) -> None:
    await talk.peer.delegate("olivia", await talk.peer.write("ben", "call Rosa, " * 60))
    values = (await talk.form("olivia")).values
    assert values["outcome"].endswith("…")
    assert len(values["quoted"]) > 600
    assert values["done_when"] == ""


LONG = """Somebody should call Rosa about the spring fair. She wants to know what a stand costs,
and whether we bring a table.

Her number is 555 0199, mornings only."""


async def test_h9_the_first_sentence_is_the_outcome_and_the_rest_goes_along(talk: Talk) -> None:
    await talk.peer.delegate("olivia", await talk.peer.write("ben", LONG))
    values = (await talk.form("olivia")).values
    assert values["outcome"] == "Somebody should call Rosa about the spring fair."
    assert values["quoted"].startswith("She wants to know what a stand costs")
    assert values["done_when"] == ""
    await talk.fills("olivia", person="ana", done_when="a date is set", due="Fri 17:00 Manila")
    await talk.hears(
        "ana", "Olivia offers you #1 Somebody should call Rosa", "goes on:", "Her number is 555 0199, mornings only."
    )
    await talk.presses("olivia", "Change")
    await talk.fills("olivia", done_when="she knows the price")
    await talk.hears("ana", "she knows the price", "Her number is 555 0199, mornings only.")


async def test_h9_a_partner_hears_kindly_that_this_is_not_theirs(talk: Talk) -> None:
    message = await talk.peer.write("ben", ROSA)
    await talk.peer.delegate("pat", message)
    await talk.no_form("pat")


async def test_h9_a_date_in_the_message_is_the_due_date_and_the_way_back_stays(talk: Talk) -> None:
    message = await talk.peer.write("ben", "Somebody should call Rosa about the spring fair by Friday 5pm")
    await talk.peer.delegate("olivia", message)
    values = (await talk.form("olivia", "Hand over a task")).values
    assert (values["outcome"], values["due"]) == (ROSA, "Friday 5pm")
    await talk.fills("olivia", person="ana", done_when="a date is set")
    await talk.hears("ana", f"Olivia offers you #1 {ROSA}", "Sat 28 Nov 06:00", "From this message")
    await talk.peer.delegate("olivia", message)
    assert "has become #1 already" in (await talk.form("olivia")).intro


@pytest.mark.parametrize("words", ["Can we talk by Friday or Monday", "The invoices from Friday are wrong"])
async def test_h9_a_date_that_may_be_none_stays_in_the_words(talk: Talk, words: str) -> None:
    await talk.peer.delegate("olivia", await talk.peer.write("ben", words))
    values = (await talk.form("olivia")).values
    assert (values["outcome"], values["due"]) == (words, "")
