"""Who may have a file, and who may take it away: tried at the door by everybody, with ids known and guessed."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from bot.attached import Attached
from bot.handoff.files import SENT_MOST, files_fact, own
from bot.handoff.records import ANYONE, Event, State, Task
from bot.people import Roster
from bot.texts import Words
from bot.ui import as_text
from tests.dialogs.world import MONDAY, PEOPLE
from tests.handoff.test_forged import DRAFT, HELD, Door

OLIVIA, ANA, BEN, *_ = PEOPLE
BRIEF, PHOTO = Attached("f1", "brief.pdf", 10), Attached("f2", "photo.png", 20)
NOTED = replace(HELD, files=(BRIEF,), events=(Event(kind="note", at=MONDAY, by="ana", files=(PHOTO,)),))
SECRET = replace(DRAFT, files=(Attached("f3", "plan.pdf", 5),))
SEEN, HIDDEN = "Files of #91", "There is no such file"


@pytest.mark.parametrize(
    ("who", "id", "heard"),
    [
        ("olivia", "f2", SEEN), ("ana", "f1", SEEN), ("ana", "f2", SEEN),
        ("ben", "f2", HIDDEN), ("gil", "f2", HIDDEN), ("pat", "f2", HIDDEN), ("stranger", "f2", "not on this team"),
        ("olivia", "f3", "Files of #93"), ("ana", "f3", HIDDEN),
        ("olivia", "", HIDDEN), ("olivia", "f9", HIDDEN), ("olivia", "../f1", HIDDEN),
    ],
)  # fmt: skip
async def test_a_file_is_for_those_who_may_see_its_task(who: str, id: str, heard: str) -> None:
    door = await Door(NOTED, SECRET).opens()
    assert heard in await door.gets(who, "handoff.file", file=id)


@pytest.mark.parametrize(
    ("who", "id", "heard"),
    [
        ("ana", "f2", "Removed from #91"), ("olivia", "f1", "Removed from #91"), ("olivia", "f2", "Removed from #91"),
        ("ana", "f1", "There is no such file"), ("ben", "f2", "not one of your tasks"),
        ("gil", "f2", "not one of your tasks"), ("pat", "f2", ""), ("ana", "f9", "There is no such file"),
    ],
)  # fmt: skip
async def test_it_is_taken_away_by_whoever_attached_it_or_the_owner(who: str, id: str, heard: str) -> None:
    door = await Door(NOTED, SECRET).opens()
    assert heard in await door.gets(who, "handoff.remove_file", task="91", file=id)
    task = await door.world.store.get(Task, "studio", "91")
    assert task is not None
    assert (id in [file.id for file in task.all_files]) is (heard != "Removed from #91" and id != "f9")


async def test_what_was_taken_away_is_found_by_nobody_and_stays_on_record() -> None:
    door = await Door(NOTED).opens()
    await door.gets("ana", "handoff.remove_file", task="91", file="f2")
    assert HIDDEN in await door.gets("ana", "handoff.file", file="f2")
    task = await door.world.store.get(Task, "studio", "91")
    assert task is not None
    assert (task.events[-1].kind, task.events[-1].by, task.events[-1].text) == ("remove_file", "ana", "photo.png")


async def test_whoever_held_it_before_takes_away_what_they_attached_and_nothing_else() -> None:
    handed_on = replace(NOTED, holder="ben", events=(*NOTED.events, Event(kind="take_over", at=MONDAY, by="ben")))
    door = await Door(handed_on).opens()
    assert "There is no such file" in await door.gets("ana", "handoff.remove_file", task="91", file="f1")
    assert "There is no such file" in await door.gets("ben", "handoff.remove_file", task="91", file="f2")
    assert "no file to #91" in await door.gets("ben", "handoff.remove_file", task="91")
    assert "Removed from #91" in await door.gets("ana", "handoff.remove_file", task="91", file="f2")


async def test_whoever_has_handed_it_back_takes_away_what_they_attached_while_it_is_free() -> None:
    door = await Door(replace(NOTED, holder="", state=State.UNCLAIMED, open_to=(ANYONE,))).opens()
    assert "There is no such file" in await door.gets("ben", "handoff.remove_file", task="91", file="f2")
    assert "Removed from #91" in await door.gets("ana", "handoff.remove_file", task="91", file="f2")


async def test_a_page_of_files_that_is_not_there_any_more_is_answered_kindly() -> None:
    door = await Door(NOTED).opens()
    assert "#91 has no files." in await door.gets("ana", "handoff.files", task="91", start="20")
    assert "no file to #91" in await door.gets("ana", "handoff.remove_file", task="91", start="20")
    await door.gets("ana", "handoff.files", task="91", start="-1")
    assert await door.world.store.outgoing("studio", "files:91:all:1@ana") is not None


def test_a_stand_in_takes_away_only_their_own() -> None:
    assert own(NOTED, BEN) == ()
    assert own(NOTED, ANA) == (PHOTO,)
    assert own(NOTED, OLIVIA) == (BRIEF, PHOTO)


def test_a_card_names_the_newest_and_how_many_more() -> None:
    many = tuple(Attached(f"f{n}", f"{n}.png", 1) for n in range(SENT_MOST))
    [fact] = files_fact(replace(HELD, files=many), Words("en"), Roster(PEOPLE))
    assert as_text(fact.value) == "15.png, 16.png, 17.png, 18.png, 19.png; and 15 more"


def test_a_card_says_whose_its_files_are_and_of_which_step() -> None:
    handed = Event(kind="hand_in", at=MONDAY, by="ana", files=(PHOTO,))
    [fact] = files_fact(replace(NOTED, events=(handed,)), Words("en"), Roster(PEOPLE))
    assert (
        as_text(fact.value) == f"brief.pdf (with the brief); photo.png (Ana’s hand-in, {MONDAY:%Y-%m-%dT%H:%M}+00:00)"
    )
