"""Row: one figure of a benchmark beside the goal it has to reach."""

from __future__ import annotations

import msgspec


class Row(msgspec.Struct, frozen=True):
    """`figure` and `goal` are for reading, with their units; `reached` is for the exit code."""

    name: str
    figure: str
    goal: str
    reached: bool
