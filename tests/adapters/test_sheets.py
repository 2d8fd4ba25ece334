"""adapters/sheets.py: what a table says as CSV, and that no spreadsheet calculates any of it."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.sheets import CALCULATED, QUICK_ROWS, as_csv, written
from adapters.words import clean
from bot.attached import FILE_BYTES
from bot.exporting import sheet
from bot.sheets import CHARACTERS_MOST, ROWS_MOST, Cell, Instant, Row, Sheet
from tests.dialogs.world import PEOPLE

OLIVIA, ANA = PEOPLE[0], PEOPLE[1]
HOSTILE = (
    '=HYPERLINK("http://evil.example","x")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\x00=1+1",
    "  =1+1",
    "\n=1+1",
    "＝1+1",
    "\u200b=1+1",
    "\u202e=1+1",
    'He said "no", then\nleft; =1+1',
    "Łódź, Київ, Αθήνα, 東京, 🙂",
)


def table(*rows: Row, zone: str = "UTC") -> Sheet:
    return Sheet(name="some.csv", alt="", zone=zone, header=("A", "B"), rows=rows)


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))


def test_a_table_is_utf_8_with_a_mark_and_the_line_ends_of_rfc_4180() -> None:
    made = as_csv(table(("one, two", 'he said "no"'), ("first\nsecond", "")))
    assert made == b'\xef\xbb\xbfA,B\r\n"one, two","he said ""no"""\r\n"first\nsecond",\r\n'


@pytest.mark.parametrize(
    ("cell", "written_as"),
    [
        ("Write it", "Write it"),
        (-3, "-3"),
        (0, "0"),
        (-12.5, "-12.50"),
        (0.1 + 0.2, "0.30"),
        ("-3", "'-3"),
        ("2026-11-27", "2026-11-27"),
        (Instant(datetime(2026, 11, 27, 22, 0, 59, tzinfo=UTC)), "2026-11-27 17:00"),
        (Instant(datetime(2026, 7, 1, 3, 0, tzinfo=UTC)), "2026-06-30 23:00"),
    ],
)
def test_numbers_stay_numbers_and_instants_are_on_the_readers_clock(cell: Cell, written_as: str) -> None:
    assert read(as_csv(table((cell, ""), zone="America/New_York")))[1] == [written_as, ""]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_is_calculated(text: str) -> None:
    made = as_csv(Sheet(name="some.csv", alt="", zone="UTC", header=(text,), rows=((text,),)))
    for (cell,) in read(made):
        assert cell[:1] not in CALCULATED
        assert cell.lstrip()[:1] not in CALCULATED
        assert cell.removeprefix("'") == clean(text)


@given(st.lists(st.tuples(st.text() | st.sampled_from(HOSTILE), st.integers() | st.text(max_size=3)), max_size=8))
def test_what_was_written_is_what_is_read_again(rows: list[tuple[str, int | str]]) -> None:
    found = read(as_csv(table(*rows)))[1:]
    assert len(found) == len(rows)
    for (text, number), cells in zip(rows, found, strict=True):
        assert cells[0].removeprefix("'") == clean(text).removeprefix("'")
        assert cells[0][:1] not in CALCULATED
        if isinstance(number, int):
            assert int(cells[1]) == number


@pytest.mark.parametrize("n", [QUICK_ROWS, QUICK_ROWS + 1, ROWS_MOST])
async def test_a_long_table_comes_whole_too_whatever_is_in_it(n: int) -> None:
    rows: list[Row] = [(HOSTILE[number % len(HOSTILE)], number) for number in range(n)]
    found = read(await written(table(*rows)))[1:]
    assert [int(cells[1]) for cells in found] == list(range(n))
    assert not any(cells[0][:1] in CALCULATED for cells in found)


def test_of_too_many_rows_the_last_stay_and_it_is_said() -> None:
    made = sheet("late", ("Task",), [(str(number),) for number in range(ROWS_MOST + 5)], OLIVIA)
    assert (made.rows[0], made.rows[-1], len(made.rows)) == (("5",), (str(ROWS_MOST + 4),), ROWS_MOST)
    assert made.alt == "the last 10000 of 10005 rows"
    assert sheet("late", ("Task",), [("1",)] * ROWS_MOST, OLIVIA).alt == "10000 rows"


def test_rows_of_much_text_stay_within_what_every_platform_takes() -> None:
    long = "東" * 3_000
    made = sheet("standup", ("Answer",), [(long,)] * 600, ANA)
    assert len(made.rows) == CHARACTERS_MOST // 3_000
    assert made.alt == "the last 500 of 600 rows"
    assert len(as_csv(made)) < FILE_BYTES


def test_a_table_is_for_its_reader() -> None:
    made = sheet("late", ("Task", "Due"), [("Write it", 1)], ANA)
    assert (made.name, made.zone, made.alt, made.header) == ("late.csv", "Asia/Manila", "1 row", ("Task", "Due"))
