"""The contract of every store: what is searched is found by words, marks and age, in one order."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from adapters.storage.tinydb_store import TinyDBStore
from bot.ports import Store
from bot.requests import Outcome
from bot.searching import Wanted, words_of
from tests.contracts.samples import KINDS, NOW, Chore, Letter, chore, save, save_records


def letter(id: str, title: str, text: str = "", *marks: str, hours_ago: int = 0, team: str = "t") -> Letter:
    return Letter(team=team, id=id, title=title, text=text, marks=marks, at=NOW - timedelta(hours=hours_ago))


async def found(
    store: Store, typed: str = "", *, team: str = "t", limit: int = 99, skip: int = 0, **more: object
) -> str:
    """The ids in order, as one word."""
    wanted = replace(Wanted(words=tuple(words_of(typed))), **more)
    records, total = await store.search(Letter, team, wanted, limit=limit, skip=skip)
    assert total >= len(records)
    return " ".join(record.id for record in records)


async def test_an_empty_store_finds_nothing(store: Store) -> None:
    assert await store.search(Letter, "t", Wanted(words=("a",)), limit=9) == ([], 0)
    assert await store.search(Letter, "t", Wanted(), limit=9) == ([], 0)


async def test_a_kind_that_does_not_say_what_is_sought_is_never_found(store: Store) -> None:
    await save_records(store, chore("1", "ana"))
    assert await store.search(Chore, "t", Wanted(), limit=9) == ([], 0)


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("photo", "2 1"),
        ("PHÓTOS", "2 1"),
        ("hotos", ""),
        ("product photos", "1"),
        ("photos product", "1"),
        ("photos cafe", "2"),
        ("ecole", "3"),
        ("École", "3"),
        ("l ecole", "3"),
        ("strasse", "3"),
        ("写真", "4"),
        ("真", "4"),
        ("oslo", "5"),
        ("Øslo", "5"),
        ("600", "1"),
        ("nothing", ""),
        ("", "5 4 3 2 1"),
    ],
)
async def test_every_word_wanted_begins_a_word_whatever_its_case_and_accents(
    store: Store, typed: str, ids: str
) -> None:
    await save_records(
        store,
        letter("1", "Product photos, 600 of them"),
        letter("2", "Photos for the Café"),
        letter("3", "Brief an l’école, Straße 5"),
        letter("4", "商品写真を撮る"),
        letter("5", "Ønskeliste for Øslo"),
    )
    assert await found(store, typed) == ids


async def test_whole_words_of_the_title_come_first_then_beginnings_then_what_is_within_and_then_the_newest(
    store: Store,
) -> None:
    await save_records(
        store,
        letter("whole-old", "Sort the photo"),
        letter("within", "Sort", "the photo"),
        letter("begins", "Sort the photos"),
        letter("whole-new", "A photo to sort"),
        letter("first-within", "Sort", "photos", "open"),
    )
    assert await found(store, "sort photo") == "whole-new whole-old begins first-within within"
    assert await found(store, "sort photo", first="open") == "first-within whole-new whole-old begins within"
    assert await found(store, first="open") == "first-within whole-new begins within whole-old"


async def test_marks_narrow_one_of_each_group(store: Store) -> None:
    await save_records(
        store,
        letter("1", "A", "", "open", "ana"),
        letter("2", "A", "", "open", "ben"),
        letter("3", "A", "", "closed", "ana", "ben"),
        letter("4", "A"),
    )
    assert await found(store, "a", marks=(("open",),)) == "2 1"
    assert await found(store, "a", marks=(("ana", "ben"), ("open",))) == "2 1"
    assert await found(store, marks=(("ana",), ("ben",))) == "3"
    assert await found(store, marks=(("cat",),)) == ""
    assert await found(store, marks=((),)) == ""


async def test_age_is_compared_to_the_hour(store: Store) -> None:
    await save_records(store, *(letter(str(hours), "A", hours_ago=hours) for hours in (0, 5, 10)))
    assert await found(store, since=NOW - timedelta(hours=5)) == "5 0"
    assert await found(store, before=NOW - timedelta(hours=5)) == "10"
    assert await found(store, since=NOW - timedelta(hours=6), before=NOW) == "5"


async def test_pages_follow_one_another_and_the_count_is_of_all(store: Store) -> None:
    await save_records(store, *(letter(str(number), "Same words") for number in range(100)))
    assert await found(store, "same", limit=3) == "99 98 97"
    assert await found(store, "same", limit=3, skip=3) == "96 95 94"
    assert await found(store, "same", limit=3, skip=98) == "1 0"
    assert await found(store, "same", limit=3, skip=100) == ""
    _, total = await store.search(Letter, "t", Wanted(words=("same",)), limit=3)
    assert total == 100


async def test_a_change_is_searched_as_soon_as_it_is_applied(store: Store) -> None:
    await save_records(store, letter("1", "Red", "apple", "open"), letter("2", "Red", "pear", "open"))
    await save_records(store, replace(letter("1", "Blue", "apple", "closed"), revision=1))
    assert await found(store, "red") == "2"
    assert await found(store, "blue") == "1"
    assert await found(store, "apple") == "1"
    assert await found(store, marks=(("open",),)) == "2"
    await save(store, Outcome(removed=(replace(letter("1", "Blue"), revision=2),)))
    assert await found(store, "blue") == ""
    assert await found(store, "apple") == ""
    assert await found(store) == "2"


async def test_teams_do_not_find_each_others(store: Store) -> None:
    await save_records(store, letter("1", "Red"), letter("1", "Red and blue", team="u"))
    assert await found(store, "blue") == ""
    assert await found(store, "red", team="u") == "1"
    assert await found(store, "red", team="nobody") == ""


async def test_what_many_have_and_few_have_is_found_alike_as_it_comes_and_goes(store: Store) -> None:
    def one(number: int, words: str, revision: int) -> Letter:
        return replace(letter(str(number), f"Common {words}", f"number {number}", "open"), revision=revision)

    await save_records(store, *(one(number, "rare" if number % 100 == 0 else "often", 0) for number in range(1_000)))
    for typed, count in (("common", 1_000), ("often", 990), ("rare", 10), ("number 7", 111), ("common rare", 10)):
        assert len((await found(store, typed, limit=2_000)).split()) == count
    await save_records(store, *(one(number, "gone", 1) for number in range(0, 1_000, 2)))
    assert len((await found(store, "often", limit=2_000)).split()) == 500
    assert await found(store, "rare") == ""
    assert len((await found(store, "common gone", limit=2_000, marks=(("open",),))).split()) == 500


async def test_others_get_their_turn_while_many_are_read(store: Store) -> None:
    await save_records(store, *(letter(str(number), "Same") for number in range(1_200)))
    assert await found(store, "other") == ""  # looked through before, so that the search itself is what takes long
    reading = asyncio.ensure_future(store.search(Letter, "t", Wanted(words=("same",)), limit=1_200))
    await asyncio.sleep(0)
    await save_records(store, replace(letter("7", "Other"), revision=1))
    records, total = await reading
    assert (len(records), total) == (1_200, 1_200)


async def test_a_search_knows_what_was_saved_before_it_and_lets_others_have_their_turn(store: Store) -> None:
    await save_records(store, *(letter(str(number), "Same") for number in range(1_200)))
    searching = asyncio.ensure_future(store.search(Letter, "t", Wanted(words=("same",)), limit=1))
    turns = 0
    while not searching.done():
        await asyncio.sleep(0)
        turns += 1
    assert (await searching)[1] == 1_200
    assert turns > 10


async def test_what_changed_often_and_what_came_and_went_is_found_as_it_is(store: Store) -> None:
    await save_records(store, letter("1", "Red"), letter("2", "Red"), letter("3", "Red"))
    assert await found(store, "red") == "3 2 1"
    await save_records(store, replace(letter("1", "Blue"), revision=1), letter("4", "Red"))
    await save_records(store, replace(letter("1", "Green"), revision=2))
    gone = (replace(letter("2", "Red"), revision=1), replace(letter("4", "Red"), revision=1))
    await save(store, Outcome(removed=gone))
    assert await found(store, "red") == "3"
    assert await found(store, "blue") == ""
    assert await found(store, "green") == "1"


async def test_many_rows_are_looked_through_in_pieces_after_a_start_and_none_is_missed(tmp_path: Path) -> None:
    store = await TinyDBStore.open(tmp_path, KINDS)
    await save_records(store, *(letter(str(number), "Red") for number in range(1_500)))
    await store.close()
    again = await TinyDBStore.open(tmp_path, KINDS)
    await save_records(again, replace(letter("7", "Blue"), revision=1))
    for _ in range(20):
        await asyncio.sleep(0)  # some are known by now
    await save_records(again, replace(letter("8", "Blue"), revision=1))
    assert (await again.search(Letter, "t", Wanted(words=("red",)), limit=1))[1] == 1_498
    assert await found(again, "blue") == "8 7"
    await again.close()


async def test_a_store_is_closed_while_it_still_looks_through_its_rows(tmp_path: Path) -> None:
    store = await TinyDBStore.open(tmp_path, KINDS)
    await save_records(store, *(letter(str(number), "Red") for number in range(1_500)))
    await store.close()
    again = await TinyDBStore.open(tmp_path, KINDS)
    await again.close()


async def test_the_index_is_there_again_after_a_restart(tmp_path: Path) -> None:
    store = await TinyDBStore.open(tmp_path, KINDS)
    await save_records(store, letter("1", "Red", "", "open"), letter("2", "Blue"))
    await store.close()
    again = await TinyDBStore.open(tmp_path, KINDS)
    assert await found(again, "red", marks=(("open",),)) == "1"
    await again.close()
