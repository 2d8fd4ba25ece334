"""bot/checkins/rules.py and rhythms.py: when somebody is asked, when silence counts, and the jobs that follow."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from msgspec.structs import replace

from bot.checkins import rhythms, rules
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
    assert rules.lapses_at(promise(asked_at=DUE + DAY), TEAM, OLIVIA) == DUE + 2 * DAY
    assert rules.lapses_at(promise(), replace(TEAM, grace_hours=2), OLIVIA) == DUE + timedelta(hours=2)


@pytest.mark.parametrize(("first", "last", "away"), [(26, 27, True), (25, 26, True), (27, 30, False), (20, 25, False)])
def test_the_grace_waits_until_an_absent_promiser_is_back(first: int, last: int, away: bool) -> None:
    absent = replace(OLIVIA, away=(Away(date(2026, 11, first), date(2026, 11, last)),))
    back = datetime(2026, 11, last, 14, tzinfo=UTC) + (3 if last == 27 else 1) * DAY
    assert rules.lapses_at(promise(), TEAM, absent) == (back if away else DUE) + DAY


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


def test_recent_terms_are_this_week_and_the_last() -> None:
    assert rules.recent_terms(OLIVIA, NOW) == ("week:olivia:2026-W47", "week:olivia:2026-W48")
