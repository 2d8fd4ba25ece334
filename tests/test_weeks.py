"""Calendar weeks: how one is named, and which ones some time has a day of."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.weeks import iso_week, mondays


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 11, 23), "2026-W48"),
        (date(2026, 11, 29), "2026-W48"),
        (date(2026, 1, 1), "2026-W01"),
        (date(2027, 1, 3), "2026-W53"),
        (datetime(2026, 11, 29, 23, 59, tzinfo=UTC), "2026-W48"),
    ],
)
def test_a_week_is_named_as_iso_8601_does(day: date, name: str) -> None:
    assert iso_week(day) == name


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        (date(2026, 11, 23), date(2026, 11, 23), [date(2026, 11, 23)]),
        (date(2026, 11, 23), date(2026, 11, 29), [date(2026, 11, 23)]),
        (date(2026, 11, 29), date(2026, 11, 30), [date(2026, 11, 23), date(2026, 11, 30)]),
        (date(2026, 12, 30), date(2027, 1, 12), [date(2026, 12, 28), date(2027, 1, 4), date(2027, 1, 11)]),
        (date(2026, 11, 30), date(2026, 11, 29), []),
        (
            datetime(2026, 11, 22, 23, 59, tzinfo=UTC),
            datetime(2026, 11, 23, tzinfo=UTC),
            [date(2026, 11, 16), date(2026, 11, 23)],
        ),
    ],
)
def test_the_weeks_of_some_time_are_those_it_has_a_day_of(first: date, last: date, found: list[date]) -> None:
    assert list(mondays(first, last)) == found
