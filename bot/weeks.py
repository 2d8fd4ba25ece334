"""The calendar weeks that records are filed under, so that those of some time are found without a scan; pure."""

from __future__ import annotations

from datetime import date


def iso_week(day: date) -> str:
    """`2026-W48`; of an instant the week in UTC."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def mondays(first: date, last: date) -> tuple[date, ...]:
    """Of each week that has a day from `first` to `last`, oldest first; of instants the weeks in UTC."""
    days = range(first.toordinal() - first.weekday(), last.toordinal() + 1, 7)
    return tuple(map(date.fromordinal, days))
