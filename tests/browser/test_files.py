"""Files in a real browser: chosen, taken away, refused and kept, sent; shown as a picture or saved, and never run."""

from __future__ import annotations

import zlib
from struct import pack

import pytest
from playwright.async_api import FilePayload, Page, expect

from bot.attached import FILE_BYTES
from tests.browser.conftest import Visits
from tests.browser.test_chat import ARTICLE, say

pytestmark = pytest.mark.asyncio(loop_scope="session")


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + b"\x2f\x7d\x6b" * width) * height
    head = pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def file(name: str, content: bytes) -> FilePayload:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


PHOTO = file("shop front.png", png(900, 1200))
PAGE = file("page.html", b"<script>document.title = 'run'</script>")
LARGE = file("video.mov", b"x" * (FILE_BYTES + 1))


async def handing_in(visits: Visits) -> tuple[Page, Page]:
    """Olivia's page and Ana's, with the form of the hand-in open in hers."""
    olivia, ana = await visits("olivia"), await visits("ana")
    await say(olivia, ARTICLE)
    card = ana.locator("article.card", has_text="Write an article").last
    await card.get_by_role("button", name="Accept").click()
    await ana.get_by_role("button", name="Hand in").first.click()
    await expect(ana.locator("#dialog input[type=file]")).to_be_visible()
    return olivia, ana


async def test_files_are_named_taken_away_refused_and_kept_and_what_is_sent_arrives(visits: Visits) -> None:
    olivia, ana = await handing_in(visits)
    field, chosen = ana.locator("#dialog input[type=file]"), ana.locator("#dialog .chosen li")
    await field.set_input_files([LARGE, file("wrong.txt", b"x")])
    await field.set_input_files([PHOTO, PAGE])
    await expect(chosen).to_have_count(4)
    await expect(chosen.first).to_contain_text("video.mov 8.4 MB")
    await ana.get_by_role("button", name="Remove wrong.txt").press("Enter")
    await expect(ana.get_by_role("button", name="Remove shop front.png")).to_be_focused()
    await ana.locator("#dialog textarea").first.fill("Photos")
    await ana.click("#dialog button[type=submit]")
    await expect(ana.locator("#dialog .field-error[data-field=files]")).to_contain_text("larger than 8 MB")
    await expect(chosen).to_have_count(3)
    await ana.get_by_role("button", name="Remove video.mov").click()
    await ana.click("#dialog button[type=submit]")
    await expect(ana.locator("#dialog")).to_have_count(0)
    files = olivia.locator("article.card ul.files").last
    await expect(files.locator("li")).to_have_count(2)
    picture = files.get_by_role("img", name="shop front.png")
    await picture.scroll_into_view_if_needed()
    await expect(picture).to_have_js_property("naturalWidth", 900)
    box = await picture.bounding_box()
    assert box is not None
    assert box["height"] <= 330
    async with olivia.expect_download() as saved:
        await files.get_by_role("link", name="page.html").click()
    assert (await (await saved.value).path()).read_bytes() == PAGE["buffer"]


async def test_a_form_put_aside_keeps_its_files(visits: Visits) -> None:
    _, ana = await handing_in(visits)
    await ana.set_input_files("#dialog input[type=file]", [PHOTO])
    await ana.keyboard.press("Escape")
    await ana.get_by_role("button", name="Continue").click()
    await expect(ana.locator("#dialog .chosen li")).to_contain_text("shop front.png")


async def test_a_table_is_downloaded_from_its_link_and_by_nobody_else(visits: Visits) -> None:
    olivia, ana = await visits("olivia"), await visits("ana")
    await say(olivia, ARTICLE)
    await say(olivia, "/digest handed csv")
    link = olivia.get_by_role("link", name="Download handed-").last
    await expect(link).to_be_visible()
    async with olivia.expect_download() as downloading:
        await link.click()
    download = await downloading.value
    assert download.suggested_filename.startswith("handed-")
    text = (await download.path()).read_bytes().decode("utf-8-sig")
    assert "Write an article" in text
    address = await link.get_attribute("href")
    assert address is not None
    answer = await ana.request.get(f"{'/'.join(ana.url.split('/')[:3])}{address.replace('/as/olivia/', '/as/ana/')}")
    assert answer.status == 404
