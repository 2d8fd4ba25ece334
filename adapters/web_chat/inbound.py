"""What a browser sends, read into Requests; pure, and never raises more than BadInput."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple
from urllib.parse import parse_qsl

import msgspec

from adapters.words import clean
from bot.actions import read_command
from bot.presses import read_press
from bot.requests import Direct, Place, Request

BODY_LIMIT = 1 << 20  # bytes; a form with ten fields of 3,000 characters has ample room
FIELD_LIMIT = 60
WORDS_LIMIT = 40_000
NAME_LIMIT = 200

# Our own fields begin with this; everything else in a form is an argument or a field of the form itself.
OURS = "_"

_NONCE = re.compile(r"[A-Za-z0-9-]{1,64}")
_CALLED = re.compile(r"@baton\b[,:]?\s*", re.IGNORECASE)


class BadInput(ValueError):
    """A body that our own page would never send."""


class Speaker(msgspec.Struct, frozen=True, kw_only=True):
    """Who speaks, where and when. `fresh` is an id to use when the page brought none."""

    team: str
    person: str
    place: Place
    at: datetime
    fresh: str

    @property
    def account(self) -> str:
        return f"web:{self.person}"


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A typed line: what was said, who may see it, and what it asks of Baton, if anything."""

    id: str
    words: str
    private: bool
    request: Request | None = None


def read_fields(body: bytes) -> dict[str, str]:
    """The fields of a urlencoded body; the first of equal names wins."""
    try:
        text = body.decode("utf-8", errors="replace")
        pairs = parse_qsl(text, keep_blank_values=True, errors="replace", max_num_fields=FIELD_LIMIT)
    except ValueError as error:
        raise BadInput(str(error)) from error
    fields: dict[str, str] = {}
    for name, value in pairs:
        fields.setdefault(clean(name)[:NAME_LIMIT], clean(value))
    return fields


def read_line(fields: Mapping[str, str], speaker: Speaker) -> Line:
    """`/tasks`, `@Baton tasks`, or in the chat with Baton `tasks`; anything else in a channel is plain talk."""
    words = fields.get("words", "").strip()
    if len(words) > WORDS_LIMIT:
        raise BadInput(f"That is {len(words):,} characters; the most here is {WORDS_LIMIT:,}. Send it in parts.")
    slash, called = words.startswith("/"), _CALLED.match(words)
    line = Line(id=_id(fields, speaker, words), words=words, private=slash)
    if not words or not (slash or called or isinstance(speaker.place, Direct)):
        return line
    command = read_command(words[called.end() :] if called else words)
    return msgspec.structs.replace(line, request=_request(line.id, command, speaker))


def read_button(fields: Mapping[str, str], speaker: Speaker) -> Request:
    """A pressed button, `handoff.accept?task=42#key-of-the-card`; whether it may be pressed is for the rules to say."""
    pressed = fields.get("press", "")
    asked, _, card = pressed.partition("#")
    request = _request(_id(fields, speaker, pressed), read_press(asked), speaker)
    return msgspec.structs.replace(request, card=card[:NAME_LIMIT])


class Written(NamedTuple):
    """A message that somebody wrote: what it says, where it is found, and when that was."""

    words: str
    link: str
    at: datetime


def read_delegated(fields: Mapping[str, str], written: Written, speaker: Speaker) -> Request:
    """*Delegate this* on a message."""
    words, link, at = written
    asked = ("handoff.delegate_message", {"words": words, "link": link, "written": at.isoformat()})
    return _request(_id(fields, speaker, link), asked, speaker)


def read_form(fields: Mapping[str, str], speaker: Speaker) -> Request:
    """A form sent off; its own key is the request id, so that sending it twice is one request."""
    key, action = fields.get("_key", "")[:NAME_LIMIT], fields.get("_action", "")[:NAME_LIMIT]
    if not key or not action:
        raise BadInput("This form is incomplete. Reload the page and open it again.")
    return _request(f"form:{key}", (action, answers(fields)), speaker)


def asked_for_file(id: str, speaker: Speaker) -> Request:
    """What a link to an attached file asks the core: whether the speaker may have it."""
    return _request(speaker.fresh, ("handoff.file", {"file": id[:NAME_LIMIT]}), speaker)


def answers(fields: Mapping[str, str]) -> dict[str, str]:
    """What the form asked for, without the fields that are the page's own."""
    return {name: value for name, value in fields.items() if not name.startswith(OURS)}


def _request(id: str, asked: tuple[str, dict[str, str]], speaker: Speaker) -> Request:
    action, arguments = asked
    return Request(
        id=id,
        team=speaker.team,
        action=action,
        account=speaker.account,
        arguments=arguments,
        place=speaker.place,
        at=speaker.at,
    )


def _id(fields: Mapping[str, str], speaker: Speaker, content: str) -> str:
    """The same page sending the same thing again is one request; other people and other words never are."""
    brought = fields.get("_id", "")
    nonce = brought if _NONCE.fullmatch(brought) else speaker.fresh
    digest = sha256(content.encode()).hexdigest()[:12]
    return f"web:{speaker.person}:{nonce}:{digest}"
