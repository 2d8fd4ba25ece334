"""When days open and close: zones, clock changes, days missed, and the jobs that carry it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from bot.people import Role, Roster
from bot.requests import Wake
from bot.standups import coming, rules, windows
from bot.standups.records import Followed
from bot.standups.windows import Crew
from bot.times import Hours
from tests.standups.made import ANA, BEN, GIL, NOON, OLIVIA, PAT, ROSTER, STANDUP, TEAM, TUESDAY, run, seat

MANILA = replace(ANA, zone="Asia/Manila")
BUCHAREST = replace(BEN, zone="Europe/Bucharest")
BOTH = Crew((MANILA, BUCHAREST), "America/New_York")
OPENS = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)  # 9:30 in Manila
ENDS = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)  # 12:30 in Bucharest


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_all_assistants_are_asked_or_those_named_who_still_work_here() -> None:
    assert windows.crew(STANDUP, TEAM, ROSTER) == Crew((ANA, BEN), "America/New_York")
    named = replace(STANDUP, everyone=False, people=("gil", "olivia", "pat", "ghost"))
    assert windows.crew(named, TEAM, ROSTER).people == (OLIVIA, GIL)
    gone = replace(ROSTER, people=(OLIVIA, replace(GIL, active=False), PAT, replace(ANA, role=Role.PARTNER)))
    assert windows.crew(named, TEAM, gone).people == (OLIVIA,)
    assert windows.crew(STANDUP, TEAM, gone).people == ()


def test_of_those_in_a_channel_who_does_the_work_is_asked() -> None:
    there = Roster(tuple(replace(one, accounts=(f"slack:{one.id}", f"web:{one.id}")) for one in ROSTER.people))
    accounts = ("slack:gil", "slack:olivia", "slack:pat", "web:ana", "slack:stranger")
    followed = replace(STANDUP, people=("ben",), followed=Followed(channel="slack:C1", accounts=accounts))
    assert windows.crew(followed, TEAM, there) == Crew((there.must("ana"), there.must("gil")), "America/New_York")
    nobody = replace(followed, followed=Followed(channel="slack:C1"))
    assert windows.crew(nobody, TEAM, there) == Crew((), "America/New_York")


def test_each_person_has_a_window_of_ones_own_or_all_have_the_teams() -> None:
    own = windows.seats(STANDUP, BOTH, TUESDAY)
    assert [(s.person, s.prompt_at, s.closes_at) for s in own] == [
        ("ana", OPENS, OPENS + timedelta(hours=3)),
        ("ben", at("2026-11-24 07:30"), ENDS),
    ]
    team = windows.seats(replace(STANDUP, zone_mode="team"), BOTH, TUESDAY)
    assert [(s.prompt_at, s.closes_at) for s in team] == [
        (at("2026-11-24 08:30"), at("2026-11-24 17:30")),  # 22:30 in Manila: asked before she goes home
        (at("2026-11-24 14:30"), at("2026-11-24 17:30")),
    ]
    assert (windows.opens_at(STANDUP, BOTH, TUESDAY), windows.ends_at(STANDUP, BOTH, TUESDAY)) == (OPENS, ENDS)


@pytest.mark.parametrize(
    ("hours", "planned", "asked"),
    [
        ({}, "2026-11-24 09:30", "2026-11-24 09:30"),
        ({}, "2026-11-24 07:00", "2026-11-24 09:00"),
        ({}, "2026-11-24 20:00", "2026-11-24 16:30"),
        ({"day_start": 1320, "day_end": 1800}, "2026-11-24 09:30", "2026-11-24 22:00"),  # who works at night
        ({"day_start": 1320, "day_end": 1800}, "2026-11-24 03:00", "2026-11-24 03:00"),  # in Monday's night
        ({"day_start": 600, "day_end": 620}, "2026-11-24 20:00", "2026-11-24 10:00"),
        ({"quiet": (1320, 615)}, "2026-11-24 09:30", "2026-11-24 10:15"),  # quiet until then
        ({"quiet": (1320, 615)}, "2026-11-24 20:00", "2026-11-24 16:30"),
        ({"quiet": (540, 1020)}, "2026-11-24 09:30", "2026-11-24 09:30"),  # quiet all day long: asked all the same
        ({}, "2026-11-28 20:00", "2026-11-28 20:00"),  # a Saturday: nobody is asked
        ({"country": "US"}, "2026-11-26 20:00", "2026-11-26 20:00"),  # Thanksgiving
    ],
)
def test_everybody_is_asked_while_they_work(hours: dict[str, Any], planned: str, asked: str) -> None:
    assert windows.at_work(at(planned), Hours(zone="UTC", **hours)) == at(asked)


@pytest.mark.parametrize(
    ("hours", "planned", "asked"),
    [
        ({}, "2026-11-24 09:30", "2026-11-24 09:30"),
        ({}, "2026-11-24 06:10", "2026-11-24 09:00"),  # ten minutes before it closes
        ({}, "2026-11-24 06:09", "2026-11-23 16:30"),
        ({}, "2026-11-24 05:59", "2026-11-23 16:30"),
        ({}, "2026-11-24 17:00", "2026-11-24 16:30"),
        ({}, "2026-11-24 22:30", "2026-11-24 16:30"),
        ({}, "2026-11-25 04:30", "2026-11-24 16:30"),
        ({}, "2026-11-28 04:30", "2026-11-27 16:30"),  # Saturday there, where it is Friday for the team
        ({}, "2026-11-28 12:00", "2026-11-28 12:00"),  # a whole Saturday: nobody is asked
        ({}, "2026-11-23 05:00", "2026-11-23 09:00"),  # a Monday after a weekend
        ({"day_start": 600, "day_end": 620}, "2026-11-24 20:00", "2026-11-24 10:00"),
        ({"day_start": 1320, "day_end": 1800}, "2026-11-24 03:00", "2026-11-24 03:00"),  # who works at night
        ({"day_start": 1320, "day_end": 1800}, "2026-11-24 09:30", "2026-11-24 05:30"),
        ({"day_start": 1320, "day_end": 1800}, "2026-11-24 19:30", "2026-11-24 22:00"),
        ({"country": "US"}, "2026-11-27 04:00", "2026-11-27 09:00"),  # after Thanksgiving
        ({"quiet": (480, 900)}, "2026-11-24 14:30", "2026-11-24 15:00"),
        ({"quiet": (480, 1080)}, "2026-11-24 14:30", "2026-11-24 14:30"),  # quiet all day long
    ],
)
def test_with_one_team_time_everybody_is_asked_while_they_work(hours: dict[str, Any], planned: str, asked: str) -> None:
    closes = at(planned) + timedelta(hours=3)
    assert windows.at_work_before(at(planned), closes, Hours(zone="UTC", **hours)) == at(asked)


def test_whoever_comes_after_the_teams_close_has_a_window_of_their_own() -> None:
    early = replace(STANDUP, zone_mode="team", minutes=5 * 60)
    [found] = windows.seats(early, Crew((ANA,), "UTC"), date(2026, 11, 23))
    assert (found.prompt_at, found.closes_at) == (at("2026-11-23 09:00"), at("2026-11-23 12:00"))


def test_who_is_asked_at_another_time_than_the_teams_is_told_apart() -> None:
    team = replace(STANDUP, zone_mode="team")
    [found] = coming.elsewhen(team, BOTH, TUESDAY)
    assert (found.person, found.at, found.asked_at) == (MANILA, at("2026-11-24 14:30"), at("2026-11-24 08:30"))
    assert coming.elsewhen(STANDUP, BOTH, TUESDAY) == ()


@pytest.mark.parametrize(
    ("hours", "prompt", "closes", "reminded"),
    [
        ({}, "09:30", "12:30", "12:00"),
        ({}, "14:30", "17:30", "17:00"),  # as they go
        ({}, "16:00", "19:00", "16:50"),  # before they go
        ({}, "16:20", "19:20", "16:50"),
        ({}, "16:21", "19:21", None),  # they have just been asked
        ({}, "16:30", "19:30", None),
        ({"day_end": 720}, "09:30", "13:00", "11:50"),
        ({"quiet": (720, 780)}, "09:30", "12:30", None),
        ({"day_start": 1320, "day_end": 1800}, "22:00", "23:00", "22:30"),
    ],
)
def test_a_reminder_comes_while_they_work(
    hours: dict[str, Any], prompt: str, closes: str, reminded: str | None
) -> None:
    window = replace(seat(), prompt_at=at(f"2026-11-24 {prompt}"), closes_at=at(f"2026-11-24 {closes}"))
    expected = at(f"2026-11-24 {reminded}") if reminded else None
    assert windows.remind_at(run(), window, Hours(zone="UTC", **hours)) == expected


def test_a_standup_of_nobody_keeps_the_teams_time() -> None:
    nobody = Crew((), "America/New_York")
    assert windows.opens_at(STANDUP, nobody, TUESDAY) == at("2026-11-24 14:30")
    assert windows.ends_at(STANDUP, nobody, TUESDAY) == at("2026-11-24 17:30")


@pytest.mark.parametrize(
    ("day", "minutes", "instant"),
    [
        (date(2026, 3, 7), 150, "2026-03-07 07:30"),  # New York, winter
        (date(2026, 3, 8), 150, "2026-03-08 07:30"),  # 2:30 is skipped: forward
        (date(2026, 3, 9), 150, "2026-03-09 06:30"),  # summer
        (date(2026, 10, 31), 90, "2026-10-31 05:30"),
        (date(2026, 11, 1), 90, "2026-11-01 05:30"),  # 1:30 comes twice: the first
        (date(2026, 11, 2), 90, "2026-11-02 06:30"),
    ],
)
def test_the_wall_clock_stays_when_the_clocks_change(day: date, minutes: int, instant: str) -> None:
    nobody = Crew((), "America/New_York")
    assert windows.opens_at(replace(STANDUP, minutes=minutes), nobody, day) == at(instant)


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (OPENS - timedelta(seconds=1), date(2026, 11, 24)),
        (OPENS, date(2026, 11, 25)),  # Ana's has begun
        (at("2026-11-27 01:29"), date(2026, 11, 27)),
        (at("2026-11-27 01:30"), date(2026, 11, 30)),  # over the weekend
    ],
)
def test_a_new_standup_starts_with_a_day_that_is_whole(now: datetime, day: date) -> None:
    assert windows.first_whole_day(STANDUP, BOTH, now) == day


@pytest.mark.parametrize(
    ("opened_on", "now", "day"),
    [
        (None, OPENS, date(2026, 11, 24)),
        (None, ENDS - timedelta(seconds=1), date(2026, 11, 24)),
        (None, ENDS, date(2026, 11, 25)),
        (date(2026, 11, 24), OPENS, date(2026, 11, 25)),
        (date(2026, 11, 27), at("2026-11-27 02:00"), date(2026, 11, 30)),
        (date(2026, 11, 24), at("2027-02-02 03:00"), date(2027, 2, 2)),  # after months of silence
    ],
)
def test_the_next_day_is_one_that_can_still_be_answered(opened_on: date | None, now: datetime, day: date) -> None:
    assert windows.next_open_day(replace(STANDUP, opened_on=opened_on), BOTH, now) == day


def test_one_day_a_week_and_the_ends_of_the_earth_are_found() -> None:
    sundays = replace(STANDUP, days=(6,), minutes=1439, close_minutes=720)
    islands = Crew((replace(ANA, zone="Pacific/Kiritimati"), replace(BEN, zone="Pacific/Pago_Pago")), "UTC")
    assert windows.next_open_day(sundays, islands, NOON) == date(2026, 11, 29)
    last = windows.ends_at(sundays, islands, date(2026, 11, 29))
    assert windows.next_open_day(sundays, islands, last - timedelta(seconds=1)) == date(2026, 11, 29)
    assert windows.next_open_day(sundays, islands, last) == date(2026, 12, 6)


def test_planning_sets_one_wake_and_takes_the_old_one_back() -> None:
    wake = Wake(
        key="standup:1:2026-11-24",
        at=OPENS,
        action="standups.open",
        arguments={"standup": "1", "day": "2026-11-24"},
    )
    planned = replace(STANDUP, next_day=TUESDAY)
    assert windows.planned(STANDUP, BOTH, TUESDAY) == (planned, (wake,))
    assert windows.planned(planned, BOTH, TUESDAY) == (planned, (wake,))
    back = Wake(key="standup:1:2026-11-24", at=None)
    assert windows.planned(planned, BOTH, None) == (STANDUP, (back,))
    moved, wakes = windows.planned(planned, BOTH, date(2026, 11, 25))
    assert (moved.next_day, wakes[0], wakes[1].key) == (date(2026, 11, 25), back, "standup:1:2026-11-25")


def test_the_day_that_is_planned_follows_those_whom_it_asks() -> None:
    paused = replace(STANDUP, next_day=None)
    assert windows.replanned(paused, BOTH, OPENS) == (paused, ())
    waiting = replace(STANDUP, next_day=TUESDAY)
    late = Crew((BUCHAREST,), "America/New_York")
    assert windows.replanned(waiting, late, OPENS) == windows.planned(waiting, late, TUESDAY)
    over = windows.replanned(waiting, BOTH, ENDS)
    assert over == windows.planned(waiting, BOTH, TUESDAY + timedelta(days=1))
    assert over[0].next_day == TUESDAY + timedelta(days=1)


def test_opening_wakes_for_every_window_and_for_the_end() -> None:
    day, wakes = windows.opened(STANDUP, BOTH, TUESDAY, OPENS)
    assert [s.state for s in day.seats] == ["waiting", "waiting"]
    assert (day.id, day.opened_at, day.closes_at) == ("1:2026-11-24", OPENS, ENDS)
    assert (day.team, day.standup, day.name, day.day) == ("t1", "1", "Daily", TUESDAY)
    assert (day.questions, day.channel, day.reminder_minutes) == (STANDUP.questions, STANDUP.channel, 30)
    about = {"run": "1:2026-11-24"}
    assert [(w.key, w.at, w.action, w.arguments) for w in wakes] == [
        ("standup:1:2026-11-24:ana", OPENS, "standups.prompt", about | {"person": "ana"}),
        ("standup:1:2026-11-24:ben", at("2026-11-24 07:30"), "standups.prompt", about | {"person": "ben"}),
        ("standup:1:2026-11-24:end", ENDS, "standups.close", about),
    ]


def test_a_window_that_closed_unseen_counts_as_not_asked() -> None:
    day, wakes = windows.opened(STANDUP, BOTH, TUESDAY, at("2026-11-24 04:30"))
    assert [s.state for s in day.seats] == ["not_asked", "waiting"]
    assert [w.key for w in wakes] == ["standup:1:2026-11-24:ben", "standup:1:2026-11-24:end"]


def test_opening_plans_the_next_day_and_never_the_same_again() -> None:
    opened = windows.opening(replace(STANDUP, next_day=TUESDAY), BOTH, TUESDAY, OPENS)
    assert (opened.standup.opened_on, opened.standup.next_day) == (TUESDAY, date(2026, 11, 25))


def test_a_reminder_comes_before_the_persons_own_close_or_never() -> None:
    assert windows.remind_at(run(), seat(), ANA.hours()) == NOON + timedelta(hours=2, minutes=30)
    assert windows.remind_at(replace(run(), reminder_minutes=0), seat(), ANA.hours()) is None
    before_work = replace(seat(), prompt_at=at("2026-11-23 05:00"), closes_at=at("2026-11-23 08:00"))  # after a Sunday
    assert windows.remind_at(run(), before_work, ANA.hours()) is None
    after_work = replace(seat(), prompt_at=at("2026-11-24 14:31"), closes_at=at("2026-11-24 17:31"))
    assert windows.remind_at(run(), after_work, ANA.hours()) == at("2026-11-24 16:50")


@pytest.mark.parametrize(
    ("zone", "prompt", "off"),
    [
        ("UTC", "2026-11-27 22:30", False),
        ("Asia/Manila", "2026-11-27 22:30", True),  # Saturday there
        ("Asia/Manila", "2026-11-29 22:30", False),  # Monday there
    ],
)
def test_a_day_off_is_looked_up_on_the_persons_own_calendar(zone: str, prompt: str, off: bool) -> None:
    assert windows.is_off(replace(seat(), prompt_at=at(prompt)), replace(ANA, zone=zone)) is off


@pytest.mark.parametrize(
    ("prompt", "off"),
    [
        ("2026-11-27 22:00", False),
        ("2026-11-28 05:59", False),  # Friday's night
        ("2026-11-28 06:00", True),
        ("2026-11-30 05:59", True),  # Sunday's night
        ("2026-11-30 06:00", False),
    ],
)
def test_a_night_is_off_when_the_day_is_on_which_it_began(prompt: str, off: bool) -> None:
    by_night = replace(ANA, zone="UTC", day_start=22 * 60, day_end=30 * 60)
    assert windows.is_off(replace(seat(), prompt_at=at(prompt)), by_night) is off
    asked = replace(seat(), prompt_at=at(prompt), closes_at=at(prompt) + timedelta(hours=3), state="asked")
    assert rules.should_remind(asked, by_night, None, at(prompt)) is not off


def test_in_the_night_it_is_asked_after_the_quiet_hours_of_that_night() -> None:
    by_night = replace(ANA, zone="UTC", day_start=22 * 60, day_end=30 * 60, quiet=(20 * 60, 60))
    [found] = windows.seats(STANDUP, Crew((by_night,), "UTC"), TUESDAY)
    assert found.prompt_at == at("2026-11-25 01:00")
    assert windows.is_today(found, by_night, at("2026-11-24 23:00"))
    assert not windows.is_today(found, by_night, at("2026-11-24 05:59"))


def test_early_is_only_on_the_persons_own_day_and_only_for_those_asked() -> None:
    planned = replace(STANDUP, next_day=TUESDAY)
    evening, morning = at("2026-11-23 15:59"), at("2026-11-23 16:00")  # midnight in Manila
    assert windows.early_seat(planned, BOTH, MANILA, evening) is None
    found = windows.early_seat(planned, BOTH, MANILA, morning)
    assert found is not None
    assert found.prompt_at == OPENS
    assert windows.early_seat(planned, BOTH, BUCHAREST, morning) is None
    assert windows.early_seat(planned, BOTH, OLIVIA, OPENS) is None
    assert windows.early_seat(STANDUP, BOTH, MANILA, morning) is None


@pytest.mark.parametrize(
    ("hours", "planned", "asked"),
    [
        ({}, "2026-11-24 09:30", "2026-11-24 09:30"),
        ({}, "2026-11-24 16:59", "2026-11-24 16:59"),
        ({}, "2026-11-24 02:30", "2026-11-24 09:00"),
        ({}, "2026-11-24 17:00", None),  # the work of that day is over
        ({"day_start": 1320, "day_end": 1800}, "2026-11-24 03:00", "2026-11-24 03:00"),
        ({"day_start": 1320, "day_end": 1800}, "2026-11-24 07:00", "2026-11-24 22:00"),
        ({"workdays": (0, 2)}, "2026-11-24 09:30", None),
    ],
)
def test_whoever_moved_since_the_day_opened_is_asked_while_they_work_or_not_at_all(
    hours: dict[str, Any], planned: str, asked: str | None
) -> None:
    before = replace(seat(state="waiting"), prompt_at=at(planned), closes_at=at(planned) + timedelta(hours=3))
    after = windows.where_they_are(before, Hours(zone="UTC", **hours))
    if asked is None:
        assert after == replace(before, state="not_asked")
    else:
        assert after == replace(before, prompt_at=at(asked), closes_at=at(asked) + timedelta(hours=3))


@pytest.mark.parametrize("zone_mode", ["personal", "team"])
@pytest.mark.parametrize("minutes", range(0, 24 * 60, 90))
def test_whoever_moved_nowhere_is_asked_as_planned(zone_mode: str, minutes: int) -> None:
    night = replace(GIL, zone="America/New_York", day_start=22 * 60, day_end=30 * 60)
    short = replace(OLIVIA, zone="Pacific/Auckland", day_start=600, day_end=620)
    people = {one.id: one for one in (MANILA, BUCHAREST, night, short)}
    made = windows.seats(
        replace(STANDUP, zone_mode=zone_mode, minutes=minutes), Crew(tuple(people.values()), "Asia/Kolkata"), TUESDAY
    )
    for planned in made:
        assert windows.where_they_are(planned, people[planned.person].hours()) == planned
