"""What is searched for: the grammar, and that marks let everybody find exactly what they may see."""

from __future__ import annotations

from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from msgspec.structs import replace

from bot.errors import Refused
from bot.handoff import rules
from bot.handoff.queries import read_query, seen_by
from bot.handoff.records import ANYONE, Event, State, Task
from bot.people import WORKERS, Role, Roster
from bot.searching import Wanted
from tests.dialogs.world import MONDAY, PEOPLE, person

LEFT = replace(person("lea", Role.ASSISTANT, "UTC"), active=False)
TWIN = person("benno", Role.ASSISTANT, "UTC")
ROSTER = Roster((*PEOPLE, LEFT))
OWNER, ANA = PEOPLE[0], PEOPLE[1]


def wanted(typed: str, roster: Roster = ROSTER) -> Wanted:
    return read_query(typed, ANA, roster, MONDAY)


@pytest.mark.parametrize(
    ("typed", "words", "marks"),
    [
        ("photos", ("photos",), ()),
        ("  Product   PHÓTOS product ", ("product", "photos"), ()),
        ("photos @ben", ("photos",), (("with:ben",),)),
        ("photos @ben, more", ("photos", "more"), (("with:ben",),)),
        ("@lea", (), (("with:lea",),)),
        ("@anyone", (), (("with:anyone",),)),
        ("@", (), ()),
        ("closed", (), (("closed",),)),
        ("OPEN", (), (("open",),)),
        ('"open" "state:blocked"', ("open", "state", "blocked"), ()),
        ("state:blocked", (), (("state:blocked",),)),
        ("State:Review", (), (("state:handed_in",),)),
        ("state:handed_in", (), (("state:handed_in",),)),
        ("state:done", (), (("state:approved",),)),
        ("state:free", (), (("state:unclaimed",),)),
        ("https://a.example/x 10:30", ("https", "a", "example", "x", "10", "30"), ()),
        ("note: this", ("note", "this"), ()),
    ],
)
def test_words_and_filters_stand_in_any_order(
    typed: str, words: tuple[str, ...], marks: tuple[tuple[str, ...], ...]
) -> None:
    read = wanted(typed)
    assert (read.words, read.marks[1:], read.first) == (words, marks, "open")
    assert (read.since, read.before) == (None, None)


@pytest.mark.parametrize(("typed", "days"), [("1d", 1), ("2w", 14), ("3m", 90), ("1y", 365), ("0d", 0)])
def test_ages_count_back_from_now(typed: str, days: int) -> None:
    assert wanted(f"older:{typed}").before == MONDAY - timedelta(days=days)
    assert wanted(f"newer:{typed}").since == MONDAY - timedelta(days=days)


def test_an_age_may_be_a_day() -> None:
    assert str(wanted("newer:2026-11-01").since) == "2026-11-01 00:00:00+00:00"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (
            "colour:red",
            "“colour:” is no filter. There are @somebody, state:blocked, older:7d, newer:2w, open and closed",
        ),
        ("état:x", "“état:” is no filter"),
        ("state:asleep", "There are: draft, free, offered, countered, accepted"),
        ("older:soon", "I cannot read “soon” as an age. older: takes 7d"),
        ("older:-7d", "I cannot read"),
        ("older:9999y", "I cannot read"),
        ("newer:٧d", "I cannot read"),
        ("newer:2026-02-30", "I cannot read"),
        ("newer:20260203", "I cannot read"),
        ("@zoe", "Nobody here is called @zoe"),
        ("x" * 201, "the most here is 200"),
    ],
)
def test_what_cannot_be_read_is_told_with_what_can(typed: str, told: str) -> None:
    with pytest.raises(Refused) as refused:
        wanted(typed)
    assert told in str(refused.value)


def test_a_beginning_that_fits_several_means_all_of_them() -> None:
    assert wanted("@be", Roster((*PEOPLE, TWIN))).marks[1:] == (("with:ben", "with:benno"),)


PARTS = ("giver", "holder", "newcomer", "unblocker")
VARIANTS: list[dict[str, Any]] = [
    {},
    {"offered_at": None},
    {"open_to": (ANYONE,)},
    {"open_to": ("gil",)},
    {"events": (Event(kind="take_over", at=MONDAY, by="ben"),)},
    *({part: who} for part, who in product(PARTS, ("ana", "ben", "gil", "pat"))),
]


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize(
    "reader",
    [
        *(one for one in PEOPLE if one.role in WORKERS),
        *(replace(one, stands_in_for=("lea", "olivia")) for one in PEOPLE if one.id in ("ben", "gil")),
    ],
    ids=lambda one: f"{one.id}{len(one.stands_in_for)}",
)
def test_the_marks_let_everybody_find_what_they_may_see_and_nothing_else(state: State, reader: Any) -> None:
    for variant in VARIANTS:
        made = Task(team="studio", id="1", giver="lea", outcome="Write", state=state, created_at=MONDAY)
        task = replace(made, **({"offered_at": MONDAY} | variant))
        found = bool(set(seen_by(reader)) & set(task.sought().marks))
        assert found is rules.may_see(task, reader), variant


def test_the_text_is_all_that_was_said_but_no_dates() -> None:
    events = tuple(
        Event(kind=kind, at=MONDAY, by="ana", text=text)
        for kind, text in (("note", "half done"), ("counter", "2026-11-30"), ("ask", "which tone"))
    )
    made = Task(
        team="t", id="1", giver="g", outcome="Write", done_when="proofread", state=State.OFFERED, created_at=MONDAY,
        events=events,
    )  # fmt: skip
    assert (made.sought().title, made.sought().text) == ("Write", "proofread half done which tone")
