"""The jobs of silence: it counts as missed after the grace, and both hear so; of several at once each gets one list."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs

from bot.checkins import cards, rules
from bot.checkins.prompting import news, still_open
from bot.checkins.records import Promise
from bot.context import Context
from bot.jobs import came_late, late_note, planned_at, postponed
from bot.people import Person
from bot.requests import Direct, Outcome, Post
from bot.times import quiet_until
from bot.ui import When


async def lapse(context: Context) -> Outcome:
    """Job: silence after the grace counts as missed, and both are told so; asks again when Baton was down just then.

    What else nobody has said anything of to the same person by now goes with it.
    """
    promise = await still_open(context)
    if promise is None:
        return Outcome()
    promiser = context.roster.must(promise.by)
    until, later = rules.lapses_at(promise, context.team, promiser), quiet_until(context.now, promiser.hours())
    if context.now >= until and came_late(planned_at(context.request), context.now):
        again = rules.due_wake(promise, context.now)
        again = structs.replace(again, arguments={**again.arguments, "again": "yes"})
        return Outcome(records=(structs.replace(promise, asked_at=None),), wakes=(again,))
    if context.now < until or later:
        return Outcome(wakes=(rules.lapse_wake(promise, later or until),))
    mine = await context.store.find(Promise, context.team.id, f"open:{promiser.id}")
    silent = rules.silent_together(mine, promise, (context.team, promiser), context.now)
    return _lapsed(context, [rules.lapse(one, context.now, context.now) for one in silent], until=When(until))


def _lapsed(context: Context, gone: Sequence[Promise], until: When) -> Outcome:
    promiser, receiver = context.roster.must(gone[0].by), context.roster.must(gone[0].to)
    mine = [news(context, one, promiser, promiser.words()("checkins.lapsed", until=until)) for one in gone]
    theirs, later = _theirs(context, gone), quiet_until(context.now, receiver.hours())
    told = _together(context, gone, mine, promiser)
    if later is None:
        return Outcome(records=tuple(gone), posts=(*told, *_together(context, gone, theirs, receiver)))
    # The cards are true at once; whoever sleeps or is away hears of it in hours of their own.
    edited = (structs.replace(post, fresh=False) for post in theirs)
    return Outcome(records=tuple(gone), posts=(*told, *edited), wakes=(rules.tell_wake(gone, later),))


async def tell(context: Context) -> Outcome:
    """Job: whoever was promised it hears that nothing was said, of all of which nothing has been said since."""
    numbers = context.argument("promise").split()
    found = [await context.store.get(Promise, context.team.id, number) for number in numbers]
    gone = [one for one in found if one and rules.is_unanswered(one)]
    receiver = context.roster.get(gone[0].to) if gone else None
    if not rules.checks_in(receiver):
        return Outcome()
    later = quiet_until(context.now, receiver.hours())
    if later:
        return Outcome(wakes=(postponed(context.request, later),))
    return Outcome(posts=_together(context, gone, _theirs(context, gone), receiver))


def _theirs(context: Context, gone: Sequence[Promise]) -> list[Post]:
    """To whom they were promised: nothing was said, and so each counts as missed."""
    receiver, promiser = context.roster.must(gone[0].to), context.roster.must(gone[0].by)
    said = receiver.words()("checkins.lapsed_theirs", who=promiser.name, until=When(gone[0].history[-1].at))
    return [news(context, one, receiver, said) for one in gone]


def _together(context: Context, gone: Sequence[Promise], told: Sequence[Post], reader: Person) -> tuple[Post, ...]:
    """The one that is told; of several the list alone is new, and their cards change where they stand."""
    if len(gone) == 1:
        return tuple(told)
    footer = late_note(context.request.due_at or context.now, context.now, reader.words())
    card = cards.silence_card(gone, reader, context.roster, footer)
    edited = (structs.replace(post, fresh=False) for post in told)
    key = f"silence:{gone[0].id}:{reader.id}"
    return (*edited, Post(key=key, to=Direct(reader.id), card=card, fresh=True))
