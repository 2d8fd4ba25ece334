"""The tasks behind a figure: a page at a time, each a press away, and the same as a file."""

from __future__ import annotations

from collections.abc import Sequence

from bot.context import Context
from bot.exporting import csv_button
from bot.handoff.list_cards import PAGE, lines, openers
from bot.handoff.records import Task
from bot.handoff.saying import looking_as
from bot.lists import start_of
from bot.requests import Outcome, Reply
from bot.ui import BUTTONS_PER_CARD, Button, Card, Items, Paragraph, Text


async def page(context: Context, title: Text, ids: Sequence[str], action: str, about: dict[str, str]) -> Outcome:
    """From the `start` that was asked for; `action` with `about` asks for them again, further on or as a file."""
    words, start = context.words, start_of(context.argument("start"))
    found = [await context.store.get(Task, context.team.id, number) for number in ids[start : start + PAGE]]
    tasks = [task for task in found if task]
    if not tasks:
        return Outcome(reply=Reply(card=Card(title=title, blocks=(Paragraph(words("digests.which_none")),))))
    rest: tuple[Button, ...] = (csv_button(action, about, words),)
    if start + PAGE < len(ids):
        further = about | {"start": str(start + PAGE)}
        rest = (Button(label=words.plain("handoff.button_more"), action=action, arguments=further), *rest)
    buttons = (*openers(tasks[: BUTTONS_PER_CARD - len(rest)]), *rest)
    items = Items(lines(tasks, looking_as(context, context.speaker())))
    return Outcome(reply=Reply(card=Card(title=title, blocks=(items,), buttons=buttons)))
