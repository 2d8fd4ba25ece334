"""Frozen structs to rows and back: a row is one JSON object in bytes, checked to be readable before it is kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Generic, TypeVar

import msgspec

from bot.requests import Ask, Place, Reply

REMEMBERED = 2_048  # up to twice as many

S = TypeVar("S", bound=msgspec.Struct)


class Answered(msgspec.Struct, frozen=True, kw_only=True):
    """A request that was acted on, and what it was answered."""

    id: str
    at: datetime
    reply: Reply | Ask | None = None


class Age(msgspec.Struct, frozen=True, kw_only=True):
    """An Answered without its reply, to read many quickly."""

    id: str
    at: datetime


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """An Outgoing without its card, to read many quickly."""

    team: str
    key: str
    to: Place
    order: int
    wanted: int
    sent: int
    dropped: str
    retry_at: datetime | None


class Unread(msgspec.Struct, frozen=True, kw_only=True):
    """An Outgoing with its card as it is kept: whoever asks for another one need not read it."""

    to: Place
    card: msgspec.Raw
    fresh: bool
    wanted: int
    sent: int
    asked_at: datetime | None
    message: str
    uncertain_since: datetime | None
    dropped: str

    def pending(self) -> bool:
        return self.sent < self.wanted and not self.dropped


class Number(msgspec.Struct, frozen=True, kw_only=True):
    """The last number given out to a team for a kind."""

    team: str
    kind: str
    last: int


class Codec(Generic[S]):
    """Rows of one type. Remembers what it read lately, but only what nobody can change (hashable all the way down)."""

    def __init__(self, kind: type[S]) -> None:
        self.encode: Callable[[S], bytes] = msgspec.json.Encoder().encode
        self.peek = msgspec.json.Decoder(kind).decode  # as decode, for a pass over everything: remembers nothing
        self._lately: dict[bytes, S] = {}
        self._before: dict[bytes, S] = {}

    def decode(self, raw: bytes) -> S:
        found = self._lately.get(raw)
        if found is None:
            found = self._before.get(raw) or self.peek(raw)
            self._remember(raw, found)
        return found

    def _remember(self, raw: bytes, value: S) -> None:
        try:
            hash(value)
        except TypeError:
            return
        if len(self._lately) >= REMEMBERED:
            self._before, self._lately = self._lately, {}
        self._lately[raw] = value
