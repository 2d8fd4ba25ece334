"""What a button is about, so that one on an older card does nothing to what has come since; pure."""

from __future__ import annotations

from bot.handoff.records import Task

PROMISES = frozenset({"accept", "claim", "take_over", "agree"})
RENEWED = frozenset({"change", "move_due", "counter", "reopen"})
"""Steps after which somebody promises something else than before."""
_ENDED = frozenset({"hand_in", "hand_back", "change", "reopen"})

# Of each step that would do harm on an older card: the events after which a card is about something else.
SEEN: dict[str, frozenset[str]] = {
    **dict.fromkeys((*PROMISES, "insist", "undo", "keep_due", "move_due", "withdraw"), RENEWED),
    "change": RENEWED | {"agree"},
    "got_it": RENEWED | {"send_back"},
    "answer": _ENDED | {"answer"},
    "unblock": _ENDED | {"unblock"},
    "approve": frozenset({"send_back", "reopen"}),
    "send_back": frozenset({"send_back", "reopen"}),
    "cancel": frozenset({"hand_in"}),
}


# What has come since, where it is not another brief or date.
NEWS = {"approve": "handed_in", "send_back": "handed_in", "cancel": "handed_in"} | {
    "answer": "asked",
    "unblock": "blocked",
}


def version(task: Task, step: str) -> str:
    """How often what the step is about has changed, as its button says; empty for never, or where it does no harm."""
    return str(sum(event.kind in SEEN[step] for event in task.events) or "") if step in SEEN else ""
