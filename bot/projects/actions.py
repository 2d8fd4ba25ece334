"""The names by which projects are asked for: buttons, forms and the job; they are typed behind /tasks."""

from __future__ import annotations

from bot.commands import Action, Command
from bot.projects import following, handlers

ACTIONS: tuple[Action, ...] = (
    Action(name="projects.show", handler=handlers.show),
    Action(name="projects.save", handler=handlers.save),
    Action(name="projects.add", handler=handlers.add),
    Action(name="projects.arrange", handler=handlers.arrange),
    Action(name="projects.change", handler=handlers.change),
    Action(name="projects.close", handler=handlers.close),
    Action(name="projects.reopen", handler=handlers.reopen),
    Action(name="projects.remind", handler=following.remind, jobs_only=True),
    Action(name="projects.turn_late", handler=following.turn_late, jobs_only=True),
)

COMMANDS: tuple[Command, ...] = ()
