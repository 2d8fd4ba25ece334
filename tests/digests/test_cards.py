"""bot/digests/cards.py: how sums, money and the chart are said."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from bot.blockers.records import Blocker
from bot.digests.cards import OwnerWeek, money, owner_card
from bot.digests.late_cards import late_line, late_sum
from bot.digests.ledger import Ball, Work
from bot.digests.rules import Figures, Week
from bot.digests.trend_cards import done_chart
from bot.digests.trends import Share, weeks_until
from bot.focus.rules import Logged
from bot.people import Roster, Team
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


def told(figures: Figures = NONE, standups: tuple[int, int] = (0, 0)) -> OwnerWeek:
    return OwnerWeek(week=Week(MONDAY, MONDAY), figures=figures, said=(), standups=standups, weeks=(), per_week=())


def lines(figures: Figures, worth_cents: int = 50_000, standups: tuple[int, int] = (0, 0)) -> list[str]:
    return paragraphs(told(figures, standups), replace(TEAM, worth_cents=worth_cents))


def labels(week: OwnerWeek) -> list[str]:
    return [button.label for button in owner_card(week, PEOPLE[0], TEAM, Roster(PEOPLE)).buttons]


def paragraphs(week: OwnerWeek, team: Team = TEAM) -> list[str]:
    card = owner_card(week, PEOPLE[0], team, Roster(PEOPLE))
    return [as_text(block.text) for block in card.blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize(("per_week", "drawn"), [((0, 0), 0), ((0, 1), 1), ((1,), 0), ((), 0)])
def test_nothing_is_drawn_of_one_week_nor_where_nothing_was_done(per_week: tuple[int, ...], drawn: int) -> None:
    weeks = weeks_until(MONDAY, "America/New_York", len(per_week))
    shares = [Share(n, 0) for n in per_week]
    card = owner_card(told()._replace(weeks=weeks, per_week=shares), PEOPLE[0], TEAM, Roster(PEOPLE))
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


def test_many_who_were_paid_are_counted() -> None:
    week = replace(NONE, effort_minutes=620, cost_cents=72_000, paid=tuple(f"p{n}" for n in range(60)))
    assert ", for $720 to 60 people (net" in lines(week)[0]


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
    weeks = weeks_until(MONDAY, "America/New_York", 2)
    picture = done_chart(weeks, (Share(3, 1), Share(5, 0)), PEOPLE[0])
    assert picture.bars == (Bar("16 Nov", 3, 1), Bar("so far", 5))
    assert picture.names == ("on time", "late")
    assert picture.alt == "Tasks done per week, oldest first: 16 Nov: 3, 1 of them late; so far: 5."


def test_whose_clock_it_was_is_said_to_the_one_it_was_as_you() -> None:
    def late(ball: Ball, holder: str = "ana") -> Work:
        return Work(
            id="1", outcome="", giver="olivia", holder=holder, created_at=MONDAY, due_at=MONDAY, ball_at_due=ball
        )

    balls = [late(ball) for ball in (Ball.HOLDER, Ball.GIVER, Ball.GIVER, Ball.BLOCKER, Ball.OFFERED)]
    balls.append(late(Ball.HOLDER, "ben"))
    said = {who.id: as_text(late_sum(balls, who)) for who in PEOPLE[:3]}
    assert said == {
        "olivia": "late 6 (1 not accepted yet, 2 with the holder, 2 waited on you, 1 blocked)",
        "ana": "late 6 (1 not accepted yet, 1 with you, 1 with the holder, 2 waited on the giver, 1 blocked)",
        "ben": "late 6 (1 not accepted yet, 1 with you, 1 with the holder, 2 waited on the giver, 1 blocked)",
    }
    assert as_text(late_sum((), PEOPLE[0])) == "nothing late"
    lines = [as_text(late_line(late(Ball.GIVER), MONDAY, who, Roster(PEOPLE))) for who in PEOPLE[:2]]
    assert [line.partition("—")[2].partition(",")[0] for line in lines] == [" waited on you", " waited on Olivia"]


@pytest.mark.parametrize(
    ("logged", "line"),
    [
        (Logged(0, 0, 600), None),
        (Logged(225, 720, 600), "3 h 45 min of 10 h, 31% of the 12 h you logged (goal 50%)."),
        (Logged(225, 225, 600), "3 h 45 min of 10 h."),
        (Logged(0, 60, 600), "0 h of 10 h, 0% of the 1 h you logged (goal 50%)."),
    ],
)
def test_d1_the_share_of_time_on_what_only_she_can_do(logged: Logged, line: str | None) -> None:
    found = [said for said in paragraphs(told()._replace(logged=logged)) if "only you can do" in said]
    assert found == ([f"On what only you can do: {line}"] if line else [])


def blocker(number: int, owner: str = "olivia") -> Blocker:
    return Blocker(
        team="studio", id=str(number), person="ana", text="Shop access", answer="a", owner=owner, said_at=MONDAY
    )


def test_d1_what_she_has_to_clear_is_named_and_opened_before_the_figures() -> None:
    busy = replace(NONE, handed_over=1, done=1)
    one, two = (told(busy)._replace(blockers=[blocker(n) for n in range(1, count + 1)]) for count in (1, 2))
    assert "No task waits on you." not in paragraphs(one)
    assert "In somebody’s way, for you to clear: 1" in paragraphs(one)
    buttons = [
        [button.label for button in owner_card(week, PEOPLE[0], TEAM, Roster(PEOPLE)).buttons] for week in (one, two)
    ]
    assert buttons == [
        ["Open B1", "Which are done", "Which were handed over", "Open tasks", "Week by week"],
        ["Open blockers", "Which are done", "Which were handed over", "Open tasks", "Week by week"],
    ]


def test_d1_a_full_card_keeps_five_buttons_the_likeliest_first() -> None:
    work = Work(id="1", outcome="", giver="olivia", holder="ana", created_at=MONDAY, due_at=MONDAY)
    full = told(replace(NONE, handed_over=1, done=1, late=(work,), waiting=(replace(work, waits_for="review"),)))
    labels = [
        b.label for b in owner_card(full._replace(blockers=[blocker(1)]), PEOPLE[0], TEAM, Roster(PEOPLE)).buttons
    ]
    assert labels == ["Open what waits on you", "Open B1", "Which were late", "Which are done", "Open tasks"]
