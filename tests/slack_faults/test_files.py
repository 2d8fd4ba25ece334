"""Files chosen on Slack: fetched from Slack alone and never more than fits; what cannot be had is said."""

from __future__ import annotations

from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from structlog.testing import capture_logs

from adapters.slack_chat import inbound
from adapters.slack_chat.api import Api
from adapters.turns import Turns
from bot.attached import FILE_BYTES, Attached
from bot.handoff.records import Task
from bot.ui import Card, Files
from tests.slack_fake import views
from tests.slack_fake.faults import Fault
from tests.slack_faults.briefs import ANA, OLIVIA, PHOTO, brief, errors, kept, sent
from tests.slack_faults.house import House


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


@pytest.mark.parametrize(
    "fault",
    [
        Fault("crash", status=404),
        Fault("busy", 30),
        Fault("crash", status=500),
        Fault("moved", word="https://evil.example/photo.png"),
        Fault("slow"),
        Fault("hang"),
    ],
    ids=lambda fault: f"{fault.kind} {fault.status}",
)
async def test_a_file_that_does_not_come_is_named_and_comes_with_the_next_try(house: House, fault: Fault) -> None:
    house.chat._uploads.seconds = 0.2
    await brief(house)
    file = house.fake.files.choose("F1", "photo.png", PHOTO)
    house.fake.faults.plan("download", fault)
    await sent(house, file)
    assert errors(house) == {"files": "photo.png could not be fetched. Choose it again."}
    assert await kept(house) == []
    await sent(house, file)
    assert await kept(house) == [("photo.png", PHOTO)]


async def test_a_page_for_signing_in_is_no_file_and_both_the_person_and_the_log_hear_why(house: House) -> None:
    await brief(house)
    house.fake.faults.plan("download", Fault("page", status=200))
    with capture_logs() as logs:
        await sent(house, house.fake.files.choose("F1", "photo.png", PHOTO))
    assert "Baton may not read files in this workspace" in errors(house)["files"]
    assert any("files:read" in str(line) for line in logs)
    assert await kept(house) == []


async def test_a_page_that_somebody_attached_is_a_file(house: House) -> None:
    await brief(house)
    page = b"<html>our landing page</html>"
    file = house.fake.files.choose("F1", "landing.html", page) | {"mimetype": "text/html"}
    await sent(house, file)
    assert await kept(house) == [("landing.html", page)]


async def test_a_file_that_slack_says_nothing_of_is_lost_and_not_empty(house: House) -> None:
    await brief(house)
    await sent(house, {"id": "F404", "file_access": "check_file_info"})
    assert errors(house) == {"files": "file could not be fetched. Choose it again."}


async def test_more_than_fit_are_refused_before_anything_is_asked_for(house: House) -> None:
    await brief(house)
    await sent(house, *({"id": f"F{number}", "file_access": "check_file_info"} for number in range(50)))
    assert "more than 5 files" in errors(house)["files"]
    assert house.called("files.info") == 0


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\cv.pdf", "cv.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("a\r\nb\x00.png", "a b.png"),
        ("", "file"),
        (None, "file"),
        (["x"], "file"),
        ("x" * 300 + ".png", "x" * 96 + ".png"),
        ("<!channel> *bold*.png", "<!channel> *bold*.png"),
    ],
)
async def test_whatever_a_file_is_called_it_is_kept_under_a_decent_name(house: House, name: Any, shown: str) -> None:
    await brief(house)
    await sent(house, house.fake.files.choose("F1", "photo.png", PHOTO) | {"name": name})
    assert await kept(house) == [(shown, PHOTO)]
    await house.deliver_all(hours=0.1)
    assert not any("<!channel>" in one.text for one in house.messages(house.studio.im(ANA).id))


@pytest.mark.parametrize(
    "files",
    [None, "F1", {"id": "F1"}, [None], ["F1"], [{}], [{"id": None}], [{"id": {}}], [{"name": "x"}], [[]]],
    ids=repr,
)
async def test_what_is_no_list_of_files_is_a_form_without_files(house: House, files: Any) -> None:
    heard = inbound.form(
        {
            "type": "view_submission",
            "view": {
                "private_metadata": '{"key":"k","action":"handoff.note"}',
                "state": {"values": {"files": {"value": {"type": "file_input", "files": files}}}},
            },
        },
        inbound.Moment(house.watch.at, str),
    )
    assert heard is not None
    assert heard.uploads == ()


async def test_an_answer_that_cannot_carry_files_says_how_they_come(house: House) -> None:
    card = Card(title=("Files of #1",), blocks=(Files((Attached("f1", "photo.png", 5),)),))
    origin = inbound.Origin(workspace="T0STUDIO", user=OLIVIA, channel="C0GENERAL")
    await house.chat._answering.tell(origin, card)
    shown = str(house.messages("C0GENERAL")[-1].blocks)
    assert "photo.png" in shown
    assert "Files cannot come with this answer" in shown


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
