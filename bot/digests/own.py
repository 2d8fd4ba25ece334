"""Loads an assistant's own week, and how people's standups went in a week."""

from __future__ import annotations

from datetime import timedelta

from bot.context import Context
from bot.digests import rules
from bot.digests.ledger import Work, work_of
from bot.digests.own_cards import OwnWeek, own_week_card
from bot.digests.own_week import own
from bot.handoff.records import Task
from bot.handoff.records import week_term as task_week
from bot.people import Person
from bot.standups.handlers import share_of
from bot.standups.records import Answer, Run
from bot.standups.records import week_term as standup_week
from bot.standups.rules import Count, participation
from bot.ui import Card, Text
from bot.weeks import mondays

# The day of a run is one of the calendar: in UTC a window of it may close the day before, far east, or two days after.
BEFORE, AFTER = timedelta(days=2), timedelta(days=1)


async def own_week(context: Context, person: Person, week: rules.Week) -> OwnWeek:
    """Nobody's but that person's."""
    return OwnWeek(
        week=week,
        own=own(person.id, await own_works(context, person, week), week, context.roster),
        standups=(await standups_in(context, week)).get(person.id, Count()),
        streak=(await share_of(context, person))[1],
    )


async def own_works(context: Context, person: Person, week: rules.Week) -> list[Work]:
    """What somebody holds, and all that was closed in the week."""
    terms = (f"holder:{person.id}", *map(task_week, mondays(week.start, week.end)))
    return [work_of(task) for term in terms for task in await context.store.find(Task, context.team.id, term)]


async def own_card(context: Context, person: Person, week: rules.Week, footer: Text = ()) -> Card:
    return own_week_card(await own_week(context, person, week), person, context.roster, footer)


async def standups_in(context: Context, week: rules.Week) -> dict[str, Count]:
    """How the seats whose window closed in the week were answered, by person."""
    runs, answers = await sheets_in(context, week)
    return participation(rules.closed_in(runs, week), context.roster, answers, context.now)


async def sheets_in(context: Context, week: rules.Week) -> tuple[list[Run], list[Answer]]:
    """The runs of those days and of the rest of their calendar weeks, and what was answered."""
    runs: list[Run] = []
    answers: list[Answer] = []
    for term in map(standup_week, mondays(week.start - BEFORE, week.end + AFTER)):
        runs += await context.store.find(Run, context.team.id, term)
        answers += await context.store.find(Answer, context.team.id, term)
    return runs, answers
