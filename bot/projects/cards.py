"""What is shown of a project: its live card with every step, and the list of projects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec

from bot.handoff.cards import News
from bot.handoff.list_cards import PAGE
from bot.handoff.records import State, Task
from bot.handoff.rules import missing_parts, overdue
from bot.people import Person, Roster
from bot.projects import graph, rules
from bot.projects.records import Project
from bot.texts import Words, joined
from bot.ui import (
    BUTTONS_PER_CARD,
    Block,
    Button,
    ButtonStyle,
    Card,
    Fact,
    Facts,
    Items,
    Paragraph,
    Progress,
    Text,
    When,
)

BUTTONS = ("add", "arrange", "change", "close")
STEPS_SHOWN = 25


class Seen(msgspec.Struct, frozen=True):
    """A project with its steps by number, in their order, as of an instant."""

    project: Project
    steps: Mapping[str, Task]
    now: datetime


def project_card(seen: Seen, reader: Person, roster: Roster, news: News | None = None) -> Card:
    """What it is and how far it is, then every step: who has it, until when, and what it waits for."""
    words, project = reader.words(), seen.project
    done, total = rules.progress(seen.steps.values())
    title = words(
        "projects.title" if project.open else "projects.title_closed", number=project.number, name=project.name
    )
    blocks: list[Block] = [Paragraph(news.more)] if news and news.more else []
    blocks.append(Facts(_facts(project, words)))
    if total:
        blocks.append(Progress(done, total, words.plain("projects.progress", done=done, n=total)))
    blocks += _steps(seen, words, roster)
    return Card(
        title=joined([news.headline if news else (), title], " "),
        blocks=tuple(blocks),
        buttons=_buttons(seen, reader),
        footer=_last_event(project, words, roster),
    )


def _facts(project: Project, words: Words) -> tuple[Fact, ...]:
    rows = [Fact(words.plain("projects.fact_outcome"), (project.outcome,))]
    if project.due_at:
        rows.append(Fact(words.plain("handoff.fact_due"), (When(project.due_at),)))
    return tuple(rows)


def _steps(seen: Seen, words: Words, roster: Roster) -> list[Block]:
    if not seen.steps:
        return [Paragraph(words("projects.no_steps"))]
    late = graph.late_because(seen.steps, seen.now)
    lines = [_line(task, seen, late, words, roster) for task in seen.steps.values()]
    blocks: list[Block] = [Items(tuple(lines[:STEPS_SHOWN]), ordered=True)]
    if len(lines) > STEPS_SHOWN:
        blocks.append(Paragraph(words("common.more", n=len(lines) - STEPS_SHOWN)))
    return blocks


def _line(task: Task, seen: Seen, late: Mapping[str, Sequence[str]], words: Words, roster: Roster) -> Text:
    """`#12 Write the texts · with Ana · due Fri 27 Nov 17:00 · late because of #11`"""
    due = words("handoff.line_due", due=When(task.due_at)) if task.due_at and not graph.done(task) else ()
    outcome = task.outcome if len(task.outcome) <= 80 else f"{task.outcome[:79]}…"
    return joined(
        [
            words("handoff.line", id=task.id, outcome=outcome),
            _state(task, seen.steps, words, roster),
            due,
            _late(task, late, seen.now, words),
        ]
    )


def _state(task: Task, steps: Mapping[str, Task], words: Words, roster: Roster) -> Text:
    if task.state is not State.DRAFT:
        return words(f"handoff.state_word_{task.state.value}", holder=roster.name(task.holder))
    lacks = words("projects.not_whole") if missing_parts(task) else ()
    waits = graph.blockers(task, steps)
    whose = words("projects.for_whom", who=roster.name(task.holder)) if task.holder else ()
    waiting = words("projects.waits_for", steps=numbers(waits)) if task.waits and waits else ()
    return joined([whose, waiting, lacks])


def _late(task: Task, late: Mapping[str, Sequence[str]], now: datetime, words: Words) -> Text:
    """Late by itself, late because of others, or in time and held up by one that is late."""
    if task.id not in late:
        return ()
    because = late[task.id]
    key = "held_up" if not overdue(task, now) else "late_because" if because else "late"
    return words(f"projects.{key}", steps=numbers(because))


def numbers(ids: Sequence[str]) -> str:
    """`#4, #5`"""
    return ", ".join(f"#{one}" for one in ids)


def _buttons(seen: Seen, reader: Person) -> tuple[Button, ...]:
    project, words = seen.project, reader.words()
    if not rules.manages(project, reader):
        return ()
    if not project.open:
        return (_button("reopen", project, words),)
    turn = next((task for task in seen.steps.values() if task.state is State.DRAFT and not task.waits), None)
    buttons = [_button(name, project, words) for name in BUTTONS]
    if turn is not None and reader.id == turn.giver:  # a draft is its giver's alone
        label, arguments = words.plain("projects.button_finish", id=turn.id), {"task": turn.id}
        buttons.insert(0, Button(label=label, action="handoff.finish", arguments=arguments, style="primary"))
    return tuple(buttons[:BUTTONS_PER_CARD])


def _button(name: str, project: Project, words: Words) -> Button:
    style: ButtonStyle = "primary" if name == "add" and not project.steps else "plain"
    label = words.plain(f"projects.button_{name}")
    return Button(label=label, action=f"projects.{name}", arguments={"project": project.id}, style=style)


def _last_event(project: Project, words: Words, roster: Roster) -> Text:
    if not project.events:
        return ()
    event = project.events[-1]
    return words(f"projects.event_{event.kind}", who=roster.name(event.by), at=When(event.at))


def notice(words: Words, key: str, project: Project) -> Card:
    """A short private answer about one project."""
    return Card(title=words(f"projects.{key}", number=project.number, name=project.name))


def list_card(found: Sequence[Seen], reader: Person, start: int) -> Card:
    """One page of projects: how far each is, until when, and whether something holds it up."""
    words = reader.words()
    title = words("projects.list", n=len(found))
    if not found:
        return Card(title=title, blocks=(Paragraph(words("projects.list_none")),))
    page = found[start : start + PAGE]
    buttons = [
        Button(label=seen.project.number, action="projects.show", arguments={"project": seen.project.id})
        for seen in page[: BUTTONS_PER_CARD - 1]
    ]
    if start + PAGE < len(found):
        more = {"view": "projects", "start": str(start + PAGE)}
        buttons.append(Button(label=words.plain("handoff.button_more"), action="handoff.tasks", arguments=more))
    lines = tuple(_list_line(seen, words) for seen in page)
    footer = words("projects.list_footer", one=found[0].project.number)
    return Card(title=title, blocks=(Items(lines),), buttons=tuple(buttons), footer=footer)


def _list_line(seen: Seen, words: Words) -> Text:
    project = seen.project
    done, total = rules.progress(seen.steps.values())
    due = words("handoff.line_due", due=When(project.due_at)) if project.due_at else ()
    late = graph.late_because(seen.steps, seen.now)
    blamed = dict.fromkeys(one for number, roots in late.items() for one in roots or (number,))
    held_up = words("projects.list_late", steps=numbers(tuple(blamed))) if blamed else ()
    return joined([(f"{project.number} {project.name}",), words("projects.progress", done=done, n=total), due, held_up])
