"""What every room wakes for: from a team's first job on, and anew whenever a person changed."""

from __future__ import annotations

from bot.checkins.records import Rhythm
from bot.context import Context
from bot.people import Roster
from bot.requests import Outcome
from bot.standups.records import Standup
from bot.systems.following import after_people
from bot.team import rules


async def begin(context: Context) -> Outcome:
    """A job, not part of making the team: it asks for the holidays of every country, which take long to load."""
    return await planned(context, context.roster)


async def planned(context: Context, roster: Roster) -> Outcome:
    """The rooms' next jobs for the people as they are in `roster`."""
    agreed = rules.Agreed(
        rhythms=await context.store.all(Rhythm, context.team.id),
        standups=await context.store.all(Standup, context.team.id),
    )
    rooms, systems = rules.planned(context.team, roster, agreed, context.now), await after_people(context, roster)
    return Outcome(
        records=(*rooms.records, *systems.records),
        posts=systems.posts,
        wakes=(*rooms.wakes, *systems.wakes),
    )
