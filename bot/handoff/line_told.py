"""What labels introduce is taken here: `due: Fri 3pm; effort: 45 min`, and `done when` behind another part."""

from __future__ import annotations

import re
from itertools import islice

from bot.handoff import line_breaks as breaks
from bot.handoff import line_lengths as lengths
from bot.handoff import line_priorities as priorities
from bot.handoff import line_words as known
from bot.handoff.line_brief import Taken
from bot.handoff.line_ends import LAST_SIGNS, Ends
from bot.handoff.line_labels import labelled
from bot.handoff.line_starts import FIRST_WORDS, first_that

TRIED = 20  # nobody says `done when` more often, and each is looked at closely
_CLAUSE = re.compile(r"[;|)\]]|,(?=\s)|\.(?=\s)|\s[–—-]\s")


def take_labelled(text: str, ends: Ends, taken: Taken) -> str:
    """Takes what stands behind labels; the rest of the line."""
    before, said = labelled(_with_label(text, ends))
    if not said:
        return text
    rest = [before, *(_taken(name, what, ends, taken) for name, what in said)]
    return " ".join(part for part in rest if part.strip())


def take_marks(text: str, taken: Taken) -> str:
    """Takes `~2h`, `!high` and `!ack` from wherever they stand."""
    for signs, pattern, take in (
        ("~≈", lengths.TILDE, taken.length),
        ("!", priorities.BANG, taken.priority),
        ("!", priorities.ACK, taken.ack),
    ):
        marks = pattern.finditer(text) if any(sign in text for sign in signs) else ()
        if mark := next(filter(take, marks), None):
            text = f"{text[: mark.start()].rstrip()} {text[mark.end() :].lstrip()}".strip()
    return text


def _with_label(text: str, ends: Ends) -> str:
    """`by Fri 5pm done when Rosa confirms`: behind another part `done when` is a label without its colon."""
    for told in islice(known.DONE_WHEN.finditer(text), TRIED):
        before = text[: told.start()].rstrip(breaks.LOOSE)
        due = ends.due(before)
        if (due and due[2]) or lengths.LAST.search(before, max(0, len(before) - LAST_SIGNS)):
            return f"{before}; done when: {text[told.end() :]}"
    return text


def _taken(name: str, said: str, ends: Ends, taken: Taken) -> str:
    """Takes what that label introduces; what is no part of that is given back."""
    match name:
        case "done_when":
            taken.text(name, take_marks(said, taken))
            said = ""
        case "playbook":
            return _playbook(said, ends, taken)
        case "due":
            return _due(said, ends, taken)
        case "repeats":
            rhythm, said = _clause(said)
            if not taken.repeats(ends.rhythm(rhythm)):
                taken.doubt(name)
        case "effort":
            return _matched(name, lengths.FIRST.match(f"{said.strip()} ;"), said, taken)
        case "priority":
            return _matched(name, priorities.LABELLED.match(said), said, taken)
    return said


def _matched(name: str, found: re.Match[str] | None, said: str, taken: Taken) -> str:
    if found and (taken.length(found) if name == "effort" else taken.priority(found)):
        return said.strip()[found.end() :]
    taken.doubt(name)
    return said


def _playbook(said: str, ends: Ends, taken: Taken) -> str:
    said, following = _clause(said)
    due = None if taken.brief.due else ends.due(said)
    if due and due[2]:
        taken.due(due[1])
        said = due[0]
    taken.text("playbook", said)
    return following


def _due(said: str, ends: Ends, taken: Taken) -> str:
    if taken.brief.due:
        taken.doubt("due")
        return said
    words = said.split(maxsplit=FIRST_WORDS)
    if count := first_that(ends.is_date, words):
        taken.due(" ".join(words[:count]).strip(breaks.LOOSE))
        return " ".join(words[count:])
    typed, following = _clause(said)
    taken.due(typed)
    return following


def _clause(said: str) -> tuple[str, str]:
    """What stands before the first break, and what follows it."""
    parts = _CLAUSE.split(said, maxsplit=1)
    return parts[0].strip(breaks.EDGES), parts[1] if len(parts) > 1 else ""
