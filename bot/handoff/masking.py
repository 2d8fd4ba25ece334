"""Quotes, code and addresses in a line: each stands as one sign while the rest is read, so that they stay whole."""

from __future__ import annotations

import re

FIRST, LAST = 0xE000, 0xF8FF
"""Private use: signs that mean nothing to anybody, and that no keyboard types."""

_WHOLE = re.compile(
    r"""(?P<code>`[^`]+`)
      | (?P<address>\b(?:https?://|www\.)[^\s<>]*[^\s<>.,;:!?)'"»”])
      | (?P<mail>(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+)
      | "[^"]+" | “[^“”]+” | „[^„“”]+[“”] | «[^«»]+» | ‘[^‘’]+’
      | (?<!\w)'[^']+'(?!\w)
    """,
    re.VERBOSE,
)
_SIGN = re.compile(f"[{chr(FIRST)}-{chr(LAST)}]")


class Masked:
    """`text` has a sign in the place of each whole piece; `back` puts the pieces into any part of it again."""

    def __init__(self, line: str) -> None:
        self._pieces: list[str] = []
        self.text = _WHOLE.sub(self._mask, _SIGN.sub("�", line))

    def back(self, part: str) -> str:
        return _SIGN.sub(lambda sign: self._pieces[ord(sign[0]) - FIRST], part)

    def _mask(self, found: re.Match[str]) -> str:
        if len(self._pieces) > LAST - FIRST:
            return found[0]
        self._pieces.append(found[0])
        return chr(FIRST + len(self._pieces) - 1)
