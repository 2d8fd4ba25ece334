"""What is shown of the team: the roster, one's own settings, help."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.commands import Command, Verb
from bot.countries import say_country
from bot.people import Person, Roster, Team
from bot.standups.settings import write_days
from bot.texts import Words, joined
from bot.times import Away, is_working, local, say_clock, say_day
from bot.ui import Button, Card, Code, Fact, Facts, Items, Paragraph, Text, When


def roster_card(people: Iterable[Person], reader: Person, team: Team, now: datetime) -> Card:
    """Who is on the team, in which role, and what time it is there."""
    words = reader.words()
    items: list[Text] = []
    for person in people:
        working = words("team.working") if is_working(now, person.hours()) else words("team.not_working")
        role = words(f"team.role_{person.role.value}")
        if person.kind:
            role = words("team.role_of_kind", role=role, kind=person.kind)
        there = words("team.time_there", time=When(now, "time", person.zone), zone=person.zone)
        items.append(joined([words("team.who", name=person.name, handle=person.handle), role, there, working]))
    return Card(title=words("team.title", team=team.name), blocks=(Items(tuple(items)),))


def person_card(person: Person, reader: Person, roster: Roster, now: datetime) -> Card:
    """Somebody's hours, zone and leave, after a change or when asked for."""
    words = reader.words()
    rows = [
        Fact(words.plain("team.fact_zone"), (person.zone,)),
        Fact(words.plain("team.fact_time"), (When(now, "time", person.zone),)),
        Fact(words.plain("team.fact_hours"), (say_span((person.day_start, person.day_end)),)),
    ]
    rows.append(Fact(words.plain("team.fact_days"), (write_days(person.workdays),)))
    holidays = (say_country(person.country, reader.locale),) if person.country else words("team.no_holidays")
    rows.append(Fact(words.plain("team.fact_holidays"), holidays))
    if person.quiet:
        rows.append(Fact(words.plain("team.fact_quiet"), (say_span(person.quiet),)))
    yesterday = local(now, person.zone).date() - timedelta(days=1)
    shown = [leave for leave in person.away if leave.last >= yesterday]
    for leave in shown:
        label = "fact_away" if leave.last > yesterday else "fact_was_away"
        rows.append(Fact(words.plain(f"team.{label}"), _leave(leave, words, roster)))
    if person.asked_in:
        rows.append(Fact(words.plain("team.fact_standups"), words(f"team.asked_in_{person.asked_in}")))
    own = person.id == reader.id
    title = words("team.yours") if own else words("team.theirs", who=person.name)
    left = any(leave.last > yesterday for leave in shown)
    names = ("zone", "hours", "calendar", "away", *(("back",) if left else ())) if own else ()
    return Card(
        title=title,
        blocks=(Facts(tuple(rows)),),
        buttons=tuple(Button(label=words.plain(f"team.button_{name}"), action=f"team.{name}") for name in names),
        footer=words("team.how_to_change"),
    )


def _leave(leave: Away, words: Words, roster: Roster) -> Text:
    days = " – ".join(say_day(day, words.locale) for day in dict.fromkeys((leave.first, leave.last)))
    if not leave.stand_in:
        return words("team.away_days", days=days)
    return words("team.away_stand_in", who=roster.name(leave.stand_in), days=days)


def say_span(minutes: tuple[int, ...]) -> str:
    """`22:00–07:00`"""
    return "–".join(map(say_clock, minutes))


def said(words: Words, key: str, **values: str) -> Card:
    """A few words."""
    return Card(title=words(f"team.{key}", **values))


def help_card(commands: Iterable[tuple[Command, Verb]], reader: Person) -> Card:
    """Every verb of the commands with its example."""
    words = reader.words()
    intro = Paragraph(words("common.help_intro"))
    return Card(title=words("common.help_title"), blocks=(intro, *_rows(commands)))


def overview_card(commands: Iterable[Command], reader: Person) -> Card:
    """Each command with what it is for and its verbs; more of one is a line away."""
    words = reader.words()
    intro = Paragraph(words("common.help_intro"))
    more = Paragraph(words("common.help_more"))
    return Card(
        title=words("common.help_title"),
        blocks=(intro, Items(tuple(_line_of(command) for command in commands)), more),
    )


def _line_of(command: Command) -> Text:
    verbs = ", ".join(verb.name for verb in command.verbs if verb.name)
    return (Code(f"/{command.name}"), f" — {command.summary}" + (f" ({verbs})" if verbs else ""))


def usage_card(title: Text, commands: Iterable[tuple[Command, Verb]]) -> Card:
    """What was wrong with a line, and the commands that may have been meant."""
    return Card(title=title, blocks=_rows(commands))


def not_understood(typed: str, lacks: str, like: Iterable[str], words: Words) -> Text:
    """What `typed` lacks, else what looks `like` it."""
    if lacks:
        return words("team.lacks", typed=typed, what=lacks)
    meant = " or ".join(f"/{name}" for name in like)
    return (
        words("common.unknown_command", typed=typed, like=meant)
        if meant
        else words("common.unknown_words", typed=typed)
    )


def _rows(commands: Iterable[tuple[Command, Verb]]) -> tuple[Items, ...]:
    items = tuple(
        (Code(_usage(command, verb)), f" — {verb.summary}", *_example(command, verb)) for command, verb in commands
    )
    return (Items(items),) if items else ()


def _usage(command: Command, verb: Verb) -> str:
    return f"/{command.name} {verb.name}".strip()


def _example(command: Command, verb: Verb) -> Text:
    return ("  ", Code(verb.example)) if verb.example not in ("", _usage(command, verb)) else ()
