"""Who may change the team and its people, and the first jobs of a team; pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import msgspec
from msgspec.structs import replace

from bot.checkins import rules as checkins
from bot.checkins.records import Rhythm
from bot.digests import rules as digests
from bot.errors import NotAllowed, Refused
from bot.people import Person, Role, Roster, Team
from bot.requests import Outcome
from bot.standups import windows
from bot.standups.records import Standup
from bot.texts import Words
from bot.times import Away, at_minutes, local

LONGEST_AWAY_DAYS = 366


def may_change(actor: Person, person: Person, words: Words) -> None:
    """Raises unless `actor` may change this person's hours, zone and leave: one's own, or the owner anybody's."""
    if actor.id != person.id and actor.role is not Role.OWNER:
        raise NotAllowed(words("team.own_only", who=person.name))


def with_role(actor: Person, person: Person, role: str, words: Words) -> Person:
    """The person in the new role; a team keeps its one owner."""
    if actor.role is not Role.OWNER:
        raise NotAllowed(words("common.not_allowed_role", role=actor.role.value))
    if role not in (Role.ASSISTANT, Role.PARTNER, Role.GUEST):
        raise Refused(words("team.role_unknown", role=role[:40]))
    if person.role is Role.OWNER:
        raise Refused(words("team.owner_stays", who=person.name))
    return replace(person, role=Role(role))


def with_away(person: Person, first: date, last: date, words: Words) -> Person:
    """The person with one more leave, both days included; leaves that ended are dropped."""
    if last < first:
        raise Refused(words("team.away_backwards"))
    if last - first > timedelta(days=LONGEST_AWAY_DAYS):
        raise Refused(words("team.away_too_long"))
    kept = tuple(away for away in person.away if away.last >= first)
    return replace(person, away=(*kept, Away(first, last)))


def day_began_at(person: Person, now: datetime) -> datetime:
    """The midnight with which the person's present day began."""
    return at_minutes(local(now, person.zone).date(), 0, person.zone)


def back(person: Person, today: date) -> Person:
    """The person back from today on: running leave ends yesterday, later leave is dropped."""
    yesterday = today - timedelta(days=1)
    kept = (Away(away.first, min(away.last, yesterday)) for away in person.away)
    return replace(person, away=tuple(away for away in kept if away.first <= away.last))


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
            *checkins.first_wakes(team, roster, agreed.rhythms, now),
            *digests.first_wakes(roster, now),
            *(wake for _, _, wakes in standups for wake in wakes),
        ),
    )
