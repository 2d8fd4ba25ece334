"""What stands in a payload of Slack's, whatever else may stand there instead; pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Payload = Mapping[str, Any]


def mapping(body: Payload, name: str) -> Payload:
    found = body.get(name) if isinstance(body, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def text(body: Payload, name: str) -> str:
    found = body.get(name) if isinstance(body, Mapping) else None
    return found if isinstance(found, str) else str(found) if isinstance(found, int | float) else ""
