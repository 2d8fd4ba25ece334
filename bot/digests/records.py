"""How far each person's weekly digest has come, so that none leaves a gap or says a thing twice."""

from __future__ import annotations

from datetime import datetime

from bot.requests import Record


class Delivered(Record, frozen=True, kw_only=True):
    """`id` is the person's; everything up to `through` has been in a digest."""

    through: datetime
