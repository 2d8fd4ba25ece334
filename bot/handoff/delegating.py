"""Handlers that make tasks: the one line, the form, drafts."""

from __future__ import annotations

from msgspec.structs import replace

from bot.context import Context
from bot.errors import Refused
from bot.handoff import cards, changes, forms, rules
from bot.handoff.lines import BriefLine, read_brief
from bot.handoff.reading import read_values
from bot.handoff.records import Event, State, Task
from bot.handoff.saying import answer, asked, card_key, checked, posts, saved, wake
from bot.people import Person, without_accounts
from bot.requests import Ask, Direct, Outcome, Post, Reply
from bot.systems import making
from bot.systems.rule_words import written

# Of a brief, where they are typed apart.
PARTS = ("person", "outcome", "due", "done_when", "repeats", "effort", "priority")


async def delegate(context: Context) -> Outcome:
    """`/delegate …`, one line or its parts: offers a task when the brief is whole, else opens the form filled."""
    giver = context.speaker()
    rules.may_give(giver)
    typed = {name: words for name in PARTS if (words := context.argument(name))}
    brief = read_brief(context.argument("line"), context.now, giver.hours(), giver.locale)
    values = _values(brief, giver) | typed | {"outcome": f"{typed.get('outcome', '')} {brief.outcome}".strip()}
    if not (context.argument("line") or typed):
        return Outcome(reply=Ask(form=forms.brief_form(context.new_id(), values, giver, context.roster)))
    task, errors = read_values(context, giver, values)
    unclear = set(brief.unclear) - typed.keys()
    if "person" in unclear:
        errors["person"] = giver.words()("handoff.one_holder")
    if "due" in unclear:
        errors["due"] = giver.words()("handoff.due_unclear", typed=brief.due)
    if "repeats" in unclear:
        errors.setdefault("repeats", giver.words()("systems.repeats_doubtful"))
    named = task.holder or task.open_to or "person" in unclear
    absent = not named and rules.is_nobody(values["person"], context.roster)
    if absent and set(errors) == {"person"}:
        return await _kept_for(context, giver, _without_first(task, values["due"]), values["person"])
    if absent:
        errors["person"] = giver.words()("handoff.bring_in", typed=without_accounts(values["person"][:60]))
    if errors:
        meant = "" if "person" in unclear else task.holder or forms.OR.join(task.open_to)
        form = forms.brief_form(context.new_id(), values | {"person": meant}, giver, context.roster)
        return Outcome(reply=Ask(form=replace(form, errors=errors)))
    return await _offered(context, giver, task)


async def delegate_message(context: Context) -> Outcome:
    """H9: a message somebody wrote becomes the outcome of a brief, whose form opens; `link` leads back to it."""
    giver = context.speaker()
    rules.may_give(giver)
    words = " ".join(context.argument("words").split())
    values = {"source": context.argument("link"), "then": "offer"}
    if len(words) <= rules.OUTCOME_MOST:
        values["outcome"] = words
    else:
        values |= {"outcome": f"{words[: rules.OUTCOME_MOST - 1]}…", "done_when": words[: rules.WORDS_MOST]}
    return Outcome(reply=Ask(form=forms.brief_form(context.new_id(), values, giver, context.roster)))


async def compose(context: Context) -> Outcome:
    """The brief's form: a new task or a draft, offered or kept as a draft."""
    giver = context.speaker()
    rules.may_give(giver)
    draft = (await checked(context, "offer"))[0] if context.argument("task") else None
    task, errors = read_values(context, giver, context.request.arguments)
    keep = context.argument("then") == "draft"
    if draft and draft.project and task.timetable:
        errors["repeats"] = giver.words()("projects.step_repeats")
    if keep and task.outcome:
        # A draft may lack parts, but what was filled in has to be read, or it would be lost.
        errors = {name: text for name, text in errors.items() if context.argument(name)}
    if errors:
        raise Refused(giver.words()("handoff.form_errors"), errors)
    if draft:
        task = _as_draft(task, draft)
        keep = keep or task.waits
    task = _without_first(task, context.argument("due")) if keep else task
    return await _kept(context, giver, task) if keep else await _offered(context, giver, task)


async def finish(context: Context) -> Outcome:
    """Opens a draft's form again."""
    task, giver = await checked(context, "offer")
    values = forms.brief_values(task, giver)
    return asked(context, forms.brief_form(context.new_id(), values, giver, context.roster, task))


async def change(context: Context) -> Outcome:
    """Opens the brief filled, or takes it changed; after acceptance it has to be accepted again."""
    task, giver = await checked(context, "change")
    if "outcome" not in context.request.arguments:
        if task.state is State.DRAFT:
            return await finish(context)
        values = forms.brief_values(task, giver)
        return asked(context, forms.brief_form(context.new_id(), values, giver, context.roster, task))
    read, errors = read_values(context, giver, context.request.arguments)
    errors.pop("person", None)  # the holder changes by handing off
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


def _values(brief: BriefLine, giver: Person) -> dict[str, str]:
    rhythm = brief.repeats
    return {
        "person": forms.OR.join(brief.people),
        "outcome": brief.outcome,
        "done_when": brief.done_when,
        "due": brief.due,
        "repeats": written(rhythm.rule, rhythm.at, rhythm.first, giver.words()) if rhythm else "",
        "effort": f"{brief.effort_minutes}m" if brief.effort_minutes else "",
        "priority": brief.priority,
        "then": "offer",
    }


async def _offered(context: Context, giver: Person, task: Task) -> Outcome:
    """Numbered, offered and shown to both; a task equal to one made a moment ago is shown, not made again.

    One that says how often becomes a system.
    """
    if task.timetable is not None:
        return await making.begin(context, giver, task)
    for other in await context.store.find(Task, context.team.id, f"giver:{giver.id}", newest=5):
        if other.id != task.id and rules.same_brief(task, other):
            return Outcome(
                reply=Reply(card=cards.notice(giver.words(), "same_task", other)),
                posts=posts(context, other, told={giver.id}),
            )
    if not task.id:
        task = replace(task, id=str(await context.store.next_number(context.team.id, "task")))
    offered = (changes.put_up if task.open_to else changes.offer)(task, giver, context.now)
    if giver.id == task.holder:
        offered = changes.accept(offered, giver, context.now)
    told = {task.holder, *task.open_to} | ({giver.id} if _in_private(context, giver) else set())
    return Outcome(
        reply=None if _in_private(context, giver) else answer(context, offered, offered.events[-1].kind),
        records=(offered,),
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


def _as_draft(task: Task, draft: Task) -> Task:
    """The brief as it is now, in the place of the draft: a step that waits stays where it is in its project."""
    return replace(
        task,
        id=draft.id,
        revision=draft.revision,
        created_at=draft.created_at,
        events=draft.events,
        project=draft.project,
        after=draft.after,
        waits=draft.waits,
    )


def _without_first(task: Task, typed: str) -> Task:
    """A draft of what comes back has a first due time only where somebody said one."""
    return replace(task, due_at=None) if task.timetable and not typed else task


async def _kept_for(context: Context, giver: Person, task: Task, typed: str) -> Outcome:
    """A whole brief for somebody who is not there yet: a draft, and how they come."""
    kept = await _kept(context, giver, task)
    [draft] = (record for record in kept.records if isinstance(record, Task))
    card = cards.invitation(giver.words(), draft, without_accounts(typed[:60]))
    return replace(kept, reply=Reply(card=card))


def _in_private(context: Context, person: Person) -> bool:
    return context.request.place == Direct(person.id)
