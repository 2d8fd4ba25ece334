"""Dates as people type them, read as of Wednesday 25 November 2026, 10:00 in New York, unless said otherwise."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.times import Hours, InThePast, NotADate, read_date, to_utc

ZONE = "America/New_York"
HOURS = Hours(zone=ZONE, country="US")
NOW = to_utc(datetime.fromisoformat("2026-11-25T10:00"), ZONE)

DAYS = [
    ("today", "2026-11-25T17:00"),
    ("tomorrow", "2026-11-26T17:00"),
    ("Tomorrow.", "2026-11-26T17:00"),
    ("tmrw", "2026-11-26T17:00"),
    ("day after tomorrow", "2026-11-27T17:00"),
    ("the day after tomorrow", "2026-11-27T17:00"),
    ("wednesday", "2026-11-25T17:00"),
    ("thursday", "2026-11-26T17:00"),
    ("fri", "2026-11-27T17:00"),
    ("FRIDAY", "2026-11-27T17:00"),
    ("on friday", "2026-11-27T17:00"),
    ("by Friday", "2026-11-27T17:00"),
    ("tues", "2026-12-01T17:00"),
    ("this friday", "2026-11-27T17:00"),
    ("next monday", "2026-11-30T17:00"),
    ("next wednesday", "2026-12-02T17:00"),
    ("friday next week", "2026-12-04T17:00"),
    ("next week friday", "2026-12-04T17:00"),
    ("in 3 days", "2026-11-28T17:00"),
    ("in three days", "2026-11-28T17:00"),
    ("within 3 days", "2026-11-28T17:00"),
    ("3 days from now", "2026-11-28T17:00"),
    ("in a week", "2026-12-02T17:00"),
    ("in 2 weeks", "2026-12-09T17:00"),
    ("in 3 months", "2027-02-25T17:00"),
    ("in 1 business day", "2026-11-27T17:00"),
    ("in 3 business days", "2026-12-01T17:00"),
    ("in two working days", "2026-11-30T17:00"),
    ("3 workdays from today", "2026-12-01T17:00"),
    ("end of day", "2026-11-25T17:00"),
    ("eod", "2026-11-25T17:00"),
    ("close of business", "2026-11-25T17:00"),
    ("end of week", "2026-11-27T17:00"),
    ("end of the week", "2026-11-27T17:00"),
    ("eow", "2026-11-27T17:00"),
    ("end of next week", "2026-12-04T17:00"),
    ("end of month", "2026-11-30T17:00"),
    ("the end of next month", "2026-12-31T17:00"),
    ("end of the year", "2026-12-31T17:00"),
    ("friday week", "2026-12-04T17:00"),
    ("a week from friday", "2026-12-04T17:00"),
    ("two weeks from Monday", "2026-12-14T17:00"),
    ("the 15th", "2026-12-15T17:00"),
    ("the 30th", "2026-11-30T17:00"),
    ("the 25th", "2026-11-25T17:00"),
    ("tommorow", "2026-11-26T17:00"),
    ("27.11.", "2026-11-27T17:00"),
    ("27 nov", "2026-11-27T17:00"),
    ("27 Nov.", "2026-11-27T17:00"),
    ("nov 27", "2026-11-27T17:00"),
    ("November 27th", "2026-11-27T17:00"),
    ("the 3rd of December", "2026-12-03T17:00"),
    ("Dec 3, 2026", "2026-12-03T17:00"),
    ("3 dec 2027", "2027-12-03T17:00"),
    ("Fri, 27 Nov", "2026-11-27T17:00"),
    ("5 jan", "2027-01-05T17:00"),
    ("Tue 5 Jan", "2027-01-05T17:00"),
    ("1 aug", "2027-08-01T17:00"),
    ("march 1", "2027-03-01T17:00"),
    ("29 feb 2028", "2028-02-29T17:00"),
    ("27/11", "2026-11-27T17:00"),
    ("11/27", "2026-11-27T17:00"),
    ("12/12", "2026-12-12T17:00"),
    ("27/11/2026", "2026-11-27T17:00"),
    ("27.11.2026", "2026-11-27T17:00"),
    ("2026-11-27", "2026-11-27T17:00"),
    ("2026/11/27", "2026-11-27T17:00"),
    ("this coming Monday", "2026-11-30T17:00"),
    ("the end of tomorrow", "2026-11-26T17:00"),
    ("in a couple of weeks", "2026-12-09T17:00"),
    ("within the next two weeks", "2026-12-09T17:00"),
    ("a week from tomorrow", "2026-12-03T17:00"),
    ("a week on Friday", "2026-12-04T17:00"),
    ("tomorrow week", "2026-12-03T17:00"),
    ("Tuesday the week after next", "2026-12-08T17:00"),
    ("end of the week after next", "2026-12-11T17:00"),
    ("before the weekend", "2026-11-27T17:00"),
    ("New Year's Eve", "2026-12-31T17:00"),
    ("Thurdsay", "2026-11-26T17:00"),
    ("Wendesday 2 Dec", "2026-12-02T17:00"),
]
TIMES = [
    ("5pm", "2026-11-25T17:00"),
    ("9am", "2026-11-26T09:00"),
    ("at 17:00", "2026-11-25T17:00"),
    ("17h", "2026-11-25T17:00"),
    ("noon", "2026-11-25T12:00"),
    ("midnight", "2026-11-26T00:00"),
    ("today midnight", "2026-11-26T00:00"),
    ("today 17:00", "2026-11-25T17:00"),
    ("tomorrow 9", "2026-11-26T09:00"),
    ("tomorrow at 14", "2026-11-26T14:00"),
    ("tomorrow at noon", "2026-11-26T12:00"),
    ("noon tomorrow", "2026-11-26T12:00"),
    ("tomorrow eod", "2026-11-26T17:00"),
    ("fri 5pm", "2026-11-27T17:00"),
    ("fri 5 pm", "2026-11-27T17:00"),
    ("Friday at 5 p.m.", "2026-11-27T17:00"),
    ("friday, 5:30pm", "2026-11-27T17:30"),
    ("5.30pm friday", "2026-11-27T17:30"),
    ("5pm on friday", "2026-11-27T17:00"),
    ("fri 9:30", "2026-11-27T09:30"),
    ("fri 8:30", "2026-11-27T08:30"),
    ("fri 05:30", "2026-11-27T05:30"),
    ("fri 24:00", "2026-11-28T00:00"),
    ("fri 00:00", "2026-11-27T00:00"),
    ("fri 12:15pm", "2026-11-27T12:15"),
    ("fri 12:15am", "2026-11-27T00:15"),
    ("wed 9am", "2026-12-02T09:00"),
    ("monday 17h", "2026-11-30T17:00"),
    ("monday 9h30", "2026-11-30T09:30"),
    ("next monday noon", "2026-11-30T12:00"),
    ("in 3 days at 9am", "2026-11-28T09:00"),
    ("in 3 business days 5pm", "2026-12-01T17:00"),
    ("nov 27 5pm", "2026-11-27T17:00"),
    ("5pm 27 nov", "2026-11-27T17:00"),
    ("27/11 17:00", "2026-11-27T17:00"),
    ("Fri 27 Nov 17:00", "2026-11-27T17:00"),
    ("Tue 5 Jan 2027 09:00", "2027-01-05T09:00"),
    ("2026-11-27 17:00", "2026-11-27T17:00"),
    ("2026-11-27T17:00", "2026-11-27T17:00"),
    ("2026-11-27T17:00:00", "2026-11-27T17:00"),
    ("in 2 hours", "2026-11-25T12:00"),
    ("in an hour", "2026-11-25T11:00"),
    ("in half an hour", "2026-11-25T10:30"),
    ("in 90 min", "2026-11-25T11:30"),
    ("in 1h30", "2026-11-25T11:30"),
    ("2 hours from now", "2026-11-25T12:00"),
    ("in 8 working hours", "2026-11-27T10:00"),
    ("first thing Monday", "2026-11-30T09:00"),
    ("start of business on Tuesday", "2026-12-01T09:00"),
    ("close of play tomorrow", "2026-11-26T17:00"),
    ("lunchtime", "2026-11-25T12:00"),
    ("this time tomorrow", "2026-11-26T10:00"),
    ("within the hour", "2026-11-25T11:00"),
    ("3 this afternoon", "2026-11-25T15:00"),
    ("quarter past three this afternoon", "2026-11-25T15:15"),
    ("half past two in the afternoon on Friday", "2026-11-27T14:30"),
    ("20 to 5 this afternoon", "2026-11-25T16:40"),
    ("quarter to five pm", "2026-11-25T16:45"),
    ("tonight at 8pm", "2026-11-25T20:00"),
    ("Monday morning 9am", "2026-11-30T09:00"),
    ("the morning of 3 Dec at 8:30", "2026-12-03T08:30"),
    ("Dec 8 @ 1:30 PM", "2026-12-08T13:30"),
]
ELSEWHERE = [
    ("fri 5pm Manila", "2026-11-27T17:00", "Asia/Manila"),
    ("fri 17:00 UTC", "2026-11-27T17:00", "UTC"),
    ("2026-11-27T17:00Z", "2026-11-27T17:00", "UTC"),
    ("fri 5pm Manila time", "2026-11-27T17:00", "Asia/Manila"),
    ("fri 5pm in Bucharest", "2026-11-27T17:00", "Europe/Bucharest"),
    ("fri 5pm (São Paulo)", "2026-11-27T17:00", "America/Sao_Paulo"),
    ("fri 5pm America/Los_Angeles", "2026-11-27T17:00", "America/Los_Angeles"),
    ("tomorrow Manila", "2026-11-26T17:00", "Asia/Manila"),
    ("5pm Manila", "2026-11-26T17:00", "Asia/Manila"),
]
NOT_CERTAIN = [
    *("", " ", ".", "5", "27", "2026", "1e9", "-1", "½", "٣ days", "asap", "now", "soon", "later today", "friday-ish"),
    *("the 31st", "the 32nd", "the 0th", "3/4", "05/06/2027", "27/11/26", "5.30", "13/13", "31/2"),
    *("fri 5", "fri 5:30", "fri 3", "tomorrow 20", "9 tomorrow", "27 nov 17", "2026-11-27 17", "in 3 days 9"),
    *(
        "fri midnight",
        "tomorrow 12am",
        "fri 25:00",
        "fri 24:30",
        "fri 17:60",
        "fri 13pm",
        "fri 0pm",
        "1h30",
        "2h",
        "12h",
    ),
    *("tonight", "friday morning", "3 dec morning", "half past two", "12 at night", "munday"),
    *("9am in the afternoon", "sundry", "tomorrow morning evening 9", "midnight on friday"),
    *("next friday", "next week", "next month", "weekend", "may", "december", "this week", "week"),
    *(
        "3 days",
        "in 0 days",
        "in -3 days",
        "in 3",
        "in days",
        "99999999999 days",
        "in 99999999999 days",
        "in 9999 weeks",
    ),
    *("in 9999999 hours", "fri fri", "friday monday", "5pm 6pm", "fri 5pm sharp", "friday and monday", "before friday"),
    *("fri 5pm EST", "fri 5pm Atlantis", "fri 5pm San Juan", "Manila", "UTC", "time", "in"),
    *(
        "Fri 28 Nov",
        "Sun 28 Nov",
        "Fri 5 Nov",
        "29 feb 2027",
        "2026-02-30",
        "2026-13-01",
        "32 nov",
        "2999-01-01",
        "9999-12-31",
        "2026-11/27",
    ),
    *("fri\0 5pm", "fri 5pm\u200f", "😀", "fri 😀", "غدا", "friday " * 12, "9" * 10_000, "a" * 10_000, " " * 10_000),
]
PAST = [
    *("yesterday", "today 9am", "today 08:00", "24 nov", "1 oct"),
    *("Tue 24 Nov", "2026-11-24", "2025-11-27 17:00", "this monday", "0001-01-01", "25 nov 9am", "11/11", "24/11"),
]


@pytest.mark.parametrize(("typed", "wall"), DAYS + TIMES)
def test_a_date_is_read_in_the_zone_of_who_typed_it(typed: str, wall: str) -> None:
    assert read_date(typed, NOW, HOURS) == to_utc(datetime.fromisoformat(wall), ZONE)


@pytest.mark.parametrize(("typed", "wall", "zone"), ELSEWHERE)
def test_a_zone_or_city_at_the_end_is_understood(typed: str, wall: str, zone: str) -> None:
    assert read_date(typed, NOW, HOURS) == to_utc(datetime.fromisoformat(wall), zone)


@pytest.mark.parametrize("typed", NOT_CERTAIN)
def test_what_is_not_certain_is_no_date(typed: str) -> None:
    with pytest.raises(NotADate) as raised:
        read_date(typed, NOW, HOURS)
    assert not isinstance(raised.value, InThePast)


@pytest.mark.parametrize("typed", PAST)
def test_a_date_that_has_passed_is_refused_as_such(typed: str) -> None:
    with pytest.raises(InThePast):
        read_date(typed, NOW, HOURS)


def test_more_working_time_than_anybody_looks_ahead_is_no_date() -> None:
    with pytest.raises(NotADate):
        read_date("in 9999 working hours", NOW, Hours(zone="America/New_York"))
