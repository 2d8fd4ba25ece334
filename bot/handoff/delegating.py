"""Handlers that make tasks: the one line, the form, drafts."""

from __future__ import annotations

from msgspec.structs import replace

from bot.context import Context
from bot.errors import Refused
from bot.handoff import cards, changes, forms, rules
from bot.handoff.lines import read_brief
from bot.handoff.records import Event, State, Task
from bot.handoff.saying import answer, card_key, posts, saved, wake
from bot.people import Person, Role
from bot.requests import Ask, Direct, Outcome, Post, Reply
from bot.times import InThePast, NotADate, read_date, read_duration
from bot.ui import Text


async def delegate(context: Context) -> Outcome:
    """`/delegate …`: offers the task when the brief is whole, else opens the form filled with what was understood."""
    giver = context.allow(Role.OWNER, Role.ASSISTANT)
    brief = read_brief(context.argument("line"), context.now, giver.hours(), giver.locale)
    values = {
        "person": brief.person,
        "outcome": brief.outcome,
        "done_when": brief.done_when,
        "due": brief.due,
        "effort": f"{brief.effort_minutes}m" if brief.effort_minutes else "",
        "priority": brief.priority,
        "then": "offer",
    }
    if not context.argument("line"):
        return Outcome(reply=Ask(form=forms.brief_form(context.new_id(), values, giver, context.roster)))
    task, errors = _read(context, giver, values)
    if brief.due_problem == "unclear":
        errors["due"] = giver.words()("handoff.due_unclear", typed=brief.due)
    if errors:
        form = forms.brief_form(context.new_id(), values | {"person": task.holder}, giver, context.roster)
        return Outcome(reply=Ask(form=replace(form, errors=errors)))
    return await _offered(context, giver, task)


async def compose(context: Context) -> Outcome:
    """The brief's form: a new task or a draft, offered or kept as a draft."""
    giver = context.allow(Role.OWNER, Role.ASSISTANT)
    draft = await _draft(context, giver)
    task, errors = _read(context, giver, context.request.arguments)
    keep = context.argument("then") == "draft"
    if keep and task.outcome:
        errors = {name: text for name, text in errors.items() if name in _unreadable(context, errors)}
    if errors:
        raise Refused(giver.words()("handoff.form_errors"), errors)
    if draft:
        task = replace(task, id=draft.id, revision=draft.revision, created_at=draft.created_at, events=draft.events)
    return await _kept(context, giver, task) if keep else await _offered(context, giver, task)


async def finish(context: Context) -> Outcome:
    """Opens a draft's form again."""
    giver = context.speaker()
    task = await context.must_get(Task, context.argument("task"), "handoff.no_task")
    rules.check(task, "offer", giver, context.roster)
    values = forms.brief_values(task, giver)
    return Outcome(reply=Ask(form=forms.brief_form(context.new_id(), values, giver, context.roster, task)))


async def change(context: Context) -> Outcome:
    """Opens the brief filled, or takes it changed; after acceptance it has to be accepted again."""
    giver = context.speaker()
    task = await context.must_get(Task, context.argument("task"), "handoff.no_task")
    rules.check(task, "change", giver, context.roster)
    if "outcome" not in context.request.arguments:
        if task.state is State.DRAFT:
            return await finish(context)
        form = forms.brief_form(context.new_id(), forms.brief_values(task, giver), giver, context.roster, task)
        card = {"card": context.request.card} if context.request.card else {}
        return Outcome(reply=Ask(form=replace(form, arguments=form.arguments | card)))
    read, errors = _read(context, giver, context.request.arguments | {"person": task.holder})
    if errors:
        raise Refused(giver.words()("handoff.form_errors"), errors)
    new = replace(
        task,
        outcome=read.outcome,
        done_when=read.done_when,
        due_at=read.due_at,
        effort_minutes=read.effort_minutes,
        due_kept=False,
    )
    if new == replace(task, due_kept=False):
        return Outcome(reply=Reply(card=cards.notice(giver.words(), "nothing_changed", task)))
    return saved(context, changes.change(task, giver, context.now, new), task)


async def _draft(context: Context, giver: Person) -> Task | None:
    if not context.argument("task"):
        return None
    task = await context.must_get(Task, context.argument("task"), "handoff.no_task")
    rules.check(task, "offer", giver, context.roster)
    return task


async def _offered(context: Context, giver: Person, task: Task) -> Outcome:
    """Numbered, offered and shown to both; a task equal to one made a moment ago is shown, not made again."""
    for other in await context.store.find(Task, context.team.id, f"giver:{giver.id}", newest=5):
        if other.id != task.id and rules.same_brief(task, other):
            return Outcome(
                reply=Reply(card=cards.notice(giver.words(), "same_task", other)),
                posts=posts(context, other, told={giver.id}),
            )
    if not task.id:
        task = replace(task, id=str(await context.store.next_number(context.team.id, "task")))
    offered = changes.offer(task, giver, context.now)
    if giver.id == task.holder:
        offered = changes.accept(offered, giver, context.now)
    holder = context.roster.must(task.holder)
    told = {giver.id, holder.id} if _in_private(context, giver) else {holder.id}
    # Whoever is handed a first task becomes an assistant.
    promoted = (replace(holder, role=Role.ASSISTANT),) if holder.role is Role.GUEST else ()
    return Outcome(
        reply=None if _in_private(context, giver) else answer(context, offered, "offer"),
        records=(offered, *promoted),
        posts=posts(context, offered, told=told),
        wakes=(wake(context, offered),),
    )


async def _kept(context: Context, giver: Person, task: Task) -> Outcome:
    if not task.id:
        task = replace(task, id=str(await context.store.next_number(context.team.id, "task")))
    event = Event(kind="draft", at=context.now, by=giver.id)
    kept = replace(task, state=State.DRAFT, events=(*task.events, event))
    card = cards.task_card(kept, giver, context.roster)
    post = Post(key=card_key(kept, giver.id), to=Direct(giver.id), card=card, fresh=True)
    return Outcome(reply=answer(context, kept, "draft"), records=(kept,), posts=(post,))


def _in_private(context: Context, person: Person) -> bool:
    return context.request.place == Direct(person.id)


def _read(context: Context, giver: Person, values: dict[str, str]) -> tuple[Task, dict[str, Text]]:
    """The task the values describe and what is wrong with them, by field; wrong values are left empty."""
    words, errors = giver.words(), dict[str, Text]()
    task = Task(
        team=context.team.id,
        id="",
        giver=giver.id,
        outcome=" ".join(values.get("outcome", "").split()),
        done_when=values.get("done_when", "").strip(),
        priority=values.get("priority", "") if values.get("priority") in ("high", "low") else "",
        state=State.OFFERED,
        created_at=context.now,
    )
    for name, most in (("outcome", rules.OUTCOME_MOST), ("done_when", rules.WORDS_MOST)):
        length = len(getattr(task, name))
        if length > most:
            errors[name] = words("common.too_long", n=length, most=most)
    task = _with_person(context, giver, task, values.get("person", ""), errors)
    task = _with_due(context, giver, task, values.get("due", ""), errors)
    effort = values.get("effort", "").strip()
    minutes = read_duration(effort) if effort else 0
    if minutes is None:
        errors["effort"] = words("handoff.effort_unclear")
    task = replace(task, effort_minutes=minutes or 0)
    for name in rules.missing_parts(task):
        errors.setdefault(name, words(f"handoff.missing_{name}"))
    return task, errors


def _unreadable(context: Context, errors: dict[str, Text]) -> set[str]:
    """The fields that were filled in and could not be read; a draft may lack parts, but loses none."""
    return {name for name in errors if context.argument(name)}


def _with_person(context: Context, giver: Person, task: Task, typed: str, errors: dict[str, Text]) -> Task:
    if not typed.strip():
        return task
    try:
        holder = context.find_person(typed)
        rules.may_delegate(giver, holder, giver.words())
    except Refused as refused:
        errors["person"] = refused.text
        return task
    return replace(task, holder=holder.id)


def _with_due(context: Context, giver: Person, task: Task, typed: str, errors: dict[str, Text]) -> Task:
    if not typed.strip():
        return task
    try:
        return replace(task, due_at=read_date(typed.strip(), context.now, giver.hours(), giver.locale))
    except InThePast:
        errors["due"] = giver.words()("handoff.due_past", typed=typed[:60])
    except NotADate:
        errors["due"] = giver.words()("handoff.due_unreadable", typed=typed[:60])
    return task
