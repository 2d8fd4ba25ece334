"""The names by which digests is asked for: buttons, forms, jobs and commands."""

from __future__ import annotations

from bot.commands import Action, Command, Option, Verb
from bot.digests import handlers

ACTIONS: tuple[Action, ...] = (
    Action(name="digests.digest", handler=handlers.digest),
    Action(name="digests.partner", handler=handlers.partner),
    Action(name="digests.weekly", handler=handlers.weekly, jobs_only=True),
)

COMMANDS: tuple[Command, ...] = (
    Command(
        name="digest",
        summary="The week in figures, or in promises for a partner; sent every Friday",
        verbs=(
            Verb(
                name="",
                called="mine",
                action="digests.digest",
                summary="The last seven days, shown to you alone",
                example="/digest",
            ),
            Verb(
                name="partner",
                action="digests.partner",
                summary="What a partner would be told now",
                options=(Option(name="who", kind="person", summary="Which partner"),),
                example="/digest partner @pat",
            ),
        ),
    ),
)
