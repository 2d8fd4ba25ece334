"""What a person is shown: spans of text, blocks, cards with buttons, forms with fields, and their limits.

Renderers in the adapters `match` over these types and end in `assert_never`. A person's own words are always a
bare `str`, which every renderer escapes, so nobody smuggles in a mention or a masked link.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec

from bot.attached import FILES_MOST, Attached
from bot.presses import TooLong, press
from bot.sheets import Sheet

BUTTONS_PER_CARD = 5  # Discord: five buttons a row, docs.discord.com components reference; product: at most five
BUTTON_LABEL = 75  # Slack button text, docs.slack.dev block-kit button element
FORM_TITLE = 24  # Slack modal title, docs.slack.dev views reference
FIELDS_PER_FORM = 10
FIELD_LABEL = 45  # Discord modal label
CARD_TEXT = 3_000  # Slack section text
OPTION_LABEL = 75  # Slack option object


_as_json = msgspec.json.Encoder().encode


class Part(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A piece of what is shown; frozen, comparable with `==`, and told apart by its tag when stored."""


class Strong(Part, frozen=True, kw_only=False):
    """Words that stand out."""

    text: str


class Code(Part, frozen=True, kw_only=False):
    """Something to be typed or copied as it is."""

    text: str


class Mention(Part, frozen=True, kw_only=False):
    """A person of the team by id; platforms that can notify do. `name` is shown where they cannot."""

    person: str
    name: str


class Link(Part, frozen=True, kw_only=False):
    """A labelled address. Renderers show the host beside the label where the label hides it."""

    label: str
    url: str


WhenStyle = Literal["moment", "date", "time"]


class When(Part, frozen=True, kw_only=False):
    """An instant (aware UTC), shown in `zone` or, without one, in each reader's own zone."""

    at: datetime
    style: WhenStyle = "moment"
    zone: str | None = None


Span = str | Strong | Code | Mention | Link | When
Text = tuple[Span, ...]


class Paragraph(Part, frozen=True, kw_only=False):
    text: Text


class Quote(Part, frozen=True, kw_only=False):
    """A person's own words, set apart."""

    text: Text


class Fact(msgspec.Struct, frozen=True):
    label: str
    value: Text


class Facts(Part, frozen=True, kw_only=False):
    rows: tuple[Fact, ...]


class Items(Part, frozen=True, kw_only=False):
    items: tuple[Text, ...]
    ordered: bool = False


class Progress(Part, frozen=True, kw_only=False):
    done: int
    total: int
    label: str


class Bar(msgspec.Struct, frozen=True):
    """`part` of the value is drawn apart: what of it was late, say."""

    label: str
    value: float
    part: float = 0.0


class Picture(Part, frozen=True, kw_only=False):
    """A chart drawn by an adapter from `bars`; `alt` says the same in words.

    `names` are those of the rest of a bar and of its part, where there is one. `goal`, when over 0, is drawn across.
    """

    title: str
    bars: tuple[Bar, ...]
    unit: str
    alt: str
    names: tuple[str, str] | None = None
    goal: float = 0.0


class Files(Part, frozen=True, kw_only=False):
    """Files that somebody attached, to be seen or taken along."""

    files: tuple[Attached, ...]


Block = Paragraph | Quote | Facts | Items | Progress | Picture | Files | Sheet


ButtonStyle = Literal["plain", "primary", "danger"]


class Button(Part, frozen=True):
    """A press sends `action` with `arguments`. `style`: `primary` for the likeliest, `danger` for what ends things."""

    label: str
    action: str
    arguments: dict[str, str] = msgspec.field(default_factory=dict)
    style: ButtonStyle = "plain"

    def __post_init__(self) -> None:
        if not 0 < len(self.label) <= BUTTON_LABEL:
            raise TooLong(f"button label: {self.label[:100]!r}")
        press(self.action, self.arguments)


class Card(Part, frozen=True):
    """First `title` (what it is, who has the ball), then the facts that matter, then at most five buttons."""

    title: Text
    blocks: tuple[Block, ...] = ()
    buttons: tuple[Button, ...] = ()
    footer: Text = ()

    def __post_init__(self) -> None:
        if len(self.buttons) > BUTTONS_PER_CARD:
            raise TooLong(f"{len(self.buttons)} buttons on one card")
        # All of it as JSON is longer than any of its texts, and much quicker to make.
        if len(_as_json(self)) > CARD_TEXT and any(len(as_text(text)) > CARD_TEXT for text in texts(self)):
            raise TooLong(f"a text of more than {CARD_TEXT} characters on a card")


class TextField(Part, frozen=True):
    name: str
    label: str
    value: str = ""
    hint: str = ""
    required: bool = True
    long: bool = False
    most: int = CARD_TEXT


class NumberField(Part, frozen=True):
    name: str
    label: str
    value: str = ""
    hint: str = ""
    required: bool = True


class Choice(msgspec.Struct, frozen=True):
    value: str
    label: str


class ChoiceField(Part, frozen=True):
    name: str
    label: str
    choices: tuple[Choice, ...]
    value: str = ""
    hint: str = ""
    required: bool = True


class PersonField(Part, frozen=True):
    """A person of the team by id. `people` are those who may be chosen, `value` the id chosen."""

    name: str
    label: str
    people: tuple[Choice, ...]
    value: str = ""
    hint: str = ""
    required: bool = True


class DateField(Part, frozen=True):
    """A date in words, read by `times.py` in the speaker's zone (`fri 5pm`)."""

    name: str
    label: str
    value: str = ""
    hint: str = ""
    required: bool = True


class FilesField(Part, frozen=True):
    """Files to attach, never required; what was chosen comes with the request as `files`, not as a value."""

    name: str
    label: str
    hint: str = ""
    required: Literal[False] = False
    value: Literal[""] = ""
    most: int = FILES_MOST


Field = TextField | NumberField | ChoiceField | PersonField | DateField | FilesField


class Form(Part, frozen=True):
    """A form; its submit is a request for `action` with `arguments` and the fields' values, id `form:<key>`.

    The same key sent twice is one request, so a double submit is answered with the same reply.
    `wanted` names fields that can be left empty and yet are not called optional; their hint says when they may be.
    """

    key: str
    title: str
    action: str
    fields: tuple[Field, ...]
    submit: str
    arguments: dict[str, str] = msgspec.field(default_factory=dict)
    intro: Text = ()
    errors: dict[str, Text] = msgspec.field(default_factory=dict)
    wanted: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not 0 < len(self.title) <= FORM_TITLE:
            raise TooLong(f"form title: {self.title!r}")
        if not 0 < len(self.fields) <= FIELDS_PER_FORM:
            raise TooLong(f"{len(self.fields)} fields in one form")
        for field in self.fields:
            if len(field.label) > FIELD_LABEL:
                raise TooLong(f"field label: {field.label!r}")


def texts(card: Card) -> list[Text]:
    """Every text on it, whatever block it is in."""
    found: list[Text] = [card.title, card.footer]
    for block in card.blocks:
        match block:
            case Paragraph(text=text) | Quote(text=text):
                found.append(text)
            case Items(items=items):
                found.extend(items)
            case Facts(rows=rows):
                found.extend(row.value for row in rows)
            case Picture(alt=alt):
                found.append((alt,))
            case Progress() | Files() | Sheet():
                pass
    return found


def as_text(text: Text) -> str:
    """The spans as plain words, instants in ISO; for logs, search and tests."""
    return "".join([span if isinstance(span, str) else _in_words(span) for span in text])


def _in_words(span: Strong | Code | Mention | Link | When) -> str:
    match span:
        case Strong(text=inner) | Code(text=inner):
            return inner
        case Mention(name=name):
            return f"@{name}"
        case Link(label=label, url=url):
            return f"{label} ({url})"
        case When(at=at):
            return at.isoformat(timespec="minutes")
