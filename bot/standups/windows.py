"""When a standup's days open and close for each person: pure, from wall clock, zone and weekday rule."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import msgspec

from bot.people import WORKERS, Person, Role, Roster, Team
from bot.requests import Wake
from bot.standups.records import Run, Seat, Standup, run_id, run_key, seat_key
from bot.times import (
    Hours,
    at_minutes,
    day_of_work,
    is_quiet,
    is_workday,
    is_working,
    local,
    next_open,
    next_working,
    work_of,
)

BEFORE_END = timedelta(minutes=30)  # whoever works no longer by then is asked before they go
SHORTEST = timedelta(minutes=10)  # to answer in, as the shortest close
WITHIN = timedelta(hours=18)  # from the end of a day's work to a team time that still is of that day
AHEAD_DAYS = 15  # two weeks, and the same weekday again
LONGEST_REACH = timedelta(days=2)  # zones span 26 h and a window lasts at most 12 h


class Crew(msgspec.Struct, frozen=True):
    """Those a standup asks, as of now, and the zone that a team time is told in."""

    people: tuple[Person, ...]
    zone: str


def crew(standup: Standup, team: Team, roster: Roster) -> Crew:
    """All assistants, or those in the channel, or those named who still work here, in the order of the roster.

    Of a channel never the owner, to whom the answers go, nor a partner.
    """
    if standup.followed is not None:
        there = frozenset(standup.followed.accounts)
        members = (p for p in roster.with_role(Role.ASSISTANT, Role.GUEST) if not there.isdisjoint(p.accounts))
        return Crew(tuple(members), team.zone)
    if standup.everyone:
        return Crew(roster.with_role(Role.ASSISTANT), team.zone)
    asked = tuple(p for p in roster.with_role(*WORKERS) if p.id in standup.people)
    return Crew(asked, team.zone)


def seats(standup: Standup, asked: Crew, day: date) -> tuple[Seat, ...]:
    """One seat per person with a window that opens while they work; with one team time all close together."""
    made = []
    for person in asked.people:
        if standup.zone_mode == "team":
            at = at_minutes(day, standup.minutes, asked.zone)
            closes_at = at + timedelta(minutes=standup.close_minutes)
            prompt_at = at_work_before(at, closes_at, person.hours())
            if prompt_at >= closes_at:  # after a weekend, say: they have a window of their own then
                closes_at = prompt_at + timedelta(minutes=standup.close_minutes)
        else:
            prompt_at = at_work(at_minutes(day, standup.minutes, person.zone), person.hours())
            closes_at = prompt_at + timedelta(minutes=standup.close_minutes)
        made.append(Seat(person=person.id, prompt_at=prompt_at, closes_at=closes_at))
    return tuple(made)


def at_work_before(at: datetime, closes_at: datetime, hours: Hours) -> datetime:
    """The first moment from `at` on in which somebody works, where that leaves time to answer; else before they go
    home that day, and where they did not work, when they come. On a day off it is as it was planned: nobody is asked
    then anyway.
    """
    later = _loud(next_working(at, hours), hours)
    if later <= closes_at - SHORTEST:
        return later
    for start, end in _work_before(at, hours):
        if at - end < WITHIN:
            return max(start, end - BEFORE_END)
    return later if is_workday(local(at, hours.zone).date(), hours) and later > at else at


def _work_before(at: datetime, hours: Hours) -> Iterator[tuple[datetime, datetime]]:
    """Work that ended by then, of that local day and of the day before it."""
    day = local(at, hours.zone).date()
    for worked in (work_of(day, hours), work_of(day - timedelta(days=1), hours)):
        if worked is not None and worked[1] <= at:
            yield worked


def at_work(at: datetime, hours: Hours) -> datetime:
    """The moment of that day of theirs nearest to `at` in which somebody works, well before they go home.

    On a day off it is as it was planned: nobody is asked then anyway.
    """
    worked = work_of(local(at, hours.zone).date(), hours)
    if is_working(at, hours) or worked is None:
        return _loud(at, hours)
    start, end = worked
    return _loud(start if at < start else max(start, end - BEFORE_END), hours)


def _loud(at: datetime, hours: Hours) -> datetime:
    """After their quiet hours, where they still work that day, or that night, by then."""
    later = next_open(at, hours)
    return later if day_of_work(later, hours) == day_of_work(at, hours) else at


def opens_at(standup: Standup, asked: Crew, day: date) -> datetime:
    """The first prompt of that day; the team's time when nobody is asked."""
    instants = [seat.prompt_at for seat in seats(standup, asked, day)]
    return min(instants, default=at_minutes(day, standup.minutes, asked.zone))


def ends_at(standup: Standup, asked: Crew, day: date) -> datetime:
    """When the last window of that day closes."""
    instants = [seat.closes_at for seat in seats(standup, asked, day)]
    closes_at = at_minutes(day, standup.minutes, asked.zone) + timedelta(minutes=standup.close_minutes)
    return max(instants, default=closes_at)


def first_whole_day(standup: Standup, asked: Crew, now: datetime) -> date:
    """The first unopened day that has begun for nobody; a new or edited standup starts with it."""
    return next(day for day in _days(standup, now) if opens_at(standup, asked, day) > now)


def next_open_day(standup: Standup, asked: Crew, now: datetime) -> date:
    """The first unopened day, not before the planned one, that somebody can still answer.

    Days that went by unseen are passed over.
    """
    days = (day for day in _days(standup, now) if standup.next_day is None or day >= standup.next_day)
    return next(day for day in days if ends_at(standup, asked, day) > now)


def _days(standup: Standup, now: datetime) -> list[date]:
    """Standup days that were not opened yet, from those that may still run somewhere on earth on."""
    first = (now - LONGEST_REACH).date()
    if standup.opened_on is not None:
        first = max(first, standup.opened_on + timedelta(days=1))
    days = (first + timedelta(days=ahead) for ahead in range(AHEAD_DAYS))
    return [day for day in days if day.weekday() in standup.days]


def planned(standup: Standup, asked: Crew, day: date | None) -> tuple[Standup, tuple[Wake, ...]]:
    """The standup waiting for `day` (None: for nothing), and the wakes that make it so."""
    wakes = []
    if standup.next_day is not None and standup.next_day != day:
        wakes.append(Wake(key=run_key(run_id(standup.id, standup.next_day)), at=None))
    if day is not None:
        run = run_id(standup.id, day)
        at = opens_at(standup, asked, day)
        wakes.append(
            Wake(
                key=run_key(run),
                at=at,
                action="standups.open",
                arguments={"standup": standup.id, "day": day.isoformat()},
            )
        )
    return msgspec.structs.replace(standup, next_day=day), tuple(wakes)


def replanned(standup: Standup, asked: Crew, now: datetime) -> tuple[Standup, tuple[Wake, ...]]:
    """The planned day set anew for those whom it asks now, where they are now; nothing while paused."""
    if standup.next_day is None:
        return standup, ()
    return planned(standup, asked, next_open_day(standup, asked, now))


def opened(standup: Standup, asked: Crew, day: date, now: datetime) -> tuple[Run, tuple[Wake, ...]]:
    """The frozen run of that day, with a wake for each window that is not over and one for the end.

    Needs at least one person. Windows that closed unseen, while Baton was down, count as not asked.
    """
    run = Run(
        team=standup.team,
        id=run_id(standup.id, day),
        standup=standup.id,
        name=standup.name,
        day=day,
        questions=standup.questions,
        seats=tuple(
            seat if seat.closes_at > now else msgspec.structs.replace(seat, state="not_asked")
            for seat in seats(standup, asked, day)
        ),
        channel=standup.channel,
        reminder_minutes=standup.reminder_minutes,
        opened_at=now,
    )
    prompts = tuple(prompt_wake(run, seat) for seat in run.seats if seat.state == "waiting")
    return run, (*prompts, end_wake(run))


def prompt_wake(run: Run, seat: Seat) -> Wake:
    about = {"run": run.id, "person": seat.person}
    return Wake(key=seat_key(run.id, seat.person), at=seat.prompt_at, action="standups.prompt", arguments=about)


def end_wake(run: Run) -> Wake:
    return Wake(key=f"{run_key(run.id)}:end", at=run.closes_at, action="standups.close", arguments={"run": run.id})


def where_they_are(seat: Seat, hours: Hours) -> Seat:
    """The seat in working hours, also of somebody who moved, or works others, since the day opened.

    Not asked, where the work of the day that it falls on there is over.
    """
    at = seat.prompt_at if is_working(seat.prompt_at, hours) else next_working(seat.prompt_at, hours)
    if local(at, hours.zone).date() != local(seat.prompt_at, hours.zone).date():
        return msgspec.structs.replace(seat, state="not_asked")
    return msgspec.structs.replace(seat, prompt_at=at, closes_at=at + (seat.closes_at - seat.prompt_at))


def remind_at(run: Run, seat: Seat, hours: Hours) -> datetime | None:
    """When to remind: so long before the close, or before they go home where that is earlier.

    None when the standup reminds nobody, in quiet hours, and where they have hardly been asked by then.
    """
    if not run.reminder_minutes:
        return None
    at = seat.closes_at - timedelta(minutes=run.reminder_minutes)
    if is_quiet(at, hours):
        return None
    if is_working(at, hours) or is_working(at - timedelta(minutes=1), hours):
        return at
    earlier = next((end - SHORTEST for _, end in _work_before(at, hours)), seat.prompt_at)
    return earlier if earlier >= seat.prompt_at + BEFORE_END else None


def is_off(seat: Seat, person: Person) -> bool:
    """Whether the window opens on a day this person does not work: away, a holiday there, or no working day. What is
    asked in the night is asked of the day on which that night began.
    """
    hours = person.hours()
    return not is_workday(day_of_work(seat.prompt_at, hours), hours)


class Opening(msgspec.Struct, frozen=True, kw_only=True):
    """A day that opens: its run, the standup waiting for the next day, and the wakes of both."""

    run: Run
    standup: Standup
    wakes: tuple[Wake, ...]


def opening(standup: Standup, asked: Crew, day: date, now: datetime) -> Opening:
    """Open `day` and plan the next; needs at least one person."""
    run, wakes = opened(standup, asked, day, now)
    standup = msgspec.structs.replace(standup, opened_on=day)
    standup, next_wakes = planned(standup, asked, next_open_day(standup, asked, now))
    return Opening(run=run, standup=standup, wakes=(*wakes, *next_wakes))


def is_today(seat: Seat, person: Person, now: datetime) -> bool:
    """Whether the seat's prompt falls on the person's own present day or night, so that it can be answered early."""
    hours = person.hours()
    return day_of_work(seat.prompt_at, hours) == day_of_work(now, hours)


def early_seat(standup: Standup, asked: Crew, person: Person, now: datetime) -> Seat | None:
    """The person's seat in the planned day, when that is today for the person."""
    if standup.next_day is None:
        return None
    planned_seats = seats(standup, asked, standup.next_day)
    seat = next((seat for seat in planned_seats if seat.person == person.id), None)
    return seat if seat is not None and is_today(seat, person, now) else None
