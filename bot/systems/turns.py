"""When a system's next task is due and when it appears: its rule against the holder's days; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import takewhile

import msgspec

from bot.hours import nth_workday
from bot.people import Roster
from bot.recurrence import WEEKDAYS, Recurrence, Turn, turn_after_done, turns_from
from bot.requests import Wake
from bot.systems.records import System, SystemState
from bot.times import Hours, at_minutes, is_workday, local, next_working

LOOK_BACK_DAYS = 60
EVERY_DAY = tuple(range(7))
_BYDAY = re.compile(r"BYDAY=([^;]+)")


class Coming(msgspec.Struct, frozen=True, kw_only=True):
    """The next task to be. `turns` are the days of the rule it stands for: those that leave moved together are one.

    `day` is the day it is due on the clocks of the system's zone.
    """

    turns: tuple[date, ...]
    day: date
    due_at: datetime
    appears_at: datetime

    @property
    def planned(self) -> date:
        """The last of its turns, by which it is known."""
        return self.turns[-1]


def hours_of(system: System, roster: Roster) -> Hours:
    """The hours of whose days count: the holder's, the giver's where nobody holds it."""
    return roster.must(system.holder or system.giver).hours()


def comings(system: System, hours: Hours) -> Iterator[Coming]:
    """Every task to come, in order; `hours` are those of whose days count."""
    if system.recurrence.from_done:
        if system.done is not None:
            yield _after_done(system, system.done, hours)
        return
    start = system.made + timedelta(days=1) if system.made else system.recurrence.first
    together: list[date] = []
    day = start
    for turn in turns_from(system.recurrence, start):
        following = due_day(turn, system.recurrence, hours)
        if together and following > day:
            yield _coming(system, together, day, hours)
            together = []
        day = day if together else following
        together.append(turn.planned)
    if together:
        yield _coming(system, together, day, hours)


def next_coming(system: System, hours: Hours) -> Coming | None:
    return next(comings(system, hours), None)


def first_coming(system: System, hours: Hours) -> Coming | None:
    """What a new system begins with; a rule that counts from what was done has its first day all the same."""
    first = system.recurrence.first
    return _coming(system, [first], first, hours) if system.recurrence.from_done else next_coming(system, hours)


def missed(system: System, hours: Hours, now: datetime) -> list[Coming]:
    """Those that should be there by now; one, or several after Baton was down."""
    return list(takewhile(lambda coming: coming.appears_at <= now, comings(system, hours)))


def passed_over(system: System, hours: Hours, now: datetime) -> System:
    """The system as after a pause: what was due meanwhile is made no more."""
    if system.recurrence.from_done:
        return system
    over = list(takewhile(lambda coming: coming.due_at <= now, comings(system, hours)))
    return msgspec.structs.replace(system, made=over[-1].planned) if over else system


def planned(system: System, hours: Hours) -> tuple[System, tuple[Wake, ...]]:
    """The system waiting for its next task, and the wakes that make it so; one that has none to come is over."""
    running = system.state is SystemState.RUNNING
    coming = next_coming(system, hours) if running else None
    wakes = []
    if system.coming is not None and (coming is None or coming.planned != system.coming):
        wakes.append(Wake(key=job_key(system, system.coming), at=None))
    if coming is not None:
        arguments = {"system": system.id, "turn": coming.planned.isoformat()}
        key = job_key(system, coming.planned)
        wakes.append(Wake(key=key, at=coming.appears_at, action="systems.make", arguments=arguments))
    over = running and coming is None and not system.recurrence.from_done
    state = SystemState.OVER if over else system.state
    after = msgspec.structs.replace(system, coming=coming.planned if coming else None, state=state)
    return after, tuple(wakes)


def job_key(system: System, turn: date) -> str:
    """One job per turn, so none is made twice."""
    return f"system:{system.id}:{turn.isoformat()}"


def due_day(turn: Turn, recurrence: Recurrence, hours: Hours) -> date:
    """The turn's day, or the next working day after a holiday, leave, or a day off that the rule does not name.

    A turn that somebody moved is where it was moved to.
    """
    if turn.moved or _fits(turn.on, recurrence, hours):
        return turn.on
    return nth_workday(turn.on, 1, hours) or turn.on


def first_after_done(today: date, ahead: int, hours: Hours) -> date:
    """The day the first task is due where nobody said so: it appears today."""
    return nth_workday(today, max(ahead, 1), hours) or today + timedelta(days=max(ahead, 1))


def appears_at(due_at: datetime, ahead: int, hours: Hours) -> datetime:
    """The start of the working day so many working days before the one it is due on, or of that day for 0.

    Leave is passed over: what is due on the first day after it appears on that day.
    """
    day, left = local(due_at, hours.zone).date(), max(ahead, 1)
    present = msgspec.structs.replace(hours, away=())
    for back in range(0 if ahead == 0 else 1, LOOK_BACK_DAYS):
        earlier = day - timedelta(days=back)
        start = at_minutes(earlier, hours.day_start, hours.zone)
        left -= is_workday(earlier, present) and start < due_at
        if left == 0:
            return min(next_working(start, hours), due_at)
    return due_at - timedelta(days=ahead)


def _fits(day: date, recurrence: Recurrence, hours: Hours) -> bool:
    if is_workday(day, hours):
        return True
    named = _BYDAY.search(recurrence.rule)
    if named is None or WEEKDAYS[day.weekday()] not in named[1]:
        return False
    return is_workday(day, msgspec.structs.replace(hours, workdays=EVERY_DAY))


def _coming(system: System, turns: list[date], day: date, hours: Hours) -> Coming:
    due_at = at_minutes(day, system.minutes, system.zone)
    return Coming(turns=tuple(turns), day=day, due_at=due_at, appears_at=appears_at(due_at, system.ahead, hours))


def _after_done(system: System, done: date, hours: Hours) -> Coming:
    """It appears on the day the rule says, and is due so many working days later, or on the day it was moved to."""
    turn = turn_after_done(system.recurrence, done)
    if turn.moved:
        return _coming(system, [turn.planned], turn.on, hours)
    shown = due_day(turn, system.recurrence, hours)
    starts_at = at_minutes(shown, hours.day_start, hours.zone)
    day = (nth_workday(shown, system.ahead, hours) or shown) if system.ahead else shown
    if at_minutes(day, system.minutes, system.zone) <= starts_at:
        day = nth_workday(day, 1, hours) or day + timedelta(days=1)
    due_at = at_minutes(day, system.minutes, system.zone)
    return Coming(turns=(turn.planned,), day=day, due_at=due_at, appears_at=starts_at)
