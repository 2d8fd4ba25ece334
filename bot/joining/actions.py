"""The names by which the joining room is asked for; its commands are verbs of /team."""

from __future__ import annotations

from bot.commands import Action, Command, Option, Verb
from bot.joining import doors, first_steps, handlers

ACTIONS: tuple[Action, ...] = (
    Action(name="joining.setup", handler=handlers.setup),
    Action(name="joining.found", handler=handlers.found),
    Action(name="joining.checklist", handler=first_steps.checklist, jobs_only=True),
    Action(name="joining.channel", handler=first_steps.channel),
    Action(name="joining.zone", handler=handlers.zone),
    Action(name="joining.link", handler=handlers.link),
    Action(name="joining.claim", handler=handlers.claim),
    Action(name="joining.confirm", handler=handlers.confirm),
    Action(name="joining.invite", handler=handlers.invite),
    Action(name="joining.let_in", handler=handlers.let_in),
    Action(name="joining.drop", handler=handlers.drop),
    Action(name="joining.prefer", handler=handlers.prefer),
    Action(name="joining.switch", handler=handlers.switch),
    Action(name="joining.choose", handler=handlers.choose),
    Action(name="joining.profile", handler=handlers.profile, joins=False),
    Action(name="joining.show", handler=doors.show, joins=False),
    Action(name="joining.unreachable", handler=doors.unreachable, jobs_only=True),
    Action(name="joining.unshown", handler=doors.unshown, jobs_only=True),
    Action(name="joining.outage", handler=doors.outage, jobs_only=True),
    Action(name="joining.reinstall", handler=doors.reinstall, jobs_only=True),
    Action(name="joining.trouble", handler=doors.trouble, jobs_only=True),
)

COMMANDS: tuple[Command, ...] = ()

VERBS: tuple[Verb, ...] = (
    Verb(name="channel", action="joining.channel", summary="Send the team’s posts to this channel (owner only)"),
    Verb(
        name="link",
        action="joining.link",
        summary="Join your accounts on two platforms; without a code you get one",
        options=(Option(name="code", kind="text", summary="the code from the other platform"),),
        example="/team link 3f9a-1c22-7b04",
    ),
    Verb(name="invite", action="joining.invite", summary="A code that lets another platform join (owner only)"),
    Verb(
        name="prefer",
        action="joining.prefer",
        summary="Where private messages reach you",
        options=(Option(name="platform", kind="text", summary="one of your platforms"),),
    ),
    Verb(name="switch", action="joining.switch", summary="Which team you mean in private"),
)
