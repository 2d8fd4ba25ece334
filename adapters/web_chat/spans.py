"""Spans of text to HTML; pure. A person's words are escaped, and an address never hides behind its label."""

from __future__ import annotations

from datetime import datetime
from typing import assert_never

import msgspec
from markupsafe import Markup, escape

from adapters.web_chat.messages import ADDRESS as MESSAGE_ADDRESS
from adapters.words import ADDRESS, goes_to, straight
from bot import times
from bot.ui import Code, Link, Mention, Span, Strong, Text, When, WhenStyle


class Reader(msgspec.Struct, frozen=True):
    """For whom it is rendered: instants are shown in this zone and language, messages are found under `here`."""

    zone: str
    locale: str
    now: datetime
    here: str = ""


def html(text: Text, reader: Reader) -> Markup:
    return Markup("").join(_span(span, reader) for span in text)


def words(text: str) -> Markup:
    """A person's own words; a bare address in them becomes a link to exactly what it says."""
    text = straight(text)
    pieces: list[Markup] = []
    end = 0
    for found in ADDRESS.finditer(text):
        pieces += [escape(text[end : found.start()]), _anchor(found[0], found[0])]
        end = found.end()
    return Markup("").join([*pieces, escape(text[end:])])


def moment(at: datetime, reader: Reader, style: WhenStyle = "moment", zone: str | None = None) -> Markup:
    said = times.say(at, zone or reader.zone, reader.locale, style=style, now=reader.now)
    return Markup('<time datetime="{}">{}</time>').format(at.isoformat(timespec="minutes"), said)


def _span(span: Span, reader: Reader) -> Markup:
    match span:
        case str():
            return words(span)
        case Strong(text=text):
            return Markup("<strong>{}</strong>").format(straight(text))
        case Code(text=text):
            return Markup("<code>{}</code>").format(straight(text))
        case Mention(person=person, name=name):
            return Markup('<span class="mention" data-person="{}">@{}</span>').format(person, straight(name))
        case Link(label=label, url=url):
            return _link(straight(label), url, reader)
        case When(at=at, style=style, zone=zone):
            return moment(at, reader, style, zone)
        case _:
            assert_never(span)


def _link(label: str, url: str, reader: Reader) -> Markup:
    """The label linked, with the host beside it where the label does not say it; other schemes stay plain text.

    Of this site only a message is linked to, on the reader's own page.
    """
    if MESSAGE_ADDRESS.fullmatch(url):
        return Markup('<a href="{}{}">{}</a>').format(reader.here, url, label)
    where = goes_to(url)
    if where is None:
        return Markup("{} ({})").format(label, straight(url))
    if label in (url, where):
        return _anchor(label, url)
    return Markup('{} <span class="host">({})</span>').format(_anchor(label, url), where)


def _anchor(label: str, url: str) -> Markup:
    return Markup('<a href="{}" target="_blank" rel="noopener noreferrer nofollow">{}</a>').format(url, label)
