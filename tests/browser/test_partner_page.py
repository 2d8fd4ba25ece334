"""A partner's private page in a real browser: on a phone and a laptop, dark and light, by keyboard, without scripts."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Browser, Page

from tests.browser.conftest import LAPTOP, PHONE, Visits

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def said(page: Page, line: str) -> None:
    count = await page.locator("article").count()
    await page.fill("#words", line)
    await page.press("#words", "Enter")
    await page.wait_for_function("count => document.querySelectorAll('article').length > count", arg=count)


async def by_keyboard(page: Page, label: str) -> None:
    """Tab after tab until the button has the focus, then Enter."""
    for _ in range(60):
        await page.keyboard.press("Tab")
        if await page.evaluate("document.activeElement.textContent.trim()") == label:
            await page.keyboard.press("Enter")
            return
    raise AssertionError(f"no {label} is reached by keyboard")


@pytest.mark.parametrize(("size", "dark"), [(PHONE, False), (PHONE, True), (LAPTOP, False), (LAPTOP, True)])
async def test_c3_the_page_is_read_and_answered_without_scripts_by_keyboard(
    visits: Visits, browser: Browser, size: dict[str, int], dark: bool
) -> None:
    owner = await visits("olivia")
    await said(owner, "/team partner rosa@example.com Rosa mentor")
    await owner.click("article button:has-text('Make a link')")
    link = await owner.locator("article a:has-text('/open/')").last.text_content()
    await said(owner, "/promise @rosa Publish the landing page by Thursday")
    base = owner.url.partition("/as/")[0]
    context = await browser.new_context(
        viewport={"width": size["width"], "height": size["height"]},
        color_scheme="dark" if dark else "light",
        java_script_enabled=False,
    )
    page = await context.new_page()
    page.set_default_timeout(10_000)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    response = await page.goto(base + str(link).removeprefix("http://127.0.0.1"))
    assert response is not None
    assert response.status == 200
    await by_keyboard(page, "Open your page")
    await page.wait_for_url(re.compile(r"/partner/[^/]+$"))
    assert await page.locator("h1").text_content() == "Olivia and you"
    wide = await page.evaluate("document.documentElement.scrollWidth")
    assert wide <= size["width"]
    ground = await page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == ("rgb(22, 24, 23)" if dark else "rgb(246, 245, 242)")
    await by_keyboard(page, "Ask")
    await page.wait_for_url(re.compile(r"/press$"))
    await page.fill("#f-question", "What is left to do?")
    await by_keyboard(page, "Send")
    await page.wait_for_url(re.compile(r"/form$"))
    await owner.wait_for_selector("article:has-text('What is left to do?')")
    assert await page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert complaints == []
    await context.close()
