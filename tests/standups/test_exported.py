"""Standups as a file: what the digest and the status count is recomputed from the text of the CSV alone."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.sheets import as_csv
from bot.exporting import sheet
from bot.people import Roster
from bot.requests import Channel
from bot.standups.exported import COLUMNS, head_of
from bot.standups.records import Answer, Run, Seat, Sitting
from bot.standups.rules import Count, participation
from tests.dialogs.world import PEOPLE

OLIVIA, ROSTER = PEOPLE[0], Roster(PEOPLE)
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
SEATED = ("olivia", "ana", "ben", "gone")

seats = st.builds(
    Seat,
    person=st.sampled_from(SEATED),
    prompt_at=st.just(NOON - timedelta(hours=3)),
    closes_at=st.sampled_from((NOON, NOON + timedelta(minutes=1))),
    state=st.sampled_from(("waiting", "asked", "away", "not_asked")),
)
days = st.lists(st.lists(seats, min_size=1, max_size=4, unique_by=lambda seat: seat.person), max_size=4)
said = st.dictionaries(st.tuples(st.integers(0, 3), st.sampled_from(SEATED)), st.sampled_from(("", "late", "skipped")))


def run_of(number: int, some: list[Seat]) -> Run:
    return Run(
        team="studio", id=f"1:{number}", standup="1", name="Daily", day=date(2026, 11, 20 + number), questions=(),
        seats=tuple(some), channel=Channel(""), reminder_minutes=30, opened_at=NOON,
    )  # fmt: skip


def answer_of(run: Run, person: str, how: str) -> Answer:
    return Answer(
        team="studio", id=f"{run.id}:{person}", standup="1", day=run.day, person=person, lines=(), at=NOON,
        late=how == "late", skipped=how == "skipped",
    )  # fmt: skip


@settings(deadline=None)
@given(days, said)
def test_d4_participation_is_counted_again_from_the_file(
    some: list[list[Seat]], told: dict[tuple[int, str], str]
) -> None:
    runs = [run_of(number, seated) for number, seated in enumerate(some)]
    answers = {
        f"1:{number}:{person}": answer_of(runs[number], person, how)
        for (number, person), how in told.items()
        if number < len(runs)
    }
    rows = [
        head_of(Sitting(run=run, seat=seat, answer=answers.get(f"{run.id}:{seat.person}")), OLIVIA, ROSTER, NOON)
        for run in runs
        for seat in run.seats
    ]
    text = as_csv(sheet("standups", COLUMNS, rows, OLIVIA)).decode("utf-8-sig")
    found = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    for person, expected in participation(runs, ROSTER, answers.values(), NOON).items():
        mine = [row for row in found if row["who"] == ROSTER.name(person)]
        counted = {name: sum(int(row[name]) for row in mine) for name in ("asked", "answered", "late")}
        assert counted == {"asked": expected.over, "answered": expected.answered, "late": expected.late}
        assert expected == Count(
            answered=sum(row["how"] in ("answered", "answered late") for row in mine),
            late=sum(row["how"] == "answered late" for row in mine),
            missing=sum(row["how"] == "no answer" for row in mine),
            open=sum(row["how"] == "still open" for row in mine),
        )
