"""Reads the days somebody works, whose holidays they keep and when it is quiet; pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec.structs import replace

from bot.countries import read_country
from bot.errors import Refused
from bot.people import Person
from bot.standups.settings import read_days, write_days
from bot.times import DAY_MINUTES, read_clock
from bot.ui import Text

NONE = frozenset({"", "no", "none", "off", "-", "keine", "ninguno"})
SHOWN = 60


def with_calendar(person: Person, typed: Mapping[str, str]) -> Person:
    """The person with those of `days`, `country` and `quiet` that were typed; Refused names each that is wrong."""
    words, errors = person.words(), dict[str, Text]()
    if "days" in typed:
        try:
            person = replace(person, workdays=read_days(typed["days"].strip(), words))
        except Refused as refused:
            errors["days"] = refused.text
    if "country" in typed:
        country = _or_none(typed["country"]) and read_country(typed["country"].strip(), person.locale)
        if country is None:
            errors["country"] = words("team.country_unknown", typed=typed["country"][:SHOWN])
        person = replace(person, country=country or "")
    if "quiet" in typed:
        quiet = read_quiet(typed["quiet"])
        if quiet is None:
            errors["quiet"] = words("team.quiet_unreadable", typed=typed["quiet"][:SHOWN])
        person = replace(person, quiet=quiet or ())
    if errors:
        raise Refused(next(iter(errors.values())), errors)
    must_be_reachable(person, "quiet")
    return person


def written(person: Person) -> dict[str, str]:
    """How it is now, as it is typed."""
    quiet = "-".join(f"{minutes // 60}:{minutes % 60:02}" for minutes in person.quiet)
    return {"days": write_days(person.workdays), "country": person.country, "quiet": quiet}


def read_quiet(typed: str) -> tuple[int, ...] | None:
    """From and to in minutes after midnight, empty for none; None for what cannot be read. `22-7` ends next day."""
    if not _or_none(typed):
        return ()
    start, *rest = re.split(r"\s*(?:-|–|—|\bto\b|\buntil\b)\s*", typed.strip().casefold()[:SHOWN])
    read = [read_clock(word) for word in (start, *rest)]
    first, last = read if len(read) == 2 else (None, None)
    return (first, last) if first is not None and last is not None and first != last else None


def must_be_reachable(person: Person, field: str) -> None:
    """Raises at the field when no minute of the working day is left that is not quiet."""
    if not person.quiet:
        return
    start, end = person.quiet
    day = [at % DAY_MINUTES for at in range(person.day_start, person.day_end)]
    quiet = (start <= at < end if start < end else at >= start or at < end for at in day)
    if all(quiet):
        raise Refused.at(field, person.words()("team.quiet_always"))


def _or_none(typed: str) -> str:
    word = typed.strip()
    return "" if word.casefold() in NONE else word
