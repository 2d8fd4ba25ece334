"""/baton away and /baton back, and the jobs with which a leave begins and ends."""

from __future__ import annotations

import re
from datetime import date, timedelta

from msgspec.structs import replace

from bot.context import Context
from bot.errors import NotAllowed, Refused
from bot.handoff import leave_cards, standing_in
from bot.handoff.standing_in import Change
from bot.outcomes import merged
from bot.people import WORKERS, Person, Role, Roster
from bot.requests import Ask, Outcome, Post, Reply
from bot.team import cards, forms, leaves, rules
from bot.team.handlers import followed
from bot.times import Away, InThePast, NotADate, local, read_date
from bot.ui import Paragraph

# From the beginning of a run of spaces alone, or very many of them would hold up everybody.
UNTIL = re.compile(r"(?<!\s)\s*+\buntil\b\s*+", re.IGNORECASE)
STAND_IN = re.compile(r"(?<!\s)\s*+,?\s*+\b(?:stand[- ]?in|deputy|covered by)\b:?\s*(\S.*)$", re.IGNORECASE)


async def away(context: Context) -> Outcome:
    """`/baton away until Dec 5 stand-in @ben`, `/baton away Dec 1 until Dec 5`, by the owner `/baton away @ana …`."""
    actor = context.speaker()
    typed = f"{context.argument('person')} {context.argument('when')}".strip()
    person, typed = _whose(context, actor, typed)
    found = STAND_IN.search(typed)
    typed, named = (typed[: found.start()], found[1]) if found else (typed, context.argument("stand_in"))
    if not typed.strip():
        others = [one for one in context.roster.with_role(*WORKERS) if one.id != person.id]
        return Outcome(reply=Ask(form=forms.leave_form(context.new_id(), actor, person, others)))
    today = local(context.now, person.zone).date()
    begin, _, end = UNTIL.sub("\n", typed, count=1).rpartition("\n")
    first = _day(context, actor, begin.strip()) if begin.strip() else today
    leave = Away(first, _day(context, actor, end.strip()))
    after = rules.with_away(person, leave, today, actor.words())
    if named:
        stand_in = context.find_person(named)
        leaves.must_stand_in(person, stand_in, leave, actor.words())
        after = rules.with_away(person, replace(leave, stand_in=stand_in.id), today, actor.words())
    return await _settled(context, after, leave)


async def back(context: Context) -> Outcome:
    """`/baton back`: leave is over as of today; what waits comes in one message."""
    person = context.speaker()
    today = local(context.now, person.zone).date()
    running = [leave for leave in person.away if leave.first < today <= leave.last]
    after = rules.back(person, today)
    done = await _settled(context, after, None)
    if not running:
        return done
    ended = replace(min(running, key=lambda leave: leave.first), last=today - timedelta(days=1))
    return merged(done, await _summed_up(context, after, ended))


async def leave_turns(context: Context) -> Outcome:
    """The job of a leave that begins or is over: whoever stands in does from now on, or does no more."""
    person = context.roster.get(context.argument("person"))
    if person is None or not person.active:
        return Outcome()
    changed = await _stood_in(context, person)
    over = leaves.ended(person, context.argument("last"), context.now)
    return merged(changed, await _summed_up(context, person, over)) if over else changed


async def _summed_up(context: Context, person: Person, leave: Away) -> Outcome:
    roster = Roster(tuple(person if one.id == person.id else one for one in context.roster.people))
    there = leaves.with_stand_in(roster, person, local(context.now, person.zone).date())
    return await standing_in.summed_up(replace(context, roster=there), person, leave)


async def _settled(context: Context, person: Person, leave: Away | None) -> Outcome:
    """The leave saved with all that follows from it, now and on its first and last day."""
    actor = context.speaker()
    roster = Roster(tuple(person if one.id == person.id else one for one in context.roster.people))
    saved = await followed(context, person)
    stood = await _stood_in(replace(context, roster=roster), person)
    card = cards.person_card(person, actor, roster, context.now)
    if leave and (note := _needed(person, leave, roster)):
        card = replace(card, blocks=(*card.blocks, Paragraph(actor.words()("team.stands_in_then", who=note))))
    told = Outcome(posts=_told(context, person, leave))
    return replace(merged(saved, stood, told), reply=Reply(card=card))


def _told(context: Context, person: Person, leave: Away | None) -> tuple[Post, ...]:
    """Whoever is to stand in later hears so now."""
    if leave is None or leave.first <= local(context.now, person.zone).date():
        return ()
    named = next((one.stand_in for one in person.away if (one.first, one.last) == (leave.first, leave.last)), "")
    stand_in = context.roster.get(named)
    if stand_in is None:
        return ()
    return (leave_cards.stand_in_post(person, stand_in, leave_cards.to_come(person, leave, stand_in)),)


async def _stood_in(context: Context, person: Person) -> Outcome:
    """Whoever stands in for the person today, from now on."""
    roster = leaves.with_stand_in(context.roster, person, local(context.now, person.zone).date())
    changed = tuple(one for one in roster.people if one != context.roster.get(one.id))
    before, after = context.roster.stand_in(person.id), roster.stand_in(person.id)
    change = Change(away=person, before=roster.get(before.id) if before else None, after=after)
    outcome = await standing_in.stood_in(replace(context, roster=roster), change)
    return replace(outcome, records=(*changed, *outcome.records))


def _needed(person: Person, leave: Away, roster: Roster) -> str:
    """Whom the one on leave was to stand in for in these days."""
    others = (
        one.name for one in roster.people for other in one.away if other.stand_in == person.id and other.overlaps(leave)
    )
    return ", ".join(dict.fromkeys(others))


def _whose(context: Context, actor: Person, typed: str) -> tuple[Person, str]:
    """Whose leave is meant, and the rest. Who may not set another's hears the same whatever the name."""
    first, _, rest = typed.partition(" ")
    if not first.startswith("@"):
        return actor, typed
    if actor.role is not Role.OWNER and actor not in context.roster.matching(first):
        raise NotAllowed(actor.words()("team.own_only"))
    return context.find_person(first), rest.strip()


def _day(context: Context, actor: Person, typed: str) -> date:
    """A day in words; reading is in the speaker's zone, today included, however late it is."""
    try:
        try:
            at = read_date(typed, context.now, actor.hours(), actor.locale)
        except InThePast:
            at = read_date(typed, rules.day_began_at(actor, context.now), actor.hours(), actor.locale)
    except NotADate:
        raise Refused.at("when", actor.words()("team.day_unreadable", typed=typed[:60])) from None
    return local(at, actor.zone).date()
