"""Where many tasks at once begin: everything of a person, one's own on leaving, and due times that move together."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from bot.context import Context
from bot.errors import Refused
from bot.handoff import bulk, bulk_forms, bulk_rules, listing, rules
from bot.handoff.bulk_records import Bulk, Kind, Shift
from bot.handoff.records import Task
from bot.handoff.saying import asked
from bot.people import WORKERS, Person
from bot.requests import Outcome

_TO = re.compile(r"^(?:to|an|a)\s+", re.IGNORECASE)


async def hand_over(context: Context) -> Outcome:
    """`/handoff all @ana to @ben`: what the speaker may hand on of it, shown first; asks to whom."""
    context.allow(*WORKERS)
    return await _handed(context, _anybody(context, context.argument("person")))


async def leaving(context: Context) -> Outcome:
    """`/handoff leaving @ben`: everything the speaker holds."""
    return await _handed(context, context.allow(*WORKERS))


async def move_several(context: Context) -> Outcome:
    """Due times of the numbered tasks, by a day, a week or to one date; the form is filled from the list."""
    giver = context.allow(*WORKERS)
    typed = context.argument("tasks")
    if not typed:
        listed = await listing.listed_again(context, giver)
        return asked(context, bulk_forms.move_form(context.new_id(), [task.id for task in listed], giver))
    shift = _shift(context)
    numbers = list(dict.fromkeys(re.findall(r"[0-9]{1,18}", typed)))
    if not numbers or len(numbers) > bulk_rules.MOST:
        raise Refused.at("tasks", giver.words()("handoff.bulk_numbers", most=bulk_rules.MOST))
    found = [await context.store.get(Task, context.team.id, number) for number in numbers]
    seen = [task for task in found if task is not None and rules.may_see(task, giver)]
    if len(seen) < len(numbers):
        missing = set(numbers) - {task.id for task in seen}
        unknown = ", ".join(f"#{number}" for number in numbers if number in missing)
        raise Refused.at("tasks", giver.words()("handoff.bulk_unknown", tasks=unknown[:200]))
    made = await _made(context, "move")
    return await bulk.previewed(context, replace(made, shift=shift), seen)


async def _handed(context: Context, former: Person) -> Outcome:
    by = context.speaker()
    typed = _TO.sub("", context.argument("newcomer"))
    if not typed:
        return asked(context, bulk_forms.hand_over_form(context.new_id(), former, by, context.roster))
    newcomer = context.find_person(typed)
    rules.must_work(newcomer, "newcomer", by.words())
    if newcomer.id == former.id:
        raise Refused.at("newcomer", by.words()("handoff.holds_already", who=newcomer.name))
    made = await _made(context, "hand_over")
    said = context.words_in("context", rules.WORDS_MOST)
    given = replace(made, former=former.id, newcomer=newcomer.id, context=said)
    return await bulk.previewed(context, given, await _of(context, former))


async def _of(context: Context, former: Person) -> Sequence[Task]:
    """What the person holds or is to take on, as far as the speaker may see it; the oldest first, so many at once."""
    found: dict[str, Task] = {}
    for part in ("holder", "newcomer"):
        for task in await context.store.find(Task, context.team.id, f"{part}:{former.id}"):
            found[task.id] = task
    seen = [task for task in found.values() if rules.may_see(task, context.speaker())]
    return sorted(seen, key=lambda task: int(task.id))[: bulk_rules.MOST]


def _anybody(context: Context, typed: str) -> Person:
    """Also somebody who has left, whose work is what most needs handing on."""
    left = context.roster.who_left(typed)
    return left[0] if left and not context.roster.matching(typed) else context.find_person(typed)


def _shift(context: Context) -> Shift:
    days = bulk_forms.SHIFTS.get(context.argument("by"))
    return Shift(days=days) if days else Shift(to=context.date_in("due", context.argument("due")))


async def _made(context: Context, kind: Kind) -> Bulk:
    number = await context.store.next_number(context.team.id, "bulk")
    return Bulk(team=context.team.id, id=str(number), kind=kind, by=context.speaker().id, at=context.now)
