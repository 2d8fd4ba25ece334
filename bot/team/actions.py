"""The names by which the team room is asked for: buttons and the commands /team and /baton."""

from __future__ import annotations

from bot.commands import Action, Command, Option, Verb
from bot.joining.actions import VERBS as JOINING
from bot.partners.actions import VERBS as PARTNERS
from bot.team import beginning, calendar, handlers, leave, reminders
from bot.ui import Choice

_ROLES = tuple(Choice(name, name) for name in ("assistant", "partner", "guest"))

ACTIONS: tuple[Action, ...] = (
    Action(name="team.people", handler=handlers.people),
    Action(name="team.role", handler=handlers.role, brings=("person",)),
    Action(name="team.reminders", handler=reminders.reminders),
    Action(name="team.set_reminders", handler=reminders.set_reminders),
    Action(name="team.settings", handler=handlers.settings),
    Action(name="team.zone", handler=handlers.zone),
    Action(name="team.hours", handler=handlers.hours),
    Action(name="team.calendar", handler=calendar.calendar),
    Action(name="team.away", handler=leave.away),
    Action(name="team.back", handler=leave.back),
    Action(name="team.leave_turns", handler=leave.leave_turns, jobs_only=True),
    Action(name="team.begin", handler=beginning.begin, jobs_only=True),
    Action(name="team.replan", handler=beginning.replan, jobs_only=True),
)

COMMANDS: tuple[Command, ...] = (
    Command(
        name="team",
        summary="Who is on the team, and in which role",
        verbs=(
            Verb(name="", called="people", action="team.people", summary="Everybody, with the time it is there"),
            Verb(
                name="role",
                action="team.role",
                summary="Set somebody's role (owner only)",
                options=(
                    Option(name="person", kind="person", summary="who", required=True),
                    Option(name="role", kind="choice", summary="the new role", required=True, choices=_ROLES),
                ),
                example="/team role @pat partner",
            ),
            Verb(
                name="reminders",
                action="team.reminders",
                summary="What this team reminds of, and when (the owner changes it)",
                example="/team reminders",
            ),
            *PARTNERS,
            *JOINING,
        ),
    ),
    Command(
        name="baton",
        summary="Help, your hours and zone, and time away",
        verbs=(
            Verb(name="", action="team.help", summary="Everything Baton can do"),
            Verb(
                name="help",
                action="team.help",
                summary="Everything Baton can do, or what one command can",
                options=(Option(name="about", kind="text", summary="a command"),),
                example="/baton help delegate",
            ),
            Verb(name="settings", action="team.settings", summary="Your hours, zone and leave"),
            Verb(
                name="timezone",
                action="team.zone",
                summary="Set your time zone",
                options=(Option(name="zone", kind="text", summary="a city or zone"),),
                example="/baton timezone Manila",
            ),
            Verb(
                name="hours",
                action="team.hours",
                summary="Set your working hours",
                options=(Option(name="hours", kind="text", summary="from-to"),),
                example="/baton hours 9-17",
            ),
            Verb(
                name="days",
                action="team.calendar",
                summary="Set the days you work",
                options=(Option(name="days", kind="text", summary="Mon-Fri, Sun-Thu"),),
                example="/baton days Sun-Thu",
            ),
            Verb(
                name="holidays",
                action="team.calendar",
                summary="Set the country or region whose public holidays you keep",
                options=(Option(name="country", kind="text", summary="a country or region, or none"),),
                example="/baton holidays US-CA",
            ),
            Verb(
                name="quiet",
                action="team.calendar",
                summary="Set the hours in which I send nothing unasked",
                options=(Option(name="quiet", kind="text", summary="from-to, or none"),),
                example="/baton quiet 22-7",
            ),
            Verb(
                name="away",
                action="team.away",
                summary="Say when you are away; nothing chases you then",
                options=(
                    Option(name="when", kind="text", summary="until a day"),
                    Option(name="stand_in", kind="person", summary="who stands in for you", apart=True),
                    Option(name="person", kind="person", summary="somebody else (owner only)", apart=True),
                ),
                example="/baton away until Dec 5 stand-in @ben",
            ),
            Verb(name="back", action="team.back", summary="You are back"),
        ),
    ),
)
