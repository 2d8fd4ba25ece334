"""Who may name another partner, and what becomes of a promise then; pure."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from msgspec.structs import replace

from bot.checkins.records import Promise, State
from bot.errors import NotAllowed, Refused
from bot.people import Person, Role
from bot.succession.records import Succession
from bot.texts import Words

UNDO_FOR = timedelta(days=1)
INSTEAD = re.compile(r"(?<!\s)(?:\s*+,)?\s++(?:instead of|in place of|for)\s++", re.IGNORECASE)
BUTTONS_FROM = timedelta(days=60)  # cards older than that are far up in the chat


def must_own(person: Person) -> None:
    """Whom the owner checks in with is for the owner to say."""
    if person.role is not Role.OWNER:
        raise NotAllowed(person.words()("succession.owner_only"))


def read(line: str) -> tuple[str, str]:
    """`@max instead of @pat` → the new one and the old one, who may be left out."""
    new, *rest = INSTEAD.split(line.strip(), maxsplit=1)
    return new.strip(), rest[0].strip() if rest else ""


def check_pair(old: Person, new: Person, words: Words) -> None:
    """Raises when the two are the same, or either is the owner."""
    if old.id == new.id:
        raise Refused(words("succession.same", who=new.name))
    if Role.OWNER in (old.role, new.role):
        raise Refused(words("succession.not_the_owner"))


def taken_back(promise: Promise) -> Promise:
    """Asked about no more; what was said of it stays."""
    return replace(promise, state=State.TAKEN_BACK)


def handed_along(promise: Promise, to: Person, id: str, now: datetime) -> tuple[Promise, Promise]:
    """The old one as it ends, and the same promise to the new partner, with nothing of what was said before."""
    new = Promise(
        team=promise.team,
        id=id,
        by=promise.by,
        to=to.id,
        text=promise.text,
        due_at=promise.due_at,
        made_at=now,
        with_proof=promise.with_proof,
    )
    return replace(promise, state=State.TAKEN_BACK, handed_to=to.id), new


def reopened(promise: Promise) -> Promise:
    """As it was before it was taken back or handed along."""
    return replace(promise, state=State.OPEN, handed_to="", asked_at=None)


def is_untouched(promise: Promise) -> bool:
    """Whether nobody has said or shown anything of what was handed along."""
    return promise.open and not promise.history and not promise.proofs


def check_undo(succession: Succession, now: datetime, words: Words) -> None:
    if succession.undone:
        raise Refused(words("succession.undone_already"))
    if now - succession.at > UNDO_FOR:
        raise Refused(words("succession.too_late"))


def is_recent(promise: Promise, now: datetime) -> bool:
    """Whether its cards are near enough in the chat that their buttons are taken off."""
    last = promise.history[-1].at if promise.history else promise.made_at
    return promise.open or now - last <= BUTTONS_FROM
