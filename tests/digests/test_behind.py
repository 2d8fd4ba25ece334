"""bot/digests/rules.py: the lists behind the figures are what the figures count, and what was sent by hand is told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.digests import rules, timing
from bot.digests.ledger import Act, Ball, Work
from bot.digests.records import Delivered, Sent, read_stamp, stamp
from bot.people import Roster
from bot.ui import Card
from tests.dialogs.world import PEOPLE

ROSTER = Roster(PEOPLE)
OLIVIA = PEOPLE[0]
FRIDAY = datetime(2026, 11, 27, 17, tzinfo=UTC)
WEEK = rules.Week(FRIDAY - timedelta(days=7), FRIDAY)
SECOND = timedelta(seconds=1)

people = st.sampled_from(("olivia", "ana", "ben"))
instants = st.sampled_from((-8, -7, -6, -1, 0, 1)).map(lambda days: FRIDAY + timedelta(days=days))
works = st.lists(
    st.builds(
        Work,
        id=st.just(""),
        outcome=st.just("Write it"),
        giver=people,
        holder=people,
        created_at=instants,
        due_at=st.none() | instants,
        effort_minutes=st.sampled_from((0, 60)),
        done_at=st.none() | instants,
        dropped=st.booleans(),
        ball_at_due=st.none() | st.sampled_from(Ball),
        waits_on=st.just("") | people,
        waits_for=st.sampled_from(("", "question", "review", "blocker")),
        waits_since=st.none() | instants,
        acts=st.lists(st.builds(Act, st.sampled_from(("ask", "send_back", "note")), instants, people), max_size=3).map(
            tuple
        ),
    ),
    max_size=12,
)


def inside(at: datetime | None) -> bool:
    return at is not None and FRIDAY - timedelta(days=7) <= at < FRIDAY


@given(works)
def test_d4_each_figure_counts_exactly_the_tasks_behind_it(some: list[Work]) -> None:
    figures, behind = rules.figures(some, WEEK, OLIVIA, ROSTER), rules.behind(some, WEEK, OLIVIA)
    assert (figures.done, figures.handed_over) == (len(behind.done), len(behind.handed))
    assert (figures.late, figures.waiting, figures.blocked) == (behind.late, behind.waiting, behind.blocked)
    assert figures.overdue == behind.overdue
    others = [work for work in some if work.giver != work.holder]
    still = [work for work in others if not work.done_at and not work.dropped]
    counted = {
        "handed": [work for work in others if inside(work.created_at) and not work.dropped],
        "done": [work for work in others if inside(work.done_at)],
        "late": [w for w in others if not w.dropped and inside(w.due_at) and w.ball_at_due != Ball.DELIVERED],
        "overdue": [w for w in still if w.due_at and w.due_at < WEEK.start and w.waits_for != "review"],
        "waiting": [work for work in still if work.waits_on == "olivia"],
        "blocked": [work for work in still if work.waits_for == "blocker"],
        "asked": [w for w in others if any(act.kind == "ask" and inside(act.at) for act in w.acts)],
        "sent_back": [w for w in others if any(act.kind == "send_back" and inside(act.at) for act in w.acts)],
    }
    assert tuple(counted) == rules.FIGURES
    for name, expected in counted.items():
        found = list(getattr(behind, name))
        assert len(found) == len(expected), name
        assert all(work in expected for work in found), name


def test_the_lists_are_oldest_first() -> None:
    at = [FRIDAY - timedelta(days=days) for days in (1, 2)]
    some = [
        Work(id=str(n), outcome="", giver="olivia", holder="ana", created_at=one, due_at=one, done_at=at[1 - n])
        for n, one in enumerate(at)
    ]
    behind = rules.behind(some, WEEK, OLIVIA)
    assert [[work.id for work in works] for works in (behind.handed, behind.late, behind.done)] == [
        ["1", "0"],
        ["1", "0"],
        ["0", "1"],
    ]


@pytest.mark.parametrize(
    ("through", "told"), [(None, False), (FRIDAY - SECOND, False), (FRIDAY, True), (FRIDAY + SECOND, True)]
)
def test_a_digest_is_told_when_one_sent_by_hand_reached_as_far(through: datetime | None, told: bool) -> None:
    assert timing.is_told(FRIDAY, through) is told


def test_what_was_sent_by_hand_leaves_the_regular_one_where_it_was() -> None:
    assert Delivered(team="studio", id="pat", through=FRIDAY).last_regular == FRIDAY
    by_hand = Delivered(team="studio", id="pat", through=FRIDAY, regular=FRIDAY - timedelta(days=7))
    assert by_hand.last_regular == FRIDAY - timedelta(days=7)


def sent(end: datetime) -> Sent:
    return Sent(team="studio", id="", to="pat", role="partner", start=end, end=end, at=end, card=Card(title=("Week",)))


def test_the_newest_digest_is_the_first_of_the_list() -> None:
    older, newer = sent(FRIDAY), sent(FRIDAY + SECOND)
    assert rules.newest_first([older, newer]) == [newer, older]


def test_a_stamp_is_read_again_and_nothing_else_is() -> None:
    at = datetime(2026, 11, 27, 17, 0, 0, 1, tzinfo=UTC)
    assert read_stamp(stamp(at)) == at
    assert [read_stamp(text) for text in ("", "olivia", "2026", "99999999999999999999")] == [None] * 4
