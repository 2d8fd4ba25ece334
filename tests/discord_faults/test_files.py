"""Files chosen on Discord: fetched from Discord alone, kept over pages and restarts; what cannot be had is said."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from msgspec.structs import replace
from simcord.backend.cdn import CDN_BASE
from simcord.interactions import store_interaction_attachment

from adapters.discord_chat import inbound, uploads
from adapters.discord_chat.fetching import DISCORDS
from adapters.discord_chat.forms import with_files
from adapters.discord_chat.inbound import Upload
from adapters.discord_chat.open_forms import OpenForm
from bot.attached import FILE_BYTES, Attached
from bot.errors import Refused
from bot.handoff.records import Task
from bot.texts import Words
from bot.ui import FilesField, Form
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
    await talk.hears("olivia", "Not sent yet", "Kept: product.png. Choose again to send others instead.")
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
    ("filename", "title", "name"),
    [
        ("photo.png", None, "photo.png"),
        ("____.pdf", "Отчёт за май", "Отчёт за май.pdf"),
        ("____.PDF", "Отчёт.pdf", "Отчёт.pdf"),
        ("v1.2_plan.docx", "v1.2 plan", "v1.2 plan.docx"),
        ("README", "Read me", "Read me"),
        ("x.png", "../../etc/passwd", "../../etc/passwd.png"),
        (7, {"a": 1}, "7"),
        ("x.png", "\u202egnp.exe", "gnp.exe.png"),
    ],
)
def test_a_file_is_called_what_its_person_called_it(filename: Any, title: Any, name: str) -> None:
    described = {"filename": filename, "title": title, "size": 9, "url": "https://cdn.discordapp.com/a"}
    assert [one.name for one in inbound.uploads(modal(["7"], {"7": described}))] == [name]


HOSTILE = [
    "../../../etc/passwd.png",
    "C:\\temp\\a.png",
    "@everyone **a**.png",
    "<@123>.png",
    "a" * 300 + ".png",
    " .",
    "SPOILER_a.png",
]


@pytest.mark.parametrize("name", HOSTILE)
async def test_a_hostile_name_is_a_name(peer: Discord, talk: Talk, name: str) -> None:
    await accepted(talk)
    await talk.presses("ana", "Hand in")
    await talk.attaches("ana", name, PHOTO)
    await talk.fills("ana", work="Photos")
    [called] = await kept(peer)
    assert len(called) <= 100
    assert not set("/\\\n") & set(called)
    await talk.hears("olivia", "From Ana: files of #1", called)
    assert await talk.takes("olivia", called) == PHOTO


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/a/7/photo.png",
        "http://cdn.discordapp.com/a",
        "https://cdn.discordapp.com.evil.example/a",
        "https://cdn.discordapp.com@evil.example/a",
        "https://evil.example@cdn.discordapp.com/a",
        "https://cdn.discordapp.com\\@evil.example/a",
        "https://evil.example\\@cdn.discordapp.com/a",
        "https://evil.example#@cdn.discordapp.com/a",
        "https://cdn.discordapp.com:8443/a",
        "https://cdn.discordapp.com./a",
        "https://127.0.0.1/a",
        "https://169.254.169.254/latest/meta-data",
        "//cdn.discordapp.com/a",
        "/a/7/photo.png",
        "ftp://cdn.discordapp.com/a",
        "file:///etc/passwd",
        "https://[::1",
        "https://cdn.discordapp.com:99999/a",
        "",
    ],
)
async def test_nothing_is_fetched_from_anywhere_else(peer: Discord, url: str) -> None:
    asked: list[str] = []

    async def fetch(url: str) -> bytes:
        asked.append(url)
        return PHOTO

    setup = replace(peer.chat._setup, file_origins=DISCORDS, fetch=fetch)
    with pytest.raises(Refused) as refused:
        await uploads.kept(setup, (Upload(name="photo.png", size=9, url=url),), "files", Words("en"))
    assert list(refused.value.fields) == ["files"]
    assert asked == []


@pytest.mark.parametrize(
    "host", ["cdn.discordapp.com", "media.discordapp.net", "CDN.discordapp.com", "cdn.discordapp.com:443"]
)
async def test_what_stands_with_discord_is_fetched_as_it_is_signed(peer: Discord, host: str) -> None:
    asked: list[str] = []

    async def fetch(url: str) -> bytes:
        asked.append(url)
        return PHOTO

    setup = replace(peer.chat._setup, file_origins=DISCORDS, fetch=fetch)
    signed = f"https://{host}/ephemeral-attachments/1/2/a.png?ex=6a&is=6b&hm=c%2Bd&"
    [attached] = await uploads.kept(setup, (Upload(name="a.png", size=1, url=signed),), "files", Words("en"))
    assert (asked, attached.size) == ([signed], len(PHOTO))


@pytest.mark.parametrize(("said", "size"), [(1, FILE_BYTES + 1), (-5, FILE_BYTES + 1), (True, 0), (9, 0)])
async def test_the_size_that_is_said_is_believed_by_nobody(peer: Discord, said: int, size: int) -> None:
    async def fetch(_: str) -> bytes:
        return b"x" * size

    setup = replace(peer.chat._setup, fetch=fetch)
    with pytest.raises(Refused):
        await uploads.kept(setup, (Upload(name="a.png", size=said, url=f"{CDN_BASE}/a"),), "files", Words("en"))


async def handed_twice(peer: Discord, talk: Talk) -> dict[str, Any]:
    """The modal of a hand-in, filled in, as the client sends it."""
    await accepted(talk)
    await talk.presses("ana", "Hand in")
    window = peer._windows["ana"]
    resolved: dict[str, Any] = {}
    channel = peer.users["ana"].dm_channel.id
    file = store_interaction_attachment(peer.env.backend, channel, "photo.png", PHOTO, resolved)
    values = {
        "work": {"type": 4, "value": "Photos"},
        "link": {"type": 4, "value": ""},
        "files": {"type": 19, "values": [file]},
    }
    labels = [{"type": 18, "component": {"custom_id": name, **one}} for name, one in values.items()]
    return {"custom_id": f"form:{window.key}:0", "components": labels, "resolved": resolved}


async def test_sent_twice_at_once_it_is_handed_in_once_with_its_file_once(peer: Discord, talk: Talk) -> None:
    data = await handed_twice(peer, talk)
    await peer.forged("ana", 5, data, times=2)
    await peer._delivered()
    assert await kept(peer) == ["photo.png"]
    task = await peer.world.store.get(Task, "studio", "1")
    assert task is not None
    assert [event.kind for event in task.events].count("hand_in") == 1
    await talk.hears("olivia", "From Ana: files of #1", "photo.png")
    assert len([one for one in await peer.screen("olivia") if "files of #1" in one.text]) == 1


async def test_the_form_of_another_takes_no_files(peer: Discord, talk: Talk) -> None:
    data = await handed_twice(peer, talk)
    await peer.forged("ben", 5, data)
    assert await kept(peer) == []


async def test_those_kept_before_stay_where_others_do_not_fit(peer: Discord, talk: Talk) -> None:
    await accepted(talk)
    await talk.presses("ana", "Hand in")
    await talk.attaches("ana", "old.png", PHOTO)
    await talk.fills("ana", work="Photos", link="not a link")
    await talk.attaches("ana", "new.png", b"")
    await talk.fills("ana", link="https://photos.example")
    await talk.refused_at("ana", files="new.png is empty")
    await talk.hears("ana", "Kept: old.png")
    await talk.fills("ana", link="https://photos.example")
    assert await kept(peer) == ["old.png"]


def test_the_hint_of_many_files_has_room_for_what_to_do() -> None:
    files = tuple(Attached(f"f{n}", f"{n}" * 90 + ".png", 1) for n in range(5))
    asked = Form(key="k", title="T", action="a.b", submit="S", fields=(FilesField(name="files", label="Files"),))
    opened = OpenForm(team="", id="k", account="discord:1", form=asked, opened_at=datetime(2026, 11, 23, tzinfo=UTC))
    for count in range(1, 6):
        [field] = with_files(opened, files[:count], Words("en")).form.fields
        assert len(field.hint) <= 100
        assert field.hint.endswith("Choose again to send others instead.")
        assert ("more" in field.hint) is (count > 1)
    short = tuple(Attached("f", name, 1) for name in ("a.png", "b.png"))
    [field] = with_files(opened, short, Words("en")).form.fields
    assert field.hint == "Kept: a.png, b.png. Choose again to send others instead."
