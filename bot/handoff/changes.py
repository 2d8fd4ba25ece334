"""What each step changes in a task besides its state; pure, called after rules.check."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import asdict, replace

from bot.attached import Attached
from bot.handoff.records import Brief, Snooze, State, Task
from bot.handoff.rules import WAITING, taken
from bot.people import Person

# Nothing is open any more: no question, no blocker, nobody it is on its way to.
_SETTLED = {
    "question": "",
    "answer": "",
    "asked_at": None,
    "blocker": "",
    "unblocker": "",
    "blocked_at": None,
    "proposed_at": None,
    "newcomer": "",
    "context": "",
}


def accept(task: Task, by: Person, now: datetime) -> Task:
    return replace(taken(task, "accept", by, now), accepted_at=now, proposed_at=None, was=None, reminded=())


def counter(task: Task, by: Person, now: datetime, due_at: datetime) -> Task:
    """The holder suggests another date."""
    return replace(taken(task, "counter", by, now, due_at.isoformat()), proposed_at=due_at, reminded=())


def agree(task: Task, by: Person, now: datetime) -> Task:
    """The giver takes the holder's date, which is thereby accepted."""
    changed = taken(task, "agree", by, now)
    return replace(changed, due_at=task.proposed_at, proposed_at=None, accepted_at=now, was=None, reminded=())


def insist(task: Task, by: Person, now: datetime) -> Task:
    return replace(taken(task, "insist", by, now), proposed_at=None, offered_at=now, reminded=())


def decline(task: Task, by: Person, now: datetime, why: str) -> Task:
    return replace(taken(task, "decline", by, now, why), closed_at=now, newcomer="", context="")


def move_due(task: Task, by: Person, now: datetime, due_at: datetime) -> Task:
    return replace(taken(task, "move_due", by, now), due_at=due_at, due_kept=True, reminded=())


def keep_due(task: Task, by: Person, now: datetime) -> Task:
    return replace(taken(task, "keep_due", by, now), due_kept=True)


def ask(task: Task, by: Person, now: datetime, question: str) -> Task:
    changed = taken(task, "ask", by, now, question)
    return replace(changed, question=question, answer="", asked_at=now, questions=task.questions + 1)


def answer(task: Task, by: Person, now: datetime, text: str) -> Task:
    """The ball goes back to where it was: to work when the task was accepted, else to the offer."""
    state = State.ACCEPTED if task.accepted_at else State.OFFERED
    offered_at = task.offered_at if task.accepted_at else now
    changed = taken(task, "answer", by, now, text)
    return replace(changed, state=state, answer=text, asked_at=None, offered_at=offered_at)


def block(task: Task, by: Person, now: datetime, reason: str, unblocker: str) -> Task:
    return replace(taken(task, "block", by, now, reason), blocker=reason, unblocker=unblocker, blocked_at=now)


def unblock(task: Task, by: Person, now: datetime) -> Task:
    return replace(taken(task, "unblock", by, now), blocker="", unblocker="", blocked_at=None)


def name_unblocker(task: Task, by: Person, now: datetime, unblocker: str) -> Task:
    return replace(taken(task, "name_unblocker", by, now), unblocker=unblocker)


def hand_in(task: Task, by: Person, now: datetime, note: str, link: str) -> Task:
    """What was open is over; a question that was answered stays to be read."""
    given = replace(taken(task, "hand_in", by, now, note), **_SETTLED)
    given = replace(given, events=(*task.events, replace(given.events[-1], link=link)))
    answered = {"question": task.question, "answer": task.answer} if task.answer else {}
    return replace(
        given,
        note=note,
        link=link,
        accepted_at=task.accepted_at or now,
        handed_in_at=now,
        missing="",
        was=None,
        reminded=(),
        **answered,
    )


def approve(task: Task, by: Person, now: datetime) -> Task:
    return replace(taken(task, "approve", by, now), closed_at=now)


def send_back(task: Task, by: Person, now: datetime, missing: str) -> Task:
    changed = taken(task, "send_back", by, now, missing)
    return replace(changed, missing=missing, returns=task.returns + 1, reminded=())


def hand_off(task: Task, by: Person, now: datetime, newcomer: Person, context: str) -> Task:
    """The holder stays the holder until the newcomer takes over."""
    changed = taken(task, "hand_off", by, now, context)
    reminded = tuple(key for key in task.reminded if not key.startswith(("take:", "untaken:")))
    return replace(changed, newcomer=newcomer.id, context=context, reminded=reminded)


def pass_on(task: Task, by: Person, now: datetime, newcomer: Person, context: str) -> Task:
    """An offer that nobody has accepted, or that was declined, goes to somebody else instead."""
    given = replace(replace(taken(task, "pass_on", by, now, context), **_SETTLED), holder=newcomer.id, offered_at=now)
    return replace(given, context=context, was=None, free_minutes=None, closed_at=None, reminded=(), snoozes=())


def take_over(task: Task, by: Person, now: datetime) -> Task:
    """Whoever takes over what was not accepted yet accepts it thereby."""
    begun = accept(task, by, now) if task.state in WAITING else task
    changed = taken(begun, "take_over", by, now)
    begun_at = begun.accepted_at or now  # a question before acceptance is no reason to ask for it again
    return replace(changed, holder=by.id, newcomer="", accepted_at=begun_at, was=None, reminded=(), snoozes=())


def end_handoff(task: Task, step: str, by: Person, now: datetime, why: str = "") -> Task:
    """`pass_up` by the newcomer or `keep_it` by the holder: it stays where it was."""
    return replace(taken(task, step, by, now, why), newcomer="", context="")


def close(task: Task, step: str, by: Person, now: datetime, why: str = "") -> Task:
    """`undo` or `cancel`."""
    return replace(taken(task, step, by, now, why), closed_at=now, newcomer="", context="")


def reopen(task: Task, by: Person, now: datetime, *, as_draft: bool) -> Task:
    """Offered again with its history and nothing open; `as_draft` when it cannot be offered as it is."""
    return replace(
        replace(taken(task, "reopen", by, now), **_SETTLED),
        state=State.DRAFT if as_draft else State.OFFERED,
        offered_at=task.offered_at if as_draft else now,
        accepted_at=None,
        handed_in_at=None,
        closed_at=None,
        note="",
        link="",
        missing="",
        was=None,
        reminded=(),
        snoozes=(),
    )


def add_note(task: Task, by: Person, now: datetime, text: str, link: str = "") -> Task:
    noted = taken(task, "note", by, now, text)
    return replace(noted, events=(*task.events, replace(noted.events[-1], link=link)))


def remove_file(task: Task, by: Person, now: datetime, file: Attached) -> Task:
    """It was attached by mistake: nobody finds it any more; the record says that it was there."""
    removed = taken(task, "remove_file", by, now, file.name)
    events = (replace(e, files=tuple(f for f in e.files if f != file)) if e.files else e for e in removed.events)
    return replace(removed, files=tuple(f for f in task.files if f != file), events=tuple(events))


def snooze(task: Task, by: Person, now: datetime, until: datetime) -> Task:
    others = tuple(s for s in task.snoozes if s.person != by.id)
    return replace(taken(task, "snooze", by, now), snoozes=(*others, Snooze(by.id, until)))


def got_it(task: Task, by: Person, now: datetime) -> Task:
    return taken(task, "got_it", by, now)


def change(task: Task, by: Person, now: datetime, new: Task) -> Task:
    """`new` carries the brief as it shall be; after acceptance it has to be accepted again, on record.

    Until then the task remembers what the holder knew; the event says what it was, for good.
    """
    changed = taken(new, "change", by, now, said_of(task.brief, new.brief))
    if task.state is State.DRAFT:
        return changed
    offered = replace(changed, **_SETTLED)
    state = State.OFFERED if new.holder else State.UNCLAIMED
    was = (task.was or task.brief) if task.holder else None
    return replace(offered, state=state, offered_at=now, accepted_at=None, reminded=(), was=was)


def withdraw(task: Task, by: Person, now: datetime) -> Task:
    """A change that its holder has not accepted, or has declined, is no more: what was agreed on holds."""
    agreed = asdict(task.was) if task.was else {}
    back = replace(replace(taken(task, "withdraw", by, now), **_SETTLED), **agreed)
    return replace(back, accepted_at=now, closed_at=None, was=None, free_minutes=None, reminded=(), snoozes=())


def said_of(before: Brief, after: Brief) -> str:
    """`due_at: 2026-11-27T22:00:00Z; outcome: Write`: what the parts that differ were before, for the record."""
    parts = {name: (getattr(before, name), getattr(after, name)) for name in before.__struct_fields__}
    return "; ".join(
        f"{name}: {old.isoformat() if isinstance(old, datetime) else ' '.join(old) if name == 'links' else old}"
        for name, (old, new) in parts.items()
        if old != new
    )


def moved(task: Task, by: Person, now: datetime, due_at: datetime) -> Task:
    """The same brief with another due time."""
    return change(task, by, now, replace(task, due_at=due_at, due_kept=False))


def claim(task: Task, by: Person, now: datetime) -> Task:
    """Whoever claims it has accepted it."""
    return replace(taken(task, "claim", by, now), holder=by.id, accepted_at=now, reminded=())


def hand_back(task: Task, by: Person, now: datetime, why: str) -> Task:
    """Open to be claimed again, with its history; whoever held it holds nothing any more."""
    given = replace(replace(taken(task, "hand_back", by, now, why), **_SETTLED), holder="", accepted_at=None)
    return replace(given, offered_at=now, reminded=(), snoozes=())


def offer(task: Task, by: Person, now: datetime) -> Task:
    """To its holder, or put up for those who may claim it; what its giver holds is thereby accepted."""
    step = "put_up" if task.open_to else "offer"
    offered = replace(taken(task, step, by, now), offered_at=now, created_at=now)
    return accept(offered, by, now) if by.id == task.holder else offered
