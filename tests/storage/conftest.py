"""A folder for the data, and a way to open it that closes what a test leaves open."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from pathlib import Path

import pytest

from adapters.storage.disk import Disk
from adapters.storage.tinydb_store import TinyDBStore
from bot.errors import StoreClosed
from tests.contracts.samples import KINDS

Open = Callable[..., Awaitable[TinyDBStore]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


def names(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()}


@pytest.fixture
async def opened(folder: Path) -> AsyncIterator[Open]:
    """`await opened(path, disk)`: the store of the path, of `folder` when none is given."""
    stores: list[TinyDBStore] = []

    async def start(path: Path | None = None, disk: Disk | None = None) -> TinyDBStore:
        stores.append(await TinyDBStore.open(path or folder, KINDS, disk))
        return stores[-1]

    yield start
    for store in stores:
        with suppress(StoreClosed):
            await store.close()
