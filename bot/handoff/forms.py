"""The forms of the handoff room: the brief, and one for each step that needs words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec
from msgspec.structs import replace

from bot.attached import FILE_BYTES, FILES_MOST
from bot.handoff.records import ANYONE, State, Task
from bot.handoff.rules import LINKS_LONGEST, OUTCOME_MOST, WORDS_MOST
from bot.people import WORKERS, Person, Roster, choices
from bot.recurrence import RULE_LENGTH
from bot.systems.rule_words import written
from bot.texts import Words
from bot.times import say, say_duration
from bot.ui import Choice, ChoiceField, DateField, Field, FilesField, Form, PersonField, TextField

OFFERED = ("person", "done_when", "due")  # what an offer needs besides the outcome
OR = " or "
ACK_HOURS = (1, 2, 4)  # to choose from; a line may say others
SNOOZES = ("15m", "1h", "tomorrow", "pick")


def brief_values(task: Task, reader: Person) -> dict[str, str]:
    """A task's brief as the values of its form, in the reader's zone."""
    return {
        "person": task.holder or OR.join(task.open_to),
        "outcome": task.outcome,
        "done_when": task.done_when,
        "due": say(task.due_at, reader.zone, reader.locale) if task.due_at else "",
        "repeats": _repeats(task, reader),
        "effort": say_duration(task.effort_minutes, "en") if task.effort_minutes else "",
        "priority": task.priority,
        "links": "\n".join(task.links),
        "ack": str(task.repeat_hours),
        "source": task.source,
        "quoted": task.quoted,
    }


def brief_form(key: str, values: Mapping[str, str], giver: Person, roster: Roster, task: Task | None = None) -> Form:
    """For a new brief, a draft, or a change of `task` (whose holder changes by handing off, not here)."""
    words = giver.words()
    draft = task is None or task.state is State.DRAFT
    fields = _brief_fields(values, words, whole=not draft)
    if draft:
        person = people_field(values.get("person", ""), words, roster)
        person = replace(person, hint=words.plain("handoff.hint_person"), required=False)
        when = next(index for index, field in enumerate(fields, 1) if field.name == "due")
        fields = (person, *fields[:when], _often(values, words), *fields[when:])
    if draft and values.get("quoted"):
        # What the message says takes the place of a field that is seldom used: the form is full.
        fields = (*fields[:2], _quoted(values["quoted"], words), *fields[2:])
    else:
        fields = (*fields, _ack(values.get("ack", ""), words))
    fields = (*fields, _files(words), *((_then(words),) if draft else ()))
    name = "brief" if draft else "change"
    alone = draft and len(roster.with_role(*WORKERS)) == 1
    return Form(
        key=key,
        title=words.plain(f"handoff.form_{name}"),
        action="handoff.compose" if draft else "handoff.change",
        fields=fields,
        submit=words.plain(f"handoff.submit_{name}"),
        arguments=_carried(values) | ({"task": task.id} if task else {}),
        intro=words("handoff.intro_alone" if alone else f"handoff.intro_{name}"),
        wanted=OFFERED if draft else (),
    )


def people_field(chosen: str, words: Words, roster: Roster) -> PersonField:
    """Everybody who works here, and nobody in particular."""
    people = (*choices(roster.with_role(*WORKERS)), *_open(chosen, words, roster))
    return PersonField(name="person", label=words.plain("handoff.field_person"), people=people, value=chosen)


def _repeats(task: Task, reader: Person) -> str:
    """How often a draft shall come back, as it is typed."""
    table = task.timetable
    if table is None or task.state is not State.DRAFT:
        return ""
    start = None if table.recurrence.from_done else table.recurrence.first
    return written(table.recurrence.rule, table.minutes, start, reader.words())


def _often(values: Mapping[str, str], words: Words) -> TextField:
    label, hint = words.plain("handoff.field_repeats"), words.plain("handoff.hint_repeats")
    return TextField(
        name="repeats", label=label, hint=hint, value=values.get("repeats", ""), required=False, most=RULE_LENGTH
    )


def _open(chosen: str, words: Words, roster: Roster) -> tuple[Choice, ...]:
    """Nobody in particular: anyone, and where several are meant these."""
    names = [roster.name(person) for person in chosen.split(OR)]
    several = (Choice(chosen, words.plain("handoff.any_of", who=OR.join(names))),) if len(names) > 1 else ()
    return (Choice(ANYONE, words.plain("handoff.anyone")), *several)


def _carried(values: Mapping[str, str]) -> dict[str, str]:
    """What the form has no field for."""
    names = ("priority", "source", *(("ack",) if values.get("quoted") else ()))
    return {name: values[name] for name in names if values.get(name)}


def _quoted(value: str, words: Words) -> TextField:
    label, hint = words.plain("handoff.field_quoted"), words.plain("handoff.hint_quoted")
    return TextField(name="quoted", label=label, hint=hint, value=value, required=False, long=True, most=WORDS_MOST)


def _brief_fields(values: Mapping[str, str], words: Words, *, whole: bool) -> tuple[Field, ...]:
    """What every brief says. One that is not `whole` may become a draft, which may lack all but the outcome.

    What an offer needs is then said, as some platforms call every field optional that can be left empty.
    """

    def hint(name: str) -> str:
        said = words.plain(f"handoff.hint_{name}")
        return said if whole or name not in OFFERED else f"{said}. {words.plain('handoff.only_draft')}"

    def text(name: str, most: int, *, required: bool = False, long: bool = False) -> TextField:
        label, value = words.plain(f"handoff.field_{name}"), values.get(name, "")
        return TextField(name=name, label=label, hint=hint(name), value=value, required=required, long=long, most=most)

    due = words.plain("handoff.field_due")
    return (
        text("outcome", OUTCOME_MOST, required=True),
        text("done_when", WORDS_MOST, required=whole, long=True),
        DateField(name="due", label=due, hint=hint("due"), value=values.get("due", ""), required=whole),
        text("effort", 20),
        text("links", LINKS_LONGEST, long=True),
    )


def _ack(chosen: str, words: Words) -> ChoiceField:
    """Whether it is said again and again, once due; what was typed in a line may be another number of hours."""
    hours = sorted({*ACK_HOURS} | ({int(chosen)} if chosen.isdecimal() and chosen != "0" else set()))
    repeated = (Choice(str(number), words.plain("handoff.ack_every", n=number)) for number in hours)
    return ChoiceField(
        name="ack",
        label=words.plain("handoff.field_ack"),
        choices=(Choice("0", words.plain("handoff.ack_never")), *repeated),
        value=chosen or "0",
        required=False,
    )


def _then(words: Words) -> ChoiceField:
    return ChoiceField(
        name="then",
        label=words.plain("handoff.field_then"),
        choices=(
            Choice("offer", words.plain("handoff.then_offer")),
            Choice("draft", words.plain("handoff.then_draft")),
        ),
        value="offer",
    )


def step_form(key: str, step: str, task: Task, reader: Person, roster: Roster) -> Form:
    """The form of one step; its submit is the same action with the words filled in."""
    words = reader.words()
    return Form(
        key=key,
        title=words.plain(f"handoff.form_{step}"),
        action=f"handoff.{step}",
        fields=tuple(_field(asked, reader, roster, task) for asked in STEP_FIELDS[step]),
        submit=words.plain(f"handoff.submit_{step}"),
        arguments={"task": task.id},
        intro=words("handoff.about", id=task.id, outcome=task.outcome),
    )


def snooze_all_form(key: str, reader: Person, number: int) -> Form:
    """As for one task, about so many at once."""
    words = reader.words()
    until = DateField(
        name="until",
        label=words.plain("handoff.field_until"),
        hint=words.plain("handoff.hint_due"),
        required=False,
    )
    return Form(
        key=key,
        title=words.plain("reminders.form_snooze_all"),
        action="handoff.snooze_all",
        fields=(_snooze(words), until),
        submit=words.plain("handoff.submit_snooze"),
        intro=words("reminders.about_all", n=number),
    )


def filled(form: Form, values: Mapping[str, str]) -> Form:
    """The form with what was typed already in its fields."""
    fields = tuple(
        field if isinstance(field, FilesField) else replace(field, value=values.get(field.name) or field.value)
        for field in form.fields
    )
    return replace(form, fields=fields)


class Asked(msgspec.Struct, frozen=True):
    """One field of a step's form: its name, what is typed into it, and whether it may stay empty."""

    name: str
    kind: Literal["words", "line", "person", "date", "snooze", "files"] = "words"
    required: bool = True


FILES = Asked("files", "files", required=False)
STEP_FIELDS: dict[str, tuple[Asked, ...]] = {
    "ask": (Asked("question"), FILES),
    "answer": (Asked("answer"), FILES),
    "decline": (Asked("why"),),
    "hand_back": (Asked("why"),),
    "counter": (Asked("due", "date"),),
    "offer_later": (Asked("due", "date"),),
    "block": (Asked("reason"), Asked("unblocker", "person", required=False)),
    "name_unblocker": (Asked("unblocker", "person"),),
    "hand_in": (Asked("work"), Asked("link", "line", required=False), FILES),
    "send_back": (Asked("missing"), FILES),
    "hand_off": (Asked("newcomer", "person"), Asked("context")),
    "pass_up": (Asked("why"),),
    "cancel": (Asked("why", required=False),),
    "note": (Asked("note"), Asked("link", "line", required=False), FILES),
    "snooze": (Asked("length", "snooze"), Asked("until", "date", required=False)),
}


def _field(asked: Asked, reader: Person, roster: Roster, task: Task) -> Field:
    words = reader.words()
    name, required = asked.name, asked.required
    label = words.plain(f"handoff.field_{name}")
    match asked.kind:
        case "words" | "line":
            hint = words.plain(f"handoff.hint_{name}")
            long = asked.kind == "words"
            return TextField(name=name, label=label, hint=hint, required=required, long=long, most=WORDS_MOST)
        case "person":
            others = [p for p in roster.with_role(*WORKERS) if p.id != reader.id]
            return PersonField(name=name, label=label, people=choices(others), required=required)
        case "date":
            known = task.due_at if name == "due" else None
            value = say(known, reader.zone, reader.locale) if known else ""
            hint = words.plain("handoff.hint_due")
            return DateField(name=name, label=label, value=value, hint=hint, required=required)
        case "snooze":
            return _snooze(words)
        case "files":
            return _files(words)


def _files(words: Words) -> FilesField:
    hint = words.plain("handoff.hint_files", n=FILES_MOST, megabytes=FILE_BYTES >> 20)
    return FilesField(name="files", label=words.plain("handoff.field_files"), hint=hint)


def _snooze(words: Words) -> ChoiceField:
    options = tuple(Choice(name, words.plain(f"handoff.snooze_{name}")) for name in SNOOZES)
    return ChoiceField(name="length", label=words.plain("handoff.field_length"), choices=options, value="1h")
