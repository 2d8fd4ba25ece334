"""Dialogs of the handoff room. What a brief and a note come with, and a message that is no longer there (H16, H9)."""

from __future__ import annotations

from tests.dialogs.talk import Talk
from tests.dialogs.tasks import accepted

DOCS, VIDEO = "https://docs.example/brief", "https://video.example/how-to"


async def test_h16_a_brief_comes_with_links_which_a_change_may_add_to(talk: Talk) -> None:
    await talk.says("olivia", "/delegate @ana Cut the film by Fri 17:00 Manila")
    await talk.form("olivia", "Hand over a task")
    await talk.fills("olivia", done_when="two minutes", links=f"{DOCS}\n{VIDEO}\n{DOCS}")
    await talk.hears("ana", "Olivia offers you #1 Cut the film", "Links", "docs.example", "video.example")
    await talk.presses("ana", "Accept")
    await talk.presses("olivia", "Change")
    assert (await talk.form("olivia")).values["links"] == f"{DOCS}\n{VIDEO}"
    await talk.fills("olivia", links=VIDEO)
    await talk.hears("ana", "Olivia changed the brief.", "What changed: Links:", "https://docs.example/brief")


async def test_h16_a_link_that_is_none_is_told_at_its_field(talk: Talk) -> None:
    await talk.says("olivia", "/delegate @ana Cut the film by Fri 17:00 Manila")
    await talk.fills("olivia", done_when="two minutes", links="https://a.example javascript:alert(1)")
    await talk.refused_at("olivia", links="“javascript:alert(1)” is no web address.")
    await talk.fills("olivia", links=" ".join(f"https://a{number}.example" for number in range(6)))
    await talk.refused_at("olivia", links="At most 5 links")
    await talk.fills("olivia", links="")
    await talk.hears("ana", "Olivia offers you #1 Cut the film")


async def test_h16_a_note_may_carry_a_link(talk: Talk) -> None:
    await accepted(talk)
    await talk.presses("ana", "Note")
    await talk.fills("ana", note="First half is written", link="not a link")
    await talk.refused_at("ana", link="no web address")
    await talk.fills("ana", link=DOCS)
    await talk.hears("olivia", "Ana left a note.", "First half is written", "Open the link")
