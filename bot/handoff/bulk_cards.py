"""What is shown of many tasks changed at once: the preview, what was done, and one message for each person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace

from bot.handoff.bulk_records import Bulk, Kind
from bot.handoff.bulk_rules import Plan, awaits
from bot.handoff.list_cards import PAGE, Looking, openers
from bot.handoff.records import State, Task
from bot.handoff.rules import may_see
from bot.lists import first
from bot.people import Person
from bot.systems.records import System
from bot.systems.rules import manages
from bot.texts import Words, joined
from bot.ui import Block, Button, ButtonStyle, Card, Items, Paragraph, Quote, Text, When

Pair = tuple[Task, Task]
OPENERS = 3


def preview_card(bulk: Bulk, plan: Plan, looking: Looking, systems: Sequence[System] = ()) -> Card:
    """What will change and who has to accept it; nothing has happened yet.

    `systems` come back to whoever hands over: those the reader may change go along, the others stay.
    """
    words = looking.reader.words()
    going = [system for system in systems if (system.id, system.revision) in bulk.systems]
    systems = [system for system in systems if system not in going]
    key, names = f"bulk_{_told_as(bulk)}", _names(bulk, looking)
    if not (plan.changed or going):
        return Card(
            title=words(f"handoff.{key}_nothing", **names),
            blocks=(*_left(plan, words), *_stay(bulk, systems, looking)),
            buttons=_of_systems(systems),
        )
    said = f"button_bulk_{bulk.kind}{'_named' if going else ''}"
    what, also = _what(len(plan.changed), going, words)
    do = Button(
        label=words.plain(f"handoff.{said}", n=len(plan.changed), what=what),
        action="handoff.do_bulk",
        arguments={"bulk": bulk.id},
        style="primary",
    )
    blocks = (
        *([_rows(plan.changed, looking)] if plan.changed else []),
        *_going(going, bulk, looking),
        *_accepting(plan, bulk.kind, looking),
        *_left(plan, words),
        *_stay(bulk, systems, looking),
    )
    return Card(
        title=words(
            f"handoff.{key if plan.changed else 'bulk_systems'}_preview", n=len(plan.changed), also=also, **names
        ),
        blocks=blocks,
        buttons=(do, *_of_systems(systems)),
        footer=words("handoff.bulk_footer"),
    )


def done_card(bulk: Bulk, pairs: Sequence[Pair], looking: Looking, *, undoable: bool = True) -> Card:
    """For whoever did it: one press takes it back."""
    words = looking.reader.words()
    undo = Button(label=words.plain("handoff.button_undo"), action="handoff.undo_bulk", arguments={"bulk": bulk.id})
    name, count = _counted(bulk, pairs)
    return Card(
        title=words(f"handoff.bulk_{name if pairs else 'systems'}_done", n=count, **_names(bulk, looking)),
        blocks=(*([_rows(pairs, looking)] if pairs else []), *_going(bulk.before_systems, bulk, looking)),
        buttons=(undo,) if undoable else (),
        footer=words("handoff.bulk_undo_footer") if undoable else (),
    )


def told_card(bulk: Bulk, pairs: Sequence[Pair], looking: Looking) -> Card:
    """For one of those concerned: all that changed for them, and one press to accept it."""
    reader, words = looking.reader, looking.reader.words()
    waiting = [after for _, after in pairs if awaits(after, reader)]
    name, count = _counted(bulk, pairs)
    part = "yours" if waiting else "former" if reader.id == bulk.former and name != "back" else "others"
    names = {"by": looking.roster.name(bulk.by), **_names(bulk, looking)}
    blocks: list[Block] = [_rows(pairs, looking)] if pairs else []
    blocks += _going([one for one in bulk.before_systems if may_know(one, bulk, reader)], bulk, looking)
    if bulk.context:
        blocks += [Paragraph(words("handoff.said_context")), Quote((bulk.context,))]
    desk = Button(label=words.plain("handoff.button_desk"), action="handoff.tasks")
    back = [after for _, after in pairs if after.state is State.DECLINED] if not waiting else []
    if not pairs:
        part = {bulk.newcomer: "newcomer", bulk.former: "former"}.get(reader.id, "giver")
    return Card(
        title=words(f"handoff.bulk_{name}_{part}" if pairs else f"handoff.bulk_systems_to_{part}", n=count, **names),
        blocks=tuple(blocks),
        buttons=(*_answers(bulk, len(waiting), words), *openers(back[:OPENERS]), desk),
    )


def _answers(bulk: Bulk, waiting: int, words: Words) -> tuple[Button, ...]:
    """Yes or no to all that waits for the reader."""
    answers: tuple[tuple[str, ButtonStyle], ...] = (("take_all", "primary"), ("pass_all", "plain"))
    return tuple(
        Button(
            label=words.plain(f"handoff.button_{name}", n=waiting),
            action=f"handoff.{name}",
            arguments={"bulk": bulk.id},
            style=style,
        )
        for name, style in (answers if waiting else ())
    )


def _told_as(bulk: Bulk) -> str:
    """What it is called: who hands over their own is not named twice."""
    return "hand_over_own" if bulk.kind == "hand_over" and bulk.by == bulk.former else bulk.kind


def _counted(bulk: Bulk, pairs: Sequence[Pair]) -> tuple[str, int]:
    """What is to be said of it and how many: offers that go back are not handed over."""
    on = sum(after.state is not State.DECLINED for _, after in pairs)
    return (_told_as(bulk), on) if on else ("back", len(pairs))


def answered_card(words: Words, key: str, who: str, pairs: Sequence[Pair]) -> Card:
    """Which of them somebody has taken or passed."""
    lines = [words("handoff.line", id=after.id, outcome=after.outcome) for _, after in pairs]
    return replace(note_card(words, key, who=who, n=len(pairs)), blocks=(Items(first(lines, PAGE, words)),))


def note_card(words: Words, key: str, **values: str | int) -> Card:
    """One line about it, in the place of a card that no longer holds."""
    return Card(title=words(f"handoff.{key}", **values))


def undone_card(words: Words, key: str, tasks: Sequence[Task], systems: Sequence[System], **values: str) -> Card:
    """What is as it was: tasks by their number, and what comes back by its names."""
    what = words.plain("handoff.bulk_of_tasks", n=len(tasks)) if tasks else ""
    names = ", ".join(system.name for system in systems[:20])
    if names:
        what = words.plain("handoff.bulk_of_tasks_too", tasks=what, systems=names) if what else names
    return note_card(words, key, what=what, n=len(tasks) + len(systems), **values)


def with_reason(card: Card, why: str, words: Words) -> Card:
    """The card with somebody's reason, if there is one."""
    return replace(card, blocks=(*card.blocks, Paragraph(words("handoff.said_why")), Quote((why,)))) if why else card


def _what(tasks: int, systems: Sequence[System], words: Words) -> tuple[str, str]:
    """`3 tasks and S1`, and what of it comes after the tasks alone; short enough for a button."""
    if not systems:
        return words.plain("handoff.bulk_of_tasks", n=tasks), ""
    few = len(systems) <= OPENERS
    names = (
        ", ".join(system.name for system in systems) if few else words.plain("handoff.bulk_of_systems", n=len(systems))
    )
    if not tasks:
        return names, ""
    also = words.plain("handoff.bulk_of_tasks_too", tasks="", systems=names)
    return words.plain("handoff.bulk_of_tasks", n=tasks) + also, also


def _rows(pairs: Sequence[Pair], looking: Looking) -> Items:
    """`#3 Write: Fri 17:00 → Mon 17:00`, or with whom it is."""
    words = looking.reader.words()
    seen = [pair for pair in pairs if any(may_see(task, looking.reader) for task in pair)]
    rows = [_row(before, after, looking, words) for before, after in seen[:PAGE]]
    return Items(first(rows, PAGE, words, of=len(seen)))


def _row(before: Task, after: Task, looking: Looking, words: Words) -> Text:
    line = words("handoff.line", id=before.id, outcome=before.outcome)
    if before.due_at != after.due_at and before.due_at and after.due_at:
        return line + words("handoff.bulk_row_due", was=When(before.due_at), now=When(after.due_at))
    if after.state is State.DECLINED:
        key = "bulk_row_back_yours" if before.giver == looking.reader.id else "bulk_row_back"
        return joined([line, words(f"handoff.{key}", giver=looking.roster.name(before.giver))])
    state = words(f"handoff.state_word_{before.state.value}", holder=looking.roster.name(before.holder))
    due = words("handoff.line_due", due=When(before.due_at)) if before.due_at else ()
    return joined([line, state, due])


def _accepting(plan: Plan, kind: Kind, looking: Looking) -> tuple[Block, ...]:
    """`Has to accept: Ana 3, Ben 2.`"""
    words, roster = looking.reader.words(), looking.roster
    asked: Counter[str] = Counter()
    declined = 0
    for _, after in plan.changed:
        declined += after.state is State.DECLINED
        whom = after.newcomer or (after.holder if after.state is State.OFFERED else "")
        asked.update([whom] if whom else [])
    said: list[Block] = []
    if asked:
        people = ", ".join(f"{roster.name(person)} ({count})" for person, count in asked.most_common())
        key = "bulk_accepting" if kind == "hand_over" else "bulk_accepting_move"
        said.append(Paragraph(words(f"handoff.{key}", people=people)))
    if declined:
        said.append(Paragraph(words("handoff.bulk_declined", n=declined)))
    return tuple(said)


def may_know(system: System, bulk: Bulk, reader: Person) -> bool:
    return manages(system, reader) or reader.id in (bulk.former, bulk.newcomer)


def _going(systems: Sequence[System], bulk: Bulk, looking: Looking) -> tuple[Block, ...]:
    """What comes back goes to the newcomer, too, who accepts each with its next task."""
    if not systems:
        return ()
    words = looking.reader.words()
    names = ", ".join(f"{system.name} {system.outcome[:60]}" for system in systems[:PAGE])
    key = "bulk_systems_yours" if looking.reader.id == bulk.newcomer else "bulk_systems_go"
    newcomer = looking.roster.name(bulk.newcomer)
    return (Paragraph(words(f"handoff.{key}", systems=names, newcomer=newcomer, n=len(systems))),)


def _stay(bulk: Bulk, systems: Sequence[System], looking: Looking) -> tuple[Block, ...]:
    """What comes back, and is not the reader's to give to somebody else."""
    if not systems:
        return ()
    words = looking.reader.words()
    names = ", ".join(f"{system.name} {system.outcome[:60]}" for system in systems[:PAGE])
    givers = ", ".join(dict.fromkeys(looking.roster.name(system.giver) for system in systems[:PAGE]))
    who = looking.roster.name(bulk.former)
    return (Paragraph(words("handoff.bulk_systems_of_others", systems=names, who=who, givers=givers, n=len(systems))),)


def _of_systems(systems: Sequence[System]) -> tuple[Button, ...]:
    return tuple(
        Button(label=system.name, action="systems.show", arguments={"system": system.id})
        for system in systems[:OPENERS]
    )


def _left(plan: Plan, words: Words) -> tuple[Block, ...]:
    counted: dict[str, list[str]] = {}
    for task, why in plan.left:
        counted.setdefault(why, []).append(f"#{task.id}")
    return tuple(
        Paragraph(words(f"handoff.bulk_left_{why}", tasks=", ".join(numbers[:20]), n=len(numbers)))
        for why, numbers in counted.items()
    )


def _names(bulk: Bulk, looking: Looking) -> dict[str, str]:
    return {"who": looking.roster.name(bulk.former), "newcomer": looking.roster.name(bulk.newcomer)}
