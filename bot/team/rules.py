"""Who may change the team and its people, and the first jobs of a team; pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import msgspec
from msgspec.structs import replace

from bot.checkins import rhythms
from bot.checkins.records import Rhythm
from bot.digests import daily, timing
from bot.errors import NotAllowed, Refused
from bot.partners.rules import is_outside
from bot.people import Person, Role, Roster, Team
from bot.requests import Outcome
from bot.standups import windows
from bot.standups.records import Standup
from bot.texts import Words
from bot.times import Away, at_minutes, local

LONGEST_AWAY_DAYS = 366


def with_role(actor: Person, person: Person, role: str, words: Words) -> Person:
    """The person in the new role; a team keeps its one owner."""
    if actor.role is not Role.OWNER:
        raise NotAllowed(words("common.not_allowed_role", role=actor.role.value))
    if role not in (Role.ASSISTANT, Role.PARTNER, Role.GUEST):
        raise Refused(words("team.role_unknown", role=role[:40]))
    if person.role is Role.OWNER:
        raise Refused(words("team.owner_stays", who=person.name))
    if role != Role.PARTNER and is_outside(person):
        raise Refused(words("partners.no_account", who=person.name))
    return replace(person, role=Role(role))


def must_be_free(person: Person, role: str, holds: int, words: Words) -> None:
    """Raises when somebody who still holds open tasks would become a partner, who has none."""
    if role == Role.PARTNER and holds:
        raise Refused(words("team.holds_tasks", who=person.name, n=holds))


def with_away(person: Person, leave: Away, today: date, words: Words) -> Person:
    """The person with one more leave, both days included; it replaces one of the same days.

    Leaves of the past year are kept: the fair clock counts no working time in them.
    """
    if leave.last < leave.first:
        raise Refused.at("when", words("team.away_backwards"))
    if leave.last - leave.first > timedelta(days=LONGEST_AWAY_DAYS):
        raise Refused.at("when", words("team.away_too_long"))
    long_ago, days = today - timedelta(days=LONGEST_AWAY_DAYS), (leave.first, leave.last)
    kept = tuple(away for away in person.away if away.last >= long_ago and (away.first, away.last) != days)
    return replace(person, away=tuple(sorted((*kept, leave), key=lambda away: away.first)))


def day_began_at(person: Person, now: datetime) -> datetime:
    """The midnight with which the person's present day began."""
    return at_minutes(local(now, person.zone).date(), 0, person.zone)


def back(person: Person, today: date) -> Person:
    """The person back from today on: a running leave ends yesterday; without one, what was planned is taken back."""
    running = [away for away in person.away if away.covers(today)]
    over = [away for away in person.away if away.last < today]
    planned = [away for away in person.away if away.first > today]
    yesterday = today - timedelta(days=1)
    ended = [replace(away, last=yesterday) for away in running if away.first <= yesterday]
    return replace(person, away=(*over, *ended, *(planned if running else ())))


class Agreed(msgspec.Struct, frozen=True, kw_only=True):
    """What the rooms' next jobs follow from, beside the people; all empty for a new team."""

    rhythms: Sequence[Rhythm]
    standups: Sequence[Standup]


NOTHING_YET = Agreed(rhythms=(), standups=())


def planned(team: Team, roster: Roster, agreed: Agreed, now: datetime) -> Outcome:
    """Every room's next jobs for a new team, or after somebody's role, zone, hours or leave changed.

    An old job gives way where its key is the same, and is passed over when it fires where it no longer fits.
    """
    crews = [(standup, windows.crew(standup, team, roster)) for standup in agreed.standups]
    standups = [(standup, *windows.replanned(standup, asked, now)) for standup, asked in crews]
    return Outcome(
        records=tuple(after for before, after, _ in standups if after != before),
        wakes=(
            *rhythms.first_wakes(team, roster, agreed.rhythms, now),
            *timing.first_wakes(roster, now),
            *daily.first_wakes(roster, now),
            *(wake for _, _, wakes in standups for wake in wakes),
        ),
    )
