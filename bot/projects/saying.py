"""What this room's handlers share: the project meant, its steps, its live cards, and what a step gives back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from bot.context import Context
from bot.errors import Refused
from bot.handoff import files
from bot.handoff.cards import News
from bot.handoff.records import Task
from bot.handoff.saying import posts as task_posts
from bot.handoff.saying import pressed_card
from bot.handoff.saying import wake as task_wake
from bot.people import WORKERS, Person
from bot.projects import cards, rules
from bot.projects.cards import Seen
from bot.projects.records import Project
from bot.requests import Direct, Outcome, Post, Reply


def card_key(project: Project, person: str) -> str:
    return f"project:{project.id}@{person}"


async def found(context: Context) -> Seen:
    """The project meant by the argument `project`, `1` or `P1`; Refused when the team has none of that number."""
    typed = context.argument("project")
    number = typed.removeprefix("P").removeprefix("p")
    project = await context.store.get(Project, context.team.id, number)
    if project is None:
        raise Refused(context.words("projects.none_such", number=typed[:40]))
    return await seen_of(context, project)


async def seen_of(context: Context, project: Project, changed: Iterable[Task] = ()) -> Seen:
    """With its steps; `changed` are tasks as they will be."""
    new = {task.id: task for task in changed}
    steps = {}
    for number in project.steps:
        task = new.get(number) or await context.store.get(Task, context.team.id, number)
        if task is not None:
            steps[number] = task
    return Seen(project, steps, context.now)


async def checked(context: Context, step: str) -> tuple[Seen, Person]:
    """The project meant and the speaker, who may take the step now; else Refused."""
    person, seen = context.speaker(), await found(context)
    rules.check(seen.project, step, person, seen.steps.values(), context.roster)
    return seen, person


async def posts(
    context: Context, seen: Seen, told: Collection[str] = (), news: Mapping[str, News] | None = None
) -> tuple[Post, ...]:
    """The live card of its owner, and of whoever has one or is told."""
    project, made = seen.project, list[Post]()
    for who in dict.fromkeys((project.giver, *told, *(event.by for event in project.events))):
        person = context.roster.get(who)
        if person is None or person.role not in WORKERS:
            continue
        key, fresh = card_key(project, who), who in told
        if fresh or who == project.giver or await context.store.outgoing(context.team.id, key) is not None:
            card = cards.project_card(seen, person, context.roster, (news or {}).get(who))
            made.append(Post(key=key, to=Direct(who), card=card, fresh=fresh))
    return tuple(made)


def offers(context: Context, tasks: Iterable[Task]) -> Outcome:
    """Steps that are offered now: those asked hear of it, the giver sees them on the project's card."""
    shown, wakes = list[Post](), []
    for task in tasks:
        if task.offered_at is not None:
            told = {task.holder, *task.open_to} - {task.giver}
            shown += [post for post in task_posts(context, task, told=told) if post.fresh]
            shown += files.posts(context, task, None, told)
            wakes.append(task_wake(context, task))
    return Outcome(posts=tuple(shown), wakes=tuple(wakes))


async def saved(context: Context, seen: Seen, changed: Collection[Task] = ()) -> Outcome:
    """The outcome of a step that the speaker took: the project with its newest event, and steps that changed."""
    person, project = context.speaker(), seen.project
    offered = offers(context, changed)
    private = context.request.place == Direct(person.id)
    on_card = pressed_card(context) == card_key(project, person.id)
    told = {person.id} if private and not on_card else set()
    reply = Reply(card=cards.notice(person.words(), f"did_{project.events[-1].kind}", project))
    giver = context.roster.must(project.giver)
    return Outcome(
        reply=None if private or on_card else reply,
        records=(project, *changed),
        posts=(*offered.posts, *await posts(context, seen, told)),
        wakes=(
            *offered.wakes,
            rules.wake(project, giver, context.team, context.now),
            rules.late_wake(project, seen.steps.values(), context.now),
        ),
    )
