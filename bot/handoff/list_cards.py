"""Tasks in lists: one line each with its state, its due time and its age; pages, and the desk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from bot.handoff.records import State, Task
from bot.handoff.rules import overdue
from bot.lists import first
from bot.people import Person, Roster
from bot.presses import PRESS_LENGTH, press
from bot.texts import joined
from bot.times import DAY_MINUTES, say_duration
from bot.ui import BUTTONS_PER_CARD, Button, Card, Items, Paragraph, Text, When

PAGE = 8
MOVABLE = frozenset({"given", "overdue", "team"})  # views of what the reader may well have given


class Listed(NamedTuple):
    """One page of a list. `view` names it, `asked` is what gives it again, `found` are those of the page."""

    view: str
    asked: str
    title: Text
    found: Sequence[Task]
    total: int
    start: int = 0


class Looking(NamedTuple):
    """Who looks at a list, and when."""

    reader: Person
    roster: Roster
    now: datetime


def list_card(listed: Listed, looking: Looking) -> Card:
    """Buttons open one or page on."""
    words = looking.reader.words()
    if not listed.found:
        return Card(title=listed.title, blocks=(Paragraph(words(f"handoff.none_{listed.view}")),))
    more = _more(listed)
    movable = listed.view in MOVABLE and listed.total > 1
    buttons = [*openers(listed.found[: BUTTONS_PER_CARD - (1 if more else 0) - movable])]
    if movable:
        label = words.plain("handoff.button_move_several")
        buttons.append(Button(label=label, action="handoff.move_several", arguments=_again(listed, listed.start)))
    if more:
        buttons.append(Button(label=words.plain("handoff.button_more"), action="handoff.tasks", arguments=more))
    left = listed.total - listed.start - len(listed.found)
    footer = words("handoff.list_footer", one=listed.found[0].id)
    if left and not more:
        footer = joined([words("handoff.list_left", n=left), footer], " ")
    items = Items(lines(listed.found, looking))
    return Card(title=listed.title, blocks=(items,), buttons=tuple(buttons), footer=footer)


class Part(NamedTuple):
    """A part of the desk: its tasks, and before them what is no task."""

    key: str
    tasks: Sequence[Task]
    others: Sequence[Text] = ()


def desk_card(parts: Sequence[Part], buttons: Sequence[Button], looking: Looking) -> Card:
    """What I owe, what I wait for and so on: each part with the first of it, in the order given."""
    words = looking.reader.words()
    blocks: list[Paragraph | Items] = []
    for key, some, others in parts:
        late, count = sum(overdue(task, looking.now) for task in some), len(some) + len(others)
        said = words(f"handoff.desk_{key}" if count else f"handoff.desk_{key}_none", n=count)
        blocks.append(Paragraph(joined([said, words("handoff.desk_late", n=late) if late else ()], " ")))
        if count:
            blocks.append(Items(first((*others, *lines(some, looking)), PAGE, words)))
    shown = tuple(buttons[:BUTTONS_PER_CARD])
    return Card(title=words("handoff.desk"), blocks=tuple(blocks), buttons=shown, footer=words("handoff.desk_footer"))


def view_buttons(views: Sequence[str], reader: Person) -> tuple[Button, ...]:
    words = reader.words()
    return tuple(
        Button(label=words.plain(f"handoff.view_{view}"), action="handoff.tasks", arguments={"view": view})
        for view in views
    )


def lines(tasks: Sequence[Task], looking: Looking) -> tuple[Text, ...]:
    """One line a task."""
    return tuple(_line(task, looking) for task in tasks)


def _line(task: Task, looking: Looking) -> Text:
    words = looking.reader.words()
    state = words(f"handoff.state_word_{task.state.value}", holder=looking.roster.name(task.holder))
    due = words("handoff.line_due", due=When(task.due_at)) if task.due_at else ()
    return joined([words("handoff.line", id=task.id, outcome=task.outcome), state, due, _age(task, looking)])


def _age(task: Task, looking: Looking) -> Text:
    """How late it is, how long blocked, or how many days old; nothing for what is closed, or was made today."""
    words = looking.reader.words()
    if task.due_at and overdue(task, looking.now):
        minutes = int((looking.now - task.due_at).total_seconds()) // 60
        if not minutes:
            return words("handoff.line_late_now")
        if minutes < DAY_MINUTES:
            length = say_duration(minutes // 60 * 60 or minutes, words.locale)
            return words("handoff.line_late", length=length)
        return words("handoff.line_late_days", n=minutes // DAY_MINUTES)
    if task.state is State.BLOCKED and task.blocked_at and (days := (looking.now - task.blocked_at).days):
        return words("handoff.line_blocked", n=days)
    days = (looking.now - task.created_at).days
    return words("handoff.line_age", n=days) if task.open and days > 0 else ()


def openers(tasks: Iterable[Task]) -> tuple[Button, ...]:
    """A button for each, by its number."""
    return tuple(Button(label=f"#{task.id}", action="handoff.show", arguments={"task": task.id}) for task in tasks)


def _again(listed: Listed, start: int) -> dict[str, str]:
    return {"view": listed.asked, "start": str(start)}


def _more(listed: Listed) -> dict[str, str]:
    """What the button for the next page carries; nothing on the last page, or when it does not fit."""
    start = listed.start + len(listed.found)
    more = _again(listed, start)
    if start >= listed.total or len(listed.asked) > PRESS_LENGTH:
        return {}
    try:
        press("handoff.tasks", more)
    except ValueError:
        return {}
    return more
