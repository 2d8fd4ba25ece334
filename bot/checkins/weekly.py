"""The check-in: one form for all that is due, each answer settles or moves its promise."""

from __future__ import annotations

from bot.checkins import cards, forms, rules
from bot.checkins.handlers import posts, submitted
from bot.checkins.lines import read_due, split_reason
from bot.checkins.records import VERDICTS, Promise, Verdict
from bot.context import Context
from bot.errors import Refused
from bot.people import Person
from bot.requests import Ask, Outcome, Reply
from bot.ui import Text


async def check_in(context: Context) -> Outcome:
    """`/checkin`: one form for what is due, then for what comes next; each answer settles or moves its promise."""
    person = context.speaker()
    rules.may_check_in(person)
    mine = await _asked_about(context, person)
    if submitted(context):
        return await _answered(context, mine)
    if not mine:
        key = "checkins.nothing_silent" if context.argument("silent") else "checkins.nothing_open"
        return Outcome(reply=Reply(card=cards.simple_card(context.words(key))))
    return Outcome(reply=Ask(form=forms.check_in_form(context.new_id(), mine, person, context.roster)))


async def _asked_about(context: Context, person: Person) -> tuple[Promise, ...]:
    """The open ones; else, or with `silent`, those to one person that silence made missed, while they can be mended."""
    to, mine = context.argument("to"), tuple[Promise, ...]()
    if not context.argument("silent"):
        found = await context.store.find(Promise, context.team.id, f"open:{person.id}")
        mine = rules.by_due(promise for promise in found if to in ("", promise.to))
    if mine or not to:
        return mine
    terms = rules.recent_terms(person, context.now)
    said = {one.id: one for term in terms for one in await context.store.find(Promise, context.team.id, term)}
    return rules.silent_of(said.values(), to, context.now)


async def _answered(context: Context, mine: tuple[Promise, ...]) -> Outcome:
    person = context.speaker()
    before: list[Promise] = []
    for number in dict.fromkeys(context.argument("form").split(",")[: forms.PROMISES_PER_FORM]):
        if context.argument(f"said_{number}") in VERDICTS:
            promise = await context.must_get(Promise, number, "checkins.unknown_promise")
            rules.must_be_promiser(promise, person, context.roster)
            before.append(promise)
    after, wrong = _said(context, before)
    if wrong:
        raise Refused(context.words("checkins.form_wrong"), wrong)
    if not after:
        raise Refused(context.words("checkins.nothing_said"))
    answered = {promise.id for promise in after}
    silent = context.argument("to") if context.argument("silent") else ""
    left = [p for p in (mine if silent else rules.due_for_check_in(mine, context.now)) if p.id not in answered]
    return Outcome(
        reply=Reply(card=cards.checked_in_card(after, len(left), person, context.roster, silent)),
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
