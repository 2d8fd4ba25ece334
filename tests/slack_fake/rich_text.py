"""The rich text block's own rules; https://docs.slack.dev/reference/block-kit/blocks/rich-text-block."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.slack_fake.nouns import Json

NEEDED = {  # leaf -> what it cannot be without
    "text": ("text",),
    "link": ("url",),
    "user": ("user_id",),
    "usergroup": ("usergroup_id",),
    "channel": ("channel_id",),
    "emoji": ("name",),
    "date": ("timestamp", "format"),
    "broadcast": ("range",),
    "color": ("value",),
}
STYLES = {"bold", "italic", "strike", "code", "underline"}


def rich_text(block: Json) -> Iterator[str]:
    inner = block.get("elements")
    if not isinstance(inner, list) or not inner:
        yield "rich_text needs elements"
        return
    for element in inner:
        match element.get("type"):
            case "rich_text_section" | "rich_text_quote":
                yield from _leaves(element.get("elements"))
            case "rich_text_preformatted":
                yield from _leaves(element.get("elements"), {"text", "link"})
            case "rich_text_list":
                yield from _list(element)
            case other:
                yield f"rich_text cannot hold {other!r}"


def _list(element: Json) -> Iterator[str]:
    if element.get("style") not in ("bullet", "ordered"):
        yield "rich_text_list needs the style bullet or ordered"
    if not element.get("elements"):
        yield "rich_text_list needs elements"
    for item in element.get("elements", []):
        if item.get("type") != "rich_text_section":
            yield "rich_text_list holds rich_text_section alone"
        else:
            yield from _leaves(item.get("elements"))


def _leaves(leaves: Any, may: set[str] | None = None) -> Iterator[str]:
    if not isinstance(leaves, list):
        yield "rich text elements are no list"
        return
    for leaf in leaves:
        kind = leaf.get("type", "")
        if kind not in (may or NEEDED):
            yield f"unknown rich text element {kind!r}"
        elif any(leaf.get(name) in (None, "") for name in NEEDED[kind]):
            yield f"rich text {kind} without {' or '.join(NEEDED[kind])}"
        elif set(leaf.get("style", {})) - STYLES:
            yield f"unknown rich text style {leaf['style']!r}"
        elif kind == "date" and (not isinstance(leaf["timestamp"], int) or "{" not in leaf["format"]):
            yield f"rich text date {leaf!r}"
