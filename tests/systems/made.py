"""Systems to begin tests with."""

from __future__ import annotations

from datetime import date
from typing import Any

from msgspec.structs import replace

from bot.recurrence import Recurrence
from bot.systems.records import System
from bot.times import Hours
from tests.dialogs.world import MONDAY

MANILA = Hours(zone="Asia/Manila")
HERE = Hours(zone="America/New_York")


def system(rule: str = "FREQ=WEEKLY;BYDAY=TU", first: str = "2026-11-24", **values: Any) -> System:
    """S1: Gia has Ana send the newsletter every Tuesday 9:00 in New York; accepted, nothing made yet."""
    made = System(
        team="studio",
        id="1",
        giver="gia",
        holder="ana",
        outcome="Send the newsletter",
        done_when="Everybody has it",
        recurrence=Recurrence(rule=rule, first=date.fromisoformat(first)),
        minutes=9 * 60,
        zone="America/New_York",
        created_at=MONDAY,
        accepted_at=MONDAY,
    )
    return replace(made, **values)
