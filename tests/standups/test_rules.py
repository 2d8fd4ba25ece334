"""Tables of the rules: who may, what may be handed in when, how a day stands, and how a week is counted."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from msgspec.structs import replace

from bot.errors import NotAllowed, Refused
from bot.people import Person, Role
from bot.standups import rules
from bot.standups.records import Answer, Seat, SeatState
from bot.times import Away
from bot.ui import When
from tests.standups.made import (
    ANA,
    BEN,
    GIL,
    NOON,
    OLIVIA,
    PAT,
    ROSTER,
    STANDUP,
    TUESDAY,
    answer,
    lines,
    run,
    seat,
    sitting,
)

CLOSE = NOON + timedelta(hours=3)
BEFORE, AFTER = CLOSE - timedelta(seconds=1), CLOSE
WEEK_LATER = CLOSE + timedelta(days=7)
ANA_AWAY = replace(ANA, away=(Away(TUESDAY, TUESDAY),))
ANA_GONE = replace(ANA, active=False)
ANA_PARTNER = replace(ANA, role=Role.PARTNER)


@pytest.mark.parametrize("who", [ANA, PAT, GIL])
def test_only_the_owner_leads(who: Person) -> None:
    rules.may_lead(OLIVIA)
    for attempt in (
        lambda: rules.may_lead(who),
        lambda: rules.paused(STANDUP, who),
        lambda: rules.resumed(replace(STANDUP, paused=True), who),
    ):
        with pytest.raises(NotAllowed, match="owner's part"):
            attempt()


@pytest.mark.parametrize("who", [OLIVIA, ANA, GIL])
def test_those_who_do_the_work_take_part_when_they_are_asked(who: Person) -> None:
    rules.may_take_part(who)
    assert rules.seat_of(run(seat(who.id)), who) == seat(who.id)
    with pytest.raises(NotAllowed, match="not in the standup Daily"):
        rules.seat_of(run(seat("somebody")), who)


def test_a_partner_takes_no_part_even_with_a_seat() -> None:
    with pytest.raises(NotAllowed, match="promises"):
        rules.seat_of(run(seat("pat")), PAT)


@pytest.mark.parametrize(
    ("before", "now", "late", "edited"),
    [
        (None, NOON - timedelta(hours=5), False, False),
        (None, BEFORE, False, False),
        (answer(), BEFORE, False, True),
        (answer(skipped=True), BEFORE, False, False),
        (None, AFTER, True, False),
        (answer(skipped=True), AFTER, True, False),
        (None, WEEK_LATER - timedelta(seconds=1), True, False),
    ],
)
def test_what_is_handed_in(before: Answer | None, now: datetime, late: bool, edited: bool) -> None:
    given = rules.answered(sitting(before), ANA, lines("Ads"), now)
    assert given == replace(answer(), lines=lines("Ads"), at=now, late=late, edited=edited)


@pytest.mark.parametrize(
    ("before", "now", "why"),
    [
        (answer(), AFTER, "your answer stands"),
        (answer(late=True), AFTER, "your answer stands"),
        (None, WEEK_LATER, "more than a week ago"),
        (answer(), WEEK_LATER, "more than a week ago"),
    ],
)
def test_what_is_refused(before: Answer | None, now: datetime, why: str) -> None:
    with pytest.raises(Refused, match=why) as refused:
        rules.answered(sitting(before), ANA, lines(), now)
    assert When(CLOSE) in refused.value.text


def test_an_edit_keeps_the_record_so_that_a_race_is_noticed() -> None:
    before = replace(answer(), revision=4)
    assert rules.answered(sitting(before), ANA, lines(), NOON).revision == 4


def test_nobody_answers_or_skips_for_a_seat_that_is_not_theirs() -> None:
    with pytest.raises(NotAllowed):
        rules.answered(sitting(), BEN, lines(), NOON)
    with pytest.raises(NotAllowed):
        rules.skipped(sitting(), BEN, NOON)


def test_skipping_leaves_an_empty_sheet() -> None:
    assert rules.skipped(sitting(), ANA, BEFORE) == replace(answer(skipped=True), at=BEFORE)


@pytest.mark.parametrize(
    ("before", "now", "why"),
    [
        (answer(skipped=True), NOON, "today already"),
        (answer(), NOON, "nothing to skip"),
        (None, AFTER, "You can still answer"),
    ],
)
def test_what_cannot_be_skipped(before: Answer | None, now: datetime, why: str) -> None:
    with pytest.raises(Refused, match=why) as refused:
        rules.skipped(sitting(before), ANA, now)
    assert (When(CLOSE) in refused.value.text) is (before is None)


def test_pausing_and_resuming() -> None:
    paused = rules.paused(STANDUP, OLIVIA)
    assert paused == replace(STANDUP, paused=True)
    assert rules.resumed(paused, OLIVIA) == STANDUP
    with pytest.raises(Refused, match="paused already"):
        rules.paused(paused, OLIVIA)
    with pytest.raises(Refused, match="is running"):
        rules.resumed(STANDUP, OLIVIA)


@pytest.mark.parametrize(
    ("before", "person", "given", "now", "after"),
    [
        ("waiting", ANA, None, NOON, "asked"),
        ("waiting", ANA, None, BEFORE, "asked"),
        ("waiting", ANA, None, AFTER, "not_asked"),
        ("waiting", ANA_AWAY, None, NOON, "away"),
        ("waiting", ANA_AWAY, None, AFTER, "not_asked"),
        ("waiting", ANA_GONE, None, NOON, "away"),
        ("waiting", None, None, NOON, "away"),
        ("waiting", ANA_PARTNER, None, NOON, "away"),
        ("waiting", replace(ANA, workdays=(0, 2)), None, NOON, "away"),
        ("waiting", ANA, answer(), NOON, "waiting"),
        ("waiting", ANA, answer(skipped=True), NOON, "waiting"),
        ("asked", ANA, None, NOON, "asked"),
        ("away", ANA, None, NOON, "away"),
        ("not_asked", ANA, None, NOON, "not_asked"),
    ],
)
def test_what_a_prompt_that_is_due_does(
    before: SeatState, person: Person | None, given: Answer | None, now: datetime, after: SeatState
) -> None:
    assert rules.prompted(seat(state=before), person, given, now) == seat(state=after)


@pytest.mark.parametrize(
    ("before", "person", "given", "after"),
    [
        ("asked", ANA, None, "asked"),
        ("asked", ANA_AWAY, None, "away"),
        ("asked", ANA_GONE, None, "away"),
        ("asked", None, None, "away"),
        ("asked", ANA_PARTNER, None, "away"),
        ("asked", ANA_AWAY, answer(), "asked"),
        ("waiting", ANA, None, "not_asked"),
        ("away", ANA, None, "away"),
    ],
)
def test_how_a_seat_is_settled_at_the_end(
    before: SeatState, person: Person | None, given: Answer | None, after: SeatState
) -> None:
    assert rules.settled(seat(state=before), person, given, AFTER) == seat(state=after)


@pytest.mark.parametrize(
    ("state", "person", "given", "now", "reminded"),
    [
        ("asked", ANA, None, BEFORE, True),
        ("asked", ANA, None, AFTER, False),
        ("asked", ANA, answer(), BEFORE, False),
        ("asked", ANA, answer(skipped=True), BEFORE, False),
        ("asked", ANA_AWAY, None, BEFORE, False),
        ("asked", ANA_GONE, None, BEFORE, False),
        ("asked", None, None, BEFORE, False),
        ("asked", ANA_PARTNER, None, BEFORE, False),
        ("waiting", ANA, None, BEFORE, False),
        ("away", ANA, None, BEFORE, False),
        ("not_asked", ANA, None, BEFORE, False),
    ],
)
def test_who_is_reminded(
    state: SeatState, person: Person | None, given: Answer | None, now: datetime, reminded: bool
) -> None:
    assert rules.should_remind(seat(state=state), person, given, now) is reminded


def test_a_window_that_reaches_into_a_day_off_reminds_nobody_there() -> None:
    friday_night = datetime(2026, 11, 27, 22, 30, tzinfo=NOON.tzinfo)
    person = replace(ANA, zone="UTC")
    place = Seat(person="ana", prompt_at=friday_night, closes_at=friday_night + timedelta(hours=3), state="asked")
    assert rules.should_remind(place, person, None, friday_night + timedelta(hours=1))
    assert not rules.should_remind(place, person, None, friday_night + timedelta(hours=2))


def test_a_holiday_of_the_persons_own_country_is_a_day_off() -> None:
    st_andrews = datetime(2026, 11, 30, 12, 0, tzinfo=NOON.tzinfo)
    place = Seat(person="ana", prompt_at=st_andrews, closes_at=st_andrews + timedelta(hours=3))
    assert rules.prompted(place, replace(ANA, country="RO"), None, st_andrews).state == "away"
    assert rules.prompted(place, replace(ANA, country="US"), None, st_andrews).state == "asked"


@pytest.mark.parametrize(
    ("state", "person", "given", "now", "standing"),
    [
        ("asked", ANA, answer(), NOON, "answered"),
        ("asked", ANA_GONE, answer(), AFTER, "answered"),
        ("asked", ANA, answer(late=True), AFTER, "late"),
        ("asked", ANA, answer(skipped=True), AFTER, "skipped"),
        ("asked", None, None, AFTER, "left"),
        ("asked", ANA_GONE, None, AFTER, "left"),
        ("asked", ANA_PARTNER, None, AFTER, "left"),
        ("asked", ANA_PARTNER, answer(), AFTER, "answered"),
        ("not_asked", ANA, None, AFTER, "not_asked"),
        ("not_asked", ANA_AWAY, None, AFTER, "not_asked"),
        ("away", ANA, None, AFTER, "away"),
        ("asked", ANA_AWAY, None, AFTER, "away"),
        ("waiting", ANA, None, BEFORE, "open"),
        ("asked", ANA, None, BEFORE, "open"),
        ("asked", ANA, None, AFTER, "missing"),
        ("waiting", ANA, None, AFTER, "not_asked"),
    ],
)
def test_how_one_day_stands(
    state: SeatState, person: Person | None, given: Answer | None, now: datetime, standing: rules.Standing
) -> None:
    assert rules.standing(seat(state=state), person, given, now) == standing


def test_standings_keep_the_order_of_the_run_and_leave_out_what_is_empty() -> None:
    day = run(seat("ben"), seat("ana"), seat("gil"), seat("olivia", state="away"))
    found = rules.standings(day, ROSTER, [answer("gil")], AFTER)
    assert found == {"missing": ("ben", "ana"), "answered": ("gil",), "away": ("olivia",)}


def test_one_time_for_all_becomes_each_persons_own_once_and_only_for_the_owner() -> None:
    team = replace(STANDUP, zone_mode="team")
    assert rules.in_own_time(team, OLIVIA).zone_mode == "personal"
    with pytest.raises(Refused, match="in their own time already"):
        rules.in_own_time(STANDUP, OLIVIA)
    with pytest.raises(NotAllowed):
        rules.in_own_time(team, ANA)
