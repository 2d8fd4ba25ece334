"""What the chat page is given by whoever wires it."""

from __future__ import annotations

from adapters.outside import Outside
from adapters.web_chat.sample import Sample


class WebSetup(Outside, frozen=True, kw_only=True):
    """`hosts` are names the page answers to besides loopback. Without a `sample` it only says where to talk to Baton.

    `channels` are names as in `general`. Without `draw` the page draws the bars itself.
    """

    team: str
    sample: Sample | None = None
    hosts: frozenset[str] = frozenset()
    channels: tuple[str, ...] = ("general",)
