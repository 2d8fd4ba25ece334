"""What a new standup begins with can be saved as it is; a copy has a name of its own."""

from __future__ import annotations

import pytest

from bot.standups import settings
from bot.standups.templates import TEMPLATES, copy_name, template
from bot.texts import Words

WORDS = Words("en")


def nobody(_: str) -> object:
    raise AssertionError("nobody is named")


@pytest.mark.parametrize("name", TEMPLATES)
def test_each_template_is_saved_as_it_is(name: str) -> None:
    read = settings.read_settings(settings.begun(name), WORDS, nobody, [])  # type: ignore[arg-type] # asks all
    assert read.name == TEMPLATES[name]["name"]
    assert any(question.about == "blocker" for question in read.questions)


def test_any_other_name_begins_as_the_daily_one() -> None:
    assert template("  Shop   floor ")["name"] == "Shop floor"
    assert template("")["name"] == "Daily"


@pytest.mark.parametrize(
    ("name", "taken", "copied"),
    [
        ("Daily", {"daily"}, "Daily 2"),
        ("Daily", {"daily", "daily 2"}, "Daily 3"),
        ("Daily 2", {"daily", "daily 2"}, "Daily 3"),
        ("x" * 10, {"x"}, "xxxxxxxx 2"),
    ],
)
def test_a_copy_has_the_next_free_number(name: str, taken: set[str], copied: str) -> None:
    assert copy_name(name, frozenset(taken), 10) == copied
