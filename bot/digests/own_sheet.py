"""The tasks behind an assistant's own week as rows, of which each column adds up to its figure; pure."""

from __future__ import annotations

from collections.abc import Iterable

from bot.digests import rules
from bot.digests.ledger import Work
from bot.digests.own_week import own
from bot.digests.week_sheet import instant
from bot.people import Person, Roster
from bot.sheets import Cell, Row

COLUMNS = (
    "number",
    "task",
    "giver",
    "due_at",
    "done_at",
    "handed_in",
    "approved",
    "first_time",
    "late",
    "overdue",
    "clock",
    "asked",
    "answered",
    "waited",
    "own_effort",
)


def header(reader: Person) -> tuple[str, ...]:
    """Names for COLUMNS; instants with their zone."""
    words = reader.words()
    return tuple(words.plain(f"digests.column_{name}", zone=reader.zone) for name in COLUMNS)


def rows(works: Iterable[Work], person: Person, week: rules.Week, roster: Roster) -> list[Row]:
    """A row for each task that counts anywhere, in the order of their numbers."""
    found = (_row(work, person, week, roster) for work in sorted(works, key=lambda one: (len(one.id), one.id)))
    return [row for row in found if row]


def _row(work: Work, person: Person, week: rules.Week, roster: Roster) -> Row:
    """Empty where nothing counts."""
    told = own(person.id, (work,), week, roster)
    if told.empty:
        return ()
    clock = work.ball_at_due.value if (told.late or told.overdue) and work.ball_at_due else ""
    cells: dict[str, Cell] = {
        "number": f"#{work.id}",
        "task": work.outcome,
        "giver": roster.name(work.giver),
        "due_at": instant(work.due_at),
        "done_at": instant(work.done_at),
        "handed_in": told.handed_in,
        "approved": len(told.approved),
        "first_time": told.first_time,
        "late": len(told.late),
        "overdue": len(told.overdue),
        "clock": person.words().plain(f"digests.clock_{clock}") if clock else "",
        "asked": told.questions,
        "answered": told.answered,
        "waited": told.waited_minutes,
        "own_effort": told.effort_minutes,
    }
    return tuple(cells[name] for name in COLUMNS)
