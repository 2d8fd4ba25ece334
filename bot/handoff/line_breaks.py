"""Where one part of a line ends and another begins: commas, dashes, full stops, bars, brackets."""

from __future__ import annotations

import re

BREAK = r"(?:^|\s*(?:[;|(\[]|(?<!\d)[,.–—]|[,.](?=\s)|\s[–—-]+(?=\s)|(?:->|→|=>))\s*)"
"""Not the point of 3.5, nor the dash of 3–4."""
EDGES = " ,;:.|→–—-"
LOOSE = " ,;:|→–—-"
"""Without the full stop, which a date may end with."""

AT_START = re.compile(r"(?:[\s,;:|→–—-]|\d{1,2}[.)]\s+(?=@)|\.{2,}|…|[*•>.](?=\s)|\[[ xX]?\](?=\s))+")
"""Bullets, boxes to tick and what is left of a break."""
AT_END = re.compile(r"(?:(?<=\S)[!?]++|…|(?<=\s)[:;]-?[)D]|[\s\u200d\ufe0f\u2600-\u27bf\U0001F000-\U0001FAFF])++$")
"""Exclamation and emoji, which say nothing of any part."""

_CLAUSES = re.compile(r"[;|(\[]|(?<!\d),|,(?=\s)|\s[–—-]+\s|[.!?]\s")


def last_clause(text: str) -> str:
    """What follows the last break; nothing where there is none."""
    parts = _CLAUSES.split(text[-160:])
    return parts[-1].strip() if len(parts) > 1 else ""
