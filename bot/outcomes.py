"""Outcomes of several steps in one commit."""

from __future__ import annotations

from msgspec.structs import replace

from bot.requests import Outcome, Post, Record, Wake


def merged(*outcomes: Outcome) -> Outcome:
    """All in one commit; of one record, post or job the last one's is the newest. The reply is the first one's.

    The first one's, too, is what is logged as dropped, and what is kept in the place of the reply.
    """
    first, *_ = outcomes
    records: dict[tuple[type[Record], str], Record] = {}
    posts: dict[str, Post] = {}
    wakes: dict[str, Wake] = {}
    for outcome in outcomes:
        records |= {(type(one), one.id): one for one in outcome.records}
        posts |= {one.key: _after(posts.get(one.key), one) for one in outcome.posts}
        wakes |= {one.key: one for one in outcome.wakes}
    return replace(
        first,
        records=tuple(records.values()),
        posts=tuple(posts.values()),
        wakes=tuple(wakes.values()),
        removed=tuple(record for outcome in outcomes for record in outcome.removed),
    )


def _after(before: Post | None, post: Post) -> Post:
    """What was to be brought up again stays so, whatever is said of it then."""
    return replace(post, fresh=True) if before and before.fresh else post
