"""The names by which another partner is asked for; its verbs are those of /checkin and /promise."""

from __future__ import annotations

from bot.commands import Action, Command, Option, Verb
from bot.succession import handlers
from bot.texts import Words

ACTIONS: tuple[Action, ...] = (
    Action(name="succession.replace", handler=handlers.replace_partner, brings=("who",)),
    Action(name="succession.settle", handler=handlers.settle),
    Action(name="succession.undo", handler=handlers.undo),
    Action(name="succession.carry", handler=handlers.carry),
    Action(name="succession.history", handler=handlers.history),
)

COMMANDS: tuple[Command, ...] = ()

_say = Words("en").plain
REPLACE = Verb(
    name="partner",
    action="succession.replace",
    summary=_say("succession.verb_replace"),
    options=(
        Option(name="who", kind="text", summary=_say("succession.option_who"), required=True),
        Option(name="old", kind="person", summary=_say("succession.option_old"), apart=True),
    ),
    example="/checkin partner @max instead of @pat",
)
HISTORY = Verb(
    name="history",
    action="succession.history",
    summary=_say("succession.verb_history"),
    # A promise may begin with the word: "/promise history of the firm by Friday".
    options=(Option(name="text", kind="text", summary=_say("succession.option_pair")),),
    example="/promise history @pat",
)
