"""Countries and regions as people write them."""

from __future__ import annotations

from datetime import date

import pytest

from bot.countries import read_country, say_country
from bot.hours import Hours, is_workday


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("PH", "PH"),
        ("philippines", "PH"),
        ("us-ca", "US-CA"),
        ("US CA", "US-CA"),
        ("California, United States", "US-CA"),
        ("united states california", "US-CA"),
        ("DE-BY", "DE-BY"),
        ("Germany, Bayern", "DE-BY"),
        ("Deutschland", "DE"),
        ("gb/sct", "GB-SCT"),
        ("DE-Augsburg", "DE-Augsburg"),
        ("Atlantis", None),
        ("US-XX", None),
        ("PH-CA", None),
        ("", None),
        ("x" * 5_000, None),
        ("- - -", None),
        ("NYSE", None),
    ],
)
def test_a_country_is_known_by_its_code_or_name_with_or_without_a_region(typed: str, meant: str | None) -> None:
    assert read_country(typed, "de") == meant


def test_it_is_said_by_its_name() -> None:
    assert [say_country(code, "en") for code in ("PH", "US-CA", "DE-BY")] == [
        "Philippines", "United States, California", "Germany, Bayern",
    ]  # fmt: skip


def test_a_region_has_holidays_of_its_own() -> None:
    cesar_chavez, epiphany = date(2026, 3, 31), date(2026, 1, 6)
    assert not is_workday(cesar_chavez, Hours(zone="America/Los_Angeles", country="US-CA"))
    assert is_workday(cesar_chavez, Hours(zone="America/New_York", country="US-NY"))
    assert not is_workday(epiphany, Hours(zone="Europe/Berlin", country="DE-BY"))
    assert is_workday(epiphany, Hours(zone="Europe/Berlin", country="DE"))
    assert is_workday(epiphany, Hours(zone="Europe/Berlin", country="DE-XX"))
