"""bot/digests/trend_sheet.py: what is recomputed from the text of the CSV alone is what the trends count."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.sheets import as_csv
from bot.digests import rules, trend_sheet, trends
from bot.digests.ledger import Ball, Work
from bot.digests.trend_cards import Weeks
from bot.digests.trends import Share
from bot.exporting import sheet
from bot.focus.records import Entry
from bot.people import Person, Roster
from tests.dialogs.world import PEOPLE

OLIVIA, ANA, PAT = PEOPLE[0], PEOPLE[1], PEOPLE[3]
NOW = datetime(2026, 11, 25, 17, tzinfo=UTC)
WEEKS = trends.weeks_until(NOW, "America/New_York")

instants = st.sampled_from((0, 1, 2, 6, 7, 8, 30, 80, 90)).map(lambda days: NOW - timedelta(days=days))
works = st.lists(
    st.builds(
        Work,
        id=st.just("1"),
        outcome=st.just("Write it"),
        giver=st.sampled_from(("olivia", "ana")),
        holder=st.sampled_from(("ana", "ben")),
        created_at=st.just(NOW),
        done_at=st.none() | instants,
        ball_at_due=st.none() | st.sampled_from(Ball),
    ),
    max_size=12,
)
entries = st.lists(
    st.builds(
        Entry,
        team=st.just("studio"),
        id=st.just("1"),
        by=st.just("olivia"),
        minutes=st.sampled_from((15, 90)),
        kind=st.sampled_from(("deals", "work")),
        at=instants,
    ),
    max_size=6,
)


def read(told: Weeks) -> list[dict[str, str]]:
    made = sheet("trends", trend_sheet.header(told), trend_sheet.rows(told), told.reader)
    text = as_csv(made).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


@settings(deadline=None)
@given(works, entries)
def test_d4_the_bars_of_the_trends_are_counted_again_from_the_file(some: list[Work], logged: list[Entry]) -> None:
    told = Weeks(OLIVIA, OLIVIA, Roster(PEOPLE), WEEKS, works=some, entries=logged)
    found = read(told)
    assert [(int(row["Done"]), int(row["Of these late"])) for row in found] == [
        (share.all, share.part) for share in trends.done_per_week(some, WEEKS)
    ]
    inside = [work for work in some if work.giver != work.holder and work.done_at and work.done_at >= WEEKS[0].start]
    in_time = [work for work in inside if work.done_at and work.done_at < WEEKS[-1].end]
    assert sum(int(row["Done"]) for row in found) == len(in_time)
    assert [int(row["Focus (minutes)"]) for row in found] == list(trends.focus_per_week(logged, WEEKS))
    assert [row["Over"] for row in found] == ["1"] * 11 + ["0"]


@pytest.mark.parametrize(
    ("about", "reader", "name"),
    [
        (OLIVIA, OLIVIA, "trends-2026-11-25"),
        (ANA, ANA, "trends-2026-11-26"),  # it is one in the morning in Manila
        (ANA, OLIVIA, "trends-ana-2026-11-25"),
        (OLIVIA, PAT, "trends-2026-11-25"),
    ],
)
def test_a_file_is_named_after_whom_it_tells_of_and_has_a_name_for_each_column(
    about: Person, reader: Person, name: str
) -> None:
    told = Weeks(about, reader, Roster(PEOPLE), WEEKS, standups=[Share(5, 1)] * 12)
    assert trend_sheet.name_of(told) == name
    assert {len(row) for row in trend_sheet.rows(told)} == {len(trend_sheet.header(told))}
    shown = set(read(told)[0])
    assert ("Done" in shown) is (reader is not PAT)
    assert ("Not answered" in shown) is (about is ANA)
    if about is ANA:
        assert {(row["Standups asked"], row["Not answered"]) for row in read(told)} == {("5", "1")}


def test_weeks_are_named_by_their_monday_on_the_readers_clock() -> None:
    told = Weeks(OLIVIA, OLIVIA, Roster(PEOPLE), WEEKS)
    assert [row["Week of"] for row in read(told)][-2:] == ["2026-11-16", "2026-11-23"]
    assert WEEKS[-1] == rules.Week(datetime(2026, 11, 23, 5, tzinfo=UTC), NOW)
