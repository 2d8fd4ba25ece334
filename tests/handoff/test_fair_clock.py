"""The fair clock against counting minute by minute, and as a table of what happened and what it cost."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from holidays import country_holidays
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.handoff.fair_clock import Stretch, clocked, fair_minutes, stretches
from bot.handoff.records import Event, State, Task
from bot.times import Away, Hours, is_working, to_utc

ZONE = "Europe/Bucharest"
HOURS = Hours(zone=ZONE)  # Monday to Friday, 9 to 17


def at(text: str) -> datetime:
    """`Mon 9:00` of the week of 23 November 2026, on Ben's clocks; a second week goes on with `Mon2`."""
    day, clock = text.split()
    number = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun").index(day[:3]) + 7 * int(day[3:] == "2")
    hour, minute = clock.split(":")
    return to_utc(datetime(2026, 11, 23) + timedelta(days=number, hours=int(hour), minutes=int(minute)), ZONE)  # noqa: DTZ001 - on the clocks of a zone


def task(story: str, holder: str = "ben") -> Task:
    """`Mon 9:00 accept ben, Tue 10:00 ask ben`"""
    events = tuple(
        Event(kind=kind, at=at(f"{day} {clock}"), by=by, text=by.strip("-") if kind == "system" else "")
        for day, clock, kind, by in map(str.split, story.split(", "))
    )
    return Task(team="t", id="1", giver="olivia", holder=holder, outcome="x", state=State.ACCEPTED,
                created_at=at("Mon 0:00"), events=events)  # fmt: skip


STORIES = [
    ("Mon 9:00 offer olivia", 0),
    ("Mon 9:00 offer olivia, Mon 10:00 accept ben", 7 * 60 + 8 * 60 * 4),
    ("Mon 9:00 accept ben, Mon 12:00 hand_in ben", 180),
    ("Mon 9:00 accept ben, Mon 12:00 ask ben, Wed 9:00 answer olivia, Wed 10:00 hand_in ben", 240),
    ("Mon 9:00 accept ben, Mon 12:00 block ben, Fri 16:00 unblock olivia, Fri 20:00 hand_in ben", 240),
    ("Mon 9:00 accept ben, Mon 12:00 hand_in ben, Wed 9:00 send_back olivia, Wed 9:30 hand_in ben", 210),
    ("Mon 9:00 system -, Mon 12:00 ask ben, Wed 9:00 answer olivia, Wed 10:00 hand_in ben", 240),
    ("Mon 9:00 counter ben, Mon 15:00 agree olivia, Mon 16:00 hand_in ben", 60),
    ("Mon 9:00 ask ben, Mon 15:00 answer olivia, Tue 9:00 accept ben, Tue 10:00 hand_in ben", 60),
    ("Mon 9:00 accept ben, Mon 10:00 note olivia, Mon 11:00 snooze ben, Mon 12:00 hand_in ben", 180),
    ("Mon 9:00 accept ben, Mon 12:00 change olivia, Tue 9:00 accept ben, Tue 10:00 hand_in ben", 240),
    ("Mon 9:00 accept ben, Mon 10:00 hand_in ben, Mon 11:00 approve olivia, Mon 12:00 reopen olivia", 60),
    ("Mon 9:00 accept ben, Mon 12:00 cancel olivia", 180),
    ("Fri 16:00 accept ben, Mon2 10:00 hand_in ben", 120),
    ("Sat 9:00 accept ben, Sun 17:00 hand_in ben", 0),
    ("Mon 9:00 accept ana, Mon 12:00 hand_off ana, Tue 9:00 take_over ben, Tue 11:00 hand_in ben", 120),
    ("Mon 9:00 accept ana, Mon 12:00 ask ana, Mon 13:00 take_over ben, Mon 14:00 answer olivia", 60 * 4 + 8 * 60 * 4),
    ("Mon 9:00 accept ana, Mon 12:00 change olivia, Tue 9:00 pass_on olivia, Tue 9:30 accept ben", 3 * 480 + 450),
    ("Mon 9:00 accept ben, Mon 12:00 change olivia, Tue 9:00 withdraw olivia, Tue 10:00 hand_in ben", 240),
    ("Mon 9:00 system -, Mon 12:00 hand_off ana, Tue 9:00 take_over ben, Tue 11:00 hand_in ben", 120),
    ("Mon 9:00 claim ben, Mon 10:00 hand_back ben, Mon 12:00 claim ben, Mon 13:00 hand_in ben", 120),
]


@pytest.mark.parametrize(("story", "minutes"), STORIES)
def test_only_the_holders_working_time_counts_while_the_ball_is_theirs(story: str, minutes: int) -> None:
    assert fair_minutes(task(story), "ben", HOURS, at("Fri 23:00") + timedelta(days=3 * ("Mon2" in story))) == minutes


def test_each_holder_is_counted_for_the_own_part_alone() -> None:
    handed_on = task("Mon 9:00 accept ana, Mon 12:00 take_over gil, Mon 13:00 take_over ben, Mon 15:00 hand_in ben")
    assert stretches(handed_on) == (
        Stretch("ana", at("Mon 9:00"), at("Mon 12:00")),
        Stretch("gil", at("Mon 12:00"), at("Mon 13:00")),
        Stretch("ben", at("Mon 13:00"), at("Mon 15:00")),
    )


@pytest.mark.parametrize("begun", ["system ana", "accept ana", "claim ana"])
def test_an_owner_who_hands_on_what_others_gave_never_held_it(begun: str) -> None:
    handed = task(f"Mon 9:00 {begun}, Mon 12:00 hand_off carl, Tue 9:00 take_over ben, Tue 11:00 hand_in ben")
    assert {one.person for one in stretches(handed)} == {"ana", "ben"}
    assert fair_minutes(handed, "ana", HOURS, at("Fri 23:00")) == 480


def test_while_the_ball_is_theirs_the_clock_is_open() -> None:
    assert stretches(task("Mon 9:00 accept ben"))[-1].end is None


def test_taking_on_what_was_never_accepted_is_one_stretch() -> None:
    taken = task("Mon 9:00 offer olivia, Mon 10:00 accept ben, Mon 10:00 take_over ben")
    assert stretches(taken) == (Stretch("ben", at("Mon 10:00")),)


def test_where_no_event_says_who_held_it_it_is_who_holds_it_now() -> None:
    assert stretches(task("Mon 9:00 unblock olivia")) == (Stretch("ben", at("Mon 9:00")),)


KINDS = ("accept", "ask", "answer", "block", "unblock", "hand_in", "send_back", "note", "take_over", "change", "agree")
STEPS = st.lists(
    st.tuples(st.integers(0, 4_000), st.sampled_from(KINDS), st.sampled_from(("ana", "ben"))), min_size=1, max_size=8
)
ZONES = st.sampled_from(("Europe/Bucharest", "America/New_York", "Australia/Lord_Howe", "Asia/Manila"))


@settings(max_examples=80, deadline=None)
@given(steps=STEPS, zone=ZONES, month=st.sampled_from((3, 4, 10, 11)))
def test_it_is_what_counting_minute_by_minute_gives(steps: list[tuple[int, str, str]], zone: str, month: int) -> None:
    hours = Hours(zone=zone, workdays=(0, 1, 2, 3, 4, 5, 6), country="US")
    now, events = datetime(2026, month, 24, 6, tzinfo=UTC), []
    for minutes, kind, by in steps:
        now += timedelta(minutes=minutes % 1_500)
        events.append(Event(kind=kind, at=now, by=by))
    until = now + timedelta(minutes=300)
    told = Task(team="t", id="1", giver="olivia", holder="ben", outcome="x", state=State.ACCEPTED,
                created_at=events[0].at, events=tuple(events))  # fmt: skip
    found = [one for one in stretches(told) if one.person == "ben"]
    counted = 0
    for one in found:
        assert one.end is None or one.end >= one.start
        minute = one.start
        while minute < min(one.end or until, until):
            counted += is_working(minute, hours)
            minute += timedelta(minutes=1)
    assert fair_minutes(told, "ben", hours, until) == counted


@settings(deadline=None)
@given(st.lists(st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)), min_size=3, max_size=3), ZONES)  # noqa: DTZ001 - on the clocks of a zone
def test_it_is_never_negative_and_adds_up_over_any_split(instants: list[datetime], zone: str) -> None:
    first, middle, last = sorted(instant.replace(tzinfo=UTC) for instant in instants)
    hours = Hours(zone=zone)
    whole = clocked([(first, last)], hours, last)
    assert whole == clocked([(first, middle), (middle, last)], hours, last) >= 0
    assert clocked([(first, None)], hours, middle) == clocked([(first, middle)], hours, last)


REGIONS = st.sampled_from(("", "US", "US-CA", "DE-BY", "PH", "GB-SCT", "BR"))
DAYS_OF_2026 = st.dates(date(2026, 1, 1), date(2026, 12, 1))


@settings(deadline=None)
@given(
    first=DAYS_OF_2026,
    days=st.integers(1, 30),
    zone=ZONES,
    region=REGIONS,
    leave=st.tuples(DAYS_OF_2026, st.integers(0, 9)),
)
def test_whole_days_are_counted_alike_also_where_the_clocks_change(
    first: date, days: int, zone: str, region: str, leave: tuple[date, int]
) -> None:
    """By the calendar alone: eight hours for each weekday that is no public holiday and no day of leave."""
    away = Away(first=leave[0], last=leave[0] + timedelta(days=leave[1]))
    hours = Hours(zone=zone, country=region, away=(away,))
    country, _, part = region.partition("-")
    free = country_holidays(country, subdiv=part or None, years=(2026, 2027)) if country else ()
    span = [first + timedelta(days=day) for day in range(days)]
    worked = [day for day in span if day.weekday() < 5 and day not in free and not away.first <= day <= away.last]
    start, end = (to_utc(datetime.combine(day, time()), zone) for day in (first, first + timedelta(days=days)))
    assert clocked([(start, end)], hours, end) == 8 * 60 * len(worked)
