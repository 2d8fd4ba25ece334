"""`/digest trends`: the last twelve weeks side by side, and the tasks behind them."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from bot.context import Context
from bot.digests import own_sheet, rules, trend_sheet, week_sheet
from bot.digests.handlers import answered_for, closed_since
from bot.digests.ledger import Work
from bot.digests.own import sheets_in
from bot.digests.pages import page
from bot.digests.spans import span
from bot.digests.trend_cards import Weeks, title_of, trends_card
from bot.digests.trends import Share, late_of, weeks_until
from bot.digests.week_sheet import Counted, file_name
from bot.errors import NotAllowed, Refused
from bot.exporting import CSV, answer, is_wanted, sheet
from bot.focus.handlers import between
from bot.people import Person, Role, Team
from bot.requests import Outcome, Reply
from bot.sheets import Sheet
from bot.standups.rules import Count, participation


async def trends(context: Context) -> Outcome:
    """`/digest trends`: one's own weeks; `/digest trends @ana` an assistant's, for the owner; with `csv` as a file."""
    reader, about = _of(context)
    told = await _weeks(context, reader, about)
    if is_wanted(context) or _is_format(context):
        made = sheet(trend_sheet.name_of(told), trend_sheet.header(told), trend_sheet.rows(told), reader)
        return answer(title_of(told), made, reader, reader.words()("trends.weeks"))
    return Outcome(reply=Reply(card=trends_card(told)))


def _is_format(context: Context) -> bool:
    """`/digest trends csv` names nobody."""
    return context.argument("who").casefold() == CSV


async def trend_done(context: Context) -> Outcome:
    """Which tasks were done in these weeks."""
    return await _which(context, "done")


async def trend_late(context: Context) -> Outcome:
    """Which of them had not been handed in when they fell due."""
    return await _which(context, "late")


def _of(context: Context) -> tuple[Person, Person]:
    """Who asks, and about whom: the owner's are everybody's, a partner's are about the owner."""
    reader = context.speaker()
    if reader.role not in rules.READERS:
        raise NotAllowed(context.words("digests.not_for_role"))
    if reader.role is Role.PARTNER:
        return reader, context.roster.owner()
    named = context.argument("who") and not _is_format(context)
    about = context.find_person(context.argument("who")) if named else reader
    if about == reader:
        return reader, about
    if reader.role is not Role.OWNER:
        raise NotAllowed(context.words("trends.not_yours"))
    if about.role is not Role.ASSISTANT:
        raise Refused(context.words("trends.not_an_assistant", who=about.name))
    return reader, about


async def _weeks(context: Context, reader: Person, about: Person) -> Weeks:
    weeks = weeks_until(rules.last_seven_days(context.now).end, reader.zone)
    told = Weeks(about, reader, context.roster, weeks)
    all_of_it = told.all_of_it
    if reader.role is not Role.PARTNER:
        told = told._replace(works=await closed_since(context, all_of_it.start, all_of_it.end))
    if about.role is Role.ASSISTANT:
        told = told._replace(standups=await _standups(context, about, weeks))
    else:
        promises = await answered_for(context, about, all_of_it)
        mine = [promise for promise in promises if reader == about or promise.to == reader.id]
        entries = await between(context, about, all_of_it.start, all_of_it.end)
        told = told._replace(promises=mine, entries=entries)
    return told.begun(context.team.created_at)


async def _standups(context: Context, person: Person, weeks: Sequence[rules.Week]) -> list[Share]:
    """What was asked of that person alone in each of the weeks, and how much of it was not answered."""
    runs, answers = await sheets_in(context, rules.Week(weeks[0].start, weeks[-1].end))
    own_runs = [replace(run, seats=tuple(seat for seat in run.seats if seat.person == person.id)) for run in runs]
    own_answers = [answer for answer in answers if answer.person == person.id]
    counts = [
        participation(rules.closed_in(own_runs, week), context.roster, own_answers, context.now).get(person.id, Count())
        for week in weeks
    ]
    return [Share(one.over, one.missing) for one in counts]


async def _which(context: Context, figure: str) -> Outcome:
    reader, about = _of(context)
    if reader.role is Role.PARTNER:
        raise NotAllowed(context.words("digests.not_owners"))
    told = await _weeks(context, reader, about)
    counted = told.done(told.all_of_it)
    works = late_of(counted) if figure == "late" else counted
    end = told.all_of_it.end
    newest = sorted(works, key=lambda work: work.done_at or end, reverse=True)
    title = reader.words()(f"digests.which_{figure}", n=len(works), span=span(told.all_of_it, reader))
    if is_wanted(context):
        return answer(title, _as_file(told, figure, newest[::-1], context.team), reader)
    return await page(context, title, [work.id for work in newest], f"digests.trend_{figure}", {"who": about.id})


def _as_file(told: Weeks, figure: str, works: Sequence[Work], team: Team) -> Sheet:
    """The tasks, oldest first, with what each adds to all of these weeks."""
    reader, weeks, name = told.reader, told.all_of_it, file_name(figure, told.all_of_it, told.reader)
    if reader.role is Role.OWNER:
        ids = {"done": dict.fromkeys(work.id for work in works), "late": {work.id: None for work in late_of(works)}}
        week = Counted(weeks, reader, told.roster, ids)
        return sheet(name, week_sheet.header(reader, team), [week_sheet.row(work, week) for work in works], reader)
    return sheet(name, own_sheet.header(reader), own_sheet.rows(works, reader, weeks, told.roster), reader)
