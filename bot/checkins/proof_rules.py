"""What may happen to the proof of a promise: wanted, given, taken away; pure."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from bot.attached import Attached
from bot.checkins.records import Promise, Proof, State
from bot.checkins.rules import check_words
from bot.errors import Refused
from bot.people import Person

PROOFS_MOST = 20


def can_want_proof(promise: Promise) -> bool:
    """Whether asking for it makes sense: none is there or wanted, and there may be something to show."""
    wanted = promise.all_proofs or promise.owes_proof
    return not wanted and promise.state not in (State.MISSED, State.TAKEN_BACK)


def want_proof(promise: Promise, by: Person, promiser: Person, now: datetime) -> Promise:
    """The promise with proof asked for. Refused, in words to `by`, where it comes, is there or cannot be."""
    words = by.words()
    if promise.state in (State.MISSED, State.TAKEN_BACK):
        raise Refused(words("checkins.nothing_to_prove"))
    if promise.all_proofs:
        raise Refused(words("checkins.proof_is_there", who=promiser.name, proof=in_words(promise.all_proofs[-1])))
    if promise.with_proof:
        raise Refused(words("checkins.proof_comes", who=promiser.name))
    if promise.proof_wanted_at:
        raise Refused(words("checkins.proof_asked_already", who=promiser.name))
    return replace(promise, proof_wanted_at=now)


def prove(promise: Promise, by: Person, now: datetime, text: str, files: tuple[Attached, ...] = ()) -> Promise:
    """A link or words, files, or both; what was shown before stays."""
    check_words("proof", text, by.words(), required=not files)
    if promise.state is State.TAKEN_BACK:
        raise Refused(by.words()("checkins.was_taken_back"))
    if len(promise.proofs) >= PROOFS_MOST:
        raise Refused.at("proof", by.words()("checkins.proofs_full", n=PROOFS_MOST))
    return replace(promise, proofs=(*promise.proofs, Proof(by=by.id, at=now, text=text, files=files)))


def remove_proof(promise: Promise, number: int, now: datetime) -> Promise:
    """Without the `number`-th of all proofs, from 0 on; that there was one stays on record."""
    gone = promise.all_proofs[number]
    if gone not in promise.proofs:
        return replace(promise, proof="")
    there = (Proof(by=one.by, at=one.at, removed_at=now) if one is gone else one for one in promise.proofs)
    return replace(promise, proofs=tuple(there))


def in_words(proof: Proof) -> str:
    """What was written, then the names of the files: `It is live, page.png`."""
    return ", ".join(filter(None, (proof.text, *(file.name for file in proof.files))))
