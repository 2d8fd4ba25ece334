"""The rooms' actions merged into ACTIONS and their commands into COMMANDS; all lists of commands derive from here."""

from __future__ import annotations

import difflib

from bot.checkins import actions as checkins
from bot.commands import Action, Command, Verb, read_line
from bot.context import Context
from bot.digests import actions as digests
from bot.handoff import actions as handoff
from bot.joining import actions as joining
from bot.requests import Outcome, Reply
from bot.standups import actions as standups
from bot.team import actions as team
from bot.team import cards

_ROOMS = (handoff, standups, checkins, digests, team, joining)


async def show_help(context: Context) -> Outcome:
    """`/baton help`: every command, or those of the one that was not understood. Here, as only here all are known."""
    about = context.argument("about")
    rows = [(command, verb) for command, verb in reference() if not about or command.name == about]
    return Outcome(reply=Reply(card=cards.help_card(rows, context.speaker(), context.argument("typed"))))


ACTIONS: dict[str, Action] = {action.name: action for room in _ROOMS for action in room.ACTIONS}
ACTIONS["team.help"] = Action(name="team.help", handler=show_help)
COMMANDS: dict[str, Command] = {command.name: command for room in _ROOMS for command in room.COMMANDS}


def read_command(line: str) -> tuple[str, dict[str, str]] | None:
    """Action and arguments of `/delegate @ana …`, `delegate …` or `/baton delegate …`; None when it is no command."""
    name, _, rest = line.strip().removeprefix("/").partition(" ")
    command = COMMANDS.get(name.casefold())
    if command is None:
        return None
    inner = rest.strip().partition(" ")[0].casefold()
    if command.name == "baton" and inner in COMMANDS and command.verb(inner) is None:
        return read_command(rest)
    verb, arguments = read_line(command, rest)
    return (verb.action, arguments) if verb else ("team.help", {"about": command.name, "typed": rest})


def commands_like(typed: str, most: int = 2) -> tuple[str, ...]:
    """Names of commands that look like what was typed."""
    name = typed.strip().removeprefix("/").partition(" ")[0].casefold()
    return tuple(difflib.get_close_matches(name, COMMANDS, n=most, cutoff=0.5))


def reference() -> tuple[tuple[Command, Verb], ...]:
    """Every command with each of its verbs, in the order people are shown them."""
    return tuple((command, verb) for command in COMMANDS.values() for verb in command.verbs)
