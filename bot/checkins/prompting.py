"""The jobs that ask how promises went: on the agreed day, and when one is due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from msgspec import structs

from bot.checkins import cards, rhythms, rules
from bot.checkins.agreeing import rhythm
from bot.checkins.handlers import card_key
from bot.checkins.records import Promise, Rhythm, week_term
from bot.context import Context
from bot.jobs import came_late, late_note, missed_by_far, planned_at, postponed
from bot.people import Person, Role
from bot.requests import Direct, Outcome, Post
from bot.times import local, quiet_until
from bot.ui import Card, Text, When
from bot.weeks import mondays


async def prompt(context: Context) -> Outcome:
    """Job: asks one of a pair how it went; sets the next one. Says nothing while open promises are not yet due."""
    person = context.roster.get(context.argument("person"))
    other = _other_of_pair(context, person)
    if person is None or other is None:
        return Outcome()
    agreed, planned = await rhythm(context, context.argument("pair")), planned_at(context.request)
    following = rhythms.check_in_wake(agreed, person, context.now)
    if missed_by_far(context.request, rules.STALE):
        return Outcome(wakes=(following,), dropped=f"the check-in of {planned}")
    expected = rhythms.is_expected(agreed, person, planned) and not rhythms.was_asked(agreed, person, planned)
    if not expected or rules.is_absent(person, context.now):
        return Outcome(wakes=(following,))
    later = rules.waits_until(person, context.now, late=came_late(planned, context.now))
    if later:
        return Outcome(wakes=(following, postponed(context.request, later)))
    asked = await _asks(context, agreed, person, other)
    return structs.replace(asked, wakes=(following, *asked.wakes))


async def _asks(context: Context, agreed: Rhythm, person: Person, other: Person) -> Outcome:
    """What is asked now, if anything; in the place of a third question that nobody answers, a smaller rhythm."""
    mine = [p for p in await context.store.find(Promise, context.team.id, f"open:{person.id}") if p.to == other.id]
    agreed = rhythms.heard(agreed, person) if await _heard(context, agreed, person, mine) else agreed
    due, planned = rules.due_for_check_in(mine, context.now), planned_at(context.request)
    if rhythms.is_silent(agreed, person):
        wakes = (rhythms.quiet_wake(agreed, person, context.now),) if person.role is Role.PARTNER else ()
        post = _prompt(agreed, person, cards.smaller_card(agreed, person, other))
        return Outcome(records=(rhythms.asked(agreed, person, planned),), posts=(post,), wakes=wakes)
    if not due and (mine or rhythms.rests(agreed, person, planned)):
        return Outcome()
    asked, card = _asked(context, due, (person, other))
    records = (*asked, rhythms.asked(agreed, person, planned))
    return Outcome(records=records, posts=(_prompt(agreed, person, card),))


def _asked(context: Context, due: Sequence[Promise], pair: tuple[Person, Person]) -> tuple[tuple[Promise, ...], Card]:
    """The promises as asked about now, and the card that asks, with when silence counts."""
    person, other = pair
    asked = tuple(structs.replace(promise, asked_at=context.now) for promise in due)
    until = min((rules.lapses_at(promise, context.team, person) for promise in asked), default=None)
    footer = late_note(planned_at(context.request), context.now, person.words())
    return asked, cards.prompt_card(due, person, other, until, footer)


def _prompt(agreed: Rhythm, person: Person, card: Card) -> Post:
    return Post(key=f"checkin:{agreed.id}:{person.id}", to=Direct(person.id), card=card, fresh=True)


async def _heard(context: Context, agreed: Rhythm, person: Person, mine: Sequence[Promise]) -> bool:
    """Whether the person has promised or answered anything since being asked last."""
    last = agreed.asked_on.get(person.id)
    if last is None or any(local(promise.made_at, person.zone).date() >= last for promise in mine):
        return True
    for monday in mondays(last - timedelta(days=1), context.now):  # it may begin the day before in UTC
        for promise in await context.store.find(Promise, context.team.id, week_term(person.id, monday)):
            said = [one for one in promise.history if one.by == person.id]
            if any(local(one.at, person.zone).date() >= last for one in said):
                return True
    return False


def _other_of_pair(context: Context, person: Person | None) -> Person | None:
    """The other of the pair while both are active and still owner and partner; a broken pair is asked no more."""
    if person is None or not person.active:
        return None
    others = rules.others(person, context.roster)
    return next((other for other in others if rhythms.pair_id(person, other) == context.argument("pair")), None)


async def quiet(context: Context) -> Outcome:
    """Job: the owner hears once, in her own hours, that a partner has not answered two check-ins."""
    partner = context.roster.get(context.argument("person"))
    owner = _other_of_pair(context, partner)
    if partner is None or owner is None:
        return Outcome()
    agreed = await rhythm(context, context.argument("pair"))
    if not rhythms.is_quiet(agreed, partner):
        return Outcome()
    later = quiet_until(context.now, owner.hours())
    if later:
        return Outcome(wakes=(postponed(context.request, later),))
    card = cards.quiet_card(agreed, owner, partner)
    return Outcome(posts=(Post(key=f"quiet:{agreed.id}", to=Direct(owner.id), card=card, fresh=True),))


async def due(context: Context) -> Outcome:
    """Job: the promise is due; asks the promiser unless a check-in did so within the last hours.

    What else is due to the same person is asked in the same message.
    """
    promise = await still_open(context)
    if promise is None:
        return Outcome()
    promiser = context.roster.must(promise.by)
    later = quiet_until(context.now, promiser.hours())
    if later:
        return Outcome(wakes=(postponed(context.request, later),))
    if rules.asked_lately(promise, context.now):
        return Outcome(wakes=(rules.lapse_wake(promise, rules.lapses_at(promise, context.team, promiser)),))
    mine = await context.store.find(Promise, context.team.id, f"open:{promiser.id}")
    together = rules.due_together(mine, promise.to, context.now)
    if len(together) > 1:
        return _due_together(context, together, promiser)
    asked = structs.replace(promise, asked_at=context.now)
    until = rules.lapses_at(asked, context.team, promiser)
    key = "checkins.asks_again" if context.argument("again") else "checkins.asks_due"
    post = news(context, asked, promiser, promiser.words()(key, until=When(until)))
    return Outcome(records=(asked,), posts=(post,), wakes=(rules.lapse_wake(asked, until),))


def _due_together(context: Context, together: Sequence[Promise], promiser: Person) -> Outcome:
    other = context.roster.must(together[0].to)
    asked, card = _asked(context, together, (promiser, other))
    key = f"checkin:{rhythms.pair_id(promiser, other)}:{promiser.id}"
    return Outcome(
        records=asked,
        posts=(Post(key=key, to=Direct(promiser.id), card=card, fresh=True),),
        wakes=tuple(rules.lapse_wake(one, rules.lapses_at(one, context.team, promiser)) for one in asked),
    )


async def still_open(context: Context) -> Promise | None:
    """The job's promise, unless it was settled or moved in the meantime, or one of the two checks in no more."""
    promise = await context.store.get(Promise, context.team.id, context.argument("promise"))
    if promise is None or not promise.open or promise.due_at > context.now:
        return None
    return promise if all(rules.checks_in(context.roster.get(who)) for who in (promise.by, promise.to)) else None


def news(context: Context, promise: Promise, reader: Person, text: Text) -> Post:
    """The live card, fresh, with what is new above it, marked when it comes late."""
    footer = late_note(context.request.due_at or context.now, context.now, reader.words())
    card = cards.promise_card(promise, reader, context.roster, text, footer)
    return Post(key=card_key(promise, reader), to=Direct(reader.id), card=card, fresh=True)
