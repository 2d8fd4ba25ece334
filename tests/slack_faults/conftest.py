"""A house on the fake Slack, over a socket or over HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.slack_faults.house import House


@pytest.fixture(params=["socket", "http"])
async def house(request: pytest.FixtureRequest) -> AsyncIterator[House]:
    """Both ways in, for what people do."""
    house = House(request.param)
    await house.open()
    yield house
    await house.close()


@pytest.fixture
async def sender() -> AsyncIterator[House]:
    """One way is enough where only sending is looked at."""
    house = House("http")
    await house.open()
    yield house
    await house.close()


@pytest.fixture
async def wired() -> AsyncIterator[House]:
    """Over sockets alone."""
    house = House("socket")
    await house.open()
    yield house
    await house.close()


@pytest.fixture
async def posted() -> AsyncIterator[House]:
    """Over signed HTTP alone."""
    house = House("http")
    await house.open()
    yield house
    await house.close()
