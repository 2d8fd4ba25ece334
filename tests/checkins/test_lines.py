"""bot/checkins/lines.py: what is understood of a typed promise, and of a date in a form."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from bot.checkins.lines import Typed, read_due, read_promise, read_weeks, split_reason
from bot.errors import Refused
from tests.dialogs.world import MONDAY, PEOPLE

OLIVIA = PEOPLE[0]
THURSDAY = datetime(2026, 11, 26, 22, tzinfo=UTC)


def read(line: str) -> Typed:
    return read_promise(line, MONDAY, OLIVIA.hours(), "en")


@pytest.mark.parametrize(
    ("line", "understood"),
    [
        ("Publish it by Thursday", Typed(text="Publish it", due="Thursday", due_at=THURSDAY)),
        ("  Publish it  BY  thursday. ", Typed(text="Publish it", due="thursday", due_at=THURSDAY)),
        ("@pat Publish it by Thursday", Typed(to="@pat", text="Publish it", due="Thursday", due_at=THURSDAY)),
        ("to @pat Publish it by Thursday", Typed(to="@pat", text="Publish it", due="Thursday", due_at=THURSDAY)),
        ("To @pat: Publish it", Typed(to="@pat", text="Publish it")),
        ("to Rosa @ noon", Typed(text="to Rosa @ noon")),
        ("Read it by Rosa by Thursday", Typed(text="Read it by Rosa", due="Thursday", due_at=THURSDAY)),
        ("Publish it", Typed(text="Publish it")),
        ("Publish it by Thursday with proof", Typed(text="Publish it", due="Thursday", due_at=THURSDAY, proof=True)),
        (
            "Publish it, with proof. by Thursday",
            Typed(text="Publish it", due="Thursday", due_at=THURSDAY, proof=True),
        ),
        ("Publish it with proof by Thursday", Typed(text="Publish it", due="Thursday", due_at=THURSDAY, proof=True)),
        ("Publish it, with proof", Typed(text="Publish it", proof=True)),
        ("with proof", Typed(text="with proof")),
        ("Come with proofs by Thursday", Typed(text="Come with proofs", due="Thursday", due_at=THURSDAY)),
        ("Stand by me", Typed(text="Stand by me")),
        ("Publish it by 20 Nov 2026", Typed(text="Publish it", due="20 Nov 2026", past=True)),
        ("@pat Publish it by 20 Nov 2026", Typed(to="@pat", text="Publish it", due="20 Nov 2026", past=True)),
        (
            "@pat Publish it by next Fri",
            Typed(to="@pat", text="Publish it", due="next Fri", either=(date(2026, 11, 27), date(2026, 12, 4))),
        ),
        ("by Thursday", Typed(text="by Thursday")),
        ("@pat", Typed(to="@pat")),
        ("", Typed()),
    ],
)
def test_a_promise_is_cut_at_its_last_readable_date(line: str, understood: Typed) -> None:
    assert read(line) == understood


def test_a_date_in_figures_is_read_as_its_reader_writes_it() -> None:
    third = datetime(2026, 12, 3, 22, tzinfo=UTC)
    assert read_promise("Publish it by 3/12/2026", MONDAY, OLIVIA.hours(), "de").due_at == third
    assert read_due("3/12/2026", "due", replace(OLIVIA, locale="de"), MONDAY) == third


@pytest.mark.parametrize("line", ["by " * 5_000, "@" * 20_000, "x" * 20_000, "שלום by מחר", "\x00 by \x00"])
def test_hostile_lines_are_only_text(line: str) -> None:
    assert read(line).due_at is None


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("Mon 5pm, waiting for the designer", ("Mon 5pm", "waiting for the designer")),
        ("Mon because of the printer", ("Mon", "of the printer")),
        ("Mon - ill", ("Mon", "ill")),
        ("Mon; ill", ("Mon", "ill")),
        ("30 Nov 17:00", ("30 Nov 17:00", "")),
        ("2026-11-30 17:00", ("2026-11-30 17:00", "")),
        ("", ("", "")),
    ],
)
def test_a_date_and_its_reason_are_told_apart(typed: str, parts: tuple[str, str]) -> None:
    assert split_reason(typed) == parts


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "Say by when"),
        ("soonish", "cannot read “soonish”"),
        ("20 Nov 2026", "“20 Nov 2026” lies in the past"),
        ("next Fri", "“next Fri” may be Fri 27 Nov or Fri 4 Dec"),
    ],
)
def test_a_date_that_cannot_be_used_is_named_at_its_field(typed: str, why: str) -> None:
    with pytest.raises(Refused, match=why) as refused:
        read_due(typed, "due", OLIVIA, MONDAY)
    assert set(refused.value.fields) == {"due"}


def test_a_readable_date_is_its_instant() -> None:
    assert read_due("Thursday", "due", OLIVIA, MONDAY) == THURSDAY


@pytest.mark.parametrize(
    ("typed", "weeks"),
    [
        *((typed, 1) for typed in ("week", "a week", " Weekly", "once a week", "1 week", "1", "every week")),
        *((typed, 2) for typed in ("2 weeks", "2", "2w", "other week", "every other week", "second week", "2nd week")),
        *((typed, 2) for typed in ("two weeks", "fortnight")),
        ("third week", 3),
        ("eight weeks", 8),
        ("99 weeks", 99),
        *((typed, None) for typed in ("2 months", "month", "2 days", "day", "weekday", "biweekly", "other friday", "")),
        *((typed, None) for typed in ("-2 weeks", "2.5 weeks", "2 4", "week 2", "3 fridays", "few weeks", "100 weeks")),
        *((typed, None) for typed in ("٢ weeks", "² weeks", "2 weeks on friday", "9" * 5_000)),
    ],
)
def test_how_often_a_pair_checks_in_is_understood_or_asked_for_never_guessed(typed: str, weeks: int | None) -> None:
    assert read_weeks(typed) == weeks


@pytest.mark.parametrize("sign", [" ", "\n", "\t", ",", " by", " - ", "; "])
def test_a_very_long_line_is_read_at_once(sign: str) -> None:
    """Word by word: were each run of signs tried from each of them, this test would not end."""
    line = f"Publish it{sign * 100_000}soon"
    assert read(line).due_at is None
    assert split_reason(line)[0].startswith("Publish it")
