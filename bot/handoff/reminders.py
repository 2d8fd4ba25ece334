"""Who is reminded of a task, of what and when: in their working hours, the holder first, then up to the giver."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

import msgspec

from bot.handoff.records import State, Task
from bot.handoff.rules import WORKING
from bot.jobs import came_late
from bot.people import Person, Team
from bot.times import add_workdays, add_working, is_working, local, next_working, to_utc

# Of several that are due for one person at once, only the last named here is sent.
KINDS = (
    "nudge",
    "take",
    "untaken",
    "due_soon",
    "due",
    "unanswered",
    "unclaimed",
    "asked",
    "countered",
    "blocked",
    "review",
    "unaccepted",
    "overdue",
    "overdue_up",
)
ANSWER_DAYS = 3  # of the giver's working days, after which even a holder on leave is no reason to stay silent


class Reminder(msgspec.Struct, frozen=True, kw_only=True):
    """`key` is what `Task.reminded` holds once it was sent; a daily one ends in the reader's local date."""

    kind: str
    to: str
    at: datetime
    daily: bool = False

    def key(self, day: str = "") -> str:
        return f"{self.kind}:{self.to}:{day}" if self.daily else f"{self.kind}:{self.to}"


class People(msgspec.Struct, frozen=True):
    """The two whose task it is, and whom it is on its way to."""

    giver: Person
    holder: Person
    newcomer: Person | None = None

    def reader(self, reminder: Reminder) -> Person:
        """Whom the reminder is for."""
        everybody = (self.giver, self.holder, self.newcomer)
        return next(person for person in everybody if person and person.id == reminder.to)


def plan(task: Task, team: Team, people: People) -> tuple[Reminder, ...]:
    """Every reminder that is still to be sent, the next one of each daily kind, snoozes applied; earliest first."""
    return tuple(sorted(_unsent(task, team, people), key=lambda r: (r.at, KINDS.index(r.kind))))


def _unsent(task: Task, team: Team, people: People) -> list[Reminder]:
    match task.state:
        case State.OFFERED:
            found = _unanswered(task, team, people)
        case State.UNCLAIMED:
            found = [
                _daily(
                    "unclaimed",
                    add_workdays(task.offered_at or task.created_at, 1, people.giver.hours()),
                    people.giver,
                    task,
                )
            ]
        case State.COUNTERED:
            found = _waiting_on_giver("countered", task.events[-1].at, team, people.giver, task)
        case State.ACCEPTED:
            found = _due(task, team, people)
        case State.ASKED if task.asked_at:
            found = _waiting_on_giver("asked", task.asked_at, team, people.giver, task)
        case State.BLOCKED if task.blocked_at:
            start = add_workdays(task.blocked_at, team.blocker_days, people.giver.hours())
            found = [_daily("blocked", start, people.giver, task)]
        case State.HANDED_IN if task.handed_in_at:
            found = _waiting_on_giver("review", task.handed_in_at, team, people.giver, task)
        case _:
            found = []
    found += _untaken(task, team, people)
    return [_snoozed(r, task) for r in found if r.daily or r.key() not in task.reminded]


def due_now(reminders: Iterable[Reminder], people: People, now: datetime) -> tuple[Reminder, ...]:
    """At most one for each person: of those whose time has come, the weightiest; late ones wait for working hours."""
    chosen: dict[str, Reminder] = {}
    for reminder in reminders:
        hours = people.reader(reminder).hours()
        if reminder.at > now or (came_late(reminder.at, now) and not is_working(now, hours)):
            continue
        rival = chosen.get(reminder.to)
        if rival is None or KINDS.index(reminder.kind) > KINDS.index(rival.kind):
            chosen[reminder.to] = reminder
    return tuple(chosen.values())


def sent(task: Task, team: Team, people: People, now: datetime) -> Task:
    """The task with every reminder whose time has come marked as sent today, the outweighed ones too."""
    told = {r.to for r in due_now(plan(task, team, people), people, now)}
    reminded = list(task.reminded)
    for reminder in plan(task, team, people):
        if reminder.at <= now and reminder.to in told:
            zone = people.reader(reminder).zone
            prefix = reminder.key()
            reminded = [key for key in reminded if not (reminder.daily and key.startswith(prefix))]
            reminded.append(reminder.key(local(now, zone).date().isoformat()))
    return msgspec.structs.replace(task, reminded=tuple(reminded))


def next_at(task: Task, team: Team, people: People, now: datetime) -> datetime | None:
    """When the task has to be looked at again; late reminders at the start of the reader's next working time."""
    moments = (
        reminder.at if reminder.at > now else next_working(now, people.reader(reminder).hours())
        for reminder in _unsent(task, team, people)
    )
    return min(moments, default=None)


def _unanswered(task: Task, team: Team, people: People) -> list[Reminder]:
    """One nudge to the holder after N of the holder's working hours; after as many again the giver is told.

    The giver is told in any case before long, and once a day when the due time passes unanswered.
    """
    giver, offered_at = people.giver, task.offered_at or task.created_at
    nudge_at, tell_at = _asked_twice(offered_at, team, people.holder)
    tell_at = min(next_working(tell_at, giver.hours()), add_workdays(offered_at, ANSWER_DAYS, giver.hours()))
    found = [
        Reminder(kind="nudge", to=people.holder.id, at=nudge_at),
        Reminder(kind="unanswered", to=giver.id, at=tell_at),
    ]
    if task.due_at:
        found.append(_daily("unaccepted", max(task.due_at, offered_at) + timedelta(hours=1), giver, task))
    return found


def _untaken(task: Task, team: Team, people: People) -> list[Reminder]:
    """The same for a handoff: one nudge to the newcomer, then the holder hears that nobody took it."""
    if people.newcomer is None or task.state not in WORKING:
        return []
    handed_at = max((event.at for event in task.events if event.kind == "hand_off"), default=None)
    if handed_at is None:
        return []
    nudge_at, tell_at = _asked_twice(handed_at, team, people.newcomer)
    return [
        Reminder(kind="take", to=people.newcomer.id, at=nudge_at),
        Reminder(kind="untaken", to=people.holder.id, at=next_working(tell_at, people.holder.hours())),
    ]


def _asked_twice(since: datetime, team: Team, person: Person) -> tuple[datetime, datetime]:
    """After N of the person's working hours, and after as many again."""
    minutes = team.accept_hours * 60
    nudge_at = add_working(since, minutes, person.hours())
    return nudge_at, add_working(nudge_at, minutes, person.hours())


def _due(task: Task, team: Team, people: People) -> list[Reminder]:
    if task.due_at is None or task.accepted_at is None:
        return []
    hours, found = people.holder.hours(), []
    soon_at = next_working(max(task.due_at - timedelta(hours=team.due_soon_hours), task.accepted_at), hours)
    # Accepted on the last day: a reminder right after accepting would say nothing new.
    if soon_at < task.due_at and task.accepted_at < soon_at:
        found.append(Reminder(kind="due_soon", to=people.holder.id, at=soon_at))
    # A day that ends at 17:00 still hears at 17:00 that something is due at 17:00.
    if task.due_at > task.accepted_at and is_working(task.due_at - timedelta(minutes=1), hours):
        found.append(Reminder(kind="due", to=people.holder.id, at=task.due_at))
    late_from = max(task.due_at, task.accepted_at)
    overdue_at = next_working(late_from + timedelta(hours=1), hours)
    found.append(_daily("overdue", overdue_at, people.holder, task))
    if people.giver.id != people.holder.id:
        # The holder first; but a holder who is on leave is no reason for the giver not to know.
        holder_knows = any(key.startswith(f"overdue:{people.holder.id}:") for key in task.reminded)
        a_day_on = add_workdays(late_from, 1, people.giver.hours())
        up_at = overdue_at + timedelta(minutes=1) if holder_knows else a_day_on
        found.append(_daily("overdue_up", up_at, people.giver, task))
    return found


def _waiting_on_giver(kind: str, since: datetime, team: Team, giver: Person, task: Task) -> list[Reminder]:
    return [_daily(kind, add_workdays(since, team.review_days, giver.hours()), giver, task)]


def _daily(kind: str, start: datetime, person: Person, task: Task) -> Reminder:
    """Once a working day from `start` on: the first one, or the one of the day after the last that was sent."""
    prefix = f"{kind}:{person.id}:"
    days = [key.removeprefix(prefix) for key in task.reminded if key.startswith(prefix)]
    if days:
        last = datetime.fromisoformat(max(days))
        start = max(start, to_utc(last + timedelta(days=1), person.zone))
    return Reminder(kind=kind, to=person.id, at=next_working(start, person.hours()), daily=True)


def _snoozed(reminder: Reminder, task: Task) -> Reminder:
    if not task.snoozes:
        return reminder
    until = max((s.until for s in task.snoozes if s.person == reminder.to), default=reminder.at)
    return msgspec.structs.replace(reminder, at=until) if until > reminder.at else reminder
