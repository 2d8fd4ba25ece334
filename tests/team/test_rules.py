"""bot/team/rules.py: who may change whom, roles, leave with its edges, and the jobs a team begins with."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from msgspec.structs import replace

from bot.checkins.records import Rhythm
from bot.errors import NotAllowed, Refused
from bot.people import Person, Role, Roster
from bot.team import rules
from bot.texts import Words
from bot.times import Away
from bot.ui import as_text
from tests.dialogs.world import MONDAY, PEOPLE, TEAM
from tests.standups.made import STANDUP

OLIVIA, ANA, BEN, PAT, GIL = PEOPLE
EN = Words("en")
TODAY = MONDAY.date()
DAY = timedelta(days=1)


def away(person: Person, *leaves: tuple[date, date]) -> Person:
    return replace(person, away=tuple(Away(first, last) for first, last in leaves))


@pytest.mark.parametrize("role", [Role.ASSISTANT, Role.PARTNER, Role.GUEST])
@pytest.mark.parametrize("person", [ANA, PAT, GIL])
def test_the_owner_sets_every_role_but_the_owners(person: Person, role: Role) -> None:
    assert rules.with_role(OLIVIA, person, role.value, EN) == replace(person, role=role)


@pytest.mark.parametrize("actor", [ANA, PAT, GIL])
def test_nobody_else_sets_a_role_not_even_their_own(actor: Person) -> None:
    with pytest.raises(NotAllowed) as refused:
        rules.with_role(actor, actor, "guest", EN)
    assert f"not open to your role ({actor.role.value})" in as_text(refused.value.text)


@pytest.mark.parametrize(("role", "shown"), [("owner", "owner"), ("boss", "boss"), ("", ""), ("x" * 41, "x" * 40)])
def test_there_are_three_roles_to_choose_from(role: str, shown: str) -> None:
    with pytest.raises(Refused) as refused:
        rules.with_role(OLIVIA, ANA, role, EN)
    assert as_text(refused.value.text) == f"“{shown}” is no role. Choose assistant, partner or guest."
    assert not isinstance(refused.value, NotAllowed)


def test_a_team_keeps_its_owner() -> None:
    with pytest.raises(Refused) as refused:
        rules.with_role(OLIVIA, OLIVIA, "guest", EN)
    assert as_text(refused.value.text) == "Olivia owns the team and stays its owner."


def test_leave_counts_both_its_days_and_may_be_one_day() -> None:
    assert rules.with_away(ANA, Away(TODAY, TODAY), TODAY, EN).away == (Away(TODAY, TODAY),)
    assert rules.with_away(ANA, Away(TODAY, TODAY + DAY), TODAY, EN) == away(ANA, (TODAY, TODAY + DAY))


def test_leave_does_not_end_before_it_begins() -> None:
    with pytest.raises(Refused) as refused:
        rules.with_away(ANA, Away(TODAY, TODAY - DAY), TODAY, EN)
    assert as_text(refused.value.text).startswith("The last day comes before the first.")


def test_leave_is_a_year_at_most() -> None:
    year = timedelta(days=366)
    assert rules.with_away(ANA, Away(TODAY, TODAY + year), TODAY, EN).away == (Away(TODAY, TODAY + year),)
    with pytest.raises(Refused) as refused:
        rules.with_away(ANA, Away(TODAY, TODAY + year + DAY), TODAY, EN)
    assert as_text(refused.value.text).startswith("That is more than a year.")


def test_a_leave_planned_for_before_the_new_one_stays() -> None:
    planned, new = (TODAY + 5 * DAY, TODAY + 6 * DAY), Away(TODAY + 9 * DAY, TODAY + 9 * DAY)
    assert rules.with_away(away(ANA, planned), new, TODAY, EN) == away(ANA, planned, (new.first, new.last))
    assert rules.with_away(away(ANA, (new.first, new.last)), new, TODAY, EN).away == (new,)


def test_only_who_holds_nothing_becomes_a_partner() -> None:
    rules.must_be_free(ANA, "partner", 0, EN)
    rules.must_be_free(ANA, "guest", 2, EN)
    with pytest.raises(Refused, match="Ana still holds 2 open tasks"):
        rules.must_be_free(ANA, "partner", 2, EN)


def test_a_new_leave_is_added_and_those_of_the_past_year_are_kept_for_the_fair_clock() -> None:
    long_ago, past = (TODAY - 400 * DAY, TODAY - 367 * DAY), (TODAY - 400 * DAY, TODAY - 366 * DAY)
    touching, later = (TODAY - DAY, TODAY), (TODAY + 9 * DAY, TODAY + 9 * DAY)
    after = rules.with_away(away(ANA, long_ago, past, touching, later), Away(TODAY, TODAY + DAY), TODAY, EN)
    assert after == away(ANA, past, touching, (TODAY, TODAY + DAY), later)


def test_the_same_days_again_replace_the_leave_with_another_stand_in() -> None:
    days = (TODAY, TODAY + DAY)
    first = rules.with_away(ANA, Away(*days, "ben"), TODAY, EN)
    assert rules.with_away(first, Away(*days, "gil"), TODAY, EN).away == (Away(*days, "gil"),)


def test_whoever_is_back_was_away_until_yesterday() -> None:
    running, later = (TODAY - 2 * DAY, TODAY + 5 * DAY), (TODAY + 9 * DAY, TODAY + 9 * DAY)
    assert rules.back(away(ANA, running, later), TODAY) == away(ANA, (TODAY - 2 * DAY, TODAY - DAY), later)
    assert rules.back(away(ANA, later), TODAY) == ANA
    assert rules.back(away(ANA, (TODAY - DAY, TODAY)), TODAY) == away(ANA, (TODAY - DAY, TODAY - DAY))


def test_leave_that_begins_today_is_gone_and_leave_that_ended_stays() -> None:
    assert rules.back(away(ANA, (TODAY, TODAY + DAY)), TODAY) == ANA
    past = away(ANA, (TODAY - 3 * DAY, TODAY - 2 * DAY))
    assert rules.back(past, TODAY) == past


def test_a_team_begins_with_its_check_ins_and_digests() -> None:
    begun = rules.planned(TEAM, Roster(PEOPLE), rules.NOTHING_YET, MONDAY)
    assert begun.records == ()
    assert [wake.key for wake in begun.wakes] == [
        "checkin:olivia~pat:olivia:2026-11-27",
        "checkin:olivia~pat:pat:2026-11-27",
        "digest:olivia:2026-11-27",
        "digest:ana:2026-11-27",
        "digest:ben:2026-11-27",
        "digest:pat:2026-11-27",
    ]


def test_what_was_agreed_is_planned_anew_in_every_room() -> None:
    rhythm = Rhythm(team="studio", id="olivia~pat", weekday=2, minutes=600)
    standup = replace(STANDUP, next_day=TODAY + DAY)
    paused = replace(STANDUP, id="2", paused=True)
    moved = Roster(tuple(replace(p, zone="Pacific/Auckland") if p == ANA else p for p in PEOPLE))
    after = rules.planned(TEAM, moved, rules.Agreed(rhythms=[rhythm], standups=[standup, paused]), MONDAY)
    assert after.records == ()
    assert {wake.key: wake.at for wake in after.wakes if not wake.key.startswith("digest")} == {
        "checkin:olivia~pat:olivia:2026-11-25": datetime(2026, 11, 25, 15, tzinfo=UTC),
        "checkin:olivia~pat:pat:2026-11-25": datetime(2026, 11, 25, 10, tzinfo=UTC),
        "standup:1:2026-11-24": datetime(2026, 11, 23, 20, 30, tzinfo=UTC),
    }


def test_a_day_that_is_over_for_everybody_makes_way_for_the_next() -> None:
    standup = replace(STANDUP, next_day=TODAY)
    east = Roster((replace(ANA, zone="Pacific/Auckland"),))
    after = rules.planned(TEAM, east, rules.Agreed(rhythms=(), standups=[standup]), MONDAY)
    assert after.records == (replace(standup, next_day=TODAY + DAY),)
    assert [(wake.key, wake.at is None) for wake in after.wakes] == [
        ("digest:ana:2026-11-27", False),
        ("standup:1:2026-11-23", True),
        ("standup:1:2026-11-24", False),
    ]
