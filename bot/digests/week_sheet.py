"""The tasks behind a week's figures as rows, of which each column adds up to its figure; pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from msgspec.structs import asdict

from bot.digests import rules
from bot.digests.ledger import Work
from bot.people import Person, Roster, Team
from bot.sheets import Cell, Instant, Row
from bot.texts import Words
from bot.times import local

COLUMNS = (
    "number",
    "task",
    "giver",
    "holder",
    "handed_at",
    "due_at",
    "done_at",
    "handed",
    "done",
    "late",
    "overdue",
    "clock",
    "waiting",
    "waits_for",
    "since",
    "blocked",
    "questions",
    "returned",
    "effort",
    "unestimated",
    "spent",
    "cost",
)


class Counted(NamedTuple):
    """Whose week, and the numbers of the tasks that each figure counts, by its name, in their order."""

    week: rules.Week
    owner: Person
    roster: Roster
    counted: Mapping[str, Mapping[str, None]]


def header(reader: Person, team: Team) -> tuple[str, ...]:
    """Names for COLUMNS; instants with their zone, money with its currency."""
    words = reader.words()
    return tuple(words.plain(f"digests.column_{name}", zone=reader.zone, currency=team.currency) for name in COLUMNS)


def counted_in(behind: rules.Behind) -> dict[str, dict[str, None]]:
    """The numbers of the tasks, by figure, in their order."""
    return {figure: dict.fromkeys(work.id for work in works) for figure, works in asdict(behind).items()}


def rows(works: Iterable[Work], told: Counted) -> list[Row]:
    """A row for each task that counts anywhere, in the order of their numbers."""
    counting = [work for work in works if work.giver != work.holder and _counts(work, told)]
    return [row(work, told) for work in sorted(counting, key=lambda work: (len(work.id), work.id))]


def row(work: Work, told: Counted) -> Row:
    """Its cells, in the order of COLUMNS."""
    week, roster, words = told.week, told.roster, told.owner.words()
    flags = {figure: int(work.id in told.counted.get(figure, ())) for figure in rules.FIGURES}
    approved = bool(flags["done"]) and work.holder != told.owner.id
    cells: dict[str, Cell] = {
        "number": f"#{work.id}",
        "task": work.outcome,
        "giver": roster.name(work.giver),
        "holder": roster.name(work.holder),
        "handed_at": Instant(work.created_at),
        "due_at": instant(work.due_at),
        "done_at": instant(work.done_at),
        "clock": _clock(work, words) if flags["late"] or flags["overdue"] else "",
        "waits_for": words.plain(f"digests.waits_{work.waits_for}") if work.waits_for else "",
        "since": instant(work.waits_since),
        "questions": rules.times(work, "ask", week),
        "returned": rules.times(work, "send_back", week),
        "effort": work.effort_minutes if approved else 0,
        "unestimated": int(approved and not work.effort_minutes),
        "spent": rules.spent_minutes(work, week, told.owner),
        "cost": rules.cost_cents(work, roster) / 100 if approved else 0.0,
    }
    cells |= flags
    return tuple(cells[name] for name in COLUMNS)


def file_name(what: str, week: rules.Week, reader: Person) -> str:
    """`late-2026-11-27`"""
    return f"{what}-{local(week.end - rules.INSTANT, reader.zone):%Y-%m-%d}"


def instant(at: datetime | None) -> Cell:
    """An empty cell for none."""
    return Instant(at) if at else ""


def _clock(work: Work, words: Words) -> str:
    return words.plain(f"digests.clock_{work.ball_at_due.value}") if work.ball_at_due else ""


def _counts(work: Work, told: Counted) -> bool:
    if any(work.id in ids for ids in told.counted.values()):
        return True
    acted = rules.times(work, "ask", told.week) or rules.times(work, "send_back", told.week)
    return bool(acted or rules.spent_minutes(work, told.week, told.owner))
