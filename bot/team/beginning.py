"""What every room wakes for: from a team's first job on, and anew whenever a person or the rules of a zone changed."""

from __future__ import annotations

from msgspec.structs import replace

from bot.checkins.records import Rhythm
from bot.context import Context
from bot.handoff.replanning import replan_from
from bot.people import Roster
from bot.projects import rules as projects
from bot.projects.records import Project
from bot.requests import Outcome
from bot.standups.records import Standup
from bot.systems.following import after_people
from bot.team import leaves, rules


async def begin(context: Context) -> Outcome:
    """A job, not part of making the team: it asks for the holidays of every country, which take long to load."""
    return await planned(context, context.roster)


async def replan(context: Context) -> Outcome:
    """The rules of a time zone have changed: what is to come at somebody's local time gets its new instant.

    The first time there is nothing to compare with: what was planned stands, and its rules are remembered.
    """
    known = bool(context.team.zone_rules)
    team, now = replace(context.team, zone_rules=context.argument("rules")), context.now
    if not known:
        return Outcome(records=(team,))
    rooms, leave_turns = (
        await planned(context, context.roster),
        [leaves.wakes(one, now) for one in context.roster.people],
    )
    owned = [(one, context.roster.must(one.giver)) for one in await context.store.find(Project, team.id, "open")]
    return Outcome(
        records=(team, *rooms.records),
        posts=rooms.posts,
        wakes=(
            *rooms.wakes,
            *(wake for wakes in leave_turns for wake in wakes),
            *(projects.wake(project, giver, team, now) for project, giver in owned),
            replan_from(0, now),
        ),
    )


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
