"""What ends a command of ours: one line for the person at the terminal, and exit code 1."""

from __future__ import annotations


class Problem(Exception):
    """`str(error)` is one line: what is wrong, and what to do."""
