"""Dialogs of the handoff room. Who should get it? (H13)."""

from __future__ import annotations

from tests.dialogs.talk import Talk
from tests.dialogs.tasks import handed_in

BRIEF = "/delegate Write an article on index funds by Fri 5pm ~2h done when: 3 sources"


async def test_h13_a_brief_without_a_person_suggests_up_to_three_with_reasons(talk: Talk) -> None:
    await handed_in(talk)
    await talk.presses("olivia", "Approve")
    await talk.attends("ana")
    await talk.says("olivia", BRIEF)
    card = await talk.hears(
        "olivia",
        "Who should get #2? Write an article on index funds",
        "Ana · 1 of 1 like it approved first time: #1 Write a 600-word article on leveraged buyouts",
        "free until then · starts in about 11 h · $24.00",
        "Ben · no work like it yet",
        "works now",
        buttons=["Ana", "Ben", "Gil", "Anyone", "Finish"],
    )
    assert "Pat" not in card.text
    await talk.hears_nothing("ana")
    await talk.presses("olivia", "Ana")
    await talk.hears("ana", "Olivia offers you #2 Write an article on index funds")
    await talk.hears("olivia", "Offered to Ana: #2")


async def test_h13_anyone_puts_the_draft_up_and_finish_shows_everybody(talk: Talk) -> None:
    await talk.says("olivia", BRIEF)
    await talk.presses("olivia", "Finish")
    assert (await talk.form("olivia", "Hand over a task")).values["outcome"] == "Write an article on index funds"
    await talk.fills("olivia", person="ben")
    await talk.hears("ben", "Olivia offers you #1")
    await talk.says("olivia", BRIEF.replace("index", "hedge"))
    await talk.presses("olivia", "Anyone")
    await talk.hears("olivia", "Free for anyone to take: #2")


async def test_h13_a_brief_that_lacks_more_opens_the_form_which_says_who_is_likely(talk: Talk) -> None:
    await talk.says("olivia", "/delegate Write an article on index funds by Fri 5pm ~2h")
    form = await talk.form("olivia", "Hand over a task")
    assert form.errors.keys() >= {"person", "done_when"}
    await talk.fills("olivia", done_when="3 sources")
    await talk.hears("olivia", "Who should get #1?", buttons=["Ben", "Ana", "Gil", "Anyone", "Finish"])


async def test_h13_who_is_away_is_never_first_and_a_giver_hears_no_ones_rate(talk: Talk) -> None:
    await talk.says("ben", "/baton away until Dec 5")
    await talk.says("olivia", BRIEF)
    card = await talk.hears(
        "olivia", "Who should get #1?", "Ben · away until Sat 5 Dec", buttons=["Ana", "Gil", "Ben", "Anyone", "Finish"]
    )
    assert "$24.00" in card.text
    await talk.says("ana", BRIEF)
    card = await talk.hears("ana", "Who should get #2?", buttons=["Gil", "Ben", "Anyone", "Finish"])
    assert "$" not in card.text


async def test_h13_where_everybody_is_away_it_says_so(talk: Talk) -> None:
    for who in ("ana", "ben", "gil"):
        await talk.says(who, "/baton away until Dec 5")
    await talk.says("olivia", BRIEF)
    await talk.hears("olivia", "Who should get #1?", "Everybody is away today.", "kept as your draft")


async def test_h13_the_same_brief_twice_is_one_draft(talk: Talk) -> None:
    await talk.says("olivia", BRIEF)
    await talk.says("olivia", BRIEF)
    await talk.hears("olivia", "This is #1 Write an article on index funds, made a moment ago")
