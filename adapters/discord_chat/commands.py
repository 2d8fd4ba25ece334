"""Application commands made from COMMANDS: typed options, verbs as subcommands, and *Delegate this* on messages; pure.

docs.discord.com/developers/interactions/application-commands: names, descriptions of 100 characters, 25 options.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from bot.actions import COMMANDS
from bot.commands import Command, Option, OptionKind, Verb
from bot.requests import Record

SUBCOMMAND, STRING, NUMBER = 1, 3, 10
CHAT, MESSAGE = 1, 3
DELEGATE_THIS = "Delegate this"
DESCRIPTION, OPTIONS = 100, 25
TYPES: dict[OptionKind, int] = {
    "text": STRING,
    "person": STRING,
    "date": STRING,
    "task": STRING,
    "choice": STRING,
    "number": NUMBER,
}
COMPLETED = frozenset({"person", "task"})
IN_GUILDS_AND_PRIVATE: Mapping[str, Any] = {"contexts": [0, 1], "integration_types": [0]}

Payload = dict[str, Any]


class CommandsTold(Record, frozen=True, kw_only=True):
    """What an application was told last, filed under team "" by the application's id."""

    fingerprint: str


def tree(commands: Iterable[Command] = tuple(COMMANDS.values())) -> list[Payload]:
    """The body of a bulk overwrite of the application's global commands."""
    menu = {"type": MESSAGE, "name": DELEGATE_THIS, **IN_GUILDS_AND_PRIVATE}
    return [*(_command(command) for command in commands), menu]


def fingerprint(payload: list[Payload]) -> str:
    """Of all that Discord is told, so that it is told only what it does not know."""
    return hashlib.sha256(json.dumps(payload, sort_keys=True).encode()).hexdigest()


def verbs(command: Command) -> dict[str, Verb]:
    """By the name of the subcommand. The verb "" is left out where another does the same."""
    named = {verb.name: verb for verb in command.verbs if verb.name}
    bare = command.verb("")
    if bare is None or any(verb.action == bare.action and verb.options == bare.options for verb in named.values()):
        return named
    return {bare.called or "open": bare, **named}


def is_plain(command: Command) -> bool:
    """Whether it has the one verb "" alone, so that it needs no subcommands."""
    return [verb.name for verb in command.verbs] == [""]


def _command(command: Command) -> Payload:
    made: Payload = {
        "type": CHAT,
        "name": command.name,
        "description": _short(command.summary),
        **IN_GUILDS_AND_PRIVATE,
    }
    if is_plain(command):
        return made | {"options": [_option(option) for option in command.verbs[0].options]}
    return made | {"options": [_verb(name, verb) for name, verb in verbs(command).items()][:OPTIONS]}


def _verb(name: str, verb: Verb) -> Payload:
    options = [_option(option) for option in verb.options]
    return {"type": SUBCOMMAND, "name": name, "description": _short(verb.summary), "options": options}


def _option(option: Option) -> Payload:
    made: Payload = {
        "type": TYPES[option.kind],
        "name": option.name,
        "description": _short(option.summary),
        "required": option.required,
    }
    if option.kind in COMPLETED:
        made["autocomplete"] = True
    elif option.choices:
        made["choices"] = [{"name": one.label, "value": one.value} for one in option.choices[:OPTIONS]]
    return made


def _short(words: str) -> str:
    return words if len(words) <= DESCRIPTION else f"{words[: DESCRIPTION - 1]}…"
