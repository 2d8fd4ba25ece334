"""Handlers of the team room: roster, roles, zone, hours, leave, help."""

from __future__ import annotations

from msgspec.structs import replace

from bot.blockers import handlers as blockers
from bot.context import Context
from bot.errors import NotAllowed, Refused
from bot.handoff.new_hours import by_new_hours
from bot.handoff.parting import Parted, parted
from bot.handoff.records import Task
from bot.joining.cards import new_role, welcome
from bot.outcomes import merged
from bot.people import WORKERS, Person, Role, Roster
from bot.requests import Ask, Direct, Outcome, Post, Reply
from bot.succession import parting as succession
from bot.systems.records import System
from bot.team import cards, forms, leaves, rules
from bot.team.beginning import planned
from bot.team.calendar_rules import must_be_reachable
from bot.times import parse_zone, read_hours


async def people(context: Context) -> Outcome:
    """`/team`"""
    reader = context.speaker()
    if reader.role not in (Role.OWNER, Role.ASSISTANT):
        raise NotAllowed(reader.words()("team.not_for_you"))
    shown = [person for person in context.roster.people if person.active]
    return Outcome(reply=Reply(card=cards.roster_card(shown, reader, context.team, context.now)))


async def role(context: Context) -> Outcome:
    """`/team role @pat partner`"""
    actor = context.speaker()
    context.allow(Role.OWNER)
    before = context.find_person(context.argument("person"))
    after, person = await in_role(context, before, context.argument("role"))
    if person == before and person.greeted:
        return Outcome(reply=Reply(card=cards.said(actor.words(), "role_is", who=person.name)))
    reply = Reply(card=cards.said(actor.words(), f"role_set_{person.role.value}", who=person.name))
    if before.role is Role.PARTNER and person.role is not Role.PARTNER:
        after = merged(after, await succession.parted(context, person))
    elif person.role is Role.PARTNER and before.role is not Role.PARTNER:
        after = merged(await succession.returned(context, person), after)
    return replace(after, reply=reply)


async def in_role(context: Context, before: Person, role: str) -> tuple[Outcome, Person]:
    """Somebody in a role, told so, and the person as he or she is then; nothing where it is so already."""
    actor = context.speaker()
    person = rules.with_role(actor, before, role, actor.words())
    terms = (f"holder:{person.id}", f"newcomer:{person.id}")
    held = {task.id for term in terms for task in await context.store.find(Task, context.team.id, term)}
    rules.must_be_free(person, person.role, len(held), actor.words())
    if person == before and person.greeted:
        return Outcome(), person
    # Somebody who was not there until now is welcomed in the new role; whom the team knows hears of the change.
    key, card = ("role", new_role) if person.greeted else ("welcome", welcome)
    told = Post(
        key=f"{key}:{person.id}",
        to=Direct(person.id),
        card=card(person, context.team, context.roster),
        fresh=True,
    )
    after = await followed(context, replace(person, greeted=True))
    if person.role is Role.PARTNER and before.role in WORKERS:
        after = _beside(after, await parted(context, Parted(replace(person, greeted=True), "partner")))
        after = _beside(after, await blockers.without(context, person))
    return replace(after, posts=(*after.posts, told)), replace(person, greeted=True)


def _beside(after: Outcome, parted: Outcome) -> Outcome:
    """What follows from a new role, and what became of the tasks they gave; each card and job once."""
    givers = {one.id: one.giver for one in parted.records if isinstance(one, System)}
    records = [
        replace(one, giver=givers[one.id]) if isinstance(one, System) and one.id in givers else one
        for one in after.records
    ]
    known, cards_made, jobs = {(type(one), one.id) for one in records}, {p.key for p in parted.posts}, parted.wakes
    keys = {wake.key for wake in jobs}
    return replace(
        after,
        records=(*records, *(one for one in parted.records if (type(one), one.id) not in known)),
        posts=(*(post for post in after.posts if post.key not in cards_made), *parted.posts),
        wakes=(*(wake for wake in after.wakes if wake.key not in keys), *jobs),
    )


async def settings(context: Context) -> Outcome:
    """`/baton settings`: one's own hours, zone and leave."""
    person = context.speaker()
    return Outcome(reply=Reply(card=cards.person_card(person, person, context.roster, context.now)))


async def zone(context: Context) -> Outcome:
    """`/baton timezone Asia/Manila`, confirmed by showing the local time."""
    if not context.argument("zone"):
        return _asked(context, "zone")
    return await set_zone(context, context.argument("zone"))


async def set_zone(context: Context, typed: str, field: str = "zone") -> Outcome:
    """The zone somebody typed or chose in a field; Refused there when it is none."""
    person = context.speaker()
    found = parse_zone(typed)
    if found is None:
        raise Refused.at(field, person.words()("team.zone_unknown", typed=typed[:60]))
    after = await changed(context, replace(person, zone=found, zone_guessed=False))
    if person.zone_guessed and person.id == context.team.owner:
        # Nobody had said the team's zone either; it is what newcomers are taken to live in.
        return replace(after, records=(*after.records, replace(context.team, zone=found)))
    return after


async def hours(context: Context) -> Outcome:
    """`/baton hours 9-17`"""
    person = context.speaker()
    if not context.argument("hours"):
        return _asked(context, "hours")
    found = read_hours(context.argument("hours"))
    if found is None:
        raise Refused.at("hours", person.words()("team.hours_unreadable", typed=context.argument("hours")[:60]))
    after = replace(person, day_start=found[0], day_end=found[1])
    must_be_reachable(after, "hours")
    return await changed(context, after)


def _asked(context: Context, what: str) -> Outcome:
    return Outcome(reply=Ask(form=forms.own_form(context.new_id(), what, context.speaker())))


async def changed(context: Context, person: Person) -> Outcome:
    """The person saved and told how it is now."""
    card = cards.person_card(person, context.speaker(), context.roster, context.now)
    return replace(await followed(context, person), reply=Reply(card=card))


async def followed(context: Context, person: Person) -> Outcome:
    """The person saved, and what follows from a new zone, leave or role: every room's jobs, and cards made true."""
    before = context.roster.must(person.id)
    roster = Roster(tuple(person if p.id == person.id else p for p in context.roster.people))
    following = await planned(context, roster)
    tasks = await by_new_hours(context, before, person, roster)
    return Outcome(
        records=(person, *following.records),
        posts=(*following.posts, *tasks.posts),
        wakes=(*following.wakes, *tasks.wakes, *leaves.wakes(person, context.now)),
    )
