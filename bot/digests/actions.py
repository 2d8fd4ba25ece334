"""The names by which digests is asked for: buttons, forms, jobs and commands."""

from __future__ import annotations

from bot.commands import Action, Command, Option, Verb
from bot.digests import exported, figures, handlers, personal, sending, trending
from bot.exporting import FORMAT
from bot.ui import Choice

ACTIONS: tuple[Action, ...] = (
    Action(name="digests.digest", handler=handlers.digest),
    Action(name="digests.partner", handler=handlers.partner),
    Action(name="digests.weekly", handler=handlers.weekly, jobs_only=True),
    Action(name="digests.handed", handler=figures.handed),
    Action(name="digests.done", handler=figures.done),
    Action(name="digests.late", handler=figures.late),
    Action(name="digests.overdue", handler=figures.overdue),
    Action(name="digests.waiting", handler=figures.waiting),
    Action(name="digests.blocked", handler=figures.blocked),
    Action(name="digests.questions", handler=figures.questions),
    Action(name="digests.returned", handler=figures.returned),
    Action(name="digests.csv", handler=exported.week_as_csv),
    Action(name="digests.trends", handler=trending.trends),
    Action(name="digests.trend_done", handler=trending.trend_done),
    Action(name="digests.trend_late", handler=trending.trend_late),
    Action(name="digests.history", handler=sending.history),
    Action(name="digests.opened", handler=sending.opened),
    Action(name="digests.send", handler=sending.send),
    Action(name="digests.send_now", handler=sending.send_now),
    Action(name="digests.daily", handler=personal.daily),
    Action(name="digests.choose_weekly", handler=personal.choose_weekly),
    Action(name="digests.morning", handler=personal.morning, jobs_only=True),
)

_STATES = (Choice("on", "on"), Choice("off", "off"))


def _which(name: str, summary: str) -> Verb:
    example = f"/digest {name} csv"
    return Verb(name=name, action=f"digests.{name}", summary=summary, options=(FORMAT,), example=example)


COMMANDS: tuple[Command, ...] = (
    Command(
        name="digest",
        summary="Your week, sent every Friday; and your day, if you like",
        verbs=(
            Verb(
                name="",
                called="mine",
                action="digests.digest",
                summary="The last seven days, shown to you alone",
                example="/digest",
            ),
            Verb(
                name="partner",
                action="digests.partner",
                summary="What a partner would be told now",
                options=(Option(name="who", kind="person", summary="Which partner"),),
                example="/digest partner @pat",
            ),
            Verb(
                name="send",
                action="digests.send",
                summary="A digest now: yours, or a partner's, which you see first",
                options=(Option(name="who", kind="person", summary="Which partner; nobody for your own"),),
                example="/digest send @pat",
            ),
            Verb(
                name="trends",
                action="digests.trends",
                summary="The last twelve weeks side by side: what was done and kept, and what changed",
                options=(Option(name="who", kind="person", summary="Which assistant; nobody for your own"), FORMAT),
                example="/digest trends",
            ),
            Verb(
                name="history",
                action="digests.history",
                summary="The last twelve that were sent to you",
                options=(Option(name="number", kind="text", summary="Opens the one of that number"),),
                example="/digest history 2",
            ),
            _which("late", "Which tasks fell due and were not handed in by then"),
            _which("overdue", "Which tasks are late from before, and still open"),
            _which("done", "Which tasks were approved"),
            _which("waiting", "Which tasks wait on you"),
            _which("handed", "Which tasks were handed over"),
            _which("blocked", "Which tasks are blocked"),
            _which("questions", "Which tasks were asked about"),
            _which("returned", "Which tasks were handed in and given back"),
            Verb(
                name="csv",
                action="digests.csv",
                summary="The last seven days as a file: each task, and what it adds to each figure",
                example="/digest csv",
            ),
            Verb(
                name="daily",
                action="digests.daily",
                summary="What is due, late and waiting for you, as your working day begins",
                options=(Option(name="state", kind="choice", summary="on or off; none: today", choices=_STATES),),
                example="/digest daily on",
            ),
            Verb(
                name="weekly",
                action="digests.choose_weekly",
                summary="Whether your week is sent to you, and when",
                options=(
                    Option(name="state", kind="text", summary="on, off, or a day and a time: fri 16:00", required=True),
                ),
                example="/digest weekly fri 16:00",
            ),
        ),
    ),
)
