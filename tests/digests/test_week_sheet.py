"""The week as a file: what is recomputed from the text of the CSV alone is what the digest says."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from adapters.sheets import as_csv
from bot.digests import own_sheet, rules, week_sheet
from bot.digests.ledger import Act, Ball, Work
from bot.digests.own_week import own
from bot.exporting import sheet
from bot.people import Roster
from tests.dialogs.world import PEOPLE, TEAM

OLIVIA, ANA = replace(PEOPLE[0], rate_cents=777), replace(PEOPLE[1], rate_cents=1_234)
ROSTER = Roster((OLIVIA, ANA, *PEOPLE[2:]))
FRIDAY = datetime(2026, 11, 27, 17, tzinfo=UTC)
WEEK = rules.Week(FRIDAY - timedelta(days=7), FRIDAY)
KINDS = ("ask", "answer", "hand_in", "send_back", "approve", "system", "note")
CLOCKS = {"with the holder": Ball.HOLDER, "waited on the giver": Ball.GIVER, "blocked": Ball.BLOCKER}
CLOCKS["not accepted yet"] = Ball.OFFERED
COUNTED = ("Handed over", "Done", "Late", "Late from before", "Waiting on you", "Blocked", "Questions", "Returned")
HOSTILE = ("Write it", "=1+1", 'Say "no", then\r\nleave; =2', "-3", "\u202eabc", "東京 🙂", "")

people = st.sampled_from(("olivia", "ana", "ben"))
instants = st.sampled_from((-8, -7, -6, -1, 0, 1)).map(lambda days: FRIDAY + timedelta(days=days))
acts = st.lists(st.builds(Act, st.sampled_from(KINDS), instants, people), max_size=4)
drawn = st.lists(
    st.builds(
        Work,
        id=st.just(""),
        outcome=st.sampled_from(HOSTILE),
        giver=people,
        holder=people,
        created_at=instants,
        due_at=st.none() | instants,
        effort_minutes=st.sampled_from((0, 7, 20, 60)),
        done_at=st.none() | instants,
        dropped=st.booleans(),
        ball_at_due=st.none() | st.sampled_from(Ball),
        waits_on=st.just("") | people,
        waits_for=st.sampled_from(("", "question", "date", "review", "blocker", "offer")),
        waits_since=st.none() | instants,
        acts=acts.map(lambda some: tuple(sorted(some, key=lambda act: act.at))),
    ),
    max_size=12,
).map(lambda some: [replace(work, id=str(number)) for number, work in enumerate(some, 1)])


def told(works: list[Work]) -> week_sheet.Counted:
    return week_sheet.Counted(WEEK, OLIVIA, ROSTER, week_sheet.counted_in(rules.behind(works, WEEK, OLIVIA)))


def read(content: bytes) -> list[dict[str, str]]:
    """Nothing but the text of the file."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))


def total(rows: list[dict[str, str]], name: str) -> int:
    return sum(int(row[name]) for row in rows)


@settings(deadline=None)
@given(drawn)
def test_d4_each_figure_of_the_digest_is_what_its_column_adds_up_to(works: list[Work]) -> None:
    figures = rules.figures(works, WEEK, OLIVIA, ROSTER)
    made = sheet("week", week_sheet.header(OLIVIA, TEAM), week_sheet.rows(works, told(works)), OLIVIA)
    rows = read(as_csv(made))
    assert total(rows, "Done") == figures.done
    assert total(rows, "Handed over") == figures.handed_over
    assert total(rows, "Late") == len(figures.late)
    assert total(rows, "Late from before") == len(figures.overdue)
    assert total(rows, "Waiting on you") == len(figures.waiting)
    assert total(rows, "Blocked") == len(figures.blocked)
    assert total(rows, "Questions") == figures.questions
    assert total(rows, "Returned") == figures.returned
    assert total(rows, "Effort done (minutes)") == figures.effort_minutes
    assert total(rows, "Without an estimate") == figures.unestimated
    assert total(rows, "Your minutes") == figures.spent_minutes
    assert total(rows, "Effort done (minutes)") - total(rows, "Your minutes") == figures.back_minutes
    assert sum(round(float(row["Cost (USD)"]) * 100) for row in rows) == figures.cost_cents
    late = [row["Where it was when due"] for row in rows if row["Late"] == "1"]
    assert {name: late.count(name) for name in CLOCKS} == {
        n: sum(ball is work.ball_at_due for work in figures.late) for n, ball in CLOCKS.items()
    }


@settings(deadline=None)
@given(drawn, st.sampled_from(rules.FIGURES))
def test_d4_the_file_of_one_figure_has_exactly_its_tasks(works: list[Work], figure: str) -> None:
    week, by_id = told(works), {work.id: work for work in works}
    chosen = [by_id[number] for number in week.counted[figure]]
    rows = [week_sheet.row(work, week) for work in chosen]
    made = sheet(figure, week_sheet.header(OLIVIA, TEAM), rows, OLIVIA)
    column = dict(zip(rules.FIGURES, COUNTED, strict=True))[figure]
    found = read(as_csv(made))
    assert [row["No."] for row in found] == [f"#{work.id}" for work in chosen]
    often = {"asked": "ask", "sent_back": "send_back"}.get(figure)
    assert total(found, column) == (sum(rules.times(one, often, WEEK) for one in chosen) if often else len(chosen))


@settings(deadline=None)
@given(drawn)
def test_d3_each_figure_of_an_assistants_week_is_what_its_column_adds_up_to(works: list[Work]) -> None:
    figures = own("ana", works, WEEK, ROSTER)
    rows = read(as_csv(sheet("week", own_sheet.header(ANA), own_sheet.rows(works, ANA, WEEK, ROSTER), ANA)))
    assert total(rows, "Handed in") == figures.handed_in
    assert total(rows, "Approved") == len(figures.approved)
    assert total(rows, "Approved the first time") == figures.first_time
    assert total(rows, "Late") == len(figures.late)
    assert total(rows, "Late from before") == len(figures.overdue)
    assert total(rows, "Questions you asked") == figures.questions
    assert total(rows, "Answered") == figures.answered
    assert total(rows, "Waited for answers (minutes)") == figures.waited_minutes
    assert total(rows, "Effort done (minutes)") == figures.effort_minutes


def test_header_and_rows_have_the_same_length() -> None:
    work = Work(id="1", outcome="Write it", giver="olivia", holder="ana", created_at=WEEK.start)
    assert len(week_sheet.header(OLIVIA, TEAM)) == len(week_sheet.row(work, told([work]))) == len(week_sheet.COLUMNS)
    assert len(own_sheet.header(ANA)) == len(own_sheet.COLUMNS)


def test_what_counts_nowhere_has_no_row_and_what_was_only_asked_about_has_one() -> None:
    before = WEEK.start - timedelta(days=1)
    idle = Work(id="1", outcome="Write it", giver="olivia", holder="ana", created_at=before)
    asked = replace(idle, id="2", acts=(Act("ask", WEEK.start, "ana"),))
    answered = replace(idle, id="3", acts=(Act("answer", WEEK.start, "olivia"),))
    to_herself = replace(asked, id="4", holder="olivia")
    works = [to_herself, answered, asked, idle]
    assert [row[0] for row in week_sheet.rows(works, told(works))] == ["#2", "#3"]
    assert own_sheet.rows([idle], ANA, WEEK, ROSTER) == []


def test_a_file_is_named_after_the_last_day_it_tells_of_on_the_readers_clock() -> None:
    until = rules.Week(FRIDAY, datetime(2026, 11, 28, 5, 0, 0, 1, tzinfo=UTC))
    assert week_sheet.file_name("late", until, OLIVIA) == "late-2026-11-28"
    assert week_sheet.file_name("late", until, ANA) == "late-2026-11-28"
    midnight = rules.Week(FRIDAY, datetime(2026, 11, 28, 5, 0, tzinfo=UTC))
    assert week_sheet.file_name("late", midnight, OLIVIA) == "late-2026-11-27"
