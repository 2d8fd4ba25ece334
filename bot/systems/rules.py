"""What may happen to a system: every step as a row of from which states; its giver and the owner take them; pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

import msgspec
from babel.lists import format_list
from msgspec.structs import replace

from bot.attached import alike
from bot.errors import NotAllowed, Refused
from bot.handoff.records import ANYONE, Event, State, Task
from bot.people import WORKERS, Person, Role, Roster
from bot.recurrence import Moved, Timetable
from bot.systems.records import System, SystemState

AHEAD = (0, 1, 2, 3, 5)
SAME_SECONDS = 120
MOST_EVENTS = 50
R = SystemState
LIVING = frozenset({R.RUNNING, R.PAUSED, R.ADRIFT, R.DECLINED})


class Step(msgspec.Struct, frozen=True):
    """A row: from which states, and the state it leads to (None: stays)."""

    states: frozenset[SystemState]
    to: SystemState | None = None


STEPS: dict[str, Step] = {
    "undo": Step(frozenset({R.RUNNING}), R.STOPPED),
    "pause": Step(frozenset({R.RUNNING}), R.PAUSED),
    "resume": Step(frozenset({R.PAUSED, R.DECLINED, R.ADRIFT, R.STOPPED}), R.RUNNING),
    "skip": Step(frozenset({R.RUNNING})),
    "let_go": Step(frozenset({R.RUNNING})),
    "unskip": Step(frozenset({R.RUNNING})),
    "move": Step(frozenset({R.RUNNING})),
    "change": Step(LIVING),
    "stop": Step(LIVING, R.STOPPED),
}
# What happens to it without anybody's asking; `accept` and `decline` are what its holder does with its task.
EVENTS: dict[str, SystemState | None] = {
    "begin": R.RUNNING,
    "turn": None,
    "accept": None,
    "decline": R.DECLINED,
    "adrift": R.ADRIFT,
}


def manages(system: System, person: Person) -> bool:
    """Its giver, while he or she may give work, and the owner."""
    return person.role is Role.OWNER or (person.role is Role.ASSISTANT and person.id == system.giver)


def may_see(system: System, person: Person) -> bool:
    """Those who manage it and whoever holds it, or may claim its tasks; a partner never."""
    if person.role not in WORKERS:
        return False
    named = person.id == system.holder or person.id in system.open_to
    return manages(system, person) or named or (ANYONE in system.open_to and person.role is not Role.GUEST)


def check_seen(system: System, person: Person) -> None:
    """Raises for a stranger, who hears nothing of it."""
    if not may_see(system, person):
        raise NotAllowed(person.words()("systems.not_yours", name=system.name))


def check(system: System, step: str, person: Person, roster: Roster) -> None:
    """Raises with a kind reason when `person` may not take `step` now: not theirs, too late, or done already."""
    words = person.words()
    check_seen(system, person)
    if not manages(system, person):
        people = [roster.name(system.giver), *(p.name for p in roster.with_role(Role.OWNER))]
        who = format_list(list(dict.fromkeys(people)), style="or", locale=words.locale)
        raise NotAllowed(words("systems.only_for", name=system.name, who=who))
    if system.state not in STEPS[step].states:
        raise Refused(words(f"systems.state_{system.state.value}", name=system.name, holder=roster.name(system.holder)))


def taken(system: System, step: str, by: str, now: datetime, text: str = "") -> System:
    """The system after a step or what happened to it: its new state and the event; the newest events are kept."""
    to = STEPS[step].to if step in STEPS else EVENTS[step]
    event = Event(kind=step, at=now, by=by, text=text)
    return replace(system, state=to or system.state, events=(*system.events, event)[-MOST_EVENTS:])


def can_hold(system: System, roster: Roster) -> bool:
    """Whether those it is for still work here; of several that may claim it one is enough."""
    return ANYONE in system.open_to or any(roster.worker(who) for who in (system.holder, *system.open_to))


def same(system: System, other: System) -> bool:
    """Whether two systems of one giver are the same, made within two minutes of each other."""
    return (
        system.outcome.casefold() == other.outcome.casefold()
        and (system.holder, system.open_to, system.minutes) == (other.holder, other.open_to, other.minutes)
        and system.recurrence == other.recurrence
        and alike(system.files, other.files)
        and abs((system.created_at - other.created_at).total_seconds()) <= SAME_SECONDS
    )


def task_of(system: System, number: str, now: datetime, due_at: datetime, turn: date) -> Task:
    """The task of one turn, not offered yet."""
    return Task(
        team=system.team,
        id=number,
        giver=system.giver,
        holder=system.holder,
        open_to=system.open_to,
        outcome=system.outcome,
        done_when=system.done_when,
        effort_minutes=system.effort_minutes,
        priority=system.priority,
        source=system.source,
        links=system.links,
        files=system.files,
        repeat_hours=system.repeat_hours,
        quoted=system.quoted,
        due_at=due_at,
        due_kept=True,
        state=State.OFFERED,
        created_at=now,
        system=system.id,
        timetable=Timetable(recurrence=system.recurrence, minutes=system.minutes, zone=system.zone),
        turn=turn,
    )


def come_accepted(task: Task, now: datetime) -> Task:
    """The task as its holder has agreed to take it each time: nobody's step, so the event only names the holder."""
    event = Event(kind="system", at=now, by="", text=task.holder)
    return replace(task, state=State.ACCEPTED, offered_at=now, accepted_at=now, events=(*task.events, event))


def before(task: Task, system: System) -> date | None:
    """The last day that counts as made when the task's turn is to come once more."""
    return task.turn - timedelta(days=1) if task.turn else system.made


def skipped(system: System, turns: Iterable[date]) -> System:
    """Without these turns; exceptions of turns that are over are forgotten."""
    rule = system.recurrence
    kept = (day for day in (*rule.skipped, *turns) if to_come(system, day))
    return replace(system, recurrence=replace(rule, skipped=tuple(sorted(set(kept)))))


def without_exceptions(system: System) -> System:
    """As it is once its turn was made, where the rule counts from what was done: exceptions were for that one."""
    if not system.recurrence.from_done:
        return system
    return replace(system, recurrence=replace(system.recurrence, skipped=(), moved=()))


def unskipped(system: System, today: date) -> System:
    """With every skipped turn that can still come."""
    rule = system.recurrence
    kept = tuple(day for day in rule.skipped if day not in still_skipped(system, today))
    return replace(system, recurrence=replace(rule, skipped=kept))


def still_skipped(system: System, today: date) -> tuple[date, ...]:
    """The skipped turns of days to come: what can be taken back."""
    return tuple(day for day in system.recurrence.skipped if to_come(system, day) and day > today)


def moved(system: System, turn: date, to: date) -> System:
    """With this turn on another day, or where it was; counted from what was done, `to` is the day it is due."""
    rule = system.recurrence
    kept = tuple(one for one in rule.moved if one.planned != turn and to_come(system, one.planned))
    exceptions = (*kept, Moved(turn, to)) if turn != to or rule.from_done else kept
    return replace(system, recurrence=replace(rule, moved=exceptions))


def to_come(system: System, turn: date) -> bool:
    """Whether the turn was neither made nor passed over; counted from what was done, whether it comes after that."""
    if system.recurrence.from_done:
        return system.done is not None and turn > system.done
    return system.made is None or turn > system.made
