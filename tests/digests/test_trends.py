"""bot/digests/trends.py: weeks side by side, and that they count what the weekly digests count."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.checkins.records import Promise, Said, Verdict
from bot.digests import rules, trends
from bot.digests.ledger import Act, Ball, Work
from bot.digests.rules import Week
from bot.digests.trends import Pace, Share, Spans
from bot.focus.records import Entry, Kind
from bot.people import Roster
from bot.times import local
from tests.dialogs.world import PEOPLE

ROSTER = Roster(PEOPLE)
HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)
INSTANT = timedelta(microseconds=1)
NOW = datetime(2026, 11, 25, 17, tzinfo=UTC)  # Wednesday noon in New York
ZONE = "America/New_York"
WEEKS = trends.weeks_until(NOW, ZONE)


def test_d4_twelve_weeks_from_monday_to_monday_and_the_last_is_under_way() -> None:
    assert len(WEEKS) == 12
    assert WEEKS[0] == Week(datetime(2026, 9, 7, 4, tzinfo=UTC), datetime(2026, 9, 14, 4, tzinfo=UTC))
    # The clocks went back on Sunday, 1 November.
    assert WEEKS[7] == Week(datetime(2026, 10, 26, 4, tzinfo=UTC), datetime(2026, 11, 2, 5, tzinfo=UTC))
    assert WEEKS[-1] == Week(datetime(2026, 11, 23, 5, tzinfo=UTC), NOW)


@pytest.mark.parametrize(
    ("end", "monday"),
    [
        (datetime(2026, 11, 23, 5, tzinfo=UTC), date(2026, 11, 16)),
        (datetime(2026, 11, 23, 5, tzinfo=UTC) + INSTANT, date(2026, 11, 23)),
    ],
)
def test_d4_a_week_ends_as_the_next_begins(end: datetime, monday: date) -> None:
    assert local(trends.weeks_until(end, ZONE)[-1].start, ZONE).date() == monday


def test_d4_weeks_before_the_team_are_shown_only_when_something_was_then() -> None:
    nothing, some = [0] * 12, [0] * 3 + [1] + [0] * 8
    assert trends.first_shown(WEEKS, NOW - WEEK, nothing, nothing) == 10
    assert trends.first_shown(WEEKS, NOW, nothing) == 11
    assert trends.first_shown(WEEKS, NOW - WEEK, nothing, some) == 3
    assert trends.first_shown(WEEKS, NOW - 99 * WEEK, nothing) == 0
    assert trends.first_shown(WEEKS, WEEKS[4].end, nothing) == 5


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ([9], None),
        ([3, 9], Pace(3, 1, None)),
        ([2, 4, 3, 9], Pace(3, 3, None)),
        ([8, 1, 1, 1, 1, 2, 2, 2, 9], Pace(1.75, 4, 2.75)),
        ([7, 7, 7, 1, 2, 3, 4, 9], Pace(2.5, 4, None)),
        ([100, 1, 2, 3, 4, 5, 6, 7, 8, 9], Pace(6.5, 4, 2.5)),
    ],
)
def test_d4_whole_weeks_are_compared_with_the_four_before(values: list[int], found: Pace | None) -> None:
    assert trends.pace(values) == found


def test_d4_the_spans_compared_are_those_of_the_averages() -> None:
    assert trends.spans(WEEKS) == Spans(Week(WEEKS[7].start, WEEKS[10].end), 4, Week(WEEKS[3].start, WEEKS[6].end))
    assert trends.spans(WEEKS[-8:]) == Spans(Week(WEEKS[7].start, WEEKS[10].end), 4, None)
    assert trends.spans(WEEKS[-9:]).before == Week(WEEKS[3].start, WEEKS[6].end)
    assert trends.spans(WEEKS[-3:]) == Spans(Week(WEEKS[9].start, WEEKS[10].end), 2, None)
    assert trends.spans(WEEKS[-1:]) == Spans(None, 0, None)


people = st.sampled_from(("olivia", "ana", "ben"))
instants = st.integers(-100 * 24, 24).map(lambda hours: NOW + hours * HOUR)
works = st.lists(
    st.builds(
        Work,
        id=st.just("1"),
        outcome=st.just("Write it"),
        giver=people,
        holder=people,
        created_at=instants,
        due_at=st.none() | instants,
        done_at=st.none() | instants,
        ball_at_due=st.none() | st.sampled_from(Ball),
    ),
    max_size=30,
)
LATE = {Ball.OFFERED, Ball.HOLDER, Ball.GIVER, Ball.BLOCKER}


@given(works, st.sampled_from(("", "ana")))
def test_d4_done_and_late_are_counted_as_the_weekly_digest_counts(some: list[Work], holder: str) -> None:
    shares = trends.done_per_week(some, WEEKS, holder)
    for share, week in zip(shares, WEEKS, strict=True):
        of_them = [work for work in some if holder in ("", work.holder)]
        assert share.all == rules.figures(of_them, week, PEOPLE[0], ROSTER).done
        found = [
            work
            for work in of_them
            if work.done_at and week.start <= work.done_at < week.end and work.giver != work.holder
        ]
        assert share == Share(len(found), sum(work.ball_at_due in LATE for work in found))


@given(works, st.sampled_from(("America/New_York", "Asia/Manila", "Europe/London")))
def test_d4_every_instant_is_in_one_week_and_that_is_the_one_of_its_day(some: list[Work], zone: str) -> None:
    weeks = trends.weeks_until(NOW, zone)
    for work in some:
        holding = [week for week in weeks if work.created_at in week]
        assert len(holding) == (weeks[0].start <= work.created_at < NOW)
        day = local(work.created_at, zone).date()
        assert all(local(week.start, zone).date() == day - timedelta(days=day.weekday()) for week in holding)


def work(**changes: object) -> Work:
    made = Work(id="1", outcome="Write it", giver="olivia", holder="ana", created_at=NOW - DAY)
    return replace(made, **changes)


@pytest.mark.parametrize(
    ("ball", "late"),
    [(None, False), (Ball.DELIVERED, False), (Ball.HOLDER, True), (Ball.GIVER, True), (Ball.BLOCKER, True)],
)
def test_d4_late_is_what_was_not_delivered_when_it_fell_due(ball: Ball | None, late: bool) -> None:
    assert bool(trends.late_of([work(ball_at_due=ball)])) is late


MANILA_NINE = datetime(2026, 11, 25, 1, tzinfo=UTC)


def taken(hours: int, holder: str = "ana") -> Work:
    return work(
        created_at=MANILA_NINE,
        holder=holder,
        acts=(
            Act("hand_in", MANILA_NINE + HOUR, holder),
            Act("hand_in", MANILA_NINE + hours * HOUR, holder),
            Act("approve", MANILA_NINE + 9 * DAY, "olivia"),
        ),
    )


@pytest.mark.parametrize(
    ("hours", "minutes"),
    [([2], 120), ([2, 3], 150), ([2, 3, 8], 180), ([24 + 2], 8 * 60 + 120), ([], None)],
)
def test_d4_the_median_is_of_the_holders_working_time(hours: list[int], minutes: int | None) -> None:
    assert trends.median_minutes([taken(n) for n in hours], ROSTER) == minutes
    if hours:
        assert minutes == round(median(60 * (n if n < 24 else n - 16) for n in hours))


def test_d4_what_was_never_handed_in_is_in_no_median_and_who_is_gone_has_usual_hours() -> None:
    assert trends.median_minutes([work(acts=(Act("approve", NOW, "olivia"),)), taken(2)], ROSTER) == 120
    gone = work(created_at=NOW.replace(hour=16), holder="gone", acts=(Act("hand_in", NOW.replace(hour=20), "gone"),))
    assert trends.median_minutes([gone], ROSTER) == 60


def said(at: datetime, verdict: Verdict = Verdict.KEPT) -> Said:
    return Said(verdict=verdict, at=at, by="olivia", due_at=at)


def promise(*history: Said) -> Promise:
    return Promise(team="studio", id="1", by="olivia", to="pat", text="It", due_at=NOW, made_at=NOW, history=history)


def test_d4_of_each_promise_the_last_word_of_a_week_counts() -> None:
    moved, kept = said(NOW - 8 * DAY, Verdict.MOVED), said(NOW - DAY)
    mended = [said(NOW - 2 * DAY, Verdict.MISSED), kept]
    found = trends.said_per_week([promise(moved, *mended), promise(), promise(moved)], WEEKS)
    assert found[-2:] == ((moved, moved), (kept,))
    assert not any(found[:-2])


def test_d4_otherwise_than_kept_is_drawn_apart() -> None:
    assert trends.kept_share([said(NOW, verdict) for verdict in Verdict]) == Share(4, 3)
    assert trends.kept_share([]) == Share(0, 0)


kinds: st.SearchStrategy[Kind] = st.sampled_from(("making", "deals", "work"))


@given(st.lists(st.tuples(instants, kinds, st.integers(1, 300)), max_size=30))
def test_d4_focus_is_the_productive_minutes_of_each_week(logged: list[tuple[datetime, Kind, int]]) -> None:
    entries = [
        Entry(team="studio", id="1", by="olivia", minutes=minutes, kind=kind, at=at) for at, kind, minutes in logged
    ]
    expected = [
        sum(minutes for at, kind, minutes in logged if week.start <= at < week.end and kind != "work") for week in WEEKS
    ]
    assert list(trends.focus_per_week(entries, WEEKS)) == expected
