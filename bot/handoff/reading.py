"""Reads the values of a brief, from the line or the form, into a task; and says at which field what is wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec.structs import replace

from bot.context import Context
from bot.errors import Refused
from bot.handoff import rules
from bot.handoff.forms import OR
from bot.handoff.line_words import WHOSE_TIME
from bot.handoff.records import ANYONE, State, Task
from bot.people import Person
from bot.systems.starting import Due, Speaker, started
from bot.systems.starting import read as read_rhythm
from bot.times import at_minutes, read_duration
from bot.ui import Text

Errors = dict[str, Text]

SOURCE_MOST = 500
# Elsewhere on the web, or a place on Baton's own page: never another scheme, `//host` or `..`.
_SOURCE = re.compile(r"https://[^\s<>|]+|(?:/[A-Za-z0-9_-]+)+")
LONGEST_ACK = 24


def read_values(context: Context, giver: Person, values: Mapping[str, str]) -> tuple[Task, Errors]:
    """The task the values describe, not yet numbered, and what is wrong by field; wrong values are left empty."""
    words, errors = giver.words(), Errors()
    priority = values.get("priority", "")
    task = Task(
        team=context.team.id,
        id="",
        giver=giver.id,
        outcome=" ".join(values.get("outcome", "").split()),
        done_when=values.get("done_when", "").strip(),
        quoted=values.get("quoted", "").strip(),
        source=_address(values.get("source", "")),
        files=context.request.files,
        repeat_hours=_ack_hours(values.get("ack", "")),
        priority=priority if priority in rules.PRIORITIES else "",
        state=State.OFFERED,
        created_at=context.now,
    )
    for name, most in (("outcome", rules.OUTCOME_MOST), ("done_when", rules.WORDS_MOST), ("quoted", rules.WORDS_MOST)):
        length = len(getattr(task, name))
        if length > most:
            errors[name] = words("common.too_long", n=length, most=most)
    task = _with_person(context, task, values.get("person", "").strip(), errors)
    task = _with_due(context, task, values.get("due", "").strip(), errors)
    task = _with_effort(context, task, values.get("effort", "").strip(), errors)
    task = _with_timetable(context, task, values, errors)
    task = _with_links(context, task, values.get("links", ""), errors)
    for name in rules.missing_parts(task):
        errors.setdefault(name, words(f"handoff.missing_{name}"))
    return task, errors


def _address(typed: str) -> str:
    """The address that a platform gave for a message, or nothing."""
    return typed if len(typed) <= SOURCE_MOST and _SOURCE.fullmatch(typed) else ""


def _ack_hours(typed: str) -> int:
    """0 to 24; whatever else a form sends is no wish to repeat."""
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 3 and int(typed) <= LONGEST_ACK else 0


def _with_person(context: Context, task: Task, typed: str, errors: Errors) -> Task:
    """One holder, or those who may claim it: `ana`, `ana or ben`, `anyone`."""
    if typed.casefold() == ANYONE:
        return replace(task, open_to=(ANYONE,))
    people: dict[str, Person] = {}
    try:
        for name in filter(None, typed.split(OR)):
            person = context.find_person(name)
            rules.must_work(person, "person", context.words)
            people[person.id] = person
    except Refused as refused:
        errors["person"] = refused.text
        return task
    return replace(task, open_to=tuple(people)) if len(people) > 1 else replace(task, holder=next(iter(people), ""))


def _with_due(context: Context, task: Task, typed: str, errors: Errors) -> Task:
    """`Fri 5pm her time` is on the holder's clocks, who must be one for that."""
    if not typed:
        return task
    said = WHOSE_TIME.search(typed)
    whose = context.roster.get(task.holder) if said and said["whose"].casefold() != "my" else context.speaker()
    if whose is None:
        errors["due"] = context.words("handoff.whose_time")
        return task
    try:
        return replace(task, due_at=context.date_in("due", WHOSE_TIME.sub("", typed), whose))
    except Refused as refused:
        errors |= refused.fields
        return task


def _with_effort(context: Context, task: Task, typed: str, errors: Errors) -> Task:
    minutes = read_duration(typed) if typed else 0
    if minutes is None:
        errors["effort"] = context.words("handoff.effort_unclear")
    return replace(task, effort_minutes=minutes or 0)


def _with_timetable(context: Context, task: Task, values: Mapping[str, str], errors: Errors) -> Task:
    """How often it shall come back; the first due time is then the rule's, so it need not be typed."""
    typed, giver = values.get("repeats", "").strip(), context.speaker()
    if not typed or "due" in errors:
        return task
    speaker, due = Speaker(giver, context.now), Due(values.get("due", "").strip(), task.due_at)
    worker = context.roster.get(task.holder) or giver
    try:
        found = started(read_rhythm(typed, speaker), due, speaker, worker.hours())
    except Refused as refused:
        errors |= refused.fields
        return task
    due_at = at_minutes(found.recurrence.first, found.minutes, found.zone)
    return replace(task, timetable=found, due_at=due_at)


def _with_links(context: Context, task: Task, typed: str, errors: Errors) -> Task:
    """One address after another, each whole."""
    try:
        return replace(task, links=rules.whole_links(typed, context.words))
    except Refused as refused:
        errors["links"] = refused.text
        return task
