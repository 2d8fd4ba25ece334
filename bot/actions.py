"""The rooms' actions merged into ACTIONS and their commands into COMMANDS; all lists of commands derive from here."""

from __future__ import annotations

import difflib

from msgspec.structs import replace

from bot.blockers import actions as blockers
from bot.checkins import actions as checkins
from bot.commands import Action, Command, Option, Verb, read_line
from bot.context import Context
from bot.digests import actions as digests
from bot.digests.timing import digest_wake
from bot.focus import actions as focus
from bot.handoff import actions as handoff
from bot.joining import actions as joining
from bot.partners import actions as partners
from bot.people import Person, Role, without_accounts
from bot.projects import actions as projects
from bot.projects import following as after_projects
from bot.requests import Outcome, Reply, Wake
from bot.standups import actions as standups
from bot.standups.replying import WORDS_MOST, replied
from bot.succession import actions as succession
from bot.systems import actions as systems
from bot.systems import following as after_systems
from bot.team import actions as team
from bot.team import cards

_ROOMS = (
    *(handoff, systems, projects, standups, blockers, checkins),
    *(succession, focus, digests, team, joining, partners),
)


TYPED_MOST = 200


async def show_help(context: Context) -> Outcome:
    """`/baton help`, or what is said to a line that was not understood. Here, as only here all commands are known.

    Plain words in private may be the answer that a standup waits for.
    """
    answer = await replied(context)
    if answer is not None:
        return answer
    about = context.argument("about").removeprefix("/").casefold()
    rows = [(command, verb) for command, verb in reference() if about not in COMMANDS or command.name == about]
    typed = context.argument("typed")[:TYPED_MOST]
    if not typed:
        known, reader = about in COMMANDS, context.speaker()
        card = cards.help_card(rows, reader) if known else cards.overview_card(COMMANDS.values(), reader)
        return Outcome(reply=Reply(card=card))
    lacks = context.argument("lacks")
    if lacks:
        rows = [(command, verb) for command, verb in rows if verb.name == context.argument("verb")]
    title = cards.not_understood(without_accounts(typed), lacks, commands_like(typed), context.words)
    return Outcome(reply=Reply(card=cards.usage_card(title, rows if about else ())))


ACTIONS: dict[str, Action] = {action.name: action for room in _ROOMS for action in room.ACTIONS}
ACTIONS["team.help"] = Action(name="team.help", handler=show_help)
COMMANDS: dict[str, Command] = {command.name: command for room in _ROOMS for command in room.COMMANDS}


async def followed(context: Context, outcome: Outcome) -> Outcome:
    """With what follows in other rooms from the tasks that changed, whoever changed them; committed together."""
    outcome = await after_projects.after_tasks(context, await after_systems.after_tasks(context, outcome))
    return replace(outcome, wakes=(*outcome.wakes, *_first_digests(context, outcome)))


def _first_digests(context: Context, outcome: Outcome) -> tuple[Wake, ...]:
    """Of guests whom a first task makes assistants, from which on they have a week to read of."""
    guests = {person.id for person in context.roster.with_role(Role.GUEST)}
    people = (one for one in outcome.records if isinstance(one, Person) and one.id in guests)
    return tuple(digest_wake(one, context.now) for one in people if one.role is Role.ASSISTANT)


def read_command(line: str) -> tuple[str, dict[str, str]]:
    """Action and arguments of `/delegate @ana …`, `delegate …` or `/baton delegate …`; help when it is no command."""
    typed = line.strip()
    name, _, rest = typed.removeprefix("/").partition(" ")
    if name.casefold() in ("", "help"):
        return "team.help", {"about": rest.strip()[:TYPED_MOST]}
    command = COMMANDS.get(name.casefold())
    if command is None:
        words = {} if typed.startswith("/") else {"words": typed[:WORDS_MOST]}
        return "team.help", {"typed": typed[:TYPED_MOST]} | words
    inner = rest.strip().partition(" ")[0].casefold()
    if command.name == "baton" and inner in COMMANDS and command.verb(inner) is None:
        return read_command(rest)
    read = read_line(command, rest)
    if read.verb and not read.over and not read.lacks:
        return read.verb.action, read.arguments
    asked = {"typed": typed[:TYPED_MOST], "about": command.name}
    if read.verb and read.lacks:
        asked |= {"verb": read.verb.name, "lacks": said_of(read.lacks)}
    return "team.help", asked


def said_of(option: Option) -> str:
    """`the new role (assistant, partner, guest)`"""
    names = ", ".join(choice.value for choice in option.choices)
    return f"{option.summary} ({names})" if names else option.summary


def commands_like(typed: str, most: int = 2) -> tuple[str, ...]:
    """Commands, or verbs of the command, that look like what was typed: `delegate`, `standup answer`."""
    name, _, rest = typed.strip().removeprefix("/").partition(" ")
    command = COMMANDS.get(name.casefold())
    if command is None:
        return tuple(difflib.get_close_matches(name.casefold(), COMMANDS, n=most, cutoff=0.5))
    names = [verb.name for verb in command.verbs if verb.name] + ([*COMMANDS] if command.name == "baton" else [])
    word = rest.strip().partition(" ")[0].casefold()
    return tuple(f"{command.name} {one}" for one in difflib.get_close_matches(word, names, n=most, cutoff=0.6))


def reference() -> tuple[tuple[Command, Verb], ...]:
    """Every command with each of its verbs, in the order people are shown them."""
    return tuple((command, verb) for command in COMMANDS.values() for verb in command.verbs)
