"""How often, as it was typed, becomes a rule that begins: from which day on, and at what time."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import msgspec

from bot.dates.repeating import Repeats, read_repeats
from bot.errors import Refused
from bot.people import Person
from bot.recurrence import Recurrence, Timetable, begun, turns_from
from bot.systems.rule_words import say_rule
from bot.systems.turns import first_after_done
from bot.times import Hours, at_minutes, local, read_clock, say_day
from bot.ui import Text

TYPED_MOST = 80


class Due(msgspec.Struct, frozen=True):
    """The first due time that was typed beside the rhythm, as typed and read; `at` is None where none was."""

    typed: str = ""
    at: datetime | None = None


class Speaker(msgspec.Struct, frozen=True):
    """Whose words they are, when they are said, and the day before which nothing may come."""

    person: Person
    now: datetime
    not_before: date | None = None


def read(typed: str, speaker: Speaker) -> Repeats:
    """The rhythm meant. Refused at `repeats` when it is none for certain."""
    person = speaker.person
    found = read_repeats(typed, speaker.now, person.hours(), person.locale)
    if found is None:
        raise Refused.at("repeats", person.words()("systems.repeats_unclear", typed=typed[:TYPED_MOST]))
    return found


def started(repeats: Repeats, due: Due, speaker: Speaker, worker: Hours) -> Timetable:
    """The rule from the first turn that is still to come. Refused at `repeats` or `due` for one that never comes.

    A time beside the rhythm is that of every turn, a day beside it that of the first; `worker` is whose days count.
    """
    minutes = _minutes(repeats, due, speaker.person)
    today = local(speaker.now, speaker.person.zone).date()
    begin = today if at_minutes(today, minutes, speaker.person.zone) > speaker.now else today + timedelta(days=1)
    begin = max(begin, repeats.first or begin, speaker.not_before or begin)
    day = _first_day(due, speaker.person)
    if repeats.rule.startswith("DONE+"):
        first = day or max(first_after_done(today, 1, worker), begin)
        return Timetable(
            recurrence=Recurrence(rule=repeats.rule, first=first), minutes=minutes, zone=speaker.person.zone
        )
    recurrence = begun(repeats.rule, day or begin)
    if next(turns_from(recurrence, recurrence.first), None) is None:
        raise Refused.at("repeats", _said(speaker, "repeats_never", repeats))
    if day and recurrence.first != day:
        raise Refused.at("due", _said(speaker, "due_is_no_turn", repeats, day))
    return Timetable(recurrence=recurrence, minutes=minutes, zone=speaker.person.zone)


def _minutes(repeats: Repeats, due: Due, person: Person) -> int:
    """The time said with the rhythm, else that of the first due time, else the end of the day."""
    clock = _clock(due, person)
    if repeats.at is not None and clock not in (None, repeats.at):
        raise Refused.at("due", person.words()("systems.two_times"))
    if repeats.at is not None:
        return repeats.at
    return person.hours().day_close if clock is None else clock


def _clock(due: Due, person: Person) -> int | None:
    """A day without a time ends at the end of the working day, and says no time."""
    if due.at is None:
        return None
    here = local(due.at, person.zone)
    minutes = here.hour * 60 + here.minute
    return minutes if minutes != person.hours().day_close % (24 * 60) or read_clock(due.typed) is not None else None


def _first_day(due: Due, person: Person) -> date | None:
    """`Fri 5pm` says a day, `5pm` none."""
    if due.at is None or read_clock(due.typed) is not None:
        return None
    return local(due.at, person.zone).date()


def _said(speaker: Speaker, key: str, repeats: Repeats, day: date | None = None) -> Text:
    words = speaker.person.words()
    said = {"day": say_day(day, words.locale)} if day else {}
    return words(f"systems.{key}", rule=say_rule(repeats.rule, words), **said)
