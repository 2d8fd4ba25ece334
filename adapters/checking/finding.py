"""Finding: one thing that was looked at."""

from __future__ import annotations

from typing import NamedTuple


class Finding(NamedTuple):
    """`wrong` is what to do about it; empty when all is well."""

    about: str
    seen: str
    wrong: str = ""
