"""Reads the form of a project into steps, and says of which line what is wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec
from msgspec.structs import replace

from bot.context import Context
from bot.handoff.delegating import due_doubt
from bot.handoff.forms import OR
from bot.handoff.lines import read_brief
from bot.handoff.reading import read_values
from bot.handoff.records import Task
from bot.people import Person
from bot.projects import graph
from bot.projects.lines import STEPS_MOST, StepLine, read_lines
from bot.projects.records import Project
from bot.texts import joined
from bot.ui import Text

ERRORS_SHOWN = 3


class Steps(msgspec.Struct, frozen=True):
    """What the lines say: a brief for each, with what it comes after by position, and what is wrong with them."""

    briefs: tuple[Task, ...] = ()
    after: tuple[tuple[str, ...], ...] = ()
    wrong: Text = ()


def read_steps(context: Context, typed: str, known: Sequence[str], due_at: datetime | None) -> Steps:
    """The steps typed one a line. `known` are the numbers of those there are; a step without a date has `due_at`.

    What it comes after is given as a task's number, or as `+0`, `+1` … for those that have none yet.
    """
    giver, words = context.speaker(), context.words
    lines, wrong = read_lines(typed), list[Text]()
    if len(lines) + len(known) > STEPS_MOST:
        return Steps(wrong=words("projects.too_many", n=len(lines) + len(known), most=STEPS_MOST))
    names = [*known, *(f"+{index}" for index in range(len(lines)))]
    briefs, after = list[Task](), dict[str, tuple[str, ...]]()
    for index, line in enumerate(lines):
        brief, why = _brief(context, giver, line.brief)
        found = [_meant(one, names, known) for one in line.after]
        if None in found or f"+{index}" in found:
            why = words("projects.no_step", typed=", ".join(line.after), n=len(names))
        wrong += [words("projects.line", n=index + 1, why=why)] if why else []
        briefs.append(brief if brief.due_at or due_at is None else replace(brief, due_at=due_at))
        after[f"+{index}"] = tuple(dict.fromkeys(one for one in found if one))
    if round_ := graph.circle(after):
        wrong.append(words("projects.circle", steps=", ".join(str(names.index(one) + 1) for one in round_)))
    said = joined(wrong[:ERRORS_SHOWN], " ")
    return Steps(briefs=tuple(briefs), after=tuple(after.values()), wrong=said)


def _meant(typed: str, names: Sequence[str], known: Sequence[str]) -> str | None:
    """`2` is the second step, `#12` the task of that number."""
    if typed.startswith("#"):
        return typed[1:] if typed[1:] in known else None
    place = int(typed)
    return names[place - 1] if 0 < place <= len(names) else None


def _brief(context: Context, giver: Person, line: str) -> tuple[Task, Text]:
    """The brief of one line, and what is wrong with what it says; what it does not say is for later."""
    words = giver.words()
    read = read_brief(line, context.now, giver.hours(), giver.locale)
    values = {
        "person": OR.join(read.people),
        "outcome": read.outcome,
        "done_when": read.done_when,
        "due": read.due,
        "effort": f"{read.effort_minutes}m" if read.effort_minutes else "",
        "priority": read.priority,
    }
    task, errors = read_values(context, giver, values)
    if read.repeats or "repeats" in read.unclear:
        return task, words("projects.step_repeats")
    if "person" in read.unclear:
        return task, words("handoff.one_holder")
    if "due" in read.unclear:
        return task, due_doubt(context, read.due, "projects.due_unclear")
    wrong = [said for name, said in errors.items() if values[name] or name == "outcome"]
    return task, wrong[0] if wrong else ()


def read_order(typed: str, steps: Mapping[str, Task]) -> tuple[dict[str, tuple[str, ...]], list[StepLine]]:
    """Each step's number with what it comes after, in the order typed; and the lines that name no step."""
    order, odd = dict[str, tuple[str, ...]](), list[StepLine]()
    for line in read_lines(typed):
        number = line.brief.partition(" ")[0].removeprefix("#")
        after = tuple(one.removeprefix("#") for one in line.after)
        if number not in steps or number in order or any(one not in steps or one == number for one in after):
            odd.append(line)
            continue
        order[number] = after
    return order, odd


def written(project: Project, steps: Mapping[str, Task]) -> str:
    """The steps as lines to be put in another order: `#4 Write the texts after: #2, #3`."""
    lines = []
    for number in project.steps:
        task = steps[number]
        after = f" after: {', '.join(f'#{one}' for one in task.after)}" if task.after else ""
        outcome = " ".join(StepLine(task.outcome).brief.split())[:60]
        lines.append(f"#{number} {outcome}{after}")
    return "\n".join(lines)
