"""Discord's markdown as a client shows it, in words alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

_TOKENS = re.compile(
    r"\\(?P<escaped>[^\w\s]|_)"
    r"|`(?P<code>[^`]+)`"
    r"|<t:(?P<at>\d+):(?P<style>\w)>"
    r"|<@!?(?P<user>\d+)>"
    r"|\[(?P<label>(?:\\.|[^\]\\])+)\]\(<(?P<url>[^>]+)>\)"
    r"|<(?P<address>https?://[^>]+)>"
    r"|(?P<mark>\*\*|~~|\|\||__)"
)
_LINE = re.compile(r"^(?:-# |> |- |\d+\. |#{1,3} )", re.MULTILINE)


def words(markdown: str, names: Mapping[str, str], said: Callable[[datetime, str], str]) -> str:
    """`names` by user id; `said` writes an instant in the client's own zone."""

    def token(found: re.Match[str]) -> str:
        if found["escaped"] or found["code"] or found["address"]:
            return found["escaped"] or found["code"] or found["address"]
        if found["at"]:
            return said(datetime.fromtimestamp(int(found["at"]), UTC), found["style"])
        if found["user"]:
            return f"@{names.get(found['user'], 'unknown-user')}"
        if found["label"]:
            return words(found["label"], names, said)
        return ""

    shown = _TOKENS.sub(token, _LINE.sub("", markdown)).replace("\u2060", "")
    return " ".join(shown.split())
