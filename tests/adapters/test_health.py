"""adapters/health.py: /healthz, /readyz and /metrics over a store and chats that may fail."""

from __future__ import annotations

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from adapters.health import Health
from adapters.storage.memory_store import MemoryStore
from tests.adapters.fakes import FakeChat


class Deaf(FakeChat):
    async def ready(self) -> bool:
        return False


async def ask(health: Health, path: str) -> tuple[int, str]:
    app = web.Application()
    health.add_to(app)
    async with TestClient(TestServer(app)) as client:
        answer = await client.get(path)
        return answer.status, await answer.text()


@pytest.fixture
async def store() -> MemoryStore:
    return MemoryStore()


async def test_the_process_is_alive_and_ready(store: MemoryStore) -> None:
    health = Health(store, {"web": FakeChat()}, dict)
    assert await ask(health, "/healthz") == (200, "ok\n")
    assert await ask(health, "/readyz") == (200, "ok\n")


async def test_a_store_that_refuses_makes_it_unready_but_not_dead(store: MemoryStore) -> None:
    await store.close()
    health = Health(store, {"web": FakeChat()}, dict)
    status, said = await ask(health, "/readyz")
    assert (status, said.startswith("store: ")) == (503, True)
    assert (await ask(health, "/healthz"))[0] == 200


async def test_a_chat_that_is_not_connected_makes_it_unready(store: MemoryStore) -> None:
    health = Health(store, {"web": FakeChat(), "slack": Deaf()}, dict)
    assert await ask(health, "/readyz") == (503, "slack: not connected\n")


async def test_the_figures_are_those_of_the_moment(store: MemoryStore) -> None:
    totals = {"jobs_fired": 1.0}
    health = Health(store, {}, lambda: totals)
    assert "baton_jobs_fired_total 1.0\n" in (await ask(health, "/metrics"))[1]
    totals["jobs_fired"] = 2.0
    status, page = await ask(health, "/metrics")
    assert (status, "baton_jobs_fired_total 2.0\n" in page) == (200, True)
    assert "process_resident_memory_bytes" in page
