"""The names by which standups is asked for: buttons, forms, jobs and commands."""

from __future__ import annotations

from bot.commands import Action, Command, Option, Verb
from bot.standups import ahead, answering, asking, choosing, exported, following, handlers, replying, running
from bot.texts import Words

ACTIONS: tuple[Action, ...] = (
    Action(name="standups.now", handler=handlers.now),
    Action(name="standups.setup", handler=handlers.setup),
    Action(name="standups.begin", handler=handlers.begin),
    Action(name="standups.duplicate", handler=handlers.duplicate),
    Action(name="standups.save", handler=handlers.save),
    Action(name="standups.pause", handler=handlers.pause),
    Action(name="standups.resume", handler=handlers.resume),
    Action(name="standups.own_time", handler=handlers.own_time),
    Action(name="standups.preview", handler=handlers.preview),
    Action(name="standups.status", handler=handlers.status),
    Action(name="standups.answer", handler=answering.answer),
    Action(name="standups.submit", handler=answering.submit),
    Action(name="standups.confirm", handler=answering.confirm),
    Action(name="standups.instead", handler=replying.instead),
    Action(name="standups.ahead", handler=ahead.ahead),
    Action(name="standups.keep", handler=ahead.keep),
    Action(name="standups.skip", handler=answering.skip),
    Action(name="standups.show", handler=answering.show),
    Action(name="standups.csv", handler=exported.csv),
    Action(name="standups.private", handler=choosing.private),
    Action(name="standups.thread", handler=choosing.thread),
    Action(name="standups.open", handler=running.open_day, jobs_only=True),
    Action(name="standups.prompt", handler=asking.prompt, jobs_only=True),
    Action(name="standups.remind", handler=asking.remind, jobs_only=True),
    Action(name="standups.end_windows", handler=running.end_windows, jobs_only=True),
    Action(name="standups.close", handler=running.close, jobs_only=True),
    Action(name="standups.members", handler=following.members, jobs_only=True),
)

_say = Words("en").plain
_NAME = (Option(name="name", kind="text", summary=_say("standups.option_name")),)
_TEXT = (Option(name="text", kind="text", summary=_say("standups.option_text")),)


def _verb(name: str, options: tuple[Option, ...] = (), example: str = "") -> Verb:
    action = name or "now"
    return Verb(
        name=name,
        called="" if name else "now",
        action=f"standups.{action}",
        summary=_say(f"standups.verb_{action}"),
        options=options,
        example=example,
    )


COMMANDS: tuple[Command, ...] = (
    Command(
        name="standup",
        summary=_say("standups.command"),
        verbs=(
            _verb("", example="/standup"),
            _verb("answer", _TEXT, "/standup answer done: refund batch next: product photos blocked: none"),
            _verb("ahead", _TEXT, "/standup ahead next: product photos"),
            _verb("skip", _NAME, example="/standup skip"),
            _verb("status", _NAME, "/standup status"),
            Verb(
                name="blockers",
                action="blockers.listed",
                summary=_say("standups.verb_blockers"),
                example="/standup blockers",
            ),
            _verb("csv", _NAME, "/standup csv Daily"),
            _verb("private"),
            _verb("thread"),
            _verb("setup", _NAME, "/standup setup weekly"),
            _verb("duplicate", _NAME, "/standup duplicate Daily"),
            _verb("preview", _NAME, "/standup preview"),
            _verb("pause", _NAME, "/standup pause"),
            _verb("resume", _NAME, "/standup resume"),
        ),
    ),
)
