"""What the private page and the few words around it look like."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from msgspec.structs import replace

from adapters.web_chat import render
from adapters.web_chat.spans import Reader, html
from bot.partners import rules
from bot.presses import press
from bot.texts import Words
from bot.ui import Button, Card, Text

HERE = Path(__file__).parent
NEVER = datetime(2000, 1, 1, tzinfo=UTC)  # the few words name no instant


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A heading with cards, what is said without any, what can be done, and what is folded away."""

    title: str
    cards: tuple[Markup, ...]
    empty: str = ""
    buttons: Markup = Markup("")
    more: str = ""
    earlier: tuple[Markup, ...] = ()


class Looks:
    """Renders with the templates beside this file."""

    def __init__(self) -> None:
        self._templates = Environment(
            loader=FileSystemLoader(HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        style = (HERE / "static" / "partner.css").read_bytes()
        self._templates.globals["edition"] = sha256(style).hexdigest()[:12]

    def page(self, template: str, words: Words, **values: object) -> Markup:
        made = self._templates.get_template(template).render(values, skip=words.plain("partners.page_skip"))
        return Markup(made)  # noqa: S704 - the template has escaped every value in it

    def said(self, words: Words, title: Text, texts: Iterable[Text] = (), **button: str) -> Markup:
        """A few words on a page of their own, and with `button` (its label), `address` and `token` one thing to do."""
        reader = Reader("UTC", words.locale, NEVER)
        values = {"button": "", "address": "", "token": ""} | button
        said = [html(text, reader) for text in texts]
        return self.page("said.html", words, title=html(title, reader), texts=said, **values)


def cards(those: Iterable[Card], reader: Reader, about: str, *, notice: bool = False) -> tuple[Markup, ...]:
    """Each with the buttons that do something on this page; `about` tells them apart."""
    named = ((f"{about}-{number}", card) for number, card in enumerate(those))
    return tuple(
        render.card(_usable(card), render.Frame(id=name, key=name, reader=reader, notice=notice))
        for name, card in named
    )


def buttons(those: Iterable[Button]) -> Markup:
    row = Markup('<button type="submit" form="press" name="press" value="{}" class="{}">{}</button>')
    return Markup("").join(row.format(press(one.action, one.arguments), one.style, one.label) for one in those)


def _usable(card: Card) -> Card:
    return replace(card, buttons=tuple(one for one in card.buttons if one.action in rules.MAY_ASK))
