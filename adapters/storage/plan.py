"""What a commit changes, row by row; decided before anything is touched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

import msgspec

from adapters.storage.codec import Answered, Codec, Unread
from adapters.storage.shelf import Put
from adapters.storage.tables import Tables
from bot.errors import Conflict
from bot.ports import Commit, Job, Outgoing
from bot.requests import Post, Record, Wake

_unread = Codec(Unread)
_as_kept = msgspec.json.Encoder().encode


def plan(tables: Tables, commit: Commit, order: Iterator[int]) -> list[Put]:
    """The rows to change; empty when there is nothing to store. Raises Conflict."""
    outcome = commit.outcome
    if not outcome.writes() and not commit.job:
        return []
    if tables.inbox.get("", commit.request_id) is not None:
        raise Conflict(f"request {commit.request_id} was committed before")
    _refuse_twice((*outcome.records, *outcome.removed))
    puts = [_changed(tables, record) for record in outcome.records]
    puts += [_removed(tables, record) for record in outcome.removed]
    puts += _jobs(tables, commit)
    puts += _outbox(tables, commit, order)
    puts.append(tables.inbox.change(Answered(id=commit.request_id, at=_utc(commit.at), reply=outcome.reply)))
    return puts


def _refuse_twice(records: tuple[Record, ...]) -> None:
    if len(records) > 1 and len({(type(record), record.team, record.id) for record in records}) < len(records):
        raise ValueError(f"a record is named twice in one commit: {[(type(r).__name__, r.id) for r in records]}")


def _changed(tables: Tables, record: Record) -> Put:
    shelf = tables.records(type(record))
    _check(shelf.get(record.team, record.id), record)
    return shelf.change(msgspec.structs.replace(record, revision=record.revision + 1))


def _removed(tables: Tables, record: Record) -> Put:
    shelf = tables.records(type(record))
    _check(shelf.get(record.team, record.id), record)
    removal = shelf.removal(record.team, record.id)
    if removal is None:
        raise Conflict(f"{type(record).__name__} {record.id} is gone")
    return removal


def _check(stored: Record | None, record: Record) -> None:
    if (stored.revision if stored else 0) != record.revision:
        raise Conflict(f"{type(record).__name__} {record.id} was changed meanwhile")


def _jobs(tables: Tables, commit: Commit) -> Iterator[Put]:
    fired = tables.jobs.get(commit.team, commit.job) if commit.job else None
    set_anew = fired is not None and commit.job_set_by not in ("", fired.set_by)
    wakes = {commit.job: Wake(key=commit.job, at=None)} if fired and not set_anew else {}
    wakes |= {wake.key: wake for wake in commit.outcome.wakes}
    for wake in wakes.values():
        if wake.at is None:
            removal = tables.jobs.removal(commit.team, wake.key)
            if removal is not None:
                yield removal
        else:
            yield tables.jobs.change(
                Job(
                    team=commit.team,
                    key=wake.key,
                    at=_utc(wake.at),
                    action=wake.action,
                    arguments=wake.arguments,
                    set_by=commit.request_id,
                )
            )


def _outbox(tables: Tables, commit: Commit, order: Iterator[int]) -> Iterable[Put]:
    rows: dict[str, Outgoing] = {}
    for post in commit.outcome.posts:
        old = rows.get(post.key) or _kept(tables, commit.team, post.key)
        if old is None or not _says_the_same(old, post):
            rows[post.key] = _asked_for(old, post, commit, next(order))
    return [tables.outbox.change(row) for row in rows.values()]


def _kept(tables: Tables, team: str, key: str) -> Unread | None:
    raw = tables.outbox.raw(team, key)
    return None if raw is None else _unread.peek(raw)


def _says_the_same(old: Outgoing | Unread, post: Post) -> bool:
    if post.fresh or old.dropped or old.to != post.to:
        return False
    return old.card == (msgspec.Raw(_as_kept(post.card)) if isinstance(old, Unread) else post.card)


def _asked_for(old: Outgoing | Unread | None, post: Post, commit: Commit, order: int) -> Outgoing:
    asked_at = _utc(commit.at)
    if old is None:
        return Outgoing(
            team=commit.team, key=post.key, to=post.to, card=post.card, fresh=post.fresh, order=order, asked_at=asked_at
        )
    moved = old.to != post.to  # a message cannot be moved to another place: there it is a new one
    return Outgoing(
        team=commit.team,
        key=post.key,
        to=post.to,
        card=post.card,
        fresh=post.fresh or (old.fresh and old.pending()),
        wanted=old.wanted + 1,
        sent=old.sent,
        order=order,
        asked_at=old.asked_at if old.pending() and not moved else asked_at,
        message="" if moved else old.message,
        uncertain_since=None if moved else old.uncertain_since,
    )


def settled(stored: Outgoing, row: Outgoing) -> Outgoing:
    """The stored row after the attempt that `row` tells of, which may have been for an older card or place."""
    return msgspec.structs.replace(
        stored,
        sent=row.sent,
        message=row.message if stored.to == row.to else stored.message,
        attempts=row.attempts,
        retry_at=row.retry_at,
        uncertain_since=row.uncertain_since if stored.to == row.to else stored.uncertain_since,
        dropped=row.dropped if stored.wanted == row.wanted else stored.dropped,
    )


def _utc(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError(f"{at} has no time zone")
    return at.astimezone(UTC)
