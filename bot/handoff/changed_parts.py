"""What a change of the brief changed: each part as it was and as it is, for whoever has to accept it again."""

from __future__ import annotations

from bot.handoff.records import Brief, State, Task
from bot.handoff.rules import ACCEPTED_BY
from bot.texts import Words
from bot.times import say_duration
from bot.ui import Block, Items, Paragraph, Quote, Text, When

TOGETHER_MOST = 300  # characters of two texts that are easily compared side by side


def changed_blocks(task: Task, words: Words) -> list[Block]:
    """Empty while there is no change to accept."""
    was, now = task.was, task.brief
    if was is None or task.state not in (State.OFFERED, State.COUNTERED):
        return []
    rows: list[Text] = []
    apart: list[Block] = []
    for name in ("outcome", "done_when", "due", "effort", "priority", "links"):
        before, after = _said(was, name, words), _said(now, name, words)
        if before == after:
            continue
        part = words.plain(f"handoff.fact_{name}")
        if _length(before) + _length(after) <= TOGETHER_MOST:
            rows.append(words("handoff.was_is", part=part, was=before, now=after))
        else:
            apart += [Paragraph(words("handoff.was", part=part)), Quote(before)]
    if added := _added(task):
        rows.append(words("handoff.files_added", names=", ".join(added)))
    if not rows and not apart:
        return []
    listed = [Items(tuple(rows))] if rows else []
    return [Paragraph(words("handoff.changed")), *listed, *apart]


def _said(brief: Brief, name: str, words: Words) -> Text:
    none = words("handoff.was_nothing")
    match name:
        case "due":
            return (When(brief.due_at),) if brief.due_at else none
        case "effort":
            return (f"≈ {say_duration(brief.effort_minutes, words.locale)}",) if brief.effort_minutes else none
        case "priority":
            return words(f"handoff.priority_{brief.priority}") if brief.priority else words("handoff.priority_usual")
        case "links":
            return ("\n".join(brief.links),) if brief.links else none
        case _:
            text: str = getattr(brief, name)
            return (text,) if text else none


def _added(task: Task) -> list[str]:
    """The files that came with the changes since it was last accepted, by name."""
    since = max((number for number, event in enumerate(task.events) if event.kind in ACCEPTED_BY), default=0)
    return [file.name for event in task.events[since:] if event.kind == "change" for file in event.files]


def _length(text: Text) -> int:
    return sum(len(span) for span in text if isinstance(span, str))
