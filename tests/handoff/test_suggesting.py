"""Who should get it: the order and the reasons, as tables."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from msgspec.structs import replace

from bot.handoff.choice_cards import likely_text, reasons
from bot.handoff.records import State, Task
from bot.handoff.suggesting import Known, Suggestion, is_alike, kind_of_work, suggest
from bot.people import Person, Role
from bot.texts import Words
from bot.times import Away
from bot.ui import as_text
from tests.dialogs.world import PEOPLE, person

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
OWNER = PEOPLE[0]
ADA, BEA, CY = (replace(person(one, Role.ASSISTANT, "UTC"), rate_cents=1_000) for one in ("ada", "bea", "cy"))
BRIEF = Task(
    team="t", id="9", giver="olivia", outcome="Write an article on index funds", state=State.DRAFT, created_at=NOW,
    due_at=datetime(2026, 11, 24, 17, tzinfo=UTC), effort_minutes=120,
)  # fmt: skip
TODAY = (Away(date(2026, 11, 23), date(2026, 11, 23)),)


def done(holder: str, returns: int = 0, outcome: str = "Write an article on gold", **values: Any) -> Task:
    return replace(BRIEF, id="1", holder=holder, returns=returns, outcome=outcome, state=State.APPROVED, **values)


def busy(hours: int) -> tuple[Task, ...]:
    return (replace(BRIEF, id="5", state=State.ACCEPTED, effort_minutes=hours * 60),)


def order(people: list[Person], past: tuple[Task, ...] = (), giver: Person = OWNER, **held: tuple[Task, ...]) -> str:
    found = suggest(BRIEF, giver, people, Known(past=past, held=held, now=NOW))
    return " ".join(one.person.id for one in found)


@pytest.mark.parametrize(
    ("people", "past", "expected"),
    [
        ([BEA, ADA], (), "ada bea"),
        ([ADA, BEA], (done("bea"),), "bea ada"),
        ([ADA, replace(BEA, rate_cents=9_000)], (done("bea"),), "bea ada"),  # trusted before cheapest
        ([ADA, replace(BEA, rate_cents=900)], (), "bea ada"),
        ([ADA, replace(BEA, rate_cents=0)], (), "ada bea"),
        ([ADA, BEA], (done("ada"), done("bea"), done("bea")), "bea ada"),
        ([ADA, BEA], (done("ada"), done("ada", 1)), "ada bea"),  # half is neither trusted nor poor
        ([ADA, BEA], (done("ada", 1),), "bea ada"),
        ([ADA, BEA], (done("bea", outcome="Film a lorry"),), "ada bea"),  # another kind of work
        ([ADA, BEA], (replace(done("bea"), state=State.DECLINED),), "ada bea"),
        ([replace(ADA, away=TODAY), BEA], (done("ada"),), "bea ada"),
        ([replace(ADA, zone="Pacific/Auckland"), BEA], (), "bea ada"),
        ([ADA, BEA, CY, person("dan", Role.GUEST, "UTC")], (), "ada bea cy"),
        ([ADA, person("pia", Role.PARTNER, "UTC"), replace(BEA, active=False), OWNER], (), "ada"),
        ([], (), ""),
    ],
)
def test_who_is_here_and_has_room_and_is_trusted_comes_first(
    people: list[Person], past: tuple[Task, ...], expected: str
) -> None:
    assert order(people, past) == expected


def test_who_has_no_room_comes_after_who_has_even_when_trusted() -> None:
    assert order([ADA, BEA], (done("ada"),), ada=busy(14), bea=busy(8)) == "bea ada"
    assert order([ADA, BEA], (done("ada"),), ada=busy(13), bea=busy(8)) == "ada bea"


def test_an_assistant_who_gives_neither_sees_a_rate_nor_an_order_made_by_rates() -> None:
    cheap = replace(BEA, rate_cents=1)
    assert order([ADA, cheap], giver=CY) == "ada bea"
    assert order([ADA, CY], giver=CY) == "ada"
    found = suggest(BRIEF, CY, [ADA, cheap], Known(past=(), held={}, now=NOW))
    assert {one.cents for one in found} == {None}


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Write an article on gold", "Write an article on index funds", True),
        ("Write a text", "Film a text", True),
        ("Write an article on index funds", "Film a cooking show", False),
        ("Écrire l’article", "ECRIRE un ARTICLE", True),
        ("Do it", "Do it", False),  # no telling words
        ("Invoices 2025", "Invoices 2026", True),
        ("", "Write", False),
    ],
)
def test_work_is_alike_when_half_its_telling_words_are(one: str, other: str, alike: bool) -> None:
    assert is_alike(one, other) is alike
    assert is_alike(other, one) is alike


def test_short_words_and_numbers_do_not_tell_what_kind_of_work_it_is() -> None:
    assert kind_of_work("Do the 2026 photos for us") == {"photos"}


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "no work like it yet, works now"),
        ({"away": date(2026, 12, 5)}, "away until Sat 5 Dec, no work like it yet"),
        ({"starts_in": 1}, "no work like it yet, starts in about 5 min"),
        ({"starts_in": 43}, "no work like it yet, starts in about 45 min"),
        ({"starts_in": 60}, "no work like it yet, starts in about 1 h"),
        ({"starts_in": 82}, "no work like it yet, starts in about 1 h 30 min"),
        ({"starts_in": 40 * 60 + 54}, "no work like it yet, starts in about 41 h"),
        ({"free_minutes": 180, "effort_minutes": 60}, "no work like it yet, 3 h free until then, works now"),
        ({"cents": 2_400, "effort_minutes": 120}, "no work like it yet, works now, $24.00"),
        ({"cents": 1_200}, "no work like it yet, works now, $12.00 an hour"),
        (
            {"alike": 3, "clean": 2, "example": done("ada")},
            "2 of 3 like it approved first time, such as #1 Write an article on gold, works now",
        ),
        (
            {"alike": 1, "clean": 1, "example": done("ada")},
            "1 of 1 like it approved first time: #1 Write an article on gold, works now",
        ),
    ],
)
def test_every_reason_is_said(values: dict[str, Any], said: str) -> None:
    one = Suggestion(person=ADA, **values)
    assert ", ".join(map(as_text, reasons(one, Words("en")))) == said
    assert as_text(likely_text([one, one], Words("en"))) == f"Likely: Ada ({said}); Ada ({said})."


def test_of_nobody_nothing_is_said() -> None:
    assert likely_text([], Words("en")) == ()


def test_the_record_is_shown_by_a_clean_example_and_the_cost_by_the_effort() -> None:
    past = (replace(done("ada", 1), id="1"), replace(done("ada"), id="2"))
    known = Known(past=past, held={}, now=NOW)
    assert suggest(BRIEF, OWNER, [ADA], known)[0].example == past[1]
    assert suggest(BRIEF, OWNER, [ADA], replace(known, past=past[:1]))[0].example == past[0]
    assert suggest(BRIEF, OWNER, [ADA], known)[0].cents == 2_000
    assert suggest(replace(BRIEF, effort_minutes=0), OWNER, [ADA], known)[0].cents == 1_000
    assert suggest(BRIEF, ADA, [BEA], known)[0].cents is None


def test_four_of_five_clean_is_trusted_and_among_the_others_cost_counts_before_the_number() -> None:
    four = (*(done("bea") for _ in range(4)), done("bea", 1))
    assert order([ADA, replace(BEA, rate_cents=9_000)], four) == "bea ada"
    many = (*(done("bea") for _ in range(3)), *(done("bea", 1) for _ in range(3)))
    assert order([ADA, replace(BEA, rate_cents=1_100)], many) == "ada bea"


def test_two_of_four_telling_words_make_it_alike_and_one_does_not() -> None:
    assert is_alike("Write article about gold", "Write article about silver mines")
    assert is_alike("Write article gold mines", "Write article lorry tyres")
    assert not is_alike("Write article gold mines", "Write poems lorry tyres")


def test_when_somebody_starts_is_in_minutes() -> None:
    late = replace(ADA, zone="America/New_York")
    assert suggest(BRIEF, OWNER, [late], Known(past=(), held={}, now=NOW))[0].starts_in == 4 * 60
