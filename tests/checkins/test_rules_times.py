"""bot/checkins/rules.py and rhythms.py: when somebody is asked, when silence counts, and the jobs that follow."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from msgspec.structs import replace

from bot.checkins import buttons, rhythms, rules
from bot.checkins.cards import smaller_card
from bot.checkins.records import Rhythm, State, Verdict
from bot.people import Roster
from bot.times import Away
from tests.checkins.test_rules import DAY, DUE, NOW, OLIVIA, PAT, ROSTER, promise
from tests.dialogs.world import PEOPLE, TEAM


def test_a_check_in_asks_about_what_is_due_within_a_day_the_earliest_first() -> None:
    late, edge = promise(id="2", due_at=NOW - DAY), promise(id="3", due_at=NOW + DAY)
    beyond = promise(id="4", due_at=NOW + DAY + timedelta(seconds=1))
    kept = promise(id="5", due_at=NOW, state=State.KEPT)
    assert rules.due_for_check_in([beyond, edge, late, kept], NOW) == (late, edge)


def test_the_grace_counts_from_the_due_time_or_from_the_asking_if_that_was_later() -> None:
    assert rules.lapses_at(promise(), TEAM, OLIVIA) == DUE + DAY
    assert rules.lapses_at(promise(asked_at=DUE - DAY), TEAM, OLIVIA) == DUE + DAY
    assert rules.lapses_at(promise(asked_at=DUE + DAY), TEAM, OLIVIA) == DUE + 4 * DAY  # not on a Saturday
    assert rules.lapses_at(promise(), replace(TEAM, grace_hours=2), OLIVIA) == DUE + timedelta(hours=2)


NINE = timedelta(hours=14)  # in New York, from midnight in UTC


@pytest.mark.parametrize(
    ("first", "last", "end"),
    [
        (26, 27, datetime(2026, 12, 1, tzinfo=UTC) + NINE),  # back on Monday at nine, a day later
        (25, 26, datetime(2026, 11, 30, tzinfo=UTC) + NINE),  # back on Friday at nine; Saturday is no working day
        (27, 30, DUE + 5 * DAY),  # away when it would end, so it ends at that hour on the first day back
        (20, 25, DUE + DAY),
    ],
)
def test_the_grace_neither_begins_nor_ends_while_the_promiser_is_away(first: int, last: int, end: datetime) -> None:
    absent = replace(OLIVIA, away=(Away(date(2026, 11, first), date(2026, 11, last)),))
    assert rules.lapses_at(promise(), TEAM, absent) == end


@pytest.mark.parametrize(
    ("due", "grace", "end"),
    [
        (27, 24, 30),  # Friday: Monday at that hour
        (26, 24, 27),
        (26, 48, 30),
        (25, 24, 26),
        (28, 24, 30),  # what is due on a Saturday
    ],
)
def test_the_grace_ends_on_a_working_day(due: int, grace: int, end: int) -> None:
    one, other = (datetime(2026, 11, day, 22, tzinfo=UTC) for day in (due, end))
    assert rules.lapses_at(promise(due_at=one), replace(TEAM, grace_hours=grace), OLIVIA) == other


@pytest.mark.parametrize(
    ("now", "late", "until"),
    [
        ("2026-11-27 15:00", False, None),
        ("2026-11-27 20:00", False, None),  # an hour of the evening that they agreed on
        ("2026-11-27 15:00", True, None),
        ("2026-11-27 20:00", True, "2026-11-30 09:00"),
        ("2026-11-28 15:00", False, "2026-11-30 09:00"),  # a Saturday
        ("2026-11-26 15:00", False, "2026-11-27 09:00"),  # Thanksgiving
        ("2026-11-25 23:30", False, None),  # the evening before it there, and the day itself in UTC
    ],
)
def test_a_check_in_waits_for_a_working_day_and_a_late_one_for_working_hours(
    now: str, late: bool, until: str | None
) -> None:
    def there(text: str) -> datetime:
        return datetime.fromisoformat(text).replace(tzinfo=UTC) + timedelta(hours=5)

    at_work = replace(OLIVIA, zone="America/New_York", country="US")
    assert rules.waits_until(at_work, there(now), late=late) == (there(until) if until else None)


def test_of_silence_the_other_is_told_by_a_job_as_long_as_nothing_was_said() -> None:
    end = DUE + DAY
    missed = rules.lapse(promise(), end, end)
    assert rules.is_unanswered(missed)
    assert not rules.is_unanswered(promise())
    assert not rules.is_unanswered(rules.say(missed, OLIVIA, Verdict.PARTLY, end))
    assert not rules.is_unanswered(rules.say(promise(), OLIVIA, Verdict.MISSED, NOW))
    wake = rules.tell_wake([missed, promise(id="2")], NOW)
    assert (wake.key, wake.at, wake.action) == ("promise:1:tell", NOW, "checkins.tell")
    assert wake.arguments == {"promise": "1 2"}


def test_what_is_due_to_the_same_person_is_asked_together() -> None:
    now = DUE
    late, edge = promise(id="2", due_at=now - DAY), promise(id="3", due_at=now)
    others = [
        promise(id="4", due_at=now + timedelta(seconds=1)),
        promise(id="5", due_at=now, to="max"),
        promise(id="6", due_at=now, asked_at=now - timedelta(hours=11)),
        promise(id="7", due_at=now, state=State.KEPT),
    ]
    assert rules.due_together([edge, *others, late], "pat", now) == (late, edge)


def test_whoever_says_nothing_is_offered_less_once_and_then_asked_every_fourth_week() -> None:
    rhythm, friday = Rhythm(team="studio", id="olivia~pat"), datetime(2026, 11, 27, 15, tzinfo=UTC)
    states = []
    for week in range(4):
        at = friday + 7 * week * DAY
        states.append((rhythms.is_silent(rhythm, PAT), rhythms.is_quiet(rhythm, PAT), rhythms.rests(rhythm, PAT, at)))
        rhythm = rhythms.asked(rhythm, PAT, at)
    assert states == [(False, False, False), (False, False, False), (True, False, False), (False, True, True)]
    last = friday + 21 * DAY
    assert rhythms.rests(rhythm, PAT, last + 27 * DAY)
    assert not rhythms.rests(rhythm, PAT, last + 28 * DAY)
    assert not rhythms.is_silent(rhythm, OLIVIA)
    again = rhythms.heard(rhythm, PAT)
    assert not rhythms.is_quiet(again, PAT)
    assert not rhythms.rests(again, PAT, last)


def test_the_owner_is_told_of_a_quiet_partner_by_a_job_of_its_own() -> None:
    wake = rhythms.quiet_wake(Rhythm(team="studio", id="olivia~pat"), PAT, NOW)
    assert (wake.key, wake.at, wake.action) == ("quiet:olivia~pat:pat", NOW, "checkins.quiet")
    assert wake.arguments == {"pair": "olivia~pat", "person": "pat"}


def test_the_jobs_of_a_promise_follow_its_date() -> None:
    before, after = promise(), rules.move(promise(), OLIVIA, NOW, DUE + DAY)
    (first,) = rules.wakes(None, before)
    assert (first.key, first.at, first.action) == ("promise:1:due:20261126T2200", DUE, "checkins.due")
    assert first.arguments == {"promise": "1"}
    gone = [("promise:1:due:20261126T2200", None), ("promise:1:lapse:20261126T2200", None)]
    moved = [(wake.key, wake.at) for wake in rules.wakes(before, after)]
    assert moved == [*gone, ("promise:1:due:20261127T2200", DUE + DAY)]
    kept = rules.say(before, OLIVIA, Verdict.KEPT, NOW)
    assert [(wake.key, wake.at) for wake in rules.wakes(before, kept)] == gone
    assert rules.wakes(kept, rules.say(kept, OLIVIA, Verdict.MISSED, NOW)) == ()
    lapse = rules.lapse_wake(before, DUE + DAY)
    assert (lapse.key, lapse.at, lapse.action, lapse.arguments) == (
        *gone[1][:1],
        DUE + DAY,
        "checkins.lapse",
        {"promise": "1"},
    )


def test_a_pair_has_one_name_whoever_asks() -> None:
    assert rhythms.pair_id(OLIVIA, PAT) == rhythms.pair_id(PAT, OLIVIA) == "olivia~pat"


def test_each_of_every_pair_is_first_asked_on_friday_at_three_of_their_own() -> None:
    wakes = rhythms.first_wakes(TEAM, ROSTER, (), NOW)
    friday = datetime(2026, 11, 27, tzinfo=UTC)
    assert [(wake.key, wake.at) for wake in wakes] == [
        ("checkin:olivia~pat:olivia:2026-11-27", friday.replace(hour=20)),
        ("checkin:olivia~pat:pat:2026-11-27", friday.replace(hour=15)),
        ("checkin:olivia~max:olivia:2026-11-27", friday.replace(hour=20)),
        ("checkin:olivia~max:max:2026-11-27", friday.replace(hour=15)),
    ]
    assert wakes[0].action == "checkins.prompt"
    assert wakes[0].arguments == {"pair": "olivia~pat", "person": "olivia"}


def test_an_agreed_rhythm_is_kept_when_the_first_jobs_are_set_anew() -> None:
    agreed = Rhythm(team="studio", id="olivia~pat", weekday=2, minutes=600)
    wakes = rhythms.first_wakes(TEAM, Roster(PEOPLE), [agreed], NOW)
    assert [wake.at for wake in wakes] == [
        datetime(2026, 11, 25, 15, tzinfo=UTC),
        datetime(2026, 11, 25, 10, tzinfo=UTC),
    ]


def test_without_a_partner_nobody_is_asked() -> None:
    assert rhythms.first_wakes(TEAM, Roster(PEOPLE[:3]), (), NOW) == ()


def test_a_job_set_before_the_day_or_the_zone_changed_no_longer_fits() -> None:
    friday = Rhythm(team="studio", id="olivia~pat")
    at = rhythms.next_check_in(friday, PAT, NOW)
    assert rhythms.is_expected(friday, PAT, at)
    assert not rhythms.is_expected(replace(friday, weekday=3), PAT, at)
    assert not rhythms.is_expected(replace(friday, minutes=901), PAT, at)
    assert not rhythms.is_expected(friday, replace(PAT, zone="Asia/Manila"), at)


def test_a_date_asks_once_even_when_a_move_brings_it_again() -> None:
    friday = datetime(2026, 11, 27, 7, tzinfo=UTC)  # 15:00 in Manila, then in London
    told = rhythms.asked(Rhythm(team="studio", id="olivia~pat"), replace(PAT, zone="Asia/Manila"), friday)
    assert rhythms.was_asked(told, PAT, friday + timedelta(hours=8))
    assert not rhythms.was_asked(told, PAT, friday + 7 * DAY)
    assert not rhythms.was_asked(told, OLIVIA, friday)


def test_a_check_in_keeps_its_wall_clock_over_the_change_of_the_clocks() -> None:
    rhythm = Rhythm(team="studio", id="olivia~pat")
    before = rhythms.next_check_in(rhythm, PAT, datetime(2027, 3, 20, tzinfo=UTC))
    after = rhythms.next_check_in(rhythm, PAT, before)
    assert (before.hour, after.hour) == (15, 14)
    assert after - before == 7 * DAY - timedelta(hours=1)


MON, FRI = date(2026, 11, 23), datetime(2026, 11, 27, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("weeks", "since", "after", "at"),
    [
        (1, None, FRI, FRI + 7 * DAY),
        (1, MON - 7 * DAY, FRI, FRI + 7 * DAY),
        (2, None, FRI, FRI + 7 * DAY),
        (2, MON, NOW, FRI),
        (2, MON, FRI, FRI + 14 * DAY),
        (2, MON + 6 * DAY, FRI, FRI + 14 * DAY),  # the Sunday of the same week
        (2, MON - DAY, NOW, FRI + 7 * DAY),
        (2, MON + 7 * DAY, NOW, FRI + 7 * DAY),
        (3, MON, FRI, FRI + 21 * DAY),
        (8, MON, FRI, FRI + 56 * DAY),
    ],
)
def test_so_many_weeks_are_counted_from_the_one_it_was_agreed_in(
    weeks: int, since: date | None, after: datetime, at: datetime
) -> None:
    rhythm = Rhythm(team="studio", id="olivia~pat", every_weeks=weeks, since=since)
    assert rhythms.next_check_in(rhythm, PAT, after) == at


def test_weeks_are_counted_on_the_own_day_and_hour_of_each() -> None:
    rhythm = Rhythm(team="studio", id="olivia~pat", weekday=0, minutes=60, every_weeks=2, since=MON)
    manila = replace(PAT, zone="Asia/Manila")  # where it is Monday at one while it is Sunday in UTC
    first = datetime(2026, 11, 22, 17, tzinfo=UTC)
    assert rhythms.next_check_in(rhythm, manila, first - DAY) == first
    assert rhythms.next_check_in(rhythm, manila, first) == first + 14 * DAY


def test_another_number_of_weeks_begins_anew_and_says_since_when() -> None:
    before = Rhythm(team="studio", id="olivia~pat", weekday=2, minutes=600, silent={"pat": 3}, asked_on={"pat": MON})
    after = rhythms.with_weeks(before, 4, MON)
    assert after == replace(before, every_weeks=4, since=MON, silent={})
    assert (rhythms.since_of(before), rhythms.since_of(after)) == ("", "2026-11-23")
    late = datetime(2026, 11, 23, 20, tzinfo=UTC)
    assert rhythms.today(late, PAT) == MON
    assert rhythms.today(late, replace(PAT, zone="Asia/Manila")) == MON + DAY


def test_recent_terms_are_this_week_and_the_last() -> None:
    assert rules.recent_terms(OLIVIA, NOW) == ("week:olivia:2026-W47", "week:olivia:2026-W48")


@pytest.mark.parametrize(
    ("weeks", "offered"),
    [(1, ("2", "4", "1")), (2, ("4", "8", "2")), (3, ("4", "8", "3")), (4, ("8", "4")), (8, ("8",))],
)
def test_a_smaller_rhythm_is_offered_and_the_present_one_may_stay(weeks: int, offered: tuple[str, ...]) -> None:
    agreed = Rhythm(team="studio", id="olivia~pat", every_weeks=weeks, since=date(2026, 11, 23))
    buttons = smaller_card(agreed, OLIVIA, PAT).buttons[:-1]
    assert tuple(button.arguments["weeks"] for button in buttons) == offered
    assert {button.arguments["since"] for button in buttons} == {"2026-11-23"}
    assert buttons[-1].label.startswith("Keep every")


def test_silence_counts_at_once_for_all_that_was_asked_about_and_promised_to_the_same() -> None:
    now = DUE + DAY
    asked = {"asked_at": DUE}
    lapsed, same = promise(id="9", **asked), promise(id="2", due_at=DUE - DAY, **asked)
    others = [
        promise(id="3", to="max", **asked),
        promise(id="4", due_at=DUE),  # nobody asked about it yet
        promise(id="5", due_at=DUE + timedelta(seconds=1), asked_at=DUE),
        promise(id="6", asked_at=DUE + timedelta(seconds=1)),
        promise(id="7", state=State.KEPT, **asked),
    ]
    assert rules.silent_together([lapsed, *others, same], lapsed, (TEAM, OLIVIA), now) == (same, lapsed)
    assert rules.silent_together([promise()], promise(), (TEAM, OLIVIA), now) == (promise(),)


def test_what_silence_made_missed_is_mended_for_a_week_by_the_pair() -> None:
    end = DUE + DAY
    missed = rules.lapse(promise(), end, end)
    others = [rules.lapse(promise(id="2", to="max"), end, end), promise(id="3")]
    others.append(rules.say(promise(id="4"), OLIVIA, Verdict.MISSED, end))
    later = rules.lapse(promise(id="5", due_at=DUE + timedelta(seconds=1)), end, end)
    assert rules.silent_of([later, *others, missed], "pat", end + timedelta(days=7)) == (missed, later)
    assert rules.silent_of([missed], "pat", end + timedelta(days=7, seconds=1)) == ()


def test_the_likeliest_button_is_the_first_and_alone_stands_out() -> None:
    end = DUE + DAY
    missed = rules.lapse(promise(), end, end)
    words = OLIVIA.words()
    for names, leads in (
        (buttons.theirs(missed), "Ask"),
        (buttons.theirs(promise()), "Cheer"),
        (buttons.mine(promise()), "Kept"),
        (buttons.mine(missed), "Kept"),
    ):
        shown = buttons.buttons_of(missed, words, names)
        assert [button.label for button in shown if button.style == "primary"] == [leads]
        assert shown[0].label == leads
