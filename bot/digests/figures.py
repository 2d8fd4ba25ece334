"""Which tasks a figure of the owner's digest counts: `/digest late`, and the buttons on the digest."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.context import Context
from bot.digests import rules, week_sheet
from bot.digests.handlers import works_until
from bot.digests.ledger import work_of
from bot.digests.pages import page
from bot.digests.records import Sent, read_stamp, sent_id, stamp
from bot.digests.spans import span
from bot.digests.week_sheet import Counted, file_name
from bot.errors import NotAllowed
from bot.exporting import answer, is_wanted, sheet
from bot.handoff.records import Task
from bot.people import Person, Role
from bot.requests import Outcome
from bot.ui import Text, When

OLDEST = timedelta(days=400)
_ACTION = {"asked": "questions", "sent_back": "returned"}  # where the figure is called otherwise than its tasks


async def handed(context: Context) -> Outcome:
    """`/digest handed`: what was handed over."""
    return await _which(context, "handed")


async def done(context: Context) -> Outcome:
    """`/digest done`: what was approved."""
    return await _which(context, "done")


async def late(context: Context) -> Outcome:
    """`/digest late`: what fell due and had not been handed in by then."""
    return await _which(context, "late")


async def overdue(context: Context) -> Outcome:
    """`/digest overdue`: what fell due before, and is still not handed in."""
    return await _which(context, "overdue")


async def waiting(context: Context) -> Outcome:
    """`/digest waiting`: what waits on the owner."""
    return await _which(context, "waiting")


async def blocked(context: Context) -> Outcome:
    """`/digest blocked`: what is blocked, with whomever."""
    return await _which(context, "blocked")


async def questions(context: Context) -> Outcome:
    """`/digest questions`: what was asked about."""
    return await _which(context, "asked")


async def returned(context: Context) -> Outcome:
    """`/digest returned`: what was handed in and given back."""
    return await _which(context, "sent_back")


async def _which(context: Context, figure: str) -> Outcome:
    person = context.speaker()
    if person.role is not Role.OWNER:
        key = "digests.not_owners" if person.role in rules.READERS else "digests.not_for_role"
        raise NotAllowed(context.words(key))
    week, counted = await _counted(context, person)
    ids = tuple(counted[figure])
    if is_wanted(context):
        return await _as_file(context, figure, Counted(week, person, context.roster, counted))
    title = _title(figure, len(ids), week, person)
    return await page(context, title, ids, f"digests.{_ACTION.get(figure, figure)}", {"until": stamp(week.end)})


async def _as_file(context: Context, figure: str, told: Counted) -> Outcome:
    """The same tasks, each with all that it adds to the week."""
    owner, ids = told.owner, tuple(told.counted[figure])
    found = [await context.store.get(Task, context.team.id, number) for number in ids]
    rows = [week_sheet.row(work_of(task), told) for task in found if task]
    made = sheet(file_name(figure, told.week, told.owner), week_sheet.header(owner, context.team), rows, owner)
    return answer(_title(figure, len(ids), told.week, owner), made, owner)


def _title(figure: str, n: int, week: rules.Week, owner: Person) -> Text:
    return owner.words()(f"digests.which_{figure}", n=n, span=span(week, owner), end=When(week.end, "date"))


async def _counted(context: Context, owner: Person) -> tuple[rules.Week, Mapping[str, Mapping[str, None]]]:
    """Of the digest that was sent up to `until` what it counted then; of any other time what is counted now."""
    until = _until(context)
    sent = await context.store.get(Sent, context.team.id, sent_id(owner.id, until))
    if sent and sent.role == owner.role.value:
        return rules.Week(sent.start, sent.end), {
            figure: dict.fromkeys(sent.tasks.get(figure, ())) for figure in rules.FIGURES
        }
    week = rules.last_seven_days(until - rules.INSTANT)
    return week, week_sheet.counted_in(rules.behind(await works_until(context, context.now), week, owner))


def _until(context: Context) -> datetime:
    """Where the digest ends that was pressed on; this very instant where none was."""
    now = rules.last_seven_days(context.now).end
    until = read_stamp(context.argument("until"))
    return until if until and now - OLDEST < until <= now else now
