"""Dialogs of files that travel: with what comes back, with a project's steps, with a change; found and taken away."""

from __future__ import annotations

from tests.dialogs.talk import Talk
from tests.dialogs.tasks import accepted
from tests.dialogs.test_handoff_files import LIST, PHOTO, file_id

LETTER = {"outcome": "Send the newsletter", "done_when": "everybody has it", "repeats": "every weekday 9am"}


async def begun(talk: Talk, name: str = "list.csv", person: str = "ana") -> None:
    """Olivia begins a system whose brief comes with a file."""
    await talk.says("olivia", "/delegate")
    await talk.attaches("olivia", name, LIST)
    await talk.fills("olivia", person=person, due="", **LETTER)


async def test_h16_whoever_has_handed_it_on_still_takes_away_what_they_attached(talk: Talk) -> None:
    await accepted(talk)
    await talk.presses("ana", "Note")
    await talk.attaches("ana", "private.png", PHOTO)
    await talk.fills("ana", note="My outline")
    await talk.says("ana", "/handoff 1 @ben")
    await talk.fills("ana", context="Half of it is there")
    await talk.presses("ben", "Take it on")
    await talk.says("ana", "/tasks 1 files")
    await talk.presses("ana", "Remove a file")
    await talk.fills("ana", file=await file_id(talk, "private.png"))
    await talk.says("ben", "/tasks 1 files")
    await talk.hears("ben", "#1 has no files.")


async def test_h11_what_is_taken_away_from_one_turn_comes_with_no_other(talk: Talk) -> None:
    await begun(talk)
    await talk.hears("ana", "From Olivia: files of #1", "list.csv")
    await talk.presses("ana", "Accept")
    await talk.time_is("2026-11-24 09:30", "America/New_York")
    await talk.hears("ana", "#2 Send the newsletter", "list.csv")
    await talk.says("olivia", "/tasks 2 files")
    await talk.presses("olivia", "Remove a file")
    await talk.fills("olivia", file=await file_id(talk, "list.csv"))
    await talk.says("ana", "/tasks 1 files")
    await talk.hears("ana", "#1 has no files.")
    await talk.time_is("2026-11-25 09:30", "America/New_York")
    assert "list.csv" not in (await talk.hears("ana", "#3 Send the newsletter")).text


async def test_h11_who_is_offered_the_next_turn_gets_its_files(talk: Talk) -> None:
    await begun(talk)
    await talk.presses("ana", "Accept")
    await talk.says("olivia", "/tasks S1")
    await talk.presses("olivia", "Change")
    await talk.fills("olivia", person="ben")
    await talk.hears_of_no_files("ben")
    await talk.time_is("2026-11-24 20:00", "America/New_York")
    await talk.hears("ben", "Olivia offers you #2 Send the newsletter")
    await talk.hears("ben", "From Olivia: files of #2", "list.csv")


async def test_h11_a_system_that_is_offered_to_somebody_else_brings_its_files(talk: Talk) -> None:
    await begun(talk)
    await talk.presses("olivia", "Change")
    await talk.fills("olivia", person="ben")
    await talk.hears("ben", "Olivia offers you #1 Send the newsletter")
    await talk.hears("ben", "From Olivia: files of #1", "list.csv")


async def test_h16_the_same_system_with_other_files_is_another(talk: Talk) -> None:
    await begun(talk)
    await begun(talk, "other.csv")
    await talk.hears("ana", "#2 Send the newsletter", "other.csv")


async def test_h11_a_step_whose_turn_it_is_brings_its_files(talk: Talk) -> None:
    steps = "@ana Write the texts by Tue 5pm done when: two pages\n@ben Tell everybody after 1"
    await talk.says("olivia", "/tasks project Launch the shop")
    await talk.fills("olivia", outcome="The shop takes orders", due="Mon 30 Nov 5pm", steps=steps)
    await talk.says("olivia", "/tasks 2")
    await talk.presses("olivia", "Finish")
    await talk.attaches("olivia", "people.csv", LIST)
    await talk.fills("olivia", done_when="the letter is out")
    await talk.presses("ana", "Accept", on="#1 ")
    await talk.presses("ana", "Hand in", on="#1 ")
    await talk.fills("ana", work="It is done")
    await talk.hears_of_no_files("ben")
    await talk.presses("olivia", "Approve", on="#1 ")
    await talk.hears("ben", "From Olivia: files of #2 Tell everybody", "people.csv")
    assert await talk.takes("ben", "people.csv") == LIST


async def test_h12_a_change_that_is_a_file_says_so_and_asks_for_acceptance_again(talk: Talk) -> None:
    await accepted(talk)
    await talk.says("olivia", "/tasks 1")
    await talk.presses("olivia", "Change")
    await talk.attaches("olivia", "template.csv", LIST)
    await talk.fills("olivia")
    await talk.hears("ana", "#1 Write a 600-word article", "What changed: Files added: template.csv")
    await talk.hears("ana", "From Olivia: files of #1", "template.csv")


async def test_h10_a_task_is_found_by_the_name_of_its_file_by_those_who_may_see_it(talk: Talk) -> None:
    await accepted(talk)
    await talk.presses("ana", "Note")
    await talk.attaches("ana", "passport.png", PHOTO)
    await talk.fills("ana", note="My outline")
    await talk.says("olivia", "/tasks passport.png")
    await talk.hears("olivia", "#1 Write a 600-word article")
    await talk.says("ben", "/tasks passport")
    await talk.hears("ben", "(0 found)")


async def test_h16_many_files_come_in_parts_and_none_is_out_of_reach(talk: Talk) -> None:
    await accepted(talk)
    for note in range(5):
        await talk.presses("ana", "Note")
        for number in range(5):
            await talk.attaches("ana", f"n{note}-{number}.png", PHOTO)
        await talk.fills("ana", note="More")
    await talk.says("olivia", "/tasks 1 files")
    await talk.hears("olivia", "n4-4.png", "5 older files")
    await talk.attends("olivia")
    await talk.presses("olivia", "Older files")
    await talk.hears("olivia", "n0-0.png", "n0-4.png")
