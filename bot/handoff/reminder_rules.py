"""What Baton reminds of: one table of who hears what and when, and what of it a team sets itself; pure data."""

from __future__ import annotations

from typing import Literal

import msgspec

from bot.handoff.records import State, Task
from bot.handoff.rules import WAITING, WORKING, Side
from bot.people import Team

Since = Literal["offered", "handed_off", "due", "late", "suggested", "asked", "blocked", "handed_in"]
Unit = Literal["working_hours", "workdays", "hours", "hours_before"]

OFFERED = frozenset({State.OFFERED})
ACCEPTED = frozenset({State.ACCEPTED})


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """`to` hears it when `wait` has passed since an instant of the task, as long as it is in one of `states`.

    `wait` is a number or the name of a setting of the team, counted in `unit`, in the working time of `counts` where
    that is somebody else; `times` says how often it passes, and `latest_days` of the reader's workdays are the most.
    It comes in the reader's working time, but `own_minute` also at the very minute a working day ends. A `daily` one
    comes on every workday until something is done, another once. One that is `early` may come a quarter of an hour
    before its time together with others; what would not be true yet may not. `up` tells the next one up if it was
    in vain.
    """

    kind: str
    to: Side
    states: frozenset[State]
    since: Since
    wait: int | str
    unit: Unit
    counts: Side | None = None
    times: int = 1
    latest_days: int = 0
    own_minute: bool = False
    daily: bool = False
    early: bool = True
    up: str = ""


# Of several that are due for one person about one task only the last named here is sent.
RULES = (
    Rule(
        kind="nudge", to=Side.HOLDER, states=OFFERED, since="offered",
        wait="accept_hours", unit="working_hours", own_minute=True, up="unanswered",
    ),
    Rule(
        kind="take", to=Side.NEWCOMER, states=WORKING | WAITING, since="handed_off",
        wait="accept_hours", unit="working_hours", own_minute=True, up="untaken",
    ),
    Rule(
        kind="untaken", to=Side.HOLDER, states=WORKING | WAITING, since="handed_off",
        wait="accept_hours", unit="working_hours", counts=Side.NEWCOMER, times=2,
    ),
    Rule(
        kind="due_soon", to=Side.HOLDER, states=ACCEPTED, since="due",
        wait="due_soon_hours", unit="hours_before",
    ),
    Rule(
        kind="due", to=Side.HOLDER, states=ACCEPTED, since="due",
        wait=0, unit="hours", own_minute=True, early=False,
    ),
    Rule(
        kind="unanswered", to=Side.GIVER, states=OFFERED, since="offered",
        wait="accept_hours", unit="working_hours", counts=Side.HOLDER, times=2, latest_days=3,
    ),
    Rule(
        kind="unclaimed", to=Side.GIVER, states=frozenset({State.UNCLAIMED}), since="offered",
        wait=1, unit="workdays", daily=True,
    ),
    Rule(
        kind="asked", to=Side.GIVER, states=frozenset({State.ASKED}), since="asked",
        wait="review_days", unit="workdays", daily=True,
    ),
    Rule(
        kind="countered", to=Side.GIVER, states=frozenset({State.COUNTERED}), since="suggested",
        wait="review_days", unit="workdays", daily=True,
    ),
    Rule(
        kind="blocked", to=Side.GIVER, states=frozenset({State.BLOCKED}), since="blocked",
        wait="blocker_days", unit="workdays", daily=True,
    ),
    Rule(
        kind="review", to=Side.GIVER, states=frozenset({State.HANDED_IN}), since="handed_in",
        wait="review_days", unit="workdays", daily=True,
    ),
    Rule(
        kind="unaccepted", to=Side.GIVER, states=OFFERED, since="late",
        wait=1, unit="hours", daily=True, early=False,
    ),
    Rule(
        kind="overdue", to=Side.HOLDER, states=ACCEPTED, since="late",
        wait=1, unit="hours", daily=True, early=False, up="overdue_up",
    ),
    Rule(
        kind="overdue_up", to=Side.GIVER, states=ACCEPTED, since="late",
        wait="escalate_days", unit="workdays", daily=True, early=False,
    ),
)  # fmt: skip
BY_KIND = {rule.kind: rule for rule in RULES}

# Asked for by a person, and so no rules of the team: a snooze that is over, and what repeats until it is acknowledged.
AGAIN, REPEAT = "again", "repeat"
KINDS = (AGAIN, *(rule.kind for rule in RULES), REPEAT)
WEIGHTS = {kind: weight for weight, kind in enumerate(KINDS)}


class Setting(msgspec.Struct, frozen=True):
    """A number that a team may set, a field of Team, from `least` to `most`."""

    name: str
    least: int
    most: int


SETTINGS = (
    Setting("accept_hours", 1, 80),
    Setting("due_soon_hours", 0, 336),
    Setting("review_days", 1, 20),
    Setting("blocker_days", 1, 20),
    Setting("escalate_days", 0, 20),
)


def waits(rule: Rule, team: Team) -> int:
    """How many of its units the rule waits on this team."""
    return rule.wait if isinstance(rule.wait, int) else int(getattr(team, rule.wait))


# What changes nothing about whose turn it is.
IN_PASSING = frozenset({"note", "snooze", "got_it", "keep_due"})
_NEW_TERMS = frozenset({"accept", "agree", "claim", "send_back", "take_over", "withdraw"})


def acknowledged(task: Task) -> bool:
    """Whether the holder has said *Got it* since the task last became theirs as it is now."""
    kinds = (event.kind for event in reversed(task.events))
    return next((kind == "got_it" for kind in kinds if kind == "got_it" or kind in _NEW_TERMS), False)


def still_snoozed(task: Task, person: str) -> bool:
    """Whether nothing has happened since that person snoozed it."""
    for event in reversed(task.events):
        if event.kind == "snooze" and event.by == person:
            return True
        if event.kind not in IN_PASSING:
            return False
    return False
