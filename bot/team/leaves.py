"""Leave and who stands in: who may, who does today, and when a leave begins and ends; pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from msgspec.structs import replace

from bot.errors import Refused
from bot.people import WORKERS, Person, Roster
from bot.requests import Wake
from bot.texts import Words
from bot.times import Away, at_minutes, is_away, local, next_working

ACTION = "team.leave_turns"


def must_stand_in(person: Person, stand_in: Person, leave: Away, words: Words) -> None:
    """Raises at the field unless that is somebody else, who works here and is not away in those days."""
    if stand_in.id == person.id:
        raise Refused.at("stand_in", words("team.stand_in_self"))
    if stand_in.role not in WORKERS:
        raise Refused.at("stand_in", words("handoff.not_to_partner", who=stand_in.name))
    if any(other.overlaps(leave) for other in stand_in.away):
        raise Refused.at("stand_in", words("team.stand_in_away", who=stand_in.name))


def with_stand_in(roster: Roster, person: Person, today: date) -> Roster:
    """The roster in which whoever stands in for the person today does, and nobody else."""
    leave = person.covered_leave(today)
    wanted = leave.stand_in if leave else ""
    return Roster(tuple(_standing(one, person.id, wanted) for one in roster.people))


def _standing(one: Person, away: str, wanted: str) -> Person:
    stands = one.id == wanted
    if stands == (away in one.stands_in_for):
        return one
    others = tuple(person for person in one.stands_in_for if person != away)
    return replace(one, stands_in_for=(*others, away) if stands else others)


def wakes(person: Person, now: datetime) -> tuple[Wake, ...]:
    """A job when each leave begins and one when work begins again; one that no longer fits does nothing."""
    return tuple(
        Wake(key=f"leave:{person.id}:{day}", at=at, action=ACTION, arguments={"person": person.id, "last": last})
        for day, at, last in _turns(person)
        if at > now
    )


def _turns(person: Person) -> Iterator[tuple[str, datetime, str]]:
    for leave in person.away:
        yield leave.first.isoformat(), at_minutes(leave.first, 0, person.zone), ""
        over = at_minutes(leave.last + timedelta(days=1), 0, person.zone)
        yield f"{leave.last.isoformat()}:end", next_working(over, person.hours()), leave.last.isoformat()


def ended(person: Person, last: str, now: datetime) -> Away | None:
    """The leave with that last day, when it is over and no other goes on."""
    today = local(now, person.zone).date()
    if is_away(today, person.hours()):
        return None
    return next((leave for leave in person.away if leave.last.isoformat() == last and leave.last < today), None)
