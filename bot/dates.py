"""Reads a date as people write it; what is not certain is no date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.hours import Hours
from bot.zones import to_utc


class NotADate(ValueError):
    """What was typed is no date that can be read with certainty."""


class InThePast(NotADate):
    """What was typed is a date, but not one to come."""


def read_date(typed: str, now: datetime, hours: Hours, locale: str = "en") -> datetime:
    """The UTC instant meant by `fri 5pm` in the zone of `hours`; a day without a time ends at their `day_end`.

    Raises NotADate for what is not certain, InThePast for an instant not after `now`.
    """
    _ = locale
    try:
        at = to_utc(datetime.strptime(typed.strip()[:80], "%Y-%m-%d %H:%M"), hours.zone)  # noqa: DTZ007 - local
    except (ValueError, OverflowError) as error:
        raise NotADate(typed[:80]) from error
    if at <= now:
        raise InThePast(typed[:80])
    return at


def longest_date(words: Sequence[str], now: datetime, hours: Hours, locale: str = "en") -> tuple[int, datetime] | None:
    """How many of the leading words (at most 6) make the longest certain date, and its instant; None for none."""
    for count in range(min(6, len(words)), 0, -1):
        try:
            return count, read_date(" ".join(words[:count]), now, hours, locale)
        except InThePast:
            raise
        except NotADate:
            continue
    return None
