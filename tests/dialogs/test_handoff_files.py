"""Dialogs of files: with a brief, a question, a hand-in; who gets them, and who may see them."""

from __future__ import annotations

from bot.handoff.records import Task
from tests.dialogs.talk import Talk
from tests.dialogs.tasks import accepted, handed_in

PHOTO = b"\x89PNG\r\n\x1a\n" + b"pixels" * 100
LIST = b"name,price\nJacket,49\n"


async def test_h6_what_is_handed_in_may_be_files_and_the_giver_gets_them(talk: Talk) -> None:
    await accepted(talk)
    await talk.presses("ana", "Hand in")
    await talk.attaches("ana", "shop front.png", PHOTO)
    await talk.attaches("ana", "sources.csv", LIST)
    await talk.fills("ana", work="Photos and the sources")
    await talk.hears(
        "olivia",
        "Ana handed in",
        "shop front.png, sources.csv (Ana’s hand-in",
        buttons=["Approve", "Return", "Note", "Files"],
    )
    await talk.hears("olivia", "From Ana: files of #1", "shop front.png", "sources.csv")
    assert await talk.takes("olivia", "shop front.png") == PHOTO
    assert await talk.takes("olivia", "sources.csv") == LIST


async def test_h6_returned_work_keeps_its_files_and_may_come_with_more(talk: Talk) -> None:
    await accepted(talk)
    await talk.presses("ana", "Hand in")
    await talk.attaches("ana", "first.csv", LIST)
    await talk.fills("ana", work="A draft")
    await talk.presses("olivia", "Return")
    await talk.attaches("olivia", "marked.png", PHOTO)
    await talk.fills("olivia", missing="See the marks")
    seen = await talk.hears(
        "ana",
        "See the marks",
        "Files first.csv (Ana’s hand-in, Mon 23 Nov 22:00); marked.png (returned by Olivia, Mon 23 Nov 22:00)",
    )
    assert seen.buttons == ("Hand in", "Ask", "Blocked", "Note", "Files")
    await talk.hears("ana", "From Olivia: files of #1", "marked.png")
    await talk.says("ana", "/tasks 1 history")
    await talk.hears("ana", "A draft (first.csv)", "See the marks (marked.png)")


async def test_h16_a_brief_comes_with_files_and_its_holder_gets_them_with_the_offer(talk: Talk) -> None:
    await talk.says("olivia", "/delegate")
    await talk.attaches("olivia", "product.png", PHOTO)
    await talk.fills("olivia", person="ana", outcome="Crop the photo", done_when="it is square", due="Fri 17:00 Manila")
    await talk.hears("ana", "Olivia offers you #1 Crop the photo", "Files product.png")
    await talk.hears("ana", "From Olivia: files of #1 Crop the photo", "product.png")
    assert await talk.takes("ana", "product.png") == PHOTO


async def test_h16_a_draft_keeps_its_files_until_it_is_offered(talk: Talk) -> None:
    await talk.says("olivia", "/delegate")
    await talk.attaches("olivia", "product.png", PHOTO)
    await talk.fills("olivia", outcome="Crop the photo", then="draft")
    await talk.hears_of_no_files("ana")
    await talk.presses("olivia", "Finish")
    await talk.fills("olivia", person="ana", done_when="it is square", due="Fri 17:00 Manila", then="offer")
    await talk.hears("ana", "From Olivia: files of #1 Crop the photo", "product.png")


async def test_h16_a_note_may_be_a_file_and_all_of_them_come_again_for_the_asking(talk: Talk) -> None:
    await accepted(talk)
    await talk.presses("olivia", "Note")
    await talk.attaches("olivia", "logo.png", PHOTO)
    await talk.fills("olivia", note="Use this logo")
    await talk.hears("ana", "From Olivia: files of #1", "logo.png")
    await talk.says("ana", "/tasks 1 files")
    await talk.hears("ana", "Files of #1 Write a 600-word article", "logo.png")
    await talk.says("ben", "/tasks 1 files")
    await talk.hears("ben", "#1 is not one of your tasks")
    await talk.says("pat", "/tasks 1 files")
    await talk.hears_of_no_files("pat")


async def test_h16_a_file_attached_by_mistake_is_removed_by_whoever_attached_it(talk: Talk) -> None:
    await accepted(talk)
    await talk.presses("ana", "Note")
    await talk.attaches("ana", "private.png", PHOTO)
    await talk.attaches("ana", "outline.csv", LIST)
    await talk.fills("ana", note="My outline")
    await talk.says("ana", "/tasks 1 files")
    await talk.presses("ana", "Remove a file")
    form = await talk.form("ana", "Remove a file")
    assert "stays in their chats" in form.intro
    await talk.fills("ana", file=await file_id(talk, "private.png"))
    await talk.says("ana", "/tasks 1 history")
    await talk.hears("ana", "File removed by Ana", "private.png", "My outline (outline.csv)")
    await talk.says("olivia", "/tasks 1")
    assert "private.png" not in (await talk.hears("olivia", "#1 Write a 600-word", "outline.csv")).text


async def file_id(talk: Talk, name: str) -> str:
    tasks = await talk.peer.world.store.all(Task, "studio")
    return next(file.id for task in tasks for file in task.all_files if file.name == name)


async def test_h7_files_travel_along_to_whoever_shall_take_over(talk: Talk) -> None:
    await accepted(talk)
    await talk.presses("ana", "Note")
    await talk.attaches("ana", "outline.csv", LIST)
    await talk.fills("ana", note="My outline")
    await talk.says("ana", "/handoff 1 @ben")
    await talk.fills("ana", context="Half of it is there")
    await talk.hears("ben", "From Ana: files of #1", "outline.csv")
    assert await talk.takes("ben", "outline.csv") == LIST


async def test_h4_a_question_and_its_answer_may_show_what_they_are_about(talk: Talk) -> None:
    await accepted(talk)
    await talk.presses("ana", "Ask")
    await talk.attaches("ana", "error.png", PHOTO)
    await talk.fills("ana", question="What does this mean?")
    await talk.hears("olivia", "From Ana: files of #1", "error.png")
    await talk.presses("olivia", "Answer")
    await talk.attaches("olivia", "how.png", PHOTO)
    await talk.fills("olivia", answer="Press here")
    await talk.hears("ana", "From Olivia: files of #1", "how.png")


async def test_h6_what_does_not_fit_leaves_the_form_as_it_is_and_says_why(talk: Talk) -> None:
    await accepted(talk)
    await talk.presses("ana", "Hand in")
    await talk.attaches("ana", "nothing.txt", b"")
    await talk.fills("ana", work="The photos")
    opened = await talk.refused_at("ana", files="nothing.txt is empty")
    assert opened.values["work"] == "The photos"
    await talk.attaches("ana", "shop front.png", PHOTO)
    await talk.fills("ana", work="The photos")
    await talk.hears("olivia", "Ana handed in", "shop front.png")


async def test_h6_what_was_handed_in_without_files_says_nothing_of_files(talk: Talk) -> None:
    await handed_in(talk)
    await talk.says("olivia", "/tasks 1 files")
    await talk.hears("olivia", "#1 has no files.")
    await talk.hears_of_no_files("olivia")
