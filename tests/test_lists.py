"""bot/lists.py and the names in bot/people.py: nothing is cut without saying so."""

from __future__ import annotations

import pytest

from bot.lists import first, start_of
from bot.people import Roster, handles, names
from bot.texts import Words
from bot.ui import Text
from tests.dialogs.world import PEOPLE


@pytest.mark.parametrize(
    ("count", "shown"),
    [
        (0, ()),
        (1, (("0",),)),
        (2, (("0",), ("1",))),
        (3, (("0",), ("1",), ("and 1 more",))),
        (9, (("0",), ("1",), ("and 7 more",))),
    ],
)
def test_what_does_not_fit_is_counted(count: int, shown: tuple[Text, ...]) -> None:
    assert first([(str(number),) for number in range(count)], 2, Words("en")) == shown


@pytest.mark.parametrize(("typed", "start"), [("16", 16), ("", 0), ("-8", 0), ("8.5", 0), ("1" * 7, 0), ("two", 0)])
def test_a_page_starts_where_its_button_says(typed: str, start: int) -> None:
    assert start_of(typed) == start


def test_what_was_never_put_in_words_is_counted_too() -> None:
    assert first([("0",), ("1",)], 2, Words("en"), of=9) == (("0",), ("1",), ("and 7 more",))
    assert first([("0",), ("1",)], 2, Words("en"), of=2) == (("0",), ("1",))


def test_a_name_is_found_by_id_and_nobody_has_none() -> None:
    assert [Roster(PEOPLE).name(person) for person in ("ana", "gone", "")] == ["Ana", "?", "?"]


def test_people_are_named_to_be_read_or_to_be_typed() -> None:
    assert names(PEOPLE[1:3]) == "Ana, Ben"
    assert handles(PEOPLE[1:3]) == "@ana, @ben"
