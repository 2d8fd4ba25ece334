"""Spans of text as Slack shows them: rich text elements, mrkdwn where Slack has nothing else, plain words; pure.

Rich text is never parsed for mentions or formatting, so what a person wrote is shown as it was written.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any, assert_never

from adapters.readers import Reader, labelled, said
from adapters.words import ADDRESS, goes_to, straight
from bot.ui import Code, Link, Mention, Span, Strong, Text, When, WhenStyle

Element = dict[str, Any]

# What Slack writes in each reader's own zone, docs.slack.dev/messaging/formatting-message-text (date formatting).
DATE_FORMATS: dict[WhenStyle, str] = {
    "moment": "{date_short_pretty} {time}",
    "date": "{date_short_pretty}",
    "time": "{time}",
}
_FORMATTING = re.compile(r"([*_~`])")


def elements(text: Text, reader: Reader) -> list[Element]:
    """Elements of a rich_text_section, docs.slack.dev/reference/block-kit/blocks/rich-text-block."""
    return [element for span in text for element in _elements(span, reader)]


def mrkdwn(text: Text, reader: Reader) -> str:
    """For context blocks, which take no rich text."""
    return "".join(_mrkdwn(span, reader) for span in text)


def escaped(words: str) -> str:
    """A person's words where Slack parses: no mention, link, date or formatting can come of them.

    docs.slack.dev/messaging/formatting-message-text: the three signs are escaped; a word joiner keeps * _ ~ ` apart.
    """
    safe = straight(words).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _FORMATTING.sub("\u2060\\1", safe)


def _elements(span: Span, reader: Reader) -> list[Element]:
    match span:
        case str():
            return _words(straight(span))
        case Strong(text=text):
            return [_bold(_text(shown))] if (shown := straight(text)) else []
        case Code(text=text):
            return [_text(shown) | {"style": {"code": True}}] if (shown := straight(text)) else []
        case Mention(person=person, name=name):
            user = reader.user(person)
            return [{"type": "user", "user_id": user}] if user else [_text(f"@{straight(name)}")]
        case Link(label=label, url=url):
            return _link(straight(label) or url, url)
        case When(at=at, style=style, zone=zone):
            return [_when(at, reader, style, zone)]
        case _:
            assert_never(span)


def _words(words: str) -> list[Element]:
    """A bare address becomes a link to exactly what it says."""
    made: list[Element] = []
    end = 0
    for found in ADDRESS.finditer(words):
        made += [_text(words[end : found.start()]), {"type": "link", "url": found[0]}]
        end = found.end()
    return [element for element in (*made, _text(words[end:])) if element.get("text") != ""]


def _link(label: str, url: str) -> list[Element]:
    """The label linked, with the host beside it where the label does not say it; other schemes stay plain text."""
    where = goes_to(url)
    if where is None:
        return [_text(f"{label} ({straight(url)})")]
    link = {"type": "link", "url": url, "text": label}
    return [link] if label in (url, where) else [link, _text(f" ({where})")]


def _when(at: datetime, reader: Reader, style: WhenStyle, zone: str | None) -> Element:
    words = said(at, reader, style, zone)
    if zone or reader.zone:
        return _text(words)
    return {"type": "date", "timestamp": int(at.timestamp()), "format": DATE_FORMATS[style], "fallback": f"{words} UTC"}


def _text(words: str) -> Element:
    return {"type": "text", "text": words}


def _bold(element: Element) -> Element:
    return element | {"style": element.get("style", {}) | {"bold": True}}


def _mrkdwn(span: Span, reader: Reader) -> str:
    match span:
        case str():
            return escaped(span)
        case Strong(text=text):
            return f"*{escaped(text)}*" if straight(text).strip() else escaped(text)
        case Code(text=text):
            return f"`{escaped(text)}`"
        case Mention(person=person, name=name):
            user = reader.user(person)
            return f"<@{user}>" if user else escaped(f"@{name}")
        case Link(label=label, url=url):
            return escaped(labelled(label, url))
        case When(at=at, style=style, zone=zone):
            return _date(at, reader, style, zone)
        case _:
            assert_never(span)


def _date(at: datetime, reader: Reader, style: WhenStyle, zone: str | None) -> str:
    words = escaped(said(at, reader, style, zone))
    return words if zone or reader.zone else f"<!date^{int(at.timestamp())}^{DATE_FORMATS[style]}|{words} UTC>"
