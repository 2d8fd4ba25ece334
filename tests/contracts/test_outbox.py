"""The contract of every store: one row per key, order per place, attempts written down."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.ports import Outgoing, Store
from bot.requests import Channel, Direct, Outcome, Post, Thread
from tests.contracts.samples import NOW, ROOM, card, minutes, must, post, save, sent, settle

OTHER = Channel("web:other")


async def said(store: Store, *posts: Post) -> None:
    await save(store, Outcome(posts=posts))


async def keys(store: Store, now: datetime = NOW, limit: int = 100) -> list[str]:
    return [row.key for row in await store.next_outbox(now, limit)]


async def test_a_post_becomes_a_pending_row(store: Store) -> None:
    await said(store, post("p", "hello", fresh=True))
    row = Outgoing(team="t", key="p", to=ROOM, card=card("hello"), fresh=True, wanted=1, sent=0, order=1, asked_at=NOW)
    assert await store.outgoing("t", "p") == row
    assert await store.next_outbox(NOW, 9) == [row]
    assert await store.outgoing("t", "q") is None
    assert await store.outgoing("u", "p") is None


async def test_per_place_only_the_first_asked_for_comes_up(store: Store) -> None:
    await said(store, post("a"), post("b"), post("c", to=OTHER))
    assert await keys(store) == ["a", "c"]
    await sent(store, await must(store, "a"))
    assert await keys(store) == ["b", "c"]


@pytest.mark.parametrize("to", [Direct("ana"), OTHER, Thread("web:general", "p"), Thread("web:general", "q")])
async def test_every_person_channel_and_thread_is_a_place_of_its_own(
    store: Store, to: Direct | Channel | Thread
) -> None:
    await said(store, post("a"), post("b", to=to))
    assert await keys(store) == ["a", "b"]


async def test_the_same_place_in_two_teams_is_two_places(store: Store) -> None:
    await said(store, post("a"))
    await save(store, Outcome(posts=(post("a"),)), team="u")
    assert [(row.team, row.key) for row in await store.next_outbox(NOW, 9)] == [("t", "a"), ("u", "a")]


async def test_no_more_rows_come_up_than_asked_for(store: Store) -> None:
    await said(store, *(post(f"p{number}", to=Channel(f"web:{number}")) for number in range(5)))
    assert await keys(store, limit=3) == ["p0", "p1", "p2"]
    assert await keys(store, limit=0) == []


async def test_places_at_work_are_passed_over_and_do_not_count(store: Store) -> None:
    await said(store, *(post(f"p{number}", to=Channel(f"web:{number}")) for number in range(4)), post("again"))
    at_work = {("t", Channel("web:0")), ("t", Channel("web:2")), ("u", Channel("web:1"))}
    assert [row.key for row in await store.next_outbox(NOW, 2, at_work)] == ["p1", "p3"]


async def test_all_places_of_a_team_are_passed_over_at_once(store: Store) -> None:
    await said(store, *(post(f"p{number}", to=Channel(f"web:{number}")) for number in range(3)))
    await save(store, Outcome(posts=(post("a"), post("b", to=Channel("web:0")))), team="u")
    assert [row.key for row in await store.next_outbox(NOW, 1, {"t", ("u", Channel("web:0"))})] == ["a"]


async def test_a_row_that_was_sent_is_kept_and_comes_up_no_more(store: Store) -> None:
    await said(store, post("p"))
    await sent(store, await must(store, "p"), "m7")
    row = await must(store, "p")
    assert (row.sent, row.message, row.pending()) == (1, "m7", False)
    assert await keys(store) == []


async def test_a_new_card_for_a_known_key_edits_the_message(store: Store) -> None:
    await said(store, post("p", "one"))
    await sent(store, await must(store, "p"), "m7")
    await said(store, post("p", "two"))
    row = await must(store, "p")
    assert (row.card, row.wanted, row.sent, row.message, row.fresh) == (card("two"), 2, 1, "m7", False)
    assert await keys(store) == ["p"]


async def test_the_same_card_again_sends_nothing(store: Store) -> None:
    await said(store, post("p"))
    await sent(store, await must(store, "p"))
    before = await must(store, "p")
    await said(store, post("p"))
    assert await must(store, "p") == before
    assert await keys(store) == []


async def test_the_same_card_again_before_it_was_sent_keeps_its_turn(store: Store) -> None:
    await said(store, post("p"), post("q"))
    await said(store, post("p"))
    assert await keys(store) == ["p"]
    assert (await must(store, "p")).wanted == 1


async def test_the_same_card_as_fresh_news_is_sent_again(store: Store) -> None:
    await said(store, post("p"))
    await sent(store, await must(store, "p"))
    await said(store, post("p", fresh=True))
    row = await must(store, "p")
    assert (row.wanted, row.sent, row.fresh) == (2, 1, True)


async def test_news_that_was_not_sent_yet_stays_news_when_its_card_changes(store: Store) -> None:
    await said(store, post("p", "one", fresh=True))
    await said(store, post("p", "two"))
    assert (await must(store, "p")).fresh
    await sent(store, await must(store, "p"))
    await said(store, post("p", "three"))
    assert not (await must(store, "p")).fresh


async def test_a_changed_card_waits_behind_what_was_asked_for_before(store: Store) -> None:
    await said(store, post("a", "one"), post("b"))
    await said(store, post("a", "two"))
    assert await keys(store) == ["b"]
    await sent(store, await must(store, "b"))
    assert await keys(store) == ["a"]


async def test_a_post_to_another_place_is_a_new_message_there(store: Store) -> None:
    await said(store, post("p"))
    await sent(store, await must(store, "p"), "m7")
    await said(store, post("p", to=OTHER))
    row = await must(store, "p")
    assert (row.to, row.message, row.wanted, row.sent) == (OTHER, "", 2, 1)


async def test_of_two_posts_with_one_key_in_one_commit_the_last_card_counts(store: Store) -> None:
    await said(store, post("p", "one", fresh=True), post("q"), post("p", "two"))
    row = await must(store, "p")
    assert (row.card, row.fresh) == (card("two"), True)
    assert await keys(store) == ["q"]


async def test_order_grows_with_every_ask(store: Store) -> None:
    await said(store, post("a"), post("b"))
    await said(store, post("a", "two"))
    first, second = await must(store, "a"), await must(store, "b")
    assert first.order > second.order > 0


async def test_a_failed_attempt_is_tried_again_when_its_time_has_come(store: Store) -> None:
    await said(store, post("p"), post("q"))
    await settle(store, await must(store, "p"), attempts=1, retry_at=minutes(5))
    assert await keys(store, minutes(4)) == []
    assert await store.next_retry_at(NOW) == minutes(5)
    assert await keys(store, minutes(5)) == ["p"]
    assert await store.next_retry_at(minutes(5)) is None


async def test_only_the_heads_of_places_say_when_to_try_next(store: Store) -> None:
    await said(store, post("a"), post("b"), post("c", to=OTHER))
    await settle(store, await must(store, "b"), retry_at=minutes(1))
    await settle(store, await must(store, "c"), retry_at=minutes(9))
    assert await store.next_retry_at(NOW) == minutes(9)
    await settle(store, await must(store, "a"), retry_at=minutes(3))
    assert await store.next_retry_at(NOW) == minutes(3)
    assert await store.next_retry_at(minutes(3)) == minutes(9)


async def test_an_empty_outbox_has_nothing_to_try(store: Store) -> None:
    assert await keys(store) == []
    assert await store.next_retry_at(NOW) is None


async def test_a_dropped_row_makes_way_for_the_next(store: Store) -> None:
    await said(store, post("a"), post("b"))
    await settle(store, await must(store, "a"), dropped="private messages are closed")
    assert await keys(store) == ["b"]
    assert (await must(store, "a")).dropped == "private messages are closed"


async def test_a_new_card_gives_a_dropped_or_failing_row_another_chance(store: Store) -> None:
    await said(store, post("p"))
    await settle(store, await must(store, "p"), dropped="closed", attempts=4, retry_at=minutes(60))
    await said(store, post("p"))
    row = await must(store, "p")
    assert (row.dropped, row.attempts, row.retry_at, row.pending()) == ("", 0, None, True)
    assert await keys(store) == ["p"]


async def test_an_attempt_for_an_older_card_leaves_the_newer_one_pending(store: Store) -> None:
    await said(store, post("p", "one"))
    attempt = await must(store, "p")
    await said(store, post("p", "two"))
    await sent(store, attempt, "m7")
    row = await must(store, "p")
    assert (row.card, row.wanted, row.sent, row.message) == (card("two"), 2, 1, "m7")
    assert row.order > attempt.order
    assert await keys(store) == ["p"]


async def test_a_newer_card_is_not_dropped_because_an_older_one_was(store: Store) -> None:
    await said(store, post("p", "one"))
    attempt = await must(store, "p")
    await said(store, post("p", "two"))
    await settle(store, attempt, dropped="closed")
    assert await keys(store) == ["p"]


async def test_a_message_sent_to_the_old_place_is_not_looked_for_in_the_new_one(store: Store) -> None:
    await said(store, post("p", "one"))
    attempt = await must(store, "p")
    await said(store, post("p", "two", to=OTHER))
    await sent(store, attempt, "m7")
    assert (await must(store, "p")).message == ""


async def test_an_unknown_outcome_is_remembered_until_it_is_known(store: Store) -> None:
    await said(store, post("p", "one"))
    await settle(store, await must(store, "p"), uncertain_since=NOW, retry_at=minutes(1))
    await said(store, post("p", "two"))
    assert (await must(store, "p")).uncertain_since == NOW
    await settle(store, await must(store, "p"), uncertain_since=None, sent=2)
    assert (await must(store, "p")).uncertain_since is None


async def test_settling_a_row_that_never_was_is_a_defect(store: Store) -> None:
    with pytest.raises(KeyError):
        await settle(store, Outgoing(team="t", key="p", to=ROOM, card=card("x")))


async def test_many_places_and_rows_keep_their_order(store: Store) -> None:
    await said(store, *(post(f"p{number}", to=Channel(f"web:{number % 7}")) for number in range(70)))
    heard: dict[object, list[int]] = {}
    while rows := await store.next_outbox(NOW + timedelta(days=1), 3):
        for row in rows:
            heard.setdefault(row.to, []).append(int(row.key.removeprefix("p")))
            await sent(store, row)
    assert sorted(heard.values()) == [list(range(first, 70, 7)) for first in range(7)]
