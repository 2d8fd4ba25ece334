"""The names by which the focus log is asked for; its verbs are those of /checkin."""

from __future__ import annotations

from bot.commands import Action, Command, Option, Verb
from bot.exporting import FORMAT
from bot.focus import handlers
from bot.texts import Words

ACTIONS: tuple[Action, ...] = (
    Action(name="focus.did", handler=handlers.did),
    Action(name="focus.undo", handler=handlers.undo),
    Action(name="focus.week", handler=handlers.week),
    Action(name="focus.target", handler=handlers.target),
    Action(name="focus.deals", handler=handlers.deals),
)

COMMANDS: tuple[Command, ...] = ()

_say = Words("en").plain
VERBS: tuple[Verb, ...] = (
    Verb(
        name="did",
        action="focus.did",
        summary=_say("focus.verb_did"),
        options=(Option(name="line", kind="text", summary=_say("focus.option_line")),),
        example="/checkin did 90m deal JV with Rosa",
    ),
    Verb(
        name="focus",
        action="focus.week",
        summary=_say("focus.verb_week"),
        options=(FORMAT,),
        example="/checkin focus csv",
    ),
    Verb(
        name="target",
        action="focus.target",
        summary=_say("focus.verb_target"),
        options=(Option(name="length", kind="text", summary=_say("focus.option_length"), required=True),),
        example="/checkin target 8h",
    ),
    Verb(name="deals", action="focus.deals", summary=_say("focus.verb_deals"), example="/checkin deals"),
)
