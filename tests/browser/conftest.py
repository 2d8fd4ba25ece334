"""A real browser over a whole Baton; what its console complains about fails the test."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack

import pytest
import pytest_asyncio
from playwright.async_api import Browser, ConsoleMessage, Page, async_playwright

from tests.browser.house import House, serving
from tests.logged import Line, troubles

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
LAPTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
# The browser notes every refused form and lost connection; the page says those to the person itself.
EXPECTED = ("status of 422", "status of 503", "ERR_CONNECTION_REFUSED", "ERR_INCOMPLETE_CHUNKED_ENCODING")
# Whoever leaves the page while a line is being completed breaks that question off; htmx notes it twice.
LEFT = ("htmx:sendAbort, [object HTMLDivElement]", "htmx:afterRequest, [object HTMLDivElement]")

Visits = Callable[..., Awaitable[Page]]


def _chromium() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None and not os.environ.get("CI"):
        pytest.skip("there is no chromium on this machine; install it to test the page in a browser")
    assert found, "CI needs chromium: .ci/run installs it with apt"
    return found


@pytest_asyncio.fixture(loop_scope="session")
async def house() -> House:
    return House()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Started once; every test has a profile of its own in it."""
    path = _chromium()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def visits(house: House, browser: Browser, logged: list[Line]) -> AsyncIterator[Visits]:
    """Opens `visits(person, room)` in a browser profile of its own, at a laptop unless a size is given."""
    complaints: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not any(words in message.text for words in (*EXPECTED, *LEFT)):
            complaints.append(message.text)

    async with AsyncExitStack() as stack:
        url = await stack.enter_async_context(serving(house))

        async def visited(person: str, room: str = "baton", size: dict[str, int] = LAPTOP, dark: bool = False) -> Page:
            context = await browser.new_context(
                viewport={"width": size["width"], "height": size["height"]},
                color_scheme="dark" if dark else "light",
                has_touch=size is PHONE,
                is_mobile=size is PHONE,
            )
            stack.push_async_callback(context.close)
            page = await context.new_page()
            page.set_default_timeout(10_000)
            page.on("console", heard)
            page.on("pageerror", lambda error: complaints.append(str(error)))
            await page.goto(f"{url}/as/{person}/{room}")
            return page

        yield visited
    assert complaints == []
    assert troubles(logged) == []
