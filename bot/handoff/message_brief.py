"""A message that somebody wrote as a brief: its first sentence, what it says is done, and the rest; pure."""

from __future__ import annotations

import re

from bot.handoff.rules import OUTCOME_MOST, WORDS_MOST

WHOLE_MOST = 120  # so much is read at a glance, however many sentences it has
WORDS_LEAST = 3  # `Hi Ana!` says nothing yet
_DONE = re.compile(r"\bdone when\s*:[ \t]*(?P<words>\S.*)", re.IGNORECASE)
_ENDS = re.compile(
    r"""(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\bNo)(?<!\be\.g)(?<!\bi\.e)
        [.!?…](?P<gap>[ ]|\n{1,2})(?![a-z])
      | (?P<line>\n{1,2})(?![a-z\n])""",
    re.VERBOSE,
)


def read_message(words: str) -> dict[str, str]:
    """`outcome`, `quoted` and `done_when` of a brief's form; what it does not say is left out, and nothing is lost."""
    text, values = _tidied(words), dict[str, str]()
    if (done := _DONE.search(text)) is not None:
        values["done_when"] = done["words"].strip()[:WORDS_MOST]
        text = _tidied(f"{text[: done.start()]}\n{text[done.end() :]}")
    flat = " ".join(text.split())
    first, rest = (flat, "") if len(flat) <= WHOLE_MOST else _parted(text)
    outcome = " ".join(first.split())
    if len(outcome) > OUTCOME_MOST:
        outcome, rest = _shortened(outcome, OUTCOME_MOST), text
    if rest:
        values["quoted"] = _shortened(rest, WORDS_MOST)
    return values | {"outcome": outcome}


def _tidied(words: str) -> str:
    """Lines and paragraphs as they are, with single spaces and no more than one empty line."""
    lines = (" ".join(line.split()) for line in words.strip().splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _parted(text: str) -> tuple[str, str]:
    """The first sentence or line that says something, and what follows it."""
    for end in _ENDS.finditer(text):
        at = end.start("gap") if end["gap"] else end.start("line")
        if len(text[:at].split()) >= WORDS_LEAST:
            return text[:at], text[end.end() :].strip()
    return text, ""


def _shortened(words: str, most: int) -> str:
    """As far as there is room; the sign says that there is more, which the link leads to."""
    return words if len(words) <= most else f"{words[: most - 1]}…"
