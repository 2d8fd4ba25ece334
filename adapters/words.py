"""Addresses and words from outside, as every platform may show them."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

# Only visible ASCII: an address written with look-alike or direction-changing characters stays plain text.
ADDRESS = re.compile(r"https?://[!#-;=?-~]+[\w/#=&-]", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def straight(text: str) -> str:
    """A person's words without signs that turn the direction of others around, which nobody needs to write."""
    return text.replace("\N{LEFT-TO-RIGHT OVERRIDE}", "").replace("\N{RIGHT-TO-LEFT OVERRIDE}", "")


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
    """One kind of line end, no control characters besides it and TAB, no half of a surrogate pair."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub("", text.encode("utf-8", errors="replace").decode("utf-8"))
