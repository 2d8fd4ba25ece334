"""The forms of this room: the project with its steps, more steps, another order."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from bot.handoff.rules import OUTCOME_MOST
from bot.people import Person
from bot.projects.cards import Seen
from bot.projects.reading import written
from bot.projects.records import Project
from bot.projects.rules import NAME_MOST
from bot.texts import Words
from bot.times import say
from bot.ui import CARD_TEXT, DateField, Field, Form, TextField


def new_form(key: str, values: Mapping[str, str], reader: Person) -> Form:
    """A new project; each line of its steps is read as a brief."""
    words = reader.words()
    return _form(key, "new", "save", (*_about(values, words), _steps(values, words)), words)


def change_form(key: str, project: Project, reader: Person) -> Form:
    words = reader.words()
    due = say(project.due_at, reader.zone, reader.locale) if project.due_at else ""
    values = {"name": project.name, "outcome": project.outcome, "due": due}
    return replace(_form(key, "change", "change", _about(values, words), words), arguments={"project": project.id})


def add_form(key: str, project: Project, reader: Person) -> Form:
    words = reader.words()
    form = _form(key, "add", "add", (replace(_steps({}, words), required=True),), words)
    return replace(form, arguments={"project": project.id})


def arrange_form(key: str, seen: Seen, reader: Person) -> Form:
    words = reader.words()
    order = _text("order", written(seen.project, seen.steps), CARD_TEXT, words)
    form = _form(key, "arrange", "arrange", (replace(order, long=True),), words)
    return replace(form, arguments={"project": seen.project.id})


def _form(key: str, name: str, action: str, fields: tuple[Field, ...], words: Words) -> Form:
    return Form(
        key=key,
        title=words.plain(f"projects.form_{name}"),
        action=f"projects.{action}",
        fields=fields,
        submit=words.plain(f"projects.submit_{name}"),
        intro=words(f"projects.intro_{name}"),
    )


def _about(values: Mapping[str, str], words: Words) -> tuple[Field, ...]:
    label, hint = words.plain("handoff.field_due"), words.plain("handoff.hint_due")
    return (
        _text("name", values.get("name", ""), NAME_MOST, words),
        _text("outcome", values.get("outcome", ""), OUTCOME_MOST, words),
        DateField(name="due", label=label, hint=hint, value=values.get("due", ""), required=False),
    )


def _steps(values: Mapping[str, str], words: Words) -> TextField:
    return replace(_text("steps", values.get("steps", ""), CARD_TEXT, words), long=True, required=False)


def _text(name: str, value: str, most: int, words: Words) -> TextField:
    label, hint = words.plain(f"projects.field_{name}"), words.plain(f"projects.hint_{name}")
    return TextField(name=name, label=label, hint=hint, value=value, most=most)
