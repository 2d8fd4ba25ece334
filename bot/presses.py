"""Presses: the one string that a button carries, and what it says again."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode

PRESS_LENGTH = 100  # Discord custom_id, components reference


class TooLong(ValueError):
    """A card or form breaks a platform's limit; a defect of ours, found in tests and never cut silently."""


def press(action: str, arguments: Mapping[str, str]) -> str:
    """The one string a button carries, `handoff.accept?task=42`; at most 100 characters."""
    text = f"{action}?{'&'.join(map(_pair, arguments, arguments.values()))}" if arguments else action
    if len(text) > PRESS_LENGTH:
        raise TooLong(f"button value of {len(text)} characters: {text[:120]}")
    return text


def _pair(name: str, value: str) -> str:
    both = name + value
    if both.isascii() and both.isalnum():
        return f"{name}={value}"  # nearly always, and ten times as fast
    return urlencode({name: value})


def read_press(text: str) -> tuple[str, dict[str, str]]:
    """The action and arguments of a pressed button; hostile text gives odd names, never an error."""
    action, _, query = text[:PRESS_LENGTH].partition("?")
    return action, dict(parse_qsl(query, keep_blank_values=True))
