"""Dialogs of the handoff room. Promised work is held against the holder's hours; changes are accepted anew (H12)."""

from __future__ import annotations

from tests.dialogs.talk import Talk
from tests.dialogs.tasks import accepted, offered

LONG = "/delegate @ana Write the handbook by Wed 17:00 Manila ~14h done when: all chapters"
URGENT = "/delegate @ana Repair the shop page by Tue 17:00 Manila ~4h done when: orders go through"


async def test_h12_the_offer_says_how_much_time_the_holder_has_until_then(talk: Talk) -> None:
    await talk.says("olivia", LONG)
    await talk.hears("ana", "Effort ≈ 14 h; you have 16 h free until then")
    await talk.hears("olivia", "Effort ≈ 14 h; Ana has 16 h free until then")
    await talk.presses("ana", "Accept")
    assert "free until then" not in (await talk.hears("ana", "Yours: #1")).text
    await talk.says("olivia", "/delegate @ana Caption the pictures by Thu 17:00 Manila ~2h done when: ten captions")
    await talk.hears("ana", "Effort ≈ 2 h; you have 10 h free until then")
    await talk.says("olivia", "/delegate @ana Tidy the folder by Fri 17:00 Manila done when: nothing lies about")
    assert "free until then" not in (await talk.hears("ana", "#3 Tidy the folder")).text


async def test_h12_an_offer_that_waits_says_less_is_free_once_other_work_is_accepted(talk: Talk) -> None:
    await talk.says("olivia", "/delegate @ana Caption the pictures by Thu 17:00 Manila ~2h done when: ten captions")
    await offered(talk, LONG)
    await talk.presses("ana", "Accept", on="#2 Write")
    await talk.hears("olivia", "Offered to Ana: #1 Caption", "Ana has 10 h free until then")


async def test_h12_an_urgent_task_that_pushes_promised_work_says_so_and_may_be_offered_anyway(talk: Talk) -> None:
    await accepted(talk, LONG)
    await talk.says("olivia", URGENT)
    await talk.hears(
        "olivia",
        "Does not fit beside Ana’s other work: #2 Repair the shop page",
        "About 4 h; Ana has 8 h free until then.",
        "#1 Write the handbook: due Wed 25 Nov 04:00, done Wed 25 Nov 22:00",
        buttons=["Offer anyway", "Later date", "Somebody else", "Move #1 to Thu 26 Nov 04:00"],
    )
    await talk.hears_nothing("ana")
    await talk.presses("olivia", "Offer anyway")
    await talk.hears("olivia", "Offered to Ana: #2 Repair")
    await talk.hears("ana", "Olivia offers you #2 Repair")


async def test_h12_pressing_on_what_gives_way_moves_it_and_the_holder_is_asked_again(talk: Talk) -> None:
    await accepted(talk, LONG)
    await talk.says("olivia", URGENT)
    await talk.presses("olivia", "Move #1 to Thu 26 Nov 04:00")
    await talk.hears("olivia", "Offered to Ana: #2 Repair")
    await talk.hears("ana", "Olivia offers you #2 Repair")
    await talk.hears(
        "ana",
        "Olivia changed the brief. Olivia offers you #1 Write the handbook",
        "What changed: Due: Wed 25 Nov 17:00 → Thu 26 Nov 17:00",
        buttons=["Accept", "Ask", "Suggest another date", "Decline"],
    )
    await talk.presses("ana", "Accept", on="#1 Write")
    assert "What changed" not in (await talk.hears("ana", "Yours: #1")).text


async def test_h12_a_later_date_is_suggested_so_that_it_fits(talk: Talk) -> None:
    await accepted(talk, LONG)
    await talk.says("olivia", URGENT)
    await talk.presses("olivia", "Later date")
    form = await talk.form("olivia", "A later date")
    assert form.values["due"] == "Thu 26 Nov 04:00"
    await talk.fills("olivia")
    await talk.hears("ana", "Olivia offers you #2 Repair", "you have 10 h free until then")


async def test_h12_somebody_else_is_suggested_and_gets_the_draft(talk: Talk) -> None:
    await accepted(talk, LONG)
    await talk.says("olivia", URGENT)
    await talk.presses("olivia", "Somebody else")
    await talk.hears("olivia", "Who should get #2? Repair the shop page", buttons=["Gil", "Ben", "Anyone", "Finish"])
    await talk.presses("olivia", "Ben")
    await talk.hears("ben", "Olivia offers you #2 Repair")
    await talk.hears_nothing("ana")


async def test_h12_a_high_priority_goes_before_all_and_a_later_task_pushes_nothing(talk: Talk) -> None:
    await accepted(talk, LONG)
    await talk.says("olivia", "/delegate @ana Plan the summer by Fri 17:00 Manila ~4h done when: it has dates")
    await talk.hears("ana", "Olivia offers you #2 Plan the summer")
    await talk.says("olivia", "/delegate @ana Plan the winter by Fri 17:00 Manila ~4h !high done when: it has dates")
    await talk.hears("olivia", "Does not fit beside Ana’s other work: #3 Plan the winter", "#1 Write the handbook")


async def test_h12_work_of_others_is_counted_but_not_shown_to_whoever_may_not_see_it(talk: Talk) -> None:
    await accepted(talk, LONG)
    await talk.says("ben", URGENT)
    await talk.hears(
        "ben",
        "Does not fit beside Ana’s other work: #2",
        "1 other task of Ana’s",
        buttons=["Offer anyway", "Later date", "Somebody else"],
    )
    assert "handbook" not in await talk.screen("ben")


async def test_h12_a_change_shows_each_part_as_it_was_and_is(talk: Talk) -> None:
    await accepted(talk)
    await talk.presses("olivia", "Change")
    await talk.fills("olivia", outcome="Write an 800-word article", effort="3h", done_when="5 sources")
    await talk.hears(
        "ana",
        "Olivia changed the brief.",
        "What changed:",
        "Outcome: Write a 600-word article on leveraged buyouts → Write an 800-word article",
        "Done when: 3 sources, passes Copyscape → 5 sources",
        "Effort: ≈ 2 h → ≈ 3 h",
    )
    await talk.presses("olivia", "Change")
    await talk.fills("olivia", done_when="x" * 2_000)
    seen = await talk.hears("ana", "Done when was:", "3 sources, passes Copyscape")
    assert "5 sources" not in seen.text
    await talk.presses("ana", "Accept")
    assert "What changed" not in (await talk.hears("olivia", "With Ana: #1")).text
