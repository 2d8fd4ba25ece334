"""The one count of answers: a day's, a week's and the digest's are the same, also on days off and at early seats."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.digests.rules import Week, closed_in
from bot.people import Person, Roster
from bot.standups import rules
from bot.standups.day_cards import Day
from bot.standups.records import Answer, Run, SeatState
from bot.times import Away
from tests.standups.made import ANA, NOON, ROSTER, TUESDAY, answer, run, seat

CLOSE = NOON + timedelta(hours=3)
BEFORE, AFTER = CLOSE - timedelta(seconds=1), CLOSE
OFF = replace(ANA, away=(Away(TUESDAY, TUESDAY),))
GONE = replace(ANA, active=False)
STATES: tuple[SeatState, ...] = ("waiting", "asked", "away", "not_asked")
WEEK = Week(NOON - timedelta(days=7), NOON + timedelta(days=7))


def test_what_counts_as_what() -> None:
    standings: tuple[rules.Standing, ...] = (
        "answered", "answered", "answered", "late", "late", "missing", "open", "skipped", "away", "not_asked", "left",
    )  # fmt: skip
    found = rules.count(standings)
    assert found == rules.Count(answered=5, late=2, missing=1, open=1)
    assert (found.over, found.expected) == (6, 7)


@pytest.mark.parametrize(
    ("state", "person", "given", "now", "counted"),
    [
        ("asked", ANA, answer(), NOON, (1, 0, 0, 0)),
        ("waiting", ANA, answer(), NOON, (1, 0, 0, 0)),
        ("waiting", ANA, None, BEFORE, (0, 0, 0, 1)),
        ("asked", ANA, None, BEFORE, (0, 0, 0, 1)),
        ("not_asked", ANA, answer(late=True), AFTER, (1, 1, 0, 0)),
        ("asked", ANA, answer(late=True), AFTER, (1, 1, 0, 0)),
        ("asked", ANA, answer(skipped=True), AFTER, (0, 0, 0, 0)),
        ("asked", ANA, None, AFTER, (0, 0, 1, 0)),
        ("asked", OFF, None, AFTER, (0, 0, 0, 0)),
        ("asked", OFF, answer(), AFTER, (1, 0, 0, 0)),
        ("asked", GONE, None, AFTER, (0, 0, 0, 0)),
        ("asked", GONE, answer(), AFTER, (1, 0, 0, 0)),
        ("away", ANA, None, AFTER, (0, 0, 0, 0)),
        ("not_asked", ANA, None, AFTER, (0, 0, 0, 0)),
        ("waiting", ANA, None, AFTER, (0, 0, 0, 0)),
    ],
)
def test_how_one_day_counts(
    state: SeatState, person: Person, given: Answer | None, now: datetime, counted: tuple[int, int, int, int]
) -> None:
    answered, late, missing, coming = counted
    found = rules.participation([run(seat(state=state))], Roster((person,)), [given] if given else [], now)
    assert found == {"ana": rules.Count(answered=answered, late=late, missing=missing, open=coming)}


def test_days_add_up_per_person() -> None:
    days = [date(2026, 11, 23 + n) for n in range(3)]
    runs = [run(seat("ana"), seat("ben"), day=day) for day in days]
    given = [answer("ana", day=day) for day in days] + [answer("ben", day=days[0], late=True)]
    found = rules.participation(runs, ROSTER, given, AFTER)
    assert list(found) == ["ana", "ben"]
    assert found["ana"] == rules.Count(answered=3)
    assert found["ben"] == rules.Count(answered=1, late=1, missing=2)


NAMES = ("ana", "ben", "gil", "olivia")
DAYS = st.tuples(*(st.sampled_from(STATES) for _ in NAMES))
SAID = st.tuples(*(st.sampled_from(("nothing", "answered", "late", "skipped")) for _ in NAMES))
PRESENT = st.tuples(*(st.sampled_from((None, OFF, GONE, ANA)) for _ in NAMES))


@given(states=DAYS, said=SAID, present=PRESENT)
def test_the_summary_the_status_and_the_digest_agree(
    states: tuple[SeatState, ...], said: tuple[str, ...], present: tuple[Person | None, ...]
) -> None:
    roster = Roster(tuple(replace(one, id=name) for name, one in zip(NAMES, present, strict=True) if one))
    answers = [
        answer(name, late=what == "late", skipped=what == "skipped")
        for name, what in zip(NAMES, said, strict=True)
        if what != "nothing"
    ]
    day: Run = run(*(seat(name, state=state) for name, state in zip(NAMES, states, strict=True)))
    summary = Day(run=day, answers=answers, roster=roster, now=AFTER).count()
    status = rules.participation([day], roster, answers, AFTER).values()
    digest = rules.participation(closed_in([day], WEEK), roster, answers, AFTER).values()
    assert summary.over == summary.expected
    for counts in (status, digest):
        assert sum(count.answered for count in counts) == summary.answered
        assert sum(count.over for count in counts) == summary.over
