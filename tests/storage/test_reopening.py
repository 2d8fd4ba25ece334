"""What was durable is there again: after a close, a kill at any step, a loss of power, a torn tail."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path

import pytest
from tinydb import TinyDB, where

from adapters.storage.disk import Disk
from adapters.storage.frames import START, bodies
from adapters.storage.tinydb_store import TinyDBStore
from bot.errors import StoreClosed
from bot.requests import Outcome, Reply
from tests.contracts.samples import (
    KINDS,
    NOW,
    Chore,
    Remark,
    card,
    chore,
    minutes,
    must,
    post,
    save,
    save_records,
    sent,
    wake,
)
from tests.storage.conftest import Open
from tests.storage.disks import PowerlessDisk, SickDisk, WatchedDisk, copy_folder


def journal(folder: Path) -> Path:
    return max(folder.glob("baton.journal.*"))


async def kill(store: TinyDBStore, folder: Path, to: Path) -> Path:
    """The folder as a process killed now would leave it; the store itself is closed afterwards."""
    copied = copy_folder(folder, to)
    await store.close()
    return copied


async def fill(store: TinyDBStore) -> None:
    """Something of everything, changed and removed as well."""
    await save_records(store, chore("1", "ana"), chore("2", "ana"), Remark(team="t", id="1", text="hi"))
    await save(store, Outcome(reply=Reply(card=card("Done")), wakes=(wake("a", 1), wake("b", 2))), id="r1")
    await save(store, Outcome(posts=(post("p"), post("q"), post("r", to=post("p").to)), records=(chore("3"),)))
    await save_records(store, chore("1", "ben", revision=1))
    await save(store, Outcome(removed=(chore("2", revision=1),), wakes=(wake("b", None),)))
    await sent(store, await must(store, "p"))
    assert await store.next_number("t", "task") == 1
    await save_records(store, chore("4", "ben"))


async def seen(store: TinyDBStore) -> dict[str, object]:
    """Everything that can be read."""
    return {
        "chores": await store.all(Chore, "t"),
        "remarks": await store.all(Remark, "t"),
        "ben": await store.find(Chore, "t", "holder:ben"),
        "ana": await store.find(Chore, "t", "holder:ana"),
        "jobs": await store.due_jobs(minutes(999), 999),
        "next": await store.next_job_at(),
        "outbox": await store.next_outbox(NOW, 999),
        "row": await store.outgoing("t", "p"),
        "reply": await store.reply_to("r1"),
    }


@pytest.mark.parametrize("how", ["closed", "killed", "compacted", "compacted and killed"])
async def test_everything_is_there_again(opened: Open, folder: Path, tmp_path: Path, how: str) -> None:
    store = await opened()
    await fill(store)
    before = await seen(store)
    if "compacted" in how:
        await store.compact()
        assert await seen(store) == before
    left = await kill(store, folder, tmp_path / "left")
    again = await opened(left if "killed" in how else folder)
    assert await seen(again) == before
    assert await again.next_number("t", "task") == 2
    await save_records(again, chore("9", "ben"))
    assert [found.id for found in await again.find(Chore, "t", "holder:ben")] == ["1", "4", "9"]


async def test_stock_tinydb_opens_the_snapshot(opened: Open, folder: Path) -> None:
    store = await opened()
    await fill(store)
    await store.close()
    with TinyDB(folder / "baton.json", access_mode="r") as database:
        assert database.tables() == {"Chore", "Remark", "Letter", "jobs", "outbox", "inbox", "numbers", "baton"}
        assert [found["id"] for found in database.table("Chore").search(where("holder") == "ben")] == ["1", "4"]


async def test_numbers_are_never_given_out_twice_also_after_a_kill(opened: Open, folder: Path, tmp_path: Path) -> None:
    store = await opened()
    numbers = [await store.next_number("t", "task") for _ in range(5)]
    await save(store, Outcome())  # even an answer that stored nothing waits for the numbers it may name
    left = await kill(store, folder, tmp_path / "left")
    again = await opened(left)
    assert await again.next_number("t", "task") == max(numbers) + 1


async def test_numbers_survive_a_compaction_that_starts_just_after_they_were_given(opened: Open, folder: Path) -> None:
    store = await opened()
    await save_records(store, chore("1"))
    assert await store.next_number("t", "task") == 1
    await store.compact()
    await store.close()
    assert await (await opened()).next_number("t", "task") == 2


async def test_a_tail_torn_at_any_byte_loses_only_what_was_not_acknowledged(
    opened: Open, folder: Path, tmp_path: Path
) -> None:
    store = await opened()
    ends = []
    for number in range(3):
        await save_records(store, chore(str(number), "ana"))
        ends.append(len(journal(folder).read_bytes().rstrip(b"\0")))
    whole = journal(await kill(store, folder, tmp_path / "whole")).read_bytes()
    for size in range(len(START), ends[-1] + 1):
        assert [end for _, end in bodies(whole[:size])] == [end for end in ends if end <= size]
    for size in range(len(START), ends[-1] + 1, 41):
        torn = tmp_path / f"torn{size}"
        torn.mkdir()
        (torn / "baton.journal.000001").write_bytes(whole[:size])
        again = await TinyDBStore.open(torn, KINDS)
        assert len(await again.all(Chore, "t")) == sum(end <= size for end in ends), size
        await save_records(again, chore("new"))
        await again.close()


async def test_a_damaged_byte_before_durable_frames_is_refused_and_left_alone(
    opened: Open, folder: Path, tmp_path: Path
) -> None:
    store = await opened()
    for number in range(3):
        await save_records(store, chore(str(number), "ana"))
    left = await kill(store, folder, tmp_path / "left")
    data = bytearray(journal(left).read_bytes())
    data[len(START) + 40] ^= 1
    journal(left).write_bytes(data)
    with pytest.raises(StoreClosed, match=r"damaged.*left as it is.*backup"):
        await opened(left)
    assert journal(left).read_bytes() == data


async def test_of_commits_torn_together_none_is_taken_for_damage(opened: Open, folder: Path, tmp_path: Path) -> None:
    store = await opened()
    await save_records(store, chore("0"))
    end = len(journal(folder).read_bytes().rstrip(b"\0"))
    await asyncio.gather(*(save_records(store, chore(str(number))) for number in range(1, 4)))
    left = await kill(store, folder, tmp_path / "left")
    data = bytearray(journal(left).read_bytes())
    data[end + 40] ^= 1
    journal(left).write_bytes(data)
    assert [found.id for found in await (await opened(left)).all(Chore, "t")] == ["0"]


async def test_a_journal_cut_short_before_the_next_one_is_refused(opened: Open, folder: Path, tmp_path: Path) -> None:
    disk = SickDisk("replace")
    store = await opened(disk=disk)
    await save_records(store, chore("1"))
    disk.sick = True
    await store.compact()
    await save_records(store, chore("2"))
    left = await kill(store, folder, tmp_path / "left")
    first = left / "baton.journal.000001"
    first.write_bytes(first.read_bytes().rstrip(b"\0")[:-3])
    with pytest.raises(StoreClosed, match=r"baton\.journal\.000001 cannot be used: it is damaged"):
        await opened(left)


async def test_a_process_killed_at_any_step_loses_nothing_acknowledged(folder: Path, tmp_path: Path) -> None:
    acknowledged: list[int] = []
    copies: list[tuple[Path, int, str]] = []

    def before(step: str) -> None:
        copies.append((copy_folder(folder, tmp_path / f"copy{len(copies)}"), len(acknowledged), step))

    store = await TinyDBStore.open(folder, KINDS, WatchedDisk(before))
    for number in range(12):
        await save_records(store, chore(str(number), "ana"))
        acknowledged.append(number)
        if number % 4 == 3:
            await store.compact()
    await store.close()
    assert {step for _, _, step in copies} == {"write", "sync", "truncate", "replace", "remove", "sync_folder"}
    for copied, count, step in copies:
        again = await TinyDBStore.open(copied, KINDS)
        found = [int(each.id) for each in await again.all(Chore, "t")]
        assert found[:count] == acknowledged[:count], step
        assert found == list(range(len(found)))
        await again.close()


async def test_a_loss_of_power_at_any_step_loses_nothing_acknowledged(folder: Path, tmp_path: Path) -> None:
    luck = random.Random(7)
    acknowledged: list[int] = []
    left: list[tuple[Path, int]] = []

    def after() -> None:
        for _ in range(2):
            left.append((disk.lose_power(tmp_path / f"left{len(left)}", luck), len(acknowledged)))

    disk = PowerlessDisk(after)
    store = await TinyDBStore.open(folder, KINDS, disk)
    for number in range(9):
        await save_records(store, *(chore(f"{number}.{part}", "ana" * 99) for part in range(3)))
        acknowledged.append(number)
        if number in (2, 5):
            await store.compact()
    await store.close()
    for path, count in left:
        again = await TinyDBStore.open(path, KINDS)
        found = [each.id for each in await again.all(Chore, "t")]
        assert found == [f"{number}.{part}" for number in range(len(found) // 3) for part in range(3)]
        assert len(found) >= 3 * count
        await again.close()


async def test_a_snapshot_is_one_instant_even_when_others_write_meanwhile(opened: Open, folder: Path) -> None:
    loop, begun = asyncio.get_running_loop(), asyncio.Event()

    class TellingDisk(Disk):
        def begin(self, file: Path) -> int:
            loop.call_soon_threadsafe(begun.set)
            return super().begin(file)

    store = await opened(disk=TellingDisk())
    await save_records(store, *(chore(str(number)) for number in range(1_200)))
    compacting = asyncio.ensure_future(store.compact())
    await begun.wait()
    outcome = Outcome(records=(chore("late"), chore("0", revision=1)), removed=(chore("5", revision=1),))
    await save(store, outcome)
    await compacting
    with TinyDB(folder / "baton.json", access_mode="r") as database:
        found = database.table("Chore").all()
    assert {(each["id"], each["revision"]) for each in found} == {(str(number), 1) for number in range(1_200)}
    assert len(found) == 1_200


async def test_several_compactions_at_once_do_not_disturb_each_other(opened: Open) -> None:
    store = await opened()
    await save_records(store, *(chore(str(number)) for number in range(1_200)))
    await asyncio.gather(store.compact(), store.compact(), store.compact())
    await store.close()
    assert len(await (await opened()).all(Chore, "t")) == 1_200


async def test_tinydb_looks_things_up_in_the_live_store_and_writes_nothing(opened: Open) -> None:
    store = await opened()
    await save_records(store, chore("1", "ana"), chore("2", "ben"), chore("3", "ana"))
    database = store.database()
    assert {"Chore", "jobs", "outbox", "inbox", "numbers"} <= database.tables()
    chores = database.table("Chore")
    assert [found["id"] for found in chores.search(where("holder") == "ana")] == ["1", "3"]
    found = chores.get(doc_id=2)
    assert not isinstance(found, list)
    assert found is not None
    found["holder"] = "nobody"
    await save_records(store, chore("4", "ana"))
    assert chores.count(where("holder") == "ana") == 3
    assert len(database.table("Spaceship")) == 0
    for write in (lambda: chores.insert({"id": "5"}), lambda: chores.remove(doc_ids=[1]), database.drop_tables):
        with pytest.raises(TypeError, match=r"write with Store\.commit"):
            write()
    assert await holders(store) == ["ana", "ben", "ana", "ana"]


async def holders(store: TinyDBStore) -> list[str]:
    return [found.holder for found in await store.all(Chore, "t")]
