"""/tasks: my desk and its views, the search, and one task shown again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bot.attached import with_file
from bot.checkins.handlers import promises
from bot.checkins.proving import file_of_proof
from bot.context import Context
from bot.errors import NotAllowed
from bot.handoff import cards, files, history, list_cards, reminder_cards, rules
from bot.handoff.beside import beside
from bot.handoff.queries import read_query
from bot.handoff.records import TO_CLAIM, State, Task
from bot.handoff.reminder_cards import Said
from bot.handoff.reminder_rules import WEIGHTS
from bot.handoff.saying import card_key, looking_as, people_of
from bot.lists import start_of
from bot.people import WORKERS, Person, Role
from bot.ports import Store
from bot.projects import listing as projects
from bot.requests import Direct, Outcome, Post, Reply
from bot.systems import listing as systems
from bot.ui import Card

OF_ONE = re.compile(r"#?(?P<task>[0-9]{1,18})\s+(?P<what>history|files)", re.IGNORECASE)
VIEWS = ("mine", "waiting", "given", "review", "overdue", "open", "drafts", "systems", "projects", "team")


async def tasks(context: Context) -> Outcome:
    """`/tasks`, `/tasks review`, `/tasks 42`, `/tasks photos @ana closed` (a search); promises for a partner."""
    if context.speaker().role is Role.PARTNER:
        return await promises(context)
    reader = context.allow(*WORKERS)
    asked = context.argument("view")
    view = asked.casefold() or "desk"
    looking = looking_as(context, reader)
    if view.removeprefix("#").isdecimal():
        return await show(context)
    if wanted := OF_ONE.fullmatch(asked):
        return _told_of(context, await _seen(context, wanted["task"]), wanted["what"].casefold())
    if elsewhere := await systems.viewed(context, asked) or await projects.viewed(context, asked):
        return elsewhere
    if view == "desk":
        return Outcome(reply=Reply(card=await _desk(context, looking)))
    start = start_of(context.argument("start"))
    listed = await (_listed(context, reader, view, start) if view in VIEWS else _searched(context, asked, start))
    return Outcome(reply=Reply(card=list_cards.list_card(listed, looking)))


def _told_of(context: Context, task: Task, what: str) -> Outcome:
    if what == "files":
        return files.sent(context, task)
    return Outcome(reply=Reply(card=history.history_card(task, context.speaker(), context.roster)))


async def desk(context: Context) -> Outcome:
    """What a platform keeps in sight, such as a home page: my desk, for a look that joins nobody."""
    return await tasks(context)


async def show(context: Context) -> Outcome:
    """One task: the live card moved to the end of the private chat, or a private copy elsewhere."""
    reader = context.speaker()
    task = await _seen(context, (context.argument("task") or context.argument("view")).removeprefix("#"))
    card = cards.task_card(task, reader, context.roster, _news(context, task, reader))
    part = reader.id in (task.giver, task.holder, task.newcomer) or rules.stand_in_of(task, context.roster) == reader
    if part and context.request.place == Direct(reader.id):
        return Outcome(posts=(Post(key=card_key(task, reader.id), to=Direct(reader.id), card=card, fresh=True),))
    return Outcome(reply=Reply(card=card))


async def sent_files(context: Context) -> Outcome:
    """*Files*: all that came with a task, sent to who asks."""
    return files.sent(context, await _seen(context, context.argument("task")))


async def file(context: Context) -> Outcome:
    """One file for a page that shows it: a card with it alone, to whoever may see the task or promise that has it."""
    reader, wanted = context.speaker(), context.argument("file")
    for task in await context.store.find(Task, context.team.id, with_file(wanted)):
        if rules.may_see(task, reader):
            return Outcome(reply=Reply(card=files.one(task, wanted, reader)))
    proof = await file_of_proof(context, wanted)
    if proof:
        return Outcome(reply=Reply(card=proof))
    raise NotAllowed(context.words("handoff.no_file"))


async def _seen(context: Context, number: str) -> Task:
    """The task of that number, where the speaker may see it."""
    task = await context.must_get(Task, number, "handoff.no_task")
    if not rules.may_see(task, context.speaker()):
        raise NotAllowed(context.words("handoff.not_yours", id=task.id))
    return task


def _news(context: Context, task: Task, reader: Person) -> cards.News | None:
    """Opened from a list of reminders it says the same, and can be snoozed, as long as that holds."""
    kind = context.argument("kind")
    said = Said(task, kind, people_of(context, task))
    known = kind in WEIGHTS and task.open and reminder_cards.holds_still(said)
    return reminder_cards.news(said, reader) if known else None


async def open_tasks(store: Store, reader: Person) -> list[Task]:
    """What somebody may mean by a task: those held and given, and for the owner then everybody's."""
    terms = [f"holder:{reader.id}", f"giver:{reader.id}", *(["open"] if reader.role is Role.OWNER else [])]
    found = [task for term in terms for task in await store.find(Task, reader.team, term)]
    return list({task.id: task for task in found}.values())


async def listed_again(context: Context, reader: Person) -> Sequence[Task]:
    """The tasks of the page whose button was pressed; those given by the reader when it was none."""
    view = context.argument("view")
    listed = await _listed(context, reader, view if view in VIEWS else "given", start_of(context.argument("start")))
    return listed.found


async def _desk(context: Context, looking: list_cards.Looking) -> Card:
    """What I owe, wait for, may take and have not finished, in one card; overdue first, as the earliest due is."""
    reader = looking.reader
    given = await _open(context, f"giver:{reader.id}")
    owe = await owed(context, reader)
    owe = sorted({task.id: task for task in (*owe, *await _open(context, f"newcomer:{reader.id}"))}.values(), key=_due)
    theirs = {task.id for task in owe}
    wait = sorted((task for task in given if task.id not in theirs), key=_due)
    others = await beside(context)
    parts = [
        list_cards.Part("owe", owe, others.owed(reader, context.roster)),
        list_cards.Part("wait", wait, others.awaited(reader, context.roster)),
    ]
    if free := sorted(await _free(context, reader), key=_due):
        parts.append(list_cards.Part("free", free))
    if drafts := sorted(await _view(context, reader, "drafts"), key=_due):
        parts.append(list_cards.Part("drafts", drafts))
    views = ("mine", "waiting", "given", "overdue") + (("team",) if reader.role is Role.OWNER else ())
    buttons = (*others.buttons(reader), *list_cards.view_buttons(views, reader))
    return list_cards.desk_card(parts, buttons, looking)


async def _searched(context: Context, typed: str, start: int) -> list_cards.Listed:
    """All that the reader may see, open and closed, by words and filters; `search` may be said before them."""
    reader = context.speaker()
    first, _, rest = typed.partition(" ")
    sought = rest.strip() if first.casefold() == "search" and rest.strip() else typed
    wanted = read_query(sought, reader, context.roster, context.now)
    found, total = await context.store.search(Task, context.team.id, wanted, limit=list_cards.PAGE, skip=start)
    seen = [task for task in found if rules.may_see(task, reader)]
    title = reader.words()("handoff.title_search", n=total, typed=sought)
    return list_cards.Listed("search", typed, title, seen, total, start)


async def owed(context: Context, reader: Person) -> list[Task]:
    """Open tasks in which the ball is with the reader, also as the stand-in of a giver on leave."""
    given = await _open(context, f"giver:{reader.id}")
    for away in reader.stands_in_for:
        given += [t for t in await _open(context, f"giver:{away}") if rules.stand_in_of(t, context.roster) == reader]
    return _owed(await _open(context, f"holder:{reader.id}"), given, reader)


def _owed(held: Iterable[Task], given: Iterable[Task], reader: Person) -> list[Task]:
    """Open tasks in which the ball is with the reader."""
    with_holder = {State.OFFERED, State.ACCEPTED}
    with_giver = {State.COUNTERED, State.ASKED, State.HANDED_IN}
    own = [task for task in held if task.state in with_holder]
    return own + [t for t in given if t.state in with_giver or (t.state is State.BLOCKED and t.unblocker == reader.id)]


async def _listed(context: Context, reader: Person, view: str, start: int) -> list_cards.Listed:
    """One page of a view, the earliest due first."""
    found = sorted({task.id: task for task in await _view(context, reader, view)}.values(), key=_due)
    title = reader.words()(f"handoff.list_{view}", n=len(found))
    page = found[start : start + list_cards.PAGE]
    return list_cards.Listed(view, view, title, page, len(found), start)


async def _view(context: Context, reader: Person, view: str) -> list[Task]:
    me = reader.id
    match view:
        case "mine":
            found = await _open(context, f"holder:{me}")
        case "given":
            found = await _open(context, f"giver:{me}")
        case "drafts":
            found = await context.store.find(Task, context.team.id, f"draft:{me}")
        case "waiting":
            found = await owed(context, reader)
        case "review":
            found = [task for task in await owed(context, reader) if task.state is State.HANDED_IN]
        case "overdue":
            found = [task for task in await open_tasks(context.store, reader) if rules.overdue(task, context.now)]
        case "open":
            found = await _free(context, reader)
        case _:
            context.allow(Role.OWNER)
            found = await _open(context, "open")
    return found


async def _free(context: Context, reader: Person) -> list[Task]:
    """What the reader may claim."""
    return [
        task for task in await _open(context, TO_CLAIM) if task.giver != reader.id and rules.may_claim(task, reader)
    ]


async def _open(context: Context, term: str) -> list[Task]:
    return await context.store.find(Task, context.team.id, term)


def _due(task: Task) -> tuple[bool, float, int]:
    """Earliest due first, those without a date last, then by number."""
    return task.due_at is None, task.due_at.timestamp() if task.due_at else 0.0, int(task.id)
