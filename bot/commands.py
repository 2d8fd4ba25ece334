"""How a room declares what can be asked of it: actions, and the commands and verbs that reach them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

from bot.context import Handler
from bot.ui import Choice

OptionKind = Literal["text", "person", "number", "choice", "date", "task"]


class Option(msgspec.Struct, frozen=True, kw_only=True):
    """One part of a command. The last one takes the rest of a line that is typed.

    One that is `apart` is typed on its own only where a platform has typed options; in a line it is within another.
    """

    name: str
    kind: OptionKind
    summary: str
    required: bool = False
    choices: tuple[Choice, ...] = ()
    apart: bool = False


class Action(msgspec.Struct, frozen=True, kw_only=True):
    """`name` is at once the button id, the key in ACTIONS and the room and name of its function.

    With `joins=False` it is refused to accounts that are on no team, instead of letting them join by it. `brings` are
    the arguments that may begin with whom it is about, who joins when it is done and they are not there yet.
    """

    name: str
    handler: Handler
    jobs_only: bool = False
    joins: bool = True
    brings: tuple[str, ...] = ()


class Verb(msgspec.Struct, frozen=True, kw_only=True):
    """`/tasks overdue`: the verb `overdue`. The verb named "" is meant when none is typed.

    `called` names it where a platform takes no command with verbs without one of them; whoever is used to that types
    it elsewhere, too.
    """

    name: str
    action: str
    summary: str
    called: str = ""
    options: tuple[Option, ...] = ()
    example: str = ""
    arguments: dict[str, str] = msgspec.field(default_factory=dict)

    @property
    def line(self) -> tuple[Option, ...]:
        """The options that a typed line is made of, in order."""
        return tuple(option for option in self.options if not option.apart)

    @property
    def says(self) -> bool:
        """Whether a typed line is free words from the first on: `/promise make a list` promises to make one."""
        return bool(self.line) and self.line[0].kind == "text"


class Command(msgspec.Struct, frozen=True, kw_only=True):
    """`/delegate`: the same name on every platform. `summary` ≤ 100 characters (Discord command description)."""

    name: str
    summary: str
    verbs: tuple[Verb, ...]

    def verb(self, name: str) -> Verb | None:
        """The verb of that name, or the one that is `called` so, unless its line begins with words of one's own."""
        named = next((verb for verb in self.verbs if verb.name == name), None)
        return named or next((verb for verb in self.verbs if name and verb.called == name and not verb.says), None)


class Read(msgspec.Struct, frozen=True, kw_only=True):
    """A line understood: its `verb`, None when it is none of the command's.

    `lacks` is a required option that was not typed, `over` what no option takes.
    """

    verb: Verb | None = None
    arguments: dict[str, str] = msgspec.field(default_factory=dict)
    lacks: Option | None = None
    over: str = ""


def read_line(command: Command, line: str) -> Read:
    """The verb meant and its arguments: one word per option, in order, the last one taking the rest; never raises."""
    first, _, rest = line.strip().partition(" ")
    verb = command.verb(first.casefold()) if first else None
    if verb is None:
        verb, rest = command.verb(""), line.strip()
    if verb is None:
        return Read()
    arguments = dict(verb.arguments)
    rest = rest.strip()
    for index, option in enumerate(verb.line):
        if index == len(verb.line) - 1:
            word, rest = rest, ""
        else:
            word, _, rest = rest.partition(" ")
            rest = rest.strip()
        if word:
            arguments[option.name] = word
    lacks = next((option for option in verb.line if option.required and not _given(option, arguments)), None)
    return Read(verb=verb, arguments=arguments, lacks=lacks, over=rest)


def _given(option: Option, arguments: Mapping[str, str]) -> bool:
    word = arguments.get(option.name, "")
    return word.removeprefix("#").isdecimal() if option.kind == "task" else bool(word)
