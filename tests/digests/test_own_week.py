"""bot/digests/own_week.py: the figures of an assistant's own week."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from bot.digests.ledger import Act, Ball, Work
from bot.digests.own_week import Own, Wait, own, waited_minutes, waits_of
from bot.digests.rules import Week
from bot.people import Roster
from tests.dialogs.world import PEOPLE

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
FRIDAY = datetime(2026, 11, 27, 22, tzinfo=UTC)  # 17:00 in New York
WEEK = Week(FRIDAY - 7 * DAY, FRIDAY)
IN, OUT = FRIDAY - DAY, FRIDAY - 8 * DAY
ROSTER = Roster(PEOPLE)
NOON = datetime(2026, 11, 25, 17, tzinfo=UTC)  # of Wednesday in New York, where the giver works from 9 to 5


def work(**changes: object) -> Work:
    """Given by Olivia to Ana before the week; open, nothing due."""
    return replace(Work(id="1", outcome="Write it", giver="olivia", holder="ana", created_at=OUT), **changes)


def act(kind: str, at: datetime = IN, by: str = "ana") -> Act:
    return Act(kind, at, by)


def of(*works: Work) -> Own:
    return own("ana", works, WEEK, ROSTER)


def test_a_week_without_work_is_empty() -> None:
    assert of() == Own(
        handed_in=0, approved=(), first_time=0, late=(), questions=0, answered=0, waited_minutes=0,
        open_questions=(), effort_minutes=0, unestimated=0,
    )  # fmt: skip
    assert of().empty
    assert of().average_minutes == 0


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (work(acts=(act("hand_in"),)), 1),
        (work(acts=(act("hand_in"), act("send_back", by="olivia"), act("hand_in"))), 1),
        (work(acts=(act("hand_in", OUT),)), 0),
        (work(acts=(act("hand_in", by="ben"),)), 0),
        (work(acts=(act("hand_in"),), holder="ben"), 1),
        (work(acts=(act("hand_in"),), giver="ana"), 0),
        (work(acts=(act("accept"),)), 0),
    ],
)
def test_what_she_handed_in_counts_once(told: Work, expected: int) -> None:
    assert of(told).handed_in == expected
    assert of(told).empty is not bool(expected)


@pytest.mark.parametrize(
    ("told", "approved", "first_time", "minutes", "unestimated"),
    [
        (work(done_at=IN, effort_minutes=90), 1, 1, 90, 0),
        (work(done_at=IN, effort_minutes=90, acts=(act("send_back", OUT, "olivia"),)), 1, 0, 90, 0),
        (work(done_at=IN), 1, 1, 0, 1),
        (work(done_at=OUT, effort_minutes=90), 0, 0, 0, 0),
        (work(done_at=IN, effort_minutes=90, holder="ben"), 0, 0, 0, 0),
        (work(done_at=IN, effort_minutes=90, giver="ana"), 0, 0, 0, 0),
    ],
)
def test_what_was_approved(told: Work, approved: int, first_time: int, minutes: int, unestimated: int) -> None:
    found = of(told)
    assert (len(found.approved), found.first_time) == (approved, first_time)
    assert (found.effort_minutes, found.unestimated) == (minutes, unestimated)
    assert found.empty is not bool(approved)


@pytest.mark.parametrize(
    ("told", "late"),
    [
        (work(due_at=IN, ball_at_due=Ball.HOLDER), True),
        (work(due_at=IN, ball_at_due=Ball.GIVER), True),
        (work(due_at=IN, ball_at_due=Ball.DELIVERED), False),
        (work(due_at=OUT, ball_at_due=Ball.HOLDER), False),
        (work(due_at=IN, ball_at_due=Ball.HOLDER, holder="ben"), False),
    ],
)
def test_what_of_hers_was_late(told: Work, late: bool) -> None:
    found = of(told)
    assert found.late == ((told,) if late else ())
    assert found.overdue == ((told,) if told.due_at == OUT else ())
    assert found.empty is not bool(found.late or found.overdue)


def test_each_question_has_the_answer_that_came_next() -> None:
    first = (act("ask", NOON), act("answer", NOON + HOUR, "olivia"), act("note", NOON + HOUR))
    others = (act("ask", NOON + 2 * HOUR, "ben"), act("answer", NOON + 3 * HOUR, "olivia"))
    told = work(acts=(*first, act("ask", NOON + 2 * HOUR), *others, act("ask", NOON + 4 * HOUR)))
    assert list(waits_of(told, "ana")) == [
        Wait(told, NOON, NOON + HOUR),
        Wait(told, NOON + 2 * HOUR, None),
        Wait(told, NOON + 4 * HOUR, None),
    ]


def test_how_long_questions_waited_counts_the_working_time_of_who_was_asked() -> None:
    told = work(
        acts=(
            act("ask", NOON), act("answer", NOON + HOUR, "olivia"),
            act("ask", NOON + 4 * HOUR), act("answer", NOON + 22 * HOUR, "olivia"), act("ask", NOON + 23 * HOUR),
        ),
        waits_on="olivia", waits_for="question",
    )  # fmt: skip
    found = of(told)
    assert (found.questions, found.answered, found.waited_minutes) == (3, 2, 60 + 60 + 60)
    assert found.average_minutes == 90
    assert found.open_questions == (told,)


def test_a_question_from_before_the_week_or_answered_after_it() -> None:
    before = work(acts=(act("ask", OUT), act("answer", IN, "olivia")))
    assert (of(before).questions, of(before).answered) == (0, 0)
    after = work(acts=(act("ask", FRIDAY - HOUR), act("answer", FRIDAY, "olivia")))
    assert (of(after).questions, of(after).answered) == (1, 0)


def test_a_question_that_waits_counts_until_now_and_a_giver_who_is_gone_has_office_hours() -> None:
    assert waited_minutes(Wait(work(), NOON, None), NOON + HOUR, ROSTER) == 60
    assert waited_minutes(Wait(work(giver="nobody"), NOON - HOUR, None), NOON + HOUR, ROSTER) == 60


def test_what_was_late_is_told_in_the_order_it_fell_due() -> None:
    later = work(id="1", due_at=IN + timedelta(hours=1), ball_at_due=Ball.HOLDER)
    assert own("ana", (later, work(id="2", due_at=IN, ball_at_due=Ball.HOLDER)), WEEK, ROSTER).late[0].id == "2"
