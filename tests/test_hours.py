"""The fair clock: working time over nights, weekends, holidays, leave and clock changes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.hours import SEARCH_DAYS
from bot.times import (
    Away,
    Hours,
    add_workdays,
    add_working,
    after_quiet,
    day_of_work,
    is_quiet,
    is_workday,
    is_working,
    next_open,
    next_working,
    quiet_until,
    to_utc,
    working_minutes,
)

NEW_YORK = Hours(zone="America/New_York", country="US")
MANILA = Hours(zone="Asia/Manila")
NEVER = Hours(zone="Asia/Manila", workdays=())
ZONES = ("America/New_York", "America/Nuuk", "Asia/Manila", "Australia/Lord_Howe", "Europe/Bucharest")
CHANGES = (date(2026, 3, 6), date(2026, 3, 27), date(2026, 4, 3), date(2026, 10, 2), date(2026, 10, 24))


def at(text: str, zone: str = "America/New_York") -> datetime:
    return to_utc(datetime.fromisoformat(text), zone)


@st.composite
def some_hours(draw: st.DrawFn) -> Hours:
    start = draw(st.integers(0, 23 * 60))
    away = draw(st.lists(st.sampled_from(CHANGES), max_size=1))
    return Hours(
        zone=draw(st.sampled_from(ZONES)),
        day_start=start,
        day_end=draw(st.integers(start + 1, max(24 * 60, start + 12 * 60))),
        workdays=tuple(sorted(draw(st.sets(st.integers(0, 6))))),
        country=draw(st.sampled_from(["", "US", "RO", "PH"])),
        away=tuple(Away(day, day + timedelta(days=1)) for day in away),
    )


@st.composite
def some_instants(draw: st.DrawFn) -> datetime:
    """Near the days when clocks change."""
    day = draw(st.sampled_from(CHANGES))
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(seconds=draw(st.integers(0, 5 * 86400)))


@pytest.mark.parametrize(
    ("day", "hours", "works"),
    [
        (date(2026, 11, 25), NEW_YORK, True),
        (date(2026, 11, 26), NEW_YORK, False),  # Thanksgiving
        (date(2026, 11, 26), MANILA, True),
        (date(2026, 11, 28), MANILA, False),
        (date(2026, 11, 28), Hours(zone="UTC", workdays=(5,)), True),
        (date(2026, 11, 25), Hours(zone="UTC", away=(Away(date(2026, 11, 25), date(2026, 11, 25)),)), False),
        (date(2026, 11, 26), Hours(zone="UTC", away=(Away(date(2026, 11, 20), date(2026, 11, 25)),)), True),
        (date(2026, 11, 26), Hours(zone="UTC", country="us"), False),
        (date(2026, 11, 26), Hours(zone="UTC", country="nowhere"), True),
        (date(2026, 11, 26), NEVER, False),
    ],
)
def test_a_workday_is_a_working_weekday_without_holiday_or_leave(day: date, hours: Hours, works: bool) -> None:
    assert is_workday(day, hours) is works


@pytest.mark.parametrize(
    ("clock", "working"), [("08:59:59", False), ("09:00", True), ("16:59:59", True), ("17:00", False), ("23:00", False)]
)
def test_work_begins_at_the_start_and_is_over_at_the_end(clock: str, working: bool) -> None:
    assert is_working(at(f"2026-11-25T{clock}"), NEW_YORK) is working


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-11-25T10:00", "2026-11-25T10:00"),
        ("2026-11-25T07:00", "2026-11-25T09:00"),
        ("2026-11-25T17:00", "2026-11-27T09:00"),  # over Thanksgiving
        ("2026-11-27T20:00", "2026-11-30T09:00"),
        ("2026-03-06T17:00", "2026-03-09T09:00"),  # the clocks change on Sunday
    ],
)
def test_the_next_working_time(now: str, expected: str) -> None:
    assert next_working(at(now), NEW_YORK) == at(expected)


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        ("2026-11-25T09:00", "2026-11-25T17:00", 480),
        ("2026-11-25T08:00", "2026-11-25T18:00", 480),
        ("2026-11-25T16:00", "2026-11-27T10:00", 120),
        ("2026-11-23T00:00", "2026-11-30T00:00", 4 * 480),
        ("2026-11-25T12:00", "2026-11-25T10:00", 0),
        ("2026-03-06T09:00", "2026-03-10T00:00", 2 * 480),
        ("2026-10-30T09:00", "2026-11-03T00:00", 2 * 480),
        ("2026-11-25T10:00:59", "2026-11-25T10:01:00", 1),
    ],
)
def test_working_minutes(start: str, end: str, minutes: int) -> None:
    assert working_minutes(at(start), at(end), NEW_YORK) == minutes


@pytest.mark.parametrize(
    ("start", "minutes", "end"),
    [
        ("2026-11-25T10:00", 60, "2026-11-25T11:00"),
        ("2026-11-25T10:00", 7 * 60, "2026-11-25T17:00"),
        ("2026-11-25T10:00", 7 * 60 + 1, "2026-11-27T09:01"),
        ("2026-11-25T22:00", 30, "2026-11-27T09:30"),
        ("2026-11-25T22:00", 0, "2026-11-25T22:00"),
        ("2026-03-06T16:00", 120, "2026-03-09T10:00"),
    ],
)
def test_working_time_is_added(start: str, minutes: int, end: str) -> None:
    assert add_working(at(start), minutes, NEW_YORK) == at(end)


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        ("2026-11-25T10:00", 0, "2026-11-25T10:00"),
        ("2026-11-25T10:00", 1, "2026-11-27T10:00"),
        ("2026-11-28T10:00", 1, "2026-11-30T10:00"),
        ("2026-03-06T10:00", 1, "2026-03-09T10:00"),
        ("2026-10-30T22:15", 3, "2026-11-04T22:15"),
    ],
)
def test_workdays_are_added_at_the_same_local_time(start: str, days: int, end: str) -> None:
    assert add_workdays(at(start), days, NEW_YORK) == at(end)


NIGHTS = Hours(zone="Asia/Manila", day_start=22 * 60, day_end=30 * 60, country="PH")


@pytest.mark.parametrize(
    ("when", "working"),
    [
        ("2026-11-23T21:59", False),
        ("2026-11-23T22:00", True),
        ("2026-11-24T05:59", True),
        ("2026-11-24T06:00", False),
        ("2026-11-28T05:59", True),  # the night that began on Friday
        ("2026-11-28T22:00", False),
        ("2026-11-30T23:00", False),  # Bonifacio Day
        ("2026-12-01T02:00", False),
        ("2026-12-02T02:00", True),
    ],
)
def test_a_night_is_of_the_day_on_which_it_begins(when: str, working: bool) -> None:
    assert is_working(at(when, "Asia/Manila"), NIGHTS) is working


@pytest.mark.parametrize(
    ("when", "day"),
    [("2026-11-28T05:59", 27), ("2026-11-28T06:00", 28), ("2026-11-28T22:00", 28), ("2026-11-29T00:00", 28)],
)
def test_until_a_night_is_over_it_is_of_the_day_on_which_it_began(when: str, day: int) -> None:
    assert day_of_work(at(when, "Asia/Manila"), NIGHTS).day == day
    assert day_of_work(at(when, "Asia/Manila"), Hours(zone="Asia/Manila")).day == int(when[8:10])


def test_a_week_of_nights_is_as_long_as_one_of_days() -> None:
    monday, next_monday = at("2026-11-16T12:00", "Asia/Manila"), at("2026-11-23T12:00", "Asia/Manila")
    assert working_minutes(monday, next_monday, NIGHTS) == 5 * 480
    assert next_working(at("2026-11-21T06:00", "Asia/Manila"), NIGHTS) == at("2026-11-23T22:00", "Asia/Manila")
    assert add_working(at("2026-11-24T05:00", "Asia/Manila"), 120, NIGHTS) == at("2026-11-24T23:00", "Asia/Manila")


def test_workdays_are_not_taken_away() -> None:
    with pytest.raises(ValueError, match="cannot go back"):
        add_workdays(at("2026-11-25T10:00"), -1, NEW_YORK)


def test_who_never_works_does_not_stop_the_clock_for_ever() -> None:
    now, far = at("2026-11-25T10:00"), at("2026-11-25T10:00") + timedelta(days=SEARCH_DAYS)
    assert next_working(now, NEVER) == far
    assert add_working(now, 1, NEVER) == far
    assert add_workdays(now, 1, NEVER) == far
    assert working_minutes(now, far, NEVER) == 0
    assert not is_working(now, NEVER)


@settings(max_examples=60, deadline=None)
@given(start=some_instants(), length=st.integers(0, 26 * 60), hours=some_hours())
def test_working_minutes_are_the_working_minutes_one_by_one(start: datetime, length: int, hours: Hours) -> None:
    minutes = [start.replace(second=0) + timedelta(minutes=n) for n in range(length + 1)]
    assert working_minutes(minutes[0], minutes[-1], hours) == sum(is_working(minute, hours) for minute in minutes[:-1])


@settings(deadline=None)
@given(
    instants=st.lists(some_instants(), min_size=3, max_size=3).map(sorted),
    hours=some_hours(),
)
def test_the_parts_of_a_stretch_add_up(instants: list[datetime], hours: Hours) -> None:
    first, middle, last = instants
    parts = working_minutes(first, middle, hours), working_minutes(middle, last, hours)
    assert min(parts) >= 0
    assert sum(parts) == working_minutes(first, last, hours)
    assert working_minutes(last, first, hours) == 0 or last == first


@settings(deadline=None)
@given(day=st.dates(date(2020, 1, 1), date(2037, 12, 31)), zone=st.sampled_from(ZONES))
def test_a_day_counts_the_same_when_the_clocks_change_at_night(day: date, zone: str) -> None:
    hours = Hours(zone=zone, workdays=tuple(range(7)))
    midnight = to_utc(datetime.combine(day, datetime.min.time()), zone)
    assert working_minutes(midnight, midnight + timedelta(hours=22), hours) == 480


@settings(deadline=None)
@given(start=some_instants(), minutes=st.integers(1, 5000), hours=some_hours())
def test_added_working_time_is_the_working_time_between(start: datetime, minutes: int, hours: Hours) -> None:
    end = add_working(start, minutes, hours)
    assert end > start
    if end < start + timedelta(days=SEARCH_DAYS):
        assert working_minutes(start, end, hours) == minutes


@settings(deadline=None)
@given(start=some_instants(), hours=some_hours())
def test_the_next_working_time_is_working_with_none_before(start: datetime, hours: Hours) -> None:
    found = next_working(start, hours)
    assert found >= start
    if found < start + timedelta(days=SEARCH_DAYS):
        assert is_working(found, hours)
        assert working_minutes(start, found, hours) == 0


@pytest.mark.parametrize(
    ("at", "until"),
    [
        ("2026-11-27T16:59", None),
        ("2026-11-27T17:00", None),
        ("2026-11-27T17:01", "2026-11-30T09:00"),
        ("2026-11-28T12:00", "2026-11-30T09:00"),
        ("2026-11-30T09:00", None),
    ],
)
def test_nobody_is_told_in_the_quiet_hours_but_at_the_very_end_of_the_day(at: str, until: str | None) -> None:
    found = quiet_until(to_utc(datetime.fromisoformat(at), "Asia/Manila"), Hours(zone="Asia/Manila"))
    assert found == (to_utc(datetime.fromisoformat(until), "Asia/Manila") if until else None)


NIGHT = Hours(zone="Asia/Manila", quiet=(22 * 60, 7 * 60))
NOON = Hours(zone="Asia/Manila", quiet=(12 * 60, 13 * 60))


@pytest.mark.parametrize(
    ("when", "hours", "loud"),
    [
        ("2026-11-23 21:59", NIGHT, "2026-11-23 21:59"),
        ("2026-11-23 22:00", NIGHT, "2026-11-24 07:00"),
        ("2026-11-24 00:00", NIGHT, "2026-11-24 07:00"),
        ("2026-11-24 06:59", NIGHT, "2026-11-24 07:00"),
        ("2026-11-24 07:00", NIGHT, "2026-11-24 07:00"),
        ("2026-11-23 11:59", NOON, "2026-11-23 11:59"),
        ("2026-11-23 12:00", NOON, "2026-11-23 13:00"),
        ("2026-11-23 13:00", NOON, "2026-11-23 13:00"),
        ("2026-11-23 12:30", Hours(zone="Asia/Manila"), "2026-11-23 12:30"),
    ],
)
def test_quiet_hours_end_when_they_end_also_over_midnight(when: str, hours: Hours, loud: str) -> None:
    begin, end = (to_utc(datetime.fromisoformat(text), hours.zone) for text in (when, loud))
    assert after_quiet(begin, hours) == end
    assert is_quiet(begin, hours) is (begin != end)


@pytest.mark.parametrize(
    ("when", "hours", "opens"),
    [
        ("2026-11-23 10:00", NOON, "2026-11-23 10:00"),
        ("2026-11-23 12:10", NOON, "2026-11-23 13:00"),
        ("2026-11-23 18:00", NOON, "2026-11-24 09:00"),
        ("2026-11-27 16:30", Hours(zone="Asia/Manila", quiet=(16 * 60, 10 * 60)), "2026-11-30 10:00"),
    ],
)
def test_somebody_is_open_when_they_work_and_it_is_not_quiet(when: str, hours: Hours, opens: str) -> None:
    begin, end = (to_utc(datetime.fromisoformat(text), hours.zone) for text in (when, opens))
    assert next_open(begin, hours) == end
    expected = None if begin == end else end
    assert quiet_until(begin, hours) == expected


def test_nobody_waits_for_ever_where_all_of_the_day_is_quiet() -> None:
    never = Hours(zone="UTC", quiet=(8 * 60, 18 * 60))
    now = datetime(2026, 11, 23, 9, tzinfo=UTC)
    assert next_open(now, never) == now + timedelta(days=SEARCH_DAYS)


def test_quiet_hours_that_the_clocks_cut_short_end_at_their_wall_time() -> None:
    fall = Hours(zone="America/New_York", quiet=(23 * 60, 90))
    second_half_past_one = datetime(2026, 11, 1, 6, 40, tzinfo=UTC)
    assert after_quiet(second_half_past_one, fall) == second_half_past_one
    assert after_quiet(datetime(2026, 11, 1, 4, 0, tzinfo=UTC), fall) == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
