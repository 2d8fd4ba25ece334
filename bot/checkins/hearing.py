"""A cheer, a question or an answer is a word, too: who still hears one, and that whoever gives one is not quiet."""

from __future__ import annotations

from bot.checkins import rhythms, rules
from bot.checkins.records import Rhythm
from bot.context import Context
from bot.errors import Refused
from bot.people import Person, Role


def must_hear(context: Context, other: Person) -> None:
    """Raises unless the two are a pair still: whoever left, or is a partner no more, is told nothing of promises."""
    if other not in rules.others(context.speaker(), context.roster):
        raise Refused(context.words("checkins.pair_no_more", who=other.name))


async def spoke(context: Context, other: Person) -> tuple[Rhythm, ...]:
    """The rhythm of the two, where silence of the speaker was counted that is over now."""
    person = context.speaker()
    if {person.role, other.role} != {Role.OWNER, Role.PARTNER}:
        return ()
    agreed = await context.store.get(Rhythm, context.team.id, rhythms.pair_id(person, other))
    return (rhythms.heard(agreed, person),) if agreed and agreed.silent.get(person.id) else ()
