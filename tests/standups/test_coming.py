"""When a standup asks next: on a day on which somebody, or that very person, works."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from msgspec.structs import replace

from bot.people import Person
from bot.standups import coming
from bot.standups.windows import Crew
from bot.times import Away
from tests.standups.made import ANA, BEN, GIL, STANDUP, TUESDAY

PLANNED = replace(STANDUP, next_day=TUESDAY)


def until(person: Person, last: date) -> Person:
    return replace(person, away=(Away(first=TUESDAY, last=last),))


@pytest.mark.parametrize(
    ("ana", "day"),
    [
        (ANA, date(2026, 11, 24)),
        (until(ANA, date(2026, 11, 24)), date(2026, 11, 25)),
        (until(ANA, date(2026, 11, 27)), date(2026, 11, 30)),
        (until(ANA, date(2027, 1, 3)), date(2027, 1, 4)),
    ],
)
def test_next_is_a_day_on_which_that_person_works(ana: Person, day: date) -> None:
    asked = Crew((ana, BEN), "UTC")
    at = datetime(day.year, day.month, day.day, 9, 30, tzinfo=UTC)
    assert coming.asked_next(PLANNED, asked, ana) == (day, at)
    assert coming.next_asked(PLANNED, asked, TUESDAY)[0] == TUESDAY


def test_next_for_all_is_when_the_first_is_back() -> None:
    asked = Crew((until(ANA, date(2027, 1, 3)), until(BEN, date(2027, 1, 8))), "UTC")
    assert coming.next_asked(PLANNED, asked, TUESDAY)[0] == date(2027, 1, 4)
    assert coming.next_asked(replace(PLANNED, days=(4,)), asked, TUESDAY)[0] == date(2027, 1, 8)


def test_where_nobody_comes_back_it_is_as_planned() -> None:
    gone = replace(ANA, away=(Away(first=TUESDAY, last=TUESDAY + timedelta(days=500)),))
    at = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
    assert coming.asked_next(PLANNED, Crew((gone,), "UTC"), gone) == (TUESDAY, at)


def test_whom_no_day_is_planned_for_is_not_asked_next() -> None:
    asked = Crew((ANA, BEN), "UTC")
    assert coming.asked_next(replace(STANDUP, next_day=None), asked, ANA) is None
    assert coming.asked_next(PLANNED, asked, GIL) is None
