"""Who is reminded of a task, of what and when: the rules of the table, spaced to one a day, snoozed and kept quiet."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import datetime, timedelta

import msgspec

from bot.handoff.fair_clock import TO_HOLDER
from bot.handoff.records import State, Task
from bot.handoff.reminder_rules import AGAIN, REPEAT, RULES, WEIGHTS, Rule, acknowledged, still_snoozed, waits
from bot.handoff.rules import Side
from bot.jobs import came_late
from bot.people import Person, Team
from bot.times import add_workdays, add_working, is_quiet, is_working, local, next_open, next_working, to_utc

TOGETHER = timedelta(minutes=15)
"""So much before its time a reminder may come with others, so that they are one message."""
NAGS = frozenset({"due", "overdue", REPEAT})  # what a holder can be asked to acknowledge

HAS_IT = {State.OFFERED: Side.HOLDER, State.ACCEPTED: Side.HOLDER}  # else the giver has the ball


class Reminder(msgspec.Struct, frozen=True, kw_only=True):
    """`at` is when it comes; `kind` is the rule's name, or what somebody asked for."""

    kind: str
    to: str
    at: datetime
    early: bool = True

    def key(self, day: str = "") -> str:
        """What `Task.reminded` holds once it was sent, on the reader's local `day`."""
        return f"{self.kind}:{self.to}:{day}"


class People(msgspec.Struct, frozen=True):
    """The two whose task it is, and whom it is on its way to.

    For a giver who is `on_leave` the stand-in is here as the giver.
    """

    giver: Person
    holder: Person
    newcomer: Person | None = None
    on_leave: Person | None = None

    def of(self, side: Side) -> Person | None:
        match side:
            case Side.GIVER:
                return self.giver
            case Side.HOLDER:
                return self.holder
            case _:
                return self.newcomer

    def reader(self, reminder: Reminder) -> Person:
        """Whom the reminder is for."""
        everybody = (self.giver, self.holder, self.newcomer)
        return next(person for person in everybody if person and person.id == reminder.to)


def plan(task: Task, team: Team, people: People) -> tuple[Reminder, ...]:
    """Every reminder that is still to be sent, the next one of each daily kind, snoozes applied; earliest first."""
    return tuple(sorted(_unsent(task, team, people), key=lambda r: (r.at, WEIGHTS[r.kind])))


def due_now(
    reminders: Iterable[Reminder], people: People, now: datetime, *, ahead: bool = False
) -> dict[str, Reminder]:
    """By person the weightiest of those whose time has come, or with `ahead` nearly has.

    What comes late, as Baton was down, waits for working hours; nothing unasked comes in quiet hours.
    """
    chosen: dict[str, Reminder] = {}
    for reminder in reminders:
        hours = people.reader(reminder).hours()
        if not _has_come(reminder, now, ahead=ahead) or (came_late(reminder.at, now) and not is_working(now, hours)):
            continue
        if is_quiet(now, hours) and reminder.kind != REPEAT:
            continue
        rival = chosen.get(reminder.to)
        if rival is None or WEIGHTS[reminder.kind] > WEIGHTS[rival.kind]:
            chosen[reminder.to] = reminder
    return chosen


def _has_come(reminder: Reminder, now: datetime, *, ahead: bool) -> bool:
    return reminder.at <= (now + TOGETHER if ahead and reminder.early else now)


def sent(task: Task, reminders: Iterable[Reminder], reader: Person, now: datetime, *, ahead: bool = False) -> Task:
    """The task with all of them that have come for this reader marked as sent today, the outweighed ones too."""
    day = local(now, reader.zone).date().isoformat()
    reminded, told = list(task.reminded), set[str]()
    for reminder in reminders:
        if reminder.to == reader.id and _has_come(reminder, now, ahead=ahead):
            told.add(reminder.kind)
            reminded = [key for key in reminded if not key.startswith(reminder.key())]
            reminded.append(reminder.key(day))
    nagged_at = now if told & NAGS and reader.id == task.holder else task.nagged_at
    snoozes = tuple(one for one in task.snoozes if one.person != reader.id or one.until > now)
    return msgspec.structs.replace(task, reminded=tuple(reminded), snoozes=snoozes, nagged_at=nagged_at)


def outweighed(task: Task, reminders: Iterable[Reminder], chosen: Collection[Reminder], now: datetime) -> str:
    """What is dropped as its time has long passed, in words for the log; empty for nothing."""
    readers = {one.to for one in chosen}
    dropped = (r for r in reminders if r.to in readers and r not in chosen and came_late(r.at, now))
    return ", ".join(f"{one.kind} of #{task.id} to {one.to}" for one in dropped)


def next_at(task: Task, team: Team, people: People, now: datetime) -> datetime | None:
    """When the task has to be looked at again; late reminders at the start of the reader's next working time."""
    moments = (
        reminder.at if reminder.at > now else next_open(now, people.reader(reminder).hours())
        for reminder in _unsent(task, team, people)
    )
    return min(moments, default=None)


def _unsent(task: Task, team: Team, people: People) -> list[Reminder]:
    found = [made for rule in RULES if task.state in rule.states and (made := _made(rule, task, team, people))]
    return [*found, *_repeated(task, people), *_asked_for(task, people)]


def _made(rule: Rule, task: Task, team: Team, people: People) -> Reminder | None:
    """The next reminder of a rule, unless it was said once already; never two a day to one person, but for a snooze."""
    reader = people.of(rule.to)
    if reader is None or (not rule.daily and _days_of(f"{rule.kind}:{reader.id}", task)):
        return None
    at = ITS_OWN.get(rule.kind, _usual)(rule, task, team, people)
    if at is None:
        return None
    told = _last_day(task, reader.id)
    if told:
        next_day = to_utc(datetime.fromisoformat(told) + timedelta(days=1), reader.zone)
        at = max(at, next_working(next_day, reader.hours())) if at < next_day else at
    if not rule.own_minute or is_quiet(at, reader.hours()):
        at = next_open(at, reader.hours())
    until = _snoozed_until(task, reader.id)
    return Reminder(kind=rule.kind, to=reader.id, at=max(at, until) if until else at, early=rule.early)


When = Callable[[Rule, Task, Team, People], datetime | None]


def _usual(rule: Rule, task: Task, team: Team, people: People) -> datetime | None:
    """When a rule's wait has passed."""
    since, reader = _since(rule, task), people.of(rule.to)
    counted = people.of(rule.counts or rule.to)
    if since is None or reader is None or counted is None:
        return None
    number = waits(rule, team) * rule.times
    match rule.unit:
        case "working_hours":
            at = add_working(since, number * 60, counted.hours())
        case "workdays":
            at = add_workdays(since, number, reader.hours())
        case "hours":
            at = since + timedelta(hours=number)
        case "hours_before":
            at = since - timedelta(hours=number)
    if rule.latest_days:
        # A holder who is on leave is no reason for the giver not to know.
        latest = add_workdays(since, rule.latest_days, reader.hours())
        at = min(next_working(at, reader.hours()), latest)
    return at


def _due_soon(rule: Rule, task: Task, team: Team, people: People) -> datetime | None:
    at, theirs_from = _usual(rule, task, team, people), _theirs_from(task)
    if at is None or task.due_at is None or task.accepted_at is None or not team.due_soon_hours:
        return None
    at = next_open(max(at, theirs_from), people.holder.hours())
    # Accepted or answered on the last day: a reminder right after that would say nothing new.
    return at if theirs_from < at < task.due_at else None


def _due(_: Rule, task: Task, team: Team, people: People) -> datetime | None:
    """Said at that minute or not at all: a day that ends at 17:00 still hears at 17:00 what is due at 17:00."""
    due_at, hours = task.due_at, people.holder.hours()
    if due_at is None or task.accepted_at is None or not (team.remind_due and due_at > _theirs_from(task)):
        return None
    return due_at if is_working(due_at - timedelta(minutes=1), hours) and not is_quiet(due_at, hours) else None


def _overdue_up(rule: Rule, task: Task, team: Team, people: People) -> datetime | None:
    """The holder first; but a holder who is on leave is no reason for the giver not to know."""
    late_from = _since(rule, task)
    if late_from is None or people.giver.id == people.holder.id:
        return None
    hours = people.giver.hours()
    knows = any(_days_of(f"{kind}:{people.holder.id}", task) for kind in ("due", "overdue"))
    if not team.escalate_days and knows:
        return next_working(late_from + timedelta(hours=1), people.holder.hours()) + timedelta(minutes=1)
    return add_workdays(late_from, max(team.escalate_days, 1), hours)


ITS_OWN: dict[str, When] = {"due_soon": _due_soon, "due": _due, "overdue_up": _overdue_up}


def _repeated(task: Task, people: People) -> Iterator[Reminder]:
    """What somebody asked to be repeated until the holder acknowledges it, every so many working hours once due.

    Also where nothing was said when it fell due, as something had been said that day already.
    """
    late_from = _late_from(task)
    if task.repeat_hours and task.state is State.ACCEPTED and late_from and not acknowledged(task):
        said_at = max(late_from, task.nagged_at or late_from)
        at = add_working(said_at, task.repeat_hours * 60, people.holder.hours())
        until = _snoozed_until(task, people.holder.id)
        yield Reminder(kind=REPEAT, to=people.holder.id, at=max(at, until) if until else at, early=False)


def _asked_for(task: Task, people: People) -> Iterator[Reminder]:
    """A snooze that is over is a reminder itself, to whoever has the ball by then."""
    reader = people.of(HAS_IT.get(task.state, Side.GIVER))
    for snooze in task.snoozes:
        if task.open and reader and snooze.person == reader.id and still_snoozed(task, reader.id):
            yield Reminder(kind=AGAIN, to=reader.id, at=snooze.until, early=False)


def _since(rule: Rule, task: Task) -> datetime | None:
    """The instant a rule counts from; None where the task has none."""
    offered_at = task.offered_at or task.created_at
    handed = (event.at for event in task.events if event.kind == "hand_off")
    since = {
        "offered": offered_at,
        "handed_off": max(handed, default=None) if task.newcomer else None,
        "due": task.due_at,
        "late": _late_from(task),
        "suggested": task.events[-1].at if task.events else None,
        "asked": task.asked_at,
        "blocked": task.blocked_at,
        "handed_in": task.handed_in_at,
    }
    return since[rule.since]


def _late_from(task: Task) -> datetime | None:
    """Its due time, or when it came back to the holder after that: nobody is late with what waits for somebody else."""
    return max(task.due_at, _theirs_from(task)) if task.due_at else None


def _theirs_from(task: Task) -> datetime:
    """Since when the holder has it: accepted, answered, returned, taken over."""
    returned = (event.at for event in task.events if event.kind in TO_HOLDER or event.kind == "answer")
    return max(task.accepted_at or task.offered_at or task.created_at, *returned, task.created_at)


def _days_of(start: str, task: Task) -> list[str]:
    """The local days on which that kind was sent to that person; an old record may lack the day."""
    return [key.removeprefix(start).removeprefix(":") for key in task.reminded if f"{key}:".startswith(f"{start}:")]


def _last_day(task: Task, person: str) -> str:
    """The last local day on which they heard of this task unasked; empty for none."""
    keys = (key.split(":") for key in task.reminded)
    return max((key[2] for key in keys if len(key) == 3 and key[1] == person), default="")


def _snoozed_until(task: Task, person: str) -> datetime | None:
    found = (snooze.until for snooze in task.snoozes if snooze.person == person)
    return max(found, default=None) if task.snoozes and still_snoozed(task, person) else None
