"""Addresses and words from outside, as every platform may show them."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

# Only visible ASCII: an address written with look-alike or direction-changing characters stays plain text.
ADDRESS = re.compile(r"https?://[!#-;=?-~]+[\w/#=&-]", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# Marks, embeddings, overrides and isolates turn the words after them around, unicode.org/reports/tr9 (2); letters
# know their own direction, so nobody needs these to write.
_TURNS = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
# Nothing to see, and nothing is spelled with them: soft hyphen, zero-width spaces, fillers, a blank braille cell.
_UNSEEN = re.compile(
    r"[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060-\u2065\u206a-\u206f\u2800\u3164\ufeff\uffa0]+"
)
# Joiners, variation selectors and tags belong to the sign before them; without one there is nothing to see.
_UNHELD = re.compile(r"(?<!\S)[\u200c\u200d\ufe00-\ufe0f\U000e0020-\U000e007f]+")


def straight(text: str) -> str:
    """A person's words without signs that turn the direction of others around."""
    return text if text.isascii() else _TURNS.sub("", text)


def goes_to(url: str) -> str | None:
    """The host of a web address, the address of a mail one; None for what must not be linked."""
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme in ("http", "https") and host and host.isascii():
        return host
    return parts.path if parts.scheme == "mailto" and parts.path else None


def clean(text: str) -> str:
    """One kind of line end, no control characters besides it and TAB, no half of a surrogate pair, nothing unseen."""
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if text.isascii():
        return text
    text = straight(text.encode("utf-8", errors="replace").decode("utf-8"))
    return _UNHELD.sub("", _UNSEEN.sub("", text))
