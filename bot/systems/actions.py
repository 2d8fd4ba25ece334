"""The names by which systems are asked for: buttons, forms and the job; they are typed behind /tasks."""

from __future__ import annotations

from bot.commands import Action, Command
from bot.systems import changing, handlers, making

ACTIONS: tuple[Action, ...] = (
    Action(name="systems.show", handler=handlers.show),
    Action(name="systems.undo", handler=handlers.undo),
    Action(name="systems.pause", handler=handlers.pause),
    Action(name="systems.resume", handler=handlers.resume),
    Action(name="systems.skip", handler=handlers.skip),
    Action(name="systems.unskip", handler=handlers.unskip),
    Action(name="systems.move", handler=handlers.move),
    Action(name="systems.change", handler=changing.change),
    Action(name="systems.stop", handler=handlers.stop),
    Action(name="systems.make", handler=making.make, jobs_only=True),
)

COMMANDS: tuple[Command, ...] = ()
