"""Wall clocks and instants, over the days when the clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.times import local, next_local, parse_zone, to_utc

ZONES = (
    "America/New_York",
    "America/Nuuk",  # skips the last hour of a Saturday
    "America/Santiago",  # skips the first hour of a Sunday
    "Asia/Beirut",
    "Asia/Manila",
    "Australia/Lord_Howe",  # half an hour
    "Europe/Bucharest",
    "Africa/Casablanca",  # four changes a year
    "Pacific/Chatham",
    "UTC",
)
EVERY_DAY = range(7)


def test_a_skipped_time_is_shifted_forward() -> None:
    at = to_utc(datetime.fromisoformat("2026-03-08T02:30"), "America/New_York")
    assert local(at, "America/New_York").strftime("%d %H:%M") == "08 03:30"


def test_a_time_shown_twice_is_the_first() -> None:
    at = to_utc(datetime.fromisoformat("2026-11-01T01:30"), "America/New_York")
    assert at == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("minutes", [0, 30, 2 * 60 + 30, 9 * 60 + 30, 23 * 60 + 45])
def test_a_local_time_comes_once_a_day_from_2020_to_2037(zone: str, minutes: int) -> None:
    day = date(2020, 1, 1)
    at = to_utc(datetime.combine(day, time.min), zone) - timedelta(minutes=1)
    while day.year < 2038:
        at = next_local(at, zone, minutes, EVERY_DAY)
        wall = datetime.combine(day, time.min) + timedelta(minutes=minutes)
        assert at == to_utc(wall, zone)
        assert timedelta() <= local(at, zone).replace(tzinfo=None) - wall <= timedelta(hours=1)
        day += timedelta(days=1)


@given(
    after=st.integers(0, 17 * 365 * 86400).map(
        lambda seconds: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(0, seconds)
    ),
    zone=st.sampled_from(ZONES),
    minutes=st.integers(0, 1439),
    weekdays=st.sets(st.integers(0, 6), min_size=1),
)
def test_the_next_local_time_is_the_first_on_a_wanted_day(
    after: datetime, zone: str, minutes: int, weekdays: set[int]
) -> None:
    at = next_local(after, zone, minutes, weekdays)
    assert after < at <= after + timedelta(days=8, hours=1)
    day = local(after, zone).date() - timedelta(days=2)
    walls = [datetime.combine(day + timedelta(days=n), time.min) for n in range(12)]
    instants = [to_utc(wall + timedelta(minutes=minutes), zone) for wall in walls if wall.weekday() in weekdays]
    assert at == min(instant for instant in instants if instant > after)


@pytest.mark.parametrize(("minutes", "weekdays"), [(0, ()), (1440, (0,)), (-1, (0,)), (0, (7,))])
def test_no_such_local_time_is_an_error(minutes: int, weekdays: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="no such local time"):
        next_local(datetime(2026, 1, 1, tzinfo=UTC), "UTC", minutes, weekdays)


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("manila", "Asia/Manila"),
        ("Asia/Manila", "Asia/Manila"),
        ("  asia/MANILA ", "Asia/Manila"),
        ("New York", "America/New_York"),
        ("america/new_york", "America/New_York"),
        ("são paulo", "America/Sao_Paulo"),
        ("Buenos Aires", "America/Argentina/Buenos_Aires"),
        ("istanbul", "Europe/Istanbul"),
        ("utc", "UTC"),
        ("Lord Howe", "Australia/Lord_Howe"),
        ("Port-au-Prince", "America/Port-au-Prince"),
    ],
)
def test_a_zone_is_found_by_name_or_city(typed: str, zone: str) -> None:
    assert parse_zone(typed) == zone


@pytest.mark.parametrize(
    "typed", ["", "nowhere", "EST", "easter", "San Juan", "+8", "Manila " * 20, "😀", "\0", "localtime"]
)
def test_what_may_be_several_zones_or_none_is_none(typed: str) -> None:
    assert parse_zone(typed) is None


def test_every_zone_is_found_by_its_own_name() -> None:
    names = available_timezones() - {"EST", "MST", "HST", "Factory", "localtime"}
    assert {name for name in names if parse_zone(name) != name} == set()
