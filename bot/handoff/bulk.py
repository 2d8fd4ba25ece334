"""Handlers for many tasks at once: preview, do, undo; and the one answer of whoever has to accept them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from msgspec.structs import replace

from bot.context import Context
from bot.errors import NotAllowed, Refused
from bot.handoff import bulk_cards, bulk_forms, bulk_rules, bulk_systems, changes, rules
from bot.handoff.bulk_records import Bulk
from bot.handoff.bulk_rules import Plan
from bot.handoff.records import Task
from bot.handoff.saying import asked, edits, looking_as, promoted, wake
from bot.people import WORKERS, Person
from bot.requests import Direct, Outcome, Post, Record, Reply, Wake
from bot.systems.records import System
from bot.ui import Card

KEPT_DAYS = 14  # so long it can be undone, and answered as a whole
Pair = tuple[Task, Task]


async def previewed(context: Context, bulk: Bulk, tasks: Sequence[Task]) -> Outcome:
    """What it would do, kept so that exactly this is done when the button is pressed."""
    plan = planned(context, bulk, tasks)
    systems = await bulk_systems.held(context, bulk)
    going = bulk_systems.going(systems, context.speaker())
    shown = tuple((before.id, before.revision) for before, _ in plan.changed)
    kept = replace(bulk, planned=shown, systems=tuple((system.id, system.revision) for system in going))
    card = bulk_cards.preview_card(kept, plan, looking_as(context, context.speaker()), systems)
    if not (plan.changed or going):
        return Outcome(reply=Reply(card=card))
    return Outcome(reply=Reply(card=card), records=(kept,), wakes=(_forgetting(context, kept),))


async def do_bulk(context: Context) -> Outcome:
    """All of it in one commit, cards edited where they stand, one message for each person; or the preview anew."""
    bulk, by = await _own(context)
    if bulk.stage != "planned":
        raise Refused(by.words()("handoff.bulk_done_already"))
    found = [await context.store.get(Task, context.team.id, number) for number, _ in bulk.planned]
    bulk = replace(bulk, at=context.now)
    plan = planned(context, bulk, [task for task in found if task is not None])
    systems = await bulk_systems.as_planned(context, bulk)
    if tuple((before.id, before.revision) for before, _ in plan.changed) != bulk.planned or systems is None:
        return await previewed(context, bulk, [before for before, _ in plan.changed])
    before = tuple(before for before, _ in plan.changed)
    done = replace(bulk, stage="done", before=before, before_systems=tuple(systems))
    told = {person: _concerning(plan.changed, person) for person in _told(context, done, plan.changed)}
    card = bulk_cards.done_card(done, plan.changed, looking_as(context, by))
    said = [_post(done, by, card), *(_told_post(context, done, theirs, person) for person, theirs in told.items())]
    moved = await bulk_systems.outcome_of(
        context, [bulk_systems.handed(system, bulk, by, context.now) for system in systems], bulk.former
    )
    return _beside(await _together(context, done, plan.changed, said), moved)


async def undo_bulk(context: Context) -> Outcome:
    """Everything exactly as it was, where nothing else has happened since."""
    bulk, by = await _own(context)
    if bulk.stage != "done":
        raise Refused(by.words()("handoff.bulk_undone_already"))
    tasks = await _tasks(context, bulk)
    back, kept = bulk_rules.restored(bulk, tasks, context.roster)
    now = {task.id: task for task in tasks}
    found = [await context.store.get(System, context.team.id, system.id) for system in bulk.before_systems]
    known = [system for system in found if system is not None]
    systems, others = bulk_systems.restored(bulk, known, context.roster)
    undone = replace(bulk, stage="undone", before=(), before_systems=())
    pairs = [(now[task.id], task) for task in back]
    key = "bulk_undone" if not (kept or others) else "bulk_undone_some" if back or systems else "bulk_undone_none"
    numbers = ", ".join([*(f"#{task.id}" for task in kept), *(system.name for system in others)][:20])
    said = [_post(undone, by, bulk_cards.undone_card(by.words(), key, back, systems, kept=numbers))]
    for person in _told(context, bulk, [(task, now[task.id]) for task in bulk.before if task.id in now]):
        note = bulk_cards.undone_card(person.words(), "bulk_undone_for", back, systems, by=by.name)
        said.append(replace(_post(undone, person, note), fresh=False))
    moved = await bulk_systems.outcome_of(context, systems, bulk.newcomer)
    return _beside(await _together(context, undone, pairs, said), moved)


async def take_all(context: Context) -> Outcome:
    """Everything of it that waits for the speaker is accepted, or taken over."""
    bulk, person = await _bulk(context)
    waiting = bulk_rules.waiting(await _tasks(context, bulk), person)
    if not waiting:
        raise Refused(person.words()("handoff.bulk_none_waits"))
    pairs: list[Pair] = []
    for task in bulk_rules.as_asked(bulk, waiting):
        step, change = ("take_over", changes.take_over) if task.newcomer == person.id else ("accept", changes.accept)
        rules.check(task, step, person, context.roster)
        pairs.append((task, change(task, person, context.now)))
    if not pairs:
        changed = ", ".join(f"#{task.id}" for task in waiting)
        raise Refused(person.words()("handoff.bulk_changed", tasks=changed[:200], n=len(waiting)))
    return await _answered(context, bulk, pairs, "taken")


async def pass_all(context: Context) -> Outcome:
    """None of it: with the reason, which those who asked hear."""
    bulk, person = await _bulk(context)
    waiting = bulk_rules.waiting(await _tasks(context, bulk), person)
    if not waiting:
        raise Refused(person.words()("handoff.bulk_none_waits"))
    if "why" not in context.request.arguments:
        return asked(context, bulk_forms.reason_form(context.new_id(), bulk.id, len(waiting), person))
    why = context.words_in("why", rules.WORDS_MOST, missing="handoff.empty_why")
    pairs: list[Pair] = []
    for task in waiting:
        if task.newcomer == person.id:
            rules.check(task, "pass_up", person, context.roster)
            pairs.append((task, changes.end_handoff(task, "pass_up", person, context.now, why)))
        else:
            rules.check(task, "decline", person, context.roster)
            pairs.append((task, changes.decline(task, person, context.now, why)))
    return await _answered(context, bulk, pairs, "passed", why)


async def forget_bulk(context: Context) -> Outcome:
    """The job that ends it: it can be undone no more, and what it was is not kept."""
    bulk = await context.store.get(Bulk, context.team.id, context.argument("bulk"))
    if bulk is None:
        return Outcome()
    by = context.roster.get(bulk.by)
    said: tuple[Post, ...] = ()
    if by is not None and bulk.stage == "done":
        now = {task.id: task for task in await _tasks(context, bulk)}
        pairs = [(task, now.get(task.id, task)) for task in bulk.before]
        card = bulk_cards.done_card(bulk, pairs, looking_as(context, by), undoable=False)
        said = (replace(_post(bulk, by, card), fresh=False),)
    return Outcome(removed=(bulk,), posts=said)


def planned(context: Context, bulk: Bulk, tasks: Iterable[Task]) -> Plan:
    by = context.speaker()
    if bulk.kind == "move":
        return bulk_rules.move(tasks, bulk, by, context.now)
    return bulk_rules.hand_over(tasks, bulk, by, _newcomer(context, bulk))


def _newcomer(context: Context, bulk: Bulk) -> Person:
    """Whom it goes to; Refused when they have left, or may hold nothing any more, since it was shown."""
    newcomer = context.roster.worker(bulk.newcomer)
    if newcomer is None:
        raise Refused(context.words("handoff.takes_on_none", who=context.roster.name(bulk.newcomer)))
    return newcomer


async def _bulk(context: Context) -> tuple[Bulk, Person]:
    person = context.allow(*WORKERS)
    return await context.must_get(Bulk, context.argument("bulk"), "handoff.bulk_gone"), person


async def _own(context: Context) -> tuple[Bulk, Person]:
    """As `_bulk`, for whoever began it alone."""
    bulk, by = await _bulk(context)
    if bulk.by != by.id:
        raise NotAllowed(by.words()("handoff.bulk_not_yours"))
    return bulk, by


def _beside(outcome: Outcome, systems: Outcome) -> Outcome:
    """What becomes of the tasks, and of the systems; each card once, as the tasks' may be edited for both."""
    keys = {post.key for post in systems.posts}
    return replace(
        outcome,
        records=(*outcome.records, *systems.records),
        posts=(*(post for post in outcome.posts if post.key not in keys), *systems.posts),
        wakes=(*outcome.wakes, *systems.wakes),
    )


async def _tasks(context: Context, bulk: Bulk) -> list[Task]:
    found = [await context.store.get(Task, context.team.id, task.id) for task in bulk.before]
    return [task for task in found if task is not None]


async def _together(context: Context, bulk: Bulk, pairs: Sequence[Pair], said: Sequence[Post]) -> Outcome:
    """One commit; a task's card is edited where somebody has it, and nobody gets one for each task.

    The first of `said` is for whoever does it, and the answer where that is not asked in private.
    """
    edited, wakes = list[Post](), [_forgetting(context, bulk)]
    for before, after in pairs:  # all the work on a task at once: the store lets others have their turn between tasks
        edited += await edits(context, after, before)
        wakes.append(wake(context, after))
    people = {person.id: person for _, after in pairs for person in promoted(context, after)}
    records: tuple[Record, ...] = (bulk, *(after for _, after in pairs), *people.values())
    reply = None if isinstance(context.request.place, Direct) else Reply(card=said[0].card)
    return Outcome(reply=reply, records=records, posts=(*edited, *said), wakes=tuple(wakes))


async def _answered(context: Context, bulk: Bulk, pairs: Sequence[Pair], how: str, why: str = "") -> Outcome:
    """The speaker's card says so, and whoever asked, held or gave hears it once."""
    person = context.speaker()
    own = bulk_cards.note_card(person.words(), f"bulk_{how}", n=len(pairs))
    said = [replace(_post(bulk, person, own), fresh=False)]
    for reader in _told(context, replace(bulk, newcomer=""), pairs):
        theirs = _concerning(pairs, reader)
        card = bulk_cards.answered_card(reader.words(), f"bulk_{how}_by", person.name, theirs)
        quoted = bulk_cards.with_reason(card, why, reader.words())
        said.append(Post(key=f"bulk:{bulk.id}:{person.id}@{reader.id}", to=Direct(reader.id), card=quoted, fresh=True))
    return await _together(context, bulk, pairs, said)


def _told(context: Context, bulk: Bulk, pairs: Sequence[Pair]) -> list[Person]:
    """Each once: the newcomer, who held it, who gave it, and who did it; not who does it now, nor for nothing."""
    given = {who for system in bulk.before_systems for who in (bulk.newcomer, system.holder, system.giver)}
    ids = [bulk.newcomer, bulk.former, bulk.by, *sorted(given)]
    for before, after in pairs:
        ids += [after.newcomer, after.holder, before.holder, before.giver]
    others = dict.fromkeys(one for one in ids if one != context.speaker().id)
    workers = [person for one in others if (person := context.roster.worker(one))]
    return [person for person in workers if person.id in given or _concerning(pairs, person)]


def _concerning(pairs: Iterable[Pair], person: Person) -> list[Pair]:
    """Those in which the person has a part, before or after."""
    return [
        (before, after)
        for before, after in pairs
        if person.id in (before.giver, before.holder, after.holder, after.newcomer, before.newcomer)
        or rules.may_see(after, person)
    ]


def _told_post(context: Context, bulk: Bulk, theirs: Sequence[Pair], person: Person) -> Post:
    return _post(bulk, person, bulk_cards.told_card(bulk, theirs, looking_as(context, person)))


def _post(bulk: Bulk, person: Person, card: Card) -> Post:
    return Post(key=f"bulk:{bulk.id}@{person.id}", to=Direct(person.id), card=card, fresh=True)


def _forgetting(context: Context, bulk: Bulk) -> Wake:
    at = context.now + timedelta(days=KEPT_DAYS)
    return Wake(key=f"bulk:{bulk.id}", at=at, action="handoff.forget_bulk", arguments={"bulk": bulk.id})
