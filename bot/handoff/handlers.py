"""Handlers for every step of a task that exists: load, check, change, save and say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from msgspec.structs import replace

from bot.context import Context
from bot.errors import Refused
from bot.handoff import changes, choice_cards, forms, load, rules, standing_in
from bot.handoff.cards import News
from bot.handoff.records import Task
from bot.handoff.saying import asked, checked, posts, saved
from bot.people import Person
from bot.requests import Outcome


async def accept(context: Context) -> Outcome:
    return await _taken_on(context, "accept", changes.accept)


async def counter(context: Context) -> Outcome:
    """Suggest another date."""
    task, person = await checked(context, "counter")
    if "due" not in context.request.arguments:
        return _form(context, "counter", task)
    return saved(
        context, changes.counter(task, person, context.now, context.date_in("due", context.argument("due"))), task
    )


async def agree(context: Context) -> Outcome:
    return await _taken_on(context, "agree", changes.agree)


async def insist(context: Context) -> Outcome:
    task, person = await checked(context, "insist")
    return saved(context, await load.measured(context, changes.insist(task, person, context.now)), task)


async def decline(context: Context) -> Outcome:
    """The giver hears why, and who else is likely."""
    task, person = await checked(context, "decline")
    if "why" not in context.request.arguments:
        return _form(context, "decline", task)
    declined = changes.decline(task, person, context.now, _said(context, "why"))
    giver = context.roster.must(task.giver)
    found = await load.suggestions(context, task, giver, without=task.holder)
    likely = News((), choice_cards.likely_text(found, giver.words()))
    return saved(context, declined, task, news={giver.id: likely})


async def claim(context: Context) -> Outcome:
    """Whoever is first has it; the second hears who."""
    return await _taken_on(context, "claim", changes.claim)


async def hand_back(context: Context) -> Outcome:
    return await _worded(context, "hand_back", "why", changes.hand_back)


async def undo(context: Context) -> Outcome:
    task, person = await checked(context, "undo")
    return saved(context, changes.close(task, "undo", person, context.now), task)


async def keep_due(context: Context) -> Outcome:
    return await _plain(context, "keep_due", changes.keep_due)


async def move_due(context: Context) -> Outcome:
    """The same wall time in the holder's zone instead of the giver's."""
    task, person = await checked(context, "move_due")
    if task.due_at is None or task.due_kept:
        return saved(context, changes.keep_due(task, person, context.now), task)
    holder = context.roster.must(task.holder)
    moved = rules.moved_due(task.due_at, person.zone, holder.zone)
    if moved <= context.now:
        raise Refused(person.words()("handoff.moved_into_past"))
    return saved(context, await load.measured(context, changes.move_due(task, person, context.now, moved)), task)


async def ask(context: Context) -> Outcome:
    return await _worded(context, "ask", "question", changes.ask)


async def answer(context: Context) -> Outcome:
    return await _worded(context, "answer", "answer", changes.answer)


async def block(context: Context) -> Outcome:
    task, person = await checked(context, "block")
    if "reason" not in context.request.arguments:
        return _form(context, "block", task)
    return saved(context, changes.block(task, person, context.now, _said(context, "reason"), _unblocker(context)), task)


async def name_unblocker(context: Context) -> Outcome:
    """Who can clear it, where nobody was named, or who was works here no more."""
    task, person = await checked(context, "name_unblocker")
    if not context.argument("unblocker"):
        return _form(context, "name_unblocker", task)
    return saved(context, changes.name_unblocker(task, person, context.now, _unblocker(context)), task)


async def unblock(context: Context) -> Outcome:
    return await _plain(context, "unblock", changes.unblock)


async def hand_in(context: Context) -> Outcome:
    task, person = await checked(context, "hand_in")
    if "work" not in context.request.arguments:
        return _form(context, "hand_in", task)
    return saved(context, changes.hand_in(task, person, context.now, _said(context, "work"), _links(context)), task)


async def approve(context: Context) -> Outcome:
    return await _plain(context, "approve", changes.approve)


async def send_back(context: Context) -> Outcome:
    """Return a hand-in, saying what is missing."""
    return await _worded(context, "send_back", "missing", changes.send_back)


async def hand_off(context: Context) -> Outcome:
    """Offer the task to somebody else with context; the holder stays until the newcomer accepts.

    What nobody has accepted yet, or was declined, has no holder to stay: its giver offers it to the newcomer instead.
    """
    offer = await context.store.get(Task, context.team.id, context.argument("task").removeprefix("#"))
    passes = offer is not None and rules.may_pass_on(offer, context.speaker())
    task, person = await checked(context, "pass_on" if passes else "hand_off")
    newcomer = context.find_person(context.argument("newcomer")) if context.argument("newcomer") else None
    if newcomer is None or "context" not in context.request.arguments:
        form = forms.step_form(context.new_id(), "hand_off", task, person, context.roster)
        return asked(context, forms.filled(form, {"newcomer": newcomer.id if newcomer else ""}))
    rules.may_take(task, newcomer, person.words())
    if passes:
        offered = changes.pass_on(task, person, context.now, newcomer, _said(context, "context"))
        return standing_in.offered_anew(context, await load.measured(context, offered), task)
    return saved(context, changes.hand_off(task, person, context.now, newcomer, _said(context, "context")), task)


async def keep_it(context: Context) -> Outcome:
    task, person = await checked(context, "keep_it")
    return saved(context, changes.end_handoff(task, "keep_it", person, context.now), task)


async def take_over(context: Context) -> Outcome:
    return await _taken_on(context, "take_over", changes.take_over)


async def pass_up(context: Context) -> Outcome:
    task, person = await checked(context, "pass_up")
    if "why" not in context.request.arguments:
        return _form(context, "pass_up", task)
    return saved(context, changes.end_handoff(task, "pass_up", person, context.now, _said(context, "why")), task)


async def withdraw(context: Context) -> Outcome:
    """A change of the brief is taken back, and what was agreed on before holds again."""
    return await _taken_on(context, "withdraw", changes.withdraw)


async def cancel(context: Context) -> Outcome:
    task, person = await checked(context, "cancel")
    if "why" not in context.request.arguments:
        return _form(context, "cancel", task)
    return saved(
        context, changes.close(task, "cancel", person, context.now, context.words_in("why", rules.WORDS_MOST)), task
    )


async def reopen(context: Context) -> Outcome:
    """Offered again; what was never whole, or whose holder works here no more, becomes a draft to be finished."""
    task, person = await checked(context, "reopen")
    as_draft = context.roster.worker(task.holder) is None or task.private or bool(rules.missing_parts(task))
    again = changes.reopen(task, person, context.now, as_draft=as_draft)
    return standing_in.offered_anew(context, await load.measured(context, again), task)


async def note(context: Context) -> Outcome:
    task, person = await checked(context, "note")
    if "note" not in context.request.arguments:
        return _form(context, "note", task)
    return saved(context, changes.add_note(task, person, context.now, _said(context, "note"), _links(context)), task)


async def got_it(context: Context) -> Outcome:
    """What is repeated until it is acknowledged is repeated no more."""
    return await _plain(context, "got_it", changes.got_it)


async def _taken_on(context: Context, step: str, change: Callable[[Task, Person, datetime], Task]) -> Outcome:
    """A step by which somebody promises work; other offers to them say then how much time is left."""
    task, person = await checked(context, step)
    taken = change(task, person, context.now)
    outcome = saved(context, taken, task)
    others = await load.refreshed(context, taken)
    shown = tuple(post for other in others for post in posts(context, other, told=set()))
    return replace(outcome, records=(*outcome.records, *others), posts=(*outcome.posts, *shown))


async def _plain(context: Context, step: str, change: Callable[[Task, Person, datetime], Task]) -> Outcome:
    """A step that needs no words."""
    task, person = await checked(context, step)
    return saved(context, change(task, person, context.now), task)


async def _worded(
    context: Context, step: str, field: str, change: Callable[[Task, Person, datetime, str], Task]
) -> Outcome:
    """A step that needs words: the form that asks for them, then the step."""
    task, person = await checked(context, step)
    if field not in context.request.arguments:
        return _form(context, step, task)
    return saved(context, change(task, person, context.now, _said(context, field)), task)


def _form(context: Context, step: str, task: Task) -> Outcome:
    return asked(context, forms.step_form(context.new_id(), step, task, context.speaker(), context.roster))


def _unblocker(context: Context) -> str:
    """The id of whoever was named, who must work here; empty for nobody."""
    typed = context.argument("unblocker")
    if not typed:
        return ""
    named = context.find_person(typed)
    rules.must_work(named, "unblocker", context.words)
    return named.id


def _links(context: Context) -> str:
    """One address after another."""
    try:
        return " ".join(rules.whole_links(context.argument("link"), context.words))
    except Refused as refused:
        raise Refused.at("link", refused.text) from None


def _said(context: Context, field: str) -> str:
    return context.words_in(field, rules.WORDS_MOST, missing=f"handoff.empty_{field}")
