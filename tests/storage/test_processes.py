"""Real processes: a second one is turned away, and kill -9 loses nothing that was acknowledged."""

from __future__ import annotations

import asyncio
import random
import sys
from pathlib import Path

from bot.errors import StoreClosed
from tests.contracts.samples import NOW, Chore, chore, save_records
from tests.storage.conftest import Open

ROOT = Path(__file__).parents[2]
KILLS = 24


async def start(folder: Path) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.storage.writer",
        str(folder),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


async def test_a_second_process_is_turned_away_at_once(opened: Open, folder: Path) -> None:
    store = await opened()
    second = await start(folder)
    _, words = await second.communicate()
    assert second.returncode == 1
    assert "Another Baton is using" in words.decode()
    await save_records(store, chore("1"))


async def test_a_lock_dies_with_its_process(opened: Open, folder: Path) -> None:
    first = await start(folder)
    assert first.stdout is not None
    assert await first.stdout.readline() == b"open\n"
    first.kill()
    await first.communicate()
    await opened()


async def test_kill_9_at_any_moment_loses_nothing_acknowledged(opened: Open, folder: Path) -> None:
    luck = random.Random(11)
    acknowledged: set[int] = set()
    for _ in range(KILLS):
        process = await start(folder)
        assert process.stdout is not None
        assert await process.stdout.readline() == b"open\n"
        for _ in range(luck.randint(1, 120)):
            acknowledged.add(int(await process.stdout.readline()))
        process.kill()
        rest, words = await process.communicate()
        assert words == b""
        acknowledged.update(int(line) for line in rest.split(b"\n")[:-1])
    store = await opened()
    found = [int(each.id) for each in await store.all(Chore, "t")]
    assert acknowledged <= set(found)
    assert len(found) == len(set(found))
    jobs = {job.key for job in await store.due_jobs(NOW, len(found) + 1)}
    assert jobs == {f"w{number}" for number in found}
    for number in found:
        assert (await store.reply_to(f"r{number}"))[0]


async def test_a_killed_process_leaves_a_folder_that_opens(opened: Open, folder: Path) -> None:
    process = await start(folder)
    assert process.stdout is not None
    await process.stdout.readline()
    process.kill()
    await process.communicate()
    try:
        await opened()
    except StoreClosed as closed:
        raise AssertionError(str(closed)) from closed
