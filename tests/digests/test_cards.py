"""bot/digests/cards.py: how sums, money and the chart are said."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from bot.digests.cards import OwnerWeek, chart, money, owner_card
from bot.digests.ledger import Work
from bot.digests.rules import Figures, Week
from bot.people import Roster
from bot.ui import Bar, Paragraph, Picture, as_text
from tests.dialogs.world import MONDAY, PEOPLE, TEAM

NONE = Figures(
    handed_over=0,
    done=0,
    late=(),
    questions=0,
    returned=0,
    waiting=(),
    blocked=(),
    effort_minutes=0,
    spent_minutes=0,
    unestimated=0,
    cost_cents=0,
    paid=(),
)


def lines(figures: Figures, worth_cents: int = 50_000, standups: tuple[int, int] = (0, 0)) -> list[str]:
    told = OwnerWeek(week=Week(MONDAY, MONDAY), figures=figures, said=(), standups=standups, mondays=(), per_week=())
    card = owner_card(told, PEOPLE[0], replace(TEAM, worth_cents=worth_cents), Roster(PEOPLE))
    return [as_text(block.text) for block in card.blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize(("per_week", "drawn"), [((0, 0), 0), ((0, 1), 1), ((), 0)])
def test_nothing_is_drawn_of_weeks_in_which_nothing_was_done(per_week: tuple[int, ...], drawn: int) -> None:
    mondays = (date(2026, 11, 16), date(2026, 11, 23))[: len(per_week)]
    week = Week(MONDAY, MONDAY)
    told = OwnerWeek(week=week, figures=NONE, said=(), standups=(0, 0), mondays=mondays, per_week=per_week)
    card = owner_card(told, PEOPLE[0], TEAM, Roster(PEOPLE))
    assert len([block for block in card.blocks if isinstance(block, Picture)]) == drawn


@pytest.mark.parametrize(
    ("cents", "currency", "locale", "said"),
    [
        (475_000, "USD", "en", "$4,750"),
        (1_850, "USD", "en", "$18.50"),
        (0, "USD", "en", "$0"),
        (-5_000, "USD", "en", "-$50"),
        (11_400, "EUR", "en", "€114"),
    ],
)
def test_money_is_said_without_cents_where_there_are_none(cents: int, currency: str, locale: str, said: str) -> None:
    assert money(cents, currency, locale) == said


def test_hours_and_dollars_back_as_in_the_example() -> None:
    week = replace(NONE, effort_minutes=620, spent_minutes=50, cost_cents=11_400, paid=("ana", "ben"))
    assert lines(week)[0] == (
        "Back to you: 9.5 h = $4,750 at $500 an hour, for $114 to Ana and Ben"
        " (net of 50 min of briefing, answering and reviewing)."
    )


def test_without_a_worth_or_a_rate_only_hours_are_said() -> None:
    week = replace(NONE, effort_minutes=60, unestimated=2)
    assert lines(week, worth_cents=0)[0] == (
        "Back to you: 1 h (net of 0 min of briefing, answering and reviewing)."
        " 2 tasks had no effort estimate and count as nothing."
    )


def test_a_week_that_cost_more_than_it_brought_is_said_as_it_is() -> None:
    assert lines(replace(NONE, effort_minutes=30, spent_minutes=60))[0].startswith("Back to you: -0.5 h = -$250")


def test_sums_leave_out_what_did_not_happen() -> None:
    assert lines(NONE)[1] == "Done 0 · handed over 0 · nothing late"
    assert lines(replace(NONE, questions=1, returned=2))[1].endswith("1 question · returned 2")


def test_standups_are_told_where_there_were_some() -> None:
    assert not any("Standups" in line for line in lines(NONE))
    assert "Standups: 18 of 20 answered." in lines(NONE, standups=(18, 20))


def test_a_blocked_task_says_for_how_long() -> None:
    blocked = Work(
        id="41",
        outcome="Photos",
        giver="olivia",
        holder="ben",
        created_at=MONDAY,
        waits_for="blocker",
        waits_since=MONDAY,
    )
    assert "Blocked: 1" in lines(replace(NONE, blocked=(blocked,)))


def test_the_chart_says_the_same_in_words() -> None:
    picture = chart((date(2026, 11, 16), date(2026, 11, 23)), (3, 5), PEOPLE[0].words())
    assert picture.bars == (Bar("16 Nov", 3), Bar("23 Nov", 5))
    assert picture.alt == "Tasks done per week, oldest first: 16 Nov: 3, 23 Nov: 5."
