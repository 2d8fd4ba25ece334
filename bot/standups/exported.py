"""Standups as a file: a row for each person and day, for the owner of all, for everybody else of their own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from bot.blockers.records import Blocker
from bot.context import Context
from bot.exporting import answer, sheet
from bot.people import Person, Role, Roster
from bot.requests import Outcome
from bot.sheets import Cell, Instant, Row
from bot.standups.finding import chosen
from bot.standups.records import Answer, Run, Sitting, week_term
from bot.standups.rules import count, may_take_part, standing
from bot.times import local
from bot.ui import When
from bot.weeks import mondays

WEEKS = 12
COLUMNS = ("day", "standup", "who", "closes", "how", "said_at", "asked", "answered", "late")


async def csv(context: Context) -> Outcome:
    """`/standup csv`, `/standup csv Daily`: the last twelve weeks."""
    reader = context.speaker()
    may_take_part(reader)
    only = await _only(context)
    runs, answers = await _told(context, reader)
    runs = [run for run in runs if only in ("", run.standup)]
    questions = tuple(dict.fromkeys(question.text for run in runs for question in run.questions))
    rows: list[Row] = []
    for run in runs:
        for seat in run.seats:
            if reader.role is Role.OWNER or seat.person == reader.id:
                said = answers.get(f"{run.id}:{seat.person}")
                head = head_of(Sitting(run=run, seat=seat, answer=said), reader, context.roster, context.now)
                rows.append((*head, *_cells(said, questions), await _blockers(context, said)))
    since = When(context.now - timedelta(weeks=WEEKS), "date")
    title = context.words("standups.file_title", since=since)
    made = sheet(f"standups-{local(context.now, reader.zone):%Y-%m-%d}", _header(reader, questions), rows, reader)
    return answer(title, made, reader, () if reader.role is Role.OWNER else context.words("standups.file_yours"))


async def _only(context: Context) -> str:
    """The id of the standup that was named, if one was."""
    named = context.argument("name") or context.argument("standup")
    return (await chosen(context)).id if named else ""


async def _told(context: Context, reader: Person) -> tuple[list[Run], Mapping[str, Answer]]:
    """The days in their order, and all that was answered by its id; tomorrow's may have been answered early."""
    tomorrow = local(context.now, reader.zone).date() + timedelta(days=1)
    runs: list[Run] = []
    answers: dict[str, Answer] = {}
    for term in map(week_term, mondays(tomorrow - timedelta(weeks=WEEKS), tomorrow)):
        runs += await context.store.find(Run, context.team.id, term)
        answers |= {one.id: one for one in await context.store.find(Answer, context.team.id, term)}
    return sorted(runs, key=lambda run: (run.day, run.standup)), answers


def _header(reader: Person, questions: Iterable[str]) -> tuple[str, ...]:
    words = reader.words()
    names = [words.plain(f"standups.column_{name}", zone=reader.zone) for name in COLUMNS]
    return (*names, *questions, words.plain("standups.column_blockers"))


def head_of(sitting: Sitting, reader: Person, roster: Roster, now: datetime) -> Row:
    """How one person's day stands, in the order of COLUMNS, of which the last three add up."""
    run, seat, said = sitting.run, sitting.seat, sitting.answer
    state = standing(seat, roster.get(seat.person), said, now)
    counted = count((state,))
    return (
        run.day.isoformat(),
        run.name,
        roster.name(seat.person),
        Instant(seat.closes_at),
        reader.words().plain(f"standups.file_how_{state}"),
        Instant(said.at) if said else "",
        counted.over,
        counted.answered,
        counted.late,
    )


def _cells(said: Answer | None, questions: Iterable[str]) -> tuple[Cell, ...]:
    """What was answered to each question, in lines where it was put twice; empty where it was not, or not answered."""
    lines = said.lines if said else ()
    return tuple("\n".join(line.text for line in lines if line.question == question) for question in questions)


async def _blockers(context: Context, said: Answer | None) -> str:
    """`B3 open, B4 cleared 2026-11-25`"""
    if said is None or not any(line.about == "blocker" and line.text for line in said.lines):
        return ""
    found = await context.store.find(Blocker, context.team.id, f"said_in:{said.id}")
    return ", ".join(_blocker(one, context) for one in found)


def _blocker(one: Blocker, context: Context) -> str:
    if one.resolved_at is None:
        return context.words.plain("standups.file_open", name=one.name)
    day = f"{local(one.resolved_at, context.speaker().zone):%Y-%m-%d}"
    return context.words.plain("standups.file_cleared", name=one.name, day=day)
