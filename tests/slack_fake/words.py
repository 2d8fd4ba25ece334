"""What a Slack client shows of texts and blocks: mentions by name, dates in the reader's zone, links by label."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from tests.slack_fake.blocks import elements
from tests.slack_fake.nouns import Json

_TOKEN = re.compile(r"<([^<>]*)>")
_MARK = re.compile(r"(?<![\w*_~`])([*_~])(?=\S)(.+?)(?<=\S)\1(?![\w*_~`])")
_CODE = re.compile(r"(```|`)(.+?)\1", re.DOTALL)


@dataclass(frozen=True)
class Reader:
    """`date` says an instant as this reader's client does, from the format of a `<!date^…>` token."""

    names: dict[str, str]
    date: Callable[[datetime, str], str]
    channels: dict[str, str]


def words(blocks: list[Json], text: str, reader: Reader) -> str:
    """All the words of a message, blocks before the fallback; white space folded."""
    lines = [line for block in blocks for line in _block(block, reader)]
    return " ".join(" ".join(lines or [mrkdwn(text, reader)]).split())


def buttons(blocks: list[Json]) -> tuple[str, ...]:
    """The labels of the buttons, in order."""
    found = [element for block in blocks for element in elements(block) if element["type"] == "button"]
    return tuple(html.unescape(element["text"]["text"]) for element in found)


def _block(block: Json, reader: Reader) -> list[str]:
    match block["type"]:
        case "section" | "header" | "input":
            parts = [block.get("text"), block.get("label"), *block.get("fields", [])]
            return [_object(part, reader) for part in parts if part]
        case "context":
            return [one["alt_text"] if one["type"] == "image" else _object(one, reader) for one in block["elements"]]
        case "image":
            title = [_object(block["title"], reader)] if "title" in block else []
            return [*title, block["alt_text"]]
        case "markdown":
            return [str(block["text"])]
        case "rich_text":
            return [_rich(block["elements"], reader)]
        case _:
            return []


def _rich(parts: list[Any], reader: Reader) -> str:
    said = []
    for part in parts:
        match part["type"]:
            case "text":
                said.append(part["text"])
            case "user":
                said.append(f"@{reader.names.get(part['user_id'], part['user_id'])}")
            case "link":
                said.append(part.get("text", part["url"]))
            case "date":
                at = datetime.fromtimestamp(part["timestamp"], UTC)
                said.append(reader.date(at, part["format"]))
            case "rich_text_list":
                said.append(" ".join(_rich(item["elements"], reader) for item in part["elements"]))
            case _:
                said.append(_rich(part.get("elements", []), reader))
    return "".join(said) + " "


def _object(text: Json, reader: Reader) -> str:
    if text["type"] == "plain_text":
        return html.unescape(text["text"])
    return mrkdwn(text["text"], reader)


def mrkdwn(text: str, reader: Reader) -> str:
    """https://docs.slack.dev/messaging/formatting-message-text."""
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        kept.append(found[2])
        return f"\x00{len(kept) - 1}\x00"

    text = _CODE.sub(keep, text)
    text = _TOKEN.sub(lambda found: _token(found[1], reader), text)
    lines = []
    for line in text.split("\n"):
        bare = line.removeprefix("&gt; ").removeprefix("&gt;")
        lines.append(_MARK.sub(lambda found: found[2], _MARK.sub(lambda found: found[2], bare)))
    text = "\n".join(lines)
    text = re.sub("\x00(\\d+)\x00", lambda found: _TOKEN.sub(lambda t: _token(t[1], reader), kept[int(found[1])]), text)
    return html.unescape(text).replace("\u200b", "").replace("\u2060", "")


def _token(inner: str, reader: Reader) -> str:
    name, _, label = inner.partition("|")
    if name.startswith("!date^"):
        _, seconds, shape, *_ = name.split("^")
        return reader.date(datetime.fromtimestamp(int(seconds), UTC), shape)
    if name.startswith("@"):
        return f"@{reader.names.get(name[1:], label or name[1:])}"
    if name.startswith("#"):
        return f"#{reader.channels.get(name[1:], label or name[1:])}"
    if name.startswith("!"):
        return f"@{name[1:].partition('^')[0]}"
    return label or name.removeprefix("mailto:")
