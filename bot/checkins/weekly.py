"""The weekly check-in: its form, its day; and the jobs that ask, ask again when due, and count silence as missed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from msgspec import structs

from bot.checkins import cards, forms, rhythms, rules
from bot.checkins.handlers import card_key, posts, submitted
from bot.checkins.lines import read_due, split_reason
from bot.checkins.records import Promise, Rhythm, Verdict, week_term
from bot.context import Context
from bot.errors import Refused
from bot.jobs import came_late, late_note, missed_by_far, planned_at, postponed
from bot.people import Person, Role, names
from bot.requests import Ask, Direct, Outcome, Post, Reply, Wake
from bot.times import local, quiet_until
from bot.ui import Card, Text, When


async def check_in(context: Context) -> Outcome:
    """`/checkin`: one form for what is due, then for what comes next; each answer settles or moves its promise."""
    person = context.speaker()
    rules.may_check_in(person)
    mine = rules.by_due(await context.store.find(Promise, context.team.id, f"open:{person.id}"))
    if submitted(context):
        return await _answered(context, mine)
    if not mine:
        return Outcome(reply=Reply(card=cards.simple_card(context.words("checkins.nothing_open"))))
    return Outcome(reply=Ask(form=forms.check_in_form(context.new_id(), mine, person)))


async def _answered(context: Context, mine: tuple[Promise, ...]) -> Outcome:
    person = context.speaker()
    before: list[Promise] = []
    for number in dict.fromkeys(context.argument("form").split(",")[: forms.PROMISES_PER_FORM]):
        if context.argument(f"said_{number}") in forms.VERDICTS[1:]:
            promise = await context.must_get(Promise, number, "checkins.unknown_promise")
            rules.must_be_promiser(promise, person, context.roster)
            before.append(promise)
    after, wrong = _said(context, before)
    if wrong:
        raise Refused(context.words("checkins.form_wrong"), wrong)
    if not after:
        raise Refused(context.words("checkins.nothing_said"))
    answered = {promise.id for promise in after}
    left = [p for p in rules.due_for_check_in(mine, context.now) if p.id not in answered]
    return Outcome(
        reply=Reply(card=cards.checked_in_card(after, len(left), person, context.roster)),
        records=tuple(after),
        posts=tuple(post for promise in after for post in posts(promise, context)),
        wakes=tuple(wake for old, new in zip(before, after, strict=True) for wake in rules.wakes(old, new)),
    )


def _said(context: Context, promises: list[Promise]) -> tuple[list[Promise], dict[str, Text]]:
    """The promises after their answers, and what is wrong at which field of the form."""
    after: list[Promise] = []
    wrong: dict[str, Text] = {}
    for promise in promises:
        try:
            after.append(_one(context, promise))
        except Refused as refused:
            wrong[f"note_{promise.id}"] = refused.text
    return after, wrong


def _one(context: Context, promise: Promise) -> Promise:
    person = context.speaker()
    verdict, note = Verdict(context.argument(f"said_{promise.id}")), context.argument(f"note_{promise.id}")
    rules.check_words("why", note, context.words, required=verdict is Verdict.MISSED)
    if verdict is not Verdict.MOVED:
        return rules.say(promise, person, verdict, context.now, note)
    when, why = split_reason(note)
    return rules.move(promise, person, context.now, read_due(when, "when", person, context.now), why)


async def day(context: Context) -> Outcome:
    """`/checkin day fri 15:00`: with every partner of the owner, or the partner's own; both are told."""
    person = context.speaker()
    rules.may_check_in(person)
    first = local(_day_meant(context), person.zone)
    others = rules.others(person, context.roster)
    if not others:
        raise Refused(context.words("checkins.no_partner"))
    records: list[Rhythm] = []
    wakes: list[Wake] = []
    for other in others:
        agreed = await rhythm(context, rhythms.pair_id(person, other))
        agreed = structs.replace(agreed, weekday=first.weekday(), minutes=first.hour * 60 + first.minute)
        records.append(agreed)
        wakes.extend(rhythms.check_in_wake(agreed, one, context.now) for one in (person, other))
    at = When(rhythms.next_check_in(records[0], person, context.now))
    return Outcome(
        reply=Reply(card=cards.simple_card(context.words("checkins.day_set", who=names(others), first=at))),
        records=tuple(records),
        posts=tuple(_day_post(context, agreed, other) for agreed, other in zip(records, others, strict=True)),
        wakes=tuple(wakes),
    )


def _day_meant(context: Context) -> datetime:
    typed = context.argument("at")
    try:
        return read_due(typed, "when", context.speaker(), context.now)
    except Refused:
        raise Refused(context.words("checkins.day_unclear", typed=typed[:60])) from None


def _day_post(context: Context, agreed: Rhythm, other: Person) -> Post:
    first = When(rhythms.next_check_in(agreed, other, context.now))
    text = other.words()("checkins.day_set_theirs", who=context.speaker().name, first=first)
    return Post(
        key=f"checkin_day:{agreed.id}:{other.id}", to=Direct(other.id), card=cards.simple_card(text), fresh=True
    )


async def rhythm(context: Context, pair: str) -> Rhythm:
    """The pair's own rhythm, or Friday 15:00."""
    stored = await context.store.get(Rhythm, context.team.id, pair)
    return stored or Rhythm(team=context.team.id, id=pair)


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
    return structs.replace(await _asks(context, agreed, person, other), wakes=(following,))


async def _asks(context: Context, agreed: Rhythm, person: Person, other: Person) -> Outcome:
    """What is asked now, if anything; in the place of a third question that nobody answers, a smaller rhythm."""
    mine = [p for p in await context.store.find(Promise, context.team.id, f"open:{person.id}") if p.to == other.id]
    agreed = rhythms.heard(agreed, person) if await _heard(context, agreed, person, mine) else agreed
    if rhythms.is_silent(agreed, person):
        card = cards.smaller_card(agreed, person, other)
        return Outcome(records=(rhythms.heard(agreed, person),), posts=(_prompt(agreed, person, card),))
    due, planned = rules.due_for_check_in(mine, context.now), planned_at(context.request)
    if mine and not due:
        return Outcome()
    card = cards.prompt_card(due, person, other, late_note(planned, context.now, person.words()))
    asked = tuple(structs.replace(promise, asked_at=context.now) for promise in due)
    records = (*asked, rhythms.asked(agreed, person, planned))
    return Outcome(records=records, posts=(_prompt(agreed, person, card),))


def _prompt(agreed: Rhythm, person: Person, card: Card) -> Post:
    return Post(key=f"checkin:{agreed.id}:{person.id}", to=Direct(person.id), card=card, fresh=True)


async def _heard(context: Context, agreed: Rhythm, person: Person, mine: Sequence[Promise]) -> bool:
    """Whether the person has promised or answered anything since being asked last."""
    last = agreed.asked_on.get(person.id)
    if last is None or any(local(promise.made_at, person.zone).date() >= last for promise in mine):
        return True
    days = (local(context.now, person.zone).date() - last).days
    terms = dict.fromkeys(week_term(person.id, context.now - timedelta(days=back)) for back in range(0, days + 8, 7))
    for term in terms:
        for promise in await context.store.find(Promise, context.team.id, term):
            said = [one for one in promise.history if one.by == person.id]
            if any(local(one.at, person.zone).date() >= last for one in said):
                return True
    return False


async def every(context: Context) -> Outcome:
    """`/checkin every 2 weeks`, or a press on what was proposed: with every partner of the owner, or the own one."""
    person = context.speaker()
    rules.may_check_in(person)
    number = re.search(r"[0-9]+", context.argument("weeks"))
    weeks = int(number[0]) if number and len(number[0]) < 3 else 1 if "week" in context.argument("weeks") else 0
    if not 1 <= weeks <= rhythms.WEEKS_MOST:
        raise Refused(context.words("checkins.weeks_unclear", most=rhythms.WEEKS_MOST))
    pair = context.argument("pair")
    others = [one for one in rules.others(person, context.roster) if pair in ("", rhythms.pair_id(person, one))]
    if not others:
        raise Refused(context.words("checkins.no_partner"))
    today = rhythms.today(context.now, person)
    before = [await rhythm(context, rhythms.pair_id(person, other)) for other in others]
    return set_rhythm(context, [rhythms.with_weeks(agreed, weeks, today) for agreed in before], others)


def set_rhythm(context: Context, agreed: Sequence[Rhythm], others: Sequence[Person]) -> Outcome:
    """The rhythm with each of the others, who are told so."""
    person, pairs = context.speaker(), list(zip(agreed, others, strict=True))
    first = When(rhythms.next_check_in(agreed[0], person, context.now))
    said = context.words("checkins.every_set", n=agreed[0].every_weeks, who=names(others), first=first)
    return Outcome(
        reply=Reply(card=cards.simple_card(said)),
        records=tuple(agreed),
        posts=tuple(_every_post(context, one, other) for one, other in pairs),
        wakes=tuple(rhythms.check_in_wake(one, who, context.now) for one, other in pairs for who in (person, other)),
    )


def _every_post(context: Context, agreed: Rhythm, other: Person) -> Post:
    first, who = When(rhythms.next_check_in(agreed, other, context.now)), context.speaker().name
    text = other.words()("checkins.every_set_theirs", n=agreed.every_weeks, who=who, first=first)
    key = f"checkin_day:{agreed.id}:{other.id}"
    return Post(key=key, to=Direct(other.id), card=cards.simple_card(text), fresh=True)


def _other_of_pair(context: Context, person: Person | None) -> Person | None:
    """The other of the pair while both are active and still owner and partner; a broken pair is asked no more."""
    if person is None or not person.active:
        return None
    others = rules.others(person, context.roster)
    return next((other for other in others if rhythms.pair_id(person, other) == context.argument("pair")), None)


async def due(context: Context) -> Outcome:
    """Job: the promise is due; asks the promiser unless a check-in did so within the last hours."""
    promise = await _still_open(context)
    if promise is None:
        return Outcome()
    promiser = context.roster.must(promise.by)
    later = quiet_until(context.now, promiser.hours())
    if later:
        return Outcome(wakes=(rules.due_wake(promise, later),))
    if rules.asked_lately(promise, context.now):
        return Outcome(wakes=(rules.lapse_wake(promise, rules.lapses_at(promise, context.team, promiser)),))
    asked = structs.replace(promise, asked_at=context.now)
    until = rules.lapses_at(asked, context.team, promiser)
    news = promiser.words()("checkins.asks_due", until=When(until))
    post = _news(context, asked, promiser, news)
    return Outcome(records=(asked,), posts=(post,), wakes=(rules.lapse_wake(asked, until),))


async def lapse(context: Context) -> Outcome:
    """Job: silence after the grace counts as missed, and both are told so."""
    promise = await _still_open(context)
    if promise is None:
        return Outcome()
    promiser = context.roster.must(promise.by)
    until = rules.lapses_at(promise, context.team, promiser)
    after = rules.lapse(promise, context.now, until)
    later = quiet_until(context.now, promiser.hours())
    if after is promise or later:
        return Outcome(wakes=(rules.lapse_wake(promise, later or until),))
    receiver = context.roster.must(promise.to)
    mine = promiser.words()("checkins.lapsed", until=When(until))
    theirs = receiver.words()("checkins.lapsed_theirs", who=promiser.name, until=When(until))
    people = ((promiser, mine), (receiver, theirs))
    told = tuple(_news(context, after, person, news) for person, news in people)
    return Outcome(records=(after,), posts=told)


async def _still_open(context: Context) -> Promise | None:
    """The job's promise, unless it was settled or moved in the meantime, or one of the two checks in no more."""
    promise = await context.store.get(Promise, context.team.id, context.argument("promise"))
    if promise is None or not promise.open or promise.due_at > context.now:
        return None
    both = [context.roster.get(who) for who in (promise.by, promise.to)]
    return promise if all(one and one.active and one.role in (Role.OWNER, Role.PARTNER) for one in both) else None


def _news(context: Context, promise: Promise, reader: Person, news: Text) -> Post:
    """The live card, fresh, with what is new above it, marked when it comes late."""
    footer = late_note(context.request.due_at or context.now, context.now, reader.words())
    card = cards.promise_card(promise, reader, context.roster, news, footer)
    return Post(key=card_key(promise, reader), to=Direct(reader.id), card=card, fresh=True)
