"""Words from outside: what turns others around or cannot be seen is taken out, and nothing else."""

from __future__ import annotations

import pytest

from adapters.readers import Reader
from adapters.slack_chat.render_form import _option
from adapters.slack_chat.spans import elements
from adapters.words import clean, straight
from bot.ui import Choice, Code, Link, Strong
from tests.adapters.fakes import NOON

TURNS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
READER = Reader(now=NOON)


def test_nothing_turns_the_words_after_it_around() -> None:
    assert straight(f"a{TURNS}b") == "ab"


@pytest.mark.parametrize(
    "unseen", [TURNS, "\u200b\ufeff\u2060", "\u3164\u2800", "\u200d\ufe0f", "\U000e0041", " \u00ad "]
)
def test_what_nobody_sees_is_nothing(unseen: str) -> None:
    assert clean(unseen).strip() == ""
    assert clean(f"{unseen} Ana").strip() == "Ana"


@pytest.mark.parametrize("said", ["👩‍👧 ❤️", "می‌خواهم", "José 李 雷", "שלום", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "a\tb\nc"])
def test_what_is_spelled_with_joiners_stays(said: str) -> None:
    assert clean(said) == said


def test_slack_gets_no_element_and_no_label_without_words() -> None:
    assert elements((Strong("\u202e"), Code("\u2067"), "\u200f"), READER) == []
    [link, host] = elements((Link("your bank\u2067\u202b", "https://evil.example/x"),), READER)
    assert (link["text"], host["text"]) == ("your bank", " (evil.example)")
    assert _option(Choice("x", "Ana\u202eneB"))["text"]["text"] == "AnaneB"
    assert _option(Choice("x", "\u202e"))["text"]["text"] == "x"
