"""Promises as a file: what was said of each, for the one who asks and only of his or her own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.checkins.proof_rules import in_words
from bot.checkins.records import Promise, Said, between_term
from bot.checkins.rules import may_check_in
from bot.context import Context
from bot.exporting import answer, sheet
from bot.people import Person, Roster
from bot.requests import Outcome
from bot.sheets import Cell, Instant, Row
from bot.times import local
from bot.ui import Text, When

WEEKS = 12
COLUMNS = ("number", "promise", "from", "to", "due", "said_at", "outcome", "words", "moved_to", "proof")


async def promises(context: Context) -> Outcome:
    """`/promise list csv`: those of the last twelve weeks, and those that are open."""
    since = context.now - timedelta(weeks=WEEKS)
    return await promises_as_file(context, since, context.words("checkins.file_title", start=When(since, "date")))


async def promises_as_file(context: Context, since: datetime, title: Text) -> Outcome:
    """The speaker's own and those made to the speaker, a row for each thing that was said since then."""
    reader = context.speaker()
    may_check_in(reader)
    found = sorted(await _seen(context, reader), key=lambda one: (len(one.id), one.id))
    rows = [row for promise in found for row in rows_of(promise, since, reader, context.roster)]
    header = [reader.words().plain(f"checkins.column_{name}", zone=reader.zone) for name in COLUMNS]
    return answer(title, sheet(f"promises-{local(context.now, reader.zone):%Y-%m-%d}", header, rows, reader), reader)


async def _seen(context: Context, reader: Person) -> list[Promise]:
    """Also those of people who are no partners any more, as the promise is the reader's too."""
    found: dict[str, Promise] = {}
    for person in context.roster.people:
        for promise in await context.store.find(Promise, context.team.id, between_term(reader.id, person.id)):
            found[promise.id] = promise
    return list(found.values())


def rows_of(promise: Promise, since: datetime, reader: Person, roster: Roster) -> Iterator[Row]:
    """What was said of it, in that order, in the order of COLUMNS; last how it stands while it is open."""
    words, name = reader.words(), roster.name
    proof = "; ".join(in_words(one) for one in promise.all_proofs)
    head: Row = (promise.id, promise.text, name(promise.by), name(promise.to))
    for said in promise.history:
        if said.at >= since:
            key = "checkins.outcome_missed_silent" if said.silent else f"checkins.outcome_{said.verdict.value}"
            outcome = words.plain(key)
            yield (*head, Instant(said.due_at), Instant(said.at), outcome, said.text, _moved_to(said), proof)
    if promise.open:
        yield (*head, Instant(promise.due_at), "", words.plain("checkins.outcome_open"), "", "", proof)


def _moved_to(said: Said) -> Cell:
    return Instant(said.moved_to) if said.moved_to else ""
