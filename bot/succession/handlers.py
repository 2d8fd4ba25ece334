"""Another partner in the place of one: named, settled, undone; the rhythm carried over; and the history of two."""

from __future__ import annotations

from msgspec.structs import replace

from bot.checkins import rhythms
from bot.checkins import rules as checkins
from bot.checkins.agreeing import rhythm, set_rhythm
from bot.checkins.handlers import own_promise_line, submitted
from bot.checkins.records import DEFAULT_MINUTES, FRIDAY, Promise, Rhythm, State
from bot.context import Context
from bot.errors import NotAllowed, Refused
from bot.lists import start_of
from bot.outcomes import merged
from bot.people import Person, Role, handles
from bot.requests import Ask, Direct, Outcome, Post, Reply
from bot.succession import cards, parting, rules
from bot.succession.records import Succession
from bot.succession.settling import Settlement, settled, settlement
from bot.team.handlers import followed, in_role


async def replace_partner(context: Context) -> Outcome:
    """`/checkin partner @max instead of @pat`: the form first, where promises are open."""
    owner = context.speaker()
    rules.must_own(owner)
    old, new = _pair(context)
    rules.check_pair(old, new, context.words)
    open_ones = await _open(context, owner, old)
    if open_ones and not submitted(context):
        await in_role(context, new, Role.PARTNER)  # what would be refused is refused before anything is asked
        return Outcome(reply=Ask(form=cards.replace_form(context.new_id(), (old, new), open_ones, owner)))
    return await _replaced(context, old, new, await settlement(context, open_ones, new))


def _pair(context: Context) -> tuple[Person, Person]:
    """The old one and the new one; the old one may have left."""
    typed, old = rules.read(context.argument("who"))
    if not typed:
        raise Refused(context.words("succession.who_missing"))
    new = context.find_person(typed)
    named = context.argument("old") or old
    if named:
        gone = context.roster.who_left(named)
        return (gone[0] if gone and not context.roster.matching(named) else context.find_person(named)), new
    partners = context.roster.with_role(Role.PARTNER)
    if new in partners and len(partners) == 1:
        raise Refused(context.words("succession.same", who=new.name))
    others = [one for one in partners if one.id != new.id]
    if len(others) > 1:
        raise Refused(context.words("succession.which_old", people=handles(others)))
    if not others:
        raise Refused(context.words("succession.none_old"))
    return others[0], new


async def _open(context: Context, owner: Person, old: Person) -> tuple[Promise, ...]:
    found = await context.store.find(Promise, context.team.id, f"open:{owner.id}")
    return checkins.by_due(promise for promise in found if promise.to == old.id)


async def _replaced(context: Context, old: Person, new: Person, chosen: Settlement) -> Outcome:
    owner, all_ = context.speaker(), await parting.between(context, context.speaker(), old)
    joined, new_now = await in_role(context, new, Role.PARTNER)
    there = parting.with_people(context, new_now)
    gone = replace(old, role=Role.GUEST) if old.active and old.role is Role.PARTNER else old
    left = await followed(there, gone) if gone is not old else Outcome()
    there = parting.with_people(there, gone)
    ended = [rules.taken_back(one) for one in all_ if one.open and one.by == old.id]
    done = Succession(
        team=context.team.id,
        id=str(await context.store.next_number(context.team.id, "succession")),
        owner=owner.id,
        old=old.id,
        new=new.id,
        role_before=new.role,
        role_of_old=old.role,
        at=context.now,
        back=tuple(one.id for one in (*chosen.back, *ended)),
        along={before.id: after.id for before, after in chosen.along},
    )
    kept = sum(one.state is State.KEPT and one.by == owner.id for one in all_)
    farewell = cards.farewell_card(gone, owner, kept, promised=bool(ended))
    told = (Post(key=f"farewell:{done.id}", to=Direct(gone.id), card=farewell, fresh=True),) if gone.active else ()
    outcome = merged(joined, left, settled(there, chosen))
    changed = [*ended, *chosen.ended]
    before = await _other_rhythm(context, owner, old)
    card = cards.replaced_card(done, chosen.counted, before, (owner, old, new))
    return replace(
        outcome,
        reply=Reply(card=card),
        records=(*outcome.records, *ended, done),
        posts=(
            *outcome.posts,
            *parting.edits(there, ended),
            *(await parting.silenced(there, gone, all_, changed)),
            *told,
        ),
        wakes=(*outcome.wakes, *parting.wakes_of(ended)),
    )


async def _other_rhythm(context: Context, owner: Person, old: Person) -> Rhythm | None:
    """What the two had agreed on, where it is not what everybody begins with."""
    agreed = await rhythm(context, _pair_id(owner, old))
    usual = (agreed.weekday, agreed.minutes, agreed.every_weeks) == (FRIDAY, DEFAULT_MINUTES, 1)
    return None if usual else agreed


async def settle(context: Context) -> Outcome:
    """What becomes of promises to somebody who is a partner no more: the form first."""
    owner = context.speaker()
    rules.must_own(owner)
    old = context.roster.get(context.argument("old"))
    open_ones = await _open(context, owner, old) if old else ()
    if old is None or not open_ones:
        raise Refused(context.words("succession.nothing_open"))
    partners = [one for one in context.roster.with_role(Role.PARTNER) if one.id != old.id]
    if not submitted(context):
        return Outcome(reply=Ask(form=cards.settle_form(context.new_id(), old, open_ones, owner, partners)))
    named = context.argument("to")
    to = next((one for one in partners if named in ("", one.id) and (named or len(partners) == 1)), None)
    chosen = await settlement(context, open_ones, to)
    outcome = settled(context, chosen)
    card = cards.settled_card(chosen.counted, to.name if to else "", old, owner)
    return replace(outcome, reply=Reply(card=card))


async def undo(context: Context) -> Outcome:
    """For a day: roles, promises and jobs are as they were; what somebody has answered meanwhile stays."""
    owner = context.speaker()
    rules.must_own(owner)
    done = await context.must_get(Succession, context.argument("succession"), "succession.undone_already")
    rules.check_undo(done, context.now, context.words)
    old, new = context.roster.must(done.old), context.roster.must(done.new)
    back = await followed(context, replace(old, role=done.role_of_old)) if old.active else Outcome()
    there = parting.with_people(context, replace(old, role=done.role_of_old)) if old.active else context
    reopened, gone = await _reopened(context, done)
    if done.role_before is not Role.PARTNER and new.active and new.role is Role.PARTNER:
        role, new_now = await in_role(there, new, done.role_before)
        left = await parting.parted(there, new_now, gone)
        there, back = parting.with_people(there, new_now), merged(back, role, left)
    again = await parting.returned(there, there.roster.must(old.id)) if old.active else Outcome()
    who = context.speaker().name
    told = Post(
        key=f"farewell:{done.id}", to=Direct(old.id), card=cards.said(old.words(), "back_again", who=who), fresh=True
    )
    silenced = await parting.silenced(there, new, gone, gone)
    changed = Outcome(
        records=(*reopened, *gone, replace(done, undone=True)),
        posts=(*parting.edits(there, (*reopened, *gone)), *silenced, *((told,) if old.active else ())),
        wakes=(
            *(wake for promise in reopened for wake in checkins.wakes(None, promise)),
            *parting.wakes_of(gone),
        ),
    )
    reply = Reply(card=cards.said(context.words, "undone", who=old.name))
    return replace(merged(back, again, changed), reply=reply)


async def _reopened(context: Context, done: Succession) -> tuple[list[Promise], list[Promise]]:
    """What is open again with the old one, and what was handed along and is taken back."""
    reopened, gone = list[Promise](), list[Promise]()
    for number in (*done.back, *done.along):
        before = await context.store.get(Promise, context.team.id, number)
        if before is None or before.state is not State.TAKEN_BACK:
            continue
        copy = await context.store.get(Promise, context.team.id, done.along.get(number, ""))
        if copy is not None and not rules.is_untouched(copy):
            continue
        reopened.append(rules.reopened(before))
        gone += [rules.taken_back(copy)] if copy else []
    return reopened, gone


async def carry(context: Context) -> Outcome:
    """The rhythm of before, proposed to the new one as one's own wish, which he or she may change."""
    owner = context.speaker()
    rules.must_own(owner)
    old, new = (context.roster.get(context.argument(name)) for name in ("old", "new"))
    if old is None or new is None or new not in context.roster.with_role(Role.PARTNER):
        raise Refused(context.words("succession.none_old"))
    before, agreed = await rhythm(context, _pair_id(owner, old)), await rhythm(context, _pair_id(owner, new))
    as_before = replace(agreed, weekday=before.weekday, minutes=before.minutes)
    return set_rhythm(
        context, [rhythms.with_weeks(as_before, before.every_weeks, rhythms.today(context.now, owner))], [new]
    )


async def history(context: Context) -> Outcome:
    """`/promise history @pat`; a promise that merely begins with the word is made after all."""
    reader, typed = context.speaker(), context.argument("text")
    checkins.may_check_in(reader)
    if typed and not typed.startswith("@"):
        return await own_promise_line(context, f"History {typed}")
    other = _other(context, reader, typed)
    found = (await parting.between(context, reader, other))[::-1]
    start = start_of(context.argument("start"))
    page = found[start : start + cards.LISTED]
    older = start + cards.LISTED if len(found) > start + cards.LISTED else 0
    return Outcome(reply=Reply(card=cards.history_card(page, (reader, other), context.roster, older)))


def _other(context: Context, reader: Person, typed: str) -> Person:
    """The one named, who may have left or be a partner no more; without a name the only one there is.

    For a partner that is the owner; of nobody else do partners learn even whether there is one.
    """
    if reader.role is Role.PARTNER:
        owner = context.roster.owner()
        if typed and owner not in context.roster.matching(typed):
            raise NotAllowed(context.words("checkins.only_to_owner"))
        return owner
    if typed:
        gone = context.roster.who_left(typed)
        return gone[0] if gone and not context.roster.matching(typed) else context.find_person(typed)
    others = checkins.others(reader, context.roster)
    if len(others) > 1:
        raise Refused(context.words("succession.which_history", people=handles(others)))
    if not others:
        raise Refused(context.words("checkins.no_partner"))
    return others[0]


def _pair_id(owner: Person, partner: Person) -> str:
    return rhythms.pair_id(owner, replace(partner, role=Role.PARTNER))
