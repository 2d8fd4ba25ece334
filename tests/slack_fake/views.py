"""Modals and homes: their limits, what Slack gives back of them, and what people have put in."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from typing import Any

from tests.slack_fake.blocks import elements, wrong_blocks
from tests.slack_fake.nouns import Json, View

REQUIRED = "Please complete this required field."
WRONG_LENGTH = "Please use fewer or more characters."
NO_NUMBER = "Please enter a number."
FIELDS = {  # reference/views
    "type",
    "title",
    "submit",
    "close",
    "blocks",
    "private_metadata",
    "callback_id",
    "clear_on_close",
    "notify_on_close",
    "external_id",
    "submit_disabled",
}


def wrong_view(view: Any, kind: str) -> list[str]:
    """What Slack would say of it; empty when it is fine. https://docs.slack.dev/reference/views."""
    if not isinstance(view, dict) or view.get("type") != kind:
        return [f"a view of the type {kind} is needed"]
    said = [f"unknown field {name!r}" for name in view if name not in FIELDS]
    for name, most in (("title", 24), ("submit", 24), ("close", 24)):
        text = view.get(name)
        if text is not None and not (text.get("type") == "plain_text" and 0 < len(text.get("text", "")) <= most):
            said.append(f"{name} must be plain text of 1 to {most} characters")
    for name, most in (("private_metadata", 3_000), ("callback_id", 255), ("external_id", 255)):
        if len(view.get(name) or "") > most:
            said.append(f"{name} of more than {most} characters")
    blocks = view.get("blocks", [])
    if kind == "modal":
        if "title" not in view:
            said.append("a modal needs a title")
        if "submit" not in view and any(block.get("type") == "input" for block in blocks):
            said.append("a modal with input blocks needs submit")
    return said + wrong_blocks(blocks, kind)


def with_ids(blocks: list[Json], new_id: Any) -> list[Json]:
    """As Slack keeps them: blocks and elements that came without an id have one."""
    blocks = copy.deepcopy(blocks)
    for block in blocks:
        block.setdefault("block_id", new_id())
        for element in elements(block):
            element.setdefault("action_id", new_id())
    return blocks


def inputs(view: View) -> Iterator[tuple[Json, Json]]:
    """Every block with an element that has a state, and that element."""
    for block in view.given.get("blocks", []):
        for element in elements(block):
            if element["type"] not in ("button", "overflow"):
                yield block, element


def state(view: View) -> Json:
    """`state` of a view as it stands, https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload."""
    values: Json = {}
    for block, element in inputs(view):
        typed = view.typed.get(block["block_id"], {}).get(element["action_id"])
        values.setdefault(block["block_id"], {})[element["action_id"]] = value(element, typed)
    return {"values": values}


def value(element: Json, typed: str | None) -> Json:
    """The state of one element; `typed` None means untouched, "" emptied. What is empty is null."""
    kind = element["type"]
    match kind:
        case "plain_text_input" | "number_input" | "email_text_input" | "url_text_input":
            now = element.get("initial_value") if typed is None else typed
            return {"type": kind, "value": now or None}
        case "static_select" | "radio_buttons" | "external_select":
            now = element.get("initial_option") if typed is None else _option(element, typed)
            return {"type": kind, "selected_option": now or None}
        case "checkboxes" | "multi_static_select":
            chosen = element.get("initial_options", []) if typed is None else _options(element, typed)
            return {"type": kind, "selected_options": chosen}
        case "users_select" | "conversations_select" | "channels_select":
            noun = kind.removesuffix("s_select")
            now = element.get(f"initial_{noun}") if typed is None else typed
            return {"type": kind, f"selected_{noun}": now or None}
        case "datepicker" | "timepicker":
            noun = kind.removesuffix("picker")
            now = element.get(f"initial_{noun}") if typed is None else typed
            return {"type": kind, f"selected_{noun}": now or None}
        case "file_input":
            return {"type": kind, "files": []}
        case _:
            raise AssertionError(f"no state is known of {kind}")


def options(element: Json) -> list[Json]:
    groups = element.get("option_groups", [])
    return [*element.get("options", []), *(option for group in groups for option in group["options"])]


def _option(element: Json, typed: str) -> Json | None:
    if not typed:
        return None
    found = [option for option in options(element) if typed in (option["value"], option["text"]["text"])]
    assert found, f"{typed!r} cannot be chosen of {[o['value'] for o in options(element)]}"
    return {"text": found[0]["text"], "value": found[0]["value"]}


def _options(element: Json, typed: str) -> list[Json]:
    return [option for one in typed.split(",") if one and (option := _option(element, one))]


def shown(view: View) -> dict[tuple[str, str], str]:
    """What a person sees in each input, by block id and action id: the words typed, the values chosen."""
    seen: dict[tuple[str, str], str] = {}
    for block, element in inputs(view):
        now = value(element, view.typed.get(block["block_id"], {}).get(element["action_id"]))
        chosen = next((inner for name, inner in now.items() if name != "type"), None)
        if isinstance(chosen, list):
            chosen = ",".join(option["value"] for option in chosen)
        seen[block["block_id"], element["action_id"]] = chosen["value"] if isinstance(chosen, dict) else chosen or ""
    return seen


def missing(view: View) -> dict[str, str]:
    """What the client itself refuses to send: required inputs that are empty, words of a wrong length."""
    wrong = {}
    for block, element in inputs(view):
        if block["type"] != "input":
            continue
        now = value(element, view.typed.get(block["block_id"], {}).get(element["action_id"]))
        chosen = next((inner for name, inner in now.items() if name != "type"), None)
        if not chosen and not block.get("optional", False):
            wrong[block["block_id"]] = REQUIRED
        elif isinstance(chosen, str) and (said := _refused(element, chosen)):
            wrong[block["block_id"]] = said
    return wrong


def _refused(element: Json, typed: str) -> str:
    """https://docs.slack.dev/reference/block-kit/block-elements: what the element itself does not take."""
    if element["type"] == "number_input":
        number = r"-?\d+(\.\d+)?" if element["is_decimal_allowed"] else r"-?\d+"
        return "" if re.fullmatch(number, typed) else NO_NUMBER
    least, most = element.get("min_length", 0), element.get("max_length", 3_000)
    return "" if least <= len(typed) <= most else WRONG_LENGTH
