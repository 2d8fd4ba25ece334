"""What becomes of tasks when somebody who has a part in them works here no more: whose that part is, and who hears."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from msgspec.structs import replace

from bot.context import Context
from bot.handoff.records import Event, Task
from bot.handoff.saying import ON_GIVER, edits, people_of, posts, wake
from bot.people import Person, Roster
from bot.projects.records import Project
from bot.requests import Direct, Outcome, Post, Record
from bot.systems.records import System
from bot.ui import Block, Button, Card, Paragraph

TASKS_NAMED = 20


class Parted(NamedTuple):
    """Somebody as they are now, and why: they have `left`, or are a `partner`, who has no part in tasks."""

    person: Person
    why: Literal["left", "partner"]


async def parted(context: Context, gone: Parted) -> Outcome:
    """A handoff on its way to them comes back, who can clear a blocker is asked anew, what they gave is the owner's.

    What they hold stays where it is: those who gave it, and the owner, hear what to hand on.
    """
    left = gone.person
    people = (left if person.id == left.id else person for person in context.roster.people)
    context = replace(context, roster=Roster(tuple(people)))
    tasks = {task.id: task for part in ("newcomer", "unblocker", "giver") for task in await _of(context, part, left)}
    tasks |= {task.id: task for task in await _of(context, "draft", left) if task.waits}
    pairs = [(task, _without(context, task, left)) for task in tasks.values()]
    owned: list[Record] = []
    for kind in (System, Project):
        found = await context.store.find(kind, context.team.id, f"giver:{left.id}")
        owned += [replace(record, giver=context.team.owner) for record in found]
    said = await _news(context, gone, [*(task for _, task in pairs), *owned])
    for before, task in pairs:
        told = _told(context, before, task)
        said += posts(context, task, before, told=told) if told else await edits(context, task, before)
    return Outcome(
        records=(*owned, *(task for _, task in pairs)),
        posts=tuple(said),
        wakes=tuple(wake(context, task) for _, task in pairs),
    )


def _without(context: Context, task: Task, left: Person) -> Task:
    """The task without the parts they had in it, an event for each."""
    kinds = list[str]()
    if task.giver == left.id:
        task, kinds = replace(task, giver=context.team.owner), ["new_giver"]
    if task.newcomer == left.id:
        task, kinds = replace(task, newcomer="", context=""), [*kinds, "came_back"]
    if task.unblocker == left.id:
        task, kinds = replace(task, unblocker=""), [*kinds, "unnamed"]
    events = (Event(kind=kind, at=context.now, by=left.id) for kind in kinds)
    return replace(task, events=(*task.events, *events))


def _told(context: Context, before: Task, task: Task) -> set[str]:
    """Who has to do something now; of a new giver people hear together, see `_news`."""
    told = set[str]()
    if before.newcomer and not task.newcomer:
        offered_on = [event.by for event in task.events if event.kind == "hand_off"]
        told |= {task.holder, *offered_on[-1:]}
    if before.unblocker and not task.unblocker:
        told |= {task.holder, people_of(context, task).giver.id}
    return told - {""}


async def _news(context: Context, gone: Parted, changed: Sequence[Record]) -> list[Post]:
    """One message for each who gave them work or works for them, and for the owner in any case."""
    left, owner = gone.person, context.team.owner
    if gone.why == "partner" and not (changed or left.stands_in_for):
        return []
    held = [task for task in await _of(context, "holder", left) if task.open]
    given = [one for one in changed if _is_new(one, left)]
    holders = [task.holder for task in given if isinstance(task, Task)]
    said: list[Post] = []
    for who in dict.fromkeys((owner, *(task.giver for task in held), *holders, *left.stands_in_for)):
        reader = context.roster.worker(who)
        if reader is None:
            continue
        theirs = [task for task in held if reader.id in (task.giver, owner)]
        asked = [one for one in given if reader.id == owner or (isinstance(one, Task) and one.holder == reader.id)]
        card = _card(context, gone, reader, (theirs, asked))
        said.append(Post(key=f"left:{left.id}@{reader.id}", to=Direct(reader.id), card=card, fresh=True))
    return said


def _is_new(record: Record, left: Person) -> bool:
    """Whether it has the owner as its giver from now on."""
    if isinstance(record, Task):
        return any(event.kind == "new_giver" and event.by == left.id for event in record.events[-3:])
    return True


def _card(context: Context, gone: Parted, reader: Person, about: tuple[list[Task], list[Record]]) -> Card:
    """What they still hold, with the way to hand it on; and what they gave, with who answers and reviews it now."""
    (held, given), words, left = about, reader.words(), gone.person
    blocks, buttons = list[Block](), list[Button]()
    if held:
        label = words.plain("handoff.form_hand_over")
        buttons.append(Button(label=label, action="handoff.hand_over", arguments={"person": left.id}))
    if given:
        key = "left_gave_you" if reader.id == context.team.owner else "left_gave"
        names = {"who": left.name, "owner": context.roster.name(context.team.owner), "tasks": _numbers(given)}
        blocks.append(Paragraph(words(f"handoff.{key}", **names)))
    if stood := [who for who in left.stands_in_for if reader.id in (who, context.team.owner)]:
        away = ", ".join(map(context.roster.name, stood))
        blocks.append(Paragraph(words("handoff.left_stood_in", who=left.name, people=away)))
    if reader.id == context.team.owner and any(isinstance(one, Task) and one.state in ON_GIVER for one in given):
        view = {"view": "waiting"}
        buttons.append(Button(label=words.plain("handoff.view_waiting"), action="handoff.tasks", arguments=view))
    title = words(f"handoff.{gone.why}_with" if held else f"handoff.{gone.why}", who=left.name, tasks=_numbers(held))
    return Card(title=title, blocks=tuple(blocks), buttons=tuple(buttons))


def _numbers(records: Iterable[Record]) -> str:
    """`#4, #7, S1`"""
    named = [f"#{one.id}" if isinstance(one, Task) else getattr(one, "name", "") for one in records]
    return ", ".join(named[:TASKS_NAMED])


async def _of(context: Context, part: str, person: Person) -> list[Task]:
    return await context.store.find(Task, context.team.id, f"{part}:{person.id}")
