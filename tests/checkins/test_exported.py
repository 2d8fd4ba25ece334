"""Promises as a file: what a digest counts is recomputed from the text of the CSV alone."""

from __future__ import annotations

import csv
import io
from collections import Counter
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from adapters.sheets import as_csv
from bot.checkins.exported import COLUMNS, rows_of
from bot.checkins.records import Promise, Said, State, Verdict
from bot.digests import promise_rules, rules
from bot.exporting import sheet
from bot.people import Roster
from tests.dialogs.world import PEOPLE

PAT, ROSTER = PEOPLE[3], Roster(PEOPLE)
FRIDAY = datetime(2026, 11, 27, 17, tzinfo=UTC)
WEEK = rules.Week(FRIDAY - timedelta(days=7), FRIDAY)

at = st.sampled_from((-9, -7, -3, -1, 0, 1)).map(lambda days: FRIDAY + timedelta(days=days))
said = st.builds(
    Said,
    verdict=st.sampled_from(Verdict),
    at=at,
    by=st.sampled_from(("", "olivia")),
    due_at=at,
    text=st.sampled_from(("", "=1+1", 'waiting,\nfor "them"')),
    moved_to=st.none() | at,
)
promises = st.lists(
    st.builds(
        Promise,
        team=st.just("studio"),
        id=st.just(""),
        by=st.just("olivia"),
        to=st.just("pat"),
        text=st.just("Write to Rosa"),
        due_at=at,
        made_at=st.just(WEEK.start),
        state=st.sampled_from((State.OPEN, State.KEPT)),
        history=st.lists(said, max_size=3).map(lambda some: tuple(sorted(some, key=lambda one: one.at))),
    ),
    max_size=5,
)
VERDICTS = {"kept": Verdict.KEPT, "partly": Verdict.PARTLY, "missed": Verdict.MISSED, "moved": Verdict.MOVED}


@settings(deadline=None)
@given(promises)
def test_d4_the_promises_of_a_digest_are_counted_again_from_the_file(some: list[Promise]) -> None:
    numbered = [replace(one, id=str(number)) for number, one in enumerate(some)]
    rows = [row for one in numbered for row in rows_of(one, WEEK.start - timedelta(days=30), PAT, ROSTER)]
    text = as_csv(sheet("promises", COLUMNS, rows, PAT)).decode("utf-8-sig")
    found = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    last: dict[str, str] = {}
    for row in found:
        if row["said_at"] and "2026-11-20 17:00" <= row["said_at"] < "2026-11-27 17:00":
            last[row["number"]] = row["outcome"].partition(",")[0]
    counted = Counter(VERDICTS[outcome] for outcome in last.values())
    told = [one for promise in numbered if (one := promise_rules.said_in(promise, WEEK))]
    assert counted == Counter(one.verdict for one in told)
    assert sum(row["outcome"] == "open" for row in found) == sum(promise.open for promise in numbered)


def test_what_was_said_before_is_left_out_and_silence_is_said_to_be_it() -> None:
    history = (
        Said(verdict=Verdict.MOVED, at=WEEK.start - timedelta(days=1), by="olivia", due_at=FRIDAY, moved_to=FRIDAY),
        Said(verdict=Verdict.MISSED, at=WEEK.start, by="", due_at=FRIDAY),
    )
    promise = Promise(
        team="studio", id="1", by="olivia", to="pat", text="Write", due_at=FRIDAY, made_at=FRIDAY,
        state=State.MISSED, history=history,
    )  # fmt: skip
    (row,) = rows_of(promise, WEEK.start, PAT, ROSTER)
    assert row[COLUMNS.index("outcome")] == "missed, nothing was said in time"
    assert (row[2], row[3], len(row)) == ("Olivia", "Pat", len(COLUMNS))
