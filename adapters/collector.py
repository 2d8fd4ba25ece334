"""The garbage collector of a process that serves for months."""

from __future__ import annotations

import gc


def settle_collector() -> None:
    """What is loaded stays for good and is never looked at again; what is new less often than by default.

    Nearly all of it is freed without the collector, which took a tenth of each request's time.
    """
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)
    gc.enable()
