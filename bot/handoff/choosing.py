"""Handlers of the choices before an offer: offer anyway, another date, somebody else, what gives way, who gets it."""

from __future__ import annotations

from datetime import UTC, datetime

from msgspec.structs import replace

from bot.context import Context
from bot.errors import Refused
from bot.handoff import capacity, changes, delegating, forms, load, offering, rules
from bot.handoff.records import ANYONE, Task
from bot.handoff.saying import asked, checked, saved
from bot.people import Person
from bot.requests import Outcome


async def offer_anyway(context: Context) -> Outcome:
    """The giver knows what will be late."""
    draft, giver = await _whole(context)
    return await offering.offered(context, giver, draft, anyway=True)


async def offer_later(context: Context) -> Outcome:
    """Another due date for the draft, suggested so that it fits; then the offer."""
    draft, giver = await _whole(context)
    if "due" in context.request.arguments:
        later = replace(draft, due_at=context.date_in("due", context.argument("due")))
        return await offering.offered(context, giver, later)
    holder = context.roster.must(draft.holder)
    fits = capacity.fits_by(draft, await load.held_by(context, holder.id), holder.hours(), context.now)
    later = replace(draft, due_at=fits)
    return asked(context, forms.step_form(context.new_id(), "offer_later", later, giver, context.roster))


async def ask_who(context: Context) -> Outcome:
    """Somebody else: the people suggested, without the one who has no room."""
    draft, giver = await checked(context, "offer")
    nobody = replace(draft, holder="", open_to=(), free_minutes=None)
    return await offering.asked_who(context, giver, nobody, without=draft.holder)


async def give(context: Context) -> Outcome:
    """The draft goes to the person pressed, or to anyone; what it still lacks is asked in its form."""
    draft, giver = await checked(context, "offer")
    typed = context.argument("person")
    if typed == ANYONE:
        draft = replace(draft, holder="", open_to=(ANYONE,))
    else:
        person = context.find_person(typed)
        rules.must_work(person, "person", giver.words())
        draft = replace(draft, holder=person.id, open_to=())
    if rules.missing_parts(draft):
        return await delegating.finish(context)
    return await offering.offered(context, giver, draft)


async def give_way(context: Context) -> Outcome:
    """Another task's due time moves, on record and to be accepted again; the draft is offered once it fits."""
    draft, giver = await _whole(context)
    number = context.argument("other")
    other = await context.must_get(Task, number, "handoff.no_task")
    rules.check(other, "change", giver, context.roster)
    try:
        due_at = datetime.strptime(context.argument("to"), "%Y%m%dT%H%MZ").replace(tzinfo=UTC)
    except ValueError:
        raise Refused(giver.words()("common.unknown_action")) from None
    if other.id == draft.id or other.holder != draft.holder or not context.now < due_at <= capacity.latest(context.now):
        raise Refused(giver.words()("handoff.gives_nothing", id=other.id))
    moved = await load.measured(context, changes.moved(other, giver, context.now, due_at))
    others = await load.weighed(context, draft.holder)
    late = load.pushed_by(context, draft, others, moved)
    first = saved(context, moved, other)
    if late:
        then = await offering.weighed(context, giver, load.beside(context, draft, others), late)
    else:
        then = await offering.offered(context, giver, draft, anyway=True)
    return replace(
        then,
        records=(*first.records, *then.records),
        posts=(*first.posts, *then.posts),
        wakes=(*first.wakes, *then.wakes),
    )


async def _whole(context: Context) -> tuple[Task, Person]:
    """The draft, which lacks nothing but the giver's word."""
    draft, giver = await checked(context, "offer")
    if context.roster.worker(draft.holder) is None or rules.missing_parts(draft):
        raise Refused(giver.words()("handoff.state_draft", id=draft.id))
    return draft, giver
