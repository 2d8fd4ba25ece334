"""A disk that fails: the commit is refused and nothing of it stands; when the disk is well again, so is the store."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable
from pathlib import Path

import pytest

from adapters.storage.journal import AHEAD
from adapters.storage.tinydb_store import TinyDBStore
from bot.errors import StoreClosed
from bot.ports import Commit
from bot.requests import Outcome
from tests.contracts.samples import KINDS, NOW, Chore, chore, must, post, save, save_records, sent, wake
from tests.storage.conftest import Open, names
from tests.storage.disks import PowerlessDisk, SickDisk, SmallDisk, copy_folder


async def apply(store: TinyDBStore, id: str, outcome: Outcome) -> Awaitable[None]:
    return await store.commit(Commit(request_id=id, team="t", at=NOW, outcome=outcome))


async def holders(store: TinyDBStore) -> list[str]:
    return [found.holder for found in await store.all(Chore, "t")]


async def test_short_writes_are_carried_on(opened: Open, folder: Path) -> None:
    store = await opened(disk=SmallDisk(at_once=1_000))
    await save_records(store, *(chore(str(number), "ana" * 200) for number in range(20)))
    await store.close()
    assert len(await (await opened()).all(Chore, "t")) == 20


async def test_a_full_disk_refuses_and_says_what_to_do(opened: Open, folder: Path) -> None:
    disk = SmallDisk()
    store = await opened(disk=disk)
    await save_records(store, chore("1", "ana"))
    disk.room = 100
    with pytest.raises(StoreClosed, match=r"No space left.*Make room"):
        await save_records(store, chore("2", "x" * AHEAD))
    assert await holders(store) == ["ana"]
    with pytest.raises(StoreClosed, match="No space left"):
        await store.ping()
    with pytest.raises(StoreClosed, match="No space left"):
        await apply(store, "r", Outcome(records=(chore("3"),)))
    assert (await store.reply_to("r"))[0] is False


async def test_when_there_is_room_again_it_goes_on_without_a_restart(opened: Open, folder: Path) -> None:
    disk = SmallDisk()
    store = await opened(disk=disk)
    disk.room = 100
    with pytest.raises(StoreClosed):
        await save_records(store, chore("1", "x" * AHEAD))
    disk.room = 1 << 30
    await store.ping()
    await save_records(store, chore("1", "ana"))
    await store.close()
    assert await holders(await opened()) == ["ana"]


async def test_a_commit_after_the_trouble_needs_no_ping_before(opened: Open) -> None:
    disk = SickDisk("sync")
    store = await opened(disk=disk)
    disk.sick = True
    with pytest.raises(StoreClosed, match=r"Input/output error.*mend the disk"):
        await save_records(store, chore("1", "ana"))
    disk.sick = False
    await asyncio.gather(save_records(store, chore("1", "ben")), save_records(store, chore("2", "cat")))
    assert await holders(store) == ["ben", "cat"]


@pytest.mark.parametrize("operation", ["write", "sync"])
async def test_of_a_commit_that_was_refused_nothing_stands(opened: Open, folder: Path, operation: str) -> None:
    disk = SickDisk(operation)
    store = await opened(disk=disk)
    await save_records(store, chore("1", "ana"), chore("2", "ana"))
    await save(store, Outcome(wakes=(wake("w", 5),), posts=(post("p", "one"),)))
    await sent(store, await must(store, "p"))
    row, number = await must(store, "p"), await store.next_number("t", "task")
    disk.sick = True
    first = await apply(
        store,
        "a",
        Outcome(
            records=(chore("1", "ben", revision=1), chore("3", "ana")),
            removed=(chore("2", revision=1),),
            posts=(post("p", "two"), post("q")),
            wakes=(wake("w", 1), wake("v", 1)),
        ),
    )
    second = await apply(store, "b", Outcome(records=(chore("1", "cat", revision=2), chore("2", "new"))))
    nothing = await apply(store, "c", Outcome())
    for durable in (first, second, nothing):
        with pytest.raises(StoreClosed):
            await durable
    disk.sick = False
    assert [(found.id, found.holder, found.revision) for found in await store.all(Chore, "t")] == [
        ("1", "ana", 1),
        ("2", "ana", 1),
    ]
    assert [found.id for found in await store.find(Chore, "t", "holder:ana")] == ["1", "2"]
    assert await store.find(Chore, "t", "holder:ben") == []
    assert await store.outgoing("t", "p") == row
    assert await store.outgoing("t", "q") is None
    assert [job.key for job in await store.due_jobs(NOW.replace(year=2027), 9)] == ["w"]
    assert await store.next_outbox(NOW, 9) == []
    assert await store.reply_to("a") == (False, None)
    assert await store.next_number("t", "task") == number + 1
    await save_records(store, chore("1", "dan", revision=1))
    await store.close()
    again = await opened()
    assert await holders(again) == ["dan", "ana"]
    assert await again.next_number("t", "task") == number + 2


async def test_what_was_added_while_the_disk_failed_is_refused_as_well(opened: Open) -> None:
    disk = SickDisk("sync")
    store = await opened(disk=disk)
    disk.sick = True
    first = await apply(store, "a", Outcome(records=(chore("1"),)))
    await asyncio.sleep(0)  # the first one is on its way to the disk
    second = await apply(store, "b", Outcome(records=(chore("1", "ana", revision=1),)))
    for durable in (first, second):
        with pytest.raises(StoreClosed):
            await durable
    assert await holders(store) == []


async def test_what_a_sick_disk_kept_of_a_refused_commit_never_comes_back(
    opened: Open, folder: Path, tmp_path: Path
) -> None:
    disk = SickDisk("sync", "truncate")
    store = await opened(disk=disk)
    await save_records(store, chore("0"))
    disk.sick = True
    refused = [await apply(store, name, Outcome(records=(chore(name, "refused"),))) for name in ("1", "2")]
    for durable in refused:
        with pytest.raises(StoreClosed):
            await durable
    disk.sick = False
    await (await apply(store, "3", Outcome(records=(chore("3", "refused"),))))  # as long as the first refused one
    again = await opened(copy_folder(folder, tmp_path / "left"))
    assert [found.id for found in await again.all(Chore, "t")] == ["0", "3"]


async def test_a_refused_commit_does_not_come_back_when_the_power_goes(folder: Path, tmp_path: Path) -> None:
    luck = random.Random(3)
    left: list[Path] = []
    disk = PowerlessDisk(lambda: None)
    store = await TinyDBStore.open(folder, KINDS, disk)
    await save_records(store, chore("0"))
    disk.sick = True
    with pytest.raises(StoreClosed):
        await save_records(store, chore("1"))
    left.extend(disk.lose_power(tmp_path / f"left{number}", luck) for number in range(20))
    await store.close()
    for path in left:
        again = await TinyDBStore.open(path, KINDS)
        assert [found.id for found in await again.all(Chore, "t")] == ["0"]
        await again.close()


async def test_a_refused_commit_is_in_no_snapshot(opened: Open) -> None:
    disk = SickDisk("sync", only="journal.000001")
    store = await opened(disk=disk)
    await save_records(store, chore("0"))
    disk.sick = True
    disk.well.clear()
    durable = await apply(store, "1", Outcome(records=(chore("1"),)))
    await asyncio.sleep(0)  # it is on its way to the disk, which takes its time
    saving = asyncio.ensure_future(store.compact())
    await asyncio.wait([saving], timeout=0.1)
    disk.well.set()
    with pytest.raises(StoreClosed):
        await durable
    await asyncio.wait([saving])
    disk.sick = False
    await store.close()
    assert [found.id for found in await (await opened()).all(Chore, "t")] == ["0"]


async def test_jobs_and_messages_are_seen_only_once_they_are_durable(opened: Open) -> None:
    store = await opened()
    durable = await apply(store, "a", Outcome(wakes=(wake("w"),), posts=(post("p"),)))
    assert await store.outgoing("t", "p") is not None
    assert await store.due_jobs(NOW, 9) == []
    assert await store.next_job_at() is None
    assert await store.next_outbox(NOW, 9) == []
    await durable
    assert [job.key for job in await store.due_jobs(NOW, 9)] == ["w"]
    assert [row.key for row in await store.next_outbox(NOW, 9)] == ["p"]


async def test_a_job_replaced_by_a_commit_that_is_not_durable_yet_still_stands(opened: Open) -> None:
    store = await opened()
    await save(store, Outcome(wakes=(wake("w", 0),)))
    durable = await apply(store, "a", Outcome(wakes=(wake("w", 9),)))
    assert [job.at for job in await store.due_jobs(NOW, 9)] == [NOW]
    await durable
    assert await store.due_jobs(NOW, 9) == []


async def test_an_empty_commit_waits_for_everything_applied_before_it(opened: Open) -> None:
    disk = SickDisk("sync")
    store = await opened(disk=disk)
    durable = await apply(store, "a", Outcome(records=(chore("1"),)))
    nothing = await apply(store, "a", Outcome())
    disk.sick = True
    with pytest.raises(StoreClosed):
        await nothing
    with pytest.raises(StoreClosed):
        await durable


@pytest.mark.parametrize("operation", ["open", "write", "sync", "replace"])
async def test_a_compaction_that_fails_harms_nobody_and_is_tried_again(
    opened: Open, folder: Path, operation: str
) -> None:
    disk = SickDisk(operation)
    store = await opened(disk=disk)
    await save_records(store, chore("1", "ana"))
    disk.sick = True
    await store.compact()
    disk.sick = False
    await save_records(store, chore("2", "ben"))
    await store.compact()
    await save_records(store, chore("3", "cat"))
    assert len([name for name in names(folder) if "journal" in name]) == 1
    await store.close()
    assert await holders(await opened()) == ["ana", "ben", "cat"]


async def test_a_kill_after_failed_compactions_loses_nothing(folder: Path) -> None:
    disk = SickDisk("replace")
    store = await TinyDBStore.open(folder, KINDS, disk)
    disk.sick = True
    for number in range(4):
        await save_records(store, chore(str(number), f"h{number}"))
        await store.compact()
    await store.close()
    assert len([name for name in names(folder) if "journal" in name]) > 1
    again = await TinyDBStore.open(folder, KINDS)
    assert await holders(again) == ["h0", "h1", "h2", "h3"]
    await again.close()


async def test_a_long_journal_is_compacted_by_itself(opened: Open, folder: Path) -> None:
    store = await opened()
    for number in range(12):
        await save_records(store, chore(str(number), "x" * 400_000))
    await save_records(store, chore("last"))
    await store.compact()  # waits for the one that started by itself
    assert "baton.journal.000003" in names(folder)
    await store.close()
    assert len(await holders(await opened())) == 13


async def test_a_snapshot_that_cannot_be_written_leaves_no_half(opened: Open, folder: Path) -> None:
    disk = SickDisk("replace")
    store = await opened(disk=disk)
    await save_records(store, chore("1"))
    disk.sick = True
    await store.compact()
    assert "baton.json.new" not in names(folder)
    await save_records(store, chore("2"))


async def test_closing_with_a_sick_disk_says_what_was_not_saved(folder: Path) -> None:
    disk = SickDisk("sync")
    store = await TinyDBStore.open(folder, KINDS, disk)
    durable = await apply(store, "a", Outcome(records=(chore("1"),)))
    disk.sick = True
    with pytest.raises(StoreClosed):
        await store.close()
    with pytest.raises(StoreClosed):
        await durable
    disk.sick = False
    again = await TinyDBStore.open(folder, KINDS)
    assert await holders(again) == []
    await again.close()
