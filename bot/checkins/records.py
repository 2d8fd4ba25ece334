"""The promise and what was said of it, the question about it, and the day on which a pair checks in."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

import msgspec

from bot.attached import Attached, with_file
from bot.requests import Record
from bot.weeks import iso_week

FRIDAY = 4
DEFAULT_MINUTES = 15 * 60


class State(StrEnum):
    """A moved promise is open again, with a new date; that it was moved stands in its history."""

    OPEN = "open"
    KEPT = "kept"
    PARTLY = "partly"
    MISSED = "missed"
    TAKEN_BACK = "taken_back"


class Verdict(StrEnum):
    KEPT = "kept"
    PARTLY = "partly"
    MISSED = "missed"
    MOVED = "moved"


VERDICTS: tuple[str, ...] = tuple(verdict.value for verdict in Verdict)


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """One answer. `by` is empty when silence answered; `due_at` is the date it was about, `moved_to` the new one."""

    verdict: Verdict
    at: datetime
    by: str
    due_at: datetime
    text: str = ""
    moved_to: datetime | None = None

    @property
    def silent(self) -> bool:
        """Whether nobody said it: it counts as missed for want of an answer."""
        return self.verdict is Verdict.MISSED and not self.by


class Proof(msgspec.Struct, frozen=True, kw_only=True):
    """What the promiser showed: a link or words, files, or both. `at` is None where only the words were kept.

    One that was taken away has nothing left but who and when.
    """

    by: str
    at: datetime | None = None
    text: str = ""
    files: tuple[Attached, ...] = ()
    removed_at: datetime | None = None


class Promise(Record, frozen=True, kw_only=True):
    """What one person told another would be done by `due_at`. `asked_at`: when Baton last asked how it went.

    `with_proof`: it was promised to come with proof, which `proof_wanted_at` says of what was asked for. `proof` are
    words from before proofs were kept one by one; `all_proofs` has them, too. `handed_to` is the partner to whom it
    was promised anew when this one was taken back.
    """

    by: str
    to: str
    text: str
    due_at: datetime
    made_at: datetime
    state: State = State.OPEN
    history: tuple[Said, ...] = ()
    proof: str = ""
    proofs: tuple[Proof, ...] = ()
    with_proof: bool = False
    proof_wanted_at: datetime | None = None
    asked_at: datetime | None = None
    handed_to: str = ""

    @property
    def open(self) -> bool:
        return self.state is State.OPEN

    @property
    def all_proofs(self) -> tuple[Proof, ...]:
        """Those that are still there, the newest last."""
        there = (proof for proof in self.proofs if proof.removed_at is None)
        return (*((Proof(by=self.by, text=self.proof),) if self.proof else ()), *there)

    @property
    def files(self) -> tuple[Attached, ...]:
        return tuple(file for proof in self.proofs for file in proof.files)

    @property
    def owes_proof(self) -> bool:
        """Whether proof is wanted and none was given."""
        return (self.with_proof or bool(self.proof_wanted_at)) and not self.all_proofs

    def terms(self) -> tuple[str, ...]:
        """Open ones by promiser and by receiver; all by the two, their files, and promiser and the ISO weeks (UTC) of
        what was said.
        """
        weeks = {week_term(self.by, said.at) for said in self.history}
        held = (f"open:{self.by}", f"open_to:{self.to}") if self.open else ()
        between = between_term(self.by, self.to)
        return (*held, between, *sorted(weeks), *(with_file(file.id) for file in self.files))


class Question(Record, frozen=True, kw_only=True):
    """Asked by one of a pair about a promise, or about the week when `promise` is empty."""

    by: str
    to: str
    text: str
    asked_at: datetime
    promise: str = ""
    answer: str = ""
    answered_at: datetime | None = None

    def terms(self) -> tuple[str, ...]:
        """Unanswered ones by who was asked."""
        return () if self.answered_at else (f"asked:{self.to}",)


class Rhythm(Record, frozen=True, kw_only=True):
    """When a pair checks in: each of the two at this local time of his or her own. `id` is `rhythms.pair_id`.

    `asked_on` is the last local date on which each was asked, by person, and `silent` how often in a row each was
    asked and said nothing. With `every_weeks` over 1 the weeks are counted from that of `since`.
    """

    weekday: int = FRIDAY
    minutes: int = DEFAULT_MINUTES
    every_weeks: int = 1
    since: date | None = None
    asked_on: dict[str, date] = msgspec.field(default_factory=dict)
    silent: dict[str, int] = msgspec.field(default_factory=dict)


def between_term(one: str, other: str) -> str:
    """`between:olivia~pat`, whoever promised."""
    return f"between:{'~'.join(sorted((one, other)))}"


def week_term(by: str, day: date) -> str:
    """`week:olivia:2026-W48`"""
    return f"week:{by}:{iso_week(day)}"
