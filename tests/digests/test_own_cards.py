"""bot/digests/own_cards.py: the words of an assistant's week, and how much a day's card lists and opens."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from bot.digests.daily import Day
from bot.digests.ledger import Work
from bot.digests.own_cards import OwnWeek, day_card, own_week_card
from bot.digests.own_week import own
from bot.digests.rules import Week
from bot.people import Roster
from bot.standups.rules import Count
from bot.ui import Items, Paragraph, as_text
from tests.dialogs.world import MONDAY, PEOPLE

ANA = PEOPLE[1]
ROSTER = Roster(PEOPLE)
WEEK = Week(MONDAY - timedelta(days=7), MONDAY)
WORK = Work(id="1", outcome="Write it", giver="olivia", holder="ana", created_at=MONDAY - timedelta(days=9))
NOTHING = own("ana", [], WEEK, ROSTER)


def said(told: OwnWeek) -> list[str]:
    blocks = own_week_card(told, ANA, ROSTER).blocks
    return [as_text(block.text) for block in blocks if isinstance(block, Paragraph)]


def approved(n: int, first_time: int) -> OwnWeek:
    return OwnWeek(WEEK, replace(NOTHING, approved=(WORK,) * n, first_time=first_time), Count(), 0)


@pytest.mark.parametrize(
    ("told", "text"),
    [
        (OwnWeek(WEEK, NOTHING, Count(), 3), "Nothing was handed in, asked or due in these days."),
        (OwnWeek(WEEK, NOTHING, Count(answered=4, missing=1), 0), "Standups: 4 of 5 answered."),
        (OwnWeek(WEEK, NOTHING, Count(answered=5), 1), "Standups: 5 of 5 answered. One whole week without a gap."),
        (
            OwnWeek(WEEK, NOTHING, Count(answered=5), 3),
            "Standups: 5 of 5 answered. 3 whole weeks in a row without a gap.",
        ),
        (OwnWeek(WEEK, replace(NOTHING, questions=2), Count(), 0), "You asked 2 questions, not answered yet."),
        (
            OwnWeek(WEEK, replace(NOTHING, questions=2, answered=1, waited_minutes=90), Count(), 0),
            "You asked 2 questions; 1 answered, after 1 h 30 min of the giver’s working time on average.",
        ),
        (
            OwnWeek(WEEK, replace(NOTHING, approved=(WORK,), first_time=1, unestimated=1), Count(), 0),
            "Hours of effort done: 0 min. 1 task had no effort estimate and counts as nothing.",
        ),
        (approved(1, first_time=1), "approved 1, the first time · nothing late"),
        (approved(3, first_time=3), "approved 3, all of them the first time · nothing late"),
        (approved(3, first_time=1), "approved 3, 1 of them the first time · nothing late"),
        (approved(3, first_time=0), "approved 3, none of them the first time · nothing late"),
    ],
)
def test_an_assistants_week_in_words(told: OwnWeek, text: str) -> None:
    assert any(text in line for line in said(told))


def test_a_long_day_is_counted_not_cut_silently_and_has_at_most_five_buttons() -> None:
    late = tuple(replace(WORK, id=str(number), due_at=MONDAY) for number in range(12))
    card = day_card(Day(late=late), ANA, ROSTER, MONDAY)
    (items,) = [block for block in card.blocks if isinstance(block, Items)]
    assert as_text(items.items[-1]) == "and 4 more"
    assert [button.label for button in card.buttons] == ["#0", "#1", "#2", "Open tasks"]


def test_a_day_with_nothing_in_it_says_so_when_it_is_asked_for() -> None:
    assert day_card(Day(), ANA, ROSTER, MONDAY).blocks == (Paragraph(ANA.words()("digests.day_nothing")),)
