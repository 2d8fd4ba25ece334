"""Rules of recurrence: the days that follow, and exceptions."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.recurrence import Moved, NotARule, Recurrence, Turn, begun, turn_after_done, turns_from

TODAY = date(2026, 11, 25)  # a Wednesday

FOLLOWING = [
    ("FREQ=DAILY", "11-25 11-26 11-27"),
    ("FREQ=DAILY;INTERVAL=3", "11-25 11-28 12-01"),
    ("FREQ=WEEKLY", "11-25 12-02 12-09"),
    ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "12-01 12-15 12-29"),
    ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", "11-26 12-07 12-10"),
    ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "11-25 11-26 11-27 11-30"),
    ("FREQ=MONTHLY", "11-25 12-25 2027-01-25"),
    ("FREQ=MONTHLY;BYDAY=-1FR", "11-27 12-25 2027-01-29"),
    ("FREQ=MONTHLY;BYDAY=1MO", "12-07 2027-01-04"),
    ("FREQ=MONTHLY;BYDAY=5MO", "11-30 2027-03-29"),
    ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15", "12-15 2027-03-15 2027-06-15"),
    ("FREQ=MONTHLY;BYMONTHDAY=1,15", "12-01 12-15 2027-01-01"),
    ("FREQ=MONTHLY;BYMONTHDAY=-1", "11-30 12-31 2027-01-31 2027-02-28"),
    ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "11-30 12-31 2027-01-29"),
    # The 31st of a shorter month is its last day, and so is 29 February where there is none.
    ("FREQ=MONTHLY;BYMONTHDAY=31", "11-30 12-31 2027-01-31 2027-02-28 2027-03-31"),
    ("FREQ=MONTHLY;BYMONTHDAY=30", "11-30 12-30 2027-01-30 2027-02-28 2027-03-30"),
    ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "2027-02-28 2028-02-29 2029-02-28"),
    ("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=3", "2027-03-03 2028-03-03"),
    ("FREQ=WEEKLY;BYDAY=FR;UNTIL=20261211", "11-27 12-04 12-11"),
]


def following(recurrence: Recurrence, after: date) -> Turn | None:
    return next(turns_from(recurrence, after + timedelta(days=1)), None)


@pytest.mark.parametrize(("rule", "days"), FOLLOWING)
def test_the_days_of_a_rule_that_is_said_today(rule: str, days: str) -> None:
    recurrence = begun(rule, TODAY)
    wanted = [date.fromisoformat(day if len(day) > 5 else f"2026-{day}") for day in days.split()]
    assert [turn.on for turn in islice(turns_from(recurrence, TODAY), len(wanted))] == wanted


@pytest.mark.parametrize(
    ("rule", "whole"),
    [
        ("FREQ=WEEKLY;INTERVAL=2", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU"),
        ("FREQ=MONTHLY", "FREQ=MONTHLY;BYMONTHDAY=31"),
        ("FREQ=YEARLY;UNTIL=20300101", "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=31;UNTIL=20300101"),
        ("FREQ=DAILY", "FREQ=DAILY"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "FREQ=MONTHLY;BYDAY=-1FR"),
    ],
)
def test_a_rule_without_a_day_is_one_of_the_day_it_is_said(rule: str, whole: str) -> None:
    assert begun(rule, date(2027, 1, 31)).rule == whole


def test_what_counts_from_when_it_was_done_begins_on_the_day_it_is_said() -> None:
    assert begun("DONE+2D", TODAY) == Recurrence(rule="DONE+2D", first=TODAY)


def test_a_rule_that_is_over_has_no_following() -> None:
    over = begun("FREQ=WEEKLY;BYDAY=FR;UNTIL=20261211", TODAY)
    assert following(over, date(2026, 12, 4)) == Turn(date(2026, 12, 11), date(2026, 12, 11))
    assert following(over, date(2026, 12, 11)) is None


def test_a_day_may_be_skipped_or_moved_and_the_others_stay() -> None:
    fridays = Recurrence(
        rule="FREQ=WEEKLY;BYDAY=FR",
        first=TODAY,
        skipped=(date(2026, 12, 4),),
        moved=(Moved(date(2026, 12, 11), date(2026, 12, 14)),),
    )
    assert [(turn.planned.day, turn.on.day) for turn in islice(turns_from(fridays, TODAY), 3)] == [
        (27, 27),
        (11, 14),
        (18, 18),
    ]


@pytest.mark.parametrize(
    ("rule", "then"), [("DONE+2D", "2027-02-02"), ("DONE+1W", "2027-02-07"), ("DONE+1M", "2027-02-28")]
)
def test_counted_from_when_it_was_done(rule: str, then: str) -> None:
    recurrence = begun(rule, TODAY)
    day = date.fromisoformat(then)
    assert turn_after_done(recurrence, date(2027, 1, 31)) == Turn(day, day)


@pytest.mark.parametrize("rule", ["FREQ=DAILY", "DONE+0D", "DONE+2Y", "DONE+-1D"])
def test_what_does_not_count_from_when_it_was_done(rule: str) -> None:
    with pytest.raises(NotARule):
        turn_after_done(Recurrence(rule=rule, first=TODAY), TODAY)


RULES = st.sampled_from([rule for rule, _ in FOLLOWING if "UNTIL" not in rule])
DAYS = st.dates(date(2020, 1, 1), date(2037, 12, 31))


@given(RULES, DAYS, st.integers(0, 800))
def test_the_next_turn_is_the_same_from_wherever_it_is_counted(rule: str, said_on: date, later: int) -> None:
    """Counting on from any turn keeps the rhythm, so a rule need not be counted from its beginning for ever."""
    recurrence = begun(rule, said_on)
    turn = following(recurrence, said_on + timedelta(days=later))
    assert turn is not None
    then = following(recurrence, turn.planned)
    assert then is not None
    assert then.planned > turn.planned
    assert following(Recurrence(rule=recurrence.rule, first=turn.planned), turn.planned) == then
