"""All that is logged, by Baton and by the libraries it uses, before anything is struck out of it."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from structlog.testing import capture_logs

from adapters.logs import Forward

Line = Any


@contextmanager
def all_logged() -> Iterator[list[Line]]:
    """The lines, as they come."""
    forward = Forward(logging.WARNING)
    logging.getLogger().addHandler(forward)
    try:
        with capture_logs() as lines:
            yield lines
    finally:
        logging.getLogger().removeHandler(forward)


def troubles(lines: Sequence[Line]) -> list[str]:
    """What somebody should look at."""
    return [str(line["event"]) for line in lines if line["log_level"] not in ("debug", "info")]


def in_full(lines: Sequence[Line]) -> str:
    """Every word of it, tracebacks included."""
    return "\n".join(f"{line} {_traceback(line.get('exc_info'))}" for line in lines)


def _traceback(found: object) -> str:
    error = found[1] if isinstance(found, tuple) else found
    return "".join(traceback.format_exception(error)) if isinstance(error, BaseException) else ""
