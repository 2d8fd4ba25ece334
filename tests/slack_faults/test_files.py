"""Files chosen on Slack: fetched from Slack alone and never more than fits; what cannot be had is said."""

from __future__ import annotations

from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from adapters.slack_chat.api import Api
from adapters.turns import Turns
from bot.attached import FILE_BYTES
from bot.handoff.records import Task
from tests.dialogs.slack_peer import user_id
from tests.slack_fake import views
from tests.slack_faults.house import House

OLIVIA, ANA = user_id("olivia"), user_id("ana")
PHOTO = b"\x89PNG\r\n\x1a\npixels"


async def brief(house: House) -> None:
    """A whole brief, but for its files, before Olivia."""
    await house.people.shortcut(OLIVIA, "delegate")
    await house.settled()
    typed = {"person": "ana", "outcome": "Crop it", "done_when": "it is square", "due": "tomorrow 5pm"}
    for name, words in typed.items():
        house.people.fill(OLIVIA, name, words)


async def sent(house: House, *files: dict[str, Any]) -> None:
    await house.people.submit(OLIVIA, files)
    await house.settled()


async def kept(house: House) -> list[tuple[str, bytes | None]]:
    tasks = await house.store.all(Task, "studio")
    files = house.chat._setup.files
    return [(file.name, await files.read(file.id)) for task in tasks for file in task.files]


def errors(house: House) -> dict[str, str]:
    stack = house.studio.modals.get(OLIVIA) or []
    return stack[-1].errors if stack else {}


async def test_what_was_chosen_is_fetched_with_the_token_and_kept(house: House) -> None:
    await brief(house)
    await sent(house, house.fake.files.choose("F1", "photo.png", PHOTO))
    assert await kept(house) == [("photo.png", PHOTO)]


async def test_a_file_of_which_the_form_says_only_the_id_is_asked_for(house: House) -> None:
    await brief(house)
    house.fake.files.choose("F1", "photo.png", PHOTO)
    await sent(house, {"id": "F1", "file_access": "check_file_info"})
    assert await kept(house) == [("photo.png", PHOTO)]


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/photo.png",
        "https://slack.com.evil.example/photo.png",
        "https://evil.example/?x=.slack.com",
        "http://files.slack.com/photo.png",
        "https://files.slack.com:8443/photo.png",
        "https://files.slack.com@evil.example/x",
        "http://169.254.169.254/latest",
        "file:///etc/passwd",
        "//evil.example/x",
        "https://[::1",
        "",
    ],
)
def test_the_token_is_shown_to_slack_alone(url: str) -> None:
    api = Api("https://slack.com/api/", _no_token, Turns(lambda: 0.0, _no_sleep))
    assert not api.is_slacks(url)
    assert api.is_slacks("https://files.slack.com/files-pri/T1-F1/download/photo.png")
    assert api.is_slacks("https://studio.slack.com/files/photo.png")


async def test_an_address_elsewhere_is_never_asked_and_the_form_says_so(house: House) -> None:
    asked: list[str] = []

    async def trap(request: web.Request) -> web.Response:
        asked.append(request.headers.get("Authorization", ""))
        return web.Response(body=PHOTO)

    app = web.Application()
    app.router.add_get("/{any:.*}", trap)
    async with TestServer(app) as elsewhere:
        await brief(house)
        file = house.fake.files.choose("F1", "photo.png", PHOTO)
        await sent(house, file | {"url_private_download": str(elsewhere.make_url("/photo.png"))})
    assert asked == []
    assert errors(house) == {"files": "photo.png could not be fetched. Choose it again."}
    assert await kept(house) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"size": FILE_BYTES + 1}, "photo.png is larger than 8 MB"),
        ({"size": 0}, "photo.png is empty"),
        ({"url_private_download": "/nowhere"}, "photo.png could not be fetched"),
    ],
)
async def test_what_does_not_fit_or_is_not_there_stays_in_the_form(
    house: House, change: dict[str, Any], said: str
) -> None:
    await brief(house)
    file = house.fake.files.choose("F1", "photo.png", PHOTO) | change
    if file["url_private_download"] == "/nowhere":
        file["url_private_download"] = (
            f"{house.fake.address}/files-pri/F9/download"  # answered with a page for signing in
        )
    await sent(house, file)
    assert said in errors(house)["files"]
    assert await kept(house) == []
    assert views.shown(house.studio.modals[OLIVIA][-1])["outcome", "value"] == "Crop it"


async def test_a_file_longer_than_slack_says_is_not_kept(house: House) -> None:
    await brief(house)
    long = house.fake.files.choose("F1", "photo.png", b"x" * (FILE_BYTES + 100)) | {"size": 100}
    await sent(house, long)
    assert "larger than 8 MB" in errors(house)["files"]
    assert await kept(house) == []


async def test_a_form_that_was_refused_and_is_sent_again_fetches_nothing_twice(house: House) -> None:
    await brief(house)
    house.people.fill(OLIVIA, "due", "30 Feb")
    file = house.fake.files.choose("F1", "photo.png", PHOTO)
    await sent(house, file)
    assert "due" in errors(house)
    house.fake.files.chosen.clear()
    house.people.fill(OLIVIA, "due", "tomorrow 5pm")
    await sent(house, file)
    assert await kept(house) == [("photo.png", PHOTO)]


async def test_an_upload_that_fails_is_told_under_the_message_that_names_it(house: House) -> None:
    await brief(house)
    house.fake.faults.error("files.completeUploadExternal", "internal_error")
    await sent(house, house.fake.files.choose("F1", "photo.png", PHOTO))
    await house.deliver_all(hours=0.1)
    said = [one.text for one in house.messages(house.studio.im(ANA).id)]
    assert any("photo.png could not be attached here" in words for words in said)
    assert sum("files of #1" in words for words in said) == 1


async def test_an_app_from_before_files_opens_its_forms_without_that_field(house: House) -> None:
    house.fake.faults.error("views.open", "invalid_arguments")
    await brief(house)
    assert "files" not in {block["block_id"] for block in house.studio.modals[OLIVIA][-1].given["blocks"]}
    await sent(house)
    assert [task.outcome for task in await house.store.all(Task, "studio")] == ["Crop it"]


async def _no_token(_: str) -> str:
    return ""


async def _no_sleep(_: float) -> None:
    return None
