"""bot/handoff/list_cards.py: how late a line of a list says that a task is."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.handoff.list_cards import Looking, lines
from bot.people import Roster
from bot.ui import as_text
from tests.dialogs.world import MONDAY, PEOPLE
from tests.handoff.test_capacity import task


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, ""),
        (1, "due now"),
        (59, "due now"),
        (60, "late by 1 min"),
        (3_600, "late by 1 h"),
        (86_400, "late by 1 day"),
    ],
)
def test_what_is_due_this_very_minute_is_not_late_by_nothing(seconds: int, said: str) -> None:
    (line,) = lines([task("1", due=MONDAY)], Looking(PEOPLE[0], Roster(PEOPLE), MONDAY + timedelta(seconds=seconds)))
    assert as_text(line).rpartition(" · ")[2] == said or (not said and "late" not in as_text(line))
