"""What becomes of what a partner and the owner promised each other when he or she is a partner no more."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from msgspec.structs import replace

from bot.checkins import rhythms
from bot.checkins import rules as checkins
from bot.checkins.cards import promise_card
from bot.checkins.handlers import card_key, posts
from bot.checkins.records import Promise, Question, between_term
from bot.context import Context
from bot.people import Person, Role, Roster
from bot.requests import Direct, Outcome, Post, Wake
from bot.succession import cards, rules
from bot.ui import Card, Files


async def parted(context: Context, gone: Person, settled: Collection[Promise] = ()) -> Outcome:
    """`gone` as they are now. What they promised is asked for no more; of what was promised to them the owner decides.

    Until then nobody is asked about it, and nothing of it counts as missed. `settled` is what is decided already.
    """
    owner = context.roster.owner()
    context, known = with_people(context, gone), {promise.id for promise in settled}
    all_ = [promise for promise in await between(context, owner, gone) if promise.id not in known]
    ended = [rules.taken_back(promise) for promise in all_ if promise.open and promise.by == gone.id]
    open_ones = checkins.by_due(promise for promise in all_ if promise.open and promise.by == owner.id)
    told: tuple[Post, ...] = ()
    if open_ones:
        partners = context.roster.with_role(Role.PARTNER)
        card = cards.parted_card(gone, open_ones, owner, hands_along=bool(partners))
        told = (Post(key=f"parted:{gone.id}", to=Direct(owner.id), card=card, fresh=True),)
    return Outcome(
        records=tuple(ended),
        posts=(*(await silenced(context, gone, all_, ended)), *edits(context, ended), *told),
        wakes=wakes_of(ended),
    )


async def returned(context: Context, person: Person) -> Outcome:
    """Somebody is a partner again: what is open between the two is asked about when it is due, as before."""
    owner, context = context.roster.owner(), with_people(context, person)
    recent = [one for one in await between(context, owner, person) if rules.is_recent(one, context.now)]
    wakes = (wake for promise in recent if promise.open for wake in checkins.wakes(None, promise))
    return Outcome(posts=edits(context, recent), wakes=tuple(wakes))


async def between(context: Context, one: Person, other: Person) -> list[Promise]:
    """Every promise of the two, both ways, oldest first."""
    found = await context.store.find(Promise, context.team.id, between_term(one.id, other.id))
    return sorted(found, key=lambda promise: (promise.made_at, int(promise.id)))


async def silenced(context: Context, gone: Person, all_: Sequence[Promise], changed: Iterable[Promise]) -> list[Post]:
    """Cards that the one who goes still has lose their buttons; what was taken back says so."""
    if not gone.active:
        return []
    known = {promise.id: promise for promise in changed}
    found = [
        Post(key=card_key(one, gone), to=Direct(gone.id), card=_still(context, one, gone)) for one in known.values()
    ]
    pair = rhythms.pair_id(context.roster.owner(), replace(gone, role=Role.PARTNER))
    keys = [f"checkin:{pair}:{gone.id}"]
    for promise in all_:
        if not rules.is_recent(promise, context.now):
            continue
        keys += [card_key(promise, gone)] if promise.id not in known else []
        keys += [f"proof_wanted:{promise.id}"] if promise.by == gone.id else []
        keys += [f"proof:{promise.id}:{number + 1}:1@{gone.id}" for number in range(len(promise.all_proofs))]
    questions = await context.store.find(Question, context.team.id, f"asked:{gone.id}")
    for key in (*keys, *(f"question:{question.id}" for question in questions)):
        row = await context.store.outgoing(context.team.id, key)
        # A message with files stays as it is: a platform sends them anew with every edit.
        if row is not None and row.card.buttons and not any(isinstance(block, Files) for block in row.card.blocks):
            found.append(Post(key=key, to=row.to, card=replace(row.card, buttons=())))
    return found


def edits(context: Context, changed: Iterable[Promise]) -> tuple[Post, ...]:
    """The live cards of those who still check in."""
    return tuple(post for promise in changed for post in posts(promise, context))


def wakes_of(changed: Iterable[Promise]) -> tuple[Wake, ...]:
    """The jobs of what was taken back are taken back, too."""
    return tuple(wake for promise in changed for wake in checkins.wakes(rules.reopened(promise), promise))


def with_people(context: Context, *people: Person) -> Context:
    """The context with these people as they are now."""
    now = {person.id: person for person in people}
    return replace(context, roster=Roster(tuple(now.get(one.id, one) for one in context.roster.people)))


def _still(context: Context, promise: Promise, gone: Person) -> Card:
    return replace(promise_card(promise, gone, context.roster), buttons=())
