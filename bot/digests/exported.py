"""A week as a file, `/digest csv`: each task, and what it adds to each figure."""

from __future__ import annotations

from bot.checkins.exported import promises_as_file
from bot.context import Context
from bot.digests import own_sheet, rules, week_sheet
from bot.digests.handlers import works_until
from bot.digests.own import own_works
from bot.digests.spans import span
from bot.digests.week_sheet import Counted, file_name
from bot.exporting import answer, sheet
from bot.people import Role
from bot.requests import Outcome


async def week_as_csv(context: Context) -> Outcome:
    """`/digest csv`: the last seven days, a row for each task; an assistant's own, a partner's promises."""
    person, week = context.allow(*rules.READERS), rules.last_seven_days(context.now)
    title = person.words()("digests.file_title", span=span(week, person))
    if person.role is Role.PARTNER:
        return await promises_as_file(context, week.start, title)
    if person.role is Role.ASSISTANT:
        rows = own_sheet.rows(await own_works(context, person, week), person, week, context.roster)
        made = sheet(file_name("week", week, person), own_sheet.header(person), rows, person)
        return answer(title, made, person, person.words()("digests.file_adds_up"))
    works = await works_until(context, context.now)
    told = Counted(week, person, context.roster, week_sheet.counted_in(rules.behind(works, week, person)))
    made = sheet(
        file_name("week", week, person), week_sheet.header(person, context.team), week_sheet.rows(works, told), person
    )
    return answer(title, made, person, person.words()("digests.file_adds_up"))
