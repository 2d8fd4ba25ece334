"""A table as a file that comes with an answer: `/digest late csv`."""

from __future__ import annotations

from collections.abc import Sequence

from bot.commands import Option
from bot.context import Context
from bot.people import Person
from bot.requests import Outcome, Reply
from bot.sheets import CHARACTERS_MOST, ROWS_MOST, Row, Sheet
from bot.texts import Words
from bot.ui import Button, Card, Choice, Paragraph, Text

CSV = "csv"
FORMAT = Option(
    name="format",
    kind="choice",
    summary=Words("en").plain("common.option_format"),
    choices=(Choice(CSV, CSV),),
)


def is_wanted(context: Context) -> bool:
    """Whether a file was asked for, by a word or a button."""
    return context.argument("format").casefold() == CSV


def sheet(name: str, header: Sequence[str], rows: Sequence[Row], reader: Person) -> Sheet:
    """The table for that reader. `name` is the file's without its ending; of too many rows the last ones stay."""
    kept = _last(rows)
    key = "common.sheet_rows" if len(kept) == len(rows) else "common.sheet_last_rows"
    return Sheet(
        name=f"{name}.{CSV}",
        alt=reader.words().plain(key, n=len(kept), of=len(rows)),
        zone=reader.zone,
        header=tuple(header),
        rows=kept,
    )


def _last(rows: Sequence[Row]) -> tuple[Row, ...]:
    """As many of the last ones as a file may hold."""
    rows, room = tuple(rows[-ROWS_MOST:]), CHARACTERS_MOST
    for number, row in enumerate(reversed(rows)):
        room -= sum(len(cell) for cell in row if isinstance(cell, str))
        if room < 0:
            return rows[len(rows) - number :]
    return rows


def answer(title: Text, made: Sheet, reader: Person, footer: Text = ()) -> Outcome:
    """The file, to whoever asked and to nobody else; where there would be nothing in it, no file."""
    if not made.rows:
        none = Paragraph(reader.words()("common.sheet_none"))
        return Outcome(reply=Reply(card=Card(title=title, blocks=(none,))))
    return Outcome(reply=Reply(card=Card(title=title, blocks=(made,), footer=footer)))


def csv_button(action: str, arguments: dict[str, str], words: Words) -> Button:
    """Asks for the same as a file."""
    return Button(label=words.plain("common.button_csv"), action=action, arguments=arguments | {"format": CSV})
