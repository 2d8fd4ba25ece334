"""Time zones: local and UTC instants, the next local wall time, and the zone somebody means by a word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

CONTINENTS = frozenset({"Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"})
# Colloquially these mean summer time for half the year, but the database holds them fixed.
FIXED = frozenset({"EST", "MST", "HST"})
NO_PLACES = frozenset({"localtime", "posixrules", "Factory"})
# Words of their own, or corners of a country that other countries have as well.
NO_CITIES = frozenset({"easter", "north", "south", "west", "act", "nsw", "oral", "wake"})
MOVED = {"istanbul": "Europe/Istanbul", "nicosia": "Asia/Nicosia"}
LONGEST_NAME = 40
_MARKS = re.compile("[\u0300-\u036f]")


def local(at: datetime, zone: str) -> datetime:
    """The same instant on that zone's clocks; ZoneInfoNotFoundError (a KeyError) for a zone there is not."""
    return at.astimezone(ZoneInfo(zone))


def to_utc(naive_local: datetime, zone: str) -> datetime:
    """The instant of a wall clock reading: shifted forward when clocks skip it, the first when they show it twice."""
    return naive_local.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(UTC)


def at_minutes(day: date, minutes: int, zone: str) -> datetime:
    """The instant when local clocks show that many minutes after midnight; 1440 is the midnight that ends the day."""
    return to_utc(datetime.combine(day, time.min) + timedelta(minutes=minutes), zone)


def next_local(after: datetime, zone: str, minutes: int, weekdays: Collection[int]) -> datetime:
    """The first instant strictly after `after` at that local wall time on one of the weekdays (Monday is 0).

    Once per wanted day, also when the clocks change. ValueError without weekdays or for minutes beyond a day.
    """
    if not 0 <= minutes < 24 * 60 or not set(weekdays) & set(range(7)):
        raise ValueError(f"no such local time: {minutes} on {sorted(weekdays)}")
    # Yesterday's reading can fall on today where the clocks skip the last hour of a day.
    day = local(after, zone).date() - timedelta(days=1)
    while day.weekday() not in weekdays or (at := at_minutes(day, minutes, zone)) <= after:
        day += timedelta(days=1)
    return at


def parse_zone(typed: str) -> str | None:
    """The zone's name in the time zone database, for that name or a city that only one zone has; any case."""
    return _zones().get(folded(typed)) if len(typed) <= LONGEST_NAME else None


def folded(typed: str) -> str:
    """Lower case, without accents and underscores, single spaces."""
    letters = unicodedata.normalize("NFKD", typed.casefold())
    return " ".join(_MARKS.sub("", letters).replace("_", " ").split())


@cache
def _zones() -> dict[str, str]:
    """Folded names and cities, each with the zone it means for certain."""
    names = available_timezones() - FIXED - NO_PLACES
    cities: dict[str, set[str]] = {}
    for name in names:
        continent, _, rest = name.partition("/")
        city = folded(rest.rpartition("/")[2])
        if continent in CONTINENTS and city not in NO_CITIES:
            cities.setdefault(city, set()).add(name)
    found = {city: one for city, zones in cities.items() if (one := MOVED.get(city) or _the_one(zones))}
    return found | {folded(name): name for name in names}


def _the_one(zones: set[str]) -> str | None:
    """A city known by two names (America/Buenos_Aires, America/Argentina/Buenos_Aires) goes by the fuller one.

    A fuller name alone is no city that everybody knows (America/Argentina/San_Juan), so it is none.
    """
    full = max(zones, key=lambda name: (name.count("/"), name))
    short = [name for name in zones if name.count("/") == 1]
    return full if len(short) == 1 else None
