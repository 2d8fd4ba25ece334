"""The names by which the handoff room is asked for: buttons, forms, the job and the commands."""

from __future__ import annotations

from bot.commands import Action, Command, Option, Verb
from bot.handoff import delegating, handlers, listing, reminding
from bot.handoff.rules import STEPS

_MAKING = {"change": delegating.change, "finish": delegating.finish}
_SHOWING = {"tasks": listing.tasks, "show": listing.show}

ACTIONS: tuple[Action, ...] = (
    Action(name="handoff.delegate", handler=delegating.delegate),
    Action(name="handoff.compose", handler=delegating.compose),
    *(Action(name=f"handoff.{name}", handler=handler) for name, handler in (_MAKING | _SHOWING).items()),
    *(
        Action(name=f"handoff.{name}", handler=getattr(handlers, name))
        for name in STEPS
        if name not in ("change", "offer")
    ),
    Action(name="handoff.remind", handler=reminding.remind, jobs_only=True),
)

_LINE = Option(name="line", kind="text", summary="@who what by when ~effort done when: how you will know")
_VIEW = Option(name="view", kind="text", summary="a number, a view, or words to look for")

COMMANDS: tuple[Command, ...] = (
    Command(
        name="delegate",
        summary="Hand a task to somebody, in one line or by form",
        verbs=(
            Verb(
                name="",
                action="handoff.delegate",
                summary="Offer a task; what is missing is asked in a form",
                options=(_LINE,),
                example="/delegate @ana Write the article by Fri 5pm ~2h done when: 3 sources",
            ),
        ),
    ),
    Command(
        name="tasks",
        summary="What you owe and what you wait for",
        verbs=(
            Verb(
                name="",
                action="handoff.tasks",
                summary="Your desk; or mine, waiting, given, review, overdue, drafts, team, 42, or words to look for",
                options=(_VIEW,),
                example="/tasks review",
            ),
        ),
    ),
    Command(
        name="handoff",
        summary="Hand a task you hold to somebody else, with what they need to know",
        verbs=(
            Verb(
                name="",
                action="handoff.hand_off",
                summary="You stay the holder until the other person accepts",
                options=(
                    Option(name="task", kind="task", summary="the task's number", required=True),
                    Option(name="newcomer", kind="person", summary="who takes it on", required=True),
                    Option(name="context", kind="text", summary="where it stands, what to know"),
                ),
                example="/handoff 42 @ben Draft is in the folder, pictures are missing",
            ),
        ),
    ),
)
