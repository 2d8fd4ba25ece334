"""The contract of every store: records, revisions, terms, order, numbers."""

from __future__ import annotations

import asyncio

import msgspec
import pytest

from bot.errors import Conflict
from bot.ports import Commit, Outgoing, Store
from bot.requests import Outcome
from tests.contracts.samples import NOW, Chore, Remark, chore, save, save_records


async def test_nothing_is_found_in_an_empty_store(store: Store) -> None:
    assert await store.get(Chore, "t", "1") is None
    assert await store.find(Chore, "t", "holder:ana") == []
    assert await store.all(Chore, "t") == []


async def test_a_new_record_is_stored_with_revision_one(store: Store) -> None:
    await save_records(store, chore("1", "ana"))
    assert await store.get(Chore, "t", "1") == chore("1", "ana", revision=1)


async def test_each_commit_raises_the_revision_by_one(store: Store) -> None:
    await save_records(store, chore("1", "ana"))
    await save_records(store, chore("1", "ben", revision=1))
    assert await store.get(Chore, "t", "1") == chore("1", "ben", revision=2)


@pytest.mark.parametrize("revision", [0, 1, 3])
async def test_a_stale_or_invented_revision_is_a_conflict(store: Store, revision: int) -> None:
    await save_records(store, chore("1", "ana"))
    await save_records(store, chore("1", "ben", revision=1))
    with pytest.raises(Conflict):
        await save_records(store, chore("1", "cat", revision=revision))
    assert await store.get(Chore, "t", "1") == chore("1", "ben", revision=2)


async def test_a_new_record_with_a_revision_is_a_conflict(store: Store) -> None:
    with pytest.raises(Conflict):
        await save_records(store, chore("1", revision=1))


async def test_one_stale_record_undoes_the_whole_commit(store: Store) -> None:
    await save_records(store, chore("1", "ana"))
    with pytest.raises(Conflict):
        await save_records(store, chore("2", "ana"), chore("1", "ben"))
    assert await store.get(Chore, "t", "2") is None
    assert await store.find(Chore, "t", "holder:ana") == [chore("1", "ana", revision=1)]


async def test_a_long_list_is_as_new_as_the_last_commit_and_nobody_elses_to_change(store: Store) -> None:
    await save_records(store, *(chore(str(number), "ana") for number in range(600)))
    first = await store.all(Chore, "t")
    first.clear()
    assert len(await store.all(Chore, "t")) == 600
    await save_records(store, chore("7", "ben", revision=1))
    assert (await store.all(Chore, "t"))[7] == chore("7", "ben", revision=2)
    await save_records(store, msgspec.structs.replace(chore("1", "ana"), team="u"))
    assert len(await store.all(Chore, "u")) == 1
    await save(store, Outcome(removed=(chore("7", "ben", revision=2),)))
    assert len(await store.all(Chore, "t")) == 599
    with pytest.raises(Conflict):
        await save_records(store, chore("601"), chore("8", "ben"))
    assert len(await store.all(Chore, "t")) == 599


async def test_of_two_commits_from_one_load_the_second_is_a_conflict(store: Store) -> None:
    await save_records(store, chore("1", "ana"))
    first = Commit(request_id="a", team="t", at=NOW, outcome=Outcome(records=(chore("1", "ben", revision=1),)))
    durable = await store.commit(first)
    with pytest.raises(Conflict):
        await store.commit(msgspec.structs.replace(first, request_id="b"))
    await durable


async def test_a_record_named_twice_in_one_commit_is_a_defect(store: Store) -> None:
    with pytest.raises(ValueError, match="twice"):
        await save_records(store, chore("1", "ana"), chore("1", "ben"))
    await save_records(store, chore("1"))
    with pytest.raises(ValueError, match="twice"):
        await save(store, Outcome(records=(chore("1", revision=1),), removed=(chore("1", revision=1),)))


async def test_a_record_that_could_not_be_read_back_is_not_stored(store: Store) -> None:
    wrong = Chore(team="t", id="1", holder=msgspec.json.decode("5"))
    with pytest.raises(msgspec.ValidationError):
        await save_records(store, chore("0"), wrong)
    assert await store.all(Chore, "t") == []


async def test_teams_and_kinds_do_not_mix(store: Store) -> None:
    await save_records(store, chore("1", "ana"), chore("1", "ben", team="u"), Remark(team="t", id="1", text="hi"))
    assert await store.get(Chore, "u", "1") == chore("1", "ben", team="u", revision=1)
    assert await store.get(Remark, "t", "1") == Remark(team="t", id="1", text="hi", revision=1)
    assert await store.find(Chore, "u", "holder:ana") == []
    assert len(await store.all(Chore, "t")) == 1


async def test_records_of_no_team_are_filed_under_the_empty_team(store: Store) -> None:
    await save_records(store, chore("t", "ana", team=""))
    assert await store.get(Chore, "", "t") == chore("t", "ana", team="", revision=1)


async def test_records_are_found_oldest_first(store: Store) -> None:
    for name in ("3", "1", "2"):
        await save_records(store, chore(name, "ana"))
    assert [found.id for found in await store.find(Chore, "t", "holder:ana")] == ["3", "1", "2"]
    assert [found.id for found in await store.all(Chore, "t")] == ["3", "1", "2"]


async def test_a_changed_record_keeps_its_place(store: Store) -> None:
    await save_records(store, chore("1", "ana"), chore("2", "ana"), chore("3", "ana"))
    await save_records(store, chore("1", "ben", revision=1))
    await save_records(store, chore("1", "ana", revision=2))
    assert [found.id for found in await store.find(Chore, "t", "holder:ana")] == ["1", "2", "3"]
    assert [found.id for found in await store.all(Chore, "t")] == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("newest", "ids"), [(0, []), (1, ["3"]), (2, ["2", "3"]), (3, ["1", "2", "3"]), (9, ["1", "2", "3"])]
)
async def test_only_the_newest_are_found_when_so_many_are_asked_for(store: Store, newest: int, ids: list[str]) -> None:
    await save_records(store, chore("1", "ana"), chore("2", "ana"), chore("3", "ana"))
    assert [found.id for found in await store.find(Chore, "t", "holder:ana", newest=newest)] == ids


async def test_terms_are_filed_anew_at_each_change(store: Store) -> None:
    await save_records(store, Chore(team="t", id="1", holder="ana", words=("red", "blue")))
    await save_records(store, Chore(team="t", id="1", holder="ben", words=("blue", "green"), revision=1))
    found = {
        term: len(await store.find(Chore, "t", term)) for term in ("holder:ana", "holder:ben", "red", "blue", "green")
    }
    assert found == {"holder:ana": 0, "holder:ben": 1, "red": 0, "blue": 1, "green": 1}


async def test_a_term_named_twice_files_the_record_once(store: Store) -> None:
    await save_records(store, Chore(team="t", id="1", words=("red", "red")))
    assert len(await store.find(Chore, "t", "red")) == 1
    await save_records(store, Chore(team="t", id="1", revision=1))
    assert await store.find(Chore, "t", "red") == []


async def test_a_removed_record_is_gone_from_everywhere(store: Store) -> None:
    await save_records(store, chore("1", "ana"), chore("2", "ana"))
    await save(store, Outcome(removed=(chore("1", "ana", revision=1),)))
    assert await store.get(Chore, "t", "1") is None
    assert [found.id for found in await store.find(Chore, "t", "holder:ana")] == ["2"]
    assert [found.id for found in await store.all(Chore, "t")] == ["2"]


@pytest.mark.parametrize("revision", [0, 1, 3])
async def test_removing_a_record_that_changed_or_never_was_is_a_conflict(store: Store, revision: int) -> None:
    await save_records(store, chore("1", "ana"))
    await save_records(store, chore("1", "ben", revision=1))
    with pytest.raises(Conflict):
        await save(store, Outcome(removed=(chore("1", revision=revision),)))
    with pytest.raises(Conflict):
        await save(store, Outcome(removed=(chore("9", revision=revision),)))


async def test_a_record_made_again_after_its_removal_is_the_newest(store: Store) -> None:
    await save_records(store, chore("1", "ana"), chore("2", "ana"))
    await save(store, Outcome(removed=(chore("1", revision=1),)))
    await save_records(store, chore("1", "ana"))
    assert [found.id for found in await store.find(Chore, "t", "holder:ana")] == ["2", "1"]


async def test_changing_what_was_handed_out_changes_nothing_in_the_store(store: Store) -> None:
    await save_records(store, Chore(team="t", id="1", notes={"a": "1"}))
    found = await store.get(Chore, "t", "1")
    assert found is not None
    found.notes["a"] = "2"
    assert await store.get(Chore, "t", "1") == Chore(team="t", id="1", notes={"a": "1"}, revision=1)


async def test_changing_what_was_handed_in_changes_nothing_in_the_store(store: Store) -> None:
    notes = {"a": "1"}
    await save_records(store, Chore(team="t", id="1", notes=notes))
    notes["a"] = "2"
    assert await store.get(Chore, "t", "1") == Chore(team="t", id="1", notes={"a": "1"}, revision=1)


async def test_a_long_list_is_one_instant_even_when_others_write_meanwhile(store: Store) -> None:
    await save_records(store, *(chore(str(number), "ana") for number in range(1_200)))
    reading = asyncio.ensure_future(store.find(Chore, "t", "holder:ana"))
    await asyncio.sleep(0)
    await save_records(store, chore("7", "ben", revision=1), chore("new", "ana"))
    assert [(found.id, found.revision) for found in await reading] == [(str(number), 1) for number in range(1_200)]


async def test_others_get_their_turn_while_many_are_read_one_by_one(store: Store) -> None:
    await save_records(store, *(chore(str(number), "ana") for number in range(200)))

    async def read() -> list[tuple[Chore | None, Outgoing | None]]:
        return [(await store.get(Chore, "t", str(number)), await store.outgoing("t", "p")) for number in range(200)]

    reading, turns = asyncio.ensure_future(read()), 0
    while not reading.done():
        await asyncio.sleep(0)
        turns += 1
        if turns == 2:
            saving = asyncio.ensure_future(save_records(store, chore("199", "ben", revision=1)))
    await saving
    assert turns > 10
    last, _ = (await reading)[-1]
    assert last is not None
    assert last.holder == "ben"


async def test_any_words_of_any_people_come_back_as_they_were(store: Store) -> None:
    words = ("مرحبا", "🎉 👩‍👩‍👧", "a\x00b\n\u2028", '","baton":{"1":{}}', "x" * 20_000)
    await save_records(store, Chore(team="t", id="1", words=words))
    found = await store.get(Chore, "t", "1")
    assert found is not None
    assert found.words == words


async def test_numbers_count_up_per_team_and_kind(store: Store) -> None:
    assert [await store.next_number("t", "task") for _ in range(3)] == [1, 2, 3]
    assert await store.next_number("t", "promise") == 1
    assert await store.next_number("u", "task") == 1
    assert await store.next_number("t", "task") == 4
