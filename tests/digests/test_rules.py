"""bot/digests/rules.py: when a digest is due, what week it tells of, and its figures."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from msgspec.structs import replace

from bot.digests import rules, timing
from bot.digests.ledger import Act, Ball, Work
from bot.people import Person, Roster
from bot.times import Away, Hours
from tests.dialogs.world import MONDAY, PEOPLE

OLIVIA, ANA, BEN, PAT, GIL = PEOPLE
ROSTER = Roster(PEOPLE)
DAY, HOUR, SECOND = timedelta(days=1), timedelta(hours=1), timedelta(seconds=1)
FRIDAY = datetime(2026, 11, 27, 17, tzinfo=UTC)  # 17:00 in London
WEEK = rules.Week(FRIDAY - 7 * DAY, FRIDAY)
IN, OUT = FRIDAY - DAY, FRIDAY - 8 * DAY
LONDON = Hours(zone="Europe/London")


def away(first: int, last: int) -> Hours:
    return Hours(zone="Europe/London", away=(Away(date(2026, 11, first), date(2026, 11, last)),))


@pytest.mark.parametrize(
    ("hours", "at"),
    [
        (LONDON, FRIDAY),
        (Hours(zone="America/New_York"), FRIDAY + 5 * HOUR),
        (away(27, 30), FRIDAY - DAY),
        (away(24, 27), FRIDAY - 4 * DAY),
        (away(23, 27), None),
        (Hours(zone="Europe/London", workdays=(6, 0, 1, 2, 3)), FRIDAY - DAY),
        (Hours(zone="Europe/London", workdays=(5, 6)), FRIDAY + DAY),
        (Hours(zone="Europe/London", workdays=(0,), country="GB"), FRIDAY - 4 * DAY),
        (Hours(zone="Europe/London", quiet=(16 * 60, 19 * 60)), FRIDAY + 2 * HOUR),
        (Hours(zone="Europe/London", quiet=(17 * 60, 8 * 60)), FRIDAY - timedelta(minutes=1)),
        (Hours(zone="Europe/London", quiet=(0, 8 * 60)), FRIDAY),
    ],
)
def test_the_digest_comes_on_friday_or_the_last_working_day_before(hours: Hours, at: datetime | None) -> None:
    assert timing.digest_at(date(2026, 11, 23), hours) == at


def test_a_public_holiday_on_friday_moves_the_digest_to_thursday() -> None:
    hours = Hours(zone="Europe/London", country="GB")
    assert timing.digest_at(date(2026, 12, 21), hours) == datetime(2026, 12, 24, 17, tzinfo=UTC)


def test_the_next_digest_is_strictly_after_and_skips_a_week_off() -> None:
    assert timing.next_digest_at(FRIDAY - SECOND, LONDON) == FRIDAY
    assert timing.next_digest_at(FRIDAY, LONDON) == FRIDAY + 7 * DAY
    assert timing.next_digest_at(FRIDAY - 3 * DAY, away(23, 27)) == FRIDAY + 7 * DAY


def test_somebody_away_for_years_is_looked_at_again_in_a_year() -> None:
    hours = Hours(zone="Europe/London", away=(Away(date(2026, 1, 1), date(2030, 1, 1)),))
    assert timing.next_digest_at(FRIDAY, hours) == FRIDAY + timedelta(weeks=60)


def test_the_digest_keeps_its_wall_clock_over_the_change_of_the_clocks() -> None:
    winter = timing.next_digest_at(datetime(2027, 3, 26, tzinfo=UTC), LONDON)
    assert winter == datetime(2027, 3, 26, 17, tzinfo=UTC)
    assert timing.next_digest_at(winter, LONDON) == datetime(2027, 4, 2, 16, tzinfo=UTC)


def test_the_previous_digest_is_strictly_before_and_at_most_five_weeks_back() -> None:
    assert timing.previous_digest_at(FRIDAY, LONDON) == FRIDAY - 7 * DAY
    assert timing.previous_digest_at(FRIDAY + SECOND, LONDON) == FRIDAY
    hours = Hours(zone="Europe/London", away=(Away(date(2026, 10, 1), date(2026, 11, 22)),))
    assert timing.previous_digest_at(FRIDAY, hours) == FRIDAY - 7 * DAY
    hours = Hours(zone="Europe/London", away=(Away(date(2026, 11, 2), date(2026, 11, 22)),))
    assert timing.previous_digest_at(FRIDAY, hours) == FRIDAY - 28 * DAY


def test_a_week_begins_where_the_last_digest_ended() -> None:
    assert timing.week_of(FRIDAY, PAT, None) == WEEK
    assert timing.week_of(FRIDAY, PAT, OUT) == rules.Week(OUT, FRIDAY)
    assert timing.week_of(FRIDAY, PAT, FRIDAY) == WEEK
    assert timing.week_of(FRIDAY, PAT, FRIDAY - 99 * DAY) == rules.Week(FRIDAY - 35 * DAY, FRIDAY)
    tuesdays = replace(PAT, digest_weekday=1)
    assert timing.week_of(FRIDAY - 3 * DAY, tuesdays, None) == rules.Week(FRIDAY - 10 * DAY, FRIDAY - 3 * DAY)


TUESDAY_TEN = timing.Day(1, 10 * 60, chosen=True)
SUNDAY = timing.Day(6, 18 * 60, chosen=True)


@pytest.mark.parametrize(
    ("monday", "hours", "on", "at"),
    [
        (date(2026, 11, 23), LONDON, TUESDAY_TEN, datetime(2026, 11, 24, 10, tzinfo=UTC)),
        (date(2026, 11, 23), away(24, 24), TUESDAY_TEN, datetime(2026, 11, 23, 10, tzinfo=UTC)),
        (date(2026, 11, 23), away(23, 25), TUESDAY_TEN, datetime(2026, 11, 26, 10, tzinfo=UTC)),
        (date(2026, 11, 23), away(23, 27), TUESDAY_TEN, None),
        # A Sunday that was asked for is right, though nobody works then; but not on leave.
        (date(2026, 11, 23), LONDON, SUNDAY, datetime(2026, 11, 29, 18, tzinfo=UTC)),
        (date(2026, 11, 23), away(29, 29), SUNDAY, datetime(2026, 11, 27, 18, tzinfo=UTC)),
        (
            date(2026, 12, 28),
            Hours(zone="Europe/London", country="GB"),
            timing.Day(0, 540, chosen=True),
            datetime(2026, 12, 29, 9, tzinfo=UTC),
        ),
    ],
)
def test_d1_a_digest_comes_on_the_day_that_its_reader_chose(
    monday: date, hours: Hours, on: timing.Day, at: datetime | None
) -> None:
    assert timing.digest_at(monday, hours, on) == at


def test_d1_the_day_is_the_persons_own_and_friday_where_none_was_chosen() -> None:
    assert timing.day_of(PAT) == timing.FRIDAY == timing.Day(4, 1020)
    chosen = replace(PAT, digest_weekday=1, digest_minutes=600)
    assert timing.day_of(chosen) == TUESDAY_TEN
    assert timing.next_for(chosen, FRIDAY) == FRIDAY + timedelta(days=3, hours=17)


def test_d1_no_second_digest_in_a_week_whose_digest_came_already() -> None:
    assert timing.next_for(PAT, FRIDAY - DAY) == FRIDAY
    assert timing.next_for(PAT, FRIDAY - DAY, FRIDAY - 2 * DAY) == FRIDAY + 7 * DAY
    assert timing.next_for(PAT, FRIDAY - DAY, FRIDAY - 7 * DAY) == FRIDAY
    sundays = replace(PAT, digest_weekday=6)
    assert timing.next_for(sundays, FRIDAY, FRIDAY) == FRIDAY + 9 * DAY


def test_what_happens_as_a_digest_is_sent_belongs_to_the_next() -> None:
    assert WEEK.start in WEEK
    assert WEEK.end - SECOND in WEEK
    assert WEEK.end not in WEEK
    assert WEEK.start - SECOND not in WEEK
    assert None not in WEEK
    assert FRIDAY in rules.last_seven_days(FRIDAY)
    assert FRIDAY - 7 * DAY in rules.last_seven_days(FRIDAY)
    assert FRIDAY - 7 * DAY - SECOND not in rules.last_seven_days(FRIDAY)


def test_the_first_jobs_are_the_owners_the_partners_and_the_assistants() -> None:
    assert [(wake.key, wake.at, wake.action, wake.arguments) for wake in timing.first_wakes(ROSTER, MONDAY)] == [
        ("digest:olivia:2026-11-27", FRIDAY + 5 * HOUR, "digests.weekly", {"person": "olivia"}),
        ("digest:ana:2026-11-27", FRIDAY - 8 * HOUR, "digests.weekly", {"person": "ana"}),
        ("digest:ben:2026-11-27", FRIDAY - 2 * HOUR, "digests.weekly", {"person": "ben"}),
        ("digest:pat:2026-11-27", FRIDAY, "digests.weekly", {"person": "pat"}),
    ]


def test_a_job_set_before_the_zone_or_the_leave_changed_no_longer_fits() -> None:
    assert timing.is_expected(FRIDAY, PAT, None)
    assert not timing.is_expected(FRIDAY, OLIVIA, None)
    free = replace(PAT, away=(Away(date(2026, 11, 27), date(2026, 11, 27)),))
    assert not timing.is_expected(FRIDAY, free, None)
    assert timing.is_expected(FRIDAY - DAY, free, None)
    assert not timing.is_expected(FRIDAY - DAY, PAT, None)
    assert not timing.is_expected(FRIDAY, replace(PAT, digest_weekday=3), None)


@pytest.mark.parametrize(("days", "expected"), [(1, False), (4, False), (5, True), (7, True)])
def test_a_week_has_one_digest_whatever_moved_it(days: int, expected: bool) -> None:
    assert timing.is_expected(FRIDAY, PAT, FRIDAY - days * DAY) is expected


def work(**changes: object) -> Work:
    """Given by Olivia to Ana before the week; open, nothing due."""
    made = Work(id="1", outcome="Write it", giver="olivia", holder="ana", created_at=OUT)
    return replace(made, **changes)


def figures(*works: Work, owner: Person = OLIVIA, roster: Roster = ROSTER) -> rules.Figures:
    return rules.figures(works, WEEK, owner, roster)


def test_a_week_without_work_is_all_noughts() -> None:
    empty = figures()
    assert (empty.handed_over, empty.done, empty.late, empty.back_minutes, empty.cost_cents) == (0, 0, (), 0, 0)


def test_what_was_given_in_the_week_and_not_dropped_was_handed_over() -> None:
    kept, dropped = work(created_at=IN), work(created_at=IN, dropped=True)
    assert figures(kept, kept, work(), dropped).handed_over == 2


def test_what_was_approved_in_the_week_is_done_and_its_effort_came_back() -> None:
    done = figures(
        work(done_at=IN, effort_minutes=120),
        work(done_at=OUT, effort_minutes=600),
        work(effort_minutes=600),
        work(done_at=IN),
    )
    assert (done.done, done.effort_minutes, done.spent_minutes, done.back_minutes) == (2, 120, 0, 120)
    assert (done.unestimated, done.cost_cents, done.paid) == (1, 2_400, ("ana",))


def test_what_the_owner_did_herself_is_done_but_brought_nothing_back() -> None:
    own = figures(work(giver="ana", holder="olivia", done_at=IN, effort_minutes=60))
    assert (own.done, own.effort_minutes, own.unestimated, own.cost_cents) == (1, 0, 0, 0)


def test_what_people_gave_themselves_is_left_out() -> None:
    own = figures(work(giver="ana", done_at=IN, created_at=IN, effort_minutes=60, due_at=IN))
    assert (own.done, own.handed_over, own.effort_minutes, own.late) == (0, 0, 0, ())


def test_the_owners_own_minutes_are_taken_off() -> None:
    acts = (
        Act("answer", IN, "olivia"),
        Act("send_back", IN, "olivia"),
        Act("approve", IN, "olivia"),
        Act("answer", OUT, "olivia"),
        Act("approve", IN, "ben"),
        Act("note", IN, "olivia"),
    )
    week = figures(
        work(created_at=IN, done_at=IN, effort_minutes=60, acts=acts),
        work(created_at=IN, giver="ben"),
        work(created_at=IN, giver="ben"),
        work(created_at=IN, dropped=True),
    )
    assert week.spent_minutes == rules.BRIEF_MINUTES + rules.ANSWER_MINUTES + 2 * rules.REVIEW_MINUTES == 25
    assert week.back_minutes == 35


def test_what_came_by_itself_cost_no_briefing() -> None:
    week = figures(
        work(created_at=IN, acts=(Act("system", IN, ""),)), work(created_at=IN, acts=(Act("offer", IN, "olivia"),))
    )
    assert (week.handed_over, week.spent_minutes) == (2, rules.BRIEF_MINUTES)


def test_costs_are_the_holders_rates_and_who_has_none_costs_nothing() -> None:
    week = figures(
        work(done_at=IN, effort_minutes=90),
        work(done_at=IN, effort_minutes=60, holder="ben"),
        work(done_at=IN, effort_minutes=60, holder="gil"),
        work(done_at=IN, effort_minutes=60, holder="gone"),
        work(done_at=IN, holder="ben"),
    )
    assert (week.cost_cents, week.paid, week.effort_minutes) == (1_800 + 1_200, ("ana", "ben"), 270)


def test_questions_and_returns_of_the_week_are_counted() -> None:
    acts = (Act("ask", IN, "ana"), Act("ask", OUT, "ana"), Act("send_back", IN, "ben"), Act("send_back", OUT, "ben"))
    week = figures(work(acts=acts), work(acts=(Act("ask", IN, "ben"),)))
    assert (week.questions, week.returned) == (2, 1)


@pytest.mark.parametrize(
    ("changes", "late"),
    [
        ({"due_at": IN, "ball_at_due": Ball.HOLDER}, True),
        ({"due_at": IN, "ball_at_due": Ball.GIVER}, True),
        ({"due_at": IN, "ball_at_due": Ball.HOLDER, "done_at": IN + HOUR}, True),
        ({"due_at": IN, "ball_at_due": Ball.DELIVERED}, False),
        ({"due_at": OUT, "ball_at_due": Ball.HOLDER}, False),
        ({"due_at": FRIDAY, "ball_at_due": Ball.HOLDER}, False),
        ({"due_at": IN, "ball_at_due": Ball.HOLDER, "dropped": True}, False),
        ({}, False),
    ],
)
def test_late_is_what_fell_due_in_the_week_and_had_not_been_handed_in(changes: dict[str, object], late: bool) -> None:
    assert bool(figures(work(**changes)).late) is late


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, True),
        ({"due_at": WEEK.start}, False),
        ({"due_at": None}, False),
        ({"done_at": WEEK.start}, False),
        ({"dropped": True}, False),
        ({"waits_for": "review"}, False),
        ({"waits_for": "question"}, True),
        ({"giver": "ana"}, False),
    ],
)
def test_d1_what_fell_due_before_and_is_not_handed_in_yet_is_told_apart(changes: dict[str, object], told: bool) -> None:
    late = work(due_at=WEEK.start - HOUR, ball_at_due=Ball.HOLDER)
    found = figures(replace(late, **changes)).overdue
    assert bool(found) is told
    assert [one.id for one in figures(late, replace(late, id="2", due_at=WEEK.start - 2 * HOUR)).overdue] == ["2", "1"]


def test_what_waits_on_the_owner_is_listed_the_oldest_first() -> None:
    newer = work(id="2", waits_on="olivia", waits_for="review", waits_since=IN)
    older = work(id="3", waits_on="olivia", waits_for="question", waits_since=OUT)
    gone = work(id="4", waits_on="olivia", waits_for="question", dropped=True)
    done = work(id="5", waits_on="olivia", waits_for="question", done_at=IN)
    other = work(id="6", waits_on="ben", waits_for="question", waits_since=OUT)
    assert figures(newer, older, gone, done, other).waiting == (older, newer)


def test_what_is_blocked_is_listed_whoever_can_unblock_it() -> None:
    blocked = work(waits_on="ben", waits_for="blocker", waits_since=OUT)
    assert figures(blocked, work()).blocked == (blocked,)
    assert figures(blocked).waiting == ()
