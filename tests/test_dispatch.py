"""The one door: repeated ids, locks, conflicts, who asks, and what a job may do."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import Any

import pytest
from msgspec.structs import replace

from adapters.storage.memory_store import MemoryStore
from bot.dispatch import Dispatcher
from bot.errors import Conflict, NotAllowed, Refused, StoreClosed
from bot.handoff.records import State, Task
from bot.ports import Commit, Deps
from bot.requests import Direct, Outcome, Request
from tests.dialogs.world import MONDAY, World

LINE = "@ana Write the article by Fri 5pm done when: 3 sources"


def asked(id: str = "r1", action: str = "handoff.delegate", **values: Any) -> Request:
    request = Request(
        id=id, team="studio", action=action, account="web:olivia", arguments={"line": LINE},
        place=Direct("olivia"), at=MONDAY,
    )  # fmt: skip
    return replace(request, **values)


async def world(store: MemoryStore | None = None) -> World:
    made = World(store)
    await made.seed()
    return made


async def tasks(made: World) -> list[Task]:
    return await made.store.all(Task, "studio")


async def test_a_repeated_request_is_answered_alike_and_done_once() -> None:
    made = await world()
    channel = asked(place=None)
    first = await made.dispatcher.dispatch(channel)
    again = await made.dispatcher.dispatch(channel)
    assert first == again
    assert first is not None
    assert len(await tasks(made)) == 1


async def test_the_same_request_from_many_hands_at_once_is_done_once() -> None:
    made = await world()
    replies = await asyncio.gather(*(made.dispatcher.dispatch(asked(place=None)) for _ in range(20)))
    assert len(set(map(repr, replies))) == 1
    assert len(await tasks(made)) == 1


async def test_a_guessed_request_id_shows_nobody_another_persons_reply() -> None:
    made = await world()
    await made.dispatcher.dispatch(asked(place=None))
    with pytest.raises(Refused, match="for the owner and assistants"):
        await made.dispatcher.dispatch(asked(place=None, account="web:pat"))


async def test_two_clicks_are_two_requests_and_the_second_is_answered_kindly() -> None:
    made = await world()
    await made.dispatcher.dispatch(asked())
    accept = asked("r2", "handoff.accept", account="web:ana", arguments={"task": "1"})
    results = await asyncio.gather(
        made.dispatcher.dispatch(accept),
        made.dispatcher.dispatch(replace(accept, id="r3")),
        return_exceptions=True,
    )
    refusals = [result for result in results if isinstance(result, Refused)]
    assert [refusal.text for refusal in refusals] == [("#1 is accepted and with Ana.",)]
    assert [task.state for task in await tasks(made)] == [State.ACCEPTED]


@pytest.mark.parametrize("account", ["", "web:nobody", "slack:ana", "ana"])
async def test_an_account_that_is_not_on_the_team_is_refused(account: str) -> None:
    with pytest.raises(NotAllowed, match="not on this team"):
        await (await world()).dispatcher.dispatch(asked(account=account))


async def test_somebody_who_left_is_refused() -> None:
    made = World(people=[replace(p, active=p.id != "olivia") for p in World().people])
    await made.seed()
    with pytest.raises(NotAllowed):
        await made.dispatcher.dispatch(asked())


async def test_an_unknown_team_is_refused() -> None:
    with pytest.raises(NotAllowed):
        await (await world()).dispatcher.dispatch(asked(team="other"))


@pytest.mark.parametrize("action", ["handoff.nonsense", "", "handoff.remind", "__class__"])
async def test_an_unknown_action_and_one_meant_for_jobs_are_refused_kindly(action: str) -> None:
    with pytest.raises(Refused, match="older card"):
        await (await world()).dispatcher.dispatch(asked(action=action))


async def test_a_job_that_is_refused_ends_and_is_written_down() -> None:
    made = await world()
    job = asked("job:1", "handoff.accept", account="", job="some", arguments={"task": "9"})
    assert await made.dispatcher.dispatch(job) is None
    assert made.log == ["job refused"]


class Contested(MemoryStore):
    """Somebody else is faster a few times."""

    def __init__(self, times: int) -> None:
        super().__init__()
        self.left = times

    async def commit(self, commit: Commit) -> Awaitable[None]:
        if commit.request_id.endswith("/r1") and self.left:
            self.left -= 1
            raise Conflict("contested")
        return await super().commit(commit)


async def test_a_conflict_is_tried_three_times_and_then_told() -> None:
    lucky = await world(Contested(2))
    await lucky.dispatcher.dispatch(asked())
    assert len(await tasks(lucky)) == 1
    unlucky = await world(Contested(3))
    with pytest.raises(Refused, match="same moment"):
        await unlucky.dispatcher.dispatch(asked())
    assert await tasks(unlucky) == []


class Slow(MemoryStore):
    """Applied at once, durable only when told so."""

    def __init__(self) -> None:
        super().__init__()
        self.durable = asyncio.Event()

    async def commit(self, commit: Commit) -> Awaitable[None]:
        await super().commit(commit)
        return self._wait(commit.request_id)

    async def _wait(self, request_id: str) -> None:
        if not request_id.startswith("seed"):
            await self.durable.wait()


async def test_nobody_is_answered_before_it_is_durable_and_the_lock_is_free_meanwhile() -> None:
    store = Slow()
    made = await world(store)
    first = asyncio.create_task(made.dispatcher.dispatch(asked("r1")))
    second = asyncio.create_task(
        made.dispatcher.dispatch(asked("r2", arguments={"line": LINE.replace("Write", "Read")}))
    )
    repeated = asyncio.create_task(made.dispatcher.dispatch(asked("r1")))
    for _ in range(20):
        await asyncio.sleep(0)
    assert len(await tasks(made)) == 2
    assert not first.done()
    assert not second.done()
    assert not repeated.done()
    store.durable.set()
    await asyncio.gather(first, second, repeated)


async def test_a_store_that_takes_nothing_says_so_and_nothing_is_told_to_others() -> None:
    made, told = await world(), list[Outcome]()
    dispatcher = Dispatcher(
        Deps(store=made.store, now=lambda: MONDAY, new_id=made.new_id, after_commit=told.append)
    )  # fmt: skip
    await made.store.close()
    with pytest.raises(StoreClosed):
        await dispatcher.dispatch(asked())
    assert told == []


async def test_others_are_poked_once_after_a_commit_and_not_for_a_repeat() -> None:
    made, told = await world(), list[Outcome]()
    dispatcher = Dispatcher(
        Deps(store=made.store, now=lambda: MONDAY, new_id=made.new_id, after_commit=told.append)
    )  # fmt: skip
    await dispatcher.dispatch(asked())
    await dispatcher.dispatch(asked())
    await dispatcher.dispatch(asked("r2", "handoff.tasks", arguments={}))
    assert len(told) == 1
