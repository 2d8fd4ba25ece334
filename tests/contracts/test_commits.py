"""The contract of every store: commits, request ids and their replies, forgetting, closing."""

from __future__ import annotations

import asyncio

import pytest

from bot.errors import Conflict, StoreClosed
from bot.ports import Commit, Store
from bot.requests import Ask, Outcome, Reply
from bot.ui import Form, TextField
from tests.contracts.samples import NOW, Chore, card, chore, minutes, post, save, save_records, settle, wake

REPLY = Reply(card=card("Done", button="Undo"))
ASK = Ask(form=Form(key="f1", title="New task", action="x.y", fields=(TextField(name="a", label="A"),), submit="Go"))


async def test_an_unknown_request_has_no_reply(store: Store) -> None:
    assert await store.reply_to("r1") == (False, None)


@pytest.mark.parametrize("reply", [REPLY, ASK, None])
async def test_a_request_is_known_by_its_id_with_its_reply(store: Store, reply: Reply | Ask | None) -> None:
    await save(store, Outcome(reply=reply, records=(chore("1"),)), id="r1")
    assert await store.reply_to("r1") == (True, reply)


async def test_the_same_request_is_not_committed_twice(store: Store) -> None:
    await save(store, Outcome(records=(chore("1"),)), id="r1")
    with pytest.raises(Conflict):
        await save(store, Outcome(records=(chore("2"),)), id="r1")
    assert await store.get(Chore, "t", "2") is None


async def test_a_commit_that_writes_nothing_is_not_stored(store: Store) -> None:
    await save(store, Outcome(reply=REPLY), id="r1")
    assert await store.reply_to("r1") == (False, None)
    await save(store, Outcome(reply=REPLY, records=(chore("1"),)), id="r1")


async def test_an_empty_commit_of_a_known_request_just_waits(store: Store) -> None:
    await save(store, Outcome(reply=REPLY, records=(chore("1"),)), id="r1")
    await save(store, Outcome(), id="r1")
    assert await store.reply_to("r1") == (True, REPLY)


@pytest.mark.parametrize(
    "outcome",
    [
        Outcome(records=(chore("1"),)),
        Outcome(posts=(post("p"),)),
        Outcome(wakes=(wake("w"),)),
        Outcome(wakes=(wake("w", None),)),
    ],
)
async def test_a_commit_that_writes_anything_is_known_by_its_request(store: Store, outcome: Outcome) -> None:
    await save(store, outcome, id="r1")
    assert await store.reply_to("r1") == (True, None)


async def test_a_job_that_changed_nothing_is_known_by_its_request_all_the_same(store: Store) -> None:
    await save(store, Outcome(wakes=(wake("w"),)))
    await save(store, Outcome(), job="w", id="r1")
    assert await store.reply_to("r1") == (True, None)
    assert await store.due_jobs(NOW, 9) == []


async def test_a_conflict_leaves_nothing_behind(store: Store) -> None:
    with pytest.raises(Conflict):
        await save(store, Outcome(records=(chore("1", revision=5),), posts=(post("p"),), wakes=(wake("w"),)), id="r1")
    assert await store.reply_to("r1") == (False, None)
    assert await store.outgoing("t", "p") is None
    assert await store.due_jobs(NOW, 9) == []


async def test_a_commit_is_read_as_soon_as_it_is_applied(store: Store) -> None:
    durable = await store.commit(Commit(request_id="r1", team="t", at=NOW, outcome=Outcome(records=(chore("1"),))))
    assert await store.get(Chore, "t", "1") == chore("1", revision=1)
    assert await store.reply_to("r1") == (True, None)
    await durable


async def test_many_commits_at_once_all_become_durable(store: Store) -> None:
    async def write(number: int) -> None:
        await save(store, Outcome(records=(chore(str(number), "ana"),)))

    await asyncio.gather(*(write(number) for number in range(100)))
    assert len(await store.find(Chore, "t", "holder:ana")) == 100


async def test_one_who_stops_waiting_takes_nobody_along(store: Store) -> None:
    first = await store.commit(Commit(request_id="r1", team="t", at=NOW, outcome=Outcome(records=(chore("1"),))))
    second = await store.commit(Commit(request_id="r2", team="t", at=NOW, outcome=Outcome(records=(chore("2"),))))
    waiting = asyncio.ensure_future(first)
    waiting.cancel()
    await second
    assert await store.get(Chore, "t", "1") is not None


async def test_request_ids_older_than_the_instant_are_forgotten(store: Store) -> None:
    for number in range(5):
        outcome = Outcome(records=(chore(str(number)),))
        await (await store.commit(Commit(request_id=f"r{number}", team="t", at=minutes(number), outcome=outcome)))
    assert await store.forget(minutes(2)) == 2
    assert [(await store.reply_to(f"r{number}"))[0] for number in range(5)] == [False, False, True, True, True]
    assert await store.forget(minutes(2)) == 0


async def test_very_many_request_ids_are_forgotten(store: Store) -> None:
    durable = None
    for number in range(1_300):
        commit = Commit(request_id=f"r{number}", team="t", at=NOW, outcome=Outcome(wakes=(wake("w"),)))
        durable = await store.commit(commit)
    assert durable is not None
    await durable
    assert await store.forget(minutes(1)) == 1_300
    assert await store.reply_to("r1299") == (False, None)


async def test_a_store_in_order_answers_a_ping(store: Store) -> None:
    await store.ping()


async def test_a_closed_store_refuses_and_says_so(store: Store) -> None:
    await save(store, Outcome(records=(chore("1"),), posts=(post("p"),)))
    row = await store.outgoing("t", "p")
    assert row is not None
    await store.close()
    for refused in (store.ping(), save_records(store, chore("2")), settle(store, row), store.forget(NOW)):
        with pytest.raises(StoreClosed, match="closed"):
            await refused


async def test_closing_twice_is_closing_once(store: Store) -> None:
    await store.close()
    await store.close()
