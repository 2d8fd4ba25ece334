"""Every open task's next reminder set anew after the team changed a rule: a job for some people at a time."""

from __future__ import annotations

from datetime import datetime

from bot.context import Context
from bot.handoff.records import TO_CLAIM, Task
from bot.handoff.saying import wake
from bot.requests import Outcome, Wake

ACTION = "handoff.replan"
PEOPLE_AT_ONCE = 20  # with ten tasks each it takes some ten milliseconds, and then others have their turn


def replan_from(number: int, at: datetime) -> Wake:
    """The job that begins with that person of the roster. Each has its own key: one that wakes itself would be held."""
    return Wake(key=f"{ACTION}:{number}", at=at, action=ACTION, arguments={"from": str(number)})


async def replan(context: Context) -> Outcome:
    """A task is found by its holder; what nobody holds, with the first people."""
    begin = int(context.argument("from") or 0)
    people = context.roster.people[begin : begin + PEOPLE_AT_ONCE]
    terms = [f"holder:{person.id}" for person in people] + ([] if begin else [TO_CLAIM])
    found = [task for term in terms for task in await context.store.find(Task, context.team.id, term)]
    wakes = [wake(context, task) for task in found]
    if begin + PEOPLE_AT_ONCE < len(context.roster.people):
        wakes.append(replan_from(begin + PEOPLE_AT_ONCE, context.now))
    return Outcome(wakes=tuple(wakes))
