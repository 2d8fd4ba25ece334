"""`/tasks projects`, `/tasks project Launch the shop`, and `/tasks P1`."""

from __future__ import annotations

import re

from msgspec.structs import replace

from bot.context import Context
from bot.handoff.rules import may_give
from bot.lists import start_of
from bot.projects import cards, forms, handlers, rules, saying
from bot.projects.cards import Seen
from bot.projects.records import Project
from bot.requests import Ask, Outcome, Reply

VIEW = "projects"
_NUMBERED = re.compile(r"p(?P<number>\d{1,9})", re.IGNORECASE)
_NAMED = re.compile(r"project(?:\s+(?P<name>.+))?", re.IGNORECASE | re.DOTALL)


async def viewed(context: Context, typed: str) -> Outcome | None:
    """What was typed behind /tasks, when it is about projects; None when it is about something else."""
    if typed.casefold() == VIEW:
        return await listed(context)
    if numbered := _NUMBERED.fullmatch(typed):
        request = replace(context.request, arguments={"project": numbered["number"]})
        return await handlers.show(replace(context, request=request))
    named = _NAMED.fullmatch(typed)
    return await _named(context, " ".join((named["name"] or "").split())) if named else None


async def _named(context: Context, name: str) -> Outcome:
    """The project of that name, or the form of a new one."""
    reader = context.speaker()
    for seen in await _seen(context):
        if name and seen.project.name.casefold() == name.casefold():
            request = replace(context.request, arguments={"project": seen.project.id})
            return await handlers.show(replace(context, request=request))
    may_give(reader)
    return Outcome(reply=Ask(form=forms.new_form(context.new_id(), {"name": name[: rules.NAME_MOST]}, reader)))


async def listed(context: Context) -> Outcome:
    """Open projects the reader owns or has a step of, the owner all; the earliest due first."""
    reader = context.speaker()
    found = sorted(await _seen(context), key=_order)
    start = start_of(context.argument("start"))
    return Outcome(reply=Reply(card=cards.list_card(found, reader, start)))


async def _seen(context: Context) -> list[Seen]:
    reader = context.speaker()
    stored = await context.store.find(Project, context.team.id, "open")
    found = [await saying.seen_of(context, project) for project in stored]
    return [seen for seen in found if rules.may_see(seen.project, reader, seen.steps.values())]


def _order(seen: Seen) -> tuple[bool, float, int]:
    due_at = seen.project.due_at
    return due_at is None, due_at.timestamp() if due_at else 0.0, int(seen.project.id)
