"""Handlers of the team room: roster, roles, zone, hours, leave, help."""

from __future__ import annotations

import re
from datetime import date

from msgspec.structs import replace

from bot.context import Context
from bot.errors import NotAllowed, Refused
from bot.people import Person, Role, Roster
from bot.requests import Outcome, Reply
from bot.team import cards, rules
from bot.team.beginning import planned
from bot.times import InThePast, NotADate, local, parse_zone, read_date, read_hours

UNTIL = re.compile(r"\s*\buntil\b\s*", re.IGNORECASE)


async def people(context: Context) -> Outcome:
    """`/team`"""
    reader = context.speaker()
    if reader.role is Role.PARTNER:
        raise NotAllowed(reader.words()("team.not_for_partner"))
    shown = [person for person in context.roster.people if person.active]
    return Outcome(reply=Reply(card=cards.roster_card(shown, reader, context.team, context.now)))


async def role(context: Context) -> Outcome:
    """`/team role @pat partner`"""
    actor = context.speaker()
    person = rules.with_role(
        actor, context.find_person(context.argument("person")), context.argument("role"), actor.words()
    )
    return await _changed(context, person)


async def settings(context: Context) -> Outcome:
    """`/baton settings`: one's own hours, zone and leave."""
    person = context.speaker()
    return Outcome(reply=Reply(card=cards.person_card(person, person, context.now)))


async def zone(context: Context) -> Outcome:
    """`/baton timezone Asia/Manila`, confirmed by showing the local time."""
    person = context.speaker()
    found = parse_zone(context.argument("zone"))
    if found is None:
        raise Refused(person.words()("team.zone_unknown", typed=context.argument("zone")[:60]))
    return await _changed(context, replace(person, zone=found))


async def hours(context: Context) -> Outcome:
    """`/baton hours 9-17`"""
    person = context.speaker()
    found = read_hours(context.argument("hours"))
    if found is None:
        raise Refused(person.words()("team.hours_unreadable", typed=context.argument("hours")[:60]))
    return await _changed(context, replace(person, day_start=found[0], day_end=found[1]))


async def away(context: Context) -> Outcome:
    """`/baton away until Dec 5`, `/baton away Dec 1 until Dec 5`, and by the owner `/baton away @ana until Dec 5`."""
    actor = context.speaker()
    typed = context.argument("when")
    person, typed = _whose(context, actor, typed)
    rules.may_change(actor, person, actor.words())
    begin, _, end = UNTIL.sub("\n", typed, count=1).rpartition("\n")
    first = _day(context, actor, begin.strip()) if begin.strip() else local(context.now, person.zone).date()
    return await _changed(context, rules.with_away(person, first, _day(context, actor, end.strip()), actor.words()))


async def back(context: Context) -> Outcome:
    """`/baton back`: leave is over as of today."""
    person = context.speaker()
    return await _changed(context, rules.back(person, local(context.now, person.zone).date()))


def _whose(context: Context, actor: Person, typed: str) -> tuple[Person, str]:
    first, _, rest = typed.partition(" ")
    return (context.find_person(first), rest.strip()) if first.startswith("@") else (actor, typed)


def _day(context: Context, actor: Person, typed: str) -> date:
    """A day in words; reading is in the speaker's zone, today included, however late it is."""
    try:
        try:
            at = read_date(typed, context.now, actor.hours(), actor.locale)
        except InThePast:
            at = read_date(typed, rules.day_began_at(actor, context.now), actor.hours(), actor.locale)
    except NotADate:
        raise Refused(actor.words()("team.day_unreadable", typed=typed[:60])) from None
    return local(at, actor.zone).date()


async def _changed(context: Context, person: Person) -> Outcome:
    """The person saved and told how it is now, and every room's jobs set for the new zone, leave or role."""
    roster = Roster(tuple(person if p.id == person.id else p for p in context.roster.people))
    following = await planned(context, roster)
    reply = Reply(card=cards.person_card(person, context.speaker(), context.now))
    return replace(following, reply=reply, records=(person, *following.records))
