"""What may happen to a project, by whom, and what becomes of its steps when something is done; pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from babel.lists import format_list
from msgspec.structs import replace

from bot.errors import NotAllowed, Refused
from bot.handoff import changes
from bot.handoff.records import Event, State, Task
from bot.handoff.rules import missing_parts
from bot.people import WORKERS, Person, Role, Roster, Team
from bot.projects import graph
from bot.projects.records import Project
from bot.requests import Wake
from bot.times import next_working

NAME_MOST = 80
MOST_EVENTS = 50
LATE_AFTER = timedelta(seconds=1)  # what is done at the very instant is in time
# The steps, and whether the project has to be open for them.
STEPS: dict[str, bool] = {"add": True, "arrange": True, "change": True, "close": True, "reopen": False}


def manages(project: Project, person: Person) -> bool:
    """Its owner, while he or she may give work, and the owner of the team."""
    return person.role is Role.OWNER or (person.role is Role.ASSISTANT and person.id == project.giver)


def may_see(project: Project, person: Person, steps: Iterable[Task]) -> bool:
    """Those who manage it, and assistants with a step that was offered; guests see their own task alone."""
    if person.role not in WORKERS:
        return False
    held = any(person.id == task.holder and task.offered_at is not None for task in steps)
    return manages(project, person) or (held and person.role is not Role.GUEST)


def check_seen(project: Project, person: Person, steps: Iterable[Task]) -> None:
    """Raises for a stranger, who hears nothing of it."""
    if not may_see(project, person, steps):
        raise NotAllowed(person.words()("projects.not_yours", number=project.number))


def check(project: Project, step: str, person: Person, seen: Iterable[Task], roster: Roster) -> None:
    """Raises with a kind reason when `person` may not take `step` now; `seen` are the project's tasks."""
    words = person.words()
    check_seen(project, person, seen)
    if not manages(project, person):
        people = [roster.name(project.giver), *(p.name for p in roster.with_role(Role.OWNER))]
        who = format_list(list(dict.fromkeys(people)), style="or", locale=words.locale)
        raise NotAllowed(words("projects.only_for", number=project.number, who=who))
    if project.open is not STEPS[step]:
        raise Refused(words("projects.state_open" if project.open else "projects.state_closed", number=project.number))


def happened(project: Project, kind: str, by: str, now: datetime) -> Project:
    """The project with one more event; the newest are kept."""
    return replace(project, events=(*project.events, Event(kind=kind, at=now, by=by))[-MOST_EVENTS:])


def step_of(project: Project, brief: Task, after: tuple[str, ...], now: datetime) -> Task:
    """A brief as a step that is not offered yet."""
    event = Event(kind="draft", at=now, by=project.giver)
    return replace(
        brief,
        giver=project.giver,
        state=State.DRAFT,
        project=project.id,
        after=after,
        waits=bool(after),
        events=(event,),
    )


def begins(task: Task, roster: Roster) -> bool:
    """Whether a step is to be offered now: it waits for nothing, its brief is whole, and somebody is there for it."""
    there = bool(task.open_to) or roster.worker(task.holder) is not None
    return task.state is State.DRAFT and not task.waits and not missing_parts(task) and there


def settled(steps: Mapping[str, Task], giver: Person, roster: Roster, now: datetime) -> dict[str, Task]:
    """What changes in steps as what they waited for is done: they wait no more, and are offered when they are whole."""
    found = {task.id: replace(task, waits=False) for task in graph.freed(steps)}
    return {number: changes.offer(task, giver, now) if begins(task, roster) else task for number, task in found.items()}


def progress(steps: Iterable[Task]) -> tuple[int, int]:
    """How many steps are approved, and of how many; those that were cancelled count for neither."""
    counted = [task for task in steps if task.state is not State.CANCELLED]
    return sum(task.state is State.APPROVED for task in counted), len(counted)


def in_hand(steps: Iterable[Task]) -> tuple[Task, ...]:
    """Steps that somebody was offered and that are not done."""
    return tuple(task for task in steps if task.open and task.state is not State.DRAFT)


def wake(project: Project, giver: Person, team: Team, now: datetime) -> Wake:
    """One job per project, at its next reminder: a day before it is due and when it is, in working hours."""
    moments = [at for kind, at in reminders(project, giver, team) if kind not in project.reminded]
    at = max(min(moments), now) if moments else None
    return Wake(key=f"project:{project.id}", at=at, action="projects.remind", arguments={"project": project.id})


def late_wake(project: Project, steps: Iterable[Task], now: datetime) -> Wake:
    """One job per project, as its next step becomes late, which is just after it is due."""
    due = [task.due_at for task in steps if task.due_at and task.open and task.state is not State.HANDED_IN]
    to_come = [at for at in due if at >= now] if project.open else []
    at = min(to_come) + LATE_AFTER if to_come else None
    return Wake(key=f"project:{project.id}:late", at=at, action="projects.turn_late", arguments={"project": project.id})


def reminders(project: Project, giver: Person, team: Team) -> tuple[tuple[str, datetime], ...]:
    """The kinds, `soon` and `due`, with their instants; none for a project that is closed or has no date."""
    if project.due_at is None or not project.open:
        return ()
    soon_at = next_working(project.due_at - timedelta(hours=team.due_soon_hours), giver.hours())
    due_at = next_working(project.due_at, giver.hours())
    soon = (("soon", soon_at),) if project.created_at < soon_at < project.due_at else ()
    return (*soon, ("due", due_at))
