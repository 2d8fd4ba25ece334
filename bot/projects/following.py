"""What becomes of projects when their steps are done, and the reminder of when one is due."""

from __future__ import annotations

from msgspec.structs import replace

from bot.context import Context
from bot.handoff.cards import News
from bot.handoff.records import State, Task
from bot.jobs import late_note
from bot.people import Person
from bot.projects import cards, rules, saying
from bot.projects.cards import Seen
from bot.projects.records import Project
from bot.requests import Outcome
from bot.ui import When

SHOWN = ("state", "holder", "open_to", "outcome", "done_when", "due_at", "waits")


async def after_tasks(context: Context, outcome: Outcome) -> Outcome:
    """The outcome with what follows for the projects whose steps it changes, in the same commit."""
    steps = [record for record in outcome.records if isinstance(record, Task) and record.project]
    tasks = [task for task in steps if await _shows(context, task)]
    known = {record.id for record in outcome.records if isinstance(record, Project)}
    for number in dict.fromkeys(task.project for task in tasks if task.project not in known):
        project = await context.store.get(Project, context.team.id, number)
        if project is not None:
            seen = await saying.seen_of(context, project, tasks)
            outcome = await _followed(context, outcome, seen)
    return outcome


async def _shows(context: Context, task: Task) -> bool:
    """Whether the project's card would read otherwise; a note or a reminder changes nothing there."""
    stored = await context.store.get(Task, context.team.id, task.id)
    return stored is None or any(getattr(stored, name) != getattr(task, name) for name in SHOWN)


async def _followed(context: Context, outcome: Outcome, seen: Seen) -> Outcome:
    """Steps that wait no more are offered; the owner hears when a brief has to be finished, or all is done."""
    project, giver = seen.project, context.roster.must(seen.project.giver)
    freed = rules.settled(seen.steps, giver, context.roster, context.now) if project.open else {}
    after = Seen(project, {**seen.steps, **freed}, context.now)
    offered = saying.offers(context, freed.values())
    news = await _news(context, seen, after, giver)
    told = {giver.id} if news else set()
    return replace(
        outcome,
        records=(*(one for one in outcome.records if not (isinstance(one, Task) and one.id in freed)), *freed.values()),
        posts=(*outcome.posts, *offered.posts, *await saying.posts(context, after, told, news)),
        wakes=(*outcome.wakes, *offered.wakes, rules.late_wake(project, after.steps.values(), context.now)),
    )


async def _news(context: Context, before: Seen, after: Seen, giver: Person) -> dict[str, News]:
    """What the owner has to act on, if anything."""
    words = giver.words()
    was_waiting = [task.id for task in before.steps.values() if task.waits]
    drafts = [one for one in was_waiting if not after.steps[one].waits and after.steps[one].state is State.DRAFT]
    if drafts:
        return {giver.id: News(words("projects.headline_draft", steps=cards.numbers(drafts)))}
    stored = await saying.seen_of(context, before.project)
    if _all_done(after) and not _all_done(stored) and before.project.open:
        return {giver.id: News(words("projects.headline_done"), words("projects.all_done"))}
    return {}


def _all_done(seen: Seen) -> bool:
    return bool(seen.steps) and not any(task.open for task in seen.steps.values())


async def turn_late(context: Context) -> Outcome:
    """The job as a step becomes late: the cards say so, and nobody is told anew, as the step's reminders do that."""
    project = await context.store.get(Project, context.team.id, context.argument("project"))
    if project is None or not project.open:
        return Outcome()
    seen, giver = await saying.seen_of(context, project), context.roster.must(project.giver)
    news, planned_at = dict[str, News](), context.request.due_at or context.now
    if "due" in project.reminded and project.due_at and project.due_at + rules.LATE_AFTER >= planned_at:
        # The owner has just been told of the project itself, which the card goes on saying.
        note = late_note(project.due_at, context.now, giver.words())
        news[giver.id] = News(giver.words()("projects.headline_due"), note)
    following = rules.late_wake(project, seen.steps.values(), context.now)
    return Outcome(posts=await saying.posts(context, seen, news=news), wakes=(following,))


async def remind(context: Context) -> Outcome:
    """The job of a project: its owner hears that it is due soon, and that it is due."""
    project = await context.store.get(Project, context.team.id, context.argument("project"))
    if project is None or not project.open or project.due_at is None:
        return Outcome()
    giver = context.roster.must(project.giver)
    kinds = [kind for kind, at in rules.reminders(project, giver, context.team) if at <= context.now]
    due = [kind for kind in kinds if kind not in project.reminded]
    if not due:
        return Outcome(wakes=(rules.wake(project, giver, context.team, context.now),))
    told = replace(project, reminded=tuple(dict.fromkeys((*project.reminded, *due))))
    words = giver.words()
    note = late_note(context.request.due_at or context.now, context.now, words)
    headline = words(f"projects.headline_{due[-1]}", at=When(project.due_at))
    seen = await saying.seen_of(context, told)
    return Outcome(
        records=(told,),
        posts=await saying.posts(context, seen, {giver.id}, {giver.id: News(headline, note)}),
        wakes=(rules.wake(told, giver, context.team, context.now),),
    )
