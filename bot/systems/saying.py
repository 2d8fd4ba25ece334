"""What this room's handlers share: the system meant, its live cards, and what a step gives back."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

import msgspec

from bot.context import Context
from bot.errors import Refused
from bot.handoff.records import Task
from bot.handoff.saying import pressed_card
from bot.people import WORKERS, Person, Roster
from bot.requests import Direct, Outcome, Post, Reply, Wake
from bot.systems import cards, rules, turns
from bot.systems.records import System
from bot.times import local


def card_key(system: System, person: str) -> str:
    return f"system:{system.id}@{person}"


async def found(context: Context) -> System:
    """The system meant by the argument `system`, `3` or `S3`; Refused when the team has none of that number."""
    typed = context.argument("system")
    number = typed.removeprefix("S").removeprefix("s")
    system = await context.store.get(System, context.team.id, number)
    if system is None:
        raise Refused(context.words("systems.none_such", name=typed[:40]))
    return system


async def checked(context: Context, step: str) -> tuple[System, Person]:
    """The system meant and the speaker, who may take the step now; else Refused."""
    person, system = context.speaker(), await found(context)
    rules.check(system, step, person, context.roster)
    return system, person


async def done_on(context: Context, system: System) -> date | None:
    """The day on which the last task ended, None while it is open; a rule that counts from done counts from there."""
    last = await context.store.get(Task, context.team.id, system.last)
    if last is not None and last.open:
        return None
    return local(last.closed_at if last and last.closed_at else context.now, system.zone).date()


async def shown(context: Context, system: System, roster: Roster, changed: Iterable[Task] = ()) -> cards.Shown:
    """What its cards say beside the record; `changed` are tasks as they will be."""
    stored = await context.store.find(Task, context.team.id, f"system:{system.id}")
    tasks = {task.id: task for task in (*stored, *changed) if task.system == system.id}
    running = system.coming is not None
    return cards.Shown(
        today=local(context.now, system.zone).date(),
        coming=turns.next_coming(system, turns.hours_of(system, roster)) if running else None,
        tasks=tuple(sorted((task for task in tasks.values() if task.open), key=lambda task: int(task.id))),
    )


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """Who hears of a change anew; everybody else's card is edited where it stands, also the `former` holder's.

    `roster`: the people by then.
    """

    people: Collection[str] = ()
    former: str = ""
    tasks: tuple[Task, ...] = ()
    roster: Roster | None = None


async def posts(context: Context, system: System, told: Told) -> tuple[Post, ...]:
    """The giver's live card, and the card of whoever has one or is told."""
    roster = told.roster or context.roster
    seen = await shown(context, system, roster, told.tasks)
    made = []
    for who in dict.fromkeys((system.giver, system.holder, told.former, *told.people, *_who_acted(system))):
        person = roster.get(who)
        if person is None or person.role not in WORKERS:
            continue
        key, fresh = card_key(system, who), who in told.people
        if fresh or who == system.giver or await context.store.outgoing(context.team.id, key) is not None:
            card = cards.system_card(system, seen, person, roster)
            made.append(Post(key=key, to=Direct(who), card=card, fresh=fresh))
    return tuple(made)


async def saved(context: Context, system: System, wakes: tuple[Wake, ...], told: Told | None = None) -> Outcome:
    """The outcome of a step that the speaker took: the record with its newest event, cards, jobs and the answer."""
    actor, told = context.speaker(), told or Told()
    others = msgspec.structs.replace(told, people=set(told.people) - {actor.id, ""})
    shown = await posts(context, system, others)
    return Outcome(reply=answer(context, system), records=(system, *told.tasks), posts=shown, wakes=wakes)


def answer(context: Context, system: System) -> Reply | None:
    """Nothing when the speaker pressed on the live card, which is the answer; else one line."""
    person = context.speaker()
    if pressed_card(context) == card_key(system, person.id):
        return None
    return Reply(card=cards.notice(person.words(), f"did_{system.events[-1].kind}", system))


def _who_acted(system: System) -> tuple[str, ...]:
    """The owner may have changed somebody else's system and has a card of it then."""
    return tuple(event.by for event in system.events if event.by)
