"""Time as people mean it: reads "fri 5pm", working hours, working time between two instants, the next local time."""

from __future__ import annotations

from datetime import date

import msgspec


class NotADate(ValueError):
    """What was typed is no date that can be read with certainty."""


class Away(msgspec.Struct, frozen=True):
    """Whole local days, both included."""

    first: date
    last: date


class Hours(msgspec.Struct, frozen=True, kw_only=True):
    """When somebody works. Minutes are after local midnight, Monday is day 0, `country` is ISO 3166 for holidays."""

    zone: str
    day_start: int = 9 * 60
    day_end: int = 17 * 60
    workdays: tuple[int, ...] = (0, 1, 2, 3, 4)
    country: str = ""
    away: tuple[Away, ...] = ()
