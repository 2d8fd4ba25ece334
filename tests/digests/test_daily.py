"""bot/digests/daily.py: when a day begins, whether its job still fits, and what of the work is told."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from msgspec.structs import replace

from bot.blockers.records import Blocker
from bot.digests import daily
from bot.digests.ledger import Work
from bot.people import Roster
from bot.times import Away, Hours
from tests.dialogs.world import MONDAY, PEOPLE

OLIVIA, ANA, BEN, PAT, GIL = PEOPLE
MINUTE, HOUR, DAY, SECOND = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1), timedelta(seconds=1)
LONDON = Hours(zone="Europe/London")
NINE = datetime(2026, 11, 24, 9, tzinfo=UTC)  # Tuesday in London
FRIDAY = datetime(2026, 11, 27, 9, tzinfo=UTC)


def away(first: int, last: int) -> Hours:
    return Hours(zone="Europe/London", away=(Away(date(2026, 11, first), date(2026, 11, last)),))


@pytest.mark.parametrize(
    ("after", "hours", "at"),
    [
        (NINE - SECOND, LONDON, NINE),
        (NINE, LONDON, NINE + DAY),
        (FRIDAY, LONDON, FRIDAY + 3 * DAY),
        (NINE, away(25, 26), FRIDAY),
        (NINE, Hours(zone="America/New_York"), NINE + 5 * HOUR),
        (NINE, Hours(zone="Europe/London", day_start=10 * 60), NINE + HOUR),
        (NINE, Hours(zone="Europe/London", day_start=22 * 60, day_end=30 * 60), NINE + 13 * HOUR),
        (NINE - HOUR, Hours(zone="Europe/London", quiet=(22 * 60, 10 * 60)), NINE + HOUR),
        (NINE - HOUR, Hours(zone="Europe/London", quiet=(22 * 60, 9 * 60)), NINE),
        (NINE - HOUR, Hours(zone="Europe/London", quiet=(8 * 60, 17 * 60)), NINE - HOUR + 420 * DAY),
        (datetime(2026, 12, 24, 12, tzinfo=UTC), Hours(zone="Europe/London", country="GB"),
         datetime(2026, 12, 29, 9, tzinfo=UTC)),
        (datetime(2027, 3, 26, 12, tzinfo=UTC), LONDON, datetime(2027, 3, 29, 8, tzinfo=UTC)),
        (datetime(2027, 10, 29, 12, tzinfo=UTC), LONDON, datetime(2027, 11, 1, 9, tzinfo=UTC)),
        (NINE, Hours(zone="Europe/London", away=(Away(date(2026, 1, 1), date(2030, 1, 1)),)), NINE + 420 * DAY),
        (NINE, Hours(zone="Europe/London", workdays=()), NINE + 420 * DAY),
    ],
)  # fmt: skip
def test_the_next_day_begins_with_work_after_quiet_hours_and_never_on_a_day_off(
    after: datetime, hours: Hours, at: datetime
) -> None:
    assert daily.next_daily_at(after, hours) == at


@pytest.mark.parametrize(
    ("planned", "hours", "through", "expected"),
    [
        (NINE, LONDON, None, True),
        (NINE, LONDON, NINE - DAY, True),
        (NINE, LONDON, NINE, False),
        (NINE, LONDON, NINE - 9 * HOUR, False),
        (NINE, LONDON, NINE - 9 * HOUR - SECOND, True),
        (NINE, LONDON, NINE + DAY, False),
        (NINE, Hours(zone="Europe/Paris"), None, False),
        (NINE, Hours(zone="Europe/London", day_start=10 * 60), None, False),
        (NINE, away(24, 24), None, False),
    ],
)
def test_a_job_fits_the_calendar_as_it_is_and_each_day_is_told_of_once(
    planned: datetime, hours: Hours, through: datetime | None, expected: bool
) -> None:
    assert daily.is_expected(planned, hours, through) is expected


@pytest.mark.parametrize(
    ("now", "over"),
    [
        (NINE, False),
        (NINE + 8 * HOUR - SECOND, False),
        (NINE + 8 * HOUR, True),
        (NINE + DAY, True),
        (NINE - HOUR, True),
    ],
)
def test_what_comes_after_the_working_day_is_dropped(now: datetime, over: bool) -> None:
    assert daily.is_over(NINE, now, LONDON) is over


def test_after_a_night_shift_it_is_over_too() -> None:
    night = Hours(zone="Europe/London", day_start=22 * 60, day_end=30 * 60)
    assert not daily.is_over(NINE + 13 * HOUR, NINE + 20 * HOUR, night)
    assert daily.is_over(NINE + 13 * HOUR, NINE + 21 * HOUR, night)


def test_only_who_turned_it_on_and_works_here_is_woken_for() -> None:
    on = [replace(person, daily_digest=True) for person in (ANA, PAT, GIL)]
    gone = replace(BEN, daily_digest=True, active=False)
    wakes = daily.first_wakes(Roster((OLIVIA, *on, gone)), MONDAY)
    assert [(wake.key, wake.at, wake.action, wake.arguments) for wake in wakes] == [
        ("daily:ana:2026-11-24", datetime(2026, 11, 24, 1, tzinfo=UTC), "digests.morning", {"person": "ana"}),
        ("daily:gil:2026-11-24", datetime(2026, 11, 24, 14, tzinfo=UTC), "digests.morning", {"person": "gil"}),
    ]
    assert not daily.gets_daily(ANA)
    assert not daily.gets_daily(gone)


def work(id: str = "1", **changes: object) -> Work:
    """Given by Olivia, accepted by Ana; nothing due."""
    return replace(Work(id=id, outcome="Write it", giver="olivia", holder="ana", created_at=MONDAY - DAY), **changes)


# MONDAY is 22:00 of the 23rd in Manila.
@pytest.mark.parametrize(
    ("told", "where"),
    [
        (work(), ""),
        (work(due_at=MONDAY - SECOND), "late"),
        (work(due_at=MONDAY), "due"),
        (work(due_at=MONDAY + 119 * MINUTE), "due"),
        (work(due_at=MONDAY + 120 * MINUTE), ""),
        (work(due_at=MONDAY, waits_on="olivia", waits_for="question"), "due"),
        (work(due_at=MONDAY - DAY, waits_on="olivia", waits_for="blocker"), "late"),
        (work(due_at=MONDAY - DAY, waits_on="olivia", waits_for="review"), ""),
        (work(due_at=MONDAY - DAY, waits_on="ana", waits_for="offer"), "waiting"),
        (work(due_at=MONDAY - DAY, waits_on="ana", waits_for="blocker"), "waiting"),
        (work(holder="ben", waits_on="ana", waits_for="question"), "waiting"),
        (work(holder="ben", waits_on="ben", waits_for="offer"), ""),
        (work(holder="ben", due_at=MONDAY - DAY), ""),
        (work(due_at=MONDAY - DAY, done_at=MONDAY), ""),
        (work(due_at=MONDAY - DAY, dropped=True), ""),
    ],
)
def test_each_task_stands_in_one_place_or_none(told: Work, where: str) -> None:
    day = daily.day_of(ANA, [told], [], MONDAY)
    found = {"late": day.late, "due": day.due, "waiting": day.waiting}
    assert found == {"late": (), "due": (), "waiting": ()} | ({where: (told,)} if where else {})
    assert day.empty is not bool(where)
    assert day.works == ((told,) if where else ())


def test_the_earliest_due_and_the_longest_waiting_come_first() -> None:
    late = [work(str(n), due_at=MONDAY - n * DAY) for n in (1, 3, 2)]
    waiting = [work(str(n), waits_on="ana", waits_for="offer", waits_since=MONDAY - n * DAY) for n in (5, 6, 4)]
    day = daily.day_of(ANA, [*late, *waiting], [], MONDAY)
    assert [one.id for one in day.works] == ["3", "2", "1", "6", "5", "4"]


def test_the_blockers_are_those_they_clear_oldest_first() -> None:
    def blocker(id: str, owner: str, days: int) -> Blocker:
        return Blocker(
            team="studio", id=id, person="ben", text="No key", answer="a", owner=owner, said_at=MONDAY - days * DAY
        )

    mine = [blocker("1", "ana", 1), blocker("2", "ana", 2)]
    day = daily.day_of(ANA, [], [*mine, blocker("3", "olivia", 3)], MONDAY)
    assert [one.id for one in day.blockers] == ["2", "1"]
    assert not day.empty
