"""When a system's tasks are due and appear: the rule's days against clocks, holidays, leave and downtime."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import islice, pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.recurrence import Moved, Recurrence
from bot.systems import rules, turns
from bot.systems.records import System, SystemState
from bot.times import Away, Hours, local, to_utc
from tests.dialogs.world import MONDAY
from tests.systems.made import HERE, MANILA, system


def days(found: System, hours: Hours = HERE, count: int = 3) -> list[str]:
    return [coming.day.isoformat()[2:] for coming in islice(turns.comings(found, hours), count)]


def due(found: System, hours: Hours = HERE, count: int = 3) -> list[datetime]:
    return [coming.due_at for coming in islice(turns.comings(found, hours), count)]


def at(text: str, zone: str = "America/New_York") -> datetime:
    return to_utc(datetime.fromisoformat(text), zone)


def away(first: str, last: str) -> Hours:
    return replace(HERE, away=(Away(date.fromisoformat(first), date.fromisoformat(last)),))


def test_a_turn_is_due_at_its_wall_clock_on_both_sides_of_a_clock_change() -> None:
    weekly = system(first="2026-10-27")  # the clocks of New York go back on 1 November
    assert due(weekly) == [at("2026-10-27 09:00"), at("2026-11-03 09:00"), at("2026-11-10 09:00")]
    first, second = due(weekly, count=2)
    assert second - first == timedelta(days=7, hours=1)


def test_a_time_that_the_clocks_skip_is_an_hour_later_and_one_shown_twice_is_the_first() -> None:
    skipped = system("FREQ=DAILY", "2027-03-13", minutes=150)  # 2:30; it is 3:00 after 1:59 on 14 March
    assert due(skipped, replace(HERE, workdays=turns.EVERY_DAY)) == [
        datetime(2027, 3, 13, 7, 30, tzinfo=UTC),
        datetime(2027, 3, 14, 7, 30, tzinfo=UTC),
        datetime(2027, 3, 15, 6, 30, tzinfo=UTC),
    ]
    twice = system("FREQ=DAILY", "2026-11-01", minutes=90)  # 1:30, twice on 1 November
    assert due(twice, replace(HERE, workdays=turns.EVERY_DAY), 1) == [datetime(2026, 11, 1, 5, 30, tzinfo=UTC)]


def test_the_31st_of_every_month_and_29_february_are_the_last_day_where_there_is_no_such_day() -> None:
    every_day = replace(HERE, workdays=turns.EVERY_DAY)
    assert days(system("FREQ=MONTHLY;BYMONTHDAY=31", "2027-01-31"), every_day) == ["27-01-31", "27-02-28", "27-03-31"]
    leap = system("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "2027-02-28")
    assert days(leap, every_day) == ["27-02-28", "28-02-29", "29-02-28"]


@pytest.mark.parametrize(
    ("rule", "first", "hours", "found"),
    [
        # Thursday 26 November is a holiday in the United States, so what is due then is due on Friday.
        ("FREQ=WEEKLY;BYDAY=TH", "2026-11-26", replace(HERE, country="US"), ["26-11-27", "26-12-03"]),
        ("FREQ=WEEKLY;BYDAY=TH,FR", "2026-11-26", replace(HERE, country="US"), ["26-11-27", "26-12-03"]),
        ("FREQ=WEEKLY;BYDAY=TU", "2026-11-24", away("2026-11-23", "2026-11-27"), ["26-11-30", "26-12-01"]),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE", "2026-11-23", away("2026-11-23", "2026-11-24"), ["26-11-25", "26-11-30"]),
        # A Saturday that the rule names stays, unless it is leave; one that it does not name is no working day.
        ("FREQ=WEEKLY;BYDAY=SA", "2026-11-28", HERE, ["26-11-28", "26-12-05"]),
        ("FREQ=WEEKLY;BYDAY=SA", "2026-11-28", away("2026-11-28", "2026-11-28"), ["26-11-30", "26-12-05"]),
        ("FREQ=MONTHLY;BYDAY=1SU", "2026-12-06", HERE, ["26-12-06", "27-01-03"]),
        ("FREQ=MONTHLY;BYMONTHDAY=28", "2026-11-28", HERE, ["26-11-30", "26-12-28"]),
        ("FREQ=DAILY", "2026-11-27", HERE, ["26-11-27", "26-11-30"]),
    ],
)
def test_a_turn_on_a_holiday_on_leave_or_on_a_day_off_moves_on_and_meets_what_is_there(
    rule: str, first: str, hours: Hours, found: list[str]
) -> None:
    assert days(system(rule, first), hours, 2) == found


def test_turns_that_meet_are_one_task_that_stands_for_all_of_them() -> None:
    found = turns.next_coming(system("FREQ=DAILY", "2026-11-28"), HERE)
    assert found is not None
    assert found.turns == (date(2026, 11, 28), date(2026, 11, 29), date(2026, 11, 30))
    assert found.planned == date(2026, 11, 30)
    after = replace(system("FREQ=DAILY", "2026-11-28"), made=found.planned)
    assert days(after, HERE, 1) == ["26-12-01"]


def test_a_turn_that_somebody_moved_stays_where_it_was_moved_to_even_on_a_day_off() -> None:
    moved = rules.moved(system(), date(2026, 11, 24), date(2026, 11, 28))
    assert days(moved) == ["26-11-28", "26-12-01", "26-12-08"]
    back = rules.moved(moved, date(2026, 11, 24), date(2026, 11, 24))
    assert days(back, count=1) == ["26-11-24"]
    assert back.recurrence.moved == ()


def test_a_turn_moved_beyond_the_next_one_takes_it_along() -> None:
    beyond = system(recurrence=Recurrence(
        rule="FREQ=WEEKLY;BYDAY=TU", first=date(2026, 11, 24), moved=(Moved(date(2026, 11, 24), date(2026, 12, 3)),),
    ))  # fmt: skip
    assert days(beyond, count=2) == ["26-12-03", "26-12-08"]


def test_skipped_turns_are_left_out_and_only_those_to_come_can_be_taken_back() -> None:
    skipped = rules.skipped(system(made=date(2026, 11, 24)), (date(2026, 12, 1),))
    assert days(skipped) == ["26-12-08", "26-12-15", "26-12-22"]
    assert rules.still_skipped(skipped, date(2026, 11, 30)) == (date(2026, 12, 1),)
    assert rules.still_skipped(skipped, date(2026, 12, 1)) == ()
    assert days(rules.unskipped(skipped, date(2026, 11, 30)), count=1) == ["26-12-01"]
    assert rules.unskipped(skipped, date(2026, 12, 1)) == skipped
    later = replace(skipped, made=date(2026, 12, 8))
    assert rules.skipped(later, (date(2026, 12, 15),)).recurrence.skipped == (date(2026, 12, 15),)


@pytest.mark.parametrize(
    ("due_at", "ahead", "hours", "appears"),
    [
        ("2026-12-01 09:00", 1, MANILA, at("2026-11-30 09:00", "Asia/Manila")),
        ("2026-12-01 17:00", 1, MANILA, at("2026-12-01 09:00", "Asia/Manila")),  # the 2nd in Manila
        ("2026-12-01 09:00", 0, MANILA, at("2026-12-01 09:00", "Asia/Manila")),
        ("2026-11-30 09:00", 1, HERE, at("2026-11-27 09:00")),  # a weekend between
        ("2026-11-30 17:00", 0, HERE, at("2026-11-30 09:00")),
        ("2026-11-30 09:00", 0, HERE, at("2026-11-27 09:00")),  # due as the day begins
        ("2026-12-01 09:00", 5, HERE, at("2026-11-24 09:00")),
        ("2026-11-28 09:00", 1, HERE, at("2026-11-27 09:00")),  # a Saturday
        ("2026-11-30 17:00", 1, replace(HERE, country="US"), at("2026-11-27 09:00")),
        ("2026-11-27 17:00", 1, replace(HERE, country="US"), at("2026-11-25 09:00")),  # Thanksgiving between
        ("2026-11-30 17:00", 1, away("2026-11-23", "2026-11-29"), at("2026-11-30 09:00")),  # the first day back
        ("2026-11-30 09:00", 1, away("2026-11-23", "2026-11-29"), at("2026-11-30 09:00")),
        ("2026-12-01 09:00", 2, replace(HERE, workdays=()), at("2026-11-29 09:00")),  # who never works
    ],
)
def test_it_appears_as_the_holders_working_day_begins(due_at: str, ahead: int, hours: Hours, appears: datetime) -> None:
    assert turns.appears_at(at(due_at), ahead, hours) == appears


@pytest.mark.parametrize(
    ("done", "ahead", "appears", "due_at"),
    [
        ("2026-11-24", 1, "2026-11-26 09:00", "2026-11-27 09:00"),
        ("2026-11-24", 0, "2026-11-26 09:00", "2026-11-27 09:00"),  # due as the day begins is due a day later
        ("2026-11-26", 1, "2026-11-30 09:00", "2026-12-01 09:00"),  # a Saturday
        ("2026-11-24", 3, "2026-11-26 09:00", "2026-12-01 09:00"),
    ],
)
def test_counted_from_done_it_appears_on_the_rules_day_and_is_due_so_many_working_days_later(
    done: str, ahead: int, appears: str, due_at: str
) -> None:
    found = turns.next_coming(system("DONE+2D", done=date.fromisoformat(done), ahead=ahead), HERE)
    assert found is not None
    assert (found.appears_at, found.due_at) == (at(appears), at(due_at))


@pytest.mark.parametrize(
    ("skipped", "appears"),
    [
        ((), "2026-11-26 09:00"),
        (("2026-11-26",), "2026-11-30 09:00"),
        (("2026-11-26", "2026-11-28"), "2026-11-30 09:00"),
    ],
)
def test_counted_from_done_a_skipped_turn_counts_as_done_on_its_day(skipped: tuple[str, ...], appears: str) -> None:
    counted = system("DONE+2D", done=date(2026, 11, 24))
    left_out = rules.skipped(counted, [date.fromisoformat(day) for day in skipped])
    found = turns.next_coming(left_out, HERE)
    assert found is not None
    assert found.appears_at == at(appears)
    assert turns.next_coming(rules.unskipped(left_out, date(2026, 11, 24)), HERE) == turns.next_coming(counted, HERE)


def test_counted_from_done_early_the_next_can_be_skipped_though_it_comes_before_the_last_was_planned() -> None:
    counted = replace(system("DONE+2D", done=date(2026, 11, 24)), made=date(2026, 11, 30))
    assert rules.skipped(counted, [date(2026, 11, 26)]).recurrence.skipped == (date(2026, 11, 26),)


def test_counted_from_done_a_moved_turn_is_due_on_that_day_and_appears_before_it() -> None:
    counted = system("DONE+2D", done=date(2026, 11, 24))
    found = turns.next_coming(rules.moved(counted, date(2026, 11, 26), date(2026, 12, 3)), HERE)
    assert found is not None
    assert (found.planned, found.day, found.appears_at) == (
        date(2026, 11, 26),
        date(2026, 12, 3),
        at("2026-12-02 09:00"),
    )


def test_counted_from_done_a_turn_may_be_due_on_the_day_on_which_it_would_have_come() -> None:
    counted = system("DONE+2D", done=date(2026, 11, 24))
    found = turns.next_coming(rules.moved(counted, date(2026, 11, 26), date(2026, 11, 26)), HERE)
    assert found is not None
    assert (found.day, found.appears_at) == (date(2026, 11, 26), at("2026-11-25 09:00"))


@pytest.mark.parametrize(("to", "planned"), [("2026-12-03", "2026-12-05"), ("2026-11-24", "2026-11-28")])
def test_counted_from_done_a_moved_turn_that_is_skipped_counts_from_the_later_of_its_days(
    to: str, planned: str
) -> None:
    moved = rules.moved(system("DONE+2D", done=date(2026, 11, 24)), date(2026, 11, 26), date.fromisoformat(to))
    found = turns.next_coming(rules.skipped(moved, [date(2026, 11, 26)]), HERE)
    assert found is not None
    assert found.planned == date.fromisoformat(planned)


def test_counted_from_done_exceptions_are_for_the_turn_they_were_made_for_and_of_a_rule_for_its_days() -> None:
    for rule, left in (("DONE+2D", 0), ("FREQ=WEEKLY;BYDAY=TH", 1)):
        some = rules.skipped(system(rule, done=date(2026, 11, 24)), [date(2026, 11, 26)])
        assert len(rules.without_exceptions(some).recurrence.skipped) == left


def test_counted_from_done_there_is_none_to_come_before_that_and_the_first_is_on_its_first_day() -> None:
    waiting = system("DONE+1W", "2026-11-27")
    assert turns.next_coming(waiting, HERE) is None
    first = turns.first_coming(waiting, HERE)
    assert first is not None
    assert first.due_at == at("2026-11-27 09:00")
    after, wakes = turns.planned(waiting, HERE)
    assert (after.state, after.coming, wakes) == (SystemState.RUNNING, None, ())


@pytest.mark.parametrize(("today", "ahead", "day"), [
    ("2026-11-23", 1, "2026-11-24"), ("2026-11-27", 1, "2026-11-30"), ("2026-11-23", 0, "2026-11-24"),
])  # fmt: skip
def test_the_first_of_those_counted_from_done_is_due_on_a_working_day(today: str, ahead: int, day: str) -> None:
    assert turns.first_after_done(date.fromisoformat(today), ahead, HERE).isoformat() == day


def test_what_is_missed_is_every_turn_that_should_be_there_and_resuming_passes_over_what_was_due() -> None:
    daily = system("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-11-23")
    late = at("2026-11-26 12:00")
    assert [coming.day.day for coming in turns.missed(daily, HERE, late)] == [23, 24, 25, 26, 27]
    assert turns.missed(daily, HERE, at("2026-11-19 12:00")) == []
    assert turns.passed_over(daily, HERE, late).made == date(2026, 11, 26)
    assert turns.passed_over(daily, HERE, at("2026-11-20 12:00")) == daily
    waiting = system("DONE+1D", done=date(2026, 11, 20))
    assert turns.passed_over(waiting, HERE, late) == waiting


def test_one_job_waits_for_the_next_turn_and_the_one_before_is_taken_back() -> None:
    waiting, wakes = turns.planned(system(), HERE)
    assert waiting.coming == date(2026, 11, 24)
    assert [(wake.key, wake.at, wake.action) for wake in wakes] == [
        ("system:1:2026-11-24", at("2026-11-23 09:00"), "systems.make")
    ]
    skipped = rules.skipped(waiting, (date(2026, 11, 24),))
    again, wakes = turns.planned(skipped, HERE)
    assert again.coming == date(2026, 12, 1)
    assert [(wake.key, wake.at) for wake in wakes] == [
        ("system:1:2026-11-24", None),
        ("system:1:2026-12-01", at("2026-11-30 09:00")),
    ]
    paused, wakes = turns.planned(replace(again, state=SystemState.PAUSED), HERE)
    assert (paused.coming, [(wake.key, wake.at) for wake in wakes]) == (None, [("system:1:2026-12-01", None)])


def test_a_rule_that_has_ended_is_over() -> None:
    ended = system("FREQ=WEEKLY;BYDAY=TU;UNTIL=20261124", made=date(2026, 11, 24))
    after, wakes = turns.planned(ended, HERE)
    assert (after.state, after.coming, wakes) == (SystemState.OVER, None, ())
    paused = replace(ended, state=SystemState.PAUSED)
    assert turns.planned(paused, HERE)[0].state is SystemState.PAUSED


RULES = st.sampled_from(
    [
        "FREQ=DAILY", "FREQ=DAILY;INTERVAL=3", "FREQ=WEEKLY;BYDAY=SA,SU", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH",
        "FREQ=MONTHLY;BYMONTHDAY=31", "FREQ=MONTHLY;BYDAY=-1FR", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    ]
)  # fmt: skip
DATES = st.dates(date(2025, 1, 1), date(2031, 12, 31))


@st.composite
def anyones(draw: st.DrawFn) -> Hours:
    first = draw(DATES)
    leave = Away(first, first + timedelta(days=draw(st.integers(0, 40))))
    workdays = draw(st.sets(st.integers(0, 6), min_size=1))
    zone = draw(st.sampled_from(["Asia/Manila", "America/New_York", "Europe/Bucharest", "Australia/Lord_Howe"]))
    country = draw(st.sampled_from(["", "US", "PH", "RO"]))
    return Hours(zone=zone, workdays=tuple(sorted(workdays)), away=(leave,), country=country)


@given(rule=RULES, first=DATES, hours=anyones(), minutes=st.integers(0, 1440), ahead=st.sampled_from(rules.AHEAD))
def test_whatever_the_rule_and_the_holder_every_turn_comes_once_in_order_on_its_wall_clock(
    rule: str, first: date, hours: Hours, minutes: int, ahead: int
) -> None:
    some: dict[str, Any] = {"minutes": minutes, "ahead": ahead, "zone": hours.zone}
    found = list(islice(turns.comings(system(rule, first.isoformat(), **some), hours), 8))
    seen = [turn for coming in found for turn in coming.turns]
    assert seen == sorted(set(seen))
    assert all(one.day < two.day and one.due_at < two.due_at for one, two in pairwise(found))
    for coming in found:
        assert coming.appears_at <= coming.due_at
        assert coming.day >= coming.turns[0]
        here = local(coming.due_at, hours.zone)
        shown = (here.date() - coming.day).days * 1440 + here.hour * 60 + here.minute
        assert shown - minutes in (0, 30, 60)  # later only where the clocks skip that time


@given(rule=RULES, hours=anyones(), waits=st.lists(st.integers(1, 60 * 24 * 20), min_size=1, max_size=6))
def test_however_long_baton_was_down_no_turn_is_made_twice_and_none_before_it_appears(
    rule: str, hours: Hours, waits: list[int]
) -> None:
    now, one, made = MONDAY, system(rule, "2026-11-24"), list[date]()
    for wait in waits:
        now += timedelta(minutes=wait)
        due_now = turns.missed(one, hours, now)
        if due_now:
            made += due_now[-1].turns
            one = replace(one, made=due_now[-1].planned)
        assert turns.missed(one, hours, now) == []
    assert made == sorted(set(made))


@given(
    rule=st.sampled_from(["DONE+1D", "DONE+2D", "DONE+1W", "DONE+1M"]),
    hours=anyones(),
    done=DATES,
    steps=st.lists(st.one_of(st.just("skip"), st.integers(0, 60)), max_size=6),
    ahead=st.sampled_from(rules.AHEAD),
)
def test_counted_from_done_whatever_is_skipped_and_moved_the_next_is_one_day_and_comes_after_what_was_skipped(
    rule: str, hours: Hours, done: date, steps: list[str | int], ahead: int
) -> None:
    some = system(rule, done=done, ahead=ahead, zone=hours.zone)
    for step in steps:
        (coming,) = turns.comings(some, hours)
        if isinstance(step, int):
            some = rules.moved(some, coming.planned, done + timedelta(days=step))
            assert [one.day for one in turns.comings(some, hours)] == [done + timedelta(days=step)]
        else:
            some = rules.skipped(some, coming.turns)
            (following,) = turns.comings(some, hours)
            assert following.planned > coming.planned
            assert following.due_at > to_utc(datetime.combine(done, datetime.min.time()), hours.zone)
    (coming,) = turns.comings(some, hours)
    assert coming.appears_at <= coming.due_at
    (plain,) = turns.comings(system(rule, done=done, ahead=ahead, zone=hours.zone), hours)
    assert list(turns.comings(rules.without_exceptions(some), hours)) == [plain]
