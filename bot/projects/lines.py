"""The steps of a project as they are pasted, one a line: what each comes after, taken off before the brief is read."""

from __future__ import annotations

import re

import msgspec

STEPS_MOST = 50

_MARK = re.compile(r"^\s*(?:[-*•–]|\d{1,2}[.)])\s+")
_NUMBERS = r"(?:steps?\s+)?#?\d{1,6}(?:\s*(?:,|&|\band\b)\s*#?\d{1,6})*"
# `after: 2, 3` anywhere; `after 2` only where a part of the brief ends, as in "Call them after 3 days" it says no step.
# A run of spaces is looked at once and from its beginning, or very many of them would hold up everybody.
_RUN = r"(?<![\s,;(])[\s,;(]"
_LABELLED = re.compile(rf"{_RUN}*+\bafter\s*+:\s*+(?P<numbers>{_NUMBERS})\)?", re.IGNORECASE)
_PLAIN = re.compile(
    rf"{_RUN}++after\s++(?P<numbers>{_NUMBERS})\)?(?=\s*$|\s*[,;.]|\s+(?:by|due|done\s+when|~|!|@))", re.IGNORECASE
)


class StepLine(msgspec.Struct, frozen=True):
    """`brief` is the line without its number or dash and without what it comes `after`: `2`, or `#12`, as typed."""

    brief: str
    after: tuple[str, ...] = ()


def read_lines(typed: str) -> list[StepLine]:
    """One for each line that is not empty."""
    return [_line(line) for line in typed.splitlines() if line.strip()]


def _line(line: str) -> StepLine:
    text, after = _MARK.sub("", line), list[str]()
    for pattern in (_LABELLED, _PLAIN):
        while len(after) < STEPS_MOST and (found := pattern.search(text)):
            after += re.findall(r"#?\d+", found["numbers"])
            text = f"{text[: found.start()]} {text[found.end() :]}"
    return StepLine(" ".join(text.split()), tuple(dict.fromkeys(after)))
