"""The names by which blockers are asked for: buttons and forms; the command that lists them is the standup's."""

from __future__ import annotations

from bot.blockers import handlers
from bot.commands import Action, Command

ACTIONS: tuple[Action, ...] = (
    Action(name="blockers.show", handler=handlers.show),
    Action(name="blockers.listed", handler=handlers.listed),
    Action(name="blockers.acknowledge", handler=handlers.acknowledge),
    Action(name="blockers.hand_on", handler=handlers.hand_on),
    Action(name="blockers.resolve", handler=handlers.resolve),
    Action(name="blockers.delegate", handler=handlers.delegate),
    Action(name="blockers.escalate", handler=handlers.escalate, jobs_only=True),
    Action(name="blockers.bring_up", handler=handlers.bring_up, jobs_only=True),
)

COMMANDS: tuple[Command, ...] = ()
