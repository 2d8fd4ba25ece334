"""For whom a chat's message is rendered, and the same in plain words where nothing is parsed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import assert_never

import msgspec

from adapters.words import straight
from bot import times
from bot.attached import Attached
from bot.people import Person
from bot.ports import Store
from bot.sheets import Sheet
from bot.ui import (
    Block,
    Code,
    Facts,
    Files,
    Items,
    Link,
    Mention,
    Paragraph,
    Picture,
    Progress,
    Quote,
    Span,
    Strong,
    Text,
    When,
    WhenStyle,
)

GAUGE = 10


def _nobody(_: str) -> str:
    return ""


class Reader(msgspec.Struct, frozen=True, kw_only=True):
    """Without a `zone` there are many readers, and the platform writes instants for each of them.

    `user` gives the platform's own user id of a person of the team, empty for somebody who is not there.
    """

    now: datetime
    zone: str = ""
    locale: str = "en"
    user: Callable[[str], str] = _nobody


async def reader_of(store: Store, now: datetime, team: str, account: str, platform: str) -> Reader:
    """Somebody of the team in private, or with an empty `account` whoever reads a channel; `platform` is `slack:`."""
    people = await store.all(Person, team) if team else []

    def user(person: str) -> str:
        return next((_user(one, platform) for one in people if one.id == person), "")

    found = next((person for person in people if account and account in person.accounts), None)
    if found is None:
        return Reader(now=now, user=user)
    return Reader(now=now, zone=found.zone, locale=found.locale, user=user)


def said(at: datetime, reader: Reader, style: WhenStyle, zone: str | None) -> str:
    """An instant in words, in its own zone or the reader's."""
    return times.say(at, zone or reader.zone or "UTC", reader.locale, style=style, now=reader.now)


def plain(text: Text, reader: Reader) -> str:
    """Words alone, for labels, hints and files."""
    return "".join(_plain(span, reader) for span in text)


def in_words(block: Block, reader: Reader) -> str:
    """A block in plain words."""
    match block:
        case Paragraph(text=text) | Quote(text=text):
            return plain(text, reader)
        case Facts(rows=rows):
            return "\n".join(f"{row.label}: {plain(row.value, reader)}" for row in rows)
        case Items(items=items):
            return "\n".join(f"• {plain(item, reader)}" for item in items)
        case Progress(label=label):
            return label
        case Picture(title=name, alt=alt) | Sheet(name=name, alt=alt):
            return f"{name}: {alt}"
        case Files(files=files):
            return "\n".join(f"• {in_brief(file)}" for file in files)
        case _:
            assert_never(block)


def in_brief(file: Attached) -> str:
    """`photo.jpg, 1.2 MB`"""
    size = f"{file.size / 1e6:.1f} MB" if file.size >= 1e6 else f"{max(1, round(file.size / 1e3))} kB"
    return f"{straight(file.name)}, {size}"


def gauge(done: int, total: int) -> str:
    """`▰▰▰▱▱▱▱▱▱▱`"""
    filled = round(GAUGE * min(done, total) / total) if total > 0 else 0
    return "▰" * filled + "▱" * (GAUGE - filled)


def labelled(label: str, url: str) -> str:
    """A link in words: the label, and where it goes."""
    return url if label == url else f"{label} ({url})"


def _plain(span: Span, reader: Reader) -> str:
    match span:
        case str():
            return straight(span)
        case Strong(text=text) | Code(text=text):
            return straight(text)
        case Mention(name=name):
            return f"@{straight(name)}"
        case Link(label=label, url=url):
            return straight(labelled(label, url))
        case When(at=at, style=style, zone=zone):
            words = said(at, reader, style, zone)
            return words if zone or reader.zone else f"{words} UTC"
        case _:
            assert_never(span)


def _user(person: Person, platform: str) -> str:
    return next((one.removeprefix(platform) for one in person.accounts if one.startswith(platform)), "")
