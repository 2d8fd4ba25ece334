"""`/tasks systems`, and what is typed behind a system's number: `/tasks S3`, `/tasks S3 pause`."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable

from msgspec.structs import replace

from bot.context import Context
from bot.lists import start_of
from bot.requests import Outcome, Reply
from bot.systems import cards, changing, handlers, rules, turns
from bot.systems.records import System, SystemState
from bot.systems.turns import Coming

VIEW = "systems"
_NUMBERED = re.compile(r"s(?P<number>\d{1,9})(?:\s+(?P<verb>[a-z]+)(?:\s+next)?(?:\s+(?:to\s+)?(?P<rest>.+))?)?", re.I)
_VERBS: dict[str, Callable[[Context], Awaitable[Outcome]]] = {
    "pause": handlers.pause,
    "resume": handlers.resume,
    "skip": handlers.skip,
    "move": handlers.move,
    "change": changing.change,
    "stop": handlers.stop,
}


async def viewed(context: Context, typed: str) -> Outcome | None:
    """What was typed behind /tasks, when it is about systems; None when it is about something else."""
    if typed.casefold() == VIEW:
        return await listed(context)
    found = _NUMBERED.fullmatch(typed)
    if found is None:
        return None
    verb = (found["verb"] or "show").casefold()
    if verb not in _VERBS and verb != "show":
        return None
    arguments = {"system": found["number"]} | ({"to": found["rest"]} if found["rest"] else {})
    meant = replace(context, request=replace(context.request, arguments=arguments))
    return await _VERBS.get(verb, handlers.show)(meant)


async def listed(context: Context) -> Outcome:
    """Those the reader gives, holds or may claim, the owner all; the earliest first, resting ones last."""
    reader = context.speaker()
    stored = await context.store.find(System, context.team.id, "systems")
    found = [_with_next(context, system) for system in stored if rules.may_see(system, reader)]
    start = start_of(context.argument("start"))
    return Outcome(reply=Reply(card=cards.list_card(sorted(found, key=_order), reader, context.roster, start)))


def _with_next(context: Context, system: System) -> tuple[System, Coming | None]:
    hours = turns.hours_of(system, context.roster)
    return system, turns.next_coming(system, hours) if system.coming else None


def _order(pair: tuple[System, Coming | None]) -> tuple[bool, float, int]:
    system, coming = pair
    at = coming.due_at.timestamp() if coming else 0.0
    return coming is None and system.state is not SystemState.RUNNING, at, int(system.id)
