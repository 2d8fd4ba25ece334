"""Says whose clock it was when something fell due, `you` where it was the reader's, so that nobody is blamed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from bot.digests.ledger import Ball, Work
from bot.people import Person, Roster
from bot.texts import joined
from bot.ui import Text, When


def late_sum(late: Iterable[Work], reader: Person, *, overdue: bool = False) -> Text:
    """`late 2 (1 with the holder, 1 waited on you)`; `overdue` where something is late from before, told apart."""
    late = list(late)
    if not late:
        return reader.words()("digests.late_none_new" if overdue else "digests.late_none")
    return reader.words()("digests.late_one", n=len(late), whose=whose_clock(late, reader))


def whose_clock(late: Iterable[Work], reader: Person) -> Text:
    """`1 with the holder, 1 waited on you`"""
    found = Counter((work.ball_at_due, _is_readers(work, reader)) for work in late)
    words = reader.words()
    texts = [
        words(f"digests.late_{ball.value}{'_you' if mine else ''}", n=found[ball, mine])
        for ball in Ball
        for mine in (True, False)
        if found[ball, mine] and ball is not Ball.DELIVERED
    ]
    return joined(texts, ", ")


def late_line(work: Work, end: datetime, reader: Person, roster: Roster) -> Text:
    """With whom it was when it fell due; what was handed in by then and came back later is with its holder."""
    ball, words = work.ball_at_due or Ball.HOLDER, reader.words()
    ball = Ball.HOLDER if ball is Ball.DELIVERED else ball

    def name(person: str) -> str:
        return words.plain("digests.you") if person == reader.id else roster.name(person)

    return words(
        f"digests.late_line_{ball.value}",
        id=work.id,
        outcome=work.outcome,
        due=When(work.due_at or end),
        giver=name(work.giver),
        holder=name(work.holder),
    )


def _is_readers(work: Work, reader: Person) -> bool:
    """Whether the ball was with the reader; a blocker and an offer are told alike to all."""
    return reader.id == {Ball.HOLDER: work.holder, Ball.GIVER: work.giver}.get(work.ball_at_due or Ball.DELIVERED)
