"""Spans of text as Discord shows them: markdown in which nobody's words can mention, link or format; pure."""

from __future__ import annotations

import re
from datetime import datetime
from typing import assert_never

from adapters.readers import Reader, said
from adapters.words import ADDRESS, goes_to, straight
from bot.ui import Code, Link, Mention, Span, Strong, Text, When, WhenStyle

# What Discord writes in each reader's own zone, docs.discord.com/developers/reference#message-formatting.
STYLES: dict[WhenStyle, str] = {"moment": "f", "date": "D", "time": "t"}

# Marks that begin something anywhere, and those that do so only at the start of a line (support.discord.com, Markdown).
_MARKS = re.compile(r"([\\*_~`|<\[\]])")
_LINE_STARTS = re.compile(r"^([ \t]*)([#>+-]|\d{1,9}(?=[.)]))", re.MULTILINE)
_AT = re.compile(r"@(?=\S)")
JOINER = "\u2060"  # WORD JOINER: takes no room, and keeps @everyone from being one


def markdown(text: Text, reader: Reader) -> str:
    """For messages and the descriptions of embeds."""
    return "".join(_markdown(span, reader) for span in text)


def mentioned(text: Text, reader: Reader) -> tuple[str, ...]:
    """The Discord user ids that the text mentions; no others may be notified."""
    users = (reader.user(span.person) for span in text if isinstance(span, Mention))
    return tuple(dict.fromkeys(user for user in users if user))


def escaped(words: str) -> str:
    """A person's words where Discord parses markdown; a bare address stays a link to exactly what it says."""
    words = straight(words)
    pieces: list[str] = []
    end = 0
    for found in ADDRESS.finditer(words):
        pieces += [_escaped(words[end : found.start()]), found[0]]
        end = found.end()
    return "".join([*pieces, _escaped(words[end:])])


def _escaped(words: str) -> str:
    safe = _MARKS.sub(r"\\\1", words)
    safe = _LINE_STARTS.sub(_at_line_start, safe)
    return _AT.sub(f"@{JOINER}", safe)


def _at_line_start(found: re.Match[str]) -> str:
    """`1.` needs its point escaped, the others themselves."""
    before, mark = found[1], found[2]
    return f"{before}{mark}{JOINER}" if mark[0].isdigit() else f"{before}\\{mark}"


def _markdown(span: Span, reader: Reader) -> str:
    match span:
        case str():
            return escaped(span)
        case Strong(text=text):
            return f"**{escaped(text)}**" if straight(text).strip() else escaped(text)
        case Code(text=text):
            return f"`{shown.replace('`', 'ˋ')}`" if (shown := straight(text)) else ""
        case Mention(person=person, name=name):
            user = reader.user(person)
            return f"<@{user}>" if user else escaped(f"@{name}")
        case Link(label=label, url=url):
            return _link(straight(label) or url, url)
        case When(at=at, style=style, zone=zone):
            return _when(at, reader, style, zone)
        case _:
            assert_never(span)


def _link(label: str, url: str) -> str:
    """The label linked, with the host beside it; Discord links no other schemes, and no label that is an address."""
    where = goes_to(url)
    if where is None or not ADDRESS.fullmatch(url):
        return escaped(f"{label} ({straight(url)})")
    if label in (url, where) or ADDRESS.search(label):
        return f"<{url}>"
    return f"[{escaped(label)}](<{url}>) ({where})"


def _when(at: datetime, reader: Reader, style: WhenStyle, zone: str | None) -> str:
    if zone or reader.zone:
        return escaped(said(at, reader, style, zone))
    return f"<t:{int(at.timestamp())}:{STYLES[style]}>"
