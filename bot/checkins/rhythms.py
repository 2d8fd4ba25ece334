"""When a pair checks in: each of the two at the agreed hour of his or her own week; pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from msgspec.structs import replace

from bot.checkins.records import Rhythm
from bot.jobs import still_fits
from bot.people import Person, Role, Roster, Team
from bot.requests import Wake
from bot.times import local, next_local

SILENT_MOST = 2
QUIET_FOR = timedelta(weeks=4)
WEEKS_MOST = 8


def pair_id(one: Person, other: Person) -> str:
    """`olivia~pat`, the owner first."""
    owner, partner = (one, other) if one.role is Role.OWNER else (other, one)
    return f"{owner.id}~{partner.id}"


def next_check_in(rhythm: Rhythm, person: Person, after: datetime) -> datetime:
    """The first one strictly after, at the agreed hour of that person's own zone."""
    at = next_local(after, person.zone, rhythm.minutes, (rhythm.weekday,))
    while not _is_week_of(rhythm, local(at, person.zone).date()):
        at = next_local(at, person.zone, rhythm.minutes, (rhythm.weekday,))
    return at


def _is_week_of(rhythm: Rhythm, day: date) -> bool:
    if rhythm.since is None or rhythm.every_weeks < 2:
        return True
    monday, first = (one - timedelta(days=one.weekday()) for one in (day, rhythm.since))
    return (monday - first).days // 7 % rhythm.every_weeks == 0


def is_expected(rhythm: Rhythm, person: Person, due_at: datetime) -> bool:
    """Whether a check-in job still fits the rhythm and the person's zone, or was set before they changed."""
    return still_fits(due_at, lambda after: next_check_in(rhythm, person, after))


def was_asked(rhythm: Rhythm, person: Person, at: datetime) -> bool:
    """Whether this person was asked on that date of his or her own, which a move to another zone can bring again."""
    return rhythm.asked_on.get(person.id) == local(at, person.zone).date()


def asked(rhythm: Rhythm, person: Person, at: datetime) -> Rhythm:
    """Asked once more; whether that stays without an answer is seen when the next is due."""
    silent = rhythm.silent.get(person.id, 0) + 1
    return replace(
        rhythm,
        asked_on={**rhythm.asked_on, person.id: local(at, person.zone).date()},
        silent={**rhythm.silent, person.id: silent},
    )


def heard(rhythm: Rhythm, person: Person) -> Rhythm:
    """The person has said something since the last time."""
    return replace(rhythm, silent={**rhythm.silent, person.id: 0})


def is_silent(rhythm: Rhythm, person: Person) -> bool:
    """Whether twice in a row nothing was said, so that a smaller rhythm is offered, once, before it dies."""
    return rhythm.silent.get(person.id, 0) == SILENT_MOST


def is_quiet(rhythm: Rhythm, person: Person) -> bool:
    """Whether a smaller rhythm was offered, and still nothing was said."""
    return rhythm.silent.get(person.id, 0) > SILENT_MOST


def rests(rhythm: Rhythm, person: Person, at: datetime) -> bool:
    """Whoever is quiet is asked every fourth week alone."""
    last = rhythm.asked_on.get(person.id)
    return is_quiet(rhythm, person) and last is not None and local(at, person.zone).date() - last < QUIET_FOR


def today(now: datetime, person: Person) -> date:
    """The date on the clocks of that person."""
    return local(now, person.zone).date()


def with_weeks(rhythm: Rhythm, weeks: int, today: date) -> Rhythm:
    """Every so many weeks, the next one of which is a whole such distance from this week."""
    return replace(rhythm, every_weeks=weeks, since=today, silent={})


def since_of(rhythm: Rhythm) -> str:
    """For a button that offers another rhythm in the place of this one."""
    return rhythm.since.isoformat() if rhythm.since else ""


def check_in_wake(rhythm: Rhythm, person: Person, after: datetime) -> Wake:
    """The next check-in of one of a pair; its key names the person's own date, so a date asks once."""
    at = next_check_in(rhythm, person, after)
    day = local(at, person.zone).date().isoformat()
    return Wake(
        key=f"checkin:{rhythm.id}:{person.id}:{day}",
        at=at,
        action="checkins.prompt",
        arguments={"pair": rhythm.id, "person": person.id},
    )


def quiet_wake(rhythm: Rhythm, person: Person, at: datetime) -> Wake:
    """The owner is told that a partner has gone quiet."""
    about = {"pair": rhythm.id, "person": person.id}
    return Wake(key=f"quiet:{rhythm.id}:{person.id}", at=at, action="checkins.quiet", arguments=about)


def first_wakes(team: Team, roster: Roster, agreed: Iterable[Rhythm], now: datetime) -> tuple[Wake, ...]:
    """The next check-in of both of every pair; `agreed` are the stored rhythms, Friday 15:00 where there is none.

    May be asked again whenever a role or zone changed: the same date gives the same key, and a job that no longer
    fits is passed over when it fires.
    """
    stored = {rhythm.id: rhythm for rhythm in agreed}
    wakes: list[Wake] = []
    for owner in roster.with_role(Role.OWNER):
        for partner in roster.with_role(Role.PARTNER):
            pair = pair_id(owner, partner)
            rhythm = stored.get(pair) or Rhythm(team=team.id, id=pair)
            wakes.extend(check_in_wake(rhythm, person, now) for person in (owner, partner))
    return tuple(wakes)
