"""The task: what is to be done, who gave it, who holds it, and everything that has happened to it."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

import msgspec

from bot.attached import Attached, with_file
from bot.recurrence import Timetable
from bot.requests import Record
from bot.searching import Sought
from bot.weeks import iso_week


class State(StrEnum):
    __hash__ = str.__hash__  # Enum's own is written in Python, and slow

    DRAFT = "draft"
    UNCLAIMED = "unclaimed"
    OFFERED = "offered"
    COUNTERED = "countered"
    ACCEPTED = "accepted"
    ASKED = "asked"
    BLOCKED = "blocked"
    HANDED_IN = "handed_in"
    APPROVED = "approved"
    DECLINED = "declined"
    CANCELLED = "cancelled"


ANYONE = "anyone"  # in open_to: whoever works here
TO_CLAIM = "unclaimed"  # the term they are filed under
OPEN_MARK, CLOSED_MARK, SHARED = "open", "closed", "shared"  # marks for a search
UNSAID = frozenset({"change", "counter", "system"})  # steps whose text is no words of anybody
CLOSED = frozenset({State.APPROVED, State.DECLINED, State.CANCELLED})


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """Something that happened: `kind` is the step's name (`accept`), `by` a person's id; the rest is theirs."""

    kind: str
    at: datetime
    by: str
    text: str = ""
    link: str = ""
    files: tuple[Attached, ...] = ()


class Snooze(msgspec.Struct, frozen=True):
    """No reminder of this task to `person` before `until`."""

    person: str
    until: datetime


class Brief(msgspec.Struct, frozen=True, kw_only=True):
    """What was agreed on, kept while a change of it waits to be accepted."""

    outcome: str
    done_when: str = ""
    due_at: datetime | None = None
    effort_minutes: int = 0
    priority: str = ""
    links: tuple[str, ...] = ()


class Task(Record, frozen=True, kw_only=True):
    """One piece of work; `id` is its number as text. One giver and one holder; none while a draft or unclaimed.

    `open_to` are the ids of those who may claim it, or ANYONE; empty for what was offered to one person.
    `question`, `blocker`, `missing`, `proposed_at` and `newcomer` are what is open right now, empty otherwise;
    `unblocker` is who can unblock. `newcomer` is whom the holder wants to hand it to, with `context`.
    `timetable` is how often it shall come back: of a draft, and of each task of a `system`, whose `turn` it is.
    `project` is the one it is a step of, `after` are the steps before it; while it `waits` for those it is a draft.
    `links` and `files` are what the brief comes with, `source` the address of the message it was made from, and
    `quoted` what that says besides the outcome. `reminded` holds the keys of reminders already sent.
    `free_minutes` is how much of the holder's working time was free until the due time when it was offered last;
    `was` is the brief the holder has seen before a change that he or she has not accepted yet.
    `repeat_hours`: once due it is said again every so many working hours until the holder acknowledges it; 0 for not.
    `nagged_at` is when the holder last heard that it is due.
    """

    giver: str
    holder: str = ""
    open_to: tuple[str, ...] = ()
    outcome: str
    done_when: str = ""
    due_at: datetime | None = None
    effort_minutes: int = 0
    priority: str = ""
    links: tuple[str, ...] = ()
    files: tuple[Attached, ...] = ()
    source: str = ""
    quoted: str = ""
    system: str = ""
    turn: date | None = None
    timetable: Timetable | None = None
    project: str = ""
    after: tuple[str, ...] = ()
    waits: bool = False
    state: State
    created_at: datetime
    offered_at: datetime | None = None
    accepted_at: datetime | None = None
    handed_in_at: datetime | None = None
    closed_at: datetime | None = None
    asked_at: datetime | None = None
    blocked_at: datetime | None = None
    proposed_at: datetime | None = None
    question: str = ""
    answer: str = ""
    blocker: str = ""
    unblocker: str = ""
    note: str = ""
    link: str = ""
    missing: str = ""
    newcomer: str = ""
    context: str = ""
    returns: int = 0
    questions: int = 0
    due_kept: bool = False
    free_minutes: int | None = None
    was: Brief | None = None
    repeat_hours: int = 0
    nagged_at: datetime | None = None
    reminded: tuple[str, ...] = ()
    snoozes: tuple[Snooze, ...] = ()
    events: tuple[Event, ...] = ()

    @property
    def brief(self) -> Brief:
        return Brief(
            outcome=self.outcome,
            done_when=self.done_when,
            due_at=self.due_at,
            effort_minutes=self.effort_minutes,
            priority=self.priority,
            links=self.links,
        )

    @property
    def all_files(self) -> tuple[Attached, ...]:
        """Of the brief and of every step, in the order they came."""
        return (*self.files, *(file for event in self.events for file in event.files))

    @property
    def open(self) -> bool:
        return self.state not in CLOSED

    def terms(self) -> tuple[str, ...]:
        """Open tasks by person and together, drafts by giver, closed ones by the ISO week they closed in (UTC).

        In every state by its files, and by the message it was made from, which is how the message leads to it.
        """
        source = (from_message(self.source),) if self.source else ()
        return (*self._filed(), *source, *(with_file(file.id) for file in self.all_files))

    def _filed(self) -> tuple[str, ...]:
        if self.state is State.DRAFT:
            return (f"draft:{self.giver}",)
        part = (f"system:{self.system}",) if self.system else ()
        if self.state is State.UNCLAIMED:
            return ("open", f"giver:{self.giver}", TO_CLAIM, *part)
        if self.open:
            others = {"newcomer": self.newcomer, "unblocker": self.unblocker if self.state is State.BLOCKED else ""}
            also = (f"{name}:{who}" for name, who in others.items() if who)
            return ("open", f"giver:{self.giver}", f"holder:{self.holder}", *part, *also)
        return (week_term(self.closed_at),) if self.closed_at else ()

    def sought(self) -> Sought:
        """Everything that was said of it, marked with its state, with whose it is, and with who may see it."""
        said = [self.quoted] if self.quoted else []
        said += [event.text for event in self.events if event.text and event.kind not in UNSAID]
        said += [file.name for file in self.all_files]
        return Sought(
            title=self.outcome,
            text=" ".join((self.done_when, *said)),
            marks=(f"state:{self.state.value}", OPEN_MARK if self.open else CLOSED_MARK, *self._people()),
            at=self.created_at,
        )

    def _people(self) -> set[str]:
        """`with:` each who has a part in it; `seen:` by whom, as rules.may_see says; `gave:` for who stands in."""
        if self.private:
            return {f"seen:{self.giver}", f"with:{self.giver}"}
        parts = {self.giver, self.holder, self.newcomer, self.unblocker} - {""}
        free = set(self.open_to) if self.state is State.UNCLAIMED else set()
        seen = parts | free | {event.by for event in self.events}
        shared = {SHARED, f"gave:{self.giver}"}
        return {*shared, *(f"with:{person}" for person in parts | free), *(f"seen:{person}" for person in seen)}

    @property
    def private(self) -> bool:
        """A draft, or one thrown away before it was ever offered: nobody but its giver hears of it."""
        return self.state is State.DRAFT or self.offered_at is None


def from_message(source: str) -> str:
    """The term tasks are filed under that were made from the message with this address."""
    return f"source:{source}"


def week_term(day: date) -> str:
    """`week:2026-W48`, the term closed tasks are filed under."""
    return f"week:{iso_week(day)}"


class Together(Record, frozen=True, kw_only=True):
    """What one message reminded a person of last: `id` is the person's, `items` each task with the reminder's kind."""

    items: tuple[tuple[str, str], ...]
    at: datetime
