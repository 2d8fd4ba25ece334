"""When a standup asks next, as people are told it: pure."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import msgspec

from bot.people import Person
from bot.standups.records import Standup
from bot.standups.windows import Crew, is_off, opens_at, seats
from bot.times import at_minutes

SOUGHT_DAYS = 120  # in which somebody is back from any leave that ends


def next_asked(standup: Standup, asked: Crew, day: date) -> tuple[date, datetime]:
    """From a planned day on, the first on which somebody works, and when it first asks."""
    people = {person.id: person for person in asked.people}
    for coming in (day + timedelta(days=ahead) for ahead in range(SOUGHT_DAYS)):
        if coming.weekday() in standup.days:
            there = [seat for seat in seats(standup, asked, coming) if not is_off(seat, people[seat.person])]
            if there:
                return coming, min(seat.prompt_at for seat in there)
    return day, opens_at(standup, asked, day)


def asked_next(standup: Standup, asked: Crew, person: Person) -> tuple[date, datetime] | None:
    """The next day that asks this person while he or she works, and when; None where no day is planned for them."""
    if standup.next_day is None or person not in asked.people:
        return None
    return next_asked(standup, Crew((person,), asked.zone), standup.next_day)


class Elsewhen(msgspec.Struct, frozen=True):
    """Somebody who does not work at the team's time `at`, and is asked at another of their day."""

    person: Person
    at: datetime
    asked_at: datetime


def elsewhen(standup: Standup, asked: Crew, day: date) -> tuple[Elsewhen, ...]:
    """Those for whom one team time is outside their hours; nobody where each is asked in their own time."""
    if standup.zone_mode != "team":
        return ()
    at = at_minutes(day, standup.minutes, asked.zone)
    found = zip(asked.people, seats(standup, asked, day), strict=True)
    return tuple(Elsewhen(person, at, seat.prompt_at) for person, seat in found if seat.prompt_at != at)
