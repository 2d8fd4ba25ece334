"""A fake with one workspace, two people and a channel, on clocks that are moved by hand."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from tests.slack_fake.nouns import User
from tests.slack_fake.server import SlackFake
from tests.slack_fake.workspace import Workspace

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


class Watch:
    """Stands until it is moved."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def now(self) -> datetime:
        return NOON + timedelta(seconds=self.seconds)

    def monotonic(self) -> float:
        return self.seconds


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
async def fake(watch: Watch) -> AsyncIterator[SlackFake]:
    fake = SlackFake(watch.now, watch.monotonic)
    await fake.open()
    yield fake
    await fake.close()


@pytest.fixture
def studio(fake: SlackFake) -> Workspace:
    studio = fake.workspace()
    studio.add(User("U0ANA", "ana", "Ana", tz="Asia/Manila"))
    studio.add(User("U0OLIVIA", "olivia", "Olivia", is_admin=True))
    studio.channel("C0GENERAL", "general")
    return studio


@pytest.fixture
def client(fake: SlackFake) -> Callable[[str], AsyncWebClient]:
    """A client of slack_sdk without retries, with a token."""
    return lambda token: AsyncWebClient(token=token, base_url=fake.api_url, retry_handlers=[], timeout=2)
