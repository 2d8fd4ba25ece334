"""bot/times.py: the time of day alone, as it is typed and said."""

from __future__ import annotations

from datetime import date

import pytest

from bot.times import Away, Hours, is_away, read_clock, say_clock


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("9:30", 570),
        ("9.30", 570),
        ("9h30", 570),
        (" 09:30 ", 570),
        ("9 am", 540),
        ("12AM", 0),
        ("12pm", 720),
        ("1am", 60),
        ("1 pm", 780),
        ("17", 1020),
        ("0:00", 0),
        ("23:59", 1439),
        ("24:00", None),
        ("9:60", None),
        ("13pm", None),
        ("0am", None),
        ("noon", None),
        ("", None),
        ("9" * 20_000, None),
    ],
)
def test_a_time_of_day_is_read(typed: str, minutes: int | None) -> None:
    assert read_clock(typed) == minutes


@pytest.mark.parametrize("minutes", [0, 5, 540, 570, 1439])
def test_what_is_said_reads_back(minutes: int) -> None:
    assert read_clock(say_clock(minutes)) == minutes


def test_a_night_that_ends_the_next_day_is_said_with_that_days_clock() -> None:
    assert [say_clock(minutes) for minutes in (1440, 1441, 1800)] == ["24:00", "00:01", "06:00"]


def test_leave_has_both_its_days() -> None:
    hours = Hours(zone="UTC", away=(Away(date(2026, 11, 24), date(2026, 11, 25)),))
    assert [is_away(date(2026, 11, day), hours) for day in (23, 24, 25, 26)] == [False, True, True, False]
