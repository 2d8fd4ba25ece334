"""/tasks: my desk and its views, and one task shown again."""

from __future__ import annotations

from collections.abc import Iterable

from bot.checkins.handlers import promises
from bot.context import Context
from bot.errors import NotAllowed
from bot.handoff import cards, rules
from bot.handoff.records import UNCLAIMED, State, Task
from bot.handoff.saying import card_key
from bot.people import WORKERS, Person, Role
from bot.ports import Store
from bot.projects import listing as projects
from bot.requests import Direct, Outcome, Post, Reply
from bot.systems import listing as systems
from bot.ui import Button, Card, Items, Paragraph, Text

VIEWS = ("mine", "waiting", "given", "review", "overdue", "open", "drafts", "systems", "projects", "team")


async def tasks(context: Context) -> Outcome:
    """`/tasks`, `/tasks review`, `/tasks 42`, `/tasks photos` (search in what one may see); promises for a partner."""
    if context.speaker().role is Role.PARTNER:
        return await promises(context)
    reader = context.allow(*WORKERS)
    view = context.argument("view").casefold() or "desk"
    if view.removeprefix("#").isdecimal():
        return await show(context)
    typed = context.argument("view")
    if elsewhere := await systems.viewed(context, typed) or await projects.viewed(context, typed):
        return elsewhere
    if view == "desk":
        return Outcome(reply=Reply(card=await _desk(context, reader)))
    found, title = await _view(context, reader, view)
    start = context.argument("start")
    page = (view if view in VIEWS else "search", int(start) if start.isdecimal() and len(start) < 7 else 0)
    return Outcome(reply=Reply(card=cards.list_card(title, found, reader, context.roster, page)))


async def desk(context: Context) -> Outcome:
    """What a platform keeps in sight, such as a home page: my desk, for a look that joins nobody."""
    return await tasks(context)


async def show(context: Context) -> Outcome:
    """One task: the live card moved to the end of the private chat, or a private copy elsewhere."""
    reader = context.speaker()
    number = (context.argument("task") or context.argument("view")).removeprefix("#")
    task = await context.must_get(Task, number, "handoff.no_task")
    if not rules.may_see(task, reader):
        raise NotAllowed(reader.words()("handoff.not_yours", id=task.id))
    card = cards.task_card(task, reader, context.roster)
    part = reader.id in (task.giver, task.holder, task.newcomer)
    if part and context.request.place == Direct(reader.id):
        return Outcome(posts=(Post(key=card_key(task, reader.id), to=Direct(reader.id), card=card, fresh=True),))
    return Outcome(reply=Reply(card=card))


async def open_tasks(store: Store, reader: Person) -> list[Task]:
    """What somebody may mean by a task: those held and given, and for the owner then everybody's."""
    terms = [f"holder:{reader.id}", f"giver:{reader.id}", *(["open"] if reader.role is Role.OWNER else [])]
    found = [task for term in terms for task in await store.find(Task, reader.team, term)]
    return list({task.id: task for task in found}.values())


async def _desk(context: Context, reader: Person) -> Card:
    """What I owe and what I wait for, in one card."""
    words = reader.words()
    owe = _owed(await _open(context, f"holder:{reader.id}"), await _open(context, f"giver:{reader.id}"), reader)
    owe = sorted({task.id: task for task in (*owe, *await _open(context, f"newcomer:{reader.id}"))}.values(), key=_due)
    wait = sorted((t for t in await _open(context, f"giver:{reader.id}") if t not in owe), key=_due)
    blocks: list[Paragraph | Items] = []
    for key, some in (("desk_owe", owe), ("desk_wait", wait)):
        blocks.append(Paragraph(words(f"handoff.{key}" if some else f"handoff.{key}_none", n=len(some))))
        if some:
            blocks.append(Items(cards.lines(some[: cards.PAGE], reader, context.roster)))
    if free := await _free(context, reader):
        blocks.append(Paragraph(words("handoff.desk_free", n=len(free))))
    views = ("mine", "waiting", "given", "overdue") + (("team",) if reader.role is Role.OWNER else ())
    buttons = tuple(
        Button(label=words.plain(f"handoff.view_{view}"), action="handoff.tasks", arguments={"view": view})
        for view in views
    )
    return Card(title=words("handoff.desk"), blocks=tuple(blocks), buttons=buttons, footer=words("handoff.list_footer"))


def _owed(held: Iterable[Task], given: Iterable[Task], reader: Person) -> list[Task]:
    """Open tasks in which the ball is with the reader."""
    with_holder = {State.OFFERED, State.ACCEPTED}
    with_giver = {State.COUNTERED, State.ASKED, State.HANDED_IN}
    own = [task for task in held if task.state in with_holder]
    return own + [t for t in given if t.state in with_giver or (t.state is State.BLOCKED and t.unblocker == reader.id)]


async def _view(context: Context, reader: Person, view: str) -> tuple[list[Task], Text]:
    words, me = reader.words(), reader.id
    match view:
        case "mine":
            found = await _open(context, f"holder:{me}")
        case "given":
            found = await _open(context, f"giver:{me}")
        case "drafts":
            found = await context.store.find(Task, context.team.id, f"draft:{me}")
        case "waiting":
            found = _owed(await _open(context, f"holder:{me}"), await _open(context, f"giver:{me}"), reader)
        case "review":
            found = [task for task in await _open(context, f"giver:{me}") if task.state is State.HANDED_IN]
        case "overdue":
            found = [t for t in await _seen(context, reader) if rules.overdue(t, context.now)]
        case "open":
            found = await _free(context, reader)
        case "team":
            context.allow(Role.OWNER)
            found = await _open(context, "open")
        case _:
            found = [task for task in await _seen(context, reader) if view in task.outcome.casefold()]
            return sorted(found, key=_due), words("handoff.title_search", n=len(found), typed=view[:60])
    found = sorted({task.id: task for task in found}.values(), key=_due)
    return found, words(f"handoff.list_{view}", n=len(found))


async def _free(context: Context, reader: Person) -> list[Task]:
    """What the reader may claim."""
    return [
        task for task in await _open(context, UNCLAIMED) if task.giver != reader.id and rules.may_claim(task, reader)
    ]


async def _seen(context: Context, reader: Person) -> list[Task]:
    if reader.role is Role.OWNER:
        return await _open(context, "open")
    both = await _open(context, f"holder:{reader.id}") + await _open(context, f"giver:{reader.id}")
    return list({task.id: task for task in both}.values())


async def _open(context: Context, term: str) -> list[Task]:
    return await context.store.find(Task, context.team.id, term)


def _due(task: Task) -> tuple[bool, float, int]:
    """Earliest due first, those without a date last, then by number."""
    return task.due_at is None, task.due_at.timestamp() if task.due_at else 0.0, int(task.id)
