"""Where dialogs about tasks begin: one that is offered, accepted or handed in."""

from __future__ import annotations

from tests.dialogs.talk import Talk

ARTICLE = (
    "/delegate @ana Write a 600-word article on leveraged buyouts by Fri 5pm ~2h done when: 3 sources, passes Copyscape"
)
SHORT = "/delegate @ana Write the article by Thu 9:00 Manila ~2h done when: 3 sources"


async def offered(talk: Talk, line: str = ARTICLE) -> None:
    """Olivia has offered #1 to Ana, and both have seen it."""
    await talk.says("olivia", line)
    await talk.attends("olivia", "ana", "ben")


async def accepted(talk: Talk, line: str = ARTICLE) -> None:
    await offered(talk, line)
    await talk.presses("ana", "Accept")
    await talk.attends("olivia", "ana", "ben")


async def handed_in(talk: Talk) -> None:
    await accepted(talk)
    await talk.presses("ana", "Hand in")
    await talk.fills("ana", work="Article attached", link="https://docs.example/article")
    await talk.attends("olivia", "ana", "ben")
