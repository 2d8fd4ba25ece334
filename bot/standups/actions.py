"""The names by which standups is asked for: buttons, forms, jobs and commands."""

from __future__ import annotations

from bot.commands import Action, Command

ACTIONS: tuple[Action, ...] = ()
COMMANDS: tuple[Command, ...] = ()
