"""Files chosen on Discord: fetched from Discord alone, kept over pages and restarts; what cannot be had is said."""

from __future__ import annotations

from typing import Any

import pytest

from adapters.discord_chat import inbound
from adapters.discord_chat.inbound import Upload
from bot.attached import FILE_BYTES
from bot.handoff.records import Task
from tests.dialogs.discord_peer import Discord
from tests.dialogs.talk import Talk
from tests.dialogs.tasks import accepted

PHOTO = b"\x89PNG\r\n\x1a\npixels"


async def kept(peer: Discord) -> list[str]:
    return [file.name for task in await peer.world.store.all(Task, "studio") for file in task.all_files]


async def test_files_of_an_early_page_outlive_a_restart_before_the_last(peer: Discord, talk: Talk) -> None:
    await talk.says("olivia", "/delegate")
    await talk.attaches("olivia", "product.png", PHOTO)
    await talk.fills("olivia", person="ana", outcome="Crop it", due="never")
    await talk.refused_at("olivia", due="never")
    peer.restarted()
    await peer.env.restart_bot(peer.chat.client)
    peer.honest.stand()
    await talk.fills("olivia", due="Fri 17:00 Manila", done_when="it is square")
    await talk.hears("ana", "Olivia offers you #1 Crop it", "product.png")
    assert await talk.takes("ana", "product.png") == PHOTO


async def test_chosen_again_they_take_the_place_of_those_before(peer: Discord, talk: Talk) -> None:
    await accepted(talk)
    await talk.presses("ana", "Hand in")
    await talk.attaches("ana", "old.png", PHOTO)
    await talk.fills("ana", work="Photos", link="not a link")
    await talk.refused_at("ana", link="no web address")
    await talk.attaches("ana", "new.png", PHOTO)
    await talk.fills("ana", link="https://photos.example")
    assert await kept(peer) == ["new.png"]


@pytest.mark.parametrize(
    ("size", "said"), [(FILE_BYTES + 1, "photo.png is larger than 8 MB"), (0, "photo.png is empty")]
)
async def test_what_does_not_fit_is_said_and_the_rest_is_kept(peer: Discord, talk: Talk, size: int, said: str) -> None:
    await accepted(talk)
    await talk.presses("ana", "Hand in")
    await talk.attaches("ana", "photo.png", b"x" * size)
    await talk.fills("ana", work="Photos")
    opened = await talk.refused_at("ana", files=said)
    assert opened.values["work"] == "Photos"
    assert await kept(peer) == []


async def test_what_is_not_there_any_more_is_to_be_chosen_again(peer: Discord, talk: Talk) -> None:
    await accepted(talk)
    await talk.presses("ana", "Hand in")
    peer.env.backend.cdn.get = lambda _: None  # type: ignore[assignment,method-assign] # Discord keeps them for a day
    await talk.attaches("ana", "photo.png", PHOTO)
    await talk.fills("ana", work="Photos")
    await talk.refused_at("ana", files="photo.png could not be fetched")
    assert await kept(peer) == []


def modal(values: Any, attachments: Any) -> dict[str, Any]:
    label = {"type": 18, "component": {"type": 19, "custom_id": "files", "values": values}}
    return {"custom_id": "form:k1:0", "components": [label], "resolved": {"attachments": attachments}}


KNOWN = {"7": {"filename": "photo.png", "size": 9, "url": "https://cdn.discordapp.com/a/7/photo.png"}}


@pytest.mark.parametrize(
    ("values", "attachments", "names"),
    [
        (["7"], KNOWN, ["photo.png"]),
        (["8"], KNOWN, []),
        (["7"], {}, []),
        (["7"], None, []),
        ("7", KNOWN, []),
        ([7, None, {}], KNOWN, []),
        (["7"], {"7": {"filename": "x", "size": "9", "url": 3}}, []),
        (["7"], {"7": "x"}, []),
    ],
)
def test_only_what_discord_resolves_is_a_file(values: Any, attachments: Any, names: list[str]) -> None:
    assert [one.name for one in inbound.uploads(modal(values, attachments))] == names


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/a/7/photo.png",
        "http://cdn.discordapp.com/a",
        "https://cdn.discordapp.com.evil.example/a",
        "https://cdn.discordapp.com@evil.example/a",
        "file:///etc/passwd",
        "https://[::1",
        "",
    ],
)
async def test_nothing_is_fetched_from_anywhere_else(peer: Discord, url: str) -> None:
    from adapters import uploads as kept_files
    from adapters.discord_chat.uploads import _fetched

    setup = peer.chat._setup
    with pytest.raises(kept_files.NotFetched):
        await _fetched(setup, peer.chat.client, Upload(name="photo.png", size=9, url=url))
