"""What a test lets go wrong with calls of the Web API."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Literal

Kind = Literal["busy", "crash", "hang", "page", "lost", "unheard", "error", "moved", "slow"]


@dataclass(frozen=True)
class Fault:
    """`busy`: 429; `crash`: 500; `hang`: no answer; `page`: HTML instead of JSON (a proxy's 502 has the status 502).

    `lost`: done, and then the connection breaks; `unheard`: it breaks first; `error`: `ok: false` with the word.
    Of downloads alone: `moved` to the address that is the word; `slow`: half of it, and then nothing.
    """

    kind: Kind
    seconds: int | str | None = None  # of Retry-After; None: the header is missing
    word: str = ""
    status: int = 500


class Faults:
    """Faults of the next calls, by method, `download` or `upload`; `*` stands for any.

    `down` breaks every connection while it is True.
    """

    def __init__(self) -> None:
        self.down = False
        self._next: dict[str, list[Fault | None]] = defaultdict(list)

    def plan(self, method: str, *faults: Fault | None) -> None:
        """The next calls of the method go so, one after another; None: well."""
        self._next[method].extend(faults)

    def busy(self, method: str, seconds: int | None = 1, times: int = 1) -> None:
        self.plan(method, *[Fault("busy", seconds)] * times)

    def error(self, method: str, word: str, times: int = 1) -> None:
        self.plan(method, *[Fault("error", word=word)] * times)

    def take(self, method: str) -> Fault | None:
        for name in (method, "*"):
            if self._next[name]:
                return self._next[name].pop(0)
        return None
