"""The private pages where a real team is served: there with a public address, nowhere without one."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from aiohttp.test_utils import TestClient, TestServer

from adapters.run import House
from adapters.settled import Settled
from adapters.storage.attachments import MemoryAttachments
from adapters.storage.memory_store import MemoryStore
from tests.dialogs.world import MONDAY


async def served(url: str) -> AsyncIterator[TestClient]:  # type: ignore[type-arg]
    house = House(MemoryStore(), lambda: MONDAY, MemoryAttachments(), settled=Settled(url=url))
    house.connect({})
    client = TestClient(TestServer(house.app(), host="127.0.0.1"))
    await client.start_server()
    yield client
    await client.close()


@pytest.mark.parametrize(("url", "status"), [("https://baton.example", 403), ("", 404)])
async def test_pages_are_served_where_there_is_an_address_for_them(url: str, status: int) -> None:
    async for client in served(url):
        for path in ("/partner/p1", "/partner/p1/open/token", "/partner/p1/mails/token"):
            response = await client.get(path, headers={"Host": "baton.example"})
            assert response.status == status
        assert (await client.get("/as/olivia/baton")).status == 404
        style = await client.get("/partner/static/partner.css")
        assert style.status == (200 if url else 404)
