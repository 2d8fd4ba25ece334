"""A process that opens a folder and writes until it is killed, saying each number once it is durable."""

from __future__ import annotations

import asyncio
import sys
from itertools import count
from pathlib import Path

from adapters.storage.tinydb_store import TinyDBStore
from bot.errors import StoreClosed
from bot.requests import Outcome
from tests.contracts.samples import KINDS, Chore, chore, save, wake

WRITERS = 8


async def main(folder: Path) -> None:
    try:
        store = await TinyDBStore.open(folder, KINDS)
    except StoreClosed as closed:
        sys.exit(f"{closed}")
    first = len(await store.all(Chore, "t"))
    numbers = count(first)
    print("open", flush=True)

    async def write() -> None:
        for number in numbers:
            outcome = Outcome(records=(chore(str(number), "ana"),), wakes=(wake(f"w{number}"),))
            await save(store, outcome, id=f"r{number}")
            print(number, flush=True)
            if number % 50 == 49:
                await store.compact()

    await asyncio.gather(*(write() for _ in range(WRITERS)))


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
