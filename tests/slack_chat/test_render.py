"""Cards as Slack messages: each limit at its edge, and what does not fit is attached or said to be left out."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from adapters.readers import Reader
from adapters.slack_chat.render import ATTACHED, BLOCKS, FALLBACK, LEFT_OUT, Message, message
from bot.ui import Button, Card, Fact, Facts, Items, Paragraph, Picture, Quote, Strong
from tests.slack_fake.blocks import too_long, wrong_blocks

READER = Reader(now=datetime(2026, 11, 23, 14, 0, tzinfo=UTC), zone="Asia/Manila")
BUTTON = Button(label="Accept", action="handoff.accept")


def card(paragraphs: int, words: str = "line") -> Card:
    blocks = tuple(Paragraph((f"{words} {number}",)) for number in range(1, paragraphs + 1))
    return Card(title=("Long",), blocks=blocks, buttons=(BUTTON,), footer=("foot",))


def last(said: Message) -> str:
    """The words above buttons and footer."""
    return str(said.blocks[-3])


@pytest.mark.parametrize("paragraphs", [1, 45, 46, 47, 80, 500])
def test_a_message_never_has_more_than_fifty_blocks_and_loses_none(paragraphs: int) -> None:
    said = message(card(paragraphs), READER, attaches=True)
    assert not wrong_blocks(said.blocks, "message")
    assert len(said.blocks) <= BLOCKS
    shown = f"{said.blocks}{said.rest}"
    assert all(f"line {number}" in shown for number in range(1, paragraphs + 1))
    assert (ATTACHED in last(said)) is bool(said.rest) is (paragraphs > 46)


def test_words_beyond_what_a_message_takes_are_the_rest() -> None:
    said = message(card(8, "word " * 500), READER, attaches=True)
    assert not too_long(said.blocks)
    assert said.rest.count("word") + str(said.blocks).count("word") == 4_000
    assert ATTACHED in last(said)


def test_a_question_goes_with_its_answer_where_that_does_not_fit() -> None:
    asked = tuple(block for n in range(12) for block in (Paragraph((f"Question {n}",)), Quote(("y" * 1_000,))))
    said = message(Card(title=("Ana",), blocks=asked), READER, attaches=True)
    assert "Question 9" in str(said.blocks)
    assert "Question 10" not in str(said.blocks)
    assert said.rest.startswith("Question 10\n\nyyy")


def test_where_nothing_can_be_attached_no_file_is_promised() -> None:
    said = message(card(80), READER)
    assert LEFT_OUT in last(said)
    assert "file" not in str(said.blocks)


def test_a_list_without_items_is_no_block() -> None:
    assert len(message(Card(title=("Bare",), blocks=(Items(()),)), READER).blocks) == 1


def test_a_screen_reader_which_reads_no_blocks_is_told_all_of_it() -> None:
    made = Card(
        title=(Strong("Ana"),),
        blocks=(
            Paragraph(("What is in your way?",)),
            Quote(("Access & keys <soon>",)),
            Facts((Fact("Due", ("Friday",)),)),
            Items((("one",), ("two",))),
            Picture(title="Done", bars=(), unit="tasks", alt="Three."),
        ),
        buttons=(BUTTON,),
        footer=("foot",),
    )
    assert message(made, READER).text.split("\n") == [
        "Ana",
        "What is in your way?",
        "Access &amp; keys &lt;soon&gt;",
        "Due: Friday",
        "• one",
        "• two",
        "Done: Three.",
        "foot",
    ]


@pytest.mark.parametrize("before", range(6))
def test_what_is_read_aloud_ends_between_two_signs(before: int) -> None:
    made = Card(title=("a" * before,), blocks=(Paragraph(("&" * 900,)),))
    said = message(made, READER).text
    assert len(said) <= FALLBACK
    assert said.endswith("&amp;…")
