"""The names by which checkins is asked for: buttons, forms, jobs and commands."""

from __future__ import annotations

from bot.checkins import agreeing, asking, handlers, lapsing, prompting, proving, weekly
from bot.commands import Action, Command, Option, Verb
from bot.focus.actions import VERBS as FOCUS
from bot.succession.actions import HISTORY, REPLACE

ACTIONS: tuple[Action, ...] = (
    Action(name="checkins.promise", handler=handlers.promise),
    Action(name="checkins.make", handler=handlers.make),
    Action(name="checkins.promises", handler=handlers.promises),
    Action(name="checkins.undo", handler=handlers.undo),
    Action(name="checkins.kept", handler=handlers.kept),
    Action(name="checkins.partly", handler=handlers.partly),
    Action(name="checkins.missed", handler=handlers.missed),
    Action(name="checkins.moved", handler=handlers.moved),
    Action(name="checkins.check_in", handler=weekly.check_in),
    Action(name="checkins.day", handler=agreeing.day),
    Action(name="checkins.every", handler=agreeing.every),
    Action(name="checkins.cheer", handler=asking.cheer),
    Action(name="checkins.ask", handler=asking.ask),
    Action(name="checkins.answer", handler=asking.answer),
    Action(name="checkins.ask_proof", handler=proving.ask_proof),
    Action(name="checkins.prove", handler=proving.prove),
    Action(name="checkins.proofs", handler=proving.proofs),
    Action(name="checkins.remove_proof", handler=proving.remove_proof),
    Action(name="checkins.prompt", handler=prompting.prompt, jobs_only=True),
    Action(name="checkins.quiet", handler=prompting.quiet, jobs_only=True),
    Action(name="checkins.due", handler=prompting.due, jobs_only=True),
    Action(name="checkins.tell", handler=lapsing.tell, jobs_only=True),
    Action(name="checkins.lapse", handler=lapsing.lapse, jobs_only=True),
)

COMMANDS: tuple[Command, ...] = (
    Command(
        name="promise",
        summary="Promise something to your partner, or to the owner",
        verbs=(
            Verb(
                name="",
                called="make",
                action="checkins.promise",
                summary="Make a promise; without a date the form opens",
                options=(
                    Option(name="text", kind="text", summary="What, and by when; with proof, if you will show some"),
                    Option(name="due", kind="date", summary="by when, if it is not in the text", apart=True),
                    Option(name="to", kind="person", summary="to whom, if there are several", apart=True),
                ),
                example="/promise Publish the landing page by Thursday",
            ),
            Verb(
                name="list",
                action="checkins.promises",
                summary="The open promises, yours and those made to you",
                # A promise may begin with the word: "/promise list the products by Friday".
                options=(Option(name="text", kind="text", summary="csv: as a file, of twelve weeks"),),
                example="/promise list",
            ),
            HISTORY,
        ),
    ),
    Command(
        name="checkin",
        summary="Say how your promises went, and what you focused on",
        verbs=(
            Verb(
                name="",
                called="now",
                action="checkins.check_in",
                summary="One form: kept, partly, missed or moved",
                example="/checkin",
            ),
            Verb(
                name="day",
                action="checkins.day",
                summary="When you two check in every week",
                options=(Option(name="at", kind="text", summary="Day and time", required=True),),
                example="/checkin day fri 15:00",
            ),
            Verb(
                name="every",
                action="checkins.every",
                summary="How often you two check in: every week, 2 weeks, 4 weeks",
                options=(Option(name="weeks", kind="text", summary="So many weeks", required=True),),
                example="/checkin every 2 weeks",
            ),
            REPLACE,
            *FOCUS,
        ),
    ),
)
