"""The same words in other places, hours, languages and sentences, over clock changes, and words from nowhere."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.times import Away, Hours, InThePast, NotADate, local, longest_date, read_date, say, to_utc

NEW_YORK = Hours(zone="America/New_York", country="US")
WEDNESDAY = "2026-11-25T10:00"


def at(wall: str, zone: str = "America/New_York") -> datetime:
    return to_utc(datetime.fromisoformat(wall), zone)


def read(typed: str, now: str, hours: Hours, locale: str = "en") -> str:
    """As local wall time."""
    found = read_date(typed, at(now, hours.zone), hours, locale)
    return local(found, hours.zone).strftime("%Y-%m-%dT%H:%M")


@pytest.mark.parametrize(
    ("typed", "now", "zone", "wall"),
    [
        ("tomorrow 02:30", "2026-03-07T10:00", "America/New_York", "2026-03-08T03:30"),  # skipped
        ("sun 02:30", "2026-03-27T10:00", "Europe/Bucharest", "2026-03-29T02:30"),
        ("sun 03:30", "2026-03-27T10:00", "Europe/Bucharest", "2026-03-29T04:30"),  # skipped
        ("mon 9am", "2026-03-06T10:00", "America/New_York", "2026-03-09T09:00"),
        ("in 3 days", "2026-03-06T10:00", "America/New_York", "2026-03-09T17:00"),
        ("in 24 hours", "2026-03-07T10:00", "America/New_York", "2026-03-08T11:00"),  # a day of 23 hours
        ("in 24 hours", "2026-10-31T10:00", "America/New_York", "2026-11-01T09:00"),  # a day of 25 hours
        ("tomorrow 17:00", "2026-10-24T10:00", "Europe/Bucharest", "2026-10-25T17:00"),
        ("mon 9:30", "2026-10-02T10:00", "Australia/Lord_Howe", "2026-10-05T09:30"),
        ("fri", "2026-11-25T23:30", "Asia/Manila", "2026-11-27T17:00"),
        ("today 23:59", "2026-11-25T23:30", "Asia/Manila", "2026-11-25T23:59"),
        ("friday", "2026-11-27T18:00", "Asia/Manila", "2026-12-04T17:00"),
        ("5pm", "2026-12-31T18:00", "Asia/Manila", "2027-01-01T17:00"),
    ],
)
def test_dates_are_right_when_clocks_change_and_days_end(typed: str, now: str, zone: str, wall: str) -> None:
    assert read(typed, now, Hours(zone=zone)) == wall


def test_a_time_shown_twice_is_the_first() -> None:
    found = read_date("sun 1 nov 01:30", at("2026-10-30T10:00"), NEW_YORK)
    assert found == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "hours", "wall"),
    [
        ("friday", Hours(zone="Asia/Manila", day_end=18 * 60 + 30), "2026-11-27T18:30"),
        ("eod", Hours(zone="Asia/Manila", day_end=24 * 60), "2026-11-26T00:00"),
        ("fri 8:30", Hours(zone="Asia/Manila", day_start=6 * 60, day_end=14 * 60), "2026-11-27T08:30"),
        ("fri 6:30", Hours(zone="Asia/Manila", day_start=6 * 60, day_end=14 * 60), "2026-11-27T06:30"),
        ("fri 20", Hours(zone="Asia/Manila", day_start=13 * 60, day_end=22 * 60), "2026-11-27T20:00"),
        ("fri 9:00", Hours(zone="Asia/Manila", day_start=9 * 60, day_end=22 * 60), "2026-11-27T09:00"),
        ("end of week", Hours(zone="Asia/Manila", workdays=(0, 1, 2, 3, 6)), "2026-11-26T17:00"),
        ("end of week", Hours(zone="Asia/Manila", workdays=(0, 2, 4)), "2026-11-27T17:00"),
        ("end of week", Hours(zone="Asia/Manila", workdays=(0, 1, 2, 3, 4, 5, 6)), "2026-11-29T17:00"),
        ("in 1 business day", Hours(zone="Asia/Manila", country="PH"), "2026-11-26T17:00"),
        ("in 3 business days", Hours(zone="Asia/Manila", country="PH"), "2026-12-01T17:00"),  # Bonifacio Day
        ("in 1 business day", Hours(zone="Asia/Manila", workdays=(6,)), "2026-11-29T17:00"),
        (
            "in 1 business day",
            Hours(zone="Asia/Manila", away=(Away(date(2026, 11, 26), date(2026, 12, 2)),)),
            "2026-12-03T17:00",
        ),
    ],
)
def test_the_day_and_the_calendar_are_those_of_the_person(typed: str, hours: Hours, wall: str) -> None:
    assert read(typed, WEDNESDAY, hours) == wall


@pytest.mark.parametrize(
    ("typed", "hours", "now"),
    [
        ("fri 9", Hours(zone="UTC", day_start=9 * 60, day_end=22 * 60), WEDNESDAY),
        ("fri 8:30", Hours(zone="UTC", day_start=13 * 60, day_end=22 * 60), WEDNESDAY),
        ("in 1 business day", Hours(zone="UTC", workdays=()), WEDNESDAY),
        ("eow", Hours(zone="UTC", workdays=()), WEDNESDAY),
        ("eow", Hours(zone="UTC"), "2026-11-28T10:00"),
    ],
)
def test_hours_that_leave_a_doubt_leave_no_date(typed: str, hours: Hours, now: str) -> None:
    with pytest.raises(NotADate):
        read(typed, now, hours)


SPANISH = [
    ("viernes", "2026-11-27T17:00"),
    ("el viernes a las 17", "2026-11-27T17:00"),
    ("viernes 5 de la tarde", "2026-11-27T17:00"),
    ("mañana", "2026-11-26T17:00"),
    ("manana a las 9", "2026-11-26T09:00"),
    ("mañana a las 9 de la mañana", "2026-11-26T09:00"),
    ("mañana a las 10 de la mañana", "2026-11-26T10:00"),
    ("viernes a las 5:30 de la tarde", "2026-11-27T17:30"),
    ("10 de marzo de 2027", "2027-03-10T17:00"),
    ("pasado mañana", "2026-11-27T17:00"),
    ("hoy 17:00", "2026-11-25T17:00"),
    ("en 3 días", "2026-11-28T17:00"),
    ("dentro de dos horas", "2026-11-25T12:00"),
    ("en 3 días hábiles", "2026-12-01T17:00"),
    ("27 de noviembre de 2026 17:00", "2026-11-27T17:00"),
    ("vie 27 nov 17:00", "2026-11-27T17:00"),
    ("mar 2 mar 17:00", "2027-03-02T17:00"),
    ("mar 22 dic 00:00", "2026-12-22T00:00"),
    ("3 mar", "2027-03-03T17:00"),
    ("mar", "2026-12-01T17:00"),
    ("próximo lunes", "2026-11-30T17:00"),
    ("el lunes que viene a mediodía", "2026-11-30T12:00"),
    ("fin del día", "2026-11-25T17:00"),
    ("final de la semana", "2026-11-27T17:00"),
    ("3/4", "2027-04-03T17:00"),
    ("friday 5pm", "2026-11-27T17:00"),
]


@pytest.mark.parametrize(("typed", "wall"), SPANISH)
def test_spanish_is_understood_beside_english(typed: str, wall: str) -> None:
    assert read(typed, WEDNESDAY, NEW_YORK, "es") == wall


@pytest.mark.parametrize(
    ("typed", "locale", "wall"),
    [
        ("3/4", "en_US", "2027-03-04T17:00"),
        ("3/4", "en_GB", "2027-04-03T17:00"),
        ("3/4/2027", "es", "2027-04-03T17:00"),
        ("übermorgen", "de", "2026-11-27T17:00"),
        ("morgen 17:00", "de", "2026-11-26T17:00"),
        ("in 3 Tagen", "de", "2026-11-28T17:00"),
        ("3. Dezember 17:00", "de_AT", "2026-12-03T17:00"),
        ("3 de dezembro", "pt_BR", "2026-12-03T17:00"),
        ("demain", "fr", "2026-11-26T17:00"),
        ("bukas 5pm", "fil", "2026-11-26T17:00"),
        ("fri 5pm", "de", "2026-11-27T17:00"),
    ],
)
def test_other_languages_are_read_where_they_leave_no_doubt(typed: str, locale: str, wall: str) -> None:
    assert read(typed, WEDNESDAY, NEW_YORK, locale) == wall


@pytest.mark.parametrize(
    ("typed", "locale"),
    [
        ("3/4", "zz"),
        ("mar 10", "es"),
        ("fin de semana", "es"),
        ("la próxima semana", "es"),
        ("vendredi 17", "fr"),
        ("vendredi 17h", "fr"),
        ("Freitag 3. Dezember", "de"),
        ("am vor 27 übermorgen", "de"),
        ("Dezember", "de"),
        ("jetzt", "de"),
        ("demain", "en"),
        ("bukas", "zz"),
    ],
)
def test_what_is_half_understood_is_no_date(typed: str, locale: str) -> None:
    with pytest.raises(NotADate):
        read(typed, WEDNESDAY, NEW_YORK, locale)


@pytest.mark.parametrize(
    ("sentence", "count", "wall"),
    [
        ("Fri 5pm ~2h done when: it is live", 2, "2026-11-27T17:00"),
        ("Friday", 1, "2026-11-27T17:00"),
        ("Friday, then call Rosa", 1, "2026-11-27T17:00"),
        ("Friday on the site", 1, "2026-11-27T17:00"),
        ("Friday London edition", 1, "2026-11-27T17:00"),
        ("fri 5pm Manila please", 3, "2026-11-27T04:00"),
        ("5pm Friday Manila please", 3, "2026-11-27T04:00"),
        ("tomorrow 9 ~2h", 2, "2026-11-26T09:00"),
        ("tomorrow 9", 2, "2026-11-26T09:00"),
        ("tomorrow 9 photos", 1, "2026-11-26T17:00"),
        ("in 3 business days 5pm Manila with pictures", 6, "2026-12-01T04:00"),
        ("Fri 27 Nov 2026 17:00 UTC", 6, "2026-11-27T12:00"),
        ("in 2 hours or so", 3, "2026-11-25T12:00"),
    ],
)
def test_the_longest_date_at_the_head_of_a_sentence(sentence: str, count: int, wall: str) -> None:
    assert longest_date(sentence.split(), at(WEDNESDAY), NEW_YORK) == (count, at(wall))


@pytest.mark.parametrize(
    "sentence", ["", "the shop", "fri 5:30 ~2h", "next friday ~2h", "9 photos", "hand \0", "demain", "x " * 5000]
)
def test_a_sentence_without_a_certain_date_has_none(sentence: str) -> None:
    assert longest_date(sentence.split(" "), at(WEDNESDAY), NEW_YORK, "en") is None


def test_a_sentence_with_a_past_date_says_so() -> None:
    with pytest.raises(InThePast):
        longest_date(["today", "9am", "the", "report"], at(WEDNESDAY), NEW_YORK)


@pytest.mark.parametrize("locale", ["en", "en_GB", "es"])
def test_every_day_of_two_years_that_is_said_can_be_typed(locale: str) -> None:
    now = at(WEDNESDAY)
    for day in range(731):
        then = now + timedelta(days=day, hours=day % 24, minutes=1 + day % 59)
        assert read_date(say(then, "Asia/Manila", locale, now=now), now, Hours(zone="Asia/Manila"), locale) == then


@settings(deadline=None)
@given(
    minutes=st.integers(1, 19 * 365 * 1440),
    zone=st.sampled_from(["America/New_York", "Asia/Manila", "Europe/Bucharest", "Pacific/Chatham"]),
    locale=st.sampled_from(["en", "en_US", "en_GB", "en_AU", "en_IN", "en_CA", "es", "es_MX", "es_US"]),
)
def test_what_is_said_can_be_typed(minutes: int, zone: str, locale: str) -> None:
    now = at(WEDNESDAY)
    then = now + timedelta(minutes=minutes)
    said = say(then, zone, locale, now=now)
    found = read_date(said, now, Hours(zone=zone), locale)
    assert say(found, zone, locale, now=now) == said
    assert found == then or found == then - timedelta(hours=1)  # an hour shown twice


WORDS = (
    *("fri", "mon", "tomorrow", "today", "in", "next", "this", "end", "of", "day", "days", "week", "hours", "business"),
    *(
        "noon",
        "midnight",
        "eod",
        "27",
        "nov",
        "2026",
        "2026-11-27",
        "3/4",
        "3",
        "17",
        "5pm",
        "17:00",
        "-1",
        "99999999999",
    ),
    *("Manila", "UTC", "mañana", "viernes", "a", "las", "heute", "Tagen", "demain", "jours", "Dezember", "3."),
    *(",", ".", "½", "😀", "\0"),
)


@settings(deadline=None, max_examples=300)
@given(
    typed=st.one_of(
        st.text(max_size=90),
        st.lists(st.sampled_from(WORDS), max_size=7).map(" ".join),
        st.text().map(lambda t: t * 100),
    ),
    locale=st.one_of(st.sampled_from(["en", "es", "de", "fr", "fil"]), st.text(max_size=8)),
)
def test_whatever_is_typed_is_a_date_to_come_or_none(typed: str, locale: str) -> None:
    now = at(WEDNESDAY)
    for reading in (
        lambda: read_date(typed, now, NEW_YORK, locale),
        lambda: longest_date(typed.split(), now, NEW_YORK),
    ):
        try:
            found = reading()
        except NotADate:
            continue
        instant = found[1] if isinstance(found, tuple) else found
        assert instant is None or (instant > now and instant.utcoffset() == timedelta())


def test_what_is_slow_to_import_waits_until_it_is_needed() -> None:
    code = "import sys, bot.times; sys.exit(bool({'dateparser', 'holidays'} & sys.modules.keys()))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
