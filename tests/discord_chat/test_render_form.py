"""Forms as pages of modals."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from adapters.discord_chat.render_form import chosen, modal, page_of, pages
from adapters.readers import Reader
from bot.ui import Choice, ChoiceField, Form, PersonField, TextField

READER = Reader(now=datetime(2026, 11, 23, tzinfo=UTC))


def form(fields: int, **more: object) -> Form:
    asked = tuple(TextField(name=f"f{n}", label=f"Field {n}", value=f"v{n}", hint="h" * 200) for n in range(fields))
    return Form(key="k1", title="A form", action="handoff.note", fields=asked, submit="Save", **more)  # type: ignore[arg-type] # as a caller would


def test_at_most_five_inputs_stand_on_a_page_and_nothing_is_lost() -> None:
    for count in range(1, 11):
        for intro in ((), ("Read this",)):
            made = form(count, intro=intro)
            payloads = [modal(made, page, {}, READER) for page in range(len(pages(made)))]
            assert all(1 <= len(payload["components"]) <= 5 for payload in payloads)
            assert [field.name for page in pages(made) for field in page] == [f"f{n}" for n in range(count)]


def said(made: dict[str, Any]) -> list[str]:
    """What stands above the fields and under each of their labels."""
    return [one.get("content") or one.get("description", "") for one in made["components"]]


@pytest.mark.parametrize(("fields", "first"), [(4, 4), (5, 4), (6, 4), (9, 4), (10, 4)])
def test_what_stands_above_the_fields_covers_no_question(fields: int, first: int) -> None:
    asked = tuple(TextField(name=f"f{n}", label=f"How was {n}…", hint=f"How was {n} for you?") for n in range(fields))
    made = Form(key="k1", title="A form", action="a.b", fields=asked, submit="Save", intro=("Until noon",))
    assert said(modal(made, 0, {}, READER)) == ["Until noon", *(f"How was {n} for you?" for n in range(first))]
    assert len(pages(made)[0]) == first


def test_a_hint_that_only_helps_gives_way_before_there_is_another_page() -> None:
    made = form(10, intro=("Until noon",))
    assert said(modal(made, 0, {}, READER)) == ["Until noon", *["h" * 99 + "…"] * 4]
    assert [len(page) for page in pages(made)] == [5, 5]


def test_of_a_full_page_the_first_field_without_a_hint_says_what_stands_above_it() -> None:
    hints = ("How was the week, all in all?", "", "", "Why?", "")
    asked = tuple(TextField(name=f"f{n}", label=f"Question {n}", hint=hint) for n, hint in enumerate(hints))
    made = Form(key="k1", title="A form", action="a.b", fields=asked, submit="Save", intro=("Until noon",))
    assert said(modal(made, 0, {}, READER)) == [hints[0], "Until noon", "", "Why?", ""]


def test_the_second_page_keeps_what_is_known_and_says_where_it_is() -> None:
    made = modal(form(7), 1, {"f5": "typed"}, READER)
    assert made["title"] == "A form (2/2)"
    assert made["custom_id"] == "form:k1:1"
    assert [label["component"]["value"] for label in made["components"]] == ["typed", "v6"]
    assert all(len(label["description"]) <= 100 for label in made["components"])


def test_what_is_wrong_is_said_at_its_field() -> None:
    made = modal(form(2, errors={"f1": ("Say when.",)}), 0, {}, READER)
    assert made["components"][1]["description"] == "⚠ Say when."
    assert page_of(form(7), "f6") == 1


def test_few_choices_are_a_select_and_many_are_typed_by_name() -> None:
    few = tuple(Choice(f"p{n}", f"Person {n}") for n in range(3))
    many = tuple(Choice(f"p{n}", f"Person {n}") for n in range(30))
    made = Form(
        key="k",
        title="T",
        action="a.b",
        submit="S",
        fields=(
            ChoiceField(name="one", label="One", choices=few, value="p1"),
            PersonField(name="who", label="Who", people=many),
        ),
    )
    select, text = (label["component"] for label in modal(made, 0, {}, READER)["components"])
    assert [option["value"] for option in select["options"] if option.get("default")] == ["p1"]
    assert text["type"] == 4
    assert chosen(made, {"one": "p2", "who": "@person 12"}) == {"one": "p2", "who": "p12"}
    assert chosen(made, {"who": "Person"}) == {"who": "Person"}
