"""The limits of cards and forms at their edges, and what a button carries."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import ui
from bot.presses import TooLong, press, read_press
from bot.ui import (
    Bar,
    Button,
    Card,
    Code,
    Fact,
    Facts,
    Form,
    Items,
    Link,
    Mention,
    Paragraph,
    Picture,
    Progress,
    Quote,
    Strong,
    TextField,
    When,
)

BUTTON = Button(label="Go", action="handoff.accept", arguments={"task": "1"})


def test_a_card_takes_five_buttons_and_not_six() -> None:
    Card(title=("x",), buttons=(BUTTON,) * 5)
    with pytest.raises(TooLong, match="6 buttons"):
        Card(title=("x",), buttons=(BUTTON,) * 6)


@pytest.mark.parametrize(("length", "fits"), [(0, False), (1, True), (75, True), (76, False)])
def test_a_button_label_has_one_to_seventy_five_characters(length: int, *, fits: bool) -> None:
    if fits:
        Button(label="a" * length, action="x")
    else:
        with pytest.raises(TooLong):
            Button(label="a" * length, action="x")


def test_a_press_of_a_hundred_characters_fits_and_one_more_does_not() -> None:
    assert len(press("a", {"b": "c" * 96})) == 100
    with pytest.raises(TooLong):
        Button(label="Go", action="a", arguments={"b": "c" * 97})


@pytest.mark.parametrize(
    "block",
    [
        lambda text: Paragraph((text,)),
        lambda text: Quote((text,)),
        lambda text: Items((("short",), (text,))),
        lambda text: Facts((Fact("label", (text,)),)),
        lambda text: Picture("t", (Bar("a", 1),), "h", text),
    ],
)
def test_a_text_of_three_thousand_characters_fits_in_every_block_and_one_more_does_not(block: object) -> None:
    assert callable(block)
    Card(title=("x",), blocks=(block("a" * 3_000),))
    with pytest.raises(TooLong):
        Card(title=("x",), blocks=(block("a" * 3_001),))
    with pytest.raises(TooLong):
        Card(title=("a" * 3_001,))
    Card(title=("x",), blocks=(Progress(1, 2, "half"),))


@pytest.mark.parametrize(("title", "fields", "label"), [(0, 1, 1), (25, 1, 1), (1, 0, 1), (1, 11, 1), (1, 1, 46)])
def test_a_form_beyond_a_limit_is_refused(title: int, fields: int, label: int) -> None:
    with pytest.raises(TooLong):
        _form(title, fields, label)


@pytest.mark.parametrize(("title", "fields", "label"), [(1, 1, 1), (24, 10, 45)])
def test_a_form_at_its_limits_is_made(title: int, fields: int, label: int) -> None:
    assert len(_form(title, fields, label).fields) == fields


def _form(title: int, fields: int, label: int) -> Form:
    field = TextField(name="a", label="l" * label)
    return Form(key="k", title="t" * title, action="x", fields=(field,) * fields, submit="Go")


@given(st.dictionaries(st.text(min_size=1, max_size=8), st.text(max_size=8), max_size=3))
def test_what_a_button_carries_comes_back_as_it_was(arguments: dict[str, str]) -> None:
    try:
        carried = press("handoff.accept", arguments)
    except TooLong:
        return
    assert read_press(carried) == ("handoff.accept", arguments)


@given(st.text(max_size=500))
def test_a_forged_press_gives_odd_names_and_never_an_error(text: str) -> None:
    action, arguments = read_press(text)
    assert isinstance(action, str)
    assert all(isinstance(value, str) for value in arguments.values())


def test_every_span_has_plain_words() -> None:
    at = datetime(2026, 11, 27, 22, 0, tzinfo=UTC)
    text = ("a ", Strong("b"), Code("c"), Mention("ana", "Ana"), Link("l", "https://x"), When(at))
    assert ui.as_text(text) == "a bc@Anal (https://x)2026-11-27T22:00+00:00"
