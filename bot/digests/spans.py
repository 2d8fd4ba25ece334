"""The days that a digest tells of, as its reader's calendar has them."""

from __future__ import annotations

from bot.digests.rules import Week
from bot.people import Person
from bot.times import local
from bot.ui import Text, When


def span(week: Week, reader: Person) -> Text:
    """`Fri 20 Nov – Fri 27 Nov`; where one was sent by hand on the day of the last, `since Fri 27 Nov 17:00`."""
    words = reader.words()
    first, last = (local(at, reader.zone).date() for at in (week.start, week.end))
    if first == last:
        return words("digests.span_day", start=When(week.start))
    return words("digests.span", start=When(week.start, "date"), end=When(week.end, "date"))
