"""Each test of the contract runs once per store."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.storage.memory_store import MemoryStore
from adapters.storage.tinydb_store import TinyDBStore
from bot.ports import Store
from tests.contracts.samples import KINDS


@pytest.fixture(params=["memory", "tinydb"])
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Store]:
    made: Store = MemoryStore(KINDS) if request.param == "memory" else await TinyDBStore.open(tmp_path / "data", KINDS)
    yield made
    await made.close()
