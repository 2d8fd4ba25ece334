"""Instants and durations said, durations and hours read."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.times import read_duration, read_hours, say, say_duration

FRIDAY = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
LAST_YEAR = datetime(2025, 12, 31, 23, 0, tzinfo=UTC)


def test_an_instant_is_said_on_the_readers_clock() -> None:
    assert say(FRIDAY, "Asia/Manila", "en") == "Fri 27 Nov 17:00"
    assert say(FRIDAY, "America/New_York", "en_US") == "Fri 27 Nov 04:00"
    assert say(FRIDAY, "Asia/Manila", "es") == "vie 27 nov 17:00"
    assert say(FRIDAY, "Asia/Manila", "en", "date") == "Fri 27 Nov"
    assert say(FRIDAY, "Asia/Manila", "en", "time") == "17:00"


def test_the_year_is_said_when_it_is_another_one() -> None:
    assert say(FRIDAY, "Asia/Manila", "en", now=LAST_YEAR) == "Fri 27 Nov 17:00"
    assert say(FRIDAY, "America/New_York", "en", now=LAST_YEAR) == "Fri 27 Nov 2026 04:00"
    assert say(FRIDAY, "America/New_York", "en", "date", now=LAST_YEAR) == "Fri 27 Nov 2026"
    assert say(FRIDAY, "America/New_York", "en", "time", now=LAST_YEAR) == "04:00"


@pytest.mark.parametrize("locale", ["", "zz", "!", "en_ZZ", "x" * 100, "en-US"])
def test_an_unknown_locale_is_english(locale: str) -> None:
    assert say(FRIDAY, "Asia/Manila", locale) == "Fri 27 Nov 17:00"


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(0, "0 min"), (45, "45 min"), (60, "1 h"), (150, "2 h 30 min"), (-30, "-30 min"), (-61, "-1 h 1 min")],
)
def test_a_duration_is_said_in_hours_and_minutes(minutes: int, said: str) -> None:
    assert say_duration(minutes) == said


def test_many_hours_are_grouped_as_the_reader_does() -> None:
    assert say_duration(72_000) == "1,200 h"
    assert say_duration(720_000, "es") == "12.000 h"


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("2h", 120),
        ("~2h", 120),
        ("1h30", 90),
        ("1h05", 65),
        ("1h30m", 90),
        ("1h 30m", 90),
        ("1h 30 min", 90),
        ("45m", 45),
        ("90 min", 90),
        ("2 Hours", 120),
        ("1.5h", 90),
        ("1,5 h", 90),
        ("0.25h", 15),
        ("2 horas 10 minutos", 130),
        ("1000h", 60_000),
    ],
)
def test_a_duration_is_read(typed: str, minutes: int) -> None:
    assert read_duration(typed) == minutes


@pytest.mark.parametrize(
    "typed",
    ["", "2", "90", "0h", "0m", "-2h", "h", "m", "2d", "1h75", "1h5", "1001h", "2h x", "٣h", "1.5.5h", "9" * 10_000],
)
def test_what_is_no_duration_is_none(typed: str) -> None:
    assert read_duration(typed) is None


@given(st.integers(1, 60_000))
def test_a_duration_that_is_said_can_be_typed(minutes: int) -> None:
    assert read_duration(say_duration(minutes).replace(",", "")) == minutes


@pytest.mark.parametrize(
    ("typed", "hours"),
    [
        ("9-17", (540, 1020)),
        ("8:30-16:00", (510, 960)),
        ("9am-5pm", (540, 1020)),
        ("9 AM – 5:30 PM", (540, 1050)),
        ("9-5", (540, 1020)),
        ("9 to 5pm", (540, 1020)),
        ("from 9:00 until 17:30", (540, 1050)),
        ("9h-17h30", (540, 1050)),
        ("0-24", (0, 1440)),
        ("12am-12pm", (0, 720)),
        ("12-20", (720, 1200)),
        ("22-6", (1320, 1800)),
        ("9pm-5am", (1260, 1740)),
        ("21:00-05:00", (1260, 1740)),
        ("18-6", (1080, 1800)),
        ("1am-1pm", (60, 780)),
        ("12-11", (720, 1380)),
    ],
)
def test_working_hours_are_read(typed: str, hours: tuple[int, int]) -> None:
    assert read_hours(typed) == hours


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "9",
        "17-9",
        "9-9",
        "9-25",
        "9:60-17",
        "13pm-14pm",
        "5pm-9am",
        "9-17-20",
        "23-24:30",
        "14-13",
        "a-b",
        "-",
        "9" * 10_000,
        "9-17\0",
    ],
)
def test_what_are_no_working_hours_is_none(typed: str) -> None:
    assert read_hours(typed) is None


@given(st.text(max_size=100))
def test_whatever_is_typed_is_read_or_none(typed: str) -> None:
    minutes, hours = read_duration(typed), read_hours(typed)
    assert minutes is None or minutes > 0
    assert hours is None or 0 <= hours[0] < hours[1] <= max(1440, hours[0] + 720)
