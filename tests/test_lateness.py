"""bot/jobs.py: what is late, what is stale, and which job no longer fits its rule."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.jobs import came_late, is_stale, late_note, still_fits
from bot.texts import Words
from bot.ui import When

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.mark.parametrize(("seconds", "late"), [(-60, False), (0, False), (600, False), (601, True)])
def test_a_message_says_that_it_is_late_after_ten_minutes(seconds: int, late: bool) -> None:
    now = NOW + timedelta(seconds=seconds)
    assert came_late(NOW, now) is late
    note = ("Sent late: this was meant for ", When(NOW), ".") if late else ()
    assert late_note(NOW, now, Words("en")) == note


@pytest.mark.parametrize(("seconds", "stale"), [(-60, False), (3_600, False), (3_601, True)])
def test_a_message_is_stale_after_its_own_while(seconds: int, stale: bool) -> None:
    assert is_stale(NOW, NOW + timedelta(seconds=seconds), timedelta(hours=1)) is stale


def test_a_recurring_job_fits_where_its_rule_puts_it_alone() -> None:
    def daily(after: datetime) -> datetime:
        return NOW + timedelta(days=(after - NOW) // timedelta(days=1) + 1)

    assert still_fits(NOW, daily)
    assert still_fits(NOW + timedelta(days=1), daily)
    assert not still_fits(NOW + timedelta(seconds=1), daily)
    assert not still_fits(NOW - timedelta(hours=1), daily)
