"""Dialogs of files: with a brief, a question, a hand-in; who gets them, and who may see them."""

from __future__ import annotations

from tests.dialogs.talk import Talk
from tests.dialogs.tasks import accepted

PHOTO = b"\x89PNG\r\n\x1a\n" + b"pixels" * 100


async def test_h6_what_is_handed_in_may_be_files_and_the_giver_gets_them(talk: Talk) -> None:
    await accepted(talk)
    await talk.presses("ana", "Hand in")
    await talk.attaches("ana", "shop front.png", PHOTO)
    await talk.attaches("ana", "sources.csv", b"a,b\n1,2\n")
    await talk.fills("ana", work="Photos and the sources")
    await talk.hears("olivia", "Ana handed in", "shop front.png", "sources.csv")
    await talk.hears("olivia", "From Ana: files of #1", "shop front.png", "sources.csv")
    assert await talk.takes("olivia", "shop front.png") == PHOTO
    assert await talk.takes("olivia", "sources.csv") == b"a,b\n1,2\n"
