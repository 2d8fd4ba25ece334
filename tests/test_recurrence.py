"""Rules of recurrence: the days that follow, exceptions, and what is no rule."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.recurrence import Moved, NotARule, Recurrence, Turn, begun, checked, next_turn, turns_from

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
NO_RULES = [
    *("", "FREQ", "FREQ=", "FREQ=HOURLY", "FREQ=SECONDLY", "daily", "BYDAY=TU", "FREQ=DAILY;FREQ=DAILY"),
    *("FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;INTERVAL=-1", "FREQ=DAILY;INTERVAL=100", "FREQ=DAILY;COUNT=3"),
    *("FREQ=WEEKLY;BYDAY=XX", "FREQ=WEEKLY;BYDAY=6MO", "FREQ=MONTHLY;BYMONTHDAY=0", "FREQ=MONTHLY;BYMONTHDAY=32"),
    *("FREQ=YEARLY;BYMONTH=13", "FREQ=DAILY;UNTIL=20261301", "FREQ=DAILY;", "DONE+0D", "DONE+2Y", "DONE+-1D"),
    "FREQ=WEEKLY;" + ",".join(["BYDAY=MO"] + ["MO"] * 100),
]


@pytest.mark.parametrize(("rule", "days"), FOLLOWING)
def test_the_days_of_a_rule_that_is_said_today(rule: str, days: str) -> None:
    recurrence = begun(checked(rule), TODAY)
    wanted = [date.fromisoformat(day if len(day) > 5 else f"2026-{day}") for day in days.split()]
    assert [turn.on for turn in islice(turns_from(recurrence, TODAY), len(wanted))] == wanted


@pytest.mark.parametrize("rule", NO_RULES)
def test_what_is_no_rule_is_refused(rule: str) -> None:
    with pytest.raises(NotARule):
        checked(rule)


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


def test_a_rule_that_is_over_has_no_next_turn() -> None:
    over = begun("FREQ=WEEKLY;BYDAY=FR;UNTIL=20261211", TODAY)
    assert next_turn(over, date(2026, 12, 4)) == Turn(date(2026, 12, 11), date(2026, 12, 11))
    assert next_turn(over, date(2026, 12, 11)) is None


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
    ("rule", "following"), [("DONE+2D", "2027-02-02"), ("DONE+1W", "2027-02-07"), ("DONE+1M", "2027-02-28")]
)
def test_counted_from_when_it_was_done(rule: str, following: str) -> None:
    recurrence = begun(checked(rule), TODAY)
    day = date.fromisoformat(following)
    assert next_turn(recurrence, TODAY) is None
    assert next_turn(recurrence, TODAY, done=date(2027, 1, 31)) == Turn(day, day)


RULES = st.sampled_from([rule for rule, _ in FOLLOWING if "UNTIL" not in rule])
DAYS = st.dates(date(2020, 1, 1), date(2037, 12, 31))


@given(RULES, DAYS, st.integers(0, 800))
def test_the_next_turn_is_the_same_from_wherever_it_is_counted(rule: str, said_on: date, later: int) -> None:
    """Counting on from any turn keeps the rhythm, so a rule need not be counted from its beginning for ever."""
    recurrence = begun(rule, said_on)
    turn = next_turn(recurrence, said_on + timedelta(days=later))
    assert turn is not None
    following = next_turn(recurrence, turn.planned)
    assert following is not None
    assert following.planned > turn.planned
    assert next_turn(Recurrence(rule=recurrence.rule, first=turn.planned), turn.planned) == following


@given(st.text(max_size=60))
def test_no_text_breaks_the_check(text: str) -> None:
    try:
        checked(text)
    except NotARule:
        return
