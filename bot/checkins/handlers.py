"""Promises: made, said how they went, taken back, listed."""

from __future__ import annotations

from datetime import datetime

from msgspec import structs

from bot.checkins import cards, exported, forms, proof_cards, proof_rules, rules
from bot.checkins.lines import Typed, read_due, read_promise
from bot.checkins.records import Promise, Verdict
from bot.context import Context
from bot.errors import NotAllowed, Refused
from bot.exporting import CSV
from bot.people import Person, Role
from bot.requests import Ask, Direct, Outcome, Post, Reply
from bot.ui import Text


async def promise(context: Context) -> Outcome:
    """`/promise @pat Publish the landing page by Thursday`; opens the form for what is missing or unclear."""
    person = context.speaker()
    receivers = _receivers(context)
    due = context.argument("due")
    parts = (context.argument("to"), context.argument("text"), f"by {due}" if due else "")
    typed = read_promise(" ".join(part for part in parts if part), context.now, person.hours(), person.locale)
    receiver, errors = _receiver(context, typed, receivers)
    if typed.past:
        errors["due"] = context.words("checkins.due_past", typed=typed.due[:60])
    if typed.either:
        errors["due"] = context.either_day(typed.due, *typed.either)
    if len(typed.text) > rules.TEXT_MOST:
        errors["text"] = context.words("common.too_long", n=len(typed.text), most=rules.TEXT_MOST)
    if receiver and typed.text and typed.due_at and not errors:
        return await _made(context, receiver, typed, typed.due_at)
    values = {"to": receiver.id if receiver else "", "text": typed.text, "due": typed.due}
    values |= {"proof": "yes"} if typed.proof else {}
    return Outcome(reply=Ask(form=forms.promise_form(context.new_id(), values, person, receivers, errors)))


async def make(context: Context) -> Outcome:
    """The promise form, sent."""
    person = context.speaker()
    receivers = _receivers(context)
    to, text = context.argument("to"), context.argument("text")
    wrong: dict[str, Text] = {}
    receiver = context.roster.get(to) if to else receivers[0] if len(receivers) == 1 else None
    if receiver is None:
        wrong["to"] = context.words("checkins.to_missing")
    else:
        rules.check_receiver(person, receiver, context.roster)
    due_at = context.now
    try:
        rules.check_text(text, context.words)
    except Refused as refused:
        wrong |= refused.fields
    try:
        due_at = read_due(context.argument("due"), "due", person, context.now)
    except Refused as refused:
        wrong |= refused.fields
    if wrong or receiver is None:
        raise Refused(next(iter(wrong.values())), wrong)
    return await _made(context, receiver, Typed(text=text, proof=context.argument("proof") == "yes"), due_at)


async def undo(context: Context) -> Outcome:
    before = await own(context)
    after = rules.take_back(before, context.speaker(), context.now)
    card = cards.simple_card(context.words("checkins.taken_back", text=after.text))
    return changed(context, before, after, Reply(card=card))


async def kept(context: Context) -> Outcome:
    """One press; where proof is wanted the form first, in which it may be left for later."""
    before, person = await own(context), context.speaker()
    rules.check_open(before, Verdict.KEPT, context.words, context.now)
    if before.owes_proof and not submitted(context):
        return Outcome(reply=Ask(form=forms.kept_form(context.new_id(), before, person, context.roster)))
    after = rules.say(before, person, Verdict.KEPT, context.now)
    text, files = context.argument("proof"), context.request.files
    if not text and not files:
        return _noted(context, before, after)
    after = proof_rules.prove(after, person, context.now, text, files)
    noted = _noted(context, before, after)
    return structs.replace(noted, posts=(*proven(context, after), *noted.posts))


async def partly(context: Context) -> Outcome:
    """The form first: how far it got."""
    before, person = await own(context), context.speaker()
    rules.check_open(before, Verdict.PARTLY, context.words, context.now)
    if not submitted(context):
        return Outcome(reply=Ask(form=forms.verdict_form(context.new_id(), "partly", before, person)))
    how_far = context.words_in("how_far", rules.WORDS_MOST)
    return _noted(context, before, rules.say(before, person, Verdict.PARTLY, context.now, how_far))


async def missed(context: Context) -> Outcome:
    """The form first: why."""
    before, person = await own(context), context.speaker()
    rules.check_open(before, Verdict.MISSED, context.words, context.now)
    if not submitted(context):
        return Outcome(reply=Ask(form=forms.verdict_form(context.new_id(), "missed", before, person)))
    why = context.words_in("why", rules.WORDS_MOST, "checkins.why_missing")
    return _noted(context, before, rules.say(before, person, Verdict.MISSED, context.now, why))


async def moved(context: Context) -> Outcome:
    """The form first: to when, and why."""
    before, person = await own(context), context.speaker()
    rules.check_open(before, Verdict.MOVED, context.words, context.now)
    if not submitted(context):
        return Outcome(reply=Ask(form=forms.verdict_form(context.new_id(), "moved", before, person)))
    why = context.words_in("why", rules.WORDS_MOST)
    moved_to = read_due(context.argument("when"), "when", person, context.now)
    return _noted(context, before, rules.move(before, person, context.now, moved_to, why))


async def promises(context: Context) -> Outcome:
    """`/promise list`, `/promise list csv`; a promise that merely begins with the word is made after all."""
    person = context.speaker()
    if context.argument("text").casefold() == CSV:
        return await exported.promises(context)
    if context.argument("text"):
        return await own_promise_line(context, f"List {context.argument('text')}")
    rules.may_check_in(person)
    mine = await context.store.find(Promise, context.team.id, f"open:{person.id}")
    theirs = await context.store.find(Promise, context.team.id, f"open_to:{person.id}")
    card = cards.list_card(rules.by_due(mine), rules.by_due(theirs), person, context.roster)
    return Outcome(reply=Reply(card=card))


def submitted(context: Context) -> bool:
    return bool(context.argument("form"))


async def own(context: Context) -> Promise:
    """The promise named by the request, which must be the speaker's."""
    found = await seen(context)
    rules.must_be_promiser(found, context.speaker(), context.roster)
    return found


async def seen(context: Context) -> Promise:
    """The promise named by the request, which must be the speaker's or made to the speaker."""
    rules.may_check_in(context.speaker())
    found = await context.must_get(Promise, context.argument("promise"), "checkins.unknown_promise")
    rules.must_see(found, context.speaker())
    return found


def changed(context: Context, before: Promise | None, after: Promise, reply: Reply | None) -> Outcome:
    """The promise stored, both cards made true, the jobs set."""
    return Outcome(reply=reply, records=(after,), posts=posts(after, context), wakes=rules.wakes(before, after))


def posts(after: Promise, context: Context) -> tuple[Post, ...]:
    """The live card of each of the two who still checks in, edited where it stands."""
    people = (context.roster.get(person) for person in (after.by, after.to))
    return tuple(
        Post(key=card_key(after, who), to=Direct(who.id), card=cards.promise_card(after, who, context.roster))
        for who in filter(rules.checks_in, people)
    )


def proven(context: Context, after: Promise) -> tuple[Post, ...]:
    """The proof just given to the other of the two; the card on which it was asked for needs no button any more."""
    promiser, receiver = context.speaker(), context.roster.must(after.to)
    asked = proof_cards.request_posts(after, receiver, promiser)
    hears = receiver in rules.others(promiser, context.roster)
    return (*(proof_cards.given_posts(after, promiser, receiver) if hears else ()), *asked)


def card_key(of: Promise, reader: Person) -> str:
    return f"promise:{of.id}:{reader.id}"


def _receivers(context: Context) -> tuple[Person, ...]:
    person = context.speaker()
    rules.may_check_in(person)
    receivers = rules.others(person, context.roster)
    if not receivers:
        raise Refused(context.words("checkins.no_partner"))
    return receivers


def _receiver(context: Context, typed: Typed, receivers: tuple[Person, ...]) -> tuple[Person | None, dict[str, Text]]:
    """Whom `@pat` means, or what is wrong with it."""
    if not typed.to:
        return (receivers[0] if len(receivers) == 1 else None), {}
    try:
        if context.speaker().role is Role.PARTNER and not set(receivers) & set(context.roster.matching(typed.to)):
            raise NotAllowed(context.words("checkins.only_to_owner"))
        receiver = context.find_person(typed.to)
        rules.check_receiver(context.speaker(), receiver, context.roster)
    except Refused as refused:
        if len(receivers) == 1:  # the form would have no field to say it at
            raise
        return None, {"to": refused.text}
    return receiver, {}


async def _made(context: Context, receiver: Person, typed: Typed, due_at: datetime) -> Outcome:
    person, text = context.speaker(), typed.text
    for other in await context.store.find(Promise, context.team.id, f"open:{person.id}"):
        if rules.same_promise(other, receiver.id, text, due_at, context.now):
            said = context.words("checkins.same_promise", who=receiver.name, text=other.text)
            return Outcome(reply=Reply(card=cards.simple_card(said)))
    number = await context.store.next_number(context.team.id, "promise")
    new = Promise(
        team=context.team.id,
        id=str(number),
        by=person.id,
        to=receiver.id,
        text=text,
        due_at=due_at,
        made_at=context.now,
        with_proof=typed.proof,
    )
    # In private the live card is the answer.
    private = context.request.place == Direct(person.id)
    reply = None if private else Reply(card=cards.made_card(new, person, context.roster))
    return changed(context, None, new, reply)


def _noted(context: Context, before: Promise, after: Promise) -> Outcome:
    return changed(context, before, after, Reply(card=cards.noted_card(after, context.speaker(), context.roster)))


async def own_promise_line(context: Context, text: str) -> Outcome:
    """What was taken for a verb was the beginning of a promise."""
    request = structs.replace(context.request, arguments={"text": text})
    return await promise(structs.replace(context, request=request))
