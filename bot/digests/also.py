"""Loads what a digest tells of besides tasks and promises: the owner's blockers, and the focus log."""

from __future__ import annotations

from bot.blockers.records import OPEN, Blocker, cleared_term
from bot.context import Context
from bot.digests.rules import Week
from bot.focus.handlers import between
from bot.focus.rules import Logged, logged
from bot.people import Person
from bot.weeks import mondays


async def to_clear(context: Context, owner: Person) -> list[Blocker]:
    """What is in somebody's way and hers to clear, the oldest first."""
    found = await context.store.find(Blocker, context.team.id, OPEN)
    return sorted((one for one in found if one.owner == owner.id), key=lambda one: one.said_at)


async def cleared(context: Context, owner: Person, week: Week) -> int:
    """How many of them she cleared in the week."""
    terms = map(cleared_term, mondays(week.start, week.end))
    found = [one for term in terms for one in await context.store.find(Blocker, context.team.id, term)]
    return sum(one.resolved_by == owner.id and one.resolved_at in week for one in found)


async def logged_in(context: Context, person: Person, week: Week) -> Logged:
    return logged(await between(context, person, week.start, week.end), person.focus_minutes, week.start, week.end)
