"""Block Kit's limits: every breach as a sentence; https://docs.slack.dev/reference/block-kit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.slack_fake.nouns import Json
from tests.slack_fake.rich_text import rich_text

MESSAGE_BLOCKS, VIEW_BLOCKS = 50, 100  # reference/block-kit/blocks
MESSAGE_TOTAL = 13_200  # not documented: slackapi/bolt-js#2509, answered with msg_blocks_too_long
ELEMENTS = {  # which interactive elements there are, reference/block-kit/block-elements
    "button",
    "static_select",
    "multi_static_select",
    "external_select",
    "users_select",
    "conversations_select",
    "channels_select",
    "overflow",
    "radio_buttons",
    "checkboxes",
    "datepicker",
    "timepicker",
    "datetimepicker",
    "file_input",
    "plain_text_input",
    "number_input",
    "email_text_input",
    "url_text_input",
}
SURFACES = {
    "section": {"message", "modal", "home"},
    "actions": {"message", "modal", "home"},
    "context": {"message", "modal", "home"},
    "divider": {"message", "modal", "home"},
    "header": {"message", "modal", "home"},
    "image": {"message", "modal", "home"},
    "input": {"message", "modal", "home"},
    "rich_text": {"message", "modal", "home"},
    "markdown": {"message"},
}
INPUT_ONLY = {"file_input", "plain_text_input", "number_input", "email_text_input", "url_text_input"}


def wrong_blocks(blocks: Any, surface: str) -> list[str]:
    """What Slack would say of these blocks in a `message`, a `modal` or a `home`; empty when they are fine."""
    if not isinstance(blocks, list) or not all(isinstance(block, dict) for block in blocks):
        return ["blocks is no array of objects"]
    most = MESSAGE_BLOCKS if surface == "message" else VIEW_BLOCKS
    said = [f"no more than {most} items allowed, {len(blocks)} given"] if len(blocks) > most else []
    ids = [block["block_id"] for block in blocks if block.get("block_id")]
    said += [f"duplicate block_id {twice!r}" for twice in sorted({one for one in ids if ids.count(one) > 1})]
    for number, block in enumerate(blocks):
        said += [f"{wrong} [json-pointer:/blocks/{number}]" for wrong in _block(block, surface)]
    return said


def too_long(blocks: list[Json]) -> bool:
    """Whether all the words of a message are more than Slack takes."""
    return sum(map(len, _strings(blocks))) > MESSAGE_TOTAL


def _strings(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(part.get("text"), str):
            yield part["text"]
        for name, inner in part.items():
            if name != "text" or not isinstance(inner, str):
                yield from _strings(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from _strings(inner)


def _block(block: Json, surface: str) -> Iterator[str]:
    kind = block.get("type", "")
    if surface not in SURFACES.get(kind, ()):
        yield f"unsupported block type {kind!r} in a {surface}"
        return
    if len(block.get("block_id", "")) > 255:
        yield "block_id of more than 255 characters"
    ids = [element.get("action_id", "") for element in elements(block)]
    for twice in {one for one in ids if one and ids.count(one) > 1}:
        yield f"action_id {twice!r} already exists in the block"
    if kind in RULES:
        yield from RULES[kind](block)


def elements(block: Json) -> list[Json]:
    """The interactive elements of a block."""
    inner = [block.get("element"), block.get("accessory")]
    if block.get("type") == "actions":
        inner += block.get("elements", [])
    return [element for element in inner if isinstance(element, dict) and element.get("type") in ELEMENTS]


def _header(block: Json) -> Iterator[str]:
    yield from _text(block.get("text"), 150, "header", plain=True)


def _section(block: Json) -> Iterator[str]:
    fields = block.get("fields")
    if "text" not in block and not fields:
        yield "a section needs text or fields"
    if "text" in block:
        yield from _text(block["text"], 3_000, "section")
    if fields is not None:
        if not 0 < len(fields) <= 10:
            yield f"{len(fields)} fields in a section, of 1 to 10"
        for field in fields:
            yield from _text(field, 2_000, "field")
    accessory = block.get("accessory")
    if accessory:
        if accessory.get("type") in INPUT_ONLY:
            yield f"{accessory['type']} stands only in an input block"
        elif accessory.get("type") != "image":
            yield from _element(accessory)


def _context(block: Json) -> Iterator[str]:
    inner = block.get("elements", [])
    if not 0 < len(inner) <= 10:
        yield f"{len(inner)} elements in a context block, of 1 to 10"
    for element in inner:
        if element.get("type") != "image":
            yield from _text(element, 3_000, "context")


def _actions(block: Json) -> Iterator[str]:
    inner = block.get("elements", [])
    if not 0 < len(inner) <= 25:
        yield f"{len(inner)} elements in an actions block, of 1 to 25"
    for element in inner:
        if element.get("type") in INPUT_ONLY:
            yield f"{element['type']} stands only in an input block"
        yield from _element(element)


def _image(block: Json) -> Iterator[str]:
    if not block.get("alt_text"):
        yield "an image needs alt_text"
    if len(block.get("alt_text", "")) > 2_000:
        yield "alt_text of more than 2000 characters"
    if ("image_url" in block) == ("slack_file" in block):
        yield "an image needs either image_url or slack_file"
    if "title" in block:
        yield from _text(block["title"], 2_000, "image title", plain=True)


def _input(block: Json) -> Iterator[str]:
    yield from _text(block.get("label"), 2_000, "label", plain=True)
    if "hint" in block:
        yield from _text(block["hint"], 2_000, "hint", plain=True)
    element = block.get("element")
    if not isinstance(element, dict) or element.get("type") not in ELEMENTS - {"button", "overflow"}:
        yield "an input block needs one input element"
        return
    yield from _element(element)


def _element(element: Json) -> Iterator[str]:
    kind = element.get("type", "")
    if kind not in ELEMENTS:
        yield f"unknown element {kind!r}"
        return
    if len(element.get("action_id", "")) > 255:
        yield "action_id of more than 255 characters"
    if "placeholder" in element:
        yield from _text(element["placeholder"], 150, "placeholder", plain=True)
    if "confirm" in element:
        yield from _confirm(element["confirm"])
    if kind == "button":
        yield from _button(element)
    if kind in ("static_select", "multi_static_select", "overflow", "radio_buttons", "checkboxes"):
        yield from _options(element, kind)
    if kind == "plain_text_input":
        yield from _typed(element)
    if kind == "number_input" and not isinstance(element.get("is_decimal_allowed"), bool):
        yield "number_input needs is_decimal_allowed"


def _button(element: Json) -> Iterator[str]:
    yield from _text(element.get("text"), 75, "button", plain=True)
    if len(element.get("value", " ")) > 2_000:
        yield "button value of more than 2000 characters"
    if not element.get("value", " "):
        yield "button value is empty"
    if len(element.get("url", "")) > 3_000:
        yield "button url of more than 3000 characters"
    if element.get("style", "primary") not in ("primary", "danger"):
        yield f"unknown button style {element['style']!r}"


def _options(element: Json, kind: str) -> Iterator[str]:
    groups = element.get("option_groups", [])
    options = [*element.get("options", []), *(option for group in groups for option in group.get("options", []))]
    most = {"overflow": 5, "radio_buttons": 10, "checkboxes": 10}.get(kind, 100)
    if len(groups) > 100 or not all(0 < len(group.get("options", [])) <= 100 for group in groups):
        yield "at most 100 option groups of 1 to 100 options"
    if not groups and not 0 < len(options) <= most:
        yield f"{len(options)} options in {kind}, of 1 to {most}"
    for option in options:
        yield from _text(option.get("text"), 75, "option")
        if not 0 < len(option.get("value", "")) <= 150:
            yield f"option value of {len(option.get('value', ''))} characters, of 1 to 150"
        if "description" in option:
            yield from _text(option["description"], 75, "option description")
    initial = element.get("initial_option")
    if initial is not None and initial not in options:
        yield "initial_option is none of the options"


def _typed(element: Json) -> Iterator[str]:
    least, most = element.get("min_length", 0), element.get("max_length", 3_000)
    if not 0 <= least <= 3_000 or not 1 <= most <= 3_000 or least > most:
        yield f"min_length {least} and max_length {most} do not fit"
    if len(element.get("initial_value", "")) > most:
        yield "initial_value is longer than max_length"


def _confirm(confirm: Json) -> Iterator[str]:
    for name, most in (("title", 100), ("confirm", 30), ("deny", 30)):
        yield from _text(confirm.get(name), most, f"confirm {name}", plain=True)
    yield from _text(confirm.get("text"), 300, "confirm text")


def _text(text: Any, most: int, of: str, *, plain: bool = False) -> Iterator[str]:
    """A text object, reference/block-kit/composition-objects/text-object."""
    if not isinstance(text, dict) or not isinstance(text.get("text"), str):
        yield f"{of} needs a text object"
        return
    if (plain and text.get("type") != "plain_text") or text.get("type") not in ("plain_text", "mrkdwn"):
        yield f"{of} cannot be {text.get('type')!r}"
    if not 0 < len(text["text"]) <= most:
        yield f"{of} text of {len(text['text'])} characters, of 1 to {most}"


RULES = {
    "section": _section,
    "header": _header,
    "context": _context,
    "actions": _actions,
    "image": _image,
    "input": _input,
    "rich_text": rich_text,
}
