"""What the private pages are given by whoever wires them."""

from __future__ import annotations

from adapters.outside import Outside


class PageSetup(Outside, frozen=True, kw_only=True):
    """`url` is the public address without a slash at its end; empty where none is set, and then no page is served."""

    url: str = ""
