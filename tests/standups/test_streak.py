"""Weeks in a row without a miss: what counts, what ends it, and what does neither."""

from __future__ import annotations

import pytest

from bot.standups.rules import Count, streak

FULL, NONE = Count(answered=5), Count()
LATE, MISSED = Count(answered=5, late=2), Count(answered=4, missing=1)
OPEN = Count(answered=2, open=1)


@pytest.mark.parametrize(
    ("weeks", "in_a_row"),
    [
        ([], 0),
        ([OPEN], 0),
        ([OPEN, FULL], 1),
        ([NONE, FULL, FULL], 2),
        ([FULL, FULL, LATE], 2),
        ([MISSED, FULL, FULL], 0),
        ([FULL, MISSED, FULL], 0),
        ([FULL, FULL, NONE, FULL, MISSED, FULL], 2),
        ([FULL, NONE, NONE], 0),
    ],
)
def test_a_streak_is_whole_weeks_without_a_miss(weeks: list[Count], in_a_row: int) -> None:
    assert streak(weeks) == in_a_row
