"""bot/team/leaves.py: who stands in on a day, who may, and when a leave begins and ends."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from msgspec.structs import replace

from bot.errors import Refused
from bot.people import Person, Roster
from bot.team import leaves
from bot.texts import Words
from bot.times import Away, to_utc
from tests.dialogs.world import MONDAY, PEOPLE

OLIVIA, ANA, BEN, PAT, GIL = PEOPLE
EN = Words("en")
WEEK = Away(date(2026, 11, 30), date(2026, 12, 4), "ben")
LONGER = Away(date(2026, 12, 3), date(2026, 12, 8), "gil")


def on_leave(*away: Away) -> Person:
    return replace(OLIVIA, away=away)


@pytest.mark.parametrize(
    ("day", "who"), [(29, ""), (30, "ben"), (2, "ben"), (3, "gil"), (4, "gil"), (8, "gil"), (9, "")]
)
def test_the_stand_in_of_a_day_is_that_of_the_leave_that_lasts_longest(day: int, who: str) -> None:
    some = date(2026, 11 if day > 20 else 12, day)
    leave = on_leave(WEEK, LONGER, Away(WEEK.first, LONGER.last)).covered_leave(some)
    assert (leave.stand_in if leave else "") == who


def test_the_roster_has_one_stand_in_a_person_and_forgets_the_last() -> None:
    roster, away = Roster(PEOPLE), on_leave(WEEK, LONGER)
    stands = leaves.with_stand_in(roster, away, date(2026, 12, 1))
    assert stands.must("ben").stands_in_for == ("olivia",)
    assert stands.stand_in("olivia") == stands.must("ben")
    later = leaves.with_stand_in(stands, away, date(2026, 12, 4))
    assert (later.must("ben").stands_in_for, later.must("gil").stands_in_for) == ((), ("olivia",))
    assert leaves.with_stand_in(later, away, date(2026, 12, 9)).people == PEOPLE
    both = leaves.with_stand_in(stands, replace(ANA, away=(WEEK,)), date(2026, 12, 1))
    assert both.must("ben").stands_in_for == ("olivia", "ana")


@pytest.mark.parametrize(
    ("stand_in", "refused"),
    [
        (OLIVIA, "Nobody stands in for themselves"),
        (PAT, "sees promises only"),
        (replace(BEN, away=(Away(date(2026, 12, 4), date(2026, 12, 4)),)), "Ben is away then too"),
        (replace(BEN, away=(Away(date(2026, 11, 1), date(2026, 11, 30)),)), "Ben is away then too"),
    ],
)
def test_who_is_away_then_or_no_colleague_cannot_stand_in(stand_in: Person, refused: str) -> None:
    with pytest.raises(Refused, match=refused) as error:
        leaves.must_stand_in(OLIVIA, stand_in, WEEK, EN)
    assert set(error.value.fields) == {"stand_in"}


def test_who_is_away_before_or_after_can() -> None:
    around = (Away(date(2026, 11, 1), date(2026, 11, 29)), Away(date(2026, 12, 5), date(2026, 12, 5)))
    leaves.must_stand_in(OLIVIA, replace(BEN, away=around), WEEK, EN)
    leaves.must_stand_in(OLIVIA, GIL, WEEK, EN)


def test_a_leave_begins_at_midnight_and_ends_with_the_first_working_time() -> None:
    def new_york(text: str) -> datetime:
        return to_utc(datetime.fromisoformat(text), "America/New_York")

    found = {wake.key: (wake.at, wake.arguments["last"]) for wake in leaves.wakes(on_leave(WEEK), MONDAY)}
    assert found == {
        "leave:olivia:2026-11-30": (new_york("2026-11-30 00:00"), ""),
        "leave:olivia:2026-12-04:end": (new_york("2026-12-07 09:00"), "2026-12-04"),
    }
    assert [wake.key for wake in leaves.wakes(on_leave(WEEK), new_york("2026-12-01 00:00"))] == [
        "leave:olivia:2026-12-04:end"
    ]


@pytest.mark.parametrize(
    ("last", "at", "over"),
    [
        ("2026-12-04", "2026-12-07 09:00", True),
        ("2026-12-04", "2026-12-04 23:59", False),
        ("2026-12-05", "2026-12-07 09:00", False),
        ("", "2026-12-07 09:00", False),
    ],
)
def test_a_leave_is_over_after_its_last_day_if_it_is_still_that_leave(last: str, at: str, *, over: bool) -> None:
    now = to_utc(datetime.fromisoformat(at), "America/New_York")
    assert (leaves.ended(on_leave(WEEK), last, now) == WEEK) is over
    assert leaves.ended(on_leave(WEEK, LONGER), last, now) is None
