"""What may happen to a task: every step as a row of who may take it and from which states; pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

import msgspec
from babel.lists import format_list

from bot.attached import alike
from bot.errors import NotAllowed, Refused
from bot.handoff.records import ANYONE, CLOSED, Event, State, Task
from bot.people import NAMED, WORKERS, Person, Role, Roster
from bot.texts import Words
from bot.times import local, to_utc

OUTCOME_MOST = 300
WORDS_MOST = 2_000
LINKS_MOST, LINKS_LONGEST = 5, 1_500  # of a brief, so that they fit on its card with all else
SAME_TASK_SECONDS = 120
PRIORITIES = ("high", "low")


_HOST = re.compile(r"(?:[\w-]+\.)+[^\W\d_]{2,}(?::\d+)?")
_FILES = (".csv", ".doc", ".docx", ".jpeg", ".jpg", ".odt", ".pdf", ".png", ".pptx", ".txt", ".xls", ".xlsx")


class Side(StrEnum):
    """What a person is to one task. The owner may do what the giver may.

    Who stands in for a giver on leave answers, reviews, decides on dates and unblocks; what is asked for stays the
    giver's to change or take back, and nobody reviews what they hold themselves.
    """

    __hash__ = str.__hash__  # Enum's own is written in Python, and slow

    GIVER = "giver"
    HOLDER = "holder"
    NEWCOMER = "newcomer"
    UNBLOCKER = "unblocker"
    CANDIDATE = "candidate"
    STAND_IN = "stand_in"
    NOBODY = "nobody"


class Step(msgspec.Struct, frozen=True):
    """A row: who may take the step, from which states, and the state it leads to (None: stays)."""

    by: frozenset[Side]
    states: frozenset[State]
    to: State | None


GIVER = frozenset({Side.GIVER})
HOLDER = frozenset({Side.HOLDER})
NEWCOMER = frozenset({Side.NEWCOMER})
BOTH = frozenset({Side.GIVER, Side.HOLDER})
GIVEN_BY = frozenset({Side.GIVER, Side.STAND_IN})
ALL = GIVEN_BY | HOLDER
ANYBODY = frozenset(Side)  # who may see it
WAITING = frozenset({State.OFFERED, State.COUNTERED})
UNCLAIMED = frozenset({State.UNCLAIMED})
WORKING = frozenset({State.ACCEPTED, State.ASKED, State.BLOCKED})
OPEN = frozenset(State) - CLOSED - {State.DRAFT}
ACCEPTED_BY = frozenset({"accept", "system", "agree", "claim", "take_over", "withdraw"})  # events
UNDONE_BY = frozenset({"change", "reopen", "hand_back"})  # events after which it has to be accepted again

STEPS: dict[str, Step] = {
    "accept": Step(HOLDER, WAITING, State.ACCEPTED),
    "counter": Step(HOLDER, WAITING, State.COUNTERED),
    "agree": Step(GIVEN_BY, frozenset({State.COUNTERED}), State.ACCEPTED),
    "insist": Step(GIVEN_BY, frozenset({State.COUNTERED}), State.OFFERED),
    "decline": Step(HOLDER, WAITING, State.DECLINED),
    "claim": Step(frozenset({Side.CANDIDATE}), UNCLAIMED, State.ACCEPTED),
    "hand_back": Step(HOLDER, WORKING, State.UNCLAIMED),
    "undo": Step(GIVER, WAITING | UNCLAIMED | {State.DRAFT}, State.CANCELLED),
    "keep_due": Step(GIVER, WAITING, None),
    "move_due": Step(GIVER, WAITING, State.OFFERED),
    "ask": Step(HOLDER, WAITING | {State.ACCEPTED}, State.ASKED),
    "answer": Step(GIVEN_BY, frozenset({State.ASKED}), None),
    "block": Step(HOLDER, frozenset({State.ACCEPTED}), State.BLOCKED),
    "unblock": Step(ALL | {Side.UNBLOCKER}, frozenset({State.BLOCKED}), State.ACCEPTED),
    "name_unblocker": Step(ALL, frozenset({State.BLOCKED}), None),
    "hand_in": Step(HOLDER, WORKING, State.HANDED_IN),
    "approve": Step(GIVEN_BY, frozenset({State.HANDED_IN}), State.APPROVED),
    "send_back": Step(GIVEN_BY, frozenset({State.HANDED_IN}), State.ACCEPTED),
    "hand_off": Step(BOTH, WORKING, None),
    "pass_on": Step(GIVER, WAITING | {State.DECLINED}, State.OFFERED),
    "keep_it": Step(HOLDER, WORKING | WAITING, None),
    "take_over": Step(NEWCOMER, WORKING | WAITING, None),
    "pass_up": Step(NEWCOMER, WORKING | WAITING, None),
    "change": Step(GIVER, WAITING | UNCLAIMED | WORKING | {State.DRAFT}, None),
    "withdraw": Step(GIVER, frozenset({State.OFFERED, State.COUNTERED, State.DECLINED}), State.ACCEPTED),
    "cancel": Step(GIVER, OPEN | {State.DRAFT}, State.CANCELLED),
    "reopen": Step(GIVER, CLOSED, State.OFFERED),
    "note": Step(ALL, OPEN | CLOSED, None),
    "remove_file": Step(ANYBODY, frozenset(State), None),  # who attached it may have no part any more
    "snooze": Step(ALL, OPEN, None),
    "got_it": Step(HOLDER, frozenset({State.ACCEPTED}), None),
    "offer": Step(GIVER, frozenset({State.DRAFT}), State.OFFERED),
    "put_up": Step(GIVER, frozenset({State.DRAFT}), State.UNCLAIMED),
}


def sides(task: Task, person: Person) -> frozenset[Side]:
    """All that a person is to the task; one may be giver and holder at once. A draft is its giver's alone."""
    if person.role not in WORKERS:
        return frozenset({Side.NOBODY})
    if task.private:
        return frozenset({Side.GIVER if person.id == task.giver else Side.NOBODY})
    parts = {Side.HOLDER: task.holder, Side.NEWCOMER: task.newcomer, Side.UNBLOCKER: task.unblocker}
    found = {side for side, who in parts.items() if who == person.id}
    if person.id == task.giver or person.role is Role.OWNER:
        found.add(Side.GIVER)
    if task.giver in person.stands_in_for and person.id not in (task.holder, task.newcomer):
        found.add(Side.STAND_IN)
    if may_claim(task, person):
        found.add(Side.CANDIDATE)
    return frozenset(found) or frozenset({Side.NOBODY})


def stand_in_of(task: Task, roster: Roster) -> Person | None:
    """Who stands in for its giver right now, unless it is their own work."""
    person = roster.stand_in(task.giver)
    return person if person and Side.STAND_IN in sides(task, person) else None


def may_claim(task: Task, person: Person) -> bool:
    """Whether it is free to take for this person."""
    return task.state is State.UNCLAIMED and open_to(task, person)


def open_to(task: Task, person: Person) -> bool:
    """Whether it was put up for this person: named, or anyone who works here; a guest only when named."""
    if not person.active or person.role not in WORKERS:
        return False
    return person.id in task.open_to or (ANYONE in task.open_to and person.role is not Role.GUEST)


def may_see(task: Task, person: Person) -> bool:
    """A task is seen by those who have a part in it, or once had; the owner sees all; a partner none.

    What has become a draft again is its giver's alone, also for those who had a part in it before.
    """
    if person.role not in WORKERS:
        return False
    had = not task.private and any(event.by == person.id for event in task.events)
    return Side.NOBODY not in sides(task, person) or had


def may_give(giver: Person) -> None:
    """Raises unless this person may give work to others."""
    if giver.role not in (Role.OWNER, Role.ASSISTANT):
        raise NotAllowed(giver.words()("handoff.may_not_delegate"))


def must_work(person: Person, field: str, words: Words) -> None:
    """Raises at `field` unless `person` may be given work or asked to clear a blocker: a partner never is."""
    if person.role not in WORKERS:
        raise Refused.at(field, words("handoff.not_to_partner", who=person.name))


def check(task: Task, step: str, person: Person, roster: Roster) -> None:
    """Raises with a kind reason when `person` may not take `step` now: not theirs, too late, or done already."""
    row, words = STEPS[step], person.words()
    if step == "claim" and task.state is not State.UNCLAIMED and open_to(task, person):
        raise Refused(words(f"handoff.state_{task.state.value}", id=task.id, **_people(task, roster)))  # was quicker
    if not may_see(task, person):
        raise NotAllowed(words("handoff.not_yours", id=task.id))
    if not row.by & sides(task, person):
        who = _names(task, row.by, roster, words) or words("handoff.whom_it_is_offered")
        raise NotAllowed(words("handoff.only_for", id=task.id, who=who))
    if task.state not in row.states:
        raise Refused(words(f"handoff.state_{task.state.value}", id=task.id, **_people(task, roster)))
    if step == "keep_it" and not task.newcomer:
        raise Refused(words("handoff.no_handoff", id=task.id))
    if step == "withdraw" and roster.worker(task.holder) is None:
        raise Refused(words("handoff.takes_on_none", who=roster.name(task.holder)))
    if step == "withdraw" and task.was is None:
        raise Refused(words("handoff.no_change", id=task.id))
    if step == "hand_back" and not task.open_to:
        raise Refused(words("handoff.not_claimed", id=task.id, giver=roster.name(task.giver)))


def may_pass_on(task: Task, person: Person) -> bool:
    """Whether handing it on means offering it to somebody else instead."""
    step = STEPS["pass_on"]
    return task.state in step.states and bool(step.by & sides(task, person))


def was_accepted(task: Task) -> bool:
    """Whether anybody has ever promised it, also before a change that waits."""
    return any(event.kind in ACCEPTED_BY for event in task.events)


def asks_for_system(task: Task) -> bool:
    """Whether accepting it accepts every later task of its system too: an offer to one person, accepted never yet."""
    return bool(task.system and task.holder and task.open) and not was_accepted(task)


def overdue(task: Task, now: datetime) -> bool:
    """Due in the past and not handed in; what waits for the giver's review is not late."""
    return task.open and task.state is not State.HANDED_IN and task.due_at is not None and task.due_at < now


def is_nobody(typed: str, roster: Roster) -> bool:
    """Whether words name somebody who is not on the team, and look like nobody who is; no account is such a name."""
    return bool(typed) and not NAMED.match(typed) and not roster.matching(typed) and not roster.like(typed)


def may_take(task: Task, newcomer: Person, words: Words) -> None:
    """Raises unless the task can be handed to `newcomer`."""
    must_work(newcomer, "newcomer", words)
    if newcomer.id == task.holder and task.state is not State.DECLINED:
        raise Refused.at("newcomer", words("handoff.holds_already", who=newcomer.name))


def whole_link(typed: str) -> str | None:
    """The web address that is meant, https:// put before one without a scheme; None for what is no address."""
    if not typed:
        return ""
    link = typed if "://" in typed else f"https://{typed}"
    found = re.fullmatch(r"https?://([^\s/?#]+)\S*", link)
    # Without a scheme it has to look like a host, or any word and any file would do.
    host = found and (link == typed or (_HOST.fullmatch(found[1]) and not typed.casefold().endswith(_FILES)))
    return link if host and len(link) <= WORDS_MOST else None


def whole_links(typed: str, words: Words) -> tuple[str, ...]:
    """The web addresses that are meant, each once; Refused for a word that is none, and for too many."""
    read = {word: whole_link(word) for word in typed.split()}
    wrong = next((word for word, link in read.items() if not link), "")
    if wrong:
        raise Refused(words("handoff.link_wrong", typed=wrong[:60]))
    links = tuple(dict.fromkeys(link for link in read.values() if link))
    if len(links) > LINKS_MOST or len(" ".join(links)) > LINKS_LONGEST:
        raise Refused(words("handoff.links_many", n=LINKS_MOST, most=LINKS_LONGEST))
    return links


def moved_due(due_at: datetime, zone: str, to_zone: str) -> datetime:
    """The same wall time in another zone: Fri 17:00 New York becomes Fri 17:00 Manila."""
    return to_utc(local(due_at, zone).replace(tzinfo=None), to_zone)


def taken(task: Task, name: str, by: Person, now: datetime, text: str = "") -> Task:
    """The task after the step: its new state and the event; what else the step changes is in changes.py."""
    row = STEPS[name]
    event = Event(kind=name, at=now, by=by.id, text=text)
    return msgspec.structs.replace(task, state=row.to or task.state, events=(*task.events, event))


def same_brief(task: Task, other: Task) -> bool:
    """Whether two tasks of one giver are the same brief, made within two minutes of each other."""
    return (
        task.outcome.casefold() == other.outcome.casefold()
        and task.done_when.casefold() == other.done_when.casefold()
        and (task.holder, task.open_to, task.due_at) == (other.holder, other.open_to, other.due_at)
        and (task.effort_minutes, task.priority) == (other.effort_minutes, other.priority)
        and (task.links, task.repeat_hours) == (other.links, other.repeat_hours)
        and alike(task.files, other.files)
        and abs((task.created_at - other.created_at).total_seconds()) <= SAME_TASK_SECONDS
    )


def missing_parts(task: Task) -> tuple[str, ...]:
    """The names of what a brief still lacks to be offered: person, outcome, done_when, due."""
    parts = {
        "person": task.holder or task.open_to,
        "outcome": task.outcome,
        "done_when": task.done_when,
        "due": task.due_at,
    }
    return tuple(name for name, value in parts.items() if not value)


def _names(task: Task, by: frozenset[Side], roster: Roster, words: Words) -> str:
    parts = {
        Side.GIVER: task.giver,
        Side.HOLDER: task.holder,
        Side.NEWCOMER: task.newcomer,
        Side.UNBLOCKER: task.unblocker,
    }
    people = [roster.get(who) for side, who in parts.items() if side in by]
    people += [stand_in_of(task, roster)] if Side.STAND_IN in by else []
    names = list(dict.fromkeys(person.name for person in people if person))
    return format_list(names, style="or", locale=words.locale)


def _people(task: Task, roster: Roster) -> Mapping[str, str]:
    return {"giver": roster.name(task.giver), "holder": roster.name(task.holder)}
