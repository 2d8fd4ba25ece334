"""Handlers of projects: begin, add steps, arrange them, change, close, reopen, show."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from msgspec.structs import replace

from bot.context import Context
from bot.errors import Refused
from bot.handoff import changes
from bot.handoff.reading import Errors
from bot.handoff.records import State, Task
from bot.handoff.rules import OUTCOME_MOST, may_give
from bot.handoff.saying import asked
from bot.people import Person
from bot.projects import cards, forms, graph, rules, saying
from bot.projects.cards import Seen
from bot.projects.reading import Steps, read_order, read_steps
from bot.projects.records import Project
from bot.requests import Direct, Outcome, Reply
from bot.ui import Text


async def show(context: Context) -> Outcome:
    """`/tasks P1`: the live card moved to the end of the private chat, or a private copy elsewhere."""
    reader, seen = context.speaker(), await saying.found(context)
    rules.check_seen(seen.project, reader, seen.steps.values())
    if context.request.place == Direct(reader.id):
        return Outcome(posts=await saying.posts(context, seen, {reader.id}))
    return Outcome(reply=Reply(card=cards.project_card(seen, reader, context.roster)))


async def save(context: Context) -> Outcome:
    """The form of a new project: it begins, and the steps that wait for nothing are offered."""
    giver = context.speaker()
    may_give(giver)
    about, errors = await _about(context, giver, "")
    steps = read_steps(context, context.argument("steps"), (), about.due_at)
    _raise(context, errors, steps.wrong)
    project = replace(about, id=str(await context.store.next_number(context.team.id, "project")))
    return await _with_steps(context, Seen(project, {}, context.now), steps, "begin")


async def add(context: Context) -> Outcome:
    """More steps, behind those there are."""
    seen, person = await saying.checked(context, "add")
    if "steps" not in context.request.arguments:
        return asked(context, forms.add_form(context.new_id(), seen.project, person))
    steps = read_steps(context, context.argument("steps"), seen.project.steps, seen.project.due_at)
    missing = () if steps.briefs or steps.wrong else context.words("projects.empty_steps")
    _raise(context, Errors(), steps.wrong or missing)
    return await _with_steps(context, seen, steps, "add")


async def arrange(context: Context) -> Outcome:
    """Another order, and what comes after what."""
    seen, person = await saying.checked(context, "arrange")
    if "order" not in context.request.arguments:
        return asked(context, forms.arrange_form(context.new_id(), seen, person))
    after = _order(context, seen)
    steps = {number: _after(seen.steps[number], after[number], seen.steps) for number in after}
    project = rules.happened(replace(seen.project, steps=tuple(steps)), "arrange", person.id, context.now)
    changed = {number: task for number, task in steps.items() if task != seen.steps[number]}
    changed |= rules.settled(steps, context.roster.must(project.giver), context.roster, context.now)
    return await saying.saved(context, Seen(project, steps | changed, context.now), tuple(changed.values()))


async def change(context: Context) -> Outcome:
    """Another name, outcome or due time; the steps stay as they are."""
    seen, person = await saying.checked(context, "change")
    if "name" not in context.request.arguments:
        return asked(context, forms.change_form(context.new_id(), seen.project, person))
    about, errors = await _about(context, person, seen.project.id)
    _raise(context, errors, ())
    new = replace(seen.project, name=about.name, outcome=about.outcome, due_at=about.due_at)
    if new == seen.project:
        return Outcome(reply=Reply(card=cards.notice(person.words(), "nothing_changed", new)))
    reminded = new.reminded if new.due_at == seen.project.due_at else ()
    new = rules.happened(replace(new, reminded=reminded), "change", person.id, context.now)
    return await saying.saved(context, Seen(new, seen.steps, context.now))


async def close(context: Context) -> Outcome:
    """It ends: steps nobody was offered are taken back, and while somebody has one it does not."""
    seen, person = await saying.checked(context, "close")
    if busy := rules.in_hand(seen.steps.values()):
        steps = cards.numbers([task.id for task in busy])
        raise Refused(person.words()("projects.in_hand", number=seen.project.number, steps=steps, n=len(busy)))
    giver = context.roster.must(seen.project.giver)
    drafts = [task for task in seen.steps.values() if task.state is State.DRAFT]
    closed = {task.id: changes.close(task, "undo", giver, context.now) for task in drafts}
    project = rules.happened(replace(seen.project, closed_at=context.now), "close", person.id, context.now)
    after = Seen(project, {**seen.steps, **closed}, context.now)
    return await saying.saved(context, after, tuple(closed.values()))


async def reopen(context: Context) -> Outcome:
    """Steps whose turn came while it was closed are offered now."""
    seen, person = await saying.checked(context, "reopen")
    project = rules.happened(replace(seen.project, closed_at=None), "reopen", person.id, context.now)
    freed = rules.settled(seen.steps, context.roster.must(project.giver), context.roster, context.now)
    after = Seen(project, {**seen.steps, **freed}, context.now)
    return await saying.saved(context, after, tuple(freed.values()))


async def _with_steps(context: Context, seen: Seen, steps: Steps, kind: str) -> Outcome:
    """The project with more steps, numbered; those that wait for nothing are offered at once."""
    ids = [str(await context.store.next_number(context.team.id, "task")) for _ in steps.briefs]
    named = {f"+{index}": number for index, number in enumerate(ids)}
    project = replace(seen.project, steps=(*seen.project.steps, *ids))
    giver = context.roster.must(project.giver)
    made = {}
    for number, brief, after in zip(ids, steps.briefs, steps.after, strict=True):
        step = rules.step_of(project, brief, tuple(named.get(one, one) for one in after), context.now)
        made[number] = replace(step, id=number)
    begun = {number: task for number, task in made.items() if rules.begins(task, context.roster)}
    made |= {number: changes.offer(task, giver, context.now) for number, task in begun.items()}
    made |= rules.settled({**seen.steps, **made}, giver, context.roster, context.now)
    project = rules.happened(project, kind, context.speaker().id, context.now)
    return await saying.saved(context, Seen(project, {**seen.steps, **made}, context.now), tuple(made.values()))


async def _about(context: Context, person: Person, number: str) -> tuple[Project, Errors]:
    """Name, outcome and due time as typed, and what is wrong with them; `number` is the project's own."""
    words, errors = context.words, Errors()
    name, outcome = (" ".join(context.argument(field).split()) for field in ("name", "outcome"))
    for field, text, most in (("name", name, rules.NAME_MOST), ("outcome", outcome, OUTCOME_MOST)):
        if not text:
            errors[field] = words(f"projects.empty_{field}")
        elif len(text) > most:
            errors[field] = words("common.too_long", n=len(text), most=most)
    for other in await context.store.find(Project, context.team.id, f"giver:{person.id}"):
        if other.id != number and other.name.casefold() == name.casefold():
            errors["name"] = words("projects.same_name", number=other.number)
    project = Project(
        team=context.team.id,
        id=number,
        giver=person.id,
        name=name,
        outcome=outcome,
        due_at=_due(context, errors),
        created_at=context.now,
    )
    return project, errors


def _due(context: Context, errors: Errors) -> datetime | None:
    try:
        return context.date_in("due", context.argument("due")) if context.argument("due") else None
    except Refused as refused:
        errors |= refused.fields
        return None


def _order(context: Context, seen: Seen) -> dict[str, tuple[str, ...]]:
    """Refused at `order` when a line names no step, a step is left out, or steps wait for each other."""
    words = context.words
    after, odd = read_order(context.argument("order"), seen.steps)
    if odd:
        raise Refused.at("order", words("projects.odd_line", line=odd[0].brief[:60] or "…"))
    if left := [number for number in seen.steps if number not in after]:
        raise Refused.at("order", words("projects.left_out", steps=cards.numbers(left)))
    if found := graph.circle(after):
        raise Refused.at("order", words("projects.circle", steps=cards.numbers(found)))
    return after


def _after(task: Task, after: tuple[str, ...], steps: Iterable[str]) -> Task:
    """What was offered stays offered; a draft waits for what it comes after now."""
    known = tuple(one for one in after if one in set(steps))
    waits = task.state is State.DRAFT and (bool(known) or task.waits)
    return replace(task, after=known, waits=waits) if known != task.after else task


def _raise(context: Context, errors: Errors, wrong: Text) -> None:
    """Refused when something is wrong, the steps' lines at their field."""
    all_errors = errors | ({"steps": wrong} if wrong else {})
    if all_errors:
        raise Refused(context.words("handoff.form_errors"), all_errors)
