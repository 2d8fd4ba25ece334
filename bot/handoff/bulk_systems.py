"""What comes back to whoever hands everything over: it goes along, where the one who does it may change it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from msgspec.structs import replace

from bot.context import Context
from bot.handoff.bulk_records import Bulk
from bot.people import Person, Roster
from bot.requests import Outcome, Post, Wake
from bot.systems import rules, saying, turns
from bot.systems.records import System, SystemState


async def held(context: Context, bulk: Bulk) -> list[System]:
    """What comes back to whoever hands over, as far as the speaker may see it."""
    found = await context.store.find(System, context.team.id, f"holder:{bulk.former}") if bulk.former else []
    seen = (system for system in found if rules.may_see(system, context.speaker()))
    return sorted(seen, key=lambda system: int(system.id))


def going(systems: Sequence[System], by: Person) -> list[System]:
    """Those that the speaker may give to somebody else."""
    return [one for one in systems if rules.manages(one, by) and one.state in rules.STEPS["change"].states]


async def as_planned(context: Context, bulk: Bulk) -> list[System] | None:
    """The systems that were shown, None when one of them has changed since."""
    found = [await context.store.get(System, context.team.id, number) for number, _ in bulk.systems]
    now = going([system for system in found if system is not None], context.speaker())
    return now if tuple((system.id, system.revision) for system in now) == bulk.systems else None


def handed(system: System, bulk: Bulk, by: Person, now: datetime) -> System:
    """From its next task on it is the newcomer's, who accepts it with that; of a task that is out another rule says."""
    resting = system.state in (SystemState.ADRIFT, SystemState.DECLINED)
    changed = rules.taken(system, "change", by.id, now)
    state = SystemState.RUNNING if resting else system.state
    agreed = now if bulk.newcomer == system.giver else None
    return replace(changed, holder=bulk.newcomer, open_to=(), state=state, accepted_at=agreed)


def restored(bulk: Bulk, now: Sequence[System], roster: Roster) -> tuple[list[System], list[System]]:
    """Each its holder's again, where nobody has changed it since and nobody who has left would have it; and all others.

    Whether its last task is done by now stays as it is: what counts from that would never come any more.
    """
    was = {system.id: system for system in bulk.before_systems}
    back: list[System] = []
    kept: list[System] = []
    for system in now:
        last, before = system.events[-1], was[system.id]
        untouched = (last.kind, last.by, last.at) == ("change", bulk.by, bulk.at)
        if untouched and (before.state is not SystemState.RUNNING or rules.can_hold(before, roster)):
            parts = {name: getattr(before, name) for name in ("holder", "open_to", "state", "accepted_at")}
            back.append(replace(system, **parts, events=system.events[:-1]))
        else:
            kept.append(system)
    return back, kept


async def outcome_of(context: Context, systems: Sequence[System], former: str) -> Outcome:
    """The records with their jobs set anew; cards are edited where they stand, also that of `former` holders."""
    records: list[System] = []
    posts: list[Post] = []
    wakes: list[Wake] = []
    for system in systems:
        hours = turns.hours_of(system, context.roster)
        after, following = turns.planned(turns.passed_over(system, hours, context.now), hours)
        records.append(after)
        posts += [replace(post, fresh=False) for post in await saying.posts(context, after, saying.Told(former=former))]
        wakes += following
    return Outcome(records=tuple(records), posts=tuple(posts), wakes=tuple(wakes))
