"""A line of what somebody did, and its sums."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from bot.errors import NotAllowed
from bot.focus.records import Area, DealWith, Entry, Kind
from bot.focus.rules import Did, Logged, by_area, by_kind, focused, logged, may_log, read, read_share
from tests.standups.made import ANA, GIL, NOON, OLIVIA, PAT

ENTRY = Entry(team="t1", id="1", by="olivia", minutes=60, kind="marketing", at=NOON)


@pytest.mark.parametrize(
    ("line", "did"),
    [
        ("90m deal JV with Rosa", Did(90, "deals", "", "", "JV with Rosa")),
        ("1h30 marketing", Did(90, "marketing", "", "", "")),
        ("1 h 30m product: Draw", Did(90, "making", "", "", "Draw")),
        ("2h marketing C Newsletter", Did(120, "marketing", "C", "", "Newsletter")),
        ("2h Marketing: C: Newsletter", Did(120, "marketing", "C", "", "Newsletter")),
        ("2h marketing, D, Newsletter", Did(120, "marketing", "D", "", "Newsletter")),
        ("2h marketing", Did(120, "marketing")),
        ("2h marketing B", Did(120, "marketing", "B")),
        ("1 h deal: Partner; swap", Did(60, "deals", "", "partner", "Partner; swap")),
        ("1 30m mails", Did(None, "work", "", "", "1 30m mails")),
        ("2h marketing c Newsletter", Did(120, "marketing", "", "", "c Newsletter")),
        ("45m deal newsletter swap", Did(45, "deals", "", "newsletter", "newsletter swap")),
        ("45m marketing newsletter", Did(45, "marketing", "", "", "newsletter")),
        ("45m deals with two communities.", Did(45, "deals", "", "community", "with two communities.")),
        ("3h other inbox", Did(180, "work", "", "", "inbox")),
        ("1h area A Invoices", Did(60, "work", "A", "", "Invoices")),
        ("1h deal area C: Rosa", Did(60, "deals", "C", "", "Rosa")),
        ("1h area code list", Did(60, "work", "", "", "area code list")),
        ("1h area", Did(60, "work", "", "", "area")),
        ("20m mails", Did(20, "work", "", "", "mails")),
        ("20m", Did(20)),
        ("marketing Newsletter", Did(None, "marketing", "", "", "Newsletter")),
        ("", Did(None)),
        ("forever deal", Did(None, "work", "", "", "forever deal")),
    ],
)
def test_a_line_says_how_long_then_the_kind_then_what(line: str, did: Did) -> None:
    assert read(line) == did


def entries(*parts: tuple[int, Kind, Area, DealWith]) -> list[Entry]:
    return [replace(ENTRY, minutes=m, kind=kind, area=area, deal_with=whom) for m, kind, area, whom in parts]


def test_work_is_no_focus_and_each_kind_and_area_has_its_sum() -> None:
    week = entries((60, "work", "A", ""), (30, "deals", "C", "partner"), (15, "deals", "", ""), (10, "making", "C", ""))
    assert focused(week) == 55
    assert by_kind(week) == {"making": 10, "deals": 45, "work": 60}
    assert by_area(week) == {"A": 60, "C": 40}
    assert (focused([]), by_kind([]), by_area([])) == (0, {}, {})


def test_owner_and_partners_log_and_nobody_else() -> None:
    may_log(OLIVIA)
    may_log(PAT)
    for who in (ANA, GIL):
        with pytest.raises(NotAllowed):
            may_log(who)


def test_deals_are_found_beside_their_week() -> None:
    assert ENTRY.terms() == ("focus:olivia:2026-W48",)
    assert replace(ENTRY, kind="deals").terms() == ("focus:olivia:2026-W48", "deals:olivia")


@pytest.mark.parametrize(
    ("typed", "share"),
    [
        ("60%", 60), ("60 %", 60), ("100%", 100), ("1%", 1), ("0%", None), ("101%", None), ("%", None), ("60", None),
        ("8h", None), ("", None), ("6.5%", None), ("²%", None), ("1000000000000%", None),
    ],
)  # fmt: skip
def test_d1_a_share_of_the_time_is_typed_in_percent(typed: str, share: int | None) -> None:
    assert read_share(typed) == share


@pytest.mark.parametrize(("days", "weeks"), [(0, 1), (5, 1), (7, 1), (10, 1), (11, 2), (14, 2), (35, 5)])
def test_d1_a_digest_of_several_weeks_has_several_weeks_target(days: int, weeks: int) -> None:
    entries = [replace(ENTRY, minutes=90), replace(ENTRY, kind="work", minutes=30)]
    found = logged(entries, 600, NOON, NOON + timedelta(days=days))
    assert found == Logged(90, 120, 600 * weeks)
