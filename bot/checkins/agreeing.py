"""When two check in, as they agreed: the day and hour, and every how many weeks; either says so, the other is told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from msgspec import structs

from bot.checkins import cards, rhythms, rules
from bot.checkins.lines import read_due, read_weeks
from bot.checkins.records import Rhythm
from bot.context import Context
from bot.errors import Refused
from bot.people import Person, names
from bot.requests import Direct, Outcome, Post, Reply
from bot.times import local
from bot.ui import When


async def day(context: Context) -> Outcome:
    """`/checkin day fri 15:00`: with every partner of the owner, or the partner's own; both are told."""
    person = context.speaker()
    rules.may_check_in(person)
    first = local(_day_meant(context), person.zone)
    others, agreed = _others(context, person), list[Rhythm]()
    for other in others:
        before = await rhythm(context, rhythms.pair_id(person, other))
        agreed.append(structs.replace(before, weekday=first.weekday(), minutes=first.hour * 60 + first.minute))
    return set_rhythm(context, agreed, others, "day_set")


def _day_meant(context: Context) -> datetime:
    typed = context.argument("at")
    try:
        return read_due(typed, "when", context.speaker(), context.now)
    except Refused:
        raise Refused(context.words("checkins.day_unclear", typed=typed[:60])) from None


def _others(context: Context, person: Person, pair: str = "") -> list[Person]:
    """Whom the speaker checks in with; with `pair` the other of that one alone."""
    found = [one for one in rules.others(person, context.roster) if pair in ("", rhythms.pair_id(person, one))]
    if not found:
        raise Refused(context.words("checkins.no_partner"))
    return found


async def rhythm(context: Context, pair: str) -> Rhythm:
    """The pair's own rhythm, or Friday 15:00."""
    stored = await context.store.get(Rhythm, context.team.id, pair)
    return stored or Rhythm(team=context.team.id, id=pair)


async def every(context: Context) -> Outcome:
    """`/checkin every 2 weeks`, or a press on what was proposed: with every partner of the owner, or the own one."""
    person = context.speaker()
    rules.may_check_in(person)
    weeks = read_weeks(context.argument("weeks"))
    if weeks is None or not 1 <= weeks <= rhythms.WEEKS_MOST:
        raise Refused(context.words("checkins.weeks_unclear", most=rhythms.WEEKS_MOST))
    pair = context.argument("pair")
    others = _others(context, person, pair)
    today = rhythms.today(context.now, person)
    before = [await rhythm(context, rhythms.pair_id(person, other)) for other in others]
    for agreed, other in zip(before, others, strict=True):
        if pair and context.argument("since") != rhythms.since_of(agreed):
            raise Refused(context.words("checkins.every_since", n=agreed.every_weeks, who=other.name))
    return set_rhythm(context, [rhythms.with_weeks(agreed, weeks, today) for agreed in before], others)


def set_rhythm(context: Context, agreed: Sequence[Rhythm], others: Sequence[Person], key: str = "every_set") -> Outcome:
    """The rhythm with each of the others, who are told so, by the catalogue's `key` with `_theirs`."""
    person, pairs = context.speaker(), list(zip(agreed, others, strict=True))
    first = When(rhythms.next_check_in(agreed[0], person, context.now))
    text = context.words(f"checkins.{key}", n=agreed[0].every_weeks, who=names(others), first=first)
    return Outcome(
        reply=Reply(card=cards.simple_card(text)),
        records=tuple(agreed),
        posts=tuple(_told(context, one, other, key) for one, other in pairs),
        wakes=tuple(rhythms.check_in_wake(one, who, context.now) for one, other in pairs for who in (person, other)),
    )


def _told(context: Context, agreed: Rhythm, other: Person, said: str) -> Post:
    first, who = When(rhythms.next_check_in(agreed, other, context.now)), context.speaker().name
    text = other.words()(f"checkins.{said}_theirs", n=agreed.every_weeks, who=who, first=first)
    key = f"checkin_day:{agreed.id}:{other.id}"
    return Post(key=key, to=Direct(other.id), card=cards.simple_card(text), fresh=True)
